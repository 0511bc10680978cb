"""One document in, its entries out; whatever the bytes, nothing worse than a FeederError."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeder import extract
from feeder.errors import ConfigError, FeederError, ParseError
from feeder.model import SHAPES, SURE

DOCUMENTS = sorted(
    path
    for path in (Path(__file__).parent / "golden" / "documents").iterdir()
    if path.suffix in (".txt", ".md", ".html") and path.stem != "README"
)
URL = "https://port.example/news/crane"
PAGE = b"<!doctype html><html><head><title>Crane</title></head><body><h1>The crane</h1><p>It stands.</p></body></html>"
FEED = b"""<rss version="2.0"><channel><title>Port</title><item><title>The crane</title>
<link>https://port.example/1</link></item></channel></rss>"""


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_document_is_read_as_a_careful_editor_would(document, refresh):
    expected = document.with_suffix(".json")
    found = extract(document.read_bytes(), document.name, timezone="Europe/Berlin").to_dict()
    if refresh:
        expected.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert found == json.loads(expected.read_text(encoding="utf-8"))


def test_an_extraction_has_the_keys_of_the_contract_and_null_for_what_is_unknown():
    found = extract(b"The crane\n\nIt stands where it stood.\n", "crane.txt").to_dict()
    assert list(found) == ["shape", "confidence", "reasons", "rule", "entries"]
    assert found["entries"] == [
        {
            "id": None,
            "source": None,
            "url": None,
            "title": "The crane",
            "kicker": None,
            "kind": None,
            "kind_code": None,
            "number": None,
            "dateline": None,
            "published": None,
            "updated": None,
            "first_seen": None,
            "language": None,
            "authors": [],
            "contacts": [],
            "summary": "It stands where it stood.",
            "content_html": "<p>It stands where it stood.</p>",
            "content_text": "It stands where it stood.",
            "boilerplate": None,
            "tags": [],
            "image": None,
            "attachments": [],
            "embargo": None,
            "status": "live",
            "corrects": None,
            "story": None,
        }
    ]


MARKDOWN, TEXT = b"# The crane\n\nIt *stands*.\n", b"The crane\n\nIt stands.\n"


@pytest.mark.parametrize(
    ("body", "url", "media_type", "content"),
    [
        pytest.param(MARKDOWN, URL, "text/markdown", "<p>It <em>stands</em>.</p>", id="media type"),
        pytest.param(MARKDOWN, URL, "Text/Markdown; charset=UTF-8", "<p>It <em>stands</em>.</p>", id="parameters"),
        pytest.param(MARKDOWN, "crane.md", None, "<p>It <em>stands</em>.</p>", id="ending"),
        pytest.param(MARKDOWN, URL + ".MD?v=2", "application/octet-stream", "<p>It <em>stands</em>.</p>", id="vague"),
        pytest.param(TEXT, URL, None, "<p>It stands.</p>", id="text when nothing says otherwise"),
        pytest.param(TEXT, URL + ".html", "text/plain", "<p>It stands.</p>", id="media type before ending"),
    ],
)
def test_the_format_is_told_by_media_type_then_ending_then_bytes(body, url, media_type, content):
    (entry,) = extract(body, url, media_type=media_type).entries
    assert entry.content == content


@pytest.mark.parametrize("media_type", [None, "application/octet-stream", "application/xml", "text/xml"])
def test_a_page_and_a_feed_are_known_by_their_first_bytes(media_type):
    assert extract(PAGE, URL, media_type=media_type).shape in ("article", "listing")
    assert extract(FEED, URL, media_type=media_type).shape == "feed"


@pytest.mark.parametrize(
    "opening", ["<title>Harbour</title>", " \n<!-- made by hand -->", "<h1>Harbour</h1>", "<a href=/>", "<script>"]
)
def test_a_page_without_its_first_tags_is_none_the_less_one(opening):
    assert extract(f"{opening}<b>Harbour</b>".encode(), URL, media_type=None).shape == "listing"


