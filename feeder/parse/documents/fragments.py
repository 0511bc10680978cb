"""Safe HTML as blocks: what stands on its own is one, with its lines and its markup."""

from lxml import html

from feeder.parse.blocks import Block, Laid
from feeder.parse.characters import one_line
from feeder.parse.clean import plain_text
from feeder.parse.tree import document

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_WHOLE = frozenset({"ul", "ol", "dl", "table", "blockquote", "figure", "pre", *_HEADINGS})


def blocks_of(fragment: str) -> list[Block]:
    """Of what `clean.sanitise` gave: its outermost elements; text that stands in none is a paragraph."""
    if not fragment:
        return []
    body = document(f"<!doctype html><html><body>{fragment}".encode()).find("body")
    found: list[Block] = [_loose(body.text)] if one_line(body.text) else []
    for element in body:
        markup = html.tostring(element, encoding="unicode", with_tail=False)
        lines = [line for one in plain_text(markup).split("\n") if (line := one_line(one))]
        if lines or element.tag in _WHOLE:
            found.append(Laid(lines or [""], markup, heads=element.tag in _HEADINGS))
        if one_line(element.tail):
            found.append(_loose(element.tail))
    return [block for block in found if any(block)]


def _loose(text: str) -> Block:
    return [one_line(text) or ""]
