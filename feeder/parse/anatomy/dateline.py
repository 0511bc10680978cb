"""The dateline that opens a release: where and when, and by which wire it came.

    Berlin, 16. November 2020 – …              LONDON, 3 March 2026 (GLOBE NEWSWIRE) -- …
    München (ots) – …                          SAN FRANCISCO--(BUSINESS WIRE)--…
    東京、2026年3月3日 － …                       Москва, 3 марта 2026 г. — …

A place without a day counts beside the name of a wire only: "Berlin – eine Stadt im Wandel" is a sentence.
"""

import re
from dataclasses import dataclass
from datetime import tzinfo
from functools import lru_cache

from feeder.model import Moment
from feeder.parse import dates
from feeder.parse.characters import one_line
from feeder.parse.dates import weekday_of
from feeder.parse.language import primary

LONGEST = 160  #: characters of a text in which its dateline ends
_ABOVE, _HEADING = 6, 120  #: blocks at most that may stand above a first paragraph, and characters of one
_PLACE_WORDS, _PLACE, _SHORT = 7, 60, 3  #: words and characters at most of a place; letters of "an", "der", "sur"
_WIRES = (
    r"[\w .-]{0,20}news\s?wires?(?:\.com)?|prnews\w{0,10}|pr\snewswire|business\s?wire|marketwired?|access\s?wire"
    r"|newsfile"
    r"|einpresswire|aetoswire|realwire|cision|openpr|presseportal|news\saktuell|pressetext|idw|ots|pte|dpa\w{0,4}"
    r"|afp|apa|ap"
    r"|sda|ats|awp|pm|pi|prn|ansa|efe|pap|belga|anp|tt|ritzau|ntb|stt|lusa|mti|ctk|čtk|tass|тасс|интерфакс|xinhua"
    r"|reuters"
    r"|adnkronos|askanews|europa\spress|pr\stimes|美通社|新华社|共同通信PRワイヤー|뉴스와이어"
)
_WIRE = re.compile(
    rf"(?:[\s,–—―-]{{0,4}}(?:(?P<known>\(\s?(?:{_WIRES})(?P<with>[^()]{{0,60}})\)|/(?:{_WIRES})[^/()]{{0,40}}/)"
    r"|\([^()]{2,30}\)|/[\w .-]{2,30}/))",
    re.IGNORECASE,
)
_DASH = r"(?:\s?[–—―－─]{1,2}\s?|\s?-{2,3}\s?|\s-\s|\.\s?[-–—]{1,2}\s?)"
_END = re.compile(rf"{_DASH}|[:：](?=\s|$)\s?|\.(?=\s|$)\s?")
_DASH_END = re.compile(_DASH)
#: Without one of these there is no day and no wire: in next to all teasers.
_DAY_OR_WIRE = re.compile(r"[\d(/〇一二三四五六七八九十]")
_SUFFIX = re.compile(r"\s?(?:[rгрмd]|roku|года|року)\b\.?|\.(?=\s[–—―-])")
_YEAR_POINT = re.compile(r"(?<=\d{4})\.$")
_BETWEEN = re.compile(
    r"\s{0,3}(?:[,،、，;(-]|[–—―-]{1,2})?\s{0,3}(?:(?<!\w)(?:the|le|el|il|den|der|dne|dnia|on|am|em|a|ngày|في)\s)?$",
    re.IGNORECASE,
)
_UNFIT = frozenset('!?;:"“”„«»…=+*<>@%&|•·×')
#: The first word of a sentence that names a day or a place; one line for each language.
_OPENS_SENTENCE = frozenset(
    """
    in am im ab seit bis vom zum von nach vor bei stand update termin datum und der die das
    por par
    on at from since by until after before as when for the this with date updated posted published written
    erstellt publiziert veröffentlicht geschrieben verfasst gepostet aktualisiert erschienen publié pubblicato publicado
    en au dès depuis à dans le du pour
    desde hasta nel nella dal dalla entro il un una el los las em no na até op sinds vanaf tot voor het een
    od do we dne dnia ve v u i i den fra fram från til till på vid
    в во на с до от у об к
    """.split()  # noqa: SIM905 - read by people
)
_PLACES_BEGIN = frozenset(("le", "la", "los", "las", "el", "den", "les", "the", "het", "al", "na", "san", "st"))
#: What ends the name of a firm, and no place.
_FIRMS = frozenset("ag gmbh se kg inc ltd llc plc corp co spa sa srl nv bv ab oy as oyj asa sas sarl kft zrt".split())  # noqa: SIM905
_LABELS = frozenset("stand datum update updated date published posted veröffentlicht news".split())  # noqa: SIM905


