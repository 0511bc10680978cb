"""The sections of a list: those that are made alike but tell of something else are no part of it.

Events in the clothes of news, a menu in the plain list of a plain page, what is read most, a tab that is not shown.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from feeder.parse.lists import worth
from feeder.parse.lists.asidewords import ASIDE
from feeder.parse.lists.fields import Part
from feeder.parse.lists.outline import Outline
from feeder.parse.lists.records import Record

_HEADING = 60  #: characters of what may be a heading without being marked as one
_MENU, _STORIES = 0.3, 0.8  #: share of addresses made for one story each, at most in a menu, at least in a list
_UNIFORM = 4  #: records for each folder, in a list whose addresses tell what belongs to it
_NUMBER = re.compile(r"\d+")
_UNSHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class _Section:
    """Records in a row, below one heading and in one element; what else it is shows when asked for."""

    page: Outline
    numbers: range
    root: int  #: of the first record
    label: str
    links: Sequence[int]
    hidden: "_Hidden"

    @cached_property
    def _hrefs(self) -> list[str]:
        return [self.page.hrefs[link] for link in self.links]

    @cached_property
    def folders(self) -> frozenset[str]:
        """Where their addresses begin."""
        return frozenset(folder(self.page.url(link)) for link in self.links)

    @cached_property
    def stories(self) -> float:
        """The share of addresses that are made for one story each."""
        return worth.slugs(self._hrefs) if self.links else 0.0

    @cached_property
    def is_of_files(self) -> bool:
        """Pictures and archives, no releases."""
        return bool(self.links) and all(map(worth.is_of_media, self._hrefs))

    @cached_property
    def is_hidden(self) -> bool:
        return self.hidden.holds(self.root)

    @cached_property
    def is_aside(self) -> bool:
        return self.is_hidden or bool(ASIDE.match(self.label))


#: Of each record the texts that may hold a date.
Days = Callable[[Sequence[Record]], Sequence[int]]


def among(page: Outline, records: Sequence[Record], link: Part, days: Days) -> set[int]:
    """The numbers of the records that are no part of the list that most are."""
    return _strange(list(_sections(page, records, link)), records, days)


def _strange(sections: Sequence[_Section], records: Sequence[Record], days: Days) -> set[int]:
    if len(sections) == 1:
        return set()
    main = max(_by_folder(sections), key=_weight)
    out = [*_elsewhere(sections, main), *_menus(sections, records, days)]
    shown = [one for one in main if not (one.is_aside or one.is_of_files)]
    if 3 * _count(shown) >= _count(main):
        out += [one for one in sections if one.is_aside or one.is_of_files]
    return {number for section in out for number in section.numbers}


def doubt(page: Outline, records: Sequence[Record], link: Part, days: Days) -> str | None:
    """Why a list may well be none of releases, in words: where it stands, or that too few would be left of it."""
    sections = list(_sections(page, records, link))
    if all(ASIDE.match(one.label) for one in sections):
        return f'they stand below "{sections[0].label}"'
    if strange := _strange(sections, records, days):
        return f"{len(strange)} of them tell of something else, and too few would be left"
    return None


def _cuts(page: Outline, records: Sequence[Record]) -> Sequence[int]:
    """Where sections begin, and where the last one ends."""
    return [0, *(n for n in range(1, len(records)) if _is_cut(page, records[n - 1], records[n])), len(records)]


def _elsewhere(sections: Sequence[_Section], main: Sequence[_Section]) -> Iterator[_Section]:
    """Sections with a heading and addresses of their own, where the list's are its own too."""
    folders = {one for section in main for one in section.folders}
    if len(folders) * _UNIFORM <= max(_UNIFORM, _count(main)) and 2 * _count(main) >= _count(sections):
        known = {section.numbers[0] for section in main}
        yield from (one for one in sections if one.numbers[0] not in known and _is_apart(one, main[0]))


