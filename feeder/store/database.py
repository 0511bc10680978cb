"""Opening the store: its database, its schema, its transactions."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError, OperationalError

from feeder.errors import StoreError
from feeder.store import dialect
from feeder.store.migrations import migrate
from feeder.store.transaction import Transaction

TROUBLE = (DatabaseError, OperationalError)  #: the disk's and the server's; their other kin are bugs of ours


class Store:
    """A file of SQLite (`sqlite:///path`) or a database of PostgreSQL (`postgresql://…`). Raises StoreError where it
    cannot be opened, is newer than this feeder, or is no store."""

    def __init__(self, url: str) -> None:
        self._database = dialect.database(url)
        self._engine = self._database.engine()
        with ExitStack() as on_trouble:
            on_trouble.callback(self.close)
            self._open()
            on_trouble.pop_all()

    @property
    def file(self) -> Path | None:
        """Where it is, if it is a file."""
        return self._database.path if isinstance(self._database, dialect.SQLite) else None

    def _open(self) -> None:
        try:
            with self._engine.connect() as connection:
                self._database.begin(connection, writes=True)
                dialect.alone(connection, dialect.MIGRATING)
                migrate(connection, self._database.name)
                connection.commit()
            self._database.opened(self._engine)
        except DatabaseError as problem:
            raise StoreError(
                f"{self._database.name}: cannot be opened ({dialect.cause(problem)}); {self._database.cure}"
            ) from None

    @contextmanager
    def write(self, *, quiet: bool = False) -> Iterator[Transaction]:
        """A transaction that may write: all of it, or nothing, is kept. A `quiet` one tells nobody anything, and a
        power loss may undo it; what any other one tells is on disk before somebody can hear of it."""
        with self._database.writing, self._begin(writes=True, quiet=quiet) as connection:
            transaction = Transaction(connection, quiet=quiet)
            yield transaction
            transaction.finish()

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """A transaction that sees one state of the store throughout."""
        with self._begin(writes=False) as connection:
            yield Transaction(connection)

    @contextmanager
    def _begin(self, *, writes: bool, quiet: bool = False) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                self._database.begin(connection, writes=writes, quiet=quiet)
                yield connection
                connection.commit()
        except DatabaseError as problem:
            if type(problem) not in TROUBLE:
                raise
            raise StoreError(
                f"{self._database.name}: {dialect.cause(problem)}; check that it can be reached and has room, and that "
                "nobody holds it"
            ) from None

    def close(self) -> None:
        self._engine.dispose()
