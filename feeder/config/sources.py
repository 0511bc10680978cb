"""The files of sources/ → sources.

sources/acme.toml     a source to fetch: `url`
sources/acme/         a folder of documents, configured by acme.toml if that has no url
sources/note.txt      a loose document belongs to the folder source "documents"
"""

import hashlib
import os
import re
import time
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, fields
from operator import attrgetter
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from feeder.config import Broken, Settings, chromium, read_toml
from feeder.config import values as v
from feeder.config.table import LATER, Findings, Key, nearest, public_part, read_table, shown, shown_name
from feeder.decide.identity import source_uid
from feeder.errors import ConfigError
from feeder.model import ListRule, Shape, Source
from feeder.secrecy import hidden_in

Stamp = tuple[int, ...]
SETTLED = 3_000_000_000  #: nanoseconds; the clock of no disk ticks more rarely (FAT: every two seconds)
LOOSE = "documents"  #: the slug of the documents that lie in sources/ itself
UNFINISHED = ("~", ".tmp", ".part", ".crdownload", ".swp", ".bak")  #: what editors and downloads leave beside a file
GERMAN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "å": "aa", "œ": "oe", "ł": "l", "đ": "d"}
)

RULE = {field.name: Key(read=v.text) for field in fields(ListRule)}


SOURCE = {
    "uid": Key(read=v.uid),
    "title": Key(read=v.text),
    "url": Key(read=v.http_url, secret=True),
    "path": Key(read=v.text),
    "every": Key(read=v.every),
    "cron": Key(read=v.cron),
    "shape": Key(read=v.one_of("auto", "listing", "article", "feed", "sitemap"), default="auto"),
    "follow": Key(read=v.boolean, default=True),
    "language": Key(read=v.language),
    "timezone": Key(read=v.zone),
    "headers": Key(read=v.headers, default={}, secret=True),
    "cookies": Key(read=v.cookies, default={}, secret=True),
    "include": Key(read=v.texts, default=()),
    "exclude": Key(read=v.texts, default=()),
    "senders": Key(read=v.senders, default=()),
    "content": Key(read=v.one_of("full", "summary"), default="full"),
    "allow_private": Key(read=v.boolean, default=False),
    "robots": Key(read=v.boolean),
    "browser": Key(read=v.browser, default=False),
    "paused": Key(read=v.boolean, default=False),
    "rule": Key(read=v.table),
    "proxy": Key(read=v.proxy, secret=True),
    "pages": LATER,
    "mailbox": Key(read=v.mailbox, secret=True, escaped=True),
}


@dataclass(frozen=True, kw_only=True)
class Place:
    """What stands in sources/ under one slug: a .toml, a folder, or both."""

    slug: str
    files: tuple[Path, ...]
    folders: tuple[Path, ...]

    @property
    def file(self) -> Path | None:
        return next(iter(self.files), None)

    @property
    def folder(self) -> Path | None:
        return next(iter(self.folders), None)

    @property
    def name(self) -> str:
        """What its messages begin with."""
        return f"sources/{self.file.name}" if self.file else f"sources/{self.slug}/"


def slugify(name: str) -> str:
    """A slug for any name: "Presse 2024 ä" → "presse-2024-ae"; a name without Latin letters gets a stable hash."""
    lower = unicodedata.normalize("NFC", name).lower().translate(GERMAN)
    plain = unicodedata.normalize("NFKD", lower).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[: v.LONGEST_SLUG].strip("-")
    return slug or f"s-{hashlib.sha256(name.encode('utf-8', 'backslashreplace')).hexdigest()[:8]}"


def read_sources(settings: Settings) -> tuple[list[Source], list[Broken], list[str]]:
    """Every source of sources/ in order of slug, those whose file is wrong, and notices."""
    return SourceFiles().read(settings)


class SourceFiles:
    """The files of sources/, read again and again: one that was not saved since is not parsed again."""

    def __init__(self) -> None:
        self._settings: Settings | None = None
        self._known: dict[Place, tuple[Stamp, Source]] = {}

    def read(self, settings: Settings) -> tuple[list[Source], list[Broken], list[str]]:
        """As `read_sources`."""
        before = self._known if settings == self._settings else {}
        self._settings, self._known = settings, {}
        found = Findings(needs_secrets=settings.needs_secrets)
        sources: dict[str, Source] = {}
        broken: dict[str, Broken] = {}
        for place in _places(settings.sources_folder, found):
            try:
                sources[place.slug] = self._source(place, before.get(place), settings, found)
            except ConfigError as problem:
                broken[place.slug] = Broken(slug=place.slug, mistakes=problem.mistakes)
        _refuse_shared_uids(sources, broken)
        _tell_unknown(settings, {*sources, *broken}, found)
        return list(sources.values()), [broken[slug] for slug in sorted(broken)], found.notices

    def _source(self, place: Place, before: tuple[Stamp, Source] | None, settings: Settings, found: Findings) -> Source:
        stamp = _stamp(place.file)  # taken first: what is saved while it is read has another one
        if before and before[0] == stamp:
            self._known[place] = before
            return before[1]
        mine = Findings(needs_secrets=settings.needs_secrets)
        try:
            source = _source(place, settings, mine)
        finally:
            found.notices += mine.notices
        says_it_all = not (mine.notices or mine.revealed or (source.is_folder and place.folder is None))
        if stamp is not None and says_it_all:
            self._known[place] = stamp, source
        return source


