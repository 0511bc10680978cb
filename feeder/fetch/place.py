"""Where a source is: on the network or in a folder. Both are looked at, and lead to pages that are read."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from feeder.fetch import folder
from feeder.fetch.http import Network, Session
from feeder.model import Checkpoint, Document, Page, Source


@dataclass(frozen=True, kw_only=True)
class Web:
    location: str
    session: Session

    async def look(self, last: Checkpoint) -> Document | None:
        """The listing or feed; None where it is unchanged since the last visit."""
        return await self.session.get(self.location, etag=last.etag, last_modified=last.last_modified)

    async def read(self, page: Page) -> Document | None:
        return await self.session.get(page.url, etag=page.etag, last_modified=page.last_modified)


@dataclass(frozen=True, kw_only=True)
class Folder:
    path: Path
    max_bytes: int
    deep: bool

    async def look(self, _last: Checkpoint) -> folder.Scan:
        return await asyncio.to_thread(folder.scan, self.path, deep=self.deep)

    async def read(self, page: Page) -> Document | None:
        return await asyncio.to_thread(folder.read, self.path, page.key, max_bytes=self.max_bytes)


@asynccontextmanager
async def _on_the_web(source: Source, network: Network) -> AsyncIterator[Web]:
    async with network.session(
        source.location, headers=source.headers, allow_private=source.allow_private, proxy=source.proxy
    ) as session:
        yield Web(location=source.location, session=session)


@asynccontextmanager
async def _in_a_folder(source: Source, network: Network) -> AsyncIterator[Folder]:
    yield Folder(path=Path(source.location), max_bytes=network.max_bytes, deep=not source.loose)


def go_to(source: Source, network: Network) -> AbstractAsyncContextManager[Web | Folder]:
    return _in_a_folder(source, network) if source.is_folder else _on_the_web(source, network)
