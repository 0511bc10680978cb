"""`extract`, run where it blocks nobody; and which `extract` that is."""

import asyncio
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from hashlib import sha256
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from typing import Any

import structlog

import feeder.parse
from feeder.errors import FeederError, ParseError
from feeder.model import Extraction
from feeder.parse import extract

log = structlog.get_logger("feeder")

#: Parsing has threads of its own: a document that takes long keeps no visit from the store.
PARSING = ThreadPoolExecutor(max_workers=os.cpu_count() or 1, thread_name_prefix="parse")
#: What reads documents beside our own code.
LIBRARIES = ("lxml", "trafilatura", "nh3", "babel", "feedparser", "markdown-it-py", "py3langid", "charset-normalizer")


async def parse(body: bytes, url: str, **told: Any) -> Extraction:
    """`extract`, off the loop. What it does not foresee is told as that document's error: no other one suffers."""
    try:
        return await asyncio.get_running_loop().run_in_executor(PARSING, partial(extract, body, url, **told))
    except FeederError:
        raise
    except Exception as bug:
        # Without its own message, which may quote the document: that may be sealed.
        problem = ParseError(f"{url}: a bug of feeder ({type(bug).__name__}); please report it")
        log.exception("parsing failed", exc_info=(ParseError, problem, bug.__traceback__))
        raise problem from None


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