def _stamp(file: Path | None) -> Stamp | None:
    """What changes whenever a file is saved, even with its old time put back; none for a place without one. None while
    it could be saved again within one tick of the disk's clock, so that nothing showed (git calls it racily clean)."""
    if file is None:
        return ()
    now = time.time_ns()
    try:
        stat = file.stat()
    except OSError:
        return None
    is_settled = stat.st_ctime_ns < now - SETTLED
    return (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns) if is_settled else None


def places(folder: Path) -> dict[str, Place]:
    """What stands in sources/, by slug."""
    return {place.slug: place for place in _places(folder, Findings())}


def _refuse_shared_uids(sources: dict[str, Source], broken: dict[str, Broken]) -> None:
    """Two sources with one uid would share their entries' ids."""
    first: dict[str, str] = {}
    for slug in sorted(sources):
        other = first.setdefault(sources[slug].uid, slug)
        if other != slug:
            mistake = (
                f'sources/{slug}: the same place as "{other}", or the same uid; remove one, or give it its own uid'
            )
            broken[slug] = Broken(slug=slug, mistakes=(mistake,))
            del sources[slug]


def _tell_unknown(settings: Settings, slugs: set[str], found: Findings) -> None:
    """Sources come and go while feeder runs, so a name that nothing has is no mistake; but often it is a slip."""
    feeds = slugs | {feed.slug for feed in settings.feeds}
    found.notices += [
        f"config.toml: [[feeds]] {feed.slug}: takes the place of the feed of the source of that slug; give it another"
        for feed in settings.feeds
        if feed.slug in slugs
    ]
    named = [(f"[[feeds]] {feed.slug} sources", feed.sources, slugs) for feed in settings.feeds]
    named += [(f"[[webhooks]] {one.slug} sources", one.sources, slugs) for one in settings.endpoints]
    named += [(f"[[webhooks]] {one.slug} feeds", one.feeds, feeds) for one in settings.endpoints]
    found.notices += [
        f'config.toml: {where}: there is no "{name}" now; {nearest(name, sorted(known))}'
        for where, names, known in named
        for name in names
        if name not in known
    ]


def _places(folder: Path, found: Findings) -> list[Place]:
    """Everything in sources/, in order of slug. What is hidden or half written is nobody's."""
    here = [path for path in _names(folder) if not path.name.startswith((".", "~", "#"))]
    files, folders = defaultdict(list), defaultdict(list)
    for path in here:
        if path.suffix == ".toml":
            files[slugify(path.stem)].append(path)
        elif path.is_dir():
            folders[slugify(path.name)].append(path)
    if any(not path.name.endswith((".toml", *UNFINISHED)) and path.is_file() for path in here):
        if LOOSE in folders:
            found.notices.append(f"sources/: documents beside the folder {LOOSE}/ are not read; move them into it")
        else:
            folders[LOOSE].append(folder)
    return [
        Place(slug=slug, files=tuple(files[slug]), folders=tuple(folders[slug]))
        for slug in sorted(files.keys() | folders.keys())
    ]


def _names(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir(), key=attrgetter("name"))
    except OSError as problem:
        if isinstance(problem, FileNotFoundError) and not folder.is_symlink():
            return []
        raise ConfigError(f"sources/: cannot be read ({problem.strerror}); bring it back or mend its rights") from None


def _source(place: Place, settings: Settings, found: Findings) -> Source:
    _refuse_names(place)
    name = place.name
    raw = _read_file(place.file, name) if place.file else {}
    table = read_table(raw, SOURCE, file=name, root=settings.root, found=found)
    rule = _rule(table["rule"], name, settings.root, found)
    location, shape = _location(place, raw, table, settings, found)
    if "every" in raw and "cron" in raw:
        found.mistakes.append(f"{name}: every and cron stand together; keep one of them")
    if table["senders"] and shape != "mailbox":
        found.mistakes.append(f"{name}: senders is for a mailbox; take it out")
    if table["proxy"] and shape == "mailbox":
        found.mistakes.append(f"{name}: proxy is for web pages; a mail server is asked directly; take it out")
    if table["browser"]:
        found.mistakes += _without_browser(name, shape, settings)
    if found.mistakes:
        raise ConfigError(*found.mistakes)
    return Source(
        uid=table["uid"] or source_uid(_lasting(location, shape, settings.root)),
        slug=place.slug,
        location=location,
        homepage=_homepage(raw["url"], location) if "url" in raw else None,
        secrets=_secrets(location, shape, found),
        shape=shape or table["shape"],
        title=table["title"] or _name_of(place, location, shape, settings),
        every=table["every"] or settings.every,
        cron=table["cron"],
        timezone=table["timezone"] or settings.timezone,
        language=table["language"],
        follow=table["follow"],
        include=table["include"],
        exclude=table["exclude"],
        senders=table["senders"],
        content=table["content"],
        headers=_headers(table),
        rule=rule,
        allow_private=table["allow_private"],
        proxy=table["proxy"],
        robots=settings.robots if table["robots"] is None else table["robots"],
        browser=table["browser"],
        paused=table["paused"],
        loose=place.folder == settings.sources_folder,
    )


