"""What feeder's RSS and Atom cost beside raw feedgen's of the same 50 entries: `python bench/render.py`.

Interleaved, medians. Ours also cleans every text, repairs URLs, marks, writes media, updates and enclosures, and keeps
`setlocale` alone; theirs is one generator for both formats, as feedgen's own documentation shows it.
"""

import statistics
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from feedgen.feed import FeedGenerator

from feeder.model import Entry, Feed, Listed, Moment
from feeder.render.channel import channel
from feeder.render.jsonfeed import json_feed
from feeder.render.rss_atom import rss_and_atom

ENTRIES = 50
ROUNDS = 60
NOW = datetime(2025, 3, 4, 9, 30, tzinfo=UTC)
BODY = (
    "<p>Die Werft übergibt heute das größte Fährschiff ihrer Geschichte – früher als geplant.</p>\n" * 55
)  # about 5 KB
FEED = Feed(slug="werft", title="Werft & Söhne", sources=("werft",), homepage="https://werft.example/", language="de")


def listed(number: int) -> Listed:
    at = NOW - timedelta(hours=number)
    entry = Entry(
        id=uuid.uuid5(uuid.NAMESPACE_URL, str(number)).urn,
        url=f"https://werft.example/presse/{number}",
        title=f"Meldung {number}: Neues von der Küste",
        published=Moment(at=at),
        language="de",
        authors=("Ada Beispiel",),
        summary="Ein Schiff wird übergeben, ein zweites auf Kiel gelegt.",
        content=BODY,
        kind="Pressemitteilung",
        tags=("Schiffbau",),
    )
    return Listed(entry=entry, date=at, changed=at)


LISTED = [listed(number) for number in range(ENTRIES)]


def ours() -> None:
    content = channel(FEED, LISTED, base="https://feeds.example", updated=NOW, hub=None)
    rss_and_atom(content)


def ours_with_json() -> None:
    content = channel(FEED, LISTED, base="https://feeds.example", updated=NOW, hub=None)
    rss_and_atom(content)
    json_feed(content)


def feedgen_alone() -> None:
    generator = FeedGenerator()
    generator.id("https://feeds.example/feeds/werft.atom")
    generator.title(FEED.title)
    generator.description(FEED.title)
    generator.language(FEED.language)
    generator.author(name=FEED.title)
    generator.link(href="https://feeds.example/feeds/werft.rss", rel="self")
    generator.link(href=FEED.homepage)
    generator.updated(NOW)
    for each in LISTED:
        feedgen_entry(generator, each)
    generator.rss_str()
    generator.atom_str()


def feedgen_entry(generator: FeedGenerator, each: Listed) -> None:
    entry = generator.add_entry(order="append")
    entry.id(each.entry.id)
    entry.title(each.entry.title)
    entry.link(href=each.entry.url)
    entry.published(each.date)
    entry.updated(each.changed)
    entry.summary(each.entry.summary)
    entry.content(each.entry.content, type="html")
    entry.author([{"name": name} for name in each.entry.authors])
    entry.category([{"term": term} for term in (each.entry.kind, *each.entry.tags)])


def microseconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1e6 / ENTRIES


def main() -> None:
    contestants = (feedgen_alone, ours, ours_with_json)
    rounds = [[microseconds(work) for work in contestants] for _ in range(ROUNDS)]
    theirs, mine, with_json = (statistics.median(column) for column in zip(*rounds, strict=True))
    ratio = statistics.median(row[1] / row[0] for row in rounds)
    print(f"feedgen alone, RSS + Atom  {theirs:7.1f} µs an entry")
    print(f"feeder, RSS + Atom         {mine:7.1f} µs an entry")
    print(f"feeder, RSS + Atom + JSON  {with_json:7.1f} µs an entry")
    print(f"ratio, RSS + Atom          {ratio:7.2f}")


if __name__ == "__main__":
    main()
