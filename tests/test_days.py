"""The day of each record where no text of it is a whole date: and unknown wherever a reader could not be sure either."""

from datetime import UTC, datetime

import pytest
from test_finding import FRAME, LEAD, MENU, TITLES, URL

from feeder import extract

NOW = datetime(2031, 3, 16, 9, tzinfo=UTC)
DAYS = ["2031-03-14", "2031-03-05", "2031-02-27", "2031-02-12", "2031-01-30"]
NAMES = TITLES["de"]
MONTHS = {"03": "März", "02": "Februar", "01": "Januar", "12": "Dezember", "11": "November"}


def read(body, language="de", now=NOW):
    """The page's days, told twice: by the search, and by the rule that it taught, if it did."""
    page = FRAME.format(language=language, menu=MENU, body=body).encode()
    first = extract(page, URL, media_type="text/html", shape="listing", now=now)
    if first.learned:
        again = extract(page, URL, media_type="text/html", shape="listing", now=now, learned=first.learned)
        assert [entry.published for entry in again.entries] == [entry.published for entry in first.entries]
    return first


def days(extraction):
    return [str(entry.published) if entry.published else None for entry in extraction.entries]


def items(fields, title="{title}", attributes=""):
    """A list whose records hold, beside their links, `fields` of their day: {y}, {m}, {d}, {month}, {short}."""
    return _items(DAYS, fields, attributes)


def _items(dates, fields, attributes="", href="m{n}.html"):
    rows = []
    for n, (day, title) in enumerate(zip(dates, NAMES, strict=True)):
        y, m, d = day.split("-")
        told = {"y": y, "m": m, "d": d, "n": n, "day": int(d), "month": MONTHS[m], "short": MONTHS[m][:3], "iso": day}
        rows.append(
            f"<li class=item {attributes.format(**told)}><div class=when>{fields.format(**told)}</div>"
            f"<h3><a href='{href.format(**told)}'>{title}</a></h3><p>{LEAD}</p></li>"
        )
    return f"<ul class=news>{''.join(rows)}</ul>"


def grouped(above, within, dates=DAYS, tag="h2"):
    """Groups of records, each below a heading with what they share of their days."""
    groups, current = [], None
    for n, (day, title) in enumerate(zip(dates, NAMES, strict=True)):
        y, m, d = day.split("-")
        told = {"y": y, "m": m, "d": d, "day": int(d), "month": MONTHS[m]}
        if (head := above.format(**told)) != current:
            groups.append(f"<{tag}>{head}</{tag}>")
            current = head
        groups.append(
            f"<div class=item><span class=when>{within.format(**told)}</span>"
            f"<h3><a href=m{n}.html>{title}</a></h3><p>{LEAD}</p></div>"
        )
    return "".join(groups)


# --------------------------------------------------------------------------------------------------------- attributes


@pytest.mark.parametrize(
    ("fields", "attributes"),
    [
        pytest.param("", "data-date={iso}", id="data-date"),
        pytest.param("", "data-published='{iso}T08:00:00+00:00'", id="to the second"),
        pytest.param("", "data-sort-date={y}{m}{d}", id="packed"),
        pytest.param("<span data-time='{d}.{m}.{y}'></span>", "", id="of an element within"),
        pytest.param("<abbr title='{d}.{m}.{y} 09:15'>vor einer Weile</abbr>", "", id="on hover"),
        pytest.param("<span aria-label='{day}. {month} {y}'>neulich</span>", "", id="said aloud"),
        pytest.param("<meta itemprop=datePublished content={iso}>", "", id="of a property"),
        pytest.param(
            "<i data-updated=2031-03-15 data-date-modified=2031-03-15></i>", "data-date={iso}", id="beside changes"
        ),
        pytest.param(
            "<i title='{iso}'></i>", "data-published={iso} data-date=2031-03-15", id="the name that says most"
        ),
    ],
)
def test_day_is_read_from_an_attribute_where_it_is_nowhere_else(fields, attributes):
    found = read(items(fields, attributes=attributes))
    assert [day[:10] for day in days(found)] == DAYS
    assert "5 of 5 dated by an attribute of each record" in found.reasons