@dataclass(frozen=True, kw_only=True, slots=True)
class Dateline:
    """What opens a text. Without `text` only a wire is named."""

    text: str | None  #: place and date as printed, without the wire
    place: str | None
    moment: Moment | None
    end: int  #: where the text itself begins


def find(text: str, *, zone: tzinfo, language: str | None) -> Dateline | None:
    """The dateline that `text` begins with; None where it begins with a sentence. Looks at its beginning only."""
    opening = text[:LONGEST]
    if opening[:1] in _BRACKETS and (inner := _bracketed(text, zone=zone, language=language)):
        return inner
    if not _DAY_OR_WIRE.search(opening):
        return None
    return _unbracketed(opening, zone, language)


@lru_cache(2048)  # the teasers of a list are those of the last visit
def _unbracketed(opening: str, zone: tzinfo, language: str | None) -> Dateline | None:
    found = [one for one in dates.find_dates(opening, zone=zone, language=language)[:1] if one.end < len(opening)]
    return (_dated(opening, found[0], language) if found else None) or _wired(opening, zone, language)


def of_text(text: str, *, zone: tzinfo, language: str | None) -> Dateline | None:
    """The dateline of a text with blank lines between its blocks: on a line of its own, or where its first paragraph
    begins; headings may stand above."""
    for block in text.split("\n\n", _ABOVE)[:_ABOVE]:
        line = block.strip()
        found = find(line, zone=zone, language=language) or whole(line, zone=zone, language=language)
        if found or len(line) > _HEADING:
            return found
    return None


def whole(line: str, *, zone: tzinfo, language: str | None, is_bracketed: bool = False) -> Dateline | None:
    """The dateline that a line is: "Berlin, 16. November 2020"; one without a place is a date only."""
    bare = _YEAR_POINT.sub("", line.rstrip(" –—-:")[: LONGEST + 1])
    if not bare or len(bare) > LONGEST:
        return None
    found = find(f"{bare} – X", zone=zone, language=language)
    if found is None or not (found.place and found.moment) or found.end <= len(bare):
        return None
    # "3. Mai 2026, Ada Muster" tells who wrote.
    return found if is_bracketed or bare.startswith(found.place) else None


# ------------------------------------------------------------------------------------------------------ place and day


def _dated(opening: str, found: dates.FoundDate, language: str | None) -> Dateline | None:
    before, end = opening[: found.start], found.end
    end += len(suffix[0]) if (suffix := _SUFFIX.match(opening, end)) else 0
    place, is_apart = _place_before(before, language)
    if (place is None and before.strip()) or found.moment.precision != "day":  # a line of a site tells the time
        return None
    after, trailing = end, ""
    if place is None and (behind := _place_behind(opening, end, language)):
        trailing, after = behind
        place, is_apart, end = trailing, True, after
    start = _past_wires(opening, after)
    stop = _END.match(opening, start)
    if stop is None or not _may_end(opening, stop, place=place, is_apart=is_apart, wired=start > after):
        return None
    text = one_line(opening[:end].strip(" ,")) if place else None
    return Dateline(text=text, place=place, moment=found.moment, end=stop.end())


def _may_end(opening: str, stop: re.Match[str], *, place: str | None, is_apart: bool, wired: bool) -> bool:
    """Whether what ends here is no sentence: "3. Mai 2025 – ein Tag für alle" goes on, "Kiel 3. Mai. Ein Tag" too."""
    following = opening[stop.end() : stop.end() + 1]
    is_dash = bool(_DASH_END.fullmatch(stop[0]))
    has_no_case = any(char.isalpha() and char.lower() == char.upper() for char in place or "")
    if place and (is_apart or has_no_case):
        return is_apart
    return (is_dash or wired) and not following.islower()


