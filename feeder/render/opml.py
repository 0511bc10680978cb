"""OPML 2.0 (http://opml.org/spec2.opml): all feeds in one file, for a reader to import."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape

from lxml import etree

from feeder.model import Glance
from feeder.render.channel import address
from feeder.render.clean import one_line


def opml(title: str, feeds: Sequence[Glance], *, base: str) -> bytes:
    """The subscription list of `feeds` as they stand at `base`, in UTF-8 and in the order given."""
    return document(title, (_feed(feed, base) for feed in feeds))


def document(title: str, outlines: Iterable[str]) -> bytes:
    """A subscription list of what `outline` wrote."""
    lines = "".join(f"    {one}\n" for one in outlines)
    return f"""<?xml version='1.0' encoding='UTF-8'?>
<opml version="2.0">
  <head>
    <title>{escape(one_line(title), quote=False)}</title>
  </head>
  <body>
{lines}  </body>
</opml>
""".encode()


@lru_cache(maxsize=10_000)  # of thousands few change between one list and the next
def _feed(feed: Glance, base: str) -> str:
    return outline(
        feed.title, xml_url=f"{address(feed.slug, base)}.rss", html_url=feed.homepage, language=feed.language
    )


def outline(title: str, *, xml_url: str, html_url: str | None = None, language: str | None = None) -> str:
    """One subscription; what is None is left out."""
    named = {"text": title, "title": title, "type": "rss", "xmlUrl": xml_url, "htmlUrl": html_url, "language": language}
    element = etree.Element("outline", {name: value for name, value in named.items() if value})
    return str(etree.tostring(element, encoding="unicode"))
