"""Where things stand on the pages of a PDF tells what they are: lines, columns, tables, and what is on every page.

runs of pages ─ body_of ─▶ without headers, footers, page numbers ─ regions ─▶ columns of lines, in reading order
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise, takewhile
from statistics import median
from unicodedata import bidirectional

from feeder.parse.documents.pdfpages import PdfPage, Run

MARGIN = 0.18  #: of a page's height, at its top and at its bottom, in which headers and footers stand
OFTEN = 0.4  #: of the pages that show a header: left and right ones take turns
NEAR = 3.0  #: points by which it may stand elsewhere
SAME_ROW = 0.5  #: of the smaller one's height, that two runs of one line share
ALIGNED = 2.0  #: points between the left edges of one column's lines
COLUMN = 3  #: lines at least
GUTTER = 0.8  #: heights of a line between two columns, at least
CELL = 25  #: characters of a line; a column of text has more
SIMILAR = 0.6  #: of the wider column's width, that the other has where the text flows from one to the other
MOST_TAIL = 0.5  #: of the left column's lines, that stand below both
TABULAR = 0.8  #: of the rows of a table, that have cells beside each other
MOST_RUNS, MOST_PARTED = 5_000, 40  #: of a page: of more runs, and after so many looks, no columns are sought
MOST_EDGES = 30  #: left edges that are tried
HANGING = 5  #: heights of a line, that the text of an item stands at most from its mark
SAMPLE = 40  #: characters of a run, by which its script is known
_MARKER = re.compile(r"[•▪◦‣·*–—-]|\(?(?:\d{1,3}|[a-z])[.)]")
_NUMBER = re.compile(r"\W*(?:[^\W\d_]{1,10}[.:]?\s+)?(\d{1,4})(?:\s*(?:[^\W\d_]{1,6}|[/|–-])\s*(\d{1,4}))?\W*")


@dataclass(kw_only=True, slots=True)
class Line:
    """What stands next to each other."""

    cells: tuple[str, ...]
    left: float
    right: float
    top: float
    bottom: float
    is_bold: bool

    @property
    def text(self) -> str:
        return " ".join(self.cells)

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True, kw_only=True)
class Region:
    """Lines under each other: a column, or the whole width of a page."""

    lines: tuple[Line, ...]
    page: int
    is_table: bool = False

    @cached_property
    def widest(self) -> int:
        """Characters of its longest line."""
        return max(len(line.text) for line in self.lines)


# Headers, footers and page numbers --------------------------------------------------------------------------------


def body_of(pages: Sequence[PdfPage]) -> tuple[list[list[Run]], list[str]]:
    """The runs of each page that are text, and what stands at the head of several."""
    repeated = {id(run) for place in _repeated(pages).values() for run in place}
    bodies, furniture = [], []
    offsets = Counter(offset for number, page in enumerate(pages) for offset in _offsets(page, number))
    numbered = {offset for offset, times in offsets.items() if times > 1} | {1}
    for number, page in enumerate(pages):
        outer = _outer(page, repeated)
        furniture += [run.text for run in page.runs if id(run) in outer and run.top < (page.top + page.bottom) / 2]
        body = [run for run in page.runs if id(run) not in outer]
        bodies.append(_without_number(body, page, {number + offset for offset in numbered}, len(pages)))
    return bodies, list(dict.fromkeys(furniture))


def _outer(page: PdfPage, repeated: AbstractSet[int]) -> set[int]:
    """Of what is repeated, that beyond which nothing else stands: text may say a thing twice."""
    rows = rows_of(page.runs)
    gone: set[int] = set()
    middle = (page.top + page.bottom) / 2
    upper = [row for row in rows if row[0].top < middle]
    for some in (upper, rows[: len(upper) - 1 : -1] if upper else rows[::-1]):
        for row in takewhile(lambda row: all(id(run) in repeated for run in row), some):
            gone.update(map(id, row))
    return gone


def _repeated(pages: Sequence[PdfPage]) -> dict[tuple[str, int], list[Run]]:
    places: dict[tuple[str, int], dict[int, Run]] = defaultdict(dict)
    for number, page in enumerate(pages):
        its_own = re.compile(rf"(?<!\d){number + 1}(?!\d)")
        for run in page.runs:
            if _is_in_margin(run, page):
                for said in {run.text, its_own.sub("#", run.text, count=1)}:
                    places[said, _nearest(places, said, run.top)][number] = run
    often = max(2, OFTEN * len(pages))
    return {place: list(found.values()) for place, found in places.items() if len(found) >= often}


def _nearest(places: dict[tuple[str, int], dict[int, Run]], said: str, top: float) -> int:
    at = round(top / NEAR)
    return next((near for near in (at, at - 1, at + 1) if (said, near) in places), at)


def _is_in_margin(run: Run, page: PdfPage) -> bool:
    depth = MARGIN * (page.bottom - page.top)
    return run.bottom < page.top + depth or run.top > page.bottom - depth


def _offsets(page: PdfPage, at: int) -> Iterator[int]:
    """By how much a number in the first or last line is off the place of its page: by the same, if it is its number."""
    rows = rows_of(page.runs)
    for row in (rows[0], rows[-1]) if len(rows) > 1 else ():
        said = _NUMBER.fullmatch(" ".join(run.text for run in row))
        if said and _is_in_margin(row[0], page):
            yield int(said[1]) - at


def _without_number(body: list[Run], page: PdfPage, numbers: AbstractSet[int], pages: int) -> list[Run]:
    """The number of a page is alone in the first or last line of it."""
    rows = rows_of(body)
    for row in (rows[0], rows[-1]) if len(rows) > 1 else ():
        said = _NUMBER.fullmatch(" ".join(run.text for run in row))
        if said and _is_in_margin(row[0], page) and int(said[1]) in numbers and int(said[2] or pages) == pages:
            gone = {id(run) for run in row}
            body = [run for run in body if id(run) not in gone]
    return body


# Rows and columns -------------------------------------------------------------------------------------------------


def rows_of(runs: Iterable[Run]) -> list[list[Run]]:
    """Runs beside each other, from the top, each row from the left."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (run.top + run.bottom) / 2):
        if rows and _is_beside(rows[-1][0], run):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda run: run.left) for row in rows]


