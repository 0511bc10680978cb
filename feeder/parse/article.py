"""One page → one complete entry: what the page says of itself, checked against what it shows.

structured (JSON-LD, OpenGraph) ┐
headline · dating · byline      ├─▶ Entry
trafilatura ─▶ sanitise         ┘
"""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import tzinfo
from itertools import islice
from urllib.parse import urlsplit

from lxml import etree, html

from feeder.model import Attachment, Contact, Entry, Extraction
from feeder.parse import (
    anatomy,
    byline,
    dateline,
    dating,
    embargo,
    headline,
    kinds,
    picture,
    release,
    standfirst,
    structured,
    trimming,
    walls,
)
from feeder.parse.characters import one_line
from feeder.parse.clean import plain_text, sanitise
from feeder.parse.dates import is_date_line
from feeder.parse.language import language_of, primary
from feeder.parse.lines import CHROME, UNSEEN, Line, lines, shown
from feeder.parse.urls import absolute
from feeder.parse.webpage import WebPage

_SHORT, _RUNNING = 140, 400  # characters: a body shorter than that is doubted, one longer is an article's
_MOSTLY, _MOST_LINKS, _LINK_WORDS = 0.6, 500, 8  # share of links in a text; links looked at; characters of one
_SUMMARY, _SENTENCES = 300, 80
# That trafilatura is given: it takes quadratic time over paragraphs, and ten minutes for 200,000.
_MOST_ELEMENTS = 20_000
_MOST_SPANNED = 10_000  # cells that it may make of those that span several
_HEAD = 12  # blocks at most above the text
_NEAR = 5  # lines above and below the headline
LEAST, _WALL = 0.3, 0.1  # confidence: below, the page holds no article; of what stands instead of one
SURE = 0.8  # from here a page without a list is an article
_SENTENCE = re.compile(r"(?<=[.!?…])[\"“”»«']?\s+")
_FIRST_BLOCK = re.compile(r"\s*<(h[2-6]|p)>(.{1,600}?)</\1>\s*", re.DOTALL)
_FIGCAPTION = re.compile("<figcaption>.*?</figcaption>", re.DOTALL)  # of a picture, which the text has none of
_MEDIA_TYPES = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "rtf": "application/rtf",
    "csv": "text/csv",
    "zip": "application/zip",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "mp4": "video/mp4",
    "epub": "application/epub+zip",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Body:
    content: str | None = None  #: sanitised HTML
    text: str = ""
    note: str | None = None  #: why it was not read as pages are


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
    image, attachments = picture.lead(root, stated, base, head.element), tuple(_attachments(root, head.element, base))
    around, people = _around(head, page), _people(head, page)
    found = _body(root, base, head, told, stated, by.names, page)  # takes the tree to pieces
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


def _paragraphs(root: html.HtmlElement) -> dict[html.HtmlElement, list[html.HtmlElement]]:
    """The paragraphs of each element that holds any."""
    paragraphs: dict[html.HtmlElement, list[html.HtmlElement]] = {}
    for paragraph in root.iter("p"):
        paragraphs.setdefault(paragraph.getparent(), []).append(paragraph)
    return paragraphs


def _unlinked(texts: Sequence[html.HtmlElement]) -> int:
    linked = sum(len(link.text_content()) for text in texts for link in text.iter("a"))
    return sum(len(text.text_content().strip()) for text in texts) - linked


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
    return [line.text for line in near if not _in_chrome(line.element)]


def _around(head: headline.Headline, page: Sequence[Line]) -> list[str]:
    """The lines around the headline where a mark may stand; the link of a topic is none."""
    own = set(head.element.iter()) if head.element is not None else set()
    places = [index for index, line in enumerate(page) if line.element in own] or [0]
    near = page[max(places[0] - _NEAR, 0) : places[-1] + 1 + _NEAR]
    return [line.text for line in near if line.element.tag != "a" and not _in_chrome(line.element)]


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


def _in_chrome(element: html.HtmlElement) -> bool:
    return any(above.tag in CHROME for above in (element, *element.iterancestors()))


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


# ------------------------------------------------------------------------------------------------------------- body


def _dated(dated: dating.Dating, text: str, zone: tzinfo, language: str | None) -> dating.Dating:
    """Where nothing else says when, a dateline does."""
    opening = None if dated.published else dateline.of_text(text, zone=zone, language=language)
    if opening is None or opening.moment is None or opening.text is None:
        return dated
    return replace(dated, published=opening.moment, reason="date from the dateline")


