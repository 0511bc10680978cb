"""A release page read by what earlier ones of its site showed: its headline, its body, and what stands around these.

    template ─▶ headline, body ─▶ the lines around them ─▶ the same judges as of a whole page
                          └─ what is left out of it ─▶ content ─▶ text

Whatever is not as it was before is told, and the page is read in full: a wrong reading is worse than a slow one.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import chain, islice

from lxml import etree, html

from feeder.model import Contact, Entry, Template
from feeder.parse.anatomy import sections
from feeder.parse.anatomy.release import folded
from feeder.parse.articles import layout
from feeder.parse.characters import one_line
from feeder.parse.lines import CHROME, UNSEEN, Line, lines

LEAST = 400  #: characters of a text: a shorter one may be a teaser, or stand before a wall
_SENTENCES = 120  #: characters of a paragraph that is surely of the text
_LINE = 40  #: characters of a line that is known by what it says
_ABOVE, _BELOW = 6, 8  #: lines around headline and body
_FIRST = 10  #: lines of the body in which a date or a name may belong to it
_SILENT = 120  #: characters of a line that may stand on all pages
_MOST_SILENT = 60  #: such lines
_MOST_WORDS = 60  #: short words of a page
_SHORT = 5  #: letters of one
_SMALL = 80  #: elements of what stands beside them and is looked at
_LEVELS = 3  #: around what holds both
_PROSE = 200  #: characters of a large paragraph
_OTHERS = 0.2  #: how many more large paragraphs may stand outside the body than in it
_MOSTLY = 0.5  #: of a text
_MOST_LINES, _MOST_TEXT = 5_000, 100_000  #: lines of a page, characters of its text: of more nothing is learned
_DROPPED = CHROME | UNSEEN | {"form", "iframe", "input", "label"}
_BLOCKS = frozenset(
    {"div", "section", "article", "header", "main", "p", "ul", "ol", "dl", "li", "table", "figure", "blockquote"}
    | {"center", "details", "fieldset", "h1", "h2", "h3", "h4", "h5", "h6"}
)
_LINES = frozenset({"p", "li", "span", "h1", "h2", "h3", "h4", "h5", "h6", "a", "b", "strong", "em"})
_FIELDS = (
    *("title", "kicker", "kind", "kind_code", "number", "published", "updated", "language", "authors", "embargo"),
    *("image", "attachments"),
)
_FIGURE = re.compile(r"\d")
_ALIKE = 0.97  #: words that two texts share
_is_large = etree.XPath(f"descendant::p[string-length(.) > {_PROSE}]")
_elements = etree.XPath("count(descendant::*)")


class Unfit(Exception):  # noqa: N818 - it is no error: the page is read in full
    """Why a template does not fit a page."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where on a page its release stands."""

    headline: html.HtmlElement
    body: html.HtmlElement
    around: html.HtmlElement  #: the element that holds both, with what stands beside them
    lines: Sequence[Line]  #: of both and around them


def find(root: html.HtmlElement, template: Template) -> Place:
    """Raises Unfit."""
    headline, body = (_found(path, root) for path in (template.title, template.body))
    if _outside(root, body) > template.outside:
        raise Unfit("there is more text outside the body than there was")
    beside = [_found(template.date, root)] if template.date else []
    return _without(_place(headline, body, beside), template.silent)


def _found(path: str, root: html.HtmlElement) -> html.HtmlElement:
    found = layout.found_by(path, root)
    if isinstance(found, str):
        raise Unfit(found)
    return found


def _place(headline: html.HtmlElement, body: html.HtmlElement, beside: Sequence[html.HtmlElement]) -> Place:
    around = _holding(headline, body)
    above, own, below = _stretch(around, headline, body)
    apart = [line for element in beside if not _is_within(element, around) for line in lines(element)]
    return Place(headline=headline, body=body, around=around, lines=[*above[-_ABOVE:], *own, *below[:_BELOW], *apart])


def _without(place: Place, silent: Sequence[str]) -> Place:
    own, told = set(place.headline.iter()), frozenset(silent)
    return replace(place, lines=[line for line in place.lines if line.text not in told or line.element in own])


def _is_within(element: html.HtmlElement, around: html.HtmlElement) -> bool:
    return element is around or any(above is around for above in element.iterancestors())


def _holding(headline: html.HtmlElement, body: html.HtmlElement) -> html.HtmlElement:
    above = {body, *body.iterancestors()}
    return next(one for one in (headline, *headline.iterancestors()) if one in above)


# ------------------------------------------------------------------------------------------------- the lines around


