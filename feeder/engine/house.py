"""Everything one process works with: settings, sources, store, network. `once` and `run` both live in it."""

import asyncio
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

import structlog

from feeder import schedule
from feeder.config import Broken, Settings
from feeder.config.sources import SourceFiles, read_sources
from feeder.decide import select
from feeder.engine import parsing
from feeder.engine.network import Remembered, browser_of, network_of
from feeder.errand import Desk
from feeder.errors import ConfigError
from feeder.fetch.browser import Browser
from feeder.fetch.politeness import Hosts
from feeder.fetch.robots import RobotsFiles
from feeder.model import Feed, Source
from feeder.store import Store, Transaction
from feeder.store.feeds import Wish

log = structlog.get_logger("feeder")


@dataclass(kw_only=True)
class House:
    settings: Settings
    store: Store
    sources: dict[str, Source] = field(default_factory=dict)  #: by slug
    broken: dict[str, Broken] = field(default_factory=dict)
    feeds: dict[str, Feed] = field(default_factory=dict)
    wishes: dict[str, Wish] = field(default_factory=dict)  #: what the store was told of each feed
    shown: Settings | None = None  #: those that feeds/ was looked through with, and its overview published
    notices: tuple[str, ...] = ()
    news: asyncio.Event = field(default_factory=asyncio.Event)  #: something was committed
    files: SourceFiles = field(default_factory=SourceFiles)

    @classmethod
    def open(cls, settings: Settings, *, writes: bool = True) -> "House":
        """With `writes=False`, for commands that only look: nothing is brought in line, nothing made but the store."""
        house = cls(settings=settings, store=Store(settings.store))
        if not writes:
            found, broken, _ = read_sources(settings)
            house._know(found, broken, select.feeds(found, settings.feeds))
            return house
        for folder in (settings.sources_folder, settings.feeds_folder):
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as problem:
                told = f"{folder}: cannot be made ({problem.strerror}); a folder is to stand there"
                raise ConfigError(told) from None
        house.sync()
        return house

    def change(self, settings: Settings) -> None:
        """Goes on with other settings; with those before where sources/ cannot be read."""
        before, self.settings = self.settings, settings
        try:
            self.sync()
        except BaseException:
            self.settings = before
            raise

    def sync(self) -> None:
        """Brings the store in line with config.toml and sources/. Raises ConfigError where sources/ cannot be read, or
        has lost everything: a feed that is told to be gone is lost to its readers."""
        now = datetime.now(UTC)
        found, broken, notices = self.files.read(self.settings)
        for notice in (*self.settings.notices, *notices):
            if notice not in self.notices:
                log.warning(notice)
        self.notices = (*self.settings.notices, *notices)
        keep = [one.slug for one in broken]
        with self.store.write() as tx:
            if not found and not broken and (followed := tx.sources.followed()) > 1:
                raise ConfigError(
                    f"sources/: is empty, though {followed} sources were followed; bring them back (is the disk "
                    "mounted?), or make a new folder in it if that is meant"
                )
            # In the order of all writers (Transaction.finish): sources, endpoints, feeds.
            placed = tx.sources.sync(found, keep=keep, now=now)
            self._reschedule(tx, placed, now)
            tx.endpoints.sync([endpoint.slug for endpoint in self.settings.endpoints])
            feeds = select.feeds(placed, self.settings.feeds)
            wishes = self._wishes(feeds, placed)
            tx.feeds.sync(wishes, keep=keep, now=now)
        for one in broken:
            if self.broken.get(one.slug) != one:
                log.warning("source not read", source=one.slug, error=one.mistake)
        self._know(placed, broken, feeds)
        self.wishes = wishes  # after the feeds: who renders meanwhile must not take an old one for what is wished for

    def _know(self, sources: Sequence[Source], broken: Sequence[Broken], feeds: Sequence[Feed]) -> None:
        self.sources = {source.slug: source for source in sources}
        self.broken = {one.slug: one for one in broken}
        self.feeds = {feed.slug: feed for feed in feeds}

    def known_feeds(self) -> list[Feed]:
        """Every feed that stands in feeds/; that of a source whose file is wrong stays as it was."""
        waiting = [Feed(slug=slug, title="", sources=(slug,)) for slug in self.broken if slug not in self.feeds]
        return [*self.feeds.values(), *waiting]

    def _wishes(self, feeds: Sequence[Feed], placed: Sequence[Source]) -> dict[str, Wish]:
        uids = {source.slug: source.uid for source in placed}
        combined = {feed.slug for feed in self.settings.feeds}
        return {
            feed.slug: Wish(
                settings=self._signature(feed, [slug for slug in feed.sources if slug in uids]),
                source=None if feed.slug in combined else uids[feed.slug],
            )
            for feed in feeds
        }

    def _signature(self, feed: Feed, there: Sequence[str]) -> str:
        """Everything but the entries that a feed's bytes depend on; `there` are those of its sources that are."""
        settings = (feed, self.settings.url, self.settings.language, self.settings.tombstones, there)
        return hashlib.sha256(repr(settings).encode()).hexdigest()

    def _reschedule(self, tx: Transaction, placed: Sequence[Source], now: datetime) -> None:
        """What was changed or mended while feeder runs is visited now; where only the schedule was, as that says."""
        before, waiting = {source.uid: source for source in self.sources.values()}, tx.sources.waiting()
        for source in placed:
            old = before.get(source.uid)
            if old is source:  # its file was not read anew, nor under other settings
                continue
            old = old or source
            if source.slug in self.broken or replace(source, every=old.every, cron=old.cron) != old:
                tx.sources.make_due(source.uid, now)
            elif last := waiting.get(source.uid):
                at = schedule.at_latest(source, now, self.limits, fails=last.failures > 0)
                if (at := max(at, last.not_before or at)) < last.next_due:
                    tx.sources.make_due(source.uid, at)

    @cached_property
    def hosts(self) -> Hosts:
        """Other settings, and another network, change nothing of whose turn it is."""
        return Hosts(Remembered(self.store))

    @cached_property
    def robots(self) -> RobotsFiles:
        return RobotsFiles(Remembered(self.store))

    @cached_property
    def browser(self) -> Browser:
        return browser_of(lambda: self.settings)

    @property
    def limits(self) -> schedule.Limits:
        return schedule.Limits(shortest=self.settings.min_every, longest=self.settings.max_every)

    def desk(self) -> Desk:
        settings = self.settings
        parsing.get_ready()
        return Desk(
            store=self.store,
            network=network_of(settings, self.hosts, self.robots, self.browser),
            parse=parsing.parse,
            feeds=lambda: list(self.feeds.values()),
            limits=self.limits,
            parser=parsing.version(),
            keeps_raw=settings.keep.raw != timedelta(0),
            raw_size=settings.keep.raw_size,
            kept=self.news.set,
        )

    def wanted(self, slugs: Iterable[str]) -> list[Source]:
        """These sources, or all that are not paused; one whose file is wrong cannot be visited."""
        named = list(slugs)
        if named:
            return [self.sources[slug] for slug in named if slug in self.sources]
        return [one for one in self.sources.values() if not one.paused]

    @property
    def lock(self) -> Path:
        """The file that a scheduler holds: beside the store, so that two houses with one store know of each other."""
        file = self.store.file or self.settings.state_folder / "feeder"
        return file.with_name(f"{file.name}.lock")

    def close(self) -> None:
        self.store.close()
