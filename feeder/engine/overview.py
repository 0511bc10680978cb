"""How everything is, in the words of the contract: `feeder status --json`."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from feeder import __version__
from feeder.engine.house import House
from feeder.fetch.folder import shown
from feeder.model import Page, rfc3339
from feeder.store.codec import instant_or_none

FEW = 5  #: pages that could not be read, or are held, are shown of a source


def overview(house: House) -> dict[str, Any]:
    """`{"sources", "endpoints", "feeds", "version"}`; times are RFC 3339, unknown is null."""
    with house.store.read() as tx:
        rows = tx.sources.overview()
        errors = {row.uid: tx.pages.errors(row.uid, limit=FEW) for row in rows if row.troubled}
        withheld = {row.uid: tx.pages.withheld(row.uid) for row in rows if row.troubled}
        endpoints = tx.endpoints.overview()
        titles = tx.sources.titles()
    known = {row.slug for row in rows}
    sources = [_source(row, house, errors.get(row.uid, []), withheld.get(row.uid, [])) for row in rows]
    sources += [_unvisited(slug, one.mistakes) for slug, one in house.broken.items() if slug not in known]
    sources += [_unvisited(slug) for slug in house.sources if slug not in known]
    told = {row.slug for row in endpoints}
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
        "version": __version__,
    }


def _source(row: Any, house: House, page_errors: list[str], withheld: list[Page]) -> dict[str, Any]:
    held = _held(withheld)
    broken = house.broken.get(row.slug)
    error = broken.mistake if broken else row.error
    return {
        "slug": row.slug,
        "state": _state(row, error, is_held=bool(row.held or held)),
        "reasons": [reason for reason in (error, row.held, *held, *_sealed(withheld), *page_errors) if reason],
        "last_visit": _time(row.last_visit),
        "next_visit": None if row.paused or broken else _time(row.next_due),
        "entries": row.entries,
        "failures": row.failures,
        "error": error,
    }


def _held(withheld: list[Page]) -> list[str]:
    held = [page for page in withheld if page.standing == "held"]
    more = [f"and {len(held) - FEW} more are held"] if len(held) > FEW else []
    return [f"{shown(page.key)} is held: {page.reason}" for page in held[:FEW]] + more


def _sealed(withheld: list[Page]) -> list[str]:
    """How many, and until when: nobody is told which."""
    ends = Counter((page.until, page.reason) for page in withheld if page.standing == "sealed" and page.until)
    return [
        f"{count} {'document' if count == 1 else 'documents'} sealed until {rfc3339(until)}"
        + (f"; {why}" if why else "")
        for (until, why), count in sorted(ends.items(), key=lambda one: str(one[0]))
        if until
    ]


def _state(row: Any, error: str | None, *, is_held: bool) -> str:
    if row.paused:
        return "paused"
    if error:
        return "failing"
    if is_held:
        return "held"
    return "ok" if row.first_done else "new"


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
    }


def _endpoint(row: Any) -> dict[str, Any]:
    state = "disabled" if row.disabled else "ok"
    return {"slug": row.slug, "state": state, "cursor": row.cursor, "waiting": row.waiting, "dead": row.dead}


def _new_endpoint(slug: str) -> dict[str, Any]:
    """One that config.toml names and the store does not know yet."""
    return {"slug": slug, "state": "new", "cursor": 0, "waiting": 0, "dead": 0}


def _time(micros: int | None) -> str | None:
    at = instant_or_none(micros)
    return rfc3339(at) if at else None
