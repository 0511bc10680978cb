"""What word processors write, paragraph by paragraph, as blocks: lists are put together, and the headline is found."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Literal

from feeder.parse.anatomy import release
from feeder.parse.blocks import HEADING, Block, Laid, is_contact
from feeder.parse.characters import one_line
from feeder.parse.documents import largest

Role = Literal["title", "heading", "text", "item", "table"]
DEEPEST = 6  #: levels of a list


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """Characters of one look; a line feed ends a line."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    raised: Literal["sup", "sub"] | None = None
    link: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A paragraph, or a table, of which `rows` has the cells as HTML."""

    spans: tuple[Span, ...] = ()
    role: Role = "text"
    size: float = 0.0  #: points
    level: int = 0
    is_ordered: bool = False
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def lines(self) -> list[str]:
        said = "".join(span.text for span in self.spans)
        return [line for one in said.split("\n") if (line := one_line(one))]

    @property
    def cells(self) -> list[str]:
        """The lines, each where a tab parts it: as at the head of a page, whose left and right say different things."""
        said = "".join(span.text for span in self.spans)
        return [cell for one in re.split(r"[\n\t]", said) if (cell := one_line(one))]

    @property
    def is_bold(self) -> bool:
        said = [span for span in self.spans if span.text.strip()]
        return bool(said) and all(span.is_bold for span in said)


def blocks(pieces: Sequence[Piece]) -> tuple[list[Block], int | None]:
    """The blocks, and the place of the headline among them, where the layout tells it."""
    pieces = [one for one in pieces if one.rows or (one.lines and not release.is_end_mark(" ".join(one.lines)))]
    headline = _headline(pieces)
    found: list[Block] = []
    place = None
    for is_list, some in groupby(enumerate(pieces), key=lambda one: one[1].role == "item" and one[0] != headline):
        if is_list:
            items = [piece for _, piece in some]
            found.append(Laid((line for item in items for line in item.lines), _list(items)))
            continue
        for at, piece in some:
            place = len(found) if at == headline else place
            found.append(_block(piece, is_headline=at == headline))
    return found, place


def _headline(pieces: Sequence[Piece]) -> int | None:
    opening = pieces[: largest.OPENING]
    height = _usual_size(pieces)
    for role in ("title", "heading"):
        named = [at for at, one in enumerate(opening) if one.role == role]
        if len(named) == 1 or (named and role == "heading" and named[0] == _first_said(opening)):
            typed = _typed(opening[named[0]], height * 2)
            if largest.headline([typed], [], height) == 0:
                return named[0]
    return largest.headline(
        [_typed(one, height) for one in opening], [" ".join(one.lines) for one in pieces[largest.OPENING :]], height
    )


def _first_said(opening: Sequence[Piece]) -> int | None:
    """What stands first but for marks."""
    return next((at for at, one in enumerate(opening) if not largest.is_mark(" ".join(one.lines))), None)


def _usual_size(pieces: Sequence[Piece]) -> float:
    sizes: Counter[float] = Counter()
    for one in pieces:
        sizes[one.size] += sum(map(len, one.lines))
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _typed(one: Piece, least: float) -> largest.Typed:
    size = max(one.size, least) if one.role in ("title", "heading") else one.size
    lines = tuple(one.lines)
    return largest.Typed(
        lines=lines, text=" ".join(lines), height=size, is_bold=one.is_bold, is_table=one.role == "table"
    )


# Markup -----------------------------------------------------------------------------------------------------------


def _block(piece: Piece, *, is_headline: bool) -> Block:
    if piece.rows:
        return Laid([" ".join(row) for row in _plain(piece.rows)], _table(piece.rows))
    lines = [" ".join(piece.lines)] if is_headline else piece.lines
    heads = piece.role in ("title", "heading") or (piece.is_bold and _looks_like_heading(lines))
    markup = f"<h2>{escape(chr(32).join(lines), quote=False)}</h2>" if heads else ""
    return Laid(lines, markup or f"<p>{markup_of(piece.spans)}</p>", heads=heads and len(lines) == 1)


def _looks_like_heading(lines: Sequence[str]) -> bool:
    if len(lines) != 1 or len(lines[0]) > HEADING or is_contact(list(lines)):
        return False
    return not lines[0].endswith((".", ",", ";", ":"))


def _plain(rows: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    from feeder.parse.clean import plain_text

    for row in rows:
        yield [" ".join(plain_text(cell).split()) for cell in row]


def markup_of(spans: Sequence[Span]) -> str:
    """Neighbours that look alike are one."""
    said = []
    for (is_bold, is_italic, raised, link), some in groupby(
        spans, key=lambda one: (one.is_bold, one.is_italic, one.raised, one.link)
    ):
        html = escape("".join(span.text for span in some), quote=False).replace("\t", " ").replace("\n", "<br>")
        if html.strip():
            html = f"<em>{html}</em>" if is_italic else html
            html = f"<strong>{html}</strong>" if is_bold else html
            html = f"<{raised}>{html}</{raised}>" if raised else html
            html = f'<a href="{escape(link)}">{html}</a>' if link else html
        said.append(html)
    return "".join(said).strip()


def _list(items: Sequence[Piece]) -> str:
    """Nested as their levels say; who skips one goes down by one."""
    html: list[str] = []
    open_: list[str] = []
    levels: list[int] = []
    for item in items:
        level = min(item.level, DEEPEST)
        while levels and level < levels[-1]:
            html.append(f"</li></{open_.pop()}>")
            levels.pop()
        if not levels or level > levels[-1]:
            open_.append("ol" if item.is_ordered else "ul")
            levels.append(level)
            html.append(f"<{open_[-1]}>")
        else:
            html.append("</li>")
        html.append(f"<li>{markup_of(item.spans)}")
    html += [f"</li></{name}>" for name in reversed(open_)]
    return "".join(html)


def _table(rows: Sequence[Sequence[str]]) -> str:
    body = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<table><tbody>{''.join(f'<tr>{row}</tr>' for row in body)}</tbody></table>"
