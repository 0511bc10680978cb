"""Entries of list pages without a rule: whatever the markup and the language, and nothing but the entries."""

import pytest
from newsroom import Newsroom

from feeder import extract
from feeder.parse.charset import parse_html
from feeder.parse.lists.outline import is_of_a_kind, outline
from feeder.parse.lists.worth import slugs

URL = "https://hafen.example/presse/"
MENU = "".join(
    f'<li><a href="/{name}/">{name.title()}</a></li>'
    for name in ("start", "aktuelles", "hafen", "schiffe", "karriere", "kontakt", "anfahrt", "impressum")
)
FRAME = """<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>Presse</title></head><body>
<header><a href="/">Hafenamt</a><nav><ul>{menu}</ul></nav></header>
<div id="content"><h1>Presse</h1>{body}
<div class="pagination"><a href="?page=1">1</a> <a href="?page=2">2</a> <a href="?page=3">3</a></div></div>
<div class="sidebar"><h3>Beliebt</h3><ul><li><a href="/alt/1">Wie liest man eine Gezeitentafel richtig</a></li>
<li><a href="/alt/2">Der Leuchtturm mit Kindern an einem Tag</a></li>
<li><a href="/alt/3">Die Geschichte der alten Kaimauer</a></li></ul></div>
<footer>{menu}<p>© 2031 Hafenamt</p></footer></body></html>"""

#: language → titles and how it writes dates; each date is the day of the same place in DAYS.
DAYS = ("2031-03-14", "2031-03-05", "2031-02-27", "2031-02-12", "2031-01-30")
WRITTEN = {
    "de": ("14. März 2031", "5. März 2031", "27. Februar 2031", "12. Februar 2031", "30. Januar 2031"),
    "en": ("March 14, 2031", "March 5, 2031", "February 27, 2031", "February 12, 2031", "January 30, 2031"),
    "fr": ("14 mars 2031", "5 mars 2031", "27 février 2031", "12 février 2031", "30 janvier 2031"),
    "es": ("14 de marzo de 2031", "5 de marzo de 2031", "27 de febrero de 2031", "12 de febrero de 2031", "30 de enero de 2031"),
    "it": ("14/03/2031", "05/03/2031", "27/02/2031", "12/02/2031", "30/01/2031"),
    "pl": ("14 marca 2031", "5 marca 2031", "27 lutego 2031", "12 lutego 2031", "30 stycznia 2031"),
    "ja": ("令和13年3月14日", "令和13年3月5日", "令和13年2月27日", "令和13年2月12日", "令和13年1月30日"),
    "ru": ("14 марта 2031 г.", "5 марта 2031 г.", "27 февраля 2031 г.", "12 февраля 2031 г.", "30 января 2031 г."),
}  # fmt: skip
TITLES = {
    "de": ("Neue Fähre nimmt den Betrieb auf", "Hafen meldet Rekord beim Umschlag", "Kaimauer wird bis Herbst saniert", "Lotsen bilden wieder aus", "Sturm beschädigt den Nordkai"),
    "en": ("New ferry enters service in spring", "Port reports a record in cargo", "Quay wall to be repaired by autumn", "Pilots train apprentices again", "Storm damages the north quay"),
    "fr": ("Un nouveau bac entre en service", "Le port annonce un trafic record", "Le quai sera réparé avant l'automne", "Les pilotes forment à nouveau", "La tempête abîme le quai nord"),
    "es": ("Un nuevo transbordador entra en servicio", "El puerto anuncia una cifra récord", "El muelle se repara antes del otoño", "Los prácticos forman de nuevo", "La tormenta daña el muelle norte"),
    "it": ("Un nuovo traghetto entra in servizio", "Il porto annuncia un traffico record", "La banchina riparata entro autunno", "I piloti tornano a formare", "La tempesta danneggia il molo nord"),
    "pl": ("Nowy prom rozpoczyna służbę", "Port ogłasza rekord przeładunków", "Nabrzeże zostanie naprawione do jesieni", "Piloci znów szkolą uczniów", "Sztorm uszkodził nabrzeże północne"),
    "ja": ("新しいフェリーが春に運航を開始します", "港の取扱量が過去最高を記録しました", "岸壁の補修工事を秋までに終えます", "水先人の養成講座を再び開きます", "暴風により北岸壁が損傷しました"),
    "ru": ("Новый паром выходит на линию", "Порт сообщает о рекордном обороте", "Причал отремонтируют до осени", "Лоцманы снова обучают молодых", "Шторм повредил северный причал"),
}  # fmt: skip
LEAD = "Das Hafenamt hat heute bekannt gegeben, was sich am Kai in den nächsten Monaten ändern wird und warum. "


