"""A page laid flat: its elements and texts in document order, so that any run of siblings is a range of numbers."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

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
_NO_BLOCK = _INLINE | {*_BREAKS}
_CELLS = ("td", "th")
_MOST_TEXTS = 10**7  #: of a page, which has fewer elements
_DIGITS, _COLUMNS = 3, 30  #: of the rows that a cell spans; of columns with such cells
#: What class names end or begin with that tell one record of a list from the next, not its kind.
_PLACES = frozenset(
    ("first", "last", "alt", "alternate", "hot", "sticky", "new", "active", "current", "selected", "visited")
) | {"unread", "clear", "clearfix", "cf"}
_TURNS = ("odd", "even")
_OWN = ("category-", "tag-", "author-", "format-", "status-", "type-", "has-", "is-", "no-")
_DIGIT = re.compile("[0-9]")
_HIDDEN = re.compile(r"\b(?:sr-only|visually-?hidden|screen-reader(?:-text)?|hidden-?visually|u-hidden)\b")
_NO_PAGE = ("#", "javascript:", "mailto:", "tel:", "data:", "sms:", "whatsapp:", "skype:", "fax:")


@dataclass(kw_only=True, slots=True)
class Outline:
    """Parallel lists by the element's number; `texts` and `holders` are parallel by the text's number."""

    base: str  #: what links are relative to
    elements: list[Element] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
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
    rows: dict[int, int] = field(default_factory=dict)  #: by table body with spans, the rows seen
    spans: dict[tuple[int, int], int] = field(
        default_factory=dict
    )  #: by body and column, the last row that a cell takes
    steps: dict[int, str] = field(default_factory=dict)  #: of the cells, tag and column
    hrefs: dict[int, str] = field(default_factory=dict)  #: of the anchors, as written
    _urls: dict[int, str | None] = field(default_factory=dict)
    headings: list[int] = field(default_factory=list)
    _tagged: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _joined: dict[int, str] = field(default_factory=dict)
    _children: dict[int, list[int]] = field(default_factory=dict)
    _cuts: dict[tuple[int, str], list[int]] = field(default_factory=dict)
    _ways: "Ways | None" = None

    @property
    def ways(self) -> "Ways":
        """Those to its elements; numbered when asked for, and once."""
        if self._ways is None:
            self._ways = _ways(self)
        return self._ways

    def text(self, node: int) -> str:
        return self.joined(self.text_from[node], self.text_to[node])

    def joined(self, start: int, end: int) -> str:
        """The texts from `start` to before `end` on one line; many ask for the same."""
        span = start * _MOST_TEXTS + end  # no pair, which the garbage collector would look at
        if (text := self._joined.get(span)) is None:
            text = self._joined[span] = " ".join("".join(self.texts[start:end]).split())
        return text

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

    def tagged(self, tag: str) -> list[int]:
        """The elements of that name."""
        if not self._tagged:
            for node, name in enumerate(self.tags):
                self._tagged[name].append(node)
        return self._tagged.get(tag, [])

    def around(self, first: int, last: int) -> int:
        """The innermost element that holds both."""
        while self.ends[first] <= last:
            first = self.parents[first]
        return first

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


class Ways(NamedTuple):
    """The ways from the top to elements, by keys: equal for equal ways."""

    of: list[int]  #: by the element's number
    steps: list[tuple[int, str]]  #: of each the way above, and the last step


def _ways(page: Outline) -> Ways:
    numbers = {(0, ""): 0}
    found: list[int] = []
    for above, key in zip(page.parents, page.keys, strict=True):
        found.append(numbers.setdefault((found[above] if above >= 0 else 0, key), len(numbers)))
    return Ways(found, list(numbers))


def outline(root: Element, base: str) -> Outline:
    """The visible part of a page. Linear; without recursion, however deep the page is."""
    page = Outline(base=base)
    elements, tags, keys, parents, texts = page.elements, page.tags, page.keys, page.parents, page.texts
    ends, text_from, text_to = page.ends, page.text_from, page.text_to
    held: list[int] = []  # of each element: what its text stands in
    told = _Keys()
    above = last = root.getparent()
    number, gap = -1, " "  # of `last`, the innermost open one; what stands between the text before and the one to come
    rest = iter((*root.iter("*"), None))
    for element in rest:
        parent = above if element is None else element.getparent()
        while last is not parent:
            ends[number], text_to[number] = len(tags), len(texts)
            if not gap and tags[number] not in _NO_BLOCK:
                gap = " "
            text, number = last.tail, parents[number]
            last = elements[number] if number >= 0 else above
            if text and number >= 0:
                gap = (gap or " ") if text.isspace() else _say(page, gap, text, held[number])
        if element is None:
            break
        tag = element.tag
        if tag in UNSEEN:
            _skip(element, rest)
            if (text := element.tail) and number >= 0:
                gap = (gap or " ") if text.isspace() else _say(page, gap, text, held[number])
            continue
        parents.append(number)
        held.append(held[number] if tag in FORMATTING and number >= 0 else len(tags))
        last, number = element, len(tags)
        classes = element.get("class")
        key, is_hidden = told[tag, classes] if classes else (tag, False)
        elements.append(element)
        tags.append(tag)
        keys.append(key)
        ends.append(0)
        text_from.append(len(texts))
        text_to.append(0)
        if tag not in _NO_BLOCK:
            gap = gap or " "
        elif tag in _BREAKS:
            gap = gap.strip(" ") + LINE
        if is_hidden:
            _skip(element, rest)
        elif text := element.text:
            gap = (gap or " ") if text.isspace() else _say(page, gap, text, held[number])
    _note(page)
    return page


def _skip(element: Element, rest: Iterator[Element]) -> None:
    """What follows is what comes after all that is in the element."""
    if len(element):
        count = sum(1 for _ in element.iterdescendants("*"))
        next(islice(rest, count, count), None)


def _say(page: Outline, gap: str, text: str, holder: int) -> str:
    """Adds a text that stands after `gap`, and returns what stands after it."""
    page.texts.append((gap or " ") + text.lstrip() if gap or text[0].isspace() else text)
    page.holders.append(holder)
    return ""


def _note(page: Outline) -> None:
    """Which elements are links, dates, pictures, headings or cells."""
    for node in sorted((*page.tagged("a"), *page.tagged("area"))):
        href = page.elements[node].get("href")
        if href and _may_lead(href := href.strip()):
            page.anchors.append(node)
            page.hrefs[node] = href
    page.times, page.images = page.tagged("time"), page.tagged("img")
    page.headings = sorted(node for tag in HEADINGS for node in page.tagged(tag))
    page.linked, page.headed = _spread(page, page.anchors), _spread(page, page.headings)
    for node in sorted(node for tag in _CELLS for node in page.tagged(tag)):
        _note_cell(page, node)


def _may_lead(href: str) -> bool:
    return href[:1] in ("/", "h") or not href.lower().startswith(_NO_PAGE)


def _note_cell(page: Outline, node: int) -> None:
    row, tag, element = page.parents[node], page.tags[node], page.elements[node]
    if page.spans or element.get("rowspan") is not None:
        _span(page, element, row)
    page.columns[row] = page.columns.get(row, 0) + 1
    page.steps[node] = f"{tag}:{page.columns[row]}"
    page.keys[node] = page.steps[node] + page.keys[node].removeprefix(tag)


def _spread(page: Outline, nodes: Sequence[int]) -> list[int]:
    """Of each element the one of `nodes` that it stands in, or is, -1 for none."""
    found, ends = [-1] * len(page.tags), page.ends
    for node in nodes:
        if (end := ends[node]) > node + 1:
            found[node:end] = [node] * (end - node)
        else:
            found[node] = node
    return found


def _span(page: Outline, element: Element, row: int) -> None:
    """What a cell above takes of the row is a column too (HTML 4.9.12.1, growing downward-growing cells)."""
    body = page.parents[row]
    if row not in page.columns:
        page.rows[body] = page.rows.get(body, 0) + 1
    column = page.columns.get(row, 0) + 1
    while page.spans.get((body, column), 0) >= page.rows.get(body, 0) > 0:
        column += 1
    page.columns[row] = column - 1
    span = element.get("rowspan") or ""
    if span.isascii() and span.isdigit() and len(span) <= _DIGITS and int(span) > 1 and column <= _COLUMNS:
        page.spans[body, column] = page.rows.setdefault(body, 1) + int(span) - 1


class _Keys(dict[tuple[str, str], tuple[str, bool]]):
    """By tag and classes: what kind of element it is, and whether it is hidden from those who see."""

    def __missing__(self, told: tuple[str, str]) -> tuple[str, bool]:
        tag, classes = told
        kind, is_hidden = _kind(classes)
        found = self[told] = (tag + kind, is_hidden)
        return found


def is_hidden(element: Element) -> bool:
    """Whether only those hear it who do not see the page."""
    classes = element.get("class")
    return classes is not None and _hides(classes)


def _hides(classes: str) -> bool:
    may_hide = "hidden" in classes or "sr-only" in classes or "screen-reader" in classes
    return may_hide and bool(_HIDDEN.search(classes))


@lru_cache(maxsize=4096)
def is_of_a_kind(name: str) -> bool:
    """Whether a class says what an element is, not which of its kind."""
    name = name.lower()
    is_place = name.replace("_", "-").rpartition("-")[2] in _PLACES or name.endswith(_TURNS) or name.startswith(_OWN)
    return not (is_place or _DIGIT.search(name))


@lru_cache(maxsize=4096)
def _kind(classes: str) -> tuple[str, bool]:
    words = set(filter(is_of_a_kind, classes.split()))
    return ".".join(("", *sorted(words)[:4])), _hides(classes)
