"""The feeds over HTTP: sent rarely, packed, safely, and never anything else."""

import asyncio
import gzip
import json
import os
from collections.abc import Callable
from email.utils import formatdate
from pathlib import Path
from typing import Any

import httpx
import pytest
from driving import free_port
from starlette.types import ASGIApp

from feeder import __version__
from feeder.errors import ConfigError
from feeder.web import app
from feeder.web.files import Files
from feeder.web.pace import Pace
from feeder.web.server import serving

BASE = "https://press.example"
RSS = b"<rss>" + b"x" * 500 + b"</rss>"
CHANGED = 1741080600  #: seconds since the epoch
FILES = {
    "acme.rss": RSS,
    "acme.atom": b"<feed/>",
    "acme.json": b"{}",
    "feeds.opml": b"<opml/>",
    "index.html": b"<p>",
    "style.css": b"p {}",
    ".feeder-x.tmp": b"half",
    ".hidden.rss": b"hidden",
    "notes.txt": b"notes",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "feeds"
    folder.mkdir()
    for name, body in FILES.items():
        (folder / name).write_bytes(body)
        os.utime(folder / name, (CHANGED, CHANGED))
    (tmp_path / "secret.rss").write_bytes(b"secret")
    return folder


@pytest.fixture
def web(folder: Path) -> ASGIApp:
    fates = {"over": "over", "old-name": "new-name"}
    return app(folder, lambda: BASE, fates.get)


def asked(web: ASGIApp, path: str, method: str = "GET", **headers: str) -> httpx.Response:
    """The answer to one request; what is packed stays packed."""

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(web), base_url="http://feeder") as client:
            client.headers["accept-encoding"] = "identity"
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            return await client.request(method, path, headers=named)

    return asyncio.run(ask())


@pytest.mark.parametrize(
    ("path", "media_type", "body"),
    [
        ("/feeds/acme.rss", "application/rss+xml; charset=utf-8", RSS),
        ("/feeds/acme.atom", "application/atom+xml; charset=utf-8", b"<feed/>"),
        ("/feeds/acme.json", "application/feed+json; charset=utf-8", b"{}"),
        ("/feeds.opml", "text/x-opml; charset=utf-8", b"<opml/>"),
        ("/feeds/", "text/html; charset=utf-8", b"<p>"),
        ("/feeds/style.css", "text/css; charset=utf-8", b"p {}"),
    ],
)
def test_a_file_is_sent_as_what_it_is(web: ASGIApp, path: str, media_type: str, body: bytes) -> None:
    answer = asked(web, path)
    assert (answer.status_code, answer.headers["content-type"], answer.content) == (200, media_type, body)
    assert answer.headers["content-length"] == str(len(body))
    assert answer.headers["last-modified"] == formatdate(CHANGED, usegmt=True)
    assert answer.headers["vary"] == "Accept, Accept-Encoding"
    assert answer.headers["cache-control"] == "public, max-age=60"


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/nobody.rss",
        "/feeds/..%2Fsecret.rss",
        "/feeds/%2e%2e/secret.rss",
        "/feeds/..%5Csecret.rss",
        "/feeds//etc/passwd",
        "/feeds/.feeder-x.tmp",
        "/feeds/.hidden.rss",
        "/feeds/notes.txt",
        "/feeds/acme",
        "/feeds/%00.rss",
        "/feeds/" + "x" * 5000 + ".rss",
        "/feeds/.rss",
        "/nothing",
    ],
)
def test_nothing_else_can_be_had(web: ASGIApp, path: str) -> None:
    answer = asked(web, path)
    assert answer.status_code == 404
    assert b"secret" not in answer.content
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("ending", ["rss", "atom", "json"])
def test_a_feed_that_is_over_says_so_and_one_that_moved_leads_on(web: ASGIApp, ending: str) -> None:
    over, moved = asked(web, f"/feeds/over.{ending}"), asked(web, f"/feeds/old-name.{ending}")
    assert (over.status_code, over.text) == (410, "This feed is closed.\n")
    assert over.headers["content-type"].startswith("text/plain")
    assert (moved.status_code, moved.headers["location"]) == (301, f"new-name.{ending}")
    for answer in (over, moved):
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_only_feeds_move_or_end(web: ASGIApp) -> None:
    assert asked(web, "/feeds/over.css").status_code == 404
    assert asked(web, "/feeds/OVER.rss").status_code == 404


