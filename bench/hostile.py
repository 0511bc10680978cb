"""What hostile documents cost: seconds and memory of each shape as it grows, and whether a worker survives the largest.

    python bench/hostile.py [--largest 10_000_000] [--only table]

Each is read in a process of its own with the limits of a worker. A line ends in a "!" where the largest takes longer or
more than a worker may have.
"""

import argparse
import os
import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple

from feeder import extract
from feeder.engine.parsing import PATIENCE
from feeder.engine.workers import MEMORY
from feeder.errors import FeederError

URL = "https://port.example/news/crane"
SENTENCE = "The crane stands where it stood, said the harbour master on Tuesday. "


def again(unit: str, before: str = "", after: str = "") -> Callable[[int], str]:
    return lambda size: before + unit * (size // len(unit)) + after


def numbered(unit: str, before: str = "", after: str = "") -> Callable[[int], str]:
    return lambda size: before + "".join(unit.replace("#", str(one)) for one in range(size // len(unit))) + after


def nested(opening: str, closing: str, before: str = "", after: str = "") -> Callable[[int], str]:
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
        '<georss:where xmlns:georss="http://www.georss.org/georss"><gml:pos xmlns:gml="http://www.opengis.net/gml">1 2</gml:pos></georss:where>',  # noqa: E501
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


class Case(NamedTuple):
    name: str
    grow: Callable[[int], str]
    told: dict[str, object]


def cases() -> list[Case]:
    html = {"media_type": "text/html; charset=utf-8"}
    return [
        *(Case(f"article {name}", grow, {**html, "shape": "article"}) for name, grow in PAGES.items()),
        *(Case(f"page {name}", grow, html) for name, grow in PAGES.items()),
        *(Case(f"listing {name}", grow, {**html, "rule": {"items": "li, tr, p, div"}}) for name, grow in PAGES.items()),
        *(Case(f"text {name}", grow, {"media_type": "text/plain"}) for name, grow in TEXTS.items()),
        *(Case(f"markdown {name}", grow, {"media_type": "text/markdown"}) for name, grow in MARKDOWN.items()),
        *(Case(f"feed {name}", grow, {"media_type": "application/xml"}) for name, grow in FEEDS.items()),
        *(Case(f"json {name}", grow, {"media_type": "application/json"}) for name, grow in JSONS.items()),
    ]


class Cost(NamedTuple):
    seconds: float
    megabytes: float
    outcome: str  #: "", "E" for an error that was foreseen, else how it died


def cost(case: Case, size: int, patience: float) -> Cost:
    body = case.grow(size).encode("utf-8", "surrogateescape")
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (int(patience), int(patience)))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        os._exit(_read(case, body))
    _, status, used = os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(status)
    outcome = {0: "", 1: "E", -24: "too slow", -9: "too slow", 3: "memory", 4: "bug"}.get(code, f"died {code}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, outcome)


def _read(case: Case, body: bytes) -> int:
    try:
        extract(body, URL, now=datetime(2026, 1, 1, tzinfo=UTC), **case.told)  # type: ignore[arg-type]
    except FeederError:
        return 1
    except MemoryError:
        return 3
    except Exception:  # noqa: BLE001 - told in the table
        return 4
    return 0


def warm_up() -> None:
    """What the first document loads is none of its costs."""
    for case in cases():
        if case.name in ("article paragraphs", "listing rows", "text paragraphs", "markdown paragraphs", "feed items"):
            _read(case, case.grow(3000).encode())


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--largest", type=int, default=10_000_000, help="bytes")
    asked.add_argument("--only", default="", help="shapes whose name holds this")
    given = asked.parse_args()
    sizes = [size for size in (10_000, 100_000, 1_000_000, 10_000_000) if size <= given.largest]
    warm_up()
    print(f"{'seconds of':44}" + "".join(f"{size:>12,}" for size in sizes) + "   memory MB")
    bad = 0
    begun = time.monotonic()
    for case in cases():
        if given.only not in case.name:
            continue
        costs: list[Cost] = []
        for size in sizes:
            costs.append(cost(case, size, PATIENCE))
            if costs[-1].outcome not in ("", "E"):
                break
        is_bad = costs[-1].outcome not in ("", "E")
        bad += is_bad
        figures = "".join(f"{one.seconds:>11.2f}{one.outcome[:1] or ' '}" for one in costs)
        print(
            f"{case.name:44}{figures}   {costs[-1].megabytes:6.0f} {'! ' + costs[-1].outcome if is_bad else ''}",
            flush=True,
        )
    print(f"{bad} of these shapes need more than {PATIENCE:g} s or {MEMORY:,} bytes; {time.monotonic() - begun:.0f} s")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
