"""Read otherwise, it is no news: another parser, other settings; what the source itself changed is told, and only that."""
# ruff: noqa: F811 - fixtures are arguments

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from newsroom import Newsroom, Site
from newsroom.server import Answer, Call, Loopback
from test_pipeline import HOUR, Office, documents, folder, ministry, office, source  # noqa: F401

from feeder.config import Retention
from feeder.decide import plan
from feeder.decide.identity import canonical_url
from feeder.engine import parsing
from feeder.engine.housekeeping import BATCH, keep_house
from feeder.errors import ParseError
from feeder.model import Contact, Document, Entry, Extraction, ListRule, Source
from feeder.store.raws import LIST

FOREVER = Retention(events=timedelta(days=999))
TEXT = "The pier was closed for long, and the ferry went to the other side of the harbour instead."


class Pier:
    """A list of releases and their pages, each of which has other bytes at each request, as many sites' have."""

    def __init__(self) -> None:
        self.texts = [TEXT, TEXT, TEXT]
        self.titles: dict[int, str] = {}
        self.dropped: set[int] = set()
        self.gone: set[int] = set()
        self.numbers = count()
        self.steady = False

    def __call__(self, call: Call) -> Answer:
        token = "" if self.steady else f"<input type='hidden' value='{next(self.numbers)}'>"
        if call.path == "/":
            body = "".join(
                f"<li><a href='/{n}'>{self.titles.get(n, f'The pier {n} is open')}</a><p>{text}</p></li>"
                for n, text in enumerate(self.texts)
                if n not in self.dropped
            )
            body = f"<ul>{body}</ul>"
        else:
            number = int(call.path[1:])
            if number in self.gone:
                return Answer(body=b"<title>Page not found</title><body><h1>Page not found</h1><p>Sorry.</p></body>")
            body = f"<main><h1>The pier {number} is open</h1><p>{self.texts[number]}</p><p>{TEXT * 3}</p></main>"
        return Answer(headers={"Content-Type": "text/html"}, body=f"<body>{body}{token}</body>".encode())


@pytest.fixture
def pier() -> Iterator[Pier]:
    pier = Pier()
    with Loopback(pier) as server:
        pier.url = f"{server.url}/"  # type: ignore[attr-defined]
        yield pier


def followed(pier: Pier, **settings: Any) -> Source:
    rule = ListRule(items="li", link="a", title="a", summary="p")
    return source(pier.url, **({"rule": rule} | settings))  # type: ignore[attr-defined]


def upgrade(office: Office) -> None:
    """Another parser: it sees a kicker, and leaves out the first word of each text."""
    before = office.parse

    async def parse(*words: Any, **told: Any) -> Extraction:
        found = await before(*words, **told)
        return replace(found, entries=tuple(map(otherwise, found.entries)))

    def otherwise(entry: Entry) -> Entry:
        text = entry.text and entry.text.partition(" ")[2]
        summary = entry.summary and entry.summary.partition(" ")[2]
        return replace(entry, kicker="Harbour", text=text, summary=summary)

    office.parse, office.parser = parse, f"{office.parser}+"


def updates(office: Office) -> list[tuple[str, set[str]]]:
    """What was told to be updated: title, and which fields."""
    return [(event["entry"]["title"], set(event["changes"])) for event in office.told("entry.updated")]


# Pages --------------------------------------------------------------------------------------------------------------


def test_what_another_parser_reads_in_pages_is_stored_and_told_to_nobody(office: Office, pier: Pier) -> None:
    office.visit(followed(pier))
    upgrade(office)
    told = office.visit(followed(pier), after=HOUR)
    assert (told.read, told.updated) == (3, 0)
    assert {one.kicker for one in office.entries} == {"Harbour"}
    assert updates(office) == []


def test_an_anatomy_that_another_parser_reads_is_stored_and_told_to_nobody(office: Office, pier: Pier) -> None:
    office.visit(followed(pier))
    before = office.parse

    async def parse(*words: Any, **told: Any) -> Extraction:
        found = await before(*words, **told)
        seen = {"dateline": "Hull, May 3, 2026", "contacts": (Contact(name="Una"),), "number": "45"}
        return replace(found, entries=tuple(replace(one, status="corrected", **seen) for one in found.entries))

    office.parse, office.parser = parse, f"{office.parser}+"
    told = office.visit(followed(pier), after=HOUR)
    assert (told.read, told.updated) == (3, 0)
    assert {(one.dateline, one.number, one.status) for one in office.entries} == {
        ("Hull, May 3, 2026", "45", "corrected")
    }
    assert updates(office) == []


