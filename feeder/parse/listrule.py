"""What was found on a list page, as the `ListRule` that finds it again: readable CSS, XPath where CSS cannot say it.

A path names classes that all its records share, never all classes of one, so that it survives those that are added.
Whether it says the same is not trusted but tried: it is applied to its own page.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import tzinfo
from typing import Any

from feeder.errors import ParseError
from feeder.model import Entry, ListRule
from feeder.parse import rules
from feeder.parse.days import PART
from feeder.parse.fields import Part
from feeder.parse.finding import Found
from feeder.parse.outline import Outline

_CLASS = re.compile(r"[A-Za-z_][\w-]*")
_ID = re.compile(r"[A-Za-z][A-Za-z_-]*")
_COLUMN = re.compile(r"([a-z0-9]+):([0-9]+)")
_ABOVE = 6  #: elements around the records that may be named


def of(found: Found, root: Any, *, url: str, zone: tzinfo, language: str | None) -> ListRule | None:
    """The rule that gives these very entries on their page; None where none can."""
    if any(record.end > found.page.ends[record.root] for record in found.best.records):
        return None
    items = _items(found)
    if items is None:
        return None
    best, days = found.best, found.days
    rule = ListRule(
        items=items,
        link=_path(found, best.link, best.link.kind),
        title=_path(found, best.title, best.title.kind),
        date=_date(found) if days.share else None,
    )
    for one in (rule, replace(rule, title=None), replace(rule, link=None, title=None)):
        if _says_the_same(one, found.entries, root, url=url, zone=zone, language=language):
            return one
    return None


def _says_the_same(
    rule: ListRule, entries: Sequence[Entry], root: Any, *, url: str, zone: tzinfo, language: str | None
) -> bool:
    try:
        applied = rules.apply(rule, root, base=url, zone=zone, language=language).entries
    except ParseError:
        return False
    return [(one.url, one.title, one.published) for one in applied] == [
        (one.url, one.title, one.published) for one in entries
    ]


# ------------------------------------------------------------------------------------------------------------- items


def _items(found: Found) -> str | None:
    """The shortest path that selects the records and next to nothing else."""
    page, roots = found.page, _roots(found)
    tag, count = Counter(page.tags[root] for root in roots).most_common(1)[0]
    if count < len(roots):
        return None
    wanted, urls = set(roots), frozenset(entry.url for entry in found.entries)
    around = _around(page, roots)
    for own in (*_shared_classes(page, roots), ""):
        item = f"{tag}.{own}" if own else tag
        for above, direct in (("", False), *around):
            path = f"{above} > {item}" if direct else f"{above} {item}".strip()
            selected = _selected(page, tag, own, above, direct)
            if wanted <= selected and not any(
                _leads_elsewhere(page, extra, roots, urls) for extra in selected - wanted
            ):
                return path
    return None


def _roots(found: Found) -> list[int]:
    """The records that became entries."""
    urls = {entry.url for entry in found.entries}
    links = found.best.link.values
    return [
        record.root
        for n, record in enumerate(found.best.records)
        if n in links and found.page.url(links[n].node) in urls
    ]


def _leads_elsewhere(page: Outline, node: int, roots: Sequence[int], urls: frozenset[str | None]) -> bool:
    """Whether an element that is no record has a link, and so would be read as one; those around records are not."""
    place = bisect_right(roots, node)
    if place < len(roots) and roots[place] < page.ends[node]:
        return False
    anchors = page.anchors[bisect_left(page.anchors, node) : bisect_left(page.anchors, page.ends[node])]
    return bool(anchors) and not any(page.url(anchor) in urls for anchor in anchors)


def _selected(page: Outline, tag: str, own: str, above: str, direct: bool) -> set[int]:
    """The numbers of the elements that a path selects, without asking libxml2."""
    inside = _named(page, above) if above else None
    within = _within(page, inside) if inside and not direct else []
    found = set()
    for number, name in enumerate(page.tags):
        if name != tag or (own and own not in _classes(page, number)):
            continue
        if inside is None or (page.parents[number] in inside if direct else within[number]):
            found.add(number)
    return found


def _named(page: Outline, path: str) -> set[int]:
    tag, _, own = path.partition(".")
    if "#" in path:
        wanted = path.partition("#")[2]
        return {number for number, element in enumerate(page.elements) if element.get("id") == wanted}
    return {n for n, name in enumerate(page.tags) if name == tag and (not own or own in _classes(page, n))}


def _within(page: Outline, inside: set[int]) -> list[bool]:
    """Of each element whether it stands somewhere in one of these."""
    found: list[bool] = []
    for above in page.parents:
        found.append(above >= 0 and (found[above] or above in inside))
    return found


def _classes(page: Outline, number: int) -> list[str]:
    return str(page.elements[number].get("class") or "").split()


def _shared_classes(page: Outline, nodes: Sequence[int]) -> list[str]:
    """The classes that all of these have, the most telling first; none with a number in it."""
    first = _classes(page, nodes[0])
    rest = [set(_classes(page, node)) for node in nodes[1:]]
    shared = [name for name in first if _CLASS.fullmatch(name) and not re.search(r"\d", name)]
    return [name for name in shared if all(name in names for names in rest)]


def _around(page: Outline, roots: Sequence[int]) -> list[tuple[str, bool]]:
    """What the records stand in, as paths: the parent first, with whether it is that."""
    found: list[tuple[str, bool]] = []
    level = list(dict.fromkeys(page.parents[root] for root in roots))
    direct = True
    for _ in range(_ABOVE):
        if not level or min(level) < 0 or page.tags[level[0]] in ("body", "html"):
            break
        if len({page.tags[node] for node in level}) == 1:
            tag = page.tags[level[0]]
            identity = page.elements[level[0]].get("id") if len(level) == 1 else None
            if identity and _ID.fullmatch(identity):
                found.append((f"{tag}#{identity}", direct))
            found += [(f"{tag}.{name}", direct) for name in _shared_classes(page, level)[:2]]
            if direct or tag == "main":
                found.append((tag, direct))
        level = list(dict.fromkeys(page.parents[node] for node in level))
        direct = False
    return found


# ------------------------------------------------------------------------------------------------------------ fields


def _path(found: Found, part: Part, kind: str) -> str | None:
    """Where a part stands in its record; None for the record itself."""
    nodes = list(part.values.items())
    path = _below(found, nodes)
    if path is None or kind != "piece":
        return path
    page = found.page
    split = any(page.ends[piece.node] > piece.node + 1 for _, piece in nodes)
    return f"{path}::text" if split else path


def _date(found: Found) -> str | None:
    given = [(number, node) for number, node in enumerate(found.days.nodes) if node is not None]
    if found.days.how != PART or not given:
        return None
    places = Counter(_steps(found, number, node) for number, node in given)
    return _css(places.most_common(1)[0][0])


def _below(found: Found, nodes: Sequence[tuple[int, Any]]) -> str | None:
    places = Counter(_steps(found, number, piece.node) for number, piece in nodes)
    return _css(places.most_common(1)[0][0]) if places else None


def _steps(found: Found, number: int, node: int) -> tuple[str, ...]:
    page, root = found.page, found.best.records[number].root
    steps: list[str] = []
    while node > root:
        steps.append(page.keys[node])
        node = page.parents[node]
    return tuple(reversed(steps))


def _css(steps: Sequence[str]) -> str | None:
    """The last step that has a class, and what is below it; without any, all steps."""
    told = list(_named_from(steps))
    return " > ".join(told) or None


def _named_from(steps: Sequence[str]) -> Iterator[str]:
    start = max((place for place, step in enumerate(steps) if "." in step or ":" in step), default=0)
    for step in steps[start:]:
        tag, *classes = step.split(".")
        column = _COLUMN.fullmatch(tag)
        name = f"{column[1]}:nth-child({column[2]})" if column else tag
        own = next((one for one in classes if _CLASS.fullmatch(one)), None)
        yield f"{name}.{own}" if own and not column else name
