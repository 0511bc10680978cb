"""The blocks of a plain body, and which of them belong to the text: as `trimming` and `body` judge elements."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from feeder.parse.anatomy import kinds, release
from feeder.parse.articles import trimming
from feeder.parse.dates import is_date_line

HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h5", "h6": "h6"}
_HEAD, _LONGEST_HEAD = 12, 600  # blocks at most above the text; characters of one


@dataclass(slots=True)
class Block:
    tag: str
    markup: str = ""  #: what is in it
    text: str = ""
    line: str = ""  #: the same on one line
    has_links: bool = False
    linked: int = 0  #: characters of its links, but those to files
    items: list["Block"] = field(default_factory=list)  #: of a list
    is_paragraph: bool = False  #: an item that holds one


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What the entry has in fields of its own."""

    titles: Iterable[str | None]
    authors: Iterable[str]
    head: Iterable[str | None]  #: the headline, its kicker and its kind
    marks: kinds.Told


def markup_of(block: Block) -> str:
    if block.tag in ("quote", "hr"):
        return block.markup
    return f"<{block.tag}>{block.markup}</{block.tag.partition(' ')[0]}>"


def listed(tag: str, items: list[Block]) -> Block:
    return Block(
        tag,
        "".join(map(markup_of, items)),
        "\n".join(f"- {one.text}" for one in items),
        " ".join(one.line for one in items),
        any(one.has_links for one in items),
        sum(one.linked for one in items),
        items,
    )


# ------------------------------------------------------------------------------------------------------------ trimming


def trimmed(blocks: Sequence[Block], told: Told) -> list[Block]:
    """As `trimming.trim_tree`."""
    kept = [one for one in map(_without_others, _below_head(blocks, told)) if one is not None]
    while kept and kept[-1].tag in HEADINGS:
        kept.pop()
    return kept


def _below_head(blocks: Sequence[Block], told: Told) -> list[Block]:
    titles = {release.folded(text) for text in told.titles if text}
    authors = {name.casefold() for name in told.authors}
    kept: list[Block] = []
    for place, block in enumerate(blocks):
        is_line = block.tag == "p" or block.tag in HEADINGS
        if is_line and block.line and not trimming.is_above_text(block.line, titles, authors):
            return [*kept, *blocks[place:]]
        if place >= _HEAD:
            return [*kept, *blocks[place:]]
        if not (is_line and block.line):
            kept.append(block)
    return kept


def _without_others(block: Block) -> Block | None:
    if block.items:
        items = [one for one in block.items if not _is_beside(one)]
        left = block if len(items) == len(block.items) else listed(block.tag, items)
        return left if items and not trimming.is_all_links(len(items), len(left.line), left.linked) else None
    return None if (block.tag == "p" or block.tag in HEADINGS) and _is_beside(block) else block


def _is_beside(block: Block) -> bool:
    is_paragraph = block.tag == "p" or block.is_paragraph
    is_item = block.tag == "li" and not block.is_paragraph
    return trimming.is_elsewhere(block.line, block.linked, has_links=block.has_links, is_item=is_item) or (
        is_paragraph and trimming.is_credit(block.line)
    )


def without_head(blocks: list[Block], told: Told) -> list[Block]:
    """As `body` does: the kicker, the headline, its marks and the date line."""
    said = {release.folded(text) for text in told.head if text}
    for place, block in enumerate(blocks[:_HEAD]):
        is_line = (block.tag == "p" or block.tag in HEADINGS) and len(block.markup) <= _LONGEST_HEAD
        is_head = is_line and (
            release.folded(block.text) in said or told.marks.is_all_of(block.text) or is_date_line(block.text)
        )
        if not is_head:
            return blocks[place:]
    return blocks[_HEAD:]