def test_what_another_parser_takes_for_a_notice_withdraws_nothing(office: Office, pier: Pier) -> None:
    office.visit(followed(pier))
    before = office.parse

    async def parse(*words: Any, **told: Any) -> Extraction:
        found = await before(*words, **told)
        return replace(found, entries=tuple(replace(one, kind_code="withdrawal") for one in found.entries))

    office.parse, office.parser = parse, f"{office.parser}+"
    office.visit(followed(pier), after=HOUR)
    assert {one.status for one in office.entries} == {"live"}
    assert office.told("entry.withdrawn") == []


def test_what_a_page_changed_beside_an_upgrade_is_told_alone(office: Office, pier: Pier) -> None:
    office.visit(followed(pier))
    upgrade(office)
    pier.texts[1] = "It is closed again, since a ship ran into it; nobody was hurt."
    assert office.visit(followed(pier), after=HOUR).updated == 1
    assert updates(office) == [("The pier 1 is open", {"content_html", "content_text", "summary"})]


def test_a_title_that_its_list_changed_beside_an_upgrade_is_told_alone(office: Office, pier: Pier) -> None:
    office.visit(followed(pier))
    upgrade(office)
    pier.titles[1] = "Nobody goes to the pier"
    assert office.visit(followed(pier), after=HOUR).updated == 1
    assert updates(office) == [("Nobody goes to the pier", {"title"})]


def test_a_title_that_its_list_changed_long_after_an_upgrade_is_told_alone(office: Office, pier: Pier) -> None:
    office.visit(followed(pier))
    for hours in (1, 6, 24, 72, 168):
        office.visit(followed(pier), after=hours * HOUR)
    upgrade(office)
    assert office.visit(followed(pier), after=HOUR).read == 0
    pier.titles[1] = "Nobody goes to the pier"
    office.visit(followed(pier), after=HOUR)
    assert updates(office) == [("Nobody goes to the pier", {"title"})]


def test_a_title_that_was_changed_before_an_upgrade_and_not_read_is_told_after_it(office: Office, pier: Pier) -> None:
    office.visit(followed(pier))
    parse = office.parse

    async def choke(body: bytes, *words: Any, **told: Any) -> Extraction:
        if b"<main>" in body:
            raise ParseError("this page took too long to read")
        return await parse(body, *words, **told)

    office.parse = choke
    pier.titles[1] = "Nobody goes to the pier"
    assert office.visit(followed(pier), after=HOUR / 4).errors
    office.parse = parse
    upgrade(office)
    office.visit(followed(pier), after=HOUR)
    ((title, fields),) = updates(office)
    assert title == "Nobody goes to the pier"
    assert "title" in fields


def test_where_the_bytes_of_last_time_are_kept_no_more_nobody_is_told(office: Office, pier: Pier) -> None:
    office.keeps_raw = False
    office.visit(followed(pier))
    upgrade(office)
    pier.texts[1] = "It is closed again, since a ship ran into it; nobody was hurt."
    office.visit(followed(pier), after=HOUR)
    assert updates(office) == []
    assert any("a ship ran into it" in (one.text or "") for one in office.entries)
    pier.texts[1] = "It will be built anew, said the senator; the ship has been salvaged."
    assert office.visit(followed(pier), after=6 * HOUR).updated == 1


def test_what_the_new_parser_cannot_read_in_the_old_bytes_is_told_to_nobody(office: Office, pier: Pier) -> None:
    office.visit(followed(pier))
    upgrade(office)
    parse, number = office.parse, next(pier.numbers)

    async def choosy(body: bytes, *words: Any, **told: Any) -> Extraction:
        if b"<main>" in body and int(body.partition(b"value='")[2].partition(b"'")[0]) < number:
            raise ParseError("this page is of an old kind")
        return await parse(body, *words, **told)

    office.parse = choosy
    assert office.visit(followed(pier), after=HOUR).is_well
    assert updates(office) == []


