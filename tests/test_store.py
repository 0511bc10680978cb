"""What the store remembers, it remembers whole, in order, and through everything that can happen to it."""

import json
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stores import store_url

from feeder.engine.delivering import dispatch
from feeder.errors import StoreError
from feeder.model import (
    Attachment,
    Change,
    Checkpoint,
    Contact,
    Delivery,
    Endpoint,
    Entry,
    Glance,
    Headline,
    Image,
    Moment,
    Page,
    Source,
    Template,
)
from feeder.store import Store, Transaction, dialect, templates
from feeder.store.deliveries import LEASE
from feeder.store.endpoints import Endpoints, Outstanding
from feeder.store.feeds import Revision, Wish

NOW = datetime(2025, 3, 4, 9, 30, tzinfo=UTC)
AS_SET = Wish(settings="as set")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "feeder.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    store = opened(path)
    yield store
    store.close()


def opened(path: Path) -> Store:
    return Store(store_url(path))


def rows(store: Store, statement: str) -> list[tuple[Any, ...]]:
    """What other programs read in the store, and do to it."""
    with store._engine.begin() as connection:
        done = connection.exec_driver_sql(statement)
        return [tuple(row) for row in done] if done.returns_rows else []


def source(slug: str, url: str | None = None, **told: Any) -> Source:
    url = url or f"https://{slug}.example/"
    return Source(uid=f"uid of {url}", slug=slug, location=url, every=timedelta(minutes=15), **told)


def entry(number: int = 1, **told: Any) -> Entry:
    named: dict[str, Any] = {"id": f"urn:uuid:{number}", "title": f"Release {number}", "first_seen": NOW}
    return Entry(source="acme", **named | told)


def stored(store: Store, entry_id: str = "urn:uuid:1") -> Entry:
    with store.read() as tx:
        found = tx.entries.get(entry_id)
    assert found is not None
    return found


def synced(store: Store, *found: Source, keep: tuple[str, ...] = ()) -> dict[str, str]:
    """The uid that each file's source has now."""
    with store.write() as tx:
        return {one.slug: one.uid for one in tx.sources.sync(found, keep=keep, now=NOW)}


def record(store: Store, one: Entry, before: Entry | None = None, *, at: datetime = NOW) -> None:
    with store.write() as tx:
        change = Change(kind="updated" if before else "created", entry=one, before=before)
        tx.entries.record("uid of https://acme.example/", str(one.id), change, now=at)


# Round trips ------------------------------------------------------------------------------------------------------

