"""Sources and what their last visits left behind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Row, and_, case, exists, func, insert, or_, select, update

from feeder.errors import Overtaken
from feeder.model import Checkpoint, Lease, Move, Source, Verdict
from feeder.store import dialect
from feeder.store.codec import instant, instant_or_none, micros, micros_or_none
from feeder.store.pages import WITHHELD
from feeder.store.schema import entry, page, source

PLAIN = (
    "etag",
    "last_modified",
    "validates",
    "body_hash",
    "reading",
    "parser",
    "title",
    "failures",
    "error",
    "held",
    "mistake",
    "verdict",
    "most_new",
    "first_done",
)
TIMES = ("had", "last_visit", "last_success", "next_due", "not_before", "asked")
LEASE = timedelta(minutes=2)  #: who has not renewed it for so long is taken for dead
#: By what a file is the source that the store knows, the surest first. One that was moved and whose old address is
#: another file's now stays itself by its slug and new address; a renamed file is found by its uid or its address; one
#: whose address was changed by its slug.
LIKENESS = (attrgetter("slug", "location"), attrgetter("uid"), attrgetter("location"), attrgetter("slug"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Followed:
    """How a source is."""

    uid: str
    slug: str
    is_paused: bool
    last: Checkpoint
    entries: int
    is_troubled: bool  #: any of its pages could not be read, or is withheld


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """When a source is due, and how it was."""

    next_due: datetime
    failures: int
    not_before: datetime | None


class Sources:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def sync(self, found: Sequence[Source], *, keep: Sequence[str], now: datetime) -> list[Source]:
        """Brings the table in line with the files, and gives each source its stored uid. `keep` are the slugs of files
        that are there and wrong: their sources stay as they are. What is found no more becomes inactive."""
        self.lock_many()
        columns = (source.c.uid, source.c.slug, source.c.location, source.c.active, source.c.paused)
        rows = self._db.execute(select(*columns).order_by(source.c.active)).all()
        placed = _placed(found, rows)
        slugs = {one.uid: one.slug for one in placed}
        taken = set(slugs.values())
        for row in rows:
            is_displaced = row.slug in taken and slugs.get(row.uid) != row.slug
            is_active = row.uid in slugs or row.slug in keep
            # Two may be swapping their slugs, which are unique at every moment: whoever loses his steps aside first.
            slug = f"{row.slug}~{row.uid}" if is_displaced else row.slug
            if (row.active, row.slug) != (is_active, slug):
                self._set(row.uid, active=is_active, slug=slug)
        known = {row.uid: row for row in rows}
        for one in placed:
            values = {"slug": one.slug, "location": one.location, "paused": one.paused}
            if before := known.get(one.uid):
                if (before.slug, before.location, before.paused) != (one.slug, one.location, one.paused):
                    self._set(one.uid, **values)
            else:
                fresh = {"uid": one.uid, "created": micros(now), "next_due": micros(now), "active": True}
                self._db.execute(insert(source), {**values, **fresh, "failures": 0, "most_new": 0, "first_done": False})
        return placed

    def due(self, now: datetime) -> list[str]:
        """The uids of sources to visit now that nobody visits, longest waiting first."""
        ready = and_(source.c.active, ~source.c.paused, source.c.next_due <= micros(now), _is_free(now))
        return list(self._db.scalars(select(source.c.uid).where(ready).order_by(source.c.next_due)))

    def make_due(self, uid: str, now: datetime) -> None:
        """It is due at `now` if it was to be later; a visit that is under way leaves it so."""
        at = micros(now)
        due = case((source.c.next_due > at, at), else_=source.c.next_due)
        asked = case((source.c.asked < at, source.c.asked), else_=at)
        self._db.execute(update(source).where(source.c.uid == uid).values(next_due=due, asked=asked))

    # Leases: one visit at a time, whoever makes it ------------------------------------------------------------------

    def take(self, uids: Iterable[str], *, holder: str, now: datetime) -> list[Lease]:
        """The sources among these that nobody visits or writes, leased to `holder`."""
        free = select(source.c.uid, source.c.token).where(source.c.uid.in_(list(uids)), _is_free(now))
        # Those that are locked are skipped: whoever waits for many rows may wait in a circle.
        rows = self._db.execute(free.with_for_update(skip_locked=True)).all()
        taken = [Lease(uid=row.uid, token=row.token + 1) for row in rows]
        values = {"token": source.c.token + 1, "leased": micros(now + LEASE), "holder": holder, "asked": None}
        self._db.execute(update(source).where(source.c.uid.in_([one.uid for one in taken])).values(values))
        return taken

    def renew(self, lease: Lease, now: datetime) -> None:
        """Its holder is still at work."""
        held = update(source).where(_is(lease), source.c.holder.is_not(None))  # not one that was given back meanwhile
        self._db.execute(held.values(leased=micros(now + LEASE)))

    def lock(self, uid: str) -> None:
        """Until the commit, nobody else writes what belongs to this source; before anything of it is written."""
        self._db.execute(select(source.c.uid).where(source.c.uid == uid).with_for_update(key_share=True))

    def lock_many(self) -> None:
        """Before several sources are written: whoever has locked some of them and waits for more would wait in a circle
        with another one who does so. Who writes one, or skips what is locked, is in nobody's way."""
        dialect.alone(self._db, dialect.SYNCING)

    def hold(self, lease: Lease, slug: str) -> None:
        """Locks a source for the visit that has leased it under this slug. Raises Overtaken where another took it, or
        its file was removed or renamed."""
        self.lock(lease.uid)
        columns = (source.c.slug, source.c.active, source.c.token)
        row = self._db.execute(select(*columns).where(source.c.uid == lease.uid)).one_or_none()
        if row is None or row.token != lease.token:
            raise Overtaken(f"{slug}: this visit stood still, and another has begun")
        if (row.slug, row.active) != (slug, True):
            raise Overtaken(f"{slug}: the source's file was removed or renamed while it was visited")

    def release(self, lease: Lease) -> None:
        """Its visit is over."""
        self._db.execute(update(source).where(_is(lease)).values(leased=None, holder=None))

    def end_leases(self, holder: str) -> None:
        """This holder is no more: what he had can be taken at once."""
        self.lock_many()
        self._db.execute(update(source).where(source.c.holder == holder).values(leased=None, holder=None))

    # ----------------------------------------------------------------------------------------------------------------

    def uid(self, slug: str) -> str | None:
        return self._db.scalars(select(source.c.uid).where(source.c.slug == slug)).one_or_none()

    def close(self, slug: str) -> None:
        """Its file was removed on purpose."""
        self._db.execute(update(source).where(source.c.slug == slug).values(active=False))

    def followed(self) -> int:
        """How many sources have a file."""
        return int(self._db.execute(select(func.count()).where(source.c.active)).scalar_one())

    def waiting(self) -> dict[str, Waiting]:
        """When sources are due, by uid."""
        columns = (source.c.uid, source.c.next_due, source.c.failures, source.c.not_before)
        rows = self._db.execute(select(*columns).where(source.c.active, source.c.next_due.is_not(None)))
        return {
            row.uid: Waiting(
                next_due=instant(row.next_due), failures=row.failures, not_before=instant_or_none(row.not_before)
            )
            for row in rows
        }

    def title(self, slug: str) -> str | None:
        """What a source calls itself."""
        return self._db.scalars(select(source.c.title).where(source.c.slug == slug)).one_or_none()

    def checkpoint(self, uid: str) -> Checkpoint:
        return _checkpoint(self._db.execute(select(source).where(source.c.uid == uid)).one())

    def put_checkpoint(self, uid: str, after: Checkpoint) -> None:
        plain = {name: getattr(after, name) for name in PLAIN}
        self._set(uid, **plain, **{name: micros_or_none(getattr(after, name)) for name in TIMES}, **_move(after.move))

    def judge(self, uid: str, verdict: Verdict) -> bool:
        """Whether a look at the source was held; the next one does with what it finds as the operator says."""
        held = update(source).where(source.c.uid == uid, source.c.held.is_not(None))
        return self._db.execute(held.values(held=None, verdict=verdict)).rowcount > 0

    def overview(self) -> list[Followed]:
        """The sources that have a file, by slug."""
        entries = select(func.count()).where(entry.c.source == source.c.uid).scalar_subquery()
        is_troubled = or_(page.c.failures > 0, page.c.standing.in_(WITHHELD))
        troubled = exists().where(page.c.source == source.c.uid, is_troubled)
        query = select(source, entries.label("entries"), troubled.label("troubled")).where(source.c.active)
        return [
            Followed(
                uid=row.uid,
                slug=row.slug,
                is_paused=row.paused,
                last=_checkpoint(row),
                entries=row.entries,
                is_troubled=row.troubled,
            )
            for row in self._db.execute(query.order_by(source.c.slug))
        ]

    def _set(self, uid: str, **values: Any) -> None:
        is_other = or_(*(source.c[name].is_distinct_from(value) for name, value in values.items()))
        self._db.execute(update(source).where(source.c.uid == uid, is_other).values(**values))


