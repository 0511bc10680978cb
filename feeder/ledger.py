"""What is kept of each step of a visit: one transaction, whole or not at all.

looked      the checkpoint, the pages it leads to, and the entries that need no page of their own
read        one page's entry, with its event
unread      one page that could not be had or understood
succeeded, failed       when the source is due again
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from feeder import schedule
from feeder.decide import changes, identity, plan, select
from feeder.errors import FeederError, FetchError, Gone
from feeder.model import Change, Checkpoint, Document, Entry, Feed, Moment, Page, Source
from feeder.store import Transaction

ALARM = 2  #: visits in a row that must fail before an event tells of it: one hiccup alarms nobody


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What a step changed."""

    changes: tuple[Change, ...] = ()
    filtered: int = 0
    held: str | None = None


@dataclass(frozen=True, kw_only=True)
class Ledger:
    tx: Transaction
    source: Source
    feeds: Sequence[Feed]
    now: datetime

    def checkpoint(self) -> Checkpoint:
        return self.tx.sources.checkpoint(self.source.uid)

    def due(self) -> list[Page]:
        return plan.due(self.tx.pages.of(self.source.uid), self.now, is_folder=self.source.is_folder)

    def looked(self, document: Document | None, title: str | None, found: Sequence[plan.Sighting]) -> Kept:
        """A look that saw something else than the last one. `document` is None where the source is a folder."""
        last = self.checkpoint()
        planned = plan.look(
            found,
            self.tx.pages.of(self.source.uid),
            now=self.now,
            initial=not last.first_done,
            reread=last.reading is not None and last.reading != self.source.reading,
            is_folder=self.source.is_folder,
            may_hold=not last.released,
        )
        whole = {sighting.key: sighting.row for sighting in found if sighting.row and self._is_whole(sighting.row)}
        told = [(page, whole[page.key]) for page in planned.pages if page.key in whole]
        opened = [page for page in planned.pages if page.key not in whole]
        quiet = document is not None and document.hash == last.body_hash
        made = [self._record(page, row, quiet=quiet) for page, row in told]
        read = [replace(page, reads=page.reads + 1, next_read=None) for page, _ in told]
        self.tx.pages.put(self.source.uid, [*opened, *read])
        gone = [self._withdraw(page) for page in planned.withdraw]
        self._put_look(last, document, title, planned.held)
        return Kept(
            changes=tuple(change for change in (*made, *gone) if change),
            filtered=sum(not self._is_wanted(row) for _, row in told),
            held=planned.held,
        )

    def _is_whole(self, row: Entry) -> bool:
        """Whether a listing says all that will be known of an entry, so that no page is opened for it."""
        return row.is_complete or row.url is None or not self.source.follow

    def _put_look(self, last: Checkpoint, document: Document | None, title: str | None, held: str | None) -> None:
        if held and not last.held:
            self._tell("source.held", [held])
        if last.title is None and title:
            self.tx.feeds.want([self.source.slug])
        after = replace(last, reading=self.source.reading, held=held, released=False, title=last.title or title)
        if document:
            after = replace(after, etag=document.etag, last_modified=document.last_modified, body_hash=document.hash)
        self.tx.sources.put_checkpoint(self.source.uid, after)

    def read(self, page: Page, document: Document | None, found: Entry | None) -> Kept:
        """A page that was read; `document` is None where it is unchanged. The same bytes tell nobody anything new."""
        reads = page.reads + 1
        again = None if self.source.is_folder else schedule.next_reread(self.now, reads)
        after = replace(page, reads=reads, failures=0, error=None, missing=0, next_read=again)
        if document is None or found is None:
            self.tx.pages.put(self.source.uid, [after])
            return Kept()
        change = self._record(page, found, quiet=document.hash == page.body_hash)
        after = replace(after, etag=document.etag, last_modified=document.last_modified, body_hash=document.hash)
        self.tx.pages.put(self.source.uid, [after])
        return Kept(changes=(change,) if change else (), filtered=int(not self._is_wanted(found)))

    def unread(self, page: Page, problem: FeederError) -> Kept:
        """A page that could not be had or understood: tried again later; told from its listing where that is hopeless;
        withdrawn where it is off its list and gone for good."""
        if isinstance(problem, Gone) and not page.listed:
            return self._gone(replace(page, missing=page.missing + 1))
        failures = page.failures + 1
        asked = problem.retry_after if isinstance(problem, FetchError) else None
        again = None if self.source.is_folder else schedule.next_retry(self.now, failures, retry_after=asked)
        self.tx.pages.put(self.source.uid, [replace(page, failures=failures, error=str(problem), next_read=again)])
        if page.row is None or not page.row.title or page.reads or not schedule.is_hopeless(failures):
            return Kept()
        change = self._record(page, page.row, quiet=False)
        return Kept(changes=(change,) if change else ())

    def _gone(self, page: Page) -> Kept:
        is_final = plan.is_withdrawn(page)
        again = None if is_final else schedule.next_reread(self.now, 1)
        self.tx.pages.put(self.source.uid, [replace(page, next_read=again)])
        change = self._withdraw(page) if is_final else None
        return Kept(changes=(change,) if change else ())

    def succeeded(self, limits: schedule.Limits) -> None:
        last = self.checkpoint()
        if last.failures >= ALARM:
            self._tell("source.recovered", [f"the visit succeeded after {last.failures} failures"])
        is_doubtful = self.source.is_folder and plan.is_doubtful(self.tx.pages.of(self.source.uid))
        due = schedule.after_success(
            self.source, self.now, limits, self._releases(), is_first=not last.first_done, is_doubtful=is_doubtful
        )
        self.tx.sources.put_checkpoint(
            self.source.uid,
            replace(last, failures=0, error=None, last_visit=self.now, next_due=due, not_before=None, first_done=True),
        )

    def failed(self, problem: FeederError, limits: schedule.Limits, chance: Random) -> None:
        last = self.checkpoint()
        failures = last.failures + 1
        if failures == ALARM:
            self._tell("source.failing", [str(problem)])
        asked = problem.retry_after if isinstance(problem, FetchError) else None
        due = schedule.after_failure(
            self.source, self.now, limits, failures, self._releases(), retry_after=asked, chance=chance
        )
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

    # Entries ------------------------------------------------------------------------------------------------------

    def _record(self, page: Page, found: Entry, *, quiet: bool) -> Change | None:
        """Holds what was found against what is stored; `quiet` stores a difference without telling anybody. What was
        never told before is told in any case."""
        entry_id = identity.entry_id(self.source.uid, page.key)
        before = self.tx.entries.get(entry_id)
        if before is None and not self._is_wanted(found):
            return None
        known = replace(found, id=entry_id, source=self.source.slug, first_seen=page.first_seen)
        change = changes.change(before, known, now=self.now)
        if change is None:
            self._settle(before, known)
            return None
        self.tx.entries.record(self.source.uid, page.key, change, now=self.now)
        return self._announce(change, page, quiet=quiet and before is not None)

    def _settle(self, before: Entry | None, found: Entry) -> None:
        if before is not None and (settled := changes.settled(before, found)) != before:
            self.tx.entries.settle(settled)
            self.tx.feeds.want(self._shown_in(settled))

    def _withdraw(self, page: Page) -> Change | None:
        before = self.tx.entries.get(identity.entry_id(self.source.uid, page.key))
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

    def _is_wanted(self, entry: Entry) -> bool:
        return select.worded(select.words_of(entry), self.source.include, self.source.exclude)

    def _tell(self, kind: str, reasons: Sequence[str]) -> None:
        data = {"source": self.source.slug, "reasons": list(reasons), "evidence": {}}
        self.tx.log.append(kind, data, of=self.source, now=self.now)
