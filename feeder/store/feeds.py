"""Feeds: which revision is wanted, and which was written."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from feeder.store.codec import instant, micros
from feeder.store.schema import feed


class Feeds:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def sync(self, settings: Mapping[str, str], *, now: datetime) -> None:
        """`settings` has a hash of each feed's settings by its slug; a feed that is new or set otherwise is stale."""
        known = {row.slug: row.settings for row in self._db.execute(select(feed.c.slug, feed.c.settings))}
        for slug, value in settings.items():
            if slug not in known:
                row = {"slug": slug, "created": micros(now), "settings": value, "wanted": 1, "written": 0}
                self._db.execute(insert(feed), row)
            elif known[slug] != value:
                self._db.execute(update(feed).where(feed.c.slug == slug).values(settings=value))
                self.want([slug])

    def want(self, slugs: Iterable[str]) -> None:
        """These feeds are to be rendered again."""
        self._db.execute(update(feed).where(feed.c.slug.in_(list(slugs))).values(wanted=feed.c.wanted + 1))

    def wanted(self) -> dict[str, int]:
        """The wanted revision of every feed, by slug."""
        return {row.slug: row.wanted for row in self._db.execute(select(feed.c.slug, feed.c.wanted))}

    def stale(self) -> set[str]:
        """The slugs of feeds whose files are behind."""
        return set(self._db.scalars(select(feed.c.slug).where(feed.c.wanted > feed.c.written)))

    def written(self, slug: str, revision: int) -> None:
        """The files of a feed are at `revision` now. Where another process wrote a newer one meanwhile, this older one
        may lie over it: the feed is wanted again."""
        this = update(feed).where(feed.c.slug == slug)
        self._db.execute(this.where(feed.c.written > revision).values(wanted=feed.c.wanted + 1))
        self._db.execute(this.where(feed.c.written < revision).values(written=revision))

    def created(self) -> dict[str, datetime]:
        return {row.slug: instant(row.created) for row in self._db.execute(select(feed.c.slug, feed.c.created))}
