"""Records in the state of a page, whatever its program calls them: lists of objects with a title and an address each,
and the release that a page is to show."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from html import escape
from itertools import islice
from json import loads
from operator import itemgetter
from typing import Any, NamedTuple

from feeder.parse.embedded.lists import FEWEST, MOST_ITEMS, Item, StatedList, listed, plain, written_date

Object = Mapping[str, Any]

HOW = "state"
MOST_VALUES = 500_000  #: objects and lists of all state of a page
_SAMPLE = 3  #: elements of a run that are looked at before it is read
_LEVELS = 3  #: at which an object may keep its own fields, and to which what one says is followed
_KEYS, _TAGS = 100, 20  #: fields of an object, tags of a record that are read

_OF = "(?:post|article|news|press|release|item|page|story|entry|event|card|teaser|display|full|long|main|object|node)?"
_WHERE = "(?:canonical|absolute|full|public|web|site|detail|details|share|read)?"
#: What the fields of a record are called, the best first; of a name only its letters count, in lower case.
_ROLES = {
    "title": (
        f"{_OF}(?:title|headline|heading)",
        "titel|titre|titulo|titolo|tytul|rubrik|otsikko|overskrift|tittel",
        "name|subject|label|linktext",
    ),
    "address": (
        f"{_WHERE}{_OF}(?:url|uri|href|permalink)",
        f"{_OF}(?:links?|path|pathname|urlpath|fullpath|route|to)",
        f"{_OF}(?:url|seo|full)?(?:slug|alias)",
    ),
    "date": (
        f"(?:first|date|{_OF})(?:published|publish|publication|release|released|pub|deploy|deployed)(?:at|on|date|time|datetime|dategmt|dt)?",
        f"{_OF}(?:date|datetime|dategmt|datum|fecha|data|issued|posted|dateposted|postedon|livedate|timestamp)",
        "created|createdat|createdon|createddate|datecreated|creationdate|startdate|start|time|day",
    ),
    "summary": (
        f"{_OF}(?:summary|excerpt|abstract|teaser|teasertext|lead|leadtext|intro|introtext|standfirst|dek|deck|blurb)",
        "(?:short|meta)?description|snippet|subtitle|subheadline",
    ),
    "image": (
        f"(?:featured|hero|{_OF})(?:image|img|photo|picture)(?:url|src)?",
        "thumbnail|thumb|thumburl|cover|media",
    ),
    "tags": ("category|categories|section|topics?|tags|rubric",),
    "foreign": ("(?:price|amount|sku|currency|addtocart|jobtype|salary).{0,20}",),
}
_NAMES = {role: [re.compile(names) for names in ranks] for role, ranks in _ROLES.items()}
#: What the text of a release is called, and in what it is kept where it is made of blocks.
_BODY = re.compile(
    f"{_OF}(?:body|content|contents|text|copy|richtext|markup|html)(?:html|text|body|blocks?|raw|rendered)?|blocks|inhalt|texto"
    "|contenido|contenu|corps|contenuto|document(?:blocks)?|paragraphs|sections"
)
_HOLDS = frozenset(
    [
        "text",
        "value",
        "content",
        "contents",
        "children",
        "html",
        "data",
        "body",
        "paragraph",
        "paragraphs",
        "blocks",
        "items",
        "nodes",
    ]
)
_RUNNING, _MOST_RELEASES, _DEPTH = 400, 20, 8  #: characters of a text; records looked at; levels of blocks
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


class Release(NamedTuple):
    """The record of one release; its text as markup."""

    title: str
    text: str
    published: str | None
    image: str | None


def release(values: Sequence[Any], texts: Mapping[str, str], titles: Collection[str]) -> Release | None:
    """The record with one of these folded titles that has the longest text; None where none has enough of it. `texts`
    are those that the state only refers to."""
    records = (one for one in _all(values, []) if isinstance(one, dict) and _is_titled(one, titles))
    found = [_release(one, texts) for one in islice(records, _MOST_RELEASES)]
    longest = max(found, key=lambda one: len(one.text), default=None)
    return longest if longest and len(longest.text) >= _RUNNING else None


def _is_titled(record: Object, titles: Collection[str]) -> bool:
    return any(
        isinstance(value, str) and _role(name)[1] == "title" and (plain(value) or "").casefold() in titles
        for name, value in islice(record.items(), _KEYS)
    )


def _release(record: Object, texts: Mapping[str, str]) -> Release:
    fields = _fields(record)
    own = (value for name, value in islice(record.items(), _KEYS) if _BODY.fullmatch(_role(name)[0]))
    markup = (_markup(texts.get(value, value) if isinstance(value, str) else value, _DEPTH) for value in own)
    return Release(
        title=_first(fields["title"], _text) or "",
        text=max(markup, key=len, default=""),
        published=_first(fields["date"], _date),
        image=_first(fields["image"], _picture),
    )


def _markup(value: Any, depth: int) -> str:
    """A text as HTML: as it is written, else a paragraph for each of its lines, blocks or nodes."""
    if isinstance(value, str):
        return (
            value if "<" in value else "".join(f"<p>{escape(line)}</p>" for line in value.splitlines() if line.strip())
        )
    if isinstance(value, dict) and depth:
        return "".join(_markup(one, depth - 1) for name, one in value.items() if _role(name)[0] in _HOLDS)
    if not isinstance(value, list) or not depth:
        return ""
    is_a_line = all(
        isinstance(one, dict) and isinstance(one.get("text"), str) and "<" not in one["text"] for one in value
    )
    if value and is_a_line:  # the pieces of one paragraph, each with its own marks
        return f"<p>{escape(''.join(one['text'] for one in value))}</p>"
    return "".join(_markup(one, depth - 1) for one in value)


def _runs(values: Sequence[Any], unread: list[str]) -> Iterator[Sequence[Object]]:
    """Every run of objects of a kind: what stands in a list, or under the keys of an object as a cache has it."""
    for value in _all(values, unread):
        for run in _in_list(value) if isinstance(value, list) else _in_cache(value):
            if any(_item(one) for one in run[:_SAMPLE]):
                yield run


def _all(values: Sequence[Any], unread: list[str]) -> Iterator[Object | list[Any]]:
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
    fields = _fields(record)
    title = _first(fields["title"], _text)
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
        published=_first(fields["date"], _date),
        summary=_first(fields["summary"], _text),
        image=_first(fields["image"], _picture),
        tags=tuple(dict.fromkeys(_tags(fields["tags"]))),
    )


def _fields(record: Object) -> dict[str, list[Any]]:
    """What a record has of each role, the best first, with what it keeps one or two levels below."""
    ranked: dict[str, list[tuple[int, Any]]] = {role: [] for role in _ROLES}
    level = [record]
    for depth in range(_LEVELS):
        below: list[Object] = []
        for one in level:
            for name, value in islice(one.items(), _KEYS):
                letters, role, rank = _role(name)
                if role and value:
                    ranked[role].append((rank + depth * _LEVELS, value))
                if isinstance(value, dict) and letters in _WRAPPERS:
                    below.append(value)
        level = below[:_LEVELS]
    return {role: [value for _, value in sorted(told, key=itemgetter(0))] for role, told in ranked.items()}


@lru_cache(maxsize=4096)
def _role(name: str) -> tuple[str, str, int]:
    """The letters of a field's name, what it is for ("" if for nothing here), and how good a name for that it is."""
    letters = _LETTERS.sub("", name[: 2 * _LONGEST].lower())
    told = (
        (role, rank)
        for role, ranks in _NAMES.items()
        for rank, names in enumerate(ranks)
        if len(letters) <= _LONGEST and names.fullmatch(letters)
    )
    return letters, *next(told, ("", 0))


def _first(values: Sequence[Any], read: Callable[[Any], str | None]) -> str | None:
    return next((found for value in values if (found := read(value))), None)


def _said(value: Any) -> str | None:
    """A text, or what an object or the first of a list says."""
    for _ in range(_LEVELS):
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, dict):
            value = next((value[key] for key in _WITHIN if value.get(key)), None)
    return value.strip() or None if isinstance(value, str) else None


def _text(value: Any) -> str | None:
    return plain(_said(value))


def _picture(value: Any) -> str | None:
    said = _said(value)
    return said if said and _PATH.match(said) else None


def _date(value: Any) -> str | None:
    said = _said(value) if isinstance(value, dict | list) else value
    # React streams a date as "$D2024-…".
    return written_date(said.removeprefix("$D") if isinstance(said, str) else said)


def _tags(values: Sequence[Any]) -> Iterator[str]:
    for value in values[:1]:
        for one in value[:_TAGS] if isinstance(value, list) else [value]:
            if text := _text(one.get("label") or one if isinstance(one, dict) else one):
                yield text
