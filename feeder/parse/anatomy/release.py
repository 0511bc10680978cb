"""The lines by which a press office marks parts of a document.

credit        "© Hafenwerk", "Foto: A. Muster / Hafenwerk", "Photo credit: …"
embargo       "Sperrfrist: …", "Embargoed until …": what it says is read in `embargo`
end mark      "###", "-30-", "– Ende –"
"""

import re
from collections.abc import Iterable

from feeder.parse.anatomy import contacts, kinds
from feeder.parse.anatomy.kinds import LONGEST, MARKS, SEPARATOR

_PICTURE = (
    r"(?:foto|photo|bild|image|picture|grafik|graphic|zdjęcie|fotografía|fotografia|beeld|crédit|credit)s?"
    r"(?:\s?(?:credit|nachweis|rechte|quelle))?|bildnachweis|fotonachweis|bildquelle|crédits?\s+photo|créditos?"
    r"|crediti"
)
CREDIT = re.compile(
    rf"©|\(c\)\s|\bcopyright\b[\s:©]*|\b(?:(?:{_PICTURE})\s?[:©]|quelle\s?:|fot\.(?=\s))", re.IGNORECASE
)
NOTICE = re.compile(
    r"(?:©|\(c\)|copyright\b)[\s©:]*(?:(?:19|20)\d\d|by\b)|(?:quellen?|sources?|fuentes?|font[ei]|bron|źródło)\s?:",
    re.IGNORECASE,
)
END_MARK = re.compile(
    r"#(?:\s?#)+|\*(?:\s?\*)+|[-–—]\s?30\s?[-–—]|[-–—*(\[\s]*(?:ende|ends?|fin|fine|koniec|einde)[-–—*)\]\s]*",
    re.IGNORECASE,
)
EMBARGO = re.compile(
    r"\W{0,3}(?:(?:achtung|wichtig|hinweis|bitte(?: beachten(?: sie)?)?|please note|attention|attenzione|atención"
    r"|es gilt(?: das gesprochene wort)?)\W{1,3}(?:(?:die|eine|the)\s)?)?"
    r"(?:strictly\s|under\s|sub\s|sob\s|под\s|під\s|υπό\s|(?:materiał\s)?objęt[eay]\s)?"
    r"(?:(?:sperre?(?:frist|vermerk)(?: beachten)?|embargo(?:ed|t|ga)?|embargó|embargad[oa]|embargiem"
    r"|(?:sous|bajo|onder|sotto) embargo|(?:not|hold) for release|εμπάργκο|эмбарго|ембарго|ambargo(?:lu)?"
    r"|解禁日時?|解禁(?=\s?[:：]\s?\d)|報道解禁(?:日時|日)?|エンバーゴ|禁发期|엠바고)"
    r"(?=$|\s?[\]):!,：】–\n-]|\s(?:bis|until|till|before|jusqu|hasta|fino|do|tot|am|für|na|até|til|t\.o\.m|asti|până"
    r"|έως|μέχρι|до)\b"
    r"|\sfor\s(?:release|publication)\b|\s(?:[^\W\d_]{2,14}[.,]?\s)?\d)"
    r"|gesperrt bis(?=[^:]{1,90}$)|klausuleret til(?=\s)|julkaisuvapaa(?=[\s:]{1,2}\d|:)|(?:محظور"
    r"|حظر) النشر حتى(?=\s)"
    r"|(?:nicht zur veröffentlichung|not for publication|ne pas (?:publier|diffuser)|no publicar|non pubblicare"
    r"|nie publikować|niet publiceren|não publicar|får inte publiceras|må ikke (?:offentliggøres|publiseres)"
    r"|nezveřejňovat|nezverejňovať|a nu se publica|не публиковать|не публікувати)"
    r"\s(?:vor|bis|before|until|avant|antes|prima|przed|voor|före|før|před|pred|înainte|до)\b)",
    re.IGNORECASE,
)
#: Each such keyword has one of these in it when folded; no "i" in them, for "İ" and "ı" are other letters then.
EMBARGO_STEMS = (
    "sperr", "embarg", "release", "publ", "pubbl", "röffentl", "ffuser", "offentl", "klausul", "julka", "nezve",
    "ambarg",
    "εμπαργ", "εμπάργ", "эмбарг", "ембарг", "публ", "解禁", "エンバーゴ", "禁发", "엠바고", "النشر",
)  # fmt: skip
ADDRESS = re.compile(
    r"[^\s@]@[^\s@]|://|\bwww\.\w|\+\d[\d ()/.-]{6,30}"
    r"|\b(?:tel|telefon|telefoon|teléfono|telefono|téléphone|tél|phone|fax|mobil|mobile)\b[.:]{0,2}\s{0,3}[+(]?\d",
    re.IGNORECASE,
)
NOTES = re.compile(r"notes? (?:to|for) editors|noot voor de redactie", re.IGNORECASE)
#: Words for an embargo that the news has of trade, as they stand in a sentence.
_BARE = frozenset(
    form
    for word in ("embargo", "embargó", "εμπάργκο", "эмбарго", "ембарго", "ambargo")
    for form in (word, word.capitalize())
)
CAPTIONED, CREDITED = 300, 120  #: characters at most of a caption with its credit, and of a credit
NAMES = 6  #: words at most of a credit that ends in a point
CONTACT = 60  #: characters at most of the line above an address


