"""Whether an entry may be told: not before its embargo ends, nor while only a person can say when that is."""

from datetime import datetime

from feeder.model import Entry

UNREADABLE = "its embargo names no time that can be read"


def sealed_until(entry: Entry, now: datetime) -> datetime | None:
    """The instant (UTC) before which nothing of an entry may be seen; None where that is over, or never was."""
    ends = entry.embargo.instant if entry.embargo else None
    return ends if ends and ends > now else None


def is_open_ended(entry: Entry) -> bool:
    """Whether an entry is under an embargo of which only a person can say when it ends."""
    return entry.status == "held"
