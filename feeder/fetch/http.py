"""Documents over HTTP: conditional, limited in time and size, a few at a time for each host."""

import asyncio
import ssl
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import httpx

from feeder.errors import FetchError, Gone, Refused
from feeder.fetch.address import GuardedTransport
from feeder.model import Document

REDIRECTS = frozenset({301, 302, 303, 307, 308})
MAX_REDIRECTS = 5
ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, text/html;q=0.9, */*;q=0.5"


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
        self._tls = ssl.create_default_context()
        self._all = asyncio.Semaphore(concurrency)
        self._hosts: dict[str, _Host] = defaultdict(lambda: _Host(per_host))

    def transport(self, may_be_private: Callable[[str], bool]) -> GuardedTransport:
        """What every request of ours goes through, a webhook's too."""
        limits = httpx.Limits(max_connections=4)
        return GuardedTransport(
            may_be_private=may_be_private,
            new_transport=lambda: httpx.AsyncHTTPTransport(verify=self._tls, trust_env=False, limits=limits),
        )

    def session(self, location: str, *, headers: Mapping[str, str], allow_private: bool) -> "Session":
        """A session for one source: its headers go to its own host only, which alone may be private if it says so."""
        own = urlsplit(location).hostname or ""
        transport = self.transport(lambda host: self._allow_private or (allow_private and host == own))
        return Session(
            self, httpx.AsyncClient(transport=transport, timeout=self.timeout, trust_env=False), own, headers
        )

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

    def __init__(self, network: Network, client: httpx.AsyncClient, own_host: str, headers: Mapping[str, str]) -> None:
        self._network = network
        self._client = client
        self._own_host = own_host
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
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in conditions.items() if value}
        seconds = self._network.timeout
        here = url
        for _ in range(MAX_REDIRECTS + 1):
            host = _host_of(here)
            async with self._network.turn(host):
                try:
                    async with asyncio.timeout(seconds):
                        answer = await self._ask(here, headers)
                except TimeoutError:
                    raise FetchError(
                        f"{here}: no complete answer within {seconds:g} s; it is tried again later"
                    ) from None
                except httpx.HTTPError as problem:
                    raise FetchError(f"{here}: {_cause(problem)}; it is tried again later") from None
            if isinstance(answer, str):
                here = answer
                continue
            return answer
        raise FetchError(f"{url}: more than {MAX_REDIRECTS} redirects; check the address in a browser")

    async def _ask(self, url: str, conditions: Mapping[str, str]) -> Document | str | None:
        """A document, None for unchanged, or the address that the server redirects to."""
        own = self._headers if urlsplit(url).hostname == self._own_host else {}
        headers = {
            "User-Agent": self._network.user_agent,
            "Accept": ACCEPT,
            "Accept-Encoding": "gzip",
            **own,
            **conditions,
        }
        async with self._client.stream("GET", url, headers=headers) as response:
            if response.status_code in REDIRECTS and "location" in response.headers:
                return str(response.url.join(response.headers["location"]))
            if response.status_code == HTTPStatus.NOT_MODIFIED and conditions:
                return None
            if response.status_code != HTTPStatus.OK:
                raise _refusal(url, response)
            return Document(
                url=url,
                body=await _body(url, response, self._network.max_bytes),
                media_type=response.headers.get("content-type"),
                fetched_at=datetime.now(UTC),
                etag=response.headers.get("etag"),
                last_modified=response.headers.get("last-modified"),
            )


def _host_of(url: str) -> str:
    try:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https"} and parts.hostname:
            return parts.netloc.rpartition("@")[2].lower()
    except ValueError:
        pass
    raise Refused(f"{url[:200]}: only http and https addresses are fetched; check the address")


async def _body(url: str, response: httpx.Response, limit: int) -> bytes:
    """The body decompressed; refused with figures, never cut, where it is larger than `limit` bytes."""
    chunks: list[bytes] = []
    size = 0
    async for chunk in response.aiter_bytes():
        size += len(chunk)
        if size > limit:
            raise Refused(f"{url}: the document is larger than {limit:,} bytes; raise [fetch] max_bytes if it is meant")
        chunks.append(chunk)
    return b"".join(chunks)


def _refusal(url: str, response: httpx.Response) -> FetchError:
    status = response.status_code
    said = f"{url}: the server answered {status} {response.reason_phrase}".rstrip()
    if status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return Gone(f"{said}; check the address in a browser", status=status)
    asked = retry_after(response.headers.get("retry-after"), datetime.now(UTC))
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        return FetchError(f"{said}; it may want headers or cookies, set them in the source's file", status=status)
    return FetchError(f"{said}; it is tried again later", status=status, retry_after=asked)


def retry_after(value: str | None, now: datetime) -> datetime | None:
    """RFC 9110 10.2.3: seconds or a date; at most a week from now, so that a server's slip loses no source."""
    if not value:
        return None
    try:
        asked = now + timedelta(seconds=int(value)) if value.isdecimal() else parsedate_to_datetime(value)
        asked = asked if asked.tzinfo else asked.replace(tzinfo=UTC)
        return max(now, min(asked, now + timedelta(days=7)))
    except (ValueError, OverflowError, TypeError):
        return None


def _cause(problem: httpx.HTTPError) -> str:
    names: dict[type[httpx.HTTPError], str] = {
        httpx.ConnectError: "the connection failed",
        httpx.ConnectTimeout: "the server did not answer the connection in time",
        httpx.ReadTimeout: "the server was silent for too long",
        httpx.RemoteProtocolError: "the answer is not proper HTTP",
        httpx.DecodingError: "the answer is not compressed as it says",
    }
    told = str(problem).strip().splitlines()
    what = names.get(type(problem), type(problem).__name__)
    return f"{what} ({told[0][:120]})" if told else what
