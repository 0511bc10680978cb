"""What is known of how the release pages of a site are laid out, after each page more.

A template is used when three different pages agreed on it (`is_proven`); after twenty uses a page is read in full
again (`is_due`), and what that says counts. Up to four layouts of a host are known at a time.
"""

from collections.abc import Sequence
from dataclasses import replace

from feeder.model import Extraction, Template

PROVEN = 3  #: different pages
TRUST = 20  #: times that one is applied between two full readings
MOST = 4  #: of one host
_MISFITS = 10  #: in a row


def is_proven(one: Template) -> bool:
    return one.pages >= PROVEN


def is_due(one: Template) -> bool:
    """Whether the next page is to be read in full, to see whether the template still says the same."""
    return one.used >= TRUST


def settled(known: Sequence[Template], seen: Extraction) -> tuple[Template, ...]:
    """The templates of a site after one page more; the one that this agreed on comes first in its host."""
    if seen.by_template:
        return tuple(_used(one) if _is_same(one, seen.template) else one for one in known)
    found = seen.template
    kept = [one for one in known if not any(_is_same(one, wrong) for wrong in seen.refuted)]
    if found is None:
        return tuple(kept)
    elsewhere = [one for one in kept if one.host != found.host]
    same = next((one for one in kept if _is_same(one, found)), None)
    others = [replace(one, misfits=one.misfits + 1) for one in kept if one.host == found.host and one is not same]
    lasting = sorted((one for one in others if one.misfits < _MISFITS), key=_worth, reverse=True)
    return (_agreed(same, found), *lasting[: MOST - 1], *elsewhere)


def _is_same(one: Template, other: Template | None) -> bool:
    return other is not None and (one.host, one.body, one.title) == (other.host, other.body, other.title)


def _used(one: Template) -> Template:
    return replace(one, used=one.used + 1, misfits=0)


def _worth(one: Template) -> tuple[int, int]:
    return one.pages, -one.misfits


def _agreed(known: Template | None, found: Template) -> Template:
    """The one that was found, by as many pages as agreed on it."""
    if known is None:
        return found
    is_new = len(known.proof) < PROVEN and not set(found.proof) & set(known.proof)
    proof = (*known.proof, *found.proof) if is_new else known.proof
    pages = known.pages + (is_new or known.pages >= PROVEN)
    return replace(found, proof=proof, pages=pages, used=0, misfits=0)
