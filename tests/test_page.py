"""Pages of feeds and entries: what a person sees who opens one, wherever it is served from."""

import asyncio
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin

import httpx
import pytest
from lxml import html
from stores import store_url
from test_render import BASE, FEED, FULL, NOW, listed

from feeder.config import load
from feeder.engine.house import House
from feeder.engine.rendering import page_of, render_stale
from feeder.engine.visiting import visit_leased
from feeder.model import Entry, Feed, Image, Listed, Moment
from feeder.render import channel, feed_page, page_name, pages
from feeder.web import app


def feed_seen(*entries: Listed, feed: Feed = FEED) -> html.HtmlElement:
    return html.document_fromstring(feed_page(channel(feed, entries, base=BASE, updated=NOW, hub=None)))


def seen(one: Listed, feed: Feed = FEED) -> html.HtmlElement:
    """The page of one entry."""
    made = pages(channel(feed, [one], base=BASE, updated=NOW, hub=None))
    return html.document_fromstring(made[page_name(one.entry.id or "")])


def text(element: html.HtmlElement, path: str) -> str:
    return " ".join(" ".join(one.text_content().split()) for one in element.iterfind(path))


def test_the_page_of_an_entry_has_all_that_a_reader_wants() -> None:
    page = seen(FULL)
    assert text(page, ".//h1") == "Stapellauf Nummer 7"
    assert text(page, ".//p[@class='kicker']") == "Werft"
    assert (
        text(page, ".//p[@class='facts']")
        == "Pressemitteilung · 7/2025 · 24. Februar 2025, 10:00 · Ada Beispiel, Bo Muster"
    )
    assert text(page, ".//main/p") == "Ein großes Schiff läuft & läuft."
    assert text(page, ".//figcaption") == "Das Schiff · Foto: Bo"
    assert page.find(".//figure/img").get("src") == "https://werft.example/bild%201.jpg"
    assert (
        text(page, ".//section[@class='files']")
        == "Dateien Als PDF (application/pdf, 4 kB)daten.csv (text/csv, 1 kB)Der Plan"
    )
    assert page.find(".//footer//a").get("href") == "https://werft.example/presse/7"
    assert page.find("head/link[@rel='canonical']").get("href") == "https://werft.example/presse/7"
    assert page.get("lang") == "de"


@pytest.mark.parametrize(
    ("credit", "shown"), [("Bo", "Foto: Bo"), ("© Bo", "© Bo"), ("Bild: Bo", "Bild: Bo"), (None, "Am Kai")]
)
def test_a_credit_says_that_it_is_one(credit: str | None, shown: str) -> None:
    image = Image(url="https://werft.example/kai.jpg", credit=credit, caption=None if credit else "Am Kai")
    assert text(seen(listed(image=image)), ".//figcaption") == shown


def test_a_picture_that_the_text_shows_is_shown_once() -> None:
    image = Image(url="https://werft.example/kai.jpg?a=1&b=2")
    content = '<figure><img src="https://werft.example/kai.jpg?a=1&amp;b=2" alt=""></figure><p>Am Kai.</p>'
    assert len(seen(listed(image=image, content=content)).findall(".//img")) == 1


def test_the_day_alone_is_shown_where_no_time_is_known() -> None:
    moment = Moment.of_day(FULL.date.date(), NOW.tzinfo)  # type: ignore[arg-type]
    one = replace(FULL, entry=replace(FULL.entry, published=moment), date=moment.at, changed=NOW)
    assert "24. Februar 2025 · geändert 4. März 2025 ·" in text(seen(one), ".//p[@class='facts']")


def test_an_entry_in_another_language_says_so_and_begins_on_its_side() -> None:
    page = seen(listed(language="he", title="הודעה"))
    for path in (".//h1", ".//main"):
        assert (page.find(path).get("lang"), page.find(path).get("dir")) == ("he", "auto")
    assert page.get("lang") == "de"  # the words around it are those of the feed


