"""A mailbox followed from its first message to the feeds, against a real mail server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import Desk, until
from newsroom.mailroom import PASSWORD, Mailroom
from test_newsletter import LINK, TEASERS, letter, newsletter


@pytest.fixture
def mail(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailroom]:
    with Mailroom(tmp_path_factory.mktemp("mail")) as room:
        monkeypatch.setenv("SSL_CERT_FILE", str(room.certificates))
        monkeypatch.setenv("MAIL_PASSWORD", PASSWORD)
        yield room


@pytest.fixture
def desk(tmp_path: Path, mail: Mailroom) -> Desk:
    desk = Desk(tmp_path, every="1h")
    desk.write("sources/post.toml", f'mailbox = "{mail.url()}"\ntitle = "Hafenwerk"\n')
    return desk


def titles(desk: Desk) -> list[str]:
    return [one["title"] for one in desk.entries("post")]


def test_each_message_is_an_entry_and_nothing_in_the_mailbox_is_touched(desk: Desk, mail: Mailroom) -> None:
    mail.post(mail.release("Neuer Kran am Nordkai"), mail.release("Die Fähre fährt wieder"))
    desk.feeder("once")
    first = desk.entries("post")
    mail.post(mail.release("Das Tor ist offen"))
    desk.feeder("once")

    assert [one["title"] for one in first] == ["Die Fähre fährt wieder", "Neuer Kran am Nordkai"]
    assert first[1]["published"] == "2026-03-02T09:30:00+01:00"
    assert first[1]["language"] == "de"
    assert titles(desk) == ["Das Tor ist offen", "Die Fähre fährt wieder", "Neuer Kran am Nordkai"]
    assert [one["id"] for one in desk.entries("post")][1:] == [one["id"] for one in first]
    assert mail.seen() == (3, 0)
    assert b"Neuer Kran am Nordkai" in desk.feed("post.rss")


def test_a_message_is_published_as_it_comes_and_the_next_one_too(desk: Desk, mail: Mailroom) -> None:
    mail.post(mail.release("Neuer Kran am Nordkai"))
    with desk.running():
        until(lambda: titles(desk) == ["Neuer Kran am Nordkai"], "the first is there")
        for count, title in enumerate(("Die Fähre fährt wieder", "Das Tor ist offen"), 2):
            mail.post(mail.release(title))
            until(lambda count=count: len(titles(desk)) == count, "it came, though the next visit is an hour away")


def test_what_machines_send_is_counted_and_told(desk: Desk, mail: Mailroom) -> None:
    mail.post(
        mail.release("Bitte bestätigen Sie Ihre Anmeldung"),
        mail.release("Nicht im Haus", auto_submitted="auto-replied"),
        mail.release("Neuer Kran am Nordkai"),
    )
    told = desk.notes("once")
    assert titles(desk) == ["Neuer Kran am Nordkai"]
    assert "1 requests to confirm something (open them in your mail program) are no releases: Bitte best" in told


def test_moved_and_deleted_messages_stay_published(desk: Desk, mail: Mailroom) -> None:
    mail.post(mail.release("Neuer Kran am Nordkai"), mail.release("Die Fähre fährt wieder"))
    desk.feeder("once")
    with mail.client() as client:
        client.select("INBOX")
        client.store("1:*", "+FLAGS", r"(\Deleted)")
        client.expunge()
    for _ in range(3):
        desk.feeder("once")
    assert len(titles(desk)) == 2
    assert {one["status"] for one in desk.entries("post")} == {"live"}


def test_an_embargo_in_a_message_is_heeded(desk: Desk, mail: Mailroom) -> None:
    text = "Sperrfrist: 3. Mai 2099, 10:00 Uhr\n\nDas Hafenwerk bekommt einen zweiten Kai, so lang wie der erste.\n"
    mail.post(mail.release("Zweiter Kai beschlossen", text))
    desk.feeder("once")
    assert titles(desk) == []
    assert b"Zweiter Kai" not in desk.feed("post.rss")


def test_a_wrong_password_is_told_without_it(desk: Desk, mail: Mailroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_PASSWORD", "ganz-falsches-geheimnis")
    told = desk.feeder("once", expect=1) + desk.feeder("status", expect=0) + desk.feeder("status", "--json")
    assert "check the name and the password" in told
    assert "ganz-falsches-geheimnis" not in told


def test_a_newsletter_is_told_as_the_releases_in_it(desk: Desk, mail: Mailroom) -> None:
    mail.post(letter(newsletter("tables in tables", 4)))
    for _ in range(2):
        desk.feeder("once")
    found = {one["title"]: one["url"] for one in desk.entries("post")}
    assert found == {title: LINK.format(n=n) for n, (title, _) in enumerate(TEASERS)}
    assert {one["published"] for one in desk.entries("post")} == {"2026-03-03T09:30:00+01:00"}


def test_a_release_of_a_newsletter_that_is_under_embargo_comes_at_its_time(desk: Desk, mail: Mailroom) -> None:
    page = newsletter("tables in tables", 4).replace("Am Nordkai", "Sperrfrist: 3. Mai 2099, 10:00 Uhr. Am Nordkai")
    mail.post(letter(page))
    desk.feeder("once")
    assert {title for title, _ in TEASERS[1:]} == set(titles(desk))
    page = (
        newsletter("cards", 4).replace("Am Nordkai", "Sperrfrist: Redebeginn. Am Nordkai").replace("presse/", "rede/")
    )
    mail.post(letter(page).replace(b"woche-9", b"woche-10"))
    desk.feeder("once", expect=1)
    held = [one for one in desk.status()["sources"] if one["state"] == "held"]
    assert len(held) == 1
    desk.feeder("release", "post")
    desk.feeder("once")
    assert len(titles(desk)) == 7
