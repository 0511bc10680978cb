"""What a site's robots.txt wants is done (RFC 9309): which lines are meant for us, how it is had, how long it counts."""

import asyncio
import gzip
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from newsroom.server import Answer, Call, Loopback

from feeder.errors import Disallowed, FetchError, Refused
from feeder.fetch import robots
from feeder.fetch.answer import Patience
from feeder.fetch.asker import Asker
from feeder.fetch.http import Network
from feeder.fetch.politeness import Hosts
from feeder.fetch.robotrules import Rules, rules_for_us
from feeder.fetch.robots import RobotsFiles
from feeder.model import Document, Hold, RobotsFile, rfc3339

NOW = datetime(2025, 3, 4, 9, 30, tzinfo=UTC)
ALL_REFUSED = b"User-agent: *\nDisallow: /\n"


# Which lines are meant for us, and what they match --------------------------------------------------------------------


def rules(body: bytes) -> Rules:
    return Rules(RobotsFile(origin="https://acme.example", again=NOW, rules=rules_for_us(body)))


def may(body: bytes, path: str) -> bool:
    return rules(body).judge(httpx.URL(f"https://acme.example{path}"))[0]


@pytest.mark.parametrize(
    ("name", "body", "is_ours"),
    [
        ("everybody", b"User-agent: *\nDisallow: /", True),
        ("our name", b"User-agent: feeder\nDisallow: /", True),
        ("in capitals", b"USER-AGENT: FEEDER\nDISALLOW: /", True),
        ("with a version", b"User-agent: feeder/2.0 (+https://x)\nDisallow: /", True),
        ("another name", b"User-agent: other\nDisallow: /", False),
        ("a name that ours begins with", b"User-agent: feed\nDisallow: /", False),
        ("a name that begins with ours", b"User-agent: feeder-pro\nDisallow: /", False),
        ("ours counts instead of everybody's", b"User-agent: *\nDisallow: /\n\nUser-agent: feeder\nDisallow: /x", False),
        ("ours says nothing", b"User-agent: feeder\nDisallow:\n\nUser-agent: *\nDisallow: /", False),
        ("ours stands twice", b"User-agent: feeder\nDisallow: /x\nUser-agent: b\nAllow: /\nUser-agent: feeder\nDisallow: /", True),
        ("one of several in a group", b"User-agent: a\nUser-agent: feeder\nUser-agent: c\nDisallow: /", True),
        ("a group ends where another begins", b"User-agent: feeder\nDisallow: /x\nUser-agent: b\nDisallow: /", False),
        ("empty lines end no group", b"User-agent: feeder\n\n\nDisallow: /", True),
        ("a sitemap ends no group", b"User-agent: feeder\nSitemap: https://acme.example/s\nDisallow: /", True),
        ("what nobody knows ends no group", b"User-agent: feeder\nNoidea: 7\nUser-agent: b\nDisallow: /", True),
        ("a delay is a rule", b"User-agent: feeder\nCrawl-delay: 5\n\nUser-agent: b\nDisallow: /", False),
        ("a rule of nobody", b"Disallow: /\nUser-agent: feeder\nDisallow: /x", False),
        ("a byte order mark", b"\xef\xbb\xbfUser-agent: *\nDisallow: /", True),
        ("CRLF", b"User-agent: *\r\nDisallow: /\r\n", True),
        ("CR alone", b"User-agent: *\rDisallow: /\r", True),
        ("comments and spaces", b"  user-agent :  *  # all\n\tdisallow : /  # everything\n", True),
        ("a colon that is missing", b"User-agent *\nDisallow /", False),
        ("slips of the pen", b"useragent: *\nDissallow: /", True),
        ("HTML", b"<!DOCTYPE html><html><body>User-agent: *<br>Disallow: /</body></html>", False),
        ("a picture", bytes(range(256)) * 40, False),
        ("nothing", b"", False),
    ],
)  # fmt: skip
def test_the_lines_that_are_meant_for_us_count(name: str, body: bytes, is_ours: bool) -> None:
    assert may(body, "/press/1.html") is not is_ours


