"""Each step of a visit is kept whole, with what it tells and when the next is due."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from stores import store_url

from feeder.decide import plan, select
from feeder.errors import FetchError, Gone
from feeder.gate import Reading
from feeder.ledger import Ledger
from feeder.model import Document, Entry, Event, Feed, Moment, Page, Source
from feeder.recorder import Kept
from feeder.schedule import Limits
from feeder.store import Store, Transaction
from feeder.store.feeds import Wish

NOW = datetime(2025, 3, 4, 9, 30, tzinfo=UTC)
EVERY = timedelta(minutes=15)
LIMITS = Limits(shortest=timedelta(minutes=5), longest=timedelta(minutes=40))
ACME = Source(
    uid="6ba7b811-9dad-11d1-80b4-00c04fd430c8", slug="acme", location="https://acme.example/",
    every=EVERY, include=("harbour",),
)  # fmt: skip
URL = "https://acme.example/1"
ROW = Entry(url=URL, title="The harbour opens")
WHOLE = replace(ROW, content="<p>It opens on Friday.</p>", text="It opens on Friday.")


AS_SET = Wish(settings="as set")


class Desk:
    """A store with one source; every step is a transaction of its own."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(store_url(folder / "feeder.db"))
        self.source = ACME
        self.combined: list[Feed] = []
        with self.store.write() as tx:
            tx.sources.sync([ACME], keep=(), now=NOW)
            tx.feeds.sync({"acme": AS_SET}, now=NOW)
            render(tx)

    @contextmanager
    def step(self, at: datetime = NOW) -> Iterator[Ledger]:
        with self.store.write() as tx:
            yield Ledger(tx=tx, source=self.source, feeds=select.feeds([self.source], self.combined), now=at)

    def look(self, *rows: Entry, body: bytes = b"list", at: datetime = NOW) -> Kept:
        with self.step(at) as ledger:
            return ledger.looked(document(body), "Acme", plan.sightings(rows))

    def read(self, found: Entry | None, body: bytes = b"page", at: datetime = NOW) -> Kept:
        with self.step(at) as ledger:
            if found is None:
                return ledger.unchanged(self.page)
            reading = Reading(page=self.page, found=found, document=document(body))
            return ledger.read(reading, ledger.gate.doubts([reading]).get(reading.page.key))

    def unread(self, problem: FetchError, row: Entry | None = ROW, at: datetime = NOW) -> Kept:
        """As a visit does it that has just seen the list."""
        with self.step(at) as ledger:
            return ledger.unread(replace(self.page, row=row), problem)

    def first_visit(self) -> None:
        self.look(ROW)
        self.read(WHOLE)
        with self.step() as ledger:
            ledger.succeeded(LIMITS)

    @property
    def page(self) -> Page:
        with self.store.read() as tx:
            return next(page for page in tx.pages.of(ACME.uid).values() if page.url == URL)

    @property
    def events(self) -> list[Event]:
        with self.store.read() as tx:
            return tx.log.after(0, limit=100)

    @property
    def types(self) -> list[str]:
        return [event.type for event in self.events]

    @property
    def is_stale(self) -> bool:
        """Whether the feed was to be rendered anew since this was asked last."""
        with self.store.write() as tx:
            is_stale = "acme" in tx.feeds.stale()
            render(tx)
        return is_stale


def render(tx: Transaction, slug: str = "acme") -> None:
    revision = tx.feeds.revision(slug)
    assert revision
    tx.feeds.written(slug, revision.number, settings="as set")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.store.close()


def document(body: bytes) -> Document:
    return Document(url=URL, body=body, etag=f'"{len(body)}"', fetched_at=NOW)


def edited(text: str) -> Entry:
    return replace(WHOLE, text=text, content=f"<p>{text}</p>")


def test_a_look_keeps_the_checkpoint_and_what_is_to_be_read(desk: Desk) -> None:
    desk.look(ROW)
    with desk.step() as ledger:
        last = ledger.checkpoint()
        assert [page.url for page in ledger.due()] == [URL]
    assert (last.etag, last.validates, last.body_hash) == ('"4"', URL, document(b"list").hash)
    assert last.title == "Acme"
    assert desk.events == []


def test_a_source_that_first_says_its_name_has_its_feed_rendered(desk: Desk) -> None:
    desk.look(ROW)
    assert desk.is_stale


def test_a_page_that_was_read_is_an_entry_an_event_and_a_stale_feed(desk: Desk) -> None:
    desk.look(ROW)
    assert desk.is_stale  # it has a title now
    assert [change.kind for change in desk.read(WHOLE).changes] == ["created"]
    assert desk.types == ["entry.created"]
    assert desk.is_stale
    assert desk.page.next_read == NOW + timedelta(hours=1)


