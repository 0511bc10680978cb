"""A feed with its items: what every format writes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from feeder.model import Feed, Listed
from feeder.render.clean import language_tag, one_line, web_url
from feeder.render.item import Item, item

ENTRIES = "entries"  #: the folder of the pages of entries, beside the feeds


@dataclass(frozen=True, kw_only=True, slots=True)
class Channel:
    slug: str
    title: str
    language: str | None
    homepage: str
    address: str  #: the URL of the feed without its format
    updated: datetime
    hub: str | None
    items: tuple[Item, ...]
    tombstones: bool = False  #: whether Atom buries what is withdrawn

    def url(self, format_name: str) -> str:
        return f"{self.address}.{format_name}"


def channel(
    feed: Feed,
    listed: Sequence[Listed],
    *,
    base: str,
    updated: datetime,
    hub: str | None = None,
    tombstones: bool = False,
) -> Channel:
    """The feed as all formats show it.

    `listed` comes newest first and is not sorted; `base` is the http(s) URL that `/feeds/<slug>.<format>` stands under;
    `updated` is when the feed was made known, and counts where it has no entries; `hub` is its WebSub hub;
    with `tombstones` the Atom feed says by RFC 6721 what was withdrawn, in place of a notice.
    Raises ValueError for an id that is missing or comes twice, for an entry that nobody may see yet (sealed, held,
    hidden), and for a `base` that is no URL: the feed that stands is better than a broken or a telling one.
    """
    repeated = [key for key, count in Counter(each.entry.id for each in listed).items() if count > 1]
    if repeated:
        raise ValueError(f"feed {feed.slug}: entries that come twice: {', '.join(map(str, repeated))}")
    items = tuple(_linked(item(each, feed), base) for each in listed)
    return Channel(
        slug=feed.slug,
        title=one_line(feed.title) or feed.slug,
        language=language_tag(feed.language),
        homepage=web_url(feed.homepage) or f"{root(base)}/",
        address=address(feed.slug, base),
        updated=max((each.modified for each in items), default=updated.replace(microsecond=0)).astimezone(UTC),
        hub=web_url(hub),
        items=items,
        tombstones=tombstones,
    )


def _linked(one: Item, base: str) -> Item:
    """A document that stands nowhere on the web is read on its own page here."""
    return one if one.url else replace(one, url=f"{root(base)}/feeds/{ENTRIES}/{page_name(one.id)}")


def page_name(entry_id: str) -> str:
    """The file of an entry's page: `urn:uuid:…` without what all begin with."""
    return f"{entry_id.rpartition(':')[2]}.html"


def address(slug: str, base: str) -> str:
    """Where a feed stands, without its format."""
    return f"{root(base)}/feeds/{slug}"


def root(base: str) -> str:
    """The installation's own URL without a closing slash. ValueError where it is none."""
    url = web_url(base)
    if url is None:
        raise ValueError(f"not an http(s) URL: {base}")
    return url.rstrip("/")