@pytest.mark.parametrize(
    ("lines", "path", "is_allowed"),
    [
        ("Disallow: /press", "/press", False),
        ("Disallow: /press", "/pressure", False),  # it is a beginning, not a name
        ("Disallow: /press/", "/press", True),
        ("Disallow: /Press", "/press", True),
        ("Disallow: /*.pdf$", "/a/b.pdf", False),
        ("Disallow: /*.pdf$", "/a/b.pdf?x=1", True),
        ("Disallow: /*?print=", "/a?print=1", False),
        ("Disallow: /a*b*c", "/a-x-b-y-c-z", False),
        ("Disallow: *", "/anything", False),
        ("Disallow: /press\nAllow: /press/releases", "/press/releases/1", True),  # the longest match
        ("Allow: /press/releases\nDisallow: /press", "/press/releases/1", True),  # in whatever order
        ("Allow: /press\nDisallow: /press/internal", "/press/internal/1", False),
        ("Disallow: /press\nAllow: /press", "/press", True),  # of two alike the kinder
        ("Disallow: /\nAllow: /$", "/", True),
        ("Disallow: /\nAllow: /$", "/x", False),
        ("Disallow: /foo bar", "/foo%20bar", False),
        ("Disallow: /%C3%BCber", "/über", False),
        ("Disallow: /über", "/%C3%BCber", False),
        ("Disallow: /%7Euser", "/~user", False),
        ("Disallow: /a%2Fb", "/a/b", True),
        ("Disallow:", "/", True),
        ("Disallow: /", "/robots.txt", True),  # 2.2.2: always may
    ],
)
def test_a_rule_matches_as_the_standard_says(lines: str, path: str, is_allowed: bool) -> None:
    assert may(f"User-agent: *\n{lines}\n".encode(), path) is is_allowed


def test_the_line_that_refuses_is_named() -> None:
    body = b"# ours\nUser-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /p\nAllow: /\nDisallow: /press/*.html\n"
    _, line = rules(body).judge(httpx.URL("https://acme.example/press/1.html"))
    assert line == 'line 8, "Disallow: /press/*.html"'


@pytest.mark.parametrize(
    ("line", "seconds"), [("5", 5), ("0.5", 0.5), ("-1", None), ("nan", None), ("inf", None), ("soon", None)]
)
def test_a_delay_is_a_number_of_seconds(line: str, seconds: float | None) -> None:
    assert rules(f"User-agent: *\nCrawl-delay: {line}\n".encode()).delay == seconds


# How it is had ------------------------------------------------------------------------------------------------------


class Clock:
    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now


class Notes:
    """What outlives a process, in a dict."""

    def __init__(self) -> None:
        self.files: dict[str, RobotsFile] = {}
        self.held: dict[str, Hold] = {}

    def holds(self) -> Mapping[str, Hold]:
        return self.held

    def hold(self, host: str, hold: Hold) -> None:
        self.held[host] = hold

    def robots(self, origin: str) -> RobotsFile | None:
        return self.files.get(origin)

    def keep_robots(self, file: RobotsFile) -> None:
        self.files[file.origin] = file


class Site:
    """A page everywhere, and a robots.txt that may be changed."""

    def __init__(self, url: str = "") -> None:
        self.robots: Answer | Callable[[Call], Answer] = Answer(status=404)
        self.page: Answer | Callable[[Call], Answer] = Answer(body=b"a page")
        self.calls: list[Call] = []
        self.url = url

    def __call__(self, call: Call) -> Answer:
        self.calls.append(call)
        answer = self.robots if call.path.startswith("/robots.txt") else self.page
        return answer(call) if callable(answer) else answer

    @property
    def asked(self) -> list[str]:
        return [call.path for call in self.calls]


