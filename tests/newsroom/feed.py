"""A site with feeds of its own: Atom with the full text, RSS 2.0 with the leads only, and a JSON Feed 1.1.

Its traps: markup escaped as text, ids that are no URLs, an article page with warnings beside the text. ETag only.
"""

import json
from datetime import datetime
from email.utils import format_datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from press_rooms.markup import Html, fill, join, slug

from .page import Page, Validator
from .site import Release, Site

LIMIT = 20

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">
<title>Halyard Weather Institute</title>
<id>tag:halyard.example,2024:releases</id>
<link rel="self" href="$url"/>
<link rel="alternate" type="text/html" href="$root"/>
<updated>$updated</updated>
$entries
</feed>
"""

ATOM_ENTRY = """<entry>
<title>$title</title>
<id>tag:halyard.example,2024:release-$number</id>
<link rel="alternate" type="text/html" href="$link"/>
<published>$published</published>
<updated>$updated</updated>
<author><name>$author</name></author>
<content type="html">$content</content>
</entry>"""

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>Halyard Weather Institute</title>
<link>$root</link>
<description>News releases</description>
<language>en-gb</language>
<lastBuildDate>$updated</lastBuildDate>
$items
</channel>
</rss>
"""

RSS_ITEM = """<item>
<title>$title</title>
<link>$link</link>
<guid isPermaLink="false">release-$number</guid>
<pubDate>$published</pubDate>
<dc:creator>$author</dc:creator>
<description>$lead</description>
</item>"""

ARTICLE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>$title | Halyard Weather Institute</title>
<meta property="og:title" content="$title">
<meta property="og:site_name" content="Halyard Weather Institute">
<link rel="alternate" type="application/atom+xml" title="News releases" href="${root}atom.xml">
<link rel="alternate" type="application/rss+xml" title="News releases" href="${root}rss.xml">
<link rel="alternate" type="application/feed+json" title="News releases" href="${root}feed.json">
</head>
<body>
<nav><a href="$root">Halyard Weather Institute</a> <a href="${root}forecasts">Forecasts</a> <a href="${root}releases">Releases</a></nav>
<main>
<h1>$title</h1>
<p class="meta">By $author, <time datetime="$published">$day</time></p>
$content
</main>
<aside><h2>Warnings in force</h2><ul><li>Gale warning for the outer banks until midnight</li><li>Fog in the sound before noon</li></ul></aside>
<footer>Halyard Weather Institute, Mole Head. Forecasts are given in good faith.</footer>
</body>
</html>
"""


class FeedSite(Site):
    """Its `url` is the Atom feed's; `feeds` has all three."""

    language = "en"
    zone = ZoneInfo("Europe/London")
    entrance = "atom.xml"
    also: ClassVar[dict[str, str]] = {"atom": "atom.xml", "rss": "rss.xml", "json": "feed.json"}
    prints = frozenset({"author"})
    prints_time = True
    validators: ClassVar[frozenset[Validator]] = frozenset({"etag"})

    def path_of(self, number: int, at: datetime, title: str) -> str:
        return f"releases/{number}/{slug(title)}"

    def overview(self, path: str) -> Page | None:
        match path:
            case "atom.xml":
                return self._page(self._atom(), "application/atom+xml; charset=utf-8")
            case "rss.xml":
                return self._page(self._rss(), "application/rss+xml")
            case "feed.json":
                return self._page(self._json(), "application/feed+json")
        return None

    def article(self, release: Release) -> Page:
        day = f"{release.at.day} {release.at:%B %Y}"
        return self.html(fill(ARTICLE, root=self.root, day=day, **_told(release)), release.changed)

    def _atom(self) -> str:
        entries = join(map(_atom_entry, self._newest()))
        return fill(ATOM, url=self.url, root=self.root, updated=self.clock.isoformat(), entries=entries)

    def _rss(self) -> str:
        items = join(
            fill(RSS_ITEM, **_told(release) | {"published": format_datetime(release.at)}) for release in self._newest()
        )
        return fill(RSS, root=self.root, updated=format_datetime(self.clock), items=items)

    def _json(self) -> str:
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Halyard Weather Institute",
            "home_page_url": self.root,
            "feed_url": self.root + "feed.json",
            "language": "en-GB",
            "items": [_item(release) for release in self._newest()],
        }
        return json.dumps(feed, ensure_ascii=False, indent=1)

    def _newest(self) -> list[Release]:
        return self.listed()[:LIMIT]

    def _page(self, text: str, media_type: str) -> Page:
        return Page(body=text.encode(), media_type=media_type, changed=self.clock)


def _told(release: Release) -> dict[str, str]:
    return {
        "number": str(release.number),
        "title": release.title,
        "link": release.url,
        "published": release.date,
        "updated": release.changed.isoformat(),
        "author": release.author or "",
        "lead": release.paragraphs[0],
        "content": join(fill("<p>$text</p>", text=text) for text in release.paragraphs),
    }


def _atom_entry(release: Release) -> Html:
    told = _told(release)
    return fill(ATOM_ENTRY, **told | {"content": str(told["content"])})  # as a plain str it is escaped: type="html"


def _item(release: Release) -> dict[str, Any]:
    told = _told(release)
    return {
        "id": f"release-{release.number}",
        "url": release.url,
        "title": release.title,
        "content_html": told["content"],
        "date_published": told["published"],
        "date_modified": told["updated"],
        "authors": [{"name": release.author}],
    }
