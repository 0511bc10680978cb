"""Bodies are unpacked here, whole and within limits; what cannot be had whole is refused with figures, never cut."""

import asyncio
import gzip
import os
import subprocess
import sys
import textwrap
import zlib
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from pathlib import Path

import brotli
import httpx
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from feeder.errors import FetchError, Refused
from feeder.fetch.body import read_body

LIMIT = 100_000
NAME = "https://acme.example/press"


def deflate_bare(data: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return stream.compress(data) + stream.flush()


def zstd_of_unknown_size(data: bytes) -> bytes:
    stream = zstandard.ZstdCompressor().compressobj()
    return stream.compress(data) + stream.flush()


PACKERS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "capitals": ("GZIP", gzip.compress),
    "x-gzip": ("x-gzip", gzip.compress),
    "deflate": ("deflate", zlib.compress),
    "deflate without its header": ("deflate", deflate_bare),
    "br": ("br", brotli.compress),
    "zstd": ("zstd", zstandard.compress),
    "zstd of unknown size": ("zstd", zstd_of_unknown_size),
    "twice": ("gzip, gzip", lambda data: gzip.compress(gzip.compress(data))),
    "two ways": ("br, gzip", lambda data: gzip.compress(brotli.compress(data))),
    "no coding": ("identity", bytes),
    "a charset for a coding": ("UTF-8", bytes),
    "none": ("none", bytes),
}
packed_all_ways = pytest.mark.parametrize(("encoding", "pack"), PACKERS.values(), ids=PACKERS)
BOMBS = {name: told for name, told in PACKERS.items() if told[1] is not bytes}


async def chunks(body: bytes, size: int) -> AsyncIterator[bytes]:
    for start in range(0, len(body), size):
        yield body[start : start + size]


def unpacked(body: bytes, encoding: str, *, limit: int = LIMIT, said: Mapping[str, str] | None = None) -> bytes:
    headers = {"Content-Encoding": encoding, **(said or {})}
    response = httpx.Response(200, headers=headers, content=chunks(body, 1000))
    return asyncio.run(read_body(response, NAME, limit=limit))


def refusal(body: bytes, encoding: str, kind: type[FetchError] = FetchError, **told: object) -> str:
    with pytest.raises(kind) as refused:
        unpacked(body, encoding, **told)  # type: ignore[arg-type]
    message = str(refused.value)
    assert message.startswith(f"{NAME}: ")
    assert "\n" not in message
    return message


@packed_all_ways
def test_a_packed_document_is_unpacked(encoding: str, pack: Callable[[bytes], bytes]) -> None:
    text = b"hello" * 1000 + os.urandom(70_000)
    assert unpacked(pack(text), encoding) == text


@packed_all_ways
def test_a_document_of_just_the_limit_is_taken_and_one_byte_more_is_not(
    encoding: str, pack: Callable[[bytes], bytes]
) -> None:
    assert unpacked(pack(b"x" * LIMIT), encoding) == b"x" * LIMIT
    assert "larger than 100,000 bytes" in refusal(pack(b"x" * (LIMIT + 1)), encoding, Refused)


@pytest.mark.parametrize(("encoding", "pack"), BOMBS.values(), ids=BOMBS)
@pytest.mark.parametrize("share", [0.5, 0.98])
def test_a_document_that_was_cut_off_is_none(encoding: str, pack: Callable[[bytes], bytes], share: float) -> None:
    whole = pack(os.urandom(50_000))
    assert "cut off" in refusal(whole[: int(len(whole) * share)], encoding)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_what_is_not_packed_as_it_says_is_refused(encoding: str) -> None:
    assert f"not packed as {encoding}" in refusal(b"<html><p>no pack at all</p></html>", encoding)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_an_empty_document_may_call_itself_packed(encoding: str) -> None:
    assert unpacked(b"", encoding) == b""


@pytest.mark.parametrize("tail", [b"", bytes(10), b" and more"])
def test_members_in_a_row_are_one_document_and_what_pads_them_is_none(tail: bytes) -> None:
    assert unpacked(gzip.compress(b"one ") + gzip.compress(b"two") + tail, "gzip") == b"one two"