# Conditions (RFC 9110 13) -----------------------------------------------------------------------------------------


def tag(web: ASGIApp, **headers: str) -> str:
    return asked(web, "/feeds/acme.rss", **headers).headers["etag"]


OLD, SAME, NEW = (formatdate(CHANGED + seconds, usegmt=True) for seconds in (-1, 0, 1))


@pytest.mark.parametrize(
    ("conditions", "status"),
    [
        (lambda etag: {"if_none_match": etag}, 304),
        (lambda etag: {"if_none_match": f"W/{etag}"}, 304),
        (lambda etag: {"if_none_match": f'"other", {etag}'}, 304),
        (lambda _: {"if_none_match": "*"}, 304),
        (lambda _: {"if_none_match": '"other"'}, 200),
        (lambda _: {"if_none_match": ""}, 200),
        (lambda _: {"if_modified_since": SAME}, 304),
        (lambda _: {"if_modified_since": NEW}, 304),
        (lambda _: {"if_modified_since": OLD}, 200),
        (lambda _: {"if_modified_since": "yesterday"}, 200),
        (lambda _: {"if_modified_since": "Mon, 99 Foo 99999 99:99:99 GMT"}, 200),
        (lambda _: {"if_none_match": '"other"', "if_modified_since": NEW}, 200),  # the tag decides
        (lambda etag: {"if_none_match": etag, "if_modified_since": OLD}, 304),
    ],
)
def test_what_the_reader_has_is_not_sent_again(
    web: ASGIApp, conditions: Callable[[str], dict[str, str]], status: int
) -> None:
    answer = asked(web, "/feeds/acme.rss", **conditions(tag(web)))
    assert answer.status_code == status
    assert answer.content == (b"" if status == 304 else RSS)
    assert {"etag", "cache-control", "vary", "last-modified"} <= answer.headers.keys()  # RFC 9110 15.4.5


def test_a_tag_of_one_encoding_is_good_for_the_other(web: ASGIApp) -> None:
    packed, plain = tag(web, accept_encoding="gzip"), tag(web)
    assert packed != plain
    assert asked(web, "/feeds/acme.rss", if_none_match=packed).status_code == 304
    assert asked(web, "/feeds/acme.rss", if_none_match=plain, accept_encoding="gzip").status_code == 304


def test_a_file_that_changed_is_sent_and_one_that_was_removed_is_not(web: ASGIApp, folder: Path) -> None:
    before = tag(web)
    (folder / "acme.rss").write_bytes(b"<rss>new</rss>")
    answer = asked(web, "/feeds/acme.rss", if_none_match=before)
    assert (answer.status_code, answer.content) == (200, b"<rss>new</rss>")
    (folder / "acme.rss").unlink()
    assert asked(web, "/feeds/acme.rss").status_code == 404


# Packing ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accepted", "is_packed"),
    [
        ("gzip", True),
        ("br, GZIP;q=0.8, *", True),
        ("gzip;q=1.0", True),
        ("deflate,gzip", True),
        ("gzip; q=0.001", True),
        ("gzip;q=0", False),
        ("gzip; q=0.000", False),
        ("identity", False),
        ("br", False),
        ("", False),
    ],
)
def test_a_feed_is_packed_for_those_who_take_it(web: ASGIApp, accepted: str, is_packed: bool) -> None:
    async def raw() -> tuple[httpx.Headers, bytes]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(web), base_url="http://feeder") as client:
            headers = {"accept-encoding": accepted}
            async with client.stream("GET", "/feeds/acme.rss", headers=headers) as answer:
                return answer.headers, b"".join([chunk async for chunk in answer.aiter_raw()])

    headers, body = asyncio.run(raw())
    assert headers.get("content-encoding") == ("gzip" if is_packed else None)
    assert (gzip.decompress(body) if is_packed else body) == RSS
    assert headers["content-length"] == str(len(body))


# Who may do what --------------------------------------------------------------------------------------------------


def test_a_page_elsewhere_may_read_json_feeds_and_nothing_else(web: ASGIApp) -> None:
    assert asked(web, "/feeds/acme.json").headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in asked(web, "/feeds/acme.rss").headers
    assert "access-control-allow-origin" not in asked(web, "/healthz").headers


