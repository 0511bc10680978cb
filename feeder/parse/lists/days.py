"""The day of each record of a list: read in the part that states days throughout, else above the records, else unknown.

a part that is a date ─▶ boxes for day, month, year ─▶ an attribute ─▶ the edge of a text ─▶ a heading above
    ─▶ parts of a date in the record and above it ─▶ the address ─▶ unknown
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from functools import partial
from itertools import chain
from typing import NamedTuple

from feeder.model import Moment
from feeder.parse import dayattributes
from feeder.parse.dates import (
    FoundDate,
    Kind,
    are_in_order,
    day_first_in,
    find_dates,
    in_address,
    is_date_line,
    is_datelike,
    is_label,
    kind_of,
    parse_date,
    published_of,
)
from feeder.parse.lists import dayapart
from feeder.parse.lists.fields import Part, Piece, Sheet
from feeder.parse.lists.outline import Outline

PART = "a part of each record"
BOXES = "day, month and year in boxes of their own"
EDGE = "the edge of a text in each record"
HEADINGS = "the headings above the records"
ATTRIBUTE = "an attribute of each record"
APART = "day, month and year that stand apart"
ADDRESSES = "their addresses"

_DATE_WORDS = re.compile(r"date|datum|time|publish|posted|fecha|data|meta|day|when|created", re.IGNORECASE)
_UPDATE_WORDS = re.compile(r"updat|modif|aktuali|changed|geändert|mis à jour", re.IGNORECASE)
_LONGEST, _SHORT, _LONG = 400, 60, 160  #: characters of a text with a date in it, that is one, that hides one
_DATE = 14  #: characters of a date
_BOX, _BOXES = 12, (2, 3, 4)  #: characters in one box of a date cut up; how many boxes
_FROM_START, _FROM_END, _LEAD = 40, 12, 200  #: characters from the edge of a text, and of a text that begin it
_NEAR = 12  #: texts before the first record in which a heading above it is looked for
_HEADING = 80
_DIGITS = 3  #: of the rows that a cell spans
_AHEAD = timedelta(days=3)  #: from today, of a day in an address
_ENOUGH = 0.5  #: of the records, for what states their days
_UP_TO_A_DIGIT = re.compile(r"\D*")
_KINDS = {None: 1.0, "published": 1.15, "updated": 0.5, "filed": 0.5, "event": 0.5}  #: what a day of each is worth
_UNPUBLISHED = ("filed", "event")
_LEAST = 0.3  #: of a part's worth, for it to stand in for the best


@dataclass(frozen=True, kw_only=True, slots=True)
class Days:
    moments: tuple[Moment | None, ...]
    how: str | None = None  #: in words, for the reasons
    nodes: tuple[int | None, ...] = ()  #: the elements that state them
    attribute: str | None = None  #: of these elements, that states them
    above: tuple[tuple[int, ...], ...] = ()  #: the headings that state the rest of each
    is_doubtful: bool = False  #: of changes, filings or events, for want of publication

    @property
    def share(self) -> float:
        return sum(moment is not None for moment in self.moments) / len(self.moments)


class _Stated(NamedTuple):
    """A text of a record that may state its day."""

    slot: str
    node: int
    text: str
    weight: float
    is_attribute: bool = False
    kind: Kind | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Reader:
    """How dates on this page are read."""

    zone: tzinfo
    language: str | None
    day_first: bool | None

    def one(self, text: str) -> Moment | None:
        return parse_date(text, zone=self.zone, language=self.language, day_first=self.day_first)

    def chosen(self, text: str) -> Moment | None:
        """Of several days in a text that one of publication."""
        return published_of(text, self.all(text))

    def line(self, text: str) -> Moment | None:
        return self.one(text) if self.is_line(text) else None

    def on(self, day: date | None) -> Moment | None:
        return Moment.of_day(day, self.zone) if day else None

    def all(self, text: str) -> list[FoundDate]:
        return find_dates(text, zone=self.zone, language=self.language, day_first=self.day_first)

    def is_line(self, text: str) -> bool:
        return is_date_line(text, language=self.language, day_first=self.day_first)


def read(
    page: Outline,
    sheet: Sheet,
    title: Part,
    link: Part,
    *,
    zone: tzinfo,
    language: str | None,
    now: datetime | None = None,
) -> Days:
    """Of each record the day that it states, None where it states none. `title` is where a date is no publication's."""
    texts = [list(_stated(page, sheet, number, title)) for number in range(sheet.size)]
    day_first = day_first_in([piece.text for piece in pieces] for pieces in sheet.pieces)
    reader = _Reader(zone=zone, language=language, day_first=day_first)
    for stated in (partial(_by_part, page, sheet, texts), partial(_by_boxes, sheet)):
        if (days := stated(reader)).share >= _ENOUGH:
            days = _completed(days, texts, reader)
            return _rather(days, _by_edge(page, sheet, title, reader)) if days.is_doubtful else days
    today = now.astimezone(zone).date() if now else None
    for told in (
        partial(_by_attribute, page, sheet),
        partial(_by_edge, page, sheet, title),
        partial(_by_heading, page, sheet),
        partial(_by_parts, page, sheet, today),
        partial(_by_address, page, link, sheet.size, today),
    ):
        if (days := told(reader)).share >= _ENOUGH:
            return days
    return Days(moments=(None,) * sheet.size)


