"""What goes with time, by `[keep]`: events that everybody has heard of, old versions, documents as they came."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from feeder.config import Retention
from feeder.store import Store, Transaction

HOSTS = timedelta(days=31)  #: what hosts asked of us that nobody wanted to know since: longer than RFC 9309 2.3.1.4
BATCH = 1000  #: rows dropped in one transaction: others write in between


class Trim(Protocol):
    def __call__(self, before: datetime, *, limit: int) -> int: ...


#: What `[keep]` names → where it is.
KEPT: Mapping[str, Callable[[Transaction], Trim]] = {
    "events": lambda tx: tx.log.trim,
    "versions": lambda tx: tx.entries.trim_versions,
    "raw": lambda tx: tx.raws.trim,
}


def keep_house(store: Store, keep: Retention, now: datetime) -> dict[str, int]:
    """Drops what is older than it is to be kept; gives how many of each. Blocking."""
    dropped = {}
    for name, place in KEPT.items():
        age: timedelta | None = getattr(keep, name)
        dropped[name] = 0 if age is None else _trim(store, place, now - age)
    dropped["hosts"] = _trim(store, lambda tx: tx.hosts.trim, now - HOSTS)
    return {name: count for name, count in dropped.items() if count}


def _trim(store: Store, place: Callable[[Transaction], Trim], before: datetime) -> int:
    total = 0
    while True:
        with store.write(quiet=True) as tx:
            dropped = place(tx)(before, limit=BATCH)
        total += dropped
        if dropped < BATCH:
            return total