@pytest.mark.parametrize("steady", [True, False])
@pytest.mark.parametrize("keeps_raw", [True, False])
def test_what_the_new_parser_takes_for_a_dead_link_is_not_withdrawn(
    office: Office, pier: Pier, steady: bool, keeps_raw: bool
) -> None:
    pier.steady, office.keeps_raw = steady, keeps_raw
    office.visit(followed(pier))
    parse, office.parser = office.parse, "2"

    async def strict(body: bytes, *words: Any, **told: Any) -> Extraction:
        found = await parse(body, *words, **told)
        return replace(found, entries=(), instead="missing") if b"<main>" in body else found

    office.parse = strict
    pier.dropped = {0}
    told = [office.visit(followed(pier), after=6 * HOUR) for _ in range(4)]
    assert any(one.errors for one in told)
    assert [one.withdrawn for one in told] == [0, 0, 0, 0]
    assert len(office.entries) == 3


def test_a_dead_link_is_one_to_the_new_parser_too(office: Office, pier: Pier) -> None:
    office.visit(followed(pier))
    upgrade(office)
    pier.dropped, pier.gone = {0}, {0}
    office.visit_until(followed(pier), lambda told: told.withdrawn == 1)


@pytest.mark.parametrize("changed", [False, True])
@pytest.mark.parametrize("follow", [False, True])
def test_what_the_new_parser_finds_a_link_of_stays_the_entry_it_was(
    office: Office, pier: Pier, changed: bool, follow: bool
) -> None:
    parse, office.parser = office.parse, "1"

    async def without_links(*words: Any, **told: Any) -> Extraction:
        found = await parse(*words, **told)
        return replace(found, entries=tuple(replace(entry, url=None) for entry in found.entries))

    office.parse = without_links
    office.visit(followed(pier, follow=follow))
    before = {entry.id for entry in office.entries}
    office.parse, office.parser = parse, "2"
    if changed:
        pier.texts.append("The senator opened a fourth one, too.")
    told = office.visit(followed(pier, follow=follow), after=HOUR)
    assert (told.created, told.updated) == (int(changed), 0)
    assert before <= {entry.id for entry in office.entries}


def test_a_row_with_a_link_is_not_the_one_of_the_same_title_without() -> None:
    plain = Entry(title="Our pier", text=TEXT)
    linked = replace(plain, url="https://pier.example/2")
    known = plan.stamps({one.key: one for one in plan.sightings([plain], follow=False)})
    keys = [one.key for one in plan.sightings([linked, plain], known, follow=False)]
    assert keys == [canonical_url(linked.url or ""), *known]
    other = replace(linked, url="https://pier.example/3")
    keys = [one.key for one in plan.sightings([linked, other], known, follow=False)]
    assert keys == [*known, canonical_url(other.url or "")]


def test_after_an_upgrade_nothing_is_opened_that_is_not_due(office: Office, pier: Pier) -> None:
    office.visit(followed(pier))
    upgrade(office)
    assert office.visit(followed(pier), after=HOUR / 4).read == 0
    assert updates(office) == []


def test_readers_do_not_see_an_entry_as_updated_that_was_read_otherwise(office: Office, pier: Pier) -> None:
    office.visit(followed(pier))
    with office.store.read() as tx:
        before = [(one.date, one.changed) for one in tx.entries.listed(["acme"], lambda _: True, limit=9)]
    upgrade(office)
    office.visit(followed(pier), after=HOUR)
    with office.store.read() as tx:
        after = tx.entries.listed(["acme"], lambda _: True, limit=9)
        stale = tx.feeds.stale()
    assert [(one.date, one.changed) for one in after] == before
    assert {one.entry.updated for one in after} == {None}
    assert stale == {"acme"}


def test_a_server_that_would_spare_the_bytes_sends_them_to_another_parser(
    office: Office, ministry: Site, room: Newsroom
) -> None:
    office.visit(source(ministry))
    upgrade(office)
    room.forget()
    told = office.visit(source(ministry), after=HOUR)
    assert (told.read, told.unchanged, told.updated) == (3, 0, 0)
    assert {request.status for request in room.requests} == {200}
    assert {one.kicker for one in office.entries} == {"Harbour"}
    assert office.visit(source(ministry), after=6 * HOUR).unchanged == 3


