"""Lists that a page marks up in its own elements: microdata, RDFa and the microformats h-entry and hentry.

HTML 5.2 microdata; RDFa Core 1.1; microformats.org/wiki/h-entry and hatom.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lxml import etree

from feeder.parse.embedded.lists import FEWEST, MOST_ITEMS, Item, StatedList, listed, plain

Element = Any  # lxml ships no types

#: What a page lists; what only stands in many pages (WebPage, Product, Person, Comment) is none of it.
TYPE = re.compile(
    r"(?:.*[/#:])?(?:\w{0,30}Article|(?:Live)?BlogPosting|SocialMediaPosting|Report|PressRelease|\w{0,20}NewsItem"
    r"|CreativeWork|\w{0,30}Event|Item)"
)
_TITLES = ("headline", "name", "title")
_ADDRESSES = ("url", "mainEntityOfPage")
_DATES = ("datePublished", "startDate", "dateCreated", "created", "issued", "date", "uploadDate")
_SUMMARIES = ("description", "abstract", "summary")
_TAGS = ("articleSection", "genre")
_WANTED = frozenset((*_TITLES, *_ADDRESSES, *_DATES, *_SUMMARIES, *_TAGS, "image", "thumbnailUrl"))
_ADDRESS = re.compile(r"https?://|[/?.]|[\w-]+[/.]")

#: The classes of h-entry, and of hentry before it, by what they hold.
_CLASSES = {
    "p-name": "name",
    "entry-title": "name",
    "u-url": "url",
    "u-uid": "mainEntityOfPage",
    "dt-published": "datePublished",
    "published": "datePublished",
    "entry-date": "date",
    "p-summary": "summary",
    "entry-summary": "summary",
    "u-photo": "image",
    "u-featured": "image",
    "p-category": "articleSection",
}
_ROOTS = frozenset(("h-entry", "hentry"))
_TEXT = 2_000  #: characters of a text
_OF_A_NAME = 20  #: elements that say the same of an item; they may lie in each other, around all of a page
_MICRODATA, _RDFA = etree.XPath("boolean(/descendant::*/@itemtype)"), etree.XPath("boolean(/descendant::*/@typeof)")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Vocabulary:
    """How a page says which elements are items, and what those in them are."""

    how: str
    is_there: Callable[[Element, bytes], bool]  #: tells cheaply whether there is any of this in a page
    xpath: Callable[[Element], list[Element]]
    is_item: Callable[[Element], bool]
    begins_another: Callable[[Element], bool]
    names: Callable[[Element], list[str]]


def _classes(element: Element) -> list[str]:
    return str(element.get("class") or "").split()


def _classes_named(element: Element) -> list[str]:
    named = [_CLASSES[name] for name in _classes(element) if name in _CLASSES]
    return [*named, "url"] if "bookmark" in (element.get("rel") or "").split() else named


_VOCABULARIES = (
    _Vocabulary(
        how="microdata",
        is_there=lambda root, _: _MICRODATA(root),
        xpath=etree.XPath("//*[@itemscope and @itemtype]"),
        is_item=lambda element: any(map(TYPE.fullmatch, element.get("itemtype").split())),
        begins_another=lambda element: element.get("itemscope") is not None,
        names=lambda element: (element.get("itemprop") or "").split(),
    ),
    _Vocabulary(
        how="RDFa",
        is_there=lambda root, _: _RDFA(root),
        xpath=etree.XPath("//*[@typeof]"),
        is_item=lambda element: any(map(TYPE.fullmatch, element.get("typeof").split())),
        begins_another=lambda element: bool(element.get("typeof")),
        names=lambda element: [name.rpartition(":")[2] for name in (element.get("property") or "").split()],
    ),
    _Vocabulary(
        how="microformats",
        is_there=lambda _, body: b"hentry" in body or b"h-entry" in body,
        xpath=etree.XPath("//*[contains(@class, 'hentry') or contains(@class, 'h-entry')]"),
        is_item=lambda element: not _ROOTS.isdisjoint(_classes(element)),
        begins_another=lambda element: any(name.startswith("h-") or name in _ROOTS for name in _classes(element)),
        names=_classes_named,
    ),
)


def lists(root: Element, body: bytes) -> Iterator[StatedList]:
    """The lists of a page whose bytes are `body`; those tell cheaply that there are none."""
    for vocabulary in _VOCABULARIES:
        if vocabulary.is_there(root, body):
            scopes = [element for element in vocabulary.xpath(root) if vocabulary.is_item(element)]
            items = (_item(scope, vocabulary) for scope in scopes[:MOST_ITEMS])
            if len(scopes) >= FEWEST and (found := listed(vocabulary.how, items, is_typed=True, of=len(scopes))):
                yield found


def _item(scope: Element, vocabulary: _Vocabulary) -> Item:
    said = _properties(scope, vocabulary)
    headline = next((said[name][0] for name in _TITLES if name in said), None)
    addresses = (_address(element) for name in _ADDRESSES for element in said.get(name, ()))
    own = (scope.get(name) for name in ("itemid", "resource", "about", "cite"))
    linked = _around(headline) if headline is not None else None
    return Item(
        title=_text(headline) if headline is not None else None,
        address=next((url for url in (*addresses, *own, linked) if url and _ADDRESS.match(url)), None),
        published=next((at for name in _DATES for one in said.get(name, ()) if (at := _date(one))), None),
        summary=next((_text(said[name][0]) for name in _SUMMARIES if name in said), None),
        image=next(
            (src for name in ("image", "thumbnailUrl") for one in said.get(name, ()) if (src := _source(one))), None
        ),
        tags=tuple(tag for name in _TAGS for one in said.get(name, ()) if (tag := _text(one))),
    )


def _properties(scope: Element, vocabulary: _Vocabulary) -> Mapping[str, list[Element]]:
    """The elements that say something of an item itself, not of another in it."""
    said: dict[str, list[Element]] = {}
    walk = etree.iterwalk(scope, events=("start",))
    for _, element in walk:
        if element is scope or not isinstance(element.tag, str):
            continue
        for name in vocabulary.names(element):
            if name in _WANTED and len(said.setdefault(name, [])) < _OF_A_NAME:
                said[name].append(element)
        if vocabulary.begins_another(element):
            walk.skip_subtree()
    return said


def _text(element: Element) -> str | None:
    stated = element.get("content")
    return plain(stated) if stated else plain("".join(islice(element.itertext(), _TEXT))[:_TEXT])


def _date(element: Element) -> str | None:
    """An attribute says it more exactly than the text; `title` is where hatom's <abbr> has it."""
    stated = (element.get(name) for name in ("content", "datetime", "title"))
    inner = (time.get("datetime") for time in islice(element.iter("time"), 1))
    return next((text for text in (*stated, *inner) if text and text[:1].isdigit()), None) or _text(element)


def _address(element: Element) -> str | None:
    return next((value for name in ("href", "content", "itemid", "resource") if (value := element.get(name))), None)


def _source(element: Element) -> str | None:
    inner = element.iter("img", "meta", "link", "a")
    found = (one.get(name) for one in (element, *islice(inner, 4)) for name in ("src", "href", "content"))
    return next((value for value in found if value and _ADDRESS.match(value)), None)


def _around(headline: Element) -> str | None:
    """Where the link in a headline leads, or the one around it."""
    links = (*islice(headline.iter("a"), 1), *islice(headline.iterancestors("a"), 1))
    return next((href for link in links if (href := link.get("href"))), None)
