"""The days of a list's records, by the texts that may state each of them: what one leaves open all together tell."""

from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo
from typing import Any

from feeder.model import Moment
from feeder.parse.dates.labels import published_of
from feeder.parse.dates.order import day_first_in
from feeder.parse.dates.parts import Parts, of_day, order_of_short, parted, parts_of_boxes
from feeder.parse.dates.reading import find_dates, parse_date
from feeder.parse.dates.years import with_years


def moments_of(
    rows: Sequence[Sequence[str]], zone: tzinfo, language: str | None, now: datetime | None
) -> list[Moment | None]:
    """The dates of records by their texts. What one of these leaves open, the order of day and month or the year, all
    of them together tell."""
    day_first = day_first_in(rows)
    moments = [moment_of(texts, zone, language, day_first) for texts in rows]
    if all(moment or not texts for moment, texts in zip(moments, rows, strict=True)):
        return moments
    if day_first is None:
        day_first = order_of_short(part for texts in rows for text in texts for part in parted(text))
    parts = [
        of_day(moment.at.date()) if moment else _parts_of(texts, language, day_first)
        for moment, texts in zip(moments, rows, strict=True)
    ]
    days = with_years(parts, now.astimezone(zone).date() if now else None)
    return [moment or (Moment.of_day(day, zone) if day else None) for moment, day in zip(moments, days, strict=True)]


def _parts_of(texts: Sequence[str], language: str | None, day_first: bool | None) -> Parts | None:
    found = (parts_of_boxes(text, language, day_first) for text in texts)
    return next((parts for parts in found if parts and parts.month and parts.day), None)


def moment_of(texts: Iterable[str], zone: tzinfo, language: str | None, day_first: bool | None) -> Moment | None:
    told: dict[str, Any] = {"zone": zone, "language": language, "day_first": day_first}
    for text in texts:
        if moment := parse_date(text, **told) or published_of(text, find_dates(text, **told)):
            return moment
    return None
