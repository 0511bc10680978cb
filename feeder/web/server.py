"""The web app on uvicorn, inside the service's own loop."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.types import ASGIApp

from feeder.errors import ConfigError


class _Server(uvicorn.Server):
    """uvicorn without its signal handlers: the service decides when to stop."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def serving(app: ASGIApp, listen: str, *, trusted_proxies: Sequence[str] = ()) -> AsyncIterator[None]:
    """Serves until left; the connections in hand are finished first. What `trusted_proxies` (addresses, networks) say
    of whom they ask for is believed. Raises ConfigError where the address is taken."""
    host, _, port = listen.rpartition(":")
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="off",
        server_header=False,
        proxy_headers=bool(trusted_proxies),
        forwarded_allow_ips=list(trusted_proxies),
        timeout_graceful_shutdown=5,
    )
    server = _Server(config)
    listener = _listener(host.strip("[]"), int(port), listen)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield
    finally:
        server.should_exit = True
        with contextlib.suppress(asyncio.CancelledError):
            await task
        listener.close()


def _listener(host: str, port: int, listen: str) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()  # at once: who connects before uvicorn is up waits, and nobody else can take the address
    except OSError as problem:
        listener.close()
        cure = "stop the program that has it, or choose another port"
        raise ConfigError(f'config.toml: [server] listen = "{listen}": {problem.strerror}; {cure}') from None
    return listener
