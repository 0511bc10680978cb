"""What a list page costs beside a bare lxml parse of the same bytes: `python bench/listing.py [FOLDER]`.

Each page is searched, and read again by the rule that was found; both as multiples of the bare parse in the same run,
and how many pages and entries a second that is. Without a folder of .html pages, generated ones: twelve layouts of 20
to 600 records with menu, scripts and footer. To be had: 12 times searched (60 at p95), 2.5 times by rule.
"""

import argparse
import pathlib
import statistics
import time
from collections.abc import Callable, Sequence

from lxml import html

from feeder import extract
from feeder.model import Extraction

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


def pages(folder: pathlib.Path | None) -> list[bytes]:
    if folder:
        return [path.read_bytes() for path in sorted(folder.rglob("*.html"))]
    return [page(layout, size) for layout in LAYOUTS for size in SIZES]


def seconds(work: Callable[[], object]) -> float:
    """Of processor time, the least of a few: others run on this machine."""
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def told(name: str, ratios: Sequence[float], took: float, entries: int) -> None:
    p95 = sorted(ratios)[int(len(ratios) * 0.95)]
    print(
        f"{name:9} {len(ratios):4} pages: {statistics.median(ratios):6.2f} x bare lxml, p95 {p95:6.2f};"
        f" {len(ratios) / took:6.0f} pages/s, {entries / took:6.0f} entries/s"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path, nargs="?")
    searched, ruled = [], []
    for body in pages(parser.parse_args().folder):
        found = extract(body, URL, shape="listing")  # names of months and the like are loaded once
        bare = seconds(lambda body=body: html.document_fromstring(body))
        took = seconds(lambda body=body: extract(body, URL, shape="listing"))
        searched.append((took / bare, took, len(found.entries)))
        if found.rule:
            took = seconds(lambda body=body, found=found: by_rule(body, found))
            ruled.append((took / bare, took, len(found.entries)))
    for name, rows in (("searched", searched), ("by rule", ruled)):
        told(name, [row[0] for row in rows], sum(row[1] for row in rows), sum(row[2] for row in rows))


def by_rule(body: bytes, found: Extraction) -> Extraction:
    return extract(body, URL, shape="listing", rule=found.rule)


if __name__ == "__main__":
    main()
