"""What a date is the date of, by the words before it: of publication, of a change, of what is filed or takes place."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from feeder.model import Moment
from feeder.parse.dates.reading import FoundDate

Kind = Literal["published", "updated", "filed", "event"]

# Words before a date, in the languages of the press; stems, so that inflected forms match.
_UPDATED = re.compile(
    r"aktuali|updat|geändert|änderung|\bstand\b|modifi|mis à jour|mise à jour|aggiorna|bijgewerkt|gewijzigd|atualiza"
    r"|uppdater|opdater|oppdater|päivitet|muokattu|обновл|оновлен|изменен|змінен|last (?:edit|review|chang)|changed"
    r"|frissít|módosít|ενημέρωσ|τροποπο|güncelle|actualiz|revised|zmieni|upraven|更新|修改|수정|تحديث|עודכן|ปรับปรุง"
    r"|cập nhật",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"veröffentlich|erschienen|erstellt|eingestellt|publi[sckée]|posted|opublikowan|geplaatst|gepubliceerd|julkaistu"
    r"|released|опубликован|опубліковано|közzétét|megjelen|δημοσ[ιί]ευ|yayı[nm]|zveřejn|zverejn|objavljen|发布|發布|公開日|掲載|등록일|게시|نشر|פורסם"
    r"|เผยแพร่|đăng|(?:\bdatum|\bdate|\bdata|\bfecha)\s*:",
    re.IGNORECASE,
)
_FILED = re.compile(
    r"\bfiled\b|filing|lodged|received|eingang|eingegangen|anhängig|wpływ|wniesien|déposé|dépôt|presentad[ao]|ingreso"
    r"|depositat|ingekomen|ontvangen|inkom|indkom|mottatt|saapunut|benyújt|podán|doručen|поступ|надійш|κατάθεσ|受理|受付|接収|접수",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\bevent|starts?\b|begins?\b|beginn|termin\b|veranstalt|takes place|deadline|closing date|expir|frist\b|ablauf"
    r"|gültig|valid until|échéance|date limite|clôture|évén|évèn|fecha límite|plazo|scadenza|evento|prazo|wydarzen"
    r"|evenement|sluitings|sista dag|мероприят|дедлайн|határidő|esemény|etkinlik|son başvuru|προθεσμ"
    r"|截止|活动时间|活動時間|開催|締切|締め切り|행사|마감",
    re.IGNORECASE,
)
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("updated", _UPDATED),
    ("filed", _FILED),
    ("event", _EVENT),
    ("published", _PUBLISHED),
)
_LABEL = 40  #: characters


@lru_cache(maxsize=1024)
def kind_of(label: str) -> Kind | None:
    """What a short text before a date says of it; prose before it says nothing."""
    if len(label) > _LABEL or not label.strip():
        return None
    return next((kind for kind, words in _KINDS if words.search(label)), None)


def says_updated(text: str) -> bool:
    return bool(_UPDATED.search(text))


def says_published(text: str) -> bool:
    return bool(_PUBLISHED.search(text))


def is_label(text: str) -> bool:
    """Whether it may stand before a date as what that is of."""
    return len(text) <= _LABEL and not any(char.isdigit() for char in text)


def _labelled(text: str, found: Sequence[FoundDate]) -> Iterator[tuple[Kind | None, Moment]]:
    end = 0
    for one in found:
        yield kind_of(text[end : one.start]), one.moment
        end = one.end


def published_of(text: str, found: Sequence[FoundDate]) -> Moment | None:
    """Of several days in a text that says what they are of, the only one that is of publication."""
    told = list(_labelled(text, found))
    rest = len(text) - sum(one.end - one.start for one in found)
    if len(told) < 2 or rest > _LABEL * len(told) or not any(kind for kind, _ in told):  # noqa: PLR2004 - one is no choice
        return None
    for wanted in ("published", None):
        days = [moment for kind, moment in told if kind == wanted]
        if days:
            return days[0] if len({moment.at.date() for moment in days}) == 1 else None
    return None
