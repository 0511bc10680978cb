"""Posts as the REST API of WordPress gives them, of any type: developer.wordpress.org/rest-api/reference/posts."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Any

from feeder.errors import ParseError
from feeder.model import Entry, Extraction, Image, Moment
from feeder.parse import clean, dates
from feeder.parse.charset import decode
from feeder.parse.embedded.lists import plain
from feeder.parse.feeds import jsonfeed

Post = Mapping[str, Any]

_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*\[\s*\{")
_MARKS = (b'"rendered"', b'"date_gmt"')
_LOOKED_AT = 65_536  #: bytes
_JSON = json.JSONDecoder(strict=False)
_FARTHEST = timedelta(hours=14)  #: of any zone from UTC


def looks_like_posts(body: bytes) -> bool:
    start = body[:_LOOKED_AT]
    return _START.match(start) is not None and any(mark in start for mark in _MARKS)


def parse(body: bytes, url: str, *, media_type: str | None, zone: tzinfo) -> Extraction:
    """The posts that anybody may read: what is planned, private or behind a password is left out, and counted.

    Raises ParseError for anything else than a list.
    """
    posts, flaw = _posts(decode(body, media_type))
    reasons = [flaw] if flaw else []
    entries, closed = [], Counter[str]()
    for post in posts:
        if why := _closed(post):
            closed[why] += 1
            continue
        try:
            entries.append(_entry(post, url, zone))
        except ParseError as problem:
            reasons.append(f'the post "{_text(post, "title")}" is not read: {problem}')
    reasons += [f"{count} of {len(posts)} posts are left out: {why}" for why, count in closed.items()]
    return Extraction(shape="feed", confidence=0.8 if reasons else 1.0, entries=tuple(entries), reasons=tuple(reasons))


def _posts(text: str) -> tuple[list[Any], str | None]:
    """The posts, and what is wrong with them: of a broken list those count that are whole."""
    start = max(text.find("["), 0)
    try:
        posts = _JSON.raw_decode(text, start)[0]
    except (ValueError, RecursionError) as problem:
        posts = jsonfeed.whole_objects(text, start + 1)
        if not posts:
            raise ParseError(f"broken JSON ({str(problem)[:80]})") from None
        return posts, f"the JSON is broken ({str(problem)[:80]}) and was read as far as possible"
    if not isinstance(posts, list):
        raise ParseError("JSON that is no list of posts")
    return posts, None


def _closed(post: Any) -> str | None:
    """Why a post is not for everybody."""
    if not isinstance(post, dict):
        return "not an object"
    status = post.get("status", "publish")
    if status != "publish":
        return f'their status is "{plain(status) or "unknown"}"'
    parts = (post.get("content"), post.get("excerpt"))
    is_protected = any(isinstance(part, dict) and part.get("protected") is True for part in parts)
    return "they are behind a password" if is_protected or post.get("password") else None


def _entry(post: Post, url: str, zone: tzinfo) -> Entry:
    seo = post.get("yoast_head_json")
    seo = seo if isinstance(seo, dict) else {}
    address = clean.absolute(_string(post.get("link")), url) or clean.absolute(_rendered(post, "guid"), url)
    excerpt = clean.plain_text(_rendered(post, "excerpt") or "")
    return Entry(
        url=address,
        title=_text(post, "title"),
        published=_moment(post, "date", zone),
        updated=_moment(post, "modified", zone),
        language=_string(post.get("lang")),
        authors=tuple(dict.fromkeys(_authors(post))),
        summary=clean.one_line(excerpt) or plain(seo.get("description")),
        content=clean.sanitise(_rendered(post, "content") or "", address or url) or None,
        tags=tuple(dict.fromkeys(_terms(post))),
        image=_image(post, url),
    )


def _moment(post: Post, key: str, zone: tzinfo) -> Moment | None:
    """WordPress writes the time of its site and that in UTC, both without an offset, which is what they are apart."""
    local, universal = _string(post.get(key)) or "", _string(post.get(f"{key}_gmt")) or ""
    here, there = _naive(local), _naive(universal)
    if here and there and abs(here - there) <= _FARTHEST:
        local += _offset(timedelta(minutes=round((here - there) / timedelta(minutes=1))))
    elif there:
        local = f"{universal}Z"
    return dates.feed_moment(local or universal, zone=zone, language=None)


def _naive(stated: str) -> datetime | None:
    with suppress(ValueError):
        at = datetime.fromisoformat(stated)
        return None if at.tzinfo else at
    return None


def _offset(ahead: timedelta) -> str:
    return datetime(2000, 1, 1, tzinfo=timezone(ahead)).isoformat()[-len("+00:00") :]


def _authors(post: Post) -> Iterator[str]:
    for author in _embedded(post, "author"):
        if name := plain(author.get("name")):
            yield name


def _terms(post: Post) -> Iterator[str]:
    embedded = post.get("_embedded")
    lists = embedded.get("wp:term") if isinstance(embedded, dict) else None
    for terms in lists if isinstance(lists, list) else ():
        for term in terms if isinstance(terms, list) else ():
            if isinstance(term, dict) and (name := plain(term.get("name"))):
                yield name


def _image(post: Post, base: str) -> Image | None:
    for media in _embedded(post, "wp:featuredmedia"):
        if url := clean.absolute(_string(media.get("source_url")), base):
            return Image(url=url, caption=_text(media, "caption"))
    url = clean.absolute(_string(post.get("jetpack_featured_media_url")), base)
    return Image(url=url) if url else None


def _embedded(post: Post, name: str) -> list[Post]:
    """What was asked for beside the post (?_embed)."""
    embedded = post.get("_embedded")
    found = embedded.get(name) if isinstance(embedded, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _rendered(post: Post, key: str) -> str | None:
    value = post.get(key)
    return _string(value.get("rendered") if isinstance(value, dict) else value)


def _text(post: Post, key: str) -> str | None:
    return plain(_rendered(post, key))


def _string(value: Any) -> str | None:
    return clean.xml_safe(value) if isinstance(value, str) and value else None
