"""Everything one process works with: settings, sources, store, network. `once` and `run` both live in it."""

import asyncio
import hashlib
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any

import structlog

from feeder.config import Broken, Settings
from feeder.config.sources import read_sources
from feeder.decide import select
from feeder.engine.network import network_of
from feeder.errors import ConfigError, FeederError, ParseError
from feeder.model import Extraction, Feed, Source
from feeder.parse import extract
from feeder.pipeline import Desk, Visit, visit
from feeder.store import Store

log = structlog.get_logger("feeder")

#: Parsing has threads of its own: a document that takes long keeps no visit from the store.
PARSING = ThreadPoolExecutor(max_workers=os.cpu_count() or 1, thread_name_prefix="parse")


@dataclass(kw_only=True)
class House:
    settings: Settings
    store: Store
    sources: dict[str, Source] = field(default_factory=dict)  #: by slug
    broken: dict[str, Broken] = field(default_factory=dict)
    feeds: dict[str, Feed] = field(default_factory=dict)
    shown: list[Feed] | None = None  #: the feeds that index.html and feeds.opml name
    notices: tuple[str, ...] = ()
    news: asyncio.Event = field(default_factory=asyncio.Event)  #: something was committed

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

    def sync(self) -> None:
        """Brings the store in line with config.toml and sources/."""
        now = datetime.now(UTC)
        found, broken, notices = read_sources(self.settings)
        for notice in (*self.settings.notices, *notices):
            if notice not in self.notices:
                log.warning(notice)
        self.notices = (*self.settings.notices, *notices)
        with self.store.write() as tx:
            placed = tx.sources.sync(found, keep=[one.slug for one in broken], now=now)
            feeds = select.feeds(placed, self.settings.feeds)
            tx.feeds.sync({feed.slug: self._signature(feed) for feed in feeds}, now=now)
            tx.endpoints.sync([endpoint.slug for endpoint in self.settings.endpoints])
        for one in broken:
            if self.broken.get(one.slug) != one:
                log.warning("source not read", source=one.slug, error=one.mistake)
        self._know(placed, broken, feeds)

    def _know(self, sources: Sequence[Source], broken: Sequence[Broken], feeds: Sequence[Feed]) -> None:
        self.sources = {source.slug: source for source in sources}
        self.broken = {one.slug: one for one in broken}
        self.feeds = {feed.slug: feed for feed in feeds}

    def known_feeds(self) -> list[Feed]:
        """Every feed that stands in feeds/; that of a source whose file is wrong stays as it was."""
        waiting = [Feed(slug=slug, title="", sources=(slug,)) for slug in self.broken if slug not in self.feeds]
        return [*self.feeds.values(), *waiting]

    def _signature(self, feed: Feed) -> str:
        return hashlib.sha256(repr((feed, self.settings.url, self.settings.language)).encode()).hexdigest()

    def desk(self) -> Desk:
        settings = self.settings
        return Desk(
            store=self.store,
            network=network_of(settings),
            parse=parse,
            feeds=lambda: list(self.feeds.values()),
            longest=settings.max_every,
            kept=self.news.set,
        )

    def wanted(self, slugs: Iterable[str]) -> list[Source]:
        """These sources, or all that are not paused; one whose file is wrong cannot be visited."""
        named = list(slugs)
        if named:
            return [self.sources[slug] for slug in named if slug in self.sources]
        return [one for one in self.sources.values() if not one.paused]

    def close(self) -> None:
        self.store.close()


async def parse(body: bytes, url: str, **told: Any) -> Extraction:
    """`extract`, off the loop. What it does not foresee is told as that document's error: no other one suffers."""
    try:
        return await asyncio.get_running_loop().run_in_executor(PARSING, partial(extract, body, url, **told))
    except FeederError:
        raise
    except Exception as bug:
        log.exception("parsing failed by a bug of feeder", url=url)
        # Without its message, which may quote the document: that may be sealed.
        raise ParseError(f"{url}: a bug of feeder ({type(bug).__name__}); please report it") from bug


async def visit_logged(source: Source, desk: Desk) -> Visit:
    """One visit, one line in the log. The boundary of the task: a bug ends this visit and no other."""
    try:
        told = await visit(source, desk)
    except FeederError as problem:  # the store failed, so that not even this could be kept
        told = Visit(source=source.slug, error=str(problem))
    except Exception as bug:
        log.exception("visit failed by a bug of feeder", source=source.slug)
        return Visit(
            source=source.slug,
            error=f"{source.location}: a bug of feeder ({type(bug).__name__}: {bug}); please report it",
        )
    counts = {name: getattr(told, name) for name in ("read", "created", "updated", "withdrawn", "filtered", "sealed")}
    say = log.info if told.is_well else log.warning
    say("visit", source=source.slug, **{name: count for name, count in counts.items() if count}, **_troubles(told))
    return told


def _troubles(told: Visit) -> dict[str, Any]:
    troubles = {"error": told.error, "held": told.held, "pages": told.errors[:3], "skipped": told.skipped[:3]}
    return {name: value for name, value in troubles.items() if value}
