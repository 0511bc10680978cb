"""What is kept of a look at a list, a folder or a mailbox: the checkpoint, the pages it leads to, and whole rows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from feeder import schedule
from feeder.decide import brake, plan
from feeder.decide.brake import Doubt
from feeder.errors import Disallowed, FeederError, FetchError, Gone, Refused
from feeder.gate import Reading, oldest_first
from feeder.ledger.recall import Recall, way_of
from feeder.model import Checkpoint, Document, Entry, Extraction, Learned, Page
from feeder.recorder import Kept, of_withheld
from feeder.store.rules import Known


class Looks(Recall):
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
        time as it is read now, by key, if its bytes are kept. `document` is None where the source is no list; how far a
        mailbox was looked through is its `position`. New pages whose keys are `passed` are never opened. What a mere
        part of the list does not show is as it was. The rule by which it was `read` is kept, and the `mistake` in that
        of its file."""
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


def _may_pass(problem: FeederError) -> bool:
    return isinstance(problem, FetchError) and not isinstance(problem, Gone | Refused | Disallowed)


def _new(found: Sequence[plan.Sighting], known: Mapping[str, Page]) -> list[str]:
    return [sighting.key for sighting in found if sighting.key not in known]
