"""Bytes of an RSS, RDF or Atom feed → XML that feedparser may be given.

feedparser must not see what was fetched. It opens bytes that name a file; it takes quadratic time over a long author, a
long keyword list and white space before the first element; for ill-formed XML it changes to a lenient SGML parser; it
takes a second description (Media RSS, iTunes, Dublin Core) for the full content, and dc:date for a change.
"""

import re
from html.entities import html5
from typing import Any

from lxml import etree

from feeder.errors import ParseError
from feeder.parse import tree
from feeder.parse.characters import xml_safe
from feeder.parse.decoding import decode

Element = Any  # lxml ships no types

NAME_LENGTH = 500
"""Most characters of an author, a category or a list of keywords."""
TAGS = 100
"""Most categories of an entry."""

_DECLARED = re.compile(rb"<\?xml[^>]{0,100}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})")
_AMPERSAND = re.compile(r"&(?:#\d{1,7};|#x[0-9A-Fa-f]{1,6};|([A-Za-z][A-Za-z0-9]{1,31});)?")
_XML_NAMES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_DC = "http://purl.org/dc/elements/1.1/"
_MEDIA = ("http://search.yahoo.com/mrss/", "http://search.yahoo.com/mrss")
_PREFIXES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": _DC,
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": _MEDIA[0],
}
_UNKNOWN = "urn:undeclared"
_LOCAL_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_TAG_NAMES = frozenset(("category", "subject", "keywords", "tags"))
_AUTHORS = frozenset(("author", "creator", "managingeditor", "webmaster", "publisher", "owner"))
_NAMES = _TAG_NAMES | _AUTHORS
_EMAIL = re.compile(r"[<(\[]?[^\s<>()\[\]]{1,64}@[^\s<>()\[\]]+[>)\]]?")
_SUMMARIES = frozenset(("description", "summary", "abstract"))


def feed_tree(body: bytes, media_type: str | None) -> tuple[Element, list[str]]:
    """The root element, without DTD, entities, comments and what feedparser misreads; and what had to be mended.

    Raises ParseError where there is no element in the bytes, or too many.
    """
    # Bytes, because lxml refuses text that declares an encoding.
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    markup = _mended(xml_safe(_decoded(body, media_type)).lstrip()).encode()
    tree.check_xml(markup)
    try:
        root = etree.fromstring(markup, parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise ParseError("there is no XML element in it")
    etree.strip_elements(root, etree.Entity, with_tail=False)
    flaws = [f"line {error.line}: {error.message.strip()}" for error in parser.error_log][:1]
    return root, [f"the XML is broken ({flaw}) and was read as far as possible" for flaw in flaws] + _tamed(root)


def _decoded(body: bytes, media_type: str | None) -> str:
    try:
        # Text in another charset is not valid UTF-8 by chance, whatever is declared.
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        declared = _DECLARED.match(body)
        is_told = "charset" in (media_type or "").lower()
        return decode(body, f"charset={declared[1].decode()}" if declared and not is_told else media_type)


def _mended(xml: str) -> str:
    """Bare ampersands escaped and HTML's named characters spelt out, but for CDATA sections."""
    # XML has no lower-case doctype, and libxml2 would not see that a page is HTML.
    markup, *sections = xml.replace("<!doctype", "<!DOCTYPE", 1).split("<![CDATA[")
    parts = [_AMPERSAND.sub(_character, markup)]
    for section in sections:
        data, end, markup = section.partition("]]>")
        parts += ["<![CDATA[", data, end, _AMPERSAND.sub(_character, markup)]
    return "".join(parts)


def _character(found: re.Match[str]) -> str:
    if found[0] == "&":
        return "&amp;"
    name = found[1]
    return found[0] if not name or name in _XML_NAMES else html5.get(f"{name};", found[0])


def _tamed(root: Element) -> list[str]:
    cut = 0
    for element in list(root.iter("*")):
        _declare(element)
        cut += _name(element) in _NAMES and _shorten(element)
        if _name(element) in _AUTHORS and len(element) == 0:
            element.text = _without_email(element.text or "")
    for item in root.iter("{*}item", "{*}entry"):
        cut += _limit_tags(item)
        _settle_meanings(item)
    return [f"{cut} overlong or surplus authors and categories cut"] if cut else []


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _declare(element: Element) -> None:
    """A prefix that the feed never declared is only a name with a colon to lxml, and an error to feedparser."""
    _, _, local = element.tag.rpartition("}")
    if ":" in local:
        prefix, _, name = local.partition(":")
        namespace = _PREFIXES.get(prefix.lower(), _UNKNOWN)
        element.tag = f"{{{namespace}}}{name if _LOCAL_NAME.fullmatch(name) else 'unknown'}"
    for attribute in [name for name in element.attrib if ":" in name.rpartition("}")[2]]:
        del element.attrib[attribute]


def _shorten(element: Element) -> bool:
    pieces = list(element.itertext())
    if sum(map(len, pieces)) <= NAME_LENGTH:
        return False
    for child in list(element):
        element.remove(child)
    element.text = "".join(pieces)[:NAME_LENGTH]
    return True


def _without_email(author: str) -> str:
    """RSS 2.0 writes "mail (Name)"; feedparser knows no top-level domain of more than four letters."""
    name = _EMAIL.sub("", author).strip()
    return name[1:-1] if name != author.strip() and name[:1] + name[-1:] == "()" else name


def _limit_tags(item: Element) -> int:
    surplus = [element for element in item.iter("*") if _name(element) in _TAG_NAMES][TAGS:]
    for element in surplus:
        element.getparent().remove(element)
    return len(surplus)


def _settle_meanings(item: Element) -> None:
    summaries = [child for child in item.iterchildren("*") if _name(child) in _SUMMARIES]
    # The format's own element before that of a module; sorted() keeps the order otherwise.
    for other in sorted(summaries, key=lambda child: _namespace(child) != _namespace(item))[1:]:
        item.remove(other)
    for caption in item.iter(*(f"{{{namespace}}}description" for namespace in _MEDIA)):
        caption.tag = f"{{{_MEDIA[0]}}}caption"
        caption.attrib.clear()
    for date in item.iterchildren(f"{{{_DC}}}date"):
        date.tag = "{http://purl.org/dc/terms/}issued"
    for link in item.findall("{*}link"):
        if not link.attrib and not (link.text or "").strip():
            item.remove(link)
    for guid in item.findall("{*}guid"):
        # RSS 2.0: a guid is taken for a link unless it says otherwise, but many are only numbers.
        if not re.match(r"\s*https?://", guid.text or ""):
            guid.set("isPermaLink", "false")


def _namespace(element: Element) -> str:
    return str(etree.QName(element).namespace or "")
