"""Saved list pages, as they are and as other sites might have made them.

A folder holds pages.jsonl (name, url, site; items with url, title, date) and pages/NAME.html. Each change is made to a
parsed page; it gives what is true of the page then, None where it cannot be made.
"""

import copy
import hashlib
import json
import pathlib
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from lxml import etree

from feeder.parse import clean
from feeder.parse.dates import find_dates
from feeder.parse.urls import absolute, base_of

FEWEST, SUMMARY = 3, 80
LETTERS = str.maketrans("0123456789", "ghijklmnop")
PARTS = ("main", "nav", "footer", "aside", "header", "article", "section", "dialog", "menu", "time")
KEPT = ("title", "script", "style", "h1", "h2", "h3", "h4", "h5", "h6")
TOLD = ("role", "datetime", "rel", "pubdate", "property", "typeof", "about", "content", "title")

Told = dict[str, Any]


def plain(url: str | None) -> str:
    return (url or "").partition("://")[2].removeprefix("www.").partition("#")[0].rstrip("/").lower()


def truth(told: Told) -> dict[str, int]:
    """By address the number of the item."""
    return {
        plain(absolute(url, told["url"])): number
        for number, item in enumerate(told["items"])
        for url in (item["url"], *item.get("alt_urls", ()))
    }


def pages(folder: pathlib.Path, names: tuple[str, ...] = ("plain",)) -> Iterator[tuple[str, Any, Told]]:
    for line in (folder / "pages.jsonl").read_text(encoding="utf-8").splitlines():
        told = {"items": [], **json.loads(line)}
        told.setdefault("site", urlsplit(told["url"]).hostname)
        told["site"] = told["site"].removeprefix("www.")
        page = clean.parse_html((folder / "pages" / f"{told['name']}.html").read_bytes(), None)
        for name in names:
            root = copy.deepcopy(page)
            changed = CHANGES[name](root, told)
            if changed:
                written = etree.tostring(root, method="html", encoding="utf-8")
                yield name, clean.parse_html(BOM_UTF8 + written, None), changed


def _elements(root: Any) -> list[Any]:
    return [element for element in root.iter() if isinstance(element.tag, str)]


def _anchors(root: Any, told: Told) -> list[tuple[int, Any]]:
    items, base = truth(told), base_of(root, told["url"])
    found = ((items.get(plain(absolute(a.get("href"), base))), a) for a in root.iter("a") if a.get("href"))
    return [(number, anchor) for number, anchor in found if number is not None]


def _records(root: Any, told: Told) -> list[Any]:
    """The records in the order of the items, where they stand in a row with nothing between them."""
    below: dict[Any, set[int]] = {}
    first: dict[int, Any] = {}
    for number, anchor in _anchors(root, told):
        first.setdefault(number, anchor)
        for element in (anchor, *anchor.iterancestors()):
            below.setdefault(element, set()).add(number)
    records = [_highest(first[number], below) for number in range(len(told["items"])) if number in first]
    around = {record.getparent() for record in records}
    if len(records) < max(FEWEST, len(told["items"])) or len(around) != 1:
        return []
    row = [child for child in around.pop() if isinstance(child.tag, str)]
    inside = row[row.index(records[0]) : row.index(records[-1]) + 1]
    loose = any("".join(child.itertext()).strip() for child in inside if child not in records)
    return [] if loose or any((child.tail or "").strip() for child in inside) else records


def _highest(anchor: Any, below: dict[Any, set[int]]) -> Any:
    while anchor.getparent() is not None and len(below[anchor.getparent()]) == 1:
        anchor = anchor.getparent()
    return anchor


# ------------------------------------------------------------------------------------------------------------ changes


def renamed(root: Any, told: Told) -> Told:
    for element in _elements(root):
        for key in set(element.attrib) & {"class", "id"}:
            words = (hashlib.md5(word.encode()).hexdigest() for word in element.get(key).split())
            element.set(key, " ".join(word[:7].translate(LETTERS) for word in words))
    return told


def bare(root: Any, told: Told) -> Told:
    """Without classes and ids, and without what markup says to machines."""
    for element in _elements(root):
        for key in list(element.attrib):
            if key in ("class", "id", *TOLD) or key.startswith(("data-", "aria-", "item")):
                del element.attrib[key]
        if element.tag in PARTS:
            element.tag = "span" if element.tag == "time" else "div"
    return told


