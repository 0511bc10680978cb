"""Foreign markup becomes ours here, and nowhere else.

    bytes ─ parse_html ─▶ tree        markup ─ sanitise ─▶ safe HTML ─ plain_text ─▶ text
    text ─ one_line, xml_safe ─▶ text        URL ─ absolute ─▶ URL

The tree decides what is said, nh3 (ammonia) alone what is safe: nothing is changed after it.
"""

import re
from collections.abc import Callable, Iterator

import nh3
from lxml import etree, html

from feeder.errors import ParseError
from feeder.parse.characters import one_line, xml_safe
from feeder.parse.charset import parse_html, tree_of
from feeder.parse.urls import absolute, link

__all__ = ["absolute", "addresses", "largest_first", "one_line", "parse_html", "plain_text", "sanitise", "xml_safe"]


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_GONE = "gone"  # an element renamed to this is dropped by nh3 with all it holds
_DROPPED = _names("script style noscript template iframe object embed applet svg math select option textarea button")
_UNSEEN = _DROPPED | _names("canvas title") | {_GONE}
_UNWRAPPED = _names(
    "div section article main header footer aside nav address center details summary form fieldset legend hgroup"
    " body dialog search menu dir noframes"
)
_HEADINGS = _names("h1 h2 h3 h4 h5 h6")
_CELLS = _names("td th")
_PARAGRAPHS = _HEADINGS | _UNWRAPPED | _names("p ul ol dl blockquote figure figcaption table caption pre hr")
_BLOCKS = _PARAGRAPHS | _CELLS | _names("li dt dd thead tbody tfoot tr")
_INLINE = _names("a q cite em strong b i u s sub sup small code abbr time br img audio video source")
_PHRASING_ONLY = _HEADINGS | {"pre"}
_STANDALONE = _names("img audio video source hr br")
_ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "audio": {"src", "controls"},
    "blockquote": {"cite"},
    "img": {"src", "alt", "width", "height"},
    "li": {"value"},
    "ol": {"start", "reversed"},
    "q": {"cite"},
    "source": {"src", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "video": {"src", "controls", "width", "height"},
}
_CLEANER = nh3.Cleaner(
    tags=set((_BLOCKS | _INLINE) - _UNWRAPPED - {"h1"}),
    clean_content_tags=set(_UNSEEN),
    attributes=_ATTRIBUTES,
    generic_attribute_prefixes=set(),
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-url", "data-image")
SRCSETS = ("srcset", "data-srcset", "data-lazy-srcset")
_MAX_SRCSET = 65_536
_LOOKS = 5
_LONG = 20_000  # characters of a text
#: What nh3 writes as a reference, or looks at twice: before each it looks through all the text that is left.
_ESCAPED = re.compile("[&\x80-\xbf]")
_MOST_ESCAPING = 2 * 10**10  # characters looked through, which takes about a second
_PIXELS = re.compile(r"\s*([0-9]{1,5})(?:px)?\s*")
_IS_SRCSET = re.compile(r"\s[0-9.]{1,6}[wx](?:,|$)")
_DESCRIPTOR = re.compile(r"([0-9]{1,5}(?:\.[0-9]{1,5})?)[wx](?:$|,)(.*)")


def sanitise(fragment: str, base: str | None) -> str:
    """`fragment` as safe HTML without class, id, style or script; every URL absolute, else gone. Idempotent.

    What only wraps (div, section …) is unwrapped into paragraphs; lazy pictures get their real address, tracking
    pixels and empty elements go, h1 becomes h2. Raises ParseError for more than there is in any release.
    """
    clean = _sanitised(fragment, base)
    # libxml2 and nh3 (HTML 5) see misnested markup differently; the second look settles it, nearly always unchanged.
    for _ in range(_LOOKS):
        before, clean = clean, _sanitised(clean, base)
        if clean == before:
            break
    return clean


def sanitise_tree(
    root: html.HtmlElement, base: str | None, trim: Callable[[html.HtmlElement], None]
) -> tuple[str, html.HtmlElement | None]:
    """As `sanitise`, of an element of a page, which is taken to pieces, and the tree of that. When nothing only wraps
    any more, `trim` may drop of it what is beside the text."""
    held = list(root.iter())  # lxml makes a Python object of an element anew wherever nobody holds it
    clean = _made_safe(root, base, trim)
    del held
    again = _body(clean)
    if again is None or xml_safe(_CLEANER.clean(_inner(again))).strip() == clean:
        return clean, again
    clean = sanitise(clean, base)
    return clean, _body(clean)


def safe(markup: str) -> str:
    """Markup that has nothing but what may be in a feed, as nh3 writes it; whose addresses are absolute."""
    return str(_CLEANER.clean(markup)).strip()


def _sanitised(fragment: str, base: str | None) -> str:
    root = _body(fragment)
    return "" if root is None else _made_safe(root, base)


def _made_safe(root: html.HtmlElement, base: str | None, trim: Callable[[html.HtmlElement], None] | None = None) -> str:
    for image in list(root.iter("img")):
        _resolve_image(image, base)
    for element in list(root.iter()):
        _resolve(element, base)
    _unwrap(root)
    if trim:
        etree.strip_tags(root, "div")  # they hold nothing but blocks now
        trim(root)
    _drop_empty(root)
    markup = _inner(root)
    if len(markup) * len(_ESCAPED.findall(markup)) > _MOST_ESCAPING:  # next to no page
        _check_escaping(root)
    return xml_safe(_CLEANER.clean(markup)).strip()


def _body(fragment: str) -> html.HtmlElement | None:
    """The fragment within a body element. `tree` keeps few levels, which spares nh3 the depth (quadratic there)."""
    text = xml_safe(fragment)
    return tree_of(f"<!doctype html><html><body>{text}".encode()).find("body") if text.strip() else None


def _check_escaping(root: html.HtmlElement) -> None:
    """Raises ParseError where nh3 would take all day."""
    long = root.xpath(f"//text()[string-length() > {_LONG}] | //@*[string-length() > {_LONG}]", smart_strings=False)
    if sum(len(text) * len(_ESCAPED.findall(text)) for text in long) > _MOST_ESCAPING:
        raise ParseError(f"a paragraph of {max(map(len, long)):,} characters has too many special ones; split it")


def _inner(root: html.HtmlElement) -> str:
    markup: str = html.tostring(root, encoding="unicode", with_tail=False)
    return markup


# ------------------------------------------------------------------------------------------------ links and media


def _resolve(element: html.HtmlElement, base: str | None) -> None:
    for name, resolve in (("href", link), ("src", absolute), ("cite", absolute)):
        if (stated := element.get(name)) is not None:
            _put(element, name, resolve(stated, base))
    if element.tag == "a" and not element.get("href"):
        element.tag = "span"
    if element.tag == "source" and next(element.iterancestors("audio", "video"), None) is None:
        element.tag = "span"
    if element.tag in ("audio", "video"):
        _drop_fallback(element)


def _put(element: html.HtmlElement, name: str, value: str | None) -> None:
    if value is not None:
        element.set(name, value)
    else:
        element.attrib.pop(name, None)


def _drop_fallback(player: html.HtmlElement) -> None:
    """A player keeps its sources only: the rest is for browsers that cannot play."""
    player.text = None
    for inner in player.iterdescendants():
        inner.text = inner.tail = None
        inner.tag = inner.tag if inner.tag == "source" else _GONE


def picture_of(image: html.HtmlElement, base: str | None) -> dict[str, str | None] | None:
    """The attributes of a picture; None for one that is nowhere, or shows nothing."""
    found = (absolute(address, base) for address in addresses(image))
    source = next((url for url in found if url), None)
    sizes = {name: _pixels(image.get(name, "")) for name in ("width", "height")}
    if source is None or {"0", "1"} & set(sizes.values()):
        return None
    told = {"src": source, "alt": image.get("alt"), **sizes}
    return {name: told.pop(name) for name in image.attrib if name in told} | told


def _pixels(stated: str) -> str | None:
    pixels = _PIXELS.fullmatch(stated)
    return pixels[1] if pixels else None


def _resolve_image(image: html.HtmlElement, base: str | None) -> None:
    found = (absolute(address, base) for address in addresses(image))
    _put(image, "src", next((url for url in found if url), None))
    for name in ("width", "height"):
        _put(image, name, _pixels(image.get(name, "")))
    if image.get("src") is None or {image.get("width"), image.get("height")} & {"0", "1"}:
        image.tag = _GONE


def addresses(image: html.HtmlElement) -> Iterator[str]:
    """Where a picture may be, best first: a lazy page keeps a placeholder in src."""
    for name in _LAZY:
        if stated := image.get(name):
            yield from largest_first(stated) if _IS_SRCSET.search(stated) else (stated,)
    yield image.get("src", "")
    pictures = image.iterancestors("picture")
    for element in (image, *(source for picture in pictures for source in picture.iter("source"))):
        for name in SRCSETS:
            yield from largest_first(element.get(name, ""))


def largest_first(srcset: str) -> list[str]:
    """The URLs of a srcset attribute, largest first (HTML 4.8.4.2.1; a URL may hold commas)."""
    sizes: list[tuple[float, str]] = []
    url = ""
    for token in srcset[:_MAX_SRCSET].split():
        descriptor = _DESCRIPTOR.fullmatch(token) if url else None
        if url:
            sizes.append((float(descriptor[1]) if descriptor else 1.0, url))
        url = descriptor[2] if descriptor else token.rstrip(",")
    if url:
        sizes.append((1.0, url))
    return [url for _, url in sorted(sizes, key=lambda size: -size[0])]


# ------------------------------------------------------------------------------------------------------- wrappers


def _unwrap(root: html.HtmlElement) -> None:
    """Leave no div but such as nh3 may simply strip: one with blocks in it only."""
    holders = _holders_of_blocks(root)
    for element in list(root.iterdescendants()):
        if element.tag in _BLOCKS and any(above.tag in _PHRASING_ONLY for above in element.iterancestors()):
            element.tag = "span"
            element.tail = " " + xml_safe(element.tail or "")
        elif element.tag == "p" or element.tag in _UNWRAPPED:
            if element in holders:
                _wrap_runs(element, holders)
            element.tag = "div" if element in holders else "p"
        elif element.tag == "h1":
            element.tag = "h2"


def _holders_of_blocks(root: html.HtmlElement) -> set[html.HtmlElement]:
    holders = set()
    for element in reversed(list(root.iterdescendants())):
        if element.tag in _BLOCKS or element in holders:
            holders.add(element.getparent())
    return holders


def _wrap_runs(element: html.HtmlElement, holders: set[html.HtmlElement]) -> None:
    """Make a paragraph of each run of text and inline elements between the blocks in `element`."""
    run = None
    children = list(element)
    if _says(element.text):
        run, element.text = _paragraph(element.text), None
        element.insert(0, run)
    for child in children:
        if child.tag not in _BLOCKS and child not in holders:
            if run is None:
                run = _paragraph(None)
                child.addprevious(run)
            run.append(child)
            continue
        run = None
        if _says(child.tail):
            run, child.tail = _paragraph(child.tail), None
            child.addnext(run)


def _paragraph(text: str | None) -> html.HtmlElement:
    paragraph = html.Element("p")
    paragraph.text = xml_safe(text) if text else None  # lxml takes no control character, but reads &#1; as one
    return paragraph


def _says(text: str | None) -> bool:
    """Whether there is anything to see: a character reference may stand for a control character."""
    return text is not None and not text.isspace() and bool(xml_safe(text).strip())


def _drop_empty(root: html.HtmlElement) -> None:
    filled = set()
    for element in reversed(list(root.iterdescendants())):
        holds = element.tag not in _UNSEEN and (
            element in filled or element.tag in _STANDALONE - {"br"} or _says(element.text)
        )
        if not holds and element.tag not in _STANDALONE | _CELLS:
            element.tag = _GONE if element.tag in _BLOCKS | _UNSEEN else "span"
        if holds or _says(element.tail):
            filled.add(element.getparent())


# ----------------------------------------------------------------------------------------------------- plain text

_SPACE = re.compile(r"\s+")
_SPACES = re.compile(" {2,}")
_BREAKS = re.compile(r" ?([\t\n]+) ?")
_MANY = re.compile("\n{3,}")
_INDENTS = frozenset((" ", *("\n" + " " * size for size in range(40))))
_BULLET = "\x01"  # no text holds it, so that an empty item can be told from a dash
_BEFORE = {"br": "\n", "li": f"\n{_BULLET} ", "tr": "\n", "dt": "\n", "dd": "\n"}
_TIGHT = _CELLS | _names("li dt dd")


def plain_text(fragment: str) -> str:
    """A fragment as text: blank lines between blocks, "- " before list items, tabs between cells, br as newline."""
    root = _body(fragment)
    return "" if root is None else text_of(root)


def text_of(root: html.HtmlElement) -> str:
    """As `plain_text`, of a tree."""
    text = _SPACES.sub(" ", "".join(_pieces(root)))
    has_cells = "\t" in text
    lines = _BREAKS.sub(r"\1", text) if has_cells else "\n".join(line.strip(" ") for line in text.split("\n"))
    lines = lines.replace(f"\n{_BULLET}\n", "\n")
    return _MANY.sub("\n\n", lines).strip().removesuffix(_BULLET).replace(_BULLET, "-").rstrip()


def _pieces(root: html.HtmlElement) -> Iterator[str]:
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            yield _before(element) + _folded(element.text, element)
        else:
            yield _after(element) + _folded(element.tail, element.getparent())


def _before(element: html.HtmlElement) -> str:
    if element.tag in _CELLS and element.getprevious() is not None:
        return "\t"
    parent = element.getparent()
    first = element.getprevious() is None and not (parent.text or "").strip()
    if element.tag in _PARAGRAPHS:
        return "" if parent.tag in _TIGHT and (first or element.tag in ("ul", "ol")) else "\n\n"
    return _BEFORE.get(element.tag, "")


def _after(element: html.HtmlElement) -> str:
    last = element.getnext() is None and not (element.tail or "").strip()
    return "\n\n" if element.tag in _PARAGRAPHS and not (last and element.getparent().tag in _TIGHT) else ""


def _folded(text: str | None, parent: html.HtmlElement | None) -> str:
    if not text or parent is None or parent.tag in _UNSEEN:
        return ""
    if text in _INDENTS and parent.tag != "pre":
        return " "
    text = xml_safe(text)  # a character reference may stand for a control character
    return text if parent.tag == "pre" else _SPACE.sub(" ", text)
