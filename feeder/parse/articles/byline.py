"""Who wrote an article: people or bodies that the page names as its authors.

byline near the headline ┐
author's box, end line   ├─▶ what the page shows, told by what it states to machines
JSON-LD, meta            ┘
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml import html

from feeder.parse.articles.names import bare, is_eastern, is_full, is_label, is_person, led, names
from feeder.parse.embedded.structured import Stated
from feeder.parse.lines import CHROME, Line, shown

_AUTHOR = re.compile(
    r"(?:^|[\s_-])(?:author|autor|byline|verfasser|auteur|autore)(?:$|[\s_-])|(?:author|autor|byline)[_-]{0,2}names?\b|article-?author",
    re.IGNORECASE,
)
_AUTHORS_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|es|in)?|auteurs?|autori|redaktion/autoren|people|contributors?)/[^/]", re.IGNORECASE
)
_META = re.compile(r"meta|byline|author|autor|info|date|datum|post", re.IGNORECASE)
# Words of those who comment, of other articles, of the site.
_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:comments?|kommentare?|commentlist|respond|disqus|related|sidebar|captions?|figure|(?:block|pull)?-?quotes?|zitat|citation|recommend\w*|popular|copyright|credits?"
    r"|footer|cookies?|newsletter|more-?(?:news|posts|articles)|read-?(?:more|next)|pagination|breadcrumbs?)(?:$|[\s_-])|(?:^|\s)widget(?:$|[\s_])",
    re.IGNORECASE,
)
_NO_DISPLAY = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_REPORTED = frozenset({"NewsArticle", "ReportageNewsArticle", "PressRelease"})
_LONGEST, _ABOVE, _BELOW, _APART = 120, 4, 14, 2
_MOST_INSIDE, _INITIALS = 12, 3  # elements of a line; letters that may stand for a portrait


@dataclass(frozen=True, kw_only=True, slots=True)
class Byline:
    names: tuple[str, ...] = ()
    reason: str = "no author named"


def authors(stated: Stated, lines: Sequence[Line], headline: html.HtmlElement | None) -> Byline:
    """The names, in the order of the page; empty where it names nobody. Never an address.

    A byline is what readers go by. What is only stated to machines is often the login of an editor or the maker of the
    site: it must be a person's whole name, or be shown as well.
    """
    page = _Page(lines, headline)
    said = names(stated.authors, not_one=stated.site_name)
    meta = names(stated.meta_authors, not_one=stated.site_name)
    posted = names(stated.accounts)
    if near := _together(page.near()):
        return Byline(names=_finer(near, said), reason="authors from the byline")
    for found, where in (
        (page.those_shown(said), "structured data, shown on the page"),
        (_beside_date(page.near()), "the date line"),
        (_at_the_end(page), "the author's line or box"),
        (page.those_shown(meta) if stated.is_article else (), "a meta element, shown on the page"),
        (_people(said, posted), "structured data"),
        (_people(meta, posted) if stated.is_article else (), "a meta element"),
        (_reporting(stated), "structured data, which names a body"),
    ):
        if found:
            return Byline(names=found, reason=f"authors from {where}")
    return Byline()


def _people(stated: tuple[str, ...], posted: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in stated if (is_person(name) or is_eastern(name)) and name not in posted)


def _reporting(stated: Stated) -> tuple[str, ...]:
    """The body, or the site itself, that reported news gives as its author."""
    site = (stated.site_name or "").casefold()
    bodies = (name for name in stated.authors if name in stated.bodies or name.casefold() == site)
    return tuple(dict.fromkeys(bodies)) if stated.kind in _REPORTED else ()


def _finer(near: tuple[str, ...], said: tuple[str, ...]) -> tuple[str, ...]:
    """As stated where that has all names of the byline and more, or the same without the byline's other words."""
    byline, theirs = ({name.casefold() for name in names} for names in (near, said))
    says_more = theirs > byline and all(map(is_full, said))
    says_less = theirs and theirs < byline and not all(map(is_full, near))
    return said if says_more or says_less else near


