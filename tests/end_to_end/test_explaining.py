"""Where each value of a release is from, as the command line tells it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from driving import Desk
from newsroom import Newsroom, Site

from feeder.engine.explaining import explained
from feeder.model import Entry, Extraction


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def ministry(desk: Desk, room: Newsroom) -> Site:
    site = room.site("ministry")
    for _ in range(3):
        site.publish()
    desk.follow("ministry", site.url)
    desk.feeder("once")
    return site


def told(desk: Desk, target: str) -> tuple[dict[str, Any], dict[str, dict[str, str]]]:
    found = json.loads(desk.feeder("explain", target, "--json"))
    return found, {one["name"]: one for one in found["fields"]}


def id_of(desk: Desk, url: str) -> str:
    return next(str(one["id"]) for one in desk.entries() if one["url"] == url)


def test_an_entry_is_explained_by_its_id_without_a_request(desk: Desk, ministry: Site, room: Newsroom) -> None:
    release = ministry.releases[0]
    room.forget()
    found, fields = told(desk, id_of(desk, release.url))
    assert (found["address"], found["way"], found["is_release"]) == (release.url, "read in full", True)
    assert (fields["title"]["value"], fields["published"]["value"]) == (release.title, release.date)
    assert fields["title"]["why"].startswith("title from ")
    assert fields["published"]["why"].endswith(", the day alone, as it is counted in Europe/Berlin")
    assert fields["authors"] == {"name": "authors", "value": "", "why": "no author named"}
    assert room.requests == []


def test_an_entry_that_was_read_by_template_says_which_and_what_was_left_out(desk: Desk, ministry: Site) -> None:
    new = ministry.publish()
    desk.feeder("once")
    found, fields = told(desk, id_of(desk, new.url))
    assert found["way"] == "read by template"
    assert fields["content_text"]["why"].startswith(
        "article.content of its template, on which 3 pages agreed; left out: "
    )
    assert told(desk, id_of(desk, ministry.releases[0].url))[0]["way"] == "read in full"


def test_an_address_is_fetched_once(desk: Desk, ministry: Site, room: Newsroom) -> None:
    release = ministry.releases[0]
    room.forget()
    found, fields = told(desk, release.url)
    assert (found["address"], fields["title"]["value"]) == (release.url, release.title)
    assert [f"/{asked.path.lstrip('/')}" for asked in room.requests if "robots" not in asked.path] == [release.path]


def test_a_file_is_read_and_shown_as_a_table(desk: Desk) -> None:
    desk.write("sources/town/library.txt", "Meldung\n16.11.2020\n\nNeue Linie 7\n\nDie Bahn kommt ab Dezember.\n")
    heads, *rows = desk.feeder("explain", "sources/town/library.txt").splitlines()[1:]
    rows = [heads, *rows]
    table = rows[next(place for place, row in enumerate(rows) if row.startswith("field")) :]
    assert table[0].split() == ["field", "value", "why"]
    assert any(row.split()[:2] == ["published", "2020-11-16"] for row in table)


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ("urn:uuid:00000000-0000-0000-0000-000000000000", "there is no such entry; `feeder entries` shows the ids"),
        ("ministry", "is a source, not a release; `feeder preview ministry` shows what it lists"),
        ("nowhere.txt", "there is no such file"),
    ],
)
@pytest.mark.usefixtures("ministry")
def test_what_cannot_be_explained_says_what_to_do(desk: Desk, target: str, says: str) -> None:
    assert f"{target}: {says}" in desk.feeder("explain", target, expect=2)


def test_what_is_not_kept_any_more_can_be_fetched(desk: Desk, room: Newsroom) -> None:
    desk.configure('[keep]\nraw = "0s"\n')
    site = room.site("ministry")
    releases = [site.publish() for _ in range(3)]
    desk.follow("ministry", site.url)
    desk.feeder("once")
    shown = desk.feeder("explain", id_of(desk, releases[0].url), expect=2)
    assert f"its document is not kept any more ([keep] raw); `feeder explain {releases[0].url}` reads it anew" in shown


PAGE = Entry(title="The pier", summary="It is open.", content="<p>It is.</p>", text="It is.")


@pytest.mark.parametrize(
    ("stored", "row", "why"),
    [
        (PAGE, None, "title from the only h1"),
        ("The pier is open", "The pier is open", "from its list; the page says The pier"),
        ("The mole", None, "as it was told first; the page says The pier now"),
    ],
)
def test_what_is_not_from_the_page_is_told(stored: Any, row: str | None, why: str) -> None:
    found = Extraction(shape="article", entries=(PAGE,), reasons=("title from the only h1",))
    entry = stored if isinstance(stored, Entry) else replace(PAGE, title=stored)
    told = explained(found, "a", zone="UTC", stored=entry, row=Entry(title=row) if row else None)
    assert next(one.why for one in told.fields if one.name == "title") == why
