"""Nouns ↔ rows: instants as microseconds, entries as JSON, long texts as zstd.

Texts are UTF-8 that lets lone surrogates through: a site may send them, and they are no reason to lose its entry.
"""

import hashlib
import json
import threading
from dataclasses import asdict, fields
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

import zstandard

from feeder.model import Attachment, Contact, Entry, Glance, Headline, Image, Learned, ListRule, Moment, Template

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
MOMENTS = ("published", "updated", "embargo")
LONG = ("content", "text")
LARGEST = 256 * 2**20  #: bytes; a frame that claims more is not ours

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_here = threading.local()  # zstd contexts are not shared between threads


def micros(at: datetime) -> int:
    return (at - EPOCH) // MICROSECOND


def instant(value: int) -> datetime:
    return EPOCH + value * MICROSECOND


def micros_or_none(at: datetime | None) -> int | None:
    return None if at is None else micros(at)


def instant_or_none(value: int | None) -> datetime | None:
    return None if value is None else instant(value)


def digest(key: str) -> bytes:
    """What finds a row by a key of any length: an index of PostgreSQL takes 2.7 KB at most, a URL has up to 8."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()


def pack(raw: bytes) -> bytes:
    if not hasattr(_here, "compressor"):
        _here.compressor = zstandard.ZstdCompressor(level=3)
    packed: bytes = _here.compressor.compress(raw)
    return packed


def unpack(packed: bytes) -> bytes:
    if not hasattr(_here, "decompressor"):
        _here.decompressor = zstandard.ZstdDecompressor()
    raw: bytes = _here.decompressor.decompress(packed, max_output_size=LARGEST)
    return raw


def pack_or_none(text: str | None) -> bytes | None:
    return None if text is None else pack(text.encode("utf-8", "surrogatepass"))


def unpack_or_none(packed: bytes | None) -> str | None:
    return None if packed is None else unpack(packed).decode("utf-8", "surrogatepass")


def dump(value: Any) -> bytes:
    return _JSON.encode(value).encode("utf-8", "surrogatepass")


def dump_entry(entry: Entry) -> bytes:
    """The entry as JSON, without its long texts and what is unknown."""
    return dump({name: _plain(value) for name in NAMES if (value := getattr(entry, name)) not in (None, ())})


def load_entry(raw: bytes, *, content: bytes | None = None, plain: bytes | None = None) -> Entry:
    told: dict[str, Any] = json.loads(raw)  # json reads bytes with surrogatepass too
    return Entry(
        **{name: _typed(name, value) for name, value in told.items()},
        content=unpack_or_none(content),
        text=unpack_or_none(plain),
    )


def dump_glance(glance: Glance) -> bytes:
    return dump(asdict(glance))


def dump_learned(learned: Learned) -> bytes:
    return dump(asdict(learned))


def load_learned(raw: bytes) -> Learned:
    told: dict[str, Any] = json.loads(raw)
    return Learned(**{**told, "rule": ListRule(**told["rule"]), "reasons": tuple(told["reasons"])})


def dump_template(template: Template) -> bytes:
    return dump(asdict(template))


def load_template(raw: bytes) -> Template:
    told: dict[str, Any] = json.loads(raw)
    told |= {name: tuple(value) for name, value in told.items() if isinstance(value, list)}
    return Template(**told)


@lru_cache(maxsize=10_000)  # the list of all feeds is read whole whenever one of them changed
def load_glance(raw: bytes) -> Glance:
    told: dict[str, Any] = json.loads(raw)
    newest = told.pop("newest")
    return Glance(**told, newest=Headline(**newest) if newest else None)


NAMES = tuple(field.name for field in fields(Entry) if field.name not in LONG)


def _plain(value: Any) -> Any:
    if isinstance(value, Moment):
        return [value.at.isoformat(), value.precision]
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Image | Attachment | Contact):
        return {field.name: one for field in fields(value) if (one := getattr(value, field.name)) is not None}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _typed(name: str, value: Any) -> Any:
    if name in MOMENTS:
        return Moment(at=datetime.fromisoformat(value[0]), precision=value[1])
    if name == "first_seen":
        return datetime.fromisoformat(value)
    if name == "image":
        return Image(**value)
    if name in PARTS:
        return tuple(PARTS[name](**one) for one in value)
    return tuple(value) if isinstance(value, list) else value


PARTS: dict[str, type[Attachment | Contact]] = {"attachments": Attachment, "contacts": Contact}
