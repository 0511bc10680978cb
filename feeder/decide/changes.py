"""Created, updated, withdrawn, or nothing: what became of an entry.

Content decides, not circumstances: a fetch time, a date filled in later, markup, white space and a moved address are no
change. What a site re-dates stays where it was published first.
"""

import difflib
import re
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from feeder.model import Change, Entry, Moment, Significance

TYPO = 0.98  #: share of the text that must have stayed for a change to be minor
COMPARED = 20_000  #: characters; what is longer is compared by its words' order alone


def fingerprint(entry: Entry) -> str:
    """A hash of all that a reader would call a change."""
    read = (
        _folded(entry.title),
        _folded(entry.kicker),
        _folded(entry.text if entry.text is not None else entry.summary),
        entry.number,
        str(entry.embargo),
        entry.status,
        sorted(attachment.url.partition("?")[0] for attachment in entry.attachments),
    )
    return sha256(repr(read).encode("utf-8", "surrogatepass")).hexdigest()


def change(before: Entry | None, found: Entry, *, now: datetime) -> Change | None:
    """What an entry that was found makes of the one that is stored; None where a reader would see no difference."""
    if before is None:
        return Change(kind="created", entry=found)
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


def withdrawal(before: Entry, *, now: datetime) -> Change | None:
    if before.status == "withdrawn":
        return None
    entry = replace(before, status="withdrawn", updated=Moment(at=now))
    return Change(kind="withdrawn", entry=entry, before=before, fields=_fields(before, entry))


def settled(before: Entry, found: Entry) -> Entry:
    """The entry as found, with what is decided once: id, source, when first seen and published. A date that was unknown
    may become known, or exact; that alone is no change. What is only linked does not take away what was read."""
    return replace(
        found if found.is_complete or not before.is_complete else before,
        id=before.id,
        source=before.source,
        first_seen=before.first_seen,
        published=before.published or found.published,
        updated=before.updated,
        story=before.story,
    )


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
    old, new = _folded(before.text), _folded(after.text)
    same_marks = (before.status, before.number, before.embargo) == (after.status, after.number, after.embargo)
    if not same_marks or _folded(before.title) != _folded(after.title) or _figures(old) != _figures(new):
        return "substantial"
    return "minor" if _likeness(old, new) >= TYPO else "substantial"


def _likeness(old: str, new: str) -> float:
    if max(len(old), len(new)) > COMPARED:
        return difflib.SequenceMatcher(None, old.split(), new.split(), autojunk=True).quick_ratio()
    return difflib.SequenceMatcher(None, old.split(), new.split(), autojunk=False).ratio()


def _figures(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _folded(text: str | None) -> str:
    return " ".join((text or "").split())
