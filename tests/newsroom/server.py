"""HTTP on 127.0.0.1: one function from call to answer, over real sockets, a thread per connection."""

import socket
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any, Self


@dataclass(frozen=True, kw_only=True)
class Call:
    method: str
    path: str  #: with its query
    headers: Mapping[str, str]  #: names in lower case
    body: bytes


@dataclass(frozen=True, kw_only=True)
class Answer:
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    delay: float = 0.0  #: seconds before the first byte


class Loopback(ThreadingHTTPServer):
    """Serves `answer` at `url` while used as a context manager. Leaving it ends every open connection."""

    daemon_threads = False  # so that leaving waits for every answer under way
    request_queue_size = 256

    def __init__(self, answer: Callable[[Call], Answer], at: tuple[str, int] = ("127.0.0.1", 0)) -> None:
        super().__init__(at, _Exchange)
        self.answer = answer
        self.closing = Event()
        self.url = f"http://{at[0]}:{self.server_port}"
        self._open: set[socket.socket] = set()
        self._bugs: list[BaseException] = []

    def __enter__(self) -> Self:
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self.shutdown()
        for connection in list(self._open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self.server_close()
        if self._bugs:
            raise self._bugs[0]

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is part of the world; anything else is a bug of the world and fails the test."""
        error = sys.exception()
        if error and not isinstance(error, ConnectionError):
            self._bugs.append(error)


class _Exchange(BaseHTTPRequestHandler):
    server: Loopback
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # head and body are two writes: Nagle would hold the second for 40 ms

    def exchange(self) -> None:
        answer = self.server.answer(self._call())
        self.server.closing.wait(answer.delay)
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status not in (204, 304):  # these have no content, so no length (RFC 9110 8.6)
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    do_GET = do_HEAD = do_POST = exchange  # noqa: N815 - the names http.server looks for

    def _call(self) -> Call:
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(int(headers.get("content-length", 0)))
        return Call(method=self.command, path=self.path, headers=headers, body=body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - http.server's name
        """The world keeps its own log."""
