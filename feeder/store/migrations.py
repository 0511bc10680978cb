"""Bringing a store's schema up to date, at start and in one transaction.

A change of `schema.py` after a release is one function here, appended to MIGRATIONS; `pytest --refresh-golden` then
keeps the new schema beside the old ones in tests/schema/, from each of which a test comes to the newest.
"""

from collections.abc import Callable

from sqlalchemy import Connection, insert, inspect, select, text, update

from feeder.errors import StoreError
from feeder.store import schema


def _closed_feeds(connection: Connection) -> None:
    """1 → 2: a feed knows whose it is, and stays known when it is closed."""
    connection.exec_driver_sql("ALTER TABLE feed ADD COLUMN source VARCHAR(36)")
    connection.exec_driver_sql("ALTER TABLE feed ADD COLUMN closed BOOLEAN DEFAULT false NOT NULL")


def _leases_and_raws(connection: Connection) -> None:
    """2 → 3: visits and deliveries are leased; what was read is kept for a while, with what read it."""
    for column in ("parser VARCHAR(64)", "asked BIGINT", "token BIGINT DEFAULT '0' NOT NULL", "leased BIGINT"):
        connection.exec_driver_sql(f"ALTER TABLE source ADD COLUMN {column}")
    for table in ("source", "delivery"):
        connection.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN holder TEXT")
    connection.exec_driver_sql("ALTER TABLE page ADD COLUMN reading VARCHAR(64)")
    connection.exec_driver_sql("CREATE INDEX version_replaced ON version (replaced)")
    binary = {"sqlite": "BLOB", "postgresql": "BYTEA"}[connection.dialect.name]
    connection.exec_driver_sql(
        f"CREATE TABLE raw (source VARCHAR(36) NOT NULL, digest {binary} NOT NULL, hash VARCHAR(64) NOT NULL, "
        f"url TEXT NOT NULL, media_type TEXT, fetched BIGINT NOT NULL, body {binary} NOT NULL, "
        "PRIMARY KEY (source, digest), FOREIGN KEY(source) REFERENCES source (uid) ON DELETE CASCADE)"
    )
    connection.exec_driver_sql("CREATE INDEX raw_fetched ON raw (fetched)")


def _glances_and_debts(connection: Connection) -> None:
    """3 → 4: a feed at a glance is kept beside its revision; those that are there get theirs by being written again.
    The backlogs that endpoints are owed are kept, not those that were given."""
    binary = {"sqlite": "BLOB", "postgresql": "BYTEA"}[connection.dialect.name]
    connection.exec_driver_sql(f"ALTER TABLE feed ADD COLUMN glance {binary}")
    connection.exec_driver_sql("UPDATE feed SET wanted = wanted + 1 WHERE NOT closed")
    owed = connection.exec_driver_sql(
        "SELECT endpoint.slug, source.uid FROM endpoint CROSS JOIN source WHERE NOT EXISTS "
        "(SELECT 1 FROM backlog WHERE backlog.endpoint = endpoint.slug AND backlog.source = source.uid)"
    ).all()
    connection.exec_driver_sql("DELETE FROM backlog")
    for endpoint, source in owed:
        new = text("INSERT INTO backlog (endpoint, source) VALUES (:endpoint, :source)")
        connection.execute(new, {"endpoint": endpoint, "source": source})
    connection.exec_driver_sql("CREATE INDEX backlog_by_source ON backlog (source)")


def _stirred_pages(connection: Connection) -> None:
    """4 → 5: a page knows whether its list says something new of it; what is due or withheld is found at once."""
    connection.exec_driver_sql("ALTER TABLE page ADD COLUMN is_stirred BOOLEAN DEFAULT false NOT NULL")
    connection.exec_driver_sql("CREATE INDEX page_ready ON page (source, next_read)")
    connection.exec_driver_sql("CREATE INDEX page_withheld ON page (source) WHERE standing != 'open'")


def _moves(connection: Connection) -> None:
    """5 → 6: a source knows where its server says that its list is for good, who gave the validators of its list, and
    when that was last sent whole."""
    for column in ("validates TEXT", "had BIGINT", "moved_to TEXT", "moved_since BIGINT"):
        connection.exec_driver_sql(f"ALTER TABLE source ADD COLUMN {column}")
    connection.exec_driver_sql("ALTER TABLE source ADD COLUMN moved_visits INTEGER DEFAULT '0' NOT NULL")


