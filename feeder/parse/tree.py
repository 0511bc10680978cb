"""Markup → tree, within limits that no release comes near: what is beyond them is refused, never cut.

libxml2 ends a document without a word where it nests deeply, takes quadratic time over the attributes of one element,
and those who walk a tree take time for each element, so all three are counted before a tree is built.
"""

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

_HTML: Any = {"encoding": "utf-8", "no_network": True, "huge_tree": True, "remove_comments": True, "remove_pis": True}
_XML: Any = {"encoding": "utf-8", "no_network": True, "resolve_entities": False, "recover": True, "huge_tree": False}


def check_size(elements: int, most: int = MOST_ELEMENTS) -> None:
    """Raises ParseError where a document has more elements, or lines, than are read."""
    if elements > most:
        raise ParseError(f"it has more than {most:,} elements; it is left out")


def check_xml(markup: bytes, most: int = MOST_ELEMENTS) -> None:
    """Raises ParseError for XML beyond the limits; libxml2 itself says where it nests too deeply."""
    _deepest(markup, etree.XMLParser(**_XML, target=_Census(most)))


def document(text: str) -> html.HtmlElement:
    """The root of a whole HTML document. Raises ParseError where it is empty or beyond the limits."""
    markup = text.encode()  # lxml refuses text that declares an encoding
    deepest = _deepest(markup, html.HTMLParser(**_HTML, target=_Census()))
    try:
        root = html.document_fromstring(markup, parser=html.HTMLParser(**_HTML))
    except etree.ParserError as problem:
        raise ParseError("the document is empty") from problem
    if deepest > LEVELS:
        _flatten(root)
    return root


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
            raise ParseError(f"its elements lie more than {DEEPEST:,} deep in each other; it is left out")
        if len(attributes) > MOST_ATTRIBUTES:
            raise ParseError(f"an element of it has more than {MOST_ATTRIBUTES:,} attributes; it is left out")
        self._namespaces.update(namespaces.values())
        if len(self._namespaces) > MOST_NAMESPACES:
            raise ParseError(f"it declares more than {MOST_NAMESPACES} namespaces; it is left out")

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
