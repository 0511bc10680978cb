"""What changes while feeder runs: its settings, its sources, and the commands beside it."""

import re
from pathlib import Path

import httpx
import pytest
from driving import Desk, ids_of, until
from newsroom import Newsroom, Receiver

WEBHOOK = '[[webhooks]]\nslug = "desk"\nurl = "{url}"\nsecret = "{secret}"\n'
NOTE = "Press release\n3 May 2026\n\nThe library opens on {day}\n\nFrom June on, the library is open every {day}.\n"


def hook(receiver: Receiver) -> str:
    return WEBHOOK.format(url=receiver.url, secret=receiver.secret)


def titles(receiver: Receiver) -> list[str]:
    return [event["data"]["entry"]["title"] for event in receiver.received]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """With one folder of one document."""
    desk = Desk(tmp_path)
    desk.write("sources/notes/sunday.txt", NOTE.format(day="Sunday"))
    return desk


def served(desk: Desk, slug: str) -> list[str]:
    """The ids of the entries in a feed, as readers get it; none where there is no such feed now."""
    answer = httpx.get(f"{desk.url}/feeds/{slug}.json")
    return ids_of(answer.content) if answer.status_code == 200 else []


def wait_for_entries(desk: Desk, slug: str, number: int) -> list[str]:
    return until(lambda: len(ids := served(desk, slug)) == number and ids, f"{slug} has {number} entries")


def status_of(desk: Desk, name: str) -> int:
    return httpx.get(f"{desk.url}/feeds/{name}").status_code


# Each in its turn -------------------------------------------------------------------------------------------------


def test_however_many_sites_are_slow_a_document_is_published_at_once(desk: Desk, room: Newsroom) -> None:
    site = room.site("ministry")
    room.slow(site.url, 30)
    for number in range(25):  # more than there are places
        desk.follow(f"slow-{number}", f"{site.url}?office={number}", site.rule)
    with desk.service() as service:
        until(lambda: room.requests_to(site.url), "a site was asked")
        wait_for_entries(desk, "notes", 1)
        desk.write("sources/notes/monday.txt", NOTE.format(day="Monday"))
        wait_for_entries(desk, "notes", 2)
        assert not [one for one in desk.status()["sources"] if one["slug"] != "notes" and one["last_visit"]]
        service.kill()
    room.heal()


def test_commands_beside_the_service_open_no_page_twice(tmp_path: Path, room: Newsroom, receiver: Receiver) -> None:
    desk = Desk(tmp_path, f'{hook(receiver)}backlog = "all"\n', every="1s")
    site = room.site("ministry")
    desk.follow("ministry", site.url, site.rule)
    with desk.running():
        for _ in range(3):
            site.publish()
            desk.feeder("once")
            wait_for_entries(desk, "ministry", len(site.releases))
        receiver.wait_for(3)
    assert [len(room.requests_to(release.url)) for release in site.releases] == [1, 1, 1]
    assert sorted(titles(receiver)) == sorted(release.title for release in site.releases)
    assert len({attempt.id for attempt in receiver.attempts}) == len(receiver.attempts)


# Settings ---------------------------------------------------------------------------------------------------------


def test_what_is_saved_counts_at_once(desk: Desk, receiver: Receiver) -> None:
    with desk.running() as service:
        wait_for_entries(desk, "notes", 1)
        desk.configure(
            f'[[feeds]]\nslug = "sundays"\ntitle = "Sundays"\ninclude = ["Sunday"]\n{hook(receiver)}', every="1h"
        )
        service.wait_for_log("settings read")
        wait_for_entries(desk, "sundays", 1)
        desk.write("sources/notes/monday.txt", NOTE.format(day="Monday"))
        receiver.wait_for(1)
        assert titles(receiver) == ["The library opens on Monday"]
        wait_for_entries(desk, "notes", 2)
        assert len(served(desk, "sundays")) == 1
        desk.configure(every="1h")
        until(lambda: status_of(desk, "sundays.rss") == 410, "the feed is closed again")
        until(lambda: not list((desk.folder / "feeds").glob("sundays.*")), "its files are gone")
        until(lambda: b"sundays" not in desk.feed("feeds.opml") + desk.feed("index.html"), "no list names it")


