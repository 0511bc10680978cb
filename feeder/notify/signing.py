"""Pure: Standard Webhooks 1.0.0, "Signature scheme"."""

import base64
import hashlib
import hmac
from datetime import datetime


def headers(key: bytes, event_id: str, at: datetime, body: bytes) -> dict[str, str]:
    """The three headers of one attempt. `event_id` is the same on every attempt; `at` (aware) is that of this one;
    `body` the very bytes that are sent."""
    timestamp = str(int(at.timestamp()))
    signed = b".".join((event_id.encode(), timestamp.encode(), body))
    signature = base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    return {"webhook-id": event_id, "webhook-timestamp": timestamp, "webhook-signature": f"v1,{signature}"}
