"""What one look at a source means for its pages: which are new, which are to be opened, which are gone."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from types import MappingProxyType

from feeder.decide.identity import canonical_url, keys_of
from feeder.model import Entry, Page

NOTHING: Mapping[str, str] = MappingProxyType({})
MISSED = 2  #: looks in a row that must miss a file, or re-reads that must find a page gone, before it is withdrawn
APART = timedelta(seconds=2)  #: two looks that both miss a file; in between it may be replaced, or synchronised
PRINTED = frozenset({".pdf", ".docx", ".docm", ".odt"})
TIDIED = 10  #: a folder of this many documents …
LOST = 0.3  #: … that lost more than this share of them at once is held
FIRST, LATER = 50, 200  #: pages of a plain sitemap that are opened at most: after the first look at it, after others
PLANNED = 10  #: pages at once that were written some time before they were put on the site
SLACK = timedelta(days=2)  #: clocks differ, and a sitemap may tell the day alone


@dataclass(frozen=True, kw_only=True)
class Sighting:
    """One thing a look found: a row of a listing, or a file."""

    key: str
    url: str
    stamp: str
    row: Entry | None = None


def stamps(found: Mapping[str, Sighting]) -> dict[str, str]:
    return {key: sighting.stamp for key, sighting in found.items()}


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a look changes in what is known. `pages` are to be stored; `held` says why nothing may be withdrawn."""

    pages: tuple[Page, ...] = ()
    held: str | None = None


def sightings(rows: Sequence[Entry], known: Mapping[str, str] = NOTHING, *, follow: bool = True) -> list[Sighting]:
    """The rows of a listing or feed under their keys; one without a link goes by its title, hashed: a key is stored
    even where the title may not be.

    `known` has the stamp of each page of the source by its key. Rows that share a link are told apart by its fragment
    and, where they say all there is (their page is not to be opened: `follow`), by their titles; else the first counts.
    One that is known by a key keeps it, whatever stands beside it now; by its title too, if a link was found since.
    """
    keys = keys_of([row.url or "" for row in rows])
    stamps = [stamp(row) for row in rows]
    said_of = {(key, said) for key, said, row in zip(keys, stamps, rows, strict=True) if row.is_complete or not follow}
    shared = Counter(key for key, _ in said_of)
    titles = [f"title:{_hash(' '.join((row.title or row.summary or '').split()))}" for row in rows]
    linkless = {title for key, title in zip(keys, titles, strict=True) if not key}
    found: dict[str, Sighting] = {}
    for row, key, said, title in zip(rows, keys, stamps, titles, strict=True):
        titled = f"{key} {title}".strip()
        likely = titled if shared[key] > 1 or not key else key
        name = _known_name(row, likely, titled, said, known)
        if name not in known and title in known and not (title in linkless or title in found):
            name = title
        found.setdefault(name, Sighting(key=name, url=row.url or "", stamp=said, row=row))
    return list(found.values())


def _known_name(row: Entry, likely: str, titled: str, said: str, known: Mapping[str, str]) -> str:
    plain = canonical_url(row.url or "")
    fragment = (row.url or "").partition("#")[2].strip()
    exact = [name for name in (titled, f"{plain}#{fragment}" if fragment else "") if name in known]
    return exact[0] if exact else plain if plain and known.get(plain) == said else likely


def keys_of_documents(paths: Mapping[str, Sequence[str]], known: Mapping[str, Page]) -> dict[str, str]:
    """The key of each document of a folder by its path: that path, but where the release is known by another format of
    it, which lies beside it now (`paths` names those) or is gone. So an entry stays itself when a PDF becomes a page,
    and when of a page and its PDF one goes."""
    there = {key: page for key, page in known.items() if page.missing < MISSED}
    read_at = {page.url: key for key, page in there.items()}
    taken = {key for path in paths if (key := read_at.get(path) or (path if path in there else None))}
    lost = {_stem(key): key for key, page in there.items() if key not in taken and page.url not in paths}
    keys = {}
    for path, beside in paths.items():
        likely = [read_at.get(path), path if path in there else None]
        likely += [key for one in beside for key in (read_at.get(one), one) if key in there and key not in taken]
        likely += [lost.get(_stem(path)) if _is_printed(path) or _is_printed(lost.get(_stem(path), "")) else None]
        keys[path] = next((key for key in likely if key), path)
        taken.add(keys[path])
    return keys