def _polite_hosts(connection: Connection) -> None:
    """6 → 7: what hosts and their robots.txt ask of us is remembered."""
    binary = {"sqlite": "BLOB", "postgresql": "BYTEA"}[connection.dialect.name]
    connection.exec_driver_sql(
        "CREATE TABLE host (name VARCHAR(300) NOT NULL, until BIGINT NOT NULL, reason TEXT NOT NULL, "
        "PRIMARY KEY (name))"
    )
    connection.exec_driver_sql(
        "CREATE TABLE robots (origin VARCHAR(300) NOT NULL, again BIGINT NOT NULL, had BIGINT, "
        f"rules {binary} NOT NULL, delay FLOAT(53), error TEXT, since BIGINT, PRIMARY KEY (origin))"
    )
    connection.exec_driver_sql("CREATE INDEX robots_again ON robots (again)")


def _learned_rules(connection: Connection) -> None:
    """7 → 8: the rules that were learned of a source's list."""
    binary = {"sqlite": "BLOB", "postgresql": "BYTEA"}[connection.dialect.name]
    connection.exec_driver_sql(
        f"CREATE TABLE rule (source VARCHAR(36) NOT NULL, number INTEGER NOT NULL, learned {binary} NOT NULL, "
        "reading VARCHAR(64) NOT NULL, parser VARCHAR(64) NOT NULL, since BIGINT NOT NULL, proven BIGINT NOT NULL, "
        "retired BIGINT, why TEXT, PRIMARY KEY (source, number), "
        "FOREIGN KEY(source) REFERENCES source (uid) ON DELETE CASCADE)"
    )


def _mistakes(connection: Connection) -> None:
    """8 → 9: what the file of a source says that does not do is told until it is mended."""
    connection.exec_driver_sql("ALTER TABLE source ADD COLUMN mistake TEXT")


def _templates(connection: Connection) -> None:
    """9 → 10: the templates that were learned of release pages."""
    binary = {"sqlite": "BLOB", "postgresql": "BYTEA"}[connection.dialect.name]
    connection.exec_driver_sql(
        "CREATE TABLE template (source VARCHAR(36) NOT NULL, host VARCHAR(300) NOT NULL, number INTEGER NOT NULL, "
        f"layout {binary} NOT NULL, pages INTEGER NOT NULL, "
        "reading VARCHAR(64) NOT NULL, parser VARCHAR(64) NOT NULL, seen BIGINT NOT NULL, "
        "PRIMARY KEY (source, host, number), FOREIGN KEY(source) REFERENCES source (uid) ON DELETE CASCADE)"
    )


#: Each takes a store from the version of its place (from 1) to the next. Append only: people have data.
MIGRATIONS: tuple[Callable[[Connection], None], ...] = (
    _closed_feeds,
    _leases_and_raws,
    _glances_and_debts,
    _stirred_pages,
    _moves,
    _polite_hosts,
    _learned_rules,
    _mistakes,
    _templates,
)


def newest() -> int:
    return len(MIGRATIONS) + 1


def migrate(connection: Connection, name: str) -> None:
    """Makes the tables, or changes those of an older feeder. Raises StoreError for what a newer one wrote, or another
    program; `name` is what messages call the database."""
    tables = inspect(connection).get_table_names()
    if not tables:
        schema.metadata.create_all(connection)
        connection.execute(insert(schema.schema_version).values(version=newest()))
        return
    if schema.schema_version.name not in tables:
        raise StoreError(f"{name}: is a database of another program; name another one in [store] url")
    found = connection.execute(select(schema.schema_version.c.version)).scalar_one()
    if found > newest():
        raise StoreError(
            f"{name}: written by a newer feeder (schema {found}, this one knows {newest()}); upgrade feeder"
        )
    for step in MIGRATIONS[found - 1 :]:
        step(connection)
    if found < newest():
        connection.execute(update(schema.schema_version).values(version=newest()))
