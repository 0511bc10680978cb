"""A word under embargo, looked for in every byte that feeder wrote or sent."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from driving import Desk, until
from newsroom import Newsroom, Receiver

CANARY = "Zinnoberfink"
ADDRESS = "zinnoberfink-im-hafen"
WEBHOOK = '[[webhooks]]\nslug = "desk"\nurl = "{url}"\nsecret = "{secret}"\nbacklog = "all"\n'
BODY = "Der Hafen bekommt eine Brücke, sagte die Senatorin am Morgen. Sie wird im Herbst gebaut und kostet nicht viel."


def mark(at: datetime) -> str:
    return f"Sperrfrist: {at.astimezone(UTC):%d.%m.%Y, %H:%M:%S} UTC"


def seal_everything(desk: Desk, room: Newsroom, at: datetime) -> list[str]:
    """The word in a document of each kind, in a page, in a row and in a feed, beside what may be read; gives the slugs
    of the sources."""
    text = f"{CANARY} sagt: {BODY}"
    desk.write("sources/notes/eins.txt", f"Meldung\n{mark(at)}\n\n{CANARY} im Hafen\n\n{text}")
    desk.write("sources/notes/zwei.md", f"---\ntitle: {CANARY} im Hafen\nembargo: {at.isoformat()}\n---\n{text}")
    page = f"<html><body><main><p>{mark(at)}</p><h1>{CANARY} im Hafen</h1><p>{text}</p></main></body></html>"
    desk.write("sources/notes/drei.html", page)
    desk.write("sources/notes/offen.txt", f"Meldung\n\nDie Fähre fährt\n\n{BODY}")
    ministry, blog, feed = room.site("ministry"), room.site("blog"), room.site("feed")
    for site in (ministry, blog, feed):
        site.publish()
    ministry.publish(title=f"{CANARY} im Hafen", paragraphs=[mark(at), text, BODY])  # its row repeats the mark
    blog.publish(title=f"[{mark(at)}] {CANARY} im Hafen", paragraphs=[text, BODY])
    feed.publish(title=f"{CANARY} im Hafen", paragraphs=[mark(at), text])
    desk.follow("ministry", ministry.url, ministry.rule, timezone="Europe/Berlin")
    desk.follow("blog", blog.url, blog.rule)
    desk.follow("feed", feed.url)
    desk.follow("summaries", feed.feeds["rss"])
    return ["notes", "notes", "notes", "ministry", "blog", "feed", "summaries"]


def leaks(desk: Desk) -> list[str]:
    """The files with the word, the operator's own left out. In the store it may stand as a part of an address alone: by
    that a page is known, and opened when it is time."""
    own = desk.folder / "sources"
    files = [path for path in desk.folder.rglob("*") if path.is_file() and not path.is_relative_to(own)]
    assert {path.parent.name for path in files} >= {"feeds", "state"}
    words = {path: path.read_bytes().decode("latin-1").lower() for path in files}
    return [
        str(path)
        for path, text in words.items()
        if CANARY.lower() in text.replace(ADDRESS if "state" in path.parts else " ", "")
    ]


def shown(desk: Desk) -> str:
    """All that the command line says, with the operator's own file names left out of it."""
    words = [("status",), ("status", "--json"), ("entries", "--json"), ("deliveries", "--json"), ("check",)]
    return "".join(desk.feeder(*command) for command in words)


def test_before_its_time_it_is_nowhere(tmp_path: Path, room: Newsroom, receiver: Receiver) -> None:
    desk = Desk(tmp_path, WEBHOOK.format(url=receiver.url, secret=receiver.secret), every="1s")
    at = datetime.now(UTC).replace(microsecond=0) + timedelta(days=2)
    sealed = seal_everything(desk, room, at)
    said = desk.feeder("once")
    assert said.count("1 sealed") == 4
    assert "3 sealed" in said
    with desk.service() as service:
        service.wait_for_log("feeder runs")
        room.forget()
        until(lambda: len(room.requests) > 12, "every source was visited again")
        service.kill()
    said += desk.feeder("once") + shown(desk)
    assert leaks(desk) == []
    assert CANARY.lower() not in said.lower()
    assert not [attempt for attempt in receiver.attempts if CANARY.encode() in attempt.body]
    assert len(desk.entries()) == len(set(sealed))  # the open ones
    states = {one["slug"]: one for one in desk.status()["sources"]}
    when = at.isoformat().replace("+00:00", "Z")
    assert states["notes"]["reasons"] == [f"3 documents sealed until {when}"]
    assert states["feed"]["reasons"] == [f"1 document sealed until {when}"]
    assert {one["state"] for one in states.values()} == {"ok"}


def test_at_its_time_it_is_in_feed_event_and_webhook_at_once(
    tmp_path: Path, room: Newsroom, receiver: Receiver
) -> None:
    desk = Desk(tmp_path, WEBHOOK.format(url=receiver.url, secret=receiver.secret), every="6h")
    at = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=12)
    sealed = seal_everything(desk, room, at)
    with desk.running():
        receiver.wait_for(len(set(sealed)) + len(sealed), timeout=40)
        for slug in sealed:
            until(lambda slug=slug: CANARY.encode() in desk.feed(f"{slug}.json"), f"{slug} shows it")
    told = [attempt for attempt in receiver.attempts if CANARY.encode() in attempt.body]
    assert len(told) == len(sealed)
    assert all(attempt.at >= at for attempt in told)
    assert all(attempt.event["data"]["initial"] is False for attempt in told)
    assert all(json.loads(attempt.body)["data"]["entry"]["first_seen"] for attempt in told)


@pytest.mark.parametrize(("verdict", "entries"), [("release", 1), ("discard", 0)])
def test_without_a_time_it_waits_for_the_operator(desk: Desk, verdict: str, entries: int) -> None:
    desk.write("sources/notes/rede.txt", f"Meldung\nSperrfrist: Redebeginn\n\n{CANARY} im Hafen\n\n{BODY}")
    assert "its embargo names no time that can be read" in desk.feeder("once", expect=1)
    assert leaks(desk) == []
    (state,) = desk.status()["sources"]
    assert (state["state"], state["entries"]) == ("held", 0)
    assert state["reasons"] == ["rede.txt is held: its embargo names no time that can be read"]
    desk.feeder(verdict, "notes")
    desk.feeder("once")
    assert len(desk.entries()) == entries
    assert desk.status()["sources"][0]["state"] == "ok"
    desk.feeder(verdict, "notes", expect=2)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)
