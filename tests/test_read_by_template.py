"""What the release pages of a site have in common is learned, and the next ones are read by it; whichever way a page is
read, only what its site changed is news."""
# ruff: noqa: F811 - fixtures are arguments

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from typing import Any
from urllib.parse import urlsplit

import pytest
from newsroom import Newsroom, Release, Site
from newsroom.page import Page
from test_pipeline import HOUR, Office, ministry, office, source  # noqa: F401
from test_upgrades import TEXT, Pier, pier  # noqa: F401

from feeder.model import Extraction, ListRule, Moment, Source, Template
from feeder.parse.articles.templates import PROVEN, TRUST

AGAIN = (1, 6, 24, 72, 168)  #: hours after which a page is read again


def followed(pier: Pier, **settings: Any) -> Source:
    rule = ListRule(items="li", link="a", title="a", summary="p")
    return source(pier.url, **({"rule": rule} | settings))  # type: ignore[attr-defined]


class Reader:
    """The parser, as it may be with templates: a page that is read by one has no last word of its text, so that each
    difference between the two ways shows."""

    def __init__(self, office: Office) -> None:
        self.inner, self.fits, self.layout, self.seen = office.parse, True, "//main", list[tuple[str, bool]]()
        self.embargo: Moment | None = None
        office.parse = self

    async def __call__(self, body: bytes, url: str, *, templates: Sequence[Template] = (), **told: Any) -> Extraction:
        found = await self.inner(body, url, **told)
        if found.shape != "article" or not found.entries[0].text:
            return found
        found = replace(found, entries=(replace(found.entries[0], embargo=self.embargo),))
        host = urlsplit(url).hostname or ""
        proven = [one for one in templates if one.pages >= PROVEN and one.used < TRUST and one.host == host]
        self.seen.append((urlsplit(url).path, bool(proven and self.fits)))
        if proven and self.fits:
            (entry,) = found.entries
            entry = replace(entry, text=(entry.text or "").rpartition(" ")[0])
            return replace(found, entries=(entry,), template=proven[0], by_template=True)
        return replace(found, template=Template(host=host, body=self.layout, title="//h1", proof=(url,)))

    @property
    def ways(self) -> list[tuple[str, bool]]:
        """Each page that was read since this was asked last, and whether that was by a template."""
        seen, self.seen = self.seen, []
        return sorted(set(seen))


@pytest.fixture
def reader(office: Office) -> Reader:
    return Reader(office)


def publish(pier: Pier, number: int = 1) -> None:
    pier.texts += [TEXT] * number


def known(office: Office, pier: Pier, **settings: Any) -> tuple[Template, ...]:
    one = followed(pier, **settings)
    with office.store.read() as tx:
        return tx.templates.of(one.uid, reading=one.reading, parser=office.parser)


def in_full(*numbers: int) -> list[tuple[str, bool]]:
    return [(f"/{number}", False) for number in numbers]


def by_template(*numbers: int) -> list[tuple[str, bool]]:
    return [(f"/{number}", True) for number in numbers]


def test_the_first_pages_are_read_in_full_and_the_next_by_what_they_have_in_common(
    office: Office, pier: Pier, reader: Reader
) -> None:
    office.visit(followed(pier))
    assert reader.ways == in_full(0, 1, 2)
    (one,) = known(office, pier)
    assert (one.host, one.body, one.pages) == ("127.0.0.1", "//main", PROVEN)
    publish(pier, 2)
    assert office.visit(followed(pier), after=HOUR / 2).created == 2
    assert reader.ways == by_template(3, 4)
    (one,) = known(office, pier)
    assert one.used == 2


def test_what_a_page_shows_of_others_counts_within_its_visit(office: Office, pier: Pier, reader: Reader) -> None:
    publish(pier, 5)
    office.visit(followed(pier))
    ways = reader.ways
    assert sum(is_by_template for _, is_by_template in ways) == len(ways) - PROVEN == 5
    assert known(office, pier)[0].used == 5


def test_a_page_is_read_again_as_it_was_read_and_its_site_tells_nothing_new(
    office: Office, pier: Pier, reader: Reader
) -> None:
    office.visit(followed(pier))
    publish(pier)
    office.visit(followed(pier), after=HOUR / 2)
    assert reader.ways == [*in_full(0, 1, 2), *by_template(3)]
    for hours in AGAIN:
        assert office.visit(followed(pier), after=hours * HOUR).updated == 0
        assert set(reader.ways) <= {*in_full(0, 1, 2), *by_template(3)}
    assert office.told("entry.updated") == []


