"""Feeds of every kind, whole, broken and hostile."""

import io
import json
from pathlib import Path
from zoneinfo import ZoneInfo

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.errors import ParseError
from feeder.model import Attachment
from feeder.parse.feeds import feed

URL = "https://hafen.example/presse/feed.xml"
BERLIN = ZoneInfo("Europe/Berlin")
NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
)
ITEM = "<title>Kran</title><link>/kran</link>"


def parsed(body, media_type=None, language=None):
    body = body.encode() if isinstance(body, str) else body
    return feed.parse(body, URL, media_type=media_type, language=language, zone=BERLIN)


def rss(item=ITEM, channel="", head=""):
    return f'{head}<rss version="2.0" {NAMESPACES}><channel><title>Hafenamt</title>{channel}<item>{item}</item></channel></rss>'


def atom(entry, head=""):
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {head}><title>Hafenamt</title><entry>{entry}</entry></feed>'


def jsonfeed(*items, **more):
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Hafenamt", "items": items, **more})


def one(body, **how):
    (entry,) = parsed(body, **how).entries
    return entry


RSS_092 = "<rss version='0.92'><channel><title>Hafenamt</title><item><title>Kran</title><link>https://hafen.example/kran</link></item></channel></rss>"
RSS_091 = f'<?xml version="1.0"?>\n<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://dtd.example/rss-0.91.dtd">{RSS_092.replace("0.92", "0.91")}'
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="/"><title>Hafenamt</title></channel>
<item rdf:about="https://hafen.example/kran"><title>Kran</title><link>https://hafen.example/kran</link></item></rdf:RDF>"""
RDF_090 = RDF.replace("purl.org/rss/1.0/", "my.netscape.com/rdf/simple/0.9/")
ATOM = atom('<title>Kran</title><link href="https://hafen.example/kran"/>')
ATOM_PREFIXED = ATOM.replace("<", "<a:").replace("<a:/", "</a:").replace("xmlns=", "xmlns:a=")
JSON = jsonfeed({"id": "1", "title": "Kran", "url": "https://hafen.example/kran"})


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(RSS_091, id="RSS 0.91"),
        pytest.param(RSS_092, id="RSS 0.92"),
        pytest.param(rss(), id="RSS 2.0"),
        pytest.param(RDF_090, id="RDF 0.9"),
        pytest.param(RDF, id="RSS 1.0"),
        pytest.param(ATOM, id="Atom"),
        pytest.param(ATOM_PREFIXED, id="Atom with a prefix"),
        pytest.param(JSON, id="JSON Feed"),
        pytest.param("\ufeff" + JSON, id="JSON Feed with a byte order mark"),
        pytest.param(f"\n \n{rss()}", id="white space before the root"),
        pytest.param(
            '<?xml version="1.0" encoding="utf-16"?>'.encode("utf-16") + rss().encode("utf-16-le"), id="UTF-16"
        ),
        pytest.param(f"<!-- {'x' * 5000} -->{rss()}", id="a long comment before the root"),
    ],
)
def test_every_kind_of_feed_is_recognised_and_read(body):
    raw = body.encode() if isinstance(body, str) else body
    found = parsed(raw)
    assert feed.looks_like_feed(raw, "text/html")
    assert (found.shape, found.title, found.confidence, found.reasons) == ("feed", "Hafenamt", 1.0, ())
    assert [(e.url, e.title, e.is_complete) for e in found.entries] == [("https://hafen.example/kran", "Kran", False)]


