"""One visit to one source, in order. Everything else hangs on this; read it first.

    look    fetch ─▶ parse ─▶ decide ─▶ store      a listing, a feed, or the files of a folder
              links │
    read    fetch ◀─┘ parse ─▶ decide ─▶ store     each page it leads to, one by one

    then, by the engine:   render ─▶ publish ─▶ feeds/        events ─▶ notify ─▶ webhooks

No transaction is open while anything is fetched or parsed. The look commits its checkpoint together with what is to be
read; each page commits alone (many of them after all were read, as only together they show that something is wrong). So
a visit may be cut off anywhere, and the next one goes on where it was.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from random import Random
from typing import TypeVar

from feeder import schedule
from feeder.decide import plan
from feeder.errors import FeederError, FetchError, ParseError
from feeder.fetch import place as places
from feeder.fetch.folder import Scan
from feeder.fetch.http import Network, shown
from feeder.gate import Reading
from feeder.ledger import Kept, Ledger
from feeder.model import Checkpoint, Document, Entry, Extraction, Feed, Moment, Page, Source, rfc3339
from feeder.store import Store

T = TypeVar("T")
FEW = 5  #: pages at once that are told one by one; more are held against each other first
BATCH = 50  #: pages at most whose telling waits for one another
Place = places.Web | places.Folder


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What visits work with. The engine lays it out."""

    store: Store
    network: Network
    parse: Callable[..., Awaitable[Extraction]]  #: `feeder.extract`, run where it cannot block
    feeds: Callable[[], Sequence[Feed]]  #: those of the moment, so that an event can name them
    limits: schedule.Limits  #: how often, and how rarely
    kept: Callable[[], None] = lambda: None  #: called after each commit: there may be something to render or deliver
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    chance: Random = field(default_factory=Random)


@dataclass(kw_only=True)
class Visit:
    """What one visit did, for people to see."""

    source: str
    read: int = 0  #: pages opened
    unchanged: int = 0  #: of them, those of which the server said so
    created: int = 0
    updated: int = 0
    withdrawn: int = 0
    filtered: int = 0  #: entries that the source's include and exclude keep out
    sealed: int = 0  #: documents whose embargo is not over
    skipped: list[str] = field(default_factory=list)  #: what was seen and is not read, a line each
    errors: list[str] = field(default_factory=list)  #: pages that could not be had or understood
    held: str | None = None
    error: str | None = None  #: why the visit failed as a whole
    is_kept: bool = True  #: False: the store could not take it, so that the source is due as before

    @property
    def is_well(self) -> bool:
        return not (self.error or self.held or self.errors)

    def add(self, kept: Kept) -> None:
        for change in kept.changes:
            setattr(self, change.kind, getattr(self, change.kind) + 1)
        self.filtered += kept.filtered
        self.sealed += kept.sealed
        self.held = self.held or kept.held
        self.errors += [kept.error] if kept.error else []


async def visit(source: Source, desk: Desk) -> Visit:
    """Look at a source, then read every page that is due."""
    told = Visit(source=source.slug)
    last = await _recall(source, desk, Ledger.recalled)
    if last.not_before and last.not_before > desk.clock():
        told.error = f"{shown(source.location)}: the server asked not to be visited before {rfc3339(last.not_before)}"
        return told
    try:
        async with places.go_to(source, desk.network) as place:
            rows = await look(source, place, last, desk, told)
            while pages := await _recall(source, desk, Ledger.due):
                for start in range(0, len(pages), BATCH):
                    batch = [replace(page, row=rows.get(page.key, page.row)) for page in pages[start : start + BATCH]]
                    await read(batch, source, place, desk, told)
        told.held = told.held or await _keep(source, desk, lambda ledger: ledger.succeeded(desk.limits))
    except FeederError as problem:
        told.error = str(problem)
        cause = problem
        await _keep(source, desk, lambda ledger: ledger.failed(cause, desk.limits, desk.chance))
    return told


async def look(source: Source, place: Place, last: Checkpoint, desk: Desk, told: Visit) -> Mapping[str, Entry]:
    """fetch ▸ parse ▸ decide ▸ store: what does the source lead to now? Gives what it says of each page, by key: that
    is not stored before the page was read and may be told."""
    if source.reading != last.reading:  # the same bytes may mean something else now: do not let the server spare them
        last = replace(last, etag=None, last_modified=None)
    found = await place.look(last)
    sightings: Sequence[plan.Sighting]
    if isinstance(found, Scan):
        told.skipped += found.skipped
        sightings = [plan.Sighting(key=file.key, url=file.key, stamp=file.stamp) for file in found.files]
        looked = await _keep(source, desk, lambda ledger: ledger.looked(None, None, sightings))
    elif found is None or (found.hash == last.body_hash and source.reading == last.reading):
        return {}
    else:
        extraction = await _parse(found, source, desk, shape=source.shape)
        rows = await _listed(extraction, source, desk)
        sightings = plan.sightings(rows, await _recall(source, desk, Ledger.stamps), follow=source.follow)
        if len(sightings) < len(rows):
            told.skipped.append(f"{len(rows) - len(sightings)} of {len(rows)} rows say what another one says")
        looked = await _keep(source, desk, lambda ledger: ledger.looked(found, extraction.title, sightings))
    told.add(looked)
    return {sighting.key: sighting.row for sighting in sightings if sighting.row}


