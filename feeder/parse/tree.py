"""Markup → tree, within limits that no release comes near: what is beyond them is refused, never cut.

libxml2 ends a document without a word where it nests deeply, takes quadratic time over the attributes of one element,
and those who walk a tree take time for each element, so all three are counted before a tree is built: exactly, where
the bytes alone do not show that there are few. How deep a page nests they do not show, nor whether it goes on behind a
</html>, where libxml2 stops: next to all pages are built at once, with a mark behind them, and what libxml2 ends before
that is looked at and built again.
"""

import re
from itertools import islice
from typing import Any

from lxml import etree, html

from feeder.errors import ParseError

MOST_ELEMENTS = 100_000
MOST_ATTRIBUTES = 2_000  #: of one element
MOST_NAMESPACES = 100  #: of a feed; feedparser looks through all of them at each element
DEEPEST = 2_000  #: levels; libxml2 builds 2,048
#: Levels that a tree keeps: those that libxml2 builds unless asked for more. A page whose rows are never closed nests
#: once a row; what lies deeper is put beside what it lies in, as browsers do from 512 on: nothing is lost, and whoever
#: looks at all ancestors of an element has few to look at.
LEVELS = 256
LEFT_OUT = "it is left out; split it, or give a smaller page, feed or file"

_HTML: Any = {"encoding": "utf-8", "no_network": True, "huge_tree": True, "remove_comments": True, "remove_pis": True}
_SHALLOW: Any = {**_HTML, "huge_tree": False}
_XML: Any = {"encoding": "utf-8", "no_network": True, "resolve_entities": False, "recover": True, "huge_tree": False}

#: An attribute begins after one of these, and takes two bytes at least.
_BEFORE_ATTRIBUTES = b" \t\r\n\f/\"'"
_TAG = re.compile(rb"<[a-zA-Z_:]")
_TAG_SIZE = len(b"<a>")
_OPENING = frozenset(b"= \t\r\n\v\f")  #: bytes before a quote with which a value may begin
_BLANKS = 16  #: bytes between a "=" and its value; if there are more, it counts as one
_FEW = 4  #: tags that are read each by itself
_TRIES = 32  #: marks looked at for one that ends a tag for sure
_LAST_TAGS = re.compile(rb"</(?:body|html)\s*>", re.IGNORECASE)
_LAST = 4096  #: bytes, in which next to all pages have these
_LONGEST = 9_000_000  #: bytes: what is shorter has no text or value that libxml2 takes only if it is asked for more
#: It stands wherever a page ends, and opens no body.
_MARK, _MARKED = b'<meta name="-end-">', "-end-"
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
    if not _shows_few_elements(markup):
        return _counted(_going_on(markup))
    if _may_have_many_attributes(markup):
        markup = _going_on(markup)
        etree.fromstring(markup, html.HTMLParser(**_HTML, target=_Starts()))
    last = max(0, len(markup) - _LAST)
    root = _complete(memoryview(markup)[:last], _going_on(markup[last:]))
    if root is None:
        markup = _going_on(markup)
        root = _complete(markup)
    return _counted(markup) if root is None else root


def _going_on(markup: bytes) -> bytes:
    """libxml2 stops at the first </html>, browsers read on."""
    return _LAST_TAGS.sub(b"", markup)


def _counted(markup: bytes) -> html.HtmlElement:
    deepest = _deepest(markup, html.HTMLParser(**_HTML, target=_Census()))
    root = _built(markup, deep=True)
    if deepest > LEVELS:
        _flatten(root)
    return root


def _complete(*parts: bytes | memoryview) -> html.HtmlElement | None:
    """A tree with all of a page in its body, None where libxml2 ended that before."""
    root = _built(b"".join((*parts, _MARK)), deep=False)
    end = body = root[-1]
    while len(end):
        end = end[-1]
    if body.tag != "body" or end.get("name") != _MARKED:
        return None
    end.getparent().remove(end)
    return root


def _built(markup: bytes, *, deep: bool) -> html.HtmlElement:
    parser = etree.HTMLParser(**_HTML) if deep else etree.HTMLParser(**_SHALLOW)
    parser.set_element_class_lookup(_CLASSES)
    try:
        return html.document_fromstring(markup, parser=parser)
    except etree.ParserError as problem:
        raise ParseError("the document is empty") from problem


def _shows_few_elements(markup: bytes) -> bool:
    """Whether a page shows by its bytes that it has not too many elements, nor too much text in one."""
    is_small = 2 * (len(markup) // _TAG_SIZE) <= MOST_ELEMENTS  # an element may imply another
    return is_small or (len(markup) < _LONGEST and 2 * markup.count(b"<") <= MOST_ELEMENTS)


def _may_have_many_attributes(markup: bytes) -> bool:
    """Whether between two places where tags end for sure there may be one with so many."""
    start, size = 0, 2 * MOST_ATTRIBUTES
    while len(markup) - start > size:
        place = markup.rfind(b">", start, start + size)
        if (
            place >= 0
            and markup[markup.rfind(b'"', start, place) - 1] not in _OPENING
            and markup[markup.rfind(b"'", start, place) - 1] not in _OPENING
        ):  # for sure, as next to everywhere
            start = place + 1
            continue
        end = _end_of_tags(markup, start, start + size)
        if end - start > size and _may_have_one_with_many(markup[start:end]):
            return True
        start = end
    return False


def _may_have_one_with_many(markup: bytes) -> bool:
    """Whether there, where no tag ends for sure, it is not certain that none has so many: in a script, in a picture."""
    rests = [markup[tag.start() :] for tag in islice(_TAG.finditer(markup), _FEW + 1)]
    large = [rest for rest in rests if _begun(rest) > MOST_ATTRIBUTES]
    return len(large) > _FEW or not all(map(_is_read, large))


def _is_read(markup: bytes) -> bool:
    try:
        etree.fromstring(markup, html.HTMLParser(**_HTML, target=_Starts()))
    except ParseError:
        return False
    return True


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


def _check_attributes(attributes: dict[str, str]) -> None:
    if len(attributes) > MOST_ATTRIBUTES:
        raise ParseError(f"an element of it has more than {MOST_ATTRIBUTES:,} attributes; {LEFT_OUT}")


class _Starts:
    """A target for lxml's parser that builds nothing and looks at attributes. Raises ParseError beyond their limit."""

    def start(self, _: str, attributes: dict[str, str]) -> None:
        _check_attributes(attributes)

    def close(self) -> None:
        return


class _Census:
    """One that counts elements, levels and namespaces too."""

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
        _check_attributes(attributes)
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
