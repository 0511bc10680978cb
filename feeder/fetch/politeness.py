"""Whose turn it is at each host, for all sources and pages of the process: a few requests at once, with time between
them, and none at all while the host wants to be left alone."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from http import HTTPStatus
from typing import Protocol

from feeder.errors import FetchError, Refused, Waits
from feeder.fetch.weburl import web_url
from feeder.model import Hold, RobotsFile, rfc3339

MANY = 1000  #: hosts that are remembered before the idle ones are looked for
BRIEF = timedelta(seconds=5)  #: a hold that is over sooner is waited for in turn
LONGEST_QUEUE = timedelta(minutes=2)  #: who would wait longer for a turn comes back instead
#: What one address asks for counts for all of its host no longer than this; for the source that asked it, as it says.
LONGEST_HOLD = timedelta(days=1)
#: The same of a page that somebody links to: whoever has one page of a host could have all of it left alone.
LONGEST_BY_PAGE = timedelta(minutes=10)
#: How long 429 counts for all of its host where it names no time, or one that is over.
WITHOUT_TIME = timedelta(minutes=1)
TOO_MUCH = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})


class Memory(Protocol):
    """What outlives the process. Blocking."""

    def holds(self) -> Mapping[str, Hold]: ...

    def hold(self, host: str, hold: Hold) -> None: ...

    def robots(self, origin: str) -> RobotsFile | None: ...

    def keep_robots(self, file: RobotsFile) -> None: ...


class Hosts:
    def __init__(
        self, memory: Memory | None = None, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._memory = memory
        self._clock = clock
        self._holds = dict(memory.holds()) if memory else {}
        self._hosts: dict[str, _Host] = {}
        self._room = self._many = MANY
        self.asleep = 0  #: how many wait for the time of their turn, longer than a moment

    @asynccontextmanager
    async def turn(self, name: str, *, places: int, delay: float) -> AsyncIterator[None]:
        """Waits until a host may be asked again, `delay` seconds after it was last. Raises Waits where that is long."""
        self.refuse_held(name)
        host = self._host(name, places)
        wait = timedelta(seconds=host.queue(delay))
        if wait > LONGEST_QUEUE:
            until = self._clock() + wait
            raise Waits(f"{name}: so much waits for this host that its turn comes at {rfc3339(until)}", until=until)
        try:
            async with AsyncExitStack() as turn:
                with self._counted(is_asleep=wait > BRIEF):
                    await turn.enter_async_context(host.turn(delay))
                self.refuse_held(name)  # by the answer to one before it
                if left := self._left(name):
                    await asyncio.sleep(left.total_seconds())
                yield
        except Slow:
            until = self._clock() + LONGEST_QUEUE
            told = f"no turn came in {LONGEST_QUEUE.seconds // 60} minutes; it is tried again at {rfc3339(until)}"
            raise Waits(f"{name}: answers so slowly that {told}", until=until) from None

    @contextmanager
    def _counted(self, *, is_asleep: bool) -> Iterator[None]:
        self.asleep += is_asleep
        try:
            yield
        finally:
            self.asleep -= is_asleep

    def held(self, name: str) -> datetime | None:
        """Until when a host is left alone, if it is."""
        return self._holds[name].until if self._left(name) else None

    async def heed(self, name: str, problem: FetchError, *, by_page: bool = False) -> None:
        """Leaves a host alone for as long as its answer asks (RFC 9110 10.2.3, RFC 6585 4); `by_page` where that was to
        another address than a source's own."""
        if problem.status not in TOO_MUCH:
            return
        now, until = self._clock(), problem.retry_after
        if (until is None or until <= now) and problem.status == HTTPStatus.TOO_MANY_REQUESTS:
            until = now + WITHOUT_TIME
        if until is None or until <= now:
            return
        hold = _hold(until, now + (LONGEST_BY_PAGE if by_page else LONGEST_HOLD), HTTPStatus(problem.status))
        if hold.until <= (self.held(name) or now):
            return
        if len(self._holds) >= self._many:
            self._holds = {name: hold for name, hold in self._holds.items() if self._left(name)}
            self._many = max(MANY, 2 * len(self._holds))
        self._holds[name] = hold
        if self._memory:
            await asyncio.to_thread(self._memory.hold, name, hold)

    def learn(self, holds: Mapping[str, Hold]) -> None:
        """Heeds what another process was told."""
        self._holds |= {
            name: hold
            for name, hold in holds.items()
            if name not in self._holds or hold.until > self._holds[name].until
        }

    def refuse_held(self, name: str) -> None:
        """Raises Waits where a host wants to be left alone."""
        left = self._left(name)
        if left and left > BRIEF:
            hold = self._holds[name]
            told = f"{name}: this host is left alone until {rfc3339(hold.until)}, as it asked ({hold.reason})"
            raise Waits(told, until=hold.until)

    def _left(self, name: str) -> timedelta | None:
        hold = self._holds.get(name)
        left = hold.until - self._clock() if hold else timedelta(0)
        return left if left > timedelta(0) else None

    def _host(self, name: str, places: int) -> "_Host":
        if name not in self._hosts:
            if len(self._hosts) >= self._room:
                self._hosts = {name: host for name, host in self._hosts.items() if not host.is_idle}
                self._room = max(MANY, 2 * len(self._hosts))
            self._hosts[name] = _Host(places)
        return self._hosts[name]


class Slow(Exception):  # noqa: N818 - it is what the host is
    """Those who have its places keep them for long."""


def _hold(asked: datetime, latest: datetime, status: HTTPStatus) -> Hold:
    """Without the message, which has the address: what it leads to may be under an embargo."""
    reason = f"it answered {status} {status.phrase}"
    if asked > latest:
        reason += f", and named {rfc3339(asked)}, which counts for that address alone"
    return Hold(until=min(asked, latest), reason=reason)


class _Host:
    """One host's places and the earliest time of the next request."""

    def __init__(self, places: int) -> None:
        self._room = places
        self._places = asyncio.Semaphore(places)
        self._next = 0.0
        self._present = 0  # who waits for a turn, or has it

    @property
    def is_idle(self) -> bool:
        return not self._present and self._next <= _now()

    def queue(self, delay: float) -> float:
        """Seconds that the next one to come waits at least."""
        return max(self._next - _now(), 0) + max(self._present - self._room, 0) * delay

    @asynccontextmanager
    async def turn(self, delay: float) -> AsyncIterator[None]:
        self._present += 1
        try:
            await self._take_place()
            try:
                start = max(_now(), self._next)
                self._next = start + delay
                await asyncio.sleep(start - _now())
                yield
            finally:
                self._places.release()
        finally:
            self._present -= 1

    async def _take_place(self) -> None:
        """`queue` knows when the next request may be sent, and not how long those before it take."""
        try:
            async with asyncio.timeout(LONGEST_QUEUE.total_seconds() if self._places.locked() else None):
                await self._places.acquire()
        except TimeoutError:
            raise Slow from None


def _now() -> float:
    return asyncio.get_running_loop().time()


@lru_cache(maxsize=100_000)  # asked of every source that is due, at every tick
def host_of(location: str) -> str:
    """The name, and the port where it is not the scheme's own, that take turns together."""
    try:
        return web_url(location).netloc.decode("ascii")
    except Refused:
        return location
