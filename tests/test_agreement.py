"""What a page shows and what it states to machines: the shown list counts, the stated one completes it, or stands in."""

import json
from dataclasses import replace
from datetime import UTC
from typing import Any

import pytest

from feeder import extract
from feeder.model import Extraction, ListRule
from feeder.parse import webpage
from feeder.parse.embedded import embedded
from feeder.parse.lists import agreement, finding

URL = "https://hafen.example/presse/"
TITLES = (
    "Neue Fähre nimmt den Betrieb auf",
    "Hafen meldet Rekord beim Umschlag",
    "Kaimauer wird bis Herbst saniert",
    "Lotsen bilden wieder aus",
    "Sturm beschädigt den Nordkai schwer",
    "Schleuse bleibt eine Woche geschlossen",
)
DAYS = ("2031-03-14", "2031-03-05", "2031-02-27", "2031-02-12", "2031-01-30", "2031-01-09")
POPULAR = ("Wie liest man eine Gezeitentafel", "Der Leuchtturm mit Kindern", "Geschichte der alten Kaimauer")


def shown(titles: Any = TITLES, days: Any = None) -> str:
    """The list as people see it; without days where none are given."""
    rows = "".join(
        f'<li class="news"><h3><a href="m{n}.html">{title}</a></h3>{f"<time>{days[n]}</time>" if days else ""}'
        "<p>Das Hafenamt hat heute bekannt gegeben, was sich am Kai in nächster Zeit ändern wird.</p></li>"
        for n, title in enumerate(titles)
    )
    menu = "".join(f'<li><a href="/{name}/">{name}</a></li>' for name in ("Start", "Hafen", "Karriere", "Kontakt"))
    return f'<nav><ul>{menu}</ul></nav><main><h1>Presse</h1><ul class="list">{rows}</ul></main>'


def stated(titles: Any = TITLES, days: Any = DAYS, **more: Any) -> str:
    articles = [
        {
            "@type": "NewsArticle",
            "headline": title,
            "url": f"m{n}.html",
            "datePublished": days[n] if days else None,
            **more,
        }
        for n, title in enumerate(titles)
    ]
    return ld(articles)


def news() -> list[dict[str, str]]:
    return [{"title": title, "url": f"/presse/m{n}.html", "date": DAYS[n]} for n, title in enumerate(TITLES)]


def ld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def popular(kind: str = "Article") -> list[dict[str, str]]:
    return [
        {"@type": kind, "headline": title, "url": f"/tipps/{n}.html", "datePublished": "2030-01-01"}
        for n, title in enumerate(POPULAR)
    ]


def read(body: str, rule: ListRule | None = None) -> Extraction:
    page = f'<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Presse</title></head><body>{body}</body></html>'
    return extract(page.encode(), URL, shape="listing", timezone="Europe/Berlin", rule=rule)


def days_of(found: Extraction) -> list[str]:
    return [str(entry.published) for entry in found.entries]


# Completed ----------------------------------------------------------------------------------------------------------


def test_days_that_are_not_shown_are_taken_from_what_is_stated() -> None:
    plain, found = read(shown()), read(shown() + stated())
    assert [entry.url for entry in found.entries] == [entry.url for entry in plain.entries]
    assert days_of(found) == list(DAYS)
    assert "6 entries stated by the page's JSON-LD, 6 of them among the 6 found" in found.reasons
    assert "6 dated by what the page states to machines" in found.reasons
    assert found.confidence > plain.confidence
    assert found.rule == plain.rule


def test_a_rule_is_completed_too() -> None:
    rule = ListRule(items="li.news")
    found = read(shown() + stated(), rule)
    assert days_of(found) == list(DAYS)
    assert found.rule
    assert (found.rule.items, len(found.entries)) == (rule.items, 6)


def test_a_list_that_states_a_part_completes_that_part() -> None:
    found = read(shown() + stated(TITLES[:3]))
    assert days_of(found) == [*DAYS[:3], "None", "None", "None"]
    assert "3 entries stated by the page's JSON-LD, 3 of them among the 6 found" in found.reasons


@pytest.mark.parametrize("mark", ["…", "...", " […]"])
def test_a_title_that_is_cut_is_completed(mark: str) -> None:
    found = read(shown([title[:20] + mark for title in TITLES]) + stated())
    assert [entry.title for entry in found.entries] == list(TITLES)
    assert "6 titled by what the page states to machines" in found.reasons


def test_of_two_that_are_cut_the_shown_one_counts() -> None:
    found = read(shown([f"{title[:15]}…" for title in TITLES]) + stated([f"{title[:19]}…" for title in TITLES]))
    assert [entry.title for entry in found.entries] == [f"{title[:15]}…" for title in TITLES]


