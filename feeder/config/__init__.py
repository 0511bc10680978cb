"""config.toml and the files of sources/, read once into flat, typed settings.

    settings = load(Path("config.toml"))      Settings, or ConfigError with every mistake
    read_sources(settings)                    every source of sources/, those whose file is wrong, and notices

Stages never see these objects: the engine hands each the values it needs.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from feeder.config import values as v
from feeder.config.table import LATER, Findings, Key, nearest, read_table, shown, shown_name
from feeder.errors import ConfigError
from feeder.model import Endpoint, Every, Feed

FEEDER = {
    "title": Key(read=v.text, default="Press releases"),
    "url": Key(read=v.public_url),
    "contact": Key(read=v.contact),
    "timezone": Key(read=v.zone, default="UTC"),
    "language": Key(read=v.language, default="en"),
    "tombstones": Key(read=v.boolean, default=False),
}
STORE = {"url": Key(always=True, read=v.store_url, default="sqlite:///state/feeder.db", secret=True)}
SCHEDULE = {
    "every": Key(read=v.every, default=timedelta(minutes=15)),
    "min": Key(read=v.interval, default=timedelta(minutes=5)),
    "max": Key(read=v.interval, default=timedelta(hours=6)),
}
FETCH = {
    "concurrency": Key(read=v.count, default=20),
    "per_host": Key(read=v.count, default=2),
    "delay": Key(read=v.duration, default=timedelta(seconds=1)),
    "timeout": Key(read=v.interval, default=timedelta(seconds=30)),
    "max_bytes": Key(read=v.size, default=10_000_000),
    "allow_private": Key(read=v.boolean, default=False),
    "proxy": Key(read=v.proxy, secret=True),
    "robots": Key(read=v.boolean, default=True),
    "chromium": Key(read=v.program),
}
SERVER = {
    "listen": Key(read=v.listen, default="127.0.0.1:8080"),
    "token": Key(read=v.text, secret=True),
    "trusted_proxies": Key(read=v.networks, default=()),
    "rate": Key(read=v.count, default=100),
}
FEED = {
    "slug": Key(read=v.slug, required=True),
    "title": Key(read=v.text),
    "sources": Key(read=v.slugs, default=()),
    "include": Key(read=v.texts, default=()),
    "exclude": Key(read=v.texts, default=()),
    "languages": Key(read=v.languages, default=()),
    "tags": Key(read=v.texts, default=()),
    "kinds": Key(read=v.texts, default=()),
    "limit": Key(read=v.count, default=50),
    "content": Key(read=v.one_of("full", "summary"), default="full"),
    "private": LATER,
}
#: Standard Webhooks 1.0.0, "Operational considerations": the schedule of retries.
RETRY = tuple(timedelta(seconds=s) for s in (5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400))
WEBHOOK = {
    "slug": Key(read=v.slug, required=True),
    "url": Key(read=v.http_url, required=True, secret=True),
    "secret": Key(read=v.signing_key, required=True, secret=True),
    "events": Key(read=v.events, default=()),
    "sources": Key(read=v.slugs, default=()),
    "feeds": Key(read=v.slugs, default=()),
    "languages": Key(read=v.languages, default=()),
    "include": Key(read=v.texts, default=()),
    "exclude": Key(read=v.texts, default=()),
    "payload": Key(read=v.one_of("full", "thin"), default="full"),
    "backlog": Key(read=v.backlog, default=10),
    "retry": Key(read=v.durations, default=RETRY),
    "allow_private": Key(read=v.boolean),
    "format": LATER,
    "rate": LATER,
}
KEEP = {
    "events": Key(read=v.interval, default=timedelta(days=90)),
    "versions": Key(read=v.retention),
    "raw": Key(read=v.retention, default=timedelta(days=14)),
    "raw_size": Key(read=v.size, default=50_000_000),
}
ALERTS = {"to": Key(read=v.text, secret=True)}  # a chat address is a secret
CHAT = {"slug": LATER, "url": LATER, "events": LATER, "sources": LATER, "digest": LATER}
TABLES = {
    "feeder": FEEDER,
    "store": STORE,
    "schedule": SCHEDULE,
    "fetch": FETCH,
    "server": SERVER,
    "keep": KEEP,
    "alerts": ALERTS,
}
LISTS = {"feeds": FEED, "webhooks": WEBHOOK, "chat": CHAT}


@dataclass(frozen=True, kw_only=True)
class Retention:
    """How long things are kept; None: for ever. And how many bytes of a source's documents as they came."""

    events: timedelta
    versions: timedelta | None = None
    raw: timedelta | None = None
    raw_size: int = 50_000_000


