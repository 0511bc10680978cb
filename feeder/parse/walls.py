"""Pages that are none: the site says that it found nothing, has a fault, wants a login, a click or a human first.

Many servers say so with status 200. What counts is what title and headings say altogether, with nothing else beside it
but the site's name, what the first lines say to the reader, and that there is no article: no date, little text.
A release *about* any of this has a headline that says more, a date, and running text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import html

from feeder.model import Instead
from feeder.parse import wallwords as words
from feeder.parse.lines import SEPARATOR, Line, in_chrome, shown

_BRIEF, _SHORT, _LONG = 200, 600, 1200  # characters: a text so short is doubted; one so long stands by itself
_OPENING = 400  # characters in which a page says what is the matter
_SENTENCE = 18  # characters; fewer may stand in any text
_TITLE = 120  # characters; a longer one says something
_OTHER = 0.3  # share of a title that may say something else
_DENSE = 150  # characters for each mention of cookies
_MOST_TITLES, _MOST_BUTTONS = 8, 50
_LETTERS = re.compile(r"[\W\d_]+")

#: What stands there, how sure its words are in a title, and what people are told. "sure" is said of nothing else.
_KINDS: tuple[tuple[re.Pattern[str], Instead, bool, str], ...] = (
    (words.MISSING, "missing", True, "the page says that there is no such page"),
    (words.CHECK, "wall", True, "the site wants to know first whether a human asks"),
    (words.DENIED, "wall", True, "the site denies access"),
    (words.BROKEN, "wall", True, "the page tells of an error of its server"),
    (words.MAINTENANCE, "wall", False, "the site is under maintenance"),
    (words.LOGIN, "wall", False, "the site wants a login first; cookies or headers in the source's file may help"),
    (words.CONSENT, "wall", False, "the site wants consent to cookies first; cookies in the source's file may help"),
)
_GONE = re.compile(r"404|410")


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """What a page shows, as far as it matters here."""

    title: str | None = None
    headings: Sequence[str] = ()  #: its h1
    text: str = ""
    is_dated: bool = False
    is_stated: bool = False  #: it says for machines that it is an article
    buttons: Sequence[str] = ()
    asks_password: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Wall:
    instead: Instead
    reason: str


def page(root: html.HtmlElement, lines: Iterable[Line], *, text: str, is_dated: bool, is_stated: bool) -> Page:
    """`text` is the article's as far as one was found, else what the page shows outside of its frame counts."""
    headings = [heading for one in root.iter("h1") if (heading := shown(one))]
    return Page(
        title=" ".join((root.findtext(".//title") or "").split()),
        headings=headings[:_MOST_TITLES],
        text=text or _opening(lines),
        is_dated=is_dated,
        is_stated=is_stated,
        buttons=[words for _, words in zip(range(_MOST_BUTTONS), _buttons(root), strict=False)],
        asks_password=any((one.get("type") or "").lower() == "password" for one in root.iter("input")),
    )


def _opening(lines: Iterable[Line]) -> str:
    """As much as matters of what a page shows outside of its frame."""
    told, size = list[str](), 0
    for line in lines:
        if size > 2 * _LONG:
            break
        if not in_chrome(line.element):
            told.append(line.text)
            size += len(line.text) + 1
    return " ".join(told)[: 2 * _LONG]


def judge(page: Page) -> Wall | None:
    """What stands there instead of an article, if anything."""
    return _by_status(page) or _by_words(page) or _by_banner(page)


def _by_status(page: Page) -> Wall | None:
    """A title that is a status: with the word error, or where there is nothing else."""
    for title in _titles(page):
        if words.STATUS.fullmatch(title) and (_LETTERS.sub("", title) or _is_bare(page)):
            return Wall(
                instead="missing" if _GONE.search(title) else "wall", reason=f'its title is "{title}", as of an error'
            )
    return None


def _by_words(page: Page) -> Wall | None:
    for pattern, instead, is_sure, reason in _KINDS:
        said = [any(_is_all_of(pattern, part) for part in _parts(title)) for title in _whole_titles(page)]
        if is_sure and said and all(said) and not page.is_stated:
            return Wall(instead=instead, reason=reason)
        if (any(said) or _tells(pattern, page)) and _is_bare(page):
            return Wall(instead=instead, reason=reason)
        if pattern is words.LOGIN and page.asks_password and (any(said) or len(page.text) < _BRIEF) and _is_bare(page):
            return Wall(instead=instead, reason=reason)
    return None


def _by_banner(page: Page) -> Wall | None:
    """A text that is about cookies, and says "we"."""
    mentions = len(words.COOKIE.findall(page.text))
    is_banner = mentions * _DENSE > len(page.text) and words.CONSENT.search(page.text)
    may_be_clicked = any(words.ACCEPT.fullmatch(button) for button in page.buttons)
    if is_banner and (may_be_clicked or not page.is_dated):
        return Wall(instead="wall", reason="the text is about cookies, as in a banner")
    return None


def _is_bare(page: Page) -> bool:
    """Whether nothing shows that this is an article."""
    return not (page.is_stated or page.is_dated) and len(page.text) < _LONG


def _tells(pattern: re.Pattern[str], page: Page) -> bool:
    """Whether a short page begins with such a sentence."""
    found = pattern.search(page.text[:_OPENING]) if len(page.text) < _SHORT else None
    return found is not None and len(found[0]) >= _SENTENCE


def _whole_titles(page: Page) -> list[str]:
    return [one for one in (page.title, *page.headings) if one and len(one) <= _TITLE]


def _titles(page: Page) -> Iterator[str]:
    for title in _whole_titles(page):
        yield from _parts(title)


def _parts(title: str) -> list[str]:
    """The whole, and what stands between separators: one of them is often the site's name."""
    parts = [part.strip(" .!?…:") for part in SEPARATOR.split(title)]
    return [title.strip(" .!?…:"), *(parts if len(parts) > 1 else [])]


def _is_all_of(pattern: re.Pattern[str], title: str) -> bool:
    """Whether a title says this and next to nothing else."""
    if not pattern.search(title):
        return False
    other = words.FILLER.sub("", pattern.sub(" ", title))
    return len(other) <= _OTHER * len(_LETTERS.sub("", title))


def _buttons(root: html.HtmlElement) -> Iterator[str]:
    for one in root.iter("button", "a", "input"):
        is_input = one.tag == "input"
        text = one.get("value") if is_input else one.text_content()
        if text and len(text) <= _TITLE:
            yield " ".join(text.split())
