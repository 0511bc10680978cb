"""A service that is told to stop finishes what it has begun."""

import asyncio
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from driving import PATIENCE
from stores import store_url

from feeder.config import load
from feeder.engine import local
from feeder.engine.house import House
from feeder.model import Source

HOUR = timedelta(hours=1)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    (tmp_path / "config.toml").write_text(f'[store]\nurl = "{store_url(tmp_path / "feeder.db")}"', encoding="utf-8")
    (tmp_path / "sources").mkdir()
    house = House.open(load(tmp_path / "config.toml"))
    yield house
    house.close()


@pytest.mark.parametrize("trouble", [None, ZeroDivisionError])
def test_a_stop_cuts_off_nobody_who_asks_what_is_due(
    house: House,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    trouble: type[Exception] | None,
) -> None:
    asked, is_over, answered = threading.Event(), threading.Event(), threading.Event()
    stop_clock = AsyncIOScheduler.shutdown

    def shutdown(clock: AsyncIOScheduler, *, wait: bool) -> None:
        stop_clock(clock, wait=wait)
        is_over.set()

    def due(_service: local.Service) -> list[str]:
        asked.set()
        assert is_over.wait(PATIENCE)
        answered.set()
        if trouble:
            raise trouble
        return []

    async def stopped_meanwhile() -> None:
        service = local.Service(house, house.settings.root / "config.toml")
        running = asyncio.create_task(service.run())
        assert await asyncio.to_thread(asked.wait, PATIENCE)
        service.stop()
        await asyncio.wait_for(running, PATIENCE)

    monkeypatch.setattr(AsyncIOScheduler, "shutdown", shutdown)
    monkeypatch.setattr(local, "TICK", 0.01)
    monkeypatch.setattr(local.Service, "_due", due)
    asyncio.run(stopped_meanwhile())
    assert answered.is_set()
    assert caplog.records == []


def test_a_stop_in_the_moment_of_a_tick_ends_without_a_traceback(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    clocks: asyncio.Queue[AsyncIOScheduler] = asyncio.Queue()
    start_clock = AsyncIOScheduler.start

    def start(clock: AsyncIOScheduler) -> None:
        start_clock(clock)
        clocks.put_nowait(clock)

    async def stopped_as_the_clock_strikes() -> None:
        service = local.Service(house, house.settings.root / "config.toml")
        running = asyncio.create_task(service.run())
        clock = await clocks.get()
        await asyncio.sleep(0)  # its first look finds nothing due
        service.stop()
        for job in clock.get_jobs():
            job.modify(next_run_time=datetime.now(UTC))
        await asyncio.wait_for(running, PATIENCE)

    monkeypatch.setattr(AsyncIOScheduler, "start", start)
    asyncio.run(stopped_as_the_clock_strikes())
    assert caplog.records == []


def test_a_source_is_not_visited_as_its_file_said_before(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store is told first that a changed file wants a visit: whoever takes it then must know the file too, or it
    waits until the next visit is due."""
    file, visited = house.settings.sources_folder / "acme.toml", list[str]()
    file.write_text('url = "https://old.example/press"', encoding="utf-8")
    house.sync()
    with house.store.write(quiet=True) as tx:  # its first visit is behind it
        (uid,) = tx.sources.due(datetime.now(UTC))
        tx.sources.put_checkpoint(uid, replace(tx.sources.checkpoint(uid), next_due=datetime.now(UTC) + HOUR))
    is_told, know = threading.Event(), house._know

    def know_late(*what: object) -> None:
        is_told.set()
        time.sleep(0.3)  # long enough for whoever does not wait for it
        know(*what)

    async def visit(source: Source, *_: object) -> None:
        visited.append(source.location)

    async def changed_while_the_clock_strikes() -> None:
        service = local.Service(house, house.settings.root / "config.toml")
        file.write_text('url = "https://new.example/press"', encoding="utf-8")
        change = asyncio.create_task(service._files_changed(None))
        assert await asyncio.to_thread(is_told.wait, PATIENCE)
        await service._visit_due()
        await change
        await asyncio.gather(*service._visits)

    monkeypatch.setattr(house, "_know", know_late)
    monkeypatch.setattr(local, "visit_logged", visit)
    asyncio.run(changed_while_the_clock_strikes())
    assert visited == ["https://new.example/press"]
