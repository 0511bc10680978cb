"""One page → one entry: what a reader of the page would name, and nothing that the page does not say."""

import re
from zoneinfo import ZoneInfo

import pytest

from feeder.errors import ParseError
from feeder.model import Attachment
from feeder.parse import webpage
from feeder.parse.articles import article

BERLIN = ZoneInfo("Europe/Berlin")
URL = "https://www.port.example/news/crane-17?id=4"
TEXT = (
    "<p>The port of Musterhafen has opened its new crane on the northern quay. It lifts a hundred tonnes, twice as much "
    "as the one that it replaces, and it needs a third less power.</p>"
    "<p>“We waited nine years for this day,” said harbour master Ada Muster at the opening. The first ship to be unloaded "
    'carried wind turbines. More about the building works is found <a href="/works">on a page of their own</a>.</p>'
    "<p>The works took three years and cost eleven million, most of it paid by the state. Two more cranes of this make "
    "will follow on the southern quay as soon as the railway has been moved.</p>"
)
JSON_LD = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "New crane lifts twice as much", %s}</script>'
HEADLINE = "<h1>New crane lifts twice as much</h1>"
TITLE = "<title>New crane lifts twice as much | Port of Musterhafen</title>"


def page(head="", top=HEADLINE, text=TEXT, rest=""):
    return (
        f"<!doctype html><html lang=en><head>{TITLE}{head}</head><body><nav><a href=/>Home</a> <a href=/news>News</a></nav>"
        f"<main><article>{top}{text}</article>{rest}</main><footer>© Port, 1 January 1999</footer></body></html>"
    )


def read(markup, url=URL, language=None):
    return article.parse(web(markup.encode(), url, language))


def web(body, url=URL, language=None):
    return webpage.read(body, url, media_type="text/html", language=language, zone=BERLIN)


def entry(*args, **settings):
    return read(page(*args, **settings)).entries[0]


def test_a_plain_page_becomes_a_complete_entry():
    found = read(page(top=HEADLINE + "<p class=date>5 March 2026</p>"))
    (one,) = found.entries
    assert (one.title, str(one.published), one.language) == ("New crane lifts twice as much", "2026-03-05", "en")
    assert one.text.startswith("The port of Musterhafen")
    assert '<a href="https://www.port.example/works">' in one.content
    assert one.summary.startswith("The port of Musterhafen has opened")
    assert found.shape == "article"
    assert found.confidence > 0.8
    assert "title from h1, agrees with what the page states" in found.reasons


def test_the_same_bytes_give_the_same_entry():
    assert read(page()) == read(page())


# ----------------------------------------------------------------------------------------------------------- title


@pytest.mark.parametrize(
    ("head", "top", "title"),
    [
        pytest.param("", "<h1><a href=/>Port</a></h1><h1>New crane lifts twice as much</h1>", "New crane lifts twice as much", id="the first h1 is the site's"),
        pytest.param("", "<h1>Port of Musterhafen</h1><h2>New crane lifts twice as much</h2>", "New crane lifts twice as much", id="the title is an h2"),
        pytest.param("", "<h1>New crane lifts twice as much<style>.a{b:c}</style></h1>", "New crane lifts twice as much", id="style in the h1"),
        pytest.param("", "<h1>New crane<br>lifts twice as much</h1>", "New crane lifts twice as much", id="line break in the h1"),
        pytest.param('<meta property="og:title" content="New crane lifts twice as much – Port of Musterhafen"><meta property="og:site_name" content="Port of Musterhafen">', "", "New crane lifts twice as much", id="no heading: og:title without the site"),
        pytest.param("", "", "New crane lifts twice as much", id="no heading: <title> without the site"),
        pytest.param('<meta property="og:title" content="Musterhafen: crane, quay, works">', "<h1>A hundred tonnes in one go</h1>", "A hundred tonnes in one go", id="the only h1 is what readers see"),
        pytest.param("", "<h1>Port news</h1><h2>New crane lifts twice as much</h2>", "New crane lifts twice as much", id="the h1 is the section's"),
        pytest.param("", "<h1 class=logo>Port of Musterhafen</h1><h3>New crane lifts twice as much</h3>", "New crane lifts twice as much", id="the h1 is the logo"),
        pytest.param("", "<h1 class=logo>New crane lifts</h1><h3>New crane lifts twice as much</h3>", "New crane lifts twice as much", id="a logo that shares its words"),
        pytest.param("", "<div class=itemTitle>New crane lifts twice as much</div>", "New crane lifts twice as much", id="a line that is no heading"),
        pytest.param('<meta property="og:title" content="Port-News - New crane lifts twice as much">', "<h1><span>Port-News</span> - <span>New crane lifts twice as much</span></h1>", "New crane lifts twice as much", id="a kicker with a dash of its own"),
        pytest.param('<meta property="og:title" content="New crane lifts twice as much">', "<h1>News</h1>", "New crane lifts twice as much", id="a section's name is no title"),
        pytest.param("", "<h1><span>New crane lifts twice as much</span><span>: </span><small>Topic: <b>Works</b></small></h1>", "New crane lifts twice as much", id="its topic, small in the h1"),
        pytest.param("", "<h1><small>New crane lifts twice as much</small></h1>", "New crane lifts twice as much", id="an h1 that is all small"),
    ],
)  # fmt: skip
def test_the_title_is_the_heading_that_the_page_agrees_with(head, top, title):
    assert entry(head=head, top=top).title == title


