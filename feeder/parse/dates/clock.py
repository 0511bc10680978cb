"""The time of day beside a date: "14.30 Uhr", "2:30 p.m. EST", "14h30", "T14:30:05+01:00"."""

import re
from datetime import timedelta, timezone, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from feeder.parse.dates.words import weekday_of

BESIDE = 64  #: characters before a date that can tell something of it
_NOON, _HOUR = 12, 60
_FARTHEST = 14 * _HOUR  #: minutes from UTC, in Kiribati
# Names that mean one offset; IST, which means three, is not among them.
_AHEAD = {
    **dict.fromkeys(("Z", "UTC", "GMT", "WET"), 0),
    **dict.fromkeys(("BRT", "ART"), -3),
    **dict.fromkeys(("SAST", "CAT"), 2),
    **dict.fromkeys(("BST", "WEST", "CET", "MEZ"), 1),
    **dict.fromkeys(("CEST", "MESZ", "EET"), 2),
    **dict.fromkeys(("EEST", "MSK", "МСК", "TRT", "EAT", "IDT"), 3),
    **dict.fromkeys(("HKT", "SGT", "WITA", "北京时间", "北京時間", "香港時間", "台北時間"), 8),
    **dict.fromkeys(("JST", "KST", "WIT", "日本時間", "한국시간"), 9),
    **dict(zip(("AEST", "AEDT", "NZST", "NZDT"), range(10, 14), strict=True)),
    **dict.fromkeys(("ICT", "WIB"), 7),
    "PKT": 5,
    **dict(zip(("EDT", "CDT", "MDT", "PDT"), range(-4, -8, -1), strict=True)),
    **dict(zip(("EST", "CST", "MST", "PST"), range(-5, -9, -1), strict=True)),
}
_ZONES = {name: timezone(timedelta(hours=hours)) for name, hours in _AHEAD.items()}
_PLACES = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}
# Capitals only: "est", "et" and "pt" are words. The last one matches zones that we do not know, such as IST.
_ZONE = rf"(?:{'|'.join(sorted((*_ZONES, *_PLACES), key=len, reverse=True))}|z|(?i:utc|gmt)|[A-Z]{{2,4}}T)"
_CLOCK = (
    r"(?>(?P<hour>[0-9]{1,2})"
    r"(?:(?P<colon>:|\s?(?i:h)\s?|\.)(?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9]|60)(?:[.,][0-9]{1,9})?)?)?(?![0-9])"
    r"(?:\s?(?P<mark>(?i:uhr|uur|heures?|horas?|hrs?|h|hodin|hod|sati|val|час(?:ов|а)?|ч|น|[ap]\.?\s?m|[πμ]\.?\s?μ|pt?g|[pm]\.d(?=\.))|[صم])(?![^\W\d_])\.?)?"
    rf"(?:[\s(]{{0,2}}(?P<zone>{_ZONE})(?![^\W\d_]))?"
    r"(?P<offset>\s?(?P<sign>[+-])(?P<ahead>[0-9]{1,2})(?::?(?P<past>[0-9]{2}))?(?![0-9:]))?)"
    # 10:00 – 14:30 is when something takes place, not when something was said.
    r"(?!\s?(?:[–—-]|(?i:bis|to|until|a|al|do))\s?[0-9]{1,2}(?:[:.h][0-9]{2}|\s?(?i:uhr|[ap]\.?m)))"
)
_LEAD = (
    r"(?:(?=[AaEeGgKkOoPpSsUuVvВвОоУуاسבเ])(?:(?P<lead>(?i:(?:alle\s)?ore|orele|ora(?=\s[0-9]{1,2}[:.])|(?:o\s)?godz(?:\.|ina)?|kl\.?|klo|klokken|klockan|kell|plkst\.?|saat|pukul|ob(?=\s[0-9]{1,2}[:.][0-9])|a\slas|as)|الساعة|ساعت|בשעה|เวลา)\s{0,3}"
    r"|(?i:um|ab|at|om|a|alle|ve|v|o|u|в|о|у)\s{1,3}))?"
)
_CLOCK_AFTER = re.compile(rf"(?:(?P<iso>[Tt])|[\s,،;|/·•.:–—(\[-]{{1,40}}+{_LEAD}){_CLOCK}")
_CLOCK_BEFORE = re.compile(
    rf"(?<![\w.:,/–—-])(?<![–—-]\s){_LEAD}{_CLOCK}[\s,;|/·•–—)\]-]{{1,5}}(?:(?i:am|on|vom|den|le|el|del|il|ngay)\s{{1,3}})?$"
)
# 午後2時30分, 下午2:30, 14时30分, 오후 2시 30분
_EASTERN = re.compile(
    r"[\s,(]{0,3}(?:(?P<half>上午|下午|午前|午後|오전|오후)\s?)?(?P<hour>[0-9]{1,2})\s?"
    r"(?:(?P<unit>[时時点點시])(?![间間])\s?(?:(?P<minute>[0-5]?[0-9])\s?[分분])?|:(?P<past>[0-5][0-9])(?::(?P<second>[0-5][0-9]))?)"
    r"(?!\s?[\[(]?(?:[+-][0-9]|[A-Z]{3}))(?![0-9:]|\s?[~〜–—-]|から|까지|부터|至)"
)
_EAST = (None, "zh", "ja", "ko")
_AFTERNOON = ("下午", "午後", "오후")
_HALVES = dict.fromkeys(("am", "πμ", "ص", "pg", "pd"), 0) | dict.fromkeys(("pm", "μμ", "م", "ptg", "md"), _NOON)
#: What stands behind a year: "roku", "г."
_YEAR_LETTERS = frozenset("rгрdg")
_YEAR_WORD = re.compile(r"\s(?:roku|року|года|godine|године|година|[rгрd])\b\.?(?=[\s,])")
_DIGIT = re.compile("[0-9]")
_WEEKDAY_AFTER = re.compile(r"[\s.,(]{1,4}(?P<word>[^\W\d_]{1,14})[.,)]{0,3}")


