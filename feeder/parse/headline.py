"""The headline of an article page: the heading that the page's own statements agree with, and the kicker above it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from unicodedata import normalize
from urllib.parse import urlsplit

from lxml import html

from feeder.parse.lines import CHROME, UNSEEN, shown
from feeder.parse.release import folded
from feeder.parse.structured import Stated

_SEPARATOR = re.compile(r"\s+[|–—·•»«:/-]+\s+|\s*[|│»]\s*")
_KICKER = re.compile(
    r"kicker|overline|over-?head|top-?line|roof-?line|dachzeile|eyebrow|pre-?(?:title|head)|spitzmarke|supra-?title",
    re.IGNORECASE,
)
_EDGES = " :|·•/,-–—"
_LONGEST, _LONGEST_KICKER, _MOST_CHUNKS = 400, 80, 12
_MOST_HEADINGS = 300  # of a level: the title of a page stands before them, or nowhere
_AGREES, _IS_PART, _AGREES_MORE, _AGREES_WELL = 0.5, 0.6, 0.65, 0.8


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
    sites: frozenset[str]  #: names of the site, without spaces


def find(root: html.HtmlElement, stated: Stated, url: str) -> Headline:
    """The title that a reader of the page would name, without the site's name and without the kicker."""
    told = _told(stated, url)
    headings = {level: _headings(root, level, told) for level in ("h1", "h2", "h3")}
    return (
        _agreeing(headings["h1"], told, _AGREES_MORE)
        or _agreeing(headings["h2"] + headings["h3"], told, _AGREES_WELL)
        or _agreeing(headings["h1"], told, _AGREES)
        or _only(headings["h1"], stated)
        or _stated_title(stated, told)
        or Headline()
    )


def _headings(root: html.HtmlElement, level: str, told: _Told) -> list[tuple[html.HtmlElement, str]]:
    outer = (heading for heading in root.iter(level) if next(heading.iterancestors("h1", "h2", "h3"), None) is None)
    shown_in = ((heading, shown(heading)) for heading in islice(outer, _MOST_HEADINGS))
    return [(heading, text) for heading, text in shown_in if text and _may_be_title(heading, text, told)]


def _may_be_title(heading: html.HtmlElement, text: str, told: _Told) -> bool:
    if len(text) > _LONGEST or _compact(text) in told.sites:
        return False
    if any(above.tag in CHROME for above in heading.iterancestors()):
        return False
    return not any(link.get("href", "").strip() in ("/", "./", "../") for link in heading.iter("a"))


def _agreeing(headings: Sequence[tuple[html.HtmlElement, str]], told: _Told, least: float) -> Headline | None:
    best = max((_agreement(text, told) for _, text in headings), default=0.0)
    if best < least:
        return None
    agreeing = [(heading, text) for heading, text in headings if _agreement(text, told) == best]
    # Of headings that are a part of the <title> each, the first is the banner of the site or the section.
    heading, text = agreeing[-1 if best == _IS_PART else 0]
    title, kicker = _apart(heading, text, told)
    reason = f"title from {heading.tag}, agrees with what the page states"
    return Headline(title=title, kicker=kicker or _kicker_above(heading), element=heading, reason=reason, agreed=True)


def _only(headings: Sequence[tuple[html.HtmlElement, str]], stated: Stated) -> Headline | None:
    """The one h1 that nothing else repeats; a single word there is the section's name, if anything better is stated."""
    if len(headings) != 1:
        return None
    heading, text = headings[0]
    if " " not in text and (stated.shared_title or stated.headline):
        return None
    return Headline(title=text, kicker=_kicker_above(heading), element=heading, reason="title from the only h1")


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
    divided = statements[:-1] or statements
    named = [folded(part) for text in divided for part in _SEPARATOR.split(text) if _compact(part) not in sites]
    return _Told(whole=tuple(filter(None, whole)), parts=tuple(filter(None, named)), sites=sites)


def _site_names(stated: Stated, url: str) -> frozenset[str]:
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return frozenset(filter(None, map(_compact, (stated.site_name or "", host, *host.split(".")[:-1]))))


def _compact(text: str) -> str:
    return "".join(char for char in normalize("NFKD", folded(text)) if char.isalnum())


def _without_site(text: str, sites: frozenset[str]) -> str:
    """`text` without the site's name at its end or head: "Crane opened | Port of Musterhafen"."""
    cuts = list(_SEPARATOR.finditer(text))
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
    parts = _SEPARATOR.split(title)
    return max(parts, key=len) if len(parts) > 2 else title  # noqa: PLR2004


def _agreement(text: str, told: _Told) -> float:
    """1 where it is stated just so; else by the share of common words, so that a section's name agrees little."""
    own = folded(text)
    if own in told.whole:
        return 1.0
    shared = max((_dice(own, other) for other in told.whole), default=0.0)
    return max(0.95 * shared, _IS_PART if own in told.parts else 0.0)


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
            return text[max(text.find(chunks[start]), 0) :].strip(_EDGES), kicker if 0 < len(
                kicker
            ) <= _LONGEST_KICKER else None
    for end in range(len(chunks) - 1, 0, -1):
        title = " ".join(chunks[:end])
        if folded(title) in told.whole and folded(text) not in told.whole:
            return title.strip(_EDGES), None
    return text, None


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
