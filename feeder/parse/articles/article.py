"""One page → one complete entry: what the page says of itself, checked against what it shows.

structured (JSON-LD, OpenGraph) ┐
headline · dating · byline      ├─▶ Entry
trafilatura ─▶ sanitise         ┘
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import tzinfo
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import html

from feeder.model import Attachment, Contact, Entry, Extraction, Image, Template
from feeder.parse import undrawn, walls
from feeder.parse.anatomy import anatomy, dateline, embargo, kinds
from feeder.parse.articles import (
    attached,
    body,
    byline,
    dating,
    fromstate,
    headline,
    picture,
    plainblocks,
    plainbody,
    template,
    templates,
)
from feeder.parse.characters import one_line
from feeder.parse.charset import parse_html
from feeder.parse.embedded import structured
from feeder.parse.language import is_in, is_of, language_of, primary
from feeder.parse.lines import Line, in_chrome, lines
from feeder.parse.urls import absolute
from feeder.parse.webpage import WebPage

_SHORT, _RUNNING = 140, 400  # characters: a body shorter than that is doubted, one longer is an article's
_MOSTLY, _MOST_LINKS, _LINK_WORDS = 0.6, 500, 8  # share of links in a text; links looked at; characters of one
_SUMMARY, _SENTENCES = 300, 80
_LONG = 1200  # characters of a dated text that is no wall
_NEAR = 5  # lines above and below the headline
LEAST, _WALL = 0.3, 0.1  # confidence: below, the page holds no article; of what stands instead of one
_UNDATED = 0.75  # of a page that nothing dates: everything else speaks for an article
SURE = 0.8  # from here a page without a list is an article
_SENTENCE = re.compile(r"(?<=[.!?…])[\"“”»«']?\s+")


def parse(web: WebPage, known: Sequence[Template] | None = None) -> Extraction:
    """The one entry of an article page, with how sure that is (0 to 1) and why.

    A page without an article (login wall, error, navigation) gives an entry without content and a confidence below 0.3.
    It is read by the template of its site that fits it, where one is `known`; else in full, with what can be learned
    of it unless that is None, and then its tree is taken to pieces.
    """
    own = None if known is None else _of_site(web, known)
    unfit: list[str] = []
    read = _by_template(web, own or (), unfit) or replace(_in_full(web, own), unfit="; ".join(unfit) or None)
    return _by_address(_from_state(read, web) or _undrawn(read, web), web)


def _from_state(read: Extraction, web: WebPage) -> Extraction | None:
    """The release of a page that shows none, but is to be drawn by a program that has its text already."""
    drawn = fromstate.drawn(web) if read.confidence < LEAST and read.instead in (None, "program") else None
    if drawn is None:
        return None
    again = _in_full(drawn, None)
    reasons = (*again.reasons, "read from the state of the page, as it shows nothing of it")
    return replace(again, unfit=read.unfit, reasons=reasons) if again.confidence >= LEAST else None


def _undrawn(read: Extraction, web: WebPage) -> Extraction:
    """A page that shows nothing until its program has run says so, whatever it states of itself."""
    if read.instead or read.confidence >= LEAST or b"<script" not in web.body.lower():
        return read
    if not undrawn.is_undrawn(parse_html(web.body, web.media_type)):
        return read
    reasons = (undrawn.NO_TEXT, *read.reasons)
    return replace(read, instead="program", confidence=min(read.confidence, _WALL), reasons=reasons)


def by_template(web: WebPage, known: Sequence[Template] | None) -> Extraction | None:
    """The release that a page is by the templates of its site; None where none fits."""
    read = _by_template(web, _of_site(web, known or ()), [])
    return _by_address(read, web) if read else None


def _in_full(web: WebPage, known: Sequence[Template] | None) -> Extraction:
    undrawn.drop_notices(web.root)
    root, page = web.root, lines(web.root)
    head = headline.find(root, web.stated, web.url, page)
    told = _told(web, root, page, head)
    before = None if known is None or not head.agreed else template.Page.of(root, page, head.element)
    found = body.read(root, web.base, head, told.told, web.stated, told.by.names, page)  # takes the tree to pieces
    read = _read(web, told, found, lambda text: _share_of_links(root, text))
    entry = read.entries[0]
    is_dated = entry.published is not None
    seen = walls.page(root, page, text=found.text, is_dated=is_dated, is_stated=bool(web.stated.kind))
    if wall := walls.judge(seen):
        reasons = (wall.reason, *read.reasons)
        read = replace(read, confidence=min(read.confidence, _WALL), reasons=reasons, instead=wall.instead)
    if read.confidence < LEAST:
        bare = Entry(url=entry.url, title=entry.title, language=entry.language)
        return replace(read, entries=(bare,))
    is_sure = read.confidence >= (SURE if is_dated else _UNDATED)
    return _learned(read, web, before, known or ()) if is_sure and before else read


class _Told(NamedTuple):
    """What a page tells beside its text."""

    head: headline.Headline
    spoken: str | None
    dated: dating.Dating
    by: byline.Byline
    told: kinds.Told
    image: Image | None
    attachments: tuple[Attachment, ...]
    people: tuple[Contact, ...]
    around: list[str]


def _told(
    web: WebPage, root: html.HtmlElement, page: Sequence[Line], head: headline.Headline, known: Template | None = None
) -> _Told:
    stated, declared = web.stated, web.language
    spoken = _spoken(declared or stated.language, _prose(page), known)
    as_dated = _for_dates(spoken, stated.language, declared)
    by, told = byline.authors(stated, page, head.element), kinds.at_headline(head.kicker, _beside(head, page))
    is_signed = bool(by.names or told.kind)
    return _Told(
        head=head,
        spoken=spoken,
        dated=dating.date(
            stated, page, head.element, zone=web.zone, language=as_dated, url=web.url, is_signed=is_signed
        ),
        by=by,
        told=told,
        image=picture.lead(root, stated, web.base, head.element),
        attachments=tuple(attached.files(root, head.element, web.base)),
        people=_people(head, page),
        around=_around(head, page),
    )


def _read(web: WebPage, told: _Told, found: body.Body, linked: Callable[[str], float]) -> Extraction:
    """What the page says altogether; `linked` is the share of links in a text."""
    stated, head = web.stated, told.head
    dated = _dated(told.dated, found.text, web.zone, told.spoken)
    entry = Entry(
        url=_url(stated, web.url),
        title=head.title,
        kicker=head.kicker,
        kind=told.told.kind,
        kind_code=told.told.kind_code,
        number=told.told.number,
        published=dated.published,
        updated=dated.updated,
        language=told.spoken,
        authors=told.by.names,
        contacts=told.people,
        summary=_summary(stated, found.text),
        content=found.content,
        text=found.text or None,
        tags=stated.tags,
        image=told.image,
        attachments=told.attachments,
    )
    entry = embargo.marked(entry, zone=web.zone, language=told.spoken, beside=told.around)
    confidence, doubts = _confidence(entry, stated, head, linked(found.text))
    return Extraction(
        shape="article",
        entries=(entry,),
        confidence=confidence,
        reasons=(head.reason, dated.reason, told.by.reason, *doubts, *((found.note,) if found.note else ())),
        title=stated.site_name,
    )


# ----------------------------------------------------------------------------------------------------- by template


def _of_site(web: WebPage, known: Sequence[Template]) -> list[Template]:
    host = urlsplit(web.url).hostname if known else None
    return [one for one in known if one.host == host]


def _by_template(web: WebPage, known: Sequence[Template], unfit: list[str]) -> Extraction | None:
    for one in known:
        if templates.is_proven(one) and not templates.is_due(one):
            try:
                read = _read_at(web, web.root, one)
            except template.Unfit as why:
                unfit.append(f"the template of {one.body} does not fit: {why}")
            else:
                reasons = (*read.reasons, f"read by the template of its site, which {one.pages} pages agreed on")
                return replace(read, template=one, by_template=True, reasons=reasons)
    return None


def _read_at(web: WebPage, root: html.HtmlElement, known: Template) -> Extraction:
    """What the page says where its template points. Raises template.Unfit."""
    place = template.find(root, known)
    head = headline.stated_just_so(place.headline, web.stated) or headline.find(
        place.headline, web.stated, web.url, place.lines
    )
    if head.element is not place.headline or not head.agreed:
        raise template.Unfit("the headline is not what the page states as its title")
    told = _told(web, place.around, place.lines, head, known)
    read = _read(web, told, _body_at(web, place, known, told), lambda _: 0.0)
    _check(web, read.entries[0], known)
    return read


def _body_at(web: WebPage, place: template.Place, known: Template, told: _Told) -> body.Body:
    """Raises template.Unfit."""
    head, marks, by = told.head, told.told, told.by.names
    own = plainblocks.Told(
        titles=body.titles(head, web.stated), authors=by, head=(head.kicker, head.title, marks.kind), marks=marks
    )
    plain = plainbody.read(place.body, web.base, own, template.unwanted(place, known))
    if plain is None:
        return body.cut(template.body_of(place, known), web.base, head, marks, web.stated, by)
    template.check_links(plain.linked)
    return body.Body(content=plain.content, text=plain.text) if plain.text else body.Body()


def _check(web: WebPage, entry: Entry, known: Template) -> None:
    """Raises template.Unfit for what a full reading should decide."""
    text, is_dated = entry.text or "", entry.published is not None
    if len(text) < template.LEAST:
        raise template.Unfit("the text is short")
    if known.is_dated and not is_dated:
        raise template.Unfit("the date is not where it was")
    if is_dated and len(text) >= _LONG:
        return
    titles = (entry.title or "",)
    seen = walls.Page(
        title=web.stated.page_title, headings=titles, text=text, is_dated=is_dated, is_stated=bool(web.stated.kind)
    )
    if wall := walls.judge(seen):
        raise template.Unfit(wall.reason)


def _learned(read: Extraction, web: WebPage, page: template.Page, known: Sequence[Template]) -> Extraction:
    """With the template by which this page is read just so, rather one that is known; and with those of which a full
    reading was due and said something else."""
    entry = read.entries[0]
    host = urlsplit(web.url).hostname
    refuted = tuple(one for one in known if templates.is_due(one) and _agrees(web, page, entry, one) is False)
    own = template.proposed(page, entry, host=host) if host else None
    tried = [*(one for one in known if one not in refuted), *([own] if own else [])]
    for one in tried:
        better = template.learned(page, one, entry, web.url)
        for each in (better, better and replace(better, silent=())):
            if each and _agrees(web, page, entry, each):
                return replace(read, template=each, refuted=refuted)
    return replace(read, refuted=refuted)


def _agrees(web: WebPage, page: template.Page, entry: Entry, one: Template) -> bool | None:
    """Whether a page says the same by a template as in full; None where that does not fit it."""
    try:
        return template.is_same(entry, _read_at(web, page.root, one).entries[0])
    except template.Unfit:
        return None


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


def _spoken(declared: str | None, prose: str, known: Template | None) -> str | None:
    expected = known.language if known else None
    if known and expected == primary(declared) and is_of(known.words, prose):
        return expected
    return expected if is_in(expected, prose) else language_of(declared, prose)


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


def _by_address(read: Extraction, web: WebPage) -> Extraction:
    """A release that nothing else dates is of the day in its address; an error or a login has that too, and is none."""
    entry = read.entries[0]
    moment = dating.by_address(web.url, web.zone) if not entry.published and read.confidence >= LEAST else None
    if moment is None:
        return read
    reasons = (*(one for one in read.reasons if one != dating.UNDATED), "date from the address of the page")
    return replace(read, entries=(replace(entry, published=moment),), reasons=reasons)


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
