"""Who is told of events: each endpoint has a cursor over the log."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, func, insert, literal, or_, select, update

from feeder.model import Event
from feeder.store import dialect
from feeder.store.deliveries import Deliveries
from feeder.store.log import Log, event_of, rows_after
from feeder.store.schema import backlog, delivery, endpoint, entry, event, source

BATCH = 500


class Endpoints:
    def __init__(self, connection: Connection, log: Log) -> None:
        self._db = connection
        self._log = log
        self._deliveries = Deliveries(connection)

    def sync(self, slugs: Sequence[str]) -> None:
        """A new endpoint hears of what comes from now on; the backlog of sources that are still to be visited first
        reaches it, that of known ones does not. One that is configured no more is forgotten with its deliveries."""
        dialect.alone(self._db, dialect.SYNCING)
        known = set(self._db.scalars(select(endpoint.c.slug)))
        self._db.execute(delete(endpoint).where(endpoint.c.slug.not_in(slugs)))
        for slug in slugs:
            if slug not in known:
                self._db.execute(insert(endpoint), {"slug": slug, "cursor": self._log.last_seq()})
                done = select(literal(slug), source.c.uid).where(source.c.first_done)
                self._db.execute(insert(backlog).from_select(["endpoint", "source"], done))

    def dispatch(self, slug: str, hears: Callable[[Event], bool], *, newest: int | None, now: datetime) -> bool:
        """Makes the deliveries of an endpoint for what was logged since its cursor, at most a batch, and for the
        backlog of sources whose first visit is done: their newest `newest` entries (None: all). Gives whether there
        may be more in the log."""
        enabled = select(endpoint.c.cursor).where(endpoint.c.slug == slug, endpoint.c.disabled.is_(None))
        cursor = self._db.execute(enabled.with_for_update()).scalar()  # locked: nobody dispatches beside us
        if cursor is None:
            return False
        rows = self._db.execute(rows_after(cursor, limit=BATCH)).all()
        if rows:
            self._db.execute(update(endpoint).where(endpoint.c.slug == slug).values(cursor=rows[-1].seq))
        news = [one for row in rows if not row.initial and hears(one := event_of(row))]
        late = {row.source for row in rows if row.initial}
        # The backlog goes first: what is news of one of its entries is to follow that entry's creation.
        self._deliveries.make(slug, [*self._backlog(slug, hears, newest, late, cursor), *news], now)
        return len(rows) == BATCH

    def _backlog(
        self, slug: str, hears: Callable[[Event], bool], newest: int | None, late: Iterable[str], cursor: int
    ) -> list[Event]:
        """The backlog of every source whose first visit is done now. What a source's first visit found and a later one
        could read only (`late`: after the cursor) belongs to it too, if it is among the newest."""
        given = exists().where(backlog.c.endpoint == slug, backlog.c.source == source.c.uid)
        query = select(source.c.uid, given.label("given")).where(source.c.first_done)
        events: list[Event] = []
        for row in self._db.execute(query.where(or_(~given, source.c.uid.in_(late))).order_by(source.c.created)).all():
            first = self._first_events(row.uid, hears, newest)
            if row.given:
                events += [one for one in first if one.seq > cursor]
            else:
                self._db.execute(insert(backlog), {"endpoint": slug, "source": row.uid})
                events += first
        return events

    def _first_events(self, uid: str, hears: Callable[[Event], bool], newest: int | None) -> list[Event]:
        """The events of a source's first visit that an endpoint hears of, of its newest entries, oldest first."""
        query = select(event).join(entry, entry.c.id == event.c.entry).where(event.c.source == uid, event.c.initial)
        query = query.order_by(entry.c.date.desc(), entry.c.first_seen.desc(), event.c.seq.desc())
        heard: list[Event] = []
        with self._db.execute(query.execution_options(yield_per=BATCH)) as rows:
            for row in rows:
                if newest is not None and len(heard) >= newest:
                    break
                if hears(one := event_of(row)):
                    heard.append(one)
        return heard[::-1]

    def disable(self, slug: str, reason: str, *, now: datetime) -> None:
        """Tells it no more until it is enabled, and logs that once."""
        enabled = update(endpoint).where(endpoint.c.slug == slug, endpoint.c.disabled.is_(None))
        if self._db.execute(enabled.values(disabled=reason)).rowcount:
            self._log.append("endpoint.disabled", {"endpoint": slug, "reasons": [reason], "evidence": {}}, now=now)

    def enable(self, slug: str) -> bool:
        """Whether there is such an endpoint; what it missed is still after its cursor."""
        return self._db.execute(update(endpoint).where(endpoint.c.slug == slug).values(disabled=None)).rowcount > 0

    def overview(self) -> list[Row[Any]]:
        """A row an endpoint: its columns, and how many deliveries are `waiting` or `dead`."""
        waiting = func.count().filter(delivery.c.state == "waiting").label("waiting")
        dead = func.count().filter(delivery.c.state == "dead").label("dead")
        query = select(endpoint, waiting, dead).outerjoin(delivery, delivery.c.endpoint == endpoint.c.slug)
        return list(self._db.execute(query.group_by(endpoint.c.slug).order_by(endpoint.c.slug)))
