"""The simulated press world behaves as the rest of the tests believe it does."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin

import feedparser
import httpx
import lxml.etree
import lxml.html
import pytest
from newsroom import Newsroom, Picture, Receiver
from newsroom.server import Call, Loopback
from newsroom.table import MONTHS
from standardwebhooks.webhooks import Webhook

SITES = ["ministry", "blog", "table", "feed"]
LISTINGS = ["ministry", "blog", "table"]


@pytest.fixture
def room() -> Iterator[Newsroom]:
    with Newsroom(seed=1) as room:
        yield room


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False) as client:
        yield client


def on_page(client: httpx.Client, url: str) -> str:
    """The page's text as a reader sees it."""
    return str(lxml.html.fromstring(client.get(url).content).text_content())


def rows(client: httpx.Client, site) -> list[tuple[str, str, str]]:
    """URL, title and printed date of each record, read as the site's own rule says and by lxml alone."""
    page = lxml.html.fromstring(client.get(site.url).content, base_url=site.url)
    page.make_links_absolute()
    rule = site.rule
    items = page.xpath(rule["items"]) if rule["items"].startswith("/") else page.cssselect(rule["items"])
    return [
        (
            item.cssselect(rule["link"])[0].get("href"),
            item.cssselect(rule["title"])[0].text_content(),
            item.cssselect(rule["date"])[0].get("datetime") or item.cssselect(rule["date"])[0].text_content(),
        )
        for item in items
    ]


def french_day(printed: str) -> str:
    day, month, year = printed.split()
    return f"{year}-{MONTHS.index(month) + 1:02}-{int(day.removesuffix('er')):02}"


READ_DATE = {
    "ministry": lambda printed: datetime.strptime(printed, "%d.%m.%Y").date().isoformat(),  # noqa: DTZ007 - a day only
    "blog": str,
    "table": french_day,
}


@pytest.mark.parametrize("name", LISTINGS)
def test_rule_reads_exactly_what_was_published(room, client, name):
    site = room.site(name)
    published = [site.publish() for _ in range(8)]
    read = [(url, title, READ_DATE[name](printed)) for url, title, printed in rows(client, site)]
    assert read == [(release.url, release.title, release.date) for release in reversed(published)]


@pytest.mark.parametrize("name", SITES)
def test_page_says_what_was_published(room, client, name):
    site = room.site(name)
    release = site.publish()
    text = on_page(client, release.url)
    image = release.image or Picture(caption="", credit="")
    for told in (
        release.title,
        *release.paragraphs,
        release.kicker,
        release.kind,
        release.author,
        *vars(image).values(),
    ):
        assert (told or "") in text


@pytest.mark.parametrize("name", SITES)
def test_what_is_given_is_published_as_it_is(room, client, name):
    release = room.site(name).publish(title="Sand < Schlick & „Ebbe“", paragraphs=["Ein <b>Satz</b>."])
    assert release.title == "Sand < Schlick & „Ebbe“"
    assert "Sand < Schlick & „Ebbe“" in on_page(client, release.url)
    assert "Ein <b>Satz</b>." in on_page(client, release.url)


def test_site_prints_only_what_its_kind_of_site_prints(room):
    release = room.site("table").publish()
    assert (release.author, release.kicker, release.kind, release.image) == (None, None, None, None)
    with pytest.raises(TypeError, match="table site prints no author"):
        room.site("table").publish(author="Solène Kervadec-Brun")


def test_date_is_told_as_the_site_prints_it(room):
    at = datetime(2024, 7, 2, 23, 30, tzinfo=UTC)
    told = {name: room.site(name).publish(at=at).date for name in SITES}
    assert told == {
        "ministry": "2024-07-03",
        "blog": "2024-07-02T19:30:00-04:00",
        "table": "2024-07-03",
        "feed": "2024-07-03T00:30:00+01:00",
    }


