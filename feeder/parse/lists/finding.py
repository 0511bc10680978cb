"""The entries of a list page without a rule.

page ─ outline ─▶ candidates ─ richest ─▶ link, date, title, summary, picture of each record ─▶ entries + confidence
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from math import exp, log2
from typing import Any

from feeder.model import Entry, Image, Moment
from feeder.parse import clean
from feeder.parse.lists import days, strangers, titles
from feeder.parse.lists.days import Days
from feeder.parse.lists.fields import Part
from feeder.parse.lists.outline import Outline, outline
from feeder.parse.lists.records import records_of
from feeder.parse.lists.richness import Scored, listed, ranked
from feeder.parse.lists.worth import quality
from feeder.parse.urls import base_of

_DATED = 0.6  #: of the records, for those without a date to be doubted
_YEAR = 4  #: digits
_DOUBTED = 0.4  #: the most that a list is given as confidence that stands below "Most read", or is hidden
_PARAGRAPH, _LONG = 80, 2000  #: characters of a paragraph, and of an article
_PROSE, _SUMMARIES = 60, 0.3  #: characters of a summary; share of the records that have one

#: A logistic model of whether links, titles and dates are all right; learned by bench/_list_confidence.py.
BIAS = -6.09
CONFIDENCE = {
    "score": 3.49,
    "chrome": -1.11,
    "days": 0.87,
    "title": 0.71,
    "size": 0.12,
    "text": -2.6,
    "uniform": 2.06,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """The list of a page, and what it was read from."""

    entries: tuple[Entry, ...]
    confidence: float  #: how likely it is that links, titles and dates are right
    evidence: dict[str, float]  #: what it is computed from
    reasons: tuple[str, ...]
    page: Outline
    best: Scored
    days: Days
    titles: tuple[str | None, ...]
    is_doubted: bool = False  #: it says itself that it is beside the point


def find(root: Any, url: str, *, zone: tzinfo, language: str | None, now: datetime | None = None) -> Found | None:
    """The main list of a page at `url`; None where nothing on it repeats."""
    page = outline(root, base_of(root, url))
    scored = ranked(page)
    return _read(page, scored[0], zone=zone, language=language, now=now) if scored else None


def within(
    root: Any, url: str, items: Sequence[Any], *, zone: tzinfo, language: str | None, now: datetime | None = None
) -> Found | None:
    """The list whose records a person has named; None where they are too few to tell what is what in them."""
    page, named = outline(root, base_of(root, url)), set(items)
    best = listed(page, records_of(page, [node for node, element in enumerate(page.elements) if element in named]))
    return _read(page, best, zone=zone, language=language, now=now) if best else None


def _read(page: Outline, best: Scored, *, zone: tzinfo, language: str | None, now: datetime | None = None) -> Found:
    dates = days.read(page, best.sheet, best.title, best.link, zone=zone, language=language, now=now)
    named = titles.read(page, best, dates.moments, zone=zone, language=language)
    entries = tuple(_entries(page, best, dates.moments, named))
    evidence = _evidence(page, best, entries)
    doubt = _doubt(page, best, dates.moments)
    confidence = _confidence(evidence) if entries else 0.0
    return Found(
        entries=entries,
        confidence=min(confidence, _DOUBTED) if doubt else confidence,
        evidence=evidence,
        reasons=(*_reasons(best, dates, entries), *([doubt] if doubt else [])),
        page=page,
        best=best,
        days=dates,
        titles=tuple(named),
        is_doubted=doubt is not None,
    )


def _doubt(page: Outline, best: Scored, moments: Sequence[Moment | None]) -> str | None:
    dated = {record for record, moment in zip(best.records, moments, strict=True) if moment}
    return strangers.doubt(page, best.records, best.link, lambda records: [record in dated for record in records])


def _entries(
    page: Outline, best: Scored, moments: Sequence[Moment | None], named: Sequence[str | None]
) -> Iterator[Entry]:
    kept, summary = _kept(page, best, moments, named), _summary(best)
    seen: set[str] = set()
    for number, piece in sorted(best.link.values.items()):
        url = page.url(piece.node)
        if url and url not in seen and kept[number]:
            seen.add(url)
            said = summary.values.get(number) if summary else None
            yield Entry(
                url=url,
                title=clean.one_line(named[number]),
                published=moments[number],
                summary=clean.one_line(said.text) if said else None,
                image=_image(page, best, number),
            )


def _kept(page: Outline, best: Scored, moments: Sequence[Moment | None], named: Sequence[str | None]) -> list[bool]:
    """Not what stands before the first dated record or after the last and leads elsewhere, or is a number: years, help,
    archives, further pages; nor what has no date among those that have and leads to another host: advertisements."""
    dated = [number for number, moment in enumerate(moments) if moment]
    if len(dated) < _DATED * len(moments):
        return [True] * len(moments)
    places = {_place(page, best, number) for number in dated}
    hosts = {_host(place) for place in places}

    def stands_among_them(number: int) -> bool:
        return dated[0] <= number <= dated[-1] and (
            moments[number] is not None or _host(_place(page, best, number)) in hosts
        )

    return [
        stands_among_them(n) or (_place(page, best, n) in places and not _is_number(named[n]))
        for n in range(len(moments))
    ]


def _is_number(title: str | None) -> bool:
    """Of a page or a year; those of cases are longer, or of several parts."""
    return title is not None and title.isdigit() and len(title) <= _YEAR


def _host(place: str | None) -> str:
    return (place or "").partition("://")[2].partition("/")[0]


def _place(page: Outline, best: Scored, number: int) -> str | None:
    piece = best.link.values.get(number)
    url = page.url(piece.node) if piece else None
    return strangers.folder(url) if url else None


def _summary(best: Scored) -> Part | None:
    """The part that says most, the title and its link aside."""
    size = best.sheet.size
    taken = {piece.node for part in (best.title, best.link) for piece in part.values.values()}
    told: dict[int, float] = {}
    parts = [part for part in best.sheet.parts if part.kind == "piece" and part.turn == 1]
    for place, part in enumerate(parts):
        texts = [piece.text for piece in part.values.values() if piece.node not in taken]
        if len(texts) >= _SUMMARIES * size and sum(map(len, texts)) >= _PROSE * len(texts):
            told[place] = sum(map(len, texts))
    return parts[max(told, key=lambda place: told[place])] if told else None


def _image(page: Outline, best: Scored, number: int) -> Image | None:
    record = best.records[number]
    for node in page.images[bisect_left(page.images, record.first) : bisect_left(page.images, record.end)]:
        element = page.elements[node]
        if not {element.get("width"), element.get("height")} & {"0", "1"}:
            for address in clean.addresses(element):
                if url := clean.absolute(address, page.base):
                    return Image(url=url)
    return None


def _evidence(page: Outline, best: Scored, entries: Sequence[Entry]) -> dict[str, float]:
    """What speaks for and against the list, each about 0 to 1."""
    count = max(1, len(entries))
    return {
        "score": best.score / 5,
        "chrome": best.features["chrome"],
        "days": sum(entry.published is not None for entry in entries) / count,
        "titles": sum(quality(entry.title or "") for entry in entries) / count,
        "title": min(2.0, best.features["title"]),
        "size": log2(1 + len(entries)),
        "text": min(1.0, _elsewhere(page, best) / _LONG),
        "uniform": max(Counter(strangers.folder(entry.url) for entry in entries).values(), default=0) / count,
    }


def _elsewhere(page: Outline, best: Scored) -> int:
    """Characters of what the page says in paragraphs beside its list: it is an article."""
    inside = range(best.records[0].text_from, best.records[-1].text_to)
    long = (n for n, text in enumerate(page.texts) if len(text) > _PARAGRAPH and page.linked[page.holders[n]] < 0)
    return sum(len(page.texts[number]) for number in long if number not in inside)


def _confidence(evidence: dict[str, float]) -> float:
    return round(1 / (1 + exp(-BIAS - sum(weight * evidence[name] for name, weight in CONFIDENCE.items()))), 2)


def _reasons(best: Scored, dates: Days, entries: Sequence[Entry]) -> tuple[str, ...]:
    size = len(entries)
    dated = sum(entry.published is not None for entry in entries)
    sample = next((entry.title for entry in entries if entry.title), None)
    reasons = [f'found {size} entries by repeated structure, the first "{(sample or "untitled")[:80]}"']
    reasons.append(f"{dated} of {size} dated by {dates.how}" if dated else "no dates found beside the entries")
    if untitled := sum(entry.title is None for entry in entries):
        reasons.append(f"{untitled} of {size} without a title")
    if best.features["chrome"] > 0.5:  # noqa: PLR2004 - most of them
        reasons.append("they stand where pages keep menus and side lists")
    return tuple(reasons)
