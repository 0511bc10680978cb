"""Visits to a simulated press world: what is asked of it, what is kept, and what is told."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import Mock

import pytest
from newsroom import Newsroom, Site
from newsroom.server import Answer, Call, Loopback
from stores import store_url

from feeder import pipeline
from feeder.config import load
from feeder.decide import select
from feeder.decide.identity import source_uid
from feeder.engine.house import House
from feeder.engine.parsing import parse
from feeder.engine.rendering import render_stale
from feeder.engine.visiting import take, visit_leased, visit_logged
from feeder.errand import Desk, Visit
from feeder.fetch.http import Network
from feeder.fetch.politeness import Hosts
from feeder.model import Checkpoint, Document, Entry, Event, Extraction, Feed, ListRule, Page, Source
from feeder.pipeline import visit
from feeder.schedule import Limits
from feeder.store import Store
from feeder.store.feeds import Feeds, Wish

HOUR = timedelta(hours=1)
LIMITS = Limits(shortest=timedelta(minutes=5), longest=timedelta(days=1))


class Office:
    """A store, a network and a clock; visits are made by hand."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = Store(store_url(folder / "feeder.db"))
        self.now = datetime.now(UTC)  # servers that ask us to wait count from the real one
        self.network = Network(
            user_agent="feeder/test", concurrency=8, per_host=2, delay=timedelta(0), timeout=timedelta(seconds=5),
            max_bytes=10**6, allow_private=True, hosts=Hosts(clock=lambda: self.now),
        )  # fmt: skip
        self.parse = parse
        self.parser = "1"
        self.keeps_raw = True
        self.raw_size = 10**9

    def visit(self, source: Source, *, after: timedelta = timedelta(0)) -> Visit:
        self.now += after
        with self.store.write() as tx:
            feeds = select.feeds([source], [])
            tx.sources.sync([source], keep=(), now=self.now)
            tx.feeds.sync({feed.slug: Wish(settings="as set") for feed in feeds}, now=self.now)
        return asyncio.run(self._visit(source, feeds))

    def desk(self, feeds: Sequence[Feed]) -> Desk:
        return Desk(
            store=self.store, network=self.network, parse=self.parse, feeds=lambda: feeds, limits=LIMITS,
            clock=lambda: self.now, chance=Random(1), parser=self.parser, keeps_raw=self.keeps_raw,
            raw_size=self.raw_size,
        )  # fmt: skip

    async def _visit(self, source: Source, feeds: Sequence[Feed]) -> Visit:
        with self.store.write() as tx:
            (lease,) = tx.sources.take([source.uid], holder="test", now=self.now)
        return await visit(source, self.desk(feeds), lease)

    def visit_until(self, source: Source, is_so: Callable[[Visit], bool], *, every: timedelta = HOUR) -> Visit:
        for _ in range(10):
            if is_so(told := self.visit(source, after=every)):
                return told
        raise AssertionError("it is not so after ten visits")

    @property
    def events(self) -> list[Event]:
        with self.store.read() as tx:
            return tx.log.after(0, limit=1000)

    def told(self, kind: str) -> list[Any]:
        """The data of every event of a kind."""
        return [event.data for event in self.events if event.type == kind]

    @property
    def entries(self) -> list[Entry]:
        with self.store.read() as tx:
            return tx.entries.newest(limit=None)

    def entry(self, release: Any) -> Entry:
        return next(one for one in self.entries if one.url == release.url)

    def checkpoint(self, source: Source) -> Checkpoint:
        with self.store.read() as tx:
            return tx.sources.checkpoint(source.uid)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path)
    yield office
    office.store.close()


def source(place: Site | str, **told: Any) -> Source:
    url = place if isinstance(place, str) else place.url
    rule = None if isinstance(place, str) or not place.rule else ListRule(**place.rule)
    settings = {"rule": rule, "every": timedelta(minutes=15), "timezone": "Europe/Berlin"} | told
    return Source(uid=source_uid(url), slug="acme", location=url, **settings)


@pytest.fixture
def ministry(room: Newsroom) -> Site:
    site = room.site("ministry")
    for _ in range(3):
        site.publish()
    return site


