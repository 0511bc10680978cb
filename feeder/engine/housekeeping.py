"""What goes with time: events that everybody has heard of, after `[keep] events`."""

from datetime import datetime, timedelta

from feeder.store import Store

BATCH = 1000  #: events dropped in one transaction: others write in between


def keep_house(store: Store, events: timedelta, now: datetime) -> int:
    """Drops what is older than `events` and waited for by nobody; gives how many events. Blocking."""
    total = 0
    while True:
        with store.write(quiet=True) as tx:
            dropped = tx.log.trim(now - events, limit=BATCH)
        total += dropped
        if dropped < BATCH:
            return total
