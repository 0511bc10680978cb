"""What may stand as a value in config.toml and sources/*.toml.

Each function takes the raw TOML value and gives the typed one, or raises ValueError with what was expected.
"""

import base64
import re
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from feeder.config.table import SHOWN, Read, nearest
from feeder.model import Every

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_SLUG = 100  #: characters; a slug is a file's name with an ending
DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h|d|w)")
SECONDS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*(B|kB|KB|MB|GB)?")
MOST = 1_000_000  #: of anything that is counted
LONGEST = timedelta(days=3660)
LARGEST = 2**40  #: bytes
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  #: RFC 9110 5.6.2: token
HOST = re.compile(r"[A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\]")
#: What happens, in the words of the log (DESIGN: Events).
EVENTS = (
    "entry.created",
    "entry.updated",
    "entry.withdrawn",
    "source.failing",
    "source.recovered",
    "source.held",
    "source.gap",
    "endpoint.disabled",
)
BYTES = {None: 1, "B": 1, "kB": 1000, "KB": 1000, "MB": 1000**2, "GB": 1000**3}


def text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("expected text in quotes")
    if CONTROL.search(value.strip()):
        raise ValueError("expected one line of text without control characters")
    return value.strip()


def uid(value: Any) -> str:
    try:
        return str(UUID(value))
    except (ValueError, AttributeError, TypeError):
        raise ValueError("expected a UUID such as 6f9619ff-8b86-4d01-b42d-00cf4fc964ff") from None


def boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("expected true or false")  # noqa: TRY004 - one error type a reader
    return value


def browser(value: Any) -> bool | str:
    if value != "list" and not isinstance(value, bool):
        raise ValueError('expected true, false or "list", which is for the list alone')
    return value if isinstance(value, bool) else "list"


def program(value: Any) -> str:
    found = shutil.which(text(value))
    if found is None:
        raise ValueError('expected the path of a program that is there, such as "/usr/bin/chromium"')
    return found


