"""An English blog as WordPress prints it.

Its traps: article and post classes on related posts, a byline link, share buttons, a comment, a newsletter form, a sidebar of
popular posts; JSON-LD and OpenGraph say the same as the page, with the zone's offset. ETag and Last-Modified.
"""

import json
from datetime import datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from press_rooms.markup import Html, fill, join, slug

from .page import Page, Validator
from .prose import Picture
from .site import Release, Site, paginate

FRAME = """<!DOCTYPE html>
<html lang="en-US">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title &#8211; The Tidewater Trust</title>
<meta name="generator" content="WordPress">
$head
</head>
<body class="$css wp-embed-responsive">
<a class="skip-link screen-reader-text" href="#primary">Skip to content</a>
<header id="masthead" class="site-header">
<p class="site-title"><a href="$root" rel="home">The Tidewater Trust</a></p>
<nav class="main-navigation"><ul id="menu-main" class="menu">
<li class="menu-item"><a href="${root}about/">About us</a></li>
<li class="menu-item"><a href="${root}our-harbors/">Our harbors</a></li>
<li class="menu-item current-menu-item"><a href="${root}news/" aria-current="page">News</a></li>
<li class="menu-item"><a href="${root}donate/">Donate</a></li>
</ul></nav>
</header>
<main id="primary" class="site-main">
$main
</main>
<aside id="secondary" class="widget-area">
<section class="widget widget_popular"><h2 class="widget-title">Popular this year</h2>
<article class="popular"><h3><a href="${root}guides/how-to-read-a-tide-table/">How to read a tide table</a></h3><time datetime="2019-05-02T10:00:00-04:00">May 2, 2019</time></article>
<article class="popular"><h3><a href="${root}guides/visit-the-lighthouse/">Visit the lighthouse with children</a></h3><time datetime="2018-08-19T10:00:00-04:00">August 19, 2018</time></article>
</section>
<section class="widget widget_newsletter"><h2 class="widget-title">Letters from the shore</h2><form action="${root}subscribe/" method="post"><input type="email" name="email"><button>Sign up</button></form></section>
</aside>
<footer id="colophon" class="site-footer"><p>&copy; The Tidewater Trust. <a href="${root}privacy-policy/">Privacy policy</a></p></footer>
</body>
</html>
"""

LISTING = """<header class="page-header"><h1 class="page-title">News</h1></header>
$posts
<nav class="navigation pagination" aria-label="Posts"><div class="nav-links">
$pages
</div></nav>"""

POST = """<article id="post-$number" class="post-$number post type-post status-publish format-standard hentry">
<header class="entry-header">
<h2 class="entry-title"><a href="$url" rel="bookmark">$title</a></h2>
<div class="entry-meta"><span class="posted-on">Posted on <a href="$url" rel="bookmark"><time class="entry-date published" datetime="$iso">$day</time></a></span>
<span class="byline"> by <span class="author vcard"><a class="url fn n" href="$author_url">$author</a></span></span></div>
</header>
<div class="entry-summary"><p>$lead [&hellip;]</p> <a class="more-link" href="$url">Continue reading</a></div>
</article>"""

PAGE_LINK = """<a class="page-numbers" href="$url">$number</a>"""

HEAD = """<link rel="canonical" href="$url">
<meta name="description" content="$lead">
<meta property="og:type" content="article">
<meta property="og:site_name" content="The Tidewater Trust">
<meta property="og:title" content="$title">
<meta property="og:url" content="$url">
<meta property="article:published_time" content="$iso">
$image
<script type="application/ld+json">$json_ld</script>"""

ARTICLE = """<article id="post-$number" class="post-$number post type-post status-publish hentry">
<header class="entry-header">
<h1 class="entry-title">$title</h1>
<div class="entry-meta"><span class="posted-on"><time class="entry-date published" datetime="$iso">$day</time></span>
<span class="byline"> by <span class="author vcard"><a class="url fn n" href="$author_url" rel="author">$author</a></span></span></div>
</header>
$figure
<div class="entry-content">
$paragraphs
<div class="sharedaddy"><h3 class="sd-title">Share this:</h3><ul><li><a href="https://social.example/share?u=$url">Share</a></li></ul></div>
</div>
</article>
<section class="related-posts"><h2>You might also like</h2>
$related
</section>
<section id="comments" class="comments-area"><h2 class="comments-title">One thought</h2>
<ol class="comment-list"><li class="comment"><b class="fn">oldsalt</b> <time datetime="2025-12-30T23:59:00-05:00">December 30, 2025 at 11:59 pm</time><p>My uncle worked on the boats there for most of his life and always said that somebody ought to do this.</p></li></ol></section>"""

