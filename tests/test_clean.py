"""Foreign markup, text, URLs and bytes become ours, or nothing."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from feeder.errors import ParseError
from feeder.parse.charset import _charset, decode
from feeder.parse.clean import absolute, largest_first, one_line, parse_html, plain_text, sanitise, xml_safe

BASE = "https://port.example/news/crane.html"

SANITISED = [
    pytest.param("<h1>Crane</h1>", "<h2>Crane</h2>", id="h1 becomes h2"),
    pytest.param('<p class="x" id="y" style="color:red" onclick="z()">Text</p>', "<p>Text</p>", id="attributes"),
    pytest.param("<div>One<div>Two</div>three</div>", "<p>One</p><p>Two</p><p>three</p>", id="wrappers to paragraphs"),
    pytest.param("<section><article><p>One</p></article></section>", "<p>One</p>", id="nested wrappers"),
    pytest.param("<div>a <b>b</b> c</div>", "<p>a <b>b</b> c</p>", id="inline stays together"),
    pytest.param("<p>One</p><p> </p><p>&nbsp;</p><div></div>", "<p>One</p>", id="empty blocks"),
    pytest.param("a<b> </b>c<span></span>", "a c", id="an empty inline element keeps its space"),
    pytest.param("<h2><div>A</div><div>B</div></h2>", "<h2>A B </h2>", id="blocks in a heading"),
    pytest.param("<script>x()</script><style>p{}</style><p>Text</p><iframe src='/x'>y</iframe>", "<p>Text</p>", id="script"),
    pytest.param("<svg><script>x()</script></svg><math><mi>y</mi></math>z", "z", id="foreign content"),
    pytest.param("<!-- note --><p>Text<!-- more --></p>", "<p>Text</p>", id="comments"),
    pytest.param('<a href="/a b.pdf">A</a>', '<a href="https://port.example/a%20b.pdf">A</a>', id="relative link"),
    pytest.param('<a href="java&#10;script:x()">A</a>', "A", id="javascript in disguise"),
    pytest.param('<a href="data:text/html,x">A</a>', "A", id="data URL"),
    pytest.param('<a href="MAILTO:press@port.example">A</a>', '<a href="mailto:press@port.example">A</a>', id="mailto"),
    pytest.param('<a href="tel:+49 40 123">A</a>', '<a href="tel:+49%2040%20123">A</a>', id="tel"),
    pytest.param('<img src="/p.gif" width="1" height="1">Text', "Text", id="tracking pixel"),
    pytest.param('<img src="data:image/gif;base64,R0" alt="x">Text', "Text", id="placeholder without a picture"),
    pytest.param(
        '<img src="data:image/gif;base64,R0" data-src="/c.jpg" alt="Crane" width="300px">',
        '<img src="https://port.example/c.jpg" alt="Crane" width="300">',
        id="lazy picture",
    ),
    pytest.param(
        '<picture><source srcset="/s.jpg 300w, /l.jpg 900w"><img alt="Crane"></picture>',
        '<img alt="Crane" src="https://port.example/l.jpg">',
        id="picture element",
    ),
    pytest.param(
        "<video controls><source src='/c.mp4'><p>Your browser is old.</p></video>",
        '<video controls=""><source src="https://port.example/c.mp4"></video>',
        id="player without fallback",
    ),
    pytest.param(
        "<table><tr><td><div>1</div><td>2</table>",
        "<table><tbody><tr><td><p>1</p></td><td>2</td></tr></tbody></table>",
        id="table",
    ),
    pytest.param("<p>One</body></html><p>Two", "<p>One</p><p>Two</p>", id="text after the end of the document"),
    pytest.param("<p>A<figure><figcaption>B</figcaption></figure>C</p>", "<p>A</p><figure><figcaption>B</figcaption></figure><p>C</p>", id="figure in a paragraph"),
    pytest.param("a &lt;script&gt; b &amp; c", "a &lt;script&gt; b &amp; c", id="escaped markup stays text"),
    pytest.param(" \n ", "", id="nothing"),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "clean"), SANITISED)
def test_sanitise_leaves_what_is_said_and_safe(markup, clean):
    assert sanitise(markup, BASE) == clean


@pytest.mark.parametrize(("markup", "clean"), SANITISED)
def test_sanitise_is_done_at_once(markup, clean):
    assert sanitise(clean, BASE) == clean


def test_a_password_in_the_base_reaches_no_link():
    assert "secret" not in sanitise('<a href="/x">X</a>', "https://editor:secret@port.example/")


NAMES = (
    "a",
    "b",
    "p",
    "div",
    "span",
    "h1",
    "ul",
    "li",
    "table",
    "tr",
    "td",
    "dl",
    "dd",
    "figure",
    "pre",
    "video",
    "svg",
    "style",
)
MARKUP = st.recursive(
    st.text(max_size=8) | st.sampled_from(["<br>", "<hr>", "<img src=a>", "<!--", "-->", "</p>", "</div>", "&#x1;", "&lt;"]),
    lambda inner: st.builds(
        "<{0}{1}>{2}</{0}>".format,
        st.sampled_from(NAMES),
        st.sampled_from(["", " href=x", " class='y'", ' onclick="z"', " src='javascript:z'", " style=z"]),
        st.lists(inner, max_size=3).map("".join),
    ),
    max_leaves=12,
)  # fmt: skip


@given(MARKUP)
def test_whatever_comes_sanitising_again_changes_nothing(markup):
    once = sanitise(markup, BASE)
    assert sanitise(once, BASE) == once


@given(MARKUP)
def test_whatever_comes_nothing_active_is_left(markup):
    assert not re.search(
        r"<(?:script|style|svg|iframe)|<[^>]+\s(?:on\w+|style|class|id)=|javascript:", sanitise(markup, BASE)
    )


@given(st.text())
def test_text_that_is_no_markup_stays_the_same_words(text):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert plain_text(sanitise(escaped, None)).split() == xml_safe(text.replace("\0", "")).split()


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 1_900,
        "<b>" * 1_900 + "<p>" * 20_000,
        "<table>" * 1_900,
        "<a href=x>" * 10_000,
        "<p>" + " " * 500_000,
    ],
    ids=["divs", "formatting", "tables", "links", "spaces"],
)
def test_markup_made_to_hurt_is_survived(markup):
    assert "deep" in sanitise("deep" + markup, BASE)


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("<h2>Crane</h2><p>It lifts.</p>", "Crane\n\nIt lifts."),
        ("<p>One<br>two\n  three</p>", "One\ntwo three"),
        ("<ul><li>a</li><li><p>b</p></li></ul><p>c</p>", "- a\n- b\n\nc"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n- b\n- c"),
        (
            "<table><tr><th>Year</th><th>Tonnes</th></tr><tr><td>2025</td><td>7</td></tr></table>",
            "Year\tTonnes\n2025\t7",
        ),
        ("<p>Fish &amp; chips &lt;fresh&gt;</p>", "Fish & chips <fresh>"),
        ("<p>a</p><script>b</script><p>c</p>", "a\n\nc"),
        ("", ""),
    ],
)
def test_plain_text_keeps_the_structure(fragment, text):
    assert plain_text(fragment) == text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  Crane \n\t opened ", "Crane opened"),
        ("Cra\xadne\u200b", "Crane"),  # soft hyphen, zero-width space
        ("a\u202egpj.exe", "agpj.exe"),  # an override that would show "exe.jpg"
        ("می\u200cخواهم", "می\u200cخواهم"),  # the joiner spells this word
        ("sec\u200dret", "secret"),  # the joiner hides in this one
        ("a\x00b\x07c", "abc"),
        ("R&amp;D", "R&amp;D"),  # decoding is the caller's
        (" \u200b ", None),
        (None, None),
    ],
)
def test_one_line_is_visible_text(text, line):
    assert one_line(text) == line


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("a\x93b\x94 \x80", "a“b” €"),  # windows-1252 taken for Latin-1
        ("a\x81b\ufffdc\ufffe\uffffd\x0be", "abcde"),
        ("tab\tline\n", "tab\tline\n"),
        ("a\ud800b", "ab"),
    ],
)
def test_xml_safe_keeps_what_xml_allows(text, safe):
    assert xml_safe(text) == safe


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_whatever_comes_lxml_takes_it(text):
    etree.Element("x").text = xml_safe(text)


@pytest.mark.parametrize(
    ("url", "full"),
    [
        ("/a", "https://port.example/a"),
        ("  \t/a\n ", "https://port.example/a"),
        ("a.html", "https://port.example/news/a.html"),
        ("./a", "https://port.example/news/a"),
        ("../a/./b/..", "https://port.example/a/"),
        ("/a/../b", "https://port.example/b"),
        ("a//b/", "https://port.example/news/a/b/"),
        ("/a//b?c;#", "https://port.example/a//b?c;"),
        ("/a;", "https://port.example/a"),
        ("?a=b", "https://port.example/news/crane.html?a=b"),
        ("https://x.example", "https://x.example"),
        ("https://X.example/a?", "https://x.example/a"),
        ("ht\ntps://x.example/", "https://x.example/"),
        ("//cdn.example/a?b=c&d#e", "https://cdn.example/a?b=c&d#e"),
        ("HTTP://Käse.example:80/ä?ö=ü#ß", "http://xn--kse-qla.example/%C3%A4?%C3%B6=%C3%BC#%C3%9F"),
        ("https://x.example/100%/%C3%A4", "https://x.example/100%25/%C3%A4"),
        ("https://u:p@x.example:8443/", "https://x.example:8443/"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
        ("", None),
        (None, None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("mailto:a@b.example", None),
        ("http://[", None),
        ("http://x.example:99999/", None),
        ("http://x y.example/", None),
        ("http:///path", None),
        ("https://x.example/" + "a" * 9000, None),
    ],
)
def test_absolute_gives_ascii_http_or_nothing(url, full):
    assert absolute(url, BASE) == full


@given(st.text(), st.text())
def test_absolute_never_raises(url, base):
    full = absolute(url, base)
    assert full is None or (full.isascii() and full.startswith("http"))


#: Of what addresses are made; each alone and next to any other is read with or without much thought.
PARTS = (
    "/",
    "//",
    ".",
    "..",
    "a",
    "B",
    "x.html",
    "%20",
    "%",
    "?",
    "#",
    ";",
    ":",
    "&",
    "=",
    "@",
    "~",
    "é",
    "\\",
    "[",
    ":80",
)
SITES = st.sampled_from(
    ("", "https://port.example", "http://port.example", "HTTPS://Port.example", "ftp://port.example")
)
ADDRESSES = st.builds(lambda site, parts: site + "".join(parts), SITES, st.lists(st.sampled_from(PARTS), max_size=7))


@settings(max_examples=400)
@given(ADDRESSES.filter(bool), st.one_of(st.just(BASE), ADDRESSES))
def test_absolute_is_the_same_however_little_thought_an_address_needs(url, base):
    assert absolute(url, base) == absolute(f" {url}", base)  # a blank is stripped, with much thought


def test_srcset_is_read_with_commas_in_its_urls():
    assert largest_first("/w=300,h=2.jpg 300w, /w=900,h=6.jpg 900w,/x.jpg 2x") == [
        "/w=900,h=6.jpg",
        "/w=300,h=2.jpg",
        "/x.jpg",
    ]


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        pytest.param("<p>Größe “7”".encode("cp1252"), "text/html; charset=ISO-8859-1", id="header, Latin-1 as windows-1252"),
        pytest.param(b"<meta charset=windows-1252>" + "<p>Größe “7”".encode("cp1252"), None, id="meta"),
        pytest.param(b"<meta http-equiv=Content-Type content='text/html; charset=x-nonsense'>" + "<p>Größe “7”".encode("cp1252"), None, id="unknown"),
        pytest.param("<p>Größe “7”".encode(), "text/html; charset=iso-8859-1", id="valid UTF-8 whatever is said"),
        pytest.param("<p>Größe “7”".encode("utf-8-sig"), None, id="byte order mark"),
        pytest.param("<p>Größe “7”".encode("utf-16"), None, id="UTF-16 with byte order mark"),
        pytest.param("<p>Größe “7”".encode("cp1252"), "text/html; charset=utf-8", id="a wrong declaration"),
        pytest.param(b"<?xml version='1.0' encoding='utf-8'?><html><body>" + "Größe “7”".encode(), None, id="XML declaration"),
    ],
)  # fmt: skip
def test_the_charset_is_found_as_browsers_find_it(body, media_type):
    assert parse_html(body, media_type).text_content() == "Größe “7”"


def shown_as(head, text, charset, header=None):
    """How a page reads whose head is `head` and whose body is `text` in `charset`."""
    return (
        parse_html(head.encode() + b"<p>" + text.encode(charset), header and f"text/html; charset={header}")
        .find("body")
        .text_content()
    )


@pytest.mark.parametrize(
    ("head", "text", "charset", "header"),
    [
        pytest.param("<meta charset=windows-1251>", "Größe", "cp1252", "windows-1252", id="the header before the meta"),
        pytest.param("<meta charset=windows-1251>", "порт", "cp1251", "x-nonsense", id="the meta where the header is none"),
        pytest.param("<!-- <meta charset=windows-1252> --><meta charset=windows-1251>", "порт", "cp1251", None, id="no comment"),
        pytest.param("<meta name=x content='charset=windows-1252'><meta charset=windows-1251>", "порт", "cp1251", None, id="no other meta"),
        pytest.param("<link title='<meta charset=windows-1252>'><meta charset=windows-1251>", "порт", "cp1251", None, id="no attribute"),
        pytest.param("<meta content='text/html; charset=windows-1251' http-equiv=content-TYPE>", "порт", "cp1251", None, id="in any order"),
        pytest.param("<meta charset=windows-1251><meta charset=windows-1252>", "порт", "cp1251", None, id="the first"),
        pytest.param("<meta charset=x-nonsense><meta charset=windows-1251>", "порт", "cp1251", None, id="the first that is one"),
        pytest.param("<meta data-x='a>b' charset = 'windows-1251' />", "порт", "cp1251", None, id="among others"),
        pytest.param("<meta charset=cp037><meta charset=windows-1251>", "порт", "cp1251", None, id="none that browsers do not know"),
        pytest.param("<meta charset=x-user-defined>", "Größe", "cp1252", None, id="user-defined"),
        pytest.param("<script>" + "x" * 3000 + "</script><meta charset=windows-1251>", "порт", "cp1251", None, id="a late meta"),
        pytest.param("<meta charset=utf-16>", "Größe", "utf-8", None, id="UTF-16 in a meta"),
        pytest.param("<meta charset=gb2312>", "囍鎔", "gb18030", None, id="a superset"),
        pytest.param("<meta charset=big5>", "香港嘅海港", "big5hkscs", None, id="Hong Kong"),
        pytest.param("<meta charset=iso-8859-9>", "Şişli’de", "cp1254", None, id="Turkish"),
        pytest.param("<meta charset=iso-2022-jp>", "港の新しいクレーン", "iso2022_jp", None, id="in seven bits"),
    ],
)  # fmt: skip
def test_the_charset_is_sought_in_the_order_of_browsers(head, text, charset, header):
    assert shown_as(head, text, charset, header) == text


@pytest.mark.parametrize("charset", ["utf-16", "UTF-16LE", "utf-16be"])
def test_a_page_in_utf16_is_read_where_the_header_says_so_and_it_is(charset):
    codec = charset if charset.endswith("be") else "utf-16-le"
    for text in ("Größe", "crane"):  # the second in ASCII, each with a NUL
        page = parse_html(f"<meta charset=utf-8><p>{text}".encode(codec), f"text/html; charset={charset}")
        assert page.text_content() == text
    assert parse_html(b"<p>plain", f"text/html; charset={charset}").text_content() == "plain"


@pytest.mark.parametrize(
    ("labels", "codec"),
    [
        ("latin1 l1 iso88591 ISO_8859-1:1987 us-ascii ansi_x3.4-1968 x-cp1252", "cp1252"),
        ("windows-31j ms_kanji x-sjis shift-jis csshiftjis", "cp932"),
        ("ks_c_5601-1987 windows-949 korean iso-ir-149", "cp949"),
        ("chinese gb_2312-80 x-gbk gbk", "gb18030"),
        ("windows-874 tis-620 dos-874 iso-8859-11", "cp874"),
        ("iso-8859-8-i logical visual hebrew", "iso8859-8"),
        ("koi koi8_r cskoi8r", "koi8-r"),
        ("utf-7 utf-32 cp037 rot13 hex idna cp850 hz-gb-2312 replacement", None),
    ],
)
def test_a_label_means_what_it_means_to_browsers(labels, codec):
    assert {_charset(label) for label in labels.split()} == {codec}


@pytest.mark.parametrize("piece", ["<meta ", "<!--", "<a '", '<a "', "<meta charset=", "<", "<meta x='"])
def test_a_head_without_end_is_scanned_in_an_instant(piece):
    assert decode((piece * 100_000).encode() + b"\xff", None)


def test_a_page_in_a_declared_multibyte_charset():
    assert (
        parse_html("<p>港の新しいクレーン".encode("shift_jis"), "text/html; charset=Shift_JIS").text_content()
        == "港の新しいクレーン"
    )


@pytest.mark.parametrize("body", [b"", b" \n", bytes(range(256)) * 9, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0"])
def test_what_is_no_page_is_refused(body):
    with pytest.raises(ParseError):
        parse_html(body, "text/html")


def test_a_page_may_begin_with_an_element_that_libxml2_does_not_know():
    assert parse_html(b"<title>T</title><main><p>Text</p></main>", None).find("body/main/p").text == "Text"


def test_an_entity_reads_no_file():
    page = b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><body>a&x;b</body></html>'
    assert "&x;" in parse_html(page, None).text_content()
