"""What does one changed feed cost among many? `python bench/overview.py [--store sqlite|postgresql]`

A feed is rendered again, with the overview of all feeds (index.html, feeds.opml), among 10, 200 and 2,000. Interleaved,
medians; the ratio is to the smallest. The first rendering of all, and that of a process that starts beside it, are told
once.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from _postgresql import server, store_url

from feeder.config import load
from feeder.engine.house import House
from feeder.engine.rendering import render_stale
from feeder.model import Change, Entry, Moment, Source

SIZES = (10, 200, 2000)
ENTRIES = 20
ROUNDS = 40
NOW = datetime(2025, 3, 4, 9, 30, tzinfo=UTC)
BODY = "<p>Die Werft übergibt heute das größte Fährschiff ihrer Geschichte – früher als geplant.</p>\n" * 55  # 5 KB
NUMBERS = count(1)


def entry(source: Source, number: int) -> Entry:
    at = NOW - timedelta(hours=number)
    return Entry(
        id=f"urn:uuid:{source.uid[:24]}{number:012}",
        source=source.slug,
        url=f"{source.location}{number}",
        title=f"Meldung {number}: Neues von der Küste",
        published=Moment(at=at),
        first_seen=at,
        language="de",
        content=BODY,
        text=BODY,
    )


@contextmanager
def house_of(sources: int, store: str) -> Iterator[House]:
    """A house that follows so many press rooms, each of which was visited."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "config.toml").write_text(f'[store]\nurl = "{store}"\n', encoding="utf-8")
        (folder / "sources").mkdir()
        for number in range(sources):
            path = folder / "sources" / f"room-{number}.toml"
            path.write_text(
                f'url = "https://room-{number}.example/press/"\ntitle = "Room {number}"\n', encoding="utf-8"
            )
        house = House.open(load(folder / "config.toml"))
        for source in house.sources.values():
            with house.store.write(quiet=True) as tx:
                for number in range(ENTRIES):
                    change = Change(kind="created", entry=entry(source, number))
                    tx.entries.record(source.uid, str(number), change, now=NOW)
        yield house
        house.close()


def change(house: House) -> None:
    """The newest entry of one feed says something else, with a date of its own."""
    source = house.sources["room-7"]
    before = entry(source, 0)
    after = replace(before, title=f"Meldung, berichtigt zum {next(NUMBERS)}. Mal")
    with house.store.write() as tx:
        tx.entries.record(source.uid, "0", Change(kind="updated", entry=after, before=before), now=NOW)
        tx.feeds.want([source.slug])


def seconds(house: House) -> float:
    start = time.perf_counter()
    written = render_stale(house)
    taken = time.perf_counter() - start
    assert "index.html" in written
    return taken


def measure(stores: Sequence[str]) -> None:
    with ExitStack() as open_houses:
        houses = [open_houses.enter_context(house_of(size, url)) for size, url in zip(SIZES, stores, strict=True)]
        first = [seconds(house) for house in houses]
        again = [seconds_of_another(house) for house in houses]
        rounds = [[changed(house) for house in houses] for _ in range(ROUNDS)]
    for place, size in enumerate(SIZES):
        taken = statistics.median(row[place] for row in rounds)
        ratio = statistics.median(row[place] / row[0] for row in rounds)
        print(
            f"  {size:5,} feeds  one changed {1000 * taken:7.1f} ms  ratio {ratio:6.2f}"
            f"  (all, first {first[place]:5.1f} s; nothing, by a new process {again[place]:5.2f} s)"
        )


def changed(house: House) -> float:
    change(house)
    return seconds(house)


def seconds_of_another(house: House) -> float:
    other = House.open(house.settings)
    start = time.perf_counter()
    assert render_stale(other) == []
    taken = time.perf_counter() - start
    other.close()
    return taken


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--store", choices=["sqlite", "postgresql"], default="sqlite")
    kind = asked.parse_args().store
    with server() if kind == "postgresql" else nullcontext() as running, ExitStack() as places:
        print(kind)
        measure([places.enter_context(store_url(kind, running)) for _ in SIZES])


if __name__ == "__main__":
    main()
