"""Whether a text is nothing but a date, with the label, weekday or place that date lines carry."""

import re
from datetime import UTC

from feeder.parse.characters import FOLDED
from feeder.parse.dates.reading import LONGEST, find_dates
from feeder.parse.dates.words import key, weekday_of
from feeder.parse.language import primary

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


def is_date_line(text: str, *, language: str | None = None, day_first: bool | None = None) -> bool:
    """Whether `text` is nothing but one date, with the label, weekday or place that date lines carry.

    "Berlin, den 16. November 2020" is one, "Stand: 16.11.2020" too; "Seit 16.11.2020 gilt das Gesetz" is not.
    """
    if len(text) > LONGEST:
        return False
    found = find_dates(text, zone=UTC, language=language, day_first=day_first)
    if len(found) != 1:
        return False
    before, after, tongue = text[: found[0].start], text[found[0].end :], primary(language)
    return _is_label(after, tongue) and (_is_label(before, tongue) or _is_dateline(before, tongue))


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
