"""The files that an article links to."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree, html

from feeder.model import Attachment
from feeder.parse.articles import picture
from feeder.parse.characters import one_line
from feeder.parse.lines import in_chrome, shown
from feeder.parse.urls import absolute

_MEDIA_TYPES = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "rtf": "application/rtf",
    "csv": "text/csv",
    "zip": "application/zip",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "mp4": "video/mp4",
    "epub": "application/epub+zip",
}
#: One of these endings in an address.
_NAMED = re.compile(rf"\.(?:{'|'.join(_MEDIA_TYPES)})(?![a-z0-9])", re.IGNORECASE)
_addresses = etree.XPath("descendant::a/@href", smart_strings=False)


def files(root: html.HtmlElement, head: html.HtmlElement | None, base: str) -> Iterator[Attachment]:
    """Files that the part of the page around the headline links to."""
    scope = next(head.iterancestors("article", "main"), root) if head is not None else root
    if not _NAMED.search(unquote(" ".join(_addresses(scope)))):  # next to all pages
        return
    seen = set()
    for link in scope.iter("a"):
        address = absolute(link.get("href"), base)
        media_type = _MEDIA_TYPES.get(picture.file_of(address or "").rpartition(".")[2])
        if address and media_type and address not in seen and not in_chrome(link):
            seen.add(address)
            yield Attachment(url=address, type=media_type, title=shown(link) or one_line(link.get("title")))
