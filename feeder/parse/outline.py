"""A page laid flat: its elements and texts in document order, so that any run of siblings is a range of numbers."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from lxml import etree

from feeder.parse.lines import UNSEEN
from feeder.parse.urls import absolute

Element = Any  # lxml ships no types

#: Elements that only colour the text around them.
FORMATTING = frozenset(
    {"abbr", "b", "bdi", "big", "center", "cite", "code", "em", "font", "i", "ins", "mark", "q", "s", "small", "strong"}
    | {"sub", "sup", "u", "wbr"}
)
_INLINE = FORMATTING | {"a", "img", "data", "picture", "source"}
LINE = "\n"  #: begins a text that stands after a <br>, one for each
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BREAKS = ("br", "hr")
_CELLS = ("td", "th")
#: Class names that tell one record of a list from the next, not its kind.
_POSITION = re.compile(
    r"[0-9]|(?:odd|even)$|(?:^|[-_])(?:first|last|alt|alternate|hot|sticky|new|active|current|selected|visited|unread|clear|clearfix|cf)$"
    r"|^(?:category|tag|author|format|status|type|has|is|no)-",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"\b(?:sr-only|visually-?hidden|screen-reader(?:-text)?|hidden-?visually|u-hidden)\b")
_NO_PAGE = ("#", "javascript:", "mailto:", "tel:", "data:", "sms:", "whatsapp:", "skype:", "fax:")


@dataclass(kw_only=True, slots=True)
class Outline:
    """Parallel lists by the element's number; `texts` and `holders` are parallel by the text's number."""

    base: str  #: what links are relative to
    elements: list[Element] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)  #: tag and, of a cell, its column
    keys: list[str] = field(default_factory=list)  #: tag, what its classes say of its kind, and its column
    parents: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)  #: the number after its last descendant
    text_from: list[int] = field(default_factory=list)
    text_to: list[int] = field(default_factory=list)
    anchors: list[int] = field(default_factory=list)  #: those that may lead to a page
    linked: list[int] = field(default_factory=list)  #: the link that it stands in, -1 for none
    headed: list[int] = field(default_factory=list)  #: the heading that it stands in, -1 for none
    times: list[int] = field(default_factory=list)
    images: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    holders: list[int] = field(default_factory=list)  #: the element, formatting aside, that the text stands in
    columns: dict[int, int] = field(default_factory=dict)  #: by row, the cells seen
    hrefs: dict[int, str] = field(default_factory=dict)  #: of the anchors, as written
    _urls: dict[int, str | None] = field(default_factory=dict)
    _children: dict[int, list[int]] = field(default_factory=dict)
    _cuts: dict[tuple[int, str], list[int]] = field(default_factory=dict)

    def text(self, node: int) -> str:
        return self.joined(self.text_from[node], self.text_to[node])

    def joined(self, start: int, end: int) -> str:
        return " ".join("".join(self.texts[start:end]).split())

    def url(self, node: int) -> str | None:
        """Where a link leads; links are resolved when asked for, and once."""
        if node not in self._urls:
            self._urls[node] = absolute(self.hrefs[node], self.base)
        return self._urls[node]

    def cuts(self, node: int, mark: str) -> list[int]:
        """The texts of an element that begin with a mark; as with its children, many ask."""
        if (node, mark) not in self._cuts:
            texts = range(self.text_from[node], self.text_to[node])
            self._cuts[node, mark] = [text for text in texts if self.texts[text].startswith(mark)]
        return self._cuts[node, mark]

    def children(self, node: int) -> list[int]:
        if node not in self._children:
            self._children[node] = self._direct(node)
        return self._children[node]

    def _direct(self, node: int) -> list[int]:
        found, child = [], node + 1
        while child < self.ends[node]:
            found.append(child)
            child = self.ends[child]
        return found


def outline(root: Element, base: str) -> Outline:
    """The visible part of a page. Linear; without recursion, however deep the page is."""
    page = Outline(base=base)
    tags, parents, elements = page.tags, page.parents, page.elements
    text_from, text_to, ends, texts = page.text_from, page.text_to, page.ends, page.texts
    held: list[int] = []  # of each element: what its text stands in
    above = -1
    gap = " "  # what stands between the text before and the one to come
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in UNSEEN or not isinstance(tag, str):
                walk.skip_subtree()
                continue
            number = len(tags)
            elements.append(element)
            tags.append(tag)
            parents.append(above)
            ends.append(number + 1)
            text_from.append(len(texts))
            text_to.append(len(texts))
            held.append(held[above] if tag in FORMATTING and above >= 0 else number)
            classes = element.get("class")
            _note(page, element, tag, classes, number, above)
            if tag not in _INLINE:
                gap = _wider(gap, tag)
            if classes and _HIDDEN.search(classes):
                walk.skip_subtree()
            elif text := element.text:
                gap = _say(page, text, held[number], gap)
            above = number
            continue
        if tag not in UNSEEN and isinstance(tag, str):
            ends[above] = len(tags)
            text_to[above] = len(texts)
            above = parents[above]
            if tag not in _INLINE and tag not in _BREAKS:
                gap = gap or " "
        if above >= 0 and (tail := element.tail):
            gap = _say(page, tail, held[above], gap)
    return page


def _wider(gap: str, tag: str) -> str:
    return gap.strip(" ") + LINE if tag in _BREAKS else gap or " "


def _note(page: Outline, element: Element, tag: str, classes: str | None, number: int, above: int) -> None:
    """What an element is among others, and whether it is a link, a heading, a date or a picture."""
    step = _step(page, tag, above) if tag in _CELLS else tag
    page.steps.append(step)
    page.keys.append(step + _kind(classes) if classes else step)
    linked, headed = (page.linked[above], page.headed[above]) if above >= 0 else (-1, -1)
    if tag in ("a", "area"):
        href = element.get("href")
        if href and not href.lstrip().lower().startswith(_NO_PAGE):
            page.anchors.append(number)
            page.hrefs[number] = href.strip()
            linked = number
    elif tag in HEADINGS:
        headed = number
    elif tag == "time":
        page.times.append(number)
    elif tag == "img":
        page.images.append(number)
    page.linked.append(linked)
    page.headed.append(headed)


def _step(page: Outline, tag: str, above: int) -> str:
    page.columns[above] = page.columns.get(above, 0) + 1
    return f"{tag}:{page.columns[above]}"


def is_hidden(element: Element) -> bool:
    """Whether only those hear it who do not see the page."""
    classes = element.get("class")
    return bool(classes and _HIDDEN.search(classes))


def is_of_a_kind(name: str) -> bool:
    """Whether a class says what an element is, not which of its kind."""
    return not _POSITION.search(name)


@lru_cache(maxsize=4096)
def _kind(classes: str) -> str:
    words = set(filter(is_of_a_kind, classes.split()))
    return "".join(f".{word}" for word in sorted(words)[:4])


def _say(page: Outline, text: str, holder: int, gap: str) -> str:
    if text.isspace():
        return gap or " "
    page.texts.append((gap or " ") + text.lstrip() if gap or text[0].isspace() else text)
    page.holders.append(holder)
    return ""
