"""The network as config.toml wants it, and what of it outlives the process."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from feeder import __version__
from feeder.config import Settings, chromium
from feeder.errors import ConfigError
from feeder.fetch.browser import Browser
from feeder.fetch.http import Network
from feeder.fetch.politeness import Hosts
from feeder.fetch.robots import RobotsFiles
from feeder.model import Hold, RobotsFile
from feeder.store import Store


class Remembered:
    """What sites asked of us, in the store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def holds(self) -> Mapping[str, Hold]:
        with self._store.read() as tx:
            return tx.hosts.holds(datetime.now(UTC))

    def hold(self, host: str, hold: Hold) -> None:
        with self._store.write(quiet=True) as tx:
            tx.hosts.hold(host, hold)

    def robots(self, origin: str) -> RobotsFile | None:
        with self._store.read() as tx:
            return tx.hosts.robots(origin)

    def keep_robots(self, file: RobotsFile) -> None:
        with self._store.write(quiet=True) as tx:
            tx.hosts.put_robots(file)


def browser_of(settings: Callable[[], Settings]) -> Browser:
    """Which Chromium it is, is looked up whenever one is started."""
    return Browser(lambda: chromium.program(settings().chromium))


def network_of(
    settings: Settings,
    hosts: Hosts | None = None,
    robots: RobotsFiles | None = None,
    browser: Browser | None = None,
) -> Network:
    """`hosts`, `robots` and `browser` outlive it, where there is another one after it. Raises ConfigError where all
    is to go out through a proxy that is not known."""
    if settings.no_proxy:
        raise ConfigError(settings.no_proxy)
    return Network(
        user_agent=f"feeder/{__version__} (+{settings.contact or settings.url})",
        concurrency=settings.concurrency,
        per_host=settings.per_host,
        delay=settings.delay,
        timeout=settings.timeout,
        max_bytes=settings.max_bytes,
        allow_private=settings.allow_private,
        proxy=settings.proxy,
        hosts=hosts,
        robots=robots or RobotsFiles(),
        browser=browser,
    )
