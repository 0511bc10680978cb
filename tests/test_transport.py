"""What a server can do to a connection, and what a name can lead to: real sockets, real TLS, on this machine alone."""

import asyncio
import gc
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
import trustme
from test_fetch import failure, fetched, get, network

from feeder.errors import FetchError, Refused
from feeder.fetch.address import Reach, numeric
from feeder.fetch.http import Network
from feeder.model import Document

PATIENCE = 10  #: seconds that a test waits for what is to happen at once
CA = trustme.CA()
HEAD = b"HTTP/1.1 200 OK\r\n"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
UNCHANGED = b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n'
#: One connection's server: what it does with the socket after a request was read.
Play = Callable[[socket.socket, bytes], None]


class Server:
    """Plays `play` to everybody who connects, over TLS with `certificate`; a thread for each."""

    def __init__(self, play: Play, *, host: str, port: int, certificate: trustme.LeafCert | None) -> None:
        self.requests: list[bytes] = []
        self.connections = self.open = 0
        self.names: list[str | None] = []  #: as TLS was asked for (SNI)
        self.changed = threading.Condition()
        self._play = play
        self._listener = socket.create_server((host, port), backlog=100)
        self.port = self._listener.getsockname()[1]
        self._tls = self._context(certificate) if certificate else None
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def _context(self, certificate: trustme.LeafCert) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        context.sni_callback = lambda _socket, name, _context: self.names.append(name)
        return context

    def _accept(self) -> None:
        with suppress(OSError):  # closed
            while True:
                connection, _ = self._listener.accept()
                self._note(1)
                self._threads.append(threading.Thread(target=self._serve, args=(connection,)))
                self._threads[-1].start()

    def _note(self, change: int) -> None:
        with self.changed:
            self.connections += change > 0
            self.open += change
            self.changed.notify_all()

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(PATIENCE)
        with suppress(OSError), connection:
            talking = self._tls.wrap_socket(connection, server_side=True) if self._tls else connection
            with talking:
                while request := _request(talking):
                    self.requests.append(request)
                    self._play(talking, request)
        self._note(-1)

    def until(self, true: Callable[["Server"], bool]) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: true(self), PATIENCE)

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join()


def _request(connection: socket.socket) -> bytes:
    read = b""
    while b"\r\n\r\n" not in read:
        part = connection.recv(65536)
        if not part:
            return b""
        read += part
    return read


def says(*parts: bytes, closes: bool = False) -> Play:
    def play(connection: socket.socket, _: bytes) -> None:
        for part in parts:
            connection.sendall(part)
        if closes:
            connection.shutdown(socket.SHUT_RDWR)

    return play


def repeats(start: bytes, part: bytes) -> Play:
    """Sends the same again and again until the other side hangs up."""

    def play(connection: socket.socket, _: bytes) -> None:
        connection.sendall(start)
        while True:
            connection.sendall(part)

    return play


@contextmanager
def serving(
    play: Play, *, host: str = "127.0.0.1", port: int = 0, certificate: trustme.LeafCert | None = None
) -> Iterator[Server]:
    server = Server(play, host=host, port=port, certificate=certificate)
    try:
        yield server
    finally:
        server.close()


