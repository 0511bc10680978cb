"""The last guard before bytes: what no feed may carry, whoever let it in."""

import re
from urllib.parse import quote, urlsplit, urlunsplit

import idna

# XML 1.0 (2.2) without what it discourages: C1, noncharacters; and U+FFFD, which only says that a text was broken.
_FIT = "\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffc\U00010000-\U0010ffff"
_ALL_FIT = re.compile(f"[{_FIT}]*")  # matching all that is fit is twice as fast as searching for what is not
_UNFIT = re.compile(f"\r\n?|[^{_FIT}]")
_REPAIRS = {"\r": "\n", "\r\n": "\n"} | {
    chr(code): bytes([code]).decode("cp1252")  # a Windows text read as Latin-1
    for code in range(0x80, 0xA0)
    if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
_URL_SAFE = "/?:@&=+$,;!~*'()%-._"
_PLAIN_URL = re.compile(
    r"https?://[a-z0-9.-]+(?::[0-9]{1,4})?/[\w/?=&+.,;:~-]*", re.ASCII
)  # most are as they should be
_HOST = re.compile(r"[a-z0-9._-]+")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def xml_safe(text: str) -> str:
    """The text in characters that XML, HTML and JSON all carry; lines end in LF."""
    if _ALL_FIT.fullmatch(text):
        return text
    return _UNFIT.sub(lambda found: _REPAIRS.get(found[0], ""), text)


def one_line(text: str | None) -> str:
    return " ".join(xml_safe(text).split()) if text else ""


def excerpt(text: str | None, length: int) -> str:
    """The first words, on one line, at most `length` characters and an ellipsis."""
    line = one_line(text[: 8 * length]) if text else ""
    return line if len(line) <= length else f"{line[:length].rsplit(' ', 1)[0]}…"


def language_tag(text: str | None) -> str | None:
    """A well-formed BCP 47 tag, or None."""
    return text if text and _LANGUAGE.fullmatch(text) else None


def media_type(text: str | None) -> str | None:
    """`type/subtype` without parameters, or None."""
    bare = (text or "").split(";")[0].strip().lower()
    return bare if _MEDIA_TYPE.fullmatch(bare) else None


def web_url(text: str | None) -> str | None:
    """An absolute http(s) URL in ASCII, percent-encoded, its host as punycode (RFC 3986, 5891); None for all else."""
    if text is None or _PLAIN_URL.fullmatch(text):
        return text
    try:
        parts = urlsplit(one_line(text))
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            return None
        port = f":{parts.port}" if parts.port is not None else ""
        host = _ascii_host(parts.hostname)
    except (ValueError, UnicodeError):  # a broken port, an unclosed bracket, a host no registry would take
        return None
    return urlunsplit(
        (parts.scheme, host + port, _percent(parts.path) or "/", _percent(parts.query), _percent(parts.fragment))
    )


def _ascii_host(host: str) -> str:
    if ":" in host:
        return f"[{host}]"
    if not host.isascii():  # by IDNA 2008: the codec of the standard library maps ß to ss, which is another domain
        return idna.encode(host, uts46=True).decode()
    if not _HOST.fullmatch(host):
        raise ValueError(f"not a host: {host}")
    return host


def _percent(part: str) -> str:
    return quote(_LONE_PERCENT.sub("%25", part), safe=_URL_SAFE)
