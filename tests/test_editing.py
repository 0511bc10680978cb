"""The files of sources/, written by commands: what stood in them stays, and what is written reads well."""

import re
import stat
import tomllib
from pathlib import Path

import pytest

from feeder.config import Settings, load
from feeder.config.sources import read_sources
from feeder.engine import editing
from feeder.errors import ConfigError, UsageError
from feeder.model import ListRule

URL = "https://acme.example/press"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "sources").mkdir()
    return load(tmp_path / "config.toml")


def written(settings: Settings, name: str, text: str) -> Path:
    path = settings.sources_folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode())
    return path


PAUSES = [
    (f'url = "{URL}"\n', f'paused = true\nurl = "{URL}"\n', "nothing said so far"),
    ("", "paused = true\n", "an empty file"),
    ('# ours\nurl = "x"\n\n# its list\n[rule]\nitems = "li"  # all\n',
     'paused = true\n# ours\nurl = "x"\n\n# its list\n[rule]\nitems = "li"  # all\n', "comments and a table"),
    ('url = "x"\r\n[rule]\r\nitems = "li"\r\n',
     'paused = true\r\nurl = "x"\r\n[rule]\r\nitems = "li"\r\n', "the lines' ends of Windows"),
    ('url = "x"\n paused=false # till May\n', 'url = "x"\n paused=true # till May\n', "said and explained"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), [row[:2] for row in PAUSES], ids=[row[2] for row in PAUSES])
def test_pausing_changes_that_one_setting_and_resuming_brings_the_file_back(
    settings: Settings, before: str, after: str
) -> None:
    path = written(settings, "acme.toml", before)
    assert editing.pause(settings, "acme", is_paused=True)
    assert path.read_bytes().decode() == after
    assert not editing.pause(settings, "acme", is_paused=True)
    assert editing.pause(settings, "acme", is_paused=False)
    assert path.read_bytes().decode() == before
    assert not editing.pause(settings, "acme", is_paused=False)


def test_a_folder_without_a_file_gets_one_to_be_paused(settings: Settings) -> None:
    written(settings, "Presse 2024/one.txt", "One\n\nOne.\n")
    editing.pause(settings, "presse-2024", is_paused=True)
    assert [one.paused for one in read_sources(settings)[0]] == [True]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('"paused" = false\n', id="a quoted name"),
        pytest.param('title = """\npaused = false\n"""\n', id="in a text of several lines"),
    ],
)
def test_what_cannot_be_changed_safely_is_left_alone(settings: Settings, text: str) -> None:
    path = written(settings, "acme.toml", text)
    with pytest.raises((ConfigError, UsageError)) as told:
        editing.pause(settings, "acme", is_paused=True)
    assert "\n" not in str(told.value)
    assert path.read_text() == text


def test_a_file_that_is_no_toml_is_told_and_left_alone(settings: Settings) -> None:
    path = written(settings, "acme.toml", "url = \n")
    with pytest.raises(ConfigError, match=r"sources/acme\.toml: not valid TOML"):
        editing.pause(settings, "acme", is_paused=True)
    assert path.read_text() == "url = \n"


def test_rights_and_links_stay(settings: Settings, tmp_path: Path) -> None:
    real = tmp_path / "kept" / "acme.toml"
    real.parent.mkdir()
    real.write_text(f'url = "{URL}"\ncookies = {{ login = "secret" }}\n')
    real.chmod(0o600)
    link = settings.sources_folder / "acme.toml"
    link.symlink_to(real)
    editing.pause(settings, "acme", is_paused=True)
    assert link.is_symlink()
    assert "paused = true" in real.read_text()
    assert stat.S_IMODE(real.stat().st_mode) == 0o600


def test_a_renamed_file_keeps_every_byte(settings: Settings) -> None:
    text = f'# ours\nurl = "{URL}"  # new since May\r\n'
    written(settings, "acme.toml", text)
    ((source,), _, _) = read_sources(settings)
    editing.rename(settings, "acme", "news", source.uid)
    assert [path.name for path in settings.sources_folder.iterdir()] == ["news.toml"]
    assert (settings.sources_folder / "news.toml").read_bytes().decode() == text


@pytest.mark.parametrize("text", [None, "# ours\nlanguage = 'de'\n", 'uid = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"\n'])
def test_a_renamed_folder_keeps_its_uid_its_file_and_its_documents(settings: Settings, text: str | None) -> None:
    written(settings, "Presse ä/one.txt", "One\n\nOne.\n")
    if text:
        written(settings, "Presse ä.toml", text)
    ((before,), _, _) = read_sources(settings)
    editing.rename(settings, "presse-ae", "press", before.uid)
    ((after,), _, _) = read_sources(settings)
    assert (after.slug, after.uid, after.language) == ("press", before.uid, before.language)
    assert sorted(path.name for path in settings.sources_folder.iterdir()) == ["press", "press.toml"]
    assert (settings.sources_folder / "press" / "one.txt").exists()
    assert text is None or text in (settings.sources_folder / "press.toml").read_text()