def test_what_nobody_can_tell_of_is_sealed_all_the_same(office: Office, pier: Pier) -> None:
    office.keeps_raw = False
    for follow in (True, False):
        office.visit(followed(pier, follow=follow))
    upgrade(office)
    pier.texts[1] = f"Sperrfrist: {office.now + 99 * HOUR:%d.%m.%Y, %H:%M} UTC. Zinnoberfink wird Senator."
    for follow in (True, False):
        office.visit(followed(pier, follow=follow), after=HOUR)
    assert "Zinnoberfink" not in str(office.entries)


def test_what_the_list_says_anew_is_told_though_the_page_says_the_same(office: Office, pier: Pier) -> None:
    pier.steady = True
    office.visit(followed(pier))
    pier.titles[1] = "Nobody goes to the pier"
    assert office.visit(followed(pier), after=HOUR / 4).updated == 1
    assert updates(office) == [("Nobody goes to the pier", {"title"})]


def test_a_correction_long_after_an_upgrade_is_told(office: Office, pier: Pier) -> None:
    office.visit(followed(pier))
    for hours in (1, 6, 24, 72, 168):
        office.visit(followed(pier), after=hours * HOUR)
    upgrade(office)
    office.visit(followed(pier), after=HOUR)
    office.now += timedelta(days=60)
    keep_house(office.store, replace(FOREVER, raw=timedelta(days=14)), office.now)
    pier.texts[1] = "It is closed again, since a ship ran into it; nobody was hurt."
    office.visit(followed(pier), after=HOUR)
    assert [title for title, _ in updates(office)] == ["The pier 1 is open"]


# Rows ---------------------------------------------------------------------------------------------------------------


def test_what_another_parser_reads_in_rows_is_stored_and_told_to_nobody(office: Office, pier: Pier) -> None:
    office.visit(followed(pier, follow=False))
    upgrade(office)
    office.visit(followed(pier, follow=False), after=HOUR)
    assert {one.kicker for one in office.entries} == {"Harbour"}
    assert updates(office) == []


def test_rows_that_are_new_or_changed_beside_an_upgrade_are_told_alone(office: Office, pier: Pier) -> None:
    office.visit(followed(pier, follow=False))
    upgrade(office)
    pier.texts[0] = "It is closed again, since a ship ran into it; nobody was hurt."
    pier.texts.append(TEXT)
    told = office.visit(followed(pier, follow=False), after=HOUR)
    assert (told.created, told.updated) == (1, 1)
    assert updates(office) == [("The pier 0 is open", {"summary"})]


def test_a_page_that_cannot_be_had_is_told_as_its_list_says_after_an_upgrade(
    office: Office, ministry: Site, room: Newsroom
) -> None:
    acme, bad = source(ministry), ministry.releases[1]
    room.fail(bad.url, status=500)
    office.visit(acme)
    upgrade(office)
    ministry.edit(bad, title="A title that was thought over")
    office.visit(acme)  # the page is not tried again yet
    for _ in range(2):
        office.visit(acme, after=HOUR)
    assert office.entry(bad).title == "A title that was thought over"


def test_of_a_page_that_was_never_had_an_upgrade_tells_what_its_list_changed_alone(
    office: Office, ministry: Site, room: Newsroom
) -> None:
    acme, bad = source(ministry), ministry.releases[1]
    room.fail(bad.url, status=500)
    for _ in range(4):
        office.visit(acme, after=24 * HOUR)
    assert office.entry(bad).url == bad.url
    upgrade(office)
    office.visit(acme, after=24 * HOUR)
    assert (updates(office), office.entry(bad).kicker) == ([], "Harbour")
    upgrade(office)
    ministry.edit(bad, title="A title that was thought over")
    office.visit(acme, after=24 * HOUR)
    upgrade(office)
    office.visit(acme, after=24 * HOUR)
    assert updates(office) == [("A title that was thought over", {"title"})]


def test_an_item_that_comes_to_share_its_link_beside_an_upgrade_stays_itself(office: Office) -> None:
    items: list[str] = []

    def feed(_: Call) -> Answer:
        told = "".join(
            f"<item><title>{title}</title><link>/piers</link><description>{TEXT}</description></item>"
            for title in items
        )
        body = f"<rss version='2.0'><channel><title>Piers</title>{told}</channel></rss>"
        return Answer(headers={"Content-Type": "application/rss+xml"}, body=body.encode())

    with Loopback(feed) as server:
        piers = source(f"{server.url}/", follow=False)
        items.append("The first pier is open")
        office.visit(piers)
        upgrade(office)
        items.append("The second pier is open")
        told = office.visit(piers, after=HOUR)
    assert (told.created, told.updated) == (1, 0)
    assert {one.title for one in office.entries} == set(items)


