"""Read by the process that workers are forked from, before the first one is: they begin with our code, and no document.

Whoever asked for a worker may be killed before it was told what to do. That is nothing to print a traceback of.
SIGTERM is for the one who asks: systemd sends it to all of a service, and the documents in hand are still to be read.
"""

import signal
import sys
from pickle import UnpicklingError
from types import TracebackType

import feeder.engine.workers  # noqa: F401 - what they are to know


def _tell(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
    if not issubclass(kind, (EOFError, UnpicklingError)):
        sys.__excepthook__(kind, problem, trace)


sys.excepthook = _tell
signal.signal(signal.SIGTERM, signal.SIG_IGN)  # of those that are forked too: they end with their pipe
