"""What Chromium is told and tells: the DevTools protocol over the two ends of a pipe (--remote-debugging-pipe).

A pipe rather than a WebSocket: no port is open through which anybody else on the machine could drive the browser, and
Chromium ends by itself when the other end is gone, however that came.
"""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from typing import Any

Told = dict[str, Any]
Hear = Callable[[str, Told], None]  #: the name of an event, and what it tells

END = b"\0"  #: of each message
SMALL = 256 * 2**10  #: bytes; a longer message is read in a thread, as nobody else would have a turn meanwhile


class Ended(Exception):  # noqa: N818 - it is what happened
    """The browser is no more."""


class Unwilling(Exception):  # noqa: N818
    """The browser did not do what it was told: what that was about is gone, as a rule."""


class Devtools:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self._numbers = count(1)
        self._calls: dict[int, asyncio.Future[Told]] = {}
        self._hearing: dict[str, Hear] = {}
        self._listening = asyncio.create_task(self._listen())

    @property
    def has_ended(self) -> bool:
        return self._listening.done()

    def hear(self, session: str, hear: Hear) -> None:
        """Has the events of a session told."""
        self._hearing[session] = hear

    def forget(self, session: str) -> None:
        self._hearing.pop(session, None)

    async def call(self, method: str, session: str | None = None, **told: Any) -> Told:
        """What the browser answers. Raises Unwilling, or Ended."""
        answer = self.tell(method, session, **told)
        try:
            return await answer
        finally:
            answer.cancel()

    def tell(self, method: str, session: str | None = None, **told: Any) -> asyncio.Future[Told]:
        """As `call`, for those who do not wait."""
        answer: asyncio.Future[Told] = asyncio.get_running_loop().create_future()
        answer.add_done_callback(_heard)
        if self.has_ended:
            answer.set_exception(Ended())
            return answer
        number = next(self._numbers)
        self._calls[number] = answer
        answer.add_done_callback(lambda _: self._calls.pop(number, None))
        message = {"id": number, "method": method, "params": told, **({"sessionId": session} if session else {})}
        self._writer.write(json.dumps(message).encode() + END)
        return answer

    async def aclose(self) -> None:
        self._listening.cancel()
        with suppress(asyncio.CancelledError):
            await self._listening
        self._writer.close()

    async def _listen(self) -> None:
        try:
            while True:
                raw = (await self._reader.readuntil(END))[:-1]
                self._take(await asyncio.to_thread(json.loads, raw) if len(raw) > SMALL else json.loads(raw))
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, OSError, ValueError):
            pass  # it ended, or says what nobody understands
        finally:
            for answer in list(self._calls.values()):
                if not answer.done():
                    answer.set_exception(Ended())
            for hear in list(self._hearing.values()):
                hear("ended", {})

    def _take(self, message: Told) -> None:
        if "id" not in message:
            if hear := self._hearing.get(message.get("sessionId", "")):
                hear(message["method"], message.get("params", {}))
            return
        answer = self._calls.get(message["id"])
        if answer is None or answer.done():
            return
        if "error" in message:
            answer.set_exception(Unwilling(str(message["error"].get("message", ""))[:200]))
        else:
            answer.set_result(message.get("result", {}))


def _heard(answer: asyncio.Future[Told]) -> None:
    """An answer that nobody waits for is no bug."""
    if not answer.cancelled():
        answer.exception()