@pytest.fixture(autouse=True)
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine trusts the tests' authority, and no other."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    CA.configure_trust(context)
    monkeypatch.setattr("feeder.fetch.transport.tls_context", lambda: context)


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Names and their addresses, as they are resolved while a test runs."""
    known: dict[str, list[str]] = {}
    resolve = socket.getaddrinfo

    def resolved(host: Any, *args: Any, **told: Any) -> Any:
        if host not in known:
            return resolve(host, *args, **told)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 0)) for address in known[host]]

    monkeypatch.setattr("socket.getaddrinfo", resolved)
    return known


def quick(**told: Any) -> Network:
    return network(timeout=timedelta(milliseconds=300), **told)


# TLS --------------------------------------------------------------------------------------------------------------


def test_a_name_is_asked_for_and_checked_as_it_is_written_though_an_address_is_connected_to(names) -> None:
    names["press.example"] = ["127.0.0.1"]
    with serving(says(OK), certificate=CA.issue_cert("press.example")) as server:
        assert fetched(f"https://press.example:{server.port}/x?y=1").body == b"ok"
    assert server.names == ["press.example"]
    assert server.requests[0].startswith(b"GET /x?y=1 HTTP/1.1\r\n")
    assert f"\r\nHost: press.example:{server.port}\r\n".encode() in server.requests[0]


def test_a_name_with_umlauts_is_one_name_for_everybody(names) -> None:
    names["xn--bro-hoa.example"] = ["127.0.0.1"]
    with serving(says(OK), certificate=CA.issue_cert("xn--bro-hoa.example")) as server:
        assert fetched(f"https://büro.example:{server.port}/").body == b"ok"
    assert server.names == ["xn--bro-hoa.example"]


def days(number: int) -> datetime:
    return datetime.now(UTC) + timedelta(days=number)


SELF_SIGNED = trustme.CA()
CERTIFICATES = {
    "expired": lambda: CA.issue_cert("press.example", not_before=days(-9), not_after=days(-2)),
    "early": lambda: CA.issue_cert("press.example", not_before=days(2), not_after=days(9)),
    "another name": lambda: CA.issue_cert("other.example"),
    "unknown authority": lambda: trustme.CA().issue_cert("press.example"),
    "itself": lambda: trustme.LeafCert(SELF_SIGNED.private_key_pem.bytes(), SELF_SIGNED.cert_pem.bytes(), []),
}


@pytest.mark.parametrize(
    ("kind", "wrong", "remedy"),
    [
        ("expired", "has expired", "only the site can mend that"),
        ("early", "is not valid yet", "check this machine's clock"),
        ("another name", "is for another name", "check the address"),
        ("unknown authority", "by an authority that is not known here", "add its authority to those"),
        ("itself", "by nobody but itself", "add its authority to those"),
    ],
)
def test_a_certificate_that_is_not_accepted_says_what_is_wrong_and_who_can_mend_it(names, kind, wrong, remedy) -> None:
    names["press.example"] = ["127.0.0.1"]
    with serving(says(OK), certificate=CERTIFICATES[kind]()) as server:
        url = f"https://press.example:{server.port}"
        told = failure(url)
    assert told.startswith(f"{url}: the certificate of press.example ")
    assert wrong in told
    assert remedy in told
    assert server.requests == []


def test_an_address_has_a_certificate_of_its_own() -> None:
    with serving(says(OK), certificate=CA.issue_cert("press.example")) as server:
        assert "is for another address" in failure(f"https://127.0.0.1:{server.port}")
    with serving(says(OK), certificate=CA.issue_cert("127.0.0.1")) as server:
        assert fetched(f"https://127.0.0.1:{server.port}").body == b"ok"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "it does not speak TLS at that port; check the port, or write http://"),
        (b"", "the connection failed (the server hung up)"),
    ],
)
def test_a_port_without_tls_is_told(answer: bytes, told: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as plain:

        def refuse() -> None:
            connection, _ = plain.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(answer)
                connection.shutdown(socket.SHUT_WR)
                connection.recv(65536)

        thread = threading.Thread(target=refuse)
        thread.start()
        assert told in failure(f"https://127.0.0.1:{plain.getsockname()[1]}")
        thread.join()


# Connections ------------------------------------------------------------------------------------------------------


def test_a_visit_asks_one_host_over_one_connection_which_ends_with_it() -> None:
    async def visit(url: str) -> None:
        async with network().session(url, headers={}, allow_private=False) as session:
            for _ in range(3):
                assert await session.get(url, etag='"1"') is None

    with serving(says(UNCHANGED), certificate=CA.issue_cert("127.0.0.1")) as server:
        for number in (1, 2):
            asyncio.run(visit(f"https://127.0.0.1:{server.port}/"))
            server.until(lambda one: one.open == 0)
            assert server.connections == number
    assert len(server.requests) == 6


def test_a_page_that_links_to_a_thousand_hosts_keeps_few_connections_open() -> None:
    async def visit(server: Server) -> None:
        async with network().session("http://127.0.0.1/", headers={}, allow_private=False) as session:
            for number in range(1, 40):
                assert await session.get(f"http://127.0.0.{number}:{server.port}/")
            await asyncio.to_thread(server.until, lambda one: one.open == 8)

    with serving(says(OK), host="0.0.0.0") as server:
        asyncio.run(visit(server))
        server.until(lambda one: one.open == 0)
    assert server.connections == 39


def test_a_name_of_several_addresses_is_reached_at_the_one_that_answers(names) -> None:
    names["press.example"] = ["127.0.0.4", "127.0.0.3", "127.0.0.2"]
    with serving(says(OK), host="127.0.0.2") as server:
        assert fetched(f"http://press.example:{server.port}/").body == b"ok"


def test_an_answer_that_is_not_wanted_is_hung_up_on_and_not_read_to_its_end() -> None:
    endless = repeats(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 65536)
    with serving(endless, certificate=CA.issue_cert("127.0.0.1")) as server:
        assert "larger than 100,000 bytes" in failure(f"https://127.0.0.1:{server.port}", Refused)
        server.until(lambda one: one.connections == 1 and one.open == 0)


def test_a_server_that_never_says_goodbye_is_not_waited_for() -> None:
    """A proper end of TLS is the server's to delay: for half a minute, if it were waited for."""

    def silent(connection: socket.socket, _: bytes) -> None:
        connection.sendall(HEAD + b"Content-Length: 9\r\n\r\nab")
        raw = socket.socket(fileno=connection.detach())  # who reads below TLS answers no goodbye
        raw.settimeout(PATIENCE)
        with raw:
            while raw.recv(65536):
                pass

    async def visit(server: Server) -> None:
        url = f"https://127.0.0.1:{server.port}"
        async with quick().session(url, headers={}, allow_private=False) as session:
            with pytest.raises(FetchError):
                await session.get(url)
            await asyncio.to_thread(server.until, lambda one: one.open == 0)

    with serving(silent, certificate=CA.issue_cert("127.0.0.1")) as server:
        asyncio.run(visit(server))