def _rather(doubtful: Days, days: Days) -> Days:
    """A day that a text begins or ends with, where all that is labelled is of filing or of what takes place."""
    return days if days.share >= _ENOUGH and days.moments != doubtful.moments else doubtful


def _stated(page: Outline, sheet: Sheet, number: int, title: Part) -> Iterator[_Stated]:
    record, named = sheet.records[number], title.values.get(number)
    for time in page.times[bisect_left(page.times, record.first) : bisect_left(page.times, record.end)]:
        stated = page.elements[time].get("datetime") or ""
        if is_datelike(stated):
            yield _Stated(slot=f"@{page.keys[time]}", node=time, text=stated, weight=1.3, is_attribute=True)
    pieces = sheet.pieces[number]
    for before, piece in zip(chain((None,), pieces), pieces, strict=False):
        inside = named is not None and named.node <= piece.node < page.ends[named.node]
        if (
            len(piece.text) <= _LONGEST
            and is_datelike(piece.text)
            and not (inside and named and piece.text == named.text)
        ):
            weight = _weight(page, piece) * (0.3 if inside else 1.0)
            kind = None if inside else _kind(page, before, piece)
            slot = f"{piece.slot}!{kind}" if kind else piece.slot
            yield _Stated(slot=slot, node=piece.node, text=piece.text, weight=weight, kind=kind)


def _kind(page: Outline, before: Piece | None, piece: Piece) -> Kind | None:
    """What its date is the date of, by the label before it."""
    if kind := kind_of(_UP_TO_A_DIGIT.match(piece.text)[0]):  # type: ignore[index]  # it always matches
        return kind
    if before is None or page.headed[before.node] >= 0 or page.linked[before.node] >= 0:
        return None
    return kind_of(before.text) if is_label(before.text) else None


def _weight(page: Outline, piece: Piece) -> float:
    if page.tags[piece.node] == "time":
        return 1.2
    return 1.1 if _DATE_WORDS.search(piece.slot.rsplit("/", 1)[-1]) else 1.0


# ------------------------------------------------------------------------------------------------- a part for the date


