"""Sources that are sitemaps: which of their pages are opened, and which of those are releases."""
# ruff: noqa: F811 - fixtures are arguments

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from newsroom import Newsroom
from newsroom.portal import PAGES, Portal
from newsroom.server import Answer, Call, Loopback
from test_pipeline import HOUR, Office, office, source  # noqa: F401

from feeder import extract, sitemaps
from feeder.decide import plan
from feeder.errors import FetchError, Gone
from feeder.model import Document, Entry, Extraction, ListRule, Moment, Page, Source
from feeder.store.raws import LIST

NOW = datetime(2026, 6, 1, tzinfo=UTC)
DAY = timedelta(days=1)
ROOT = "https://hafen.example/"


def sitemap(portal: Portal, name: str, shape: str = "sitemap") -> Source:
    return source(portal.root + portal.sitemaps[name], shape=shape)


@pytest.mark.parametrize("shape", ["auto", "sitemap"])
def test_a_sitemap_for_news_is_followed_as_a_feed_is(office: Office, portal: Portal, shape: str) -> None:
    told = office.visit(sitemap(portal, "news", shape))
    assert (told.created, told.is_well, told.skipped) == (3, True, [])
    assert {one.title for one in office.entries} == {release.title for release in portal.releases}
    assert all(one.content and one.published for one in office.entries)


@pytest.mark.parametrize("name", ["index", "posts"])
@pytest.mark.parametrize("shape", ["auto", "sitemap"])
def test_of_a_plain_sitemap_the_pages_with_text_and_date_are_releases(
    office: Office, portal: Portal, name: str, shape: str
) -> None:
    told = office.visit(sitemap(portal, name, shape))
    assert (told.created, told.is_well) == (3, True)
    assert {str(one.published) for one in office.entries} == {release.date for release in portal.releases}


def test_pages_of_a_site_that_are_no_releases_are_opened_once_counted_and_never_published(
    office: Office, room: Newsroom, portal: Portal
) -> None:
    pages = sitemap(portal, "pages")
    told = office.visit(pages)
    assert (told.created, told.is_well) == (0, True)
    assert told.skipped == ["4 pages do not read as releases with a date and are left alone"]
    assert office.entries == []
    room.forget()
    portal.publish()  # its clock moves, so that every page is another one
    office.visit(pages, after=8 * DAY)
    assert not [request for request in room.requests if request.path.endswith(tuple(f"{one}/" for one in PAGES))]


def test_a_new_page_is_a_new_release_and_a_changed_one_is_read_again(
    office: Office, room: Newsroom, portal: Portal
) -> None:
    posts = sitemap(portal, "posts")
    office.visit(posts)
    room.forget()
    new = portal.publish()
    portal.edit(portal.releases[0], title="Another name for the harbor")
    told = office.visit(posts, after=HOUR)
    assert (told.created, told.updated) == (1, 1)
    assert office.entry(new).title == new.title
    opened = {request.path for request in room.requests} - {f"/{portal.name}/{portal.sitemaps['posts']}"}
    assert opened >= {new.path, portal.releases[0].path}


def test_an_unchanged_index_is_one_request_where_it_says_when_its_sitemaps_change(
    office: Office, room: Newsroom, portal: Portal
) -> None:
    office.visit(sitemap(portal, "index"))
    room.forget()
    office.visit(sitemap(portal, "index"), after=timedelta(minutes=15))
    assert [(request.path.rpartition("/")[2], request.status) for request in room.requests] == [
        ("sitemap_index.xml", 304)
    ]


def test_an_index_that_does_not_say_is_looked_into_each_time(office: Office, room: Newsroom, portal: Portal) -> None:
    portal.dates_sitemaps = False
    index = sitemap(portal, "index")
    office.visit(index)
    room.forget()
    assert office.visit(index, after=timedelta(minutes=15)).created == 0
    assert len(room.requests) == 3  # the index and its two sitemaps, no page
    new = portal.publish()
    assert office.visit(index, after=timedelta(minutes=15)).created == 1
    assert office.entry(new)


