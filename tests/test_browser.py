"""Pages that only a browser can read, and what they may do in it: with a real Chromium, against hosts on loopback.

Where the machine has none these tests are left out, except where CI decides.
"""

import asyncio
import gzip
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Self

import pytest
from driving import Desk
from newsroom.server import Answer, Call, Loopback

from feeder.config import chromium as installed
from feeder.errors import Disallowed, FetchError, Gone, Refused
from feeder.fetch import browser as browsers
from feeder.fetch import chromium as processes
from feeder.fetch import drawing, supply
from feeder.fetch.browser import Browser
from feeder.fetch.http import Network
from feeder.fetch.robots import RobotsFiles
from feeder.model import Document

PROGRAM = installed.program(None)
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium: apt install chromium")

LIST = """<ul id=list></ul><script src=/app.js></script>"""
APP = """fetch('/api/releases?page=1').then(r => r.json()).then(all => { for (const one of all) {
    list.insertAdjacentHTML('beforeend', `<li><a href="${one.to}">${one.title}</a></li>`) } })"""
RELEASES = '[{"to": "/n/1", "title": "A ferry for Otterby"}, {"to": "/n/2", "title": "The pier is open"}]'
KINDS = {"js": "text/javascript", "json": "application/json", "css": "text/css", "png": "image/png"}


