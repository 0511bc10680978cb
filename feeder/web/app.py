"""Who answers what: feeds from memory, before Starlette sees the request, and Starlette all else.

request ─▶ pace ─▶ Files, in memory ─▶ 304 or 200
             └─▶ 429      └─▶ Starlette: closed and renamed feeds, pages of old entries, /healthz
"""

import asyncio
import math
import re
import time
from collections.abc import Callable
from pathlib import Path

import structlog
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from feeder import __version__
from feeder.web.files import CACHED, SAFE, Files, Kept, asked
from feeder.web.pace import Pace

log = structlog.get_logger("feeder")

FEED = re.compile(r"([a-z0-9-]{1,100})(\.rss|\.atom|\.json|/)")
_FILES = {"/feeds/": "index.html", "/feeds.opml": "feeds.opml"}
_ENTRY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_FOLDER = "/feeds/"
_MINUTE = 60.0


class App:
    """`/feeds/…`, `/feeds.opml`, `/` and `/healthz`, as an ASGI application."""

    def __init__(self, files: Files, pace: Pace, otherwise: ASGIApp) -> None:
        self._files = files
        self._pace = pace
        self.otherwise = otherwise
        self._refused, self._told = 0, -_MINUTE

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.otherwise(scope, receive, send)
        client = scope.get("client") or ("", 0)
        if seconds := self._pace.wait(client[0], time.monotonic()):
            self._tell(client[0])
            return await _too_many(seconds)(scope, receive, send)
        path, method = scope["path"], scope["method"]
        name = _FILES.get(path) or (path[len(_FOLDER) :] if path.startswith(_FOLDER) else "")
        name += "index.html" if name.endswith("/") else ""
        if not name or method not in {"GET", "HEAD"} or (kept := await self._kept(name)) is None:
            return await self.otherwise(scope, receive, send)
        status, headers, body = kept.answer(asked(scope["headers"]))
        await send({"type": "http.response.start", "status": status, "headers": headers})
        return await send({"type": "http.response.body", "body": b"" if method == "HEAD" else body})

    def _tell(self, client: str) -> None:
        """At most a line a minute, however many are refused."""
        self._refused += 1
        if time.monotonic() >= self._told + _MINUTE:
            log.warning("too many requests", client=client, refused=self._refused)
            self._refused, self._told = 0, time.monotonic()

    async def _kept(self, name: str) -> Kept | None:
        if kept := self._files.known(name):
            return kept
        kept = await asyncio.to_thread(self._files.read, name)
        if kept:
            self._files.keep(name, kept)
        return kept


def _too_many(seconds: float) -> Response:
    """RFC 6585 4."""
    headers = {"Retry-After": str(math.ceil(seconds)), "Cache-Control": "no-store", **SAFE}
    return Response("Too many requests; ask again later.\n", 429, media_type="text/plain", headers=headers)


def app(
    feeds_folder: Path,
    base: Callable[[], str],
    successor: Callable[[str], str | None],
    *,
    page: Callable[[str], bytes | None] = lambda _: None,
    rate: float = 0,
) -> App:
    """`base` is the address that feeds name as their own now; `successor` says of a feed that is closed which one took
    its place: itself if none did, None if it never was; `page` makes that of an entry that has no file. `rate` is how
    many requests a second one client may send, 0 any number."""

    async def closed(request: Request) -> Response:
        return await run_in_threadpool(_closed, request.path_params["name"], successor)

    async def closed_page(request: Request) -> Response:
        return await run_in_threadpool(_closed, f"{request.path_params['name']}/", successor)

    async def entry(request: Request) -> Response:
        return await run_in_threadpool(_page, request.path_params["name"], page)

    async def to_entry(request: Request) -> Response:
        name = request.path_params["name"].removeprefix("urn:uuid:")
        return _leads(f"../feeds/entries/{name}.html") if _ENTRY.fullmatch(name) else _missing()

    async def to_source(request: Request) -> Response:
        match = FEED.fullmatch(f"{request.path_params['slug']}/")
        return _leads(f"../feeds/{match[0]}") if match else _missing()

    async def home(_request: Request) -> Response:
        return _leads("feeds/")

    async def health(_request: Request) -> Response:
        return JSONResponse({"status": "ok", "version": __version__}, headers={**SAFE, "Cache-Control": "no-store"})

    web = Starlette(
        routes=[
            Route("/", home),
            Route("/feeds", home),
            Route("/feeds/{name}", closed),
            Route("/feeds/{name}/", closed_page),
            Route("/feeds/entries/{name}", entry),
            Route("/entries/{name}", to_entry),
            Route("/sources/{slug}", to_source),
            Route("/healthz", health),
        ],
        exception_handlers={404: _nothing, 405: _nothing},
    )
    web.router.redirect_slashes = False  # it would lead to whatever the Host header names
    return App(Files(feeds_folder, base), Pace(rate), web)


def _leads(way: str) -> Response:
    return RedirectResponse(way, status_code=302, headers=SAFE)


def _missing() -> Response:
    return Response("There is nothing here.\n", 404, media_type="text/plain", headers=SAFE)


def _page(name: str, page: Callable[[str], bytes | None]) -> Response:
    uuid = name.removesuffix(".html")
    body = page(f"urn:uuid:{uuid}") if _ENTRY.fullmatch(uuid) else None
    return Response(body, media_type="text/html", headers={"Cache-Control": CACHED, **SAFE}) if body else _missing()


async def _nothing(_request: Request, problem: Exception) -> Response:
    status = problem.status_code if isinstance(problem, HTTPException) else 404
    return Response("There is nothing here.\n", status, media_type="text/plain", headers=SAFE)


def _closed(name: str, successor: Callable[[str], str | None]) -> Response:
    """RFC 9110 15.4.2 where a feed has moved, so that readers follow it for good; 15.5.11 where it is over."""
    match = FEED.fullmatch(name)
    now = successor(match[1]) if match else None
    if match is None or now is None:
        return Response("There is no such feed here.\n", 404, media_type="text/plain", headers=SAFE)
    headers = {"Cache-Control": CACHED, **SAFE}
    if now == match[1]:
        return Response("This feed is closed.\n", 410, media_type="text/plain", headers=headers)
    way = f"../{now}/" if match[2] == "/" else f"{now}{match[2]}"
    return RedirectResponse(way, 301, headers=headers)