def is_embargo(line: str) -> bool:
    """Whether a line says until when a document must not be published; a headline about an embargo does not."""
    return len(line) <= LONGEST and find_embargo(line) is not None


def names_embargo(text: str) -> bool:
    folded = text.casefold()
    for stem in EMBARGO_STEMS:  # noqa: SIM110 - asked for each title that is read
        if stem in folded:
            return True
    return False


def find_embargo(text: str) -> re.Match[str] | None:
    """The keyword of an embargo where a text begins with it; a short one also behind its kind or a separator, unless
    it is the bare word, which headlines use of trade."""
    line = text[:LONGEST]
    if not names_embargo(line):  # next to all texts there are
        return None
    if (match := EMBARGO.match(line)) or len(text) > LONGEST:
        return match
    kind = kinds.leading_kind(text)
    starts = [text.rfind(kind[2])] if kind and kind[2] else []
    starts += [separator.end() for separator in SEPARATOR.finditer(text)]
    later = (EMBARGO.match(line, start) for start in starts)
    return next((match for match in later if match and not is_bare_embargo(match[0])), None)


def is_bare_embargo(keyword: str) -> bool:
    return keyword.strip(MARKS) in _BARE


def is_end_mark(line: str) -> bool:
    return len(line) <= 20 and bool(END_MARK.fullmatch(line))  # noqa: PLR2004


def is_address(line: str) -> bool:
    """Whether an e-mail or web address or a telephone number stands in a line."""
    return bool(ADDRESS.search(line[:LONGEST]))


def is_contact_heading(line: str) -> bool:
    """Whether a line announces whom to ask: "Pressekontakt", "Notes to editors:"; a sentence does not."""
    return len(line) <= CONTACT and line[-1] != "." and bool(NOTES.match(line) or contacts.heading(line) is not None)


def is_notice(line: str) -> bool:
    """Who made or owns the text, as opposed to a picture: "© 2025 Hafenwerk AG", "Quelle: Hafenwerk"."""
    return bool(NOTICE.match(line))


def line_credit(line: str) -> tuple[str | None, str] | None:
    """As `split_credit`, for a line that may be running text, which can speak of photos and of copyright."""
    match = CREDIT.search(line[:CAPTIONED])
    if not match or ("©" not in match[0] and not _opens_credit(line, match)):
        return None
    split = split_credit(line)
    return None if split is None or len(split[1]) > CREDITED or _is_sentence(split[1]) else split


def _opens_credit(line: str, match: re.Match[str]) -> bool:
    """Whether "Foto:" begins a line, or follows the end of a caption."""
    before = line[: match.start()].rstrip()
    return match[0].rstrip()[-1] in ":.)" and (not before or before[-1] in '.!?,;|()[]/–—-“”"»«')


def _is_sentence(credit: str) -> bool:
    return credit[-1] in ".!?…" and (credit[0].islower() or len(credit.split()) > NAMES)


def split_credit(line: str) -> tuple[str | None, str] | None:
    """(caption, credit) of a line that carries a credit: "The crane © Hafenwerk" → ("The crane", "Hafenwerk")."""
    match = CREDIT.search(line[:CAPTIONED])
    if not match:
        return None
    credit = line[match.end() :].strip(MARKS + ")")
    caption = line[: match.start()].strip(" \t-–—|•·,;/*_(")
    return (caption or None, credit) if credit else None


def folded(text: str) -> str:
    """For comparing a headline with its repetition: case, quotation marks, dashes and white space folded."""
    return " ".join(re.sub(r"[\W_]+", " ", text).casefold().split())


def without(lines: Iterable[str], title: str) -> list[str]:
    """The lines that do not repeat the title."""
    same = folded(title)
    return [line for line in lines if folded(line) != same]