def _by_part(page: Outline, sheet: Sheet, texts: Sequence[Sequence[_Stated]], reader: _Reader) -> Days:
    """The part that is most a date in most records; where a record lacks it, the next best."""
    columns: dict[str, dict[int, tuple[Moment, int, Kind | None]]] = defaultdict(dict)
    worth: dict[str, float] = defaultdict(float)
    for number, row in enumerate(texts):
        for stated in row:
            if len(stated.text) > _LONG or number in columns[stated.slot]:
                continue
            at, kind = reader.one(stated.text), stated.kind
            if at is None:
                at, kind = reader.chosen(stated.text), "published"
            if at:
                columns[stated.slot][number] = (at, stated.node, kind)
                worth[stated.slot] += _worth(stated, kind)
    chosen: dict[int, tuple[Moment, int, Kind | None]] = {}
    for slot in sorted(worth, key=lambda slot: -worth[slot]):
        if worth[slot] >= _LEAST * len(columns[slot]):
            chosen = columns[slot] | chosen
    shared = _over_rows(page, sheet, {number: node for number, (_, node, _) in chosen.items()})
    told = (chosen.get(shared.get(number, number)) for number in range(len(texts)))
    moments = tuple(one[0] if one else None for one in told)
    nodes = tuple(chosen[number][1] if number in chosen else None for number in range(len(texts)))
    is_doubtful = bool(chosen) and all(kind in _UNPUBLISHED for *_, kind in chosen.values())
    return Days(moments=moments, how=PART, nodes=nodes, is_doubtful=is_doubtful)


def _over_rows(page: Outline, sheet: Sheet, nodes: dict[int, int]) -> dict[int, int]:
    """Of records without a day, the one whose day stands in a cell that heads their rows too."""
    found: dict[int, int] = {}
    head, until = -1, -1
    for number, record in enumerate(sheet.records):
        if number in nodes:
            head, until = number, _headed_until(page, nodes[number])
        elif record.first < until:
            found[number] = head
    return found


def _headed_until(page: Outline, node: int) -> int:
    """The number after the last row that a cell spans, -1 where it spans none but its own."""
    while node >= 0 and page.tags[node] not in ("td", "th"):
        node = page.parents[node]
    span = page.elements[node].get("rowspan", "") if node >= 0 else ""
    if not (span.isascii() and span.isdigit() and len(span) <= _DIGITS and int(span) > 1):
        return -1
    rows = page.children(page.parents[page.parents[node]])
    last = min(bisect_left(rows, page.parents[node]) + int(span), len(rows)) - 1
    return page.ends[rows[last]]


def _worth(stated: _Stated, kind: Kind | None) -> float:
    pure = 1.0 if stated.is_attribute else min(1.0, _DATE / len(stated.text))
    if kind is None and _UPDATE_WORDS.search(stated.text + stated.slot):
        kind = "updated"
    return stated.weight * (0.35 + 0.65 * pure) * _KINDS[kind]


def _completed(days: Days, texts: Sequence[Sequence[_Stated]], reader: _Reader) -> Days:
    """A record that lacks the part takes another short text; a <time> that says the same day more exactly counts."""
    moments = (_exact(at or _another(row, reader), row, reader) for at, row in zip(days.moments, texts, strict=True))
    return replace(days, moments=tuple(moments))


def _another(row: Sequence[_Stated], reader: _Reader) -> Moment | None:
    return next((at for stated in row if len(stated.text) < _SHORT and (at := reader.one(stated.text))), None)


def _exact(at: Moment | None, row: Sequence[_Stated], reader: _Reader) -> Moment | None:
    if at is None or at.precision != "day":
        return at
    finer = (reader.one(stated.text) for stated in row if stated.is_attribute)
    return next((one for one in finer if one and one.at.date() == at.at.date()), at)


# -------------------------------------------------------------------------------------------------- boxes and edges


def _by_boxes(sheet: Sheet, reader: _Reader) -> Days:
    return Days(moments=tuple(_boxed(pieces, reader) for pieces in sheet.pieces), how=BOXES)


def _boxed(pieces: Sequence[Piece], reader: _Reader) -> Moment | None:
    """Short texts in a row that are a date together, in whatever order: "16" "Nov" "2020", "2020" "Nov" "16"."""
    for start in range(len(pieces)):
        for size in _BOXES:
            boxes = [piece.text for piece in pieces[start : start + size]]
            if len(boxes) < size or any(len(text) > _BOX for text in boxes):
                break
            if is_datelike(" ".join(boxes)) and (at := _any_order(" ".join(boxes).replace(",", " ").split(), reader)):
                return at
    return None


