"""What stands below the text of a release: whom to ask, who sends it, notes to editors, its end mark.

A section begins with a heading that says so, and ends with the next, or with running text that is none of it. Where the
text goes on after a boilerplate, it was a chapter like any other.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from feeder.model import Contact
from feeder.parse.anatomy import boilerplate, contacts, release

Kind = Literal["text", "contact", "boilerplate", "notes", "end"]

MOST = 3000  #: blocks of a text that are looked at, from its end
_RUNNING = 120  #: characters of a block that is a paragraph, not a line
_LONGEST_ABOUT, _MOST_ABOUT = 3000, 6  #: characters and paragraphs at most of a boilerplate
_SHORT = 80  #: characters of a line that may stand alone
_NOTES = re.compile(
    r"\W{0,4}(?:notes?\s(?:to|for)\s(?:the\s)?(?:editors?|journalists|newsrooms)|editors?['’]s?\snotes?"
    r"|hinweise?\s(?:an|für)\s(?:die\s)?(?:redaktion\w{0,3}|journalist\w{0,9})"
    r"|redaktionelle[rs]?\shinweise?|(?:notes?|informations?)\s(?:aux|pour\sles?"
    r"|à\sl['’]attention\sdes)\s(?:rédact\w{2,5}|journalistes|éditeurs)"
    r"|not[ae]s?\s(?:per|ai|alle|para|a|aos?|à|às)\s(?:(?:los|las|le|la|gli|i|a|as|os)\s)?(?:redazion\w|redattori"
    r"|giornalisti|editores|redac\w{3,6}|redaç\w{2,4}|medios|jornalistas|periodistas)"
    r"|noot\s(?:voor|aan)\sde\sredactie|(?:uwag[ai]|informacj[ae])\sdla\s(?:redakcji|dziennikarzy)"
    r"|till\sredaktion(?:en|erna)|til\sredaktion(?:en|erne)|noter\still\sredaktionen"
    r"|huomautus\stoimituksille|pozn[aá]mk[ay]\s(?:pro|pre)\s(?:redakc\w{1,3}|edito\w{1,3})"
    r"|megjegyzés(?:ek)?\sa\sszerkesztőknek|notă?\s(?:pentru|către)\s(?:editori|redacții)"
    r"|σημειώσεις?\sγια\s(?:τους\s)?συντάκτες|примечани[ея]\sдля\s(?:редакторов|редакций|журналистов)"
    r"|примітк[аи]\sдля\s(?:редакторів|редакцій)|editörlere\snot(?:lar)?"
    r"|編集者(?:へ|への)(?:の)?(?:注|注記|ご案内)|编者注|編輯備註|편집자\s?주|ملاحظات?\sللمحررين"
    r"|forward[-\s]looking\sstatements?|cautionary\s(?:note|statement)\b.{0,60}|safe\sharbou?r(?:\sstatement)?"
    r"|disclaimer|zukunftsgerichtete\saussagen|haftungsausschluss"
    r"|bildmaterial|(?:press|presse)?(?:photos?|fotos?|bilder)|downloads?|links|weitere\s(?:meldungen"
    r"|pressemitteilungen)|original-content\svon.{0,60})\s?[:：]?",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """What stands between two blank lines of a text, and what it is."""

    kind: Kind
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def is_running(self) -> bool:
        return len(self.text) >= _RUNNING


@dataclass(frozen=True, kw_only=True, slots=True)
class Sections:
    blocks: tuple[Block, ...]

    @property
    def body(self) -> tuple[Block, ...]:
        """The release itself, without what stands below it."""
        return tuple(block for block in self.blocks if block.kind == "text")

    @property
    def boilerplate(self) -> str | None:
        """As printed, with its headings."""
        return "\n\n".join(block.text for block in self.blocks if block.kind == "boilerplate") or None

    @property
    def contacts(self) -> tuple[Contact, ...]:
        return contacts.read(line for block in self.blocks if block.kind == "contact" for line in block.lines)


def read(text: str) -> Sections:
    """The blocks of a text (see `clean.plain_text`), each with what it is. Linear in the text."""
    raw = [tuple(line for line in block.split("\n") if line.strip()) for block in text.split("\n\n")]
    blocks = [lines for lines in raw if lines]
    start = max(len(blocks) - MOST, 0)
    kinds: list[Kind] = ["text"] * start
    place = start
    while place < len(blocks):
        kind, size = _section(blocks, place)
        kinds += [kind] * size
        place += size
    read_as = [Block(kind=kind, lines=lines) for kind, lines in zip(kinds, blocks, strict=True)]
    return Sections(blocks=tuple(_checked(read_as)))


def _section(blocks: Sequence[tuple[str, ...]], place: int) -> tuple[Kind, int]:
    """(what begins at a block, how many blocks it takes)."""
    lines = blocks[place]
    first = lines[0]
    if len(lines) == 1 and release.is_end_mark(first.strip()):
        return "end", 1
    if len(first) <= _SHORT and _NOTES.fullmatch(first.strip()):
        return "notes", _until_heading(blocks, place)
    if contacts.heading(first) is not None and (size := _contact(blocks, place)):
        return "contact", size
    if place and (size := _boilerplate(blocks, place)):  # a text does not begin with it
        return "boilerplate", size
    return "text", 1


def _opens_section(blocks: Sequence[tuple[str, ...]], place: int) -> bool:
    kind, _ = _shallow(blocks, place)
    return kind != "text"


def _shallow(blocks: Sequence[tuple[str, ...]], place: int) -> tuple[Kind, int]:
    """What begins at a block, by its first line alone."""
    lines = blocks[place]
    first = lines[0].strip()
    if len(lines) == 1 and release.is_end_mark(first):
        return "end", 1
    if len(first) <= _SHORT and _NOTES.fullmatch(first):
        return "notes", 1
    if contacts.heading(first) is not None:
        return "contact", 1
    return ("boilerplate" if _about(blocks, place) is not None else "text"), 1


def _until_heading(blocks: Sequence[tuple[str, ...]], place: int) -> int:
    end = place + 1
    while end < len(blocks) and not _opens_section(blocks, end):
        end += 1
    return end - place


def _contact(blocks: Sequence[tuple[str, ...]], place: int) -> int:
    """How many blocks a contact takes: lines, as far as somebody can be asked; none where there is no address."""
    reached, end = 0, place
    while end < len(blocks) and (end == place or (_may_be_contact(blocks[end]) and not _opens_section(blocks, end))):
        if any(contacts.has_address(line) for line in blocks[end]):
            reached = end + 1 - place
        elif end - place - reached > 3:  # noqa: PLR2004 - a name, a role, a house
            break
        end += 1
    return reached


def _may_be_contact(lines: tuple[str, ...]) -> bool:
    is_address = any(contacts.has_address(line) for line in lines)
    return is_address or all(len(line) <= _SHORT and line.rstrip()[-1] not in ".!?" for line in lines)


def _about(blocks: Sequence[tuple[str, ...]], place: int) -> str | None:
    """What the boilerplate says that a block opens."""
    lines = blocks[place]
    if not boilerplate.may_open(lines[0]):  # nearly all
        return None
    following = " ".join(lines[1:]) or (" ".join(blocks[place + 1]) if place + 1 < len(blocks) else "")
    return boilerplate.heading(lines[0], following)


def _boilerplate(blocks: Sequence[tuple[str, ...]], place: int) -> int:
    """How many blocks a boilerplate takes: its heading and the paragraphs below."""
    about = _about(blocks, place)
    if about is None:
        return 0
    below = " ".join(blocks[place + 1]) if place + 1 < len(blocks) else ""
    end = place + 1 + (len(blocks[place]) == 1 and about == below)
    told = sum(len(line) for lines in blocks[place:end] for line in lines)
    while (
        end - place <= _MOST_ABOUT and end < len(blocks) and _goes_on(blocks[end]) and not _opens_section(blocks, end)
    ):
        told += sum(map(len, blocks[end]))
        end += 1
    return end - place if told <= _LONGEST_ABOUT and end - place <= _MOST_ABOUT else 0


def _goes_on(lines: tuple[str, ...]) -> bool:
    text = " ".join(lines)
    return len(text) >= _SHORT and text.rstrip()[-1] in '.!?…”"»)。' and not any(map(contacts.has_address, lines))


def _checked(blocks: list[Block]) -> list[Block]:
    """Where running text follows that is no section, what was taken for a boilerplate belongs to it; but not below an
    end mark."""
    last_text = max(
        (place for place, block in enumerate(blocks) if block.kind == "text" and block.is_running), default=-1
    )
    first_end = next((place for place, block in enumerate(blocks) if block.kind == "end"), len(blocks))
    return [
        Block(kind="text", lines=block.lines)
        if block.kind == "boilerplate" and place < min(last_text, first_end)
        else block
        for place, block in enumerate(blocks)
    ]
