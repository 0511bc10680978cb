"""A German government press room as a site builder prints it.

Its traps: a <base>, a service list with dates and headings of the same classes in the sidebar, a kicker above the title,
a contact block and further releases below the text, ten rows a page. It knows days only, and Last-Modified only.
"""

from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from press_rooms.markup import Html, fill, join, slug

from .page import Page, Validator
from .prose import Picture
from .site import Release, Site, paginate

FRAME = """<!DOCTYPE html>
<html lang="de" dir="ltr">
<head>
<base href="$root">
<meta charset="utf-8">
<title>Ministerium für Küste und Wetter - $title</title>
<meta name="generator" content="Site Builder">
<link rel="stylesheet" href="site/styles.css">
</head>
<body class="gsb $css">
<ul class="navSkip"><li><a href="#content">Zum Inhalt</a></li><li><a href="#nav">Zur Hauptnavigation</a></li></ul>
<header id="header" role="banner">
<p class="logo"><a href="DE/Home/home_node.html"><img src="site/logo.svg" alt="Ministerium für Küste und Wetter"></a></p>
<nav id="nav" aria-label="Hauptnavigation"><ul>
<li><a href="DE/Ministerium/ministerium_node.html">Ministerium</a></li>
<li><a href="DE/Themen/Deiche/deiche_node.html">Deiche und Häfen</a></li>
<li><a href="DE/Themen/Wetter/wetter_node.html">Wetter und Warnungen</a></li>
<li class="active"><a href="DE/Presse/presse_node.html">Presse</a></li>
</ul></nav>
</header>
<main id="content" class="main">
$main
</main>
<aside class="c-marginal" aria-label="Service">
<h2>Termine</h2>
<ul class="c-teaser-list">
<li class="c-teaser"><p class="c-teaser__date">24.10.2031</p><h3 class="c-teaser__headline"><a href="DE/Service/Termine/deichschau.html">Große Deichschau am Nordkopf</a></h3></li>
<li class="c-teaser"><p class="c-teaser__date">03.11.2031</p><h3 class="c-teaser__headline"><a href="DE/Service/Termine/forum.html">Forum Küstenwetter: Anmeldung läuft</a></h3></li>
<li class="c-teaser"><p class="c-teaser__date">12.11.2031</p><h3 class="c-teaser__headline"><a href="DE/Service/Termine/sprechtag.html">Sprechtag der Ministerin für Fischereibetriebe</a></h3></li>
</ul>
<h2>Newsletter</h2><p>Alle Meldungen per E-Mail: <a href="DE/Service/Newsletter/newsletter_node.html">Jetzt bestellen</a></p>
</aside>
<footer id="footer" role="contentinfo"><ul>
<li><a href="DE/Service/Impressum/impressum.html">Impressum</a></li>
<li><a href="DE/Service/Datenschutz/datenschutz.html">Datenschutz</a></li>
<li><a href="DE/Service/Barrierefreiheit/erklaerung.html">Erklärung zur Barrierefreiheit</a></li>
</ul><p>© 2024 Ministerium für Küste und Wetter</p></footer>
</body>
</html>
"""

LISTING = """<h1 class="isFirstInSlot">Presse</h1>
<p class="c-intro">Hier finden Sie die Pressemitteilungen und Meldungen des Ministeriums.</p>
<div class="searchresult">
<ul class="c-teaser-list c-teaser-list--press">
$rows
</ul>
</div>
<nav class="navIndex" aria-label="Seiten"><ul>
$pages
</ul></nav>"""

ROW = """<li class="c-teaser">
<div class="c-teaser__meta"><span class="c-teaser__type">$kind</span> <span class="c-teaser__date">$day</span></div>
<p class="c-teaser__kicker">$kicker</p>
<h3 class="c-teaser__headline"><a class="c-teaser__link" href="$path" title="Öffnet Einzelsicht">$title</a></h3>
<p class="c-teaser__text">$lead</p>
<p class="c-teaser__more"><a href="$path" aria-hidden="true">mehr</a></p>
</li>"""

PAGE_LINK = """<li><a href="$path">$number</a></li>"""

