"""What the bytes of last time say to the parser of now: only what differs from that did the source itself change.

A page's bytes are read beside its row of then, from the list as it was when all of it had been told.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from feeder import meaning
from feeder.decide import plan
from feeder.errand import Errand, Seen
from feeder.errors import Gone, ParseError
from feeder.ledger import Ledger
from feeder.model import Document, Entry, Learned, Page


def rows_of(sightings: Iterable[plan.Sighting]) -> Mapping[str, Entry]:
    return {sighting.key: sighting.row for sighting in sightings if sighting.row}


async def listing(
    errand: Errand, question: Callable[[Ledger], Document | None], learned: Learned | None
) -> Mapping[str, plan.Sighting] | None:
    """A list of before, as it is read now, by key: by the rule that was `learned` of it now, or by search. None where
    its bytes are kept no more, or that rule does not fit them: then nobody can tell."""
    then = await errand.recall(question)
    if then is None:
        return None
    try:
        extraction = await errand.parse(then, shape=errand.source.shape, learned=learned)
    except ParseError:  # the parser of then could
        return None
    if extraction.unfit:
        return None
    stamps = await errand.recall(Ledger.stamps)
    found = await asyncio.to_thread(plan.sightings, extraction.entries, stamps, follow=errand.source.follow)
    return {sighting.key: sighting for sighting in found}


async def row_of(errand: Errand, seen: Seen, page: Page) -> Entry | None:
    """What the list said of a page when that was read last, as it is read now; None where that is not known."""
    if not page.is_stirred:
        return page.row
    if seen.told is None:
        seen.told = rows_of((await listing(errand, Ledger.list_told, seen.learned) or {}).values())
    row = seen.told.get(page.key)
    return None if row == page.row else row


async def release(errand: Errand, seen: Seen, page: Page) -> Entry | None:
    """What the bytes of last time say of a page to the parser of now, with its row of then; None where one of them is
    not known any more."""
    row = await row_of(errand, seen, page)
    if page.row and row is None:
        return None
    then = await errand.recall(lambda ledger: ledger.read_before(page.key, page.body_hash))
    try:
        own = await meaning.own(errand, then, page) if then else None
        return meaning.joined(own, replace(page, row=row), then) if own and then else None
    except (Gone, ParseError):  # the parser of then could
        return None


async def may_have_said_so(errand: Errand, seen: Seen, page: Page, document: Document) -> bool:
    """Whether the bytes of last time are no release either to the parser of now, as far as anybody can tell."""
    if page.body_hash in (None, document.hash) or page.reading in seen.ways(errand):
        return page.body_hash == document.hash
    return await release(errand, seen, page) is None
