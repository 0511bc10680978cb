"""Feeds whose entries or settings changed are rendered and published; the others are not touched."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import structlog

from feeder.config import Settings
from feeder.decide import select
from feeder.engine.house import House
from feeder.errors import FeederError
from feeder.model import Feed, Glance, Listed
from feeder.publish import publish, remove, remove_folder, sweep
from feeder.render import (
    ENTRIES,
    FORMATS,
    STYLESHEETS,
    channel,
    feed_page,
    formats,
    glance,
    index,
    opml,
    page_name,
    pages,
)
from feeder.store.feeds import Wish

log = structlog.get_logger("feeder")

OVERVIEW = ("index.html", "feeds.opml", *STYLESHEETS)


def render_stale(house: House) -> list[str]:
    """Brings feeds/ up to date and gives the files written and removed. Blocking; one call at a time.

    It costs what changed. What somebody deleted in feeds/ is seen at the first call, when `house.shown` is taken away,
    and where it is the overview itself.
    """
    wishes, settings = house.wishes, house.settings
    # After the wishes, and before what is read: who is wished for as it is known here, and known to the store.
    feeds = {slug: feed for slug, feed in house.feeds.items() if slug in wishes}
    is_anew = house.shown is not settings or not _are_there(OVERVIEW, settings.feeds_folder)
    there = sweep(settings.feeds_folder) if is_anew else None
    if is_anew:
        sweep(settings.feeds_folder / ENTRIES)
    with house.store.read() as tx:
        stale, closed = tx.feeds.stale(), tx.feeds.closed()
    behind = [feed for slug, feed in feeds.items() if slug in stale or not _is_whole(settings, slug, there)]
    written: list[str] = []
    for feed in behind:
        try:
            written += _write(house, feed, wishes[feed.slug])
        except FeederError:
            raise
        except Exception:  # the boundary of the task: a bug leaves this feed as it was, and no other
            log.exception("rendering failed by a bug of feeder", feed=feed.slug)
    written += _remove(house, closed)  # last: who is led from an old feed to its new one finds it there
    if is_anew or behind or closed:
        house.shown = None
        written += _publish_overview(house, settings)
        house.shown = settings
    return written


def _are_there(names: Iterable[str], folder: Path) -> bool:
    return all((folder / name).exists() for name in names)


def _is_whole(settings: Settings, slug: str, there: Collection[str] | None) -> bool:
    if there is None:
        return True
    files = {f"{slug}.{name}" for name in FORMATS}
    return files.issubset(there) and "index.html" in sweep(settings.feeds_folder / slug)


def _remove(house: House, closed: Collection[str]) -> list[str]:
    """The files of feeds that nothing asks for any more; gives their names."""
    removed: list[str] = []
    for slug in closed:
        removed += remove(house.settings.feeds_folder, [f"{slug}.{name}" for name in FORMATS])
        remove(house.settings.feeds_folder / slug, ["index.html"])
        remove_folder(house.settings.feeds_folder / slug)
        with house.store.write(quiet=True) as tx:
            tx.feeds.removed(slug)
    return removed


def _write(house: House, feed: Feed, wish: Wish) -> list[str]:
    with house.store.read() as tx:
        revision = tx.feeds.revision(feed.slug)
        if revision is None:  # another process closed it already
            return []
        listed = tx.entries.listed(feed.sources, lambda entry: select.shows(feed, entry), limit=feed.limit)
        title = feed.title or tx.sources.title(feed.slug) or feed.slug
    shown = replace(feed, title=title, language=_language(feed, listed, house.settings.language))
    content = channel(
        shown,
        listed,
        base=house.settings.url,
        updated=revision.created,
        tombstones=house.settings.tombstones,
    )
    folder = house.settings.feeds_folder
    written: list[str] = []
    if wish.source:  # an entry has the page that the feed of its own source gives it
        written += _pages(folder, ENTRIES, pages(content))
        _unpublish_pages(house, wish.source)
    written += _pages(folder, feed.slug, {"index.html": feed_page(content)})
    written += publish(folder, {f"{feed.slug}.{name}": body for name, body in formats(content).items()})
    with house.store.write(quiet=True) as tx:
        tx.feeds.put_glance(glance(shown, listed))
        tx.feeds.written(feed.slug, revision.number, settings=wish.settings)
    return written


def _pages(folder: Path, name: str, files: Mapping[str, bytes]) -> list[str]:
    return [f"{name}/{one}" for one in publish(folder / name, files, durable=False)]


def _unpublish_pages(house: House, uid: str) -> None:
    """Those of entries that were shown, and are to be seen by nobody now."""
    with house.store.read() as tx:
        remove(house.settings.feeds_folder / ENTRIES, [page_name(one) for one in tx.entries.unseen(uid)])


def page_of(house: House, entry_id: str) -> bytes | None:
    """The page of an entry that may be seen, as its own source's feed shows it; None where there is none."""
    with house.store.read() as tx:
        found = tx.entries.one_listed(entry_id)
        feed = house.feeds.get(found.entry.source or "") if found else None
        if found is None or feed is None:
            return None
        title = feed.title or tx.sources.title(feed.slug) or feed.slug
    shown = replace(feed, title=title, language=_language(feed, [found], house.settings.language))
    content = channel(shown, [found], base=house.settings.url, updated=found.date)
    return next(iter(pages(content).values()))


def _language(feed: Feed, listed: Collection[Listed], language: str) -> str:
    """As its settings say, else as all its entries are, else `language`."""
    spoken = {one.entry.language for one in listed}
    alike = next(iter(spoken)) if len(spoken) == 1 else None
    return feed.language or alike or language


def _publish_overview(house: House, settings: Settings) -> list[str]:
    """index.html, the OPML list and the stylesheets: again where another process wrote a feed meanwhile, whose newer
    list may lie below ours."""
    written: list[str] = []
    shown: list[Glance] | None = None
    while shown != (shown := _glances(house)):
        files = {
            "index.html": index(settings.title, shown, language=settings.language, opml="feeds.opml"),
            "feeds.opml": opml(settings.title, shown, base=settings.url),
            **STYLESHEETS,
        }
        written += publish(settings.feeds_folder, files)
    return written


def _glances(house: House) -> list[Glance]:
    with house.store.read() as tx:
        return sorted(tx.feeds.glances(), key=lambda one: one.title.casefold())
