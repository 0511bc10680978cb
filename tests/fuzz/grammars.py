"""What fuzzing writes: soups and trees of what formats are made of, JSON of any form, and pages with something amiss."""

import json
from collections.abc import Sequence
from html import escape

from hypothesis import strategies as st

Bytes = st.SearchStrategy[bytes]

#: What texts are made of, what parsers look for in them, and what no one expects there.
WORDS = (
    "Wellersiel opens a pier", "Die Mole ist offen. ", "a", " ", "\n", "\n\n", "\t", "16.11.2020", "16 November 2020, 10:00",
    "2020-11-16T10:00:00+01:00", "5/11/20", "31.02.2020", "令和2年11月16日", "٣ مارس ٢٠٢٥", "16. – 18. November 2020", "10 Uhr",
    "24:00", "99999999999", "-1", "0", "Embargo: ", "Sperrfrist: 3. Mai 2094, 10 Uhr", "[Sperrfrist", "Pressemitteilung Nr. 12/2020",
    "Nr.", "© Hafenwerk", "Foto: ", "By Ada Muster", "von", "###", "-30-", "press@port.example", "+49 40 123456", "https://port.example/a",
    "//port.example", "javascript:alert(1)", "data:text/html,a", "&amp;", "&nbsp;", "&#1;", "&#x110000;", "&", "<", ">", '"', "'", "„", "“",
    "(", ")", "[", "]", "{", "}", "*", "_", "`", "~", "|", "#", "- ", "1. ", "---\n", "===\n", "\\", "/", ":", ";", ",", ".", "!", "?",
    "\x00", "\x01", "\x0b", "\x1b", "\x85", "\x93", "\xa0", "\xad", "\u200b", "\u200d", "\u202e", "\u2028", "\ufeff", "\ufffd", "\uffff",
    "\U0001f6a2", "e\u0301", "ß", "İ", "ﬁ", "\u0130", "\U000e0001", "-->", "<!--", "]]>", "<![CDATA[", "%00", "%zz", "%E4", "../", "a" * 300,
)  # fmt: skip
texts = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=12).map("".join),
    st.text(max_size=40),
)
urls = st.one_of(
    st.sampled_from(
        (
            "/a", "a.pdf", "?b=c", "#d", "", " ", "//", "http://", "https://[::1", "https://[::1]/", "http://a:b@c.example/",
            "https://port.example:0/", "https://port.example:99999/", "https://pört.example/ä", "http://1/", "HTTP:a", "file:///etc/passwd",
            "javascript:a", "java\nscript:a", "mailto:a@b.example", "tel:1", "data:,a", "https://port.example/" + "a" * 9000, "\\\\a\\b",
            "http://xn--/", "http://a..b/", "http://%41.example/", "http://a\u3002example/", "ftp://a/",
        )
    ),
    texts,
)  # fmt: skip

BLOCKS = (
    "p", "div", "h1", "h2", "h3", "ul", "ol", "li", "table", "tr", "td", "th", "blockquote", "pre", "section", "article", "main", "header",
    "footer", "nav", "aside", "figure", "figcaption", "form", "select", "option", "textarea", "button", "dl", "dt", "dd", "details",
    "summary", "dialog", "address", "body", "head", "html", "title", "noscript", "template", "svg", "math", "iframe", "object", "script",
    "style", "frameset", "center", "marquee", "caption", "tbody", "hr", "gone", "x:y", "plaintext", "xmp",
)  # fmt: skip
INLINES = ("a", "b", "i", "em", "span", "font", "time", "code", "img", "br", "q", "cite", "abbr", "video", "audio", "source", "picture", "input", "label", "small", "wbr", "base", "meta", "link", "path", "use")  # fmt: skip
ATTRIBUTES = (
    "href", "src", "srcset", "data-src", "class", "id", "rel", "itemprop", "itemscope", "itemtype", "datetime", "content", "property",
    "name", "lang", "xml:lang", "title", "alt", "width", "height", "colspan", "rowspan", "style", "onclick", "cite", "type", "start", "http-equiv",
)  # fmt: skip
VALUES = (
    "author", "date", "byline", "kicker", "canonical", "og:title", "og:url", "og:image", "article:published_time", "description", "keywords",
    "article:tag", "og:type", "article", "https://schema.org/NewsArticle", "headline", "datePublished", "application/ld+json", "de", "en-GB",
    "/a 1x, /b 2x", "1", "65534", "-1", "stylesheet", "Content-Type", "text/html; charset=utf-7", "og:locale",
)  # fmt: skip

