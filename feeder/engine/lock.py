"""One scheduler for one store: two would visit everything twice."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from feeder.errors import StoreError


@contextmanager
def only_scheduler(path: Path) -> Iterator[None]:
    """Holds the lock of this file while inside, by flock(2), so that it ends with the process however that ends. Raises
    StoreError, naming the process, where another has it; commands that end by themselves do not ask."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as problem:
        raise StoreError(f"{path}: cannot be opened ({problem.strerror}); mend its rights") from None
    with os.fdopen(descriptor, "r+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pid = file.read().strip() or "unknown"
            raise StoreError(f"{path}: `feeder run` is at work here already (pid {pid}); stop that one first") from None
        file.truncate()
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield
