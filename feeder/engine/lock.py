"""One scheduler for one store: two would visit everything twice."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from feeder.errors import StoreError

PATIENCE = 1.0  #: seconds: whoever only asks whether there is a scheduler is done by then
POLL = 0.02


@contextmanager
def only_scheduler(path: Path) -> Iterator[None]:
    """Holds the lock of this file while inside, by flock(2), so that it ends with the process however that ends. Raises
    StoreError, naming the process, where another has it; commands that end by themselves do not ask."""
    with _opened(path) as file:
        end = time.monotonic() + PATIENCE
        while not _locks(file, fcntl.LOCK_EX):
            if time.monotonic() > end:
                pid = file.read().strip() or "unknown"
                raise StoreError(f"{path}: `feeder run` is at work here already (pid {pid}); stop that one first")
            time.sleep(POLL)
        file.truncate()
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


def is_at_work(path: Path) -> bool:
    """Whether a scheduler holds the lock of this file."""
    with _opened(path) as file:
        return not _locks(file, fcntl.LOCK_SH)


def _locks(file: IO[str], how: int) -> bool:
    try:
        fcntl.flock(file, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _opened(path: Path) -> IO[str]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as problem:
        raise StoreError(f"{path}: cannot be opened ({problem.strerror}); mend its rights") from None
    return os.fdopen(descriptor, "r+")
