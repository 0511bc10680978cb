"""Is the log one line, however many write it? `python bench/log.py [--events N] [--store sqlite|postgresql]`

Four processes write events, one to five in a transaction; every tenth transaction is undone after it was given its
numbers. Two processes follow the cursor meanwhile, as endpoints and readers of the API do. Ends with an error where a
reader saw a gap, a repetition, or one writer's events in another order than they were written.
"""

import argparse
import multiprocessing
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from itertools import repeat
from random import Random

from _postgresql import server, store_url

from feeder.store import Store

WRITERS, READERS = 4, 2
PAGE = 500  #: events a reader asks for at once


def write(url: str, name: int, events: int) -> int:
    """How many transactions it took."""
    store, chance = Store(url), Random(name)
    number = commits = 0
    while number < events:
        size = min(chance.randint(1, 5), events - number)
        is_undone = chance.random() < 0.1
        with suppress(ZeroDivisionError), store.write() as tx:
            for one in range(number, number + size):
                tx.log.append("source.gap", {"writer": name, "number": one}, now=datetime.now(UTC))
            tx.finish()
            1 / (not is_undone)
        number += 0 if is_undone else size
        commits += not is_undone
    store.close()
    return commits


def follow(url: str, events: int) -> float:
    """Reads on until it has seen all of them; gives the longest time that a read took, in seconds."""
    store, cursor, slowest = Store(url), 0, 0.0
    expected = [0] * WRITERS
    while cursor < events:
        start = time.perf_counter()
        with store.read() as tx:
            found = tx.log.after(cursor, limit=PAGE)
        slowest = max(slowest, time.perf_counter() - start)
        if not found:
            time.sleep(0.01)
        for one in found:
            writer = one.data["writer"]
            if one.seq != cursor + 1 or one.data["number"] != expected[writer]:
                raise SystemExit(f"after {cursor} came {one.seq}: number {one.data['number']} of writer {writer}")
            cursor, expected[writer] = one.seq, expected[writer] + 1
    store.close()
    return slowest


def measure(url: str, events: int) -> None:
    Store(url).close()
    each = events // WRITERS
    start = time.perf_counter()
    with ProcessPoolExecutor(WRITERS + READERS, mp_context=multiprocessing.get_context("spawn")) as pool:
        writers = pool.map(write, repeat(url), range(WRITERS), repeat(each, WRITERS))
        readers = pool.map(follow, repeat(url), repeat(each * WRITERS, READERS))
        commits = sum(writers)
        written = time.perf_counter() - start
        slowest = max(readers)
    print(
        f"  {each * WRITERS:,} events in {commits:,} commits of {WRITERS} processes\n"
        f"  {READERS} readers saw no gap and no reordering; their slowest read took {slowest * 1000:.0f} ms\n"
        f"  {each * WRITERS / written:,.0f} events/s, {commits / written:,.0f} commits/s"
    )


def stores(kind: str) -> Iterator[tuple[str, str]]:
    if kind in {"sqlite", "both"}:
        with store_url("sqlite", None) as url:
            yield "SQLite", url
    if kind in {"postgresql", "both"}:
        with server() as running, store_url("postgresql", running) as url:
            yield "PostgreSQL", url


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--events", type=int, default=20_000)
    asked.add_argument("--store", choices=["sqlite", "postgresql", "both"], default="both")
    given = asked.parse_args()
    for name, url in stores(given.store):
        print(name)
        measure(url, given.events)


if __name__ == "__main__":
    main()
