"""The log is one line that everybody reads in the same order, however many write it, and is dropped from its old end."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from driving import Desk
from stores import store_url

from feeder.config import Retention
from feeder.engine import delivering
from feeder.engine.housekeeping import BATCH, keep_house
from feeder.errors import CursorError
from feeder.model import Change, Endpoint, Entry, Event, Source
from feeder.store import Store

NOW = datetime(2025, 3, 4, 9, 30, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=100)
KEPT = Retention(events=timedelta(days=90))
ACME = Source(uid="uid of acme", slug="acme", location="https://acme.example/", every=timedelta(minutes=15))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(store_url(tmp_path / "feeder.db"))
    with store.write() as tx:
        tx.sources.sync([ACME], keep=(), now=LONG_AGO)
    yield store
    store.close()


# Many write, many read ----------------------------------------------------------------------------------------------

WRITERS = 4
COMMITS = 300  #: of each writer; every third is undone

WRITER = """
import sys
from datetime import UTC, datetime
from feeder.store import Store

class Undone(Exception):
    pass

store = Store(sys.argv[1])
number = 0
for commit in range(int(sys.argv[3])):
    told = [number + place for place in range(1 + commit % 4)]
    try:
        with store.write() as tx:
            for one in told:
                tx.log.append("source.gap", {"writer": sys.argv[2], "number": one}, now=datetime.now(UTC))
            if commit % 3 == 2:
                tx.log.flush()  # it has its numbers, and gives them back
                raise Undone
        number += len(told)
    except Undone:
        pass
