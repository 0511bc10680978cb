"""The paths of a `ListRule`: XPath 1.0 where they start with "/", "./", ".//" or "(", else CSS.

CSS may end in `::text` or `::attr(name)` as in Scrapy, and also finds the record itself. Where it begins with "~" it
finds what follows the record and belongs to it: in the siblings up to the next one (Selectors 4, 3.5: a relative
selector).
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from itertools import chain, islice
from types import MappingProxyType
from typing import Any

import cssselect
from lxml import etree, html

from feeder.errors import ParseError
from feeder.model import ListRule
from feeder.parse.lists.outline import HEADINGS

Element = Any  # lxml ships no types

_XPATH_STARTS = ("/", "./", "(")
_AFTER = "~"
_SUFFIX = re.compile(r"::(?:text|attr\(\s*([\w-]+)\s*\))\Z")
_TEXT_AT_END = re.compile(r"(?:@[\w:-]+|text\(\)|::text|::attr\([^)]*\))\Z")
_FROM_THE_TOP = re.compile(r"[(\s]*/")
_BLANK_PAGE = html.document_fromstring("<html><body></body></html>")


class _Css(cssselect.HTMLTranslator):
    def xpath_attrib_includes(self, xpath: Any, name: str, value: str | None) -> Any:
        """A class, whose letters are looked for first: next to all elements on the way have not even these."""
        word = self.xpath_literal(value or "")
        xpath.add_condition(f"{name}[contains(., {word})]")
        return super().xpath_attrib_includes(xpath, name, value)


_CSS = _Css()


@dataclass(frozen=True, slots=True)
class Item:
    """A record: its element, and with `starts` the siblings after it that belong to it."""

    element: Element
    starts: Collection[Element] = field(default=(), repr=False)  #: those of all records; the next one ends this

    @property
    def after(self) -> Iterator[Element]:
        tag = self.element.tag
        for sibling in self.element.itersiblings():
            if sibling in self.starts or (sibling.tag == tag and tag in HEADINGS):
                return
            if isinstance(sibling.tag, str):
                yield sibling


Find = Callable[[Element], list[Any]]
Path = Callable[[Item], list[Any]]  #: what it finds: elements and strings


def check(rule: ListRule) -> list[str]:
    """The mistakes in a rule, each one line: the key, the path, what is wrong with it and what to write instead."""
    return [mistake for key, path in _given(rule) if (mistake := _mistake(key, path))]


@lru_cache(maxsize=256)
def paths_of(rule: ListRule) -> Mapping[str, Path]:
    """Its paths by key. Raises ParseError for a wrong one."""
    if mistakes := check(rule):
        raise ParseError("; ".join(mistakes))
    once: dict[str, Path] = {}
    return MappingProxyType({key: once.setdefault(path, _told(key, path)) for key, path in _given(rule)})


def is_path(path: str) -> bool:
    """Whether a field's path can be asked: a page may call its elements what none can name."""
    return _mistake("", path) is None


def path_of(path: str) -> Path:
    """One that is known to be right."""
    return _told("", path)


def _given(rule: ListRule) -> list[tuple[str, str]]:
    return [(key, path) for key, path in asdict(rule).items() if path is not None]


def _mistake(key: str, path: str) -> str | None:
    told = f'[rule] {key} = "{path}"'
    if key == "items" and _TEXT_AT_END.search(path.strip()):
        return f"{told} selects text, but items are elements; leave out the last step"
    if key == "items" and path.lstrip().startswith(_AFTER):
        return f'{told} begins with "~", which says what follows an item; write the items themselves'
    if key != "items" and _FROM_THE_TOP.match(path):
        return f'{told} starts at the top of the page, the same for every item; write "{path.replace("/", "./", 1)}"'
    try:
        found = _compiled(path)(_BLANK_PAGE)
    except cssselect.SelectorError as problem:
        return f'{told} is not CSS: {problem}; write it like "h3 a", or as XPath like ".//h3/a"'
    except etree.XPathError as problem:
        return f'{told} is not XPath: {problem}; write it like ".//h3/a", or as CSS like "h3 a"'
    except ValueError:  # lxml takes no control characters
        return f"[rule] {key} = {path!r} holds a character that cannot be seen; write the path again"
    return None if isinstance(found, list) else f"{told} computes a value; write a path to elements or their text"


def _told(key: str, path: str) -> Path:
    """The path; what is wrong in a predicate shows only where there is something to hold it against."""
    find = _compiled(path)

    def inside(item: Item) -> list[Any]:
        try:
            return find(item.element)
        except etree.XPathError as problem:
            raise ParseError(f'[rule] {key} = "{path}": {problem}; write it like ".//h3/a"') from None

    def after(item: Item) -> list[Any]:
        return [one for sibling in item.after for one in inside(Item(sibling))]

    return after if path.lstrip().startswith(_AFTER) else inside


@lru_cache(maxsize=1024)
def _compiled(path: str) -> Find:
    """Where it is a group of selectors ("h2, h3") each by itself: libxml2 holds each element of one against each of the
    other, which takes minutes on a page that somebody made for it."""
    path = path.strip()
    if path.startswith(_XPATH_STARTS):
        return _xpath(path)
    axis, css, told = _parted(path)
    selectors = _selectors(css, axis) if css.strip() or not told else ["."]
    if len(selectors) == 1:
        return _xpath(f"({selectors[0]})/{told}" if told else selectors[0])
    return _group([_xpath(one) for one in selectors], _xpath(told) if told else None)


def _xpath(path: str) -> Find:
    """Without EXSLT's regular expressions, whose names no path can say, and which cost each call a quarter."""
    return etree.XPath(path, regexp=False)  # type: ignore[no-any-return]


def xpath(path: str) -> str:
    """A path to elements as XPath, whichever it is."""
    if path.startswith(_XPATH_STARTS):
        return path
    axis, css, _ = _parted(path)
    return " | ".join(_selectors(css, axis))


def _parted(path: str) -> tuple[str, str, str]:
    """Of CSS the axis on which it is looked for, the selectors, and the step to a text at its end."""
    axis = "self::" if path.startswith(_AFTER) else "descendant-or-self::"
    path = path.removeprefix(_AFTER)
    suffix = _SUFFIX.search(path)
    if suffix is None:
        return axis, path, ""
    return axis, path[: suffix.start()], f"@{suffix[1].lower()}" if suffix[1] else "text()"


def _selectors(css: str, axis: str) -> list[str]:
    return [
        str(_CSS.selector_to_xpath(one, prefix=axis, translate_pseudo_elements=True)) for one in cssselect.parse(css)
    ]


def _group(finds: Sequence[Find], told: Find | None) -> Find:
    def found(element: Element) -> list[Any]:
        lists = [one for find in finds if (one := find(element))]
        elements = lists[0] if len(lists) == 1 else _in_order(element, set(chain.from_iterable(lists)))
        return [text for one in elements for text in told(one)] if told else elements

    return found


def _in_order(element: Element, wanted: set[Element]) -> list[Element]:
    """As they stand in the document: in the element, or beside it ("h3 + p" where that is the h3)."""
    every = chain(element.iter(), chain.from_iterable(after.iter() for after in element.itersiblings()))
    return list(islice((one for one in every if one in wanted), len(wanted)))