@pytest.mark.parametrize(
    ("body", "media_type", "expected"),
    [
        ("", None, False),
        ("<!doctype html><html><head><title>feed</title>", "application/rss+xml", False),
        ("<html xmlns='http://www.w3.org/1999/xhtml'>", None, False),
        ("<urlset/>", "application/xml", False),
        ('{"version": "1.0", "items": []}', "application/feed+json", False),
        ('{"items": [], "version": "https:\\/\\/jsonfeed.org\\/version\\/1"}', "text/plain", True),
        ("only words", "text/plain", False),
        ("only words", "application/atom+xml", True),  # nothing to go by but the server's word
    ],
)
def test_a_feed_is_told_by_its_bytes(body, media_type, expected):
    assert feed.looks_like_feed(body.encode(), media_type) is expected


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<!doctype html><html><body><p>Seite</p></body></html>", "<html>"),
        ("<urlset><url/></urlset>", "<urlset>"),
        ("nur Text", "no XML element"),
        ('{"a": 1}', "without a list of items"),
        ('{"items": ', "broken JSON"),
        ('{"items": [', "broken JSON"),
        ('{"items": {"a": 1}}', "without a list of items"),
        ("{" + '"a":[' * 100_000, "broken JSON"),
        (rss("<pos xmlns='http://www.opengis.net/gml'>1 2</pos>"), "feedparser cannot read it"),
    ],
)
def test_what_is_no_feed_is_an_error_of_one_line(body, told):
    with pytest.raises(ParseError, match="is not a feed: ") as raised:
        parsed(body)
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ("<link>kran?a=1&amp;b=2</link>", "https://hafen.example/presse/kran?a=1&b=2"),
        ("<link><![CDATA[/kran?a=1&b=2]]></link>", "https://hafen.example/kran?a=1&b=2"),
        ("<guid>https://hafen.example/g</guid>", "https://hafen.example/g"),
        ("<link/><guid>https://hafen.example/g</guid>", "https://hafen.example/g"),
        ("<link>/kran</link><guid>https://hafen.example/g</guid>", "https://hafen.example/kran"),
        ("<guid isPermaLink='false'>https://hafen.example/g</guid>", None),
        ("<guid>4711</guid>", None),
        ("<link>javascript:alert(1)</link>", None),
        ("<link>file:///etc/passwd</link>", None),
    ],
)
def test_the_address_of_an_rss_item(item, url):
    assert one(rss(item)).url == url


@pytest.mark.parametrize(
    ("links", "url"),
    [
        ('<link rel="edit" href="/edit"/><link rel="alternate" href="/kran"/>', "https://hafen.example/kran"),
        ('<link rel="alternate" type="application/pdf" href="/kran.pdf"/>', "https://hafen.example/kran.pdf"),
        ('<link rel="self" href="/kran.atom"/>', None),
        ('<link xml:base="https://cdn.example/a/" href="kran"/>', "https://cdn.example/a/kran"),
    ],
)
def test_the_address_of_an_atom_entry(links, url):
    assert one(atom(links)).url == url


def test_entries_without_an_address_are_kept_and_told():
    found = parsed(rss("<title>Kran</title>"))
    assert found.entries[0].url is None
    assert found.reasons == ("1 of 1 entries have no link",)


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (rss("<title>Kran &amp; Kai</title>"), "Kran & Kai"),
        (rss("<title>Kran &amp;amp; Kai</title>"), "Kran & Kai"),
        (rss("<title><![CDATA[Kran <b>am</b> Kai]]></title>"), "Kran am Kai"),
        (rss("<title>5 &lt; 7 Kräne</title>"), "5 < 7 Kräne"),
        (rss("<title> Kran\n am </title>"), "Kran am"),
        (rss("<title>Kran</title><media:content url='/k.jpg'><media:title>Bild</media:title></media:content>"), "Kran"),
        (atom("<title type='html'>Kran &amp;amp; &lt;i&gt;Kai&lt;/i&gt;</title>"), "Kran & Kai"),
        (atom("<title>&lt;b&gt; ist fett</title>"), "<b> ist fett"),
        (
            atom("<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>Kran <b>neu</b></div></title>"),
            "Kran neu",
        ),
        (jsonfeed({"title": "Kran &amp; <Kai>"}), "Kran &amp; <Kai>"),
        (rss("<link>/kran</link>"), None),
    ],
)
def test_a_title_is_plain_text(body, title):
    assert one(body).title == title


