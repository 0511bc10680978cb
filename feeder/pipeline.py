"""One visit to one source, in order. Everything else hangs on this; read it first.

    look    fetch ─▶ parse ─▶ decide ─▶ store      a listing, a feed, a sitemap, the files of a folder, a mailbox
              links │
    read    fetch ◀─┘ parse ─▶ decide ─▶ store     each page it leads to, one by one

    then, by the engine:   render ─▶ publish ─▶ feeds/        events ─▶ notify ─▶ webhooks

No transaction is open while anything is fetched or parsed. The look commits its checkpoint together with what is to be
read; each page commits alone (many of them after all were read, as only together they show that something is wrong). So
a visit may be cut off anywhere, and the next one goes on where it was.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from http import HTTPStatus

from feeder import before, meaning, schedule, sitemaps
from feeder.decide import deadlink, mailing, plan
from feeder.errand import Desk, Errand, Seen, Visit
from feeder.errors import Disallowed, FeederError, FetchError, Gone, Overtaken, ParseError, Waits
from feeder.fetch import place as places
from feeder.fetch.folder import Scan
from feeder.fetch.http import shown
from feeder.fetch.mailbox import Mail
from feeder.fetch.politeness import WITHOUT_TIME
from feeder.gate import Reading, oldest_first
from feeder.ledger import Ledger, Parts, way_of
from feeder.model import Checkpoint, Document, Extraction, Lease, Page, Source, Template, rfc3339
from feeder.secrecy import keeping
from feeder.store import Store
from feeder.store.raws import LIST

FEW = 5  #: pages at once that are told one by one where reading them takes longer than AT_ONCE
AT_ONCE = timedelta(seconds=10)
BATCH = 50  #: pages at most whose telling waits for one another
UNTOLD = timedelta(hours=1)  #: how long a release that nobody has heard of waits for a host that is left alone
TELLING = 50  #: characters; pages of a shorter text may well share it
Place = places.Web | places.Folder | places.Letters


async def visit(source: Source, desk: Desk, lease: Lease) -> Visit:
    """Look at a source, then read every page that is due. Whoever has leased it visits it; the lease ends with what the
    visit keeps last."""
    errand = Errand.begin(source, desk, lease)
    try:
        with keeping(source.secrets):
            await _visit(errand)
    except Overtaken as problem:
        errand.told.error = str(problem)
        await asyncio.to_thread(give_back, lease, desk.store)
    return errand.told


async def fail(source: Source, desk: Desk, lease: Lease, problem: FeederError) -> None:
    """Ends a visit that could not end itself: the source is due again, later each time."""
    await _fail(Errand.begin(source, desk, lease), problem)


async def _fail(errand: Errand, problem: FeederError) -> None:
    limits, chance = errand.desk.limits, errand.desk.chance
    await errand.keep(lambda ledger: ledger.failed(problem, limits, chance), is_last=True)


def give_back(lease: Lease, store: Store) -> None:
    """Ends a lease whose visit kept nothing last; one that another has by now stays with him. Blocking."""
    with store.write(quiet=True) as tx:
        tx.sources.release(lease)


async def _visit(errand: Errand) -> None:
    try:
        last = await errand.recall(Ledger.recalled)
        if last.not_before and last.not_before > errand.desk.clock():
            where = shown(errand.source.location)
            told = f"{where}: the server asked to wait until {rfc3339(last.not_before)}"
            await _wait(errand, Waits(told, until=last.not_before))
        else:
            await _go(errand, last)
    except Overtaken:
        raise
    except Waits as problem:
        await _wait(errand, problem)
    except FeederError as problem:
        errand.told.error = str(problem)
        await _fail(errand, problem)


async def _wait(errand: Errand, problem: Waits) -> None:
    errand.told.error = str(problem)
    await errand.keep(lambda ledger: ledger.left_alone(problem.until), is_last=True)


async def _go(errand: Errand, last: Checkpoint) -> None:
    async with places.go_to(errand.source, errand.desk.network) as place:
        seen = await look(errand, place, last)
        while (pages := await errand.recall(Ledger.due)) and not errand.spent:
            for start in range(0, len(pages), BATCH):
                await read(errand, place, seen, pages[start : start + BATCH])
        errand.told.skipped += place.notes
    if passed := errand.told.passed:
        errand.told.skipped.append(f"{passed} pages do not read as releases with a date and are left alone")
    if pages:
        errand.told.skipped.append(f"{len(pages)} pages are left to the next visit: this one took {errand.spent}")
    if refused := errand.told.disallowed:
        errand.told.skipped.append(
            f"{len(refused)} pages are not opened, and told as their list has them: {refused[0]}"
        )
    await _let_go(errand)
    limits, is_cut = errand.desk.limits, bool(pages)
    kept = await errand.keep(
        lambda ledger: ledger.succeeded(limits, answer=seen.answer, is_new=seen.is_new, is_cut=is_cut), is_last=True
    )
    errand.told.add(kept)


async def _let_go(errand: Errand) -> None:
    """A source that sends much takes no more of the disk than is its share."""
    if errand.told.taken and await errand.recall(Ledger.is_heavy):
        count, most = await errand.keep(Ledger.let_go), errand.desk.raw_size
        errand.told.skipped.append(
            f"{count} documents are not kept as they came any more, the oldest: those of one source take {most:,} bytes"
            " at most ([keep] raw_size)"
        )


async def look(errand: Errand, place: Place, last: Checkpoint) -> Seen:
    """fetch ▸ parse ▸ decide ▸ store: what does the source lead to now?"""
    source, told = errand.source, errand.told
    answer = await place.look(last, errand.desk.clock())
    if isinstance(answer, Scan):
        told.skipped += answer.skipped
        paths = {file.key: [one.key for one in file.beside] for file in answer.files}
        keys = plan.keys_of_documents(paths, await errand.recall(Ledger.documents))
        files = [plan.Sighting(key=keys[file.key], url=file.key, stamp=file.stamp) for file in answer.files]
        told.add(await errand.keep(lambda ledger: ledger.looked(None, None, files)))
        return Seen()
    if isinstance(answer, Mail):
        await _mail(errand, answer)
        return Seen()
    found = answer.document
    told.taken += len(found.body) if found else 0
    is_read_otherwise = (source.reading, errand.desk.parser) != (last.reading, last.parser)
    if found is None or (found.hash == last.body_hash and not is_read_otherwise):
        return Seen(answer=answer)
    whole = await _whole(errand, place, found)
    found, answer = whole.document, replace(answer, document=whole.document)
    if found.hash == last.body_hash and not is_read_otherwise:
        return Seen(answer=answer)
    learned = whole.extraction.learned
    is_read_otherwise = is_read_otherwise or way_of(learned) != way_of(await errand.recall(Ledger.read_by))
    entries = () if whole.is_part and not whole.extraction.entries else await meaning.listed(errand, whole.extraction)
    is_other = is_read_otherwise and found.hash != last.body_hash
    kept = partial(Ledger.read_before, key=LIST, of=last.body_hash)
    then = await before.listing(errand, kept, learned) if is_other else None
    stamps = await errand.recall(Ledger.stamps)
    known = {**stamps, **plan.stamps(then or {})}
    sightings = await asyncio.to_thread(plan.sightings, entries, known, follow=source.follow)  # a sitemap has 10,000
    if len(sightings) < len(entries):
        told.skipped.append(f"{len(entries) - len(sightings)} of {len(entries)} rows say what another one says")
    passed = plan.passed_over(sightings, stamps, since=last.last_success if last.first_done else None)
    if passed:
        told.skipped.append(
            f"{len(passed)} of {len(entries)} pages were there before or are too many: they stay unopened"
        )
    read, is_part = whole.extraction, whole.is_part
    told.skipped += [f"searched anew: the rule of the list {read.unfit}"] if read.unfit else []
    told.skipped += [mistake] if (mistake := meaning.mistaken(source, read)) else []
    told.add(
        await errand.keep(
            lambda ledger: ledger.looked(
                found, read.title, sightings, then, passed=passed, is_part=is_part, read=read, mistake=mistake
            )
        )
    )
    return Seen(answer=answer, is_new=True, rows=before.rows_of(sightings))


async def _mail(errand: Errand, mail: Mail) -> None:
    """What came into a mailbox since the last look: what fell off before is as it was."""
    letters, left_out = mailing.releases(mail.letters, errand.source.senders)
    errand.told.skipped += [*mail.skipped, *left_out]
    found = [plan.Sighting(key=one.key, url=one.url, stamp=one.key) for one in letters]
    errand.told.add(
        await errand.keep(lambda ledger: ledger.looked(None, None, found, is_part=True, position=mail.position))
    )


async def _whole(errand: Errand, place: Place, found: Document) -> sitemaps.Gathered:
    """What a list says; that of an index of sitemaps is in those."""
    learned = await errand.recall(Ledger.learned)
    extraction = await errand.parse(found, shape=errand.source.shape, learned=learned)
    known = await errand.recall(Ledger.parts)
    if extraction.shape == "sitemap" and extraction.links:
        whole = await _gathered(errand, place, found, extraction, known)
    else:
        whole = sitemaps.Gathered(document=found, extraction=extraction)
    if whole.failed or known.wanted or known.resting:
        errand.told.errors += await errand.keep(lambda ledger: ledger.parts_read(whole.failed, whole.had, whole.named))
    return whole


async def _gathered(
    errand: Errand, place: Place, index: Document, extraction: Extraction, known: Parts
) -> sitemaps.Gathered:
    async def fetch(url: str) -> Document | None:
        if spent := errand.spent:
            raise FetchError(f"{shown(url)}: is left to another visit: this one took {spent}")
        return await place.read(Page(key=url, url=url, first_seen=errand.begun, stamp=""))

    async def parse(document: Document) -> Extraction:
        errand.told.taken += len(document.body)
        return await errand.parse(document, shape="sitemap")

    return await sitemaps.gather(
        index, extraction, since=known.since, fetch=fetch, parse=parse, wanted=known.wanted, resting=known.resting
    )


async def read(errand: Errand, place: Place, seen: Seen, pages: Sequence[Page]) -> None:
    """fetch ▸ parse ▸ decide ▸ store: what do some pages say? Each is kept by itself, but not before all of them were
    read: only together they show that something is wrong with the source. A few do not wait long for one another."""
    if seen.by is None:
        seen.learned = await errand.recall(Ledger.read_by)
        seen.by = errand.by(seen.learned)
        seen.templates = await errand.recall(Ledger.templates)
    readings: list[Reading] = []
    began = errand.desk.clock()
    if len(pages) < FEW:  # the new ones in the order in which they are to be told, then those that are read again
        pages = sorted(pages, key=lambda page: (page.reads > 0, page.first_seen))
    try:
        for page in pages:
            if errand.spent:
                break
            reading = await _read(errand, place, seen, page)
            readings += [reading] if reading else []
            if len(pages) < FEW and errand.desk.clock() - began > AT_ONCE:
                await _tell(errand, seen, readings)
                readings = []
    finally:
        await _tell(errand, seen, readings)


async def _read(errand: Errand, place: Place, seen: Seen, page: Page) -> Reading | None:
    """One page; None where it says nothing new. What goes wrong here is that page's alone."""
    told, page = errand.told, replace(page, row=seen.rows.get(page.key, page.row))
    told.read += 1
    try:
        ways = seen.ways(errand)
        is_wanted_whole = page.reading not in ways or schedule.is_last_reread(page.reads)  # some say 304 for ever
        document = await place.read(replace(page, etag=None, last_modified=None) if is_wanted_whole else page)
        if document is None:
            told.unchanged += 1
            await errand.keep(lambda ledger: ledger.unchanged(page))
            return None
        told.taken += len(document.body)
        if not is_wanted_whole and _is_as_read(page, document):
            told.unchanged += 1
            same = replace(page, etag=document.etag, last_modified=document.last_modified)
            await errand.keep(lambda ledger: ledger.unchanged(same))
            return None
        several = await meaning.several(errand, page, document) if errand.source.is_mailbox else []
        if several and not meaning.is_in_newsletter(page):
            told.add(await errand.keep(lambda ledger: ledger.split(page, several)))
            return None
        templates = seen.templates if page.reading is None else ways.get(page.reading, ())
        if found := meaning.told_in(page, several):
            how = None
        else:
            how = await _release_at(errand, seen, page, document, templates)
            found = meaning.joined(how, page, document)
        if meaning.is_unasked(errand.source, page) and found.published is None:
            await _pass_over(errand, page)
            return None
        by = errand.by(seen.learned, how.template if how and how.by_template else None)
        said = None
        if page.reading != by and page.body_hash not in (None, document.hash):
            said = await before.release(errand, seen, page)
        seen.learn(how)
        return Reading(page=page, found=found, document=document, by=by, how=how, said=said)
    except (FetchError, ParseError) as problem:
        await _unread(errand, seen, page, problem)
        return None


