"""What a release says of an earlier one: that it corrects it, or that it is taken back.

    "CORRECTING and REPLACING Acme opens …"        "Korrektur zur Pressemitteilung Nr. 12/2026"
    "/C O R R E C T I O N -- Acme/"                "MANDATORY KILL: …", "[Zurückgezogen] …"
    "In an earlier version of this release …"      "This release has been withdrawn."

A word counts where it stands apart: "Corrections officer", "Kill: the musical" and a corrected budget are news.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from feeder.parse.anatomy import kinds

_OPENING = 160  #: characters of a line in which its mark ends
_NOTE = 400  #: characters of a block that may be a note
_SPACED = re.compile(r"[A-Z](?: [A-Z]){4,24}(?![A-Za-z])")
_REPLACING = re.compile(r"\W{0,4}(?P<word>correcting\s(?:and|&)\sreplacing)(?:\s|[:–—-]|$)", re.IGNORECASE)
_APART = re.compile(
    r"[*/\[({<+#\s–—-]{0,6}(?P<word>[^:\[\](){}/*–—+]{2,60}?)(?:\s?[:：]|\s?[\])}*+]{1,4}|\s?/(?=\s|$)"
    r"|\s[–—-]{1,2}(?=\s|$))(?=\s|$|\w|/)"
)
_AT_END = re.compile(r"[(\[](?P<word>[^()\[\]]{2,40})[)\]]\s*$")
#: As they are printed in East Asia; 「」 and 《》 are those of quotations and of titles.
_BRACKETS = str.maketrans("【〔［〈＜（】〕］〉＞）", "[[[[[(]]]]])")
_OF_EARLIER = re.compile(
    r"(?P<word>[^\W\d_]{4,20}(?:\s(?:and|&)\s[^\W\d_]{4,20})?)\s(?P<to>zu[rm]?|der|to|of|du|de\sla|au|à|alla|del"
    r"|della|al|do|da|na|van|op|av|til|к|до)\s(?P<rest>.{3,90})",
    re.IGNORECASE,
)
_RELEASE = (
    r"(?:press|news|media)?\s?(?:release|statement)|(?:presse|medien)?(?:mitteilung|meldung|information)|communiqué"
    r"|comunicato|comunicado|nota\sde\s(?:prensa|imprensa)"
    r"|komunikat\w{0,2}|persbericht|pressmeddeland\w{1,3}|pressemeddelelse\w{0,2}|pressemelding\w{0,2}"
    r"|tiedot\w{1,4}|tiskov\w{1,3}\szpráv\w"
)
#: What a note of a correction says; a line for each language.
_CORRECTED = re.compile(
    rf"(?:in\s)?an?\s(?:earlier|previous)\sversion\sof\sthis\s(?:{_RELEASE})|this\s(?:{_RELEASE})\s(?:has\sbeen|was"
    rf"|is)\s(?:corrected|amended|reissued\sto\scorrect)"
    rf"|(?:this|the\sfollowing)\s(?:{_RELEASE})\s(?:corrects|replaces|supersedes)"
    rf"|(?:this\s)?(?:{_RELEASE})\s(?:corrects\sand\s)?replaces\sthe"
    rf"|in\seiner\s(?:früheren|vorherigen|ersten)\s(?:version|fassung)\sdieser\s(?:{_RELEASE})"
    rf"|diese\s(?:{_RELEASE})\s(?:ersetzt|korrigiert|berichtigt|wurde\s(?:am\s.{{4,30}}\s)?(?:korrigiert"
    rf"|berichtigt))"
    rf"|(?:dans\s)?une\sversion\s(?:précédente|antérieure)\sde\sce\s(?:{_RELEASE})|ce\s(?:{_RELEASE})\s(?:corrige"
    rf"|remplace|annule\set\sremplace)"
    rf"|(?:en\s)?una\sversión\s(?:anterior|previa)\sde\sest[ea]\s(?:{_RELEASE})|est[ea]\s(?:{_RELEASE})\s(?:corrige"
    rf"|sustituye|rectifica)"
    rf"|(?:in\s)?una\sversione\sprecedente\sdi\squesto\s(?:{_RELEASE})|il\spresente\s(?:{_RELEASE})\s(?:corregge"
    rf"|sostituisce|rettifica)|questo\s(?:{_RELEASE})\s(?:corregge|sostituisce|rettifica)"
    rf"|uma\sversão\santerior\sdest[ea]\s(?:{_RELEASE})|est[ea]\s(?:{_RELEASE})\s(?:corrige|substitui)"
    rf"|w\spoprzedniej\swersji\s(?:tego\s)?(?:{_RELEASE})"
    rf"|in\seen\seerdere\sversie\svan\sdit\s(?:{_RELEASE})|dit\s(?:{_RELEASE})\s(?:vervangt|corrigeert)"
    rf"|i\sen\stidigare\sversion\sav\sdetta\s(?:{_RELEASE})|i\sen\stidligere\sversjon\sav\sdenne\s(?:{_RELEASE})",
    re.IGNORECASE,
)
_WITHDRAWN = re.compile(
    rf"this\s(?:{_RELEASE})\s(?:has\sbeen|was|is)\s(?:withdrawn|retracted)|diese\s(?:{_RELEASE})\s(?:wurde"
    rf"|ist)\s(?:vom\s\w{{3,20}}\s)?zurückgezogen"
    rf"|ce\s(?:{_RELEASE})\s(?:a\sété|est)\s(?:retiré|annulé)|est[ea]\s(?:{_RELEASE})\s(?:ha\ssido|foi"
    rf"|queda)\s(?:retirad[oa]|anulad[oa])|(?:questo|il\spresente)\s(?:{_RELEASE})\sè\sstato\s(?:ritirato"
    rf"|annullato)"
    rf"|ten\s(?:{_RELEASE})\szostał\swycofany|dit\s(?:{_RELEASE})\sis\singetrokken"
    rf"|detta\s(?:{_RELEASE})\shar\s(?:dragits\stillbaka|återkallats)",
    re.IGNORECASE,
)
_TO = frozenset("zu zur zum to au à do till til к до".split())  # noqa: SIM905 - "of" and its kin say what is corrected, as a river
#: Each note has one of these.
_VERBS = (
    "correct", "corrig", "amended", "reissued", "replac", "supersed", "remplac", "korrigier", "berichtigt",
    "ersetzt", "corregge", "rettifica", "sostitu", "sustituye",
    "rectifica", "substitui", "vervangt", "withdrawn", "retracted", "zurückgezogen", "retir", "annul", "anulad",
    "ritirat", "wycofany", "ingetrokken", "tillbaka", "återkallat",
    "earlier version", "previous version", "früheren", "vorherigen", "ersten fassung", "précédente",
    "antérieure", "anterior", "previa", "precedente", "poprzedniej", "eerdere",
    "tidigare version", "tidligere versjon",
)  # fmt: skip
#: One word of withdrawal counts in brackets or in capitals only, at the end of a line in square ones: it may be what a
#: release is about, as an "Offer for Acme (withdrawn)".
_TAKEN_BACK = frozenset(
    (
        "withdrawn", "story withdrawn", "kill", "mandatory kill", "retracted", "zurückgezogen", "retiré", "annulé",
        "ritirato", "annullato", "retirado", "anulado", "wycofane", "wycofany", "ingetrokken", "återkallad",
        "tilbagetrukket", "撤回", "取り下げ", "取下げ", "撤稿", "철회",
    )
)  # fmt: skip

_WORD = re.compile(r"\w+")
_STEM, _SHORT_STEM = 6, 2  #: letters by which a word is known; the shorter one of scripts that write no spaces
_NO_SPACES = "\u2e80"  #: from here on
_CODES = ("correction", "withdrawal")
_OTHERS = frozenset(word for said, code in kinds.CODES.items() if code not in _CODES for word in said.split())


def _stems(said: str) -> Iterator[str]:
    for word in _WORD.findall(said):
        if len(word) > _SHORT_STEM or word >= _NO_SPACES:  # "et" is nobody's mark
            yield word[: _SHORT_STEM if word >= _NO_SPACES else _STEM]


#: Those of the words that no other kind is called by; with their accents, and without.
_STEMS = frozenset(
    stem
    for said in (*_TAKEN_BACK, *kinds.KINDS["correction"], *kinds.KINDS["withdrawal"])
    for written in (said.casefold(), kinds.folded(said))
    for stem in _stems(" ".join(word for word in written.split() if kinds.folded(word) not in _OTHERS))
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """`kind_code` is "correction" or "withdrawal"."""

    kind: str | None  #: as printed, where it is a word or two
    kind_code: str
    corrects: str | None = None  #: the number of the release it is about


def of_line(line: str) -> Mark | None:
    """The mark that a headline, a kicker or a line at the head carries."""
    return _of_opening(line[:_OPENING].strip())


@lru_cache(4096)  # the headlines of a list are those of the last visit
def _of_opening(opening: str) -> Mark | None:
    opening = opening.translate(_BRACKETS)
    if spaced := _SPACED.search(opening):
        opening = opening.replace(spaced[0], spaced[0].replace(" ", ""), 1)
    if not _may_be_marked(opening):
        return None
    if replacing := _REPLACING.match(opening):
        return Mark(kind=replacing["word"], kind_code="correction", corrects=kinds.labelled_number(opening))
    if whole := kinds.kind_of(opening):
        return _of_kind(*whole, kinds.labelled_number(opening))
    return _apart(opening) or _of_earlier(opening)


def _may_be_marked(opening: str) -> bool:
    """Whether a word of it begins as one of a correction or a withdrawal does: hardly any headline's does."""
    words = _WORD.findall(opening.casefold())
    return not (
        _STEMS.isdisjoint([word[:_STEM] for word in words])
        and (opening.isascii() or _STEMS.isdisjoint([word[:_SHORT_STEM] for word in words]))
    )


