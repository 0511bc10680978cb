"""What is secret in the address of a source: people are told addresses without it, and so is the world."""
# ruff: noqa: F811 - fixtures are arguments

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from newsroom.server import Answer, Call, Loopback
from test_pipeline import HOUR, Office, office, source  # noqa: F401

from feeder.config import load
from feeder.config.sources import read_sources
from feeder.engine.preview import preview
from feeder.engine.visiting import visit_logged
from feeder.model import Attachment, Entry, ListRule, Source
from feeder.secrecy import hidden_in, keeping, masked, shown

KEY = "tk/9+Qx=77a"  # of base64: an address may write three of its characters in two ways


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://u:hunter2@acme.example/press", "https://acme.example/press"),
        ("https://acme.example/feed?a=1&token=x&b=2#c", "https://acme.example/feed?a=1&token=***&b=2#c"),
        ("https://acme.example/feed?X-Amz-Signature=0f&access_token=b", "https://acme.example/feed?X-Amz-Signature=***&access_token=***"),
        ("https://acme.example/feed?API-Key=b;pass=c", "https://acme.example/feed?API-Key=***"),
        ("https://acme.example/a?key=12&author=Ada&compass=n", "https://acme.example/a?key=12&author=Ada&compass=n"),
        ("https://acme.example/a?key=AIzaSyD-9tSrke72PouQMnMX", "https://acme.example/a?key=***"),
        ("https://acme.example/" + "a" * 170 + "?token=" + "b" * 99, "https://acme.example/" + "a" * 170 + "?token=" + "*"*2),
    ],
)  # fmt: skip
def test_an_address_is_shown_without_what_lets_somebody_in(url: str, told: str) -> None:
    assert shown(url) == told


@pytest.mark.parametrize(
    "written",
    [
        f"https://acme.example/{KEY}/feed",
        f"https://acme.example/feed?k={KEY}",
        f"https://acme.example/feed?k={quote(KEY, safe='')}",
        f"https://acme.example/feed?k={quote(KEY, safe='').replace('%2F', '%2f').replace('%2B', '%2b')}",
        f"https://acme.example/go?to={quote(quote(f'https://acme.example/?k={KEY}', safe=''), safe='/:')}",
        f"https://acme.example/{'a' * 175}{KEY}{KEY}",  # where a long address is cut
    ],
)
def test_a_secret_of_the_source_is_hidden_however_an_address_writes_it(written: str) -> None:
    with keeping(hidden_in(f"https://acme.example/?k={KEY}", [KEY])):
        told = shown(written)
    assert "***" in told
    assert "77a" not in told
    assert KEY[:4] not in told
    assert shown("https://acme.example/tk") == "https://acme.example/tk"


@pytest.mark.parametrize(
    ("url", "revealed", "hidden"),
    [
        ("https://acme.example/feed?token=abcdefgh", (), ("abcdefgh",)),
        ("https://acme.example/feed?token=abc", (), ()),  # only where its name stands beside it
        ("https://acme.example/a/tk-99/feed", ("tk-99",), ("tk-99",)),
        ("https://reader:pressroom@acme.example/pressroom-1", ("pressroom",), ("pressroom",)),
        ("https://reader:pressroom@acme.example/news", ("pressroom",), ()),
        ("https://acme.example/de", ("de",), ()),
        (
            "https://acme.example/press-releases-2024/6f9619ff8b86?k=open-sesame",
            ("https://acme.example/press-releases-2024/6f9619ff8b86?k=open-sesame",),
            ("/press-releases-2024/6f9619ff8b86?k=open-sesame", "6f9619ff8b86", "open-sesame"),
        ),
    ],
)
def test_what_of_an_address_is_secret(url: str, revealed: tuple[str, ...], hidden: tuple[str, ...]) -> None:
    assert hidden_in(url, revealed) == hidden


