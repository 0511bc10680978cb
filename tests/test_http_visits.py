"""Visits to servers that do not do as they should: lists that move, lie about changes, or are gone for good."""
# ruff: noqa: F811 - fixtures are arguments

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import brotli
import pytest
from newsroom.server import Answer, Call, Loopback
from stores import store_url
from test_pipeline import HOUR, Office, office, source  # noqa: F401

from feeder import errand, pipeline
from feeder.config import load
from feeder.engine.house import House
from feeder.engine.overview import overview
from feeder.model import Checkpoint, ListRule, Move, Source

DAY = timedelta(days=1)


def feed(*titles: str) -> bytes:
    items = "".join(
        f"<item><title>{title}</title><link>https://acme.example/{title}</link><guid>{title}</guid>"
        f"<description>{title} was opened today by the mayor, who said a few words about it.</description></item>"
        for title in titles
    )
    return f'<rss version="2.0"><channel><title>Acme</title>{items}</channel></rss>'.encode()


class Press:
    """Two addresses of one list, `/old` and `/new`, and what each answers."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.at: dict[str, Answer | Callable[[Call], Answer]] = {}
        self.lists("Harbour")

    def lists(self, *titles: str, **headers: str) -> None:
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        self.at["/new"] = Answer(headers={"Content-Type": "application/rss+xml", **told}, body=feed(*titles))

    def __call__(self, call: Call) -> Answer:
        self.calls.append(call)
        found = self.at.get(call.path, Answer(status=404))
        return found(call) if callable(found) else found

    def asked(self) -> list[str]:
        """The paths that were asked for since this was asked last."""
        paths = [call.path for call in self.calls]
        self.calls.clear()
        return paths


@pytest.fixture
def press() -> Press:
    return Press()


@pytest.fixture
def url(press: Press) -> Iterator[str]:
    with Loopback(press) as server:
        yield server.url


def acme(url: str, path: str) -> Source:
    return source(f"{url}{path}", shape="feed", follow=False)


def redirect(to: str, status: int = 301) -> Answer:
    return Answer(status=status, headers={"Location": to})


def test_a_list_that_moved_for_good_is_asked_where_it_is_when_that_was_seen_for_a_day(
    office: Office, press: Press, url: str
) -> None:
    press.at["/old"] = redirect("/new")
    one = acme(url, "/old")
    for wait in (timedelta(0), HOUR, DAY):
        assert office.visit(one, after=wait).error is None
        assert press.asked() == ["/old", "/new"]
    office.visit(one, after=HOUR)
    assert press.asked() == ["/new"]
    del press.at["/old"]  # it is switched off
    press.lists("Bridge", "Harbour")
    assert office.visit(one, after=HOUR).created == 1
    assert press.asked() == ["/new"]
    assert office.visit(one, after=DAY).error is None
    assert press.asked() == ["/old", "/new"]  # held against the old one, which is gone
    assert office.visit(one, after=HOUR).error is None
    assert press.asked() == ["/new"]
    assert len(office.told("entry.created")) == 2
    assert {entry.url for entry in office.entries} == {"https://acme.example/Harbour", "https://acme.example/Bridge"}


def test_a_move_is_forgotten_where_the_new_address_fails_and_the_old_one_is_back(
    office: Office, press: Press, url: str
) -> None:
    press.at["/old"] = redirect("/new")
    one = acme(url, "/old")
    for wait in (timedelta(0), HOUR, DAY, HOUR):
        office.visit(one, after=wait)
    press.at["/old"] = press.at.pop("/new")
    press.asked()
    assert office.visit(one, after=HOUR).error is None
    assert press.asked() == ["/new", "/old"]
    assert office.checkpoint(one).move is None
    office.visit(one, after=HOUR)
    assert press.asked() == ["/old"]


def test_where_both_addresses_fail_the_move_stays_known(office: Office, press: Press, url: str) -> None:
    press.at["/old"] = redirect("/new")
    one = acme(url, "/old")
    for wait in (timedelta(0), HOUR, DAY, HOUR):
        office.visit(one, after=wait)
    list_ = press.at.pop("/new")
    del press.at["/old"]
    assert "404" in (office.visit(one, after=HOUR).error or "")
    press.at["/new"] = list_
    assert office.visit(one, after=HOUR).error is None


def test_a_list_that_asks_to_wait_is_not_sought_elsewhere(office: Office, press: Press, url: str) -> None:
    press.at["/old"] = redirect("/new")
    one = acme(url, "/old")
    for wait in (timedelta(0), HOUR, DAY, HOUR):
        office.visit(one, after=wait)
    press.at["/new"] = Answer(status=503, headers={"Retry-After": "60"})
    press.asked()
    assert office.visit(one, after=HOUR).error
    assert press.asked() == ["/new"]


def test_a_list_is_asked_for_whole_once_a_day_whatever_its_server_says(office: Office, press: Press, url: str) -> None:
    def always_unchanged(call: Call) -> Answer:
        if "if-none-match" in call.headers:
            return Answer(status=304)
        return Answer(headers={"ETag": '"for ever"', "Content-Type": "application/rss+xml"}, body=feed("Bridge"))

    one = acme(url, "/new")
    press.lists("Harbour", ETag='"for ever"')
    office.visit(one)
    press.at["/new"] = always_unchanged
    assert office.visit(one, after=HOUR).created == 0
    assert office.visit(one, after=22 * HOUR).created == 0
    assert office.visit(one, after=HOUR).created == 1
    assert office.visit(one, after=23 * HOUR).created == 0
    assert ["if-none-match" in call.headers for call in press.calls] == [False, True, True, False, True]


def test_the_same_bytes_under_another_tag_are_asked_for_with_the_new_one(
    office: Office, press: Press, url: str
) -> None:
    one = acme(url, "/new")
    for number in range(3):  # as from three machines behind one address
        press.lists("Harbour", ETag=f'"{number}"')
        office.visit(one, after=HOUR)
    assert [call.headers.get("if-none-match") for call in press.calls] == [None, '"0"', '"1"']


def test_a_list_without_validators_is_known_by_its_bytes(office: Office, press: Press, url: str) -> None:
    one = acme(url, "/new")
    office.visit(one)
    read = office.parse
    office.parse = None  # type: ignore[assignment]  # nobody parses what is known
    assert office.visit(one, after=HOUR).error is None
    office.parse = read
    press.lists("Bridge", "Harbour")
    assert office.visit(one, after=HOUR).created == 1


def test_a_list_that_is_gone_for_good_is_asked_for_as_rarely_as_can_be(office: Office, press: Press, url: str) -> None:
    one = acme(url, "/new")
    office.visit(one)
    press.at["/new"] = Answer(status=410)
    told = office.visit(one, after=HOUR)
    assert told.error == (
        f"{url}/new: the site says that this list is gone for good (410); find its new address and write it into the"
        " source's file, or remove the source"
    )
    due = office.checkpoint(one).next_due
    assert due is not None
    assert due - office.now == DAY  # [schedule] max
    assert office.told("entry.withdrawn") == []
    press.lists("Harbour", "Bridge")
    assert office.visit(one, after=DAY).created == 1


def test_a_release_that_leads_to_the_front_page_is_not_unchanged(office: Office, press: Press, url: str) -> None:
    """The front page knows the date that the release gave, and was not changed since."""
    date = {"Last-Modified": "Tue, 04 Mar 2025 09:30:00 GMT"}
    press.at["/1"] = Answer(headers=date, body=b"<h1>x</h1>")
    press.at["/"] = lambda call: Answer(status=304 if "if-modified-since" in call.headers else 200, body=b"<p>home")
    one = source(f"{url}/new", shape="feed")
    press.at["/new"] = Answer(body=feed("Harbour").replace(b"https://acme.example/Harbour", f"{url}/1".encode()))
    office.visit(one)
    press.at["/1"] = redirect("/", 302)
    told = office.visit(one, after=HOUR)
    assert told.unchanged == 0


# Limits -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def pages(press: Press, url: str) -> Source:
    """A feed of five releases that have pages of their own."""
    names = ("Harbour", "Bridge", "Tunnel", "Ferry", "Quay")
    for name in names:
        text = f"<h1>The {name} opens</h1><p>" + f"The {name} was opened by the mayor, who spoke for an hour. " * 8
        press.at[f"/{name}"] = Answer(body=f"<title>{name}</title><article>{text}</article>".encode())
    press.lists(*names)
    list_ = press.at["/new"]
    assert isinstance(list_, Answer)
    press.at["/new"] = replace(list_, body=list_.body.replace(b"https://acme.example", url.encode()))
    return source(f"{url}/new", shape="feed")


@pytest.mark.parametrize(
    ("limit", "most", "words"),
    [("MOST_PAGES", 2, "2 pages"), ("MOST_BYTES", 2000, "2,000 bytes")],  # the list and two pages
)
def test_a_visit_takes_so_much_and_the_next_goes_on_at_once(
    office: Office, pages: Source, monkeypatch: pytest.MonkeyPatch, limit: str, most: int, words: str
) -> None:
    monkeypatch.setattr(errand, limit, most)
    told = office.visit(pages)
    assert told.created == 2
    assert told.skipped == [f"3 pages are left to the next visit: this one took {words}"]
    assert office.checkpoint(pages).next_due == office.now
    monkeypatch.undo()
    assert office.visit(pages).created == 3


def test_a_page_is_asked_for_whole_when_it_is_read_for_the_last_time(
    office: Office, pages: Source, press: Press
) -> None:
    bridge = press.at["/Bridge"]
    assert isinstance(bridge, Answer)
    press.at["/Bridge"] = lambda call: (
        Answer(status=304) if "if-none-match" in call.headers else replace(bridge, headers={"ETag": '"for ever"'})
    )
    for _ in range(30):
        office.visit(pages, after=12 * HOUR)
    asked = ["if-none-match" in call.headers for call in press.calls if call.path == "/Bridge"]
    assert asked == [False, True, True, True, True, False]


def test_cookies_that_are_not_kept_are_told(office: Office, press: Press, url: str) -> None:
    press.lists("Harbour", Set_Cookie="a=" + "x" * 5000)
    told = office.visit(acme(url, "/new"))
    assert told.error is None
    assert told.skipped == ["1 cookies are not kept: there are too many, or they are too long or not ASCII"]


# ------------------------------------------------------------------------------------------------------------------


def test_a_move_to_another_site_is_told_with_what_to_write(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(f'[store]\nurl = "{store_url(tmp_path / "feeder.db")}"', encoding="utf-8")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "acme.toml").write_text('url = "https://acme.example/press"', encoding="utf-8")
    house = House.open(load(tmp_path / "config.toml"))
    move = Move(to="https://group.example/press?x=env:HOME", since=datetime.now(UTC) - DAY, visits=3)
    with house.store.write() as tx:
        tx.sources.put_checkpoint(house.sources["acme"].uid, Checkpoint(move=move, first_done=True))
    (told,) = overview(house)["sources"]
    house.close()
    assert told["state"] == "ok"
    (reason,) = told["reasons"]
    # Nor is a secret of ours asked for by the address that another one names.
    assert reason.endswith("""write url = "https://group.example/press?x=env%3AHOME" into the source's file""")