values = st.one_of(st.sampled_from(VALUES), urls, texts)


@st.composite
def _tag(draw: st.DrawFn) -> str:
    """A start tag, mostly whole."""
    name = draw(st.sampled_from(BLOCKS + INLINES))
    attributes = draw(st.dictionaries(st.sampled_from(ATTRIBUTES), values, max_size=3))
    quote = draw(st.sampled_from(('"', '"', '"', "'", "")))
    inside = "".join(f" {key}={quote}{escape(value)}{quote}" for key, value in attributes.items())
    return f"<{name}{inside}{draw(st.sampled_from(('>', '>', '>', '/>', ' ', '')))}"


ends = st.sampled_from(BLOCKS + INLINES).map(lambda name: f"</{name}>")
comments = texts.map(lambda text: f"<!--{text}-->")
scripts: st.SearchStrategy[str]

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts | urls,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(("@type", "@id", "@value", "@graph", "name", "url", "a")) | st.text(max_size=5), inner, max_size=4),
    max_leaves=10,
)  # fmt: skip


def objects(keys: Sequence[str], known: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    """Objects with known keys, whose values are as they should be or anything."""
    return st.dictionaries(st.sampled_from(keys), known | json_values, max_size=8)


LD_KEYS = ("@type", "@id", "@graph", "headline", "name", "description", "datePublished", "dateModified", "author", "creator", "image", "keywords", "inLanguage", "mainEntity", "mainEntityOfPage", "articleBody", "url", "publisher")  # fmt: skip
linked_data = objects(
    LD_KEYS, st.sampled_from(("NewsArticle", "Article", "https://schema.org/PressRelease", "2020-11-16", "de")) | texts
)
scripts = st.one_of(linked_data, st.lists(linked_data, max_size=3)).map(
    lambda data: f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'
)


def _element(inner: st.SearchStrategy[list[str]]) -> st.SearchStrategy[str]:
    return st.tuples(_tag(), inner, ends).map(lambda parts: f"{parts[0]}{''.join(parts[1])}{parts[2]}")


#: Trees that close, mostly, what they open; and soups of tags and texts that nobody ordered.
trees = st.recursive(texts | _tag(), lambda inner: _element(st.lists(inner, max_size=4)), max_leaves=14)
soups = st.lists(st.one_of(texts, _tag(), ends, comments, scripts), max_size=25).map("".join)
heads = st.sampled_from(("", "<!doctype html>", "<html lang=de><head><title>Port | The pier</title>", "<body>", "<main><h1>The pier</h1>", "<?xml version='1.0'?>"))  # fmt: skip
pages = st.tuples(heads, st.one_of(soups, trees), st.sampled_from(("", "</body></html>"))).map("".join)

XML = (
    "item", "entry", "title", "link", "description", "pubDate", "dc:date", "dc:creator", "author", "name", "category", "guid", "content", "summary",
    "content:encoded", "enclosure", "media:content", "media:group", "media:thumbnail", "media:description", "itunes:author", "updated", "published",
    "id", "source", "georss:where", "gml:pos", "width", "height", "image", "url", "textInput", "language", "atom:link", "rights", "channel", "feed",
    "rss", "rdf:RDF", "items", "contributor", "generator", "cloud", "itunes:keywords", "a:b", "div", "lastBuildDate", "georss:point", "dcterms:valid",
)  # fmt: skip
XML_ATTRIBUTES = ("href", "url", "rel", "type", "src", "xml:base", "xml:lang", "isPermaLink", "length", "medium", "term", "label", "scheme", "mode", "xmlns", "xmlns:a", "rdf:about", "width", "domain")  # fmt: skip
XML_VALUES = ("html", "xhtml", "text", "text/plain", "alternate", "enclosure", "image/jpeg", "application/octet-stream", "base64", "escaped", "http://www.w3.org/2005/Atom", "http://purl.org/rss/1.0/", "-1", "a:b")  # fmt: skip


@st.composite
def _xml_tag(draw: st.DrawFn) -> str:
    name = draw(st.sampled_from(XML))
    attributes = draw(st.dictionaries(st.sampled_from(XML_ATTRIBUTES), st.sampled_from(XML_VALUES) | urls, max_size=3))
    inside = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{inside}{draw(st.sampled_from(('>', '>', '>', '/>', '')))}"


xml_texts = st.one_of(
    texts,
    pages.map(lambda page: page.replace("&", "&amp;").replace("<", "&lt;")),
    pages.map(lambda page: f"<![CDATA[{page}]]>"),
)
_xml_element = st.deferred(
    lambda: st.tuples(st.sampled_from(XML), st.lists(xml_texts | _xml_element, max_size=3)).map(
        lambda parts: f"<{parts[0]}>{''.join(parts[1])}</{parts[0]}>"
    )
)
FEED_STARTS = (
    '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel><item>',
    "<rss><channel>", '<feed xmlns="http://www.w3.org/2005/Atom"><entry>', '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/a/">',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item rdf:about="/a">',
    '<?xml version="1.0" encoding="iso-8859-1"?><!DOCTYPE rss [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/passwd">]><rss version="0.91"><channel>&a;&c;',
    '<?xml version="1.0" encoding="utf-16"?><rss><channel>', "<!doctype html><rss>", " \n<rss><channel><item>",
)  # fmt: skip
xml_soups = st.lists(
    st.one_of(xml_texts, _xml_tag(), st.sampled_from(XML).map(lambda name: f"</{name}>"), _xml_element), max_size=20
)
feeds = st.tuples(st.sampled_from(FEED_STARTS), xml_soups.map("".join)).map("".join)

FEED_KEYS = ("id", "url", "external_url", "title", "content_html", "content_text", "summary", "image", "banner_image", "date_published", "date_modified", "authors", "author", "tags", "language", "attachments")  # fmt: skip
items = objects(FEED_KEYS, texts | urls | pages)
json_feeds = st.builds(
    lambda items, more: json.dumps({"version": "https://jsonfeed.org/version/1.1", **more, "items": items}, ensure_ascii=False),
    st.lists(items | json_values, max_size=4),
    objects(("title", "language", "author", "authors", "home_page_url"), texts),
)  # fmt: skip

SITEMAP_STARTS = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url>', "<urlset>", "<sitemapindex><sitemap>",
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">',
    '<?xml version="1.0" encoding="iso-8859-1"?><!DOCTYPE urlset [<!ENTITY a SYSTEM "file:///etc/passwd">]><urlset><url><loc>&a;', "<a:urlset>",
)  # fmt: skip
SITEMAP_NAMES = ("url", "sitemap", "loc", "lastmod", "changefreq", "priority", "news:news", "news:publication", "news:name", "news:language", "news:title", "news:publication_date", "news:keywords", "news", "image:image", "image:loc", "image", "a:b")  # fmt: skip
places = urls.map(escape) | st.sampled_from(
    ("https://port.example/a", "https://port.example/b?c&amp;d", "https://www.port.example/")
)
_place = st.tuples(st.sampled_from(SITEMAP_NAMES), places | texts.map(escape) | texts).map(
    lambda told: f"<{told[0]}>{told[1]}</{told[0]}>"
)
_places = st.lists(_place, max_size=5).map("".join)
_listed = st.tuples(st.sampled_from(("url", "sitemap", "news:news")), places, _places).map(
    lambda told: f"<{told[0]}><loc>{told[1]}</loc>{told[2]}</{told[0]}>"
)
sitemaps = st.tuples(
    st.sampled_from(SITEMAP_STARTS),
    st.lists(_listed | _place | ends, max_size=8).map("".join),
    st.sampled_from(("", "</urlset>", "</sitemapindex>")),
).map("".join)