# A page of links, and the pages behind it ---------------------------------------------------------------------------


def test_a_list_is_found_without_a_rule(office: Office, ministry: Site) -> None:
    told = office.visit(source(ministry, rule=None))
    assert (told.read, told.created, told.is_well) == (3, 3, True)
    assert [one.title for one in office.entries] == [release.title for release in ministry.listed()]


def test_what_may_be_a_menu_is_not_published(office: Office) -> None:
    names = ("Home", "About us", "Contact", "Careers", "Imprint", "Accessibility", "Accreditation for the press")
    links = "".join(f"<li><a href='/{number}'>{name}</a></li>" for number, name in enumerate(names))
    page = f"<html><body><nav><ul>{links}</ul></nav><main><p>The port is open.</p></main></body></html>"
    with Loopback(lambda _: Answer(headers={"Content-Type": "text/html"}, body=page.encode())) as server:
        told = office.visit(source(f"{server.url}/"))
    assert "not sure enough that this is a list of releases: found 7 entries" in (told.error or "")
    assert "add a [rule]" in (told.error or "")
    assert office.entries == []


def test_the_first_visit_reads_everything_and_marks_it_as_backlog(office: Office, ministry: Site) -> None:
    told = office.visit(source(ministry))
    assert (told.read, told.created, told.is_well) == (3, 3, True)
    assert [one.title for one in office.entries] == [release.title for release in ministry.listed()]
    assert all(one.content for one in office.entries)
    assert [data["initial"] for data in office.told("entry.created")] == [True, True, True]
    assert office.told("entry.created")[0]["feeds"] == ["acme"]


@pytest.mark.parametrize("number", [2, 4, 7])  # told one by one, and together
def test_what_came_at_once_is_told_oldest_first(office: Office, ministry: Site, number: int) -> None:
    acme = source(ministry)
    for _ in range(7):
        ministry.publish()
    office.visit(acme)
    later = [ministry.publish() for _ in range(number)]
    office.visit(acme, after=HOUR)
    assert [data["entry"]["title"] for data in office.told("entry.created")[10:]] == [one.title for one in later]


def test_what_is_new_does_not_wait_for_what_is_read_again(office: Office, ministry: Site, room: Newsroom) -> None:
    office.visit(source(ministry))
    new = ministry.publish()
    room.forget()
    office.visit(source(ministry), after=2 * HOUR)
    asked = [one.path for one in room.requests]
    assert len(asked) == 5  # the list, and with the new page three again
    assert new.url.endswith(asked[1])


def test_an_unchanged_visit_makes_one_conditional_request(office: Office, ministry: Site, room: Newsroom) -> None:
    office.visit(source(ministry))
    room.forget()
    told = office.visit(source(ministry), after=timedelta(minutes=15))
    assert [(asked.status, asked.conditional) for asked in room.requests] == [(304, True)]
    assert (told.read, told.created, told.updated) == (0, 0, 0)


def test_the_same_bytes_of_a_page_are_not_read_again_though_its_server_knows_no_conditions(
    office: Office, ministry: Site, room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ministry, "validators", frozenset())
    office.visit(source(ministry))
    room.forget()
    monkeypatch.setattr(office, "parse", None)  # nobody is asked to
    told = office.visit(source(ministry), after=2 * HOUR)
    assert [asked.status for asked in room.requests] == [200] * 4
    assert (told.read, told.unchanged, told.error) == (3, 3, None)


@pytest.mark.parametrize(
    "told", [{"is_stirred": True}, {"error": "too large"}, {"missing": 1}, {"standing": "sealed"}, {"body_hash": None}]
)
def test_the_same_bytes_are_read_where_something_else_is_new(told: dict[str, Any]) -> None:
    url, at = "https://press.example/1", datetime(2026, 1, 1, tzinfo=UTC)
    document = Document(url=url, body=b"<p>A crane</p>", fetched_at=at)
    page = Page(key=url, url=url, first_seen=at, stamp="1", body_hash=document.hash)
    assert pipeline._is_as_read(page, document)
    assert not pipeline._is_as_read(replace(page, **told), document)