def test_a_list_that_wants_a_cookie_and_is_packed_is_read(office: Office, press: Press, url: str) -> None:
    list_ = press.at["/new"]
    assert isinstance(list_, Answer)
    packed = replace(list_, headers={**list_.headers, "Content-Encoding": "br"}, body=brotli.compress(list_.body))
    consent = Answer(status=302, headers={"Location": "/new", "Set-Cookie": "consent=yes; Path=/"})
    press.at["/new"] = lambda call: packed if "consent=yes" in call.headers.get("cookie", "") else consent
    assert office.visit(acme(url, "/new")).created == 1
    assert [call.headers.get("cookie") for call in press.calls] == [None, "consent=yes"]
    assert all(call.headers["accept-encoding"] == "gzip, br, zstd" for call in press.calls)
    assert office.visit(acme(url, "/new"), after=HOUR).error is None
    assert press.calls[2].headers.get("cookie") is None  # a visit's cookies end with it


# Hosts that want to be left alone ----------------------------------------------------------------------------------


def elsewhere(press: Press, url: str) -> None:
    """The pages of the list on a host of their own."""
    list_ = press.at["/new"]
    assert isinstance(list_, Answer)
    press.at["/new"] = replace(list_, body=list_.body.replace(b"127.0.0.1", b"localhost"))