@pytest.mark.parametrize("name", ["ministry", "blog"])
def test_eleventh_release_pushes_the_first_to_the_second_page(room, client, name):
    site = room.site(name)
    first, *_ = [site.publish() for _ in range(11)]
    assert first.url not in [url for url, _, _ in rows(client, site)]
    listing = lxml.html.fromstring(client.get(site.url).content, base_url=site.url)
    listing.make_links_absolute()
    [second] = [link.get("href") for link in listing.cssselect("nav a") if link.text == "2"]
    assert first.title in on_page(client, second)


@pytest.mark.parametrize(
    ("name", "validators"),
    [
        ("ministry", {"last-modified"}),
        ("blog", {"etag", "last-modified"}),
        ("table", set()),
        ("feed", {"etag"}),
    ],
)
def test_site_sends_the_validators_of_its_kind(room, client, name, validators):
    release = room.site(name).publish()
    for url in (room.site(name).url, release.url):
        assert {"etag", "last-modified"} & client.get(url).headers.keys() == validators


@pytest.mark.parametrize(
    ("name", "validator", "condition"),
    [
        ("ministry", "last-modified", "if-modified-since"),
        ("blog", "last-modified", "if-modified-since"),
        ("blog", "etag", "if-none-match"),
        ("feed", "etag", "if-none-match"),
    ],
)
def test_conditional_request_gets_304_until_something_changes(room, client, name, validator, condition):
    site = room.site(name)
    release = site.publish()
    for url in (site.url, release.url):
        known = {condition: client.get(url).headers[validator]}
        again = client.get(url, headers=known)
        assert (again.status_code, again.content) == (304, b"")
        site.edit(release, title=f"Edited for {url}")
        changed = client.get(url, headers=known)
        assert changed.status_code == 200
        assert changed.headers[validator] != known[condition]


def test_etag_outranks_the_date(room, client):
    site = room.site("blog")
    seen = client.get(site.url).headers["last-modified"]
    answer = client.get(site.url, headers={"If-Modified-Since": seen, "If-None-Match": '"another"'})
    assert answer.status_code == 200


def test_site_without_validators_sends_the_whole_page_again(room, client):
    answer = client.get(
        room.site("table").url, headers={"If-None-Match": '"any"', "If-Modified-Since": "Wed, 01 Jan 2031 00:00:00 GMT"}
    )
    assert answer.status_code == 200


@pytest.mark.parametrize("name", SITES)
def test_edit_shows_on_page_and_list_under_the_same_url(room, client, name):
    site = room.site(name)
    release = site.publish()
    url, old = release.url, release.title
    site.edit(release, title="A wholly other title", paragraphs=["And another text."])
    assert release.url == url
    assert "And another text." in on_page(client, url)
    for page in (client.get(url).text, client.get(site.url).text):
        assert "A wholly other title" in page
        assert old not in page


def test_redated_release_moves_up_the_list_under_its_old_url(room, client):
    site = room.site("ministry")
    old, new = site.publish(), site.publish()
    url = old.url
    site.edit(old, at=datetime(2025, 5, 1, 22, 30, tzinfo=UTC))
    assert old.date == "2025-05-02"
    assert [(link, printed) for link, _, printed in rows(client, site)] == [
        (url, "02.05.2025"),
        (new.url, "10.01.2024"),
    ]
    assert site.listed() == [old, new]


@pytest.mark.parametrize("name", SITES)
@pytest.mark.parametrize("status", [404, 410])
def test_withdrawn_release_is_gone_and_off_the_list(room, client, name, status):
    site = room.site(name)
    kept, withdrawn = site.publish(), site.publish()
    site.withdraw(withdrawn, status=status)
    assert client.get(withdrawn.url).status_code == status
    assert client.get(kept.url).status_code == 200
    assert withdrawn.url not in client.get(site.url).text
    assert site.listed() == [kept]