def _is_beside(one: Run, other: Run) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > SAME_ROW * min(one.height, other.height)


def regions(runs: Sequence[Run], page: int) -> list[Region]:
    """The columns of a page, in the order in which they are read."""
    found: list[Region] = []
    waiting = [_with_markers(runs)]
    looks = MOST_PARTED if len(runs) <= MOST_RUNS else 0
    while waiting:
        some = waiting.pop(0)
        parts = _parted(some) if looks > 0 else None
        looks -= 1
        if parts:
            above, left, right, below = parts
            columns = (right, left) if _is_backward(some) else (left, right)
            waiting[:0] = [part for part in (above, *columns, below) if part]
        elif some:
            found += _tables_apart(rows_of(some), page)
    return found


def _with_markers(runs: Sequence[Run]) -> list[Run]:
    """The mark of an item and the text that hangs beside it are one."""
    found: list[Run] = []
    for row in rows_of(runs):
        if len(row) > 1 and _MARKER.fullmatch(row[0].text) and row[1].left - row[0].right < HANGING * row[1].height:
            row = [replace(row[1], text=f"{row[0].text} {row[1].text}", left=row[0].left), *row[2:]]  # noqa: PLW2901
        found += row
    return found


def _is_backward(runs: Iterable[Run]) -> bool:
    """Whether a text is read from the right."""
    letters = Counter(bidirectional(character) for run in runs for character in run.text[:SAMPLE])
    return letters["R"] + letters["AL"] > letters["L"]


def _parted(runs: list[Run]) -> tuple[list[Run], list[Run], list[Run], list[Run]] | None:
    """(above two columns, the left one, the right one, below them) where there are two."""
    ordered = sorted(runs, key=lambda run: run.top)
    bands = [band for edge in _edges(ordered) for band in _bands(ordered, edge)]
    if not bands:
        return None
    left, right = max(bands, key=lambda band: min(len(band[0]), len(band[1])))
    taken = {id(run) for run in (*left, *right)}
    others = [run for run in runs if id(run) not in taken]
    top = min(run.top for run in (*left, *right))
    above = [run for run in others if run.top < top]
    return above, left, right, [run for run in others if run.top >= top]


def _edges(runs: Sequence[Run]) -> list[float]:
    """Where several lines begin, but for where most things do."""
    lefts = sorted(run.left for run in runs)
    groups: list[list[float]] = []
    for left in lefts:
        if groups and left - groups[-1][-1] <= ALIGNED:
            groups[-1].append(left)
        else:
            groups.append([left])
    likely = [group for group in groups[1:] if len(group) >= COLUMN]
    return [group[0] for group in sorted(likely, key=len, reverse=True)[:MOST_EDGES]]


