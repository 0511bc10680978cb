"""A `ListRule` on a page: which elements are its records, and what link, title and date each of them states.

A path is XPath 1.0 where it starts with "/", "./", ".//" or "(", else CSS, which may end in `::text` or `::attr(name)`
as in Scrapy and also finds the record itself. A key that the rule does not give has a plain default in the record:

    link     the record itself if it is a link, else the first link in a heading, else the link with the longest
             text, else the link around the record
    title    the first heading, else the text of the link
    date     the first <time> that states one
    summary  none
    image    none
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import tzinfo
from functools import lru_cache
from itertools import islice
from types import MappingProxyType
from typing import Any, NamedTuple

import cssselect
from lxml import etree, html

from feeder.errors import ParseError
from feeder.model import Entry, Image, ListRule, Moment
from feeder.parse import clean, dates, dayorder
from feeder.parse.urls import base_of

Element = Any  # lxml ships no types
Path = Any  # a compiled XPath: called with an element, it gives a list of elements and strings

_XPATH_STARTS = ("/", "./", "(")
_SUFFIX = re.compile(r"::(?:text|attr\(\s*([\w-]+)\s*\))\Z")
_TEXT_AT_END = re.compile(r"(?:@[\w:-]+|text\(\)|::text|::attr\([^)]*\))\Z")
_FROM_THE_TOP = re.compile(r"[(\s]*/")
_CSS = cssselect.HTMLTranslator()
_BLANK_PAGE = html.document_fromstring("<html><body></body></html>")

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TEXT = etree.XPath("string()", smart_strings=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Applied:
    """What a rule found on a page; every item that became no entry of its own is told in `reasons`."""

    entries: tuple[Entry, ...]  #: only linked, in page order, each URL once
    matched: int  #: elements that `items` selected
    reasons: tuple[str, ...] = ()


class _Row(NamedTuple):
    url: str
    title: str | None
    dates: tuple[str, ...]  #: the texts that may state the date, best first
    summary: str | None
    image: str | None


def check(rule: ListRule) -> list[str]:
    """The mistakes in a rule, each one line: the key, the path, what is wrong with it and what to write instead."""
    return [mistake for key, path in _given(rule) if (mistake := _mistake(key, path))]


def apply(rule: ListRule, root: Element, *, base: str, zone: tzinfo, language: str | None) -> Applied:
    """The entries that `rule` finds on a page whose own address is `base`; a <base> in the page is honoured.

    `zone` is for dates without one; `language` (BCP 47) helps to read them. Raises ParseError for a wrong path.
    """
    paths = _paths(rule)
    items = paths["items"](root)
    base = base_of(root, base)
    skipped: Counter[str] = Counter()
    rows: dict[str, _Row] = {}
    for item in _records(items, skipped):
        row = _read(item, paths, base)
        if isinstance(row, str):
            skipped[row] += 1
        elif (first := rows.setdefault(row.url, row)) is not row:
            rows[row.url] = _filled(first, row)
            skipped["the link is that of an earlier item"] += 1
    reasons = [f"{count} of {len(items)} items skipped: {why}" for why, count in skipped.items()]
    entries = _entries(rows.values(), zone, language)
    return Applied(entries=entries, matched=len(items), reasons=(*reasons, *_unread_dates(rows.values(), entries)))


def selected(rule: ListRule, root: Element) -> list[Element]:
    """The elements that `items` selects. Raises ParseError for a wrong path."""
    return [item for item in _paths(rule)["items"](root) if not isinstance(item, str)]


# ---------------------------------------------------------------------------------------------------------- paths


def _given(rule: ListRule) -> list[tuple[str, str]]:
    return [(key, path) for key, path in asdict(rule).items() if path is not None]


def _mistake(key: str, path: str) -> str | None:
    told = f'[rule] {key} = "{path}"'
    if key == "items" and _TEXT_AT_END.search(path.strip()):
        return f"{told} selects text, but items are elements; leave out the last step"
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


@lru_cache(maxsize=256)
def _paths(rule: ListRule) -> Mapping[str, Path]:
    if mistakes := check(rule):
        raise ParseError("; ".join(mistakes))
    return MappingProxyType({key: _told(key, path) for key, path in _given(rule)})


def _told(key: str, path: str) -> Path:
    """The path; what is wrong in a predicate shows only where there is something to hold it against."""
    find = _compiled(path)

    def found(element: Element) -> Any:
        try:
            return find(element)
        except etree.XPathError as problem:
            raise ParseError(f'[rule] {key} = "{path}": {problem}; write it like ".//h3/a"') from None

    return found


@lru_cache(maxsize=1024)
def _compiled(path: str) -> Path:
    return etree.XPath(_xpath(path.strip()))


def _xpath(path: str) -> str:
    if path.startswith(_XPATH_STARTS):
        return path
    suffix = _SUFFIX.search(path)
    if suffix is None:
        return str(_CSS.css_to_xpath(path))
    css = path[: suffix.start()]
    selected = _CSS.css_to_xpath(css) if css.strip() else "."
    return f"({selected})/@{suffix[1].lower()}" if suffix[1] else f"({selected})/text()"


# -------------------------------------------------------------------------------------------------------- records


def _records(items: list[Any], skipped: Counter[str]) -> Iterator[Element]:
    """The innermost items: "li" also selects the <li> of a year around its releases, which is a group of records.

    So no element is read for two items, and the work stays linear however deep a page nests.
    """
    elements = [item for item in items if not isinstance(item, str)]
    groups: set[Element] = set()
    for element in elements:
        for ancestor in element.iterancestors():
            if ancestor in groups:
                break
            groups.add(ancestor)
    for element in elements:
        if element in groups:
            skipped["it holds other items"] += 1
        else:
            yield element
    if len(elements) < len(items):
        skipped["it is no element"] += len(items) - len(elements)


def _read(item: Element, paths: Mapping[str, Path], base: str) -> _Row | str:
    """The record as text, or why there is none."""
    anchor, url, why = None, None, "it has no link"
    for href, anchor in _links(item, paths.get("link")):  # noqa: B007 - the one that leads somewhere is used below
        why = "its link leads to no page"
        if url := _destination(href, base):
            break
    if url is None:
        return why
    return _Row(
        url=url,
        title=_first_text(paths["title"](item)) if "title" in paths else _default_title(item, anchor),
        dates=tuple(_date_texts(paths["date"](item) if "date" in paths else item.iter("time"))),
        summary=_first_text(paths["summary"](item)) if "summary" in paths else None,
        image=_picture(paths["image"](item), base) if "image" in paths else None,
    )


def _filled(first: _Row, later: _Row) -> _Row:
    return _Row(
        url=first.url,
        title=first.title or later.title,
        dates=first.dates or later.dates,
        summary=first.summary or later.summary,
        image=first.image or later.image,
    )


def _destination(href: str, base: str) -> str | None:
    return None if href.strip() in ("", "#") else clean.absolute(href, base)


def _links(item: Element, path: Path | None) -> Iterator[tuple[str, Element]]:
    """Each href that may be the record's, best first, with the element that carries it."""
    if path is None:
        yield from ((anchor.get("href"), anchor) for anchor in _default_links(item))
        return
    for found in path(item):
        if isinstance(found, str):
            yield found, found.getparent()  # type: ignore[attr-defined]  # lxml's "smart" string
        else:
            yield from ((anchor.get("href"), anchor) for anchor in _anchors(found))


