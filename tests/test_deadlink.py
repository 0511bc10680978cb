"""A link that leads to what a site shows for dead ones is no release, whatever the status."""

import pytest

from feeder.decide.deadlink import led_away, twins

LIST = "https://www.acme.example/press/"
ASKED = "https://www.acme.example/press/2025/harbour.html"


@pytest.mark.parametrize(
    ("asked", "came", "why"),
    [
        (ASKED, ASKED, None),
        (ASKED, "https://www.acme.example/", "it leads to the front page"),
        (ASKED, "https://www.acme.example", "it leads to the front page"),
        (ASKED, "https://acme.example/de/", "it leads to the front page"),
        (ASKED, "https://acme.example/en-GB", "it leads to the front page"),
        (ASKED, "https://acme.example/index.html", "it leads to the front page"),
        (ASKED, "https://acme.example/fr/index.php", "it leads to the front page"),
        (ASKED, "https://acme.example/Home", "it leads to the front page"),
        (ASKED, "https://group.example/", "it leads to the front page"),
        (ASKED, "https://acme.example/press", "it leads back to the list"),
        (ASKED, "http://www.acme.example/press/?utm_source=x#top", "it leads back to the list"),
        (ASKED, "https://acme.example/press/2025/harbour-opens", None),
        (ASKED, "https://acme.example/?p=17", None),  # a release of a site without paths
        (ASKED, "https://acme.example/news", None),
        (ASKED, "https://acme.example/de/123", None),
        (ASKED.replace("https", "http").replace("www.", ""), ASKED, None),
        ("https://acme.example/", "https://acme.example/en/", None),  # a front page was asked for
        (LIST + "#harbour", LIST, None),  # a list that holds its releases
    ],
)
def test_a_redirect_to_the_front_page_or_the_list_leads_away(asked: str, came: str, why: str | None) -> None:
    assert led_away(asked, came, lists=[LIST]) == why


def test_addresses_that_give_the_same_bytes_are_twins_from_three_on() -> None:
    seen = {
        "one": {"https://a.example/1"},
        "two": {"https://a.example/2", "https://a.example/3"},
        "fragments": {"https://a.example/4#a", "https://a.example/4#b", "https://a.example/4#c"},
        "dead": {"https://a.example/5", "https://a.example/6", "https://a.example/7"},
    }
    assert twins(seen) == dict.fromkeys(sorted(seen["dead"]), 3)
