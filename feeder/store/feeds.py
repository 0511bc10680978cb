"""Feeds: which revision is wanted, and which was written."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, bindparam, case, insert, select, update

from feeder.store import dialect
from feeder.store.codec import instant, micros
from feeder.store.schema import feed

_WANT = update(feed).where(feed.c.slug == bindparam("one")).values(wanted=feed.c.wanted + 1)


class Feeds:
    def __init__(self, connection: Connection) -> None:
        self._db = connection
        self._wanted: set[str] = set()

    def sync(self, settings: Mapping[str, str], *, now: datetime) -> None:
        """`settings` has a hash of each feed's settings by its slug; a feed that is new or set otherwise is stale."""
        dialect.alone(self._db, dialect.SYNCING)
        known = {row.slug: row.settings for row in self._db.execute(select(feed.c.slug, feed.c.settings))}
        for slug, value in sorted(settings.items()):
            if slug not in known:
                row = {"slug": slug, "created": micros(now), "settings": value, "wanted": 1, "written": 0}
                self._db.execute(insert(feed), row)
            elif known[slug] != value:
                self._db.execute(update(feed).where(feed.c.slug == slug).values(settings=value))
                self.want([slug])

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
        return set(self._db.scalars(select(feed.c.slug).where(feed.c.wanted > feed.c.written)))

    def written(self, slug: str, revision: int) -> None:
        """The files of a feed are at `revision` now. Where another process wrote a newer one meanwhile, this older one
        may lie over it: the feed is wanted again."""
        is_older = feed.c.written > revision
        values = {
            "wanted": feed.c.wanted + case((is_older, 1), else_=0),
            "written": case((is_older, feed.c.written), else_=revision),
        }
        self._db.execute(update(feed).where(feed.c.slug == slug).values(values))

    def created(self) -> dict[str, datetime]:
        return {row.slug: instant(row.created) for row in self._db.execute(select(feed.c.slug, feed.c.created))}
