"""Where a field of a list's records stands, as the path that reads just that in each of them.

Several are thought of and tried; the first that gives what was found is taken. What a page means is rather named (a
time, a heading, a class) than where it stands.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import TypeVar

from feeder.parse.lasting import classes
from feeder.parse.lists.outline import FORMATTING, HEADINGS, Outline
from feeder.parse.lists.paths import Item, Path, is_path, path_of

SAMPLE = 8  #: records that a path is tried on
FEW = 3  #: that tell most paths, of what is proven by all records afterwards
_CLASSES = 3  #: of an element, by which it is named
_PLACES = 3  #: in which a field stands, that are thought of
_CELLS = ("td", "th")
_TAG = re.compile(r"[a-z][a-z0-9-]*")
_TELLING = HEADINGS | {"time"}

Node = int
T = TypeVar("T")
Reads = Callable[[Item, Path], object]


def best(
    paths: Iterable[str],
    items: Sequence[Item],
    wanted: Sequence[object],
    reads: Reads,
    *,
    share: float,
    tried: int = SAMPLE,
) -> str | None:
    """The first path that reads what is `wanted`, in that share of the records at least that it is tried on."""
    rows = sampled(list(zip(items, wanted, strict=True)), tried)
    most = (1 - share) * len(rows)
    for path in paths:
        find = path_of(path)
        misses = (True for item, value in rows if reads(item, find) != value)
        if sum(islice(misses, int(most) + 1)) <= most:
            return path
    return None


def sampled(rows: list[T], tried: int = SAMPLE) -> list[T]:
    """As many of them as a path is tried on."""
    return rows[:: max(1, len(rows) // tried)]


def options(page: Outline, starts: Sequence[Node], stated: Sequence[Node | None]) -> Iterator[str]:
    """The paths that may be it, best first, each once: those of the places where it mostly stands."""
    places: dict[tuple[str, ...], tuple[Node, Node]] = {}
    told: Counter[tuple[str, ...]] = Counter()
    for start, node in sampled([(start, node) for start, node in zip(starts, stated, strict=True) if node is not None]):
        place = _place(page, start, node)
        if place is None:
            continue
        places.setdefault(place, (start, node))
        told[place] += 1
    seen: set[str] = set()
    for place, _ in told.most_common(_PLACES):
        for path in _paths(page, *places[place]):
            if path not in seen:
                seen.add(path)
                if is_path(path):
                    yield path


def _place(page: Outline, start: Node, node: Node) -> tuple[str, ...] | None:
    """Where a node stands in a record, by the kinds of what is around it; None where a tag there ("o:p", or whatever
    else HTML lets stand in one) is none that a path can name."""
    way, above = [node], page.parents[start]
    while (node := page.parents[node]) > above:
        way.append(node)
    return tuple(page.keys[one] for one in way) if all(map(_is_name, map(page.tags.__getitem__, way))) else None


@lru_cache(maxsize=512)
def _is_name(tag: str) -> bool:
    return bool(_TAG.fullmatch(tag))


def _paths(page: Outline, start: Node, node: Node) -> Iterator[str]:
    above = page.parents[start]
    if start <= node < page.ends[start]:
        yield from _css(page, start, node)
        if page.parents[node] == start and any(body == above for body, _ in page.spans):
            yield _over_rows(page, start, node)
    elif page.ends[start] <= node < page.ends[above]:
        yield from _after(page, _child_of(page, above, node), node)
    elif above < node < start:
        top = _child_of(page, above, node)
        if page.ends[top] == start:  # the very one before
            yield f"./preceding-sibling::*[1]/descendant-or-self::{page.tags[node]}"
        yield f"./preceding-sibling::{page.tags[top]}[1]"
    elif node == above:  # loose text beside it
        yield from (f"./{side}-sibling::{one}[1]" for one in ("node()", "*") for side in ("preceding", "following"))
    elif node < above < page.ends[node]:  # around it, as the name of a group
        yield from (f"./ancestor::{name}/text()" for name in _ancestor(page, start, node))
    if node < start and page.ends[node] <= start:  # above the records
        yield from (f"./preceding::{page.tags[node]}[{contains}][1]" for contains in _contains(page, node))
        yield f"./preceding::{page.tags[node]}[1]"


def _over_rows(page: Outline, row: Node, cell: Node) -> str:
    """The cell of a row, or of the last one above that has as many: it heads those between them, which have none."""
    tag, cells = page.tags[cell], page.children(row)
    place, size = [one for one in cells if page.tags[one] == tag].index(cell) + 1, len(cells)
    above = f"./preceding-sibling::{page.tags[row]}[count(*) = {size}][1]"
    return f"({above}/{tag}[{place}] | ./{tag}[{place}][count(../*) = {size}])[last()]"


def _after(page: Outline, top: Node, node: Node) -> Iterator[str]:
    """What is in a sibling that follows."""
    for sibling in chain(*_names(page, top)):
        if node == top:
            yield from (f"~ {sibling}", f"~ {sibling}::text")
        else:
            yield from (f"~ {sibling} {path}" for path in _css(page, top, node) if not path.startswith("./"))


def _ancestor(page: Outline, start: Node, node: Node) -> Iterator[str]:
    """What an element around a record is called, counted from there."""
    tag, count = page.tags[node], 1
    yield from (f"{tag}[{contains}][1]" for contains in _contains(page, node))
    while (start := page.parents[start]) > node:
        count += page.tags[start] == tag
    yield f"{tag}[{count}]"


def _contains(page: Outline, node: Node) -> Iterable[str]:
    return (f'contains(@class, "{name}")' for name in classes(page, node)[:1])


def _child_of(page: Outline, parent: Node, node: Node) -> Node:
    while page.parents[node] != parent:
        node = page.parents[node]
    return node


def _css(page: Outline, top: Node, node: Node) -> Iterator[str]:
    """Paths from an element down to one in it, or to itself."""
    for path in _elements(page, top, node):
        yield path
        yield f"{path}/text()" if path.startswith("./") else f"{path}::text"


def _elements(page: Outline, top: Node, node: Node) -> Iterator[str]:
    way = [node]
    while way[-1] != top:
        way.append(page.parents[way[-1]])
    tag, (own, bare) = page.tags[node], _names(page, node)
    if tag in _TELLING:
        yield tag
    yield from own
    for step in way[1:-1]:  # from near to far
        around = [page.tags[step]] if page.tags[step] in HEADINGS else _names(page, step)[0]
        yield from (f"{name} {tag}" for name in around)
    yield from bare
    yield f"./{'/'.join(page.tags[step] for step in reversed(way[:-1]))}" if len(way) > 1 else tag
    for inner in page.children(node):  # letters of another kind, which stand for a text of their own
        if page.tags[inner] in FORMATTING:
            yield from (f"{name} {page.tags[inner]}" for name in (own or bare)[:1])
    if node != top:
        alike = [one for one in page.children(page.parents[node]) if page.tags[one] == tag]
        yield f"{tag}:nth-of-type({alike.index(node) + 1})"


def _names(page: Outline, node: Node) -> tuple[list[str], list[str]]:
    """What an element is called: by its column, its width or a class that lasts; by its tag, and by having no class."""
    tag, written = page.tags[node], page.elements[node].get("class")
    bare = [tag, *([] if written else [f"{tag}:not([class])"])]
    if tag in _CELLS:
        spans = [f"{tag}[colspan]"] if page.elements[node].get("colspan") else []
        return [page.steps[node].replace(":", ":nth-child(") + ")", *spans], bare
    return [f"{tag}.{name}" for name in classes(page, node)[:_CLASSES]], bare
