"""A day whose parts stand apart: "19 November" below a heading "2024", "19" and "2024-11" in boxes; or in an address.

short text ─▶ its parts of a date ─▶ joined with those of other texts, all of them agreeing ─▶ a day
"""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from feeder.parse.characters import FOLDED
from feeder.parse.dates import calendars, order
from feeder.parse.dates.forms import YEAR_LEADS
from feeder.parse.dates.words import months_of, weekday_of
from feeder.parse.language import primary

APART = "\u241f"  #: between texts that are parts of one date
_LONGEST, _HEADING = 24, 80  #: characters of a part of a date, and of a heading that holds one
_YEARS = range(1990, 2100)
_MONTHS, _DAYS = 12, 31
_LEAP = 2024  #: a year with every day
_UNSORTED = 0.1  #: of the days of a list that may be out of order
_TOKEN = re.compile(
    r"(?P<number>[0-9]+)(?P<unit>\s?[年년月월日일号])?|(?P<word>(?:[^\W\d_]|[\u0e31-\u0e4e\u0900-\u0903\u093a-\u094f])+)"
)
_ORDINAL = re.compile(r"(?<=[0-9])(?i:st|nd|rd|th|er|ère|ª|º|°)(?![^\W\d_])")
_FILLING = frozenset(
    (
        "de",
        "del",
        "di",
        "d",
        "of",
        "the",
        "den",
        "der",
        "am",
        "le",
        "el",
        "il",
        "a",
        "r",
        "m",
        "g",
        "г",
        "р",
        "พ",
        "ศ",
        "uhr",
    )
)
_SHORT = re.compile(r"(?<![0-9.,:/-])([0-9]{1,2})\s?([./-])\s?([0-9]{1,2})\.?(?![0-9.,:/-])")
_ERA = re.compile(r"(?P<era>令和|平成|民國|民国)\s?(?P<year>[0-9]{1,3}|元)\s?年")
# /2024/11/19/, /2024-11-19-title, /20241119/, t20241119_4711.html, title-2024-11-19; a number that goes on is none.
# /19-11-2024/ too, where the day is over twelve: of others nobody can tell which number is the month.
_ADDRESS = re.compile(
    r"(?<![0-9A-Za-z])[tT]?(?P<year>(?:19|20)[0-9]{2})(?:(?P<sep>[/_-])(?P<month>[0-9]{1,2})(?P=sep)(?P<day>[0-9]{1,2})"
    r"|(?P<packed_month>[0-9]{2})(?P<packed_day>[0-9]{2}))(?![0-9A-Za-z])"
)
_ADDRESS_DAY_FIRST = re.compile(
    r"(?<![0-9A-Za-z])(?<![0-9][._-])(?P<day>1[3-9]|2[0-9]|3[01])(?P<sep>[._-])(?P<month>0?[1-9]|1[0-2])(?P=sep)(?P<year>(?:19|20)[0-9]{2})"
    r"(?![0-9A-Za-z]|[._-][0-9])"
)


