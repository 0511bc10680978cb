"""Visits, each in its turn: a source is visited by one process at a time, whichever that is.

A lease lasts a while and is renewed while its visit goes on. Whoever died with one is waited for until it lapses; a
service that starts takes back at once what the one before it had.
"""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import Any

import structlog

from feeder.engine.house import House
from feeder.errand import Desk, Visit
from feeder.errors import FeederError, StoreError
from feeder.fetch.http import shown
from feeder.model import Lease, Source
from feeder.pipeline import fail, give_back, visit
from feeder.secrecy import keeping
from feeder.store import Store
from feeder.store.sources import LEASE

log = structlog.get_logger("feeder")

Go = Callable[[Source, Desk, Lease], Awaitable[Visit]]  #: what is done with a lease, which it ends

POLL = 0.2  #: seconds between two looks at whether a source is free
PATIENCE = 10 * 60.0  #: seconds: longer than a visit takes


def service(house: House) -> str:
    """The name of the one service that there can be at a time: whoever had it before is no more."""
    return f"run {house.lock}" if house.store.file else f"run {socket.gethostname()} {house.lock}"


def command() -> str:
    """The name of this process."""
    return f"once {socket.gethostname()} {os.getpid()} {os.urandom(4).hex()}"


async def visit_leased(source: Source, desk: Desk, holder: str, go: Go = visit) -> Visit:
    """A visit as soon as no other one is under way: what was there before it began is published when it ends."""
    try:
        for _ in range(round(PATIENCE / POLL)):
            if taken := await asyncio.to_thread(take, desk.store, [source.uid], holder):
                return await visit_logged(source, desk, taken[0], go)
            await asyncio.sleep(POLL)
    except StoreError as problem:
        return Visit(source=source.slug, error=str(problem))
    return Visit(source=source.slug, error=f"{source.slug}: is being visited by another feeder all the time; try later")


def take(store: Store, uids: Sequence[str], holder: str) -> list[Lease]:
    """Leases those of these sources that are free. Blocking."""
    with store.write(quiet=True) as tx:
        return tx.sources.take(uids, holder=holder, now=datetime.now(UTC))


async def visit_logged(source: Source, desk: Desk, lease: Lease, go: Go = visit) -> Visit:
    """One visit, one line in the log. The boundary of the task: a bug ends this visit and no other."""
    try:
        async with _kept_up(lease, desk.store):
            told = await go(source, desk, lease)
    except FeederError as problem:  # the store failed, so that not even this could be kept
        told = Visit(source=source.slug, error=str(problem))
    except Exception as bug:
        log.exception("visit failed by a bug of feeder", source=source.slug)
        with keeping(source.secrets):
            where = shown(source.location)
        mistake = FeederError(f"{where}: a bug of feeder ({type(bug).__name__}); please report it")
        with suppress(FeederError):
            await fail(source, desk, lease, mistake)
        return Visit(source=source.slug, error=str(mistake))
    counts = {name: getattr(told, name) for name in ("read", "created", "updated", "withdrawn", "filtered", "sealed")}
    say = log.info if told.is_well else log.warning
    say("visit", source=source.slug, **{name: count for name, count in counts.items() if count}, **_troubles(told))
    return told


def _troubles(told: Visit) -> dict[str, Any]:
    troubles = {"error": told.error, "held": told.held, "pages": told.errors[:3], "skipped": told.skipped[:3]}
    return {name: value for name, value in troubles.items() if value}


@asynccontextmanager
async def _kept_up(lease: Lease, store: Store) -> AsyncIterator[None]:
    """Renews a lease while inside. A visit that is stopped from outside gives it back; one that ended by itself has
    done so, or could not: then the source rests until it lapses."""
    beat = asyncio.create_task(_renew(lease, store))
    try:
        yield
    except asyncio.CancelledError:
        with suppress(StoreError):
            await asyncio.to_thread(give_back, lease, store)
        raise
    finally:
        beat.cancel()


async def _renew(lease: Lease, store: Store) -> None:
    def renew() -> None:
        with store.write(quiet=True) as tx:
            tx.sources.renew(lease, datetime.now(UTC))

    while True:
        await asyncio.sleep(LEASE.total_seconds() / 4)
        with suppress(StoreError):  # the next beat may do, and what the visit keeps fails by itself
            await asyncio.to_thread(renew)
