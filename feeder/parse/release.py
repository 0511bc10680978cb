"""Press anatomy: the marks by which a press office says what a document is.

kind          "Meldung", "PRESS RELEASE No 12/2026", "Communiqué de presse"
credit        "© Hafenwerk", "Foto: A. Muster / Hafenwerk", "Photo credit: …"
dateline      "Berlin, 16. November 2020 – …" at the head of the text
end mark      "###", "-30-", "– Ende –"
"""

import re
from collections.abc import Iterable

#: kind_code → the words press offices print, in all languages; longer ones first when matched.
KINDS: dict[str, tuple[str, ...]] = {
    "press_release": (
        "pressemitteilung", "presseinformation", "presseinfo", "pressemeldung", "medienmitteilung",
        "medieninformation", "presseaussendung", "presseerklärung", "press release", "news release",
        "media release", "press information", "for immediate release", "communiqué de presse",
        "communique de presse", "communiqué", "comunicato stampa", "comunicato", "comunicado de prensa",
        "nota de prensa", "comunicado", "komunikat prasowy", "informacja prasowa", "komunikat", "notatka prasowa",
        "persbericht", "comunicado de imprensa", "nota de imprensa", "pressmeddelande", "pressemeddelelse",
        "pressemelding", "lehdistötiedote", "tisková zpráva", "tlačová správa", "sajtóközlemény",
        "comunicat de presă", "δελτίο τύπου", "пресс-релиз", "прес-реліз", "basın bülteni", "priopćenje",
    ),
    "news": (
        "meldung", "kurzmeldung", "nachricht", "nachrichten", "news", "announcement", "ankündigung", "actualité",
        "actualités", "notizia", "noticia", "wiadomość", "aktualność", "nieuws", "nieuwsbericht", "bericht",
        "brève",
    ),
    "statement": (
        "statement", "stellungnahme", "erklärung", "press statement", "joint statement", "declaration",
        "déclaration", "dichiarazione", "declaración", "oświadczenie", "verklaring",
    ),
    "speech": (
        "rede", "speech", "remarks", "ansprache", "discours", "discorso", "discurso", "przemówienie", "toespraak",
    ),
    "interview": (
        "interview", "entretien", "intervista", "entrevista", "wywiad",
    ),
    "advisory": (
        "terminhinweis", "presseeinladung", "einladung", "media advisory", "press advisory", "media alert",
        "save the date", "invitation presse", "invito stampa", "convocatoria", "zaproszenie", "uitnodiging",
    ),
    "correction": (
        "korrektur", "berichtigung", "correction", "corrected", "correcting and replacing", "corrigendum",
        "erratum", "rectificatif", "rettifica", "correzione", "corrección", "sprostowanie", "korekta",
        "rectificatie", "correctie",
    ),
    "withdrawal": (
        "story withdrawn", "withdrawal", "statement withdrawn",
    ),
    "report": (
        "report", "rapport", "studie", "study", "hintergrund", "background", "fact sheet", "factsheet",
        "faktenblatt",
    ),
}  # fmt: skip
CODES = {word: code for code, words in KINDS.items() for word in words}

NUMBER = re.compile(
    r"(?:\b(?:nr|no|num|nummer|number|numer|núm)\b\.?|n[°ºo]\.?|#)\s*(\d[\w./-]{0,15})"
    r"|\b(\d{1,4}\s?/\s?(?:19|20)?\d{2})\b",
    re.IGNORECASE,
)
CREDIT = re.compile(
    r"(?:©|\(c\)\s|copyright\b[\s:©]*|(?:foto|photo|bild|image|picture|grafik|graphic|zdjęcie|fot|fotografía|fotografia|beeld|crédit|credit)"
    r"s?(?:\s?(?:credit|nachweis|rechte|quelle))?\s?[:©]|(?:bildnachweis|fotonachweis|bildquelle|quelle|crédits?(?:\s+photo)?|créditos?|crediti)\s?:)",
    re.IGNORECASE,
)
END_MARK = re.compile(
    r"#{2,}|\*(?:\s?\*)+|[-–—]\s?30\s?[-–—]|[-–—*(\s]+(?:ende|ends?|fin|fine|koniec|einde)[-–—*)\s]*", re.IGNORECASE
)
EMBARGO = re.compile(
    r"\s*\W{0,3}(?:sperrfrist|gesperrt bis|embargo(?:ed)?|(?:sous|bajo|onder) embargo|not for release before)\b",
    re.IGNORECASE,
)
MARKS = " \t-–—|•·:,;/*_#[]()"
LONGEST = 120  #: a mark is a short line


def kind_of(text: str) -> tuple[str, str] | None:
    """(as printed, kind_code) where `text` is the mark of a kind: nothing but the word, with a number at most."""
    if len(text) > LONGEST:
        return None
    bare = NUMBER.sub(" ", text).strip(MARKS)
    code = CODES.get(" ".join(bare.lower().split()))
    return (" ".join(bare.split()), code) if code else None


def leading_kind(text: str) -> tuple[str, str, str] | None:
    """(as printed, kind_code, the rest) where a short line begins with a kind: "Pressemitteilung vom 3. Mai 2026"."""
    if len(text) > LONGEST:
        return None
    words = text.split()
    for size in range(min(5, len(words)), 0, -1):
        kind = kind_of(" ".join(words[:size]))
        if kind:
            return *kind, " ".join(words[size:]).strip(MARKS)
    return None


def number_of(text: str) -> str | None:
    """The number of a release as printed beside its kind: "Nr. 12/2026" → "12/2026"."""
    match = NUMBER.search(text)
    return "".join((match[1] or match[2]).split()) if match else None


def is_embargo(line: str) -> bool:
    return bool(EMBARGO.match(line))


def is_end_mark(line: str) -> bool:
    return len(line) <= 20 and bool(END_MARK.fullmatch(line))  # noqa: PLR2004


def split_credit(line: str) -> tuple[str | None, str] | None:
    """(caption, credit) of a line that carries a credit: "The crane © Hafenwerk" → ("The crane", "Hafenwerk")."""
    match = CREDIT.search(line[:300])
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
