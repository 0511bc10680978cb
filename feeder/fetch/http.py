"""Documents over HTTP: conditional, limited in time and size, a few at a time for each host."""

import asyncio
import base64
import re
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from types import TracebackType
from typing import Self

import httpx

from feeder.errors import FetchError, Gone, Refused
from feeder.fetch.address import Reach
from feeder.fetch.body import read_body
from feeder.model import Document

REDIRECTS = frozenset({301, 302, 303, 307, 308})
MAX_REDIRECTS = 5
LAST_PORT = 65535
LONGEST_WAIT = timedelta(days=7)
LOGIN = re.compile(r"//[^/?#]*@")
ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, text/html;q=0.9, */*;q=0.5"

#: Parts of the time for a whole answer: until a connection stands, and without a byte on it.
CONNECTING = 1 / 3
SILENCE = 2 / 3


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
    ) -> None:
        self.user_agent = user_agent
        self.timeout = timeout.total_seconds()
        self.max_bytes = max_bytes
        self._delay = delay.total_seconds()
        self._allow_private = allow_private
        self._proxy = proxy
        self._all = asyncio.Semaphore(concurrency)
        self._hosts: dict[str, _Host] = defaultdict(lambda: _Host(per_host))

    def client(self, reach: Reach, *, timeout: float, proxy: str | None = None) -> httpx.AsyncClient:
        """What every request of ours goes through, a webhook's too; `proxy` comes before that of [fetch]."""
        from feeder.fetch.transport import (
            GuardedTransport,
            tls_context,
        )  # 0.15 s, which a look at the store need not wait

        transport = GuardedTransport(tls=tls_context(), reach=reach, proxy=proxy or self._proxy)
        limits = httpx.Timeout(timeout * SILENCE, connect=timeout * CONNECTING)
        agent = {"User-Agent": self.user_agent}
        return httpx.AsyncClient(transport=transport, headers=agent, timeout=limits, trust_env=False)

    def session(
        self, location: str, *, headers: Mapping[str, str], allow_private: bool, proxy: str | None = None
    ) -> "Session":
        """A session for one source: its headers, and the name and password in its address, go to its own origin only;
        its own host alone may be private if it says so. Raises Refused where the location is no web address."""
        own = _address(location)
        reach = Reach(own=own, own_is_private=allow_private, all_are_private=self._allow_private)
        client = self.client(reach, timeout=self.timeout, proxy=proxy)
        return Session(self, client, own, {**_login(location), **headers})

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


class Session:
    """The requests of one visit."""

    def __init__(self, network: Network, client: httpx.AsyncClient, own: httpx.URL, headers: Mapping[str, str]) -> None:
        self._network = network
        self._client = client
        self._own = own
        self._headers = headers

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def get(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Document | None:
        """The document, or None where the server says it is unchanged (304, RFC 9110 15.4.5).

        Raises Gone for 404 and 410, Refused for what we do not take, FetchError for everything else that goes wrong.
        """
        asked = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        conditions = {name: value for name, value in asked.items() if value and value.isascii()}
        here = _address(url)
        for _ in range(MAX_REDIRECTS + 1):
            answer = await self._answer(here, conditions)
            if not isinstance(answer, httpx.URL):
                return answer
            here = answer
        raise FetchError(f"{shown(url)}: more than {MAX_REDIRECTS} redirects; check the address in a browser")

    async def _answer(self, url: httpx.URL, conditions: Mapping[str, str]) -> Document | httpx.URL | None:
        seconds = self._network.timeout
        async with self._network.turn(url.netloc.decode()):
            try:
                async with asyncio.timeout(seconds):
                    return await self._ask(url, conditions)
            except TimeoutError:
                raise FetchError(
                    f"{shown(url)}: no complete answer within {seconds:g} s; try again later, or raise [fetch] timeout"
                ) from None
            except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as problem:
                # The latter two where it redirects to what is no address: httpx reads that even if nobody follows.
                raise FetchError(f"{shown(url)}: {_cause(problem)}; check the address, or try again later") from None

    async def _ask(self, url: httpx.URL, conditions: Mapping[str, str]) -> Document | httpx.URL | None:
        """A document, None for unchanged, or the address that the server redirects to."""
        headers = {
            "Accept": ACCEPT,
            "Accept-Encoding": "gzip",
            **(self._headers if self._is_own(url) else {}),
            **conditions,
        }
        async with self._client.stream("GET", url, headers=headers) as response:
            if response.status_code in REDIRECTS and "location" in response.headers:
                return _redirected(url, response.headers["location"])
            if response.status_code == HTTPStatus.NOT_MODIFIED and conditions:
                return None
            if response.status_code != HTTPStatus.OK:
                raise _refusal(shown(url), response)
            return Document(
                url=str(url),
                body=await read_body(response, shown(url), limit=self._network.max_bytes),
                media_type=response.headers.get("content-type"),
                fetched_at=datetime.now(UTC),
                etag=response.headers.get("etag"),
                last_modified=response.headers.get("last-modified"),
            )

    def _is_own(self, url: httpx.URL) -> bool:
        """Whether the source's secrets may go there: the same origin, or the same host gone over to https."""
        own = self._own
        is_secured = (own.scheme, own.port, url.scheme, url.port) == ("http", None, "https", None)
        return url.host == own.host and (is_secured or (url.scheme, url.port) == (own.scheme, own.port))


def shown(url: object) -> str:
    """An address as messages show it: one short line, without name and password."""
    text = LOGIN.sub("//", str(url), count=1)
    return "".join(character if character.isprintable() else "?" for character in text[:200])


def _address(url: str) -> httpx.URL:
    """The address to ask, without name and password."""
    try:
        address = httpx.URL(url)
        address = address.copy_with(userinfo=b"") if address.userinfo else address  # which takes as long as to parse it
        # Asking for the host decodes it, which fails where it is none.
        is_ours = address.scheme in {"http", "https"} and address.host and (address.port or 0) <= LAST_PORT
    except (httpx.InvalidURL, ValueError):
        is_ours = False
    if not is_ours:
        raise Refused(f"{shown(url)}: is no web address; only http and https are fetched")
    return address


def _login(url: str) -> dict[str, str]:
    if "@" not in url:
        return {}
    address = httpx.URL(url)
    if not address.userinfo:
        return {}
    pair = base64.b64encode(f"{address.username}:{address.password}".encode()).decode()
    return {"Authorization": f"Basic {pair}"}


def _redirected(url: httpx.URL, location: str) -> httpx.URL:
    try:
        return _address(str(url.join(location)))
    except (httpx.InvalidURL, ValueError, Refused):
        raise Refused(f"{shown(url)}: redirects to {shown(location)}, which is no web address") from None


def _refusal(name: str, response: httpx.Response) -> FetchError:
    status = response.status_code
    said = f"{name}: the server answered {status} {response.reason_phrase[:40]}".rstrip()
    if status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return Gone(f"{said}; check the address in a browser", status=status)
    asked = retry_after(response.headers.get("retry-after"), datetime.now(UTC))
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        return FetchError(f"{said}; it may want headers or cookies, set them in the source's file", status=status)
    return FetchError(f"{said}; try again later", status=status, retry_after=asked)


def retry_after(value: str | None, now: datetime) -> datetime | None:
    """RFC 9110 10.2.3: seconds or a date; at most a week from now, so that a server's slip loses no source."""
    if not value:
        return None
    try:
        if value.isdecimal():
            return now + min(timedelta(seconds=min(int(value), 10**9)), LONGEST_WAIT)
        asked = parsedate_to_datetime(value)
        asked = asked if asked.tzinfo else asked.replace(tzinfo=UTC)
        return max(now, min(asked, now + LONGEST_WAIT))
    except (ValueError, OverflowError, TypeError):
        return None


def _cause(problem: Exception) -> str:
    told = str(problem).strip().splitlines()
    return told[0][:160] if told else type(problem).__name__