def wrapped(root: Any, told: Told) -> Told:
    for element in _elements(root):
        if element.tag in ("div", "li", "td", "article"):
            inner = etree.Element("div")
            inner.text, element.text = element.text, None
            inner.extend(list(element))
            element.append(inner)
    return told


def led(root: Any, told: Told) -> Told | None:
    """The first of them is dressed as the lead story."""
    records = _records(root, told)
    for element in _elements(records[0]) if records else ():
        element.tag = {"h2": "h1", "h3": "h2", "h4": "h2"}.get(element.tag, element.tag)
        element.set("class", f"{element.get('class', '')} lead".strip())
    return told if records else None


def terse(root: Any, told: Told) -> Told:
    """Without summaries."""
    titles = {item["title"] for item in told["items"]}

    def is_said(text: str | None) -> bool:
        return len(text or "") > SUMMARY and " ".join((text or "").split()) not in titles

    for element in _elements(root):
        is_linked = element.tag == "a" or next(element.iterancestors("a"), None) is not None
        if element.tag not in KEPT and not is_linked and is_said(element.text):
            element.text = None
        if is_said(element.tail):
            element.tail = None
    return told


def undated(root: Any, told: Told) -> Told:
    for element in _elements(root):
        element.text, element.tail = _cut(element.text, told), _cut(element.tail, told)
        for key in set(element.attrib) & {"datetime", "content", "title"}:
            del element.attrib[key]
    return {**told, "items": [{**item, "title": None, "date": None} for item in told["items"]]}


def _cut(text: str | None, told: Told) -> str | None:
    if not text or len(text) > 5000 or not any(map(str.isdigit, text)):
        return text
    for one in reversed(list(find_dates(text, zone=ZoneInfo("UTC"), language=told.get("lang")))):
        text = text[: one.start] + text[one.end :]
    return text


def numbered(root: Any, told: Told) -> Told:
    """At addresses that only a number tells apart: m7.html on one site, news.php?id=7 on another."""
    pattern = ("/m{}.html", "/news.php?id={}&lang=x")[len(told["name"]) % 2]
    urls = [urljoin(told["url"], pattern.format(number + 1)) for number in range(len(told["items"]))]
    for number, anchor in _anchors(root, told):
        anchor.set("href", urls[number])
    items = [{**item, "url": url, "alt_urls": ()} for item, url in zip(told["items"], urls, strict=True)]
    return {**told, "items": items}


def few(count: int) -> Callable[[Any, Told], Told | None]:
    def only(root: Any, told: Told) -> Told | None:
        if len(told["items"]) <= count or not _records(root, told):
            return None
        kept = _without(root, told, set(range(count, len(told["items"]))))
        return {**told, "items": kept}

    return only


def listless(root: Any, told: Told) -> Told | None:
    """The page around its list: menus, side lists, pages to turn."""
    return {**told, "items": _without(root, told, set(range(len(told["items"]))))} if _records(root, told) else None


def _without(root: Any, told: Told, numbers: set[int]) -> list[Told]:
    records, anchors = _records(root, told), _anchors(root, told)
    for element in (*(records[number] for number in numbers), *(a for number, a in anchors if number in numbers)):
        if element.getparent() is not None:
            element.drop_tree()
    return [item for number, item in enumerate(told["items"]) if number not in numbers]


def _both(*changes: Callable[[Any, Told], Told | None]) -> Callable[[Any, Told], Told | None]:
    def changed(root: Any, told: Told) -> Told | None:
        now: Told | None = told
        for change in changes:
            now = change(root, now) if now else None
        return now

    return changed


CHANGES: dict[str, Callable[[Any, Told], Told | None]] = {
    "plain": lambda _, told: told,
    "renamed": renamed,
    "bare": bare,
    "wrapped": wrapped,
    "led": led,
    "terse": terse,
    "undated": undated,
    "numbered": numbered,
    "five": few(5),
    "three": few(3),
    "few, terse, numbered": _both(few(5), terse, numbered),
    "few, bare, numbered": _both(few(4), bare, numbered),
}
OF_LISTS = tuple(CHANGES)
CHANGES["listless"] = listless
