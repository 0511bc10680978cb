"""A page as its own program draws it: everything that it does is hostile, and all that it asks for is fetched by us.

Each page has a context of its own in the browser, which ends with it: no cookies, no storage, nothing of the one
before. The document comes from a visit, as any other does; each request that the page makes then is put before us and
answered with what our own session was answered (`Session.part`). Pictures, styles and fonts are answered with nothing,
so that who waits for them goes on; frames are not loaded, as what they show is no part of the page.
"""

import asyncio
import base64
from collections import Counter, defaultdict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

import httpx

from feeder.errors import Disallowed, FetchError, Refused
from feeder.fetch.chromium import Chromium
from feeder.fetch.devtools import Ended, Unwilling
from feeder.fetch.session import Part, Session
from feeder.fetch.weburl import shown
from feeder.model import Document

MOST_PARTS = 200  #: requests that a page may make
MOST_TOLD = 10_000  #: things that the browser tells of one page: each costs us a moment
MOST_PAGES = 5  #: addresses that its program may lead to, one after another
LONGEST_QUESTION = 64 * 2**10  #: bytes that it may send with one
SHARE = 3  #: as many bytes as documents may have, for all that it asks for
PATIENCE = 1 / 2  #: of the time for a page: then it is taken as it is
OPENING, CLOSING = 10.0, 2.0  #: seconds
QUIET = 400  #: milliseconds in which nothing in the page changes
METHODS = frozenset({"GET", "HEAD", "POST"})
WINDOW = {"width": 1280, "height": 4000, "deviceScaleFactor": 1, "mobile": False}  #: lists that fill as one scrolls
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
RENDERED = "text/html; charset=utf-8"

# They run in a world of their own: nothing that the page did to its functions is met there.
IS_QUIET = """new Promise(done => {
    let waits;
    const wait = () => { clearTimeout(waits); waits = setTimeout(done, %d); };
    new MutationObserver(wait).observe(document, {subtree: true, childList: true, characterData: true});
    wait();
})"""
#: What stands in shadow trees is shown too.
TAKEN = """(most => {
    const flatten = tree => {
        for (const one of tree.querySelectorAll('*')) {
            if (one.shadowRoot) { flatten(one.shadowRoot); one.prepend(...one.shadowRoot.childNodes); }
        }
    };
    flatten(document);
    const taken = document.documentElement ? document.documentElement.outerHTML : '';
    return taken.length > most ? taken.length : taken;
})(%d)"""


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


async def draw(chromium: Chromium, document: Document, session: Session, limits: Limits, notes: list[str]) -> Document:
    """The document as it is when its program has drawn it. `notes` gets what was left out. Raises FetchError, or Ended
    where the browser died."""
    devtools, context = chromium.devtools, ""
    try:
        try:
            async with asyncio.timeout(OPENING):
                context = (await devtools.call("Target.createBrowserContext", disposeOnDetach=True))["browserContextId"]
                await devtools.call("Browser.setDownloadBehavior", behavior="deny", browserContextId=context)
                made = await devtools.call("Target.createTarget", url="about:blank", browserContextId=context)
                attached = await devtools.call("Target.attachToTarget", targetId=made["targetId"], flatten=True)
        except TimeoutError:
            raise Ended from None
        page = _Page(chromium, attached["sessionId"], made["targetId"], document, session, limits)
        try:
            return await page.drawn()
        finally:
            await page.close()
            notes += page.notes
    except Unwilling as problem:
        raise FetchError(
            f"{shown(document.url)}: Chromium cannot draw this page ({problem}); try again later"
        ) from None
    finally:
        try:
            async with asyncio.timeout(CLOSING):
                await devtools.call("Target.disposeBrowserContext", browserContextId=context)
        except (TimeoutError, Unwilling, Ended):  # it hangs, and would with the next page too
            await chromium.end()


