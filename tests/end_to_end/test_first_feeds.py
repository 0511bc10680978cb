"""The promises of the first feeds, kept by the real command line."""

import json
from pathlib import Path
from typing import Any

import feedparser
import httpx
import pytest
from driving import Desk, ids_of, until
from newsroom import Newsroom, Receiver

WEBHOOK = '[[webhooks]]\nslug = "desk"\nurl = "{url}"\nsecret = "{secret}"\n'

#: A release in the layout of a German ministry's text export, in our own words.
ANNOUNCEMENT = """Meldung
16.11.2020

Zweite Küstenkonferenz: „Häfen verbinden, damit der Norden sauberer, schneller und sicherer wird“

„hafen-netz“ tritt dem Verbund Europäischer Häfen bei

Aus allen Küstenländern kamen am 10. und 11. November 2020 Fachleute zur ersten ganz digitalen Küstenkonferenz zusammen. Eröffnet wurde sie von
Hafenkapitänin Insa Petersen.

Zweite Küstenkonferenz: „Häfen verbinden, damit der Norden sauberer, schneller und sicherer wird“
Eindrücke von der Zweiten Küstenkonferenz
© Verbund der Küstenhäfen
Zweite Küstenkonferenz: „Häfen verbinden, damit der Norden sauberer, schneller und sicherer wird“

An beiden Tagen nahmen 800 Menschen teil, zugeschaltet aus 31 Ländern.

„Allein kommt keiner an“

„Diese Tage zeigen, wie sehr wir einander brauchen“, so Petersen. „Allein kommt keiner an, zusammen jeder.“

Preis für den Hafen des Jahres

Der Preis ging an den Fischereihafen von Wellersiel. Er ist mit 5.000 Euro verbunden.
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def follow_all(desk: Desk, room: Newsroom, releases: int = 4) -> list[Any]:
    """Every site of an older layout as a source by its address alone, with some releases each."""
    sites = [room.site(name) for name in ("ministry", "blog", "table")]
    feed_site = room.site("feed")
    for site in (*sites, feed_site):
        for _ in range(releases):
            site.publish()
    for name, site in zip(("ministry", "blog", "table"), sites, strict=True):
        desk.follow(name, site.url, timezone=str(site.zone))
    for name, url in feed_site.feeds.items():
        desk.follow(f"feed-{name}", url)
    return [*sites, feed_site]


def test_an_announcement_dropped_into_sources_is_one_right_entry_in_three_feeds(desk: Desk) -> None:
    desk.write("sources/clusterplattform/announcement.txt", ANNOUNCEMENT)
    desk.feeder("once")
    (entry,) = desk.entries()
    title = "Zweite Küstenkonferenz: „Häfen verbinden, damit der Norden sauberer, schneller und sicherer wird“"
    assert (entry["kind"], entry["published"], entry["title"]) == ("Meldung", "2020-11-16", title)
    assert entry["kicker"] == "„hafen-netz“ tritt dem Verbund Europäischer Häfen bei"
    assert (entry["language"], entry["authors"]) == ("de", [])
    assert (entry["image"]["caption"], entry["image"]["credit"]) == (
        "Eindrücke von der Zweiten Küstenkonferenz",
        "Verbund der Küstenhäfen",
    )
    assert title not in entry["content_text"]
    assert "<h2>„Allein kommt keiner an“</h2>" in entry["content_html"]
    assert "<h2>Preis für den Hafen des Jahres</h2>" in entry["content_html"]
    assert entry["content_html"].count("<p>") == 4
    for name in ("rss", "atom", "json"):
        assert ids_of(desk.feed(f"clusterplattform.{name}")) == [entry["id"]]
        assert title in desk.feed(f"clusterplattform.{name}").decode()


def test_every_site_of_the_newsroom_becomes_a_right_feed(desk: Desk, room: Newsroom) -> None:
    sites = follow_all(desk, room)
    desk.feeder("once")
    for site, slug in zip(sites, ("ministry", "blog", "table", "feed-rss"), strict=True):
        found = {entry["url"]: entry for entry in desk.entries(slug)}
        assert set(found) == {release.url for release in site.releases}
        for release in site.releases:
            entry = found[release.url]
            assert (entry["title"], entry["published"]) == (release.title, release.date)
            assert entry["language"] == site.language
            for paragraph in release.paragraphs:
                assert " ".join(paragraph.split()) in " ".join(entry["content_text"].split())


def test_a_second_visit_to_an_unchanged_world_asks_once_a_source_and_leaves_every_file_alone(
    desk: Desk, room: Newsroom
) -> None:
    follow_all(desk, room)
    desk.feeder("once")
    before = desk.files()
    room.forget()
    desk.feeder("once")
    listings = sorted(json.loads(json.dumps([path.read_text() for path in (desk.folder / "sources").iterdir()])))
    assert len(room.requests) == len(listings)
    assert all(
        request.conditional and request.status == 304 for request in room.requests if "/table" not in request.path
    )
    assert desk.files() == before


def test_each_feed_parses_cleanly_and_says_the_same_in_every_format(desk: Desk, room: Newsroom) -> None:
    follow_all(desk, room)
    desk.feeder("once")
    for slug in ("ministry", "blog", "table", "feed-atom", "feed-rss", "feed-json"):
        expected = [entry["id"] for entry in desk.entries(slug)]
        rss, atom = (feedparser.parse(desk.feed(f"{slug}.{name}")) for name in ("rss", "atom"))
        assert not rss.bozo
        assert not atom.bozo
        items = json.loads(desk.feed(f"{slug}.json"))["items"]
        assert (
            [entry.id for entry in rss.entries]
            == [entry.id for entry in atom.entries]
            == [item["id"] for item in items]
            == expected
        )


def test_a_release_reaches_a_verifying_receiver_once_while_the_service_runs(
    tmp_path: Path, room: Newsroom, receiver: Receiver
) -> None:
    site = room.site("ministry")
    site.publish()
    desk = Desk(tmp_path, WEBHOOK.format(url=receiver.url, secret=receiver.secret), every="2s")
    desk.follow("ministry", site.url, site.rule)
    desk.feeder("once")
    assert len(receiver.wait_for(1)) == 1  # the backlog of the new source
    with desk.running():
        release = site.publish(title="Neue Deiche für Wellersiel")
        news = receiver.wait_for(2)[1]
        assert news["type"] == "entry.created"
        assert news["data"]["initial"] is False
        assert news["data"]["feeds"] == ["ministry"]
        assert (news["data"]["entry"]["title"], news["data"]["entry"]["url"]) == (release.title, release.url)
        until(lambda: release.title.encode() in desk.feed("ministry.rss"), "the feed has it")
        room.forget()
        until(lambda: len(room.requests_to(site.url)) >= 2, "two more visits")
    assert [event["type"] for event in receiver.received] == ["entry.created"] * 2


def test_a_webhook_that_fails_is_tried_again_under_the_same_id_across_a_restart(tmp_path: Path, room: Newsroom) -> None:
    with Receiver(statuses=[500, 503]) as receiver:
        settings = WEBHOOK.format(url=receiver.url, secret=receiver.secret) + 'retry = ["1s", "1s", "1s"]\n'
        desk = Desk(tmp_path, settings)
        desk.write("sources/notes/one.txt", ANNOUNCEMENT)
        desk.feeder("once")  # 500
        (waiting,) = json.loads(desk.feeder("deliveries", "--json"))["deliveries"]
        assert (waiting["state"], waiting["status"], waiting["attempts"]) == ("waiting", 500, 1)
        with desk.running():
            receiver.wait_for(1)
        assert len({attempt.id for attempt in receiver.attempts}) == 1
        assert [attempt.status for attempt in receiver.attempts] == [500, 503, 204]
        (done,) = json.loads(desk.feeder("deliveries", "--json"))["deliveries"]
        assert (done["state"], done["attempts"], done["error"]) == ("delivered", 3, None)


def test_a_running_service_follows_its_folders_and_serves_what_it_publishes(tmp_path: Path, receiver: Receiver) -> None:
    desk = Desk(tmp_path, WEBHOOK.format(url=receiver.url, secret=receiver.secret))
    with desk.running():
        assert httpx.get(f"{desk.url}/healthz").json()["status"] == "ok"
        desk.write("sources/notes/one.txt", ANNOUNCEMENT)
        created = receiver.wait_for(1)[0]
        until(lambda: httpx.get(f"{desk.url}/feeds/notes.atom").status_code == 200, "the feed is served")
        served = httpx.get(f"{desk.url}/feeds/notes.atom")
        assert ids_of(served.content) == [created["data"]["entry"]["id"]]
        assert (
            httpx.get(f"{desk.url}/feeds/notes.atom", headers={"If-None-Match": served.headers["ETag"]}).status_code
            == 304
        )

        desk.write("sources/notes/one.txt", ANNOUNCEMENT.replace("800 Menschen", "900 Menschen"))
        updated = receiver.wait_for(2)[1]
        assert (updated["type"], updated["data"]["significance"]) == ("entry.updated", "substantial")
        assert set(updated["data"]["changes"]) == {"content_html", "content_text"}
        assert updated["data"]["entry"]["id"] == created["data"]["entry"]["id"]

        (desk.folder / "sources/notes/one.txt").unlink()
        withdrawn = receiver.wait_for(3)[2]
        assert (withdrawn["type"], withdrawn["data"]["entry"]["id"]) == (
            "entry.withdrawn",
            created["data"]["entry"]["id"],
        )
        until(lambda: "Fischereihafen" not in desk.feed("notes.rss").decode(), "the text is gone from the feed")


def test_a_bad_source_fails_alone_and_the_exit_code_says_so(desk: Desk, room: Newsroom) -> None:
    site = room.site("blog")
    site.publish()
    desk.follow("blog", site.url, site.rule)
    desk.write("sources/wrong.toml", 'url = "https://acme.example"\nevry = "5m"\n')
    desk.follow("away", f"{room.url}/nowhere/")
    shown = desk.feeder("once", expect=1)
    assert 'sources/wrong.toml: evry is not a setting; did you mean "every"?' in shown
    assert "404" in shown
    assert len(desk.entries("blog")) == 1
    states = {source["slug"]: source["state"] for source in desk.status()["sources"]}
    assert states == {"away": "failing", "blog": "ok", "wrong": "failing"}


def test_a_preview_tells_whom_to_ask_in_words(desk: Desk, tmp_path: Path) -> None:
    release = (
        "A third loft\n\nThe loft opens in May.\n\nMedia contact\nUna Threlkeld, press officer\n+44 1632 960 222\n"
    )
    (tmp_path / "loft.txt").write_text(release)
    shown = desk.feeder("preview", str(tmp_path / "loft.txt"))
    assert "Una Threlkeld, press officer, +44 1632 960 222" in shown


@pytest.mark.parametrize(
    "words", [("once", "nobody"), ("entries", "nobody"), ("preview", "nothing.txt"), ("release", "nobody")]
)
def test_a_wrong_word_is_told_in_one_line_with_exit_code_2(desk: Desk, words: tuple[str, ...]) -> None:
    shown = desk.feeder(*words, expect=2)
    assert shown.count("\n") == 1
    assert words[1] in shown


def test_the_config_may_be_named_before_or_after_the_command(desk: Desk, tmp_path: Path) -> None:
    path = str(tmp_path / "config.toml")
    for words in (("--config", path, "check"), ("check", "--config", path)):
        assert "config.toml: well" in desk.feeder(*words)
    desk.feeder("check", "--config", str(tmp_path / "other.toml"), expect=2)


def test_mistakes_in_the_config_are_a_line_each_with_exit_code_2(desk: Desk) -> None:
    desk.write("config.toml", '[feeder]\ntitel = "x"\n[schedule]\nevery = "often"\n')
    shown = desk.feeder("once", expect=2).splitlines()
    assert shown == [
        'config.toml: [feeder] titel is not a setting; did you mean "title"?',
        'config.toml: [schedule] every = "often": expected a duration such as "30s", "15m", "2h" or "1d", or "auto"',
    ]


def test_atom_buries_what_is_withdrawn_where_that_is_wanted(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for name in ("pier", "crane"):
        desk.write(
            f"sources/port/{name}.txt", f"The {name} opens\n\n3 May 2026\n\nThe {name} of the port opens on Sunday."
        )
    desk.feeder("once")
    gone = next(one["id"] for one in desk.entries() if one["title"] == "The crane opens")
    (tmp_path / "sources/port/crane.txt").unlink()

    def is_withdrawn() -> bool:  # two looks must miss it, some time apart
        desk.feeder("once")
        return b"Withdrawn: The crane opens" in desk.feed("port.atom")

    until(is_withdrawn, "what is gone is withdrawn")
    settings = (tmp_path / "config.toml").read_text()
    (tmp_path / "config.toml").write_text(settings.replace("[feeder]\n", "[feeder]\ntombstones = true\n"))
    desk.feeder("once")
    atom = desk.feed("port.atom").decode()
    assert f'<at:deleted-entry ref="{gone}"' in atom
    assert "The crane" not in atom
    assert "The pier opens" in atom
    assert b"Withdrawn: The crane opens" in desk.feed("port.rss")
    assert b"Withdrawn: The crane opens" in desk.feed("port.json")
    (tmp_path / "config.toml").write_text(settings)
    desk.feeder("once")
    assert b"deleted-entry" not in desk.feed("port.atom")