class Clock(NamedTuple):
    start: int
    end: int
    hour: int
    minute: int
    second: int | None
    zone: tzinfo | None
    spoken: bool  #: "0 Uhr", as opposed to the 00:00 that software prints


def after(text: str, end: int, language: str | None) -> Clock | None:
    if end == len(text) or not _DIGIT.search(text, end, end + BESIDE):
        return None
    if text[end].isspace() and text[end + 1 : end + 2] in _YEAR_LETTERS and (suffix := _YEAR_WORD.match(text, end)):
        end = suffix.end()
    word = _WEEKDAY_AFTER.match(text, end)
    if word and _any_after(text, word.end(), language) and weekday_of(word["word"], language) is not None:
        end = word.end()
    return _clock(_CLOCK_AFTER.match(text, end)) or (_eastern(_EASTERN.match(text, end)) if language in _EAST else None)


def _any_after(text: str, end: int, language: str | None) -> re.Match[str] | None:
    return _CLOCK_AFTER.match(text, end) or (_EASTERN.match(text, end) if language in _EAST else None)


def before(text: str, floor: int, start: int) -> Clock | None:
    floor = max(floor, start - BESIDE)
    if start <= floor or not _DIGIT.search(text, floor, start):
        return None
    return _clock(_CLOCK_BEFORE.search(text, floor, start))


def _is_time(match: re.Match[str]) -> bool:
    """Whether it cannot be a mere number: 9.00 alone may be a price or a chapter, 9.00 CET is none."""
    is_zoned = match["colon"] == "." and _named_zone((match["zone"] or "").upper()) is not None
    return match["colon"] not in {None, "."} or bool(match["mark"] or match["lead"]) or is_zoned


def _clock(match: re.Match[str] | None) -> Clock | None:
    """The time that `match` states; None where it is none, or is in a zone that is not known."""
    if not match or not _is_time(match):
        return None
    hour, minute, mark = int(match["hour"]), int(match["minute"] or 0), (match["mark"] or "").lower()
    half = _HALVES.get(mark.replace(".", "").replace(" ", "")) if mark else None
    if half is not None and hour <= _NOON:
        hour = hour % _NOON + half
    zone = _stated_zone(match)
    if (zone is None and (match["zone"] or match["offset"])) or hour * _HOUR + minute > 24 * _HOUR:
        return None
    second = min(int(match["second"]), 59) if match["second"] else None  # a leap second is the last of its minute
    spoken = bool(mark or match["lead"])
    return Clock(
        start=match.start(), end=match.end(), hour=hour, minute=minute, second=second, zone=zone, spoken=spoken
    )


def _eastern(match: re.Match[str] | None) -> Clock | None:
    if not match or not (match["half"] or match["unit"]):
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or match["past"] or 0)
    if match["half"] and hour <= _NOON:
        hour = hour % _NOON + (_NOON if match["half"] in _AFTERNOON else 0)
    if hour * _HOUR + minute > 24 * _HOUR:
        return None
    return Clock(
        start=match.start(),
        end=match.end(),
        hour=hour,
        minute=minute,
        second=int(match["second"]) if match["second"] else None,
        zone=None,
        spoken=True,
    )


def _stated_zone(match: re.Match[str]) -> tzinfo | None:
    name, offset = (match["zone"] or "").upper(), match["offset"]
    if not offset:
        return _named_zone(name)
    exact = match["second"] or match.groupdict().get("iso")
    timetable = match["sign"] == "-" and ":" in offset and not exact  # 10:00-11:30
    if not name and (timetable or (offset[0] == " " and not match["past"])):
        return None
    return _offset(match["sign"], int(match["ahead"]), int(match["past"] or 0))


def _named_zone(name: str) -> tzinfo | None:
    return ZoneInfo(_PLACES[name]) if name in _PLACES else _ZONES.get(name)


def _offset(sign: str, hours: int, minutes: int) -> tzinfo | None:
    """The zone of an offset (RFC 3339 5.6, RFC 5322 3.3); None for one that no place on earth has."""
    if minutes >= _HOUR or hours * _HOUR + minutes > _FARTHEST:
        return None
    ahead = timedelta(hours=hours, minutes=minutes)
    return timezone(-ahead if sign == "-" else ahead)
