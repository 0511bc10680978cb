"""What is fetched is limited in size, time and reach; what goes wrong is one line that says what to do."""

import asyncio
import os
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from newsroom.server import Answer, Call, Loopback

from feeder.errors import FetchError, Gone, Refused
from feeder.fetch import folder as folders
from feeder.fetch.address import is_public
from feeder.fetch.http import Network, retry_after, shown
from feeder.model import Document

NOW = datetime(2025, 3, 4, 9, 30, tzinfo=UTC)
LIMIT = 100_000


def network(**told: Any) -> Network:
    settings: dict[str, Any] = {
        "user_agent": "feeder/test (+https://press.example)",
        "concurrency": 8,
        "per_host": 2,
        "delay": timedelta(0),
        "timeout": timedelta(seconds=5),
        "max_bytes": LIMIT,
        "allow_private": True,
    }
    return Network(**settings | told)


def get(
    url: str,
    *,
    location: str | None = None,
    headers: Mapping[str, str] | None = None,
    own_private: bool = False,
    over: Network | None = None,
    **asked: str,
) -> Document | None:
    """One request of a source that is at `location` (else at `url`)."""

    async def visit() -> Document | None:
        session = (over or network()).session(location or url, headers=headers or {}, allow_private=own_private)
        async with session:
            return await session.get(url, **asked)

    return asyncio.run(visit())


def fetched(url: str, **told: Any) -> Document:
    found = get(url, **told)
    assert found is not None
    return found


def failure(url: str, kind: type[FetchError] = FetchError, **told: Any) -> str:
    """The message of a request that fails; it is one line."""
    with pytest.raises(kind) as failed:
        get(url, **told)
    assert "\n" not in str(failed.value)
    return str(failed.value)


class Site:
    """Answers with `answer` (or what it gives for the call) and remembers what it was asked."""

    def __init__(self, answer: Answer | Callable[[Call], Answer]) -> None:
        self.calls: list[Call] = []
        self._answer = answer

    def __call__(self, call: Call) -> Answer:
        self.calls.append(call)
        return self._answer(call) if callable(self._answer) else self._answer


@contextmanager
def serving(answer: Answer | Callable[[Call], Answer]) -> Iterator[tuple[str, list[Call]]]:
    site = Site(answer)
    with Loopback(site) as server:
        yield server.url, site.calls


def redirect(to: str, status: int = 302) -> Answer:
    return Answer(status=status, headers={"Location": to})


# Documents --------------------------------------------------------------------------------------------------------


def test_a_document_is_its_bytes_and_what_the_server_said_of_them() -> None:
    said = {"Content-Type": "text/html; charset=x", "ETag": '"1"', "Last-Modified": "Tue, 04 Mar 2025 09:30:00 GMT"}
    with serving(Answer(headers=said, body=b"<p>\xff")) as (url, calls):
        document = fetched(f"{url}/press?id=1")
    assert (document.url, document.body) == (f"{url}/press?id=1", b"<p>\xff")
    assert [document.media_type, document.etag, document.last_modified] == list(said.values())
    assert calls[0].headers["user-agent"] == "feeder/test (+https://press.example)"


def test_an_unchanged_document_is_none() -> None:
    with serving(Answer(status=304)) as (url, calls):
        assert get(url, etag='"1"', last_modified="Tue, 04 Mar 2025 09:30:00 GMT") is None
    assert calls[0].headers["if-none-match"] == '"1"'
    assert calls[0].headers["if-modified-since"] == "Tue, 04 Mar 2025 09:30:00 GMT"


def test_unchanged_without_asking_is_an_error() -> None:
    with serving(Answer(status=304)) as (url, _):
        assert "304" in failure(url)


def test_a_validator_that_cannot_be_sent_back_is_not() -> None:
    with serving(Answer(body=b"x")) as (url, calls):
        get(url, etag='"é"')
    assert "if-none-match" not in calls[0].headers


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_gone_is_gone(status: int) -> None:
    with serving(Answer(status=status)) as (url, _):
        told = failure(url, Gone)
    assert told.startswith(f"{url}: the server answered {status} ")


@pytest.mark.parametrize(
    ("status", "remedy"),
    [(401, "headers or cookies"), (403, "headers or cookies"), (500, "try again"), (204, "try again")],
)
def test_what_the_server_refuses_says_what_to_do(status: int, remedy: str) -> None:
    with serving(Answer(status=status)) as (url, _):
        told = failure(url)
    assert url in told
    assert str(status) in told
    assert remedy in told