def test_a_page_named_after_its_site_is_called_by_the_heading_above_its_text():
    markup = page(top="<h4>A hundred tonnes in one go</h4>").replace(TITLE, "<title>Port of Musterhafen</title>")
    found = read(markup)
    assert (found.entries[0].title, found.reasons[0]) == (
        "A hundred tonnes in one go",
        "title from the h4 above the text",
    )


@pytest.mark.parametrize(
    ("top", "kicker"),
    [
        ("<p class=kicker>Northern quay</p><h1>New crane lifts twice as much</h1>", "Northern quay"),
        ("<h1><span>Northern quay</span> New crane lifts twice as much</h1>", "Northern quay"),
        ("<h1><span>Northern quay:</span> <span>New crane lifts twice as much</span></h1>", "Northern quay"),
        ("<p>Northern quay</p><h1>New crane lifts twice as much</h1>", None),  # nothing says that it is one
        ("<h1>New crane lifts twice as much</h1>", None),
    ],
)
def test_a_kicker_is_told_from_the_title(top, kicker):
    one = entry(top=top)
    assert (one.title, one.kicker) == ("New crane lifts twice as much", kicker)


def test_the_kind_is_taken_as_printed():
    one = entry(top="<p>Press release</p>" + HEADLINE)
    assert (one.kind, one.kind_code) == ("Press release", "press_release")


