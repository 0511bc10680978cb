"""The pages of a PDF as runs of characters, each where it stands, by PDFium.

PDFium draws for Chrome whatever the web holds, repairs what can be repaired, and tells the place and the type of each
character, by which alone a layout is understood; pypdf tells neither. It is no safer than C++ is: whoever reads what
strangers send does it in a process of its own.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from threading import Lock
from typing import Any
from unicodedata import bidirectional

import pypdfium2
from pypdfium2 import raw

from feeder.errors import ParseError
from feeder.parse.characters import one_line

MOST_PAGES = 200  #: a release has two, a long report as many
MOST_CHARACTERS = 500_000  #: as in any other document
APART = 0.8  #: heights of a character; what stands farther from its neighbour in a line may be of another column
NUMBER = 3  #: heights of a character; within Hebrew and Arabic, a number begins so far to the left, at its other end
TOGETHER = 0.3  #: of its height, that a character shares with its line: one that is raised does
FEW = 3  #: characters on a page; one of fewer shows pictures, if anything
SAMPLES = 40  #: characters of a page by which it is seen how it is turned
SPACED = 4  #: letters in a row that are each followed by a space
WIDE = 1.6  #: times the space between such letters, that is between words
BOLD = 600  #: font weight (CSS Fonts 4)
_HYPHENS = {0x02, 0xFFFE}  #: what PDFium has for a hyphen at the end of a line
_BULLETS = {0xF0B7: "•", 0xF0A7: "•", 0xF0FC: "•", 0xF02D: "–"}  #: of the fonts Symbol and Wingdings
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_BACKWARD = ("R", "AL")  #: Hebrew and Arabic (Unicode Bidi_Class), in the order in which they are read
_UNICODE = 0x110000
_TURN = math.pi / 2
#: PDFium has one state for a whole process.
_ONE_AT_A_TIME = Lock()


@dataclass(kw_only=True, slots=True)
class Run:
    """Characters next to each other in a line; y grows downwards."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    is_bold: bool = False

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True, kw_only=True)
class PdfPage:
    runs: tuple[Run, ...]
    top: float
    bottom: float
    is_picture: bool  #: it shows pictures and has no text


@dataclass(frozen=True, kw_only=True)
class Pdf:
    pages: tuple[PdfPage, ...]
    title: str | None  #: as the program that made it says; often the name of a template


def read(body: bytes) -> Pdf:
    """Raises ParseError for what is encrypted, broken or beyond the limits."""
    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(body)
        except pypdfium2.PdfiumError as problem:
            raise ParseError(_why(problem)) from None
        try:
            return _read(document)
        except pypdfium2.PdfiumError:
            raise ParseError(
                "a page of the PDF is broken; open it in a PDF reader and save it anew, or ask for another copy"
            ) from None
        finally:
            document.close()


def _why(problem: pypdfium2.PdfiumError) -> str:
    if problem.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
        return "the PDF is encrypted; save it without a password"
    return "the PDF is broken; open it in a PDF reader and save it anew, or ask for another copy"


def _read(document: Any) -> Pdf:
    if len(document) > MOST_PAGES:
        raise ParseError(f"the PDF has {len(document):,} pages, {MOST_PAGES} are read; split it")
    pages, left = [], MOST_CHARACTERS
    for number in range(len(document)):
        page = document[number]
        try:
            read, size = _page(page, left)
        finally:
            page.close()
        left -= size
        pages.append(read)
    return Pdf(pages=tuple(pages), title=one_line(document.get_metadata_value("Title")))


def _page(page: Any, most: int) -> tuple[PdfPage, int]:
    text = page.get_textpage()
    try:
        size = text.count_chars()
        if size > most:
            raise ParseError(f"the PDF has more than {MOST_CHARACTERS:,} characters; split it")
        turn = _turn(text, size)
        left, top, right, bottom = _turned(*_shown(page), turn)
        runs = tuple(
            run
            for run in _runs(text, size, turn)
            if left <= (run.left + run.right) / 2 <= right and top <= (run.top + run.bottom) / 2 <= bottom
        )
    finally:
        text.close()
    is_picture = sum(len(run.text) for run in runs) < FEW and _shows_a_picture(page)
    return PdfPage(runs=runs, top=top, bottom=bottom, is_picture=is_picture), size


def _shown(page: Any) -> tuple[float, float, float, float]:
    """What is shown of a page: alone of all that PDFium tells of its boxes, this is inherited from the pages above
    (ISO 32000-1, 7.7.3.4), takes corners in any order (7.9.5), and is that of a viewer where none is named."""
    west, south, east, north = page.get_bbox()
    return west, south, east, north


def _shows_a_picture(page: Any) -> bool:
    return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))


# How a page is turned ---------------------------------------------------------------------------------------------


