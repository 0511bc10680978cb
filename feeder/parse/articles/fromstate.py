"""A release that a page does not show yet, from the state that its own program is to draw it from."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from html import escape

from feeder.errors import ParseError
from feeder.parse.characters import one_line
from feeder.parse.charset import parse_html
from feeder.parse.embedded import scripts
from feeder.parse.embedded.release import Release, release
from feeder.parse.webpage import WebPage

_LEAST = 15  #: characters of a title that may be followed by the site's name
_LONGEST = 500  #: characters of a stated title that are looked at
_BREAKS = "|-–—·:»ㅣ丨｜"  #: between a title and the name of the site


def drawn(web: WebPage) -> WebPage | None:
    """The page as its program would draw it, as far as it concerns the release whose title the page states; None where
    its state has no such one, with its text."""
    root = parse_html(web.body, web.media_type)
    found = scripts.read(root, web.body)
    titles = frozenset(_titles(web))
    told = release(found.state, found.texts, titles) if titles else None
    if told is None:
        return None
    try:  # what a state holds has the limits of any page
        page = parse_html(_page(told, root.get("lang")).encode("utf-8", "replace"), "text/html; charset=utf-8")
    except ParseError:
        return None
    head = page.find("head")
    if head is None:
        return None
    for own in root.iterfind("head/*"):
        head.append(deepcopy(own))
    return replace(web, root=page)


def _page(told: Release, language: str | None) -> str:
    lang = f' lang="{escape(language)}"' if language else ""
    time = f"<time>{escape(told.published)}</time>" if told.published else ""
    image = f'<img src="{escape(told.image)}">' if told.image else ""
    text = f"<h1>{escape(told.title)}</h1>{time}{image}<div>{told.text}</div>"
    return f"<html{lang}><head></head><body><article>{text}</article></body></html>"


def _titles(web: WebPage) -> Iterator[str]:
    """What the page states as its title, folded, with and without what may be the name of its site."""
    stated = web.stated
    for told in (stated.headline, stated.shared_title, stated.page_title):
        title = (one_line(told) or "")[:_LONGEST].casefold()
        yield from (title[:at].strip() for at, letter in enumerate(title) if letter in _BREAKS and at >= _LEAST)
        if title:
            yield title