def _of_kind(kind: str, code: str, number: str | None = None) -> Mark | None:
    return Mark(kind=kind, kind_code=code, corrects=number) if code in ("correction", "withdrawal") else None


def _apart(opening: str) -> Mark | None:
    """A word before a colon or a dash, or in brackets."""
    for match, brackets in ((_APART.match(opening), "[(*/"), (_AT_END.search(opening), "[")):
        word = " ".join(match["word"].split()) if match else ""
        if not word or match is None:
            continue
        is_marked = word.isupper() or opening[: match.start("word")].rstrip().endswith(tuple(brackets))
        if word.casefold() in _TAKEN_BACK:
            return Mark(kind=word, kind_code="withdrawal") if is_marked else None
        kind = kinds.kind_of(word) or _last_word(word)
        mark = _of_kind(*kind) if kind else None
        if mark and (mark.kind_code == "correction" or is_marked or len(word.split()) > 1):
            return mark
        if earlier := _of_earlier(word):
            return earlier
    return None


def _last_word(word: str) -> tuple[str, str] | None:
    """In "Achtung, Korrektur" and "Pressemitteilung (Korrektur"; the first in "訂正・数値データ訂正"."""
    parts = word.replace("(", ",").rsplit(",", 1)
    first, dot, _ = word.partition("・")
    told = parts[1].strip() if len(parts) > 1 else first if dot else None
    return kinds.kind_of(told) if told else None


