"""How a visit ends: when the source is due again, and what is kept of it as it came."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from http import HTTPStatus
from random import Random

from feeder import schedule
from feeder.decide import plan
from feeder.errors import FeederError, FetchError, Gone
from feeder.ledger.book import Book
from feeder.model import Answer, Change, Checkpoint, Document, Moment, Page
from feeder.recorder import Kept
from feeder.store.raws import LIST

ALARM = 2  #: visits in a row that must fail before an event tells of it: one hiccup alarms nobody


class Ends(Book):
    def succeeded(
        self, limits: schedule.Limits, *, answer: Answer | None = None, is_new: bool = False, is_cut: bool = False
    ) -> Kept:
        """All that is due was read, or as much of it as there was time for: then the next visit goes on at once.
        `answer` is what the source's server gave, `is_new` whether that was another list."""
        last = self.checkpoint()
        if last.failures >= ALARM:
            self.recorder.tell("source.recovered", [f"the visit succeeded after {last.failures} failures"])
        vanished = self.tx.pages.vanished(self.source.uid, most=plan.MISSED) if self.source.is_folder else []
        gone = () if is_cut else self._withdraw(plan.gone(vanished))
        is_doubtful = plan.is_doubtful(vanished)
        due = schedule.after_success(
            self.source, self.now, limits, self._releases(), is_first=not last.first_done, is_doubtful=is_doubtful
        )
        if answer and answer.document and is_new:
            self._keep_list(answer.document)
        last = self._answered(last, answer)
        after = replace(last, failures=0, error=None, last_success=self.now, first_done=True, not_before=None)
        withheld = self._ended(after, self.now if is_cut else due)
        return Kept(changes=gone, held=next((page.reason for page in withheld if page.standing == "held"), None))

    def _answered(self, last: Checkpoint, answer: Answer | None) -> Checkpoint:
        """What the server gave to be asked with next time. A list that is held was as if never seen; the same bytes may
        come with another tag."""
        if answer is None:
            return last
        last, document = replace(last, move=answer.move), answer.document
        if document is None or document.hash != last.body_hash:
            return last
        return replace(
            last, etag=document.etag, last_modified=document.last_modified, validates=answer.url, had=self.now
        )

    def _withdraw(self, pages: Sequence[Page]) -> tuple[Change, ...]:
        self.tx.pages.put(self.source.uid, map(plan.withdrawn, pages))
        return tuple(change for page in pages if (change := self.recorder.withdraw(page)))

    def failed(self, problem: FeederError, limits: schedule.Limits, chance: Random) -> None:
        last = self.checkpoint()
        failures = last.failures + 1
        if failures == ALARM:
            self.recorder.tell("source.failing", [str(problem)])
        asked = problem.retry_after if isinstance(problem, FetchError) else None
        is_final = isinstance(problem, Gone) and problem.status == HTTPStatus.GONE
        rarely = schedule.MOST_RARELY if is_final else failures
        due = schedule.after_failure(
            self.source, self.now, limits, rarely, self._releases(), retry_after=asked, chance=chance
        )
        self._ended(replace(last, failures=failures, error=str(problem), not_before=asked), due)

    def left_alone(self, until: datetime) -> None:
        """Nothing was asked of the source, as its host wants it."""
        self.tx.sources.put_checkpoint(self.source.uid, replace(self.checkpoint(), next_due=until, asked=None))

    def _ended(self, after: Checkpoint, due: datetime) -> Sequence[Page]:
        """The source is due again, no later than when the first of its documents is sealed no more, or than somebody
        wanted it since the visit began; and no sooner than its server asked. Gives what is withheld of it."""
        withheld = self.tx.pages.withheld(self.source.uid)
        woken = [page.until for page in withheld if page.until and page.until > self.now]
        due = max(min([due, *woken, after.asked or due]), after.not_before or self.now)
        after = replace(after, last_visit=self.now, next_due=due, asked=None)
        self.tx.sources.put_checkpoint(self.source.uid, after)
        return withheld

    def is_heavy(self) -> bool:
        """Whether what is kept of the source as it came takes more than it may."""
        return self.tx.raws.size(self.source.uid) > self.raw_size

    def let_go(self) -> int:
        """Drops the oldest of it; gives how many documents."""
        return self.tx.raws.trim_to(self.source.uid, self.raw_size)

    def _keep_list(self, seen: Document) -> None:
        """Not while any of its rows may not be told: it says what they say."""
        is_looked_at = seen.hash == self.checkpoint().body_hash  # else it is held
        if self.keeps_raw and is_looked_at and self._is_told():
            self.tx.raws.put(self.source.uid, LIST, seen)
        else:
            self.tx.raws.drop(self.source.uid, LIST)

    def _is_told(self) -> bool:
        return not self.tx.pages.is_any_untold(self.source.uid, self.now, most_failures=schedule.MOST_FAILURES)

    def _releases(self) -> list[Moment]:
        """When the newest entries were published. Where none says so, it was seen: to the day, as the hour is ours."""
        if self.source.cron or self.source.every != "auto":
            return []
        newest = self.tx.entries.latest(self.source.uid, limit=schedule.PATTERN)
        told = [one.published or (one.first_seen and Moment(at=one.first_seen, precision="day")) for one in newest]
        return [moment for moment in told if moment]
