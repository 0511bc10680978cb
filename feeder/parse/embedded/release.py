"""The release that a page is to show, from the state of the page, whatever its program calls its fields."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from html import escape
from itertools import islice
from typing import Any, NamedTuple

from feeder.parse.embedded.lists import plain
from feeder.parse.embedded.records import (
    KIND,
    MOST_KEYS,
    Object,
    date_of,
    fields_of,
    first_of,
    objects_in,
    picture_of,
    role_of,
    text_of,
)

#: What the text of a release is called, and in what it is kept where it is made of blocks.
_BODY = re.compile(
    f"{KIND}(?:body|content|contents|text|copy|richtext|markup|html)(?:html|text|body|blocks?|raw|rendered)?|blocks|inhalt|texto"
    "|contenido|contenu|corps|contenuto|document(?:blocks)?|paragraphs|sections"
)
_HOLDS = frozenset(
    """
    text value content contents children html data body paragraph paragraphs blocks items nodes
    """.split()  # noqa: SIM905 - read by people
)
_RUNNING = 400  #: characters; less is a teaser
_MOST_RECORDS, _LEVELS = 20, 8  #: records looked at; levels of blocks
_MOST_PIECES, _MOST_CHARACTERS = 20_000, 2_000_000  #: of the text of one record


class Release(NamedTuple):
    """The record of one release; its text as markup."""

    title: str
    text: str
    published: str | None
    image: str | None


def release(values: Sequence[Any], texts: Mapping[str, str], titles: Collection[str]) -> Release | None:
    """The record with one of these folded titles that has the longest text; None where none has enough of it. `texts`
    are those that the state only refers to."""
    records = (one for one in objects_in(values, []) if isinstance(one, dict) and _is_titled(one, titles))
    found = [_release(one, texts) for one in islice(records, _MOST_RECORDS)]
    longest = max(found, key=lambda one: len(one.text), default=None)
    return longest if longest and len(longest.text) >= _RUNNING else None


def _is_titled(record: Object, titles: Collection[str]) -> bool:
    return any(
        isinstance(value, str) and role_of(name)[1] == "title" and (plain(value) or "").casefold() in titles
        for name, value in islice(record.items(), MOST_KEYS)
    )


def _release(record: Object, texts: Mapping[str, str]) -> Release:
    fields = fields_of(record)
    own = (value for name, value in islice(record.items(), MOST_KEYS) if _BODY.fullmatch(role_of(name)[0]))
    markup = (_markup(texts.get(value, value) if isinstance(value, str) else value) for value in own)
    return Release(
        title=first_of(fields["title"], text_of) or "",
        text=max(markup, key=len, default=""),
        published=first_of(fields["date"], date_of),
        image=first_of(fields["image"], picture_of),
    )


class _TooMuch(Exception):  # noqa: N818 - it is no error: the record is passed by
    """A text that goes on beyond what is looked at: a part of a release would be a wrong one."""


def _markup(value: Any) -> str:
    """A text as HTML: as it is written, else a paragraph for each of its lines, blocks or nodes; "" of too much."""
    pieces, left = list[str](), _MOST_CHARACTERS
    try:
        for piece in _pieces(value):
            left -= len(piece)
            if left < 0 or len(pieces) == _MOST_PIECES:
                return ""
            pieces.append(piece)
    except _TooMuch:
        return ""
    return "".join(pieces)


def _pieces(value: Any) -> Iterator[str]:
    """In the order of the state. What it holds twice (it may hold itself) is given once, and what lies too deep not.
    Raises _TooMuch."""
    waiting, seen, looked_at = [(value, 0)], set[int](), 0
    while waiting:
        looked_at += 1
        one, depth = waiting.pop()
        if looked_at > _MOST_PIECES:
            raise _TooMuch
        if isinstance(one, str):
            yield from [one] if "<" in one else (f"<p>{escape(line)}</p>" for line in one.splitlines() if line.strip())
            continue
        if not isinstance(one, dict | list) or id(one) in seen or depth == _LEVELS:
            continue
        seen.add(id(one))
        if isinstance(one, list) and _is_a_line(one):
            yield f"<p>{escape(''.join(part['text'] for part in one))}</p>"
            continue
        inner = one if isinstance(one, list) else [held for name, held in one.items() if role_of(name)[0] in _HOLDS]
        if len(inner) > _MOST_PIECES:
            raise _TooMuch
        waiting += [(part, depth + 1) for part in reversed(inner)]


def _is_a_line(value: list[Any]) -> bool:
    """The pieces of one paragraph, each with its own marks."""
    return bool(value) and all(
        isinstance(one, dict) and isinstance(one.get("text"), str) and "<" not in one["text"] for one in value
    )
