"""What serving a feed costs, beside a plain Starlette route on the same server and nginx: `python bench/serving.py`.

Each server runs in a process of its own and is asked over 16 kept connections, in turn with the others; counted is the
processor time that its processes took, so that neither the client nor the machine's other work is measured. The plain
route answers from constants in memory: no file that may change, no conditions but one tag, no headers but the needed
ones. nginx (apt install nginx-light) sends files that were packed beforehand, and is left out where it is missing. To
be had: 1.1 times the plain route in 304s and in packed 200s, and a memory that stays as it is.
"""

import argparse
import gzip
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from feeder.web import app

CONNECTIONS = 16
ROUNDS = 7
TAG = '"0123456789abcdef0123456789abcdef"'
BODY = b"<rss>" + b"".join(b"<item><title>Kran %d hebt Rumpf %d</title></item>" % (n, n * 7) for n in range(2000))
PACKED = gzip.compress(BODY, mtime=0)
ASKED = (
    "GET /feeds/acme.rss HTTP/1.1\r\nHost: feeds.example\r\nUser-Agent: Leser/1.0\r\n"
    "Accept: application/rss+xml, */*\r\nAccept-Encoding: gzip\r\nConnection: keep-alive\r\n"
)
NGINX = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log stderr crit;
events {{ worker_connections 256; }}
http {{
    access_log off; keepalive_requests 1000000; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    server {{ listen 127.0.0.1:{port}; root {folder}; gzip_static on; default_type application/rss+xml; }}
}}
"""


# ------------------------------------------------------------------------------------------------------- the servers


def plain() -> Starlette:
    headers = {"ETag": TAG, "Cache-Control": "public, max-age=60", "Vary": "Accept-Encoding"}
    packed = {**headers, "Content-Encoding": "gzip"}

    async def feed(request: Request) -> Response:
        if request.headers.get("if-none-match") == TAG:
            return Response(status_code=304, headers=headers)
        return Response(PACKED, headers=packed, media_type="application/rss+xml")

    return Starlette(routes=[Route("/feeds/{name}", feed)])


def serve(name: str, folder: Path, port: int) -> None:
    made = (
        plain() if name == "plain" else app(folder / "feeds", lambda: "https://feeds.example", lambda _: None, rate=100)
    )
    uvicorn.run(made, port=port, log_config=None, access_log=False, lifespan="off", server_header=False)


@contextmanager
def python(name: str, folder: Path, port: int) -> Iterator[int]:
    process = get_context("spawn").Process(target=serve, args=(name, folder, port))
    process.start()
    try:
        yield process.pid or 0
    finally:
        process.terminate()
        process.join()


@contextmanager
def nginx(_name: str, folder: Path, port: int) -> Iterator[int]:
    config = folder / "nginx.conf"
    config.write_text(NGINX.format(folder=folder, port=port))
    process = subprocess.Popen([shutil.which("nginx") or "", "-c", str(config), "-e", "stderr"])
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait()


SERVERS: dict[str, Callable[[str, Path, int], object]] = {"feeder": python, "plain": python, "nginx": nginx}


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


# -------------------------------------------------------------------------------------------------------- the client


class Client:
    """Kept connections, each with one request under way at most."""

    def __init__(self, port: int) -> None:
        deadline = time.monotonic() + 20
        while True:
            try:
                self.open = [socket.create_connection(("127.0.0.1", port)) for _ in range(CONNECTIONS)]
            except ConnectionRefusedError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
            else:
                break

    def ask(self, request: bytes, times: int, status: bytes) -> None:
        for _ in range(times // CONNECTIONS):
            for one in self.open:
                one.sendall(request)
            for one in self.open:
                head, _ = answer(one)
                if status not in head[:16]:
                    raise SystemExit(f"not {status.decode()} but {head.decode('latin-1')}")

    def close(self) -> None:
        for one in self.open:
            one.close()


def answer(one: socket.socket) -> tuple[bytes, int]:
    """The head of an answer, and how long its body was."""
    got = one.recv(65536)
    while (end := got.find(b"\r\n\r\n")) < 0:
        got += one.recv(65536)
    head = got[:end].lower()
    length = int(head.partition(b"content-length:")[2].split(b"\r\n")[0] or 0) if b" 304 " not in head else 0
    left = length - (len(got) - end - 4)
    while left > 0:
        left -= len(one.recv(65536))
    return head, length


# ----------------------------------------------------------------------------------------------------------- counting


def family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *map(int, children)]


def processor_seconds(pid: int) -> float:
    """proc(5): the first number of schedstat is nanoseconds on a processor, of one thread."""
    threads = (path for one in family(pid) for path in Path(f"/proc/{one}/task").glob("*/schedstat"))
    return sum(int(path.read_text().split()[0]) for path in threads) / 10**9


def megabytes(pid: int) -> float:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE") / 2**20


def requests(name: str, port: int) -> dict[str, tuple[bytes, bytes]]:
    """The two kinds of request: to be answered with a body, and with none as it is known."""
    client = Client(port)
    client.open[0].sendall(f"{ASKED}\r\n".encode())
    head, length = answer(client.open[0])
    client.close()
    if length > len(BODY) // 4:
        raise SystemExit(f"{name} does not pack what it sends")
    tag = next(line.partition(b": ")[2] for line in head.split(b"\r\n") if line.startswith(b"etag"))
    known = f"{ASKED}If-None-Match: ".encode() + tag.replace(b"w/", b"W/") + b"\r\n\r\n"
    return {"304": (known, b"304"), "packed 200": (f"{ASKED}\r\n".encode(), b"200")}


def measure(pids: dict[str, int], ports: dict[str, int], times: int) -> dict[str, dict[str, list[float]]]:
    """Requests a second of processor time, by kind and server."""
    found: dict[str, dict[str, list[float]]] = {"304": {}, "packed 200": {}}
    asked = {name: requests(name, port) for name, port in ports.items()}
    for _ in range(ROUNDS):
        for kind, of in found.items():
            for name, port in ports.items():
                client = Client(port)
                before = processor_seconds(pids[name])
                client.ask(asked[name][kind][0], times, asked[name][kind][1])
                of.setdefault(name, []).append(times / max(processor_seconds(pids[name]) - before, 0.001))
                client.close()
    return found


def show(found: dict[str, dict[str, list[float]]]) -> None:
    for kind, of in found.items():
        rates = {name: statistics.median(taken) for name, taken in of.items()}
        told = ", ".join(f"{name} {rate:7.0f}" for name, rate in rates.items())
        print(f"{kind:10}  {told} a second of a core;  {rates['feeder'] / rates['plain']:.2f} x plain")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=8000, help="of a kind, to each server, in each of 7 rounds")
    times = parser.parse_args(arguments).requests
    servers = {name: start for name, start in SERVERS.items() if name != "nginx" or shutil.which("nginx")}
    with tempfile.TemporaryDirectory() as temporary, ExitStack() as stack:
        folder = Path(temporary)
        folder.chmod(0o755)
        (folder / "feeds").mkdir()
        (folder / "feeds" / "acme.rss").write_bytes(BODY)
        (folder / "feeds" / "acme.rss.gz").write_bytes(PACKED)
        ports = {name: free_port() for name in servers}
        pids = {name: stack.enter_context(start(name, folder, ports[name])) for name, start in servers.items()}
        clients = [Client(port) for port in ports.values()]
        for client in clients:
            client.close()
        measure(pids, ports, 800)
        before = megabytes(pids["feeder"])
        show(measure(pids, ports, times))
        after = megabytes(pids["feeder"])
        print(f"memory      {before:.1f} MB, {after:.1f} MB after {2 * ROUNDS * times:,} requests more")


if __name__ == "__main__":
    sys.exit(main())
