"""A sitemap index, read as one list: the sitemaps that it names are fetched too, a few at each look."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from http import HTTPStatus

from feeder.errors import FeederError, FetchError, ParseError
from feeder.model import Document, Entry, Extraction, Link
from feeder.secrecy import shown

MOST = 5  #: sitemaps fetched at a look, beside the index
DEEPEST = 2  #: an index within an index is followed, one within that is not
SLACK = timedelta(days=2)  #: clocks differ, and many an index tells the day alone

Fetch = Callable[[str], Awaitable[Document | None]]
Parse = Callable[[Document], Awaitable[Extraction]]


@dataclass(frozen=True, kw_only=True)
class Gathered:
    document: Document  #: stands for all that was fetched: another hash, and something may be new
    extraction: Extraction
    is_part: bool = False  #: whether some of the sitemaps were not fetched
    errors: tuple[str, ...] = ()


@dataclass(kw_only=True)
class _Walk:
    """One walk through the sitemaps of an index, the last changed first."""

    fetch: Fetch
    parse: Parse
    since: datetime | None
    latest: datetime | None  #: when the last changed of the index did
    waiting: list[tuple[Link, int]]
    seen: set[str]
    documents: list[Document] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    problems: list[FeederError] = field(default_factory=list)
    asked: int = 0
    unchanged: int = 0
    is_dated: bool = True  #: whether the index says of each when it changed

    async def go(self) -> None:
        while self.waiting and self.asked < MOST:
            link, depth = self.waiting.pop(0)
            if link.url not in self.seen:
                self.seen.add(link.url)
                await self._take(link, depth)

    async def _take(self, link: Link, depth: int) -> None:
        self.is_dated = self.is_dated and link.changed is not None
        if self._is_unchanged(link):
            self.unchanged += 1
            return
        self.asked += 1
        try:
            document = await self.fetch(link.url)
            if document:
                self.documents.append(document)
                self._add(await self.parse(document), depth)
        except (FetchError, ParseError) as problem:
            if isinstance(problem, FetchError) and (
                problem.retry_after or problem.status == HTTPStatus.TOO_MANY_REQUESTS
            ):
                raise  # RFC 6585 4: it is we who are too many
            self.problems.append(problem)

    def _is_unchanged(self, link: Link) -> bool:
        """The last changed are asked in any case: the index changed for a reason, and its clock may be slow."""
        if link.changed is None or self.since is None:
            return False
        return link.changed.instant < min(self.since - SLACK, self.latest or self.since)

    def _add(self, found: Extraction, depth: int) -> None:
        self.entries += found.entries
        self.reasons += [reason for reason in found.reasons if reason not in self.reasons]
        if depth < DEEPEST:
            self.waiting[:0] = [(link, depth + 1) for link in found.links]
        elif found.links:
            self.reasons.append(
                f"{len(found.links)} sitemaps not read: they are in an index within an index in an index"
            )


async def gather(index: Document, found: Extraction, *, since: datetime | None, fetch: Fetch, parse: Parse) -> Gathered:
    """What the sitemaps of an index list, as one: those that changed since `since` (None: ever), at most MOST of them.

    Raises the first problem where none of them could be had.
    """
    waiting = [(link, 1) for link in found.links]
    latest = max((link.changed.instant for link in found.links if link.changed), default=None)
    walk = _Walk(fetch=fetch, parse=parse, since=since, latest=latest, waiting=waiting, seen={index.url})
    await walk.go()
    if walk.problems and len(walk.problems) == walk.asked:
        raise walk.problems[0]
    left = [link for link, _ in walk.waiting if link.url not in walk.seen]
    walk.is_dated = walk.is_dated and all(link.changed for link in left)
    reasons = (*found.reasons, *walk.reasons, *_left(left, walk.asked + walk.unchanged))
    return Gathered(
        document=index if walk.is_dated and not walk.problems else _standing_for(index, walk.documents),
        extraction=replace(found, entries=tuple(_merged(walk.entries)), reasons=reasons, links=()),
        is_part=bool(left or walk.unchanged or walk.problems),
        errors=tuple(map(str, walk.problems)),
    )


def _left(left: Sequence[Link], read: int) -> list[str]:
    if not left:
        return []
    more = f" and {len(left) - 1} more" if left[1:] else ""
    name = shown(left[0].url)
    return [f"{read} sitemaps of the index are read, not {name}{more}; give the address of the one you want"]


def _standing_for(index: Document, read: Sequence[Document]) -> Document:
    """An index that does not say when its sitemaps change is no sign of a change in them: all of it counts, and the
    server is asked for all of it again."""
    hashes = "\n".join(sorted(document.hash for document in read))
    return replace(index, body=index.body + f"\n<!-- {hashes} -->".encode(), etag=None, last_modified=None)


def _merged(entries: Sequence[Entry]) -> list[Entry]:
    """Each address once, the last changed first."""
    found: dict[str | None, Entry] = {}
    for entry in entries:
        found.setdefault(entry.url, entry)
    return sorted(found.values(), key=_changed, reverse=True)


def _changed(entry: Entry) -> float:
    moment = entry.updated or entry.published
    return moment.instant.timestamp() if moment else 0.0
