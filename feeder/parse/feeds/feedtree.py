"""Bytes of an RSS, RDF or Atom feed → XML that feedparser may be given.

feedparser must not see what was fetched. It opens bytes that name a file; it takes quadratic time over a long author, a
long keyword list and white space before the first element; for ill-formed XML it changes to a lenient SGML parser; it
takes a second description (Media RSS, iTunes, Dublin Core) for the full content, and dc:date for a change.
"""

import codecs
import re
from html import escape
from html.entities import html5
from typing import Any

from lxml import etree

from feeder.errors import ParseError
from feeder.parse import tree
from feeder.parse.characters import one_line, xml_safe
from feeder.parse.decoding import decode

Element = Any  # lxml ships no types

NAME_LENGTH = 500
"""Most characters of an author, a category or a list of keywords."""
TAGS = 100
"""Most categories of an entry."""

PROLOG = 65_536
"""Bytes within which the first element has to begin."""
BLANK = b"\xef\xbb\xbf \t\r\n"
_CHUNK = 4096
# XML 1.0 appendix F: without a byte order mark the first characters show it.
_UTF16 = {b"<\0?\0": "utf-16-le", b"\0<\0?": "utf-16-be"}
_START = re.compile(r"<\?xml\s|<(?:rss|feed|rdf:RDF|urlset|sitemapindex)[\s>]", re.IGNORECASE)
_OPENS_PAGE = re.compile(rb"\s{0,99}(?:<!doctype html[^<>\[]{0,200}>\s{0,99})?<html[\s>]", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype|html|head|body|title|main|article)\b", re.IGNORECASE)
_FEW = 4  # bytes in UTF-8 for one that is not: then that one is damage

_DECLARED = re.compile(rb"<\?xml[^>]{0,100}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})")
_AMPERSAND = re.compile(r"&(?:#(\d{1,9});|#[xX]([0-9A-Fa-f]{1,8});|([A-Za-z][A-Za-z0-9]{1,31});)?")
_LAST = 0x10FFFF  # of Unicode
_XML_NAMES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
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
    """As `xml_tree`, and without what feedparser misreads."""
    root, flaws = xml_tree(body, media_type)
    return root, flaws + _tamed(root)


def root_name(body: bytes) -> str | None:
    """The local name of the first element, in lower case."""
    if _OPENS_PAGE.match(body):  # next to all that is asked about
        return "html"
    parser = etree.XMLPullParser(
        ("start",), encoding="utf-8", recover=True, resolve_entities=False, no_network=True, huge_tree=False
    )
    text, _ = uncovered(_wide(body[:PROLOG]) or body[:PROLOG].decode("utf-8-sig", "ignore"))
    # XML has no lower-case doctype, and libxml2 would find no element after it.
    start = text.replace("<!doctype", "<!DOCTYPE", 1).encode("utf-8", "ignore")
    for offset in range(0, len(start), _CHUNK):
        parser.feed(start[offset : offset + _CHUNK])
        for _, element in parser.read_events():
            return str(element.tag).rpartition("}")[2].lower()
    return None


def uncovered(text: str) -> tuple[str, str]:
    """XML without what a server wrote before it by mistake, mostly a warning of PHP; and that. A page stays whole."""
    text = text.lstrip("\ufeff \t\r\n")
    start = _START.search(text[:PROLOG])
    before = text[: start.start()] if start else ""
    if not before or before.startswith(("<!--", "<?")) or _PAGE.search(before):
        return text, ""
    return text[len(before) :], before


def xml_tree(body: bytes, media_type: str | None, *, most: int = tree.MOST_ELEMENTS) -> tuple[Element, list[str]]:
    """The root element, without DTD, entities and comments; and what had to be mended.

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
    text, before = uncovered(_decoded(body, media_type))
    markup = _mended(xml_safe(text).lstrip()).encode()
    tree.check_xml(markup, most)
    try:
        root = etree.fromstring(markup, parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise ParseError("there is no XML element in it")
    etree.strip_elements(root, etree.Entity, with_tail=False)
    flaws = [f"line {error.line}: {error.message.strip()}" for error in parser.error_log][:1]
    told = [f"the XML is broken ({flaw}) and was read as far as possible" for flaw in flaws]
    return root, told + ([f"the server wrote before it: {one_line(before[:100])}"] if before else [])


def _decoded(body: bytes, media_type: str | None) -> str:
    if wide := _wide(body):
        return wide
    try:
        # Text in another charset is not valid UTF-8 by chance, whatever is declared.
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        foreign = sum(byte > 127 for byte in body)  # noqa: PLR2004 - ASCII
        if len(body.decode("utf-8", "ignore").encode()) > len(body) - foreign / (_FEW + 1):
            return body.decode("utf-8", "feeder.cp1252").removeprefix("\ufeff")
    declared = _DECLARED.match(body)
    is_told = "charset" in (media_type or "").lower()
    return decode(body, f"charset={declared[1].decode()}" if declared and not is_told else media_type)


def _wide(body: bytes) -> str | None:
    """Text of two bytes a character; another charset that is declared by then is wrong."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return body.decode("utf-16", "replace")
    charset = _UTF16.get(body[:4])
    return body.decode(charset, "replace") if charset else None


def _stray(error: UnicodeError) -> tuple[str, int]:
    """A byte of windows-1252 among UTF-8, as where texts were joined that come from two programs."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "ignore"), error.end


codecs.register_error("feeder.cp1252", _stray)


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
    decimal, hexadecimal, name = found.groups()
    if decimal or hexadecimal:
        number = int(decimal) if decimal else int(hexadecimal, 16)
        return escape(xml_safe(chr(number))) if number <= _LAST else ""
    if not name:
        return "&amp;"
    return found[0] if name in _XML_NAMES else html5.get(f"{name};", found[0])


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
        if not re.match(r"\s*https?://" + "|\\s*/" * (guid.get("isPermaLink") == "true"), guid.text or ""):
            guid.set("isPermaLink", "false")
    about = item.get(f"{{{_RDF}}}about", "")
    if item.find("{*}link") is None and about.startswith(("http://", "https://")):
        etree.SubElement(item, f"{{{_namespace(item)}}}link").text = about  # RSS 1.0 5.5: it should be the same


def _namespace(element: Element) -> str:
    return str(etree.QName(element).namespace or "")