def test_frames_in_a_row_are_one_document() -> None:
    skippable = b"\x50\x2a\x4d\x18\x04\x00\x00\x00abcd"  # RFC 8878 3.1.2
    assert unpacked(zstandard.compress(b"one ") + skippable + zstandard.compress(b"two"), "zstd") == b"one two"


@pytest.mark.parametrize(
    ("encoding", "body", "told"),
    [
        ("gzip", gzip.compress(b"one") + bytes(200_000), "it went on"),  # zlib would keep the tail
        ("gzip", gzip.compress(bytes(60_000)) * 2, "bytes of gzip unpack to more"),
        ("zstd", zstandard.compress(bytes(60_000)) * 2, "bytes of zstd unpack to more"),
        ("gzip", gzip.compress(b"") * 2000, "more than 1,000 pieces"),  # each is copied with all that follows
        ("zstd", b"\x50\x2a\x4d\x18\x00\x00\x00\x00" * 2000, "more than 1,000 pieces"),
        ("gzip, gzip, gzip", b"x", "nobody asked for"),
        ("compress", b"x", "packed as compress, which nobody asked for"),
    ],
    ids=["a long tail", "bombs in a row", "frames in a row", "members", "frames", "three layers", "compress"],
)
def test_what_is_packed_to_hurt_is_refused(encoding: str, body: bytes, told: str) -> None:
    assert told in refusal(body, encoding)


def test_a_frame_that_wants_much_memory_is_refused() -> None:
    settings = zstandard.ZstdCompressionParameters(window_log=27)
    stream = zstandard.ZstdCompressor(compression_params=settings).compressobj()
    assert "not packed as zstd" in refusal(stream.compress(bytes(1000)) + stream.flush(), "zstd")


@pytest.mark.parametrize(
    ("length", "figures"), [("100001", "it is 100,001 long"), ("9" * 5000, "it is 999,999,999,999,999,999 long")]
)
def test_what_says_that_it_is_too_large_is_not_even_read(length: str, figures: str) -> None:
    assert figures in refusal(b"", "identity", Refused, said={"Content-Length": length})


@pytest.mark.parametrize(("encoding", "pack"), BOMBS.values(), ids=BOMBS)
@pytest.mark.parametrize("page", [bytes(1_000_000), os.urandom(1_000_000)], ids=["packed well", "packed badly"])
def test_others_have_their_turn_while_a_large_document_is_unpacked(
    encoding: str, pack: Callable[[bytes], bytes], page: bytes
) -> None:
    """Who is always ready gets none between the last of the packed bytes and the document if the loop stands still."""
    turns: list[int] = []

    async def sent() -> AsyncIterator[bytes]:
        yield pack(page)
        turns.append(0)

    async def ready() -> None:
        while True:
            await asyncio.sleep(0)
            turns[-1:] = [one + 1 for one in turns[-1:]]

    async def read() -> bytes:
        other = asyncio.create_task(ready())
        response = httpx.Response(200, headers={"Content-Encoding": encoding}, content=sent())
        try:
            return await read_body(response, NAME, limit=2 * len(page))
        finally:
            other.cancel()

    assert asyncio.run(read()) == page
    assert turns[0] > 0


@pytest.mark.parametrize(("encoding", "pack"), BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_never_unpacked_beyond_the_limit(encoding: str, pack: Callable[[bytes], bytes]) -> None:
    code = f"""
        import resource, sys
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        from test_body import PACKERS, refusal, unpacked
        bomb = sys.stdin.buffer.read()
        for way, pack in PACKERS.values():
            unpacked(pack(b"x" * 50_000), way)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        refusal(bomb, {encoding!r})
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 10_000
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(code)], input=pack(bytes(50 * 2**20)), check=True)


@given(st.sampled_from([encoding for encoding, pack in BOMBS.values()]), st.binary(max_size=200), st.integers(0, 50))
def test_no_bytes_are_more_than_a_document_or_an_error(encoding: str, body: bytes, limit: int) -> None:
    with suppress(FetchError):
        assert len(unpacked(body, encoding, limit=limit)) <= limit


@given(st.sampled_from(list(BOMBS.values())), st.binary(max_size=300), st.integers(1, 400))
def test_a_document_is_whole_or_none(way: tuple[str, Callable[[bytes], bytes]], text: bytes, cut: int) -> None:
    encoding, pack = way
    with suppress(FetchError):
        assert unpacked(pack(text)[:cut], encoding) in (text, b"")
