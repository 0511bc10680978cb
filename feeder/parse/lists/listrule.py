"""What was found on a list page, as the `ListRule` that finds it again.

Whether it says the same is not trusted but tried: it is applied to its own page. And what a rule gave there is kept
with it, so that a later page shows whether it still fits.
"""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta, tzinfo
from typing import Any

from feeder.errors import ParseError
from feeder.model import Entry, Learned, ListRule
from feeder.parse.lists import finding, foundrule, rules
from feeder.parse.lists.finding import Found

_NEARLY = 0.8
_FEWER, _MORE = 0.5, 3  #: of the entries that a rule gave when it was learned
_LESS = 0.1  #: of how whole they were
TO_COME = timedelta(days=1)  #: what is dated later is still to come, in whatever zone
_BESIDE = 1.5  #: as many that are like items and are none
#: What each field says of a record that was read; they add up to 1.
_WORTH = {"url": 0.4, "title": 0.4, "published": 0.2}


def of(
    found: Found,
    root: Any,
    *,
    url: str,
    zone: tzinfo,
    language: str | None,
    given: ListRule | None = None,
    now: datetime | None = None,
) -> tuple[Learned, rules.Applied] | None:
    """The rule that gives these very entries on their page, and what it gives; None where none can. What a person has
    `given` of it, though without its items, takes the place of what was found."""
    for likely in foundrule.of(found, zone=zone, language=language, now=now):
        try:
            applied = rules.apply(likely, root, base=url, zone=zone, language=language, now=now)
        except ParseError:
            return None
        if _says_as_much(applied, found):
            rule = overridden(likely, given) if given else likely
            if given:
                applied = rules.apply(rule, root, base=url, zone=zone, language=language, now=now)
            return learned(rule, applied, found.confidence), applied
    return None


def completed(
    given: ListRule, root: Any, *, url: str, zone: tzinfo, language: str | None, now: datetime | None = None
) -> tuple[Learned, rules.Applied] | None:
    """A person's rule whose items are given, with what is found in these for the other keys; None where nothing is that
    says more than the defaults."""
    plain = rules.apply(given, root, base=url, zone=zone, language=language, now=now)
    found = finding.within(root, url, rules.records(given, root), zone=zone, language=language, now=now)
    more = foundrule.within(found, given.items or "", zone=zone, language=language, now=now) if found else None
    if more is None:
        return None
    rule = overridden(more, given)
    applied = rules.apply(rule, root, base=url, zone=zone, language=language, now=now)
    sure = wholeness(applied)
    return (learned(rule, applied, sure), applied) if sure >= wholeness(plain) else None


def overridden(rule: ListRule, given: ListRule) -> ListRule:
    return replace(rule, **{key: path for key, path in asdict(given).items() if path is not None})


def _says_as_much(applied: rules.Applied, found: Found) -> bool:
    """Whether a rule gives the same links, titles and dates, and summaries and pictures of nearly as many."""
    told = [[(one.url, one.title, one.published) for one in entries] for entries in (applied.entries, found.entries)]
    return told[0] == told[1] and all(
        sum(getattr(one, name) is not None for one in applied.entries)
        >= _NEARLY * sum(getattr(one, name) is not None for one in found.entries)
        for name in ("summary", "image")
    )


def learned(rule: ListRule, applied: rules.Applied, confidence: float) -> Learned:
    """Without a word of the page: what it lists may be under embargo, and this is kept."""
    entries = applied.entries
    dated, titled = (sum(getattr(one, name) is not None for one in entries) for name in ("published", "title"))
    return Learned(
        rule=rule,
        confidence=confidence,
        reasons=(f"{len(entries)} entries, {titled} of them with a title and {dated} with a date",),
        entries=len(entries),
        wholeness=wholeness(applied),
        beside=applied.beside,
    )


def wholeness(applied: rules.Applied) -> float:
    """How much of what was selected could be read, 0 to 1."""
    told = sum(
        worth * sum(getattr(entry, name) is not None for entry in applied.entries) for name, worth in _WORTH.items()
    )
    return round(told / applied.matched, 2) if applied.matched else 0.0


def is_calendar(entries: Sequence[Entry], now: datetime) -> bool:
    """Whether most have a day, and all of these are still to come: what takes place, not what is published."""
    days = [entry.published.instant for entry in entries if entry.published]
    return 2 * len(days) > len(entries) and min(days) > now + TO_COME


def unfit(applied: rules.Applied, then: Learned, now: datetime | None = None) -> str | None:
    """Why what a rule gives now is not to be trusted, though it was when it was learned; None where it is. With `now`
    it is not where all of it is still to come. Whoever doubts for nothing has searched a page in vain."""
    count = len(applied.entries)
    if count < _FEWER * then.entries or count > _MORE * then.entries:
        return f"gives {count} entries, and gave {then.entries}"
    if (whole := wholeness(applied)) < then.wholeness - _LESS:
        return f"gives entries that are {whole:.0%} whole, and were {then.wholeness:.0%}"
    if applied.beside * then.entries > _BESIDE * then.beside * count:
        return f"leaves out {applied.beside} that stand among its entries"
    if now and is_calendar(applied.entries, now):
        return "gives only days that are still to come"
    return None
