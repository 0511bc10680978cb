"""One process: `once` does all that can be done now and ends, `backfill` reads the later pages of one list; `run` goes
on until it is told to stop.

APScheduler's one tick ─▶ due sources ─▶ visits ─┐     (and once an hour, housekeeping)
watchfiles: sources/ changed · a mailbox's IDLE ─┼─▶ news ─▶ feeds rendered, events delivered
SIGHUP, or config.toml saved: read again ────────┘
"""

import asyncio
import signal
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import structlog
import watchfiles
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from feeder.backfill import Walk, turn
from feeder.engine import visiting
from feeder.engine.delivering import Deliverer
from feeder.engine.house import House
from feeder.engine.housekeeping import keep_house
from feeder.engine.lock import is_at_work
from feeder.engine.mailwatch import MailWatch
from feeder.engine.reload import ConfigFile
from feeder.engine.rendering import render_stale
from feeder.engine.visiting import take, visit_leased, visit_logged
from feeder.errand import Desk, Visit
from feeder.errors import FeederError
from feeder.fetch.politeness import host_of
from feeder.model import Delivery, Hold, Source

log = structlog.get_logger("feeder")

TICK, HOUR = 1.0, 3600.0  #: seconds
ASLEEP = 9  #: as many visits as there are places wait beside these for the turns of their hosts, at most
PATIENCE = 30.0  #: seconds that a stop waits for the work in hand
QUIET = 200  #: milliseconds without a change before a folder is looked at: a file being written is not read in between


async def once(
    house: House, sources: Sequence[Source], seen: Callable[[Visit], None]
) -> tuple[list[Visit], list[Delivery]]:
    """Visits these sources whether due or not, brings feeds/ up to date, attempts each due delivery once."""
    places = asyncio.Semaphore(house.settings.concurrency)
    at_host = {_host(source): asyncio.Semaphore(house.settings.per_host) for source in sources}

    async def one(source: Source, desk: Desk, holder: str) -> Visit:
        async with at_host[_host(source)], places:
            told = await visit_leased(source, desk, holder)
        seen(told)
        return told

    async with _at_work(house) as (desk, holder, delivered):
        visits = list(await asyncio.gather(*(one(source, desk, holder) for source in sources)))
    return visits, delivered


async def backfill(
    house: House, source: Source, pages: int, seen: Callable[[Visit, Walk], None]
) -> tuple[list[Visit], Walk]:
    """Visits a source, then the later pages of its list up to `pages`, each in its turn."""
    walk = Walk()
    async with _at_work(house) as (desk, holder, _):
        visits = [await visit_leased(source, desk, holder)]
        while not (visits[-1].error or walk.ended or walk.number >= pages):
            visits.append(await visit_leased(source, desk, holder, partial(turn, walk=walk)))
            seen(visits[-1], walk)
    return visits, walk


@asynccontextmanager
async def _at_work(house: House) -> AsyncIterator[tuple[Desk, str, list[Delivery]]]:
    """What a command does that visits: what it found is published and delivered when it ends."""
    desk, holder = house.desk(), visiting.command()
    if not is_at_work(house.lock):
        _take_back(house)
    delivered: list[Delivery] = []
    try:
        yield desk, holder, delivered
    finally:
        await house.browser.aclose()
    await asyncio.to_thread(render_stale, house)
    deliverer = _deliverer(house, desk, holder)
    deliverer.start()
    delivered += await deliverer.finish()
    await deliverer.aclose()
    await asyncio.to_thread(keep_house, house.store, house.settings.keep, datetime.now(UTC))


def _take_back(house: House) -> None:
    """What a service held that is no more can be taken at once."""
    with house.store.write(quiet=True) as tx:
        tx.sources.end_leases(visiting.service(house))
        tx.deliveries.end_leases(visiting.service(house))