class _Page:
    """The lines of a page that may speak of its article."""

    def __init__(self, lines: Sequence[Line], headline: html.HtmlElement | None) -> None:
        self._lines, self._headline = lines, headline
        own = set(headline.iter()) if headline is not None else set()
        places = [index for index, line in enumerate(lines) if line.element in own]
        self._above, self._below = (lines[: places[0]], lines[places[-1] + 1 :]) if places else ((), lines)
        #: What holds the headline is the article's, whatever it is called.
        self._beside = dict.fromkeys(headline.iterancestors(), False) if headline is not None else {}

    def near(self) -> list[Line]:
        """Below the headline, then above it, the nearest first."""
        near = (*_labelled(self._below[:_BELOW]), *reversed(list(_labelled(self._above[-_ABOVE:]))))
        return [line for line in near if not self._is_beside(line.element)]

    def after(self) -> Iterator[Line]:
        """The lines of the article below its headline."""
        ancestors = self._headline.iterancestors("article", "main") if self._headline is not None else iter(())
        scope = next(ancestors, None)
        inside = set(scope.iter()) if scope is not None else None
        for line in _labelled(self._below):
            if (inside is None or line.element in inside) and not self._is_beside(line.element):
                yield line

    def those_shown(self, found: tuple[str, ...]) -> tuple[str, ...]:
        if not found:
            return ()
        page = "\n".join(line.text for line in self._lines if not self._is_beside(line.element)).casefold()
        return tuple(name for name in found if re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", page))

    def _is_beside(self, element: html.HtmlElement) -> bool:
        known = self._beside.get(element)
        if known is None:
            parent = element.getparent()
            known = _is_apart(element) or (parent is not None and self._is_beside(parent))
            self._beside[element] = known
        return known


def _labelled(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, those of two with the label "Written by" on a line of its own as one."""
    label: str | None = None
    for line in lines:
        if is_label(line.text):
            label = line.text.rstrip(" :：")
        elif label and is_person(line.text):
            yield Line(f"{label}: {line.text}", line.element)
            label = None
        else:
            yield line
            label = None


def _is_apart(element: html.HtmlElement) -> bool:
    if element.tag in ("body", "html", "article", "main"):
        return False
    if element.tag == "footer" and next(element.iterancestors("article"), None) is not None:
        return False
    if element.tag in CHROME or element.tag in ("figure", "blockquote") or element.get("hidden") is not None:
        return True
    return bool(
        _NO_DISPLAY.search(element.get("style", ""))
        or _BESIDE.search(element.get("class", ""))
        or _BESIDE.search(element.get("id", ""))
    )


def _together(near: Sequence[Line]) -> tuple[str, ...]:
    """The names of the first byline, and of those right below it: one for each author."""
    seen: set[html.HtmlElement] = set()
    found: list[tuple[int, tuple[str, ...]]] = []
    for number, line in enumerate(near):
        if len(line.text) <= _LONGEST and (told := led(line.text) or _marked(line, seen) or _inside(line, seen)):
            if found and number > found[-1][0] + _APART:
                break
            found.append((number, told))
    if not found:
        return ()
    first, *others = (told for _, told in found)
    more = [name for told in others for name in told if is_person(name)] if all(map(is_person, first)) else []
    return tuple(dict.fromkeys((*first, *more)))


def _beside_date(near: Iterable[Line]) -> tuple[str, ...]:
    return next(filter(None, (bare(line.text) for line in near if _is_meta(line))), ())


def _at_the_end(page: _Page) -> tuple[str, ...]:
    """The one name that the article's own lines below it give as the author's."""
    seen: set[html.HtmlElement] = set()
    found = [
        told for line in page.after() if len(line.text) <= _LONGEST and (told := led(line.text) or _marked(line, seen))
    ]
    return found[0] if len(set(found)) == 1 else ()


def _marked(line: Line, seen: set[html.HtmlElement]) -> tuple[str, ...]:
    """What stands in an element that says it is the author's, or links to the author's page."""
    for element in (line.element, *line.element.iterancestors())[:4]:
        if element.tag in ("article", "main", "body") or element in seen:
            break
        seen.add(element)
        text = shown(element) if _is_authors(element) else None
        if text and len(text) <= _LONGEST:
            found = names([text])
            return found if len(found) == 1 or all(map(is_full, found)) else ()
    return ()


def _inside(line: Line, seen: set[html.HtmlElement]) -> tuple[str, ...]:
    """What a line about the article links as its author: "ada17 — 5 March 2026"."""
    for element in islice(line.element.iter("a", "span", "address", "strong"), _MOST_INSIDE):
        if element in seen or not _is_authors(element):
            continue
        seen.add(element)
        text = shown(element)
        if text and text in line.text and len(text) > _INITIALS and (found := names([text])):
            return found
    return ()


def _is_authors(element: html.HtmlElement) -> bool:
    marks = (element.get("rel"), element.get("itemprop"))
    if "author" in marks or _AUTHOR.search(element.get("class", "")):
        return True
    return element.tag == "a" and bool(_AUTHORS_PAGE.search(element.get("href", "")))


def _is_meta(line: Line) -> bool:
    parent = line.element.getparent()
    around = (line.element,) if parent is None else (line.element, parent)
    return len(line.text) <= _LONGEST and any(_META.search(one.get("class", "")) for one in around)
