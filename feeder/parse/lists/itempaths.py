"""The path that selects the records of a list and next to nothing else.

What is rather named: a class that all records share, an id or a class around them, tags; where that selects more, what
a record holds and others like it do not (`itemparts`). Never a place among others but the column of a table, nor a
class that tells one record from the next (a state, a number) or that a build makes up.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from lxml import etree

from feeder.parse.lasting import Kinds, classes
from feeder.parse.lists import itemparts
from feeder.parse.lists.itemparts import Option
from feeder.parse.lists.outline import Outline

_WITH_ID = etree.XPath("descendant-or-self::*[@id = $id]")
_ID = re.compile(r"[A-Za-z][A-Za-z_-]*")
_ABOVE = 6  #: elements around the records that may be named
_TELLING = ("a", "time", "h1", "h2", "h3", "h4", "h5", "h6")
_KINDS = 3  #: tags of records in one list
_NARROW = 6  #: paths by what else a record holds, for each of its names
_MOST = 200  #: paths that are tried; of real pages none needs half of them


def of(page: Outline, starts: Sequence[int], urls: frozenset[str | None], *, are_runs: bool) -> str | None:
    """The path of the elements that the records of these links begin with; None where none can. Where records are
    `are_runs` of siblings, nothing else may be selected: it would end one."""
    groups: dict[str, list[int]] = defaultdict(list)
    for start in starts:
        groups[page.tags[start]].append(start)
    if len(groups) > _KINDS:
        return None
    paths = [_path(page, group, starts, urls, are_runs=are_runs) for group in groups.values()]
    return None if None in paths else ", ".join(path for path in paths if path)


# ------------------------------------------------------------------------------------------------------------ one tag


def _path(
    page: Outline, group: Sequence[int], starts: Sequence[int], urls: frozenset[str | None], *, are_runs: bool
) -> str | None:
    wanted = set(group)
    for path, selected in islice(_options(page, group), _MOST):
        if wanted <= selected and not _holds_any(page, group, selected):
            extras = selected - wanted
            if not (extras if are_runs else any(_leads_elsewhere(page, one, starts, urls) for one in extras)):
                return path
    return None


def _holds_any(page: Outline, group: Sequence[int], selected: set[int]) -> bool:
    """Whether a record holds something else that is selected, and so would be none but a group of records."""
    places = sorted(selected)
    nexts = (bisect_right(places, node) for node in group)
    return any(
        after < len(places) and places[after] < page.ends[node] for after, node in zip(nexts, group, strict=True)
    )


def _options(page: Outline, group: Sequence[int]) -> Iterator[Option]:
    """Paths with the numbers of what each selects, without asking libxml2; the best first, each made when it is asked
    for."""
    tag, kinds = page.tags[group[0]], Kinds(page)
    alike = set(page.tagged(tag))
    own = _Once((f"{tag}.{name}", kinds[tag][name]) for name in _shared(page, group))
    yield from own
    around = _Once(_around(page, group, kinds))
    plain = (tag, alike)
    telling = ((name, page.tagged(name)) for name in _TELLING)
    items = _Once(chain((plain,), itemparts.narrowed(page, group, plain, telling), itemparts.bare(page, group, plain)))
    for item in chain(own, items):
        yield from _within(page, item, around)
    yield from items
    yield from _beside(page, alike, group)
    for item in chain(own, (plain,)):
        for narrow in islice(itemparts.narrowed(page, group, item, itemparts.parts(page, group[0], kinds)), _NARROW):
            yield narrow
            yield from _within(page, narrow, around)


def _within(page: Outline, item: Option, around: Iterable[Option]) -> Iterator[Option]:
    for above, holding in around:
        yield f"{above} {item[0]}", _below(page, item[1], holding)
        yield f"{above} > {item[0]}", {one for one in item[1] if page.parents[one] in holding}


class _Once:
    """What is made when it is first asked for, and kept for the next who ask."""

    def __init__(self, made: Iterator[Option]) -> None:
        self._made, self._kept = made, list[Option]()

    def __iter__(self) -> Iterator[Option]:
        yield from self._kept
        for one in self._made:
            self._kept.append(one)
            yield one


def _with_id(page: Outline, node: int, identity: str) -> set[int]:
    """A page may give one id to many."""
    if len(_WITH_ID(page.elements[0], id=identity)) == 1:
        return {node}
    return {number for number, element in enumerate(page.elements) if element.get("id") == identity}


def _beside(page: Outline, nodes: set[int], group: Sequence[int]) -> Iterator[Option]:
    """Those that follow what all of the group do."""
    before: dict[int, str] = {}
    last: dict[int, str] = {}
    for number, above in enumerate(page.parents):
        before[number] = last.get(above, "")
        last[above] = page.tags[number]
    names = {before[node] for node in group}
    if len(names) == 1 and (name := names.pop()):
        yield f"{name} + {page.tags[group[0]]}", {node for node in nodes if before[node] == name}


def _below(page: Outline, nodes: set[int], inside: set[int]) -> set[int]:
    found, reach = set[int](), -1
    for node in sorted(nodes | inside):
        if node < reach and node in nodes:
            found.add(node)
        if node in inside:
            reach = max(reach, page.ends[node])
    return found


def _leads_elsewhere(page: Outline, node: int, starts: Sequence[int], urls: frozenset[str | None]) -> bool:
    """Whether an element that is no record has a link, and so would be read as one; those around records are not."""
    place = bisect_right(starts, node)
    if place < len(starts) and starts[place] < page.ends[node]:
        return False
    anchors = itemparts.anchors(page, node)
    return bool(anchors) and not any(page.url(anchor) in urls for anchor in anchors)


def _shared(page: Outline, nodes: Sequence[int]) -> list[str]:
    """The classes that all of these have, the most telling first."""
    rest = [set(classes(page, node)) for node in nodes[1:]]
    return [name for name in classes(page, nodes[0]) if all(name in names for names in rest)]


def _shared_step(page: Outline, nodes: Sequence[int]) -> str | None:
    """The column of cells that all are in."""
    steps = {page.steps.get(node) for node in nodes}
    return steps.pop() if len(steps) == 1 else None


def _around(page: Outline, nodes: Sequence[int], kinds: Kinds) -> Iterator[Option]:
    """What the records stand in, as paths with what each selects: the nearest first."""
    level = list(dict.fromkeys(page.parents[node] for node in nodes))
    for depth in range(_ABOVE):
        if not level or min(level) < 0 or page.tags[level[0]] in ("body", "html"):
            return
        tag = page.tags[level[0]]
        if len({page.tags[node] for node in level}) == 1:
            identity = page.elements[level[0]].get("id") if len(level) == 1 else None
            if identity and _ID.fullmatch(identity):
                yield f"{tag}#{identity}", _with_id(page, level[0], identity)
            for name in _shared(page, level)[:2]:
                yield f"{tag}.{name}", kinds[tag][name]
            if not depth or tag == "main":
                yield tag, set(page.tagged(tag))
            if step := _shared_step(page, level):
                yield itemparts.cell(step), itemparts.in_column(page, step)
        level = list(dict.fromkeys(page.parents[node] for node in level))
