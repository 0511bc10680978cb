"""Bytes of a page → tree: the charset as browsers find it, with nothing in the page able to do harm."""

import codecs
import re

import charset_normalizer
from lxml import html

from feeder.errors import ParseError
from feeder.parse import tree
from feeder.parse.characters import is_safe, xml_safe

# https://encoding.spec.whatwg.org/#names-and-labels: the encodings that browsers know, by Python's names; Latin-1 and
# GB2312 among them are read as their supersets. Labels of any other (EBCDIC, UTF-7, rot13) are not honoured.
_ENCODINGS = {
    **{name: name for name in ("utf-8", "utf-16-le", "utf-16-be", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic")},
    **{name: name for name in ("cp866", "cp874", "cp932", "cp949", "gb18030", "euc_jp", "iso2022_jp", "big5hkscs")},
    **{f"cp{number}": f"cp{number}" for number in range(1250, 1259)},
    **{f"iso8859-{number}": f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-16-le",
}
#: Labels of the same list that Python does not know.
_LABELS = {
    label: name
    for name, labels in {
        "big5hkscs": "big5-hkscs cn-big5 x-x-big5",
        "cp1252": "iso88591 x-user-defined",
        "cp1254": "iso88599",
        "cp874": "dos-874 iso885911 windows-874",
        "cp932": "windows-31j x-sjis",
        "cp949": "cseuckr csksc56011987 iso-ir-149 ks_c_5601-1989 ksc_5601 windows-949",
        "euc_jp": "cseucpkdfmtjapanese x-euc-jp",
        "gb18030": "csgb2312 gb_2312 gb_2312-80 x-gbk",
        "iso8859-10": "iso885910",
        "iso8859-13": "iso885913",
        "iso8859-14": "iso885914",
        "iso8859-15": "csisolatin9 iso885915",
        "iso8859-2": "iso88592",
        "iso8859-3": "iso88593",
        "iso8859-4": "iso88594",
        "iso8859-5": "iso88595",
        "iso8859-6": "csiso88596e csiso88596i iso-8859-6-e iso-8859-6-i iso88596",
        "iso8859-7": "iso88597 sun_eu_greek",
        "iso8859-8": "csiso88598e csiso88598i iso-8859-8-e iso-8859-8-i iso88598 logical visual",
        "koi8-r": "koi koi8",
        "koi8-u": "koi8-ru",
        "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
        "mac-roman": "csmacintosh mac x-mac-roman",
        "utf-16-be": "unicodefffe",
        "utf-16-le": "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff",
        "utf-8": "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8",
    }.items()
    for label in labels.split()
} | {f"x-cp{number}": f"cp{number}" for number in range(1250, 1259)}
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
#: https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding: what to step over, and what to read.
_TAG = re.compile(
    rb"<!--.*?(?:-->|\Z)|<meta(?=[\s/])(?P<meta>(?:[^>\"']|\"[^\"]*\"|'[^']*')*+)|</?[a-z](?:[^>\"']|\"[^\"]*\"|'[^']*')*+",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = re.compile(rb"([^\s/>=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+)))?", re.IGNORECASE)
_PRESCANNED = 16_384  #: bytes; browsers look at 1024 first, and heed what a parser finds later in the head
_XML_CHARSET = re.compile(rb"\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{1,40})")
_PARAMETER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_BINARY = bytes((*range(9), *range(0x0E, 0x1B), *range(0x1C, 0x20)))
_SHIFTS = (b"\x1b", b"\0")  #: in ASCII bytes, where they may say something else: in ISO-2022-JP, in UTF-16
_BEYOND_ASCII = bytes(range(0x80, 0x100))
_SAMPLE, _ENOUGH, _PIECE = 65_536, 400, 16_384  # bytes


def parse_html(body: bytes, media_type: str | None) -> html.HtmlElement:
    """The tree of a page, its charset found as browsers find it. No entity, network or depth can hurt.

    Raises ParseError where the bytes are empty or not text.
    """
    markup = body.removeprefix(codecs.BOM_UTF8)
    if not _is_utf8(markup):
        markup = decode(body, media_type).encode()
    return tree_of(markup if is_safe(markup) else _mended(markup))


def _mended(markup: bytes) -> bytes:
    """A page without what no text has. Raises ParseError where it has much of that."""
    text = markup.decode()
    sample = text[:_SAMPLE].encode()
    if (len(sample) - len(sample.translate(None, _BINARY))) * 100 > len(text[:_SAMPLE]):
        raise ParseError("these bytes are no page; give the document its right media type or ending")
    return xml_safe(text).encode()


def tree_of(markup: bytes) -> html.HtmlElement:
    """The tree of a whole document in UTF-8. Raises ParseError where there is nothing in it, or too much (`tree`)."""
    root = tree.document(markup)
    if next(root.iterchildren("body"), None) is None:
        # HTML 5 elements do not open the body for libxml2: a page may begin with <main>.
        root = tree.document(b"<!doctype html><html><body>" + markup)
        if not len(root.find("body")) and not root.text_content().strip():
            raise ParseError("the document has no body")
    return root


def decode(body: bytes, media_type: str | None) -> str:
    """By byte order mark, as UTF-8, by the declared charset, else by what it looks like; never fails."""
    for bom, charset in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(charset, "replace")
    return body.decode() if _is_utf8(body) else _decode_as(body, _declared(body, media_type))


def _is_utf8(body: bytes) -> bool:
    """Whether it is UTF-8, whatever is declared: no other is by chance, but for one that shifts within ASCII."""
    if body.isascii():
        return not any(shift in body for shift in _SHIFTS)
    view, read = memoryview(body), 0
    try:
        while read < len(body):  # a piece at a time, which stays near the processor
            read += codecs.utf_8_decode(view[read : read + _PIECE], "strict", read + _PIECE >= len(body))[1]
    except UnicodeDecodeError:
        return False
    return True


def name_of(body: bytes, media_type: str | None) -> str:
    """The charset that bytes are read in, for people to see."""
    for bom, charset in _BOMS:
        if body.startswith(bom):
            return charset
    try:
        body.decode()
    except UnicodeDecodeError:
        stated = _XML_CHARSET.match(body)
        stated_there = _charset(stated[1].decode()) if stated else None
        return _declared(body, media_type) or stated_there or _detected(body, _ENOUGH)
    return "utf-8"


def _declared(body: bytes, media_type: str | None) -> str | None:
    header = _PARAMETER.search(media_type or "")
    named = _charset(header[1]) if header else None
    if named and not (named.startswith("utf-16") and b"\0" not in body[:_SAMPLE]):
        return named
    return _in_meta(body)


def _in_meta(body: bytes) -> str | None:
    """What the first <meta> with a charset says. One that is read as ASCII is not in UTF-16."""
    for tag in _TAG.finditer(body[:_PRESCANNED]):
        if tag["meta"] is not None and (name := _charset(_label(tag["meta"]))):
            return "utf-8" if name.startswith("utf-16") else name
    return None


def _label(attributes: bytes) -> str:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(attributes):
        value = next((one for one in match.groups()[1:] if one is not None), b"")
        found.setdefault(match[1].decode("latin-1").lower(), value.decode("latin-1"))
    if "charset" in found:
        return found["charset"]
    is_pragma = found.get("http-equiv", "").strip().lower() == "content-type"
    content = _PARAMETER.search(found.get("content", "")) if is_pragma else None
    return content[1] if content else ""


def _charset(label: str) -> str | None:
    """The codec of a label; None where browsers know no such label."""
    name = label.strip().lower()
    try:
        return _LABELS.get(name) or _ENCODINGS.get(codecs.lookup(name).name)
    except (LookupError, ValueError):
        return None


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
