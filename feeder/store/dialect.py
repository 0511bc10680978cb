"""What differs between SQLite and PostgreSQL; everything else of this room is the same Core code on both.

            SQLite                               PostgreSQL
write       one at a time (BEGIN IMMEDIATE)      READ COMMITTED; what is shared is locked, rows in one order for all
read        a snapshot (WAL)                     a snapshot (REPEATABLE READ)
the log     the writer's lock orders it          an advisory lock, taken last, held until the commit is visible
to disk     FULL; NORMAL where nothing is told   as the server is set; asynchronous where nothing was told
"""

import sqlite3
import threading
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError

from feeder.errors import StoreError

BUSY = 30  #: seconds a writer waits for another
IDLE = 120  #: seconds after which PostgreSQL ends a transaction whose process stands still: others wait for its locks
THREADS = 32  #: the most that ask at once: asyncio's worker threads
MIGRATING, SYNCING, LOGGING = range(0x66656564, 0x66656567)  #: advisory locks: "feed" and the two after it


class SQLite:
    """A file."""

    cure = "restore a backup or move the file away"

    def __init__(self, url: str) -> None:
        self.path = Path(url.removeprefix("sqlite:///"))
        self.name = str(self.path)  #: in messages
        self.writing = threading.Lock()  # other processes wait by BEGIN IMMEDIATE

    def engine(self) -> Engine:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise StoreError(f"{self.path.parent}: cannot be made ({problem.strerror}); mend its rights") from None
        engine = create_engine(
            URL.create("sqlite", database=self.name), connect_args={"timeout": BUSY, "check_same_thread": False}
        )
        event.listen(engine, "connect", _prepare_sqlite)
        return engine

    def begin(self, connection: Connection, *, writes: bool, quiet: bool = False) -> None:
        if writes:  # a transaction cannot change its mind on this once it has begun
            connection.exec_driver_sql(f"PRAGMA synchronous = {'NORMAL' if quiet else 'FULL'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    def opened(self, engine: Engine) -> None:
        with engine.connect() as connection:  # kept in the file: only in one that is ours
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves: sqlite3's own comes too late for IMMEDIATE
    for pragma in ("foreign_keys = ON", "temp_store = MEMORY", "cache_size = -16000"):
        connection.execute(f"PRAGMA {pragma}")


class PostgreSQL:
    """A database of a server."""

    cure = "check [store] url, and that the server runs and lets this user make tables"
    writing = nullcontext()  # many write at once

    def __init__(self, url: str) -> None:
        try:
            self._url = make_url(url).set(drivername="postgresql+psycopg")
        except (ArgumentError, ValueError):  # its message may quote the password
            raise StoreError(
                "[store] url: cannot be understood; write postgresql://user:secret@host/name, and %40 for an @ in it"
            ) from None
        self.name = self._url.set(drivername="postgresql", query={}).render_as_string(hide_password=True)

    def engine(self) -> Engine:
        try:
            engine = create_engine(
                self._url,
                connect_args={"client_encoding": "utf8"},
                pool_size=THREADS // 4,
                max_overflow=THREADS - THREADS // 4,
                pool_pre_ping=True,  # a restart of the server costs no visit
            )
        except ImportError:
            raise StoreError(
                f"{self.name}: the driver of PostgreSQL is missing; pip install 'feeder[postgresql]'"
            ) from None
        event.listen(engine, "connect", self._prepare)
        return engine

    def _prepare(self, connection: Any, _record: Any) -> None:
        encoding = connection.info.parameter_status("server_encoding")
        if encoding != "UTF8":
            raise StoreError(f"{self.name}: keeps text as {encoding}; create the database with ENCODING 'UTF8'")
        connection.execute(f"SET lock_timeout = {int(BUSY * 1000)}")
        connection.execute(f"SET idle_in_transaction_session_timeout = {IDLE * 1000}")
        connection.commit()

    def begin(self, connection: Connection, *, writes: bool, quiet: bool = False) -> None:  # noqa: ARG002
        if not writes:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")

    def opened(self, engine: Engine) -> None:
        pass


def database(url: str) -> SQLite | PostgreSQL:
    return SQLite(url) if url.startswith("sqlite:///") else PostgreSQL(url)


def upsert(connection: Connection, table: Table) -> Any:
    """An INSERT that knows ON CONFLICT."""
    return {"sqlite": sqlite.insert, "postgresql": postgresql.insert}[connection.dialect.name](table)


def alone(connection: Connection, lock: int) -> None:
    """Until the commit, no other transaction passes here with the same lock. On SQLite none writes beside it anyway."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (lock,))


def untold(connection: Connection) -> None:
    """The commit need not wait for the disk: after a power loss it is there whole, or it never was. Whatever is told
    later takes it along: the disk gets commits in their order."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL synchronous_commit = off")


def cause(problem: DBAPIError) -> str:
    """What a database says, in one line."""
    return " ".join(str(problem.orig).split())
