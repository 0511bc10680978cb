"""The lead of an article, where the extraction of the body has lost it: the prose between the headline and the body."""

import re
from collections.abc import Iterator, Sequence
from html import escape

from lxml import html

from feeder.parse.anatomy import release
from feeder.parse.articles.names import led
from feeder.parse.lines import CHROME, Line

_LEAST, _MOST, _FARTHEST = 60, 1_000, 40  # characters of a lead; lines between the headline and the body
_KNOWN = 60  # characters of a line that tell it
_ENDS = '.!?…"”“»。」'
_TAGS = re.compile("<[^>]+>")
_NO_LEAD = re.compile(
    r"(?:^|[\s_-])(?:captions?|credits?|copyright|comments?|related|sidebar|share|social|breadcrumbs?|cookies?|newsletter|byline|authors?"
    r"|toc|gallery|slider|widget|modal|popup|banner|ads?|paywall)(?:$|[\s_-])",
    re.IGNORECASE,
)


def restored(markup: str, page: Sequence[Line], headline: html.HtmlElement | None) -> str:
    """The markup of a body, with the lead above it that the page shows."""
    lead = list(_lead(markup, page, headline))
    return "".join(f"<p>{escape(text)}</p>" for text in lead) + markup


def _lead(markup: str, page: Sequence[Line], headline: html.HtmlElement | None) -> Iterator[str]:
    if headline is None:
        return
    own = set(headline.iter())
    place = next((index for index, line in enumerate(page) if line.element in own), None)
    if place is None:
        return
    text = release.folded(_TAGS.sub(" ", markup))
    below = [line for line in page[place + 1 : place + 1 + _FARTHEST] if line.element not in own]
    known = [index for index, line in enumerate(below) if len(line.text) >= _LEAST and _is_in(line, text)]
    for line in below[: known[0]] if known else []:
        if (
            _LEAST <= len(line.text) <= _MOST
            and line.text[-1] in _ENDS
            and _is_free(line)
            and not _is_in(line, text)
            and not led(line.text)
        ):
            yield line.text


def _is_in(line: Line, text: str) -> bool:
    return release.folded(line.text[:_KNOWN].rpartition(" ")[0]) in text


def _is_free(line: Line) -> bool:
    for element in (line.element, *line.element.iterancestors()):
        if element.tag in ("article", "main", "body"):
            return True
        if element.tag in CHROME or element.tag in ("a", "figure", "li", "label", "form", "table"):
            return False
        if _NO_LEAD.search(element.get("class", "")) or _NO_LEAD.search(element.get("id", "")):
            return False
    return True
