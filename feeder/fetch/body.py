"""The body of an answer: whole, decompressed here, and never more than was agreed."""

import zlib

import httpx

from feeder.errors import FetchError, Refused

GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
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
    unpacker = zlib.decompressobj(GZIP_OR_ZLIB) if encoding in PACKED else None
    body = bytearray()
    async for chunk in response.aiter_raw():
        try:
            body += unpacker.decompress(chunk, limit + 1 - len(body)) if unpacker else chunk
        except zlib.error:
            raise FetchError(f"{name}: the answer is not packed as it says; try again later") from None
        if len(body) > limit:
            raise Refused(
                f"{name}: the document is larger than {limit:,} bytes; raise [fetch] max_bytes if it is meant"
            )
    if body and unpacker and not unpacker.eof:
        raise FetchError(f"{name}: the answer was cut off; try again later")
    return bytes(body)