@pytest.mark.parametrize(
    ("body", "content", "summary"),
    [
        pytest.param(rss("<description>Kurz.</description>"), None, "Kurz.", id="a description is a teaser"),
        pytest.param(
            rss(
                "<description>Kurz &lt;b&gt;so&lt;/b&gt;</description><content:encoded><![CDATA[<p>Lang</p>]]></content:encoded>"
            ),
            "<p>Lang</p>",
            "Kurz so",
            id="content:encoded is the content",
        ),
        pytest.param(rss("<content:encoded>&lt;p>Lang</content:encoded>"), "<p>Lang</p>", None, id="content alone"),
        pytest.param(
            rss("<description>Kurz</description><itunes:summary>Anders</itunes:summary>"),
            None,
            "Kurz",
            id="two summaries",
        ),
        pytest.param(
            rss("<dc:description>Anders</dc:description><description>Kurz</description>"), None, "Kurz", id="RSS first"
        ),
        pytest.param(
            rss(
                "<description>Kurz</description><media:content url='/k.jpg'><media:description>Bild</media:description></media:content>"
            ),
            None,
            "Kurz",
            id="a caption is no content",
        ),
        pytest.param(atom("<summary>Kurz</summary>"), None, "Kurz", id="Atom summary"),
        pytest.param(atom("<content type='html'>&lt;p>Lang</content>"), "<p>Lang</p>", None, id="Atom HTML"),
        pytest.param(atom("<content>5 &lt; 7\n\nEnde</content>"), "<p>5 &lt; 7</p><p>Ende</p>", None, id="Atom text"),
        pytest.param(
            atom("<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Lang</p></div></content>"),
            "<p>Lang</p>",
            None,
            id="Atom XHTML",
        ),
        pytest.param(atom("<content type='text/html' src='/kran.html'/>"), None, None, id="Atom content elsewhere"),
        pytest.param(atom("<content type='image/png'>iVBORw0K</content>"), None, None, id="Atom picture as content"),
        pytest.param(jsonfeed({"content_html": "<p>Lang", "summary": "Kurz"}), "<p>Lang</p>", "Kurz", id="JSON HTML"),
        pytest.param(jsonfeed({"content_text": "a < b\n\nc"}), "<p>a &lt; b</p><p>c</p>", None, id="JSON text"),
    ],
)
def test_only_full_content_is_content(body, content, summary):
    entry = one(body)
    assert (entry.content, entry.summary) == (content, summary)


def test_content_is_sanitised_and_its_links_are_absolute():
    markup = "<p onclick='x()'>Siehe <a href='kran'>hier</a><script>alert(1)</script></p>"
    entry = one(rss(f"<content:encoded><![CDATA[{markup}]]></content:encoded>"))
    assert entry.content == '<p>Siehe <a href="https://hafen.example/presse/kran">hier</a></p>'
    assert entry.text == "Siehe hier"


def test_the_base_of_atom_content_counts():
    entry = one(atom("<content type='html' xml:base='https://cdn.example/a/'>&lt;a href='b'>x&lt;/a></content>"))
    assert 'href="https://cdn.example/a/b"' in entry.content


@pytest.mark.parametrize(
    ("body", "published", "updated"),
    [
        (rss("<pubDate>Tue, 05 Mar 2024 14:30:00 -0500</pubDate>"), "2024-03-05T14:30:00-05:00", None),
        (rss("<dc:date>2024-03-05T14:30:10+01:00</dc:date>"), "2024-03-05T14:30:10+01:00", None),
        (rss("<pubDate>05.03.2024</pubDate>"), "2024-03-05", None),
        (rss("<pubDate>bald</pubDate>"), None, None),
        (
            atom("<published>2024-03-05T14:30:00Z</published><updated>2024-03-06T09:00:00Z</updated>"),
            "2024-03-05T14:30:00Z",
            "2024-03-06T09:00:00Z",
        ),
        # the same instant in another zone is no update
        (
            atom("<published>2024-03-05T14:30:00+01:00</published><updated>2024-03-05T13:30:00Z</updated>"),
            "2024-03-05T14:30:00+01:00",
            None,
        ),
        (atom("<updated>2024-03-06T09:00:00Z</updated>"), None, "2024-03-06T09:00:00Z"),
        (jsonfeed({"date_published": "2024-03-05T14:30:10+01:00"}), "2024-03-05T14:30:10+01:00", None),
        (jsonfeed({"date_published": 20240305}), None, None),
    ],
)
def test_dates_keep_their_offset(body, published, updated):
    entry = one(body)
    assert (entry.published and str(entry.published), entry.updated and str(entry.updated)) == (published, updated)


