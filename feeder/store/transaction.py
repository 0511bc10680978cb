"""What may be asked of the store, and told to it, within one transaction."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, and_, delete, exists, func, insert, literal, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from feeder.model import Change, Checkpoint, Delivery, DeliveryState, Entry, Event, Listed, Page, Source
from feeder.store import codec
from feeder.store.codec import instant, instant_or_none, micros, micros_or_none
from feeder.store.schema import backlog, body, delivery, endpoint, entry, event, feed, page, source, version

VISIBLE = ("live", "corrected", "withdrawn")
FIRST_DATE = datetime(1990, 1, 1, tzinfo=UTC)  #: what claims to be older is a slip of the site
LEASE = timedelta(minutes=2)  #: a delivery taken by a process that died is taken again after this
BATCH = 500


class Transaction:
    """Reads and writes of one transaction; `Store.write` and `Store.read` make it."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    # Sources ------------------------------------------------------------------------------------------------------

    def sync_sources(self, found: Sequence[Source], *, keep: Sequence[str], now: datetime) -> list[Source]:
        """Brings the table in line with the files, and gives each source its stored uid. `keep` are the slugs of files
        that are there and wrong: their sources stay as they are.

        A source is the one of its uid; else, where its address was changed, the one of its slug; else it is new.
        """
        rows = {row.uid: row.slug for row in self._db.execute(select(source.c.uid, source.c.slug))}
        by_slug = {slug: uid for uid, slug in rows.items()}
        claimed = {one.uid for one in found}
        placed = [self._placed(one, rows, by_slug, claimed) for one in found]
        kept = {one.uid for one in placed}
        taken = {one.slug for one in placed}
        kept |= {uid for uid, slug in rows.items() if slug in keep}
        for uid, slug in rows.items():
            changed = {} if slug not in taken else {"slug": f"{slug}~{uid[:8]}"}
            self._db.execute(update(source).where(source.c.uid == uid).values(active=uid in kept, **changed))
        for one in placed:
            self._put_source(one, is_new=one.uid not in rows, now=now)
        return placed

    @staticmethod
    def _placed(one: Source, rows: Mapping[str, str], by_slug: Mapping[str, str], claimed: set[str]) -> Source:
        former = by_slug.get(one.slug)
        return replace(one, uid=former) if one.uid not in rows and former and former not in claimed else one

    def _put_source(self, one: Source, *, is_new: bool, now: datetime) -> None:
        values = {"slug": one.slug, "active": True, "paused": one.paused}
        if is_new:
            fresh = {
                "uid": one.uid,
                "created": micros(now),
                "next_due": micros(now),
                "failures": 0,
                "released": False,
                "first_done": False,
            }
            self._db.execute(insert(source).values(**values, **fresh))
        else:
            self._db.execute(update(source).where(source.c.uid == one.uid).values(**values))

    def due_sources(self, now: datetime) -> list[str]:
        """The uids of sources to visit now, longest waiting first."""
        ready = and_(source.c.active, ~source.c.paused, source.c.next_due <= micros(now))
        return list(self._db.scalars(select(source.c.uid).where(ready).order_by(source.c.next_due)))

    def titles(self) -> dict[str, str]:
        """What sources call themselves, by slug."""
        rows = self._db.execute(select(source.c.slug, source.c.title).where(source.c.title.is_not(None)))
        return {row.slug: row.title for row in rows}

    def make_due(self, uid: str, now: datetime) -> None:
        self._db.execute(
            update(source).where(source.c.uid == uid, source.c.next_due > micros(now)).values(next_due=micros(now))
        )

    def checkpoint(self, uid: str) -> Checkpoint:
        row = self._db.execute(select(source).where(source.c.uid == uid)).one()
        plain: dict[str, Any] = {name: getattr(row, name) for name in CHECKPOINT}
        return Checkpoint(**plain | {name: instant_or_none(getattr(row, name)) for name in TIMES})

    def put_checkpoint(self, uid: str, after: Checkpoint) -> None:
        values = {name: getattr(after, name) for name in CHECKPOINT}
        times = {name: micros_or_none(getattr(after, name)) for name in TIMES}
        self._db.execute(update(source).where(source.c.uid == uid).values(**values, **times))

    def release(self, uid: str) -> bool:
        """Whether the source was held; its next look takes what it finds as meant."""
        held = update(source).where(source.c.uid == uid, source.c.held.is_not(None))
        return self._db.execute(held.values(held=None, released=True, next_due=0)).rowcount > 0

    # Pages --------------------------------------------------------------------------------------------------------

    def pages(self, uid: str) -> dict[str, Page]:
        return {row.key: _page(row) for row in self._db.execute(select(page).where(page.c.source == uid))}

    def put_pages(self, uid: str, pages: Iterable[Page]) -> None:
        rows = [_page_row(uid, one) for one in pages]
        if rows:
            statement = upsert(page)
            new = {name: statement.excluded[name] for name in rows[0] if name not in ("source", "key")}
            self._db.execute(statement.on_conflict_do_update(index_elements=["source", "key"], set_=new), rows)

    # Entries ------------------------------------------------------------------------------------------------------

    def entry(self, entry_id: str) -> Entry | None:
        row = self._db.execute(self._entries().where(entry.c.id == entry_id)).one_or_none()
        return _entry(row) if row else None

    def entries(self, slugs: Sequence[str] = (), *, limit: int) -> list[Entry]:
        """The newest entries of some sources, or of all."""
        query = (
            self._entries().where(entry.c.status.in_(VISIBLE)).order_by(entry.c.date.desc(), entry.c.first_seen.desc())
        )
        if slugs:
            query = query.where(source.c.slug.in_(slugs))
        return [_entry(row) for row in self._db.execute(query.limit(limit))]

    def listed(self, slugs: Sequence[str], shows: Callable[[Entry], bool], *, limit: int) -> list[Listed]:
        """The newest `limit` entries of the sources that a feed shows, newest first."""
        query = self._entries().where(entry.c.status.in_(VISIBLE), source.c.slug.in_(slugs), source.c.active)
        query = query.order_by(entry.c.date.desc(), entry.c.first_seen.desc(), entry.c.id)
        found: list[Listed] = []
        for row in self._db.execute(query.execution_options(yield_per=BATCH)):
            one = _entry(row)
            if shows(one):
                found.append(
                    Listed(entry=one, date=instant(row.date), changed=max(instant(row.changed), instant(row.date)))
                )
            if len(found) == limit:
                break
        return found

    def entry_counts(self) -> dict[str, int]:
        """How many entries each source has, by slug."""
        query = select(source.c.slug, func.count().label("entries")).join(entry, entry.c.source == source.c.uid)
        return {row.slug: row.entries for row in self._db.execute(query.group_by(source.c.slug))}

    @staticmethod
    def _entries() -> Any:
        columns = (entry, source.c.slug, body.c.content, body.c.text)
        return select(*columns).join(source, source.c.uid == entry.c.source).outerjoin(body, body.c.entry == entry.c.id)

    def record(self, uid: str, key: str, change: Change, *, now: datetime) -> None:
        """Stores what became of an entry; the version before is kept."""
        new = change.entry
        values = {
            "url": new.url,
            "title": new.title,
            "changed": micros(now),
            "language": new.language,
            "status": new.status,
            "fields": codec.dump_entry(new),
        }
        if change.before is None:
            date = micros(_feed_date(new, now))
            first = {
                "id": new.id,
                "source": uid,
                "key": key,
                "first_seen": micros(new.first_seen or now),
                "date": date,
                "version": 1,
            }
            self._db.execute(insert(entry).values(**first, **values | {"changed": date}))
            self._db.execute(
                insert(body).values(entry=new.id, content=codec.pack(new.content), text=codec.pack(new.text))
            )
        else:
            self._keep_version(change.before, now)
            self._db.execute(update(entry).where(entry.c.id == new.id).values(version=entry.c.version + 1, **values))
            self._put_body(new)

    def settle(self, one: Entry) -> None:
        """Stores what was found out about an entry and is no change to a reader."""
        values = {"url": one.url, "title": one.title, "language": one.language, "fields": codec.dump_entry(one)}
        self._db.execute(update(entry).where(entry.c.id == one.id).values(**values))
        self._put_body(one)

    def _put_body(self, one: Entry) -> None:
        texts = {"content": codec.pack(one.content), "text": codec.pack(one.text)}
        self._db.execute(update(body).where(body.c.entry == one.id).values(**texts))

    def _keep_version(self, before: Entry, now: datetime) -> None:
        number = select(entry.c.version).where(entry.c.id == before.id).scalar_subquery()
        values = {
            "fields": codec.dump_entry(before),
            "content": codec.pack(before.content),
            "text": codec.pack(before.text),
        }
        self._db.execute(insert(version).values(entry=before.id, version=number, replaced=micros(now), **values))

    # The log ------------------------------------------------------------------------------------------------------

    def log(
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
        seq: int = self._db.execute(insert(event).values(**row).returning(event.c.seq)).scalar_one()
        return seq

    def last_seq(self) -> int:
        return int(self._db.execute(select(func.coalesce(func.max(event.c.seq), 0))).scalar_one())

    # Endpoints and deliveries -------------------------------------------------------------------------------------

    def sync_endpoints(self, slugs: Sequence[str]) -> None:
        """A new endpoint hears of what comes from now on; the backlog of sources that are still to be visited first
        reaches it, that of known ones does not. One that is configured no more is forgotten with its deliveries."""
        known = set(self._db.scalars(select(endpoint.c.slug)))
        self._db.execute(delete(endpoint).where(endpoint.c.slug.not_in(slugs)))
        for slug in slugs:
            if slug not in known:
                self._db.execute(insert(endpoint).values(slug=slug, cursor=self.last_seq()))
                done = select(literal(slug), source.c.uid).where(source.c.first_done)
                self._db.execute(insert(backlog).from_select(["endpoint", "source"], done))

    def dispatch(self, slug: str, hears: Callable[[Event], bool], *, newest: int | None, now: datetime) -> bool:
        """Makes the deliveries of an endpoint for what was logged since its cursor, at most a batch, and for the
        backlog of sources whose first visit is done: their newest `newest` entries (None: all). Gives whether there
        may be more in the log."""
        cursor = self._db.execute(
            select(endpoint.c.cursor).where(endpoint.c.slug == slug, endpoint.c.disabled.is_(None))
        ).scalar()
        if cursor is None:
            return False
        rows = self._db.execute(select(event).where(event.c.seq > cursor).order_by(event.c.seq).limit(BATCH)).all()
        news = [one for one in map(_event, rows) if not one.initial and hears(one)]
        if rows:
            self._db.execute(update(endpoint).where(endpoint.c.slug == slug).values(cursor=rows[-1].seq))
        self._deliver(slug, news, now)
        self._dispatch_backlog(slug, hears, newest, now)
        return len(rows) == BATCH

    def _dispatch_backlog(self, slug: str, hears: Callable[[Event], bool], newest: int | None, now: datetime) -> None:
        given = select(backlog.c.source).where(backlog.c.endpoint == slug)
        waiting = list(self._db.scalars(select(source.c.uid).where(source.c.first_done, source.c.uid.not_in(given))))
        for uid in waiting:
            self._db.execute(insert(backlog).values(endpoint=slug, source=uid))
            self._deliver(slug, self._backlog(uid, hears, newest), now)

    def _backlog(self, uid: str, hears: Callable[[Event], bool], newest: int | None) -> list[Event]:
        """The events of a source's first visit that an endpoint hears of, of its newest entries, oldest first."""
        query = select(event).join(entry, entry.c.id == event.c.entry).where(event.c.source == uid, event.c.initial)
        query = query.order_by(entry.c.date.desc(), entry.c.first_seen.desc(), event.c.seq.desc())
        heard: list[Event] = []
        for row in self._db.execute(query.execution_options(yield_per=BATCH)):
            if newest is not None and len(heard) >= newest:
                break
            one = _event(row)
            if hears(one):
                heard.append(one)
        return heard[::-1]

    def _deliver(self, slug: str, events: Sequence[Event], now: datetime) -> None:
        rows = [
            {
                "endpoint": slug,
                "seq": one.seq,
                "entry": _entry_of(one),
                "state": "waiting",
                "attempts": 0,
                "next_try": micros(now),
            }
            for one in events
        ]
        if rows:
            self._db.execute(upsert(delivery).on_conflict_do_nothing(index_elements=["endpoint", "seq"]), rows)

    def take_deliveries(self, slug: str, now: datetime, *, limit: int) -> list[Delivery]:
        """Due deliveries of an endpoint, leased to the caller; of one entry only the first that is still waiting."""
        other = delivery.alias()
        is_same = and_(other.c.endpoint == slug, other.c.entry == delivery.c.entry)
        waits = exists().where(is_same, other.c.state == "waiting", other.c.id < delivery.c.id)
        query = (
            self._deliveries()
            .join(endpoint, endpoint.c.slug == delivery.c.endpoint)
            .where(delivery.c.endpoint == slug, endpoint.c.disabled.is_(None))
            .where(delivery.c.state == "waiting", delivery.c.next_try <= micros(now))
            .where(or_(delivery.c.entry.is_(None), ~waits))
            .order_by(delivery.c.id)
            .limit(limit)
        )
        taken = [_delivery(row) for row in self._db.execute(query)]
        leased = micros(now + LEASE)
        self._db.execute(update(delivery).where(delivery.c.id.in_([one.id for one in taken])).values(next_try=leased))
        return taken

    def put_delivery(self, one: Delivery) -> None:
        values = {name: getattr(one, name) for name in ("state", "attempts", "status", "error")}
        self._db.execute(
            update(delivery).where(delivery.c.id == one.id).values(**values, next_try=micros_or_none(one.next_try))
        )

    def disable_endpoint(self, slug: str, reason: str, *, now: datetime) -> None:
        self._db.execute(update(endpoint).where(endpoint.c.slug == slug).values(disabled=reason))
        self.log("endpoint.disabled", {"endpoint": slug, "reasons": [reason], "evidence": {}}, now=now)

    def enable_endpoint(self, slug: str) -> bool:
        """Whether there is such an endpoint; what it missed is still before its cursor."""
        return self._db.execute(update(endpoint).where(endpoint.c.slug == slug).values(disabled=None)).rowcount > 0

    def deliveries(self, *, state: DeliveryState | None = None, limit: int) -> list[Delivery]:
        """The latest deliveries first."""
        query = self._deliveries().order_by(delivery.c.id.desc()).limit(limit)
        return [_delivery(row) for row in self._db.execute(query.where(delivery.c.state == state) if state else query)]

    @staticmethod
    def _deliveries() -> Any:
        columns = (
            delivery,
            event.c.id.label("event_id"),
            event.c.type,
            event.c.time,
            event.c.slug,
            event.c.initial,
            event.c.data,
        )
        return select(*columns).join(event, event.c.seq == delivery.c.seq)

    # Feeds --------------------------------------------------------------------------------------------------------

    def sync_feeds(self, settings: Mapping[str, str], *, now: datetime) -> None:
        """`settings` has a hash of each feed's settings by its slug; a feed that is new or set otherwise is stale."""
        known = {row.slug: row.settings for row in self._db.execute(select(feed.c.slug, feed.c.settings))}
        for slug, value in settings.items():
            if slug not in known:
                self._db.execute(
                    insert(feed).values(slug=slug, created=micros(now), settings=value, wanted=1, written=0)
                )
            elif known[slug] != value:
                self._db.execute(
                    update(feed).where(feed.c.slug == slug).values(settings=value, wanted=feed.c.wanted + 1)
                )

    def want(self, slugs: Iterable[str]) -> None:
        """These feeds are to be rendered again."""
        self._db.execute(update(feed).where(feed.c.slug.in_(list(slugs))).values(wanted=feed.c.wanted + 1))

    def stale_feeds(self) -> dict[str, int]:
        """The wanted revision of every feed whose files are behind, by slug."""
        rows = self._db.execute(select(feed.c.slug, feed.c.wanted).where(feed.c.wanted > feed.c.written))
        return {row.slug: row.wanted for row in rows}

    def feeds_created(self) -> dict[str, datetime]:
        return {row.slug: instant(row.created) for row in self._db.execute(select(feed.c.slug, feed.c.created))}

    def written(self, slug: str, revision: int) -> None:
        self._db.execute(update(feed).where(feed.c.slug == slug, feed.c.written < revision).values(written=revision))

    # What there is ------------------------------------------------------------------------------------------------

    def sources_overview(self) -> list[Row[Any]]:
        """A row a source, with how many entries it has and the date of its newest."""
        counts = select(entry.c.source, func.count().label("entries"), func.max(entry.c.date).label("newest")).group_by(
            entry.c.source
        )
        total = counts.subquery()
        troubled = (
            select(page.c.source, func.count().label("troubled"))
            .where(page.c.failures > 0)
            .group_by(page.c.source)
            .subquery()
        )
        columns = (
            source,
            func.coalesce(total.c.entries, 0).label("entries"),
            total.c.newest,
            func.coalesce(troubled.c.troubled, 0).label("troubled"),
        )
        query = (
            select(*columns)
            .outerjoin(total, total.c.source == source.c.uid)
            .outerjoin(troubled, troubled.c.source == source.c.uid)
        )
        return list(self._db.execute(query.where(source.c.active).order_by(source.c.slug)))

    def page_errors(self, uid: str, *, limit: int) -> list[str]:
        query = select(page.c.error).where(page.c.source == uid, page.c.failures > 0).order_by(page.c.first_seen.desc())
        return [error for error in self._db.scalars(query.limit(limit)) if error]

    def endpoints_overview(self) -> list[Row[Any]]:
        """A row an endpoint, with its cursor and how many deliveries wait or are dead."""
        waiting = func.count().filter(delivery.c.state == "waiting").label("waiting")
        dead = func.count().filter(delivery.c.state == "dead").label("dead")
        query = select(endpoint, waiting, dead).outerjoin(delivery, delivery.c.endpoint == endpoint.c.slug)
        return list(self._db.execute(query.group_by(endpoint.c.slug).order_by(endpoint.c.slug)))


CHECKPOINT = (
    "etag",
    "last_modified",
    "body_hash",
    "reading",
    "title",
    "failures",
    "error",
    "held",
    "released",
    "first_done",
)
TIMES = ("last_visit", "next_due", "not_before")
PLAIN_PAGE = (
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


def _feed_date(one: Entry, now: datetime) -> datetime:
    """DESIGN, Dates: `published`, else first seen; never in the future."""
    seen = one.first_seen or now
    said = one.published.instant if one.published else seen
    return said if FIRST_DATE <= said <= seen else seen


def _page(row: Row[Any]) -> Page:
    return Page(
        key=row.key,
        first_seen=instant(row.first_seen),
        row=codec.load_entry(row.row) if row.row else None,
        next_read=instant_or_none(row.next_read),
        **{name: getattr(row, name) for name in PLAIN_PAGE},
    )


def _page_row(uid: str, one: Page) -> dict[str, Any]:
    return {
        "source": uid,
        "key": one.key,
        "first_seen": micros(one.first_seen),
        "row": codec.dump_entry(one.row) if one.row else None,
        "next_read": micros_or_none(one.next_read),
        **{name: getattr(one, name) for name in PLAIN_PAGE},
    }


def _entry(row: Row[Any]) -> Entry:
    return replace(codec.load_entry(row.fields, content=row.content, plain=row.text), source=row.slug)


def _event(row: Row[Any]) -> Event:
    return Event(
        seq=row.seq,
        id=getattr(row, "event_id", None) or row.id,
        type=row.type,
        time=instant(row.time),
        data=json.loads(codec.unpack(row.data) or "{}"),
        source=row.slug,
        initial=row.initial,
    )


def _entry_of(one: Event) -> str | None:
    told = one.data.get("entry")
    return told["id"] if told else None


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(
        id=row.id,
        endpoint=row.endpoint,
        event=_event(row),
        state=row.state,
        attempts=row.attempts,
        status=row.status,
        next_try=instant_or_none(row.next_try),
        error=row.error,
    )