class Host:
    """What stands at each path; what was asked for."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.at: dict[str, str | Answer | Callable[[Call], Answer]] = {}

    def __call__(self, call: Call) -> Answer:
        self.calls.append(call)
        path = call.path.partition("?")[0]
        found = self.at.get(path, Answer(status=404))
        if isinstance(found, str):
            kind = KINDS.get(path.rpartition(".")[2], "application/json" if "/api/" in path else "text/html")
            return Answer(headers={"Content-Type": kind}, body=found.encode())
        return found if isinstance(found, Answer) else found(call)

    @property
    def asked(self) -> list[str]:
        return [call.path for call in self.calls]


@pytest.fixture
def host() -> Host:
    return Host()


@pytest.fixture
def site(host: Host) -> Iterator[str]:
    with Loopback(host) as server:
        yield server.url


@pytest.fixture
def other() -> Iterator[tuple[Host, str]]:
    """Another host, as private as the first; nobody allowed it."""
    host = Host()
    with Loopback(host, ("127.0.0.2", 0)) as server:
        yield host, server.url


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(scope="module")
def browser(runner: asyncio.Runner) -> Iterator[Browser]:
    """One for all, as a service has it."""
    browser = Browser(lambda: PROGRAM)
    yield browser
    runner.run(browser.aclose())


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "QUIET", 100)


@dataclass
class Visit:
    """What a visit has of addresses, one after another."""

    runner: asyncio.Runner
    browser: Browser
    notes: list[str] = field(default_factory=list)

    def __call__(self, *urls: str, **told: Any) -> list[Document]:
        return self.runner.run(self._visit(*urls, **told))

    def text(self, url: str, **told: Any) -> str:
        return self(url, **told)[0].body.decode()

    async def _visit(
        self,
        *urls: str,
        seconds: float = 10.0,
        max_bytes: int = 10**6,
        robots: bool = False,
        everywhere: bool = False,
        headers: Mapping[str, str] | None = None,
        **reader: Any,
    ) -> list[Document]:
        network = Network(
            user_agent="feeder/test (+https://desk.example)", concurrency=8, per_host=2, delay=timedelta(0),
            timeout=timedelta(seconds=seconds), max_bytes=max_bytes, allow_private=everywhere, browser=self.browser,
            robots=RobotsFiles() if robots else None,
        )  # fmt: skip

        async def drawn(url: str) -> Document:
            async with network.session(url, headers=headers or {}, allow_private=True, robots=robots) as session:
                document = await session.get(url)
                assert document
                return await network.drawn(document, session, self.notes, **reader)

        return list(await asyncio.gather(*map(drawn, urls)))


@pytest.fixture
def visit(runner: asyncio.Runner, browser: Browser) -> Visit:
    return Visit(runner, browser)


@pytest.fixture
def fresh(runner: asyncio.Runner) -> Iterator[Visit]:
    """With a browser of its own, which is not started yet."""
    browser = Browser(lambda: PROGRAM)
    yield Visit(runner, browser)
    runner.run(browser.aclose())


def test_a_list_that_a_program_draws_is_read(host: Host, site: str, visit: Visit) -> None:
    host.at |= {"/": LIST, "/app.js": APP, "/api/releases": RELEASES}
    (found,) = visit(f"{site}/")
    assert '<li><a href="/n/1">A ferry for Otterby</a></li>' in found.body.decode()
    assert (found.url, found.media_type, found.etag) == (f"{site}/", "text/html; charset=utf-8", None)
    assert host.asked == ["/", "/app.js", "/api/releases?page=1"]


def test_what_it_asks_for_goes_on_under_our_own_name_and_waits_for_answers(host: Host, site: str, visit: Visit) -> None:
    host.at |= {"/": LIST, "/app.js": f"console.log(navigator.userAgent); {APP}", "/api/releases": RELEASES}
    visit.text(f"{site}/", headers={"X-Key": "our key"})
    assert {call.headers["user-agent"] for call in host.calls} == {"feeder/test (+https://desk.example)"}
    assert {call.headers.get("x-key") for call in host.calls} == {"our key"}


def test_a_page_is_drawn_for_a_reader_in_the_zone_and_language_of_its_source(
    host: Host, site: str, visit: Visit
) -> None:
    host.at["/"] = (
        """<p id=out></p><script>out.append(new Date(1e12).toLocaleString('de') + navigator.language)</script>"""
    )
    assert "9.9.2001, 10:46:40fr" in visit.text(f"{site}/", timezone="Asia/Tokyo", language="fr")
    assert "9.9.2001, 01:46:40en" in visit.text(f"{site}/")


def test_a_program_that_asks_by_post_and_draws_in_a_shadow_tree_late_is_read(
    host: Host, site: str, visit: Visit
) -> None:
    program = """customElements.define('press-list', class extends HTMLElement { async connectedCallback() {
        const root = this.attachShadow({mode: 'open'});
        await new Promise(done => setTimeout(done, 50));
        const answer = await fetch('/api/search', {method: 'POST', body: JSON.stringify({q: 'news'})});
        root.innerHTML = `<h3>${(await answer.json()).title}</h3>` } })"""
    host.at["/"] = f"<press-list></press-list><script>{program}</script>"
    host.at["/api/search"] = lambda call: Answer(
        headers={"Content-Type": "application/json"},
        body=b'{"title": "Found by %s"}' % (call.method.encode() if call.body == b'{"q":"news"}' else b"nobody"),
    )
    assert "<h3>Found by POST</h3>" in visit.text(f"{site}/")


def test_pictures_styles_fonts_and_frames_are_not_asked_for_and_who_waits_for_them_goes_on(
    host: Host, site: str, visit: Visit
) -> None:
    host.at["/"] = """<link rel=stylesheet href=/a.css onload="document.body.title = 'styled'"><body>
        <style>@font-face { font-family: A; src: url(/a.woff2) } p { font-family: A; background: url(/b.png) }</style>
        <p>Text</p><iframe src=/frame></iframe><video src=/film.mp4 autoplay></video><link rel=prefetch href=/next>
        <img src=/a.png onerror="this.remove()"><img src=/c.png loading=lazy>"""
    page = visit.text(f"{site}/")
    assert host.asked == ["/"]
    assert 'title="styled"' in page
    assert "/a.png" in page


def test_a_page_of_no_program_and_a_document_of_another_kind_are_what_they_are(
    host: Host, site: str, visit: Visit, fresh: Visit
) -> None:
    host.at["/feed.json"] = '{"items": []}'
    host.at["/plain"] = "<title>Plain</title><p>Nothing moves."
    (feed,) = fresh(f"{site}/feed.json")
    assert (feed.body, fresh.browser.pids) == (b'{"items": []}', [])
    assert visit.text(f"{site}/plain") == visit.text(f"{site}/plain")


@pytest.mark.parametrize(("status", "kind"), [(404, Gone), (410, Gone), (403, FetchError), (503, FetchError)])
def test_a_page_that_is_refused_fails_as_any_other_and_no_browser_is_started(
    host: Host, site: str, fresh: Visit, status: int, kind: type[FetchError]
) -> None:
    host.at["/"] = Answer(status=status, body=b"<script>document.write('here')</script>")
    with pytest.raises(kind) as told:
        fresh(f"{site}/")
    assert (told.value.status, fresh.browser.pids) == (status, [])


def test_what_robots_txt_disallows_is_not_fetched_for_a_page_either(host: Host, site: str, visit: Visit) -> None:
    robots = Answer(headers={"Content-Type": "text/plain"}, body=b"User-agent: *\nDisallow: /api/\nDisallow: /secret\n")
    host.at |= {"/robots.txt": robots, "/": LIST, "/app.js": APP, "/api/releases": RELEASES}
    assert "<li>" not in visit.text(f"{site}/", robots=True)
    assert "/api/releases?page=1" not in host.asked
    assert any("1 requests of its program are disallowed" in note for note in visit.notes)
    with pytest.raises(Disallowed):
        visit(f"{site}/secret", robots=True)


def test_where_its_program_leads_on_to_is_the_page_until_it_leads_on_without_end(
    host: Host, site: str, visit: Visit
) -> None:
    host.at |= {
        "/": "<script>location = '/moved'</script>",
        "/moved": Answer(status=302, headers={"Location": "/list"}),
        "/list": LIST,
        "/app.js": APP,
        "/api/releases": RELEASES,
        "/round": "<p>Round<script>location.reload()</script>",
    }
    (found,) = visit(f"{site}/")
    assert (found.url, "A ferry for Otterby" in found.body.decode()) == (f"{site}/list", True)
    visit.text(f"{site}/round")
    assert host.asked.count("/round") == 1 + supply.MOST_PAGES
    assert any("leads on to it, again" in note for note in visit.notes)


@pytest.mark.parametrize(
    "where", ["file:///etc/passwd", "chrome://version", "ftp://127.0.0.1/a", "view-source:file:///etc/passwd"]
)
def test_nothing_but_the_web_is_opened(host: Host, site: str, visit: Visit, where: str) -> None:
    host.at["/"] = f"""<p id=out>Here</p><iframe src="{where}"></iframe><script>
        const say = told => out.append(told);
        fetch('{where}').then(a => a.text()).then(say, () => say(' refused'));
        try {{ location = '{where}' }} catch {{ }}
        </script>"""
    page = visit.text(f"{site}/", seconds=2)
    assert "Here refused" in page
    assert "root:" not in page


def test_no_address_is_asked_that_may_not_be_however_the_page_gets_there(
    host: Host, site: str, visit: Visit, other: tuple[Host, str]
) -> None:
    private, address = other
    private.at["/"] = "the private page"
    host.at |= {
        "/led": Answer(status=302, headers={"Location": f"{address}/led"}),
        "/": f"""<p id=out>Here</p><script src={address}/a.js></script><script>
            for (const one of ['{address}/', '/led', 'http://[::1]:{address.rpartition(":")[2]}/', 'http://169.254.169.254/'])
                fetch(one).catch(() => out.append(' refused'));
            fetch('{address}/', {{mode: 'no-cors', method: 'POST', body: 'x'}}).catch(() => out.append(' refused'));
            navigator.sendBeacon('{address}/beacon', 'x');
            setTimeout(() => location = '{address}/', 50);
            </script>""",
    }
    page = visit.text(f"{site}/")
    assert f"Here{' refused' * 5}</p>" in page
    assert private.calls == []
    assert any("are not made" in note and "private address" in note for note in visit.notes)


def test_a_page_reaches_private_hosts_beside_its_own_nowhere_even_where_sources_may(
    host: Host, site: str, visit: Visit, other: tuple[Host, str]
) -> None:
    private, address = other
    host.at["/"] = f"<p id=out>Here</p><script>fetch('{address}/').catch(() => out.append(' refused'))</script>"
    assert "Here refused" in visit.text(f"{site}/", everywhere=True)
    assert private.calls == []


class Everything:
    """Hears whatever comes to one port of this machine, by TCP or UDP."""

    def __enter__(self) -> Self:
        self._tcp, self._udp = socket.socket(), socket.socket(type=socket.SOCK_DGRAM)
        self._tcp.bind(("127.0.0.3", 0))
        self._tcp.listen()
        self.port = self._tcp.getsockname()[1]
        self._udp.bind(("127.0.0.3", self.port))
        return self

    def __exit__(self, *_: object) -> None:
        self._tcp.close()
        self._udp.close()

    @property
    def heard(self) -> list[str]:
        found = []
        for name, one, take in (("tcp", self._tcp, self._tcp.accept), ("udp", self._udp, lambda: self._udp.recv(9))):
            one.setblocking(False)
            with suppress(BlockingIOError):
                take()
                found.append(name)
        return found


@pytest.mark.parametrize(
    "way",
    [
        "new WebSocket('ws://127.0.0.3:%d/').onerror = end",
        "new EventSource('http://127.0.0.3:%d/').onerror = end",
        (
            "const p = new RTCPeerConnection({iceServers: [{urls: 'stun:127.0.0.3:%d'}]}); p.createDataChannel('a');"
            "p.createOffer().then(o => p.setLocalDescription(o)); fetch('/slow').then(end)"
        ),
        "new WebTransport('https://127.0.0.3:%d/').ready.catch(end)",
        "document.head.insertAdjacentHTML('beforeend', '<link rel=preconnect href=http://127.0.0.3:%d/>'); end()",
        "document.head.insertAdjacentHTML('beforeend', '<link rel=prefetch href=http://127.0.0.3:%d/>'); end()",
        (
            "const w = new Worker(URL.createObjectURL(new Blob(['fetch(`http://127.0.0.3:%d/`).catch(() => postMessage(1))'])));"
            "w.onmessage = end"
        ),
        "open('http://127.0.0.3:%d/'); end()",
        (
            "const f = document.createElement('form'); f.action = 'http://127.0.0.3:%d/'; f.target = '_blank'; f.method = 'post';"
            "document.body.append(f); f.submit(); end()"
        ),
    ],
    ids=["websocket", "events", "webrtc", "webtransport", "preconnect", "prefetch", "worker", "window", "form"],
)
def test_no_way_leads_past_us(host: Host, site: str, visit: Visit, way: str) -> None:
    with Everything() as everything:
        program = f"const end = () => document.body.append('tried'); {way % everything.port}"
        host.at |= {"/": f"<body><script type=module>{program}</script>", "/slow": Answer(delay=0.5)}
        assert "tried" in visit.text(f"{site}/").replace(program, "")
        assert everything.heard == []


# Bounds -----------------------------------------------------------------------------------------------------------


def test_a_page_that_never_ends_is_taken_as_it_is_after_a_while_and_that_is_told(
    host: Host, site: str, visit: Visit
) -> None:
    host.at |= {"/": LIST + "<script>fetch('/never')</script>", "/app.js": APP, "/api/releases": RELEASES}
    host.at["/never"] = Answer(delay=60)
    assert "The pier is open" in visit.text(f"{site}/", seconds=2)
    assert visit.notes == [f"{site}/: its program was not done in 1 s, and is taken as it was"]


def test_dialogs_windows_and_questions_hold_nobody_up(host: Host, site: str, visit: Visit) -> None:
    host.at["/"] = """<body><script>
        alert('Buy!'); const yes = confirm('Really?'), name = prompt('Who?');
        const opened = [1, 2, 3].map(() => open('/other'));
        addEventListener('beforeunload', event => event.preventDefault());
        Notification.requestPermission(); navigator.geolocation.getCurrentPosition(() => 0);
        document.body.append(`${yes} ${name} ${opened}`)</script>"""
    assert "false null ,," in visit.text(f"{site}/")
    assert host.asked == ["/"]


def test_a_program_without_end_is_ended_and_holds_up_no_other_page(host: Host, site: str, fresh: Visit) -> None:
    host.at |= {"/loop": "<p>Round<script>for (;;);</script>", "/": LIST, "/app.js": APP, "/api/releases": RELEASES}
    with pytest.raises(FetchError, match="did not let go of Chromium within 1 s; follow a feed"):
        fresh(f"{site}/loop", seconds=1)
    assert "A ferry for Otterby" in fresh.text(f"{site}/")


def test_a_page_that_keeps_the_browser_talking_is_given_up(
    host: Host, site: str, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "MOST_TOLD", 100)
    host.at["/"] = "<p>Here<script>for (let n = 0; n < 1e6; n++) alert(n)</script>"
    with pytest.raises(Refused, match="its program does more than 100 things at once"):
        visit(f"{site}/")


def test_what_is_too_large_is_not_taken(host: Host, site: str, visit: Visit) -> None:
    large = Answer(
        headers={"Content-Type": "text/javascript", "Content-Encoding": "gzip"}, body=gzip.compress(b" " * 10**8)
    )
    host.at |= {"/": "<p>Here<script src=/large.js></script>", "/large.js": large}
    host.at["/grown"] = "<body><script>document.body.append('x'.repeat(2e6))</script>"
    assert "Here" in visit.text(f"{site}/")
    assert "unpack to more" in visit.notes[0]
    with pytest.raises(Refused, match=r"larger than 1,000,000 bytes when its program has drawn it \(2,0"):
        visit(f"{site}/grown")


def test_what_a_page_asks_for_is_counted_in_requests_and_bytes(
    host: Host, site: str, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supply, "MOST_PARTS", 5)
    host.at |= {"/": "<script>for (let n = 0; n < 20; n++) fetch('/api/' + n)</script>"}
    host.at |= {f"/api/{number}": "1" for number in range(20)}
    visit(f"{site}/")
    assert len(host.asked) == 1 + 5
    assert "15 requests of its program are not made" in visit.notes[0]
    monkeypatch.undo()
    broken = Answer(headers={"Content-Encoding": "gzip"}, body=b"1" * 300)
    host.at |= {f"/api/{number}": broken for number in range(20)}
    host.calls.clear()
    visit(f"{site}/", max_bytes=1000)
    assert len(host.asked) <= 1 + 12
    assert "has had 3 times [fetch] max_bytes" in " ".join(visit.notes)


def test_nothing_of_a_page_is_left_to_the_next(host: Host, site: str, visit: Visit) -> None:
    host.at["/"] = """<p id=out></p><script>
        out.append(`${localStorage.getItem('seen')} ${document.cookie}.`);
        localStorage.setItem('seen', 1); document.cookie = 'seen=1'</script>"""
    first, second = visit(f"{site}/"), visit(f"{site}/")
    assert b'<p id="out">null .</p>' in first[0].body
    assert first[0].hash == second[0].hash


# The browser ------------------------------------------------------------------------------------------------------


def children(group: int) -> list[tuple[int, int, str]]:
    """(pid, uid, words) of the processes of a group."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if int((folder / "stat").read_text().rpartition(")")[2].split()[2]) == group:
                words = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                uid = int((folder / "status").read_text().partition("Uid:")[2].split()[0])
                found.append((int(folder.name), uid, words))
    return [one for one in found if one[2]]


