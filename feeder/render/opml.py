"""OPML 2.0 (http://opml.org/spec2.opml): all feeds in one file, for a reader to import."""

from collections.abc import Sequence

from lxml import etree

from feeder.model import Feed
from feeder.render.channel import address
from feeder.render.clean import language_tag, one_line, web_url


def opml(title: str, feeds: Sequence[Feed], *, base: str) -> bytes:
    """The subscription list of `feeds` as they stand at `base`, in UTF-8 and in the order given."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = one_line(title)
    body = etree.SubElement(root, "body")
    for feed in feeds:
        etree.SubElement(body, "outline", _outline(feed, base))
    return bytes(etree.tostring(root, pretty_print=True, encoding="UTF-8", xml_declaration=True))


def _outline(feed: Feed, base: str) -> dict[str, str]:
    title = one_line(feed.title) or feed.slug
    attributes = {
        "text": title,
        "title": title,
        "type": "rss",
        "xmlUrl": f"{address(feed, base)}.rss",
        "htmlUrl": web_url(feed.homepage),
        "language": language_tag(feed.language),
    }
    return {name: value for name, value in attributes.items() if value}