def test_what_is_published_later_is_news(office: Office, ministry: Site, room: Newsroom) -> None:
    office.visit(source(ministry))
    new = ministry.publish()
    room.forget()
    told = office.visit(source(ministry), after=HOUR / 2)
    assert told.created == 1
    assert [asked.path for asked in room.requests if asked.status == 200][1:] == [new.path]
    assert office.told("entry.created")[-1]["initial"] is False


def test_an_edited_row_opens_its_page_and_updates_its_entry(office: Office, ministry: Site) -> None:
    office.visit(source(ministry))
    release = ministry.releases[0]
    before = office.entry(release)
    ministry.edit(release, title="A title that was thought over")
    told = office.visit(source(ministry), after=HOUR / 2)
    assert (told.read, told.updated) == (1, 1)
    after = office.entry(release)
    assert (after.id, after.published, after.title) == (before.id, before.published, "A title that was thought over")
    assert office.told("entry.updated")[0]["changes"]["title"] == {"from": before.title, "to": after.title}


def test_an_edit_that_the_list_does_not_show_is_found_when_the_page_is_read_again(
    office: Office, ministry: Site
) -> None:
    office.visit(source(ministry))
    release = ministry.releases[0]
    ministry.edit(release, paragraphs=[release.paragraphs[0], "Something else entirely was decided on Friday."])
    assert office.visit(source(ministry), after=HOUR / 2).updated == 0
    assert office.visit(source(ministry), after=HOUR).updated == 1
    assert "decided on Friday" in (office.entry(release).text or "")


def test_gone_from_the_list_alone_is_nothing(office: Office, room: Newsroom) -> None:
    site = room.site("ministry")
    oldest = site.publish()
    office.visit(source(site))
    for _ in range(12):
        site.publish()
    for _ in range(4):
        office.visit(source(site), after=7 * HOUR)
    assert office.told("entry.withdrawn") == []
    assert office.entry(oldest).status == "live"


def test_gone_from_the_list_and_gone_at_two_looks_is_withdrawn(office: Office, ministry: Site) -> None:
    office.visit(source(ministry))
    release = ministry.releases[1]
    ministry.withdraw(release, status=410)
    first = office.visit(source(ministry), after=2 * HOUR)
    assert (first.withdrawn, first.errors) == (0, [])
    assert office.visit_until(source(ministry), lambda told: told.withdrawn == 1)
    assert office.entry(release).status == "withdrawn"
    assert [data["entry"]["url"] for data in office.told("entry.withdrawn")] == [release.url]


def test_a_page_that_failed_before_it_was_withdrawn_is_in_trouble_no_more(
    office: Office, ministry: Site, room: Newsroom
) -> None:
    office.visit(source(ministry))
    release = ministry.releases[1]
    room.fail(release.url, status=500)
    assert office.visit(source(ministry), after=2 * HOUR).errors
    room.heal()
    ministry.withdraw(release)
    office.visit_until(source(ministry), lambda told: told.withdrawn == 1)
    with office.store.read() as tx:
        assert tx.pages.errors(source(ministry).uid, limit=9) == []


def test_what_was_withdrawn_and_comes_back_is_itself_again(office: Office, ministry: Site) -> None:
    office.visit(source(ministry))
    release = ministry.releases[1]
    ministry.withdraw(release)
    office.visit_until(source(ministry), lambda told: told.withdrawn == 1)
    withdrawn = office.entry(release)
    release.gone = None
    ministry.edit(release)
    assert office.visit(source(ministry), after=HOUR).updated == 1
    assert office.entry(release) == replace(withdrawn, status="live", updated=office.entry(release).updated)


# What goes wrong with one page --------------------------------------------------------------------------------------


def test_a_page_that_fails_leaves_the_others_alone(office: Office, ministry: Site, room: Newsroom) -> None:
    bad = ministry.releases[1]
    room.fail(bad.url, status=500)
    told = office.visit(source(ministry))
    assert told.created == 2
    assert len(told.errors) == 1
    assert bad.url in told.errors[0]
    assert "500" in told.errors[0]
    room.heal()
    assert office.visit(source(ministry), after=HOUR).created == 1