@pytest.mark.parametrize(
    ("fields", "attributes"),
    [
        pytest.param("", "data-date=2031-03-14", id="of the page, not of its records"),
        pytest.param("", "data-event-start={iso}", id="of what takes place"),
        pytest.param("", "data-expires={iso}", id="of an end"),
        pytest.param("", "data-last-modified={iso}", id="of a change"),
        pytest.param("", "data-id={y}{m}{d}", id="a number"),
        pytest.param(
            "<i title='Foto vom {d}.{m}.{y}, Hafen von Osten gesehen'></i>", "", id="a title with a date in it"
        ),
        pytest.param("<i data-date={iso}></i><i data-date=2030-01-0{n}></i>", "data-x=1", id="two in each"),
        pytest.param("<meta itemprop=startDate content={iso}>", "", id="a property of an event"),
    ],
)
def test_attribute_that_states_another_day_states_none(fields, attributes):
    assert days(read(items(fields, attributes=attributes))) == [None] * 5


def test_what_is_shown_wins_over_an_attribute_and_an_address():
    body = _items(DAYS, "{d}.{m}.{y}", "data-date=2030-05-0{day}", "/2029/07/{d}/x{n}.html")
    assert days(read(body)) == DAYS


# ---------------------------------------------------------------------------------------------------------- addresses


@pytest.mark.parametrize(
    "href",
    [
        pytest.param("/presse/{y}/{m}/{d}/x{n}.html", id="folders"),
        pytest.param("/presse/{y}-{m}-{d}-x{n}", id="before the title"),
        pytest.param("/presse/x{n}-{y}-{m}-{d}.html", id="after the title"),
        pytest.param("/{y}{m}{d}/{n}.html", id="packed"),
        pytest.param("./{y}{m}/t{y}{m}{d}_471{n}.html", id="packed with a letter"),
        pytest.param("https://other.example/{y}/{m}/{d}/{n}?since=2020-01-01", id="whole, with a query"),
    ],
)
def test_day_is_read_from_the_addresses_where_nothing_else_tells(href):
    found = read(_items(DAYS, "", href=href))
    assert days(found) == DAYS
    assert "5 of 5 dated by their addresses" in found.reasons


@pytest.mark.parametrize(
    ("dates", "href"),
    [
        pytest.param(DAYS, "/presse/{y}/{m}/x{n}.html", id="year and month"),
        pytest.param(DAYS, "/presse/2031/03/14/x{n}.html", id="the same in all"),
        pytest.param(DAYS, "/presse/x{n}?on={y}-{m}-{d}", id="in a query"),
        pytest.param(DAYS, "/presse/{y}{m}{d}9{n}.html", id="a number that goes on"),
        pytest.param(DAYS, "/presse/a{y}{m}{d}b{n}.html", id="within a word"),
        pytest.param(DAYS, "/{y}/{m}/{d}/2030-01-1{n}.html", id="two days"),
        pytest.param(DAYS, "/presse/{y}/{d}/{m}/x{n}.html", id="impossible for some, unsorted for others"),
        pytest.param(["2032-03-14", *DAYS[1:]], "/{y}/{m}/{d}/{n}.html", id="still to come"),
        pytest.param([DAYS[n] for n in (2, 0, 4, 1, 3)], "/{y}/{m}/{d}/{n}.html", id="in no order"),
    ],
)
def test_address_that_names_no_day_of_publication_dates_nothing(dates, href):
    assert days(read(_items(dates, "", href=href))) == [None] * 5


# -------------------------------------------------------------------------------------------------------- parts apart


@pytest.mark.parametrize(
    ("above", "within"),
    [
        pytest.param("{month} {y}", "{day}.", id="month and year above a day"),
        pytest.param("{month} {y}", "{day}. {month}", id="month in both"),
        pytest.param("{y}", "{day}. {month}", id="year above"),
        pytest.param("{y}", "{d}.{m}.", id="year above numbers"),
        pytest.param("Mitteilungen des Jahres {y}", "{day}. {month}", id="year in a heading that says more"),
        pytest.param("Presse {month} {y}", "{day}.", id="month and year in one that says more"),
        pytest.param("{m}/{y}", "{d}.{m}.", id="month in numbers"),
        pytest.param("{y}", "Fr, {day}. {month}", id="with a weekday"),
    ],
)
def test_day_is_read_with_the_heading_above_it(above, within):
    assert days(read(grouped(above, within))) == DAYS


