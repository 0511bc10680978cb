"""A store from any older feeder is brought up to date at start, once, and loses nothing.

tests/schema/ has the tables of every version as each database was told them. Until a version is released its file
may be written anew (`pytest --refresh-golden`); after that, a changed schema is a new version and a migration.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Connection, Engine, MetaData, Text, create_engine, inspect, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable
from stores import store_url

from feeder.errors import StoreError
from feeder.store import Store, migrations, schema

FOLDER = Path(__file__).parent / "schema"
DIALECTS = {"sqlite": sqlite.dialect(), "postgresql": postgresql.dialect()}
VERSIONS = range(1, migrations.newest() + 1)


def statements(name: str) -> str:
    """The present schema, as a database is told it."""
    compiled = []
    for table in schema.metadata.sorted_tables:
        made = (CreateTable(table), *map(CreateIndex, sorted(table.indexes, key=lambda index: str(index.name))))
        compiled += [str(one.compile(dialect=DIALECTS[name])).strip() for one in made]
    return "".join(f"{one};\n\n" for one in compiled).replace(" \n", "\n").replace("\t", "    ")


@pytest.fixture
def url(tmp_path: Path) -> str:
    return store_url(tmp_path / "feeder.db")


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    parsed = make_url(url)
    engine = create_engine(parsed.set(drivername=parsed.drivername.replace("postgresql", "postgresql+psycopg")))
    yield engine
    engine.dispose()


def make(engine: Engine, version: int) -> None:
    """An empty store, as the feeder of this version made it."""
    text = (FOLDER / f"{version}-{engine.dialect.name}.sql").read_text(encoding="utf-8")
    with engine.begin() as connection:
        for statement in text.split(";\n")[:-1]:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"INSERT INTO schema_version VALUES ({version})")


def tables(engine: Engine) -> dict[str, Any]:
    """All that the database knows of its tables, in an order that does not depend on when a column came."""
    found = inspect(engine)
    return {
        name: {
            "columns": sorted((one["name"], str(one["type"]), one["nullable"]) for one in found.get_columns(name)),
            "key": found.get_pk_constraint(name)["constrained_columns"],
            "unique": sorted(one["column_names"] for one in found.get_unique_constraints(name)),
            "indexes": sorted((str(one["name"]), one["column_names"]) for one in found.get_indexes(name)),
            "references": sorted(
                (one["constrained_columns"], one["referred_table"], one["options"])
                for one in found.get_foreign_keys(name)
            ),
        }
        for name in found.get_table_names()
    }


def version_of(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.exec_driver_sql("SELECT version FROM schema_version").scalar_one())


@pytest.mark.parametrize("name", DIALECTS)
def test_a_changed_schema_is_a_new_version(name: str, *, refresh: bool) -> None:
    path = FOLDER / f"{migrations.newest()}-{name}.sql"
    if refresh:
        path.write_text(statements(name), encoding="utf-8")
    assert statements(name) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("version", VERSIONS)
def test_a_store_of_any_version_becomes_like_a_new_one(engine: Engine, url: str, tmp_path: Path, version: int) -> None:
    make(engine, version)
    Store(url).close()
    assert version_of(engine) == migrations.newest()
    assert tables(engine) == fresh(tmp_path)


def fresh(folder: Path) -> dict[str, Any]:
    url = make_url(store_url(folder / "fresh.db"))
    Store(url.render_as_string(hide_password=False)).close()
    engine = create_engine(url.set(drivername=url.drivername.replace("postgresql", "postgresql+psycopg")))
    found = tables(engine)
    engine.dispose()
    return found


# A version that is yet to come ---------------------------------------------------------------------------------------


def add_note(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE source ADD COLUMN note TEXT")
    connection.exec_driver_sql("UPDATE source SET note = 'known before'")


def fail(connection: Connection) -> None:
    add_note(connection)
    connection.exec_driver_sql("SELECT * FROM nowhere")


@pytest.fixture
def coming(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next feeder: its sources have a note."""
    later = MetaData()
    for table in schema.metadata.sorted_tables:
        table.to_metadata(later)
    later.tables["source"].append_column(Column("note", Text))
    monkeypatch.setattr(schema, "metadata", later)
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, add_note))