def test_a_short_secret_is_hidden_by_itself_and_not_in_words() -> None:
    with keeping(("press",)):
        assert shown("https://acme.example/press/pressroom") == "https://acme.example/***/pressroom"
    entry = Entry(title="The press is free", url="https://acme.example/press/1")
    assert masked(entry, ("press",)) == entry


def test_an_entry_is_told_without_it_wherever_it_stands() -> None:
    url = f"https://acme.example/1?k={quote(KEY)}"
    entry = Entry(url=url, content=f'<a href="{url}">1</a>', attachments=(Attachment(url=url),), tags=(KEY,))
    told = masked(entry, (KEY,))
    assert (told.url, told.tags) == ("https://acme.example/1?k=***", ("***",))
    assert "Qx" not in str(told.to_dict())


# A visit -----------------------------------------------------------------------------------------------------------

HTML = {"Content-Type": "text/html"}


def secret_source(url: str) -> Source:
    location = f"{url}/feed?k={KEY}"
    return replace(source(location), secrets=hidden_in(location, [KEY]))


def everything_told(office: Office, one: Source, *more: Any) -> str:
    with office.store.read() as tx:
        pages = tx.pages.errors(one.uid, limit=99)
    told = (office.checkpoint(one).error, pages, [event.data for event in office.events], more)
    return f"{told} {[entry.to_dict() for entry in office.entries]}"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(status=503), "the server answered 503"),
        (Answer(status=404), "check the address in a browser"),
        (Answer(status=302, headers={"Location": f"/other?q={KEY}"}), "redirects to another address"),
        (Answer(status=302, headers={"Location": f"ftp://acme.example/{KEY}"}), "which is no web address"),
        (Answer(), "the document is empty"),
        (Answer(headers={"Content-Type": "image/png"}, body=b"\x89PNG\r\n"), "cannot be read"),
        (Answer(headers=HTML, body=b"<p>Nothing here.</p>"), "there is no list"),
    ],
)
def test_a_source_that_fails_is_told_of_without_its_secret(office: Office, answer: Answer, said: str) -> None:
    def site(call: Call) -> Answer:
        return answer if call.path.startswith("/feed") else Answer(status=500)

    with Loopback(site) as server:
        one = secret_source(server.url)
        visits = [office.visit(one), office.visit(one, after=HOUR)]
    (event,) = office.told("source.failing")
    assert said in event["reasons"][0]
    assert f"{server.url}/feed?k=***" in event["reasons"][0]
    assert "Qx" not in everything_told(office, one, visits)


def test_a_page_is_asked_with_the_secret_that_its_link_carries_and_told_without(office: Office) -> None:
    asked: list[str] = []
    text = "The harbour was opened today by the mayor, who said a few words about it. " * 9

    def site(call: Call) -> Answer:
        asked.append(call.path)
        if call.path.startswith("/feed"):
            items = "".join(
                f"<item><title>Harbour {n}</title><link>/{n}?k={quote(KEY)}</link></item>" for n in ("one", "two")
            )
            body = f"<rss version='2.0'><channel><title>Acme</title>{items}</channel></rss>"
            return Answer(headers={"Content-Type": "application/rss+xml"}, body=body.encode())
        if call.path.startswith("/two"):
            return Answer(status=500)
        page = f"<h1>Harbour one</h1><p>3 March 2025</p><p>{text}<a href='/map?k={quote(KEY)}'>A map</a></p>"
        return Answer(headers=HTML, body=f"<html><body><article>{page}</article></body></html>".encode())

    with Loopback(site) as server:
        one = secret_source(server.url)
        visits = [office.visit_until(one, lambda told: bool(told.created)), office.visit(one, after=HOUR)]
    assert any(path.startswith("/one?k=") and "Qx" in path for path in asked)
    assert f"{server.url}/one?k=***" in [entry.url for entry in office.entries]
    assert any("/map?k=***" in (entry.content or "") for entry in office.entries)
    assert "Qx" not in everything_told(office, one, visits)


WORDS = "correcthorsebattery"