def test_a_page_is_read_as_the_article_that_the_source_says_it_is():
    assert extract(PAGE, URL, media_type="text/html", shape="article").shape == "article"
    assert extract(PAGE, URL, media_type="text/html", shape="listing").shape == "listing"


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        pytest.param(b"", None, id="no bytes"),
        pytest.param(b" \r\n\t\n", "text/plain", id="white space"),
        pytest.param(b"\xef\xbb\xbf", "text/plain", id="a byte order mark alone"),
        pytest.param("\u200b\u202e\u200b".encode(), "text/plain", id="nothing to see"),
        pytest.param(b"Meldung\n16.11.2020\n", "text/plain", id="a head without headline or text"),
        pytest.param(bytes(range(32)) * 9, "text/plain", id="binary"),
        pytest.param(b"A" * 2000 + b"\x00\x01\x02" * 2000, "text/plain", id="binary after a while"),
        pytest.param(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", "text/plain", id="a PDF file"),
        pytest.param(b"{\\rtf1\\ansi The crane}", "text/plain", id="an RTF file"),
        pytest.param(b"PK\x03\x04word/document.xml", None, id="a Word file"),
        pytest.param(b'{"error": "not allowed"}', "application/json", id="what is no document"),
        pytest.param(b'<?xml version="1.0"?><urlset><url/></urlset>', "application/xml", id="XML that is no feed"),
        pytest.param(b"---\ntitle: x\n---\n", "application/pdf", id="a format that cannot be read"),
    ],
)
def test_what_holds_no_release_is_a_parse_error(body, media_type):
    with pytest.raises(ParseError):
        extract(body, URL, media_type=media_type)


@pytest.mark.parametrize(
    "settings_",
    [
        pytest.param({"shape": "essay"}, id="shape"),
        pytest.param({"timezone": "Europe/Brakesund"}, id="zone"),
        pytest.param({"timezone": "../../etc/passwd"}, id="zone that is a path"),
        pytest.param({"timezone": "Europe/Ber\x00lin"}, id="zone with NUL"),
        pytest.param({"rule": {"item": "li"}}, id="unknown key of a rule"),
    ],
)
def test_a_setting_that_is_none_is_a_config_error(settings_):
    with pytest.raises(ConfigError):
        extract(PAGE, URL, media_type="text/html", **settings_)


NOW = datetime(2025, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("printed", "published"),
    [
        ("3 May 2025", "2025-05-03"),
        ("3 May 2026", "2026-05-03"),  # an announcement, or an embargo
        ("3 July 2026", None),
        ("3 May 2094", None),
    ],
)
def test_a_date_more_than_a_year_ahead_is_doubted(printed, published):
    found = extract(f"{printed}\n\nThe crane\n\nIt stands.\n".encode(), "crane.txt", now=NOW)
    assert found.entries[0].to_dict()["published"] == published
    assert any("ahead" in reason for reason in found.reasons) == (published is None)


def test_without_now_no_date_is_doubted():
    assert extract(b"3 May 2094\n\nThe crane\n\nIt stands.\n", "crane.txt").entries[0].published is not None


MEDIA_TYPES = (None, "text/plain", "text/markdown", "text/html", "application/rss+xml", "application/feed+json", "x/y")
STARTS = (b"", b"---\n", b"+++\n", b"<html>", b"<rss><channel>", b'{"version": "https://jsonfeed.org/version/1.1", ')
CHARSETS = (
    "",
    "; charset=idna",
    "; charset=undefined",
    "; charset=unicode_escape",
    "; charset=zlib",
    "; charset=utf-16",
)


@settings(max_examples=300, deadline=None)
@given(
    start=st.sampled_from(STARTS),
    body=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))),
    media_type=st.sampled_from(MEDIA_TYPES),
    charset=st.sampled_from(CHARSETS),
    shape=st.sampled_from(SHAPES),
)
def test_no_bytes_raise_anything_but_a_feeder_error(start, body, media_type, charset, shape):
    try:
        found = extract(start + body, URL, media_type=media_type and media_type + charset, shape=shape, now=NOW)
    except FeederError:
        return
    json.dumps(found.to_dict()).encode()
    assert all("<script" not in (entry.content or "") for entry in found.entries)


@pytest.mark.parametrize(
    ("end", "is_cut"),
    [
        (b"", False),
        (b"</body>\n", False),
        (b"</body></html><!-- made in 0.2 s -->\n", False),
        (b"</BODY> trailing words", False),
        (b"<main><ul><li>The second</ul></main>\n", False),
        (b"<p>The second", True),
        (b"<p>The second</p", True),
        (b'<p class="sec', True),
        (b"<p>The second</p>\nA", True),
        (b"<main><p>The second</p>", True),
        (b"<table><tr><td>The second</table><ol class=x><li>The third</li>", True),
    ],
)
def test_a_page_that_ends_in_the_middle_is_not_read(end, is_cut):
    body = PAGE.removesuffix(b"</body></html>") + end
    if is_cut:
        with pytest.raises(ParseError, match="cut off; try again later"):
            extract(body, URL)
    else:
        assert extract(body, URL, shape="article").entries[0].title == "The crane"


