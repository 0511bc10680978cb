"""RSS 0.9 to 2.0, RDF and Atom, read by feedparser."""

import io
import re
from collections.abc import Iterator
from datetime import tzinfo
from html import unescape
from typing import Any

import feedparser
from lxml import etree

from feeder.errors import ParseError
from feeder.model import Attachment, Entry, Extraction, Image, Moment
from feeder.parse import clean, dates
from feeder.parse.feeds.feedtree import feed_tree
from feeder.parse.feeds.jsonfeed import paragraphs

Parsed = Any  # a FeedParserDict

_MARKUP = ("text/html", "application/xhtml+xml")
_TAG = re.compile(r"<[A-Za-z/!]")
# Markup that a reader would see as such: it was escaped once too often.
_ESCAPED_TWICE = re.compile(r"</(?:p|div|span|a|b|strong|em|i|ul|ol|li|h[1-6])>|<br ?/?>", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]{1,15}")


def parse(body: bytes, url: str, *, media_type: str | None, zone: tzinfo) -> Extraction:
    """The entries of an RSS, RDF or Atom feed. Raises ParseError for what is none."""
    root, flaws = feed_tree(body, media_type)
    parsed = _parsed(etree.tostring(root, encoding="utf-8", with_tail=False), url)
    if not parsed.version:
        raise ParseError(f"it begins with <{etree.QName(root).localname}>")
    entries = []
    for item in parsed.entries:
        try:
            entries.append(_entry(item, parsed, url, zone))
        except ParseError as problem:
            flaws.append(f'the entry "{_title(item)}" is not read: {problem}')
    return Extraction(
        shape="feed",
        title=_title(parsed.feed),
        confidence=0.8 if flaws else 1.0,
        entries=tuple(entries),
        reasons=tuple(flaws),
    )


def _parsed(xml: bytes, url: str) -> Parsed:
    try:
        return feedparser.parse(
            # Not bytes: feedparser tries to open those as a file first, as it does with text.
            io.BytesIO(xml),
            response_headers={"content-type": "application/xml; charset=utf-8", "content-location": url},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except (LookupError, TypeError, ValueError, AttributeError) as problem:
        # Elements in places where it does not expect them: a <width> outside an <image>, a <gml:pos> outside a <where>.
        raise ParseError(f"feedparser cannot read it ({problem!r})") from problem


def _entry(entry: Parsed, parsed: Parsed, url: str, zone: tzinfo) -> Entry:
    image = _image(entry, url)
    language = entry.get("language") or entry.get("title_detail", {}).get("language") or parsed.feed.get("language")
    return Entry(
        url=_link(entry, url),
        title=_title(entry),
        published=_moment(entry, "published", language, zone),
        updated=_moment(entry, "updated", language, zone),
        language=language,
        authors=_authors(entry) or _inherited_authors(parsed),
        tags=tuple(dict.fromkeys(tag for tag in map(_tag, entry.get("tags", ())) if tag)),
        summary=_summary(entry),
        content=_content(entry, url),
        image=image,
        attachments=tuple(_attachments(entry, url, image)),
    )


def _title(holder: Parsed) -> str | None:
    return clean.one_line(_plain(holder.get("title_detail", {})))


def _summary(entry: Parsed) -> str | None:
    # feedparser fills `summary` from the content where there is none; only `summary_detail` was in the feed.
    said = _plain(entry.get("summary_detail", {}))
    return (clean.plain_text(said) if _ESCAPED_TWICE.search(said) else said) or None


def _plain(detail: Parsed) -> str:
    value = str(detail.get("value", ""))
    return clean.plain_text(value) if detail.get("type") in _MARKUP else clean.xml_safe(value).strip()


def _content(entry: Parsed, url: str) -> str | None:
    parts = (clean.sanitise(_markup(part), part.get("base") or url) for part in entry.get("content", ()))
    return max(parts, key=len, default=None) or None


def _markup(part: Parsed) -> str:
    if part.get("src"):  # RFC 4287 4.1.3.2: the content is elsewhere
        return ""
    if part.get("type") == "text/plain":
        return paragraphs(part.value)
    if not _TAG.search(part.value) and _ESCAPED_TWICE.search(plain := unescape(part.value)):
        return plain
    return part.value if part.get("type") in _MARKUP else ""


def _link(entry: Parsed, url: str) -> str | None:
    alternates = (link.get("href") for link in entry.get("links", ()) if link.get("rel") == "alternate")
    return next((found for href in (entry.get("link"), *alternates) if (found := clean.absolute(href, url))), None)


def _moment(entry: Parsed, key: str, language: str | None, zone: tzinfo) -> Moment | None:
    # dict.get, because a FeedParserDict answers `updated` with `published`. Not what feedparser made of it: that takes
    # "1709645400" for a day of 2017, and no name of a zone for one.
    stated = dict.get(entry, key)
    return dates.feed_moment(stated, zone=zone, language=language) if stated else None


def _authors(holder: Parsed) -> tuple[str, ...]:
    names = (clean.one_line(author.get("name")) for author in holder.get("authors", ()))
    return tuple(dict.fromkeys(name for name in names if name))


def _inherited_authors(parsed: Parsed) -> tuple[str, ...]:
    """RFC 4287 4.2.1: an entry without author is by that of its feed. RSS has editors there."""
    return _authors(parsed.feed) if parsed.version.startswith("atom") else ()


def _tag(tag: Parsed) -> str | None:
    return clean.one_line(tag.get("label") or tag.get("term"))


def _image(entry: Parsed, base: str) -> Image | None:
    for holder in _images(entry):
        if url := clean.absolute(holder.get("url") or holder.get("href"), base):
            return Image(
                url=url,
                caption=clean.one_line(entry.get("media_caption")),
                width=_number(holder.get("width")),
                height=_number(holder.get("height")),
            )
    return None


def _images(entry: Parsed) -> Iterator[Parsed]:
    """Media RSS 1.5: content before thumbnail; then RSS enclosures and what iTunes shows."""
    yield from filter(_is_image, entry.get("media_content", ()))
    yield from entry.get("media_thumbnail", ())
    yield from filter(_is_image, _enclosures(entry))
    yield from filter(None, (entry.get("image"),))


def _is_image(part: Parsed) -> bool:
    return part.get("medium") == "image" or str(part.get("type", "")).startswith("image/")


def _enclosures(entry: Parsed) -> list[Parsed]:
    return [link for link in entry.get("links", ()) if link.get("rel") == "enclosure"]


def _attachments(entry: Parsed, base: str, image: Image | None) -> Iterator[Attachment]:
    # Media RSS gives one picture in many sizes; an enclosure is a file of its own.
    media = (part for part in entry.get("media_content", ()) if not _is_image(part))
    seen = {image.url} if image else set()
    for part in (*_enclosures(entry), *media):
        url = clean.absolute(part.get("href") or part.get("url"), base)
        if url and url not in seen:
            seen.add(url)
            size = part.get("length") or part.get("filesize")
            yield Attachment(
                url=url, type=part.get("type"), title=clean.one_line(part.get("title")), size=_number(size)
            )


def _number(stated: object) -> int | None:
    """A size or count; feeds write 0 where they do not know."""
    digits = _DIGITS.fullmatch(str(stated).strip())
    return (int(digits[0]) or None) if digits else None