def test_when_the_server_asks_to_come_back_is_part_of_the_error() -> None:
    with serving(Answer(status=503, headers={"Retry-After": "3600"})) as (url, _), pytest.raises(FetchError) as failed:
        get(url)
    assert failed.value.status == 503
    assert failed.value.retry_after is not None
    assert failed.value.retry_after > datetime.now(UTC) + timedelta(minutes=59)


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("120", timedelta(seconds=120)),
        ("0", timedelta(0)),
        ("9" * 30, timedelta(days=7)),  # a slip must not lose the source
        (format_datetime(NOW + timedelta(hours=1), usegmt=True), timedelta(hours=1)),
        (format_datetime(NOW - timedelta(hours=1), usegmt=True), timedelta(0)),
        (format_datetime(NOW + timedelta(days=400), usegmt=True), timedelta(days=7)),
        ("Tue, 04 Mar 2025 10:30:00 -0000", timedelta(hours=1)),
        ("soon", None),
        ("-5", None),
        ("9" * 5000, None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_seconds_or_a_date_and_a_week_at_most(value: str | None, wait: timedelta | None) -> None:
    assert retry_after(value, NOW) == (None if wait is None else NOW + wait)


# Sizes and times --------------------------------------------------------------------------------------------------


def test_a_document_of_just_the_limit_is_taken_and_one_byte_more_is_not() -> None:
    with serving(lambda call: Answer(body=b"x" * int(call.path[1:]))) as (url, _):
        assert len(fetched(f"{url}/{LIMIT}").body) == LIMIT
        assert "larger than 100,000 bytes" in failure(f"{url}/{LIMIT + 1}", Refused)


def test_a_server_that_says_nothing_is_left() -> None:
    with serving(Answer(delay=20)) as (url, _):
        told = failure(url, over=network(timeout=timedelta(milliseconds=50)))
    assert url in told
    assert "try again later" in told


def test_a_server_that_hangs_up_is_an_error() -> None:
    with serving(Answer()) as (url, _):
        pass
    assert "the connection failed" in failure(url)


# Redirects --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_leads_to_the_document_at_its_new_address(status: int) -> None:
    with serving(lambda call: redirect("/new", status) if call.path == "/old" else Answer(body=b"x")) as (url, _):
        assert fetched(f"{url}/old").url == f"{url}/new"


def test_redirects_have_an_end() -> None:
    with serving(redirect("/again")) as (url, calls):
        assert "more than 5 redirects" in failure(url)
    assert len(calls) == 6


@pytest.mark.parametrize(
    "to",
    ["file:///etc/passwd", "ftp://x.example/", "javascript:alert(1)", "http://[::1", "http://", "http://a:99999x/",
     "http://xn--/", "data:text/html,x", "gopher://127.0.0.1:70/"],
)  # fmt: skip
def test_a_redirect_leads_nowhere_but_to_the_web(to: str) -> None:
    with serving(redirect(to)) as (url, _):
        assert failure(url).startswith(f"{url}: ")


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://x.example/", "/etc/passwd", "", "http://", "http://[::1", "http://x/\x01\n",
     "http://xn--/", "http://\ud800.example/", "http://x.example:99999999/", "http://./"],
)  # fmt: skip
def test_an_address_that_is_none_is_refused_before_anything_is_asked(url: str) -> None:
    failure(url, Refused, location="https://acme.example/")


@pytest.mark.parametrize("url", ["http://a..b/", f"http://{'a' * 64}.example/", "http://nobody.invalid/"])
def test_a_name_that_is_none_cannot_be_resolved(url: str) -> None:
    assert "cannot be resolved" in failure(url)


# Secrets ----------------------------------------------------------------------------------------------------------

SECRET = {"X-Key": "s3cret", "Cookie": "session=s3cret"}


def test_a_sources_headers_go_to_its_own_origin_alone() -> None:
    with ExitStack() as stack:
        other, others = stack.enter_context(serving(Answer(body=b"x")))
        own, owns = stack.enter_context(serving(redirect(f"{other}/")))
        get(own, headers=SECRET)
    assert owns[0].headers["x-key"] == "s3cret"
    assert not {"x-key", "cookie"} & others[0].headers.keys()


@pytest.mark.parametrize(
    ("location", "url", "is_sent"),
    [
        ("https://acme.example/press", "https://acme.example/1", True),
        ("http://acme.example/press", "https://acme.example/1", True),  # the site went over to https
        ("https://acme.example/press", "https://ACME.example:443/1", True),
        ("https://acme.example/press", "http://acme.example/1", False),  # for all to read
        ("https://acme.example/press", "https://acme.example:8443/1", False),
        ("https://acme.example/press", "https://www.acme.example/1", False),
        ("https://acme.example/press", "https://acme.example.evil.example/1", False),
    ],
)
def test_a_sources_headers_go_where_nobody_else_reads_them(location: str, url: str, is_sent: bool) -> None:
    session = network().session(location, headers=SECRET, allow_private=False)
    assert session._is_own(httpx.URL(url)) is is_sent
    asyncio.run(session.__aexit__(None, None, None))


