"""The rule that is learned of a list: it says what the search said, and what is true of the page as it changes."""

import json
import re
from dataclasses import asdict, replace
from itertools import groupby
from operator import itemgetter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_finding import FRAME, LAYOUTS, LEAD, ROWS, URL, blocks_of_lines, cards, found, several_rows, siblings, table
from test_finding import lines as lines_of_text

from feeder import extract
from feeder.model import SURE, ListRule
from feeder.parse import lasting
from feeder.parse.lists import rules


def dates_above(rows):
    return "".join(f"<h4 class=day>{day}</h4><ul><li><a href=m{n}.html>{title}</a></li></ul>" for n, title, day in rows)


def dates_before(rows):
    return "".join(
        f"<p class=when>{day}</p><h3><a href=m{n}.html>{title}</a></h3><p>{LEAD}</p>" for n, title, day in rows
    )


def bold_dates(rows):
    return "<div>" + "".join(f"<b>{day}</b> <a href=m{n}.html>{title}</a><br>" for n, title, day in rows) + "</div>"


def dates_at_the_end(rows):
    body = "".join(f"<a href=m{n}.html>{title}</a> ({day})<br>" for n, title, day in rows)
    return f"<div class=liste>{body}</div>"


def two_rows(rows):
    return "<table class=t>" + "".join(
        f"<tr><td>{day}</td><td><a href=m{n}.html>{title}</a></td></tr><tr><td colspan=2>{LEAD}</td></tr>"
        for n, title, day in rows
    ) + "</table>"  # fmt: skip


def made_up_classes(rows):
    body = "".join(
        f"<li class='News_item__Zx9Yq css-1b2c3'><time class=News_date__kLmNoP>{day}</time><h3 class=sc-bdVaJa>"
        f"<a href=m{n}.html>{title}</a></h3></li>"
        for n, title, day in rows
    )
    return f"<ul class=News_list__a1B2c>{body}</ul>"


def sections(rows):
    parts = [rows[:2], rows[2:]]
    return "".join(
        f"<section><h3>Teil</h3><ul class=news>{''.join(f'<li><span class=d>{day}</span> <a href=m{n}.html>{title}</a></li>' for n, title, day in part)}</ul></section>"
        for part in parts
    )


def odd_and_even(rows):
    return "".join(
        f"<div class='row {'odd' if place % 2 else 'even'}{' first active' * (not place)}' id=r{n}><h3><a href=m{n}.html>{title}</a></h3>"
        f"<span>{day}</span></div>"
        for place, (n, title, day) in enumerate(rows)
    )


def dates_behind_titles(rows):
    return "".join(f"<div class=item><h2><a href=m{n}.html>{title} - {day}</a></h2></div>" for n, title, day in rows)


def labelled_titles(rows):
    body = "".join(f"<li><i>{day}</i> <a href=m{n}.html>Betreff: {title}</a></li>" for n, title, day in rows)
    return f"<ul class=liste>{body}</ul>"


def rows_of_dates(rows):
    body = "".join(f"<tr><td>{day}</td></tr><tr><td><a href=m{n}.html>{title}</a></td></tr>" for n, title, day in rows)
    return f"<table>{body}</table>"


def leads_below(rows):
    return "<table>" + "".join(
        f"<tr><td>{n}/31</td><td><a href=m{n}.html>{title}</a></td><td>{day}</td></tr><tr><td colspan=3>{LEAD}</td></tr>"
        for n, title, day in rows
    ) + "</table>"  # fmt: skip


def days_over_rows(rows):
    body = ""
    for day, those in groupby(rows, itemgetter(2)):
        cells = [f"<td>Nr. {n}</td><td><a href=m{n}.html>{title}</a></td>" for n, title, _ in those]
        span = f" rowspan={len(cells)}" if len(cells) > 1 else ""
        body += f"<tr><th{span}>{day}</th>" + "</tr><tr>".join(cells) + "</tr>"
    return f"<table>{body}</table>"


def months_around(rows):
    months = ""
    for month, those in groupby(rows, lambda row: row[2].split()[1]):
        body = "".join(f"<li>{day.split()[0]} <a href=m{n}.html>{title}</a></li>" for n, title, day in those)
        months += f"<li>{month} 2031<ul>{body}</ul></li>"
    return f"<ul class=archiv>{months}</ul>"


def bold_titles(rows):
    return "<main>" + "".join(
        f"<p><a href=m{n}.html>{n}/2031</a> <b>{title}</b> {day}<br>{LEAD}</p>" for n, title, day in rows
    ) + "</main>"  # fmt: skip


