"""Feeds that a page offers: which are found, and which are better than the page."""

from datetime import UTC, datetime, timedelta

import pytest

from feeder import extract
from feeder.decide import offers
from feeder.model import Entry, Extraction, Link, Moment

PAGE = "https://hafen.example/presse/"
NOW = datetime(2026, 6, 1, tzinfo=UTC)


def found(markup: str) -> list[tuple[str, str | None]]:
    links = extract(f"<html><head>{markup}</head><body><h1>Presse</h1>{markup}</body>".encode(), PAGE).links
    return [(link.url.removeprefix("https://hafen.example"), link.title) for link in links]


@pytest.mark.parametrize(
    ("markup", "url", "title"),
    [
        ('<link rel="alternate" type="application/rss+xml" title="News" href="/feed/">', "/feed/", "News"),
        ('<LINK REL="ALTERNATE" TYPE="application/atom+xml; charset=utf-8" HREF="a.xml">', "/presse/a.xml", None),
        ('<link rel="alternate home" type="application/feed+json" href="?f=1">', "/presse/?f=1", None),
        ('<link rel="alternate" type="application/rdf+xml" href="/r">', "/r", None),
        ('<base href="/x/"><link rel="alternate" type="application/rss+xml" href="f">', "/x/f", None),
        ('<a href="/presse/rss.xml"><img src="rss.png" alt=""></a>', "/presse/rss.xml", None),
        ('<a href="/news.rss">Abonnieren</a>', "/news.rss", "Abonnieren"),
        ('<a href="/aktuell/feed">Aktuelles</a>', "/aktuell/feed", "Aktuelles"),
        ('<a href="/export.php?id=4" title="RSS-Feed">Meldungen</a>', "/export.php?id=4", "RSS-Feed"),
        ('<a href="/x" type="application/rss+xml">Meldungen</a>', "/x", "Meldungen"),
        ('<link rel="https://api.w.org/" href="/wp-json/">', "/wp-json/wp/v2/posts", "posts of its WordPress"),
        (
            '<link rel="https://api.w.org/" href="/?rest_route=/">',
            "/?rest_route=/wp/v2/posts",
            "posts of its WordPress",
        ),
    ],
)
def test_a_feed_that_is_offered_is_found_once(markup: str, url: str, title: str | None) -> None:
    assert found(markup) == [(url, title)]


@pytest.mark.parametrize(
    "markup",
    [
        '<link rel="stylesheet" type="text/css" href="/feed.css">',
        '<link rel="alternate" hreflang="fr" href="/fr/">',
        '<link rel="alternate" type="application/json+oembed" href="/oembed">',
        '<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">',
        '<link rel="alternate" type="application/rss+xml" href="">',
        '<a href="/feedback">Feedback</a>',
        '<a href="/rss/">RSS</a>'.replace("/rss/", "/was-ist-rss"),
        '<a href="/data.xml">Open data</a>',
        '<a href="http://[/feed">Feed</a>',
    ],
)
def test_what_is_no_feed_is_not_taken_for_one(markup: str) -> None:
    assert found(markup) == []


def test_the_posts_of_a_wordpress_come_after_its_feeds() -> None:
    api = '<link rel="https://api.w.org/" href="https://hafen.example/wp-json/">'
    links = extract(f'<head>{api}<link rel="alternate" type="application/rss+xml" href="/f">'.encode(), PAGE).links
    assert [link.kind for link in links] == ["feed", "posts"]


def test_a_page_that_offers_thousands_is_read_as_far_as_that_helps() -> None:
    assert len(found("".join(f'<a href="/{n}.rss">x</a>' for n in range(5000)))) == 20


def test_a_source_with_a_rule_is_not_told_of_feeds() -> None:
    page = b'<link rel="alternate" type="application/rss+xml" href="/feed/"><ul><li><a href="/a">Kran</a></ul>'
    assert extract(page, PAGE, rule={"items": "li"}).links == ()


# Better or worse ---------------------------------------------------------------------------------------------------


def entries(*numbers: int, path: str = "kran", **told: object) -> tuple[Entry, ...]:
    return tuple(Entry(url=f"https://hafen.example/{path}/{n}", title=f"Kran {path} {n}", **told) for n in numbers)  # type: ignore[arg-type]


def dated(number: int, days: int) -> Entry:
    at = Moment(at=NOW - timedelta(days=days))
    return Entry(url=f"https://hafen.example/kran/{number}", title=f"Kran {number}", published=at)


def listing(*given: Entry) -> Extraction:
    return Extraction(shape="listing", entries=given, title="Presse")


def feed(*given: Entry, title: str = "Hafenamt") -> Extraction:
    return Extraction(shape="feed", entries=given, title=title)


LINK = Link(url="https://hafen.example/feed/", kind="feed")
FIVE = entries(1, 2, 3, 4, 5)
WEEK = tuple(dated(n, n) for n in range(1, 8))
TRACKED = tuple(Entry(url=f"https://click.example/{n}?to=1", title=f"Kran  KRAN {n}") for n in range(1, 6))


