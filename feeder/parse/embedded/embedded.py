"""What a page states to machines about the entries it lists.

scripts ─ JSON-LD, page state ─┐
elements ─ microdata, RDFa, h-entry ─┴─▶ lists as written ─ addresses, dates ─▶ Statements
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from functools import cached_property, lru_cache
from itertools import chain, islice
from urllib.parse import unquote, urlsplit

from feeder.model import Entry, Image
from feeder.parse import dates
from feeder.parse.embedded import jsonld as embedded_jsonld
from feeder.parse.embedded import marked as embedded_marked
from feeder.parse.embedded import records as embedded_records
from feeder.parse.embedded import scripts as embedded_scripts
from feeder.parse.embedded.lists import FEWEST, Item, StatedList
from feeder.parse.urls import absolute
from feeder.parse.webpage import WebPage

MOST_LISTS, MOST_TYPED = 100, 1_000  #: in the state of a page; in what is typed
MOST_ENTRIES = 20_000  #: of all of them; state may name the same in each
MOST_LINKS = 20_000
_TWO = 2  #: addresses that show how one is made of a slug


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """A list that a page states. `entries` have an address each; `lost` could be given none."""

    how: str
    entries: tuple[Entry, ...]
    is_typed: bool  #: said to be of articles or events, not only found to look like it
    lost: int = 0
    left_out: int = 0

    @property
    def keys(self) -> dict[str, Entry]:
        return {key(entry.url or ""): entry for entry in self.entries}


@dataclass(frozen=True, kw_only=True, slots=True)
class Stated:
    statements: tuple[Statement, ...] = ()
    shown: Mapping[str, str] | None = None  #: the links of the page by their keys; None where nothing is stated
    reasons: tuple[str, ...] = ()  #: what was not read


def read(page: WebPage, language: str | None) -> Stated:
    """The lists that a page states; dates in them are read in this language."""
    scripts = embedded_scripts.read(page.root, page.body)
    typed = chain(embedded_jsonld.lists(scripts.jsonld), embedded_marked.lists(page.root, page.body))
    in_state = embedded_records.lists(scripts.state, scripts.unread)
    lists = list(_as_many(chain(islice(typed, MOST_TYPED), islice(in_state, MOST_LISTS)), scripts.unread))
    beyond = (*_beyond(typed, "it states", MOST_TYPED), *_beyond(in_state, "its state holds", MOST_LISTS))
    reasons = (*scripts.unread, *beyond)
    if not lists:
        return Stated(reasons=reasons)
    hrefs = dict.fromkeys(link.get("href") or "" for link in page.root.iter("a"))
    if len(hrefs) > MOST_LINKS:
        reasons += (f"what it states is held against its first {MOST_LINKS:,} links only",)
    shown = {key(link): link for link in _links(hrefs, page.base)}
    addresses = _Addresses(page.base, shown)
    made = [_statement(one, addresses, zone=page.zone, language=language) for one in lists]
    statements = tuple(one for one in made if len(one.entries) >= FEWEST)
    return Stated(statements=statements, shown=shown, reasons=(*reasons, *_lost(made, lists)))


def _as_many(lists: Iterator[StatedList], unread: list[str]) -> Iterator[StatedList]:
    left = MOST_ENTRIES
    for one in lists:
        left -= len(one.items)
        if left < 0:
            unread.append(f"of the lists that it states only the first were read, of {MOST_ENTRIES:,} entries")
            return
        yield one


def _lost(made: Sequence[Statement], lists: Sequence[StatedList]) -> Iterator[str]:
    """What would be a list of releases if anybody knew where they are."""
    dated = [one.lost for one, said in zip(made, lists, strict=True) if all(item.published for item in said.items)]
    if not any(one.entries for one in made) and dated and max(dated) >= FEWEST:
        yield f"{max(dated)} entries are stated by the page, but the address of none of them can be told"


def _beyond(left: Iterator[StatedList], where: str, most: int) -> list[str]:
    return [f"of the lists that {where} only the first {most:,} were read"] if next(left, None) else []


@lru_cache(maxsize=4096)
def key(url: str) -> str:
    """What is the same of two spellings of an address."""
    return url.partition("#")[0].partition("://")[2].removeprefix("www.").rstrip("/")


def _links(hrefs: Iterable[str], base: str) -> Iterator[str]:
    yield from (link for href in islice(hrefs, MOST_LINKS) if href and (link := absolute(href, base)))


def _statement(stated: StatedList, addresses: "_Addresses", *, zone: tzinfo, language: str | None) -> Statement:
    urls = addresses.of(stated)
    entries: dict[str, Entry] = {}
    for item, url in zip(stated.items, urls, strict=True):
        if url and (name := key(url)) not in entries and name != key(addresses.base):
            entries[name] = _entry(item, url, addresses.base, zone=zone, language=language)
    lost = sum(url is None for url in urls)
    return Statement(
        how=stated.how,
        entries=tuple(entries.values()),
        is_typed=stated.is_typed,
        lost=lost,
        left_out=stated.left_out,
    )


def _entry(item: Item, url: str, base: str, *, zone: tzinfo, language: str | None) -> Entry:
    image = absolute(item.image, base)
    return Entry(
        url=url,
        title=item.title,
        published=dates.feed_moment(item.published, zone=zone, language=language) if item.published else None,
        summary=item.summary if item.summary != item.title else None,
        image=Image(url=image) if image else None,
        tags=item.tags,
    )


class _Addresses:
    """How what is written becomes an address, by the links that the page shows."""

    def __init__(self, base: str, shown: Mapping[str, str]) -> None:
        self.base, self._shown = base, shown

    @cached_property
    def _ends(self) -> dict[str, list[str]]:
        """The links by what they end in, where an address must be guessed."""
        ends: dict[str, list[str]] = {}
        for link in self._shown.values():
            for name in _end(link):
                ends.setdefault(name, []).append(link)
        return ends

    def of(self, stated: StatedList) -> list[str | None]:
        is_state = stated.how == embedded_records.HOW
        urls = [self._resolved(item, is_state=is_state) for item in stated.items]
        if None not in urls:
            return urls
        urls = [url or self._ending(item.slug) for item, url in zip(stated.items, urls, strict=True)]
        before = _before(urls, stated.items)
        return [
            url or (absolute(before + item.slug, None) if before and item.slug else None)
            for item, url in zip(stated.items, urls, strict=True)
        ]

    def _resolved(self, item: Item, *, is_state: bool) -> str | None:
        if not item.address:
            return None
        url = absolute(item.address, self.base)
        if not is_state or "://" in item.address or item.address[0] in "/.?":
            return url
        # A program may mean its own address by "news/kran", or that of the site.
        from_top = absolute(f"/{item.address}", self.base)
        return next((one for one in (from_top, url) if one and key(one) in self._shown), None) or self._sibling(
            from_top
        )

    def _sibling(self, url: str | None) -> str | None:
        """An address of the site, where the page itself stands in the same part of it."""
        here, there = (urlsplit(one or "").path.lstrip("/").partition("/")[0] for one in (self.base, url))
        return url if here and here == there else None

    def _ending(self, slug: str | None) -> str | None:
        links = self._ends.get(unquote(slug or ""), ())
        return links[0] if len(links) == 1 else None


def _end(link: str) -> set[str]:
    last = unquote(urlsplit(link).path.rstrip("/").rpartition("/")[2])
    return {last, last.partition(".")[0]} - {""}


def _before(urls: Sequence[str | None], items: Sequence[Item]) -> str | None:
    """What stands before the slug in all addresses that are known, where these are two or more."""
    told = [(url, item.slug) for url, item in zip(urls, items, strict=True) if url and item.slug]
    before = Counter(url.removesuffix("/").removesuffix(slug) for url, slug in told if url.rstrip("/").endswith(slug))
    return next(iter(before)) if len(before) == 1 and before.total() >= _TWO else None
