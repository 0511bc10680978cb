"""The requests of one visit: conditional, redirected, with the source's own headers where they belong."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from types import TracebackType
from typing import TYPE_CHECKING, Self

import httpx

from feeder.errors import FetchError
from feeder.fetch.answer import cause, refusal
from feeder.fetch.body import ACCEPTED, read_body
from feeder.fetch.weburl import redirected, shown, web_url
from feeder.model import Document

if TYPE_CHECKING:
    from feeder.fetch.http import Network

REDIRECTS = frozenset({301, 302, 303, 307, 308})
MAX_REDIRECTS = 5
ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, text/html;q=0.9, */*;q=0.5"


class Session:
    """The requests of one visit."""

    def __init__(
        self, network: "Network", client: httpx.AsyncClient, own: httpx.URL, headers: Mapping[str, str]
    ) -> None:
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
        here = web_url(url)
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
                raise FetchError(f"{shown(url)}: {cause(problem)}; check the address, or try again later") from None

    async def _ask(self, url: httpx.URL, conditions: Mapping[str, str]) -> Document | httpx.URL | None:
        """A document, None for unchanged, or the address that the server redirects to."""
        headers = {
            "User-Agent": self._network.user_agent,
            "Accept": ACCEPT,
            "Accept-Encoding": ACCEPTED,
            **(self._headers if self._is_own(url) else {}),
            **conditions,
        }
        async with self._client.stream("GET", url, headers=headers) as response:
            if response.status_code in REDIRECTS and "location" in response.headers:
                return redirected(url, response.headers["location"])
            if response.status_code == HTTPStatus.NOT_MODIFIED and conditions:
                return None
            if response.status_code != HTTPStatus.OK:
                raise refusal(shown(url), response)
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
