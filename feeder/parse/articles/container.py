"""Where the running text of a page stands: the prose below its headline, and the part that holds most of it.

It tells how much of an article another way of reading has lost, and is a way of its own: quick, for a page of any size.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from functools import cached_property

from lxml import html

from feeder.parse.anatomy import release
from feeder.parse.lines import CHROME, INLINE, UNSEEN, Line

_LEAST = 60  # characters of a line of running text, and of its beginning that tells it
_ENDS = '.!?…:"”“»。」)'
_MOSTLY, _MUCH = 0.8, 0.2  # of the running text
_MOST_LINES = 5_000  # looked at
_WHOLE = ("article", "main", "body", "html")
_NO_PROSE = frozenset({"a", "form", "button", "label", "figcaption"})
_STAY = ("html", "head", "body", "main", "article", "figure", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6")
_DROPPED = CHROME | UNSEEN | {"form"}
#: What designs call that which stands beside an article, in an element of its own …
_GOES = (
    r"comments?|related|sidebar|share|sharing|breadcrumbs?|cookies?|consent|newsletter|byline|authors?|bio|toc|modal|pop-?(?:up|over)|overlay"
    r"|tooltip|toast|drop-?down|(?:sub)?menu|pagination|pager|ads?|advert\w*|affiliate|sponsor(?:ed)?|footer|teasers|promo|recommend\w*"
    r"|disclaimer|trending|popular|most-?read|more-(?:topics?|stories|news|articles|posts|from)|read-?more|subscri(?:be|ption)|sign-?up"
    r"|outbrain|taboola|print-(?:header|only)|sr-only|visually-hidden|screen-reader-text"
)
#: … and what may hold some of it: a widget, a lead that is called teaser.
_MAY_HOLD = r"captions?|credits?|copyright|social|widget|banner|teaser|footnotes?"
_GOING, _BESIDE = (
    re.compile(rf"(?:^|[\s_-])(?:{names})(?:$|[\s_-])", re.IGNORECASE) for names in (_GOES, f"{_GOES}|{_MAY_HOLD}")
)


class Prose:
    """The running text below a headline, as far as it stands in nothing that is beside the article."""

    def __init__(self, page: Sequence[Line], headline: html.HtmlElement | None) -> None:
        self._page = page
        # What the headline stands in is the page, or the article, whatever its name.
        self._free = dict.fromkeys(() if headline is None else headline.iterancestors(), True)
        below = (line for line in _below(page, headline) if _is_running(line.text))
        running = [line for line in below if self._is_free(line.element)]
        article = None if headline is None else next(headline.iterancestors("article"), None)
        inside = [line for line in running if article is not None and article in _around(line.element)]
        self.lines = inside or running
        self.length = sum(len(line.text) for line in self.lines)

    def share_in(self, text: str) -> float:
        """How much of it a text holds; all where there is none."""
        known = release.folded(text)
        held = sum(len(line.text) for line in self.lines if release.folded(_start(line.text)) in known)
        return held / self.length if self.length else 1.0

    def holder(self) -> html.HtmlElement | None:
        """The innermost element that most of it stands in."""
        held = _held(self.lines)
        holders = (one for one, length in held.items() if one.tag not in INLINE and length >= _MOSTLY * self.length)
        return max(holders, key=_depth, default=None)

    def markup(self, holder: html.HtmlElement) -> str:
        """What an element holds, without what is beside the text; as HTML."""
        found: str = html.tostring(self.pruned(holder, _DROPPED), encoding="unicode", with_tail=False)
        return found

    def pruned(self, part: html.HtmlElement, dropped: frozenset[str] = frozenset()) -> html.HtmlElement:
        """A copy of a part of the page, without what is beside the text: elements of these tags, or named so."""
        copied = deepcopy(part)
        copied.tail = None
        for element, copy in zip(part.iterdescendants(), list(copied.iterdescendants()), strict=True):
            beside = element not in self._kept and (element.tag in dropped or _may_go(element))
            if beside and copy.getparent() is not None:
                copy.drop_tree()
        return copied

    @cached_property
    def _kept(self) -> set[html.HtmlElement]:
        """What no name makes go: what holds the prose, or much of the page's running text."""
        running = [line for line in self._page[:_MOST_LINES] if _is_running(line.text)]
        held, total = _held(running), sum(len(line.text) for line in running)
        much = {element for element, length in held.items() if length >= _MUCH * total}
        return much.union(_held(self.lines))

    def _is_free(self, element: html.HtmlElement) -> bool:
        """Each element is judged once, however many lines stand in it."""
        path = []
        found = True
        for one in _around(element):
            known = self._free.get(one)
            if known is not None:
                found = known
                break
            path.append(one)
            if one.tag in _WHOLE:
                break
            if one.tag in CHROME or one.tag in _NO_PROSE or _is_named_beside(one):
                found = False
                break
        self._free.update(dict.fromkeys(path, found))
        return found


def opens(line: str, text: str) -> bool:
    """Whether the beginning of a line stands in a text."""
    return release.folded(_start(line)) in release.folded(text)


def _held(lines: Iterable[Line]) -> Counter[html.HtmlElement]:
    """How many characters of these lines each element holds."""
    held: Counter[html.HtmlElement] = Counter()
    for line in lines:
        for element in _around(line.element):
            held[element] += len(line.text)
    return held


def _below(page: Sequence[Line], headline: html.HtmlElement | None) -> Sequence[Line]:
    own = set(headline.iter()) if headline is not None else set()
    start = next((place + 1 for place, line in enumerate(page) if line.element in own), 0)
    return page[start : start + _MOST_LINES]


def _around(element: html.HtmlElement) -> Iterator[html.HtmlElement]:
    yield element
    yield from element.iterancestors()


def _depth(element: html.HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())


def _is_running(text: str) -> bool:
    return len(text) >= _LEAST and text[-1] in _ENDS


def _start(text: str) -> str:
    start = text[:_LEAST]
    return start.rpartition(" ")[0] or start


def _may_go(element: html.HtmlElement) -> bool:
    return element.tag not in _STAY and _is_named(element, _GOING)


def _is_named_beside(element: html.HtmlElement) -> bool:
    return _is_named(element, _BESIDE)


def _is_named(element: html.HtmlElement, names: re.Pattern[str]) -> bool:
    return any(names.search(element.get(name, "")) for name in ("class", "id"))
