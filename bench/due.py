"""Does asking what is due cost more when more is registered? `python bench/due.py [--million]`

A hundred sources are due among 1,000, 100,000 and, by flag, 1,000,000 that are not. Interleaved, medians; the ratio is
to the smallest, the memory what this process came to need more while it asked.
"""

import resource
import statistics
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import Any

from _postgresql import server, store_url
from sqlalchemy import insert, select

from feeder.model import Source
from feeder.store import Store, schema
from feeder.store.codec import micros

DUE = 100
ROUNDS = 200
NOW = datetime(2025, 3, 4, 9, 30, tzinfo=UTC)
BATCH = 10_000
FIRST = Source(uid=f"{0:036}", slug="room-0", location="https://room-0.example/press/", every=timedelta(minutes=15))


def register(store: Store, sources: int) -> None:
    with store.write() as tx:
        tx.sources.sync([FIRST], keep=(), now=NOW)
    with store._begin(writes=True) as connection:  # noqa: SLF001 - a sync of files reads as many files
        like = dict(connection.execute(select(schema.source)).mappings().one())
        for start in range(1, sources, BATCH):
            connection.execute(insert(schema.source), list(rows(like, start, min(start + BATCH, sources), sources)))
    if store._engine.dialect.name == "postgresql":  # noqa: SLF001
        with store._engine.begin() as connection:  # noqa: SLF001
            connection.exec_driver_sql("ANALYZE source")  # as autovacuum does within a minute


def rows(like: Mapping[str, Any], start: int, end: int, sources: int) -> Iterator[dict[str, Any]]:
    """Sources as the first one is; every so manyth is due, the others within the day."""
    for number in range(start, end):
        is_due = number % (sources // DUE) == 0
        due = NOW + timedelta(seconds=-number if is_due else 60 + number % 86_400)
        names = {"uid": f"{number:036}", "slug": f"room-{number}", "location": f"https://room-{number}.example/press/"}
        yield {**like, **names, "next_due": micros(due)}


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