def _default_links(item: Element) -> Iterator[Element]:
    if item.tag != "a":
        for heading in item.iter(*_HEADINGS):
            yield from islice(_anchors(heading), 1)
    yield from sorted(_anchors(item), key=lambda anchor: -len(_text_of(anchor) or ""))
    yield from (anchor for anchor in item.iterancestors("a") if anchor.get("href"))


def _anchors(element: Element) -> Iterator[Element]:
    return (anchor for anchor in element.iter("a", "area") if anchor.get("href") is not None)


def _default_title(item: Element, anchor: Element) -> str | None:
    return _first_text(item.iter(*_HEADINGS)) or _text_of(anchor)


def _first_text(found: Iterable[Any]) -> str | None:
    return next((text for one in found if (text := _text_of(one))), None)


def _text_of(found: Any) -> str | None:
    return clean.one_line(found if isinstance(found, str) else _TEXT(found))


def _picture(found: Iterable[Any], base: str) -> str | None:
    return next((url for one in found for source in _sources(one) if (url := clean.absolute(source, base))), None)


def _sources(found: Any) -> Iterator[str | None]:
    """Where a picture may be; a page that loads lazily keeps a placeholder in src."""
    if isinstance(found, str):
        yield found
        return
    for image in found.iter("img"):
        yield image.get("data-src")
        yield image.get("src")


# ---------------------------------------------------------------------------------------------------------- dates


def _date_texts(found: Iterable[Any]) -> Iterator[str]:
    for one in found:
        if isinstance(one, str):
            yield one
            continue
        yield from (time.get("datetime") for time in one.iter("time") if time.get("datetime"))
        if len(one):
            # Day, month and year in boxes of their own ("16" "Nov" "2020") must not run together.
            yield " ".join(one.itertext())
        yield _TEXT(one)


def _entries(rows: Iterable[_Row], zone: tzinfo, language: str | None) -> tuple[Entry, ...]:
    texts = (text for row in rows for text in row.dates)
    day_first = dayorder.settled(match for text in texts for match in dayorder.NUMERIC.finditer(text))
    return tuple(
        Entry(
            url=row.url,
            title=row.title,
            published=_moment(row.dates, zone, language, day_first),
            summary=row.summary,
            image=Image(url=row.image) if row.image else None,
        )
        for row in rows
    )


def _moment(texts: Iterable[str], zone: tzinfo, language: str | None, day_first: bool | None) -> Moment | None:
    for text in texts:
        if moment := dates.parse_date(text, zone=zone, language=language, day_first=day_first):
            return moment
    return None


def _unread_dates(rows: Iterable[_Row], entries: tuple[Entry, ...]) -> list[str]:
    unread = [row.dates for row, entry in zip(rows, entries, strict=True) if row.dates and entry.published is None]
    sample = next((clean.one_line(text) for texts in unread for text in texts), None)
    return [f'{len(unread)} of {len(entries)} dates not understood, such as "{(sample or "")[:60]}"'] if unread else []