# ----------------------------------------------------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("head", "top", "rest", "published"),
    [
        pytest.param("", HEADLINE + "<div>05.03.2026</div>", "", "2026-03-05", id="below the headline"),
        pytest.param("", "<div>05.03.2026 | News</div>" + HEADLINE, "", "2026-03-05", id="above the headline"),
        pytest.param("", HEADLINE + "<p>Musterhafen, 5 March 2026 – The port has opened its new crane today, as it was said at the quay.</p>", "", "2026-03-05", id="dateline"),
        pytest.param(JSON_LD % '"datePublished": "2026-03-05T09:00:00+01:00"', HEADLINE, "", "2026-03-05T09:00:00+01:00", id="JSON-LD"),
        pytest.param(JSON_LD % '"datePublished": "2026-03-05T09:00:00+01:00"', HEADLINE + "<p>5 March 2026</p>", "", "2026-03-05T09:00:00+01:00", id="JSON-LD is finer"),
        pytest.param(JSON_LD % '"datePublished": "2026-03-04T23:30:00Z"', HEADLINE + "<p>5 March 2026</p>", "", "2026-03-05T00:30:00+01:00", id="the page shows its own zone's day"),
        pytest.param(JSON_LD % '"datePublished": "2026-03-05T12:36:37Z"', HEADLINE + "<p>5 March 2026, 13:36</p>", "", "2026-03-05T13:36:37+01:00", id="and its own zone's time"),
        pytest.param("", HEADLINE + '<p class="date">Thu Mar  5 09:00:00 2026</p>', "", "2026-03-05T09:00:00+01:00", id="as C prints it"),
        pytest.param("", HEADLINE + '<p class="date">Thu Mar 5 09:00:00 +0100 2026</p>', "", "2026-03-05T09:00:00+01:00", id="with an offset before the year"),
        pytest.param(JSON_LD % '"datePublished": "2026-03-05T12:36:37Z"', HEADLINE + "<p>5 March 2026, 14:20</p>", "", "2026-03-05T12:36:37Z", id="another time of the same day is stated"),
        pytest.param(JSON_LD % '"datePublished": "2026-03-04T23:30:00+02:00"', HEADLINE + "<p>5 March 2026</p>", "", "2026-03-05", id="an offset of its own is the page's zone"),
        pytest.param(JSON_LD % '"datePublished": "2026-03-03T12:00:00+01:00"', HEADLINE + "<p>5 March 2026</p>", "", "2026-03-05", id="another day is shown"),
        pytest.param(JSON_LD % '"datePublished": "2026-03-05 13:36:00", "dateModified": "2026-03-06T09:00:00-03:00"', HEADLINE, "", "2026-03-05T13:36:00-03:00", id="the zone that the page states beside"),
        pytest.param(JSON_LD % '"datePublished": "2026-03-05T12:00:00Z"', "<p>16 January 2026</p>" + HEADLINE + "<p>By the port</p><p>5 March 2026</p>", "", "2026-03-05T12:00:00Z", id="of two shown the one that is stated"),
        pytest.param('<meta property="article:published_time" content="2026-03-05T12:00:00Z"><meta property="og:type" content="article">', HEADLINE + "<p>Date of the event: 9 May 2026</p>", "", "2026-03-05T12:00:00Z", id="an event is no publication"),
        pytest.param("", HEADLINE + "<p>The next talk takes place on 9 May 2026 in the old crane house.</p>", "<p>This page was last changed on 5 March 2026.</p>", "2026-03-05", id="the page's last change, behind an event"),
        pytest.param("", HEADLINE + "<aside class=meta><p>5 March 2026</p></aside>", "", "2026-03-05", id="an aside for the date"),
        pytest.param("", "<p>9 May 2026</p><p>Talk about cranes</p>" + HEADLINE + "<p>5 March 2026</p>", "", "2026-03-05", id="below goes before above"),
        pytest.param("", HEADLINE, "<p>Geschrieben von Ada am 05.03.2026 22:30 (17 x gelesen)</p>", "2026-03-05T22:30:00+01:00", id="written, at the end"),
        pytest.param(JSON_LD % '"datePublished": "2026-03-01", "dateModified": "2026-03-05"', HEADLINE + "<p>5 March 2026</p>", "", "2026-03-01", id="the page shows the change"),
        pytest.param('<meta name="date" content="2026-03-05"><meta property="og:type" content="article">', HEADLINE, "", "2026-03-05", id="meta"),
        pytest.param("", HEADLINE + "<p>(5 March 2026) The port has opened its new crane today, as it was said at the quay, and many came.</p>", "", "2026-03-05", id="in brackets before the text"),
        pytest.param("", HEADLINE + '<div class=timeline data-date="5 March 2026"></div>', "", "2026-03-05", id="for a program to show"),
        pytest.param("", HEADLINE + '<div data-publish-date="2026-03-05T09:00:00+01:00" data-last-date="2026-03-07"></div>', "", "2026-03-05T09:00:00+01:00", id="for a program to show, with the last change"),
        pytest.param("", HEADLINE + '<div class=countdown data-date="2026-05-09"></div>', "", "None", id="counted down to"),
        pytest.param("", HEADLINE + '<a data-date="2026-05-09"></a><a data-date="2026-05-10"></a>', "", "None", id="of a calendar"),
        pytest.param('<meta name="date" content="2026-03-05">', HEADLINE, "", "None", id="meta of a page that is no article"),
        pytest.param('<meta name="date" content="2019-01-01">', HEADLINE + "<p>5 March 2026</p>", "", "2026-03-05", id="the template's meta is old"),
        pytest.param("", HEADLINE + "<p>As of: 5 March 2026</p>", "", "2026-03-05", id="any label"),
        pytest.param("", HEADLINE + "<p>Updated: 5 March 2026</p>", "", "2026-03-05", id="only the last change is dated"),
        pytest.param("", HEADLINE, "<p>Published: 5 March 2026</p>", "2026-03-05", id="labelled at the end"),
        pytest.param("", HEADLINE + "<p>When the harbour master spoke on 5 March 2026 at the quay, nobody had expected so large a crowd to come.</p>", "", "None", id="a day in a sentence"),
        pytest.param("", HEADLINE, TEXT + "<p>1 May 2026</p><p>2 May 2026</p>", "None", id="dates of other things"),
        pytest.param("", HEADLINE, "", "None", id="no date but the footer's"),
    ],
)  # fmt: skip
def test_the_date_is_that_which_the_page_shows_and_never_a_guess(head, top, rest, published):
    assert str(entry(head=head, top=top, rest=rest).published) == published


