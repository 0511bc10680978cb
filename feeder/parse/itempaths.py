"""The path that selects the records of a list and next to nothing else.

What is rather named: a class that all records share, an id or a class around them, tags. Never a place among others,
nor a class that tells one record from the next (a state, a number) or that a build makes up.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice

from lxml import etree

from feeder.parse.outline import FORMATTING, Outline, is_of_a_kind

_WITH_ID = etree.XPath("descendant-or-self::*[@id = $id]")
_CLASS = re.compile(r"[A-Za-z_][\w-]*")
_ID = re.compile(r"[A-Za-z][A-Za-z_-]*")
_WORD = re.compile(r"[A-Za-z]+")
_TURN = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[a-z])")
_SHORTEST_WORD = 4
_ABOVE = 6  #: elements around the records that may be named
_TELLING = ("a", "time", "h1", "h2", "h3", "h4", "h5", "h6")
_KINDS = 3  #: tags of records in one list
_LOOKED_AT = 60  #: elements of a record, for what it holds and others like it do not
_LETTERS = FORMATTING | {"br"}
_NARROW = 6  #: such paths that are tried

Option = tuple[str, set[int]]  #: a path, and the numbers of what it selects


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


def classes(page: Outline, node: int) -> list[str]:
    """The classes of an element that say of what kind it is, as they are written."""
    return [name for name in str(page.elements[node].get("class") or "").split() if is_lasting(name)]


@lru_cache(maxsize=4096)
def is_lasting(name: str) -> bool:
    """Whether a class may be relied on: not a state, nor one with a number or a hash in it."""
    return bool(_CLASS.fullmatch(name)) and is_of_a_kind(name) and not any(map(_is_hash, _WORD.findall(name)))


def _is_hash(word: str) -> bool:
    return len(word) > _SHORTEST_WORD and 2 * len(_TURN.findall(word)) > len(word)


# ------------------------------------------------------------------------------------------------------------ one tag


def _path(
    page: Outline, group: Sequence[int], starts: Sequence[int], urls: frozenset[str | None], *, are_runs: bool
) -> str | None:
    wanted = set(group)
    for path, selected in _options(page, group):
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
    tag, kinds = page.tags[group[0]], _Kinds(page)
    alike = set(page.tagged(tag))
    own = _Once((f"{tag}.{name}", kinds[tag][name]) for name in _shared(page, group))
    yield from own
    around = _Once(_around(page, group, kinds))
    plain = (tag, alike)
    telling = ((name, page.tagged(name)) for name in _TELLING)
    items = _Once(chain((plain,), _narrowed(page, group, plain, telling), _bare(page, group, plain)))
    for item in chain(own, items):
        yield from _within(page, item, around)
    yield from items
    yield from _beside(page, alike, group)
    for item in chain(own, (plain,)):
        for narrow in islice(_narrowed(page, group, item, _parts(page, group[0], kinds)), _NARROW):
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


class _Kinds(dict[str, dict[str, set[int]]]):
    """The elements of a page by tag and class; each tag is looked through once."""

    def __init__(self, page: Outline) -> None:
        self._page = page

    def __missing__(self, tag: str) -> dict[str, set[int]]:
        found = self[tag] = defaultdict[str, set[int]](set)
        for node in self._page.tagged(tag):
            for name in str(self._page.elements[node].get("class") or "").split():
                found[name].add(node)
        return found


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


def _narrowed(
    page: Outline, group: Sequence[int], item: Option, parts: Iterable[tuple[str, Sequence[int]]]
) -> Iterator[Option]:
    """Those that hold what all of the group do, where that leaves others out."""
    path, nodes = item
    for name, places in parts:
        found = {node for node in nodes if bisect_right(places, node) < bisect_left(places, page.ends[node])}
        if found.issuperset(group) and len(found) < len(nodes):
            yield f"{path}:has({name})", found


def _bare(page: Outline, group: Sequence[int], item: Option) -> Iterator[Option]:
    """Those without a class, where no record has one."""
    path, nodes = item
    found = {node for node in nodes if not page.elements[node].get("class")}
    if found.issuperset(group) and len(found) < len(nodes):
        yield f"{path}:not([class])", found


def _parts(page: Outline, record: int, kinds: _Kinds) -> Iterator[tuple[str, Sequence[int]]]:
    """What one record holds, by name: a cell of a column, an element by its class, letters of a kind."""
    seen: set[str] = set()
    for node in range(record + 1, min(page.ends[record], record + _LOOKED_AT)):
        for name in set(_names(page, node)) - seen:
            seen.add(name)
            yield name, sorted(_named(page, node, name, kinds))


def _names(page: Outline, node: int) -> list[str]:
    if step := page.steps.get(node):
        return [f"{_cell(step)} a" if _anchors(page, node) else _cell(step)]
    tag = page.tags[node]
    return [tag] if tag in _LETTERS else [f"{tag}.{name}" for name in classes(page, node)[:2]]


def _named(page: Outline, node: int, name: str, kinds: _Kinds) -> Iterable[int]:
    if step := page.steps.get(node):
        return (cell for cell in _in_column(page, step) if not name.endswith(" a") or _anchors(page, cell))
    tag, _, kind = name.partition(".")
    return kinds[tag][kind] if kind else page.tagged(tag)


def _cell(step: str) -> str:
    return step.replace(":", ":nth-child(") + ")"


def _in_column(page: Outline, step: str) -> set[int]:
    return {node for node, one in page.steps.items() if one == step}


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
    anchors = _anchors(page, node)
    return bool(anchors) and not any(page.url(anchor) in urls for anchor in anchors)


def _anchors(page: Outline, node: int) -> Sequence[int]:
    return page.anchors[bisect_left(page.anchors, node) : bisect_left(page.anchors, page.ends[node])]


def _shared(page: Outline, nodes: Sequence[int]) -> list[str]:
    """The classes that all of these have, the most telling first."""
    rest = [set(classes(page, node)) for node in nodes[1:]]
    return [name for name in classes(page, nodes[0]) if all(name in names for names in rest)]


def _shared_step(page: Outline, nodes: Sequence[int]) -> str | None:
    """The column of cells that all are in."""
    steps = {page.steps.get(node) for node in nodes}
    return steps.pop() if len(steps) == 1 else None


def _around(page: Outline, nodes: Sequence[int], kinds: _Kinds) -> Iterator[Option]:
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
                yield _cell(step), _in_column(page, step)
        level = list(dict.fromkeys(page.parents[node] for node in level))