def _stem(path: str) -> str:
    return path[: -len(ending)] if (ending := _ending(path)) else path


def _ending(path: str) -> str:
    name = path.rpartition("/")[2]
    return f".{name.rpartition('.')[2]}" if "." in name else ""


def _is_printed(path: str) -> bool:
    """Whether a format is one into which texts are put to be handed out."""
    return _ending(path).lower() in PRINTED


def stamp(row: Entry) -> str:
    """Changes when a listing says something new of an entry."""
    said = (row.title, str(row.published), str(row.updated), row.summary, row.text, canonical_url(row.url or ""))
    return _hash(repr(said))


def is_bare(row: Entry | None) -> bool:
    """Whether a list says nothing of a page but where it is and when it changed, as a plain sitemap does: it may be
    anything."""
    return row is not None and not (row.title or row.published or row.summary or row.is_complete)


def passed_over(found: Sequence[Sighting], known: Collection[str], *, since: datetime | None) -> set[str]:
    """The keys of those new bare rows, the last changed first, that are never opened, as there are too many. Those that
    changed last before the last look (`since`; None: this is the first) were planned, where they are few; many were
    there before, in a sitemap that nobody looked into."""
    new = [sighting for sighting in found if is_bare(sighting.row) and sighting.key not in known]
    old = {sighting.key for sighting in new if since and _is_older(sighting, since)}
    fresh = [sighting.key for sighting in new if len(old) <= PLANNED or sighting.key not in old]
    return {sighting.key for sighting in new} - set(fresh[: LATER if since else FIRST])


def _is_older(sighting: Sighting, since: datetime) -> bool:
    changed = sighting.row.updated if sighting.row else None
    return changed is not None and changed.instant < since - SLACK


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def look(
    found: Sequence[Sighting],
    known: Mapping[str, Page],
    *,
    now: datetime,
    initial: bool,
    is_folder: bool,
    reread: Collection[str] = (),
    said: Mapping[str, str] | None = None,
    untold: Collection[str] = (),
    passed: Collection[str] = (),
    may_hold: bool = True,
) -> Plan:
    """`found` is everything the look saw, in order, `known` the pages that it may change: those listed last, and those
    found. The rows are not in the pages: they are kept with what is told of them.

    `reread` are the keys of what is opened again whatever it says, since it is read differently now. Where the list
    is, `said` has the stamps that its rows of last time have now; of those that were known and not among them no news
    is believed, but of `untold` ones, the keys of what nobody has heard of yet.

    New pages whose keys are `passed` are known from now on and never opened.

    With `may_hold=False` the operator has said that what is gone is meant: it counts as missed often enough.
    New pages get a first_seen a microsecond apart, so that what shares a day keeps the order of its list.
    """
    pages = [
        _seen(sighting, page, now, place, reread=sighting.key in reread, said=_said(sighting, page, said, untold))
        if (page := _there(known.get(sighting.key), is_folder=is_folder))
        else _new(sighting, now, place, initial=initial, is_passed=sighting.key in passed)
        for place, sighting in enumerate(found)
    ]
    changed = [page for page in pages if page != known.get(page.key) or _is_ripe(page, now)]
    seen = {sighting.key for sighting in found}
    absent = [page for key, page in known.items() if key not in seen]
    if not is_folder:
        return Plan(pages=(*changed, *(replace(page, listed=False) for page in absent if page.listed)))
    held = _tidied(absent, known, appeared=len(seen - known.keys())) if may_hold else None
    if held:
        unsure = (replace(page, listed=False, missing=0) for page in absent if page.listed or 0 < page.missing < MISSED)
        return Plan(pages=(*changed, *unsure), held=held)
    missed = (_missed(page, now) if may_hold else _meant(page) for page in absent)
    return Plan(pages=(*changed, *(page for page in missed if page != known[page.key])))


def _missed(page: Page, now: datetime) -> Page:
    """A file's page that a look did not find; two looks at once count as one."""
    is_soon = page.missing > 0 and page.next_read is not None and page.next_read > now
    if page.missing >= MISSED or is_soon:
        return page
    return replace(page, listed=False, missing=page.missing + 1, next_read=now + APART, failures=0, error=None)