def _is_as_read(page: Page, document: Document) -> bool:
    """Whether these are the bytes that were read and told last, though the server does not say so."""
    is_told = page.standing == "open" and not (page.is_stirred or page.error or page.missing)
    return is_told and document.hash == page.body_hash


async def _release_at(
    errand: Errand, seen: Seen, page: Page, document: Document, templates: Sequence[Template]
) -> Extraction:
    """The release at a link. That it is gone is news only where the page said something else before."""
    try:
        if errand.source.is_web:
            lists = [errand.source.location, *([seen.answer.url] if seen.answer else [])]
            meaning.check_address(page, document, lists=lists)
        how = await meaning.own(errand, document, page, templates)
    except Gone as problem:
        if await before.may_have_said_so(errand, seen, page, document):
            raise ParseError(str(problem)) from None
        raise
    own = how.entries[0]
    if len(own.text or "") >= TELLING:
        errand.pages[sha256(f"{own.title}\n{own.text}".encode()).hexdigest()].add(page.url)
    return how


async def _unread(errand: Errand, seen: Seen, page: Page, problem: FetchError | ParseError) -> None:
    told = errand.told
    if isinstance(problem, ParseError) and meaning.is_unasked(errand.source, page):
        await _pass_over(errand, page)
        return
    if isinstance(problem, FetchError) and (until := _asked_to_wait(errand, page, problem)):
        await _put_off(errand, page, problem, until)
        return
    told.read -= isinstance(problem, Waits)
    row = await before.row_of(errand, seen, page)
    kept = await errand.keep(lambda ledger: ledger.unread(page, problem, row))
    if isinstance(problem, Disallowed):
        told.read -= 1
        told.disallowed += [kept.error] if kept.error else []
        kept = replace(kept, error=None)
    told.add(kept)


