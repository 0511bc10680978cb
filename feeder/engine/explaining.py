"""What `feeder explain` tells: where each value of a release is from."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from feeder.config import Settings
from feeder.engine import parsing
from feeder.engine.house import House
from feeder.engine.preview import preview
from feeder.errand import named
from feeder.errors import UsageError
from feeder.fetch import folder
from feeder.model import Document, Entry, Extraction, Learned, Moment, Page, Source, Template
from feeder.secrecy import keeping, masked, masking, shown

#: What the reasons of a parser are about, by how they begin.
ABOUT = {
    "title": r"(?:no )?title\b",
    "published": r"(?:no |the )?date\b",
    "authors": r"(?:no )?authors?\b",
    "kind": r"kind\b",
}


@dataclass(frozen=True, kw_only=True)
class Field:
    name: str  #: as in ENTRY
    value: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Explanation:
    address: str
    way: str  #: how the document was read
    confidence: float
    fields: tuple[Field, ...]
    remarks: tuple[str, ...] = ()  #: what is about no field
    is_release: bool = True

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What is known of an entry, and of its page when that was read last."""

    source: Source
    entry: Entry
    page: Page | None
    document: Document | None
    learned: Learned | None
    templates: tuple[Template, ...]


def is_entry(target: str) -> bool:
    return target.startswith("urn:uuid:")


async def document(settings: Settings, target: str) -> Explanation:
    """Of an address, fetched once, or of a file, as one release."""
    look = await preview(settings, target, url=None, shape="article" if "://" in target else "auto")
    found = look.told
    if not target.startswith(("http://", "https://")) and look.asked:
        raise UsageError(f"{target}: is a source, not a release; `feeder preview {target}` shows what it lists")
    with keeping(look.secrets):
        address = shown(look.document.url) if look.asked else folder.shown(target)
    return explained(found, address, zone=settings.timezone)


async def entry(house: House, entry_id: str) -> Explanation:
    """Of an entry, by its document as it is kept. Raises UsageError where that is not known any more."""
    kept = _kept(house, entry_id)
    source, page = kept.source, kept.page
    with keeping(source.secrets):
        if page is None or page.body_hash is None:
            return _of_list(kept)
        address = shown(page.url) if source.is_web else folder.shown(page.key)
    if kept.document is None:
        raise UsageError(
            f"{entry_id}: its document is not kept any more ([keep] raw); `feeder explain {address}` reads it anew"
        )
    template = next((one for one in kept.templates if _reads(kept, one) == page.reading), None)
    with masking(source.secrets):
        found = await parsing.parse(
            kept.document.body,
            kept.document.url if source.is_web else page.url,
            media_type=kept.document.media_type,
            shape="article",
            language=source.language,
            timezone=source.timezone,
            templates=[template] if template else [],
            now=kept.document.fetched_at,
        )
    is_as_read = page.reading in {_reads(kept, template), _reads(kept, None)}
    remarks = (
        () if is_as_read else ("its page was read by other settings or another feeder; these are its reasons now",)
    )
    return explained(
        masked(found, source.secrets), address, zone=source.timezone, stored=kept.entry, row=page.row, remarks=remarks
    )


def _kept(house: House, entry_id: str) -> Kept:
    with house.store.read() as tx:
        place, stored = tx.entries.place(entry_id), tx.entries.get(entry_id)
        source = house.sources.get(stored.source or "") if stored else None
        if place is None or stored is None:
            raise UsageError(f"{entry_id}: there is no such entry; `feeder entries` shows the ids of all")
        if source is None:
            raise UsageError(f"{entry_id}: its source {stored.source} is not followed any more; bring its file back")
        uid, key = place
        page, rule = tx.pages.at(uid, key), tx.rules.current(uid)
        return Kept(
            source=source,
            entry=stored,
            page=page,
            document=tx.raws.get(uid, key, of=page.body_hash) if page else None,
            learned=rule.learned if rule else None,
            templates=tx.templates.of(uid, reading=source.reading, parser=parsing.version()),
        )


