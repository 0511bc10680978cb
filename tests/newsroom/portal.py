"""The blog, on a site that offers feeds and sitemaps as WordPress does.

Its traps: the feed of the comments and that of the vacancies are offered beside that of the news, and the sitemaps list the
whole site: releases, pages that are none, and their lists.
"""

from collections.abc import Iterable
from email.utils import format_datetime
from typing import ClassVar

from press_rooms.markup import Html, fill, join

from .blog import Blog
from .page import Page
from .site import Release

OFFERS = """<link rel="alternate" type="application/rss+xml" title="The Tidewater Trust &raquo; Feed" href="${root}feed/">
<link rel="alternate" type="application/rss+xml" title="The Tidewater Trust &raquo; Comments Feed" href="${root}comments/feed/">
<link rel="alternate" type="application/rss+xml" title="The Tidewater Trust &raquo; Vacancies" href="${root}vacancies/feed/">
$head"""

RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	>

<channel>
	<title>$title</title>
	<link>$root</link>
	<language>en-US</language>
$items
</channel>
</rss>
"""

ITEM = """	<item>
		<title>$title</title>
		<link>$url</link>
		<dc:creator><![CDATA[$author]]></dc:creator>
		<pubDate>$published</pubDate>
		<guid isPermaLink="false">${root}?p=$number</guid>
		<description><![CDATA[$lead]]></description>
		$content
	</item>"""

CONTENT = "<content:encoded><![CDATA[$text]]></content:encoded>"

OTHER = """	<item><title>$title</title><link>$url</link><pubDate>Mon, 08 Jan 2024 09:00:00 -0500</pubDate></item>"""

SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
$rows
</urlset>
"""

NEWS = """<news:news><news:publication><news:name>The Tidewater Trust</news:name><news:language>en</news:language></news:publication>
<news:publication_date>$iso</news:publication_date><news:title>$title</news:title></news:news>"""

INDEX = """<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">$rows</sitemapindex>
"""

ABOUT = """<article class="page"><h1 class="entry-title">$title</h1><div class="entry-content">
<p>The Tidewater Trust looks after eleven harbors and the people who work in them. It was founded by pilots and is paid for by its members.</p>
<p>The office on the quay is open on weekdays. Guided walks begin at the lighthouse, and nobody has to book a place for them in advance.</p>
<p>Whoever wants to help may do so on any Saturday: boats are scraped, nets are mended and the old cranes are painted by those who come. The trust pays for the paint, for the tea and for the way home, and asks for nothing but a pair of old shoes.</p>
<p>Every harbor has a warden who knows its tides and its people. Wardens are chosen for four years by those who moor there, and they answer to the council of the trust, which meets in the net loft and lets everybody listen.</p>
</div></article>"""

PAGES = ("about", "our-harbors", "donate")


class Portal(Blog):
    also: ClassVar[dict[str, str]] = {"rss": "feed/", "comments": "comments/feed/", "vacancies": "vacancies/feed/"}
    sitemaps: ClassVar[dict[str, str]] = {
        "index": "sitemap_index.xml",
        "posts": "post-sitemap.xml",
        "pages": "page-sitemap.xml",
        "news": "news-sitemap.xml",
    }
    has_full_text = True  #: whether the feed does
    lags = 0  #: so many of the newest releases are not in the feed yet
    holds = 10  #: items of the feed
    dates_sitemaps = True  #: whether the index says when its sitemaps changed

    def overview(self, path: str) -> Page | None:
        match path:
            case "feed/":
                return self._xml(
                    self._rss("The Tidewater Trust", map(self._item, self._in_feed())), "application/rss+xml"
                )
            case "comments/feed/":
                comments = [self._other(f"Comment on {one.title}", one.url + "#comment-7") for one in self.listed()]
                return self._xml(self._rss("Comments for The Tidewater Trust", comments), "application/rss+xml")
            case "vacancies/feed/":
                jobs = [self._other("Harbor pilot wanted", f"{self.root}vacancies/{n}/") for n in range(3)]
                return self._xml(self._rss("Vacancies", jobs), "application/rss+xml")
            case "sitemap_index.xml":
                return self._xml(self._index(), "text/xml")
            case "post-sitemap.xml":
                return self._xml(fill(SITEMAP, rows=join(map(_url, self.listed()))), "text/xml")
            case "page-sitemap.xml":
                rows = [Html(f"<url><loc>{self.root}{name}/</loc></url>") for name in (*PAGES, "news")]
                return self._xml(fill(SITEMAP, rows=join(rows)), "text/xml")
            case "news-sitemap.xml":
                rows = [_url(one, fill(NEWS, iso=one.date, title=one.title)) for one in self.listed()[:3]]
                return self._xml(fill(SITEMAP, rows=join(rows)), "text/xml")
        if path.strip("/") in PAGES:
            main = fill(ABOUT, title=path.strip("/").replace("-", " ").title())
            return self.html(self._framed("The Trust", main, head=Html(), css="page"), self.clock)
        return super().overview(path)

    def _framed(self, title: str, main: Html, *, head: Html, css: str) -> Html:
        return super()._framed(title, main, head=fill(OFFERS, root=self.root, head=head), css=css)

    def _in_feed(self) -> list[Release]:
        return self.listed()[self.lags :][: self.holds]

    def _rss(self, title: str, items: Iterable[Html]) -> Html:
        return fill(RSS, root=self.root, title=title, items=join(items))

    def _item(self, release: Release) -> Html:
        text = join(fill("<p>$text</p>", text=text) for text in release.paragraphs)
        content = fill(CONTENT, text=text) if self.has_full_text else Html()
        told = {**self._row(release), "published": format_datetime(release.at), "root": self.root}
        return fill(ITEM, **told, content=content)

    def _other(self, title: str, url: str) -> Html:
        return fill(OTHER, title=title, url=url)

    def _index(self) -> Html:
        lastmod = f"<lastmod>{self.clock.isoformat()}</lastmod>" if self.dates_sitemaps else ""
        names = (self.sitemaps["posts"], self.sitemaps["pages"])
        return fill(INDEX, rows=Html("".join(f"<sitemap><loc>{self.root}{n}</loc>{lastmod}</sitemap>" for n in names)))

    def _xml(self, text: Html, media_type: str) -> Page:
        return Page(body=text.encode(), media_type=f"{media_type}; charset=UTF-8", changed=self.clock)


def _url(release: Release, news: Html = Html()) -> Html:  # noqa: B008 - it is a string
    return fill(
        "<url><loc>$url</loc><lastmod>$changed</lastmod>$news</url>",
        url=release.url, changed=release.changed.isoformat(), news=news,
    )  # fmt: skip
