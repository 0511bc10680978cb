"""The files of sources/ → sources.

sources/acme.toml     a source to fetch: `url`
sources/acme/         a folder of documents, configured by acme.toml if that has no url
sources/note.txt      a loose document belongs to the folder source "documents"
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from feeder.config import Broken, Settings, read_toml
from feeder.config import values as v
from feeder.config.values import LATER, Findings, Key, read_table
from feeder.decide.identity import source_uid
from feeder.errors import ConfigError
from feeder.model import ListRule, Source

LOOSE = "documents"  #: the slug of the documents that lie in sources/ itself
GERMAN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "å": "aa", "œ": "oe", "ł": "l", "đ": "d"}
)

RULE = {field.name: Key(read=v.text, required=field.name == "items") for field in fields(ListRule)}


def _rule(value: Any) -> ListRule:
    found = Findings()
    read = read_table(value, RULE, file="", section="", found=found)
    if found.mistakes:
        raise ValueError("; ".join(mistake.removeprefix(": ").removeprefix(":").strip() for mistake in found.mistakes))
    return ListRule(**read)


SOURCE = {
    "uid": Key(read=v.uid),
    "title": Key(read=v.text),
    "url": Key(read=v.http_url),
    "path": Key(read=v.text),
    "every": Key(read=v.interval),
    "shape": Key(read=v.one_of("auto", "listing", "article", "feed"), default="auto"),
    "follow": Key(read=v.boolean, default=True),
    "language": Key(read=v.language),
    "timezone": Key(read=v.zone),
    "headers": Key(read=v.secrets, default={}),
    "cookies": Key(read=v.secrets, default={}),
    "include": Key(read=v.texts, default=()),
    "exclude": Key(read=v.texts, default=()),
    "content": Key(read=v.one_of("full", "summary"), default="full"),
    "allow_private": Key(read=v.boolean, default=False),
    "paused": Key(read=v.boolean, default=False),
    "rule": Key(read=_rule),
    "cron": LATER,
    "pages": LATER,
    "proxy": LATER,
    "mailbox": LATER,
}


def slugify(name: str) -> str:
    """A slug for any name: "Presse 2024 ä" → "presse-2024-ae"; a name without Latin letters gets a stable hash."""
    lower = unicodedata.normalize("NFC", name).lower().translate(GERMAN)
    plain = unicodedata.normalize("NFKD", lower).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or f"s-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def read_sources(settings: Settings) -> tuple[list[Source], list[Broken], list[str]]:
    """Every source of sources/ in order of slug, those whose file is wrong, and notices."""
    found = Findings()
    sources: dict[str, Source] = {}
    broken: dict[str, Broken] = {}
    for name, file, folder in _places(settings.sources_folder):
        slug = slugify(name)
        try:
            source = _source(slug, file, folder, settings, found)
            if sources.setdefault(slug, source) is not source:
                mistake = f'sources/{name}: "{slug}" is also the slug of another source; rename one of them'
                broken[slug] = Broken(slug=slug, mistake=mistake)
        except ConfigError as problem:
            broken[slug] = Broken(slug=slug, mistake="; ".join(problem.mistakes))
    for slug in broken:
        sources.pop(slug, None)
    _refuse_shared_uids(sources, broken)
    return (
        sorted(sources.values(), key=lambda one: one.slug),
        sorted(broken.values(), key=lambda one: one.slug),
        found.notices,
    )


def _refuse_shared_uids(sources: dict[str, Source], broken: dict[str, Broken]) -> None:
    """Two sources with one uid would share their entries' ids."""
    first: dict[str, str] = {}
    for slug in sorted(sources):
        other = first.setdefault(sources[slug].uid, slug)
        if other != slug:
            broken[slug] = Broken(
                slug=slug, mistake=f"sources/{slug}.toml: the same place as {other}.toml; remove one, or give it a uid"
            )
            del sources[slug]


def _places(folder: Path) -> Iterator[tuple[str, Path | None, Path | None]]:
    """(name, its .toml, its folder) of everything in sources/."""
    if not folder.is_dir():
        return
    here = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    files = {path.stem: path for path in here if path.suffix == ".toml" and path.is_file()}
    folders = {path.name: path for path in here if path.is_dir()}
    for name in sorted(files.keys() | folders.keys()):
        yield name, files.get(name), folders.get(name)
    if any(path.is_file() and path.suffix != ".toml" for path in here) and LOOSE not in folders:
        yield LOOSE, None, folder


def _source(slug: str, file: Path | None, folder: Path | None, settings: Settings, found: Findings) -> Source:
    name = f"sources/{file.name}" if file else f"sources/{slug}/"
    raw = read_toml(file, name) if file else {}
    mine = Findings()
    table = read_table(raw, SOURCE, file=name, section="", found=mine)
    found.notices += mine.notices
    if "mailbox" in raw:
        mine.mistakes.append(f"{name}: mailbox sources are not in this version of feeder; use url or path")
    if table["url"] and (folder or table["path"]):
        mine.mistakes.append(
            f"{name}: url names a page to fetch, and a folder of documents stands beside it; rename one of them"
        )
    location, shape = _location(slug, table, folder, settings, name, mine)
    if mine.mistakes:
        raise ConfigError(*mine.mistakes)
    return Source(
        uid=table["uid"] or source_uid(_lasting(location, settings.root)),
        slug=slug,
        location=location,
        shape=shape,
        title=table["title"] or (Path(location).name if shape == "folder" else None),
        every=table["every"] or settings.every,
        timezone=table["timezone"] or settings.timezone,
        language=table["language"],
        follow=table["follow"],
        include=table["include"],
        exclude=table["exclude"],
        content=table["content"],
        headers=_headers(table),
        rule=table["rule"],
        allow_private=table["allow_private"],
        paused=table["paused"],
        loose=folder == settings.sources_folder,
    )


def _location(
    slug: str, table: Mapping[str, Any], folder: Path | None, settings: Settings, name: str, found: Findings
) -> tuple[str, Any]:
    if table["url"]:
        return table["url"], table["shape"]
    place = settings.root / table["path"] if table["path"] else folder
    if place is None:
        found.mistakes.append(f'{name} has no url; add url = "https://…", or make the folder sources/{slug}/')
    elif table["path"] and not place.is_dir():
        found.mistakes.append(f'{name} path = "{table["path"]}": there is no such folder; make it, or mend the path')
    return str(place), "folder"


def _lasting(location: str, root: Path) -> str:
    """The location as it stays when the whole installation is moved."""
    path = Path(location)
    return path.relative_to(root).as_posix() if path.is_absolute() and path.is_relative_to(root) else location


def _headers(table: Mapping[str, Any]) -> dict[str, str]:
    cookies = "; ".join(f"{name}={value}" for name, value in table["cookies"].items())
    return {**table["headers"], **({"Cookie": cookies} if cookies else {})}