async def read(pages: Sequence[Page], source: Source, place: Place, desk: Desk, told: Visit) -> None:
    """fetch ▸ parse ▸ decide ▸ store: what do some pages say? Each is kept by itself, but where they are many not
    before all of them were read: only together they show that something is wrong with the source."""
    readings: list[Reading] = []
    try:
        for page in pages:
            reading = await _read(page, source, place, desk, told)
            readings += [reading] if reading else []
            if len(pages) < FEW:
                await _tell(readings, source, desk, told)
                readings = []
    finally:
        await _tell(readings, source, desk, told)


async def _read(page: Page, source: Source, place: Place, desk: Desk, told: Visit) -> Reading | None:
    """One page; None where it says nothing new. What goes wrong here is that page's alone."""
    told.read += 1
    try:
        document = await place.read(page)
        if document is None:
            told.unchanged += 1
            await _keep(source, desk, lambda ledger: ledger.unchanged(page))
            return None
        return Reading(page=page, found=await _release(document, page, source, desk), document=document)
    except (FetchError, ParseError) as problem:
        if isinstance(problem, FetchError) and (
            problem.status == HTTPStatus.TOO_MANY_REQUESTS or problem.retry_after is not None
        ):
            raise  # RFC 6585 4: it is we who are too many, not this page that is bad; the rest can wait
        cause = problem
        kept = await _keep(source, desk, lambda ledger: ledger.unread(page, cause))
        told.add(kept)
        return None


async def _tell(readings: Sequence[Reading], source: Source, desk: Desk, told: Visit) -> None:
    if not readings:
        return
    doubts = await _recall(source, desk, lambda ledger: ledger.gate.doubts(readings, unchanged=told.unchanged))
    for reading in readings:
        doubt = doubts.get(reading.page.key)
        told.add(await _keep(source, desk, partial(Ledger.read, reading=reading, doubt=doubt)))


async def _keep(source: Source, desk: Desk, step: Callable[[Ledger], T]) -> T:
    """One step's outcome, committed whole."""

    def commit() -> T:
        with desk.store.write() as tx:
            tx.sources.lock(source.uid)
            return step(Ledger(tx=tx, source=source, feeds=desk.feeds(), now=desk.clock()))

    kept = await asyncio.to_thread(commit)
    desk.kept()
    return kept


async def _recall(source: Source, desk: Desk, question: Callable[[Ledger], T]) -> T:
    """What is known, without waiting for those who write."""

    def ask() -> T:
        with desk.store.read() as tx:
            return question(Ledger(tx=tx, source=source, feeds=(), now=desk.clock()))

    return await asyncio.to_thread(ask)


async def _parse(document: Document, source: Source, desk: Desk, *, shape: str) -> Extraction:
    return await desk.parse(
        document.body,
        document.url,
        media_type=document.media_type,
        shape=shape,
        language=source.language,
        timezone=source.timezone,
        rule=source.rule,
        now=desk.clock(),
    )


# What an extraction means to a source -----------------------------------------------------------------------------


async def _listed(extraction: Extraction, source: Source, desk: Desk) -> Sequence[Entry]:
    """The entries of a look. A page that is one release is no list, unless its file says so. A list that shows none is
    broken, but for a feed that never had any."""
    if extraction.shape == "article" and source.shape != "article":
        raise ParseError(
            f"{shown(source.location)}: this page is one release, not a list of them; give the address of the list, "
            'or set shape = "article" to follow this one page'
        )
    is_broken = not extraction.entries and (extraction.shape != "feed" or await _recall(source, desk, Ledger.knows_any))
    if is_broken:
        raise ParseError(f"{shown(source.location)}: no entries found: {_why(extraction)}")
    return extraction.entries


async def _release(document: Document, page: Page, source: Source, desk: Desk) -> Entry:
    """The one entry of a page, with what only its listing knew."""
    if source.is_folder:
        document = replace(document, url=page.key)
    extraction = await _parse(document, source, desk, shape="article")
    entry = next(iter(extraction.entries), None)
    if entry is None or not entry.is_complete:
        raise ParseError(f"{shown(page.url)}: no release found on this page: {_why(extraction)}")
    return _joined(entry, page.row, document.url) if page.row else entry


def _joined(entry: Entry, row: Entry, url: str) -> Entry:
    return replace(
        entry,
        url=entry.url or url,
        title=_fuller(entry.title, row.title),
        published=_finer(entry.published, row.published),
        summary=entry.summary or row.summary,
        image=entry.image or row.image,
        tags=entry.tags or row.tags,
        authors=entry.authors or row.authors,
        language=entry.language or row.language,
    )


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


def _why(extraction: Extraction) -> str:
    return "; ".join(extraction.reasons) or "it holds no text"
