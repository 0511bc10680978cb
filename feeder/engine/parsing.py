"""`extract`, run where it can hurt nobody; and which `extract` that is."""

import asyncio
import os
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from hashlib import sha256
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from typing import Any

import structlog

import feeder.parse
from feeder.engine.workers import Bug, Worker
from feeder.errors import FeederError, ParseError
from feeder.model import Extraction
from feeder.secrecy import shown

log = structlog.get_logger("feeder")

PATIENCE = 30.0  #: seconds that a document may take
LARGE = 500_000  #: bytes; what a document takes grows with them, and few pages have as many
_CORES = os.cpu_count() or 1
#: A thread for each worker process, to wait for it: a document that takes long keeps no visit from the store. Large
#: pages are read apart, so that a few made to hurt delay nobody's small ones; a folder waits for nothing fetched.
PLACES = {
    name: ThreadPoolExecutor(max_workers=places, thread_name_prefix=f"parse-{name}")
    for name, places in {"small": _CORES, "large": max(1, _CORES // 2), "own": 1}.items()
}
#: What reads documents beside our own code.
LIBRARIES = (
    "lxml",
    "trafilatura",
    "nh3",
    "babel",
    "feedparser",
    "markdown-it-py",
    "py3langid",
    "charset-normalizer",
    "pypdfium2",
)

_here = threading.local()


async def parse(body: bytes, url: str, **told: Any) -> Extraction:
    """`extract`, in a worker process with limits. What goes wrong there is that document's error: no other one suffers.
    Raises ParseError, or what `extract` raises."""
    answer = await asyncio.get_running_loop().run_in_executor(PLACES[place(body, url)], _ask, body, url, told)
    name = shown(url) if "://" in url else url
    if isinstance(answer, FeederError):
        answer.args = (str(answer).replace(url, name),)
        raise answer
    if isinstance(answer, Bug):
        log.error("parsing failed by a bug of feeder", url=name, bug=answer.name, traceback=answer.where)
        raise ParseError(f"{name}: a bug of feeder ({answer.name}); please report it")
    return answer


def get_ready() -> None:
    """Starts what the first document would wait for."""
    PLACES["small"].submit(_worker)


def place(body: bytes, url: str) -> str:
    """Where a document is read: one that is no web address is a file of the house's own."""
    if "://" not in url:
        return "own"
    return "large" if len(body) > LARGE else "small"


def _ask(body: bytes, url: str, told: dict[str, Any]) -> Extraction | FeederError | Bug:
    try:
        return _worker().ask(body, url, told, seconds=PATIENCE)
    except ParseError as problem:  # the worker did not survive it; that too is told without what is secret in `url`
        return problem


def _worker() -> Worker:
    """That of this thread."""
    worker: Worker | None = getattr(_here, "worker", None)
    if worker is None or not worker.is_usable:
        if worker:
            worker.end()
        worker = _here.worker = Worker()
    return worker


@cache
def version() -> str:
    """Names the parser: the hash of its code and of the versions of its libraries. With another one the same bytes may
    be read otherwise, which is no news of their source; nobody has to remember to say so."""
    told = sha256(" ".join(metadata.version(name) for name in LIBRARIES).encode())
    for module in sorted(_modules(resources.files(feeder.parse)), key=str):
        told.update(module.read_bytes())
    return told.hexdigest()


def _modules(folder: Traversable) -> Iterator[Traversable]:
    for one in folder.iterdir():
        if one.is_dir():
            yield from _modules(one)
        elif one.name.endswith(".py"):
            yield one
