"""The press world of one seed: its sites, its faults, and what was asked of it."""

from collections.abc import Mapping
from dataclasses import replace
from threading import RLock
from typing import NamedTuple, Self, TypeVar

from press_rooms import ROOMS

from .blog import Blog
from .feed import FeedSite
from .hosted import hosted
from .ministry import Ministry
from .page import is_conditional, serve
from .portal import Portal
from .server import Answer, Call, Loopback
from .site import Site
from .table import Table

LAYOUTS: dict[str, type[Site]] = {
    "ministry": Ministry,
    "blog": Blog,
    "portal": Portal,
    "table": Table,
    "feed": FeedSite,
    **{name: hosted(press_room) for name, press_room in ROOMS.items()},
}

FAULT = (
    b"<html><head><title>Error</title></head><body><h1>This service is not available at the moment.</h1></body></html>"
)

T = TypeVar("T")


class Request(NamedTuple):
    method: str
    path: str
    status: int
    conditional: bool


class Newsroom:
    """Where a place in the world is named, a URL or a path will do, and everything below it is meant."""

    def __init__(self, *, seed: int) -> None:
        self.seed = seed
        self._server = Loopback(self._answer)
        self.url = self._server.url
        self._lock = RLock()
        self._sites: dict[str, Site] = {}
        self._faults: dict[str, Answer] = {}
        self._delays: dict[str, float] = {}
        self._requests: list[Request] = []

    def __enter__(self) -> Self:
        self._server.__enter__()
        return self

    def __exit__(self, *exc: object) -> None:
        self._server.__exit__(*exc)

    def site(self, name: str, layout: type[Site] | None = None) -> Site:
        """The site of this name, as `LAYOUTS` has it or of another layout; the same one each time, empty at first."""
        if name not in self._sites:
            layout = layout or LAYOUTS[name]
            self._sites[name] = layout(root=f"{self.url}/{name}/", name=name, seed=self.seed, lock=self._lock)
        return self._sites[name]

    def fail(self, place: str, *, status: int = 503, headers: Mapping[str, str] | None = None) -> None:
        """Every call answers `status` until the place is healed."""
        headers = {"Content-Type": "text/html"} | dict(headers or {})
        self._faults[self._path(place)] = Answer(status=status, headers=headers, body=FAULT)

    def slow(self, place: str, seconds: float) -> None:
        """Every answer begins only after `seconds` until the place is healed."""
        self._delays[self._path(place)] = seconds

    def heal(self, place: str = "/") -> None:
        for troubles in (self._faults, self._delays):
            for path in [path for path in troubles if path.startswith(self._path(place))]:
                del troubles[path]

    @property
    def requests(self) -> list[Request]:
        """What was asked so far, in order."""
        return list(self._requests)

    def requests_to(self, place: str) -> list[Request]:
        return [request for request in self.requests if request.path.startswith(self._path(place))]

    def forget(self) -> None:
        """Begins a new list of requests."""
        self._requests.clear()

    def _path(self, place: str) -> str:
        return place.removeprefix(self.url)

    def _answer(self, call: Call) -> Answer:
        answer = _nearest(self._faults, call.path) or self._look_up(call)
        self._requests.append(Request(call.method, call.path, answer.status, is_conditional(call)))
        return replace(answer, delay=_nearest(self._delays, call.path) or 0.0)

    def _look_up(self, call: Call) -> Answer:
        site = self._sites.get(call.path.split("/")[1])
        return serve(site.page(call.path), call, site.validators) if site else Answer(status=404)


def _nearest(troubles: Mapping[str, T], path: str) -> T | None:
    """The trouble of the closest place around `path`."""
    around = [place for place in list(troubles) if path.startswith(place)]
    return troubles.get(max(around, key=len)) if around else None
