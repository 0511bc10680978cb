"""A hostile and broken world: what each fault does to its own source, to the others, and to the machine.

One service follows a source a fault, and sound ones beside them. All faults begin at once, last for some visits, and end.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import stores
from driving import Desk, ids_of, until
from newsroom import Newsroom, Receiver, faults
from newsroom.hosts import Fault, Host, Hosts
from newsroom.site import Site

VISITS = 2  #: that a fault lasts at least
MEMORY = 200 * 2**10  #: KiB that the service, or a worker of it, may have taken more at its worst moment than before
SETTINGS = """
[feeder]
timezone = "Europe/Berlin"
[schedule]
every = "2s"
max = "2s"
[fetch]
delay = "0s"
timeout = "2s"
max_bytes = "2MB"
concurrency = 64
[server]
listen = "127.0.0.1:{port}"
[store]
url = "{store}"
[[webhooks]]
slug = "desk"
url = "{hook}"
secret = "{secret}"
backlog = "all"
allow_private = true
[[feeds]]
slug = "all"
limit = 500
"""


@dataclass(frozen=True)
class Row:
    name: str
    fault: Fault
    says: str  #: a pattern of what a person reads after the address of the source
    layout: str = "feed"
    state: str = "failing"
    is_secure: bool = False


LATE = (
    r"(?:no complete answer within 2 s; try again later, or raise \[fetch\] timeout"
    "|the server was silent for too long; check the address, or try again later)"
)
NO_HTTP = r"the answer is not proper HTTP \(.+\); check the address, or try again later"
CUT_OFF = "the answer was cut off, or was not sent as it says; check the address, or try again later"
LED = "redirects to another address, and that failed: {}"
LARGE = r"the document is larger than 2,000,000 bytes.*; raise \[fetch\] max_bytes if it is meant"
ANSWERED = r"the server answered {}; {}"
LOCKED = "it may want headers or cookies, set them in the source's file"
NO_LIST = "there is no list: {}; check it in a browser"
NO_ROWS = (
    r"no entries found: items '.+' matched nothing on this page of \d+ elements{}; "
    r"`feeder preview \S+` shows what is there; mend the \[rule\] in sources/\S+\.toml, or the address"
)
NO_PAGE = "these bytes are no page; give the document its right media type or ending"
ALL_NEW = "all {} entries of the list are new, .*; there were never more than 0 new at once"
CUT = "the page ends in the middle, before its </body>: it was cut off; try again later"
NO_DATES = (
    r"sources/dates-long-past\.toml: \[rule\] date = \".+\" gives nothing that can be read in any of \d entries; "
    "correct the path, or take it out"
)
WELL = partial(Row, says="", state="ok")
HELD = partial(Row, state="held")

FAULTS = (
    # the connection
    Row("refused", faults.REFUSED, r"the connection failed \(.+\); check the address, or try again later"),
    Row("hangs-up", faults.HANGS_UP, "the server hung up before it answered; check the address, or try again later"),
    Row("reset-in-the-body", faults.RESET, CUT_OFF),
    Row("silent", faults.SILENT, LATE),
    Row("another-protocol", faults.BANNER, NO_HTTP),
    Row("certificate-expired", faults.EXPIRED, "has expired; only the site can mend that, tell it", is_secure=True),
    Row("certificate-of-nobody", faults.UNKNOWN_CA, "is vouched for by an authority that is not known here, .*; only the site .*", is_secure=True),
    Row("certificate-of-another", faults.ANOTHER_NAME, "is for another address; check the address; if it is right, only the site can mend that, tell it", is_secure=True),
    # HTTP
    Row("slow-head", faults.SLOW_HEAD, LATE),
    Row("endless-head", faults.ENDLESS_HEAD, NO_HTTP),
    Row("endless-header", faults.ENDLESS_LINE, NO_HTTP),
    Row("flood-of-cookies", faults.COOKIE_FLOOD, NO_HTTP),
    Row("endless-continue", faults.ENDLESS_CONTINUE, LATE),
    Row("switches-protocol", faults.SWITCHES, ANSWERED.format("101 Switching Protocols", "try again later")),
    Row("http-09", faults.HTTP_09, NO_HTTP),
    Row("endless-body", faults.ENDLESS_BODY, LARGE),
    Row("slow-body", faults.SLOW_BODY, LATE),
    Row("too-large", faults.TOO_LARGE, LARGE),
    Row("too-large-unsaid", faults.TOO_LARGE_UNSAID, LARGE),
    Row("length-too-long", faults.LENGTH_TOO_LONG, CUT_OFF),
    Row("length-too-short", faults.LENGTH_TOO_SHORT, NO_HTTP),
    Row("two-lengths", faults.TWO_LENGTHS, NO_HTTP),
    Row("chunks-of-garbage", faults.CHUNKED_GARBAGE, NO_HTTP),
    Row("chunks-cut-off", faults.CHUNKED_CUT, CUT_OFF),
    Row("chunks-for-ever", faults.CHUNKED_SLOW, LATE),
    WELL("unchanged-for-ever", faults.NEVER_NEW),
    Row("no-content", faults.NO_CONTENT, ANSWERED.format("204 No Content", "try again later")),
    # what packs a body
    Row("gzip-bomb", faults.GZIP_BOMB, LARGE),
    Row("gzip-bomb-in-bombs", faults.GZIP_THRICE, "the answer is packed as gzip, gzip, gzip, which .*; tell the site"),
    Row("gzip-cut-off", faults.GZIP_CUT, "the answer was cut off.*; try again later"),
    Row("gzip-that-is-none", faults.GZIP_LIE, "the answer is not packed as .*; try again later"),
    Row("packed-as-nobody-asked", faults.UNKNOWN_PACKING, "the answer is packed as compress, which .*; tell the site"),
    # redirects
    Row("redirect-loop", faults.REDIRECT_LOOP, "more than 5 redirects; check the address in a browser"),
    Row("redirect-to-a-file", faults.REDIRECT_TO_FILE, "redirects to file:///etc/passwd, which is no web address; check it in a browser"),
    Row("redirect-to-script", faults.REDIRECT_TO_SCRIPT, "redirects to javascript:alert\\(1\\), which is no web address; check it in a browser"),
    Row("redirect-inside", faults.REDIRECT_TO_PRIVATE, LED.format("http://127.0.0.1: .* is refused; if it is meant, .*")),
    Row("redirect-to-a-port", faults.REDIRECT_TO_PORT, LED.format("http://127.0.0.1:22: port 22 is another .*; check .*")),
    Row("redirect-to-nobody", faults.REDIRECT_TO_NOBODY, LED.format(".*robots.txt cannot be had .*cannot be resolved.*; check the address")),
    Row("redirect-nowhere", faults.REDIRECT_NOWHERE, ANSWERED.format("302 Found", "try again later")),
    # refusals
    Row("internal-error", faults.answers(500), ANSWERED.format("500 Internal Server Error", "try again later")),
    Row("bad-gateway", faults.answers(502), ANSWERED.format("502 Bad Gateway", "try again later")),
    Row("unavailable", faults.UNAVAILABLE, ANSWERED.format("503 Service Unavailable", "try again later")),
    Row("asks-to-wait", faults.ASKS_TO_WAIT, ANSWERED.format("503 Service Unavailable", "try again after .+, as it asks")),
    Row("too-many-requests", faults.TOO_MANY, ANSWERED.format("429 Too Many Requests", "try again after .+, as it asks")),
    Row("unauthorized", faults.answers(401), ANSWERED.format("401 Unauthorized", LOCKED)),
    Row("bot-check", faults.BOT_CHECK, ANSWERED.format("403 Forbidden", LOCKED)),
    Row("not-found", faults.answers(404), ANSWERED.format("404 Not Found", "check the address in a browser")),
    Row("gone", faults.answers(410), r"the site says that this list is gone for good \(410\); find its new address .*"),
    # pages that are something else, and say that all is well
    Row("soft-404", faults.SOFT_404, NO_LIST.format('its title is "404", as of an error'), "ministry"),
    Row("login-wall", faults.LOGIN_WALL, NO_LIST.format("the site wants a login first; .* may help"), "ministry"),
    Row("cookie-wall", faults.COOKIE_WALL, NO_LIST.format("the site wants consent to cookies first; .* may help"), "blog"),
    Row("bot-check-with-200", faults.CHALLENGE, NO_LIST.format("the site wants to know first whether a human asks"), "table"),
    Row("refreshes-to-itself", faults.REFRESHES, NO_ROWS.format(', "Moved"'), "ministry"),
    Row("empty", faults.EMPTY, "the document is empty.*", "ministry"),
    Row("nuls", faults.NULS, NO_PAGE, "ministry"),
    Row("noise", faults.NOISE, NO_PAGE, "table"),
    Row("pdf-called-html", faults.PDF, "the PDF is broken; open it in a PDF reader and save it anew, or ask for another copy", "ministry"),
    Row("error-in-json", faults.JSON_ERROR, "this JSON is no feed; give the address of a feed, or of a page"),
    Row("a-hundred-thousand-divs", faults.NESTED, "its elements lie more than 2,000 deep .*; it is left out; .*", "ministry"),
    Row("cut-in-a-tag", faults.CUT_IN_A_TAG, CUT, "ministry"),
    Row("cut-in-a-text", faults.CUT_IN_A_TEXT, CUT, "ministry"),
    WELL("another-charset-than-said", faults.WRONG_CHARSET, layout="ministry"),
    # XML
    Row("entity-bomb", faults.ENTITY_BOMB, "no entries found: .*amplification.*; compare it with what a browser shows.*"),
    WELL("entity-of-a-file", faults.EXTERNAL_ENTITY),
    WELL("bad-byte", faults.BAD_BYTE),
    WELL("cut-in-an-entry", faults.FEED_CUT),
    WELL("entries-that-say-nothing", faults.EMPTY_ENTRIES),
    Row("page-called-feed", faults.NO_FEED, "no entries found: not sure enough that this is a list of releases: .*"),
    # lists that say something else
    Row("emptied", faults.EMPTIED, NO_ROWS.format(', "Presse"'), "ministry"),
    Row("redesigned", faults.REDESIGNED, NO_ROWS.format(', ".*"'), "ministry"),
    Row("links-nowhere", faults.LINKS_NOWHERE, "no entries found: 30 of 30 items skipped: its link .*", "ministry"),
    HELD("hacked", faults.HACKED, ALL_NEW.format(40), "ministry"),
    HELD("ten-thousand-rows", faults.MILLION, ALL_NEW.format(10000), "ministry"),
    HELD("links-to-itself", faults.SELF_LINKED, ALL_NEW.format(30), "ministry"),
    WELL("dates-far-ahead", faults.FAR_AHEAD, layout="ministry"),
    WELL("dates-long-past", faults.LONG_PAST, layout="ministry", says=NO_DATES),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Played:
    """What happened. Sources are told apart by their slugs."""

    hosts: Mapping[str, Host]
    before: Mapping[str, tuple[bytes, ...]]  #: the feeds
    during: Mapping[str, tuple[bytes, ...]]
    after: Mapping[str, tuple[bytes, ...]]
    sick: Mapping[str, Any]  #: what `feeder status` said
    healed: Mapping[str, Any]
    created: Counter[tuple[str, str]]  #: events, by source and title
    others: list[tuple[str, str]]  #: other events of entries, by type and source
    heard_meanwhile: int  #: how often the sound source was asked while another kept silent
    silences: int  #: how often that one was
    memory: Mapping[int, tuple[int, int]]  #: the most that each process has taken, in KiB, before and after


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    with ExitStack() as stack:
        stack.enter_context(stores.place.for_one_test())
        room, receiver = stack.enter_context(Newsroom(seed=1)), stack.enter_context(Receiver())
        world = stack.enter_context(Hosts(seed=1))
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        desk = Desk(tmp_path_factory.mktemp("faults"))
        desk.write("config.toml", SETTINGS.format(
            port=desk.port, store=stores.store_url(desk.folder / "state/feeder.db"), hook=receiver.url, secret=receiver.secret
        ))  # fmt: skip
        world.authority.cert_pem.write_to_path(str(desk.folder / "authority.pem"))
        patch.setenv("SSL_CERT_FILE", str(desk.folder / "authority.pem"))
        yield _play(desk, room.site("ministry"), room, receiver, world)


def _play(desk: Desk, sound: Site, room: Newsroom, receiver: Receiver, world: Hosts) -> Played:
    hosts = {row.name: world.host(row.name, row.layout, is_secure=row.is_secure) for row in FAULTS}
    sites = {"sound": sound} | {name: host.site for name, host in hosts.items()}
    for name, site in sites.items():
        site.publish()
        site.publish()
        often = {"every": "1s"} if name == "sound" else {}
        desk.follow(name, site.url, site.rule, allow_private=True, **often)
    with desk.running() as service:
        until(lambda: _well(desk, entries=2), "all is read")
        until(lambda: _shown(desk, sites, entries=2), "all is published")
        before, memory = _files(desk, sites), _memory(service.pid)
        for row in FAULTS:
            hosts[row.name].suffer(row.fault)
        room.forget()
        sound.publish()
        sick = until(lambda: _all_sick(desk, hosts), "each has suffered for some visits")
        with suppress(AssertionError):  # told by the test of the fault
            sick = until(
                lambda: _all_told(desk, hosts), "each is told in the right words: a busy machine is late first"
            )
        until(lambda: _shown(desk, ["sound"], entries=3), "the sound one is published meanwhile")
        with suppress(AssertionError):  # told by its own test
            until(lambda: len(room.requests_to(sound.url)) > hosts["silent"].asked, "the sound one is asked more often")
        heard, silences = len(room.requests_to(sound.url)), hosts["silent"].asked
        during = _files(desk, hosts)
        worst = _memory(service.pid)
        for host in hosts.values():
            host.heal()
            host.site.publish()
        healed = until(lambda: _well(desk, entries=3), "all is well again")
        until(lambda: _shown(desk, sites, entries=3), "it is published")
        after = _files(desk, sites)
    events = [event for event in receiver.received if event["type"].startswith("entry.")]
    told = [(event["type"], event["data"]["entry"]) for event in events]
    return Played(
        hosts=hosts, before=before, during=during, after=after, sick=sick, healed=healed,
        created=Counter((entry["source"], entry["title"]) for kind, entry in told if kind == "entry.created"),
        others=[(kind, entry["source"]) for kind, entry in told if kind != "entry.created"],
        heard_meanwhile=heard, silences=silences,
        memory={pid: (memory.get(pid, 0), most) for pid, most in worst.items()},
    )  # fmt: skip


def _status(desk: Desk) -> dict[str, Any]:
    return {source["slug"]: source for source in desk.status()["sources"]}


def _well(desk: Desk, *, entries: int) -> dict[str, Any] | None:
    found = _status(desk)
    is_so = all(one["state"] == "ok" and one["entries"] >= entries for one in found.values())
    return found if is_so else None


def _all_sick(desk: Desk, hosts: Mapping[str, Host]) -> dict[str, Any] | None:
    found = _status(desk)
    for row in FAULTS:
        one = found[row.name]
        lasted = one["failures"] if row.state == "failing" else hosts[row.name].asked
        if one["state"] != row.state or lasted < VISITS:
            return None
    return found


def _all_told(desk: Desk, hosts: Mapping[str, Host]) -> dict[str, Any] | None:
    found = _all_sick(desk, hosts) or {}
    return found if found and all(_is_told(row, hosts[row.name], found[row.name]) for row in FAULTS) else None


def _is_told(row: Row, host: Host, status: Mapping[str, Any]) -> bool:
    where = f"{host.site.url}: " if row.state == "failing" else ""
    if row.is_secure:
        where = f"{host.url}: the certificate of {host.address} "
    return re.fullmatch(re.escape(where) + row.says, _told(status)) is not None


def _told(status: Mapping[str, Any]) -> str:
    return "; ".join(status["reasons"])


def _files(desk: Desk, names: Iterable[str]) -> dict[str, tuple[bytes, ...]]:
    return {name: tuple(desk.feed(f"{name}.{form}") for form in ("rss", "atom", "json")) for name in names}


def _shown(desk: Desk, names: Iterable[str], *, entries: int) -> bool:
    return all(len(ids_of(feed)) == entries for feeds in _files(desk, names).values() for feed in feeds)


def _memory(pid: int) -> dict[int, int]:
    """The most that a process and those below it have ever taken, in KiB."""
    found = {pid: int(re.findall(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[0])}
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found |= _memory(int(child))
    return found


@pytest.mark.parametrize("row", FAULTS, ids=lambda row: row.name)
def test_a_fault(played: Played, row: Row) -> None:
    host, sick = played.hosts[row.name], played.sick[row.name]
    assert _is_told(row, host, sick), f"a person reads {_told(sick)!r}"
    assert played.during[row.name] == played.before[row.name], "the feed stays as it was"
    titles = {release.title for release in host.site.releases}
    assert {title for source, title in played.created if source == row.name} == titles, (
        "what was published, and no more"
    )
    assert [len(ids_of(feed)) for feed in played.after[row.name]] == [3, 3, 3], "what came meanwhile is published too"


def test_nothing_is_told_twice_and_nothing_else_is_told(played: Played) -> None:
    assert set(played.created.values()) == {1}
    assert played.others == []


def test_the_others_are_visited_as_ever(played: Played) -> None:
    assert played.heard_meanwhile > played.silences >= VISITS


def test_bombs_take_no_more_memory_than_is_agreed(played: Played) -> None:
    assert {
        pid: most - before for pid, (before, most) in played.memory.items() if before and most > before + MEMORY
    } == {}
