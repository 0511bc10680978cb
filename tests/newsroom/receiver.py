"""The webhook receiver at the other end: records every attempt and believes only signed ones.

The signature is checked by `standardwebhooks`, which is not ours.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Condition
from typing import Any, Self

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from .server import Answer, Call, Loopback

SECRET = "whsec_bmV3c3Jvb20gcmVjZWl2ZXIgc2VjcmV0IDAxMjM0NTY3"


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """One request to the receiver. `event` is None where the signature was refused."""

    headers: Mapping[str, str]  #: names in lower case
    body: bytes
    at: datetime  #: aware UTC
    status: int  #: what was answered
    event: Any

    @property
    def id(self) -> str | None:
        return self.headers.get("webhook-id")


class Receiver:
    """Answers signed requests with `statuses` in turn, then 204; all others with 401. With 0 it takes what it was sent
    and hangs up without an answer."""

    def __init__(self, *, statuses: Sequence[int] = (), secret: str = SECRET) -> None:
        self.secret = secret
        self._webhook = Webhook(secret)
        self._statuses = list(statuses)
        self._attempts: list[Attempt] = []
        self._arrival = Condition()
        self._server = Loopback(self._answer)
        self.url = f"{self._server.url}/hook"

    def __enter__(self) -> Self:
        self._server.__enter__()
        return self

    def __exit__(self, *exc: object) -> None:
        self._server.__exit__(*exc)

    @property
    def attempts(self) -> list[Attempt]:
        """Every request, refused and failed ones too."""
        return list(self._attempts)

    @property
    def received(self) -> list[Any]:
        """The verified events that were answered with success, in order."""
        return [attempt.event for attempt in self.attempts if attempt.event is not None and attempt.status < 300]

    def wait_for(self, n: int, timeout: float = 60.0) -> list[Any]:
        """The events received as soon as there are `n`; fails the test after `timeout` seconds."""
        with self._arrival:
            if not self._arrival.wait_for(lambda: len(self.received) >= n, timeout):
                raise AssertionError(f"{len(self.received)} of {n} events arrived in {timeout} s")
            return self.received

    def answer(self, *statuses: int) -> None:
        """The next answers, in place of those that were to come."""
        with self._arrival:
            self._statuses = list(statuses)

    def _answer(self, call: Call) -> Answer:
        with self._arrival:
            event = self._verified(call)
            status = 401 if event is None else self._next_status()
            attempt = Attempt(headers=call.headers, body=call.body, at=datetime.now(UTC), status=status, event=event)
            self._attempts.append(attempt)
            self._arrival.notify_all()
        if status == 0:
            raise ConnectionAbortedError
        return Answer(status=status)

    def _verified(self, call: Call) -> Any:
        try:
            return self._webhook.verify(call.body, dict(call.headers))
        except (WebhookVerificationError, ValueError):  # the latter for headers or bodies that are not even well-formed
            return None

    def _next_status(self) -> int:
        return self._statuses.pop(0) if self._statuses else 204
