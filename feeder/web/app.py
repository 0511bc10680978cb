"""Starlette: feeds from their files, read once and kept until they change."""

import gzip
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from feeder import __version__

MEDIA_TYPES = {
    ".rss": "application/rss+xml; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".json": "application/feed+json; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
}
FEED = re.compile(r"([a-z0-9-]{1,100})(\.rss|\.atom|\.json)")
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src *; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
}
MAX_AGE = 60  #: seconds; readers wait for the longer of this and what they would


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A file as it is sent."""

    stamp: tuple[int, int]
    body: bytes
    packed: bytes
    etag: str
    modified: int  #: seconds since the epoch


class Files:
    """The files of feeds/, in memory until they change on disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: dict[str, Kept] = {}

    def get(self, name: str) -> Kept | None:
        """The file, or None. `name` is one name: nothing outside the folder can be asked for."""
        path = self._folder / name
        if "/" in name or "\\" in name or name.startswith(".") or path.suffix not in MEDIA_TYPES:
            return None
        try:
            stat = path.stat()
            stamp = (stat.st_mtime_ns, stat.st_size)
            kept = self._kept.get(name)
            if kept is None or kept.stamp != stamp:
                kept = self._kept[name] = _kept(path.read_bytes(), stamp)
        except (OSError, ValueError):
            self._kept.pop(name, None)
            return None
        return kept


def _kept(body: bytes, stamp: tuple[int, int]) -> Kept:
    return Kept(
        stamp=stamp,
        body=body,
        packed=gzip.compress(body, mtime=0),
        etag=hashlib.sha256(body).hexdigest()[:32],
        modified=stamp[0] // 10**9,
    )


def app(feeds_folder: Path, base: Callable[[], str], successor: Callable[[str], str | None]) -> Starlette:
    """`/feeds/…`, `/feeds.opml`, `/` and `/healthz`. `base` is the address that feeds name as their own now;
    `successor` says of a feed that is closed which one took its place: itself if none did, None if it never was."""
    files = Files(feeds_folder)

    async def feed(request: Request) -> Response:
        name = request.path_params["name"]
        found = _answer(request, files, name, base())
        return await run_in_threadpool(_closed, name, successor) if found is None else found

    async def overview(request: Request) -> Response:
        return _answer(request, files, "index.html", base()) or _no_feed()

    async def opml(request: Request) -> Response:
        return _answer(request, files, "feeds.opml", base()) or _no_feed()

    async def home(_request: Request) -> Response:
        return RedirectResponse("feeds/", status_code=302, headers=SAFE)

    async def health(_request: Request) -> Response:
        return JSONResponse({"status": "ok", "version": __version__}, headers={**SAFE, "Cache-Control": "no-store"})

    web = Starlette(
        routes=[
            Route("/", home),
            Route("/feeds", home),
            Route("/feeds/", overview),
            Route("/feeds/{name}", feed),
            Route("/feeds.opml", opml),
            Route("/healthz", health),
        ],
        exception_handlers={404: _nothing, 405: _nothing},
    )
    web.router.redirect_slashes = False  # it would lead to whatever the Host header names
    return web


async def _nothing(_request: Request, problem: Exception) -> Response:
    status = problem.status_code if isinstance(problem, HTTPException) else 404
    return Response("There is nothing here.\n", status, media_type="text/plain", headers=SAFE)


def _no_feed() -> Response:
    return Response("There is no such feed here.\n", 404, media_type="text/plain", headers=SAFE)


def _closed(name: str, successor: Callable[[str], str | None]) -> Response:
    """RFC 9110 15.4.2 where a feed has moved, so that readers follow it for good; 15.5.11 where it is over."""
    match = FEED.fullmatch(name)
    now = successor(match[1]) if match else None
    if match is None or now is None:
        return _no_feed()
    headers = {"Cache-Control": f"public, max-age={MAX_AGE}", **SAFE}
    if now == match[1]:
        return Response("This feed is closed.\n", 410, media_type="text/plain", headers=headers)
    return RedirectResponse(f"{now}{match[2]}", 301, headers=headers)


def _answer(request: Request, files: Files, name: str, base: str) -> Response | None:
    """A file of feeds/, or None where there is none."""
    kept = files.get(name)
    if kept is None:
        return None
    is_packed = _takes_gzip(request.headers.get("accept-encoding", ""))
    etag = f'"{kept.etag}{"-gz" if is_packed else ""}"'
    headers = {
        "ETag": etag,
        "Last-Modified": formatdate(kept.modified, usegmt=True),
        "Cache-Control": f"public, max-age={MAX_AGE}",
        "Vary": "Accept, Accept-Encoding",
        **SAFE,
        **_of_format(name, base),
    }
    if _is_unchanged(request.headers, kept):
        return Response(status_code=304, headers=headers)
    headers["Content-Type"] = _media_type(Path(name).suffix, request.headers.get("accept", ""))
    if is_packed:
        headers["Content-Encoding"] = "gzip"
    return Response(kept.packed if is_packed else kept.body, headers=headers)


def _media_type(ending: str, accepted: str) -> str:
    """A browser styles a feed only where it is told XML, and shows its source otherwise; readers ask for no HTML."""
    is_styled = ending in {".rss", ".atom"} and "text/html" in accepted.lower()
    return "text/xml; charset=utf-8" if is_styled else MEDIA_TYPES[ending]


def _takes_gzip(accepted: str) -> bool:
    """RFC 9110 12.5.3, as far as it concerns gzip: named, and not with a weight of nothing."""
    for coding in accepted.lower().split(","):
        name, _, weight = coding.replace(" ", "").partition(";q=")
        if name == "gzip":
            return weight.strip("0.") != "" or not weight
    return False


def _of_format(name: str, base: str) -> dict[str, str]:
    ending = Path(name).suffix
    link = {"Link": f'<{base}/feeds/{name}>; rel="self"'} if ending in {".rss", ".atom", ".json"} else {}
    return {**link, **({"Access-Control-Allow-Origin": "*"} if ending == ".json" else {})}


def _is_unchanged(headers: Mapping[str, str], kept: Kept) -> bool:
    """RFC 9110 13.2.2: If-None-Match decides where it is given, else If-Modified-Since. Tags are compared weakly; those
    of both encodings name the same content."""
    known = headers.get("if-none-match")
    if known is not None:
        tags = {tag.strip().removeprefix("W/").strip('"').removesuffix("-gz") for tag in known.split(",")}
        return "*" in tags or kept.etag in tags
    since = _seconds(headers.get("if-modified-since"))
    return since is not None and kept.modified <= since


def _seconds(value: str | None) -> float | None:
    try:
        return parsedate_to_datetime(value).timestamp() if value else None
    except (ValueError, TypeError, OverflowError):
        return None
