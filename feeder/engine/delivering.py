"""Events out to endpoints: dispatched from the log, attempted when due, retried from the store."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from random import Random

import httpx
import structlog

from feeder import schedule
from feeder.decide import select
from feeder.fetch.address import Reach
from feeder.fetch.http import Network, retry_after
from feeder.model import Delivery, Endpoint
from feeder.notify import webhook
from feeder.store import Store

log = structlog.get_logger("feeder")

AT_ONCE = 4  #: attempts in flight for one endpoint: a slow one fills its own places, nobody else's
TAKEN = 5 * AT_ONCE  #: deliveries leased at once: done before the lease ends, even if each times out


def dispatch(store: Store, endpoint: Endpoint, now: datetime) -> None:
    """Makes the deliveries of all that an endpoint is to be told, due at `now`. What it hears of is found out without
    keeping anybody from writing."""
    hears = partial(select.hears, endpoint)
    while True:
        with store.read() as tx:
            outstanding = tx.endpoints.outstanding(endpoint.slug, hears, newest=endpoint.backlog)
        if outstanding is None:
            return
        for part in outstanding.parts():
            with store.write(quiet=True) as tx:
                if not tx.endpoints.dispatch(endpoint.slug, part, now=now):
                    break


@dataclass(kw_only=True)
class Deliverer:
    """Delivers from one store; each endpoint has a task of its own, so that none waits for another."""

    store: Store
    network: Network
    endpoints: Iterable[Endpoint]
    holder: str  #: the name that leases are taken under
    chance: Random = field(default_factory=Random)

    def __post_init__(self) -> None:
        self._endpoints = {endpoint.slug: endpoint for endpoint in self.endpoints}
        self._clients = {slug: self._client(endpoint) for slug, endpoint in self._endpoints.items()}
        self._tasks: dict[str, asyncio.Task[list[Delivery]]] = {}

    def _client(self, endpoint: Endpoint) -> httpx.AsyncClient:
        try:
            own = httpx.URL(endpoint.url)
        except httpx.InvalidURL:
            own = httpx.URL()  # each attempt says what is wrong
        reach = Reach(own=own, own_is_private=endpoint.allow_private)
        return self.network.client(reach, timeout=webhook.TIMEOUT)

    def start(self) -> None:
        """Sets every endpoint's task going that is not at work already."""
        for slug, endpoint in self._endpoints.items():
            if slug not in self._tasks or self._tasks[slug].done():
                self._tasks[slug] = asyncio.create_task(self._deliver(endpoint))

    async def finish(self) -> list[Delivery]:
        """Waits for the work in hand; gives what was attempted."""
        done = await asyncio.gather(*self._tasks.values())
        return [delivery for deliveries in done for delivery in deliveries]

    async def _deliver(self, endpoint: Endpoint) -> list[Delivery]:
        """Dispatches what is new in the log to one endpoint, and attempts each due delivery once."""
        done: list[Delivery] = []
        try:
            await asyncio.to_thread(dispatch, self.store, endpoint, datetime.now(UTC))
            places = asyncio.Semaphore(AT_ONCE)
            due = datetime.now(UTC)  # what fails now is not due again in this round, however long that takes
            while taken := await asyncio.to_thread(self._take, endpoint, due):
                done += await asyncio.gather(*(self._attempt(one, endpoint, places) for one in taken))
        except Exception:  # the boundary of the task: a bug ends this round, the next begins with the next tick
            log.exception("delivery failed by a bug of feeder", endpoint=endpoint.slug)
        return done

    def _take(self, endpoint: Endpoint, due: datetime) -> list[Delivery]:
        with self.store.write(quiet=True) as tx:
            now = datetime.now(UTC)
            return tx.deliveries.take(endpoint.slug, holder=self.holder, due=due, now=now, limit=TAKEN)

    async def _attempt(self, delivery: Delivery, endpoint: Endpoint, places: asyncio.Semaphore) -> Delivery:
        async with places:
            now = datetime.now(UTC)
            came = await webhook.attempt(self._clients[endpoint.slug], endpoint, delivery.event, now=now)
        after = self._after(delivery, endpoint, came, datetime.now(UTC))
        await asyncio.to_thread(self._keep, after, endpoint, came)
        say = log.info if after.state == "delivered" else log.warning
        say(
            "delivery",
            endpoint=endpoint.slug,
            event_id=delivery.event.id,
            state=after.state,
            **({"error": after.error} if after.error else {}),
        )
        return after

    def _after(self, delivery: Delivery, endpoint: Endpoint, came: webhook.Attempt, now: datetime) -> Delivery:
        attempts = delivery.attempts + 1
        tried = replace(delivery, attempts=attempts, status=came.status, error=came.error)
        if came.error is None:
            return replace(tried, state="delivered", next_try=None)
        if came.status == HTTPStatus.GONE:  # it is not this delivery that is over: it waits for `endpoint enable`
            return replace(tried, next_try=now)
        asked = retry_after(came.retry_after, now)
        again = schedule.next_delivery(now, attempts, endpoint.retry, retry_after=asked, chance=self.chance)
        return replace(tried, state="waiting" if again else "dead", next_try=again)

    def _keep(self, after: Delivery, endpoint: Endpoint, came: webhook.Attempt) -> None:
        is_over = came.status == HTTPStatus.GONE
        with self.store.write(quiet=not is_over) as tx:
            if is_over:  # before the delivery, as every writer of both has it
                cure = f"`feeder endpoint enable {endpoint.slug}` starts it again"
                reason = f"{endpoint.slug}: the endpoint answered 410 Gone; {cure}"
                tx.endpoints.disable(endpoint.slug, reason, now=datetime.now(UTC))
            tx.deliveries.put(after)

    async def aclose(self) -> None:
        for client in self._clients.values():
            await client.aclose()
