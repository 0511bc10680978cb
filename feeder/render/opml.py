"""OPML 2.0 (http://opml.org/spec2.opml): all feeds in one file, for a reader to import."""

from collections.abc import Sequence
from functools import lru_cache
from html import escape

from lxml import etree

from feeder.model import Glance
from feeder.render.channel import address
from feeder.render.clean import one_line


def opml(title: str, feeds: Sequence[Glance], *, base: str) -> bytes:
    """The subscription list of `feeds` as they stand at `base`, in UTF-8 and in the order given."""
    outlines = "".join(f"    {_outline(feed, base)}\n" for feed in feeds)
    return f"""<?xml version='1.0' encoding='UTF-8'?>
<opml version="2.0">
  <head>
    <title>{escape(one_line(title), quote=False)}</title>
  </head>
  <body>
{outlines}  </body>
</opml>
""".encode()


@lru_cache(maxsize=10_000)  # of thousands few change between one list and the next
def _outline(feed: Glance, base: str) -> str:
    attributes = {
        "text": feed.title,
        "title": feed.title,
        "type": "rss",
        "xmlUrl": f"{address(feed.slug, base)}.rss",
        "htmlUrl": feed.homepage,
        "language": feed.language,
    }
    outline = etree.Element("outline", {name: value for name, value in attributes.items() if value})
    return str(etree.tostring(outline, encoding="unicode"))