@pytest.mark.parametrize(
    ("body", "authors"),
    [
        (rss("<author>presse@hafen.example (Ida Kai)</author>"), ("Ida Kai",)),
        (rss("<dc:creator>Ida Kai</dc:creator><dc:creator>Ole Priel</dc:creator>"), ("Ida Kai", "Ole Priel")),
        (rss("<author>presse@hafen.example</author>"), ()),
        (rss("<author>Ida Kai &lt;i@hafen.example&gt;</author>"), ("Ida Kai",)),
        (rss("<dc:creator>Ida Kai (Presse)</dc:creator>"), ("Ida Kai (Presse)",)),
        (rss(ITEM, channel="<managingEditor>a@hafen.example (Chefin)</managingEditor>"), ()),
        (atom("<author><name>Ida Kai</name><email>i@hafen.example</email></author>"), ("Ida Kai",)),
        (ATOM.replace("<entry>", "<author><name>Hafenamt</name></author><entry>"), ("Hafenamt",)),
        (jsonfeed({"authors": [{"name": "Ida Kai"}, {"name": "Ida Kai"}, {"url": "x"}]}), ("Ida Kai",)),
        (jsonfeed({"author": {"name": "Ida Kai"}}), ("Ida Kai",)),
        (jsonfeed({}, authors=[{"name": "Hafenamt"}]), ("Hafenamt",)),
    ],
)
def test_authors(body, authors):
    assert one(body).authors == authors


@pytest.mark.parametrize(
    ("body", "tags"),
    [
        (rss("<category>Hafen</category><category>Kran</category><category>Hafen</category>"), ("Hafen", "Kran")),
        (rss("<dc:subject>Hafen</dc:subject>"), ("Hafen",)),
        (atom("<category term='k1' label='Kran'/><category term='Hafen'/>"), ("Kran", "Hafen")),
        (jsonfeed({"tags": ["Hafen", 7, "Kran", " "]}), ("Hafen", "Kran")),
    ],
)
def test_tags(body, tags):
    assert one(body).tags == tags


@pytest.mark.parametrize(
    ("body", "language"),
    [
        (rss(ITEM, channel="<language>de-de</language>"), "de-de"),
        (rss(ITEM + "<dc:language>fr</dc:language>", channel="<language>de</language>"), "fr"),
        (ATOM.replace("<feed", "<feed xml:lang='pl'"), "pl"),
        (ATOM.replace("<entry>", "<entry xml:lang='it'>"), "it"),
        (jsonfeed({"language": "es"}, language="en"), "es"),
        (jsonfeed({}, language="en_GB"), "en-GB"),
        (rss(), "nl"),  # the operator's, where the feed says nothing
        (jsonfeed({}, language="Deutsch, oder?"), "nl"),
    ],
)
def test_language(body, language):
    assert one(body, language="nl").language == language


def test_enclosures_are_attachments_and_the_first_picture_is_the_image():
    entry = one(
        rss(
            "<enclosure url='/a.jpg' type='image/jpeg' length='9'/><enclosure url='/b.png' type='image/png'/>"
            "<enclosure url='/a.pdf' type='application/pdf' length='123'/><enclosure url='/a.mp3' length='0'/>"
        )
    )
    assert entry.image.url == "https://hafen.example/a.jpg"
    assert entry.attachments == (
        Attachment(url="https://hafen.example/b.png", type="image/png"),
        Attachment(url="https://hafen.example/a.pdf", type="application/pdf", size=123),
        Attachment(url="https://hafen.example/a.mp3"),
    )


