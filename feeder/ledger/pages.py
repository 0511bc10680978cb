"""What is kept of a page that was opened: its entry, or why there is none."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import reduce

from feeder import schedule
from feeder.decide import changes, plan
from feeder.decide.brake import Doubt
from feeder.errors import Disallowed, FeederError, FetchError, Gone, Waits
from feeder.gate import Reading
from feeder.ledger.recall import Recall, learned_more
from feeder.model import Entry, Extraction, Page, Template
from feeder.recorder import Kept


class Pages(Recall):
    def unchanged(self, page: Page) -> Kept:
        """A page of which the server says that it is as it was."""
        if self._is_as_recalled(page):
            self._put(self._after_read(page))
        return Kept()

    def read(self, reading: Reading, doubt: Doubt | None = None) -> Kept:
        """A page that was read. The same bytes tell nobody anything new."""
        if not self._is_as_recalled(reading.page):
            return Kept()
        page, kept = self.recorder.take(replace(reading, page=self._after_read(self._itself(reading))), doubt)
        self.recorder.tell_held([kept.doubt])
        self._put(page)
        return kept

    def learned_of(self, pages: Sequence[Extraction]) -> tuple[Template, ...]:
        """What is known of pages like these after them, in the order in which they were read."""
        before = self.templates()
        known = reduce(learned_more, pages, before)
        reading, parser = self.source.reading, self.parser
        for host in {one.host for one in {*before} ^ {*known}}:
            its = [one for one in known if one.host == host]
            self.tx.templates.put(self.source.uid, host, its, reading=reading, parser=parser, now=self.now)
        return known

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
        self.tx.raws.rekey(self.source.uid, old.key, page.key)
        is_stirred = old.is_stirred or old.stamp != page.stamp  # as of one that was saved under the name it had
        return replace(old, key=page.key, url=page.url, stamp=page.stamp, listed=True, missing=0, is_stirred=is_stirred)

    def _vanished(self, reading: Reading) -> Page | None:
        """The page that the last look missed and whose entry says nearly the same, the same bytes first."""
        missed = self.tx.pages.vanished(self.source.uid, most=plan.MISSED)
        for page in missed:
            if reading.document and page.body_hash == reading.document.hash:
                return page
        stored = ((page, self.tx.entries.at(self.source.uid, page.key)) for page in missed)
        return next((page for page, entry in stored if entry and changes.are_one(entry, reading.found)), None)

    def passed_over(self, page: Page) -> Kept:
        """A page that its list says nothing of, and that is no release: it is not opened again."""
        if self._is_as_recalled(page):
            self._put(replace(page, reads=page.reads + 1, standing="passed", next_read=None, failures=0, error=None))
        return Kept()

    def unread(self, page: Page, problem: FeederError, before: Entry | None = None) -> Kept:
        """A page that could not be had or understood: tried again later; told from its listing where that is hopeless,
        of which `before` is the row of last time as it is read now; withdrawn where it is off its list and gone for
        good."""
        if not self._is_as_recalled(page):
            return Kept()
        if isinstance(problem, Gone) and not page.listed:
            return self._gone(replace(page, missing=page.missing + 1))
        is_hopeless = isinstance(problem, Disallowed | Waits)  # to try soon again would be in vain
        after = self._unread(page, problem, is_hopeless=is_hopeless)
        if self._is_secret(page):
            after = replace(after, row=None)
        row, kept = after.row, Kept()
        if row and row.title and not page.reads and schedule.is_hopeless(after.failures):
            is_old = page.standing == "open" and not page.is_stirred
            told = replace(after, is_stirred=False)
            reading = Reading(page=told, found=row, is_old_row=is_old, said=before)
            after, kept = self.recorder.take(reading, self.gate.doubts([reading]).get(page.key))
            self.recorder.tell_held([kept.doubt])
        self._put(after)
        return replace(kept, error=after.error)

    def put_off(self, page: Page, problem: FetchError, until: datetime) -> Kept:
        """A page whose host wants to be left alone: nothing is known against it."""
        if self._is_as_recalled(page):
            self._put(replace(page, row=None if self._is_secret(page) else page.row, next_read=until))
            self.tx.sources.make_due(self.source.uid, until)
        return Kept(error=self._said_of(page, problem))

    def _gone(self, page: Page) -> Kept:
        is_final = plan.is_withdrawn(page)
        again = None if is_final else schedule.next_reread(self.now, 1)
        self._put(replace(page, next_read=again, failures=0, error=None))
        change = self.recorder.withdraw(page) if is_final else None
        return Kept.of(change)
