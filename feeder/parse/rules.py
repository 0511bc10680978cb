"""A `ListRule` on a page: which elements are its records, and what link, title and date each of them states.

A key that the rule does not give has a plain default in the record:

    link     the record itself if it is a link, else the first link in a heading, else the link with the longest
             text, else the link around the record
    title    the first heading, else the text of the link
    date     the first <time> that states one
    summary  none
    image    none
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import chain, islice
from typing import Any, NamedTuple

from lxml import etree

from feeder.model import Entry, Image, ListRule, Moment
from feeder.parse import clean, dates, daylabels, dayorder, dayparts, dayyears
from feeder.parse.outline import FORMATTING, HEADINGS, is_hidden, outline
from feeder.parse.paths import Item, Path, check, paths_of
from feeder.parse.urls import base_of

__all__ = ["Applied", "apply", "check", "items_of", "selected"]

Element = Any  # lxml ships no types

_TEXT = etree.XPath("string()", smart_strings=False)
_IN_LINE = FORMATTING | {"a"}
_PARTS = 12  #: texts that may be parts of one date
_CLIMB = 4  #: levels above the items on which what stands beside them is looked for


@dataclass(frozen=True, kw_only=True, slots=True)
class Applied:
    """What a rule found on a page; every item that became no entry of its own is told in `reasons`."""

    entries: tuple[Entry, ...]  #: only linked, in page order, each URL once
    matched: int  #: elements that `items` selected
    reasons: tuple[str, ...] = ()
    beside: int = 0  #: elements among the items that are like them and have a link, but were not selected


class _Row(NamedTuple):
    url: str
    title: str | None
    dates: tuple[str, ...]  #: the texts that may state the date, best first
    summary: str | None
    image: str | None


def apply(
    rule: ListRule, root: Element, *, base: str, zone: tzinfo, language: str | None, now: datetime | None = None
) -> Applied:
    """The entries that `rule` finds on a page whose own address is `base`; a <base> in the page is honoured.

    `zone` is for dates without one; `language` (BCP 47) helps to read them. Raises ParseError for a wrong path.
    """
    paths = paths_of(rule)
    items = paths["items"](Item(root))
    base = base_of(root, base)
    skipped: Counter[str] = Counter()
    rows: dict[str, _Row] = {}
    records = items_of(rule, items, skipped)
    for item in records:
        row = _read(item, paths, base)
        if isinstance(row, str):
            skipped[row] += 1
        elif (first := rows.setdefault(row.url, row)) is not row:
            rows[row.url] = _filled(first, row)
            skipped["the link is that of an earlier item"] += 1
    reasons = [f"{count} of {len(items)} items skipped: {why}" for why, count in skipped.items()]
    entries = _entries(rows.values(), zone, language, now)
    return Applied(
        entries=entries,
        matched=len(items),
        reasons=(*reasons, *_unread_dates(rows.values(), entries)),
        beside=_beside([record.element for record in records]),
    )


def selected(rule: ListRule, root: Element) -> list[Element]:
    """The elements that `items` selects. Raises ParseError for a wrong path."""
    return [item for item in paths_of(rule)["items"](Item(root)) if not isinstance(item, str)]


# -------------------------------------------------------------------------------------------------------- records


def items_of(rule: ListRule, items: Sequence[Any], skipped: Counter[str]) -> list[Item]:
    """The records of what `items` selected, each with what follows it where a path of the rule asks for that."""
    elements = list(_records(items, skipped))
    is_run = any((path or "").lstrip().startswith("~") for path in (rule.link, rule.title, rule.date, rule.summary))
    starts = frozenset(elements) if is_run else ()
    return [Item(element, starts) for element in elements]


def _records(items: Sequence[Any], skipped: Counter[str]) -> Iterator[Element]:
    """The innermost items: "li" also selects the <li> of a year around its releases, which is a group of records.

    So no element is read for two items, and the work stays linear however deep a page nests.
    """
    elements = [item for item in items if not isinstance(item, str)]
    groups: set[Element] = set()
    for element in elements:
        for ancestor in element.iterancestors():
            if ancestor in groups:
                break
            groups.add(ancestor)
    for element in elements:
        if element in groups:
            skipped["it holds other items"] += 1
        else:
            yield element
    if len(elements) < len(items):
        skipped["it is no element"] += len(items) - len(elements)


def _beside(elements: Sequence[Element]) -> int:
    """What is like the items, but not one of them: with other classes than all of these, or within another box."""
    level, taken = list(dict.fromkeys(elements)), set(elements)
    for _ in range(_CLIMB):
        above = dict.fromkeys(parent for one in level if (parent := one.getparent()) is not None)
        if 2 * len(above) <= len(level):
            tags = {one.tag for one in level}
            return sum(one not in taken and _has_link(one) for parent in above for one in parent if one.tag in tags)
        taken.update(above)
        level = list(above)
    return 0


def _has_link(element: Element) -> bool:
    return next(_anchors(element), None) is not None


def _read(item: Item, paths: Mapping[str, Path], base: str) -> _Row | str:
    """The record as text, or why there is none."""
    link = link_in(item, paths.get("link"), base)
    if isinstance(link, str):
        return link
    url, anchor = link
    return _Row(
        url=url,
        title=text_in(item, paths["title"]) if "title" in paths else _default_title(item.element, anchor),
        dates=tuple(date_texts(item, paths.get("date"))),
        summary=text_in(item, paths["summary"]) if "summary" in paths else None,
        image=picture_in(item, paths["image"], base) if "image" in paths else None,
    )


def link_in(item: Item, path: Path | None, base: str) -> tuple[str, Element] | str:
    """Where its link leads, and the element that carries it; or why there is none."""
    why = "it has no link"
    for href, anchor in _links(item, path):
        why = "its link leads to no page"
        if url := _destination(href, base):
            return url, anchor
    return why


def text_in(item: Item, path: Path) -> str | None:
    return _first_text(path(item))


def picture_in(item: Item, path: Path, base: str) -> str | None:
    found = (clean.absolute(source, base) for one in path(item) for source in _sources(one))
    return next((url for url in found if url), None)


def date_texts(item: Item, path: Path | None) -> Iterator[str]:
    """The texts that may state its date, best first."""
    yield from _date_texts(path(item) if path else item.element.iter("time"))


def _filled(first: _Row, later: _Row) -> _Row:
    return _Row(
        url=first.url,
        title=first.title or later.title,
        dates=first.dates or later.dates,
        summary=first.summary or later.summary,
        image=first.image or later.image,
    )


def _destination(href: str, base: str) -> str | None:
    return None if href.strip() in ("", "#") else clean.absolute(href, base)


def _links(item: Item, path: Path | None) -> Iterator[tuple[str, Element]]:
    """Each href that may be the record's, best first, with the element that carries it."""
    if path is None:
        yield from ((anchor.get("href"), anchor) for anchor in _default_links(item.element))
        return
    for found in path(item):
        if isinstance(found, str):
            yield found, found.getparent()  # type: ignore[attr-defined]  # lxml's "smart" string
        else:
            yield from ((anchor.get("href"), anchor) for anchor in _anchors(found))


