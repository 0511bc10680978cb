"""PDF releases: what a reader sees on the pages, in the order in which it is read.

bytes ─ pdfpages ─▶ runs ─ pdflayout ─▶ columns of lines ─ here ─▶ paragraphs, headings, lists ─ text.read ─▶ entry

The layout says what is what; what the program says that made the file (its title, its dates) is often that of another
one, and counts only where the pages have no headline.
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import tzinfo
from html import escape
from itertools import pairwise

from feeder.errors import ParseError
from feeder.model import Extraction
from feeder.parse.anatomy import release
from feeder.parse.blocks import BULLET, CONTACT_LINE, HEADING, Block, Laid, is_contact
from feeder.parse.documents import hyphens, largest, pdfpages, text
from feeder.parse.documents.pdflayout import Line, Region, body_of, regions, usual_height, usual_leading

SAME = 0.12  #: of a line's height, by which the lines of a paragraph may differ
LOOSE = 1.2  #: times the usual distance of lines, from which on a paragraph ends
NARROW = 28  #: characters of a line, in a column beside the text, where lines are ended rather than broken
_ENDS = re.compile(r"[.!?:…。！？][”“»«\"’')\]]*$")
TEMPLATE = re.compile(
    r"^(?:microsoft word|untitled|unbenannt|document\d*\b)"
    r"|\.(?:docx?|odt|indd|pdf|rtf|dotx?|pages|qxd|html?|txt|pptx?|pub)$",
    re.IGNORECASE,
)


@dataclass(kw_only=True)
class Paragraph:
    lines: list[Line]
    region: Region
    right: float  #: where the lines of its column end

    @property
    def height(self) -> float:
        return max(line.height for line in self.lines)

    @property
    def is_bold(self) -> bool:
        return all(line.is_bold for line in self.lines)

    @property
    def text(self) -> str:
        return hyphens.joined(line.text for line in self.lines)


def parse(body: bytes, url: str, *, language: str | None, zone: tzinfo) -> Extraction:
    """One complete entry, shape "article". Raises ParseError for what is encrypted, broken, too long, or shows pictures
    of text only."""
    read = pdfpages.read(body)
    pictures = sum(page.is_picture for page in read.pages)
    if not any(page.runs for page in read.pages):
        raise ParseError(_unread(pictures))
    bodies, repeated = body_of(_once(read.pages))
    found = [region for number, runs in enumerate(bodies) for region in regions(runs, number)]
    found = [region for region in map(_without_end_marks, found) if region.lines]
    height = usual_height(bodies)
    paragraphs = list(_paragraphs(found, usual_leading(found, height)))
    known = hyphens.words_of(line.text for region in found for line in region.lines)
    headline = _headline(paragraphs, height, repeated)
    blocks, place = _blocks(paragraphs, headline, height, known)
    entry = text.read(blocks, url, language=language, zone=zone, place=place, letterhead=repeated)
    return _told(entry, read, pictures, has_headline=place is not None)


def _once(pages: Sequence[pdfpages.PdfPage]) -> list[pdfpages.PdfPage]:
    """Without those that say what another one says, as where a sheet holds a release twice."""
    said = {tuple(run.text for run in page.runs): number for number, page in reversed(list(enumerate(pages)))}
    return [pages[number] for number in sorted(said.values())]


def _unread(pictures: int) -> str:
    if not pictures:
        return "the PDF holds no text"
    return (
        f"its {pictures} pages are images" if pictures > 1 else "its page is an image"
    ) + " and feeder reads no scans; save it with its text (OCR), or put the text beside it"


def _told(found: Extraction, read: pdfpages.Pdf, pictures: int, *, has_headline: bool) -> Extraction:
    (entry,) = found.entries
    reasons = found.reasons
    if pictures:
        reasons += (f"{pictures} of {len(read.pages)} pages are images and not read",)
    named = read.title if read.title and not TEMPLATE.search(read.title) else None
    if not has_headline and not entry.title and named:
        entry = replace(entry, title=named)
        reasons += ("title as the program says that made the PDF",)
    return replace(found, entries=(entry,), reasons=reasons)


# Paragraphs -------------------------------------------------------------------------------------------------------


def _paragraphs(found: Sequence[Region], leading: float) -> Iterator[Paragraph]:
    last: Paragraph | None = None
    for region in found:
        right = max(line.right for line in region.lines)
        pieces = [list(region.lines)] if region.is_table else _pieces(region, right, leading)
        for piece in pieces:
            paragraph = Paragraph(lines=piece, region=region, right=right)
            if last and piece is pieces[0] and _goes_on(last, paragraph):
                last.lines += piece
                continue
            if last:
                yield last
            last = paragraph
    if last:
        yield last


def _pieces(region: Region, right: float, leading: float) -> list[list[Line]]:
    pieces = [[region.lines[0]]]
    left = min(line.left for line in region.lines)
    for one, other in pairwise(region.lines):
        if _parts(one, other, left, right, leading):
            pieces.append([other])
        else:
            pieces[-1].append(other)
    return pieces


def _parts(one: Line, other: Line, left: float, right: float, leading: float) -> bool:
    """Whether a paragraph ends between two lines."""
    height = max(one.height, other.height)
    usual = max(leading, 1.25 * height) if height > largest.LARGER * leading / 1.2 else leading
    if abs(one.height - other.height) > SAME * height or one.is_bold != other.is_bold:
        return True
    if other.bottom - one.bottom > LOOSE * usual + 0.5 or BULLET.match(other.text):
        return True
    is_indented = left + height / 2 < other.left < left + 4 * height and one.left < left + height / 2
    if is_indented and not BULLET.match(one.text):
        return True
    return bool(_ENDS.search(one.text)) and not _is_full(one, other, right)


def _is_full(one: Line, other: Line, right: float) -> bool:
    """Whether the next word would have made a line too long: then it was broken, not ended."""
    if any(len(line.text) <= CONTACT_LINE and release.is_address(line.text) for line in (one, other)):
        return False
    word = other.text[0] if hyphens.is_ideographic(other.text[0]) else other.text.split(" ", 1)[0]
    width = (other.right - other.left) / max(len(other.text), 1)
    return one.right + (len(word) + 1) * width >= right - one.height


def _goes_on(one: Paragraph, other: Paragraph) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    last, first = one.lines[-1], other.lines[0]
    is_alike = abs(last.height - first.height) <= SAME * last.height and last.is_bold == first.is_bold
    if not is_alike or one.region.is_table or other.region.is_table or BULLET.match(first.text):
        return False
    is_next = one.region.page != other.region.page or first.top < last.top  # else another kind of thing follows
    if not is_next or _ENDS.search(last.text):
        return False
    is_at_edge = last.right > one.right - last.height and len(one.lines) > 1
    return hyphens.is_broken(last.text) or is_at_edge or (first.text[0].islower() and _is_full(last, first, one.right))


def _without_end_marks(region: Region) -> Region:
    return replace(region, lines=tuple(line for line in region.lines if not release.is_end_mark(line.text)))


# The headline -----------------------------------------------------------------------------------------------------


def _headline(paragraphs: Sequence[Paragraph], height: float, repeated: Sequence[str]) -> int | None:
    """On the first page."""
    first = paragraphs[0].region.page if paragraphs else 0
    opening = [_typed(one) for one in paragraphs if one.region.page == first]
    return largest.headline(opening, [*(one.text for one in paragraphs[len(opening) :]), *repeated], height)


def _typed(one: Paragraph) -> largest.Typed:
    lines = tuple(line.text for line in one.lines)
    return largest.Typed(
        lines=lines, text=one.text, height=one.height, is_bold=one.is_bold, is_table=one.region.is_table
    )


# Blocks -----------------------------------------------------------------------------------------------------------


def _blocks(
    paragraphs: Sequence[Paragraph], headline: int | None, height: float, known: AbstractSet[str]
) -> tuple[list[Block], int | None]:
    """Blocks, and the place of the headline among them."""
    blocks: list[Block] = []
    at = None
    items: list[str] = []
    for place, (one, after) in enumerate(zip(paragraphs, [*paragraphs[1:], None], strict=True)):
        if place != headline and BULLET.match(one.text) and _is_item(items, one, after):
            items.append(_joined(one, known))
            continue
        blocks += _list(items)
        items = []
        at = len(blocks) if place == headline else at
        blocks.append(_block(one, height, known, is_headline=place == headline))
    return blocks + _list(items), at


def _is_item(items: Sequence[str], one: Paragraph, after: Paragraph | None) -> bool:
    return bool(items or (after and BULLET.match(after.text)) or not BULLET.match(one.text)[1])  # type: ignore[index]


def _joined(one: Paragraph, known: AbstractSet[str]) -> str:
    return hyphens.joined((line.text for line in one.lines), known)


def _list(items: Sequence[str]) -> list[Block]:
    """As text has it, so that a list is read alike."""
    return [Laid(items, text.listed(items))] if items else []


def _block(one: Paragraph, height: float, known: AbstractSet[str], *, is_headline: bool) -> Block:
    if one.region.is_table:
        return Laid([line.text for line in one.lines], _table(one.lines))
    lines = [_joined(one, known)] if is_headline else _ended(one, known)
    said = " ".join(lines)
    is_larger = one.height > largest.LARGER * height or one.is_bold
    heads = is_larger and len(said) <= HEADING and not said.endswith((".", ",", ";")) and not is_contact(lines)
    lines = [said] if heads else lines
    return Laid(lines, f"<p>{'<br>'.join(escape(line, quote=False) for line in lines)}</p>", heads=heads)


def _ended(one: Paragraph, known: AbstractSet[str]) -> list[str]:
    """The lines of a paragraph that were ended on purpose."""
    lines: list[list[str]] = [[one.lines[0].text]]
    is_narrow = one.region.widest < NARROW
    for line, following in pairwise(one.lines):
        is_prose = not is_narrow or following.text[0].islower()
        if (is_prose and _is_full(line, following, one.right)) or hyphens.is_broken(line.text):
            lines[-1].append(following.text)
        else:
            lines.append([following.text])
    return [hyphens.joined(some, known) for some in lines]


def _table(lines: Sequence[Line]) -> str:
    rows = ("".join(f"<td>{escape(cell, quote=False)}</td>" for cell in line.cells) for line in lines)
    return f"<table><tbody>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbody></table>"
