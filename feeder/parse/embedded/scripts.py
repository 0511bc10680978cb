"""The JSON in the scripts of a page: what it states of itself (JSON-LD), and the state its own program begins with.

Nothing is run: state that is program code (Nuxt 2 writes a function) is not read. Each step is linear in the text.
"""

import json
import re
from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from lxml import etree

from feeder.parse.embedded import devalue as embedded_devalue
from feeder.parse.embedded import flight as embedded_flight
from feeder.parse.embedded import structured

Element = Any  # lxml ships no types

MOST = 10_000_000  #: characters of all that is read of a page
_LEAST = 150  #: characters of JSON that may be a list
_DECODER = json.JSONDecoder(strict=False)
FAILURES = embedded_flight.FAILURES
_CODE = frozenset(("", "module", "text/javascript", "application/javascript"))

#: What is given a value that may be JSON: `={"`, `= [{`, `=JSON.parse("`, `=JSON.parse(atob("` and the Base64 of `{"`.
_GIVEN = re.compile(
    r"=\s{0,3}(?:(?P<json>[{\[])(?=\s{0,40}[{\[\"])|(?:[\w.]{1,20}\(\s{0,3}){0,3}(?P<string>[\"'])(?=eyJ|W3si|%7B|%5B|[\[{]))"
)
#: Names of state: `window.__NEXT_DATA__`, `self["__INITIAL_STATE__"]`, `var newsItems`.
_NAMED = re.compile(r"(?<!\w)(\w++)[\"']?\s?\]?\s{0,3}\Z")
_NAME = re.compile(
    r"__\w{2}|(?:state|data|store|props|cache|preload|context|page|news|article|post|release|item|entries|list|result|model)"
    r"\w{0,30}+\Z",
    re.IGNORECASE,
)
_BEFORE = 80  #: characters before what is given, with its name
_STRING = re.compile(r"'(?:[^'\\]++|\\.)*+'|\"(?:[^\"\\]++|\\.)*+\"", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|(.))|\"", re.DOTALL)
_UNDEFINED = re.compile(r"(?<=[:\[,])undefined(?=[,}\]])")
_ANGULAR = (("&q;", '"'), ("&s;", "'"), ("&l;", "<"), ("&g;", ">"), ("&a;", "&"))

#: What stands somewhere in each of those above.
_HINTS = ('":', "\\x22", "eyJ", "W3si", "%7B", "%5B")
#: What begins JSON in an attribute: Vue's and React's properties, Inertia's page.
_IN_ATTRIBUTE = re.compile(rb"=\s{0,3}[\"']\[?\{(?:&quot;|\")")
_ATTRIBUTES = etree.XPath("//@*[starts-with(., '{\"') or starts-with(., '[{\"')]", smart_strings=False)


@dataclass(kw_only=True, slots=True)
class Scripts:
    """The values that were read, and what was not, in words."""

    jsonld: list[Any] = field(default_factory=list)
    state: list[Any] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)  #: of the state, by what refers to them
    unread: list[str] = field(default_factory=list)


def read(root: Element, body: bytes) -> Scripts:
    """One pass over the scripts of a page, and over its attributes where `body` tells that JSON stands in one."""
    found, left, flight = Scripts(), MOST, list[str]()
    for script in root.iter("script"):
        text = script.text or ""
        if len(text) < _LEAST and "__next_f" not in text:
            continue
        left -= len(text)
        if left < 0:
            found.unread.append(f"of its scripts only the first {MOST:,} characters were read")
            break
        _read(found, flight, script, text)
    found.state += embedded_flight.values("".join(flight), found.texts)
    if _IN_ATTRIBUTE.search(body):
        found.state += _loaded(text for text in _ATTRIBUTES(root) if _LEAST <= len(text) <= MOST)
    return found


def _read(found: Scripts, flight: list[str], script: Element, text: str) -> None:
    kind = (script.get("type") or "").partition(";")[0].strip().lower()
    if kind.endswith("json"):
        value = structured.json_in(_plain(text), MOST)
        if kind == "application/ld+json":
            found.jsonld += [] if value is None else [value]
            return
        if script.get("id") == "__NUXT_DATA__" or script.get("data-nuxt-data") is not None:
            value = embedded_devalue.unfolded(value)
        if value is not None:
            found.state.append(value)
    elif kind in _CODE:
        if "__next_f" in text:
            flight += embedded_flight.pushed(text)
        elif any(hint in text for hint in _HINTS):
            found.state += assigned(text)


def _plain(text: str) -> str:
    """Angular escapes the quotes of its state in its own way, up to version 15."""
    if text.lstrip().startswith("{&q;"):
        for escape, character in _ANGULAR:
            text = text.replace(escape, character)
    return text


def _loaded(texts: Iterator[str]) -> Iterator[Any]:
    for text in texts:
        with suppress(ValueError, RecursionError):
            yield json.loads(text, strict=False)


# ------------------------------------------------------------------------------------------------------ program code


def assigned(text: str) -> list[Any]:
    """The values that a script gives to names of state, as far as they are plain JSON."""
    try:
        return list(_assigned(text))
    except _UndefinedError:  # serialize-javascript writes what JSON has no word for
        with suppress(_UndefinedError):
            return list(_assigned(_UNDEFINED.sub("null", text)))
    return []


class _UndefinedError(Exception):
    pass


def _assigned(text: str) -> Iterator[Any]:
    place, failures = 0, 0
    while failures < FAILURES and (given := _GIVEN.search(text, place)):
        place = given.end()
        named = _NAMED.search(text[max(0, given.start() - _BEFORE) : given.start()])
        if named and _NAME.search(named[1]):
            is_string = given["string"] is not None
            read = _of_string if is_string else _of_json
            value, place = read(text, given.start("string" if is_string else "json"))
            if isinstance(value, dict | list):
                yield value
            else:
                failures += 1


def _of_json(text: str, start: int) -> tuple[Any, int]:
    """The value that begins there, and where it ends; where it is none, how far it was one."""
    try:
        return _DECODER.raw_decode(text, start)
    except json.JSONDecodeError as problem:
        if text.startswith("undefined", problem.pos):
            raise _UndefinedError from None
        return None, max(start + 1, problem.pos)
    except (ValueError, RecursionError):  # a number of more digits than Python reads
        return None, len(text)


def _of_string(text: str, start: int) -> tuple[Any, int]:
    """The JSON in a string of JavaScript, or in what is encoded in it, and where the string ends."""
    literal = _STRING.match(text, start)
    if literal is None:
        return None, len(text)
    with suppress(ValueError, RecursionError):
        said = json.loads(f'"{_ESCAPE.sub(_as_json, literal[0][1:-1])}"', strict=False)
        if said.startswith("%"):
            said = unquote(said)
        elif not said.startswith(("{", "[")):
            said = b64decode(said)
        return json.loads(said, strict=False), literal.end()
    return None, literal.end()


def _as_json(escape: re.Match[str]) -> str:
    """An escape of JavaScript as one of JSON; a quote that needs none there."""
    code, character = escape.groups()
    if code:
        return f"\\u00{code}"
    if character is None:
        return '\\"'
    return escape[0] if character in '"\\/bfnrtu' else character.strip("\n")