@pytest.mark.parametrize(
    ("body", "image"),
    [
        (
            rss(
                "<media:thumbnail url='/t.jpg'/><media:content url='/k.jpg' medium='image' width='640' height='x'>"
                "<media:description type='plain'>Der Kran</media:description></media:content>"
            ),
            ("https://hafen.example/k.jpg", "Der Kran", 640, None),
        ),
        (rss("<media:thumbnail url='t.jpg'/>"), ("https://hafen.example/presse/t.jpg", None, None, None)),
        (rss("<itunes:image href='/i.jpg'/>"), ("https://hafen.example/i.jpg", None, None, None)),
        (jsonfeed({"image": "/k.jpg"}), ("https://hafen.example/k.jpg", None, None, None)),
    ],
)
def test_the_picture_of_an_entry(body, image):
    found = one(body).image
    assert (found.url, found.caption, found.width, found.height) == image


def test_a_film_is_an_attachment_once():
    entry = one(rss("<enclosure url='/f.mp4' type='video/mp4'/><media:content url='/f.mp4' type='video/mp4'/>"))
    assert [part.url for part in entry.attachments] == ["https://hafen.example/f.mp4"]


def test_json_attachments_of_wrong_types_are_left_out():
    parts = [
        {"url": "/a.pdf", "mime_type": "application/pdf", "size_in_bytes": 12},
        {"url": 7},
        "x",
        {"url": "/b", "size_in_bytes": True},
    ]
    assert one(jsonfeed({"attachments": parts})).attachments == (
        Attachment(url="https://hafen.example/a.pdf", type="application/pdf", size=12),
        Attachment(url="https://hafen.example/b"),
    )


def test_json_items_that_are_none_are_told():
    found = parsed(jsonfeed({"title": "Kran"}, "x", None))
    assert [entry.title for entry in found.entries] == ["Kran"]
    assert found.reasons[0] == "2 of 3 items skipped: not an object"


def test_an_empty_feed_is_a_feed():
    found = parsed('<rss version="2.0"><channel><title>Hafenamt</title></channel></rss>')
    assert (found.entries, found.reasons) == ((), ("the feed has no entries",))


# -------------------------------------------------------------------------------------------------- broken feeds


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(rss(ITEM)[:-20], id="cut off"),
        pytest.param(rss(ITEM + "<description>a <b> c</description>"), id="unclosed element"),
        pytest.param(rss(ITEM + "<foo:x bar:y='1'>z</foo:x>"), id="undeclared prefix"),
        pytest.param(rss(ITEM) + "<p>Werbung", id="junk after the end"),
        pytest.param(rss(ITEM + "<dc:a:b/><:/><x:1/><:x:y z:='1'/>"), id="names that are none"),
    ],
)
def test_a_broken_feed_is_read_as_far_as_possible(body):
    found = parsed(body)
    assert found.entries[0].title == "Kran"
    assert found.entries[0].url == "https://hafen.example/kran"
    assert found.confidence == 0.8
    assert found.reasons[0].startswith("the XML is broken (line 1: ")


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Kran & Kai", "Kran & Kai"),
        ("Kran &nbsp;&uuml;ber Kai", "Kran über Kai"),
        ("<![CDATA[Kran & Kai]]> & mehr", "Kran & Kai & mehr"),
        ("Kran \x0b\x01am Kai", "Kran am Kai"),
    ],
)
def test_stray_characters_cost_nothing(written, title):
    found = parsed(rss(f"<title>{written}</title>"))
    assert found.entries[0].title == title


def test_a_prefix_everybody_knows_need_not_be_declared():
    body = rss(ITEM + "<content:encoded>Lang</content:encoded>").replace(NAMESPACES, "")
    assert one(body).text == "Lang"


@pytest.mark.parametrize(
    ("declared", "media_type", "charset"),
    [
        ("iso-8859-1", None, "iso-8859-1"),
        ("iso-8859-2", "text/xml", "iso-8859-2"),
        ("utf-8", "application/rss+xml; charset=windows-1252", "cp1252"),  # RFC 7303 3: the header wins
        ("iso-8859-1", "text/xml; charset=iso-8859-1", "utf-8"),  # both are wrong, the bytes are right
        ("utf-8", None, "cp1252"),
        ("nonsense", None, "utf-8"),
    ],
)
def test_charsets(declared, media_type, charset):
    body = rss("<title>Größe</title>", head=f'<?xml version="1.0" encoding="{declared}"?>')
    assert one(body.encode(charset), media_type=media_type).title == "Größe"


