"""What do many sources cost at the start, and whenever one is saved? `python bench/start.py [--sources N]`

CPU seconds of what `feeder run` does with ten thousand files in sources/ before its first tick, with a new store and
with one that knows them; and of what it does when any file there was saved. Each beside `tomllib.loads` of the same
files; interleaved, medians. Then the memory of the running service, beside one without sources. The sources are paused:
nobody is visited.
"""

import argparse
import logging
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import structlog

from feeder.config import load
from feeder.config.sources import SETTLED
from feeder.engine.house import House

ROUNDS = 5
TICKS = 5  #: seconds that the service is left to run
FEEDER = Path(sys.executable).with_name("feeder")
FILE = """paused = true
url = "https://room-{number}.example/press/"
title = "Press room {number}"
language = "de"
every = "1h"

[rule]
items = "ul.releases > li"
link = "h3 a"
title = "h3 a"
date = "time"
"""


def make(root: Path, sources: int) -> Path:
    folder = root / "sources"
    folder.mkdir(parents=True)
    (root / "config.toml").write_text("", encoding="utf-8")
    for number in range(sources):
        (folder / f"room-{number}.toml").write_text(FILE.format(number=number), encoding="utf-8")
    return root


def tomllib_alone(root: Path) -> None:
    for file in sorted((root / "sources").iterdir()):
        tomllib.loads(file.read_text(encoding="utf-8"))


def start(root: Path) -> None:
    House.open(load(root / "config.toml")).close()


def save_one(root: Path) -> None:
    text = FILE.format(number=0) + f'summary = "p.at-{time.time_ns()}"\n'
    (root / "sources" / "room-0.toml").write_text(text, encoding="utf-8")


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def one_round(root: Path, running: House) -> dict[str, float]:
    shutil.rmtree(root / "state", ignore_errors=True)
    taken = {
        "tomllib.loads": seconds(lambda: tomllib_alone(root)),
        "start, new store": seconds(lambda: start(root)),
        "start, known store": seconds(lambda: start(root)),
        "running, nothing saved": seconds(running.sync),
    }
    save_one(root)
    return {**taken, "running, one file saved": seconds(running.sync)}


def measure_time(root: Path) -> None:
    settings = load(root / "config.toml")
    with closing(House.open(replace(settings, store=f"sqlite:///{root}/running.db"))) as running:
        time.sleep(SETTLED / 1e9)  # a file that was saved just now is read again, whatever its time says
        running.sync()
        rounds = [one_round(root, running) for _ in range(ROUNDS)]
    for name in rounds[0]:
        taken = statistics.median(one[name] for one in rounds)
        ratio = statistics.median(one[name] / one["tomllib.loads"] for one in rounds)
        print(f"  {name:24} {taken:6.2f} s  {ratio:5.2f} of tomllib.loads")


def memory(root: Path) -> tuple[float, float]:
    """MB that `feeder run` has after a few ticks, and the most it had."""
    with (
        (root / "log").open("w+", encoding="utf-8") as log,
        subprocess.Popen([FEEDER, "run"], cwd=root, stdout=log, stderr=log) as service,
    ):
        try:
            while "feeder runs" not in (root / "log").read_text(encoding="utf-8"):
                assert service.poll() is None, (root / "log").read_text(encoding="utf-8")
                time.sleep(0.1)
            time.sleep(TICKS)
            status = Path(f"/proc/{service.pid}/status").read_text(encoding="utf-8")
        finally:
            service.kill()
    now, most = (re.search(rf"{name}:\s+(\d+) kB", status) for name in ("VmRSS", "VmHWM"))
    assert now
    assert most
    return int(now[1]) / 1024, int(most[1]) / 1024


def measure_memory(root: Path, empty: Path) -> None:
    bare, most_bare = memory(empty)
    full, most_full = memory(root)
    print(f"  running                  {full:6.0f} MB  {full / bare:5.2f} of one without sources ({bare:.0f} MB)")
    print(f"  at most                  {most_full:6.0f} MB  {most_full / most_bare:5.2f} of one without sources")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--sources", type=int, default=10_000)
    sources = asked.parse_args().sources
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    with tempfile.TemporaryDirectory() as folder:
        root, empty = make(Path(folder, "full"), sources), make(Path(folder, "empty"), 0)
        print(f"{sources:,} files in sources/")
        measure_time(root)
        measure_memory(root, empty)


if __name__ == "__main__":
    main()
