"""The rule that was found, from the page into the source's file, by the commands a person types."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import Desk
from newsroom.server import Loopback
from test_learning import Quay

RULE = {
    "items": "article.card",
    "link": "h3 a",
    "title": "h3",
    "date": "p.meta",
    "summary": "p:not([class])",
    "image": "img",
}


@pytest.fixture
def quay() -> Iterator[Quay]:
    quay = Quay()
    quay.rows = [(number, title, day.replace("2031", "2021")) for number, title, day in quay.rows]
    with Loopback(quay) as server:
        quay.url = f"{server.url}/"
        yield quay


def test_what_was_found_is_pinned_and_reads_the_same(tmp_path: Path, quay: Quay) -> None:
    desk = Desk(tmp_path)
    desk.follow("quay", quay.url)
    shown = [f"  {key} = " for key in RULE]
    assert [line for line in desk.feeder("preview", "quay").splitlines() if line.startswith(tuple(shown))] == [
        f'  {key} = "{path}"' for key, path in RULE.items()
    ]
    assert "quay: no rule of its list is known; `feeder once quay` learns one" in desk.feeder("pin", "quay", expect=2)
    desk.feeder("once")
    before = desk.entries()
    assert desk.feeder("pin", "quay").splitlines()[:3] == [
        "sources/quay.toml: [rule] written",
        "  [rule]",
        '  items = "article.card"',
    ]
    file = tomllib.loads((tmp_path / "sources/quay.toml").read_text())
    assert file == {"url": quay.url, "rule": RULE}
    desk.feeder("once")
    assert desk.entries() == before
    assert len(before) == 5
    assert "quay: its [rule] is all that is known of its list" in desk.feeder("pin", "quay", expect=2)
    assert "nowhere: there is no such source" in desk.feeder("pin", "nowhere", expect=2)


def test_who_would_pin_what_no_visit_learned_is_not_sent_to_another_visit(tmp_path: Path, quay: Quay) -> None:
    desk = Desk(tmp_path)
    desk.follow("quay", quay.url)
    quay.rows = quay.rows[:1]
    desk.feeder("once", expect=1)
    assert (
        "quay: no rule of its list is known; `feeder preview quay` shows why its visits fail; write a [rule] with items "
        "into sources/quay.toml yourself"
    ) in desk.feeder("pin", "quay", expect=2)


def test_a_path_that_finds_nothing_is_told_until_it_is_mended(tmp_path: Path, quay: Quay) -> None:
    desk = Desk(tmp_path)
    desk.follow("quay", quay.url, {"items": "article.card", "date": "p.wann"})
    wrong = 'sources/quay.toml: [rule] date = "p.wann" gives nothing that can be read in any of 5 entries; correct the path, or take it out'
    for _ in range(2):  # the second time the list is unchanged
        desk.feeder("once")
    (status,) = desk.status()["sources"]
    assert (status["state"], status["reasons"]) == ("ok", [wrong])
    desk.follow("quay", quay.url, {"items": "article.card"})
    desk.feeder("once")
    assert desk.status()["sources"][0]["reasons"] == []
