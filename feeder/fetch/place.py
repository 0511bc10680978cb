"""Where a source is: on the web, in a folder or in a mailbox. Each is looked at, and leads to pages that are read."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import TypeVar

from feeder.errors import FetchError, Gone
from feeder.fetch import folder, mailbox, moved
from feeder.fetch.http import Network, Session
from feeder.fetch.imap import Mailbox, Position
from feeder.fetch.mailbox import in_time, opened
from feeder.fetch.session import Validators
from feeder.fetch.weburl import shown
from feeder.model import Answer, Attachment, Checkpoint, Document, Page, Source

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Web:
    source: Source
    session: Session
    network: Network
    undrawn: list[str] = field(default_factory=list)  #: what was left out there

    @property
    def notes(self) -> list[str]:
        """What was left out, for people to see."""
        refused = self.session.cookies.refused
        cookies = f"{refused} cookies are not kept: there are too many, or they are too long or not ASCII"
        return [*self.undrawn, *([cookies] if refused else [])]

    async def look(self, last: Checkpoint, now: datetime) -> Answer:
        """The listing or feed, from where it is now."""
        known = Validators(of=last.validates or self.source.location, etag=last.etag, last_modified=last.last_modified)
        *others, final = moved.addresses(self.source.location, last, now)
        for address in others:
            try:
                return await self._look(address, known, last, now)
            except FetchError as problem:
                if problem.retry_after is not None:
                    raise
        return await self._look(final, known, last, now)

    async def _look(self, address: str, known: Validators, last: Checkpoint, now: datetime) -> Answer:
        try:
            reply = await self.session.ask(address, Validators(of=address) if self.source.browser else known)
        except Gone as problem:
            if problem.status == HTTPStatus.GONE:
                raise Gone(
                    f"{shown(address)}: the site says that this list is gone for good (410); find its new address and"
                    " write it into the source's file, or remove the source",
                    status=problem.status,
                ) from None
            raise
        move = moved.seen(last.move, asked=address, to=reply.moved, now=now)
        document = await self._drawn(reply.document) if self.source.browser else reply.document
        return Answer(document=document, url=reply.url, move=move)

    async def read(self, page: Page) -> Document | None:
        if self.source.browser is True:
            return await self._drawn(await self.session.get(page.url))
        return await self.session.get(page.url, etag=page.etag, last_modified=page.last_modified)

    async def _drawn(self, document: Document | None) -> Document | None:
        """Asked for without conditions: that a program is unchanged says nothing of what it draws."""
        if document is None:
            return None
        zone, language = self.source.timezone, self.source.language
        return await self.network.drawn(document, self.session, self.undrawn, timezone=zone, language=language)


@dataclass(frozen=True, kw_only=True)
class Folder:
    path: Path
    max_bytes: int
    deep: bool
    notes: tuple[str, ...] = ()
    beside: dict[str, tuple[Attachment, ...]] = field(default_factory=dict)  #: what lies beside a document, by its path

    async def look(self, _last: Checkpoint, _now: datetime) -> folder.Scan:
        scan = await asyncio.to_thread(folder.scan, self.path, deep=self.deep)
        self.beside.update({file.key: folder.attachments(file.beside) for file in scan.files if file.beside})
        return scan

    async def read(self, page: Page) -> Document | None:
        beside = self.beside.get(page.url, ())
        return await asyncio.to_thread(folder.read, self.path, page.url, max_bytes=self.max_bytes, beside=beside)


@dataclass(frozen=True, kw_only=True)
class Letters:
    """An open mailbox. Its calls block, so each runs in a thread; what takes too long is hung up on."""

    box: Mailbox
    network: Network
    notes: tuple[str, ...] = ()

    async def look(self, last: Checkpoint, _now: datetime) -> mailbox.Mail:
        begin, most = Position.of(last.etag), self.network.max_bytes
        return await self._called(partial(mailbox.look, self.box, begin, max_bytes=most))

    async def read(self, page: Page) -> Document | None:
        return await self._called(partial(mailbox.read, self.box, page))

    async def _called(self, work: Callable[[], T]) -> T:
        return await in_time(work, self.network.timeout, self.box)


@asynccontextmanager
async def _on_the_web(source: Source, network: Network) -> AsyncIterator[Web]:
    async with network.session(
        source.location,
        headers=source.headers,
        allow_private=source.allow_private,
        proxy=source.proxy,
        robots=source.robots,
    ) as session:
        yield Web(source=source, session=session, network=network)


@asynccontextmanager
async def _in_a_folder(source: Source, network: Network) -> AsyncIterator[Folder]:
    yield Folder(path=Path(source.location), max_bytes=network.max_bytes, deep=not source.loose)


@asynccontextmanager
async def _in_a_mailbox(source: Source, network: Network) -> AsyncIterator[Letters]:
    box = await opened(source, network)
    try:
        yield Letters(box=box, network=network)
    finally:
        box.hang_up()


def go_to(source: Source, network: Network) -> AbstractAsyncContextManager[Web | Folder | Letters]:
    if source.is_mailbox:
        return _in_a_mailbox(source, network)
    return _in_a_folder(source, network) if source.is_folder else _on_the_web(source, network)
