"""What recording an entry and its event costs beside bare SQL: `python bench/store.py`.

Three ways to the same rows (entry, body, event), on disk when the commit returns: through `Store.write`, with
SQLAlchemy Core, and with sqlite3 or psycopg. The bare ones are given rows that are ready; ours also makes them (JSON,
zstd, dates) and gives the events their numbers. One entry a transaction, as pages are read, and fifty, as a feed with
whole releases is. Interleaved, medians.
"""

import sqlite3
import statistics
import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
from _postgresql import server, store_url
from sqlalchemy import Connection, Table, insert, select

from feeder.model import Change, Entry, Moment, Source
from feeder.store import Store, schema

ENTRIES = 200
ROUNDS = 9
TABLES = (schema.entry, schema.body, schema.event)
NOW = datetime(2025, 3, 4, 9, 30, tzinfo=UTC)
BODY = "<p>Die Werft übergibt heute das größte Fährschiff ihrer Geschichte – früher als geplant.</p>\n" * 55  # 5 KB
SOURCE = Source(uid=str(uuid.uuid4()), slug="werft", location="https://werft.example/", every=timedelta(minutes=15))

Rows = dict[Table, dict[str, Any]]
Contestant = Callable[[str, Store, Sequence[Sequence[Any]]], None]


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


def through_the_store(_url: str, store: Store, batches: Sequence[Sequence[Entry]]) -> None:
    for batch in batches:
        with store.write() as tx:
            for one in batch:
                tx.entries.record(SOURCE.uid, str(one.url), Change(kind="created", entry=one), now=NOW)
                tx.log.append("entry.created", {"entry": one.to_dict()}, of=SOURCE, now=NOW, entry_id=one.id)


def with_sqlalchemy(_url: str, store: Store, batches: Sequence[Sequence[Rows]]) -> None:
    for batch in batches:
        with store._begin(writes=True) as connection:  # noqa: SLF001 - the same connection, none of the rest
            for rows in batch:
                insert_all(connection, rows)


def insert_all(connection: Connection, rows: Rows) -> None:
    for table, row in rows.items():
        connection.execute(insert(table), row)


def with_sqlite3(url: str, _store: Store, batches: Sequence[Sequence[Rows]]) -> None:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as database:
        database.execute("PRAGMA synchronous = FULL")
        for batch in batches:
            database.execute("BEGIN IMMEDIATE")
            for rows in batch:
                for table, row in rows.items():
                    database.execute(statement(table, row, ":{}"), row)
            database.execute("COMMIT")


def with_psycopg(url: str, _store: Store, batches: Sequence[Sequence[Rows]]) -> None:
    with closing(psycopg.connect(url)) as database:
        for batch in batches:
            for rows in batch:
                for table, row in rows.items():
                    database.execute(statement(table, row, "%({})s").encode(), row)
            database.commit()


def statement(table: Table, row: dict[str, Any], mark: str) -> str:
    return f"INSERT INTO {table.name} ({', '.join(row)}) VALUES ({', '.join(mark.format(name) for name in row)})"


def ready_rows(entries: Sequence[Entry]) -> list[Rows]:
    """The very rows that the store writes for these entries."""
    with store_url("sqlite", None) as url:
        store = new_store(url)
        through_the_store(url, store, [entries])
        with store._engine.connect() as connection:  # noqa: SLF001
            columns = [[dict(row._mapping) for row in connection.execute(select(table))] for table in TABLES]  # noqa: SLF001
        store.close()
    by_entry = [{row[name]: row for row in rows} for rows, name in zip(columns, ("id", "entry", "entry"), strict=True)]
    return [dict(zip(TABLES, (found[one.id] for found in by_entry), strict=True)) for one in entries]


def new_store(url: str) -> Store:
    store = Store(url)
    with store.write() as tx:
        tx.sources.sync([SOURCE], keep=(), now=NOW)
    return store


def seconds(work: Contestant, kind: str, server_url: str, given: Sequence[Any], size: int) -> float:
    batches = [given[start : start + size] for start in range(0, len(given), size)]
    with store_url(kind, server_url) as url:
        store = new_store(url)
        start = time.perf_counter()
        work(url, store, batches)
        taken = time.perf_counter() - start
        store.close()
    return taken


def measure(kind: str, server_url: str, bare: str, raw: Contestant) -> None:
    entries = [entry(number) for number in range(ENTRIES)]
    rows = ready_rows(entries)
    contestants: dict[str, tuple[Contestant, Sequence[Any]]] = {
        bare: (raw, rows),
        "SQLAlchemy Core": (with_sqlalchemy, rows),
        "feeder": (through_the_store, entries),
    }
    for size in (1, 50):
        rounds = [
            [seconds(work, kind, server_url, given, size) for work, given in contestants.values()]
            for _ in range(ROUNDS)
        ]
        print(f"{kind}, {size} in a transaction")
        for place, name in enumerate(contestants):
            rate = ENTRIES / statistics.median(row[place] for row in rounds)
            ratio = statistics.median(row[0] / row[place] for row in rounds)
            print(f"  {name:16} {rate:8,.0f} entries/s  {ratio:5.2f} of {bare}")


def main() -> None:
    with server() as running:
        measure("sqlite", running, "sqlite3", with_sqlite3)
        measure("postgresql", running, "psycopg", with_psycopg)


if __name__ == "__main__":
    main()
