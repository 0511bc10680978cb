"""One mailbox over IMAP (RFC 3501, RFC 9051), only read: nothing in it is marked, moved or deleted.

Blocking, for threads; `hang_up` from another thread ends whatever hangs. What a server sends is hostile too: its lines
and messages are limited, its certificate is checked, and a password goes out over TLS alone.
"""

import imaplib
import re
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesHeaderParser
from functools import cache
from typing import Any, Self
from urllib.parse import quote, unquote, urlsplit

from imap_tools import BaseMailBox
from imap_tools.errors import ImapToolsError

from feeder.errors import FetchError, Gone, Refused

PORTS = {"imaps": 993, "imap": 143}  #: with TLS from the first byte (RFC 8314), and by STARTTLS
AT_ONCE = 100  #: messages whose heads are asked for in one command
HEAD = 10_000  #: bytes of one, of which the rest is not asked for: who sends a longer one stops nobody else's
HEADS = AT_ONCE * HEAD  #: of all of them together
SAID = 10**6  #: bytes that an answer takes beside what was asked for
NAMED = "MESSAGE-ID DATE FROM SUBJECT AUTO-SUBMITTED CONTENT-TYPE RETURN-PATH"
UID = re.compile(rb"\bUID (\d{1,10})\b")
SIZE = re.compile(rb"\bRFC822\.SIZE (\d{1,12})\b")


@dataclass(frozen=True, kw_only=True)
class Address:
    """An IMAP URL (RFC 5092): imaps://user:password@host:port/folder. Without a folder, the inbox."""

    host: str
    port: int
    is_tls: bool  #: from the first byte; else by STARTTLS
    user: str
    password: str = field(repr=False)
    folder: str

    @classmethod
    def of(cls, location: str) -> Self:
        parts = urlsplit(location)
        return cls(
            host=parts.hostname or "",
            port=parts.port or PORTS[parts.scheme],
            is_tls=parts.scheme == "imaps",
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            folder=unquote(parts.path.strip("/")) or "INBOX",
        )

    def __str__(self) -> str:
        return f"{'imaps' if self.is_tls else 'imap'}://{self.host}:{self.port}/{quote(self.folder)}"


@dataclass(frozen=True, kw_only=True)
class Position:
    """How far a mailbox was read: the next number to come, and what all its numbers hold for (RFC 9051 2.3.1.1)."""

    validity: int
    following: int

    def __str__(self) -> str:
        return f"{self.validity}:{self.following}"

    @classmethod
    def of(cls, text: str | None) -> Self | None:
        validity, _, following = (text or "").partition(":")
        if not (validity.isdecimal() and following.isdecimal()):
            return None
        return cls(validity=int(validity), following=int(following))


@dataclass(frozen=True, kw_only=True)
class Head:
    """What is known of a message before it is had."""

    uid: int
    size: int  #: bytes, as the server says
    lines: Message  #: of its head, those that say what it is


@cache
def tls_context() -> ssl.SSLContext:
    return ssl.create_default_context()


Connected = Callable[[socket.socket], None]