def environment(pid: int) -> bytes:
    """Nothing of one that its sandbox hides from us too."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/environ").read_bytes()
    return b""


def until(holds: Callable[[], bool]) -> None:
    ends = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < ends
        time.sleep(0.02)


def test_one_browser_draws_for_all_two_pages_at_once(host: Host, site: str, fresh: Visit) -> None:
    now, most, lock = 0, 0, threading.Lock()

    def slow(_: Call) -> Answer:
        nonlocal now, most
        with lock:
            now += 1
            most = max(now, most)
        time.sleep(0.2)
        with lock:
            now -= 1
        return Answer(headers={"Content-Type": "text/javascript"}, body=b"document.write('drawn')")

    host.at |= {"/": "<script src=/slow.js></script>", "/slow.js": slow}
    found = fresh(*[f"{site}/"] * 5)
    assert [b"drawn" in one.body for one in found] == [True] * 5
    assert (most, len(fresh.browser.pids)) == (browsers.AT_ONCE, 1)


def test_it_is_not_root_keeps_its_sandbox_and_knows_none_of_our_secrets(
    host: Host, site: str, fresh: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FEEDER_TOKEN", "Qx7kP2mV")
    host.at["/"] = "<p>Here"
    fresh(f"{site}/")
    (group,) = fresh.browser.pids
    found = children(group)
    assert {uid for _, uid, _ in found}.isdisjoint({0})
    assert not [words for _, _, words in found if "--no-sandbox" in words.split()]
    assert b"Qx7kP2mV" not in b"".join(map(environment, [pid for pid, _, _ in found]))


def test_a_browser_that_dies_is_replaced_and_its_page_drawn_again(host: Host, site: str, fresh: Visit) -> None:
    killed: list[int] = []

    def kill(_: Call) -> Answer:
        if not killed:
            killed.extend(fresh.browser.pids)
            os.kill(killed[0], signal.SIGKILL)
        return Answer(headers={"Content-Type": "text/javascript"}, body=b"document.write('drawn again')")

    host.at |= {"/": "<script src=/kill.js></script>", "/kill.js": kill}
    assert "drawn again" in fresh.text(f"{site}/")
    assert killed != fresh.browser.pids
    assert children(killed[0]) == []


def test_a_page_that_kills_every_browser_fails_alone(host: Host, site: str, fresh: Visit) -> None:
    def kill(_: Call) -> Answer:
        for pid in fresh.browser.pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return Answer()

    host.at |= {"/": "<script>fetch('/kill')</script>", "/kill": kill, "/well": "<p>Well"}
    with pytest.raises(FetchError, match="Chromium died twice while it drew this page"):
        fresh(f"{site}/")
    assert "Well" in fresh.text(f"{site}/well")


def test_a_page_that_crashes_fails_alone_and_its_browser_draws_on(host: Host, site: str, fresh: Visit) -> None:
    def crash(_: Call) -> Answer:
        for pid, _uid, words in children(fresh.browser.pids[0]):
            if "--type=renderer" in words:
                os.kill(pid, signal.SIGKILL)
        return Answer(delay=60)

    host.at |= {"/": "<script src=/crash.js></script>", "/crash.js": crash, "/well": "<p>Well"}
    with pytest.raises(FetchError, match="made Chromium's page crash"):
        fresh(f"{site}/")
    groups = fresh.browser.pids
    assert "Well" in fresh.text(f"{site}/well")
    assert fresh.browser.pids == groups


def test_a_page_gets_so_much_memory_and_no_more(
    host: Host, site: str, fresh: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "MEMORY", 300_000)
    host.at["/"] = """<p id=out></p><script>const all = [];
        for (let n = 0; n < 20; n++) all.push(new Uint8Array(3e7).fill(1)); out.append('as it likes')</script>"""
    with suppress(FetchError):  # it stops there, or its page crashes
        assert '<p id="out"></p>' in fresh.text(f"{site}/", seconds=5)


def test_it_is_exchanged_after_so_many_pages_and_ended_when_nobody_wants_it(
    host: Host, site: str, fresh: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browsers, "RECYCLED", 2)
    host.at["/"] = "<p>Here"
    groups = []
    for _ in range(3):
        fresh(f"{site}/")
        groups += fresh.browser.pids
    assert len(groups) == 2  # after the first page and the third; after the second there is none
    assert children(groups[0]) == []
    monkeypatch.setattr(browsers, "UNUSED", 0.01)
    fresh(f"{site}/")
    fresh(f"{site}/")
    fresh.runner.run(asyncio.sleep(0.1))
    until(lambda: not fresh.browser.pids)


def test_nothing_of_it_is_left_when_it_is_closed(host: Host, site: str, fresh: Visit) -> None:
    host.at["/"] = "<p>Here"
    before = folders(os.getpid())
    fresh(f"{site}/")
    (group,) = fresh.browser.pids
    assert folders(os.getpid()) != before
    fresh.runner.run(fresh.browser.aclose())
    assert (children(group), folders(os.getpid())) == ([], before)


def folders(pid: int) -> list[Path]:
    return list(Path(tempfile.gettempdir()).glob(f"{processes.NAMED}{pid}-*"))


KILLED = """
import asyncio, os, signal
from feeder.fetch.chromium import Chromium
async def main():
    print((await Chromium.start({program!r})).pid, os.getpid(), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
asyncio.run(main())
"""


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Temporary files where no other feeder of this machine clears up; Chromium's own user must get there."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        monkeypatch.setenv("TMPDIR", folder)
        monkeypatch.setattr(tempfile, "tempdir", folder)
        yield


@pytest.mark.usefixtures("apart")
def test_it_dies_with_a_service_that_is_killed_and_the_next_one_clears_up(fresh: Visit, host: Host, site: str) -> None:
    program = KILLED.format(program=PROGRAM)
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    group, pid = map(int, told.stdout.split())
    until(lambda: not children(group))
    assert folders(pid)
    host.at["/"] = "<p>Here"
    fresh(f"{site}/")
    assert not folders(pid)


def test_a_chromium_that_does_not_start_is_told_with_what_to_do(host: Host, site: str, runner: asyncio.Runner) -> None:
    host.at["/"] = "<p>Here"
    with pytest.raises(FetchError, match="/bin/false: Chromium does not start; start it by hand"):
        Visit(runner, Browser(lambda: "/bin/false"))(f"{site}/")
    with pytest.raises(FetchError, match="there is none here any more; install it"):
        Visit(runner, Browser(lambda: None))(f"{site}/")


# A source ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def press(host: Host) -> Host:
    """A press room whose list and pages are drawn by one program, as many are."""
    releases = ", ".join(
        f'{{"to": "/n/{day}", "title": "{title}", "day": "2026-03-{day}"}}'
        for day, title in ((14, "A ferry for Otterby"), (16, "The pier is open"), (19, "Work on the lighthouse begins"))
    )
    program = """const frame = document.getElementById('root'), path = location.pathname;
        fetch('/api/releases').then(answer => answer.json()).then(all => {
            const one = all.find(one => one.to === path);
            frame.innerHTML = one
                ? `<article><h1>${one.title}</h1><time datetime="${one.day}">${one.day}</time>` + `<p>The harbour
                   office of Otterby said today what everybody on the quay had waited for since the winter.</p>`.repeat(5)
                : `<h1>Press releases</h1><ul>${all.map(one => `<li class=release><time datetime="${one.day}">${one.day}</time>
                   <a href="${one.to}">${one.title}</a></li>`).join('')}</ul>`
        })"""
    shell = "<!doctype html><html lang=en><title>Otterby Harbour</title><body><div id=root></div><script src=/app.js></script>"
    host.at |= dict.fromkeys(("/", "/n/14", "/n/16", "/n/19"), shell)
    host.at |= {"/app.js": program, "/api/releases": f"[{releases}]"}
    return host


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_page_that_is_drawn_is_followed_after_it_was_drawn_to_look_at(desk: Desk, press: Host, site: str) -> None:
    shown = desk.feeder("add", f"{site}/", "--slug", "otterby", "--yes")
    assert "3 entries seen" in shown
    written = (desk.folder / "sources/otterby.toml").read_text()
    assert written.startswith(f'url = "{site}/"\nbrowser = true    # its own program draws this page')
    assert "3 new" in desk.feeder("once")
    found = desk.entries()
    assert [entry["title"] for entry in found][-1] == "A ferry for Otterby"
    assert all("everybody on the quay" in entry["content_text"] for entry in found)
    assert (press.asked.count("/app.js"), press.asked.count("/api/releases")) == (2, 5)  # the program once a visit
    assert "unchanged" in desk.feeder("once")


def test_the_list_alone_is_drawn_where_its_pages_need_no_browser(desk: Desk, press: Host, site: str) -> None:
    body = "<p>The harbour office of Otterby said today what all had waited for since the winter.</p>" * 5
    press.at |= {
        f"/n/{day}": f"<article><h1>Read without, on {day}</h1><time>2026-03-{day}</time>{body}</article>"
        for day in (14, 16, 19)
    }
    desk.follow("otterby", f"{site}/", browser="list")
    assert "3 new" in desk.feeder("once")
    assert all("what all had waited for" in entry["content_text"] for entry in desk.entries())
    assert press.asked.count("/api/releases") == 1


def test_a_source_that_misses_its_browser_is_told_what_to_write(desk: Desk, press: Host, site: str) -> None:
    desk.follow("otterby", f"{site}/")
    assert "set browser = true in sources/otterby.toml, so that Chromium draws it" in desk.feeder("once", expect=1)


def test_a_running_service_keeps_one_browser_and_takes_it_along(desk: Desk, press: Host, site: str) -> None:
    desk.configure(every="1s")
    desk.follow("otterby", f"{site}/", browser=True)
    with desk.running() as service:
        until(lambda: press.asked.count("/app.js") > 0)
        mine = folders(service.pid)
    assert len(mine) == 1
    assert folders(service.pid) == []


@pytest.mark.parametrize(
    "address",
    [
        "'/' + 'a'.repeat(70000)",
        "'http://' + 'a'.repeat(300) + '.example/'",
        "'ftp://desk.example/'",
        "'chrome://version/'",
        "'http://xn--a/'",
    ],
)
def test_an_address_that_is_none_costs_the_page_that_alone(host: Host, site: str, visit: Visit, address: str) -> None:
    host.at["/"] = (
        f"<p id=out>no</p><script>fetch({address}).catch(() => {{ out.textContent = 'It goes on' }})</script>"
    )
    assert "It goes on" in visit.text(f"{site}/")
