"""What is sealed or held: nothing of it is anywhere before its time, and everything at once after it."""
# ruff: noqa: F811 - fixtures are arguments

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from newsroom import Site
from newsroom.server import Answer, Call, Loopback
from stores import store_url
from test_pipeline import HOUR, Office, documents, folder, ministry, office, source  # noqa: F401

from feeder.model import ListRule, Source
from feeder.store import Store, codec
from feeder.store.schema import metadata

CANARY = "Zinnoberfink"
BODY = "Der Hafen bekommt eine Brücke, sagte die Senatorin am Morgen. Sie wird im Herbst gebaut und kostet nicht viel."
BERLIN = ZoneInfo("Europe/Berlin")
UNREADABLE = "its embargo names no time that can be read"


def mark(until: datetime) -> str:
    return f"Sperrfrist: {until.astimezone(BERLIN):%d.%m.%Y, %H:%M:%S} Uhr"


def assert_nowhere(office: Office, *words: str) -> None:
    """Not a byte of it: the rows, what is left in the files of the store, and what is compressed there."""
    kept = rows(office.store)
    files = [path for path in office.folder.rglob("*") if path.is_file() and "acme" not in path.parts]
    kept += "".join(path.read_bytes().decode("latin-1") for path in files)
    told = [*map(str, office.entries), *(str(event.data) for event in office.events)]
    found = [word for word in words if word.lower() in f"{kept} {told}".lower()]
    assert not found


def rows(store: Store) -> str:
    with store._engine.connect() as connection:
        found = [row for table in metadata.sorted_tables for row in connection.execute(table.select())]
    return "".join(str([plain(value) for value in row]) for row in found)


def plain(value: Any) -> Any:
    """As it was before it was compressed."""
    is_packed = isinstance(value, bytes) and value.startswith(b"\x28\xb5\x2f\xfd")
    return codec.unpack(value) if is_packed else value


def restart(office: Office) -> None:
    """As after a crash."""
    office.store.close()
    office.store = Store(store_url(office.folder / "feeder.db"))


