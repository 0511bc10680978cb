"""The bytes that were read last, compressed, for `[keep] raw`: another parser can be asked what they meant."""

from datetime import datetime
from itertools import accumulate
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, func, select, update

from feeder.model import Document
from feeder.store import codec, dialect
from feeder.store.codec import instant, micros
from feeder.store.schema import raw

LIST = ""  #: the key under which a source's list is kept


class Raws:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def put(self, uid: str, key: str, read: Document) -> None:
        """Keeps a document in place of the one that was read before it."""
        row = {
            "hash": read.hash,
            "url": read.url,
            "media_type": read.media_type,
            "fetched": micros(read.fetched_at),
            "body": codec.pack(read.body),
        }
        statement = dialect.upsert(self._db, raw).on_conflict_do_update(index_elements=["source", "digest"], set_=row)
        self._db.execute(statement, {"source": uid, "digest": codec.digest(key), **row})

    def get(self, uid: str, key: str, *, of: str | None) -> Document | None:
        """The document that was read last of a page, if its hash is `of`."""
        return self._document(select(raw).where(_is(uid, key), raw.c.hash == of))

    def last(self, uid: str, key: str) -> Document | None:
        """Whatever is kept under a key."""
        return self._document(select(raw).where(_is(uid, key)))

    def _document(self, query: Select[Any]) -> Document | None:
        row = self._db.execute(query).one_or_none()
        if row is None:
            return None
        body, at = codec.unpack(row.body), instant(row.fetched)
        return Document(url=row.url, body=body, media_type=row.media_type, fetched_at=at)

    def rekey(self, uid: str, old: str, new: str) -> None:
        """The document of a page has another name now."""
        self.drop(uid, new)
        self._db.execute(update(raw).where(_is(uid, old)).values(digest=codec.digest(new)))

    def drop(self, uid: str, key: str) -> None:
        self._db.execute(delete(raw).where(_is(uid, key)))

    def size(self, uid: str) -> int:
        """Bytes that the documents of a source take, as they are stored; its list is not counted."""
        query = select(func.coalesce(func.sum(func.length(raw.c.body)), 0)).where(_is_document_of(uid))
        return int(self._db.execute(query).scalar_one())

    def trim_to(self, uid: str, most: int) -> int:
        """Drops the oldest documents of a source, until the others take at most so many bytes; gives how many."""
        query = select(raw.c.digest, func.length(raw.c.body)).where(_is_document_of(uid)).order_by(raw.c.fetched.desc())
        rows = self._db.execute(query).all()
        sizes = accumulate(size for _, size in rows)
        dropped = [row.digest for row, size in zip(rows, sizes, strict=True) if size > most]
        for digest in dropped:
            self._db.execute(delete(raw).where(raw.c.source == uid, raw.c.digest == digest))
        return len(dropped)

    def trim(self, before: datetime, *, limit: int) -> int:
        """Drops the oldest, at most `limit`, of those that were fetched before an instant; a source's list stays, which
        is one, and of now. Gives how many."""
        old = select(raw.c.source, raw.c.digest).where(
            raw.c.fetched < micros(before), raw.c.digest != codec.digest(LIST)
        )
        old = old.order_by(raw.c.fetched)
        rows = self._db.execute(old.limit(limit)).all()
        for row in rows:
            self._db.execute(delete(raw).where(raw.c.source == row.source, raw.c.digest == row.digest))
        return len(rows)


def _is_document_of(uid: str) -> ColumnElement[bool]:
    return and_(raw.c.source == uid, raw.c.digest != codec.digest(LIST))


def _is(uid: str, key: str) -> ColumnElement[bool]:
    return and_(raw.c.source == uid, raw.c.digest == codec.digest(key))
