"""A rule read on small pages: what is found where, and what is said of the rest."""

from zoneinfo import ZoneInfo

import pytest
from lxml import html

from feeder.errors import ParseError
from feeder.model import ListRule
from feeder.parse.lists import rules

PAGE = "https://hafen.example/presse/index.html"
BERLIN = ZoneInfo("Europe/Berlin")


def applied(markup, language="de", **paths):
    root = html.document_fromstring(f"<html><body>{markup}</body></html>")
    return rules.apply(ListRule(**paths), root, base=PAGE, zone=BERLIN, language=language)


def rows(markup, language="de", **paths):
    entries = applied(markup, language, **paths).entries
    return [(e.url, e.title, str(e.published) if e.published else None) for e in entries]


KRAN = ("https://hafen.example/presse/kran", "Neuer Kran am Kai", "2024-03-05")
EBBE = ("https://hafen.example/presse/ebbe", "Ebbe im Becken", "2024-02-29")

LIST = """<ul class=news>
  <li><time datetime="2024-03-05">Dienstag</time> <a href="kran">Neuer Kran am Kai</a></li>
  <li><time>29.02.2024</time> <a href="ebbe">Ebbe im Becken</a></li></ul>"""
TABLE = """<table><tr><th>Datum</th><th>Titel</th></tr>
  <tr><td>05.03.2024</td><td>Neuer Kran am Kai</td><td><a href="kran">PDF</a></td></tr>
  <tr><td>29. Februar 2024</td><td>Ebbe im Becken</td><td><a href="ebbe">PDF</a></td></tr></table>"""
CARDS = """<a class=card href=kran><img src=k.jpg><h3> Neuer Kran
  am Kai </h3><span class=d>5. März 2024</span><p>Er hebt.</p></a>
  <a class=card href=ebbe><h3>Ebbe im Becken</h3><span class=d>29. Februar 2024</span></a>"""
DL = """<dl><dt>05.03.2024</dt><dd><a href=kran>Neuer Kran am Kai</a></dd>
  <dt>29.02.2024</dt><dd><a href=ebbe>Ebbe im Becken</a></dd></dl>"""
HEADINGS = """<div class=it><a href="/tag/technik">Technik, Hafen und alles andere mehr</a>
  <h2><a href=kran>Neuer Kran am Kai</a></h2><p>05.03.2024 | Meldung</p><a href=kran>weiterlesen</a></div>
  <div class=it><h2><a href=ebbe>Ebbe im Becken</a></h2><p>29.02.2024 | Meldung</p></div>"""
BOXES = """<div class=it><i><b>5</b><b>März</b><b>2024</b></i><a href=kran>Neuer Kran am Kai</a></div>
  <div class=it><i><b>29</b><b>Februar</b><b>2024</b></i><a href=ebbe>Ebbe im Becken</a></div>"""


@pytest.mark.parametrize(
    ("markup", "paths"),
    [
        pytest.param(LIST, {"items": "ul.news > li"}, id="list, all by default"),
        pytest.param(LIST, {"items": "//ul[@class='news']/li"}, id="list by XPath"),
        pytest.param(
            LIST, {"items": "li", "link": "a::attr(href)", "title": "a::text"}, id="Scrapy's ::attr and ::text"
        ),
        pytest.param(
            LIST, {"items": "li", "link": "./a/@href", "title": ".//a/text()"}, id="XPath to attribute and text"
        ),
        pytest.param(LIST, {"items": "li", "link": "(.//a)[1]"}, id="XPath in brackets"),
        pytest.param(
            LIST, {"items": "li a", "date": "./preceding-sibling::time"}, id="the link itself, date before it"
        ),
        pytest.param(TABLE, {"items": "tr", "title": "td:nth-child(2)", "date": "td"}, id="table, title is no link"),
        pytest.param(CARDS, {"items": "a.card", "date": ".d"}, id="cards that are links"),
        pytest.param(CARDS, {"items": "h3", "date": "./following-sibling::span"}, id="record within the link"),
        pytest.param(
            CARDS, {"items": ".card", "link": "::attr(href)", "date": "span::text"}, id="attribute of the record"
        ),
        pytest.param(DL, {"items": "dd", "date": "./preceding-sibling::dt[1]"}, id="definition list"),
        pytest.param(HEADINGS, {"items": ".it", "date": "p"}, id="link in the heading, date in a longer line"),
        pytest.param(BOXES, {"items": ".it", "date": "i"}, id="day, month and year in boxes"),
        pytest.param(f"<ul><li>2024<ul>{LIST}</ul></li></ul>", {"items": "li"}, id="an item around items is a group"),
    ],
)
def test_a_layout_is_read(markup, paths):
    assert rows(markup, **paths) == [KRAN, EBBE]


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("kran", "https://hafen.example/presse/kran"),
        ("/kran", "https://hafen.example/kran"),
        ("?id=7", "https://hafen.example/presse/index.html?id=7"),
        ("../a b.pdf", "https://hafen.example/a%20b.pdf"),
        ("\n\t kr\n\tan ", "https://hafen.example/presse/kran"),
        ("//bucht.example/x", "https://bucht.example/x"),
        ("http://bücher.example/ä", "http://xn--bcher-kva.example/%C3%A4"),
        ("#kran", "https://hafen.example/presse/index.html#kran"),
    ],
)
def test_a_link_becomes_absolute(href, url):
    assert rows(f'<p><a href="{href}">Kran</a></p>', items="p") == [(url, "Kran", None)]


