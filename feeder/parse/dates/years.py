"""The years of days that a list shows without one: between their neighbours, which are newest first, or up to today.

A list that shows no year at all is one of this year where it is as fresh as its own rhythm lets expect; else nobody
can say whether it is of this year or was left alone for one, and its days stay unknown.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from feeder.parse.dates.parts import Parts

_AHEAD = timedelta(days=3)  #: after today, of what is published
_HALF = timedelta(days=183)  #: more than that between neighbours may be a year and that
_FEWEST = 5  #: days without a year that are a list
_FRESH = (timedelta(days=14), timedelta(days=60))  #: at least and at most, from today to the newest
_RHYTHM = 4  #: as many times the usual distance


def with_years(parts: Sequence[Parts | None], today: date | None) -> list[date | None]:
    """Of each the day, None where its year is not certain."""
    known = [one.date if one else None for one in parts]
    if all(day or one is None for day, one in zip(known, parts, strict=True)):
        return known
    if any(known):
        return _between(parts, known, today)
    return _up_to(parts, today) if today else known


def _between(parts: Sequence[Parts | None], known: list[date | None], today: date | None) -> list[date | None]:
    shown = [day for day in known if day]
    if any(newer < older for newer, older in pairwise(shown)):
        return known
    days, latest = list(known), today + _AHEAD if today else None
    below = iter([*shown, None])
    earliest = next(below)
    for number, one in enumerate(parts):
        if known[number]:
            earliest = next(below)
        elif one:
            days[number] = _only(one, earliest, latest)
        latest = days[number] or latest
    return days


def _only(one: Parts, earliest: date | None, latest: date | None) -> date | None:
    if latest is None:
        return None
    lowest = earliest or latest - _HALF
    tried = (one.on(year) for year in range(lowest.year, latest.year + 1))
    fitting = [day for day in tried if day and lowest <= day <= latest]
    return fitting[0] if len(fitting) == 1 else None


def _up_to(parts: Sequence[Parts | None], today: date) -> list[date | None]:
    """Newest first, each the last such day before the one above it."""
    days: list[date | None] = []
    latest, limit = today + _AHEAD, _FRESH[1]
    for one in parts:
        day = _only(one, latest - limit, latest) if one else None
        if one and day is None:
            return [None] * len(parts)
        days.append(day)
        latest, limit = day or latest, _HALF if day else limit
    return days if _is_fresh([day for day in days if day], today) else [None] * len(parts)


def _is_fresh(days: Sequence[date], today: date) -> bool:
    if len(days) < _FEWEST:
        return False
    usual = timedelta(days=median((newer - older).days for newer, older in pairwise(days)))
    return today - days[0] <= min(max(_RHYTHM * usual, _FRESH[0]), _FRESH[1])