class Web:
    """A site of a few pages, by path; `asked` is what was asked for."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.asked: list[str] = []
        self.answers: dict[str, Answer] = {}

    def __call__(self, call: Call) -> Answer:
        self.asked.append(call.path)
        if call.path in self.answers:
            return self.answers[call.path]
        page = self.pages.get(call.path)
        if page is None:
            return Answer(status=404)
        etag = f'"{hash(page)}"'
        if call.headers.get("if-none-match") == etag:
            return Answer(status=304)
        return Answer(headers={"Content-Type": "text/html; charset=utf-8", "ETag": etag}, body=page.encode())


@pytest.fixture
def web() -> Iterator[Web]:
    web = Web()
    with Loopback(web) as server:
        web.url = server.url  # type: ignore[attr-defined]
        yield web


def listing(*rows: tuple[str, str, str]) -> str:
    items = "".join(f"<li><a href='{path}'>{title}</a><p>{text}</p></li>" for path, title, text in rows)
    return f"<html><head><title>Presse</title></head><body><ul>{items}</ul></body></html>"


def article(title: str, text: str, *, above: str = "") -> str:
    lines = f"<p>{above}</p>" if above else ""
    return f"<html><body><main>{lines}<h1>{title}</h1><p>12.05.2024</p><p>{text}</p><p>{BODY}</p></main></body></html>"


def feed(*items: tuple[str, str, str]) -> str:
    told = "".join(
        f"<item><title>{title}</title><link>{link}</link><content:encoded>&lt;p&gt;{text}&lt;/p&gt;</content:encoded></item>"
        for link, title, text in items
    )
    head = "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>Presse</title>"
    return f"{head}{told}</channel></rss>"


def at(web: Web, **settings: Any) -> Source:
    url = f"{web.url}/"  # type: ignore[attr-defined]
    return source(url, rule=ListRule(items="li", link="a", title="a", summary="p"), **settings)


# Sealed -------------------------------------------------------------------------------------------------------------

FOLDER = {
    "text": ("eins.txt", "Meldung\n{mark}\n\n{canary} im Hafen\n\n{body}"),
    "markdown": ("eins.md", "---\ntitle: {canary} im Hafen\nembargo: {iso}\n---\n{body}"),
    "html": ("eins.html", "<html><body><main><p>{mark}</p><h1>{canary} im Hafen</h1><p>{body}</p></main></body></html>"),
}  # fmt: skip


def put(folder: Path, form: str, until: datetime) -> None:
    name, text = FOLDER[form]
    told = {"mark": mark(until), "iso": until.isoformat(), "canary": CANARY, "body": f"{CANARY}: {BODY}"}
    (folder / name).write_text(text.format(**told), encoding="utf-8")


def sites(web: Web, form: str, until: datetime) -> Source:
    """The same release, as a site may show it."""
    row = ("/1", f"{CANARY} im Hafen", f"{CANARY}: {BODY}")
    match form:
        case "article":
            web.pages |= {"/": listing(row), "/1": article(row[1], row[2], above=mark(until))}
            return at(web)
        case "row":
            web.pages |= {"/": listing((row[0], f"[{mark(until)}] {row[1]}", row[2])), "/1": article(row[1], row[2])}
            return at(web)
        case "row without a page":
            web.pages |= {"/": listing((row[0], row[1], f"{mark(until)}. {row[2]}"))}
            return at(web, follow=False)
        case "row without a link":
            web.pages |= {"/": feed(("", row[1], f"{mark(until)}&lt;/p&gt;&lt;p&gt;{row[2]}"))}
            return source(f"{web.url}/")  # type: ignore[attr-defined]
        case _:
            web.pages |= {"/": feed(("/1", row[1], f"{mark(until)}&lt;/p&gt;&lt;p&gt;{row[2]}"))}
            return source(f"{web.url}/")  # type: ignore[attr-defined]


@pytest.mark.parametrize("form", [*FOLDER, "article", "row", "row without a page", "row without a link", "feed"])
def test_a_sealed_release_is_nowhere_before_its_time_and_told_at_it(
    office: Office, web: Web, folder: Path, form: str
) -> None:
    until = office.now.replace(microsecond=0) + 3 * HOUR
    if form in FOLDER:
        put(folder, form, until)
    acme = documents(folder) if form in FOLDER else sites(web, form, until)
    told = office.visit(acme)
    assert (told.error, told.errors, told.held, told.created, told.sealed) == (None, [], None, 0, 1)
    assert_nowhere(office, CANARY)
    restart(office)
    assert office.visit(acme, after=HOUR).created == 0
    office.now = until - timedelta(seconds=1)
    assert office.visit(acme).created == 0
    assert_nowhere(office, CANARY)
    assert office.checkpoint(acme).next_due == until
    office.now = until
    assert office.visit(acme).created == 1
    (entry,) = office.entries
    assert CANARY in (entry.title or "")
    assert (entry.status, entry.first_seen) == ("live", until)
    assert [(event.type, event.initial) for event in office.events] == [("entry.created", False)]
    assert [office.visit(acme, after=HOUR).created for _ in range(3)] == [0, 0, 0]


def test_the_others_of_a_list_are_told_meanwhile(office: Office, web: Web) -> None:
    sealed = (f"/{CANARY}", f"{mark(office.now + 3 * HOUR)}", CANARY)
    web.pages |= {"/": listing(sealed, ("/2", "Die Fähre fährt", BODY)), "/2": article("Die Fähre fährt", BODY)}
    told = office.visit(at(web))
    assert (told.created, told.sealed) == (1, 1)
    assert f"/{CANARY}" not in web.asked


def test_an_edit_moves_the_time_or_ends_it(office: Office, folder: Path) -> None:
    put(folder, "text", office.now + 3 * HOUR)
    office.visit(documents(folder))
    later = office.now.replace(microsecond=0) + 9 * HOUR
    put(folder, "text", later)
    assert office.visit(documents(folder), after=4 * HOUR).created == 0
    assert office.now < (office.checkpoint(documents(folder)).next_due or office.now) <= later
    assert_nowhere(office, CANARY)
    (folder / "eins.txt").write_text(f"Meldung\n\n{CANARY} im Hafen\n\n{BODY}", encoding="utf-8")
    assert office.visit(documents(folder), after=HOUR).created == 1
    assert office.entries[0].first_seen == office.now


def test_an_embargo_that_is_over_is_none(office: Office, folder: Path) -> None:
    put(folder, "text", office.now - HOUR)
    assert office.visit(documents(folder)).created == 1


def test_an_embargo_on_what_was_published_takes_nothing_back(office: Office, folder: Path) -> None:
    path = folder / "eins.txt"
    path.write_text(f"Meldung\n\nDie Fähre fährt\n\n{BODY}", encoding="utf-8")
    office.visit(documents(folder))
    before = office.entries
    until = office.now.replace(microsecond=0) + 3 * HOUR
    path.write_text(f"Meldung\n{mark(until)}\n\nDie Fähre fährt\n\n{BODY} {CANARY}", encoding="utf-8")
    told = office.visit(documents(folder), after=HOUR)
    assert (told.updated, told.withdrawn, told.sealed) == (0, 0, 1)
    assert office.entries == before
    assert_nowhere(office, CANARY)
    with office.store.read() as tx:
        (page,) = tx.pages.withheld(documents(folder).uid)
    assert page.reason == "what was published before stays"
    office.now = until
    assert office.visit(documents(folder)).updated == 1
    assert CANARY in (office.entries[0].text or "")


def test_a_sealed_page_that_fails_is_not_told_from_its_list(office: Office, web: Web) -> None:
    acme = sites(web, "article", office.now + 20 * HOUR)
    office.visit(acme)
    web.pages["/"] = listing(("/1", f"{CANARY}, other words", CANARY))
    del web.pages["/1"]
    for _ in range(6):
        told = office.visit(acme, after=2 * HOUR)
        assert told.created == 0
        assert not [error for error in told.errors if CANARY in error or "/1" in error]
    assert_nowhere(office, CANARY)


def test_a_sealed_row_that_is_taken_off_its_list_is_never_told(office: Office, web: Web) -> None:
    acme = sites(web, "row without a page", office.now + 2 * HOUR)
    office.visit(acme)
    web.pages["/"] = listing(("/2", "Die Fähre fährt", BODY))
    assert [office.visit(acme, after=2 * HOUR).created for _ in range(2)] == [1, 0]
    assert_nowhere(office, CANARY)


def test_a_visit_that_was_cut_off_between_the_list_and_the_page_loses_nothing_of_the_row(
    office: Office, web: Web
) -> None:
    web.pages |= {
        "/": listing(("/1", "Die Fähre fährt", "What only the row says of it.")),
        "/1": article("Die Fähre fährt", BODY),
    }
    acme = at(web)

    async def breaks(*given: Any, shape: str, **told: Any) -> Any:
        if shape == "article":
            raise RuntimeError("pulled the plug")
        return await working(*given, shape=shape, **told)

    working, office.parse = office.parse, breaks
    with pytest.raises(RuntimeError, match="pulled the plug"):
        office.visit(acme)
    office.parse = working
    assert office.visit(acme, after=HOUR).created == 1
    with office.store.read() as tx:
        (page,) = tx.pages.of(acme.uid).values()
    assert page.row
    assert page.row.summary == "What only the row says of it."


def test_a_summer_time_that_ends_does_not_end_an_embargo_early(office: Office, folder: Path) -> None:
    office.now = datetime(2025, 10, 26, 0, 0, tzinfo=UTC)
    (folder / "eins.txt").write_text(
        f"Sperrfrist: 26. Oktober 2025, 2:30 Uhr\n\nTitel hier\n\n{BODY}", encoding="utf-8"
    )
    office.visit(documents(folder))
    office.now = datetime(2025, 10, 26, 0, 30, tzinfo=UTC)  # 2:30 for the first time
    assert office.visit(documents(folder)).created == 0
    office.now = datetime(2025, 10, 26, 1, 30, tzinfo=UTC)
    assert office.visit(documents(folder)).created == 1


# Held ---------------------------------------------------------------------------------------------------------------


def judge(office: Office, acme: Source, verdict: Any) -> None:
    with office.store.write() as tx:
        assert tx.judge(acme.uid, verdict, office.now)


OPEN_ENDED = {
    "article": {"/": listing(("/1", CANARY, CANARY)), "/1": article(CANARY, BODY, above="Sperrfrist: Redebeginn")},
    "row": {"/": listing(("/1", CANARY, "Sperrfrist: Redebeginn")), "/1": article(CANARY, BODY)},
    "feed": {"/": feed(("/1", CANARY, "Sperrfrist: Redebeginn"))},
}  # fmt: skip


@pytest.fixture(params=["text", *OPEN_ENDED])
def held(request: Any, office: Office, web: Web, folder: Path) -> Source:
    """A source with one document of which only a person can say when it may be told; visited once."""
    web.pages = dict(OPEN_ENDED.get(request.param, {}))
    (folder / "eins.txt").write_text(f"Sperrfrist: Redebeginn\n\n{CANARY}\n\n{BODY}", encoding="utf-8")
    by_rule = documents(folder) if request.param == "text" else at(web)
    acme = replace(by_rule, rule=None) if request.param == "feed" else by_rule
    told = office.visit(acme)
    assert (told.created, told.held, told.errors) == (0, UNREADABLE, [])
    return acme


def test_without_a_time_it_is_held_until_the_operator_releases_it(office: Office, held: Source) -> None:
    assert [office.visit(held, after=2 * HOUR).held for _ in range(3)] == [UNREADABLE] * 3
    assert [event.type for event in office.events] == ["source.held"]
    assert office.told("source.held")[0]["evidence"] == {"documents": 1}
    assert_nowhere(office, CANARY)
    judge(office, held, "release")
    assert [office.visit(held, after=HOUR).created for _ in range(3)] == [1, 0, 0]
    assert office.entries[0].status == "live"
    assert office.visit(held, after=HOUR).held is None


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
@pytest.mark.parametrize(("status", "headers"), [(429, {"Retry-After": "60"}), (503, {"Retry-After": "60"}), (500, {})])
def test_of_what_is_held_not_even_the_address_is_told_where_it_can_be_read_no_more(
    office: Office, web: Web, host: str, status: int, headers: dict[str, str]
) -> None:
    there = web.url.replace("127.0.0.1", host)  # type: ignore[attr-defined]
    web.pages["/"] = listing((f"{there}/{CANARY}", "Die Senatorin spricht", "Sie spricht im Hafen."))
    web.pages[f"/{CANARY}"] = article("Die Senatorin spricht", BODY, above="<p>Sperrfrist: Redebeginn</p>")
    acme = source(f"{web.url}/", rule=ListRule(items="li", link="a"))  # type: ignore[attr-defined]
    assert office.visit(acme).held == UNREADABLE
    web.answers[f"/{CANARY}"] = Answer(status=status, headers=headers)
    for _ in range(3):
        told = office.visit(acme, after=2 * HOUR)
        assert CANARY not in f"{told.error} {told.errors} {told.skipped}"
    assert CANARY in web.asked[-1]
    assert CANARY not in str([*office.events, *office.network.hosts._holds.values()])


def test_what_is_discarded_is_never_told_unless_it_changes(office: Office, held: Source) -> None:
    judge(office, held, "discard")
    for after in (HOUR, 2 * HOUR, 30 * HOUR):
        told = office.visit(held, after=after)
        assert (told.created, told.held) == (0, None)
    assert office.visit(replace(held, timezone="Europe/London"), after=HOUR).created == 0
    assert_nowhere(office, CANARY)


def test_an_edit_that_takes_the_mark_away_publishes(office: Office, folder: Path) -> None:
    path = folder / "eins.txt"
    path.write_text(f"Sperrfrist: Redebeginn\n\nTitel hier\n\n{BODY}", encoding="utf-8")
    office.visit(documents(folder))
    path.write_text(f"Titel hier\n\n{BODY}", encoding="utf-8")
    told = office.visit(documents(folder), after=HOUR)
    assert (told.created, told.held) == (1, None)


def test_a_released_document_is_not_held_again_for_its_mark(office: Office, folder: Path) -> None:
    path = folder / "eins.txt"
    path.write_text(f"Sperrfrist: Redebeginn\n\nTitel hier\n\n{BODY}", encoding="utf-8")
    office.visit(documents(folder))
    judge(office, documents(folder), "release")
    office.visit(documents(folder), after=HOUR)
    path.write_text(f"Sperrfrist: Redebeginn\n\nTitel hier\n\n{BODY} Mehr folgt.", encoding="utf-8")
    told = office.visit(documents(folder), after=HOUR)
    assert (told.updated, told.held) == (1, None)


def test_nothing_is_to_be_judged_where_nothing_is_held(office: Office, ministry: Site) -> None:
    office.visit(source(ministry))
    with office.store.write() as tx:
        assert not tx.judge(source(ministry).uid, "release", office.now)


# The brake ----------------------------------------------------------------------------------------------------------


def pages(
    numbers: range, *, text: Callable[[int], str] = lambda number: f"{BODY} Es ist der Steg {number}."
) -> dict[str, str]:
    rows = [(f"/{number}", f"Der Steg {number} ist offen", "") for number in numbers]
    return {"/": listing(*rows)} | {f"/{n}": article(f"Der Steg {n} ist offen", text(n)) for n in numbers}


@pytest.fixture
def known(office: Office, web: Web) -> Source:
    """A source of twelve entries, visited once."""
    web.pages = pages(range(12))
    assert office.visit(at(web)).created == 12
    return at(web)


def test_a_page_of_strangers_is_held_and_resolves_itself(office: Office, web: Web, known: Source) -> None:
    web.pages |= pages(range(100, 130))
    for _ in range(2):
        told = office.visit(known, after=HOUR)
        assert "all 30 entries of the list are new" in (told.held or "")
    assert len(office.entries) == 12
    assert [data["evidence"]["new"] for data in office.told("source.held")] == [30]
    web.pages |= pages(range(12))
    assert office.visit(known, after=HOUR).held is None
    assert len(office.entries) == 12


@pytest.mark.parametrize(("verdict", "created"), [("release", 30), ("discard", 0)])
def test_a_page_of_strangers_is_as_the_operator_says(
    office: Office, web: Web, known: Source, verdict: str, created: int
) -> None:
    web.pages |= pages(range(100, 130))
    office.visit(known, after=HOUR)
    judge(office, known, verdict)
    told = office.visit(known, after=HOUR)
    assert (told.created, told.held) == (created, None)
    web.pages |= pages(range(100, 131))
    assert office.visit(known, after=HOUR).created == 1
    assert office.visit(replace(known, timezone="Europe/London"), after=HOUR).created == 0


def test_a_busy_day_is_published(office: Office, web: Web, known: Source) -> None:
    web.pages |= pages(range(11, 31))
    told = office.visit(known, after=HOUR)
    assert (told.created, told.held) == (19, None)


def new_template(number: int) -> str:
    return f"Teilen, drucken, merken: alles zum Steg {number}. {BODY} Es ist der Steg {number}."


def test_a_new_template_is_held_as_a_whole_and_later_changes_with_it(office: Office, web: Web, known: Source) -> None:
    before = office.entries
    web.pages |= pages(range(12), text=new_template)
    for _ in range(4):
        told = office.visit(known, after=2 * HOUR)
        assert (told.updated, bool(told.held)) == (0, True)
    assert office.entries == before
    assert len(office.told("source.held")) == 1
    web.pages |= pages(range(12))
    told = office.visit(known, after=2 * HOUR)
    assert (told.updated, told.held) == (0, None)


@pytest.mark.parametrize(("verdict", "updated"), [("release", 12), ("discard", 0)])
def test_a_new_template_is_as_the_operator_says(
    office: Office, web: Web, known: Source, verdict: str, updated: int
) -> None:
    web.pages |= pages(range(12), text=new_template)
    office.visit(known, after=2 * HOUR)
    judge(office, known, verdict)
    told = [office.visit(known, after=2 * HOUR) for _ in range(3)]
    assert sum(one.updated for one in told) == updated
    assert told[-1].held is None
    web.pages["/3"] = article("Der Steg 3 ist offen", "Er ist seit Freitag wieder gesperrt.")
    assert office.visit_until(known, lambda told: told.updated == 1, every=24 * HOUR)


def test_a_change_of_a_few_goes_through_among_many(office: Office, web: Web, known: Source) -> None:
    web.pages |= {f"/{n}": article(f"Der Steg {n} ist offen", new_template(n)) for n in range(6)}
    told = office.visit(known, after=2 * HOUR)
    assert (told.updated, told.held) == (6, None)


@pytest.mark.parametrize("title", ["404 Not Found", "Access denied", "Just a moment...", "Cookie-Einstellungen"])
def test_what_a_server_says_instead_of_a_page_is_not_published(office: Office, web: Web, title: str) -> None:
    web.pages = {"/": feed(("/1", title, BODY * 20), ("/2", "Die Fähre fährt", BODY))}
    told = office.visit(source(f"{web.url}/"))  # type: ignore[attr-defined]
    assert told.held == "its title is what a server says instead of a page"
    assert [one.title for one in office.entries] == ["Die Fähre fährt"]


def test_a_published_entry_does_not_become_a_wall(office: Office, web: Web, known: Source) -> None:
    wall = "Bitte warten Sie, wir prüfen Ihren Browser. " * 40
    web.pages["/3"] = article("Zugriff verweigert", wall)
    office.visit(known, after=2 * HOUR)
    assert "Zugriff verweigert" not in [one.title for one in office.entries]


def test_one_title_for_many_is_not_published(office: Office, web: Web) -> None:
    web.pages = {"/": feed(*((f"/{number}", "Mitgliederbereich", "Nur für Mitglieder.") for number in range(6)))}
    assert office.visit(source(f"{web.url}/")).held == "many new entries have the same title"  # type: ignore[attr-defined]
    assert office.entries == []


def test_a_feed_without_items_is_fine_until_it_had_some(office: Office, web: Web) -> None:
    acme = source(f"{web.url}/")  # type: ignore[attr-defined]
    web.pages = {"/": feed()}
    assert office.visit(acme).is_well
    web.pages = {"/": feed(("/1", "Die Fähre fährt", BODY))}
    assert office.visit(acme, after=HOUR).created == 1
    web.pages = {"/": feed()}
    assert "no entries found" in (office.visit(acme, after=HOUR).error or "")
    assert len(office.entries) == 1
