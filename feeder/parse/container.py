"""Where the running text of a page stands: the prose below its headline, and the part that holds most of it.

It tells how much of an article another way of reading has lost, and is a way of its own: quick, for a page of any size.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from copy import deepcopy

from lxml import html

from feeder.parse import release
from feeder.parse.lines import CHROME, UNSEEN, Line

_LEAST = 60  # characters of a line of running text, and of its beginning that tells it
_ENDS = '.!?…:"”“»。」)'
_MOSTLY = 0.8  # of the running text
_MOST_LINES = 5_000  # looked at
_WHOLE = ("article", "main", "body", "html")
_NO_PROSE = frozenset({"a", "form", "button", "label", "figcaption"})
_DROPPED = CHROME | UNSEEN | {"form"}
_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:captions?|credits?|copyright|comments?|related|sidebar|share|social|breadcrumbs?|cookies?|consent|newsletter|byline"
    r"|authors?|toc|widget|modal|popup|banner|ads?|footer|teasers?|promo|recommend\w*|disclaimer|footnotes?)(?:$|[\s_-])",
    re.IGNORECASE,
)


class Prose:
    """The running text below a headline, as far as it stands in nothing that is beside the article."""

    def __init__(self, page: Sequence[Line], headline: html.HtmlElement | None) -> None:
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
        held: Counter[html.HtmlElement] = Counter()
        for line in self.lines:
            for element in _around(line.element):
                held[element] += len(line.text)
        holders = (element for element, length in held.items() if length >= _MOSTLY * self.length)
        return max(holders, key=_depth, default=None)

    def markup(self, holder: html.HtmlElement) -> str:
        """What an element holds, without what is beside the text; as HTML. The element is left as it is."""
        kept = {element for line in self.lines for element in _around(line.element)}
        part = deepcopy(holder)
        part.tail = None
        pairs = zip(holder.iterdescendants(), list(part.iterdescendants()), strict=True)
        for copy in [copy for element, copy in pairs if element not in kept and _is_dropped(element)]:
            if copy.getparent() is not None:
                copy.drop_tree()
        found: str = html.tostring(part, encoding="unicode", with_tail=False)
        return found

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


def _is_dropped(element: html.HtmlElement) -> bool:
    return element.tag in _DROPPED or (element.tag not in ("figure", "figcaption") and _is_named_beside(element))


def _is_named_beside(element: html.HtmlElement) -> bool:
    return any(_BESIDE.search(element.get(name, "")) for name in ("class", "id"))
