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

_BLANK_LINES = re.compile(r"\n\s*\n")


def parse(body: bytes, url: str, *, zone: tzinfo) -> Extraction:
    """The items of a JSON Feed. Raises ParseError for anything else."""
    feed = _document(body)
    items = feed["items"]
    read = [item for item in items if isinstance(item, dict)]
    lost = len(items) - len(read)
    flaws = [f"{lost} of {len(items)} items skipped: not an object"] if lost else []
    entries = []
    for item in read:
        try:
            entries.append(_entry(item, feed, url, zone))
        except ParseError as problem:
            flaws.append(f'the item "{_line(item, "title")}" is not read: {problem}')
    return Extraction(
        shape="feed",
        title=_line(feed, "title"),
        confidence=0.8 if flaws else 1.0,
        entries=tuple(entries),
        reasons=tuple(flaws),
    )


def paragraphs(text: str) -> str:
    """Plain text as HTML: a blank line ends a paragraph."""
    parts = (escape(part.strip()).replace("\n", "<br>") for part in _BLANK_LINES.split(text) if part.strip())
    return "".join(f"<p>{part}</p>" for part in parts)


def _document(body: bytes) -> dict[str, Any]:
    try:
        feed = json.loads(body)
    except (ValueError, RecursionError) as problem:
        raise ParseError(f"broken JSON ({str(problem)[:80]})") from None
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise ParseError("JSON without a list of items")
    return feed


def _entry(item: dict[str, Any], feed: dict[str, Any], url: str, zone: tzinfo) -> Entry:
    markup = _text(item, "content_html") or paragraphs(_text(item, "content_text") or "")
    image = _address(item, "image", url) or _address(item, "banner_image", url)
    return Entry(
        url=_address(item, "url", url) or _address(item, "external_url", url),
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
    return dates.parse_date(stated, zone=zone) if stated else None
