"""The list of all feeds is as the feeds are: whoever wrote them, whatever came in between, at the price of what changed."""

import asyncio
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from driving import PATIENCE
from stores import store_url
from structlog.testing import capture_logs

from feeder.config import load
from feeder.engine import local, rendering
from feeder.engine.house import House
from feeder.engine.rendering import render_stale
from feeder.engine.visiting import visit_leased
from feeder.render import FORMATS
from feeder.store.entries import Entries

FILES = {"index.html", "feeds.opml", "feed.css", "feed.de.css", "page.css"}


def opened(folder: Path, settings: str = "") -> House:
    """One process at work in this folder."""
    text = f'{settings}\n[store]\nurl = "{store_url(folder / "feeder.db")}"'
    (folder / "config.toml").write_text(text, encoding="utf-8")
    return House.open(load(folder / "config.toml"))


def drop(house: House, slug: str, title: str) -> None:
    """A document is put into a source's folder, and read."""
    path = house.settings.sources_folder / slug / f"{title}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"Meldung\n16.11.2020\n\n{title}\n\nDer Steg ist seit heute wieder offen.\n", encoding="utf-8")
    if slug not in house.sources:
        house.sync()
    asyncio.run(visit_leased(house.sources[slug], house.desk(), "test"))


def said(house: House) -> dict[str, str]:
    """The title of the newest entry that index.html names, by feed."""
    page = (house.settings.feeds_folder / "index.html").read_text(encoding="utf-8")
    articles = re.findall(r'<article id="(.*?)">(.*?)</article>', page, re.DOTALL)
    newest = {slug: re.search(r'<span dir="auto".*?>(.*?)</span>', text) for slug, text in articles}
    return {slug: found[1] if found else "" for slug, found in newest.items()}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Two folders, read and rendered."""
    house = opened(tmp_path)
    drop(house, "acme", "Acme opens")
    drop(house, "beta", "Beta opens")
    render_stale(house)
    yield house
    house.close()


@pytest.fixture
def other(house: House) -> Iterator[House]:
    """Another process beside it, which began before anything more happened."""
    other = House.open(house.settings)
    yield other
    other.close()


def test_one_changed_feed_is_the_only_one_whose_entries_are_read(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    drop(house, "acme", "Acme closes")
    read: list[str] = []
    really = Entries.listed
    monkeypatch.setattr(
        Entries, "listed", lambda own, slugs, *rest, **told: read.extend(slugs) or really(own, slugs, *rest, **told)
    )
    render_stale(house)
    assert read == ["acme"]
    assert said(house) == {"acme": "Acme closes", "beta": "Beta opens"}


def test_what_was_written_before_a_crash_is_in_the_list_after_it(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_arguments: object) -> list[str]:
        raise KeyboardInterrupt

    drop(house, "acme", "Acme closes")
    with monkeypatch.context() as patch:
        patch.setattr(rendering, "_publish_overview", crash)
        with pytest.raises(KeyboardInterrupt):
            render_stale(house)
    assert said(house)["acme"] == "Acme opens"
    again = House.open(house.settings)
    assert render_stale(again) == ["index.html"]
    again.close()
    assert said(house)["acme"] == "Acme closes"


def test_two_processes_list_what_either_wrote(house: House, other: House) -> None:
    drop(other, "beta", "Beta closes")
    render_stale(other)
    drop(house, "acme", "Acme closes")
    render_stale(house)
    assert said(house) == {"acme": "Acme closes", "beta": "Beta closes"}


def test_an_older_list_is_not_left_over_a_newer(house: House, other: House, monkeypatch: pytest.MonkeyPatch) -> None:
    really = rendering.publish

    def overtaken(folder: Path, files: dict[str, bytes]) -> list[str]:
        if "index.html" in files:  # it was read, and is about to be written
            monkeypatch.setattr(rendering, "publish", really)
            drop(other, "beta", "Beta closes")
            render_stale(other)
        return really(folder, files)

    drop(house, "acme", "Acme closes")
    monkeypatch.setattr(rendering, "publish", overtaken)
    render_stale(house)
    assert said(house) == {"acme": "Acme closes", "beta": "Beta closes"}


def test_who_does_not_know_a_feed_yet_does_not_take_it_off_the_list(house: House, other: House) -> None:
    drop(other, "gamma", "Gamma opens")
    render_stale(other)
    drop(house, "acme", "Acme closes")
    render_stale(house)
    assert said(house)["gamma"] == "Gamma opens"


def test_who_knows_a_feed_as_it_was_set_before_does_not_have_the_last_word(house: House, other: House) -> None:
    (house.settings.sources_folder / "acme.toml").write_text('title = "Acme Press"', encoding="utf-8")
    house.sync()
    assert any(name.startswith("acme.") for name in render_stale(house))
    drop(other, "acme", "Acme closes")
    render_stale(other)
    feed = house.settings.feeds_folder / "acme.rss"
    assert b"<title>acme</title>" in feed.read_bytes()
    render_stale(house)
    assert b"<title>Acme Press</title>" in feed.read_bytes()
    assert b"Acme Press" in (house.settings.feeds_folder / "index.html").read_bytes()


def test_a_feed_that_comes_while_others_are_rendered_has_its_turn_later(house: House) -> None:
    before = house.wishes
    drop(house, "gamma", "Gamma opens")
    now, house.wishes = house.wishes, before
    with capture_logs() as logged:
        assert render_stale(house) == []
    assert logged == []
    house.wishes = now
    render_stale(house)
    assert said(house)["gamma"] == "Gamma opens"


def test_a_feed_that_is_closed_leaves_the_list_and_comes_back_with_its_files(house: House) -> None:
    folder = house.settings.sources_folder
    (folder / "beta").rename(folder.parent / "beta")
    house.sync()
    render_stale(house)
    assert said(house) == {"acme": "Acme opens"}
    (folder.parent / "beta").rename(folder / "beta")
    house.sync()
    render_stale(house)
    assert said(house) == {"acme": "Acme opens", "beta": "Beta opens"}


def test_a_feed_whose_file_is_wrong_is_listed_as_it_was_and_a_new_one_not_yet(house: House) -> None:
    for slug in ("beta", "gamma"):
        (house.settings.sources_folder / f"{slug}.toml").write_text("title = 7", encoding="utf-8")
    house.sync()
    drop(house, "acme", "Acme closes")
    render_stale(house)
    assert said(house) == {"acme": "Acme closes", "beta": "Beta opens"}


def test_other_settings_of_the_house_are_in_the_list_at_once(house: House, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(f'[feeder]\ntitle = "Am Hafen"\n[store]\nurl = "{house.settings.store}"')
    house.change(load(tmp_path / "config.toml"))
    assert render_stale(house) == ["index.html", "feeds.opml"]
    assert b'<h1 dir="auto">Am Hafen</h1>' in (house.settings.feeds_folder / "index.html").read_bytes()


# What somebody else does in feeds/ ----------------------------------------------------------------------------------


def delete(folder: Path, *names: str) -> None:
    for name in names or list(files(folder)):
        (folder / name).unlink()


def files(folder: Path) -> dict[str, bytes]:
    """Whatever lies in feeds/ and below it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}


