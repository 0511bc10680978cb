"""What a path of a rule gives of a record: where its link leads, a text, a picture, the texts that may be its date."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from feeder.parse import clean, dates
from feeder.parse.characters import one_line
from feeder.parse.lines import UNSEEN
from feeder.parse.lists.outline import FORMATTING, HEADINGS, is_hidden
from feeder.parse.lists.paths import Item, Path

Element = Any  # lxml ships no types

#: Elements between whose texts nothing stands.
_IN_LINE = FORMATTING | UNSEEN | {"a", "img", "data", "picture", "source"}
_NOWHERE = ("", "#")
_PARTS = 12  #: texts that may be parts of one date


def link_in(item: Item, found: Iterable[Any] | None, base: str) -> tuple[str, Element] | str:
    """Where its link leads, and the element that carries it, or why there is none; of what a path found, where there is
    one."""
    why = "it has no link"
    for one in _default_links(item.element) if found is None else found:
        for href, anchor in _hrefs(one):
            why = "its link leads to no page"
            if href.strip() not in _NOWHERE and (url := clean.absolute(href, base)):
                return url, anchor
    return why


def title_of(item: Item, anchor: Element) -> str | None:
    """Without a path: its first heading, else its link."""
    return first_text(item.element.iter(*HEADINGS)) or _text_of(anchor)


def text_in(item: Item, path: Path) -> str | None:
    return first_text(path(item))


def picture_in(item: Item, path: Path, base: str) -> str | None:
    found = (clean.absolute(source, base) for one in path(item) for source in _sources(one))
    return next((url for url in found if url), None)


def anchors(element: Element) -> Iterator[Element]:
    return (anchor for anchor in element.iter("a", "area") if anchor.get("href") is not None)


# ---------------------------------------------------------------------------------------------------------- links


def _hrefs(found: Any) -> Iterable[tuple[str, Element]]:
    if isinstance(found, str):
        return ((found, found.getparent()),)  # type: ignore[attr-defined]  # lxml's "smart" string
    if found.tag == "a" and (href := found.get("href")) is not None and not len(found):
        return ((href, found),)
    return ((anchor.get("href"), anchor) for anchor in anchors(found))


def _default_links(item: Element) -> Iterator[Element]:
    if item.tag != "a":
        for heading in item.iter(*HEADINGS):
            yield from islice(anchors(heading), 1)
    yield from sorted(anchors(item), key=lambda anchor: -len(_text_of(anchor) or ""))
    yield from (anchor for anchor in item.iterancestors("a") if anchor.get("href"))


# ---------------------------------------------------------------------------------------------------------- texts


def first_text(found: Iterable[Any]) -> str | None:
    for one in found:
        if text := _text_of(one):
            return text
    return None


def _text_of(found: Any) -> str | None:
    """Its text in one line; blocks in it do not run together, and what no reader sees is not there."""
    if isinstance(found, str):
        return one_line(found)
    if not len(found):
        return one_line(found.text) if isinstance(found.tag, str) else None  # a comment
    texts = [found.text or ""]
    _say(found, texts)
    return one_line("".join(texts))


def _say(element: Element, texts: list[str]) -> None:
    """The texts in an element, but its first; a tree keeps few levels."""
    for inner in element:
        tag = inner.tag
        gap = "" if tag in _IN_LINE else " "
        if tag not in UNSEEN and not is_hidden(inner):
            texts += gap, inner.text or ""
            if len(inner):
                _say(inner, texts)
        texts += gap, inner.tail or ""


def _sources(found: Any) -> Iterator[str | None]:
    """Where a picture may be; a page that loads lazily keeps a placeholder in src."""
    if isinstance(found, str):
        yield found
        return
    for image in found.iter("img"):
        if not {image.get("width"), image.get("height")} & {"0", "1"}:
            yield from clean.addresses(image)


# ---------------------------------------------------------------------------------------------------------- dates


def date_texts(item: Item, path: Path | None) -> tuple[str, ...]:
    """The texts that may state its date, best first, each on one line and once."""
    found = path(item) if path else list(item.element.iter("time"))
    if len(found) != 1 or not _is_plain(one := found[0]):
        return _dates_of(found)
    said = one.get("datetime") if one.tag == "time" else None  # from here on: in most lists
    text = " ".join((one.text or "").split())
    return (stated, text) if said and (stated := " ".join(said.split())) != text else (text,)


def _is_plain(found: Any) -> bool:
    """Whether it is an element that holds no other."""
    return not isinstance(found, str) and not len(found) and isinstance(found.tag, str)


def _dates_of(found: Iterable[Any]) -> tuple[str, ...]:
    texts: list[str] = []
    parts: list[str] = []
    for one in found:
        if isinstance(one, str):
            own = [_stated(one)]
        elif len(one):
            texts += (said for time in one.iter("time") if (said := time.get("datetime")))
            own = list(one.itertext())
            # Day, month and year in boxes of their own ("16" "Nov" "2020") must not run together.
            texts.append(" ".join(own))
        elif isinstance(one.tag, str):
            texts += (said,) if one.tag == "time" and (said := one.get("datetime")) else ()
            own = [one.text or ""]
        else:
            continue
        texts.append("".join(own))
        parts += own
    if 1 < len(parts) <= _PARTS:
        texts.append(dates.APART.join(" ".join(part.split()) for part in parts))
    lines = [" ".join(text.split()) for text in texts]
    return tuple(dict.fromkeys(lines)) if len(lines) > 1 else tuple(lines)


def _stated(text: str) -> str:
    """Of an address the day that it names."""
    day = dates.in_address(text) if getattr(text, "attrname", None) == "href" else None
    return day.isoformat() if day else text