def history(seed: int) -> dict[str, bytes]:
    """Every page of a small history, by path, the port left out."""
    with Newsroom(seed=seed) as room, httpx.Client(trust_env=False) as client:
        for name in SITES:
            first, _, third = [room.site(name).publish() for _ in range(3)]
            room.site(name).edit(first, title="Edited")
            room.site(name).withdraw(third)
        paths = [page for name in SITES for page in (room.site(name).url, *(r.url for r in room.site(name).listed()))]
        return {url.removeprefix(room.url): client.get(url).content.replace(room.url.encode(), b"") for url in paths}


def test_same_seed_gives_the_same_bytes():
    assert history(7) == history(7)


def test_another_seed_gives_another_world():
    one, other = history(7), history(8)
    assert all(one[path] != other[path] for path in one.keys() & other.keys())


def test_given_title_leaves_the_other_releases_as_they_were(room):
    with Newsroom(seed=1) as other:
        room.site("blog").publish(title="Given")
        other.site("blog").publish()
        assert room.site("blog").publish().title == other.site("blog").publish().title


def test_invented_titles_do_not_repeat(room):
    for name in SITES:
        titles = [room.site(name).publish().title for _ in range(100)]
        assert len(set(titles)) == 100


def test_table_is_latin_1_and_escapes_what_latin_1_lacks(room, client):
    site = room.site("table")
    site.publish(title="Une œuvre à l'Île-d'Aurmont")
    answer = client.get(site.url)
    assert answer.headers["content-type"] == "text/html; charset=iso-8859-1"
    assert "Une &#339;uvre à l&#x27;Île-d&#x27;Aurmont" in answer.content.decode("iso-8859-1")


def test_atom_feed_carries_the_whole_text_as_escaped_markup(room, client):
    site = room.site("feed")
    release = site.publish(paragraphs=["Wind & rain.", "Then <sun>."])
    body = client.get(site.feeds["atom"]).content
    feed = feedparser.parse(body)
    [entry] = feed.entries
    assert not feed.bozo
    assert (entry.link, entry.title, entry.published, entry.author) == (
        release.url,
        release.title,
        release.date,
        release.author,
    )
    content = lxml.etree.fromstring(body).findtext(".//{*}content")
    assert content == "<p>Wind &amp; rain.</p>\n<p>Then &lt;sun&gt;.</p>"


def test_rss_feed_carries_the_lead_only(room, client):
    site = room.site("feed")
    release = site.publish()
    feed = feedparser.parse(client.get(site.feeds["rss"]).content)
    [entry] = feed.entries
    assert not feed.bozo
    assert (entry.link, entry.title, entry.summary) == (release.url, release.title, release.paragraphs[0])
    assert entry.published_parsed[:6] == release.at.astimezone(UTC).timetuple()[:6]
    assert "content" not in entry


def test_json_feed_carries_the_whole_text(room, client):
    site = room.site("feed")
    release = site.publish()
    [item] = client.get(site.feeds["json"]).json()["items"]
    assert (item["url"], item["title"], item["date_published"]) == (release.url, release.title, release.date)
    assert item["content_html"].count("<p>") == len(release.paragraphs)


def test_requests_are_counted_by_place_with_their_status_and_conditions(room, client):
    blog = room.site("blog")
    release = blog.publish()
    etag = client.get(release.url).headers["etag"]
    client.get(release.url, headers={"If-None-Match": etag})
    client.head(room.site("table").url)
    assert room.requests_to(release.url) == [("GET", release.path, 200, False), ("GET", release.path, 304, True)]
    assert room.requests_to("/table") == [("HEAD", "/table/communiques.php", 200, False)]
    room.forget()
    assert room.requests == []


def test_failing_place_answers_as_told_until_it_is_healed(room, client):
    site = room.site("blog")
    release = site.publish()
    room.fail(site.url, status=503, headers={"Retry-After": "2"})
    answer = client.get(site.url)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert client.get(release.url).status_code == 200
    room.heal("/blog")
    assert client.get(site.url).status_code == 200


