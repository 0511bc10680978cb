"""Sitemaps (sitemaps.org, protocol 0.9), with Google's extension for news, and indexes of them.

A sitemap for news says of each release what a feed says. A plain one only says where all the pages of a site are and
when each changed: that is no date of publication, and what they are their own pages tell.
"""

import re
import zlib
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from feeder.errors import ParseError
from feeder.model import Entry, Extraction, Image, Link, ListRule, Moment
from feeder.parse import clean, dates
from feeder.parse.feeds.feedtree import PROLOG, root_name, xml_tree
from feeder.parse.language import whole_tag
from feeder.parse.lists import rules

Element = Any  # lxml ships no types

MOST_ELEMENTS = 600_000  #: of the 50,000 addresses that the protocol allows, with what it lets them say
MOST = 10_000  #: pages, or sitemaps of an index: those that changed last; the protocol allows 50,000
UNPACKED = 52_428_800  #: bytes; the protocol allows no more
AHEAD = timedelta(days=1)  #: what is said to change later than that is made up
REBUILT = 10  #: so many pages that all changed at one instant were written anew by their software, not by people

_LOCAL_NAME = re.compile(r"[A-Za-z_][\w.-]{0,60}", re.ASCII)
_GZIP = b"\x1f\x8b"
_ROOTS = ("urlset", "sitemapindex")


def looks_like_sitemap(body: bytes) -> bool:
    """Whether the bytes are a sitemap or an index of them, packed or not: by their first element."""
    return root_name(_unpacked(body, PROLOG)) in _ROOTS


def parse(
    body: bytes,
    url: str,
    *,
    media_type: str | None,
    language: str | None,
    zone: tzinfo,
    rule: ListRule | None,
    now: datetime | None,
) -> Extraction:
    """What a sitemap lists, shape "sitemap": the releases of one for news; all pages of a plain one as entries with
    nothing but their address and when they changed; the sitemaps of an index as `links`. Newest change first.

    `items` of the rule says in XPath which elements count. Raises ParseError for what is no sitemap, and for a plain
    one that lists nothing.
    """
    unpacked = _unpacked(body, UNPACKED + 1)
    if len(unpacked) > UNPACKED:
        raise ParseError(f"{url}: the sitemap is larger than {UNPACKED:,} bytes unpacked; give one with fewer pages")
    root, flaws = xml_tree(unpacked, media_type if unpacked is body else None, most=MOST_ELEMENTS)
    if _name(root) not in _ROOTS:
        raise ParseError(f'{url}: is no sitemap: it begins with <{_name(root)}>; give another "shape"')
    for element in root.iter("*"):
        element.tag = name if _LOCAL_NAME.fullmatch(name := _name(element)) else "unknown"
    listed = [_Row(element) for element in _items(root, rule)]
    rows, reasons = _taken(listed, url, zone, now)
    told = Extraction(shape="sitemap", rule=rule, confidence=0.5, reasons=(*flaws, *reasons))
    if root.tag == "sitemapindex":
        links = tuple(Link(url=row.url, kind="sitemap", changed=row.changed) for row in rows)
        return replace(told, links=links)
    if news := [row for row in rows if row.news is not None]:
        entries = tuple(_entry(row, url, language, zone) for row in news)
        return replace(told, entries=entries, confidence=1.0)
    if rule and not listed:
        return replace(told, reasons=(*flaws, f"items '{rule.items}' matched nothing"))
    if not rows and "news" not in root.nsmap:  # one for news is empty after two days without any
        raise ParseError(f"{url}: no pages found in this sitemap: {'; '.join(reasons) or 'it is empty'}")
    return replace(told, entries=tuple(Entry(url=row.url, updated=row.changed, language=language) for row in rows))


class _Row:
    """One <url> or <sitemap>."""

    def __init__(self, element: Element) -> None:
        self.url = ""
        self.changed: Moment | None = None
        self.said: dict[str, str] = {}
        self.news: Element | None = None
        self.picture: str | None = None
        for child in element.iterchildren("*"):
            if child.tag == "news":
                self.news = child
            elif child.tag == "image":
                self.picture = self.picture or child.findtext("loc")
            else:
                self.said.setdefault(child.tag, child.text or "")


