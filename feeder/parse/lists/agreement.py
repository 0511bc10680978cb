"""A list found on a page, and what the page states of it to machines: which of them counts, and how they make one.

What is shown counts; what is stated completes it, and stands alone only where the page shows no list that is likely.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log2
from urllib.parse import urlsplit

from feeder.model import SURE, Entry, Moment
from feeder.parse.embedded.embedded import Stated, Statement, key
from feeder.parse.embedded.jsonld import HOW as JSON_LD
from feeder.parse.embedded.lists import FEWEST
from feeder.parse.embedded.records import HOW as STATE
from feeder.parse.lists.finding import Found
from feeder.parse.lists.worth import quality

_AGREE = 0.5  #: share of the shorter list that the other has too
_SAME = 0.8  #: share of a list that another has, for both to be the same
_DOUBTED = 0.25  #: confidence below which a page is taken to show no list
_MOSTLY = 0.5
_POOR = 0.3  #: how much a number is like a title, at most
_NAMES = 0.6  #: how much the titles of a menu are like titles, at most
_UNSEEN, _UNLIKE = 0.85, 0.6  #: what counts less: what the page shows no link to, and that while it shows another list
_TYPED, _DATED, _TITLED, _LISTED = 0.2, 0.3, 0.2, 0.15  #: what each says for a list that stands alone
_OF_SCRIPTS, _OF_ELEMENTS = 0.5, 0.25  #: of the doubt, that a statement takes which says the same
_RIVAL = 0.8  #: where another list is as likely
_CUT = ("…", "...", "[…]", "[...]")
_WIDER = 20  #: entries of which a few more are no better


@dataclass(frozen=True, kw_only=True, slots=True)
class Agreed:
    entries: tuple[Entry, ...]
    confidence: float
    reasons: tuple[str, ...] = ()
    is_found: bool = True  #: these are the entries that were found, however completed; not those of a statement


def settle(found: Found | None, stated: Stated) -> Agreed:
    """The entries of a page, by what was found on it and what it states."""
    entries, confidence = (found.entries, found.confidence) if found else ((), 0.0)
    if not stated.statements:
        return Agreed(entries=entries, confidence=confidence, reasons=stated.reasons)
    ours = _ours(entries, confidence, stated)
    is_stated = any(_shared(one, entries) >= _SAME * len(entries) > 0 for one in stated.statements if _is_telling(one))
    if confidence >= SURE or is_stated:
        return ours
    alone = _alone(stated, _UNLIKE if found and _may_be_a_list(found) else _UNSEEN)
    if alone is None or alone.confidence <= ours.confidence or _says_the_same(alone, entries):
        return ours
    completed, _ = _completed(alone.entries, {key(entry.url or ""): [entry] for entry in entries})
    return replace(alone, entries=tuple(completed))


def _says_the_same(alone: Agreed, entries: Sequence[Entry]) -> bool:
    """Whether a statement has the entries that were found and tells no more of them: a menu that is stated too."""
    found = {key(entry.url or "") for entry in entries}
    same = [entry for entry in alone.entries if key(entry.url or "") in found and not entry.published]
    return len(same) >= _SAME * max(len(alone.entries), len(found))


def complete(entries: Sequence[Entry], stated: Stated) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """The entries that a rule gives, with what is stated of them; and that in words."""
    completed, told = _completed(entries, _by_key(stated.statements))
    return tuple(completed), tuple(told)


def _may_be_a_list(found: Found) -> bool:
    """Whether what was found may be releases: a page that its own program makes shows nothing but a menu."""
    evidence = found.evidence
    is_menu = evidence["chrome"] > _MOSTLY or (not evidence["days"] and evidence["titles"] < _NAMES)
    return found.confidence >= _DOUBTED and not is_menu


# --------------------------------------------------------------------------------------------- the list that was found


def _ours(entries: Sequence[Entry], confidence: float, stated: Stated) -> Agreed:
    agreeing = [one for one in stated.statements if _is_telling(one) and _agrees(one, entries)]
    completed, told = _completed(entries, _by_key(stated.statements))
    added = list(_lacking(entries, agreeing, stated.shown or {}))
    if agreeing:
        best = max(agreeing, key=lambda one: (one.is_typed, _shared(one, entries)))
        confidence = _raised(confidence, best, entries)
        told = [_said(best, f"{_shared(best, entries)} of them among the {len(entries)} found"), *told]
    if added:
        told.append(f"{len(added)} more are stated, and linked on the page")
    return Agreed(
        entries=_in_order(completed, added, agreeing),
        confidence=confidence,
        reasons=(*told, *stated.reasons),
        is_found=not added,
    )


def _shared(statement: Statement, entries: Sequence[Entry]) -> int:
    keys = statement.keys
    return sum(key(entry.url or "") in keys for entry in entries)


def _agrees(statement: Statement, entries: Sequence[Entry]) -> bool:
    return bool(entries) and _shared(statement, entries) >= _AGREE * min(len(statement.entries), len(entries))


def _raised(confidence: float, statement: Statement, entries: Sequence[Entry]) -> float:
    """Two that say the same are less likely wrong than one; elements that are marked are those that were found."""
    cover = _shared(statement, entries) / max(len(entries), len(statement.entries))
    weight = _OF_SCRIPTS if statement.how in (JSON_LD, STATE) else _OF_ELEMENTS
    return round(1 - (1 - confidence) * (1 - weight * cover), 2)


def _is_telling(one: Statement) -> bool:
    """Whether a statement is likely one of releases: state holds menus too."""
    return one.is_typed or _share(one.entries, "published") > _MOSTLY


def _lacking(entries: Sequence[Entry], agreeing: Sequence[Statement], shown: Mapping[str, str]) -> Iterator[Entry]:
    """What a statement that has all that was found says besides, as far as the page links to it: the lead story."""
    known = {key(entry.url or "") for entry in entries}
    for statement in agreeing:
        # Elements may be marked in a side list too; what stands in a script was written down as one list.
        if statement.how == JSON_LD and _shared(statement, entries) == len(entries):
            for name, entry in statement.keys.items():
                if name not in known and name in shown and entry.title:
                    known.add(name)
                    yield entry


def _in_order(found: Sequence[Entry], added: Sequence[Entry], agreeing: Sequence[Statement]) -> tuple[Entry, ...]:
    """In the order of the statement that has them all, else those that were found first."""
    every = {key(entry.url or ""): entry for entry in (*found, *added)}
    order = next((list(one.keys) for one in agreeing if added and every.keys() <= one.keys.keys()), list(every))
    return tuple(every[name] for name in order if name in every) if added else tuple(found)


# --------------------------------------------------------------------------------------------------- fields of an entry


def _by_key(statements: Sequence[Statement]) -> dict[str, list[Entry]]:
    """What is said of each address, the surest first."""
    said: dict[str, list[Entry]] = {}
    for statement in sorted(statements, key=lambda one: not one.is_typed):
        for name, entry in statement.keys.items():
            said.setdefault(name, []).append(entry)
    return said


def _completed(entries: Sequence[Entry], said: Mapping[str, Sequence[Entry]]) -> tuple[list[Entry], list[str]]:
    matched = [said.get(key(entry.url or ""), ()) for entry in entries]
    days = [next((one.published for one in told if one.published), None) for told in matched]
    if _is_one_instant(days):
        days = [None] * len(days)
    is_template = _is_one_day([entry.published for entry in entries]) and not _is_one_day(days)
    is_label = len({entry.title for entry in entries}) == 1 and len(entries) >= FEWEST
    completed = [
        _with(entry, told, None if is_label else entry.title, _day(entry.published, day, is_template=is_template))
        for entry, told, day in zip(entries, matched, days, strict=True)
    ]
    return completed, list(_told(entries, completed, days))


def _with(entry: Entry, told: Sequence[Entry], title: str | None, published: Moment | None) -> Entry:
    if not told:
        return entry
    is_title = title and quality(title) >= _POOR
    return replace(
        entry,
        title=_fuller(title if is_title else None, [one.title for one in told]) or entry.title,
        published=published,
        summary=_fuller(entry.summary, [one.summary for one in told]),
        image=entry.image or next((one.image for one in told if one.image), None),
        tags=entry.tags or next((one.tags for one in told if one.tags), ()),
    )


def _fuller(shown: str | None, stated: Sequence[str | None]) -> str | None:
    """The text that is shown, or what is stated where that is cut or missing."""
    told = [text for text in stated if text]
    if not shown:
        return next(iter(told), None)
    start = next((shown.removesuffix(mark).rstrip() for mark in _CUT if shown.endswith(mark)), None)
    whole = (text for text in told if start and text.startswith(start) and not text.endswith(_CUT))
    return next(whole, shown)


def _day(shown: Moment | None, stated: Moment | None, *, is_template: bool) -> Moment | None:
    """The day that is shown, unless it can only have been misread: day for month, a year that is not printed, the day
    of the page itself. Of the same day the more exact one counts."""
    if shown is None or stated is None:
        return shown or stated
    a, b = shown.at.date(), stated.at.astimezone(shown.at.tzinfo).date()
    if a in (b, stated.at.date()):
        return stated if _is_finer(stated, shown) else shown
    misread = (a.year, a.month, a.day) == (b.year, b.day, b.month) or (a.month, a.day) == (b.month, b.day)
    return stated if misread or is_template else shown


def _is_finer(stated: Moment, shown: Moment) -> bool:
    """Midnight is how software writes a day, in whatever zone."""
    is_exact = stated.precision != "day" and (stated.at.hour, stated.at.minute) != (0, 0)
    return is_exact and shown.precision == "day"


def _is_one_instant(moments: Sequence[Moment | None]) -> bool:
    """Whether all are of one second, which is when the page was made."""
    told = [moment for moment in moments if moment]
    return len(told) >= FEWEST and len(set(told)) == 1 and told[0].precision != "day"


def _is_one_day(moments: Sequence[Moment | None]) -> bool:
    days = {moment.at.date() for moment in moments if moment}
    return len(days) == 1 and len(moments) >= FEWEST


def _told(before: Sequence[Entry], after: Sequence[Entry], days: Sequence[Moment | None]) -> Iterator[str]:
    dated = sum(old.published is None and new.published is not None for old, new in zip(before, after, strict=True))
    if dated:
        yield f"{dated} dated by what the page states to machines"
    if longer := sum(old.title != new.title for old, new in zip(before, after, strict=True)):
        yield f"{longer} titled by what the page states to machines"
    pairs = [(old.published, new.published, day) for old, new, day in zip(before, after, days, strict=True)]
    apart = [(old, new) for old, new, day in pairs if old and new and day and old.at.date() != day.at.date()]
    kept = sum(old is new for old, new in apart)
    if kept:
        yield f"{kept} are stated with another day than is shown, which counts"
    if kept < len(apart):
        yield f"{len(apart) - kept} are dated as stated: the day shown was read otherwise"


# --------------------------------------------------------------------------------------------- a statement that stands


def _alone(stated: Stated, unseen: float) -> Agreed | None:
    """The statement that is most likely the list of the page, where any is; `unseen` is what one counts that the page
    does not show."""
    shown = stated.shown or {}
    worth = {place: _worth(one, shown, unseen) for place, one in enumerate(stated.statements)}
    ranked = sorted(worth, key=lambda place: -worth[place] - _breadth(stated.statements[place]))
    if not ranked or not worth[ranked[0]]:
        return None
    best, sure = stated.statements[ranked[0]], worth[ranked[0]]
    if any(_is_rival(stated.statements[place], best) and worth[place] >= sure for place in ranked[1:]):
        sure *= _RIVAL
    linked = _linked(best, shown)
    said = f"{linked} of them linked on the page" if linked else "of which the page itself shows none"
    lost = [f"{best.lost} more have no address that could be told"] if best.lost else []
    dated = sum(entry.published is not None for entry in best.entries)
    days = f"{dated} of {len(best.entries)} dated by it" if dated else "no dates in it"
    return Agreed(
        entries=best.entries,
        confidence=round(sure, 2),
        reasons=(_said(best, said), days, *lost, *stated.reasons),
        is_found=False,
    )


def _worth(one: Statement, shown: Mapping[str, str], unseen: float) -> float:
    """How likely a statement is the list of its page."""
    titles = [entry.title for entry in one.entries if entry.title]
    if len(set(titles)) < _MOSTLY * len(titles):
        return 0.0
    dated, titled = _share(one.entries, "published"), sum(map(quality, titles)) / len(one.entries)
    worth = _LISTED + _TYPED * one.is_typed + _DATED * dated + _TITLED * titled
    if _linked(one, shown) >= _AGREE * len(one.entries):
        return worth
    return worth * unseen * _on_site(one)


def _breadth(one: Statement) -> float:
    return 0.05 * log2(min(_WIDER, len(one.entries)))


def _is_rival(one: Statement, other: Statement) -> bool:
    return not _agrees(one, other.entries)


def _linked(one: Statement, shown: Mapping[str, str]) -> int:
    return sum(name in shown for name in one.keys)


def _on_site(one: Statement) -> float:
    """The share of the entries that the host has which has most: addresses that lead everywhere are no press room's."""
    hosts = [urlsplit(entry.url or "").hostname for entry in one.entries]
    return Counter(hosts).most_common(1)[0][1] / len(hosts)


def _share(entries: Sequence[Entry], field: str) -> float:
    return sum(getattr(entry, field) is not None for entry in entries) / len(entries) if entries else 0.0


def _said(one: Statement, more: str) -> str:
    rest = f", and {one.left_out} beyond those that are read" if one.left_out else ""
    return f"{len(one.entries)} entries stated by the page's {one.how}, {more}{rest}"
