"""The days of a list's records, by the texts that may state each of them: what one leaves open all together tell."""

from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo
from typing import Any

from feeder.model import Moment
from feeder.parse import dates, daylabels, dayorder, dayparts, dayyears


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
        day_first = dayparts.order_in(part for texts in rows for text in texts for part in dayparts.parted(text))
    parts = [
        dayparts.of_day(moment.at.date()) if moment else _parts_of(texts, language, day_first)
        for moment, texts in zip(moments, rows, strict=True)
    ]
    days = dayyears.settled(parts, now.astimezone(zone).date() if now else None)
    return [moment or (Moment.of_day(day, zone) if day else None) for moment, day in zip(moments, days, strict=True)]


def _parts_of(texts: Sequence[str], language: str | None, day_first: bool | None) -> dayparts.Parts | None:
    found = (dayparts.joined(text, language, day_first) for text in texts)
    return next((parts for parts in found if parts and parts.month and parts.day), None)


def day_first_in(rows: Iterable[Iterable[str]]) -> bool | None:
    return dayorder.settled(rows)


def moment_of(texts: Iterable[str], zone: tzinfo, language: str | None, day_first: bool | None) -> Moment | None:
    told: dict[str, Any] = {"zone": zone, "language": language, "day_first": day_first}
    for text in texts:
        if moment := dates.parse_date(text, **told) or daylabels.published_of(text, dates.find_dates(text, **told)):
            return moment
    return None
