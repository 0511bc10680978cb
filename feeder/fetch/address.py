"""Which addresses we may speak to: public ones on the web's ports, unless the operator wrote down another himself.

The check is made on the address that is then connected to, on every hop, never on a name alone: a name can point
anywhere, and elsewhere a moment later (DNS rebinding).
"""

import asyncio
import re
import socket
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

import httpx

from feeder.errors import FetchError, Refused

NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
COMPATIBLE = IPv6Network("::/96")  # RFC 4291 2.5.5.1: deprecated, carries an IPv4 address, "::1" among them
TRANSLATED = IPv6Network("::ffff:0:0:0/96")  # RFC 2765 2.1, of the same kind
#: Not for all the world, though not every Python we run on knows it (IANA's special-purpose registries).
CLOSED = tuple(
    ip_network(one)
    for one in (
        "64:ff9b:1::/48",  # RFC 8215: NAT64 within a network
        "192.0.0.0/24",  # RFC 6890: a cloud's metadata stands there
        "192.88.99.0/24",  # RFC 7526: the way to 6to4, given up
        "3fff::/20",  # RFC 9637: for documents
        "5f00::/16",  # RFC 9602: within a network
        "168.63.129.16/32",  # looks public; in Azure it is the machine's own host
    )
)
#: Ports of other services, where a request of ours could be taken for theirs (Fetch Standard, "bad port").
NOT_THE_WEB = frozenset(
    {0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109,
     110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531,
     532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060,
     5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080}
)  # fmt: skip
#: URL Standard, "ends in a number": such a host is an IPv4 address or nothing.
NUMBER = re.compile(r"(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)\.*$", re.IGNORECASE)
TRIED = 4  #: addresses of one name and family

#: Threads of their own: names that nobody answers for must not hold up the store, which works in asyncio's threads.
_RESOLVING = ThreadPoolExecutor(16, "resolve")


@lru_cache(4096)
def is_public(address: str) -> bool:
    """Whether an address is reachable by all the world: not loopback, private, CGNAT, link-local, multicast or
    reserved, nor an IPv6 form that carries such an IPv4 address (mapped, 6to4, Teredo, NAT64)."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        carried = _carried(ip)
        if carried is not None:
            return is_public(str(carried))
        if ip.is_site_local:
            return False
    return ip.is_global and not ip.is_multicast and not any(ip in network for network in CLOSED)


def _carried(ip: IPv6Address) -> IPv4Address | None:
    if ip in NAT64 or ip in COMPATIBLE or ip in TRANSLATED:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Where requests may go: everywhere on the public web, and where the operator said so himself."""

    own: httpx.URL  #: what he wrote: its port is meant, whichever it is
    own_is_private: bool = False  #: its host may be at a private address
    all_are_private: bool = False  #: any host may

    def may_be_private(self, url: httpx.URL) -> bool:
        return self.all_are_private or (self.own_is_private and url.raw_host == self.own.raw_host)

    def check(self, url: httpx.URL) -> None:
        """Raises Refused for what the URL itself tells: another service's port, an address that is not to be asked."""
        if url.port in NOT_THE_WEB and (url.raw_host, url.port) != (self.own.raw_host, self.own.port):
            raise Refused(f"{origin(url)}: port {url.port} is another service's, not the web's; check the link")
        if number := numeric(url):
            self._check_public(url, [number])

    async def addresses(self, url: httpx.URL) -> list[str]:
        """The addresses of a name, each checked. Raises Refused, or Unresolved where it has none."""
        found = await _resolved(url)
        self._check_public(url, found)
        return found

    def _check_public(self, url: httpx.URL, found: list[str]) -> None:
        private = [] if self.may_be_private(url) else [address for address in found if not is_public(address)]
        if private:
            raise Refused(
                f"{origin(url)}: {ascii_host(url)} is the private address {private[0]}, which is refused; "
                "if it is meant, set allow_private = true in the file of the source or webhook, or in [fetch]"
            )


class Unresolved(FetchError):  # noqa: N818 - what happened
    """A name has no address here."""


def numeric(url: httpx.URL) -> str | None:
    """The address that stands in a URL itself; None for a name. Raises Refused where another program could read it
    as another address: in octal or hexadecimal, shortened, with a zone."""
    host = ascii_host(url)
    with suppress(ValueError):
        ip = ip_address(host)
        if "%" not in host:
            return str(ip)
    if ":" in host or NUMBER.search(host):
        meant = ""
        with suppress(OSError):
            meant = f"; write {socket.inet_ntoa(socket.inet_aton(host.rstrip('.')))} if that is meant"
        raise Refused(f"{origin(url)}: {host} is no proper spelling of an address, which is refused{meant}")
    return None


async def _resolved(url: httpx.URL) -> list[str]:
    resolve = partial(socket.getaddrinfo, ascii_host(url), None, type=socket.SOCK_STREAM)
    try:
        found = await asyncio.get_running_loop().run_in_executor(_RESOLVING, resolve)
    except (OSError, UnicodeError) as problem:  # the latter for a label that is empty or too long
        why = problem.strerror if isinstance(problem, OSError) else "it is no name"
        raise Unresolved(
            f"{origin(url)}: the name {ascii_host(url)} cannot be resolved ({why}); check the address"
        ) from None
    families: dict[int, list[str]] = defaultdict(list)
    for family, *_, address in found:
        if address[0] not in families[family]:
            families[family].append(str(address[0]))
    return [address for of_family in families.values() for address in of_family[:TRIED]]


def origin(url: httpx.URL) -> str:
    """Where a URL leads, as messages show it."""
    return f"{url.scheme}://{url.netloc.decode('ascii', 'replace')}"


def ascii_host(url: httpx.URL) -> str:
    """The name as it is asked for and certified: httpx encodes it by IDNA 2008, Python's own codec by 2003."""
    return url.raw_host.decode("ascii")