def test_a_name_and_password_in_an_address_are_used_and_never_shown() -> None:
    with serving(Answer(status=500, body=b"x")) as (url, calls):
        told = failure(url.replace("http://", "http://ada:s3cret@"))
    assert calls[0].headers["authorization"] == "Basic YWRhOnMzY3JldA=="
    assert "s3cret" not in told
    assert told.startswith(url)


def test_a_documents_address_has_no_password() -> None:
    with serving(Answer(body=b"x")) as (url, _):
        assert fetched(url.replace("http://", "http://ada:s3cret@") + "/x").url == f"{url}/x"


def test_a_password_in_somebody_elses_link_is_not_used() -> None:
    with serving(Answer(body=b"x")) as (url, calls):
        get(url.replace("http://", "http://ada:s3cret@"), location="https://acme.example/")
    assert "authorization" not in calls[0].headers


@pytest.mark.parametrize(
    ("url", "as_shown"),
    [
        ("https://ada:s3cret@acme.example/x", "https://acme.example/x"),
        ("https://acme.example/@ada", "https://acme.example/@ada"),
        ("https://acme.example/\n\x1b[31m", "https://acme.example/??[31m"),
        ("https://acme.example/" + "x" * 500, "https://acme.example/" + "x" * 179),
    ],
)
def test_an_address_is_shown_in_one_short_line(url: str, as_shown: str) -> None:
    assert shown(url) == as_shown


# Addresses --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "127.255.0.1", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
     "224.0.0.1", "255.255.255.255", "240.0.0.1", "192.0.2.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1",
     "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b:1::1", "fec0::1", "::127.0.0.1", "::ffff:0:127.0.0.1",
     "2001:db8::1", "2001:0:53aa:64c:0:fbff:80ff:fffe", "192.0.0.192", "192.88.99.1", "198.18.0.1", "168.63.129.16",
     "100.100.100.200", "fd00:ec2::254", "3fff::1", "5f00::1", "100::1", "2002:a9fe:a9fe::", "64:ff9b::a9fe:a9fe"],
)  # fmt: skip
def test_these_addresses_are_not_for_all_the_world(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_these_addresses_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "LOCALHOST.", "127.1", "2130706433", "0x7f.1", "0x7f000001", "017700000001", "[::1]",
     "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "0", "0.0.0.0", "[::]"],
)  # fmt: skip
def test_no_spelling_of_this_machine_is_reached(host: str) -> None:
    with serving(Answer(body=b"secret")) as (url, calls):
        failure(url.replace("127.0.0.1", host), over=network(allow_private=False))
    assert calls == []


def test_a_redirect_to_a_private_address_is_refused_although_the_sources_own_host_may_be_private() -> None:
    with serving(lambda call: redirect(call.path[1:]) if len(call.path) > 1 else Answer(body=b"x")) as (url, calls):
        closed = network(allow_private=False)
        own = url.replace("127.0.0.1", "localhost")
        assert fetched(own, own_private=True, over=closed).body == b"x"
        told = failure(f"{own}/{url}/", own_private=True, over=closed)
    assert "127.0.0.1 is the private address 127.0.0.1, which is refused" in told
    assert "allow_private = true" in told
    assert len(calls) == 2


# Politeness -------------------------------------------------------------------------------------------------------


class Turns:
    """How many requests are under way at once, as a network lets them."""

    def __init__(self, over: Network) -> None:
        self.over = over
        self.now = self.most = 0

    async def one(self, host: str) -> None:
        async with self.over.turn(host):
            self.now += 1
            self.most = max(self.most, self.now)
            await asyncio.sleep(0)
            self.now -= 1

    async def all(self, hosts: list[str]) -> None:
        await asyncio.gather(*map(self.one, hosts))


@pytest.mark.parametrize(
    ("hosts", "most"),
    [(["acme"] * 20, 2), ([f"host-{number}" for number in range(20)], 5)],
    ids=["one host", "many hosts"],
)
def test_a_host_and_the_network_are_asked_a_few_things_at_once(hosts: list[str], most: int) -> None:
    turns = Turns(network(concurrency=5, per_host=2))
    asyncio.run(turns.all(hosts))
    assert turns.most == most


# Folders ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "press"
    folder.mkdir()
    return folder


def seen(folder: Path, *, deep: bool = True) -> list[str]:
    return [file.key for file in folders.scan(folder, deep=deep).files]