def test_a_feed_of_a_language_that_is_not_spoken_here_is_framed_in_english() -> None:
    page = seen(listed(language="fi"), replace(FEED, language="fi"))
    assert text(page, ".//footer") == "Original: werft.example"
    assert page.get("lang") == "en"


def test_an_entry_with_little_is_a_page_too() -> None:
    page = seen(listed(url=None, title=None, summary=None, content=None, text=None, published=None))
    assert text(page, ".//h1") == "(ohne Titel)"
    own = f"{BASE}/feeds/entries/{page_name(listed().entry.id or '')}"
    assert page.find("head/link[@rel='canonical']").get("href") == own
    assert not page.findall(".//footer//a")


def test_a_withdrawn_entry_is_a_notice() -> None:
    page = seen(replace(FULL, entry=replace(FULL.entry, status="withdrawn")))
    assert "Zurückgezogen: Stapellauf" in text(page, ".//h1")
    assert not page.findall(".//img")
    assert "läuft" not in page.text_content()


def test_a_feed_that_gives_summaries_gives_no_text_on_its_pages() -> None:
    page = seen(FULL, replace(FEED, content="summary"))
    assert text(page, ".//main/p") == "Ein Schiff läuft vom Stapel."


def test_the_page_of_a_feed_says_what_it_is_and_how_to_subscribe() -> None:
    page = feed_seen(listed(1), FULL)
    assert text(page, ".//h1") == "Werft & Söhne"
    assert "Quelle: werft.example" in text(page, ".//header/p")
    assert [a.get("href") for a in page.iterfind(".//nav/a")] == ["../werft.rss", "../werft.atom", "../werft.json"]
    assert [a.get("href") for a in page.iterfind(".//li/h2/a")] == [
        f"../entries/{page_name(one.entry.id or '')}" for one in (listed(1), FULL)
    ]
    assert text(page, ".//li[1]") == "2. März 2025, 10:00 Stapellauf Nummer 1 Ein Schiff läuft vom Stapel."


def test_an_empty_feed_says_so() -> None:
    assert "No entries yet." in feed_seen(feed=replace(FEED, language="en")).text_content()


EVIL = '"><script>alert(1)</script>'


def test_nothing_that_was_fetched_becomes_markup() -> None:
    one = listed(
        title=EVIL,
        kicker=EVIL,
        number=EVIL,
        kind=EVIL,
        authors=(EVIL,),
        summary=EVIL,
        language=EVIL,
        url=f"https://a.example/{EVIL}",
        image=Image(url=f"https://a.example/{EVIL}", caption=EVIL, credit=EVIL, license=EVIL),
    )
    feed = replace(FEED, title=EVIL, homepage="javascript:alert(1)", language=EVIL)
    for page in (seen(one, feed), feed_seen(one, feed=feed)):
        assert not page.findall(".//script")
        assert EVIL in page.text_content()
        assert "default-src 'none'" in page.find("head/meta[@http-equiv]").get("content")
        assert not [link for link in page.iter("a") if (link.get("href") or "").startswith("javascript")]


# From the store to the browser -----------------------------------------------------------------------------------------


@pytest.fixture
def house(tmp_path: Path) -> House:
    (tmp_path / "config.toml").write_text(f'[store]\nurl = "{store_url(tmp_path / "feeder.db")}"', encoding="utf-8")
    for number in (1, 2):
        path = tmp_path / "sources" / "acme" / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"Meldung\n16.11.2020\n\nSteg {number} öffnet\n\nDer Steg ist seit heute wieder offen.\n", encoding="utf-8"
        )
    house = House.open(load(tmp_path / "config.toml"))
    visit(house)
    render_stale(house)
    return house


def visit(house: House) -> None:
    asyncio.run(visit_leased(house.sources["acme"], house.desk(), "test"))


def entries(house: House) -> list[Entry]:
    with house.store.read() as tx:
        return tx.entries.newest(limit=None)


