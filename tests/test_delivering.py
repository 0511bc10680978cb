"""Events reach those who asked for them: signed, in order, again and again until they are taken or it is hopeless."""

import asyncio
import base64
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from newsroom import Receiver
from newsroom.receiver import SECRET
from newsroom.server import Answer, Loopback
from stores import store_url

from feeder.engine.delivering import Deliverer, dispatch
from feeder.fetch.http import Network
from feeder.model import Change, Delivery, Endpoint, Entry, Source
from feeder.store import Store
from feeder.store.deliveries import LEASE

NOW = datetime.now(UTC)
KEY = base64.b64decode(SECRET.removeprefix("whsec_"))
ACME = Source(
    uid="6ba7b811-9dad-11d1-80b4-00c04fd430c8", slug="acme", location="https://acme.example/", every=timedelta(hours=1)
)
SOON = timedelta(milliseconds=1)
LATER = timedelta(hours=1)
NETWORK = Network(
    user_agent="feeder/test", concurrency=8, per_host=2, delay=timedelta(0), timeout=timedelta(seconds=5),
    max_bytes=10**6, allow_private=False,
)  # fmt: skip


def endpoint(url: str, slug: str = "hook", **told: Any) -> Endpoint:
    settings: dict[str, Any] = {"retry": (SOON,) * 5, "allow_private": True}
    return Endpoint(slug=slug, url=url, secret=KEY, **settings | told)


