"""The one way out: httpx's API for those who ask, aiohttp's connections below, the address guard between them.

aiohttp, because a new TLS connection costs it half of what it costs httpx (bench/poll.py). Our own seam rather than
httpx-aiohttp's: that one parses the address a second time, makes its client from the environment's certificates, and
takes every broken connection for one that was too slow.
"""

import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import cache, lru_cache, partial
from typing import Any, cast

import aiohttp
import httpx
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.client_proto import ResponseHandler
from yarl import URL

from feeder.fetch.address import Reach, Unresolved, ascii_host, is_public
from feeder.fetch.failure import failures

KEPT = 8  #: hosts whose connections one visit keeps open: a page may link to a thousand
LONGEST_LINE = 16 * 1024  #: bytes of the status line or of one header
MOST_HEADERS = 128
LARGEST_HEAD = 64 * 1024  #: bytes of all headers
#: What aiohttp would say by itself; what is asked for is the caller's to say.
UNSAID = frozenset({"accept", "accept-encoding", "content-type", "user-agent"})


@cache
def tls_context() -> ssl.SSLContext:
    """One for all: reading the machine's certificates takes 30 ms."""
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    return context


class GuardedTransport(httpx.AsyncBaseTransport):
    """Every request of ours goes through one of these: a visit has one, and so has an endpoint.

    Each host has an aiohttp session of its own, which costs 0.02 ms: so a connection is used again for the same host
    alone, what may be private is the host's affair, and no pool grows with the hosts there are. A visit's connections
    end with it.
    """

    def __init__(self, *, tls: ssl.SSLContext, reach: Reach, proxy: str | None = None) -> None:
        self._tls = tls
        self._reach = reach
        self._proxy = proxy
        self._kept: dict[tuple[str, str | None], aiohttp.ClientSession] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        self._reach.check(url)
        proxy = await self._way(url)
        body = await request.aread()
        headers = [(name.decode("ascii"), value.decode("utf-8")) for name, value in request.headers.raw]
        session = self._session(url, proxy)
        release = partial(self._release, session)
        try:
            with failures(url):
                answer = await session.request(
                    request.method,
                    _as_it_is(url),
                    headers=headers,
                    skip_auto_headers=UNSAID.difference(name.lower() for name, _ in headers) or None,
                    data=body or None,
                    allow_redirects=False,
                    proxy=proxy,
                    timeout=_timeout(**request.extensions.get("timeout", {})),
                )
            return _response(answer, _Body(answer, url, release))
        except BaseException:
            await release()
            raise

    async def _way(self, url: httpx.URL) -> str | None:
        """The proxy, which resolves and connects; this machine says what it knows: what is private and may be asked is
        asked directly, what is private and may not is refused."""
        if not self._proxy:
            return None
        try:
            is_outside = all(is_public(address) for address in await self._reach.addresses(url))
        except Unresolved:
            is_outside = True
        return self._proxy if is_outside else None

    def _session(self, url: httpx.URL, proxy: str | None) -> aiohttp.ClientSession:
        place = (ascii_host(url), proxy)
        if place in self._kept:
            return self._kept[place]
        session = self._new_session(url, proxy)
        if len(self._kept) < KEPT:
            self._kept[place] = session
        return session

    def _new_session(self, url: httpx.URL, proxy: str | None) -> aiohttp.ClientSession:
        is_free = bool(proxy) or self._reach.may_be_private(url)  # a proxy is wherever the operator has it
        connector = _Connector(
            ssl=self._tls,
            limit=0,
            use_dns_cache=False,
            resolver=aiohttp.ThreadedResolver() if proxy else _Names(self._reach, url),
            socket_factory=None if is_free else _public_socket,
        )
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            max_line_size=LONGEST_LINE,
            max_field_size=LONGEST_LINE,
            max_headers=MOST_HEADERS,
        )

    async def _release(self, session: aiohttp.ClientSession) -> None:
        if session not in self._kept.values():
            await session.close()

    async def aclose(self) -> None:
        for session in self._kept.values():
            await session.close()


class _Names(AbstractResolver):
    """Gives aiohttp the addresses that were checked; it connects to these and no others."""

    def __init__(self, reach: Reach, url: httpx.URL) -> None:
        self._reach = reach
        self._url = url

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        return [
            ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=0)
            for address in await self._reach.addresses(self._url)
        ]

    async def close(self) -> None:
        """There is nothing to close."""


def _public_socket(info: Any) -> socket.socket:
    """The last word, whatever came before: no socket of ours is connected to a private address unasked."""
    family, kind, protocol, _, address = info
    if not is_public(str(address[0])):
        raise OSError(f"{address[0]} is a private address, which is refused")
    return socket.socket(family, kind, protocol)


class _AtOnce(ResponseHandler):
    """Hangs up without a goodbye: one that waits for the server's would be the server's to delay, for half a minute."""

    def close(self) -> None:
        self.abort()


class _Connector(aiohttp.TCPConnector):
    def __init__(self, **told: Any) -> None:
        super().__init__(**told)
        self._factory = cast("partial[ResponseHandler]", partial(_AtOnce, loop=self._loop))


class _Body(httpx.AsyncByteStream):
    """As it comes, packed as it was sent. What is not read is not waited for."""

    def __init__(self, answer: aiohttp.ClientResponse, url: httpx.URL, release: Callable[[], Awaitable[None]]) -> None:
        self._answer = answer
        self._url = url
        self._release = release

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with failures(self._url):
            async for chunk in self._answer.content.iter_any():
                yield chunk

    async def aclose(self) -> None:
        self._answer.close()
        await self._release()


def _response(answer: aiohttp.ClientResponse, body: _Body) -> httpx.Response:
    if sum(len(name) + len(value) for name, value in answer.raw_headers) > LARGEST_HEAD:
        answer.close()
        raise httpx.RemoteProtocolError(f"the answer's headers are larger than {LARGEST_HEAD:,} bytes")
    # Messages quote it, on terminals too: escape sequences and NUL pass aiohttp's parser.
    reason = "".join(one if one.isprintable() else "?" for one in answer.reason or "").encode("ascii", "replace")
    extensions = {"http_version": b"HTTP/1.1", "reason_phrase": reason}
    return httpx.Response(answer.status, headers=list(answer.raw_headers), stream=body, extensions=extensions)


def _as_it_is(url: httpx.URL) -> URL:
    """The same address for aiohttp, in whose eyes it must not lead elsewhere."""
    path, _, query = url.raw_path.decode("ascii").partition("?")
    same = URL.build(
        scheme=url.scheme, authority=url.netloc.decode("ascii"), path=path, query_string=query, encoded=True
    )
    if (same.raw_host, same.explicit_port) != (ascii_host(url), url.port):
        raise httpx.InvalidURL("the address can be read in two ways")
    return same


@lru_cache(64)
def _timeout(*, connect: float | None = None, read: float | None = None, **_: float | None) -> aiohttp.ClientTimeout:
    """httpx's seconds as aiohttp has them; `connect` goes from the name to the end of TLS, `read` is silence."""
    return aiohttp.ClientTimeout(total=None, connect=connect, sock_read=read)
