"""One page as all its judges read it: parsed once, and what it states of itself read once."""

from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from functools import cached_property

from lxml import html

from feeder.parse.charset import parse_html
from feeder.parse.embedded import structured
from feeder.parse.urls import base_of


@dataclass(frozen=True, kw_only=True)
class WebPage:
    root: html.HtmlElement
    body: bytes = field(repr=False)  #: tells cheaply what is not in the tree
    url: str  #: where it was found
    language: str | None  #: that of its source, for what it leaves open; so is the zone
    zone: tzinfo
    media_type: str | None = None
    now: datetime | None = None  #: when it was fetched, for what it leaves open of its days

    @cached_property
    def base(self) -> str:
        """What its links are relative to."""
        return base_of(self.root, self.url)

    @cached_property
    def stated(self) -> structured.Stated:
        return structured.read(self.root, self.base)


def read(
    body: bytes,
    url: str,
    *,
    media_type: str | None,
    language: str | None,
    zone: tzinfo,
    now: datetime | None = None,
) -> WebPage:
    """Raises ParseError where the bytes are no page."""
    return WebPage(
        root=parse_html(body, media_type),
        body=body,
        url=url,
        language=language,
        zone=zone,
        media_type=media_type,
        now=now,
    )
