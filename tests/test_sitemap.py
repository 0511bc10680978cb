"""Sitemaps: for news, plain, as an index; whole, broken and hostile."""

import gzip
import tracemalloc
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder import extract
from feeder.errors import ParseError
from feeder.model import Extraction

URL = "https://www.hafen.example/sitemap.xml"
NOW = datetime(2026, 6, 1, tzinfo=UTC)
PLAIN = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = f'{PLAIN} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
IMAGE = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
RELEASE = (
    "<url><loc>https://www.hafen.example/presse/kran</loc><news:news><news:publication><news:name>Hafenamt</news:name>"
    "<news:language>de</news:language></news:publication><news:publication_date>2026-05-03T10:00:00+02:00"
    "</news:publication_date><news:title>Der Kran &amp; der Kai</news:title></news:news></url>"
)


def read(body: str | bytes, **told: str) -> Extraction:
    raw = body.encode() if isinstance(body, str) else body
    return extract(raw, URL, now=NOW, timezone="Europe/Berlin", **told)


def urlset(rows: str, head: str = PLAIN) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {head}>{rows}</urlset>'


def page(path: str, changed: str = "") -> str:
    lastmod = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<url><loc>https://www.hafen.example{path}</loc>{lastmod}</url>"


def index(*rows: str) -> str:
    return f"<sitemapindex {PLAIN}>{''.join(rows)}</sitemapindex>"


def child(url: str, changed: str = "") -> str:
    lastmod = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<sitemap><loc>{url}</loc>{lastmod}</sitemap>"


def paths(found: Extraction) -> list[str]:
    return [(entry.url or "").removeprefix("https://www.hafen.example") for entry in found.entries]


def test_a_sitemap_for_news_says_what_a_feed_says() -> None:
    found = read(urlset(RELEASE, NEWS))
    assert (found.shape, found.confidence, found.reasons) == ("sitemap", 1.0, ())
    (entry,) = found.entries
    assert (entry.title, str(entry.published), entry.language) == (
        "Der Kran & der Kai",
        "2026-05-03T10:00:00+02:00",
        "de",
    )
    assert (entry.url, entry.updated, entry.is_complete) == ("https://www.hafen.example/presse/kran", None, False)


def test_pages_beside_news_are_no_news() -> None:
    assert paths(read(urlset(RELEASE + page("/impressum"), NEWS))) == ["/presse/kran"]


def test_a_sitemap_for_news_without_any_is_well() -> None:
    assert read(urlset("", NEWS)).entries == ()


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (RELEASE.replace("</url>", "<lastmod>2026-05-04</lastmod></url>"), {"updated": "2026-05-04"}),
        (RELEASE.replace("</url>", "<lastmod>2026-05-02</lastmod></url>"), {"updated": "None"}),
        (RELEASE.replace("</news:news>", "<news:keywords>Kran, Kai, Kran</news:keywords></news:news>"),
         {"tags": "('Kran', 'Kai')"}),
        (RELEASE.replace("2026-05-03T10:00:00+02:00", "3. Mai 2026"), {"published": "2026-05-03"}),
        (RELEASE.replace("2026-05-03T10:00:00+02:00", "soon"), {"published": "None"}),
        (RELEASE.replace("&amp;", "&amp;amp;"), {"title": "Der Kran & der Kai"}),
    ],
)  # fmt: skip
def test_what_a_row_for_news_states(row: str, told: dict[str, str]) -> None:
    (entry,) = read(urlset(row, NEWS)).entries
    assert {name: str(getattr(entry, name)) for name in told} == told


def test_the_picture_of_a_row_is_the_first() -> None:
    pictures = "".join(f"<image:image><image:loc>/{name}.jpg</image:loc></image:image>" for name in "ab")
    (entry,) = read(urlset(RELEASE.replace("</url>", f"{pictures}</url>"), f"{NEWS} {IMAGE}")).entries
    assert entry.image is not None
    assert entry.image.url == "https://www.hafen.example/a.jpg"


def test_a_plain_sitemap_tells_where_pages_are_and_when_they_changed_and_no_date_of_publication() -> None:
    found = read(urlset(page("/a", "2026-05-01") + page("/b", "2026-05-03T09:00:00Z") + page("/c")))
    assert paths(found) == ["/b", "/a", "/c"]  # the last changed first, what says nothing at the end
    assert [str(entry.updated) for entry in found.entries] == ["2026-05-03T09:00:00Z", "2026-05-01", "None"]
    assert {(entry.published, entry.title) for entry in found.entries} == {(None, None)}
    assert found.confidence < 1


SAME = "".join(page(f"/{number}", "2026-05-03T04:00:00Z") for number in range(12))


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        pytest.param(page("/a", "2031-01-01"), "of 1 dates of change 1 lies in the future: these are not heeded", id="future"),
        pytest.param(SAME, "of 12 dates of change 12 are the same: these are not heeded", id="all written anew at once"),
    ],
)  # fmt: skip
def test_dates_of_change_that_are_made_up_are_not_heeded(rows: str, reason: str) -> None:
    found = read(urlset(rows))
    assert reason in found.reasons
    assert not any(entry.updated for entry in found.entries)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (page("/presse/kran"), "listed twice"),
        ("<url><loc>https://evil.example/x</loc></url>", "of another site"),
        ("<url><loc>https://hafen.example.evil.example/x</loc></url>", "of another site"),
        ("<url><loc>https://evilhafen.example/x</loc></url>", "of another site"),
        ("<url><loc>javascript:alert(1)</loc></url>", "no web address"),
        ("<url><loc>file:///etc/passwd</loc></url>", "no web address"),
        ("<url/>", "no web address"),
        (page("/"), "the home page"),
    ],
)
def test_what_is_no_page_of_the_site_is_left_out_and_told(row: str, why: str) -> None:
    found = read(urlset(page("/presse/kran") + row))
    assert paths(found) == ["/presse/kran"]
    assert found.reasons == (f"1 of 2 left out: {why}",)