@pytest.mark.parametrize("number", [0, 3], ids=["that was read in full", "that was read by template"])
def test_what_a_page_changed_is_told_alone(office: Office, pier: Pier, reader: Reader, number: int) -> None:
    office.visit(followed(pier))
    publish(pier)
    office.visit(followed(pier), after=HOUR / 2)
    pier.texts[number] = f"Nobody uses it. {TEXT}"
    office.visit(followed(pier), after=2 * HOUR)
    (event,) = office.told("entry.updated")
    changed = event["changes"]["content_text"]
    assert changed["to"].replace("Nobody uses it. ", "") == changed["from"]


def goes(how: str, reader: Reader, office: Office, pier: Pier) -> None:
    """The template that is known fits no more, was forgotten, or is to be held against a full reading."""
    if how == "it fits no more":
        reader.fits = False
        return
    one = followed(pier)
    kept = () if how == "it is forgotten" else tuple(replace(each, used=TRUST) for each in known(office, pier))
    with office.store.write(quiet=True) as tx:
        tx.templates.put(one.uid, "127.0.0.1", kept, reading=one.reading, parser=office.parser, now=office.now)


@pytest.mark.parametrize("how", ["it fits no more", "it is forgotten", "it is to be proven again"])
@pytest.mark.parametrize("is_steady", [True, False], ids=["the same bytes", "other bytes"])
def test_where_a_template_goes_the_full_reading_is_no_news(
    office: Office, pier: Pier, reader: Reader, how: str, is_steady: bool
) -> None:
    pier.steady = is_steady
    office.visit(followed(pier))
    publish(pier)
    office.visit(followed(pier), after=HOUR / 2)
    assert reader.ways[-1:] == by_template(3)
    goes(how, reader, office, pier)
    for hours in AGAIN:
        assert office.visit(followed(pier), after=hours * HOUR).updated == 0
    assert office.told("entry.updated") == []


@pytest.mark.parametrize("how", ["it fits no more", "it is forgotten"])
def test_what_was_changed_where_a_template_went_is_told_alone(
    office: Office, pier: Pier, reader: Reader, how: str
) -> None:
    office.visit(followed(pier))
    publish(pier)
    office.visit(followed(pier), after=HOUR / 2)
    goes(how, reader, office, pier)
    pier.texts[3] = f"Nobody uses it. {TEXT}"
    office.visit(followed(pier), after=2 * HOUR)
    (event,) = office.told("entry.updated")
    changed = event["changes"]["content_text"]
    assert changed["to"].replace("Nobody uses it. ", "") == changed["from"]


def test_a_page_that_was_read_before_proves_no_template(office: Office, pier: Pier, reader: Reader) -> None:
    """Without the bytes of last time nobody could tell what its site changed."""
    office.keeps_raw = False
    office.visit(followed(pier))
    publish(pier)
    office.visit(followed(pier), after=HOUR / 2)
    goes("it is to be proven again", reader, office, pier)
    pier.texts[3] = f"Nobody uses it. {TEXT}"
    _ = reader.ways
    assert office.visit(followed(pier), after=HOUR / 4).updated == 1
    assert reader.ways == by_template(3)


@pytest.mark.parametrize(("settings", "parser"), [({"timezone": "Asia/Tokyo"}, "1"), ({}, "2")])
def test_other_settings_and_another_parser_learn_anew(
    office: Office, pier: Pier, reader: Reader, settings: dict[str, str], parser: str
) -> None:
    office.visit(followed(pier))
    assert len(known(office, pier)) == 1
    office.parser = parser
    assert known(office, pier, **settings) == ()
    publish(pier)
    _ = reader.ways
    office.visit(followed(pier, **settings), after=HOUR / 2)
    assert ("/3", False) in reader.ways
    assert office.told("entry.updated") == []
    with office.store.read() as tx:
        found_by = {reading for _, reading in tx.templates.hosts(pages=1, parser=parser)}
    assert found_by == {followed(pier, **settings).reading}


