"""What has hurt others, tried on us: who sees what, who may do what, and what is told of secrets. Each test is named after
the wound.

Of the wounds that the field knows these cannot be ours while we have nothing of the kind. The day we have it, the test
that says so fails here, and the wound wants one of its own:

    a decorator order that skipped login (CVE-2026-35490), IDOR, CSRF (GHSA-3v57)
                                                there is no login: every route is public, and only reads
    image and media proxies (CVE-2026-21885)    the web app fetches nothing, for nobody
    zip slip and zip bombs (CVE-2026-29065)     nothing is unpacked but in memory and within its limit, and nothing written
"""

import ast
import asyncio
import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from driving import Desk, free_port, until
from newsroom import Newsroom, Receiver
from newsroom.faults import answers
from newsroom.hosts import Hosts
from newsroom.server import Answer, Call
from starlette.routing import Route
from test_fetch import redirect, serving
from test_web import asked, folder, web  # noqa: F401

import feeder
from feeder.web.server import serving as serving_web

CODE = Path(feeder.__file__).parent
SCRIPT = "<script>alert(1)</script>"


# Script in what goes wrong ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        f"/{SCRIPT}",
        f"/feeds/{SCRIPT}",
        f"/feeds/{SCRIPT}.rss",
        f"/feeds/acme.rss/{SCRIPT}",
        f"/feeds/?error={SCRIPT}",
        "/%3Cscript%3Ealert(1)%3C/script%3E",
    ],
)
def test_cve_2023_27592_and_cve_2025_52558_no_error_repeats_what_was_asked(web: Any, path: str) -> None:  # noqa: F811
    answer = asked(web, path, Referer=SCRIPT, User_Agent=SCRIPT)
    assert "script" not in answer.text + str(answer.headers)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", SCRIPT[:8] + ">"])
def test_cve_2023_27592_no_error_of_a_method_does_either(web: Any, method: str) -> None:  # noqa: F811
    answer = asked(web, "/feeds/acme.rss", method)
    assert (answer.status_code, answer.headers["content-type"]) == (405, "text/plain; charset=utf-8")
    assert "script" not in answer.text


def test_cve_2026_27645_and_cve_2023_27592_no_trouble_of_a_source_is_shown_to_readers(tmp_path: Path) -> None:
    """What the site says of itself and of its trouble reaches the operator as text, and nobody else at all."""
    desk = Desk(tmp_path)
    with Hosts(seed=1) as hosts:
        host = hosts.host("blog", "blog")
        host.site.publish(title=f"A {SCRIPT} title")
        desk.follow("blog", host.site.url, host.site.rule)
        desk.feeder("once")
        before = desk.files()
        assert not [
            name for name, (body, _) in before.items() if SCRIPT.encode() in body and not name.endswith(".json")
        ]
        page = f"<html><head><title>{SCRIPT}\x1b[31m\x9b0m\x1b]0;owned\x07</title></head><body><h1>{SCRIPT}</h1></body></html>"
        for status in (200, 404, 500):
            host.suffer(answers(status, page))
            told = desk.feeder("once", expect=1) + desk.feeder("status")
            assert host.site.url in told
            assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", told), "a terminal is told nothing but text"
        assert desk.files() == before


# Who may do what --------------------------------------------------------------------------------------------------


PUBLIC = (
    *("/", "/feeds", "/feeds/{name}", "/feeds/{name}/", "/feeds/entries/{name}", "/entries/{name}"),
    *("/sources/{slug}", "/healthz"),
)


def test_cve_2026_35490_ghsa_3v57_and_idor_every_route_is_public_and_only_reads(web: Any) -> None:  # noqa: F811
    """A route that wants a login, or changes something, wants tests of its own: without a token, with that of another,
    from another origin, for the things of another."""
    routes = web.otherwise.routes
    assert all(isinstance(route, Route) for route in routes)
    assert {route.path: route.methods for route in routes} == {path: {"GET", "HEAD"} for path in PUBLIC}


def test_cve_2026_21885_and_cve_2026_29065_what_is_not_there_cannot_be_hurt() -> None:
    used: dict[str, set[str]] = {}
    for file in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            used.setdefault(str(file.relative_to(CODE).parts[0]), set()).update(name.split(".")[0] for name in names)
    assert not set().union(*used.values()) & {"tarfile", "docx", "mammoth", "py7zr", "rarfile"}
    unpacking = [file for file in CODE.rglob("*.py") if "zipfile" in file.read_text()]
    assert [file.name for file in unpacking] == ["zipped.py"]
    assert not re.search(r"\bextract(?:all)?\(|\bopen\(.*[\"']w", unpacking[0].read_text())
    assert not used["web"] & {"httpx", "aiohttp", "requests", "urllib", "http"}


FORWARDED = {
    "X_Forwarded_For": "127.0.0.1",
    "X_Real_IP": "127.0.0.1",
    "Forwarded": "for=127.0.0.1;host=evil.example;proto=https",
    "X_Forwarded_Host": "evil.example",
    "X_Forwarded_Proto": "javascript",
    "X_Forwarded_Prefix": "//evil.example",
    "X_Original_URL": "/etc/passwd",
    "X_Rewrite_URL": "/etc/passwd",
    "X_HTTP_Method_Override": "DELETE",
}