def _asked_to_wait(errand: Errand, page: Page, problem: FetchError) -> datetime | None:
    """Until when a page is left alone as its host wants it (RFC 6585 4: it is we who are too many, not this page that
    is bad). What nobody has heard of waits for it no longer than UNTOLD."""
    now, until = errand.desk.clock(), problem.retry_after
    if until is None or until <= now:
        until = now + WITHOUT_TIME if problem.status == HTTPStatus.TOO_MANY_REQUESTS else None
    if until is None or page.reads:
        return until
    latest = page.first_seen + UNTOLD
    return min(until, latest) if now < latest else None


async def _put_off(errand: Errand, page: Page, problem: FetchError, until: datetime) -> None:
    told = errand.told
    told.read -= isinstance(problem, Waits)
    kept = await errand.keep(lambda ledger: ledger.put_off(page, problem, until))
    told.skipped += [kept.error] if kept.error and kept.error not in told.skipped else []


async def _pass_over(errand: Errand, page: Page) -> None:
    errand.told.passed += 1
    await errand.keep(lambda ledger: ledger.passed_over(page))


async def _tell(errand: Errand, seen: Seen, readings: Sequence[Reading]) -> None:
    readings = await _without_twins(errand, readings)
    if not readings:
        return
    unchanged = errand.told.unchanged
    doubts = await errand.recall(lambda ledger: ledger.gate.doubts(readings, unchanged=unchanged))
    may_teach = set()
    for reading in oldest_first(readings):
        doubt = doubts.get(reading.page.key)
        errand.told.add(kept := await errand.keep(partial(Ledger.read, reading=reading, doubt=doubt)))
        may_teach |= set() if kept.held or reading.is_marked else {reading.page.key}
    if pages := [one.how for one in readings if one.how and one.page.key in may_teach]:
        seen.templates = await errand.keep(partial(Ledger.learned_of, pages=pages))


async def _without_twins(errand: Errand, readings: Sequence[Reading]) -> Sequence[Reading]:
    """Without those that several addresses give, byte for byte or word for word: what is shown at all of them was meant
    by none. Copies in a folder are, and so is what each gave before."""
    if not errand.source.is_web:
        return readings
    for one in readings:
        if one.document:
            errand.pages[one.document.hash].add(one.page.url)
    if len(readings) < FEW:  # each is told by itself: those of other visits count too
        for digest in {one.document.hash for one in readings if one.document and not one.has_old_bytes}:
            errand.pages[digest].update(await errand.recall(partial(Ledger.giving, body_hash=digest)))
    twins = deadlink.twins(errand.pages)
    doubted = [one for one in readings if one.page.url in twins and not one.has_old_bytes]
    for one in doubted:
        problem = ParseError(
            f"{shown(one.page.url)}: {twins[one.page.url]} links give this very page; it is the release of none of them"
        )
        errand.told.add(await errand.keep(partial(Ledger.unread, page=one.page, problem=problem)))
    return [one for one in readings if one not in doubted]
