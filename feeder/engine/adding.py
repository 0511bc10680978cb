"""What `feeder add` would follow: looked at first, so that nothing is followed that gives nothing."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from feeder.config import Settings, chromium
from feeder.config import values as v
from feeder.config.sources import read_sources
from feeder.config.table import without_references
from feeder.decide.identity import source_uid
from feeder.engine import editing
from feeder.engine.preview import Look, extracted, preview
from feeder.errors import FeederError, FetchError, UsageError
from feeder.fetch import folder
from feeder.fetch.http import shown
from feeder.fetch.weburl import web_url
from feeder.model import SURE, Entry, Extraction

LOOKED_AT = 10  #: documents of a folder
PARTS = NAMED = 3  #: parts of a site, feeds of a page


@dataclass(frozen=True, kw_only=True)
class Option:
    """Something that can be followed."""

    settings: dict[str, str]  #: what is to stand in its file
    found: Extraction
    why: str = ""
    is_drawn: bool = False  #: by a browser; nothing is to be seen of it without


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What a person may choose from; `best` of it where one is good enough to follow unasked, else `refusal` says what
    is there instead."""

    options: tuple[Option, ...]
    best: Option | None
    refusal: str = ""
    look: Look | None = None  #: None for a folder


async def propose(settings: Settings, target: str, *, browser: bool = False) -> Proposal:
    """Looks at an address on the web or at a folder. Raises UsageError where there is nothing to choose from. A page
    that its own program draws is looked at in a browser where there is one, and with `browser` any page."""
    if browser and "://" not in target:
        raise UsageError(f"{target}: is no page on the web, which a browser could draw; take --browser away")
    try:
        if "://" in target:
            return await _at(settings, target, browser=browser)
        option = await _folder(settings, _of_documents(settings, Path(target)))
        return Proposal(options=(option,), best=option)
    except UsageError:
        raise
    except FeederError as problem:
        raise UsageError(str(problem)) from None


def slug_for(settings: Settings, option: Option) -> str:
    """A slug that nothing has yet."""
    return editing.Slugs(settings).after(option.found.title, option.settings.get("url") or option.settings["path"])


async def _at(settings: Settings, target: str, *, browser: bool) -> Proposal:
    if re.match(r"imaps?://", target, re.IGNORECASE):
        raise UsageError(
            f"{shown(target)}: is a mailbox; write its address into sources/NAME.toml as mailbox ="
            ' "imaps://USER:env:MAIL_PASSWORD@HOST/INBOX", and its password into the environment'
        )
    try:
        url = without_references(v.http_url(target))
    except ValueError as problem:
        raise UsageError(f"{shown(target)}: {problem}") from None
    _refuse_known(settings, url, source_uid(url))
    look, is_drawn = await _look(settings, url, browser=browser)
    own = _own(look, url)
    if own and is_drawn and own.found.shape == "listing":
        own = replace(own, why=f"{own.why}, drawn by its own program", is_drawn=True)
    feeds = [
        Option(settings={"url": _plain(offer.verdict.link.url)}, found=offer.found, why=offer.verdict.why)
        for offer in look.offers
        if offer.found and offer.found.entries
    ]
    options = (*([own] if own else ()), *feeds)
    best = next((one for one in feeds if look.best and one.found is look.best.found), own)
    if best is not own and best:
        _refuse_known(settings, best.settings["url"], source_uid(best.settings["url"]))
    refusal = _refusal(look, url, is_drawn=is_drawn)
    if not options:
        raise UsageError(refusal)
    return Proposal(options=options, best=best, refusal=refusal, look=look)


async def _look(settings: Settings, url: str, *, browser: bool) -> tuple[Look, bool]:
    """What is there, and whether a browser drew it."""
    if not browser:
        look = await preview(settings, url, url=None, shape="auto")
        has_feed = look.best is not None
        if look.found.instead != "program" or has_feed or not chromium.program(settings.chromium):
            return look, False
    try:
        return await preview(settings, url, url=None, shape="auto", browser=True), True
    except FetchError as problem:
        if browser:
            raise
        return replace(look, found=replace(look.found, reasons=(*look.found.reasons, str(problem)))), True


def _plain(url: str) -> str:
    """An address that a page gives, as it was asked: without a login, and with no secret of ours read into it."""
    return without_references(str(web_url(url)))