@dataclass(frozen=True, kw_only=True)
class Settings:
    """config.toml, checked. Durations are timedeltas, sizes bytes, paths absolute."""

    root: Path  #: the folder of config.toml; sources/, feeds/ and state/ stand in it
    title: str
    url: str  #: what links in feeds begin with; no slash at the end
    contact: str | None
    timezone: str
    language: str
    tombstones: bool = False  #: whether Atom feeds bury what is withdrawn (RFC 6721) rather than show a notice
    store: str = field(repr=False)  #: sqlite:///path or postgresql://…; may hold a password
    keep: Retention
    every: Every  #: for sources whose own file names neither every nor cron
    min_every: timedelta
    max_every: timedelta
    concurrency: int
    per_host: int
    delay: timedelta
    timeout: timedelta
    max_bytes: int
    allow_private: bool
    proxy: str | None = field(repr=False)  #: may hold a password
    no_proxy: str | None = None  #: why there is none though one is set: nothing may go out without it
    robots: bool
    chromium: str | None = None  #: where it is, if it is not found by itself
    listen: str
    token: str | None
    trusted_proxies: tuple[str, ...] = ()
    rate: int = 100  #: requests a second that one client may send
    feeds: tuple[Feed, ...] = ()
    endpoints: tuple[Endpoint, ...] = ()
    notices: tuple[str, ...] = ()
    needs_secrets: bool = True

    @property
    def sources_folder(self) -> Path:
        return self.root / "sources"

    @property
    def feeds_folder(self) -> Path:
        return self.root / "feeds"

    @property
    def state_folder(self) -> Path:
        return self.root / "state"


@dataclass(frozen=True, kw_only=True)
class Broken:
    """A source whose file is wrong: it fails alone, with the reason."""

    slug: str
    mistakes: tuple[str, ...]  #: a line each

    @property
    def mistake(self) -> str:
        return "; ".join(self.mistakes)


def load(path: Path, *, needs_secrets: bool = True) -> Settings:
    """Read config.toml; a missing one means the defaults. Raises ConfigError with every mistake, a line each.
    Without `needs_secrets`, for commands that only look, one that cannot be had here is left out with what needs it."""
    file, root = path.name, path.parent.resolve()
    raw = read_toml(path, file) if path.exists() or path.is_symlink() else {}
    unknown = [_unknown_section(file, name) for name in raw if name not in {**TABLES, **LISTS}]
    found = Findings(mistakes=unknown, needs_secrets=needs_secrets)
    tables = {
        name: read_table(raw.get(name, {}), keys, file=file, section=f"[{name}]", root=root, found=found)
        for name, keys in TABLES.items()
    }
    lists = {name: _rows(raw.get(name, []), keys, file, name, root, found) for name, keys in LISTS.items()}
    _check_schedule(tables["schedule"], raw.get("schedule"), file, found)
    _check_alerts(tables["alerts"]["to"], [row["slug"] for row in lists["webhooks"]], file, found)
    settings = _settings(root, tables, lists, file, found)
    _check_server(settings, raw.get("server"), file, found)
    if found.mistakes:
        raise ConfigError(*found.mistakes)
    return replace(settings, notices=tuple(found.notices))


def _unknown_section(file: str, name: str) -> str:
    home = next((f"it belongs below [{section}]" for section, keys in TABLES.items() if name in keys), None)
    return f"{file}: {shown_name(name)} is not a section; {home or nearest(name, [*TABLES, *LISTS])}"


