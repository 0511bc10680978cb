"""The one browser of the process: started when a page is to be drawn first, a few pages at once, exchanged for a new
one after so many, and ended when nobody wants it for a while."""

import asyncio
from collections.abc import Callable

from feeder.errors import FetchError
from feeder.fetch.chromium import Chromium
from feeder.fetch.devtools import Ended
from feeder.fetch.drawing import draw
from feeder.fetch.session import Session
from feeder.fetch.supply import Limits, is_drawn
from feeder.fetch.weburl import shown
from feeder.model import Document

AT_ONCE = 2  #: pages
RECYCLED = 50  #: pages after which a browser is exchanged: what they left in it goes with it
OLD = 3600.0  #: seconds after which it is too
UNUSED = 60.0  #: seconds after which it is ended; the next page waits a quarter of a second for a new one


class Browser:
    def __init__(self, program: Callable[[], str | None]) -> None:
        """`program` is where Chromium is by now, if it is anywhere."""
        self._program = program
        self._places = asyncio.Semaphore(AT_ONCE)
        self._starting = asyncio.Lock()
        self._chromium: Chromium | None = None
        self._retired: set[Chromium] = set()
        self._ending: asyncio.TimerHandle | None = None
        self._ends: set[asyncio.Task[None]] = set()

    @property
    def pids(self) -> list[int]:
        """The process groups that there are now."""
        return [one.pid for one in self._all()]

    async def draw(self, document: Document, session: Session, limits: Limits, notes: list[str]) -> Document:
        """As `drawing.draw`; what no program draws comes back as it is."""
        if not is_drawn(document):
            return document
        async with self._places:
            name = shown(document.url)
            try:
                return await self._draw(await self._ready(name), document, session, limits, notes)
            except Ended:  # by this page, or by the one beside it: alone it shows
                alone = await Chromium.start(self._found(name))
                self._retired.add(alone)
                try:
                    return await self._draw(alone, document, session, limits, notes)
                except Ended:
                    raise FetchError(f"{name}: Chromium died twice while it drew this page; try again later") from None

    async def _draw(
        self, chromium: Chromium, document: Document, session: Session, limits: Limits, notes: list[str]
    ) -> Document:
        chromium.busy += 1
        try:
            return await draw(chromium, document, session, limits, notes)
        finally:
            chromium.busy -= 1
            chromium.pages += 1
            await self._let_go(chromium)

    async def aclose(self) -> None:
        if self._ending:
            self._ending.cancel()
        await asyncio.gather(*(one.end() for one in self._all()), *self._ends)
        self._chromium = None
        self._retired.clear()

    def _all(self) -> list[Chromium]:
        return [*self._retired, *([self._chromium] if self._chromium else [])]

    async def _ready(self, name: str) -> Chromium:
        async with self._starting:
            chromium = self._chromium
            if chromium is None or chromium.has_ended:
                program = self._found(name)
                self._chromium = None
                if chromium:
                    await chromium.end()
                chromium = self._chromium = await Chromium.start(program)
            return chromium

    def _found(self, name: str) -> str:
        if program := self._program():
            return program
        raise FetchError(
            f"{name}: is to be drawn by Chromium, and there is none here any more; install it (Debian: apt install"
            " chromium)"
        )

    async def _let_go(self, chromium: Chromium) -> None:
        """A browser that has drawn enough, or died, draws no more; the last page that it draws ends it."""
        is_done = chromium.has_ended or chromium.pages >= RECYCLED or chromium.age > OLD
        if is_done and chromium is self._chromium:
            self._chromium = None
            self._retired.add(chromium)
        if chromium in self._retired and not chromium.busy:
            self._retired.discard(chromium)
            await chromium.end()
        if self._ending:
            self._ending.cancel()
        self._ending = asyncio.get_running_loop().call_later(UNUSED, self._rest)

    def _rest(self) -> None:
        if (chromium := self._chromium) and not chromium.busy:
            self._chromium = None
            task = asyncio.create_task(chromium.end())
            self._ends.add(task)
            task.add_done_callback(self._ends.discard)