def table(rows):
    body = "".join(
        f"<tr><td>{day}</td><td>{n}/31</td><td><a href=m{n}.html>{title}</a></td></tr>" for n, title, day in rows
    )
    return f"<table><tr><th>Datum</th><th>Nr.</th><th>Titel</th></tr>{body}</table>"


def cards(rows):
    return "<div class=grid>" + "".join(
        f"<article class='card {'odd' if n % 2 else 'even'} post-{n}'><img data-src=/b/{n}.jpg src=data:,><p class=meta>{day}</p>"
        f"<h3 class=card-title><a href=m{n}.html>{title}</a></h3><p>{LEAD}</p><a class=more href=m{n}.html>Mehr</a>"
        f"<a href=/tag/hafen>Hafen</a></article>"
        for n, title, day in rows
    ) + "</div>"  # fmt: skip


def card_sized_links(rows):
    return "".join(
        f"<a class=teaser href=m{n}.html><div class=date>{day}</div><div class=title>{title}</div><div class=text>{LEAD}</div></a>"
        for n, title, day in rows
    )


def definitions(rows):
    return "<dl>" + "".join(f"<dt>{day}</dt><dd><a href=m{n}.html>{title}</a></dd>" for n, title, day in rows) + "</dl>"


def siblings(rows):
    return "".join(
        f"<h3><a href=m{n}.html>{title}</a></h3><p class=when>{day}</p><p>{LEAD}</p>" for n, title, day in rows
    )


def lines(rows):
    return "<p>" + "".join(f"{day}: <a href=m{n}.html>{title}</a><br>\n" for n, title, day in rows) + "</p>"


def blocks_of_lines(rows):
    return "<div>" + "".join(f"<br><br>{day}<br><a href=m{n}.html>{title}</a><br>Hafenamt, Nordkai\n" for n, title, day in rows) + "</div>"  # fmt: skip


def several_rows(rows):
    return "<table>" + "".join(
        f"<tr><td colspan=2><a href=m{n}.html>{title}</a></td></tr><tr><td>Datum</td><td>{day}</td></tr>"
        f"<tr><td colspan=2>{LEAD}</td></tr>"
        for n, title, day in rows
    ) + "</table>"  # fmt: skip


def title_beside_the_link(rows):
    body = "".join(
        f"<tr><td><a href=m{n}.pdf>24-{1000 + n}</a></td><td>{title}</td><td>{day}</td></tr>" for n, title, day in rows
    )
    return f"<table><tbody>{body}</tbody></table>"


def titles_in_headers(rows):
    return "".join(
        f"<article><header><h2><a href=m{n}.html>{title}</a></h2><p>von <a rel=author href=/autor/kai/>Kai Nord</a> am "
        f"<time>{day}</time></p></header><p>{LEAD}<a href=/karte>Karte</a></p></article>"
        for n, title, day in rows
    )


LAYOUTS = (
    table, cards, card_sized_links, definitions, siblings, lines, blocks_of_lines, several_rows, title_beside_the_link,
    titles_in_headers,
)  # fmt: skip


def found(body, language="de", **told):
    page = FRAME.format(language=language, menu=MENU, body=body).encode()
    return extract(page, URL, shape="listing", timezone="Europe/Berlin", **told)


def told(extraction):
    return [
        (entry.url.rpartition("/")[2].partition(".")[0], entry.title, str(entry.published))
        for entry in extraction.entries
    ]


@pytest.mark.parametrize("language", WRITTEN)
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_a_list_is_found_in_any_markup_and_language(layout, language):
    rows = list(zip(range(1, 6), TITLES[language], WRITTEN[language], strict=True))
    expected = [(f"m{n}", title, day) for n, title, day in zip(range(1, 6), TITLES[language], DAYS, strict=True)]
    assert told(found(layout(rows), language)) == expected


@pytest.mark.parametrize("count", [3, 5])
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_a_few_records_with_titles_and_days_are_a_sure_list(layout, count):
    rows = list(zip(range(1, count + 1), TITLES["en"], WRITTEN["en"], strict=False))
    assert found(layout(rows), "en").confidence >= 0.5


@pytest.mark.parametrize(
    ("hrefs", "share"),
    [
        (("m1.html", "m2.html"), 1.0),
        (("news.php?id=1&l=en", "news.php?id=12&l=en"), 1.0),
        (("/a/neue-faehre-am-kai", "/karte"), 0.5),
        (("m1.html", "/karte"), 0.0),
        (("?page=1", "?page=2", "/presse/page/3"), 0.0),
        (("/presse/2030", "/presse/2031/"), 0.0),
        (("/1", "https://hafen.example/2"), 0.0),
    ],
)
def test_addresses_are_made_for_one_story_each(hrefs, share):
    assert slugs(hrefs) == share