print(number)
"""


def follow(store: Store, cursor: int) -> list[Event]:
    """What a reader sees next; CursorError where a number is missing before it."""
    with store.read() as tx:
        return tx.log.after(cursor, limit=97)


def test_readers_see_no_gap_and_no_reordering_while_four_processes_write(store: Store, tmp_path: Path) -> None:
    url = store_url(tmp_path / "feeder.db")
    command = [sys.executable, "-c", WRITER, url]
    writers = [
        subprocess.Popen([*command, str(name), str(COMMITS)], stdout=subprocess.PIPE, text=True)
        for name in range(WRITERS)
    ]
    seen: list[Event] = []
    at_work = True
    while at_work:
        at_work = any(writer.poll() is None for writer in writers)  # before reading: then nothing is left unread
        while events := follow(store, len(seen)):
            seen += events
            assert [one.seq for one in events] == list(range(events[0].seq, events[-1].seq + 1))
    told = [int(writer.communicate()[0]) for writer in writers]
    assert [one.seq for one in seen] == list(range(1, sum(told) + 1))
    for name, total in enumerate(told):
        assert [one.data["number"] for one in seen if one.data["writer"] == str(name)] == list(range(total))


# Retention ----------------------------------------------------------------------------------------------------------


def tell(store: Store, *numbers: int, at: datetime = LONG_AGO, initial: bool = False) -> None:
    with store.write() as tx:
        for number in numbers:
            one = Entry(id=f"urn:uuid:{number}", source="acme", title=f"Release {number}", first_seen=at)
            tx.entries.record(ACME.uid, str(number), Change(kind="created", entry=one), now=at)
            data = {"entry": {"id": one.id}}
            tx.log.append("entry.created", data, of=ACME, now=at, entry_id=one.id, initial=initial)


def first_visit_done(store: Store) -> None:
    with store.write() as tx:
        tx.sources.put_checkpoint(ACME.uid, replace(tx.sources.checkpoint(ACME.uid), first_done=True))


def know(store: Store, *slugs: str) -> None:
    with store.write() as tx:
        tx.endpoints.sync(slugs)


def dispatch(store: Store, slug: str = "hook") -> None:
    delivering.dispatch(store, Endpoint(slug=slug, url="https://desk.example/", secret=bytes(24)), NOW)


def deliver(store: Store, number: int) -> None:
    """The oldest `number` deliveries arrive."""
    with store.write() as tx:
        for one in tx.deliveries.latest(limit=None)[::-1][:number]:
            tx.deliveries.put(replace(one, state="delivered", next_try=None))


def kept(store: Store) -> list[int]:
    keep_house(store, KEPT, NOW)
    with store.read() as tx:
        return [row.seq for row in tx.log.after(oldest(store) - 1, limit=99)]


def oldest(store: Store) -> int:
    try:
        follow(store, 0)
    except CursorError as problem:
        return problem.oldest
    return 1


def test_events_are_dropped_when_they_are_old_and_the_newest_stays(store: Store) -> None:
    tell(store, 1, 2, 3)
    tell(store, 4, 5, at=NOW - KEPT.events)
    assert kept(store) == [4, 5]
    assert keep_house(store, Retention(events=timedelta(0)), NOW) == {"events": 1}
    tell(store, 6)
    assert keep_house(store, Retention(events=timedelta(0)), NOW) == {"events": 1}
    assert kept(store) == [6]


def test_nothing_is_dropped_of_an_empty_log(store: Store) -> None:
    assert keep_house(store, KEPT, NOW) == {}


def test_much_is_dropped_in_small_transactions(store: Store) -> None:
    with store.write() as tx:
        for _ in range(2 * BATCH + 2):
            tx.log.append("source.gap", {}, now=LONG_AGO)
    with store.write() as tx:
        assert tx.log.trim(NOW, limit=10) == 10
    assert keep_house(store, KEPT, NOW) == {"events": 2 * BATCH - 9}
    assert kept(store) == [2 * BATCH + 2]


def test_a_reader_that_comes_too_late_is_told_the_oldest_there_is(store: Store) -> None:
    tell(store, 1, 2, 3)
    tell(store, 4, at=NOW)
    keep_house(store, KEPT, NOW)
    with pytest.raises(CursorError, match=r"after 2 .* the oldest there is has 4") as refusal:
        follow(store, 2)
    assert refusal.value.oldest == 4
    assert [one.seq for one in follow(store, 3)] == [4]
    assert follow(store, 4) == []


def test_what_is_to_be_dispatched_is_kept(store: Store) -> None:
    first_visit_done(store)
    tell(store, 1)
    know(store, "hook", "other")
    tell(store, 2, 3)
    dispatch(store)
    deliver(store, 9)
    assert kept(store) == [2, 3]
    dispatch(store, "other")
    deliver(store, 9)
    assert kept(store) == [3]


def test_what_is_to_be_dispatched_once_the_endpoint_is_enabled_is_kept(store: Store) -> None:
    first_visit_done(store)
    know(store, "hook")
    tell(store, 1, 2)
    with store.write() as tx:
        tx.endpoints.disable("hook", "it is gone", now=LONG_AGO)
    assert kept(store) == [1, 2, 3]
    know(store)
    assert kept(store) == [3]


def test_what_waits_for_its_delivery_is_kept_and_what_was_delivered_goes_with_its_event(store: Store) -> None:
    first_visit_done(store)
    know(store, "hook")
    tell(store, 1, 2, 3)
    dispatch(store)
    deliver(store, 1)
    assert kept(store) == [2, 3]
    with store.read() as tx:
        assert [one.event.seq for one in tx.deliveries.latest(limit=None)] == [3, 2]
    deliver(store, 9)
    assert kept(store) == [3]


def test_the_backlog_of_a_source_is_kept_until_every_endpoint_has_it(store: Store) -> None:
    know(store, "hook")
    tell(store, 1, 2, initial=True)
    tell(store, 3)
    dispatch(store)
    deliver(store, 9)
    assert kept(store) == [1, 2, 3]
    first_visit_done(store)
    assert kept(store) == [1, 2, 3]
    dispatch(store)
    deliver(store, 9)
    assert kept(store) == [3]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A user's folder, whose store has three old events."""
    desk = Desk(tmp_path)
    store = Store(store_url(tmp_path / "state/feeder.db"))
    with store.write() as tx:
        for _ in range(3):
            tx.log.append("source.gap", {}, now=LONG_AGO)
    store.close()
    return desk


def left(desk: Desk) -> int:
    store = Store(store_url(desk.folder / "state/feeder.db"))
    first = oldest(store)
    store.close()
    return first


def test_once_drops_old_events_at_its_end(desk: Desk) -> None:
    desk.feeder("once")
    assert left(desk) == 3


def test_a_service_drops_old_events(desk: Desk) -> None:
    with desk.running() as service:
        service.wait_for_log("what is old dropped")
    assert left(desk) == 3


def test_events_are_kept_as_long_as_it_is_set(desk: Desk) -> None:
    with (desk.folder / "config.toml").open("a", encoding="utf-8") as config:
        config.write('[keep]\nevents = "3650d"\n')
    desk.feeder("once")
    assert left(desk) == 1