class _Page:
    def __init__(
        self, chromium: Chromium, session: str, target: str, document: Document, visit: Session, limits: Limits
    ) -> None:
        self._devtools, self._id, self._target = chromium.devtools, session, target
        self._agent = chromium.agent
        self._document, self._visit, self._limits = document, visit, limits
        self._begun: dict[str, Document] = {}  # what the next request for the page itself is answered with; "": any
        self._pages = self._parts = self._told = 0
        self._left = SHARE * limits.size
        self._under_way: set[asyncio.Task[None]] = set()
        self._hosts: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(limits.per_host))
        self._loaded, self._idle = asyncio.Event(), asyncio.Event()
        self._idle.set()
        self._lost: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._refused: Counter[str] = Counter()
        self._why: dict[str, str] = {}  # the first of each
        self._is_unfinished = False
        self._devtools.hear(session, self._hear)

    @property
    def notes(self) -> list[str]:
        """What was left out, a line each."""
        name = shown(self._document.url)
        told = [
            f"{name}: {count} requests of its program {kind}: {self._why[kind]}"
            for kind, count in self._refused.items()
        ]
        if self._is_unfinished:
            told.append(
                f"{name}: its program was not done in {self._limits.seconds * PATIENCE:g} s, and is taken as it was"
            )
        return told

    async def drawn(self) -> Document:
        name, seconds = shown(self._document.url), self._limits.seconds
        work = asyncio.create_task(self._work())
        try:
            ends: set[asyncio.Future[Any]] = {work, self._lost}
            await asyncio.wait(ends, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            if work.done():
                return work.result()
            if self._lost.done():
                self._lost.result()
            raise FetchError(
                f"{name}: its program did not let go of Chromium within {seconds:g} s; follow a feed of the site"
                " if there is one, or raise [fetch] timeout"
            )
        finally:
            work.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await work

    async def close(self) -> None:
        self._devtools.forget(self._id)
        self._lost.cancel()
        for task in list(self._under_way):
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _work(self) -> Document:
        for method, told in (
            ("Page.enable", {}),
            ("Inspector.enable", {}),
            ("Fetch.enable", {"patterns": [{"urlPattern": "*"}]}),
            ("Emulation.setDeviceMetricsOverride", WINDOW),
            ("Emulation.setUserAgentOverride", self._named()),
            ("Network.setBypassServiceWorker", {"bypass": True}),
        ):
            await self._call(method, **told)
        for method, told in (
            ("Emulation.setTimezoneOverride", {"timezoneId": self._limits.timezone}),
            ("Emulation.setLocaleOverride", {"locale": self._limits.language or "en"}),
        ):
            with suppress(Unwilling):  # it does not know this one
                await self._call(method, **told)
        self._begun = {"": self._document}  # whatever Chromium makes of its address
        await self._call("Page.navigate", url=self._document.url)
        try:
            async with asyncio.timeout(self._limits.seconds * PATIENCE):
                await self._settled()
        except TimeoutError:
            self._is_unfinished = True
        return await self._taken()

    def _named(self) -> dict[str, str]:
        language = self._limits.language
        told = {"userAgent": f"{self._agent} {self._visit.user_agent}"}
        return {**told, "acceptLanguage": language} if language else told

    async def _settled(self) -> None:
        """Until the page has loaded, waits for nothing more and changes no more."""
        seen = -1
        while seen != self._parts + self._pages or self._under_way:
            await self._loaded.wait()
            await self._idle.wait()
            seen = self._parts + self._pages
            with suppress(Unwilling):  # it went on to another page meanwhile
                await self._evaluate(IS_QUIET % QUIET)

    async def _taken(self) -> Document:
        name, most = shown(self._document.url), self._limits.size
        for _ in range(MOST_PAGES):
            with suppress(Unwilling):
                taken = await self._evaluate(TAKEN % most)
                body = f"<!DOCTYPE html>{taken}".encode("utf-8", "replace") if isinstance(taken, str) else None
                if body is None or len(body) > most:
                    size = taken if body is None else len(body)
                    raise Refused(
                        f"{name}: is larger than {most:,} bytes when its program has drawn it ({size:,}); raise [fetch]"
                        " max_bytes if it is meant"
                    )
                return replace(self._document, body=body, media_type=RENDERED, etag=None, last_modified=None)
        raise FetchError(f"{name}: its program goes from page to page without end; look at it in a browser")

    async def _evaluate(self, program: str) -> Any:
        world = await self._call("Page.createIsolatedWorld", frameId=self._target, worldName="feeder")
        told = await self._call(
            "Runtime.evaluate",
            expression=program,
            contextId=world["executionContextId"],
            awaitPromise=True,
            returnByValue=True,
        )
        if "exceptionDetails" in told:
            raise Unwilling(told["exceptionDetails"].get("text", ""))
        return told["result"].get("value")

    async def _call(self, method: str, **told: Any) -> dict[str, Any]:
        return await self._devtools.call(method, self._id, **told)

    def _tell(self, method: str, **told: Any) -> None:
        self._devtools.tell(method, self._id, **told)

    # What the page does -------------------------------------------------------------------------------------------

    def _hear(self, event: str, told: dict[str, Any]) -> None:
        self._told += 1
        if self._told == MOST_TOLD:
            name = shown(self._document.url)
            self._lose(
                Refused(f"{name}: its program does more than {MOST_TOLD:,} things at once; look at it in a browser")
            )
        if self._told >= MOST_TOLD and event != "ended":
            return
        match event:
            case "Fetch.requestPaused":
                task = asyncio.create_task(self._answer(told))
                self._under_way.add(task)
                self._idle.clear()
                task.add_done_callback(self._answered)
            case "Page.domContentEventFired":
                self._loaded.set()
            case "Page.javascriptDialogOpening":
                self._tell("Page.handleJavaScriptDialog", accept=False)
            case "Inspector.targetCrashed":
                self._lose(
                    FetchError(
                        f"{shown(self._document.url)}: its program made Chromium's page crash, as one does that takes"
                        " too much memory; follow a feed of the site if there is one"
                    )
                )
            case "ended":
                self._lose(Ended())

    def _lose(self, problem: Exception) -> None:
        if not self._lost.done():
            self._lost.set_exception(problem)

    def _answered(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        if not self._under_way:
            self._idle.set()
        if not task.cancelled() and (bug := task.exception()):
            self._lose(bug if isinstance(bug, Exception) else RuntimeError(repr(bug)))

    async def _answer(self, told: dict[str, Any]) -> None:
        number, request, kind = told["requestId"], told["request"], told["resourceType"]
        try:
            if kind == "Document":
                await self._go_on(number, request, is_page=told.get("frameId") == self._target)
            elif kind in UNASKED:
                media_type, body = UNASKED[kind]
                self._fulfil(number, 200, [("Content-Type", media_type), ("Access-Control-Allow-Origin", "*")], body)
            elif kind in ASKED and not _is_ahead(request):
                part = await self._part(request, is_script=kind == "Script")
                headers = [(name, value) for name, value in part.headers if name.lower() not in UNPACKED]
                self._fulfil(number, part.status, headers, part.body)
            else:
                self._fail(number, "BlockedByClient")
        except FetchError as problem:
            self._refuse(problem)
            self._fail(number, "Aborted" if kind == "Document" else "BlockedByClient")
            if kind == "Document":  # the page stays, and reads no further
                self._loaded.set()

    async def _go_on(self, number: str, request: Mapping[str, Any], *, is_page: bool) -> None:
        """The page itself, and others that its program leads to."""
        url = request["url"].partition("#")[0]
        if not is_page:
            self._fail(number, "Aborted")
            return
        document = self._begun.pop("", None) or self._begun.pop(url, None)
        if document is None:
            document = await self._next(url, request["method"])
            if document.url != url:
                self._begun = {document.url: document}
                self._fulfil(number, 302, [("Location", document.url)], b"")
                return
        self._document = document
        self._loaded.clear()
        self._fulfil(number, 200, [("Content-Type", document.media_type or "text/html")], document.body)

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
        async with self._hosts[httpx.URL(url).host]:
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

    def _fulfil(self, number: str, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        named = [{"name": name, "value": value} for name, value in headers]
        encoded = base64.b64encode(body).decode()
        self._tell("Fetch.fulfillRequest", requestId=number, responseCode=status, responseHeaders=named, body=encoded)

    def _fail(self, number: str, why: str) -> None:
        self._tell("Fetch.failRequest", requestId=number, errorReason=why)


def _is_ahead(request: Mapping[str, Any]) -> bool:
    """Whether it is for a page that somebody may want to see next."""
    return any(name.lower() in {"purpose", "sec-purpose"} for name in request["headers"])


def _content(request: Mapping[str, Any]) -> bytes | None:
    """What it sends; a file's content is not told, and is not sent."""
    entries = request.get("postDataEntries")
    if entries is None:
        return request["postData"].encode() if "postData" in request else None
    return b"".join(base64.b64decode(one.get("bytes", "")) for one in entries)
