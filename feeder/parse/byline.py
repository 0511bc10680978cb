"""Who wrote an article: people or bodies that the page names as its authors."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC

from lxml import html

from feeder.parse.characters import one_line
from feeder.parse.dates import find_dates
from feeder.parse.lines import CHROME, Line, shown
from feeder.parse.structured import Stated

_PREFIX = re.compile(
    r"\W*(?:(?:written|posted|published|reported|text|words|story|veröffentlicht|erstellt|geschrieben)\s+(?:by|von)"
    r"|by|von|par|por|door|przez|autor(?:in|en)?|authors?|auteurs?|autore|autori|autores|verfasser(?:in)?|text)"
    r"\s*(?::\s*|\s)",
    re.IGNORECASE,
)
_LED_BY = re.compile(
    r"(?:By|BY|Von|VON|Par|Por|Door|Autor(?:in)?:|Author:|Text:|Written by|Posted by)\s+(?P<names>[^\d|•·]{3,80})"
)
_JOINT = re.compile(r"\s*[;,|/•·]\s*|\s+(?:and|und|et|y|e|i|en|och|og|&)\s+")
_ADDRESS = re.compile(r"https?:|www\.|@")
_NO_NAME = re.compile(
    r"[\d<>{}=]|\[at\]|\.(?:com|de|org|net)$|^(?:admin\w*|root|user|guest|webmaster|editor|staff|author|autor(?:in)?|anonymous|unknown"
    r"|none|null|undefined|redaktion|kommentare?|comments?|share|teilen|artikel|mehr|more)$",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"(?:^|[\s_-])(?:author|autor|byline|verfasser)(?:$|[\s_-])|author-?name|article-?author", re.IGNORECASE
)
_JOINED_DATE = re.compile(r"\s+(?:am|on|le|el|il|vom|dne|dnia)\s*$", re.IGNORECASE)
_LONGEST, _MOST_WORDS, _MOST_NAMES, _NEAR = 60, 6, 10, 12


def authors(stated: Stated, lines: Sequence[Line], headline: html.HtmlElement | None) -> tuple[str, ...]:
    """The names, in the order of the page; empty where the page names nobody. Never an address or a login name.

    What is only stated to machines is often the login of an editor or the maker of the site: the page must show it.
    """
    near = list(_near(lines, headline))
    sources = (stated.authors, _marked(near), _led(near), stated.meta_authors)
    found = (_shown_too(names(texts, not_one=stated.site_name), lines) for texts in sources)
    return next((those for those in found if those), ())


def names(texts: Iterable[str], *, not_one: str | None = None) -> tuple[str, ...]:
    """The names in bylines such as "By Ada Muster and Bo Beispiel", without what is none."""
    parts = (part for text in texts if not _ADDRESS.search(text) for part in _JOINT.split(_unled(text[:300])))
    found = dict.fromkeys(name for part in parts if (name := one_line(part.strip(" .:-–—|()"))) and _is_name(name))
    return tuple(name for name in found if not not_one or name.casefold() != not_one.casefold())[:_MOST_NAMES]


def _unled(text: str) -> str:
    """Without "By " before a name; "von der Heide" is one already."""
    led = _PREFIX.match(text)
    return text[led.end() :] if led and not text[led.end() :][:1].islower() else text


def _shown_too(found: tuple[str, ...], lines: Iterable[Line]) -> tuple[str, ...]:
    page = "\n".join(line.text for line in lines).casefold() if found else ""
    return tuple(name for name in found if name.casefold() in page)


def _in_chrome(element: html.HtmlElement) -> bool:
    return any(above.tag in CHROME for above in (element, *element.iterancestors()))


def _is_name(text: str) -> bool:
    return (
        len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS and not _NO_NAME.search(text) and text[0].isalpha()
    )


def _near(lines: Sequence[Line], headline: html.HtmlElement | None) -> Iterator[Line]:
    own = set(headline.iter()) if headline is not None else set()
    place = next((index for index, line in enumerate(lines) if line.element in own), None)
    if place is not None:
        yield from (line for line in lines[max(place - 3, 0) : place + _NEAR] if line.element not in own)


def _marked(near: Iterable[Line]) -> Iterator[str]:
    """What stands near the headline in an element that says it is the author's."""
    seen = set()
    for line in near:
        for element in (line.element, *line.element.iterancestors())[:4]:
            if element.tag in CHROME or element in seen:
                break
            seen.add(element)
            text = shown(element) if _is_authors(element) else None
            if text and len(text) <= 2 * _LONGEST:
                yield _undated(text)
                break


def _is_authors(element: html.HtmlElement) -> bool:
    marks = (element.get("rel"), element.get("itemprop"))
    return "author" in marks or bool(_AUTHOR.search(element.get("class", "")))


def _led(near: Iterable[Line]) -> Iterator[str]:
    for line in near:
        led = _LED_BY.match(_undated(line.text)) if len(line.text) <= 2 * _LONGEST else None
        if led and all(word[0].isupper() or len(word) <= 3 for word in led["names"].split()):  # noqa: PLR2004 - "de", "von"
            yield led["names"]


def _undated(text: str) -> str:
    for found in reversed(find_dates(text, zone=UTC)):
        text = _JOINED_DATE.sub("", text[: found.start]) + "|" + text[found.end :]
    return text
