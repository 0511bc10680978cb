"""The forms in which people and software write a day, and the days that each of them may mean.

A form is tried where a number begins, by how many digits that has. What it reads is none, one or several of year, month
and day, perhaps impossible: 05/11 is May or November, "listopada" is November in Polish and October in Croatian.
"""

import re
from collections.abc import Iterable
from datetime import date, tzinfo
from typing import NamedTuple

from feeder.parse.dates import calendars
from feeder.parse.dates.clock import BESIDE
from feeder.parse.dates.words import months_of

_YEARS = range(1900, 2101)
_MONTHS, _DAYS = 12, 31
#: Languages that write the year before the month and that before the day.
YEAR_LEADS = frozenset(("zh", "ja", "ko", "hu", "lt", "mn", "eu", "ne", "si"))
_SHORT_YEAR_LEADS = frozenset(("zh", "ja", "ko"))
_CENTURY_TURNS = 69  #: POSIX strptime %y: 69 to 99 are 1969 to 1999


class Hints(NamedTuple):
    zone: tzinfo
    language: str | None  #: primary subtag
    day_first: bool | None  #: whether 05/11 is in November


_DAY, _MONTH, _YEAR = r"(?P<day>[0-9]{1,2})", r"(?P<month>[0-9]{1,2})", r"(?P<year>[0-9]{4})"
_NAME = r"(?P<month>(?:(?:تشرين|كانون)\s)?[^\W\d_]{2,14}+|[IVX])"
_GAP = r"[\s/-]{0,40}+"
# Not where the number goes on: 1.2.2020.4, 16.11.2020,5 or a slug after 2020-11-16.
_END = r"(?![0-9_%€$£])(?!\.[0-9])(?!,[0-9]{1,9}+(?![:.h]))(?![/-](?![0-9]{1,2}[:h])\w)"


