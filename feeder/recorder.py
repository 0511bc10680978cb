"""What becomes of an entry is stored, and told to everybody: created, updated, withdrawn, or nothing.

A difference that the source did not make (the same bytes read by a better parser) is stored and told to nobody.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from feeder.decide import changes, identity, select
from feeder.decide.brake import Doubt
from feeder.gate import Gate, Reading, live
from feeder.model import Change, Document, Entry, Feed, Page, Source, Standing
from feeder.store import Transaction


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What a step of a visit changed."""

    changes: tuple[Change, ...] = ()
    filtered: int = 0
    sealed: int = 0
    held: str | None = None
    doubt: Doubt | None = None
    error: str | None = None  #: what may be said of a page that could not be read

    @classmethod
    def of(cls, change: Change | None, *, filtered: bool = False) -> "Kept":
        return cls(changes=(change,) if change else (), filtered=int(filtered))

    @classmethod
    def all(cls, several: Sequence["Kept"]) -> "Kept":
        return cls(
            changes=tuple(change for one in several for change in one.changes),
            filtered=sum(one.filtered for one in several),
            sealed=sum(one.sealed for one in several),
            held=next((one.held for one in several if one.held), None),
        )


@dataclass(frozen=True, kw_only=True)
class Recorder:
    tx: Transaction
    source: Source
    feeds: Sequence[Feed]
    now: datetime
    keeps_raw: bool = False

    @property
    def gate(self) -> Gate:
        return Gate(tx=self.tx, source=self.source, now=self.now)

    def take(self, reading: Reading, doubt: Doubt | None) -> tuple[Page, Kept]:
        """The page as it is to be stored, and what became of its entry: nothing while it is withheld."""
        reading = reading.masked(self.source.secrets)
        page = reading.page
        before = self.tx.entries.at(self.source.uid, page.key)
        if withheld := self.gate.withheld(reading, before, doubt):
            return withheld, of_withheld(page, withheld)
        is_wanted = self.gate.is_wanted(reading.found)
        change = self._record(reading, before) if before or is_wanted else None
        standing: Standing = "released" if page.standing == "released" else "open"
        after = replace(page, standing=standing, until=None, reason=None, judged=None)
        if reading.document:
            after = self._read(after, reading.document, reading.by)
        return after, Kept.of(change, filtered=not is_wanted)

    def _read(self, page: Page, read: Document, by: str | None) -> Page:
        if self.keeps_raw and read.hash != page.body_hash:
            self.tx.raws.put(self.source.uid, page.key, read)
        return replace(
            page, etag=read.etag, last_modified=read.last_modified, body_hash=read.hash, reading=by, is_stirred=False
        )

    def _record(self, reading: Reading, before: Entry | None) -> Change | None:
        """Holds what was found against what is stored. What was never told before is told in any case."""
        page = reading.page
        first_seen = self._first_seen(page)
        entry_id = before.id if before else self._new_id(page.key)
        found = replace(live(reading.found), id=entry_id, source=self.source.slug, first_seen=first_seen)
        if before and reading.is_quiet:
            self._settle(before, found)
            return None
        if before:
            self._settle(before, known := reading.known(before))
            before = known
        change = changes.change(before, found, now=self.now)
        if change is None:
            self._settle(before, found)
            return None
        return self._keep(change, page)

    def _new_id(self, key: str) -> str:
        """The id of the key; another one where the document that had it first was renamed since."""
        names = (key if number == 1 else f"{key}\n{number}" for number in count(1))
        ids = (identity.entry_id(self.source.uid, name) for name in names)
        return next(one for one in ids if self.tx.entries.get(one) is None)

    def _first_seen(self, page: Page) -> datetime:
        """What was withheld is seen first when it is told."""
        return page.first_seen if page.standing == "open" else min(page.until or self.now, self.now)

    def _settle(self, before: Entry | None, found: Entry) -> None:
        """What is no change to a reader, or was none at the source."""
        if before is not None and (settled := changes.settled(before, found)) != before:
            self.tx.entries.settle(settled)
            self.tx.feeds.want({*self._shown_in(before), *self._shown_in(settled)})

    def withdraw(self, page: Page) -> Change | None:
        before = self.tx.entries.at(self.source.uid, page.key)
        change = changes.withdrawal(before, now=self.now) if before else None
        return self._keep(change, page) if change else None

    def _keep(self, change: Change, page: Page) -> Change:
        self.tx.entries.record(self.source.uid, page.key, change, now=self.now)
        entry = change.entry
        slugs = self._shown_in(entry)
        self.tx.feeds.want({*slugs, *(self._shown_in(change.before) if change.before else ())})
        is_first = not self.tx.sources.checkpoint(self.source.uid).first_done
        initial = page.initial and (change.kind == "created" or is_first)
        data = {"initial": initial, "entry": entry.to_dict(), "feeds": slugs}
        if change.kind == "updated":
            data["significance"] = change.significance
            data["changes"] = {name: {"from": old, "to": new} for name, (old, new) in change.fields.items()}
        self.tx.log.append(
            f"entry.{change.kind}", data, of=self.source, now=self.now, entry_id=entry.id, initial=initial
        )
        return change

    def _shown_in(self, entry: Entry) -> list[str]:
        return [feed.slug for feed in self.feeds if select.shows(feed, entry)]

    def tell_held(self, doubts: Iterable[Doubt | None]) -> None:
        """Once, until nothing of the source is held any more."""
        new = [doubt for doubt in doubts if doubt]
        if not new:
            return
        is_known = self.tx.sources.checkpoint(self.source.uid).held or any(
            page.standing == "held" for page in self.tx.pages.withheld(self.source.uid)
        )
        if not is_known:
            reasons = list(dict.fromkeys(doubt.reason for doubt in new))
            self.tell("source.held", reasons, {"documents": len(new), **new[0].evidence})

    def tell(self, kind: str, reasons: Sequence[str], evidence: Mapping[str, int] | None = None) -> None:
        """An event of the source itself."""
        data = {"source": self.source.slug, "reasons": list(reasons), "evidence": dict(evidence or {})}
        self.tx.log.append(kind, data, of=self.source, now=self.now)


def of_withheld(page: Page, after: Page) -> Kept:
    """What came of a page that is withheld now."""
    if after.standing == "held":
        return Kept(held=after.reason, doubt=Doubt(reason=after.reason or "") if page.standing != "held" else None)
    return Kept(sealed=int(after.standing == "sealed"))
