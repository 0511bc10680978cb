"""The few words that feeder adds to what a press office wrote, in the language of the entry."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    untitled: str
    corrected: str
    withdrawn: str
    notice: str


WORDINGS: dict[str, Wording] = {
    "de": Wording(
        untitled="(ohne Titel)",
        corrected="Korrigiert",
        withdrawn="Zurückgezogen",
        notice="Diese Mitteilung wurde vom Herausgeber zurückgezogen.",
    ),
    "en": Wording(
        untitled="(untitled)",
        corrected="Corrected",
        withdrawn="Withdrawn",
        notice="This release has been withdrawn by its publisher.",
    ),
    "es": Wording(
        untitled="(sin título)",
        corrected="Corregido",
        withdrawn="Retirado",
        notice="Este comunicado ha sido retirado por su emisor.",
    ),
    "fr": Wording(
        untitled="(sans titre)",
        corrected="Rectifié",
        withdrawn="Retiré",
        notice="Ce communiqué a été retiré par son émetteur.",
    ),
    "it": Wording(
        untitled="(senza titolo)",
        corrected="Rettificato",
        withdrawn="Ritirato",
        notice="Questo comunicato è stato ritirato da chi lo ha diffuso.",
    ),
    "nl": Wording(
        untitled="(zonder titel)",
        corrected="Gecorrigeerd",
        withdrawn="Ingetrokken",
        notice="Dit persbericht is door de afzender ingetrokken.",
    ),
    "pl": Wording(
        untitled="(bez tytułu)",
        corrected="Skorygowano",
        withdrawn="Wycofano",
        notice="Ten komunikat został wycofany przez nadawcę.",
    ),
}


def wording(language: str | None) -> Wording:
    """The words for a BCP 47 tag; English where the language is unknown or not spoken here."""
    return WORDINGS.get((language or "").split("-")[0].lower(), WORDINGS["en"])