@pytest.mark.parametrize("host", ["hafen.example", "presse.hafen.example", "www.hafen.example"])
def test_hosts_below_the_site_are_of_the_site(host: str) -> None:
    assert len(read(urlset(f"<url><loc>https://{host}/kran</loc></url>")).entries) == 1


def test_a_rule_says_which_pages_count() -> None:
    rows = urlset(page("/presse/kran") + page("/about") + page("/presse/kai"))
    found = extract(rows.encode(), URL, rule={"items": "//url[contains(loc, '/presse/')]"})
    assert paths(found) == ["/presse/kran", "/presse/kai"]
    nothing = extract(rows.encode(), URL, rule={"items": "//url[false()]"})
    assert (nothing.entries, nothing.reasons) == ((), ("items '//url[false()]' matched nothing",))


def test_an_index_names_sitemaps_the_last_changed_first() -> None:
    found = read(
        index(
            child("/old.xml", "2020-01-01"),
            child("https://www.hafen.example/new.xml.gz", "2026-05-01"),
            child("https://evil.example/all.xml", "2026-05-30"),
            child("/undated.xml"),
        )
    )
    assert [link.url.rpartition("/")[2] for link in found.links] == ["new.xml.gz", "old.xml", "undated.xml"]
    assert {link.kind for link in found.links} == {"sitemap"}
    assert (found.shape, found.entries) == ("sitemap", ())
    assert found.reasons == ("1 of 4 left out: of another site",)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(gzip.compress(urlset(page("/a")).encode()), id="packed"),
        pytest.param(gzip.compress(urlset(page("/a")).encode()) + b"\0\0", id="packed and padded"),
        pytest.param("\ufeff\n " + urlset(page("/a")), id="white space before the declaration"),
        pytest.param(urlset(page("/a"), ""), id="without a namespace"),
        pytest.param(urlset(page("/a"), 'xmlns="http://www.google.com/schemas/sitemap/0.84"'), id="of 2005"),
        pytest.param(urlset(page("/a"))[:-10], id="cut off"),
        pytest.param(urlset(page("/a") + page("/a?x=1&y=2"))[: -len("</urlset>")], id="bare ampersands"),
        pytest.param(urlset("<url><loc>\n  /a\n</loc></url>"), id="relative, with white space"),
    ],
)
def test_a_sitemap_is_told_by_its_bytes_and_read_as_far_as_possible(body: str | bytes) -> None:
    assert paths(read(body))[0] == "/a"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (urlset(""), "no pages found in this sitemap"),
        (urlset("<url><loc>mailto:a@b.example</loc></url>"), "1 of 1 left out: no web address"),
        ("<rss version='2.0'/>", "it begins with <rss>"),
        ("<html><body>Not found", "it begins with <html>"),
        ("nothing", "no XML element"),
        (gzip.compress(b"x")[:12], "no XML element"),
    ],
)
def test_what_is_no_sitemap_is_an_error_of_one_line(body: str | bytes, told: str) -> None:
    with pytest.raises(ParseError) as raised:
        read(body, shape="sitemap")
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)
    assert URL in str(raised.value)


# Hostile -----------------------------------------------------------------------------------------------------------


def test_a_gzip_bomb_is_not_unpacked() -> None:
    with pytest.raises(ParseError, match="larger than 52,428,800 bytes unpacked"):
        read(gzip.compress(urlset(" " * 60_000_000).encode(), 1))


def test_a_bomb_takes_no_more_memory_than_what_is_allowed_unpacked() -> None:
    bomb = gzip.compress(bytes(400_000_000), 1)
    tracemalloc.start()
    try:
        with pytest.raises(ParseError, match="unpacked"):
            read(bomb, shape="sitemap")
        assert tracemalloc.get_traced_memory()[1] < 200_000_000
    finally:
        tracemalloc.stop()


def test_of_a_sitemap_with_too_many_pages_the_last_changed_are_taken() -> None:
    rows = "".join(page(f"/{n}", f"2026-05-{n % 28 + 1:02}T{n % 24:02}:{n % 60:02}:00Z") for n in range(50_000))
    found = read(urlset(rows))
    assert "50,000 listed; only the 10,000 that changed last are taken" in found.reasons
    assert len(found.entries) == 10_000
    assert min(entry.updated.instant.day for entry in found.entries if entry.updated) > 10


def test_entities_are_not_read() -> None:
    bomb = '<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    found = read(f"{bomb}<urlset>{page('/a')}<url><loc>/&x;&b;</loc></url></urlset>")
    assert all("root" not in (entry.url or "") and "aaaa" not in (entry.url or "") for entry in found.entries)


@pytest.mark.parametrize(
    "noise", ["<url>" * 50_000, "<loc>" * 50_000, "<1:2 :x='1'/>" * 100, "<![CDATA[" * 20_000, "&" * 100_000]
)
def test_noise_costs_no_entry_and_no_error(noise: str) -> None:
    assert paths(read(urlset(page("/a") + noise)))[0] == "/a"


@given(st.binary(max_size=300))
def test_any_bytes_are_a_sitemap_or_a_parse_error(noise: bytes) -> None:
    text = noise.decode("latin-1")
    for body in (
        noise,
        gzip.compress(noise),
        urlset(f"<url><loc>{text}</loc><lastmod>{text}</lastmod></url>").encode(),
    ):
        try:
            read(body, shape="sitemap")
        except ParseError as problem:
            assert "\n" not in str(problem)  # noqa: PT017
