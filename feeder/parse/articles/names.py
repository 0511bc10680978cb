"""The names in a byline: "By Ada Muster and Bo Beispiel | 5 March 2026" → Ada Muster, Bo Beispiel."""

import re
from collections.abc import Iterable
from datetime import UTC

from feeder.parse.anatomy.kinds import kind_of
from feeder.parse.characters import one_line
from feeder.parse.dates import find_dates

# What stands before a name, in the languages of the press. Those without a colon are words of many a sentence, so that
# what follows must look like a name.
_WROTE = (
    r"written|posted|published|reported|authored|created|words|story|compiled|veröffentlicht|erstellt|geschrieben|verfasst"
    r"|publiziert|eingestellt|gepostet|erfasst|escrito|publicado|redactado|publié|écrit|rédigé|pubblicato|scritto|geschreven"
    r"|geplaatst|gepubliceerd|napisane|opublikowane|dodane|skrevet|skrivet|publisert|publicerad"
)
_PIECE = (
    r"kolumne|kommentar|gastbeitrag|gastkommentar|interview|analyse|bericht|essay|beitrag|artikel|reportage|glosse|porträt"
    r"|column|comment|opinion|analysis|article|post|report|chronique|tribune|columna|artículo|commento|analisi"
)
_BY = r"by|von|par|por|door|przez|di|da|av|af|από|oleh|tarafından|автор"
_LABEL = (
    r"autor(?:/in|:in|in|en|innen|a|es|i|ka|zy|ė)?|author(?:\(s\)|s)?|auteur(?:e|s|rice)?|autore|autrice|text[eo]?|tekst"
    r"|teksti|words|verfasser(?:in|innen)?|redakteur(?:in)?|herausgeber(?:in)?|journalist|reporter|skribent|författare"
    r"|forfatter|kirjoittaja|toimittaja|szerző|írta|yazar|yazan|penulis|автор|текст|作者|文|記者|记者|글|כותב|الكاتب"
)
_LED = re.compile(
    rf"(?:(?P<piece>(?:(?i:eine?|an?|une?|un|una)\s)?(?i:{_PIECE}))\s|(?P<wrote>(?i:{_WROTE})\s)"
    r"|(?i:this\s(?:\w+\s)?(?:was|is)\swritten\s))?"
    rf"(?:(?P<label>(?i:{_LABEL}))\s?[:：]\s?(?:(?i:{_BY})\s)?|(?P<by>(?i:{_BY}))\s?:?\s)\s*(?P<names>\S.*)"
)
_ALONE = re.compile(
    rf"(?:(?:(?:{_WROTE}|{_PIECE})\s)?(?:{_BY})|(?P<label>{_LABEL}|auth?or[/*_]in(?:nen)?))\s?[:：]?", re.IGNORECASE
)
_WORKS = frozenset({"text", "texte", "texto", "tekst", "teksti", "words", "文", "글", "текст"})  #: headings as well
_SEPARATOR = re.compile(r"\s*(?:[|•·●]|//|\s[/–—-]{1,2}(?=\s)|\s~|\t)\s*")
_JOINT = re.compile(r"\s*[;|/•·、，]\s*|,?\s+(?:and|und|et|y|e|i|en|och|og|ve|és|a|и|та|&|\+)\s+|,\s*")
# What follows a name in a byline: where, when, for whom.
_TAIL = re.compile(
    r"\s+(?:(?i:in|am|on|um|at|vom|le|el|il|dne|dnia|via|updated|published|last|zuletzt|aktualisiert"
    r"|veröffentlicht|edited|leave|says|schreibt|sagt|leave|permalink|kategorie|category|topics?|tagged)\b|[@~(\[→»]).*$"
)
_ABOUT = re.compile(
    r"(?i:about|über|à propos|sobre)\s(?:(?i:the author|den autor|die autorin|de l'auteur|el autor)\s?:?)?\s?"
)
_FOR = re.compile(r"\s(?:for|für|with|mit|pour|para|per|voor|dla|aus|auf|from|under)\s.*$")
_COUNT = re.compile(r"\s+[0-9][0-9.,]*$")
_ADDRESS = re.compile(r"https?:|www\.|@|\[at\]")
_SITE = re.compile(r"[^\W_]\.[a-z]{2,8}$")  #: "port.example, Musterhafen, Germany" is a site, not three people
_NO_NAME = re.compile(
    r"[\d<>{}=:!?…]|\.(?:com|de|org|net)$|^(?:von|by|par|por) (?!de[rnm] )|^geprüft von|^(?:admin\w*|root|user|gast"
    r"|guest"
    r"|webmaster|editor|staff|author|autor(?:in)?|anonym(?:ous)?|unknown|none|null|undefined|kommentare?|comments?|share|teilen"
    r"|artikel|mehr|more|name|e-?mail|von|by|par|veröffentlicht|publiziert|published|posted|written|updated|aktualisiert"
    r"|(?:last )?updated on|(?:written|posted|published) (?:by|on)|nachrichten|news|home|view (?:full )?profile|profile"
    r"|date|datum|drucken|facebook|twitter|youtube|instagram|linkedin|website|uhr|allgemein|uncategorized|presse|aktuelles"
    r"|blog|in)$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:analyst|director|editor|writer|reporter|correspondent|manager|officer|specialist|expert|contributor|founder|ceo|professor"
    r"|educators?|horticultur\w+|redakteur\w*|redaktor\w*|chef\w*|korrespondent\w*|leiter\w*|projektleiter\w*|sprecher\w*|autor\w*"
    r"|journalist\w*|photograph\w*|foto\w*|mitarbeiter\w*|ressort\w*|volont\w+|rédac\w+|journaliste|redactor\w*|giornalista|dziennikarz"
    r"|presse\w*|ph\.?\s?d|mph|m\.?d|mba|rn|esq|jr|sr)\b\.?",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:gmbh|ag|kg|e\.?\s?v|eg|ltd|llc|inc|corp|plc|s\.?a|b\.?v|verlag|stiftung|verband|verein|ministerium|agentur|agency"
    r"|foundation|institut\w*|university|universität)\b",
    re.IGNORECASE,
)
_EASTERN = re.compile(r"[가-힣]{2,4}|[\u3400-\u9fff々]{2,4}|[\u3400-\u9fff々]{1,3}\s[\u3400-\u9fff々]{1,3}")
_EASTERN_ROLE = re.compile(r"(?<=\w)\s?(?:기자|특파원|논설위원|記者|记者|編集委員|特派員|编辑|編輯|責任編輯|责任编辑)$")
_EASTERN_BODY = re.compile(
    r"(?:社|局|部|室|会|會|网|網|新聞|新闻|日報|日报|晚报|時報|时报|通信|通訊|通讯|編集|编辑|編輯|公司|大学|大學|協会|协会"
    r"|일보|신문|뉴스|방송|통신|부|팀|협회|회사|대학교)$"
)
_PARTICLES = frozenset(
    "de del della di da dos das du des der den von vom van zu zur la le el al bin ben ibn y e af av ter ten".split()  # noqa: SIM905
)
_LONGEST, _MOST_WORDS, _MOST_NAMES, _LINE = 60, 6, 10, 300
_FULL = range(2, 5)  #: words of a person's name


