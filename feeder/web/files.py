"""The files of feeds/ as they are sent: bytes, gzip and headers made once, in memory until the file changes."""

import gzip
import hashlib
import os
import re
import stat
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

MEDIA_TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
    "opml": "text/x-opml; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
}
_INERT = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src *; base-uri 'none'",
}
SAFE = {**_INERT, "Referrer-Policy": "no-referrer"}
MAX_AGE = 60  #: seconds; readers wait for the longer of this and what they would
CACHED = f"public, max-age={MAX_AGE}"
#: One file of the folder, or in the folder of a feed its page and its archive: nothing outside can be asked for.
_NAME = re.compile(
    rf"[a-z0-9_][a-z0-9_.-]{{0,150}}(?:/archive/\d{{1,9}})?\.(?:{'|'.join(MEDIA_TYPES)})"
    r"|[a-z0-9-]{1,100}/(?:index|[0-9a-f-]{36})\.html"
)
_FEEDS = frozenset({"rss", "atom", "json"})
_MOST = 256 * 2**20  #: bytes kept in memory; those asked for longest ago are read again

Headers = list[tuple[bytes, bytes]]


def asked(headers: Sequence[tuple[bytes, bytes]]) -> Mapping[bytes, bytes]:
    """ASGI headers, whose names are in lower case, by name; of a list over several lines (RFC 9110 5.3) all."""
    found = dict(headers)
    if len(found) == len(headers):
        return found
    return {name: b",".join(value for one, value in headers if one == name) for name in found}


class Answer(NamedTuple):
    status: int
    headers: Headers
    body: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """A file as it is sent."""

    stamp: tuple[int, int]
    base: str  #: the address that its headers name
    etags: frozenset[bytes]  #: of either encoding, as most readers send them back
    tag: str
    modified: int  #: seconds since the epoch
    plain: tuple[Headers, bytes]
    packed: tuple[Headers, bytes]
    is_styled: bool
    unchanged: tuple[Headers, Headers]  #: of a 304: plain, packed

    @property
    def size(self) -> int:
        return len(self.plain[1]) + len(self.packed[1])

    def answer(self, asked: Mapping[bytes, bytes]) -> Answer:
        is_packed = _takes_gzip(asked.get(b"accept-encoding", b""))
        if self._is_known(asked):
            return Answer(304, self.unchanged[is_packed], b"")
        headers, body = self.packed if is_packed else self.plain
        if self.is_styled and b"text/html" in asked.get(b"accept", b"").lower():
            headers = [*headers[:-1], _STYLED]
        return Answer(200, headers, body)

    def _is_known(self, asked: Mapping[bytes, bytes]) -> bool:
        """RFC 9110 13.2.2: If-None-Match decides where it is given, else If-Modified-Since. Tags are compared weakly;
        those of both encodings name the same content."""
        known = asked.get(b"if-none-match")
        if known is not None:
            return known in self.etags or _names(known, self.tag)
        since = _seconds(asked.get(b"if-modified-since", b""))
        return since is not None and self.modified <= since


#: A browser styles a feed only where it is told XML, and shows its source otherwise; readers ask for no HTML.
_STYLED = (b"content-type", b"text/xml; charset=utf-8")


class Files:
    """The files of a folder by name, those that were asked for last in memory. For one thread, but for `read`."""

    def __init__(self, folder: Path, base: Callable[[], str], most: int = _MOST) -> None:
        self._folder = str(folder)
        self._base = base
        self._most = most
        self._kept = OrderedDict[str, Kept]()
        self._size = 0

    def known(self, name: str) -> Kept | None:
        """The file where it is in memory and still as it was; one `stat`."""
        kept = self._kept.get(name)
        if kept is None or kept.stamp != self._stamp(name) or kept.base != self._base():
            return None
        self._kept.move_to_end(name)
        return kept

    def read(self, name: str) -> Kept | None:
        """The file from the disk, or None where there is none of that name; for a thread, as it packs."""
        if not _NAME.fullmatch(name) or (stamp := self._stamp(name)) is None:
            return None
        try:
            body = Path(self._folder, name).read_bytes()
        except OSError:
            return None
        return _kept(name, body, stamp, self._base())

    def keep(self, name: str, kept: Kept) -> None:
        self._drop(name)
        self._kept[name] = kept
        self._size += kept.size
        while self._size > self._most:
            self._drop(next(iter(self._kept)))

    def _drop(self, name: str) -> None:
        if kept := self._kept.pop(name, None):
            self._size -= kept.size

    def _stamp(self, name: str) -> tuple[int, int] | None:
        try:
            found = os.stat(f"{self._folder}/{name}")  # noqa: PTH116 - at every request; a Path costs ten times this
        except (OSError, ValueError):
            return None
        return (found.st_mtime_ns, found.st_size) if stat.S_ISREG(found.st_mode) else None


def _kept(name: str, body: bytes, stamp: tuple[int, int], base: str) -> Kept:
    ending = name.rpartition(".")[2]
    tag, modified = hashlib.sha256(body).hexdigest()[:32], stamp[0] // 10**9
    packed = gzip.compress(body, mtime=0)
    own = {"Link": f'<{base}/feeds/{name}>; rel="self"', **_INERT} if ending in _FEEDS else SAFE
    shared = {"Access-Control-Allow-Origin": "*"} if ending == "json" else {}

    def headers(etag: str) -> dict[str, str]:
        """Those of a 304 (RFC 9110 15.4.5), too."""
        dated = {"ETag": f'"{etag}"', "Last-Modified": formatdate(modified, usegmt=True)}
        return {**dated, "Cache-Control": CACHED, "Vary": "Accept, Accept-Encoding", **shared}

    def whole(etag: str, sent: bytes, **more: str) -> tuple[Headers, bytes]:
        sized = {"Content-Length": str(len(sent)), "Content-Type": MEDIA_TYPES[ending]}
        return raw({**headers(etag), **own, **more, **sized}), sent

    return Kept(
        stamp=stamp,
        base=base,
        etags=frozenset({f'"{tag}"'.encode(), f'"{tag}-gz"'.encode()}),
        tag=tag,
        modified=modified,
        plain=whole(tag, body),
        packed=whole(f"{tag}-gz", packed, **{"Content-Encoding": "gzip"}),
        is_styled=ending in {"rss", "atom"},
        unchanged=(raw(headers(tag)), raw(headers(f"{tag}-gz"))),
    )


def raw(headers: dict[str, str]) -> Headers:
    """As ASGI wants them."""
    return [(name.lower().encode("ascii"), value.encode("latin-1")) for name, value in headers.items()]


@lru_cache(maxsize=256)
def _takes_gzip(accepted: bytes) -> bool:
    """RFC 9110 12.5.3, as far as it concerns gzip: named, and not with a weight of nothing."""
    for coding in accepted.lower().replace(b" ", b"").split(b","):
        name, _, weight = coding.partition(b";q=")
        if name == b"gzip":
            return weight.strip(b"0.") != b"" or not weight
    return False


def _names(known: bytes, tag: str) -> bool:
    tags = {one.strip().removeprefix("W/").strip('"').removesuffix("-gz") for one in known.decode("latin-1").split(",")}
    return "*" in tags or tag in tags


@lru_cache(maxsize=256)
def _seconds(value: bytes) -> float | None:
    try:
        return parsedate_to_datetime(value.decode("latin-1")).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None