ARTICLE = """<p class="breadcrumb">Sie sind hier: <a href="DE/Home/home_node.html">Startseite</a> <a href="DE/Presse/presse_node.html">Presse</a></p>
<article class="content">
<header>
<p class="c-article__meta"><span class="c-article__type">$kind</span> | <span class="c-article__date">$day</span></p>
<p class="c-article__kicker">$kicker</p>
<h1 class="isFirstInSlot">$title</h1>
</header>
$figure
<div class="text">
$paragraphs
</div>
<section class="c-contact"><h2>Pressekontakt</h2>
<p>Ministerium für Küste und Wetter, Pressestelle<br>Telefon: +49 40 66969 300<br>E-Mail: <a href="mailto:presse@kueste.example">presse@kueste.example</a></p></section>
<p class="share"><a href="https://social.example/share?u=$url">Teilen</a> <a href="javascript:window.print()">Drucken</a></p>
</article>
<section class="c-more"><h2>Weitere Meldungen</h2><ul>
$others
</ul></section>"""

FIGURE = """<figure class="picture"><img src="SharedDocs/Bilder/DE/bild-$number.jpg?__blob=normal" alt="$caption" width="640" height="360">
<figcaption>$caption <span class="source">© $credit</span></figcaption></figure>"""

OTHER = """<li><span class="date">$day</span> <a href="$path">$title</a></li>"""


class Ministry(Site):
    language = "de"
    zone = ZoneInfo("Europe/Berlin")
    entrance = "DE/Presse/presse_node.html"
    prints = frozenset({"kicker", "kind", "image"})
    validators: ClassVar[frozenset[Validator]] = frozenset({"last-modified"})
    rule: ClassVar[dict[str, str]] = {
        "items": "ul.c-teaser-list--press > li",
        "link": "h3 a",
        "title": "h3 a",
        "date": ".c-teaser__date",
        "summary": ".c-teaser__text",
    }

    def path_of(self, number: int, at: datetime, title: str) -> str:
        return f"SharedDocs/Pressemitteilungen/DE/{at:%Y}/{at:%m}/{at:%Y%m%d}-{slug(title)}-{number}.html"

    def overview(self, path: str) -> Page | None:
        sheets = paginate(self.listed(), self.entrance, self.entrance + "?gtp=page-{}")
        return self._listing(sheets[path], list(sheets)) if path in sheets else None

    def article(self, release: Release) -> Page:
        others = [other for other in self.listed() if other is not release][:3]
        main = fill(
            ARTICLE,
            kind=release.kind or "",
            day=_day(release),
            kicker=release.kicker or "",
            title=release.title,
            figure=_figure(release.number, release.image),
            paragraphs=join(fill("<p>$text</p>", text=text) for text in release.paragraphs),
            url=release.url,
            others=join(fill(OTHER, day=_day(other), path=self._below(other), title=other.title) for other in others),
        )
        return self.html(self._framed(release.title, main, css="article"), release.changed)

    def _listing(self, shown: list[Release], sheets: list[str]) -> Page:
        pages = join(fill(PAGE_LINK, path=path, number=str(number)) for number, path in enumerate(sheets, 1))
        main = fill(LISTING, rows=join(map(self._row, shown)), pages=pages)
        return self.html(self._framed("Presse", main, css="list"), self.clock)

    def _row(self, release: Release) -> Html:
        return fill(
            ROW,
            kind=release.kind or "",
            day=_day(release),
            kicker=release.kicker or "",
            path=self._below(release),
            title=release.title,
            lead=release.paragraphs[0],
        )

    def _framed(self, title: str, main: Html, *, css: str) -> Html:
        return fill(FRAME, root=self.root, title=title, css=css, main=main)

    def _below(self, release: Release) -> str:
        return release.url.removeprefix(self.root)


def _day(release: Release) -> str:
    return f"{release.at:%d.%m.%Y}"


def _figure(number: int, image: Picture | None) -> Html:
    return fill(FIGURE, number=str(number), caption=image.caption, credit=image.credit) if image else Html()
