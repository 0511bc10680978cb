"""Bytes → text for documents without markup."""

import codecs
import re

from feeder.errors import ParseError

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
DECLARED = re.compile(r"charset=[\"']?([\w.:-]+)", re.IGNORECASE)


def decode(body: bytes, media_type: str | None) -> str:
    """By byte order mark, by the declared charset, as UTF-8, else as Windows-1252, which old documents are in.

    Raises ParseError for bytes that are no text (NUL or other control bytes in plenty).
    """
    for mark, name in BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    if body[:1024].count(0) or sum(byte < 9 for byte in body[:1024]) > 8:  # noqa: PLR2004 - bytes below TAB
        raise ParseError("these bytes are no text; save the document as UTF-8 text, or give it its right ending")
    declared = DECLARED.search(media_type or "")
    for name in filter(None, (declared and declared[1], "utf-8")):
        try:
            return body.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return body.decode("cp1252", "replace")