ARTICLE_META = (
    '<meta property="article:published_time" content="2026-03-05"><meta property="og:type" content="article">'
)
ARTICLE_LD = '<script type="application/ld+json">{"@type": "Article", "headline": "New crane", "datePublished": "2026-03-05"}</script>'


@pytest.mark.parametrize(
    ("head", "top", "url", "published"),
    [
        pytest.param(ARTICLE_META, HEADLINE, "https://www.port.example/cranes", "None", id="a page of the site"),
        pytest.param(ARTICLE_LD, HEADLINE, "https://www.port.example/kraene", "None", id="another, by JSON-LD"),
        pytest.param(ARTICLE_META, HEADLINE, "https://www.port.example/", "None", id="the front page"),
        pytest.param(ARTICLE_LD.replace("Article", "NewsArticle"), HEADLINE, "https://www.port.example/grues", "2026-03-05", id="reported"),
        pytest.param(ARTICLE_META, HEADLINE + "<p>By Ada Muster</p>", "https://www.port.example/cranes", "2026-03-05", id="signed"),
        pytest.param(ARTICLE_META + '<meta name="author" content="port">', HEADLINE, "https://www.port.example/cranes", "2026-03-05", id="signed for machines"),
        pytest.param(ARTICLE_META, "<p>Comunicato stampa</p>" + HEADLINE, "https://www.port.example/gru", "2026-03-05", id="called a release"),
        pytest.param(ARTICLE_META, HEADLINE, "https://www.port.example/2026/03/05/crane", "2026-03-05", id="dated by its address"),
        pytest.param(ARTICLE_META, HEADLINE, "https://www.port.example/pressemitteilungen/kran", "2026-03-05", id="filed as a release"),
        pytest.param(ARTICLE_META, HEADLINE, "https://www.port.example/prensa/grua", "2026-03-05", id="filed as a release in Spanish"),
        pytest.param(ARTICLE_META, HEADLINE + "<p>5 March 2026</p>", "https://www.port.example/cranes", "2026-03-05", id="shown"),
        pytest.param("", HEADLINE, "https://www.port.example/2026/03/05/crane", "2026-03-05", id="by its address alone"),
        pytest.param("", HEADLINE, "https://www.port.example/noticias/2026-03-05-grua", "2026-03-05", id="by its address, among news"),
        pytest.param("", HEADLINE, "https://www.port.example/meldungen/25-03-2026", "2026-03-25", id="by its address, day first"),
        pytest.param("", HEADLINE, "https://www.port.example/news/25.3.2026-crane", "2026-03-25", id="by its address, day first with points"),
        pytest.param("", HEADLINE, "https://www.port.example/news/05-03-2026", "None", id="an address that may be May or March"),
        pytest.param("", HEADLINE, "https://www.port.example/news/31-02-2026", "None", id="an address with no such day"),
        pytest.param("", HEADLINE, "https://www.port.example/news/14-25-03-2026", "None", id="an address with one number more"),
        pytest.param("", HEADLINE, "https://www.port.example/termine/25-03-2026", "None", id="the day of an event, day first"),
        pytest.param('<meta name="published" content="5 March 2026"><meta property="og:type" content="article">', HEADLINE, "https://www.port.example/prensa/grua", "2026-03-05", id="published, by a bare name"),
        pytest.param("", HEADLINE, "https://www.port.example/events/2026-05-09", "None", id="the day of an event"),
    ],
)  # fmt: skip
def test_what_only_machines_are_told_dates_a_release_but_not_any_page(head, top, url, published):
    assert str(read(page(head=head, top=top), url).entries[0].published) == published


