"""Records in the state of a page, whatever its program calls them: lists of objects with a title and an address each.

What is of use elsewhere too: `objects_in` walks a state, `fields_of` tells what a record has of each role, and
`role_of` what a field is for by its name.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import islice
from json import loads
from operator import itemgetter
from typing import Any

from feeder.parse.embedded.lists import FEWEST, MOST_ITEMS, Item, StatedList, listed, plain, written_date

Object = Mapping[str, Any]

HOW = "state"
MOST_VALUES = 500_000  #: objects and lists of all state of a page
_SAMPLE = 3  #: elements of a run that are looked at before it is read
_LEVELS = 3  #: at which an object may keep its own fields, and to which what one says is followed
MOST_KEYS = 100  #: fields of an object that are looked at
_TAGS = 20  #: tags of a record that are read

#: What a field may say that it is of, before what it is: "articleTitle".
KIND = "(?:post|article|news|press|release|item|page|story|entry|event|card|teaser|display|full|long|main|object|node)?"
_WHERE = "(?:canonical|absolute|full|public|web|site|detail|details|share|read)?"
#: What the fields of a record are called, the best first; of a name only its letters count, in lower case.
_ROLES = {
    "title": (
        f"{KIND}(?:title|headline|heading)",
        "titel|titre|titulo|titolo|tytul|rubrik|otsikko|overskrift|tittel",
        "name|subject|label|linktext",
    ),
    "address": (
        f"{_WHERE}{KIND}(?:url|uri|href|permalink)",
        f"{KIND}(?:links?|path|pathname|urlpath|fullpath|route|to)",
        f"{KIND}(?:url|seo|full)?(?:slug|alias)",
    ),
    "date": (
        f"(?:first|date|{KIND})(?:published|publish|publication|release|released|pub|deploy|deployed)(?:at|on|date|time|datetime|dategmt|dt)?",
        f"{KIND}(?:date|datetime|dategmt|datum|fecha|data|issued|posted|dateposted|postedon|livedate|timestamp)",
        "created|createdat|createdon|createddate|datecreated|creationdate|startdate|start|time|day",
    ),
    "summary": (
        f"{KIND}(?:summary|excerpt|abstract|teaser|teasertext|lead|leadtext|intro|introtext|standfirst|dek|deck|blurb)",
        "(?:short|meta)?description|snippet|subtitle|subheadline",
    ),
    "image": (
        f"(?:featured|hero|{KIND})(?:image|img|photo|picture)(?:url|src)?",
        "thumbnail|thumb|thumburl|cover|media",
    ),
    "tags": ("category|categories|section|topics?|tags|rubric",),
    "foreign": ("(?:price|amount|sku|currency|addtocart|jobtype|salary).{0,20}",),
}
_NAMES = {role: [re.compile(names) for names in ranks] for role, ranks in _ROLES.items()}
_LETTERS = re.compile(r"[^a-z]+")
_LONGEST = 40  #: letters of a name
#: Where an object keeps its own fields, one level below.
_WRAPPERS = frozenset(
    """
    node attributes fields data item content article post story document source props properties entity page news entry
    value record frontmatter metadata pageprops children
    """.split()  # noqa: SIM905 - read by people
)
#: Where an object keeps what it says.
_WITHIN = tuple("rendered url href path current alias value text src iso date title name self".split())  # noqa: SIM905
_PATH = re.compile(r"https?://|\.{0,2}/|\?[\w-]+=|[\w~.-]+/[\w~./-]")
_SLUG = re.compile(r"[^\W_][\w.~%-]{1,300}")


def lists(values: Sequence[Any], unread: list[str]) -> Iterator[StatedList]:
    """The lists in the state of a page, in its order; `unread` is told, in words, what was not looked at."""
    known: dict[int, Item | None] = {}
    for run in _runs(values, unread):
        for one in run[:MOST_ITEMS]:
            if id(one) not in known:
                known[id(one)] = _item(one)
        read = [item for one in run[:MOST_ITEMS] if (item := known[id(one)])]
        if 2 * len(read) > min(len(run), MOST_ITEMS) and (found := listed(HOW, read, is_typed=False, of=len(run))):
            yield found


def _runs(values: Sequence[Any], unread: list[str]) -> Iterator[Sequence[Object]]:
    """Every run of objects of a kind: what stands in a list, or under the keys of an object as a cache has it."""
    for value in objects_in(values, unread):
        for run in _in_list(value) if isinstance(value, list) else _in_cache(value):
            if any(_item(one) for one in run[:_SAMPLE]):
                yield run


def objects_in(values: Sequence[Any], unread: list[str]) -> Iterator[Object | list[Any]]:
    """Every object and list, outer ones first.

    What is known already is passed by: state may hold the same object in many places, and itself.
    """
    waiting, known = list(reversed(values)), set[int]()
    kept: dict[str, Any] = {}  # what is decoded on the way: once, and so that no id is given twice
    for _ in range(MOST_VALUES):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, str):
            if value in kept:
                continue
            value = kept.setdefault(value, _decoded(value))
        if not isinstance(value, dict | list) or id(value) in known:
            continue
        known.add(id(value))
        yield value
        inner = value if isinstance(value, list) else value.values()
        waiting += reversed([one for one in inner if isinstance(one, dict | list) or _is_json(one)])
    if waiting:
        unread.append(f"of what its state holds only the first {MOST_VALUES:,} objects and lists were looked at")


def _is_json(value: Any) -> bool:
    """SvelteKit keeps the answers of its requests as they came: text."""
    return isinstance(value, str) and value.startswith(('{"', "[{"))


def _decoded(text: str) -> Any:
    with suppress(ValueError, RecursionError):
        return loads(text, strict=False)
    return None


def _in_list(value: list[Any]) -> Iterator[list[Object]]:
    run = [_component(one) if isinstance(one, list) else one for one in value]
    run = [one for one in run if isinstance(one, dict)]
    if len(run) >= FEWEST:
        yield run


def _component(value: list[Any]) -> Any:
    """The properties of an element of React, as it is streamed: ["$", type, key, properties]."""
    return value[3] if len(value) == 4 and value[0] == "$" else None  # noqa: PLR2004


def _in_cache(value: Object) -> Iterator[list[Object]]:
    """Apollo keeps "Article:12" beside "MenuItem:3"; others an object by its number."""
    kinds: dict[str, list[Object]] = defaultdict(list)
    for key, one in value.items():
        if isinstance(one, dict):
            stated = one.get("__typename")
            kinds[stated if isinstance(stated, str) and stated else key.partition(":")[0] if ":" in key else ""].append(
                one
            )
    yield from (run for run in kinds.values() if len(run) >= FEWEST)


# ----------------------------------------------------------------------------------------------------------- a record


def _item(record: Object) -> Item | None:
    fields = fields_of(record)
    title = first_of(fields["title"], text_of)
    if not title or fields["foreign"]:
        return None
    addresses = [text for value in fields["address"] if (text := _said(value))]
    address = next((text for text in addresses if _PATH.match(text)), None)
    slug = next((text for text in addresses if _SLUG.fullmatch(text)), None)
    if not (address or slug):
        return None
    return Item(
        title=title,
        address=address,
        slug=slug,
        published=first_of(fields["date"], date_of),
        summary=first_of(fields["summary"], text_of),
        image=first_of(fields["image"], picture_of),
        tags=tuple(dict.fromkeys(_tags(fields["tags"]))),
    )


def fields_of(record: Object) -> dict[str, list[Any]]:
    """What a record has of each role, the best first, with what it keeps one or two levels below."""
    ranked: dict[str, list[tuple[int, Any]]] = {role: [] for role in _ROLES}
    level = [record]
    for depth in range(_LEVELS):
        below: list[Object] = []
        for one in level:
            for name, value in islice(one.items(), MOST_KEYS):
                letters, role, rank = role_of(name)
                if role and value:
                    ranked[role].append((rank + depth * _LEVELS, value))
                if isinstance(value, dict) and letters in _WRAPPERS:
                    below.append(value)
        level = below[:_LEVELS]
    return {role: [value for _, value in sorted(told, key=itemgetter(0))] for role, told in ranked.items()}


@lru_cache(maxsize=4096)
def role_of(name: str) -> tuple[str, str, int]:
    """The letters of a field's name, what it is for ("" if for nothing here), and how good a name for that it is."""
    letters = _LETTERS.sub("", name[: 2 * _LONGEST].lower())
    told = (
        (role, rank)
        for role, ranks in _NAMES.items()
        for rank, names in enumerate(ranks)
        if len(letters) <= _LONGEST and names.fullmatch(letters)
    )
    return letters, *next(told, ("", 0))


def first_of(values: Sequence[Any], read: Callable[[Any], str | None]) -> str | None:
    return next((found for value in values if (found := read(value))), None)


def _said(value: Any) -> str | None:
    """A text, or what an object or the first of a list says."""
    for _ in range(_LEVELS):
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, dict):
            value = next((value[key] for key in _WITHIN if value.get(key)), None)
    return value.strip() or None if isinstance(value, str) else None


def text_of(value: Any) -> str | None:
    return plain(_said(value))


def picture_of(value: Any) -> str | None:
    said = _said(value)
    return said if said and _PATH.match(said) else None


def date_of(value: Any) -> str | None:
    said = _said(value) if isinstance(value, dict | list) else value
    # React streams a date as "$D2024-…".
    return written_date(said.removeprefix("$D") if isinstance(said, str) else said)


def _tags(values: Sequence[Any]) -> Iterator[str]:
    for value in values[:1]:
        for one in value[:_TAGS] if isinstance(value, list) else [value]:
            if text := text_of(one.get("label") or one if isinstance(one, dict) else one):
                yield text
