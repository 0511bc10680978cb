"""The classes of elements that say of what kind they are, and may be relied on."""

import re
from collections import defaultdict
from functools import lru_cache

from feeder.parse.lists.outline import Outline, is_of_a_kind

_CLASS = re.compile(r"[A-Za-z_][\w-]*")
_WORD = re.compile(r"[A-Za-z]+")
_TURN = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[a-z])")
_SHORTEST_WORD = 4


def classes(page: Outline, node: int) -> list[str]:
    """The classes of an element that say of what kind it is, as they are written."""
    return [name for name in str(page.elements[node].get("class") or "").split() if is_lasting(name)]


@lru_cache(maxsize=4096)
def is_lasting(name: str) -> bool:
    """Whether a class may be relied on: not a state, nor one with a number or a hash in it."""
    return bool(_CLASS.fullmatch(name)) and is_of_a_kind(name) and not any(map(_is_hash, _WORD.findall(name)))


def _is_hash(word: str) -> bool:
    return len(word) > _SHORTEST_WORD and 2 * len(_TURN.findall(word)) > len(word)


class Kinds(dict[str, dict[str, set[int]]]):
    """The elements of a page by tag and class; each tag is looked through once."""

    def __init__(self, page: Outline) -> None:
        self._page = page

    def __missing__(self, tag: str) -> dict[str, set[int]]:
        found = self[tag] = defaultdict[str, set[int]](set)
        for node in self._page.tagged(tag):
            for name in str(self._page.elements[node].get("class") or "").split():
                found[name].add(node)
        return found
