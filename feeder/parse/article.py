"""One page → one complete entry: what the page says of itself, checked against what it shows.

structured (JSON-LD, OpenGraph) ┐
headline · dating · byline      ├─▶ Entry
trafilatura ─▶ sanitise         ┘
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo
from itertools import islice
from urllib.parse import urlsplit

from lxml import html

from feeder.model import Contact, Entry, Extraction
from feeder.parse import (
    anatomy,
    attached,
    body,
    byline,
    dateline,
    dating,
    embargo,
    headline,
    kinds,
    picture,
    structured,
    walls,
)
from feeder.parse.characters import one_line
from feeder.parse.language import language_of, primary
from feeder.parse.lines import Line, in_chrome, lines
from feeder.parse.urls import absolute
from feeder.parse.webpage import WebPage

_SHORT, _RUNNING = 140, 400  # characters: a body shorter than that is doubted, one longer is an article's
_MOSTLY, _MOST_LINKS, _LINK_WORDS = 0.6, 500, 8  # share of links in a text; links looked at; characters of one
_SUMMARY, _SENTENCES = 300, 80
_NEAR = 5  # lines above and below the headline
LEAST, _WALL = 0.3, 0.1  # confidence: below, the page holds no article; of what stands instead of one
SURE = 0.8  # from here a page without a list is an article
_SENTENCE = re.compile(r"(?<=[.!?…])[\"“”»«']?\s+")


def parse(web: WebPage) -> Extraction:
    """The one entry of an article page, with how sure that is (0 to 1) and why.

    A page without an article (login wall, error, navigation) gives an entry without content and a confidence below 0.3.
    The page's tree is taken to pieces.
    """
    root, base, stated, url = web.root, web.base, web.stated, web.url
    language, zone = web.language, web.zone
    page = lines(root)
    head = headline.find(root, stated, url, page)
    spoken = language_of(language or stated.language, _prose(page))
    dated = dating.date(stated, page, head.element, zone=zone, language=_for_dates(spoken, stated.language, language))
    by = byline.authors(stated, page, head.element)
    told = kinds.at_headline(head.kicker, _beside(head, page))
    image, attachments = picture.lead(root, stated, base, head.element), tuple(attached.files(root, head.element, base))
    around, people = _around(head, page), _people(head, page)
    found = body.read(root, base, head, told, stated, by.names, page)  # takes the tree to pieces
    dated = _dated(dated, found.text, zone, spoken)
    entry = Entry(
        url=_url(stated, url),
        title=head.title,
        kicker=head.kicker,
        kind=told.kind,
        kind_code=told.kind_code,
        number=told.number,
        published=dated.published,
        updated=dated.updated,
        language=spoken,
        authors=by.names,
        contacts=people,
        summary=_summary(stated, found.text),
        content=found.content,
        text=found.text or None,
        tags=stated.tags,
        image=image,
        attachments=attachments,
    )
    entry = embargo.marked(entry, zone=zone, language=spoken, beside=around)
    confidence, doubts = _confidence(entry, stated, head, _share_of_links(root, found.text))
    seen = walls.page(root, page, text=found.text, is_dated=entry.published is not None, is_stated=bool(stated.kind))
    wall = walls.judge(seen)
    if wall:
        confidence = min(confidence, _WALL)
    if confidence < LEAST:
        entry = Entry(url=entry.url, title=entry.title, language=entry.language)
    reasons = (
        *([wall.reason] if wall else []),
        head.reason,
        dated.reason,
        by.reason,
        *doubts,
        *((found.note,) if found.note else ()),
    )
    return Extraction(
        shape="article",
        entries=(entry,),
        confidence=confidence,
        reasons=reasons,
        title=stated.site_name,
        instead=wall.instead if wall else None,
    )


# ------------------------------------------------------------------------------------------------- URL, kind, words


def _url(stated: structured.Stated, url: str) -> str | None:
    """The canonical URL where it is believable: on the same site, and not its front page."""
    own = absolute(url, None)
    if own is None or stated.url is None:
        return own
    canonical = urlsplit(stated.url)
    same = _site(canonical.hostname) == _site(urlsplit(own).hostname)
    return stated.url if same and (canonical.path.strip("/") or canonical.query) else own


def _site(host: str | None) -> str:
    return ".".join((host or "").split(".")[-2:])


def _prose(page: Sequence[Line]) -> str:
    """What tells the language: the running text, as the words of menus are those of any language."""
    return " ".join(line.text for line in page if len(line.text) >= _SENTENCES) or " ".join(line.text for line in page)


def _for_dates(spoken: str | None, declared: str | None, source: str | None) -> str | None:
    """The language with its region, which tells 5/11 from 11/5."""
    return next((tag for tag in (declared, source) if tag and primary(tag) == spoken), spoken)


def _beside(head: headline.Headline, page: Sequence[Line]) -> list[str]:
    """The lines just above the headline, from it upwards, and just below, where its kind may be printed."""
    own = set(head.element.iter()) if head.element is not None else set()
    places = [index for index, line in enumerate(page) if line.element in own]
    near = [*page[max(places[0] - 3, 0) : places[0]][::-1], *page[places[-1] + 1 : places[-1] + 3]] if places else []
    return [line.text for line in near if not in_chrome(line.element)]


def _around(head: headline.Headline, page: Sequence[Line]) -> list[str]:
    """The lines around the headline where a mark may stand; the link of a topic is none."""
    own = set(head.element.iter()) if head.element is not None else set()
    places = [index for index, line in enumerate(page) if line.element in own] or [0]
    near = page[max(places[0] - _NEAR, 0) : places[-1] + 1 + _NEAR]
    return [line.text for line in near if line.element.tag != "a" and not in_chrome(line.element)]


def _people(head: headline.Headline, page: Sequence[Line]) -> tuple[Contact, ...]:
    """Whom the press may ask, as a box below the headline tells, or beside the text."""
    own = set(head.element.iter()) if head.element is not None else set()
    start = next((index for index, line in enumerate(page) if line.element in own), len(page))
    places = (index for index in range(start, len(page)) if anatomy.names_press(page[index].text))
    place = next((index for index in places if not _in_frame(page[index].element)), len(page))
    box = page[place : place + anatomy.BELOW]
    return anatomy.people([line.text for line in box if not _in_frame(line.element)]) if box else ()


def _in_frame(element: html.HtmlElement) -> bool:
    return any(above.tag in ("nav", "footer", "dialog") for above in (element, *element.iterancestors()))


def _summary(stated: structured.Stated, text: str) -> str | None:
    """What the page gives as its description, else the first sentences of the text."""
    if stated.description:
        return stated.description
    summary = ""
    first = next((block for block in text.split("\n\n") if len(block) > 40), "")  # noqa: PLR2004 - a line is no sentence
    for sentence in _SENTENCE.split(first):
        if summary and len(summary) + len(sentence) >= _SUMMARY:
            break
        summary = f"{summary} {sentence}".strip()
    return one_line(summary if len(summary) <= _SUMMARY else summary[:_SUMMARY].rsplit(" ", 1)[0] + " …")


def _dated(dated: dating.Dating, text: str, zone: tzinfo, language: str | None) -> dating.Dating:
    """Where nothing else says when, a dateline does."""
    opening = None if dated.published else dateline.of_text(text, zone=zone, language=language)
    if opening is None or opening.moment is None or opening.text is None:
        return dated
    return replace(dated, published=opening.moment, reason="date from the dateline")


# ------------------------------------------------------------------------------------------------------- confidence


def _confidence(
    entry: Entry, stated: structured.Stated, head: headline.Headline, linked: float
) -> tuple[float, list[str]]:
    text = entry.text or ""
    if not text:
        return 0.1, ["the page has no running text"]
    if linked > _MOSTLY and not (head.agreed and entry.published):
        return 0.2, ["the text is mostly links, as in a navigation"]
    if len(text) < _SHORT and not (stated.is_article or entry.published):
        return 0.2, ["the text is short, and nothing says that this is an article"]
    gained = 0.2 * head.agreed + 0.2 * bool(entry.published) + 0.1 * stated.is_article + 0.1 * (len(text) >= _RUNNING)
    return round(0.35 + gained, 2), [] if len(text) >= _SHORT else ["the text is short"]


def _share_of_links(root: html.HtmlElement, text: str) -> float:
    """How much of the text are words of the page's links, which the extraction may have lost the links of."""
    folded = (one_line(link.text_content()) for link in islice(root.iter("a"), _MOST_LINKS))
    linked = sum(text.count(words) * len(words) for words in set(folded) if words and len(words) >= _LINK_WORDS)
    return linked / max(len(text), 1)