class Parts(NamedTuple):
    """What a text says of a date; None for what it leaves open."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def with_those(self, other: "Parts") -> "Parts | None":
        """Both together; None where they disagree."""
        if any(one is not None and another not in (None, one) for one, another in zip(self, other, strict=True)):
            return None
        return Parts(*(another if one is None else one for one, another in zip(self, other, strict=True)))

    @property
    def is_whole(self) -> bool:
        return None not in self

    def on(self, year: int) -> date | None:
        if self.month and self.day:
            with suppress(ValueError):
                return date(year, self.month, self.day)
        return None

    @property
    def date(self) -> date | None:
        return self.on(self.year) if self.year else None


def joined_parts(parts: Iterable[Parts]) -> Parts | None:
    """All of them as one date; None where two disagree."""
    whole = Parts()
    for one in parts:
        joined = whole.with_those(one)
        if joined is None:
            return None
        whole = joined
    return whole


def parts_of_boxes(text: str, language: str | None, day_first: bool | None) -> Parts | None:
    """What texts with `APART` between them state together."""
    found = [parts_of(part, language, day_first) or parts_of_heading(part, language) for part in parted(text)]
    return joined_parts(one for one in found if one)


def parted(text: str) -> list[str]:
    return text.split(APART)


def of_day(day: date) -> Parts:
    return Parts(day.year, day.month, day.day)


def order_of_short(texts: Iterable[str]) -> bool | None:
    """Whether the day stands first in "19.11." and "11-19", where one of these texts proves it for the others."""
    pairs = [(int(match[1]), int(match[3])) for text in texts for match in _SHORT.finditer(text)]
    proofs = {first > _MONTHS for first, second in pairs if (first > _MONTHS) != (second > _MONTHS)}
    return proofs.pop() if len(proofs) == 1 else None


def is_no_day(text: str, day_first: bool | None) -> bool:
    """Whether it is two numbers like those of a day, which no year has."""
    short = _SHORT.fullmatch(text.strip())
    if short is None:
        return False
    orders = ((3, 1), (1, 3)) if day_first is None else ((3, 1),) if day_first else ((1, 3),)
    return all(Parts(None, int(short[month]), int(short[day])).on(_LEAP) is None for month, day in orders)


@lru_cache(maxsize=4096)
def parts_of(text: str, language: str | None, day_first: bool | None) -> Parts | None:
    """What a text says that is nothing but a part of a date: "19.", "Nov", "19 Nov", "2024-11"; else None."""
    if not text or len(text) > _LONGEST:
        return None
    folded = _ORDINAL.sub(" ", text.translate(FOLDED).strip(" ,|·•–—-()[]"))
    if era := _ERA.fullmatch(folded.replace(" ", "")):
        year = _year_of_era(era)
        return Parts(year=year) if year else None
    if (short := _SHORT.fullmatch(folded)) and not re.search(r"[年月日]", folded):
        return _in_order(short, primary(language), day_first)
    return _told(folded, primary(language), is_strict=True)


@lru_cache(maxsize=1024)
def parts_of_heading(text: str, language: str | None) -> Parts | None:
    """The year, or year and month, that a heading names, whatever else it says: "Press releases 2024"."""
    if not text or len(text) > _HEADING:
        return None
    folded = text.translate(FOLDED)
    if era := _ERA.search(folded):
        folded = folded.replace(era[0], f"{_year_of_era(era)}年")
    return _told(folded, primary(language), is_strict=False)


def _year_of_era(era: re.Match[str]) -> int | None:
    return calendars.of_era(era["era"], 1 if era["year"] == "元" else int(era["year"]))


def _in_order(match: re.Match[str], language: str | None, day_first: bool | None) -> Parts | None:
    """In "19.11.", "11-19", "11/19" the larger number tells, else the list, the language or the point."""
    first, second = int(match[1]), int(match[3])
    if first > _MONTHS or second > _MONTHS:
        is_day_first = first > _MONTHS
    elif day_first is not None:
        is_day_first = day_first
    elif language in YEAR_LEADS:
        is_day_first = False
    elif match[2] == "." or language not in (None, "en"):
        is_day_first = True
    else:
        return None
    return _possible(Parts(None, *((second, first) if is_day_first else (first, second))))


def _told(text: str, language: str | None, *, is_strict: bool) -> Parts | None:
    years, months, days, open_ = [], [], [], list[int]()
    for token in _TOKEN.finditer(text):
        if (word := token["word"]) is not None:
            named = months_of(word, dotted=False, language=language)
            if len(named) == 1:
                months += named
            elif is_strict and word.casefold() not in _FILLING and weekday_of(word, language) is None:
                return None
            continue
        number, unit = int(token["number"][:9]), (token["unit"] or "").strip()
        if unit in ("月", "월"):
            months.append(number)
        elif unit in ("日", "일", "号"):
            days.append(number)
        elif len(token["number"]) == len("2024") and (year := _year(number)):
            years.append(year)
        elif len(token["number"]) <= len("19") and not unit:
            open_.append(number)
        elif is_strict:
            return None
    return _settled(years, months, days, open_, is_strict=is_strict)


def _year(number: int) -> int | None:
    number = calendars.of_buddha(number)
    return number if number in _YEARS else None


def _settled(
    years: list[int], months: list[int], days: list[int], open_: list[int], *, is_strict: bool
) -> Parts | None:
    if is_strict and len(open_) == 1:
        (months if years and not months else days).append(open_.pop())
    if max(map(len, (years, months, days))) > 1 or (is_strict and open_):
        return None
    if not is_strict:
        if not years or open_ or days:
            return Parts(year=years[0]) if years and not months else None
        return _possible(Parts(years[0], months[0] if months else None))
    return _possible(Parts(*(one[0] if one else None for one in (years, months, days))))


def _possible(parts: Parts) -> Parts | None:
    if parts == Parts() or (parts.month and not 1 <= parts.month <= _MONTHS) or parts.month == 0:
        return None
    if parts.day is not None and not 1 <= parts.day <= _DAYS:
        return None
    return None if parts.month and parts.day and parts.on(parts.year or _LEAP) is None else parts


# --------------------------------------------------------------------------------------------------- in an address


def in_address(address: str) -> date | None:
    """The only day that the path of an address names; a year and a month are none."""
    path = re.sub(r"^[A-Za-z][A-Za-z0-9+.-]*://[^/]*", "", address.partition("#")[0].partition("?")[0])
    found: set[date] = set()
    for match in _ADDRESS.finditer(path):
        with suppress(ValueError):
            month, day = match["month"] or match["packed_month"], match["day"] or match["packed_day"]
            if (at := date(int(match["year"]), int(month), int(day))).year in _YEARS:
                found.add(at)
    for match in _ADDRESS_DAY_FIRST.finditer(path):
        with suppress(ValueError):
            found.add(date(int(match["year"]), int(match["month"]), int(match["day"])))
    return found.pop() if len(found) == 1 else None


def are_in_order(days: Sequence[date]) -> bool:
    """Whether they are those of a list: of more than one day, and newest first or oldest first but for a few."""
    if len(days) < order.SEQUENCE or len(set(days)) == 1:
        return False
    return order.breaks(days) <= _UNSORTED * len(days)
