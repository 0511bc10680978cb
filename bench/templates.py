"""What a release page costs by the template of its site, and what that loses: `python bench/templates.py [FOLDER]`.

A folder holds pages.jsonl (name, url; text, title and date where they are known) and pages/NAME.html. Each page of a
site with several is read in full, and by what the others of its site showed: as there are rarely more than two or three
of one, templates count here that fewer pages agreed on than it takes. Without a folder, generated ones: four layouts of
eight pages, learned in order and applied to the rest. Costs are multiples of a bare lxml parse in the same run. To be
had: 3 times, and at most one point of F1 less.
"""

import argparse
import json
import pathlib
import re
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from lxml import html

from feeder import extract
from feeder.errors import FeederError
from feeder.model import Entry, Extraction, Template
from feeder.parse.articles import templates

ROUNDS = 3
WORD = re.compile(r"[^\W\d_]+|\d+")
SHINGLE = 4  #: words
SENTENCE = "Der Kran {n} hebt seit dem Morgen Rumpf {m} aus dem Dock, und viele Gäste sehen ihm am Kai dabei zu. "
MENU = "".join(
    f'<li class="nav__item"><a class="nav__link" href="/bereich/{n}">Bereich {n}</a></li>' for n in range(60)
)
SCRIPT = "<script>" + "window.tafel = window.tafel || []; tafel.push({hafen: 'Nord', kai: 7});\n" * 60 + "</script>"
SHARE = '<div class="share"><a href="https://chat.example/">Teilen</a> <a href="https://netz.example/">Weitersagen</a></div>'
MORE = (
    '<div class="teasers"><p><a href="/presse/1">Das neue Dock liegt voller Schiffe und voller Menschen</a></p></div>'
)
#: Headline, day and text of a page, as sites set them.
LAYOUTS = {
    "marked": '<main><article class="release"><h1>{title}</h1><time datetime="{iso}">{day}</time>'
    '<div class="text">{text}</div>{share}</article></main>{more}',
    "plain": '<div id="content"><p class="date">{day}</p><h1 class="headline">{title}</h1>'
    '<div class="body">{text}{share}</div></div><div id="side">{more}</div>',
    "deep": '<div class="page"><div class="row"><div class="col"><h2 class="title">{title}</h2>'
    '<span class="meta">Veröffentlicht am {day}</span></div></div>'
    '<div class="row"><div class="copy">{share}{text}</div>'
    "</div>{more}</div>",
    "flat": '<div class="news"><h1>{title}</h1><p class="when">{day}</p>{share}{text}</div>{more}',
}
PAGES = 8


class Saved(NamedTuple):
    body: bytes
    url: str
    told: Mapping[str, Any]  #: what is known of it: text, title, date


def page(layout: str, n: int) -> Saved:
    paragraphs = [SENTENCE.format(n=n, m=m) * 3 for m in range(n, n + 8)]
    title, day, iso = f"Kran {n} hebt das Schiff {n + 7} aus dem Dock", f"{n + 1}. März 2024", f"2024-03-{n + 1:02}"
    text = "".join(f"<p>{one}</p>" for one in paragraphs)
    main = LAYOUTS[layout].format(title=title, day=day, iso=iso, text=text, share=SHARE, more=MORE)
    head = f'<!doctype html><html lang="de"><head><meta charset="utf-8"><title>{title} | Werft</title>{SCRIPT}</head>'
    body = f"{head}<body><nav><ul>{MENU}</ul></nav>{main}<footer>{MENU}</footer></body></html>".encode()
    told = {"title": title, "date": iso, "text": "\n\n".join(paragraphs)}
    return Saved(body, f"https://{layout}.example/presse/meldung-{n}", told)


def sites(folder: pathlib.Path | None) -> dict[str, list[Saved]]:
    found = defaultdict[str, list[Saved]](list)
    for one in _saved(folder) if folder else (page(layout, n) for layout in LAYOUTS for n in range(PAGES)):
        found[str(urlsplit(one.url).hostname)].append(one)
    return {host: pages for host, pages in found.items() if len(pages) > 1}


def _saved(folder: pathlib.Path) -> Iterator[Saved]:
    for line in (folder / "pages.jsonl").read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        yield Saved((folder / "pages" / f"{told['name']}.html").read_bytes(), told["url"], told)


class Row(NamedTuple):
    """What one page took, in seconds of processor time, and what it gave."""

    told: Mapping[str, Any]
    bare: float
    fully: float
    quickly: float
    full: Entry
    quick: Entry
    by_template: bool


class Case(NamedTuple):
    """A page, and what is known of its site."""

    page: Saved
    known: Sequence[Template]


