"""What hostile documents cost a worker: each shape at ever twice the size, until it is refused, and the largest.

    python bench/hostile.py [--largest 50_000_000] [--only table]

Each is read in a process of its own with the limits of a worker. A line says what the dearest that is still read costs,
how time grows where the size doubles (2 is linear, 4 quadratic), what the largest costs until it is refused, and the
most memory that any took. It ends in a "!" where a worker does not survive it or its growth is more than `STEEP`.
"""

import argparse
import os
import pickle
import resource
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import httpx

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from fuzz.shapes import DRAWN, FEEDS, JSONS, LISTS, MAILS, MARKDOWN, PAGES, ROBOTS, SITEMAPS, STATES, TEXTS, WORDS

from feeder import extract
from feeder.engine.parsing import PATIENCE
from feeder.engine.workers import MEMORY
from feeder.errors import FeederError
from feeder.fetch.robotrules import Rules, rules_for_us
from feeder.fetch.robots import LARGEST
from feeder.model import RobotsFile

URL = "https://port.example/news/crane"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SMALLEST = 120_000
STEEP = 2.9
TELLING = 0.25  #: seconds, below which a ratio says nothing


class Case(NamedTuple):
    name: str
    grow: Callable[[int], str]
    read: Callable[[bytes], object]


def cases() -> list[Case]:
    html = {"media_type": "text/html; charset=utf-8"}
    return [
        *_cases("article", whole(PAGES), **html, shape="article"),
        *_cases("page", whole(PAGES | LISTS), **html),
        *_cases("list", whole(LISTS), **html, shape="listing"),
        *_cases("stated", whole(STATES), **html, shape="listing"),
        *_cases("list by a rule", whole(PAGES | LISTS), **html, rule={"items": "li, tr, p, div", "date": "time, b, p"}),
        *_cases("text", TEXTS, media_type="text/plain"),
        *_cases("markdown", MARKDOWN, media_type="text/markdown"),
        *_cases("mail", MAILS, media_type="message/rfc822"),
        *_cases("newsletter", MAILS, media_type="message/rfc822", shape="listing"),
        *_cases("pdf", DRAWN, media_type="application/pdf"),
        *_cases("word", WORDS, media_type=WORD),
        *_cases("feed", FEEDS, media_type="application/xml"),
        *_cases("json", JSONS, media_type="application/json"),
        *_cases("sitemap", SITEMAPS, media_type="application/xml"),
        *(Case(f"robots {name}", grow, ask_robots) for name, grow in ROBOTS.items()),
    ]


def _cases(kind: str, shapes: dict[str, Callable[[int], str]], **told: object) -> list[Case]:
    return [Case(f"{kind}: {name}", grow, partial(_extract, told)) for name, grow in shapes.items()]


def whole(shapes: dict[str, Callable[[int], str]]) -> dict[str, Callable[[int], str]]:
    """Pages with an end: those without one are refused before anything is looked at."""
    return {name: partial(_ended, grow) for name, grow in shapes.items()}


def _ended(grow: Callable[[int], str], size: int) -> str:
    return f"{grow(size)}</body></html>"


def _extract(told: dict[str, object], body: bytes) -> object:
    return extract(body, URL, now=NOW, **told)  # type: ignore[arg-type]


def ask_robots(body: bytes) -> object:
    """As a visit does: of what comes after the first bytes nothing counts."""
    rules = Rules(RobotsFile(origin="https://port.example", again=NOW, rules=rules_for_us(body[:LARGEST])))
    return rules.judge(httpx.URL("https://port.example/" + "a" * 2000))


class Cost(NamedTuple):
    size: int
    seconds: float
    megabytes: float
    outcome: str  #: "" where it was read, "refused" where an error says why not, else how it died
    why: str  #: what the error says


OUTCOMES = {0: "", 1: "refused", -24: "too slow", -9: "too slow", 3: "memory", 4: "a bug"}


def cost(case: Case, size: int) -> Cost:
    body = case.grow(size).encode("utf-8", "surrogateescape")
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (int(PATIENCE), int(PATIENCE)))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        code, why = _read(case, body)
        os.write(theirs, why.encode()[:200])
        os._exit(code)
    os.close(theirs)
    why = os.read(ours, 1000).decode("utf-8", "replace")
    os.close(ours)
    _, status, used = os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(status)
    return Cost(size, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, OUTCOMES.get(code, f"died {code}"), why)


def _read(case: Case, body: bytes) -> tuple[int, str]:
    try:
        pickle.dumps(case.read(body))  # the way to whoever asked
    except FeederError as problem:
        return 1, str(problem).removeprefix(f"{URL}: ").partition(";")[0]
    except MemoryError:
        return 3, ""
    except Exception as problem:  # noqa: BLE001 - told in the table
        return 4, type(problem).__name__
    return 0, ""


def costs_of(case: Case, largest: int) -> list[Cost]:
    """Doubled until it is refused, or a worker dies of it; and the largest."""
    found: list[Cost] = []
    size = min(SMALLEST, largest)
    while size <= largest and not (found and found[-1].outcome):
        found.append(cost(case, size))
        size *= 2
    if found[-1].outcome in ("", "refused") and found[-1].size < largest:
        found.append(cost(case, largest))
    return found


def growth(costs: Sequence[Cost]) -> float:
    read = [one for one in costs if not one.outcome]
    doubled = [(a, b) for a, b in pairwise(read) if b.size == 2 * a.size and a.seconds > TELLING]
    return next((b.seconds / a.seconds for a, b in reversed(doubled)), 0.0)


def line(case: Case, costs: Sequence[Cost]) -> tuple[str, bool]:
    read = [one for one in costs if not one.outcome]
    dearest = max(read, key=lambda one: one.seconds, default=None)
    grown, last = growth(costs), costs[-1]
    is_bad = grown > STEEP or any(one.outcome not in ("", "refused") for one in costs)
    read_at = f"{dearest.size:>11,}{dearest.seconds:7.2f} s" if dearest else " " * 20
    told = f"{case.name:60}{read_at}{f'{grown:6.1f}' if grown else '      '}   {last.size:>11,}{last.seconds:7.2f} s"
    memory = max(one.megabytes for one in costs)
    return f"{told}{memory:6.0f} MB  {last.outcome or 'read'}{'  ! ' if is_bad else '  '}{last.why[:60]}", is_bad


def warm_up() -> None:
    """What the first document loads is none of its costs."""
    for case in cases():
        if case.name.endswith((": paragraphs", ": rows", ": items", ": pages")):
            _read(case, case.grow(3000).encode("utf-8", "surrogateescape"))


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--largest", type=int, default=50_000_000, help="bytes")
    asked.add_argument("--only", default="", help="shapes whose name holds this")
    given = asked.parse_args()
    warm_up()
    print(f"{'':60}{'dearest read':>20}growth {'the largest':>20}")
    begun = time.monotonic()
    bad = 0
    for case in cases():
        if given.only in case.name:
            told, is_bad = line(case, costs_of(case, given.largest))
            bad += is_bad
            print(told, flush=True)
    limits = f"more than {PATIENCE:g} s or {MEMORY:,} bytes, or grow more than {STEEP} times"
    print(f"{bad} of these shapes need {limits}; {time.monotonic() - begun:.0f} s")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
