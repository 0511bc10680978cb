"""Pages that show nothing before a browser has run their program; and what is done where there is no browser."""

from pathlib import Path

import pytest
from driving import Desk
from newsroom.server import Answer, Loopback

from feeder import extract
from feeder.config import chromium, load
from feeder.config.sources import read_sources

SCRIPT = "<script src=/app.js></script>"
MENU = "".join(f"<a href=/{name}>{name}</a> " for name in ("About", "Careers", "Contact", "Privacy", "Imprint"))
LONG = "<p>The harbour office is open on weekdays from nine to five, and on Saturdays in the summer months.</p>" * 5


def found(body: str) -> str | None:
    return extract(f"<!doctype html><title>Otterby Harbour</title><body>{body}</body>".encode(), "https://otterby.example/news/", shape="listing").instead  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        f"<div id=root></div>{SCRIPT}",
        f"<noscript>You need to enable JavaScript to run this app.</noscript><div id=app></div>{SCRIPT}",
        f"<noscript>Bitte aktivieren Sie JavaScript.</noscript><header>{MENU}</header><div class=page><div></div></div>{SCRIPT}",
        f"<header>{MENU}</header><app-root></app-root>{SCRIPT}",
        f"<header>{MENU}</header><main><div class=spinner></div></main><footer>{LONG}</footer>{SCRIPT}",
        f"<template><p>{LONG}</p></template><div id=q-app></div>{SCRIPT}",
    ],
    ids=["root", "asked for", "auf Deutsch", "element", "main", "template"],
)
def test_a_page_that_its_program_is_to_draw_is_told(body: str) -> None:
    assert found(body) == "program"


@pytest.mark.parametrize(
    "body",
    [
        f"<header>{MENU}</header><div id=modal></div>{LONG}{SCRIPT}",
        f"<header>{MENU}</header><main>{LONG}</main><noscript>Enable JavaScript.</noscript>{SCRIPT}",
        f"<header>{MENU}</header><main><p>No news yet.</p></main>{SCRIPT}",
        f"<header>{MENU}</header><main></main>",
        f"<div id=root></div><p>{MENU}</p>{LONG}",
    ],
    ids=["modal", "noscript", "no news", "no program", "no script"],
)
def test_one_that_shows_something_or_has_no_program_is_not(body: str) -> None:
    assert found(body) != "program"


def test_a_list_that_the_page_shows_or_states_needs_no_browser() -> None:
    rows = "".join(f"<li><time>2026-03-1{n}</time><a href=/news/{n}>The pier opens for the {n}th time</a></li>" for n in range(9))  # fmt: skip
    assert found(f"<div id=root></div><h1>Press releases</h1><ul>{rows}</ul>{SCRIPT}") is None


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """On a machine without a Chromium."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(chromium, "NAMES", chromium.NAMES[:2])
    return Desk(tmp_path)


def test_where_there_is_no_chromium_it_is_said_what_to_install(desk: Desk) -> None:
    page = Answer(headers={"Content-Type": "text/html"}, body=f"<div id=root></div>{SCRIPT}".encode())
    with Loopback(lambda _: page) as server:
        told = desk.feeder("add", f"{server.url}/", expect=2)
        assert f"install Chromium (Debian: apt install chromium), then `feeder add --browser {server.url}/`" in told
        assert "--browser wants Chromium, and there is none on this machine; install" in desk.feeder(
            "add", "--browser", f"{server.url}/", expect=2
        )
    desk.follow("otterby", "https://otterby.example/", browser=True)
    told = desk.feeder("check", expect=1)
    assert "sources/otterby.toml: browser: there is none on this machine; install Chromium" in told


@pytest.mark.parametrize("command", ["add", "preview"])
def test_what_is_on_the_disk_is_drawn_by_no_browser(tmp_path: Path, command: str) -> None:
    desk = Desk(tmp_path)
    desk.write("letters/pier.txt", "The pier is open\n\nIt opened today.\n")
    path = "letters" if command == "add" else "letters/pier.txt"
    assert f"{path}: is no page on the web, which a browser could draw" in desk.feeder(
        command, "--browser", path, expect=2
    )


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("browser = 'yes'", 'expected true, false or "list"'),
        ("browser = 1", 'expected true, false or "list"'),
    ],
)
def test_a_browser_is_true_false_or_for_the_list(tmp_path: Path, written: str, told: str) -> None:
    desk = Desk(tmp_path)
    desk.write("sources/otterby.toml", f"url = 'https://otterby.example/'\n{written}\n")
    (broken,) = read_sources(load(tmp_path / "config.toml"))[1]
    assert told in broken.mistake


def test_a_chromium_that_is_named_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(tmp_path)
    program = desk.write("bin/chrome", "#!/bin/sh\n")
    program.chmod(0o755)
    desk.write("config.toml", f"[fetch]\nchromium = '{program}'\n")
    desk.write("sources/otterby.toml", "url = 'https://otterby.example/'\nbrowser = 'list'\n")
    (source,), broken, _ = read_sources(load(tmp_path / "config.toml"))
    assert (source.browser, broken) == ("list", [])
    desk.write("sources/papers/a.txt", "Paper")
    desk.write("sources/papers.toml", "browser = true\n")
    assert "papers.toml: browser is for pages on the web; take it out" in read_sources(load(tmp_path / "config.toml"))[1][0].mistake  # fmt: skip


def test_a_chromium_that_is_named_and_not_there_is_told(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.write("config.toml", "[fetch]\nchromium = '/nowhere/chrome'\n")
    assert '[fetch] chromium = "/nowhere/chrome": expected the path of a program' in desk.feeder("check", expect=2)
