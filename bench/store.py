"""What recording an entry and its event costs beside bare SQL: `python bench/store.py`.

Three ways to the same rows (entry, body, event) in the same kind of file (WAL, synchronous FULL): through
`Store.write`, with SQLAlchemy Core, and with sqlite3. The bare ones are given rows that are ready; ours also makes
them (JSON, zstd, dates). One entry a transaction, as pages are read, and fifty, as a feed with whole releases is.
Interleaved, medians.
"""

import sqlite3
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert

from feeder.model import Change, Entry, Moment, Source
from feeder.store import Store, schema

ENTRIES = 200
ROUNDS = 15
TABLES = (schema.entry, schema.body, schema.event)
NOW = datetime(2025, 3, 4, 9, 30, tzinfo=UTC)
BODY = "<p>Die Werft übergibt heute das größte Fährschiff ihrer Geschichte – früher als geplant.</p>\n" * 55  # 5 KB
SOURCE = Source(uid=str(uuid.uuid4()), slug="werft", location="https://werft.example/", every=timedelta(minutes=15))

Rows = dict[Table, dict[str, Any]]
Contestant = Callable[[Store, Sequence[Sequence[Any]]], None]


def entry(number: int) -> Entry:
    at = NOW - timedelta(hours=number)
    return Entry(
        id=uuid.uuid5(uuid.NAMESPACE_URL, str(number)).urn,
        source="werft",
        url=f"https://werft.example/presse/{number}",
        title=f"Meldung {number}: Neues von der Küste",
        published=Moment(at=at),
        first_seen=NOW,
        language="de",
        authors=("Ada Beispiel",),
        summary="Ein Schiff wird übergeben, ein zweites auf Kiel gelegt.",
        content=BODY,
        text=BODY,
        tags=("Schiffbau",),
    )


def through_the_store(store: Store, batches: Sequence[Sequence[Entry]]) -> None:
    for batch in batches:
        with store.write() as tx:
            for one in batch:
                tx.entries.record(SOURCE.uid, str(one.url), Change(kind="created", entry=one), now=NOW)
                tx.log.append("entry.created", {"entry": one.to_dict()}, of=SOURCE, now=NOW, entry_id=one.id)


def with_sqlalchemy(store: Store, batches: Sequence[Sequence[Rows]]) -> None:
    for batch in batches:
        with store._begin("BEGIN IMMEDIATE") as connection:  # noqa: SLF001 - the same connection, none of the rest
            for rows in batch:
                insert_all(connection, rows)


def insert_all(connection: Connection, rows: Rows) -> None:
    for table, row in rows.items():
        connection.execute(insert(table), row)


def with_sqlite3(store: Store, batches: Sequence[Sequence[Rows]]) -> None:
    with closing(sqlite3.connect(store.path, isolation_level=None)) as database:
        database.execute("PRAGMA synchronous = FULL")
        for batch in batches:
            database.execute("BEGIN IMMEDIATE")
            for rows in batch:
                for table, row in rows.items():
                    names = ", ".join(row)
                    marks = ", ".join(f":{name}" for name in row)
                    database.execute(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", row)
            database.execute("COMMIT")


def ready_rows(entries: Sequence[Entry]) -> list[Rows]:
    """The very rows that the store writes for these entries."""
    with tempfile.TemporaryDirectory() as folder:
        store = new_store(folder)
        through_the_store(store, [entries])
        store.close()
        with closing(sqlite3.connect(store.path)) as database:
            database.row_factory = sqlite3.Row
            columns = [
                [dict(row) for row in database.execute(f"SELECT * FROM {table.name} ORDER BY rowid")]
                for table in TABLES
            ]
    return [dict(zip(TABLES, rows, strict=True)) for rows in zip(*columns, strict=True)]


def new_store(folder: str) -> Store:
    store = Store(f"sqlite:///{Path(folder) / 'feeder.db'}")
    with store.write() as tx:
        tx.sources.sync([SOURCE], keep=(), now=NOW)
    return store


def seconds(work: Contestant, given: Sequence[Any], size: int) -> float:
    batches = [given[start : start + size] for start in range(0, len(given), size)]
    with tempfile.TemporaryDirectory() as folder:
        store = new_store(folder)
        start = time.perf_counter()
        work(store, batches)
        taken = time.perf_counter() - start
        store.close()
    return taken


def main() -> None:
    entries = [entry(number) for number in range(ENTRIES)]
    rows = ready_rows(entries)
    contestants: dict[str, tuple[Contestant, Sequence[Any]]] = {
        "sqlite3": (with_sqlite3, rows),
        "SQLAlchemy Core": (with_sqlalchemy, rows),
        "feeder": (through_the_store, entries),
    }
    for size in (1, 50):
        rounds = [[seconds(work, given, size) for work, given in contestants.values()] for _ in range(ROUNDS)]
        print(f"{size} in a transaction")
        for place, name in enumerate(contestants):
            rate = ENTRIES / statistics.median(row[place] for row in rounds)
            ratio = statistics.median(row[0] / row[place] for row in rounds)
            print(f"  {name:16} {rate:8,.0f} entries/s  {ratio:5.2f} of sqlite3")


if __name__ == "__main__":
    main()