def _default_links(item: Element) -> Iterator[Element]:
    if item.tag != "a":
        for heading in item.iter(*HEADINGS):
            yield from islice(_anchors(heading), 1)
    yield from sorted(_anchors(item), key=lambda anchor: -len(_text_of(anchor) or ""))
    yield from (anchor for anchor in item.iterancestors("a") if anchor.get("href"))


def _anchors(element: Element) -> Iterator[Element]:
    return (anchor for anchor in element.iter("a", "area") if anchor.get("href") is not None)


def _default_title(item: Element, anchor: Element) -> str | None:
    return _first_text(item.iter(*HEADINGS)) or _text_of(anchor)


def _first_text(found: Iterable[Any]) -> str | None:
    return next((text for one in found if (text := _text_of(one))), None)


def _text_of(found: Any) -> str | None:
    """Its text in one line; blocks in it do not run together, and what no reader sees is not there."""
    if isinstance(found, str):
        return clean.one_line(found)
    if not isinstance(found.tag, str):
        return None  # a comment
    if not len(found):
        return clean.one_line(found.text)
    if all(one.tag in _IN_LINE and not is_hidden(one) for one in found.iterdescendants()):
        return clean.one_line(_TEXT(found))
    page = outline(found, "")
    return clean.one_line(page.joined(0, len(page.texts)))