@pytest.mark.parametrize(
    ("language", "above", "within"),
    [
        pytest.param("zh", "{y}年", "{m}-{d}", id="Chinese"),
        pytest.param("zh", "民國120年", "{m}月{d}日", id="Taiwan"),
        pytest.param("ja", "令和13年", "{m}月{d}日", id="Japanese era"),
        pytest.param("ko", "{y}년 {m}월", "{d}일", id="Korean"),
        pytest.param("th", "ปี 2574", "{d}/{m}", id="Thai"),
        pytest.param("hu", "{y}", "{m}.{d}.", id="Hungarian"),
        pytest.param("en", "{y}", "{d}/{m}", id="proven by one of them"),
    ],
)
def test_heading_is_read_as_its_language_writes_it(language, above, within):
    assert days(read(grouped(above, within), language)) == DAYS


@pytest.mark.parametrize(
    "fields",
    [
        "<b>{d}</b><span>{short}</span><span>{y}</span>",
        "<span>{short}</span><b>{d}</b> <em>{y}</em>",
        "<i>{y}</i><span>{short}</span><b>{d}</b>",
        "<p>{y}</p><p>{d}</p><p>{short}</p>",
        "<b>{d}</b><span>{y}-{m}</span>",
        "<b>{d}</b><span>{month} {y}</span>",
    ],
)
def test_boxes_are_one_date_in_whatever_order(fields):
    assert days(read(items(fields))) == DAYS


def test_nested_lists_of_year_and_month_date_their_days():
    def group(name, rows):
        body = "".join(f"<li>{day} <a href=m{n}.html>{NAMES[n]}</a></li>" for n, day in rows)
        return f"<li><b>{name}</b><ul>{body}</ul></li>"

    months = group("März", [(0, "14."), (1, "5.")]) + group("Februar", [(2, "27."), (3, "12.")])
    body = f"<ul><li><b>2031</b><ul>{months}</ul></li><li><b>2030</b><ul>{group('Januar', [(4, '30.')])}</ul></li></ul>"
    assert days(read(body)) == [*DAYS[:4], "2030-01-30"]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(grouped("März 2031", "{n}.".replace("{n}", "{d}")), id="days of other months below one"),
        pytest.param(grouped("{month}", "{day}."), id="no year, and no idea of today"),
        pytest.param(grouped("Neues", "{day}. {month}"), id="no year anywhere"),
        pytest.param(grouped("{y}", "{m}/31"), id="a number of the year"),
        pytest.param(
            "<p><span>2031</span> <span>2030</span></p>" + grouped("Archiv", "{day}. {month}"), id="a choice of years"
        ),
        pytest.param("<p><a href=?y=2031>2031</a></p>" + items("{day}. {month}"), id="a year that is a link"),
    ],
)
def test_parts_that_do_not_make_a_day_stay_unknown(body):
    assert set(days(read(body, now=None))) == {None}


@pytest.mark.parametrize("numbers", [(1, 2, 3, 4, 5), (5, 4, 3, 2, 1)])
def test_numbers_that_count_the_records_are_no_days(numbers):
    rows = zip(numbers, NAMES, strict=True)
    body = "<h2>März 2031</h2>" + "".join(
        f"<div class=item><span class=n>{n}.</span><h3><a href=m{n}.html>{title}</a></h3><p>{LEAD}</p></div>"
        for n, title in rows
    )
    assert days(read(body)) == [None] * 5


def test_day_in_a_cell_that_spans_rows_is_theirs_and_of_no_row_below():
    cells = (("14.03.2031", 2), None, ("27.02.2031", 1), ("12.02.2031", 1), None)
    rows = "".join(
        f"<tr>{f'<td rowspan={cell[1]}><b>{cell[0]}</b></td>' if cell else ''}<td><a href=m{n}.html>{title}</a></td></tr>"
        for n, (cell, title) in enumerate(zip(cells, NAMES, strict=True))
    )
    assert days(read(f"<table>{rows}</table>")) == ["2031-03-14", "2031-03-14", "2031-02-27", "2031-02-12", None]


