"""A body of paragraphs, headings, lists and quotations, as most are, read in one walk.

    elements ─▶ blocks ─ trimming ─▶ markup ─ nh3 ─▶ content
                                └──▶ text

It gives what `body.cut` gives, and changes nothing in the tree. What takes more thought is left to that: tables,
players, lists in lists, captions that are marked as paragraphs, blocks in what is no block.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape

from lxml import etree, html

from feeder.parse.articles import trimming
from feeder.parse.articles.plainblocks import HEADINGS, Block, Told, listed, markup_of, trimmed, without_head
from feeder.parse.characters import is_safe, one_line
from feeder.parse.clean import picture_of, safe
from feeder.parse.urls import link

_WRAPPERS = frozenset(("div", "section", "article", "main", "header", "center", "address", "hgroup"))
_MARKED = frozenset(("em", "strong", "b", "i", "u", "s", "sub", "sup", "small", "code"))
#: libxml2 ends no source and no wbr.
_UNMARKED = frozenset(("span", "font", "mark", "ins", "del", "bdi", "big", "tt", "picture", "source", "wbr"))
_VOID = frozenset(("meta", "link"))
_OF_LINKS = ("href", "title")
_DEEPEST, _LONGEST = 30, 200_000  # levels; characters of markup
_BREAK = "\x01"  # no text holds it, so that a line that ends can be told from one that is wrapped
_MANY = re.compile("\n{3,}")
_marked_captions = etree.XPath('descendant::*[self::p or self::div or self::span][contains(@class, "caption")]')


class _Other(Exception):  # noqa: N818 - it is no error: another way of reading takes it
    """The body takes more thought."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Plain:
    content: str
    text: str
    linked: float  #: the share of links in it


def read(
    body: html.HtmlElement, base: str, told: Told, is_unwanted: Callable[[html.HtmlElement], bool]
) -> Plain | None:
    """The body without what is unwanted; None where it is not so plain."""
    walk = _Walk(base, is_unwanted)
    try:
        walk.enter(body, 0)
    except _Other:
        return None
    blocks = walk.blocks
    captions = {*walk.captions, *(one_line(one.text_content()) for one in _marked_captions(body))}
    if captions and any(one.line in captions for one in blocks if one.line):
        return None
    length, linked = sum(len(one.line) for one in blocks), sum(one.linked for one in blocks)
    blocks = without_head(trimmed(blocks, told), told)
    markup = "".join(map(markup_of, blocks)).replace("<blockquote></blockquote>", "")
    if len(markup) > _LONGEST or not is_safe(markup.encode("utf-8", "surrogatepass")):
        return None
    text = "\n\n".join(one.text for one in blocks if one.text)
    return Plain(content=safe(markup), text=text, linked=linked / max(length, 1))


# ------------------------------------------------------------------------------------------------------------ the walk


class _Run:
    """Words that go on, with what marks them."""

    __slots__ = ("has_links", "linked", "markup", "shows", "text")

    def __init__(self) -> None:
        self.markup: list[str] = []
        self.text: list[str] = []
        self.has_links, self.linked, self.shows = False, 0, False

    def say(self, text: str) -> None:
        self.shows = self.shows or not text.isspace()
        self.markup.append(escape(text, quote=False))
        self.text.append(text)

    def block(self, tag: str) -> Block | None:
        if not self.shows:
            return None
        said = "".join(self.text)
        if _BREAK in said:
            text = _MANY.sub("\n\n", "\n".join(" ".join(line.split()) for line in said.split(_BREAK)).strip())
            line = one_line(text)
        else:
            text = " ".join(said.split())
            line = text if text.isprintable() else one_line(text)
        return Block(tag, "".join(self.markup), text, line or "", self.has_links, self.linked)


