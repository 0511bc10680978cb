"""The attribute that states the day of each record, for scripts or on hover: `data-date`, or a `title` that is one."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from feeder.model import Moment
from feeder.parse.dates import is_datelike
from feeder.parse.lists.outline import Outline
from feeder.parse.lists.records import Record

_NAMED = re.compile(
    r"^data-(?:[a-z0-9-]*-)?(?:date|datetime|time|timestamp|day|published|publish|pubdate|posted|created)(?:-|$)"
)
_PUBLISHED = re.compile(r"publ|posted|release")
#: What begins, ends or was changed then is no publication; what tells of code and loading is of no record.
_OTHER = re.compile(
    r"modif|updat|chang|edit|start|begin|end\b|until|expir|event|deadline|close|due|load|refresh|cache|now|today|format"
)
_PROPERTIES = ("content", "datetime")  #: of microdata and RDFa, where its property says that it is a date
_PROPERTY = re.compile(
    r"date(?:published|created)|published|issued|created|dc(?:terms)?[.:]date|pubdate", re.IGNORECASE
)
_SHOWN = ("title", "aria-label")
_LONGEST, _MOST = 60, 400  #: characters of a date; elements of a record that are looked at
_MANY = 3  #: records whose attributes say one and the same: of the page, not of them
_ENOUGH = 0.5  #: of the records

Reads = Callable[[str, bool], Moment | None]  #: text, and whether it must be nothing but a date


class Stated(NamedTuple):
    moments: tuple[Moment | None, ...]
    nodes: tuple[int | None, ...]
    attribute: str


def read(page: Outline, records: Sequence[Record], reads: Reads) -> Stated | None:
    """Of the attributes that state a day, once each in most records, the one whose name says most."""
    columns: dict[tuple[str, str], dict[int, list[tuple[Moment, int]]]] = defaultdict(lambda: defaultdict(list))
    for number, record in enumerate(records):
        for node in range(record.first, min(record.end, record.first + _MOST)):
            for name, text in page.elements[node].items():
                if (must := _must_be_a_line(page, node, name)) is not None and len(text) <= _LONGEST:
                    moment = reads(text, must) if is_datelike(text) or text.isdigit() else None
                    if moment:
                        columns[page.keys[node] if node != record.root else "", name][number].append((moment, node))
    told = [(name, once) for (_, name), column in columns.items() if (once := _once(column, len(records)))]
    if not told:
        return None
    name, column = max(told, key=lambda one: (_rank(one[0]), len(one[1])))
    pairs = [column.get(number, (None, None)) for number in range(len(records))]
    return Stated(tuple(moment for moment, _ in pairs), tuple(node for _, node in pairs), name)


def _once(column: dict[int, list[tuple[Moment, int]]], size: int) -> dict[int, tuple[Moment, int]]:
    once = {number: said[0] for number, said in column.items() if len({moment.at.date() for moment, _ in said}) == 1}
    days = {moment.at.date() for moment, _ in once.values()}
    return {} if len(once) < _ENOUGH * size or (len(once) > _MANY and len(days) == 1) else once


def _must_be_a_line(page: Outline, node: int, name: str) -> bool | None:
    """Whether an attribute states a date only where it is nothing else; None where it never does."""
    if name in _SHOWN:
        return True
    if name in _PROPERTIES:
        element = page.elements[node]
        said = f"{element.get('itemprop') or ''} {element.get('property') or ''}"
        return False if _PROPERTY.search(said) else None
    return False if _NAMED.search(name) and not _OTHER.search(name) else None


def _rank(name: str) -> int:
    if _PUBLISHED.search(name) or name in _PROPERTIES:
        return 2
    return 0 if name in _SHOWN else 1