def among_advertisements(rows):
    advert = (
        "<div class=card><a href=https://reederei.example/{0}><img src=/w/{0}.jpg><h3>Kreuzfahrt {0}</h3></a></div>"
    )
    body = (
        f"<div class=card><a href=m{n}.html><img src=/b/{n}.jpg><h3>{title}</h3></a><span class=when>{day}</span></div>"
        + advert.format(place) * (place % 3 == 1)
        for place, (n, title, day) in enumerate(rows)
    )
    return f"<div class=grid>{''.join(body)}</div>"


def beside_links_of_a_class(rows):
    body = "".join(f"<p><i>{day}</i> <a href=m{n}.html>{title}</a></p>" for n, title, day in rows)
    return f"<article>{body}<p class=older><a href=alt.html>Ältere</a></p></article>"


def in_a_table_for_its_layout(rows):
    body = "".join(
        f"<tr><td><font size=2>{day}</font></td><td><a href=m{n}.html>{title}</a></td></tr>" for n, title, day in rows
    )
    return f"<table><tr><td><a href=/>Start</a></td><td><table>{body}</table></td></tr></table>"


KNOWN = [layout for layout in LAYOUTS if layout is not blocks_of_lines]
MORE = [dates_above, dates_before, bold_dates, dates_at_the_end, two_rows, made_up_classes, sections, odd_and_even]
MORE += [dates_behind_titles, labelled_titles, rows_of_dates, leads_below, months_around, bold_titles]
MORE += [among_advertisements, beside_links_of_a_class, in_a_table_for_its_layout]
every_layout = pytest.mark.parametrize("layout", [*KNOWN, *MORE], ids=lambda layout: layout.__name__)
layouts = st.sampled_from([*KNOWN, *MORE])


@pytest.fixture(scope="module")
def learned():
    """What is learned of each layout, once."""
    known = {}

    def learn(layout):
        if layout not in known:
            known[layout] = found(layout(ROWS)).learned
        return known[layout]

    return learn


def said(extraction):
    return [(one.url.rpartition("/")[2], one.title, str(one.published)) for one in extraction.entries]


DAY = {"20. März 2031": "2031-03-20", "1. April 2031": "2031-04-01"} | {
    row[2]: str(entry.published) for row, entry in zip(ROWS, found(cards(ROWS)).entries, strict=True)
}


# ------------------------------------------------------------------------------------------------------------ learning


@every_layout
def test_a_rule_says_on_its_page_what_the_search_said(learned, layout):
    body = layout(ROWS)
    again = found(body, learned=learned(layout))
    assert (again.entries, again.unfit) == (found(body).entries, None)
    assert again.learned is learned(layout)


