"""Characters that feeds can carry and people can see."""

import re
import unicodedata

# XML 1.0 2.2 Char. C1 controls are allowed there, but on the web they are windows-1252 bytes taken for Latin-1.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffd-\uffff]")
# The same in UTF-8, which is looked through ten times as fast: single bytes, and what those begin that are several.
_CONTROLS = tuple(bytes([byte]) for byte in (*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F))
_BEYOND_ASCII = {
    forbidden[:1]: re.compile(forbidden)
    for forbidden in (b"\xc2[\x80-\x9f]", b"\xed[\xa0-\xbf]", b"\xef\xbf[\xbd-\xbf]")
}
_LOOKS = 200
_CP1252 = {chr(byte): bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xA0)}
# Soft hyphens, zero-width spaces, bidi marks and overrides, byte order marks.
_INVISIBLE = re.compile("[\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]")
# Joiners spell words in Persian and Indic scripts and build emoji; after a Latin letter they only hide.
_JOINER = re.compile("(?<![\u0300-\U0010ffff])[\u200c\u200d]+")


def xml_safe(text: str) -> str:
    """`text` with only what XML 1.0 allows (2.2 Char): C1 read as windows-1252, U+FFFD and the rest dropped."""
    if (text.isprintable() and "\ufffd" not in text) or is_safe(text.encode("utf-8", "surrogatepass")):
        return text
    return _FORBIDDEN.sub(lambda found: _CP1252.get(found[0], ""), text)


def is_safe(text: bytes) -> bool:
    """Whether there is nothing in a text in UTF-8 that `xml_safe` drops or replaces."""
    for control in _CONTROLS:
        if control in text:
            return False
    if text.isascii():
        return True
    return not any(_has(text, lead, forbidden) for lead, forbidden in _BEYOND_ASCII.items())


def _has(text: bytes, lead: bytes, forbidden: re.Pattern[bytes]) -> bool:
    """From one lead to the next, where there are few: nothing is looked for as fast as a single byte."""
    place = -1
    for _ in range(_LOOKS):
        if (place := text.find(lead, place + 1)) < 0:
            return False
        if forbidden.match(text, place):
            return True
    return forbidden.search(text, place) is not None


def one_line(text: str | None) -> str | None:
    """One line of visible text, white space folded; None where nothing is left. Entities are the caller's matter."""
    if not text:
        return None
    line = " ".join(text.split())
    if line.isprintable() and "\ufffd" not in line and "\x85" not in text:
        return line or None  # nothing of all this is in it (Unicode: Cc, Cf, Cs, Cn are not printable)
    return " ".join(_JOINER.sub("", _INVISIBLE.sub("", xml_safe(text))).split()) or None


def shortened(text: str, limit: int) -> str:
    """`text` up to the last end of a sentence within `limit` characters, else to a word with an ellipsis."""
    if len(text) <= limit:
        return text
    ends = [match.end() for match in re.finditer(r"[.!?…][“”\"»’']?(?=\s)|[。！？][」』”]?", text[: limit + 1])]
    if ends and ends[-1] >= limit // 3:
        return text[: ends[-1]]
    return text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:–-") + " …"


class _Folded(dict[int, str]):
    """One character → its plain form: ASCII digits, no diacritics, or "" for the invisible. Never longer than one."""

    _AT_MOST = 8192  #: characters remembered, for hostile text may hold all of Unicode

    def __missing__(self, code: int) -> str:
        folded = _fold(chr(code))
        if len(self) < self._AT_MOST:
            self[code] = folded
        return folded


def _fold(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category == "Cf" or unicodedata.combining(char):  # Indic vowel signs do not combine: they spell
        return ""
    if category == "No":  # a footnote mark after a year is no digit of it
        return char
    plain = "".join(part for part in unicodedata.normalize("NFKD", char) if not unicodedata.combining(part))
    return plain if len(plain) == 1 else char


FOLDED = _Folded({ord("‐"): "-", ord("‑"): "-", ord("−"): "-", ord("’"): "'", ord("ı"): "i"})
