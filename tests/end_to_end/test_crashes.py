"""Power loss at random moments: nothing that was published is lost, told wrongly, or published twice.

`FEEDER_SOAK=50 pytest tests/end_to_end/test_crashes.py` (make soak) pulls the plug that many times, by another seed at each
run. `FEEDER_SEED=…` repeats what one that failed did; when it was killed is never quite the same.
"""

import json
import os
import shutil
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from driving import Desk, Service, until
from newsroom import Newsroom, Receiver, Release
from office import Office
from stores import store_url

from feeder.model import Entry, Event
from feeder.store import Store

CRASHES = int(os.environ.get("FEEDER_SOAK") or 6)
SEED = int(os.environ.get("FEEDER_SEED") or (time.time_ns() % 10**6 if os.environ.get("FEEDER_SOAK") else 7))
FEED_OF_ALL = '[[feeds]]\nslug = "all"\ntitle = "All"\nlimit = 10000\n'


class World:
    """All that the service meets until it is killed for the last time."""

    def __init__(self, folder: Path, room: Newsroom, receiver: Receiver, chance: Random) -> None:
        self.room, self.receiver, self.chance = room, receiver, chance
        self.desk = Desk(
            folder,
            f'[[webhooks]]\nslug = "desk"\nurl = "{receiver.url}"\nsecret = "{receiver.secret}"\nbacklog = "all"\n'
            f"retry = {json.dumps(['1s'] * 60)}\n"
            f"{FEED_OF_ALL}",
            every="1s",
        )
        site = room.site("ministry")
        self.desk.follow("ministry", site.url, site.rule)
        self.office = Office(folder / "sources/notes", room, site, self.heard, chance)
        room.slow(site.url, 0.05)

    def heard(self, kind: str) -> set[str]:
        """The titles of what the receiver was told of."""
        told = [attempt.event for attempt in self.receiver.attempts if attempt.event]
        return {event["data"]["entry"]["title"] for event in told if event["type"] == kind}

    def life(self, death: Callable[["World", Service], None]) -> None:
        """The service from its start to its death, while the office works."""
        self.office.work()
        with self.desk.service() as service:
            death(self, service)
            service.kill()
        said = (self.desk.folder / "log").read_text(encoding="utf-8")
        assert "Traceback" not in said, said

    def pause(self, longest: float) -> None:
        """The moment of death is to be any: nothing could be awaited."""
        time.sleep(self.chance.uniform(0.0, longest))

    def state(self) -> "State":
        with closing(Store(store_url(self.desk.folder / "state/feeder.db"))) as store, store.read() as tx:
            return State(tx.entries.newest(limit=None), tx.log.after(0, limit=10**6))


class State:
    """What the store holds."""

    def __init__(self, entries: Sequence[Entry], events: Sequence[Event]) -> None:
        self.entries = {str(entry.id): entry for entry in entries}
        self.events = events

    def of(self, source: str, status: str = "live") -> list[Entry]:
        return [entry for entry in self.entries.values() if (entry.source, entry.status) == (source, status)]


# How it dies ------------------------------------------------------------------------------------------------------


def at_its_start(world: World, _service: Service) -> None:
    world.pause(1.5)


def at_a_visit(world: World, service: Service) -> None:
    service.wait_for_log("feeder runs")
    world.office.work()
    asked = len(world.room.requests)
    until(lambda: len(world.room.requests) > asked, "the site is visited")
    world.pause(0.15)


def while_it_reads_a_folder(world: World, service: Service) -> None:
    service.wait_for_log("feeder runs")
    for work in (world.office.rename, world.office.write, world.office.remove):
        work()
    world.pause(0.8)  # its files are looked at when they have been quiet for a while


def while_it_writes_feeds(world: World, service: Service) -> None:
    service.wait_for_log("feeder runs")
    before = published(world.desk)
    world.office.write()
    until(lambda: published(world.desk) != before, "a feed is written")
    world.pause(0.05)


def while_it_delivers(world: World, service: Service) -> None:
    service.wait_for_log("feeder runs")
    tried = len(world.receiver.attempts)
    world.office.write()
    until(lambda: len(world.receiver.attempts) > tried, "the receiver is called")
    world.pause(0.05)


def while_it_stops(world: World, service: Service) -> None:
    service.wait_for_log("feeder runs")
    world.office.work()
    world.pause(1.0)
    world.office.work()
    service.terminate()
    world.pause(0.5)


def at_any_moment(world: World, service: Service) -> None:
    service.wait_for_log("feeder runs")
    for _ in range(3):
        world.office.work()
        world.pause(0.7)


DEATHS = (
    at_its_start,
    at_a_visit,
    while_it_reads_a_folder,
    while_it_writes_feeds,
    while_it_delivers,
    while_it_stops,
    at_any_moment,
)