ROBOTS_FIELDS = ("User-agent", "user agent", "Disallow", "disalow", "Allow", "Crawl-delay", "crawl delay", "Sitemap", "Host", "Request-rate", "")  # fmt: skip
ROBOTS_VALUES = ("*", "feeder", "Feeder/2.0 (+https://feeder.example)", "feed", "feederbot", "/", "/news", "/news/*.html$", "/*a*b*c", "$", "", "%", "%2F", "%zz", "/ä", "1", "-1", "1e9", "nan", "0.5", "#", "1/5")  # fmt: skip
robots = st.tuples(
    st.sampled_from(("", "\ufeff", "\n")),
    st.lists(
        st.tuples(st.sampled_from(ROBOTS_FIELDS), st.sampled_from((": ", ":", " : ", " ", "::")), st.sampled_from(ROBOTS_VALUES) | urls | texts, st.sampled_from(("\n", "\r", "\r\n", " # a\n"))).map("".join),
        max_size=15,
    ).map("".join),
).map("".join)  # fmt: skip

#: Lists: a few kinds of record, each with the number in it where its own says something else.
LIST_PARTS = (
    '<a href="/news/#">Pier # is open again, says the port</a>', "<a href=#>", "</a>", '<a href="/#.pdf">PDF</a>', "<h2>", "</h2>", "<time datetime=2020-11-#>", "</time>",
    "#.11.2020", "16 November 2020", "<br>", "<br><br>", "<hr>", "<td>", "<tr>", "<p>", "</p>", "<div class=date>", "</div>", "<span class=a#>", "</span>", "<img src=/#.jpg>",
    "<li>", "</li>", "<b>#</b>", "<b>Nov</b>", "<b>2020</b>", "<dt>", "<dd>", "Pier #", "<ul>", "</ul>", "<a href=/more>more</a>", "<a href=/tag/a rel=tag>a</a>", "令和2年11月#日",
)  # fmt: skip
AROUND = (
    ("<ul>", "</ul>"),
    ("<table><tr>", "</table>"),
    ("<dl>", "</dl>"),
    ("<main><div id=a class='b c1'>", "</div></main>"),
    ("<nav>", "</nav>"),
    ("", ""),
)
STATES = ('<script type="application/json" id="__NEXT_DATA__">', "<script>window.__NUXT__=", "<script>window.__INITIAL_STATE__ = ", '<script type="application/ld+json">')  # fmt: skip
_record = st.lists(st.sampled_from(LIST_PARTS) | texts, min_size=1, max_size=6).map("".join)
_state = st.tuples(st.sampled_from(STATES), json_values.map(json.dumps)).map(
    lambda told: f"{told[0]}{told[1]}</script>"
)


