"""The feeds that a page offers: in its head, for machines, and as links, for people; and the posts of its WordPress."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from feeder.model import Link
from feeder.parse import clean
from feeder.parse.urls import base_of

MOST = 20  #: feeds taken of a page
_TYPES = re.compile(r"application/(?:(?:rss|atom|rdf)\+xml|feed\+json)\s*(?:;|$)", re.IGNORECASE)
_TITLE = 200  #: characters
_API = "https://api.w.org/"
_FILE = re.compile(
    r"\.(?:rss|atom|rdf)$|/(?:feed|rss|atom|rdf|index)\.(?:xml|json|rdf)$|/(?:feed|rss|atom)/?$", re.IGNORECASE
)
_TEXT = re.compile(r"\b(?:rss|atom|(?:news|web|json)[ -]?feed)\b", re.IGNORECASE)


def offered(root: Any, url: str) -> tuple[Link, ...]:
    """Those of the head first. HTML 4.6.7.1: rel=alternate with the type of a feed; a link is one by where it leads,
    or by its text where it leads to a file that may be a feed. Posts come last: a feed is smaller and may answer 304.
    """
    base = base_of(root, url)
    found: dict[str, Link] = {}
    for address, title in islice((*_in_head(root), *_linked(root)), MOST * 5):
        where = clean.absolute(address, base)
        if where and where != url:
            found.setdefault(where, Link(url=where, kind="feed", title=clean.one_line((title or "")[:_TITLE])))
    return (*tuple(found.values())[:MOST], *_posts(root, base))


def _posts(root: Any, base: str) -> Iterator[Link]:
    """developer.wordpress.org/rest-api/using-the-rest-api/discovery: the link names the root of its API."""
    for link in root.iter("link"):
        if _API in (link.get("rel") or "").split() and (api := clean.absolute(link.get("href"), base)):
            yield Link(url=f"{api.rstrip('/')}/wp/v2/posts", kind="posts", title="posts of its WordPress")
            return


def _in_head(root: Any) -> Iterator[tuple[str, str | None]]:
    for link in root.iter("link"):
        if "alternate" in (link.get("rel") or "").lower().split() and _TYPES.match((link.get("type") or "").strip()):
            yield link.get("href") or "", link.get("title")


def _linked(root: Any) -> Iterator[tuple[str, str | None]]:
    for link in root.iter("a"):
        address = link.get("href") or ""
        if _is_feed(address, link):
            yield address, link.get("title") or clean.one_line(link.text_content()[:_TITLE])


def _is_feed(address: str, link: Any) -> bool:
    if _TYPES.match(link.get("type") or ""):
        return True
    path = _path(address)
    if _FILE.search(path):
        return True
    says = (link.get("title") or "") + link.text_content()[:_TITLE]
    return path.endswith((".xml", ".json", ".php")) and bool(_TEXT.search(says))


def _path(address: str) -> str:
    try:
        return urlsplit(address.strip()).path
    except ValueError:
        return ""
