"""What may stand as a value in config.toml and sources/*.toml, and how a table of them is read.

A reader takes the raw TOML value and returns the typed one, or raises ValueError with what was expected. `read_table`
collects every mistake as one line with file, key, nearest known key and remedy, so that all are shown at once.
"""

import base64
import binascii
import difflib
import os
import re
import textwrap
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h|d|w)")
SECONDS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*(B|kB|KB|MB|GB)?")
BYTES = {None: 1, "B": 1, "kB": 1000, "KB": 1000, "MB": 1000**2, "GB": 1000**3}
ENV = re.compile(r"env:([A-Za-z_][A-Za-z0-9_]*)")

Read = Callable[[Any], Any]


@dataclass(frozen=True, kw_only=True)
class Key:
    """One setting: how it is read, and what it is where the file does not name it."""

    read: Read
    default: Any = None
    required: bool = False


#: A setting of the plan that this version does not act on yet; naming it is told, not refused.
LATER = Key(read=lambda value: value)


@dataclass(kw_only=True)
class Findings:
    """What reading the files brought up: mistakes stop, notices are shown."""

    mistakes: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


def read_table(table: Any, keys: Mapping[str, Key], *, file: str, section: str, found: Findings) -> dict[str, Any]:
    """Every key of `keys` with its value or default; what is wrong goes to `found`, named by file and section."""
    where = f"{file}: {section}".rstrip()
    if not isinstance(table, Mapping):
        found.mistakes.append(f"{where} is {_shown(table)}; write it as a table of settings")
        table = {}
    for name in table:
        if name not in keys:
            found.mistakes.append(f"{where} {name} is not a setting; {nearest(name, keys)}")
    return {
        name: _value(table, name, key, where, found) for name, key in keys.items() if key is not LATER or name in table
    }


def _value(table: Mapping[str, Any], name: str, key: Key, where: str, found: Findings) -> Any:
    if name not in table:
        if key.required:
            found.mistakes.append(f"{where} has no {name}; add {name} = …")
        return key.default
    if key is LATER:
        found.notices.append(f"{where} {name} has no effect in this version of feeder")
        return None
    try:
        return key.read(table[name])
    except ValueError as problem:
        found.mistakes.append(f"{where} {name} = {_shown(table[name], name)}: {problem}")
        return key.default


def nearest(name: str, keys: Collection[str]) -> str:
    near = difflib.get_close_matches(name, keys, n=1, cutoff=0.5)
    return f'did you mean "{near[0]}"?' if near else f"known here: {', '.join(keys)}"


def _shown(value: Any, name: str = "") -> str:
    """The value as it stands in the file, shortened; never that of a key that may hold a secret."""
    if name in {"secret", "token", "headers", "cookies", "proxy", "url"} and isinstance(value, str | Mapping):
        return "…"
    if isinstance(value, bool):
        return str(value).lower()
    text = f'"{value}"' if isinstance(value, str) else repr(value)
    return textwrap.shorten(text, 60, placeholder="…")


# What a value may be ---------------------------------------------------------------------------------------------


def text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("expected text in quotes")
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


def count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError("expected a whole number from 1")
    return value


def texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise ValueError('expected a list of texts such as ["one", "two"]')
    return tuple(one.strip() for one in value)


def slug(value: Any) -> str:
    if not isinstance(value, str) or not SLUG.fullmatch(value):
        raise ValueError('expected lower-case letters, digits and hyphens, such as "acme-news"')
    return value


def slugs(value: Any) -> tuple[str, ...]:
    return tuple(slug(one) for one in texts(value))


def duration(value: Any) -> timedelta:
    """From "15m", "1h30m", "90s"; never negative, "0s" is allowed (see `interval`)."""
    if isinstance(value, str):
        parts = DURATION.findall(value)
        if parts and "".join(number + unit for number, unit in parts) == value.replace(" ", ""):
            try:
                return timedelta(seconds=sum(float(number) * SECONDS[unit] for number, unit in parts))
            except OverflowError:
                pass
    raise ValueError('expected a duration such as "30s", "15m", "2h" or "1d"')


def interval(value: Any) -> timedelta:
    length = duration(value)
    if not timedelta(seconds=1) <= length <= timedelta(days=3660):
        raise ValueError('expected at least "1s" and at most ten years')
    return length


def durations(value: Any) -> tuple[timedelta, ...]:
    if not isinstance(value, list):
        raise ValueError('expected a list of durations such as ["5s", "5m", "2h"]')  # noqa: TRY004
    return tuple(duration(one) for one in value)


def size(value: Any) -> int:
    """Bytes, from "10MB", "500 kB" or a whole number."""
    match = SIZE.fullmatch(value) if isinstance(value, str) else None
    if match and (number := int(float(match[1]) * BYTES[match[2]])) > 0:
        return number
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    raise ValueError('expected a size such as "10MB" or "500kB"')


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
    try:
        parts = urlsplit(secret(value))
        parts.port  # noqa: B018 - a property that raises on a port that is none
    except ValueError as problem:
        raise ValueError(f"expected an address such as https://example.org/press ({problem})") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("expected an address that begins with https:// or http://")
    return parts.geturl()


def listen(value: Any) -> str:
    host, _, port = text(value).rpartition(":")
    if not host or not port.isdecimal() or not 0 <= int(port) <= 65535:  # noqa: PLR2004
        raise ValueError('expected an address and a port such as "127.0.0.1:8080"')
    return f"{host}:{int(port)}"


def is_loopback(address: str) -> bool:
    """Whether a `listen` address is reachable from this machine alone."""
    host = address.rpartition(":")[0].strip("[]")
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


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
    if value == "none" or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
        return 0 if value == "none" else int(value)
    raise ValueError('expected "all", "none" or a number such as 10')


def secret(value: Any) -> str:
    """Text that may be, or contain, `env:NAME`, or be `file:PATH`: what stands there is put in its place."""
    given = text(value)
    if given.startswith("file:"):
        try:
            return Path(given[5:]).expanduser().read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as problem:
            raise ValueError(f"the file cannot be read ({problem.__class__.__name__}); check its path") from None
    return ENV.sub(_environment, given)


def _environment(match: re.Match[str]) -> str:
    value = os.environ.get(match[1])
    if not value:
        raise ValueError(f"the environment has no {match[1]}; set it before the start")
    return value


def secrets(value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise ValueError('expected a table such as { Accept-Language = "de" }')  # noqa: TRY004
    pairs = {str(name): secret(one) for name, one in value.items()}
    if any(re.search(r"[\x00-\x1f\x7f:\s]", name) or re.search(r"[\x00-\x1f\x7f]", one) for name, one in pairs.items()):
        raise ValueError("names and values must be one line without control characters")
    return pairs


def signing_key(value: Any) -> bytes:
    """The key of a Standard Webhooks secret: `whsec_` + base64 of 24 to 64 bytes (Standard Webhooks 1.0.0)."""
    given = secret(value)
    try:
        key = base64.b64decode(given.removeprefix("whsec_"), validate=True)
    except binascii.Error:
        key = b""
    if not given.startswith("whsec_") or not 24 <= len(key) <= 64:  # noqa: PLR2004
        raise ValueError('expected "whsec_" and 24 to 64 random bytes in base64; `openssl rand -base64 32` makes them')
    return key