class Office:
    """A store whose source was visited before any endpoint was there; rounds of delivery are made by hand."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(store_url(folder / "feeder.db"))
        with self.store.write() as tx:
            tx.sources.sync([ACME], keep=(), now=NOW)
            tx.sources.put_checkpoint(ACME.uid, replace(tx.sources.checkpoint(ACME.uid), first_done=True))

    def know(self, *endpoints: Endpoint) -> None:
        with self.store.write() as tx:
            tx.endpoints.sync([one.slug for one in endpoints])

    def tell(self, number: int, kind: str = "created", **told: Any) -> None:
        """An event of one entry; `told` are fields of ENTRY."""
        one = Entry(id=f"urn:uuid:{number}", source="acme", title=f"Release {number}", first_seen=NOW)
        with self.store.write() as tx:
            if kind == "created":
                tx.entries.record(ACME.uid, str(number), Change(kind="created", entry=one), now=NOW)
            data = {"initial": False, "entry": one.to_dict() | told, "feeds": ["acme", "all"]}
            tx.log.append(f"entry.{kind}", data, of=ACME, now=NOW, entry_id=one.id)

    def deliver(self, *endpoints: Endpoint) -> list[Delivery]:
        """One round: what is due now is attempted once."""
        return asyncio.run(self._deliver(endpoints))

    async def _deliver(self, endpoints: Sequence[Endpoint]) -> list[Delivery]:
        deliverer = Deliverer(store=self.store, network=NETWORK, endpoints=endpoints, holder="test", chance=Random(1))
        deliverer.start()
        done = await deliverer.finish()
        await deliverer.aclose()
        return done

    def deliver_until(self, is_so: Callable[[], bool], *endpoints: Endpoint) -> None:
        for _ in range(50):
            self.deliver(*endpoints)
            if is_so():
                return
        raise AssertionError("it is not so after fifty rounds")

    @property
    def deliveries(self) -> list[Delivery]:
        with self.store.read() as tx:
            return tx.deliveries.latest(limit=None)[::-1]

    @property
    def states(self) -> list[str]:
        return [one.state for one in self.deliveries]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path)
    yield office
    office.store.close()


def told(receiver: Receiver) -> list[tuple[str, str]]:
    return [(event["type"], event["data"]["entry"]["title"]) for event in receiver.received]


def test_an_event_arrives_signed_and_whole(office: Office, receiver: Receiver) -> None:
    hook = endpoint(receiver.url)
    office.know(hook)
    office.tell(1)
    assert [one.state for one in office.deliver(hook)] == ["delivered"]
    event = receiver.received[0]
    assert (event["type"], event["data"]["seq"], event["data"]["entry"]["id"]) == ("entry.created", 1, "urn:uuid:1")
    assert receiver.attempts[0].headers["content-type"] == "application/json"
    assert receiver.attempts[0].headers["user-agent"] == "feeder/test"


def test_what_was_delivered_is_not_delivered_again(office: Office, receiver: Receiver) -> None:
    hook = endpoint(receiver.url)
    office.know(hook)
    office.tell(1)
    assert [len(office.deliver(hook)) for _ in range(3)] == [1, 0, 0]
    assert len(receiver.attempts) == 1


def test_a_failure_is_tried_again_under_the_same_id_with_the_same_body(office: Office) -> None:
    with Receiver(statuses=[500, 302, 204]) as receiver:
        hook = endpoint(receiver.url)
        office.know(hook)
        office.tell(1)
        office.deliver_until(lambda: office.states == ["delivered"], hook)
        assert [attempt.status for attempt in receiver.attempts] == [500, 302, 204]
        assert len({attempt.id for attempt in receiver.attempts}) == 1
        assert len({attempt.body for attempt in receiver.attempts}) == 1
    assert (office.deliveries[0].attempts, office.deliveries[0].status) == (3, 204)


def test_what_fails_now_is_not_tried_again_in_the_same_round(office: Office) -> None:
    with Receiver(statuses=[500] * 9) as receiver:
        hook = endpoint(receiver.url)
        office.know(hook)
        for number in range(3):
            office.tell(number)
        assert len(office.deliver(hook)) == 3
        assert len(receiver.attempts) == 3


def test_the_schedule_is_kept_in_the_store_and_ends(office: Office) -> None:
    with Receiver(statuses=[500] * 9) as receiver:
        hook = endpoint(receiver.url, retry=(SOON, LATER))
        office.know(hook)
        office.tell(1)
        office.deliver_until(lambda: office.deliveries[0].attempts == 2, hook)
        again = office.deliveries[0].next_try
        assert again is not None
        assert NOW + 0.8 * LATER < again < datetime.now(UTC) + 1.2 * LATER
        assert office.deliver(hook) == []
        hook = replace(hook, retry=(SOON,))
        with office.store.write() as tx:
            tx.deliveries.put(replace(office.deliveries[0], next_try=NOW))
        office.deliver(hook)
        assert office.states == ["dead"]
        assert office.deliveries[0].error == "answered 500 Internal Server Error"
        assert len(receiver.attempts) == 3


def test_a_receiver_that_asks_for_time_gets_it(office: Office) -> None:
    with Loopback(lambda _: Answer(status=503, headers={"Retry-After": "600"})) as server:
        hook = endpoint(server.url)
        office.know(hook)
        office.tell(1)
        office.deliver(hook)
    again = office.deliveries[0].next_try
    assert again is not None
    assert again >= NOW + timedelta(seconds=600)


def test_gone_disables_the_endpoint_and_loses_nothing(office: Office) -> None:
    with Receiver(statuses=[410, 410, 410, 410]) as receiver:
        hook = endpoint(receiver.url, events=("entry.created",))
        office.know(hook)
        for number in range(4):
            office.tell(number)
        office.deliver(hook)
        office.tell(9)
        assert office.deliver(hook) == []
        with office.store.write() as tx:
            disabled = [one for one in tx.log.after(0, limit=99) if one.type == "endpoint.disabled"]
            assert [one.data["endpoint"] for one in disabled] == ["hook"]
            assert "feeder endpoint enable hook" in disabled[0].data["reasons"][0]
            tx.endpoints.enable("hook")
        office.deliver(hook)
        assert sorted(title for _, title in told(receiver)) == [f"Release {number}" for number in (0, 1, 2, 3, 9)]


def test_a_redirect_is_a_failure_and_not_followed(office: Office, receiver: Receiver) -> None:
    with Loopback(lambda _: Answer(status=307, headers={"Location": receiver.url})) as server:
        hook = endpoint(server.url)
        office.know(hook)
        office.tell(1)
        office.deliver(hook)
    assert receiver.attempts == []
    assert "redirects are not followed" in (office.deliveries[0].error or "")


@pytest.mark.parametrize("to", ["http://[::1", "http://xn--/", "data:text/html,x"])
def test_a_redirect_to_nowhere_is_a_failure_like_any_other(office: Office, to: str) -> None:
    with Loopback(lambda _: Answer(status=307, headers={"Location": to})) as server:
        hook = endpoint(server.url)
        office.know(hook)
        office.tell(1)
        office.deliver(hook)
    assert (office.states, office.deliveries[0].attempts) == (["waiting"], 1)
    assert office.deliveries[0].error


def test_a_receiver_that_is_not_there_is_an_error_in_one_line(office: Office, receiver: Receiver) -> None:
    with Loopback(lambda _: Answer()) as server:
        url = server.url
    hooks = [endpoint(url), endpoint("http://a..b/", "no-name"), endpoint("http://[::1", "no-address")]
    office.know(*hooks)
    office.tell(1)
    assert len(office.deliver(*hooks)) == 3
    assert all(one.error and "\n" not in one.error for one in office.deliveries)


def test_a_private_address_is_refused_unless_it_is_allowed(office: Office, receiver: Receiver) -> None:
    hook = endpoint(receiver.url, allow_private=False)
    office.know(hook)
    office.tell(1)
    office.deliver(hook)
    assert receiver.attempts == []
    assert "private address 127.0.0.1" in (office.deliveries[0].error or "")
    assert office.states == ["waiting"]


def test_a_slow_endpoint_delays_no_other(office: Office, receiver: Receiver) -> None:
    arrived: list[int] = []

    def slow(_call: object) -> Answer:
        receiver.wait_for(8)  # answers only after the other endpoint has heard everything
        arrived.append(1)
        return Answer()

    with Loopback(slow) as server:
        hooks = [endpoint(server.url, "slow"), endpoint(receiver.url, "quick")]
        office.know(*hooks)
        for number in range(8):
            office.tell(number)
        office.deliver(*hooks)
    assert len(arrived) == 8
    assert set(office.states) == {"delivered"}


def test_of_one_entry_what_happened_first_is_told_first(office: Office) -> None:
    with Receiver(statuses=[500, 500, 204]) as receiver:
        hook = endpoint(receiver.url)
        office.know(hook)
        office.tell(1)
        office.tell(1, "updated")
        office.tell(1, "withdrawn")
        office.deliver_until(lambda: set(office.states) == {"delivered"}, hook)
        assert [kind for kind, _ in told(receiver)] == ["entry.created", "entry.updated", "entry.withdrawn"]


def test_an_entry_that_cannot_be_told_does_not_hold_up_the_others(office: Office) -> None:
    with Receiver(statuses=[500]) as receiver:
        hook = endpoint(receiver.url, retry=(LATER,))
        office.know(hook)
        office.tell(1)
        office.deliver(hook)
        office.tell(1, "updated")
        office.tell(2)
        office.deliver(hook)
        assert told(receiver) == [("entry.created", "Release 2")]


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        ({"events": ("entry.created",)}, {"Release 1", "Release 2"}),
        ({"events": ("entry.withdrawn",)}, set()),
        ({"sources": ("acme",)}, {"Release 1", "Release 2"}),
        ({"sources": ("other",)}, set()),
        ({"feeds": ("all",)}, {"Release 1", "Release 2"}),
        ({"feeds": ("other",)}, set()),
        ({"languages": ("de",)}, {"Release 1"}),
        ({"include": ("harbour",)}, {"Release 2"}),
        ({"exclude": ("harbour",)}, {"Release 1"}),
    ],
)
def test_an_endpoint_hears_of_what_it_asked_for(
    office: Office, receiver: Receiver, filters: dict[str, Any], titles: set[str]
) -> None:
    hook = endpoint(receiver.url, **filters)
    office.know(hook)
    office.tell(1, language="de-AT")
    office.tell(2, language="en", content_text="The HARBOUR opens.")
    office.deliver(hook)
    assert {title for _, title in told(receiver)} == titles


def test_another_process_goes_on_where_the_first_was_cut_off(office: Office, receiver: Receiver) -> None:
    hook = endpoint(receiver.url)
    office.know(hook)
    office.tell(1)
    dispatch(office.store, hook, NOW)
    with office.store.write() as tx:  # a process takes it, and dies before it is sent
        assert len(tx.deliveries.take("hook", holder="test", due=NOW, now=NOW - LEASE, limit=9)) == 1
    office.tell(2)
    office.deliver(hook)
    assert {title for _, title in told(receiver)} == {"Release 1", "Release 2"}


def test_two_deliverers_at_once_double_nothing(office: Office, receiver: Receiver) -> None:
    hook = endpoint(receiver.url)
    office.know(hook)
    for number in range(30):
        office.tell(number)

    async def both() -> None:
        await asyncio.gather(office._deliver([hook]), office._deliver([hook]))

    asyncio.run(both())
    assert len(receiver.attempts) == 30
    assert set(office.states) == {"delivered"}


def test_each_endpoint_is_sent_its_own_copy(office: Office) -> None:
    with ExitStack() as stack:
        receivers = [stack.enter_context(Receiver()) for _ in range(3)]
        hooks = [endpoint(one.url, f"hook-{number}") for number, one in enumerate(receivers)]
        office.know(*hooks)
        office.tell(1)
        office.deliver(*hooks)
        assert [len(one.received) for one in receivers] == [1, 1, 1]
        assert len({one.attempts[0].id for one in receivers}) == 1
