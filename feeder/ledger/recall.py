"""What is known when a visit begins, or asks on its way."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from feeder.decide import deadlink, plan
from feeder.ledger.book import Book
from feeder.model import Checkpoint, Document, Extraction, Learned, ListRule, Page, Template
from feeder.parse.articles.templates import settled
from feeder.store.raws import LIST

#: How long a server is believed that nothing changed: some say so for ever. Then the list is asked for whole.
BELIEVED = timedelta(days=1)
#: A rule is believed so long, while it fits; then the page is searched again, for what a rule never sees is not missed.
PROVEN = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What a look needs to know of the sitemaps of an index, by address."""

    since: datetime | None  #: those that did not change since are not asked; None: all are
    wanted: Collection[str]  #: could not be had, and are to be asked again now
    resting: Collection[str]  #: could not be had, and are not


class Recall(Book):
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

    def templates(self) -> tuple[Template, ...]:
        """What the same parser learned by the same settings of the pages that the source leads to."""
        if not self.source.is_web:
            return ()
        return self.tx.templates.of(self.source.uid, reading=self.source.reading, parser=self.parser)

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


def way_of(learned: Learned | None) -> tuple[ListRule, bool] | None:
    """What decides how a list is read by what was learned of it."""
    return (learned.rule, learned.is_completed) if learned else None


def learned_more(known: Sequence[Template], found: Extraction) -> tuple[Template, ...]:
    """What is known of the pages of some hosts after one page more of one of them."""
    host = next((one.host for one in (found.template, *found.refuted) if one), None)
    others, its = ([one for one in known if (one.host == host) is is_its] for is_its in (False, True))
    return (*others, *(settled(its, found) if host else its))
