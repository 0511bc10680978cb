"""What reading costs beside the bare library on the same bytes: `python bench/parse.py`.

A page of about 100 KB with 20 records, an article of the same size and a feed of 20 entries, all generated. Interleaved
runs, medians; the ratio is what counts. A list by a rule that was learned, or has every key, should stay within 2.5
times a bare lxml parse of its page, one that is searched within 12.
"""

import io
import statistics
import time
import zipfile
from collections.abc import Callable
from datetime import UTC

import feedparser
import pypdfium2
from lxml import etree, html

from feeder import extract
from feeder.model import ListRule
from feeder.parse import clean, webpage
from feeder.parse.feeds import feed
from feeder.parse.lists import listing, rules

ROUNDS = 100
URL = "https://werft.example/presse/"
RECORDS = 20
SENTENCE = "Die Werft übergibt heute das größte Fährschiff ihrer Geschichte, früher als geplant. "
MENU = "".join(
    f'<li class="nav__item"><a class="nav__link" href="/bereich/{number}">Bereich {number}</a></li>'
    for number in range(400)
)
CARD = """<article class="card card--news" data-id="{n}">
<div class="card__media"><picture>
<source media="(min-width: 60em)" srcset="/bild/{n}-1200.webp 1200w, /bild/{n}-800.webp 800w" type="image/webp">
<img class="card__img" loading="lazy" src="/bild/{n}-400.jpg" alt="Schiff {n} am Kai" width="400" height="225">
</picture></div>
<div class="card__body">
<p class="card__meta"><span class="card__date">{day:02}.03.2024</span> <span class="card__kind">Meldung</span></p>
<h3 class="card__title"><a class="card__link" href="/presse/meldung-{n}">Meldung {n}: Neues von der Küste</a></h3>
<p class="card__text">{text}</p>
<ul class="card__tags"><li><a href="/thema/werft">Werft</a></li><li><a href="/thema/schiff">Schiff</a></li></ul>
<a class="card__more" href="/presse/meldung-{n}">weiterlesen</a></div></article>
"""


def page(body: str) -> bytes:
    head = '<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Meldungen | Werft</title></head><body>'
    return (
        f'{head}<nav><ul class="nav">{MENU}</ul></nav><main>{body}</main><footer>{MENU}</footer></body></html>'.encode()
    )


def card(number: int) -> str:
    return CARD.format(n=number, day=number % 28 + 1, text=SENTENCE * 6)


def item(number: int) -> str:
    return (
        f"<item><title>Meldung {number}</title><link>{URL}meldung-{number}</link><guid>{URL}meldung-{number}</guid>"
        f"<pubDate>Tue, {number % 28 + 1:02} Mar 2024 14:30:00 +0100</pubDate><description>{SENTENCE}</description>"
        f"<content:encoded><![CDATA[{f'<p>{SENTENCE * 3}</p>' * 9}]]></content:encoded></item>"
    )


LIST = page("".join(map(card, range(RECORDS))))
ARTICLE = page(
    f'<article><h1>Neues von der Küste</h1><p class="date">5. März 2024</p>{f"<p>{SENTENCE * 5}</p>" * 160}</article>'
)
FEED = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
    f"<title>Werft</title>{''.join(map(item, range(RECORDS)))}</channel></rss>"
).encode()
TREE = html.document_fromstring(LIST)
DEFAULTS = ListRule(items="article.card", date=".card__date")
LEARNED = extract(LIST, URL).learned
EVERY_KEY = ListRule(
    items="article.card", link="h3 a", title="h3", date=".card__date", summary=".card__text", image="img::attr(src)"
)


def by_rule(rule: ListRule) -> None:
    page = webpage.read(LIST, URL, media_type="text/html; charset=utf-8", language=None, zone=UTC)
    found = listing.parse(page, rule)
    assert len(found.entries) == RECORDS


def by_what_was_learned() -> None:
    assert LEARNED
    assert extract(LIST, URL, learned=LEARNED).learned is LEARNED


