"""One event to one endpoint: the body, and one signed attempt."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx

from feeder.errors import FeederError
from feeder.model import Endpoint, Event, rfc3339
from feeder.notify import signing

LARGEST = 256 * 1024  #: bytes of a body; over it the content is dropped and `truncated` is true
TIMEOUT = 20.0  #: seconds for a whole attempt
#: What a thin payload tells of an entry; the rest is had from its feed or the API.
THIN = ("id", "source", "url", "title", "kind_code", "published", "updated", "language", "status")
LONGEST = 8000  #: characters of any of these
LONG = ("content_html", "content_text", "boilerplate", "summary")


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """What came of one attempt: `status` and `retry_after` as the endpoint said, `error` None where it was taken."""

    status: int | None = None
    retry_after: str | None = None
    error: str | None = None


def body(event: Event, payload: str) -> bytes:
    """The bytes that are signed and sent: `{"type", "timestamp", "data"}`, the same on every attempt."""
    data = {"seq": event.seq, **event.data}
    if payload == "thin":
        data = _thin(data)
    sent = _json(event, data)
    if len(sent) > LARGEST:
        sent = _json(event, _truncated(data))
    return sent if len(sent) <= LARGEST else _json(event, _truncated(_thin(data)))


def _json(event: Event, data: Mapping[str, Any]) -> bytes:
    told = {"type": event.type, "timestamp": rfc3339(event.time), "data": data}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _thin(data: Mapping[str, Any]) -> dict[str, Any]:
    thin = {name: value for name, value in data.items() if name != "changes"}
    if "entry" in data:
        thin["entry"] = {name: _short(data["entry"][name]) for name in THIN}
    return thin


def _short(value: Any) -> Any:
    return value[:LONGEST] if isinstance(value, str) else value


def _truncated(data: Mapping[str, Any]) -> dict[str, Any]:
    shorter: dict[str, Any] = {**data, "truncated": True}
    if "entry" in data:
        shorter["entry"] = {**data["entry"], **dict.fromkeys(LONG)}
    if "changes" in data:
        shorter["changes"] = {name: value for name, value in data["changes"].items() if name not in LONG}
    return shorter


async def attempt(client: httpx.AsyncClient, endpoint: Endpoint, event: Event, *, now: datetime) -> Attempt:
    """Posts one event. Only 2xx is success; a redirect is a failure and never followed (Standard Webhooks 1.0.0)."""
    sent = body(event, endpoint.payload)
    headers = {"Content-Type": "application/json", **signing.headers(endpoint.secret, event.id, now, sent)}
    try:
        async with asyncio.timeout(TIMEOUT):
            async with client.stream("POST", endpoint.url, content=sent, headers=headers) as response:
                return _outcome(response)
    except TimeoutError:
        return Attempt(error=f"no answer within {TIMEOUT:g} s")
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as problem:
        return Attempt(error=str(problem)[:300] or type(problem).__name__)
    except FeederError as problem:
        return Attempt(error=str(problem))


def _outcome(response: httpx.Response) -> Attempt:
    """The answer's body is not read: nothing in it could change what is done."""
    said = f"answered {response.status_code} {response.reason_phrase[:40]}".rstrip()
    return Attempt(
        status=response.status_code,
        retry_after=response.headers.get("retry-after"),
        error=None if response.is_success else f"{said}, redirects are not followed" if response.is_redirect else said,
    )
