"""Pages for people: one of each feed, `<slug>/index.html`, and one of each entry, `entries/<uuid>.html`.

No script, one stylesheet, links that are relative: they are the same from `feeder run`, nginx or a disk. German and
English, as the feed is.
"""

from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from babel.dates import format_date, format_time

from feeder.model import Attachment, Image, rfc3339
from feeder.render.channel import ENTRIES, Channel, page_name
from feeder.render.clean import web_url
from feeder.render.item import Item
from feeder.render.parts import alternates, lang, link, spoken, subscriptions, text

STYLESHEET = "page.css"
_POLICY = "default-src 'none'; style-src 'self'; img-src *; media-src *; base-uri 'none'; form-action 'none'"
_UP = "../"  #: from a page to the feeds
_KILO = 1000


@dataclass(frozen=True, kw_only=True, slots=True)
class _Words:
    language: str
    all_feeds: str
    hint: str
    source: str
    nothing: str
    updated: str
    files: str
    original: str
    photo: str


_WORDS = {
    "de": _Words(
        language="de",
        all_feeds="Alle Feeds",
        hint="Dies ist ein Feed: Wer eine dieser Adressen in seinen Feedreader kopiert, erfährt von allem Neuen.",
        source="Quelle",
        nothing="Noch keine Meldungen.",
        updated="geändert",
        files="Dateien",
        original="Original",
        photo="Foto",
    ),
    "en": _Words(
        language="en",
        all_feeds="All feeds",
        hint="This is a feed: copy one of these addresses into your feed reader to be told of everything new.",
        source="Source",
        nothing="No entries yet.",
        updated="updated",
        files="Files",
        original="Original",
        photo="Photo",
    ),
}


def feed_page(channel: Channel) -> bytes:
    """What the feed is, how to subscribe, and its entries, in UTF-8."""
    words = _words(channel.language)
    rows = "\n".join(_row(item, channel, words) for item in channel.items)
    listed = f'<ul class="entries">\n{rows}\n</ul>' if rows else f"<p>{words.nothing}</p>"
    is_ours = channel.address.startswith(channel.homepage)  # of documents in a folder
    source = (
        "" if is_ours else f'<p class="facts">{words.source}: {link(channel.homepage, _host(channel.homepage))}</p>\n'
    )
    body = f"""<p class="up"><a href="../index.html">{words.all_feeds}</a></p>
<header>
<h1 dir="auto">{text(channel.title)}</h1>
{source}</header>
<section class="subscribe">
<p class="hint">{words.hint}</p>
<nav>
{subscriptions(channel.slug, _UP)}
</nav>
</section>
<main>
{listed}
</main>"""
    return _page(channel.title, body, language=words.language, head=alternates(channel.slug, channel.title, _UP))


def entry_page(item: Item, channel: Channel) -> bytes:
    """One entry as a feed shows it, in UTF-8."""
    words = _words(channel.language)
    in_language = lang(item.language or channel.language)
    entry = item.entry
    kicker = f'<p class="kicker" dir="auto"{in_language}>{text(entry.kicker)}</p>\n' if entry.kicker else ""
    content = item.content or (f"<p>{text(item.summary)}</p>" if item.summary else "")
    body = f"""<p class="up"><a href="../{escape(channel.slug)}/index.html" dir="auto">{text(channel.title)}</a></p>
<article>
<header>
{kicker}<h1 dir="auto"{in_language}>{text(item.title)}</h1>
<p class="facts">{_facts(item, words)}</p>
</header>
<main dir="auto"{in_language}>
{_picture(item.image, content, words)}{content}
</main>
{_files(item.attachments, words)}{_original(item, words)}</article>"""
    canonical = f'<link rel="canonical" href="{escape(item.url)}">\n' if item.url else ""
    head = canonical + alternates(channel.slug, channel.title, _UP)
    return _page(item.title, body, language=words.language, head=head)


def _page(title: str, body: str, *, language: str, head: str) -> bytes:
    return f"""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="referrer" content="no-referrer">
<title>{text(title)}</title>
{head}<link rel="stylesheet" href="../{STYLESHEET}">
</head>
<body>
{body}
</body>
</html>
""".encode()


# ------------------------------------------------------------------------------------------------------------ parts


def _words(language: str | None) -> _Words:
    return _WORDS[spoken(language)]


def _row(item: Item, channel: Channel, words: _Words) -> str:
    in_language = lang(item.language or channel.language)
    summary = f'<p dir="auto"{in_language}>{text(item.summary)}</p>\n' if item.summary else ""
    return f"""<li>
{_time(item, words)}
<h2 dir="auto"{in_language}><a href="../{ENTRIES}/{page_name(item.id)}">{text(item.title)}</a></h2>
{summary}</li>"""


def _facts(item: Item, words: _Words) -> str:
    changed = item.modified.date() > item.published.date()
    updated = f"{words.updated} {_day(item, words, changed=True)}" if changed else ""
    names = ", ".join(item.authors)
    facts = (text(item.entry.kind), text(item.entry.number), _time(item, words), updated, text(names))
    return " · ".join(filter(None, facts))


def _time(item: Item, words: _Words) -> str:
    return f'<time datetime="{rfc3339(item.published)}">{_day(item, words)}</time>'


def _day(item: Item, words: _Words, *, changed: bool = False) -> str:
    at = item.modified if changed else item.published
    day = str(format_date(at.date(), "long", words.language))
    told = item.entry.published
    is_exact = not changed and told is not None and told.at == at and told.precision != "day"
    return f"{day}, {format_time(at.time(), 'short', locale=words.language)}" if is_exact else day


def _picture(image: Image | None, content: str, words: _Words) -> str:
    """The lead picture, unless the text shows it."""
    if image is None or image.url is None or escape(image.url) in content:
        return ""
    told = " · ".join(filter(None, (image.caption, _credit(image.credit, words), image.license)))
    caption = f"<figcaption>{text(told)}</figcaption>" if told else ""
    return f'<figure><img src="{escape(image.url)}" alt="{text(image.caption)}">{caption}</figure>\n'


def _original(item: Item, words: _Words) -> str:
    url = web_url(item.entry.url)
    return f"<footer>\n<p>{words.original}: {link(url, _host(url))}</p>\n</footer>\n" if url else ""


def _credit(credit: str | None, words: _Words) -> str | None:
    """Whose picture it is, as "Photo: Ada" or "© Ada" say already."""
    says_so = credit is None or any(mark in credit for mark in ":：©")
    return credit if says_so else f"{words.photo}: {credit}"


def _files(attachments: tuple[Attachment, ...], words: _Words) -> str:
    if not attachments:
        return ""
    rows = "".join(f"<li>{_file(one)}</li>" for one in attachments)
    return f'<section class="files">\n<h2>{words.files}</h2>\n<ul>{rows}</ul>\n</section>\n'


def _file(attachment: Attachment) -> str:
    url = str(attachment.url)
    told = ", ".join(filter(None, (attachment.type, _size(attachment.size))))
    return link(url, attachment.title or urlsplit(url).path.rpartition("/")[2] or url) + (f" ({told})" if told else "")


def _size(size: int | None) -> str:
    if not size:
        return ""
    return f"{size / _KILO**2:.1f} MB" if size >= _KILO**2 else f"{max(size // _KILO, 1)} kB"


def _host(url: str) -> str:
    return (urlsplit(url).hostname or url).removeprefix("www.")
