"""The dates of feeds: RFC 822 and 3339 as they should be, and what software writes instead."""

import re
from datetime import UTC, datetime, tzinfo

from feeder.model import Moment
from feeder.parse import dates

_EPOCH = re.compile(r"(\d{10})(?:\d{3})?")
# asctime() with a zone, as `date` prints it: the year stands last.
_UNIX = re.compile(r"([A-Za-z]{3} +[A-Za-z]{3} +\d{1,2}) +(\d\d:\d\d:\d\d) +([A-Z]{1,5}) +(\d{4})")
_WEEK = re.compile(r"\d{4}-?W\d\d")
_UNSET = 1971  #: before, there was only a clock that had not been set, or a database without a date


def moment(stated: str, *, zone: tzinfo, language: str | None) -> Moment | None:
    """The moment that a feed states, None where it states none that can be meant."""
    text = stated.strip()
    if epoch := _EPOCH.fullmatch(text):
        found: Moment | None = Moment(at=datetime.fromtimestamp(int(epoch[1]), UTC))
    elif text.startswith("-") or _WEEK.match(text):
        found = None
    else:
        text = _UNIX.sub(r"\1 \4 \2 \3", text)
        found = dates.parse_date(text, zone=zone, language=language)
    return found if found and found.at.year >= _UNSET else None