@pytest.mark.parametrize(
    ("base", "url"),
    [
        ('<base href="/neu/">', "https://hafen.example/neu/kran"),
        ('<base target=x><base href="https://cdn.example/a/b"><base href="/c/">', "https://cdn.example/a/kran"),
        ('<base href="javascript:0">', "https://hafen.example/presse/kran"),
    ],
)
def test_the_base_of_the_page_counts(base, url):
    assert rows(f"{base}<p><a href=kran>Kran</a></p>", items="p")[0][0] == url


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ("<p>Text</p>", "1 of 2 items skipped: it has no link"),
        ("<p><a name=x>Anker</a></p>", "1 of 2 items skipped: it has no link"),
        ("<p><a href='#'>Auf</a></p>", "1 of 2 items skipped: its link leads to no page"),
        ("<p><a href=' '>Leer</a></p>", "1 of 2 items skipped: its link leads to no page"),
        ("<p><a href='javascript:open()'>Auf</a></p>", "1 of 2 items skipped: its link leads to no page"),
        ("<p><a href='mailto:a@hafen.example'>Mail</a></p>", "1 of 2 items skipped: its link leads to no page"),
        ("<p><a href='http://['>Kaputt</a></p>", "1 of 2 items skipped: its link leads to no page"),
        ("<p><a href=kran>Kran</a></p>", "1 of 2 items skipped: the link is that of an earlier item"),
    ],
)
def test_what_is_skipped_is_told(item, reason):
    found = applied(f"<p><a href=kran>Kran</a></p>{item}", items="p")
    assert (len(found.entries), found.matched, found.reasons) == (1, 2, (reason,))


def test_a_usable_link_is_preferred_to_one_that_leads_nowhere():
    assert rows("<p><a href='#'>Aufklappen und lesen</a> <a href=kran>Kran</a></p>", items="p")[0][0] == KRAN[0]


def test_a_repeated_link_fills_what_the_first_one_lacked():
    twice = "<div><a href=kran><img src=k.jpg></a></div><div><a href=kran>Neuer Kran am Kai</a><time>05.03.2024</time></div>"
    assert rows(twice, items="div") == [KRAN]


def test_titles_lose_the_dates_and_the_label_that_all_of_them_carry():
    titles = ("Betreff: Kran - 3.2.2031", "Betreff: Kai - 1.2.2031", "Betreff: Am 1.2. wird gebaut - 2.1.2031")
    body = "".join(f"<li><a href={n}>{title}</a></li>" for n, title in enumerate(titles))
    found = applied(f"<ul>{body}</ul>", items="li", date="a").entries
    assert [entry.title for entry in found] == ["Kran", "Kai", "Am 1.2. wird gebaut"]


def test_entries_are_only_linked():
    assert not applied(LIST, items="li").entries[0].is_complete


def test_summary_and_picture_are_read_where_the_rule_names_them():
    (entry,) = applied(CARDS, items=".card:first-child", summary="p", image="img").entries
    assert entry.summary == "Er hebt."
    assert entry.image.url == "https://hafen.example/presse/k.jpg"


def test_a_lazy_picture_has_its_real_address():
    markup = '<p><a href=x>X</a><img src="data:image/gif;base64,R0" data-src="/x.jpg"></p>'
    assert applied(markup, items="p", image="img").entries[0].image.url == "https://hafen.example/x.jpg"


@pytest.mark.parametrize(
    ("stated", "read"),
    [
        # 25/12 can only be day first, so 03/04 on the same page is the third of April
        (["03/04/2024", "25/12/2024"], ["2024-04-03", "2024-12-25"]),
        (["03/04/2024", "12/25/2024"], ["2024-03-04", "2024-12-25"]),
        # a page that proves nothing leaves the ambiguous ones unknown
        (["03/04/2024", "05/06/2024"], [None, None]),
        # a page that proves both is not consistent
        (["03/04/2024", "25/12/2024", "12/25/2024"], [None, "2024-12-25", "2024-12-25"]),
    ],
)
def test_the_whole_page_settles_the_order_of_day_and_month(stated, read):
    markup = "".join(f"<p><a href=x{n}>X</a> <i>{text}</i></p>" for n, text in enumerate(stated))
    assert [date for _, _, date in rows(markup, "en", items="p", date="i")] == read


