"""What an extraction means to a source: the entries of a list, the release of a page; or why it is neither."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from feeder.decide import deadlink, plan
from feeder.errand import Errand
from feeder.errors import Gone, ParseError
from feeder.fetch.http import shown
from feeder.ledger import Ledger
from feeder.model import SURE, Attachment, Document, Entry, Extraction, Moment, Page, Source, Template


async def listed(errand: Errand, extraction: Extraction) -> Sequence[Entry]:
    """The entries of a look. A page that is one release is no list, unless its file says so. A list that shows none is
    broken, but for a feed that never had any."""
    source = errand.source
    if extraction.instead:
        remedy = None if source.browser else _by_browser(source, extraction)
        remedy = f"{remedy}, or follow a feed of the site" if remedy else "check it in a browser"
        raise ParseError(f"{shown(source.location)}: there is no list: {_why(extraction)}; {remedy}")
    if extraction.shape == "article" and source.shape != "article":
        raise ParseError(
            f"{shown(source.location)}: this page is one release, not a list of them; give the address of the list, "
            'or set shape = "article" to follow this one page'
        )
    if extraction.shape == "sitemap" and not source.rule:  # its parser tells; one for news may well be empty
        return extraction.entries
    entries = [one for one in extraction.entries if one.url or one.title or one.text or one.summary]
    if len(entries) < len(extraction.entries):
        errand.told.skipped.append(f"{len(extraction.entries) - len(entries)} entries say nothing")
    is_broken = not entries and (extraction.shape != "feed" or await errand.recall(Ledger.knows_any))
    if is_broken:
        raise ParseError(
            f"{shown(source.location)}: no entries found: {_brief(extraction)}; {_remedy(source, extraction)}"
        )
    is_found = source.rule is None or source.rule.items is None
    if extraction.shape == "listing" and is_found and extraction.confidence < SURE:
        raise ParseError(
            f"{shown(source.location)}: {len(entries)} entries were found, but it is not sure that they are the list "
            f"({extraction.confidence:.0%}); look at them with `feeder preview {source.slug}`, and say in a [rule] in "
            f"{_file(source)} which are meant"
        )
    return entries


def mistaken(source: Source, extraction: Extraction) -> str | None:
    """What does not do of the `[rule]` in a source's file; None where all of it does."""
    rule, keys = source.rule, extraction.unused
    if rule is None or not keys:
        return None
    where = f"{_file(source)}: [rule]"
    if extraction.rule is None:
        return f"{where} is not used: no path says which entries are meant; add items to it, the CSS or XPath of one"
    told = ", ".join(f"{key} = {json.dumps(getattr(rule, key), ensure_ascii=False)}" for key in keys)
    gives, mend = ("give", "correct these paths, or take them out")
    if len(keys) == 1:
        gives, mend = ("gives", "correct the path, or take it out")
    return f"{where} {told} {gives} nothing that can be read in any of {len(extraction.entries)} entries; {mend}"


def check_address(page: Page, document: Document, *, lists: Iterable[str]) -> None:
    """Raises Gone where the link leads to what a site shows for dead ones."""
    if why := deadlink.led_away(page.url, document.url, lists=lists):
        raise Gone(f"{shown(page.url)}: {why}; the release is not at its address any more")


def is_unasked(source: Source, page: Page) -> bool:
    """Whether nobody said that a page is a release: then it has to look like one, with a date."""
    is_bare = plan.is_bare(page.row) or (page.row is None and source.shape == "sitemap")
    return page.reads == 0 and is_bare


async def several(errand: Errand, page: Page, message: Document) -> Sequence[plan.Sighting]:
    """The releases of a newsletter, each to be read in that again; none where a message is one itself."""
    entries = (await errand.parse(message, shape="listing")).entries
    at = page.url.partition("#")[0]
    return [replace(one, url=f"{at}#{one.url}") for one in plan.sightings(entries, follow=False)]


def is_in_newsletter(page: Page) -> bool:
    """Whether a page is a release of a newsletter, which is read as that is."""
    return page.url.startswith(";UIDVALIDITY=") and "#" in page.url


