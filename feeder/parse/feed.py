"""RSS 0.9 to 2.0, RDF, Atom and JSON Feed: a document that already lists its entries for machines."""

import re
from dataclasses import replace
from datetime import tzinfo

from lxml import etree

from feeder.errors import ParseError
from feeder.model import Entry, Extraction
from feeder.parse import clean, jsonfeed, tree, xmlfeed

_ROOTS = ("rss", "feed", "RDF")
# PHP writes "/" in JSON as "\/".
_JSON_VERSION = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version')
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_PROLOG = 65_536  # bytes within which the first element has to begin
_CHUNK = 4096
_TAGS = (b"<", b"&lt;", b"\\u003c", b"\\u003C")  # however they are written in a feed; two make an element
_BLANK = b"\xef\xbb\xbf \t\r\n"


def looks_like_feed(body: bytes, media_type: str | None) -> bool:
    """Whether the bytes are a feed: by their first element, by the version of a JSON Feed, not by what a server says.

    Only where no element can be found does `media_type` decide.
    """
    if _is_json(body):
        return _JSON_VERSION.search(body) is not None
    root = _root(body)
    return root in _ROOTS if root else re.search(r"\b(?:rss|atom|rdf)\+xml\b", media_type or "") is not None


def parse(body: bytes, url: str, *, media_type: str | None, language: str | None, zone: tzinfo) -> Extraction:
    """The entries of a feed, shape "feed". Those that carry no full content are only linked.

    `language` is taken where the feed states none, `zone` for dates without one. Raises ParseError for what is no feed,
    or too much of one.
    """
    _check_size(body)
    try:
        if _is_json(body):
            found = jsonfeed.parse(body, url, zone=zone)
        else:
            found = xmlfeed.parse(body, url, media_type=media_type, zone=zone)
    except ParseError as problem:
        raise ParseError(f'{url} is not a feed: {problem}; give the address of the feed or another "shape"') from None
    entries = tuple(_completed(entry, language) for entry in found.entries)
    return replace(found, entries=entries, reasons=(*found.reasons, *_lacking(entries)))


def _check_size(body: bytes) -> None:
    """Raises ParseError where there is more markup, or there are more objects of JSON, than can be read in time."""
    tree.check_size(sum(map(body.count, _TAGS)) // 4)
    tree.check_size(body.count(b"{") if _is_json(body) else 0)


def _is_json(body: bytes) -> bool:
    return body[:_PROLOG].lstrip(_BLANK).startswith(b"{")


def _root(body: bytes) -> str | None:
    """The local name of the first element."""
    parser = etree.XMLPullParser(("start",), recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    # XML has no lower-case doctype, and libxml2 would find no element after it.
    start = body[:_PROLOG].lstrip(_BLANK).replace(b"<!doctype", b"<!DOCTYPE", 1)
    for offset in range(0, len(start), _CHUNK):
        parser.feed(start[offset : offset + _CHUNK])
        for _, element in parser.read_events():
            return str(element.tag).rpartition("}")[2]
    return None


def _completed(entry: Entry, language: str | None) -> Entry:
    stated = (entry.language or "").replace("_", "-")
    is_later = entry.published is None or (entry.updated and entry.updated.instant > entry.published.instant)
    return replace(
        entry,
        language=stated if _LANGUAGE.fullmatch(stated) else language,
        updated=entry.updated if is_later else None,
        text=(clean.plain_text(entry.content) or None) if entry.content else None,
    )


def _lacking(entries: tuple[Entry, ...]) -> list[str]:
    if not entries:
        return ["the feed has no entries"]
    lost = sum(entry.url is None for entry in entries)
    return [f"{lost} of {len(entries)} entries have no link"] if lost else []
