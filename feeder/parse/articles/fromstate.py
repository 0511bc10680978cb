"""A release that a page does not show yet, from the state that its own program is to draw it from."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from html import escape

from lxml import html

from feeder.parse.characters import one_line
from feeder.parse.charset import parse_html
from feeder.parse.embedded import records, scripts
from feeder.parse.webpage import WebPage

_LEAST = 15  #: characters of a title that may be followed by the site's name
_BREAKS = "|-–—·:»ㅣ丨｜"  #: between a title and the name of the site


def drawn(web: WebPage) -> WebPage | None:
    """The page as its program would draw it, as far as it concerns the release whose title the page states; None where
    its state has no such one, with its text."""
    root = parse_html(web.body, web.media_type)
    found = scripts.read(root, web.body)
    titles = frozenset(_titles(web))
    release = records.release(found.state, found.texts, titles) if titles else None
    if release is None:
        return None
    page = html.document_fromstring(_page(release, root.get("lang")))
    head = page.find("head")
    for own in root.iterfind("head/*"):
        head.append(deepcopy(own))
    return replace(web, root=page)


def _page(release: records.Release, language: str | None) -> str:
    lang = f' lang="{escape(language)}"' if language else ""
    time = f"<time>{escape(release.published)}</time>" if release.published else ""
    image = f'<img src="{escape(release.image)}">' if release.image else ""
    text = f"<h1>{escape(release.title)}</h1>{time}{image}<div>{release.text}</div>"
    return f"<html{lang}><head></head><body><article>{text}</article></body></html>"


def _titles(web: WebPage) -> Iterator[str]:
    """What the page states as its title, folded, with and without what may be the name of its site."""
    stated = web.stated
    for told in (stated.headline, stated.shared_title, stated.page_title):
        title = (one_line(told) or "").casefold()
        yield from (title[:at].strip() for at, letter in enumerate(title) if letter in _BREAKS and at >= _LEAST)
        if title:
            yield title
