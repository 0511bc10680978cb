"""When an article was published and updated: what the page shows a reader, made finer by what it states to machines.

stated (JSON-LD, meta)  ┐ they agree on the day ─▶ the instant that is stated, in the zone that is shown
shown near the headline ┘ they do not ─▶ what is shown: data are written at another time, or by a template
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone, tzinfo
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import html

from feeder.model import Moment
from feeder.parse.dates import (
    FoundDate,
    find_dates,
    in_address,
    is_date_line,
    kind_of,
    parse_date,
    says_published,
    says_updated,
)
from feeder.parse.embedded.structured import Stated
from feeder.parse.lines import CHROME, Line
from feeder.parse.presswords import FOLDER

#: https://schema.org/NewsArticle and its like; an Article may be any page.
_RELEASED = frozenset({"NewsArticle", "ReportageNewsArticle", "LiveBlogPosting", "BlogPosting", "PressRelease"})
_BYLINE = re.compile(r"date|datum|time|publish|posted|meta|byline|fecha|info", re.IGNORECASE)
_MADE = re.compile(
    r"geschrieben|verfasst|written|gepostet|escrito|écrit|scritto|geschreven|napisan|skrevet|skrivet|kirjoitettu",
    re.IGNORECASE,
)
_DATING = re.compile(
    r"data-(?!re-|mod|up-?dat|last-|end|due|event|start|target)(?:[a-z]{1,12}-)?(?:publish(?:ed|ing|-?date|ed-?(?:at|date|on|time))?|pub-?date|date|datum|datetime|deploy-?(?:dt|date)"
    r"|release-?date|fecha|data)",
    re.IGNORECASE,
)
_TO_COME = re.compile(r"count-?down|timer|event|calend|kalend|agenda|booking", re.IGNORECASE)
_MOST_ATTRIBUTES = 20_000
_FAR_BEFORE, _FAR_AFTER = 300, 700  # characters between the headline and a date that is the article's
_LONGEST, _REST, _SAYING, _BYLINE_REST, _DATELINE = 250, 60, 30, 120, 60  # characters
_ABOVE = 2  # how much farther a line above the headline counts than one below it
_QUARTER, _DAY = timedelta(minutes=15), timedelta(hours=24)
_FARTHEST = timedelta(hours=14)  # from UTC
_SLACK = timedelta(seconds=61)  # a page shows minutes
_SEASON = timedelta(days=60)  # so long an offset is believed to be the same
UNDATED = "no date found"  #: why a page has none


@dataclass(frozen=True, kw_only=True, slots=True)
class Dating:
    published: Moment | None = None
    updated: Moment | None = None
    reason: str = UNDATED


@dataclass(frozen=True, kw_only=True, slots=True)
class _Reader:
    """How dates on this page are read."""

    zone: tzinfo
    language: str | None

    def one(self, text: str | None) -> Moment | None:
        return parse_date(text, zone=self.zone, language=self.language) if text else None

    def all(self, text: str) -> list[FoundDate]:
        return find_dates(text[:_LONGEST], zone=self.zone, language=self.language)

    def has_offset(self, moment: Moment) -> bool:
        return moment.precision != "day" and moment.at.tzinfo is not self.zone


@dataclass(frozen=True, kw_only=True, slots=True)
class _Seen:
    """A date on a line that is there for it."""

    moment: Moment
    label: str  #: the text before it
    away: int = 0  #: characters from the headline

    @property
    def is_update(self) -> bool:
        return says_updated(self.label)


class _Said(NamedTuple):
    moment: Moment
    where: str


def date(
    stated: Stated,
    lines: Sequence[Line],
    headline: html.HtmlElement | None,
    *,
    zone: tzinfo,
    language: str | None,
    url: str = "",
    is_signed: bool = False,
) -> Dating:
    """Published and updated; None where the page neither states nor shows it. Never a guess.

    A page that only dates its last change ("Stand: 5.2.2020") is dated by that. What only a <meta> or the like dates
    may be a page of the site rather than a release of its day: it takes another sign, as that somebody signed it.
    """
    reader = _Reader(zone=zone, language=language)
    labelled = list(_labelled(lines, reader))
    near = sorted(_near(lines, headline, reader), key=lambda seen: seen.away)
    said = [
        _Said(moment, where)
        for text, where in ((stated.published, "structured data"), (stated.meta_published, "a meta element"))
        if (moment := reader.one(text))
    ]
    changes = [moment for text in (stated.modified, stated.meta_modified) if (moment := reader.one(text))]
    shown = [seen for seen in near if not seen.is_update]
    is_released = stated.is_article and (is_signed or _is_released(stated, said, url))
    published, reason = _published(said, changes, shown, near, labelled, reader, is_released=is_released)
    if published is None:
        published, reason = _elsewhere(lines, labelled, reader)
    published = _zoned(published, [*(one.moment for one in said), *changes], reader) if published else None
    changes += [seen.moment for seen in near if seen.is_update]
    updated = next((change for change in changes if published and _is_later(change, published)), None)
    return Dating(published=published, updated=updated, reason=reason)


def by_address(url: str, zone: tzinfo) -> Moment | None:
    """The day that a page's address names."""
    day = in_address(url)
    if day is None or not (FOLDER.search(url) or f"/{day:%Y/%m/%d}/" in url):
        return None  # it may be the day of an event
    return Moment(at=datetime(day.year, day.month, day.day, tzinfo=zone), precision="day")


