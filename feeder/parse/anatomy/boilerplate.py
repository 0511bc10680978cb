"""What a release says of its sender each time: the paragraph below "About Acme", "Über Hafenwerk", "À propos de …".

A heading counts where the text below it names the same again, or speaks of the sender by its own words ("Über uns"):
"Über den Wolken" is a heading like any other, and "About 300 people came" is a sentence.
"""

import re

from feeder.parse.characters import FOLDED

HEADING, INLINE = 100, 90  #: characters at most of a heading, and of one that its text follows on the same line
LEAST = 40  #: characters of a text that says something of somebody
NAMED_WITHIN = 250  #: characters of the text in which the name comes again
_MOST_WORDS = 12
_LONGEST_SELF = 60  #: characters of a heading that names nobody
_SMALL = 3  #: letters; shorter words of a name tell nothing
#: What stands before the name, in most languages; one line for each.
_BEFORE = re.compile(
    r"(?:über|ueber|about"
    r"|(?:à|a)\spropos\s(?:de\sl['’]|d['’]|de\sla|des?|du)"
    r"|informazioni\ssu(?:lla|llo|l|i|gli|lle)?|chi\sè|profilo\s(?:di|della?)|a\sproposito\sdi"
    r"|acerca\sd(?:el?|o|a)|sobre|quant\sa|sobre\s(?:l[ao]s?|el|os?|as?)"
    r"|o\s(?:firmie|spółce|fundacji|organizacji|stowarzyszeniu|grupie)|informacje\so|o"
    r"|over|om|fakta\som|tietoa|tietoja|despre|σχετικά\sμε(?:\sτ\w{1,2})?|λίγα\sλόγια\sγια(?:\sτ\w{1,2})?"
    r"|o\s(?:společnosti|firmě|spoločnosti|firme|tvrtki|podjetju|kompaniji)|о(?:б)?(?:\sкомпании|\sгруппе)?"
    r"|справка\sо"
    r"|про(?:\sкомпанію)?|за(?:\sкомпанията)?|tentang|về|giới\sthiệu\svề|关于|關於|نبذة\sعن|حول|عن|אודות|על|เกี่ยวกับ)"
    r"(?:\s+|(?<=['’])|(?<=[于於ับ]))(?=\S)",
    re.IGNORECASE,
)
#: What stands behind it.
_BEHIND = re.compile(
    r"(?P<name>\S.{0,80}?)(?:\s?について|\s?の概要|\s?소개|에\s대하여|에\s대해|\shakkında|['’]\w{1,3}\shakkında|\sके\sबारे\sमें"
    r"|(?:r[óő]l|ről))",
    re.IGNORECASE,
)
_MAY_END_HEADING = re.compile(r"について|概要|소개|대(?:하여|해)|hakkında|बारे|r[óő]l\b", re.IGNORECASE)
_PARTED = re.compile(r"\s?[:：](?:\s|(?=[^\x00-\x7f]))|\s[–—-]\s|】\s?")
#: Headings that name nobody.
_SELF = """
    über uns|wir über uns|unternehmensprofil|unternehmensporträt|kurzporträt|das unternehmen|über das unternehmen
    über die stiftung|über den verein|über den verband
    about us|about the company|company profile|corporate profile|boilerplate
    about the organisation|about the organization
    à propos|à propos de nous|qui sommes-nous|l'entreprise|à propos de l'entreprise
    chi siamo|profilo aziendale|l'azienda
    sobre nosotros|quiénes somos|sobre la empresa|sobre nós|quem somos|sobre a empresa
    o nas|o firmie|o spółce|over ons|over het bedrijf|om oss|om os|om företaget|om virksomheden|om selskapet
    tietoa meistä|tietoa yhtiöstä|o nás|o společnosti|o spoločnosti|rólunk|despre noi|despre companie|σχετικά με εμάς
    о нас|о компании|про нас|про компанію|за нас|hakkımızda|şirket hakkında|o nama|o podjetju
    会社概要|企業情報|公司简介|关于我们|關於我們|회사 소개|회사소개
    نبذة عن الشركة|عن الشركة|אודותינו|tentang kami|về chúng tôi
"""
_TRIM = " \t:：–—-*_#■●◆▼【】[]().|"
_DECORATED = " \t*_#■●◆▼【】[]<>＜＞《》"
_QUOTES = " «»„“”\"'‘’「」『』"
_SENTENCE = re.compile(r"[.!?…。！？।](?=[\s\"”»“’)]|$)")
_STOP = frozenset(
    """
    the die der das den dem des le la les el los las il lo gli de du di da a an and und et e y i och og & van
    het een von
    """.split()  # noqa: SIM905 - read by people
)
_FIRMS = frozenset(
    """
    ag gmbh se kg inc ltd llc plc corp spa srl nv bv ab oy as asa sas company group gruppe e.v ev co
    """.split()  # noqa: SIM905 - read by people
)


