"""The targets of fuzzing: one a parser, a literal table. Each takes any bytes and holds them to what is always true.

    TARGETS["article"].run(b"<p>…")     raises nothing, or AssertionError

`test_parsers.py` writes documents for them by their grammar, `hunt.py` lets atheris find bytes that reach new code.
"""

import asyncio
import gzip
import io
import warnings
import zlib
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import httpx
from fuzz import grammars as g
from fuzz.properties import check, check_content, check_moment, check_url
from hypothesis import strategies as st
from newsroom.feed import FeedSite
from newsroom.room import LAYOUTS
from papers import BOLD, TITLE, Pdf, mail, odt, zipped

from feeder import extract
from feeder.decide import identity
from feeder.errors import FetchError, ParseError
from feeder.fetch import body as bodies
from feeder.fetch.answer import retry_after
from feeder.fetch.robotrules import Rules, rules_for_us
from feeder.model import Entry, Extraction, ListRule, RobotsFile
from feeder.parse import charset, clean, dates, language, urls, walls
from feeder.parse.anatomy import boilerplate, dateline, embargo, kinds, marks, quotes, release, sections
from feeder.parse.articles import byline
from feeder.parse.characters import one_line, xml_safe
from feeder.parse.documents import front, whole
from feeder.parse.embedded import structured
from feeder.parse.lines import lines
from feeder.parse.lists import offers, paging, rules

URL = "https://port.example/news/pier.html"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
DOCUMENTS = Path(__file__).parent.parent / "golden" / "documents"
LABELS = (b"utf-8", b"", b"iso-8859-1", b"utf-16", b"utf-7", b"shift_jis", b"iso-2022-jp", b"gb2312", b"big5", b"euc-kr", b"idna", b"zlib", b"undefined", b"unicode_escape", b"cp037", b"hz", b"mbcs", b"utf-32", b"x-user-defined", b"punycode")  # fmt: skip


class Target(NamedTuple):
    run: Callable[[bytes], object]
    grammar: st.SearchStrategy[bytes]
    seeds: Sequence[bytes] = ()


def quietly(run: Callable[[bytes], object], body: bytes) -> None:
    """Nothing is printed, nothing warns, and the same bytes give the same answer."""
    said = io.StringIO()
    with warnings.catch_warnings(), redirect_stdout(said), redirect_stderr(said):
        warnings.simplefilter("error")
        assert run(body) == run(body)
    assert said.getvalue() == ""


# Documents --------------------------------------------------------------------------------------------------------


def document(**told: Any) -> Callable[[bytes], object]:
    """`extract` as the engine calls it."""

    def read(body: bytes) -> object:
        try:
            found = extract(body, URL, now=NOW, timezone="Europe/Berlin", **told)
        except ParseError as problem:
            return _line(str(problem), URL)
        check(found, body)
        return found

    return read


def _line(message: str, place: str) -> str:
    """What a person is told: one line that begins with what it is about."""
    assert message.startswith(place), message
    assert "\n" not in message, message
    return message


ROWS = ListRule(items="li, tr, article, .item, p", date="time, .date, td", summary="p", image="img")


def applied(body: bytes) -> object:
    """A page with a rule of its own in the first line, as a person may write one."""
    path, _, page = body.partition(b"\n")
    rule = ListRule(items=path.decode("utf-8", "replace") or "li", title="h2")
    try:
        root = clean.parse_html(page, None)
        found = rules.apply(rule, root, base=URL, zone=BERLIN, language=None)
    except ParseError as problem:
        return str(problem)
    for entry in found.entries:
        check_url(entry.url)
        check_moment(entry.published)
    return found


def found(body: bytes) -> object:
    """A list that is found; its rule, where it has one, finds the same."""
    told = document(media_type=html, shape="listing")(body)
    if isinstance(told, Extraction) and told.rule and told.entries:
        again = extract(body, URL, now=NOW, timezone="Europe/Berlin", media_type=html, shape="listing", rule=told.rule)
        assert [(one.url, one.title) for one in again.entries] == [(one.url, one.title) for one in told.entries]
    return told


def offered(body: bytes) -> object:
    try:
        links = offers.offered(clean.parse_html(body, None), URL)
    except ParseError:
        return None
    assert len(links) <= offers.MOST
    for link in links:
        check_url(link.url)
        assert link.title is None or link.title == one_line(link.title)
    return links


def paged(body: bytes) -> object:
    try:
        where = paging.next_page(clean.parse_html(body, None), URL)
    except ParseError:
        where = None
    try:
        part = paging.of_feed(body, URL, None).next_page
    except ParseError:
        part = None
    for url in (where, part):
        check_url(url)
        assert url is None or (urlsplit(url).netloc.endswith("port.example") and url != URL)
    return where, part