def _stretch(
    around: html.HtmlElement, headline: html.HtmlElement, body: html.HtmlElement
) -> tuple[list[Line], list[Line], list[Line]]:
    """The lines above both, of what stretches from one to the other, and below."""
    kept = {headline, body}
    on_the_way = {one for end in kept for one in end.iterancestors()}
    parts = list(_parts(around, kept, on_the_way))
    ends = [number for number, part in enumerate(parts) if part in kept]
    before, after = _beside(around, preceding=True), _beside(around, preceding=False)
    above: list[Line] = []
    for part in chain(parts[: ends[0]][::-1], before):
        above = [*lines(part), *above]
        if len(above) >= _ABOVE:
            break
    own = list(chain.from_iterable(lines(part, most=_FIRST) for part in parts[ends[0] : ends[-1] + 1]))
    following = (lines(part, most=_BELOW) for part in chain(parts[ends[-1] + 1 :], after))
    return above, own, list(islice(chain.from_iterable(following), _BELOW))


def _parts(
    element: html.HtmlElement, kept: set[html.HtmlElement], on_the_way: set[html.HtmlElement]
) -> Iterator[html.HtmlElement]:
    if element in kept and element not in on_the_way:
        yield element
    elif element in kept or element not in on_the_way:
        if element in kept or _is_small(element):
            yield element
    else:
        for child in element.iterchildren(etree.Element):
            yield from _parts(child, kept, on_the_way)


def _is_small(element: html.HtmlElement) -> bool:
    return element.tag not in CHROME and element.tag not in UNSEEN and _elements(element) <= _SMALL


def _beside(around: html.HtmlElement, *, preceding: bool) -> Iterator[html.HtmlElement]:
    """What is small of the elements beside what holds both, the nearest first."""
    for level in islice(chain((around,), around.iterancestors()), _LEVELS):
        yield from filter(_is_small, level.itersiblings(etree.Element, preceding=preceding))


# ------------------------------------------------------------------------------------------------------- the body


def body_of(place: Place, template: Template) -> html.HtmlElement:
    """A copy of the body, in an element that holds nothing else, without what is left out. Raises Unfit."""
    unwanted = set(_unwanted(place, template))
    body = place.body.makeelement("body")
    copy = deepcopy(place.body)
    copy.tail = None
    twins = [twin for one, twin in zip(place.body.iter(), copy.iter(), strict=True) if one in unwanted]
    body.append(copy)
    for twin in twins:
        twin.drop_tree()
    check_links(sum(len(link.text_content()) for link in copy.iter("a")) / max(len(copy.text_content()), 1))
    return body


def check_links(share: float) -> None:
    """Raises Unfit for a text of which so much are links that it is none."""
    if share > _MOSTLY:
        raise Unfit("the text is mostly links")


def unwanted(place: Place, template: Template) -> Callable[[html.HtmlElement], bool]:
    """Whether an element of the body is left out; that raises Unfit for what was on no page before."""
    left_out, kept = frozenset(template.left_out), frozenset(template.kept)

    def is_unwanted(element: html.HtmlElement) -> bool:
        return element.tag in _DROPPED or element is place.headline or _is_left_out(element, left_out, kept)

    return is_unwanted


def _unwanted(place: Place, template: Template) -> Iterator[html.HtmlElement]:
    is_unwanted = unwanted(place, template)
    walk = etree.iterwalk(place.body, events=("start",))
    for _, element in walk:
        if element is not place.body and isinstance(element.tag, str) and is_unwanted(element):
            walk.skip_subtree()
            yield element


def _is_left_out(element: html.HtmlElement, left_out: frozenset[str], kept: frozenset[str]) -> bool:
    named = layout.marks(element) if element.tag in _BLOCKS else []
    if not named or any(one in kept and one not in left_out for one in named):
        return False
    if any(one in left_out and one not in kept for one in named):
        return True
    if any(one in kept for one in named):
        return False
    text = one_line(element.text_content())
    if text is None or (element.tag == "p" and len(text) >= _SENTENCES):  # however it is set, that is prose
        return False
    raise Unfit(f'"{named[0]}" stands in the text, and did on no page before')


