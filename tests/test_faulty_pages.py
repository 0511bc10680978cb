"""What a fault does to one page of a list that is well: to one that is new, and to one that was published."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from newsroom import faults
from newsroom.hosts import Fault, Host, Hosts
from test_pipeline import HOUR, Office, source
from test_pipeline import office as office  # noqa: PLC0414 - a fixture

LATE = (
    r"(?:no complete answer within 1 s; try again later, or raise \[fetch\] timeout"
    "|the server was silent for too long; check the address, or try again later)"
)
CUT_OFF = "the answer was cut off, or was not sent as it says; check the address, or try again later"
NO_HTTP = r"the answer is not proper HTTP \(.+\); .*try again later"
SLOW = r"(?:no complete answer within 10 s|the connection broke \(.+\)); .*try again later.*"  # on a busy machine
LARGE = r"the document is larger than 1,000,000 bytes.*; raise \[fetch\] max_bytes if it is meant"
NO_PAGE = "these bytes are no page; give the document its right media type or ending"
NO_RELEASE = "no release found on this page: .*{}.*; compare it with what a browser shows"
CUT = "the page ends in the middle, before its </body>: it was cut off; try again later"
ANSWERED = "the server answered {}; .+"

PAGES = {
    "hangs up": (faults.HANGS_UP, "the server hung up before it answered; .*try again later"),
    "reset in the body": (faults.RESET, ".+; .*try again later"),
    "silent": (faults.SILENT, LATE),
    "slow head": (faults.SLOW_HEAD, LATE),
    "endless head": (faults.ENDLESS_HEAD, rf"(?:{NO_HTTP}|{SLOW})"),
    "flood of cookies": (faults.COOKIE_FLOOD, rf"(?:{NO_HTTP}|{SLOW})"),
    "endless body": (faults.ENDLESS_BODY, rf"(?:{LARGE}|{SLOW})"),
    "too large": (faults.TOO_LARGE, LARGE),
    "length too long": (faults.LENGTH_TOO_LONG, CUT_OFF),
    "length too short": (faults.LENGTH_TOO_SHORT, NO_HTTP),
    "chunks cut off": (faults.CHUNKED_CUT, CUT_OFF),
    "gzip bomb": (faults.GZIP_BOMB, LARGE),
    "gzip cut off": (faults.GZIP_CUT, "the answer was cut off.*; try again later"),
    "redirect loop": (faults.REDIRECT_LOOP, "more than 5 redirects; check the address in a browser"),
    "redirect to a file": (faults.REDIRECT_TO_FILE, "redirects to file:///etc/passwd, which is no web address; check it in a browser"),
    "internal error": (faults.answers(500), ANSWERED.format("500 Internal Server Error")),
    "unavailable": (faults.UNAVAILABLE, ANSWERED.format("503 Service Unavailable")),
    "forbidden": (faults.BOT_CHECK, ANSWERED.format("403 Forbidden")),
    "not found, though listed": (faults.answers(404), ANSWERED.format("404 Not Found")),
    "gone, though listed": (faults.answers(410), ANSWERED.format("410 Gone")),
    "no content": (faults.NO_CONTENT, ANSWERED.format("204 No Content")),
    "soft 404": (faults.SOFT_404, '.*its title is "404", as of an error, though its status says otherwise; check it .*'),
    "login wall": (faults.LOGIN_WALL, NO_RELEASE.format("")),
    "cookie wall": (faults.COOKIE_WALL, NO_RELEASE.format("cookies")),
    "bot check": (faults.CHALLENGE, NO_RELEASE.format("")),
    "refreshes to itself": (faults.REFRESHES, NO_RELEASE.format("no running text")),
    "empty": (faults.EMPTY, "the document is empty.*"),
    "nuls": (faults.NULS, NO_PAGE),
    "pdf called html": (faults.PDF, "the PDF is broken; open it in a PDF reader and save it anew, or ask for another copy"),
    "error in json": (faults.JSON_ERROR, NO_RELEASE.format("no title found")),
    "nested": (faults.NESTED, r"its elements lie more than 2,000 deep in each other; it is left out; .*"),
    "cut in a tag": (faults.CUT_IN_A_TAG, CUT),
    "cut in a text": (faults.CUT_IN_A_TEXT, CUT),
    "another list": (faults.HACKED, NO_RELEASE.format("mostly links")),
}  # fmt: skip
plays = pytest.mark.parametrize(("fault", "says"), PAGES.values(), ids=PAGES.keys())


@pytest.fixture
def host(office: Office) -> Iterator[Host]:
    """A ministry of two releases, both of which are published."""
    with Hosts(seed=1) as hosts:
        host = hosts.host("ministry", "ministry")
        host.site.publish()
        host.site.publish()
        assert office.visit(source(host.site)).created == 2
        yield host


@pytest.fixture(autouse=True)
def _patience(office: Office, says: str) -> None:
    """Short where it is waited for, and long enough for a busy machine elsewhere."""
    office.network.timeout = 1.0 if says == LATE else 10.0


@plays
def test_a_page_that_was_published_stays_as_it_is(office: Office, host: Host, fault: Fault, says: str) -> None:
    before, release = office.entries, host.site.releases[0]
    host.suffer(fault, at=release.path)
    told = office.visit(source(host.site), after=HOUR)
    assert [re.fullmatch(f"{re.escape(release.url)}: {says}", error) is not None for error in told.errors] == [True], (
        told
    )
    assert told.error is None, "the source is well"
    host.heal()
    told = office.visit(source(host.site), after=timedelta(minutes=1))
    assert told.is_well
    assert office.entries == before
    assert not office.told("entry.updated")


@plays
def test_a_new_page_is_published_as_its_list_has_it_and_whole_when_it_is_well(
    office: Office,
    host: Host,
    fault: Fault,
    says: str,
) -> None:
    release = host.site.publish()
    host.suffer(fault, at=release.path)
    for minutes, created in ((15, 0), (1, 0), (10, 1)):
        told = office.visit(source(host.site), after=timedelta(minutes=minutes))
        assert [re.fullmatch(f"{re.escape(release.url)}: {says}", error) is not None for error in told.errors] == [
            True
        ], told
        assert told.created == created
    assert (office.entry(release).title, office.entry(release).content) == (release.title, None)
    host.heal()
    told = office.visit(source(host.site), after=6 * HOUR)
    assert told.is_well
    assert release.paragraphs[-1] in (office.entry(release).text or "")
    assert [data["entry"]["title"] for data in office.told("entry.updated")] == [release.title]
