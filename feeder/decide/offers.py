"""Whether a feed that a page offers is better than the page: the same releases, as new, and more of each."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from feeder.decide.identity import canonical_url
from feeder.model import Entry, Extraction, Link

#: The newest of a feed may be older than that of its page by so much: clocks and zones differ.
STALE = timedelta(days=1)
SAME = 0.5  #: share of the shorter list's entries that the other has too
SHORT = 0.4  #: of as many entries as the page has
LOOKED_AT = 20  #: entries of a feed, the newest
LAST = 0.1  #: what posts of an API count: it sends all of them at each visit, where a feed says that nothing changed

_COMMENTS = re.compile(
    r"\b(?:comments|commentaires|kommentare|comentarios|comentários|commenti|reacties|komentarze|kommentarer)\b",
    re.IGNORECASE,
)
_COMMENT_LINK = re.compile(r"#comment|/comments?/", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """`worth` orders feeds that are better than their page; 0 is worse."""

    link: Link
    worth: float
    why: str

    @property
    def is_better(self) -> bool:
        return self.worth > 0


def best(verdicts: Sequence[Verdict]) -> Verdict | None:
    """The best of those that are better than the page, the first of equals."""
    return max((one for one in verdicts if one.is_better), key=lambda one: one.worth, default=None)


def judge(link: Link, feed: Extraction, page: Extraction, linked: Collection[str]) -> Verdict:
    """What speaks for a feed, or against it. `linked` are the addresses of everything that the page links to: they tell
    what it is about where its own entries are not known."""
    if worse := _worse(link, feed, page, {canonical_url(url) for url in linked}):
        return Verdict(link=link, worth=0.0, why=worse)
    whole, dated = _share(feed, "content"), _share(feed, "published")
    says = "with the text in full" if whole > SAME else "with dates" if dated > SAME else "without dates"
    what = "the releases" if page.shape == "article" or not page.entries else "the same releases"
    worth = 1 + whole + dated + 2 * _alike(feed, page) + min(len(feed.entries), 100) / 1000
    return Verdict(link=link, worth=worth * (LAST if link.kind == "posts" else 1), why=f"{what}, {says}")


def _worse(link: Link, feed: Extraction, page: Extraction, linked: Collection[str]) -> str | None:
    if not feed.entries:
        return "it has no entries"
    if _is_of_comments(link, feed):
        return "it is one of comments"
    if page.entries and page.shape != "article":
        return _other(feed, page) or _older(feed, page) or _poorer(feed, page)
    if page.shape == "article":
        return None if _is_of_site(feed, page) else "it has other entries than this page"
    if not linked:  # a program shows the list: the page says nothing, and this is what it offers to machines
        return None
    newest = feed.entries[:LOOKED_AT]
    shared = sum(canonical_url(entry.url or "") in linked for entry in newest)
    return None if shared >= SAME * min(len(newest), 5) else _not_there(shared, len(newest))


def _not_there(shared: int, of: int) -> str:
    return f"it is about something else: the page links to {shared} of its {of} entries"


def _is_of_comments(link: Link, feed: Extraction) -> bool:
    if _COMMENTS.search(f"{link.title or ''} {feed.title or ''}") or re.search(r"/comments?/", link.url):
        return True
    return sum(bool(_COMMENT_LINK.search(entry.url or "")) for entry in feed.entries) > SAME * len(feed.entries)


def _other(feed: Extraction, page: Extraction) -> str | None:
    """Entries are held against each other by address, and by title where a feed counts its readers by its links."""
    there, here = feed.entries[: max(LOOKED_AT, len(page.entries))], page.entries
    keys = {name for entry in here for name in _names(entry)}
    shared = sum(any(name in keys for name in _names(entry)) for entry in there)
    return None if shared >= SAME * min(len(there), len(here)) else _not_there(shared, len(there))


def _alike(feed: Extraction, page: Extraction) -> float:
    """The share of a feed's newest that the page has: of a site's feeds that of the very section has the most."""
    newest = feed.entries[: len(page.entries)]
    keys = {name for entry in page.entries for name in _names(entry)}
    return sum(any(name in keys for name in _names(entry)) for entry in newest) / max(1, len(newest))


def _names(entry: Entry) -> list[str]:
    title = " ".join((entry.title or "").casefold().split())
    return [name for name in (canonical_url(entry.url or ""), title) if name]


def _older(feed: Extraction, page: Extraction) -> str | None:
    ours, its = _newest(page), _newest(feed)
    if ours is None or its is None or its.published is None or ours.published is None:
        return None
    if its.published.instant >= ours.published.instant - STALE:
        return None
    return f"it is stale: its newest is of {its.published.at.date()}, the page's of {ours.published.at.date()}"


def _newest(found: Extraction) -> Entry | None:
    dated = [entry for entry in found.entries if entry.published]
    return max(dated, key=lambda entry: entry.published.instant if entry.published else 0, default=None)


def _poorer(feed: Extraction, page: Extraction) -> str | None:
    if len(feed.entries) < SHORT * len(page.entries):
        return f"it is shorter: {len(feed.entries)} entries, the page has {len(page.entries)}"
    if _share(page, "published") > SAME and not _share(feed, "published"):
        return "it has no dates, as the page has"
    return None


def _is_of_site(feed: Extraction, page: Extraction) -> bool:
    """Whether a feed has the one release that a page is, or at least such as it."""
    names = {name for entry in page.entries for name in _names(entry)}
    return any(name in names for entry in feed.entries for name in _names(entry))


def _share(found: Extraction, field: str) -> float:
    return (
        sum(getattr(entry, field) is not None for entry in found.entries) / len(found.entries) if found.entries else 0.0
    )
