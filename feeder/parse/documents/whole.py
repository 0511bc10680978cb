"""Whether a page or feed came whole. HTTP cannot tell where a server names no length, or too short a one, and many a
page is made by a program that dies half-way: what such a page says last is half a sentence, and no correction."""

import re

_START = 8192  #: bytes within which a page shows that it is one
_END = 1024  #: bytes in which next to all of them show that they came whole
_BEGINS = (b"<html", b"<body")
_ENDS = (b"</html", b"</body")
_CLOSED = (b"main", b"article", b"section", b"table", b"ul", b"ol")  # whoever opens these closes them
_ENTRY = re.compile(rb"<(?:[\w.-]{1,40}:)?(?:item|entry)(?=[\s>])(?!\s{0,40}/>)", re.IGNORECASE)
_ENTRY_END = re.compile(rb"</(?:[\w.-]{1,40}:)?(?:item|entry)\s{0,40}>", re.IGNORECASE)


def is_cut(body: bytes) -> bool:
    """Whether a page that calls itself one ends in a text, a tag or one of its parts, and neither its body nor itself
    was closed. Both closing tags may be left out (HTML 13.1.2.4): of 714 real pages, five do so, none of them cut."""
    if any(tag in body[-_END:].lower() for tag in _ENDS):  # next to all pages
        return False
    page = body.lower()
    if not any(tag in page[:_START] for tag in _BEGINS) or any(tag in page for tag in _ENDS):
        return False
    return not page.rstrip(b" \t\r\n\f").endswith(b">") or any(_is_open(name, page) for name in _CLOSED)


def ends_in_an_entry(feed: bytes) -> bool:
    """Whether the last entry of an XML feed is not closed: whatever it says, it may say more."""
    return _last(_ENTRY, feed) > _last(_ENTRY_END, feed)


def _last(tag: re.Pattern[bytes], feed: bytes) -> int:
    return max((found.start() for found in tag.finditer(feed)), default=-1)


def _is_open(name: bytes, page: bytes) -> bool:
    return len(re.findall(rb"<%b[\s>]" % name, page)) > page.count(b"</%b" % name)
