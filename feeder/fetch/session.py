"""The requests of one visit: conditional, redirected, with the source's own headers where they belong."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from http import HTTPStatus
from types import TracebackType
from typing import TYPE_CHECKING, Self

import httpx

from feeder.errors import FetchError, Refused, Waits
from feeder.fetch.answer import Patience, cause, refusal
from feeder.fetch.asker import Asker, last_said
from feeder.fetch.body import ACCEPTED, read_body
from feeder.fetch.cookies import Jar
from feeder.fetch.politeness import TOO_MUCH
from feeder.fetch.weburl import redirected, shown, web_url
from feeder.model import Document, rfc3339

if TYPE_CHECKING:
    from feeder.fetch.http import Network
    from feeder.fetch.robots import Permission

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
REPEATED = frozenset({307, 308})  #: RFC 9110 15.4: with the same method and content; the others are followed by GET
MAX_REDIRECTS = 5
#: That one document may keep a visit waiting: with its other pages, less than anybody waits for a visit to end.
LONGEST = timedelta(minutes=4)
ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, text/html;q=0.9, */*;q=0.5"


@dataclass(frozen=True, kw_only=True)
class Validators:
    """What a server gave with a document, to be asked whether it changed: sent as it came, to the very address that
    gave it. Another one may know a date or a tag of the same kind, and would say "unchanged" of something else."""

    of: str
    etag: str | None = None
    last_modified: str | None = None

    def conditions(self, url: httpx.URL) -> dict[str, str]:
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        is_of = url == web_url(self.of)
        return {name: value for name, value in asked.items() if is_of and value and _can_be_sent(value)}


@dataclass(frozen=True, kw_only=True)
class Redirect:
    to: httpx.URL
    is_permanent: bool


@dataclass(frozen=True, kw_only=True)
class Reply:
    """`document` is None where it is unchanged."""

    document: Document | None
    url: str  #: who answered, after all redirects
    moved: str | None = None  #: where permanent redirects alone lead to


class NotModified(Enum):
    """304: to what was asked, or to a question that nobody asked."""

    ASKED = auto()
    UNASKED = auto()


@dataclass(frozen=True, kw_only=True)
class Part:
    """What the program of a page was answered."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


Outcome = Document | Redirect | NotModified