def on_a_tree() -> None:
    assert len(rules.apply(DEFAULTS, TREE, base=URL, zone=UTC, language="de").entries) == RECORDS


def by_article() -> None:
    from feeder.parse.articles import article

    page = webpage.read(ARTICLE, URL, media_type="text/html", language=None, zone=UTC)
    assert article.parse(page).entries


def by_feed() -> None:
    found = feed.parse(FEED, f"{URL}feed", media_type="application/rss+xml", language=None, zone=UTC)
    assert len(found.entries) == RECORDS


def bare_feedparser() -> None:
    feedparser.parse(io.BytesIO(FEED), response_headers={"content-type": "application/rss+xml; charset=utf-8"})


LINES = "".join(
    f"BT /F 10 Tf 60 {800 - 13 * row} Td ({row} {'The port opened its new quay. ' * 3}) Tj ET\n" for row in range(50)
)
PDF = (
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 850]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    f"4 0 obj<</Length {len(LINES)}>>stream\n{LINES}\nendstream endobj\n"
    "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Size 6/Root 1 0 R>>\n%%EOF"
).encode()
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARAGRAPHS = f"<w:p><w:r><w:t>{SENTENCE * 5}</w:t></w:r></w:p>" * 160
TEXT = f"<w:document xmlns:w='{_W}'><w:body>{PARAGRAPHS}</w:body></w:document>"
PARTS = {"_rels/.rels": f'<r><r Id="a" Type="{_R}/officeDocument" Target="a.xml"/></r>', "a.xml": TEXT}


def word() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, body in PARTS.items():
            parts.writestr(name, body)
    return packed.getvalue()


WORD = word()


def bare_pdfium() -> None:
    with pypdfium2.PdfDocument(PDF) as document:
        for page in document:
            page.get_textpage().get_text_range()


#: name → (ours, the bare library, its name, bytes)
COMPARED: dict[str, tuple[Callable[[], object], Callable[[], object], str, bytes]] = {
    "parse_html": (lambda: clean.parse_html(LIST, "text/html"), lambda: html.document_fromstring(LIST), "lxml", LIST),
    "rule on a tree": (on_a_tree, lambda: html.document_fromstring(LIST), "lxml", LIST),
    "list, learned": (by_what_was_learned, lambda: html.document_fromstring(LIST), "lxml", LIST),
    "list, searched": (lambda: extract(LIST, URL), lambda: html.document_fromstring(LIST), "lxml", LIST),
    "list, items alone": (lambda: by_rule(DEFAULTS), lambda: html.document_fromstring(LIST), "lxml", LIST),
    "list, every key": (lambda: by_rule(EVERY_KEY), lambda: html.document_fromstring(LIST), "lxml", LIST),
    "feed": (by_feed, bare_feedparser, "feedparser", FEED),
    "PDF, one page": (lambda: extract(PDF, "a.pdf"), bare_pdfium, "PDFium", PDF),
    "Word": (lambda: extract(WORD, "a.docx"), lambda: etree.fromstring(TEXT), "lxml", TEXT.encode()),
    "is it a feed?": (
        lambda: feed.looks_like_feed(LIST, "text/html"),
        lambda: html.document_fromstring(LIST),
        "lxml",
        LIST,
    ),
    "article": (by_article, lambda: html.document_fromstring(ARTICLE), "lxml", ARTICLE),
}


def median_ms(run: Callable[[], object], others: Callable[[], object]) -> tuple[float, float]:
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for taken, work in zip(times, (run, others), strict=True):
            start = time.perf_counter()
            work()
            taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[0]), statistics.median(times[1])


def main() -> None:
    for name, (ours, bare, library, body) in COMPARED.items():
        try:
            ours()
        except ImportError:
            print(f"{name:16} not built yet")
            continue
        mine, theirs = median_ms(ours, bare)
        ratio = f"{mine / theirs:6.2f} x bare {library} ({theirs:.2f} ms)"
        print(f"{name:16} {len(body) / 1000:4.0f} KB {mine:8.2f} ms {ratio}")


if __name__ == "__main__":
    main()
