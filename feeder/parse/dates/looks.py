"""A quick look whether there may be a date at all."""

import re
from functools import lru_cache

from feeder.parse.dates.reading import LONGEST

#: A year, three numbers, a number of years or months, or '24: looked for from a digit on, which most texts lack.
_DATELIKE = re.compile(
    r"\d(?:(?<!\d\d)(?:(?<=1)9|(?<=2)[05])\d\d(?!\d)|\d?\s?[./-]\s?\d{1,2}\s?[./-]\s?\d\d|\s?[年월月]|(?<='.)\d\b)"
)

#: Years in the digits of other scripts, of the Persian calendar, or spelt.
_ELSEWHERE = re.compile(
    r"[٢۲२๒][٠۰०๐๕]\d\d(?!\d)|(?<=[\u0620-\u06cc])\s(?:1[34]|۱[۳۴])\d\d(?!\d)|[〇一二三四五六七八九十元]年"
)


@lru_cache(maxsize=8192)
def is_datelike(text: str) -> bool:
    """Whether `text` may hold a date: a quick look, which a number of four digits passes."""
    if len(text) >= LONGEST:
        return False
    return bool(_DATELIKE.search(text) or (not text.isascii() and _ELSEWHERE.search(text)))
