"""The body of an answer: whole, decompressed here, and never more than was agreed."""

import zlib

import httpx

from feeder.errors import FetchError, Refused

GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
GZIP_FIRST = 0x1F  #: first byte of a member (RFC 1952 2.3.1)
PACKED = frozenset({"gzip", "x-gzip", "deflate"})
UNASKED = frozenset({"br", "zstd", "compress"})


async def read_body(response: httpx.Response, name: str, *, limit: int) -> bytes:
    """The bytes of a streamed answer, called `name` in errors. Raises Refused, with figures, where they are more than
    `limit`; FetchError where they are packed in a way we did not ask for, or cut off.

    httpx would unpack each chunk as far as it goes, and "gzip, gzip" twice: 64 KB may be 64 GB then.
    """
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding in UNASKED or "," in encoding:
        raise FetchError(f"{name}: the answer is packed as {encoding[:40]}, which was not asked for; tell the site")
    unpack = Unpacker() if encoding in PACKED else None
    body, sent = bytearray(), 0
    async for chunk in response.aiter_raw():
        sent += len(chunk)
        try:
            body += unpack.feed(chunk, limit + 1 - len(body)) if unpack else chunk
        except zlib.error:
            raise FetchError(f"{name}: the answer is not packed as it says; try again later") from None
        if max(sent, len(body)) > limit:
            raise Refused(
                f"{name}: the document is larger than {limit:,} bytes; raise [fetch] max_bytes if it is meant"
            )
    if body and unpack and not unpack.is_whole:
        raise FetchError(f"{name}: the answer was cut off; try again later")
    return bytes(body)


class Unpacker:
    """gzip or zlib as it arrives; a gzip file may have several members (RFC 1952 2.2)."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(GZIP_OR_ZLIB)

    @property
    def is_whole(self) -> bool:
        return self._member.eof

    def feed(self, chunk: bytes, limit: int) -> bytes:
        """What the chunk holds, at most `limit` bytes. Raises zlib.error."""
        unpacked = bytearray()
        while chunk and len(unpacked) < limit:
            if self._member.eof:
                if chunk[0] != GZIP_FIRST:
                    break  # padding after the end, as browsers take it
                self._member = zlib.decompressobj(GZIP_OR_ZLIB)
            unpacked += self._member.decompress(chunk, limit - len(unpacked))
            chunk = self._member.unused_data
        return bytes(unpacked)
