"""Created, updated, withdrawn, or nothing: what became of an entry.

Content decides, not circumstances: a fetch time, a date filled in later, markup, white space and a moved address are no
change. What a site re-dates stays where it was published first.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import pairwise
from typing import Any

from feeder.model import Change, Entry, Moment, Significance

RENAMED = 0.9  #: share of the neighbouring words that two documents have in common that are one under two names
TYPO = 0.96  #: share of the neighbouring words that must have stayed for a change to be minor: one word in fifty
#: Soft hyphen, zero width space, word joiner, byte order mark: no reader sees them.
UNSEEN = dict.fromkeys((0x00AD, 0x200B, 0x2060, 0xFEFF))


def fingerprint(entry: Entry) -> str:
    """A hash of all that a reader would call a change."""
    read = (
        _folded(entry.title),
        _folded(entry.kicker),
        _body(entry),
        entry.number,
        str(entry.embargo),
        entry.status,
        sorted((attachment.url or attachment.title or "").partition("?")[0] for attachment in entry.attachments),
    )
    return sha256(repr(read).encode("utf-8", "surrogatepass")).hexdigest()


def change(before: Entry | None, found: Entry, *, now: datetime) -> Change | None:
    """What an entry that was found makes of the one that is stored; None where a reader would see no difference."""
    if before is None:
        return Change(kind="created", entry=found)
    if takes_back(before, found):
        return withdrawal(before, now=now)
    entry = settled(before, found)
    if fingerprint(before) == fingerprint(entry):
        return None
    entry = replace(entry, updated=_updated(before, found, now))
    return Change(
        kind="updated",
        entry=entry,
        before=before,
        fields=_fields(before, entry),
        significance=_significance(before, entry),
    )


def takes_back(before: Entry, found: Entry) -> bool:
    """Whether a notice stands where a release stood, that it is withdrawn; one that was published as a notice stays."""
    return found.kind_code == "withdrawal" and before.kind_code != "withdrawal"


def withdrawal(before: Entry, *, now: datetime) -> Change | None:
    if before.status == "withdrawn":
        return None
    entry = replace(before, status="withdrawn", updated=Moment(at=now))
    return Change(kind="withdrawn", entry=entry, before=before, fields=_fields(before, entry))


def settled(before: Entry, found: Entry) -> Entry:
    """The entry as found, with what is decided once: id, source, when first seen and published. A date that was unknown
    may become known, or exact; that alone is no change. What is only linked does not take away what was read, nor the
    notice of a withdrawal what was withdrawn."""
    is_taken_back = before.status == "withdrawn" and takes_back(before, found)
    return replace(
        before if is_taken_back or (before.is_complete and not found.is_complete) else found,
        id=before.id,
        source=before.source,
        first_seen=before.first_seen,
        published=_published(before.published, found.published),
        updated=before.updated,
        story=before.story,
    )


def _published(before: Moment | None, found: Moment | None) -> Moment | None:
    """Never moved by a site's re-dating; what was only a day may become a minute of that day."""
    if before and found and before.precision == "day" != found.precision and before.at.date() == found.at.date():
        return found
    return before or found


def _updated(before: Entry, found: Entry, now: datetime) -> Moment:
    """When the site says it was changed, if that is news and no later than now; else now."""
    said = found.updated
    known = max((moment.instant for moment in (before.updated, before.published) if moment), default=None)
    if said and said.instant <= now and (known is None or said.instant > known):
        return said
    return Moment(at=now.astimezone(UTC))


def _fields(before: Entry, after: Entry) -> dict[str, tuple[Any, Any]]:
    """Every field of ENTRY that differs; `updated` follows from the others."""
    old, new = before.to_dict(), after.to_dict()
    return {name: (old[name], new[name]) for name in new if old[name] != new[name] and name != "updated"}


def _significance(before: Entry, after: Entry) -> Significance:
    """Minor is a slip of the pen: nearly all of the text stays, and no figure, title or status changes."""
    old, new = _body(before), _body(after)
    same_marks = (before.status, before.number, before.embargo) == (after.status, after.number, after.embargo)
    if not same_marks or _folded(before.title) != _folded(after.title) or _figures(old) != _figures(new):
        return "substantial"
    return "minor" if _likeness(old, new) >= TYPO else "substantial"


def are_one(entry: Entry, other: Entry) -> bool:
    """Whether two documents say nearly the same: one of them is the other, renamed."""
    old, new = (f"{_folded(one.title)} {_body(one)}" for one in (entry, other))
    shorter, longer = sorted((len(old), len(new)))
    return shorter >= RENAMED**2 * longer and _likeness(old, new) >= RENAMED


def _likeness(old: str, new: str) -> float:
    """0 to 1: the share of pairs of neighbouring words that both have. It heeds order, and is linear whatever the texts
    are; difflib is quadratic on a word that is repeated without end."""
    before, after = _pairs(old), _pairs(new)
    return 2 * (before & after).total() / (before.total() + after.total())


def _pairs(text: str) -> Counter[tuple[str, str]]:
    return Counter(pairwise(("", *text.split(), "")))


def _figures(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _body(entry: Entry) -> str:
    return _folded(entry.text if entry.text is not None else entry.summary)


def _folded(text: str | None) -> str:
    return " ".join(unicodedata.normalize("NFC", text or "").translate(UNSEEN).split())
