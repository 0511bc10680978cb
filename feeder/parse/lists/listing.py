"""A page that lists releases: a rule says where they are, learned or a person's; else they are found.

read_again   by the rule that an earlier search learned, while that fits
read         by a person's `[rule]`; the keys that it leaves out are found
search       by repeated structure, held against what the page states to machines; a rule is learned of it
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from feeder.errors import ParseError
from feeder.model import SURE, Entry, Extraction, Learned, ListRule
from feeder.parse import clean, walls
from feeder.parse.embedded import embedded
from feeder.parse.lines import each
from feeder.parse.lists import agreement, few, finding, listrule, rules
from feeder.parse.lists.outline import outline
from feeder.parse.undrawn import NO_TEXT, is_undrawn
from feeder.parse.webpage import WebPage

BAR = 0.18  #: below it nothing that was found is given as entries
#: Below it a page that says it is something else (a login, an error, a check for robots) is that.
BAR_OF_WALLS = 0.5
TRY = 'add a [rule] with items = "…", the CSS or XPath of one entry, or give the address of the page that lists them'
_DATED = 0.6  #: of the entries of a list that is one, though its own are few
MOST_OF_A_TITLE = 80  #: characters
UNFIT = "searched anew: the rule that was learned here"
_UNUSED = ("the [rule] is not used: it names no items, and no path says which were found; add items to it",)


def parse(page: WebPage, rule: ListRule | None, learned: Learned | None = None) -> Extraction:
    """The linked entries of a listing, shape "listing".

    With the items of a `rule`, confidence is how complete their records are, 0 without any. Without them the entries
    are found, and confidence is how likely they are all right; below `BAR` there are none. What was `learned` of this
    page before spares the search while it fits. Raises ParseError where a path of the rule is wrong.
    """
    found = read_again(page, learned, is_meant=bool(rule and rule.items))
    if not isinstance(found, Extraction):
        list_ = _List(page)
        found = searched(list_.read(rule) if rule and rule.items else list_.search(rule), found)
    return replace(found, unused=_unused(rule, found)) if rule else found


def read_again(page: WebPage, learned: Learned | None, *, is_meant: bool = False) -> Extraction | str | None:
    """What the rule gives that was learned of this page before; why it is not to be trusted, where it is not; None
    where none was. Where a person named the items, just these are meant: events to come may be."""
    return _List(page).read_again(learned, is_meant=is_meant) if learned else None


def searched(found: Extraction, unfit: str | None) -> Extraction:
    """What was found, with why what was known before did not do; None where nothing was known."""
    return replace(found, unfit=unfit, reasons=(f"{UNFIT} {unfit}", *found.reasons)) if unfit else found


@dataclass(frozen=True)
class _List:
    page: WebPage

    @property
    def _told(self) -> dict[str, Any]:
        page = self.page
        return {
            "url": page.url,
            "zone": page.zone,
            "language": page.language or page.root.get("lang"),
            "now": page.now,
        }

    @property
    def _stated(self) -> embedded.Stated:
        return embedded.read(self.page, self._told["language"])

    def _completed(self, entries: Sequence[Entry]) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
        return agreement.complete(entries, self._stated)

    @property
    def title(self) -> str | None:
        return next((clean.one_line(one.text) for one in self.page.root.iter("title")), None)

    def apply(self, rule: ListRule) -> rules.Applied:
        return rules.apply(
            rule,
            self.page.root,
            base=self.page.url,
            zone=self.page.zone,
            language=self._told["language"],
            now=self.page.now,
        )

    def read_again(self, learned: Learned, *, is_meant: bool) -> Extraction | str:
        try:
            applied = self.apply(learned.rule)
        except ParseError as problem:  # another feeder wrote it
            return f"cannot be read: {problem}"
        if why := listrule.unfit(applied, learned, None if is_meant else self.page.now):
            return why
        lost = min(1.0, listrule.wholeness(applied) / learned.wholeness) if learned.wholeness else 1.0
        confidence = round(learned.confidence * lost, 2)
        if confidence < SURE <= learned.confidence:  # the search may well be surer
            return f"gives entries of which less is sure ({confidence:.0%})"
        entries, completed = self._completed_again(applied.entries, learned)
        told = f"{len(applied.entries)} entries read by the rule that was learned here"
        return Extraction(
            shape="listing",
            title=self.title,
            rule=learned.rule,
            entries=entries,
            confidence=confidence,
            reasons=(told, *applied.reasons, *completed),
            learned=learned,
        )

    def _completed_again(self, entries: tuple[Entry, ...], then: Learned) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
        """What the page states to machines may say more of them: to look for that costs as much as to apply a rule.
        Where it said nothing more when the rule was learned, only what lacks something is completed: the others read
        as they did, whatever stands beside them."""
        lacking = [entry.title is None or (entry.published is None and bool(then.rule.date)) for entry in entries]
        if not (then.is_completed or any(lacking)):
            return entries, ()
        completed, told = self._completed(entries)
        if then.is_completed:
            return completed, told
        pairs = list(zip(entries, completed, lacking, strict=True))
        more = sum(is_lacking and full != one for one, full, is_lacking in pairs)
        told = (f"{more} completed by what the page states to machines",) if more else ()
        return tuple(full if is_lacking else one for one, full, is_lacking in pairs), told

    def read(self, rule: ListRule) -> Extraction:
        """What a person's rule gives; the keys that it leaves out are found in its items."""
        is_whole = rule.link and rule.title and rule.date
        whole = None if is_whole else listrule.completed(rule, self.page.root, **self._told)
        learned, found = whole or (None, self.apply(rule))
        rule = learned.rule if learned else rule
        wall = None if found.entries else _wall(self.page.root)
        told = (
            (*found.reasons, *_missed(rule, found)) if found.matched else (_nothing(rule, self.page.root, self.title),)
        )
        entries, completed = self._completed(found.entries)
        return Extraction(
            shape="listing",
            title=self.title,
            rule=rule,
            entries=entries,
            confidence=listrule.wholeness(found),
            reasons=(wall.reason, *told) if wall else (*told, *completed),
            instead=wall.instead if wall else None,
            learned=replace(learned, is_completed=entries != found.entries) if learned and entries else None,
        )

    def search(self, given: ListRule | None) -> Extraction:
        root, stated = self.page.root, self._stated
        found = finding.find(root, **self._told)
        agreed = agreement.settle(found, stated)
        sure = agreed.confidence
        wall = _wall(root) if sure < BAR_OF_WALLS or not agreed.is_found else None
        one_or_two = self._few(found) if sure < SURE and not wall else None
        if one_or_two and (found is None or not _is_a_dated_list(found, one_or_two.entries)):
            return Extraction(
                shape="listing",
                title=self.title,
                entries=one_or_two.entries,
                confidence=one_or_two.confidence,
                reasons=one_or_two.reasons,
            )
        if not agreed.entries or wall or sure < BAR:
            wall = wall or _program(root, found)
            return Extraction(
                shape="listing",
                title=self.title,
                confidence=sure,
                reasons=(*((wall.reason,) if wall else _doubts(found)), *stated.reasons),
                instead=wall.instead if wall else None,
            )
        ours = found if agreed.is_found else None
        learned, applied = (listrule.of(ours, root, given=given, **self._told) if ours else None) or (None, None)
        unused = _UNUSED if given and not learned else ()
        entries = agreement.complete(applied.entries, stated)[0] if applied else agreed.entries
        is_completed = bool(applied and entries != applied.entries)
        return Extraction(
            shape="listing",
            title=self.title,
            entries=entries,
            rule=learned.rule if learned else None,
            confidence=sure,
            reasons=(*(ours.reasons if ours else ()), *agreed.reasons, *unused),
            learned=replace(learned, confidence=sure, is_completed=is_completed) if learned else None,
        )

    def _few(self, found: finding.Found | None) -> few.Few | None:
        laid_out = found.page if found else outline(self.page.root, self.page.base)
        return few.find(laid_out, **self._told)


