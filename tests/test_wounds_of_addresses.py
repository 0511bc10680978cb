"""What has hurt others, tried on us: requests that reach what they should not. Each test is named after the wound."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from newsroom.server import Answer, Loopback
from test_fetch import failure, get, network, redirect, serving
from test_web import asked, folder, web  # noqa: F401

from feeder import extract
from feeder.errors import Refused
from feeder.fetch import address, transport
from feeder.fetch.address import Reach, is_public
from feeder.model import Endpoint, Event, ListRule
from feeder.notify import webhook


@contextmanager
def two_hosts(leads: str | None = None) -> Iterator[int]:
    """The port of a host that stands for the public web, and of one inside; the former may redirect."""
    with Loopback(lambda _: redirect(leads.format(port=port)) if leads else Answer(body=b"public")) as public:
        port = public.server_port
        with Loopback(lambda _: Answer(body=b"inside"), at=("127.0.0.2", port)):
            yield port


def only_public(monkeypatch: pytest.MonkeyPatch, one: str) -> None:
    """As if this address were the public web's, and this machine's others inside."""
    for module in (address, transport):
        monkeypatch.setattr(module, "is_public", lambda other: other == one)


def resolver(*answers: str) -> Callable[..., Any]:
    """A name server that changes its mind: each time the next answer, the last one for ever."""
    left = list(answers)

    def resolve(host: str, port: Any, *_: Any, **__: Any) -> list[Any]:
        found = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port or 0)) for one in found.split()]

    return resolve


@pytest.mark.parametrize(
    "answers",
    [
        ("127.0.0.1", "127.0.0.2"),  # checked as public, inside when connected to
        ("127.0.0.2", "127.0.0.1"),
        ("127.0.0.1 127.0.0.2",),  # both at once: the second is tried when the first does not answer
        ("127.0.0.2 127.0.0.1",),
        ("127.0.0.2",),
    ],
    ids=" then ".join,
)
def test_cve_2026_27696_and_dns_rebinding_a_name_that_changes_leads_to_nothing_inside(
    monkeypatch: pytest.MonkeyPatch, answers: tuple[str, ...]
) -> None:
    only_public(monkeypatch, "127.0.0.1")
    monkeypatch.setattr(socket, "getaddrinfo", resolver(*answers))
    with two_hosts() as port:
        for _ in range(3):
            try:
                found = get(f"http://rebinds.example:{port}/", over=network(allow_private=False))
            except Refused as problem:
                assert "private address 127.0.0.2" in str(problem)  # noqa: PT017 - either is well
            else:
                assert found is not None
                assert found.body == b"public"


def test_cve_2026_27696_the_next_name_is_checked_on_every_hop(monkeypatch: pytest.MonkeyPatch) -> None:
    only_public(monkeypatch, "127.0.0.1")
    monkeypatch.setattr(socket, "getaddrinfo", resolver("127.0.0.1", "127.0.0.2"))
    with two_hosts("http://second.example:{port}/") as port:
        asked_for = f"http://first.example:{port}/"
        assert "private address 127.0.0.2" in failure(asked_for, Refused, over=network(allow_private=False))


@pytest.mark.parametrize(
    "inside",
    [
        "100.64.0.1",
        "100.127.255.254",
        "::ffff:100.64.0.1",  # mapped
        "64:ff9b::100.64.0.1",  # NAT64
        "2002:6440:1::",  # 6to4
        "2001:0:1234::9bbf:fffe",  # Teredo: the client's address, every bit turned
        "100.100.100.200",  # where a cloud tells its machines their secrets
    ],
)
def test_ghsa_gwph_fp79_379w_shared_addresses_of_carriers_are_private(inside: str) -> None:
    assert not is_public(inside)


@pytest.mark.parametrize("outside", ["100.63.255.255", "100.128.0.0", "2002:6480::"])
def test_ghsa_gwph_fp79_379w_those_beside_them_are_not(outside: str) -> None:
    assert is_public(outside)


#: Spellings over which URL libraries disagree: all of them mean this machine to somebody.
SPELLINGS = (
    "http://public.example\\@127.0.0.1:{port}/",
    "http://public.example@127.0.0.1:{port}/",
    "http://public.example:80@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}\\@public.example/",
    "http://127.0.0.1:{port}#@public.example/",
    "http://127.0.0.1:{port}?@public.example/",
    "http://127.1:{port}/",
    "http://127.0.1:{port}/",
    "http://0x7f.1:{port}/",
    "http://0x7f000001:{port}/",
    "http://2130706433:{port}/",
    "http://017700000001:{port}/",
    "http://0177.0.0.01:{port}/",
    "http://127.0.0.1.:{port}/",
    "http://①②⑦.⓪.⓪.①:{port}/",
    "http://127。0。0。1:{port}/",
    "http://127%2E0%2E0%2E1:{port}/",
    "http://%31%32%37.0.0.1:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::ffff:7f00:1]:{port}/",
    "http://[::127.0.0.1]:{port}/",
    "http://[::1%25lo]:{port}/",
    "http://[::]:{port}/",
    "http://0:{port}/",
    "http://0.0.0.0:{port}/",
    "http://localhost:{port}/",
    "http://LOCALHOST.:{port}/",
    "http://localhost%00.public.example:{port}/",
    "http:\\\\127.0.0.1:{port}\\",
    "http:/127.0.0.1:{port}/",
    "http:127.0.0.1:{port}/",
    "http:///127.0.0.1:{port}/",
    "//127.0.0.1:{port}/",
    "\\\\127.0.0.1:{port}/",
    "http://127.0.0.1\t:{port}/",
    "ht\ntp://127.0.0.1:{port}/",
    "\x01http://127.0.0.1:{port}/",
)


@pytest.mark.parametrize("spelling", SPELLINGS, ids=repr)
class TestParserDifferentials:
    """Whatever one of us takes for the host is what is checked, and what is connected to."""

    def test_as_an_address(self, spelling: str) -> None:
        with serving(Answer(body=b"inside")) as (url, calls):
            asked_for = spelling.format(port=url.rpartition(":")[2])
            assert failure(asked_for, over=network(allow_private=False))
        assert calls == []

    def test_as_the_target_of_a_redirect(self, spelling: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """From a host that may be asked: on another loopback address, as a public one would be."""
        only_public(monkeypatch, "127.0.0.2")
        with serving(Answer(body=b"inside")) as (url, calls):
            to = spelling.format(port=url.rpartition(":")[2])
            location = "".join(one for one in to if one.isprintable())
            with Loopback(lambda _: redirect(location.encode().decode("latin-1")), at=("127.0.0.2", 0)) as outside:
                here = f"http://127.0.0.2:{outside.server_port}/"
                assert failure(here, over=network(allow_private=False))
        assert calls == []

    def test_as_a_link_of_a_list(self, spelling: str) -> None:
        with serving(Answer(body=b"inside")) as (url, calls):
            to = spelling.format(port=url.rpartition(":")[2])
            page = f"<html><body><ul><li><a href='{to}'>A release</a></li></ul><p>{'All releases. ' * 20}</p>"
            found = extract(page.encode(), "http://press.invalid/press/", rule=ListRule(items="li"))
            for entry in found.entries:
                failure(entry.url or "", over=network(allow_private=False))
        assert calls == []

    def test_as_a_webhook(self, spelling: str) -> None:
        with serving(Answer()) as (url, calls):
            to = spelling.format(port=url.rpartition(":")[2])
            assert "error" in delivered(to)
        assert calls == []


def delivered(url: str) -> dict[str, Any]:
    """What came of a delivery to an address that may not be private."""
    own = httpx.URL()
    with suppress(httpx.InvalidURL):
        own = httpx.URL(url)
    endpoint = Endpoint(slug="desk", url=url, secret=b"s" * 24)
    event = Event(seq=1, id="evt_1", type="entry.created", time=datetime.now(UTC), source=None, data={})

    async def deliver() -> webhook.Attempt:
        async with network().client(Reach(own=own), timeout=5.0) as client:
            return await webhook.attempt(client, endpoint, event, now=datetime.now(UTC))

    return {name: value for name, value in vars(asyncio.run(deliver())).items() if value is not None}


def test_callback_guards_know_more_than_two_names(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(Answer()) as (url, calls):
        port = url.rpartition(":")[2]
        for name in ("inside.example", "127.0.0.1.nip.example", "ip6-localhost", "metadata.example"):
            monkeypatch.setattr(socket, "getaddrinfo", resolver("127.0.0.1"))
            assert "private address 127.0.0.1" in delivered(f"http://{name}:{port}/hook")["error"]
    assert calls == []


def test_callback_guards_a_redirect_of_a_webhook_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    only_public(monkeypatch, "127.0.0.2")
    with serving(Answer()) as (url, calls):
        with Loopback(lambda _: redirect(url, 307), at=("127.0.0.2", 0)) as outside:
            told = delivered(f"http://127.0.0.2:{outside.server_port}/")
        assert told["status"] == 307
    assert calls == []


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"])
def test_cve_2026_108735_no_proxy_is_taken_from_where_the_operator_did_not_set_one(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    with serving(Answer(body=b"by proxy")) as (proxy, calls), serving(Answer(body=b"itself")) as (url, _):
        monkeypatch.setenv(name, proxy)
        found = get(url)
        assert found is not None
        assert found.body == b"itself"
    assert calls == []


def test_cve_2024_27927_no_host_is_taken_from_a_request(web: Any) -> None:  # noqa: F811
    with serving(Answer(body=b"inside")) as (url, calls):
        for path in ("/", "/feeds/", "/feeds/acme.rss", "/feeds.opml", "/feeds/nobody.rss", "/proxy"):
            for query in (f"?url={url}", f"?host={url}", f"?feed={url}&src={url}"):
                asked(web, path + query, Host=url.removeprefix("http://"))
    assert calls == []


@pytest.mark.parametrize("path", ["/feeds", "/feeds/", "/feeds/acme.rss", "/feeds/old-name.rss", "/", "/healthz/"])
@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host", "Forwarded", "X-Original-URL"])
def test_cve_2024_27927_no_address_that_we_tell_is_made_of_a_request(web: Any, path: str, header: str) -> None:  # noqa: F811
    answer = asked(web, path, **{header: "evil.example"})
    assert "evil.example" not in str(answer.headers) + answer.text