TOO_MANY = Answer(status=429)
AT_ONCE = {"Retry-After": "0"}


@pytest.mark.parametrize(
    "answer", [TOO_MANY, replace(TOO_MANY, headers=AT_ONCE), Answer(status=503, headers=AT_ONCE)], ids=str
)
@pytest.mark.parametrize("apart", [True, False], ids=["apart", "one host"])
def test_what_never_may_be_opened_is_told_as_its_list_has_it_and_asked_for_rarely(
    office: Office, pages: Source, press: Press, url: str, answer: Answer, apart: bool
) -> None:
    if apart:
        elsewhere(press, url)
    names = [path for path in press.at if path != "/new"]
    press.at |= dict.fromkeys(names, answer)
    press.at["/robots.txt"] = Answer(status=404)
    office.visit(pages, after=HOUR)  # later than the servers believe
    assert len([path for path in press.asked() if path in names]) <= len(names)
    office.visit_until(pages, lambda _: len(office.entries) == len(names), every=HOUR / 2)
    assert len([path for path in press.asked() if path in names]) < 10 * len(names)
    assert not office.told("source.failing")


def test_a_page_that_asks_to_wait_keeps_no_other_one_waiting(office: Office, pages: Source, press: Press) -> None:
    press.at["/Tunnel"] = Answer(status=503, headers={"Retry-After": "30"})
    told = [office.visit(pages, after=timedelta(minutes=10)) for _ in range(12)]
    assert all(one.error is None for one in told)
    assert len(office.entries) == 5


