"""What a site's robots.txt wants of us (RFC 9309), asked once a day and remembered."""

import asyncio
import zlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

import httpx

from feeder.errors import Disallowed, FetchError, Refused, Waits
from feeder.fetch.answer import Patience, cause, refusal
from feeder.fetch.asker import Asker
from feeder.fetch.politeness import Memory
from feeder.fetch.robotrules import Rules, rules_for_us
from feeder.fetch.weburl import redirected, shown
from feeder.model import RobotsFile, rfc3339

if TYPE_CHECKING:
    from feeder.fetch.http import Network

GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
PACKED = {"gzip": GZIP_OR_ZLIB, "x-gzip": GZIP_OR_ZLIB, "deflate": GZIP_OR_ZLIB}
PATH = "/robots.txt"
LARGEST = 500 * 1024  #: bytes (2.5); what comes after them is not read
REDIRECTS = 5  #: 2.3.1.2
DAY = timedelta(days=1)  #: 2.4: no longer from memory, unless it cannot be had
FORGIVEN = timedelta(days=30)  #: 2.3.1.4: after so long it is as if there were none
SOON, RARELY = timedelta(minutes=1), timedelta(hours=6)  #: one that cannot be had is asked for again
SILENT = "check the address, or try again later"
OWN = "where the site is yours, set robots = false in the source's file"
LONGEST_DELAY = 60.0  #: seconds; a longer Crawl-delay would keep a visit from ever ending
LONGEST_NAME = 253  #: RFC 1035 2.3.4: what is longer will not be resolved anyway
LONG = 10_000  #: characters of rules; matching more takes a while
PARSED = 1_000_000  #: characters of rules that are kept as they are asked, which takes up to forty times as much


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A robots.txt, or where it is; empty where the site has none."""

    body: bytes = b""
    location: str | None = None


Ask = Callable[[httpx.URL], Awaitable[Answer]]


async def ask(asker: Asker, url: httpx.URL, patience: Patience) -> Answer:
    """One request. Raises FetchError where nothing can be said of what it wants: then nothing may be fetched (2.3.1.4);
    429 says as little, though it is a 4xx."""
    headers = {"Accept": "text/plain, */*;q=0.5", "Accept-Encoding": "gzip"}
    try:
        async with patience.ends(), asker.get(url, headers) as response:
            status = response.status_code
            if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                raise refusal(shown(url), response)
            if response.is_redirect:
                return Answer(location=response.headers.get("location"))
            return Answer(body=await _start(response, shown(url))) if response.is_success else Answer()
    except TimeoutError:
        raise FetchError(f"{shown(url)}: no complete answer in time; {SILENT}") from None
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as problem:
        raise FetchError(f"{shown(url)}: {cause(problem)}; {SILENT}") from None


async def _start(response: httpx.Response, name: str) -> bytes:
    """The first of its bytes: what comes after them does not count, be it endless."""
    sent = bytearray()
    async for chunk in response.aiter_raw():
        sent += chunk
        if len(sent) >= LARGEST:
            break
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding in {"", "identity"}:
        return bytes(sent[:LARGEST])
    try:
        return zlib.decompressobj(PACKED[coding]).decompress(sent, LARGEST)
    except (KeyError, zlib.error):
        raise FetchError(f"{name}: the answer is packed in a way that was not asked for") from None


class Permission:
    """What a visit asks before each request."""

    def __init__(self, network: "Network", new_asker: Callable[[], Asker], files: "RobotsFiles | None") -> None:
        self._network = network
        self._new_asker = new_asker  # without the headers and cookies of the source
        self._files = files

    async def to_fetch(self, url: httpx.URL) -> float | None:
        """As `RobotsFiles.permit`."""
        ask = partial(self._ask, Patience(self._network.timeout))
        return await self._files.permit(url, ask) if self._files else None

    async def _ask(self, patience: Patience, url: httpx.URL) -> Answer:
        async with self._network.turn(url.netloc.decode()), self._new_asker() as asker:
            return await ask(asker, url, patience)


class RobotsFiles:
    """Those of all sites, each asked for once however many want to know."""

    def __init__(
        self, memory: Memory | None = None, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._memory = memory
        self._clock = clock
        self._known: OrderedDict[str, tuple[RobotsFile, Rules]] = OrderedDict()
        self._size = 0
        self._asking: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def permit(self, url: httpx.URL, ask: Ask) -> float | None:
        """How many seconds a site wants between two requests, if it says so. Raises Disallowed where it does not want
        this address fetched, FetchError where it cannot be asked."""
        if len(url.raw_host) > LONGEST_NAME:
            return None
        file, rules = await self._file(f"{url.scheme}://{url.netloc.decode('ascii')}", ask)
        if file.error and file.had is None and self._clock() - (file.since or file.again) < FORGIVEN:
            wrong, _, remedy = file.error.partition("; ")
            raise FetchError(
                f"{shown(url)}: is not fetched while the site's robots.txt cannot be had ({wrong}); it is asked for "
                f"again at {rfc3339(file.again)}; {remedy or OWN}"
            )
        is_allowed, line = await asyncio.to_thread(rules.judge, url) if len(file.rules) > LONG else rules.judge(url)
        if not is_allowed:
            raise Disallowed(
                f"{shown(url)}: {file.origin}{PATH} disallows it{f' ({line})' if line else ''}; where the site is "
                "yours or has agreed, set robots = false in the source's file or in [fetch]"
            )
        return None if file.delay is None else min(file.delay, LONGEST_DELAY)

    async def _file(self, origin: str, ask: Ask) -> tuple[RobotsFile, Rules]:
        lock = self._asking.setdefault(origin, asyncio.Lock())
        async with lock:
            known = self._known.get(origin) or await self._recall(origin)
            if known is None or known[0].again <= self._clock():
                file = await self._had(origin, known[0] if known else None, ask)
                rules = await asyncio.to_thread(Rules, file)
                known = replace(file, delay=rules.delay), rules
                if self._memory:
                    await asyncio.to_thread(self._memory.keep_robots, known[0])
            self._keep(origin, known)
            return known

    def _keep(self, origin: str, known: tuple[RobotsFile, Rules]) -> None:
        """Those that were asked last."""
        self._forget(self._known.pop(origin, None))
        self._known[origin] = known
        self._size += known[1].size
        while self._size > PARSED and len(self._known) > 1:
            self._forget(self._known.popitem(last=False)[1])

    def _forget(self, known: tuple[RobotsFile, Rules] | None) -> None:
        self._size -= known[1].size if known else 0

    async def _recall(self, origin: str) -> tuple[RobotsFile, Rules] | None:
        file = await asyncio.to_thread(self._memory.robots, origin) if self._memory else None
        return (file, await asyncio.to_thread(Rules, file)) if file else None

    async def _had(self, origin: str, before: RobotsFile | None, ask: Ask) -> RobotsFile:
        """The file of now; the one before where it cannot be had."""
        url = first = httpx.URL(origin + PATH)
        try:
            for _ in range(REDIRECTS + 1):
                answer = await ask(url)
                if answer.location is None:
                    break
                try:
                    url = redirected(url, answer.location)
                except Refused:  # nowhere: as if there were none
                    break
        except FetchError as problem:
            if isinstance(problem, Waits) or (isinstance(problem, Refused) and url == first):
                raise  # which says nothing of the file, nor to other sources
            return missed(origin, before, problem, self._clock())
        now = self._clock()
        rules = await asyncio.to_thread(rules_for_us, answer.body)
        return RobotsFile(origin=origin, again=now + DAY, had=now, rules=rules)


def missed(origin: str, before: RobotsFile | None, problem: FetchError, now: datetime) -> RobotsFile:
    """A file that cannot be had: the one before counts. A server in trouble is asked for it ever more rarely; where
    none answered, a name or a certificate may be mended any minute, and of that its message tells."""
    file = before or RobotsFile(origin=origin, again=now)
    since = file.since or now
    if problem.status is None:
        return replace(file, again=now + SOON, since=since, error=str(problem))
    again = now + min(max(now - since, SOON), RARELY)
    if problem.retry_after:
        again = max(again, min(problem.retry_after, now + DAY))
    return replace(file, again=again, since=since, error=str(problem).partition("; ")[0])
