"""The event log: append-only, one sequence over all sources."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, func, insert, select

from feeder.model import Event, Source
from feeder.store import codec
from feeder.store.codec import instant, micros
from feeder.store.schema import event

_NEW = insert(event).returning(event.c.seq)


class Log:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def append(
        self,
        kind: str,
        data: Mapping[str, Any],
        *,
        now: datetime,
        of: Source | None = None,
        entry_id: str | None = None,
        initial: bool = False,
    ) -> int:
        """Appends an event and gives its seq. The write lock of the transaction is what keeps the log in order."""
        row = {
            "id": f"evt_{uuid4().hex}",
            "type": kind,
            "time": micros(now),
            "source": of.uid if of else None,
            "slug": of.slug if of else None,
            "entry": entry_id,
            "initial": initial,
            "data": codec.pack(codec.dump(data)),
        }
        seq: int = self._db.execute(_NEW, row).scalar_one()
        return seq

    def after(self, seq: int, *, limit: int) -> list[Event]:
        """The events after `seq`, in order."""
        return [event_of(row) for row in self._db.execute(rows_after(seq, limit=limit))]

    def last_seq(self) -> int:
        return int(self._db.execute(select(func.coalesce(func.max(event.c.seq), 0))).scalar_one())


def rows_after(seq: int, *, limit: int) -> Any:
    return select(event).where(event.c.seq > seq).order_by(event.c.seq).limit(limit)


def event_of(row: Row[Any]) -> Event:
    return Event(
        seq=row.seq,
        id=row.id,
        type=row.type,
        time=instant(row.time),
        data=json.loads(codec.unpack(row.data)),
        source=row.slug,
        initial=row.initial,
    )
