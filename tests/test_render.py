"""Feeds as readers meet them: read back with feedparser, reader and lxml, and held against the specifications."""

import json
import locale
import random
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from reader import make_reader

from feeder.model import Attachment, Contact, Entry, Feed, Image, Listed, Moment
from feeder.render import FORMATS, STYLESHEETS, channel, formats, glance, index, opml
from feeder.render.item import item
from feeder.render.wording import WORDINGS, wording

BASE = "https://feeds.example"
HUB = "https://feeds.example/hub"
NOW = datetime(2025, 3, 4, 9, 30, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
FEED = Feed(
    slug="werft", title="Werft & Söhne", sources=("werft",), homepage="https://werft.example/presse", language="de"
)
NS = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def render(feed: Feed, listed: Sequence[Listed], **told: Any) -> dict[str, bytes]:
    return formats(channel(feed, listed, **told))


def listed(serial=1, /, *, changed=None, **fields):
    release = {
        "id": uuid5(NAMESPACE_URL, str(serial)).urn,
        "source": "werft",
        "url": f"https://werft.example/presse/{serial}",
        "title": f"Stapellauf Nummer {serial}",
        "published": Moment(at=datetime(2025, 3, 3, 10, 0, tzinfo=BERLIN) - timedelta(days=serial), precision="minute"),
        "language": "de",
        "summary": "Ein Schiff läuft vom Stapel.",
        "content": "<p>Ein <b>großes</b> Schiff läuft &amp; läuft.</p>",
        "text": "Ein großes Schiff läuft & läuft.",
    }
    entry = Entry(**release | fields)
    at = entry.published.at if entry.published else NOW
    return Listed(entry=entry, date=at, changed=changed or at)


def own_page(each):
    return f"{BASE}/feeds/entries/{each.entry.id.removeprefix('urn:uuid:')}.html"


def rendered(*entries, feed=FEED, hub=HUB):
    return render(feed, entries or (listed(),), base=BASE, updated=NOW, hub=hub)


def xml(document):
    return etree.fromstring(document, etree.XMLParser(resolve_entities=False, no_network=True))


def rss_of(*entries, **options):
    return xml(rendered(*entries, **options)["rss"])[0]


def atom_of(*entries, **options):
    return xml(rendered(*entries, **options)["atom"])


def json_of(*entries, **options):
    return json.loads(rendered(*entries, **options)["json"])


def texts(element, path):
    return [found.text for found in element.findall(path, NS)]


def parsed(*entries, **options):
    """RSS and Atom as feedparser reads them, without its own cleaning."""
    documents = rendered(*entries, **options)
    feeds = [feedparser.parse(documents[name], sanitize_html=False) for name in ("rss", "atom")]
    assert [feed.get("bozo") for feed in feeds] == [False, False]
    return feeds


FULL = listed(
    7,
    authors=("Ada Beispiel", "Bo Muster"),
    kind="Pressemitteilung",
    kind_code="press_release",
    kicker="Werft",
    number="7/2025",
    dateline="Kiel",
    contacts=(Contact(name="Ada Beispiel", email="presse@werft.example"), Contact(role="\0")),
    boilerplate="Über die Werft\nDie Werft baut Schiffe.",
    tags=("Schiffbau", "Forschung & Bau"),
    first_seen=NOW,
    image=Image(
        url="https://werft.example/bild 1.jpg", caption="Das Schiff", credit="Foto: Bo", width=1200, height=800
    ),
    attachments=(
        Attachment(url="https://werft.example/7.pdf", type="application/pdf", size=4321, title="Als PDF"),
        Attachment(url="https://werft.example/daten.csv", type="text/csv", size=99),
        Attachment(url="https://werft.example/plan", title="Der Plan"),
    ),
)


class TestEveryFormat:
    def test_readers_find_the_same_entries_in_all_three(self):
        entries = [listed(n) for n in range(1, 6)]
        rss, atom = parsed(*entries)
        items = json_of(*entries)["items"]
        for a, b, c, each in zip(rss.entries, atom.entries, items, entries, strict=True):
            assert a.id == b.id == c["id"] == each.entry.id
            assert a.title == b.title == c["title"] == each.entry.title
            assert a.link == b.link == c["url"] == each.entry.url
            assert a.published_parsed == b.published_parsed
            assert a.content[0].value == b.content[0].value == c["content_html"] == each.entry.content
            assert a.summary == b.summary == c["summary"]

    def test_the_reader_library_reads_all_three_and_sees_no_change_in_what_did_not_change(self, tmp_path, monkeypatch):
        # reader's own copy of feedparser needs a package that reader does not ask for.
        monkeypatch.setenv("READER_NO_VENDORED_FEEDPARSER", "1")
        reader = make_reader(":memory:", feed_root=str(tmp_path))
        entries = [FULL, *(listed(n) for n in range(8, 12))]
        for name, document in rendered(*entries).items():
            (tmp_path / f"werft.{name}").write_bytes(document)
            reader.add_feed(f"werft.{name}")
            first, second = reader.update_feed(f"werft.{name}"), reader.update_feed(f"werft.{name}")
            assert (first.new, second.new, second.modified) == (5, 0, 0)
            read = {entry.id: entry for entry in reader.get_entries(feed=f"werft.{name}")}
            assert list(read) == [each.entry.id for each in entries]
            full = read[FULL.entry.id]
            assert (full.title, full.link) == (FULL.entry.title, FULL.entry.url)
            assert full.published == FULL.date
            assert full.content[0].value == FULL.entry.content
            assert ("https://werft.example/7.pdf", "application/pdf", 4321) in [
                (enclosure.href, enclosure.type, enclosure.length) for enclosure in full.enclosures
            ]
        reader.close()

    def test_the_same_entries_are_the_same_bytes(self):
        assert rendered(FULL, listed(8)) == rendered(FULL, listed(8))

    def test_an_order_is_kept_as_it_comes(self):
        entries = [listed(n) for n in (3, 1, 2)]
        assert [item["id"] for item in json_of(*entries)["items"]] == [each.entry.id for each in entries]
        assert texts(rss_of(*entries), "item/guid") == [each.entry.id for each in entries]

    @pytest.mark.parametrize(
        "entries",
        [
            pytest.param([listed(1), listed(1, title="Ein anderer Titel")], id="an id twice"),
            pytest.param([listed(1, id=None)], id="no id"),
            pytest.param([listed(1, status="sealed")], id="under embargo"),
            pytest.param([listed(1, status="held")], id="held for the operator"),
            pytest.param([listed(1, status="hidden")], id="hidden by the operator"),
        ],
    )
    def test_what_must_not_be_published_stops_the_feed(self, entries):
        with pytest.raises(ValueError, match=r"twice|not to be published"):
            rendered(*entries)

    def test_a_base_that_is_no_url_is_refused(self):
        with pytest.raises(ValueError, match="not an http"):
            render(FEED, [listed()], base="feeds.example", updated=NOW)

    def test_an_empty_feed_is_well_formed_and_dated_by_when_it_was_made_known(self):
        documents = render(FEED, [], base=BASE, updated=NOW)
        assert xml(documents["rss"])[0].findtext("lastBuildDate") == "Tue, 04 Mar 2025 09:30:00 +0000"
        assert xml(documents["atom"]).findtext("atom:updated", namespaces=NS) == "2025-03-04T09:30:00+00:00"
        assert json.loads(documents["json"])["items"] == []

    def test_the_process_keeps_its_locale_and_the_dates_are_english(self, monkeypatch):
        def refuse(*_):
            raise AssertionError("setlocale changes every thread of the process")

        monkeypatch.setattr(locale, "setlocale", refuse)
        assert "Sun, 02 Mar 2025 10:00:00 +0100" in rendered(listed(1))["rss"].decode()


class TestDates:
    @pytest.mark.parametrize(
        ("published", "at", "shown"),
        [
            # A day without an hour is local midnight, and stays that day.
            (Moment.of_day(date(2020, 11, 16), BERLIN), None, "2020-11-16T00:00:00+01:00"),
            (
                Moment(at=datetime(2024, 7, 1, 8, 15, tzinfo=timezone(timedelta(hours=-5)))),
                None,
                "2024-07-01T08:15:00-05:00",
            ),
            (Moment(at=datetime(2024, 7, 1, 8, 15, tzinfo=UTC)), None, "2024-07-01T08:15:00Z"),
            # The feed's date is another instant than the printed one: nothing is known of its offset.
            (
                Moment.of_day(date(2020, 11, 16), BERLIN),
                datetime(2020, 11, 17, 1, tzinfo=BERLIN),
                "2020-11-17T00:00:00Z",
            ),
            # Unknown: first_seen counts, in UTC.
            (None, datetime(2024, 7, 1, 10, 15, tzinfo=BERLIN), "2024-07-01T08:15:00Z"),
            # Microseconds are nobody's business.
            (Moment(at=datetime(2024, 7, 1, 8, 15, 0, 999999, tzinfo=UTC)), None, "2024-07-01T08:15:00Z"),
            # RFC 3339 cannot write an offset with seconds.
            (
                Moment(at=datetime(2024, 7, 1, 8, 15, tzinfo=timezone(timedelta(minutes=53, seconds=28)))),
                None,
                "2024-07-01T07:21:32Z",
            ),
        ],
    )
    def test_the_date_is_shown_in_its_own_offset_where_that_is_known(self, published, at, shown):
        at = at or published.at
        each = Listed(entry=replace(listed().entry, published=published), date=at, changed=at)
        item = json_of(each)["items"][0]
        assert item["date_published"] == item["date_modified"] == shown
        instant = datetime.fromisoformat(shown)
        assert datetime.fromisoformat(atom_of(each).findtext("atom:entry/atom:published", namespaces=NS)) == instant
        assert rss_of(each).findtext("item/atom:updated", namespaces=NS) == shown

    def test_an_odd_offset_is_utc_in_rss_whose_parsers_do_not_know_it(self):
        nepal = timezone(timedelta(hours=5, minutes=45))
        each = listed(published=Moment(at=datetime(2024, 7, 1, 8, 0, tzinfo=nepal)))
        assert rss_of(each).findtext("item/pubDate") == "Mon, 01 Jul 2024 02:15:00 +0000"

    def test_a_change_moves_updated_and_not_published(self):
        each = listed(1, changed=NOW)
        item = json_of(each)["items"][0]
        assert (item["date_published"], item["date_modified"]) == ("2025-03-02T10:00:00+01:00", "2025-03-04T09:30:00Z")
        assert rss_of(each).findtext("item/pubDate") == "Sun, 02 Mar 2025 10:00:00 +0100"
        assert rss_of(each).findtext("lastBuildDate") == "Tue, 04 Mar 2025 09:30:00 +0000"

    def test_a_change_is_never_before_the_date(self):
        item = json_of(listed(1, changed=NOW - timedelta(days=900)))["items"][0]
        assert item["date_modified"] == item["date_published"]

    def test_entries_changed_together_have_each_their_own_instant_in_atom(self):
        entries = [listed(n, changed=NOW) for n in range(1, 31)]
        feed = atom_of(*entries)
        updates = texts(feed, "atom:entry/atom:updated")
        assert len(set(updates)) == 30
        assert {update[:19] for update in updates} == {"2025-03-04T09:30:00"}
        assert feed.findtext("atom:updated", namespaces=NS) == max(updates)
        # It belongs to the entry: neighbours that come and go do not move it.
        assert texts(atom_of(entries[4]), "atom:entry/atom:updated") == [updates[4]]


class TestRss:
    def test_the_channel_comes_before_its_items_and_says_what_it_is(self):
        channel = rss_of(listed(1), listed(2))
        tags = [child.tag for child in channel]
        assert tags[-2:] == ["item", "item"]
        assert tags.count("item") == 2
        self_link = channel[0]
        assert dict(self_link.attrib) == {
            "href": f"{BASE}/feeds/werft.rss",
            "rel": "self",
            "type": "application/rss+xml",
        }
        known = {
            name: channel.findtext(name)
            for name in ("title", "link", "description", "language", "generator", "ttl", "docs")
        }
        assert known == {
            "title": "Werft & Söhne",
            "link": "https://werft.example/presse",
            "description": "Werft & Söhne",
            "language": "de",
            "generator": "feeder",
            "ttl": "15",
            "docs": "http://www.rssboard.org/rss-specification",
        }

    @pytest.mark.parametrize(("hub", "links"), [(HUB, ["self", "hub"]), (None, ["self"])])
    def test_a_hub_is_named_only_where_there_is_one(self, hub, links):
        assert [link.get("rel") for link in rss_of(hub=hub).findall("atom:link", NS)] == links

    def test_an_item_has_each_thing_once(self):
        item = rss_of(FULL).find("item")
        tags = [child.tag for child in item]
        repeatable = {"category", "{http://search.yahoo.com/mrss/}content"}
        assert len([tag for tag in tags if tag not in repeatable]) == len({*tags} - repeatable)
        assert tags.index("description") < tags.index("{http://purl.org/rss/1.0/modules/content/}encoded")
        assert item.find("guid").get("isPermaLink") == "false"
        assert texts(item, "dc:creator") == ["Ada Beispiel, Bo Muster"]
        assert texts(item, "category") == ["Pressemitteilung", "Schiffbau", "Forschung & Bau"]
        assert not item.findall("author") + item.findall("dc:subject", NS) + item.findall("dc:date", NS)

    def test_one_attachment_is_the_enclosure_and_the_rest_is_media(self):
        item = rss_of(FULL).find("item")
        assert [dict(each.attrib) for each in item.findall("enclosure")] == [
            {"url": "https://werft.example/7.pdf", "length": "4321", "type": "application/pdf"}
        ]
        assert [dict(each.attrib) for each in item.findall("media:content", NS)] == [
            {"url": "https://werft.example/bild%201.jpg", "medium": "image", "width": "1200", "height": "800"},
            {"url": "https://werft.example/daten.csv", "type": "text/csv", "fileSize": "99"},
            {"url": "https://werft.example/plan"},
        ]
        assert texts(item, "media:content/media:description") == ["Das Schiff"]
        assert texts(item, "media:content/media:credit") == ["Foto: Bo"]
        assert texts(item, "media:content/media:title") == ["Der Plan"]
        assert item.find("media:group", NS) is None

    @pytest.mark.parametrize(
        "attachment",
        [
            pytest.param(Attachment(url="https://a.example/x", type="application/pdf"), id="no size"),
            pytest.param(Attachment(url="https://a.example/x", type="application/pdf", size=0), id="an empty size"),
            pytest.param(Attachment(url="https://a.example/x", size=5), id="no type"),
            pytest.param(Attachment(url="https://a.example/x", type="PDF, 3 MB", size=5), id="a type that is none"),
        ],
    )
    def test_an_attachment_without_true_size_and_type_is_no_enclosure(self, attachment):
        rss, atom = parsed(listed(attachments=(attachment,)))
        assert (rss.entries[0].enclosures, atom.entries[0].enclosures) == ([], [])
        assert rss.entries[0].media_content[0]["url"] == atom.entries[0].media_content[0]["url"] == attachment.url

    def test_a_description_is_html_and_says_what_the_summary_says(self):
        summary = "Gewinn < 5 % & <b>mehr</b>"
        assert html.fromstring(rss_of(listed(summary=summary)).findtext("item/description")).text_content() == summary

    @pytest.mark.parametrize(
        ("title", "written"),
        [
            # The feed validator takes these for escaped markup, unless they are hexadecimal (RSS Profile: Character Data).
            ("S&P500 steigt", "<title>S&#x26;P500 steigt</title>"),
            ("Die Marke <b", "<title>Die Marke &#x3C;b</title>"),
        ],
    )
    @pytest.mark.parametrize("name", ["rss", "atom"])
    def test_plain_text_is_told_from_markup(self, title, written, name):
        assert written in rendered(listed(title=title))[name].decode()


class TestAtom:
    def test_the_feed_has_what_it_needs_and_its_site_first(self):
        feed = atom_of()
        assert feed.get(XML_LANG) == "de"
        assert feed.findtext("atom:id", namespaces=NS) == f"{BASE}/feeds/werft.atom"
        assert texts(feed, "atom:author/atom:name") == ["Werft & Söhne"]
        assert [dict(link.attrib) for link in feed.findall("atom:link", NS)] == [
            {"href": "https://werft.example/presse", "rel": "alternate", "type": "text/html"},
            {"href": f"{BASE}/feeds/werft.atom", "rel": "self", "type": "application/atom+xml"},
            {"href": HUB, "rel": "hub"},
        ]
        generator = feed.find("atom:generator", NS)
        assert (generator.text, dict(generator.attrib)) == ("feeder", {})

    def test_an_entry_keeps_the_attributes_of_its_links(self):
        entry = atom_of(FULL).find("atom:entry", NS)
        assert [dict(link.attrib) for link in entry.findall("atom:link", NS)] == [
            {"href": "https://werft.example/presse/7", "rel": "alternate", "type": "text/html"},
            {"href": "https://werft.example/7.pdf", "rel": "enclosure", "type": "application/pdf", "length": "4321"},
            {"href": "https://werft.example/daten.csv", "rel": "enclosure", "type": "text/csv", "length": "99"},
        ]
        assert entry.find("atom:content", NS).get("type") == "html"
        assert texts(entry, "atom:author/atom:name") == ["Ada Beispiel", "Bo Muster"]
        assert [each.get("term") for each in entry.findall("atom:category", NS)] == [
            "Pressemitteilung",
            "Schiffbau",
            "Forschung & Bau",
        ]
        assert texts(entry, "media:content/media:credit") == ["Foto: Bo"]

    @pytest.mark.parametrize(
        ("of_feed", "of_entry", "written"),
        [("de", "de", None), ("de", "fr", "fr"), (None, "it", "it"), ("de", None, None), ("de", "not a tag!", None)],
    )
    def test_an_entry_in_another_language_says_so(self, of_feed, of_entry, written):
        entry = atom_of(listed(language=of_entry), feed=replace(FEED, language=of_feed)).find("atom:entry", NS)
        assert entry.get(XML_LANG) == written

    def test_only_namespaces_that_validators_know(self):
        for name in ("rss", "atom"):
            assert {*re.findall(r'xmlns:?\w*="([^"]+)"', rendered(FULL)[name].decode())} <= {*NS.values()}


class TestJson:
    def test_the_feed_says_where_it_stands(self):
        feed = json_of()
        del feed["items"]
        assert feed == {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Werft & Söhne",
            "home_page_url": "https://werft.example/presse",
            "feed_url": f"{BASE}/feeds/werft.json",
            "language": "de",
            "hubs": [{"type": "WebSub", "url": HUB}],
        }

    def test_an_item_says_what_is_known(self):
        assert json_of(FULL)["items"] == [
            {
                "id": FULL.entry.id,
                "url": "https://werft.example/presse/7",
                "title": "Stapellauf Nummer 7",
                "content_html": "<p>Ein <b>großes</b> Schiff läuft &amp; läuft.</p>",
                "summary": "Ein Schiff läuft vom Stapel.",
                "image": "https://werft.example/bild%201.jpg",
                "date_published": "2025-02-24T10:00:00+01:00",
                "date_modified": "2025-02-24T10:00:00+01:00",
                "authors": [{"name": "Ada Beispiel"}, {"name": "Bo Muster"}],
                "tags": ["Pressemitteilung", "Schiffbau", "Forschung + Bau"],
                "language": "de",
                "attachments": [
                    {
                        "url": "https://werft.example/7.pdf",
                        "mime_type": "application/pdf",
                        "title": "Als PDF",
                        "size_in_bytes": 4321,
                    },
                    {"url": "https://werft.example/daten.csv", "mime_type": "text/csv", "size_in_bytes": 99},
                    {
                        "url": "https://werft.example/plan",
                        "mime_type": "application/octet-stream",
                        "title": "Der Plan",
                    },
                ],
                "_feeder": {
                    "kicker": "Werft",
                    "kind": "Pressemitteilung",
                    "kind_code": "press_release",
                    "number": "7/2025",
                    "dateline": "Kiel",
                    "contacts": [{"name": "Ada Beispiel", "email": "presse@werft.example"}],
                    "boilerplate": "Über die Werft\nDie Werft baut Schiffe.",
                    "status": "live",
                    "source": "werft",
                    "first_seen": "2025-03-04T09:30:00Z",
                    "image": {"caption": "Das Schiff", "credit": "Foto: Bo", "width": 1200, "height": 800},
                },
            }
        ]

    def test_a_feed_of_summaries_has_no_boilerplate(self):
        (item,) = json_of(FULL, feed=replace(FEED, content="summary"))["items"]
        assert "boilerplate" not in item["_feeder"]

    def test_an_embargo_that_is_over_is_told(self):
        (item,) = json_of(listed(1, embargo=Moment(at=NOW)))["items"]
        assert item["_feeder"]["embargo"] == str(Moment(at=NOW))

    def test_what_is_unknown_is_left_out(self):
        bare = Listed(entry=Entry(id="urn:uuid:1b671a64-40d5-491e-99b0-da01ff1f3341"), date=NOW, changed=NOW)
        document = rendered(bare, feed=replace(FEED, language=None), hub=None)["json"]
        assert b"null" not in document
        assert {*json.loads(document)["items"][0]} == {
            "id",
            "url",
            "title",
            "content_html",
            "date_published",
            "date_modified",
            "_feeder",
        }

    def test_what_is_told_besides_is_as_clean_as_the_rest(self):
        each = listed(kicker="Werft\ud800\n", corrects="\x00x", number="7\ufffe")
        assert json_of(each)["items"][0]["_feeder"] == {
            "kicker": "Werft",
            "corrects": "x",
            "number": "7",
            "status": "live",
            "source": "werft",
        }

    def test_beyond_250_kb_the_oldest_keep_their_summary(self):
        entries = [listed(n, content=f"<p>{'Schiff ' * 3000}</p>") for n in range(1, 31)]
        document = rendered(*entries)["json"]
        items = json.loads(document)["items"]
        whole = [item for item in items if "content_html" in item]
        cut = items[len(whole) :]
        assert len(document) <= 250_000 < len(document) + 22_000
        assert len(items) == 30
        assert {item["content_text"] for item in cut} == {"Ein Schiff läuft vom Stapel."}
        assert all(item["_feeder"]["truncated"] for item in cut)
        assert not any("truncated" in item["_feeder"] for item in whole)


class TestTexts:
    @pytest.mark.parametrize(
        ("text", "kept"),
        [
            ("Null\x00 Glocke\x07 Löschen\x7f", "Null Glocke Löschen"),
            ("allein \ud83d stehend \udc00", "allein stehend"),
            ("kein\ufffe Zeichen\uffff \ufdd0", "kein Zeichen"),
            ("zerbrochen\ufffd", "zerbrochen"),
            ("\x84Zitat\x93 \x96 10 \x80", "„Zitat“ – 10 €"),  # Windows-1252 read as Latin-1
            ("zwei\r\nZeilen\tund \u2028 mehr", "zwei Zeilen und mehr"),
            ("Rakete 🚀 Familie 👨\u200d👩\u200d👧", "Rakete 🚀 Familie 👨\u200d👩\u200d👧"),
            ("بيان صحفي عن السفينة", "بيان صحفي عن السفينة"),
            ("Das <b>fette</b> Tag & das &amp; &lt;", "Das <b>fette</b> Tag & das &amp; &lt;"),
            ("]]> <!-- <![CDATA[", "]]> <!-- <![CDATA["),
            ("  ", "Ein Schiff läuft vom Stapel."),
        ],
    )
    def test_a_title_is_one_line_of_plain_text_in_every_format(self, text, kept):
        each = listed(title=text)
        assert texts(rss_of(each), "item/title") == texts(atom_of(each), "atom:entry/atom:title") == [kept]
        assert json_of(each)["items"][0]["title"] == kept

    @pytest.mark.parametrize(
        ("fields", "title"),
        [
            ({"title": None}, "Ein Schiff läuft vom Stapel."),
            ({"title": None, "summary": None}, "Ein großes Schiff läuft & läuft."),
            ({"title": None, "summary": "Wort " * 40}, "Wort " * 15 + "Wort…"),
            ({"title": None, "summary": None, "text": None}, "(ohne Titel)"),
            ({"title": None, "summary": None, "text": None, "language": "fr-BE"}, "(sans titre)"),
            ({"title": None, "summary": None, "text": None, "language": "ga"}, "(untitled)"),
            ({"title": None, "summary": None, "text": None, "language": None}, "(ohne Titel)"),  # the feed is German
        ],
    )
    def test_an_entry_without_title_is_called_by_its_first_words(self, fields, title):
        assert json_of(listed(**fields))["items"][0]["title"] == title

    def test_a_body_of_a_megabyte_comes_through_whole(self):
        body = "<p>" + "ä€🚢 & so weiter ".replace("&", "&amp;") * 50_000 + "</p>"
        rss, atom = parsed(listed(content=body))
        item = json_of(listed(content=body), listed(2))["items"][0]
        assert rss.entries[0].content[0].value == atom.entries[0].content[0].value == item["content_html"]
        assert item["content_html"].count("🚢") == 50_000

    def test_forbidden_characters_in_a_body_go_and_the_body_stays(self):
        each = listed(content="<p>a\x0bb\ud800c\x93</p>\r\n<p>\ufffe</p>")
        assert texts(rss_of(each), "item/content:encoded") == ["<p>abc“</p>\n<p></p>"]
        assert json_of(each)["items"][0]["content_html"] == "<p>abc“</p>\n<p></p>"

    @settings(deadline=None)
    @given(
        title=st.text(st.characters(codec=None), max_size=60),
        body=st.text(st.characters(codec=None), max_size=200),
        summary=st.none() | st.text(st.characters(codec=None), max_size=60),
        url=st.none() | st.text(max_size=40).map(lambda path: f"https://werft.example/{path}"),
        tags=st.lists(st.text(max_size=8), max_size=3),
    )
    def test_whatever_is_written_every_format_is_well_formed_and_says_the_same(self, title, body, summary, url, tags):
        entries = [listed(1, title=title, content=body, summary=summary, url=url, tags=tuple(tags)), listed(2)]
        documents = rendered(*entries)
        rss, atom, items = xml(documents["rss"])[0], xml(documents["atom"]), json.loads(documents["json"])["items"]
        ids = [each.entry.id for each in entries]
        assert texts(rss, "item/guid") == texts(atom, "atom:entry/atom:id") == [item["id"] for item in items] == ids
        titles = [item["title"] for item in items]
        assert texts(rss, "item/title") == texts(atom, "atom:entry/atom:title") == titles
        assert all(each == " ".join(each.split()) != "" for each in titles)
        assert documents == rendered(*entries)
        assert all(
            document.decode().isascii() or not re.search("[\x80-\x9f\ufffd]", document.decode())
            for document in documents.values()
        )


class TestLinks:
    @pytest.mark.parametrize(
        ("url", "written"),
        [
            ("https://müller.example/straße?q=ü#ä", "https://xn--mller-kva.example/stra%C3%9Fe?q=%C3%BC#%C3%A4"),
            ("https://straße.example/", "https://xn--strae-oqa.example/"),
            ("HTTPS://Werft.EXAMPLE/A b|c", "https://werft.example/A%20b%7Cc"),
            ("https://werft.example/100%/a%20b", "https://werft.example/100%25/a%20b"),
            ("https://werft.example:8443/x?a[]=1&b=2", "https://werft.example:8443/x?a%5B%5D=1&b=2"),
            ("https://werft.example", "https://werft.example/"),
            ("http://[::1]:8000/x", "http://[::1]:8000/x"),
            ("https://user:secret@werft.example/x", "https://werft.example/x"),
            ("javascript:alert(1)", None),
            ("/presse/1", None),
            ("https://[broken/x", None),
            ("https://werft.example:port/x", None),
            ("https://" + "ü" * 70 + ".example/", None),
            ("https://wer ft.example/x", None),
            ('https://werft"example/x', None),
            ("ftp://werft.example/x", None),
        ],
    )
    def test_a_link_is_an_absolute_ascii_web_url_or_that_of_its_page_here(self, url, written):
        each = listed(url=url)
        written = written or own_page(each)
        assert rss_of(each).findtext("item/link") == written
        alternate = atom_of(each).find("atom:entry/atom:link", NS)
        assert alternate.get("href") == written
        assert json_of(each)["items"][0]["url"] == written

    def test_an_entry_without_address_has_content_too(self):
        each = listed(url=None, content=None, summary="Mehr < weniger")
        assert texts(atom_of(each), "atom:entry/atom:content") == ["<p>Mehr &lt; weniger</p>"]

    def test_a_feed_without_homepage_leads_to_where_it_is_published(self):
        feed = replace(FEED, homepage=None)
        assert rss_of(feed=feed).findtext("link") == f"{BASE}/"

    def test_a_base_may_have_a_path_and_a_closing_slash(self):
        documents = render(FEED, [listed()], base="https://host.example/press/", updated=NOW)
        assert json.loads(documents["json"])["feed_url"] == "https://host.example/press/feeds/werft.json"


class TestHowMuchIsTold:
    def test_a_feed_of_summaries_tells_no_full_text(self):
        documents = rendered(FULL, feed=replace(FEED, content="summary"))
        assert not any("großes" in document.decode() for document in documents.values())
        assert json.loads(documents["json"])["items"][0]["content_text"] == FULL.entry.summary
        assert xml(documents["rss"])[0].find("item/content:encoded", NS) is None

    def test_an_entry_only_linked_has_its_summary(self):
        each = listed(content=None, text=None)
        assert texts(rss_of(each), "item/description") == ["Ein Schiff läuft vom Stapel."]
        assert atom_of(each).find("atom:entry/atom:content", NS) is None
        assert json_of(each)["items"][0]["content_text"] == "Ein Schiff läuft vom Stapel."

    def test_an_entry_with_a_title_only_says_it_again_where_a_text_is_required(self):
        each = listed(content=None, text=None, summary=None)
        assert texts(atom_of(each), "atom:entry/atom:summary") == ["Stapellauf Nummer 1"]
        assert json_of(each)["items"][0]["content_text"] == "Stapellauf Nummer 1"
        assert rss_of(each).find("item/description") is None

    def test_a_text_without_summary_is_introduced_by_its_first_words(self):
        each = listed(summary=None, text="Wort " * 100)
        assert len(json_of(each)["items"][0]["summary"]) <= 301
        assert rss_of(each).findtext("item/description").endswith("Wort…")

    @pytest.mark.parametrize(
        ("language", "title", "notice"),
        [
            ("de", "Zurückgezogen: Stapellauf Nummer 7", "Diese Mitteilung wurde vom Herausgeber zurückgezogen."),
            ("en-GB", "Withdrawn: Stapellauf Nummer 7", "This release has been withdrawn by its publisher."),
            ("fr", "Retiré: Stapellauf Nummer 7", "Ce communiqué a été retiré par son émetteur."),
            ("it", "Ritirato: Stapellauf Nummer 7", "Questo comunicato è stato ritirato da chi lo ha diffuso."),
            ("es", "Retirado: Stapellauf Nummer 7", "Este comunicado ha sido retirado por su emisor."),
            ("pl", "Wycofano: Stapellauf Nummer 7", "Ten komunikat został wycofany przez nadawcę."),
            ("nl", "Ingetrokken: Stapellauf Nummer 7", "Dit persbericht is door de afzender ingetrokken."),
            ("ga", "Withdrawn: Stapellauf Nummer 7", "This release has been withdrawn by its publisher."),
        ],
    )
    def test_a_withdrawn_entry_is_a_notice_under_the_same_id(self, language, title, notice):
        each = Listed(entry=replace(FULL.entry, status="withdrawn", language=language), date=FULL.date, changed=NOW)
        rss, atom = parsed(each)
        item = json_of(each)["items"][0]
        assert rss.entries[0].id == atom.entries[0].id == item["id"] == FULL.entry.id
        assert rss.entries[0].title == atom.entries[0].title == item["title"] == title
        assert rss.entries[0].summary == atom.entries[0].summary == item["summary"] == notice
        assert item["content_html"] == f"<p>{notice}</p>"
        for document in rendered(each).values():
            gone = ("Schiff", "bild", "Foto", "7.pdf", "daten.csv", "Kiel", "Ada", "Stapel.")
            assert not [word for word in gone if word in document.decode()]

    def test_a_withdrawn_entry_without_title_does_not_quote_its_text(self):
        each = listed(title=None, status="withdrawn")
        assert json_of(each)["items"][0]["title"] == "Zurückgezogen: (ohne Titel)"

    def test_a_headline_that_says_correction_itself_says_it_once(self):
        rss, _ = parsed(listed(title="KORREKTUR: Stapellauf", kind="Korrektur", status="corrected"))
        assert rss.entries[0].title == "KORREKTUR: Stapellauf"

    def test_a_corrected_entry_says_so_and_keeps_its_text(self):
        rss, atom = parsed(listed(status="corrected"))
        assert rss.entries[0].title == atom.entries[0].title == "Korrigiert: Stapellauf Nummer 1"
        assert "großes" in rss.entries[0].content[0].value


class TestInABrowser:
    @pytest.mark.parametrize("name", ["rss", "atom"])
    def test_a_feed_begins_with_its_declaration_and_names_its_stylesheet(self, name):
        document = rendered()[name]
        assert document.startswith(b"<?xml version='1.0' encoding='UTF-8'?>\n<?xml-stylesheet ")
        href = re.search(rb'<\?xml-stylesheet type="text/css" href="([^"]+)"\?>', document)[1].decode()
        assert b"channel" in STYLESHEETS[href]
        assert b"entry" in STYLESHEETS[href]
        assert b"title, description, summary { unicode-bidi: plaintext;" in STYLESHEETS[href]  # right to left, too


class TestOpml:
    def test_every_feed_is_an_outline(self):
        other = Feed(slug="amt", title="Amt\nfür R&D", sources=("amt",))
        root = xml(opml("Alle & mehr", [glance(FEED, ()), glance(other, ())], base=BASE))
        assert (root.tag, root.get("version"), root.findtext("head/title")) == ("opml", "2.0", "Alle & mehr")
        assert [dict(outline.attrib) for outline in root.findall("body/outline")] == [
            {
                "text": "Werft & Söhne",
                "title": "Werft & Söhne",
                "type": "rss",
                "xmlUrl": f"{BASE}/feeds/werft.rss",
                "htmlUrl": "https://werft.example/presse",
                "language": "de",
            },
            {"text": "Amt für R&D", "title": "Amt für R&D", "type": "rss", "xmlUrl": f"{BASE}/feeds/amt.rss"},
        ]


class TestIndex:
    GLANCE = replace(glance(FEED, [FULL]), entries=12)

    def page(self, *glances, **options):
        return html.fromstring(index("Presse & mehr", glances, **options).decode())

    def test_every_feed_is_listed_with_its_newest_entry(self):
        article = self.page(self.GLANCE).find(".//article")
        assert article.findtext("h2/a") == "Werft & Söhne"
        assert article.find(".//p[@class='facts']").text == "German · 12 entries"
        assert article.find(".//time").text == "February 24, 2025"
        assert article.find(".//time").get("datetime") == "2025-02-24T10:00:00+01:00"
        assert article.find(".//p[@class='newest']//a").get("href") == FULL.entry.url
        assert article.find(".//p[@class='newest']//a").text == FULL.entry.title
        assert [(a.text, a.get("href")) for a in article.findall("nav/a")] == [
            ("RSS", "werft.rss"),
            ("Atom", "werft.atom"),
            ("JSON", "werft.json"),
        ]

    def test_feeds_of_one_title_are_told_apart_by_their_hosts_or_else_by_their_slugs(self):
        places = {
            "a": "https://www.pier.example/news",
            "b": "https://dock.example/",
            "c": "https://dock.example/x",
            "d": None,
        }
        several = [replace(self.GLANCE, slug=slug, title="News", homepage=url) for slug, url in places.items()]
        named = self.page(*several, self.GLANCE).findall(".//h2")
        assert [head.text_content() for head in named] == [
            "News (pier.example)", "News (b)", "News (c)", "News (d)", "Werft & Söhne"
        ]  # fmt: skip

    def test_readers_discover_all_three_formats(self):
        links = self.page(self.GLANCE).findall(".//link[@rel='alternate']")
        assert [(link.get("type"), link.get("href")) for link in links] == [
            ("application/rss+xml", "werft.rss"),
            ("application/atom+xml", "werft.atom"),
            ("application/feed+json", "werft.json"),
        ]
        assert len(links) == len(FORMATS)

    @pytest.mark.parametrize(
        ("language", "facts", "day"),
        [("de", "Deutsch · 12 Meldungen", "24. Februar 2025"), ("fr", "German · 12 entries", "February 24, 2025")],
    )
    def test_the_page_speaks_german_or_english(self, language, facts, day):
        page = self.page(self.GLANCE, language=language)
        assert page.find(".//p[@class='facts']").text == facts
        assert page.find(".//time").text == day

    @pytest.mark.parametrize(
        ("entries", "language", "facts"),
        [(0, "de", "noch keine Meldungen"), (1, "de", "1 Meldung"), (1, "en", "1 entry"), (0, "en", "no entries yet")],
    )
    def test_it_counts_as_people_do(self, entries, language, facts):
        one = glance(replace(FEED, language=None), [listed(number) for number in range(entries)])
        assert self.page(one, language=language).find(".//p[@class='facts']").text == facts

    @pytest.mark.parametrize("tag", ["x-klingon", "de_DE", "qqq-Zzzz", "<b>"])
    def test_a_language_that_nobody_knows_does_no_harm(self, tag):
        assert self.page(glance(replace(FEED, language=tag), [FULL])).find(".//article") is not None

    def test_nothing_that_was_fetched_becomes_markup(self):
        evil = '"><script>alert(1)</script>'
        feed = replace(FEED, title=evil, homepage="javascript:alert(1)")
        page = self.page(glance(feed, [listed(title=evil, url=f"https://a.example/{evil}")]))
        assert not page.findall(".//script")
        assert page.find(".//h2").text_content() == evil
        assert not [link for link in page.iter("a") if link.get("href").startswith("javascript")]

    def test_it_needs_nothing_but_itself_and_the_feeds(self):
        page = self.page(self.GLANCE, opml="feeds.opml")
        own = [a.get("href") for a in page.iter("a", "link") if not a.get("href").startswith("https://werft.example")]
        files = [f"werft.{name}" for name in FORMATS]
        assert own == [*files, "feeds.opml", "werft/index.html", *files]
        assert not page.findall(".//*[@src]")

    def test_a_page_without_feeds_says_what_to_do(self):
        assert "sources/" in self.page().text_content()

    def test_a_withdrawn_entry_is_marked_here_too(self):
        each = Listed(entry=replace(FULL.entry, status="withdrawn"), date=FULL.date, changed=NOW)
        assert "Zurückgezogen: " in self.page(glance(FEED, [each])).text_content()


def test_the_order_of_rendering_does_not_matter():
    """A generator that kept something from one feed to the next would show it here."""
    feeds = [(replace(FEED, slug=f"f{n}", title=f"Feed {n}"), [listed(n), FULL]) for n in range(20, 28)]
    alone = {feed.slug: render(feed, entries, base=BASE, updated=NOW) for feed, entries in feeds}
    random.Random(1).shuffle(feeds)
    assert {feed.slug: render(feed, entries, base=BASE, updated=NOW) for feed, entries in feeds} == alone


@pytest.mark.parametrize(
    ("language", "hint"),
    [("de", "Dies ist ein Feed"), ("de-AT", "Dies ist ein Feed"), ("fr", "This is a feed"), (None, "This is a feed")],
)
def test_a_feed_that_is_opened_as_it_stands_explains_itself_in_its_language(language: str | None, hint: str) -> None:
    made = render(replace(FEED, language=language), [listed()], base=BASE, updated=NOW)
    for name in ("rss", "atom"):
        (named,) = re.findall(rb'<\?xml-stylesheet type="text/css" href="([a-z.]+)"\?>', made[name])
        assert hint in STYLESHEETS[named.decode()].decode()


@pytest.mark.parametrize("language", sorted(WORDINGS))
def test_what_is_added_is_said_in_the_language_of_the_entry(language: str) -> None:
    words = wording(language)
    assert words == wording(f"{language}-x-press") == WORDINGS[language]
    assert language == "en" or words.notice not in {one.notice for tag, one in WORDINGS.items() if tag != language}
    for status, mark in (("withdrawn", words.withdrawn), ("corrected", words.corrected)):
        told = item(listed(status=status, language=language, title="Kran"), FEED)
        assert told.title == f"{mark}: Kran"
    gone = item(listed(status="withdrawn", language=language, text="The crane fell."), FEED)
    assert (gone.summary, gone.entry.text) == (words.notice, words.notice)
    assert "crane" not in str(gone.content)


@pytest.mark.parametrize(
    ("tag", "like"),
    [
        ("no", "nb"),
        ("zh-TW", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("zh-CN", "zh"),
        ("pt-BR", "pt"),
        ("tlh", "en"),
        (None, "en"),
    ],
)
def test_a_language_is_known_by_whatever_tag_it_has(tag: str | None, like: str) -> None:
    assert wording(tag) == wording(like)


class TestTombstones:
    """RFC 6721."""

    AT = "{http://purl.org/atompub/tombstones/1.0}"

    @staticmethod
    def atom(*entries: Listed, tombstones: bool = True) -> etree._Element:
        return etree.fromstring(render(FEED, entries, base=BASE, updated=NOW, tombstones=tombstones)["atom"])

    def test_what_is_withdrawn_is_buried_and_the_others_stay(self) -> None:
        gone = listed(2, status="withdrawn", changed=NOW)
        feed = self.atom(listed(1), gone)
        (grave,) = feed.iter(f"{self.AT}deleted-entry")
        assert grave.get("ref") == gone.entry.id
        assert datetime.fromisoformat(grave.get("when")).replace(microsecond=0) == NOW
        assert grave.findtext(f"{self.AT}comment") == wording("de").notice
        assert [one.findtext("atom:id", namespaces=NS) for one in feed.iterfind("atom:entry", NS)] == [
            listed(1).entry.id
        ]
        assert feed.findtext("atom:updated", namespaces=NS)[:19] == grave.get("when")[:19]

    def test_rss_and_json_have_the_notice(self) -> None:
        made = render(FEED, [listed(2, status="withdrawn")], base=BASE, updated=NOW, tombstones=True)
        assert wording("de").notice in made["rss"].decode()
        assert wording("de").notice in made["json"].decode()

    def test_without_them_nothing_tells_of_graves(self) -> None:
        feed = self.atom(listed(1), listed(2, status="withdrawn"), tombstones=False)
        assert len(feed.findall("atom:entry", NS)) == 2
        assert b"tombstones" not in etree.tostring(feed)

    def test_a_feed_of_graves_alone_is_a_feed(self) -> None:
        parsed = feedparser.parse(etree.tostring(self.atom(listed(1, status="withdrawn"))))
        assert not parsed.bozo
        assert parsed.entries == []
