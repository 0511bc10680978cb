"""Markup → tree, within limits that no release comes near: what is beyond them is refused, never cut.

libxml2 ends a document without a word where it nests deeply, takes quadratic time over the attributes of one element,
and those who walk a tree take time for each element, so all three are counted before a tree is built: exactly, where
the bytes alone do not show that there are few.
"""

import re
from typing import Any

from lxml import etree, html

from feeder.errors import ParseError

MOST_ELEMENTS = 100_000
MOST_ATTRIBUTES = 2_000  #: of one element
MOST_NAMESPACES = 100  #: of a feed; feedparser looks through all of them at each element
DEEPEST = 2_000  #: levels; libxml2 builds 2,048
#: Levels that a tree keeps. A page whose rows are never closed nests once a row; what lies deeper is put beside what it
#: lies in, as browsers do from 512 on: nothing is lost, and those who look at all ancestors of an element have few.
LEVELS = 200
LEFT_OUT = "it is left out; split it, or give the address of a smaller page or feed"

_HTML: Any = {"encoding": "utf-8", "no_network": True, "huge_tree": True, "remove_comments": True, "remove_pis": True}
_XML: Any = {"encoding": "utf-8", "no_network": True, "resolve_entities": False, "recover": True, "huge_tree": False}

#: An attribute begins after one of these, and takes two bytes at least.
_BEFORE_ATTRIBUTES = b" \t\r\n\f/\"'"
_TAG = re.compile(rb"<[a-zA-Z_:]")
_TAG_SIZE = len(b"<a>")
_BLANKS = 16  #: bytes between a "=" and its value; if there are more, it counts as one
_TRIES = 32  #: marks looked at for one that ends a tag for sure
_IS_DEEP = etree.XPath(f"boolean({'/*' * (LEVELS + 1)})")
#: The element classes of lxml.html for forms are of no use here, and looked up in Python for each element.
_CLASSES = etree.ElementDefaultClassLookup(element=html.HtmlElement)


def check_size(elements: int, most: int = MOST_ELEMENTS) -> None:
    """Raises ParseError where a document has more elements, or lines, than are read."""
    if elements > most:
        raise ParseError(f"it has more than {most:,} elements; {LEFT_OUT}")


def check_xml(markup: bytes, most: int = MOST_ELEMENTS) -> None:
    """Raises ParseError for XML beyond the limits; libxml2 itself says where it nests too deeply."""
    _deepest(markup, etree.XMLParser(**_XML, target=_Census(most)))


def document(markup: bytes) -> html.HtmlElement:
    """The root of a whole HTML document in UTF-8. Raises ParseError where it is empty or beyond the limits."""
    deepest = 0 if _is_plain(markup) else _deepest(markup, html.HTMLParser(**_HTML, target=_Census()))
    root = _built(markup)
    if not deepest and _IS_DEEP(root):
        deepest = _deepest(markup, html.HTMLParser(**_HTML, target=_Census()))
    if deepest > LEVELS:
        _flatten(root)
    return root


def _built(markup: bytes) -> html.HtmlElement:
    parser = etree.HTMLParser(**_HTML)
    parser.set_element_class_lookup(_CLASSES)
    try:
        return html.document_fromstring(markup, parser=parser)
    except etree.ParserError as problem:
        raise ParseError("the document is empty") from problem


def _is_plain(markup: bytes) -> bool:
    """Whether a page shows by its bytes that it has neither too many elements nor too many attributes in one."""
    is_small = 2 * (len(markup) // _TAG_SIZE) <= MOST_ELEMENTS  # an element may imply another
    return (is_small or 2 * markup.count(b"<") <= MOST_ELEMENTS) and not _may_have_many_attributes(markup)


def _may_have_many_attributes(markup: bytes) -> bool:
    """Whether between two places where tags end for sure there may be one with so many."""
    start, size = 0, 2 * MOST_ATTRIBUTES
    while len(markup) - start > size:
        end = _end_of_tags(markup, start, start + size)
        tag = _TAG.search(markup, start, end) if end - start > size else None
        if tag and _begun(markup[tag.start() : end]) > MOST_ATTRIBUTES:
            return True
        start = end
    return False


def _begun(tag: bytes) -> int:
    """How many attributes may begin there."""
    return len(tag) - len(tag.translate(None, _BEFORE_ATTRIBUTES))


def _end_of_tags(markup: bytes, start: int, near: int) -> int:
    """Where no tag that begins after `start` goes on: at best short of `near`, else soon after, else the very end."""
    place = near
    for _ in range(_TRIES):
        if (place := markup.rfind(b">", start, place)) < 0:
            break
        if _ends_a_tag(markup, start, place):
            return place + 1
    place = near - 1
    for _ in range(_TRIES):
        if (place := markup.find(b">", place + 1)) < 0:
            break
        if _ends_a_tag(markup, start, place):
            return place + 1
    return len(markup)


def _ends_a_tag(markup: bytes, start: int, place: int) -> bool:
    """Whether a ">" ends what tag there is: one within a quoted value does not (HTML 13.2.5.36), and such a value
    begins after a "="."""
    return not any(_opens_a_value(markup, start, markup.rfind(quote, start, place)) for quote in (b'"', b"'"))


def _opens_a_value(markup: bytes, start: int, quote: int) -> bool:
    before = markup[max(start, quote - _BLANKS) : max(start, quote)].rstrip()
    return quote >= 0 and (before.endswith(b"=") or not before)


class _Census:
    """A target for lxml's parser that builds nothing and counts. Raises ParseError beyond the limits."""

    def __init__(self, most: int = MOST_ELEMENTS) -> None:
        self._most = most
        self.deepest = self._depth = self._elements = 0
        self._namespaces: set[str] = set()

    def start(self, _: str, attributes: dict[str, str], namespaces: dict[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        self.deepest = max(self.deepest, self._depth)
        check_size(self._elements, self._most)
        if self._depth > DEEPEST:
            raise ParseError(f"its elements lie more than {DEEPEST:,} deep in each other; {LEFT_OUT}")
        if len(attributes) > MOST_ATTRIBUTES:
            raise ParseError(f"an element of it has more than {MOST_ATTRIBUTES:,} attributes; {LEFT_OUT}")
        self._namespaces.update(namespaces.values())
        if len(self._namespaces) > MOST_NAMESPACES:
            raise ParseError(f"it declares more than {MOST_NAMESPACES} namespaces; {LEFT_OUT}")

    def end(self, _: str) -> None:
        self._depth -= 1

    def close(self) -> int:
        return self.deepest


def _deepest(markup: bytes, counting: Any) -> int:
    deepest: int = etree.fromstring(markup, counting)
    return deepest


def _flatten(root: html.HtmlElement) -> None:
    """Puts what lies deeper than `LEVELS` behind what it lies in there, in the order of the document."""
    for top in root.xpath(f"//*[count(ancestor::*) = {LEVELS - 1}]"):
        inner: list[html.HtmlElement] = []
        after = [""]  # the text behind each of them, the first being that of `top`
        for event, element in etree.iterwalk(top, events=("start", "end")):
            if element is top:
                continue
            if event == "start":
                inner.append(element)
                after.append("")
            else:
                after[-1] += element.tail or ""
        after[-1] += top.tail or ""
        for element, text in zip(reversed(inner), reversed(after), strict=False):
            element.tail, top.tail = text or None, None
            top.addnext(element)
