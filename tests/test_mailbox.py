"""A mailbox as a source: what is new in it is read once, nothing in it is touched, and what goes wrong is told."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from datetime import UTC, datetime, timedelta
from email.message import Message
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from newsroom.mailroom import PASSWORD, Mailroom

from feeder.decide import mailing
from feeder.errors import FetchError, Gone, Refused
from feeder.fetch import imap, mailbox
from feeder.fetch.address import Reach
from feeder.fetch.http import Network
from feeder.fetch.imap import Address, Position
from feeder.model import Page, Source


@pytest.fixture(scope="module")
def mail(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mailroom]:
    patch = pytest.MonkeyPatch()
    with Mailroom(tmp_path_factory.mktemp("mail")) as room:
        patch.setenv("SSL_CERT_FILE", str(room.certificates))
        imap.tls_context.cache_clear()
        yield room
    patch.undo()
    imap.tls_context.cache_clear()


def network(*, max_bytes: int = 10**6, timeout: float = 10.0, allow_private: bool = True) -> Network:
    return Network(
        user_agent="feeder",
        concurrency=4,
        per_host=2,
        delay=timedelta(0),
        timeout=timedelta(seconds=timeout),
        max_bytes=max_bytes,
        allow_private=allow_private,
    )


def source(location: str) -> Source:
    return Source(uid="u", slug="post", location=location, shape="mailbox", every=timedelta(minutes=15))


def url(mail: Mailroom, folder: str = "INBOX", *, tls: bool = True, password: str = "geheim%2F%40%20100%25") -> str:
    return mail.url(folder=folder, tls=tls, password=password)


async def _looked(mail: Mailroom, last: str | None, max_bytes: int, **where: Any) -> mailbox.Mail:
    box = await mailbox.opened(source(url(mail, **where)), network())
    try:
        return await asyncio.to_thread(mailbox.look, box, Position.of(last), max_bytes=max_bytes)
    finally:
        box.hang_up()


def look(mail: Mailroom, last: str | None = None, *, max_bytes: int = 10**6, **where: Any) -> mailbox.Mail:
    return asyncio.run(_looked(mail, last, max_bytes, **where))


@pytest.fixture
def folder(mail: Mailroom, request: pytest.FixtureRequest) -> str:
    """A folder of its own for each test."""
    name = f"F{abs(hash(request.node.nodeid))}"
    with mail.client() as client:
        client.create(name)
    return name


@pytest.mark.parametrize("tls", [True, False], ids=["TLS from the first byte", "STARTTLS"])
def test_a_look_sees_what_came_since_the_last_one_and_marks_nothing(mail: Mailroom, folder: str, *, tls: bool) -> None:
    mail.post(mail.release("Neuer Kran"), mail.release("Neues Tor"), folder=folder)
    first = look(mail, folder=folder, tls=tls)
    nothing = look(mail, first.position, folder=folder, tls=tls)
    mail.post(mail.release("Neue Schleuse"), folder=folder)
    later = look(mail, first.position, folder=folder, tls=tls)

    assert [mailing.subject(one.lines) for one in first.letters] == ["Neues Tor", "Neuer Kran"]
    assert nothing.letters == ()
    assert [mailing.subject(one.lines) for one in later.letters] == ["Neue Schleuse"]
    assert mail.seen(folder) == (3, 0)


def test_a_message_that_came_twice_is_one(mail: Mailroom, folder: str) -> None:
    message = mail.release("An zwei Adressen")
    mail.post(message, message, folder=folder)
    assert len(look(mail, folder=folder).letters) == 1


def test_an_old_mailbox_begins_with_its_newest_messages_and_says_so(
    mail: Mailroom, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailbox, "FIRST", 2)
    mail.post(*(mail.release(f"Meldung {n}") for n in range(5)), folder=folder)
    seen = look(mail, folder=folder)
    assert [mailing.subject(one.lines) for one in seen.letters] == ["Meldung 4", "Meldung 3"]
    assert "3 older messages" in seen.skipped[0]


def test_more_than_one_look_can_take_are_left_to_the_next_and_none_is_lost(
    mail: Mailroom, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailbox, "MOST", 2)
    position, seen = look(mail, folder=folder).position, []
    mail.post(*(mail.release(f"Meldung {n}") for n in range(5)), folder=folder)
    for _ in range(3):
        found = look(mail, position, folder=folder)
        position = found.position
        seen += [mailing.subject(one.lines) for one in reversed(found.letters)]
    assert seen == [f"Meldung {n}" for n in range(5)]


def test_a_message_that_is_too_large_is_told_and_left(mail: Mailroom, folder: str) -> None:
    mail.post(mail.release("Klein"), mail.release("Groß", "x" * 70 + "\n" + "lang " * 5000), folder=folder)
    seen = look(mail, max_bytes=5000, folder=folder)
    assert [mailing.subject(one.lines) for one in seen.letters] == ["Klein"]
    assert "raise [fetch] max_bytes" in seen.skipped[0]


async def _read(mail: Mailroom, page: Page, folder: str, *, max_bytes: int) -> bytes:
    box = await mailbox.opened(source(url(mail, folder)), network(max_bytes=max_bytes))
    try:
        return (await asyncio.to_thread(mailbox.read, box, page)).body
    finally:
        box.hang_up()


def read(mail: Mailroom, page: Page, folder: str, *, max_bytes: int = 10**6) -> bytes:
    return asyncio.run(_read(mail, page, folder, max_bytes=max_bytes))


def page(letter: mailbox.Letter, **changes: str) -> Page:
    said = {"key": letter.key, "url": letter.url, **changes}
    return Page(**said, stamp="", first_seen=datetime.now(UTC))


def test_a_message_is_found_by_its_name_where_its_number_holds_no_more(mail: Mailroom, folder: str) -> None:
    mail.post(mail.release("Anderes"), mail.release("Gesucht"), folder=folder)
    letter = look(mail, folder=folder).letters[0]
    assert b"Gesucht" in read(mail, page(letter), folder)
    assert b"Gesucht" in read(mail, page(letter, url=";UIDVALIDITY=1/;UID=1"), folder)
    with pytest.raises(Gone, match="moved or deleted"):
        read(mail, page(letter, key="nie@da.example", url=";UIDVALIDITY=1/;UID=1"), folder)


def test_a_literal_larger_than_is_wanted_is_never_taken(mail: Mailroom, folder: str) -> None:
    mail.post(mail.release("Groß", "lang " * 5000), folder=folder)
    letter = look(mail, folder=folder).letters[0]
    with pytest.raises(FetchError, match="is larger than 3,000"):
        read(mail, page(letter), folder, max_bytes=3000)


def failing(location: str, *, allow_private: bool = True) -> str:
    with pytest.raises(FetchError) as problem:
        asyncio.run(mailbox.opened(source(location), network(allow_private=allow_private)))
    assert "geheim" not in str(problem.value)
    return str(problem.value)


def test_what_is_wrong_with_a_mailbox_is_told_with_its_remedy(mail: Mailroom, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "check the name and the password" in failing(url(mail, password="geheim-falsch"))
    assert "there is no folder Presse to be read; known: " in failing(url(mail, "Presse"))
    assert "is refused" in failing(url(mail), allow_private=False)
    monkeypatch.delenv("SSL_CERT_FILE")
    imap.tls_context.cache_clear()
    assert "its certificate is not trusted" in failing(url(mail))
    assert "its certificate is not trusted" in failing(url(mail, tls=False))
    imap.tls_context.cache_clear()


def test_no_password_is_sent_in_the_clear(tmp_path: Path) -> None:
    """A server that offers no STARTTLS, or one in between that took it out."""

    async def talk() -> bytes:
        heard, ended = bytearray(), asyncio.Event()

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(b"* OK [CAPABILITY IMAP4rev1] ready\r\n")
            while line := await reader.readline():
                heard.extend(line)
                tag = line.split()[0]
                writer.write(b"* CAPABILITY IMAP4rev1\r\n" + tag + b" OK done\r\n")
            writer.close()
            await writer.wait_closed()
            ended.set()

        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(FetchError, match="offers no STARTTLS"):
            await mailbox.opened(source(f"imap://wer:geheim@127.0.0.1:{port}/INBOX"), network())
        server.close()
        await asyncio.wait_for(ended.wait(), 10)
        return bytes(heard)

    assert b"geheim" not in asyncio.run(talk())


def test_a_server_that_says_nothing_is_hung_up_on() -> None:
    async def talk() -> None:
        ended = asyncio.Event()

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.read()
            writer.close()
            await writer.wait_closed()
            ended.set()

        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(FetchError, match=r"silent|took longer"):
            await mailbox.opened(source(f"imap://wer:geheim@127.0.0.1:{port}/INBOX"), network(timeout=0.6))
        server.close()
        await asyncio.wait_for(ended.wait(), 10)

    asyncio.run(talk())


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("imaps://a%40b.example:p%2F@mail.example/", ("mail.example", 993, True, "a@b.example", "p/", "INBOX")),
        ("imap://a:b@mail.example/Presse/2026%20neu", ("mail.example", 143, False, "a", "b", "Presse/2026 neu")),
        ("imaps://a:b@mail.example:10993/Entw%C3%BCrfe", ("mail.example", 10993, True, "a", "b", "Entwürfe")),
    ],
)
def test_an_imap_address_says_where_and_who(location: str, expected: tuple[object, ...]) -> None:
    read = Address.of(location)
    assert (read.host, read.port, read.is_tls, read.user, read.password, read.folder) == expected
    assert read.password not in str(read)
    assert "password" not in repr(read)


def test_names_and_passwords_may_have_any_letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Mailroom(tmp_path, password="geheim-größe") as other:
        monkeypatch.setenv("SSL_CERT_FILE", str(other.certificates))
        imap.tls_context.cache_clear()
        assert look(other, folder="INBOX", password="geheim-gr%C3%B6%C3%9Fe").letters == ()
        assert "check the name and the password" in failing(url(other, password="geheim-gr%C3%B6sse"))
    imap.tls_context.cache_clear()


def test_an_address_that_does_not_answer_leaves_the_others(mail: Mailroom, monkeypatch: pytest.MonkeyPatch) -> None:
    async def addresses(_: Reach, __: object) -> list[str]:
        return ["127.9.9.9", "127.0.0.1"]  # as of a host with IPv6, on a machine without

    monkeypatch.setattr(Reach, "addresses", addresses)
    assert look(mail, folder="INBOX").position


def test_a_server_that_drips_is_hung_up_on_in_time() -> None:
    """A byte now and then keeps each single wait short, and would hold a thread for ever."""

    async def talk() -> None:
        ended = asyncio.Event()

        async def serve(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            with suppress(OSError):
                while not writer.is_closing():
                    writer.write(b"*")
                    await writer.drain()
                    await asyncio.sleep(0.02)
            ended.set()

        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(FetchError, match="took longer"):
            await mailbox.opened(source(f"imap://wer:geheim@127.0.0.1:{port}/INBOX"), network(timeout=0.3))
        await asyncio.wait_for(ended.wait(), 10)
        server.close()

    asyncio.run(talk())


ENDLESS = b"* OK and another thing\r\n" * 100_000
#: Command → what a server says that lies there, and what is told.
LIES = [
    ("CAPABILITY", b"* CAPABILITY IMAP4rev1 \xff\xfe\r\n", "gives no answer to use"),
    ("CAPABILITY", ENDLESS, "says much more than it was asked for"),
    ("CAPABILITY", b"* BYE go away\r\n", "gives no answer to use"),
    ("LOGIN", b"* BYE go away\r\n", "gives no answer to use"),
    ("EXAMINE", b"* BYE go away\r\n", "gives no answer to use"),
    ("EXAMINE", b"* %s EXISTS\r\n" % (b"9" * 5000), "gives no answer to use"),
    ("EXAMINE", b"* OK [UIDVALIDITY 1] a\r\n* OK [UIDNEXT %s] b\r\n" % (b"9" * 5000), "gives no answer to use"),
    ("FETCH", b"* BYE go away\r\n", "gives no answer to use"),
    ("FETCH", ENDLESS, "says much more than it was asked for"),
    ("FETCH", b"* 1 FETCH (UID 1 BODY[] {99999999999}\r\n", "larger than"),
    ("FETCH", b"* 1 FETCH NIL\r\n", None),
    ("FETCH", b"* 1 FETCH (UID NIL BODY[] NIL)\r\n", None),
    ("UID", b"* SEARCH %s\r\n" % (b"9" * 5000), "gives no answer to use"),
    ("UID", b"* SEARCH NIL NIL\r\n", None),
    ("UID", b"* 1 FETCH (UID 1 BODY[HEADER.FIELDS (SUBJECT)] {3}\r\nabc)\r\n" * 200, None),
    ("UID", b"* 1 FETCH (UID 1 BODY[] {900000}\r\n%s)\r\n" % (b"a" * 900_000) * 3, "says much more than it was asked for"),
]  # fmt: skip
HONEST = {
    "CAPABILITY": b"* CAPABILITY IMAP4rev1\r\n",
    "EXAMINE": b"* 3 EXISTS\r\n* OK [UIDVALIDITY 1] a\r\n* OK [UIDNEXT 9] b\r\n",
    "FETCH": b"* 1 FETCH (UID 7)\r\n",
}


class _Clear:
    """In place of TLS: a lie is the same within it."""

    def wrap_socket(self, sock: socket.socket, **_: Any) -> socket.socket:
        return sock


@pytest.mark.parametrize(("at", "lie", "told"), LIES, ids=[f"{at} {lie[:24]!r} {told}" for at, lie, told in LIES])
def test_whatever_a_mail_server_says_is_read_or_told(
    at: str, lie: bytes, told: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "tls_context", _Clear)

    def serve() -> None:
        connection, _ = listening.accept()
        with suppress(OSError), connection, connection.makefile("rb") as lines:
            connection.sendall(b"* OK hello\r\n")
            for line in lines:
                tag, command, *_ = line.split()
                said = lie if command.decode() == at else HONEST.get(command.decode(), b"")
                connection.sendall(b"%s%s OK done\r\n" % (said, tag))

    async def talk() -> None:
        where = source(f"imaps://wer:geheim@127.0.0.1:{listening.getsockname()[1]}")
        box = await mailbox.opened(where, network())
        try:
            await asyncio.to_thread(mailbox.look, box, None, max_bytes=10**6)
            await asyncio.to_thread(mailbox.look, box, Position(validity=1, following=3), max_bytes=10**6)
        finally:
            box.hang_up()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = Thread(target=serve)
        server.start()
        with pytest.raises((FetchError, Refused), match=told) if told else nullcontext():
            asyncio.run(talk())
        server.join()


def test_a_message_with_an_endless_head_keeps_nobody_elses_from_being_read(mail: Mailroom, folder: str) -> None:
    endless = b"From: wer@evil.example\r\nSubject: " + b"=?a?q?" * 30_000 + b"\r\n\r\nText\r\n"
    mail.post(endless, mail.release("Der Kran steht"), folder=folder)
    seen = look(mail, folder=folder)
    assert [mailing.subject(one.lines)[:20] for one in seen.letters] == ["Der Kran steht", "=?a?q?=?a?q?=?a?q?=?"]
    assert all(len(str(one.lines)) < 2 * imap.HEAD for one in seen.letters)


def test_a_folder_may_have_any_name(mail: Mailroom) -> None:
    with mail.client() as client:
        client.create('"Entw&APw-rfe 2026"')
    mail.post(mail.release("Neuer Kran"), folder='"Entw&APw-rfe 2026"')
    assert len(look(mail, folder="Entw%C3%BCrfe%202026").letters) == 1


MESSAGES = [
    ({"subject": "Neuer Kran am Kai"}, None),
    ({"subject": "Bitte bestätigen Sie Ihre Anmeldung zum Presseverteiler"}, "confirmation"),
    ({"subject": "=?utf-8?q?Bitte_best=C3=A4tigen?="}, "confirmation"),
    ({"subject": "Please confirm your subscription"}, "confirmation"),
    ({"subject": "Confirmez votre inscription"}, "confirmation"),
    ({"subject": "Conferma la tua iscrizione"}, "confirmation"),
    ({"subject": "Confirma tu suscripción"}, "confirmation"),
    ({"subject": "Confirme a sua subscrição"}, "confirmation"),
    ({"subject": "Bevestig uw aanmelding"}, "confirmation"),
    ({"subject": "Bekräfta din prenumeration"}, "confirmation"),
    ({"subject": "Potwierdź subskrypcję"}, "confirmation"),
    ({"subject": "Подтвердите подписку"}, "confirmation"),
    ({"subject": "Minister confirms record budget"}, None),
    ({"subject": "Gericht bestätigt Urteil"}, None),
    ({"subject": "La Commission confirme son calendrier"}, None),
    ({"subject": "Zahlen bestätigen Trend: mehr Fracht im Hafen"}, None),
    ({"subject": "Returned", "content_type": 'multipart/report; report-type="delivery-status"'}, "bounce"),
    ({"subject": "Undelivered", "from": "MAILER-DAEMON@mx.example"}, "bounce"),
    ({"subject": "Undelivered", "return_path": "<>"}, "bounce"),
    ({"subject": "Nicht im Büro", "auto_submitted": "auto-replied (vacation)"}, "answer"),
    ({"subject": "Wochenbericht", "auto_submitted": "auto-generated"}, None),
    ({"subject": "=?utf-99?q?kaputt?="}, None),
    ({"subject": "=?utf-8?b?a?="}, None),  # no base64
]


@pytest.mark.parametrize(("lines", "expected"), MESSAGES, ids=[next(iter(one.values())) for one, _ in MESSAGES])
def test_what_machines_send_to_one_reader_is_no_release(lines: dict[str, str], expected: str | None) -> None:
    head = Message()
    for name, value in lines.items():
        head[name.replace("_", "-")] = value
    assert mailing.kind(head) == expected


def test_the_password_of_the_tests_has_what_an_address_must_escape() -> None:
    assert set("/@% ") <= set(PASSWORD)


@pytest.mark.parametrize(
    ("sender", "is_of"),
    [
        ("Hafen <presse@hafen.example>", True),
        ("PRESSE@HAFEN.EXAMPLE", True),
        ("presse@news.hafen.example", True),  # a part of the domain
        ("amt@stadt.example", True),
        ("andere@stadt.example", False),
        ("wer.amt@stadt.example", False),
        ("presse@evilhafen.example", False),
        ("presse@hafen.example.evil.example", False),
        ('"presse@hafen.example" <wer@evil.example>', False),
        ("presse@hafen.example, wer@evil.example", False),
        ("wer@evil.example@hafen.example", False),
        ("", False),
        ("presse@hafen.example" + "(" * 5_000, False),  # comments within comments
        ("presse@hafen.example, " * 1_000, False),  # who stands behind all of them is not looked at
    ],
    ids=lambda told: told[:60] if isinstance(told, str) else None,
)
def test_only_those_who_are_named_are_published(sender: str, *, is_of: bool) -> None:
    head = Message()
    head["From"] = sender
    assert mailing.is_of(head, ("hafen.example", "amt@stadt.example")) is is_of
    assert mailing.is_of(head, ())