def published(desk: Desk) -> dict[str, bytes]:
    """What readers see: a temporary file of a process that was killed goes after an hour, in case it is at work."""
    folder = desk.folder / "feeds"
    files = (path for path in folder.rglob("*.*") if not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


# What must hold ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [SEED])
def test_killed_at_random_moments_it_loses_nothing_and_tells_nothing_twice(
    tmp_path: Path, room: Newsroom, seed: int
) -> None:
    chance = Random(seed)
    answers = [chance.choice([204, 204, 204, 500, 503]) for _ in range(20 * CRASHES)]
    with Receiver(statuses=answers) as receiver:
        world = World(tmp_path / "desk", room, receiver, chance)
        for number in range(CRASHES):
            world.life(DEATHS[number % len(DEATHS)])
        with world.desk.running():
            until(lambda: is_settled(world), "everything is published and told")
        state = world.state()
        assert_the_store_is_what_there_is(world.office, state)
        assert_the_log_tells_each_entry_once(state, withdrawn=len(world.office.removed))
        assert_the_receiver_knows_what_the_store_does(receiver, state)
    assert_feeds_equal_a_rendering_from_the_same_store(world.desk)
    assert_feeds_equal_a_rebuild_without_a_store(world)


def is_settled(world: World) -> bool:
    state, office = world.state(), world.office
    (endpoint,) = world.desk.status()["endpoints"]
    return (
        {note.text for note in office.notes.values()} <= {entry.text for entry in state.of("notes")}
        and len(office.removed) <= len(state.of("notes", "withdrawn"))
        and all(is_told(release, state.of("ministry")) for release in office.site.releases)
        and (endpoint["waiting"], endpoint["cursor"]) == (0, len(state.events))
    )


def is_told(release: Release, entries: Sequence[Entry]) -> bool:
    """Whether an entry says what stands on the site now."""
    return any(
        (entry.url, entry.title) == (release.url, release.title)
        and all(paragraph in str(entry.text) for paragraph in release.paragraphs)
        for entry in entries
    )


def assert_the_store_is_what_there_is(office: Office, state: State) -> None:
    expected = sorted((note.title, note.text) for note in office.notes.values())
    assert sorted((str(entry.title), str(entry.text)) for entry in state.of("notes")) == expected
    gone = sorted(note.title for note in office.removed)
    assert sorted(str(entry.title) for entry in state.of("notes", "withdrawn")) == gone
    assert sorted(str(entry.url) for entry in state.of("ministry")) == sorted(one.url for one in office.site.releases)
    assert all(is_told(release, state.of("ministry")) for release in office.site.releases)
    assert len(state.entries) == len(expected) + len(gone) + len(office.site.releases)


def assert_the_log_tells_each_entry_once(state: State, *, withdrawn: int) -> None:
    """No gap, no entry that came or went twice, no change that was none; the last word on each is what is stored."""
    assert [event.seq for event in state.events] == list(range(1, len(state.events) + 1))
    assert {event.type for event in state.events} <= {"entry.created", "entry.updated", "entry.withdrawn"}
    told = defaultdict(list)
    for event in state.events:
        told[event.data["entry"]["id"]].append(event)
    assert told.keys() == state.entries.keys()
    for entry_id, events in told.items():
        kinds = [event.type.removeprefix("entry.") for event in events]
        assert kinds[0] == "created"
        assert set(kinds[1:-1]) <= {"updated"}
        assert kinds[-1] == "withdrawn" or "withdrawn" not in kinds
        assert read(events[-1].data["entry"]) == read(state.entries[entry_id].to_dict())
        texts = [event.data["entry"]["content_text"] for event in events if event.type != "entry.withdrawn"]
        assert all(one != after for one, after in pairwise(texts))
    assert sum(event.type == "entry.withdrawn" for event in state.events) == withdrawn


def assert_the_receiver_knows_what_the_store_does(receiver: Receiver, state: State) -> None:
    taken = [attempt for attempt in receiver.attempts if attempt.status == 204]
    assert {attempt.id for attempt in receiver.attempts} == {attempt.id for attempt in taken}
    assert {attempt.id for attempt in taken} == {event.id for event in state.events}
    last = {attempt.event["data"]["entry"]["id"]: attempt.event["data"]["entry"] for attempt in taken}
    assert {entry_id: read(entry) for entry_id, entry in last.items()} == {
        entry_id: read(entry.to_dict()) for entry_id, entry in state.entries.items()
    }


def read(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry as a reader sees it; that a document has another name is told to nobody."""
    return {name: value for name, value in entry.items() if name != "url"}


def assert_feeds_equal_a_rendering_from_the_same_store(desk: Desk) -> None:
    before = published(desk)
    shutil.rmtree(desk.folder / "feeds")
    desk.feeder("once")
    assert published(desk) == before


def assert_feeds_equal_a_rebuild_without_a_store(world: World) -> None:
    """The same sources in an installation that never saw them: what is still there has the same id, title, text and
    date. Another one are the id of what was renamed and when it was first seen and changed; what was withdrawn, and what
    has fallen off the list, is not there."""
    other = Desk(world.desk.folder.parent / "rebuilt", FEED_OF_ALL)
    shutil.copytree(world.desk.folder / "sources", other.folder / "sources", dirs_exist_ok=True)
    other.feeder("once")
    before, after = shown(world.desk), shown(other)
    there = {note.title for note in world.office.notes.values()}
    assert after.keys() == there | {release.url for release in world.office.site.listed()[:10]}
    renamed = {note.title for note in world.office.notes.values() if note.number in world.office.renamed}
    for name, item in after.items():
        for lasting in ("title", "content_html", "date_published", "summary", "tags"):
            assert item.get(lasting) == before[name].get(lasting)
        assert item["id"] == before[name]["id"] or name in renamed


def shown(desk: Desk) -> dict[str, dict[str, Any]]:
    items = json.loads(desk.feed("all.json"))["items"]
    return {item["title"] if "/feeds/entries/" in item["url"] else item["url"]: item for item in items}
