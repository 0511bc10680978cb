"""One visit on its way: what it works with, what it saw and did, and how it keeps what it finds."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from random import Random
from typing import Self, TypeVar

from feeder import schedule
from feeder.fetch.http import Network
from feeder.ledger import Ledger, learned_more, way_of
from feeder.model import Answer, Document, Entry, Extraction, Feed, Learned, Lease, Source, Template
from feeder.recorder import Kept
from feeder.secrecy import masked, masking
from feeder.store import Store, Transaction

T = TypeVar("T")
#: A visit is cut short at a page after so long, so many pages, or so many bytes.
LONGEST = timedelta(minutes=5)
MOST_PAGES, MOST_BYTES = 1000, 256 * 10**6


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What visits work with. The engine lays it out."""

    store: Store
    network: Network
    parse: Callable[..., Awaitable[Extraction]]  #: `feeder.extract`, run where it cannot block
    feeds: Callable[[], Sequence[Feed]]  #: those of the moment, so that an event can name them
    limits: schedule.Limits  #: how often, and how rarely
    parser: str = ""  #: names what `parse` is: another name, and the same bytes may be read otherwise
    keeps_raw: bool = False  #: whether documents are kept as they came, so that another parser can be asked
    raw_size: int = 50 * 10**6  #: bytes that those of one source may take
    kept: Callable[[], None] = lambda: None  #: called after each commit: there may be something to render or deliver
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    chance: Random = field(default_factory=Random)


@dataclass(kw_only=True)
class Visit:
    """What one visit did, for people to see."""

    source: str
    read: int = 0  #: pages opened
    unchanged: int = 0  #: of them, those of which the server said so
    taken: int = 0  #: bytes of documents
    created: int = 0
    updated: int = 0
    withdrawn: int = 0
    filtered: int = 0  #: entries that the source's include and exclude keep out
    sealed: int = 0  #: documents whose embargo is not over
    passed: int = 0  #: pages of a plain sitemap that are no releases
    skipped: list[str] = field(default_factory=list)  #: what was seen and is not read, a line each
    disallowed: list[str] = field(default_factory=list)  #: pages that robots.txt does not want opened
    errors: list[str] = field(default_factory=list)  #: pages that could not be had or understood
    held: str | None = None
    error: str | None = None  #: why the visit failed as a whole

    @property
    def is_well(self) -> bool:
        return not (self.error or self.held or self.errors)

    def add(self, kept: Kept) -> None:
        for change in kept.changes:
            setattr(self, change.kind, getattr(self, change.kind) + 1)
        self.filtered += kept.filtered
        self.sealed += kept.sealed
        self.held = self.held or kept.held
        self.errors += [kept.error] if kept.error else []


