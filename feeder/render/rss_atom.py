"""RSS 2.0 and Atom 1.0 (RFC 4287) by feedgen, which is met here and nowhere else.

A generator is made for one document and thrown away, and extensions of our own write what feedgen gets wrong:

    an Atom link loses rel, type and length              written by `_AtomEntry`
    RSS <link> is the last link that was given           the homepage is given last
    RSS knows no hub; its self link comes late           `_RssChannel`
    dates go through setlocale, process-wide             `_RssChannel` and `_RssItem` write them
    a new generator reads the clock                      every date is set or taken out
    names without mail, updates and media are lost       `_RssItem`, `_media`
    xml:lang of an entry and the stylesheet are missing  `_AtomEntry`, `_style`
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any
from zlib import crc32

from feedgen.feed import FeedGenerator
from lxml import etree

from feeder.model import Attachment, rfc3339
from feeder.render.channel import Channel
from feeder.render.item import Item

_ATOM = "{http://www.w3.org/2005/Atom}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_MEDIA = "{http://search.yahoo.com/mrss/}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TTL = 15  # minutes; constant, for an adaptive interval would change the bytes of a feed where nothing changed
_PLAIN_TEXT = re.compile(rb"<(?:title|description|category|summary|name|media:title|media:description)>[^<&]*&[^<]*")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def rss(channel: Channel) -> bytes:
    """RSS 2.0 in UTF-8, after the RSS Best Practices Profile."""
    generator = _generator(channel, _RssChannel, _RssItem)
    generator.link(href=channel.url("rss"), rel="self", type="application/rss+xml")
    generator.link(href=channel.homepage)
    generator.description(channel.title)
    generator.ttl(_TTL)
    generator._FeedGenerator__rss_lastBuildDate = None  # noqa: SLF001 - the clock of its making; there is no way to unset it
    for item in channel.items:
        _rss_item(generator.add_entry(order="append"), item)
    return _profile(generator.rss_str(pretty=True))


def atom(channel: Channel) -> bytes:
    """Atom 1.0 in UTF-8."""
    generator = _generator(channel, _AtomFeed, _AtomEntry)
    generator.id(channel.url("atom"))
    generator.author(name=channel.title)
    # Thunderbird takes the first link for the site.
    generator.link(href=channel.homepage, rel="alternate", type="text/html")
    generator.link(href=channel.url("atom"), rel="self", type="application/atom+xml")
    if channel.hub:
        generator.link(href=channel.hub, rel="hub")
    generator.updated(max(map(_atom_updated, channel.items), default=channel.updated))
    for item in channel.items:
        _atom_entry(generator.add_entry(order="append"), item, channel.language)
    return _profile(generator.atom_str(pretty=True))


def _generator(channel: Channel, feed_extension: type, entry_extension: type) -> Any:
    generator = FeedGenerator()
    generator.register_extension("feeder", feed_extension, entry_extension)
    generator.feeder.channel = channel
    generator.title(channel.title)
    generator.language(channel.language)
    generator.generator("feeder")  # without version: an upgrade does not change the bytes
    return generator


def _rss_item(entry: Any, item: Item) -> None:
    entry.feeder.item = item
    entry.id(item.id)
    entry.title(item.title)
    if item.url:
        entry.link(href=item.url)
    if item.summary:
        entry.description(escape(item.summary, quote=False))  # an RSS description is HTML
    if item.content:
        entry.content(item.content, type="html")
    if item.tags:
        entry.category([{"term": tag} for tag in item.tags])
    enclosure = _enclosure(item)
    if enclosure:
        entry.enclosure(url=enclosure.url, length=str(enclosure.size), type=enclosure.type)


def _atom_entry(entry: Any, item: Item, language: str | None) -> None:
    entry.feeder.item = item
    entry.feeder.language = item.language if item.language != language else None
    entry.id(item.id)
    entry.title(item.title)
    entry.published(item.published)
    entry.updated(_atom_updated(item))
    if item.url:
        entry.link(href=item.url)
    if item.content:
        entry.content(item.content, type="html")
    if item.summary or not item.content:
        entry.summary(item.summary or item.title)
    if item.authors:
        entry.author([{"name": name} for name in item.authors])
    if item.tags:
        entry.category([{"term": tag} for tag in item.tags])


class _RssChannel:
    channel: Channel

    def extend_ns(self) -> dict[str, str]:
        return {"dc": _DC.strip("{}"), "media": _MEDIA.strip("{}")}

    def extend_rss(self, root: Any) -> None:
        _style(root)
        channel = root[0]
        channel.insert(0, channel.find(f"{_ATOM}link"))
        if self.channel.hub:
            channel.insert(1, etree.Element(f"{_ATOM}link", href=self.channel.hub, rel="hub"))
        _text(channel, "lastBuildDate", _rfc822(self.channel.updated))


class _RssItem:
    item: Item

    def extend_rss(self, element: Any) -> None:
        _text(element, "pubDate", _rfc822(self.item.published))
        _text(element, f"{_ATOM}updated", rfc3339(self.item.modified))
        if self.item.authors:
            # One element: of several, readers disagree which they show.
            _text(element, f"{_DC}creator", ", ".join(self.item.authors))
        enclosure = _enclosure(self.item)
        _media(element, self.item, (each for each in self.item.attachments if each is not enclosure))


class _AtomFeed:
    channel: Channel

    def extend_ns(self) -> dict[str, str]:
        return {"media": _MEDIA.strip("{}")}

    def extend_atom(self, root: Any) -> None:
        _style(root)


class _AtomEntry:
    item: Item
    language: str | None  #: where it is not that of the feed

    def extend_atom(self, element: Any) -> None:
        # feedgen's Atom elements stand in no namespace until they are written.
        if self.language:
            element.set(_XML_LANG, self.language)
        alternate = element.find("link")
        if alternate is not None:
            alternate.attrib.update({"rel": "alternate", "type": "text/html"})
        for each in filter(_is_enclosure, self.item.attachments):
            etree.SubElement(element, "link", href=each.url, rel="enclosure", type=each.type, length=str(each.size))
        _media(element, self.item, (each for each in self.item.attachments if not _is_enclosure(each)))


def _is_enclosure(attachment: Attachment) -> bool:
    """RSS 2.0: an enclosure has a true length and type."""
    return attachment.size is not None and attachment.type is not None


def _enclosure(item: Item) -> Attachment | None:
    """The one enclosure of an RSS item: of several, readers take the first or the last (Best Practices Profile)."""
    return next(filter(_is_enclosure, item.attachments), None)


def _media(element: Any, item: Item, attachments: Iterable[Attachment]) -> None:
    """Media RSS 1.5.1: the picture with its caption and credit, and what is no enclosure. Never in a group of one."""
    image = item.image
    if image and image.url:
        content = etree.SubElement(element, f"{_MEDIA}content", url=image.url, medium="image")
        content.attrib.update(_known(width=image.width, height=image.height))
        _text(content, f"{_MEDIA}description", image.caption)
        _text(content, f"{_MEDIA}credit", image.credit)
    for each in attachments:
        content = etree.SubElement(element, f"{_MEDIA}content", url=each.url)
        content.attrib.update(_known(type=each.type, fileSize=each.size))
        _text(content, f"{_MEDIA}title", each.title)


def _known(**attributes: str | int | None) -> dict[str, str]:
    return {name: str(value) for name, value in attributes.items() if value}


def _text(parent: Any, tag: str, text: str | None) -> None:
    if text:
        etree.SubElement(parent, tag).text = text


def _style(root: Any) -> None:
    """Opened in a browser, a feed explains itself."""
    root.addprevious(etree.ProcessingInstruction("xml-stylesheet", 'type="text/css" href="feed.css"'))


def _rfc822(at: datetime) -> str:
    """RFC 822 with a four-digit year and English names; RSS parsers know offsets of whole and half hours only."""
    if (at.utcoffset() or timedelta()) % timedelta(minutes=30):
        at = at.astimezone(UTC)
    # Names of our own: those of strftime follow the locale, and email.utils takes three times as long.
    return f"{_DAYS[at.weekday()]}, {at.day:02} {_MONTHS[at.month - 1]} {at.year:04} {at:%H:%M:%S %z}"


def _atom_updated(item: Item) -> datetime:
    """The modification with microseconds made from the id, for no two entries of a feed should share an instant.

    The feed validator warns of it (DuplicateUpdated), and what was published "on the 16th" or read in one visit does.
    """
    return item.modified.replace(microsecond=crc32(item.id.encode()) % 1_000_000)


def _profile(document: bytes) -> bytes:
    """Writes "&" and "<" in plain text as hexadecimal references (RSS Best Practices Profile).

    They are the same characters to XML; to those who look for escaped markup they say that this is none.
    """
    return _PLAIN_TEXT.sub(_hexadecimal, document)


def _hexadecimal(found: re.Match[bytes]) -> bytes:
    return found[0].replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;")
