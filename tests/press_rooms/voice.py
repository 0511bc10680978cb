"""What a body says in its own language.

A headline with a place is a title; eight of each give sixty-four. `words` are those that a page prints around its list.
"""

from dataclasses import dataclass

WORDS = (
    "home",
    "about",
    "topics",
    "press",
    "news",
    "events",
    "careers",
    "contact",
    "more",
    "imprint",
    "privacy",
    "search",
    "popular",
    "archive",
    "follow",
    "download",
    "next",
    "newsletter",
    "cookies",
)


@dataclass(frozen=True, kw_only=True)
class Voice:
    body: str  #: who speaks
    places: tuple[str, ...]
    headlines: tuple[str, ...]
    leads: tuple[str, ...]
    topics: tuple[str, ...]
    words: dict[str, str]


def voice(body: str, places: str, headlines: str, leads: str, topics: str, words: str) -> Voice:
    return Voice(
        body=body,
        places=_parts(places),
        headlines=tuple(line.strip() for line in headlines.strip().splitlines()),
        leads=tuple(line.strip() for line in leads.strip().splitlines()),
        topics=_parts(topics),
        words=dict(zip(WORDS, _parts(words), strict=True)),
    )


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|"))
