"""What a list page costs beside a bare lxml parse of the same bytes: `python bench/listing.py [FOLDER]`.

Each page is searched, and read again by the rule that was learned of it, where one was; both as multiples of the bare
parse in the same run, and how many pages and entries a second that is, from HTML to entries. Without a folder of .html
pages, generated ones: twelve layouts of 20 to 600 records with menu, scripts and footer. Left out, and counted, are
pages that are none, and those that lxml alone does not read (UTF-16). To be had: 12 times searched (60 at p95), 2.5
times by rule.
"""

import argparse
import pathlib
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from lxml import html

from feeder import extract
from feeder.errors import ParseError
from feeder.model import Extraction, Learned
from feeder.parse import clean

ROUNDS = 3
SIZES = (20, 40, 100, 600)
URL = "https://werft.example/presse/"
TEXT = "Die Werft übergibt heute das größte Fährschiff ihrer Geschichte, früher als geplant und vor vielen Gästen."
MENU = "".join(
    f'<li class="nav__item"><a class="nav__link" href="/bereich/{n}">Bereich {n}</a></li>' for n in range(60)
)
SCRIPT = "<script>" + "window.tafel = window.tafel || []; tafel.push({hafen: 'Nord', kai: 7});\n" * 60 + "</script>"
LINK = '<a href="/presse/meldung-{n}">Meldung {n}: ein neuer Kran für den Kai</a>'
DAY = "{day:02}.03.2024"
#: What holds the records, and one of them.
LAYOUTS = {
    "list": ("<ul>{}</ul>", f"<li><span>{DAY}</span> {LINK}</li>"),
    "cards": ("<div>{}</div>", f'<article class="card"><img src="/{{n}}.jpg"><h3>{LINK}</h3><p>{TEXT}</p></article>'),
    "dated cards": ("<div>{}</div>", f'<div class="item"><time>{DAY}</time><h2>{LINK}</h2><p>{TEXT}</p></div>'),
    "table": ("<table>{}</table>", f"<tr><td>{DAY}</td><td>{LINK}</td><td>PDF</td></tr>"),
    "two rows": ("<table>{}</table>", f"<tr><td>{DAY}</td></tr><tr><td>{LINK}</td></tr>"),
    "definitions": ("<dl>{}</dl>", f"<dt>{DAY}</dt><dd>{LINK}</dd>"),
    "lines": ("<p>{}</p>", f"{DAY} {LINK}<br>"),
    "siblings": ("<div>{}</div>", f"<h4>{LINK}</h4><p>{DAY}</p><p>{TEXT}</p>"),
    "machine days": ("<ol>{}</ol>", f'<li><time datetime="2024-03-{{day:02}}">März</time><h3>{LINK}</h3></li>'),
    "boxes": ("<div>{}</div>", f'<div class="box"><b>{{day}}</b><i>Mär</i><u>2024</u><h3>{LINK}</h3></div>'),
    "tagged": ("<ul>{}</ul>", f'<li><h3>{LINK}</h3><em>{DAY}</em> <a href="/thema/werft">Werft</a></li>'),
    "whole links": (
        "<div>{}</div>",
        f'<a class="row" href="/presse/{{n}}"><b>Kran {{n}} hebt mehr</b><i>{DAY}</i></a>',
    ),
}


def page(layout: str, records: int) -> bytes:
    around, record = LAYOUTS[layout]
    rows = around.format("".join(record.format(n=n, day=n % 28 + 1) for n in range(records)))
    head = f'<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Meldungen</title>{SCRIPT}</head>'
    return f"{head}<body><nav><ul>{MENU}</ul></nav><main>{rows}</main><footer>{MENU}</footer></body></html>".encode()


def pages(folder: pathlib.Path | None) -> Iterator[bytes]:
    if folder:
        yield from (path.read_bytes() for path in sorted(folder.rglob("*.html")))
    else:
        yield from (page(layout, size) for layout in LAYOUTS for size in SIZES)


class Page(NamedTuple):
    body: bytes
    found: Extraction  #: by a search


class Row(NamedTuple):
    """What one page took, in seconds of processor time."""

    bare: float
    took: float
    entries: int


def seconds(work: Callable[[Page], object], pages: Sequence[Page]) -> list[float]:
    """Of each page the least of a few: others run on this machine. All pages come before one comes again, so that of
    the texts that are remembered most are those of other pages, as in a service that reads many."""
    rounds = [[_timed(work, page) for page in pages] for _ in range(ROUNDS)]
    return [min(taken) for taken in zip(*rounds, strict=True)]


def _timed(work: Callable[[Page], object], page: Page) -> float:
    start = time.process_time()
    work(page)
    return time.process_time() - start


def read(body: bytes) -> Page | None:
    """A page with what is found on it; None where there is nothing to compare with."""
    try:
        found = listed(body)
    except ParseError:
        return None
    if not is_read_alone(body):
        return None
    again = listed(body, found.learned) if found.learned else found
    if again.unfit or again.entries != found.entries:
        sys.exit(f"the rule that was learned says something else on its own page: {found.learned.rule}")
    return Page(body, found)


def measured(pages: Sequence[Page], work: Callable[[Page], object]) -> list[Row]:
    bare = seconds(lambda page: html.document_fromstring(page.body), pages)
    taken = seconds(work, pages)
    return [Row(*times, len(page.found.entries)) for *times, page in zip(bare, taken, pages, strict=True)]


def listed(body: bytes, learned: Learned | None = None) -> Extraction:
    return extract(body, URL, media_type="text/html", shape="listing", learned=learned)


def is_read_alone(body: bytes) -> bool:
    """Whether a bare parse sees the page: it stops at the first zero byte."""
    whole = clean.parse_html(body, None).xpath("count(//*)")
    return 2 * html.document_fromstring(body).xpath("count(//*)") > whole


def told(name: str, rows: Sequence[Row]) -> str:
    if not rows:
        return f"{name:9}    0 pages"
    ratios, took = sorted(row.took / row.bare for row in rows), sum(row.took for row in rows)
    return (
        f"{name:9} {len(rows):4} pages: {statistics.median(ratios):6.2f} x bare lxml,"
        f" p95 {ratios[int(len(ratios) * 0.95)]:6.2f};"
        f" {len(rows) / took:6.0f} pages/s, {sum(row.entries for row in rows) / took:6.0f} entries/s"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path, nargs="?")
    folder = parser.parse_args().folder
    every = [read(body) for body in pages(folder)]
    if not every:
        parser.error(f"{folder}: no .html page is in it; give a folder of saved pages")
    known = [page for page in every if page]
    ruled = [page for page in known if page.found.learned]
    print(told("searched", measured(known, lambda page: listed(page.body))))
    print(told("by rule", measured(ruled, lambda page: listed(page.body, page.found.learned))))
    if len(known) < len(every):
        print(f"left out  {len(every) - len(known):4} pages that are none, or that lxml alone does not read")


if __name__ == "__main__":
    main()
