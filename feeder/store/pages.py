"""The documents of a source: what is known of each article or file."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, func, or_, select, update

from feeder.model import Page, Verdict
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
    "standing",
    "reason",
    "judged",
    "reading",
    "is_stirred",
)
WITHHELD = ("sealed", "held")
BATCH = 500


class Pages:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def of(self, uid: str) -> dict[str, Page]:
        """Every page of a source by its key; `row` comes back without its long texts."""
        return {row.key: _page(row) for row in self._db.execute(select(page).where(page.c.source == uid))}

    def at(self, uid: str, key: str) -> Page | None:
        row = self._db.execute(select(page).where(_is(uid, key))).one_or_none()
        return _page(row) if row else None

    def listed(self, uid: str, keys: Iterable[str]) -> dict[str, Page]:
        """Those that the last look found, and those of these keys: all that another look may change. What fell off its
        list long ago, most of it in the end, is left out."""
        query = select(page).where(page.c.source == uid)
        found = [*self._db.execute(query.where(page.c.listed))]
        digests = list({codec.digest(key) for key in keys} - {row.digest for row in found})
        for start in range(0, len(digests), BATCH):
            found += self._db.execute(query.where(page.c.digest.in_(digests[start : start + BATCH])))
        return {row.key: _page(row) for row in found}

    def ready(self, uid: str, now: datetime) -> list[Page]:
        """The pages that were to be read by now."""
        query = select(page).where(page.c.source == uid, page.c.next_read <= micros(now))
        return [_page(row) for row in self._db.execute(query)]

    def stamps(self, uid: str) -> dict[str, str]:
        """The stamp of every page by its key."""
        rows = self._db.execute(select(page.c.key, page.c.stamp).where(page.c.source == uid))
        return {row.key: row.stamp for row in rows}

    def count(self, uid: str) -> int:
        """How many the last look found."""
        query = select(func.count()).where(page.c.source == uid, page.c.listed)
        return int(self._db.execute(query).scalar_one())

    def oldest(self, uid: str) -> datetime | None:
        """When the first of them was seen."""
        return instant_or_none(
            self._db.execute(select(func.min(page.c.first_seen)).where(page.c.source == uid)).scalar()
        )

    def unread(self, uid: str) -> int:
        """How many are still to be read for the first time."""
        query = select(func.count()).where(page.c.source == uid, page.c.next_read.is_not(None), page.c.reads == 0)
        return int(self._db.execute(query.where(page.c.standing == "open")).scalar_one())

    def knows_any(self, uid: str) -> bool:
        return self._db.execute(select(page.c.digest).where(page.c.source == uid).limit(1)).first() is not None

    def giving(self, uid: str, body_hash: str, *, limit: int) -> list[str]:
        """The addresses that gave these bytes when they were read last."""
        query = select(page.c.url).where(page.c.source == uid, page.c.body_hash == body_hash)
        return list(self._db.scalars(query.limit(limit)))

    def put(self, uid: str, pages: Iterable[Page]) -> None:
        rows = [_values(uid, one) for one in pages]
        if rows:
            statement = dialect.upsert(self._db, page)
            new = {name: statement.excluded[name] for name in rows[0] if name not in ("source", "digest", "key")}
            self._db.execute(statement.on_conflict_do_update(index_elements=["source", "digest"], set_=new), rows)

    def is_any_untold(self, uid: str, now: datetime, *, most_failures: int) -> bool:
        """Whether the list shows anything that was not read as it is now, or is withheld. What failed more often was
        told as the list has it."""
        is_unseen = and_(page.c.reads == 0, page.c.standing != "passed")
        unread = or_(is_unseen, page.c.failures > 0, page.c.next_read <= micros(now))
        untold = or_(and_(unread, page.c.failures <= most_failures), page.c.standing.in_((*WITHHELD, "discarded")))
        query = select(page.c.digest).where(page.c.source == uid, page.c.listed, untold)
        return self._db.execute(query.limit(1)).first() is not None

    def vanished(self, uid: str, *, most: int) -> list[Page]:
        """The pages that the last look did not find, and that were missed at most so often."""
        query = select(page).where(page.c.source == uid, ~page.c.listed, page.c.missing <= most)
        return [_page(row) for row in self._db.execute(query)]

    def drop(self, uid: str, key: str) -> None:
        self._db.execute(delete(page).where(_is(uid, key)))

    def withheld(self, uid: str) -> list[Page]:
        """The pages of a source that are sealed or held and were not taken away since, in the order they were seen."""
        there = or_(page.c.listed, page.c.reads > 0, page.c.standing == "sealed")
        query = select(page).where(
            page.c.source == uid, page.c.standing != "open", page.c.standing.in_(WITHHELD), there, page.c.missing == 0
        )
        return [_page(row) for row in self._db.execute(query.order_by(page.c.first_seen))]

    def parts(self, uid: str) -> dict[str, Page]:
        """The sitemaps of an index that could not be had, by address."""
        query = select(page).where(page.c.source == uid, page.c.standing != "open", page.c.standing == "part")
        return {row.url: _page(row) for row in self._db.execute(query)}

    def judge(self, uid: str, verdict: Verdict, now: datetime) -> bool:
        """Whether a page of the source was held: it is read again and told, or what it said is known and never told."""
        values: dict[str, Any] = {"standing": "discarded", "reason": None}
        if verdict == "release":
            values = {"standing": "released", "reason": None, "next_read": micros(now)}
        held = update(page).where(page.c.source == uid, page.c.standing == "held").values(**values)
        return self._db.execute(held).rowcount > 0

    def errors(self, uid: str, *, limit: int) -> list[str]:
        """What is wrong with the pages of a source that could not be read, the newest page first."""
        query = select(page.c.error).where(page.c.source == uid, page.c.failures > 0).order_by(page.c.first_seen.desc())
        return [error for error in self._db.scalars(query.limit(limit)) if error]


def _is(uid: str, key: str) -> ColumnElement[bool]:
    return and_(page.c.source == uid, page.c.digest == codec.digest(key))


def _page(row: Row[Any]) -> Page:
    return Page(
        key=row.key,
        first_seen=instant(row.first_seen),
        row=codec.load_entry(row.row) if row.row else None,
        next_read=instant_or_none(row.next_read),
        until=instant_or_none(row.until),
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
        "until": micros_or_none(one.until),
        **{name: getattr(one, name) for name in PLAIN},
    }