@st.composite
def _run(draw: st.DrawFn) -> str:
    kinds = draw(st.lists(_record, min_size=1, max_size=3))
    count = draw(st.sampled_from((2, 3, 4, 7, 12)))
    opened, closed = draw(st.sampled_from(AROUND))
    rows = [kinds[number % len(kinds)].replace("#", str(number + 9)) for number in range(count)]
    return f"{opened}{''.join(rows)}{closed}"


PAGER_PARTS = (
    '<a href="?page=#">#</a>', '<a href="/news/page/#">', '<a rel=next href="/news/pier.html?p=#">', "<link rel=next href=/a>", "</a>", "#", "next", "›", "»", "weiter", "下一页", "…", "Page #", "٣",
    '<li class="pager-next">', '<button data-url="/news?offset=#">', "<div hx-get='?p=#'>", '<a href="?p=2" aria-label="next">', "<span>", "</span>", "<svg></svg>", '<a href="#">', '<a class=prev href="?p=#">',
    '<link rel="next" href="https://port.example/feed?p=#"/>', "<generator>https://wordpress.org/?v=6</generator>", "<rss>", '<feed xmlns="http://www.w3.org/2005/Atom">', '{"version": "https://jsonfeed.org/version/1.1", "next_url": "/#", "items": []}',
)  # fmt: skip
pagers = st.lists(st.tuples(st.sampled_from(PAGER_PARTS), st.integers(0, 12).map(str) | texts), max_size=12).map(
    lambda told: "".join(part.replace("#", number) for part, number in told)
)
list_pages = st.tuples(heads, st.lists(_run() | _run() | soups | _state, min_size=1, max_size=4)).map(
    lambda told: told[0] + "".join(told[1])
)

