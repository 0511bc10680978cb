"""What other programs follow, into sources/: a file for each address that is not followed yet."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from feeder.config import Settings
from feeder.config import values as v
from feeder.config.sources import read_sources
from feeder.config.table import REFERENCE, without_references
from feeder.decide.identity import source_uid
from feeder.engine import editing
from feeder.errors import ParseError, Refused, UsageError
from feeder.fetch.http import shown
from feeder.fetch.weburl import web_url
from feeder.parse.feeds import subscriptions
from feeder.parse.feeds.subscriptions import Subscription

LARGEST = 20_000_000  #: bytes of a list
#: An older way to say what an address is.
_FEED_SCHEME = re.compile(r"feed:(?:(?://)?(?=https?:)|(?=//))", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What became of one address of a list."""

    state: Literal["added", "known", "refused"]
    url: str
    slug: str = ""
    why: str = ""


def subscribed(path: Path) -> list[Subscription]:
    """What a file lists. Raises UsageError where it cannot be read."""
    try:
        with path.open("rb") as file:
            body = file.read(LARGEST + 1)
        if len(body) > LARGEST:
            raise UsageError(f"{path}: is larger than {LARGEST // 10**6} MB; split it")
        return subscriptions.read(body, str(path))
    except OSError as problem:
        raise UsageError(f"{path}: cannot be read ({problem.strerror})") from None
    except ParseError as problem:
        said = str(problem)
        raise UsageError(said if said.startswith(str(path)) else f"{path}: {said}") from None


def follow(settings: Settings, found: Sequence[Subscription]) -> Iterator[Imported]:
    """Writes a file into sources/ for each that is not followed, one after another."""
    known = {source_uid(source.location): source.slug for source in read_sources(settings)[0]}
    slugs = editing.Slugs(settings)
    for one in found:
        try:
            url = _address(settings, one)
        except (ValueError, Refused) as problem:
            address = shown(one.url)
            yield Imported(state="refused", url=address, why=str(problem).removeprefix(f"{address}: "))
            continue
        uid = source_uid(url)
        if uid in known:
            yield Imported(state="known", url=shown(url), slug=known[uid])
            continue
        slug = known[uid] = slugs.after(one.title, url)
        editing.write(settings, slug, {"url": url, **({"title": one.title} if one.title else {})})
        yield Imported(state="added", url=shown(url), slug=slug)


def _address(settings: Settings, one: Subscription) -> str:
    """What is to be followed: a feed of our own is that of a page. Raises ValueError and Refused where it is none."""
    is_ours = one.url.startswith(f"{settings.url}/feeds/") and one.homepage
    written = one.homepage if is_ours and one.homepage else one.url
    bare = _FEED_SCHEME.sub("", written, count=1)
    url = without_references(v.http_url(f"http:{bare}" if bare.startswith("//") else bare))
    if REFERENCE.search(url):  # in the host, or before it: written in another way it would be another's
        raise ValueError("names a secret of this machine, which a list of others may not; write the source by hand")
    web_url(url)
    return url