@pytest.mark.parametrize(
    ("found", "body", "types", "stale"),
    [
        (None, b"", [], False),  # 304
        (WHOLE, b"page", [], False),  # the same again
        (WHOLE, b"page with another nonce", [], False),  # other bytes, nothing to a reader
        (edited("It opens on Monday."), b"another page", ["entry.updated"], True),
        (edited("It opens on Monday."), b"page", [], True),  # the same bytes, read by a better parser
        (replace(WHOLE, tags=("ships",)), b"another page", [], True),  # shown, but no news
    ],
    ids=["304", "same", "nonce", "edit", "parser", "tags"],
)
def test_what_is_told_of_a_page_that_is_read_again(
    desk: Desk, found: Entry | None, body: bytes, types: list[str], stale: bool
) -> None:
    desk.first_visit()
    assert desk.is_stale
    desk.read(found, body, at=NOW + timedelta(hours=1))
    assert desk.types[1:] == types
    assert desk.is_stale is stale


@pytest.mark.parametrize(
    ("body", "reading", "types"),
    [
        (b"another list", ACME, ["entry.updated"]),
        (b"list", replace(ACME, timezone="Asia/Tokyo"), []),  # the same bytes, read otherwise
    ],
)
def test_what_is_told_of_a_row_that_says_something_else(
    desk: Desk, body: bytes, reading: Source, types: list[str]
) -> None:
    desk.look(WHOLE)
    with desk.step() as ledger:
        ledger.succeeded(LIMITS)
    assert desk.is_stale
    desk.source = reading
    desk.look(edited("It opens on Monday."), body=body)
    assert desk.types[1:] == types
    assert desk.is_stale
    with desk.store.read() as tx:
        assert [one.text for one in tx.entries.newest(limit=None)] == ["It opens on Monday."]


def test_what_was_sealed_is_told_at_its_time_though_its_list_says_what_it_said(desk: Desk) -> None:
    sealed = replace(edited("It opens on Monday."), embargo=Moment(at=NOW + timedelta(hours=2)))
    desk.look(WHOLE)
    desk.look(sealed, body=b"another list")
    assert desk.types == ["entry.created"]
    desk.look(sealed, body=b"another list", at=NOW + timedelta(hours=2))
    assert desk.types == ["entry.created", "entry.updated"]


@pytest.mark.parametrize(
    ("found", "body"),
    [
        (replace(edited("It opens on Monday."), tags=("ships",)), b"another page"),  # an update
        (replace(edited("It opens on Monday."), tags=("ships",)), b"page"),  # told to nobody
        (replace(WHOLE, tags=("cranes",)), b"another page"),  # no news, but another tag
        (replace(WHOLE, tags=("cranes",)), b"page"),
    ],
    ids=["update", "quiet update", "tag", "quiet tag"],
)
def test_a_feed_that_an_entry_leaves_is_rendered_anew(desk: Desk, found: Entry, body: bytes) -> None:
    fridays = Feed(slug="fridays", title="Fridays", sources=("acme",), include=("Friday",), tags=("ships",))
    desk.combined = [fridays]
    desk.look(ROW)
    desk.read(replace(WHOLE, tags=("ships",)))
    with desk.store.write() as tx:
        tx.feeds.sync({"acme": AS_SET, "fridays": AS_SET}, now=NOW)
        for slug in ("acme", "fridays"):
            render(tx, slug)
    desk.read(found, body, at=NOW + timedelta(hours=1))
    with desk.store.read() as tx:
        assert tx.feeds.stale() == {"acme", "fridays"}


def test_an_update_says_what_changed_and_how_much(desk: Desk) -> None:
    desk.first_visit()
    desk.read(edited("It opens on Monday."), b"another page", at=NOW + timedelta(hours=1))
    data = desk.events[-1].data
    assert data["changes"]["content_text"] == {"from": "It opens on Friday.", "to": "It opens on Monday."}
    assert data["significance"] == "substantial"
    assert data["initial"] is False
    assert data["entry"]["updated"] == "2025-03-04T10:30:00Z"


def test_all_events_of_a_first_visit_that_is_not_done_are_backlog(desk: Desk) -> None:
    desk.look(ROW)
    desk.read(WHOLE)
    desk.read(edited("It opens on Monday."), b"another page")
    assert [(event.type, event.initial) for event in desk.events] == [("entry.created", True), ("entry.updated", True)]


def test_what_a_filter_keeps_out_is_counted_and_let_in_with_an_event_once_it_may(desk: Desk) -> None:
    desk.source = replace(ACME, include=("airport",))
    desk.look(ROW)
    assert (desk.read(WHOLE).filtered, desk.events) == (1, [])
    desk.source = ACME
    assert [change.kind for change in desk.read(WHOLE).changes] == ["created"]
    assert desk.types == ["entry.created"]


def test_an_entry_that_is_out_stays_out_whatever_the_filter_becomes(desk: Desk) -> None:
    desk.first_visit()
    desk.source = replace(ACME, include=("airport",))
    desk.read(edited("It opens on Monday."), b"another page", at=NOW + timedelta(hours=1))
    assert desk.types == ["entry.created", "entry.updated"]


@pytest.mark.parametrize("problem", [FetchError("500", status=500), Gone("404", status=404)], ids=["500", "404"])
def test_a_page_on_the_list_is_told_from_it_at_the_third_failure(desk: Desk, problem: FetchError) -> None:
    desk.look(ROW)
    assert [len(desk.unread(problem).changes) for _ in range(4)] == [0, 0, 1, 0]
    assert desk.types == ["entry.created"]
    assert desk.page.error == str(problem)