WARNING = "<br />\n<b>Warning</b>: Undefined variable $x in <b>/srv/feed.php</b> on line <b>3</b><br />\n"
KRAN = {"title": "Kran", "url": "https://hafen.example/kran"}


@pytest.mark.parametrize(
    ("before", "body"),
    [
        (WARNING, f'<?xml version="1.0"?>{rss()}'),
        ("Notice: Undefined index: id in /srv/feed.php\n", rss()),
        (WARNING, ATOM),
        (WARNING, RDF),
        (WARNING, "<rss>" + rss().partition(">")[2]),
        (WARNING, JSON),
    ],
)
def test_what_a_server_wrote_before_a_feed_is_left_out(before, body):
    raw = (before + body).encode()
    assert feed.looks_like_feed(raw, "text/html")
    assert parsed(raw).entries[0].url == "https://hafen.example/kran"


def test_what_was_left_out_before_a_feed_is_told():
    found = parsed("Notice: \x1b[1m Undefined index\n" + rss())
    assert found.reasons == ("the server wrote before it: Notice: [1m Undefined index",)
    assert found.confidence == 0.8


@pytest.mark.parametrize(
    "page",
    [
        "<!doctype html><html><body><pre><rss version='2.0'><channel></channel></rss>",
        "<head><title>How feeds look</title></head><feed>",
        "<body><?xml version='1.0'?><rss>",
        f"<html><script>var x = {JSON}</script>",
    ],
)
def test_a_page_that_shows_a_feed_is_a_page(page):
    assert not feed.looks_like_feed(page.encode(), "text/html")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f'<?xml version="1.0"?><?xml version="1.0"?>{rss()}', id="two declarations"),
        pytest.param(rss().replace("rss", "RSS"), id="capitals"),
        pytest.param(rss(ITEM.replace("title", "Title").replace("link", "LINK")), id="capitals within"),
        pytest.param(rss().replace("<item>", "</channel><item>").replace("</channel></rss>", "</rss>"), id="items outside"),
        pytest.param(rss().replace(' version="2.0"', ""), id="no version"),
        pytest.param(ATOM.replace(' xmlns="http://www.w3.org/2005/Atom"', ""), id="Atom without its namespace"),
        pytest.param(ATOM.replace("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"), id="Atom 0.3"),
        pytest.param(RDF.replace("<link>https://hafen.example/kran</link>", ""), id="RDF that says it by about alone"),
        pytest.param(rss("<title>Kran</title><guid isPermaLink='true'>/kran</guid>"), id="a relative permalink"),
        pytest.param(JSON.replace("}]", "},]"), id="JSON with a comma too many"),
        pytest.param(JSON[:-1], id="JSON without its end"),
        pytest.param(JSON.replace("}]", '}, {"id": "2", "title": "Ka'), id="JSON cut off in an item"),
        pytest.param(jsonfeed({"id": "https://hafen.example/kran", "title": "Kran"}), id="JSON with an id that is the address"),
        pytest.param(JSON + "\n<!-- 0.2 s -->", id="JSON with a comment behind it"),
        pytest.param(JSON.encode("utf-16"), id="JSON in UTF-16"),
        pytest.param(('<?xml version="1.0" encoding="utf-16"?>' + rss()).encode(), id="UTF-8 that says UTF-16"),
        pytest.param(('<?xml version="1.0"?>' + rss()).encode("utf-16-be"), id="UTF-16 without a mark"),
    ],
)  # fmt: skip
def test_a_feed_against_its_rules_is_read(body):
    raw = body.encode() if isinstance(body, str) else body
    assert feed.looks_like_feed(raw, "text/html")
    assert [(entry.url, entry.title) for entry in parsed(raw).entries] == [("https://hafen.example/kran", "Kran")]


def test_of_broken_json_the_whole_items_count_and_the_flaw_is_told():
    found = parsed(jsonfeed(KRAN, {"title": "Kai"}).replace("}]}", '}, {"title": "Ko'))
    assert [entry.title for entry in found.entries] == ["Kran", "Kai"]
    assert (found.title, found.confidence) == ("Hafenamt", 0.8)
    assert found.reasons[0].startswith("the JSON is broken (Unterminated string")


