"""What of a reading may be told: the seal and the brake, held against what is stored.

    sealed     under an embargo until an instant: read again then
    held       under one without a time, or doubtful: until the operator says, or the page shows otherwise
    discarded  the operator said that it is never to be told; what it says later may be

Of a page that is withheld only its key, its stamp and a fingerprint are kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from feeder import schedule
from feeder.decide import brake, changes, embargo, select
from feeder.decide.brake import Doubt
from feeder.model import Document, Entry, Extraction, Page, Source
from feeder.secrecy import masked
from feeder.store import Transaction


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a page says now, or its row where that says all. `document` is None for a row."""

    page: Page
    found: Entry
    document: Document | None = None
    is_old_row: bool = False
    by: str | None = None  #: the settings and the parser that read it
    how: Extraction | None = None  #: how its document was read; None for a row, and in a newsletter
    said: Entry | None = None  #: what the bytes of last time say now, where another parser read them and they are kept

    @property
    def is_quiet(self) -> bool:
        """Whether the source said the same before: whatever differs is no news, and nobody is told. Nobody can tell
        where another parser finds other bytes, those of last time are gone, and the list says nothing new either."""
        if self.document is None:
            return self.is_old_row
        if self.page.body_hash is None:
            return False
        if self.page.reading == self.by:
            return self.is_known
        return self.has_old_bytes or (self.said is None and not self.page.is_stirred)

    @property
    def is_known(self) -> bool:
        """Whether the source says what it said: that may be shown, as it was shown then."""
        return self.has_old_bytes and not self.page.is_stirred

    @property
    def has_old_bytes(self) -> bool:
        return self.document is not None and self.document.hash == self.page.body_hash

    @property
    def is_marked(self) -> bool:
        """Whether it is, or was, under an embargo: nothing of it is kept but what that allows."""
        return self.found.embargo is not None or self.found.status != "live"

    def masked(self, secrets: Sequence[str]) -> "Reading":
        """As it is told: without the secrets of the source's own address, which links of the page may carry on."""
        return replace(self, found=masked(self.found, secrets), said=masked(self.said, secrets)) if secrets else self

    def known(self, before: Entry) -> Entry:
        """What is stored, as the parser of now would have read it."""
        if self.said is None or before.status == "withdrawn":
            return before
        return changes.settled(before, live(self.said))


@dataclass(frozen=True, kw_only=True)
class Gate:
    tx: Transaction
    source: Source
    now: datetime

    def doubts(self, readings: Sequence[Reading], *, unchanged: int = 0) -> dict[str, Doubt]:
        """What is not to be told of these readings, by key of their pages; `unchanged` pages were read beside them."""
        new: list[Reading] = []
        changed: list[Reading] = []
        for reading in readings:
            before = self.tx.entries.at(self.source.uid, reading.page.key)
            if before is None:
                new += [reading] if self.is_wanted(reading.found) else []
            elif not reading.is_known and self._differs(reading, before) and reading.page.standing != "released":
                changed.append(reading)
        refused = [one for one in (*new, *changed) if brake.is_refusal(one.found.title)]
        changed = [one for one in changed if not one.is_quiet]
        return {
            **self._rewritten(changed, of=unchanged + len(readings) - len(new)),
            **self._repeated(new),
            **{one.page.key: Doubt(reason=brake.REFUSAL) for one in refused},
        }

    def _rewritten(self, changed: Sequence[Reading], *, of: int) -> dict[str, Doubt]:
        """Of a folder, where only what was edited is read again, all documents count."""
        if not changed:
            return {}
        keys = {reading.page.key for reading in changed}
        held = [page for page in self.tx.pages.withheld(self.source.uid) if page.reason == brake.REWRITTEN]
        others = sum(page.key not in keys for page in held)
        if self.source.is_folder:
            of = self.tx.pages.count(self.source.uid) - others
        doubt = brake.rewritten(len(changed) + others, of + others)
        return dict.fromkeys(keys, doubt) if doubt else {}

    def _repeated(self, new: Sequence[Reading]) -> dict[str, Doubt]:
        is_first = not self.tx.sources.checkpoint(self.source.uid).first_done
        titles = brake.repeated([reading.found for reading in new], is_first=is_first)
        alike = [reading.page.key for reading in new if brake.fold(reading.found.title) in titles]
        return dict.fromkeys(alike, Doubt(reason=brake.ONE_TITLE, evidence={"entries": len(alike)}))

    def _differs(self, reading: Reading, before: Entry) -> bool:
        return changes.change(reading.known(before), live(reading.found), now=self.now) is not None

    def withheld(self, reading: Reading, before: Entry | None, doubt: Doubt | None) -> Page | None:
        """The page of what is sealed, held or discarded, without a word of it; None where it may be told. What was
        published before stays."""
        page, found = reading.page, reading.found
        if before and (reading.is_known or not self._differs(reading, before)):
            return None
        bare = replace(page, row=None, etag=None, last_modified=None, until=None, judged=changes.fingerprint(found))
        if until := embargo.sealed_until(found, self.now):
            stays = "what was published before stays" if before else None
            return replace(bare, standing="sealed", until=until, next_read=until, initial=False, reason=stays)
        if page.standing == "discarded" and page.judged == bare.judged:
            return bare
        if embargo.is_open_ended(found):
            doubt = Doubt(reason=embargo.UNREADABLE)
        if doubt is None or page.standing == "released":
            return None
        by_page = reading.document is not None and self.source.is_web  # a row or a file is seen at each look
        again = schedule.next_reread(self.now, 1) if by_page else page.next_read
        return replace(bare, standing="held", reason=doubt.reason, next_read=again, initial=False)

    def is_wanted(self, entry: Entry) -> bool:
        return select.worded(select.words_of(entry), self.source.include, self.source.exclude)


def oldest_first(readings: Sequence[Reading]) -> list[Reading]:
    """In the order in which they are told: day by day where all say when they were published, within a day and
    otherwise against the order of a list, which has the newest on top."""
    upwards = list(reversed(readings))
    days = {id(one): one.found.published.at.date() for one in upwards if one.found.published}
    return sorted(upwards, key=lambda one: days[id(one)]) if len(days) == len(upwards) else upwards


def live(found: Entry) -> Entry:
    """What is told is under no embargo any more, whatever it prints."""
    return replace(found, status="live") if embargo.is_open_ended(found) else found
