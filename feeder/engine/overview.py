"""How everything is, in the words of the contract: `feeder status --json`."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from feeder import __version__
from feeder.config.table import without_references
from feeder.engine import parsing
from feeder.engine.crowding import crowds
from feeder.engine.house import House
from feeder.fetch import folder
from feeder.fetch.moved import advice
from feeder.fetch.politeness import host_of
from feeder.fetch.robots import LONGEST_DELAY
from feeder.model import Hold, Move, Page, RobotsFile, Source, rfc3339
from feeder.parse.articles.templates import PROVEN
from feeder.secrecy import keeping, shown
from feeder.store.endpoints import Progress
from feeder.store.sources import Followed

MANY = 100  #: hosts that ask for something unusual are shown
FEW = 5  #: pages that could not be read, or are held, are shown of a source


def overview(house: House) -> dict[str, Any]:
    """`{"sources", "endpoints", "feeds", "hosts", "version"}`; times are RFC 3339, unknown is null."""
    now, delay = datetime.now(UTC), timedelta(seconds=LONGEST_DELAY)
    with house.store.read() as tx:
        followed = tx.sources.overview()
        errors = {one.uid: tx.pages.errors(one.uid, limit=FEW) for one in followed if one.is_troubled}
        withheld = {one.uid: tx.pages.withheld(one.uid) for one in followed if one.is_troubled}
        unread = {one.uid: tx.pages.unread(one.uid) for one in followed if one.last.first_done and not one.entries}
        templates = tx.templates.hosts(pages=PROVEN, parser=parsing.version())
        endpoints = tx.endpoints.overview()
        hosts = [*_held_hosts(tx.hosts.holds(now)), *_robots(tx.hosts.notable(delay, limit=MANY), now)]
        hosts += _crowded(house, tx.hosts.delays(longer=house.settings.delay))
    titles = {one.slug: one.last.title for one in followed}
    sources = [
        _source(one, house, errors.get(one.uid, []), withheld.get(one.uid, []), unread.get(one.uid)) for one in followed
    ]
    for one, said in zip(followed, sources, strict=True):
        known = house.sources.get(one.slug)
        said["templates"] = templates.get((one.uid, known.reading), 0) if known else 0
    sources += [_unvisited(slug, one.mistakes) for slug, one in house.broken.items() if slug not in titles]
    sources += [_unvisited(slug) for slug in house.sources if slug not in titles]
    told = {one.slug for one in endpoints}
    unheard = [one.slug for one in house.settings.endpoints if one.slug not in told]
    return {
        "sources": sorted(sources, key=lambda source: source["slug"]),
        "endpoints": [*map(_endpoint, endpoints), *map(_new_endpoint, unheard)],
        "feeds": [
            {
                "slug": feed.slug,
                "title": feed.title or titles.get(feed.slug) or feed.slug,
                "url": f"{house.settings.url}/feeds/{feed.slug}.rss",
            }
            for feed in house.known_feeds()
        ],
        "hosts": hosts,
        "version": __version__,
    }


def _held_hosts(holds: Mapping[str, Hold]) -> list[dict[str, Any]]:
    told = islice(holds.items(), MANY)
    return [{"host": name, "until": _time(hold.until), "reason": hold.reason} for name, hold in told]


def _robots(files: Sequence[RobotsFile], now: datetime) -> list[dict[str, Any]]:
    """What is not as it should be with the robots.txt of sites; one whose time is past is asked by the next visit."""
    told = []
    for file in files:
        if file.error:
            what = "the one before counts" if file.had else "nothing is fetched without it"
            wrong = file.error.partition("; ")[0]
            until = _time(file.again) if file.again > now else None
            told.append((file, until, f"robots.txt cannot be had: {what} ({wrong})"))
        if file.delay and file.delay > LONGEST_DELAY:
            asked = f"{file.delay:g} s between two requests; {LONGEST_DELAY:g} s are kept"
            told.append((file, None, f"robots.txt wants {asked}"))
    return [{"host": urlsplit(file.origin).netloc, "until": until, "reason": why} for file, until, why in told]


def _crowded(house: House, delays: Mapping[str, float]) -> list[dict[str, Any]]:
    wanted = {host_of(origin): delay for origin, delay in delays.items()}
    told = crowds(house.sources.values(), house.settings.delay, wanted)
    return [{"host": name, "until": None, "reason": why} for name, why in islice(told.items(), MANY)]


def _source(
    one: Followed, house: House, page_errors: list[str], withheld: list[Page], unread: int | None
) -> dict[str, Any]:
    known, last = house.sources.get(one.slug), one.last
    with keeping(known.secrets if known else ()):
        held = _held(withheld)
        move = _advice(known.location, last.move) if known and last.move else None
    broken = house.broken.get(one.slug)
    error = broken.mistake if broken else last.error
    reasons = [error, None if broken else last.mistake, last.held, *held, *_sealed(withheld), move, *page_errors]
    return {
        "slug": one.slug,
        "state": _state(one, error, is_held=bool(last.held or held)),
        "reasons": [reason for reason in reasons if reason] or _nothing(known, unread),
        "last_visit": _time(last.last_visit),
        "next_visit": None if one.is_paused or broken else _time(last.next_due),
        "entries": one.entries,
        "failures": last.failures,
        "error": error,
    }


def _nothing(known: Source | None, unread: int | None) -> list[str]:
    """Why a source that is well has no entries, as far as anybody can tell; `unread` is None where it has some."""
    if known is None or unread is None:
        return []
    if unread:
        return [f"no entries yet: {unread} pages are still to be read"]
    if known.is_folder:
        return ["no entries yet: put a document into its folder"]
    words = ", or that include and exclude leave out" if known.include or known.exclude else ""
    shows = f"its list has shown nothing that reads as a release{words}"
    return [f"no entries yet: {shows}; `feeder preview {known.slug}` shows what is there"]


def _advice(location: str, move: Move) -> str | None:
    return advice(location, replace(move, to=without_references(move.to)), datetime.now(UTC))


def _held(withheld: list[Page]) -> list[str]:
    held = [page for page in withheld if page.standing == "held"]
    more = [f"and {len(held) - FEW} more are held"] if len(held) > FEW else []
    return [f"{shown(folder.shown(page.key))} is held: {page.reason}" for page in held[:FEW]] + more


def _sealed(withheld: list[Page]) -> list[str]:
    """How many, and until when: nobody is told which."""
    ends = Counter((page.until, page.reason) for page in withheld if page.standing == "sealed" and page.until)
    return [
        f"{count} {'document' if count == 1 else 'documents'} sealed until {rfc3339(until)}"
        + (f"; {why}" if why else "")
        for (until, why), count in sorted(ends.items(), key=lambda one: str(one[0]))
        if until
    ]


def _state(one: Followed, error: str | None, *, is_held: bool) -> str:
    if one.is_paused:
        return "paused"
    if error:
        return "failing"
    if is_held:
        return "held"
    return "ok" if one.last.first_done else "new"


def _unvisited(slug: str, mistakes: Sequence[str] = ()) -> dict[str, Any]:
    """A source whose file is here and which the store does not know yet."""
    return {
        "slug": slug,
        "state": "failing" if mistakes else "new",
        "reasons": list(mistakes),
        "last_visit": None,
        "next_visit": None,
        "entries": 0,
        "failures": 0,
        "error": "; ".join(mistakes) or None,
        "templates": 0,
    }


def _endpoint(one: Progress) -> dict[str, Any]:
    state = "disabled" if one.disabled else "ok"
    return {"slug": one.slug, "state": state, "cursor": one.cursor, "waiting": one.waiting, "dead": one.dead}


def _new_endpoint(slug: str) -> dict[str, Any]:
    """One that config.toml names and the store does not know yet."""
    return {"slug": slug, "state": "new", "cursor": 0, "waiting": 0, "dead": 0}


def _time(at: datetime | None) -> str | None:
    return rfc3339(at) if at else None
