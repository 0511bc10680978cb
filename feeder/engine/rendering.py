"""Feeds whose entries or settings changed are rendered and published; the others are not touched."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from feeder.decide import select
from feeder.engine.house import House
from feeder.model import Feed, Listed
from feeder.publish import publish
from feeder.render import FORMATS, STYLESHEETS, Row, index, opml, render
from feeder.store import Transaction


def render_stale(house: House) -> list[str]:
    """Brings feeds/ up to date and gives the files written. Blocking; one call at a time."""
    with house.store.read() as tx:
        stale = {slug: revision for slug, revision in tx.stale_feeds().items() if slug in house.feeds}
        lost = [slug for slug in house.feeds if slug not in stale and not _is_there(house, slug)]
        created = tx.feeds_created()
    written: list[str] = []
    for slug in [*stale, *lost]:
        written += _render(house, house.feeds[slug], created[slug])
        with house.store.write() as tx:
            tx.written(slug, stale.get(slug, 0))
    if written or not (house.settings.feeds_folder / "index.html").exists():
        written += _publish_overview(house)
    return written


def _is_there(house: House, slug: str) -> bool:
    return all((house.settings.feeds_folder / f"{slug}.{name}").exists() for name in FORMATS)


def _render(house: House, feed: Feed, created: datetime) -> list[str]:
    with house.store.read() as tx:
        listed = _listed(tx, feed, feed.limit)
        titles = tx.titles()
    feed = _presented(feed, listed, titles, house.settings.language)
    files = render(feed, listed, base=house.settings.url, updated=created)
    return publish(house.settings.feeds_folder, {f"{feed.slug}.{name}": body for name, body in files.items()})


def _listed(tx: Transaction, feed: Feed, limit: int) -> list[Listed]:
    return tx.listed(feed.sources, lambda entry: select.shows(feed, entry), limit=limit)


def _presented(feed: Feed, listed: list[Listed], titles: Mapping[str, str], language: str) -> Feed:
    """The feed with its title and language: as its source says, else as all its entries are, else `language`."""
    spoken = {one.entry.language for one in listed}
    alike = next(iter(spoken)) if len(spoken) == 1 else None
    title = feed.title or titles.get(feed.slug) or feed.slug
    return replace(feed, title=title, language=feed.language or alike or language)


def _publish_overview(house: House) -> list[str]:
    """index.html, the OPML list and the stylesheets."""
    settings = house.settings
    with house.store.read() as tx:
        titles, counts = tx.titles(), tx.entry_counts()
        listed = {feed.slug: _listed(tx, feed, feed.limit) for feed in house.known_feeds()}
    rows = [
        Row(
            feed=_presented(feed, listed[feed.slug], titles, settings.language),
            newest=next(iter(listed[feed.slug]), None),
            entries=sum(counts.get(slug, 0) for slug in feed.sources),
        )
        for feed in house.known_feeds()
    ]
    rows.sort(key=lambda row: row.feed.title.casefold())
    files = {
        "index.html": index(settings.title, rows, language=settings.language, opml="feeds.opml"),
        "feeds.opml": opml(settings.title, [row.feed for row in rows], base=settings.url),
        **STYLESHEETS,
    }
    return publish(settings.feeds_folder, files)