def _reads(kept: Kept, template: Template | None) -> str:
    return named(kept.source, parsing.version(), kept.learned, template)


def _of_list(kept: Kept) -> Explanation:
    """Its page was never read: it is as its list has it."""
    told = tuple(Field(name=name, value=value, why="from its list") for name, value in _values(kept.entry))
    return Explanation(
        address=shown(kept.entry.url or kept.source.location), way="told from its list", confidence=1.0, fields=told
    )


def explained(
    found: Extraction,
    address: str,
    *,
    zone: str,
    stored: Entry | None = None,
    row: Entry | None = None,
    remarks: Sequence[str] = (),
) -> Explanation:
    """Each known value with where it is from. What is `stored` counts; the `row` of its list may have given it."""
    own = next(iter(found.entries), Entry())
    read, listed = dict(_values(own)), dict(_values(row)) if row else {}
    fields = []
    for name, value in _values(stored or own):
        if value == read.get(name):
            why = _why(name, own, found, zone)
        elif value == listed.get(name):
            why = f"from its list; the page {f'says {read[name]}' if name in read else 'does not say it'}"
        else:
            why = f"as it was told first; the page {f'says {read[name]}' if name in read else 'does not say it'} now"
        fields.append(Field(name=name, value=value, why=why))
    unknown = [name for name in ("title", "published", "authors") if name not in {one.name for one in fields}]
    fields += [Field(name=name, value="", why=_reason(name, found) or "not found") for name in unknown]
    others = [one for one in found.reasons if not any(re.match(start, one) for start in ABOUT.values())]
    unfit = [found.unfit] if found.unfit else []
    return Explanation(
        address=address,
        way="read by template" if found.by_template else "read in full",
        confidence=found.confidence,
        fields=tuple(fields),
        remarks=(*remarks, *others, *unfit),
        is_release=own.is_complete,
    )


def _values(one: Entry) -> Iterator[tuple[str, str]]:
    """What is known of an entry, in words; its long texts by how long they are."""
    told = one.to_dict() | {"content_html": None, "content_text": None}
    for name in ("id", "source", "first_seen", "story", "status", "boilerplate"):
        told.pop(name)
    told["contacts"] = ["; ".join(filter(None, each.values())) for each in told["contacts"]]
    told["attachments"] = [each["url"] or each["title"] for each in told["attachments"]]
    told["image"] = told["image"] and told["image"]["url"]
    told["content_text"] = f"{len(one.text):,} characters" if one.text else None
    for name, value in told.items():
        if value:
            yield name, ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _why(name: str, own: Entry, found: Extraction, zone: str) -> str:
    if name == "content_text":
        return _of_text(found)
    if name == "embargo":
        return f"its mark on the page, {_counted(own.embargo, zone)}" if own.embargo else ""
    if name == "kind_code":
        return f'as "{own.kind}" says' if own.kind else "as its words say"
    reason = _reason(name, found)
    if name == "published" and own.published:
        return f"{reason}, {_counted(own.published, zone)}" if reason else _counted(own.published, zone)
    return reason or "as it says"


def _reason(name: str, found: Extraction) -> str | None:
    return next((one for one in found.reasons if name in ABOUT and re.match(ABOUT[name], one)), None)


def _counted(moment: Moment, zone: str) -> str:
    if moment.precision == "day":
        return f"the day alone, as it is counted in {zone}"
    return (
        f"to the {moment.precision}, with the offset {moment.at.isoformat()[-6:]}"
        if moment.at.utcoffset()
        else "in UTC"
    )


def _of_text(found: Extraction) -> str:
    known = found.template
    if not (found.by_template and known):
        return "its text, without what is around that"
    cut = f"; left out: {', '.join(known.left_out)}" if known.left_out else ""
    return f"{known.body} of its template, on which {known.pages} pages agreed{cut}"
