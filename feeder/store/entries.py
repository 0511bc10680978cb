"""Entries, their long texts and the versions before."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, literal, select, update

from feeder.model import Change, Entry, Listed
from feeder.store import codec
from feeder.store.codec import instant, micros
from feeder.store.schema import body, entry, source, version

VISIBLE = ("live", "corrected", "withdrawn")
FIRST_DATE = datetime(1990, 1, 1, tzinfo=UTC)  #: what claims to be older is a slip of the site
BATCH = 500

# Statements are made once: SQLAlchemy looks up how one is compiled faster than it finds out that two are the same.
_NEW_ENTRY, _NEW_BODY = insert(entry), insert(body)
_WHOLE = (
    select(entry, source.c.slug, body.c.content, body.c.text)
    .join(source, source.c.uid == entry.c.source)
    .join(body, body.c.entry == entry.c.id)
)
_ORDER = (entry.c.date.desc(), entry.c.first_seen.desc(), entry.c.id)
_NEWEST_FIRST = _WHOLE.where(entry.c.status.in_(VISIBLE)).order_by(*_ORDER)
_IDS_NEWEST_FIRST = (
    select(entry.c.id).join(source, source.c.uid == entry.c.source).where(entry.c.status.in_(VISIBLE)).order_by(*_ORDER)
)


class Entries:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def get(self, entry_id: str) -> Entry | None:
        row = self._db.execute(_WHOLE.where(entry.c.id == entry_id)).one_or_none()
        return _entry(row) if row else None

    def at(self, uid: str, key: str) -> Entry | None:
        """The entry of a source that is known under a key now; its id is made from the first one."""
        row = self._db.execute(_WHOLE.where(entry.c.source == uid, entry.c.digest == codec.digest(key))).one_or_none()
        return _entry(row) if row else None

    def place(self, entry_id: str) -> tuple[str, str] | None:
        """The uid of an entry's source, and the key of its page."""
        row = self._db.execute(select(entry.c.source, entry.c.key).where(entry.c.id == entry_id)).one_or_none()
        return (row.source, row.key) if row else None

    def rekey(self, entry_id: str, key: str) -> None:
        """The document of an entry has another name now."""
        self._db.execute(update(entry).where(entry.c.id == entry_id).values(key=key, digest=codec.digest(key)))

    def newest(self, slugs: Sequence[str] = (), *, limit: int | None) -> list[Entry]:
        """The newest entries of some sources, or of all."""
        query = _NEWEST_FIRST.where(source.c.slug.in_(slugs)) if slugs else _NEWEST_FIRST
        return [_entry(row) for row in self._db.execute(query.limit(limit))]

    def latest(self, uid: str, *, limit: int) -> list[Entry]:
        """The newest entries of one source by their feed's date, without their long texts."""
        query = select(entry.c.fields).where(entry.c.source == uid)
        query = query.order_by(entry.c.date.desc(), entry.c.first_seen.desc()).limit(limit)
        return [codec.load_entry(fields) for fields in self._db.scalars(query)]

    def listed(self, slugs: Sequence[str], shows: Callable[[Entry], bool], *, limit: int) -> list[Listed]:
        """The newest `limit` entries of the sources that a feed shows, newest first. Only what may be shown is read
        whole: the database would drag every text of every source through its order."""
        query = _IDS_NEWEST_FIRST.where(source.c.slug.in_(slugs), source.c.active)
        with self._db.execute(query.execution_options(yield_per=BATCH)) as rows:
            listed = map(_listed, self._whole(rows.scalars(), at_once=min(limit, BATCH)))
            return list(islice((one for one in listed if shows(one.entry)), limit))

    def one_listed(self, entry_id: str) -> Listed | None:
        """An entry as `listed` would give it, of a source that is followed."""
        query = _WHOLE.where(entry.c.id == entry_id, entry.c.status.in_(VISIBLE), source.c.active)
        row = self._db.execute(query).one_or_none()
        return _listed(row) if row else None

    def _whole(self, ids: Iterator[str], *, at_once: int) -> Iterator[Row[Any]]:
        while some := list(islice(ids, at_once)):
            rows = {row.id: row for row in self._db.execute(_WHOLE.where(entry.c.id.in_(some)))}
            yield from (rows[one] for one in some)

    def unseen(self, uid: str) -> list[str]:
        """The ids of those of a source that nobody may see (sealed, held, hidden)."""
        query = select(entry.c.id).where(entry.c.source == uid, entry.c.status.not_in(VISIBLE))
        return list(self._db.scalars(query))

    def counts(self) -> dict[str, int]:
        """How many entries each source has, by slug."""
        query = select(source.c.slug, func.count().label("entries")).join(entry, entry.c.source == source.c.uid)
        return {row.slug: row.entries for row in self._db.execute(query.group_by(source.c.slug))}

    def record(self, uid: str, key: str, change: Change, *, now: datetime) -> None:
        """Stores what became of an entry of the source `uid`; the version before is kept."""
        if change.before is None:
            self._create(uid, key, change.entry, now)
        else:
            self._keep_version(change.entry, now)
            self._put(change.entry, changed=micros(now), version=entry.c.version + 1)

    def trim_versions(self, before: datetime, *, limit: int) -> int:
        """Drops the oldest versions, at most `limit`, of those that were replaced before an instant. Gives how many."""
        query = select(version.c.entry, version.c.version).where(version.c.replaced < micros(before))
        rows = self._db.execute(query.order_by(version.c.replaced).limit(limit)).all()
        for row in rows:
            self._db.execute(delete(version).where(version.c.entry == row.entry, version.c.version == row.version))
        return len(rows)

    def settle(self, one: Entry) -> None:
        """Stores what was found out about an entry and is no change to a reader."""
        self._put(one)

    def _create(self, uid: str, key: str, new: Entry, now: datetime) -> None:
        date = micros(_feed_date(new, now))
        row = {
            "id": new.id,
            "source": uid,
            "digest": codec.digest(key),
            "key": key,
            "first_seen": micros(new.first_seen or now),
            "date": date,
            "changed": date,
            "version": 1,
            "status": new.status,
            "fields": codec.dump_entry(new),
        }
        self._db.execute(_NEW_ENTRY, row)
        self._db.execute(_NEW_BODY, {"entry": new.id, **_texts(new)})

    def _keep_version(self, new: Entry, now: datetime) -> None:
        columns = (
            entry.c.id,
            entry.c.version,
            literal(micros(now), entry.c.changed.type),
            entry.c.fields,
            body.c.content,
            body.c.text,
        )
        stored = select(*columns).join(body, body.c.entry == entry.c.id).where(entry.c.id == new.id)
        names = ["entry", "version", "replaced", "fields", "content", "text"]
        self._db.execute(insert(version).from_select(names, stored))

    def _put(self, one: Entry, **more: Any) -> None:
        values = {"status": one.status, "fields": codec.dump_entry(one), **more}
        self._db.execute(update(entry).where(entry.c.id == one.id).values(**values))
        self._db.execute(update(body).where(body.c.entry == one.id).values(**_texts(one)))


def _texts(one: Entry) -> dict[str, bytes | None]:
    return {"content": codec.pack_or_none(one.content), "text": codec.pack_or_none(one.text)}


def _entry(row: Row[Any]) -> Entry:
    return replace(codec.load_entry(row.fields, content=row.content, plain=row.text), source=row.slug)


def _listed(row: Row[Any]) -> Listed:
    date = instant(row.date)
    return Listed(entry=_entry(row), date=date, changed=max(instant(row.changed), date))


def _feed_date(one: Entry, now: datetime) -> datetime:
    """DESIGN, Dates: `published`, else first seen; never in the future."""
    seen = one.first_seen or now
    said = one.published.at if one.published else seen
    return said if FIRST_DATE <= said <= seen else seen