def test_the_address_of_the_feeds_changes_in_all_of_them(desk: Desk) -> None:
    config = (desk.folder / "config.toml").read_text()
    with desk.running():
        wait_for_entries(desk, "notes", 1)
        desk.write("config.toml", config.replace("[feeder]", '[feeder]\nurl = "https://feeds.example.org"'))
        until(lambda: b"https://feeds.example.org/feeds/notes.rss" in desk.feed("notes.rss"), "the feed names it")
        served = httpx.get(f"{desk.url}/feeds/notes.rss")
        assert "https://feeds.example.org/feeds/notes.rss" in served.headers["link"]
        until(lambda: b"https://feeds.example.org/" in desk.feed("feeds.opml"), "the list names it")


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ('[schedule]\nevry = "1h"\n', "[schedule] evry is not a setting"),
        ("[feeder\n", "not valid TOML"),
        ("", "is gone or empty"),
    ],
)
def test_a_mistake_keeps_the_settings_that_were(tmp_path: Path, receiver: Receiver, text: str, mistake: str) -> None:
    desk = Desk(tmp_path, hook(receiver))
    with desk.running() as service:
        desk.write("config.toml", text)
        service.wait_for_log("settings kept")
        service.wait_for_log(mistake)
        desk.write("sources/notes/monday.txt", NOTE.format(day="Monday"))
        receiver.wait_for(1)
        desk.configure(hook(receiver) + 'backlog = "all"\n')
        service.wait_for_log("settings read")


def test_a_hangup_reads_them_again_with_the_secrets_they_name(tmp_path: Path, receiver: Receiver) -> None:
    desk = Desk(tmp_path, WEBHOOK.format(url=receiver.url, secret="file:secret"))
    desk.write("secret", "whsec_" + "QUJD" * 11)
    with desk.running() as service:
        desk.write("secret", receiver.secret)
        service.hang_up()
        service.wait_for_log("settings read")
        desk.write("sources/notes/monday.txt", NOTE.format(day="Monday"))
        receiver.wait_for(1)


def test_what_needs_a_restart_is_told_and_stays_as_it_was(desk: Desk) -> None:
    config = (desk.folder / "config.toml").read_text()
    with desk.running() as service:
        desk.write(
            "config.toml", re.sub('url = ".*"', 'url = "sqlite:///other.db"', config.replace(str(desk.port), "1"))
        )
        service.wait_for_log("[server] listen waits for a restart")
        service.wait_for_log("[store] url waits for a restart")
        wait_for_entries(desk, "notes", 1)
        assert httpx.get(f"{desk.url}/healthz").status_code == 200
        assert f"{desk.url}/feeds/notes.rss".encode() in desk.feed("notes.rss")
        assert not (desk.folder / "other.db").exists()


def test_a_config_that_is_a_link_is_followed_when_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    mounted, link = tmp_path / "mounted" / "config.toml", tmp_path / "config.toml"
    mounted.parent.mkdir()
    link.rename(mounted)
    link.symlink_to(mounted)
    with desk.running() as service:
        fresh = mounted.with_name("fresh")
        fresh.write_text(mounted.read_text() + '[[feeds]]\nslug = "all"\n')
        fresh.replace(mounted)
        service.wait_for_log("settings read")
        until((desk.folder / "feeds/all.rss").exists, "the new feed is there")


# Alerts -----------------------------------------------------------------------------------------------------------


def test_the_desk_hears_of_a_failing_source_though_it_wants_entries_only(
    tmp_path: Path, room: Newsroom, receiver: Receiver
) -> None:
    site = room.site("blog")
    site.publish()
    settings = hook(receiver) + 'events = ["entry.created"]\nsources = ["notes"]\n[alerts]\nto = "desk"\n'
    desk = Desk(tmp_path, settings, every="1s")
    room.fail("/blog/")
    desk.follow("blog", site.url, site.rule)
    with desk.running():
        (failing,) = receiver.wait_for(1)
        assert (failing["type"], failing["data"]["source"]) == ("source.failing", "blog")
        room.heal()
        assert [event["type"] for event in receiver.wait_for(2)] == ["source.failing", "source.recovered"]


# Sources ----------------------------------------------------------------------------------------------------------


