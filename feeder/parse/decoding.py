"""Bytes → text for documents without markup."""

import re

from feeder.errors import ParseError
from feeder.parse import charset

BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")  # all but the white space and ESC (ISO-2022-JP)
SAMPLE = 65_536  #: characters
#: First bytes → what people save as .txt by mistake.
FOREIGN = {
    b"%PDF-": "a PDF file",
    b"{\\rtf": "an RTF file",
    b"PK\x03\x04": "a Word, OpenDocument or ZIP file",
    b"\xd0\xcf\x11\xe0": "an old Word file",
}


def decode(body: bytes, media_type: str | None) -> str:
    """The text, its charset found as in `charset.decode`.

    Raises ParseError for bytes that are no text: of a known other format, or with many control characters.
    """
    foreign = next((name for mark, name in FOREIGN.items() if body.startswith(mark)), None)
    if foreign:
        raise ParseError(f"this is {foreign}, not text; save the document as UTF-8 text")
    text = charset.decode(body, media_type)
    sample = text[:SAMPLE]
    if len(BINARY.findall(sample)) * 100 > len(sample):
        raise ParseError("these bytes are no text; save the document as UTF-8 text, or give it its right ending")
    return text