def _published(
    said: Sequence[_Said],
    changes: Sequence[Moment],
    shown: Sequence[_Seen],
    near: Sequence[_Seen],
    labelled: Sequence[Moment],
    reader: _Reader,
    *,
    is_released: bool,
) -> tuple[Moment | None, str]:
    for moment, where in said:
        for seen in (*(one.moment for one in shown), *labelled):
            if agreed := _agreed(moment, seen, reader):
                return agreed, f"date from {where}, shown on the page"
    modified = {change.at.date() for change in changes}
    if shown and not (said and shown[0].moment.at.date() in modified):
        return shown[0].moment, "date from the line near the headline"
    if said and is_released:
        finest = next((one for one in said if one.moment.precision != "day" and _same_day(one, said[0])), said[0])
        return finest.moment, f"date from {finest.where}"
    if shown:
        return shown[0].moment, "date from the line near the headline"
    return (near[0].moment, "date from the last change shown near the headline") if near else (None, UNDATED)


def _is_released(stated: Stated, said: Iterable[_Said], url: str) -> bool:
    """Whether a page that shows no date has one: reported news, signed, or dated or filed so by its address."""
    if stated.kind in _RELEASED or stated.authors or stated.meta_authors:
        return True
    address = re.sub(r"\D", "", urlsplit(url).path)
    return bool(FOLDER.search(url)) or any(f"{one.moment.at:%Y%m%d}" in address for one in said)


def _same_day(one: _Said, other: _Said) -> bool:
    return one.moment.at.date() == other.moment.at.date()


def _elsewhere(lines: Sequence[Line], labelled: Iterable[Moment], reader: _Reader) -> tuple[Moment | None, str]:
    for found, what in (
        (labelled, "date line"),
        (_alone(lines, reader), "date line"),
        (_changed(lines, reader), "change dated"),
        (_in_attributes(lines, reader), "date attribute"),
    ):
        if anywhere := _only_day(found):
            return anywhere, f"date from the only {what} on the page"
    return None, UNDATED


# ---------------------------------------------------------------------------------------------- instants and zones


def _agreed(said: Moment, shown: Moment, reader: _Reader) -> Moment | None:
    """What is stated and what is shown, as one moment, in the zone that the page shows; None where they disagree.

    An instant is written in UTC where a page shows its own zone's day, and perhaps its time of day.
    """
    if said.precision == "day" or not reader.has_offset(said):
        return _finer(said, shown) if said.at.date() == shown.at.date() else None
    if shown.precision == "day":
        return said if said.at.date() == shown.at.date() else _shifted(said, shown)
    apart = shown.at.replace(tzinfo=None) - said.at.replace(tzinfo=None)
    offset = said.at.utcoffset() or timedelta()
    steps = round(apart / _QUARTER) * _QUARTER
    if abs(apart - steps) <= _SLACK and abs(offset + steps) <= _FARTHEST:
        return replace(said, at=said.at.astimezone(timezone(offset + steps))) if steps else said
    return said if said.at.date() == shown.at.date() else None


def _finer(one: Moment, other: Moment) -> Moment:
    return other if one.precision == "day" else one


