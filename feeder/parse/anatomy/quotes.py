"""Who said what: quotations and their speakers, where the sentence around them names one.

    „Wir legen ab“, sagt Kapitänin Gesa Uhlenbrock.        "We sail," said Una Threlkeld.
    Philippa Garrowby said: "We sail."                      « Nous partons », explique Maëlle Guérandel.

No field of an entry: they tell a paragraph that only quotes from the lead of a release.
"""

import re
from typing import NamedTuple

MOST, LONGEST = 50, 2000  #: quotations of a text, characters of one
_LEAST = 12  #: characters; what is shorter is a name or a word in quotation marks
_AROUND, _SPEAKER = 120, 90  #: characters around a quotation that may name who said it
_CLOSED_BY = {
    "„": '“”"', "“": '”"', "«": "»", "»": "«", "‚": "‘", "「": "」", "『": "』", '"': '"', "‹": "›", "”": "”",
}  # fmt: skip
_VERBS = (
    r"sagt(?:e|en)?|so|erklärt(?:e|en)?|betont(?:e|en)?|freut(?:e)?\ssich|kommentiert(?:e)?|ergänzt(?:e)?"
    r"|meint(?:e)?|resümiert(?:e)?|unterstreicht|berichtet(?:e)?|lobt(?:e)?|fordert(?:e)?"
    r"|said|says|explains|explained|added|adds|commented|comments|stated|states|noted|notes|according\sto"
    r"|dit|a\sdit|explique|a\sexpliqué|déclare|a\sdéclaré|souligne|a\ssouligné|précise|affirme|selon|ajoute|commente"
    r"|ha\sdetto|ha\sdichiarato|dichiara|afferma|ha\saffermato|spiega|ha\sspiegato|commenta|sottolinea|secondo"
    r"|dijo|dice|ha\sdicho|explica|explicó|afirma|afirmó|señala|señaló|destaca|declaró|según|reconoce|añade"
    r"|disse|diz|explica|afirma|afirmou|destaca|segundo|mówi|powiedział[ao]?|podkreśla|dodaje|wyjaśnia|zaznacza"
    r"|tłumaczy"
    r"|zegt|zei|aldus|vertelt|legt\suit|säger|sade|berättar|kommenterar|siger|sagde|udtaler|fortæller|sier|sa"
    r"|forteller|sanoo|kertoo|toteaa"
    r"|řekl[a]?|říká|uvedl[a]?|dodává|povedal[a]?|hovorí|mondta|mondja|spune|a\sspus|a\sdeclarat|δήλωσε|είπε|τόνισε"
    r"|сказал[а]?|говорит|заявил[а]?|отметил[а]?|подчеркнул[а]?|пояснил[а]?|сказав|зазначив|зазначила|dedi|belirtti"
    r"|söyledi|rekla|rekao|izjavi[lo][ao]?"
)
_BEHIND = re.compile(
    rf"\s?[,.]?\s?[–—-]?\s?(?:{_VERBS})(?![^\W\d_])[\s,]{{1,3}}(?P<who>[^\n.;:!?„“”\"«»]{{2,{_SPEAKER}}})",
    re.IGNORECASE,
)
_BEHIND_FIRST = re.compile(
    rf"\s?[,.]?\s?(?P<who>[A-ZÀ-ÖØ-ÞĄĆĘŁŃÓŚŹŻА-Я][^\n.;:!?„“”\"«»,]{{2,60}}?)\s(?:{_VERBS})(?![^\W\d_])"
)
_BEFORE = re.compile(
    rf"(?:^"
    rf"|[.!?…”“\"»]\s)(?P<who>[^\n.;:!?„“”\"«»]{{2,{_SPEAKER}}}?)\s(?:{_VERBS})(?![^\W\d_])[^\n.;„“”\"«»]{{0,40}}[:：,]\s?$",
    re.IGNORECASE,
)
_LABEL = re.compile(rf"(?:^|\n)(?P<who>[^\n.;:!?„“”\"«»]{{4,{_SPEAKER}}})[:：]\s?$")
_ARTICLES = re.compile(r"(?:der|die|das|the|le|la|il|lo|el|o|a|de|het|den|det)\s", re.IGNORECASE)
_NAME = re.compile(r"(?:[^\W\d_][\w.'’-]*)(?:\s[^\W\d_][\w.'’-]*)*")
_PRONOUNS = frozenset(
    """
    er sie es he she they it il elle ils lui lei él ella ele ela hij zij ze han hun hän on ona ő ea el αυτός
    он она він вона o
    """.split()  # noqa: SIM905 - read by people
)


class Quote(NamedTuple):
    start: int
    end: int
    said: str
    speaker: str | None  #: as the sentence names him: "Kapitänin Gesa Uhlenbrock"


def read(text: str) -> tuple[Quote, ...]:
    """The quotations of a text, in order; words in quotation marks that are only a name are none. Linear."""
    found: list[Quote] = []
    place = 0
    while len(found) < MOST and (span := _next(text, place)):
        start, end = span
        said = text[start + 1 : end - 1].strip()
        if len(said) >= _LEAST and " " in said:
            found.append(Quote(start, end, said, _speaker(text, start, end)))
        place = end
    return tuple(found)


def is_only_quoted(text: str) -> bool:
    """Whether a paragraph is nothing but what somebody said, with his name at most: no beginning of a release."""
    quotes = read(text)
    if not quotes or quotes[0].start > 2:  # noqa: PLR2004 - a dash, a space
        return False
    left = len(text) - sum(quote.end - quote.start for quote in quotes)
    return left <= max(len(quotes[0].speaker or "") + 30, len(text) // 5)


def _next(text: str, place: int) -> tuple[int, int] | None:
    """The next quotation that is opened and closed within a paragraph."""
    while (opening := _OPENS.search(text, place)) is not None:
        start = opening.start()
        window = text[start + 1 : start + 1 + LONGEST]
        window = window.partition("\n\n")[0]
        ends = [at for mark in _CLOSED_BY[opening[0]] if (at := window.find(mark)) >= 0]
        if ends:
            return start, start + min(ends) + 2
        place = start + max(len(window), 1)  # nothing closes before the paragraph ends
    return None


_OPENS = re.compile(r"(?<!\w)[„“«»‚「『\"‹”](?=\S)|(?<!\w)«(?=\s)|[「『]")


def _speaker(text: str, start: int, end: int) -> str | None:
    behind, before = text[end : end + _AROUND], text[max(0, start - _AROUND) : start]
    for match in (_BEHIND.match(behind), _BEHIND_FIRST.match(behind), _BEFORE.search(before), _LABEL.search(before)):
        if match and (who := _named(match["who"])):
            return who
    return None


def _named(who: str) -> str | None:
    """The words up to a comma that name somebody, without an article; None for a pronoun, or where nobody is named."""
    for part in who.split(",")[:2]:
        article = _ARTICLES.match(bare := part.strip())
        bare = bare[article.end() :] if article else bare
        name = _NAME.match(bare)
        words = name[0].split() if name else []
        if any(word[0].isupper() or not word[0].isascii() for word in words) and bare.casefold() not in _PRONOUNS:
            return " ".join(words)
    return None
