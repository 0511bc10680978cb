"""What a page in the browser asks for, and gets: all of it is fetched by us, in the visit that the page belongs to."""

import asyncio
import base64
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from feeder.errors import Disallowed, FetchError, Refused
from feeder.fetch.session import Part, Session
from feeder.fetch.weburl import shown, web_url
from feeder.model import Document

MOST_PARTS = 200  #: requests that a page may make
MOST_PAGES = 5  #: addresses that its program may lead to, one after another
LONGEST_QUESTION = 64 * 2**10  #: bytes that it may send with one
SHARE = 3  #: as many bytes as documents may have, for all that it asks for
METHODS = frozenset({"GET", "HEAD", "POST"})
#: What a picture, a style or a font is answered with, unasked.
PIXEL = base64.b64decode(b"R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
UNASKED = {"Image": ("image/gif", PIXEL), "Stylesheet": ("text/css", b""), "Font": ("font/woff2", b"")}
ASKED = frozenset({"Script", "XHR", "Fetch"})
#: Headers that are ours to say, or tell of the browser what is not so.
OURS = frozenset(
    {"host", "connection", "user-agent", "accept-encoding", "cookie", "content-length", "te", "trailer", "upgrade",
     "transfer-encoding", "if-none-match", "if-modified-since", "range", "upgrade-insecure-requests"}
)  # fmt: skip
#: Headers of an answer that do not hold any more once it is unpacked here, or that nobody here heeds.
UNPACKED = frozenset(
    {"content-encoding", "content-length", "transfer-encoding", "connection", "set-cookie", "link", "www-authenticate"}
)
HTML = frozenset({"text/html", "application/xhtml+xml"})

Tell = Callable[..., object]  #: to the browser: a method and what it wants to know


@dataclass(frozen=True, kw_only=True)
class Limits:
    seconds: float  #: for a page
    size: int  #: bytes of a document
    per_host: int  #: requests at once to one host
    timezone: str  #: IANA name: days are shown in it
    language: str | None  #: that it is read in


def is_drawn(document: Document) -> bool:
    """Whether there is a program in it that may draw something: feeds and PDFs are what they are."""
    kind = (document.media_type or "").partition(";")[0].strip().lower()
    return kind in HTML or (not kind and b"<" in document.body[:100])


class Supply:
    """Answers one page. `loaded` is cleared when another one takes its place."""

    def __init__(self, target: str, document: Document, visit: Session, limits: Limits, loaded: asyncio.Event) -> None:
        self.document = document
        self.idle = asyncio.Event()
        self.idle.set()
        self._target, self._visit, self._limits, self._loaded = target, visit, limits, loaded
        self._begun = {"": document}  # what the next request for the page itself is answered with; "": any
        self._pages = self._parts = 0
        self._left = SHARE * limits.size
        self._under_way: set[asyncio.Task[None]] = set()
        self._hosts: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(limits.per_host))
        self._refused: Counter[str] = Counter()
        self._why: dict[str, str] = {}  # the first of each

    @property
    def asked(self) -> int:
        """How many things were asked for."""
        return self._parts + self._pages

    @property
    def notes(self) -> list[str]:
        """What was left out, a line each."""
        name = shown(self.document.url)
        return [
            f"{name}: {count} requests of its program {kind}: {self._why[kind]}"
            for kind, count in self._refused.items()
        ]

    def take(self, told: Mapping[str, Any], tell: Tell, ended: Callable[[Exception], None]) -> None:
        """Answers a request that the browser holds back; a bug in that ends the page."""

        def done(task: asyncio.Task[None]) -> None:
            self._under_way.discard(task)
            if not self._under_way:
                self.idle.set()
            if not task.cancelled() and isinstance(bug := task.exception(), Exception):
                ended(bug)

        task = asyncio.create_task(self._answer(told, tell))
        self._under_way.add(task)
        self.idle.clear()
        task.add_done_callback(done)

    async def aclose(self) -> None:
        for task in list(self._under_way):
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _answer(self, told: Mapping[str, Any], tell: Tell) -> None:
        number, request, kind = told["requestId"], told["request"], told["resourceType"]
        try:
            if kind == "Document":
                await self._go_on(number, request, tell, is_page=told.get("frameId") == self._target)
            elif kind in UNASKED:
                media_type, body = UNASKED[kind]
                _fulfil(tell, number, 200, [("Content-Type", media_type), ("Access-Control-Allow-Origin", "*")], body)
            elif kind in ASKED and not _is_ahead(request):
                part = await self._part(request, is_script=kind == "Script")
                headers = [(name, value) for name, value in part.headers if name.lower() not in UNPACKED]
                _fulfil(tell, number, part.status, headers, part.body)
            else:
                _fail(tell, number, "BlockedByClient")
        except FetchError as problem:
            self._refuse(problem)
            _fail(tell, number, "Aborted" if kind == "Document" else "BlockedByClient")
            if kind == "Document":  # the page stays, and reads no further
                self._loaded.set()

    async def _go_on(self, number: str, request: Mapping[str, Any], tell: Tell, *, is_page: bool) -> None:
        """The page itself, and others that its program leads to."""
        url = request["url"].partition("#")[0]
        if not is_page:
            _fail(tell, number, "Aborted")
            return
        document = self._begun.pop("", None) or self._begun.pop(url, None)
        if document is None:
            document = await self._next(url, request["method"])
            if document.url != url:
                self._begun = {document.url: document}
                _fulfil(tell, number, 302, [("Location", document.url)], b"")
                return
        self.document = document
        self._loaded.clear()
        _fulfil(tell, number, 200, [("Content-Type", document.media_type or "text/html")], document.body)

    async def _next(self, url: str, method: str) -> Document:
        self._pages += 1
        if self._pages > MOST_PAGES or method != "GET":
            raise Refused(
                f"{shown(url)}: the page's program leads on to it, {'by a form' if method != 'GET' else 'again'}"
            )
        document = await self._visit.get(url)
        if document is None or not is_drawn(document):
            raise Refused(f"{shown(url)}: the page's program leads on to it, and it is no page")
        return document

    async def _part(self, request: Mapping[str, Any], *, is_script: bool) -> Part:
        url, method = request["url"], request["method"]
        if is_script and url in self._visit.scripts:  # of the pages before this one
            return self._visit.scripts[url]
        self._parts += 1
        content = _content(request)
        if self._parts > MOST_PARTS:
            raise Refused(f"{shown(url)}: the page's program has asked for {MOST_PARTS} other addresses before it")
        if method not in METHODS or len(content or b"") > LONGEST_QUESTION:
            raise Refused(
                f"{shown(url)}: the page's program asks in a way that is not meant for readers ({method[:10]})"
            )
        said = {name: value for name, value in request["headers"].items() if name.lower() not in OURS}
        async with self._hosts[web_url(url).host]:
            if self._left <= 0:
                raise Refused(f"{shown(url)}: the page's program has had {SHARE} times [fetch] max_bytes before it")
            limit = min(self._left, self._limits.size)
            part = await self._visit.part(method, url, said, content, limit=limit, spend=self._spend)
        kept = sum(len(one.body) for one in self._visit.scripts.values())
        if is_script and part.status == HTTPStatus.OK and kept + len(part.body) <= self._limits.size:
            self._visit.scripts[url] = part
        return part

    def _spend(self, size: int) -> None:
        self._left -= size

    def _refuse(self, problem: FetchError) -> None:
        kind = "are not made" if isinstance(problem, Refused) else "failed"
        kind = "are disallowed" if isinstance(problem, Disallowed) else kind
        self._refused[kind] += 1
        self._why.setdefault(kind, str(problem))


def _fulfil(tell: Tell, number: str, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
    named = [{"name": name, "value": value} for name, value in headers]
    encoded = base64.b64encode(body).decode()
    tell("Fetch.fulfillRequest", requestId=number, responseCode=status, responseHeaders=named, body=encoded)


def _fail(tell: Tell, number: str, why: str) -> None:
    tell("Fetch.failRequest", requestId=number, errorReason=why)


def _is_ahead(request: Mapping[str, Any]) -> bool:
    """Whether it is for a page that somebody may want to see next."""
    return any(name.lower() in {"purpose", "sec-purpose"} for name in request["headers"])


def _content(request: Mapping[str, Any]) -> bytes | None:
    """What it sends; a file's content is not told, and is not sent."""
    entries = request.get("postDataEntries")
    if entries is None:
        return request["postData"].encode() if "postData" in request else None
    return b"".join(base64.b64decode(one.get("bytes", "")) for one in entries)
