"""Documents from a folder of the operator's: what lies there, and the bytes of one."""

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from stat import S_ISREG

from feeder.errors import FetchError, Gone, Refused
from feeder.model import Attachment, Document

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".eml": "message/rfc822",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".docm": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".pdf": "application/pdf",
}
#: Where one release lies there in several formats (`ferry.html`, `ferry.pdf`), what is read is the first of these, and
#: a file in one of the last three is attached to it.
BEST = (".html", ".htm", ".xhtml", ".md", ".markdown", ".txt", ".text", ".eml", ".docx", ".docm", ".odt", ".pdf")
RENDITIONS = frozenset({".docx", ".docm", ".odt", ".pdf"})
UNFINISHED = (".tmp", ".part", ".crdownload", ".swp", ".bak")


@dataclass(frozen=True, kw_only=True)
class File:
    key: str  #: path within the folder, with "/"
    stamp: str  #: changes when the file's size or time does, or those of one beside it
    size: int = 0  #: bytes
    beside: tuple["File", ...] = ()  #: the same release in other formats


@dataclass(frozen=True, kw_only=True)
class Scan:
    files: tuple[File, ...]
    skipped: tuple[str, ...]  #: one line for each file that is no document we read


def scan(folder: Path, *, deep: bool = True) -> Scan:
    """Every document below a folder (`deep=False`: in it). Hidden and unfinished files are nobody's documents; a link
    that leads out of the folder is not followed. Raises FetchError where the folder, or one in it, cannot be read:
    what cannot be seen is not gone."""
    try:
        inside = folder.resolve(strict=True)
        looked = [_look(path, folder, inside) for path in _paths(folder, deep=deep)]
    except OSError as problem:
        raise FetchError(
            f"{problem.filename or folder}: cannot be read ({problem.strerror}); bring it back or mend its rights"
        ) from None
    return Scan(
        files=tuple(_paired([one for one in looked if isinstance(one, File)])),
        skipped=tuple(one for one in looked if isinstance(one, str)),
    )


def _paired(files: Sequence[File]) -> Iterator[File]:
    """One file for each release, in the order of their names. Two texts of one name are two releases, as they always
    were; a PDF beside a text is that text, printed."""
    alike: dict[str, list[File]] = defaultdict(list)
    for file in files:
        alike[file.key.removesuffix(_ending(file))].append(file)
    beside: dict[str, tuple[File, ...]] = {}
    for some in alike.values():
        first, *others = sorted(some, key=lambda file: BEST.index(_ending(file).lower()))
        beside[first.key] = tuple(file for file in others if _ending(file).lower() in RENDITIONS)
    attached = {file.key for some in beside.values() for file in some}
    for file in files:
        if file.key not in attached:
            prints = beside.get(file.key, ())
            stamp = " ".join([file.stamp, *(f"{_ending(one)} {one.stamp}" for one in prints)])
            yield replace(file, stamp=stamp, beside=prints)


def _ending(file: File) -> str:
    return PurePosixPath(file.key).suffix


def _paths(folder: Path, *, deep: bool) -> Iterator[Path]:
    for here, folders, names in os.walk(folder, onerror=_raise):
        folders[:] = sorted(name for name in folders if deep and not name.startswith((".", "~")))
        for name in sorted(names):
            if not name.startswith((".", "~")) and not name.endswith(("~", *UNFINISHED)):
                yield Path(here, name)


def _raise(problem: OSError) -> None:
    raise problem


def _look(path: Path, folder: Path, inside: Path) -> File | str | None:
    """The document, why it is none, or None where there is nothing to say."""
    key = path.relative_to(folder).as_posix()
    try:
        stat = path.stat()
    except FileNotFoundError:  # gone between listing and looking, or a link to nothing: the next scan tells
        return None
    if not S_ISREG(stat.st_mode) or path.suffix == ".toml":
        return None
    if not path.resolve().is_relative_to(inside):
        return f"{shown(key)}: a link that leads out of the folder is not followed"
    if path.suffix.lower() not in MEDIA_TYPES:
        return f"{shown(key)}: {unreadable(path)}"
    try:
        key.encode()
    except UnicodeEncodeError:  # bytes that are no UTF-8 come as lone surrogates (PEP 383)
        return f"{shown(key)}: its name is not UTF-8; rename it"
    return File(key=key, stamp=f"{stat.st_size}-{stat.st_mtime_ns}", size=stat.st_size)


def shown(key: str) -> str:
    """A name as messages show it: in one line."""
    return key if key.isprintable() else repr(key)[1:-1]


def unreadable(path: Path) -> str:
    kind = f"{path.suffix} documents" if path.suffix else "documents without an ending"
    return f"{kind} cannot be read; known: {', '.join(MEDIA_TYPES)}"


def attachments(files: Sequence[File]) -> tuple[Attachment, ...]:
    """What lies beside a document, as it is told: by name, for nobody can fetch it from here."""
    return tuple(
        Attachment(
            type=MEDIA_TYPES[_ending(one).lower()], title=shown(PurePosixPath(one.key).name), size=one.size or None
        )
        for one in files
    )


def read(folder: Path, key: str, *, max_bytes: int, beside: tuple[Attachment, ...] = ()) -> Document:
    """One document of a folder. Raises Gone, Refused for one that is too large, FetchError for what cannot be read."""
    path = folder / key
    try:
        size = path.stat().st_size
        if size > max_bytes:
            raise Refused(
                f"{shown(key)}: {size:,} bytes are more than {max_bytes:,}; raise [fetch] max_bytes if it is meant"
            )
        body = path.read_bytes()
    except FileNotFoundError:
        raise Gone(f"{shown(key)}: the file is gone") from None
    except OSError as problem:
        raise FetchError(f"{shown(key)}: cannot be read ({problem.strerror}); mend its rights") from None
    return Document(
        url=path.resolve().as_uri(),
        body=body,
        media_type=MEDIA_TYPES.get(path.suffix.lower()),
        fetched_at=datetime.now(UTC),
        beside=beside,
    )
