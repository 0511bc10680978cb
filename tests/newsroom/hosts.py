"""Hosts that can be broken: one site each, at an address of its own in 127/8, where a fault plays with the very socket.

with Hosts(seed=1) as hosts:
    host = hosts.host("silent", "feed")
    host.site.publish()
    host.suffer(Fault(plays=silence))
    host.heal()
"""

import asyncio
import socket
import ssl
import struct
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from threading import Thread
from typing import Any, Literal, Self

import trustme

from .page import serve
from .room import LAYOUTS
from .server import Answer, Call
from .site import Site

Certificate = Literal["good", "expired", "unknown", "another"]
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
RESET = struct.pack("ii", 1, 0)  #: SO_LINGER: closing sends RST and drops what was not sent


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """One connection: what was asked, and what a sound host would answer."""

    call: Call
    sound: Answer
    page: Answer  #: the same for a client that has nothing yet
    url: str  #: that was asked for
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def send(self, data: bytes) -> None:
        """Raises ConnectionError when the client has hung up."""
        self.writer.write(data)
        await self.writer.drain()

    async def answer(self, answer: Answer) -> None:
        await self.send(head(answer) + answer.body)

    async def wait(self) -> None:
        """Until the client has hung up."""
        await self.reader.read()

    def reset(self) -> None:
        self.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        self.writer.transport.abort()


Play = Callable[[Exchange], Awaitable[None]]


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What a host does instead of what it should; without `plays` it answers as a sound one."""

    plays: Play | None = None
    speaks_first: bytes | None = None  #: sent to whoever connects, before anything is asked
    listens: bool = True
    certificate: Certificate = "good"


SOUND = Fault()


def head(answer: Answer) -> bytes:
    lines = [f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}", "Connection: close"]
    if answer.status not in (204, 304):
        lines.append(f"Content-Length: {len(answer.body)}")
    lines += [f"{name}: {value}" for name, value in answer.headers.items()]
    return "\r\n".join((*lines, "", "")).encode()


class Host:
    """`site` is what stands there; `asked` counts the connections since the last change of its health."""

    def __init__(self, hosts: "Hosts", name: str, layout: type[Site], address: str, *, is_secure: bool) -> None:
        self._hosts = hosts
        self.address = address
        self._is_secure = is_secure
        self._fault = SOUND
        self._at = ""
        self._server: asyncio.Server | None = None
        self._port = 0
        self.asked = 0
        hosts.run(self._listen())
        self.url = f"{'https' if is_secure else 'http'}://{address}:{self._port}"
        self.site = layout(root=f"{self.url}/{name}/", name=name, seed=hosts.seed)

    def suffer(self, fault: Fault, at: str = "") -> None:
        """With `at`, only what lies below that path."""
        self._hosts.run(self._change(fault, at))

    def heal(self) -> None:
        self.suffer(SOUND)

    async def _change(self, fault: Fault, at: str) -> None:
        if (fault.listens, fault.certificate) != (self._fault.listens, self._fault.certificate):
            await self.close()
            self._fault = fault
            if fault.listens:
                await self._listen()
        self._fault, self._at, self.asked = fault, at, 0

    async def _listen(self) -> None:
        tls = self._hosts.tls(self.address, self._fault.certificate) if self._is_secure else None
        self._server = await asyncio.start_server(self._serve, self.address, self._port, ssl=tls)
        self._port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        if self._server:
            self._server.close()
            self._server = None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._speak(reader, writer)
        finally:  # who is ended in the middle leaves nothing open
            writer.transport.abort()

    async def _speak(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        fault = self._fault
        self.asked += 1
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            if fault.speaks_first:
                writer.write(fault.speaks_first)
            asked = await reader.readuntil(b"\r\n\r\n")
            exchange = self._exchange(asked.decode("latin-1"), reader, writer)
            plays = fault.plays if self._is_meant(exchange.call.path) else None
            await (plays or _sound)(exchange)
        with suppress(ConnectionError, ssl.SSLError):
            writer.close()
            await writer.wait_closed()

    def _is_meant(self, path: str) -> bool:
        return (
            path.startswith(self._at) and path != "/robots.txt"
        )  # a site's rules have faults, and tests, of their own

    def _exchange(self, asked: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Exchange:
        first, *lines = asked.strip().split("\r\n")
        method, path, _ = first.split(" ")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        sound, page = (self._answer(Call(method=method, path=path, headers=told, body=b"")) for told in (headers, {}))
        call = Call(method=method, path=path, headers=headers, body=b"")
        return Exchange(call=call, sound=sound, page=page, url=self.url + path, reader=reader, writer=writer)

    def _answer(self, call: Call) -> Answer:
        is_there = call.path.startswith(f"/{self.site.name}/")
        return serve(self.site.page(call.path), call, self.site.validators) if is_there else Answer(status=404)


async def _sound(exchange: Exchange) -> None:
    await exchange.answer(exchange.sound)


class Hosts:
    """All hosts live in one loop, in a thread of its own; leaving ends whatever they are at."""

    def __init__(self, *, seed: int) -> None:
        self.seed = seed
        self.authority = trustme.CA()
        self._stranger = trustme.CA()
        self._loop = asyncio.new_event_loop()
        self._hosts: list[Host] = []

    def __enter__(self) -> Self:
        self._thread = Thread(target=self._loop.run_forever)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.run(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _end(self) -> None:
        for host in self._hosts:
            await host.close()
        playing = asyncio.all_tasks() - {asyncio.current_task()}
        for task in playing:
            task.cancel()
        await asyncio.gather(*playing, return_exceptions=True)
        await asyncio.sleep(0)  # what they hung up on is closed in the next round

    def host(self, name: str, layout: str, *, is_secure: bool = False) -> Host:
        number = len(self._hosts)
        address = f"127.0.{1 + number // 200}.{1 + number % 200}"
        host = Host(self, name, LAYOUTS[layout], address, is_secure=is_secure)
        self._hosts.append(host)
        return host

    def run(self, step: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(step, self._loop).result()

    def tls(self, address: str, kind: Certificate) -> ssl.SSLContext:
        authority = self._stranger if kind == "unknown" else self.authority
        ends = LONG_AGO + timedelta(days=90) if kind == "expired" else None
        name = "press.example" if kind == "another" else address
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(name, not_before=LONG_AGO, not_after=ends).configure_cert(context)
        return context
