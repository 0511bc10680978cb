"""The part of a page that holds its running text is told by the prose below the headline, and stands in for what lost it."""

from zoneinfo import ZoneInfo

import pytest

from feeder.parse import webpage
from feeder.parse.articles import article
from feeder.parse.articles.container import Prose
from feeder.parse.clean import plain_text
from feeder.parse.lines import lines

SENTENCES = [
    f"<p>On day {number} the port moved its new crane to the next quay, where ships of all sizes waited.</p>"
    for number in range(1, 9)
]
TEXT = "".join(SENTENCES)
BEGUN, ENDED = "".join(SENTENCES[:4]), "".join(SENTENCES[4:])


def page_of(markup):
    whole = (
        f"<!doctype html><html lang=en><head><title>New crane for the port</title></head><body>{markup}</body></html>"
    )
    return webpage.read(whole.encode(), "https://p.example/a", media_type=None, language=None, zone=ZoneInfo("UTC"))


def held(markup):
    """The text of what holds the running text of a page."""
    root = page_of(markup).root
    prose = Prose(lines(root), root.find(".//h1"))
    holder = prose.holder()
    return "" if holder is None else plain_text(prose.markup(holder))


@pytest.mark.parametrize(
    "beside",
    [
        "<nav><p>{}</p></nav>",
        "<aside><p>{}</p></aside>",
        "<form><p>{}</p></form>",
        "<div class='newsletter box'><p>{}</p></div>",
        "<div id=related-stories><p>{}</p></div>",
        "<a href=/other><p>{}</p></a>",
    ],
)
def test_what_is_beside_the_running_text_is_not_held(beside):
    prose = "Old cranes are sold to other ports, and that is another story, which many have read."
    markup = f"<h1>New crane</h1><div>{TEXT}{beside.format(prose)}</div>"
    root = page_of(markup).root
    assert prose not in [line.text for line in Prose(lines(root), root.find(".//h1")).lines]
    if not beside.startswith("<a "):  # a text may link a whole paragraph
        assert held(markup) == plain_text(TEXT)


@pytest.mark.parametrize(
    "around", ["<form>{}</form>", "<div class='layout sidebar-left'>{}</div>", "<aside>{}</aside>", "<div id=comments>{}</div>"]
)  # fmt: skip
def test_what_the_headline_stands_in_is_the_page_whatever_its_name(around):
    assert held(around.format(f"<h1>New crane</h1><div>{TEXT}</div>")) == plain_text(TEXT)


def test_the_running_text_is_that_of_the_headlines_article():
    other = TEXT.replace("crane", "lighthouse") * 2
    assert held(f"<article><h1>New crane</h1><div>{TEXT}</div></article><article>{other}</article>") == plain_text(TEXT)


@pytest.mark.parametrize(
    ("text", "share"), [("", 0), (plain_text(TEXT), 1), (plain_text("".join(SENTENCES[:4])).upper(), 0.5)]
)
def test_how_much_of_the_running_text_a_text_holds(text, share):
    root = page_of(f"<h1>New crane</h1>{TEXT}").root
    assert Prose(lines(root), root.find(".//h1")).share_in(text) == pytest.approx(share)


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param(f"<div class=article-body>{BEGUN}</div><figure></figure><div class=article-body>{ENDED}</div>", id="chunks"),
        pytest.param(f"<div class=article-body>{BEGUN}</div><div>{ENDED}</div>", id="only its beginning is called so"),
        pytest.param(f"<article>{BEGUN}</article><section>{ENDED}</section>", id="only its beginning is marked so"),
    ],
)  # fmt: skip
def test_a_text_is_read_whole_where_a_part_of_it_is_called_the_article(markup):
    text = article.parse(page_of(f"<div><h1>New crane for the port</h1>{markup}</div>")).entries[0].text
    assert text.count("On day") == len(SENTENCES)
    assert plain_text(SENTENCES[-1]) in text


def test_a_text_that_is_short_of_a_comment_is_left_as_it_is():
    comments = "".join(
        f"<p>Reader {n} says that this crane is too loud, and would rather have a park.</p>" for n in range(9)
    )
    markup = (
        f"<article><h1>New crane for the port</h1><div class=article-body>{TEXT}</div></article><div>{comments}</div>"
    )
    assert "Reader" not in article.parse(page_of(markup)).entries[0].text


GOES = (
    "author-bio, newsletter, cookie-consent, toast, tooltip, more-stories, screen-reader-text, print-only, Related__box"
)


@pytest.mark.parametrize("name", GOES.split(", "))
def test_what_is_named_so_goes_before_a_text_is_looked_for(name):
    beside = f"<div class='{name}'><p>Ada Muster has written about ports and ships for many years.</p></div>"
    markup = f"<article><h1>New crane for the port</h1>{BEGUN}{beside}{ENDED}</article>"
    assert article.parse(page_of(markup)).entries[0].text == plain_text(TEXT)


@pytest.mark.parametrize(
    "name", ["authority", "shareholders", "menus", "adsorption", "promotion", "widget-text", "teaser"]
)
def test_what_may_be_of_the_text_is_left_to_those_who_look_closer(name):
    root = page_of(f"<h1>New crane</h1>{BEGUN}<div class={name}><p>It cost six million euros.</p></div>{ENDED}").root
    assert "six million" in Prose(lines(root), root.find(".//h1")).pruned(root).text_content()


@pytest.mark.parametrize("name", ["comments", "newsletter", "sidebar", "print-only"])
def test_what_holds_much_of_the_text_stays_whatever_its_name(name):
    root = page_of(f"<h1>New crane</h1><div class={name}>{TEXT}</div><p>Cranes and quays.</p>").root
    assert Prose(lines(root), root.find(".//h1")).pruned(root).text_content() == root.text_content()
