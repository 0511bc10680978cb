"""Lists of what other programs follow → addresses with their titles.

OPML (http://opml.org/spec2.opml), JSON and YAML whose records have an address, CSV with a head, newsboat's `urls`, and
plain text with an address a line. What is no address is given too, so that whoever moves knows what stays behind.
"""

import csv
import json
import re
import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from lxml import etree

from feeder.errors import ParseError
from feeder.parse.characters import one_line
from feeder.parse.decoding import decode

MOST = 100_000  #: subscriptions of one list
_LONGEST = 5000  #: characters of a line that may have quotation marks; what takes them apart is quadratic
_URLS = ("xmlurl", "feed_url", "feedurl", "rss", "url", "link", "address", "htmlurl")  #: the first that is there counts
_HOMEPAGES = ("htmlurl", "site_url", "homepage", "website")
_TITLES = ("title", "text", "name")
_WEB = re.compile(r"(?:https?|feed):(?://)?[^\s\"]+", re.IGNORECASE)
_AMPERSAND = re.compile(r"&(?!#?\w{1,31};)")


class Subscription(NamedTuple):
    url: str  #: as it is written, which may be no address
    title: str | None = None
    homepage: str | None = None


def read(body: bytes, name: str = "") -> list[Subscription]:
    """Of a file of this name, in its order. Raises ParseError where no address stands in it, or too many."""
    text = decode(body, None).strip()
    found: list[Subscription] = []
    for one in _reader(text, name)(text):
        if len(found) == MOST:
            raise ParseError(f"{name}: holds more than {MOST} addresses; split it")
        found.append(one)
    if not any(_WEB.match(one.url) for one in found):
        raise ParseError(
            f"{name}: holds no addresses; give an OPML file, JSON, YAML, CSV with a head, or an address a line"
        )
    return found


def _reader(text: str, name: str) -> Callable[[str], Iterable[Subscription]]:
    if text.startswith("<"):
        return _opml
    if text.startswith(("{", "[")):
        return _json
    if name.lower().endswith((".yml", ".yaml")):
        return _yaml
    head = text.partition("\n")[0].lower()
    return _csv if re.search(r"\b(?:xml|feed_?|html)?url\b", head) and not _WEB.search(head) else _lines


def _opml(text: str) -> Iterator[Subscription]:
    parser = etree.XMLParser(encoding="utf-8", recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(_AMPERSAND.sub("&amp;", text).encode(), parser)
    if root is None:
        return
    for outline in root.iter("{*}outline"):
        if one := _record({name.lower(): value for name, value in outline.attrib.items()}):
            yield one


def _json(text: str) -> Iterator[Subscription]:
    try:
        yield from _records(json.loads(text))
    except (ValueError, RecursionError) as problem:
        raise ParseError(f"is no JSON that can be read: {one_line(str(problem))}") from None


def _yaml(text: str) -> Iterator[Subscription]:
    import yaml

    try:
        yield from _records(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506 - builds text, lists and mappings only
    except (yaml.YAMLError, RecursionError) as problem:
        raise ParseError(f"is no YAML that can be read: {one_line(str(problem))}") from None


def _records(value: Any) -> Iterator[Subscription]:
    """Every mapping that has an address, at any depth; what two places share (a YAML alias) once."""
    seen, left = set[int](), [value]
    while left:
        one = left.pop()
        if not isinstance(one, dict | list) or id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, dict):
            named = {str(name).lower(): held for name, held in one.items() if isinstance(held, str)}
            if record := _record(named):
                yield record
        inner = list(one.values()) if isinstance(one, dict) else one
        texts = (Subscription(text) for text in inner if isinstance(one, list) and isinstance(text, str))
        yield from (text for text in texts if _WEB.match(text.url))
        left += inner[::-1]


def _csv(text: str) -> Iterator[Subscription]:
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    try:
        for row in csv.DictReader(text.splitlines(), delimiter=delimiter, strict=True):
            if record := _record(
                {(name or "").strip().lower(): held for name, held in row.items() if isinstance(held, str)}
            ):
                yield record
    except csv.Error as problem:
        raise ParseError(f"is no CSV that can be read: {problem}") from None


def _record(named: Mapping[str, str]) -> Subscription | None:
    url = next((named[name].strip() for name in _URLS if named.get(name, "").strip()), None)
    if url is None:
        return None
    title, homepage = (
        next((named[name] for name in names if named.get(name, "").strip()), None) for names in (_TITLES, _HOMEPAGES)
    )
    return Subscription(url, one_line(title), (homepage or "").strip() or None)


def _lines(text: str) -> Iterator[Subscription]:
    """An address a line, with what newsboat writes behind it: tags, of which "~Title" is the title."""
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            url, *tags = _words(line)
            yield Subscription(url, next((one_line(tag[1:]) for tag in tags if tag.startswith("~")), None))


def _words(line: str) -> list[str]:
    with suppress(ValueError):  # a quotation mark without its second
        if len(line) <= _LONGEST:
            return shlex.split(line) or [line.strip()]
    return line.split()
