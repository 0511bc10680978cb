"""A page as its own program draws it: everything that it does is hostile, and all that it asks for is fetched by us.

Each page has a context of its own in the browser, which ends with it: no cookies, no storage, nothing of the one
before. The document comes from a visit, as any other does; each request that the page makes then is put before us and
answered with what our own session was answered (`Session.part`). Pictures, styles and fonts are answered with nothing,
so that who waits for them goes on; frames are not loaded, as what they show is no part of the page.
"""

import asyncio
from contextlib import suppress
from dataclasses import replace
from typing import Any

from feeder.errors import FetchError, Refused
from feeder.fetch.chromium import Chromium
from feeder.fetch.devtools import Ended, Unwilling
from feeder.fetch.session import Session
from feeder.fetch.supply import MOST_PAGES, Limits, Supply
from feeder.fetch.weburl import shown
from feeder.model import Document

MOST_TOLD = 10_000  #: things that the browser tells of one page: each costs us a moment
PATIENCE = 1 / 2  #: of the time for a page: then it is taken as it is
OPENING, CLOSING = 10.0, 2.0  #: seconds
QUIET = 400  #: milliseconds in which nothing in the page changes
WINDOW = {"width": 1280, "height": 4000, "deviceScaleFactor": 1, "mobile": False}  #: lists that fill as one scrolls
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
        self._visit, self._limits = visit, limits
        self._told = 0
        self._loaded = asyncio.Event()
        self._supply = Supply(target, document, visit, limits, self._loaded)
        self._lost: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._is_unfinished = False
        self._devtools.hear(session, self._hear)

    @property
    def notes(self) -> list[str]:
        """What was left out, a line each."""
        name, told = shown(self._supply.document.url), self._supply.notes
        if self._is_unfinished:
            told.append(
                f"{name}: its program was not done in {self._limits.seconds * PATIENCE:g} s, and is taken as it was"
            )
        return told

    async def drawn(self) -> Document:
        name, seconds = shown(self._supply.document.url), self._limits.seconds
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
        await self._supply.aclose()

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
        await self._call("Page.navigate", url=self._supply.document.url)
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
        while seen != self._supply.asked or not self._supply.idle.is_set():
            await self._loaded.wait()
            await self._supply.idle.wait()
            seen = self._supply.asked
            with suppress(Unwilling):  # it went on to another page meanwhile
                await self._evaluate(IS_QUIET % QUIET)

    async def _taken(self) -> Document:
        name, most = shown(self._supply.document.url), self._limits.size
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
                return replace(self._supply.document, body=body, media_type=RENDERED, etag=None, last_modified=None)
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
        name = shown(self._supply.document.url)
        if self._told == MOST_TOLD:
            self._lose(
                Refused(f"{name}: its program does more than {MOST_TOLD:,} things at once; look at it in a browser")
            )
        if self._told >= MOST_TOLD and event != "ended":
            return
        match event:
            case "Fetch.requestPaused":
                self._supply.take(told, self._tell, self._lose)
            case "Page.domContentEventFired":
                self._loaded.set()
            case "Page.javascriptDialogOpening":
                self._tell("Page.handleJavaScriptDialog", accept=False)
            case "Inspector.targetCrashed":
                self._lose(
                    FetchError(
                        f"{name}: its program made Chromium's page crash, as one does that takes too much memory;"
                        " follow a feed of the site if there is one"
                    )
                )
            case "ended":
                self._lose(Ended())

    def _lose(self, problem: Exception) -> None:
        if not self._lost.done():
            self._lost.set_exception(problem)
