"""JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1), tolerant of wrong types: what is not as it should be is unknown."""

import json
import re
from collections.abc import Iterator
from datetime import tzinfo
from html import escape
from typing import Any

from feeder.errors import ParseError
from feeder.model import Attachment, Entry, Extraction, Image, Moment
from feeder.parse import clean, dates
from feeder.parse.charset import decode

_JSON = json.JSONDecoder(strict=False)
_ITEMS = re.compile(r'"items"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*(?=\{)")
_BLANK_LINES = re.compile(r"\n\s*\n")


def parse(body: bytes, url: str, *, media_type: str | None, zone: tzinfo) -> Extraction:
    """The items of a JSON Feed. Raises ParseError for anything else."""
    feed, flaw = _document(body, media_type)
    items = feed["items"]
    read = [item for item in items if isinstance(item, dict)]
    lost = len(items) - len(read)
    reasons = [flaw] if flaw else []
    reasons += [f"{lost} of {len(items)} items skipped: not an object"] if lost else []
    entries = []
    for item in read:
        try:
            entries.append(_entry(item, feed, url, zone))
        except ParseError as problem:
            reasons.append(f'the item "{_line(item, "title")}" is not read: {problem}')
    return Extraction(
        shape="feed",
        title=_line(feed, "title"),
        confidence=0.8 if reasons else 1.0,
        entries=tuple(entries),
        reasons=tuple(reasons),
    )


def next_part(body: bytes, url: str, *, media_type: str | None) -> str | None:
    """Where the feed goes on: its `next_url`."""
    stated = _document(body, media_type)[0].get("next_url")
    return clean.absolute(stated, url) if isinstance(stated, str) else None


def paragraphs(text: str) -> str:
    """Plain text as HTML: a blank line ends a paragraph."""
    parts = (escape(part.strip()).replace("\n", "<br>") for part in _BLANK_LINES.split(text) if part.strip())
    return "".join(f"<p>{part}</p>" for part in parts)


def _document(body: bytes, media_type: str | None) -> tuple[dict[str, Any], str | None]:
    """The feed, and what is wrong with it. Line breaks within strings, and what stands before or after it, hurt
    nobody; of a broken one the items count that are whole."""
    text = decode(body, media_type)
    text = text[max(text.find("{"), 0) :]
    flaw = None
    try:
        feed = _JSON.raw_decode(text)[0]
    except (ValueError, RecursionError) as problem:
        flaw = str(problem)[:80]
        feed = _whole_items(text)
        if not feed:
            raise ParseError(f"broken JSON ({flaw})") from None
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise ParseError("JSON without a list of items")
    return feed, f"the JSON is broken ({flaw}) and was read as far as possible" if flaw else None


def _whole_items(text: str) -> dict[str, Any]:
    start = _ITEMS.search(text)
    if start is None:
        return {}
    items = whole_objects(text, start.end())
    try:
        head = _JSON.decode(text[: start.start()].rstrip(" \t\r\n,") + "}")
    except (ValueError, RecursionError):
        head = {}
    return {**head, "items": items} if items else {}


def whole_objects(text: str, place: int) -> list[Any]:
    """The objects of a list in JSON from its first place on, up to the first that is broken."""
    items = []
    try:
        while between := _BETWEEN.match(text, place):
            item, place = _JSON.raw_decode(text, between.end())
            items.append(item)
    except (ValueError, RecursionError):
        pass
    return items


def _entry(item: dict[str, Any], feed: dict[str, Any], url: str, zone: tzinfo) -> Entry:
    markup = _text(item, "content_html") or paragraphs(_text(item, "content_text") or "")
    image = _address(item, "image", url) or _address(item, "banner_image", url)
    return Entry(
        url=_address(item, "url", url) or _address(item, "external_url", url) or _permalink(item),
        title=_line(item, "title"),
        published=_moment(item, "date_published", zone),
        updated=_moment(item, "date_modified", zone),
        language=_line(item, "language") or _line(feed, "language"),
        authors=_authors(item) or _authors(feed),
        tags=tuple(dict.fromkeys(tag for tag in map(_one_line, _list(item, "tags")) if tag)),
        summary=_line(item, "summary"),
        content=clean.sanitise(markup, url) or None,
        image=Image(url=image) if image else None,
        attachments=tuple(_attachments(item, url)),
    )


def _permalink(item: dict[str, Any]) -> str | None:
    """Version 1.1, items: an id is best the URL of the item."""
    said = _text(item, "id") or ""
    return clean.absolute(said, None) if said.startswith(("http://", "https://")) else None


def _authors(holder: dict[str, Any]) -> tuple[str, ...]:
    """Version 1.1 has `authors`, 1.0 `author`; those of the feed hold for items that name none."""
    people = [*_list(holder, "authors"), holder.get("author")]
    names = (_line(person, "name") for person in people if isinstance(person, dict))
    return tuple(dict.fromkeys(name for name in names if name))


def _attachments(item: dict[str, Any], base: str) -> Iterator[Attachment]:
    for part in _list(item, "attachments"):
        url = _address(part, "url", base) if isinstance(part, dict) else None
        if url:
            size = part.get("size_in_bytes")
            is_size = isinstance(size, int) and not isinstance(size, bool) and size > 0
            yield Attachment(
                url=url, type=_line(part, "mime_type"), title=_line(part, "title"), size=size if is_size else None
            )


def _list(holder: dict[str, Any], key: str) -> list[Any]:
    value = holder.get(key)
    return value if isinstance(value, list) else []


def _text(holder: dict[str, Any], key: str) -> str | None:
    value = holder.get(key)
    return clean.xml_safe(value) if isinstance(value, str) else None


def _line(holder: dict[str, Any], key: str) -> str | None:
    return _one_line(holder.get(key))


def _one_line(value: object) -> str | None:
    return clean.one_line(value) if isinstance(value, str) else None


def _address(holder: dict[str, Any], key: str, base: str) -> str | None:
    return clean.absolute(_text(holder, key), base)


def _moment(item: dict[str, Any], key: str, zone: tzinfo) -> Moment | None:
    stated = _line(item, key)
    return dates.feed_moment(stated, zone=zone, language=None) if stated else None