# ------------------------------------------------------------------------------------------------------------- press


@pytest.mark.parametrize("count", [3, 7, 10])
@pytest.mark.parametrize("name", ["ministry", "blog", "table"])
def test_a_newsroom_needs_no_rule(name, count):
    with Newsroom(seed=5) as room:
        site = room.site(name)
        for _ in range(count):
            site.publish()
        page = site.page(f"/{name}/{site.entrance}")
    extraction = extract(page.body, site.url, media_type=page.media_type, shape="listing", timezone=site.zone.key)
    expected = {(release.url, release.title, release.at.date()) for release in site.listed()}
    assert {(one.url, one.title, one.published.at.date()) for one in extraction.entries} == expected


# ------------------------------------------------------------------------------------------------------------ fields

ROWS = list(zip(range(1, 6), TITLES["de"], WRITTEN["de"], strict=True))


def rows_dated(*days):
    return [(n, title, day) for (n, title, _), day in zip(ROWS, days, strict=False)]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        # one date proves how the page writes all of them
        (("03/14/2031", "03/05/2031", "02/07/2031"), ["2031-03-14", "2031-03-05", "2031-02-07"]),
        (("14/03/2031", "05/03/2031", "07/02/2031"), ["2031-03-14", "2031-03-05", "2031-02-07"]),
        # none does, but only one order is a sequence
        (("05/03/2031", "04/03/2031", "12/02/2031"), ["2031-03-05", "2031-03-04", "2031-02-12"]),
        # neither: unknown stays unknown
        (("05/05/2030", "04/04/2030", "03/03/2030"), ["2030-05-05", "2030-04-04", "2030-03-03"]),
        (("today", "yesterday", "last week"), ["None", "None", "None"]),
    ],
)
def test_day_and_month_are_told_apart_by_the_whole_list(days, expected):
    assert [str(entry.published) for entry in found(cards(rows_dated(*days)), "en").entries] == expected


def test_days_in_boxes_of_their_own_are_read():
    body = "".join(
        f"<div class=row><div class=cal><span>{month}</span><span>{day}</span><span>2031</span></div>"
        f"<h3><a href=m{n}.html>{title}</a></h3></div>"
        for (n, title, _), month, day in zip(
            ROWS, ("Mar", "Mar", "Feb", "Feb", "Jan"), (14, 5, 27, 12, 30), strict=True
        )
    )
    assert tuple(str(entry.published) for entry in found(body, "en").entries) == DAYS


def test_a_date_above_several_entries_is_theirs():
    first = "".join(f"<li><a href=m{n}.html>{title}</a></li>" for n, title, _ in ROWS[:2])
    second = "".join(f"<li><a href=m{n}.html>{title}</a></li>" for n, title, _ in ROWS[2:])
    body = f"<h2>14. März 2031</h2><ul>{first}</ul><h2>5. März 2031</h2><ul>{second}</ul>"
    days = [str(entry.published) for entry in found(body).entries]
    assert days == ["2031-03-14", "2031-03-14", "2031-03-05", "2031-03-05", "2031-03-05"]


def test_a_date_in_the_middle_of_a_title_is_no_publication_date():
    body = cards([(n, f"Am {day} tagt der Beirat zum {n}. Mal", "") for n, _, day in ROWS])
    assert [entry.published for entry in found(body).entries] == [None] * 5


def test_a_label_before_every_title_is_none_of_it():
    assert [entry.title for entry in found(table([(n, f"Betreff: {t}", d) for n, t, d in ROWS])).entries] == list(
        TITLES["de"]
    )


def test_summary_and_picture_come_along():
    first = found(cards(ROWS)).entries[0]
    assert first.summary == LEAD.strip()
    assert first.image.url == "https://hafen.example/b/1.jpg"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("https://agentur.example/m{}", "https://agentur.example/m1"),  # off-site
        ("/files/m{}.pdf", "https://hafen.example/files/m1.pdf"),
        ("?id={}", "https://hafen.example/presse/?id=1"),
        ("m{}\n\t.html", "https://hafen.example/presse/m1.html"),
    ],
)
def test_links_lead_where_a_browser_would_go(href, url):
    body = "".join(f'<li><a href="{href.format(n)}">{title}</a> {day}</li>' for n, title, day in ROWS)
    assert found(f"<ul>{body}</ul>").entries[0].url == url