def _bands(ordered: Sequence[Run], edge: float) -> list[tuple[list[Run], list[Run]]]:
    """The pairs of columns, left and right of an edge, between the lines that cross it."""
    found = []
    band: list[Run] = []
    for run in ordered:
        if run.left < edge - ALIGNED and run.right > edge - GUTTER * run.height:
            found.append(band)
            band = []
        else:
            band.append(run)
    found.append(band)
    sides = ([run for run in one if run.left < edge - ALIGNED] for one in found)
    pairs = [(left, [run for run in one if run.left >= edge - ALIGNED]) for left, one in zip(sides, found, strict=True)]
    return [beside for left, right in pairs if (beside := _beside(left, right))]


def _beside(left: list[Run], right: list[Run]) -> tuple[list[Run], list[Run]] | None:
    """Two sides as columns, without what stands above the place where both have begun. None where they are none, or a
    table that is read row by row."""
    if not left or not right:
        return None
    begins = max(min(run.top for run in left), min(run.top for run in right))
    slack = max(left[0].height, right[0].height)
    left, right = ([run for run in side if run.top > begins - slack] for side in (left, right))
    if min(len(rows_of(left)), len(rows_of(right))) < COLUMN or _is_tabular(left, right):
        return None
    return _without_tail(left, right), right


def _without_tail(left: list[Run], right: list[Run]) -> list[Run]:
    """The left column without what stands below both, as an address does: they end together, and a gap follows."""
    ends = max(run.bottom for run in right)
    widths = [max(run.right for run in side) - min(run.left for run in side) for side in (left, right)]
    if min(widths) < SIMILAR * max(widths):
        return left
    for one, other in pairwise(sorted(left, key=lambda run: run.top)):
        gap, is_level = other.top - one.bottom, one.bottom > ends - 2 * one.height
        is_gap = other.top > ends and (gap > 2 * one.height or (gap > one.height / 2 and is_level))
        tail = [run for run in left if run.top >= other.top] if is_gap else []
        if tail and len(tail) <= MOST_TAIL * len(left):
            return [run for run in left if run.top < other.top]
    return left


def _is_tabular(left: list[Run], right: list[Run]) -> bool:
    """Whether two columns are those of a table: their rows stand beside each other, and one of them has short cells."""
    rows = rows_of([*left, *right])
    edge = min(run.left for run in right)
    both = sum(row[0].left < edge <= row[-1].left for row in rows)
    fewer = min(len(rows_of(left)), len(rows_of(right)))
    short = min(median(len(run.text) for run in side) for side in (left, right)) < CELL
    return short and both >= TABULAR * max(fewer, 1) and both >= TABULAR * len(rows) * 0.75 and _is_even(rows)


def _is_even(rows: Sequence[Sequence[Run]]) -> bool:
    """Whether the cells of rows are of one height, as an address beside a text need not be."""
    return all(abs(row[0].height - row[-1].height) < 1 for row in rows)


def _tables_apart(rows: Sequence[list[Run]], page: int) -> list[Region]:
    """Rows of several cells in a row are a table."""
    found: list[tuple[bool, list[list[Run]]]] = []
    for row in rows:
        is_table = len(row) > 1
        if found and found[-1][0] == is_table:
            found[-1][1].append(row)
        else:
            found.append((is_table, [row]))
    whole: list[tuple[bool, list[list[Run]]]] = []
    for is_table, some in found:
        is_real = is_table and len(some) > 1
        if whole and not is_real and not whole[-1][0]:
            whole[-1][1].extend(some)
        else:
            whole.append((is_real, some))
    return [Region(lines=tuple(map(_line, some)), page=page, is_table=is_table) for is_table, some in whole]


def _line(row: Sequence[Run]) -> Line:
    size = sum(len(run.text) for run in row)
    cells, most = [run.text for run in row], max(row, key=lambda run: len(run.text))
    return Line(
        cells=tuple(reversed(cells) if len(cells) > 1 and _is_backward(row) else cells),
        left=row[0].left,
        right=max(run.right for run in row),
        top=most.top,
        bottom=most.bottom,
        is_bold=2 * sum(len(run.text) for run in row if run.is_bold) > size,
    )


# The usual --------------------------------------------------------------------------------------------------------


def usual_height(bodies: Iterable[Iterable[Run]]) -> float:
    """That of most characters."""
    sizes: Counter[float] = Counter()
    for body in bodies:
        for run in body:
            sizes[round(run.height, 1)] += len(run.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def usual_leading(found: Iterable[Region], height: float) -> float:
    """From one line of the text to the next."""
    steps: Counter[float] = Counter()
    for region in found:
        for one, other in pairwise(region.lines):
            if abs(one.height - height) < 1 and abs(other.height - height) < 1 and not region.is_table:
                steps[round(2 * (other.bottom - one.bottom)) / 2] += 1
    most = [step for step, times in steps.items() if step > 0 and times >= max(steps.values()) / 2]
    return min(most, default=1.2 * height)
