"""Files that are as they were or whole: temporary file, fsync, rename, fsync of the folder (rename(2), fsync(2))."""

import errno
import os
import tempfile
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from feeder.errors import FeederError

_PREFIX, _SUFFIX = ".feeder-", ".tmp"
_LEFT_BEHIND = 3600  # seconds; another process may be writing beside us, but none takes an hour for a file
_MODE = 0o644  # a web server of another user reads them

_REMEDIES = {
    errno.ENOSPC: "make room on the disk",
    errno.EDQUOT: "raise the quota or make room",
    errno.EROFS: "mount it writable",
    errno.EACCES: "let the user of feeder write there",
    errno.EPERM: "let the user of feeder write there",
    errno.EEXIST: "move the file that stands in the place of the folder away",
    errno.EISDIR: "move the folder of that name away",
    errno.ENOTDIR: "move the file that stands in the place of the folder away",
}


def publish(folder: Path, files: Mapping[str, bytes], *, durable: bool = True) -> list[str]:
    """Write what differs from what is there, each file whole, and return the names written, in order.

    The folder is made where it is missing; what else lies in it costs nothing. What is not `durable` is not forced to
    the disk: a power loss may leave it empty until it is published again. Raises ValueError, before anything is
    written, for a name that is no plain file name, and FeederError with path, cause and remedy where the disk refuses:
    that file stays as it was.
    """
    _check_names(files)
    path, written = folder, list[str]()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            for name, body in files.items():
                path = folder / name
                if _differs(path, body):
                    _replace(path, body, durable=durable)
                    written.append(name)
        finally:
            if written and durable:
                _sync(folder)
    except OSError as error:
        raise _trouble(path, "written", error) from error
    return written


def remove(folder: Path, names: Iterable[str]) -> list[str]:
    """Remove these files, and return the names of those that were there. Raises as `publish` does."""
    names = list(names)
    _check_names(names)
    path, removed = folder, []
    try:
        for name in names:
            path = folder / name
            if path.exists():
                path.unlink(missing_ok=True)
                removed.append(name)
    except OSError as error:
        raise _trouble(path, "removed", error) from error
    return removed


def remove_folder(folder: Path) -> None:
    """Remove a folder that nothing lies in."""
    with suppress(OSError):
        folder.rmdir()


def sweep(folder: Path) -> set[str]:
    """Remove what a crash left in the folder, and return the names of what is there. Raises as `publish` does."""
    try:
        with os.scandir(folder) as found:
            names = {one.name for one in found}
        for name in names:
            if name.startswith(_PREFIX) and name.endswith(_SUFFIX):
                _remove_old(folder / name)
    except FileNotFoundError:
        return set()
    except OSError as error:
        raise _trouble(folder, "read", error) from error
    return names


def _remove_old(path: Path) -> None:
    with suppress(FileNotFoundError):  # its writer is done
        if time.time() - path.stat().st_mtime > _LEFT_BEHIND:
            path.unlink()


def _check_names(names: Iterable[str]) -> None:
    for name in names:
        if not name or name.startswith(".") or not name.isprintable() or set(name) & {"/", "\\"}:
            raise ValueError(f"not a file name to publish: {name!r}")


def _trouble(path: Path, what: str, error: OSError) -> FeederError:
    remedy = _REMEDIES.get(error.errno or 0, "look at the disk")
    return FeederError(f"{path}: cannot be {what}: {error.strerror or error}; {remedy}")


def _differs(path: Path, body: bytes) -> bool:
    try:
        return path.stat().st_size != len(body) or path.read_bytes() != body
    except FileNotFoundError:
        return True


def _replace(path: Path, body: bytes, *, durable: bool) -> None:
    descriptor, temporary = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(body)
            file.flush()
            os.fchmod(file.fileno(), _MODE)
            if durable:
                os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _sync(folder: Path) -> None:
    """A rename is on the disk when its folder is."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