def _folded(text: str) -> str:
    return " ".join(text.translate(FOLDED).casefold().split())


_SELF_FOLDED = frozenset(map(_folded, filter(str.strip, _SELF.replace("\n", "|").split("|"))))


def may_open(line: str) -> bool:
    """Whether a line is worth a closer look."""
    bare = line.lstrip(_DECORATED)[:INLINE]
    if _BEFORE.match(bare) or _MAY_END_HEADING.search(bare):
        return True
    return len(line) <= _LONGEST_SELF and _folded(bare.strip(_TRIM)) in _SELF_FOLDED


def heading(line: str, below: str) -> str | None:
    """The text of a boilerplate that a line opens: what follows on the line, else `below`. None where it opens none."""
    if len(line) <= HEADING and (name := _named(line)) is not None:
        return below if _is_text(below) and _tells_of(name, below) else None
    inline = _inline(line)
    return inline[1] if inline and _is_text(inline[1]) and _tells_of(*inline) else None


def _named(line: str) -> str | None:
    """Whom a heading names; "" for the sender by no name; None where it is no such heading."""
    bare = line.strip(_TRIM)
    if _folded(bare) in _SELF_FOLDED:
        return ""
    if len(bare.split()) > _MOST_WORDS or _SENTENCE.search(line.strip(_DECORATED).rstrip(":：") + " "):
        return None
    before, behind = _BEFORE.match(bare), _BEHIND.fullmatch(bare)
    name = (bare[before.end() :] if before else behind["name"] if behind else "").strip(_QUOTES)
    is_name = any(not word[0].islower() for word in name.split())  # "Om en uke" is a week
    return name if is_name and name[0].isalpha() else None


def _inline(line: str) -> tuple[str, str] | None:
    """(name, text) of "About Acme: Acme is …", and of "About Acme Acme is …", which was bold once."""
    start = len(line) - len(line.lstrip(_DECORATED))
    opening = line[start : start + INLINE]
    before = _BEFORE.match(opening)
    parted = _PARTED.search(opening)
    if parted and (name := _named(opening[: parted.start()])) is not None:
        return name, line[start + parted.end() :].strip()
    words = opening[before.end() :].split() if before else []
    for size in range(1, min(6, len(words) // 2 + 1)):
        if words[:size] == words[size : 2 * size]:
            again = line.index(words[0], start + (before.end() if before else 0)) + len(words[0])
            return " ".join(words[:size]), line[line.index(words[0], again) :].strip()
    return None


def _is_text(text: str) -> bool:
    return len(text) >= LEAST


def _tells_of(name: str, text: str) -> bool:
    """Whether a text names again whom its heading names; endings of cases may differ."""
    if not name:
        return True
    said = _folded(text[:NAMED_WITHIN])
    words = [word for word in re.findall(r"\w[\w.&'-]*", _folded(name)) if word.strip(".") not in _STOP | _FIRMS]
    known = [word for word in words if len(word) >= _SMALL or not word.isascii()]
    return any(
        re.search(rf"(?<!\w){re.escape(_stem(word))}" if word.isascii() else re.escape(_stem(word)), said)
        for word in known
    )


def _stem(word: str) -> str:
    """Without what cases change: "Hafenwerkistä" is about Hafenwerk, "о Порте" about the Порт."""
    return word[: max(_SMALL, -(-2 * len(word) // 3))] if len(word) > _SMALL else word