def test_a_title_that_is_shown_whole_counts() -> None:
    found = read(shown() + stated([f"{title} | Hafenamt" for title in TITLES]))
    assert [entry.title for entry in found.entries] == list(TITLES)


@pytest.mark.parametrize("label", ["Mehr erfahren", "{n}"])
def test_a_title_that_is_none_gives_way(label: str) -> None:
    found = read(shown([label.format(n=n) for n in range(6)]) + stated())
    assert [entry.title for entry in found.entries] == list(TITLES)


def test_pictures_and_sections_are_added() -> None:
    entry = read(shown() + stated(image="/b.jpg", articleSection="Verkehr")).entries[0]
    assert entry.image is not None
    assert (entry.image.url, entry.tags) == ("https://hafen.example/b.jpg", ("Verkehr",))


GERMAN = tuple(".".join(reversed(day.split("-"))) for day in DAYS)
AMBIGUOUS = ("2031-12-11", "2031-12-09", "2031-10-08", "2031-08-07", "2031-06-05", "2031-04-03")


@pytest.mark.parametrize(
    ("on_page", "in_data", "expected", "reason"),
    [
        pytest.param(GERMAN, [f"{day}T09:30:00+01:00" for day in DAYS], [f"{day}T09:30:00+01:00" for day in DAYS], None,
                     id="the same day, more exactly"),
        pytest.param(GERMAN, [f"{day}T00:00:00Z" for day in DAYS], DAYS, None, id="midnight is no time"),
        pytest.param(GERMAN, [f"{day[:8]}01" for day in DAYS], DAYS,
                     "6 are stated with another day than is shown, which counts", id="another day"),
        pytest.param([f"{d[8:]}/{d[5:7]}/{d[:4]}" for d in AMBIGUOUS], [f"{d[:4]}-{d[8:]}-{d[5:7]}" for d in AMBIGUOUS],
                     [f"{d[:4]}-{d[8:]}-{d[5:7]}" for d in AMBIGUOUS],
                     "6 are dated as stated: the day shown was read otherwise", id="day for month"),
        pytest.param(["24.12.2031"] * 6, DAYS, DAYS, "6 are dated as stated: the day shown was read otherwise",
                     id="the day of the page"),
        pytest.param(GERMAN, [DAYS[0]] * 6, DAYS, "5 are stated with another day than is shown, which counts",
                     id="the day of the template"),
        pytest.param(GERMAN, ["bald"] * 6, DAYS, None, id="no day"),
        pytest.param(None, ["2031-03-20T04:00:11Z"] * 6, ["None"] * 6, None, id="the second in which the page was made"),
    ],
)  # fmt: skip
def test_the_day_that_is_shown_counts_unless_it_was_misread(
    on_page: Any, in_data: Any, expected: Any, reason: str | None
) -> None:
    found = read(shown(days=on_page) + stated(days=in_data))
    assert days_of(found) == list(expected)
    assert reason is None or reason in found.reasons


def test_a_lead_story_that_stands_apart_is_added_where_the_data_list_it() -> None:
    hero = '<div class="hero"><a href="m5.html"><img src="b.jpg" alt=""></a></div>'
    body = shown(TITLES[:5]).replace("<h1>", f"{hero}<h1>")
    found = read(body + stated())
    assert [entry.title for entry in found.entries] == list(TITLES)
    assert "1 more are stated, and linked on the page" in found.reasons
    assert found.rule is None  # which would not find that one


def test_what_is_stated_but_not_linked_is_not_added() -> None:
    assert len(read(shown(TITLES[:4]) + stated()).entries) == 4


def doubted(body: str, confidence: float) -> agreement.Agreed:
    """What becomes of the list that is found in `body` where that is only so sure."""
    page = webpage.read(body.encode(), URL, media_type="text/html", language="de", zone=UTC)
    found = finding.find(page.root, URL, zone=UTC, language="de")
    assert found is not None
    return agreement.settle(replace(found, confidence=confidence), embedded.read(page, "de"))


def state(value: object) -> str:
    return f'<script type="application/json">{json.dumps(value)}</script>'


def test_a_list_that_is_found_but_doubted_stays_where_a_longer_one_states_all_of_it() -> None:
    """State keeps what the page shows elsewhere too, or not yet."""
    more = "".join(f'<p>Mehr über <a href="m{n}.html">{TITLES[n]}</a></p>' for n in (4, 5))
    agreed = doubted(f"{shown(TITLES[:4])}<footer>{more}</footer>{state(news())}", 0.3)
    assert [entry.title for entry in agreed.entries] == list(TITLES[:4])
    assert agreed.confidence > 0.3


