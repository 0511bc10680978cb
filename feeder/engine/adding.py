"""What `feeder add` would follow: looked at first, so that nothing is followed that gives nothing."""

from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from feeder.config import Settings
from feeder.config import values as v
from feeder.config.sources import places, read_sources, slugify
from feeder.decide.identity import source_uid
from feeder.engine.preview import extracted, preview
from feeder.errors import FeederError, UsageError
from feeder.fetch import folder
from feeder.fetch.http import shown
from feeder.model import Extraction

SHORT = 40  #: characters; a longer title makes no slug
LOOKED_AT = 10  #: documents of a folder


@dataclass(frozen=True, kw_only=True)
class Proposal:
    slug: str
    settings: dict[str, str]  #: what is to stand in its file
    found: Extraction


async def propose(settings: Settings, target: str, slug: str | None) -> Proposal:
    """Looks at a feed on the web or at a folder. Raises UsageError with what is there instead."""
    try:
        if "://" in target:
            told, found = await _feed(settings, target)
        else:
            told, found = await _folder(settings, _of_documents(settings, Path(target)))
    except UsageError:
        raise
    except FeederError as problem:
        raise UsageError(str(problem)) from None
    return Proposal(slug=slug or _free(settings, _name(target, found.title)), settings=told, found=found)


async def _feed(settings: Settings, target: str) -> tuple[dict[str, str], Extraction]:
    try:
        url = v.http_url(target)
    except ValueError as problem:
        raise UsageError(f"{shown(target)}: {problem}") from None
    _refuse_known(settings, url, source_uid(url))
    found = await preview(settings, url, url=None, shape="auto")
    if found.shape != "feed":
        saw = f"{found.shape} with {len(found.entries)} entries" if found.entries else found.shape
        why = f" ({'; '.join(found.reasons)})" if found.reasons else ""
        raise UsageError(
            f"{shown(url)}: is no feed but a page, seen as {saw}{why}; write a file into sources/ with its url and a "
            "[rule] that says where its releases stand"
        )
    return {"url": url}, found


def _of_documents(settings: Settings, path: Path) -> Path:
    path = path.expanduser().resolve()
    if not path.is_dir():
        raise UsageError(f"{path}: there is no such folder; give a folder, or an address with https://")
    if path.is_relative_to(settings.sources_folder):
        raise UsageError(f"{path}: what lies in sources/ is followed already; `feeder check` says how")
    if settings.sources_folder.is_relative_to(path):
        raise UsageError(f"{path}: sources/ itself lies in it; give a folder of documents alone")
    _refuse_known(settings, str(path), None)
    return path


async def _folder(settings: Settings, path: Path) -> tuple[dict[str, str], Extraction]:
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
    return told, Extraction(shape="folder", entries=tuple(entries), confidence=1.0, reasons=reasons, title=path.name)


def _refuse_known(settings: Settings, location: str, uid: str | None) -> None:
    for source in read_sources(settings)[0]:
        if source.location == location or (uid and source_uid(source.location) == uid):
            raise UsageError(f"{shown(location)}: is followed already, as {source.slug}")


def _name(target: str, title: str | None) -> str:
    """A title that is short, else the host."""
    if title and len(title) <= SHORT:
        return title
    return (urlsplit(target).hostname or Path(target).name).removeprefix("www.")


def _free(settings: Settings, name: str) -> str:
    """A slug for the name that nothing has yet."""
    taken = places(settings.sources_folder).keys() | {feed.slug for feed in settings.feeds}
    slug, number = slugify(name), 2
    while slug in taken:
        slug, number = slugify(f"{name} {number}"), number + 1
    return slug
