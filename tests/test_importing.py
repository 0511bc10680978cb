"""What other programs follow, and what is followed here for them."""

import shlex
import tomllib
from contextlib import suppress
from pathlib import Path

import pytest
from driving import Desk
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from feeder.config import load
from feeder.engine.editing import Slugs
from feeder.errors import ParseError
from feeder.parse.feeds import subscriptions
from feeder.parse.feeds.subscriptions import Subscription as Sub

QUAY, CRANE = "https://quay.example/feed", "https://crane.example/press"

LISTS = [
    ("subs.opml", f'<opml><body><outline text="All"><outline text="Quay &amp; Co" xmlUrl="{QUAY}" htmlUrl="{CRANE}"/></outline></body></opml>', [Sub(QUAY, "Quay & Co", CRANE)]),
    ("subs.opml", f'<opml><body><outline title="Q & A" text="Q" XMLURL="{QUAY}"></body>', [Sub(QUAY, "Q & A")]),  # ill-formed, as many are
    ("subs.xml", f'<?xml version="1.0" encoding="utf-16"?><opml><outline xmlUrl="{QUAY}"/></opml>', [Sub(QUAY)]),  # a declaration that is not so
    ("urls", f'# mine\n{QUAY} ports "~The quay"\n\n"query:New:unread = \\"yes\\""\n{CRANE} \'', [Sub(QUAY, "The quay"), Sub('query:New:unread = "yes"'), Sub(CRANE)]),
    ("list.txt", f"\ufeff{QUAY}\r\n{CRANE}\r\n", [Sub(QUAY), Sub(CRANE)]),
    ("list.csv", f'Name,Feed URL,url\n"Quay, new",,{QUAY}\n', [Sub(QUAY, "Quay, new")]),
    ("list.csv", f"name;xmlUrl;website\nQuay;{QUAY};{CRANE}\n;;\n", [Sub(QUAY, "Quay", CRANE)]),
    ("watch.json", f'{{"a1": {{"url": "{QUAY}", "title": "Quay"}}, "b2": {{"url": "{CRANE}", "title": null}}}}', [Sub(QUAY, "Quay"), Sub(CRANE)]),
    ("list.json", f'["{QUAY}", {{"feed": {{"feed_url": "{CRANE}", "site_url": "x"}}}}, "no address"]', [Sub(QUAY), Sub(CRANE, None, "x")]),
    ("feeds.yml", f"feeds:\n  quay:\n    channel:\n      url: {QUAY}\n      title: Quay\n    selectors: &s\n      items: {{selector: li}}\n  crane: {{channel: {{url: '{CRANE}'}}, selectors: *s}}\n", [Sub(QUAY, "Quay"), Sub(CRANE)]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "meant"), LISTS, ids=[f"{name}: {text[:20]}" for name, text, _ in LISTS])
def test_a_list_is_read_as_whoever_wrote_it_meant_it(name: str, text: str, meant: list[Sub]) -> None:
    assert subscriptions.read(text.encode(), name) == meant


@pytest.mark.parametrize(
    ("name", "body", "problem"),
    [
        ("a.txt", b"Dear colleagues,\nplease find below", "holds no addresses"),
        ("a.opml", b"<opml><body/></opml>", "holds no addresses"),
        ("a.opml", b"<", "holds no addresses"),
        ("a.json", b'{"url": ', "is no JSON"),
        ("a.json", b"[" * 100_000, "is no JSON"),
        ("a.yml", b"url: [", "is no YAML"),
        ("a.txt", b"%PDF-1.7\n", "not text"),
        ("a.txt", b"", "holds no addresses"),
    ],
)
def test_what_lists_nothing_is_told(name: str, body: bytes, problem: str) -> None:
    with pytest.raises(ParseError, match=problem):
        subscriptions.read(body, name)


def test_a_list_without_end_is_refused() -> None:
    with pytest.raises(ParseError, match="more than 100000 addresses; split it"):
        subscriptions.read(b"https://quay.example/\n" * 100_001, "urls")


def test_entities_and_aliases_that_grow_do_not() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 100}">' for n in range(9))
    bomb = f'<!DOCTYPE o [{entities}<!ENTITY f SYSTEM "file:///etc/passwd">]><o><outline text="&e8;&f;" xmlUrl="{QUAY}"/></o>'
    with pytest.raises(ParseError, match="holds no addresses"):
        subscriptions.read(bomb.encode(), "a.opml")
    aliases = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else QUAY}]\n" for n in range(30))
    assert subscriptions.read(aliases.encode(), "a.yml") == [Sub(QUAY)]


@given(st.binary(max_size=300), st.sampled_from(["a.opml", "a.yml", "a.json", "a.csv", "urls"]))
def test_no_bytes_give_a_traceback(body: bytes, name: str) -> None:
    with suppress(ParseError):
        assert subscriptions.read(body, name)


# Into sources/ ------------------------------------------------------------------------------------------------------