# -------------------------------------------------------------------------------------------------------------- years

BEFORE = ["2031-01-14", "2031-01-05", "2030-12-27", "2030-12-12", "2030-11-30"]


@pytest.mark.parametrize(
    ("dates", "now", "is_dated"),
    [
        pytest.param(DAYS, "2031-03-16", True, id="fresh"),
        pytest.param(DAYS, "2031-03-12", True, id="printed for tomorrow"),
        pytest.param(BEFORE, "2031-01-20", True, id="across a year's end"),
        pytest.param(BEFORE, "2031-12-20", False, id="nearly a year old, or two"),
        pytest.param(DAYS, "2031-05-08", False, id="silent for longer than it ever was"),
        pytest.param(DAYS, "2031-07-01", False, id="silent for months"),
        pytest.param(DAYS, "2031-03-01", False, id="still to come, or a year ago"),
        pytest.param([DAYS[n] for n in (1, 0, 2, 3, 4)], "2031-03-16", False, id="in no order"),
        pytest.param(DAYS[::-1], "2031-03-16", False, id="oldest first"),
    ],
)
def test_list_without_years_is_this_years_only_where_it_is_as_fresh_as_its_rhythm(dates, now, is_dated):
    found = read(_items(dates, "<b>{d}</b> <span>{short}</span>"), now=datetime.fromisoformat(f"{now}T09:00:00Z"))
    assert days(found) == (dates if is_dated else [None] * 5)


def test_without_a_now_no_year_is_made_up():
    assert days(read(items("<b>{d}</b> <span>{short}</span>"), now=None)) == [None] * 5


def test_year_that_some_show_holds_between_them():
    shown = ("14. März 2031", "5. März", "27. Februar", "12. Februar 2031", "30. Januar")
    rows = zip(shown, NAMES, strict=True)
    body = "<ul>" + "".join(
        f"<li class=item><span class=when>{day}</span><h3><a href=m{n}.html>{title}</a></h3><p>{LEAD}</p></li>"
        for n, (day, title) in enumerate(rows)
    ) + "</ul>"  # fmt: skip
    assert days(read(body)) == DAYS


# ------------------------------------------------------------------------------------------------- of several the one


@pytest.mark.parametrize(
    ("language", "other", "ours"),
    [
        ("en", "Last updated", "Published"),
        ("de", "Zuletzt geändert", "Veröffentlicht"),
        ("de", "Stand", "Datum"),
        ("fr", "Mis à jour le", "Publié le"),
        ("es", "Última actualización", "Publicado"),
        ("it", "Aggiornato", "Pubblicato"),
        ("pt", "Atualizado em", "Publicado em"),
        ("nl", "Gewijzigd", "Gepubliceerd"),
        ("sv", "Uppdaterad", "Publicerad"),
        ("fi", "Päivitetty", "Julkaistu"),
        ("pl", "Zmieniono", "Opublikowano"),
        ("cs", "Aktualizováno", "Zveřejněno"),
        ("hu", "Frissítve", "Közzétéve"),
        ("tr", "Güncelleme", "Yayın"),
        ("el", "Τελευταία ενημέρωση", "Δημοσίευση"),
        ("ru", "Обновлено", "Опубликовано"),
        ("zh", "更新", "发布"),
        ("ja", "更新日", "公開日"),
        ("ko", "수정일", "등록일"),
        ("en", "Filed", "Decided"),
        ("pl", "Data wpływu", "Data orzeczenia"),
        ("de", "Termin", "Meldung vom"),
        ("en", "Event", "Posted"),
        ("en", "Closing date", "Date"),
    ],
)
@pytest.mark.parametrize(
    "form", ["<dl><dt>{0}</dt><dd>2031-03-15</dd><dt>{1}</dt><dd>{{iso}}</dd></dl>", "{0}: 2031-03-15, {1}: {{iso}}"]
)
def test_day_of_publication_is_told_from_others_by_its_label(language, other, ours, form):
    assert days(read(items(form.format(other, ours)), language)) == DAYS


def test_day_of_a_change_is_better_than_none():
    assert days(read(items("Stand: {d}.{m}.{y}"))) == DAYS
