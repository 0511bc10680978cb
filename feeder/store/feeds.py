"""Feeds: which revision is wanted, and which was written; and what became of those that are no more."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, case, insert, select, update

from feeder.store import dialect
from feeder.store.codec import instant, micros
from feeder.store.schema import feed, source


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a feed is to be."""

    settings: str  #: a hash: other settings, another rendering
    source: str | None = None  #: the uid of the source whose own feed it is


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
        for slug, wish in sorted(wishes.items()):
            row, values = known.get(slug), {"settings": wish.settings, "source": wish.source, "closed": False}
            if row is None:
                fresh = {"slug": slug, "created": begun.get(wish.source, micros(now)), "wanted": 1, "written": 0}
                self._db.execute(insert(feed), {**values, **fresh})
            elif (row.settings, row.source, row.closed) != (wish.settings, wish.source, False):
                self._db.execute(update(feed).where(feed.c.slug == slug).values(**values, wanted=feed.c.wanted + 1))
        gone = [slug for slug, row in known.items() if not row.closed and slug not in wishes and slug not in keep]
        for slug in sorted(gone):
            self._db.execute(update(feed).where(feed.c.slug == slug).values(closed=True))

    def want(self, slugs: Iterable[str]) -> None:
        """These feeds are to be rendered again, when the transaction has ended."""
        self._wanted.update(slugs)

    @property
    def has_news(self) -> bool:
        return bool(self._wanted)

    def flush(self) -> None:
        """Raises the wanted revisions, by slug: two that want the same feeds wait for each other in one order."""
        if self._wanted:
            self._db.execute(_WANT, [{"one": slug} for slug in sorted(self._wanted)])
        self._wanted.clear()

    def wanted(self) -> dict[str, int]:
        """The wanted revision of every feed, by slug."""
        return {row.slug: row.wanted for row in self._db.execute(select(feed.c.slug, feed.c.wanted))}

    def stale(self) -> set[str]:
        """The slugs of feeds whose files are behind."""
        return set(self._db.scalars(select(feed.c.slug).where(~feed.c.closed, feed.c.wanted > feed.c.written)))

    def written(self, slug: str, revision: int) -> None:
        """The files of a feed are at `revision` now. Where another process wrote a newer one meanwhile, this older one
        may lie over it: the feed is wanted again."""
        is_older = feed.c.written > revision
        values = {
            "wanted": feed.c.wanted + case((is_older, 1), else_=0),
            "written": case((is_older, feed.c.written), else_=revision),
        }
        self._db.execute(update(feed).where(feed.c.slug == slug).values(values))

    def closed(self) -> list[str]:
        """The slugs of closed feeds whose files may still be there."""
        return list(self._db.scalars(select(feed.c.slug).where(feed.c.closed, feed.c.written > 0)))

    def removed(self, slug: str) -> None:
        """The files of a closed feed are gone; when it is opened again they are wanted anew."""
        self._db.execute(update(feed).where(feed.c.slug == slug, feed.c.closed).values(written=0))

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

    def created(self) -> dict[str, datetime]:
        """When the feeds that are open were made, by slug."""
        query = select(feed.c.slug, feed.c.created).where(~feed.c.closed)
        return {row.slug: instant(row.created) for row in self._db.execute(query)}