def got(house: House, *ways: str) -> list[httpx.Response]:
    web = app(house.settings.feeds_folder, lambda: BASE, lambda _: None, page=lambda one: page_of(house, one))

    async def ask() -> list[httpx.Response]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(web), base_url=BASE) as client:
            return [await client.get(way, follow_redirects=True) for way in ways]

    return asyncio.run(ask())


def test_every_link_of_every_page_leads_somewhere(house: House) -> None:
    """From `/` on, as a browser follows them."""
    left, known = [f"{BASE}/"], set[str]()
    while left:
        way = left.pop()
        known.add(way)
        (answer,) = got(house, way)
        assert answer.status_code == 200, way
        if "html" in answer.headers["content-type"]:
            page = html.document_fromstring(answer.content)
            links = {urljoin(str(answer.url), one.get("href")) for one in page.iter("a", "link")}
            left += [one for one in links if one.startswith(BASE) and one not in known]
    assert {f"{BASE}/feeds/acme/index.html", f"{BASE}/feeds/page.css", f"{BASE}/feeds/acme.json"} <= known
    assert len([one for one in known if "/entries/" in one]) == 2


def test_the_ways_to_a_source_and_to_an_entry_lead_to_their_pages(house: House) -> None:
    one = entries(house)[0]
    ways = ["/sources/acme", "/feeds/acme/", f"/entries/{one.id}", f"/entries/{(one.id or '')[9:]}"]
    source, feed, entry, again = got(house, *ways)
    assert source.content == feed.content == (house.settings.feeds_folder / "acme/index.html").read_bytes()
    assert entry.content == again.content
    assert (one.title or "") in entry.text


def test_an_entry_that_left_its_feed_long_ago_still_has_a_page(house: House) -> None:
    one = entries(house)[0]
    path = house.settings.feeds_folder / "entries" / page_name(one.id or "")
    before = path.read_bytes()
    path.unlink()
    (answer,) = got(house, f"/entries/{one.id}")
    assert (answer.status_code, answer.content) == (200, before)


@pytest.mark.parametrize(
    "way",
    [
        "/entries/nobody",
        "/entries/urn:uuid:00000000-0000-4000-8000-000000000000",
        "/feeds/entries/x.html",
        "/sources/..",
        "/feeds/entries/../acme.rss",
    ],
)
def test_nothing_else_is_an_entry(house: House, way: str) -> None:
    web = app(house.settings.feeds_folder, lambda: BASE, lambda _: None, page=lambda one: page_of(house, one))
    scope = {"type": "http", "method": "GET", "path": way, "headers": [], "query_string": b"", "root_path": ""}
    sent: list[dict[str, object]] = []

    async def ask() -> None:
        async def send(message: dict[str, object]) -> None:
            sent.append(message)

        async def receive() -> dict[str, object]:
            return {"type": "http.disconnect"}

        await web(scope, receive, send)  # type: ignore[arg-type]

    asyncio.run(ask())
    assert sent[0]["status"] in {302, 404}
    if sent[0]["status"] == 302:
        assert got(house, way)[0].status_code == 404


def test_what_nobody_may_see_any_more_has_no_page(house: House) -> None:
    one, other = entries(house)
    with house.store.write() as tx:
        tx.entries.settle(replace(one, status="held"))
        tx.feeds.want(["acme"])
    render_stale(house)
    assert [path.name for path in (house.settings.feeds_folder / "entries").iterdir()] == [page_name(other.id or "")]
    assert got(house, f"/entries/{one.id}")[0].status_code == 404


def test_an_entry_that_changes_changes_its_page_alone(house: House) -> None:
    folder = house.settings.feeds_folder / "entries"
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    path = house.settings.sources_folder / "acme" / "1.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("heute", "gestern"), encoding="utf-8")
    visit(house)
    written = render_stale(house)
    changed = {path.name for path in folder.iterdir() if path.stat().st_mtime_ns != before[path.name]}
    assert len(changed) == 1
    assert [name for name in written if name.startswith("entries/")] == [f"entries/{changed.pop()}"]
