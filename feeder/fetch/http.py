"""Documents over HTTP: conditional, limited in time and size, a few at a time for each host."""

import asyncio
import ssl
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import cache

import httpx

from feeder.fetch.address import GuardedTransport
from feeder.fetch.answer import retry_after
from feeder.fetch.session import Session
from feeder.fetch.weburl import login, shown, web_url

__all__ = ["Network", "Session", "retry_after", "shown"]

_tls = cache(ssl.create_default_context)  # reading the machine's certificates takes 30 ms


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
    ) -> None:
        self.user_agent = user_agent
        self.timeout = timeout.total_seconds()
        self.max_bytes = max_bytes
        self._delay = delay.total_seconds()
        self._allow_private = allow_private
        self._tls = _tls()
        self._all = asyncio.Semaphore(concurrency)
        self._hosts: dict[str, _Host] = defaultdict(lambda: _Host(per_host))

    def transport(self, may_be_private: Callable[[str], bool]) -> GuardedTransport:
        """What every request of ours goes through, a webhook's too."""
        limits = httpx.Limits(max_connections=4)
        return GuardedTransport(
            may_be_private=may_be_private,
            new_transport=lambda: httpx.AsyncHTTPTransport(verify=self._tls, trust_env=False, limits=limits),
        )

    def session(self, location: str, *, headers: Mapping[str, str], allow_private: bool) -> Session:
        """A session for one source: its headers, and the name and password in its address, go to its own origin only;
        its own host alone may be private if it says so. Raises Refused where the location is no web address."""
        own = web_url(location)
        transport = self.transport(lambda host: self._allow_private or (allow_private and host == own.host))
        client = httpx.AsyncClient(transport=transport, timeout=self.timeout, trust_env=False)
        return Session(self, client, own, {**login(location), **headers})

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Waits until this host may be asked again."""
        async with self._hosts[host].turn(self._delay), self._all:
            yield


class _Host:
    """One host's places and the earliest time of the next request."""

    def __init__(self, places: int) -> None:
        self._places = asyncio.Semaphore(places)
        self._next = 0.0

    @asynccontextmanager
    async def turn(self, delay: float) -> AsyncIterator[None]:
        async with self._places:
            now = time.monotonic()
            start = max(now, self._next)
            self._next = start + delay
            await asyncio.sleep(start - now)
            yield