def _sources(found: Any) -> Iterator[str | None]:
    """Where a picture may be; a page that loads lazily keeps a placeholder in src."""
    if isinstance(found, str):
        yield found
        return
    for image in found.iter("img"):
        if not {image.get("width"), image.get("height")} & {"0", "1"}:
            yield from clean.addresses(image)


# ---------------------------------------------------------------------------------------------------------- dates


def _date_texts(found: Iterable[Any]) -> Iterator[str]:
    parts: list[str] = []
    for one in found:
        if isinstance(one, str):
            yield _stated(one)
            parts.append(one)
            continue
        if not isinstance(one.tag, str):
            continue
        yield from (time.get("datetime") for time in one.iter("time") if time.get("datetime"))
        if len(one):
            # Day, month and year in boxes of their own ("16" "Nov" "2020") must not run together.
            yield " ".join(one.itertext())
        yield _TEXT(one)
        parts += one.itertext()
    if 0 < len(parts) <= _PARTS:
        yield dayparts.APART.join(" ".join(part.split()) for part in parts)


def _stated(text: str) -> str:
    """Of an address the day that it names."""
    day = dayparts.in_address(text) if getattr(text, "attrname", None) == "href" else None
    return day.isoformat() if day else text


def _entries(rows: Iterable[_Row], zone: tzinfo, language: str | None, now: datetime | None) -> tuple[Entry, ...]:
    moments = moments_of([row.dates for row in rows], zone, language, now)
    return tuple(
        Entry(
            url=row.url,
            title=row.title,
            published=moment,
            summary=row.summary,
            image=Image(url=row.image) if row.image else None,
        )
        for row, moment in zip(rows, moments, strict=True)
    )


def moments_of(
    rows: Sequence[Sequence[str]], zone: tzinfo, language: str | None, now: datetime | None
) -> list[Moment | None]:
    """The dates of records by their texts. What one of these leaves open, the order of day and month or the year, all
    of them together tell."""
    day_first = day_first_in(rows)
    moments = [moment_of(texts, zone, language, day_first) for texts in rows]
    if all(moment or not texts for moment, texts in zip(moments, rows, strict=True)):
        return moments
    if day_first is None:
        day_first = dayparts.order_in(part for texts in rows for text in texts for part in dayparts.parted(text))
    parts = [
        dayparts.of_day(moment.at.date()) if moment else _parts_of(texts, language, day_first)
        for moment, texts in zip(moments, rows, strict=True)
    ]
    days = dayyears.settled(parts, now.astimezone(zone).date() if now else None)
    return [moment or (Moment.of_day(day, zone) if day else None) for moment, day in zip(moments, days, strict=True)]


def _parts_of(texts: Sequence[str], language: str | None, day_first: bool | None) -> dayparts.Parts | None:
    found = (dayparts.joined(text, language, day_first) for text in texts)
    return next((parts for parts in found if parts and parts.month and parts.day), None)


def day_first_in(rows: Iterable[Iterable[str]]) -> bool | None:
    told = [[match for text in texts for match in dayorder.NUMERIC.finditer(text)] for texts in rows]
    return dayorder.settled(chain.from_iterable(told), [row[0] for row in told if row])


def moment_of(texts: Iterable[str], zone: tzinfo, language: str | None, day_first: bool | None) -> Moment | None:
    told: dict[str, Any] = {"zone": zone, "language": language, "day_first": day_first}
    for text in texts:
        if moment := dates.parse_date(text, **told) or daylabels.published_of(text, dates.find_dates(text, **told)):
            return moment
    return None


def _unread_dates(rows: Iterable[_Row], entries: tuple[Entry, ...]) -> list[str]:
    unread = [row.dates for row, entry in zip(rows, entries, strict=True) if row.dates and entry.published is None]
    sample = next((clean.one_line(text) for texts in unread for text in texts), None)
    return [f'{len(unread)} of {len(entries)} dates not understood, such as "{(sample or "")[:60]}"'] if unread else []