def _menus(sections: Sequence[_Section], records: Sequence[Record], days: Days) -> Iterator[_Section]:
    """Sections of no stories and no days, where most is of stories."""
    stories = [one for one in sections if one.stories >= _STORIES]
    if 3 * _count(stories) < _count(sections):
        return
    for one in sections:
        if one.stories <= _MENU and len(one.numbers) > 1 and not any(days([records[n] for n in one.numbers])):
            yield one


def _is_apart(one: _Section, main: _Section) -> bool:
    """Whether a section of its own addresses has a heading of its own too, or is not to be seen."""
    return bool(one.label) and one.label != main.label and len(one.folders) == 1 < len(one.numbers)


def _count(group: Sequence[_Section]) -> int:
    return sum(len(section.numbers) for section in group)


def _weight(group: Sequence[_Section]) -> float:
    return sum(len(section.numbers) * section.stories for section in group if not section.is_aside)


def _by_folder(sections: Sequence[_Section]) -> list[list[_Section]]:
    """Sections whose addresses begin alike."""
    like: dict[str, str] = {}
    for section in sections:
        tops = {_top(like, one) for one in section.folders}
        like.update(dict.fromkeys(tops, min(tops, default="")))
    groups: dict[str | int, list[_Section]] = defaultdict(list)
    for section in sections:
        groups[_top(like, min(section.folders)) if section.folders else section.numbers[0]].append(section)
    return list(groups.values())


def _top(like: dict[str, str], one: str) -> str:
    """What stands for all folders that are like one."""
    like.setdefault(one, one)
    while like[one] != one:
        like[one] = one = like[like[one]]
    return one


def _sections(page: Outline, records: Sequence[Record], link: Part) -> Iterator[_Section]:
    top = page.around(records[0].first, records[-1].first)
    label = ""
    hidden = _Hidden(page, top)
    for first, end in pairwise(_cuts(page, records)):
        numbers = range(first, end)
        label = _label(page, records, first) or label
        links = [link.values[number].node for number in numbers if number in link.values]
        yield _Section(page=page, numbers=numbers, root=records[first].root, label=label, links=links, hidden=hidden)


def _is_cut(page: Outline, before: Record, after: Record) -> bool:
    return page.parents[before.root] != page.parents[after.root] or _heading(page, before.end, after.first) is not None


def _heading(page: Outline, start: int, end: int) -> int | None:
    """The last heading between two elements."""
    place = bisect_left(page.headings, end) - 1
    return page.headings[place] if place >= 0 and page.headings[place] >= start else None


def _label(page: Outline, records: Sequence[Record], first: int) -> str:
    """What is said above a section: a heading, else the text just before it."""
    before = records[first - 1] if first else None
    heading = _heading(page, before.end if before else 0, records[first].first)
    if heading is not None:
        return page.text(heading)
    text = records[first].text_from - 1
    if text < 0 or (before and text < before.text_to):
        return ""
    said = page.joined(text, text + 1)
    return said if len(said) <= _HEADING and page.linked[page.holders[text]] < 0 else ""


@lru_cache(maxsize=4096)
def folder(url: str | None) -> str:
    """What addresses of one kind begin with, numbers aside."""
    return _NUMBER.sub("", (url or "").partition("?")[0].rstrip("/").rpartition("/")[0])


class _Hidden:
    """Which elements below `top` are not shown, or stand in one that is not; each is asked once."""

    def __init__(self, page: Outline, top: int) -> None:
        self._page, self._known = page, {top: False}

    def holds(self, node: int) -> bool:
        way: list[int] = []
        while node not in self._known:
            way.append(node)
            node = self._page.parents[node]
        is_hidden = self._known[node]
        for step in reversed(way):
            element = self._page.elements[step]
            unshown = element.get("hidden") is not None or bool(_UNSHOWN.search(element.get("style") or ""))
            is_hidden = self._known[step] = is_hidden or unshown
        return is_hidden