_YEAR_MONTH_DAY = re.compile(rf"(?<![^\W\d_]-){_YEAR}(?P<sep>[-/]|\.\s?){_MONTH}(?P=sep){_DAY}{_END}")
_IDEOGRAPHS = re.compile(rf"{_YEAR}(?:\s?\([^()]{{1,8}}\)|\))?\s?[年년]\s?{_MONTH}\s?[月월]\s?{_DAY}\s?[日일号]")
_YEAR_NAME_DAY = re.compile(  # 2020. november 16., 2020 m. lapkričio 16 d.; "2020 Mai 14 Uhr" has no day
    rf"{_YEAR}(?P<dot>\.?),?(?:\s?(?:m|ж|թ)\.|\(?e?\)?ko)?{_GAP}{_NAME}\.?{_GAP}{_DAY}(?![0-9:.,]?[0-9])(?!:|\s?(?i:uhr|h\b|[ap]\.?m))"
)
_DAY_MONTH_YEAR = re.compile(  # or month first; "16.11.20 Uhr" has no year
    rf"{_DAY}(?P<sep>(?P<dot>\.)\s?|\s?/\s?|-){_MONTH}(?P=sep)(?P<year>[0-9]{{4}}|[0-9]{{2}}(?!\s?(?i:uhr|h\b))){_END}"
)
#: تشرين الثاني/نوفمبر: the second name of a month; آبان ماه: "the month of".
_OTHER_NAME = r"(?:\s?/\s?(?:(?:تشرين|كانون)\s)?[\u0620-\u064a]{3,10}|\sماه)?"
_DAY_NAME_YEAR = re.compile(  # 16. November 2020, 1er mars 2021, 16 de noviembre de 2020, and 16 Nov 20 14:30 (RFC 822)
    rf"{_DAY}(?:(?i:st|nd|rd|th|er|re|eme|e|o|a|ste|ten)(?![^\W\d_])|°|\.o(?=\sde\s))?(?P<dot>\.?),?{_GAP}"
    rf"(?:(?i:of|day of|de|di)\s|(?i:d)')?{_NAME}[.׳]?{_OTHER_NAME}[,،]?{_GAP}"
    rf"(?:(?i:de|del|of)\s{{1,9}})?'?(?P<year>[0-9]{{4}}|[0-9]{{2}}(?=\s[0-9]{{2}}:[0-9]{{2}})|(?:(?<=')|(?=[0-9]{{2}}\s{{0,9}}$))[0-9]{{2}}){_END}"
    r"(?P<suffix>\s(?:[rгр]|roku|року|года)\b)?"
)
_NAMED_DAY_YEAR = re.compile(  # the rest of November 16th, 2020
    rf"{_DAY}(?P<dot>)(?i:st|nd|rd|th)?(?:[.,]{{0,2}}[\s/-]{{1,40}}+|,)(?:(?i:de|del|of)\s{{1,9}})?{_YEAR}{_END}"
)
#: The rest of "Nov 16 14:30:05 2020", as C prints it (ISO 9899 7.29.3.1, RFC 9110 5.6.7), `date` with a zone, and
#: others with an offset.
_NAMED_DAY_CLOCK_YEAR = re.compile(
    rf"{_DAY}(?P<dot>)\s(?P<clock>[0-9]{{1,2}}:[0-9]{{2}}:[0-9]{{2}})(?:\s(?:[A-Z]{{3,5}}|[+-][0-9]{{4}}))?\s{_YEAR}{_END}"
)
_LATVIAN = re.compile(rf"{_YEAR}(?P<dot>\.)\s?(?i:gada)\s{_DAY}\.\s?{_NAME}")
_INITIAL_ERA = re.compile(rf"(?<=(?P<era>[RHS]))(?P<year>[0-9]{{1,2}})(?P<sep>[./-]){_MONTH}(?P=sep){_DAY}{_END}")
_JAPANESE_ERA = re.compile(
    rf"(?:(?<=(?P<era>令和|平成|昭和))|(?<=(?P<apart>令和|平成|昭和)\s))(?P<year>[0-9]{{1,2}})\s?年\s?{_MONTH}\s?月\s?{_DAY}\s?日"
)
_REPUBLIC = re.compile(  # 民國113年3月12日; in Chinese 113/03/12 too: nobody else writes years of three digits
    rf"(?P<year>[0-9]{{3}})(?P<sep>\s?年\s?|[./-]){_MONTH}(?:(?<=[0-9])\s?月\s?|(?P=sep)){_DAY}(?:\s?日|{_END})"
)
_VIETNAMESE = re.compile(rf"{_DAY}\s(?i:thang|thg)\s{_MONTH},?\s(?:(?i:nam)\s)?{_YEAR}{_END}")
_DAY_SPELT_YEAR = re.compile(  # 12 มีนาคม 2567, 12 मार्च 2024: vowels that are no letters to a regular expression
    rf"{_DAY}\s?(?P<month>[\u0900-\u0e7f][\u0900-\u0e7f.]{{1,14}}?),?\s{{0,3}}(?:[พค]\.ศ\.\s?)?(?P<year>[0-9]{{4}}|(?<=[\u0e00-\u0e7f.]\s)[0-9]{{2}}(?![:.][0-9]|\s?น\.)){_END}"
)
Reading = tuple[int, int, int]  #: year, month, day; perhaps impossible


def _in_order(_: str, match: re.Match[str], hints: Hints) -> tuple[int, list[Reading]]:
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    persian = calendars.of_persia(year, month, day) if hints.language == "fa" else None
    return match.start(), [(persian.year, persian.month, persian.day) if persian else (year, month, day)]


def _persian(match: re.Match[str]) -> list[Reading]:
    year = int(match["year"])
    month = calendars.persian_month(match["month"], year)
    day = calendars.of_persia(year, month, int(match["day"])) if month else None
    return [(day.year, day.month, day.day)] if day else []