def _without_browser(name: str, shape: Shape | None, settings: Settings) -> list[str]:
    if shape is not None:
        return [f"{name}: browser is for pages on the web; take it out"]
    return [] if chromium.program(settings.chromium) else [f"{name}: browser: {chromium.MISSING}"]


def _homepage(written: str, location: str) -> str | None:
    """What the world is told of a location that is not to be shown as it is."""
    told = public_part(written, location)
    return None if told == location else told


def _secrets(location: str, shape: Shape | None, found: Findings) -> tuple[str, ...]:
    if shape == "mailbox":
        return (unquote(urlsplit(location).password or ""),)
    return hidden_in(location, found.revealed.get("url", ())) if shape is None else ()


def _name_of(place: Place, location: str, shape: Shape | None, settings: Settings) -> str | None:
    """A folder's name is its title, and the slug that of a mailbox; a page tells its own."""
    if place.folder == settings.sources_folder:
        return LOOSE.title()
    if shape == "mailbox":
        return place.slug.replace("-", " ").capitalize()
    return Path(location).name if shape == "folder" else None


def _refuse_names(place: Place) -> None:
    for same in (place.files, place.folders):
        names = [shown_name(path.name) for path in same]
        if len(same) > 1:
            raise ConfigError(f'sources/: {" and ".join(names)} have the same slug "{place.slug}"; rename one of them')
        raw = [path.name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace") for path in same]
        if raw != [path.name for path in same]:
            raise ConfigError(f'sources/: the name "{raw[0]}" is no UTF-8 text; rename it')


def _read_file(file: Path, name: str) -> dict[str, Any]:
    if file.exists() and not file.is_file():
        raise ConfigError(f"{name}: is no file; rename it, or write the source's settings into a file of that name")
    return read_toml(file, name)


def _rule(raw: Any, name: str, root: Path, found: Findings) -> ListRule | None:
    if raw is None:
        return None
    table = read_table(raw, RULE, file=name, section="[rule]", root=root, found=found)
    return ListRule(**table) if any(table.values()) else None


def _location(
    place: Place, raw: Mapping[str, Any], table: Mapping[str, Any], settings: Settings, found: Findings
) -> tuple[str, Shape | None]:
    """Where it is, and its shape where that tells it. Of url, path, mailbox and a folder of its name it has one."""
    named = [key for key in ("url", "path", "mailbox") if key in raw]
    if place.folder and named:
        found.mistakes.append(
            f"{place.name}: {named[0]} says where the source is, and a folder of its name stands beside it; "
            f"rename one of them"
        )
    elif len(named) > 1:
        found.mistakes.append(f"{place.name}: {' and '.join(named)} stand together; keep one of them")
    elif not (place.folder or named):
        found.mistakes.append(
            f'{place.name}: has no url; add url = "https://…", or make the folder sources/{place.slug}/'
        )
    if table["url"]:
        return table["url"], None
    if table["mailbox"]:
        return table["mailbox"], "mailbox"
    folder = settings.root / table["path"] if table["path"] else place.folder
    if table["path"] and not os.path.isdir(str(folder)):  # noqa: PTH112 - Path.is_dir raises on a name that is too long
        found.mistakes.append(
            f"{place.name}: path = {shown(table['path'])}: there is no such folder; make it, or mend the path"
        )
    return str(folder), "folder"


def _lasting(location: str, shape: Shape | None, root: Path) -> str:
    """The location as it stays when the whole installation is moved, or gets another password."""
    if shape == "mailbox":
        parts = urlsplit(location)
        return parts._replace(scheme="imap", netloc=f"{parts.username}@{parts.hostname}").geturl()
    path = Path(location)
    return path.relative_to(root).as_posix() if path.is_absolute() and path.is_relative_to(root) else location


def _headers(table: Mapping[str, Any]) -> dict[str, str]:
    cookies = "; ".join(f"{name}={value}" for name, value in table["cookies"].items())
    return {**table["headers"], **({"Cookie": cookies} if cookies else {})}
