"""A move for good is believed when it was seen often and long enough and stays in the house; else it is reported."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feeder.fetch import moved
from feeder.fetch.sites import is_public_suffix, site_of
from feeder.model import Checkpoint, Move

NOW = datetime(2025, 3, 4, 9, 30, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OLD, NEW, OTHER = "https://www.acme.example/press", "https://press.acme.example/", "https://elsewhere.example/"
PROVEN = Move(to=NEW, since=NOW - DAY, visits=3)
WELL = Checkpoint(move=PROVEN, had=NOW - HOUR)


def ago(days: float, *, visits: int = 3, to: str = NEW) -> Checkpoint:
    return replace(WELL, move=Move(to=to, since=NOW - days * DAY, visits=visits))


@pytest.mark.parametrize(
    ("last", "asked"),
    [
        (Checkpoint(), [OLD]),
        (ago(1), [NEW, OLD]),
        (ago(0.9), [OLD]),  # not for a day yet
        (ago(30, visits=2), [OLD]),  # not often enough
        (ago(30, to=OTHER), [OLD]),  # another site
        (ago(30, to="http://press.acme.example/"), [OLD]),  # for all to read
        (replace(ago(30), failures=1), [OLD, NEW]),  # it may be back where it was
        (replace(ago(30), had=NOW - DAY), [OLD, NEW]),  # held against the old address once a day
        (replace(ago(30), had=None), [OLD, NEW]),
    ],
)
def test_where_to_ask(last: Checkpoint, asked: list[str]) -> None:
    assert list(moved.addresses(OLD, last, NOW)) == asked


@pytest.mark.parametrize(
    ("last", "asked", "to", "known"),
    [
        (None, OLD, None, None),
        (None, OLD, NEW, Move(to=NEW, since=NOW, visits=1)),
        (PROVEN, OLD, NEW, replace(PROVEN, visits=4)),
        (PROVEN, OLD, OTHER, Move(to=OTHER, since=NOW, visits=1)),
        (PROVEN, OLD, None, None),  # it is back, or the redirect is for now only
        (PROVEN, NEW, None, PROVEN),
        (PROVEN, NEW, OTHER, Move(to=OTHER, since=NOW, visits=1)),  # it moved on
    ],
)
def test_what_is_known_of_a_move_after_a_look(
    last: Move | None, asked: str, to: str | None, known: Move | None
) -> None:
    assert moved.seen(last, asked=asked, to=to, now=NOW) == known


def test_a_move_to_another_site_is_the_operators_to_make() -> None:
    told = moved.advice(OLD, ago(1, to=OTHER).move, NOW)
    assert told == (
        f"{OLD}: has moved for good, the server says, to another site; if that is right,"
        f' write url = "{OTHER}" into the source\'s file'
    )


@pytest.mark.parametrize("last", [Checkpoint(), ago(0.5, to=OTHER), ago(1, visits=2, to=OTHER), ago(1)])
def test_a_move_that_is_not_proven_or_is_made_already_is_not_told(last: Checkpoint) -> None:
    assert moved.advice(OLD, last.move, NOW) is None


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("press.acme.example", "acme.example"),
        ("WWW.Acme.CO.UK.", "acme.co.uk"),
        ("acme.co.uk", "acme.co.uk"),
        ("co.uk", "co.uk"),
        ("acme.github.io", "acme.github.io"),
        ("a.b.blogspot.com", "b.blogspot.com"),
        ("www.city.kawasaki.jp", "city.kawasaki.jp"),
        ("www.müller.example", "müller.example"),
        ("xn--fiqs8s", "xn--fiqs8s"),
        ("127.0.0.1", "127.0.0.1"),
        ("::1", "::1"),
        ("localhost", "localhost"),
        ("", ""),
    ],
)
def test_whose_a_host_is(host: str, site: str) -> None:
    assert site_of(host) == site


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("co.uk", True), (".com", True), ("github.io", True), ("acme.co.uk", False), ("127.0.0.1", False), ("localhost", True), ("acme.intern", False)],
)  # fmt: skip
def test_under_which_names_anybody_may_have_one(name: str, is_one: bool) -> None:
    assert is_public_suffix(name) is is_one


@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from(["xn--", "co", "uk", ".", "a", "ß", "1", ":", "[", "]"])).map("".join)
)
@example(":.0.AL:")
def test_every_host_is_somebodys(host: str) -> None:
    site = site_of(host)
    assert site_of(site) == site
    is_public_suffix(host)
