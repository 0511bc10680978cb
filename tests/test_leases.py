"""A source is visited by one at a time, and whoever stood still keeps nothing once another has begun."""
# ruff: noqa: F811 - fixtures are arguments

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from newsroom import Newsroom, Site
from newsroom.server import Answer, Call, Loopback
from stores import store_url
from test_pipeline import HOUR, Office, documents, folder, ministry, office, source  # noqa: F401

from feeder import errand
from feeder.engine import visiting
from feeder.engine.visiting import take, visit_leased, visit_logged
from feeder.errors import Overtaken, ParseError, StoreError
from feeder.model import Extraction, Lease, ListRule, Source
from feeder.store import Store
from feeder.store.sources import LEASE

NOW = datetime(2025, 3, 4, 9, 30, tzinfo=UTC)
ACME, BETA = (
    Source(uid=slug, slug=slug, location=f"https://{slug}.example/", every=timedelta(minutes=15))
    for slug in ("acme", "beta")
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(store_url(tmp_path / "feeder.db"))
    with store.write() as tx:
        tx.sources.sync([ACME, BETA], now=NOW, keep=())
    yield store
    store.close()


def taken(store: Store, at: datetime = NOW, holder: str = "one", uids: tuple[str, ...] = ("acme",)) -> list[Lease]:
    with store.write() as tx:
        return tx.sources.take(uids, holder=holder, now=at)


def keep(store: Store, lease: Lease) -> None:
    with store.write() as tx:
        tx.sources.hold(lease, "acme")


def due(store: Store, at: datetime = NOW) -> list[str]:
    with store.read() as tx:
        return sorted(tx.sources.due(at))


# In the store -------------------------------------------------------------------------------------------------------


def test_one_that_is_taken_is_nobody_elses_until_it_is_given_back(store: Store) -> None:
    (lease,) = taken(store)
    assert taken(store, holder="two", uids=("acme", "beta")) == [Lease(uid="beta", token=1)]
    with store.write() as tx:
        tx.sources.release(lease)
    assert taken(store, holder="two") == [Lease(uid="acme", token=2)]


def test_one_whose_holder_died_is_taken_when_its_lease_lapsed(store: Store) -> None:
    taken(store)
    assert taken(store, NOW + LEASE - timedelta(seconds=1), "two") == []
    assert len(taken(store, NOW + LEASE, "two")) == 1


def test_a_lease_that_is_renewed_does_not_lapse(store: Store) -> None:
    (lease,) = taken(store)
    with store.write() as tx:
        tx.sources.renew(lease, NOW + LEASE / 2)
    assert taken(store, NOW + LEASE, "two") == []
    assert len(taken(store, NOW + 1.5 * LEASE, "two")) == 1


def test_who_was_overtaken_keeps_nothing_and_takes_nothing_from_the_other(store: Store) -> None:
    (late,) = taken(store)
    (other,) = taken(store, NOW + LEASE, "two")
    with pytest.raises(Overtaken, match="acme"):
        keep(store, late)
    with store.write() as tx:
        tx.sources.renew(late, NOW + 9 * LEASE)
        tx.sources.release(late)
    keep(store, other)
    assert taken(store, NOW + LEASE, "three") == []


def test_who_stood_still_and_was_not_overtaken_goes_on(store: Store) -> None:
    (late,) = taken(store)
    keep(store, late)


def test_a_source_that_was_removed_meanwhile_is_kept_no_more(store: Store) -> None:
    (lease,) = taken(store)
    with store.write() as tx:
        tx.sources.close("acme")
    with pytest.raises(Overtaken, match="removed"):
        keep(store, lease)


def test_what_a_service_held_that_is_no_more_is_free_at_once(store: Store) -> None:
    taken(store, holder="run")
    taken(store, holder="once", uids=("beta",))
    with store.write() as tx:
        tx.sources.end_leases("run")
    assert due(store) == ["acme"]


def test_what_is_being_visited_is_not_due(store: Store) -> None:
    assert due(store) == ["acme", "beta"]
    taken(store)
    assert due(store) == ["beta"]
    assert due(store, NOW + LEASE) == ["acme", "beta"]


def test_a_lease_that_was_given_back_is_not_renewed(store: Store) -> None:
    (lease,) = taken(store)
    with store.write() as tx:
        tx.sources.release(lease)
        tx.sources.renew(lease, NOW)
    assert due(store) == ["acme", "beta"]


# While it is visited ------------------------------------------------------------------------------------------------


class Stage:
    """A page of links that lets a test act in the midst of a visit."""

    def __init__(self) -> None:
        self.meanwhile = lambda: None
        self.asked: list[str] = []

    def __call__(self, call: Call) -> Answer:
        self.asked.append(call.path)
        if call.path == "/":
            links = "".join(f"<li><a href='/{n}'>The pier {n} is open again</a></li>" for n in range(3))
            return Answer(headers={"Content-Type": "text/html"}, body=f"<ul>{links}</ul>".encode())
        self.meanwhile()
        words = f"<main><h1>The pier{call.path} is open again</h1><p>{'It was closed for long. ' * 9}</p></main>"
        return Answer(headers={"Content-Type": "text/html"}, body=words.encode())


@pytest.fixture
def stage() -> Iterator[Stage]:
    stage = Stage()
    with Loopback(stage) as server:
        stage.url = f"{server.url}/"  # type: ignore[attr-defined]
        yield stage


def piers(stage: Stage) -> Source:
    return source(stage.url, rule=ListRule(items="li", link="a", title="a"))  # type: ignore[attr-defined]


def test_a_visit_that_is_overtaken_ends_and_keeps_no_more(office: Office, stage: Stage) -> None:
    def overtake() -> None:
        with office.store.write() as tx:
            tx.sources.take([piers(stage).uid], holder="other", now=office.now + LEASE)

    stage.meanwhile = overtake
    told = office.visit(piers(stage))
    assert "another has begun" in (told.error or "")
    assert office.events == []
    assert office.checkpoint(piers(stage)).failures == 0  # nothing is wrong with the source
    stage.meanwhile = lambda: None
    assert office.visit(piers(stage), after=2 * LEASE).created == 3


def test_a_source_that_is_removed_in_the_midst_of_a_visit_and_there_again_is_visited_at_once(
    office: Office, stage: Stage
) -> None:
    def remove() -> None:
        with office.store.write() as tx:
            tx.sources.close("acme")

    stage.meanwhile = remove
    assert "removed" in (office.visit(piers(stage)).error or "")
    assert office.events == []
    stage.meanwhile = lambda: None
    assert office.visit(piers(stage)).created == 3


def test_a_source_that_is_renamed_in_the_midst_of_a_visit_is_visited_under_its_new_name(
    office: Office, stage: Stage
) -> None:
    renamed = replace(piers(stage), slug="harbour")

    def rename() -> None:
        with office.store.write() as tx:
            tx.sources.sync([renamed], keep=(), now=office.now)

    stage.meanwhile = rename
    assert "renamed" in (office.visit(piers(stage)).error or "")
    stage.meanwhile = lambda: None
    assert office.visit(renamed).created == 3
    assert {tuple(event["feeds"]) for event in office.told("entry.created")} == {("harbour",)}


def test_a_server_that_asked_us_to_wait_is_not_due_before(office: Office, ministry: Site, room: Newsroom) -> None:
    acme = source(ministry)
    room.fail(ministry.url, headers={"Retry-After": "7200"})
    office.visit(acme)
    with office.store.write() as tx:
        tx.sources.make_due(acme.uid, office.now)
    room.forget()
    office.visit(acme)
    assert room.requests == []
    assert due(office.store, office.now + HOUR) == []
    assert due(office.store, office.now + 3 * HOUR) == [acme.uid]


def test_a_document_that_could_not_be_read_is_tried_again(office: Office, folder: Path) -> None:
    (folder / "eins.txt").write_text("Meldung\n\nDer Steg ist offen\n\nEr war lange zu.", encoding="utf-8")
    parse = office.parse

    async def choke(*_: object, **__: object) -> Extraction:
        raise ParseError("eins.txt: took longer than 30 s to read")

    office.parse = choke
    assert office.visit(documents(folder)).errors
    office.parse = parse
    assert office.visit(documents(folder), after=HOUR).created == 1


def test_a_visit_that_somebody_wanted_in_its_midst_comes_soon(office: Office, stage: Stage) -> None:
    def want() -> None:
        with office.store.write() as tx:
            tx.sources.make_due(piers(stage).uid, office.now)

    stage.meanwhile = want
    office.visit(piers(stage))
    assert office.checkpoint(piers(stage)).next_due == office.now
    stage.meanwhile = lambda: None
    office.visit(piers(stage))
    next_due = office.checkpoint(piers(stage)).next_due
    assert next_due is not None
    assert next_due > office.now


def test_what_the_operator_releases_in_the_midst_of_a_visit_is_told_by_the_next(
    office: Office,
    stage: Stage,
) -> None:
    held = piers(stage)
    office.visit(held)

    def sentence() -> None:
        with office.store.write() as tx:
            pages = tx.pages.of(held.uid).values()
            tx.pages.put(held.uid, [replace(one, standing="held", reason="odd", next_read=office.now) for one in pages])

    def release() -> None:
        with office.store.write() as tx:
            tx.judge(held.uid, "release", office.now)

    sentence()
    stage.meanwhile = release
    office.visit(held)
    with office.store.read() as tx:
        assert {page.standing for page in tx.pages.of(held.uid).values()} == {"released"}


def test_a_long_visit_is_cut_short_and_gone_on_with_at_once(office: Office, stage: Stage) -> None:
    def dawdle() -> None:
        office.now += errand.LONGEST + timedelta(seconds=1)

    stage.meanwhile = dawdle
    told = office.visit(piers(stage))
    assert (told.read, told.created) == (1, 1)
    assert office.checkpoint(piers(stage)).next_due == office.now
    assert sum(office.visit(piers(stage)).created for _ in range(2)) == 2
    assert {event["initial"] for event in office.told("entry.created")} == {True}


# Two processes ------------------------------------------------------------------------------------------------------


def test_two_visits_at_once_follow_each_other_and_open_each_page_once(
    office: Office,
    ministry: Site,
    room: Newsroom,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(visiting, "POLL", 0.01)
    acme = source(ministry)
    with office.store.write() as tx:
        tx.sources.sync([acme], keep=(), now=office.now)
    start = threading.Barrier(2)

    def once(name: str) -> int:
        store = Store(store_url(tmp_path / "feeder.db"))
        start.wait()
        told = asyncio.run(visit_leased(acme, replace(office.desk([]), store=store), name))
        store.close()
        assert told.is_well
        return told.created

    created: list[int] = []
    others = [threading.Thread(target=lambda name=name: created.append(once(name))) for name in ("one", "two")]
    for other in others:
        other.start()
    for other in others:
        other.join()
    assert sorted(created) == [0, 3]
    assert len(office.told("entry.created")) == 3
    assert all(len(room.requests_to(release.url)) == 1 for release in ministry.releases)


def test_who_waits_in_vain_says_so(
    office: Office,
    ministry: Site,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(visiting, "PATIENCE", 2 * visiting.POLL)
    acme = source(ministry)
    with office.store.write() as tx:
        tx.sources.sync([acme], keep=(), now=office.now)
    assert take(office.store, [acme.uid], "other")
    told = asyncio.run(visit_leased(acme, office.desk([]), "one"))
    assert "being visited by another feeder" in (told.error or "")


def test_a_visit_that_is_stopped_gives_its_lease_back(office: Office, ministry: Site, room: Newsroom) -> None:
    acme = source(ministry)
    with office.store.write() as tx:
        tx.sources.sync([acme], keep=(), now=office.now)
    (lease,) = take(office.store, [acme.uid], "one")
    room.slow(ministry.url, 0.5)

    async def stopped() -> None:
        visit = asyncio.create_task(visit_logged(acme, office.desk([]), lease))
        while not room.requests:  # noqa: ASYNC110 - a thread asks
            await asyncio.sleep(0.01)
        visit.cancel()
        with pytest.raises(asyncio.CancelledError):
            await visit

    asyncio.run(stopped())
    assert take(office.store, [acme.uid], "two")


def test_a_visit_that_fails_by_a_bug_is_tried_again_ever_more_rarely(office: Office, ministry: Site) -> None:
    acme = source(ministry)
    with office.store.write() as tx:
        tx.sources.sync([acme], keep=(), now=office.now)
    (lease,) = take(office.store, [acme.uid], "one")

    async def parse(*_: object, **__: object) -> Extraction:
        raise RuntimeError("a bug")

    told = asyncio.run(visit_logged(acme, replace(office.desk([]), parse=parse), lease))
    assert "bug of feeder" in (told.error or "")
    last = office.checkpoint(acme)
    assert (last.failures, last.error) == (1, told.error)
    assert due(office.store, office.now) == []
    assert due(office.store, office.now + HOUR) == [acme.uid]


def test_a_visit_that_could_not_be_kept_is_not_repeated_until_its_lease_lapses(
    office: Office, ministry: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    acme = source(ministry)
    with office.store.write() as tx:
        tx.sources.sync([acme], keep=(), now=office.now)
    (lease,) = take(office.store, [acme.uid], "one")
    with monkeypatch.context() as full:
        full.setattr(Store, "write", disk_full)
        told = asyncio.run(visit_logged(acme, office.desk([]), lease))
    assert "disk is full" in (told.error or "")
    assert due(office.store, office.now + LEASE / 2) == []
    assert due(office.store, office.now + 2 * LEASE) == [acme.uid]


def disk_full(*_: object, **__: object) -> None:
    raise StoreError("feeder.db: database or disk is full")
