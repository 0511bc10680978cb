"""The event log: append-only, one sequence over all sources, dropped from its old end alone.

A seq is given under a lock that is taken last before the commit and held until the commit is visible. So whoever reads
after a cursor never sees n before n-1, and a seq that is missing before what is there was dropped by retention.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, func, insert, or_, select

from feeder.errors import CursorError
from feeder.model import Event, Source
from feeder.store import codec, dialect
from feeder.store.codec import instant, micros
from feeder.store.schema import backlog, delivery, endpoint, event, source

_NEW = insert(event)
_LAST = select(func.coalesce(func.max(event.c.seq), 0))


class Log:
    def __init__(self, connection: Connection) -> None:
        self._db = connection
        self._told: list[dict[str, Any]] = []

    def append(
        self,
        kind: str,
        data: Mapping[str, Any],
        *,
        now: datetime,
        of: Source | None = None,
        entry_id: str | None = None,
        initial: bool = False,
    ) -> None:
        """Appends an event; it gets its seq when the transaction ends."""
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
        self._told.append(row)

    @property
    def has_news(self) -> bool:
        return bool(self._told)

    def flush(self) -> None:
        """Gives seqs to what was appended and writes it. Nothing but the commit comes after."""
        if self._told:
            dialect.alone(self._db, dialect.LOGGING)
            first = self.last_seq() + 1
            self._db.execute(_NEW, [{"seq": seq, **row} for seq, row in enumerate(self._told, first)])
        self._told.clear()

    def after(self, seq: int, *, limit: int) -> list[Event]:
        """The events after `seq`, in order. Raises CursorError where the next of them was dropped."""
        rows = self._db.execute(rows_after(seq, limit=limit)).all()
        if rows and rows[0].seq > seq + 1:
            oldest = rows[0].seq
            raise CursorError(
                f"the events after {seq} are kept no more; the oldest there is has {oldest}", oldest=oldest
            )
        return [event_of(row) for row in rows]

    def last_seq(self) -> int:
        return int(self._db.execute(_LAST).scalar_one())

    def trim(self, before: datetime, *, limit: int) -> int:
        """Drops the oldest events, at most `limit`, and their deliveries: those that were logged before an instant and
        that no endpoint waits for. Gives how many. The newest always stays: it says where the log stands."""
        oldest = self._db.execute(select(func.min(event.c.seq))).scalar()
        if oldest is None:
            return 0
        end = min(self._first_waited_for(), self.last_seq(), oldest + limit)
        is_kept = or_(event.c.time >= micros(before), and_(event.c.initial, _is_owed()), event.c.seq >= end)
        first = self._db.execute(select(event.c.seq).where(is_kept).order_by(event.c.seq).limit(1)).scalar_one()
        of_any = delivery.c.endpoint.in_(select(endpoint.c.slug))  # by its index
        self._db.execute(delete(delivery).where(of_any, delivery.c.seq < first))
        self._db.execute(delete(event).where(event.c.seq < first))
        return int(first - oldest)

    def _first_waited_for(self) -> float:
        """The first seq that is still to be dispatched or delivered to somebody."""
        waiting = select(func.min(delivery.c.seq)).where(delivery.c.state == "waiting")
        bounds = (
            self._db.execute(select(func.min(endpoint.c.cursor) + 1)).scalar(),
            self._db.execute(waiting).scalar(),
        )
        return min((seq for seq in bounds if seq is not None), default=float("inf"))


def _is_owed() -> ColumnElement[bool]:
    """Whether an endpoint is still to be given the backlog of the event's source."""
    owed = select(backlog.c.endpoint).join(source, source.c.uid == backlog.c.source)
    return owed.where(backlog.c.source == event.c.source, source.c.active).correlate(event).exists()


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
