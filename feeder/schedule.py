"""Pure: when next."""

from datetime import datetime, timedelta
from random import Random

#: An article is read again after these, conditionally: most corrections come soon (DESIGN: Visit).
REREADS = tuple(timedelta(hours=hours) for hours in (1, 6, 24, 72, 168))
#: An article that cannot be read is tried again after these; then it is published from its listing.
RETRIES = tuple(timedelta(minutes=minutes) for minutes in (1, 10))
JITTER = 0.1
FAR = timedelta(days=3660)  #: nothing is put off for longer, whatever the settings
SECOND_LOOK = timedelta(seconds=2)  #: a file that was replaced is back by then; one that was deleted is not


def after_success(now: datetime, every: timedelta, *, is_doubtful: bool = False) -> datetime:
    """After `every`; soon where the visit saw something that only a second look can tell."""
    return now + min(every, SECOND_LOOK if is_doubtful else FAR)


def after_failure(
    now: datetime, every: timedelta, longest: timedelta, failures: int, *, retry_after: datetime | None, chance: Random
) -> datetime:
    """Back-off: the interval doubles with each failure up to `longest` and never gives up; no source is visited more
    often than if it were well; a host's Retry-After counts where it is later. `chance` spreads sources that failed
    together."""
    doubled = every.total_seconds() * 2 ** min(failures - 1, 20) * (1 + JITTER * chance.random())
    wait = min(doubled, max(longest, every).total_seconds(), FAR.total_seconds())
    return max(now + timedelta(seconds=wait), retry_after or now)


def next_reread(now: datetime, reads: int) -> datetime | None:
    """When to read an article again that was read `reads` times; None when it has settled."""
    return now + REREADS[reads - 1] if 1 <= reads <= len(REREADS) else None


def next_retry(now: datetime, failures: int, *, retry_after: datetime | None) -> datetime:
    """When to try an article again that could not be read `failures` times in a row; it is never given up."""
    wait = (
        RETRIES[failures - 1] if failures <= len(RETRIES) else REREADS[min(failures - len(RETRIES), len(REREADS)) - 1]
    )
    return max(now + wait, retry_after or now)


def is_hopeless(failures: int) -> bool:
    """Whether an article failed so often that what its listing says of it is published instead."""
    return failures > len(RETRIES)


def next_delivery(
    now: datetime, attempts: int, retry: tuple[timedelta, ...], *, retry_after: datetime | None, chance: Random
) -> datetime | None:
    """When to deliver again after `attempts` failures: the schedule ±20 %, Retry-After honoured; None: over."""
    if attempts > len(retry):
        return None
    wait = min(retry[attempts - 1], FAR) * (1 + 0.4 * (chance.random() - 0.5))
    return max(now + wait, retry_after or now)