def test_a_date_that_is_none_is_told_and_stays_unknown():
    found = applied("<p><a href=x>X</a><i>gestern</i></p>", items="p", date="i")
    assert found.entries[0].published is None
    assert found.reasons == ('1 of 1 dates not understood, such as "gestern"',)


@pytest.mark.parametrize(
    ("paths", "told"),
    [
        ({"items": "ul >"}, ('[rule] items = "ul >"', "not CSS", "h3 a")),
        ({"items": "//li["}, ('[rule] items = "//li["', "not XPath", ".//h3/a")),
        ({"items": ""}, ('[rule] items = ""', "not CSS")),
        ({"items": "li::attr(id)"}, ("[rule] items", "selects text", "leave out the last step")),
        ({"items": "//li/@id"}, ("[rule] items", "selects text")),
        ({"items": "li", "link": "//a"}, ('[rule] link = "//a"', "top of the page", 'write ".//a"')),
        ({"items": "li", "title": "(//h2)[1]"}, ("[rule] title", 'write "(.//h2)[1]"')),
        ({"items": "li", "title": "./nosuch:p"}, ("[rule] title", "not XPath")),
        ({"items": "li", "title": "./b = 'x'"}, ("[rule] title", "computes a value")),
        ({"items": "li", "date": "a::before"}, ("[rule] date", "not CSS")),
        ({"items": "li", "date": "./nosuch()"}, ("[rule] date", "not XPath")),
    ],
)
def test_a_wrong_path_is_named_with_key_cause_and_remedy(paths, told):
    (mistake,) = rules.check(ListRule(**paths))
    assert all(part in mistake for part in told), mistake
    with pytest.raises(ParseError) as raised:
        applied(LIST, **paths)
    assert str(raised.value) == mistake


def test_every_mistake_of_a_rule_is_told():
    assert len(rules.check(ListRule(items="li[", link="a[", title="h3"))) == 2


def test_a_right_rule_has_no_mistakes():
    assert rules.check(ListRule(items="ul li", link="a", title="./h3", date="time::attr(datetime)")) == []


@pytest.mark.parametrize(
    ("items", "titles"),
    [
        pytest.param("h3, li", ["A", "B", "C"], id="as they stand in the page"),
        pytest.param("li, h3, h3.x", ["A", "B", "C"], id="each once"),
        pytest.param("h4, li", ["A", "C"], id="one of them there"),
    ],
)
def test_items_of_a_group_of_selectors(items, titles):
    markup = "<ul><li><a href=a>A</a></ul><h3 class=x><a href=b>B</a></h3><ul><li><a href=c>C</a></ul>"
    assert [entry.title for entry in applied(markup, items=items).entries] == titles


@pytest.mark.parametrize(
    ("title", "read"), [("h3 + p, b", "Unten"), ("b, i", "Kursiv"), ("b, i::text", "Kursiv"), ("u, s", None)]
)
def test_a_field_of_a_group_is_the_first_of_them_in_the_page(title, read):
    markup = "<h3><a href=a>A</a></h3><p>Unten</p><ul><li><a href=a></a><i>Kursiv</i><b>Fett</b></ul>"
    items = "h3" if read == "Unten" else "li"
    assert applied(markup, items=items, title=title).entries[0].title == read


@pytest.mark.parametrize(
    ("markup", "items", "entries"),
    [
        pytest.param("".join(f"<p><a href={n}>X</a></p>" for n in range(20_000)), "//*", 20_000, id="records"),
        pytest.param("".join(f"<p><a href={n}>X</a></p>" for n in range(5_000)), "p, b, a, p a", 5_000, id="a group"),
        pytest.param("<p>" + "".join(f"<a href={n}>X</a>" for n in range(100_000)), "p", 1, id="links in one record"),
        pytest.param("<p>" + "<a href='#'>X</a>" * 100_000, "p", 0, id="links to nowhere"),
        pytest.param("<div><h1>" * 120 + "<a href='#'>X</a>" * 10_000, "div", 0, id="headings in headings"),
        pytest.param("<div>" * 3000 + "<a href=x>X</a>" * 1000, "div", 0, id="3,000 levels, of which lxml reads 256"),
    ],
)
def test_a_hostile_page_comes_to_an_end(markup, items, entries):
    assert len(applied(markup, items=items).entries) == entries