@pytest.mark.parametrize(
    ("body", "url", "told"),
    [
        (b" ", URL, "the document is empty; check it in a browser"),
        (b"", "notes/empty.txt", "the document is empty; look at the file, mend it or take it away"),
        (b"- \n", "notes/empty.md", "the document holds no text; look at the file, mend it or take it away"),
        (b"<?xml version='1.0'?><x/>", URL, "this XML is neither a feed nor a page; give the address of the feed, or of a page"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_what_to_do(body, url, told):
    with pytest.raises(ParseError) as problem:
        extract(body, url)
    assert str(problem.value) == f"{url}: {told}"


def test_json_that_is_no_feed_is_told_with_what_to_do():
    with pytest.raises(ParseError, match=r"this JSON is no feed; give the address of a feed, or of a page"):
        extract(b'{"posts": []}', URL, media_type="application/json")


def test_a_fragment_may_end_anywhere():
    body = b"<h1>The crane</h1><ul><li>It stands where it stood"
    (entry,) = extract(body, URL, media_type="text/html", shape="article").entries
    assert entry.title == "The crane"


ITEM = b"<item><title>The crane</title><link>https://port.example/1</link><description>It stands.</description></item>"


@pytest.mark.parametrize(
    ("end", "entries"),
    [
        (b"</channel></rss>", 1),
        (b"</channel>", 1),
        (b"", 1),
        (b"<item/>", 1),
        (b"<item />\n</channel></rss>", 1),
        (b"<item><title>The second</title><description>It fe", 1),
        (b"<item><title>The sec", 1),
        (b"<item><title>The second</title><description><![CDATA[An <item> and ]]></description></ITEM>", 2),
        (b"<item><title>The second</title><link>https://port.example/2</link></item></cha", 2),
    ],
)
def test_the_last_entry_of_a_feed_that_ends_in_it_is_left_out(end, entries):
    found = extract(b"<rss version='2.0'><channel><title>Port</title>" + ITEM + end, URL)
    assert len([one for one in found.entries if one.title]) == entries
    assert found.entries[0].summary == "It stands."


TALKS = (
    "Open day at the works in Hildesheim",
    "Concert of the works choir",
    "Fair for pumps and valves",
    "Talk on pumps",
)


@pytest.mark.parametrize(
    ("days", "rule", "is_sure"),
    [
        pytest.param((3, 8, 11, 18), None, False, id="all to come"),
        pytest.param((-1, 8, 11, 18), None, True, id="one has been"),
        pytest.param((0.4, 0.5, 0.6, 0.7), None, True, id="of today, somewhere"),
        pytest.param((3, 8, 11, 18), {"items": "li"}, True, id="meant"),
    ],
)
def test_events_to_come_are_no_releases_unless_a_person_says_so(days, rule, is_sure):
    told = zip((NOW + timedelta(days=day) for day in days), TALKS, strict=True)
    rows = "".join(
        f'<li><time datetime="{at.isoformat()}">{at:%d %B %Y}</time> <a href="/events/{at.timestamp():.0f}">{title}</a>'
        for at, title in told
    )
    page = f"<title>Press</title><h1>Press releases</h1><p>There are none at the moment.</p><ul>{rows}</ul>"
    found = extract(page.encode(), "https://port.example/press", shape="listing", rule=rule, now=NOW)
    assert len(found.entries) == 4
    assert (found.confidence >= SURE) is is_sure
    assert ("all of its days are still to come, as those of events" in found.reasons) is not is_sure
    assert (found.learned is None) is not is_sure


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        pytest.param(None, "gives only days that are still to come", id="learned by a search"),
        pytest.param({"items": "li"}, None, id="of items that a person named"),
    ],
)
def test_a_learned_rule_that_gives_events_to_come_does_not_fit_unless_they_are_meant(rule, why):
    def page(first):
        rows = (
            f"<li>{NOW + timedelta(days=first + n):%Y-%m-%d} <a href='/{n}'>{one}</a>" for n, one in enumerate(TALKS)
        )
        return f"<title>Press</title><h1>Press releases</h1><ul class=list>{''.join(rows)}</ul>".encode()

    told = {"url": "https://port.example/press", "shape": "listing", "rule": rule, "now": NOW}
    known = extract(page(-40), **told).learned
    found = extract(page(10), **told, learned=known)
    assert known is not None
    assert (found.unfit, found.learned is None) == (why, why is not None)


def test_days_far_ahead_are_none_of_publication_and_told_in_one_line() -> None:
    ahead = NOW + timedelta(days=800)
    rows = "".join(
        f"<li><a href='/{n}'>The crane of quay {n} is built</a> <time>{ahead:%Y-%m-%d}</time></li>" for n in (1, 2)
    )
    found = extract(f"<ul>{rows}</ul>".encode(), URL, media_type="text/html", rule={"items": "li"}, now=NOW)
    assert [entry.published for entry in found.entries] == [None, None]
    assert [reason for reason in found.reasons if "ahead" in reason] == [
        f"2 dates, as {ahead:%Y-%m-%d}, lie more than a year ahead and are not taken as those of publication"
    ]
