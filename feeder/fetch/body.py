"""The body of an answer: whole, unpacked here, and never more of it than was agreed.

httpx would unpack each chunk as far as it goes, and "gzip, gzip" twice: 64 KB may be 64 GB then. Here the packed bytes
are limited as the plain ones are, and every library is asked for so many bytes and no more.
"""

import asyncio
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import brotli
import httpx
import zstandard

from feeder.errors import FetchError, Refused

ACCEPTED = "gzip, br, zstd"
MOST_LAYERS = 2  #: "gzip, gzip" is a slip of two servers in a row; more of them are an attack
MOST_MEMBERS = 1000  #: or frames: a tool makes one for each 64 KB at the least, an attack for each 20 bytes
PIECES = f"is packed in more than {MOST_MEMBERS:,} pieces"
STEP = 64 * 2**10  #: bytes
SMALL = 256 * 2**10  #: bytes, packed or unpacked: half a millisecond
LONGEST_NUMBER = 18  #: digits
ZSTD_WINDOW = 8 * 2**20  #: RFC 9659: a content coding may ask for no larger one
GZIP_FIRST = b"\x1f"  #: of a member (RFC 1952 2.3.1)

#: Threads of their own: bombs must not hold up the store, which works in asyncio's threads.
_UNPACKING = ThreadPoolExecutor(2, "unpack")


class Unpackable(Exception):  # noqa: N818 - it is what happened
    """What is wrong with packed bytes, after "the answer"."""


async def read_body(response: httpx.Response, name: str, *, limit: int) -> bytes:
    """The bytes of a streamed answer, called `name` in errors. Raises Refused, with figures, where they are more than
    `limit`, packed or unpacked; FetchError where they are packed in a way that nobody reads, or cut off."""
    codings = _codings(response, name)
    body = await _sent(response, name, limit)
    for coding in reversed(codings):  # RFC 9110 8.4: in the order in which they were applied
        body = await _unpacked(body, coding, name, limit)
    return body


def _codings(response: httpx.Response, name: str) -> list[str]:
    """What the bytes are packed with. A name that is no coding ("utf-8", "none") packs nothing, as browsers take it."""
    named = [one.strip().lower() for one in response.headers.get("content-encoding", "").split(",")]
    packed = [one for one in named if one in UNPACKERS or one in {"compress", "x-compress"}]
    if len(packed) > MOST_LAYERS or not UNPACKERS.keys() >= set(packed):
        told = ", ".join(packed)[:40]
        raise FetchError(f"{name}: the answer is packed as {told}, which nobody asked for; tell the site")
    return packed


async def _sent(response: httpx.Response, name: str, limit: int) -> bytes:
    """The bytes as they are sent; not one is read where their number is said to be too large."""
    said = response.headers.get("content-length", "")
    if said.isdecimal() and (len(said) > LONGEST_NUMBER or int(said) > limit):
        raise _too_large(name, limit, f"it is {int(said[:LONGEST_NUMBER]):,} long")
    body = bytearray()
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) > limit:
            raise _too_large(name, limit, "it went on")
    return bytes(body)


def _too_large(name: str, limit: int, figures: str) -> Refused:
    return Refused(
        f"{name}: the document is larger than {limit:,} bytes ({figures}); raise [fetch] max_bytes if it is meant"
    )


async def _unpacked(packed: bytes, coding: str, name: str, limit: int) -> bytes:
    if not packed:
        return packed
    try:
        body = await _unpack(UNPACKERS[coding], packed, limit + 1)
    except Unpackable as problem:
        raise FetchError(f"{name}: the answer {problem}; try again later") from None
    except (zlib.error, brotli.error, zstandard.ZstdError):
        raise FetchError(f"{name}: the answer is not packed as {coding}, as it says; try again later") from None
    if len(body) > limit:
        raise _too_large(name, limit, f"{len(packed):,} bytes of {coding} unpack to more")
    return body


async def _unpack(unpack: Callable[[bytes, int], bytes], packed: bytes, most: int) -> bytes:
    """What is small at once, as a thread would take longer. What is large, or turns out to be, in a thread, from its
    start: 10 MB take tens of milliseconds, in which nobody else would have a turn."""
    if len(packed) <= SMALL:
        first = min(most, SMALL)
        body = unpack(packed, first)
        if len(body) < first or first == most:
            return body
    return await asyncio.get_running_loop().run_in_executor(_UNPACKING, unpack, packed, most)


# Each gives what the packed bytes hold, at most `most` bytes of it. Raises Unpackable, or its library's error.


def _gunzip(packed: bytes, most: int) -> bytes:
    """Its members, one after another (RFC 1952 2.2), without what pads them, as browsers take it."""
    body = bytearray()
    view, at = memoryview(packed), 0
    for _ in range(MOST_MEMBERS):
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        while not member.eof:
            piece = view[at : at + STEP]
            body += member.decompress(piece, most - len(body))
            at += len(piece) - len(member.unused_data) - len(member.unconsumed_tail)
            if len(body) == most:
                return bytes(body)
            if not piece:
                raise _cut_off(packed)
        if packed[at : at + 1] != GZIP_FIRST:
            return bytes(body)
    raise Unpackable(PIECES)


def _inflate(packed: bytes, most: int) -> bytes:
    """With or without the header of zlib, which some leave out (RFC 9110 8.4.1.2)."""
    has_header = packed[0] & 0x0F == zlib.DEFLATED and int.from_bytes(packed[:2]) % 31 == 0  # RFC 1950 2.2
    stream = zlib.decompressobj(zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS)
    body = stream.decompress(packed, most)
    if len(body) < most and not stream.eof:
        raise _cut_off(packed)
    return body


def _unbrotli(packed: bytes, most: int) -> bytes:
    stream = brotli.Decompressor()
    # What one call gives may be somewhat more than its limit.
    body = bytearray(stream.process(packed, output_buffer_limit=STEP))
    while len(body) < most and not stream.is_finished():
        more = stream.process(b"", output_buffer_limit=STEP)
        if not more and not stream.is_finished():
            raise _cut_off(packed)
        body += more
    return bytes(body[:most])


def _unzstd(packed: bytes, most: int) -> bytes:
    """Its frames, one after another (RFC 8878 3.1)."""
    body = bytearray()
    unpack = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW)
    with unpack.stream_reader(packed, read_across_frames=True) as reader:
        while len(body) < most and (more := reader.read(min(STEP, most - len(body)))):
            body += more
    if len(body) < most:
        _check_frames(packed)
    return bytes(body)


def _check_frames(packed: bytes) -> None:
    """The reader does not tell the end of a frame from the end of the bytes; the unlimited one does."""
    view, at = memoryview(packed), 0
    for _ in range(MOST_MEMBERS):
        frame = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW).decompressobj()
        while not frame.eof:
            piece = view[at : at + STEP]
            if not piece:
                raise _cut_off(packed)
            frame.decompress(piece)
            at += len(piece) - len(frame.unused_data)
        if at == len(packed):
            return
    raise Unpackable(PIECES)


def _cut_off(packed: bytes) -> Unpackable:
    return Unpackable(f"was cut off after {len(packed):,} bytes")


UNPACKERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _inflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}
