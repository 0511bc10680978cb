"""What sets the records of a list apart from others of their look: what they hold, or that they have no class."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from feeder.parse.lasting import Kinds, classes
from feeder.parse.lists.outline import FORMATTING, Outline

_LOOKED_AT = 60  #: elements of a record, for what it holds and others like it do not
_LETTERS = FORMATTING | {"br"}

Option = tuple[str, set[int]]  #: a path, and the numbers of what it selects


def narrowed(
    page: Outline, group: Sequence[int], item: Option, parts: Iterable[tuple[str, Sequence[int]]]
) -> Iterator[Option]:
    """Those that hold what all of the group do, where that leaves others out."""
    path, nodes = item
    for name, places in parts:
        found = {node for node in nodes if bisect_right(places, node) < bisect_left(places, page.ends[node])}
        if found.issuperset(group) and len(found) < len(nodes):
            yield f"{path}:has({name})", found


def bare(page: Outline, group: Sequence[int], item: Option) -> Iterator[Option]:
    """Those without a class, where no record has one."""
    path, nodes = item
    found = {node for node in nodes if not page.elements[node].get("class")}
    if found.issuperset(group) and len(found) < len(nodes):
        yield f"{path}:not([class])", found


def parts(page: Outline, record: int, kinds: Kinds) -> Iterator[tuple[str, Sequence[int]]]:
    """What one record holds, by name: a cell of a column, an element by its class, letters of a kind."""
    seen: set[str] = set()
    for node in range(record + 1, min(page.ends[record], record + _LOOKED_AT)):
        for name in _names(page, node):
            if name not in seen:
                seen.add(name)
                yield name, sorted(_named(page, node, name, kinds))


def _names(page: Outline, node: int) -> list[str]:
    if step := page.steps.get(node):
        return [f"{cell(step)} a" if anchors(page, node) else cell(step)]
    tag = page.tags[node]
    return [tag] if tag in _LETTERS else [f"{tag}.{name}" for name in classes(page, node)[:2]]


def _named(page: Outline, node: int, name: str, kinds: Kinds) -> Iterable[int]:
    if step := page.steps.get(node):
        return (cell for cell in in_column(page, step) if not name.endswith(" a") or anchors(page, cell))
    tag, _, kind = name.partition(".")
    return kinds[tag][kind] if kind else page.tagged(tag)


def cell(step: str) -> str:
    return step.replace(":", ":nth-child(") + ")"


def in_column(page: Outline, step: str) -> set[int]:
    return {node for node, one in page.steps.items() if one == step}


def anchors(page: Outline, node: int) -> Sequence[int]:
    return page.anchors[bisect_left(page.anchors, node) : bisect_left(page.anchors, page.ends[node])]
