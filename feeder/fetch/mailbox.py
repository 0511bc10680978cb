"""What is new in a mailbox: each message is a document, named by its Message-ID, so that it stays the same one when it
is moved, and comes once however many copies were sent."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from functools import partial
from hashlib import sha256
from typing import TypeVar

import httpx

from feeder.errors import FetchError, Gone
from feeder.fetch.http import Network
from feeder.fetch.imap import Address, Head, Mailbox, Position
from feeder.model import Document, Page, Source

#: Threads of their own: a mail server that hangs must not hold up the store, which works in asyncio's threads.
_WORKING = ThreadPoolExecutor(16, "mailbox")
T = TypeVar("T")
FIRST = 100  #: messages of a mailbox that is new to us
MOST = 1000  #: messages of one look; what came after is left to the next one
LONGEST_ID = 200  #: characters of a Message-ID that is kept as it is


@dataclass(frozen=True, kw_only=True)
class Letter:
    key: str
    url: str  #: where in the mailbox it is: an IMAP URL without its beginning (RFC 5092)
    lines: Message  #: of its head


@dataclass(frozen=True, kw_only=True)
class Mail:
    """What a look saw: the messages that came since the last one."""

    letters: tuple[Letter, ...]
    skipped: tuple[str, ...] = ()
    position: str | None = None  #: where the next look begins


async def opened(source: Source, network: Network) -> Mailbox:
    """Its mailbox, at an address that is checked. Raises FetchError."""
    address = Address.of(source.location)
    url = httpx.URL(scheme="imaps", host=address.host, port=address.port)
    reach = network.reach(url, allow_private=source.allow_private)
    reach.check(url)
    async with network.turn(f"{address.host}:{address.port}"):
        ips, seconds = await reach.addresses(url), network.timeout
        box = Mailbox(address, max_bytes=network.max_bytes)
        try:
            await in_time(partial(box.open, ips, seconds=seconds / 3), 2 * seconds, box)
        except BaseException:
            box.hang_up()
            raise
        return box


async def in_time(work: Callable[[], T], seconds: float, box: Mailbox) -> T:
    """What blocks, in a thread; what takes longer ends as its connection does."""
    try:
        async with asyncio.timeout(seconds):
            return await asyncio.get_running_loop().run_in_executor(_WORKING, work)
    except TimeoutError:
        box.hang_up()
        raise FetchError(f"{box.address}: took longer than {seconds:g} s; the next visit tries again") from None
    except asyncio.CancelledError:
        box.hang_up()
        raise


def look(box: Mailbox, last: Position | None, *, max_bytes: int) -> Mail:
    now = box.position
    if now is not None and now == last:
        return Mail(letters=(), position=str(now))
    is_on = last is not None and now is not None and last.validity == now.validity
    uids = _since(box, last) if last and is_on else box.newest(FIRST)
    heads = list(box.heads(taken := uids[:MOST]))
    skipped = list(_left_out(box, heads, uids, max_bytes))
    if not is_on and (older := box.count - len(uids)) > 0:
        skipped.append(f"{older:,} older messages of the mailbox are left alone: it begins with the newest {FIRST}")
    letters = {one.key: one for one in (_letter(box, head) for head in heads if head.size <= max_bytes)}
    following = now.following if now and len(taken) == len(uids) else max(taken, default=0) + 1
    position = Position(validity=now.validity, following=following) if now else None
    return Mail(letters=tuple(letters.values())[::-1], skipped=tuple(skipped), position=str(position or ""))


def _since(box: Mailbox, last: Position) -> list[int]:
    """`n:*` names the last message even where that is older (RFC 9051 6.4.8)."""
    return [uid for uid in box.uids(f"UID {last.following}:*") if uid >= last.following]


def _left_out(box: Mailbox, heads: Sequence[Head], uids: Sequence[int], max_bytes: int) -> Iterator[str]:
    for head in heads:
        if head.size > max_bytes:
            yield (
                f"{box.address}: message {head.uid} of {head.size:,} bytes is larger than {max_bytes:,}; raise [fetch]"
                " max_bytes if it is meant"
            )
    if len(uids) > MOST:
        yield f"{len(uids) - MOST:,} messages are left to the next visit: {MOST:,} are looked at in one"


def _letter(box: Mailbox, head: Head) -> Letter:
    said = str(head.lines.get("Message-ID") or "").strip().strip("<>")
    is_name = 0 < len(said) <= LONGEST_ID and said.isascii() and said.isprintable() and " " not in said
    key = said if is_name else f"sha256:{sha256(said.encode(errors='replace') or head.lines.as_bytes()).hexdigest()}"
    validity = box.position.validity if box.position else 0
    return Letter(key=key, url=f";UIDVALIDITY={validity}/;UID={head.uid}", lines=head.lines)


def read(box: Mailbox, page: Page) -> Document:
    """The bytes of a message; that of a newsletter for a release in it, whose place says so after a "#". Raises Gone
    where it was moved or deleted, and cannot be found by its Message-ID."""
    try:
        body = box.message(_uid(box, page))
    except Gone:
        body = box.message(_found(box, page))
    return Document(url=page.url, body=body, media_type="message/rfc822", fetched_at=datetime.now(UTC))


def _uid(box: Mailbox, page: Page) -> int:
    validity, _, uid = page.url.partition("#")[0].removeprefix(";UIDVALIDITY=").partition("/;UID=")
    if box.position is None or validity != str(box.position.validity):
        return _found(box, page)
    return int(uid)


def _found(box: Mailbox, page: Page) -> int:
    quoted = page.key.replace("\\", r"\\").replace('"', r"\"")
    uids = box.uids(f'HEADER MESSAGE-ID "{quoted}"')
    if not uids:
        raise Gone(f"{box.address}: the message {page.key} was moved or deleted before it was read; move it back")
    return uids[-1]