def told_in(page: Page, several: Sequence[plan.Sighting]) -> Entry | None:
    """What a newsletter says of its release; None where the page is none of these. Raises ParseError where it has no
    such release any more."""
    if not is_in_newsletter(page):
        return None
    row = next((one.row for one in several if one.key == page.key), None)
    if row is None:
        raise ParseError(f"{shown(page.key)}: its newsletter is read otherwise now, and has no such release any more")
    return row


async def own(errand: Errand, document: Document, page: Page, templates: Sequence[Template] = ()) -> Extraction:
    """The one entry of a page, as that says it."""
    if not errand.source.is_web:
        document = replace(document, url=page.url)
    shape = "auto" if is_unasked(errand.source, page) else "article"
    extraction = await errand.parse(document, shape=shape, is_list=False, templates=templates)
    entry = next(iter(extraction.entries), None)
    if extraction.instead == "missing":
        raise Gone(f"{shown(page.url)}: {_why(extraction)}, though its status says otherwise; check it in a browser")
    if entry is None or not entry.is_complete or extraction.shape != "article":
        raise ParseError(
            f"{shown(page.url)}: no release found on this page: {_why(extraction)}; "
            + (_by_browser(errand.source, extraction) or "compare it with what a browser shows")
        )
    entry = replace(entry, attachments=(*entry.attachments, *document.beside))
    return replace(extraction, entries=(entry,))


def joined(own: Extraction, page: Page, document: Document) -> Entry:
    """The entry of a page with what only its listing knew."""
    entry, row = own.entries[0], page.row
    if row is None:
        return entry
    return replace(
        entry,
        url=entry.url or document.url,
        title=_fuller(entry.title, row.title),
        published=_finer(entry.published, row.published),
        summary=entry.summary or row.summary,
        image=entry.image or row.image,
        tags=entry.tags or row.tags,
        authors=entry.authors or row.authors,
        language=entry.language or row.language,
        attachments=(*entry.attachments, *_attached(entry, row, document)),
    )


def _attached(entry: Entry, row: Entry, document: Document) -> list[Attachment]:
    """What only the list names: its PDF beside the page, but for pictures, and for what the page is itself."""
    known = {each.url for each in entry.attachments} | {document.url, entry.url}
    return [each for each in row.attachments if each.url not in known and not (each.type or "").startswith("image/")]


def _fuller(own: str | None, listed: str | None) -> str | None:
    """The listing's title, which a rule or feed points at and a page is only guessed to have; the page's where it says
    more of the same, for lists shorten."""
    if own is None or listed is None:
        return own or listed
    start = listed.rstrip(" .…").casefold()
    return own if start in own.casefold() or own.casefold() in start else listed


def _finer(own: Moment | None, listed: Moment | None) -> Moment | None:
    """The listing's day, for the same reason; the page's word where it tells the time of that day."""
    if own and listed and own.at.date() == listed.at.date():
        return listed if own.precision == "day" else own
    return listed or own


def _file(source: Source) -> str:
    return f"sources/{source.slug}.toml"


def _remedy(source: Source, extraction: Extraction) -> str:
    """What to do about a list without entries; `preview` tells the rest of why there are none."""
    look = f"`feeder preview {source.slug}` shows what is there"
    if source.rule:
        return f"{look}; mend the [rule] in {_file(source)}, or the address"
    if extraction.shape != "listing":
        return "compare it with what a browser shows, and mend the address"
    return f"{look}; add a [rule] with items to {_file(source)}, or give the address of the page that lists them"


def _by_browser(source: Source, extraction: Extraction) -> str | None:
    """What helps where a program is to draw the page."""
    if extraction.instead != "program" or source.browser is True:
        return None
    return f"set browser = true in {_file(source)}, so that Chromium draws it"


def _brief(extraction: Extraction) -> str:
    return _why(extraction).partition("; ")[0]


def _why(extraction: Extraction) -> str:
    reasons = extraction.reasons[:1] if extraction.instead else extraction.reasons
    return "; ".join(reasons) or "it holds no text"
