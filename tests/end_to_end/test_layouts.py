"""Press rooms of many systems and languages, each followed by its address alone; nobody wrote a [rule]."""

from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from driving import Desk, until
from newsroom import Newsroom, Receiver, Release, Site
from newsroom.hosts import Hosts
from press_rooms import ROOMS
from rich.cells import cell_len
from test_pipeline import Office, source
from test_pipeline import office as office  # noqa: PLC0414 - a fixture

#: A layout for each language; tests/test_press_rooms.py reads all that there are.
LAYOUTS = (
    "typo3", "drupal-table", "jahia", "more-links", "elementor", "divi", "newsroom-for-hire", "years", "joomla", "union",
    "sharepoint", "era", "board", "stretched",
)  # fmt: skip

WEBHOOK = '[[webhooks]]\nslug = "desk"\nurl = "{0.url}"\nsecret = "{0.secret}"\nbacklog = "all"\n'

Said = tuple[str, str, str, str]


def said(site: Site, release: Release) -> Said:
    return release.url, release.title, release.date, site.language


def told(receiver: Receiver, kind: str) -> list[Said]:
    entries = [event["data"]["entry"] for event in receiver.received if event["type"] == kind]
    return sorted((one["url"], one["title"], str(one["published"])[:10], one["language"]) for one in entries)


def test_every_press_room_tells_what_is_new_and_what_is_edited(tmp_path: Path, receiver: Receiver) -> None:
    desk = Desk(tmp_path, WEBHOOK.format(receiver), every="1s")
    with Hosts(seed=1) as hosts:
        sites = [hosts.host(name, name).site for name in LAYOUTS]
        for site in sites:
            desk.follow(site.name, site.url)
            for _ in range(4):
                site.publish()
        with desk.running():
            expect(receiver, "entry.created", [said(site, one) for site in sites for one in site.releases])
            for site in sites:
                site.publish()
            expect(receiver, "entry.created", [said(site, one) for site in sites for one in site.releases])
            for site in sites:
                site.edit(site.releases[1], title=f"{site.releases[1].title} (2)")
            expect(receiver, "entry.updated", [said(site, site.releases[1]) for site in sites])
        assert {source["state"] for source in desk.status()["sources"]} == {"ok"}


@pytest.mark.parametrize("name", LAYOUTS[::4])
def test_a_removed_release_is_withdrawn_and_no_other(office: Office, room: Newsroom, name: str) -> None:
    site = room.site(name)
    for _ in range(6):
        site.publish()
    office.visit(source(site))
    removed = site.releases[3]
    site.withdraw(removed)
    office.visit_until(source(site), lambda _: bool(office.told("entry.withdrawn")))
    office.visit(source(site), after=timedelta(days=1))
    assert [data["entry"]["url"] for data in office.told("entry.withdrawn")] == [removed.url]
    assert (len(office.told("entry.created")), office.told("entry.updated")) == (6, [])


@pytest.mark.parametrize("name", ["era", "sharepoint"])
def test_a_newcomer_sees_every_release_in_columns_however_wide_its_letters(
    tmp_path: Path, room: Newsroom, name: str
) -> None:
    site, desk = room.site(name), Desk(tmp_path)
    for _ in range(6):
        site.publish()
    shown = desk.feeder("add", site.url, "--yes", "--slug", "acme").splitlines()
    rows = [next(line for line in shown if line.endswith(f" {one.url}")) for one in site.releases]
    said = [row.removesuffix(one.url) for row, one in zip(rows, site.releases, strict=True)]
    assert [text.split(maxsplit=1)[1].strip() for text in said] == [one.title for one in site.releases]
    assert [text.split()[0] for text in said] == [one.date for one in site.releases]
    assert len({cell_len(text) for text in said}) == 1
    assert (tmp_path / "sources/acme.toml").read_text() == f'url = "{site.url}"\n'


def test_one_long_title_does_not_part_the_columns_of_all_others(tmp_path: Path, room: Newsroom) -> None:
    site, desk = room.site("ministry"), Desk(tmp_path)
    for _ in range(6):
        site.publish()
    longest = "A programme for the towns and villages of the coast " * 6
    told = site.publish(title=longest.strip())
    rows = desk.feeder("add", site.url, "--yes", "--slug", "acme").splitlines()
    assert f"  {told.title}  {told.url}" in "\n".join(rows)
    assert (
        max(cell_len(row.removesuffix(one.url)) for one in site.releases[:-1] for row in rows if one.url in row) < 130
    )


def test_layouts_are_as_many_as_their_languages() -> None:
    assert len({ROOMS[name].language for name in LAYOUTS}) == len(LAYOUTS) >= 12


def expect(receiver: Receiver, kind: str, all_of: list[Said]) -> None:
    """Waits for so many events of a kind; they tell exactly this."""
    with suppress(AssertionError):  # what is missing says more than that something is
        until(lambda: len(told(receiver, kind)) >= len(all_of), f"{len(all_of)} {kind} are told")
    assert told(receiver, kind) == sorted(all_of)