@contextmanager
def site(robots: bytes | Answer | None = None) -> Iterator[Site]:
    here = Site()
    if robots is not None:
        here.robots = robots if isinstance(robots, Answer) else Answer(body=robots)
    with Loopback(here) as server:
        here.url = server.url
        yield here


class Reader:
    """A network that asks for robots.txt; each `get` is a visit of its own."""

    def __init__(self, notes: Notes | None = None, **told: Any) -> None:
        self.clock = Clock()
        self.robots = RobotsFiles(notes, clock=self.clock)
        settings: dict[str, Any] = {
            "user_agent": "feeder/test (+https://press.example)", "concurrency": 8, "per_host": 2,
            "delay": timedelta(0), "timeout": timedelta(seconds=5), "max_bytes": 10**6, "allow_private": True,
        }  # fmt: skip
        self.network = Network(**settings | told, hosts=Hosts(notes, clock=self.clock), robots=self.robots)

    def get(self, url: str, **told: Any) -> Document | None:
        return self.all([url], **told)[0]

    def all(self, urls: list[str], *, location: str | None = None, **told: Any) -> list[Document | None]:
        async def one(url: str) -> Document | None:
            session = self.network.session(location or url, headers={"X-Secret": "s3cret"}, allow_private=False, **told)
            async with session:
                return await session.get(url)

        async def every() -> list[Document | None]:
            return await asyncio.gather(*map(one, urls))

        return asyncio.run(every())

    def failure(self, url: str, kind: type[FetchError] = FetchError, **told: Any) -> str:
        with pytest.raises(FetchError) as failed:
            self.get(url, **told)
        assert type(failed.value) is kind
        assert "\n" not in str(failed.value)
        return str(failed.value)


def test_what_is_disallowed_is_not_asked_for_and_the_message_says_what_to_do() -> None:
    with site(b"User-agent: *\nDisallow: /press\n") as here:
        told = Reader().failure(f"{here.url}/press/1.html", Disallowed)
        assert here.asked == ["/robots.txt"]
    assert told == (
        f'{here.url}/press/1.html: {here.url}/robots.txt disallows it (line 2, "Disallow: /press"); where the site is '
        "yours or has agreed, set robots = false in the source's file or in [fetch]"
    )


def test_what_is_allowed_is_fetched_and_robots_txt_is_asked_for_once_a_day() -> None:
    with site(b"User-agent: *\nDisallow: /internal\n") as here:
        reader = Reader()
        reader.all([f"{here.url}/press/{number}" for number in range(10)])
        assert here.asked.count("/robots.txt") == 1
        reader.clock.now += timedelta(hours=23)
        reader.get(f"{here.url}/press/1")
        assert here.asked.count("/robots.txt") == 1
        here.robots = Answer(body=ALL_REFUSED)
        reader.clock.now += timedelta(hours=2)
        reader.failure(f"{here.url}/press/1", Disallowed)
        assert here.asked.count("/robots.txt") == 2


def test_a_source_may_do_without() -> None:
    with site(ALL_REFUSED) as here:
        assert Reader().get(f"{here.url}/press", robots=False) is not None
        assert here.asked == ["/press"]


def test_robots_txt_is_asked_for_by_name_and_without_what_is_the_sources() -> None:
    with site(ALL_REFUSED) as here:
        here.robots = lambda _: Answer(body=b"User-agent: *\nAllow: /", headers={"Set-Cookie": "a=1"})
        here.page = Answer(body=b"x", headers={"Set-Cookie": "b=2"})
        reader = Reader(delay=timedelta(0))

        async def visit() -> None:
            secret = here.url.replace("//", "//user:s3cret@")
            session = reader.network.session(secret, headers={"Cookie": "c=s3cret"}, allow_private=False)
            async with session:
                await session.get(f"{here.url}/1")
                reader.clock.now += timedelta(days=2)
                await session.get(f"{here.url}/2")

        asyncio.run(visit())
    asked = [call.headers for call in here.calls if call.path == "/robots.txt"]
    assert [headers["user-agent"] for headers in asked] == ["feeder/test (+https://press.example)"] * 2
    assert not any("b=2" in str(headers) or "s3cret" in str(headers) or "authorization" in headers for headers in asked)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_site_without_robots_txt_allows_all(status: int) -> None:
    with site(Answer(status=status, body=ALL_REFUSED)) as here:
        assert Reader().get(f"{here.url}/press") is not None


