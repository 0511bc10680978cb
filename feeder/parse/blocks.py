"""Plain text as blocks of lines, and what a block is by its looks: heading, list, contact, paragraph.

All of it is linear in the text, and looks at short lines only where it looks closely.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from feeder.parse.anatomy import release
from feeder.parse.characters import one_line
from feeder.parse.tree import check_size

HEADING = 120  #: characters; what is longer is a paragraph
WRAPPED = 55  #: a line of this length that is followed by another was wrapped, not ended
CONTACT_LINE = 80  #: characters; an address in a longer line stands in running text
BULLET = re.compile(r"(?:[-–—•*▪‣◦·]|\(?(\d{1,3})[.)])\s+(?=\S)")
UNDERLINE = re.compile(r"[=\-_~]{3,}")
LETTER = re.compile(r"[^\W\d_]")
QUOTES = "“”\"»«›‹’')"

Block = list[str]


class Laid(Block):
    """A block of which its document says how it is laid out."""

    def __init__(self, lines: Iterable[str], markup: str, *, heads: bool = False) -> None:
        super().__init__(lines)
        self.markup = markup  #: HTML that is still to be sanitised
        self.heads = heads  #: it is a heading


def blocks_of(text: str) -> list[Block]:
    """Runs of lines between blank lines, end marks and rules. A heading keeps the rule that underlines it. Raises
    ParseError for more lines than are read."""
    lines = text.splitlines()
    check_size(len(lines))
    found: list[Block] = [[]]
    for raw in lines:
        line = one_line(raw)
        if line and UNDERLINE.fullmatch(line):
            if len(found[-1]) == 1 and len(found[-1][0]) <= HEADING:
                found[-1].append(line)
            found.append([])
        elif line and not release.is_end_mark(line):
            found[-1].append(line)
        else:
            found.append([])
    return _with_whole_lists([block for block in found if block])


def _with_whole_lists(blocks: list[Block]) -> list[Block]:
    """A list with blank lines between its items is one block."""
    whole: list[Block] = []
    for block in blocks:
        if whole and _goes_on(block[0]) and _goes_on(whole[-1][0]):
            whole[-1].extend(block)
        else:
            whole.append(block)
    return whole


def _goes_on(line: str) -> bool:
    return line[0] not in "–—" and bool(BULLET.match(line))  # a dash opens speech, too


def is_item(line: str) -> bool:
    """Whether a line stands in a list, even alone: a number may begin a headline ("1. Preis für die Fähre")."""
    marker = BULLET.match(line)
    return bool(marker and not marker[1])


def joined(block: Block) -> str:
    """A block as one line, without the rule under a heading."""
    return block[0] if _is_underlined(block) else " ".join(block)


def _is_underlined(block: Block) -> bool:
    return len(block) == 2 and bool(UNDERLINE.fullmatch(block[1]))  # noqa: PLR2004 - the heading and its rule


def is_heading(block: Block) -> bool:
    """A single short line that ends no sentence, or an underlined one. A quotation counts if no sentence ends in it."""
    if isinstance(block, Laid):
        return block.heads
    line = block[0]
    if _is_underlined(block):
        return True
    if len(block) > 1 or len(line) > HEADING or not LETTER.search(line):
        return False
    if line.rstrip(QUOTES)[-1:] in ("", *".…:;,"):
        return False
    return not (is_item(line) or release.is_address(line) or release.is_notice(line) or release.line_credit(line))


def is_contact(block: Block) -> bool:
    """Whom to ask: lines of which one is an address or a number, or that stand below "Pressekontakt"."""
    if len(block) > 1 and release.is_contact_heading(block[0]):
        return True
    return any(len(line) <= CONTACT_LINE and line[-1] != "." and release.is_address(line) for line in block)


def unwrapped(block: Block) -> list[str]:
    """The lines that were ended on purpose (an address, a contact); those that were only wrapped are joined."""
    if len(block) < 2:  # noqa: PLR2004
        return block
    full = _full_lines(block)
    if all(full):
        return [" ".join(block)]
    if len(full) > 1 and all(full[1:]) and not is_contact(block):  # a heading with its text right below
        return [block[0], " ".join(block[1:])]
    return block


def _full_lines(block: Block) -> list[bool]:
    """Of each line but the last, whether the next word would have made it too long."""
    widest = max(map(len, block))
    return [
        len(line) >= WRAPPED or (widest >= WRAPPED and len(line) + len(following.split(" ", 1)[0]) >= widest)
        for line, following in pairwise(block)
    ]
