"""Documents of word processors: Word (.docx) and OpenDocument (.odt).

lxml reads their XML, of the parts that are needed alone and each within limits (see `zipped`).
"""

from dataclasses import replace
from datetime import tzinfo

from feeder.errors import ParseError
from feeder.model import Extraction
from feeder.parse.characters import one_line
from feeder.parse.documents import flow, text
from feeder.parse.documents.docx import Word
from feeder.parse.documents.odt import OpenText
from feeder.parse.documents.pdf import TEMPLATE
from feeder.parse.documents.zipped import Package

OLD = b"\xd0\xcf\x11\xe0"
MOST_CHARACTERS = 500_000  #: as of any other document


def parse(body: bytes, url: str, *, language: str | None, zone: tzinfo) -> Extraction:
    """One complete entry, shape "article". Raises ParseError for what is encrypted, broken, too large, or another
    program's."""
    if body.startswith(OLD):
        raise ParseError("this is an old Word file, or one with a password; save it as .docx, without a password")
    package = Package(body)
    document = Word.of(package) or OpenText.of(package)
    if document is None:
        raise ParseError(
            "this ZIP file is neither a Word nor an OpenDocument text; give a .docx, .odt, .pdf or .txt file"
        )
    if isinstance(document, OpenText) and document.is_encrypted:
        raise ParseError("the document is encrypted; save it without a password")
    pieces = document.pieces
    size = sum(len(span.text) for piece in pieces for span in piece.spans)
    if size > MOST_CHARACTERS:
        raise ParseError(f"the document has {size:,} characters, {MOST_CHARACTERS:,} are read; split it")
    blocks, place = flow.blocks(pieces)
    found = text.read(blocks, url, language=language, zone=zone, place=place, letterhead=document.letterhead)
    return _told(found, document)


def _told(found: Extraction, document: Word | OpenText) -> Extraction:
    (entry,) = found.entries
    left_out = {"pictures": document.pictures, "footnotes": document.notes}
    reasons = tuple(f"{count} {name} left out" for name, count in left_out.items() if count)
    named = one_line(document.title)
    if not entry.title and named and not TEMPLATE.search(named):
        entry = replace(entry, title=named)
        reasons += ("title as the properties of the document have it",)
    return replace(found, entries=(entry,), reasons=(*found.reasons, *reasons))