STORY_KEYS = ("title", "headline", "name", "url", "slug", "path", "date", "publishedAt", "summary", "image", "category", "node", "attributes", "@type", "@id", "item", "itemListElement", "__typename", "price")  # fmt: skip
stories = objects(
    STORY_KEYS,
    texts
    | urls
    | st.sampled_from(("NewsArticle", "ItemList", "2020-11-16T10:00:00Z", 1605517200, "/news/a", {"rendered": "Pier"})),
)
_runs = st.lists(stories | json_values, max_size=6)
_unfolded = st.lists(
    stories
    | st.lists(st.integers(-3, 9), max_size=6)
    | st.dictionaries(st.sampled_from(STORY_KEYS), st.integers(-3, 9), max_size=4)
    | texts,
    max_size=9,
)
_dumped = st.one_of(
    _runs, _unfolded, st.dictionaries(st.sampled_from(("Article:1", "items", "data", "a")), stories | _runs, max_size=5)
).map(json.dumps)
STATE_MARKS = (
    ('<script id="__NUXT_DATA__" type="application/json">', "</script>"), ('<script type="application/json">', "</script>"), ('<script type="application/ld+json">', "</script>"),
    ("<script>window.__STATE__=", ";</script>"), ("<script>var newsItems = ", ";</script>"), ("<script>self.__next_f.push([1,", "])</script>"), ("<div data-page='", "'></div>"),
)  # fmt: skip
_written = st.tuples(st.sampled_from(STATE_MARKS), _dumped, st.booleans()).map(
    lambda told: f"{told[0][0]}{json.dumps(told[1]) if told[2] else told[1]}{told[0][1]}"
)
MARKED = (
    '<p itemscope itemtype="https://schema.org/NewsArticle">', "</p>", "<a itemprop=url href=/a#>", "</a>", "<b itemprop=headline>", "</b>", "<li class=h-entry>", '<a class="u-url p-name" href=/b#>',
    "<time class=dt-published datetime=2020-11-16>", "</time>", '<div typeof="schema:Event">', '<i property="schema:startDate" content="2020-11-16">', "</div>", "Pier #",
)  # fmt: skip
_marked = st.lists(st.sampled_from(MARKED) | texts, max_size=15).map("".join)
stating = st.tuples(heads, st.lists(_written | _marked | _run(), min_size=1, max_size=4)).map(
    lambda told: told[0] + "".join(told[1])
)
POST_KEYS = ("id", "date", "date_gmt", "modified", "link", "guid", "title", "content", "excerpt", "status", "_embedded", "yoast_head_json", "jetpack_featured_media_url", "lang")  # fmt: skip
_rendered = st.builds(lambda text, hidden: {"rendered": text, "protected": hidden}, pages | texts, st.booleans())
posts = st.lists(
    objects(
        POST_KEYS, _rendered | texts | urls | st.sampled_from(("2020-11-16T10:00:00", "2020-11-16T09:00:00", "publish"))
    ),
    max_size=4,
).map(lambda told: json.dumps([{"date_gmt": "2020-11-16T09:00:00"}, *told]))

MARKS = (
    "# ", "## ", "- ", "  - ", "1. ", "> ", "```\n", "~~~", "|a|b|\n|-|-|\n", "[a](", "![a](", "<", "<div>\n", "</div>\n", "***", "**", "_", "`",
    "[a]: /b 'c'\n", "[a]", "    ", "\t", "\\", "  \n", "<!-- ", "-->", "&auml;", "<a href=b>", "<script>", "===\n", "~~", "<https://a.example>",
)  # fmt: skip
KEYS = ("title", "kicker", "kind", "type", "number", "date", "updated", "embargo", "language", "authors", "contact", "summary", "tags", "image", "url", "draft", "dateline", "x")  # fmt: skip
front = st.one_of(
    st.just(""),
    st.lists(st.tuples(st.sampled_from(KEYS), texts | st.sampled_from(("[a, b]", "{name: a, email: a@b.example}", "&a [*a]", "!!python/object:a", "2020-11-16", "true", "|\n  a", "*a"))), max_size=5).map(
        lambda pairs: "---\n" + "".join(f"{key}: {value}\n" for key, value in pairs) + "---\n"
    ),
    st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(('"a"', "2020-11-16", "10:00:00", "2020-11-16T10:00:00Z", "nan", "0x7f", "[1, 'a']", "{name = 'a'}", "true"))), max_size=5).map(
        lambda pairs: "+++\n" + "".join(f"{key} = {value}\n" for key, value in pairs) + "+++\n"
    ),
)  # fmt: skip
markdowns = st.tuples(front, st.lists(st.sampled_from(MARKS) | texts, max_size=25).map("".join)).map("".join)


