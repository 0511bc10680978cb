"""feeds/index.html: every feed with its newest entry, for people. One file without script, whose links are relative."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from html import escape
from importlib.resources import files
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from feeder.model import Feed, Glance, Headline, Listed, rfc3339
from feeder.render.clean import language_tag, one_line, web_url
from feeder.render.item import Item, item
from feeder.render.parts import alternates, lang, link, spoken, stylesheet, subscriptions, text

_HINTS = {
    "de": "Dies ist ein Feed. Wer die Adresse dieser Seite in den Feedreader kopiert, erfährt von allem Neuen.",
    "en": "This is a feed. Copy the address of this page into your feed reader to be told of everything new.",
}


def _beside(name: str) -> str:
    return files("feeder.render").joinpath(name).read_text("utf-8")


def _feed_style(language: str) -> bytes:
    return f'{_beside("feed.css")}rss::before, feed::before {{ content: "{_HINTS[language]}"; }}\n'.encode()


#: What stands beside the feeds, by file name: they name it as their stylesheet.
STYLESHEETS: dict[str, bytes] = {
    **{stylesheet(language): _feed_style(language) for language in _HINTS},
    "page.css": _beside("page.css").encode(),
}

_STYLE = _beside("index.css")
_KEPT = lru_cache(maxsize=10_000)  #: of thousands of feeds few change between one page and the next


@dataclass(frozen=True, kw_only=True, slots=True)
class _Words:
    lead: str
    none: str
    one: str
    many: str
    nothing: str
    all_feeds: str


_WORDS = {
    "de": _Words(
        lead="Einen Feed abonnieren: die Adresse von RSS, Atom oder JSON in den Feedreader kopieren.",
        none="noch keine Meldungen",
        one="1 Meldung",
        many="{} Meldungen",
        nothing="Noch keine Feeds. Lege eine Quelle in sources/ an.",
        all_feeds="Alle auf einmal (OPML)",
    ),
    "en": _Words(
        lead="To subscribe, copy the address of RSS, Atom or JSON into your feed reader.",
        none="no entries yet",
        one="1 entry",
        many="{} entries",
        nothing="No feeds yet. Put a source into sources/.",
        all_feeds="All at once (OPML)",
    ),
}


def glance(feed: Feed, listed: Sequence[Listed]) -> Glance:
    """What the page says of a feed that shows these entries, newest first."""
    return Glance(
        slug=feed.slug,
        title=one_line(feed.title) or feed.slug,
        language=language_tag(feed.language),
        homepage=web_url(feed.homepage),
        entries=len(listed),
        newest=_headline(item(listed[0], feed)) if listed else None,
    )


def _headline(newest: Item) -> Headline:
    return Headline(title=newest.title, url=newest.url, published=rfc3339(newest.published), language=newest.language)


def index(title: str, feeds: Sequence[Glance], *, language: str = "en", opml: str | None = None) -> bytes:
    """The page in UTF-8, in German or English. It lies beside the feeds; `opml` is the way to the list of all of them,
    where there is one."""
    language = spoken(language)
    words = _WORDS[language]
    feeds = _told_apart(feeds)
    body = "\n".join(_article(feed, language) for feed in feeds)
    return f"""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{text(title)}</title>
{"".join(map(_discovery, feeds))}<style>
{_STYLE}</style>
</head>
<body>
<header>
<h1 dir="auto">{text(title)}</h1>
<p>{words.lead if feeds else words.nothing}</p>
{f'<p><a class="all" href="{escape(opml)}">{words.all_feeds}</a></p>' if opml else ""}
</header>
<main>
{body}
</main>
</body>
</html>
""".encode()


def _told_apart(feeds: Sequence[Glance]) -> list[Glance]:
    """Feeds that share a title ("News") are called by the host of their page too, or by their slug where it is the same
    or none."""
    titles = Counter(feed.title for feed in feeds)
    hosts = Counter((feed.title, _host(feed)) for feed in feeds)

    def named(feed: Glance) -> Glance:
        host = _host(feed)
        by = host if host and hosts[feed.title, host] == 1 else feed.slug
        return replace(feed, title=f"{feed.title} ({by})")

    return [named(feed) if titles[feed.title] > 1 else feed for feed in feeds]


def _host(feed: Glance) -> str:
    return (urlsplit(feed.homepage or "").hostname or "").removeprefix("www.")


@_KEPT
def _article(feed: Glance, language: str) -> str:
    counted = _count(feed.entries, _WORDS[language])
    facts = " · ".join(filter(None, (_language_name(feed.language, language), counted)))
    return f"""<article id="{escape(feed.slug)}">
<h2 dir="auto"><a href="{escape(feed.slug)}/index.html">{text(feed.title)}</a></h2>
<p class="facts">{facts}</p>
{_newest(feed, language)}<nav aria-label="{text(feed.title)}">
{subscriptions(feed.slug)}
</nav>
</article>"""


def _newest(feed: Glance, language: str) -> str:
    if feed.newest is None:
        return ""
    tag = feed.newest.language or feed.language
    return (
        f'<p class="newest"><time datetime="{feed.newest.published}">'
        f"{_day(feed.newest.published[:10], language)}</time> "
        f'<span dir="auto"{lang(tag)}>{link(feed.newest.url, feed.newest.title)}</span></p>\n'
    )


@_KEPT
def _discovery(feed: Glance) -> str:
    return alternates(feed.slug, feed.title)


def _count(entries: int, words: _Words) -> str:
    return {0: words.none, 1: words.one}.get(entries, words.many).format(entries)


@lru_cache(maxsize=1024)
def _day(day: str, language: str) -> str:
    return str(format_date(date.fromisoformat(day), "long", language))


@lru_cache(maxsize=1024)
def _language_name(tag: str | None, language: str) -> str | None:
    """What a language is called in another: of "de" in "en", "German"; the tag where CLDR knows no name."""
    if tag is None:
        return None
    try:
        name = Locale.parse(tag, sep="-").get_display_name(language)
    except (UnknownLocaleError, ValueError):
        return tag
    return name[:1].upper() + name[1:] if name else tag
