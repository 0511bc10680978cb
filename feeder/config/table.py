"""How a table of config.toml or of a source's file is read.

Every mistake in it is told, as one line with file, key, what was expected and the remedy; never with a secret.
"""

import difflib
import os
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from feeder.secrecy import NAMED

#: A reader takes the raw TOML value and gives the typed one, or raises ValueError with what was expected.
Read = Callable[[Any], Any]

PLAIN_NAME = re.compile(r"[\w-]{1,40}", re.ASCII)
SHOWN = 60  #: characters of a value in a message
#: A reference within other text: not in the middle of a word, and a path that cannot be mistaken for a part of a URL.
REFERENCE = re.compile(r"(?<![A-Za-z0-9])(?:env:(?P<env>[A-Za-z_][A-Za-z0-9_]*)|file:(?P<file>[/~.][^\s@;,\"']*))")


@dataclass(frozen=True, kw_only=True)
class Key:
    """One setting: how it is read, and what it is where the file does not name it."""

    read: Read
    default: Any = None
    required: bool = False
    always: bool = False  #: even a command that only looks needs it
    secret: bool = False  #: may refer to `env:NAME` or `file:PATH`, and is never shown
    escaped: bool = False  #: what it refers to is percent-encoded where it is a part of an address


class MissingSecret(ValueError):  # noqa: N818 - what happened
    """What `env:NAME` or `file:PATH` refers to is not there."""


#: A setting of the plan that this version does not act on yet; naming it is told, not refused.
LATER = Key(read=lambda value: value)


@dataclass(kw_only=True)
class Findings:
    """What reading the files brought up: mistakes stop, notices are shown."""

    mistakes: list[str] = field(default_factory=list)
    needs_secrets: bool = True  #: a secret that cannot be had is a mistake; else it is left out, and told
    notices: list[str] = field(default_factory=list)
    missing: dict[str, str] = field(default_factory=dict)  #: where a secret was left out, and the line that tells it
    #: By setting: what stands elsewhere and may change by itself (`env:NAME`, `file:PATH`).
    revealed: dict[str, tuple[str, ...]] = field(default_factory=dict)


def read_table(
    table: Any, keys: Mapping[str, Key], *, file: str, section: str = "", root: Path, found: Findings
) -> dict[str, Any]:
    """Every key of `keys` with its value or default; what is wrong goes to `found`. Secrets in files are sought from
    `root`."""
    where = f"{file}: {section}".rstrip()
    if not isinstance(table, Mapping):
        found.mistakes.append(f"{where} is one value; write it as a table of settings")
        return {name: key.default for name, key in keys.items() if key is not LATER}
    for name in table:
        if name not in keys:
            found.mistakes.append(f"{where} {shown_name(name)} is not a setting; {nearest(name, keys)}")
        elif keys[name] is LATER:
            found.notices.append(f"{where} {name} has no effect in this version of feeder")
    found.mistakes += [
        f"{where} has no {name}; add {name} = …" for name, key in keys.items() if key.required and name not in table
    ]
    return {
        name: _value(table, name, key, where, root, found) if name in table else key.default
        for name, key in keys.items()
        if key is not LATER
    }


def _value(table: Mapping[str, Any], name: str, key: Key, where: str, root: Path, found: Findings) -> Any:
    revealed: list[str] = []
    try:
        value = _revealed(table[name], root, revealed, escaped=key.escaped) if key.secret else table[name]
        if revealed:
            found.revealed[name] = tuple(revealed)
        return key.read(value)
    except MissingSecret as problem:
        found.missing[f"{where} {name}"] = told = f"{where} {name} = …: {problem}"
        (found.mistakes if found.needs_secrets or key.always else found.notices).append(told)
        return key.default
    except ValueError as problem:
        told = "…" if key.secret else shown(table[name])
        found.mistakes.append(f"{where} {name} = {told}: {problem}")
        return key.default


def nearest(name: str, known: Collection[str]) -> str:
    """What was probably meant, or all that is known."""
    near = difflib.get_close_matches(name[:SHOWN], known, n=1, cutoff=0.5)
    return f'did you mean "{near[0]}"?' if near else f"known here: {', '.join(known)}"


def shown_name(name: str) -> str:
    return name if PLAIN_NAME.fullmatch(name) else shown(name)


def shown(value: Any) -> str:
    """The value as it stands in the file, on one line, shortened."""
    if isinstance(value, Mapping | list):
        return "{…}" if isinstance(value, Mapping) else "[…]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and value.bit_length() > 4 * SHOWN:  # Python refuses to print the largest
        return "…"
    text = f'"{value}"' if isinstance(value, str) else str(value)
    line = "".join(one if one.isprintable() else " " for one in text[: SHOWN + 1])
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 1]}…"


# Secrets ----------------------------------------------------------------------------------------------------------


def without_references(url: str) -> str:
    """The same address, written so that it names no secret of ours wherever it is put into a file: it is another's."""
    scheme, slashes, rest = url.partition("://")
    host = re.match(r"[^/?#]*", rest)
    end = host.end() if host else 0
    return scheme + slashes + rest[:end] + REFERENCE.sub(lambda match: match[0].replace(":", "%3A", 1), rest[end:])


def public_part(written: str, meant: str) -> str:
    """What all may know of an address: as its file has it, up to the part in which a secret stands; the host alone of
    one that is secret altogether."""
    address = urlsplit(written)
    if REFERENCE.search(address.netloc.rpartition("@")[2]) or not address.netloc:
        address = urlsplit(meant)._replace(path="/", query="", fragment="")
    is_secret = False
    told = {"netloc": address.netloc.rpartition("@")[2]}
    for name in ("path", "query", "fragment"):
        is_secret = is_secret or bool(REFERENCE.search(part := getattr(address, name)) or NAMED.search(f"?{part}"))
        told[name] = "" if is_secret else getattr(address, name)
    return address._replace(**told).geturl()


def _revealed(value: Any, root: Path, revealed: list[str], *, escaped: bool = False) -> Any:
    """Text with each `env:NAME` and `file:PATH` replaced by what stands there, which is taken as it is, and goes to
    `revealed`. Where the value is one reference altogether, the path may have spaces and be relative."""
    if isinstance(value, Mapping):
        return {name: _revealed(one, root, revealed) for name, one in value.items()}
    if not isinstance(value, str):
        return value

    def reveal(name: str | None, path: str) -> str:
        revealed.append(_in_environment(name) if name else _in_file(path, root))
        return quote(revealed[-1], safe="") if escaped and "://" in value else revealed[-1]

    if value.startswith("file:"):
        return reveal(None, value.removeprefix("file:"))
    return REFERENCE.sub(lambda match: reveal(match["env"], match["file"]), value)


def _in_environment(name: str) -> str:
    value = os.environ.get(name, "").strip()
    if not value:
        raise MissingSecret(f"the environment has no {name}; set it before the start")
    return value


def _in_file(path: str, root: Path) -> str:
    try:
        value = (root / Path(path).expanduser()).read_text(encoding="utf-8-sig").strip()
    except (OSError, ValueError, RuntimeError) as problem:  # RuntimeError: "~name" of nobody
        cause = getattr(problem, "strerror", None) or "it is no text file"
        raise MissingSecret(f"the file it names cannot be read ({cause}); check its path and rights") from None
    if not value:
        raise MissingSecret("the file it names is empty; put the secret into it")
    return value
