"""Until when a release must not be published, where it says so itself.

    "Sperrfrist: 3. Mai 2025, 10 Uhr"     until then; a day alone is over when it begins
    "Sperrfrist: Redebeginn"              a mark that names no time: a person has to say when
    "Das Embargo gegen Waffen"            no mark

A mark is read strictly. A word that is not known may be an hour ("noon"), so a mark that holds one names no time.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timezone, tzinfo

from feeder.model import Entry, Moment
from feeder.parse import dates
from feeder.parse.anatomy import kinds, release

BLOCKS = 3  #: of a text, at whose beginning a mark may stand
LONGEST = 300  #: characters of a mark with all that belongs to it
FEW = 2  #: words that may follow a bare "Embargo:"; a headline has more
#: What may stand beside the date of a mark and says nothing of the time; one line for each language.
BESIDE = frozenset(
    """
    bis zum am um ab den dem der zur vor nicht frei freigabe veröffentlichung veröffentlichen uhr
    until till before at on the for from not release publication publish strictly under date
    jusqu au à le avant publier diffuser publication ne pas
    hasta el la las a antes del de publicar no publicación día
    fino al alle ore il di pubblicare non prima del
    do dnia godz godziny na publikację przed nie publikować o
    tot op om uur voor niet publiceren publicatie
    até ao às as do de dia h horas antes publicar não
    till til den kl klockan klokken före før publiceras offentliggøres får inte må ikke publiseres
    klo asti saakka
    hod hodin dne nezveřejňovat před pred v ve
    la ora orele până în data publica înainte nu se
    έως μέχρι τις στις την ώρα
    до в час часов о об годині року года г р мск не публиковать публікувати
    saat tarihine kadar
    حتى الساعة يوم
    """.casefold().split()
)
NONE = frozenset(
    """
    keine kein nein sofort
    none no false lifted expired immediate immediately
    aucun aucune levé ninguno nessuno geen brak
    """.split()  # noqa: SIM905
)
TIME_WORDS = frozenset(
    """
    bis vor nach until till before after jusqu avant hasta antes fino prima do przed tot voor até till til
    före før asti até până έως μέχρι до
    """.casefold().split()
)
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"(?:(?<=[^\W\d_]{2})|(?<=[0-9]{4}))[.!]\s+(?=[\"“„»«]?[A-ZÀ-ÖØ-ÞĄĆĘŁŃÓŚŹŻ])")
_CLOSING = {"[": "]", "(": ")"}
_CLOSING_EAST = {"【": "】", "〔": "〕", "［": "］", "（": "）", "〈": "〉"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    until: Moment | None = None
    is_bare: bool = False  #: it says nothing of the time, or is cut off; another one may


def mark(text: str, *, zone: tzinfo, language: str | None) -> Mark | None:
    """The embargo that `text` begins with; `zone` is for times without one. Linear, whatever the text is."""
    keyword = release.find_embargo(text)
    if keyword is None:
        return None
    said, beside = _said(text[keyword.start() :], keyword[0])
    found = _read(keyword[0], said, zone, language)
    if found and found.is_bare and beside:  # "[EMBARGO] 3 May 2026, 10:00"
        later = _read(keyword[0], beside, zone, language)
        return later if later and later.until else found
    return found


def stated(text: str, *, zone: tzinfo, language: str | None) -> Mark | None:
    """The embargo that a field of its own states: a time, or what a mark says."""
    return mark(text if release.find_embargo(text) else f"Sperrfrist: {text}", zone=zone, language=language)


def may_be_marked(entries: Sequence[Entry]) -> bool:
    """Whether one of them may state an embargo: a quick look at entries without a text, of which next to none does."""
    if any(one.text for one in entries):
        return True
    parts = [part[: kinds.LONGEST] for one in entries for part in (one.title, one.kicker, one.summary) if part]
    plain = [part for part in parts if part.isascii()]  # folded in no time
    others = [part for part in parts if not part.isascii()]
    return release.names_embargo("\n".join(plain)) or release.names_embargo("\n".join(others))


def marked(entry: Entry, *, zone: tzinfo, language: str | None, beside: Iterable[str] = ()) -> Entry:
    """The entry with the `embargo` that it states: in its title, kicker or summary, where its text begins, or in
    `beside`, the lines around its headline. The latest counts. Where one names no time, its status is `held`."""
    texts = (entry.title, entry.kicker, entry.summary, *(entry.text or "").split("\n\n", BLOCKS)[:BLOCKS], *beside)
    if not release.names_embargo("\n".join(text.strip()[: kinds.LONGEST] for text in texts if text)):
        return entry
    found = [one for text in texts if text and (one := mark(text.strip(), zone=zone, language=language))]
    if not found:
        return entry
    times = [one.until for one in (Mark(until=entry.embargo), *found) if one.until]
    is_open = any(one.until is None and not (one.is_bare and times) for one in found)
    return replace(
        entry,
        embargo=max(times, key=lambda moment: moment.instant, default=None),
        status="held" if is_open else entry.status,
    )


def _read(keyword: str, said: str, zone: tzinfo, language: str | None) -> Mark | None:
    found = dates.find_dates(said, zone=zone, language=language)
    rest = f"{said[: found[0].start]} {said[found[0].end :]}" if len(found) == 1 else said
    words = {word.casefold() for word in _WORD.findall(rest)}
    is_plain = not re.search(r"\d", rest)
    if len(found) == 1 and is_plain and words <= BESIDE:
        return Mark(until=_latest(found[0].moment))
    if is_plain and words & NONE and words <= BESIDE | NONE:
        return None
    if is_plain and _is_headline(keyword, words):
        return None
    return Mark(is_bare=(is_plain and words <= BESIDE) or said.endswith(("…", "...")))


def _is_headline(keyword: str, words: set[str]) -> bool:
    """A bare "Embargo: what it costs us" is about trade; no other mark is a word of the news."""
    return release.is_bare_embargo(keyword) and len(words) > FEW and not words & TIME_WORDS


def _said(text: str, keyword: str) -> tuple[str, str]:
    """What a mark says after its keyword, to the end of its line, its bracket or its sentence; and what follows on the
    line of a bracket. In East Asia that belongs to a bracket that holds the keyword alone: "【報道解禁】会見終了後"."""
    line, opening = text[len(keyword) : LONGEST].partition("\n")[0], keyword.lstrip()[:1]
    if closing := _CLOSING.get(opening):
        inside, _, beside = line.partition(closing)
        return inside, _sentence(beside)
    inside = line.partition(_CLOSING_EAST[opening])[0] if opening in _CLOSING_EAST else ""
    return (inside if inside.strip() else _sentence(line)), ""


def _sentence(line: str) -> str:
    end = _SENTENCE.search(line)
    return line[: end.start()] if end else line


def _latest(moment: Moment) -> Moment:
    """An hour that comes twice when summer time ends, or is left out when it begins, is the later one."""
    first, second = (_fixed(moment.at.replace(fold=fold)) for fold in (0, 1))
    return moment if first == second else replace(moment, at=max(first, second))


def _fixed(at: datetime) -> datetime:
    offset = at.utcoffset()
    return at.replace(tzinfo=timezone(offset), fold=0) if offset is not None else at
