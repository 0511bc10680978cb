"""All reading of dates, from machine attributes and from what people write.

    text ─ folded (marks, digits, dashes) ─▶ each number ─▶ a form that fits ─▶ its candidate days ─▶ settled ─▶ + clock

A text may be read in more than one way: 05/11 is May or November, "listopada" is November in Polish and October in
Croatian. Then the language, the order the caller knows or the weekday beside it decides; where nothing does, the date
is unknown. The words are in `datewords`, the time of day is in `clock`.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple

from feeder.model import Moment, Precision
from feeder.parse import clock
from feeder.parse.clock import BESIDE
from feeder.parse.datewords import FOLDED, key, months_of, weekday_of
from feeder.parse.language import primary

_LONGEST = 400  #: characters; what is longer than that is no date but a text with dates in it
_YEARS = range(1900, 2101)
_MONTHS, _DAYS = 12, 31
_CENTURY_TURNS = 69  #: POSIX strptime %y: 69 to 99 are 1969 to 1999


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundDate:
    """A date in running text: `text[start:end]` with its weekday and its time of day states `moment`."""

    start: int
    end: int
    moment: Moment


class _Hints(NamedTuple):
    zone: tzinfo
    language: str | None  #: primary subtag
    day_first: bool | None  #: whether 05/11 is in November


def parse_date(text: str, *, zone: tzinfo, language: str | None = None, day_first: bool | None = None) -> Moment | None:
    """The one moment that `text` states, or None: no complete date, an impossible one, or more than one day.

    For text that is a date: an attribute, a table cell, a date line with weekday, label or place. `zone` applies where
    no offset is stated. `language` is BCP 47. `day_first` says whether 05/11 is in November; else a language other than
    plain "en" does. Midnight without an offset is how software prints a day, so it has day precision.
    """
    text = text.strip()
    return _parsed(text, zone, language, day_first) if len(text) <= _LONGEST else None


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
    if not _ANY_DIGIT.search(text):
        return []
    if text.isascii() and "/" not in text and "-" not in text:
        day_first = None  # it is of no matter there: one reading is remembered for all
    if len(text) > _LONGEST:
        return list(_found(text, zone, language, day_first))
    return list(_remembered(text, zone, language, day_first))


def _found(text: str, zone: tzinfo, language: str | None, day_first: bool | None) -> tuple[FoundDate, ...]:
    folded = text if text.isascii() else text.translate(FOLDED)
    found = tuple(_scan(folded, _hints(zone, language, day_first)))
    if len(folded) == len(text):
        return found
    kept = [place for place, char in enumerate(text) if FOLDED[ord(char)]]
    return tuple(FoundDate(start=kept[one.start], end=kept[one.end - 1] + 1, moment=one.moment) for one in found)


@lru_cache(maxsize=16)
def _hints(zone: tzinfo, language: str | None, day_first: bool | None) -> _Hints:
    return _Hints(zone=zone, language=primary(language), day_first=_order(language, day_first))


_remembered = lru_cache(maxsize=2048)(_found)


def is_date_line(text: str, *, language: str | None = None, day_first: bool | None = None) -> bool:
    """Whether `text` is nothing but one date, with the label, weekday or place that date lines carry.

    "Berlin, den 16. November 2020" is one, "Stand: 16.11.2020" too; "Seit 16.11.2020 gilt das Gesetz" is not.
    """
    if len(text) > _LONGEST:
        return False
    found = find_dates(text, zone=UTC, language=language, day_first=day_first)
    if len(found) != 1:
        return False
    before, after, tongue = text[: found[0].start], text[found[0].end :], primary(language)
    return _is_label(after, tongue) and (_is_label(before, tongue) or _is_dateline(before, tongue))


# ------------------------------------------------------------------------------------------------------- the forms

_DAY, _MONTH, _YEAR = r"(?P<day>[0-9]{1,2})", r"(?P<month>[0-9]{1,2})", r"(?P<year>[0-9]{4})"
_NAME = r"(?P<month>[^\W\d_]{2,14})"
_GAP = r"[\s/-]{0,40}+"
# Not where the number goes on: 1.2.2020.4, 16.11.2020,5 or a slug after 2020-11-16.
_END = r"(?![0-9_])(?!\.[0-9])(?!,[0-9]{1,9}+(?![:.h]))(?![/-](?![0-9]{1,2}[:h])\w)"

# A day or a year may begin here: not inside a word, a path, a longer number or a number with points.
_DIGIT, _ANY_DIGIT = re.compile("[0-9]"), re.compile(r"\d")  #: in text that is folded, and before
_NUMBER = re.compile(r"[0-9](?<![A-Za-z0-9_/\\=#&?%@].)(?<![0-9][.:/-].)[0-9]{0,3}(?![0-9])")

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
_PACKED = re.compile(
    r"(?:D:)?([0-9]{4})([0-9]{2})([0-9]{2})(?:T?([0-9]{2})([0-9]{2})([0-9]{2})?(Z|[+-][0-9':]{2,6})?)?"
)

_LAST_WORD = re.compile(r"(?<![^\W\d_])(?P<word>[^\W\d_]{1,14})[\s.,(/-]{0,40}$")
_ARTICLES = {"the", "den", "el", "le", "il", "am", "on", "dem"}
# "16. – 18. November 2020" states two days, of which only one is complete.
_RANGE = re.compile(
    r"(?<![0-9:.,])[0-9]{1,2}(?P<dot>\.?)(?:[0-9]{1,2}\.)?(?i:st|nd|rd|th|er)?"
    r"(?:\s(?:de\s)?(?P<month>[^\W\d_]{3,14})\.?,?)?"
    r"(?P<link>\s?[–—/+&-]\s?|\s(?i:bis|und|to|and|until|through|au|et|al|y|e|a|do|i|en|tot|t/m|och|og|til|till)\s)"
    r"(?i:zum\s)?(?:[^\W\d_]{2,12}[.,]{0,2}\s)?$"
)
_TELEPHONE_OR_VERSION = re.compile(r"(?:\+[0-9]|\(0)[0-9 ()/-]*$|\b(?i:version|build|firmware)[\s.:]{0,3}$")

_Reading = tuple[int, int, int]  #: year, month, day; perhaps impossible


def _in_order(_: str, match: re.Match[str], __: _Hints) -> tuple[int, list[_Reading]]:
    return match.start(), [(int(match["year"]), int(match["month"]), int(match["day"]))]


def _of_era(_: str, match: re.Match[str], __: _Hints) -> tuple[int, list[_Reading]]:
    year = _BEFORE_FIRST_YEAR[match["era"]] + int(match["year"])
    return match.start("era"), [(year, int(match["month"]), int(match["day"]))]


def _of_republic(_: str, match: re.Match[str], hints: _Hints) -> tuple[int, list[_Reading]]:
    is_one = "年" in match["sep"] or hints.language == "zh"
    year = _REPUBLIC_BEGINS + int(match["year"])
    return match.start(), [(year, int(match["month"]), int(match["day"]))] if is_one else []


def _spelt(_: str, match: re.Match[str], hints: _Hints) -> tuple[int, list[_Reading]]:
    months = months_of(match["month"], dotted=False, language=hints.language)
    return match.start(), [(_common_era(int(match["year"])), month, int(match["day"])) for month in months]


def _common_era(year: int) -> int:
    """Thai years are those of the Buddhist era, which no other year that is read here can be."""
    return year - _BUDDHIST_AHEAD if year in _BUDDHIST else year


def _numeric(_: str, match: re.Match[str], hints: _Hints) -> tuple[int, list[_Reading]]:
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


def _is_year(match: re.Match[str], hints: _Hints) -> bool:
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


def _named(_: str, match: re.Match[str], hints: _Hints) -> tuple[int, list[_Reading]]:
    # "16. listopada 2020 r." has a stray point: the languages that end on "r." write none.
    dotted = bool(match["dot"]) and not match.groupdict().get("suffix")
    months = months_of(match["month"], dotted=dotted, language=hints.language)
    return match.start(), [(_full_year(match["year"]), month, int(match["day"])) for month in months]


def _named_before(text: str, match: re.Match[str], hints: _Hints) -> tuple[int, list[_Reading]]:
    word = _word_before(text, match.start())
    if not word:
        return match.start(), []
    months = months_of(word["word"], dotted=False, language=hints.language)
    return word.start(), [(int(match["year"]), month, int(match["day"])) for month in months]


def _order(language: str | None, day_first: bool | None) -> bool | None:
    """Whether the day stands first in 05/11; None where nobody can say: plain English is written both ways."""
    if day_first is not None or not primary(language):
        return day_first
    subtags = re.split("[-_.]", str(language).lower().strip())
    return None if subtags == ["en"] else not (subtags[0] == "en" and "us" in subtags)


def _unpacked(match: re.Match[str]) -> str:
    """20201116T143005Z (ISO 8601 basic) or D:20201116143005+01'00' (PDF 32000-1 7.9.4) in the extended format."""
    *parts, offset = (part or "" for part in match.groups())
    offset = offset.replace("'", ":").rstrip(":")
    day, hour = "-".join(parts[:3]), ":".join(filter(None, parts[3:]))
    return f"{day}T{hour}{offset}" if hour else day


_BY_DAY = (
    (_DAY_MONTH_YEAR, _numeric),
    (_DAY_NAME_YEAR, _named),
    (_NAMED_DAY_YEAR, _named_before),
    (_JAPANESE_ERA, _of_era),
    (_VIETNAMESE, _in_order),
    (_DAY_SPELT_YEAR, _spelt),
)
_BY_YEAR = ((_YEAR_MONTH_DAY, _in_order), (_IDEOGRAPHS, _in_order), (_YEAR_NAME_DAY, _named))
_FORMS = {
    1: _BY_DAY,
    2: _BY_DAY,
    3: ((_REPUBLIC, _of_republic),),
    4: _BY_YEAR,
}  #: by how many digits the first number has


# -------------------------------------------------------------------------------------------------------- the scan


class _Day(NamedTuple):
    start: int
    end: int
    date: date


def _scan(text: str, hints: _Hints) -> Iterator[FoundDate]:
    end = 0
    for number in _NUMBER.finditer(text):
        if number.start() >= end and (day := _day_at(text, number, end, hints)):
            at = clock.after(text, day.end, hints.language) or clock.before(text, end, day.start)
            start, end = (min(day.start, at.start), max(day.end, at.end)) if at else (day.start, day.end)
            yield FoundDate(start=start, end=end, moment=_moment(day.date, at, hints.zone))


def _day_at(text: str, number: re.Match[str], floor: int, hints: _Hints) -> _Day | None:
    """The day whose first number this is. What stands before `floor` belongs to another date."""
    for form, read in _FORMS[len(number[0])]:
        match = form.match(text, number.start())
        if not match:
            continue
        start, readings = read(text, match, hints)
        if start >= floor and (days := _possible(readings)):
            start, weekday = _with_weekday(text, floor, start, hints.language)
            if len(days) > 1:
                days = {day for day in days if day.weekday() == weekday}
            if len(days) == 1 and not _is_part(text, start, match, hints):
                return _Day(start, match.end(), days.pop())
    return None


def _possible(readings: Iterable[_Reading]) -> set[date]:
    days = set()
    for year, month, day in readings:
        if year in _YEARS:
            with suppress(ValueError):
                days.add(date(year, month, day))
    return days


def _word_before(text: str, end: int) -> re.Match[str] | None:
    return _LAST_WORD.search(text, max(0, end - BESIDE), end)


def _with_weekday(text: str, floor: int, start: int, language: str | None) -> tuple[int, int | None]:
    word = _word_before(text, start)
    if word and word["word"].lower() in _ARTICLES:
        word = _word_before(text, word.start())
    if word and word.start() >= floor and (weekday := weekday_of(word["word"], language)) is not None:
        return word.start(), weekday
    return start, None


def _is_part(text: str, start: int, match: re.Match[str], hints: _Hints) -> bool:
    """Whether it only ends something longer, by what stands before: a range, a telephone or a version number."""
    before = max(0, start - BESIDE)
    if start and _TELEPHONE_OR_VERSION.search(text, before, start):
        return True
    span = _RANGE.search(text, before, start) if _DIGIT.search(text, before, start) else None
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


# ------------------------------------------------------------------------------------------------------ date lines

_WORD = re.compile(r"[^\W\d_]+|[0-9,]")
# What stands beside the date where a text is only a date, folded; one line for each language.
_LABELS = frozenset(
    """
    veroffentlicht erschienen publiziert stand datum vom am den dem zuletzt aktualisiert geandert uhr
    published posted released updated issued last modified date dated on the of at first
    publie publiee mis mise en a jour ligne le du date
    pubblicato pubblicata aggiornato il del data
    publicado publicada actualizado el fecha de
    opublikowano opublikowany dodano dnia data r
    gepubliceerd geplaatst bijgewerkt datum op
    """.split()  # noqa: SIM905 - read by people
)
_PLACE_WORDS = 6


def _is_label(text: str, language: str | None) -> bool:
    words = _words(text)
    return all(word == "," or _is_beside_dates(word, language) for word in words)


def _is_beside_dates(word: str, language: str | None) -> bool:
    return key(word) in _LABELS or weekday_of(word, language) is not None


def _is_dateline(text: str, language: str | None) -> bool:
    """Whether it is a place as it stands before a date: "Berlin, den", "FRANKFURT AM MAIN (ots),"."""
    words = _words(text)
    while words and _is_beside_dates(words[-1], language):
        words.pop()
    *place, comma = words or [""]
    if comma != "," or not place or len(place) > _PLACE_WORDS or not place[0][0].isupper():
        return False
    return all(word[0].isupper() or (word.isalpha() and len(word) <= len("ots")) for word in place)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.translate(FOLDED))