def _of_era(_: str, match: re.Match[str], __: Hints) -> tuple[int, list[Reading]]:
    era = "era" if match["era"] else "apart"
    year = calendars.of_era(match[era], int(match["year"]))
    return match.start(era), [(year, int(match["month"]), int(match["day"]))] if year else []


def _of_initial(_: str, match: re.Match[str], __: Hints) -> tuple[int, list[Reading]]:
    year = calendars.of_era(match["era"], int(match["year"]))
    return match.start("era"), [(year, int(match["month"]), int(match["day"]))] if year else []


def _of_republic(_: str, match: re.Match[str], hints: Hints) -> tuple[int, list[Reading]]:
    is_one = "年" in match["sep"] or hints.language == "zh"
    year = calendars.of_era("民國", int(match["year"]))
    return match.start(), [(year, int(match["month"]), int(match["day"]))] if is_one and year else []


def _spelt(_: str, match: re.Match[str], hints: Hints) -> tuple[int, list[Reading]]:
    months = months_of(match["month"], dotted=False, language=hints.language)
    return match.start(), [(_thai_year(match["year"]), month, int(match["day"])) for month in months]


def _thai_year(digits: str) -> int:
    return calendars.of_buddha(int(digits)) if len(digits) == len("2567") else calendars.of_buddha_short(int(digits))


def _numeric(_: str, match: re.Match[str], hints: Hints) -> tuple[int, list[Reading]]:
    year, first, second = _full_year(match["year"]), int(match["day"]), int(match["month"])
    year = _thai_year(match["year"]) if hints.language == "th" else year
    day_month, month_day = (year, second, first), (year, first, second)
    if len(match["year"]) < len("2020") and hints.language in YEAR_LEADS and hints.day_first is None:
        readings = _year_leads(match, hints)
    elif not _is_year(match, hints):
        readings = []
    elif match["dot"]:
        readings = [month_day if second > _MONTHS and hints.language in {None, "en"} else day_month]
    elif hints.day_first is None or max(first, second) > _MONTHS:
        readings = [day_month, month_day]
    else:
        readings = [day_month if hints.day_first else month_day]
    return match.start(), readings


def _year_leads(match: re.Match[str], hints: Hints) -> list[Reading]:
    """24.11.19 where the year stands first, of which Hungarians and others write all four digits."""
    if hints.language not in _SHORT_YEAR_LEADS or len(match["day"]) < len("24"):
        return []
    return [(_full_year(match["day"]), int(match["month"]), int(match["year"]))]


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
    if match["year"][0] == "1" and (persian := _persian(match)):
        return match.start(), persian
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
    (_NAMED_DAY_CLOCK_YEAR, _named_before),
    (_JAPANESE_ERA, _of_era),
    (_VIETNAMESE, _in_order),
    (_DAY_SPELT_YEAR, _spelt),
)
_BY_YEAR = (
    (_YEAR_MONTH_DAY, _in_order),
    (_IDEOGRAPHS, _in_order),
    (_YEAR_NAME_DAY, _named),
    (_LATVIAN, _named),
)
FORMS = {
    1: _BY_DAY,
    2: _BY_DAY,
    3: ((_REPUBLIC, _of_republic),),
    4: _BY_YEAR,
}  #: by how many digits the first number has
OF_ERAS = FORMS | dict.fromkeys((1, 2), ((_INITIAL_ERA, _of_initial), *_BY_DAY))  #: in Japanese


def possible(readings: Iterable[Reading]) -> set[date]:
    return {day for one in readings if one[0] in _YEARS and (day := _date(*one))}


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_LAST_WORD = re.compile(r"(?<![^\W\d_])(?P<word>[^\W\d_]{1,14})[\s.,(/-]{0,40}$")


def word_before(text: str, end: int) -> re.Match[str] | None:
    return _LAST_WORD.search(text, max(0, end - BESIDE), end)