def _own(look: Look, url: str) -> Option | None:
    """The address itself, where it is a feed, a sitemap, or a list whose entries were found."""
    found = look.found
    if found.shape == "feed":
        return Option(settings={"url": url}, found=found, why="is a feed")
    if found.shape == "sitemap":
        found = replace(found, reasons=(*found.reasons, *_parts(found.entries)))
        return Option(settings={"url": url, "shape": "sitemap"}, found=found, why="is a sitemap")
    is_list = found.shape == "listing" and found.entries and found.confidence >= SURE
    return Option(settings={"url": url}, found=found, why="is a list of releases") if is_list else None


def _parts(entries: Sequence[Entry]) -> list[str]:
    """Which parts of a site a plain sitemap lists: a reader wants one of them."""
    if not entries or any(entry.title for entry in entries):
        return []
    counted = Counter(urlsplit(entry.url or "").path.lstrip("/").partition("/")[0] for entry in entries)
    (largest, _), *others = named = counted.most_common(PARTS)
    said = ", ".join(f"/{name}/ {count}" for name, count in named)
    reasons = [f"of the pages it lists ({said}) those with a text and a date are taken as releases"]
    rule = f"[rule] items = \"//url[contains(loc, '/{largest}/')]\""
    return [*reasons, f"one part of the site alone is taken with {rule}"] if others else reasons


def _refusal(look: Look, url: str, *, is_drawn: bool) -> str:
    """What is at an address that cannot be followed as it is, and what to do."""
    found, name = look.found, shown(url)
    feeds = "; ".join(f"its feed {shown(one.verdict.link.url)}: {one.verdict.why}" for one in look.offers[:NAMED])
    offered = f" ({feeds})" if feeds else ""
    if found.instead == "program":
        tried = f"{chromium.INSTALL}, then `feeder add --browser {name}`"
        if is_drawn:
            tried = "; ".join(found.reasons[1:]) or "Chromium has drawn it, and shows no more"
        return f"{name}: {found.reasons[0]}{offered}; {tried}; or give the address of a feed or sitemap of the site"
    if found.instead:
        return f"{name}: {'; '.join(found.reasons)}"
    if found.shape == "article":
        return (
            f"{name}: this page is one release, not a list of them{offered}; give the address of the list, or write a "
            'file into sources/ with its url and shape = "article" to follow this one page'
        )
    seen = "; ".join(found.reasons)
    if not found.entries:
        return f"{name}: is no feed but a page{offered}: {seen}"
    return (
        f"{name}: is no feed but a page{offered}, and it is not sure ({found.confidence:.0%}) which of its links are "
        f"releases: {seen}; look at them with `feeder preview`, and say in a file in sources/, with its url and a "
        "[rule], where they stand"
    )


def _of_documents(settings: Settings, path: Path) -> Path:
    path = path.expanduser().resolve()
    name = folder.shown(str(path))
    if not path.is_dir():
        raise UsageError(f"{name}: there is no such folder; give a folder, or an address, which begins with https://")
    if path.is_relative_to(settings.sources_folder):
        raise UsageError(f"{name}: what lies in sources/ is followed already; `feeder check` says how")
    if settings.sources_folder.is_relative_to(path):
        raise UsageError(f"{name}: sources/ itself lies in it; give a folder of documents alone")
    _refuse_known(settings, str(path), None)
    return path


async def _folder(settings: Settings, path: Path) -> Option:
    scan = folder.scan(path)
    entries, unread = [], []
    for file in scan.files[:LOOKED_AT]:
        try:
            document = folder.read(path, file.key, max_bytes=settings.max_bytes)
            found = await extracted(settings, document, shape="article")
        except FeederError as problem:
            unread.append(str(problem))
        else:
            entries += [replace(entry, url=file.key) for entry in found.entries]
    inside = path.is_relative_to(settings.root)
    told = {"path": path.relative_to(settings.root).as_posix() if inside else str(path)}
    reasons = (f"documents: {len(scan.files)}", *scan.skipped, *unread)
    extraction = Extraction(shape="folder", entries=tuple(entries), confidence=1.0, reasons=reasons, title=path.name)
    return Option(settings=told, found=extraction)


def _refuse_known(settings: Settings, location: str, uid: str | None) -> None:
    for source in read_sources(settings)[0]:
        if source.location == location or (uid and source_uid(source.location) == uid):
            raise UsageError(f"{shown(location)}: is followed already, as {source.slug}")
