"""What a list showed before: its later pages, read once, as backlog.

    page 1 ─▶ where it goes on ─▶ page 2 ─▶ …      of each: fetch ▸ parse ▸ decide ▸ store, then each release on it

Each page is an errand of its own, so that the usual visits of the source come in between. What is known stays as it is;
what is new is marked `initial`, for it is no news.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from feeder import before, meaning, pipeline
from feeder.decide import plan
from feeder.errand import Desk, Errand, Seen, Visit
from feeder.errors import FeederError, Gone, ParseError
from feeder.fetch import moved
from feeder.fetch import place as places
from feeder.ledger import Ledger
from feeder.model import Answer, Document, Entry, Extraction, Learned, Lease, Page, Source
from feeder.secrecy import keeping, shown

LISTS = ("auto", "listing", "feed")  #: shapes of sources that may go on
AS_WHOLE = 0.9  #: of what the records of the first page say, those of a later one say by its rule


@dataclass(kw_only=True)
class Walk:
    """How far somebody came through the pages of a list."""

    number: int = 0  #: of the page that was asked for last
    pages: int = 0  #: that showed something
    next_page: str | None = None  #: the address of the one after it
    shape: str | None = None  #: what the first page is
    learned: Learned | None = None  #: there
    first: str | None = None  #: where the first page was
    opened: set[str] = field(default_factory=set)  #: addresses
    shown: set[str] = field(default_factory=set)  #: keys of all that these pages showed
    ended: str | None = None  #: why there is no further page


async def turn(source: Source, desk: Desk, lease: Lease, walk: Walk) -> Visit:
    """Reads the next page of a list, and each release on it that nobody knew. The lease ends."""
    errand = Errand.begin(source, desk, lease)
    walk.number += 1
    try:
        with keeping(source.secrets):
            await _turn(errand, walk)
    except FeederError as problem:
        errand.told.error = walk.ended = str(problem)
    await asyncio.to_thread(pipeline.give_back, lease, desk.store)
    return errand.told


async def _turn(errand: Errand, walk: Walk) -> None:
    async with places.go_to(errand.source, errand.desk.network) as place:
        try:
            document = await _document(errand, place, walk)
            _check_place(walk, document)
            extraction, entries = await _listed(errand, document, walk)
        except (Gone, ParseError) as problem:
            if walk.number == 1:
                raise
            walk.ended = f"the list ends before page {walk.number}: {problem}"
            return
        stamps = await errand.recall(Ledger.stamps)
        found = await asyncio.to_thread(plan.sightings, entries, stamps, follow=errand.source.follow)
        walk.shape, walk.learned = extraction.shape, walk.learned or extraction.learned
        if walk.number > 1:
            if walk.shown.issuperset(one.key for one in found):
                walk.ended = f"page {walk.number} shows nothing that the pages before did not"
                return
            await _take(errand, place, [one for one in found if one.key not in stamps])
        walk.pages += 1
        walk.shown.update(one.key for one in found)
        _go_on(walk, document.url, extraction)


async def _listed(errand: Errand, document: Document, walk: Walk) -> tuple[Extraction, Sequence[Entry]]:
    """What a page shows. The last one may have too few to be found: they stand where those of the first did."""
    there = replace(errand.source, location=walk.next_page or errand.source.location)
    found, entries = await _read(replace(errand, source=there), document, walk)
    if not isinstance(entries, ParseError):
        return found, entries
    if walk.learned:
        ruled = replace(errand, source=replace(there, rule=walk.learned.rule))
        again, those = await _read(ruled, document, walk)
        if not isinstance(those, ParseError) and again.confidence >= AS_WHOLE * walk.learned.wholeness:
            return again, those
    raise entries


async def _read(errand: Errand, document: Document, walk: Walk) -> tuple[Extraction, Sequence[Entry] | ParseError]:
    found = await errand.parse(document, shape=walk.shape or errand.source.shape, paging=True)
    try:
        return found, await meaning.listed(errand, found)
    except ParseError as problem:
        return found, problem


async def _document(errand: Errand, place: pipeline.Place, walk: Walk) -> Document:
    if walk.next_page is None:
        last = replace(await errand.recall(Ledger.recalled), etag=None, last_modified=None)
        answer = await place.look(last, errand.desk.clock())
        document = answer.document if isinstance(answer, Answer) else None
    else:
        address = walk.next_page
        document = await place.read(Page(key=address, url=address, first_seen=errand.begun, stamp=""))
    if document is None:
        where = shown(walk.next_page or errand.source.location)
        raise ParseError(f"{where}: the server says that nothing changed, though nothing was asked; try again")
    errand.told.taken += len(document.body)
    return document


def _check_place(walk: Walk, document: Document) -> None:
    """What another site lists is not what this one showed before."""
    walk.first = walk.first or document.url
    if not moved.is_same_site(walk.first, document.url):
        raise ParseError(f"{shown(walk.next_page)} leads to {shown(document.url)}, which is another site")


def _go_on(walk: Walk, here: str, found: Extraction) -> None:
    next_page = found.next_page
    walk.opened |= {here, walk.next_page or here}
    walk.next_page = next_page
    if next_page is None:
        walk.ended = f"page {walk.number} names no next page" + (f": {found.unseen}" if found.unseen else "")
    elif next_page in walk.opened:
        walk.ended = f"page {walk.number} leads back to {shown(next_page)}"


async def _take(errand: Errand, place: pipeline.Place, new: Sequence[plan.Sighting]) -> None:
    told = errand.told
    told.add(await errand.keep(lambda ledger: ledger.backfilled(new)))
    keys, seen = {one.key for one in new}, Seen(rows=before.rows_of(new))
    due = await errand.recall(Ledger.due)
    await pipeline.read(errand, place, seen, [page for page in due if page.key in keys])
    left = sum(page.key in keys for page in await errand.recall(Ledger.due))
    if left:
        told.skipped.append(f"{left} pages are left to the next visits: this one took {errand.spent or 'too long'}")
