"""How well a list was read: F1 of its links, how many titles and days are right, and whether it is solved.

A title is right where nine tenths of its words are; a page is solved with F1 and titles of .95 and days of .9, so
that one slip in a list of twenty is forgiven in a link and two in a day. A day where the page says none is counted
apart, as invented: it is no part of the score.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any
from urllib.parse import unquote, urlsplit

from .room import Truth

F1, TITLES, DAYS = 0.95, 0.95, 0.9
ALIKE = 0.9
SPACELESS = re.compile("[\u2e80-\U0003ffff]")  #: scripts without spaces between words


@dataclass(frozen=True, kw_only=True)
class Score:
    wanted: int
    found: int
    f1: float
    titles: float | None  #: None where no right link was found
    days: float | None  #: None where the page says none
    invented: int  #: days that the page does not say
    reasons: tuple[str, ...]  #: what went wrong, an example each

    @property
    def is_solved(self) -> bool:
        return self.f1 >= F1 and (self.titles or 0) >= TITLES and (self.days is None or self.days >= DAYS)


def score(truths: Sequence[Truth], entries: Iterable[dict[str, Any]]) -> Score:
    """Entries as `Extraction.to_dict()` has them; of two with one link the first counts."""
    told: dict[str, dict[str, Any]] = {}
    for entry in entries:
        told.setdefault(_place(entry["url"] or ""), entry)
    wanted = {_place(truth.url): truth for truth in truths}
    pairs = [(truth, told[place]) for place, truth in wanted.items() if place in told]
    untitled = [pair for pair in pairs if not _is_titled(*pair)]
    dated = [pair for pair in pairs if pair[0].day]
    misdated = [pair for pair in dated if _day(pair[1]) != str(pair[0].day)]
    missed = [truth for place, truth in wanted.items() if place not in told]
    strange = [entry for place, entry in told.items() if place not in wanted]
    says_days = any(truth.day for truth in truths)
    return Score(
        wanted=len(wanted),
        found=len(told),
        f1=2 * len(pairs) / (len(told) + len(wanted)) if told or wanted else 0.0,
        titles=_share(pairs, untitled),
        days=(_share(dated, misdated) or 0.0) if says_days else None,
        invented=sum(1 for truth, entry in pairs if not truth.day and _day(entry)),
        reasons=tuple(_reasons(missed, strange, untitled, misdated)),
    )


def _reasons(
    missed: list[Truth],
    strange: list[dict[str, Any]],
    untitled: list[tuple[Truth, dict[str, Any]]],
    misdated: list[tuple[Truth, dict[str, Any]]],
) -> Iterable[str]:
    if missed:
        yield f"{len(missed)} missed, as {missed[0].titles[0]!r}"
    if strange:
        yield f"{len(strange)} too many, as {strange[0]['title']!r} {strange[0]['url']}"
    if untitled:
        truth, entry = untitled[0]
        yield f"{len(untitled)} titles, as {entry['title']!r} for {truth.titles[0]!r}"
    if misdated:
        truth, entry = misdated[0]
        yield f"{len(misdated)} days, as {entry['published']} for {truth.day}"


def _share(all_of_them: Sequence[object], wrong: Sequence[object]) -> float | None:
    return 1 - len(wrong) / len(all_of_them) if all_of_them else None


def _day(entry: dict[str, Any]) -> str:
    return str(entry["published"] or "")[:10]


def _place(url: str) -> str:
    parts = urlsplit(url)
    return f"{(parts.netloc or '').removeprefix('www.')}{unquote(parts.path).rstrip('/')}?{parts.query}"


def _is_titled(truth: Truth, entry: dict[str, Any]) -> bool:
    return max(_likeness(title, entry["title"] or "") for title in truth.titles) >= ALIKE


def _likeness(one: str, other: str) -> float:
    mine, theirs = _words(one), _words(other)
    if mine == theirs:
        return 1.0
    if SPACELESS.search(one + other):
        return SequenceMatcher(None, "".join(mine), "".join(theirs), autojunk=False).ratio()
    common = len(set(mine) & set(theirs))
    return 2 * common / (len(set(mine)) + len(set(theirs))) if mine and theirs else 0.0


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).lower())


def mean(values: Iterable[float | None]) -> float:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else 0.0
