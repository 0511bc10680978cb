"""The days of records whose parts stand apart: in short texts of the record, with the rest in the headings above it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from feeder.parse.dates import (
    Parts,
    are_in_order,
    is_no_day,
    joined_parts,
    order_of_short,
    parts_of,
    parts_of_heading,
    with_years,
)
from feeder.parse.lists.fields import Piece, Sheet
from feeder.parse.lists.outline import Outline

_BOXES = 4  #: texts that a date may be cut into
_NEAR = 12  #: texts before the first record in which a heading above it is looked for
_ENOUGH = 0.5  #: of the records
_FEW = 3  #: numbers in a row that count
_MOST = 6  #: places of a record where parts of a date are looked for


class Apart(NamedTuple):
    days: tuple[date | None, ...]
    nodes: tuple[tuple[int, ...], ...]  #: of each record, those of its own texts
    above: tuple[tuple[int, ...], ...]  #: of each record, those of the headings


class _Own(NamedTuple):
    parts: Parts
    nodes: tuple[int, ...]


class _Above(NamedTuple):
    parts: Parts = Parts()
    nodes: tuple[int, ...] = ()


def read(
    page: Outline, sheet: Sheet, *, language: str | None, day_first: bool | None, today: date | None
) -> Apart | None:
    if day_first is None:
        day_first = order_of_short(piece.text for pieces in sheet.pieces for piece in pieces if len(piece.text) < 12)  # noqa: PLR2004
    columns: dict[tuple[str, int], dict[int, _Own]] = defaultdict(dict)
    for number, pieces in enumerate(sheet.pieces):
        for key, own in _own(pieces, language, day_first):
            columns[key].setdefault(number, own)
    above = _all_above(page, sheet, language, day_first)
    likely = [column for column in columns.values() if len(column) >= _ENOUGH * sheet.size]
    for column in sorted(likely, key=_richness, reverse=True)[:_MOST]:
        if (
            not _is_of_numbers(column, sheet, day_first)
            and not _only_counts(column, above)
            and (days := _days(column, above, sheet.size, today))
        ):
            owns = [column.get(number) for number in range(sheet.size)]
            return Apart(days, tuple(own.nodes if own else () for own in owns), tuple(one.nodes for one in above))
    return None


def _richness(column: dict[int, _Own]) -> tuple[int, int]:
    told = [sum(part is not None for part in own.parts) for own in column.values()]
    return sum(told) // len(told), len(column)


def _own(pieces: Sequence[Piece], language: str | None, day_first: bool | None) -> list[tuple[tuple[str, int], _Own]]:
    """Stretches of a record's texts that state a day together, the longest of each beginning."""
    read = [parts_of(piece.text, language, day_first) for piece in pieces]
    found: list[tuple[tuple[str, int], _Own]] = []
    for start, one in enumerate(read):
        for size in range(_BOXES, 0, -1) if one else ():
            stretch = [parts for parts in read[start : start + size] if parts]
            whole = joined_parts(stretch) if len(stretch) == size else None
            if whole and whole.day:
                nodes = tuple(piece.node for piece in pieces[start : start + size])
                found.append(((pieces[start].slot, size), _Own(whole, nodes)))
                break
    return found


def _days(
    column: dict[int, _Own], above: Sequence[_Above], size: int, today: date | None
) -> tuple[date | None, ...] | None:
    parts = [_whole(column.get(number), above[number]) for number in range(size)]
    days = with_years(parts, today)
    told = [day for day in days if day]
    return tuple(days) if len(told) >= _ENOUGH * size and are_in_order(told) else None


def _whole(own: _Own | None, above: _Above) -> Parts | None:
    whole = own.parts.with_those(above.parts) if own else None
    return whole if whole and whole.month and whole.day else None


def _is_of_numbers(column: dict[int, _Own], sheet: Sheet, day_first: bool | None) -> bool:
    """Whether what looks like a day in one record cannot be one in another: 2/31 is a number of a year."""
    slots = {piece.slot for number in column for piece in sheet.pieces[number] if piece.node == column[number].nodes[0]}
    return any(piece.slot in slots and is_no_day(piece.text, day_first) for pieces in sheet.pieces for piece in pieces)


def _only_counts(column: dict[int, _Own], above: Sequence[_Above]) -> bool:
    """Whether lone numbers say which record it is: 1, 2, 3, or 12, 11, 10, below any heading."""
    if any(own.parts.month for own in column.values()):
        return False
    steps = [
        after.parts.day - before.parts.day
        for (number, before), (next_, after) in pairwise(sorted(column.items()))
        if before.parts.day and after.parts.day and above[number].nodes == above[next_].nodes
    ]
    return len(steps) < _FEW - 1 or len(set(steps)) == 1


# ------------------------------------------------------------------------------------------------ above the records


def _all_above(page: Outline, sheet: Sheet, language: str | None, day_first: bool | None) -> list[_Above]:
    """What the headings say that each record stands below, the year's and the month's."""
    found: list[_Above] = []
    current = _Above()
    before = max(0, sheet.records[0].text_from - _NEAR)
    for number, record in enumerate(sheet.records):
        said = [
            (page.holders[text], parts)
            for text in range(before, record.text_from)
            if (parts := _heading(page, text, language, day_first))
        ]
        if number == 0:
            said = _certain(page, said)
        for node, parts in said:
            current = _below(current, node, parts)
        found.append(current)
        before = record.text_to
    return found


def _heading(page: Outline, text: int, language: str | None, day_first: bool | None) -> Parts | None:
    line, holder = page.joined(text, text + 1), page.holders[text]
    is_headed = page.headed[holder] >= 0
    if page.linked[holder] >= 0 and not is_headed:
        return None
    parts = parts_of(line, language, day_first)
    if parts is None and (is_headed or page.tags[holder] in _TITLING):
        parts = parts_of_heading(line, language)
    return None if parts and parts == Parts(day=parts.day) and not is_headed else parts


_TITLING = ("caption", "th", "summary", "legend", "dt")


def _certain(page: Outline, said: list[tuple[int, Parts]]) -> list[tuple[int, Parts]]:
    """Before the first record of what stands in headings, if anything does; of several years none: a choice of them."""
    headed = [one for one in said if page.headed[one[0]] >= 0]
    said = headed or said
    years = {parts.year for _, parts in said if parts.year}
    months = {parts.month for _, parts in said if parts.month}
    return said if len(years) <= 1 and (headed or len(months) <= 1) else []


def _below(current: _Above, node: int, parts: Parts) -> _Above:
    """A year ends what was said before it, a month the month before it, a day the day."""
    if parts.year:
        return _Above(parts, (node,))
    kept = Parts(year=current.parts.year) if parts.month else current.parts._replace(day=None)
    nodes = current.nodes[: sum(part is not None for part in kept)]
    return _Above(kept.with_those(parts) or parts, (*nodes, node))
