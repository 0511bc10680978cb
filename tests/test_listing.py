"""A listing page, with and without a rule."""

from zoneinfo import ZoneInfo

import pytest

from feeder.errors import ParseError
from feeder.model import ListRule
from feeder.parse import webpage
from feeder.parse.lists import listing

PAGE = """<!doctype html><html lang=de><head><meta charset=utf-8><title> Presse |
 Hafenamt </title></head><body><ul class=news>
<li><time>05.03.2024</time><a href=kran>Größerer Kran</a></li>
<li><a href=ebbe>Ebbe</a></li></ul></body></html>"""


def parsed(page=PAGE, rule=None, language=None):
    return listing.parse(
        webpage.read(
            page.encode(),
            "https://hafen.example/presse/",
            media_type="text/html",
            language=language,
            zone=ZoneInfo("Europe/Berlin"),
        ),
        rule,
    )


def test_a_rule_gives_entries_and_how_sure_they_are():
    found = parsed(rule=ListRule(items=".news li"))
    assert [entry.title for entry in found.entries] == ["Größerer Kran", "Ebbe"]
    assert found.shape == "listing"
    assert found.title == "Presse | Hafenamt"
    assert found.rule == ListRule(items=".news li")
    assert found.confidence == 0.9  # one of two lacks a date
    assert found.reasons == ()


def test_without_a_rule_the_reason_says_what_to_add():
    found = parsed()
    assert (found.entries, found.confidence) == ((), 0)
    assert "add a [rule] with items" in found.reasons[0]


def test_a_rule_that_matches_nothing_is_named():
    found = parsed(rule=ListRule(items="ul.old li"))
    assert (found.entries, found.confidence) == ((), 0)
    assert found.reasons == ("items 'ul.old li' matched nothing on this page of 11 elements, \"Presse | Hafenamt\"",)


def test_items_without_links_give_no_confidence_but_a_reason():
    found = parsed(rule=ListRule(items="time"))
    assert (found.entries, found.confidence) == ((), 0)
    assert found.reasons == ("1 of 1 items skipped: it has no link",)


@pytest.mark.parametrize(
    ("lang", "told", "date"),
    [
        ("en-US", None, "2024-05-03"),  # the page says how it writes dates
        ("en-GB", None, "2024-03-05"),
        ("en-US", "en-GB", "2024-03-05"),  # the operator knows better
    ],
)
def test_the_language_of_the_page_helps_to_read_dates(lang, told, date):
    page = PAGE.replace("lang=de", f"lang={lang}").replace("05.03.2024", "05/03/2024")
    assert str(parsed(page, ListRule(items="li"), told).entries[0].published) == date


def test_a_wrong_rule_is_an_error():
    with pytest.raises(ParseError, match=r"\[rule\] items"):
        parsed(rule=ListRule(items="li["))