@pytest.mark.parametrize(
    "deleted", [{"acme.atom"}, {"index.html"}, {"feeds.opml"}, {"feed.css"}, {"page.css"}, {"acme/index.html"}, None]
)
def test_what_was_deleted_comes_back_as_it_was_with_the_next_process(house: House, deleted: set[str] | None) -> None:
    folder = house.settings.feeds_folder
    before = files(folder)
    deleted = deleted or set(before)
    delete(folder, *deleted)
    again = House.open(house.settings)
    assert set(render_stale(again)) == deleted
    again.close()
    assert files(folder) == before


def test_a_service_looks_through_its_folder_from_time_to_time(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async def an_hour() -> None:
        house.news.clear()
        keeping = asyncio.create_task(local.Service(house, house.settings.root / "config.toml")._keep_house())
        await asyncio.wait_for(house.news.wait(), PATIENCE)
        keeping.cancel()

    delete(house.settings.feeds_folder, "acme.atom")
    assert render_stale(house) == []
    monkeypatch.setattr(local, "HOUR", 0)
    asyncio.run(an_hour())
    assert render_stale(house) == ["acme.atom"]


@pytest.mark.parametrize("clear", [delete, shutil.rmtree])
def test_a_folder_that_was_cleared_is_filled_at_once(house: House, clear: Callable[[Path], object]) -> None:
    before = set(files(house.settings.feeds_folder))
    clear(house.settings.feeds_folder)
    assert set(render_stale(house)) == before
    for slug in ("acme", "beta"):
        assert {f"{slug}/index.html", *(f"{slug}.{name}" for name in FORMATS)} < before


def test_what_a_crash_left_is_swept_up_at_start(house: House) -> None:
    leftover = house.settings.feeds_folder / ".feeder-left.tmp"
    leftover.write_bytes(b"half")
    os.utime(leftover, (0, 0))
    again = House.open(house.settings)
    render_stale(again)
    again.close()
    assert not leftover.exists()
