"""What all tests share: golden files refreshed by one flag, and no skipped test where CI decides."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import stores
from newsroom import Newsroom, Receiver
from newsroom.portal import Portal


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh-golden", action="store_true", help="write golden files anew; review the diff")
    parser.addoption("--store", default="sqlite", help="where stores lie: sqlite, postgresql, or a server's URL")


def pytest_configure(config: pytest.Config) -> None:
    stores.use(config.getoption("--store"))


def pytest_unconfigure() -> None:
    stores.place.close()


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """What only PostgreSQL can do is asked of it alone."""
    return True if collection_path.name == "test_postgresql.py" and isinstance(stores.place, stores.Files) else None


@pytest.fixture(autouse=True)
def _own_stores() -> Iterator[None]:
    with stores.place.for_one_test():
        yield


@pytest.fixture
def refresh(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--refresh-golden"))


@pytest.fixture
def room() -> Iterator[Newsroom]:
    """A press world of its own for each test."""
    with Newsroom(seed=1) as room:
        yield room


@pytest.fixture
def portal(room: Newsroom) -> Portal:
    """A site that offers feeds, good ones and bad ones, and sitemaps; three releases are out."""
    site = room.site("portal")
    assert isinstance(site, Portal)
    for _ in range(3):
        site.publish()
    return site


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """Somebody's webhook endpoint, verifying with an independent library."""
    with Receiver() as receiver:
        yield receiver


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """A skipped test hides a missing part: in CI it fails."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get("CI"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped; install what it needs"
