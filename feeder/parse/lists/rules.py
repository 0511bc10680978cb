"""A `ListRule` on a page: which elements are its records, and what link, title and date each of them states.

A key that the rule does not give has a plain default in the record:

    link     the record itself if it is a link, else the first link in a heading, else the link with the longest
             text, else the link around the record
    title    the first heading, else the text of the link
    date     the first <time> that states one
    summary  none
    image    none

A title is read without what all of them begin with as a label, and without the date of its record where most end or
begin with theirs.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any, NamedTuple

from feeder.model import Entry, Image, ListRule
from feeder.parse.characters import one_line
from feeder.parse.dates import moments_of
from feeder.parse.lists.fieldtexts import anchors, date_texts, first_text, link_in, picture_in, text_in, title_of
from feeder.parse.lists.paths import Item, Path, check, paths_of
from feeder.parse.lists.titles import shorn
from feeder.parse.urls import base_of

__all__ = ["Applied", "apply", "check", "items_of", "selected"]

Element = Any  # lxml ships no types

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
    read = list(rows.values())
    entries = _entries(read, zone, language, now)
    return Applied(
        entries=entries,
        matched=len(items),
        reasons=(*reasons, *_unread_dates(read, entries)),
        beside=_beside([record.element for record in records]),
    )


def selected(rule: ListRule, root: Element) -> list[Element]:
    """The elements that `items` selects. Raises ParseError for a wrong path."""
    return [item for item in paths_of(rule)["items"](Item(root)) if not isinstance(item, str)]


def records(rule: ListRule, root: Element) -> list[Element]:
    """Those of them that are records. Raises ParseError for a wrong path."""
    return list(_records(selected(rule, root), Counter()))


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
    return next(anchors(element), None) is not None


def _read(item: Item, paths: Mapping[str, Path], base: str) -> _Row | str:
    """The record as text, or why there is none."""
    linked = paths["link"](item) if "link" in paths else None
    link = link_in(item, linked, base)
    if isinstance(link, str):
        return link
    url, anchor = link
    return _Row(
        url=url,
        title=_title(item, paths, linked) if "title" in paths else title_of(item, anchor),
        dates=date_texts(item, paths.get("date")),
        summary=text_in(item, paths["summary"]) if "summary" in paths else None,
        image=picture_in(item, paths["image"], base) if "image" in paths else None,
    )


def _title(item: Item, paths: Mapping[str, Path], linked: Sequence[Any] | None) -> str | None:
    """The link of a third of all rules is their title too."""
    path = paths["title"]
    return first_text(linked) if linked is not None and path is paths["link"] else text_in(item, path)


def _filled(first: _Row, later: _Row) -> _Row:
    return _Row(
        url=first.url,
        title=first.title or later.title,
        dates=first.dates or later.dates,
        summary=first.summary or later.summary,
        image=first.image or later.image,
    )


def _entries(rows: Sequence[_Row], zone: tzinfo, language: str | None, now: datetime | None) -> tuple[Entry, ...]:
    moments = moments_of([row.dates for row in rows], zone, language, now)
    titles = shorn([row.title for row in rows], moments, zone=zone, language=language)
    return tuple(
        Entry(
            url=row.url,
            title=title,
            published=moment,
            summary=row.summary,
            image=Image(url=row.image) if row.image else None,
        )
        for row, title, moment in zip(rows, titles, moments, strict=True)
    )


def _unread_dates(rows: Iterable[_Row], entries: tuple[Entry, ...]) -> list[str]:
    unread = [row.dates for row, entry in zip(rows, entries, strict=True) if row.dates and entry.published is None]
    sample = next((one_line(text) for texts in unread for text in texts), None)
    return [f'{len(unread)} of {len(entries)} dates not understood, such as "{(sample or "")[:60]}"'] if unread else []
