"""The parts of which the records of a list are made, each across all records, and the pieces of text in them.

A part is chosen as title, link or date for the whole list, by what it is like in all records together.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from feeder.parse.outline import LINE, Outline
from feeder.parse.records import Record

Kind = Literal["heading", "link", "piece"]

_TURNS = range(1, 5)  #: labels and values that alternate in one place are told apart, up to so many
_LONGEST = 400  #: characters of a text that may be a date or a title
#: A year, three numbers, a number of years or months, or '24: looked for from a digit on, which most texts lack.
_DATELIKE = re.compile(
    r"\d(?:(?<!\d\d)(?:(?<=1)9|(?<=2)[05])\d\d(?!\d)|\d?\s?[./-]\s?\d{1,2}\s?[./-]\s?\d\d|\s?[年월月]|(?<='.)\d\b)"
)
DIGIT = re.compile(r"\d")


class Piece(NamedTuple):
    """A stretch of text in one element of a record."""

    slot: str  #: where in the record: the same in every record for the same part
    text: str
    node: int


@dataclass(kw_only=True, slots=True)
class Part:
    """What stands in one place of the records: by the record's number."""

    slot: str
    kind: Kind
    turn: int = 1  #: which of those in one place it is, for labels and values that alternate
    values: dict[int, Piece]
    many: int = 0  #: how often there is a further one

    @property
    def nodes(self) -> set[int]:
        return {piece.node for piece in self.values.values()}

    def is_like(self, other: "Part") -> bool:
        return (self.kind, self.slot, self.turn) == (other.kind, other.slot, other.turn)


@lru_cache(maxsize=8192)
def is_datelike(text: str) -> bool:
    """Whether `text` may hold a date: a quick look, which a number of four digits passes."""
    return len(text) < _LONGEST and _DATELIKE.search(text) is not None


class Sheet:
    """The parts of a list's records."""

    def __init__(self, page: Outline, records: Sequence[Record]) -> None:
        self.page, self.records, self.size = page, records, len(records)
        self.pieces: list[list[Piece]] = []
        self._parts: dict[tuple[Kind, str, int], Part] = {}
        for number, record in enumerate(records):
            slots = _Slots(page, record)
            self.pieces.append(_pieces(page, record, slots))
            self._add(number, record, slots)

    @property
    def parts(self) -> list[Part]:
        return list(self._parts.values())

    def made_of(self, nodes: Set[int], kind: Kind | None = None) -> Part:
        """The part that these very elements are, in whatever place of their records they stand."""
        made = Part(slot="", kind=kind or "link", values={})
        for part in self._parts.values():
            if kind is None or part.kind == kind:
                for number, piece in part.values.items():
                    if piece.node in nodes:
                        made.kind, made.slot = part.kind, made.slot or part.slot
                        made.values.setdefault(number, piece)
        return made

    def _add(self, number: int, record: Record, slots: "_Slots") -> None:
        page = self.page
        headed, linked, first, end = page.headed, page.linked, record.first, record.end
        seen: set[int] = set()
        for piece in self.pieces[number]:
            self._put("piece", number, piece)
            if first <= (whole := headed[piece.node]) < end and whole not in seen:
                seen.add(whole)
                self._put("heading", number, Piece(slots.of(whole), page.text(whole), whole))
            if first <= (whole := linked[piece.node]) < end and whole not in seen:
                seen.add(whole)
                self._put("link", number, Piece(slots.of(whole), page.text(whole), whole))
        for anchor in self._anchors(record):
            if anchor not in seen:  # a picture that links, or a link around the record
                self._put("link", number, Piece(slots.of(anchor), page.text(anchor), anchor))

    def _anchors(self, record: Record) -> list[int]:
        anchors = self.page.anchors
        own = anchors[bisect_left(anchors, record.first) : bisect_left(anchors, record.end)]
        around = self.page.linked[record.root]
        return own or ([around] if around >= 0 else [])

    def _put(self, kind: Kind, number: int, piece: Piece) -> None:
        for turn in _TURNS:
            key = (kind, piece.slot, turn)
            part = self._parts.get(key)
            if part is None:
                part = self._parts[key] = Part(slot=piece.slot, kind=kind, turn=turn, values={})
            if number not in part.values:
                part.values[number] = piece
                return
            part.many += 1


def _pieces(page: Outline, record: Record, slots: "_Slots") -> list[Piece]:
    """The texts of a record, each with the element it stands in; lines between <br> are pieces of their own."""
    found: list[Piece] = []
    seen: set[int] = set()
    holders, start, last = page.holders, record.text_from, record.text_to
    while start < last:
        holder, end = holders[start], start + 1
        while end < last and holders[end] == holder and not page.texts[end].startswith(LINE):
            end += 1
        if text := page.joined(start, end):
            found.append(Piece(slots.of(holder) + ("~" if holder in seen else ""), text, holder))
            seen.add(holder)
        start = end
    return found


class _Slots:
    """Where elements stand in one record: the way from its root, by tag and class."""

    def __init__(self, page: Outline, record: Record) -> None:
        self._page, self._record = page, record
        self._top = page.parents[record.root]
        self._known: dict[int, str] = {}

    def of(self, node: int) -> str:
        if (slot := self._known.get(node)) is not None:
            return slot
        way: list[int] = []
        while node not in self._known and node != self._top and node >= 0:
            way.append(node)
            node = self._page.parents[node]
        slot = self._known.get(node, "")
        for step in reversed(way):
            key = self._page.keys[step]
            slot = f"{slot}/{key}" if slot else self._first(step)
            self._known[step] = slot
        return slot

    def _first(self, node: int) -> str:
        """Rows of a run are told apart by their place, other siblings by what they are; the root's classes vary."""
        page, record = self._page, self._record
        if node == record.root:
            return page.tags[node]
        before = node < record.root
        if page.tags[node] != "tr":
            return f"{'-' if before else '+'}{page.keys[node]}"
        rows, child = 0, record.first if before else record.root
        while child < node:
            child, rows = page.ends[child], rows + 1
        return f"{'-' if before else '+'}{rows}tr"
