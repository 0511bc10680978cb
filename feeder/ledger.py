"""What is kept of each step of a visit: one transaction, whole or not at all.

looked      the checkpoint, the pages it leads to, and the entries that need no page of their own
backfilled  what a later page of the list shows and nobody knew
parts_read  the sitemaps of an index that could not be had, and those that could be again
read        one page's entry, with its event
unread      one page that could not be had or understood
succeeded, failed       when the source is due again

What is sealed or held leaves nothing here but its page's key and stamp, and when to read it again.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from random import Random

from feeder import schedule
from feeder.decide import brake, changes, deadlink, plan
from feeder.decide.brake import Doubt
from feeder.errors import Disallowed, FeederError, FetchError, Gone, Refused, Waits
from feeder.gate import Gate, Reading, oldest_first
from feeder.model import (
    Answer,
    Change,
    Checkpoint,
    Document,
    Entry,
    Extraction,
    Feed,
    Learned,
    ListRule,
    Moment,
    Page,
    Source,
)
from feeder.recorder import Kept, Recorder, of_withheld
from feeder.store import Transaction
from feeder.store.raws import LIST
from feeder.store.rules import Known

#: How long a server is believed that nothing changed: some say so for ever. Then the list is asked for whole.
BELIEVED = timedelta(days=1)
#: A rule is believed so long, while it fits; then the page is searched again, for what a rule never sees is not missed.
PROVEN = timedelta(days=7)
ALARM = 2  #: visits in a row that must fail before an event tells of it: one hiccup alarms nobody


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What a look needs to know of the sitemaps of an index, by address."""

    since: datetime | None  #: those that did not change since are not asked; None: all are
    wanted: Collection[str]  #: could not be had, and are to be asked again now
    resting: Collection[str]  #: could not be had, and are not


