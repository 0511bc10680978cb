"""Opening the store: its file, its pragmas, its schema version."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, inspect, select, update
from sqlalchemy.exc import DatabaseError, OperationalError

from feeder.errors import StoreError
from feeder.store import schema
from feeder.store.transaction import Transaction

BUSY = 30  #: seconds a writer waits for another process

#: Each takes a store from the version of its place (from 1) to the next. Append only: people have data.
MIGRATIONS: tuple[Callable[[Connection], None], ...] = ()
VERSION = len(MIGRATIONS) + 1
TROUBLE = (DatabaseError, OperationalError)  #: the disk's and the file's; their other kin are bugs of ours


class Store:
    """One SQLite file. Raises StoreError where it cannot be opened, is newer than this feeder, or is no store."""

    def __init__(self, url: str) -> None:
        self.path = Path(url.removeprefix("sqlite:///"))
        self._writing = threading.Lock()  # within this process; other processes wait by BEGIN IMMEDIATE
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._engine = _engine(self.path)
            with self._begin("BEGIN IMMEDIATE") as connection:
                _migrate(connection, self.path)
            with self._engine.connect() as connection:  # kept in the file: only in one that is ours
                connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        except OSError as problem:
            raise StoreError(f"{self.path.parent}: cannot be made ({problem.strerror}); mend its rights") from None
        except DatabaseError as problem:
            raise StoreError(
                f"{self.path}: cannot be opened ({problem.orig}); restore a backup or move the file away"
            ) from None

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """A transaction that may write: all of it, or nothing, is kept. Only one is open at a time."""
        with self._writing, self._begin("BEGIN IMMEDIATE") as connection:
            yield Transaction(connection)

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """A transaction that sees one state of the store throughout."""
        with self._begin("BEGIN") as connection:
            yield Transaction(connection)

    @contextmanager
    def _begin(self, statement: str) -> Iterator[Connection]:
        with self._engine.connect() as connection:
            try:
                connection.exec_driver_sql(statement)
                yield connection
                connection.commit()
            except DatabaseError as problem:
                if type(problem) not in TROUBLE:
                    raise
                raise StoreError(
                    f"{self.path}: {problem.orig}; check the disk, and that no other program holds the file"
                ) from None

    def close(self) -> None:
        self._engine.dispose()


def _engine(path: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)), connect_args={"timeout": BUSY, "check_same_thread": False}
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves: sqlite3's own comes too late for IMMEDIATE
        for pragma in ("synchronous = FULL", "foreign_keys = ON", "temp_store = MEMORY", "cache_size = -16000"):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def _migrate(connection: Connection, path: Path) -> None:
    tables = inspect(connection).get_table_names()
    if tables and schema.schema_version.name not in tables:
        raise StoreError(f"{path}: is a database of another program; name another file in [store] url")
    if not tables:
        schema.metadata.create_all(connection)
        connection.execute(insert(schema.schema_version).values(version=VERSION))
        return
    found = connection.execute(select(schema.schema_version.c.version)).scalar_one()
    if found > VERSION:
        raise StoreError(
            f"{path}: written by a newer feeder (schema {found}, this one knows {VERSION}); upgrade feeder"
        )
    for step in MIGRATIONS[found - 1 :]:
        step(connection)
    if found < VERSION:
        connection.execute(update(schema.schema_version).values(version=VERSION))
