"""A page weighed: sums over its texts, so that any stretch of it is judged in no time, and what is only page chrome."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from feeder.parse.dates import is_datelike
from feeder.parse.lists.fields import DIGIT, Reader
from feeder.parse.lists.outline import Outline
from feeder.parse.lists.records import Record

_CHROME_TAGS = frozenset(("nav", "footer", "aside", "dialog", "menu"))
_CONTENT_TAGS = frozenset(("html", "body", "main", "article"))
_CHROME_WORDS = re.compile(
    r"(?:^|[.\-_])(?:nav|navi|navigation|navbar|menu|submenu|footer|side-?bar\w*|breadcrumbs?|related\w*|ticker|marquee"
    r"|slides?|slider|slideshow|carousel|social|share|sharing|pagination|pager|comments?|cookies?|toolbar|tags?|tag-?cloud"
    r"|most-?read|modal|popup)(?:$|[.\-_])"
    r"|\.(?:widget|popular|trending|recent|archives?)(?:$|[.\-_])",
    re.IGNORECASE,
)


class Survey:
    """Sums over the texts of a page."""

    def __init__(self, page: Outline) -> None:
        self.page, self.reader = page, Reader(page)
        linked, has_digit = page.linked, DIGIT.search
        self._chars = [0, *accumulate(map(len, page.texts))]
        told = zip(page.texts, page.holders, strict=True)
        self._prose = [0, *accumulate([len(text) if linked[holder] < 0 else 0 for text, holder in told])]
        self._dates = [0, *accumulate([1 if has_digit(text) and is_datelike(text) else 0 for text in page.texts])]
        self.chrome = self._chrome()

    def chars(self, start: int, end: int) -> int:
        """Characters of the texts from `start` to before `end`."""
        return self._chars[end] - self._chars[start]

    def share(self, start: int, end: int) -> float:
        return self.chars(start, end) / (self._chars[-1] or 1)

    def shares(self, records: Sequence[Record]) -> float:
        """What of the page's text the records hold."""
        chars = self._chars
        return sum([chars[end] - chars[start] for _, _, _, start, end in records]) / (chars[-1] or 1)

    def prose(self, records: Sequence[Record]) -> list[int]:
        """Of each record the characters that are no links."""
        prose = self._prose
        return [prose[end] - prose[start] for _, _, _, start, end in records]

    def dates(self, records: Sequence[Record]) -> list[int]:
        """Of each record the texts that may hold a date."""
        dates = self._dates
        return [dates[end] - dates[start] for _, _, _, start, end in records]

    def images(self, records: Sequence[Record]) -> int:
        """How many of the records hold one."""
        images = self.page.images
        return (
            sum([bisect_left(images, first) < bisect_left(images, end) for _, first, end, _, _ in records])
            if images
            else 0
        )

    def _chrome(self) -> list[bool]:
        """Of each element whether it stands in what pages keep beside their content; what holds most text does not."""
        page, found = self.page, [False] * len(self.page.keys)
        kinds = set(filter(_is_chrome, set(page.keys)))
        half = self._chars[-1] / 2
        for node in [number for number, key in enumerate(page.keys) if key in kinds]:
            if not found[node] and self.chars(page.text_from[node], page.text_to[node]) <= half:
                found[node : page.ends[node]] = [True] * (page.ends[node] - node)
        return found


@lru_cache(maxsize=8192)
def _is_chrome(key: str) -> bool:
    tag, has_class, _ = key.partition(".")
    return tag in _CHROME_TAGS or bool(has_class and tag not in _CONTENT_TAGS and _CHROME_WORDS.search(key))
