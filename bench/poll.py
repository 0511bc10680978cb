"""What does a poll of an unchanged page cost? `python bench/poll.py [--polls N]`

CPU of this process for one 304: of feeder (a visit each, with guard, turn and limits), of bare httpx and of bare
aiohttp, side by side; over a new TLS connection each, and over one for five in a row. The server is another process,
and each host has a name. Interleaved, medians; in brackets how many times feeder's cost: above 1 feeder is cheaper.
"""

import argparse
import asyncio
import multiprocessing
import resource
import socket
import ssl
import statistics
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from datetime import timedelta
from multiprocessing.connection import Connection
from typing import Any

import aiohttp
import httpx
import trustme
import uvloop

from feeder.fetch import transport
from feeder.fetch.http import Network
from feeder.fetch.session import ACCEPT

HOSTS = (10, 200, 2_000)
AT_ONCE = 50
ETAG = '"1"'
ASKED = {"If-None-Match": ETAG, "User-Agent": "bench", "Accept": ACCEPT, "Accept-Encoding": "gzip"}
UNCHANGED = b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\nDate: Tue, 04 Mar 2025 09:30:00 GMT\r\nServer: bench\r\n\r\n'
NETWORK: dict[str, Any] = {
    "user_agent": "bench", "concurrency": AT_ONCE, "per_host": AT_ONCE, "delay": timedelta(0),
    "timeout": timedelta(seconds=30), "max_bytes": 10**7, "allow_private": True,
}  # fmt: skip
Ask = Callable[[str], Awaitable[object]]
Client = Callable[[ssl.SSLContext], AbstractAsyncContextManager[Ask]]


class Server(asyncio.Protocol):
    """Says that nothing changed, whatever it is asked."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport, self._read = transport, b""

    def data_received(self, data: bytes) -> None:
        *requests, self._read = (self._read + data).split(b"\r\n\r\n")
        for _ in requests:
            self._transport.write(UNCHANGED)  # type: ignore[attr-defined]


def serve(pipe: Connection) -> None:
    authority = trustme.CA()
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("*.rooms.example").configure_cert(tls)

    async def forever() -> None:
        listening = await asyncio.get_running_loop().create_server(Server, "127.0.0.1", 0, ssl=tls, backlog=4096)
        pipe.send((listening.sockets[0].getsockname()[1], authority.cert_pem.bytes().decode()))
        await listening.serve_forever()

    uvloop.run(forever())


@contextmanager
def server() -> Iterator[tuple[int, ssl.SSLContext]]:
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=serve, args=(there,), daemon=True)
    process.start()
    try:
        port, authority = here.recv()
        yield port, ssl.create_default_context(cadata=authority)
    finally:
        process.kill()
        process.join()


def name_hosts() -> None:
    """Every name of the bench is this machine; asked in a thread as any name is."""
    resolve = socket.getaddrinfo

    def resolved(host: Any, port: Any, *args: Any, **told: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else str(host)
        if name.endswith(".rooms.example"):
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", int(port or 0)))]
        return resolve(host, port, *args, **told)

    socket.getaddrinfo = resolved


def feeder_client(times: int) -> Client:
    @asynccontextmanager
    async def client(_: ssl.SSLContext) -> AsyncIterator[Ask]:
        network = Network(**NETWORK)

        async def visit(url: str) -> None:
            async with network.session(url, headers={}, allow_private=False) as session:
                for _ in range(times):
                    assert await session.get(url, etag=ETAG) is None

        yield visit

    return client


def httpx_client(times: int) -> Client:
    @asynccontextmanager
    async def client(tls: ssl.SSLContext) -> AsyncIterator[Ask]:
        kept = 0 if times == 1 else None
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=kept, keepalive_expiry=None)
        async with httpx.AsyncClient(verify=tls, trust_env=False, limits=limits, timeout=30) as client:

            async def visit(url: str) -> None:
                for _ in range(times):
                    assert (await client.get(url, headers=ASKED)).status_code == httpx.codes.NOT_MODIFIED

            yield visit

    return client


def aiohttp_client(times: int) -> Client:
    @asynccontextmanager
    async def client(tls: ssl.SSLContext) -> AsyncIterator[Ask]:
        connector = aiohttp.TCPConnector(ssl=tls, limit=0, force_close=times == 1, use_dns_cache=False)
        async with aiohttp.ClientSession(connector=connector) as session:

            async def visit(url: str) -> None:
                for _ in range(times):
                    async with session.get(url, headers=ASKED) as answer:
                        assert answer.status == httpx.codes.NOT_MODIFIED

            yield visit

    return client


CLIENTS = {"feeder": feeder_client, "httpx": httpx_client, "aiohttp": aiohttp_client}
#: How often a visit asks its host: a connection for each, or one for all.
TIMES = {"new TLS": 1, "kept": 5}
#: httpx walks its whole pool for each request: a quarter of a second each.
UNBEARABLE = ("kept", "httpx", 2_000)


async def each(urls: Iterable[str], ask: Ask) -> None:
    waiting = iter(urls)

    async def worker() -> None:
        for url in waiting:
            await ask(url)

    await asyncio.gather(*(worker() for _ in range(AT_ONCE)))


async def milliseconds(client: Client, tls: ssl.SSLContext, urls: Iterable[str], polls: int) -> float:
    async with client(tls) as ask:
        start = time.process_time()
        await each(urls, ask)
        return 1000 * (time.process_time() - start) / polls


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--polls", type=int, default=400)
    asked.add_argument("--rounds", type=int, default=3)
    told = asked.parse_args()
    resource.setrlimit(resource.RLIMIT_NOFILE, (10_000, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    name_hosts()
    with server() as (port, tls):
        transport.tls_context = lambda: tls  # type: ignore[assignment]
        for kind, times in TIMES.items():
            fewest: float | None = None
            for hosts in HOSTS:
                visits = max(told.polls // times, hosts)
                urls = [f"https://h{number % hosts}.rooms.example:{port}/press/" for number in range(visits)]
                taken: dict[str, list[float]] = defaultdict(list)
                for _ in range(told.rounds):
                    for name, client in CLIENTS.items():
                        if (kind, name, hosts) != UNBEARABLE:
                            taken[name].append(asyncio.run(milliseconds(client(times), tls, urls, times * visits)))
                fewest = print_row(kind, hosts, taken, fewest)


def print_row(kind: str, hosts: int, times: Mapping[str, list[float]], fewest: float | None) -> float:
    middle = {name: statistics.median(of_one) for name, of_one in times.items()}
    own = middle.pop("feeder")
    ratios = "  ".join(f"{cost:6.2f} {name} ({cost / own:4.2f})" for name, cost in middle.items())
    fewest = fewest or own
    print(
        f"  {kind:8} {hosts:5,} hosts  {own:5.2f} ms feeder  {ratios}  {own / fewest:4.2f} of that at {HOSTS[0]} hosts"
    )
    return fewest


if __name__ == "__main__":
    main()
