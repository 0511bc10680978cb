"""What was found on a list page, as the paths of a `ListRule`: of its records, and of what each of them states."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from functools import cached_property
from itertools import islice, product

from feeder.model import ListRule, Moment
from feeder.parse import dates
from feeder.parse.characters import one_line
from feeder.parse.lists import daynodes, fieldpaths, fieldtexts, itempaths, paths, titles
from feeder.parse.lists.days import APART
from feeder.parse.lists.fieldpaths import Node, Reads
from feeder.parse.lists.fields import Part
from feeder.parse.lists.finding import Found
from feeder.parse.lists.paths import Item, Path, path_of

_NEARLY = 0.8
_TEXT = ("::text", "/text()")
_TRIED = 4  #: paths of a part of a date, and of each heading with the rest of it


def of(found: Found, *, zone: tzinfo, language: str | None, now: datetime | None) -> Iterator[ListRule]:
    """The rules that may say what was found, likeliest first; none where no path selects just the records. Paths are
    tried on a few records, for who proves the rule reads all; then on more, where other paths may come of that."""
    list_, items = _items(found)
    if list_ and items:
        told = _Fields(list_=list_, base=found.page.base, zone=zone, language=language, now=now)
        yield (rule := replace(told, tried=fieldpaths.FEW).rule(items))
        if (other := told.rule(items)) != rule:
            yield other


def within(found: Found, items: str, *, zone: tzinfo, language: str | None, now: datetime | None) -> ListRule | None:
    """The same where a person has named the items."""
    list_ = _List.of(found, begin_at_roots=True)
    if list_ is None:
        return None
    return _Fields(list_=list_, base=found.page.base, zone=zone, language=language, now=now).rule(items)


@dataclass(frozen=True, kw_only=True)
class _List:
    """The records that became entries, by their numbers, and the element that each begins with."""

    found: Found
    numbers: Sequence[int]
    starts: Sequence[Node]
    are_runs: bool  #: of several siblings each

    @classmethod
    def of(cls, found: Found, *, begin_at_roots: bool = False) -> "_List | None":
        numbers, records = _numbers(found), found.best.records
        if not numbers or len(numbers) < len(found.entries):
            return None
        are_runs = any(_is_run(found, number) for number in numbers)
        at_first = are_runs and not begin_at_roots
        starts = [records[n].first if at_first else records[n].root for n in numbers]
        return cls(found=found, numbers=numbers, starts=starts, are_runs=are_runs)

    @cached_property
    def items(self) -> list[Item]:
        elements = [self.found.page.elements[start] for start in self.starts]
        starts = frozenset(elements) if self.are_runs else ()
        return [Item(element, starts) for element in elements]


def _items(found: Found) -> "tuple[_List | None, str | None]":
    """The records and their path: they begin with the first of their siblings, else with the one that has the link."""
    urls = frozenset(entry.url for entry in found.entries)
    for at_roots in (False, True):
        list_ = _List.of(found, begin_at_roots=at_roots)
        items = itempaths.of(found.page, list_.starts, urls, are_runs=list_.are_runs) if list_ else None
        if items or list_ is None or not list_.are_runs:
            break
    return list_, items


def _is_run(found: Found, number: int) -> bool:
    """Whether a record goes on in siblings of the element that it is found by."""
    record = found.best.records[number]
    end = found.page.ends[record.root]
    beyond = (piece.node >= end for piece in found.best.sheet.pieces[number])
    return record.first < record.root or record.end > end or any(beyond)


def _numbers(found: Found) -> list[int]:
    """The record of each entry."""
    numbers: list[int] = []
    left = iter(found.entries)
    entry = next(left, None)
    for number, piece in sorted(found.best.link.values.items()):
        if entry and found.page.url(piece.node) == entry.url:
            numbers.append(number)
            entry = next(left, None)
    return numbers


# ------------------------------------------------------------------------------------------------------------- fields


@dataclass(frozen=True, kw_only=True)
class _Fields:
    """The paths of a list's fields."""

    list_: _List
    base: str
    zone: tzinfo
    language: str | None
    now: datetime | None
    tried: int = fieldpaths.SAMPLE  #: records that tell the paths of what is proven by all

    def rule(self, items: str) -> ListRule:
        best, entries = self.list_.found.best, self.list_.found.entries
        return ListRule(
            items=items,
            link=self._best(_nodes(best.link), [entry.url for entry in entries], self._url),
            title=self._title(),
            date=self._date(),
            summary=self._summary(),
            image="img" if any(entry.image for entry in entries) else None,
        )

    def _title(self) -> str | None:
        """As it stands there, else as it is without its date or what all share."""
        found, nodes = self.list_.found, _nodes(self.list_.found.best.title)
        whole = [one_line(titles.stated(found.page, found.best, number)) for number in self.list_.numbers]
        shown = [entry.title for entry in found.entries]
        path = self._best(nodes, whole, fieldtexts.text_in)
        return path if path or whole == shown else self._best(nodes, shown, fieldtexts.text_in)

    def _summary(self) -> str | None:
        """Nothing depends on all of its words."""
        wanted = [entry.summary for entry in self.list_.found.entries]
        return self._best(self._says("summary"), wanted, fieldtexts.text_in, share=_NEARLY) if any(wanted) else None

    def _best(self, nodes: dict[int, Node], wanted: Sequence[object], reads: Reads, share: float = 1.0) -> str | None:
        one = self.list_
        stated = [nodes.get(number) for number in one.numbers]
        told = fieldpaths.options(one.found.page, one.starts, stated)
        tried = self.tried if share == 1 else fieldpaths.SAMPLE
        return fieldpaths.best(told, one.items, wanted, reads, share=share, tried=tried)

    def _url(self, item: Item, path: Path) -> str | None:
        link = fieldtexts.link_in(item, path(item), self.base)
        return None if isinstance(link, str) else link[0]

    def _says(self, field: str) -> dict[int, Node]:
        """The elements whose text is that field of an entry."""
        sheet = self.list_.found.best.sheet
        found: dict[int, Node] = {}
        for number, entry in zip(self.list_.numbers, self.list_.found.entries, strict=True):
            said = getattr(entry, field)
            found.update((number, piece.node) for piece in sheet.pieces[number] if piece.text == said)
        return found

    def _date(self) -> str | None:
        list_ = self.list_
        wanted = [entry.published for entry in list_.found.entries]
        if not any(wanted):
            return None
        nodes = daynodes.of(list_.found, zone=self.zone, language=self.language)
        stated = [nodes.get(number) for number in list_.numbers]
        own = fieldpaths.options(list_.found.page, list_.starts, stated)
        return next((path for path in self._date_paths(own) if self._dates(path, wanted)), None)

    def _date_paths(self, own: Iterator[str]) -> Iterator[str]:
        """With the attribute that states it, or with the headings that state the rest of it."""
        days = self.list_.found.days
        if days.attribute:
            elements = (path for path in own if not path.endswith(_TEXT))
            yield from (
                f"{path}/@{days.attribute}" if path[0] == "." else f"{path}::attr({days.attribute})"
                for path in elements
            )
        elif days.above:
            yield from self._with_headings(list(islice(own, _TRIED)))
        else:
            yield from own

    def _with_headings(self, own: Sequence[str]) -> Iterator[str]:
        rows = [self.list_.found.days.above[number] for number in self.list_.numbers]
        above = []
        for place in range(max(map(len, rows))):
            stated = [row[place] if place < len(row) else None for row in rows]
            above.append(list(islice(fieldpaths.options(self.list_.found.page, self.list_.starts, stated), _TRIED)))
        for path, *headings in product(own, *above):
            if not path.startswith("~"):
                yield " | ".join((f"({paths.xpath(path)})", *headings)) if headings else path

    def _dates(self, path: str, wanted: Sequence[Moment | None]) -> bool:
        """Whether the path reads these dates, in whatever order of day and month: all of its texts together tell that,
        and years; so they will when the rule is applied."""
        find, rows = path_of(path), list(zip(self.list_.items, wanted, strict=True))
        if self.list_.found.days.how == APART:
            texts = [fieldtexts.date_texts(item, find) for item, _ in rows]
            return dates.moments_of(texts, self.zone, self.language, self.now) == list(wanted)
        return all(self._may_say(item, find, at) for item, at in fieldpaths.sampled(rows, self.tried))

    def _may_say(self, item: Item, find: Path, at: Moment | None) -> bool:
        texts = fieldtexts.date_texts(item, find)
        orders = (None, True, False)
        return any(dates.moment_of(texts, self.zone, self.language, order) == at for order in orders)


def _nodes(part: Part) -> dict[int, Node]:
    return {number: piece.node for number, piece in part.values.items()}
