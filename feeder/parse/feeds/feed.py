"""RSS 0.9 to 2.0, RDF, Atom, JSON Feed, posts of WordPress: a document that already lists its entries for machines."""

import codecs
import re
from dataclasses import replace
from datetime import tzinfo

from feeder.errors import ParseError
from feeder.model import Entry, Extraction
from feeder.parse import clean, tree
from feeder.parse.embedded import wordpress
from feeder.parse.feeds import jsonfeed, xmlfeed
from feeder.parse.feeds.feedtree import BLANK, PROLOG, root_name
from feeder.parse.language import whole_tag

_ROOTS = ("rss", "feed", "rdf")
# PHP writes "/" in JSON as "\/".
_JSON_VERSION = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version')
_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|script|rss|feed|rdf:RDF)\b", re.IGNORECASE)
_TAGS = (b"<", b"&lt;", b"\\u003c", b"\\u003C")  # however they are written in a feed; two make an element


def looks_like_feed(body: bytes, media_type: str | None) -> bool:
    """Whether the bytes are a feed: by their first element, by the version of a JSON Feed, not by what a server says.

    Only where no element can be found does `media_type` decide.
    """
    if wordpress.looks_like_posts(body):
        return True
    if is_json(body):
        return _JSON_VERSION.search(body.replace(b"\0", b"")) is not None
    root = root_name(body)
    return root in _ROOTS if root else re.search(r"\b(?:rss|atom|rdf)\+xml\b", media_type or "") is not None


def parse(body: bytes, url: str, *, media_type: str | None, language: str | None, zone: tzinfo) -> Extraction:
    """The entries of a feed, shape "feed". Those that carry no full content are only linked.

    `language` is taken where the feed states none, `zone` for dates without one. Raises ParseError for what is no feed,
    or too much of one.
    """
    _check_size(body)
    try:
        if _is_list(body):
            found = wordpress.parse(body, url, media_type=media_type, zone=zone)
        elif is_json(body):
            found = jsonfeed.parse(body, url, media_type=media_type, zone=zone)
        else:
            found = xmlfeed.parse(body, url, media_type=media_type, zone=zone)
    except ParseError as problem:
        raise ParseError(f'{url} is not a feed: {problem}; give the address of the feed or another "shape"') from None
    entries = tuple(_completed(entry, language) for entry in found.entries)
    return replace(found, entries=entries, reasons=(*found.reasons, *_lacking(entries)))


def _check_size(body: bytes) -> None:
    """Raises ParseError where there is more markup, or there are more objects of JSON, than can be read in time."""
    tree.check_size(sum(map(body.count, _TAGS)) // 4)
    tree.check_size(body.count(b"{") if is_json(body) or _is_list(body) else 0)


def is_json(body: bytes) -> bool:
    """By its first character; where a server wrote something before it, by the version of a JSON Feed."""
    start = body[:PROLOG].lstrip(BLANK)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        start = start.replace(b"\0", b"")[2:]
    if start.startswith(b"{") or _MARKUP.match(start):
        return start.startswith(b"{")
    version = _JSON_VERSION.search(start)
    return version is not None and _MARKUP.search(start, 0, version.start()) is None


def _is_list(body: bytes) -> bool:
    """Whether it is a list in JSON, which no feed is but posts of WordPress are."""
    return body[:PROLOG].lstrip(BLANK).startswith(b"[")


def _completed(entry: Entry, language: str | None) -> Entry:
    is_later = entry.published is None or (entry.updated and entry.updated.instant > entry.published.instant)
    return replace(
        entry,
        language=whole_tag(entry.language) or language,
        updated=entry.updated if is_later else None,
        text=(clean.plain_text(entry.content) or None) if entry.content else None,
    )


def _lacking(entries: tuple[Entry, ...]) -> list[str]:
    if not entries:
        return ["the feed has no entries"]
    lost = sum(entry.url is None for entry in entries)
    return [f"{lost} of {len(entries)} entries have no link"] if lost else []
