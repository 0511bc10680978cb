"""What is kept of each step of a visit: one transaction, whole or not at all.

looked      the checkpoint, the pages it leads to, and the entries that need no page of their own
read        one page's entry, with its event
unread      one page that could not be had or understood
succeeded, failed       when the source is due again

What is sealed or held leaves nothing here but its page's key and stamp, and when to read it again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from random import Random

from feeder import schedule
from feeder.decide import brake, changes, identity, plan, select
from feeder.decide.brake import Doubt
from feeder.errors import FeederError, FetchError, Gone
from feeder.gate import Gate, Reading, live
from feeder.model import Change, Checkpoint, Document, Entry, Feed, Moment, Page, Source, Standing
from feeder.store import Transaction

ALARM = 2  #: visits in a row that must fail before an event tells of it: one hiccup alarms nobody


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What a step changed."""

    changes: tuple[Change, ...] = ()
    filtered: int = 0
    sealed: int = 0
    held: str | None = None
    doubt: Doubt | None = None
    error: str | None = None  #: what may be said of a page that could not be read


@dataclass(frozen=True, kw_only=True)
class Ledger:
    tx: Transaction
    source: Source
    feeds: Sequence[Feed]
    now: datetime

    @property
    def gate(self) -> Gate:
        return Gate(tx=self.tx, source=self.source, now=self.now)

    def checkpoint(self) -> Checkpoint:
        return self.tx.sources.checkpoint(self.source.uid)

    def recalled(self) -> Checkpoint:
        """The checkpoint for a look; one that takes even an unchanged list, where it must say again what it said."""
        last = self.checkpoint()
        if self.source.is_folder or not plan.wants_its_row(self.tx.pages.of(self.source.uid), self.now):
            return last
        return replace(last, etag=None, last_modified=None, body_hash=None)

    def due(self) -> list[Page]:
        pages = plan.due(self.tx.pages.of(self.source.uid), self.now, is_folder=self.source.is_folder)
        return [page for page in pages if page.standing != "sealed" or self.source.follow]

    def stamps(self) -> dict[str, str]:
        """The stamp of every page by its key."""
        return {key: page.stamp for key, page in self.tx.pages.of(self.source.uid).items()}

    def knows_any(self) -> bool:
        return bool(self.tx.pages.of(self.source.uid))

    # Looks ----------------------------------------------------------------------------------------------------------

    def looked(self, document: Document | None, title: str | None, found: Sequence[plan.Sighting]) -> Kept:
        """A look that saw something else than the last one. `document` is None where the source is a folder."""
        last = self.checkpoint()
        known = self.tx.pages.of(self.source.uid)
        flood = self._flood(last, found, known)
        if flood and not last.verdict:
            self._hold_look(last, flood)
            return Kept(held=flood.reason)
        planned = plan.look(
            found,
            known,
            now=self.now,
            initial=not last.first_done,
            reread=last.reading is not None and last.reading != self.source.reading,
            is_folder=self.source.is_folder,
            may_hold=not last.verdict,
        )
        pages = [
            self._discarded(page, known) if flood and last.verdict == "discard" else page for page in planned.pages
        ]
        kept = self._keep_rows(pages, found, quiet=document is not None and document.hash == last.body_hash)
        withdraw = () if last.verdict == "discard" else planned.withdraw
        gone = [change for page in withdraw if (change := self._withdraw(page))]
        self._tell_held([Doubt(reason=planned.held) if planned.held else None])
        most_new = last.most_new if flood or not last.first_done else max(last.most_new, len(_new(found, known)))
        self._put_look(replace(last, held=planned.held, verdict=None, most_new=most_new), document, title)
        return replace(kept, changes=(*kept.changes, *gone), held=planned.held or kept.held)

    def _flood(self, last: Checkpoint, found: Sequence[plan.Sighting], known: Mapping[str, Page]) -> Doubt | None:
        """What is filled by hand is meant: a folder, and a source that was set otherwise."""
        if self.source.is_folder or not last.first_done or last.reading != self.source.reading:
            return None
        success = last.last_success
        return brake.flooded(found, known, most_new=last.most_new, last_success=success, now=self.now)

    def _hold_look(self, last: Checkpoint, doubt: Doubt) -> None:
        """As if nobody had looked, so that the next look finds the same, or the list as it was."""
        self._tell_held([doubt])
        self.tx.sources.put_checkpoint(self.source.uid, replace(last, held=doubt.reason))

    def _discarded(self, page: Page, known: Mapping[str, Page]) -> Page:
        return page if page.key in known else replace(page, standing="discarded", next_read=None)

    def _keep_rows(self, pages: Sequence[Page], found: Sequence[plan.Sighting], *, quiet: bool) -> Kept:
        """Stores the pages of a look: tells the rows that need no page of their own, and heeds the marks of all."""
        rows = {sighting.key: sighting.row for sighting in found if sighting.row}
        plain, readings, marked = [], [], []
        for page in pages:
            row = rows.get(page.key)
            if row is None or page.next_read is None:
                plain.append(self._forgotten(page))
            elif self._is_whole(row):
                read = replace(page, reads=page.reads + 1, next_read=None)
                readings.append(Reading(page=read, found=row, is_old_row=quiet and page.standing == "open"))
            elif withheld := self.gate.withheld(Reading(page=replace(page, next_read=None), found=row), None, None):
                marked.append((withheld, self._of_withheld(page, withheld)))
            else:
                plain.append(page)
        doubts = self.gate.doubts(readings)
        taken = [*marked, *(self._take(reading, doubts.get(reading.page.key)) for reading in readings)]
        self._tell_held(kept.doubt for _, kept in taken)
        self.tx.pages.put(self.source.uid, [*plain, *(page for page, _ in taken)])
        return _sum([kept for _, kept in taken])

    def _forgotten(self, page: Page) -> Page:
        """What was sealed and is off its list, with no page to read: should it come back, it is new."""
        if page.listed or page.standing != "sealed" or (self.source.follow and page.url):
            return page
        return replace(page, standing="open", stamp="", until=None, next_read=None)

    def _is_whole(self, row: Entry) -> bool:
        """Whether a listing says all that will be known of an entry, so that no page is opened for it."""
        return row.is_complete or row.url is None or not self.source.follow

    def _put_look(self, last: Checkpoint, document: Document | None, title: str | None) -> None:
        if last.title is None and title:
            self.tx.feeds.want([self.source.slug])
        after = replace(last, reading=self.source.reading, title=last.title or title)
        if document:
            after = replace(after, etag=document.etag, last_modified=document.last_modified, body_hash=document.hash)
        self.tx.sources.put_checkpoint(self.source.uid, after)

    # Pages ----------------------------------------------------------------------------------------------------------

    def unchanged(self, page: Page) -> Kept:
        """A page of which the server says that it is as it was."""
        self._put(self._after_read(page))
        return Kept()

    def read(self, reading: Reading, doubt: Doubt | None = None) -> Kept:
        """A page that was read. The same bytes tell nobody anything new."""
        page, kept = self._take(replace(reading, page=self._after_read(self._itself(reading))), doubt)
        self._tell_held([kept.doubt])
        self._put(page)
        return kept

    def _after_read(self, page: Page) -> Page:
        reads = page.reads + 1
        again = None if self.source.is_folder else schedule.next_reread(self.now, reads)
        return replace(page, reads=reads, failures=0, error=None, missing=0, next_read=again)

    def _itself(self, reading: Reading) -> Page:
        """The page; where its document is one that vanished under another name, that page under the new one."""
        page = reading.page
        if not self.source.is_folder or page.reads:
            return page
        other = self.tx.entries.at(self.source.uid, page.key)
        if other and (other.status != "withdrawn" or changes.are_one(other, reading.found)):
            return page
        old = self._vanished(reading)
        if old is None:
            return page
        if other and other.id:  # the name was another document's, long ago
            self.tx.entries.rekey(other.id, f"{page.key}\n{other.id}")
        entry = self.tx.entries.at(self.source.uid, old.key)
        if entry and entry.id:
            self.tx.entries.rekey(entry.id, page.key)
        self.tx.pages.drop(self.source.uid, old.key)
        return replace(old, key=page.key, url=page.url, stamp=page.stamp, listed=True, missing=0)

    def _vanished(self, reading: Reading) -> Page | None:
        """The page that the last look missed and whose entry says nearly the same, the same bytes first."""
        missed = [page for page in self.tx.pages.vanished(self.source.uid) if page.missing < plan.MISSED]
        for page in missed:
            if reading.document and page.body_hash == reading.document.hash:
                return page
        stored = ((page, self.tx.entries.at(self.source.uid, page.key)) for page in missed)
        return next((page for page, entry in stored if entry and changes.are_one(entry, reading.found)), None)

    def unread(self, page: Page, problem: FeederError) -> Kept:
        """A page that could not be had or understood: tried again later; told from its listing where that is hopeless;
        withdrawn where it is off its list and gone for good."""
        if isinstance(problem, Gone) and not page.listed:
            return self._gone(replace(page, missing=page.missing + 1))
        failures = page.failures + 1
        asked = problem.retry_after if isinstance(problem, FetchError) else None
        again = None if self.source.is_folder else schedule.next_retry(self.now, failures, retry_after=asked)
        after = replace(page, failures=failures, error=str(problem), next_read=again)
        if page.is_withheld and not (page.until and page.until <= self.now):
            after = replace(after, row=None, error=f"a {page.standing} document could not be read again")
        row, kept = after.row, Kept()
        if row and row.title and not page.reads and schedule.is_hopeless(failures):
            reading = Reading(page=after, found=row)
            after, kept = self._take(reading, self.gate.doubts([reading]).get(page.key))
            self._tell_held([kept.doubt])
        self._put(after)
        return replace(kept, error=after.error)

    def _gone(self, page: Page) -> Kept:
        is_final = plan.is_withdrawn(page)
        again = None if is_final else schedule.next_reread(self.now, 1)
        self._put(replace(page, next_read=again))
        change = self._withdraw(page) if is_final else None
        return Kept(changes=(change,) if change else ())

    def _put(self, page: Page) -> None:
        self.tx.pages.put(self.source.uid, [page])

    # The end of a visit ---------------------------------------------------------------------------------------------

    def succeeded(self, limits: schedule.Limits) -> str | None:
        """Gives what is held of the source."""
        last = self.checkpoint()
        if last.failures >= ALARM:
            self._tell("source.recovered", [f"the visit succeeded after {last.failures} failures"])
        is_doubtful = self.source.is_folder and plan.is_doubtful(self.tx.pages.of(self.source.uid))
        due = schedule.after_success(
            self.source, self.now, limits, self._releases(), is_first=not last.first_done, is_doubtful=is_doubtful
        )
        withheld = self.tx.pages.withheld(self.source.uid)
        after = replace(last, failures=0, error=None, last_visit=self.now, last_success=self.now, first_done=True)
        after = replace(after, next_due=self._woken(due, withheld), not_before=None)
        self.tx.sources.put_checkpoint(self.source.uid, after)
        return next((page.reason for page in withheld if page.standing == "held"), None)

    def _woken(self, due: datetime, withheld: Sequence[Page]) -> datetime:
        """When the source is due, no later than when the first of its documents is sealed no more."""
        return min([due, *(page.until for page in withheld if page.until and page.until > self.now)])

    def failed(self, problem: FeederError, limits: schedule.Limits, chance: Random) -> None:
        last = self.checkpoint()
        failures = last.failures + 1
        if failures == ALARM:
            self._tell("source.failing", [str(problem)])
        asked = problem.retry_after if isinstance(problem, FetchError) else None
        due = schedule.after_failure(
            self.source, self.now, limits, failures, self._releases(), retry_after=asked, chance=chance
        )
        due = max(self._woken(due, self.tx.pages.withheld(self.source.uid)), asked or self.now)
        self.tx.sources.put_checkpoint(
            self.source.uid,
            replace(last, failures=failures, error=str(problem), last_visit=self.now, next_due=due, not_before=asked),
        )

    def _releases(self) -> list[Moment]:
        """When the newest entries were published. Where none says so, it was seen: to the day, as the hour is ours."""
        if self.source.cron or self.source.every != "auto":
            return []
        newest = self.tx.entries.latest(self.source.uid, limit=schedule.PATTERN)
        told = [one.published or (one.first_seen and Moment(at=one.first_seen, precision="day")) for one in newest]
        return [moment for moment in told if moment]

    # Entries --------------------------------------------------------------------------------------------------------

    def _take(self, reading: Reading, doubt: Doubt | None) -> tuple[Page, Kept]:
        """The page as it is to be stored, and what became of its entry: nothing while it is withheld."""
        page, found = reading.page, reading.found
        before = self.tx.entries.at(self.source.uid, page.key)
        if withheld := self.gate.withheld(reading, before, doubt):
            return withheld, self._of_withheld(page, withheld)
        change = self._record(page, live(found), before, quiet=reading.is_quiet)
        standing: Standing = "released" if page.standing == "released" else "open"
        after = replace(page, standing=standing, until=None, reason=None, judged=None)
        if reading.document:
            told = reading.document
            after = replace(after, etag=told.etag, last_modified=told.last_modified, body_hash=told.hash)
        return after, Kept(changes=(change,) if change else (), filtered=int(not self.gate.is_wanted(found)))

    def _of_withheld(self, page: Page, after: Page) -> Kept:
        if after.standing == "held":
            return Kept(held=after.reason, doubt=Doubt(reason=after.reason or "") if page.standing != "held" else None)
        return Kept(sealed=int(after.standing == "sealed"))

    def _record(self, page: Page, found: Entry, before: Entry | None, *, quiet: bool) -> Change | None:
        """Holds what was found against what is stored; `quiet` stores a difference without telling anybody. What was
        never told before is told in any case."""
        if before is None and not self.gate.is_wanted(found):
            return None
        entry_id = before.id if before else self._new_id(page.key)
        known = replace(found, id=entry_id, source=self.source.slug, first_seen=self._first_seen(page))
        change = changes.change(before, known, now=self.now)
        if change is None:
            self._settle(before, known)
            return None
        self.tx.entries.record(self.source.uid, page.key, change, now=self.now)
        return self._announce(change, page, quiet=quiet and before is not None)

    def _new_id(self, key: str) -> str:
        """The id of the key; another one where the document that had it first was renamed since."""
        names = (key if number == 1 else f"{key}\n{number}" for number in count(1))
        ids = (identity.entry_id(self.source.uid, name) for name in names)
        return next(one for one in ids if self.tx.entries.get(one) is None)

    def _first_seen(self, page: Page) -> datetime:
        """What was withheld is seen first when it is told."""
        return page.first_seen if page.standing == "open" else min(page.until or self.now, self.now)

    def _settle(self, before: Entry | None, found: Entry) -> None:
        if before is not None and (settled := changes.settled(before, found)) != before:
            self.tx.entries.settle(settled)
            self.tx.feeds.want(self._shown_in(settled))

    def _withdraw(self, page: Page) -> Change | None:
        before = self.tx.entries.at(self.source.uid, page.key)
        change = changes.withdrawal(before, now=self.now) if before else None
        if change is None:
            return None
        self.tx.entries.record(self.source.uid, page.key, change, now=self.now)
        return self._announce(change, page, quiet=False)

    def _announce(self, change: Change, page: Page, *, quiet: bool) -> Change | None:
        entry = change.entry
        slugs = self._shown_in(entry)
        before = self._shown_in(change.before) if change.before else []
        self.tx.feeds.want({*slugs, *before})
        if quiet:
            return None
        initial = page.initial and (change.kind == "created" or not self.checkpoint().first_done)
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

    def _tell_held(self, doubts: Iterable[Doubt | None]) -> None:
        """Once, until nothing of the source is held any more."""
        new = [doubt for doubt in doubts if doubt]
        is_known = self.checkpoint().held or any(
            page.standing == "held" for page in self.tx.pages.withheld(self.source.uid)
        )
        if new and not is_known:
            reasons = list(dict.fromkeys(doubt.reason for doubt in new))
            self._tell("source.held", reasons, {"documents": len(new), **new[0].evidence})

    def _tell(self, kind: str, reasons: Sequence[str], evidence: Mapping[str, int] | None = None) -> None:
        data = {"source": self.source.slug, "reasons": list(reasons), "evidence": dict(evidence or {})}
        self.tx.log.append(kind, data, of=self.source, now=self.now)


def _new(found: Sequence[plan.Sighting], known: Mapping[str, Page]) -> list[str]:
    return [sighting.key for sighting in found if sighting.key not in known]


def _sum(kept: Sequence[Kept]) -> Kept:
    return Kept(
        changes=tuple(change for one in kept for change in one.changes),
        filtered=sum(one.filtered for one in kept),
        sealed=sum(one.sealed for one in kept),
        held=next((one.held for one in kept if one.held), None),
    )
