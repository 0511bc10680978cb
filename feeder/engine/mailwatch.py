"""Mailboxes that say by themselves when something comes (IDLE, RFC 2177): their sources are due at once. The schedule
goes on beside it, for servers that cannot, and for what was missed."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress

import structlog

from feeder.errors import FeederError
from feeder.fetch.http import Network
from feeder.fetch.imap import Mailbox
from feeder.fetch.mailbox import in_time, opened
from feeder.model import Source

log = structlog.get_logger("feeder")

MOST = 100  #: mailboxes at once that are listened to: each is an open connection
RENEWED = 9 * 60.0  #: seconds; many a router forgets a connection that was silent for ten minutes
BREATH = 0.5  #: seconds between two waits, however much a server says
SOONEST, LATEST = 5.0, 15 * 60.0  #: seconds until a connection that was lost is tried again


class MailWatch:
    def __init__(self, wake: Callable[[Source], Awaitable[None]], ended: Callable[[asyncio.Task[None]], None]) -> None:
        """`ended` hears of each that ends, by a bug too."""
        self._wake, self._ended = wake, ended
        self._network: Network | None = None
        self._left = 0
        self._tasks: dict[str, tuple[Source, asyncio.Task[None]]] = {}  # by uid

    def tend(self, sources: Iterable[Source], network: Network) -> None:
        """Listens to these mailboxes, and to no others any more."""
        wanted = [one for one in sources if one.is_mailbox and not one.paused]
        chosen = {one.uid: one for one in wanted[:MOST]}
        if (left := len(wanted) - len(chosen)) != self._left:
            log.info("mailboxes are asked now and then: so many at most are listened to", left=left, most=MOST)
        self._left = left
        for uid, (source, task) in list(self._tasks.items()):
            if chosen.get(uid) != source or network is not self._network:  # settings were read again
                task.cancel()
                del self._tasks[uid]
        self._network = network
        for uid, source in chosen.items():
            if uid not in self._tasks:
                task = asyncio.create_task(self._follow(source, network))
                task.add_done_callback(self._ended)
                self._tasks[uid] = source, task

    async def close(self) -> None:
        tasks = [task for _, task in self._tasks.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _follow(self, source: Source, network: Network) -> None:
        """What goes wrong is told by the visits; here it only means to wait longer each time."""
        patience, known = SOONEST, None
        while True:
            try:
                box = await opened(source, network)
                try:
                    if box.position != known:
                        await self._wake(source)
                    known, patience = box.position, SOONEST
                    if not await self._listens(source, box, network):
                        log.info(
                            "mailbox is asked now and then: its server tells nothing by itself", source=source.slug
                        )
                        return
                finally:
                    box.hang_up()
            except FeederError:
                await asyncio.sleep(patience)
                patience = min(2 * patience, LATEST)

    async def _listens(self, source: Source, box: Mailbox, network: Network) -> bool:
        """Until the connection is lost. Gives False where the server cannot do this."""
        while await in_time(box.waits, network.timeout, box):
            await _readable(box, RENEWED)
            if await in_time(box.heard, network.timeout, box):
                await self._wake(source)
            await asyncio.sleep(BREATH)
        return False


async def _readable(box: Mailbox, seconds: float) -> None:
    """Until the server says something, or so long."""
    loop, said = asyncio.get_running_loop(), asyncio.Event()
    number = box.fileno()
    loop.add_reader(number, said.set)
    try:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await said.wait()
    finally:
        loop.remove_reader(number)