def test_what_is_listed_is_followed_once_and_what_cannot_be_is_told(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.follow("old", QUAY)
    desk.write("urls", f"{QUAY}/\n{CRANE} '~The crane'\nftp://pier.example/\nfeed://crane.example/rss\n{CRANE}/two\n")
    said = desk.feeder("import", "urls", expect=1)
    assert "ftp://pier.example/: expected an address that begins with https:// or http://; it was left out" in said
    assert "3 added to sources/, 1 followed already, 1 left out; `feeder once` visits them" in said
    files = {path.stem: tomllib.loads(path.read_text()) for path in (tmp_path / "sources").glob("*.toml")}
    assert files == {
        "old": {"url": QUAY},
        "the-crane": {"url": CRANE, "title": "The crane"},
        "crane-example": {"url": "http://crane.example/rss"},
        "crane-example-2": {"url": f"{CRANE}/two"},
    }
    assert "0 added to sources/, 4 followed already" in desk.feeder("import", "urls", expect=1)


def test_a_folder_without_sources_gets_them(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    (tmp_path / "sources").rmdir()
    desk.write("urls", QUAY)
    assert "1 added" in desk.feeder("import", "urls")


def test_an_address_cannot_ask_for_our_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_SECRET", "hush")
    desk = Desk(tmp_path)
    desk.write("urls", f"{QUAY}?key=env:DESK_SECRET\n")
    desk.feeder("import", "urls")
    assert tomllib.loads((tmp_path / "sources/quay-example.toml").read_text())["url"] == f"{QUAY}?key=env%3ADESK_SECRET"


@pytest.mark.parametrize(
    "host", ["env:DESK_SECRET@quay.example", "me:env:DESK_SECRET@quay.example", "file:/etc/hosts@quay.example"]
)
def test_nor_before_the_name_of_its_host(tmp_path: Path, host: str) -> None:
    desk = Desk(tmp_path)
    desk.write("urls", f"https://{host}/press\n")
    said = desk.feeder("import", "urls", expect=1)
    assert "names a secret of this machine" in said
    assert list((tmp_path / "sources").glob("*.toml")) == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("feed:https://quay.example/feed", QUAY),
        ("feed://https://quay.example/feed", QUAY),
        ("FEED://quay.example/feed", "http://quay.example/feed"),
    ],
)
def test_an_address_of_a_feed_in_its_old_form(tmp_path: Path, written: str, meant: str) -> None:
    desk = Desk(tmp_path)
    desk.write("urls", written)
    desk.feeder("import", "urls")
    (file,) = (tmp_path / "sources").glob("*.toml")
    assert tomllib.loads(file.read_text())["url"] == meant


def test_what_is_left_out_is_named_once(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.write("urls", f"{QUAY}\nhttps://quay.example:99999/\nhttp://[::1%25x]/\n")
    said = desk.feeder("import", "urls", expect=1)
    assert said.count("99999") == 1


def test_a_line_without_end_is_taken_apart_at_its_blanks_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """What knows quotation marks takes four times as long for twice as much."""
    monkeypatch.setattr(shlex, "split", lambda line: pytest.fail(f"{len(line)} characters"))
    line = f"{QUAY} " + "a'b'" * 100_000
    assert subscriptions.read(line.encode(), "urls")[0].url == QUAY


@pytest.mark.parametrize("name", [".subs.opml", "..", "."])
def test_a_name_that_is_none_is_told(tmp_path: Path, name: str) -> None:
    assert "cannot be the name of a list" in Desk(tmp_path).feeder("export", name, expect=2)


def test_what_is_exported_is_imported_again_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    desk = Desk(tmp_path / "here")
    desk.follow("quay", QUAY, title="Quay & Co", shape="feed", language="en")
    desk.follow("crane", CRANE, title="The crane")
    desk.write("sources/papers/note.txt", "The pier\n\nIt opens.")
    assert desk.feeder("export", "subs.opml") == "subs.opml: written\n"
    document = (tmp_path / "here/subs.opml").read_bytes()
    outlines = {one.get("title"): dict(one.attrib) for one in etree.fromstring(document).iter("outline")}
    assert outlines["Quay & Co"]["xmlUrl"] == QUAY
    assert outlines["Quay & Co"]["language"] == "en"
    assert (outlines["The crane"]["xmlUrl"], outlines["The crane"]["htmlUrl"]) == (
        f"{desk.url}/feeds/crane.rss",
        CRANE,
    )
    assert desk.feeder("export", "-").encode() == document
    (tmp_path / "here/sources/crane.toml").unlink()
    (tmp_path / "here/sources/quay.toml").unlink()
    desk.feeder("import", "subs.opml", expect=0)
    assert tomllib.loads((tmp_path / "here/sources/the-crane.toml").read_text()) == {"url": CRANE, "title": "The crane"}


def test_a_secret_of_an_address_is_not_exported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEY", "hush")
    desk = Desk(tmp_path)
    desk.follow("quay", f"{QUAY}?key=env:KEY", shape="feed")
    said = desk.feeder("export", "-")
    assert "hush" not in said
    assert "KEY" not in said
    assert f"{desk.url}/feeds/quay.rss" in said


def test_a_slug_is_found_however_many_are_taken(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    slugs = Slugs(load(tmp_path / "config.toml"))
    long = f"https://{'a' * 60}.{'b' * 60}.example/"
    found = [slugs.after(None, long) for _ in range(30)]
    assert len(set(found)) == 30
    assert max(map(len, found)) <= 100