# Dead links and walls -----------------------------------------------------------------------------------------------

SOFT = Answer(
    body=b"<title>Seite nicht gefunden | Acme</title><h1>Seite nicht gefunden</h1><p>Nutzen Sie die Suche.</p>"
)
LOGIN = Answer(body=b"<title>Login | Acme</title><h1>Login</h1><form><input type=password></form>")
SHELL = Answer(
    body=b"<title>The Bridge opens | Acme</title><meta property=og:title content='The Bridge opens'>"
    b"<body><div id=app></div><noscript>Please enable JavaScript.</noscript><script src=/app.js></script></body>"
)


def html(name: str, more: str = "") -> Answer:
    text = f"The {name} was opened by the mayor, who spoke for an hour and thanked all who had come to see it. " * 6
    return Answer(body=f"<title>{name} | Acme</title><article><h1>{name}</h1><p>{text}{more}</p></article>".encode())


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (SOFT, "the page says that there is no such page, though its status says otherwise; check it in a browser"),
        (redirect("/", 302), "it leads to the front page; the release is not at its address any more"),
        (redirect("/new", 302), "it leads back to the list; the release is not at its address any more"),
        (LOGIN, "no release found on this page: the site wants a login first; cookies or headers in the source's file"),
        (SHELL, "may be drawn by JavaScript, which only a browser runs; set browser = true in sources/acme.toml"),
    ],
    ids=["soft 404", "front page", "list", "login", "waits for its program"],
)
def test_what_is_no_release_is_neither_published_nor_replaces_one(
    office: Office, pages: Source, press: Press, answer: Answer, told: str
) -> None:
    press.at["/"] = html("Welcome to Acme")
    press.at["/Bridge"] = answer
    first = office.visit(pages)
    assert first.created == 4
    assert told in first.errors[0]
    press.at["/Harbour"] = answer
    again = office.visit(pages, after=HOUR)
    assert (again.updated, again.withdrawn) == (0, 0)
    assert {entry.title for entry in office.entries} == {
        f"The {name} opens" for name in ("Harbour", "Tunnel", "Ferry", "Quay")
    }
    assert all("opened by the mayor" in (entry.text or "") for entry in office.entries)


def test_a_release_off_its_list_that_leads_to_the_front_page_at_two_looks_is_withdrawn(
    office: Office, pages: Source, press: Press, url: str
) -> None:
    press.at["/"] = html("Welcome to Acme")
    office.visit(pages)
    list_ = press.at["/new"]
    assert isinstance(list_, Answer)
    press.at["/new"] = replace(list_, body=list_.body.replace(b">Harbour<", b">Other<").replace(b"/Harbour", b"/Other"))
    press.at["/Other"] = html("Other")
    press.at["/Harbour"] = redirect("/", 302)
    office.visit_until(pages, lambda told: told.withdrawn == 1)
    assert [data["entry"]["title"] for data in office.told("entry.withdrawn")] == ["The Harbour opens"]


