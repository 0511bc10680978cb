"""What `feeder add` and `feeder preview` make of an address, and what they tell a person: over real HTTP."""

import gzip
import json
import os
import pty
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import FEEDER, Desk
from newsroom import Newsroom
from newsroom.portal import Portal
from newsroom.server import Answer, Call, Loopback


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def source(desk: Desk) -> str:
    (path,) = (desk.folder / "sources").glob("*.toml")
    return path.read_text()


def answered(desk: Desk, *words: str, answers: str) -> str:
    """What a command shows on a terminal where a person types `answers`."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen([FEEDER, *words], cwd=desk.folder, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    os.write(ours, answers.encode())
    shown = b""
    try:
        while part := os.read(ours, 65536):
            shown += part
    except OSError:  # the end of a terminal, on Linux
        pass
    finally:
        os.close(ours)
        assert process.wait(60) in (0, 1)
    return shown.decode()


# A page that offers feeds ------------------------------------------------------------------------------------------


def test_the_feed_that_has_the_releases_of_the_page_is_taken(desk: Desk, portal: Portal) -> None:
    shown = desk.feeder("add", portal.url, "--yes")
    assert f"2 *  {portal.feeds['rss']} " in shown
    assert "the same releases, with the text in full" in shown
    assert "it is one of comments" in shown
    assert "it is about something else: the page links to 0 of its 3 entries" in shown
    assert source(desk) == f'url = "{portal.feeds["rss"]}"\n'
    desk.feeder("once")
    assert [entry["title"] for entry in desk.entries()] == [release.title for release in portal.listed()]


def test_a_person_chooses(desk: Desk, portal: Portal) -> None:
    assert "Which one" in answered(desk, "add", portal.url, answers="4\ny\n")
    assert source(desk) == f'url = "{portal.feeds["vacancies"]}"\n'


def test_a_person_may_choose_nothing(desk: Desk, portal: Portal) -> None:
    assert "Nothing was written." in answered(desk, "add", portal.url, answers="0\n")
    assert not list((desk.folder / "sources").iterdir())


def test_where_no_feed_is_good_enough_the_page_is_taken(desk: Desk, room: Newsroom, portal: Portal) -> None:
    room.fail(portal.feeds["rss"], status=500)
    assert f"1 *  {portal.url} " in desk.feeder("add", portal.url, "--yes")
    assert source(desk) == f'url = "{portal.url}"\n'
    desk.feeder("once")
    assert [entry["title"] for entry in desk.entries()] == [release.title for release in portal.listed()]


def test_where_neither_feed_nor_page_is_good_enough_nothing_is_taken_unasked(desk: Desk, portal: Portal) -> None:
    offered = f'<link rel="alternate" type="application/rss+xml" title="Comments" href="{portal.feeds["comments"]}">'
    menu = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("Home", "Contact", "Imprint", "Careers"))
    page = f"<html><head>{offered}</head><body><ul>{menu}</ul><p>The port is open to all.</p></body></html>"
    with Loopback(lambda _: Answer(headers={"Content-Type": "text/html"}, body=page.encode())) as server:
        told = desk.feeder("add", f"{server.url}/", "--yes", expect=2)
        assert told.count("\n") == 1
        assert f"its feed {portal.feeds['comments']}: " in told
        assert "not sure enough that this is a list of releases: found 4 entries" in told
        assert "[rule]" in told
        assert "None of them is recommended." in answered(desk, "add", f"{server.url}/", answers="0\n")


def test_a_list_that_may_be_none_is_told_as_it_was_seen(desk: Desk) -> None:
    rows = "".join(
        f"<li><a href='/line-{number}'>The ferry of line {number} sails again</a></li>" for number in range(5)
    )
    page = answer(f"<h1>Lines</h1><ul>{rows}</ul>".encode())
    with Loopback(lambda _: page) as server:
        told = desk.feeder("add", f"{server.url}/", "--yes", expect=2)
    assert told.count("\n") == 1
    for part in (
        "it is not sure (",
        'found 5 entries by repeated structure, the first "The ferry',
        "no dates",
        "[rule]",
    ):
        assert part in told


@pytest.mark.parametrize(("rule", "is_doubted"), [(None, True), ({"items": "li"}, False)])
def test_preview_says_that_a_list_of_which_it_is_not_sure_is_not_published(
    desk: Desk, rule: dict[str, str] | None, *, is_doubted: bool
) -> None:
    rows = "".join(
        f"<li><a href='/line-{number}'>The ferry of line {number} sails again</a></li>" for number in range(5)
    )
    page = answer(f"<h1>Lines</h1><ul>{rows}</ul>".encode())
    with Loopback(lambda _: page) as server:
        desk.follow("lines", f"{server.url}/", rule, follow=False)
        told = desk.feeder("preview", "lines")
        desk.feeder("once", expect=int(is_doubted))
    assert "The ferry of line 2" in told
    assert ("  not sure enough to be published: " in told) is is_doubted


def test_a_feed_is_held_against_all_links_of_a_page_whose_list_is_not_sure(desk: Desk) -> None:
    names = ("Home", "About us", "Contact", "Careers", "Imprint", "Accessibility", "Accreditation for the press")
    menu = "".join(f"<li><a href='/menu/{number}'>{name}</a></li>" for number, name in enumerate(names))
    told = "<p>The crane is built, says <a href='/news/1'>our story</a> of today.</p>"
    offered = "<link rel=alternate type=application/rss+xml href=/feed>"
    page = f"<html><head>{offered}</head><body><nav><ul>{menu}</ul></nav>{told}</body></html>"
    item = "<title>A crane is built</title><link>/news/1</link><pubDate>Mon, 01 Jan 2024 09:00:00 GMT</pubDate>"
    feed = f"<rss version='2.0'><channel><title>News</title><item>{item}</item></channel></rss>"

    def found(call: Call) -> Answer:
        kind, body = ("application/rss+xml", feed) if call.path == "/feed" else ("text/html", page)
        return Answer(headers={"Content-Type": kind}, body=body.encode())

    with Loopback(found) as server:
        desk.feeder("add", f"{server.url}/", "--yes")
        assert source(desk) == f'url = "{server.url}/feed"\n'


def test_the_feed_of_a_page_that_only_a_program_fills_is_taken(desk: Desk) -> None:
    page = "<title>Press</title><link rel=alternate type=application/rss+xml href=/feed><div id=root></div>"
    item = "<title>A crane is built</title><link>/news/1</link><pubDate>Mon, 01 Jan 2024 09:00:00 GMT</pubDate>"
    feed = f"<rss version='2.0'><channel><title>News</title><item>{item}</item></channel></rss>"

    def found(call: Call) -> Answer:
        kind, body = ("application/rss+xml", feed) if call.path == "/feed" else ("text/html", page)
        return Answer(headers={"Content-Type": kind}, body=body.encode())

    with Loopback(found) as server:
        told = desk.feeder("preview", f"{server.url}/", expect=1)
        assert "better than the page: the releases, with dates; `feeder add` takes it" in told
        desk.feeder("add", f"{server.url}/", "--yes")
        assert source(desk) == f'url = "{server.url}/feed"\n'


POSTS = [
    {
        "link": f"/news/{n}",
        "title": {"rendered": f"The crane number {n} is built"},
        "date_gmt": f"2024-01-0{n}T09:00:00",
    }
    for n in range(5, 0, -1)
]


def test_the_posts_of_a_wordpress_without_a_feed_are_taken(desk: Desk) -> None:
    rows = "".join(f"<li><a href='{post['link']}'>{post['title']['rendered']}</a></li>" for post in POSTS)  # type: ignore[index]
    page = f"<link rel='https://api.w.org/' href='/wp-json/'><body><h1>News</h1><ul>{rows}</ul></body>"

    def found(call: Call) -> Answer:
        kind, body = (
            ("application/json", json.dumps(POSTS)) if call.path.startswith("/wp-json/") else ("text/html", page)
        )
        return Answer(headers={"Content-Type": kind}, body=body.encode())

    with Loopback(found) as server:
        told = desk.feeder("add", f"{server.url}/", "--yes")
        assert "feed, 5 entries seen" in told
        assert source(desk) == f'url = "{server.url}/wp-json/wp/v2/posts"\n'


def test_a_page_that_its_own_program_makes_is_taken_for_what_it_states(desk: Desk) -> None:
    posts = [{"title": post["title"], "path": post["link"], "date": post["date_gmt"]} for post in POSTS]
    state = json.dumps({"props": {"posts": posts}})
    page = (
        f"<title>News</title><body><div id=root></div><script id=__NEXT_DATA__ type=application/json>{state}</script>"
    )
    with Loopback(lambda _: Answer(headers={"Content-Type": "text/html"}, body=page.encode())) as server:
        told = desk.feeder("add", f"{server.url}/", "--yes")
        assert "5 entries stated by the page's state" in told
        assert source(desk) == f'url = "{server.url}/"\n'


def test_a_release_leads_to_the_feed_it_is_in(desk: Desk, portal: Portal) -> None:
    desk.feeder("add", portal.releases[1].url, "--yes")
    assert source(desk) == f'url = "{portal.feeds["rss"]}"\n'


def test_a_release_of_a_site_without_feeds_is_no_list(desk: Desk, room: Newsroom) -> None:
    release = room.site("blog").publish()
    told = desk.feeder("add", release.url, "--yes", expect=2)
    assert "this page is one release, not a list of them; give the address of the list" in told


def test_a_running_source_stays_where_it_is(desk: Desk, room: Newsroom, portal: Portal) -> None:
    desk.follow("acme", portal.url, dict(portal.rule or {}))
    desk.feeder("once")
    assert not room.requests_to(portal.feeds["rss"])
    assert len(desk.entries()) == 3


def test_preview_tells_what_was_fetched_and_what_is_offered(desk: Desk, portal: Portal) -> None:
    shown = desk.feeder("preview", portal.url)
    first, *rest = shown.splitlines()
    size = len(portal.page("/portal/news/").body)
    assert first.startswith(f"{portal.url}: text/html, utf-8, {size:,} bytes, fetched at 20")
    assert any(
        f"{portal.feeds['rss']}, better than the page: the same releases, with the text in full; `feeder add` takes it"
        in line
        for line in rest
    )
    told = json.loads(desk.feeder("preview", portal.url, "--json"))
    assert sum("it offers a feed" in reason for reason in told["reasons"]) == 3


PROXY = 'proxy = "http://u:env:NOT_SET@127.0.0.1:9"\n'
MISSING = "proxy = …: the environment has no NOT_SET; set it before the start\n"


@pytest.mark.parametrize("command", ["preview", "add"])
def test_nothing_goes_out_past_a_proxy_whose_password_is_missing(
    desk: Desk, room: Newsroom, portal: Portal, command: str
) -> None:
    settings = (desk.folder / "config.toml").read_text(encoding="utf-8")
    desk.write("config.toml", settings.replace("[fetch]\n", f"[fetch]\n{PROXY}"))
    assert desk.feeder(command, portal.url, expect=2) == f"config.toml: [fetch] {MISSING}"
    assert not room.requests_to(portal.url)
    desk.feeder("status")


@pytest.mark.parametrize(
    ("target", "setting", "told"),
    [("slug", PROXY, MISSING), ("address", PROXY, MISSING), ("slug", 'evry = "1h"\n', "evry is not a setting")],
)
def test_a_source_whose_file_is_wrong_is_not_looked_at(
    desk: Desk, room: Newsroom, portal: Portal, target: str, setting: str, told: str
) -> None:
    desk.write("sources/acme.toml", f'url = "{portal.url}"\n{setting}')
    shown = desk.feeder("preview", "acme" if target == "slug" else portal.url, expect=2)
    assert shown.startswith(f"sources/acme.toml: {told}")
    assert not room.requests_to(portal.url)


@pytest.mark.parametrize("name", ["index", "posts", "news"])
def test_a_sitemap_is_added_as_one(desk: Desk, portal: Portal, name: str) -> None:
    url = portal.root + portal.sitemaps[name]
    assert "sitemap" in desk.feeder("add", url, "--slug", "acme")
    assert source(desk) == f'url = "{url}"\nshape = "sitemap"\n'
    desk.feeder("once")
    assert len(desk.entries("acme")) == 3


# What else an address may be ---------------------------------------------------------------------------------------

FEED = b"<rss version='2.0'><channel><title>Acme</title>%s</channel></rss>"
ITEM = b"<item><title>Kran</title><link>/kran</link></item>"
SITEMAP = b"<urlset><url><loc>%s/presse/kran</loc></url></urlset>"


def answer(body: bytes = b"", media_type: str = "text/html", **told: object) -> Answer:
    return Answer(headers={"Content-Type": media_type}, body=body, **told)  # type: ignore[arg-type]


WORLD = {
    "/pdf": answer(b"%PDF-1.7 \x00\x01", "application/pdf"),
    "/picture": answer(b"\x89PNG\r\n\x1a\n" + bytes(200), "image/png"),
    "/empty": answer(),
    "/blank": answer(b"<html><body></body></html>"),
    "/login": answer(b"<html><title>Log in</title><form><input type=password></form></html>"),
    "/script": answer(b"<html><title>Acme</title><body><div id=app></div><script>go()</script></body></html>"),
    "/large": answer(b"<p>" + b"x" * 11_000_000),
    "/no-feed": answer(FEED % b""),
    "/feed": answer(FEED % ITEM, "text/html; charset=iso-8859-1"),
    "/latin": answer("<rss version='2.0'><channel><title>Größe</title></channel></rss>".encode("latin-1"),
                     "text/xml; charset=iso-8859-1"),
    "/moved": Answer(status=301, headers={"Location": "/feed"}),
    "/elsewhere": Answer(status=302, headers={"Location": "//localhost:{port}/feed"}),
    "/round": Answer(status=302, headers={"Location": "/round"}),
    "/nowhere": Answer(status=302, headers={"Location": "ftp://acme.example/"}),
    "/secret": Answer(status=401),
    "/forbidden": Answer(status=403),
    "/busy": Answer(status=429, headers={"Retry-After": "60"}),
    "/broken": Answer(status=500),
    "/slow": answer(b"late", delay=30.0),
    "/bomb.xml.gz": answer(gzip.compress(b"<urlset>" + b" " * 60_000_000, 1), "application/gzip"),
    "/xml": answer(b"<?xml version='1.0'?><opml/>", "text/xml"),
}  # fmt: skip


@pytest.fixture
def world() -> Iterator[Loopback]:
    def found(call: Call) -> Answer:
        told = WORLD.get(call.path, Answer(status=404))
        port = loopback.server_port
        headers = {name: value.replace("{port}", str(port)) for name, value in told.headers.items()}
        return Answer(status=told.status, headers=headers, body=told.body, delay=told.delay)

    with Loopback(found) as loopback:
        yield loopback


REFUSED = [
    ("/missing", "the server answered 404 Not Found; check the address in a browser"),
    ("/secret", "the server answered 401 Unauthorized; it may want headers or cookies"),
    ("/forbidden", "the server answered 403 Forbidden; it may want headers or cookies"),
    ("/busy", "the server answered 429 Too Many Requests; try again after 20"),
    ("/broken", "the server answered 500 Internal Server Error; try again later"),
    ("/slow", "the server was silent for too long; check the address, or try again later"),
    (
        "/large",
        "the document is larger than 10,000,000 bytes (it is 11,000,003 long); raise [fetch] max_bytes if it is meant",
    ),
    ("/round", "more than 5 redirects; check the address in a browser"),
    ("/nowhere", "redirects to ftp://acme.example/, which is no web address"),
    ("/pdf", "the PDF is broken; open it in a PDF reader and save it anew, or ask for another copy"),
    ("/picture", "image/png cannot be read"),
    ("/empty", "the document is empty"),
    ("/blank", "this page shows hardly any text: it may be drawn by JavaScript, which only a browser runs;"),
    ("/script", "this page shows hardly any text"),
    ("/login", "the site wants a login first; cookies or headers in the source's file may help"),
    ("/bomb.xml.gz", "the sitemap is larger than 52,428,800 bytes unpacked"),
    ("/xml", "this XML is neither a feed nor a page"),
]


@pytest.mark.parametrize(("path", "told"), REFUSED, ids=[path for path, _ in REFUSED])
def test_what_cannot_be_followed_is_told_in_one_line(desk: Desk, world: Loopback, path: str, told: str) -> None:
    desk.write("config.toml", '[fetch]\nallow_private = true\ndelay = "0s"\ntimeout = "1s"\n')
    shown = desk.feeder("add", world.url + path, "--yes", expect=2)
    assert shown.count("\n") == 1
    assert shown.startswith(world.url + path)
    assert told in shown
    assert not list((desk.folder / "sources").iterdir())


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://127.0.0.1/feed", "127.0.0.1 is the private address 127.0.0.1, which is refused; if it is meant, set"),
        ("http://nowhere.invalid/feed", "the name nowhere.invalid cannot be resolved"),
        ("ftp://acme.example/feed", "expected an address that begins with https://"),
        ("acme.example/feed", "give a folder, or an address, which begins with https://"),
    ],
)
def test_what_is_not_even_asked_is_told_in_one_line(desk: Desk, url: str, told: str) -> None:
    desk.write("config.toml", "")
    shown = desk.feeder("add", url, "--yes", expect=2)
    assert shown.count("\n") == 1
    assert told in shown


@pytest.mark.parametrize(
    ("path", "lines"),
    [
        ("/feed", ["{url}/feed: text/html, utf-8, 113 bytes, fetched at ", "feed, confidence 1.00: Acme"]),
        ("/latin", ["{url}/latin: text/xml, cp1252, 64 bytes, fetched at ", "feed, confidence 1.00: Größe", "  the feed has no entries"]),
        ("/moved", ["{url}/feed: text/html", "{url}/moved leads there; give the new address if it is meant to last"]),
        ("/elsewhere", ["http://localhost:{port}/feed: text/html", "{url}/elsewhere leads there, which is another host; give"]),
    ],
)  # fmt: skip
def test_what_was_fetched_is_told_first(desk: Desk, world: Loopback, path: str, lines: list[str]) -> None:
    shown = desk.feeder("preview", world.url + path, expect=1 if path == "/latin" else 0).splitlines()
    for line, expected in zip(shown, lines, strict=False):
        assert line.startswith(expected.replace("{url}", world.url).replace("{port}", str(world.server_port)))


def test_a_feed_that_has_nothing_yet_is_followed_and_told(desk: Desk, world: Loopback) -> None:
    shown = desk.feeder("add", f"{world.url}/no-feed", "--yes")
    assert "the feed has no entries" in shown
    assert source(desk) == f'url = "{world.url}/no-feed"\n'


ENTICING = "/feed?key=env:DESK_SECRET&more=file:{folder}/token"


def test_no_secret_of_ours_is_read_into_an_address_that_a_page_offers(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESK_SECRET", "hunter2")
    offered = ENTICING.format(folder=desk.write("token", "hunter2").parent)
    rows = b"".join(b"<li><a href=/%d>A crane is built, part %d</a> %d May 2024" % (n, n, n) for n in range(1, 7))
    items = b"".join(
        b"<item><title>A crane is built, part %d</title><link>/%d</link><description>It is tall.</description></item>"
        % (n, n)
        for n in range(1, 7)
    )
    page = b"<title>Acme</title><link rel=alternate type=application/rss+xml href='%s'>"
    page = page % offered.replace("/feed", "//env:DESK_SECRET@{host}/feed").encode() + b"<ul>%s</ul>" % rows
    asked: list[str] = []

    def found(call: Call) -> Answer:
        asked.append(f"{call.path} {call.headers}")
        host = loopback.url.removeprefix("http://").encode()
        at = {"/": answer(page.replace(b"{host}", host)), "/feed": answer(FEED % items, "application/rss+xml")}
        return at.get(call.path.partition("?")[0], Answer(status=404))

    with Loopback(found) as loopback:
        answered(desk, "add", loopback.url, answers="2\ny\n")
        assert source(desk) == f'url = "{loopback.url}{offered.replace(":", "%3A")}"\n'
        desk.feeder("once", expect=1)  # its releases are missing
    assert "hunter2" not in "".join(asked)
    assert any("env%3ADESK_SECRET" in one for one in asked)


@pytest.mark.parametrize("command", ["preview", "add"])
def test_a_name_with_a_line_break_is_told_in_one_line(desk: Desk, command: str) -> None:
    assert desk.feeder(command, "a\nb", expect=2).count("\n") == 1
