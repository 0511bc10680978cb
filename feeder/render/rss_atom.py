"""RSS 2.0 and Atom 1.0 (RFC 4287) by feedgen, which is met here and nowhere else.

A generator is made for one document and thrown away. It writes the feed; of its entries it is told what they are as
elements, and an extension mends the rest:

    an Atom link loses rel, type and length; an RSS item    `_AtomEntry` and `_RssItem` write entries themselves, which
    names without mail, updates and media; two models of    takes half the time too
    every field are filled and one is read
    RSS <link> is the last link that was given              the homepage is given last
    RSS knows no hub; its self link comes late              `_RssChannel`
    dates go through setlocale, process-wide                `_rfc822`
    a new generator reads the clock                         every date is set or taken out
    the stylesheet is missing                               `_style`
"""

import re
from collections.abc import Iterable
from copy import copy
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any
from zlib import crc32

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from lxml import etree

from feeder.model import Attachment, rfc3339
from feeder.render.channel import Channel
from feeder.render.item import Item
from feeder.render.parts import stylesheet

Contents = dict[str, Any]  #: by the id of its item, the element of its text
_ATOM = "{http://www.w3.org/2005/Atom}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_MEDIA = "{http://search.yahoo.com/mrss/}"
_ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
_AT = "{http://purl.org/atompub/tombstones/1.0}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TTL = 15  # minutes; constant, for an adaptive interval would change the bytes of a feed where nothing changed
_PLAIN_TEXT = re.compile(rb"<(?:title|description|category|summary|name|media:title|media:description)>[^<&]*&[^<]*")
_MARKUP = re.compile("[&<]")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def rss_and_atom(channel: Channel) -> tuple[bytes, bytes]:
    """Both at once: what the texts cost to take into a tree is paid once."""
    contents: Contents = {}
    written = atom(channel, contents)
    return rss(channel, contents), written


def rss(channel: Channel, contents: Contents | None = None) -> bytes:
    """RSS 2.0 in UTF-8, after the RSS Best Practices Profile. `contents` are elements that `atom` made."""
    generator = _generator(channel, _RssChannel)
    generator.link(href=channel.url("rss"), rel="self", type="application/rss+xml")
    generator.link(href=channel.homepage)
    generator.description(channel.title)
    generator.ttl(_TTL)
    generator._FeedGenerator__rss_lastBuildDate = None  # noqa: SLF001 - the clock of its making; there is no way to unset it
    known = contents or {}
    generator.entry([_RssItem(item, generator.feeder, known.get(item.id)) for item in channel.items])
    return _profile(generator.rss_str(pretty=True), b"<item>", channel.items)


def atom(channel: Channel, contents: Contents | None = None) -> bytes:
    """Atom 1.0 in UTF-8. The elements of texts are put into `contents`."""
    generator = _generator(channel, _AtomFeed)
    generator.id(channel.url("atom"))
    generator.author(name=channel.title)
    # Thunderbird takes the first link for the site.
    generator.link(href=channel.homepage, rel="alternate", type="text/html")
    generator.link(href=channel.url("atom"), rel="self", type="application/atom+xml")
    if channel.hub:
        generator.link(href=channel.hub, rel="hub")
    generator.updated(max(map(_atom_updated, channel.items), default=channel.updated))
    made: Contents = {} if contents is None else contents
    shown = [item for item in channel.items if not _is_buried(item, channel)]
    generator.entry([_AtomEntry(item, generator.feeder, made) for item in shown])
    return _profile(generator.atom_str(pretty=True), b"<entry", shown)


def _is_buried(item: Item, channel: Channel) -> bool:
    return channel.tombstones and item.entry.status == "withdrawn"


def _generator(channel: Channel, extension: type) -> Any:
    generator = FeedGenerator()
    generator.register_extension("feeder", extension, _NoExtension)
    generator.feeder.channel = channel
    generator.title(channel.title)
    generator.language(channel.language)
    generator.generator("feeder")  # without version: an upgrade does not change the bytes
    return generator


class _RssChannel:
    channel: Channel
    root: Any  #: the element that the entries are to stand in: made there, they need not be moved

    def extend_ns(self) -> dict[str, str]:
        return {"dc": _DC.strip("{}"), "media": _MEDIA.strip("{}")}

    def extend_rss(self, root: Any) -> None:
        _style(root, self.channel.language)
        channel = self.root = root[0]
        channel.insert(0, channel.find(f"{_ATOM}link"))
        if self.channel.hub:
            channel.insert(1, etree.Element(f"{_ATOM}link", href=self.channel.hub, rel="hub"))
        _text(channel, "lastBuildDate", _rfc822(self.channel.updated))


class _NoExtension:
    """Of entries: they write all of themselves."""


class _RssItem(FeedEntry):  # type: ignore[misc]
    def __init__(self, item: Item, feed: _RssChannel, content: Any) -> None:  # its own reads the clock
        self._item, self._feed, self._content = item, feed, content

    def register_extension(self, *_: Any) -> None:
        """There is nothing to extend."""

    def rss_entry(self, extensions: bool = True) -> Any:  # noqa: ARG002 - feedgen's
        item, element = self._item, etree.SubElement(self._feed.root, "item")
        _text(element, "title", item.title)
        _text(element, "link", item.url)
        if item.summary:
            _text(element, "description", escape(item.summary, quote=False))  # it is HTML
        if item.content:
            self._put_content(element, _ENCODED if item.summary else "description")
        etree.SubElement(element, "guid", {"isPermaLink": "false"}).text = item.id
        for tag in item.tags:
            _text(element, "category", tag)
        enclosure = _enclosure(item)
        if enclosure:
            told = {"url": enclosure.url, "length": str(enclosure.size), "type": enclosure.type}
            etree.SubElement(element, "enclosure", told)
        _text(element, "pubDate", _rfc822(item.published))
        _text(element, f"{_ATOM}updated", rfc3339(item.modified))
        if item.authors:
            # One element: of several, readers disagree which they show.
            _text(element, f"{_DC}creator", ", ".join(item.authors))
        _media(element, item, (each for each in item.attachments if each is not enclosure))
        return element

    def _put_content(self, element: Any, tag: str) -> None:
        if self._content is None:
            _text(element, tag, self._item.content)
            return
        content = copy(self._content)
        content.tag = tag
        content.attrib.clear()
        element.append(content)


class _AtomFeed:
    channel: Channel
    root: Any

    def extend_ns(self) -> dict[str, str]:
        buried = {"at": _AT.strip("{}")} if self.channel.tombstones else {}
        return {"media": _MEDIA.strip("{}"), **buried}

    def extend_atom(self, root: Any) -> None:
        self.root = root
        _style(root, self.channel.language)
        for item in self.channel.items:
            if _is_buried(item, self.channel):
                _bury(root, item)


class _AtomEntry(FeedEntry):  # type: ignore[misc]
    """As feedgen's, its Atom elements stand in no namespace until they are written."""

    def __init__(self, item: Item, feed: _AtomFeed, contents: Contents) -> None:
        self._item, self._feed, self._contents = item, feed, contents

    def register_extension(self, *_: Any) -> None:
        """There is nothing to extend."""

    def atom_entry(self, extensions: bool = True) -> Any:  # noqa: ARG002 - feedgen's
        item, element = self._item, etree.SubElement(self._feed.root, "entry")
        if item.language and item.language != self._feed.channel.language:
            element.set(_XML_LANG, item.language)
        _text(element, "id", item.id)
        _text(element, "title", item.title)
        _text(element, "updated", _atom_updated(item).isoformat())
        for name in item.authors:
            _text(etree.SubElement(element, "author"), "name", name)
        if item.content:
            content = self._contents[item.id] = etree.SubElement(element, "content", {"type": "html"})
            content.text = item.content
        if item.url:
            etree.SubElement(element, "link", {"href": item.url, "rel": "alternate", "type": "text/html"})
        if item.summary or not item.content:
            _text(element, "summary", item.summary or item.title)
        for tag in item.tags:
            etree.SubElement(element, "category", {"term": tag})
        _text(element, "published", item.published.isoformat())
        for each in filter(_is_enclosure, item.attachments):
            told = {"href": each.url, "rel": "enclosure", "type": each.type, "length": str(each.size)}
            etree.SubElement(element, "link", told)
        _media(element, item, (each for each in item.attachments if not _is_enclosure(each)))
        return element


def _bury(root: Any, item: Item) -> None:
    """What was withdrawn, as readers that know RFC 6721 take it away. It is as late as its notice would be."""
    told = {"ref": item.id, "when": _atom_updated(item).isoformat()}
    element = etree.SubElement(root, f"{_AT}deleted-entry", told)
    comment = etree.SubElement(element, f"{_AT}comment")
    if item.language:
        comment.set(_XML_LANG, item.language)
    comment.text = item.summary


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


def _style(root: Any, language: str | None) -> None:
    """Opened in a browser, a feed explains itself."""
    named = f'type="text/css" href="{stylesheet(language)}"'
    root.addprevious(etree.ProcessingInstruction("xml-stylesheet", named))


def _rfc822(at: datetime) -> str:
    """RFC 822 with a four-digit year and English names; RSS parsers know offsets of whole and half hours only."""
    if (at.utcoffset() or timedelta()) % timedelta(minutes=30):
        at = at.astimezone(UTC)
    # Names of our own: those of strftime follow the locale, and email.utils takes three times as long.
    told = at.isoformat(timespec="seconds")
    zone = f"{told[19:22]}{told[23:25]}"
    return f"{_DAYS[at.weekday()]}, {told[8:10]} {_MONTHS[at.month - 1]} {told[:4]} {told[11:19]} {zone}"


def _atom_updated(item: Item) -> datetime:
    """The modification with microseconds made from the id, for no two entries of a feed should share an instant.

    The feed validator warns of it (DuplicateUpdated), and what was published "on the 16th" or read in one visit does.
    """
    return item.modified.replace(microsecond=crc32(item.id.encode()) % 1_000_000)


def _profile(document: bytes, entries: bytes, items: Iterable[Item]) -> bytes:
    """Writes "&" and "<" in plain text as hexadecimal references (RSS Best Practices Profile).

    They are the same characters to XML; to those who look for escaped markup they say that this is none. Most entries,
    which begin at `entries`, have none in their plain texts, and are not looked through.
    """
    if any(map(_has_markup, items)):
        return _PLAIN_TEXT.sub(_hexadecimal, document)
    head, start, rest = document.partition(entries)
    return _PLAIN_TEXT.sub(_hexadecimal, head) + start + rest


def _has_markup(item: Item) -> bool:
    image = (item.image.caption, item.image.credit) if item.image else ()
    titles = (attachment.title for attachment in item.attachments)
    return any(
        text and _MARKUP.search(text) for text in (item.title, item.summary, *item.tags, *item.authors, *image, *titles)
    )


def _hexadecimal(found: re.Match[bytes]) -> bytes:
    return found[0].replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;")
