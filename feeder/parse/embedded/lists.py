"""Lists that a page states to machines, as they are written: nothing is resolved, read as a date or judged yet."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from typing import Any

from feeder.parse.characters import one_line

MOST_ITEMS = 5_000  #: of one list
FEWEST = 3  #: items that make a list
_LONGEST = 5_000  #: characters of a text
_BLOCK = re.compile(r"</?(?:br|p|div|li|ul|ol|h[1-6]|t[dhr])\b[^<>]{0,1000}>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,1000}>")
_EPOCHS = range(10**9, 4 * 10**9)  #: seconds; 2001 to 2096
_MILLI = 1000


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One entry of a list, its texts plain and its address as written. `slug` is the end of an address at most."""

    title: str | None = None
    address: str | None = None
    slug: str | None = None
    published: str | None = None
    summary: str | None = None
    image: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class StatedList:
    """`is_typed`: its items are said to be articles or events, not only found to look like it."""

    how: str  #: what states it, in words
    items: tuple[Item, ...]
    is_typed: bool = False
    left_out: int = 0  #: items beyond those that are read


def listed(how: str, items: Iterable[Item], *, is_typed: bool, of: int) -> StatedList | None:
    """A list of those items that can be told from each other; None where they are too few. `of`: how many there are."""
    named: dict[str, Item] = {}
    for item in items:
        if key := item.address or item.slug:
            named.setdefault(key, item)
    if len(named) < FEWEST:
        return None
    return StatedList(how=how, items=tuple(named.values()), is_typed=is_typed, left_out=max(0, of - MOST_ITEMS))


def plain(value: Any) -> str | None:
    """A text of JSON as one line: entities and tags in it are common."""
    if not isinstance(value, str) or not value:
        return None
    text = value[:_LONGEST]
    if "<" in text or "&" in text:
        text = _untagged(unescape(_untagged(text)))
    return one_line(text)


def _untagged(text: str) -> str:
    return _TAG.sub("", _BLOCK.sub(" ", text))


def written_date(value: Any) -> str | None:
    """What may be read as a date: a text with a digit, or the seconds or milliseconds since 1970."""
    if isinstance(value, str):
        text = value.strip()
        return text if len(text) <= _LONGEST and any(map(str.isdigit, text)) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if not 0 < value < _EPOCHS.stop * _MILLI:
        return None
    for seconds in (value, value / _MILLI):
        if _EPOCHS.start <= seconds < _EPOCHS.stop:
            return str(int(seconds))
    return None