@pytest.mark.parametrize("new", ["Acme News", "", "taken", "all", "../x"])
def test_a_slug_that_is_none_or_taken_is_refused_in_one_line(settings: Settings, new: str) -> None:
    (settings.root / "config.toml").write_text('[[feeds]]\nslug = "all"\n')
    settings = load(settings.root / "config.toml")
    written(settings, "acme.toml", f'url = "{URL}"\n')
    written(settings, "taken/one.txt", "One\n\nOne.\n")
    source = read_sources(settings)[0][0]
    with pytest.raises(UsageError) as told:
        editing.rename(settings, "acme", new, source.uid)
    assert "\n" not in str(told.value)
    assert (settings.sources_folder / "acme.toml").exists()


def test_what_is_removed_is_moved_away_and_never_over_something_else(settings: Settings) -> None:
    places = []
    for title in ("first", "second"):
        written(settings, "acme/one.txt", "One\n\nOne.\n")
        written(settings, "acme.toml", f'title = "{title}"\n')
        places.append(editing.remove(settings, "acme"))
    assert read_sources(settings)[0] == []
    titles = [tomllib.loads((place / "acme.toml").read_text())["title"] for place in places]
    assert titles == ["first", "second"]
    assert all((place / "acme" / "one.txt").exists() for place in places)


def test_documents_that_lie_in_sources_itself_are_not_moved(settings: Settings) -> None:
    written(settings, "one.txt", "One\n\nOne.\n")
    ((source,), _, _) = read_sources(settings)
    with pytest.raises(UsageError, match="move them into a folder"):
        editing.remove(settings, "documents")
    with pytest.raises(UsageError, match="move them into a folder"):
        editing.rename(settings, "documents", "notes", source.uid)


def test_what_is_added_reads_as_it_was_meant(settings: Settings) -> None:
    url = 'https://acme.example/feed?a="b"&c=\\d'
    editing.add(settings, "acme", {"url": url})
    ((source,), broken, _) = read_sources(settings)
    assert (source.slug, source.location, broken) == ("acme", url, [])
    assert stat.S_IMODE((settings.sources_folder / "acme.toml").stat().st_mode) == 0o644


# A rule ---------------------------------------------------------------------------------------------------------------

RULE = ListRule(items="li.news", link="h3 a", date='./p[@class="d"]')
WRITTEN = 'items = "li.news"\nlink = "h3 a"\ndate = "./p[@class=\\"d\\"]"\n'
PINS = [
    (f'# ours\nurl = "{URL}"  # of old\n', f'# ours\nurl = "{URL}"  # of old\n\n[rule]\n{WRITTEN}', "no rule so far"),
    (f'url = "{URL}"\n\n[rule]\nitems = "li.news" # all\n# more\n', None, "a part of it, explained"),
    (f'rule = {{ items = "li.news" }}\nurl = "{URL}"\n', None, "in one line"),
    (f'rule.items = "li"\nurl = "{URL}"\n', None, "with dots"),
    (f'url = "{URL}"\n[rule]\nitems = "li.old"\n\n[headers]\nX-A = "1"\n', None, "another rule, and a table after it"),
    (f'url = "{URL}"\r\n[rule]\r\nitems = "li"\r\n', None, "the lines' ends of Windows"),
]


@pytest.mark.parametrize(("before", "after"), [row[:2] for row in PINS], ids=[row[2] for row in PINS])
def test_a_pinned_rule_is_written_and_the_rest_stays(settings: Settings, before: str, after: str | None) -> None:
    path = written(settings, "acme.toml", before)
    editing.pin(settings, "acme", RULE)
    text = path.read_bytes().decode()
    assert after in (None, text)
    assert [one.rule for one in read_sources(settings)[0]] == [RULE]
    assert [line for line in re.findall("#.*", before) if line not in text] == []
    assert ("\r\n" in before) == ("\r\n" in text) == ("\n" not in text.replace("\r\n", ""))
    editing.pin(settings, "acme", RULE)
    assert path.read_bytes().decode() == text


def test_a_folder_is_pinned_nothing(settings: Settings) -> None:
    written(settings, "acme/one.txt", "One\n\nOne.\n")
    with pytest.raises(UsageError, match="acme: is a folder; its documents are read without a"):
        editing.pin(settings, "acme", RULE)
