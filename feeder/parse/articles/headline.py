"""The headline of an article page: the heading that the page's own statements agree with, and the kicker above it."""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import NamedTuple
from unicodedata import normalize
from urllib.parse import urlsplit

from lxml import html

from feeder.parse.anatomy.release import folded
from feeder.parse.articles.names import led
from feeder.parse.characters import one_line
from feeder.parse.embedded.structured import Stated
from feeder.parse.lines import CHROME, SEPARATOR, UNSEEN, Line, in_chrome, shown

_KICKER = re.compile(
    r"kicker|overline|over-?head|top-?line|roof-?line|dachzeile|eyebrow|pre-?(?:title|head)|spitzmarke|supra-?title",
    re.IGNORECASE,
)
_EDGES = " :|·•/,-–—"
_LONGEST, _LONGEST_KICKER, _MOST_CHUNKS = 400, 80, 12
_MOST_HEADINGS = 300  # of a level: the title of a page stands before them, or nowhere
_LEVELS = ("h1", "h2", "h3", "h4", "h5", "h6")
_AGREES, _IS_PART, _AGREES_MORE, _AGREES_WELL = 0.5, 0.6, 0.65, 0.8
_BETTER = 0.1  # how much better it agrees without its kicker
_WORD, _FEW_WORDS = 0.05, 4  # what each further word adds to a part
_H1, _ABOVE_TEXT = 0.2, 0.1
_NEAR, _SENTENCES, _RUNNING = 12, 80, 200  # lines; characters of a line of running text, and of all of it
_FEW, _CLOSE = 2, 6  # spaces in a title that has no other sign of one; elements
_BETWEEN = " :|·•–—-/,"  #: two parts of a heading
_BRAND = re.compile(r"(?:^|[\s_-])(?:logo|brand|site-?(?:title|name)|sitename|masthead)(?:$|[\s_-])", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Headline:
    """`element` is where the title stands on the page; None where no heading shows it."""

    title: str | None = None
    kicker: str | None = None
    element: html.HtmlElement | None = None
    reason: str = "no title found"
    agreed: bool = False  #: the page says it in at least two places


@dataclass(frozen=True, kw_only=True, slots=True)
class _Told:
    """What the page states as its title, folded for comparison."""

    whole: tuple[str, ...]  #: each statement, with and without the site's name
    parts: tuple[str, ...]  #: between separators
    end: str | None  #: the last of these in <title>, which is rather the site's
    sites: frozenset[str]  #: names of the site, without spaces


def find(root: html.HtmlElement, stated: Stated, url: str, lines: Sequence[Line]) -> Headline:
    """The title that a reader of the page would name, without the site's name and without the kicker."""
    told = _told(stated, url)
    text = _Text(lines)
    headings = [one for level in _LEVELS for one in _headings(root, level, told, text)]
    named_twice = bool(stated.shared_title or stated.headline)
    return (
        _agreeing(headings, told)
        or _only([one for one in headings if one.level == "h1"], stated)
        or _line(lines, told, text)
        or (None if named_twice else _above_text(headings))
        or _stated_title(stated, told)
        or Headline()
    )


def stated_just_so(element: html.HtmlElement, stated: Stated) -> Headline | None:
    """As `find`, of a heading that says nothing but what the page states as the title of its article; else None."""
    text = one_line(element.text)
    if len(element) or not text or " " not in text or len(text) > _LONGEST:
        return None
    own = folded(text)
    is_stated = own in [folded(title) for title in (stated.shared_title, stated.headline) if title]
    if not (is_stated or _opens(stated.page_title or "", text)):
        return None
    is_other = own == folded(stated.site_name or "") or in_chrome(element) or _is_brand(element) or led(text)
    reason = f"title from {element.tag}, agrees with what the page states"
    kicker = _kicker_above(element)
    return None if is_other else Headline(title=text, kicker=kicker, element=element, reason=reason, agreed=True)


def _opens(page_title: str, text: str) -> bool:
    """Whether a page is called so, and by the name of its site behind that."""
    rest = page_title[len(text) :]
    return page_title.startswith(text) and text.count(" ") >= _FEW_WORDS and bool(not rest or SEPARATOR.match(rest))


class _Heading(NamedTuple):
    element: html.HtmlElement
    text: str
    agreement: float
    is_above_text: bool
    place: int  #: of its last line on the page

    @property
    def level(self) -> str:
        return str(self.element.tag)

    @property
    def worth(self) -> float:
        return min(self.agreement + _ABOVE_TEXT * self.is_above_text, 1.0) + _H1 * (self.level == "h1")

    @property
    def least(self) -> float:
        """How much it must agree to be the title."""
        return _AGREES if self.level == "h1" else _AGREES_MORE if self.is_above_text else _AGREES_WELL


class _Text:
    """What follows each heading of a page."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._places: dict[html.HtmlElement, int] = {}
        for place, line in enumerate(lines):
            self._places[line.element] = place  # the last line that begins in it

    def place(self, heading: html.HtmlElement) -> int:
        return max((self._places.get(one, -1) for one in heading.iter()), default=-1)

    def follows(self, heading: html.HtmlElement) -> bool:
        """Whether there is running text below it, before the next heading."""
        place = self.place(heading)
        below = takewhile(_is_no_heading, self._lines[place + 1 : place + 1 + _NEAR])
        return place >= 0 and sum(len(line.text) for line in below if len(line.text) >= _SENTENCES) >= _RUNNING


def _is_no_heading(line: Line) -> bool:
    """Whether a line is text, or a byline, whatever it is marked as."""
    return (
        bool(len(line.text) <= _LONGEST and led(line.text))
        or next(
            (one for one in (line.element, line.element.getparent()) if one is not None and one.tag in _LEVELS), None
        )
        is None
    )


def _headings(root: html.HtmlElement, level: str, told: _Told, text: _Text) -> list[_Heading]:
    outer = (heading for heading in root.iter(level) if next(heading.iterancestors(*_LEVELS), None) is None)
    shown_in = ((heading, _said(heading)) for heading in islice(outer, _MOST_HEADINGS))
    return [
        _Heading(heading, said, _agreement(said, told), text.follows(heading), text.place(heading))
        for heading, said in shown_in
        if said and _may_be_title(heading, said, told)
    ]


def _said(heading: html.HtmlElement) -> str | None:
    """What a heading says in its own size: what is small beside that is its topic or where it belongs."""
    if heading.find(".//small") is None:
        return shown(heading)
    large = deepcopy(heading)
    large.tail = None
    for small in large.findall(".//small"):
        small.drop_tree()
    return (shown(large) or "").rstrip(_BETWEEN) or shown(heading)


def _may_be_title(heading: html.HtmlElement, text: str, told: _Told) -> bool:
    if len(text) > _LONGEST or _compact(text) in told.sites:
        return False
    if in_chrome(heading) or _is_brand(heading) or led(text):
        return False
    return not any(link.get("href", "").strip() in ("/", "./", "../") for link in heading.iter("a"))


def _is_brand(heading: html.HtmlElement) -> bool:
    parent = heading.getparent()
    around = (heading,) if parent is None else (heading, parent)
    return any(_BRAND.search(one.get(name, "")) for one in around for name in ("class", "id"))


def _agreeing(headings: Sequence[_Heading], told: _Told) -> Headline | None:
    good = [one for one in headings if one.agreement >= one.least]
    if not good:
        return None
    best = max(one.worth for one in good)
    same = [one for one in good if one.worth == best]
    # Of headings that are a part of the <title> each, the first is the banner of the site or the section.
    heading = same[-1 if same[0].agreement < 1 else 0]
    title, kicker = _apart(heading.element, heading.text, told)
    kicker = kicker or _kicker_above(heading.element)
    reason = f"title from {heading.level}, agrees with what the page states"
    return Headline(title=title, kicker=kicker, element=heading.element, reason=reason, agreed=True)


def _only(headings: Sequence[_Heading], stated: Stated) -> Headline | None:
    """The one h1 that nothing else repeats; a single word there is the section's name, if anything better is stated."""
    if len(headings) != 1:
        return None
    heading, text = headings[0].element, headings[0].text
    if " " not in text and (stated.shared_title or stated.headline):
        return None
    return Headline(title=text, kicker=_kicker_above(heading), element=heading, reason="title from the only h1")


def _line(lines: Sequence[Line], told: _Told, text: _Text) -> Headline | None:
    """The longest line above text that says what the page states as its title, though it is marked as no heading."""
    said = (line for line in lines if len(line.text) <= _LONGEST and _is_stated(line.text, told))
    good = [
        line
        for line in said
        if line.text.count(" ") >= _FEW and _stands_free(line, told) and text.follows(line.element)
    ]
    if not good:
        return None
    line = max(good, key=lambda one: len(one.text))
    reason = "title from a line of the page, agrees with what it states"
    return Headline(title=line.text.strip(_EDGES), element=line.element, reason=reason, agreed=True)


def _stands_free(line: Line, told: _Told) -> bool:
    above = (line.element, *line.element.iterancestors())[:_CLOSE]
    is_linked = any(one.tag in CHROME or one.tag in ("a", "li") or _is_brand(one) for one in above)
    return not is_linked and _compact(line.text) not in told.sites and folded(line.text) != told.end


def _above_text(headings: Sequence[_Heading]) -> Headline | None:
    """Of a page that only its <title> names, and by something else: the first heading that text follows."""
    good = [one for one in headings if one.is_above_text and one.text.count(" ") >= _FEW]
    if not good:
        return None
    heading = min(good, key=lambda one: one.place)
    reason = f"title from the {heading.level} above the text"
    return Headline(title=heading.text, kicker=_kicker_above(heading.element), element=heading.element, reason=reason)


def _stated_title(stated: Stated, told: _Told) -> Headline | None:
    for name, text in (
        ("og:title", stated.shared_title),
        ("headline", stated.headline),
        ("<title>", stated.page_title),
    ):
        title = _without_site(text, told.sites) if text else None
        if title and text == stated.page_title:
            title = _longest_part(title)
        if title and _compact(title) not in told.sites:
            return Headline(title=title, reason=f"title from {name}, shown in no heading")
    return None


# ------------------------------------------------------------------------------------------------------ statements


def _told(stated: Stated, url: str) -> _Told:
    sites = _site_names(stated, url)
    statements = [text for text in (stated.shared_title, stated.headline, stated.page_title) if text]
    whole = [folded(form) for text in statements for form in (text, _without_site(text, sites))]
    named = [folded(part) for text in statements for part in SEPARATOR.split(text) if _compact(part) not in sites]
    ends = SEPARATOR.split(stated.page_title or "")
    return _Told(
        whole=tuple(filter(None, whole)),
        parts=tuple(filter(None, named)),
        end=folded(ends[-1]) if len(ends) > 1 else None,
        sites=sites,
    )


def _site_names(stated: Stated, url: str) -> frozenset[str]:
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return frozenset(filter(None, map(_compact, (stated.site_name or "", host, *host.split(".")[:-1]))))


def _compact(text: str) -> str:
    return "".join(char for char in normalize("NFKD", folded(text)) if char.isalnum())


def _without_site(text: str, sites: frozenset[str]) -> str:
    """`text` without the site's name at its end or head: "Crane opened | Port of Musterhafen"."""
    cuts = list(SEPARATOR.finditer(text))
    for cut in cuts:
        if _compact(text[cut.end() :]) in sites:
            return text[: cut.start()].strip()
    for cut in reversed(cuts):
        if _compact(text[: cut.start()]) in sites:
            return text[cut.end() :].strip()
    head, bar, _ = text.rpartition(" | ")
    return head if bar and " " in head else text


def _longest_part(title: str) -> str:
    """Of "Site - Section - Title": the title, which says most. Two parts may well be one title."""
    parts = SEPARATOR.split(title)
    return max(parts, key=len) if len(parts) > 2 else title  # noqa: PLR2004


def _agreement(text: str, told: _Told) -> float:
    """1 where it is stated just so; else by the share of common words, so that a section's name agrees little."""
    own = folded(text)
    if own in told.whole:
        return 1.0
    shared = max((_dice(own, other) for other in told.whole), default=0.0)
    is_part = _IS_PART + _WORD * min(own.count(" "), _FEW_WORDS) if own in told.parts else 0.0
    return max(0.95 * shared, is_part)


def _dice(one: str, other: str) -> float:
    mine, theirs = set(one.split()), set(other.split())
    return 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine and theirs else 0.0


# ---------------------------------------------------------------------------------------------------------- kicker


def _apart(heading: html.HtmlElement, text: str, told: _Told) -> tuple[str, str | None]:
    """(title, kicker) where a heading holds more than the title and the page states the title alone."""
    chunks = list(_chunks(heading))[:_MOST_CHUNKS]
    for start in range(1, len(chunks)):
        title = " ".join(chunks[start:])
        if _is_stated(title, told):
            kicker = " ".join(chunks[:start]).strip(_EDGES)
            return _from(text, chunks, start).strip(_EDGES), kicker if 0 < len(kicker) <= _LONGEST_KICKER else None
    best = max(range(1, len(chunks)), key=lambda at: _agreement(" ".join(chunks[at:]), told), default=0)
    if best and _agreement(" ".join(chunks[best:]), told) >= max(_AGREES_WELL, _agreement(text, told) + _BETTER):
        return _from(text, chunks, best).strip(_EDGES), " ".join(chunks[:best]).strip(_EDGES)[:_LONGEST_KICKER] or None
    for end in range(len(chunks) - 1, 0, -1):
        title = " ".join(chunks[:end])
        if folded(title) in told.whole and folded(text) not in told.whole:
            return title.strip(_EDGES), None
    return text, None


def _from(text: str, chunks: Sequence[str], start: int) -> str:
    """The text from where a chunk of it begins."""
    place = 0
    for chunk in chunks[:start]:
        place = max(text.find(chunk, place), place) + len(chunk)
    return text[max(text.find(chunks[start], place), 0) :]


def _is_stated(title: str, told: _Told) -> bool:
    own = folded(title)
    return own in told.whole or (own in told.parts and own.count(" ") > 1)


def _chunks(heading: html.HtmlElement) -> Iterator[str]:
    for text in heading.xpath(".//text()"):
        chunk = " ".join(text.replace("\xad", "").split())
        if chunk and text.getparent().tag not in UNSEEN:
            yield chunk


def _kicker_above(heading: html.HtmlElement) -> str | None:
    """A short element just above the heading whose class calls it a kicker."""
    for element in (heading, heading.getparent()):
        above = element.getprevious() if element is not None else None
        if above is not None and isinstance(above.tag, str) and _KICKER.search(above.get("class", "")):
            text = shown(above)
            return text if text and len(text) <= _LONGEST_KICKER else None
    return None
