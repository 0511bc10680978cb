"""What every step of a visit works with, and what is kept of a page whichever step it was."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from feeder import schedule
from feeder.errors import FeederError, FetchError
from feeder.gate import Gate
from feeder.model import Checkpoint, Feed, Page, Source
from feeder.recorder import Recorder
from feeder.store import Transaction


@dataclass(frozen=True, kw_only=True)
class Book:
    tx: Transaction
    source: Source
    feeds: Sequence[Feed]
    now: datetime
    parser: str = ""  #: names what reads; another name, and the same bytes may say something else
    keeps_raw: bool = False
    raw_size: int = 0

    @property
    def recorder(self) -> Recorder:
        return Recorder(tx=self.tx, source=self.source, feeds=self.feeds, now=self.now, keeps_raw=self.keeps_raw)

    @property
    def gate(self) -> Gate:
        return self.recorder.gate

    def checkpoint(self) -> Checkpoint:
        return self.tx.sources.checkpoint(self.source.uid)

    def _is_read_otherwise(self, last: Checkpoint) -> bool:
        return (last.reading, last.parser) != (self.source.reading, self.parser)

    def _put(self, page: Page) -> None:
        self.tx.pages.put(self.source.uid, [page])

    def _is_as_recalled(self, page: Page) -> bool:
        """Whether the operator judged it meanwhile: then it is read again, as he says."""
        now = self.tx.pages.at(self.source.uid, page.key)
        return now is not None and now.standing == page.standing

    def _after_read(self, page: Page) -> Page:
        reads = page.reads + 1
        again = schedule.next_reread(self.now, reads) if self.source.is_web else None
        return replace(page, reads=reads, failures=0, error=None, missing=0, next_read=again)

    def _unread(self, page: Page, problem: FeederError, *, is_hopeless: bool) -> Page:
        failures = max(page.failures, schedule.MOST_FAILURES if is_hopeless else 0) + 1
        asked = problem.retry_after if isinstance(problem, FetchError) else None
        again = schedule.next_retry(self.now, failures, retry_after=asked)
        return replace(page, failures=failures, error=self._said_of(page, problem), next_read=again)

    def _is_secret(self, page: Page) -> bool:
        return page.is_withheld and not (page.until and page.until <= self.now)

    def _said_of(self, page: Page, problem: FeederError) -> str:
        """What people are told: of what is withheld not even where it is."""
        return f"a {page.standing} document could not be read again" if self._is_secret(page) else str(problem)
