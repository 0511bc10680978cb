"""A press room and its releases: what was published, edited and withdrawn, and when, by the site's own calendar."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from random import Random
from threading import RLock
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from press_rooms.markup import Html, fill

from . import prose
from .page import Page, Validator
from .prose import Picture

PER_PAGE = 10

GONE = """<!DOCTYPE html>
<html><head><title>$status</title></head><body><h1>Error $status</h1><p>The page cannot be found.</p></body></html>
"""


@dataclass(kw_only=True, eq=False)
class Release:
    """The truth about one release. What its site does not print is None."""

    number: int  #: 1 for the site's first
    url: str
    path: str  #: of the URL, with its query
    title: str
    kicker: str | None = None
    kind: str | None = None
    paragraphs: list[str]  #: the first is the lead
    author: str | None = None
    image: Picture | None = None
    at: datetime  #: aware, in the site's zone
    prints_time: bool
    changed: datetime  #: aware; when the site last touched it
    gone: int | None = None  #: the status its page answers since it was withdrawn

    @property
    def date(self) -> str:
        """As feeder prints it: `YYYY-MM-DD` where the site prints only the day, else RFC 3339 with the site's offset."""
        if not self.prints_time:
            return self.at.date().isoformat()
        return self.at.isoformat(timespec="seconds").replace("+00:00", "Z")


@dataclass(kw_only=True)
class Site(ABC):
    """One press room. The kinds of site differ in the class variables and in how they show things."""

    url: str = field(init=False)  #: of the listing or feed
    root: str  #: "http://127.0.0.1:PORT/<name>/"
    name: str
    seed: int
    lock: RLock = field(default_factory=RLock, repr=False)
    releases: list[Release] = field(default_factory=list)

    language: ClassVar[str]
    zone: ClassVar[ZoneInfo]
    charset: ClassVar[str] = "utf-8"
    entrance: ClassVar[str]  #: the listing's or feed's path below the root
    prints: ClassVar[frozenset[str]]  #: which of kicker, kind, author and image its pages show
    prints_time: ClassVar[bool] = False
    validators: ClassVar[frozenset[Validator]] = frozenset()
    also: ClassVar[dict[str, str]] = {}  #: feeds beside the entrance: format → path below the root
    rule: ClassVar[dict[str, str] | None] = None  #: the [rule] table that a list of one or two releases needs

    def __post_init__(self) -> None:
        self.url = self.root + self.entrance
        self.clock = datetime(2024, 1, 8, 9, 0, tzinfo=self.zone)

    def publish(self, *, at: datetime | None = None, **given: Any) -> Release:
        """A new release. Whatever is not given (title, paragraphs and what the site prints) is invented."""
        self._check(given)
        with self.lock:
            number = len(self.releases) + 1
            rng = Random(f"{self.seed} {self.name} {number}")
            invented = self.invent(number, rng)
            told = {name: given.get(name, invented[name]) for name in self._fields()}
            at = at.astimezone(self.zone) if at else self._next_working_hour(rng)
            self.clock = max(self._later(), at)
            path = self.path_of(number, at, told["title"])
            release = Release(
                number=number,
                url=self.root + path,
                path=f"/{self.name}/{path}",
                at=at,
                prints_time=self.prints_time,
                changed=self.clock,
                **told,
            )
            self.releases.append(release)
            return release

    def edit(self, release: Release, *, at: datetime | None = None, **changes: Any) -> None:
        """Changes what the release's page and its row say; `at` re-dates it. Its URL stays."""
        self._check(changes)
        with self.lock:
            for name, value in changes.items():
                setattr(release, name, value)
            release.at = at.astimezone(self.zone) if at else release.at
            release.changed = self.clock = self._later()

    def withdraw(self, release: Release, *, status: int = 404) -> None:
        """Takes the release off the list; its page answers `status`."""
        with self.lock:
            release.gone = status
            release.changed = self.clock = self._later()

    def listed(self) -> list[Release]:
        """What stands on the site, newest first."""
        standing = [release for release in self.releases if not release.gone]
        return sorted(standing, key=lambda release: (release.at, release.number), reverse=True)

    def page(self, path: str) -> Page:
        """What stands at `path` (of the URL, with its query)."""
        with self.lock:
            release = next((release for release in self.releases if release.path == path), None)
            if release and release.gone:
                return self._error(release.gone)
            shown = self.article(release) if release else self.overview(path.removeprefix(f"/{self.name}/"))
            return shown or self._error(404)

    @abstractmethod
    def path_of(self, number: int, at: datetime, title: str) -> str:
        """The path of a new release's page below the root."""

    @abstractmethod
    def overview(self, path: str) -> Page | None:
        """The listing or feed at `path` below the root, None where there is none."""

    @abstractmethod
    def article(self, release: Release) -> Page:
        """The release's own page."""

    def invent(self, number: int, rng: Random) -> Mapping[str, Any]:
        """Whatever a release of that number may print."""
        return prose.invent(self.language, self._ideas[number % len(self._ideas)], rng)

    @property
    def feeds(self) -> dict[str, str]:
        """The URLs of the site's feeds by format."""
        return {name: self.root + path for name, path in self.also.items()}

    def html(self, text: Html, changed: datetime) -> Page:
        body = text.encode(self.charset, "xmlcharrefreplace")
        return Page(body=body, media_type=f"text/html; charset={self.charset}", changed=changed)

    def _error(self, status: int) -> Page:
        body = fill(GONE, status=str(status)).encode()
        return Page(body=body, media_type="text/html; charset=utf-8", changed=self.clock, status=status)

    @cached_property
    def _ideas(self) -> list[prose.Idea]:
        return prose.ideas(self.language, Random(f"{self.seed} {self.name}"))

    def _fields(self) -> frozenset[str]:
        return self.prints | {"title", "paragraphs"}

    def _check(self, names: Iterable[str]) -> None:
        if unknown := set(names) - self._fields():
            raise TypeError(f"the {self.name} site prints no {', '.join(sorted(unknown))}")

    def _later(self) -> datetime:
        return self.clock + timedelta(minutes=1)

    def _next_working_hour(self, rng: Random) -> datetime:
        day = self.clock + timedelta(days=rng.choice((1, 1, 2)))
        return day.replace(hour=rng.randrange(8, 22), minute=rng.randrange(60), second=0)


def paginate(releases: list[Release], first: str, others: str) -> dict[str, list[Release]]:
    """The listing cut into pages: path → what stands there. `others` is the path of page {}."""
    cuts = range(0, max(len(releases), 1), PER_PAGE)
    paths = [first, *(others.format(number) for number in range(2, len(cuts) + 1))]
    return {path: releases[cut : cut + PER_PAGE] for path, cut in zip(paths, cuts, strict=True)}
