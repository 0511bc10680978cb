"""When an article was published and updated: what the page shows a reader, made finer by what it states to machines.

Where the two disagree, the page shown is right: data are written in another zone, at another time, or by a template.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from lxml import html

from feeder.model import Moment
from feeder.parse.dates import FoundDate, find_dates, is_date_line, parse_date
from feeder.parse.daylabels import PUBLISHED, UPDATED
from feeder.parse.lines import CHROME, Line
from feeder.parse.structured import Stated

_BYLINE = re.compile(r"date|datum|time|publish|posted|meta|byline|fecha|info", re.IGNORECASE)
_FAR_BEFORE, _FAR_AFTER = 300, 700  # characters between the headline and a date that is the article's
_LONGEST, _REST, _BYLINE_REST, _DATELINE = 250, 60, 120, 60  # characters


@dataclass(frozen=True, kw_only=True, slots=True)
class Dating:
    published: Moment | None = None
    updated: Moment | None = None
    reason: str = "no date found"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Reader:
    """How dates on this page are read."""

    zone: tzinfo
    language: str | None

    def one(self, text: str | None) -> Moment | None:
        return parse_date(text, zone=self.zone, language=self.language) if text else None

    def all(self, text: str) -> list[FoundDate]:
        return find_dates(text[:_LONGEST], zone=self.zone, language=self.language)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Seen:
    """A date on a line that is there for it."""

    moment: Moment
    label: str  #: the text before it
    away: int = 0  #: characters from the headline

    @property
    def is_update(self) -> bool:
        return bool(UPDATED.search(self.label))


def date(
    stated: Stated, lines: Sequence[Line], headline: html.HtmlElement | None, *, zone: tzinfo, language: str | None
) -> Dating:
    """Published and updated; None where the page neither states nor shows it. Never a guess.

    A page that only dates its last change ("Stand: 5.2.2020") is dated by that.
    """
    reader = _Reader(zone=zone, language=language)
    near = sorted(_near(lines, headline, reader), key=lambda seen: seen.away)
    changes = [reader.one(stated.modified), reader.one(stated.meta_modified)]
    changes += [seen.moment for seen in near if seen.is_update]
    published, reason = _published(stated, lines, near, reader)
    updated = next((change for change in changes if change and published and _is_later(change, published)), None)
    return Dating(published=published, updated=updated, reason=reason)


def _published(
    stated: Stated, lines: Sequence[Line], near: Sequence[_Seen], reader: _Reader
) -> tuple[Moment | None, str]:
    changes = (reader.one(stated.modified), reader.one(stated.meta_modified))
    data, meta = reader.one(stated.published), reader.one(stated.meta_published)
    shown = next((seen.moment for seen in near if not seen.is_update), None)
    if shown and (data or meta) and shown.at.date() in {change.at.date() for change in changes if change}:
        shown = None  # the page shows when it was changed, and the data say so
    for moment, reason in ((shown, "the line near the headline"), (data, "structured data"), (meta, "a meta element")):
        if moment:
            finer = (other for other in (data, meta, shown) if other and _is_finer(other, moment))
            return next(finer, moment), f"date from {reason}"
    if near:
        return near[0].moment, "date from the last change shown near the headline"
    anywhere = _only_day(_labelled(lines, reader)) or _only_day(_alone(lines, reader))
    return anywhere, "date from the only date line on the page" if anywhere else "no date found"


def _is_finer(one: Moment, other: Moment) -> bool:
    return one.at.date() == other.at.date() and one.precision != "day" and other.precision == "day"


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
        yield from _within(lines[places[0] - 1 :: -1] if places[0] else (), _FAR_BEFORE, reader)


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
        yield _Seen(moment=one.moment, away=away, label=line.text[end : one.start])
        end = one.end


def _is_there_for(line: Line, found: Sequence[FoundDate]) -> bool:
    """A byline, or the dateline that a text begins with; not a sentence that names a day, not page chrome."""
    if _is_chrome(line):
        return False
    rest = len(line.text) - sum(one.end - one.start for one in found)
    after = line.text[found[0].end :].lstrip(" )")
    is_dateline = found[0].start <= _DATELINE and after[:1] in ("–", "—", "-", ":", "|")
    return rest <= (_BYLINE_REST if _is_byline(line) else _REST) or is_dateline or found[0].start == 0


def _is_chrome(line: Line) -> bool:
    return any(element.tag in CHROME for element in (line.element, *line.element.iterancestors()))


def _is_byline(line: Line) -> bool:
    parent = line.element.getparent()
    around = (line.element,) if parent is None else (line.element, parent)
    return any(element.tag in ("time", "h1") or _BYLINE.search(element.get("class", "")) for element in around)


# ------------------------------------------------------------------------------------------------ anywhere on the page


def _labelled(lines: Iterable[Line], reader: _Reader) -> Iterator[Moment]:
    for line in lines:
        if len(line.text) <= _LONGEST and PUBLISHED.search(line.text) and not _is_chrome(line):
            end = 0
            for one in reader.all(line.text):
                if PUBLISHED.search(line.text[end : one.start]):
                    yield one.moment
                end = one.end


def _alone(lines: Iterable[Line], reader: _Reader) -> Iterator[Moment]:
    for line in lines:
        if len(line.text) <= _REST and not _is_chrome(line) and is_date_line(line.text, language=reader.language):
            yield from (one.moment for one in reader.all(line.text))


def _only_day(moments: Iterable[Moment]) -> Moment | None:
    found = list(moments)
    return found[0] if len({moment.at.date() for moment in found}) == 1 else None
