"""Who is told of events: each endpoint has a cursor over the log, and the backlogs of new sources that it is owed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, true, update

from feeder.model import Event
from feeder.store import dialect
from feeder.store.deliveries import Deliveries
from feeder.store.log import Log, event_of, rows_after
from feeder.store.schema import backlog, delivery, endpoint, entry, event, source

BATCH = 500  #: deliveries made in one transaction: others write in between
READ = 100  #: events of a backlog that are unpacked at once


@dataclass(frozen=True, kw_only=True)
class Outstanding:
    """What an endpoint is to be told next, in this order: the backlog of a source, or a part of the log."""

    told: tuple[tuple[int, str | None], ...]  #: seq and entry of each event
    source: str | None = None  #: the uid of whose backlog it is
    after: int = 0  #: the cursor that the log was read from
    until: int = 0  #: the cursor when all of this is told
    is_last: bool = True

    def parts(self) -> Iterator["Outstanding"]:
        """The same in pieces, each for one transaction. Who is cut off between two begins anew, and makes those that
        are there no second time."""
        for start in range(0, max(len(self.told), 1), BATCH):
            told = self.told[start : start + BATCH]
            yield replace(self, told=told, is_last=start + BATCH >= len(self.told))


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """How far an endpoint is."""

    slug: str
    cursor: int  #: the last seq that was dispatched to it
    disabled: str | None  #: why it is told no more
    waiting: int  #: deliveries
    dead: int


class Endpoints:
    def __init__(self, connection: Connection, log: Log) -> None:
        self._db = connection
        self._log = log
        self._deliveries = Deliveries(connection)

    def sync(self, slugs: Sequence[str]) -> None:
        """A new endpoint hears of what comes from now on. Each is owed the backlog of the sources that are still to be
        visited first; that of others is not for an endpoint that came later. One that is configured no more is
        forgotten with its deliveries."""
        dialect.alone(self._db, dialect.SYNCING)
        known = set(self._db.scalars(select(endpoint.c.slug)))
        self._db.execute(delete(endpoint).where(endpoint.c.slug.not_in(slugs)))
        for slug in slugs:
            if slug not in known:
                self._db.execute(insert(endpoint), {"slug": slug, "cursor": self._log.last_seq()})
        pairs = select(endpoint.c.slug, source.c.uid).join_from(endpoint, source, true()).where(~source.c.first_done)
        owed = dialect.upsert(self._db, backlog).from_select(["endpoint", "source"], pairs)
        self._db.execute(owed.on_conflict_do_nothing())

    def outstanding(self, slug: str, hears: Callable[[Event], bool], *, newest: int | None) -> Outstanding | None:
        """What an endpoint is to be told next; None where it is told everything, or disabled. A transaction that reads
        will do: much may have to be unpacked to find out what is heard.

        A backlog goes first, for what is news of one of its entries is to follow that entry's creation: those events of
        a first visit that is done which tell of the source's newest `newest` entries (None: of all), the oldest first.
        """
        enabled = select(endpoint.c.cursor).where(endpoint.c.slug == slug, endpoint.c.disabled.is_(None))
        cursor = self._db.execute(enabled).scalar()
        if cursor is None:
            return None
        owed = select(source.c.uid).join(backlog, backlog.c.source == source.c.uid)
        owed = owed.where(backlog.c.endpoint == slug, source.c.first_done).order_by(source.c.created).limit(1)
        if uid := self._db.execute(owed).scalar():
            told = [(row.seq, row.entry) for row in self._first(uid, hears, newest)]
            return Outstanding(told=tuple(told[::-1]), source=uid)
        rows = self._db.execute(rows_after(cursor, limit=BATCH)).all()
        if not rows:
            return None
        late = self._late([row for row in rows if row.initial], hears, newest)
        heard = [row for row in rows if hears(event_of(row)) and (not row.initial or row.seq in late)]
        return Outstanding(told=tuple((row.seq, row.entry) for row in heard), after=cursor, until=rows[-1].seq)

    def _late(self, rows: Sequence[Row[Any]], hears: Callable[[Event], bool], newest: int | None) -> set[int]:
        """What a source's first visit found and a later one could read only: the seqs of what belongs to a backlog that
        was given, as its entry is among the newest."""
        among = {row.source for row in rows}
        done = set(self._db.scalars(select(source.c.uid).where(source.c.uid.in_(among), source.c.first_done)))
        if newest is None:
            return {row.seq for row in rows if row.source in done}
        return {row.seq for uid in done for row in self._first(uid, hears, newest)}

    def _first(self, uid: str, hears: Callable[[Event], bool], newest: int | None) -> Iterator[Row[Any]]:
        """The events of a source's first visit that an endpoint hears of, of its newest entries, the newest first."""
        query = (
            select(event.c.seq).join(entry, entry.c.id == event.c.entry).where(event.c.source == uid, event.c.initial)
        )
        query = query.order_by(entry.c.date.desc(), entry.c.first_seen.desc(), event.c.seq.desc())
        heard = (row for row in self._rows(self._db.scalars(query).all()) if hears(event_of(row)))
        return islice(heard, newest)

    def _rows(self, seqs: Sequence[int]) -> Iterator[Row[Any]]:
        """The events of these seqs in this order."""
        for start in range(0, len(seqs), READ):
            part = seqs[start : start + READ]
            rows = {row.seq: row for row in self._db.execute(select(event).where(event.c.seq.in_(part)))}
            yield from (rows[seq] for seq in part)

    def dispatch(self, slug: str, part: Outstanding, *, now: datetime) -> bool:
        """Makes the deliveries of one part. False, and nothing made, where the endpoint is disabled, or where somebody
        else was quicker: what is outstanding is to be asked anew."""
        enabled = select(endpoint.c.cursor).where(endpoint.c.slug == slug, endpoint.c.disabled.is_(None))
        cursor = self._db.execute(enabled.with_for_update()).scalar()  # locked: nobody dispatches beside us
        owed = (backlog.c.endpoint == slug, backlog.c.source == part.source)
        is_owed = part.source is None or self._db.execute(select(backlog).where(*owed)).first() is not None
        if cursor is None or not is_owed or (part.source is None and cursor != part.after):
            return False
        self._deliveries.make(slug, part.told, now)
        if part.is_last and part.source:
            self._db.execute(delete(backlog).where(*owed))
        elif part.is_last:
            self._db.execute(update(endpoint).where(endpoint.c.slug == slug).values(cursor=part.until))
        return True

    def disable(self, slug: str, reason: str, *, now: datetime) -> None:
        """Tells it no more until it is enabled, and logs that once."""
        enabled = update(endpoint).where(endpoint.c.slug == slug, endpoint.c.disabled.is_(None))
        if self._db.execute(enabled.values(disabled=reason)).rowcount:
            self._log.append("endpoint.disabled", {"endpoint": slug, "reasons": [reason], "evidence": {}}, now=now)

    def enable(self, slug: str) -> bool:
        """Whether there is such an endpoint; what it missed is still after its cursor."""
        return self._db.execute(update(endpoint).where(endpoint.c.slug == slug).values(disabled=None)).rowcount > 0

    def overview(self) -> list[Progress]:
        """By slug."""
        waiting = func.count().filter(delivery.c.state == "waiting").label("waiting")
        dead = func.count().filter(delivery.c.state == "dead").label("dead")
        query = select(endpoint, waiting, dead).outerjoin(delivery, delivery.c.endpoint == endpoint.c.slug)
        rows = self._db.execute(query.group_by(endpoint.c.slug).order_by(endpoint.c.slug))
        return [Progress(**row._mapping) for row in rows]  # noqa: SLF001 - it is public, against its name
