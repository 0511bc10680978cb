"""One request and its answer: all that a visit wants of a client.

Below httpx.AsyncClient, which makes itself, keeps cookies, follows and authenticates for each request: that took a
tenth of what an unchanged page costs (bench/poll.py), and a visit does it by rules of its own.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Self

import httpx


class Asker:
    """Says who asks, and how long it waits, over one transport, which ends with it."""

    def __init__(self, transport: httpx.AsyncBaseTransport, *, user_agent: str, timeout: httpx.Timeout) -> None:
        self._transport = transport
        self._headers = {"User-Agent": user_agent, "Connection": "keep-alive"}
        self._extensions = {"timeout": timeout.as_dict()}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        await self._transport.aclose()

    @asynccontextmanager
    async def get(
        self, url: httpx.URL, headers: Mapping[str, str], *, method: str = "GET", content: bytes | None = None
    ) -> AsyncIterator[httpx.Response]:
        """The answer, of whose body nothing is read yet. What is no GET is what the program of a page asks."""
        said = last_said(self._headers, headers)
        request = httpx.Request(method, url, headers=said, content=content, extensions=self._extensions)
        response = await self._transport.handle_async_request(request)
        try:
            yield response
        finally:
            await response.aclose()


def last_said(*headers: Mapping[str, str]) -> dict[str, str]:
    """The last word on each header, whichever letters of its name are large."""
    said = {name.lower(): (name, value) for one in headers for name, value in one.items()}
    return dict(said.values())