def seconds(work: Callable[[Case], object], cases: Sequence[Case]) -> list[float]:
    """Of each page the least of a few: others run on this machine. All pages come before one comes again, so that of
    the texts that are remembered most are those of other pages, as in a service that reads many."""
    rounds = [[_timed(work, case) for case in cases] for _ in range(ROUNDS)]
    return [min(taken) for taken in zip(*rounds, strict=True)]


def _timed(work: Callable[[Case], object], case: Case) -> float:
    start = time.process_time()
    work(case)
    return time.process_time() - start


def read(one: Saved, known: Sequence[Template] | None = None) -> Extraction:
    return extract(one.body, one.url, media_type="text/html", shape="article", templates=known)


def learned(pages: Sequence[Saved]) -> tuple[Template, ...]:
    known: tuple[Template, ...] = ()
    for one in pages:
        known = templates.settled(known, read(one, known))
    return known


def cases(folder: pathlib.Path | None) -> Iterator[Case]:
    for pages in sites(folder).values():
        if folder:
            for number, one in enumerate(pages):
                others = learned([*pages[:number], *pages[number + 1 :]])
                yield Case(one, [replace(known, pages=templates.PROVEN) for known in others])
        else:
            known = learned(pages[: templates.PROVEN])
            yield from (Case(one, known) for one in pages[templates.PROVEN :])


def rows(cases: Sequence[Case]) -> list[Row]:
    bare = seconds(lambda case: html.fromstring(case.page.body), cases)
    fully = seconds(lambda case: read(case.page), cases)
    quickly = seconds(lambda case: read(*case), cases)
    return [row(*one) for one in zip(cases, bare, fully, quickly, strict=True)]


def row(case: Case, bare: float, fully: float, quickly: float) -> Row:
    full, quick = read(case.page), read(*case)
    return Row(
        told=case.page.told,
        bare=bare,
        fully=fully,
        quickly=quickly,
        full=full.entries[0],
        quick=quick.entries[0],
        by_template=quick.by_template,
    )


# ------------------------------------------------------------------------------------------------------- what it lost


def f1(text: str | None, other: str | None) -> float:
    """Of the runs of four words that two texts share."""
    own, theirs = shingles(text), shingles(other)
    return 2 * (own & theirs).total() / max(own.total() + theirs.total(), 1)


def shingles(text: str | None) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text or "")
    return Counter(tuple(words[at : at + SHINGLE]) for at in range(max(len(words) - SHINGLE + 1, 1)))


def title(one: Entry, told: Mapping[str, Any]) -> bool:
    return WORD.findall((one.title or "").casefold()) == WORD.findall(told["title"].casefold())


def day(one: Entry, told: Mapping[str, Any]) -> bool:
    return str(one.published or "")[:10] == told["date"][:10]


def mean(rows: Sequence[Row], key: str, judge: Callable[[Entry, Mapping[str, Any]], float]) -> str:
    known = [one for one in rows if one.told.get(key)]
    full, quick = (
        statistics.mean(judge(entry(one), one.told) for one in known) if known else 0.0 for entry in READINGS
    )
    return f"{full:.4f} in full, {quick:.4f} by template, of {len(known)} pages"


READINGS: tuple[Callable[[Row], Entry], ...] = (lambda row: row.full, lambda row: row.quick)


def ratios(name: str, found: Sequence[float]) -> str:
    return f"{name:12} {statistics.median(found):6.2f} x bare lxml, p95 {sorted(found)[int(len(found) * 0.95)]:6.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path, nargs="?")
    folder = parser.parse_args().folder
    try:
        every = rows(list(cases(folder)))
    except FeederError as problem:
        sys.exit(str(problem))
    quick = [one for one in every if one.by_template]
    print(f"read by template: {len(quick)} of {len(every)} pages of sites with several")
    if not quick:
        sys.exit("no page was read by a template; give a folder with several pages of a site")
    print(ratios("in full", [one.fully / one.bare for one in quick]))
    print(ratios("by template", [one.quickly / one.bare for one in quick]))
    print(f"body F1      {mean(quick, 'text', lambda entry, told: f1(entry.text, told['text']))}")
    print(f"title        {mean(quick, 'title', title)}")
    print(f"date         {mean(quick, 'date', day)}")
    same = sum(one.full.text == one.quick.text for one in quick)
    print(f"text         {same} of {len(quick)} just the same; F1 of one to the other", end=" ")
    print(f"{statistics.mean(f1(one.full.text, one.quick.text) for one in quick):.4f}")


if __name__ == "__main__":
    main()