def table(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError("expected a table of settings")  # noqa: TRY004
    return value


def count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST:
        raise ValueError("expected a whole number from 1 to a million")
    return value


def texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise ValueError('expected a list of texts such as ["one", "two"]')
    return tuple(one.strip() for one in value)


def slug(value: Any) -> str:
    if not isinstance(value, str) or not SLUG.fullmatch(value) or len(value) > LONGEST_SLUG:
        raise ValueError('expected lower-case letters, digits and hyphens, such as "acme-news"')
    return value


def slugs(value: Any) -> tuple[str, ...]:
    return tuple(slug(one) for one in texts(value))


def events(value: Any) -> tuple[str, ...]:
    names = texts(value)
    for name in names:
        if name not in EVENTS:
            raise ValueError(f"there is no such event; {nearest(name, EVENTS)}")
    return names


def duration(value: Any) -> timedelta:
    """From "15m", "1h30m", "90s"; never negative, "0s" is allowed (see `interval`)."""
    parts = DURATION.findall(value) if isinstance(value, str) else []
    if not parts or "".join(number + unit for number, unit in parts) != value.replace(" ", ""):
        raise ValueError('expected a duration such as "30s", "15m", "2h" or "1d"')
    seconds = sum(float(number) * SECONDS[unit] for number, unit in parts)
    if seconds > LONGEST.total_seconds():
        raise ValueError("expected at most ten years")
    return timedelta(seconds=seconds)


def interval(value: Any) -> timedelta:
    length = duration(value)
    if length < timedelta(seconds=1):
        raise ValueError('expected at least "1s"')
    return length


def retention(value: Any) -> timedelta | None:
    """How long something is kept; None: for ever."""
    if value == "forever":
        return None
    try:
        return duration(value)
    except ValueError as problem:
        raise ValueError(f'{problem}, or "forever"') from None


def every(value: Any) -> Every:
    if value == "auto":
        return "auto"
    try:
        return interval(value)
    except ValueError as problem:
        raise ValueError(f'{problem}, or "auto"') from None


def cron(value: Any) -> str:
    """The five fields of a crontab line: minute, hour, day, month, weekday."""
    fields = text(value).split()
    if len(fields) != 5 or len(text(value)) > SHOWN:  # noqa: PLR2004
        raise ValueError('expected five fields: minute, hour, day, month and weekday, such as "0 8 * * mon-fri"')
    try:
        comes = next(CronSim(" ".join(fields), datetime(2024, 1, 1, tzinfo=UTC)), None)
    except CronSimError as problem:
        name = str(problem).removeprefix("Bad ")
        raise ValueError(f'the {name} is none that crontab(5) knows; write for example "0 8 * * mon-fri"') from None
    if comes is None:
        raise ValueError("that never comes")
    return " ".join(fields)


def durations(value: Any) -> tuple[timedelta, ...]:
    if not isinstance(value, list):
        raise ValueError('expected a list of durations such as ["5s", "5m", "2h"]')  # noqa: TRY004
    return tuple(duration(one) for one in value)


def size(value: Any) -> int:
    """Bytes, from "10MB", "500 kB" or a whole number."""
    match = SIZE.fullmatch(value) if isinstance(value, str) else None
    number: float = value if type(value) is int else 0
    if match:
        number = float(match[1]) * BYTES[match[2]]
    if not 1 <= number <= LARGEST:
        raise ValueError('expected a size such as "10MB" or "500kB"')
    return int(number)


def zone(value: Any) -> str:
    try:
        ZoneInfo(text(value))
    except (ValueError, OSError):  # ZoneInfoNotFoundError is a KeyError; a folder's name is an OSError
        raise ValueError('expected a time zone such as "Europe/Berlin" or "UTC"') from None
    except KeyError:
        raise ValueError('there is no such time zone; write one such as "Europe/Berlin" or "UTC"') from None
    return str(value).strip()


def language(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", value):
        raise ValueError('expected a language tag such as "de" or "en-GB"')
    return value


def languages(value: Any) -> tuple[str, ...]:
    return tuple(language(one) for one in texts(value))


def http_url(value: Any) -> str:
    given = text(value)
    if re.search(r"\s", given):
        raise ValueError("expected an address without spaces; write %20 for one")
    try:
        parts = urlsplit(given)
        parts.port  # noqa: B018 - a property that raises on a port that is none
    except ValueError:  # its message may quote a password
        raise ValueError("expected an address such as https://example.org/press") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("expected an address that begins with https:// or http://")
    return parts.geturl()


def mailbox(value: Any) -> str:
    """An IMAP URL (RFC 5092) with name and password."""
    given = text(value)
    example = 'expected an address such as "imaps://presse%40example.org:env:MAIL_PASSWORD@imap.example.org/INBOX"'
    try:
        parts = urlsplit(given)
        parts.port  # noqa: B018 - a property that raises on a port that is none
    except ValueError:  # its message may quote a password
        raise ValueError(example) from None
    if parts.scheme not in {"imaps", "imap"} or not (parts.hostname and parts.username and parts.password):
        raise ValueError(f"{example}, with name and password")
    if re.search(r"\s", given) or re.search(r"[\x00-\x1f]", unquote(given)):
        raise ValueError("expected an address without spaces; write %20 for one")
    return parts.geturl()


def senders(value: Any) -> tuple[str, ...]:
    """Addresses ("press@example.org") or domains ("example.org") of who mails."""
    given = tuple(one.casefold().removeprefix("@") for one in texts(value))
    if wrong := next((one for one in given if not re.fullmatch(r"(?:[^\s@<>]+@)?[\w-]+(?:\.[\w-]+)+", one)), None):
        raise ValueError(f'"{wrong}" is neither an address such as "press@example.org" nor a domain')
    return given


def proxy(value: Any) -> str:
    url = http_url(value)
    if urlsplit(url).path.strip("/"):
        raise ValueError('expected only a scheme, a host and a port such as "http://proxy.example.org:3128"')
    return url


def store_url(value: Any) -> str:
    given = text(value)
    scheme, _, rest = given.partition("://")
    if not rest.strip("/") or scheme not in {"sqlite", "postgresql"} or (scheme == "sqlite" and rest[0] != "/"):
        raise ValueError('expected "sqlite:///state/feeder.db" or "postgresql://user:secret@host/name"')
    return given


def public_url(value: Any) -> str:
    """What links in feeds begin with, and what other servers are told."""
    url = http_url(value)
    if not url.isascii() or "?" in url or "#" in url:
        raise ValueError("expected plain ASCII (a host with umlauts as xn--…) without ? and #")
    return url


def contact(value: Any) -> str:
    """What stands in the User-Agent header: RFC 9110 5.5 has it in ASCII."""
    if not text(value).isascii():
        raise ValueError('expected an address in plain ASCII such as "press@example.org"')
    return text(value)


def networks(value: Any) -> tuple[str, ...]:
    """Addresses and networks, as ipaddress writes them."""
    try:
        return tuple(str(ip_network(one) if "/" in one else ip_address(one)) for one in texts(value))
    except ValueError:
        raise ValueError('expected a list of addresses and networks such as ["10.0.0.2", "10.1.0.0/16"]') from None


def listen(value: Any) -> str:
    host, _, port = text(value).rpartition(":")
    if not HOST.fullmatch(host) or not re.fullmatch(r"[0-9]{1,5}", port) or int(port) > 65535:  # noqa: PLR2004
        raise ValueError('expected an address and a port such as "127.0.0.1:8080" or "[::1]:8080"')
    return f"{host}:{int(port)}"


def is_loopback(address: str) -> bool:
    """Whether a `listen` address is reachable from this machine alone."""
    host = address.rpartition(":")[0].strip("[]")
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def one_of(*names: str) -> Read:
    def read(value: Any) -> str:
        if value not in names:
            raise ValueError(f"expected one of {', '.join(names)}")
        return str(value)

    return read


def backlog(value: Any) -> int | None:
    """How many of a new source's entries an endpoint hears of: None for all, 0 for none."""
    if value == "all":
        return None
    if value == "none":
        return 0
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST:
        return value
    raise ValueError('expected "all", "none" or a number such as 10')


def headers(value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping) or not all(isinstance(one, str) for one in value.values()):
        raise ValueError('expected a table of texts such as { Accept-Language = "de" }')
    pairs = {name: one.strip() for name, one in value.items()}
    if not all(HEADER.fullmatch(name) and one.isascii() and not CONTROL.search(one) for name, one in pairs.items()):
        raise ValueError("names and values must be one line of plain ASCII, names without spaces and colons")
    return pairs


def cookies(value: Any) -> dict[str, str]:
    """A table of names and values, or the text that a browser shows: "name=value; name=value"."""
    wrong = 'expected a table such as { session = "env:SESSION" }, or a text such as "name=value; name=value"'
    if isinstance(value, str):
        split = [one.strip().partition("=") for one in value.split(";") if one.strip()]
        if not all(is_named for _, is_named, _ in split):
            raise ValueError(wrong)
        value = {name.strip(): one for name, _, one in split}
    if not isinstance(value, Mapping) or not value:
        raise ValueError(wrong)
    pairs = headers(value)
    if any(";" in one for one in pairs.values()):
        raise ValueError("a cookie's value has no semicolon; write each cookie by itself")
    return pairs


def signing_key(value: Any) -> bytes:
    """The key of a Standard Webhooks secret: `whsec_` + base64 of 24 to 64 bytes (Standard Webhooks 1.0.0)."""
    given = text(value)
    try:
        key = base64.b64decode(given.removeprefix("whsec_"), validate=True)
    except ValueError:  # not base64, or not ASCII
        key = b""
    if not given.startswith("whsec_") or not 24 <= len(key) <= 64:  # noqa: PLR2004
        raise ValueError('expected "whsec_" and 24 to 64 random bytes in base64; `openssl rand -base64 32` makes them')
    return key
