"""What only PostgreSQL can do: writers beside each other, a server that goes away, databases that are not fit."""

import base64
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
import stores
from sqlalchemy import make_url
from stores import store_url

from feeder.config import load
from feeder.engine import delivering
from feeder.engine.house import House
from feeder.errors import StoreError
from feeder.ledger import Ledger
from feeder.model import Change, Endpoint, Entry, Lease, Source
from feeder.store import Store, Transaction, dialect
from feeder.store.feeds import Wish

NOW = datetime(2025, 3, 4, 9, 30, tzinfo=UTC)
SLUGS = ("acme", "beta")
AS_SET = Wish(settings="as set")
ACME, BETA = (
    Source(uid=f"uid of {slug}", slug=slug, location=f"https://{slug}.example/", every=timedelta(hours=1))
    for slug in SLUGS
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(store_url(tmp_path))
    with store.write() as tx:
        tx.sources.sync([ACME, BETA], keep=(), now=NOW)
        tx.feeds.sync(dict.fromkeys(SLUGS, AS_SET), now=NOW)
        tx.endpoints.sync(["hook"])
    yield store
    store.close()


HOOK = Endpoint(slug="hook", url="https://desk.example/", secret=bytes(24), backlog=None)


def tell(tx: Transaction, number: int = 1) -> None:
    data = {"entry": {"id": f"urn:uuid:{number}"}}
    tx.log.append("entry.created", data, of=ACME, now=NOW, entry_id=f"urn:uuid:{number}")


def waits(store: Store, *, until: int = 1) -> bool:
    """Whether so many transactions wait for a lock; asked again and again until it is so."""
    with store._engine.connect() as connection:
        for _ in range(10_000):
            found = connection.exec_driver_sql(
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
            )
            if found.scalar_one() >= until:
                return True
            connection.rollback()
    return False


# Beside each other --------------------------------------------------------------------------------------------------


def test_who_tells_nothing_waits_for_nobody(store: Store) -> None:
    with store.write() as one:
        one.sources.hold(Lease(uid=ACME.uid, token=0), "acme")
        tell(one)
        one.finish()
        with store.write() as other:
            other.sources.hold(Lease(uid=BETA.uid, token=0), "beta")
            other.sources.put_checkpoint(BETA.uid, other.sources.checkpoint(BETA.uid))


def test_the_log_is_locked_no_longer_than_the_end_of_a_transaction(store: Store) -> None:
    with store.write() as one:
        tell(one, 1)
        with store.write() as other:
            tell(other, 2)
    with store.read() as tx:
        assert [event.data["entry"]["id"] for event in tx.log.after(0, limit=9)] == ["urn:uuid:2", "urn:uuid:1"]


def test_two_steps_of_one_source_follow_each_other(store: Store) -> None:
    def fail() -> None:
        with store.write() as tx:
            tx.sources.hold(Lease(uid=ACME.uid, token=0), "acme")
            last = tx.sources.checkpoint(ACME.uid)
            tx.sources.put_checkpoint(ACME.uid, replace(last, failures=last.failures + 1))

    with store.write() as tx:
        tx.sources.hold(Lease(uid=ACME.uid, token=0), "acme")
        with ThreadPoolExecutor() as pool:
            others = [pool.submit(fail) for _ in range(3)]
            assert waits(store, until=3)
            tx._db.commit()
            for other in others:
                other.result(30)
    with store.read() as tx:
        assert Ledger(tx=tx, source=ACME, feeds=(), now=NOW).checkpoint().failures == 3


def test_two_that_want_the_same_feeds_do_not_wait_in_a_circle(store: Store) -> None:
    def want(slugs: tuple[str, ...]) -> None:
        for _ in range(100):
            with store.write() as tx:
                tx.feeds.want(slugs)
                tell(tx)

    with ThreadPoolExecutor() as pool:
        for done in [pool.submit(want, order) for order in (SLUGS, SLUGS[::-1])]:
            done.result(60)
    with store.read() as tx:
        assert [one and one.number for one in map(tx.feeds.revision, SLUGS)] == [201, 201]


@pytest.mark.parametrize(
    "others",
    [
        lambda tx: tx.sources.sync([replace(BETA, paused=True), replace(ACME, paused=True)], keep=(), now=NOW),
        lambda tx: tx.sources.end_leases("service"),
    ],
    ids=["a sync", "the leases of one who died"],
)
def test_who_writes_several_sources_waits_for_another_who_does(
    store: Store, others: Callable[[Transaction], object]
) -> None:
    def write() -> None:
        with store.write(quiet=True) as tx:
            others(tx)

    with store.write(quiet=True) as tx:
        tx.sources.take([ACME.uid, BETA.uid], holder="service", now=NOW)
    with ThreadPoolExecutor() as pool:
        with store.write(quiet=True) as tx:
            tx.sources.lock_many()
            tx.sources.make_due(ACME.uid, NOW - timedelta(hours=1))
            other = pool.submit(write)
            assert waits(store)
            tx.sources.make_due(BETA.uid, NOW - timedelta(hours=1))
        other.result(30)


def test_a_sync_takes_feeds_in_the_order_of_all_who_write_them(store: Store) -> None:
    def sync() -> None:
        with store.write() as tx:
            tx.feeds.sync({"beta": Wish(settings="set otherwise")}, now=NOW)  # which closes acme

    with ThreadPoolExecutor() as pool:
        with store.write() as tx:
            tx.feeds.want(["acme"])
            tx.feeds.flush()
            other = pool.submit(sync)
            assert waits(store)
            tx.feeds.want(["beta"])
            tx.feeds.flush()
        other.result(30)
    with store.read() as tx:
        assert tx.feeds.revision("acme") is None
        assert tx.feeds.stale() == {"beta"}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A folder of documents and an endpoint, in a store of their own."""
    configure(tmp_path, "hook")
    (tmp_path / "sources" / "acme").mkdir(parents=True)
    house = House.open(load(tmp_path / "config.toml"))
    yield house
    house.close()


def configure(folder: Path, endpoint: str) -> None:
    secret = f"whsec_{base64.b64encode(bytes(24)).decode()}"
    hook = f'[[webhooks]]\nslug = "{endpoint}"\nurl = "https://desk.example/"\nsecret = "{secret}"'
    text = f'[store]\nurl = "{store_url(folder / "house")}"\n{hook}\n'
    (folder / "config.toml").write_text(text, encoding="utf-8")


def test_a_visit_and_a_change_of_its_source_do_not_wait_in_a_circle(house: House) -> None:
    (house.settings.sources_folder / "acme.toml").write_text(
        'timezone = "Asia/Tokyo"\ntitle = "Acme"', encoding="utf-8"
    )
    with house.store.write() as tx:  # so that it is to be made due
        uid = house.sources["acme"].uid
        tx.sources.put_checkpoint(uid, replace(tx.sources.checkpoint(uid), next_due=datetime.now(UTC) + timedelta(1)))
        (lease,) = tx.sources.take([uid], holder="test", now=NOW)
    with ThreadPoolExecutor() as pool:
        with house.store.write() as tx:
            tx.sources.hold(lease, "acme")
            other = pool.submit(house.sync)
            assert waits(house.store)
            tx.feeds.want(["acme"])
            tx.feeds.flush()
        other.result(30)
    with house.store.read() as tx:
        assert tx.sources.due(datetime.now(UTC)) == [uid]


def test_a_delivery_is_taken_once(store: Store) -> None:
    with store.write() as tx:
        for number in range(3):
            tell(tx, number)

    def take() -> list[int]:
        with store.write(quiet=True) as tx:
            return [one.event.seq for one in tx.deliveries.take("hook", holder="test", due=NOW, now=NOW, limit=9)]

    def dispatch() -> None:
        delivering.dispatch(store, HOOK, NOW)

    with ThreadPoolExecutor() as pool:
        for done in [pool.submit(dispatch) for _ in range(4)]:
            done.result(30)
        taken = [pool.submit(take) for _ in range(4)]
        assert sorted(seq for one in taken for seq in one.result(30)) == [1, 2, 3]


def test_two_that_sync_at_once_make_one_source(store: Store) -> None:
    new = replace(ACME, uid="uid of new", slug="new", location="https://new.example/")

    def sync() -> None:
        with store.write() as tx:
            tx.sources.sync([ACME, BETA, new], keep=(), now=NOW)
            tx.feeds.sync(dict.fromkeys((*SLUGS, "new"), AS_SET), now=NOW)
            tx.endpoints.sync(["hook", "new"])

    with ThreadPoolExecutor() as pool:
        for done in [pool.submit(sync) for _ in range(4)]:
            done.result(30)
    with store.read() as tx:
        assert [row.slug for row in tx.sources.overview()] == ["acme", "beta", "new"]
        assert [row.slug for row in tx.endpoints.overview()] == ["hook", "new"]


@pytest.mark.parametrize(
    ("quiet", "what", "setting"),
    [
        (False, "event", "on"),  # it is on disk before anybody can hear of it
        (False, "feed", "on"),
        (False, "nothing", "off"),
        (True, "nothing", "off"),
    ],
)
def test_a_commit_waits_for_the_disk_where_something_is_told(
    store: Store, *, quiet: bool, what: str, setting: str
) -> None:
    with store.write(quiet=quiet) as tx:
        if what == "event":
            tell(tx)
        if what == "feed":
            tx.feeds.want(SLUGS)
        tx.finish()
        assert tx._db.exec_driver_sql("SHOW synchronous_commit").scalar_one() == setting


def test_many_entries_are_read_in_parts(store: Store) -> None:
    with store.write() as tx:
        for number in range(1200):
            one = Entry(id=f"urn:uuid:{number}", source="acme", title="Release", first_seen=NOW + timedelta(number))
            tx.entries.record(ACME.uid, str(number), Change(kind="created", entry=one), now=NOW)
    with store.read() as tx:
        found = tx.entries.listed(["acme"], lambda one: one.id != "urn:uuid:3", limit=1190)
        assert len(found) == 1190
        assert all(one.date >= next_.date for one, next_ in pairwise(found))
        assert tx.entries.counts() == {"acme": 1200}


# A server that goes away, and one that is not fit ---------------------------------------------------------------------


def cut(store: Store) -> None:
    sql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{store._engine.url.database}'")


def sql(statement: str) -> None:
    assert isinstance(stores.place, stores.Server)
    stores.place.sql(statement)


def test_a_connection_that_was_cut_costs_nothing(store: Store) -> None:
    with store.write() as tx:
        tell(tx)
    cut(store)
    with store.write() as tx:
        tell(tx)
    with store.read() as tx:
        assert tx.log.last_seq() == 2


def test_a_connection_that_is_cut_in_the_middle_leaves_nothing_and_is_one_line(store: Store) -> None:
    def be_cut() -> None:
        with store.write() as tx:
            tell(tx)
            cut(store)

    with pytest.raises(StoreError) as refusal:
        be_cut()
    assert "\n" not in str(refusal.value)
    with store.read() as tx:
        assert tx.log.last_seq() == 0


def test_who_waits_too_long_is_told_so(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialect, "BUSY", 0.05)
    other = Store(store_url(tmp_path))

    def wait() -> None:
        with other.write() as late:
            late.sources.hold(Lease(uid=ACME.uid, token=0), "acme")

    with store.write() as tx:
        tx.sources.hold(Lease(uid=ACME.uid, token=0), "acme")
        with pytest.raises(StoreError, match="lock timeout") as refusal:
            wait()
    assert "\n" not in str(refusal.value)
    other.close()


def latin(path: Path) -> str:
    assert isinstance(stores.place, stores.Server)
    return stores.place.url(path, encoding="LATIN1")


def missing(path: Path) -> str:
    return make_url(store_url(path)).set(database="nowhere").render_as_string(hide_password=False)


def without_rights(path: Path) -> str:
    url = make_url(store_url(path))
    sql("DO $$ BEGIN CREATE ROLE feeder_guest LOGIN PASSWORD 'hunter2'; EXCEPTION WHEN duplicate_object THEN END $$")
    return url.set(username="feeder_guest", password="hunter2").render_as_string(hide_password=False)


@pytest.mark.parametrize(
    ("url_of", "told"),
    [
        (latin, "keeps text as LATIN1; create the database with ENCODING 'UTF8'"),
        (missing, 'database "nowhere" does not exist'),
        (without_rights, "permission denied for schema public"),
    ],
)
def test_a_database_that_is_not_fit_is_refused_in_one_line(
    tmp_path: Path, url_of: Callable[[Path], str], told: str
) -> None:
    with pytest.raises(StoreError) as refusal:
        Store(url_of(tmp_path))
    assert told in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert "hunter2" not in str(refusal.value)
