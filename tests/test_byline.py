"""Who wrote it: what the byline says, else what the page states; nobody rather than a guess."""

from zoneinfo import ZoneInfo

import pytest

from feeder.parse import webpage
from feeder.parse.articles import byline, headline
from feeder.parse.articles.names import bare, led, names
from feeder.parse.lines import lines

URL = "https://www.port.example/news/crane"
TEXT = "<p>The port of Musterhafen has opened its new crane on the northern quay, and it lifts a hundred tonnes.</p>"
BLOG_LD = '<script type="application/ld+json">{"@type": "Article", "headline": "New crane", "author": %s}</script>'
JSON_LD = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "New crane", "author": %s}</script>'


def named(below="", *, above="", end="", head="", site="Port of Musterhafen"):
    markup = (
        f'<html><head><title>New crane | {site}</title><meta property="og:site_name" content="{site}">{head}</head><body>'
        f"<main>{above}<article><h1>New crane</h1>{below}{TEXT * 16}{end}</article></main><footer>© by Fritz Footer</footer></body></html>"
    )
    page = webpage.read(markup.encode(), URL, media_type="text/html", language=None, zone=ZoneInfo("UTC"))
    found = headline.find(page.root, page.stated, URL, lines(page.root))
    return byline.authors(page.stated, lines(page.root), found.element)


@pytest.mark.parametrize(
    ("below", "authors"),
    [
        pytest.param("<p>By Ada Muster and Bo Beispiel</p>", ("Ada Muster", "Bo Beispiel"), id="byline"),
        pytest.param('<p class="author">Ada Muster | 5 March 2026</p>', ("Ada Muster",), id="class"),
        pytest.param('<a rel="author" href="/ada">Ada Muster</a>', ("Ada Muster",), id="rel"),
        pytest.param('<a href="/authors/ada">Ada Muster</a>', ("Ada Muster",), id="a link to the author's page"),
        pytest.param("<p class=meta>5 March 2026 • Ada Muster • 3 minutes</p>", ("Ada Muster",), id="between date and minutes"),
        pytest.param("<p class=byline-name>Ada Muster</p><p class=byline-name>Bo Beispiel</p>", ("Ada Muster", "Bo Beispiel"), id="a line for each"),
        pytest.param("<p class=date>5 March 2026</p><p>By Ada Muster, Head of Cranes</p>", ("Ada Muster",), id="not the post"),
        pytest.param("<p>By Port Musterhafen</p>", ("Port Musterhafen",), id="a body, shown as the author"),
        pytest.param("<p>Written by</p><p>Ada Muster</p>", ("Ada Muster",), id="below its label"),
        pytest.param("<dl><dt>AUTOR/IN</dt><dd>Ada Muster</dd></dl>", ("Ada Muster",), id="below its label, of either sex"),
        pytest.param("<p>Par</p><p>Ada Muster</p>", ("Ada Muster",), id="below a label of one word"),
        pytest.param("<p>Text</p><p>Neue Kräne</p>", (), id="below a heading"),
        pytest.param("<p>Autor</p><p>ein Hafenarbeiter erzählt</p>", (), id="a label without a name"),
        pytest.param('<p class=meta><a rel=author href="/u/17">kranfrau</a> — 5 March 2026</p>', ("kranfrau",), id="a login, linked beside the date"),
        pytest.param('<p class=meta>5 March 2026 <span class=author>AM</span> <a class=author href="/u/17">Ada Muster</a></p>', ("Ada Muster",), id="not the letters that stand for a portrait"),
        pytest.param("<blockquote><p>A crane!</p><p class=quote__author>Carl Captain</p></blockquote>", (), id="who is quoted"),
        pytest.param("<blockquote><p>Posted by Kran AG on Monday</p></blockquote>", (), id="who posted what is quoted"),
        pytest.param("<p class=meta>5 March 2026 • Aktuelle Meldung</p>", (), id="a kind of two words is nobody"),
        pytest.param("<p>By the sea, everything is different</p>", (), id="a sentence"),
        pytest.param("<p class=meta>5 March 2026 • Press release</p>", (), id="a kind is nobody"),
        pytest.param("<figure><figcaption>By Carl Camera</figcaption></figure>", (), id="who took the picture"),
        pytest.param('<p class=author style="display: none">Ada Muster</p>', (), id="hidden"),
        pytest.param("<div class=comments><p class=author>Karl Comment</p></div>", (), id="who commented"),
        pytest.param('<p class="byline cats">Cranes & Quays · 5 March 2026</p>', (), id="a topic"),
        pytest.param("", (), id="nobody"),
    ],
)  # fmt: skip
def test_authors_are_those_that_the_byline_names(below, authors):
    assert named(below).names == authors


