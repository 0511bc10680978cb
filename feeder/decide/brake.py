"""Whether a visit found what a source may well have done, or what a broken one shows: nothing is published on doubt.

    flooded      a page of links of which none was ever seen: its addresses changed, or it is another page
    rewritten    most of what was read again says something else: its template changed
    repeated     many new entries with one title: a wall, or the site's name
    is_refusal   a title by which a server says that it shows no page

Each doubt is one reason in words, without a word of what was found, and its figures.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from feeder.decide.plan import Sighting
from feeder.model import Entry

FLOOD, TIMES = 10, 3  #: as many new at once, and as many times the most so far, are a busy day
ABSENCE = timedelta(days=1)  #: after a longer one, what is dated since is news, however much it is
MOVED = 5  #: that many old ones at once were there before, under other addresses
REREAD = 10  #: fewer entries are no evidence of a template
REPEATED = 5  #: new entries under one title; a rubric has fewer at once
SHARE = 0.5
LONG = 80  #: characters; a longer title says something
REWRITTEN = "most of the entries that were read again changed at once, as with a new template of the site"
REFUSAL = "its title is what a server says instead of a page"
ONE_TITLE = "many new entries have the same title"

#: Titles of error, login, challenge and consent pages, whole but for the name of the site beside them.
_REFUSAL = re.compile(
    r"(?:error\W{1,3}|fehler\W{1,3}|erreur\W{1,3}|http\W{1,3})?(?:40[0-9]|410|429|50[0-4])(?:\W{1,3}(?:error|fehler))?"
    r"(?:\W{1,3}(?:bad request|unauthorized|forbidden|(?:page )?not found|gone|too many requests|internal server error"
    r"|bad gateway|service (?:temporarily )?unavailable|gateway time-?out|nicht gefunden|seite nicht gefunden))?"
    r"|(?:the )?(?:page|file|document|content)(?: was| you requested was)?(?: could)? not(?: be)? found|not found"
    r"|access (?:is )?denied|permission denied|forbidden|unauthorized|bad gateway|too many requests"
    r"|internal server error|server error|service (?:temporarily )?unavailable|(?:site )?(?:under|down for) maintenance"
    r"|just a moment|attention required|checking your browser|one more step|are you a (?:human|robot)|robot check"
    r"|security check|verify(?:ing)? (?:that )?you are (?:a )?human|please enable (?:javascript|cookies)"
    r"|please (?:log|sign) in|log ?in|sign ?in|(?:log|sign) in (?:required|to continue)"
    r"|cookies?|(?:your |manage )?cookie (?:settings|preferences|consent|policy|notice)|your privacy choices"
    r"|we (?:value|care about) your privacy|we use cookies|this (?:web)?site uses cookies"
    r"|(?:die )?seite (?:wurde )?(?:leider )?nicht gefunden|zugriff verweigert|fehler|ein fehler ist aufgetreten"
    r"|wartungsarbeiten|(?:bitte )?(?:anmelden|einloggen)|anmeldung|cookie-?\s?(?:einstellungen|hinweis|richtlinie)"
    r"|datenschutz-?einstellungen|(?:diese website|wir) (?:verwendet|verwenden|nutzt|nutzen) cookies"
    r"|page (?:non trouvée|introuvable)|accès (?:refusé|interdit)|connexion|se connecter"
    r"|(?:gestion des|paramètres des|gérer les) cookies"
    r"|pagina non trovata|accesso negato|accedi|impostazioni (?:dei )?cookie"
    r"|página no encontrada|acceso denegado|iniciar sesión|configuración de (?:las )?cookies"
    r"|pagina niet gevonden|toegang geweigerd|inloggen|cookie-?instellingen"
    r"|(?:nie znaleziono strony|strona nie (?:została znaleziona|istnieje))|brak dostępu|logowanie|zaloguj się"
    r"|ustawienia (?:plików )?cookies?",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Doubt:
    reason: str
    evidence: Mapping[str, int] = field(default_factory=dict)


def flooded(
    found: Sequence[Sighting], known: Collection[str], *, most_new: int, last_success: datetime | None, now: datetime
) -> Doubt | None:
    """Whether a list that showed known entries shows only new ones: more of them than it ever had at once, or mostly
    from before the last visit. Not asked of a first visit."""
    new = [sighting.row for sighting in found if sighting.key not in known]
    if not known or len(new) < len(found):
        return None
    since = [_days_after(row, last_success) for row in new]
    old = sum(days is not None and days < -1 for days in since)
    is_late = last_success is not None and now - last_success > ABSENCE
    odd = sum(not (is_late and days is not None and days >= 0) for days in since)
    if odd <= max(FLOOD, TIMES * most_new) and (len(new) < MOVED or old <= SHARE * len(new)):
        return None
    return Doubt(
        reason=f"all {len(new)} entries of the list are new, {old} of them older than the last visit;"
        f" there were never more than {most_new} new at once",
        evidence={"listed": len(found), "new": len(new), "old": old, "most_new": most_new},
    )


def _days_after(row: Entry | None, at: datetime | None) -> int | None:
    """How many days after `at` a row is dated, by the calendar of its site."""
    return (row.published.at.date() - at.date()).days if row and row.published and at else None


def rewritten(changed: int, of: int) -> Doubt | None:
    """Whether more of the entries that were read again changed than their authors would change."""
    if of < REREAD or changed <= SHARE * of:
        return None
    return Doubt(reason=REWRITTEN, evidence={"read": of, "changed": changed})


def repeated(new: Sequence[Entry], *, is_first: bool) -> frozenset[str]:
    """The titles, folded, that too many of the new entries of a visit share. On a first visit, where a rubric's whole
    run may be listed, they must say the same too."""
    said = Counter((fold(entry.title), _body(entry) if is_first else None) for entry in new)
    return frozenset(
        title for (title, _), times in said.items() if title and times >= REPEATED and times > SHARE * len(new)
    )


def is_refusal(title: str | None) -> bool:
    """Whether a title is the name of an error, a login, a challenge or a cookie banner, and says nothing else but the
    name of the site."""
    whole = " ".join((title or "").split())
    first, _, rest = whole.partition(" | ")
    named = re.split(r"\s[–—·»-]\s", whole, maxsplit=1)[0]
    # "Anmeldung – Messe 2025" is news, "404 – Messe 2025" and "Access denied – Messe 2025" are not.
    parts = [whole, first, rest, *([named] if " " in named or named[:1].isdigit() else [])]
    return any(_REFUSAL.fullmatch(part.strip(" .!?…")) for part in parts if len(part) <= LONG)


def fold(title: str | None) -> str:
    return " ".join((title or "").casefold().split())


def _body(entry: Entry) -> str:
    return fold(entry.text or entry.summary)
