"""Answers that are no document, in words: what the server said, and what to do."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import httpx

from feeder.errors import FetchError, Gone
from feeder.model import rfc3339

LONGEST_WAIT = timedelta(days=7)


class Patience:
    """The time for a whole answer, together with all the redirects that lead to it: each of them could take as long
    else. Waiting for a turn is no part of it."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds

    @asynccontextmanager
    async def ends(self) -> AsyncIterator[None]:
        """Raises TimeoutError where it does so inside."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            async with asyncio.timeout(max(self._left, 0.0)):
                yield
        finally:
            self._left -= loop.time() - began


def refusal(name: str, response: httpx.Response) -> FetchError:
    status = response.status_code
    said = f"{name}: the server answered {status} {response.reason_phrase[:40]}".rstrip()
    if status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return Gone(f"{said}; check the address in a browser", status=status)
    asked = retry_after(response.headers.get("retry-after"), datetime.now(UTC))
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        return FetchError(f"{said}; it may want headers or cookies, set them in the source's file", status=status)
    when = f"after {rfc3339(asked)}, as it asks" if asked else "later"
    return FetchError(f"{said}; try again {when}", status=status, retry_after=asked)


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


def cause(problem: Exception) -> str:
    told = str(problem).strip().splitlines()
    return told[0][:160] if told else type(problem).__name__