@pytest.mark.parametrize(
    ("layout", "rule"),
    [
        (cards, {"items": "article.card", "link": "h3 a", "title": "h3", "date": "p.meta", "summary": "p:not([class])", "image": "img"}),
        (table, {"items": "table tr", "link": "td:nth-child(3) a", "title": "td:nth-child(3) a", "date": "td:nth-child(1)"}),
        (siblings, {"items": "div#content h3", "link": "a", "title": "h3", "date": "~ p.when", "summary": "~ p:not([class])"}),
        (dates_before, {"items": "p.when", "link": "~ h3 a", "title": "~ h3", "date": "p.when", "summary": "~ p"}),
        (several_rows, {"items": "table tr:has(a)", "link": "td:nth-child(1) a", "title": "td:nth-child(1) a", "date": "~ tr td:nth-child(2)", "summary": "~ tr td[colspan]"}),
        (lines_of_text, {"items": "p a", "link": "a", "title": "a", "date": "./preceding-sibling::node()[1]"}),
        (made_up_classes, {"items": "div#content li", "link": "h3 a", "title": "h3", "date": "time"}),
        (odd_and_even, {"items": "div.row", "link": "h3 a", "title": "h3", "date": "span"}),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)  # fmt: skip
def test_a_rule_is_written_as_a_person_would(layout, rule):
    assert found(layout(ROWS)).rule == ListRule(**rule)


def test_a_path_that_is_right_in_the_few_records_that_tell_it_gives_way_to_one_that_is_right_in_all():
    topic = "<p class=k><a href=/thema/werft>Werft</a></p>"
    rows = (
        f"<li><i>{n % 28 + 1}.03.2031</i>{topic * (n % 13 > 0)}"
        f"<div class=s><p class=k><a href=m{n}.html>Kran {n} hebt den Hafen aus dem Schlick</a></p></div></li>"
        for n in range(40)
    )
    extraction = found(f"<ul class=news>{''.join(rows)}</ul>")
    assert (len(extraction.entries), extraction.rule.link) == (40, "div.s a")


def test_what_no_rule_can_say_has_none():
    extraction = found(blocks_of_lines(ROWS))
    assert (extraction.rule, extraction.learned) == (None, None)


@pytest.mark.parametrize(
    ("name", "lasts"),
    [
        ("card", True),
        ("NewsListItem", True),
        ("views-row", True),
        ("card__title", True),
        ("views-row-3", False),
        ("post-1234", False),
        ("odd", False),
        ("is-active", False),
        ("active", False),
        ("first", False),
        ("css-1b2c3", False),
        ("sc-bdVaJa", False),
        ("Card_title__kLmNoP", False),
        ("lg:flex", False),
    ],
)
def test_only_a_class_that_lasts_is_relied_on(name, lasts):
    assert lasting.is_lasting(name) is lasts


def test_what_is_learned_quotes_nothing_of_the_page():
    known = found(cards(ROWS)).learned
    assert known.reasons == ("5 entries, 5 of them with a title and 5 with a date",)
    assert not any(title in repr(known) for _, title, _ in ROWS)


# ------------------------------------------------------------------------------------------------------ a page changes


def altered(markup, *, classes="", wrapper="", attributes=""):
    """The page with classes added before and after those that are there, and the releases within one more box."""
    if classes:
        markup = re.sub(r"class=(?:'([^']*)'|([\w-]+))", rf"class='{classes} \1\2 {classes}-x'", markup)
    if attributes:
        markup = re.sub(r"<(li|article|tr|h3|p|dt|div)\b", rf"<\1 {attributes}", markup)
    return f"<{wrapper}>{markup}</{wrapper}>" if wrapper else markup


@st.composite
def changed(draw):
    """Other rows: some gone, some new, in another order."""
    kept = draw(st.lists(st.sampled_from(ROWS), min_size=3, max_size=5, unique_by=lambda row: row[0]))
    count = draw(st.integers(0, 8))
    days = draw(st.lists(st.sampled_from(list(DAY)), min_size=count, max_size=count))
    fresh = [(100 + place, f"Neues Schiff Nummer {place} legt am Kai an", day) for place, day in enumerate(days)]
    return draw(st.permutations([*fresh, *kept]))


@settings(max_examples=150, deadline=None)
@given(
    layout=layouts,
    rows=changed(),
    classes=st.sampled_from(["", "js-tracked", "w-full"]),
    wrapper=st.sampled_from(["", "div", "section"]),
    attributes=st.sampled_from(["", "data-track=1", "data-x=a role=none"]),
)
def test_a_rule_gives_exactly_the_entries_of_the_page_as_it_is_then(
    learned, layout, rows, classes, wrapper, attributes
):
    body = altered(layout(rows), classes=classes, wrapper=wrapper, attributes=attributes)
    extraction = found(body, rule=learned(layout).rule)
    assert [(entry[0].partition(".")[0], *entry[1:]) for entry in said(extraction)] == [
        (f"m{n}", title, DAY[day]) for n, title, day in rows
    ]


@settings(max_examples=30, deadline=None)
@given(rows=changed())
def test_a_day_that_heads_several_rows_is_that_of_each(rows):
    first = [(n, title, ROWS[n // 2][2]) for n, title, _ in ROWS]
    rule = found(days_over_rows(first)).rule
    assert "preceding-sibling" in rule.date
    days = [day for _, _, day in said(found(days_over_rows(rows), rule=rule))]
    assert days == [DAY[day] for _, _, day in rows]


@pytest.mark.parametrize(
    ("layout", "gone"),
    [
        (siblings, "<p class=when>5. März 2031</p>"),
        (two_rows, "5. März 2031"),
        (several_rows, "<tr><td>Datum</td><td>5. März 2031</td></tr>"),
        (lines_of_text, "5. März 2031: "),
        (bold_dates, "<b>5. März 2031</b>"),
        (dates_at_the_end, "(5. März 2031)"),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_a_record_without_a_date_takes_none_of_another(layout, gone):
    body = layout(ROWS)
    assert gone in body
    rule = found(body).rule
    if rule.items == "b + a":
        rule = ListRule(items="div > a", link="a", title="a", date=rule.date)
    days = {entry.url.rpartition("/")[2]: entry.published for entry in found(body.replace(gone, ""), rule=rule).entries}
    assert days["m2.html"] is None
    assert sum(day is not None for day in days.values()) == 4


# --------------------------------------------------------------------------------------------------- whether it fits


@pytest.mark.parametrize(
    ("body", "why"),
    [
        pytest.param(cards(ROWS[:2]), "gives 2 entries, and gave 5", id="far fewer"),
        pytest.param(cards([(n, f"Meldung Nummer {n} vom Hafen", "1. April 2031") for n in range(30)]), "gives 30 entries, and gave 5", id="far more"),
        pytest.param(re.sub(r"<p class=meta>.*?</p>", "", cards(ROWS)), "gives entries that are 80% whole, and were 100%", id="no dates"),
        pytest.param(cards(ROWS).replace("class='card even", "class='story even"), "leaves out 2 that stand among its entries", id="two of another class"),
        pytest.param(cards(ROWS).replace("class='card odd post-1'", "class='lead post-1'"), "leaves out 1 that stand among its entries", id="one of another class"),
        pytest.param("<p>Der Hafen ist heute geschlossen.</p>", "gives 0 entries, and gave 5", id="nothing"),
    ],
)  # fmt: skip
def test_a_page_that_its_rule_does_not_fit_any_more_is_searched(body, why):
    known = found(cards(ROWS)).learned
    again = found(body, learned=known)
    anew = found(body)
    assert again.unfit == why
    assert again.reasons == (f"searched anew: the rule that was learned here {why}", *anew.reasons)
    assert (again.entries, again.rule, again.confidence) == (anew.entries, anew.rule, anew.confidence)


def test_a_rule_that_cannot_be_read_is_searched_anew():
    known = replace(found(cards(ROWS)).learned, rule=ListRule(items="li["))
    again = found(cards(ROWS), learned=known)
    assert again.unfit.startswith("cannot be read: [rule] items")
    assert again.entries == found(cards(ROWS)).entries


def test_a_page_that_became_an_article_is_told_as_one_whatever_was_learned():
    known = found(cards(ROWS)).learned
    page = f"<html><body><article><h1>Neue Fähre</h1><p>14. März 2031</p><p>{LEAD * 30}</p></article></body></html>"
    again = extract(page.encode(), URL, learned=known)
    assert (again.shape, again.unfit) == ("article", "gives 0 entries, and gave 5")


def test_a_list_is_read_by_its_rule_whatever_its_shape_is_taken_for():
    page = FRAME.format(language="de", menu="", body=cards(ROWS)).encode()
    again = extract(page, URL, learned=found(cards(ROWS)).learned)
    assert again.reasons == ("5 entries read by the rule that was learned here",)


def test_less_of_an_entry_is_less_sure():
    known = found(cards(ROWS)).learned
    again = found(cards(ROWS).replace("5. März 2031", "bald"), learned=known)
    assert again.unfit is None
    assert again.confidence == round(known.confidence * 0.96, 2)


def test_what_would_not_be_sure_enough_to_be_told_is_searched():
    known, body = replace(found(cards(ROWS)).learned, confidence=0.52), cards(ROWS)
    for _, _, day in ROWS[:2]:
        body = body.replace(day, "bald")
    again = found(body, learned=known)
    assert again.unfit == "gives entries of which less is sure (48%)"
    assert again.confidence == found(body).confidence > SURE


def test_what_lacks_nothing_reads_the_same_whatever_stands_beside_it():
    """A page that came to state more, after its rule was learned, is not told again for one entry without a date."""
    known, body = found(cards(ROWS)).learned, cards(ROWS)
    stated = [
        {"@type": "NewsArticle", "url": f"{URL}m{n}.html", "headline": title, "datePublished": f"{DAY[day]}T09:30:00Z"}
        for n, title, day in ROWS
    ]
    body += f"<script type='application/ld+json'>{json.dumps(stated)}</script>"
    before = found(body, learned=known)
    again = found(body.replace(ROWS[0][2], "bald"), learned=known)
    assert (before.unfit, again.unfit) == (None, None)
    assert again.entries[1:] == before.entries[1:]
    assert str(again.entries[0].published) == f"{DAY[ROWS[0][2]]}T09:30:00Z"
    assert again.reasons[-1] == "1 completed by what the page states to machines"


# ----------------------------------------------------------------------------------------------- what a person writes


@pytest.mark.parametrize("layout", [*KNOWN, *MORE], ids=lambda layout: layout.__name__)
def test_items_alone_are_enough(layout):
    """The rest is found in them."""
    first = found(layout(ROWS))
    extraction = found(layout(ROWS), rule={"items": first.rule.items})
    assert said(extraction) == said(first)
    assert said(found(layout(ROWS), rule={"items": first.rule.items}, learned=extraction.learned)) == said(extraction)


def test_one_key_alone_overrides_what_is_found():
    body = cards(ROWS).replace("<p>Das", "<p class=lead>Das")
    extraction = found(body, rule={"title": "p.lead"})
    assert [entry.title for entry in extraction.entries] == [LEAD.strip()] * 5
    assert [str(entry.published) for entry in extraction.entries] == [DAY[day] for _, _, day in ROWS]
    assert extraction.rule == ListRule(**{**asdict(found(body).rule), "title": "p.lead"})


def test_a_key_that_cannot_be_heeded_is_told():
    extraction = found(blocks_of_lines(ROWS), rule={"title": "b"})
    assert len(extraction.entries) == 5
    assert extraction.reasons[-1].startswith("the [rule] is not used: it names no items")


def test_few_items_have_plain_defaults():
    body = "<ul class=two><li><a href=a>Erste</a> <time>1.2.2031</time></li><li><a href=b>Zweite</a></li></ul>"
    extraction = found(body, rule={"items": "ul.two li"})
    assert said(extraction) == [("a", "Erste", "2031-02-01"), ("b", "Zweite", "None")]
    assert extraction.learned is None


@pytest.mark.parametrize(
    ("paths", "mistake"),
    [
        ({"items": "~ p"}, '[rule] items = "~ p" begins with "~", which says what follows an item; write the items themselves'),
        ({"date": "~ p["}, '[rule] date = "~ p[" is not CSS'),
    ],
)  # fmt: skip
def test_a_mistake_is_told(paths, mistake):
    (told,) = rules.check(ListRule(**paths))
    assert told.startswith(mistake)


def test_the_last_record_ends_where_a_heading_of_its_kind_begins_something_else():
    rule = ListRule(items="h3:has(a)", link="a", title="h3", date="~ p.when")
    archive = "<h3>Archiv</h3><p class=when>1. April 2031</p>"
    body = siblings(ROWS).replace(f"<p class=when>{ROWS[-1][2]}</p>", "") + archive
    assert [str(entry.published) for entry in found(body, rule=rule).entries][-2:] == [DAY[ROWS[-2][2]], "None"]


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("<div>Neue Fähre</div><div>5. März</div>", "Neue Fähre 5. März"),
        ("Neue<br>Fähre", "Neue Fähre"),
        ("<b>N</b>eue <a href=x>Fähre</a>", "Neue Fähre"),
        ("<span class=sr-only>Meldung:</span>Neue Fähre<script>x()</script>", "Neue Fähre"),
    ],
)
def test_a_title_reads_as_it_is_seen(title, read):
    body = f"<ul><li><a href=m1.html><h2>{title}</h2></a></li></ul>"
    (entry,) = found(body, rule={"items": "div#content ul:not([class]) li:has(h2)", "title": "h2"}).entries
    assert entry.title == read


def test_what_a_page_states_to_machines_completes_its_rule_too():
    stated = ",".join(
        f'{{"@type":"NewsArticle","url":"{URL}m{n}.html","headline":"{title}","datePublished":"{DAY[day]}"}}'
        for n, title, day in ROWS
    )
    items = "".join(f"<li class=news><h3><a href=m{n}.html>{title}</a></h3></li>" for n, title, _ in ROWS)
    body = f'<ul>{items}</ul><script type="application/ld+json">[{stated}]</script>'
    first = found(body)
    again = found(body, learned=first.learned)
    assert [str(entry.published) for entry in first.entries] == [DAY[day] for _, _, day in ROWS]
    assert (again.entries, again.confidence, again.unfit) == (first.entries, first.confidence, None)


@pytest.mark.parametrize(
    "tag", ["o:p", "fb:like", "x::text", "x|y", "x]", "x(", 'x"y', "x'", "x,p", "x\x1b[31m", "x.y"]
)
def test_a_tag_that_no_path_can_name_is_in_no_rule(tag):
    rows = "".join(f"<li><a href=m{n}.html>{title}</a> <{tag}>{day}</{tag}></li>" for n, title, day in ROWS)
    read = found(f"<ul>{rows}</ul>")
    assert [str(entry.published) for entry in read.entries] == [DAY[day] for _, _, day in ROWS]
    assert read.rule is None or tag not in str(read.rule)
