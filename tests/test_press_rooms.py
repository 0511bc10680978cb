"""Press rooms of many kinds, each by its address alone: what is read of them is no worse than it was."""

from html import unescape

import pytest
from press_rooms import ROOMS, Score, Truth, score
from press_rooms.room import NOW
from press_rooms.scoring import mean

from feeder import extract
from feeder.parse.charset import parse_html
from feeder.parse.lists.outline import outline
from feeder.parse.lists.richness import ranked

#: As measured by bench/press_rooms.py; raise them with the finder, and never lower them for a page.
PAGES, SOLVED = 133, 127
F1, TITLES, DAYS = 0.99, 0.984, 0.96


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    return {
        name: score(room.truth, extract(room.body, room.url, shape="listing", now=NOW).to_dict()["entries"])
        for name, room in ROOMS.items()
    }


def test_level_that_was_reached_is_held(scores):
    failed = {name: got.reasons for name, got in scores.items() if not got.is_solved}
    assert len(scores) == PAGES
    assert PAGES - len(failed) >= SOLVED, failed
    assert mean(got.f1 for got in scores.values()) >= F1, failed
    assert mean(got.titles for got in scores.values()) >= TITLES, failed
    assert mean(got.days for got in scores.values()) >= DAYS, failed


def test_no_list_with_titles_in_sight_is_missed_and_no_day_made_up(scores):
    assert {name for name, got in scores.items() if not got.f1} <= {
        "alt-titles",
        "bills",
        "photo-gallery",
        "in-the-news",
    }
    assert [name for name, got in scores.items() if got.invented] == []


def test_lists_that_are_left_unread_would_change_nothing():
    left_out = 0
    for room in list(ROOMS.values())[::2]:
        page = outline(parse_html(room.body, None), room.url)
        quick, full = ranked(page), ranked(page, every=True)
        assert [(one.records, one.link, one.title) for one in quick[:1]] == [
            (one.records, one.link, one.title) for one in full[:1]
        ], room.name
        left_out += len(full) - len(quick)
    assert left_out


@pytest.mark.parametrize("name", ROOMS)
def test_page_prints_what_it_is_said_to_print(name):
    room = ROOMS[name]
    body = unescape(room.body.decode(room.charset))
    assert len({truth.url for truth in room.truth}) == room.count
    assert [truth.titles for truth in room.truth if not any(title in body for title in truth.titles)] == []
    assert [record for record in room.records if room._address(record).rpartition("./")[2] not in body] == []


def test_rooms_speak_many_languages():
    assert len({room.language for room in ROOMS.values()}) >= 20


DAY = NOW.date()
TRUTHS = [Truth(url=f"https://a.example/{n}", titles=(f"Report {n} on the harbour",), day=DAY) for n in range(20)]
RIGHT = [{"url": truth.url, "title": truth.titles[0], "published": f"{DAY}T09:00:00Z"} for truth in TRUTHS]


@pytest.mark.parametrize(
    ("entries", "is_solved", "reason"),
    [
        pytest.param(RIGHT, True, "", id="all is right"),
        pytest.param(RIGHT[1:], True, "1 missed, as 'Report 0", id="one of twenty is forgiven"),
        pytest.param(RIGHT[3:], False, "3 missed", id="three are not"),
        pytest.param([*RIGHT, *RIGHT], True, "", id="a link told twice is one"),
        pytest.param(
            [*RIGHT, *({**RIGHT[0], "url": f"https://a.example/about/{n}"} for n in range(3))],
            False,
            "3 too many, as 'Report 0",
            id="navigation is not",
        ),
        pytest.param([{**entry, "title": "More"} for entry in RIGHT], False, "20 titles, as 'More'", id="other titles"),
        pytest.param([{**entry, "published": None} for entry in RIGHT], False, "20 days, as None", id="no days"),
        pytest.param([], False, "20 missed", id="nothing"),
    ],
)
def test_score_says_what_went_wrong(entries, is_solved, reason):
    got = score(TRUTHS, entries)
    assert got.is_solved is is_solved
    assert "; ".join(got.reasons).startswith(reason)
    assert bool(got.reasons) is bool(reason)


def test_day_that_the_page_does_not_say_is_no_mistake_but_counted():
    undated = [Truth(url=truth.url, titles=truth.titles, day=None) for truth in TRUTHS]
    assert (score(undated, RIGHT).days, score(undated, RIGHT).invented) == (None, 20)
