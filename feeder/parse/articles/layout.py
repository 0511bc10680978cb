"""Where something stands on a page, named so that the same names find it on others of the site.

A path is of steps ("main div.release h1"), each of which gives exactly one element within the one before: so it is
found by one look through each, whatever a page holds, and it means what it does as CSS. Never a place among others, nor
an id or a class with a number in it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from lxml import etree, html

from feeder.parse.lasting import is_lasting

_STEP = re.compile(r"([a-z][a-z0-9]*)(?:([.#])([A-Za-z_][\w-]*))?")
_NAME = re.compile(r"[a-z][a-z0-9]*")
_ID = re.compile(r"[A-Za-z][A-Za-z_-]*")
#: The first of both is soon told of nearly all elements.
_OF_CLASS = "[contains(@class, $name)][contains(concat(' ', normalize-space(@class), ' '), $word)]"
_ABOVE = 12  #: elements around it that may be named
_STEPS = 2
_CLASSES = 6  #: of one element that are looked at


def path_of(element: html.HtmlElement, root: html.HtmlElement) -> str | None:
    """The path of an element, as short as can be; None where none can."""
    return _path_of(element, root, _STEPS)


def found_by(path: str, root: html.HtmlElement) -> html.HtmlElement | str:
    """What a path finds; in words, why it finds nothing."""
    element = root
    for step in path.split():
        found = list(islice(_matching(step, element), 2))
        if len(found) != 1:
            return f'"{step}" of "{path}" is {"there more than once" if found else "not there"}'
        element = found[0]
    return element


def marks(element: html.HtmlElement) -> list[str]:
    """The steps that may name an element by what it says of its kind: its id, then its classes."""
    return _marks(str(element.tag), element.get("id"), element.get("class"))


@lru_cache(maxsize=4096)
def _marks(tag: str, identity: str | None, classes: str | None) -> list[str]:
    named = [f"{tag}#{identity}"] if identity and _ID.fullmatch(identity) and is_lasting(identity) else []
    return [*named, *(f"{tag}.{name}" for name in islice(filter(is_lasting, (classes or "").split()), _CLASSES))]


def _path_of(element: html.HtmlElement, root: html.HtmlElement, steps: int) -> str | None:
    if not _NAME.fullmatch(str(element.tag)):
        return None
    named = [*marks(element), str(element.tag)]
    if element.tag == "h1":  # its classes are of its looks; there is rarely another
        named.insert(0, named.pop())
    if own := next((step for step in named if _is_only(step, root)), None):
        return own
    if steps == 1:
        return None
    for above in islice(element.iterancestors(), _ABOVE):
        step = next((one for one in named if _is_only(one, above)), None)
        if step is None:
            return None  # what is twice in this is so in what is around it
        around = _path_of(above, root, steps - 1) if above is not root and above.tag != "body" else None
        if around:
            return f"{around} {step}"
    return None


def _is_only(step: str, root: html.HtmlElement) -> bool:
    return len(list(islice(_matching(step, root), 2))) == 1


def _matching(step: str, root: html.HtmlElement) -> Iterator[html.HtmlElement]:
    read = _STEP.fullmatch(step)
    if read is None:
        return iter(())
    tag, kind, name = read.groups()
    return iter(_finder(tag, kind or "")(root, name=name or "", word=f" {name} "))


@lru_cache(maxsize=256)
def _finder(tag: str, kind: str) -> etree.XPath:
    told = {"": "", "#": "[@id = $name]", ".": _OF_CLASS}[kind]
    return etree.XPath(f"descendant::{tag}{told}")
