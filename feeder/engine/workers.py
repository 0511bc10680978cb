"""Worker processes: what a hostile document does to whoever reads it happens to one of these.

Each reads one document at a time. One that takes too long is killed, one that takes too much memory fails, one that
crashes is gone; the next document gets a new one.
"""

import os
import resource
import signal
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from traceback import extract_tb
from typing import Any, Self

from feeder.errors import FeederError, ParseError
from feeder.model import Extraction
from feeder.parse import extract
from feeder.parse.tree import LEFT_OUT

MEMORY = 2**30  #: bytes a worker may have
OUT_OF_MEMORY = 3  #: a worker's exit code
RETIRED = 5000  #: documents after which a worker is replaced: what its libraries have gathered goes with it

#: Processes are forked from one that has read our code and no document: `feeder.engine.forking`.
_context = get_context("forkserver")
_context.set_forkserver_preload(["feeder.engine.forking"])


@dataclass(frozen=True, kw_only=True)
class Bug:
    """What `extract` did not foresee: without its message, which may quote the document, and that may be sealed."""

    name: str
    where: tuple[str, ...]  #: the traceback: file, line and function of each frame

    @classmethod
    def from_exception(cls, problem: Exception) -> Self:
        frames = extract_tb(problem.__traceback__)
        return cls(
            name=type(problem).__name__,
            where=tuple(f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in frames),
        )


class Worker:
    """One process and the pipe to it."""

    def __init__(self) -> None:
        self._pipe, theirs = _context.Pipe()
        self._process = _context.Process(target=work, args=(theirs, MEMORY), daemon=True, name="feeder-parser")
        self._process.start()
        theirs.close()
        self._left = RETIRED

    @property
    def is_usable(self) -> bool:
        return self._left > 0 and self._process.is_alive()

    def ask(self, body: bytes, url: str, told: dict[str, Any], *, seconds: float) -> Extraction | FeederError | Bug:
        """What `extract` gives or raises. Raises ParseError where the worker did not survive it, or had to be ended."""
        self._left -= 1
        try:
            self._pipe.send((body, url, told))
            if self._pipe.poll(seconds):
                answer: Extraction | FeederError | Bug = self._pipe.recv()
                return answer
        except (EOFError, OSError):
            self._process.join(seconds)
            why = self._why()
            self.end()
            raise ParseError(f"{url}: {why}; {LEFT_OUT}") from None
        self.end()
        raise ParseError(f"{url}: {len(body):,} bytes took longer than {seconds:g} s to read; {LEFT_OUT}")

    def _why(self) -> str:
        if self._process.exitcode in (OUT_OF_MEMORY, -signal.SIGABRT):  # what libraries in C do that get no more
            return f"reading it takes more than {MEMORY:,} bytes of memory"
        return f"the parser died of it (exit code {self._process.exitcode}), please report that"

    def end(self) -> None:
        """Ends the process, whatever it does."""
        self._left = 0
        self._pipe.close()
        self._process.kill()
        self._process.join()


def work(pipe: Connection, memory: int) -> None:
    """The life of a worker: it ends with the pipe, so with whoever started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who asks
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        while True:
            body, url, told = pipe.recv()
            pipe.send(answer(body, url, told))
    except (EOFError, ConnectionError):
        return
    except MemoryError:
        os._exit(OUT_OF_MEMORY)  # nothing more can be relied on, a way to say so included


def answer(body: bytes, url: str, told: dict[str, Any]) -> Extraction | FeederError | Bug:
    try:
        return extract(body, url, **told)
    except FeederError as problem:
        return problem
    except MemoryError:
        raise
    except Exception as problem:  # noqa: BLE001 - told by whoever asked
        return Bug.from_exception(problem)
