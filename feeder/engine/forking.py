"""Read by the process that workers are forked from, before the first one is: they begin with our code, and no document.

Whoever asked for a worker may be killed before it was told what to do. That is nothing to print a traceback of.
"""

import sys
from pickle import UnpicklingError
from types import TracebackType

import feeder.engine.workers  # noqa: F401 - what they are to know


def _tell(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
    if not issubclass(kind, (EOFError, UnpicklingError)):
        sys.__excepthook__(kind, problem, trace)


sys.excepthook = _tell
