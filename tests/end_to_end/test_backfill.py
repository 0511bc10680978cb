"""The later pages of a list: read once, as backlog, politely, and never twice."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from driving import Desk
from newsroom import Receiver
from newsroom.server import Answer, Call, Loopback

PLACES = ("Amrum", "Borkum", "Föhr", "Juist", "Langeoog", "Norderney", "Pellworm", "Spiekeroog", "Sylt", "Wangerooge")
TOPICS = ("new ferry pier", "tide gauge", "dike repairs", "lifeboat crew", "harbour fees")
EACH = 10  #: releases on a page


@dataclass
class Archive:
    """A press room with `releases` on pages of EACH; what it does after the last page is its `manner`."""

    releases: int = 35
    manner: str = "ends"  #: ends, repeats, missing, loops, fails
    feed: bool = False
    asked: list[str] = field(default_factory=list)
    dated: bool = True
    keeps: str = ""  #: a part of the query that its own links have too
    newest: int = 0  #: published since

    def answer(self, call: Call) -> Answer:
        self.asked.append(call.path)
        parts = urlsplit(call.path)
        if parts.path == "/robots.txt":
            return Answer(status=404)
        if parts.path.startswith("/news/"):
            return _html(self._release(int(parts.path.rsplit("-", 1)[1])))
        page = int(parse_qs(parts.query).get("paged" if self.feed else "page", ["1"])[0])
        last = -(-self.releases // EACH)
        if page == last and self.manner == "fails":
            return Answer(status=503)
        if page > last and self.manner == "missing":
            return Answer(status=404)
        return self._feed(page) if self.feed else _html(self._list(min(page, last), page, last))

    def title(self, number: int) -> str:
        return f"Release {number}: {TOPICS[number % 5]} for {PLACES[number % 10]} and {PLACES[(number // 10 + 3) % 10]}"

    def day(self, number: int) -> date:
        return date(2026, 11, 20) - timedelta(days=number)

    def _printed(self, number: int) -> str:
        return f"{self.day(number):%d %B %Y}" if self.dated else "Islands"

    def shown(self, page: int) -> list[int]:
        numbers = list(range(-self.newest, self.releases))
        return numbers[(page - 1) * EACH : page * EACH]

    def _list(self, shown: int, page: int, last: int) -> str:
        rows = "".join(
            f'<li class="item"><span class="date">{self._printed(number)}</span> '
            f'<h3><a href="/news/release-{number + 1000}">{self.title(number)}</a></h3>'
            f"<p>What the islands decided about it, and when the work on number {number} begins.</p></li>"
            for number in self.shown(shown)
        )
        is_on = page < last or self.manner in ("repeats", "missing") or (self.manner == "loops" and page == last)
        to = 2 if self.manner == "loops" and page == last else page + 1
        more = f'<nav><a class="next" href="?{self.keeps}page={to}">Next page</a></nav>' if is_on else ""
        return f"<h1>Press releases</h1><ul class='list'>{rows}</ul>{more}"

    def _release(self, number: int) -> str:
        number -= 1000
        said = f"Work on number {number} begins in spring, the council of {PLACES[number % 10]} said. " * 6
        return (
            f'<article><h1>{self.title(number)}</h1><time datetime="{self.day(number)}">{self.day(number)}</time>'
            f"<p>{said}</p><p>{said[::-1][:200][::-1]}</p></article>"
        )

    def _feed(self, page: int) -> Answer:
        numbers = self.shown(page)
        if not numbers:
            return Answer(status=404)
        items = "".join(
            f"<item><title>{self.title(number)}</title><link>http://127.0.0.1/news/release-{number + 1000}</link>"
            f"<pubDate>{self.day(number):%d %b %Y} 09:00:00 +0000</pubDate></item>"
            for number in numbers
        )
        generator = "<generator>https://wordpress.org/?v=6.7</generator>"
        body = f'<rss version="2.0"><channel><title>Islands</title>{generator}{items}</channel></rss>'
        return Answer(headers={"Content-Type": "application/rss+xml"}, body=body.encode())


def _html(body: str) -> Answer:
    page = f"<!doctype html><html lang='en'><head><title>Islands</title></head><body>{body}</body></html>"
    return Answer(headers={"Content-Type": "text/html; charset=utf-8"}, body=page.encode())


@contextmanager
def followed(tmp_path: Path, archive: Archive, settings: str = "", **source: object) -> Iterator[Desk]:
    with Loopback(archive.answer) as server:
        desk = Desk(tmp_path / "house", settings)
        desk.follow("islands", f"{server.url}/press", **source)
        yield desk


def titles(desk: Desk) -> set[str]:
    return {entry["title"] for entry in json.loads(desk.feeder("entries", "islands", "--json"))["entries"]}


def test_all_pages_of_a_list_are_read_once_and_each_release_on_them(tmp_path: Path) -> None:
    archive = Archive()
    with followed(tmp_path, archive) as desk:
        desk.feeder("once")
        assert titles(desk) == {archive.title(number) for number in range(10)}
        told = desk.feeder("backfill", "islands")
        assert titles(desk) == {archive.title(number) for number in range(35)}
        releases = [path for path in archive.asked if path.startswith("/news/")]
        assert len(releases) == len(set(releases)) == 35
    assert "35 entries on 4 pages of its list, 25 of them new" in told
    assert "page 4 names no next page" in told


@pytest.mark.parametrize("releases", [31, 32])
def test_a_last_page_with_a_release_or_two_is_read_as_the_first_was(tmp_path: Path, releases: int) -> None:
    archive = Archive(releases=releases)
    with followed(tmp_path, archive) as desk:
        told = desk.feeder("backfill", "islands")
        assert titles(desk) == {archive.title(number) for number in range(releases)}
    assert f"{releases} entries on 4 pages" in told


def test_a_page_after_the_last_is_named_by_its_own_address(tmp_path: Path) -> None:
    archive = Archive(releases=30, manner="missing")
    answer = archive.answer
    archive.answer = lambda call: _html("<h1>Nothing here</h1>") if "page=4" in call.path else answer(call)  # type: ignore[method-assign]
    with followed(tmp_path, archive) as desk:
        told = desk.feeder("backfill", "islands")
        assert len(titles(desk)) == 30
    assert re.search(r"the list ends before page 4: http://127.0.0.1:\d+/press\?page=4: there is no list", told)


def test_the_pages_that_are_wanted_and_no_more(tmp_path: Path) -> None:
    archive = Archive(releases=95)
    with followed(tmp_path, archive) as desk:
        told = desk.feeder("backfill", "islands", "--pages", "3")
        assert len(titles(desk)) == 30
        assert "goes on at" in told
        assert "?page=4" in told
        desk.feeder("backfill", "islands", "--pages", "5")
        assert len(titles(desk)) == 50


def test_what_is_secret_in_the_address_of_a_list_is_in_none_of_its_pages(tmp_path: Path) -> None:
    archive = Archive(releases=95)
    archive.keeps = "token=b8Xq2Lm9Tz4K&"
    with Loopback(archive.answer) as server:
        desk = Desk(tmp_path / "house")
        desk.follow("islands", f"{server.url}/press?token=b8Xq2Lm9Tz4K")
        told = desk.feeder("backfill", "islands", "--pages", "2")
    assert "/press?token=***&page=3" in told
    assert "b8Xq2Lm9Tz4K" not in told + desk.feeder("entries", "--json") + desk.feed("islands.rss").decode()


@pytest.mark.parametrize(
    ("manner", "told"),
    [
        ("repeats", "page 5 shows nothing that the pages before did not"),
        ("missing", "the list ends before page 5"),
        ("loops", "page 4 leads back to"),
    ],
)
def test_it_stops_where_nothing_new_comes(tmp_path: Path, manner: str, told: str) -> None:
    with followed(tmp_path, Archive(manner=manner)) as desk:
        assert told in desk.feeder("backfill", "islands", "--pages", "50")
        assert len(titles(desk)) == 35


def test_a_page_that_fails_is_told_and_what_came_before_stays(tmp_path: Path) -> None:
    archive = Archive(manner="fails")
    with followed(tmp_path, archive) as desk:
        assert "503" in desk.feeder("backfill", "islands", expect=1)
        assert len(titles(desk)) == 30
        archive.manner = "ends"
        desk.feeder("backfill", "islands")
        assert len(titles(desk)) == 35


def test_a_backlog_is_no_news_and_is_not_withdrawn_by_the_next_visit(tmp_path: Path) -> None:
    archive = Archive()
    with Receiver() as receiver:
        hook = (
            f'[[webhooks]]\nslug = "desk"\nurl = "{receiver.url}"\nsecret = "{receiver.secret}"\nallow_private = true\n'
        )
        with followed(tmp_path, archive, hook) as desk:
            desk.feeder("once")
            before = len(receiver.received)
            desk.feeder("backfill", "islands")
            archive.newest = 1
            desk.feeder("once")
            told = receiver.received[before:]
            assert len(titles(desk)) == 36
            assert [event["data"]["entry"]["title"] for event in told] == [archive.title(-1)]


def test_entries_without_a_day_stand_behind_those_that_were_known(tmp_path: Path) -> None:
    archive = Archive(dated=False)
    with followed(tmp_path, archive, follow=False) as desk:
        desk.feeder("backfill", "islands")
        listed = json.loads(desk.feeder("entries", "islands", "--json"))["entries"]
        assert {entry["title"] for entry in listed[:10]} == {archive.title(number) for number in range(10)}
        assert len(listed) == 35


def test_a_feed_of_wordpress_goes_on_by_number(tmp_path: Path) -> None:
    archive = Archive(feed=True)
    with followed(tmp_path, archive, follow=False) as desk:
        told = desk.feeder("backfill", "islands")
        assert len(titles(desk)) == 35
    assert "the list ends before page 5" in told


@pytest.mark.parametrize(
    ("settings", "told"),
    [({"shape": "sitemap"}, 'its shape is "sitemap"'), ({"shape": "article"}, 'its shape is "article"')],
)
def test_what_has_no_pages_is_told(tmp_path: Path, settings: dict[str, str], told: str) -> None:
    with followed(tmp_path, Archive(), **settings) as desk:
        assert told in desk.feeder("backfill", "islands", expect=2)
        assert "no such source" in desk.feeder("backfill", "nowhere", expect=2)


def test_a_page_that_leads_to_another_site_is_none_of_the_list(tmp_path: Path) -> None:
    archive, others = Archive(), Archive(newest=20)

    def answer(call: Call) -> Answer:
        where = f"{other.url.replace('127.0.0.1', 'localhost')}{call.path}"
        return Answer(status=302, headers={"Location": where}) if "page=2" in call.path else archive.answer(call)

    with Loopback(others.answer) as other, Loopback(answer) as server:
        desk = Desk(tmp_path / "house")
        desk.follow("islands", f"{server.url}/press")
        told = desk.feeder("backfill", "islands")
        assert len(titles(desk)) == 10
    assert "which is another site" in told
    assert others.asked[-1].endswith("page=2")