def walled(body: bytes) -> object:
    try:
        root = clean.parse_html(body, None)
    except ParseError:
        return None
    told = walls.judge(walls.page(root, lines(root), text="", is_dated=False, is_stated=False))
    assert told is None or told.reason == one_line(told.reason)
    return told, whole.is_cut(body), whole.ends_in_an_entry(body)


def obeyed(body: bytes) -> object:
    """What is asked of us is asked in its lines, and what nobody forbids may be fetched."""
    said = rules_for_us(body)
    rules = Rules(RobotsFile(origin="https://port.example", again=NOW, rules=said))
    answers = [rules.judge(httpx.URL(url)) for url in (URL, "https://port.example/", "https://port.example/?a=%C3%A4")]
    for is_allowed, line in answers:
        assert is_allowed or "Disallow" in said
        assert not (is_allowed and line)
        assert line is None or line == one_line(line)
    assert rules.delay is None or rules.delay >= 0
    assert rules_for_us(b"User-agent: feeder\nDisallow:\n\n" + b"User-agent: *\n" + body) is not None
    return said, answers, rules.delay


def stated(body: bytes) -> object:
    try:
        found = structured.read(clean.parse_html(body, None), URL)
    except ParseError:
        return None
    for line in (found.headline, found.shared_title, found.description, found.published, *found.authors, *found.tags):
        assert line is None or line == one_line(line), line
    for url in (found.url, *found.images):
        check_url(url)
    return found


# Texts ------------------------------------------------------------------------------------------------------------


def of_text(run: Callable[[str], object]) -> Callable[[bytes], object]:
    return lambda body: run(
        body.decode("utf-8", "surrogatepass" if b"\xed" in body else "replace")
        if _decodes(body)
        else body.decode("latin-1")
    )


