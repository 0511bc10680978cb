"""The forms in which people and software write a day, and the days that each of them may mean.

A form is tried where a number begins, by how many digits that has. What it reads is none, one or several of year, month
and day, perhaps impossible: 05/11 is May or November, "listopada" is November in Polish and October in Croatian.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, tzinfo
from typing import NamedTuple

from feeder.parse.dates.clock import BESIDE
from feeder.parse.dates.words import months_of

_YEARS = range(1900, 2101)
_MONTHS, _DAYS = 12, 31
_CENTURY_TURNS = 69  #: POSIX strptime %y: 69 to 99 are 1969 to 1999


class Hints(NamedTuple):
    zone: tzinfo
    language: str | None  #: primary subtag
    day_first: bool | None  #: whether 05/11 is in November


_DAY, _MONTH, _YEAR = r"(?P<day>[0-9]{1,2})", r"(?P<month>[0-9]{1,2})", r"(?P<year>[0-9]{4})"
_NAME = r"(?P<month>[^\W\d_]{2,14})"
_GAP = r"[\s/-]{0,40}+"
# Not where the number goes on: 1.2.2020.4, 16.11.2020,5 or a slug after 2020-11-16.
_END = r"(?![0-9_])(?!\.[0-9])(?!,[0-9]{1,9}+(?![:.h]))(?![/-](?![0-9]{1,2}[:h])\w)"


_YEAR_MONTH_DAY = re.compile(rf"{_YEAR}(?P<sep>[-/]|\.\s?){_MONTH}(?P=sep){_DAY}{_END}")
_IDEOGRAPHS = re.compile(rf"{_YEAR}\s?[年년]\s?{_MONTH}\s?[月월]\s?{_DAY}\s?[日일号]")
_YEAR_NAME_DAY = re.compile(  # 2020. november 16., 2020 m. lapkričio 16 d.; "2020 Mai 14 Uhr" has no day
    rf"{_YEAR}(?P<dot>\.?)(?:\sm\.)?{_GAP}{_NAME}\.?{_GAP}{_DAY}(?![0-9:.,]?[0-9])(?!:|\s?(?i:uhr|h\b|[ap]\.?m))"
)
_DAY_MONTH_YEAR = re.compile(  # or month first; "16.11.20 Uhr" has no year
    rf"{_DAY}(?P<sep>(?P<dot>\.)\s?|\s?/\s?|-){_MONTH}(?P=sep)(?P<year>[0-9]{{4}}|[0-9]{{2}}(?!\s?(?i:uhr|h\b))){_END}"
)
_DAY_NAME_YEAR = re.compile(  # 16. November 2020, 1er mars 2021, 16 de noviembre de 2020, and 16 Nov 20 14:30 (RFC 822)
    rf"{_DAY}(?:(?i:st|nd|rd|th|er|re|eme|e|o|a|ste)(?![^\W\d_])|°)?(?P<dot>\.?),?{_GAP}"
    rf"(?:(?i:of|day of|de|di)\s|(?i:d)')?{_NAME}\.?,?{_GAP}"
    rf"(?:(?i:de|del|of)\s{{1,9}})?(?P<year>[0-9]{{4}}|[0-9]{{2}}(?=\s[0-9]{{2}}:[0-9]{{2}})){_END}(?P<suffix>\s[rгр]\b)?"
)
_NAMED_DAY_YEAR = re.compile(  # the rest of November 16th, 2020
    rf"{_DAY}(?P<dot>)(?i:st|nd|rd|th)?[.,]{{0,2}}[\s/-]{{1,40}}+(?:(?i:de|del|of)\s{{1,9}})?{_YEAR}{_END}"
)
_JAPANESE_ERA = re.compile(rf"(?<=(?P<era>令和|平成|昭和))(?P<year>[0-9]{{1,2}})\s?年\s?{_MONTH}\s?月\s?{_DAY}\s?日")
_BEFORE_FIRST_YEAR = {"令和": 2018, "平成": 1988, "昭和": 1925}
_REPUBLIC = re.compile(  # 民國113年3月12日; in Chinese 113/03/12 too: nobody else writes years of three digits
    rf"(?P<year>[0-9]{{3}})(?P<sep>\s?年\s?|[./-]){_MONTH}(?:(?<=[0-9])\s?月\s?|(?P=sep)){_DAY}(?:\s?日|{_END})"
)
_VIETNAMESE = re.compile(rf"{_DAY}\s(?i:thang)\s{_MONTH},?\s(?:(?i:nam)\s)?{_YEAR}{_END}")
_DAY_SPELT_YEAR = (
    re.compile(  # 12 มีนาคม 2567, 12 मार्च 2024: scripts whose vowels are no letters to a regular expression
        rf"{_DAY}\s?(?P<month>[\u0900-\u0e7f][\u0900-\u0e7f.]{{1,14}}?)\s{{0,3}}(?:พ\.ศ\.\s?)?{_YEAR}{_END}"
    )
)
_REPUBLIC_BEGINS, _BUDDHIST_AHEAD, _BUDDHIST = 1911, 543, range(2443, 2643)
Reading = tuple[int, int, int]  #: year, month, day; perhaps impossible


def _in_order(_: str, match: re.Match[str], __: Hints) -> tuple[int, list[Reading]]:
    return match.start(), [(int(match["year"]), int(match["month"]), int(match["day"]))]


def _of_era(_: str, match: re.Match[str], __: Hints) -> tuple[int, list[Reading]]:
    year = _BEFORE_FIRST_YEAR[match["era"]] + int(match["year"])
    return match.start("era"), [(year, int(match["month"]), int(match["day"]))]


def _of_republic(_: str, match: re.Match[str], hints: Hints) -> tuple[int, list[Reading]]:
    is_one = "年" in match["sep"] or hints.language == "zh"
    year = _REPUBLIC_BEGINS + int(match["year"])
    return match.start(), [(year, int(match["month"]), int(match["day"]))] if is_one else []


def _spelt(_: str, match: re.Match[str], hints: Hints) -> tuple[int, list[Reading]]:
    months = months_of(match["month"], dotted=False, language=hints.language)
    return match.start(), [(_common_era(int(match["year"])), month, int(match["day"])) for month in months]


def _common_era(year: int) -> int:
    """Thai years are those of the Buddhist era, which no other year that is read here can be."""
    return year - _BUDDHIST_AHEAD if year in _BUDDHIST else year


def _numeric(_: str, match: re.Match[str], hints: Hints) -> tuple[int, list[Reading]]:
    year, first, second = _full_year(match["year"]), int(match["day"]), int(match["month"])
    year = _common_era(year) if hints.language == "th" else year
    day_month, month_day = (year, second, first), (year, first, second)
    if not _is_year(match, hints):
        readings = []
    elif match["dot"]:
        readings = [month_day if second > _MONTHS and hints.language in {None, "en"} else day_month]
    elif hints.day_first is None or max(first, second) > _MONTHS:
        readings = [day_month, month_day]
    else:
        readings = [day_month if hints.day_first else month_day]
    return match.start(), readings


def _is_year(match: re.Match[str], hints: Hints) -> bool:
    """Whether the last number can only be a year: 1.2.20 may be a chapter, 20/11/16 may begin with the year."""
    if len(match["year"]) == len("2020"):
        return True
    if match["dot"]:
        return len(match["day"] + match["month"]) > len("12")
    year_cannot_lead = int(match["month"]) > _MONTHS or not 1 <= int(match["year"]) <= _DAYS
    return match["sep"].strip() == "/" and (hints.day_first is not None or year_cannot_lead)


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) == len("2020"):
        return year
    return year + (1900 if year >= _CENTURY_TURNS else 2000)


def _named(_: str, match: re.Match[str], hints: Hints) -> tuple[int, list[Reading]]:
    # "16. listopada 2020 r." has a stray point: the languages that end on "r." write none.
    dotted = bool(match["dot"]) and not match.groupdict().get("suffix")
    months = months_of(match["month"], dotted=dotted, language=hints.language)
    return match.start(), [(_full_year(match["year"]), month, int(match["day"])) for month in months]


def _named_before(text: str, match: re.Match[str], hints: Hints) -> tuple[int, list[Reading]]:
    word = word_before(text, match.start())
    if not word:
        return match.start(), []
    months = months_of(word["word"], dotted=False, language=hints.language)
    return word.start(), [(int(match["year"]), month, int(match["day"])) for month in months]


_BY_DAY = (
    (_DAY_MONTH_YEAR, _numeric),
    (_DAY_NAME_YEAR, _named),
    (_NAMED_DAY_YEAR, _named_before),
    (_JAPANESE_ERA, _of_era),
    (_VIETNAMESE, _in_order),
    (_DAY_SPELT_YEAR, _spelt),
)
_BY_YEAR = ((_YEAR_MONTH_DAY, _in_order), (_IDEOGRAPHS, _in_order), (_YEAR_NAME_DAY, _named))
FORMS = {
    1: _BY_DAY,
    2: _BY_DAY,
    3: ((_REPUBLIC, _of_republic),),
    4: _BY_YEAR,
}  #: by how many digits the first number has


def possible(readings: Iterable[Reading]) -> set[date]:
    days = set()
    for year, month, day in readings:
        if year in _YEARS:
            with suppress(ValueError):
                days.add(date(year, month, day))
    return days


_LAST_WORD = re.compile(r"(?<![^\W\d_])(?P<word>[^\W\d_]{1,14})[\s.,(/-]{0,40}$")


def word_before(text: str, end: int) -> re.Match[str] | None:
    return _LAST_WORD.search(text, max(0, end - BESIDE), end)