class _Line(imaplib.IMAP4):
    """A connection to an address that was checked, which takes no more bytes at once than are wanted."""

    def __init__(self, address: Address, ips: Sequence[str], *, seconds: float, connected: Connected) -> None:
        self.address, self.ips, self._connected = address, ips, connected
        self.expect(HEADS)
        super().__init__(address.host, address.port, seconds)

    def _create_socket(self, timeout: float) -> socket.socket:
        sock = self._reached(timeout)
        self._connected(sock.dup())  # which ends it through all that is laid around it
        return tls_context().wrap_socket(sock, server_hostname=self.host) if self.address.is_tls else sock

    def _reached(self, timeout: float) -> socket.socket:
        """At the first of its addresses that answers: a machine may have no way to some."""
        *others, last = self.ips
        for ip in others:
            with suppress(OSError):
                return socket.create_connection((ip, self.port), timeout)
        return socket.create_connection((last, self.port), timeout)

    def expect(self, most: int) -> None:
        """Begins to count anew what the server says: at most so many bytes of what is asked for next."""
        self.most, self._left = most, most + SAID

    def read(self, size: int) -> bytes:
        if size > self.most:
            raise Refused(
                f"{self.address}: a message of {size:,} bytes is larger than {self.most:,}; raise [fetch] max_bytes"
                " if it is meant"
            )
        self._count(size)
        return super().read(size)

    def readline(self) -> bytes:
        line: bytes = super().readline()
        self._count(len(line))
        return line

    def _count(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise FetchError(f"{self.address}: the mail server says much more than it was asked for; ask who runs it")


class _Box(BaseMailBox):
    def __init__(self, line: _Line) -> None:
        self._line = line
        super().__init__()

    def _get_mailbox_client(self) -> imaplib.IMAP4:
        return self._line


class Mailbox:
    """A folder of a mailbox, opened to be read."""

    def __init__(self, address: Address, *, max_bytes: int) -> None:
        self.address, self._max_bytes = address, max_bytes
        self._connection: socket.socket | None = None
        self._made: _Line | None = None  # None until it stands, and is `_line`

    def open(self, ips: Sequence[str], *, seconds: float) -> None:
        """Connects, proves who we are and opens the folder. `ips` is where its host is, `seconds` the longest silence.
        Raises FetchError."""
        with _told(self.address):
            self._line = self._made = _Line(self.address, ips, seconds=seconds, connected=self._connected)
            self._box = _Box(self._line)
            self._enter()
            self.position = self._open()

    def _connected(self, connection: socket.socket) -> None:
        self._connection = connection

    def _enter(self) -> None:
        if not self.address.is_tls:
            if "STARTTLS" not in self._line.capabilities:
                raise FetchError(
                    f"{self.address}: this server offers no STARTTLS, and a password is not sent in the clear;"
                    " write imaps:// if it has a port with TLS"
                )
            self._line.starttls(tls_context())
        try:
            is_ascii = f"{self.address.user}{self.address.password}".isascii()  # LOGIN takes no other (RFC 9051 6.2.3)
            login = self._box.login if is_ascii else self._box.login_utf8
            login(self.address.user, self.address.password, initial_folder=None)
        except (ImapToolsError, imaplib.IMAP4.error) as problem:
            if isinstance(problem, imaplib.IMAP4.abort):
                raise
            raise FetchError(
                f"{self.address}: the server does not let {self.address.user} in; check the name and the password"
                " in mailbox (some providers want one made for programs)"
            ) from None

    def _open(self) -> Position | None:
        """Raises FetchError where there is no such folder."""
        try:
            self._box.folder.set(self.address.folder, readonly=True)
        except (ImapToolsError, imaplib.IMAP4.error) as problem:
            if isinstance(problem, imaplib.IMAP4.abort):
                raise
            known = ", ".join(sorted(one.name for one in self._box.folder.list())[:10])
            raise FetchError(
                f"{self.address}: there is no folder {self.address.folder} to be read; known: {known}"
            ) from None
        count, validity, following = (
            self._line.untagged_responses.get(name, [None])[-1] for name in ("EXISTS", "UIDVALIDITY", "UIDNEXT")
        )
        self.count = int(_text(count) or 0)
        return Position.of(f"{_text(validity)}:{_text(following)}")

    def newest(self, number: int) -> list[int]:
        """The numbers of the last messages, in order."""
        if not self.count:
            return []
        with self._asked():
            _, data = _good(self._line.fetch(f"{max(1, self.count - number + 1)}:*", "(UID)"))
        return sorted(int(uid[1]) for line in data if isinstance(line, bytes) and (uid := UID.search(line)))

    def uids(self, criteria: str) -> list[int]:
        """The numbers of messages, in order (RFC 9051 6.4.4)."""
        with self._asked():
            _, data = _good(self._line.uid("SEARCH", criteria))
            return sorted({int(one) for line in data for one in (line or b"").split() if one.isdigit()})

    def heads(self, uids: Sequence[int]) -> Iterator[Head]:
        for start in range(0, len(uids), AT_ONCE):
            yield from self._heads(uids[start : start + AT_ONCE])

    def _heads(self, uids: Sequence[int]) -> Iterator[Head]:
        wanted, asked = ",".join(map(str, uids)), f"(UID RFC822.SIZE BODY.PEEK[HEADER.FIELDS ({NAMED})]<0.{HEAD}>)"
        with self._asked(HEADS):
            _, data = _good(self._line.uid("FETCH", wanted, asked))
        for said, literal in _messages(data):
            uid, size = UID.search(said), SIZE.search(said)
            if uid:
                lines = BytesHeaderParser().parsebytes(literal)
                yield Head(uid=int(uid[1]), size=int(size[1]) if size else 0, lines=lines)

    def message(self, uid: int) -> bytes:
        """Raises Gone where it is there no more, Refused where it is too large."""
        with self._asked(self._max_bytes):
            _, data = _good(self._line.uid("FETCH", str(uid), "(UID BODY.PEEK[])"))
        for said, literal in _messages(data):
            if (found := UID.search(said)) and int(found[1]) == uid:
                return literal
        raise Gone(f"{self.address}: message {uid} is there no more; it was moved or deleted")

    @contextmanager
    def _asked(self, most: int = HEADS) -> Iterator[None]:
        """Something that is asked for, of at most so many bytes."""
        self._line.expect(most)
        with _told(self.address):
            yield

    def waits(self) -> bool:
        """Begins to wait for what comes (RFC 2177). Gives whether the server can do that."""
        if "IDLE" not in self._box.client.capabilities and b"IDLE" not in self._capabilities():
            return False
        with self._asked():
            self._line.untagged_responses.pop("EXISTS", None)
            self._box.idle.start()  # type: ignore[no-untyped-call]
        return True

    def _capabilities(self) -> bytes:
        """What it can do once it knows us: more than it said at first."""
        with self._asked():
            _, data = _good(self._line.capability())
        return b" ".join(line or b"" for line in data).upper()

    def fileno(self) -> int:
        """What becomes readable when the server says something."""
        return int(self._line.sock.fileno())

    def heard(self) -> bool:
        """Ends the wait. Gives whether something came."""
        with self._asked():
            said = self._box.idle.poll(timeout=0)
            self._box.idle.stop()  # type: ignore[no-untyped-call]
        came_beside = "EXISTS" in self._line.untagged_responses  # as the wait began, or as it ended
        return came_beside or any(b"EXISTS" in line for line in said)

    def hang_up(self) -> None:
        """Ends the connection, whatever it is at."""
        if self._connection:
            with suppress(OSError):
                self._connection.shutdown(socket.SHUT_RDWR)
            self._connection.close()
        if self._made:
            with suppress(OSError):
                self._made.shutdown()


def _text(value: Any) -> str:
    return value.decode("ascii", "replace") if isinstance(value, bytes) else ""


def _good(answer: tuple[str, list[Any]]) -> tuple[str, list[Any]]:
    if answer[0] != "OK":
        raise imaplib.IMAP4.error(" ".join(_text(line) for line in answer[1]))
    return answer


def _messages(data: Sequence[Any]) -> Iterator[tuple[bytes, bytes]]:
    """What a FETCH said beside each literal, before and after, and the literal."""
    for at, part in enumerate(data):
        if isinstance(part, tuple):
            after = data[at + 1] if at + 1 < len(data) and isinstance(data[at + 1], bytes) else b""
            yield part[0] + b" " + after, part[1]


@contextmanager
def _told(address: Address) -> Iterator[None]:
    """Whatever goes wrong, as the operator is told it. What a server says is shortened: it may say anything."""
    try:
        yield
    except ssl.SSLCertVerificationError as problem:
        raise FetchError(
            f"{address}: its certificate is not trusted ({problem.verify_message}); check the name of the host"
        ) from None
    except TimeoutError:
        raise FetchError(f"{address}: the mail server is silent; the next visit tries again") from None
    except OSError as problem:
        raise FetchError(
            f"{address}: no connection ({problem.strerror or problem}); check the host and the port"
        ) from None
    except (imaplib.IMAP4.error, ImapToolsError, ValueError) as problem:  # letters and numbers that are none
        said = "".join(one if one.isprintable() else " " for one in str(problem))[:200]
        raise FetchError(
            f"{address}: the mail server gives no answer to use ({said}); the next visit tries again"
        ) from None
