"""Entries to bytes: RSS, Atom and JSON feeds, the OPML list of them, and the page that shows them to people.

    Feed, Listed ─┬─▶ channel.channel ──▶ Channel of Items ──▶ rss_atom.rss_and_atom · jsonfeed.json_feed
                  │   cleaned, named, dated and       └▶ page.feed_page · page.entry_page
                  │   marked once
                  └─▶ html.glance ──▶ Glance, of every feed ──▶ html.index · opml.opml

Pure: the same entries are the same bytes, and nothing reads the clock.
"""

from collections.abc import Sequence
from datetime import datetime

from feeder.model import Feed, Listed
from feeder.render.channel import ENTRIES, Channel, channel, page_name
from feeder.render.html import STYLESHEETS, glance, index
from feeder.render.jsonfeed import json_feed
from feeder.render.opml import opml
from feeder.render.page import entry_page, feed_page
from feeder.render.rss_atom import rss_and_atom

__all__ = [
    "ENTRIES",
    "FORMATS",
    "STYLESHEETS",
    "channel",
    "feed_page",
    "formats",
    "glance",
    "index",
    "opml",
    "page_name",
    "pages",
    "render",
]

FORMATS = ("rss", "atom", "json")


def render(
    feed: Feed, listed: Sequence[Listed], *, base: str, updated: datetime, hub: str | None = None
) -> dict[str, bytes]:
    """The feed in every format, by the format's name.

    `listed` comes newest first and is not sorted; `base` is the http(s) URL that `/feeds/<slug>.<format>` stands under;
    `updated` is when the feed was made known, and counts where it has no entries; `hub` is its WebSub hub.
    Raises ValueError for an id that is missing or comes twice, for an entry that nobody may see yet (sealed, held,
    hidden), and for a `base` that is no URL: the feed that stands is better than a broken or a telling one.
    """
    return formats(channel(feed, listed, base=base, updated=updated, hub=hub))


def formats(content: Channel) -> dict[str, bytes]:
    rss, atom = rss_and_atom(content)
    return {"rss": rss, "atom": atom, "json": json_feed(content)}


def pages(content: Channel, language: str | None) -> dict[str, bytes]:
    """The pages of a feed's entries, by file name."""
    slug = content.address.rpartition("/")[2]
    return {page_name(one.id): entry_page(one, content.title, slug, language) for one in content.items}