def _any_order(words: list[str], reader: _Reader) -> Moment | None:
    orders = [words, words[::-1]]
    if len(words) == len(("Nov", "16", "2020")):
        orders.append([words[1], words[0], words[2]])
    return next((at for order in orders if (at := reader.one(" ".join(order)))), None)


def _by_edge(page: Outline, sheet: Sheet, title: Part, reader: _Reader) -> Days:
    """A date that a text of the record begins or ends with; what a title says in its midst is no publication's."""
    moments: list[Moment | None] = []
    for number, pieces in enumerate(sheet.pieces):
        named = title.values.get(number)
        inside = range(named.node, page.ends[named.node]) if named else range(0)
        found = (_at_edge(piece.text, reader, is_title=piece.node in inside) for piece in pieces)
        moments.append(next((at for at in found if at), None))
    return Days(moments=tuple(moments), how=EDGE)


def _at_edge(text: str, reader: _Reader, *, is_title: bool) -> Moment | None:
    if not (is_datelike(text[:_HEADING]) or is_datelike(text[-_HEADING:])):
        return None
    text = text if len(text) <= _LONGEST else text[:_LEAD]
    found = reader.all(text)
    if found and found[0].start <= (0 if is_title else _FROM_START):
        return found[0].moment
    return found[-1].moment if found and found[-1].end >= len(text) - _FROM_END else None


# ------------------------------------------------------------------------------------------ a heading above records


def _by_heading(page: Outline, sheet: Sheet, reader: _Reader) -> Days:
    """A date between the records holds for those below it, until the next."""
    stated: list[tuple[Moment | None, int | None]] = []
    current: tuple[Moment | None, int | None] = (None, None)
    before = max(0, sheet.records[0].text_from - _NEAR)
    for record in sheet.records:
        for text in range(before, record.text_from):
            if moment := _heading(page, text, reader):
                current = moment, page.holders[text]
        stated.append(current)
        before = record.text_to
    return Days(moments=tuple(at for at, _ in stated), how=HEADINGS, nodes=tuple(node for _, node in stated))


def _heading(page: Outline, text: int, reader: _Reader) -> Moment | None:
    line = page.joined(text, text + 1)
    if len(line) > _HEADING or not is_datelike(line):
        return None
    return reader.one(line) if page.headed[page.holders[text]] >= 0 or reader.is_line(line) else None


# --------------------------------------------------------------------------------- attributes, parts apart, addresses


def _by_attribute(page: Outline, sheet: Sheet, reader: _Reader) -> Days:
    stated = dayattributes.read(page, sheet.records, lambda text, must: reader.line(text) if must else reader.one(text))
    if stated is None:
        return Days(moments=(None,) * sheet.size)
    return Days(moments=stated.moments, how=ATTRIBUTE, nodes=stated.nodes, attribute=stated.attribute)


def _by_parts(page: Outline, sheet: Sheet, today: date | None, reader: _Reader) -> Days:
    apart = dayapart.read(page, sheet, language=reader.language, day_first=reader.day_first, today=today)
    if apart is None:
        return Days(moments=(None,) * sheet.size)
    nodes = tuple(page.around(own[0], own[-1]) if own else None for own in apart.nodes)
    return Days(moments=tuple(map(reader.on, apart.days)), how=APART, nodes=nodes, above=apart.above)


def _by_address(page: Outline, link: Part, size: int, today: date | None, reader: _Reader) -> Days:
    """The weakest: of most records, in the order of a list, and none of tomorrow."""
    told = {number: day for number, piece in link.values.items() if (day := in_address(page.hrefs.get(piece.node, "")))}
    days = [told[number] for number in sorted(told)]
    if not are_in_order(days) or (today and max(days) > today + _AHEAD):
        return Days(moments=(None,) * size)
    nodes = tuple(link.values[number].node if number in told else None for number in range(size))
    moments = tuple(reader.on(told.get(number)) for number in range(size))
    return Days(moments=moments, how=ADDRESSES, nodes=nodes, attribute="href")
