"""Who is who: ids that never change, and the keys they are made from.

An entry's id is a UUIDv5 (RFC 9562 5.5) of its source's uid and of the key it was first seen under; both are stored, so
an id survives moves and renames, and a lost store gives the same ids again.
"""

import re
import unicodedata
from collections import Counter
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit
from uuid import NAMESPACE_URL, UUID, uuid5

#: Parameters that follow a reader or a session and never select a document.
TRACKING = re.compile(
    r"(utm_\w+|mtm_\w+|pk_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|srsltid|mc_[ce]id|_ga|_gl|ref_src|cmpid|wt_mc"
    r"|jsessionid|phpsessid|sessionid|session_id|sid|aspsessionid\w*|cfid|cftoken)",
    re.IGNORECASE,
)
SESSION_IN_PATH = re.compile(r";(jsessionid|phpsessid|sid)=[^/;?#]*", re.IGNORECASE)
DEFAULT_PORTS = {"http": 80, "https": 443}


def source_uid(location: str) -> str:
    """The uid of a source by its first location: a URL, or a path relative to config.toml."""
    name = canonical_url(location) if "://" in location else f"folder:{unicodedata.normalize('NFC', location)}"
    return str(uuid5(NAMESPACE_URL, name))


def entry_id(uid: str, key: str) -> str:
    return uuid5(UUID(uid), key).urn


def canonical_url(url: str) -> str:
    """The key of a linked document: scheme, `www.`, default port, tracking and session parameters, trailing slash and
    fragment folded away. Not an address to fetch."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
        port = parts.port
    except ValueError:
        return url.strip()
    if port and port != DEFAULT_PORTS.get(parts.scheme):
        host = f"{host}:{port}"
    path = quote(unquote(SESSION_IN_PATH.sub("", parts.path)), safe="/:@!$&'()*+,;=~-._").rstrip("/")
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.fullmatch(pair[0])]
    return f"{host}{path}" + (f"?{urlencode(kept)}" if kept else "")


def keys_of(urls: list[str]) -> list[str]:
    """Keys for the links of one list: a fragment counts only where the list links one path more than once, as on a page
    that holds all of its releases."""
    canonical = [canonical_url(url) for url in urls]
    times = Counter(canonical)
    fragments = [url.partition("#")[2] for url in urls]
    return [f"{key}#{part}" if part and times[key] > 1 else key for key, part in zip(canonical, fragments, strict=True)]
