"""The parts of a mail (RFC 2045-2049): the text a reader is shown, what is attached, the headers in words."""

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.errors import HeaderParseError
from email.header import Header, decode_header
from email.message import Message
from email.utils import getaddresses

from feeder.errors import ParseError
from feeder.parse import charset
from feeder.parse.characters import one_line
from feeder.parse.dates import mail_date

MOST_PARTS = 200  #: a release with its pictures has ten
DEEPEST = 10  #: levels of parts; mailers write four
LARGEST_HEAD = 256 * 2**10  #: bytes of headers; those of a list that went through ten servers take 20,000
LONGEST = 2_000  #: characters of a header that is read
_DECLARED = re.compile(rb"^content-type[ \t]*:", re.IGNORECASE | re.MULTILINE)
_HEAD_ENDS = re.compile(rb"\r?\n\r?\n")
_FROM_LINE = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:>?From [^\n]{0,500}\n)?")  # as mailbox files have it
_ENCRYPTED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
LEFT_OUT = "it is left out; send it anew with less"


@dataclass(frozen=True, kw_only=True)
class Attached:
    name: str | None
    media_type: str
    body: bytes


@dataclass(kw_only=True)
class Parts:
    html: list[tuple[bytes, str]] = field(default_factory=list)  #: (body, Content-Type)
    plain: list[tuple[str, Message]] = field(default_factory=list)
    attached: list[Attached] = field(default_factory=list)
    pictures: int = 0  #: that stand in the text


def read(body: bytes) -> Message:
    """Raises ParseError for what is no mail, encrypted or beyond the limits."""
    body = _FROM_LINE.sub(b"", body, count=1)
    end = _HEAD_ENDS.search(body)
    if (end.start() if end else len(body)) > LARGEST_HEAD:
        raise ParseError(f"the headers of the mail take more than {LARGEST_HEAD:,} bytes; {LEFT_OUT}")
    if sum(1 for _ in _DECLARED.finditer(body)) > MOST_PARTS:
        raise ParseError(f"the mail has more than {MOST_PARTS} parts; {LEFT_OUT}")
    try:
        mail = email.message_from_bytes(body)
    except (RecursionError, ValueError):
        raise ParseError(f"the parts of the mail lie too deep in each other; {LEFT_OUT}") from None
    if not any(mail.get(name) for name in ("from", "subject", "date", "message-id", "mime-version")):
        raise ParseError("this is no mail: it has none of the headers of one; give it its right ending")
    if mail.get_content_type() in _ENCRYPTED:
        raise ParseError("the mail is encrypted; decrypt it and save it anew")
    return mail


def parts_of(mail: Message) -> Parts:
    """Raises ParseError for more parts, or deeper ones, than are read."""
    found = Parts()
    for number, part in enumerate(_leaves(mail, DEEPEST)):
        if number >= MOST_PARTS:
            raise ParseError(f"the mail has more than {MOST_PARTS} parts; {LEFT_OUT}")
        _put(found, part)
    return found


def _leaves(part: Message, deep: int) -> Iterator[Message]:
    kind, inner = part.get_content_type(), part.get_payload()
    if not isinstance(inner, list) or kind == "message/rfc822":
        yield part
        return
    if deep == 0:
        raise ParseError(f"the parts of the mail lie more than {DEEPEST} deep in each other; {LEFT_OUT}")
    parts = [one for one in inner if isinstance(one, Message)]
    for one in _chosen(parts) if kind == "multipart/alternative" else parts:
        yield from _leaves(one, deep - 1)


def _chosen(alternatives: list[Message]) -> list[Message]:
    """RFC 2046 5.1.4: the last that can be shown, and it says something; what is no text is kept beside it."""
    shown = [one for one in alternatives if _is_shown(one)]
    others = [
        one for one in alternatives if one not in shown and one.get_content_maintype() not in ("text", "multipart")
    ]
    return [*(shown[-1:] or alternatives[-1:]), *others]


def _is_shown(part: Message) -> bool:
    kind = part.get_content_type()
    if kind.startswith("multipart/"):
        inner = part.get_payload()
        return isinstance(inner, list) and any(_is_shown(one) for one in inner[:MOST_PARTS] if isinstance(one, Message))
    return kind in ("text/plain", "text/html") and bool(_bytes(part).strip())


def _put(found: Parts, part: Message) -> None:
    kind, name = part.get_content_type(), _name(part)
    is_attached = part.get_content_disposition() == "attachment" or (name and not kind.startswith("text/"))
    if kind == "text/html" and not is_attached:
        found.html.append((_bytes(part), str(part.get("content-type", kind))))
    elif kind == "text/plain" and not is_attached:
        found.plain.append((charset.decode(_bytes(part), str(part.get("content-type", kind))), part))
    elif part.get_content_maintype() == "image" and (part.get("content-id") or not is_attached):
        found.pictures += 1
    elif kind == "message/rfc822":
        inner = part.get_payload()
        mail = inner[0] if isinstance(inner, list) and inner else None
        body = _written(mail) if isinstance(mail, Message) else _bytes(part)
        subject = subject_of(mail) if isinstance(mail, Message) else None
        found.attached.append(Attached(name=name or subject, media_type=kind, body=body))
    elif body := _bytes(part):
        found.attached.append(Attached(name=name, media_type=kind, body=body))


def _written(mail: Message) -> bytes:
    try:
        return mail.as_bytes()
    except (ValueError, LookupError, TypeError, UnicodeError, RecursionError, AttributeError):
        return b""  # the library writes nothing that it reads so


def _bytes(part: Message) -> bytes:
    try:
        body = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return b""
    return body if isinstance(body, bytes) else b""


# Headers ----------------------------------------------------------------------------------------------------------


def _name(part: Message) -> str | None:
    """RFC 2231, and the encoded words that are not allowed there and usual; without the folders that a name may lead
    through (RFC 2183 2.3)."""
    try:
        named = _decoded(part.get_filename())
        return one_line(re.split(r"[/\\]", named)[-1]) if named else None
    except (ValueError, LookupError, TypeError, AttributeError):
        return None


def subject_of(mail: Message) -> str | None:
    return _decoded(mail.get("subject"))


def sender_of(mail: Message, first: str | None = None) -> tuple[str | None, str | None]:
    """(name, address); `first` is who sent what was forwarded."""
    raw = (first or str(mail.get("from") or ""))[:LONGEST]
    try:
        ((name, address), *_) = getaddresses([raw]) or [("", "")]
    except (ValueError, IndexError, RecursionError):  # comments within comments
        return None, None
    address = address if re.fullmatch(r"[\w.+=-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}", address) else ""
    named = _decoded(name)
    return (None if named and "@" in named else named), address or None


def date_of(mail: Message) -> datetime | None:
    """With its offset; None where it is none that a mail may have."""
    return mail_date(str(mail.get("date")))


def _decoded(value: object) -> str | None:
    """Encoded words (RFC 2047), and bytes that nobody encoded."""
    raw = value if isinstance(value, Header) else str(value or "")[:LONGEST]
    try:
        pieces = decode_header(raw)
    except (HeaderParseError, ValueError, LookupError, UnicodeError):
        return one_line(str(raw))
    said = "".join(
        piece if isinstance(piece, str) else charset.decode(piece, f"text/plain; charset={name}" if name else None)
        for piece, name in pieces
    )
    return one_line(said[:LONGEST])