def test_a_template_that_was_proven_often_is_held_against_a_full_reading(
    office: Office, pier: Pier, reader: Reader
) -> None:
    publish(pier, TRUST + 2)
    office.visit(followed(pier))
    full = [path for path, is_by_template in reader.ways if not is_by_template]
    assert len(full) == PROVEN + 1
    assert known(office, pier)[0].used == len(pier.texts) - TRUST - PROVEN - 1


def test_a_site_that_was_made_anew_is_learned_beside_what_it_was(office: Office, pier: Pier, reader: Reader) -> None:
    office.visit(followed(pier))
    reader.fits, reader.layout = False, "//article"
    publish(pier, PROVEN)
    office.visit(followed(pier), after=HOUR / 2)
    assert [(one.body, one.pages) for one in known(office, pier)] == [("//article", PROVEN), ("//main", PROVEN)]


def test_what_may_not_be_told_teaches_nothing(office: Office, pier: Pier, reader: Reader) -> None:
    reader.embargo = Moment(at=office.now + HOUR)
    assert office.visit(followed(pier)).sealed == len(reader.ways) == 3
    assert known(office, pier) == ()


def test_a_template_names_no_secret_of_its_source(office: Office, pier: Pier, reader: Reader) -> None:
    publish(pier)
    hidden = followed(pier, secrets=("tomorrow-and-tomorrow",))
    reader.layout = "//main[@id='tomorrow-and-tomorrow']"
    office.visit(hidden)
    assert "tomorrow" not in repr(known(office, pier))


@pytest.mark.parametrize("keeps_raw", [True, False])
def test_what_is_gone_where_a_template_read_it_is_withdrawn(
    office: Office, pier: Pier, reader: Reader, keeps_raw: bool
) -> None:
    office.keeps_raw = keeps_raw
    office.visit(followed(pier))
    publish(pier)
    office.visit(followed(pier), after=HOUR / 2)
    pier.gone, pier.dropped = {3}, {3}
    for hours in AGAIN:
        office.visit(followed(pier), after=hours * HOUR)
    assert [one["entry"]["title"] for one in office.told("entry.withdrawn")] == ["The pier 3 is open"]


# With the parser as it is ---------------------------------------------------------------------------------------------


@pytest.fixture
def ways(office: Office) -> list[tuple[str, bool]]:
    """Each release page that was read, in turn, and whether that was by a template."""
    seen, before = list[tuple[str, bool]](), office.parse

    async def parse(body: bytes, url: str, **told: Any) -> Extraction:
        found = await before(body, url, **told)
        if told["shape"] == "article":
            seen.append((url, found.by_template))
        return found

    office.parse = parse
    return seen


def rebuild(site: Site, *renamed: tuple[bytes, bytes]) -> None:
    """Its pages say what they said, in another layout."""
    before = site.article

    def article(release: Release) -> Page:
        page = before(release)
        return replace(page, body=reduce(lambda body, names: body.replace(*names), renamed, page.body))

    site.article = article  # type: ignore[method-assign]


def test_a_press_room_is_read_by_template_until_it_is_made_anew(
    office: Office, ministry: Site, ways: list[tuple[str, bool]]
) -> None:
    acme = source(ministry)
    office.visit(acme)
    assert [way for _, way in ways] == [False] * 3
    new = ministry.publish()
    office.visit(acme, after=HOUR / 2)
    assert ways[3:] == [(new.url, True)]
    assert office.entry(new).title == new.title
    rebuild(ministry, (b'<article class="content">', b'<article class="sheet">'))
    latest = ministry.publish()
    office.visit(acme, after=HOUR / 4)
    assert ways[4:] == [(latest.url, False)]
    for hours in AGAIN:
        office.visit(acme, after=hours * HOUR)
    assert (len(office.entries), office.told("entry.updated")) == (5, [])
    assert (office.entry(new).text or "").startswith("\n\n".join(new.paragraphs))


@pytest.mark.parametrize("name", ["typo3", "jahia", "era", "board", "joomla", "blog"])
def test_no_press_room_seems_to_have_changed_by_the_way_it_is_read(office: Office, room: Newsroom, name: str) -> None:
    site, acme = room.site(name), source(room.site(name))
    for _ in range(8):
        site.publish()
    office.visit(acme)
    for hours in AGAIN:
        site.publish()
        rebuild(site, (b"</body>", f"<!-- served after {hours} hours --></body>".encode()))
        office.visit(acme, after=hours * HOUR)
    assert (len(office.entries), office.told("entry.updated")) == (len(site.releases), [])
