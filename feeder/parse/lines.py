"""The lines of a page as a reader sees them, each with the element it stands in."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from lxml import etree, html

from feeder.parse.characters import one_line

UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "select", "option", "textarea", "button", "head"})
CHROME = frozenset({"nav", "footer", "aside", "dialog"})
INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "ins", "mark", "q", "s", "small", "span", "strong"}
    | {"sub", "sup", "time", "u", "wbr", "label", "data", "img", "picture", "source"}
)
#: Between the parts of a title: "Crane opened | Port".
SEPARATOR = re.compile(r"\s+[|–—·•»«:/-]+\s+|\s*[|│»｜ㅣ丨]\s*")
_APART = frozenset({"span", "time", "label", "img"})  # words in these do not run into each other, in most designs


class Line(NamedTuple):
    text: str
    element: html.HtmlElement  #: in which the line begins


def shown(element: html.HtmlElement) -> str | None:
    """The visible text of an element on one line."""
    return one_line(" ".join(line.text for line in lines(element)))


def in_chrome(element: html.HtmlElement) -> bool:
    """Whether an element is in what a page has around its content, or is that itself."""
    return any(above.tag in CHROME for above in (element, *element.iterancestors()))


def lines(root: html.HtmlElement, *, most: int | None = None) -> list[Line]:
    """What a reader sees, in order of the document, cut where a block begins or ends; no more than `most` of it."""
    return list(islice(each(root), most))


def each(root: html.HtmlElement) -> Iterator[Line]:
    """The same for who may soon have seen enough."""
    words: list[str] = []
    owner = root
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:  # whole pages go through here: no call for an element that says nothing
        tag, is_start = element.tag, event == "start"
        if not isinstance(tag, str) or (element is root and not is_start):
            continue
        if tag in UNSEEN:
            if is_start and not _is_open(element):
                walk.skip_subtree()
                continue
        elif words and tag not in INLINE:
            yield from _line(words, owner)
            words = []
        if text := element.text if is_start else element.tail:
            owner = owner if words else element if is_start else element.getparent()
            words.append(f" {text}" if tag in _APART and text[0].isalnum() else text)
    yield from _line(words, owner)


def _line(words: list[str], owner: html.HtmlElement) -> Iterator[Line]:
    said = "".join(words)
    if not said.isspace() and (text := one_line(said)):  # most is what stands between tags
        yield Line(text, owner)


def _is_open(element: html.HtmlElement) -> bool:
    """A button that nobody closed holds the rest of the page."""
    return element.tag == "button" and element.find(".//p") is not None
