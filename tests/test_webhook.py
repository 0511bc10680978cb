"""What one delivery carries, and how it is signed (Standard Webhooks 1.0.0)."""

import base64
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from standardwebhooks.webhooks import Webhook

from feeder.model import Entry, Event, Moment
from feeder.notify import signing
from feeder.notify.webhook import LARGEST, THIN, body

AT = datetime(2025, 3, 4, 9, 30, tzinfo=UTC)
ENTRY = Entry(
    id="urn:uuid:1", source="acme", url="https://acme.example/1", title="The harbour opens", language="en",
    published=Moment(at=AT), content="<p>It opens.</p>", text="It opens.",
)  # fmt: skip


def event(kind: str = "entry.created", **data: Any) -> Event:
    return Event(seq=7, id="evt_1", type=kind, time=AT, data={"initial": False, "entry": ENTRY.to_dict()} | data)


def sent(one: Event, payload: str = "full") -> Any:
    return json.loads(body(one, payload))


def test_a_body_has_the_events_type_time_and_data() -> None:
    assert sent(event()) == {
        "type": "entry.created",
        "timestamp": "2025-03-04T09:30:00Z",
        "data": {"seq": 7, "initial": False, "entry": ENTRY.to_dict()},
    }


def test_a_body_is_the_same_bytes_every_time() -> None:
    assert body(event(), "full") == body(event(), "full")


def test_a_thin_body_says_which_entry_and_no_more() -> None:
    data = sent(event("entry.updated", changes={"title": {"from": "a", "to": "b"}}), "thin")["data"]
    assert set(data["entry"]) == set(THIN)
    assert data["entry"]["url"] == "https://acme.example/1"
    assert "changes" not in data


def test_events_that_are_no_entrys_are_sent_thin_too() -> None:
    one = Event(seq=8, id="evt_2", type="source.failing", time=AT, data={"source": "acme", "reasons": ["503"]})
    assert sent(one, "thin")["data"] == {"seq": 8, "source": "acme", "reasons": ["503"]}


@pytest.mark.parametrize(
    "entry",
    [
        {"content_html": "x" * LARGEST},
        {"content_text": "ä" * (LARGEST // 2)},
        {"boilerplate": "x" * LARGEST},
        {"tags": ["x" * 1000] * 1000},
        {"attachments": [{"url": "https://acme.example/" + "x" * LARGEST}]},
    ],
    ids=lambda entry: next(iter(entry)),
)
def test_a_body_that_is_too_large_says_so_and_names_its_entry(entry: dict[str, Any]) -> None:
    one = event(entry=ENTRY.to_dict() | entry)
    assert len(body(one, "full")) <= LARGEST
    data = sent(one)["data"]
    assert data["truncated"] is True
    assert (data["entry"]["id"], data["entry"]["title"]) == ("urn:uuid:1", "The harbour opens")
    assert data["seq"] == 7


def test_the_long_texts_of_a_change_are_dropped_with_the_content() -> None:
    changes = {"content_text": {"from": "x" * LARGEST, "to": "y"}, "title": {"from": "a", "to": "b"}}
    data = sent(event("entry.updated", changes=changes))["data"]
    assert data["changes"] == {"title": {"from": "a", "to": "b"}}
    assert data["truncated"] is True


def test_a_body_of_just_the_largest_size_is_sent_whole() -> None:
    spare = LARGEST - len(body(event(entry=ENTRY.to_dict() | {"content_html": ""}), "full"))
    for size, is_truncated in [(spare, False), (spare + 1, True)]:
        data = sent(event(entry=ENTRY.to_dict() | {"content_html": "x" * size}))["data"]
        assert data.get("truncated", False) is is_truncated


def test_a_body_is_utf_8_whatever_a_site_wrote() -> None:
    text = body(event(entry=ENTRY.to_dict() | {"title": "half a \ud83d pair, ä 🚢"}), "full").decode("utf-8")
    assert "ä 🚢" in json.loads(text)["data"]["entry"]["title"]


def test_a_signature_is_the_one_of_the_specification() -> None:
    key = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    headers = signing.headers(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", datetime.fromtimestamp(1614265330, UTC), b'{"test": 2432232314}')  # fmt: skip
    assert headers == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_an_independent_library_verifies_it() -> None:
    key = bytes(range(32))
    sent = body(event(), "full")
    headers = signing.headers(key, "evt_1", datetime.now(UTC), sent)
    assert Webhook("whsec_" + base64.b64encode(key).decode()).verify(sent, headers)["type"] == "entry.created"