def test_a_sitemap_of_an_index_that_fails_is_told_and_asked_again(
    office: Office, room: Newsroom, portal: Portal
) -> None:
    index = sitemap(portal, "index")
    room.fail(portal.root + portal.sitemaps["posts"])
    told = office.visit(index)
    assert (told.created, len(told.errors), told.error) == (0, 1, None)
    assert "post-sitemap.xml: the server answered 503" in told.errors[0]
    room.heal()
    told = office.visit(index, after=HOUR)
    assert (told.created, told.is_well) == (3, True)


def test_pages_of_a_sitemap_that_was_not_read_stay_listed(office: Office, room: Newsroom, portal: Portal) -> None:
    index = sitemap(portal, "index")
    office.visit(index)
    room.fail(portal.root + portal.sitemaps["posts"])
    portal.publish()
    assert office.visit(index, after=HOUR).errors
    with office.store.read() as tx:
        listed = [page.url for page in tx.pages.of(index.uid).values() if page.listed]
    assert {release.url for release in portal.releases[:3]} <= set(listed)


def test_a_rule_takes_one_part_of_the_site(office: Office, room: Newsroom, portal: Portal) -> None:
    index = sitemap(portal, "index")
    told = office.visit(replace(index, rule=ListRule(items="//url[contains(loc, '/2024/')]")))
    assert (told.created, told.is_well, told.skipped) == (3, True, [])
    assert not [request for request in room.requests if "about" in request.path]


def test_a_rule_that_takes_nothing_is_told(office: Office, portal: Portal) -> None:
    wrong = replace(sitemap(portal, "index"), rule=ListRule(items="//url[contains(loc, '/2042/')]"))
    assert "items '//url[contains(loc, '/2042/')]' matched nothing" in (office.visit(wrong).error or "")


def test_an_index_all_of_whose_sitemaps_fail_fails(office: Office, room: Newsroom, portal: Portal) -> None:
    for name in ("posts", "pages"):
        room.fail(portal.root + portal.sitemaps[name])
    assert "the server answered 503" in (office.visit(sitemap(portal, "index")).error or "")


def test_of_a_large_site_the_newest_pages_are_opened_and_the_others_known(office: Office, portal: Portal) -> None:
    for _ in range(60):
        portal.publish()
    posts = sitemap(portal, "posts")
    told = office.visit(posts)
    assert told.created == plan.FIRST
    assert told.skipped == ["13 of 63 pages were there before or are too many: they stay unopened"]
    newest = {release.url for release in portal.listed()[: plan.FIRST]}
    assert {one.url for one in office.entries} == newest
    with office.store.read() as tx:  # for the day when another parser has to compare
        assert tx.raws.last(posts.uid, LIST)
    portal.edit(portal.releases[0], title="An old page that nobody was told of")
    told = office.visit(posts, after=HOUR)
    assert (told.created, told.updated, told.read) == (0, 0, plan.FIRST)  # those are due again, that one is not