@pytest.mark.parametrize(
    "path", ["/", "/feeds/", "/feeds/acme.rss", "/feeds/acme.json", "/feeds.opml", "/healthz", "/x"]
)
def test_nothing_that_is_sent_can_run(web: ASGIApp, path: str) -> None:
    headers = asked(web, path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "script-src" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/", "/feeds/", "/healthz", "/x"])
def test_no_page_tells_others_whom_it_sends(web: ASGIApp, path: str) -> None:
    assert asked(web, path).headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_changed(web: ASGIApp, method: str) -> None:
    assert asked(web, "/feeds/acme.rss", method).status_code == 405


@pytest.mark.parametrize("name", ["acme.rss", "acme.atom", "acme.json"])
def test_a_feed_names_its_own_address(web: ASGIApp, name: str) -> None:
    assert asked(web, f"/feeds/{name}").headers["link"] == f'<{BASE}/feeds/{name}>; rel="self"'


def test_the_root_leads_to_the_feeds(web: ASGIApp) -> None:
    answer = asked(web, "/")
    assert (answer.status_code, answer.headers["location"]) == (302, "feeds/")


def test_a_service_that_is_well_says_so(web: ASGIApp) -> None:
    answer = asked(web, "/healthz")
    assert json.loads(answer.content) == {"status": "ok", "version": __version__}
    assert answer.headers["cache-control"] == "no-store"


# How often ---------------------------------------------------------------------------------------------------------


def test_a_client_that_asks_too_often_waits_until_it_may_again() -> None:
    pace = Pace(2)
    granted = [pace.wait("192.0.2.7", 100.0) for _ in range(21)]
    assert granted[:20] == [0] * 20  # ten seconds' worth at once
    assert granted[20] == 0.5
    assert pace.wait("192.0.2.7", 100.4) > 0
    assert pace.wait("192.0.2.7", 100.5) == 0
    assert pace.wait("192.0.2.7", 100.5) > 0


@pytest.mark.parametrize(
    ("other", "is_slowed"),
    [
        ("2001:db8:1:1::9", True),  # the network of one subscriber, RFC 6177
        ("2001:db8:1:1:ffff::9%eth0", True),
        ("2001:db8:1:2::9", False),
        ("192.0.2.7", False),
        ("not:an:address", False),
        ("", False),
    ],
)
def test_a_client_is_an_address_or_the_network_that_one_has(other: str, is_slowed: bool) -> None:
    pace = Pace(1)
    for _ in range(20):
        pace.wait("2001:db8:1:1::1", 0.0)
    assert (pace.wait(other, 0.0) > 0) == is_slowed


@pytest.mark.parametrize(("client", "rate"), [("127.0.0.1", 1), ("::1", 1), ("192.0.2.7", 0)])
def test_this_machine_is_never_slowed_and_nobody_where_there_is_no_rate(client: str, rate: float) -> None:
    pace = Pace(rate)
    assert not any(pace.wait(client, 0.0) for _ in range(1000))


def test_however_many_ask_little_is_remembered() -> None:
    pace = Pace(1)
    for number in range(20_000):
        pace.wait(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}", 0.0)
    assert len(pace._left) == 10_000


def test_who_asks_too_often_is_told_when_to_come_back(folder: Path) -> None:
    slow = app(folder, lambda: BASE, lambda _: None, rate=1)

    async def ask() -> list[httpx.Response]:
        transport = httpx.ASGITransport(slow, client=("192.0.2.7", 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://feeder") as client:
            return [await client.get("/feeds/acme.rss") for _ in range(12)]

    *_, last = asyncio.run(ask())
    assert (last.status_code, last.headers["retry-after"]) == (429, "1")
    assert last.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(("trusted", "last"), [(("127.0.0.0/8",), 429), (("10.0.0.2",), 200), ((), 200)])
def test_only_a_trusted_proxy_is_believed_who_asks(folder: Path, trusted: tuple[str, ...], last: int) -> None:
    slow = app(folder, lambda: BASE, lambda _: None, rate=1)
    headers = {"x-forwarded-for": "192.0.2.7"}

    def ask(client: httpx.Client) -> int:
        return [client.get("/feeds/acme.rss", headers=headers).status_code for _ in range(12)][-1]

    assert over_a_socket(slow, ask, trusted=trusted) == last


# In memory ---------------------------------------------------------------------------------------------------------


def test_memory_holds_what_was_asked_for_last(folder: Path) -> None:
    files = Files(folder, lambda: BASE, most=1000)

    def ask(name: str) -> None:
        if kept := files.read(name):
            files.keep(name, kept)

    for name in ("acme.rss", "acme.atom"):
        ask(name)
    assert files.known("acme.rss")  # asked for again
    (folder / "large.rss").write_bytes(bytes(400))
    ask("large.rss")
    assert [name for name in ("acme.rss", "acme.atom", "large.rss") if files.known(name)] == ["acme.rss", "large.rss"]


def test_a_new_address_of_the_service_is_named_at_once(folder: Path) -> None:
    base = [BASE]
    web = app(folder, lambda: base[0], lambda _: None)
    assert BASE in asked(web, "/feeds/acme.rss").headers["link"]
    base[0] = "https://moved.example"
    assert asked(web, "/feeds/acme.rss").headers["link"].startswith("<https://moved.example/")


def test_a_page_of_an_archive_is_a_file_of_its_folder(web: ASGIApp, folder: Path) -> None:
    (folder / "acme" / "archive").mkdir(parents=True)
    (folder / "acme" / "archive" / "1.atom").write_bytes(b"<feed/>")
    answer = asked(web, "/feeds/acme/archive/1.atom")
    assert (answer.status_code, answer.content) == (200, b"<feed/>")
    assert answer.headers["link"] == f'<{BASE}/feeds/acme/archive/1.atom>; rel="self"'
    assert asked(web, "/feeds/acme/archive/2.atom").status_code == 404


def test_several_lines_of_a_list_are_one(web: ASGIApp) -> None:
    """RFC 9110 5.3."""
    known = tag(web)

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(web), base_url="http://feeder") as client:
            return await client.get("/feeds/acme.rss", headers=[("if-none-match", '"other"'), ("if-none-match", known)])

    assert asyncio.run(ask()).status_code == 304


# On a real socket -------------------------------------------------------------------------------------------------


def over_a_socket(
    web: ASGIApp, ask: Callable[[httpx.Client], Any], host: str = "127.0.0.1", trusted: tuple[str, ...] = ()
) -> Any:
    async def serve() -> Any:
        port = free_port()
        async with serving(web, f"{host}:{port}", trusted_proxies=trusted):
            with httpx.Client(base_url=f"http://{host}:{port}", trust_env=False) as client:
                return await asyncio.to_thread(ask, client)

    return asyncio.run(serve())


def test_head_is_get_without_a_body(web: ASGIApp) -> None:
    head, got = over_a_socket(web, lambda client: (client.head("/feeds/acme.rss"), client.get("/feeds/acme.rss")))
    assert (head.status_code, head.content) == (200, b"")
    drop = {"date"}
    assert {k: v for k, v in head.headers.items() if k not in drop} == {
        k: v for k, v in got.headers.items() if k not in drop
    }


def test_the_server_does_not_say_what_it_is_built_of(web: ASGIApp) -> None:
    assert "server" not in over_a_socket(web, lambda client: client.get("/healthz")).headers


def test_it_listens_on_ipv6_too(web: ASGIApp) -> None:
    assert over_a_socket(web, lambda client: client.get("/healthz"), "[::1]").status_code == 200


def test_an_address_that_is_taken_is_one_line(web: ASGIApp) -> None:
    async def twice() -> None:
        listen = f"127.0.0.1:{free_port()}"
        async with serving(web, listen), serving(web, listen):
            raise AssertionError("the address was taken twice")

    with pytest.raises(ConfigError, match=r"config\.toml: \[server\] listen = .*choose another port") as refusal:
        asyncio.run(twice())
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("name", ["acme.rss", "acme.atom"])
def test_a_browser_is_told_xml_so_that_it_styles_the_feed(web: ASGIApp, name: str) -> None:
    """Chromium shows the source of what it is told to be a feed."""
    answer = asked(web, f"/feeds/{name}", accept="text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
    assert answer.headers["content-type"] == "text/xml; charset=utf-8"