@pytest.mark.parametrize(
    "head",
    ['<meta property="og:title" content="Cranes &amp;amp; quays">', "<title>Cranes &amp;amp; quays</title>"],
)
def test_a_title_that_a_template_escaped_twice_is_read_as_it_was_meant(head):
    markup = page(head=head, top="").replace(TITLE, "")
    assert read(markup).entries[0].title == "Cranes & quays"


@pytest.mark.parametrize("byline", ["Von Ada Muster", "By Ada Muster", "Por Ada Muster"])
def test_a_byline_marked_as_a_heading_is_no_title(byline):
    name, named = f"<h5><em>{byline}</em></h5>", "<title>Port | Works</title>"
    above = page(top="<h6>The harbour gets a new crane</h6>" + name).replace(TITLE, named)
    alone = page(top=name).replace(TITLE, named)
    assert [read(markup).entries[0].title for markup in (above, alone)] == [
        "The harbour gets a new crane",
        "Works",
    ]


@pytest.mark.parametrize(
    ("data", "top", "updated"),
    [
        (
            '"datePublished": "2026-03-05", "dateModified": "2026-03-06T10:00:00+01:00"',
            HEADLINE,
            "2026-03-06T10:00:00+01:00",
        ),
        ('"datePublished": "2026-03-05T09:00:00+01:00", "dateModified": "2026-03-05T08:00:00Z"', HEADLINE, "None"),
        ('"datePublished": "2026-03-05", "dateModified": "2026-03-05T10:00:00+01:00"', HEADLINE, "None"),
        ('"datePublished": "2026-03-05"', HEADLINE + "<p>5 March 2026, updated 7 March 2026</p>", "2026-03-07"),
        ('"dateModified": "2026-03-06"', HEADLINE, "None"),  # later than what?
    ],
)
def test_updated_is_later_than_published(data, top, updated):
    assert str(entry(head=JSON_LD % data, top=top).updated) == updated


def test_the_region_of_the_page_decides_between_day_and_month():
    american = page(top=HEADLINE + "<p>03/05/2026</p>").replace("lang=en", "lang=en-US")
    assert [str(read(markup).entries[0].published) for markup in (american, american.replace("en-US", "en-GB"))] == [
        "2026-03-05",
        "2026-05-03",
    ]


# ------------------------------------------------------------------------------------------- the body and its parts


def test_the_body_keeps_its_structure_without_repeating_the_headline():
    structure = (
        "<h2>What it cost</h2><ul><li>Steel for the tower and the jib: six million</li><li>Works on the quay: five million</li></ul>"
        "<blockquote><p>It is the largest thing that we ever bought, and the quietest.</p></blockquote>"
        "<table><tr><th>Year</th><th>Tonnes</th></tr><tr><td>2025</td><td>7000</td></tr></table>"
    )
    one = entry(text=TEXT + structure)
    for tag in ("<h2>What it cost</h2>", "<ul>", "<blockquote>", "<table>", "<a href="):
        assert tag in one.content
    assert "lifts twice as much" not in one.text
    assert "1999" not in one.text


def test_what_has_a_field_of_its_own_is_not_in_the_body():
    one = entry(top=f"<header><p class=kicker>Energy and harbours</p>{HEADLINE}<p>5 March 2026</p></header>")
    assert (one.kicker, one.title) == ("Energy and harbours", "New crane lifts twice as much")
    assert one.text.startswith("The port of Musterhafen has opened")


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://www.port.example/news/crane-17", "https://www.port.example/news/crane-17"),
        ("https://port.example/news/crane-17", "https://port.example/news/crane-17"),
        ("https://www.port.example/", URL),  # a template that names the front page everywhere
        ("https://other.example/news/crane-17", URL),
        ("https://[", URL),
    ],
)
def test_the_canonical_url_is_taken_where_it_is_believable(link, url):
    assert entry(head=f'<link rel="canonical" href="{link}">').url == url