def names(texts: Iterable[str], *, not_one: str | None = None) -> tuple[str, ...]:
    """The names in texts that are nothing but names, or bylines, without what is none."""
    lines = (_unled(_bare_of(_ABOUT, text[:_LINE])) for text in texts if not _ADDRESS.search(text))
    found = dict.fromkeys(name for line in lines for piece in pieces(undated(line)) for name in _named(piece))
    return tuple(name for name in found if not not_one or name.casefold() != not_one.casefold())[:_MOST_NAMES]


def led(text: str) -> tuple[str, ...]:
    """The names of a line that is a byline by its words: "Posted on 5 March 2026 by Ada Muster in News"."""
    told = undated(text[:_LINE])
    is_dated = told != text[:_LINE]
    for piece in pieces(told):
        if (match := _LED.fullmatch(piece)) and (found := _after(match, is_dated=is_dated)):
            return found
    return ()


def bare(text: str) -> tuple[str, ...]:
    """The full names that stand between the separators of a date line: "5 March 2026 • Ada Muster • 3 minutes"."""
    told = undated(text[:_LINE])
    if told == text[:_LINE]:
        return ()
    named = (_named(_COUNT.sub("", piece)) for piece in pieces(told) if not any(map(kind_of, (piece, *piece.split()))))
    full = [found for found in named if found and all(map(is_person, found))]
    return full[0] if len(full) == 1 else ()


def is_label(text: str) -> bool:
    """Whether a line is only what stands before a name: "Written by", "Autor:"."""
    return len(text) <= _LONGEST and bool(_ALONE.fullmatch(text)) and text.casefold() not in _WORKS