def test_a_long_list_is_looked_through_beside_the_loop(
    office: Office, portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    where: list[str] = []
    look = plan.sightings

    def seen(*told: Any, **more: Any) -> list[plan.Sighting]:
        where.append(threading.current_thread().name)
        return look(*told, **more)

    monkeypatch.setattr(plan, "sightings", seen)
    office.visit(sitemap(portal, "posts"))
    office.parser = "2"
    portal.publish()
    office.visit(sitemap(portal, "posts"), after=HOUR)
    assert len(where) == 3  # two looks, and the list of last time as the other parser reads it
    assert "MainThread" not in where


# Sitemaps that cannot be had ---------------------------------------------------------------------------------------


class Map:
    """An index of two sitemaps, each of which lists one release, and what is asked of them."""

    days = ("2024-03-01", "2024-03-02")
    is_plain = False  #: a sitemap itself

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.fault: Answer | None = None  #: what the second sitemap answers
        self.correction = ""  #: of the releases

    def __call__(self, call: Call) -> Answer:
        self.asked.append(call.path)
        if call.path == "/map.xml" and self.is_plain:
            return self._xml(call, "<urlset><url><loc>/c/crane</loc></url></urlset>")
        if call.path == "/map.xml":
            named = zip(("/a.xml", "/b.xml"), self.days, strict=True)
            rows = "".join(f"<sitemap><loc>{path}</loc><lastmod>{day}</lastmod></sitemap>" for path, day in named)
            return self._xml(call, f"<sitemapindex>{rows}</sitemapindex>")
        if call.path in {"/a.xml", "/b.xml"}:
            if call.path == "/b.xml" and self.fault:
                return self.fault
            changed = "<lastmod>2024-03-09</lastmod>" * bool(self.correction)
            return self._xml(call, f"<urlset><url><loc>{call.path[:2]}/crane</loc>{changed}</url></urlset>")
        text = f"<p>3 March 2024</p><p>{f'The crane {call.path} was lifted onto the quay. ' * 30}{self.correction}</p>"
        page = f"<html><body><article><h1>Crane {call.path[1]}</h1>{text}</article></body></html>"
        return Answer(headers={"Content-Type": "text/html"}, body=page.encode())

    def _xml(self, call: Call, text: str) -> Answer:
        tag = f'"{hash(text)}"'
        if call.headers.get("if-none-match") == tag:
            return Answer(status=304, headers={"ETag": tag})
        return Answer(headers={"Content-Type": "application/xml", "ETag": tag}, body=text.encode())

    def maps_asked(self) -> list[str]:
        """Those that were asked since this was asked last."""
        asked, self.asked = [path for path in self.asked if path.endswith(".xml")], []
        return asked


@pytest.fixture
def maps() -> Map:
    return Map()


@pytest.fixture
def mapped(maps: Map) -> Iterator[Source]:
    with Loopback(maps) as server:
        yield source(f"{server.url}/map.xml", shape="sitemap")


def status(office: Office, one: Source) -> list[str]:
    with office.store.read() as tx:
        return tx.pages.errors(one.uid, limit=9)


QUARTER = timedelta(minutes=15)
DEAD = [
    pytest.param(Answer(status=404), "answered 404 Not Found; check the address in a browser", id="gone"),
    pytest.param(
        Answer(status=302, headers={"Location": "http://127.0.0.1:22/"}), "is another service's", id="refused"
    ),
    pytest.param(Answer(headers={"Content-Type": "text/html"}, body=b"<p>x</p>"), "is no sitemap", id="no sitemap"),
]


@pytest.mark.parametrize(("fault", "said"), DEAD)
def test_a_dead_sitemap_is_told_once_and_costs_the_others_nothing(
    office: Office, maps: Map, mapped: Source, fault: Answer, said: str
) -> None:
    maps.fault = fault
    told = office.visit(mapped)
    assert (told.created, len(told.errors), told.error) == (1, 1, None)
    assert said in told.errors[0]
    assert maps.maps_asked() == ["/map.xml", "/b.xml", "/a.xml"]
    told = office.visit(mapped, after=QUARTER)
    assert (told.is_well, maps.maps_asked()) == (True, ["/map.xml"])
    assert said in status(office, mapped)[0]
    told = office.visit(mapped, after=HOUR)  # it is asked again, and that is no news
    assert (told.is_well, maps.maps_asked()) == (True, ["/map.xml", "/b.xml"])
    maps.fault = None
    told = office.visit(mapped, after=6 * HOUR)
    assert (told.created, told.is_well, status(office, mapped)) == (1, True, [])


def test_a_sitemap_in_trouble_is_asked_at_each_look_and_then_more_rarely(
    office: Office, maps: Map, mapped: Source
) -> None:
    maps.fault = Answer(status=503)
    asked = []
    for _ in range(5):
        told = office.visit(mapped, after=QUARTER)
        asked.append((len(told.errors), maps.maps_asked()))
    assert asked == [
        (1, ["/map.xml", "/b.xml", "/a.xml"]), (1, ["/map.xml", "/b.xml"]), (1, ["/map.xml", "/b.xml"]),
        (0, ["/map.xml"]), (0, ["/map.xml"]),
    ]  # fmt: skip
    maps.fault = None
    assert office.visit(mapped, after=HOUR).created == 1


def test_what_changed_in_one_that_was_in_trouble_is_read_again_when_it_is_back(
    office: Office, maps: Map, mapped: Source
) -> None:
    assert office.visit(mapped).created == 2
    maps.fault, maps.days = Answer(status=503), ("2024-03-01", "2024-03-09")
    assert len(office.visit(mapped, after=QUARTER).errors) == 1
    maps.fault, maps.correction = None, "It was a small one."
    told = office.visit(mapped, after=QUARTER)
    assert (told.updated, told.is_well) == (1, True)
    maps.maps_asked()
    assert office.visit(mapped, after=QUARTER).is_well
    assert maps.maps_asked() == ["/map.xml"]


def test_one_that_is_asked_too_often_takes_nothing_from_the_others(office: Office, maps: Map, mapped: Source) -> None:
    maps.fault = Answer(status=429, headers={"Retry-After": "3600"})
    maps.days = ("2024-03-02", "2024-03-01")
    told = office.visit(mapped)
    assert (told.error, "the server answered 429" in told.errors[0]) == (None, True)
    maps.fault = None
    assert office.visit(mapped, after=2 * HOUR).created == 2


def test_one_that_the_index_names_no_more_is_forgotten(office: Office, maps: Map, mapped: Source) -> None:
    maps.fault = Answer(status=404)
    office.visit(mapped)
    with office.store.write() as tx:
        (part,) = tx.pages.parts(mapped.uid).values()
        tx.pages.put(mapped.uid, [replace(part, key="sitemap:old", url="http://127.0.0.1/old.xml")])
    office.visit(mapped, after=2 * HOUR)
    with office.store.read() as tx:
        assert list(tx.pages.parts(mapped.uid)) == [part.url]


def test_of_an_index_without_dates_a_dead_one_is_asked_no_more_often(office: Office, maps: Map, mapped: Source) -> None:
    maps.fault, maps.days = Answer(status=404), ("", "")
    assert len(office.visit(mapped).errors) == 1
    maps.maps_asked()
    told = office.visit(mapped, after=QUARTER)
    assert (told.is_well, maps.maps_asked()) == (True, ["/map.xml", "/a.xml"])


def test_a_sitemap_is_never_opened_as_a_page() -> None:
    page = Page(key="crane", url=f"{ROOT}crane", first_seen=NOW, stamp="", next_read=NOW)
    part = replace(page, key="sitemap:b", standing="part", listed=False)
    assert plan.due([page, part], NOW, is_folder=False) == [page]


def test_what_is_an_index_no_more_has_no_sitemaps(office: Office, maps: Map, mapped: Source) -> None:
    maps.fault = Answer(status=404)
    office.visit(mapped)
    maps.maps_asked()
    maps.is_plain = True
    told = office.visit(mapped, after=2 * HOUR)
    assert (told.created, told.is_well, status(office, mapped)) == (1, True, [])
    assert maps.maps_asked() == ["/map.xml"]


# What is passed over -----------------------------------------------------------------------------------------------


def bare(path: str, changed: datetime | None = None) -> plan.Sighting:
    row = Entry(url=ROOT + path, updated=Moment(at=changed) if changed else None)
    return plan.Sighting(key=path, url=ROOT + path, stamp="1", row=row)


LONG_AGO = NOW - 3 * DAY


@pytest.mark.parametrize(
    ("rows", "since", "opened"),
    [
        pytest.param([bare(f"{n}", LONG_AGO) for n in range(99)], None, plan.FIRST, id="a first look"),
        pytest.param([bare(f"{n}") for n in range(99)], NOW, 99, id="new pages that say nothing"),
        pytest.param([bare(f"{n}", NOW - DAY) for n in range(99)], NOW, 99, id="changed on the day"),
        pytest.param([bare(f"{n}", NOW) for n in range(999)], NOW, plan.LATER, id="more than anybody writes"),
        pytest.param([bare(f"{n}", LONG_AGO) for n in range(10)], NOW, 10, id="written before, put there now"),
        pytest.param([bare(f"{n}", LONG_AGO) for n in range(11)], NOW, 0, id="there before, in a sitemap not read"),
        pytest.param([bare(f"{n}", LONG_AGO) for n in range(11)] + [bare("new")], NOW, 1, id="and a new one"),
    ],
)
def test_how_many_new_pages_are_opened(rows: list[plan.Sighting], since: datetime | None, opened: int) -> None:
    assert len(rows) - len(plan.passed_over(rows, (), since=since)) == opened


def test_what_is_known_is_not_passed_over() -> None:
    rows = [bare(f"{n}", LONG_AGO) for n in range(20)]
    assert plan.passed_over(rows, {f"{n}" for n in range(15)}, since=NOW) == set()


def test_a_row_that_says_what_it_leads_to_is_always_opened() -> None:
    rows = [
        plan.Sighting(
            key=str(n), url=ROOT, stamp="", row=Entry(url=ROOT, title="Kran", updated=Moment(at=NOW - 9 * DAY))
        )
        for n in range(500)
    ]
    assert plan.passed_over(rows, (), since=NOW) == set()


# The walk through an index -----------------------------------------------------------------------------------------

Pages = dict[str, str | FetchError]


def xml(*rows: str, root: str = "urlset") -> str:
    row = "url" if root == "urlset" else "sitemap"
    told = "".join(
        f"<{row}><loc>{ROOT}{loc}</loc><lastmod>{day or ''}</lastmod></{row}>" for loc, _, day in map(_split, rows)
    )
    return f"<{root}>{told}</{root}>"


def _split(row: str) -> tuple[str, str, str]:
    return row.partition(" ")


def index(*rows: str) -> str:
    return xml(*rows, root="sitemapindex")


def walk(first: str, pages: Pages, since: datetime | None = None) -> tuple[sitemaps.Gathered, list[str]]:
    """What is gathered from an index, and what was asked for."""
    asked: list[str] = []

    def document(url: str, body: str) -> Document:
        return Document(url=url, body=body.encode(), fetched_at=NOW, etag='"1"')

    async def fetch(url: str) -> Document:
        asked.append(url.removeprefix(ROOT))
        found = pages[asked[-1]]
        if isinstance(found, FetchError):
            raise found
        return document(url, found)

    async def parse(found: Document) -> Extraction:
        return extract(found.body, found.url, shape="sitemap", now=NOW)

    start = document(ROOT + "index.xml", first)
    found = extract(start.body, start.url, shape="sitemap", now=NOW)
    return asyncio.run(sitemaps.gather(start, found, since=since, fetch=fetch, parse=parse)), asked


def test_the_sitemaps_that_changed_last_are_asked_first_and_no_more_than_a_few() -> None:
    days = [f"{n}.xml 2026-05-{n:02}" for n in range(1, 10)]
    found, asked = walk(index(*days), {f"{n}.xml": xml(f"page{n} 2026-05-{n:02}") for n in range(1, 10)})
    assert asked == [f"{n}.xml" for n in (9, 8, 7, 6, 5)]
    assert found.is_part
    assert found.extraction.reasons == (
        f"5 sitemaps of the index are read, not {ROOT}4.xml and 3 more; give the address of the one you want",
    )
    assert [entry.url for entry in found.extraction.entries] == [f"{ROOT}page{n}" for n in (9, 8, 7, 6, 5)]


def test_a_visit_that_took_enough_asks_for_no_more_of_them(
    office: Office, portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = len(portal.page("/portal/" + portal.sitemaps["index"]).body)
    monkeypatch.setattr("feeder.errand.MOST_BYTES", size + 1)
    told = office.visit(sitemap(portal, "index"))
    assert [one.partition(": ")[2] for one in told.errors] == [
        f"is left to another visit: this one took {size + 1:,} bytes"
    ]


@pytest.mark.parametrize("day", ["2026-05-31", "2024-05-31"])  # of a clock that is right, and of one that stands still
def test_sitemaps_that_did_not_change_are_not_asked(day: str) -> None:
    found, asked = walk(index(f"new.xml {day}", "old.xml 2020-01-01"), {"new.xml": xml("a")}, since=NOW)
    assert asked == ["new.xml"]
    assert found.is_part


@pytest.mark.parametrize(
    ("first", "pages", "asked"),
    [
        pytest.param(index("index.xml", "a.xml"), {"a.xml": xml("a")}, ["a.xml"], id="an index that names itself"),
        pytest.param(
            index("b.xml"), {"b.xml": index("index.xml", "b.xml", "a.xml"), "a.xml": xml("a")}, ["b.xml", "a.xml"],
            id="indexes that name each other",
        ),
        pytest.param(
            index("b.xml"), {"b.xml": index("c.xml"), "c.xml": index("d.xml", "e.xml")}, ["b.xml", "c.xml"],
            id="an index in an index in an index",
        ),
        pytest.param(index(*(f"{n}.xml" for n in range(1000))), {f"{n}.xml": xml("a") for n in range(5)},
                     [f"{n}.xml" for n in range(5)], id="a thousand sitemaps"),
    ],
)  # fmt: skip
def test_the_walk_ends(first: str, pages: Pages, asked: list[str]) -> None:
    assert walk(first, pages)[1] == asked


def test_an_index_stands_for_all_only_where_it_says_when_its_sitemaps_changed() -> None:
    pages: Pages = {"a.xml": xml("a"), "b.xml": xml("b")}
    dated, _ = walk(index("a.xml 2026-05-01", "b.xml 2026-05-02"), pages)
    assert dated.document.etag
    undated, _ = walk(index("a.xml 2026-05-01", "b.xml"), pages)
    assert undated.document.etag is None
    other, _ = walk(index("a.xml 2026-05-01", "b.xml"), {**pages, "b.xml": xml("c")})
    assert undated.document.hash != other.document.hash
    broken, _ = walk(index("a.xml 2026-05-01", "b.xml 2026-05-02"), {**pages, "b.xml": Gone("b.xml is gone")})
    assert (broken.document.etag, broken.is_part) == (dated.document.etag, True)
    assert {url: str(problem) for url, problem in broken.failed.items()} == {f"{ROOT}b.xml": "b.xml is gone"}


def test_where_none_can_be_had_and_one_asks_us_to_wait_that_is_what_counts() -> None:
    with pytest.raises(FetchError, match="too many"):
        walk(index("a.xml", "b.xml"), {"a.xml": Gone("gone", status=404), "b.xml": FetchError("too many", status=429)})


def test_where_all_but_a_dead_one_are_as_they_were_nothing_fails() -> None:
    first = index("dead.xml 2026-06-01", "old.xml 2020-01-01")
    found, asked = walk(first, {"dead.xml": Gone("gone", status=404)}, since=NOW)
    assert (asked, list(found.failed), found.extraction.entries) == (["dead.xml"], [f"{ROOT}dead.xml"], ())
