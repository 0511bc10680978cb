"""Whether a page is one article or a list of several: what was found on it, held against how it reads."""

from collections.abc import Iterator, Sequence
from math import exp
from urllib.parse import urlsplit

from lxml import html

from feeder.model import Extraction
from feeder.parse.lines import in_chrome, shown
from feeder.parse.lists import worth
from feeder.parse.urls import absolute
from feeder.parse.webpage import WebPage

_SURE = 0.7  #: confidence of a list from which on a page at an address that is no story's is one
_RUNNING, _TITLE = 1600, 60  #: characters of running text and of a title, that are as many as need be
_FEW = 2  #: of an article's headings or paragraphs may begin with a link
_UNTITLED = 0.3  #: what a page counts that has no title of its own, or several

LIKELY = 0.4  #: chance from which on a page is a list; one that is taken for an article is followed no more
#: A logistic model of whether a page is a list; learned by bench/_page_kind.py.
BIAS = 0.75
WEIGHTS = {
    "confidence": 4.48,
    "days": 1.24,
    "running": -2.02,
    "unlinked": -1.54,
    "typed": -0.81,
    "article": -0.97,
    "dated": -1.06,
    "story": -2.71,
    "title": -1.37,
}


def is_list(page: WebPage, found: Extraction) -> bool:
    """Whether what was `found` is the list of its page, rather than what stands beside an article, or below it."""
    return is_plainly_a_list(page, found) or chance(evidence(page, found)) >= LIKELY


def is_plainly_a_list(page: WebPage, found: Extraction) -> bool:
    """Whether that is so by the confidence of the list and an address that is no story's."""
    return found.confidence >= _SURE and not _is_of_a_story(page.url)


def chance(told: dict[str, float]) -> float:
    return 1 / (1 + exp(-BIAS - sum(weight * told[name] for name, weight in WEIGHTS.items())))


def evidence(page: WebPage, found: Extraction) -> dict[str, float]:
    """What speaks for a list and what for an article, each about 0 to 1."""
    root, stated = page.root, page.stated
    running = _running_text(root, [link for entry in found.entries if (link := entry.url)], page.base)
    linked = sum(len(link.text_content().strip()) for link in root.iter("a") if not in_chrome(link))
    titles = [title for heading in root.iter("h1") if (title := shown(heading))]
    days = sum(entry.published is not None for entry in found.entries)
    return {
        "confidence": found.confidence,
        "days": days / max(1, len(found.entries)),
        "running": min(1.0, running / _RUNNING),
        "unlinked": running / (running + linked + 1),
        "typed": float(bool(stated.kind)),
        "article": float(stated.is_article),
        "dated": float(bool(root.xpath('//meta[@property="article:published_time"]'))),
        "story": float(_is_of_a_story(page.url)),
        "title": min(1.5, len(titles[0]) / _TITLE) if len(titles) == 1 else _UNTITLED,
    }


def _is_of_a_story(url: str) -> bool:
    _, _, path, query, _ = urlsplit(url)
    return worth.is_slug(f"{path}?{query}" if query else path)


def _running_text(root: html.HtmlElement, links: Sequence[str], base: str) -> int:
    """Characters in the paragraphs of the one element that holds most of them, links left out.

    Teasers of a list stand in elements of their own each, or begin with a link, or stand below headings that are links;
    whole texts of several entries stand beside the links to them.
    """
    paragraphs: dict[html.HtmlElement, list[html.HtmlElement]] = {}
    for paragraph in root.iter("p"):
        paragraphs.setdefault(paragraph.getparent(), []).append(paragraph)
    known = set(links)
    for length, parent in sorted(_held(paragraphs), key=lambda one: -one[0]):
        if not _holds(parent, known, base):
            return length
    return 0


def _held(paragraphs: dict[html.HtmlElement, list[html.HtmlElement]]) -> Iterator[tuple[int, html.HtmlElement]]:
    for parent, texts in paragraphs.items():
        if not _is_of_teasers(parent, texts):
            linked = sum(len(link.text_content()) for text in texts for link in text.iter("a"))
            yield sum(len(text.text_content().strip()) for text in texts) - linked, parent


def _holds(parent: html.HtmlElement, links: set[str], base: str) -> bool:
    """Whether an element holds the links to most entries."""
    inside = {absolute(link.get("href"), base) for link in parent.iter("a")} if links else set()
    return _FEW < len(links) < 2 * len(links & inside)


def _is_of_teasers(parent: html.HtmlElement, texts: Sequence[html.HtmlElement]) -> bool:
    headings = [heading for level in ("h2", "h3", "h4", "h5") for heading in parent.findall(level)]
    led = sum(not (text.text or "").strip() and len(text) > 0 and text[0].tag == "a" for text in texts)
    linked = sum(heading.find(".//a") is not None for heading in headings)
    return linked > _FEW or (led > _FEW and 2 * led > len(texts))