class _Walk:
    def __init__(self, base: str, is_unwanted: Callable[[html.HtmlElement], bool]) -> None:
        self._base, self._is_unwanted = base, is_unwanted
        self.blocks: list[Block] = []
        self.captions: set[str] = set()

    def enter(self, element: html.HtmlElement, depth: int) -> None:
        """What only wraps: each run of words between its blocks is a paragraph."""
        if depth > _DEEPEST or not (element.tag in _WRAPPERS or element.tag == "li"):
            raise _Other
        run = _Run()
        if element.text:
            run.say(element.text)
        for child in element:
            if child.tag in _WRAPPERS or child.tag in _BLOCKS:
                if not self._is_unwanted(child):
                    self._end(run, "p")
                    run = _Run()
                    self._block(child, depth + 1)
            else:
                self._word(child, run, depth)
            if child.tail:
                run.say(child.tail)
        self._end(run, "p")

    def _end(self, run: _Run, tag: str) -> None:
        if block := run.block(tag):
            self.blocks.append(block)

    def _block(self, element: html.HtmlElement, depth: int) -> None:
        if element.tag in _WRAPPERS:
            self.enter(element, depth)
        else:
            _BLOCKS[element.tag](self, element, depth)

    def paragraph(self, element: html.HtmlElement, depth: int) -> None:
        self._end(self._words(element, depth), "p")

    def heading(self, element: html.HtmlElement, depth: int) -> None:
        self._end(self._words(element, depth), HEADINGS[element.tag])

    def list(self, element: html.HtmlElement, depth: int) -> None:
        if (element.text and not element.text.isspace()) or element.get("start") or element.get("reversed"):
            raise _Other
        items: list[Block] = []
        for child in element:
            if child.tag != "li" or (child.tail and not child.tail.isspace()) or child.get("value"):
                raise _Other
            if not self._is_unwanted(child) and (item := self._item(child, depth + 1)):
                items.append(item)
        if items:
            self.blocks.append(listed(element.tag, items))

    def _item(self, element: html.HtmlElement, depth: int) -> Block | None:
        if next(element.iterchildren("p", *_WRAPPERS), None) is None:
            return self._words(element, depth).block("li")
        inner = _Walk(self._base, self._is_unwanted)
        inner.enter(element, depth)
        if [one.tag for one in inner.blocks] not in ([], ["p"]):
            raise _Other
        for one in inner.blocks:
            return replace(one, tag="li", markup=f"<p>{one.markup}</p>", is_paragraph=True)
        return None

    def rule(self, _: html.HtmlElement, __: int) -> None:
        self.blocks.append(Block("hr", "<hr>"))

    def figure(self, element: html.HtmlElement, depth: int) -> None:
        parts: list[Block | None] = []
        run = _Run()
        for child in element:
            if child.tag in _WRAPPERS and not self._is_unwanted(child):
                parts += [run.block(""), self._words(child, depth + 1).block("p")]
                run = _Run()
            elif child.tag == "figcaption" and not self._is_unwanted(child):
                caption = self._words(child, depth + 1).block("figcaption")
                parts += [run.block(""), caption]
                self.captions.add(caption.line if caption else "")
                run = _Run()
            else:
                self._word(child, run, depth)
            if child.tail and not child.tail.isspace():
                raise _Other
        shown = [one for one in (*parts, run.block("")) if one]
        if (element.text and not element.text.isspace()) or any(one.line and one.tag != "figcaption" for one in shown):
            raise _Other
        if shown:
            self.blocks.append(Block("figure", "".join(markup_of(one) if one.tag else one.markup for one in shown)))

    def quotation(self, element: html.HtmlElement, depth: int) -> None:
        if element.get("cite"):
            raise _Other
        if next(element.iterchildren("p"), None) is None:
            self._end(self._words(element, depth), "blockquote")
            return
        if element.text and not element.text.isspace():
            raise _Other
        self.blocks.append(Block("quote", "<blockquote>"))
        for child in element:
            if child.tag != "p" or (child.tail and not child.tail.isspace()):
                raise _Other
            if not self._is_unwanted(child):
                self.paragraph(child, depth + 1)
        self.blocks.append(Block("quote", "</blockquote>"))

    # ------------------------------------------------------------------------------------------------------- words

    def _words(self, element: html.HtmlElement, depth: int) -> _Run:
        run = _Run()
        self._inner(element, run, depth)
        return run

    def _inner(self, element: html.HtmlElement, run: _Run, depth: int) -> None:
        if depth > _DEEPEST:
            raise _Other
        if element.text:
            run.say(element.text)
        for child in element:
            self._word(child, run, depth)
            if child.tail:
                run.say(child.tail)

    def _word(self, element: html.HtmlElement, run: _Run, depth: int) -> None:
        tag = element.tag
        if tag in _MARKED:
            self._marked(element, f"<{tag}>", run, depth)
        elif tag == "a":
            self._link(element, run, depth)
        elif tag == "br":
            run.markup.append("<br>")
            run.text.append(_BREAK)
        elif tag in _UNMARKED or "-" in tag:
            self._inner(element, run, depth + 1)
        elif tag == "time":
            self._marked(element, _tag("time", {"datetime": element.get("datetime")}), run, depth)
        elif tag == "img":
            if picture := picture_of(element, self._base):
                run.markup.append(_tag("img", picture))
                run.shows = True
        elif tag not in _VOID and not self._is_unwanted(element):
            raise _Other

    def _marked(self, element: html.HtmlElement, opening: str, run: _Run, depth: int) -> None:
        """An element that shows nothing leaves no mark."""
        place, shown = len(run.markup), run.shows
        run.markup.append(opening)
        run.shows = False
        self._inner(element, run, depth + 1)
        if run.shows:
            run.markup.append(f"</{element.tag}>")
        else:
            run.markup[place] = ""
        run.shows = shown or run.shows

    def _link(self, element: html.HtmlElement, run: _Run, depth: int) -> None:
        stated = element.get("href", "")
        address = link(stated, self._base)
        start = len(run.text)
        if address:
            told = {
                name: address if name == "href" else element.get(name) for name in element.attrib if name in _OF_LINKS
            }
            self._marked(element, _tag("a", told), run, depth)
        else:
            self._inner(element, run, depth + 1)
        if address and not trimming.is_file(address):
            run.has_links = True
            run.linked += len(" ".join("".join(run.text[start:]).split()))


def _tag(name: str, told: dict[str, str | None]) -> str:
    attributes = "".join(f' {key}="{escape(value)}"' for key, value in told.items() if value is not None)
    return f"<{name}{attributes}>"


_BLOCKS: dict[object, Callable[[_Walk, html.HtmlElement, int], None]] = {
    "p": _Walk.paragraph,
    **dict.fromkeys(HEADINGS, _Walk.heading),
    **dict.fromkeys(("ul", "ol"), _Walk.list),
    "blockquote": _Walk.quotation,
    "figure": _Walk.figure,
    "hr": _Walk.rule,
}
