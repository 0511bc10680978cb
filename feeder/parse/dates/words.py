"""The words of dates in many languages.

Month and weekday names are CLDR's (UTS 35 part 4); any CLDR language can be named.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError

from feeder.parse.characters import FOLDED

_FIRST = ("de", "en", "fr", "it", "es", "pl", "nl")
_REST = (
    *("pt", "sv", "da", "nb", "fi", "cs", "sk", "hu", "ro", "el", "ru", "uk", "tr", "hr", "sl", "sr", "bg"),
    *("be", "mk", "et", "lv", "lt", "is", "ca", "gl", "id", "he", "ar", "ja", "ko", "zh", "th", "hi"),
)
_SHORT = 3  #: letters
_LOCALES = {
    "de": ("de", "de_AT"),
    "en": ("en", "en_GB"),
    "sr": ("sr", "sr_Latn"),
    "no": ("nb",),
    "ar": ("ar", "ar_DZ", "ar_MA", "ar_SY"),
}


def _numbered(months: str) -> dict[str, int]:
    return {name: month for month, name in enumerate(months.split(), start=1)}


#: Languages that number months in Roman figures.
_ROMANS = frozenset(("pl", "hu", "ru", "uk", "bg", "ro", "sr", "hr", "sl", "lt", "lv", "cs", "sk"))
_ROMAN = _numbered("I II III IV V VI VII VIII IX X XI XII")
# What people write and CLDR lacks, by its language.
_ALSO = {
    "de": {"maerz": 3, "jaenner": 1, "feber": 1, "mrz": 3, "sept": 9},
    "fr": {"fev": 2, "juill": 7},
    "it": {"sett": 9},
    "es": {"sep": 9, "setiembre": 9},
    "ru": _numbered("янв фев мар апр май июн июл авг сен окт ноя дек"),
    "uk": _numbered("січ лют бер кві тра чер лип сер вер жов лис гру"),
    "bg": _numbered("яну фев мар апр май юни юли авг сеп окт ное дек"),
    "hr": {"studenog": 11},
    "lv": _numbered("janvari februari marta aprili maija junija julija augusta septembri oktobri novembri decembri"),
    "hi": {"नवम्बर": 11, "सितम्बर": 9, "दिसम्बर": 12, "जनवरी": 1, "फ़रवरी": 2, "फरवरी": 2, "अगस्त": 8, "अक्टूबर": 10},
}


class _Names(NamedTuple):
    """How a language calls months (1 to 12) and weekdays (Monday 0), folded, and whether it writes "16." for a day."""

    months: dict[str, int]
    weekdays: dict[str, int]
    dotted: bool


@lru_cache(maxsize=64)
def _names(language: str) -> _Names:
    """The names of one language; none for a language that CLDR does not know."""
    try:
        locales = [Locale.parse(name) for name in _LOCALES.get(language, (language,))]
    except (UnknownLocaleError, ValueError):
        return _Names({}, {}, dotted=False)
    months = _unambiguous(named for locale in locales for named in _written(locale.months))
    if language == "he":  # "in March" is one word
        months |= {f"ב{word}": month for word, month in months.items()}
    weekdays = _unambiguous(named for locale in locales for named in _written(locale.days))
    if language == "sr":  # of November
        months |= {f"{word.removesuffix('ар')}ра": month for word, month in months.items() if word.endswith("бар")}
        months |= {f"{word.removesuffix('ar')}ra": month for word, month in months.items() if word.endswith("bar")}
        months |= {f"{word}{end}": month for word, month in months.items() for end in "аa" if len(word) > _SHORT}
    also = {word.translate(FOLDED): month for word, month in _ALSO.get(language, {}).items()}
    return _Names(months | also, weekdays, dotted="d." in locales[0].date_formats["long"].pattern)


def _written(forms: Mapping[str, Mapping[str, Mapping[int, str]]]) -> Iterator[tuple[int, str]]:
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in forms[context][width].items():
                yield number, key(name.translate(FOLDED))


def _unambiguous(named: Iterable[tuple[int, str]]) -> dict[str, int]:
    meanings: dict[str, set[int]] = {}
    for number, name in named:
        meanings.setdefault(name, set()).add(number)
    return {name: numbers.pop() for name, numbers in meanings.items() if len(numbers) == 1}


def key(word: str) -> str:
    return word.casefold().rstrip(".׳")


@cache
def _all_months() -> dict[str, set[tuple[int, bool]]]:
    """Month word → what it means in any language, each with whether that language dots its days."""
    meanings: dict[str, set[tuple[int, bool]]] = {}
    for language in _FIRST + _REST:
        names = _names(language)
        for word, month in names.months.items():
            if _counts_abroad(word, language):
                meanings.setdefault(word, set()).add((month, names.dotted))
    return meanings


@cache
def _all_weekdays() -> dict[str, set[int]]:
    meanings: dict[str, set[int]] = {}
    for language in _FIRST + _REST:
        for word, weekday in _names(language).weekdays.items():
            if _counts_abroad(word, language):
                meanings.setdefault(word, set()).add(weekday)
    return meanings


def _counts_abroad(word: str, language: str) -> bool:
    """Short names ("to" is Thursday in Finnish, "led" January in Czech) count only where the language is known."""
    return len(word) > _SHORT or not word.isascii() or (language in _FIRST and len(word) == _SHORT)


def months_of(word: str, *, dotted: bool, language: str | None) -> list[int]:
    """What a month word may mean: in `language`, else where the day is written as it is here, else anywhere."""
    if language in _ROMANS and (month := _ROMAN.get(word)):
        return [month]
    word = key(word)
    if language and (month := _names(language).months.get(word)):
        return [month]
    meanings = _all_months().get(word, set())
    return list({month for month, dots in meanings if dots == dotted} or {month for month, _ in meanings})


def weekday_of(word: str, language: str | None) -> int | None:
    word = key(word)
    if language and (weekday := _names(language).weekdays.get(word)) is not None:
        return weekday
    meanings = _all_weekdays().get(word, set())
    return next(iter(meanings)) if len(meanings) == 1 else None
