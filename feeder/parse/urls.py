"""URLs as feeds carry them: absolute, ASCII, without secrets."""

import re
from functools import lru_cache
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

import idna

MAX_URL = 8192
"""Longest URL taken over, in characters; browsers and servers stop there too."""

_BLANK = "".join(map(chr, range(0x21)))
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?\.?|\[[0-9a-f:.]+\]")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SUB_DELIMS = "!$&'()*+,;=:@"  # RFC 3986 2.2 and 3.3
#: What most links are: nothing of it is to be quoted or normalised.
_CHARACTERS = r"[A-Za-z0-9_.~!$&'()*+,=:@/-]|%[0-9A-Fa-f]{2}"
_PLAIN = re.compile(
    r"(?P<site>https?://[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?(?=[/?#]|\Z))?"
    rf"(?P<path>(?:{_CHARACTERS})*+)(?:\?(?:{_CHARACTERS}|[?;])++)?(?:\#(?:{_CHARACTERS}|[?;])++)?"
)
_RELATIVE = re.compile(r"/(?!/)|[^/:](?!.*?(?://|:))")  #: to a site, or to a directory of it


@lru_cache(maxsize=4096)
def absolute(url: str | None, base: str | None) -> str | None:
    """An absolute http(s) URL in ASCII (RFC 3986, hosts as in UTS 46), or None for anything else. Never raises.

    Tabs and newlines within are dropped as browsers do. Names and passwords are dropped too: those of a `base` that
    the operator configured must not end up in a feed.
    """
    if plain := _plain(url or "", base or ""):
        return plain
    try:
        parts = urlsplit(urljoin(_stripped(base), _stripped(url)))
        return _ascii_url(parts) if url and parts.scheme in ("http", "https") else None
    except (ValueError, UnicodeError):
        return None


def _plain(url: str, base: str) -> str | None:
    """`absolute` of what needs no thought; None for anything else."""
    found = _PLAIN.fullmatch(url) if "/." not in url and len(url) + len(base) <= MAX_URL else None
    if found is None or not (tops := _tops(base)):
        return None
    if found["site"]:
        return url
    relative = found["path"] and url[0] != "." and _RELATIVE.match(url)
    return tops[url[0] != "/"] + url if relative else None


@lru_cache(maxsize=64)
def _tops(base: str) -> tuple[str, str] | None:
    """What addresses in a page begin with: those that begin with a slash, and others; None where that takes thought."""
    found = _PLAIN.fullmatch(base) if "/." not in base else None
    return (found["site"], urljoin(base, "a")[:-1]) if found and found["site"] else None


def base_of(root: Any, url: str) -> str:
    """What the links of a page at `url` are relative to. HTML 4.2.3: the first <base> with an href counts."""
    stated = next((base.get("href") for base in root.iter("base") if base.get("href") is not None), None)
    return absolute(stated, url) or url


def _stripped(url: str | None) -> str:
    text = (url or "")[: MAX_URL + 1]
    return text.strip(_BLANK).translate({9: None, 10: None, 13: None})


def _ascii_url(parts: SplitResult) -> str | None:
    host = _ascii_host(parts.hostname or "")
    if not host:
        return None
    port = f":{parts.port}" if parts.port not in (None, 80 if parts.scheme == "http" else 443) else ""
    path = _quoted(parts.path.replace("\\", "/"), "/")
    query, fragment = _quoted(parts.query, "/?[]"), _quoted(parts.fragment, "/?")
    url = urlunsplit((parts.scheme, host + port, path, query, fragment))
    return url if len(url) <= MAX_URL else None


def _ascii_host(host: str) -> str | None:
    host = host.strip()
    if not host.isascii():
        host = idna.encode(host, uts46=True).decode("ascii")
    if ":" in host:
        host = f"[{host}]"
    return host if _HOST.fullmatch(host) else None


def _quoted(text: str, safe: str) -> str:
    return quote(_STRAY_PERCENT.sub("%25", text), safe="%" + _SUB_DELIMS + safe, errors="replace")


def link(url: str | None, base: str | None) -> str | None:
    """Like `absolute`, and mailto: and tel: too."""
    scheme, _, rest = _stripped(url).partition(":")
    if scheme.lower() in ("mailto", "tel") and len(rest) <= MAX_URL:
        return f"{scheme.lower()}:{_quoted(rest.strip(), '/?')}" if rest.strip() else None
    return absolute(url, base)