def test_a_base_in_the_page_is_honoured():
    assert found("<base href=/neu/>" + cards(ROWS)).entries[0].url == "https://hafen.example/neu/m1.html"


def test_the_same_story_twice_is_one_entry():
    assert len(found(cards(ROWS) + "<h2>Meistgelesen</h2>" + cards(ROWS[:3])).entries) == 5


def test_six_hundred_entries_are_not_capped():
    rows = [(n, f"{TITLES['de'][n % 5]} zum {n}. Mal am Kai", WRITTEN["de"][n % 5]) for n in range(1, 601)]
    assert len(found(table(rows)).entries) == 600


# --------------------------------------------------------------------------------------------------------- judgement

ARTICLE = "<article><h2>Neue Fähre</h2>" + f"<p>{LEAD * 6}</p>" * 8 + "</article>"
LOGIN = "<form method=post><h2>Anmelden</h2><input name=user><input type=password name=pw><a href=/pw>Passwort vergessen</a></form>"


@pytest.mark.parametrize(
    ("body", "tried"),
    [
        (ARTICLE, "add a [rule]"),
        (LOGIN, "wants a login"),
        ("<h2>404</h2><p>Diese Seite gibt es nicht mehr.</p>", "no such page"),
        ("", "add a [rule]"),
    ],
    ids=["article", "login", "error", "empty"],
)
def test_what_is_no_list_gives_no_entries_but_says_why(body, tried):
    extraction = found(body)
    assert (extraction.entries, extraction.rule) == ((), None)
    assert extraction.confidence < 0.25
    assert tried in extraction.reasons[-1]


def test_a_rich_list_is_surer_than_a_bare_one():
    bare = "<ul>" + "".join(f"<li><a href=m{n}.html>{title}</a></li>" for n, title, _ in ROWS) + "</ul>"
    assert found(cards(ROWS)).confidence > 0.6 > found(bare).confidence


def test_reasons_say_what_was_found():
    assert found(cards(ROWS)).reasons == (
        'found 5 entries by repeated structure, the first "Neue Fähre nimmt den Betrieb auf"',
        "5 of 5 dated by a part of each record",
    )


# ------------------------------------------------------------------------------------------------------------ hostile

HOSTILE = {
    "links": "<a href=x>Ein Text wie ein Titel</a>" * 20_000,
    "rows": "<table>" + "<tr><td><a href=a>Ein Titel</a><td>1.2.2031" * 8_000 + "</table>",
    "cells": "<table><tr>" + "<td><a href=a>1</a>" * 8_000 + "</table>",
    "deep": "<div>" * 1_900 + "<a href=x>Tief</a>",
    "nested links": "".join(f"<div><a href=x{n}>Ein Titel {n}</a>" for n in range(1_900)),
    "one line": "<p>" + "1.2.2031 " * 60_000 + "</p>" + "<a href=1>x</a>" * 5,
    "breaks": "<p>" + "<br><br><a href=x>Titel</a>" * 5_000 + "</p>",
    "ids": "".join(f"<li id=x><a href=m{n}>Ein Titel von vielen {n}</a></li>" for n in range(3_000)),
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_hostile_pages_end(body):
    assert found(body).shape == "listing"


@pytest.mark.parametrize(
    ("name", "is_kind"),
    [
        ("news-item", True),
        ("Newest", True),
        ("method", True),
        ("category", True),
        ("item-3", False),
        ("rowEven", False),
        ("news_last", False),
        ("Active", False),
        ("category-sport", False),
        ("is-open", False),
    ],
)
def test_a_class_says_what_a_record_is_or_only_which_it_is(name, is_kind):
    assert is_of_a_kind(name) is is_kind


def test_what_stands_behind_parts_that_are_not_seen_is_theirs_who_hold_them():
    hidden = (
        "<svg><g><path/><text>nein</text></g></svg> hinter dem Bild <i class=sr-only>nein<b>nein</b></i> und danach"
    )
    page = outline(parse_html(f"<div><p>vor {hidden}</p> weiter</div>".encode(), None), URL)
    assert [page.text(node) for node in page.tagged("p")] == ["vor hinter dem Bild und danach"]
    assert page.text(page.tagged("div")[0]).endswith("danach weiter")


def test_numbers_of_further_pages_that_stand_below_a_list_are_none_of_it():
    pages = "<p>Seite: 1 " + " ".join(f"<a href=liste.html?seite={n}>{n}</a>" for n in (2, 3)) + "</p>"
    assert [title for _, title, _ in told(found(lines(ROWS) + pages))] == list(TITLES["de"])