@pytest.mark.parametrize("path", ["/", "/feeds", "/feeds/", "/feeds/acme.rss", "/healthz", "/metrics", "/feeds.opml"])
def test_cve_2023_27591_nobody_is_believed_about_where_he_comes_from(web: Any, path: str) -> None:  # noqa: F811
    """Over a real socket from loopback, which is what servers trust unasked."""

    async def ask() -> tuple[httpx.Response, httpx.Response]:
        port = free_port()
        async with (
            serving_web(web, f"127.0.0.1:{port}"),
            httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client,
        ):
            headers = {name.replace("_", "-"): value for name, value in FORWARDED.items()}
            return await client.get(path), await client.get(path, headers=headers)

    plain, spoofed = asyncio.run(ask())
    assert (spoofed.status_code, spoofed.content) == (plain.status_code, plain.content)
    assert {**spoofed.headers, "date": ""} == {**plain.headers, "date": ""}


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/",
        "//evil.example/feeds",
        "//evil.example/feeds/",
        "///evil.example",
        "/\\evil.example/",
        "/%2f%2fevil.example/",
        "/%5cevil.example",
        "/feeds//evil.example",
        "/feeds//evil.example/",
        "/feeds/%2f%2fevil.example",
        "/feeds/..//evil.example/",
        "/feeds?next=//evil.example",
        "/?next=//evil.example",
        "/.//evil.example",
        "/healthz/",
        "/feeds.opml/",
        "/feeds/old-name.rss//evil.example",
        "/feeds/old-name.rss?//evil.example",
    ],
)
def test_go_2025_4226_no_redirect_leads_away(web: Any, path: str) -> None:  # noqa: F811
    """The path is sent as it is: a client would tidy it."""

    async def ask() -> dict[str, Any]:
        sent: dict[str, Any] = {}

        async def send(message: Any) -> None:
            sent.update(message)

        async def receive() -> Any:
            return {"type": "http.request", "body": b""}

        plain, _, query = path.partition("?")
        from urllib.parse import unquote

        scope = {
            "type": "http", "method": "GET", "path": unquote(plain), "raw_path": plain.encode(), "query_string": query.encode(),
            "headers": [(b"host", b"evil.example")], "scheme": "http", "server": ("127.0.0.1", 80), "http_version": "1.1",
            "client": ("127.0.0.1", 1), "root_path": "",
        }  # fmt: skip
        await web(scope, receive, send)
        return sent

    answer = asyncio.run(ask())
    location = dict(answer.get("headers", [])).get(b"location", b"").decode()
    assert location in {"", "feeds/", "new-name.rss"}


# Secrets ----------------------------------------------------------------------------------------------------------

PASSWORD, TOKEN, HOOK = "Zinnoberfink-7", "Torfmoos-8", "Quarzsand-9"


def test_cve_2023_22481_no_password_is_told(tmp_path: Path, room: Newsroom) -> None:
    """Not in the log, nor by a command, a feed, or an event; whatever goes wrong."""
    room.site("feed").publish()

    def play(call: Call) -> Answer:
        away = {
            "/loop": "/loop",
            "/away": f"http://me:{PASSWORD}@127.0.0.1:1/",
            "/odd": f"ftp://me:{PASSWORD}@127.0.0.1/",
        }
        return redirect(away[call.path]) if call.path in away else Answer(body=b"\xff\x00garbage")

    with serving(play) as (url, _), Receiver(statuses=[500, 500]) as receiver:
        hook = receiver.url.replace("http://", f"http://me:{HOOK}@")
        desk = Desk(
            tmp_path, f'[[webhooks]]\nslug = "desk"\nurl = "{hook}"\nsecret = "{receiver.secret}"\nbacklog = "all"\n'
        )
        places = {
            "well": room.site("feed").url,
            "refused": f"http://127.0.0.1:{free_port()}/feed",
            "missing": f"{room.url}/nowhere",
            "unheard-of": "http://press.invalid/feed",
        }
        places |= {name: f"{url}/{name}" for name in ("loop", "away", "odd", "garbage")}
        for name, place in places.items():
            location = place.replace("http://", f"http://me:{PASSWORD}@")
            desk.write(
                f"sources/{name}.toml", f'url = "{location}"\n[headers]\nX-Token = "{TOKEN}"\nCookie = "sid={TOKEN}"\n'
            )
        with desk.running() as service:
            until(lambda: all(one["last_visit"] for one in desk.status()["sources"]), "all were visited")
            service.hang_up()
            service.wait_for_log("settings read")
            until(lambda: receiver.attempts, "the webhook was asked")
        said = (desk.folder / "log").read_text() + desk.feeder("once", expect=1) + desk.feeder("check")
        for words in (("status",), ("status", "--json"), ("entries", "--json"), ("deliveries", "--json")):
            said += desk.feeder(*words)
        said += "".join(body.decode("utf-8", "replace") for body, _ in desk.files().values())
        said += "".join(attempt.body.decode() for attempt in receiver.attempts)
    assert all(name in said for name in places)
    found = [secret for secret in (PASSWORD, TOKEN, HOOK, receiver.secret) if secret in said]
    assert not found, re.findall(f".{{0,200}}(?:{'|'.join(map(re.escape, found))})", said)[:3]


def test_weak_randomness_what_nobody_may_guess_comes_from_the_machine() -> None:
    """`random` is for spreading visits only, and handed in as `chance`."""
    users = [
        str(file.relative_to(CODE))
        for file in sorted(CODE.rglob("*.py"))
        if re.search(r"^\s*(?:import random|from random import (?!Random$))", file.read_text(), re.MULTILINE)
    ]
    assert users == []
