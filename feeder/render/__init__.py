"""Entries to bytes: RSS, Atom and JSON feeds, the OPML list of them, and the page that shows them to people.

    Feed, Listed ─┬─▶ channel.channel ──▶ Channel of Items ──▶ rss_atom.rss_and_atom · jsonfeed.json_feed
                  │   cleaned, named, dated and       └▶ page.feed_page · page.entry_page
                  │   marked once
                  └─▶ html.glance ──▶ Glance, of every feed ──▶ html.index · opml.opml

Pure: the same entries are the same bytes, and nothing reads the clock.
"""

from feeder.render.channel import ENTRIES, Channel, channel, page_name
from feeder.render.html import STYLESHEETS, glance, index
from feeder.render.jsonfeed import json_feed
from feeder.render.opml import opml
from feeder.render.page import entry_page, feed_page
from feeder.render.parts import FORMATS
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
]


def formats(content: Channel) -> dict[str, bytes]:
    """The feed in every format, by the format's name."""
    rss, atom = rss_and_atom(content)
    return {"rss": rss, "atom": atom, "json": json_feed(content)}


def pages(content: Channel) -> dict[str, bytes]:
    """The pages of a feed's entries, by file name."""
    return {page_name(one.id): entry_page(one, content) for one in content.items}