def test_a_line_break_within_a_json_string_is_no_error():
    assert one(JSON.replace("Kran", "Kran\n neu")).title == "Kran neu"


@pytest.mark.parametrize(
    ("body", "title"),
    [
        pytest.param("<title>Größe der Kräne</title>".encode().replace(b"der", b"\xfcber"), "Größe über Kräne", id="one byte of Latin-1"),
        pytest.param("<title>Größe</title>".encode("latin-1"), "Größe", id="Latin-1 throughout"),
        pytest.param(b"<title>Kran &#150; neu&#x92;s</title>", "Kran – neu’s", id="numbers of windows-1252"),
        pytest.param(b"<title>Kran&#0;&#xD800;&#99999999;</title>", "Kran", id="numbers of nothing"),
        pytest.param(b"<title>Kran &#x3C;b&#62; &#38;amp; Kai</title>", "Kran & Kai", id="numbers of markup"),
    ],
)  # fmt: skip
def test_characters_that_are_written_wrong(body, title):
    raw = rss("@", head='<?xml version="1.0" encoding="utf-8"?>').encode().replace(b"@", body)
    assert one(raw).title == title


@pytest.mark.parametrize(
    ("item", "content", "summary"),
    [
        ("<description>&amp;lt;p&amp;gt;Kurz&amp;lt;/p&amp;gt;</description>", None, "Kurz"),
        ("<content:encoded>&amp;lt;p&amp;gt;Lang&amp;lt;/p&amp;gt;</content:encoded>", "<p>Lang</p>", None),
        ("<content:encoded>&lt;pre&gt;&amp;lt;/p&amp;gt; ends it&lt;/pre&gt;</content:encoded>",
         "<pre>&lt;/p&gt; ends it</pre>", None),
        ("<description>a &amp;lt; b</description>", None, "a < b"),
    ],
)  # fmt: skip
def test_markup_that_was_escaped_twice_is_markup(item, content, summary):
    entry = one(rss(item))
    assert (entry.content, entry.summary) == (content, summary)