@pytest.mark.parametrize("status", [429, 500, 503, 599])
def test_where_robots_txt_cannot_be_had_nothing_is_fetched(status: int) -> None:
    with site(Answer(status=status)) as here:
        told = Reader().failure(f"{here.url}/press")
        assert here.asked == ["/robots.txt"]
    assert told.startswith(f"{here.url}/press: is not fetched while the site's robots.txt cannot be had ({here.url}/")
    assert f"answered {status}" in told
    assert "set robots = false in the source's file" in told


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        (Answer(delay=30.0), "the server was silent for too long"),
        (Answer(body=b"no gzip", headers={"Content-Encoding": "gzip"}), "packed in a way that was not asked for"),
        (Answer(body=b"x", headers={"Content-Encoding": "br"}), "packed in a way that was not asked for"),
    ],
)
def test_silence_and_rubbish_are_no_answer(answer: Answer, cause: str) -> None:
    with site(answer) as here:
        assert cause in Reader(timeout=timedelta(seconds=0.2)).failure(f"{here.url}/press")


def test_a_site_that_is_not_there_is_told_as_such() -> None:
    with site() as here:
        pass
    told = Reader().failure(f"{here.url}/press")
    assert "the connection failed" in told
    assert told.endswith("; check the address, or try again later")


def test_of_a_certificate_it_is_told_who_can_mend_it_though_robots_txt_is_what_was_asked_for() -> None:
    async def ask(_: httpx.URL) -> robots.Answer:
        raise FetchError("https://press.example: the certificate has expired; only the site can mend that, tell it")

    files = RobotsFiles()
    for _ in ("asked", "remembered"):
        with pytest.raises(FetchError, match=r"certificate has expired\).*; only the site can mend that, tell it$"):
            asyncio.run(files.permit(httpx.URL("https://press.example/news"), ask))


def test_where_nobody_answered_it_is_asked_for_again_soon_however_long_that_was() -> None:
    with site() as here:
        pass
    reader = Reader()
    reader.failure(f"{here.url}/press")
    reader.clock.now += timedelta(hours=9)
    reader.failure(f"{here.url}/press")
    reader.clock.now += timedelta(minutes=1)
    again = rfc3339(reader.clock.now + timedelta(minutes=1))
    assert f"it is asked for again at {again}; " in reader.failure(f"{here.url}/press")


def test_what_cannot_be_had_is_asked_for_ever_more_rarely() -> None:
    with site(Answer(status=500)) as here:
        reader = Reader()
        asked = []
        for minute in range(24 * 60):
            reader.failure(f"{here.url}/press")
            asked += [minute] if here.calls else []
            here.calls.clear()
            reader.clock.now += timedelta(minutes=1)
    assert asked[:4] == [0, 1, 2, 4]
    assert len(asked) < 15
    assert asked[-1] > 12 * 60


def test_a_robots_txt_of_before_counts_while_there_is_none_to_be_had() -> None:
    with site(b"User-agent: *\nDisallow: /internal\n") as here:
        reader = Reader()
        reader.get(f"{here.url}/press")
        here.robots = Answer(status=500)
        reader.clock.now += timedelta(days=60)
        assert reader.get(f"{here.url}/press") is not None
        reader.failure(f"{here.url}/internal", Disallowed)
        assert here.asked.count("/robots.txt") == 2