def is_full(name: str) -> bool:
    """Whether it has the form of a person's whole name; so do some titles and places."""
    words = name.split()
    capital = [word for word in words if word[0].isupper()]
    rest = [word for word in words if not word[0].isupper()]
    return (
        len(words) in _FULL
        and len(capital) >= _FULL[0]
        and all(word in _PARTICLES for word in rest)
        and not _ROLE.search(name)
        and all(char.isalpha() or char in " .'’-" for char in name)
    )


def is_person(name: str) -> bool:
    """Whether it has the form of a person's whole name, and not that of a company's."""
    return is_full(name) and not _BODY.search(name)


def is_eastern(name: str) -> bool:
    """Whether it is as short as a person's whole name in Chinese, Japanese or Korean; so are many words."""
    return bool(_EASTERN.fullmatch(name)) and not _EASTERN_BODY.search(name)


def pieces(text: str) -> list[str]:
    """What stands between the separators of a line."""
    return [piece.strip(" .,:;-–—|()") for piece in _SEPARATOR.split(text) if piece.strip(" .,:;-–—|()")]


def undated(text: str) -> str:
    """With a bar for each date: "by Ada Muster on 5 March 2026" → "by Ada Muster |"."""
    for found in reversed(find_dates(text, zone=UTC)):
        before = _JOINED_DATE.sub("", text[: found.start])
        text = before + "|" + text[found.end :]
    return text


_JOINED_DATE = re.compile(r"(?:^|\s+)(?:am|on|le|el|il|vom|dne|dnia)\s*$", re.IGNORECASE)


def _unled(text: str) -> str:
    """Without "By " before a name; "von der Heide" is one already."""
    match = _LED.fullmatch(text.strip())
    return match["names"] if match and not match["names"][:1].islower() else text


def _after(match: re.Match[str], *, is_dated: bool) -> tuple[str, ...]:
    found = _named(match["names"])
    if not found:
        return _login(match)
    first = found[0]
    if first[0].islower():  # a login: "Posted on 5 March 2026 by ada"
        return found if is_dated and not match["piece"] and first.isalpha() else ()
    is_sure = bool(match["label"] or match["wrote"]) or is_dated
    is_upper = all(not word[0].islower() or word in _PARTICLES for word in first.split())
    return found if is_upper and (is_sure or is_full(first) or _is_body(first, match)) else ()


def _login(match: re.Match[str]) -> tuple[str, ...]:
    """One word with digits in it, where a label says what it is: "Author: ada17"."""
    login = match["names"].strip(" .")
    return (login,) if match["label"] and login.isalnum() and not login.isdigit() else ()


def _bare_of(form: re.Pattern[str], text: str) -> str:
    """The text behind what it begins with, if it begins so."""
    match = form.match(text)
    return text[match.end() :] if match else text


def _is_body(name: str, match: re.Match[str]) -> bool:
    """A byline of one or two words in all: "Par Les Echos", "By TPN"."""
    return not match["piece"] and len(name.split()) <= _FULL[0] and name == match["names"].strip(" .:")


def _named(text: str) -> tuple[str, ...]:
    """The names in "Ada Muster, Head of Cranes, and Bo Beispiel"; a ministry for this and that is one body."""
    text = _TAIL.sub("", text)
    people = _parts(_FOR.sub("", text))
    parts = people if all(map(is_full, people)) else _parts(text)
    if len(parts) > 1 and _SITE.search(parts[0]):
        return ()
    people = [part for part in parts if is_full(part)]
    if len(parts) > 1 and len(people) < len(parts) and not _are_short(parts):
        whole = _clean(text)
        parts = people or ([whole] if whole and "," not in whole else parts[:1])
    return tuple(part for part in parts if _is_name(part))


def _parts(text: str) -> list[str]:
    return [part for raw in _JOINT.split(text) if (part := _clean(raw))]


def _clean(text: str) -> str | None:
    text = one_line(text.strip(' .:-–—|()[]*+"„“”')) or ""
    return _EASTERN_ROLE.sub("", text) or None


def _are_short(parts: Iterable[str]) -> bool:
    """First names only: "Ada und Bo"."""
    return all(" " not in part and not _ROLE.search(part) for part in parts)


def _is_name(text: str) -> bool:
    return (
        len(text) <= _LONGEST
        and len(text.split()) <= _MOST_WORDS
        and not _NO_NAME.search(text)
        and not _ALONE.fullmatch(text)
        and text[0].isalpha()
    )
