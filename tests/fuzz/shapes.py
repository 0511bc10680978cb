"""The shapes of hostile documents: each a function of its size in bytes, a literal table for each parser."""

import io
import zipfile
from collections.abc import Callable
from itertools import product

Grow = Callable[[int], str]

SENTENCE = "The crane stands where it stood, said the harbour master on Tuesday. "


def again(unit: str, before: str = "", after: str = "") -> Grow:
    length = len(unit.encode("utf-8", "surrogateescape"))
    return lambda size: before + unit * (size // length) + after


def numbered(unit: str, before: str = "", after: str = "") -> Grow:
    return lambda size: before + "".join(unit.replace("#", str(one)) for one in range(size // len(unit))) + after


def nested(opening: str, closing: str, before: str = "", after: str = "") -> Grow:
    def grow(size: int) -> str:
        depth = size // len(opening + closing)
        return before + opening * depth + SENTENCE + closing * depth + after

    return grow


HEAD = "<!doctype html><html lang=en><head><title>The crane</title></head><body><main><h1>The crane</h1>"
ROWS = "<!doctype html><title>News</title><ul>"
RSS = '<rss version="2.0"><channel><title>Port</title>'
ITEM = f"{RSS}<item><title>The crane</title>"
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>Port</title>'
LD = '<!doctype html><title>The crane</title><script type="application/ld+json">'
JSON = '{"version": "https://jsonfeed.org/version/1.1", "title": "Port", "items": ['

PAGES = {
    "paragraphs": again(f"<p>{SENTENCE}</p>", HEAD),
    "short paragraphs": numbered("<p>w#</p>", HEAD),
    "empty paragraphs": again("<p></p>", HEAD),
    "bare text": again(SENTENCE, HEAD),
    "lines with br": again(f"{SENTENCE}<br>", HEAD),
    "br alone": again("<br>", HEAD),
    "one word": again("a", HEAD + "<p>"),
    "spaces": again(" ", HEAD + "<p>a"),
    "blanks of other kinds": again("\u00a0\u200b", HEAD + "<p>a"),
    "divs": again(f"<div>{SENTENCE}</div>", HEAD),
    "deep divs": again("<div>", HEAD),
    "deep closed divs": nested("<div>", "</div>", HEAD),
    "deep bold": again("<b>", HEAD),
    "misnested": again("<b><p><i>a</b></p></i>", HEAD),
    "links in links": again("<a href=/a>a<p>", HEAD),
    "spans": again("<span>a</span> ", HEAD + "<p>"),
    "bolds": again("<b>a</b> ", HEAD + "<p>"),
    "one element with attributes": numbered("a#=b ", HEAD + "<p ", ">Text</p>"),
    "data attributes": again("<p data-a=b data-c=d data-e=f data-g=h>a", HEAD),
    "links": numbered('<a href="/a/#">Crane number #</a> ', HEAD),
    "links in paragraphs": numbered(f'<p>{SENTENCE}<a href="/a/#">Crane number #</a></p>', HEAD),
    "files": numbered('<a href="/a/#.pdf">File #</a> ', HEAD),
    "rows": numbered('<li><a href="/a/#"><h2>Crane number #</h2></a> <time>16.11.2020</time> it stands', ROWS),
    "rows without a link": again("<li>Crane", ROWS),
    "one row of links": numbered('<a href="/a#">a#</a>', ROWS + "<li>"),
    "deep rows": again("<ul><li>", ROWS),
    "table": again("<tr><td>Crane<td>stands", HEAD + "<table>"),
    "tables": again("<table><tr><td>Crane stands</table>", HEAD),
    "deep tables": again("<table><tr><td>", HEAD),
    "one row of cells": again("<td>a", HEAD + "<table><tr>"),
    "spanning cells": again("<tr><td colspan=1000 rowspan=65534>a", HEAD + "<table>"),
    "list": again("<li>Crane stands</li>", HEAD + "<ul>"),
    "lists": again("<ul><li>Crane stands</ul>", HEAD),
    "definitions": again("<dt>Crane<dd>stands", HEAD + "<dl>"),
    "quotes": again("<blockquote>Crane", HEAD),
    "quotations": again(f"<blockquote>{SENTENCE}</blockquote>", HEAD),
    "code": again("<pre>a\nb</pre><code>c</code>", HEAD),
    "h1": numbered("<h1>Crane #</h1>", HEAD),
    "h2": numbered("<h2>Crane #</h2>", HEAD),
    "one long title": again("Crane - ", "<!doctype html><title>", "</title><h1>Crane</h1>"),
    "one long h1": again("<span>Crane</span> ", HEAD + "<h1>"),
    "dates": again("16.11.2020 ", HEAD + "<p>"),
    "date lines": again("<p>16 November 2020, 10:00</p>", HEAD),
    "times": again("<time datetime=2020-11-16>16</time>", HEAD),
    "digits": again("1", HEAD + "<p>"),
    "numbers": again("1 ", HEAD + "<p>"),
    "bylines": again('<p class="author">By Ada Muster</p>', HEAD),
    "images": numbered('<img src="/a#.jpg" alt="a">', HEAD),
    "figures": numbered('<figure><img src="/a#.jpg"><figcaption>© Port</figcaption></figure>', HEAD),
    "pictures": numbered('<picture><source srcset="/a# 1x,/b# 2x">', HEAD, "<img>"),
    "srcset": numbered("/a# #w,", HEAD + '<img srcset="', '">'),
    "forms": again("<form><input><select><option>a</select></form>", HEAD),
    "scripts": again("<script>a</script>", HEAD),
    "metas": numbered('<meta name=author content="Ada #">', HEAD),
    "link elements": numbered('<link rel=canonical href="/a/#">', HEAD),
    "comments": again("<!-- a -->", HEAD),
    "an endless comment": again("<!-- a ", HEAD),
    "entities": again("&amp;&#65;", HEAD + "<p>"),
    "unknown entities": again("&a", HEAD + "<p>"),
    "lesser thans": again("<", HEAD),
    "ends": again("</body></html>", HEAD),
    "heads": again("<head><title>a</title></head><body>", HEAD),
    "bases": numbered('<base href="/#/">', HEAD),
    "cookies": again("cookie ", HEAD + "<p>"),
    "brackets": again("(", HEAD + "<p>"),
    "quotation marks": again("„", HEAD + "<p>"),
    "dashes": again("- ", HEAD + "<p>"),
    "embargoes": again("<p>Embargo: </p>", HEAD),
    "credits": again("<p>Foto: a</p>", HEAD),
    "iframes": again("<iframe src=/a></iframe>", HEAD),
    "svg": again("<svg><path d=a>", HEAD),
    "details": again("<details><summary>a", HEAD),
    "unknown elements": numbered("<a#>a", HEAD),
    "audio": again("<audio><source src=/a><p>a", HEAD),
    "microdata": again('<div itemscope itemtype="https://schema.org/Article"><p itemprop=author>a', HEAD),
    "properties": again("<p itemprop=author>a</p>", HEAD + '<div itemscope itemtype="https://schema.org/Article">'),
    "data blocks": again('<script type="application/ld+json">{"@type":"Article","headline":"a"}</script>', HEAD),
    "one data block": again('{"@type":"Article"},', LD + "[", "{}]</script><p>a"),
    "deep data": again("[", LD, "</script><p>a"),
    "deep objects": again('{"a":', LD, "</script><p>a"),
    "commas in data": again(", ", LD + "[1", "]</script><p>a"),
    "comments in data": again("<!-", LD, "</script><p>a"),
    "spaces in data": again(" ", LD + "[1,", "x</script><p>a"),
    "entities in data": again("&quot;", LD + "{", "</script><p>a"),
    "keywords": numbered("a#,", LD + '{"@type":"Article","headline":"a","keywords":"', '"}</script><p>a'),
    "NUL": again("<p>a\x00\x00", HEAD),
    "declared types": again("a", LD + '{"@type":"', 'Article"}</script><p>a'),
}
TEXTS = {
    "paragraphs": again(f"{SENTENCE}\n\n", "The crane\n\n"),
    "lines": again(f"{SENTENCE}\n", "The crane\n\n"),
    "short lines": numbered("w#\n", "The crane\n\n"),
    "short paragraphs": numbered("w#\n\n", "The crane\n\n"),
    "the title again": again("The crane\n\n", "The crane\n\n"),
    "one word": again("a", "The crane\n\n"),
    "one line": again(SENTENCE, "The crane\n\n"),
    "digits": again("1", "The crane\n\n"),
    "numbers": again("1 ", "The crane\n\n"),
    "dates": again("16.11.2020 ", "The crane\n\n"),
    "date lines": again("16.11.2020\n\n"),
    "blank lines": again("\n", "The crane", "a"),
    "spaces": again(" ", "The crane", "a"),
    "bullets": again("- a\n", "The crane\n\n"),
    "bullets apart": again("- a\n\n", "The crane\n\n"),
    "quotes": again(">", "The crane\n\n"),
    "quoted lines": again("> a\n", "The crane\n\n"),
    "rules": again("---\n", "The crane\n\n"),
    "underlined": again("Crane\n=====\n\n"),
    "credits": again("Foto: a\n\n", "The crane\n\n"),
    "credit in a line": again("© ", "The crane\n\n"),
    "contacts": again("Kontakt\na@b.de\n\n", "The crane\n\n"),
    "at signs": again("@", "The crane\n\n"),
    "plus signs": again("+1 ", "The crane\n\n"),
    "embargoes": again("Embargo: \n\n", "The crane\n\n"),
    "brackets": again("(", "The crane\n\n"),
    "quotation marks": again("„", "The crane\n\n"),
    "dots": again(". ", "The crane\n\n"),
    "dashes": again("– ", "The crane\n\n"),
    "lesser thans": again("<", "The crane\n\n"),
    "ampersands": again("&", "The crane\n\n"),
    "umlauts in Latin-1": again("\udce4", "The crane\n\n"),
    "mail": again("From: a@b.de\nSubject: The crane\n\n", "Received: by port\n"),
}
MARKDOWN = {
    **TEXTS,
    "brackets": again("[", "# The crane\n\n"),
    "links": numbered("[a](/b#) ", "# The crane\n\n"),
    "images": numbered("![a](/b#) ", "# The crane\n\n"),
    "open links": again("[a](", "# The crane\n\n"),
    "open images": again("![", "# The crane\n\n"),
    "closing brackets": again("]", "# The crane\n\n"),
    "link titles": again('[a](b "', "# The crane\n\n"),
    "open angles": again("[a](<b", "# The crane\n\n"),
    "stars": again("*", "# The crane\n\n"),
    "stars apart": again("*a ", "# The crane\n\n"),
    "bold and not": again("*a **a ", "# The crane\n\n"),
    "stars and underscores": again("*a_ ", "# The crane\n\n"),
    "underscores": again("_a", "# The crane\n\n"),
    "tildes": again("~~a ", "# The crane\n\n"),
    "backticks": again("`", "# The crane\n\n"),
    "runs of backticks": lambda size: "".join("`" * one + " " for one in range(1, int((2 * size) ** 0.5))),
    "backslashes": again("\\", "# The crane\n\n"),
    "autolinks": again("<https://a.de>", "# The crane\n\n"),
    "open autolinks": again("<a:", "# The crane\n\n"),
    "open tags": again("<a ", "# The crane\n\n"),
    "open comments": again("<!-- ", "# The crane\n\n"),
    "declarations": again("<!A ", "# The crane\n\n"),
    "instructions": again("<? ", "# The crane\n\n"),
    "CDATA": again("<![CDATA[", "# The crane\n\n"),
    "references": numbered("[a#]: /b\n", "# The crane\n\n"),
    "uses of references": again("[a]", "[a]: /b\n\n"),
    "reference titles": again("[a]: b '", "# The crane\n\n"),
    "reference labels": again("[a", "# The crane\n\n", "]: /b"),
    "headings": again("# a\n", "# The crane\n\n"),
    "closing hashes": again("# ", "# "),
    "rules": again("* * *\n", "# The crane\n\n"),
    "table": again("|a|b|\n", "# The crane\n\n|a|b|\n|-|-|\n"),
    "wide table": again("|a", "# The crane\n\n", "\n" + "|-" * 9),
    "a wide head and short rows": lambda size: (
        "|a" * (size // 9) + "|\n" + "|-" * (size // 9) + "|\n" + "a\n" * (size // 9)
    ),
    "pipes": again("|", "# The crane\n\n|a|\n|-|\n"),
    "deep quotes": again("> ", "# The crane\n\n"),
    "deep lists": again("- ", "# The crane\n\n"),
    "indented lists": lambda size: "".join(" " * 2 * one + "- a\n" for one in range(int(size**0.5))),
    "quotes and lists": again("> - ", "# The crane\n\n"),
    "lists of quotes": again("- > a\n", "# The crane\n\n"),
    "numbered lists": again("1. a\n", "# The crane\n\n"),
    "lazy quotes": again("a\n", "# The crane\n\n> "),
    "fences": again("```\n", "# The crane\n\n"),
    "html": again("<p>a</p>\n", "# The crane\n\n"),
    "deep html": again("<div>\n", "# The crane\n\n"),
    "a heading in HTML": again("<h1>", "", ""),
    "entities": again("&amp;", "# The crane\n\n"),
    "front matter": again("a: b\n", "---\ntitle: a\n"),
    "closed front matter": lambda size: "---\n" + "a: b\n" * min(size // 5, 12_000) + "---\ntext",
    "deep front matter": lambda size: "---\na: " + "[" * min(size, 60_000) + "\n---\ntext",
    "deep mappings": lambda size: "---\na: " + "{a: " * min(size, 15_000) + "\n---\ntext",
    "aliases": lambda size: (
        "---\n"
        + "\n".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9) if n else 'x'}]" for n in range(min(size // 40, 1000)))
        + "\n---\ntext"
    ),
    "TOML": lambda size: "+++\na = " + "[" * min(size, 60_000) + "\n+++\ntext",
    "dotted TOML": lambda size: "+++\n" + ".".join("a" * min(size // 2, 30_000)) + " = 1\n+++\ntext",
    "tabs": again("\t", "# The crane\n\n", "a"),
}
MAIL = "From: a@b.example\nSubject: The crane\nMIME-Version: 1.0\n"
MAIL_PAGE = f"{MAIL}Content-Type: text/html; charset=utf-8\n\n"
MAILS = {
    "flowed lines": again(SENTENCE + "\n", f"{MAIL}Content-Type: text/plain; charset=utf-8; format=flowed\n\n"),
    "heads of forwarded mails": again("From: a\nTo: b\nDate: c\nx\n\n", f"{MAIL}\n"),
    "layout in layout": again(f"<table><tr><td>{SENTENCE}", MAIL_PAGE),
    "tables": again("<table><tr><th>a</th><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>", MAIL_PAGE),
    "footers": again("<p>unsubscribe here</p>", MAIL_PAGE + f"<p>{SENTENCE}</p>"),
    "parts": again(f"--b\n\n{SENTENCE * 20}\n", f"{MAIL}Content-Type: multipart/mixed; boundary=b\n\n"),
    "addresses": again("a <a@b.example>, ", "Subject: The crane\nFrom: ", f"\n\n{SENTENCE}"),
}


def drawn(
    unit: str, *, places: Callable[[int], str] = lambda number: f"{50 + number % 400} {800 - number % 700}"
) -> Grow:
    """A PDF that draws some text again and again, each time at another place."""

    def grow(size: int) -> str:
        some = (f"BT /F 9 Tf {places(number)} Td ({unit}) Tj ET\n" for number in range(size // (len(unit) + 28)))
        content = "".join(some)
        return (
            "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
            "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 850]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
            f"4 0 obj<</Length {len(content)}>>stream\n{content}\nendstream endobj\n"
            "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Size 6/Root 1 0 R>>\n%%EOF"
        )

    return grow


DRAWN = {
    "words anywhere": drawn("crane"),
    "words in columns": drawn("crane", places=lambda number: f"{50 + 60 * (number % 9)} {800 - number // 9 % 70 * 10}"),
    "words in a line": drawn("crane", places=lambda number: f"{number * 40} 400"),
    "words below each other": drawn("crane", places=lambda number: f"{50 + number % 2 * 200} {-number * 12}"),
    "words in one place": drawn("crane", places=lambda _: "50 50"),
    "stairs": drawn("crane", places=lambda number: f"{number * 3} {-number * 12}"),
}

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">#</Relationships>'
_RELATION = '<Relationship Id="#" Type="http://port.example/#" Target="#.xml"/>'


def packed(parts: dict[str, str]) -> str:
    """A ZIP file of such parts, as the text whose bytes it is."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in parts.items():
            package.writestr(zipfile.ZipInfo(name), body, zipfile.ZIP_DEFLATED)
    return held.getvalue().decode("utf-8", "surrogateescape")


def word_of(body: Grow, **beside: Grow) -> Grow:
    """A Word document whose parts have such a size before they are packed, all together."""

    def grow(size: int) -> str:
        each = size // (1 + len(beside))
        main = _RELATION.replace("#", "officeDocument").replace("officeDocument.xml", "document.xml")
        links = "".join(_RELATION.replace("#", name) for name in beside)
        return packed({
            "_rels/.rels": _RELATIONS.replace("#", main),
            "_rels/document.xml.rels": _RELATIONS.replace("#", links),
            "document.xml": f"<w:document {_W}><w:body>{body(each)}</w:body></w:document>",
            **{f"{name}.xml": f"<w:{name} {_W}>{part(each)}</w:{name}>" for name, part in beside.items()},
        })  # fmt: skip

    return grow


_PIECE = "<w:p><w:r><w:t>The crane stands</w:t></w:r></w:p>"
_ITEM = '<w:p><w:pPr><w:numPr><w:ilvl w:val="7"/><w:numId w:val="#"/></w:numPr></w:pPr><w:r><w:t>a b</w:t></w:r></w:p>'
_STYLED = '<w:p><w:pPr><w:pStyle w:val="#"/></w:pPr><w:r><w:t>a b</w:t></w:r></w:p>'
WORDS = {
    "pieces": word_of(again(_PIECE)),
    "words of their own look": word_of(again("<w:r><w:rPr><w:b/></w:rPr><w:t>a </w:t></w:r><w:r><w:t>b</w:t></w:r>", "<w:p>", "</w:p>")),
    "rows": word_of(again(f"<w:tr><w:tc>{_PIECE}</w:tc><w:tc>{_PIECE}</w:tc></w:tr>", "<w:tbl>", "</w:tbl>")),
    "cells": word_of(again(f"<w:tc>{_PIECE}</w:tc>", f"<w:tbl><w:tr><w:tc>{_PIECE}</w:tc></w:tr><w:tr>", "</w:tr></w:tbl>")),
    "items of a list of many levels": word_of(
        again(_ITEM.replace("#", "1")),
        numbering=again('<w:lvl w:ilvl="6"/>', '<w:abstractNum w:abstractNumId="1">', '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'),
    ),
    "styles of a long one": word_of(
        numbered(_STYLED),
        styles=lambda size: numbered('<w:style w:styleId="#"><w:basedOn w:val="long"/></w:style>')(size) + again("<w:x/>", '<w:style w:styleId="long">', "</w:style>")(size),
    ),
    "headers": word_of(lambda _: _PIECE, header=again(_PIECE)),
}  # fmt: skip

FEEDS = {
    "items": numbered("<item><title>Crane #</title><link>https://port.example/#</link></item>", RSS),
    "full items": numbered(
        f"<item><title>Crane #</title><description>&lt;p&gt;{SENTENCE}&lt;/p&gt;</description></item>", RSS
    ),
    "empty items": again("<item/>", RSS),
    "entries": numbered(
        "<entry><title>Crane #</title><link href='/#'/><updated>2020-11-16T10:00:00Z</updated></entry>", ATOM
    ),
    "html entries": numbered('<entry><content type="html">&lt;p&gt;Crane # stands&lt;/p&gt;</content></entry>', ATOM),
    "xhtml entries": again(
        '<entry><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>a</p></div></content></entry>', ATOM
    ),
    "one xhtml content": again(
        "<p>a</p>", f'{ATOM}<entry><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
    ),
    "deep xhtml content": again(
        "<b>", f'{ATOM}<entry><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
    ),
    "one description": again(f"&lt;p&gt;{SENTENCE}&lt;/p&gt;", f"{ITEM}<description>"),
    "deep description": again("&lt;div&gt;", f"{ITEM}<description>"),
    "plain description": again(SENTENCE, f"{ITEM}<description>"),
    "CDATA": again(f"<![CDATA[<p>{SENTENCE}</p>]]>", f"{ITEM}<description>"),
    "open CDATA": again("<![CDATA[", f"{ITEM}<description>"),
    "a long title": again("Crane ", f"{RSS}<item><title>"),
    "a long link": again("a", f"{ITEM}<link>https://port.example/"),
    "a long date": again("16 Nov 2020 ", f"{ITEM}<pubDate>"),
    "a date of spaces": again(" ", f"{ITEM}<pubDate>16", "Nov</pubDate>"),
    "a date of digits": again("1", f"{ITEM}<pubDate>"),
    "a date of dashes": again("2020-", f"{ITEM}<pubDate>"),
    "dates": again("<pubDate>16 Nov 2020</pubDate>", ITEM),
    "authors": numbered("<author>Ada #</author>", ITEM),
    "a long author": again("a@b.de (Ada) ", f"{ITEM}<author>"),
    "at signs": again("a@", f"{ITEM}<author>"),
    "categories": numbered("<category>a#</category>", ITEM),
    "enclosures": numbered('<enclosure url="/a#.pdf" type="application/pdf" length="1"/>', ITEM),
    "media": numbered(
        '<media:content xmlns:media="http://search.yahoo.com/mrss/" url="/a#.jpg" medium="image"/>', ITEM
    ),
    "media groups": again(
        "<media:group>", f"{ITEM.replace('<rss', '<rss xmlns:media=&quot;m&quot;'.replace('&quot;', chr(34)))}"
    ),
    "links": numbered('<link href="/a#"/>', f"{ATOM}<entry>"),
    "deep elements": again("<a>", ITEM),
    "attributes": numbered('a#="b" ', f"{ITEM}<link ", "/>"),
    "namespaces": numbered('xmlns:a#="b#" ', "<rss ", ' version="2.0"><channel><title>a</title>'),
    "declared in each": numbered('<a#:b xmlns:a#="c#"/>', ITEM),
    "prefixes undeclared": numbered("<a#:b/>", ITEM),
    "unknown elements": numbered("<a#>b</a#>", ITEM),
    "guids": again("<guid>a</guid>", ITEM),
    "ampersands": again("&", f"{ITEM}<description>"),
    "entities": again("&eacute;", f"{ITEM}<description>"),
    "declared entities": numbered('<!ENTITY a# "bbbbbbbbbb">', "<!DOCTYPE rss [", f"]>{ITEM}&a1;"),
    "a billion laughs": lambda size: (
        "<!DOCTYPE rss ["
        + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(1 + min(size // 60, 200)))
        + f"]>{ITEM}<description>&a9;</description>"
    ),
    "a quadratic blow-up": lambda size: (
        f'<!DOCTYPE rss [<!ENTITY a "{"a" * (size // 2)}">]>{ITEM}<description>' + "&a;" * (size // 6)
    ),
    "comments": again("<!-- a -->", ITEM),
    "instructions": again("<?a b?>", ITEM),
    "spaces before": again(" ", "", ITEM),
    "spaces within": again(" ", f"{RSS}<item", "><title>a</title>"),
    "nested items": again("<item>", RSS),
    "nested feeds": again('<feed xmlns="http://www.w3.org/2005/Atom"><entry><source>'),
    "stray ends": again("</item>", RSS),
    "lesser thans": again("<", ITEM),
    "points": again(
        '<georss:where xmlns:georss="http://www.georss.org/georss"><gml:pos xmlns:gml="http://www.opengis.net/gml">1 2</gml:pos></georss:where>',
        ITEM,
    ),
    "one long list of points": again("1 2 ", f'{ITEM}<georss:line xmlns:georss="http://www.georss.org/georss">'),
    "texts": again("<title>a</title>", ITEM),
    "contributors": again("<contributor><name>a</name></contributor>", f"{ATOM}<entry>"),
    "a relative base": again("a/", f'{ATOM}<entry xml:base="', '"><link href="b"/>'),
    "bases": again('<entry xml:base="a/">', ATOM),
    "RDF": numbered(
        '<item rdf:about="/#"><title>a</title></item>',
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">',
    ),
}
JSONS = {
    "items": lambda size: (
        JSON
        + ",".join(f'{{"id":"{n}","url":"/{n}","title":"a","content_html":"<p>a</p>"}}' for n in range(size // 60))
        + "]}"
    ),
    "empty items": again("{},", JSON, "{}]}"),
    "numbers": again("1,", JSON, "1]}"),
    "deep lists": again("[", JSON),
    "deep objects": again('{"a":', JSON),
    "one content": again("<p>The crane stands</p>", JSON + '{"content_html":"', '"}]}'),
    "one text": again("The crane stands\\n\\n", JSON + '{"content_text":"', '"}]}'),
    "blank lines": again("\\n", JSON + '{"content_text":"a', 'b"}]}'),
    "blank lines with spaces": again("\\n ", JSON + '{"content_text":"a', 'b"}]}'),
    "deep content": again("<div>", JSON + '{"content_html":"', '"}]}'),
    "a long title": again("a", JSON + '{"title":"', '"}]}'),
    "a long date": again("2020-11-16 ", JSON + '{"date_published":"', '"}]}'),
    "digits": again("1", JSON),
    "escapes": again("\\u0041", JSON + '{"title":"', '"}]}'),
    "keys": numbered('"a#":1,', JSON + "{", '"a":1}]}'),
    "tags": numbered('"a#",', JSON + '{"tags":[', '"a"]}]}'),
    "authors": numbered('{"name":"a#"},', JSON + '{"authors":[', "{}]}]}"),
    "attachments": numbered('{"url":"/a#"},', JSON + '{"attachments":[', "{}]}]}"),
    "spaces": again(" ", JSON, "]}"),
    "versions": again('"version":', "{"),
    "versions with spaces": again('"version"' + " " * 40, "{"),
}


def named(unit: str, before: str = "", after: str = "", *, each: int = 1) -> Grow:
    """Units with a word for "@" that only `each` of them have, "#" being their number. A finder heeds no digits."""

    def grow(size: int) -> str:
        count = size // (len(unit) + 6)
        apart = max(1, count // each)
        return before + "".join(unit.replace("@", word(n % apart)).replace("#", str(n)) for n in range(count)) + after

    return grow


def word(number: int) -> str:
    """Five letters of its own for each number."""
    letters = ""
    for _ in range(5):
        number, place = divmod(number, 20)
        letters += "bcdfghjklmnpqrstvwxz"[place]
    return letters


def lists(records: int) -> Grow:
    """Lists of so many records, as many as go into the size."""
    row = '<li><a href="/a/#">Crane number # stands where it stood</a> <time>16.11.2020</time></li>'

    def grow(size: int) -> str:
        count = size // (len(row) + 4)
        rows = [row.replace("#", str(n)) for n in range(count)]
        return ROWS + "</ul><ul>".join("".join(rows[at : at + records]) for at in range(0, count, records))

    return grow


def levels(depth: int, unit: str) -> Grow:
    """Units that each lie so deep."""
    return again("<div>" * depth + unit + "</div>" * depth, ROWS)


def turning(*tags: str) -> Grow:
    """The same record in ever other elements."""
    pairs = list(product(tags, tags, tags))

    def grow(size: int) -> str:
        rows, room, n = [], size, 0
        while room > 0:
            a, b, c = pairs[n % len(pairs)]
            rows.append(f'<{a}><{b}><{c}><a href="/{n}">Crane number {n} stands</a></{c}></{b}></{a}>')
            room, n = room - len(rows[-1]), n + 1
        return ROWS + "".join(rows)

    return grow


LINK = '<a href="/a/#">Crane number # stands where it stood</a>'
LISTS = {
    "links": numbered(LINK, ROWS),
    "links in one line": again('<a href="/a">Crane stands</a>', ROWS),
    "links that lead nowhere": again('<a href="#">Crane stands</a>', ROWS),
    "links of one page each three": numbered(
        '<a href="/a#">Crane</a><a href="/a#"><img></a><a href="/a#">more</a>', ROWS
    ),
    "pictures that link": numbered('<li><a href="/a#"><img src="/#.jpg"></a>', ROWS),
    "rows": numbered(f"<li>{LINK} <time>16.11.2020</time> it stands</li>", ROWS),
    "dated rows": numbered(f"<li>{LINK} <p>16 November 2020</p> it stands</li>", ROWS),
    "cards": numbered(f'<div class="card"><h2>{LINK}</h2><p>{SENTENCE}</p><span>16.11.2020</span></div>', ROWS),
    "classes": named(f'<li class="@">{LINK}</li>', ROWS),
    "classes of links": named('<a class="@" href="/a/#">Crane number # stands</a>', ROWS),
    "classes of three links": named('<a class="@" href="/a/#">Crane number # stands</a>', ROWS, each=3),
    "classes of three rows": named(f'<li class="@">{LINK}</li>', ROWS, each=3),
    "classes of three links with a line between": named(
        '<a class="@" href="/a/#">Crane # stands</a><br>', ROWS, each=3
    ),
    "sections of a folder each": named(
        "<h2>Crane</h2>" + "".join(f'<p><a href="/@/crane-stands-{n}">Crane {n} of @</a></p>' for n in "abc"), ROWS
    ),
    "classes of thirty rows": named(f'<li class="@">{LINK}</li>', ROWS, each=30),
    "classes in a row": named('<li><a class="@" href="/a/#">Crane number # stands</a>', ROWS, each=3),
    "classes of pieces": named(f"<li>{LINK}<b class=@>16.11.2020</b><i class=@>Crane</i></li>", ROWS),
    "many classes each": again(f'<li class="{" ".join(map(word, range(100)))}"><a href="/a">Crane</a>', ROWS),
    "one class of many words": named("@ ", ROWS + '<li class="', f'">{LINK}'),
    "equal ids": numbered(f'<li id="a">{LINK}</li>', ROWS),
    "distinct tags": named(f"<x-@>{LINK}</x-@>", ROWS),
    "distinct tags by three": named(f"<x-@>{LINK}</x-@>", ROWS, each=3),
    "turning tags": turning("div", "p", "li", "section", "article", "h2", "span", "b"),
    "deep rows": numbered(f"<div><div>{LINK}", ROWS),
    "rows in rows": numbered(f"<ul><li>{LINK}", ROWS),
    "rows that each lie deep": levels(150, '<a href="/a">Crane number stands</a>'),
    "three that each lie deep": levels(50, '<a href="/a">Crane</a><a href="/b">Crane</a><a href="/c">Crane</a>'),
    "tables in tables": numbered(f"<table><tr><td>{LINK}<td>16.11.2020<td>", ROWS),
    "table": numbered(f"<tr><td>16.11.2020<td>{LINK}", ROWS + "<table>"),
    "table of one row": numbered(f"<td>{LINK}", ROWS + "<table><tr>"),
    "table of two rows a record": numbered(f"<tr><td>16.11.2020</tr><tr><td>{LINK}</tr>", ROWS + "<table>"),
    "definitions": numbered(f"<dt>16.11.2020<dd>{LINK}", ROWS + "<dl>"),
    "lines with br": numbered(f"16.11.2020 {LINK}<br>", ROWS + "<p>"),
    "lines with two br": numbered(f"{LINK}<br>16.11.2020<br><br>", ROWS + "<p>"),
    "siblings": numbered(f"<h3>{LINK}</h3><p>16.11.2020</p><p>Crane</p><hr>", ROWS),
    "siblings and no link": again("<h3>Crane</h3><p>16.11.2020</p>", ROWS, LINK * 9),
    "one record and siblings": again("<p>16.11.2020</p>", ROWS + (LINK + "<p>Crane</p>") * 9),
    "sections": numbered(f"<h2>16 November 2020</h2>{LINK}{LINK}", ROWS),
    "menus": numbered('<nav><ul><li><a href="/a#">Crane</a><li><a href="/b#">Crane</a></ul></nav>', ROWS),
    "sixty lists": lists(60),
    "lists of six hundred": lists(600),
    "lists of three": lists(3),
    "every text a date": again("<li><a href=/a>16.11.2020</a><p>16 November 2020</p><b>2020-11-16</b>", ROWS),
    "every text half a date": numbered("<li><a href=/a#>16.11.</a><p>November 20</p><b>2020-</b><i>16</i>", ROWS),
    "boxes of dates": numbered("<li><a href=/a#>Crane</a><b>16</b><b>11</b><b>12</b><b>2020</b>", ROWS),
    "boxes in one record": again("<b>16</b>", ROWS + f"<li>{LINK}<li>{LINK}<li>{LINK}"),
    "times in one record": again('<time datetime="2020-11-16">16</time>', ROWS + f"<li>{LINK}<li>{LINK}<li>{LINK}"),
    "dates in one text": again("16.11.2020 ", ROWS + f"<li>{LINK}<li>{LINK}<li>{LINK}"),
    "half dates in one text": again("16.11. ", ROWS + f"<li>{LINK}<li>{LINK}<li>{LINK}"),
    "a title of dates": again("16.11.2020 ", ROWS + f"<li>{LINK}<li>{LINK}<li><a href=/b>", "</a>"),
    "long texts": numbered(f"<li>{LINK}<p>{'a' * 5000}</p>", ROWS),
    "long texts of digits": numbered(f"<li>{LINK}<p>{'1' * 5000}</p>", ROWS),
    "long texts of dates": numbered(f"<li>{LINK}<p>{'16.11.2020 ' * 400}</p>", ROWS),
    "long titles": numbered(f"<li><a href=/a#>{'a' * 5000}</a>", ROWS),
    "long addresses": numbered(f"<li><a href=/a#{'a' * 5000}>Crane stands</a>", ROWS),
    "one text without a space": again("a", ROWS + f"<li>{LINK}<li>{LINK}<li>{LINK}"),
    "one text of digits": again("1", ROWS + f"<li>{LINK}<li>{LINK}<li>{LINK}"),
    "one text of spaces": again(" ", ROWS + f"<li>{LINK}<li>{LINK}<li>{LINK}a", "a"),
    "one title without a space": again("a", ROWS + f"<li>{LINK}<li>{LINK}<li><a href=/b>", "</a>"),
    "one title of brackets": again("(", ROWS + f"<li>{LINK}<li>{LINK}<li><a href=/b>", "</a>"),
    "one title of colons": again(": ", ROWS + f"<li>{LINK}<li>{LINK}<li><a href=/b>", "</a>"),
    "one address": again("a", ROWS + f"<li>{LINK}<li>{LINK}<li><a href=/", ">Crane</a>"),
    "one link around all": numbered("<li>Crane # stands</li>", ROWS + "<a href=/a>"),
    "links around a long text": again(SENTENCE, ROWS + "".join(f"<li><a href=/a{n}><object>" for n in range(180))),
    "headings around a long text": again(SENTENCE, ROWS + LINK * 3 + "<h2><div>" * 90),
    "buttons around all": again("<br>", ROWS + "".join(f'<div data-url="/news/crane?p={n}">' for n in range(180))),
    "times around a long text": again(SENTENCE, ROWS + LINK * 3 + "<time datetime=2020><div>" * 90),
    "rows around a long text": again(SENTENCE, ROWS + f"<ul><li>{LINK}" * 90),
    "links in links": numbered(f"<li>{LINK.removesuffix('</a>')}<object>", ROWS),
    "headings around all": numbered(f"<li>{LINK}", ROWS + "<h2>"),
    "formatting around each": numbered(f"<b><i><em>{LINK}</em></i></b>", ROWS),
    "deep formatting": again("<b><i>", ROWS, LINK * 9),
    "misnested": numbered(f"<li><b><i>{LINK}</b></li></i>", ROWS),
    "hidden": numbered(f'<li><span class="sr-only">Crane</span>{LINK}', ROWS),
    "feeds offered": numbered('<a href="/#/feed.xml">RSS feed</a>', ROWS),
    "scripts between": numbered(f"<li>{LINK}<script>a</script>", ROWS),
    "comments between": numbered(f"<li>{LINK}<!-- a -->", ROWS),
    "titles of pictures": numbered('<li><a href="/a#"><img alt="Crane number # stands"></a>', ROWS),
    "pictures in one record": again("<img src=data:a>", ROWS + f"<li>{LINK}<li>{LINK}<li>{LINK}"),
    "bases": numbered(f'<base href="/#/">{LINK}', ROWS),
}
STATE = ROWS + LINK * 3 + '<script id="__NEXT_DATA__" type="application/json">'
DEVALUE = ROWS + LINK * 3 + '<script id="__NUXT_DATA__" type="application/json">'
STORY = '{"title":"Crane number # stands","url":"/a/#","date":"2020-11-16"},'
THING = '{"@type":"NewsArticle","headline":"Crane number # stands","url":"/a/#","datePublished":"2020-11-16"}'
END = "</script>"
LD_JSON = ROWS + LINK * 3 + '<script type="application/ld+json">'


def again_named(value: str) -> Grow:
    """A list in which every place names the same value (devalue)."""
    return again("1,", f"{DEVALUE}[[", f"1],{value}]{END}")


def same_stories(size: int) -> str:
    """A hundred lists of the same stories (devalue)."""
    count = size // 700
    stories = ",".join(f'{{"title":1,"url":{2 * n + 3}}},"/a/{n}"' for n in range(count))
    named = ",".join(str(2 * n + 2) for n in range(count))
    lists = ",".join(str(2 * count + 2 + n) for n in range(100))
    return f'{DEVALUE}[[{lists}],"{"Crane " * 500}",{stories}{f",[{named}]" * 100}]{END}'


#: What pages state of their lists, to machines.
STATES = {
    "stories": numbered(STORY, STATE + '{"news":[', "{}]}" + END),
    "lists of three stories": numbered(
        f"[{STORY}{STORY.replace('#', '1#')}{STORY.replace('#', '2#').rstrip(',')}],", STATE + "[", "[]]" + END
    ),
    "stories of many sites": numbered(STORY.replace("/a/#", "https://a#.example/"), STATE + "[", "{}]" + END),
    "stories without an address": numbered(STORY.replace("/a/#", "a#"), STATE + "[", "{}]" + END),
    "stories with long titles": numbered(STORY.replace("Crane", "Crane " * 900), STATE + "[", "{}]" + END),
    "stories of markup": numbered(STORY.replace("Crane", "<b a=" * 900), STATE + "[", "{}]" + END),
    "a cache": numbered('"Article:#":' + STORY, STATE + "{", '"a":1}' + END),
    "keys": numbered('"a#":1,', STATE + "[{", '"a":1}]' + END),
    "deep state": again('{"data":', STATE, END),
    "state in state": again('{\\"a\\":', STATE + '{"a":"', '"}' + END),
    "an endless place": again_named("[1]"),
    "the same text again": lambda size: again_named('"[{\\"a\\":[' + "1," * (size // 4) + '1]}]"')(size // 2),
    "the same story again": again_named('{"title":2,"url":3},"' + "Crane " * 500 + '","/a"'),
    "the same stories again": same_stories,
    "pushed rows": again('<script>self.__next_f.push([1,"1:[1]\\n"])</script>', ROWS + LINK * 3),
    "a broken push": again("__next_f.push([1,", ROWS + LINK * 3 + "<script>", END),
    "broken rows": again("1:[\\n", ROWS + LINK * 3 + '<script>self.__next_f.push([1,"', '"])' + END),
    "assignments": again('window.__STATE__={"a":[1]};', ROWS + LINK * 3 + "<script>", END),
    "broken assignments": again('window.__STATE__={"a":[', ROWS + LINK * 3 + "<script>", END),
    "assignments of undefined": again('window.__STATE__={"a":undefined};', ROWS + LINK * 3 + "<script>", END),
    "names that are none": again("item" * 19 + '!=[{"', ROWS + LINK * 3 + '<script>"":', END),
    "strings without an end": again("data='{", ROWS + LINK * 3 + '<script>"":', END),
    "strings of escapes": again("\\x22", ROWS + LINK * 3 + "<script>window.__STATE__='{", "'" + END),
    "attributes": again('<p data-a=\'{"a":[{"title":"Crane stands","url":"/a"}]}\'>', ROWS + LINK * 3),
    "one script each": numbered(f'<script type="application/ld+json">{THING}</script>', ROWS + LINK * 3),
    "things": numbered(f"{THING},", LD_JSON + "[", "{}]" + END),
    "an ItemList": numbered(
        f'{{"@type":"ListItem","item":{THING}}},', LD_JSON + '{"@type":"ItemList","itemListElement":[', "{}]}" + END
    ),
    "addresses alone": numbered('"/a/#",', LD_JSON + '{"@type":"ItemList","itemListElement":[', '""]}' + END),
    "lists of three": numbered(
        '{"@type":"ItemList","itemListElement":["/a/#","/b/#","/c/#"]},', LD_JSON + "[", "{}]" + END
    ),
    "lists of three and rows": lambda size: (
        numbered(f"<li>{LINK}", ROWS)(size // 2)
        + numbered('{"@type":"ItemList","itemListElement":["/a/#","/b/#","/c/#"]},', LD_JSON + "[", "{}]" + END)(
            size // 2
        )
    ),
    "a graph": numbered('{"@id":"#","@graph":[{"@id":"1#"}]},', LD_JSON + "[", "{}]" + END),
    "parts of parts": again('{"@type":"Blog","hasPart":', LD_JSON, END),
    "microdata": numbered(
        f'<p itemscope itemtype="https://schema.org/NewsArticle"><b itemprop=headline>Crane #</b>{LINK}', ROWS
    ),
    "microdata in microdata": numbered(
        '<div itemscope itemtype="https://schema.org/Event"><a itemprop=url href=/#>a</a>', ROWS
    ),
    "properties around all": again(
        "<br>",
        ROWS
        + '<div itemscope itemtype="https://schema.org/NewsArticle"><b itemprop=headline>a</b>'
        + "<div itemprop='date articleSection image'>" * 180,
    ),
    "properties": again(
        "<b itemprop='articleSection genre date image'>a</b>",
        ROWS + '<div itemscope itemtype="https://schema.org/NewsArticle">',
    ),
    "h-entries": numbered(
        '<li class=h-entry><a class="u-url p-name" href="/a#">Crane # stands</a> <b class=dt-published>2020-11-16</b>',
        ROWS,
    ),
    "types": again("a/", ROWS + '<div itemscope itemtype="', '">a</div>' + LINK * 3),
    "words of a type": again("Article ", ROWS + '<div itemscope itemtype="', '">a</div>' + LINK * 3),
}
SITEMAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
NEWS = '<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
SITEMAPS = {
    "pages": numbered(
        "<url><loc>https://port.example/#</loc><lastmod>2020-11-16</lastmod></url>", SITEMAP, "</urlset>"
    ),
    "pages of another site": numbered("<url><loc>https://other.example/#</loc></url>", SITEMAP, "</urlset>"),
    "one page again": again("<url><loc>https://port.example/a</loc></url>", SITEMAP, "</urlset>"),
    "news": numbered(
        "<url><loc>https://port.example/#</loc><news:news><news:publication_date>2020-11-16</news:publication_date>"
        "<news:title>Crane #</news:title></news:news></url>",
        NEWS,
        "</urlset>",
    ),
    "an index": numbered(
        "<sitemap><loc>https://port.example/#.xml</loc></sitemap>", "<sitemapindex>", "</sitemapindex>"
    ),
    "empty addresses": again("<url/>", SITEMAP, "</urlset>"),
    "deep": again("<url>", SITEMAP),
    "cut off": numbered("<url><loc>https://port.example/#</loc></url>", SITEMAP),
    "a long address": again("a", f"{SITEMAP}<url><loc>https://port.example/", "</loc></url></urlset>"),
    "a long date": again("2020-", f"{SITEMAP}<url><loc>/a</loc><lastmod>", "</lastmod></url></urlset>"),
    "dates of many kinds": numbered("<url><loc>/#</loc><lastmod># November 2020</lastmod></url>", SITEMAP, "</urlset>"),
    "keywords": numbered("a#,", f"{NEWS}<url><loc>/a</loc><news:news><news:keywords>"),
    "pictures": numbered("<image><loc>/#.jpg</loc></image>", f"{SITEMAP}<url><loc>/a</loc>"),
    "news in news": again("<news:news>", f"{NEWS}<url><loc>/a</loc>"),
    "texts": again("a<a/>", f"{SITEMAP}<url><loc>"),
    "entities": again("&amp;", f"{SITEMAP}<url><loc>/a?"),
    "attributes": numbered('a#="b" ', "<urlset ", ">"),
    "namespaces": numbered('xmlns:a#="b#" ', "<urlset ", ">"),
    "declared entities": numbered('<!ENTITY a# "bbbbbbbbbb">', "<!DOCTYPE urlset [", f"]>{SITEMAP}<url><loc>/&a1;"),
    "comments": again("<!-- a -->", SITEMAP),
    "spaces": again(" ", SITEMAP),
    "spaces before": again(" ", "", SITEMAP),
}
ROBOTS = {
    "rules": numbered("Disallow: /a#\n", "User-agent: *\n"),
    "wild rules": again("Disallow: /*a*b*c*d*e*$\n", "User-agent: *\n"),
    "one wild rule": again("*a", "User-agent: *\nDisallow: /"),
    "groups": numbered("User-agent: a#\nDisallow: /\n"),
    "groups for us": again("User-agent: feeder\nDisallow: /b\n"),
    "agents": numbered("User-agent: a#\n", "", "Disallow: /\n"),
    "agents for us": again("User-agent: feeder\n", "", "Disallow: /\n"),
    "agents and rules": again("User-agent: *\nUser-agent: feeder\nDisallow: /b\n"),
    "blank lines": again("\n"),
    "carriage returns": again("\r", "User-agent: *\n"),
    "one line": again("a", "User-agent: *\nDisallow: /"),
    "percents": again("%", "User-agent: *\nDisallow: /"),
    "colons": again(":", "User-agent: *\nDisallow"),
    "hashes": again("#\n", "User-agent: *\n"),
    "delays": again("Crawl-delay: 1\n", "User-agent: *\n"),
    "a delay of digits": again("1", "User-agent: *\nCrawl-delay: "),
    "not ASCII": again("ä", "User-agent: *\nDisallow: /"),
}
