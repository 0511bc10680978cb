"""Repeated structure: every run of like links of a page, and for each the stretches that could be its records.

    links of one kind ─▶ the largest stretch around each that holds no other ─▶ cut to one level ─▶ siblings shared out

A record is a range of element numbers and one of text numbers, so that a table row, three rows, a <dt> with its <dd>
and a line between two <br> are the same thing.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain, pairwise
from typing import NamedTuple

from feeder.parse.lists.outline import FORMATTING, LINE, Outline, Ways

_IN_LINE = FORMATTING | {"a", "br", "img", "time"}
FEWEST = 3  #: records that make a list
#: Siblings for each link of one kind: further apart they are no records. There may be as many kinds as links.
_APART = 50
_NEAREST = 4  #: steps to a link


class Record(NamedTuple):
    root: int  #: the element that holds its link; a run of siblings begins and ends around it
    first: int
    end: int
    text_from: int
    text_to: int


#: There are many, and to call the class itself takes a call in Python for each.
_new: Callable[[tuple[int, int, int, int, int]], Record] = partial(tuple.__new__, Record)


class Candidate(NamedTuple):
    """Records, and the links that they were found by."""

    records: tuple[Record, ...]
    links: tuple[int, ...]


def candidates(page: Outline) -> Iterator[Candidate]:
    """Each set of records once, with the first kind of link that leads to it; linear in the page."""
    seen: set[tuple[int, ...]] = set()
    for links in kinds_of_links(page):
        yield from levels(page, links, seen)


def levels(page: Outline, links: tuple[int, ...], seen: set[tuple[int, ...]]) -> Iterator[Candidate]:
    """The sets of records that links of one kind lead to, as far as they are not yet `seen`."""
    roots = roots_of(page, links)
    while len(roots) >= FEWEST and (known := tuple(roots)) not in seen:
        seen.add(known)
        yield Candidate(records_of(page, roots), links)
        roots = _level_up(page, roots)


def kinds_of_links(page: Outline) -> Iterator[tuple[int, ...]]:
    """Links of one kind: by path of tags, by path with classes, by the nearest four steps alone."""
    ways = page.ways
    links: dict[int, list[int]] = defaultdict(list)
    for anchor in page.anchors:
        links[ways.of[anchor]].append(anchor)
    by_tags: dict[tuple[int, str], int] = {}
    tags: list[int] = [0]
    for above, key in ways.steps[1:]:
        tag = key.partition(".")[0]
        tags.append(tags[above] if tag in FORMATTING else by_tags.setdefault((tags[above], tag), len(by_tags) + 1))
    kinds: dict[object, list[int]] = defaultdict(list)
    for path in links:
        for kind in (("tags", tags[path]), ("keys", path), ("near", _nearest(ways, path))):
            kinds[kind].append(path)
    for paths in dict.fromkeys(map(tuple, kinds.values())):
        alike = links[paths[0]] if len(paths) == 1 else sorted(chain.from_iterable(links[path] for path in paths))
        if len(alike) >= FEWEST:
            yield tuple(alike)


def _nearest(ways: Ways, way: int) -> tuple[str, ...]:
    found: list[str] = []
    while way and len(found) < _NEAREST:
        way, key = ways.steps[way]
        found.append(key)
    return tuple(found)


def roots_of(page: Outline, links: Sequence[int]) -> list[int]:
    """For each link the highest element around it that holds no other of them; links in a row to one page are one."""
    parents, ends = page.parents, page.ends
    runs = _by_address(page, links)
    climbs: list[list[int]] = []
    befores, afters = [-1, *(last for _, last in runs)], [*(first for first, _ in runs[1:]), len(page.elements) + 1]
    for (link, _), before, after in zip(runs, befores, afters, strict=False):
        climb = [link]
        above = parents[link]
        while above > before and ends[above] <= after:
            climb.append(above)
            above = parents[above]
        climbs.append(climb)
    roots: list[int] = []
    usual, end = _usual(climbs), 0
    for climb in climbs:
        root = climb[min(usual, len(climb)) - 1]
        if root >= end:
            roots.append(root)
            end = ends[root]
    return roots


def _usual(climbs: list[list[int]]) -> int:
    """How far most records reach. The outermost record may be cut off by nothing and reaches too far."""
    return Counter(map(len, climbs)).most_common(1)[0][0] if climbs else 0


def _by_address(page: Outline, links: Sequence[int]) -> list[tuple[int, int]]:
    """The first and the last link of each row to one page."""
    hrefs = [page.hrefs[link] for link in links]
    starts = [0, *(place for place, (one, other) in enumerate(pairwise(hrefs), 1) if one != other)] if links else []
    return [(links[start], links[stop - 1]) for start, stop in zip(starts, [*starts[1:], len(links)], strict=True)]


def _level_up(page: Outline, roots: list[int]) -> list[int]:
    """What the roots stand in, where that repeats too: a row around its cells, a card around its two links."""
    above = list(dict.fromkeys(page.parents[root] for root in roots))
    if len(above) < FEWEST:
        return []
    kinds = Counter(page.tags[node] for node in above if node >= 0)
    tag = kinds.most_common(1)[0][0] if kinds else ""
    found: list[int] = []
    for node in above:
        if node >= 0 and page.tags[node] == tag and (not found or node >= page.ends[found[-1]]):
            found.append(node)
    return found


# ---------------------------------------------------------------------------------------------- sharing out siblings


def records_of(page: Outline, roots: list[int]) -> tuple[Record, ...]:
    ends, starts, stops = page.ends, page.text_from, page.text_to
    by_parent: dict[int, list[int]] = defaultdict(list)
    for root in roots:
        by_parent[page.parents[root]].append(root)
    shared: dict[int, Record] = {}
    for parent, mine in by_parent.items():
        if len(mine) > 1:
            shared.update(_shared_out(page, parent, mine))
    return tuple([shared.get(root) or _new((root, root, ends[root], starts[root], stops[root])) for root in roots])


def _shared_out(page: Outline, parent: int, roots: list[int]) -> Iterator[tuple[int, Record]]:
    """Siblings and loose text between the roots go to the record that they are written for."""
    if parent < 0:
        return
    apart = sum(page.ends[before] < after for before, after in pairwise(roots))
    loose = sum(page.text_to[before] < page.text_from[after] for before, after in pairwise(roots))
    if 2 * max(apart, loose) < len(roots):
        return
    children = page.children(parent)
    places = [bisect_left(children, root) for root in roots]
    if places[-1] - places[0] > _APART * len(roots):
        return
    gaps = [children[one + 1 : other] for one, other in pairwise(places)]
    if records := _by_lines(page, parent, roots):
        yield from zip(roots, records, strict=True)
        return
    if _ends_with_links(page, parent, roots, gaps):
        starts = [0 if not gaps else max(0, places[0] - max(map(len, gaps))), *(place + 1 for place in places[:-1])]
        for root, start, place in zip(roots, starts, places, strict=True):
            yield root, _run(page, root, children, start, place + 1, parent)
        return
    lead = _lead(page, children, places, gaps)
    usual = Counter(map(len, gaps)).most_common(1)[0][0] if 2 * apart > len(gaps) else 0
    tail = _tail(page, children, places, gaps, usual - lead)
    starts = [place - lead for place in places]
    stops = [*starts[1:], min(len(children), places[-1] + 1 + tail)]
    for root, start, stop in zip(roots, starts, stops, strict=True):
        yield root, _run(page, root, children, max(start, 0), stop, parent)


def _by_lines(page: Outline, parent: int, roots: list[int]) -> list[Record]:
    """Where <br><br> parts what is written line by line, or each line is a record."""
    for mark, most in ((2 * LINE, 0.6), (LINE, 0.9)):
        cuts = page.cuts(parent, mark)
        lines = [bisect_right(cuts, page.text_from[root]) for root in roots]
        apart = sum(after == before + 1 for before, after in pairwise(lines))
        if len(cuts) >= FEWEST - 1 and apart >= most * (len(roots) - 1):
            first, last = _line_start(page, parent, roots[0]), page.text_to[parent]
            bounds = [(cuts[line - 1] if line else first, cuts[line] if line < len(cuts) else last) for line in lines]
            return list(_cut(page, roots, bounds))
    return []


def _cut(page: Outline, roots: list[int], lines: list[tuple[int, int]]) -> Iterator[Record]:
    """Of each root the record that its line is, of several in one line each from where the one before ends."""
    done = 0
    for root, (start, end), after in zip(roots, lines, [*roots[1:], None], strict=True):
        until = min(end, page.text_from[after]) if after is not None else end
        begin, done = max(start, done), max(until, page.text_to[root])
        yield Record(root, root, page.ends[root], min(begin, page.text_from[root]), done)


def _line_start(page: Outline, parent: int, root: int) -> int:
    """Where the line begins that an element stands in, if no <br> begins it: after the last block before it."""
    children = page.children(parent)
    before = reversed(children[: bisect_left(children, root)])
    block = next((child for child in before if page.tags[child] not in _IN_LINE), None)
    return page.text_from[parent] if block is None else page.text_to[block]


def _ends_with_links(page: Outline, parent: int, roots: list[int], gaps: list[list[int]]) -> bool:
    """Whether nothing is said after the last link, but something before the first as between the others."""
    if page.text_to[parent] > page.text_to[roots[-1]]:
        return False
    shapes = {page.keys[child] for gap in gaps for child in gap if page.text_to[child] > page.text_from[child]}
    if not shapes:
        return False
    children = page.children(parent)
    before = (child for child in children[: bisect_left(children, roots[0])] if page.keys[child] in shapes)
    return any(page.text_to[child] > page.text_from[child] for child in before)


def _run(page: Outline, root: int, children: list[int], start: int, stop: int, parent: int) -> Record:
    first, last = children[start], children[stop - 1]
    until = page.text_from[children[stop]] if stop < len(children) else page.text_to[parent]
    begin = page.text_from[first]
    return _new((root, first, page.ends[last], begin, until))


def _lead(page: Outline, children: list[int], places: list[int], gaps: list[list[int]]) -> int:
    """How many siblings before a root belong to its record: those that every root has before it, the first too."""
    shortest = min(map(len, gaps), default=0)
    befores = [gap[len(gap) - shortest :] for gap in gaps]
    fore = [[page.keys[child] for child in reversed(gap)] for gap in befores]
    fore.insert(0, [page.keys[child] for child in reversed(children[max(0, places[0] - shortest) : places[0]])])
    aft = [[page.keys[child] for child in gap[:shortest]] for gap in gaps]
    aft.append([page.keys[child] for child in children[places[-1] + 1 : places[-1] + 1 + shortest]])
    before, after = _common(fore), _common(aft)
    if before and fore[0][before - 1] in ("hr", "br"):
        before -= 1
    if before + after <= shortest:
        return before
    return before if after < shortest else 0


def _tail(page: Outline, children: list[int], places: list[int], gaps: list[list[int]], most: int) -> int:
    """How many siblings after the last root are still its record's."""
    usual = {page.keys[child] for gap in gaps for child in gap}
    count = 0
    for child in children[places[-1] + 1 : places[-1] + 1 + max(most, 0)]:
        if page.keys[child] not in usual:
            break
        count += 1
    return count


def _common(rows: list[list[str]]) -> int:
    count = 0
    for column in zip(*rows, strict=False):
        if len(set(column)) > 1:
            break
        count += 1
    return count