def test_a_rule_that_was_changed_tells_of_no_row_but_the_new_one(office: Office, pier: Pier) -> None:
    office.visit(followed(pier, follow=False))
    pier.texts.append(TEXT)
    rule = ListRule(items="li", link="a", title="p")
    told = office.visit(followed(pier, follow=False, rule=rule), after=HOUR)
    assert (told.created, told.updated) == (1, 0)
    assert {one.title for one in office.entries} == {TEXT}


def test_a_rule_that_was_changed_tells_of_nothing_where_the_list_of_last_time_is_kept_no_more(
    office: Office, pier: Pier
) -> None:
    office.keeps_raw = False
    office.visit(followed(pier, follow=False))
    pier.texts.append(TEXT)
    rule = ListRule(items="li", link="a", title="p")
    told = office.visit(followed(pier, follow=False, rule=rule), after=HOUR)
    assert (told.created, told.updated) == (1, 0)
    assert {one.title for one in office.entries} == {TEXT}
    assert office.visit(followed(pier, follow=False, rule=rule), after=HOUR).updated == 0


def test_a_rule_that_reads_a_page_otherwise_opens_no_page_that_says_the_same(office: Office, room: Newsroom) -> None:
    site = room.site("feed")
    site.publish()
    office.visit(source(site))
    upgrade(office)
    room.forget()
    office.visit(source(site), after=HOUR / 4)
    assert len(room.requests) == 1


# Files --------------------------------------------------------------------------------------------------------------


def test_another_parser_reads_a_folder_anew_and_tells_nobody(office: Office, folder: Path) -> None:
    for name in ("eins.txt", "zwei.txt"):
        (folder / name).write_text(f"Meldung\n\nDer Steg {name} ist offen\n\n{TEXT}", encoding="utf-8")
    office.visit(documents(folder))
    upgrade(office)
    (folder / "zwei.txt").write_text(f"Meldung\n\nDer Steg zwei ist zu\n\n{TEXT}", encoding="utf-8")
    told = office.visit(documents(folder), after=HOUR)
    assert (told.read, told.updated) == (2, 1)
    assert updates(office) == [("Der Steg zwei ist zu", {"title"})]
    assert {one.kicker for one in office.entries} == {"Harbour"}
    assert office.visit(documents(folder), after=HOUR).read == 0


def test_a_renamed_document_keeps_what_it_said(office: Office, folder: Path) -> None:
    (folder / "eins.txt").write_text(f"Meldung\n\nDer Steg ist offen\n\n{TEXT}", encoding="utf-8")
    office.visit(documents(folder))
    (folder / "eins.txt").rename(folder / "zwei.txt")
    office.visit(documents(folder), after=HOUR)
    upgrade(office)
    (folder / "zwei.txt").write_text(f"Meldung\n\nDer Steg ist zu\n\n{TEXT}", encoding="utf-8")
    office.visit(documents(folder), after=HOUR)
    assert updates(office) == [("Der Steg ist zu", {"title"})]


def test_a_document_that_was_renamed_and_edited_beside_an_upgrade_is_told(office: Office, folder: Path) -> None:
    path = folder / "eins.txt"
    path.write_text(f"Meldung\n\nDer Steg ist offen\n\n{TEXT * 5}", encoding="utf-8")
    office.visit(documents(folder))
    upgrade(office)
    path.write_text(f"Meldung\n\nDer Steg ist zu\n\n{TEXT * 5}", encoding="utf-8")
    path.rename(folder / "zwei.txt")
    office.visit(documents(folder), after=HOUR)
    assert [title for title, _ in updates(office)] == ["Der Steg ist zu"]


def test_a_document_that_was_renamed_beside_an_upgrade_is_told_to_nobody(office: Office, folder: Path) -> None:
    (folder / "eins.txt").write_text(f"Meldung\n\nDer Steg ist offen\n\n{TEXT * 5}", encoding="utf-8")
    office.visit(documents(folder))
    upgrade(office)
    (folder / "eins.txt").rename(folder / "zwei.txt")
    office.visit(documents(folder), after=HOUR)
    assert (updates(office), [one.kicker for one in office.entries]) == ([], ["Harbour"])


