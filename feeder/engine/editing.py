"""The files of sources/, written for the operator.

What is in them stays as it is, comments and rights too, and each is replaced whole: a running service reads it at any
moment.
"""

import json
import os
import re
import shutil
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import chain, count
from pathlib import Path
from urllib.parse import urlsplit

from feeder.config import Settings, read_toml
from feeder.config import values as v
from feeder.config.sources import Place, places, slugify
from feeder.config.table import nearest, shown
from feeder.errors import ConfigError, UsageError
from feeder.model import ListRule

SHORT = 40  #: characters; a longer title makes no slug
LONGEST = 80  #: characters of a host that are taken, so that a number still fits into a slug
PAUSED = re.compile(r"^([ \t]*paused[ \t]*=[ \t]*)(?:true|false)\b", re.MULTILINE)
DRAWN = 'browser = true    # its own program draws this page; "list": the list alone, its pages are read without\n'
OURS = re.compile(r"^paused = true\r?\n", re.MULTILINE)


def add(settings: Settings, slug: str, told: Mapping[str, str], *, is_drawn: bool = False) -> Path:
    """Writes sources/<slug>.toml with these settings, and that a browser draws it. Raises UsageError where the slug is
    none, or taken."""
    check_slug(settings, slug)
    return write(settings, slug, told, is_drawn=is_drawn)


def write(settings: Settings, slug: str, told: Mapping[str, str], *, is_drawn: bool = False) -> Path:
    """Writes sources/<slug>.toml of a slug that nothing has."""
    path = settings.sources_folder / f"{slug}.toml"
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in told.items()]
    _write(path, "".join([*lines, *([DRAWN] if is_drawn else [])]))
    return path


def pause(settings: Settings, slug: str, *, is_paused: bool) -> bool:
    """Sets `paused` in a source's file, which a folder without one gets. Gives whether it was otherwise before."""
    place = place_of(settings, slug)
    path, file = place.file or settings.sources_folder / f"{slug}.toml", place.name
    before = read_toml(path, file) if place.file else {}
    if before.get("paused", False) is is_paused:
        return False
    text = _paused(_read(path) if place.file else "", is_paused=is_paused)
    if _settings_in(text) != {**before, "paused": is_paused}:
        raise ConfigError(f"{file}: paused stands where it cannot be changed safely; write paused = {shown(is_paused)}")
    _write(path, text, like=place.file)
    return True


def pin(settings: Settings, slug: str, rule: ListRule) -> Path:
    """Writes the paths of a rule into the [rule] of a source's file; what it holds beside them stays."""
    import tomlkit

    place = place_of(settings, slug)
    if place.file is None:
        raise UsageError(f"{slug}: is a folder; its documents are read without a [rule]")
    before = read_toml(place.file, place.name)
    paths = {key: path for key, path in asdict(rule).items() if path is not None}
    written = _read(place.file)
    document = tomlkit.parse(written)
    if "rule" not in document:
        document["rule"] = tomlkit.table()
    document["rule"].update({key: path for key, path in paths.items() if before.get("rule", {}).get(key) != path})
    text = tomlkit.dumps(document)
    if "\r\n" in written:
        text = re.sub(r"(?<!\r)\n", "\r\n", text)
    if tomllib.loads(text) != {**before, "rule": {**before.get("rule", {}), **paths}}:
        raise ConfigError(
            f"{place.name}: [rule] stands where it cannot be changed safely; write it as a table of its own"
        )
    _write(place.file, text, like=place.file)
    return place.file


def rename(settings: Settings, slug: str, new: str, uid: str) -> None:
    """Gives the file and the folder of a source another name. A folder is known by where it lies: its uid goes into the
    file, so that its entries keep their ids."""
    place, path = place_of(settings, slug), settings.sources_folder / f"{new}.toml"
    check_slug(settings, new)
    if place.folder is None:
        _move(place.files[0], path)
        return
    _refuse_loose(place, settings)
    # In this order, whoever reads in between sees the old source or the new one, and never neither.
    text = _read(place.file) if place.file else ""
    _write(path, text if "uid" in tomllib.loads(text) else _first(f'uid = "{uid}"', text), like=place.file)
    _move(place.folder, settings.sources_folder / new)
    if place.file:
        place.file.unlink()