def _is_a_dated_list(found: finding.Found, some: Sequence[Entry]) -> bool:
    """Whether what was found has these too, and others with days like them."""
    has_them = {entry.url for entry in some} <= {entry.url for entry in found.entries}
    return has_them and found.evidence["days"] > _DATED and not found.is_doubted


def _doubts(found: finding.Found | None) -> tuple[str, ...]:
    if found is None or not found.entries:
        return (f"no list of links on this page; {TRY}",)
    return (f"not sure enough that this is a list of releases: {'; '.join(found.reasons)}", TRY)


def _wall(root: Any) -> walls.Wall | None:
    """What stands there instead of a list."""
    return walls.judge(walls.page(root, each(root), text="", is_dated=False, is_stated=False))


def _program(root: Any, found: finding.Found | None) -> walls.Wall | None:
    shown = len("".join("".join(found.page.texts).split())) if found else 0
    return walls.Wall(instead="program", reason=NO_TEXT) if is_undrawn(root, shown) else None


#: What the keys of a rule fill.
_FILLED = {"title": "title", "date": "published", "summary": "summary", "image": "image"}


def _missing(rule: ListRule, entries: Sequence[Entry]) -> dict[str, int]:
    """How many entries each path of the rule gave nothing."""
    return {
        key: sum(getattr(entry, field) is None for entry in entries)
        for key, field in _FILLED.items()
        if getattr(rule, key)
    }


def _missed(rule: ListRule, found: rules.Applied) -> list[str]:
    return [
        f"{key} '{getattr(rule, key)}' gave nothing that can be read in {missing} of {len(found.entries)} items"
        for key, missing in _missing(rule, found.entries).items()
        if missing
    ]


def _unused(rule: ListRule, found: Extraction) -> tuple[str, ...]:
    """The keys of a person's rule that gave nothing; all, where what was found is not to be said by paths."""
    if found.rule is None:
        return tuple(key for key, path in asdict(rule).items() if path) if found.entries else ()
    missing = _missing(rule, found.entries)
    return tuple(key for key, count in missing.items() if found.entries and count == len(found.entries))


def _nothing(rule: ListRule, root: Any, title: str | None) -> str:
    """With the page's title: where it is a login or an error, that says so."""
    named = f', "{title[:MOST_OF_A_TITLE]}"' if title else ""
    return f"items '{rule.items}' matched nothing on this page of {int(root.xpath('count(//*)'))} elements{named}"