FIGURE = """<figure class="post-thumbnail wp-caption"><img src="$src" alt="$caption" width="1200" height="675" loading="lazy"><figcaption class="wp-caption-text">$caption. Photo: $credit</figcaption></figure>"""

RELATED = (
    """<article class="post related"><h3 class="entry-title"><a href="$url">$title</a></h3><p>$lead</p></article>"""
)


class Blog(Site):
    language = "en"
    zone = ZoneInfo("America/New_York")
    entrance = "news/"
    prints = frozenset({"author", "image"})
    prints_time = True
    validators: ClassVar[frozenset[Validator]] = frozenset({"etag", "last-modified"})
    rule: ClassVar[dict[str, str]] = {
        "items": "main > article.post",
        "link": "h2.entry-title a",
        "title": "h2.entry-title",
        "date": "time.published",
    }

    def path_of(self, number: int, at: datetime, title: str) -> str:
        return f"{at:%Y/%m/%d}/{slug(title)}-{number}/"

    def overview(self, path: str) -> Page | None:
        sheets = paginate(self.listed(), self.entrance, self.entrance + "page/{}/")
        return self._listing(sheets[path], list(sheets)) if path in sheets else None

    def article(self, release: Release) -> Page:
        related = [other for other in self.listed() if other is not release][:3]
        main = fill(
            ARTICLE,
            **self._row(release),
            figure=self._figure(release.number, release.image),
            paragraphs=join(fill("<p>$text</p>", text=text) for text in release.paragraphs),
            related=join(fill(RELATED, url=r.url, title=r.title, lead=r.paragraphs[0]) for r in related),
        )
        return self.html(self._framed(release.title, main, head=self._head(release), css="single"), release.changed)

    def _listing(self, shown: list[Release], sheets: list[str]) -> Page:
        pages = join(fill(PAGE_LINK, url=self.root + path, number=str(n)) for n, path in enumerate(sheets, 1))
        main = fill(LISTING, posts=join(fill(POST, **self._row(release)) for release in shown), pages=pages)
        return self.html(self._framed("News", main, head=Html(), css="blog"), self.clock)

    def _row(self, release: Release) -> dict[str, str]:
        return {
            "number": str(release.number),
            "url": release.url,
            "title": release.title,
            "iso": release.date,
            "day": f"{release.at:%B} {release.at.day}, {release.at.year}",
            "author": release.author or "",
            "author_url": f"{self.root}author/{slug(release.author or '')}/",
            "lead": release.paragraphs[0],
        }

    def _head(self, release: Release) -> Html:
        image = fill('<meta property="og:image" content="$src">', src=self._src(release.number))
        return fill(
            HEAD,
            url=release.url,
            title=release.title,
            lead=release.paragraphs[0],
            iso=release.date,
            image=image if release.image else Html(),
            json_ld=_script(self._json_ld(release)),
        )

    def _json_ld(self, release: Release) -> dict[str, Any]:
        return {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": release.title,
            "mainEntityOfPage": release.url,
            "datePublished": release.date,
            "dateModified": release.changed.isoformat(),
            "author": {"@type": "Person", "name": release.author},
            "publisher": {"@type": "Organization", "name": "The Tidewater Trust"},
        }

    def _framed(self, title: str, main: Html, *, head: Html, css: str) -> Html:
        return fill(FRAME, root=self.root, title=title, main=main, head=head, css=css)

    def _figure(self, number: int, image: Picture | None) -> Html:
        if image is None:
            return Html()
        return fill(FIGURE, src=self._src(number), caption=image.caption, credit=image.credit)

    def _src(self, number: int) -> str:
        return f"{self.root}wp-content/uploads/{number}-1200x675.jpg"


def _script(data: dict[str, Any]) -> Html:
    return Html(json.dumps(data, ensure_ascii=False).replace("</", "<\\/"))
