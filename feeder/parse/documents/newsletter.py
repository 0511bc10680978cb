"""Several releases in one mail: the teasers of a newsletter, or mails that are passed on together (RFC 2046 5.1.5).

A mail is a newsletter where next to all of what it says is in the records of one list. A release with links to others
below it says more than these.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import tzinfo

from feeder.errors import ParseError
from feeder.model import SURE, Entry, Extraction, Moment
from feeder.parse.charset import parse_html
from feeder.parse.clean import plain_text
from feeder.parse.documents import mail, mailparts, mailtext
from feeder.parse.documents.mailparts import Attached, Parts
from feeder.parse.lists import finding

FEWEST = 2  #: releases
COVERED = 0.55  #: of the text of a newsletter, at least, that its records say; the rest is a greeting, an imprint
LONGEST = 4_000  #: characters of one record's text on average; what says more of each is no list of teasers
_MAIL = "message/rfc822"


def parse(body: bytes, url: str, *, language: str | None, zone: tzinfo) -> Extraction:
    """Its entries, shape "listing"; none where a mail is one release itself. Raises ParseError for what is no mail."""
    message = mailparts.read(body)
    parts = mailparts.parts_of(message)
    sent = mailparts.date_of(message)
    found = _digest(parts, url, language=language, zone=zone) or _teasers(parts, url, language=language, zone=zone)
    if found is None:
        return Extraction(shape="listing", reasons=("this mail is one release, no newsletter of several",))
    return replace(found, entries=tuple(_sent(entry, Moment(at=sent) if sent else None) for entry in found.entries))


def _sent(entry: Entry, at: Moment | None) -> Entry:
    return entry if entry.published else replace(entry, published=at)


# Mails in a mail --------------------------------------------------------------------------------------------------


def _digest(parts: Parts, url: str, *, language: str | None, zone: tzinfo) -> Extraction | None:
    mails = [one for one in parts.attached if one.media_type == _MAIL]
    if len(mails) < FEWEST:
        return None
    entries = tuple(entry for one in mails for entry in _passed_on(one, url, language=language, zone=zone))
    if len(entries) < FEWEST:
        return None
    unread = len(mails) - len(entries)
    left_out = (f"{unread} of {len(mails)} attached mails could not be read",) if unread else ()
    reason = f"{len(entries)} mails that were passed on together"
    return Extraction(shape="listing", entries=entries, confidence=1.0, reasons=(reason, *left_out))


def _passed_on(one: Attached, url: str, *, language: str | None, zone: tzinfo) -> Iterator[Entry]:
    try:
        yield from mail.parse(one.body, url, language=language, zone=zone).entries
    except ParseError:
        return


# Teasers ----------------------------------------------------------------------------------------------------------


def _teasers(parts: Parts, url: str, *, language: str | None, zone: tzinfo) -> Extraction | None:
    for page, media_type in parts.html:
        try:
            root = parse_html(page, media_type)
        except ParseError:
            continue
        found = finding.find(root, url, zone=zone, language=language or root.get("lang"))
        if found and _says_it_all(found.entries, plain_text(mailtext.safe(page, media_type))):
            told = f"a newsletter of {len(found.entries)} releases: they are next to all that it says"
            return Extraction(shape="listing", entries=tuple(found.entries), confidence=SURE, reasons=(told,))
    return None


def _says_it_all(entries: Sequence[Entry], text: str) -> bool:
    said = [len(entry.title or "") + len(entry.summary or "") for entry in entries]
    is_told = len(entries) >= FEWEST and all(entry.title and entry.url for entry in entries)
    return is_told and COVERED * len(text) <= sum(said) <= LONGEST * len(said)
