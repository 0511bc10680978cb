"""Which entries a feed shows, and which events an endpoint hears of."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from feeder.model import Endpoint, Entry, Event, Feed, Source

ALERTS = ("source.", "endpoint.")  #: kinds of events that tell how feeder itself does


def feeds(sources: Iterable[Source], combined: Sequence[Feed]) -> list[Feed]:
    """One feed per source by itself, and the combined ones; of equal slugs the configured one counts. A combined feed
    that names no sources has all of them. A title that nobody set is empty: the source may tell it later."""
    sources = list(sources)
    own = {
        source.slug: Feed(
            slug=source.slug,
            title=source.title or "",
            sources=(source.slug,),
            homepage=(source.homepage or source.location) if source.is_web else None,
            language=source.language,
            content=source.content,
        )
        for source in sources
    }
    everything = tuple(own)
    named = {feed.slug: feed if feed.sources else replace(feed, sources=everything) for feed in combined}
    return list({**own, **named}.values())


def shows(feed: Feed, entry: Entry) -> bool:
    """Whether a feed shows an entry: an empty filter lets everything in. Words are looked for as text, in any case."""
    return (
        (not feed.sources or entry.source in feed.sources)
        and (not feed.languages or speaks(entry.language, feed.languages))
        and (not feed.kinds or bool({_fold(entry.kind), _fold(entry.kind_code)} & set(map(_fold, feed.kinds))))
        and (not feed.tags or bool(set(map(_fold, entry.tags)) & set(map(_fold, feed.tags))))
        and worded(words_of(entry), feed.include, feed.exclude)
    )


def worded(text: str, include: Sequence[str], exclude: Sequence[str]) -> bool:
    """Whether a folded text holds one of `include` (if there are any) and none of `exclude`."""
    return (not include or any(_fold(word) in text for word in include)) and not any(
        _fold(word) in text for word in exclude
    )


def words_of(entry: Entry) -> str:
    return _fold(" ".join(filter(None, (entry.title, entry.kicker, entry.summary, entry.text))))


def speaks(language: str | None, wanted: Sequence[str]) -> bool:
    """RFC 4647 basic filtering: "en" takes "en-GB" too."""
    tag = _fold(language)
    return any(tag == _fold(one) or tag.startswith(f"{_fold(one)}-") for one in wanted)


def hears(endpoint: Endpoint, event: Event) -> bool:
    """Whether an endpoint's filters let an event through. How sources and endpoints are is told only to who asks, or to
    the one that `[alerts]` names."""
    if endpoint.alerts and event.type.startswith(ALERTS):
        return True
    if not (event.type in endpoint.events if endpoint.events else event.type.startswith("entry.")):
        return False
    if endpoint.sources and event.source not in endpoint.sources:
        return False
    entry = event.data.get("entry")
    return _entry_passes(endpoint, entry, event.data.get("feeds", ())) if entry else True


def _entry_passes(endpoint: Endpoint, entry: dict[str, Any], feeds: Sequence[str]) -> bool:
    text = _fold(
        " ".join(str(entry[name]) for name in ("title", "kicker", "summary", "content_text") if entry.get(name))
    )
    return (
        (not endpoint.feeds or bool(set(endpoint.feeds) & set(feeds)))
        and (not endpoint.languages or speaks(entry.get("language"), endpoint.languages))
        and worded(text, endpoint.include, endpoint.exclude)
    )


def _fold(text: str | None) -> str:
    return " ".join(unicodedata.normalize("NFC", text or "").split()).casefold()
