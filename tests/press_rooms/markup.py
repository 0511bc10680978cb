"""From templates and texts to markup."""

import re
from collections.abc import Iterable
from html import escape
from string import Template
from unicodedata import normalize


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


def fill(template: str, **values: str) -> Html:
    """The template with its $names filled in; what is not `Html` is escaped."""
    return Html(Template(template).substitute({name: _escaped(value) for name, value in values.items()}))


def _escaped(value: str) -> Html:
    return value if isinstance(value, Html) else Html(escape(value))


def join(parts: Iterable[Html]) -> Html:
    return Html("\n".join(parts))


def slug(text: str) -> str:
    """The text as addresses carry it: lower-case ASCII and hyphens, six words at most."""
    words = re.findall(r"[a-z0-9]+", normalize("NFKD", text).encode("ascii", "ignore").decode().lower())
    return "-".join(words[:6])
