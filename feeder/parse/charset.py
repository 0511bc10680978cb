"""Bytes of a page → tree: the charset as browsers find it, with nothing in the page able to do harm."""

import codecs
import re

import charset_normalizer
from lxml import etree, html

from feeder.errors import ParseError
from feeder.parse.characters import xml_safe

# https://encoding.spec.whatwg.org/#names-and-labels: what pages call Latin-1 or GB2312 is read as its superset.
_CHARSETS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
_NO_CHARSETS = ("utf-7", "idna", "punycode", "unicode-escape", "raw-unicode-escape")  # as codecs.lookup() names them
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META_CHARSET = re.compile(rb"<meta\s[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_PARAMETER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LAST_TAGS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_BEYOND_ASCII = bytes(range(0x80, 0x100))
_SAMPLE, _ENOUGH = 65_536, 400  # bytes


def parse_html(body: bytes, media_type: str | None) -> html.HtmlElement:
    """The tree of a page, its charset found as browsers find it. No entity, network or depth can hurt.

    Raises ParseError where the bytes are empty or not text.
    """
    text = decode(body, media_type)
    sample = text[:_SAMPLE]
    if len(_BINARY.findall(sample)) * 100 > len(sample):
        raise ParseError("these bytes are no page: give the document its right media type or ending")
    return tree_of(xml_safe(text))


def tree_of(text: str) -> html.HtmlElement:
    """The tree of a whole document. Raises ParseError where there is nothing in it."""
    # libxml2 stops at the first </html>, browsers read on.
    text = _LAST_TAGS.sub("", text)
    root = _parsed(text)
    if root.find("body") is None:
        # HTML 5 elements do not open the body for libxml2: a page may begin with <main>.
        root = _parsed(f"<!doctype html><html><body>{text}")
        if not len(root.find("body")) and not root.text_content().strip():
            raise ParseError("the document has no body")
    return root


def _parsed(text: str) -> html.HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        # Bytes, because lxml refuses text that declares an encoding.
        return html.document_fromstring(text.encode(), parser=parser)
    except etree.ParserError as problem:
        raise ParseError("the document is empty") from problem


def decode(body: bytes, media_type: str | None) -> str:
    """By byte order mark, as UTF-8, by the declared charset, else by what it looks like; never fails."""
    for bom, charset in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(charset, "replace")
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return _decode_as(body, _declared(body, media_type))
    # Text in another charset is not valid UTF-8 by chance; a declaration matters to ASCII alone (ISO-2022-JP).
    return _decode_as(body, _declared(body, media_type)) if text.isascii() else text


def _declared(body: bytes, media_type: str | None) -> str | None:
    header, meta = _PARAMETER.search(media_type or ""), _META_CHARSET.search(body[:4096])
    labels = (header[1] if header else None, meta[1].decode("ascii", "ignore") if meta else None)
    return next((name for label in labels if label and (name := _charset(label))), None)


def _charset(label: str) -> str | None:
    """The codec of a label; codecs that are none of text (rot13, zlib, idna) are not honoured."""
    try:
        name = codecs.lookup(label).name
        b"x".decode(name)
    except (LookupError, ValueError):
        return None
    return None if name in _NO_CHARSETS else _CHARSETS.get(name, name)


def _decode_as(body: bytes, charset: str | None) -> str:
    foreign = len(body) - len(body.translate(None, _BEYOND_ASCII))
    text = body.decode(charset or _detected(body, foreign), "replace")
    # A bad byte here and there is damage; many of them show that the declaration is wrong.
    return text if text.count("\ufffd") * 4 <= foreign else body.decode("cp1252", "replace")


def _detected(body: bytes, foreign: int) -> str:
    """Windows-1252 unless there is enough foreign text to tell."""
    if foreign < _ENOUGH:
        return "cp1252"
    best = charset_normalizer.from_bytes(body[:_SAMPLE], cp_exclusion=["utf_16", "utf_32", "utf_7"]).best()
    return best.encoding if best else "cp1252"
