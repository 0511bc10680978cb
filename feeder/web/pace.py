"""How often one client may ask: a token bucket each, so that nobody takes the service from the others."""

from collections import OrderedDict
from ipaddress import IPv6Address, ip_address

_MOST = 10_000  #: clients remembered; of those before, nothing is known
_BURST = 10  #: seconds' worth that may come at once, as when a reader starts
_PREFIX = 64  #: bits of an IPv6 address that one subscriber has (RFC 6177)


class Pace:
    """`rate` requests a second of one client. This machine itself is never slowed: behind a proxy here that is not
    named as trusted, everybody would be it."""

    def __init__(self, rate: float) -> None:
        self._rate = rate
        self._left = OrderedDict[str, tuple[float, float]]()  #: requests left, as of when

    def wait(self, client: str, now: float) -> float:
        """Seconds until this client may ask again; 0 where this request is granted. `now` in seconds, never less than
        before."""
        if not self._rate or client in {"127.0.0.1", "::1"}:
            return 0
        key = _network(client) if ":" in client else client
        left, at = self._left.pop(key, (self._rate * _BURST, now))
        left = min(left + (now - at) * self._rate, self._rate * _BURST)
        is_granted = left >= 1
        self._left[key] = (left - is_granted, now)
        if len(self._left) > _MOST:
            self._left.popitem(last=False)
        return 0 if is_granted else (1 - left) / self._rate


def _network(client: str) -> str:
    try:
        address = ip_address(client.partition("%")[0])
    except ValueError:
        return client
    return str(int(address) >> (128 - _PREFIX)) if isinstance(address, IPv6Address) else client