def _shifted(said: Moment, shown: Moment) -> Moment | None:
    """An instant shortly before or after the day that is shown, at the nearest full hour that puts it on it."""
    begin = shown.at.replace(tzinfo=None)
    at = said.at.replace(tzinfo=None)
    hours = -((at - begin) // timedelta(hours=1)) if at < begin else -((at - begin - _DAY) // timedelta(hours=1) + 1)
    offset = (said.at.utcoffset() or timedelta()) + timedelta(hours=hours)
    if said.at.utcoffset() or abs(timedelta(hours=hours)) > _FARTHEST / 2 or abs(offset) > _FARTHEST:
        return None
    return replace(said, at=said.at.astimezone(timezone(offset)))


def _zoned(moment: Moment, said: Iterable[Moment], reader: _Reader) -> Moment:
    """A time of day without a zone is in that which the page states beside another one of the same season."""
    if moment.precision == "day" or reader.has_offset(moment):
        return moment
    for other in said:
        offset = other.at.utcoffset()
        if reader.has_offset(other) and offset and abs(other.instant - moment.instant) <= _SEASON:
            return replace(moment, at=moment.at.replace(tzinfo=timezone(offset)))
    return moment


def _is_later(change: Moment, published: Moment) -> bool:
    if "day" in (change.precision, published.precision):
        return change.at.date() > published.at.date()
    return change.instant > published.instant


# ---------------------------------------------------------------------------------------------- near the headline


def _near(lines: Sequence[Line], headline: html.HtmlElement | None, reader: _Reader) -> Iterator[_Seen]:
    own = set(headline.iter()) if headline is not None else set()
    places = [index for index, line in enumerate(lines) if line.element in own]
    if places:
        yield from _within(lines[places[0] :], _FAR_AFTER, reader)
        above = lines[places[0] - 1 :: -1] if places[0] else ()
        yield from (replace(seen, away=seen.away * _ABOVE + 1) for seen in _within(above, _FAR_BEFORE, reader))


def _within(lines: Iterable[Line], farthest: int, reader: _Reader) -> Iterator[_Seen]:
    away = 0
    for line in lines:
        if away > farthest:
            return
        yield from _dates(line, away, reader)
        away += len(line.text)


def _dates(line: Line, away: int, reader: _Reader) -> Iterator[_Seen]:
    found = reader.all(line.text)
    if not found or not _is_there_for(line, found):
        return
    end = 0
    for one in found:
        label = line.text[end : one.start]
        if kind_of(label) not in ("event", "filed"):
            yield _Seen(moment=one.moment, away=away, label=label)
        end = one.end


def _is_there_for(line: Line, found: Sequence[FoundDate]) -> bool:
    """A byline, or the dateline that a text begins with; not a sentence that names a day, not page chrome."""
    if _is_chrome(line):
        return False
    rest = len(line.text) - sum(one.end - one.start for one in found)
    after = line.text[found[0].end :].lstrip(" )")
    is_dateline = found[0].start <= _DATELINE and after[:1] in ("–", "—", "-", ":", "|")
    if is_dateline or found[0].start == 0 or _is_in_brackets(line.text, found[0]):
        return True
    if line.text[-1] == "." and rest > _SAYING and not _is_byline(line):
        return False
    return rest <= (_BYLINE_REST if _is_byline(line) else _REST)


def _is_in_brackets(text: str, first: FoundDate) -> bool:
    """Whether a text opens with its date in brackets: "(5 March 2026) The port has …"."""
    return first.start == 1 and text[0] in "([" and text[first.end : first.end + 1] in (")", "]")


def _is_chrome(line: Line) -> bool:
    """An <aside> that says that it holds the date is none."""
    chrome = next((one for one in (line.element, *line.element.iterancestors()) if one.tag in CHROME), None)
    return chrome is not None and not (chrome.tag == "aside" and _BYLINE.search(chrome.get("class", "")))


def _is_byline(line: Line) -> bool:
    parent = line.element.getparent()
    around = (line.element,) if parent is None else (line.element, parent)
    return any(element.tag in ("time", "h1") or _BYLINE.search(element.get("class", "")) for element in around)


# ------------------------------------------------------------------------------------------------ anywhere on the page


def _labelled(lines: Iterable[Line], reader: _Reader) -> Iterator[Moment]:
    for line in lines:
        found = reader.all(line.text) if len(line.text) <= _LONGEST else ()  # what has no figure is soon told
        if found and _says_published(line.text) and not _is_chrome(line):
            end = 0
            for one in found:
                if _says_published(line.text[end : one.start]):
                    yield one.moment
                end = one.end


def _changed(lines: Iterable[Line], reader: _Reader) -> Iterator[Moment]:
    """What a line says of the page's last change, before the date or behind it."""
    for line in lines:
        if len(line.text) <= _BYLINE_REST and says_updated(line.text) and not _is_chrome(line):
            yield from (one.moment for one in reader.all(line.text))


def _in_attributes(lines: Sequence[Line], reader: _Reader) -> Iterator[Moment]:
    """The dates that a program of the page is to show: data-publish-date="2026-03-05 09:00"."""
    if not lines:
        return
    for value in lines[0].element.getroottree().xpath("//@*[starts-with(name(), 'data-')]")[:_MOST_ATTRIBUTES]:
        if len(value) > _REST or not _DATING.fullmatch(value.attrname):
            continue
        if not _TO_COME.search(value.getparent().get("class", "")) and (moment := reader.one(value)):
            yield moment


def _says_published(text: str) -> bool:
    return says_published(text) or bool(_MADE.search(text))


def _alone(lines: Iterable[Line], reader: _Reader) -> Iterator[Moment]:
    for line in lines:
        if len(line.text) <= _REST and not _is_chrome(line) and is_date_line(line.text, language=reader.language):
            yield from (one.moment for one in reader.all(line.text))


def _only_day(moments: Iterable[Moment]) -> Moment | None:
    found = list(moments)
    return found[0] if len({moment.at.date() for moment in found}) == 1 else None