def list_of(rows: int) -> bytes:
    items = "".join(
        f"<li class={WORDS}><a href=/news/release-{n}.html>Harbour opens quay {n} to all of the ships</a> "
        f"<time datetime=2026-10-{n + 10}></time></li>"
        for n in range(rows)
    )
    return f"<html><head><title>News {WORDS}</title></head><body><main>{items}<p>{WORDS}</main></body></html>".encode()


def test_a_list_that_says_it_everywhere_is_told_without_it(office: Office) -> None:
    with Loopback(lambda call: Answer(headers=HTML, body=list_of(10 if "list" in call.path else 1))) as server:
        location = f"{server.url}/list?k={WORDS}"
        one = replace(source(location), secrets=hidden_in(location, [WORDS]), follow=False)
        told = office.visit(one)
        assert told.created == 10
        assert office.checkpoint(one).title == "News ***"
        with office.store.read() as tx:
            assert WORDS not in str(tx.rules.of(one.uid))


def test_what_a_page_says_of_it_is_in_no_error(office: Office) -> None:
    page = f"<html><title>Harbour {WORDS}</title><body><p>{'Ships come and go here. ' * 20}</p></body></html>"
    with Loopback(lambda _: Answer(headers=HTML, body=page.encode())) as server:
        location = f"{server.url}/list?k={WORDS}"
        one = replace(source(location, rule=ListRule(items="li.x")), secrets=hidden_in(location, [WORDS]))
        told = office.visit(one)
    assert "Harbour ***" in (told.error or "")
    assert WORDS not in f"{told} {office.checkpoint(one).error}"


def test_a_preview_says_it_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESS_KEY", WORDS)
    with Loopback(lambda _: Answer(headers=HTML, body=list_of(10))) as server:
        (tmp_path / "config.toml").write_text("[fetch]\nallow_private = true\nrobots = false\n")
        (tmp_path / "sources").mkdir()
        (tmp_path / "sources" / "acme.toml").write_text(f'url = "{server.url}/list?k=env:PRESS_KEY"\n')
        look = asyncio.run(preview(load(tmp_path / "config.toml"), "acme", url=None, shape="auto"))
    assert look.told.title == "News ***"
    assert WORDS not in f"{look.told} {look.facts}"


def test_a_bug_is_told_of_without_it(office: Office) -> None:
    async def broken(*_: Any, **__: Any) -> Any:
        raise ZeroDivisionError

    with Loopback(lambda _: Answer(headers=HTML, body=b"<p>x</p>")) as server:
        one = secret_source(server.url)
        office.visit(one)
        desk = replace(office.desk([]), parse=broken)
        with office.store.write() as tx:
            (lease,) = tx.sources.take([one.uid], holder="test", now=office.now)
        told = asyncio.run(visit_logged(one, desk, lease))
    assert "ZeroDivisionError" in (told.error or "")
    assert "/feed?k=***" in (told.error or "")


def test_those_that_a_file_refers_to_are_the_sources_and_preview_shows_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRESS_KEY", KEY)
    item = f"<item><title>Harbour</title><link>/1?k={quote(KEY)}</link></item>"
    feed = f"<rss version='2.0'><channel><title>Acme</title>{item}</channel></rss>".encode()
    with Loopback(lambda _: Answer(headers={"Content-Type": "application/rss+xml"}, body=feed)) as server:
        (tmp_path / "config.toml").write_text("[fetch]\nallow_private = true\nrobots = false\n")
        (tmp_path / "sources").mkdir()
        (tmp_path / "sources" / "acme.toml").write_text(f'url = "{server.url}/feed?k=env:PRESS_KEY"\n')
        settings = load(tmp_path / "config.toml")
        (one,), _, _ = read_sources(settings)
        look = asyncio.run(preview(settings, "acme", url=None, shape="auto"))
    assert one.secrets == (KEY,)
    assert KEY not in repr(one).replace(one.location, "")
    assert [entry.url for entry in look.told.entries] == [f"{server.url}/1?k=***"]
    assert look.facts[0].startswith(f"{server.url}/feed?k=***: application/rss+xml")