def _of_earlier(opening: str) -> Mark | None:
    """In "Korrektur zur Pressemitteilung Nr. 12/2026": it names a release, or its number."""
    match = _OF_EARLIER.match(opening)
    kind = kinds.kind_of(match["word"]) if match else None
    if match is None or kind is None or kind[1] != "correction":
        return None
    number, named = kinds.labelled_number(match["rest"]), kinds.leading_kind(match["rest"].strip("„“\"'"))
    is_release = named is not None and named[1] in ("press_release", "statement")
    is_numbered = number is not None and match["to"].casefold() in _TO
    return Mark(kind=kind[0], kind_code=kind[1], corrects=number) if is_release or is_numbered else None


def of_notes(blocks: Iterable[str]) -> Mark | None:
    """The mark of a sentence that says so: "In an earlier version of this release …"."""
    for block in blocks:
        note = block[:_NOTE]
        folded = note.casefold()
        if not any(stem in folded for stem in _VERBS):  # most texts there are
            continue
        if _WITHDRAWN.search(note):
            return Mark(kind=None, kind_code="withdrawal", corrects=kinds.labelled_number(note))
        if found := _CORRECTED.search(note):
            return Mark(kind=None, kind_code="correction", corrects=kinds.labelled_number(note[found.start() :]))
    return None
