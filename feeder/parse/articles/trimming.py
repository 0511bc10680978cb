"""What stands in a body without being of it: what its fields have, links to other articles, calls to subscribe."""

import re
from collections.abc import Callable, Iterable

from lxml import html

from feeder.parse.anatomy import release
from feeder.parse.articles.callwords import CALLING, CALLS
from feeder.parse.articles.names import led
from feeder.parse.charset import tree_of
from feeder.parse.dates import is_date_line
from feeder.parse.lines import lines, shown

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = ("p", *_HEADINGS, "ul", "ol", "blockquote", "pre", "table", "figure", "div", "dl", "li")
_HEAD = 12  # blocks at most above the text
_MOST_CAPTIONS, _SHORTEST_CAPTION, _LONGEST_CAPTION = 200, 12, 600  # characters
_SHORT, _CALL = 120, 70  # characters of a line that is beside the text; of one that calls to read or to subscribe
_BLANK = 5  # times as long as what is shown a text may be, with the white space of its markup
_MOST_LINKED = 0.8  # of a list's text
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|odt|zip|mp[34]|jpe?g|png)(?:$|[?#])", re.IGNORECASE)
_WORDS = 3  # spaces in a title
_TO = re.compile(
    r"(?:zur?m?|hier|here|to|go|watch|see|download|herunterladen|the|die|der|das|link|weitere|télécharger|descargar|scarica|pobierz"
    r"|klicken)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(r" \(\d+\)")
_ADDRESS = re.compile(r"https?://\S+")
_READING = re.compile(r"\d{1,3}\s?(?:min|minuten|minutes?|minutos|minuti)\b.{0,20}", re.IGNORECASE)


def captions(root: html.HtmlElement) -> frozenset[str]:
    """What a page shows below its pictures, folded for comparison."""
    marked = root.xpath('.//figcaption | .//*[self::p or self::div or self::span][contains(@class, "caption")]')
    # The extraction makes a paragraph of each of its lines.
    told = (text for one in marked[:_MOST_CAPTIONS] for text in (shown(one), *(line.text for line in lines(one))))
    return frozenset(
        release.folded(text) for text in told if text and _SHORTEST_CAPTION <= len(text) <= _LONGEST_CAPTION
    )


def trim(markup: str, *, titles: Iterable[str | None], authors: Iterable[str], captions: frozenset[str]) -> str:
    """The markup of a body without these, and the captions of its pictures marked as such; as HTML."""
    if not markup:
        return ""
    body = tree_of(f"<!doctype html><html><body>{markup}".encode()).find("body")
    if body is None:
        return ""
    trim_tree(body, titles=titles, authors=authors, captions=captions)
    inner: str = html.tostring(body, encoding="unicode", with_tail=False)
    return inner


def trim_tree(
    body: html.HtmlElement, *, titles: Iterable[str | None], authors: Iterable[str], captions: frozenset[str]
) -> None:
    """As `trim`, in place."""
    told = {release.folded(text) for text in titles if text}
    _drop_head(body, told, {name.casefold() for name in authors})
    said = _Said()
    _drop(body.iter("p", "li", *_HEADINGS), lambda one: _is_elsewhere(one, said))
    _drop(body.iter("ul", "ol"), _is_list_of_links)
    _drop(body.iter("p"), lambda one: _is_credit(one, said))
    _drop_last_headings(body)
    _mark_captions(body, captions, said)


class _Said(dict[html.HtmlElement, str]):
    """What lines say, each read once."""

    def __missing__(self, line: html.HtmlElement) -> str:
        said = self[line] = shown(line) or ""
        return said


def _drop(elements: Iterable[html.HtmlElement], is_beside: Callable[[html.HtmlElement], bool]) -> None:
    for element in [one for one in elements if is_beside(one)]:
        if element.getparent() is not None:
            element.drop_tree()


def _drop_head(body: html.HtmlElement, told: set[str], authors: set[str]) -> None:
    """What stands above the text: the kicker, the headline, the byline, the date line and the page's own address."""
    for element in list(body.iter("p", "div", *_HEADINGS))[:_HEAD]:
        line = shown(element)
        if not line:
            continue
        holds_others = len(line) <= _SHORT and len(element.xpath(".//p")) > 0
        if not (release.folded(line) in told if holds_others else is_above_text(line, told, authors)):
            return
        element.drop_tree()


def is_above_text(line: str, told: set[str], authors: set[str]) -> bool:
    """Whether a line above a text is none of it: a title (`told`, folded), an author, a date, an address."""
    return release.folded(line) in told if len(line) > _SHORT else _is_of_head(line, told, authors)


def _is_of_head(line: str, told: set[str], authors: set[str]) -> bool:
    return (
        release.folded(line) in told
        or is_date_line(line)
        or bool(_ADDRESS.fullmatch(line) or _READING.fullmatch(line))
        or line.casefold() in authors
        or bool(led(line))
    )


def _is_elsewhere(element: html.HtmlElement, said: _Said) -> bool:
    """A line that calls to read, share or subscribe, or is nothing but a link to another article."""
    line = _short(element, 2 * _SHORT, said)
    links = [link for link in element.iter("a") if not is_file(link.get("href", ""))] if line else []
    linked = sum(len(shown(link) or "") for link in links)
    return is_elsewhere(line, linked, has_links=bool(links), is_item=element.tag == "li")


def is_elsewhere(line: str, linked: int, *, has_links: bool, is_item: bool) -> bool:
    """As that, of what a line says and how many characters of it are links, but for those to files."""
    if not line or len(line) > 2 * _SHORT:
        return False
    if not is_item and len(line) <= _CALL and _is_call(line):
        return True
    label, _, rest = line.partition(": ")
    if rest and linked >= len(rest) - 2 and _is_call(label):
        return True
    return (
        (has_links and not is_item)
        and linked >= len(line) - 2
        and line[-1] not in ".!?:…"
        and (line.isupper() or _is_title(line))
    )


def is_file(address: str) -> bool:
    return _FILE.search(address) is not None


def _short(element: html.HtmlElement, most: int, said: _Said) -> str:
    """What it shows, if that is no longer: of a long text nothing is looked at."""
    if len(element.text_content()) > _BLANK * most:
        return ""
    line = said[element]
    return line if len(line) <= most else ""


def _is_call(line: str) -> bool:
    said = _COUNT.sub("", line.casefold()).strip(" :.…»›>")
    return said in CALLS or said.startswith(CALLING)


def _is_title(line: str) -> bool:
    """Whether a link is called like an article, rather than by what to do with it: "To the study"."""
    return line.count(" ") >= _WORDS and not _TO.match(line)


def _is_list_of_links(element: html.HtmlElement) -> bool:
    items = element.findall("li")
    linked = sum(len(shown(link) or "") for link in element.iter("a") if not is_file(link.get("href", "")))
    return is_all_links(len(items), len(shown(element) or ""), linked)


def is_all_links(items: int, length: int, linked: int) -> bool:
    """Whether a list is of links, by the characters of its text and of the links in it."""
    return items > 1 and length > 0 and linked >= _MOST_LINKED * length


def _is_credit(element: html.HtmlElement, said: _Said) -> bool:
    return is_credit(_short(element, _SHORT, said))


def is_credit(line: str) -> bool:
    credit = release.line_credit(line.strip("()[] ")) if 0 < len(line) <= _SHORT else None
    return credit is not None and credit[0] is None


def _mark_captions(body: html.HtmlElement, captions: frozenset[str], said: _Said) -> None:
    """A figure of each picture and the caption below it; the extraction makes paragraphs of captions."""
    if not captions:
        return
    texts = ((one, _short(one, _LONGEST_CAPTION, said)) for one in body.iter("p"))
    for caption in [one for one, text in texts if release.folded(text) in captions]:
        above = caption.getprevious()
        is_alone = caption.find(".//img") is None
        caption.tag = "figcaption"
        figure = html.Element("figure")
        caption.addprevious(figure)
        if is_alone and above is not None and _is_picture(above):
            figure.append(above)
        figure.append(caption)


def _is_picture(element: html.HtmlElement) -> bool:
    return element.tag == "img" or (element.find(".//img") is not None and not shown(element))


def _drop_last_headings(body: html.HtmlElement) -> None:
    """A heading that nothing follows any more."""
    blocks = [one for one in body.iter(*_BLOCKS) if one.tag != "div"]
    for element in reversed(blocks):
        if element.tag not in _HEADINGS:
            return
        element.drop_tree()
