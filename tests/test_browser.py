"""Pages that only a browser can read, and what they may do in it: with a real Chromium, against hosts on loopback.

Where the machine has none these tests are left out, except where CI decides.
"""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from newsroom.server import Answer, Call, Loopback

from feeder.config import chromium as installed
from feeder.errors import Disallowed, FetchError, Gone, Refused
from feeder.fetch import browser as browsers
from feeder.fetch import chromium as processes
from feeder.fetch import drawing
from feeder.fetch.browser import Browser
from feeder.fetch.http import Network
from feeder.fetch.robots import RobotsFiles
from feeder.model import Document

PROGRAM = installed.program(None)
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium: apt install chromium")

LIST = """<ul id=list></ul><script src=/app.js></script>"""
APP = """fetch('/api/releases?page=1').then(r => r.json()).then(all => { for (const one of all) {
    list.insertAdjacentHTML('beforeend', `<li><a href="${one.to}">${one.title}</a></li>`) } })"""
RELEASES = '[{"to": "/n/1", "title": "A ferry for Otterby"}, {"to": "/n/2", "title": "The pier is open"}]'
KINDS = {"js": "text/javascript", "json": "application/json", "css": "text/css", "png": "image/png"}


class Host:
    """What stands at each path; what was asked for."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.at: dict[str, str | Answer | Callable[[Call], Answer]] = {}

    def __call__(self, call: Call) -> Answer:
        self.calls.append(call)
        path = call.path.partition("?")[0]
        found = self.at.get(path, Answer(status=404))
        if isinstance(found, str):
            kind = KINDS.get(path.rpartition(".")[2], "application/json" if "/api/" in path else "text/html")
            return Answer(headers={"Content-Type": kind}, body=found.encode())
        return found if isinstance(found, Answer) else found(call)

    @property
    def asked(self) -> list[str]:
        return [call.path for call in self.calls]


@pytest.fixture
def host() -> Host:
    return Host()


@pytest.fixture
def site(host: Host) -> Iterator[str]:
    with Loopback(host) as server:
        yield server.url


@pytest.fixture
def other() -> Iterator[tuple[Host, str]]:
    """Another host, as private as the first; nobody allowed it."""
    host = Host()
    with Loopback(host, ("127.0.0.2", 0)) as server:
        yield host, server.url


async def draw(
    *urls: str,
    browser: Browser | None = None,
    notes: list[str] | None = None,
    seconds: float = 10.0,
    max_bytes: int = 10**6,
    robots: bool = False,
    everywhere: bool = False,
    headers: dict[str, str] | None = None,
) -> list[Document]:
    """What a visit has of these addresses, one after another."""
    mine = browser or Browser(lambda: PROGRAM)
    network = Network(
        user_agent="feeder/test (+https://desk.example)", concurrency=8, per_host=2, delay=timedelta(0),
        timeout=timedelta(seconds=seconds), max_bytes=max_bytes, allow_private=everywhere, browser=mine,
        robots=RobotsFiles() if robots else None,
    )  # fmt: skip
    try:
        async with network.session(urls[0], headers=headers or {}, allow_private=True, robots=robots) as session:
            found = []
            for url in urls:
                document = await session.get(url)
                assert document
                found.append(await network.drawn(document, session, [] if notes is None else notes))
            return found
    finally:
        if mine is not browser:
            await mine.aclose()


def text(document: Document) -> str:
    return document.body.decode()


def drawn(url: str, **told: object) -> str:
    return text(asyncio.run(draw(url, **told))[0])  # type: ignore[arg-type]


def test_a_list_that_a_program_draws_is_read(host: Host, site: str) -> None:
    host.at |= {"/": LIST, "/app.js": APP, "/api/releases": RELEASES}
    (found,) = asyncio.run(draw(f"{site}/"))
    assert '<li><a href="/n/1">A ferry for Otterby</a></li>' in text(found)
    assert (found.url, found.media_type, found.etag) == (f"{site}/", "text/html; charset=utf-8", None)
    assert host.asked == ["/", "/app.js", "/api/releases?page=1"]