@pytest.mark.parametrize(
    ("base", "root"),
    [
        ("", "https://www.port.example/news/"),
        ("<base href=/>", "https://www.port.example/"),
        ("<base href=/en/><base href=/fr/>", "https://www.port.example/en/"),
        ("<base href=https://cdn.example/a/b>", "https://cdn.example/a/"),
    ],
)
def test_what_an_article_links_to_is_relative_to_the_base_of_its_page(base, root):
    figure = "<figure><img src=crane.jpg alt=Crane></figure>"
    rest = '<p>The <a href="plan.pdf">plan of the works</a> and <a href="map">a map of all quays</a> are here.</p>'
    one = entry(base, HEADLINE + figure, TEXT + rest)
    assert (one.image.url, one.attachments[0].url) == (f"{root}crane.jpg", f"{root}plan.pdf")
    assert {link for link in re.findall('(?:src|href)="([^"]+)"', one.content) if "works" not in link} == {
        f"{root}{name}" for name in ("crane.jpg", "plan.pdf", "map")
    }
    assert one.url == URL


def test_files_that_the_article_links_to_are_attachments():
    links = '<p><a href="/crane.pdf?v=2">Data sheet</a> <a href="/crane.PDF?v=2">again</a> <a href="/crane.mp3">Sound</a> <a href="/crane">Page</a></p>'
    one = entry(text=TEXT + links + links, rest='<p><a href="/map.pdf">Map of the port</a></p>')
    assert one.attachments == (
        Attachment(url="https://www.port.example/crane.pdf?v=2", type="application/pdf", title="Data sheet"),
        Attachment(url="https://www.port.example/crane.PDF?v=2", type="application/pdf", title="again"),
        Attachment(url="https://www.port.example/crane.mp3", type="audio/mpeg", title="Sound"),
    )


def test_the_description_is_the_summary():
    assert entry(head='<meta name="description" content="A crane opens.">').summary == "A crane opens."


# ------------------------------------------------------------------------------------------------------ no article


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param("<title>404 Not Found</title><h1>Not Found</h1><p>The page was not found on this server.</p>", id="error"),
        pytest.param("<title>Anmelden</title><h1>Anmelden</h1><form><label>Name</label><input type=password></form>", id="login"),
        pytest.param("<title>Just a moment...</title><h1>Just a moment...</h1><p>We check whether your browser is safe to use. This may take some seconds, please wait.</p>", id="browser check"),
        pytest.param("<title>Port</title><nav>" + "<a href=/a>Port and ships</a> " * 40 + "</nav>", id="navigation"),
        pytest.param("<title>Port</title><ul>" + "<li><a href=/a>A longer name of some page about the port</a></li>" * 30 + "</ul>", id="links"),
        pytest.param("<title>Port</title><p>We use cookies. Some cookies are needed, other cookies are for statistics. Accept all cookies or choose which cookies you allow.</p>", id="cookie banner"),
        pytest.param("<title>Port</title><div id=app></div>", id="empty application"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_not_published_as_one(markup):
    found = read(markup)
    assert found.confidence < 0.3
    assert found.entries[0].content is None
    assert found.entries[0].published is None
    assert len(found.reasons) >= 3


@pytest.mark.parametrize("body", [b"", b"\x00\x01\x02\x03" * 100])
def test_what_is_no_page_is_refused(body):
    with pytest.raises(ParseError):
        article.parse(web(body))


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param("<div>" * 1_500 + TEXT, id="depth"),
        pytest.param("<h1>" + "a " * 100_000 + "</h1>" + TEXT, id="an endless headline"),
        pytest.param("<h1>x</h1>" * 5_000 + TEXT, id="countless headlines"),
        pytest.param(f"<meta property=og:title content='{'x | ' * 50_000}'><h1>x</h1>" + TEXT, id="an endless statement"),
        pytest.param(JSON_LD % '"author": ["x", "y"]' * 100 + TEXT, id="countless scripts"),
        pytest.param("<p>" + "1.1.2020 " * 20_000, id="countless dates"),
    ],
)  # fmt: skip
def test_pages_made_to_hurt_are_survived(markup):
    assert len(read(markup).entries) == 1