# What is kept -------------------------------------------------------------------------------------------------------


def kept(office: Office, key: str, body: bytes) -> Document | None:
    with office.store.read() as tx:
        read = Document(url="", body=body, fetched_at=office.now)
        return tx.raws.get(source("https://pier.example/").uid, key, of=read.hash)


def keep(office: Office, *keys: str, body: bytes = b"as it came") -> None:
    with office.store.write() as tx:
        tx.sources.sync([source("https://pier.example/")], keep=(), now=office.now)
        for key in keys:
            document = Document(
                url="https://pier.example/a", body=body, media_type="text/html; charset=latin-1", fetched_at=office.now
            )
            tx.raws.put(source("https://pier.example/").uid, key, document)


def test_a_document_comes_back_as_it_came(office: Office) -> None:
    body = bytes(range(256)) * 99
    keep(office, "pier.example/a", body=body)
    document = kept(office, "pier.example/a", body)
    assert document == Document(
        url="https://pier.example/a", body=body, media_type="text/html; charset=latin-1", fetched_at=office.now
    )


def test_only_what_was_read_last_is_kept(office: Office) -> None:
    keep(office, "a", body=b"first")
    keep(office, "a", body=b"second")
    assert kept(office, "a", b"first") is None
    assert kept(office, "a", b"second")


def test_of_a_source_that_sends_much_the_oldest_documents_are_let_go_and_that_is_told(
    office: Office, ministry: Site
) -> None:
    one = source(ministry)
    assert office.visit(one).skipped == []
    office.raw_size = size(office, one)
    new = ministry.publish()
    (told,) = office.visit(one, after=timedelta(minutes=1)).skipped
    assert re.fullmatch(
        rf"[12] documents are not kept as they came any more, the oldest: those of one source take {office.raw_size:,}"
        r" bytes at most \(\[keep\] raw_size\)",
        told,
    )
    assert 0 < size(office, one) <= office.raw_size
    with office.store.read() as tx:
        there = [page.url for key, page in tx.pages.of(one.uid).items() if tx.raws.last(one.uid, key)]
        assert tx.raws.last(one.uid, LIST)
    assert new.url in there
    assert office.visit(one, after=timedelta(minutes=1)).skipped == []


def size(office: Office, one: Source) -> int:
    with office.store.read() as tx:
        return tx.raws.size(one.uid)


def test_documents_go_with_time(office: Office) -> None:
    keep(office, *map(str, range(BATCH + 1)))
    fetched = office.now
    keep_raw = replace(FOREVER, raw=timedelta(days=14))
    assert keep_house(office.store, keep_raw, fetched + timedelta(days=14)) == {}
    office.now += timedelta(days=1)
    keep(office, LIST)
    assert keep_house(office.store, keep_raw, fetched + timedelta(days=14, seconds=1)) == {"raw": BATCH + 1}
    assert kept(office, LIST, b"as it came")
    assert keep_house(office.store, FOREVER, fetched + timedelta(days=9999)) == {}


def test_a_list_is_kept_once_all_of_it_is_told(office: Office, pier: Pier) -> None:
    pier.steady = True
    office.visit(followed(pier))
    with office.store.read() as tx:
        last = tx.sources.checkpoint(followed(pier).uid)
        document = tx.raws.get(followed(pier).uid, LIST, of=last.body_hash)
    assert document
    assert TEXT.encode() in document.body


def test_versions_go_with_time(office: Office, pier: Pier) -> None:
    office.visit(followed(pier))
    for number in range(2):
        pier.texts[1] = f"{TEXT} Since then {number} ships ran into it."
        office.visit(followed(pier), after=24 * HOUR)
    a_day = replace(FOREVER, versions=timedelta(days=1))
    assert keep_house(office.store, a_day, office.now) == {}
    assert keep_house(office.store, a_day, office.now + HOUR) == {"versions": 1}
    assert keep_house(office.store, FOREVER, office.now + 9999 * HOUR) == {}


def test_the_parser_has_a_name_that_changes_with_its_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = parsing.version()
    parsing.version.cache_clear()
    assert parsing.version() == name
    (tmp_path / "dates.py").write_text("MONTHS = 13", encoding="utf-8")
    monkeypatch.setattr(parsing.resources, "files", lambda _: tmp_path)
    parsing.version.cache_clear()
    assert parsing.version() != name
    parsing.version.cache_clear()