def _is_free(now: datetime) -> ColumnElement[bool]:
    return or_(source.c.leased.is_(None), source.c.leased <= micros(now))


def _is(lease: Lease) -> ColumnElement[bool]:
    return and_(source.c.uid == lease.uid, source.c.token == lease.token)


def _checkpoint(row: Row[Any]) -> Checkpoint:
    plain: dict[str, Any] = {name: getattr(row, name) for name in PLAIN}
    move = Move(to=row.moved_to, since=instant(row.moved_since), visits=row.moved_visits) if row.moved_to else None
    return Checkpoint(**plain | {name: instant_or_none(getattr(row, name)) for name in TIMES}, move=move)


def _move(move: Move | None) -> dict[str, Any]:
    since = micros_or_none(move.since if move else None)
    return {"moved_to": move and move.to, "moved_since": since, "moved_visits": move.visits if move else 0}


def _placed(found: Sequence[Source], rows: Sequence[Any]) -> list[Source]:
    """The sources found, each with the uid of the row it is; a new one with its own, if no other has that."""
    free = {row.uid: row for row in rows}
    uids: dict[str, str] = {}
    for likeness in LIKENESS:
        by_likeness = {likeness(row): row.uid for row in free.values()}
        for one in found:
            if one.slug not in uids and (uid := by_likeness.pop(likeness(one), None)):
                uids[one.slug] = uid
                del free[uid]
    known = {row.uid for row in rows}
    told = [(one, uids.get(one.slug) or (str(uuid4()) if one.uid in known else one.uid)) for one in found]
    return [one if one.uid == uid else replace(one, uid=uid) for one, uid in told]
