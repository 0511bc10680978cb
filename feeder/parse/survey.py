"""A page weighed: sums over its texts, so that any stretch of it is judged in no time, and what is only page chrome."""

import re
from bisect import bisect_left
from itertools import accumulate

from feeder.parse.fields import DIGIT, is_datelike
from feeder.parse.outline import Outline
from feeder.parse.records import Record

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
        self.page = page
        self._chars = [0, *accumulate(map(len, page.texts))]
        linked, has_digit = page.linked, DIGIT.search
        told = [(text, linked[holder] >= 0) for text, holder in zip(page.texts, page.holders, strict=True)]
        self._linked = [0, *accumulate([is_linked and len(text) for text, is_linked in told])]
        self._dates = [0, *accumulate([1 if has_digit(text) and is_datelike(text) else 0 for text in page.texts])]
        self.chrome = self._chrome()

    def chars(self, start: int, end: int) -> int:
        """Characters of the texts from `start` to before `end`."""
        return self._chars[end] - self._chars[start]

    def share(self, start: int, end: int) -> float:
        return self.chars(start, end) / (self._chars[-1] or 1)

    def prose(self, record: Record) -> int:
        """Characters of a record that are no links."""
        return (
            self.chars(record.text_from, record.text_to) - self._linked[record.text_to] + self._linked[record.text_from]
        )

    def dates(self, record: Record) -> int:
        return self._dates[record.text_to] - self._dates[record.text_from]

    def has_image(self, record: Record) -> bool:
        images = self.page.images
        place = bisect_left(images, record.first)
        return place < len(images) and images[place] < record.end

    def _chrome(self) -> list[bool]:
        """Of each element whether it stands in what pages keep beside their content; what holds most text does not."""
        page, found = self.page, list[bool]()
        known: dict[str, bool] = {}
        half = self._chars[-1] / 2
        for number, (above, key) in enumerate(zip(page.parents, page.keys, strict=True)):
            inside = above >= 0 and found[above]
            if not inside:
                if (is_chrome := known.get(key)) is None:
                    is_chrome = known[key] = _is_chrome(key, page.tags[number])
                inside = is_chrome and self.chars(page.text_from[number], page.text_to[number]) <= half
            found.append(inside)
        return found


def _is_chrome(key: str, tag: str) -> bool:
    return tag in _CHROME_TAGS or ("." in key and tag not in _CONTENT_TAGS and bool(_CHROME_WORDS.search(key)))