def test_a_wall_before_all_pages_withdraws_nothing_and_ends_by_itself(
    office: Office, pages: Source, press: Press
) -> None:
    known = dict(press.at)
    office.visit(pages)
    press.at |= {path: LOGIN for path in known if path != "/new"}
    for _ in range(4):
        told = office.visit(pages, after=24 * HOUR)
        assert (told.created, told.updated, told.withdrawn) == (0, 0, 0)
    assert told.errors
    press.at |= known
    office.visit_until(pages, lambda told: not told.errors, every=24 * HOUR)
    assert len(office.entries) == 5


def test_what_three_links_give_alike_is_the_release_of_none(office: Office, pages: Source, press: Press) -> None:
    for name in ("Harbour", "Bridge", "Tunnel"):
        press.at[f"/{name}"] = html("Acme is a good place to be")
    told = office.visit(pages)
    assert told.created == 2
    assert len(told.errors) == 3
    assert all("3 links give this very page; it is the release of none of them" in error for error in told.errors)


def test_what_a_link_gave_before_is_not_doubted_for_others(
    office: Office, pages: Source, press: Press, url: str
) -> None:
    for name in ("Harbour", "Bridge", "Tunnel"):
        press.at[f"/{name}"] = html("Acme is a good place to be")
    list_ = press.at["/new"]
    assert isinstance(list_, Answer)
    for names in (("Harbour", "Bridge"), ("Harbour", "Bridge", "Tunnel")):
        press.at["/new"] = replace(list_, body=feed(*names).replace(b"https://acme.example", url.encode()))
        told = office.visit(pages, after=2 * HOUR)
    assert (len(told.errors), len(office.entries)) == (1, 2)  # two were told before the third was known


def test_what_a_few_links_give_is_told_of_none_of_them(office: Office, pages: Source, press: Press, url: str) -> None:
    for name in ("Harbour", "Bridge", "Tunnel"):
        press.at[f"/{name}"] = html("Acme is a good place to be")
    list_ = press.at["/new"]
    assert isinstance(list_, Answer)
    three = feed("Harbour", "Bridge", "Tunnel").replace(b"https://acme.example", url.encode())
    press.at["/new"] = replace(list_, body=three)
    told = office.visit(pages)
    assert (told.created, len(told.errors)) == (0, 3)


def test_a_few_that_take_long_do_not_wait_for_one_another(
    office: Office, pages: Source, press: Press, url: str
) -> None:
    known: list[int] = []

    def slow(call: Call) -> Answer:
        known.append(len(office.entries))
        office.now += pipeline.AT_ONCE
        return html(f"Acme opened its {call.path[1:]} today")

    list_ = press.at["/new"]
    assert isinstance(list_, Answer)
    three = feed("Harbour", "Bridge", "Tunnel").replace(b"https://acme.example", url.encode())
    press.at.update({"/new": replace(list_, body=three), "/Harbour": slow, "/Bridge": slow, "/Tunnel": slow})
    assert office.visit(pages).created == 3
    assert known == [0, 0, 2]


def test_a_release_that_two_links_give_is_one_for_each(office: Office, pages: Source, press: Press) -> None:
    press.at["/Harbour"] = press.at["/Bridge"]
    assert office.visit(pages).created == 5


@pytest.mark.parametrize("answer", [SOFT, LOGIN], ids=["soft 404", "login"])
@pytest.mark.parametrize("rule", [None, ListRule(items="li.release", link="a")])
def test_a_wall_in_the_place_of_the_list_fails_the_visit_with_its_name(
    office: Office, press: Press, url: str, answer: Answer, rule: ListRule | None
) -> None:
    press.at["/new"] = replace(answer, headers={"Content-Type": "text/html"})
    told = office.visit(source(f"{url}/new", rule=rule))
    assert told.error is not None
    assert told.error.startswith(f"{url}/new: there is no list: the ")
    assert office.entries == []
