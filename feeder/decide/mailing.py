"""Which messages of a mailbox are releases, as far as their heads say: what machines send to one reader alone is none.

RFC 3834: an automatic answer says so. RFC 3464: a report on delivery has a type of its own, and an empty sender.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses
from typing import Literal, Protocol, TypeVar

Kind = Literal["bounce", "answer", "confirmation", "stranger"]

REPORTS = ("multipart/report", "message/delivery-status", "message/disposition-notification")
LONGEST = 10_000  #: characters of a subject or a sender that are read; who is named behind them would go unseen
ROBOTS = re.compile(r"\b(?:mailer-daemon|postmaster)@", re.IGNORECASE)
#: The imperative with which a mailing list asks whether it was really we who subscribed.
CONFIRM = re.compile(
    r"""
      \bconfirm\s+(?:your|the)\s+(?:e-?mail|subscription|sign-?up|registration|newsletter|address)
    | \b(?:please|action\s+required:?)\s+(?:confirm|verify|activate)\b | \bverify\s+your\s+(?:e-?mail|address)
    | \bbitte\s+(?:bestätigen|aktivieren)\b | \bbestätigen\s+sie\b
    | \b(?:anmeldung|abonnement|newsletter)\w*\s+bestätigen\b
    | \bbestätigung\s+(?:ihrer|deiner|der)\s+(?:newsletter-?\s?)?(?:anmeldung|registrierung|e-?mail)
    | \bconfirmez\b | \bconfirmer\s+votre\b | \bconfirmation\s+de\s+votre\s+(?:inscription|abonnement)
    | \bconferm[ai]\s+(?:la\s+tua|l['’]|il\s+tuo)\s*(?:iscrizione|indirizzo|abbonamento|registrazione)
    | \bconfirm[ae]\s+(?:su|tu)\s+(?:suscripción|correo|dirección|registro)
    | \bconfirme\s+(?:a\s+sua|o\s+seu)\s+(?:subscrição|assinatura|inscrição|e-?mail)
    | \bbevestig\s+(?:uw|je)\b | \bbekr[æä]ft?a?\s+(?:din|ditt|prenumerationen)\b | \bbekreft\s+(?:din|abonnementet)\b
    | \bvahvista\s+(?:tilaus|sähköposti) | \bpotwierdź\b | \bpotwierdzenie\s+(?:subskrypcji|zapisu|rejestracji)
    | \bpotvrďte\b | \berősítse\s+meg\b | \bconfirmați\b | \bεπιβεβαιώστε\b | \bподтвердите\b | \bпідтвердіть\b
    | \babonelig\w*\s+onayla | \bonaylay[ıi]n\b | 購読.{0,8}確認 | 登録.{0,8}ご確認 | 请确认 | 請確認 | 구독.{0,6}확인
    """,
    re.IGNORECASE | re.VERBOSE,
)

#: What is said of those that are left out.
TOLD: Mapping[Kind, str] = {
    "bounce": "reports on delivery",
    "answer": "automatic answers",
    "confirmation": "requests to confirm something (open them in your mail program)",
    "stranger": "messages of others than its senders",
}


def kind(lines: Message) -> Kind | None:
    """What a message is that is no release; None for all others."""
    if lines.get_content_type() in REPORTS or str(lines.get("Return-Path", "")).strip() == "<>":
        return "bounce"
    if ROBOTS.search(str(lines.get("From", ""))):
        return "bounce"
    if str(lines.get("Auto-Submitted", "no")).strip().lower().startswith("auto-replied"):
        return "answer"
    return "confirmation" if CONFIRM.search(subject(lines)) else None


class Letter(Protocol):
    @property
    def lines(self) -> Message: ...


T = TypeVar("T", bound=Letter)


def releases(letters: Sequence[T], senders: Sequence[str] = ()) -> tuple[list[T], list[str]]:
    """Those that may be releases, of `senders` where these are named, and a line for each kind of what is none, with
    the first subject."""
    taken: list[T] = []
    left_out: defaultdict[Kind, list[str]] = defaultdict(list)
    for letter in letters:
        if what := kind(letter.lines) or (None if is_of(letter.lines, senders) else "stranger"):
            left_out[what].append(subject(letter.lines))
        else:
            taken.append(letter)
    return taken, [f"{len(named)} {TOLD[what]} are no releases: {named[0][:80]}" for what, named in left_out.items()]


def is_of(lines: Message, senders: Sequence[str]) -> bool:
    """Whether a message says to be from one of these addresses or domains, and from nobody else besides (RFC 5322
    3.6.2): whether that is true is what the mail server is asked to check."""
    if not senders:
        return True
    said = [str(one) for one in lines.get_all("From", ())]
    if sum(map(len, said)) > LONGEST:
        return False
    try:
        found = [address.casefold() for _, address in getaddresses(said)]
    except RecursionError:  # comments within comments
        return False
    return bool(found) and all(one.count("@") == 1 and _is_named(one, senders) for one in found)


def _is_named(address: str, senders: Sequence[str]) -> bool:
    domain = address.partition("@")[2]
    return any(name in (address, domain) or ("@" not in name and domain.endswith(f".{name}")) for name in senders)


def subject(lines: Message) -> str:
    """In one line, as people read it (RFC 2047); as it stands where it is encoded wrongly."""
    said = str(lines.get("Subject", ""))[:LONGEST]
    with suppress(HeaderParseError, ValueError, LookupError):
        said = str(make_header(decode_header(said)))
    return " ".join("".join(one if one.isprintable() else " " for one in said).split())