# ------------------------------------------------------------------------------------------------------ proposals


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A page as it was before its tree was taken to pieces."""

    root: html.HtmlElement
    headline: html.HtmlElement
    lines: Sequence[Line]

    @classmethod
    def of(cls, root: html.HtmlElement, page: Sequence[Line], headline: html.HtmlElement | None) -> "Page | None":
        if headline is None or len(page) > _MOST_LINES:
            return None
        copy = deepcopy(root)
        twins = dict(zip(root.iter(), copy.iter(), strict=True))
        again = [Line(line.text, twins[line.element]) for line in page]
        return cls(root=copy, headline=twins[headline], lines=again)


def proposed(page: Page, entry: Entry, *, host: str) -> Template | None:
    """Where the headline and the body of a page stand, by what its full reading gave; None where nothing lasting names
    these."""
    if len(entry.text or "") > _MOST_TEXT:
        return None
    said = folded(entry.text or "")
    known = Counter(line.text for line in page.lines)
    own = [line for line in page.lines if len(line.text) >= _LINE and known[line.text] == 1]
    body = _named(_common([line.element for line in own if folded(line.text) in said]), page.root)
    title = layout.path_of(page.headline, page.root)
    return Template(host=host, body=body, title=title, pages=0) if body and title else None


def learned(page: Page, template: Template, entry: Entry, url: str) -> Template | None:
    """The template with what this page shows of its layout; None where it points nowhere on this page."""
    body = layout.found_by(template.body, page.root)
    if isinstance(body, str) or len(entry.text or "") > _MOST_TEXT:
        return None
    said = folded(entry.text or "")
    own = {line.element for line in page.lines if folded(line.text) in said}
    left_out, kept = _signatures(body, page.headline, own)
    better = replace(
        template,
        left_out=tuple(sorted({*template.left_out, *left_out})),
        kept=tuple(sorted({*template.kept, *kept})),
        outside=max(template.outside, _outside(page.root, body)),
        silent=(),
        language=entry.language if entry.language == template.language or not template.pages else None,
        words=_words(entry.text or "", template),
        is_dated=entry.published is not None and (template.is_dated or not template.pages),
        pages=1,
        proof=(url,),
        used=0,
        misfits=0,
    )
    try:
        silent = _silent(find(page.root, better), entry)
    except Unfit:
        return None
    return replace(better, silent=tuple(dict.fromkeys((*silent, *template.silent)))[:_MOST_SILENT])


def _silent(place: Place, entry: Entry) -> list[str]:
    """The short lines around headline and body that do not tell what the fields of the entry do."""
    told = [*entry.authors, entry.kicker, entry.kind, entry.number, *(one.name for one in entry.contacts)]
    values = [value for value in told if value]
    texts = (line.text for line in place.lines if len(line.text) <= _SILENT and not _FIGURE.search(line.text))
    return [text for text in texts if not any(value in text for value in values)]


def _words(text: str, template: Template) -> tuple[str, ...]:
    """The short words of a text, the commonest first, that those before it have as well."""
    common = Counter(word for word in text.casefold().split() if len(word) <= _SHORT and word.isalpha())
    known = frozenset(template.words) if template.pages else common
    return tuple(word for word, _ in common.most_common() if word in known)[:_MOST_WORDS]


def is_same(entry: Entry, other: Entry) -> bool:
    """Whether two readings of a page say the same to whoever reads them."""
    is_other = any(getattr(entry, name) != getattr(other, name) for name in _FIELDS)
    is_other = is_other or _contacts(entry) != _contacts(other)
    return not is_other and _alike(entry.text or "", other.text or "") >= _ALIKE


def _contacts(entry: Entry) -> tuple[Contact, ...]:
    """Those of the page, else those of the text, which are read of every entry."""
    return entry.contacts or sections.read(entry.text or "").contacts


def _alike(text: str, other: str) -> float:
    own, theirs = Counter(text.split()), Counter(other.split())
    return 2 * (own & theirs).total() / max(own.total() + theirs.total(), 1)


def _outside(root: html.HtmlElement, body: html.HtmlElement) -> int:
    """How many of the page's large paragraphs stand outside the body, beyond a share of those in it."""
    every, inside = len(_is_large(root)), len(_is_large(body))
    return max(every - inside - int(_OTHERS * inside), 0)


def _named(element: html.HtmlElement | None, root: html.HtmlElement) -> str | None:
    """The path of an element that holds a text, or of the nearest around it that can be named."""
    while element is not None and element.tag not in ("body", "html"):
        path = None if element.tag in _LINES else layout.path_of(element, root)
        if path:
            return path
        element = element.getparent()
    return None


def _common(elements: Sequence[html.HtmlElement]) -> html.HtmlElement | None:
    """The lowest element that holds all of them."""
    if not elements:
        return None
    common = [elements[0], *elements[0].iterancestors()][::-1]
    for element in elements[1:]:
        path = [element, *element.iterancestors()][::-1]
        common = [one for one, other in zip(common, path, strict=False) if one is other]
    return common[-1] if common else None


def _signatures(
    body: html.HtmlElement, headline: html.HtmlElement, own: set[html.HtmlElement]
) -> tuple[set[str], set[str]]:
    holding = {above for element in own for above in (element, *element.iterancestors())}
    left_out, kept = set[str](), set[str]()
    walk = etree.iterwalk(body, events=("start",))
    for _, element in walk:
        if element is body or not isinstance(element.tag, str):
            continue
        if element.tag in _DROPPED or element is headline:
            walk.skip_subtree()
        elif element in holding:
            kept.update(layout.marks(element) if element.tag in _BLOCKS else ())
        elif element.tag in _BLOCKS and (named := layout.marks(element)) and one_line(element.text_content()):
            left_out.update(named)
            walk.skip_subtree()
    return left_out, kept
