"""config.toml read again: when it was saved, what counts at once, and what waits for a restart."""

from pathlib import Path

import pytest

from feeder.config import load
from feeder.engine.reload import ConfigFile
from feeder.errors import ConfigError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text('[feeder]\ntitle = "One"\n')
    return path


def test_it_is_saved_when_it_is_another_and_was_left_alone(path: Path) -> None:
    file = ConfigFile(path)
    assert [file.is_saved(), file.is_saved()] == [False, False]
    path.write_text("[feeder]\n")  # half of it
    assert not file.is_saved()
    path.write_text('[feeder]\ntitle = "Two"\n')
    assert [file.is_saved(), file.is_saved()] == [False, True]
    settings, waiting = file.settings(load(path))
    assert (settings.title, waiting) == ("Two", [])
    assert [file.is_saved(), file.is_saved()] == [False, False]


def test_a_mistake_is_told_once_until_it_is_saved_again(path: Path) -> None:
    file, before = ConfigFile(path), load(path)
    path.write_text('[feeder]\ntitel = "Two"\nlangauge = "de"\n')
    assert [file.is_saved(), file.is_saved()] == [False, True]
    with pytest.raises(ConfigError) as told:
        file.settings(before)
    assert len(told.value.mistakes) == 2
    assert [file.is_saved(), file.is_saved()] == [False, False]


@pytest.mark.parametrize("empty", [True, False])
def test_without_it_nothing_is_forgotten_however_often_it_is_read(path: Path, *, empty: bool) -> None:
    file, before = ConfigFile(path), load(path)
    path.write_text(" \n") if empty else path.unlink()
    for _ in range(2):
        with pytest.raises(ConfigError, match="is gone or empty"):
            file.settings(before)
    path.write_text('[feeder]\ntitle = "Two"\n')
    assert file.settings(before)[0].title == "Two"


def test_one_that_never_was_may_stay_away(tmp_path: Path) -> None:
    file, before = ConfigFile(tmp_path / "config.toml"), load(tmp_path / "config.toml")
    assert file.settings(before) == (before, [])


@pytest.mark.parametrize(
    ("before", "after", "url"),
    [
        ("", '[server]\nlisten = "127.0.0.1:9"', "http://127.0.0.1:8080"),
        ("", '[feeder]\nurl = "https://a.example"\n[server]\nlisten = "127.0.0.1:9"', "https://a.example"),
        ('[feeder]\nurl = "https://a.example"', '[server]\nlisten = "127.0.0.1:9"', "http://127.0.0.1:8080"),
    ],
)
def test_where_it_listens_waits_for_a_restart_and_what_links_name_does_not(
    path: Path, before: str, after: str, url: str
) -> None:
    path.write_text(before)
    was, file = load(path), ConfigFile(path)
    path.write_text(after)
    settings, waiting = file.settings(was)
    assert (settings.listen, settings.url) == ("127.0.0.1:8080", url)
    assert waiting == ["config.toml: [server] listen waits for a restart of feeder"]


def test_another_store_waits_for_a_restart(path: Path) -> None:
    file, before = ConfigFile(path), load(path)
    path.write_text('[store]\nurl = "sqlite:///other.db"')
    settings, waiting = file.settings(before)
    assert settings.store == before.store
    assert waiting == ["config.toml: [store] url waits for a restart of feeder"]
