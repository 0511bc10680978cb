"""Other calendars: the eras of Japan, the years of the Republic of China and of Buddha, and the Persian calendar.

The months of the lunar Hijri calendar begin a day apart from country to country: its dates stay unknown.
"""

from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from feeder.parse.characters import FOLDED


class _Era(NamedTuple):
    before: int  #: the year before its first
    last: int


_ERAS = {
    "令和": _Era(2018, 81),
    "平成": _Era(1988, 31),
    "昭和": _Era(1925, 64),
    **dict.fromkeys(("民國", "民国"), _Era(1911, 188)),
}
_INITIALS = {"R": "令和", "H": "平成", "S": "昭和"}
_AHEAD, _BUDDHIST, _BUDDHIST_OF_CENTURY = 543, range(2443, 2643), range(43, 100)
#: 1921 to 2040; the lunar years of today are greater.
_PERSIAN = range(1300, 1420)
_NOWRUZ, _CYCLE = date(1921, 3, 21), 33
_LEAPS = frozenset((1, 5, 9, 13, 17, 22, 26, 30))  #: of 33 years: those of these years by astronomy too
_LONG, _SHORT, _HALF = 31, 30, 6  #: days of a month of the first half and of the second, and months of a half
_MONTHS = {
    name.translate(FOLDED): month
    for month, name in enumerate(
        "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split(),  # noqa: SIM905 - read by people
        start=1,
    )
}


def of_era(name: str, year: int) -> int | None:
    """The year of an era by its name or its initial; None where that had ended."""
    era = _ERAS[_INITIALS.get(name, name)]
    return era.before + year if 1 <= year <= era.last else None


def of_buddha(year: int) -> int:
    """Thai years are those of the Buddhist era, which no other year that is read here can be."""
    return year - _AHEAD if year in _BUDDHIST else year


def of_buddha_short(year: int) -> int:
    """Of two digits: 67 is 2567; what would be a day long gone is of the common era."""
    return 2500 + year - _AHEAD if year in _BUDDHIST_OF_CENTURY else 2000 + year


def persian_month(word: str, year: int) -> int | None:
    return _MONTHS.get(word) if year in _PERSIAN else None


def of_persia(year: int, month: int, day: int) -> date | None:
    """A day of the Persian calendar (Solar Hijri); None where it has no such day."""
    if year not in _PERSIAN or not 1 <= month <= len(_MONTHS) or not 1 <= day <= _length(year, month):
        return None
    before = _LONG * min(month - 1, _HALF) + _SHORT * max(month - 1 - _HALF, 0)
    return _begins(year) + timedelta(days=before + day - 1)


@cache
def _begins(year: int) -> date:
    return _NOWRUZ + timedelta(days=sum(366 if _is_leap(one) else 365 for one in range(_PERSIAN[0], year)))


def _is_leap(year: int) -> bool:
    return year % _CYCLE in _LEAPS


def _length(year: int, month: int) -> int:
    if month <= _HALF:
        return _LONG
    return _SHORT if month < len(_MONTHS) or _is_leap(year) else _SHORT - 1