@dataclass(frozen=True, kw_only=True)
class Ledger:
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

    def recalled(self) -> Checkpoint:
        """The checkpoint for a look; one that takes even an unchanged list, where it must say again what it said, or
        names a sitemap that is to be asked again."""
        last = self._recalled(ready := self.tx.pages.ready(self.source.uid, self.now))
        is_part_due = any(page.standing == "part" for page in ready)
        return replace(last, etag=None, last_modified=None, body_hash=None) if is_part_due else last

    def _recalled(self, ready: Sequence[Page]) -> Checkpoint:
        last = self.checkpoint()
        is_old = last.had is None or self.now - last.had >= BELIEVED
        if is_old or self._is_read_otherwise(last):  # the same bytes may mean something else now: they are to be sent
            last = replace(last, etag=None, last_modified=None)
        if not self.source.is_web or not plan.wants_its_row(ready, self.now):
            return last
        return replace(last, etag=None, last_modified=None, body_hash=None)

    def _is_read_otherwise(self, last: Checkpoint) -> bool:
        return (last.reading, last.parser) != (self.source.reading, self.parser)

    def parts(self) -> Parts:
        """What is known of the sitemaps of an index. Without a validator each row is wanted: then even what is older is
        asked for."""
        last, known = (
            self._recalled(self.tx.pages.ready(self.source.uid, self.now)),
            self.tx.pages.parts(self.source.uid),
        )
        resting = {url for url, page in known.items() if page.next_read and page.next_read > self.now}
        since = last.last_success if last.etag or last.last_modified else None
        return Parts(since=since, wanted=known.keys() - resting, resting=resting)

    def due(self) -> list[Page]:
        ready = self.tx.pages.ready(self.source.uid, self.now)
        pages = plan.due(ready, self.now, is_folder=self.source.is_folder)
        return [page for page in pages if page.standing != "sealed" or self.source.follow]

    def learned(self) -> Learned | None:
        """The rule of its list, while it may be believed: what the same parser learned by the same settings, not long
        ago."""
        known = self.tx.rules.current(self.source.uid)
        is_ours = known and (known.reading, known.parser) == (self.source.reading, self.parser)
        return known.learned if known and is_ours and self.now - known.proven < PROVEN else None

    def read_by(self) -> Learned | None:
        """The rule by which its list was read last, whether that may still be believed or not."""
        known = self.tx.rules.current(self.source.uid)
        return known.learned if known else None

    def stamps(self) -> dict[str, str]:
        """The stamp of every page by its key."""
        return self.tx.pages.stamps(self.source.uid)

    def knows_any(self) -> bool:
        return self.tx.pages.knows_any(self.source.uid)

    def read_before(self, key: str, of: str | None) -> Document | None:
        """The bytes of last time, where they are kept: of a page, or under the key LIST."""
        return self.tx.raws.get(self.source.uid, key, of=of)

    def list_told(self) -> Document | None:
        """The list as it was when all that it showed had been read and told, where that is kept."""
        return self.tx.raws.last(self.source.uid, LIST)

    def documents(self) -> Mapping[str, Page]:
        """Those of a folder, by key."""
        return self.tx.pages.of(self.source.uid)

    def giving(self, body_hash: str) -> list[str]:
        """The addresses of the source that gave these bytes, as many as matter."""
        return self.tx.pages.giving(self.source.uid, body_hash, limit=deadlink.SEVERAL)

    # Looks ----------------------------------------------------------------------------------------------------------

    def looked(
        self,
        document: Document | None,
        title: str | None,
        found: Sequence[plan.Sighting],
        before: Mapping[str, plan.Sighting] | None = None,
        *,
        passed: Collection[str] = (),
        is_part: bool = False,
        read: Extraction | None = None,
        position: str | None = None,
        mistake: str | None = None,
    ) -> Kept:
        """A look that saw something else than the last one, or read it otherwise: then `before` is the list of last
        time as it is read now, by key, if its bytes are kept. `document` is None where the source is a folder. New
        pages whose keys are `passed` are never opened. What a mere part of the list does not show is as it was. The
        rule by which it was `read` is kept, and the `mistake` in that of its file."""
        last = self.checkpoint()
        known = self._known(found, is_part=is_part)
        is_otherwise = self._is_read_otherwise(last) or way_of(read.learned if read else None) != way_of(self.read_by())
        before = self._before(last, document, found, before, is_otherwise=is_otherwise)
        flood = self._flood(last, found, known)
        if flood and not last.verdict:
            self._hold_look(last, flood)
            return Kept(held=flood.reason)
        planned = plan.look(
            found,
            known,
            now=self.now,
            initial=not last.first_done,
            reread=self._reread(last, found) if is_otherwise else (),
            said=None if before is None else plan.stamps(before),
            untold={key for key, page in known.items() if not page.reads and not schedule.is_hopeless(page.failures)},
            passed=passed,
            is_folder=self.source.is_folder,
            may_hold=not last.verdict,
        )
        judged = [self._discarded(page, known, flood) if last.verdict == "discard" else page for page in planned.pages]
        kept = self._keep_rows(judged, found, before)
        self.recorder.tell_held([Doubt(reason=planned.held) if planned.held else None])
        most_new = last.most_new if flood or not last.first_done else max(last.most_new, len(_new(found, known)))
        last = replace(last, etag=position, had=self.now) if position is not None else last
        self._put_look(
            replace(last, held=planned.held, verdict=None, most_new=most_new, mistake=mistake), document, title
        )
        if read:
            self._keep_rule(read.learned, read.unfit)
        return replace(kept, held=planned.held or kept.held)

    def backfilled(self, found: Sequence[plan.Sighting]) -> Kept:
        """What a later page of the list shows and nobody knew: backlog. It counts as seen before what is known, so that
        what has no day does not stand before it."""
        oldest = self.tx.pages.oldest(self.source.uid)
        known = self._known(found, is_part=True)
        new = [sighting for sighting in found if sighting.key not in known]
        before = oldest - timedelta(microseconds=1) if oldest else self.now
        planned = plan.look(new, {}, now=before, initial=True, is_folder=False)
        return self._keep_rows([replace(page, listed=False) for page in planned.pages], new, None)

    def split(self, page: Page, found: Sequence[plan.Sighting]) -> Kept:
        """A message that is several releases: those that nobody knew are told, and it is none itself."""
        if not self._is_as_recalled(page):
            return Kept()
        known = self._known(found, is_part=True)
        new = [sighting for sighting in found if sighting.key not in known]
        planned = plan.look(new, {}, now=page.first_seen, initial=page.initial, is_folder=False)
        kept = self._keep_rows([replace(one, listed=False) for one in planned.pages], new, None)
        self._put(replace(self._after_read(page), standing="passed"))
        return kept

    def parts_read(self, failed: Mapping[str, FeederError], had: Collection[str], named: Collection[str]) -> list[str]:
        """The sitemaps of an index that could not be had are asked again, ever more rarely; others are forgotten. Gives
        what is to be told: what fails for good, or too often, is told once, and stands in the status from then on."""
        known, told = self.tx.pages.parts(self.source.uid), []
        for url, page in known.items():
            if url in had or url not in named:
                self.tx.pages.drop(self.source.uid, page.key)
        for url, problem in failed.items():
            new = Page(key=f"sitemap:{url}", url=url, first_seen=self.now, stamp="", listed=False, standing="part")
            page = known.get(url, new)
            told += [] if schedule.is_hopeless(page.failures) else [str(problem)]
            self._put(self._unread(page, problem, is_hopeless=not _may_pass(problem)))
        return told

    def _unread(self, page: Page, problem: FeederError, *, is_hopeless: bool) -> Page:
        failures = max(page.failures, schedule.MOST_FAILURES if is_hopeless else 0) + 1
        asked = problem.retry_after if isinstance(problem, FetchError) else None
        again = schedule.next_retry(self.now, failures, retry_after=asked)
        return replace(page, failures=failures, error=self._said_of(page, problem), next_read=again)

    def _known(self, found: Sequence[plan.Sighting], *, is_part: bool) -> Mapping[str, Page]:
        """The pages that a look may change; what fell off a list long ago, most of it in the end, is left out."""
        keys = {sighting.key for sighting in found}
        listed = {} if self.source.is_folder else self.tx.pages.listed(self.source.uid, keys)
        if is_part:
            return {key: page for key, page in listed.items() if key in keys}
        return listed or self.tx.pages.of(self.source.uid)

    def _before(
        self,
        last: Checkpoint,
        document: Document | None,
        found: Sequence[plan.Sighting],
        before: Mapping[str, plan.Sighting] | None,
        *,
        is_otherwise: bool,
    ) -> Mapping[str, plan.Sighting] | None:
        """The rows of last time as they are read now; None where they are read as they were."""
        if document is None:
            return None
        is_same = document.hash == last.body_hash
        if not is_same and not is_otherwise:
            return None
        # The bytes of last time are kept no more, or were the same: what is known says nothing new.
        return {one.key: one for one in found} if is_same or before is None else before

    def _reread(self, last: Checkpoint, found: Sequence[plan.Sighting]) -> set[str]:
        """The keys of what is opened again, as it is read otherwise than last time: all of it where the source was set
        otherwise; else, as after an upgrade of feeder, what costs nobody a request."""
        if last.reading is None:
            return set()
        is_all = self.source.is_folder or last.reading != self.source.reading
        return {one.key for one in found if is_all or (one.row and self._is_whole(one.row))}

    def _flood(self, last: Checkpoint, found: Sequence[plan.Sighting], known: Mapping[str, Page]) -> Doubt | None:
        """What is filled by hand is meant: a folder, and a source that was set otherwise."""
        if self.source.is_folder or not last.first_done or last.reading != self.source.reading:
            return None
        success = last.last_success
        return brake.flooded(found, known, most_new=last.most_new, last_success=success, now=self.now)

    def _hold_look(self, last: Checkpoint, doubt: Doubt) -> None:
        """As if nobody had looked, so that the next look finds the same, or the list as it was."""
        self.recorder.tell_held([doubt])
        self.tx.sources.put_checkpoint(self.source.uid, replace(last, held=doubt.reason))

    def _discarded(self, page: Page, known: Mapping[str, Page], flood: Doubt | None) -> Page:
        """What was held is never to be told: neither what is gone, nor what a flood brought."""
        if plan.gone([page]):
            return plan.withdrawn(page)
        return replace(page, standing="discarded", next_read=None) if flood and page.key not in known else page

    def _keep_rows(
        self, pages: Sequence[Page], found: Sequence[plan.Sighting], before: Mapping[str, plan.Sighting] | None
    ) -> Kept:
        """Stores the pages of a look: tells the rows that need no page of their own, and heeds the marks of all."""
        rows = {sighting.key: sighting.row for sighting in found if sighting.row}
        plain, readings, marked = [], [], []
        for page in pages:
            row = rows.get(page.key)
            if row is None or page.next_read is None:
                plain.append(self._forgotten(page))
            elif self._is_whole(row):
                readings.append(self._of_row(page, row, before))
            elif withheld := self.gate.withheld(Reading(page=replace(page, next_read=None), found=row), None, None):
                marked.append((withheld, of_withheld(page, withheld)))
            else:  # what was told and is no news stays with its row, as that is read now
                plain.append(replace(page, row=row) if page.row else page)
        doubts = self.gate.doubts(readings)
        taken = [
            *marked,
            *(self.recorder.take(reading, doubts.get(reading.page.key)) for reading in oldest_first(readings)),
        ]
        self.recorder.tell_held(kept.doubt for _, kept in taken)
        self.tx.pages.put(self.source.uid, [*plain, *(page for page, _ in taken)])
        return Kept.all([kept for _, kept in taken])

    def _of_row(self, page: Page, row: Entry, before: Mapping[str, plan.Sighting] | None) -> Reading:
        """Of what stood in the list of last time too only what the list itself changed is news."""
        read = replace(page, reads=page.reads + 1, next_read=None, is_stirred=False)
        if before is None:
            return Reading(page=read, found=row)
        then = before.get(page.key)
        if then is None or then.stamp == page.stamp:
            return Reading(page=read, found=row, is_old_row=page.standing == "open")
        return Reading(page=read, found=row, said=then.row)

    def _forgotten(self, page: Page) -> Page:
        """What was sealed and is off its list, with no page to read: should it come back, it is new."""
        if page.listed or page.standing != "sealed" or (self.source.follow and page.url):
            return page
        return replace(page, standing="open", stamp="", until=None, next_read=None)

    def _is_whole(self, row: Entry) -> bool:
        """Whether a listing says all that will be known of an entry, so that no page is opened for it."""
        return row.is_complete or row.url is None or not (self.source.follow and self.source.is_web)

    def _put_look(self, last: Checkpoint, document: Document | None, title: str | None) -> None:
        if last.title is None and title:
            self.tx.feeds.want([self.source.slug])
        after = replace(last, reading=self.source.reading, parser=self.parser, title=last.title or title)
        if document:
            after = replace(
                after,
                etag=document.etag,
                last_modified=document.last_modified,
                validates=document.url,
                body_hash=document.hash,
            )
        self.tx.sources.put_checkpoint(self.source.uid, after)

    def _keep_rule(self, learned: Learned | None, unfit: str | None) -> None:
        """The rule by which the next visit reads the list. A page that is no list any more keeps none: what is to take
        the place of a rule without a search of its own, and prove that, begins here."""
        rules, uid, known = self.tx.rules, self.source.uid, self.tx.rules.current(self.source.uid)
        if known and learned == known.learned and self.learned():
            return
        reading, parser, now = self.source.reading, self.parser, self.now
        if known and learned and learned.rule == known.learned.rule:
            rules.prove(uid, learned, reading=reading, parser=parser, now=now)
            return
        if known:
            rules.retire(uid, unfit or self._why_retired(known, learned), now)
        if learned:
            rules.learn(uid, learned, reading=reading, parser=parser, now=now)

    def _why_retired(self, known: Known, learned: Learned | None) -> str:
        if known.reading != self.source.reading:
            return "the settings of the source were changed"
        if known.parser != self.parser:
            return "another version of feeder reads the page"
        return "the search found another rule" if learned else "the search found what no rule says"

    # Pages ----------------------------------------------------------------------------------------------------------

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

    def _is_as_recalled(self, page: Page) -> bool:
        """Whether the operator judged it meanwhile: then it is read again, as he says."""
        now = self.tx.pages.at(self.source.uid, page.key)
        return now is not None and now.standing == page.standing

    def _after_read(self, page: Page) -> Page:
        reads = page.reads + 1
        again = schedule.next_reread(self.now, reads) if self.source.is_web else None
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

    def _is_secret(self, page: Page) -> bool:
        return page.is_withheld and not (page.until and page.until <= self.now)

    def _said_of(self, page: Page, problem: FeederError) -> str:
        """What people are told: of what is withheld not even where it is."""
        return f"a {page.standing} document could not be read again" if self._is_secret(page) else str(problem)

    def _gone(self, page: Page) -> Kept:
        is_final = plan.is_withdrawn(page)
        again = None if is_final else schedule.next_reread(self.now, 1)
        self._put(replace(page, next_read=again, failures=0, error=None))
        change = self.recorder.withdraw(page) if is_final else None
        return Kept.of(change)

    def _put(self, page: Page) -> None:
        self.tx.pages.put(self.source.uid, [page])

    # The end of a visit ---------------------------------------------------------------------------------------------

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


def way_of(learned: Learned | None) -> tuple[ListRule, bool] | None:
    """What decides how a list is read by what was learned of it."""
    return (learned.rule, learned.is_completed) if learned else None


def _may_pass(problem: FeederError) -> bool:
    return isinstance(problem, FetchError) and not isinstance(problem, Gone | Refused | Disallowed)


def _new(found: Sequence[plan.Sighting], known: Mapping[str, Page]) -> list[str]:
    return [sighting.key for sighting in found if sighting.key not in known]