TEXTS = st.text(st.characters(exclude_categories=()))  # lone surrogates too
MAYBE = st.none() | TEXTS
ZONES = st.integers(-840, 840).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.builds(
    Moment,
    at=st.datetimes(timezones=ZONES),
    precision=st.sampled_from(("day", "minute", "second")),
)
ENTRIES = st.builds(
    Entry,
    id=st.just("urn:uuid:1"),
    source=st.just("acme"),
    first_seen=st.just(NOW),
    url=MAYBE,
    title=MAYBE,
    published=st.none() | MOMENTS,
    updated=st.none() | MOMENTS,
    embargo=st.none() | MOMENTS,
    language=MAYBE,
    authors=st.lists(TEXTS, max_size=3).map(tuple),
    tags=st.lists(TEXTS, max_size=3).map(tuple),
    contacts=st.lists(st.builds(Contact, name=MAYBE, email=MAYBE), max_size=2).map(tuple),
    attachments=st.lists(st.builds(Attachment, url=TEXTS, size=st.none() | st.integers(0)), max_size=2).map(tuple),
    image=st.none() | st.builds(Image, url=MAYBE, caption=MAYBE, width=st.none() | st.integers(0)),
    summary=MAYBE,
    content=MAYBE,
    text=MAYBE,
    boilerplate=MAYBE,
    status=st.sampled_from(("live", "corrected", "withdrawn", "held")),
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for many examples."""
    store = opened(tmp_path_factory.mktemp("shelf") / "feeder.db")
    synced(store, source("acme"))
    yield store
    store.close()


NUMBERS = count(1)


@given(ENTRIES)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_entry_comes_back_as_it_was(shelf: Store, one: Entry) -> None:
    one = replace(one, id=f"urn:uuid:{next(NUMBERS)}")
    record(shelf, one)
    assert stored(shelf, str(one.id)) == one


@pytest.mark.parametrize(
    "text",
    [
        "ä🚢" * 250_000,  # more than a megabyte
        "\ud83d\ude00",  # two surrogates that are no pair in Python
        "a\x00b",
        "",
    ],
    ids=["1 MB", "surrogates", "NUL", "empty"],
)
def test_a_text_comes_back_as_it_was(store: Store, text: str) -> None:
    synced(store, source("acme"))
    one = entry(title=text[:10], content=text, text=text)
    record(store, one)
    assert stored(store) == one


def test_a_moment_keeps_its_own_offset_and_precision(store: Store) -> None:
    synced(store, source("acme"))
    berlin = timezone(timedelta(hours=1))
    record(store, entry(published=Moment(at=datetime(2020, 11, 16, tzinfo=berlin), precision="day")))
    assert str(stored(store).published) == "2020-11-16"


def test_a_page_and_a_checkpoint_come_back_as_they_were(store: Store) -> None:
    uid = synced(store, source("acme"))["acme"]
    page = Page(
        key="acme.example/1", url="https://acme.example/1", first_seen=NOW, stamp="s", row=entry(), etag='"e"',
        reads=2, failures=1, error="no", next_read=NOW, missing=1, listed=False, initial=True,
    )  # fmt: skip
    point = Checkpoint(
        etag='"e"', last_modified="then", body_hash="h", reading="r", title="Acme", failures=3, error="no",
        held="why", verdict="release", most_new=3, last_visit=NOW, last_success=NOW, next_due=NOW, not_before=NOW, first_done=True,
    )  # fmt: skip
    with store.write() as tx:
        tx.pages.put(uid, [page])
        tx.sources.put_checkpoint(uid, point)
    with store.read() as tx:
        assert tx.pages.of(uid) == {page.key: page}
        assert tx.sources.checkpoint(uid) == point


def test_the_version_before_is_kept(store: Store) -> None:
    synced(store, source("acme"))
    first = entry(content="<p>One.</p>")
    record(store, first)
    record(store, replace(first, content="<p>Two.</p>"), first)
    record(store, replace(first, content="<p>Three.</p>"), first)
    assert stored(store).content == "<p>Three.</p>"
    assert rows(store, "SELECT version FROM version ORDER BY version") == [(1,), (2,)]


# The feed's date --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("published", "date"),
    [
        (datetime(2025, 3, 1, 12, tzinfo=UTC), datetime(2025, 3, 1, 12, tzinfo=UTC)),
        (None, NOW),  # unknown: when it was first seen
        (NOW + timedelta(days=1), NOW),  # never in the future
        (datetime(1970, 1, 1, tzinfo=UTC), NOW),  # a slip of the site
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))), NOW),  # before all UTC
        (datetime(9999, 12, 31, 23, tzinfo=timezone(-timedelta(hours=14))), NOW),
    ],
)
def test_a_feeds_date_is_when_it_was_published_if_that_can_be(
    store: Store, published: datetime | None, date: datetime
) -> None:
    synced(store, source("acme"))
    record(store, entry(published=Moment(at=published) if published else None))
    with store.read() as tx:
        assert tx.entries.listed(["acme"], lambda _: True, limit=1)[0].date == date


def test_a_feeds_date_is_set_once(store: Store) -> None:
    synced(store, source("acme"))
    first = entry(published=Moment(at=NOW - timedelta(days=3)))
    record(store, first)
    record(store, replace(first, published=Moment(at=NOW)), first, at=NOW + timedelta(hours=1))
    with store.read() as tx:
        listed = tx.entries.listed(["acme"], lambda _: True, limit=1)[0]
    assert listed.date == NOW - timedelta(days=3)
    assert listed.changed == NOW + timedelta(hours=1)


def test_the_newest_entries_come_first_and_no_more_than_asked(store: Store) -> None:
    synced(store, source("acme"))
    for number in range(5):
        record(store, entry(number, published=Moment(at=NOW - timedelta(days=number))))
    with store.read() as tx:
        shown = tx.entries.listed(["acme"], lambda one: one.id != "urn:uuid:1", limit=3)
        assert [one.entry.id for one in shown] == ["urn:uuid:0", "urn:uuid:2", "urn:uuid:3"]
        assert [one.id for one in tx.entries.newest(limit=2)] == ["urn:uuid:0", "urn:uuid:1"]
        assert len(tx.entries.newest(limit=None)) == 5


def test_what_is_held_is_listed_nowhere(store: Store) -> None:
    synced(store, source("acme"))
    record(store, entry(1, status="held"))
    record(store, entry(2, status="withdrawn"))
    with store.read() as tx:
        assert [one.entry.id for one in tx.entries.listed(["acme"], lambda _: True, limit=9)] == ["urn:uuid:2"]
        assert [one.id for one in tx.entries.newest(limit=9)] == ["urn:uuid:2"]


# Files of sources/ and the sources they are -------------------------------------------------------------------------

A, B, C = "https://a.example/", "https://b.example/", "https://c.example/"
UID_A, UID_B, UID_C = (f"uid of {url}" for url in (A, B, C))


@pytest.mark.parametrize(
    ("steps", "uids"),
    [
        ([{"a": A}, {"b": A}], {"b": UID_A}),  # the file was renamed
        ([{"a": A}, {"a": B}], {"a": UID_A}),  # the address was changed
        ([{"a": A}, {"a": B}, {"b": B}], {"b": UID_A}),  # changed, then renamed
        ([{"a": A, "b": B}, {"a": B, "b": A}], {"a": UID_B, "b": UID_A}),  # two files swapped their names
        ([{"a": A, "b": B, "c": C}, {"a": B, "b": C, "c": A}], {"a": UID_B, "b": UID_C, "c": UID_A}),  # in a circle
        ([{"a": A}, {"b": A, "a": B}], {"b": UID_A, "a": UID_B}),  # renamed, and another put in its place
        ([{"a": A}, {}, {"a": A}], {"a": UID_A}),  # removed and brought back
        ([{"a": A}, {}, {"b": A}], {"b": UID_A}),  # brought back under another name
        ([{"a": A}, {}, {"a": B}, {"a": B, "b": B + "x"}], {"a": UID_A, "b": f"uid of {B}x"}),
        ([{"a": A}, {"a": A, "b": B}], {"a": UID_A, "b": UID_B}),  # a new one beside it
    ],
)
def test_a_source_stays_who_it_is(store: Store, steps: list[dict[str, str]], uids: dict[str, str]) -> None:
    for files in steps:
        found = synced(store, *(source(slug, url) for slug, url in files.items()))
    assert found == uids


def test_an_old_address_that_is_used_again_is_a_new_source(store: Store) -> None:
    synced(store, source("a", A))
    synced(store, source("a", B))
    both = synced(store, source("a", B), source("old", A))
    assert both["a"] == UID_A
    assert both["old"] != UID_A
    assert synced(store, source("a", B), source("old", A)) == both


def test_a_broken_file_keeps_its_source(store: Store) -> None:
    synced(store, source("a", A), source("b", B))
    synced(store, source("b", B), keep=("a",))
    with store.read() as tx:
        assert [row.slug for row in tx.sources.overview()] == ["a", "b"]
    assert synced(store, source("a", A), source("b", B)) == {"a": UID_A, "b": UID_B}


def test_a_removed_file_takes_its_source_out_and_loses_nothing(store: Store) -> None:
    synced(store, source("acme"))
    record(store, entry())
    synced(store)
    with store.read() as tx:
        assert tx.sources.overview() == []
        assert tx.sources.due(NOW) == []
        assert tx.entries.listed(["acme"], lambda _: True, limit=9) == []
    synced(store, source("acme"))
    with store.read() as tx:
        assert tx.entries.counts() == {"acme": 1}
        assert len(tx.entries.listed(["acme"], lambda _: True, limit=9)) == 1


def test_the_entries_of_a_renamed_source_go_by_its_new_slug(store: Store) -> None:
    synced(store, source("acme"))
    record(store, entry())
    synced(store, source("emca", "https://acme.example/"))
    assert stored(store).source == "emca"


def test_a_paused_source_is_not_due(store: Store) -> None:
    synced(store, source("a", paused=True), source("b"))
    with store.read() as tx:
        assert tx.sources.due(NOW) == ["uid of https://b.example/"]


# Feeds ------------------------------------------------------------------------------------------------------------


def wanted(tx: Transaction, slug: str) -> Revision:
    found = tx.feeds.revision(slug)
    assert found is not None
    return found


def written(tx: Transaction, slug: str, revision: Revision | None = None, *, settings: str = "as set") -> None:
    tx.feeds.written(slug, (revision or wanted(tx, slug)).number, settings=settings)


def test_a_feed_is_stale_until_its_wanted_revision_is_written(store: Store) -> None:
    with store.write() as tx:
        tx.feeds.sync({"acme": AS_SET}, now=NOW)
        assert tx.feeds.stale() == {"acme"}
        written(tx, "acme")
        assert tx.feeds.stale() == set()
    want(store, "acme")
    with store.read() as tx:
        assert tx.feeds.stale() == {"acme"}


def want(store: Store, *slugs: str) -> None:
    with store.write() as tx:
        tx.feeds.want(slugs)


def test_a_change_during_rendering_is_not_forgotten(store: Store) -> None:
    with store.write() as tx:
        tx.feeds.sync({"acme": AS_SET}, now=NOW)
        rendering = wanted(tx, "acme")
    want(store, "acme")
    with store.write() as tx:
        written(tx, "acme", rendering)
        assert tx.feeds.stale() == {"acme"}


def test_an_older_rendering_that_may_lie_over_a_newer_is_done_again(store: Store) -> None:
    with store.write() as tx:
        tx.feeds.sync({"acme": AS_SET}, now=NOW)
        older = wanted(tx, "acme")
    want(store, "acme")
    with store.write() as tx:
        written(tx, "acme")
        written(tx, "acme", older)
        assert tx.feeds.stale() == {"acme"}


def test_other_settings_make_a_feed_stale_and_the_same_do_not(store: Store) -> None:
    with store.write() as tx:
        tx.feeds.sync({"acme": AS_SET}, now=NOW)
        written(tx, "acme")
        tx.feeds.sync({"acme": AS_SET}, now=NOW)
        assert tx.feeds.stale() == set()
        tx.feeds.sync({"acme": Wish(settings="set otherwise")}, now=NOW + timedelta(days=1))
    with store.read() as tx:
        assert tx.feeds.stale() == {"acme"}
        assert wanted(tx, "acme") == Revision(number=2, settings="set otherwise", created=NOW)


def test_what_was_written_with_other_settings_than_are_wished_for_is_written_again(store: Store) -> None:
    with store.write() as tx:
        tx.feeds.sync({"acme": AS_SET}, now=NOW)
        written(tx, "acme", settings="as they were set before")
        assert tx.feeds.stale() == {"acme"}
        written(tx, "acme")
        assert tx.feeds.stale() == set()


GLANCE = Glance(
    slug="acme", title="Acme ä\ud83d", language="de", homepage="https://acme.example/", entries=3,
    newest=Headline(title="Release", url="https://acme.example/1", published="2025-03-04T00:30:00-09:00", language="en"),
)  # fmt: skip


@pytest.mark.parametrize("one", [GLANCE, Glance(slug="acme", title="Acme")], ids=["whole", "bare"])
def test_a_glance_comes_back_as_it_was_while_its_feed_is_there(store: Store, one: Glance) -> None:
    opened_and_rendered(store, "acme")
    with store.write() as tx:
        assert tx.feeds.glances() == []
        tx.feeds.put_glance(one)
        assert tx.feeds.glances() == [one]
    opened_and_rendered(store)
    with store.write() as tx:
        assert tx.feeds.glances() == []
        tx.feeds.removed("acme")
        tx.feeds.put_glance(one)  # by somebody who knew it open
    opened_and_rendered(store, "acme")
    with store.read() as tx:
        assert tx.feeds.glances() == []


def opened_and_rendered(store: Store, *slugs: str, at: datetime = NOW) -> None:
    """One sync with sources of these slugs, each with a feed of its own, and all of them written."""
    with store.write() as tx:
        placed = tx.sources.sync([source(slug, "https://acme.example/") for slug in slugs], keep=(), now=at)
        tx.feeds.sync({one.slug: Wish(settings="as set", source=one.uid) for one in placed}, now=at)
        for slug in tx.feeds.stale():
            written(tx, slug)


def test_a_feed_that_nothing_asks_for_is_closed_until_it_is_there_again(store: Store) -> None:
    opened_and_rendered(store, "acme")
    opened_and_rendered(store)
    with store.write() as tx:
        assert (tx.feeds.closed(), tx.feeds.successor("acme")) == (["acme"], "acme")
        tx.feeds.want(["acme"])
        assert (tx.feeds.stale(), tx.feeds.revision("acme")) == (set(), None)
        tx.feeds.removed("acme")
        assert tx.feeds.closed() == []
    with store.write() as tx:
        tx.feeds.sync({"acme": AS_SET}, now=NOW + timedelta(days=1))
        assert (tx.feeds.stale(), wanted(tx, "acme").created) == ({"acme"}, NOW)
        assert tx.feeds.successor("acme") is None


def test_a_feed_whose_file_is_wrong_stays_open(store: Store) -> None:
    opened_and_rendered(store, "acme")
    with store.write() as tx:
        tx.feeds.sync({}, keep=["acme"], now=NOW)
        assert tx.feeds.successor("acme") is None


def test_the_feed_of_a_renamed_source_moves_however_often_it_is_renamed(store: Store) -> None:
    for days, slug in enumerate(("first", "second", "third")):
        opened_and_rendered(store, slug, at=NOW + timedelta(days=days))
    with store.read() as tx:
        assert tx.feeds.successor("first") == tx.feeds.successor("second") == "third"
        assert tx.feeds.successor("nobody") is None
        assert wanted(tx, "third").created == NOW
        assert tx.feeds.revision("second") is None


def test_an_old_address_leads_nowhere_once_its_source_is_gone_or_another_took_it(store: Store) -> None:
    opened_and_rendered(store, "old")
    opened_and_rendered(store, "new")
    opened_and_rendered(store)
    with store.read() as tx:
        assert tx.feeds.successor("old") == "old"
    with store.write() as tx:
        tx.feeds.sync({"old": AS_SET}, now=NOW)
        assert tx.feeds.successor("old") is None


# The log ----------------------------------------------------------------------------------------------------------


def append(store: Store, *, at: datetime = NOW) -> int:
    with store.write() as tx:
        tx.log.append("source.gap", {}, now=at)
    with store.read() as tx:
        return tx.log.last_seq()


def test_a_transaction_that_fails_leaves_nothing_behind_and_no_gap(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.write() as tx:
        tx.log.append("source.gap", {"share": tx.log.append("source.gap", {}, now=NOW) or 1 / 0}, now=NOW)
    assert append(store) == 1


def test_a_quiet_transaction_that_has_something_to_tell_is_a_bug(store: Store) -> None:
    with pytest.raises(RuntimeError, match="quiet"), store.write(quiet=True) as tx:
        tx.log.append("source.gap", {}, now=NOW)
    with store.read() as tx:
        assert tx.log.last_seq() == 0


@pytest.mark.parametrize(("quiet", "level"), [(False, 2), (True, 1)], ids=["FULL", "NORMAL"])
def test_a_commit_waits_for_the_disk_where_something_may_be_told(tmp_path: Path, *, quiet: bool, level: int) -> None:
    store = opened_file(tmp_path / "feeder.db")
    for is_quiet in (not quiet, quiet):  # by the same connection
        with store.write(quiet=is_quiet) as tx:
            found = tx._db.exec_driver_sql("PRAGMA synchronous").scalar_one()
    store.close()
    assert found == level


def test_a_reader_sees_one_state_throughout(store: Store) -> None:
    with store.read() as tx:
        assert tx.log.last_seq() == 0
        append(store)
        assert tx.log.last_seq() == 0


# Endpoints and deliveries -----------------------------------------------------------------------------------------


HOOK = Endpoint(slug="hook", url="https://desk.example/", secret=bytes(24), backlog=None)


def log_entry(store: Store, number: int, *, initial: bool = False, kind: str = "created", language: str = "en") -> None:
    """An event of an entry that is a day older than the one of the number before."""
    one = entry(number, published=Moment(at=NOW - timedelta(days=number)))
    with store.write() as tx:
        if kind == "created":
            tx.entries.record("uid of https://acme.example/", str(number), Change(kind="created", entry=one), now=NOW)
        data = {"entry": {"id": one.id, "language": language}}
        tx.log.append(
            f"entry.{kind}", data, of=source("acme"), now=NOW, entry_id=one.id, initial=initial
        )  # fmt: skip


def first_visit_done(store: Store) -> None:
    with store.write() as tx:
        uid = "uid of https://acme.example/"
        tx.sources.put_checkpoint(uid, replace(tx.sources.checkpoint(uid), first_done=True))


def dispatched(store: Store, newest: int | None = 10, **told: Any) -> list[tuple[str, str]]:
    """Type and entry of everything that waits for the endpoint, in order."""
    dispatch(store, replace(HOOK, backlog=newest, **told), NOW)
    with store.read() as tx:
        waiting = tx.deliveries.latest(limit=None)[::-1]
    return [(one.event.type, one.event.data.get("entry", {}).get("id", "")) for one in waiting]


def created(*numbers: int) -> list[tuple[str, str]]:
    return [("entry.created", f"urn:uuid:{number}") for number in numbers]


@pytest.fixture
def hooked(store: Store) -> Store:
    """A store with one source and one endpoint."""
    synced(store, source("acme"))
    with store.write() as tx:
        tx.endpoints.sync(["hook"])
    return store


@pytest.mark.parametrize(("newest", "told"), [(2, created(1, 0)), (0, []), (None, created(3, 2, 1, 0))])
def test_of_a_backlog_the_newest_are_told_oldest_first(
    hooked: Store, newest: int | None, told: list[tuple[str, str]]
) -> None:
    for number in (2, 0, 3, 1):
        log_entry(hooked, number, initial=True)
    assert dispatched(hooked, newest) == []  # the first visit is not done yet
    first_visit_done(hooked)
    assert dispatched(hooked, newest) == told
    assert dispatched(hooked, newest) == told


def test_of_a_backlog_what_is_not_heard_of_does_not_count(hooked: Store) -> None:
    for number in range(6):
        log_entry(hooked, number, initial=True, language="de" if number % 2 else "en")
    first_visit_done(hooked)
    assert dispatched(hooked, 2, languages=("de",)) == created(3, 1)


@pytest.fixture
def in_parts(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Two deliveries are made in one transaction; how many in each, so far."""
    made: list[int] = []
    really = Endpoints.dispatch

    def dispatch(own: Endpoints, slug: str, part: Outstanding, *, now: datetime) -> bool:
        is_made = really(own, slug, part, now=now)
        made.extend([len(part.told)] if is_made else [])
        return is_made

    monkeypatch.setattr(Endpoints, "dispatch", dispatch)
    for size in ("BATCH", "READ"):
        monkeypatch.setattr(f"feeder.store.endpoints.{size}", 2)
    return made


@pytest.fixture
def long(hooked: Store) -> Store:
    """A first visit that found five entries is done; then one of them changed, and a sixth came."""
    for number in (2, 0, 4, 3, 1):
        log_entry(hooked, number, initial=True)
    first_visit_done(hooked)
    log_entry(hooked, 4, kind="updated")
    log_entry(hooked, 5)
    return hooked


IN_ORDER = [*created(4, 3, 2, 1, 0), ("entry.updated", "urn:uuid:4"), *created(5)]


def test_a_backlog_of_any_length_is_made_in_small_transactions_and_before_the_news(
    long: Store, in_parts: list[int]
) -> None:
    assert dispatched(long, None) == IN_ORDER
    assert in_parts[:3] == [2, 2, 1]
    assert max(in_parts) == 2


def test_what_is_heard_is_found_out_while_others_write(
    long: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialect, "BUSY", 0.05)
    other, heard = opened(path), count()

    def hears(_endpoint: Endpoint, _event: object) -> bool:
        return next(heard) > 0 or append(other) > 0

    monkeypatch.setattr("feeder.decide.select.hears", hears)
    assert dispatched(long, None) == [*IN_ORDER, ("source.gap", "")]
    other.close()


BETWEEN = """
import os, signal, sys
from datetime import UTC, datetime
from feeder.engine.delivering import dispatch
from feeder.model import Endpoint
from feeder.store import Store, endpoints

really, parts = endpoints.Endpoints.dispatch, iter(range(int(sys.argv[2])))

def dispatch_some(own, slug, part, *, now):
    if next(parts, None) is None:
        os.kill(os.getpid(), signal.SIGKILL)
    return really(own, slug, part, now=now)

endpoints.BATCH, endpoints.Endpoints.dispatch = 2, dispatch_some
hook = Endpoint(slug="hook", url="https://desk.example/", secret=bytes(24), backlog=None)
dispatch(Store(sys.argv[1]), hook, datetime(2025, 3, 4, 9, 30, tzinfo=UTC))
"""


@pytest.mark.parametrize("parts", range(6))
def test_killed_between_the_parts_of_a_backlog_it_goes_on_and_doubles_nothing(
    long: Store, path: Path, parts: int
) -> None:
    dead = subprocess.run([sys.executable, "-c", BETWEEN, store_url(path), str(parts)], check=False)
    assert dead.returncode == -signal.SIGKILL
    with long.write() as tx:
        first = tx.deliveries.take("hook", holder="test", due=NOW, now=NOW, limit=1)
        for one in first:
            tx.deliveries.put(replace(one, state="delivered", next_try=None))
    assert len(first) == min(parts, 1)
    log_entry(long, 6, initial=True)  # a page of the first visit that could only be read now: the oldest of all
    told = dispatched(long, None)
    assert sorted(told) == sorted([*IN_ORDER, *created(6)])
    assert [one for one in told if one != created(6)[0]] == IN_ORDER


def test_who_was_overtaken_makes_nothing_any_more(long: Store, in_parts: list[int]) -> None:
    def outstanding() -> Outstanding:
        with long.read() as tx:
            found = tx.endpoints.outstanding("hook", lambda _: True, newest=None)
        assert found
        return found

    def make(part: Outstanding) -> bool:
        with long.write() as tx:
            return tx.endpoints.dispatch("hook", part, now=NOW)

    first, *rest = outstanding().parts()
    assert make(first)
    assert dispatched(long, None) == IN_ORDER
    with long.write() as tx:
        for one in tx.deliveries.latest(limit=None):
            tx.deliveries.put(replace(one, state="delivered", next_try=None))
        tx.log.trim(NOW + LEASE, limit=100)
    assert [make(part) for part in rest] == [False, False]
    log_entry(long, 7)
    (late,) = outstanding().parts()
    dispatched(long)
    assert not make(late)
    with long.read() as tx:
        assert [row.waiting for row in tx.endpoints.overview()] == [1]


def test_what_a_first_visit_found_and_a_later_one_read_is_told_if_it_is_among_the_newest(hooked: Store) -> None:
    for number in (1, 2):
        log_entry(hooked, number, initial=True)
    first_visit_done(hooked)
    dispatched(hooked, 2)
    log_entry(hooked, 0, initial=True)
    log_entry(hooked, 9, initial=True)
    assert dispatched(hooked, 2) == created(2, 1, 0)


def test_a_new_endpoint_hears_nothing_old(store: Store) -> None:
    synced(store, source("acme"))
    log_entry(store, 1, initial=True)
    first_visit_done(store)
    log_entry(store, 2)
    with store.write() as tx:
        tx.endpoints.sync(["hook"])
    log_entry(store, 3)
    log_entry(store, 4, initial=True)  # a page of the first visit that could only be read now
    assert set(dispatched(store)) == {*created(3), *created(4)}


def test_an_entry_is_created_before_it_is_updated_even_if_that_is_news(hooked: Store) -> None:
    log_entry(hooked, 1, initial=True)
    log_entry(hooked, 1, kind="updated")
    first_visit_done(hooked)
    assert dispatched(hooked) == [("entry.created", "urn:uuid:1"), ("entry.updated", "urn:uuid:1")]


def test_a_long_log_is_dispatched_in_batches_and_in_order(hooked: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feeder.store.endpoints.BATCH", 2)
    for number in range(5):
        log_entry(hooked, number)
    assert dispatched(hooked) == created(0, 1, 2, 3, 4)


def take(store: Store, at: datetime) -> list[int]:
    with store.write() as tx:
        return [one.event.seq for one in tx.deliveries.take("hook", holder="test", due=at, now=at, limit=10)]


def test_of_one_entry_only_the_first_waiting_delivery_is_taken(hooked: Store) -> None:
    for number, kind in [(1, "created"), (1, "updated"), (2, "created")]:
        log_entry(hooked, number, kind=kind)
    dispatched(hooked)
    assert take(hooked, NOW) == [1, 3]


def test_what_was_taken_by_a_process_that_died_is_taken_again(hooked: Store) -> None:
    log_entry(hooked, 1)
    dispatched(hooked)
    assert take(hooked, NOW) == [1]
    assert take(hooked, NOW + LEASE / 2) == []
    assert take(hooked, NOW + LEASE) == [1]


def attempt(store: Store, at: datetime) -> Delivery:
    with store.write() as tx:
        (one,) = tx.deliveries.take("hook", holder=str(at), due=at, now=at, limit=10)
    return one


def ended(store: Store, one: Delivery, **how: Any) -> Delivery:
    """What is known of a delivery after an attempt ended so."""
    with store.write() as tx:
        tx.deliveries.put(replace(one, attempts=one.attempts + 1, **how))
        return tx.deliveries.latest(limit=1)[0]


def test_whoever_took_a_delivery_over_says_how_it_ended(hooked: Store) -> None:
    log_entry(hooked, 1)
    dispatched(hooked)
    late, other = attempt(hooked, NOW), attempt(hooked, NOW + LEASE)
    known = ended(hooked, late, state="dead", error="stood still")
    assert (known.state, known.attempts, known.leased) == ("waiting", 0, other.leased)
    assert take(hooked, NOW + 1.5 * LEASE) == []  # it is in flight still
    assert ended(hooked, other, state="waiting", error="503", next_try=NOW).error == "503"
    assert take(hooked, NOW + 1.5 * LEASE) == [1]


def test_what_was_delivered_is_delivered_whoever_says_so(hooked: Store) -> None:
    log_entry(hooked, 1)
    dispatched(hooked)
    late, other = attempt(hooked, NOW), attempt(hooked, NOW + LEASE)
    assert ended(hooked, late, state="delivered").state == "delivered"
    assert ended(hooked, other, state="dead", error="503").state == "delivered"
    assert take(hooked, NOW + 9 * LEASE) == []


def test_only_what_a_service_held_that_is_no_more_is_free_at_once(hooked: Store) -> None:
    for number in range(2):
        log_entry(hooked, number)
        dispatched(hooked)
        attempt(hooked, NOW + number * timedelta(seconds=1))
    with hooked.write() as tx:
        tx.deliveries.end_leases(str(NOW))
    assert take(hooked, NOW + timedelta(seconds=2)) == [1]


def test_a_disabled_endpoint_is_told_once_of_that_and_of_nothing_until_it_is_enabled(hooked: Store) -> None:
    log_entry(hooked, 1)
    with hooked.write() as tx:
        for _ in range(2):
            tx.endpoints.disable("hook", "it is gone", now=NOW)
    with hooked.read() as tx:
        assert [one.type for one in tx.log.after(1, limit=9)] == ["endpoint.disabled"]
    assert dispatched(hooked) == []
    with hooked.write() as tx:
        assert tx.endpoints.enable("hook")
        assert not tx.endpoints.enable("nobody")
    dispatch(hooked, HOOK, NOW)
    assert take(hooked, NOW) == [1]


def test_an_endpoint_that_is_configured_no_more_is_forgotten_with_its_deliveries(hooked: Store) -> None:
    log_entry(hooked, 1)
    dispatched(hooked)
    with hooked.write() as tx:
        tx.endpoints.sync([])
        assert tx.endpoints.overview() == []
        assert tx.deliveries.latest(limit=9) == []


# Files that are not what they should be -----------------------------------------------------------------------------


def opened_file(path: Path) -> Store:
    return Store(f"sqlite:///{path}")


def newer(path: Path) -> None:
    store = opened_file(path)
    rows(store, "UPDATE schema_version SET version = 99")
    store.close()


def somebody_elses(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE recipe (name TEXT)")
    db.close()


def no_database(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("Dear diary, " * 100, encoding="utf-8")


def a_folder(path: Path) -> None:
    path.mkdir(parents=True)


def below_a_file(path: Path) -> None:
    path.parent.write_text("", encoding="utf-8")


@pytest.mark.parametrize(
    ("prepare", "told"),
    [
        (newer, "newer feeder (schema 99"),
        (somebody_elses, "database of another program"),
        (no_database, "not a database"),
        (a_folder, "cannot be opened"),
        (below_a_file, "cannot be made"),
    ],
)
def test_a_file_that_is_no_store_is_refused_in_one_line_and_left_alone(path: Path, prepare: Any, told: str) -> None:
    prepare(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError) as refusal:
        opened_file(path)
    assert told in str(refusal.value)
    assert str(path.parent) in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert before is None or path.read_bytes() == before


def test_a_folder_that_may_not_be_written_is_one_line(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    code = f"""
        import os
        from feeder.errors import StoreError
        from feeder.store import Store
        if os.getuid() == 0:
            os.setuid(65534)
        try:
            Store("sqlite:///{tmp_path}/feeder.db")
        except StoreError as problem:
            print(problem)
    """
    told = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=True
    ).stdout
    tmp_path.chmod(0o755)
    assert str(tmp_path) in told
    assert told.count("\n") == 1


def test_a_store_that_another_program_holds_is_one_line(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialect, "BUSY", 0.05)
    other = opened(path)
    with store.write() as tx:
        tx.log.append("source.gap", {}, now=NOW)
        tx.finish()  # the lock of the log is taken
        with pytest.raises(StoreError, match="lock") as refusal:
            append(other)
    assert "\n" not in str(refusal.value)
    other.close()


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("postgresql://u:hunter2@127.0.0.1:1/name", "postgresql://u:***@127.0.0.1:1/name: cannot be opened"),
        ("postgresql://u:hunter2@h:port/name", "[store] url: cannot be understood"),
        (
            "postgresql://u:hunter2@127.0.0.1/name?sslmode=sometimes",
            "postgresql://u:***@127.0.0.1/name: cannot be opened",
        ),
    ],
    ids=["nobody answers", "no address", "no such option"],
)
def test_a_server_that_cannot_be_reached_is_one_line_without_the_password(url: str, told: str) -> None:
    with pytest.raises(StoreError) as refusal:
        Store(url)
    assert str(refusal.value).startswith(told)
    assert "\n" not in str(refusal.value)
    assert "u:hunter2" not in str(refusal.value)


def test_a_missing_driver_is_one_line_with_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"pip install 'feeder\[postgresql\]'$"):
        Store("postgresql://u@127.0.0.1/name")


@pytest.mark.parametrize("key", ["https://acme.example/" + "x1" * 4000, "ä/" * 1300 + "a.txt"], ids=["URL", "path"])
def test_a_key_may_be_as_long_as_an_address(store: Store, key: str) -> None:
    uid = synced(store, source("acme"))["acme"]
    page = Page(key=key, url=key, first_seen=NOW, stamp="s")
    for stamp in ("s", "t"):
        with store.write() as tx:
            tx.pages.put(uid, [replace(page, stamp=stamp)])
    with store.read() as tx:
        assert tx.pages.of(uid) == {key: replace(page, stamp="t")}


def test_what_is_no_text_does_not_lose_a_page(store: Store) -> None:
    uid = synced(store, source("acme"))["acme"]
    with store.write() as tx:
        tx.pages.put(uid, [Page(key="a", url="a", first_seen=NOW, stamp="s", failures=1, error="a\0b \ud83d c")])
    with store.read() as tx:
        assert tx.pages.errors(uid, limit=1) == ["ab ? c"]


def test_a_store_may_lie_in_a_folder_of_any_name(tmp_path: Path) -> None:
    path = tmp_path / "100% Presse? ä #1" / "feeder.db"
    opened_file(path).close()
    assert path.is_file()


# Two processes, and the end of one ----------------------------------------------------------------------------------

WRITER = """
import sys
from datetime import UTC, datetime
from feeder.store import Store

store = Store(sys.argv[1])
for number in range(int(sys.argv[3])):
    with store.write() as tx:
        tx.log.append("source.gap", {"writer": sys.argv[2], "number": number}, now=datetime.now(UTC))
"""

DYING = """
import os, signal, sys
from datetime import UTC, datetime
from feeder.store import Store

with Store(sys.argv[1]).write() as tx:
    for _ in range(2000):
        tx.log.append("source.gap", {"text": "x" * 1000}, now=datetime.now(UTC))
    tx.log.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_two_processes_that_write_at_once_lose_and_double_nothing(store: Store, path: Path) -> None:
    names = ("one", "two")
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, store_url(path), name, "40"]) for name in names]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    with store.read() as tx:
        events = tx.log.after(0, limit=1000)
    assert [one.seq for one in events] == list(range(1, 81))
    for name in names:
        assert [one.data["number"] for one in events if one.data["writer"] == name] == list(range(40))


def test_a_process_that_is_killed_in_the_middle_leaves_the_store_whole(store: Store, path: Path) -> None:
    append(store)
    dead = subprocess.run([sys.executable, "-c", DYING, store_url(path)], check=False)
    assert dead.returncode == -signal.SIGKILL
    assert append(store) == 2
    assert rows(store, "SELECT count(*) FROM event") == [(2,)]
    if store._engine.dialect.name == "sqlite":
        assert rows(store, "PRAGMA integrity_check") == [("ok",)]


def test_the_log_can_be_read_by_other_programs(store: Store) -> None:
    append(store)
    with store.read() as tx:
        json.dumps(tx.log.after(0, limit=1)[0].data)


# Templates ----------------------------------------------------------------------------------------------------------

PRESS = Template(host="press.example", body="//main", title="//h1", proof=("a", "ß\0\ud800"), kept=("p", "ul"), pages=3)
ACME = source("acme").uid


def put(store: Store, *known: Template, host: str = "press.example", reading: str = "r", at: datetime = NOW) -> None:
    with store.write(quiet=True) as tx:
        tx.templates.put(ACME, host, known, reading=reading, parser="p", now=at)


def known(store: Store, *, reading: str = "r", parser: str = "p") -> tuple[Template, ...]:
    with store.read() as tx:
        return tx.templates.of(ACME, reading=reading, parser=parser)


def test_templates_come_back_as_they_were_and_in_their_order(store: Store) -> None:
    synced(store, source("acme"))
    other = replace(PRESS, body="//article")
    for order in ((PRESS, other), (other, PRESS), (PRESS,), ()):
        put(store, *order)
        assert known(store) == order


def test_a_template_is_known_to_who_found_it_alone(store: Store) -> None:
    synced(store, source("acme"))
    put(store, PRESS)
    put(store, replace(PRESS, host="other.example"), host="other.example")
    assert (known(store, reading="other"), known(store, parser="other")) == ((), ())
    put(store, PRESS, reading="other")
    assert (known(store), known(store, reading="other")) == ((), (PRESS,))


def test_of_how_many_hosts_a_template_is_proven(store: Store) -> None:
    synced(store, source("acme"))
    put(store, PRESS, replace(PRESS, body="//article"))
    put(store, replace(PRESS, host="b", pages=9), host="b")
    put(store, replace(PRESS, host="c", pages=2), host="c")
    with store.read() as tx:
        assert tx.templates.hosts(pages=3, parser="p") == {(ACME, "r"): 2}
        assert tx.templates.hosts(pages=3, parser="other") == {}


def test_the_hosts_that_were_not_seen_for_longest_are_forgotten(store: Store) -> None:
    synced(store, source("acme"))
    hosts = [f"{number}.example" for number in range(templates.HOSTS + 2)]
    for number, host in enumerate(hosts):
        put(store, replace(PRESS, host=host), host=host, at=NOW + timedelta(hours=number))
        put(store, replace(PRESS, host=hosts[0]), host=hosts[0], at=NOW + timedelta(hours=number))
    assert {one.host for one in known(store)} == {*hosts} - {*hosts[1:3]}
