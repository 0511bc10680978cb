"""The documents of a source: what is known of each article or file."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, select

from feeder.model import Page
from feeder.store import codec, dialect
from feeder.store.codec import instant, instant_or_none, micros, micros_or_none
from feeder.store.schema import page

PLAIN = (
    "url",
    "stamp",
    "initial",
    "listed",
    "etag",
    "last_modified",
    "body_hash",
    "reads",
    "failures",
    "error",
    "missing",
)


class Pages:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def of(self, uid: str) -> dict[str, Page]:
        """Every page of a source by its key; `row` comes back without its long texts."""
        return {row.key: _page(row) for row in self._db.execute(select(page).where(page.c.source == uid))}

    def put(self, uid: str, pages: Iterable[Page]) -> None:
        rows = [_values(uid, one) for one in pages]
        if rows:
            statement = dialect.upsert(self._db, page)
            new = {name: statement.excluded[name] for name in rows[0] if name not in ("source", "digest", "key")}
            self._db.execute(statement.on_conflict_do_update(index_elements=["source", "digest"], set_=new), rows)

    def errors(self, uid: str, *, limit: int) -> list[str]:
        """What is wrong with the pages of a source that could not be read, the newest page first."""
        query = select(page.c.error).where(page.c.source == uid, page.c.failures > 0).order_by(page.c.first_seen.desc())
        return [error for error in self._db.scalars(query.limit(limit)) if error]


def _page(row: Row[Any]) -> Page:
    return Page(
        key=row.key,
        first_seen=instant(row.first_seen),
        row=codec.load_entry(row.row) if row.row else None,
        next_read=instant_or_none(row.next_read),
        **{name: getattr(row, name) for name in PLAIN},
    )


def _values(uid: str, one: Page) -> dict[str, Any]:
    return {
        "source": uid,
        "digest": codec.digest(one.key),
        "key": one.key,
        "first_seen": micros(one.first_seen),
        "row": codec.dump_entry(one.row) if one.row else None,
        "next_read": micros_or_none(one.next_read),
        **{name: getattr(one, name) for name in PLAIN},
    }