class Session:
    """The requests of one visit."""

    def __init__(
        self,
        network: "Network",
        asker: Asker,
        own: httpx.URL,
        headers: Mapping[str, str],
        permission: "Permission",
        new_narrow: Callable[[], Asker],
    ) -> None:
        """`new_narrow` asks for the parts of a page."""
        self._network = network
        self._asker = asker
        self._own = own
        self._headers = headers
        self.cookies = Jar()
        self.scripts: dict[str, Part] = {}  #: that pages of this visit share
        self._permission = permission
        self._new_narrow = new_narrow
        self._asker_of_parts: Asker | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._asker.aclose()
        if self._asker_of_parts:
            await self._asker_of_parts.aclose()

    @property
    def user_agent(self) -> str:
        return self._network.user_agent

    async def get(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Document | None:
        """The document, or None where the server says it is unchanged (304, RFC 9110 15.4.5).

        Raises Gone for 404 and 410, Refused for what we do not take, FetchError for everything else that goes wrong.
        """
        return (await self.ask(url, Validators(of=url, etag=etag, last_modified=last_modified))).document

    async def ask(self, url: str, known: Validators) -> Reply:
        """As `get`, with who answered, and where that is for good. Raises Waits where its turns take too long."""
        try:
            async with asyncio.timeout(LONGEST.total_seconds() + self._network.timeout):
                return await self._ask_on(url, known)
        except TimeoutError:
            until = datetime.now(UTC) + LONGEST
            told = f"took {LONGEST.seconds // 60} minutes; it is tried again at {rfc3339(until)}"
            raise Waits(f"{shown(url)}: waiting for turns, here and where it leads, {told}", until=until) from None

    async def _ask_on(self, url: str, known: Validators) -> Reply:
        here = web_url(url)
        moved, is_permanent = None, True
        patience = Patience(self._network.timeout)
        for _ in range(MAX_REDIRECTS + 1):
            try:
                answer = await self._told(here, known.conditions(here), patience)
            except FetchError as problem:
                if here != web_url(url):  # people know the address that they wrote
                    problem.args = (f"{shown(url)}: redirects to another address, and that failed: {problem}",)
                raise
            if not isinstance(answer, Redirect):
                document = answer if isinstance(answer, Document) else None
                return Reply(document=document, url=str(here), moved=moved if moved != str(web_url(url)) else None)
            here, is_permanent = answer.to, is_permanent and answer.is_permanent
            moved = str(here) if is_permanent else moved
        raise FetchError(f"{shown(url)}: more than {MAX_REDIRECTS} redirects; check the address in a browser")

    async def _told(self, url: httpx.URL, conditions: Mapping[str, str], patience: Patience) -> Outcome:
        """An answer to what was asked. Somebody between us and the site may answer from a cache that is not ours."""
        answer = await self._answer(url, conditions, patience)
        if answer is NotModified.UNASKED:
            answer = await self._answer(url, {"Cache-Control": "no-cache"}, patience)
        if answer is NotModified.UNASKED:
            raise FetchError(
                f"{shown(url)}: the server says that nothing changed (304), though nobody asked; tell the site"
            )
        return answer

    async def _answer(self, url: httpx.URL, conditions: Mapping[str, str], patience: Patience) -> Outcome:
        delay = await self._permission.to_fetch(url)
        async with (
            self._network.turn(url.netloc.decode(), delay=delay, by_page=url != self._own),
            self._told_of(url, patience),
        ):
            return await self._ask(url, conditions)

    @asynccontextmanager
    async def _told_of(self, url: httpx.URL, patience: Patience) -> AsyncIterator[None]:
        """What goes wrong inside, in words; where there is no patience left, too."""
        try:
            async with patience.ends():
                yield
        except TimeoutError:
            raise FetchError(
                f"{shown(url)}: no complete answer within {self._network.timeout:g} s; try again later, or raise"
                " [fetch] timeout"
            ) from None
        except (httpx.InvalidURL, UnicodeError):
            raise Refused(f"{shown(url)}: it is no web address that can be asked; check it in a browser") from None
        except httpx.HTTPError as problem:
            raise FetchError(f"{shown(url)}: {cause(problem)}; check the address, or try again later") from None

    async def _ask(self, url: httpx.URL, conditions: Mapping[str, str]) -> Outcome:
        async with self._asker.get(url, self._headers_for(url, conditions)) as response:
            self.cookies.take(url, response)
            if response.status_code in REDIRECTS and "location" in response.headers:
                to = redirected(url, response.headers["location"])
                return Redirect(to=to, is_permanent=response.status_code in PERMANENT)
            if response.status_code == HTTPStatus.NOT_MODIFIED:
                return NotModified.ASKED if _is_of(response, conditions) else NotModified.UNASKED
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

    async def part(
        self,
        method: str,
        url: str,
        said: Mapping[str, str],
        content: bytes | None,
        *,
        limit: int,
        spend: Callable[[int], None],
    ) -> Part:
        """What the program of a page asks for, wherever redirects lead, whatever its status; `spend` is told how many
        bytes came, of what fails too. robots.txt and what its host wants hold for it; it waits for no turn, as the page
        has had one. Raises FetchError."""
        here, patience = web_url(url), Patience(self._network.timeout)
        for _ in range(MAX_REDIRECTS + 1):
            await self._permission.to_fetch(here)
            host = here.netloc.decode()
            self._network.hosts.refuse_held(host)
            headers = self._headers_for(here, said)
            async with (
                self._told_of(here, patience),
                self._narrow().get(here, headers, method=method, content=content) as response,
            ):
                self.cookies.take(here, response)
                if response.status_code in TOO_MUCH:
                    await self._network.hosts.heed(host, refusal(shown(here), response), by_page=True)
                if response.status_code not in REDIRECTS or "location" not in response.headers:
                    body = b""
                    try:
                        body = await read_body(response, shown(here), limit=limit)
                    finally:
                        spend(max(len(body), response.num_bytes_downloaded))
                    return Part(status=response.status_code, headers=response.headers.multi_items(), body=body)
                if response.status_code not in REPEATED:
                    method, content = "GET", None
                here = redirected(here, response.headers["location"])
        raise FetchError(f"{shown(url)}: more than {MAX_REDIRECTS} redirects")

    def _narrow(self) -> Asker:
        self._asker_of_parts = self._asker_of_parts or self._new_narrow()
        return self._asker_of_parts

    def _headers_for(self, url: httpx.URL, conditions: Mapping[str, str]) -> dict[str, str]:
        own = self._headers if self._is_own(url) else {}
        cookies = self.cookies.header(url, next((own[name] for name in own if name.lower() == "cookie"), None))
        return last_said(
            {"Accept": ACCEPT, "Accept-Encoding": ACCEPTED}, own, {"Cookie": cookies} if cookies else {}, conditions
        )

    def _is_own(self, url: httpx.URL) -> bool:
        """Whether the source's secrets may go there: the same origin, or the same host gone over to https."""
        own = self._own
        is_secured = (own.scheme, own.port, url.scheme, url.port) == ("http", None, "https", None)
        return url.host == own.host and (is_secured or (url.scheme, url.port) == (own.scheme, own.port))


def _can_be_sent(value: str) -> bool:
    return value.isascii() and value.isprintable()


def _is_of(response: httpx.Response, conditions: Mapping[str, str]) -> bool:
    """Whether a 304 is about what was asked: it names the tag that it found unchanged, if any (RFC 9110 15.4.5)."""
    asked, named = conditions.get("If-None-Match"), response.headers.get("etag")
    if asked and named:
        return _opaque(asked) == _opaque(named)
    return bool(conditions.keys() & {"If-None-Match", "If-Modified-Since"})


def _opaque(etag: str) -> str:
    """A tag without what servers put to it for one way of packing, and take away again in a 304."""
    return re.sub(r"[-;]+(?:gzip|br|zstd|deflate|df)(?=\"?$)", "", etag.removeprefix("W/"))
