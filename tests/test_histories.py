"""Random histories of two sites and a folder, of a process that dies at any commit, and of a webhook that fails.

Whatever happened, and in whatever order: what is told was shown, in the order in which it was shown and each once; and
when the world has come to rest, the store, the feeds and the receiver say what it says.

`FEEDER_SOAK=1000 pytest tests/test_histories.py` (make fuzz) takes that many histories, other ones each time.
"""

import asyncio
import json
import os
import shutil
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, cast

import stores
from histories import (
    ALL,
    HAPPENINGS,
    MOST,
    NOTES,
    PLACES,
    PRESS,
    WEB,
    WIRE,
    Death,
    Died,
    Mortal,
    Piece,
    Said,
    World,
    listed,
    marks,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsroom import Newsroom, Receiver

from feeder.config import Settings, load
from feeder.engine import editing
from feeder.engine.delivering import Deliverer
from feeder.engine.house import House
from feeder.engine.rendering import render_stale
from feeder.errand import Visit
from feeder.model import Entry, Event, Extraction
from feeder.pipeline import visit
from feeder.store.raws import LIST

HOLDER = "service"
NOW, HOUR, DAY = timedelta(0), timedelta(hours=1), timedelta(days=1)
#: After these, everything that was to be read again has been: see `schedule.REREADS`.
REST = (NOW, HOUR, 6 * HOUR, DAY, 3 * DAY, 7 * DAY, 8 * DAY)

#: What the operator may write into the file of a source.
FILES = ({}, {"include": [PLACES[0]]}, {"exclude": [PLACES[1]]}, {"timezone": "Pacific/Auckland"}, {"title": "Küste"})
WORKS = ("set_source", "set_house", "rename", "remove_or_follow", "restart", "upgrade", "lose_store")

#: What feeder does: nothing, or a visit after a while, which may be cut off.
Then = tuple[timedelta, Death | None] | None
DEATHS = st.none() | st.tuples(st.integers(1, 5), st.booleans())
THEN = st.none() | st.tuples(st.sampled_from([NOW, HOUR, 6 * HOUR, DAY]), DEATHS)


def _stem(name: str) -> str:
    """Of a file in feeds/, the feed or the kind that it belongs to."""
    return name.split("/", maxsplit=1)[0].split(".", maxsplit=1)[0]


def happenings(slot: str) -> st.SearchStrategy[Any]:
    """What happens to one piece."""
    story = st.lists(st.tuples(st.sampled_from(HAPPENINGS[slot]), THEN), min_size=2, max_size=8)
    return st.tuples(st.just("happen"), st.just(slot), st.integers(0, MOST - 1), story)


#: Each is a method of `History` and its arguments.
TURNS = st.one_of(
    *map(happenings, (PRESS, PRESS, PRESS, WIRE, NOTES, NOTES)),
    st.tuples(st.just("wait"), st.sampled_from([HOUR, DAY, 3 * DAY, 8 * DAY]), DEATHS),
    st.tuples(st.just("deliver"), st.lists(st.sampled_from([204, 500, 503, 0]), max_size=6), DEATHS),
    st.tuples(st.just("render"), DEATHS),
    st.tuples(st.sampled_from(WORKS), st.sampled_from(ALL), st.integers(0, 4), DEATHS, THEN),
)


class History:
    """A house in its world, and what must be told of it."""

    def __init__(self, stack: ExitStack) -> None:
        self.root = Path(stack.enter_context(TemporaryDirectory()))
        stack.enter_context(stores.place.for_one_test())
        self.world = World(stack.enter_context(Newsroom(seed=1)))
        self.receiver = stack.enter_context(Receiver())
        self.slugs = {slot: slot for slot in ALL}
        self.files: dict[str, dict[str, Any]] = {slot: {} for slot in ALL}
        self.away: set[str] = set()  #: sources without a file
        self.losses = 0
        self.edition = 1  #: of the parser
        self.keeps_list = dict.fromkeys(ALL, False)  #: whether there was a list to compare with when a visit began
        self.orphans: set[str] = set()  #: feeds of which only their files are left
        self._begin_log()
        self.world.folder = self.root / "sources" / NOTES
        self.world.folder.mkdir(parents=True)
        self._configure("en")
        for slot in ALL:
            self._save(slot)
            for _ in range(3):
                self.world.publish(slot)
        self.house = self._opened()
        stack.callback(self._close)

    # The house ------------------------------------------------------------------------------------------------------

    def _configure(self, language: str) -> None:
        (self.root / "config.toml").write_text(
            f'[feeder]\ntimezone = "Europe/Berlin"\nlanguage = "{language}"\n'
            '[fetch]\nallow_private = true\ndelay = "0s"\n[[feeds]]\nslug = "all"\n'
            f'[[webhooks]]\nslug = "desk"\nbacklog = "all"\nurl = "{self.receiver.url}"\n'
            f'secret = "{self.receiver.secret}"\n',
            encoding="utf-8",
        )

    def _settings(self) -> Settings:
        told = load(self.root / "config.toml")
        endpoints = tuple(replace(one, retry=(NOW,) * 1000) for one in told.endpoints)
        return replace(told, store=stores.store_url(self.root / f"state/{self.losses}.db"), endpoints=endpoints)

    def _save(self, slot: str) -> None:
        """Writes the file of a source."""
        site = self.world.sites.get(slot)
        told = ({"url": site.url} if site else {}) | self.files[slot]
        lines = [f"{name} = {json.dumps(value)}" for name, value in told.items()]
        if site and site.rule:
            lines += ["[rule]", *(f"{name} = {json.dumps(path)}" for name, path in site.rule.items())]
        (self.root / f"sources/{self.slugs[slot]}.toml").write_text("\n".join(lines), encoding="utf-8")

    def _opened(self) -> House:
        told = self._settings()
        house = House(settings=told, store=Mortal(told.store))
        house.sync()
        with house.store.write(quiet=True) as tx:  # as a service does at its start
            tx.sources.end_leases(HOLDER)
            tx.deliveries.end_leases(HOLDER)
        return house

    def _close(self) -> None:
        self.house.close()

    def _start_again(self) -> None:
        self.house.close()
        self.house = self._opened()

    @contextmanager
    def _dying(self, death: Death | None) -> Iterator[None]:
        store = cast("Mortal", self.house.store)
        store.death = death
        try:
            yield
        except Died:
            self._start_again()
        finally:
            store.death = None

    @property
    def followed(self) -> list[str]:
        return [slot for slot in ALL if slot not in self.away]

    def _uid(self, slot: str) -> str:
        return self.house.sources[self.slugs[slot]].uid

    # What happens ---------------------------------------------------------------------------------------------------

    def take(self, turn: str, *told: Any) -> None:
        if turn in WORKS:
            self.work(turn, *told)
        else:
            getattr(self, turn)(*told)
        self.what_is_told_was_shown()

    def happen(self, slot: str, which: int, story: Sequence[tuple[str, Then]]) -> None:
        """To one piece, of a site that is up again."""
        pieces = self.world.of(slot)
        self.world.heal(pieces[0])
        for what, then in story:
            self.world.happen(what, pieces[which % len(pieces)])
            self._then(slot, then)

    def _then(self, slot: str, then: Then) -> None:
        if then and slot in self.followed:
            after, death = then
            self.world.now += after
            self._visit(slot, death)

    def wait(self, after: timedelta, death: Death | None) -> None:
        self.world.now += after
        with self.house.store.read() as tx:
            due = set(tx.sources.due(self.world.now))
        for slot in self.followed:
            if self._uid(slot) in due:
                self._visit(slot, death)

    def _visit(self, slot: str, death: Death | None = None) -> None:
        is_whole = False
        with self.house.store.read() as tx:
            self.keeps_list[slot] = tx.raws.last(self._uid(slot), LIST) is not None
        with self._dying(death):
            told = asyncio.run(self._visited(slot))
            is_whole = True
            assert told.held is None
            assert ("503" in (told.error or "")) is (told.error is not None) is (slot in self.world.failing)
            assert not told.errors or not all(one.answers for one in self.world.of(slot))
        self._note(slot, is_whole=is_whole)
        self.what_is_told_was_shown()

    async def _visited(self, slot: str) -> Visit:
        source = self.house.sources[self.slugs[slot]]
        desk = replace(self.house.desk(), clock=lambda: self.world.now, chance=Random(1))
        desk = replace(desk, parse=partial(self._parsed, desk.parse), parser=f"edition {self.edition}")
        with self.house.store.write(quiet=True) as tx:
            (lease,) = tx.sources.take([source.uid], holder=HOLDER, now=self.world.now)
        return await visit(source, desk, lease)

    async def _parsed(self, parse: Callable[..., Awaitable[Extraction]], *words: Any, **told: Any) -> Extraction:
        """As the parser of now reads it: it finds a kicker, and something below each text."""
        found = await parse(*words, **told)
        kicker, below = f"Ausgabe {self.edition}", f" (gelesen {self.edition})"
        entries = (replace(one, kicker=kicker, text=one.text and one.text + below) for one in found.entries)
        return replace(found, entries=tuple(entries))

    def deliver(self, statuses: Sequence[int], death: Death | None) -> None:
        """One round: what is due now is attempted once."""
        self.receiver.answer(*statuses)
        with self._dying(death):
            asyncio.run(self._delivered())

    async def _delivered(self) -> int:
        network, endpoints = self.house.desk().network, self.house.settings.endpoints
        deliverer = Deliverer(store=self.house.store, network=network, endpoints=endpoints, holder=HOLDER)
        deliverer.start()
        try:
            return len(await deliverer.finish())
        finally:
            rest = asyncio.all_tasks() - {asyncio.current_task()}
            await asyncio.gather(*rest, return_exceptions=True)  # of a process that died they die too, each by itself
            await deliverer.aclose()

    def render(self, death: Death | None) -> None:
        with self._dying(death):
            render_stale(self.house)

    # What the operator does -----------------------------------------------------------------------------------------

    def work(self, what: str, slot: str, number: int, death: Death | None, then: Then) -> None:
        with self._dying(death):
            getattr(self, f"_{what}")(slot, number)
        self._then(slot, then)

    def _set_source(self, slot: str, number: int) -> None:
        if slot in self.followed:
            uid = {"uid": self.files[slot]["uid"]} if "uid" in self.files[slot] else {}
            self.files[slot] = uid | FILES[number]
            self._save(slot)
            self.house.sync()

    def _set_house(self, _slot: str, number: int) -> None:
        self._configure(language=("en", "de")[number % 2])
        self.house.change(self._settings())

    def _rename(self, slot: str, number: int) -> None:
        old, new = self.slugs[slot], f"{slot}-{number}"
        if slot not in self.followed or new == old:
            return
        uid = self._uid(slot)
        editing.rename(self.house.settings, old, new, uid)
        self.slugs[slot] = new
        if slot == NOTES:
            self.files[slot]["uid"] = uid
            self.world.folder = self.root / "sources" / new
        self.house.sync()

    def _remove_or_follow(self, slot: str, _number: int) -> None:
        if slot in self.away:
            self._save(slot)
        elif slot in WEB:
            (self.root / f"sources/{self.slugs[slot]}.toml").unlink()
        self.away ^= {slot} & {*WEB}
        self.house.sync()

    def _upgrade(self, _slot: str, _number: int) -> None:
        self.edition += 1
        self._start_again()

    def _restart(self, _slot: str, _number: int) -> None:
        self._start_again()

    def _lose_store(self, _slot: str, _number: int) -> None:
        """With it goes what is known of the files of feeds that are no more."""
        self.losses += 1
        self.orphans = {name.split(".")[0] for name in self._files()}
        for one in self.world.pieces:
            one.lose()
        self._begin_log()
        self._start_again()

    def _begin_log(self) -> None:
        self.seq = 0
        self.events: list[Event] = []  #: of entries
        self.alarmed: set[str] = set()  #: sources that were told to fail
        self.heard_from = len(self.receiver.attempts)

    # What may be known ----------------------------------------------------------------------------------------------

    def _note(self, slot: str, *, is_whole: bool) -> None:
        """What a visit asked for."""
        if slot == NOTES:
            for one in self.world.of(slot):
                self._note_shown(one, is_whole=is_whole) if one.is_there else self._note_gone(one, is_whole=is_whole)
            return
        asked, self.world.sites[slot].asked = self.world.sites[slot].asked, []
        for release in asked:
            if release is None:
                self._note_list(slot, is_whole=is_whole)
            else:
                self._note_page(self.world.named(release.title), is_whole=is_whole)

    def _note_list(self, slot: str, *, is_whole: bool) -> None:
        for one in self.world.there(slot):
            self._note_there(one, is_whole=is_whole)
            one.known.is_listed |= is_whole
            if slot == WIRE:
                self._note_shown(one, is_whole=is_whole)

    def _note_page(self, one: Piece, *, is_whole: bool) -> None:
        one.known.answered = one.answers
        one.known.is_of_list = not one.answers and one.known.shown is None
        if one.answers:
            self._note_shown(one, is_whole=is_whole)
        elif one.is_gone and not one.is_there:
            self._note_gone(one, is_whole=is_whole)
        one.known.is_in_doubt |= not is_whole

    def _note_there(self, one: Piece, *, is_whole: bool) -> None:
        one.known.least_gone = 0
        one.known.most_gone = 0 if is_whole else one.known.most_gone

    def _note_gone(self, one: Piece, *, is_whole: bool) -> None:
        one.known.least_gone += is_whole
        one.known.most_gone += 1

    def _note_shown(self, one: Piece, *, is_whole: bool) -> None:
        self._note_there(one, is_whole=is_whole)
        one.known.shown = one.said
        one.known.name = one.name if is_whole else one.known.name
        one.known.is_in_doubt = not is_whole
        one.known.was_unwanted |= not self._is_wanted(one)

    def _is_wanted(self, one: Piece) -> bool:
        told = self.files[one.home]
        return one.place in told.get("include", PLACES) and one.place not in told.get("exclude", ())

    # What holds at any time -----------------------------------------------------------------------------------------

    def what_is_told_was_shown(self) -> None:
        with self.house.store.read() as tx:
            new, entries = tx.log.after(self.seq, limit=1000), tx.entries.newest(limit=None)
        assert [event.seq for event in new] == list(range(self.seq + 1, self.seq + 1 + len(new)))
        self.seq += len(new)
        for event in new:
            self._hear_of_source(event) if event.type.startswith("source.") else self._hear(event)
        for entry in entries:
            self._assert_is_as_told(entry)
        assert len(entries) == sum(one.known.told is not None for one in self.world.pieces)

    def _assert_is_as_told(self, entry: Entry) -> None:
        one, published = self.world.named(entry.title), str(entry.published)
        known = one.known
        assert (entry.id, said_by(entry.to_dict()), entry.status) == (one.id, known.told, known.status)
        known.published = known.published or published
        assert published == known.published
        assert published[:10] in one.days

    def _hear_of_source(self, event: Event) -> None:
        slot = (event.source or "").partition("-")[0]
        assert event.type == ("source.recovered" if slot in self.alarmed else "source.failing")
        self.alarmed ^= {slot}

    def _hear(self, event: Event) -> None:
        self.events.append(event)
        entry = event.data["entry"]
        one, said = self.world.named(entry["title"]), said_by(entry)
        assert one.id in (None, entry["id"])
        assert all(other.id != entry["id"] for other in self.world.pieces if other is not one)
        one.id, known = entry["id"], one.known
        assert (event.type == "entry.created") is (known.told is None)
        if event.type == "entry.withdrawn":
            assert (known.status, known.told) == ("live", said)
            assert known.most_gone > 1
            known.status = "withdrawn"
        else:
            assert said != known.told or known.status == "withdrawn" or self._is_anyones_guess(one.home)
            known.told, known.status, known.version = said, "live", _found(said, one.versions, known.version)

    def _is_anyones_guess(self, slot: str) -> bool:
        """Whether what its list said anew is told, though it may be nothing that anybody sees (a date that is not
        moved), with whatever a new parser finds beside it: where the list of before is not kept."""
        return self.edition > 1 and not self.keeps_list[slot]

    # What holds when the world has come to rest ---------------------------------------------------------------------

    def rest(self) -> None:
        for slot in WEB:
            self.world.heal(self.world.of(slot)[0])
        for after in REST:
            self.world.now += after
            for slot in self.followed:
                self._visit(slot)
                render_stale(self.house)
        self._assert_only_pages_that_do_not_answer_are_in_trouble()
        for one in self.world.pieces:
            if one.home in self.followed:
                self._assert_told(one)
        self.receiver.answer()
        while asyncio.run(self._delivered()):
            pass
        self._assert_heard()
        self._assert_rendered()
        self._assert_another_visit_changes_nothing()
        self.world.vacate()

    def _assert_only_pages_that_do_not_answer_are_in_trouble(self) -> None:
        with self.house.store.read() as tx:
            troubled = {row.slug for row in tx.sources.overview() if row.is_troubled}
        assert troubled <= {
            self.slugs[one.home] for one in self.world.of(PRESS) if not one.answers and not _is_off(one)
        }

    def _assert_told(self, one: Piece) -> None:
        known = one.known
        if known.told:
            assert (known.told, known.status) == self._expected(one)
        elif one.is_there:
            assert not self._is_wanted(one)
        elif known.is_listed and known.shown and not known.was_unwanted:
            raise AssertionError(f"{one.title} was never told")

    def _expected(self, one: Piece) -> tuple[Said | None, str | None]:
        known = one.known
        if one.home == NOTES:
            return (one.said, "live") if one.is_there else (known.told, "withdrawn")
        if not one.is_there:
            return self._expected_off_its_list(one)
        if not one.answers and one.home == PRESS:
            return (known.told if known.is_in_doubt else known.shown or listed(one.said)), known.status
        assert known.shown is not None
        assert listed(known.shown) == listed(one.said)
        return known.shown, "live"

    def _expected_off_its_list(self, one: Piece) -> tuple[Said | None, str | None]:
        known = one.known
        if known.is_in_doubt:
            return known.told, known.status
        said = known.shown or known.told
        if one.home == PRESS and known.least_gone > 1:
            return said, "withdrawn"
        return said, "live" if known.answered else known.status

    def _assert_heard(self) -> None:
        view: dict[str, tuple[Said, str]] = {}
        seqs: dict[str, int] = {}
        for event in [one.event for one in self.receiver.attempts[self.heard_from :] if one.status < 300]:
            entry, seq = event["data"]["entry"], event["data"]["seq"]
            assert seq >= seqs.get(entry["id"], 0)
            seqs[entry["id"]] = seq
            view[entry["id"]] = (said_by(entry), entry["status"])
        # The first visit to a source that was removed may never have been finished: it is told when it is.
        told = [one for one in self.world.pieces if one.known.told and one.home in self.followed]
        assert {one.id: (one.known.told, one.known.status) for one in told}.items() <= view.items()

    def _assert_rendered(self) -> None:
        before = self._files()
        stems, orphans = self._stems(), self.orphans - self._stems()
        assert stems <= {_stem(name) for name in before} <= stems | orphans | {"entries"}
        for slot in self.followed:
            items = json.loads(before[f"{self.slugs[slot]}.json"][0])["items"]
            assert {item["id"] for item in items} == {one.id for one in self.world.of(slot) if one.known.told}
        shutil.rmtree(self.house.settings.feeds_folder)
        self.orphans = set()
        render_stale(self.house)
        wanted = {name: body for name, (body, _) in before.items() if _stem(name) not in orphans}
        after = {name: body for name, (body, _) in self._files().items()}
        assert after.items() <= wanted.items()
        assert {_stem(name) for name in wanted.keys() - after.keys()} <= {
            "entries"
        }  # that left their feed, or its source

    def _stems(self) -> set[str]:
        """What the files in feeds/ are called: feeds, and what leads to them."""
        return {self.slugs[slot] for slot in self.followed} | {"all", "index", "feeds", "feed", "page"}

    def _files(self) -> dict[str, tuple[bytes, int]]:
        folder = self.house.settings.feeds_folder
        files = ((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*.*"))
        return {name: (path.read_bytes(), path.stat().st_mtime_ns) for name, path in files}

    def _assert_another_visit_changes_nothing(self) -> None:
        before, seq = self._files(), self.seq
        for slot in self.followed:
            self._visit(slot)
        assert render_stale(self.house) == []
        assert asyncio.run(self._delivered()) == 0
        assert (self._files(), self.seq) == (before, seq)


def said_by(entry: Mapping[str, Any]) -> Said:
    return entry["title"], marks(entry["content_text"] or entry["summary"] or "")


def _found(said: Said, versions: Sequence[Said], start: int) -> int:
    """Where among the versions from `start` on it is what was said, or what only a list said."""
    found = [at for at, one in enumerate(versions) if at >= start and said in (one, listed(one))]
    assert found
    return found[0]


def _is_off(one: Piece) -> bool:
    return not one.is_there and one.is_gone


SOAK = int(os.environ.get("FEEDER_SOAK") or 0)


@settings(max_examples=SOAK or 12, derandomize=not SOAK, deadline=None, suppress_health_check=list(HealthCheck))
@given(days=st.lists(st.lists(TURNS, min_size=10, max_size=40), min_size=1, max_size=2))
def test_whatever_happens(days: Sequence[Sequence[Any]]) -> None:
    with ExitStack() as stack:
        history = History(stack)
        for turns in days:
            for name, *told in turns:
                history.take(name, *told)
            history.rest()