def remove(settings: Settings, slug: str) -> Path:
    """Moves the file and the folder of a source out of sources/, and gives the folder they are in now."""
    place = place_of(settings, slug)
    _refuse_loose(place, settings)
    attic = _free(settings.state_folder / "removed" / slug)
    for path in (*place.files, *place.folders):
        _move(path, attic / path.name)
    return attic


def place_of(settings: Settings, slug: str) -> Place:
    found = places(settings.sources_folder)
    if slug not in found:
        cure = nearest(slug, sorted(found)) if found else "put one into sources/"
        raise UsageError(f"{shown(slug)}: there is no such source; {cure}")
    return found[slug]


def check_slug(settings: Settings, slug: str) -> None:
    """Raises UsageError where no new source can have this slug."""
    try:
        v.slug(slug)
    except ValueError as problem:
        raise UsageError(f"{shown(slug)}: {problem}") from None
    if slug in places(settings.sources_folder):
        raise UsageError(f"{slug}: there is such a source already; choose another slug")
    if slug in {feed.slug for feed in settings.feeds}:
        raise UsageError(f"{slug}: is a feed of config.toml already; choose another slug")


class Slugs:
    """Slugs that nothing has yet."""

    def __init__(self, settings: Settings) -> None:
        self._taken = {*places(settings.sources_folder), *(feed.slug for feed in settings.feeds)}
        self._numbers = dict[str, Iterator[int]]()

    def after(self, title: str | None, place: str) -> str:
        """After a short title, else after the host of an address or the name of a folder; it is taken then."""
        host = urlsplit(place).hostname if "://" in place else Path(place).name
        name = title if title and len(title) <= SHORT else (host or "").removeprefix("www.")[-LONGEST:]
        slug = slugify(name)
        while slug in self._taken:
            slug = slugify(f"{name} {next(self._numbers.setdefault(name, count(2)))}")
        self._taken.add(slug)
        return slug


def _refuse_loose(place: Place, settings: Settings) -> None:
    if place.folder == settings.sources_folder:
        raise UsageError(f"{place.slug}: its documents lie in sources/ itself; move them into a folder there first")


# What is written --------------------------------------------------------------------------------------------------


def _paused(text: str, *, is_paused: bool) -> str:
    if not is_paused and (without := OURS.sub("", text, count=1)) != text:
        return without
    changed, found = PAUSED.subn(rf"\g<1>{'true' if is_paused else 'false'}", text, count=1)
    return changed if found else _first("paused = true", text)


def _settings_in(text: str) -> dict[str, object]:
    try:
        return {"paused": False, **tomllib.loads(text)}
    except tomllib.TOMLDecodeError:
        return {}


def _first(line: str, text: str) -> str:
    """Before everything else a setting is in no table, whatever follows."""
    end = "\r\n" if "\r\n" in text else "\n"
    return f"{line}{end}{text}"


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig")


def _write(path: Path, text: str, *, like: Path | None = None) -> None:
    """The whole file at once, with the rights of `like`; what a link leads to is written, and the link stays."""
    path = path.resolve()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(prefix=".feeder-", suffix=".tmp", dir=path.parent)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            os.fchmod(file.fileno(), like.stat().st_mode & 0o777 if like else 0o644)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError as problem:
        raise UsageError(f"{path}: cannot be written ({problem.strerror}); mend its rights") from None


def _move(path: Path, to: Path) -> None:
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(path, to)
    except OSError as problem:
        raise UsageError(f"{path}: cannot be moved ({problem.strerror}); mend its rights") from None


def _free(folder: Path) -> Path:
    """This name, or the first that is free: "acme", "acme-2" …"""
    names = chain([folder], (folder.with_name(f"{folder.name}-{number}") for number in count(2)))
    return next(name for name in names if not name.exists())
