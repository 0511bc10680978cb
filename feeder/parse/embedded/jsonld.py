"""Lists in JSON-LD: an ItemList, the parts of a blog or page, a graph of articles or events, one script for each card.

schema.org/ItemList; Google's carousels have `url` or `item`, and often nothing else.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from feeder.parse.embedded.lists import MOST_ITEMS, Item, StatedList, listed, plain, written_date
from feeder.parse.embedded.marked import TYPE

Node = Mapping[str, Any]

HOW = "JSON-LD"
#: What lists something else than releases.
_OTHER_LISTS = frozenset(
    ("BreadcrumbList", "SiteNavigationElement", "HowTo", "FAQPage", "OfferCatalog", "LiveBlogPosting")
)
#: Types of the items of an ItemList that may be releases, besides those that are typed so.
_PLAIN = frozenset(("ListItem", "WebPage", "ItemPage", "Thing", "MediaObject", "VideoObject", "DigitalDocument", "URL"))
#: Where a node holds others: those that stand for the page itself, and those that it lists.
_INTO = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart")
_PARTS = (
    "itemListElement",
    "blogPost",
    "blogPosts",
    "hasPart",
    "mainEntity",
    "dataFeedElement",
    "subEvent",
    "event",
    "events",
)
_TITLES = ("headline", "name", "title")
_DATES = ("datePublished", "startDate", "dateCreated", "uploadDate")


def lists(values: Sequence[Any]) -> Iterator[StatedList]:
    """The lists in the JSON-LD scripts of a page."""
    nodes = list(_nodes(values))
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    known: dict[int, Item] = {}  # by node: many lists may name the same
    for node in nodes:
        if _OTHER_LISTS.isdisjoint(_types(node)):
            for part in _PARTS:
                elements = _list(node.get(part))
                items = (_listed_item(element, by_id, known) for element in elements[:MOST_ITEMS])
                if found := _list_of(items, len(elements)):
                    yield found
    alone = [node for node in nodes if _is_typed(node)]
    if found := _list_of(((_item(node), True) for node in alone[:MOST_ITEMS]), len(alone)):
        yield found


def _list_of(items: Iterator[tuple[Item, bool] | None], of: int) -> StatedList | None:
    read = [item for item in items if item]
    is_typed = sum(typed for _, typed in read) * 2 > len(read)
    return listed(HOW, (item for item, _ in read), is_typed=is_typed, of=of)


def _nodes(values: Sequence[Any]) -> Iterator[Node]:
    """The nodes that stand for themselves, in the order of the page."""
    waiting = list(reversed(values))
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += reversed(value)
        elif isinstance(value, dict):
            yield value
            waiting += [value[key] for key in reversed(_INTO) if isinstance(value.get(key), list | dict)]


def _listed_item(element: Any, by_id: Mapping[str, Node], known: dict[int, Item]) -> tuple[Item, bool] | None:
    """What stands in a list, and whether it is said to be an article or event. A ListItem may say the rest of it."""
    if isinstance(element, str):
        return Item(address=element), False
    if not isinstance(element, dict):
        return None
    inner = element.get("item")
    node = inner if isinstance(inner, dict) else by_id.get(inner, element) if isinstance(inner, str) else element
    node = _resolved(node, by_id)
    if not _is_typed(node) and not _PLAIN.issuperset(map(_local, _types(node))):
        return None
    if id(node) not in known:
        known[id(node)] = _item(node)
    item, around = known[id(node)], _item(element)
    address = item.address or around.address or (inner if isinstance(inner, str) else None)
    merged = Item(
        title=item.title or around.title,
        address=address,
        published=item.published,
        summary=item.summary or around.summary,
        image=item.image or around.image,
        tags=item.tags,
    )
    return merged, _is_typed(node)


def _resolved(node: Node, by_id: Mapping[str, Node]) -> Node:
    """JSON-LD 1.1 3.3: a node that has nothing but an @id stands for the one that says more under it."""
    identity = node.get("@id")
    return by_id.get(identity, node) if isinstance(identity, str) and len(node) <= len(("@type", "@id")) else node


def _item(node: Node) -> Item:
    images = (_address(value) for key in ("image", "thumbnailUrl", "thumbnail") for value in _list(node.get(key)))
    return Item(
        title=next((text for key in _TITLES if (text := _text(node.get(key)))), None),
        address=_address(node.get("url")) or _address(node.get("mainEntityOfPage")) or _identity(node),
        published=next((at for key in _DATES if (at := written_date(_value(node.get(key))))), None),
        summary=_text(node.get("description")) or _text(node.get("abstract")),
        image=next((url for url in images if url), None),
        tags=tuple(tag for value in _list(node.get("articleSection")) if (tag := _text(value))),
    )


def _identity(node: Node) -> str | None:
    """The @id of a node, where it is the address of a page: "#article" names a part of this one."""
    said = node.get("@id")
    return said if isinstance(said, str) and said.startswith(("http://", "https://", "/")) else None


def _address(value: Any) -> str | None:
    value = next(iter(_list(value)), None)
    if isinstance(value, dict):
        value = value.get("url") or value.get("contentUrl") or value.get("@id")
    return value.strip() or None if isinstance(value, str) and len(value) > 1 else None


def _text(value: Any) -> str | None:
    return plain(_value(value))


def _value(value: Any) -> Any:
    """JSON-LD 1.1 4.2: a value, or an object that holds it as @value; the first of several."""
    first = next(iter(_list(value)), None)
    return first.get("@value") if isinstance(first, dict) else first


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _types(node: Node) -> list[str]:
    return [name for name in _list(node.get("@type")) if isinstance(name, str)]


def _local(name: str) -> str:
    return re.split("[/#:]", name)[-1]


def _is_typed(node: Node) -> bool:
    return any(map(TYPE.fullmatch, _types(node)))
