"""What a press office calls a document, and its number, in the words that are printed at its head.

"PRESS RELEASE No 12/2026"     press_release, 12/2026
"Terminhinweis"                advisory
"Ref.: IP/26/1234"             IP/26/1234
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from feeder.parse.characters import FOLDED
from feeder.parse.dates import is_date_line

#: kind_code → the words press offices print, in all languages.
KINDS: dict[str, tuple[str, ...]] = {
    "press_release": (
        "pressemitteilung", "presseinformation", "presseinfo", "pressemeldung", "medienmitteilung",
        "medieninformation", "presseaussendung", "presseerklärung", "presse-information", "presse-mitteilung",
        "press release", "news release", "media release", "press information", "press notice",
        "for immediate release",
        "communiqué de presse", "communiqué", "comunicato stampa", "comunicato", "comunicado de prensa",
        "nota de prensa", "comunicado", "nota informativa", "comunicat de premsa", "nota de premsa",
        "komunikat prasowy", "informacja prasowa", "komunikat", "notatka prasowa", "informacja dla mediów",
        "persbericht", "persmededeling", "comunicado de imprensa", "nota de imprensa", "nota à imprensa",
        "pressmeddelande", "pressemeddelelse", "pressemelding", "fréttatilkynning", "lehdistötiedote",
        "mediatiedote", "tiedote", "pressiteade", "preses relīze", "pranešimas spaudai", "tisková zpráva",
        "tlačová správa", "sajtóközlemény", "comunicat de presă", "δελτίο τύπου", "пресс-релиз", "прес-реліз",
        "прессъобщение", "прессъобщение за медиите", "съобщение за медиите", "соопштение за јавност",
        "basın bülteni", "basın açıklaması", "priopćenje", "priopćenje za medije", "priopćenje za javnost",
        "saopštenje za javnost", "саопштење за јавност", "sporočilo za medije", "sporočilo za javnost",
        "siaran pers", "siaran media", "thông cáo báo chí", "プレスリリース", "ニュースリリース", "報道発表",
        "報道発表資料",
        "新闻稿", "新聞稿", "新闻发布", "보도자료", "보도 자료", "بيان صحفي", "بيان صحافي", "הודעה לעיתונות",
        "प्रेस विज्ञप्ति",
        "ข่าวประชาสัมพันธ์",
    ),
    "news": (
        "meldung", "kurzmeldung", "nachricht", "nachrichten", "news", "announcement", "ankündigung", "actualité",
        "actualités", "notizia", "noticia", "notícia", "wiadomość", "aktualność", "nieuws", "nieuwsbericht",
        "bericht",
        "brève", "nyhet", "nyhed", "uutinen", "aktualita", "hír", "știre", "новость", "новина", "haber", "vijest",
        "お知らせ", "ニュース", "소식", "خبر",
    ),
    "statement": (
        "statement", "stellungnahme", "erklärung", "press statement", "joint statement", "declaration",
        "déclaration", "dichiarazione", "declaración", "declaração", "oświadczenie", "verklaring", "uttalande",
        "udtalelse", "uttalelse", "lausunto", "prohlášení", "vyhlásenie", "nyilatkozat", "declarație", "δήλωση",
        "заявление", "заява", "açıklama", "izjava", "声明", "声明文", "성명", "بيان",
    ),
    "speech": (
        "rede", "speech", "remarks", "ansprache", "discours", "discorso", "discurso", "przemówienie", "toespraak",
        "tal", "tale", "puhe", "projev", "prejav", "beszéd", "ομιλία", "речь", "выступление", "промова", "konuşma",
        "govor", "演説", "讲话", "연설", "خطاب",
    ),
    "interview": (
        "interview", "entretien", "intervista", "entrevista", "wywiad", "intervju", "haastattelu", "rozhovor",
        "interjú", "interviu", "συνέντευξη", "интервью", "інтерв'ю", "röportaj", "インタビュー", "采访",
        "인터뷰", "مقابلة",
    ),
    "advisory": (
        "terminhinweis", "presseeinladung", "einladung", "medieneinladung", "presseeinladung und terminhinweis",
        "media advisory", "press advisory", "media alert", "press invitation", "save the date", "invitation presse",
        "invitation à la presse", "note aux médias", "invito stampa", "invito alla stampa", "convocatoria",
        "convocatoria de prensa", "zaproszenie", "zaproszenie dla mediów", "uitnodiging", "persuitnodiging",
        "pressinbjudan", "presseinvitation", "presseinvitasjon", "mediakutsu", "lehdistökutsu", "pozvánka",
        "sajtómeghívó", "invitație de presă", "πρόσκληση", "приглашение для сми", "анонс", "basın daveti",
        "poziv za medije", "convite à imprensa", "取材のご案内",
    ),
    "correction": (
        "korrektur", "berichtigung", "correction", "corrected", "correcting and replacing", "corrigendum",
        "correction notice", "corrected version", "korrigierte fassung", "korrigierte version", "berichtigte fassung",
        "erratum", "rectificatif", "version corrigée", "annule et remplace", "rettifica", "correzione",
        "errata corrige",
        "versione corretta", "corrección", "rectificación", "versión corregida", "correção", "retificação",
        "sprostowanie", "korekta", "wersja poprawiona", "rectificatie", "correctie", "gecorrigeerde versie",
        "rättelse", "rettelse", "oikaisu", "korjaus", "oprava", "helyesbítés", "rectificare", "corectură", "διόρθωση",
        "исправление", "поправка", "виправлення", "düzeltme", "ispravak", "popravek", "訂正", "訂正版", "お詫びと訂正",
        "更正", "정정", "تصحيح",
    ),
    "withdrawal": (
        "story withdrawn", "statement withdrawn", "release withdrawn", "press release withdrawn", "withdrawal notice",
        "notice of withdrawal", "retraction", "story kill", "mandatory kill", "news kill", "bulletin kill", "kill",
        "meldung zurückgezogen", "pressemitteilung zurückgezogen", "medienmitteilung zurückgezogen",
        "communiqué retiré", "communiqué annulé", "comunicato ritirato", "comunicato annullato",
        "comunicado retirado", "comunicado anulado", "nota retirada", "komunikat wycofany", "persbericht ingetrokken",
        "pressmeddelandet tillbakadraget", "pressemeddelelse trukket tilbage", "tiedote peruttu", "отозвано",
        "プレスリリース取り下げ", "プレスリリース撤回", "新闻稿撤回", "보도자료 철회",
    ),
    "report": (
        "report", "rapport", "studie", "study", "hintergrund", "background", "fact sheet", "factsheet",
        "faktenblatt",
    ),
}  # fmt: skip


def folded(text: str) -> str:
    """Case and accents folded: "COMMUNIQUE" and "ΔΕΛΤΙΟ ΤΥΠΟΥ" are printed without."""
    return " ".join(text.translate(FOLDED).casefold().split())


CODES = {folded(word): code for code, words in KINDS.items() for word in words}
_MOST_WORDS = max(len(word.split()) for word in CODES)

MARKS = " \t-–—|•·:,;/*_#[]()【】（）「」〈〉《》：、，。"
LONGEST = 120  #: a mark is a short line
_LABEL = (
    r"(?:\b(?:nr|no|num|nummer|number|numer|núm|número|numéro|numero|nro|číslo|č|čís|br|бр|αρ|sayı|szám|sz|№"
    r"|№\.)\b\.?º?"
    r"|(?<!\w)(?:n[.°º]{1,2}|№|#|no\.º))"
)
_REFERENCE = (
    r"(?<!\w)(?:ref(?:erence|erenz|érence|erencia|erência)?|rif(?:erimento)?|referentie|kenmerk|az|aktenzeichen|znak"
    r"|diarienummer|dnr|sygn|исх)\b\.?(?:\s?(?:no|nr|n[°º]|number)\.?)?\s?:"
)
NUMBER = re.compile(
    rf"(?:{_LABEL}\s*(\d[\w./-]{{0,15}}|[A-Z]{{1,6}}[/-]\d[\w./-]{{0,15}})"
    rf"|{_REFERENCE}\s*((?=[^\s]{{0,20}}\d)\w[\w./-]{{0,24}})"
    r"|第\s?(\d{1,5})\s?[号號]|제\s?(\d[\d-]{0,9})\s?호"
    r"|(?<![\d./])(\d{1,4}\s?/\s?(?:19|20)?\d{2})(?![./]?\d))",  # 12/2025, but not in the date 3/5/2025
    re.IGNORECASE,
)
_IN_FIGURES = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")  #: a day, however impossible: it says nothing of the kind
SEPARATOR = re.compile(r"\s[|·•/–—-]{1,2}\s")
#: What comes between a kind and whoever speaks: "Medienmitteilung der Direktion", "Statement by the mayor".
_OF = frozenset("der des von vom der by of from de du des la del della dell di da do van het".split())  # noqa: SIM905


class Told(NamedTuple):
    """What is printed at the head of a release."""

    kind: str | None = None  #: as printed
    kind_code: str | None = None
    number: str | None = None

    def is_all_of(self, line: str) -> bool:
        """Whether a line says this and nothing else."""
        number, rest = split_number(line)
        if len(line) > LONGEST or self.kind is None or (number or self.number) != self.number:
            return False
        return folded(rest) == folded(self.kind) or (number is not None and not rest)


def kind_of(text: str) -> tuple[str, str] | None:
    """(as printed, kind_code) where `text` is the mark of a kind: nothing but the word, with a number at most."""
    if len(text) > LONGEST:
        return None
    bare = NUMBER.sub(" ", text).strip(MARKS)
    code = CODES.get(folded(bare))
    return (" ".join(bare.split()), code) if code else None


def leading_kind(text: str) -> tuple[str, str, str] | None:
    """(as printed, kind_code, the rest) where a short line begins with a kind: "Pressemitteilung vom 3. Mai 2026"."""
    if len(text) > LONGEST:
        return None
    words = text.split()
    for size in range(min(_MOST_WORDS + 1, len(words)), 0, -1):
        kind = kind_of(" ".join(words[:size]))
        if kind:
            return *kind, " ".join(words[size:]).strip(MARKS)
    return None


def kind_of_office(text: str) -> tuple[str, str] | None:
    """The kind of a line that names who speaks beside it: "Medienmitteilung der Gesundheitsdirektion". Only press
    releases are named so: "Rede des Ministers" may be a headline."""
    kind = leading_kind(text)
    if kind is None or kind[1] != "press_release" or not kind[2]:
        return None
    return kind[:2] if kind[2].split()[0].casefold() in _OF else None


def split_number(text: str) -> tuple[str | None, str]:
    """(the number of a release as printed, the rest): "Nr. 12/2026 vom 3. Mai" → ("12/2026", "vom 3. Mai")."""
    match = NUMBER.search(text[:LONGEST])
    if not match:
        return None, text.strip(MARKS)
    number = "".join(next(filter(None, match.groups())).split()).rstrip("./-")
    rest = f"{text[: match.start()].rstrip(MARKS)} {text[match.end() :].lstrip(MARKS)}"
    return number, rest.strip()


def labelled_number(text: str) -> str | None:
    """The number of a line that says that it is one: "No 045", "Ref.: IP/26/1234"; "3/12" may count pictures."""
    match = NUMBER.search(text[:LONGEST])
    return split_number(text)[0] if match and match.groups()[-1] is None else None


def at_headline(kicker: str | None, lines: Sequence[str]) -> Told:
    """What the lines around a headline say, the nearest first: the kind on a line of its own, beside a date, or with
    whoever speaks; the number beside it, or on a line that says that it is one."""
    told = next((found for line in (kicker, *lines) if line and (found := _told(line))), Told())
    if told.kind is None and kicker and (office := kind_of_office(kicker)):
        told = Told(*office, labelled_number(kicker))
    if told.kind is None or told.number:
        return told
    alone = (line for line in lines if (number := labelled_number(line)) and split_number(line) == (number, ""))
    return told._replace(number=next(map(labelled_number, alone), None))


def _told(line: str) -> Told | None:
    if kind := kind_of(line):
        return Told(*kind, split_number(line)[0])
    if len(line) > LONGEST:
        return None
    number, rest = split_number(line)
    parts = [part.strip(MARKS) for part in SEPARATOR.split(rest)]
    kind = next((kind for part in parts if (kind := kind_of(part))), None)
    is_dated = kind and any(is_date_line(part) or _IN_FIGURES.fullmatch(part) for part in parts)
    leading = leading_kind(rest)
    if leading and is_date_line(leading[2]):
        kind, is_dated = leading[:2], True
    return Told(*kind, number) if kind and is_dated else None
