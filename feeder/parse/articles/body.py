"""The body of an article page: found by trafilatura, rid of what is beside it, made ours.

tree ─ trafilatura ─▶ markup ─ trimming ─▶ ─ standfirst ─▶ ─ sanitise ─▶ content ─▶ text
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from lxml import etree, html

from feeder.parse.anatomy import kinds, release
from feeder.parse.articles import headline, standfirst, trimming
from feeder.parse.articles.container import Prose, opens
from feeder.parse.clean import plain_text, sanitise, sanitise_tree, text_of
from feeder.parse.dates import is_date_line
from feeder.parse.embedded import structured
from feeder.parse.lines import Line

# What trafilatura is given: twice and more of what any article has been seen to have.
_MOST_ELEMENTS, _LONGEST = 10_000, 400_000  # characters
_MOST_SPANNED = 10_000  # cells that it may make of those that span several
_HEAD = 12  # blocks at most above the text
_LOST, _MUCH = 0.6, 200  # share of the running text that an extraction holds; characters that it lacks
_NONE, _OWN = 0.05, 600  # share; characters of a text that is another than the running text
_TAGS = re.compile("<[^>]+>")
_FIRST_BLOCK = re.compile(r"\s*<(h[2-6]|p)>(.{1,600}?)</\1>\s*", re.DOTALL)
_FIGCAPTION = re.compile("<figcaption>.*?</figcaption>", re.DOTALL)  # of a picture, which the text has none of


@dataclass(frozen=True, kw_only=True, slots=True)
class Body:
    content: str | None = None  #: sanitised HTML
    text: str = ""
    note: str | None = None  #: why it was not read as pages are


def read(
    root: html.HtmlElement,
    base: str,
    head: headline.Headline,
    marks: kinds.Told,
    stated: structured.Stated,
    authors: tuple[str, ...],
    page: Sequence[Line],
) -> Body:
    """The body of a page, without what the entry has in fields of its own. The page's tree is taken to pieces."""
    trimmed = partial(trimming.trim, titles=titles(head, stated), authors=authors, captions=trimming.captions(root))
    prose = Prose(page, head.element)
    part, length = prose.pruned(root), sum(len(line.text) for line in page)
    note = _too_much(_elements(part), length)
    if note is None:
        markup = _whole(trimmed(_extracted(part) or ""), prose, stated.description, trimmed)
    else:
        holder = prose.holder()
        markup = trimmed(prose.markup(root.find("body") if holder is None else holder))
    markup = standfirst.restored(markup, page, head.element) if markup else ""
    content = _without_head(sanitise(markup, base), head, marks) if markup else ""
    text = plain_text(_FIGCAPTION.sub("", content))
    return Body(content=content, text=text, note=note) if text else Body(note=note)


def cut(
    part: html.HtmlElement,
    base: str,
    head: headline.Headline,
    marks: kinds.Told,
    stated: structured.Stated,
    authors: tuple[str, ...],
) -> Body:
    """As `read`, where it is known which part of the page is the body. That is taken to pieces."""
    called, captions = titles(head, stated), trimming.captions(part)
    safe, tree = sanitise_tree(
        part, base, lambda one: trimming.trim_tree(one, titles=called, authors=authors, captions=captions)
    )
    content = _without_head(safe, head, marks)
    if tree is None or content != safe:
        text = plain_text(_FIGCAPTION.sub("", content))
    else:
        etree.strip_elements(tree, "figcaption", with_tail=False)
        text = text_of(tree)
    return Body(content=content, text=text) if text else Body()


def titles(head: headline.Headline, stated: structured.Stated) -> tuple[str | None, ...]:
    """What a page is called, wherever it says so."""
    return head.kicker, head.title, stated.headline, stated.shared_title, stated.page_title


def _whole(markup: str, prose: Prose, described: str | None, trimmed: Callable[[str], str]) -> str:
    """The markup, or that of the part which holds the running text, where that is mostly lost."""
    text = _TAGS.sub(" ", markup)
    held = prose.share_in(text)
    holder = prose.holder() if held < _LOST and (1 - held) * prose.length >= _MUCH else None
    if holder is None or holder.tag == "body":
        return markup
    whole = trimmed(prose.markup(holder))
    other = _TAGS.sub(" ", whole)
    if described and opens(described, other) and not opens(described, text):
        return whole
    is_another = held < _NONE and len(text) > _OWN
    return whole if len(other) > len(text) and not is_another else markup


def _elements(root: html.HtmlElement) -> int:
    return int(root.xpath("count(.//*)"))


def _too_much(elements: int, length: int) -> str | None:
    """Why a page is not given to trafilatura, which takes long over many elements and over long texts."""
    if elements <= _MOST_ELEMENTS and length <= _LONGEST:
        return None
    much = f"{elements:,} elements" if elements > _MOST_ELEMENTS else f"{length:,} characters"
    return f"a page of {much}: the part that holds most of its running text was taken whole"


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