SOURCE = (
    "INSERT INTO source (uid, slug, location, created, active, paused, failures, most_new, first_done)"
    " VALUES ('uid', 'acme', 'https://acme.example/', 1, '1', '0', 0, 0, '1')"
)


@pytest.mark.usefixtures("coming")
def test_a_migration_changes_the_tables_and_keeps_the_rows(engine: Engine, url: str, tmp_path: Path) -> None:
    make(engine, 1)
    with engine.begin() as connection:
        connection.exec_driver_sql(SOURCE)
    for _ in range(2):
        Store(url).close()
    assert version_of(engine) == migrations.newest()
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT slug, note FROM source").all()
    assert found == [("acme", "known before")]
    assert tables(engine) == fresh(tmp_path)


def test_what_an_older_feeder_owed_its_endpoints_is_owed_still_and_its_feeds_are_written_again(
    engine: Engine, url: str
) -> None:
    make(engine, 2)
    with engine.begin() as connection:
        for number, is_done in enumerate(("1", "0")):
            row = SOURCE.replace("'uid'", f"'uid {number}'").replace("'acme'", f"'acme-{number}'")
            connection.exec_driver_sql(f"{row[:-4]}'{is_done}')")
            connection.exec_driver_sql(f"INSERT INTO endpoint (slug, cursor) VALUES ('hook {number}', 0)")
            values = f"'acme-{number}', 1, '', 3, 3, '{number}'"
            connection.exec_driver_sql(
                f"INSERT INTO feed (slug, created, settings, wanted, written, closed) VALUES ({values})"
            )
        connection.exec_driver_sql("INSERT INTO backlog VALUES ('hook 0', 'uid 0')")  # it was given
    store = Store(url)
    with store.read() as tx:
        assert tx.feeds.stale() == {"acme-0"}
    store.close()
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT endpoint, source FROM backlog ORDER BY endpoint, source").all()
    assert found == [("hook 0", "uid 1"), ("hook 1", "uid 0"), ("hook 1", "uid 1")]


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    engine: Engine, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(engine, 1)
    before = tables(engine)
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, fail))
    with pytest.raises(StoreError, match="nowhere"):
        Store(url)
    assert tables(engine) == before
    assert version_of(engine) == 1


def test_a_store_of_a_newer_feeder_is_refused(engine: Engine, url: str) -> None:
    Store(url).close()
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE schema_version SET version = 99")
    with pytest.raises(
        StoreError, match=r"written by a newer feeder \(schema 99, this one knows \d+\); upgrade feeder"
    ):
        Store(url)
    assert version_of(engine) == 99


def test_a_database_of_another_program_is_refused_and_left_alone(engine: Engine, url: str) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE recipe (name TEXT)")
    with pytest.raises(StoreError, match="database of another program"):
        Store(url)
    assert list(tables(engine)) == ["recipe"]


STARTER = """
import sys
from feeder.store import Store, migrations, schema

def add_note(connection):
    connection.exec_driver_sql("ALTER TABLE source ADD COLUMN note TEXT")

migrations.MIGRATIONS = (*migrations.MIGRATIONS, add_note)
sys.stdin.read()  # until all are ready
Store(sys.argv[1]).close()
"""


def test_processes_that_start_at_once_migrate_once(engine: Engine, url: str) -> None:
    make(engine, 1)
    command = [sys.executable, "-c", STARTER, url]
    starters = [subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    for starter in starters:
        assert starter.stdin
        starter.stdin.close()
        starter.stdin = None
    assert [starter.communicate()[1] for starter in starters] == ["", "", ""]
    assert version_of(engine) == migrations.newest() + 1
    assert "note" in [name for name, *_ in tables(engine)["source"]["columns"]]


def test_processes_that_start_at_once_make_one_store(engine: Engine, url: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import sys; from feeder.store import Store; Store(sys.argv[1]).close()", url]
    starters = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    assert [starter.communicate()[1] for starter in starters] == ["", "", ""]
    assert tables(engine) == fresh(tmp_path)