def test_a_removed_source_closes_its_feed_and_withdraws_nothing(tmp_path: Path, receiver: Receiver) -> None:
    desk = Desk(tmp_path, hook(receiver) + '[[feeds]]\nslug = "all"\nsources = ["notes", "town"]\n')
    desk.write("sources/notes/sunday.txt", NOTE.format(day="Sunday"))
    desk.write("sources/town/monday.txt", NOTE.format(day="Monday"))
    with desk.running():
        wait_for_entries(desk, "all", 2)
        receiver.wait_for(2)
        until(lambda: desk.feed("index.html").count(b'class="newest"') == 3, "everything is rendered")
        before = contents(desk)
        desk.feeder("remove", "notes")
        until(lambda: status_of(desk, "notes.atom") == 410, "the feed is closed")
        wait_for_entries(desk, "all", 1)
        until(lambda: b"notes.rss" not in desk.feed("feeds.opml") + desk.feed("index.html"), "no list names it")
        assert not list((desk.folder / "feeds").glob("notes.*"))
        assert len(desk.entries()) == 2
        (desk.folder / "state/removed/notes/notes").rename(desk.folder / "sources/notes")
        wait_for_entries(desk, "all", 2)
        until(lambda: contents(desk) == before, "everything is as it was")
    assert [event["type"] for event in receiver.received] == ["entry.created"] * 2


def contents(desk: Desk) -> dict[str, bytes]:
    return {name: body for name, (body, _) in desk.files().items()}


def test_sources_that_vanish_all_at_once_close_nothing(desk: Desk) -> None:
    desk.write("sources/town/monday.txt", NOTE.format(day="Monday"))
    with desk.running() as service:
        for slug in ("notes", "town"):
            wait_for_entries(desk, slug, 1)
        (desk.folder / "sources").rename(desk.folder / "elsewhere")
        (desk.folder / "sources").mkdir()
        service.wait_for_log("sources/: is empty, though 2 sources were followed")
        assert {status_of(desk, f"{slug}.rss") for slug in ("notes", "town")} == {200}
        (desk.folder / "sources").rmdir()
        (desk.folder / "elsewhere").rename(desk.folder / "sources")
        desk.write("sources/notes/tuesday.txt", NOTE.format(day="Tuesday"))
        wait_for_entries(desk, "notes", 2)
    for slug in ("notes", "town"):
        (desk.folder / "sources" / slug).rename(desk.folder / slug)
    assert "is the disk mounted?" in desk.feeder("once", expect=2)


def test_a_source_added_beside_a_wrong_one_is_visited(desk: Desk, room: Newsroom) -> None:
    room.site("feed").publish()
    with desk.running():
        desk.write("sources/wrong.toml", "url = ")
        desk.feeder("add", room.site("feed").feeds["atom"], "--slug", "wire", "--yes")
        for slug in ("notes", "wire"):
            wait_for_entries(desk, slug, 1)
        states = {source["slug"]: source["state"] for source in desk.status()["sources"]}
        assert states == {"notes": "ok", "wire": "ok", "wrong": "failing"}


def test_a_source_whose_file_is_changed_is_visited_as_it_says_now(desk: Desk, room: Newsroom) -> None:
    for name in ("blog", "table"):
        room.site(name).publish()
    desk.follow("news", room.site("blog").url, room.site("blog").rule)
    with desk.running():
        wait_for_entries(desk, "news", 1)
        desk.follow("news", room.site("table").url, room.site("table").rule)
        wait_for_entries(desk, "news", 2)
        room.forget()
        desk.follow("news", room.site("table").url, room.site("table").rule, every="1s")
        until(lambda: len(room.requests_to("/table/")) >= 2, "it is visited as often as it says now")


@pytest.mark.parametrize("name", ["notes", "wire"])
def test_a_renamed_source_keeps_its_entries_and_its_readers(desk: Desk, room: Newsroom, name: str) -> None:
    room.site("feed").publish()
    desk.follow("wire", room.site("feed").feeds["atom"])
    with desk.running():
        ids = wait_for_entries(desk, name, 1)
        for old, new in ((name, "second"), ("second", "third")):
            desk.feeder("rename", old, new)
            assert wait_for_entries(desk, new, 1) == ids
        for old in (name, "second"):
            until(lambda old=old: leads(desk, f"/feeds/{old}.atom") == f"{desk.url}/feeds/third.atom", "it leads on")
        until(lambda: not list((desk.folder / "feeds").glob(f"{name}.*")), "the old files are gone")
    assert [entry["id"] for entry in desk.entries("third")] == ids


def leads(desk: Desk, path: str) -> str:
    answer = httpx.get(desk.url + path, follow_redirects=True)
    return str(answer.url) if answer.history and answer.history[0].status_code == 301 else ""


