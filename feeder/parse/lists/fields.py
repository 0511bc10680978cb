"""The parts of which the records of a list are made, each across all records, and the pieces of text in them.

A part is chosen as title, link or date for the whole list, by what it is like in all records together.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal, NamedTuple

from feeder.parse.lists.outline import LINE, Outline
from feeder.parse.lists.records import Record

Kind = Literal["heading", "link", "piece"]

_TURNS = 4  #: labels and values that alternate in one place are told apart, up to so many
_LONGEST = 400  #: characters of a text that may be a date or a title
DIGIT = re.compile(r"\d")


class Piece(NamedTuple):
    """A stretch of text in one element of a record."""

    slot: str  #: where in the record: the same in every record for the same part
    text: str
    node: int
    kind: Kind = "piece"


#: There are many, and to call the class itself takes a call in Python for each.
_new: Callable[[tuple[str, str, int, Kind]], Piece] = partial(tuple.__new__, Piece)


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


class Reader:
    """What stands in the records of a page, by kind and in order; each record is read once, whoever asks."""

    def __init__(self, page: Outline) -> None:
        self.page = page
        self._slots = _Slots(page)
        self._known: dict[Record, list[Piece]] = {}

    def read(self, record: Record) -> list[Piece]:
        if (told := self._known.get(record)) is None:
            told = self._known[record] = self._read(record)
        return told

    def _read(self, record: Record) -> list[Piece]:
        """The texts, each with the element it stands in, and that with the heading and the link it stands in; lines
        between <br> are pieces of their own."""
        page, _, first, end, start, last = self.page, *record
        headed, linked, holders, texts = page.headed, page.linked, page.holders, page.texts
        told: list[Piece] = []
        seen: set[int] = set()
        wholes: set[int] = set()
        slot_of = self._slots.of(record)
        while start < last:
            holder, until = holders[start], start + 1
            while until < last and holders[until] == holder and not texts[until].startswith(LINE):
                until += 1
            if text := page.joined(start, until):
                slot = slot_of(holder)
                told.append(_new((f"{slot}~" if holder in seen else slot, text, holder, "piece")))
                seen.add(holder)
                if first <= (whole := headed[holder]) < end and whole not in wholes:
                    wholes.add(whole)
                    told.append(_new((slot_of(whole), page.text(whole), whole, "heading")))
                if first <= (whole := linked[holder]) < end and whole not in wholes:
                    wholes.add(whole)
                    told.append(_new((slot_of(whole), page.text(whole), whole, "link")))
            start = until
        others = [anchor for anchor in self._anchors(record) if anchor not in wholes]  # pictures, or around the record
        return told + [_new((slot_of(anchor), page.text(anchor), anchor, "link")) for anchor in others]

    def _anchors(self, record: Record) -> list[int]:
        anchors = self.page.anchors
        own = anchors[bisect_left(anchors, record.first) : bisect_left(anchors, record.end)]
        around = self.page.linked[record.root]
        return own or ([around] if around >= 0 else [])


class Sheet:
    """The parts of a list's records."""

    def __init__(self, reader: Reader, records: Sequence[Record]) -> None:
        self.records, self.size = records, len(records)
        self.parts: list[Part] = []
        self.pieces: list[list[Piece]] = []
        turns: dict[tuple[Kind, str], list[Part]] = defaultdict(list)
        for number, record in enumerate(records):
            told = reader.read(record)
            self.pieces.append([piece for piece in told if piece.kind == "piece"])
            for piece in told:
                row = turns[piece.kind, piece.slot]
                if row and number not in (first := row[0].values):  # as most are
                    first[number] = piece
                else:
                    self._put(row, number, piece)

    def made_of(self, nodes: Collection[int], kind: Kind | None = None) -> Part:
        """The part that these very elements are, in whatever place of their records they stand."""
        made = Part(slot="", kind=kind or "link", values={})
        for part in self.parts:
            if kind is None or part.kind == kind:
                for number, piece in part.values.items():
                    if piece.node in nodes:
                        made.kind, made.slot = part.kind, made.slot or part.slot
                        made.values.setdefault(number, piece)
        return made

    def _put(self, turns: list[Part], number: int, piece: Piece) -> None:
        for part in turns:
            if number not in part.values:
                part.values[number] = piece
                return
            part.many += 1
        if len(turns) < _TURNS:
            turns.append(Part(slot=piece.slot, kind=piece.kind, turn=len(turns) + 1, values={number: piece}))
            self.parts.append(turns[-1])


class _Slots:
    """Where elements stand in records: the way from its root, by tag and class; told once for equal ways."""

    def __init__(self, page: Outline) -> None:
        self._page, self._ways = page, page.ways.of
        self._inside: dict[int, _Below] = {}  # by the way to a root
        self._beside: dict[tuple[int, str], _Below] = {}

    def of(self, record: Record) -> Callable[[int], str]:
        root, end, ways = record.root, self._page.ends[record.root], self._ways
        if (inside := self._inside.get(ways[root])) is None:  # the classes of a root vary
            inside = self._inside[ways[root]] = _Below(self._page, ways[root], self._page.tags[root])

        def slot(node: int) -> str:
            return inside[ways[node]] if root <= node < end else self._of_sibling(record, node)

        return slot

    def _of_sibling(self, record: Record, node: int) -> str:
        """Rows of a run are told apart by their place, other siblings by what they are."""
        page, root, around = self._page, record.root, self._page.parents[record.root]
        if node == around:
            return ""
        siblings = page.children(around) if around < node < page.ends[around] else [0]
        place = bisect_right(siblings, node) - 1
        step, is_before = siblings[place], node < root
        name = page.keys[step]
        if page.tags[step] == "tr":
            name = f"{max(0, place - bisect_left(siblings, record.first if is_before else root))}tr"
        known = self._ways[step], f"{'-' if is_before else '+'}{name}"
        if known not in self._beside:
            self._beside[known] = _Below(page, *known)
        return self._beside[known][self._ways[node]]


class _Below(dict[int, str]):
    """By their ways, the slots of what stands below one step."""

    def __init__(self, page: Outline, way: int, slot: str) -> None:
        super().__init__({way: slot})
        self._steps = page.ways.steps

    def __missing__(self, way: int) -> str:
        missing: list[int] = []
        while way not in self:
            missing.append(way)
            way = self._steps[way][0]
        slot = self[way]
        for way in reversed(missing):
            slot = self[way] = f"{slot}/{self._steps[way][1]}"
        return slot