def test_a_scan_sees_the_documents_of_a_folder_and_below(folder: Path) -> None:
    (folder / "2024" / "mai").mkdir(parents=True)
    for name in ("b.txt", "a.MD", "2024/c.html", "2024/mai/d.txt"):
        (folder / name).write_text("x", encoding="utf-8")
    assert sorted(seen(folder)) == ["2024/c.html", "2024/mai/d.txt", "a.MD", "b.txt"]
    assert sorted(seen(folder, deep=False)) == ["a.MD", "b.txt"]


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.txt",
        "~$lock.txt",
        "draft.txt~",
        "new.txt.part",
        "new.txt.tmp",
        "x.crdownload",
        ".git/x.txt",
        "acme.toml",
    ],
)
def test_what_is_hidden_or_unfinished_is_nobodys_document(folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("x", encoding="utf-8")
    assert folders.scan(folder) == folders.Scan(files=(), skipped=())


def test_what_cannot_be_read_is_named(folder: Path) -> None:
    (folder / "film.mp4").write_text("x", encoding="utf-8")
    (folder / "readme").write_text("x", encoding="utf-8")
    first, second = folders.scan(folder).skipped
    assert first.startswith("film.mp4: .mp4 documents cannot be read; known: .txt")
    assert second.startswith("readme: documents without an ending cannot be read")


def test_a_link_out_of_the_folder_is_not_followed_and_one_within_is(folder: Path) -> None:
    secret = folder.parent / "secret.txt"
    secret.write_text("x", encoding="utf-8")
    (folder / "real.txt").write_text("x", encoding="utf-8")
    (folder / "out.txt").symlink_to(secret)
    (folder / "within.txt").symlink_to("real.txt")
    (folder / "nothing.txt").symlink_to("nowhere")
    (folder / "loop").symlink_to(".")
    found = folders.scan(folder)
    assert [file.key for file in found.files] == ["real.txt", "within.txt"]
    assert "out.txt: a link that leads out of the folder is not followed" in found.skipped


def test_names_are_told_in_one_line(folder: Path) -> None:
    (folder / "two\nlines.mp4").write_text("x", encoding="utf-8")
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_text("x", encoding="utf-8")
    told = folders.scan(folder).skipped
    assert [line.partition(":")[0] for line in told] == [r"caf\udce9.txt", r"two\nlines.mp4"]
    assert "its name is not UTF-8; rename it" in told[0]


def test_a_document_with_a_strange_name_is_read(folder: Path) -> None:
    name = "two\nlines 100% ä#?.txt"
    (folder / name).write_text("x", encoding="utf-8")
    assert seen(folder) == [name]
    assert folders.read(folder, name, max_bytes=9).body == b"x"
    with pytest.raises(Refused) as refusal:
        folders.read(folder, name, max_bytes=0)
    assert "\n" not in str(refusal.value)


def test_a_document_says_what_it_is(folder: Path) -> None:
    (folder / "a.HTM").write_bytes(b"<p>x")
    document = folders.read(folder, "a.HTM", max_bytes=9)
    assert (document.media_type, document.url) == ("text/html", (folder / "a.HTM").as_uri())


def test_an_edit_changes_the_stamp(folder: Path) -> None:
    path = folder / "a.txt"
    path.write_text("x", encoding="utf-8")
    before = folders.scan(folder)
    assert folders.scan(folder) == before
    os.utime(path, ns=(0, 1))
    assert folders.scan(folder) != before


def test_a_document_that_is_gone_is_gone(folder: Path) -> None:
    with pytest.raises(Gone, match=r"a\.txt: the file is gone"):
        folders.read(folder, "a.txt", max_bytes=9)


def test_a_folder_that_is_missing_is_an_error_and_not_empty(folder: Path) -> None:
    folder.rmdir()
    with pytest.raises(FetchError, match="cannot be read") as failed:
        folders.scan(folder)
    assert str(folder) in str(failed.value)


def test_a_folder_below_that_cannot_be_opened_is_an_error_and_not_empty() -> None:
    code = """
        import os, sys
        from pathlib import Path
        from feeder.errors import FetchError
        from feeder.fetch import folder
        if os.getuid() == 0:
            os.setuid(65534)
        try:
            folder.scan(Path(sys.argv[1]))
        except FetchError as problem:
            print(problem)
    """
    with tempfile.TemporaryDirectory() as name:
        closed = Path(name, "closed")
        closed.mkdir()
        (closed / "a.txt").write_text("x", encoding="utf-8")
        Path(name).chmod(0o755)
        closed.chmod(0)
        told = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(code), name], capture_output=True, text=True, check=True
        ).stdout
        closed.chmod(0o755)
    assert told == f"{closed}: cannot be read (Permission denied); bring it back or mend its rights\n"
