"""Where a list goes on: what leads to its next page, and what only looks as if it did."""

import pytest
from lxml import etree, html

from feeder.parse import extract
from feeder.parse.lists.paging import MOST, counted_up, next_page, next_part, of_page

HERE = "https://press.example/news"

PAGERS = {
    "a link for machines": ('<link rel="next" href="?page=2">', "?page=2"),
    "rel on a link": ('<a rel="nofollow next" href="/news/page/2/">go</a>', "/news/page/2/"),
    "numbers": ('<span>1</span> <a href="?p=2">2</a> <a href="?p=3">3</a> <a href="?p=9">9</a>', "?p=2"),
    "numbers counted from zero": ('<a href="?page=1">2</a><a href="?page=2">3</a>', "?page=1"),
    "the first is linked too": ('<a href="?p=1">1</a> <a href="?p=2">2</a> <a href="?p=3">3</a>', "?p=2"),
    "numbers in words": ('<a href="?p=2">Page 2</a><a href="?p=3">Page 3</a>', "?p=2"),
    "offsets": ('<a href="?start=20">2</a> <a href="?start=40">3</a>', "?start=20"),
    "a word": ('<a href="?seite=2">Nächste Seite »</a>', "?seite=2"),
    "a word of another language": ('<a href="?p=2">Następna →</a>', "?p=2"),
    "a word for a screen reader": ('<a href="?p=2" aria-label="Page suivante"><i class="icon"></i></a>', "?p=2"),
    "a word in Chinese": ('<a href="?p=2">下一页</a>', "?p=2"),
    "a word from right to left": ('<a href="?p=2">الصفحة التالية</a>', "?p=2"),
    "older posts": ('<a href="/news/page/2">← Older posts</a>', "/news/page/2"),
    "an arrow": ('<a href="?p=2">›</a> <a href="?p=30">»</a>', "?p=2"),
    "a double arrow alone": ('<a href="?p=2">»</a>', "?p=2"),
    "a class": ('<li class="pager__item--next"><a href="?p=2"><svg></svg></a></li>', "?p=2"),
    "a button that loads more": ('<button data-url="/api/news?offset=20">Mehr laden</button>', "/api/news?offset=20"),
    "htmx": ('<div hx-get="/news/rows?page=2" class="load-more">…</div>', "/news/rows?page=2"),
    "a link whose script loads more": ('<a href="#" data-href="/news?page=2">Voir plus</a>', "/news?page=2"),
    "a file with a number": ('<a href="/news_2.html">weiter</a>', "/news_2.html"),
    "twice, above and below": ('<a href="?p=2">Next</a><hr><a href="?p=2">Next</a>', "?p=2"),
}

NO_PAGERS = {
    "nothing": "<p>All of it.</p>",
    "a slide show": '<a class="carousel-next" href="#carousel">Next</a>',
    "a script": '<a href="javascript:__doPostBack(2)">2</a>',
    "years": '<a href="?year=2024">2024</a> <a href="?year=2023">2023</a>',
    "read more at each": '<a href="/news/12">weiter</a> <a href="/news/13">weiter</a>',
    "another page of the site": '<a href="/events">Next</a>',
    "another host": '<a href="https://elsewhere.example/news?page=2">Next</a>',
    "the page itself": '<a rel="next" href="https://press.example/news#more">Next</a>',
    "back": '<a class="prev" href="?p=0">‹</a>',
    "a sort order": '<a href="?sort=title">Title</a>',
    "a part of the page": f'<a href="?p=2">next {"<br>" * 40}</a>',
    "a long text": f'<a href="?p=2">next {"word " * 60}</a>',
}


def _page(markup: str) -> html.HtmlElement:
    return html.document_fromstring(f"<html><body><ul><li><a href='/news/a'>A</a></li></ul>{markup}</body></html>")


@pytest.mark.parametrize(("markup", "expected"), PAGERS.values(), ids=PAGERS)
def test_a_list_goes_on(markup: str, expected: str) -> None:
    expected = f"https://press.example{'' if expected.startswith('/') else '/news'}{expected}"
    assert next_page(_page(markup), HERE) == expected


@pytest.mark.parametrize("markup", NO_PAGERS.values(), ids=NO_PAGERS)
def test_what_does_not_go_on(markup: str) -> None:
    assert next_page(_page(markup), HERE) is None


def test_links_that_are_too_many_to_be_looked_at_are_told() -> None:
    rows = "".join(f'<a href="/a/{number}">A</a>' for number in range(MOST))
    beyond = of_page(f"<body>{rows}<a rel=x href='?p=2'>Next</a></body>".encode(), HERE, None)
    assert beyond == (None, "only its first 3,000 links were looked at")
    assert of_page(f"<body>{rows}</body>".encode(), HERE, None).unseen is None
    assert of_page(f"<body><a href='?p=2'>Next</a>{rows}</body>".encode(), HERE, None) == (f"{HERE}?p=2", None)


@pytest.mark.parametrize(
    ("url", "shown", "expected"),
    [
        ("https://press.example/news?p=3", (1, 2, 4, 5), 4),
        ("https://press.example/news?p=5", (1, 4, 6, 20), 6),
        ("https://press.example/news?p=2", (1, 3), 3),
        ("https://press.example/news?p=5", (3, 4, 6, 7), 6),
        ("https://press.example/news?p=2", (1, 2, 3, 4), 3),  # itself is linked too
        ("https://press.example/news?p=9", (1, 7, 8), None),
    ],
    ids=str,
)
def test_numbers_go_on_from_the_page_that_is_shown(url: str, shown: tuple[int, ...], expected: int | None) -> None:
    row = " ".join(f'<a href="?p={number}">{number}</a>' for number in shown)
    assert next_page(_page(row), url) == (f"https://press.example/news?p={expected}" if expected else None)


ATOM = '<feed xmlns="http://www.w3.org/2005/Atom">{}</feed>'


@pytest.mark.parametrize(
    ("feed", "expected"),
    [
        (ATOM.format('<link rel="next" href="/feed?p=2"/>'), "https://press.example/feed?p=2"),
        (ATOM.format('<link rel="prev-archive" href="/2019.atom"/>'), "https://press.example/2019.atom"),
        ("<rss><channel><generator>https://wordpress.org/?v=6.4</generator></channel></rss>", f"{HERE}?paged=2"),
        ("<rss><channel><generator>something else</generator></channel></rss>", None),
        (ATOM.format('<link rel="next" href="http://elsewhere.example/feed"/>'), None),
    ],
)
def test_a_feed_goes_on(feed: str, expected: str | None) -> None:
    assert next_part(etree.fromstring(feed), HERE) == expected


def test_a_json_feed_goes_on_and_only_who_asks_is_told() -> None:
    body = b'{"version":"https://jsonfeed.org/version/1.1","title":"A","items":[],"next_url":"/feed.json?page=2"}'
    assert extract(body, HERE).next_page is None
    assert extract(body, HERE, paging=True).next_page == "https://press.example/feed.json?page=2"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/feed/", "https://a.example/feed/?paged=2"),
        ("https://a.example/feed/?paged=2&cat=press", "https://a.example/feed/?cat=press&paged=3"),
        ("https://a.example/feed/?paged=x", "https://a.example/feed/?paged=2"),
        (f"https://a.example/feed/?paged={'9' * 5000}", "https://a.example/feed/?paged=2"),
    ],
)
def test_a_number_in_a_query_is_counted_up(url: str, expected: str) -> None:
    assert counted_up(url, "paged") == expected
