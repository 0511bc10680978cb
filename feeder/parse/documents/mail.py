"""Mails (.eml, RFC 5322): the release that one is, or brings along.

subject, sender, date ─┐
text or HTML ──────────┼─▶ blocks ─ text.read ─▶ entry; what is attached beside it, or in place of "see attached"
attached ──────────────┘
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import tzinfo
from email.message import Message

from feeder.errors import ParseError
from feeder.model import Attachment, Contact, Entry, Extraction, Moment
from feeder.parse.anatomy import kinds, release, sections
from feeder.parse.blocks import Block, Laid, blocks_of
from feeder.parse.documents import fragments, largest, mailparts, mailtext, markdown, pdf, text, word
from feeder.parse.documents.mailparts import Attached, Parts

DEEPEST = 3  #: mails that are attached to each other
NOTE = 500  #: characters of a mail that only points at what is attached to it
TWICE = 2  #: times the length of such a mail, that what is attached has
_UNNAMED = frozenset({"application/octet-stream", "application/binary", "application/x-download"})
_ENDINGS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "eml": "message/rfc822",
    "md": "text/markdown",
    "txt": "text/plain",
}


def parse(body: bytes, url: str, *, language: str | None, zone: tzinfo, deep: int = DEEPEST) -> Extraction:
    """One complete entry, shape "article". Raises ParseError for what is no mail, encrypted, too large, or without a
    text of its own or in what is attached."""
    mail = mailparts.read(body)
    parts = mailparts.parts_of(mail)
    headline, kind, number = mailtext.subject(mailparts.subject_of(mail))
    blocks, sent = _text(parts, zone=zone, language=language)
    own = _own(blocks, headline, url, zone=zone, language=language)
    found, read_from = _fuller(own, parts, url, zone=zone, language=language, deep=deep)
    if found is None:
        raise ParseError("the mail holds no text, nor does what is attached to it")
    (entry,) = found.entries
    told = kinds.kind_of(kind) if kind else None
    name, address = mailparts.sender_of(mail, sent.by)
    entry = replace(
        entry,
        title=entry.title or headline,
        kind=entry.kind or kind,
        kind_code=entry.kind_code or (told[1] if told else None),
        number=entry.number or number,
        published=_published(entry.published, sent.at, mail),
        authors=entry.authors or ((name,) if name else ()),
        contacts=entry.contacts or _contacts(entry, name, address),
        attachments=tuple(map(_attachment, parts.attached)),
    )
    return replace(found, entries=(entry,), reasons=(*found.reasons, *_reasons(parts, read_from)))


# Its text ---------------------------------------------------------------------------------------------------------


def _text(parts: Parts, *, zone: tzinfo, language: str | None) -> tuple[list[Block], mailtext.Sent]:
    blocks: list[Block] = []
    for page, media_type in parts.html:
        blocks += fragments.blocks_of(mailtext.safe(page, media_type))
    for said, part in parts.plain:
        blocks += blocks_of(mailtext.without_signature(mailtext.flowed(said, part)))
    blocks, sent = mailtext.forwarded(blocks, zone=zone, language=language)
    return mailtext.without_salutation(mailtext.without_footers(blocks)), sent


def _own(
    blocks: list[Block], headline: str | None, url: str, *, zone: tzinfo, language: str | None
) -> Extraction | None:
    """What the mail itself says; the subject is its headline, where no line of it is."""
    if not blocks:
        return None
    place = _place(blocks, headline) if headline else None
    if headline and place is None:
        marks = next((at for at, block in enumerate(blocks) if not all(map(largest.is_mark, block))), len(blocks))
        blocks, place = [*blocks[:marks], Laid([headline], ""), *blocks[marks:]], marks
    try:
        return text.read(blocks, url, language=language, zone=zone, place=place, named="the subject")
    except ParseError:
        return None


def _place(blocks: list[Block], headline: str) -> int | None:
    same = release.folded(headline)
    return next((at for at, block in enumerate(blocks[:20]) if release.folded(" ".join(block)) == same), None)


# What is attached -------------------------------------------------------------------------------------------------


def _fuller(
    own: Extraction | None, parts: Parts, url: str, *, zone: tzinfo, language: str | None, deep: int
) -> tuple[Extraction | None, str | None]:
    """What the mail says, or the first attached document that says much more, with its name."""
    size = len(own.entries[0].text or "") if own else 0
    if size > NOTE or deep == 0:
        return own, None
    problem = None
    for one in parts.attached:
        try:
            found = _read(one, url, zone=zone, language=language, deep=deep - 1)
        except ParseError as told:
            problem = problem or told
            continue
        if found and len(found.entries[0].text or "") > TWICE * size:
            return found, one.name or one.media_type
    if own is None and problem:
        raise problem
    return own, None


def _read(one: Attached, url: str, *, zone: tzinfo, language: str | None, deep: int) -> Extraction | None:
    kind = _kind(one)
    if kind == "message/rfc822":
        return parse(one.body, url, language=language, zone=zone, deep=deep)
    if kind in ("text/plain", "text/markdown"):
        told = text.parse if kind == "text/plain" else markdown.parse
        return told(one.body, url, media_type=kind, language=language, zone=zone)
    reader = READERS.get(kind)
    return reader(one.body, url, language=language, zone=zone) if reader else None


READERS: dict[str, Callable[..., Extraction]] = {
    _ENDINGS["pdf"]: pdf.parse,
    _ENDINGS["docx"]: word.parse,
    _ENDINGS["odt"]: word.parse,
}


def _kind(one: Attached) -> str:
    """What it is said to be; its name where that says nothing."""
    ending = (one.name or "").rpartition(".")[2].lower()
    return _ENDINGS.get(ending, one.media_type) if one.media_type in _UNNAMED else one.media_type


def _attachment(one: Attached) -> Attachment:
    return Attachment(type=_kind(one), title=one.name, size=len(one.body) or None)


# Its head ---------------------------------------------------------------------------------------------------------


def _published(printed: Moment | None, sent: Moment | None, mail: Message) -> Moment | None:
    """What the text says goes first; the mail's own date tells the time of that day."""
    at = mailparts.date_of(mail)
    own = sent or (Moment(at=at) if at else None)
    if printed and own and printed.precision == "day" and own.at.date() == printed.at.date():
        return own
    return printed or own


def _contacts(entry: Entry, name: str | None, address: str | None) -> tuple[Contact, ...]:
    """Who sent it, where the text names nobody."""
    if not address or (entry.text and sections.read(entry.text).contacts):
        return ()
    return (Contact(name=name, email=address),)


def _reasons(parts: Parts, read_from: str | None) -> tuple[str, ...]:
    told = (f'the text is that of what is attached, "{read_from}"',) if read_from else ()
    return (*told, *((f"{parts.pictures} pictures left out",) if parts.pictures else ()))