MAIL_HEADERS = (
    "From: Ada Muster <ada@port.example>", "From: =?utf-8?q?Ada?= <>", "Subject: Fwd: Pressemitteilung: Pier", "Subject: =?x?b?!!!?=", "Date: Mon, 16 Nov 2020 10:00:00 +0100",
    "Date: 99", "Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes", "Content-Type: text/html; charset=iso-2022-jp", "Content-Type: multipart/mixed; boundary=b",
    "Content-Type: multipart/alternative; boundary=c", "Content-Type: message/rfc822", "Content-Type: application/pdf; name*=utf-8''%E4", "Content-Disposition: attachment; filename=a.docx",
    "Content-Transfer-Encoding: base64", "Content-Transfer-Encoding: quoted-printable", "Content-Transfer-Encoding: x-uuencode", "Content-ID: <a>", "MIME-Version: 1.0",
)  # fmt: skip
_mail_part = st.tuples(st.lists(st.sampled_from(MAIL_HEADERS), max_size=4).map("\n".join), texts | pages).map(
    "\n\n".join
)
mails = st.lists(_mail_part | st.sampled_from(("--b", "--c", "--b--", "--c--", "-- ")), max_size=8).map("\n".join)

PARTS_OF_WORD = (
    "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "<w:pPr>", "</w:pPr>", "<w:pStyle w:val='Title'/>", "<w:pStyle w:val='Heading1'/>", "<w:numPr><w:ilvl w:val='9'/><w:numId w:val='1'/></w:numPr>",
    "<w:rPr><w:b/><w:sz w:val='40'/></w:rPr>", "<w:rPr><w:vanish/></w:rPr>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "<w:br/>", "<w:tab/>", "<w:hyperlink r:id='rId9'>", "</w:hyperlink>",
    "<w:drawing><w:txbxContent>", "</w:txbxContent></w:drawing>", "<w:del>", "</w:del>", "<w:outlineLvl w:val='99999999'/>", "<w:footnoteReference/>",
    "<text:p>", "</text:p>", "<text:h text:outline-level='1'>", "</text:h>", "<text:list text:style-name='L1'>", "</text:list>", "<text:list-item>", "</text:list-item>", "<text:s text:c='9'/>", "<text:line-break/>",
    "<text:a xlink:href='javascript:a'>", "</text:a>", "<table:table>", "</table:table>", "<table:table-row>", "</table:table-row>", "<table:table-cell>", "</table:table-cell>", "<text:note/>", "<draw:frame><draw:text-box>", "</draw:text-box></draw:frame>",
)  # fmt: skip
word_texts = st.lists(st.sampled_from(PARTS_OF_WORD) | texts.map(escape), max_size=25).map("".join)


@st.composite
def mutated(draw: st.DrawFn, seeds: Sequence[bytes]) -> bytes:
    """A real document with a few things amiss: bytes lost, doubled, moved, exchanged or put in."""
    body = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(body)))
        end = min(len(body), start + draw(st.sampled_from((0, 1, 2, 7, 40, 300))))
        put = draw(
            st.one_of(
                st.sampled_from((b"", body[start:end] * 2, body[start:end] * 30, body[start:end][::-1])),
                st.one_of(texts, _tag(), ends, comments).map(lambda text: text.encode("utf-8", "replace")),
                st.binary(max_size=4),
            )
        )
        body = body[:start] + put + body[end:]
    return body


def encoded(written: st.SearchStrategy[str]) -> Bytes:
    """Text as bytes, in some charset."""
    return st.builds(
        lambda text, charset: text.encode(charset, "replace"),
        written,
        st.sampled_from(
            ("utf-8", "utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252", "shift_jis", "iso2022_jp")
        ),
    )