@pytest.mark.parametrize(
    ("stated", "published"),
    [
        ("Tue, 05 Mar 2024 14:30:00 GMT", "2024-03-05T14:30:00Z"),
        ("Tue, 5 Mar 24 14:30 EST", "2024-03-05T14:30:00-05:00"),
        ("Tue, 05 Mar 2024 14:30:00 CET", "2024-03-05T14:30:00+01:00"),
        ("Mon, 05 Mar 2024 14:30:00 +0100", "2024-03-05T14:30:00+01:00"),  # it was a Tuesday
        ("Die, 05 Mrz 2024 14:30:00 +0100", "2024-03-05T14:30:00+01:00"),
        ("mar., 05 mars 2024 14:30:00 +0100", "2024-03-05T14:30:00+01:00"),
        ("вт, 05 мар 2024 14:30:00 +0300", "2024-03-05T14:30:00+03:00"),
        ("Tue Mar  5 14:30:00 CET 2024", "2024-03-05T14:30:00+01:00"),
        ("Tue Mar 05 2024 14:30:00 GMT+0100 (CET)", "2024-03-05T14:30:00+01:00"),
        ("2024-03-05 14:30:00", "2024-03-05T14:30:00+01:00"),
        ("2024-03-05T14:30:00.000+0100", "2024-03-05T14:30:00+01:00"),
        ("20240305T143000Z", "2024-03-05T14:30:00Z"),
        ("1709645400", "2024-03-05T13:30:00Z"),
        ("1709645400123", "2024-03-05T13:30:00Z"),
        ("Tue, 05 Mar 2024 25:61:00 +0100", "2024-03-05"),
        ("5. März 2024", "2024-03-05"),
        ("0000-00-00 00:00:00", None),
        ("-0001-11-30T00:00:00+00:00", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("Wed, 31 Dec 1969 19:00:00 -0500", None),
        ("2024-W10-2", None),
        ("05/03/2024", None),
        ("gestern", None),
    ],
)
def test_dates_in_all_forms_that_software_writes(stated, published):
    for body in (rss(f"{ITEM}<pubDate>{stated}</pubDate>"), jsonfeed({**KRAN, "date_published": stated})):
        found = one(body).published
        assert (found and str(found)) == published


# ------------------------------------------------------------------------------------------------- hostile feeds

SECRET = Path(__file__).read_text()[:40]
BOMB = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(rss("<title>Kran&m;</title>", head=f'<!DOCTYPE r [<!ENTITY a "ha">{BOMB}]>'), id="entity bomb"),
        pytest.param(
            rss(f"{ITEM}<x y='&m;'/>", head=f'<!DOCTYPE r [<!ENTITY a "ha">{BOMB}]>'), id="bomb in an attribute"
        ),
        pytest.param(
            rss("<title>Kran&x;</title>", head=f'<!DOCTYPE r [<!ENTITY x SYSTEM "file://{__file__}">]>'),
            id="external entity",
        ),
        pytest.param(rss(ITEM, head='<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd">'), id="external DTD"),
        pytest.param(
            rss(ITEM, head=f'<!DOCTYPE r [<!ENTITY % p SYSTEM "file://{__file__}"> %p;]>'), id="parameter entity"
        ),
        pytest.param(
            rss(f"{ITEM}<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='{__file__}'/>"), id="XInclude"
        ),
        pytest.param(rss(ITEM, head="\n" * 200_000), id="white space before the root"),
        pytest.param(rss(ITEM, head="<!--" + "\n" * 200_000 + "-->"), id="comment before the root"),
        pytest.param(rss(f"{ITEM}<author>{'a' * 200_000}</author>"), id="long author"),
        pytest.param(rss(f"{ITEM}<AUTHOR>{'a' * 200_000}<name/></AUTHOR>"), id="long author in capitals"),
        pytest.param(rss(ITEM + "".join(f"<category>{n}</category>" for n in range(50_000))), id="many categories"),
        pytest.param(
            rss(f"{ITEM}<media:keywords>{','.join(map(str, range(100_000)))}</media:keywords>"), id="many keywords"
        ),
        pytest.param(rss(ITEM + "<x>" * 100_000), id="depth"),
        pytest.param(rss(ITEM) + "<" * 200_000, id="angle brackets"),
        pytest.param(rss(ITEM + "<![CDATA[" * 50_000), id="unclosed CDATA"),
    ],
)
def test_a_hostile_feed_is_harmless(body):
    (entry,) = parsed(body).entries
    assert entry.title.startswith("Kran")
    assert len(str(entry)) < 20_000
    assert SECRET not in str(entry)


def test_what_was_cut_is_told():
    found = parsed(rss(ITEM + "<category>x</category>" * 101 + f"<author>{'a' * 501}</author>"))
    assert found.reasons == ("2 overlong or surplus authors and categories cut",)


def test_bytes_that_name_a_file_open_no_file():
    with pytest.raises(ParseError):
        parsed(__file__)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_feed_or_a_parse_error(noise):
    for body in (
        noise,
        b"{" + noise,
        rss("<title>" + noise.decode("latin-1") + "</title>").encode("latin-1", "ignore"),
    ):
        feed.looks_like_feed(body, None)
        try:
            feed.parse(body, URL, media_type=None, language=None, zone=BERLIN)
        except ParseError as problem:
            assert "is not a feed" in str(problem)  # noqa: PT017


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_a_json_item_may_hold_anything(value):
    keys = "id url external_url title summary content_html content_text image authors author tags attachments language date_published date_modified"
    (entry,) = parsed(jsonfeed(dict.fromkeys(keys.split(), value), "", authors=value)).entries
    assert entry.to_dict()


@pytest.mark.parametrize(
    "body", [RSS_092, RDF, ATOM, rss("<title>Kran</title><pubDate>Tue, 05 Mar 2024 14:30:00 -0500</pubDate>")]
)
def test_feedparser_on_the_untouched_feed_agrees(body):
    ours, theirs = one(body), feedparser.parse(io.BytesIO(body.encode())).entries[0]
    assert (ours.title, ours.url) == (theirs.title, theirs.get("link"))