def test_a_list_that_is_found_but_doubted_stays_where_the_state_has_what_the_page_does_not_show() -> None:
    elsewhere = [one | {"url": f"/intern/{n}.html"} for n, one in enumerate(news())]
    agreed = doubted(shown() + state(elsewhere), 0.45)
    assert (agreed.entries[0].url, agreed.confidence) == (f"{URL}m0.html", 0.45)


def test_a_list_that_is_found_but_doubted_goes_where_another_is_shown_stated_and_surer() -> None:
    links = "".join(f'<a href="{one["url"]}">{one["headline"]}</a> ' for one in popular())
    agreed = doubted(f"{shown()}<div><p>{links}</p></div>{ld(popular())}", 0.3)
    assert [entry.title for entry in agreed.entries] == list(POPULAR)
    assert "3 entries stated by the page's JSON-LD, 3 of them linked on the page" in agreed.reasons
    assert agreed.confidence > read(ld(popular())).confidence  # which nothing shows


# Something else -----------------------------------------------------------------------------------------------------


def test_a_menu_that_the_state_has_too_is_no_surer_for_that() -> None:
    menu = [{"title": name, "url": f"/{name}/"} for name in ("Start", "Hafen", "Karriere", "Kontakt")]
    body = "".join(f'<li><a href="{one["url"]}">{one["title"]}</a></li>' for one in menu)
    assert read(f"<ul>{body}</ul>{state(menu)}") == read(f"<ul>{body}</ul>")


def test_a_side_list_that_is_marked_as_the_main_one_is_adds_nothing() -> None:
    mark, head = 'itemscope itemtype="https://schema.org/Article"', 'itemprop="headline"'
    main = shown(days=GERMAN).replace('<li class="news"', f'<li class="news" {mark}').replace("<h3", f"<h3 {head}")
    side = "".join(
        f'<li {mark}><b {head}><a href="/tipps/{n}.html">{title}</a></b></li>' for n, title in enumerate(POPULAR)
    )
    found = read(f"{main}<aside><ul>{side}</ul></aside>")
    assert [entry.title for entry in found.entries] == list(TITLES)
    assert "9 entries stated by the page's microdata, 6 of them among the 6 found" in found.reasons


def test_addresses_that_lead_everywhere_are_less_likely_those_of_a_press_room() -> None:
    everywhere = [one | {"url": f"https://h{n}.example/"} for n, one in enumerate(news())]
    assert read(state(everywhere)).confidence < read(state(news())).confidence / 2


@pytest.mark.parametrize(
    "other",
    [
        ld(popular()),
        ld({"@type": "ItemList", "itemListElement": popular()}),
        ld({"@type": "BreadcrumbList", "itemListElement": popular("ListItem")}),
        ld(popular("Product")),
        f'<script type="application/json">{json.dumps([{"title": t, "url": f"/tipps/{n}.html"} for n, t in enumerate(POPULAR)])}</script>',
    ],
)  # fmt: skip
def test_a_list_of_something_else_changes_nothing(other: str) -> None:
    side = "".join(f'<li><a href="/tipps/{n}.html">{title}</a></li>' for n, title in enumerate(POPULAR))
    body = f"{shown(days=GERMAN)}<aside><h3>Beliebt</h3><ul>{side}</ul></aside>"
    assert read(body + other) == read(body)


@pytest.mark.parametrize(
    "body", ["", '<nav><a href="/a/">Start</a> <a href="/b/">Hafen</a> <a href="/c/">Kontakt</a></nav>']
)
def test_where_the_page_shows_no_list_the_stated_one_stands(body: str) -> None:
    found = read(f'{body}<div id="root"></div>{stated()}')
    assert [entry.title for entry in found.entries] == list(TITLES)
    assert found.reasons == ("6 entries stated by the page's JSON-LD, of which the page itself shows none", "6 of 6 dated by it")  # fmt: skip
    assert 0.5 <= found.confidence < 0.9


def test_of_a_stated_list_without_days_or_types_nobody_is_sure() -> None:
    value = [{"title": title, "url": f"m{n}.html"} for n, title in enumerate(TITLES)]
    found = read(f'<div id="root"></div><script type="application/json">{json.dumps(value)}</script>')
    assert found.confidence < 0.5


def test_two_stated_lists_that_are_as_likely_make_each_other_doubtful() -> None:
    one = read(stated())
    both = read(stated() + ld({"@type": "ItemList", "itemListElement": [*popular(), *popular()]}))
    assert 0 < both.confidence < one.confidence


def test_a_wall_is_one_whatever_it_states() -> None:
    wall = '<h1>Anmelden</h1><form><input type="password"></form>'
    found = extract(f"<title>Anmelden</title><body>{wall}{stated()}".encode(), URL, shape="listing")
    assert (found.entries, found.instead) == ((), "wall")