def _unpacked(body: bytes, limit: int) -> bytes:
    """At most `limit` bytes of what a gzip file holds; anything else as it is."""
    if not body.startswith(_GZIP):
        return body
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(body, limit)
    except zlib.error:
        return b""


def _name(element: Element) -> str:
    """Without namespace, and without a prefix that was never declared."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def _items(root: Element, rule: ListRule | None) -> list[Element]:
    kind = "sitemap" if root.tag == "sitemapindex" else "url"
    if rule is None or kind == "sitemap":
        return list(root.iterchildren(kind))
    return [item for item in rules.selected(rule, root) if item.tag == kind]


def _taken(listed: list[_Row], url: str, zone: tzinfo, now: datetime | None) -> tuple[list[_Row], list[str]]:
    """The rows with an address of this site, each once, the last changed first; and what was left out."""
    left: Counter[str] = Counter()
    rows: dict[str, _Row] = {}
    for row in listed:
        row.url = clean.absolute(row.said.get("loc", "").strip(), url) or ""
        if why := _unfit(row.url, url):
            left[why] += 1
        elif rows.setdefault(row.url, row) is not row:
            left["listed twice"] += 1
    found = list(rows.values())
    reasons = [f"{count} of {len(listed)} left out: {why}" for why, count in left.items()]
    reasons += _date(found, zone, now)
    found.sort(key=lambda row: row.changed.instant.timestamp() if row.changed else 0.0, reverse=True)
    if len(found) > MOST:
        reasons.append(f"{len(found):,} listed; only the {MOST:,} that changed last are taken")
    return found[:MOST], reasons


def _unfit(address: str, url: str) -> str | None:
    if not address:
        return "no web address"
    if not is_near(address, url):
        return "of another site"  # sitemaps.org: a sitemap speaks for its own host alone
    return "the home page" if urlsplit(address).path in ("", "/") and not urlsplit(address).query else None


def is_near(address: str, other: str) -> bool:
    """Whether two addresses are of one host, or one's host is below the other's."""
    here, there = ((urlsplit(one).hostname or "").removeprefix("www.") for one in (address, other))
    return here == there or here.endswith(f".{there}") or there.endswith(f".{here}")


def _date(rows: list[_Row], zone: tzinfo, now: datetime | None) -> list[str]:
    """Gives each row its <lastmod>, where that can be one."""
    for row in rows:
        stated = row.said.get("lastmod")
        row.changed = dates.parse_date(stated, zone=zone) if stated else None
    ahead = [row for row in rows if row.changed and now and row.changed.instant > now + AHEAD]
    for row in ahead:
        row.changed = None
    reasons = [f"{len(ahead)} lie in the future" if len(ahead) > 1 else "1 lies in the future"] if ahead else []
    at = Counter(row.changed.instant for row in rows if row.changed)
    rebuilt, times = at.most_common(1)[0] if at else (None, 0)
    if times >= REBUILT and times * 2 > len(rows):
        reasons.append(f"{times} are the same")
        for row in rows:
            row.changed = None if row.changed and row.changed.instant == rebuilt else row.changed
    return [f"of {len(rows)} dates of change {', '.join(reasons)}: these are not heeded"] if reasons else []


def _entry(row: _Row, base: str, language: str | None, zone: tzinfo) -> Entry:
    """https://www.google.com/schemas/sitemap-news/0.9: publication (name, language), publication_date, title."""
    said = {child.tag: child.text or "" for child in row.news.iter("*")} if row.news is not None else {}
    tongue = whole_tag(said.get("language")) or language
    published = dates.parse_date(said.get("publication_date", ""), zone=zone, language=tongue)
    picture = clean.absolute((row.picture or "").strip(), base)
    is_later = row.changed and (published is None or row.changed.instant > published.instant)
    return Entry(
        url=row.url,
        title=clean.one_line(unescape(said.get("title", ""))),
        published=published,
        updated=row.changed if is_later else None,
        language=tongue,
        tags=_tags(said.get("keywords", "")),
        image=Image(url=picture) if picture else None,
    )


def _tags(keywords: str) -> tuple[str, ...]:
    parts = (clean.one_line(part) for part in keywords[:2000].split(","))
    return tuple(dict.fromkeys(part for part in parts if part))
