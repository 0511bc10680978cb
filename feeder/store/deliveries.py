"""Deliveries: one event on its way to one endpoint."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, exists, literal, or_, select, update

from feeder.model import Delivery, DeliveryState
from feeder.store import dialect
from feeder.store.codec import instant_or_none, micros, micros_or_none
from feeder.store.log import event_of
from feeder.store.schema import delivery, endpoint, event

LEASE = timedelta(minutes=2)  #: a delivery taken by a process that died is taken again after this

_PLAIN = ("state", "attempts", "status", "error")
_WHOLE = select(
    event,
    delivery.c.id.label("number"),
    delivery.c.next_try,
    delivery.c.leased,
    delivery.c.endpoint,
    *(delivery.c[name] for name in _PLAIN),
).join_from(delivery, event, event.c.seq == delivery.c.seq)


class Deliveries:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def make(self, slug: str, told: Sequence[tuple[int, str | None]], now: datetime) -> None:
        """A delivery to an endpoint for each event, by its seq and entry, in this order; one that is there already
        stays as it is."""
        rows = [
            {
                "endpoint": slug,
                "seq": seq,
                "entry": entry,
                "state": "waiting",
                "attempts": 0,
                "next_try": micros(now),
            }
            for seq, entry in told
        ]
        if rows:
            new = dialect.upsert(self._db, delivery).on_conflict_do_nothing(index_elements=["endpoint", "seq"])
            self._db.execute(new, rows)

    def take(self, slug: str, *, holder: str, due: datetime, now: datetime, limit: int) -> list[Delivery]:
        """What an endpoint is to be sent that was due at `due`, leased to `holder` from `now`; of one entry only the
        first delivery that is still waiting."""
        enabled = select(endpoint.c.slug).where(endpoint.c.slug == slug, endpoint.c.disabled.is_(None))
        if self._db.execute(enabled.with_for_update()).scalar() is None:  # locked: nobody takes the same
            return []
        earlier = delivery.alias()
        is_same = and_(earlier.c.endpoint == slug, earlier.c.entry == delivery.c.entry)
        waits = exists().where(is_same, earlier.c.state == "waiting", earlier.c.id < delivery.c.id)
        query = (
            _WHOLE.where(delivery.c.endpoint == slug, delivery.c.state == "waiting", delivery.c.next_try <= micros(due))
            .where(or_(delivery.c.leased.is_(None), delivery.c.leased <= micros(now)))
            .where(or_(delivery.c.entry.is_(None), ~waits))
            .order_by(delivery.c.id)
            .limit(limit)
        )
        taken = [replace(_delivery(row), leased=now + LEASE) for row in self._db.execute(query)]
        mine = update(delivery).where(delivery.c.id.in_([one.id for one in taken]))
        self._db.execute(mine.values(leased=micros(now + LEASE), holder=holder))
        return taken

    def end_leases(self, holder: str) -> None:
        """This holder is no more: what he had can be taken at once."""
        self._db.execute(update(delivery).where(delivery.c.holder == holder).values(leased=None, holder=None))

    def put(self, one: Delivery) -> None:
        """Stores how an attempt ended. One whose lease lapsed and who was overtaken has a say only if he delivered."""
        values = {name: getattr(one, name) for name in _PLAIN}
        is_mine = delivery.c.leased == micros_or_none(one.leased)
        is_done = and_(literal(one.state == "delivered"), delivery.c.state != "delivered")
        self._db.execute(
            update(delivery)
            .where(delivery.c.id == one.id, or_(is_mine, is_done))
            .values(**values, next_try=micros_or_none(one.next_try), leased=None, holder=None)
        )

    def latest(self, *, state: DeliveryState | None = None, limit: int | None) -> list[Delivery]:
        """The latest first."""
        query = _WHOLE.order_by(delivery.c.id.desc()).limit(limit)
        return [_delivery(row) for row in self._db.execute(query.where(delivery.c.state == state) if state else query)]


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(
        id=row.number,
        endpoint=row.endpoint,
        event=event_of(row),
        next_try=instant_or_none(row.next_try),
        leased=instant_or_none(row.leased),
        **{name: getattr(row, name) for name in _PLAIN},
    )