def test_what_could_not_be_had_leaves_nothing_open() -> None:
    async def visit() -> None:
        async with network().session("http://127.0.0.1/", headers={}, allow_private=False) as session:
            for number in range(1, 20):
                with pytest.raises(FetchError, match="Connection refused"):
                    await session.get(f"http://127.0.0.{number}:2/")

    asyncio.run(visit())
    gc.collect()  # what is open yet warns, which fails


# Limits -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("play", "told"),
    [
        (repeats(b"HTTP/1.1 200 ", b"O" * 4096), "not proper HTTP"),
        (repeats(b"", b"x" * 4096), "not proper HTTP"),
        (repeats(HEAD + b"X: ", b"x" * 4096), "not proper HTTP"),
        (repeats(HEAD, b"x" * 4096), "not proper HTTP"),
        (repeats(HEAD, b"X: y\r\n"), "not proper HTTP"),
        (says(HEAD, b"X: %b\r\n" % (b"x" * 10_000) * 9, b"\r\n"), "headers are larger than 65,536 bytes"),
        (says(b"garbage\r\n\r\n", closes=True), "not proper HTTP"),
        (says(HEAD + b"Content-Length: -5\r\n\r\n", closes=True), "not proper HTTP"),
        (says(HEAD + b"Content-Length: 5\r\n\r\nabc", closes=True), "cut off"),
        (says(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", closes=True), "the answer "),  # as it arrives
        (says(HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nab", closes=True), "cut off"),
        (says(closes=True), "hung up before it answered"),
        (says(HEAD, closes=True), "hung up before it answered"),
    ],
    ids=["endless status", "endless garbage", "endless header", "endless header name", "headers without end",
         "large head", "no HTTP", "length below zero", "cut off", "no chunk", "cut chunk", "nothing", "half a head"],
)  # fmt: skip
def test_what_is_no_answer_is_told_and_left(play: Play, told: str) -> None:
    with serving(play) as server:
        url = f"http://127.0.0.1:{server.port}"
        message = failure(url)
        assert message.startswith(f"{url}: ")
        assert told in message
        server.until(lambda one: one.open == 0)


def drips(start: bytes, part: bytes) -> Play:
    def play(connection: socket.socket, _: bytes) -> None:
        connection.sendall(start)
        while True:
            threading.Event().wait(0.02)
            connection.sendall(part)

    return play


@pytest.mark.parametrize(
    "play",
    [
        drips(HEAD + b"Content-Length: 100000\r\n\r\n", b"x"),
        drips(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        drips(HEAD + b"X: ", b"x"),
        drips(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
    ],
    ids=["body", "chunks", "head", "early hints"],
)
def test_a_drip_ends_with_the_time_for_a_whole_answer(play: Play) -> None:
    with serving(play) as server:
        told = failure(f"http://127.0.0.1:{server.port}", over=quick())
        assert "no complete answer within 0.3 s" in told
        server.until(lambda one: one.open == 0)


def test_redirects_have_the_time_for_one_answer_together() -> None:
    def leads_on(connection: socket.socket, request: bytes) -> None:
        threading.Event().wait(0.15)
        to = b"/" + request.split(b" ", 2)[1].strip(b"/") + b"x"
        connection.sendall(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: %b\r\n\r\n" % to)

    with serving(leads_on) as server:
        assert "no complete answer within 0.3 s" in failure(f"http://127.0.0.1:{server.port}", over=quick())
        assert len(server.requests) <= 2


def test_a_status_line_says_nothing_to_a_terminal() -> None:
    with serving(says(b"HTTP/1.1 500 \x1b[31mRed\x07\x00\r\nContent-Length: 0\r\n\r\n")) as server:
        assert "answered 500 ?[31mRed??; try" in failure(f"http://127.0.0.1:{server.port}")


def test_silence_is_told_apart_from_slowness() -> None:
    def silent(connection: socket.socket, _: bytes) -> None:
        connection.recv(1)

    with serving(silent) as server:
        assert "the server was silent for too long" in failure(f"http://127.0.0.1:{server.port}", over=quick())


def test_a_connection_that_never_comes_to_stand_is_told() -> None:
    """TLS belongs to it."""
    with socket.create_server(("127.0.0.1", 0)) as mute:
        told = failure(f"https://127.0.0.1:{mute.getsockname()[1]}", over=quick())
    assert "no connection stood in time" in told


# Addresses --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "127.0.0.1"), ("[::1]", "::1"), ("[0:0:0:0:0:0:0:1]", "::1"), ("127。0。0。1", "127.0.0.1"),
     ("press.example", None), ("1.2.3.4.example", None), ("0x7f.example", None), ("a1", None), ("1and1.example", None)],
)  # fmt: skip
def test_an_address_is_told_from_a_name(host: str, address: str | None) -> None:
    assert numeric(httpx.URL(f"http://{host}/")) == address


@pytest.mark.parametrize(
    ("host", "meant"),
    [("127.1", "127.0.0.1"), ("127.0.1", "127.0.0.1"), ("2130706433", "127.0.0.1"), ("0x7f000001", "127.0.0.1"),
     ("0X7F.0.0.1", "127.0.0.1"), ("0x7f.1", "127.0.0.1"), ("017700000001", "127.0.0.1"), ("0177.1", "127.0.0.1"),
     ("127.0.0.1.", "127.0.0.1"), ("8.8", "8.0.0.8"), ("0", "0.0.0.0"), ("127.0.0.1..", "127.0.0.1"),
     ("1.2.3.4.5", None), ("99999999999", None), ("press.example.1", None), ("0x", None),
     ("[fe80::1%25eth0]", None), ("[::ffff:127.0.0.1%251]", None)],
)  # fmt: skip
def test_an_address_that_could_be_read_as_another_is_refused(host: str, meant: str | None) -> None:
    with pytest.raises(Refused, match="no proper spelling of an address") as refusal:
        numeric(httpx.URL(f"http://{host}/"))
    assert (f"; write {meant} if that is meant" if meant else "which is refused") in str(refusal.value)
    assert (meant is None) == str(refusal.value).endswith("which is refused")


def test_one_private_address_among_several_is_enough_to_refuse(names) -> None:
    names["press.example"] = ["8.8.8.8", "127.0.0.1"]
    with serving(says(OK)) as server:
        told = failure(f"http://press.example:{server.port}/", Refused, over=network(allow_private=False))
    assert "press.example is the private address 127.0.0.1" in told
    assert server.connections == 0


def only_127_0_0_9_is_public(address: str) -> bool:
    return address == "127.0.0.9"


def test_a_name_that_leads_elsewhere_a_moment_later_is_connected_to_where_it_led_when_it_was_checked(
    names, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: the second answer of the resolver would be this machine."""

    class Rebound(list[str]):
        def __iter__(self) -> Iterator[str]:
            yield from [self.pop(0)]

    names["press.example"] = Rebound(["127.0.0.9", "127.0.0.1", "127.0.0.1"])
    for module in ("address", "transport"):
        monkeypatch.setattr(f"feeder.fetch.{module}.is_public", only_127_0_0_9_is_public)
    closed = network(allow_private=False)
    with ExitStack() as servers:
        public = servers.enter_context(serving(says(OK), host="127.0.0.9"))
        private = servers.enter_context(serving(says(OK), port=public.port))
        url = f"http://press.example:{public.port}/"
        assert fetched(url, over=closed).body == b"ok"
        assert "private address 127.0.0.1" in failure(url, Refused, over=closed)
    assert (public.connections, private.connections) == (1, 0)


def test_a_socket_to_a_private_address_is_not_made_even_if_every_other_check_failed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Reach, "_check_public", lambda *_: None)
    with serving(says(OK)) as server:
        told = failure(f"http://127.0.0.1:{server.port}/", over=network(allow_private=False))
    assert "127.0.0.1 is a private address, which is refused" in told
    assert server.connections == 0


@pytest.mark.parametrize("port", [0, 21, 22, 25, 53, 110, 143, 465, 587, 6667, 10080])
def test_a_link_to_another_service_than_the_web_is_not_followed(port: int) -> None:
    url = f"http://8.8.8.8:{port}/"
    told = failure(url, Refused, location="http://8.8.8.8/", over=network(allow_private=False))
    assert told == f"http://8.8.8.8:{port}: port {port} is another service's, not the web's; check the link"


def test_a_port_that_the_operator_wrote_himself_is_meant() -> None:
    reach = Reach(own=httpx.URL("http://press.example:25/"))
    reach.check(httpx.URL("http://press.example:25/other"))
    with pytest.raises(Refused):
        reach.check(httpx.URL("http://other.example:25/"))


# Proxies ----------------------------------------------------------------------------------------------------------


def relays(connection: socket.socket, request: bytes) -> None:
    """A proxy that leads every tunnel to the port that was asked for on this machine."""
    method, target, _ = request.split(b"\r\n")[0].split()
    if method != b"CONNECT":
        connection.sendall(OK)
        return
    with socket.create_connection(("127.0.0.1", int(target.rpartition(b":")[2]))) as far:
        connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        back = threading.Thread(target=_pump, args=(far, connection))
        back.start()
        _pump(connection, far)
        back.join()


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while part := source.recv(65536):
            sink.sendall(part)
        sink.shutdown(socket.SHUT_WR)


def through(url: str, proxy: str, **told: Any) -> Document | None:
    return get(url, over=network(allow_private=False, proxy=proxy), **told)


def test_what_goes_through_the_operators_proxy_is_asked_of_it(names) -> None:
    names["press.example"] = ["8.8.8.8"]
    with serving(relays) as proxy:
        assert through("http://press.example/x", f"http://ada:s3cret@127.0.0.1:{proxy.port}")
    assert proxy.requests[0].startswith(b"GET http://press.example/x HTTP/1.1\r\n")
    assert b"\r\nProxy-Authorization: Basic YWRhOnMzY3JldA==\r\n" in proxy.requests[0]


def test_tls_goes_through_a_proxy_unread(names) -> None:
    names["press.example"] = ["8.8.8.8"]
    with ExitStack() as servers:
        site = servers.enter_context(serving(says(OK), certificate=CA.issue_cert("press.example")))
        proxy = servers.enter_context(serving(relays))
        through(f"https://press.example:{site.port}/x", f"http://ada:s3cret@127.0.0.1:{proxy.port}")
    assert proxy.requests[0].startswith(f"CONNECT press.example:{site.port} HTTP/1.1\r\n".encode())
    assert b"\r\nProxy-Authorization: Basic YWRhOnMzY3JldA==\r\n" in proxy.requests[0]
    assert site.requests[0].startswith(b"GET /x HTTP/1.1\r\n")
    assert b"YWRhOnMzY3JldA" not in site.requests[0]


def test_a_sources_own_proxy_comes_before_that_of_all(names) -> None:
    names["press.example"] = ["8.8.8.8"]

    async def visit(own: str) -> None:
        over = network(allow_private=False, proxy="http://127.0.0.1:1")
        async with over.session("http://press.example/", headers={}, allow_private=False, proxy=own) as session:
            await session.get("http://press.example/")

    with serving(relays) as proxy:
        asyncio.run(visit(f"http://127.0.0.1:{proxy.port}"))
    assert proxy.connections == 1


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "intranet.example", "0x7f.1", "169.254.169.254"])
def test_a_proxy_is_not_asked_for_what_is_private_as_this_machine_sees_it(names, host: str) -> None:
    names["intranet.example"] = ["10.0.0.1"]
    with serving(relays) as proxy, pytest.raises(Refused):
        through(f"http://{host}/", f"http://127.0.0.1:{proxy.port}")
    assert proxy.connections == 0


def test_what_is_private_and_allowed_is_asked_directly() -> None:
    with ExitStack() as servers:
        site, proxy = servers.enter_context(serving(says(OK))), servers.enter_context(serving(relays))
        assert through(f"http://localhost:{site.port}/", f"http://127.0.0.1:{proxy.port}", own_private=True)
    assert (site.connections, proxy.connections) == (1, 0)


def test_a_name_that_only_the_proxy_knows_is_asked_for() -> None:
    with serving(relays) as proxy:
        assert through("http://nobody.invalid/", f"http://127.0.0.1:{proxy.port}")


@pytest.mark.parametrize(
    ("play", "said"),
    [
        (says(b"HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\n\r\n"), "the proxy answered 407 Who are you"),
        (says(closes=True), "check the address"),
        (None, "the proxy cannot be reached (Connection refused)"),
    ],
    ids=["unwilling", "hangs up", "away"],
)
def test_a_proxy_that_fails_is_told_and_its_password_is_not(names, play: Play | None, said: str) -> None:
    names["press.example"] = ["8.8.8.8"]
    with serving(play or says()) as proxy:
        port = proxy.port if play else 1
        with pytest.raises(FetchError) as failed:
            through("https://press.example/", f"http://ada:s3cret@127.0.0.1:{port}")
    assert said in str(failed.value)
    assert "s3cret" not in str(failed.value)


def test_the_environment_names_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with ExitStack() as servers:
        proxy = servers.enter_context(serving(relays))
        site = servers.enter_context(serving(says(OK)))
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        for name in ("NO_PROXY", "no_proxy"):
            monkeypatch.delenv(name, raising=False)
        assert fetched(f"http://127.0.0.1:{site.port}/").body == b"ok"
    assert (proxy.connections, site.connections) == (0, 1)
