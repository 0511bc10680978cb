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
from starlette.applications import Starlette

from feeder import __version__
from feeder.errors import ConfigError
from feeder.web import app
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
def web(folder: Path) -> Starlette:
    fates = {"over": "over", "old-name": "new-name"}
    return app(folder, lambda: BASE, fates.get)


def asked(web: Starlette, path: str, method: str = "GET", **headers: str) -> httpx.Response:
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
def test_a_file_is_sent_as_what_it_is(web: Starlette, path: str, media_type: str, body: bytes) -> None:
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
def test_nothing_else_can_be_had(web: Starlette, path: str) -> None:
    answer = asked(web, path)
    assert answer.status_code == 404
    assert b"secret" not in answer.content
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("ending", ["rss", "atom", "json"])
def test_a_feed_that_is_over_says_so_and_one_that_moved_leads_on(web: Starlette, ending: str) -> None:
    over, moved = asked(web, f"/feeds/over.{ending}"), asked(web, f"/feeds/old-name.{ending}")
    assert (over.status_code, over.text) == (410, "This feed is closed.\n")
    assert over.headers["content-type"].startswith("text/plain")
    assert (moved.status_code, moved.headers["location"]) == (301, f"new-name.{ending}")
    for answer in (over, moved):
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_only_feeds_move_or_end(web: Starlette) -> None:
    assert asked(web, "/feeds/over.css").status_code == 404
    assert asked(web, "/feeds/OVER.rss").status_code == 404


# Conditions (RFC 9110 13) -----------------------------------------------------------------------------------------


def tag(web: Starlette, **headers: str) -> str:
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
    web: Starlette, conditions: Callable[[str], dict[str, str]], status: int
) -> None:
    answer = asked(web, "/feeds/acme.rss", **conditions(tag(web)))
    assert answer.status_code == status
    assert answer.content == (b"" if status == 304 else RSS)
    assert {"etag", "cache-control", "vary", "last-modified"} <= answer.headers.keys()  # RFC 9110 15.4.5


def test_a_tag_of_one_encoding_is_good_for_the_other(web: Starlette) -> None:
    packed, plain = tag(web, accept_encoding="gzip"), tag(web)
    assert packed != plain
    assert asked(web, "/feeds/acme.rss", if_none_match=packed).status_code == 304
    assert asked(web, "/feeds/acme.rss", if_none_match=plain, accept_encoding="gzip").status_code == 304


def test_a_file_that_changed_is_sent_and_one_that_was_removed_is_not(web: Starlette, folder: Path) -> None:
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
def test_a_feed_is_packed_for_those_who_take_it(web: Starlette, accepted: str, is_packed: bool) -> None:
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


def test_a_page_elsewhere_may_read_json_feeds_and_nothing_else(web: Starlette) -> None:
    assert asked(web, "/feeds/acme.json").headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in asked(web, "/feeds/acme.rss").headers
    assert "access-control-allow-origin" not in asked(web, "/healthz").headers


@pytest.mark.parametrize(
    "path", ["/", "/feeds/", "/feeds/acme.rss", "/feeds/acme.json", "/feeds.opml", "/healthz", "/x"]
)
def test_nothing_that_is_sent_can_run(web: Starlette, path: str) -> None:
    headers = asked(web, path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "script-src" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_changed(web: Starlette, method: str) -> None:
    assert asked(web, "/feeds/acme.rss", method).status_code == 405


@pytest.mark.parametrize("name", ["acme.rss", "acme.atom", "acme.json"])
def test_a_feed_names_its_own_address(web: Starlette, name: str) -> None:
    assert asked(web, f"/feeds/{name}").headers["link"] == f'<{BASE}/feeds/{name}>; rel="self"'


def test_the_root_leads_to_the_feeds(web: Starlette) -> None:
    answer = asked(web, "/")
    assert (answer.status_code, answer.headers["location"]) == (302, "feeds/")


def test_a_service_that_is_well_says_so(web: Starlette) -> None:
    answer = asked(web, "/healthz")
    assert json.loads(answer.content) == {"status": "ok", "version": __version__}
    assert answer.headers["cache-control"] == "no-store"


# On a real socket -------------------------------------------------------------------------------------------------


def over_a_socket(web: Starlette, ask: Callable[[httpx.Client], Any], host: str = "127.0.0.1") -> Any:
    async def serve() -> Any:
        port = free_port()
        async with serving(web, f"{host}:{port}"):
            with httpx.Client(base_url=f"http://{host}:{port}", trust_env=False) as client:
                return await asyncio.to_thread(ask, client)

    return asyncio.run(serve())


def test_head_is_get_without_a_body(web: Starlette) -> None:
    head, got = over_a_socket(web, lambda client: (client.head("/feeds/acme.rss"), client.get("/feeds/acme.rss")))
    assert (head.status_code, head.content) == (200, b"")
    drop = {"date"}
    assert {k: v for k, v in head.headers.items() if k not in drop} == {
        k: v for k, v in got.headers.items() if k not in drop
    }


def test_the_server_does_not_say_what_it_is_built_of(web: Starlette) -> None:
    assert "server" not in over_a_socket(web, lambda client: client.get("/healthz")).headers


def test_it_listens_on_ipv6_too(web: Starlette) -> None:
    assert over_a_socket(web, lambda client: client.get("/healthz"), "[::1]").status_code == 200


def test_an_address_that_is_taken_is_one_line(web: Starlette) -> None:
    async def twice() -> None:
        listen = f"127.0.0.1:{free_port()}"
        async with serving(web, listen), serving(web, listen):
            raise AssertionError("the address was taken twice")

    with pytest.raises(ConfigError, match=r"config\.toml: \[server\] listen = .*choose another port") as refusal:
        asyncio.run(twice())
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("name", ["acme.rss", "acme.atom"])
def test_a_browser_is_told_xml_so_that_it_styles_the_feed(web: Starlette, name: str) -> None:
    """Chromium shows the source of what it is told to be a feed."""
    answer = asked(web, f"/feeds/{name}", accept="text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
    assert answer.headers["content-type"] == "text/xml; charset=utf-8"
