"""Hosts whose sources ask for more visits than their turns allow: these come late, and nothing is broken."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import timedelta

from feeder.fetch.politeness import host_of
from feeder.fetch.robots import LONGEST_DELAY
from feeder.model import Source


def crowds(sources: Iterable[Source], delay: timedelta, wanted: Mapping[str, float]) -> dict[str, str]:
    """Why, by host. `wanted` are the seconds between two requests that robots.txt wants, by host. A visit is at least
    one request; those that come by `cron` or by their own rhythm are not counted, as nobody promised them a time."""
    at_host: dict[str, list[timedelta]] = defaultdict(list)
    for one in sources:
        if isinstance(one.every, timedelta) and one.every and one.is_web and not (one.cron or one.paused):
            at_host[host_of(one.location)].append(one.every)
    told = {}
    for host, intervals in at_host.items():
        turn = max(delay, timedelta(seconds=min(wanted.get(host, 0), LONGEST_DELAY)))
        if (load := sum(turn / every for every in intervals)) > 1:
            told[host] = (
                f"{len(intervals)} sources share its turn, {turn.total_seconds():g} s each: they ask for {load:.1f} "
                "times as many visits as there are turns, and come late; a longer every in their files mends it"
            )
    return told
