"""The dates in a text, from machine attributes and from what people write.

    text ─ folded (marks, digits, dashes) ─▶ each number ─▶ a form that fits ─▶ its candidate days ─▶ settled ─▶ + clock

A text may be read in more than one way: 05/11 is May or November, "listopada" is November in Polish and October in
Croatian. Then the language, the order the caller knows or the weekday beside it decides; where nothing does, the date
is unknown. The forms are in `forms`, the words in `words`, the time of day in `clock`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple

from feeder.model import Moment, Precision
from feeder.parse.characters import FOLDED
from feeder.parse.dates import clock, numerals
from feeder.parse.dates.clock import BESIDE
from feeder.parse.dates.forms import FORMS, OF_ERAS, YEAR_LEADS, Hints, possible, word_before
from feeder.parse.dates.words import months_of, weekday_of
from feeder.parse.language import primary

LONGEST = 400  #: characters; what is longer than that is no date but a text with dates in it
_DIGIT, _ANY_DIGIT = re.compile("[0-9]"), re.compile(r"\d")  #: in text that is folded, and before
_TWO_NUMBERS = re.compile(r"\d\D+\d")  #: which every date has, unless they are spelt, before a 年
_EITHER_ORDER = re.compile("[/\u002d\u2010\u2011\u2212\ufe63\uff0d\uff0f]")  #: what is folded to a slash or a hyphen
# A day or a year may begin here: not inside a word, a path, a longer number or a number with points.
_NUMBER_OF_ERA = re.compile(  # R6.11.19 too
    r"[0-9](?:(?<![A-Za-z0-9_/\\=#&?%@$€£].)|(?<=(?<![A-Za-z0-9])[RHS].))(?<![0-9][.:/-].)[0-9]{0,3}(?![0-9])"
)
_NUMBER = re.compile(r"[0-9](?<![A-Za-z0-9_/\\=#&?%@$€£].)(?<![0-9][.:/-].)[0-9]{0,3}(?![0-9])")
_PACKED = re.compile(
    r"(?:D:)?([0-9]{4})([0-9]{2})([0-9]{2})(?:T?([0-9]{2})([0-9]{2})([0-9]{2})?(?:[.,][0-9]{1,9})?(Z|[+-][0-9':]{2,6})?)?"
)
_ARTICLES = {"the", "den", "el", "le", "il", "am", "on", "dem"}
# "16. – 18. November 2020" states two days, of which only one is complete.
_RANGE = re.compile(
    r"(?<![0-9:.,])[0-9]{1,2}(?P<dot>\.?)(?:[0-9]{1,2}\.)?(?i:st|nd|rd|th|er)?"
    r"(?:\s(?:de\s)?(?P<month>[^\W\d_]{3,14})\.?,?)?"
    r"(?P<link>\s?[–—/+&-]\s?|\s(?i:bis|und|to|and|until|through|au|et|al|y|e|a|do|i|en|tot|t/m|och|og|til|till)\s)"
    r"(?i:zum\s)?(?:[^\W\d_]{2,12}[.,]{0,2}\s)?$"
)
_TELEPHONE_OR_VERSION = re.compile(
    r"(?:\+[0-9]|\(0)[0-9 ()/-]*$|\b(?i:ver(?:sion[ei]?|ze)?|build|firmware|версия)[\s.:]{0,3}$"
    r"|(?:버전|ハーション|版本)\s?$"
)
_TELEPHONE = re.compile(r"\b(?i:tel|fon|fax|telefon|phone|telephone)\b[\s.:]{1,3}[0-9 ()/-]{1,20}$")


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundDate:
    """A date in running text: `text[start:end]` with its weekday and its time of day states `moment`."""

    start: int
    end: int
    moment: Moment


def parse_date(text: str, *, zone: tzinfo, language: str | None = None, day_first: bool | None = None) -> Moment | None:
    """The one moment that `text` states, or None: no complete date, an impossible one, or more than one day.

    For text that is a date: an attribute, a table cell, a date line with weekday, label or place. `zone` applies where
    no offset is stated. `language` is BCP 47. `day_first` says whether 05/11 is in November; else a language other than
    plain "en" does. Midnight without an offset is how software prints a day, so it has day precision.
    """
    text = text.strip()
    if len(text) > LONGEST or not (_ANY_DIGIT.search(text) or numerals.is_spelt(text)):
        return None
    return _parsed(text, zone, language, _that_matters(text, language, day_first))


#: The day of a record is read where its list is found, beside its title, and where the rule for the list is tried.
@lru_cache(maxsize=2048)
def _parsed(text: str, zone: tzinfo, language: str | None, day_first: bool | None) -> Moment | None:
    if packed := _PACKED.fullmatch(text):
        text = _unpacked(packed)
    moments = [found.moment for found in find_dates(text, zone=zone, language=language, day_first=day_first)]
    if len({moment.at.date() for moment in moments}) != 1:
        return None
    exact = {moment for moment in moments if moment.precision != "day"}
    return exact.pop() if len(exact) == 1 else Moment.of_day(moments[0].at.date(), zone)


def find_dates(
    text: str, *, zone: tzinfo, language: str | None = None, day_first: bool | None = None
) -> list[FoundDate]:
    """Every complete date in running text, in order and apart; settings as for `parse_date`. Linear in `text`."""
    if not _TWO_NUMBERS.search(text) and (text.isascii() or "年" not in text):
        return []
    day_first = _that_matters(text, language, day_first)
    if len(text) > LONGEST:
        return list(_found(text, zone, language, day_first))
    return list(_remembered(text, zone, language, day_first))


def _that_matters(text: str, language: str | None, day_first: bool | None) -> bool | None:
    """The order of day and month; None where it is of no matter, so that one reading is remembered for all."""
    if day_first is None or _EITHER_ORDER.search(text):
        return day_first
    return None if text.isascii() or primary(language) not in YEAR_LEADS else day_first


def _found(text: str, zone: tzinfo, language: str | None, day_first: bool | None) -> tuple[FoundDate, ...]:
    folded, kept = _plain(text)
    found = tuple(_scan(folded, _hints(zone, language, day_first)))
    if kept is None:
        return found
    return tuple(FoundDate(start=kept[one.start], end=kept[one.end - 1] + 1, moment=one.moment) for one in found)


def _plain(text: str) -> tuple[str, Sequence[int] | None]:
    """The text as it is read, and where its characters stood in `text`, None where they all stand there still."""
    if text.isascii():
        return text, None
    folded = text.translate(FOLDED)
    kept = None if len(folded) == len(text) else [place for place, char in enumerate(text) if FOLDED[ord(char)]]
    if numerals.is_spelt(folded):
        folded, places = numerals.in_figures(folded)
        kept = [kept[place] for place in places] if kept else places
    return folded, kept


@lru_cache(maxsize=16)
def _hints(zone: tzinfo, language: str | None, day_first: bool | None) -> Hints:
    return Hints(zone=zone, language=primary(language), day_first=_order(language, day_first))


_remembered = lru_cache(maxsize=2048)(_found)


#: Where day and month are written in either order, or in none that CLDR knows with a year behind them.
_UNORDERED = YEAR_LEADS | {"fil", "tl", "fa"}
_UNORDERED_PLACES = frozenset(("ca", "ph", "pr", "pa"))


def _order(language: str | None, day_first: bool | None) -> bool | None:
    """Whether the day stands first in 05/11; None where nobody can say: plain English is written both ways."""
    if day_first is not None or not primary(language):
        return day_first
    subtags = re.split("[-_.]", str(language).lower().strip())
    if subtags == ["en"] or subtags[0] in _UNORDERED or not _UNORDERED_PLACES.isdisjoint(subtags[1:]):
        return True if subtags[0] == "zh" and "hk" in subtags else None
    return (None if subtags[0] != "en" else False) if "us" in subtags else True


def _unpacked(match: re.Match[str]) -> str:
    """20201116T143005Z (ISO 8601 basic) or D:20201116143005+01'00' (PDF 32000-1 7.9.4) in the extended format."""
    *parts, offset = (part or "" for part in match.groups())
    offset = offset.replace("'", ":").rstrip(":")
    day, hour = "-".join(parts[:3]), ":".join(filter(None, parts[3:]))
    return f"{day}T{hour}{offset}" if hour else day


# ------------------------------------------------------------------------------------------------- the scan


class _Day(NamedTuple):
    start: int
    end: int
    date: date
    inside: int | None = None  #: where a time of day stands within it, before its year


def _scan(text: str, hints: Hints) -> Iterator[FoundDate]:
    end = 0
    for number in (_NUMBER_OF_ERA if hints.language == "ja" else _NUMBER).finditer(text):
        if number.start() >= end and (day := _day_at(text, number, end, hints)):
            at = clock.after(text, day.inside or day.end, hints.language) or clock.before(text, end, day.start)
            start, end = (min(day.start, at.start), max(day.end, at.end)) if at else (day.start, day.end)
            yield FoundDate(start=start, end=end, moment=_moment(day.date, at, hints.zone))


def _day_at(text: str, number: re.Match[str], floor: int, hints: Hints) -> _Day | None:
    """The day whose first number this is. What stands before `floor` belongs to another date."""
    forms = OF_ERAS if hints.language == "ja" else FORMS
    for form, read in forms[len(number[0])]:
        match = form.match(text, number.start())
        if not match:
            continue
        start, readings = read(text, match, hints)
        if start >= floor and (days := possible(readings)):
            start, weekday = _with_weekday(text, floor, start, hints.language)
            if len(days) > 1:
                days = {day for day in days if day.weekday() == weekday}
            if len(days) == 1 and not _is_part(text, start, match, hints):
                inside = match.end("day") if "clock" in match.groupdict() else None
                return _Day(start, match.end(), days.pop(), inside)
    return None


def _with_weekday(text: str, floor: int, start: int, language: str | None) -> tuple[int, int | None]:
    word = word_before(text, start) if start > floor else None
    if word and word["word"].lower() in _ARTICLES:
        word = word_before(text, word.start())
    if word and word.start() >= floor and (weekday := weekday_of(word["word"], language)) is not None:
        return word.start(), weekday
    return start, None


def _is_part(text: str, start: int, match: re.Match[str], hints: Hints) -> bool:
    """Whether it only ends something longer, by what stands before: a range, a telephone or a version number."""
    if not start:
        return False
    before = max(0, start - BESIDE)
    if _TELEPHONE_OR_VERSION.search(text, before, start):
        return True
    if not _DIGIT.search(text, before, start):
        return False
    if _TELEPHONE.search(text, before, start):
        return True
    span = _RANGE.search(text, before, start)
    if not span or "dot" not in match.groupdict():
        return False
    if span["month"] and not months_of(span["month"], dotted=False, language=hints.language):
        return False
    # "Nr. 12 – 16. November 2020" is no range: its 12 is not written as its 16.
    link = span["link"].strip()
    return bool(span["dot"]) == bool(match["dot"]) or link.isalpha() or link == span["link"]


def _moment(day: date, said: clock.Clock | None, zone: tzinfo) -> Moment:
    """The day, or the instant on it; 24:00 is the start of the next (ISO 8601-1:2019 4.3.8)."""
    if said is None or not (said.hour or said.minute or said.second or said.zone or said.spoken):
        return Moment.of_day(day, zone)
    midnight = datetime.combine(day, time(), said.zone or zone) + timedelta(days=said.hour // 24)
    at = midnight.replace(hour=said.hour % 24, minute=said.minute, second=said.second or 0)
    precision: Precision = "minute" if said.second is None else "second"
    return Moment(at=at, precision=precision)
