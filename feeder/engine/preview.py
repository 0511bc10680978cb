"""What `feeder preview` looks at: a page or feed on the web, or a file."""

from pathlib import Path

from feeder.config import Settings
from feeder.config.sources import read_sources
from feeder.engine.network import network_of
from feeder.engine.parsing import parse
from feeder.errors import UsageError
from feeder.fetch import folder
from feeder.model import Document, Extraction, Source


async def preview(settings: Settings, target: str, *, url: str | None, shape: str) -> Extraction:
    """Fetches or reads `target` once: an address, a file, or the slug of a source. What a source's file says of this
    address (rule, zone, language) counts. A file is read as a folder's would be: as one release."""
    source = next(
        (one for one in read_sources(settings)[0] if target in {one.location, one.slug} and not one.is_folder), None
    )
    if source or "://" in target:
        document = await _fetched(settings, source.location if source else target, source)
    else:
        document = _read(settings, Path(target))
        shape = "article" if shape == "auto" and document.media_type else shape
    return await extracted(settings, document, source, url=url, shape=shape)


async def extracted(
    settings: Settings, document: Document, source: Source | None = None, *, url: str | None = None, shape: str
) -> Extraction:
    """What a document holds, as `source` or the defaults of config.toml have it read."""
    return await parse(
        document.body,
        url or document.url,
        media_type=document.media_type,
        shape=source.shape if source and shape == "auto" else shape,
        language=source.language if source else None,
        timezone=source.timezone if source else settings.timezone,
        rule=source.rule if source else None,
        now=document.fetched_at,
    )


async def _fetched(settings: Settings, url: str, source: Source | None) -> Document:
    network = network_of(settings)
    async with network.session(
        url,
        headers=source.headers if source else {},
        allow_private=bool(source and source.allow_private),
        proxy=source.proxy if source else None,
        robots=source.robots if source else settings.robots,
    ) as session:
        document = await session.get(url)
    if document is None:
        raise UsageError(f"{url}: the server says that nothing changed, though nothing was asked; try again")
    return document


def _read(settings: Settings, path: Path) -> Document:
    if path.is_dir():
        raise UsageError(f"{path}: is a folder; give the path of one document in it")
    if not path.is_file():
        raise UsageError(
            f"{path}: there is no such file; give a document, an address with https://, or a source's slug"
        )
    return folder.read(path.parent, path.name, max_bytes=settings.max_bytes)
