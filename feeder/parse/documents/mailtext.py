"""What a mail says, without what mailers put around it: prefixes of a subject, quoted heads, signatures, footers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from email.message import Message

from lxml import html

from feeder.model import Moment
from feeder.parse import clean, dates
from feeder.parse.anatomy import kinds
from feeder.parse.blocks import LETTER, Block
from feeder.parse.characters import one_line

GREETING = 100  #: characters of a salutation
SHORT = 300  #: characters of a block that may be a footer
FOOTERS = 12  #: blocks at the end among which footers are sought
HEAD_LINES = 3  #: at least, of the head of a mail that is forwarded
CELLS = 240  #: characters of a cell; what holds longer ones is no table but a layout
_PREFIX = re.compile(
    r"(?:(?:re|fwd?|aw|wg|antw(?:ort)?|antwoord|doorst|tr|rv|sv|vs|vb|vl|odp|pd|rif|r|i|enc|res|ynt|ilt|ha"
    r"|továbbítás|回复|转发|返信|転送)"
    r"(?:\[\d{1,3}\])?\s?[:：]|\[[^\[\]]{1,60}\])\s*",
    re.IGNORECASE,
)
_PARTED = re.compile(r"\s?[:：|]\s|\s[–—-]\s")
_FORWARDED = re.compile(
    r"[>*\s]{0,4}(?P<name>von|from|de|da|od|van|från|fra|lähettäjä|от|gesendet|sent|date|datum|envoyé|data"
    r"|fecha|enviado(?: el)?|inviato|wysłano|verzonden"
    r"|skickat|sendt|дата|an|to|à|a|para|do|aan|till|til|кому|betreff|subject|objet|asunto|oggetto|assunto"
    r"|temat|onderwerp|ämne|emne|тема|cc)\*?\s?:\*?\s?(?P<value>.{0,300})",
    re.IGNORECASE,
)
_DATES = (
    "gesendet", "sent", "date", "datum", "envoyé", "data", "fecha", "enviado", "inviato", "wysłano", "verzonden",
    "skickat", "sendt", "дата",
)  # fmt: skip
_SENDERS = ("von", "from", "de", "da", "od", "van", "från", "fra", "lähettäjä", "от")
_FOOTER = re.compile(
    r"unsubscribe|abbestell|abmeld(?:en|ung|elink)|austragen|newsletter (?:ab|verwalten)|opt[- ]?out|désabonn"
    r"|désinscri|darse de baja|cancelar (?:la|su) suscripci|disiscriv|cancella(?:re|ti) l'iscrizione"
    r"|cancelar (?:a )?(?:inscri|subscri)|afmeld|uitschrijv|wypisa|rezygnuj|rezygnacj|avsluta prenumeration"
    r"|avregistrer|отписаться|відписатися|配信停止|退订|구독 취소|abonelikten çık|view (?:this|it|the) (?:e-?mail"
    r"|message|newsletter)? ?in (?:your|a|the) (?:web ?)?browser|im browser (?:ansehen|öffnen|anzeigen)"
    r"|(?:webversion|online-?version|version en ligne|versione online|versión en línea|wersja online)|(?:email"
    r"|e-mail|mail|nachricht|message) nicht (?:richtig|korrekt) (?:dargestellt|angezeigt)",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"(?:this|diese|dieses|der inhalt dieser|ce|cet|este|esta|questo|questa|il presente|dit|deze"
    r"|niniejsz[ay]|ta|detta|denne)\W{1,3}(?:\w+\W{1,3}){0,4}"
    r"(?:e-?mail|mail|message|nachricht|mensaje|mensagem|messaggio|courriel|courrier électronique|correo"
    r"|bericht|wiadomość|meddelande)\b[^\n]{0,300}"
    r"(?:confidential|vertraulich|confidentiel|confidencial|riservat|confidenzial|vertrouwelijk|poufn"
    r"|konfidenti|fortrolig|privileged|bestimmungsgemäß)",
    re.IGNORECASE,
)
_SALUTATION = re.compile(
    r"(?:sehr geehrte|liebe|guten (?:tag|morgen)|hallo|moin|grüezi|dear|hello|hi|good (?:morning|afternoon"
    r"|day)|ladies and gentlemen"
    r"|mesdames|messieurs|madame|monsieur|bonjour|chers? |estimad|buenos días|buenas tardes|gentil[ei]|egregi"
    r"|buongiorno|spett"
    r"|szanown|dzień dobry|geachte|beste|bästa|hej|kære|hei|prezad|car[oa]s? |bom dia|vážen|dobrý den|tisztelt"
    r"|stima[tț]|αγαπητ"
    r"|уважаем|здравствуйте|шановн|sayın|hyvä)",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_SIGNED = re.compile(r"(?:^|\s)(?:moz-signature|gmail_signature|signature)(?:$|\s)", re.IGNORECASE)


def subject(text: str | None) -> tuple[str | None, str | None, str | None]:
    """(headline, kind, number): "Fwd: [Presse] Meldung Nr. 12: Hafen öffnet" → ("Hafen öffnet", "Meldung", "12")."""
    said = text or ""
    while prefix := _PREFIX.match(said):
        said = said[prefix.end() :]
    named = number = None
    parted = _PARTED.search(said[:80])
    if parted:
        number, rest = kinds.split_number(said[: parted.start()])
        kind = kinds.leading_kind(rest)
        if (kind or number) and not LETTER.search((kind[2] if kind else rest).replace("PM", "")):
            named, said = kind[0] if kind else None, said[parted.end() :]
        else:
            number = None
    elif bare := kinds.kind_of(said):
        return None, bare[0], kinds.split_number(said)[0]
    return one_line(said), named, number


# Plain text ---------------------------------------------------------------------------------------------------------


def flowed(text: str, part: Message) -> str:
    """format=flowed (RFC 3676 4): a line that ends in a space goes on in the next."""
    is_flowed = str(part.get_param("format", "")).lower() == "flowed"
    deletes = str(part.get_param("delsp", "")).lower() == "yes"
    lines: list[list[str]] = []
    is_open = False
    for raw in text.splitlines():
        line = raw.removeprefix(" ") if is_flowed else raw
        goes_on = is_open and bool(line)
        is_open = is_flowed and raw.endswith(" ") and raw != "-- "
        said = line[:-1] if is_open and deletes else line
        if goes_on:
            lines[-1].append(said)
        else:
            lines.append([said])
    return "\n".join(map("".join, lines))


def without_signature(text: str) -> str:
    """RFC 3676 4.3: what stands below a line of two hyphens and a space."""
    return (
        re.split(r"^-- ?$", text, maxsplit=1, flags=re.MULTILINE)[0]
        if re.search(r"\S\s*\n-- ?$", text, re.MULTILINE)
        else text
    )


# HTML ---------------------------------------------------------------------------------------------------------------


def safe(body: bytes, media_type: str) -> str:
    """The page of a mail as safe HTML: tables that only lay it out are none, what is hidden and signatures go."""
    root = clean.parse_html(body, media_type)
    page = root.find("body") if root.find("body") is not None else root
    for element in list(page.iterdescendants()):
        if isinstance(element.tag, str) and _is_unseen(element):
            element.drop_tree() if element.getparent() is not None else None
    layouts = {table for table in page.iter("table") if _only_lays_out(table)}
    for part in list(page.iter("tbody", "thead", "tfoot", "tr", "td", "th")):
        if next(part.iterancestors("table"), None) in layouts:
            part.tag = "div"
    for table in layouts:
        table.tag = "div"
    return clean.sanitise(html.tostring(page, encoding="unicode"), None)


def _is_unseen(element: html.HtmlElement) -> bool:
    return bool(_HIDDEN.search(element.get("style", "")[:1000]) or _SIGNED.search(element.get("class", "")[:200]))


def _only_lays_out(table: html.HtmlElement) -> bool:
    if table.get("role") == "presentation" or table.find(".//table") is not None:
        return True
    rows = list(table.iter("tr"))
    widths = [sum(cell.tag in ("td", "th") for cell in row) for row in rows]
    if len(rows) < 2 or max(widths) < 2:  # noqa: PLR2004
        return True
    cells = [cell for row in rows for cell in row if cell.tag in ("td", "th")]
    return any(len(clean.one_line(cell.text_content()) or "") > CELLS * 4 for cell in cells) or any(
        cell.find(".//img") is not None for cell in cells
    )


# Blocks -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Sent:
    """Who sent a mail first that was forwarded, and when."""

    at: Moment | None = None
    by: str | None = None


def forwarded(blocks: Sequence[Block], *, zone: tzinfo, language: str | None) -> tuple[list[Block], Sent]:
    """What stands below the head of a mail that was forwarded, and what that says."""
    for place, block in enumerate(blocks):
        found = [match for line in block if (match := _FORWARDED.match(line))]
        if len(found) < HEAD_LINES or 2 * len(found) < len(block):
            continue
        told = [(match["name"].lower(), match["value"]) for match in found]
        when = next((value for name, value in told if name.startswith(_DATES)), None)
        sender = next((value for name, value in told if name in _SENDERS), None)
        sent = dates.parse_date(when, zone=zone, language=language) if when else None
        return list(blocks[place + 1 :]), Sent(at=sent, by=sender)
    return list(blocks), Sent()


def without_salutation(blocks: Sequence[Block]) -> list[Block]:
    """Whom it is written to, where that stands first."""
    first = " ".join(blocks[0]) if blocks else ""
    is_one = len(first) <= GREETING and first[-1:] in (",", "!", ":", "，") and _SALUTATION.match(first)
    return list(blocks[1:] if is_one else blocks)


def without_footers(blocks: Sequence[Block]) -> list[Block]:
    """What is said to subscribers alone, at the beginning and at the end, and what lawyers say to all."""
    kept = list(blocks)
    while kept and _is_footer(kept[0]):
        kept.pop(0)
    start = max(1, len(kept) - FOOTERS)
    first = next((place for place in range(start, len(kept)) if _is_disclaimer(kept[place])), len(kept))
    kept = kept[:first]
    return [*kept[:start], *(block for block in kept[start:] if not _is_footer(block))]


def _is_footer(block: Block) -> bool:
    said = " ".join(block)
    return len(said) <= SHORT and bool(_FOOTER.search(said))


def _is_disclaimer(block: Block) -> bool:
    return bool(_DISCLAIMER.match(" ".join(block)[:600]))