def test_a_page_that_was_read_once_is_not_told_from_its_list(desk: Desk) -> None:
    desk.first_visit()
    for _ in range(5):
        assert desk.unread(FetchError("500", status=500)).changes == ()
    assert desk.types == ["entry.created"]


def test_a_row_without_a_title_is_not_told(desk: Desk) -> None:
    nameless = replace(ROW, title=None)
    desk.look(nameless)
    assert [len(desk.unread(FetchError("500"), nameless).changes) for _ in range(4)] == [0, 0, 0, 0]


def test_a_page_is_tried_again_no_sooner_than_its_server_asked(desk: Desk) -> None:
    desk.look(ROW)
    desk.unread(FetchError("503", retry_after=NOW + timedelta(hours=5)))
    assert desk.page.next_read == NOW + timedelta(hours=5)


def test_a_page_off_its_list_must_be_gone_twice_in_a_row(desk: Desk) -> None:
    desk.first_visit()
    desk.look(replace(ROW, url="https://acme.example/2"), body=b"another list")
    assert desk.unread(Gone("404")).changes == ()
    desk.read(None)  # it was there after all
    assert desk.unread(Gone("404")).changes == ()
    assert [change.kind for change in desk.unread(Gone("404")).changes] == ["withdrawn"]
    assert desk.types[-1] == "entry.withdrawn"
    assert desk.page.next_read is None


def test_a_page_off_its_list_that_merely_fails_is_not_withdrawn(desk: Desk) -> None:
    desk.first_visit()
    desk.look(replace(ROW, url="https://acme.example/2"), body=b"another list")
    for _ in range(5):
        desk.unread(FetchError("500", status=500))
    assert desk.types == ["entry.created"]


def test_a_release_that_comes_while_the_source_is_looked_at_counts(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.source = replace(ACME, shape="folder", include=())
    files = [plan.Sighting(key=f"{number}.txt", url=f"{number}.txt", stamp="1") for number in range(10)]
    for found in (files, files[:5]):
        with desk.step() as ledger:
            kept = ledger.looked(None, None, found)
    assert "5 of 10" in (kept.held or "")
    with desk.store.write() as tx:
        tx.judge(ACME.uid, "release", NOW)
    with desk.step() as ledger:
        assert ledger.looked(None, None, files[:5]).held is None
    desk.store.close()


def test_a_list_of_thousands_is_kept_whole(desk: Desk) -> None:
    rows = [replace(WHOLE, url=f"https://acme.example/{number}", title=f"Harbour {number}") for number in range(3000)]
    assert len(desk.look(*rows).changes) == 3000


def row(number: int, *, day: int | None = None, hour: int = 0) -> Entry:
    published = (
        Moment(at=datetime(2025, 3, day, hour, tzinfo=UTC), precision="second" if hour else "day") if day else None
    )
    return replace(WHOLE, url=f"https://acme.example/{number}", title=f"Harbour {number}", published=published)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([row(1), row(2), row(3)], [3, 2, 1]),
        ([row(1, day=3), row(2, day=2), row(3, day=1)], [3, 2, 1]),
        ([row(1, day=1), row(2, day=3), row(3, day=2)], [1, 3, 2]),  # the first one is pinned
        ([row(1, day=2), row(2, day=2, hour=9), row(3, day=1)], [3, 2, 1]),  # what tells only its day
        ([row(1, day=1), row(2), row(3, day=2)], [3, 2, 1]),  # a day is missing: the list counts
    ],
)
def test_the_rows_of_a_list_are_told_oldest_first(desk: Desk, rows: list[Entry], told: list[int]) -> None:
    desk.look(*rows)
    assert [event.data["entry"]["title"] for event in desk.events] == [f"Harbour {number}" for number in told]


@pytest.mark.parametrize(
    ("failures", "types"),
    [(1, []), (2, ["source.failing", "source.recovered"]), (5, ["source.failing", "source.recovered"])],
)
def test_failures_are_told_at_the_second_and_their_end_once(desk: Desk, failures: int, types: list[str]) -> None:
    for _ in range(failures):
        with desk.step() as ledger:
            ledger.failed(FetchError("https://acme.example/: 503"), LIMITS, Random(1))
    with desk.step() as ledger:
        assert ledger.checkpoint().failures == failures
        ledger.succeeded(LIMITS)
        assert ledger.checkpoint().failures == 0
    assert desk.types == types
    assert all(event.data["source"] == "acme" for event in desk.events)


def test_failures_put_the_next_visit_off_and_success_brings_it_back(desk: Desk) -> None:
    waits: list[Any] = []
    for _ in range(3):
        with desk.step() as ledger:
            ledger.failed(FetchError("503"), LIMITS, Random(1))
            waits.append(ledger.checkpoint().next_due)
    assert NOW < waits[0] < waits[1] < waits[2] <= NOW + timedelta(minutes=44)
    with desk.step() as ledger:
        ledger.succeeded(LIMITS)
        assert NOW + EVERY <= ledger.checkpoint().next_due <= NOW + 2 * EVERY