@pytest.mark.parametrize(
    ("offered", "page", "is_better", "why"),
    [
        pytest.param(feed(*entries(1, 2, 3, content="<p>x</p>")), listing(*FIVE), True,
                     "the same releases, with the text in full", id="full text"),
        pytest.param(feed(*WEEK), listing(*WEEK), True, "the same releases, with dates", id="dates"),
        pytest.param(feed(*FIVE), listing(*FIVE), True, "the same releases, without dates", id="a page without dates"),
        pytest.param(feed(*entries(*range(1, 60))), listing(*FIVE), True, "the same releases", id="longer than the page"),
        pytest.param(feed(*TRACKED), listing(*FIVE), True, "the same releases", id="other links, the same titles"),
        pytest.param(feed(), listing(*FIVE), False, "it has no entries", id="empty"),
        pytest.param(feed(*FIVE, title="Comments for Hafenamt"), listing(*FIVE), False, "it is one of comments",
                     id="comments by title"),
        pytest.param(feed(*(Entry(url=f"{PAGE}{n}/#comment-{n}") for n in range(3))), listing(*FIVE), False,
                     "it is one of comments", id="comments by their links"),
        pytest.param(feed(*entries(1, 2, 3, path="jobs")), listing(*FIVE), False,
                     "it is about something else: the page links to 0 of its 3 entries", id="another section"),
        pytest.param(feed(*entries(1, 2), *entries(*range(9), path="jobs")), listing(*FIVE), False,
                     "it is about something else: the page links to 2 of its 11 entries", id="the whole site"),
        pytest.param(feed(*(dated(n, n) for n in range(3, 8))), listing(*WEEK), False,
                     "it is stale: its newest is of 2026-05-29, the page's of 2026-05-31", id="stale"),
        pytest.param(feed(*(dated(n, n) for n in range(2, 8))), listing(*WEEK), True, "with dates", id="a day behind"),
        pytest.param(feed(*FIVE[:1]), listing(*FIVE), False, "it is shorter: 1 entries, the page has 5", id="shorter"),
        pytest.param(feed(*(Entry(url=one.url, title=one.title) for one in WEEK)), listing(*WEEK), False,
                     "it has no dates, as the page has", id="no dates"),
    ],
)  # fmt: skip
def test_a_feed_is_better_where_it_has_the_same_releases_as_new_and_as_many(
    offered: Extraction, page: Extraction, is_better: bool, why: str
) -> None:
    verdict = offers.judge(LINK, offered, page, [])
    assert (verdict.is_better, why in verdict.why) == (is_better, True), verdict.why


@pytest.mark.parametrize(
    ("linked", "is_better"),
    [
        ([one.url for one in FIVE], True),
        ([f"{one.url}/?utm_source=page" for one in FIVE], True),
        (["https://hafen.example/kran/1", "https://hafen.example/impressum"], False),
        ([], True),  # a program shows the list: the page says nothing
    ],
)
def test_where_no_entries_of_the_page_are_known_its_links_tell_what_it_is_about(
    linked: list[str], is_better: bool
) -> None:
    assert offers.judge(LINK, feed(*FIVE), listing(), linked).is_better is is_better


@pytest.mark.parametrize(("number", "is_better"), [(3, True), (9, False)])
def test_of_a_page_that_is_one_release_the_feed_that_has_it_is_better(number: int, is_better: bool) -> None:
    page = Extraction(shape="article", entries=entries(number))
    assert offers.judge(LINK, feed(*FIVE), page, []).is_better is is_better


def test_the_best_has_the_most_to_say() -> None:
    page = listing(*FIVE)
    plain = offers.judge(LINK, feed(*entries(*range(1, 50))), page, [])
    whole = offers.judge(Link(url=f"{PAGE}full", kind="feed"), feed(*entries(1, 2, 3, content="x")), page, [])
    longer = offers.judge(Link(url=f"{PAGE}long", kind="feed"), feed(*entries(1, 2, 3, 4, content="x")), page, [])
    none = offers.judge(LINK, feed(), page, [])
    assert offers.best([plain, whole, longer, none]) is longer
    assert offers.best([none]) is None


def test_posts_of_an_api_are_taken_where_no_feed_is_better_than_the_page() -> None:
    posts = Link(url="https://hafen.example/wp-json/wp/v2/posts", kind="posts")
    whole = feed(*entries(1, 2, 3, 4, 5, content="<p>x</p>"))
    api = offers.judge(posts, whole, listing(*FIVE), [])
    assert offers.best([offers.judge(LINK, feed(*FIVE), listing(*FIVE), []), api]).link is LINK  # type: ignore[union-attr]
    assert offers.best([offers.judge(LINK, feed(*FIVE[:1]), listing(*FIVE), []), api]) is api


def test_of_the_feeds_of_a_site_that_of_the_section_is_better() -> None:
    site = offers.judge(LINK, feed(*entries(1, 2, 3), *entries(8, 9, path="jobs")), listing(*FIVE), [])
    section = offers.judge(Link(url=f"{PAGE}feed", kind="feed"), feed(*FIVE), listing(*FIVE), [])
    assert site.is_better
    assert offers.best([site, section]) is section


def test_a_comment_that_a_release_is_about_makes_no_feed_of_comments() -> None:
    link = Link(url="https://hafen.example/feed/", kind="feed", title="Presse und Kommunikation")
    assert offers.judge(link, feed(*FIVE), listing(*FIVE), []).is_better