def _deliverer(house: House, desk: Desk, holder: str) -> Deliverer:
    return Deliverer(store=house.store, network=desk.network, endpoints=house.settings.endpoints, holder=holder)


class Service:
    """`feeder run`: visits what is due, follows sources/, publishes and delivers, until it is told to stop."""

    def __init__(self, house: House, config: Path) -> None:
        self._house = house
        self._config = ConfigFile(config)
        self._syncing = asyncio.Lock()
        self._hangup = asyncio.Event()
        self._retired: set[asyncio.Task[None]] = set()
        self._desk = house.desk()
        self._holder = visiting.service(house)
        self._deliverer = _deliverer(house, self._desk, self._holder)
        self._visits: dict[asyncio.Task[Visit], Source] = {}
        self._taking = asyncio.Lock()
        self._ticking: asyncio.Task[None] | None = None
        self._unread: str | None = None  # why sources/ could not be read last
        self._stopping = asyncio.Event()
        self._mail = MailWatch(self._have_visited, _tell_bug)

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stop)
        loop.add_signal_handler(signal.SIGHUP, self._hangup.set)
        clock = AsyncIOScheduler(timezone=UTC)
        for job in (
            self._start_tick,
            self._look_at_config,
        ):  # they wait for nothing: the clock's end would cut them off
            clock.add_job(job, "interval", seconds=TICK, max_instances=1, coalesce=True, misfire_grace_time=None)
        clock.start()
        _take_back(self._house)
        self._house.news.set()  # what a crash left behind: stale feeds, due deliveries
        following = (self._follow_news, self._follow_files, self._follow_hangups, self._keep_house)
        background = [asyncio.create_task(follow()) for follow in following]
        for task in background:
            task.add_done_callback(_tell_bug)
        log.info("feeder runs", sources=len(self._house.sources), url=self._house.settings.url)
        await self._stopping.wait()
        clock.pause()  # at once: what it started before its own shutdown came to pass would be cut off unrun
        clock.shutdown(wait=False)
        await self._finish(background)

    def stop(self) -> None:
        self._stopping.set()

    async def _finish(self, background: Sequence[asyncio.Task[None]]) -> None:
        """Finishes the work in hand; what takes longer than our patience goes on at the next start."""
        log.info("stopping", visits=len(self._visits))
        for task in background:
            task.cancel()
        await self._mail.close()
        await asyncio.gather(*background, *([self._ticking] if self._ticking else []), return_exceptions=True)
        if self._visits:
            _, late = await asyncio.wait(self._visits, timeout=PATIENCE)
            for visit in late:
                visit.cancel()
        await self._house.browser.aclose()
        await asyncio.to_thread(self._render)
        self._deliverer.start()
        self._retire(self._deliverer)
        await asyncio.wait(self._retired, timeout=PATIENCE)
        log.info("stopped")

    async def _start_tick(self) -> None:
        if self._ticking is None or self._ticking.done():
            self._ticking = asyncio.create_task(self._tick())

    async def _tick(self) -> None:
        """The one job: what is due now is visited, and delivered."""
        try:
            await self._visit_due()
        except FeederError as problem:
            log.warning("nothing visited", error=str(problem))
        except Exception:  # the boundary of the task: the next second tries again
            log.exception("nothing visited by a bug of feeder")
        self._deliverer.start()
        self._mail.tend(self._house.sources.values(), self._desk.network)

    async def _have_visited(self, source: Source) -> None:
        """A source that has something new, as far as anybody knows."""
        await asyncio.to_thread(self._make_due, source.uid)
        await self._start_tick()

    def _make_due(self, uid: str) -> None:
        with self._house.store.write(quiet=True) as tx:
            tx.sources.make_due(uid, datetime.now(UTC))

    async def _visit_due(self) -> None:
        # Both the clock and a saved file ask for it; and of a file that is being read the store knows already that it
        # wants a visit, but nobody yet what it says.
        async with self._taking, self._syncing:
            by_uid = {source.uid: source for source in self._house.sources.values()}
            uids, holds = await asyncio.to_thread(self._due)
            self._house.hosts.learn(holds)
            due = [by_uid[uid] for uid in uids if uid in by_uid]
            chosen = {source.uid: source for source in self._placed(due)}
            if not chosen:
                return
            for lease in await asyncio.to_thread(take, self._house.store, list(chosen), self._holder):
                task = asyncio.create_task(visit_logged(chosen[lease.uid], self._desk, lease))
                self._visits[task] = chosen[lease.uid]
                task.add_done_callback(self._visits.pop)

    def _due(self) -> tuple[list[str], Mapping[str, Hold]]:
        """The uids of the sources, and the hosts that are left alone: a command beside us may have been told so."""
        now = datetime.now(UTC)
        with self._house.store.read() as tx:
            due = tx.sources.due(now)
            return due, tx.hosts.holds(now) if due else {}

    def _placed(self, due: Iterable[Source]) -> Iterator[Source]:
        """Those for which there is room. The web's sources and the others have places of their own: however many sites
        are slow, a document that is dropped or mailed is published. A host has few of them, and none while it is left
        alone, so that a thousand sources on one host keep no other waiting; nor do those whose hosts want minutes
        between two requests: who only waits has no place."""
        settings, held = self._house.settings, self._house.hosts.held
        visited = self._visits.values()
        kinds, hosts = Counter(source.is_web for source in visited), Counter(map(_host, visited))
        kinds[True] -= min(self._house.hosts.asleep, ASLEEP * settings.concurrency)
        for source in due:
            kind = source.is_web
            if kinds[kind] < settings.concurrency:
                host = _host(source)
                if hosts[host] < settings.per_host and held(host) is None:
                    kinds[kind] += 1
                    hosts[host] += 1
                    yield source

    async def _keep_house(self) -> None:
        while True:
            keep = self._house.settings.keep
            try:
                dropped = await asyncio.to_thread(keep_house, self._house.store, keep, datetime.now(UTC))
            except FeederError as problem:  # the next hour tries again
                log.warning("nothing old dropped", error=str(problem))
            else:
                if dropped:
                    log.info("what is old dropped", **dropped)
            await asyncio.sleep(HOUR)
            self._house.shown = None  # feeds/ is to be looked through again
            self._house.news.set()

    async def _follow_news(self) -> None:
        while True:
            await self._house.news.wait()
            self._house.news.clear()
            self._deliverer.start()
            await asyncio.to_thread(self._render)

    def _render(self) -> None:
        try:
            written = render_stale(self._house)
        except FeederError as problem:  # feeds/ cannot be written: the old files stand, the next news tries again
            log.warning("feeds not written", error=str(problem))
        else:
            if written:
                log.info("published", files=len(written))

    async def _follow_files(self) -> None:
        """Sees new, changed and removed files of sources/ and looks at the folders they lie in."""
        while not self._stopping.is_set():
            try:
                await self._follow_watched()
            except OSError as problem:  # sources/ is gone, and may be on its way back; or it can be watched no more
                if not isinstance(problem, FileNotFoundError):
                    log.warning("sources/ cannot be watched, it is looked at instead", error=problem.strerror)
                    await self._files_changed(None)
                await asyncio.sleep(TICK)

    async def _follow_watched(self) -> None:
        """Until there is something else to watch."""
        watched, identity, is_new = self._watched(), self._identity(), True
        async for changed in watchfiles.awatch(
            *watched,
            step=QUIET,
            debounce=5 * QUIET,
            stop_event=self._stopping,
            rust_timeout=round(1000 * TICK),
            yield_on_timeout=True,
        ):
            if changed or is_new:  # what came before the watch began was missed: everything may have changed
                is_read = await self._files_changed(None if is_new else [Path(path) for _, path in changed])
                is_new = not is_read  # until it can be: what comes back may come without a sign
                if self._watched() != watched:
                    return
            if self._identity() != identity:
                return

    def _identity(self) -> tuple[int, int] | None:
        """Which folder sources/ is: another one may be moved or mounted there, and the watch stays with the old."""
        try:
            stat = self._house.settings.sources_folder.stat()
        except OSError:
            return None
        return stat.st_dev, stat.st_ino

    def _watched(self) -> list[Path]:
        """sources/, and the folders elsewhere that sources name."""
        folders = {Path(source.location) for source in self._house.sources.values() if source.is_folder}
        own = self._house.settings.sources_folder
        return [own, *sorted(folder for folder in folders if folder.is_dir() and not folder.is_relative_to(own))]

    async def _files_changed(self, paths: Sequence[Path] | None) -> bool:
        """Whether sources/ could be read."""
        async with self._syncing:
            is_read = await asyncio.to_thread(self._sync, paths)
        await self._tick()
        return is_read

    def _sync(self, paths: Sequence[Path] | None) -> bool:
        """Reads sources/ again, and has the folders looked at that these paths lie in; None: all of them. Gives whether
        it could."""
        try:
            if self._unread or not (paths and all(self._is_of_a_folder(path) for path in paths)):
                self._house.sync()
            self._have_looked_at(paths)
        except FeederError as problem:  # what was known goes on; the next tick tries again
            if str(problem) != self._unread:
                log.warning("sources not read", error=str(problem))
            self._unread = str(problem)
            return False
        self._unread = None
        self._house.news.set()
        return True

    def _is_of_a_folder(self, path: Path) -> bool:
        """Whether it lies in a folder of documents, so that what happens to it changes no source."""
        folders = (Path(one.location) for one in self._house.sources.values() if one.is_folder and not one.loose)
        return any(path != folder and path.is_relative_to(folder) for folder in folders)

    def _have_looked_at(self, paths: Sequence[Path] | None) -> None:
        now = datetime.now(UTC)
        with self._house.store.write(quiet=True) as tx:
            tx.sources.lock_many()
            for source in self._house.sources.values():
                if source.is_folder and (paths is None or any(_is_in(path, source) for path in paths)):
                    tx.sources.make_due(source.uid, now)

    async def _look_at_config(self) -> None:
        if self._config.is_saved():
            self._hangup.set()

    async def _follow_hangups(self) -> None:
        while True:
            await self._hangup.wait()
            self._hangup.clear()
            await self._reload()

    async def _reload(self) -> None:
        """Goes on with what config.toml says now; with what it said before where that is wrong."""
        async with self._syncing:
            try:
                settings, waiting = self._config.settings(self._house.settings)
                await asyncio.to_thread(self._house.change, settings)
            except FeederError as problem:
                for mistake in str(problem).splitlines():
                    log.warning("settings kept", mistake=mistake)
                return
            for line in waiting:
                log.warning(line)
            self._desk = self._house.desk()  # visits in hand finish with the old one
            self._retire(self._deliverer)
            self._deliverer = _deliverer(self._house, self._desk, self._holder)
        self._house.news.set()
        log.info("settings read", sources=len(self._house.sources), url=self._house.settings.url)

    def _retire(self, deliverer: Deliverer) -> None:
        """Lets a deliverer finish what it has in hand; what it leaves is the next one's."""

        async def finish() -> None:
            await deliverer.finish()
            await deliverer.aclose()

        task = asyncio.create_task(finish())
        self._retired.add(task)
        task.add_done_callback(self._retired.discard)


def _host(source: Source) -> str:
    """What its visit takes a place at; a folder is a place of its own."""
    return host_of(source.location) if source.is_web else source.location


def _tell_bug(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (bug := task.exception()):
        log.error("a part of the service ended by a bug of feeder; restart it", exc_info=bug)


def _is_in(path: Path, source: Source) -> bool:
    return path.parent == Path(source.location) if source.loose else path.is_relative_to(source.location)
