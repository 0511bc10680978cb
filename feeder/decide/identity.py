"""Who is who: ids that never change, and the keys they are made from.

An entry's id is a UUIDv5 (RFC 9562 5.5) of its source's uid and of the key it was first seen under; both are stored, so
an id survives moves and renames, and a lost store gives the same ids again.
"""

import re
import unicodedata
from collections import Counter
from urllib.parse import quote, unquote, urlsplit
from uuid import NAMESPACE_URL, UUID, uuid5

#: Parameters that follow a reader and never select a document.
TRACKING = re.compile(
    r"utm_\w+|mtm_\w+|pk_(campaign|kwd|keyword|source|medium|content|cid)|[gdy]clid|[gw]braid|fbclid|msclkid|ttclid|twclid"
    r"|igshid|srsltid|mc_[ce]id|mkt_tok|_hsenc|_hsmi|_ga|_gl|ref_src|cmpid|wt_mc"
    r"|jsessionid|phpsessid|aspsessionid\w*|cfid|cftoken",
    re.IGNORECASE,
)
#: A session where its value is as long as one; else it may be the number of a story or of a sitting.
SESSION = re.compile(r"(sid|session_?id)=[\w.-]{16,}", re.IGNORECASE)
SESSION_IN_PATH = re.compile(r";((jsessionid|phpsessid)=[^/;?#]*|sid=[\w.-]{16,})", re.IGNORECASE)
DEFAULT_PORTS = {"http": 80, "https": 443}
ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")  #: RFC 3986 2.3


def source_uid(location: str) -> str:
    """The uid of a source by its first location: a URL, or a path relative to config.toml."""
    name = canonical_url(location) if "://" in location else f"folder:{unicodedata.normalize('NFC', location)}"
    return str(uuid5(NAMESPACE_URL, _encodable(name)))


def entry_id(uid: str, key: str) -> str:
    return uuid5(UUID(uid), _encodable(key)).urn


def canonical_url(url: str) -> str:
    """The key of a linked document: scheme, `www.`, default port, tracking and session parameters, trailing slash and
    fragment folded away, one spelling for each character (RFC 3986 6.2.2). Not an address to fetch. What is no http(s)
    URL stays as it is."""
    whole = url.partition("#")[0].strip()
    try:
        parts = urlsplit(whole)
        host, port = _host(parts.hostname or ""), parts.port
    except ValueError:
        return whole
    if parts.scheme not in DEFAULT_PORTS or not host:
        return whole
    if port and port != DEFAULT_PORTS[parts.scheme]:
        host = f"{host}:{port}"
    path = _spelled(SESSION_IN_PATH.sub("", parts.path)).rstrip("/")
    kept = [_spelled(pair).replace("%20", "+") for pair in parts.query.split("&") if pair and not _follows(pair)]
    return f"{host}{path}" + (f"?{'&'.join(kept)}" if kept else "")


def keys_of(urls: list[str]) -> list[str]:
    """Keys for the links of one list: a fragment counts only where the list links one path more than once, as on a page
    that holds all of its releases."""
    canonical = [canonical_url(url) for url in urls]
    times = Counter(canonical)
    fragments = [url.partition("#")[2].strip() for url in urls]
    return [f"{key}#{part}" if part and times[key] > 1 else key for key, part in zip(canonical, fragments, strict=True)]


def _host(name: str) -> str:
    """Without the root's dot and `www.`; an IPv6 address in brackets. Empty where it cannot be a host."""
    name = name.rstrip(".")
    if re.search(r"\s", name):
        return ""
    if ":" in name:
        return f"[{name}]"
    return name.removeprefix("www.") if name.count(".") > 1 else name


def _follows(pair: str) -> bool:
    return bool(TRACKING.fullmatch(unquote(pair.partition("=")[0])) or SESSION.fullmatch(pair))


def _spelled(text: str) -> str:
    """One spelling for each character. What an escape keeps apart stays apart: %2F is no slash, %E4 and %F6 differ."""
    plain = ESCAPE.sub(_unescaped, STRAY_PERCENT.sub("%25", text))
    return quote(plain, safe="%/?:@!$&'()*+,;=~", errors="surrogatepass")


def _unescaped(escape: re.Match[str]) -> str:
    character = chr(int(escape[1], 16))
    return character if UNRESERVED.fullmatch(character) else escape[0].upper()


def _encodable(name: str) -> str:
    """A file's name may hold bytes that are no text."""
    return name.encode("utf-8", "backslashreplace").decode()