def test_a_page_that_fails_three_times_is_told_from_its_list_and_in_full_later(
    office: Office, ministry: Site, room: Newsroom
) -> None:
    bad = ministry.releases[1]
    room.fail(bad.url, status=500)
    assert [office.visit(source(ministry), after=HOUR).created for _ in range(4)] == [2, 0, 1, 0]
    assert office.entry(bad).title == bad.title
    assert office.entry(bad).content is None
    room.heal()
    office.visit_until(source(ministry), lambda told: told.updated == 1, every=24 * HOUR)
    assert office.entry(bad).content


def test_a_page_without_a_release_is_not_published(office: Office) -> None:
    pages = {
        "/": "<ul><li><a href=/1>Please log in to read the full release</a></li></ul>",
        "/1": "<title>Login</title>",
    }

    def answer(call: Call) -> Answer:
        return Answer(headers={"Content-Type": "text/html"}, body=pages[call.path].encode())

    with Loopback(answer) as server:
        told = office.visit(source(f"{server.url}/", rule=ListRule(items="li", link="a")))
    assert "no release found on this page" in told.errors[0]
    assert office.entries == []


def test_a_bug_in_one_parse_leaves_the_others_alone(
    office: Office, ministry: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    poison = ministry.releases[1].url

    async def fragile(body: bytes, url: str, **told: Any) -> Extraction:
        """The real one, given a value that it cannot work with where the poison is."""
        return await parse(body, url, **told | {"timezone": 7} if url == poison else told)

    office.parse = fragile
    told = office.visit(source(ministry))
    assert told.created == 2
    assert len(told.errors) == 1
    assert "a bug of feeder" in told.errors[0]
    assert "\n" not in told.errors[0]
    logged = capsys.readouterr().out
    assert "TypeError" in logged
    assert "extract" in logged  # where it happened


def test_addresses_that_are_none_fail_alone(office: Office) -> None:
    links = ["http://[::1", "http://a..b/", f"http://{'a' * 70}.example/", "http://x.example:99999/", "http://xn--/"]
    rows = "".join(f"<li><a href='{link}'>A release of which only the address is wrong</a></li>" for link in links)

    with Loopback(lambda _: Answer(headers={"Content-Type": "text/html"}, body=rows.encode())) as server:
        told = office.visit(source(f"{server.url}/", rule=ListRule(items="li", link="a")))
    assert told.error is None
    assert all("\n" not in error for error in told.errors)


def test_after_too_many_requests_the_next_visit_goes_on(office: Office, ministry: Site, room: Newsroom) -> None:
    second = ministry.listed()[1]
    room.fail(second.url, status=429, headers={"Retry-After": "600"})
    told = office.visit(source(ministry))
    assert told.created == 1
    assert "429" in told.skipped[0]
    assert told.error is None  # the list is well
    assert room.requests_to(ministry.listed()[0].url) == []
    room.heal()
    assert "left alone until" in (office.visit(source(ministry), after=HOUR / 12).error or "")
    assert office.visit(source(ministry), after=HOUR / 6).created == 2


REFUSES = Answer(status=429, headers={"Retry-After": "604800"})
ROWS = b"<title>News</title>" + b"".join(
    b"<item><a href='%%s/%d'>A crane of the port is built, part %d</a> <time>2025-03-0%d</time></item>" % (n, n, n)
    for n in range(1, 7)
)


def test_a_text_that_stands_at_each_address_is_the_release_of_none_though_a_session_is_in_its_bytes(
    office: Office,
) -> None:
    rule = ListRule(items="//item", title="a", link="a", date="time")
    text = "The port of Acme builds cranes for all the world, and is proud of those who do. " * 20
    own = [f"It is tall, and stood up on day {day}. " * 40 for day in range(1, 7)]

    def found(call: Call) -> Answer:
        html = {"Content-Type": "text/html"}
        if call.path == "/":
            return Answer(headers=html, body=ROWS % ((b"",) * 6))
        said = text if broken else own[int(call.path[1:]) - 1]
        body = f"<title>Acme</title><h1>The port</h1><p>{said}</p><!-- session {call.path} {office.now} -->"
        return Answer(headers=html, body=body.encode())

    broken = False
    with Loopback(found) as server:
        acme = source(f"{server.url}/", rule=rule)
        office.visit(acme)
        before = {one.id: one.text for one in office.entries}
        assert len(before) == 6
        broken = True
        told = office.visit(acme, after=2 * HOUR)
        assert "6 links give this very page" in told.errors[-1]
        assert {one.id: one.text for one in office.entries} == before


def test_a_host_that_a_page_leads_to_does_not_silence_the_source(office: Office) -> None:
    rule = ListRule(items="//item", title="a", link="a", date="time")

    def found(call: Call) -> Answer:
        if call.path == "/":
            return Answer(headers={"Content-Type": "text/html"}, body=ROWS % ((b"",) * 6))
        return Answer(status=302, headers={"Location": other.url})

    with Loopback(lambda _: REFUSES) as other, Loopback(found) as server:
        acme = source(f"{server.url}/", rule=rule)
        assert office.visit(acme).error is None
        assert office.checkpoint(acme).not_before is None


def test_a_page_whose_host_is_never_to_be_asked_is_told_from_its_list(office: Office) -> None:
    rule = ListRule(items="//item", title="a", link="a", date="time")
    with Loopback(lambda _: REFUSES) as other:
        listing = Answer(headers={"Content-Type": "text/html"}, body=ROWS % ((other.url.encode(),) * 6))
        with Loopback(lambda _: listing) as server:
            acme = source(f"{server.url}/", rule=rule)
            office.visit(acme)
            assert office.entries == []
            office.visit_until(acme, lambda _: len(office.entries) == 6, every=26 * HOUR)


# What goes wrong with the list --------------------------------------------------------------------------------------


def test_a_list_that_fails_is_counted_and_told_at_the_second_time(
    office: Office, ministry: Site, room: Newsroom
) -> None:
    acme = source(ministry)
    office.visit(acme)
    before = office.entries
    room.fail(ministry.url, status=503)
    told = office.visit(acme, after=HOUR)
    assert "503" in (told.error or "")
    assert office.told("source.failing") == []
    office.visit(acme, after=HOUR)
    office.visit(acme, after=HOUR)
    assert office.checkpoint(acme).failures == 3
    assert [data["source"] for data in office.told("source.failing")] == ["acme"]
    assert office.entries == before
    room.heal()
    assert office.visit(acme, after=HOUR).is_well
    assert office.checkpoint(acme).failures == 0
    assert len(office.told("source.recovered")) == 1


def test_one_hiccup_alarms_nobody(office: Office, ministry: Site, room: Newsroom) -> None:
    office.visit(source(ministry))
    room.fail(ministry.url)
    office.visit(source(ministry), after=HOUR)
    room.heal()
    office.visit(source(ministry), after=HOUR)
    assert [event.type for event in office.events if event.type.startswith("source.")] == []


def test_a_server_that_asks_to_be_left_alone_is_left_alone(office: Office, ministry: Site, room: Newsroom) -> None:
    acme = source(ministry)
    room.fail(ministry.url, headers={"Retry-After": "7200"})
    office.visit(acme)
    due = office.checkpoint(acme).next_due
    assert due is not None
    assert due >= office.now + 2 * HOUR
    room.forget()
    told = office.visit(acme, after=HOUR)
    assert "the server asked to wait until" in (told.error or "")
    assert room.requests == []
    room.heal()
    assert office.visit(acme, after=2 * HOUR).created == 3


def test_a_list_that_is_empty_of_a_sudden_empties_nothing(office: Office, ministry: Site) -> None:
    office.visit(source(ministry))
    standing, ministry.releases = ministry.releases, []
    ministry.clock += timedelta(minutes=1)
    told = office.visit(source(ministry), after=HOUR / 2)
    assert "no entries found" in (told.error or "")
    assert len(office.entries) == len(standing)


def test_one_release_is_no_list(office: Office, ministry: Site) -> None:
    told = office.visit(source(ministry.releases[0].url))
    assert "one release, not a list" in (told.error or "")
    assert office.entries == []


# The same bytes read otherwise --------------------------------------------------------------------------------------


def test_other_settings_reread_the_same_bytes_quietly(office: Office, ministry: Site) -> None:
    office.visit(source(ministry))
    before = len(office.events)
    told = office.visit(source(ministry, timezone="America/New_York"), after=HOUR / 2)
    assert told.error is None
    assert told.read == 3
    assert len(office.events) == before


def test_other_settings_of_a_feed_are_applied_although_the_server_says_unchanged(
    office: Office, room: Newsroom
) -> None:
    site = room.site("feed")
    kept, other = site.publish(title="Rain in the sound"), site.publish(title="Sun over the mole")
    office.visit(source(site, include=("rain",)))
    assert [one.title for one in office.entries] == [kept.title]
    told = office.visit(source(site), after=HOUR / 2)
    assert told.created == 1
    assert {one.title for one in office.entries} == {kept.title, other.title}
    assert len(office.told("entry.created")) == 2  # each entry is told of before anything else is told of it


@pytest.mark.parametrize(
    ("filters", "titles", "filtered"),
    [
        ({"include": ("RAIN",)}, {"Rain in the sound"}, 1),
        ({"exclude": ("rain",)}, {"Sun over the mole"}, 1),
        ({"include": ("sun", "rain")}, {"Rain in the sound", "Sun over the mole"}, 0),
        ({"include": ("snow",)}, set(), 2),
    ],
)
def test_what_filters_keep_out_is_counted(
    office: Office, room: Newsroom, filters: dict[str, Any], titles: set[str], filtered: int
) -> None:
    site = room.site("ministry")
    for title in ("Rain in the sound", "Sun over the mole"):
        site.publish(title=title, kicker="The weather", paragraphs=["It will be as it is."])
    told = office.visit(source(site, **filters))
    assert {one.title for one in office.entries} == titles
    assert told.filtered == filtered


# Sources that need no page of their own -----------------------------------------------------------------------------


def test_links_are_not_followed_where_the_file_says_so(office: Office, ministry: Site, room: Newsroom) -> None:
    told = office.visit(source(ministry, follow=False))
    assert (told.read, told.created) == (0, 3)
    assert [asked.path for asked in room.requests] == [ministry.url.removeprefix(room.url)]


@pytest.mark.parametrize("form", ["atom", "json"])
def test_a_feed_with_whole_releases_opens_no_page(office: Office, room: Newsroom, form: str) -> None:
    site = room.site("feed")
    releases = [site.publish(), site.publish()]
    told = office.visit(source(site.feeds[form]))
    assert (told.read, told.created) == (0, 2)
    assert len(room.requests) == 1
    assert all(office.entry(release).content for release in releases)


def test_an_edit_in_a_feed_with_whole_releases_is_an_update(office: Office, room: Newsroom) -> None:
    site = room.site("feed")
    release = site.publish()
    office.visit(source(site))
    site.edit(release, paragraphs=[release.paragraphs[0], "Something else entirely was decided on Friday."])
    assert office.visit(source(site), after=HOUR).updated == 1


def test_a_feed_with_summaries_opens_each_page(office: Office, room: Newsroom) -> None:
    site = room.site("feed")
    site.publish()
    told = office.visit(source(site.feeds["rss"]))
    assert (told.read, told.created) == (1, 1)


# A folder of documents ----------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "acme"
    folder.mkdir()
    return folder


def write(folder: Path, name: str, *paragraphs: str) -> Path:
    path = folder / name
    text = "\n\n".join((f"Meldung {name}", "Berlin, 3. Juni 2024", *paragraphs, "Der Hafen ist wieder offen."))
    path.write_text(text, encoding="utf-8")
    return path


def documents(folder: Path) -> Source:
    return replace(source(str(folder)), shape="folder")


def test_a_document_becomes_an_entry_and_an_edit_updates_it(office: Office, folder: Path) -> None:
    write(folder, "eins.txt")
    assert office.visit(documents(folder)).created == 1
    write(folder, "eins.txt", "Dazu kam am Abend noch ein Schlepper.")
    assert office.visit(documents(folder), after=HOUR).updated == 1
    assert office.visit(documents(folder), after=HOUR).read == 0


def test_a_document_that_is_missed_once_is_not_withdrawn_and_twice_it_is(office: Office, folder: Path) -> None:
    write(folder, "eins.txt")
    write(folder, "zwei.txt").rename(folder / "aside.tmp")
    assert office.visit(documents(folder)).created == 1
    (folder / "aside.tmp").rename(folder / "zwei.txt")
    office.visit(documents(folder), after=HOUR)
    (folder / "zwei.txt").unlink()
    assert [office.visit(documents(folder), after=HOUR).withdrawn for _ in range(3)] == [0, 1, 0]


def test_a_document_that_comes_back_is_itself_again(office: Office, folder: Path) -> None:
    path = write(folder, "eins.txt")
    office.visit(documents(folder))
    before = office.entries[0].id
    path.unlink()
    for _ in range(2):
        office.visit(documents(folder), after=HOUR)
    assert office.entries[0].status == "withdrawn"
    write(folder, "eins.txt")
    office.visit(documents(folder), after=HOUR)
    assert [(one.id, one.status) for one in office.entries] == [(before, "live")]


LOFT = "Press release\n\n{}\n\n4 May 2026\n\nTideway Ropes opens a third loft for splicers in Hull in {}.\n"


def test_a_notice_where_a_document_stood_withdraws_it_once(office: Office, folder: Path) -> None:
    loft = folder / "loft.txt"
    loft.write_text(LOFT.format("A third loft", "May"))
    office.visit(documents(folder))
    for reason in ("It was a draft.", "It was a draft, and should not have been sent."):
        loft.write_text(f"STORY WITHDRAWN: A third loft\n\n{reason}\n")
        office.visit(documents(folder), after=HOUR)
    (told,) = office.told("entry.withdrawn")
    assert (told["entry"]["title"], office.entries[0].status) == ("A third loft", "withdrawn")
    assert office.told("entry.updated") == []
    loft.write_text(LOFT.format("A third loft", "May"))
    assert office.visit(documents(folder), after=HOUR).updated == 1
    assert office.entries[0].status == "live"


def test_a_correction_is_told_as_one(office: Office, folder: Path) -> None:
    (folder / "loft.txt").write_text(LOFT.format("A third loft", "May"))
    office.visit(documents(folder))
    (folder / "loft.txt").write_text(LOFT.format("Correction: A third loft", "June"))
    office.visit(documents(folder), after=HOUR)
    (told,) = office.told("entry.updated")
    assert told["changes"]["status"] == {"from": "live", "to": "corrected"}
    assert told["entry"]["kind_code"] == "press_release"


def test_a_folder_that_lost_most_of_its_documents_is_held_until_it_is_released(office: Office, folder: Path) -> None:
    paths = [write(folder, f"{number}.txt", f"Es war Tag {number}.") for number in range(10)]
    office.visit(documents(folder))
    for path in paths[:4]:
        path.unlink()
    for _ in range(3):
        assert "4 of 10" in (office.visit(documents(folder), after=HOUR).held or "")
    assert office.told("entry.withdrawn") == []
    assert len(office.told("source.held")) == 1
    with office.store.write() as tx:
        assert tx.judge(documents(folder).uid, "release", office.now)
    told = [office.visit(documents(folder), after=HOUR) for _ in range(2)]
    assert [one.held for one in told] == [None, None]
    assert sum(one.withdrawn for one in told) == 4


def test_a_folder_that_is_missing_withdraws_nothing(office: Office, folder: Path) -> None:
    write(folder, "eins.txt")
    office.visit(documents(folder))
    folder.rename(folder.with_name("elsewhere"))
    for _ in range(3):
        assert "cannot be read" in (office.visit(documents(folder), after=HOUR).error or "")
    assert office.told("entry.withdrawn") == []
    folder.with_name("elsewhere").rename(folder)
    assert office.visit(documents(folder), after=HOUR).is_well


def test_a_broken_document_leaves_the_others_alone(office: Office, folder: Path) -> None:
    write(folder, "gut.txt")
    (folder / "leer.txt").write_bytes(b"")
    told = office.visit(documents(folder))
    assert told.created == 1
    assert len(told.errors) == 1
    assert told.errors[0].startswith("leer.txt")


# From the store to feeds/ -------------------------------------------------------------------------------------------


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A house with one folder of one document, visited once."""
    (tmp_path / "config.toml").write_text(f'[store]\nurl = "{store_url(tmp_path / "feeder.db")}"', encoding="utf-8")
    (tmp_path / "sources" / "acme").mkdir(parents=True)
    write(tmp_path / "sources" / "acme", "eins.txt")
    house = House.open(load(tmp_path / "config.toml"))
    asyncio.run(visit_leased(house.sources["acme"], house.desk(), "test"))
    yield house
    house.close()


def published(house: House) -> dict[str, tuple[bytes, int]]:
    files = house.settings.feeds_folder.rglob("*.*")
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def test_what_was_committed_before_a_crash_is_rendered_at_the_next_start(house: House) -> None:
    assert published(house) == {}
    again = House.open(house.settings)
    assert "acme.rss" in render_stale(again)
    again.close()
    assert b"Meldung eins.txt" in published(house)["acme.rss"][0]


def test_files_stay_untouched_until_something_changes(house: House) -> None:
    render_stale(house)
    before = published(house)
    house.sync()
    asyncio.run(visit_leased(house.sources["acme"], house.desk(), "test"))
    assert render_stale(house) == []
    assert published(house) == before


def test_a_rendering_that_gives_the_same_bytes_leaves_the_file_alone(house: House) -> None:
    render_stale(house)
    before = published(house)
    with house.store.write() as tx:
        tx.feeds.want(["acme"])
    assert render_stale(house) == []
    assert published(house) == before


def test_files_that_a_crash_left_behind_go_with_their_feed(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as crash:
        crash.setattr(Feeds, "written", Mock(side_effect=KeyboardInterrupt))  # the files are there, and nobody said so
        with pytest.raises(KeyboardInterrupt):
            render_stale(house)
    assert "acme.rss" in published(house)
    folder = house.settings.sources_folder / "acme"
    folder.rename(folder.with_name("zeta"))
    house.sync()
    render_stale(house)
    assert not [path for path in house.settings.feeds_folder.iterdir() if path.name.startswith("acme")]
    assert "zeta.rss" in published(house)


def test_the_overview_follows_the_sources(house: House) -> None:
    render_stale(house)
    assert b"acme" in published(house)["index.html"][0]
    folder = house.settings.sources_folder / "acme"
    folder.rename(folder.with_name("zeta"))
    house.sync()
    render_stale(house)
    assert b"acme" not in published(house)["index.html"][0]
    assert b"zeta" in published(house)["feeds.opml"][0]


def test_other_settings_render_the_feed_anew(house: House) -> None:
    render_stale(house)
    (house.settings.sources_folder / "acme.toml").write_text('title = "Acme Press"', encoding="utf-8")
    house.sync()
    assert "acme.rss" in render_stale(house)
    assert b"<title>Acme Press</title>" in published(house)["acme.rss"][0]


def test_a_source_whose_file_is_wrong_keeps_its_feed_and_cannot_be_visited(house: House) -> None:
    render_stale(house)
    before = published(house)
    (house.settings.sources_folder / "acme.toml").write_text("title = 7", encoding="utf-8")
    house.sync()
    assert house.wanted(["acme"]) == []
    assert house.wanted([]) == []
    render_stale(house)
    assert {name: body for name, (body, _) in published(house).items()} == {
        name: body for name, (body, _) in before.items()
    }


def test_a_store_that_fails_is_told_in_one_line(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feeder.store.dialect.BUSY", 0.05)
    other = House.open(house.settings)
    (lease,) = take(house.store, [house.sources["acme"].uid], "test")
    with house.store.write() as tx:
        tx.sources.hold(lease, "acme")
        told = asyncio.run(visit_logged(other.sources["acme"], other.desk(), lease))
    other.close()
    assert "lock" in (told.error or "")
    assert "bug" not in (told.error or "")
    assert "\n" not in (told.error or "")