def test_a_paused_source_rests_until_it_is_resumed(desk: Desk) -> None:
    with desk.running():
        wait_for_entries(desk, "notes", 1)
        desk.feeder("pause", "notes")
        until(lambda: desk.status()["sources"][0]["state"] == "paused", "it is paused")
        desk.write("sources/notes/monday.txt", NOTE.format(day="Monday"))
        desk.write("sources/town/monday.txt", NOTE.format(day="Monday"))
        wait_for_entries(desk, "town", 1)
        assert len(served(desk, "notes")) == 1
        desk.feeder("resume", "notes")
        wait_for_entries(desk, "notes", 2)


# Commands ---------------------------------------------------------------------------------------------------------


def test_what_is_added_is_shown_first_and_named_after_its_title_or_host(desk: Desk, room: Newsroom) -> None:
    site = room.site("feed")
    releases = [site.publish() for _ in range(3)]
    shown = desk.feeder("add", site.feeds["rss"])
    assert all(release.title in shown for release in releases)
    (added,) = (desk.folder / "sources").glob("*.toml")
    assert f"sources/{added.name}: written" in shown
    assert added.read_text() == f'url = "{site.feeds["rss"]}"\n'
    assert "followed already" in desk.feeder("add", site.feeds["rss"], expect=2)


def test_a_page_is_followed_without_a_rule(desk: Desk, room: Newsroom) -> None:
    site = room.site("blog")
    for _ in range(3):
        site.publish()
    desk.feeder("add", site.url, "--slug", "town", "--yes")
    assert (desk.folder / "sources/town.toml").read_text() == f'url = "{site.url}"\n'
    desk.feeder("once")
    assert [entry["title"] for entry in desk.entries("town")] == [release.title for release in site.listed()]


def test_a_folder_elsewhere_is_added_by_its_path(desk: Desk) -> None:
    desk.write("releases/monday.txt", NOTE.format(day="Monday"))
    shown = desk.feeder("add", "releases", "--slug", "town")
    assert "The library opens on Monday" in shown
    assert (desk.folder / "sources/town.toml").read_text() == 'path = "releases"\n'
    desk.feeder("once")
    assert len(desk.entries("town")) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("add", "nowhere"),
        ("add", "sources/notes"),
        ("add", "."),
        ("add", "ftp://acme.example/feed"),
        ("add", "https://[/feed"),
        ("add", "http://127.0.0.1:1/feed"),
        ("add", "releases", "--slug", "notes"),
        ("add", "releases", "--slug", "No Slug"),
        ("remove", "nobody"),
        ("rename", "nobody", "somebody"),
        ("rename", "notes", "notes"),
        ("pause", "nobody"),
        ("resume", "nobody"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_told_in_one_line_with_exit_code_2(desk: Desk, words: tuple[str, ...]) -> None:
    desk.write("releases/monday.txt", NOTE.format(day="Monday"))
    shown = desk.feeder(*words, expect=2)
    assert shown.count("\n") == 1
    assert [path.name for path in (desk.folder / "sources").iterdir()] == ["notes"]


# Two at once ------------------------------------------------------------------------------------------------------


def test_a_second_scheduler_is_refused_and_once_is_not(desk: Desk) -> None:
    with desk.service() as service:
        service.wait_for_log("feeder runs")
        shown = desk.feeder("run", expect=2)
        assert shown.count("\n") == 1
        assert f"pid {service.pid}" in shown
        desk.feeder("once")
        wait_for_entries(desk, "notes", 1)
        service.kill()
    with desk.running():  # the lock ends with its process, however that ends
        wait_for_entries(desk, "notes", 1)


def test_a_file_dropped_while_its_folder_is_visited_is_seen_at_once(desk: Desk) -> None:
    for number in range(300):
        desk.write(
            f"sources/notes/{number}.txt", f"Meldung\n16.11.2020\n\nNotiz {number}\n\nDer Steg {number} ist offen.\n"
        )
    with desk.running():
        until(lambda: desk.entries("notes"), "the first visit is at work")
        desk.write("sources/notes/late.txt", "Meldung\n16.11.2020\n\nNachzügler\n\nDer letzte Steg ist offen.\n")
        until(lambda: any(entry["title"] == "Nachzügler" for entry in desk.entries("notes")), "it is published")
