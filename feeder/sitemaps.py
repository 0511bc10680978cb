"""A sitemap index, read as one list: the sitemaps that it names are fetched too, a few at each look."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
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
    failed: Mapping[str, FeederError] = field(default_factory=dict)  #: by address: those that could not be had
    had: frozenset[str] = frozenset()  #: the addresses of those that could
    named: frozenset[str] = frozenset()  #: the addresses of all that the index names


@dataclass(kw_only=True)
class _Walk:
    """One walk through the sitemaps of an index, the last changed first."""

    fetch: Fetch
    parse: Parse
    since: datetime | None
    latest: datetime | None  #: when the last changed of the index did
    waiting: list[tuple[Link, int]]
    seen: set[str]
    wanted: Collection[str]
    resting: Collection[str]
    documents: list[Document] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    failed: dict[str, FeederError] = field(default_factory=dict)
    had: set[str] = field(default_factory=set)
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
        if link.url in self.resting:
            return
        if self._is_unchanged(link):
            self.unchanged += 1
            return
        self.asked += 1
        try:
            document = await self.fetch(link.url)
            if document:
                self.documents.append(document)
                self._add(await self.parse(document), depth)
            self.had.add(link.url)
        except (FetchError, ParseError) as problem:
            self.failed[link.url] = problem

    def _is_unchanged(self, link: Link) -> bool:
        """The last changed are asked in any case: the index changed for a reason, and its clock may be slow."""
        if link.changed is None or self.since is None or link.url in self.wanted:
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


async def gather(
    index: Document,
    found: Extraction,
    *,
    since: datetime | None,
    fetch: Fetch,
    parse: Parse,
    wanted: Collection[str] = (),
    resting: Collection[str] = (),
) -> Gathered:
    """What the sitemaps of an index list, as one: those that changed since `since` (None: ever), at most MOST of them.
    Of those that could not be had before, `wanted` are asked in any case, and `resting` are not, if there is another.

    Raises the first problem where none of them could be had, and none is as it was.
    """
    waiting = [(link, 1) for link in found.links]
    latest = max((link.changed.instant for link in found.links if link.changed), default=None)
    resting = resting if any(link.url not in resting for link in found.links) else ()
    walk = _Walk(
        fetch=fetch, parse=parse, since=since, latest=latest, waiting=waiting, seen={index.url},
        wanted=wanted, resting=resting,
    )  # fmt: skip
    await walk.go()
    if walk.failed and not (walk.had or walk.unchanged):
        raise _gravest(list(walk.failed.values()))
    left = [link for link, _ in walk.waiting if link.url not in walk.seen]
    walk.is_dated = walk.is_dated and all(link.changed for link in left)
    reasons = (*found.reasons, *walk.reasons, *_left(left, walk.asked + walk.unchanged))
    return Gathered(
        document=_seen(index, walk),
        extraction=replace(found, entries=tuple(_merged(walk.entries)), reasons=reasons, links=()),
        is_part=bool(left or walk.unchanged or walk.failed or walk.resting),
        failed=walk.failed,
        had=frozenset(walk.had),
        named=frozenset({*walk.seen, *(link.url for link in left)}),
    )


def _gravest(problems: Sequence[FeederError]) -> FeederError:
    """What is told of several: that we are too many where any says so (RFC 6585 4), else what came first."""
    return next((one for one in problems if isinstance(one, FetchError) and _asks_to_wait(one)), problems[0])


def _asks_to_wait(problem: FetchError) -> bool:
    return problem.retry_after is not None or problem.status == HTTPStatus.TOO_MANY_REQUESTS


def _left(left: Sequence[Link], read: int) -> list[str]:
    if not left:
        return []
    more = f" and {len(left) - 1} more" if left[1:] else ""
    name = shown(left[0].url)
    return [f"{read} sitemaps of the index are read, not {name}{more}; give the address of the one you want"]


def _seen(index: Document, walk: _Walk) -> Document:
    """What stands for all of it. The same index says something else where a sitemap is had that could not be before."""
    if not walk.is_dated:
        return _standing_for(index, walk.documents)
    if walk.had.isdisjoint(walk.wanted):
        return index
    return replace(_standing_for(index, walk.documents), etag=index.etag, last_modified=index.last_modified)


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
