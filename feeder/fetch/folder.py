"""Documents from a folder of the operator's: what lies there, and the bytes of one."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from feeder.errors import FetchError, Gone, Refused
from feeder.model import Document

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
}
UNFINISHED = (".tmp", ".part", ".crdownload", ".swp", ".bak")


@dataclass(frozen=True, kw_only=True)
class File:
    key: str  #: path within the folder, with "/"
    stamp: str  #: changes when the file's size or time does
    changed: float  #: seconds since the epoch; for order alone


@dataclass(frozen=True, kw_only=True)
class Scan:
    files: tuple[File, ...]
    skipped: tuple[str, ...]  #: one line for each file that is no document we read


def scan(folder: Path, *, deep: bool = True) -> Scan:
    """Every document below a folder (`deep=False`: in it). Hidden and unfinished files are nobody's documents; a link
    that leads out of the folder is not followed. Raises FetchError where the folder cannot be read."""
    try:
        found = sorted(folder.rglob("*") if deep else folder.iterdir())
        inside = folder.resolve(strict=True)
    except OSError as problem:
        raise FetchError(
            f"{folder}: the folder cannot be read ({problem.strerror}); bring it back or mend its rights"
        ) from None
    files, skipped = [], []
    for path in found:
        key = path.relative_to(folder).as_posix()
        if any(part.startswith((".", "~")) for part in Path(key).parts) or key.endswith(("~", *UNFINISHED)):
            continue
        try:
            if not path.is_file():
                continue
            if not path.resolve().is_relative_to(inside):
                skipped.append(f"{key}: a link that leads out of the folder is not followed")
            elif path.suffix.lower() not in MEDIA_TYPES:
                if path.suffix != ".toml":
                    skipped.append(f"{key}: {unreadable(path)}")
            else:
                stat = path.stat()
                files.append(File(key=key, stamp=f"{stat.st_size}-{stat.st_mtime_ns}", changed=stat.st_mtime))
        except OSError:  # gone between listing and looking: the next scan tells
            continue
    return Scan(files=tuple(files), skipped=tuple(skipped))


def unreadable(path: Path) -> str:
    kind = f"{path.suffix} documents" if path.suffix else "documents without an ending"
    return f"{kind} cannot be read; known: {', '.join(MEDIA_TYPES)}"


def read(folder: Path, key: str, *, max_bytes: int) -> Document:
    """One document of a folder. Raises Gone, Refused for one that is too large, FetchError for what cannot be read."""
    path = folder / key
    try:
        size = path.stat().st_size
        if size > max_bytes:
            raise Refused(f"{key}: {size:,} bytes are more than {max_bytes:,}; raise [fetch] max_bytes if it is meant")
        body = path.read_bytes()
    except FileNotFoundError:
        raise Gone(f"{key}: the file is gone") from None
    except OSError as problem:
        raise FetchError(f"{key}: cannot be read ({problem.strerror}); mend its rights") from None
    return Document(
        url=path.resolve().as_uri(), body=body, media_type=MEDIA_TYPES[path.suffix.lower()], fetched_at=datetime.now(UTC)
    )