def test_after_thirty_days_without_an_answer_it_is_as_if_there_were_none() -> None:
    with site(Answer(status=500)) as here:
        reader = Reader()
        reader.failure(f"{here.url}/press")
        reader.clock.now += timedelta(days=29)
        reader.failure(f"{here.url}/press")
        reader.clock.now += timedelta(days=1)
        assert reader.get(f"{here.url}/press") is not None


def test_it_counts_again_when_it_is_there_again() -> None:
    with site(Answer(status=500)) as here:
        reader = Reader()
        reader.failure(f"{here.url}/press")
        here.robots = Answer(status=404)
        reader.clock.now += timedelta(minutes=2)
        assert reader.get(f"{here.url}/press") is not None


def test_its_retry_after_is_kept_to() -> None:
    with site(Answer(status=503, headers={"Retry-After": "3600"})) as here:
        reader = Reader()
        reader.failure(f"{here.url}/press")
        reader.clock.now += timedelta(minutes=59)
        with pytest.raises(FetchError):
            reader.get(f"{here.url}/press")
        assert here.asked == ["/robots.txt"]


def test_a_file_that_is_to_be_waited_for_is_asked_for_no_sooner() -> None:
    clock, asked = Clock(), []
    files = RobotsFiles(clock=clock)

    async def ask(url: httpx.URL) -> robots.Answer:
        asked.append(clock.now)
        raise FetchError("too busy", status=503, retry_after=clock.now + timedelta(hours=1))

    begun = clock.now
    for _ in range(20):
        with pytest.raises(FetchError, match="too busy"):
            asyncio.run(files.permit(httpx.URL("http://acme.example/"), ask))
        clock.now += timedelta(minutes=10)
    assert [at - begun for at in asked] == [timedelta(hours=number) for number in range(3)]


@pytest.mark.parametrize(("wanted", "kept"), [("7", 7.0), ("3600", 60.0), ("0", 0.0)])
def test_a_delay_is_kept_up_to_a_minute(wanted: str, kept: float) -> None:
    async def ask(_: httpx.URL) -> robots.Answer:
        return robots.Answer(body=f"User-agent: *\nCrawl-delay: {wanted}\n".encode())

    assert asyncio.run(RobotsFiles().permit(httpx.URL("http://acme.example/"), ask)) == kept


def hops(number: int, then: bytes) -> Callable[[Call], Answer]:
    def answer(call: Call) -> Answer:
        here = int(call.path.partition("?")[2] or 0)
        if here == number:
            return Answer(body=then)
        return Answer(status=301, headers={"Location": f"/robots.txt?{here + 1}"})

    return answer


@pytest.mark.parametrize(("number", "is_allowed"), [(1, False), (5, False), (6, True)])
def test_five_redirects_are_followed_and_after_more_there_is_none(number: int, is_allowed: bool) -> None:
    with site() as here:
        here.robots = hops(number, ALL_REFUSED)
        reader = Reader()
        if is_allowed:
            reader.get(f"{here.url}/press")
        else:
            reader.failure(f"{here.url}/press", Disallowed)
        assert len([path for path in here.asked if path.startswith("/robots.txt")]) == min(number, 5) + 1


def test_a_robots_txt_elsewhere_counts_for_the_site_that_leads_there() -> None:
    with site(ALL_REFUSED) as other, site(Answer(status=302, headers={"Location": f"{other.url}/robots.txt"})) as here:
        assert "disallows it" in Reader().failure(f"{here.url}/press", Disallowed)


@pytest.mark.parametrize("to", ["ftp://acme.example/robots.txt", "http://:99999999/"])
def test_one_that_leads_nowhere_is_none(to: str) -> None:
    with site(Answer(status=302, headers={"Location": to})) as here:
        assert Reader().get(f"{here.url}/press") is not None


def test_one_that_leads_to_a_private_address_is_not_followed() -> None:
    with site(b"") as inner, site() as here:
        here.robots = Answer(status=302, headers={"Location": inner.url.replace("127.0.0.1", "127.0.0.2")})
        reader = Reader(allow_private=False)

        async def visit() -> None:
            async with reader.network.session(here.url, headers={}, allow_private=True) as session:
                await session.get(f"{here.url}/press")

        with pytest.raises(FetchError, match="private address"):
            asyncio.run(visit())
        assert inner.calls == []