def _place_before(before: str, language: str | None) -> tuple[str | None, bool]:
    """(the place before a date, whether a comma or the like parts them)."""
    between = _BETWEEN.search(before)
    words = before[: between.start()] if between else before
    while (bare := words.rstrip(" ,")) and (last := bare.split()[-1]) and _is_weekday(last, language):
        words = bare[: -len(last)]
    is_apart = bool(between and between[0].strip())
    return (words.strip(" ,"), is_apart) if is_place(words) else (None, False)


def _is_weekday(word: str, language: str | None) -> bool:
    return weekday_of(word.strip(".,"), primary(language)) is not None


def _place_behind(opening: str, end: int, language: str | None) -> tuple[str, int] | None:
    """(place, where it ends) behind a date: "3 March 2026, London – "."""
    parted = re.compile(r"\s?[,،、，]\s?|\s(?=[^\W\d_])").match(opening, end)
    stop = _END.search(opening, parted.end()) if parted else None
    if not (parted and stop):
        return None
    place = _WIRE.sub("", opening[parted.end() : stop.start()]).strip()
    if not is_place(place) or (not parted[0].strip() and place.isascii()) or _is_weekday(place, language):
        return None
    return place, parted.end() + len(place)


def is_place(text: str) -> bool:
    """Whether a text may be the name of a place, or of several: capitalised words, with small ones between them."""
    text = text.strip(" ,")
    words = text.replace("/", " ").split()
    if not words or len(text) > _PLACE or len(words) > _PLACE_WORDS or any(char in _UNFIT for char in text):
        return False
    if words[-1][0] == "(":  # Halle (Saale)
        return is_place(" ".join(words[:-1]))
    if any(char.isdigit() for char in text) or not all(map(_is_part_of_name, words)):
        return False
    first, last = words[0].casefold().strip(".,"), words[-1].casefold().replace(".", "").strip(",")
    is_sentence = first in _OPENS_SENTENCE and not (first in _PLACES_BEGIN and len(words) > 1)
    is_named = words[0][0].isalpha() and not (words[0][0].islower() or words[-1][0].islower())
    return is_named and not (is_sentence or last in _FIRMS or last in _LABELS)


def _is_part_of_name(word: str) -> bool:
    """A capitalised word or one of a script without capitals, or a small one: "am", "upon", "a.M."."""
    letters = word.strip(".,()/،、，'’")
    if not letters:
        return True
    return not letters[0].islower() or len(letters) <= _SHORT or letters in ("upon", "unter", "under", "sous")


# ------------------------------------------------------------------------------------------------------ wires, brackets


def _past_wires(opening: str, start: int) -> int:
    for _ in range(3):
        wire = _WIRE.match(opening, start)
        if wire is None:
            break
        start = wire.end()
    return start


def _wired(opening: str, zone: tzinfo, language: str | None) -> Dateline | None:
    """A place beside the name of a wire, which may hold the day: "SAN FRANCISCO--(Marketwired - April 6, 2016) - "."""
    may_name_one = "(" in opening or "/" in opening
    wire = next((one for one in _WIRE.finditer(opening) if one["known"]), None) if may_name_one else None
    if wire is None:
        return None
    place = opening[: wire.start()].strip(" ,–—-")
    start = _past_wires(opening, wire.end())
    stop = _END.match(opening, start)
    if stop is None or (place and not is_place(place)):
        return None
    moment = dates.parse_date(wire["with"] or "", zone=zone, language=language)
    return Dateline(text=one_line(place), place=one_line(place), moment=moment, end=stop.end())


_BRACKETS = {"【": "】", "（": "）", "(": ")", "[": "]", "〔": "〕"}


def _bracketed(text: str, *, zone: tzinfo, language: str | None) -> Dateline | None:
    """【東京、2026年3月3日】"""
    inner, closing, _ = text[1:LONGEST].partition(_BRACKETS[text[0]])
    found = whole(inner, zone=zone, language=language, is_bracketed=True) if closing else None
    if found is None:
        return None
    end = len(inner) + 2
    dash = _DASH_END.match(text, end)
    return Dateline(text=one_line(inner), place=found.place, moment=found.moment, end=dash.end() if dash else end)