def _meant(page: Page) -> Page:
    """A file's page of which the operator has said that it is gone for good."""
    if page.missing >= MISSED:
        return page
    return replace(page, listed=False, missing=MISSED, failures=0, error=None)


def _there(page: Page | None, *, is_folder: bool) -> Page | None:
    return replace(page, next_read=None) if page and is_folder and page.missing else page


def _new(sighting: Sighting, now: datetime, place: int, *, initial: bool, is_passed: bool) -> Page:
    at = now - timedelta(microseconds=place)
    page = Page(key=sighting.key, url=sighting.url, first_seen=at, stamp=sighting.stamp, initial=initial, next_read=at)
    return replace(page, standing="passed", next_read=None) if is_passed else page


def _said(sighting: Sighting, page: Page, said: Mapping[str, str] | None, untold: Collection[str]) -> str:
    return page.stamp if said is None or page.key in untold else said.get(sighting.key, sighting.stamp)


def _seen(sighting: Sighting, page: Page, now: datetime, place: int, *, reread: bool, said: str) -> Page:
    if page.standing == "passed":
        return replace(page, url=sighting.url, listed=True)
    at = now - timedelta(microseconds=place)
    is_back = page.missing >= MISSED  # it was withdrawn: even the same bytes are news now
    is_new = is_back or said != sighting.stamp or _is_ripe(page, now)
    is_new = is_new or (reread and page.standing != "discarded")
    return replace(
        page,
        url=sighting.url,
        stamp=sighting.stamp,
        row=None if is_new else page.row,
        is_stirred=page.is_stirred or is_back or said != sighting.stamp,
        listed=True,
        missing=0,
        etag=None if is_new else page.etag,
        last_modified=None if is_new else page.last_modified,
        body_hash=None if is_back else page.body_hash,
        next_read=at if is_new else page.next_read,
    )


def _is_ripe(page: Page, now: datetime) -> bool:
    """Whether it is time to look again at what was withheld."""
    return page.standing != "open" and page.row is None and page.next_read is not None and page.next_read <= now


def wants_its_row(pages: Iterable[Page], now: datetime) -> bool:
    """Whether a page is to be read of which the list must say again what it said: a list that is unchanged will do."""
    return any(
        page.listed and page.row is None and page.next_read is not None and page.next_read <= now for page in pages
    )


def _tidied(absent: Sequence[Page], known: Mapping[str, Page], *, appeared: int) -> str | None:
    """What appeared may be what is missed under another name: that is known when it has been read."""
    there = [page for page in known.values() if page.missing < MISSED]
    lost = [page for page in absent if page.missing < MISSED]
    if len(there) < TIDIED or len(lost) - appeared <= LOST * len(there):
        return None
    return f"{len(lost)} of {len(there)} documents are gone at once; nothing is withdrawn until most of them are back"


def due(pages: Iterable[Page], now: datetime, *, is_folder: bool) -> list[Page]:
    """The pages to open now, the one seen last first: the order of a list. What fell off its list before it was opened
    is still due; a file that is gone cannot be. A sitemap is read with its index."""
    ready = [
        page
        for page in pages
        if page.url and page.next_read is not None and page.next_read <= now and (page.listed or not is_folder)
        if page.standing != "part"
    ]
    return sorted(ready, key=lambda page: page.first_seen, reverse=True)


def is_doubtful(pages: Iterable[Page]) -> bool:
    """Whether a file was missed that the next look may miss for good."""
    return any(0 < page.missing < MISSED for page in pages)


def gone(pages: Iterable[Page]) -> list[Page]:
    """The files that were missed often enough, to be withdrawn once all that appeared was read: it may be what is
    missed, under another name."""
    return [page for page in pages if page.missing == MISSED and not page.listed]


def withdrawn(page: Page) -> Page:
    """A file's page, once that was told or is never to be."""
    return replace(page, missing=MISSED + 1)


def is_withdrawn(page: Page) -> bool:
    """Whether a page that was found gone (404, 410) just now counts as withdrawn: off its list, and gone twice."""
    return not page.listed and page.missing >= MISSED
