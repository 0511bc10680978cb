"""Pure: when next.

    every   so long after a visit               auto    by the source's own rhythm, within `Limits`
    cron    at the times it names, in the       and where a visit failed: ever more rarely, but never never
            source's own zone

Sources that were registered together spread: each has a phase of its own, which puts a visit off and never forward.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from hashlib import sha256
from random import Random
from zoneinfo import ZoneInfo

from cronsim import CronSim

from feeder.model import Moment, Source

#: An article is read again after these, conditionally: most corrections come soon (DESIGN: Visit).
REREADS = tuple(timedelta(hours=hours) for hours in (1, 6, 24, 72, 168))
#: An article that cannot be read is tried again after these; then it is published from its listing.
RETRIES = tuple(timedelta(minutes=minutes) for minutes in (1, 10))
MOST_FAILURES = len(RETRIES)  #: what fails more often is told from its list
JITTER = 0.1
SPREAD = timedelta(minutes=15)  #: the phase puts no visit off for longer
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
MOST_RARELY = 20  #: failures in a row, after which back-off is at its longest
FAR = timedelta(days=3660)  #: nothing is put off for longer, whatever the settings
SECOND_LOOK = timedelta(seconds=2)  #: a file that was replaced is back by then; one that was deleted is not

RECENT = 10  #: releases that the usual gap is taken from
PATTERN = 50  #: releases that hours and weekdays are taken from
ENOUGH = 20  #: releases, before an hour or weekday without any means something
FRACTION = 10  #: visits in the usual gap
NOT_KNOWN = timedelta(minutes=15)  #: the interval while a source has shown no rhythm yet


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """`[schedule] min` and `max`: what `auto` keeps to; back-off grows to `longest`."""

    shortest: timedelta
    longest: timedelta


# Visits -----------------------------------------------------------------------------------------------------------


def after_success(
    source: Source,
    now: datetime,
    limits: Limits,
    releases: Sequence[Moment] = (),
    *,
    is_first: bool = False,
    is_doubtful: bool = False,
) -> datetime:
    """When a source is visited next; soon where the visit saw something that only a second look can tell. After its
    first visit its phase takes it away from those that were registered with it. `releases`: see `rhythm`."""
    due = _regular(source, now, limits, releases, share=1 if is_first else JITTER)
    return min(due, now + SECOND_LOOK) if is_doubtful else due


def after_failure(
    source: Source,
    now: datetime,
    limits: Limits,
    failures: int,
    releases: Sequence[Moment] = (),
    *,
    retry_after: datetime | None,
    chance: Random,
) -> datetime:
    """Back-off: the interval doubles with each failure up to the longest and never gives up; no source is visited more
    often than if it were well; a host's Retry-After counts where it is later. `chance` spreads sources that failed
    together. What a cron expression asks for was not had at its time, so it is tried again sooner than at the next;
    when that was in vain up to the longest wait, at the cron's own times only."""
    if source.cron:
        wait = _doubled(limits.shortest, limits.longest, failures, chance)
        due = now + wait if wait < limits.longest else _at_cron(source.cron, source, now + min(limits.longest, FAR))
    else:
        every = _interval(source, now, limits, releases)
        due = now + _doubled(every, max(limits.longest, every), failures, chance)
    return max(due, retry_after or now)


def at_latest(source: Source, now: datetime, limits: Limits, *, fails: bool = False) -> datetime:
    """When a source is due at the latest, as the settings say now: one whose interval was shortened does not wait for
    the end of the old one, nor one that fails for that of its back-off."""
    if fails and not source.cron:
        return now + min(limits.longest if source.every == "auto" else max(limits.longest, source.every), FAR)
    if source.every == "auto" and not source.cron:
        return now + min(limits.longest, FAR)
    return _regular(source, now, limits, (), share=1)


def _regular(source: Source, now: datetime, limits: Limits, releases: Sequence[Moment], *, share: float) -> datetime:
    if source.cron:
        return _at_cron(source.cron, source, now)
    wait = _interval(source, now, limits, releases)
    late = now + wait + min(wait * share, SPREAD) * phase(source.uid)
    return min(late, now + min(limits.longest, FAR)) if source.every == "auto" else late


def _interval(source: Source, now: datetime, limits: Limits, releases: Sequence[Moment]) -> timedelta:
    if source.every == "auto":
        return rhythm(now, releases, ZoneInfo(source.timezone), limits)
    return min(source.every, FAR)


def _doubled(every: timedelta, longest: timedelta, failures: int, chance: Random) -> timedelta:
    doubled = every.total_seconds() * 2 ** min(failures - 1, MOST_RARELY) * (1 + JITTER * chance.random())
    return timedelta(seconds=min(doubled, longest.total_seconds(), FAR.total_seconds()))