def test_closest_fault_counts(room, client):
    release = room.site("ministry").publish()
    room.fail("/", status=500)
    room.fail(release.url, status=429)
    assert [client.get(url).status_code for url in (release.url, room.site("ministry").url)] == [429, 500]


def test_slow_place_keeps_its_callers_waiting_until_it_is_healed(room, client):
    site = room.site("ministry")
    room.slow("/ministry", 60)
    with pytest.raises(httpx.ReadTimeout):
        client.get(site.url, timeout=0.1)
    room.heal()
    assert client.get(site.url).status_code == 200


@pytest.mark.parametrize("path", ["/", "/nobody/here", "/blog/wp-login.php", "/robots.txt"])
def test_nothing_stands_where_nothing_was_put(room, client, path):
    room.site("blog")
    assert client.get(urljoin(room.url, path)).status_code == 404


def test_mistake_in_the_world_fails_the_test_that_meets_it(client):
    def broken(call: Call):
        raise LookupError(call.path)

    with (
        pytest.raises(LookupError, match="/here"),
        Loopback(broken) as server,
        pytest.raises(httpx.RemoteProtocolError),
    ):
        client.get(f"{server.url}/here")


BODY = '{"type": "entry.created", "data": {"seq": 1, "title": "Flut & Ebbe – später"}}'


def signed(receiver: Receiver, body: str, *, event_id: str = "evt_1", at: datetime | None = None) -> dict[str, str]:
    at = at or datetime.now(UTC)
    signature = Webhook(receiver.secret).sign(event_id, at, body)
    return {"webhook-id": event_id, "webhook-timestamp": str(int(at.timestamp())), "webhook-signature": signature}


def test_receiver_believes_a_signed_event(client):
    with Receiver() as receiver:
        answer = client.post(receiver.url, content=BODY, headers=signed(receiver, BODY))
        assert answer.status_code == 204
        [event] = receiver.wait_for(1)
        [attempt] = receiver.attempts
    assert event["data"]["title"] == "Flut & Ebbe – später"
    assert (attempt.id, attempt.body.decode(), attempt.at.tzinfo) == ("evt_1", BODY, UTC)


@pytest.mark.parametrize(
    ("body", "change"),
    [
        pytest.param(BODY.replace("1", "2"), {}, id="another body"),
        pytest.param(BODY, {"webhook-id": "evt_2"}, id="another id"),
        pytest.param(BODY, {"webhook-signature": "v1,AAAA"}, id="another signature"),
        pytest.param(BODY, {"webhook-signature": "nonsense"}, id="no signature at all"),
        pytest.param(BODY, {"webhook-timestamp": "soon"}, id="no time"),
    ],
)
def test_receiver_refuses_what_is_not_signed(client, body, change):
    with Receiver() as receiver:
        answer = client.post(receiver.url, content=body, headers=signed(receiver, BODY) | change)
        assert answer.status_code == 401
        assert receiver.received == []
        assert [attempt.event for attempt in receiver.attempts] == [None]


def test_receiver_refuses_an_old_signature(client):
    with Receiver() as receiver:
        old = signed(receiver, BODY, at=datetime.now(UTC) - timedelta(minutes=6))
        assert client.post(receiver.url, content=BODY, headers=old).status_code == 401


def test_receiver_answers_by_its_script_and_counts_only_success(client):
    with Receiver(statuses=[503, 200]) as receiver:
        answers = [
            client.post(receiver.url, content=BODY, headers=signed(receiver, BODY)).status_code for _ in range(3)
        ]
        assert answers == [503, 200, 204]
        assert len(receiver.attempts) == 3
        assert len(receiver.received) == 2


def test_receiver_says_what_it_waited_for_in_vain():
    with Receiver() as receiver, pytest.raises(AssertionError, match=r"0 of 1 events arrived in 0\.01 s"):
        receiver.wait_for(1, timeout=0.01)
