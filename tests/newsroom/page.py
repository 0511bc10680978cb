"""Bodies and validators: from what a site shows to what it answers."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from typing import Literal

from .server import Answer, Call

Validator = Literal["etag", "last-modified"]


@dataclass(frozen=True, kw_only=True)
class Page:
    body: bytes
    media_type: str
    changed: datetime  #: aware; what Last-Modified says
    status: int = 200


def serve(page: Page, call: Call, validators: frozenset[Validator]) -> Answer:
    """The page with its validators, or 304 where the call's conditions show that the client has it (RFC 9110 13.2.2)."""
    headers = {"Content-Type": page.media_type}
    if page.status != 200:
        return Answer(status=page.status, headers=headers, body=page.body)
    if "etag" in validators:
        headers["ETag"] = f'"{sha256(page.body).hexdigest()[:16]}"'
    if "last-modified" in validators:
        headers["Last-Modified"] = format_datetime(page.changed.astimezone(UTC), usegmt=True)
    if _is_fresh(call, headers):
        return Answer(status=304, headers=headers)
    return Answer(headers=headers, body=page.body)


def is_conditional(call: Call) -> bool:
    return not call.headers.keys().isdisjoint({"if-none-match", "if-modified-since"})


def _is_fresh(call: Call, headers: dict[str, str]) -> bool:
    if tags := call.headers.get("if-none-match"):  # takes precedence over the date
        return headers.get("ETag") in [tag.strip().removeprefix("W/") for tag in tags.split(",")]
    since, changed = call.headers.get("if-modified-since"), headers.get("Last-Modified")
    return bool(since and changed and parsedate_to_datetime(changed) <= parsedate_to_datetime(since))