def _turn(text: Any, size: int) -> int:
    """Quarters of a turn by which most of a page is: some programs draw a page lying and have it shown turned."""
    seen = Counter(_turn_of(text, place) for place in range(0, size, max(1, size // SAMPLES)))
    seen.pop(None, None)
    return seen.most_common(1)[0][0] or 0 if seen else 0


def _turn_of(text: Any, place: int) -> int | None:
    """None for a character that stands aslant, as those of a stamp do."""
    quarters = raw.FPDFText_GetCharAngle(text, place) / _TURN
    return round(quarters) % 4 if abs(quarters - round(quarters)) < 0.05 else None  # noqa: PLR2004 - four degrees


def _turned(left: float, bottom: float, right: float, top: float, turn: int) -> tuple[float, float, float, float]:
    """A box as (left, top, right, bottom), of a page that is turned back, y growing downwards."""
    if turn == 1:
        return -top, -right, -bottom, -left
    if turn == 2:  # noqa: PLR2004
        return -right, bottom, -left, top
    if turn == 3:  # noqa: PLR2004
        return bottom, left, top, right
    return left, -top, right, -bottom


# Runs -------------------------------------------------------------------------------------------------------------


def _runs(text: Any, size: int, turn: int) -> Iterator[Run]:
    """In the order of the page's content, which need not be that of a reader."""
    box = raw.FS_RECTF()
    run: Run | None = None
    words: list[str] = []
    gaps: list[float] = []  # the width of each space among them
    boxes: Counter[tuple[float, float]] = Counter()  # the heights of the characters, of which most tell that of a run
    is_backward = False
    last = (0.0, 0.0)  # where the character before stands: both of a ligature stand where it does
    for place in range(size):
        code = raw.FPDFText_GetUnicode(text, place)
        character = _character(code)
        if character.isspace():
            words += [" "] if run and words[-1] != " " else []
            continue
        if not character or not raw.FPDFText_GetLooseCharBox(text, place, ctypes.byref(box)):
            continue
        left, top, right, bottom = _turned(box.left, box.bottom, box.right, box.top, turn)
        if not (bottom > top and right >= left):
            continue
        side = bidirectional(character)
        is_backward = side in _BACKWARD or (is_backward and side != "L")
        if run is None or not _goes_on(run, (left, top, right, bottom), last, is_backward=is_backward):
            yield from _ended(run, words, gaps, boxes)
            words, gaps, boxes = [], [], Counter()
            run = _begun(text, place, turn, (left, top, right, bottom))
            if run is None:
                continue
            last = (left, right)
        elif words[-1] == " ":
            gaps.append(left - last[1])
        words.append(character)
        boxes[top, bottom] += 1
        last = (left, right)
        run.left, run.right = min(run.left, left), max(run.right, right)
        run.top, run.bottom = (top, bottom) if bottom - top > run.height else (run.top, run.bottom)
    yield from _ended(run, words, gaps, boxes)


def _character(code: int) -> str:
    if code in _HYPHENS:
        return "-"
    return _BULLETS.get(code) or _LIGATURES.get(code) or (chr(code) if 0 < code < _UNICODE else "")


def _begun(text: Any, place: int, turn: int, box: tuple[float, float, float, float]) -> Run | None:
    if _turn_of(text, place) != turn:
        return None
    left, top, right, bottom = box
    is_bold = raw.FPDFText_GetFontWeight(text, place) >= BOLD or _is_named_bold(text, place)
    return Run(text="", left=left, right=right, top=top, bottom=bottom, is_bold=is_bold)


def _is_named_bold(text: Any, place: int) -> bool:
    name = ctypes.create_string_buffer(80)
    raw.FPDFText_GetFontInfo(text, place, name, len(name), None)
    said = name.value.lower()
    return any(word in said for word in (b"bold", b"black", b"heavy"))


def _goes_on(run: Run, box: tuple[float, float, float, float], last: tuple[float, float], *, is_backward: bool) -> bool:
    left, top, right, bottom = box
    height = min(bottom - top, run.height)
    shared = min(bottom, run.bottom) - max(top, run.top)
    larger = max(bottom - top, run.height)
    if shared <= TOGETHER * height:
        return False
    if is_backward and right < last[1] + larger / 4 and run.left - right < NUMBER * larger:
        return True
    return left > last[0] - larger / 4 and left - run.right < APART * larger


def _ended(run: Run | None, words: list[str], gaps: list[float], boxes: Counter[tuple[float, float]]) -> Iterator[Run]:
    if run is None:
        return
    words = words[:-1] if words[-1] == " " else words
    if words[-1] == "\xad":
        words[-1] = "-"
    said = _unspaced(words, gaps) if len(gaps) >= SPACED and len(words) == 2 * len(gaps) + 1 else "".join(words)
    if text := one_line(said.encode("utf-16", "surrogatepass").decode("utf-16", "replace")):
        run.text = text
        ((run.top, run.bottom), _), *_ = boxes.most_common(1)
        yield run


def _unspaced(words: list[str], gaps: list[float]) -> str:
    """L E T T E R S that are set apart; words are where there is more between them."""
    usual = median(gaps)
    spaces = ["" if gap < WIDE * usual else " " for gap in gaps]
    return "".join(letter + space for letter, space in zip(words[::2], [*spaces, ""], strict=True))
