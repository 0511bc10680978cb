"""Posts of WordPress, read as a feed is: offered by a page, told from other JSON, and only what anybody may read."""

import json
from typing import Any

import pytest

from feeder import extract
from feeder.errors import ParseError
from feeder.model import Extraction, Image

URL = "https://hafen.example/wp-json/wp/v2/posts"
POST: dict[str, Any] = {
    "id": 7,
    "date": "2031-03-14T10:30:00",
    "date_gmt": "2031-03-14T09:30:00",
    "guid": {"rendered": "https://hafen.example/?p=7"},
    "modified": "2031-03-15T08:00:00",
    "modified_gmt": "2031-03-15T07:00:00",
    "slug": "faehre",
    "status": "publish",
    "link": "https://hafen.example/presse/faehre/",
    "title": {"rendered": "Neue F&#228;hre &#8211; <em>Betrieb</em> beginnt"},
    "content": {"rendered": '<p>Sie fährt <a href="/plan">täglich</a>.</p><script>x()</script>', "protected": False},
    "excerpt": {"rendered": "<p>Sie fährt t&auml;glich.</p>\n", "protected": False},
}


def read(*posts: object, **told: Any) -> Extraction:
    return extract(json.dumps(posts).encode(), URL, timezone="Europe/Berlin", **told)


def test_a_post_is_an_entry_with_its_text_and_the_time_of_its_site() -> None:
    found = read(POST, media_type="application/json; charset=UTF-8")
    (entry,) = found.entries
    assert (found.shape, found.confidence, found.reasons) == ("feed", 1.0, ())
    assert entry.title == "Neue Fähre – Betrieb beginnt"
    assert entry.url == "https://hafen.example/presse/faehre/"
    assert (str(entry.published), str(entry.updated)) == ("2031-03-14T10:30:00+01:00", "2031-03-15T08:00:00+01:00")
    assert entry.summary == "Sie fährt täglich."
    assert entry.content == '<p>Sie fährt <a href="https://hafen.example/plan">täglich</a>.</p>'


@pytest.mark.parametrize(
    ("dates", "published"),
    [
        ({"date": "2031-03-14T15:00:00", "date_gmt": "2031-03-14T09:30:00"}, "2031-03-14T15:00:00+05:30"),
        ({"date": "2031-03-14T01:00:00", "date_gmt": "2031-03-14T06:00:00"}, "2031-03-14T01:00:00-05:00"),
        ({"date": "2031-03-14T10:30:00", "date_gmt": None}, "2031-03-14T10:30:00+01:00"),  # in the source's zone
        ({"date": None, "date_gmt": "2031-03-14T09:30:00"}, "2031-03-14T09:30:00Z"),
        ({"date": None, "date_gmt": "2031-03-14T10:30:00+01:00"}, "2031-03-14T10:30:00+01:00"),
        ({"date": "2031-03-14T10:30:00", "date_gmt": "0000-00-00T00:00:00"}, "2031-03-14T10:30:00+01:00"),
        (
            {"date": "2031-03-14T10:30:00", "date_gmt": "2030-03-14T09:30:00"},
            "2030-03-14T09:30:00Z",
        ),  # no zone is so far
        ({"date": "2031-03-14T10:30:00+01:00", "date_gmt": "2031-03-14T09:30:00Z"}, "2031-03-14T10:30:00+01:00"),
        ({"date": 20310314, "date_gmt": []}, "None"),
    ],
)
def test_the_two_times_of_a_post_tell_its_offset(dates: dict[str, Any], published: str) -> None:
    assert str(read(POST | dates).entries[0].published) == published


def test_what_is_asked_for_beside_a_post_is_read_too() -> None:
    embedded = {
        "author": [{"name": "Ina Kai"}, {"code": "rest_user_invalid_id"}],
        "wp:featuredmedia": [{"source_url": "/bild.jpg", "caption": {"rendered": "<p>Die F&auml;hre</p>"}}],
        "wp:term": [[{"name": "Presse &amp; Medien", "taxonomy": "category"}], [{"name": "Fähre"}, {"name": "Fähre"}]],
    }
    (entry,) = read(POST | {"_embedded": embedded}).entries
    assert (entry.authors, entry.tags) == (("Ina Kai",), ("Presse & Medien", "Fähre"))
    assert entry.image == Image(url="https://hafen.example/bild.jpg", caption="Die Fähre")


@pytest.mark.parametrize(
    ("post", "why"),
    [
        (POST | {"status": "future"}, '1 of 2 posts are left out: their status is "future"'),
        (POST | {"status": ["draft"]}, '1 of 2 posts are left out: their status is "unknown"'),
        (POST | {"content": {"rendered": "", "protected": True}}, "1 of 2 posts are left out: they are behind a password"),
        (POST | {"content": {"rendered": "<p>x</p>"}, "password": "tide"}, "1 of 2 posts are left out: they are behind a password"),
        ("a text", "1 of 2 posts are left out: not an object"),
    ],
)  # fmt: skip
def test_what_is_not_for_everybody_is_left_out_and_said(post: object, why: str) -> None:
    found = read(POST, post)
    assert (len(found.entries), found.reasons) == (1, (why,))


@pytest.mark.parametrize("key", [key for key in POST if key != "status"])
@pytest.mark.parametrize("value", [None, 7, [], {}, {"rendered": None}, "\x00<p>"])
def test_a_field_of_a_wrong_type_costs_no_more_than_itself(key: str, value: object) -> None:
    assert [entry.url is not None for entry in read(POST, POST | {key: value}).entries] == [True, True]


def test_of_a_list_that_is_cut_off_the_whole_posts_count() -> None:
    body = json.dumps([POST, POST | {"link": "/zwei"}, POST]).encode()[:-300]
    found = extract(body, URL)
    assert [entry.url for entry in found.entries] == [POST["link"], "https://hafen.example/zwei"]
    assert "the JSON is broken" in found.reasons[0]


@pytest.mark.parametrize("body", [b"[1, 2]", b'[{"title": "x"}]', b'{"code":"rest_no_route"}', b"[" * 100_000])
def test_other_json_is_no_feed(body: bytes) -> None:
    with pytest.raises(ParseError):
        extract(body, URL, media_type="application/json")


def test_a_list_without_posts_says_so() -> None:
    assert extract(b"[]", URL, shape="feed").reasons == ("the feed has no entries",)


def test_a_list_beyond_the_limit_is_refused_not_cut() -> None:
    body = b'[{"title":{"rendered":"x"}}' + b",{}" * 100_000 + b"]"
    with pytest.raises(ParseError, match="more than"):
        extract(body, URL)
