"""Does asking what is due cost more when more is registered? `python bench/due.py [--million]`

A hundred sources are due among 1,000, 100,000 and, by flag, 1,000,000 that are not. Interleaved, medians; the ratio is
to the smallest, the memory what this process came to need more while it asked.
"""

import resource
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import Any

from _postgresql import server, store_url
from sqlalchemy import insert

from feeder.store import Store, schema
from feeder.store.codec import micros

DUE = 100
ROUNDS = 200
NOW = datetime(2025, 3, 4, 9, 30, tzinfo=UTC)
BATCH = 10_000


def register(store: Store, sources: int) -> None:
    with store._begin(writes=True) as connection:  # noqa: SLF001 - a sync of files reads as many files
        for start in range(0, sources, BATCH):
            connection.execute(insert(schema.source), list(rows(start, min(start + BATCH, sources), sources // DUE)))
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("ANALYZE source")  # as autovacuum does within a minute


def rows(start: int, end: int, every: int) -> Iterator[dict[str, Any]]:
    for number in range(start, end):
        due = NOW + timedelta(seconds=-number if number % every == 0 else 60 + number % 86_400)
        yield {
            "uid": f"{number:036}", "slug": f"room-{number}", "location": f"https://room-{number}.example/press/",
            "created": 0, "active": True, "paused": False, "failures": 0, "released": False, "first_done": True,
            "next_due": micros(due),
        }  # fmt: skip


def seconds(store: Store) -> float:
    start = time.perf_counter()
    with store.read() as tx:
        found = tx.sources.due(NOW)
    taken = time.perf_counter() - start
    assert len(found) == DUE
    return taken


def memory() -> float:
    """The most this process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(kind: str, running: str, sizes: Sequence[int]) -> None:
    with ExitStack() as open_stores:
        stores = []
        for size in sizes:
            stores.append(Store(open_stores.enter_context(store_url(kind, running))))
            open_stores.callback(stores[-1].close)
            register(stores[-1], size)
        before = memory()
        rounds = [[seconds(store) for store in stores] for _ in range(ROUNDS)]
        print(f"{kind} (asking takes {memory() - before:.1f} MB)")
    for place, size in enumerate(sizes):
        taken = statistics.median(row[place] for row in rounds)
        ratio = statistics.median(row[place] / row[0] for row in rounds)
        print(f"  {size:9,} registered  {1000 * taken:6.2f} ms  ratio {ratio:4.2f}")


def main() -> None:
    sizes = [1_000, 100_000] + [1_000_000] * ("--million" in sys.argv)
    with server() as running:
        for kind in ("sqlite", "postgresql"):
            measure(kind, running, sizes)


if __name__ == "__main__":
    main()