def _decodes(body: bytes) -> bool:
    try:
        body.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def dated(text: str) -> object:
    found = dates.find_dates(text, zone=BERLIN)
    for one in found:
        check_moment(one.moment)
        assert 0 <= one.start < one.end <= len(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    moment = dates.parse_date(text, zone=BERLIN, language="de")
    check_moment(moment)
    return found, moment, dates.is_date_line(text), dates.parse_date(text, zone=UTC, language=text[:3], day_first=True)


def sealed(text: str) -> object:
    said = embargo.mark(text, zone=BERLIN, language=None), embargo.stated(text, zone=BERLIN, language="de")
    for mark in filter(None, said):
        check_moment(mark.until)
    entry = embargo.marked(Entry(title=text, text=text), zone=BERLIN, language=None, beside=[text])
    assert entry.status in ("live", "held")
    return said, entry


def anatomy(text: str) -> object:
    line = one_line(text)
    if line is None:
        return release.folded(text)
    credit, opening = release.split_credit(line), dateline.find(line, zone=BERLIN, language=None)
    assert credit is None or credit[1]
    if opening:
        check_moment(opening.moment)
        assert 0 < opening.end <= len(line)
        assert not opening.text or opening.text in line
    parts, said = sections.read(text), quotes.read(text)
    assert sum(len(block.lines) for block in parts.blocks) == sum(bool(one.strip()) for one in text.split("\n"))
    assert all(text[quote.start + 1 : quote.end - 1].strip() == quote.said for quote in said)
    for contact in parts.contacts:
        assert contact.email or contact.phone
    return (
        parts, said, marks.of_line(line), marks.of_notes([text]), kinds.at_headline(line, [line]), quotes.is_only_quoted(text), boilerplate.heading(line, text),
        kinds.kind_of(line), kinds.leading_kind(line), kinds.split_number(line), release.is_embargo(line), release.is_end_mark(line),
        release.is_address(line), release.is_contact_heading(line), release.is_notice(line), release.line_credit(line), credit, opening,
    )  # fmt: skip


def signed(text: str) -> object:
    names = byline.names([text, text[1:]])
    for name in names:
        assert name == one_line(name)
        assert "@" not in name
    return names


def spoken(text: str) -> object:
    tag = language.primary(text)
    assert tag is None or (tag.isascii() and tag.isalpha() and tag.islower() and len(tag) in (2, 3))
    found = language.language_of(None, text)
    assert found is None or language.primary(found) == found
    return tag, found


def cleaned(text: str) -> object:
    try:
        content = clean.sanitise(text, URL)
        plain = clean.plain_text(text)
    except ParseError as problem:
        return str(problem)
    check_content(content)
    assert plain == xml_safe(plain)
    assert clean.sanitise(content, None) == content
    return content, plain, clean.largest_first(text)


def addressed(text: str) -> object:
    address, _, base = text.partition(" ")
    full = urls.absolute(address, base or URL)
    check_url(full)
    assert full is None or urls.absolute(full, None) == full
    linked = urls.link(text, URL)
    assert linked is None or urls.link(linked, None) == linked
    key = identity.canonical_url(text)
    if full:
        key = identity.canonical_url(full)
        assert identity.canonical_url(full + "#a") == key
        scheme, port = urlsplit(full).scheme, urlsplit(full).port
        assert port or identity.canonical_url(full.replace(f"{scheme}://", "http://", 1)) == key
    return (
        full,
        linked,
        key,
        identity.entry_id("6ba7b811-9dad-11d1-80b4-00c04fd430c8", key),
        identity.keys_of([text, text + "#a"]),
    )


def fronted(text: str) -> object:
    try:
        keys, rest = front.split(text, URL)
    except ParseError as problem:
        return _line(str(problem), URL)
    assert text.endswith(rest)
    return repr(keys), rest


def asked_to_wait(text: str) -> object:
    until = retry_after(text, NOW)
    assert until is None or NOW <= until <= NOW + timedelta(days=7)
    return until


# Bytes ------------------------------------------------------------------------------------------------------------


def decoded(body: bytes) -> object:
    label, _, rest = body.partition(b"\n")
    text = charset.decode(rest, f"text/html; charset={label.decode('latin-1')}")
    text.encode()
    assert len(text) <= 4 * len(rest) + 4
    return text


def unpacked(body: bytes) -> object:
    """What an answer holds, whose first byte says how it is packed, in pieces as they arrive."""
    coding = CODINGS[body[0] % len(CODINGS)] if body else ""
    pieces = [body[1:][start : start + 50] for start in range(0, min(len(body), 3000), 50)]

    async def arriving() -> AsyncIterator[bytes]:
        for piece in pieces:
            yield piece

    answer = httpx.Response(200, headers={"content-encoding": coding}, content=arriving())
    try:
        found = asyncio.run(bodies.read_body(answer, "port.example", limit=5000))
    except FetchError as problem:
        return _line(str(problem), "port.example: ")
    assert len(found) <= 5000
    assert coding or found == b"".join(pieces)
    return found


# Seeds ------------------------------------------------------------------------------------------------------------


def _documents(suffix: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted(DOCUMENTS.glob(f"*{suffix}")) if path.stem != "README"]


def _pages() -> tuple[list[bytes], list[bytes], list[bytes]]:
    """(lists, releases, feeds) of the simulated press world."""
    lists, releases, feeds = [], [], []
    for name, layout in LAYOUTS.items():
        site = layout(root="https://port.example/", name=name, seed=7)
        told = [site.publish() for _ in range(3)]
        (feeds if layout is FeedSite else lists).append(site.page(f"/{name}/{site.entrance}").body)
        feeds += [site.page(f"/{name}/{path}").body for path in site.also.values()]
        releases += [site.page(one.path).body for one in told[:2]]
    return lists, releases, feeds


LISTS, RELEASES, FEEDS = _pages()
JSON = [body for body in FEEDS if body.startswith(b"{")]
XML = [body for body in FEEDS if not body.startswith(b"{")]
CODINGS = ("", "gzip", "deflate", "br", "zstd", "gzip, gzip", "a")
PACKED = [
    b"\1" + gzip.compress(b"The pier is open. " * 9, mtime=0), b"\2" + zlib.compress(b"a" * 9000), b"\1" + gzip.compress(b"a", mtime=0) * 3,
    b"\1" + gzip.compress(b"a" * 4_000_000, mtime=0),
]  # fmt: skip

ROWS_OF_SITEMAPS = "".join(
    f"<url><loc>https://port.example/{n}</loc><lastmod>2020-11-{n}</lastmod></url>" for n in range(10, 14)
)
NEWS = "<news:news><news:publication><news:language>de</news:language></news:publication><news:publication_date>2020-11-16</news:publication_date><news:title>Die Mole</news:title></news:news>"
SITEMAPS = [
    f"{g.SITEMAP_STARTS[0]}</url>{ROWS_OF_SITEMAPS}</urlset>".encode(), f"{g.SITEMAP_STARTS[3]}<url><loc>https://port.example/a</loc>{NEWS}</url></urlset>".encode(),
    b"<sitemapindex><sitemap><loc>https://port.example/a.xml</loc><lastmod>2020-11-16</lastmod></sitemap></sitemapindex>",
    gzip.compress(f"<urlset>{ROWS_OF_SITEMAPS}</urlset>".encode(), mtime=0),
]  # fmt: skip
ROBOTS = [
    b"User-agent: *\nDisallow: /private\nAllow: /private/news*.html$\nCrawl-delay: 5\n\nUser-agent: feeder\nUser-agent: other\nDisallow: /draft # not yet\nSitemap: /a.xml\n"
]
STORIES = ",".join(
    f'{{"title": "Pier {n} is open again", "url": "/news/{n}", "date": "2020-11-1{n}"}}' for n in range(4)
)
THINGS = ",".join(
    f'{{"@type": "NewsArticle", "headline": "Pier {n} is open", "url": "/news/{n}", "datePublished": "2020-11-1{n}"}}'
    for n in range(4)
)
STATED = [
    f'<script id="__NEXT_DATA__" type="application/json">{{"props": {{"news": [{STORIES}]}}}}</script>'.encode(), f"<script>window.__STATE__ = [{STORIES}];</script>".encode(),
    b'<script id="__NUXT_DATA__" type="application/json">[[1,4,7],{"title":2,"url":3},"Pier one","/news/1",{"title":5,"url":6},"Pier two","/news/2",{"title":8,"url":9},"Pier three","/news/3"]</script>',
    f'<script type="application/ld+json">{{"@type": "ItemList", "itemListElement": [{THINGS}]}}</script>'.encode(),
    b"".join(b'<li class=h-entry><a class="u-url p-name" href=/news/%d>Pier %d</a><time class=dt-published datetime=2020-11-16></time>' % (n, n) for n in range(4)),
]  # fmt: skip
POSTS = [
    b'[{"id": 1, "date": "2020-11-16T10:00:00", "date_gmt": "2020-11-16T09:00:00", "link": "https://port.example/1", "title": {"rendered": "Pier &amp; port"}, "content": {"rendered": "<p>Open</p>", "protected": false}, "_embedded": {"author": [{"name": "Ada"}], "wp:term": [[{"name": "Port"}]]}}]'
]
WALLS = [
    b"<html><title>404 Not Found</title><h1>Page not found</h1><p>The page you asked for is not here.", b"<html><title>Just a moment...</title><p>Checking whether you are human",
    b"<html><title>Anmelden | Hafen</title><form><input name=a><input type=password></form>",
    b"<html><h1>Cookies</h1><p>We use cookies. Cookies help us.</p><button>Accept all</button>",
]  # fmt: skip

NAME = ("The pier is open", TITLE)
PAPERS = [
    Pdf().flow(("PRESS RELEASE", BOLD), NAME, "Ellis, 16 November 2020 - " + "The pier is open again. " * 20).bytes(),
    Pdf().flow("The pier is open again. " * 30, width=200).flow("It was closed. " * 30, left=310, width=200).line("Page 1 of 1", 300, 810).bytes(),
]  # fmt: skip
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def as_word(text: str) -> bytes:
    relation = f'<Relationships><Relationship Id="a" Type="{_R}/officeDocument" Target="a.xml"/></Relationships>'
    return zipped(
        {
            "_rels/.rels": relation,
            "a.xml": f"<w:document xmlns:w='{_W}' xmlns:r='{_R}'><w:body>{text}</w:body></w:document>",
        }
    )


def _lined(lines: list[tuple[str, int, int, int]]) -> bytes:
    paper = Pdf()
    for text, left, top, size in lines:
        paper.line(text, left, top, size)
    return paper.bytes()


papers_of_lines = st.lists(
    st.tuples(g.texts, st.integers(-50, 700), st.integers(-50, 900), st.integers(1, 40)), max_size=15
).map(_lined)
WORDS = [
    as_word("<w:p><w:r><w:t>The pier is open</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>" * 2),
    odt("<text:h>The pier is open</text:h><text:p>It was closed for long.</text:p>"),
]
MAILS = [
    mail("The pier is open again. " * 9, "<p>The pier is open again.</p>", ("a.pdf", "application/pdf", PAPERS[0])),
    mail("See attached.", None, ("a.odt", "application/octet-stream", WORDS[1]), ("a.eml", "message/rfc822", mail("The pier"))),
]  # fmt: skip
ANATOMIES = [
    "Berlin, 3. Mai 2026 (ots) – „Wir legen ab“, sagt Ada Muster.\n\nPressekontakt\nAda Muster, Leiterin\nTel. +49 40 669690\na@b.example\n\nÜber uns\nWir bauen Kräne in Brakesund, seit es den Hafen gibt.".encode(),
    b"CORRECTING and REPLACING Acme\n\nIn an earlier version of this release (No 44) the sum was wrong.\n\nENDS\n\nNotes to editors\n\nAbout Acme: Acme has built cranes in Hull since 1902.",
]

html, markdown, plain = "text/html; charset=utf-8", "text/markdown", "text/plain"
texts, pages = g.encoded(g.texts), g.encoded(g.pages)
paths = st.sampled_from(("li", "//*", "a::attr(href)", ".//a/@href", "(//p)[1]", "div > p:not(.a)", "*", "p:has(a)", "//p/text()", "count(//p)", "[", "a" * 99))  # fmt: skip

TARGETS = {
    "article": Target(document(media_type=html, shape="article"), pages, RELEASES),
    "page": Target(document(media_type=html), pages, [*RELEASES, *LISTS]),
    "listing": Target(document(media_type=html, shape="listing", rule=ROWS), pages, LISTS),
    "found": Target(found, g.encoded(g.list_pages), LISTS),
    "offers": Target(offered, g.encoded(g.soups | g.list_pages), [*LISTS, *RELEASES[:2]]),
    "stated": Target(found, g.encoded(g.stating), STATED),
    "wordpress": Target(document(media_type="application/json"), g.encoded(g.posts), POSTS),
    "paging": Target(paged, g.encoded(g.list_pages | g.pagers), [*LISTS, *FEEDS]),
    "walls": Target(walled, pages, WALLS),
    "rules": Target(
        applied, st.builds(lambda path, page: path.encode() + b"\n" + page, paths | g.texts, pages), [b"li, p, article\n" + body for body in LISTS]
    ),
    "feed": Target(document(media_type="application/xml", shape="feed"), g.encoded(g.feeds), XML),
    "json": Target(document(media_type="application/json", shape="feed"), g.encoded(g.json_feeds), JSON),
    "sitemap": Target(document(media_type="application/xml", shape="sitemap"), g.encoded(g.sitemaps), SITEMAPS),
    "robots": Target(obeyed, g.encoded(g.robots), ROBOTS),
    "front": Target(of_text(fronted), g.encoded(g.front), _documents(".md")),
    "text": Target(document(media_type=plain), g.encoded(st.lists(g.texts, max_size=12).map("\n".join)), _documents(".txt")),
    "markdown": Target(document(media_type=markdown), g.encoded(g.markdowns), _documents(".md")),
    "pdf": Target(document(media_type="application/pdf"), papers_of_lines, PAPERS),
    "word": Target(document(media_type="application/octet-stream"), g.word_texts.map(as_word) | g.word_texts.map(odt), WORDS),
    "mail": Target(document(media_type="message/rfc822"), g.encoded(g.mails), MAILS),
    "any": Target(document(), st.one_of(pages, texts, g.encoded(g.feeds)), [*RELEASES, *FEEDS, *_documents(".txt")]),
    "structured": Target(stated, g.encoded(st.lists(g.scripts | g.soups, max_size=4).map("".join)), RELEASES),
    "dates": Target(of_text(dated), texts, [b"Berlin, 16. November 2020, 10:00 Uhr", b"Mon, 16 Nov 2020 10:00:00 +0100"]),
    "embargo": Target(of_text(sealed), texts, [b"Sperrfrist: 3. Mai 2025, 10 Uhr", b"[Embargoed until 3 May 2025]"]),
    "release": Target(of_text(anatomy), texts, [b"Pressemitteilung Nr. 12/2025 vom 3. Mai 2025", "Der Kran © Hafenwerk".encode(), *ANATOMIES]),
    "byline": Target(of_text(signed), texts, [b"By Ada Muster and Bo Beispiel", b"Von Ada Muster | 16.11.2020"]),
    "language": Target(of_text(spoken), texts, [b"de-AT", b"en_US.UTF-8", b"The pier that was closed for so long is open again. " * 3]),
    "clean": Target(of_text(cleaned), g.encoded(g.soups | g.trees | g.urls), RELEASES),
    "urls": Target(of_text(addressed), g.encoded(st.tuples(g.urls, g.urls).map(" ".join)), [b"/a?utm_source=b#c https://port.example/d/"]),
    "retry-after": Target(of_text(asked_to_wait), texts, [b"120", b"Mon, 16 Nov 2020 10:00:00 GMT"]),
    "charset": Target(
        decoded, st.builds(lambda label, body: label + b"\n" + body, st.sampled_from(LABELS) | st.binary(max_size=9), texts | st.binary()), RELEASES
    ),
    "body": Target(unpacked, st.binary(max_size=200), PACKED),
}  # fmt: skip
