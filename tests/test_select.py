"""Which feeds there are, which entries they show, and which events an endpoint hears of."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from feeder.decide.select import feeds, hears, shows
from feeder.model import Endpoint, Entry, Event, Feed, Source

NOW = datetime(2024, 5, 3, 12, tzinfo=UTC)
ENTRY = Entry(
    source="harbour",
    title="Größere Kaianlagen für den Hafen",
    kicker="Bau",
    kind="Meldung",
    kind_code="press_release",
    language="de-AT",
    summary="Der Umbau beginnt.",
    text="Der Hafen baut um.",
    tags=("Verkehr", "Bau und Planung"),
)


def source(slug, **told):
    return Source(uid=slug, slug=slug, location=f"https://{slug}.example.org/", every=timedelta(minutes=15), **told)


class TestFeeds:
    def test_each_source_has_one_by_itself(self):
        (feed,) = feeds([source("harbour", title="Harbour", language="de", content="summary")], [])
        assert (feed.slug, feed.title, feed.sources) == ("harbour", "Harbour", ("harbour",))
        assert (feed.homepage, feed.language, feed.content) == ("https://harbour.example.org/", "de", "summary")

    def test_a_title_that_nobody_set_is_empty(self):
        assert feeds([source("harbour")], [])[0].title == ""

    def test_that_of_a_source_with_a_secret_in_its_address_does_not_tell_it(self):
        told = source("harbour", homepage="https://harbour.example.org/press")
        assert feeds([told], [])[0].homepage == "https://harbour.example.org/press"

    def test_that_of_a_folder_has_no_homepage_that_would_tell_its_path(self):
        assert feeds([source("harbour", shape="folder")], [])[0].homepage is None

    def test_a_combined_one_without_sources_has_all(self):
        made = feeds([source("a"), source("b")], [Feed(slug="all", title="All", sources=())])
        assert {feed.slug: feed.sources for feed in made} == {"a": ("a",), "b": ("b",), "all": ("a", "b")}

    def test_one_that_is_configured_takes_the_place_of_a_sources_own(self):
        made = feeds([source("a")], [Feed(slug="a", title="Mine", sources=("a",), limit=5)])
        assert [(feed.slug, feed.title, feed.limit) for feed in made] == [("a", "Mine", 5)]

    def test_without_sources_there_are_only_the_configured_ones(self):
        assert feeds([], []) == []
        assert [feed.slug for feed in feeds([], [Feed(slug="all", title="All", sources=())])] == ["all"]


SHOWN = [
    ({}, True, "no filter"),
    ({"sources": ("harbour", "other")}, True, "its source"),
    ({"sources": ("other",)}, False, "another source"),
    ({"languages": ("de",)}, True, "the language, whatever the country"),
    ({"languages": ("DE-at",)}, True, "the language in any case"),
    ({"languages": ("de-DE",)}, False, "another country"),
    ({"languages": ("d",)}, False, "half a tag"),
    ({"languages": ("en", "fr")}, False, "another language"),
    ({"kinds": ("meldung",)}, True, "the kind as printed"),
    ({"kinds": ("press_release",)}, True, "the kind's code"),
    ({"kinds": ("speech",)}, False, "another kind"),
    ({"tags": ("verkehr",)}, True, "a tag in any case"),
    ({"tags": ("Bau",)}, False, "half a tag"),
    ({"include": ("hafen",)}, True, "a word of the title"),
    ({"include": ("UMBAU",)}, True, "a word of the teaser"),
    ({"include": ("baut um",)}, True, "words of the text"),
    ({"include": ("bau",)}, True, "a part of a word"),
    ({"include": ("Gro\u0308ßere",)}, True, "decomposed letters"),
    ({"include": ("GRÖSSERE",)}, True, "capitals of ß"),
    ({"include": ("für   den",)}, True, "white space"),
    ({"include": ("bahn", "hafen")}, True, "one of several words"),
    ({"include": ("bahn",)}, False, "a word that is not there"),
    ({"include": ("h.fen",)}, False, "no pattern, a word"),
    ({"exclude": ("hafen",)}, False, "a word that is not wanted"),
    ({"exclude": ("bahn",)}, True, "a word that is not wanted and not there"),
    ({"include": ("hafen",), "exclude": ("umbau",)}, False, "wanted and not wanted"),
    ({"languages": ("de",), "tags": ("Sport",)}, False, "one filter of two"),
]


class TestShows:
    @pytest.mark.parametrize(("filters", "expected"), [row[:2] for row in SHOWN], ids=[row[2] for row in SHOWN])
    def test_every_filter_must_let_it_in(self, filters, expected):
        assert shows(Feed(**{"slug": "f", "title": "F", "sources": (), **filters}), ENTRY) is expected

    @pytest.mark.parametrize(
        "filters",
        [{"languages": ("de",)}, {"kinds": ("Meldung",)}, {"tags": ("a",)}, {"include": ("a",)}, {"sources": ("a",)}],
    )
    def test_what_is_unknown_passes_no_filter_that_asks_for_it(self, filters):
        assert not shows(Feed(**{"slug": "f", "title": "F", "sources": (), **filters}), Entry())

    def test_what_is_unknown_is_not_kept_out(self):
        assert shows(Feed(slug="f", title="F", sources=(), exclude=("a",)), Entry())


def told(kind="entry.created", **data):
    data = data or {"entry": ENTRY.to_dict(), "feeds": ["harbour", "all"]}
    return Event(seq=1, id="evt_1", type=kind, time=NOW, data=data, source="harbour")


HEARD = [
    ({}, True, "no filter"),
    ({"events": ("entry.created", "entry.updated")}, True, "its type"),
    ({"events": ("entry.withdrawn",)}, False, "another type"),
    ({"sources": ("harbour",)}, True, "its source"),
    ({"sources": ("other",)}, False, "another source"),
    ({"feeds": ("all", "energy")}, True, "a feed that shows it"),
    ({"feeds": ("energy",)}, False, "a feed that does not"),
    ({"languages": ("de",)}, True, "its language"),
    ({"languages": ("en",)}, False, "another language"),
    ({"include": ("Hafen",)}, True, "a word"),
    ({"include": ("Bahn",)}, False, "a word that is not there"),
    ({"exclude": ("umbau",)}, False, "a word that is not wanted"),
]


class TestHears:
    @pytest.mark.parametrize(("filters", "expected"), [row[:2] for row in HEARD], ids=[row[2] for row in HEARD])
    def test_every_filter_must_let_it_through(self, filters, expected):
        endpoint = Endpoint(**{"slug": "desk", "url": "https://desk.example.org", "secret": b"", **filters})
        assert hears(endpoint, told()) is expected

    @pytest.mark.parametrize(
        ("filters", "expected"),
        [({}, True), ({"feeds": ("all",), "include": ("x",), "languages": ("en",)}, True), ({"sources": ("other",)}, False)],
    )  # fmt: skip
    def test_what_happens_to_a_source_passes_the_filters_of_entries(self, filters, expected):
        asked = {"events": ("source.failing",), **filters}
        endpoint = Endpoint(slug="desk", url="https://desk.example.org", secret=b"", **asked)
        assert hears(endpoint, told("source.failing", source="harbour", reasons=["x"])) is expected

    @pytest.mark.parametrize("events", [(), ("entry.created",)])
    def test_what_happens_to_a_source_is_told_to_who_asks_alone(self, events):
        endpoint = Endpoint(slug="desk", url="https://desk.example.org", secret=b"", events=events)
        assert not hears(endpoint, told("source.failing", source="harbour", reasons=["x"]))

    @pytest.mark.parametrize("kind", ["source.failing", "source.recovered", "source.held", "endpoint.disabled"])
    def test_alerts_reach_the_one_they_are_for_whatever_its_filters_say(self, kind):
        endpoint = Endpoint(
            slug="desk", url="https://desk.example.org", secret=b"", events=("entry.created",), sources=("other",)
        )
        event = told(kind, reasons=["x"])
        assert not hears(endpoint, event)
        assert hears(replace(endpoint, alerts=True), event)

    def test_alerts_bring_no_entries_along(self):
        endpoint = Endpoint(slug="desk", url="https://desk.example.org", secret=b"", sources=("other",), alerts=True)
        assert not hears(endpoint, told())

    def test_an_entry_of_which_nothing_is_known_gives_no_traceback(self):
        endpoint = Endpoint(slug="desk", url="https://desk.example.org", secret=b"", include=("a",))
        assert not hears(endpoint, told(entry=Entry().to_dict(), feeds=[]))
