"""Documents that are ZIP files of XML parts (Word, OpenDocument), within limits that hold before anything is unpacked.

Neither python-docx nor mammoth has any: they unpack whole what says of itself that it is a document.
"""

import io
import re
import zipfile
import zlib
from typing import Any

from lxml import etree

from feeder.errors import ParseError
from feeder.parse.tree import check_xml

MOST_MEMBERS = 5_000  #: a document of many pictures has hundreds
LARGEST = 32 * 2**20  #: bytes of one part, unpacked; a novel has five million
MOST_ELEMENTS = 500_000  #: of one part
_ENTRY = b"PK\x01\x02"  #: of the central directory (APPNOTE.TXT 4.3.12)
_ENCRYPTED = 1  #: flag (4.4.4)
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  #: ISO/IEC 29500-2, annex B, and OpenDocument 1.3 part 2, 2.2
_BROKEN = "the document is broken; open it in its program and save it anew, or ask for another copy"


class Package:
    """The parts of a document. Raises ParseError for what is broken, encrypted or beyond the limits."""

    def __init__(self, body: bytes) -> None:
        if body.count(_ENTRY) > MOST_MEMBERS:
            raise ParseError(f"the document has more than {MOST_MEMBERS:,} parts; save it anew")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(body))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, OverflowError):
            raise ParseError(_BROKEN) from None
        self._parts = {part.filename: part for part in self._zip.infolist()}

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def xml(self, name: str) -> Any:
        """The root element of a part; None where there is no such part."""
        part = self._parts.get(name)
        return None if part is None else _tree(self._unpacked(part))

    def plain(self, name: str) -> bytes | None:
        part = self._parts.get(name)
        return None if part is None else self._unpacked(part)

    def _unpacked(self, part: zipfile.ZipInfo) -> bytes:
        if part.flag_bits & _ENCRYPTED:
            raise ParseError("the document is encrypted; save it without a password")
        if part.compress_type not in _PACKED:
            raise ParseError(_BROKEN)
        try:
            with self._zip.open(part) as stream:
                body = stream.read(LARGEST + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError):
            raise ParseError(_BROKEN) from None
        if len(body) > LARGEST:
            raise ParseError(f"the document unpacks to more than {LARGEST:,} bytes; split it")
        return body


def _tree(markup: bytes) -> Any:
    """A document type is allowed in neither format, and what entities are for is done."""
    check_xml(markup, MOST_ELEMENTS)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(markup, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise ParseError(_BROKEN) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise ParseError("the document declares a document type, as no word processor does; save it anew")
    return root


def name_of(element: Any) -> str:
    """The local name of an element, whatever its namespace: strict and transitional documents differ in theirs."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def told(element: Any, name: str) -> str | None:
    """An attribute by its local name."""
    if element is None:
        return None
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def child(element: Any, *names: str) -> Any:
    """The first child of a child … of these names; None where there is none."""
    for name in names:
        element = next((one for one in element if name_of(one) == name), None) if element is not None else None
    return element


def number(value: str | None) -> int | None:
    return int(value) if value and re.fullmatch(r"-?\d{1,6}", value) else None