@dataclass(frozen=True, kw_only=True)
class Errand:
    """One visit of one source, by whoever has leased it."""

    source: Source
    desk: Desk
    lease: Lease
    told: Visit
    begun: datetime
    pages: defaultdict[str, set[str]] = field(
        default_factory=lambda: defaultdict(set)
    )  #: addresses by hash of bytes or words

    @classmethod
    def begin(cls, source: Source, desk: Desk, lease: Lease) -> Self:
        return cls(source=source, desk=desk, lease=lease, told=Visit(source=source.slug), begun=desk.clock())

    @property
    def spent(self) -> str | None:
        """What others have waited for long enough, in words; what is left is read by the next visit, soon."""
        if self.desk.clock() - self.begun > LONGEST:
            return f"{LONGEST.seconds // 60} minutes"
        if self.source.is_folder:
            return None
        if self.told.read >= MOST_PAGES:
            return f"{MOST_PAGES:,} pages"
        return f"{MOST_BYTES:,} bytes" if self.told.taken >= MOST_BYTES else None

    def by(self, learned: Learned | None, template: Template | None = None) -> str:
        """What reads here: the source's settings, the parser, what that `learned` of the list, and the `template` of a
        page that is not read in full."""
        return named(self.source, self.desk.parser, learned, template)

    async def keep(self, step: Callable[[Ledger], T], *, is_last: bool = False) -> T:
        """One step's outcome, committed whole. Raises Overtaken where another visit has begun."""
        desk = self.desk

        def commit() -> T:
            with desk.store.write() as tx:
                tx.sources.hold(self.lease, self.source.slug)
                kept = step(self._ledger(tx, desk.feeds()))
                if is_last:
                    tx.sources.release(self.lease)
                return kept

        kept = await asyncio.to_thread(commit)
        desk.kept()
        return kept

    async def recall(self, question: Callable[[Ledger], T]) -> T:
        """What is known, without waiting for those who write."""

        def ask() -> T:
            with self.desk.store.read() as tx:
                return question(self._ledger(tx))

        return await asyncio.to_thread(ask)

    def _ledger(self, tx: Transaction, feeds: Sequence[Feed] = ()) -> Ledger:
        desk = self.desk
        return Ledger(
            tx=tx,
            source=self.source,
            feeds=feeds,
            now=desk.clock(),
            parser=desk.parser,
            keeps_raw=desk.keeps_raw,
            raw_size=desk.raw_size,
        )

    async def parse(
        self,
        document: Document,
        *,
        shape: str,
        is_list: bool = True,
        paging: bool = False,
        learned: Learned | None = None,
        templates: Sequence[Template] = (),
    ) -> Extraction:
        source = self.source
        with masking(source.secrets):
            found = await self.desk.parse(
                document.body,
                document.url,
                media_type=document.media_type,
                shape=shape,
                language=source.language,
                timezone=source.timezone,
                rule=source.rule if is_list else None,
                learned=learned,
                templates=templates,
                now=self.desk.clock(),
                paging=paging,
            )
        return without_secrets(found, source.secrets) if source.secrets else found


def named(source: Source, parser: str, learned: Learned | None, template: Template | None = None) -> str:
    """What reads a page, as that is kept with it."""
    rule = f" {way}" if (way := way_of(learned)) else ""
    layout = f" {template.host} {template.body} {template.title}" if template else ""
    return sha256(f"{source.reading} {parser}{rule}{layout}".encode()).hexdigest()


def without_secrets(found: Extraction, secrets: Sequence[str]) -> Extraction:
    """What a document holds, as it may be told but for its entries: these are masked when they are, for their addresses
    are asked. A rule that names a secret is none: it would be shown, and pinned. A template names pages."""
    names = ("title", "reasons", "unfit", "template", "refuted")
    told = {name: masked(getattr(found, name), secrets) for name in names}
    is_open = masked(found.learned, secrets) == found.learned
    return replace(found, **told, learned=found.learned if is_open else None)


@dataclass(kw_only=True)
class Seen:
    """What a look saw, and what it says of each page, by key. That is not stored before the page was read and may be
    told. `answer` is None for a folder."""

    answer: Answer | None = None
    is_new: bool = False  #: it is another list, or is read otherwise
    rows: Mapping[str, Entry] = field(default_factory=dict)
    learned: Learned | None = None  #: the rule that reads its list
    by: str | None = None  #: what reads; None: nobody asked yet
    templates: Sequence[Template] = ()  #: what is known of the pages that it leads to
    told: Mapping[str, Entry] | None = None  #: what the list said, as it is read now, when all of it had been told

    def learn(self, found: Extraction | None) -> None:
        """What a page showed of those like it counts for the next one at once."""
        self.templates = learned_more(self.templates, found) if found else self.templates

    def ways(self, errand: Errand) -> Mapping[str, Sequence[Template]]:
        """How a page may have been read that is read in the same way now, by what names it: in full, or by a template.
        That one is not held against a full reading of the page: what that reads otherwise would be no news of it."""
        known = {errand.by(self.learned, one): (replace(one, used=0),) for one in self.templates}
        return {**known, self.by or "": ()}