def _at_cron(cron: str, source: Source, after: datetime) -> datetime:
    """The next time that a cron expression names; the source's phase says when within that minute. As in Debian's cron,
    a time that a clock change leaves out comes at once after it, and of one that comes twice the first counts."""
    late = MINUTE * phase(source.uid)
    start = after - late
    # CronSim counts in wall time, which the end of summer time turns back: what it gives may have been already.
    named = (at.astimezone(UTC) for at in CronSim(cron, start.astimezone(ZoneInfo(source.timezone))))
    return next((at for at in named if at > start), start + FAR) + late


def phase(uid: str) -> float:
    """From 0 to 1, the same for a source at all times."""
    return int.from_bytes(sha256(uid.encode()).digest()[:4]) / 2**32


# Rhythm -----------------------------------------------------------------------------------------------------------


def rhythm(now: datetime, releases: Sequence[Moment], zone: tzinfo, limits: Limits) -> timedelta:
    """How long until the next visit to a source that is visited as often as it publishes (`every = "auto"`).

    Its usual gap is the time since the tenth newest of `releases`, divided by ten: the silence until now counts, so
    that a source which falls silent is visited ever more rarely. Ten visits are made in a usual gap, so that a typical
    release is seen within a tenth of it. A visit that would fall into an hour of the day or on a weekday in which none
    of the newest fifty came waits until that is over, if these are twenty or more; an hour counts only where it was
    printed. Never less than the shortest, nor more than the longest.
    """
    newest = sorted((one for one in releases if one.instant <= now), key=lambda one: one.instant, reverse=True)
    wanted = _gap(now, newest[:RECENT]) / FRACTION if newest else NOT_KNOWN
    wait = min(max(wanted, limits.shortest), limits.longest, FAR)
    return min(_loud(now + wait, newest[:PATTERN], zone) - now, limits.longest, FAR)


def _gap(now: datetime, newest: Sequence[Moment]) -> timedelta:
    return (now - newest[-1].instant) / len(newest)


def _loud(at: datetime, releases: Sequence[Moment], zone: tzinfo) -> datetime:
    """The first time from `at` on that lies in no quiet hour; found within a week, for each release has its own."""
    hours, weekdays = _hours(releases, zone), _weekdays(releases, zone)
    for _ in range(8 * 24):
        local = at.astimezone(zone)
        if local.hour in hours and local.weekday() in weekdays:
            break
        at = at.replace(minute=0, second=0, microsecond=0) + HOUR
    return at


def _hours(releases: Sequence[Moment], zone: tzinfo) -> set[int]:
    """The hours of the day that are not quiet: those of releases, and the ones beside them. Where it is ever the same
    few, that is the form of a date ("00:00") rather than a habit, and says nothing."""
    printed = [one.at.astimezone(zone).hour for one in releases if one.precision != "day"]
    if len(printed) < ENOUGH or len(set(printed)) < 4:  # noqa: PLR2004
        return set(range(24))
    return {(hour + beside) % 24 for hour in printed for beside in (-1, 0, 1)}


def _weekdays(releases: Sequence[Moment], zone: tzinfo) -> set[int]:
    if len(releases) < ENOUGH:
        return set(range(7))
    return {(one.at if one.precision == "day" else one.at.astimezone(zone)).weekday() for one in releases}


# Articles and deliveries ------------------------------------------------------------------------------------------


def next_reread(now: datetime, reads: int) -> datetime | None:
    """When to read an article again that was read `reads` times; None when it has settled."""
    return now + REREADS[reads - 1] if 1 <= reads <= len(REREADS) else None


def is_last_reread(reads: int) -> bool:
    """Whether an article that was read `reads` times settles when it is read now."""
    return reads == len(REREADS)


def next_retry(now: datetime, failures: int, *, retry_after: datetime | None) -> datetime:
    """When to try an article again that could not be read `failures` times in a row; it is never given up."""
    wait = (
        RETRIES[failures - 1] if failures <= len(RETRIES) else REREADS[min(failures - len(RETRIES), len(REREADS)) - 1]
    )
    return max(now + wait, retry_after or now)


def is_hopeless(failures: int) -> bool:
    """Whether an article failed so often that what its listing says of it is published instead."""
    return failures > MOST_FAILURES


def next_delivery(
    now: datetime, attempts: int, retry: tuple[timedelta, ...], *, retry_after: datetime | None, chance: Random
) -> datetime | None:
    """When to deliver again after `attempts` failures: the schedule ±20 %, Retry-After honoured; None: over."""
    if attempts > len(retry):
        return None
    wait = min(retry[attempts - 1], FAR) * (1 + 0.4 * (chance.random() - 0.5))
    return max(now + wait, retry_after or now)
