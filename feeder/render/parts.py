"""What the pages for people share: the formats of a feed, the two languages, and texts as HTML."""

from html import escape

from feeder.render.clean import one_line

#: By the ending of its file: what a format is called, and its type.
FORMATS = {
    "rss": ("RSS", "application/rss+xml"),
    "atom": ("Atom", "application/atom+xml"),
    "json": ("JSON", "application/feed+json"),
}


def spoken(language: str | None) -> str:
    """The language that a page of this one is written in: German or English."""
    return "de" if (language or "").lower().split("-")[0] == "de" else "en"


def stylesheet(language: str | None) -> str:
    """The file that shows people a feed which is opened as it stands."""
    return "feed.de.css" if spoken(language) == "de" else "feed.css"


def text(told: str | None) -> str:
    return escape(one_line(told))


def link(url: str | None, told: str) -> str:
    return f'<a href="{escape(url)}">{text(told)}</a>' if url else text(told)


def lang(tag: str | None) -> str:
    return f' lang="{escape(tag)}"' if tag else ""


def subscriptions(slug: str, up: str = "") -> str:
    """A link to each format of a feed; `up` leads to the folder that it lies in."""
    return "\n".join(
        f'<a href="{up}{escape(slug)}.{name}" type="{media_type}">{label}</a>'
        for name, (label, media_type) in FORMATS.items()
    )


def alternates(slug: str, title: str, up: str = "") -> str:
    """The same for feed readers, which look for it in the head of a page."""
    return "".join(
        f'<link rel="alternate" type="{media_type}" title="{text(title)} ({label})" href="{up}{escape(slug)}.{name}">\n'
        for name, (label, media_type) in FORMATS.items()
    )
