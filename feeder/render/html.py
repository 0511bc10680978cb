"""feeds/index.html: every feed with its newest entry, for people. One file without script, whose links are relative."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from feeder.model import Feed, Listed, rfc3339
from feeder.render.clean import language_tag, one_line, web_url
from feeder.render.item import item

#: What stands beside the feeds, by file name: they name it as their stylesheet.
STYLESHEETS: dict[str, bytes] = {"feed.css": files("feeder.render").joinpath("feed.css").read_bytes()}

_STYLE = files("feeder.render").joinpath("index.css").read_text("utf-8")
_FORMATS = {
    "rss": ("RSS", "application/rss+xml"),
    "atom": ("Atom", "application/atom+xml"),
    "json": ("JSON", "application/feed+json"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One feed on the page: its newest entry, and how many it holds."""

    feed: Feed
    newest: Listed | None
    entries: int


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


def index(title: str, rows: Sequence[Row], *, language: str = "en", prefix: str = "", opml: str | None = None) -> bytes:
    """The page in UTF-8, in German or English.

    `prefix` is the way from the page to the folder of the feeds ("feeds/", or nothing where the page lies beside them),
    `opml` the way to the list of all feeds where there is one.
    """
    language = "de" if language.lower().split("-")[0] == "de" else "en"
    words = _WORDS[language]
    body = "\n".join(_row(row, prefix, language, words) for row in rows)
    return f"""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{_text(title)}</title>
{"".join(_discovery(row.feed, prefix) for row in rows)}<style>
{_STYLE}</style>
</head>
<body>
<header>
<h1 dir="auto">{_text(title)}</h1>
<p>{words.lead if rows else words.nothing}</p>
{f'<p><a class="all" href="{escape(opml)}">{words.all_feeds}</a></p>' if opml else ""}
</header>
<main>
{body}
</main>
</body>
</html>
""".encode()


def _row(row: Row, prefix: str, language: str, words: _Words) -> str:
    feed = row.feed
    links = "\n".join(
        f'<a href="{escape(_href(feed, prefix, name))}" type="{media_type}">{label}</a>'
        for name, (label, media_type) in _FORMATS.items()
    )
    facts = " · ".join(filter(None, (_language_name(feed.language, language), _count(row.entries, words))))
    return f"""<article id="{escape(feed.slug)}">
<h2 dir="auto">{_link(web_url(feed.homepage), feed.title or feed.slug)}</h2>
<p class="facts">{facts}</p>
{_newest(row, language)}<nav aria-label="{_text(feed.title)}">
{links}
</nav>
</article>"""


def _newest(row: Row, language: str) -> str:
    if row.newest is None:
        return ""
    shown = item(row.newest, row.feed)
    tag = shown.language or language_tag(row.feed.language)
    lang = f' lang="{tag}"' if tag else ""
    return (
        f'<p class="newest"><time datetime="{rfc3339(shown.published)}">'
        f"{format_date(shown.published.date(), 'long', language)}</time> "
        f'<span dir="auto"{lang}>{_link(shown.url, shown.title)}</span></p>\n'
    )


def _discovery(feed: Feed, prefix: str) -> str:
    return "".join(
        f'<link rel="alternate" type="{media_type}" title="{_text(feed.title)} ({label})"'
        f' href="{escape(_href(feed, prefix, name))}">\n'
        for name, (label, media_type) in _FORMATS.items()
    )


def _href(feed: Feed, prefix: str, name: str) -> str:
    return f"{prefix}{feed.slug}.{name}"


def _link(url: str | None, text: str) -> str:
    return f'<a href="{escape(url)}">{_text(text)}</a>' if url else _text(text)


def _text(text: str) -> str:
    return escape(one_line(text))


def _count(entries: int, words: _Words) -> str:
    return {0: words.none, 1: words.one}.get(entries, words.many).format(entries)


def _language_name(tag: str | None, language: str) -> str | None:
    """What a language is called in another: of "de" in "en", "German"; the tag where CLDR knows no name."""
    if language_tag(tag) is None:
        return None
    try:
        name = Locale.parse(tag, sep="-").get_display_name(language)
    except (UnknownLocaleError, ValueError):
        return tag
    return name[:1].upper() + name[1:] if name else tag