def test_a_source_whose_own_address_is_refused_says_so_and_nobody_else_hears_of_it() -> None:
    notes = Notes()
    with site() as here:
        assert "allow_private" in Reader(notes, allow_private=False).failure(f"{here.url}/press", Refused)
    assert notes.files == {}


def test_a_page_that_leads_to_another_site_asks_that_one_too() -> None:
    with site(ALL_REFUSED) as other, site() as here:
        here.page = Answer(status=302, headers={"Location": f"{other.url}/press"})
        told = Reader().failure(f"{here.url}/press", Disallowed)
        assert told.startswith(f"{here.url}/press: redirects to another address, and that failed: {other.url}/press: ")
        assert f"{other.url}/robots.txt disallows it" in told
        assert other.asked == ["/robots.txt"]


FILLER = b"# filler\n" * (robots.LARGEST // 9 + 1)


@pytest.mark.parametrize(
    ("name", "body", "is_allowed"),
    [
        ("what stands early counts", ALL_REFUSED + FILLER, False),
        ("what stands late does not", FILLER + ALL_REFUSED, True),
        ("a bomb", b"\n" * 50_000_000 + ALL_REFUSED, True),
    ],
)
@pytest.mark.parametrize("is_packed", [False, True], ids=["plain", "gzip"])
def test_of_a_huge_one_the_first_part_counts(name: str, body: bytes, *, is_allowed: bool, is_packed: bool) -> None:
    packed = Answer(body=gzip.compress(body, 1), headers={"Content-Encoding": "gzip"})
    with site(packed if is_packed else body[:5_000_000]) as here:
        reader = Reader()
        if is_allowed:
            reader.get(f"{here.url}/press")
        else:
            reader.failure(f"{here.url}/press", Disallowed)


class Endless(httpx.AsyncByteStream):
    sent = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while True:
            await asyncio.sleep(0)
            self.sent += 1024
            yield b"# filler" * 128


def test_an_endless_one_is_read_no_further() -> None:
    endless = Endless()

    async def ask() -> robots.Answer:
        transport = httpx.MockTransport(lambda _: httpx.Response(200, stream=endless))
        async with Asker(transport, user_agent="feeder/test", timeout=httpx.Timeout(30)) as asker:
            return await robots.ask(asker, httpx.URL("http://acme.example/robots.txt"), Patience(30))

    assert len(asyncio.run(ask()).body) == robots.LARGEST
    assert endless.sent == robots.LARGEST


def test_what_was_had_outlives_the_process() -> None:
    notes = Notes()
    with site(b"User-agent: *\nDisallow: /internal\nCrawl-delay: 7\n") as here:
        Reader(notes).get(f"{here.url}/press")
        Reader(notes).get(f"{here.url}/press")
        Reader(notes).failure(f"{here.url}/internal", Disallowed)
        assert here.asked.count("/robots.txt") == 1
    assert notes.files[here.url].delay == 7


def test_each_port_is_a_site_of_its_own() -> None:
    with ExitStack() as stack:
        closed, open_ = (stack.enter_context(site(body)) for body in (ALL_REFUSED, b""))
        reader = Reader()
        reader.failure(f"{closed.url}/press", Disallowed)
        assert reader.get(f"{open_.url}/press") is not None


def test_files_that_are_kept_as_they_are_asked_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(robots, "PARSED", 3500)
    files = RobotsFiles()

    async def ask(_: httpx.URL) -> robots.Answer:
        return robots.Answer()

    async def ask_many() -> None:
        for number in (*range(10), 9, 9):
            await files.permit(httpx.URL(f"http://host-{number}.example/"), ask)

    asyncio.run(ask_many())
    assert len(files._known) == 3
    assert len(files._asking) == 0
