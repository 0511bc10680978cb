"""Feeds: which revision is wanted, and which was written; and what became of those that are no more.

Whoever writes rows of several feeds takes them by slug: two that do wait for each other, and never in a circle.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, case, insert, or_, select, update

from feeder.model import Glance
from feeder.store import codec, dialect
from feeder.store.codec import instant, micros
from feeder.store.schema import feed, source

REMOVED = -1  #: the revision of a closed feed whose files are gone


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a feed is to be."""

    settings: str  #: a hash: other settings, another rendering
    source: str | None = None  #: the uid of the source whose own feed it is


@dataclass(frozen=True, kw_only=True)
class Revision:
    """What the files of a feed are to be now."""

    number: int
    settings: str  #: those that it is wished for with
    created: datetime  #: when the feed was made


_WANT = update(feed).where(feed.c.slug == bindparam("one")).values(wanted=feed.c.wanted + 1)


class Feeds:
    def __init__(self, connection: Connection) -> None:
        self._db = connection
        self._wanted: set[str] = set()

    def sync(self, wishes: Mapping[str, Wish], *, keep: Collection[str] = (), now: datetime) -> None:
        """Brings the table in line with the feeds there are, by slug. One that is new, set otherwise or there again is
        stale; one that is there no more, and not among `keep`, is closed."""
        dialect.alone(self._db, dialect.SYNCING)
        known = {row.slug: row for row in self._db.execute(select(feed).order_by(feed.c.created.desc()))}
        begun = {row.source: row.created for row in known.values() if row.source}  # under whatever slug: a feed moves
        gone = {slug for slug, row in known.items() if not row.closed and slug not in wishes and slug not in keep}
        for slug in sorted({*wishes, *gone}):
            if slug in gone:
                self._db.execute(update(feed).where(feed.c.slug == slug).values(closed=True))
                continue
            wish, row = wishes[slug], known.get(slug)
            values = {"settings": wish.settings, "source": wish.source, "closed": False}
            if row is None:
                fresh = {"slug": slug, "created": begun.get(wish.source, micros(now)), "wanted": 1, "written": 0}
                self._db.execute(insert(feed), {**values, **fresh})
            elif (row.settings, row.source, row.closed) != (wish.settings, wish.source, False):
                self._db.execute(update(feed).where(feed.c.slug == slug).values(**values, wanted=feed.c.wanted + 1))

    def want(self, slugs: Iterable[str]) -> None:
        """These feeds are to be rendered again, when the transaction has ended."""
        self._wanted.update(slugs)

    @property
    def has_news(self) -> bool:
        return bool(self._wanted)

    def flush(self) -> None:
        """Raises the wanted revisions."""
        if self._wanted:
            self._db.execute(_WANT, [{"one": slug} for slug in sorted(self._wanted)])
        self._wanted.clear()

    def stale(self) -> set[str]:
        """The slugs of feeds whose files are behind."""
        return set(self._db.scalars(select(feed.c.slug).where(~feed.c.closed, feed.c.wanted > feed.c.written)))

    def revision(self, slug: str) -> Revision | None:
        """What a feed is to be; None where there is no such feed, or it is closed."""
        columns = (feed.c.wanted.label("number"), feed.c.settings, feed.c.created)
        row = self._db.execute(select(*columns).where(feed.c.slug == slug, ~feed.c.closed)).one_or_none()
        return row and Revision(number=row.number, settings=row.settings, created=instant(row.created))

    def written(self, slug: str, revision: int, *, settings: str) -> None:
        """The files of a feed are at `revision` now, as somebody wrote them who knows it with these settings. Where
        another process wrote a newer one meanwhile, or has it wished for otherwise, this one may lie over what is
        wanted: the feed is wanted again."""
        is_older = or_(feed.c.written > revision, feed.c.settings != settings)
        values = {
            "wanted": feed.c.wanted + case((is_older, 1), else_=0),
            "written": case((is_older, feed.c.written), else_=revision),
        }
        self._db.execute(update(feed).where(feed.c.slug == slug).values(values))

    def put_glance(self, glance: Glance) -> None:
        """What the list of all feeds is to say of one whose files are written now."""
        told = codec.dump_glance(glance)
        self._db.execute(update(feed).where(feed.c.slug == glance.slug, ~feed.c.closed).values(glance=told))

    def glances(self) -> list[Glance]:
        """Every open feed that was written, by slug."""
        query = select(feed.c.glance).where(~feed.c.closed, feed.c.glance.is_not(None)).order_by(feed.c.slug)
        return [codec.load_glance(raw) for raw in self._db.scalars(query)]

    def closed(self) -> list[str]:
        """The slugs of closed feeds whose files may still be there: those of one that was never written too, for who
        wrote them may have died before he said so."""
        return list(self._db.scalars(select(feed.c.slug).where(feed.c.closed, feed.c.written > REMOVED)))

    def removed(self, slug: str) -> None:
        """The files of a closed feed are gone; when it is opened again they are wanted anew."""
        self._db.execute(update(feed).where(feed.c.slug == slug, feed.c.closed).values(written=REMOVED, glance=None))

    def successor(self, slug: str) -> str | None:
        """What became of a closed feed: the slug that its source's feed has now, or its own where nothing took its
        place; None where there is no closed feed of that slug."""
        query = select(feed.c.slug, source.c.slug.label("now"), source.c.active).outerjoin(
            source, source.c.uid == feed.c.source
        )
        row = self._db.execute(query.where(feed.c.slug == slug, feed.c.closed)).one_or_none()
        if row is None:
            return None
        return row.now if row.active else slug