def test_a_byline_above_the_headline_or_at_the_end_counts_too():
    assert named(above="<p>By Ada Muster</p>").names == ("Ada Muster",)
    assert named(end="<p>Text: Ada Muster</p>").names == ("Ada Muster",)
    assert named(end="<footer>Posted by Ada Muster at 18:52</footer>").names == ("Ada Muster",)
    assert named(end="<p>Text: Ada Muster</p><p>Text: Bo Beispiel</p>").names == ()  # teasers of two others


@pytest.mark.parametrize(
    ("head", "below", "authors", "reason"),
    [
        (JSON_LD % '{"name": "Ada Muster"}', "", ("Ada Muster",), "authors from structured data"),
        (JSON_LD % '{"name": "amuster"}', "", (), "no author named"),
        (JSON_LD % '{"name": "Muster"}', "<p>Muster, 5 March 2026</p>", ("Muster",), "authors from structured data, shown on the page"),
        (JSON_LD % '{"name": "Kran AG"}', "", (), "no author named"),
        (JSON_LD % '{"name": "Port of Musterhafen"}', "", ("Port of Musterhafen",), "authors from structured data, which names a body"),
        (JSON_LD % '{"@type": "Organization", "name": "Kran AG"}', "", ("Kran AG",), "authors from structured data, which names a body"),
        (BLOG_LD % '{"@type": "Organization", "name": "Kran AG"}', "", (), "no author named"),  # it reports nothing
        (JSON_LD % '{"name": "山田太郎"}', "", ("山田太郎",), "authors from structured data"),
        (JSON_LD % '{"name": "김항구 기자"}', "", ("김항구",), "authors from structured data"),
        (JSON_LD % '{"name": "港湾新聞"}', "", (), "no author named"),  # a paper
        # the account that posted it, as content systems write it
        (JSON_LD % '{"@id": "https://www.port.example/#/schema/person/1", "name": "Eva Editor"}', "", (), "no author named"),
        (JSON_LD % '{"@id": "https://www.port.example/#/schema/person/1", "name": "Ada Muster"}', "<p>Ada Muster</p>", ("Ada Muster",), "authors from structured data, shown on the page"),
        ('<meta name="author" content="Jan">', "<p>Im Januar wird gebaut.</p>", (), "no author named"),  # not a word of its own
        ('<meta name="author" content="port.example, Musterhafen, Germany">', "<p>Musterhafen, Germany</p>", (), "no author named"),
        (JSON_LD % '{"name": "Eva Editor"}', "<p>By Ada Muster</p>", ("Ada Muster",), "authors from the byline"),
        (JSON_LD % '[{"name": "Ada Muster"}, {"name": "Bo Beispiel"}]', "<p>By Ada Muster</p>", ("Ada Muster", "Bo Beispiel"), "authors from the byline"),
        ('<meta name="author" content="Ada Muster"><meta property="og:type" content="article">', "", ("Ada Muster",), "authors from a meta element"),
        ('<meta name="author" content="Ada Muster">', "", (), "no author named"),  # who made the site, on a page that is no article
        ('<meta name="author" content="webmaster">', "<p>webmaster</p>", (), "no author named"),
    ],
)  # fmt: skip
def test_what_is_only_stated_must_be_a_whole_name_or_be_shown(head, below, authors, reason):
    found = named(below, head=head)
    assert (found.names, found.reason) == (authors, reason)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Von Ada Muster und Bo Beispiel", ("Ada Muster", "Bo Beispiel")),
        ("Veröffentlicht am 5. März 2026 von Ada Muster in Allgemein", ("Ada Muster",)),
        ("Erstellt von Ada am Dienstag 5. März 2026", ("Ada",)),
        ("Autor/in: Ada Muster", ("Ada Muster",)),
        ("Ein Gastbeitrag von Ada Muster", ("Ada Muster",)),
        ("Posted on 5 March 2026 by ada | Leave a comment", ("ada",)),
        ("Written by: Ada Muster, Senior Analyst Updated Jan 06, 2026", ("Ada Muster",)),
        ("Words: Ada Muster, Bo Beispiel Photos: Carl Camera", ("Ada Muster",)),
        ("Par Les Echos", ("Les Echos",)),
        ("Auteure : Ada Muster", ("Ada Muster",)),
        ("Por Ada Muster y Bo Beispiel", ("Ada Muster", "Bo Beispiel")),
        ("di Ada Muster", ("Ada Muster",)),
        ("Door Ada van der Muster", ("Ada van der Muster",)),
        ("Tekst: Ada Muster", ("Ada Muster",)),
        ("Autorka: Ada Muster", ("Ada Muster",)),
        ("Af Ada Muster og Bo Beispiel", ("Ada Muster", "Bo Beispiel")),
        ("Av Ada Muster", ("Ada Muster",)),
        ("Kirjoittaja: Ada Muster", ("Ada Muster",)),
        ("Szerző: Ada Muster", ("Ada Muster",)),
        ("Автор: Ада Мустер", ("Ада Мустер",)),
        ("Yazar: Ada Muster", ("Ada Muster",)),
        ("作者：山田太郎", ("山田太郎",)),
        # and what is no byline
        ("Von Juli an gilt das neue Recht", ()),
        ("By the sea", ()),
        ("Di questo passo", ()),
        ("Foto: Carl Camera", ()),
        ("Text", ()),
        ("Por un puerto mejor", ()),
        ("by 90%", ()),
    ],
)  # fmt: skip
def test_a_byline_is_told_by_its_words(line, authors):
    assert led(line) == authors


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("27. Januar 2026 • Ada Muster • 3 Minuten", ("Ada Muster",)),
        ("Ada Muster / 22.04.2020 / 06:15 / 150", ("Ada Muster",)),
        ("September 17, 2019 Ada Muster 0", ("Ada Muster",)),
        ("27. Januar 2026 • Ada Muster • Neue Kräne", ()),  # one of them; nobody can say which
        ("27. Januar 2026 | Pressemitteilung", ()),
        ("27. Januar 2026 | Musterhafen", ()),
        ("Ada Muster", ()),
    ],
)
def test_a_name_may_stand_beside_the_date(line, authors):
    assert bare(line) == authors


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("By Ada Muster", ("Ada Muster",)),
        ("von Ada Muster und Bo Beispiel", ("Ada Muster", "Bo Beispiel")),
        ("Von der Heide, Eva", ("Von der Heide",)),
        ("Autorin: Ada Muster", ("Ada Muster",)),
        ("Ada Muster; Ada Muster", ("Ada Muster",)),
        ("Ministerium für Wirtschaft und Klimaschutz", ("Ministerium für Wirtschaft und Klimaschutz",)),
        ("About the author Ada Muster", ("Ada Muster",)),
        ("View Full Profile", ()),
        ("Veröffentlicht", ()),
        ("https://port.example/ada", ()),
        ("ada@port.example", ()),
        ("admin", ()),
        ("12 comments", ()),
        ("", ()),
    ],
)
def test_names_are_read_from_a_byline(byline, expected):
    assert names([byline]) == expected
