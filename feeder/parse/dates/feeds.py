"""The dates that software states in feeds and mails: RFC 822 and 3339 as they should be, and what it writes instead."""

import re
from datetime import UTC, datetime, tzinfo
from email.utils import parsedate_to_datetime

from feeder.model import Moment
from feeder.parse.dates.reading import parse_date

_EPOCH = re.compile(r"(\d{10})(?:\d{3})?")
# asctime() with a zone, as `date` prints it: the year stands last.
_UNIX = re.compile(r"([A-Za-z]{3} +[A-Za-z]{3} +\d{1,2}) +(\d\d:\d\d:\d\d) +([A-Z]{1,5}) +(\d{4})")
_WEEK = re.compile(r"\d{4}-?W\d\d")
_HEADER = 200  #: characters of one
_MAILED = range(1981, 2100)
_UNSET = 1971  #: before, there was only a clock that had not been set, or a database without a date


def feed_moment(stated: str, *, zone: tzinfo, language: str | None) -> Moment | None:
    """The moment that a feed states, None where it states none that can be meant."""
    text = stated.strip()
    if epoch := _EPOCH.fullmatch(text):
        found: Moment | None = Moment(at=datetime.fromtimestamp(int(epoch[1]), UTC))
    elif text.startswith("-") or _WEEK.match(text):
        found = None
    else:
        text = _UNIX.sub(r"\1 \4 \2 \3", text)
        found = parse_date(text, zone=zone, language=language)
    return found if found and found.at.year >= _UNSET else None


def mail_date(header: str) -> datetime | None:
    """When a mail was sent, with its offset; None where it is none that a mail may have.

    An offset of -0000 says that the time is in UTC and nothing of where it was written (RFC 5322 3.3).
    """
    try:
        at = parsedate_to_datetime(header[:_HEADER])
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return (at if at.tzinfo else at.replace(tzinfo=UTC)) if at.year in _MAILED else None
