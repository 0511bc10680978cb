"""The network as config.toml wants it."""

from feeder import __version__
from feeder.config import Settings
from feeder.fetch.http import Network


def network_of(settings: Settings) -> Network:
    return Network(
        user_agent=f"feeder/{__version__} (+{settings.contact or settings.url})",
        concurrency=settings.concurrency,
        per_host=settings.per_host,
        delay=settings.delay,
        timeout=settings.timeout,
        max_bytes=settings.max_bytes,
        allow_private=settings.allow_private,
        proxy=settings.proxy,
    )