def read_toml(path: Path, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as problem:
        raise ConfigError(f"{file}: not valid TOML: {problem}; text needs quotes, lists need brackets") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{file}: not UTF-8 text; save the file as UTF-8") from None
    except (ValueError, RecursionError):  # a number of thousands of digits, brackets without end
        raise ConfigError(f"{file}: not valid TOML: a value is too long or too deep; shorten it") from None
    except OSError as problem:
        raise ConfigError(f"{file}: cannot be read ({problem.strerror}); check the path and its rights") from None


def _rows(raw: Any, keys: Mapping[str, Key], file: str, name: str, root: Path, found: Findings) -> list[dict[str, Any]]:
    if not isinstance(raw, list):
        found.mistakes.append(f"{file}: [{name}] is not a list; write it as [[{name}]], once for each")
        return []
    rows = [
        read_table(row, keys, file=file, section=f"[[{name}]] {_slug_of(row) or number}", root=root, found=found)
        for number, row in enumerate(raw, 1)
    ]
    taken: set[str] = set()
    for row in rows:
        if row.get("slug") in taken:
            found.mistakes.append(f'{file}: [[{name}]] slug = "{row["slug"]}" stands twice; give each its own')
        taken.add(row.get("slug") or "")
    return [row for row in rows if row.get("slug")]


def _slug_of(row: Any) -> str | None:
    """What names a row in messages; None where the slug is not there or none."""
    try:
        return v.slug(row.get("slug")) if isinstance(row, Mapping) else None
    except ValueError:
        return None


def _settings(
    root: Path, tables: dict[str, dict[str, Any]], lists: dict[str, list[dict[str, Any]]], file: str, found: Findings
) -> Settings:
    feeder, schedule, fetch, server = (tables[name] for name in ("feeder", "schedule", "fetch", "server"))
    longest = schedule["max"] if schedule["every"] == "auto" else max(schedule["max"], schedule["every"])
    return Settings(
        root=root,
        title=feeder["title"],
        url=(feeder["url"] or f"http://{server['listen']}").rstrip("/"),
        contact=feeder["contact"],
        timezone=feeder["timezone"],
        language=feeder["language"],
        tombstones=feeder["tombstones"],
        store=_store_url(tables["store"]["url"], root),
        keep=Retention(**tables["keep"]),
        every=schedule["every"],
        min_every=min(schedule["min"], longest),
        max_every=longest,
        listen=server["listen"],
        token=server["token"],
        trusted_proxies=server["trusted_proxies"],
        rate=server["rate"],
        feeds=tuple(_feed(row, feeder) for row in lists["feeds"]),
        endpoints=tuple(
            _endpoint(row, allow_private=fetch["allow_private"], alerts=row["slug"] == tables["alerts"]["to"])
            for row in lists["webhooks"]
            if row["url"] and row["secret"]
        ),
        needs_secrets=found.needs_secrets,
        no_proxy=found.missing.get(f"{file}: [fetch] proxy"),
        **fetch,
    )


def _feed(row: dict[str, Any], feeder: dict[str, Any]) -> Feed:
    return Feed(**{**row, "title": row["title"] or f"{feeder['title']}: {row['slug']}"})


def _endpoint(row: dict[str, Any], *, allow_private: bool, alerts: bool) -> Endpoint:
    own = row["allow_private"]
    return Endpoint(**{**row, "allow_private": allow_private if own is None else own, "alerts": alerts})


def _store_url(url: str, root: Path) -> str:
    """SQLite's file is relative to the folder of config.toml, as every path is."""
    path = url.removeprefix("sqlite:///")
    return url if path == url or path.startswith("/") else f"sqlite:///{root / path}"


def _check_server(settings: Settings, server: Any, file: str, found: Findings) -> None:
    names_token = isinstance(server, Mapping) and "token" in server  # a wrong one was told already
    if settings.token is None and not names_token and not v.is_loopback(settings.listen):
        found.mistakes.append(
            f'{file}: [server] listen = "{settings.listen}" is open to other machines but no token is set; '
            'add [server] token = "env:FEEDER_TOKEN", or listen on 127.0.0.1'
        )
    if settings.url.startswith(("http://0.0.0.0", "http://[::]")):
        found.notices.append(
            f"{file}: [feeder] url is not set, so feeds link to {settings.url}; set it to their address"
        )


def _check_schedule(schedule: Mapping[str, Any], raw: Any, file: str, found: Findings) -> None:
    if isinstance(raw, Mapping) and "min" in raw and schedule["min"] > schedule["max"]:
        found.mistakes.append(f"{file}: [schedule] min = {shown(raw['min'])} is longer than max; make it shorter")


def _check_alerts(to: str | None, webhooks: list[str], file: str, found: Findings) -> None:
    """`to` names a webhook; what is not a slug may be a chat's address, which is a secret and not shown."""
    if to is None or to in webhooks:
        return
    if "://" in to:
        found.notices.append(f"{file}: [alerts] to: a chat has no effect in this version of feeder; name a webhook")
        return
    told = shown(to) if v.SLUG.fullmatch(to) else "…"
    cure = nearest(to, webhooks) if webhooks else "add one to [[webhooks]]"
    found.mistakes.append(f"{file}: [alerts] to = {told}: there is no such webhook; {cure}")
