"""A service that is told to stop finishes what it has begun."""

import asyncio
import threading
from pathlib import Path

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from driving import PATIENCE
from stores import store_url

from feeder.config import load
from feeder.engine import local
from feeder.engine.house import House


@pytest.mark.parametrize("trouble", [None, ZeroDivisionError])
def test_a_stop_cuts_off_nobody_who_asks_what_is_due(
    tmp_path: Path,
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
        service = local.Service(house, tmp_path / "config.toml")
        running = asyncio.create_task(service.run())
        assert await asyncio.to_thread(asked.wait, PATIENCE)
        service.stop()
        await asyncio.wait_for(running, PATIENCE)

    (tmp_path / "config.toml").write_text(f'[store]\nurl = "{store_url(tmp_path / "feeder.db")}"', encoding="utf-8")
    (tmp_path / "sources").mkdir()
    house = House.open(load(tmp_path / "config.toml"))
    monkeypatch.setattr(AsyncIOScheduler, "shutdown", shutdown)
    monkeypatch.setattr(local, "TICK", 0.01)
    monkeypatch.setattr(local.Service, "_due", due)
    asyncio.run(stopped_meanwhile())
    house.close()
    assert answered.is_set()
    assert caplog.records == []
