"""The parts of which the records of a list are made, each across all records, and the pieces of text in them.

A part is chosen as title, link or date for the whole list, by what it is like in all records together.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple, get_args

from feeder.parse.outline import LINE, Outline
from feeder.parse.records import Record

Kind = Literal["heading", "link", "piece"]

_TURNS = 4  #: labels and values that alternate in one place are told apart, up to so many
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
        self.parts: list[Part] = []
        self._turns: dict[Kind, dict[str, list[Part]]] = {kind: defaultdict(list) for kind in get_args(Kind)}
        slots = _Slots(page)
        self.pieces = [self._read(number, record, slots) for number, record in enumerate(records)]

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

    def _read(self, number: int, record: Record, slots: "_Slots") -> list[Piece]:
        """The texts of a record, each with the element it stands in; lines between <br> are pieces of their own."""
        page, _, first, end, start, last = self.page, *record
        headed, linked, holders, texts = page.headed, page.linked, page.holders, page.texts
        found: list[Piece] = []
        seen: set[int] = set()
        wholes: set[int] = set()
        slot_of = slots.of(record)
        while start < last:
            holder, until = holders[start], start + 1
            while until < last and holders[until] == holder and not texts[until].startswith(LINE):
                until += 1
            if text := page.joined(start, until):
                slot = slot_of(holder)
                piece = Piece(f"{slot}~" if holder in seen else slot, text, holder)
                seen.add(holder)
                found.append(piece)
                self._put("piece", number, piece)
                if first <= (whole := headed[holder]) < end and whole not in wholes:
                    wholes.add(whole)
                    self._put("heading", number, Piece(slot_of(whole), page.text(whole), whole))
                if first <= (whole := linked[holder]) < end and whole not in wholes:
                    wholes.add(whole)
                    self._put("link", number, Piece(slot_of(whole), page.text(whole), whole))
            start = until
        for anchor in self._anchors(record):
            if anchor not in wholes:  # a picture that links, or a link around the record
                self._put("link", number, Piece(slot_of(anchor), page.text(anchor), anchor))
        return found

    def _anchors(self, record: Record) -> list[int]:
        anchors = self.page.anchors
        own = anchors[bisect_left(anchors, record.first) : bisect_left(anchors, record.end)]
        around = self.page.linked[record.root]
        return own or ([around] if around >= 0 else [])

    def _put(self, kind: Kind, number: int, piece: Piece) -> None:
        turns = self._turns[kind][piece.slot]
        for part in turns:
            if number not in part.values:
                part.values[number] = piece
                return
            part.many += 1
        if len(turns) < _TURNS:
            part = Part(slot=piece.slot, kind=kind, turn=len(turns) + 1, values={number: piece})
            turns.append(part)
            self.parts.append(part)


class _Slots:
    """Where elements stand in records: the way from its root, by tag and class; told once for equal ways."""

    def __init__(self, page: Outline) -> None:
        self._page = page
        self._below: dict[tuple[str, int], _Below] = {}

    def of(self, record: Record) -> Callable[[int], str]:
        page, ways, root = self._page, self._page.ways.of, record.root
        end, below = page.ends[root], self._from(page.tags[root], root)  # the classes of a root vary

        def slot(node: int) -> str:
            return below[ways[node]] if root <= node < end else self._beside(record, node)

        return slot

    def _from(self, slot: str, node: int) -> "_Below":
        way = self._page.ways.of[node]
        if (slot, way) not in self._below:
            self._below[slot, way] = _Below(self._page.ways.steps, way, slot)
        return self._below[slot, way]

    def _beside(self, record: Record, node: int) -> str:
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
        return self._from(f"{'-' if is_before else '+'}{name}", step)[page.ways.of[node]]


class _Below(dict[int, str]):
    """By their ways, the slots of what stands below one step."""

    def __init__(self, steps: Sequence[tuple[int, str]], way: int, slot: str) -> None:
        super().__init__({way: slot})
        self._steps = steps

    def __missing__(self, way: int) -> str:
        missing: list[int] = []
        while way not in self:
            missing.append(way)
            way = self._steps[way][0]
        slot = self[way]
        for way in reversed(missing):
            slot = self[way] = f"{slot}/{self._steps[way][1]}"
        return slot
