"""The requests of a visit: what is asked of whom, with which conditions and cookies."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import nullcontext
from datetime import timedelta
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_politeness import Hurried

from feeder.errors import FetchError, Waits
from feeder.fetch.asker import Asker
from feeder.fetch.cookies import Jar
from feeder.fetch.http import Network
from feeder.fetch.robots import Permission
from feeder.fetch.session import Reply, Session, Validators

LIST = "https://acme.example/press"
HTTP_DATE = "Tue, 04 Mar 2025 09:30:00 GMT"


class Web:
    """Many hosts that answer as told, by address, one after another; the last answer stays."""

    def __init__(self, **answers: Any) -> None:
        self.asked: list[httpx.Request] = []
        self.answers: dict[str, list[httpx.Response]] = {}

    def at(self, url: str, *answers: httpx.Response) -> "Web":
        self.answers[url] = list(answers)
        return self

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        known = self.answers.get(str(request.url), [httpx.Response(404)])
        answer = known[0] if len(known) == 1 else known.pop(0)
        return httpx.Response(answer.status_code, headers=answer.headers.multi_items(), content=sent(answer.content))

    def headers(self, name: str) -> list[str | None]:
        return [request.headers.get(name) for request in self.asked]

    @property
    def urls(self) -> list[str]:
        return [str(request.url) for request in self.asked]


async def sent(body: bytes) -> AsyncIterator[bytes]:
    yield body


@pytest.fixture
def web() -> Web:
    return Web()


def page(**headers: str) -> httpx.Response:
    return httpx.Response(200, headers={name.replace("_", "-"): value for name, value in headers.items()}, content=b"x")


def redirect(to: str, status: int = 301, *, cookies: Sequence[str] = ()) -> httpx.Response:
    return httpx.Response(status, headers=[("Location", to), *(("Set-Cookie", one) for one in cookies)])


def unchanged(**headers: str) -> httpx.Response:
    return httpx.Response(304, headers=headers)


def ask(
    web: Web,
    *urls: str,
    known: Validators | None = None,
    headers: Mapping[str, str] | None = None,
    location: str = LIST,
    delay: float = 0.0,
    loop: Callable[[], asyncio.AbstractEventLoop] | None = None,
) -> list[Reply]:
    """What a visit of the source at `location` gets from these addresses, one after another."""
    network = Network(
        user_agent="feeder/test", concurrency=8, per_host=2, delay=timedelta(seconds=delay),
        timeout=timedelta(seconds=5), max_bytes=10**6, allow_private=False,
    )  # fmt: skip

    async def visit() -> list[Reply]:
        asker = Asker(httpx.MockTransport(web), user_agent="feeder/test", timeout=httpx.Timeout(5))
        anything = Permission(network, lambda: asker, None)
        async with Session(network, asker, httpx.URL(location), headers or {}, anything, lambda: asker) as session:
            return [await session.ask(url, known or Validators(of=url)) for url in urls or (LIST,)]

    with asyncio.Runner(loop_factory=loop) as runner:
        return runner.run(visit())


def test_a_name_with_the_roots_dot_is_the_same_host(web: Web) -> None:
    web.at("https://acme.example/press?x=.", httpx.Response(200))
    (reply,) = ask(web, "https://acme.example./press?x=.")
    assert web.urls == ["https://acme.example/press?x=."]
    assert reply.url == "https://acme.example/press?x=."


@pytest.mark.parametrize("name", ["Accept", "accept", "USER-AGENT", "connection", "If-none-match"])
def test_a_header_of_the_sources_file_is_said_once_and_conditions_are_ours(web: Web, name: str) -> None:
    web.at(LIST, unchanged())
    ask(web, headers={name: "its own"}, known=Validators(of=LIST, etag='"1"'))
    (request,) = web.asked
    assert request.headers.get_list(name) == ['"1"' if name == "If-none-match" else "its own"]


# Conditions -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "etag",
    ['"1"', 'W/"1"', '"1-gzip"', 'W/"1;br"', '""', "unquoted", '"a, b"', "'1'", '"1'],
)
def test_a_tag_is_sent_back_as_it_came(web: Web, etag: str) -> None:
    web.at(LIST, unchanged())
    (reply,) = ask(web, known=Validators(of=LIST, etag=etag))
    assert web.headers("if-none-match") == [etag]
    assert web.headers("if-modified-since") == [None]
    assert reply.document is None


@pytest.mark.parametrize("date", [HTTP_DATE, "Tuesday, 04-Mar-25 09:30:00 GMT", "0", "2025-03-04T09:30:00Z"])
def test_a_date_is_the_servers_own_and_sent_back_as_it_came(web: Web, date: str) -> None:
    web.at(LIST, page(last_modified=date), unchanged())
    (reply,) = ask(web)
    assert reply.document
    ask(web, known=Validators(of=LIST, last_modified=reply.document.last_modified))
    assert web.headers("if-modified-since") == [None, date]


@pytest.mark.parametrize("value", ['"é"', '"a\nb"', "\x00"])
def test_what_cannot_be_sent_back_is_not(web: Web, value: str) -> None:
    web.at(LIST, page())
    ask(web, known=Validators(of=LIST, etag=value, last_modified=value))
    assert web.headers("if-none-match") == web.headers("if-modified-since") == [None]


def test_conditions_go_to_the_address_that_gave_them_alone(web: Web) -> None:
    """Where a deleted release leads to the front page, that was not changed since, and is no release."""
    web.at(LIST, redirect("/", 302)).at("https://acme.example/", page())
    (reply,) = ask(web, known=Validators(of=LIST, last_modified=HTTP_DATE))
    assert web.headers("if-modified-since") == [HTTP_DATE, None]
    assert reply.document


def test_a_list_behind_a_redirect_is_asked_whether_it_changed(web: Web) -> None:
    web.at("http://acme.example/press", redirect(LIST)).at(LIST, unchanged())
    (reply,) = ask(web, "http://acme.example/press", known=Validators(of=LIST, etag='"1"'))
    assert web.headers("if-none-match") == [None, '"1"']
    assert (reply.document, reply.url) == (None, LIST)


@pytest.mark.parametrize(
    ("sent", "named"),
    [('"1"', '"1"'), ('W/"1"', '"1"'), ('"1"', 'W/"1"'), ('"1-gzip"', '"1"'), ('"1"', '"1-br"'), ('"1;gzip"', '"1"')],
)
def test_a_304_that_names_the_tag_in_other_words_is_believed(web: Web, sent: str, named: str) -> None:
    web.at(LIST, unchanged(ETag=named))
    (reply,) = ask(web, known=Validators(of=LIST, etag=sent))
    assert reply.document is None
    assert len(web.asked) == 1


def test_a_304_that_names_another_tag_is_asked_again_without_conditions(web: Web) -> None:
    web.at(LIST, unchanged(ETag='"2"'), page())
    (reply,) = ask(web, known=Validators(of=LIST, etag='"1"', last_modified=HTTP_DATE))
    assert reply.document
    assert web.headers("if-none-match") == ['"1"', None]
    assert web.headers("if-modified-since") == [HTTP_DATE, None]
    assert web.headers("cache-control") == [None, "no-cache"]


def test_a_304_that_nobody_asked_for_is_asked_again_past_all_caches(web: Web) -> None:
    web.at(LIST, unchanged(), page())
    (reply,) = ask(web)
    assert reply.document
    assert web.headers("cache-control") == [None, "no-cache"]


def test_a_304_that_nobody_asked_for_twice_is_an_error(web: Web) -> None:
    web.at(LIST, unchanged())
    with pytest.raises(FetchError, match=r"nothing changed \(304\), though nobody asked; tell the site"):
        ask(web)
    assert len(web.asked) == 2


# Redirects --------------------------------------------------------------------------------------------------------

OTHER, THIRD = "https://acme.example/news", "https://press.acme.example/"


@pytest.mark.parametrize(
    ("hops", "moved"),
    [
        ([(LIST, OTHER, 301)], OTHER),
        ([(LIST, OTHER, 308)], OTHER),
        ([(LIST, OTHER, 302)], None),
        ([(LIST, OTHER, 307)], None),
        ([(LIST, OTHER, 303)], None),
        ([(LIST, OTHER, 301), (OTHER, THIRD, 308)], THIRD),
        ([(LIST, OTHER, 301), (OTHER, THIRD, 302)], OTHER),  # as far as it is for good
        ([(LIST, OTHER, 302), (OTHER, THIRD, 301)], None),  # the first step is not
    ],
)
def test_a_list_has_moved_as_far_as_redirects_are_permanent(
    web: Web, hops: Sequence[tuple[str, str, int]], moved: str | None
) -> None:
    for here, there, status in hops:
        web.at(here, redirect(there, status)).at(there, page())
    (reply,) = ask(web)
    assert (reply.url, reply.moved) == (hops[-1][1], moved)


def test_a_redirect_that_comes_back_is_no_move(web: Web) -> None:
    web.at(LIST, redirect("/check", 301, cookies=["seen=1"]), page()).at(
        "https://acme.example/check", redirect(LIST, 301)
    )
    (reply,) = ask(web)
    assert reply.moved is None
    assert reply.document


@pytest.mark.parametrize(("delay", "is_read"), [(45.0, True), (60.0, False)])
def test_a_page_behind_many_turns_does_not_keep_its_visit_for_long(web: Web, delay: float, is_read: bool) -> None:
    for number in range(5):
        web.at(f"https://acme.example/{number}", redirect(f"https://acme.example/{number + 1}"))
    web.at("https://acme.example/5", page())
    with nullcontext() if is_read else pytest.raises(Waits, match="took 4 minutes; it is tried again at 20"):
        ask(web, "https://acme.example/0", delay=delay, loop=Hurried)
    assert len(web.asked) == (6 if is_read else 5)


# Cookies ----------------------------------------------------------------------------------------------------------


def test_a_site_that_sets_a_cookie_and_sends_back_is_read(web: Web) -> None:
    web.at(LIST, redirect(LIST, 302, cookies=["consent=yes; Path=/"]), page())
    (reply,) = ask(web)
    assert reply.document
    assert web.headers("cookie") == [None, "consent=yes"]


def test_what_the_list_set_is_sent_with_its_pages(web: Web) -> None:
    web.at(LIST, httpx.Response(200, headers=[("Set-Cookie", "a=1; Path=/"), ("Set-Cookie", "b=2; Path=/")]))
    web.at("https://acme.example/1", page())
    ask(web, LIST, "https://acme.example/1")
    assert web.headers("cookie") == [None, "a=1; b=2"]


def test_another_visit_has_another_jar(web: Web) -> None:
    web.at(LIST, page(set_cookie="a=1"))
    ask(web)
    ask(web)
    assert web.headers("cookie") == [None, None]


def test_cookies_of_the_sources_file_go_to_its_own_origin_and_yield_to_newer_ones(web: Web) -> None:
    web.at(LIST, page(set_cookie="session=new; Path=/")).at("https://acme.example/1", page())
    web.at("https://other.example/", page())
    ask(web, LIST, "https://acme.example/1", "https://other.example/", headers={"Cookie": "session=old; lang=de"})
    assert web.headers("cookie") == ["session=old; lang=de", "session=new; lang=de", None]


@pytest.mark.parametrize(
    ("line", "sent_to", "is_sent"),
    [
        ("a=1", "https://www.acme.co.uk/", True),
        ("a=1", "https://acme.co.uk/", False),  # no domain: that host alone
        ("a=1; Domain=acme.co.uk", "https://press.acme.co.uk/", True),
        ("a=1; Domain=.acme.co.uk", "https://acme.co.uk/", True),
        ("a=1; Domain=acme.co.uk", "https://notacme.co.uk/", False),
        ("a=1; Domain=co.uk", "https://other.co.uk/", False),
        ("a=1; Domain=co.uk", "https://www.acme.co.uk/", False),
        ("a=1; Domain=uk", "https://other.uk/", False),
        ("a=1; Domain=other.example", "https://other.example/", False),
        ("a=1; Secure", "http://www.acme.co.uk/", False),
        ("a=1; Path=/press", "https://www.acme.co.uk/press/1", True),
        ("a=1; Path=/press", "https://www.acme.co.uk/", False),
        ("a=1; Max-Age=0", "https://www.acme.co.uk/", False),
        ("a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "https://www.acme.co.uk/", False),
    ],
)
def test_a_cookie_goes_where_it_may(line: str, sent_to: str, is_sent: bool) -> None:
    jar = Jar()
    jar.take(httpx.URL("https://www.acme.co.uk/press"), httpx.Response(200, headers={"Set-Cookie": line}))
    assert jar.header(httpx.URL(sent_to), None) == ("a=1" if is_sent else None)


def test_a_cookie_of_one_tenant_is_not_another_tenants() -> None:
    jar = Jar()
    said = httpx.Response(200, headers={"Set-Cookie": "a=1; Domain=github.io"})
    jar.take(httpx.URL("https://acme.github.io/"), said)
    assert jar.header(httpx.URL("https://evil.github.io/"), None) is None


@pytest.mark.parametrize(
    ("lines", "kept", "refused"),
    [
        ([f"c{number}=1" for number in range(60)], 50, 10),
        (["a=" + "x" * 4094, "b=" + "x" * 4095], 1, 1),
        (["", ";", "=", "a=1; Max-Age=soon", "=x; Domain=;"], 1, 0),
    ],
)
def test_cookies_are_limited_in_number_and_size(lines: Sequence[str], kept: int, refused: int) -> None:
    jar = Jar()
    jar.take(httpx.URL(LIST), httpx.Response(200, headers=[("Set-Cookie", line) for line in lines]))
    header = jar.header(httpx.URL(LIST), None)
    assert (len((header or "").split("; ")), jar.refused) == (kept, refused)


LINES = st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=80)
PIECES = st.lists(st.sampled_from(["a=1", "; ", "Domain=", ".acme.example", "Max-Age=", "9" * 30, "Expires=", "Thu, 99 Foo", "Path=", "=", ";"])).map("".join)  # fmt: skip


@given(LINES | PIECES)
def test_no_cookie_breaks_a_visit(line: str) -> None:
    jar = Jar()
    jar.take(httpx.URL(LIST), httpx.Response(200, headers=[(b"Set-Cookie", line.encode("latin-1"))]))
    header = jar.header(httpx.URL(LIST), "own=1")
    assert header
    assert "\n" not in header
