"""Feeds whose entries or settings changed are rendered and published; the others are not touched."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from feeder.decide import select
from feeder.engine.house import House
from feeder.errors import FeederError
from feeder.model import Feed, Listed
from feeder.publish import publish, remove
from feeder.render import FORMATS, STYLESHEETS, Row, index, opml, render
from feeder.store import Transaction

log = structlog.get_logger("feeder")

OVERVIEW = ("index.html", "feeds.opml", *STYLESHEETS)


def render_stale(house: House) -> list[str]:
    """Brings feeds/ up to date and gives the files written and removed. Blocking; one call at a time."""
    feeds, known = house.feeds, house.known_feeds()  # before what is read: the store knows them all then
    with house.store.read() as tx:
        stale, wanted, created = tx.feeds.stale(), tx.feeds.wanted(), tx.feeds.created()
    written: list[str] = []
    for slug, feed in feeds.items():
        if slug not in created:  # another process closed it already
            continue
        if slug in stale or not _are_there(house, [f"{slug}.{name}" for name in FORMATS]):
            try:
                written += _render(house, feed, created[slug])
            except FeederError:
                raise
            except Exception:  # the boundary of the task: a bug leaves this feed as it was, and no other
                log.exception("rendering failed by a bug of feeder", feed=slug)
                continue
            with house.store.write(quiet=True) as tx:
                tx.feeds.written(slug, wanted[slug])
    written += _remove_closed(house)  # last: who is led from an old feed to its new one finds it there
    if written or known != house.shown or not _are_there(house, OVERVIEW):
        written += _publish_overview(house, known)
        house.shown = known
    return written


def _remove_closed(house: House) -> list[str]:
    """The files of feeds that nothing asks for any more; gives their names."""
    with house.store.read() as tx:
        closed = tx.feeds.closed()
    removed: list[str] = []
    for slug in closed:
        removed += remove(house.settings.feeds_folder, [f"{slug}.{name}" for name in FORMATS])
        with house.store.write(quiet=True) as tx:
            tx.feeds.removed(slug)
    return removed


def _are_there(house: House, names: Iterable[str]) -> bool:
    return all((house.settings.feeds_folder / name).exists() for name in names)


def _render(house: House, feed: Feed, created: datetime) -> list[str]:
    with house.store.read() as tx:
        listed = _listed(tx, feed, feed.limit)
        titles = tx.sources.titles()
    feed = _presented(feed, listed, titles, house.settings.language)
    files = render(feed, listed, base=house.settings.url, updated=created)
    return publish(house.settings.feeds_folder, {f"{feed.slug}.{name}": body for name, body in files.items()})


def _listed(tx: Transaction, feed: Feed, limit: int) -> list[Listed]:
    return tx.entries.listed(feed.sources, lambda entry: select.shows(feed, entry), limit=limit)


def _presented(feed: Feed, listed: list[Listed], titles: Mapping[str, str], language: str) -> Feed:
    """The feed with its title and language: as its source says, else as all its entries are, else `language`."""
    spoken = {one.entry.language for one in listed}
    alike = next(iter(spoken)) if len(spoken) == 1 else None
    title = feed.title or titles.get(feed.slug) or feed.slug
    return replace(feed, title=title, language=feed.language or alike or language)


def _publish_overview(house: House, known: Sequence[Feed]) -> list[str]:
    """index.html, the OPML list and the stylesheets."""
    settings = house.settings
    with house.store.read() as tx:
        titles = tx.sources.titles()
        listed = {feed.slug: _listed(tx, feed, feed.limit) for feed in known}
    rows = [
        Row(
            feed=_presented(feed, listed[feed.slug], titles, settings.language),
            newest=next(iter(listed[feed.slug]), None),
            entries=len(listed[feed.slug]),
        )
        for feed in known
    ]
    rows.sort(key=lambda row: row.feed.title.casefold())
    files = {
        "index.html": index(settings.title, rows, language=settings.language, opml="feeds.opml"),
        "feeds.opml": opml(settings.title, [row.feed for row in rows], base=settings.url),
        **STYLESHEETS,
    }
    return publish(settings.feeds_folder, files)
