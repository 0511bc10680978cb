"""Numbers that are spelt in ideographs, in figures: 二〇二四年十一月十九日 → 2024年11月19日, 令和元年 → 令和1年."""

import re

_SPELT = re.compile(r"[〇○零一二三四五六七八九十百]{1,9}(?=[年月日])|元(?=年)")
_FIGURES = {char: place for place, char in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0, "元": 1}
_UNITS = {"十": 10, "百": 100}


def in_figures(text: str) -> tuple[str, list[int]]:
    """The text with such numbers in figures, and of each of its characters the place that it had."""
    written, places, end = list[str](), list[int](), 0
    for match in _SPELT.finditer(text):
        number = str(_value(match[0]))
        written += text[end : match.start()], number
        places += range(end, match.start())
        places += (min(match.start() + place, match.end() - 1) for place in range(len(number) - 1))
        places.append(match.end() - 1)
        end = match.end()
    return "".join((*written, text[end:])), [*places, *range(end, len(text))]


def is_spelt(text: str) -> bool:
    return "年" in text and _SPELT.search(text) is not None


def _value(spelt: str) -> int:
    """Of figures in a row, 二〇二四, or of tens and hundreds, 一百一十三."""
    if not any(char in _UNITS for char in spelt):
        return int("".join(str(_FIGURES[char]) for char in spelt))
    whole, figure = 0, None
    for char in spelt:
        if unit := _UNITS.get(char):
            whole, figure = whole + unit * (1 if figure is None else figure), None
        else:
            figure = _FIGURES[char]
    return whole + (figure or 0)