def _body(
    root: html.HtmlElement,
    base: str,
    head: headline.Headline,
    marks: kinds.Told,
    stated: structured.Stated,
    authors: tuple[str, ...],
    page: Sequence[Line],
) -> _Body:
    part, note, captions = root, None, trimming.captions(root)
    if (elements := _elements(root)) > _MOST_ELEMENTS:
        part = _main_part(root)
        note = f"of {elements:,} elements, only those of the main part were looked at for the text"
    markup = _extracted(part) if _elements(part) <= _MOST_ELEMENTS else _all_of(part)
    titles = (head.kicker, head.title, stated.headline, stated.shared_title, stated.page_title)
    markup = trimming.trim(markup, titles=titles, authors=authors, captions=captions) if markup else ""
    markup = standfirst.restored(markup, page, head.element) if markup else ""
    content = _without_head(sanitise(markup, base), head, marks) if markup else ""
    text = plain_text(_FIGCAPTION.sub("", content))
    return _Body(content=content, text=text, note=note) if text else _Body(note=note)


def _elements(root: html.HtmlElement) -> int:
    return int(root.xpath("count(.//*)"))


def _main_part(root: html.HtmlElement) -> html.HtmlElement:
    """What holds most of the running text, as a document of its own."""
    most = max(_paragraphs(root).items(), key=lambda one: _unlinked(one[1]), default=(root.find("body"), ()))[0]
    page = html.document_fromstring("<html><body></body></html>")
    page.find("body").append(deepcopy(next(most.iterancestors("article", "main"), most)))
    return page


def _all_of(part: html.HtmlElement) -> str:
    etree.strip_elements(part, *CHROME, *UNSEEN, with_tail=False)
    markup: str = html.tostring(part.find("body"), encoding="unicode")
    return markup


def _extracted(root: html.HtmlElement) -> str | None:
    """Addresses as they stand in the page: given its URL, trafilatura takes them all as relative to the site's root."""
    # Most of the time spent on a page goes here. The fallbacks of the slow mode change little, and cost half as much.
    import trafilatura

    _limit_spans(root)
    extracted: str | None = trafilatura.extract(
        root,
        fast=True,
        output_format="html",
        include_comments=False,
        include_formatting=True,
        include_images=True,
        include_links=True,
        include_tables=True,
    )
    return extracted


def _limit_spans(root: html.HtmlElement) -> None:
    """A cell that spans others is followed by empty ones: that is looks, and a short page can ask for millions."""
    spanning = root.xpath("//td[@colspan or @rowspan] | //th[@colspan or @rowspan]")
    if sum(_span(cell, "colspan") * _span(cell, "rowspan") for cell in spanning) > _MOST_SPANNED:
        for cell in spanning:
            cell.attrib.pop("colspan", None)
            cell.attrib.pop("rowspan", None)


def _span(cell: html.HtmlElement, name: str) -> int:
    stated = cell.get(name, "1")[:5]
    return int(stated) if stated.isdecimal() else 1


def _without_head(content: str, head: headline.Headline, marks: kinds.Told) -> str:
    """The body from where it begins: without the kicker, the headline, its marks and the date line, which the entry has
    in fields of their own."""
    told = {release.folded(text) for text in (head.kicker, head.title, marks.kind) if text}
    start = 0
    for _ in range(_HEAD):
        first = _FIRST_BLOCK.match(content, start)
        line = plain_text(first[2]) if first else ""
        if first is None or not (release.folded(line) in told or marks.is_all_of(line) or is_date_line(line)):
            break
        start = first.end()
    return content[start:]


# ---------------------------------------------------------------------------------------------- image, attachments


def _attachments(root: html.HtmlElement, head: html.HtmlElement | None, base: str) -> Iterator[Attachment]:
    """Files that the part of the page around the headline links to."""
    scope = next(head.iterancestors("article", "main"), root) if head is not None else root
    seen = set()
    for link in scope.iter("a"):
        address = absolute(link.get("href"), base)
        media_type = _MEDIA_TYPES.get(picture.file_of(address or "").rpartition(".")[2])
        if address and media_type and address not in seen and not _in_chrome(link):
            seen.add(address)
            yield Attachment(url=address, type=media_type, title=shown(link) or one_line(link.get("title")))


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
