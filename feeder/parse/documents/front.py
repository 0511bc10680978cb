"""The front matter of a Markdown document: YAML between "---" lines, TOML between "+++" lines.

YAML is read as text only: YAML 1.1 would make 34 of 0042, false of the language "no", and copies of merged keys
without end.
"""

import re
import tomllib
from typing import Any

import yaml

from feeder.errors import ParseError

LARGEST = 20_000  #: characters; tomllib takes quadratic memory over the dots of one key
_YAML = re.compile(r"---[ \t\r]*\n(.*?)^(?:---|\.\.\.)[ \t\r]*$\n?", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\+\+\+[ \t\r]*\n(.*?)^\+\+\+[ \t\r]*$\n?", re.DOTALL | re.MULTILINE)
_OPENED = re.compile(r"---[ \t\r]*\n[\w-]{1,40}[ \t]*:\s|\+\+\+[ \t\r]*\n[\w-]{1,40}[ \t]*=")
_NOTHING = ("", "~", "null")
#: The names people use → ours.
NAMES = {
    "headline": "title", "dachzeile": "kicker", "subtitle": "kicker", "author": "authors",
    "tag": "tags", "category": "tags", "keywords": "tags", "categories": "tags", "lang": "language",
    "description": "summary", "abstract": "summary", "datum": "date", "published": "date", "lastmod": "updated",
    "modified": "updated", "contacts": "contact", "titel": "title", "autor": "authors", "sprache": "language",
    "sperrfrist": "embargo",
}  # fmt: skip


def split(text: str, url: str) -> tuple[dict[str, Any], str]:
    """(front matter by our names, the rest); YAML values are text, lists and mappings of such.

    Raises ParseError where the front matter is not valid, longer than `LARGEST`, or has no end.
    """
    match = _YAML.match(text) or _TOML.match(text)
    if not match:
        if _OPENED.match(text):
            raise ParseError(f"{url}: the front matter has no end; close it with the line that opens it")
        return {}, text
    if len(match[1]) > LARGEST:
        raise ParseError(f"{url}: the front matter is longer than {LARGEST:,} characters; is its end mark missing?")
    raw = _toml(match[1], url) if text.startswith("+++") else _yaml(match[1], url)
    if not isinstance(raw, dict):
        return {}, text  # a rule ("---") that opens a document without front matter
    named = {str(name).strip().lower(): value for name, value in raw.items() if value not in _NOTHING}
    return {NAMES.get(name, name): value for name, value in named.items()}, text[match.end() :]


def _yaml(source: str, url: str) -> Any:
    try:
        return yaml.load(source, Loader=yaml.BaseLoader) or {}  # noqa: S506 - builds text, lists and mappings only
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        line = f" in line {mark.line + 2}" if mark else ""
        raise ParseError(
            f"{url}: the front matter is not valid YAML{line}; put values with a colon in quotes"
        ) from None
    except RecursionError:
        raise ParseError(f"{url}: the front matter is nested too deeply") from None


def _toml(source: str, url: str) -> Any:
    try:
        return tomllib.loads(source)
    except (ValueError, RecursionError) as problem:
        raise ParseError(f"{url}: the front matter is not valid TOML ({str(problem)[:80]})") from None
