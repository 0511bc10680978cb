"""Documents over HTTP: conditional, limited in time and size, a few at a time for each host."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import cache, partial

import httpx

from feeder.errors import FetchError
from feeder.fetch.address import Reach
from feeder.fetch.answer import retry_after
from feeder.fetch.asker import Asker
from feeder.fetch.browser import Browser
from feeder.fetch.politeness import Hosts
from feeder.fetch.robots import Permission, RobotsFiles
from feeder.fetch.session import Session
from feeder.fetch.supply import Limits
from feeder.fetch.weburl import login, shown, web_url
from feeder.model import Document

__all__ = ["Network", "Session", "retry_after", "shown"]

#: Parts of the time for a whole answer: until a connection stands, and without a byte on it.
CONNECTING = 1 / 3
SILENCE = 2 / 3


@cache
def limits(seconds: float) -> httpx.Timeout:
    """For a whole answer that may take so long."""
    return httpx.Timeout(seconds * SILENCE, connect=seconds * CONNECTING)


class Network:
    """What all visits share: one TLS context, one limit overall, and a turn at each host."""

    def __init__(
        self,
        *,
        user_agent: str,
        concurrency: int,
        per_host: int,
        delay: timedelta,
        timeout: timedelta,
        max_bytes: int,
        allow_private: bool,
        proxy: str | None = None,
        hosts: Hosts | None = None,
        robots: RobotsFiles | None = None,
        browser: Browser | None = None,
    ) -> None:
        """Without `robots`, no site's robots.txt is asked; without `browser`, no page is drawn."""
        self.user_agent = user_agent
        self.timeout = timeout.total_seconds()
        self.max_bytes = max_bytes
        self.hosts = hosts or Hosts()
        self.robots = robots
        self.browser = browser
        self._per_host = per_host
        self._delay = delay.total_seconds()
        self._allow_private = allow_private
        self._proxy = proxy
        self._all = asyncio.Semaphore(concurrency)

    def transport(self, reach: Reach, *, proxy: str | None = None) -> httpx.AsyncBaseTransport:
        """What every request of ours goes through; `proxy` comes before that of [fetch]."""
        from feeder.fetch.transport import GuardedTransport, tls_context  # 0.15 s: not for a look at the store

        return GuardedTransport(tls=tls_context(), reach=reach, proxy=proxy or self._proxy)

    def client(self, reach: Reach, *, timeout: float) -> httpx.AsyncClient:
        """For who posts: a webhook."""
        agent = {"User-Agent": self.user_agent}
        return httpx.AsyncClient(
            transport=self.transport(reach), headers=agent, timeout=limits(timeout), trust_env=False
        )

    def _asker(self, reach: Reach, proxy: str | None) -> Asker:
        return Asker(self.transport(reach, proxy=proxy), user_agent=self.user_agent, timeout=limits(self.timeout))

    def reach(self, own: httpx.URL, *, allow_private: bool) -> Reach:
        """Where the requests of one source may go: its own host alone may be private if it says so."""
        return Reach(own=own, own_is_private=allow_private, all_are_private=self._allow_private)

    def session(
        self,
        location: str,
        *,
        headers: Mapping[str, str],
        allow_private: bool,
        proxy: str | None = None,
        robots: bool = True,
    ) -> Session:
        """A session for one source: its headers, and the name and password in its address, go to its own origin only;
        its own host alone may be private if it says so. Raises Refused where the location is no web address."""
        own = web_url(location)
        reach = self.reach(own, allow_private=allow_private)
        new_asker = partial(self._asker, reach, proxy)
        permission = Permission(self, new_asker, self.robots if robots else None)
        # What the program of a page asks for is private at the source's own host alone, and only where that may be.
        narrow = Reach(own=own, own_is_private=reach.may_be_private(own))
        new_narrow = partial(self._asker, narrow, proxy)
        return Session(self, new_asker(), own, {**login(location), **headers}, permission, new_narrow)

    async def drawn(
        self,
        document: Document,
        session: Session,
        notes: list[str],
        *,
        timezone: str = "UTC",
        language: str | None = None,
    ) -> Document:
        """A page as its own program draws it for a reader there, in the session that had it; `notes` gets what was left
        out."""
        if self.browser is None:
            raise FetchError(f"{shown(document.url)}: is to be drawn by a browser, and there is none here")
        limits = Limits(
            seconds=self.timeout, size=self.max_bytes, per_host=self._per_host, timezone=timezone, language=language
        )
        return await self.browser.draw(document, session, limits, notes)

    @asynccontextmanager
    async def turn(self, host: str, *, delay: float | None = None, by_page: bool = False) -> AsyncIterator[None]:
        """Waits until this host may be asked again, `delay` seconds apart if it wants more than [fetch] has. Raises
        Waits where it wants to be left alone. `by_page`: see `Hosts.heed`."""
        delay = max(self._delay, delay or 0.0)
        async with self.hosts.turn(host, places=self._per_host, delay=delay), self._all:
            try:
                yield
            except FetchError as problem:
                await self.hosts.heed(host, problem, by_page=by_page)
                raise
