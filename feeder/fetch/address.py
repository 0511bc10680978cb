"""Which addresses we may speak to: public ones, unless the operator allows a private host by name.

The check is made on the address that is then connected to, on every hop, never on a name alone: a name can point
anywhere, and elsewhere a moment later (DNS rebinding).
"""

import asyncio
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpx

from feeder.errors import FetchError, Refused

NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
COMPATIBLE = IPv6Network("::/96")  # RFC 4291 2.5.5.1: deprecated, carries an IPv4 address, "::1" among them
TRANSLATED = IPv6Network("::ffff:0:0:0/96")  # RFC 2765 2.1, of the same kind
LOCAL_NAT64 = IPv6Network("64:ff9b:1::/48")  # RFC 8215
TRIED = 4  #: addresses of one name
OPEN = 8  #: hosts whose connections one visit keeps open: a page may link to a thousand

#: Threads of their own: names that nobody answers for must not hold up the store, which works in asyncio's threads.
_RESOLVING = ThreadPoolExecutor(16, "resolve")


def is_public(address: str) -> bool:
    """Whether an address is reachable by all the world: not loopback, private, CGNAT, link-local, multicast or
    reserved, nor an IPv6 form that carries such an IPv4 address (mapped, 6to4, Teredo, NAT64)."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        carried = _carried(ip)
        if carried is not None:
            return is_public(str(carried))
        if ip in LOCAL_NAT64 or ip.is_site_local:
            return False
    return ip.is_global and not ip.is_multicast


def _carried(ip: IPv6Address) -> IPv4Address | None:
    if ip in NAT64 or ip in COMPATIBLE or ip in TRANSLATED:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


class GuardedTransport(httpx.AsyncBaseTransport):
    """Resolves a name, checks the addresses, and connects to the very addresses that were checked.

    One inner transport a host: httpx's pool costs time quadratic in the hosts it holds, and a TLS connection made for
    one name is never used for another.
    """

    def __init__(
        self, *, may_be_private: Callable[[str], bool], new_transport: Callable[[], httpx.AsyncBaseTransport]
    ) -> None:
        self._may_be_private = may_be_private
        self._new_transport = new_transport
        self._by_host: dict[str, httpx.AsyncBaseTransport] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        transport = await self._transport(request.url.host)
        addresses = await self._addresses(request.url)
        for place, address in enumerate(addresses, 1):
            try:
                return await transport.handle_async_request(_to_address(request, address))
            except (httpx.ConnectError, httpx.ConnectTimeout):
                if place == len(addresses):
                    raise
        raise AssertionError(request.url.host)  # _addresses gives at least one

    async def _transport(self, host: str) -> httpx.AsyncBaseTransport:
        if host not in self._by_host:
            if len(self._by_host) == OPEN:
                await self._by_host.pop(next(iter(self._by_host))).aclose()
            self._by_host[host] = self._new_transport()
        return self._by_host[host]

    async def _addresses(self, url: httpx.URL) -> list[str]:
        resolve = partial(socket.getaddrinfo, _ascii_host(url), None, type=socket.SOCK_STREAM)
        try:
            found = await asyncio.get_running_loop().run_in_executor(_RESOLVING, resolve)
        except (OSError, UnicodeError) as problem:  # the latter for a label that is empty or too long
            why = problem.strerror if isinstance(problem, OSError) else "it is no name"
            raise FetchError(
                f"{_origin(url)}: the name {url.host} cannot be resolved ({why}); check the address"
            ) from None
        addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
        if not self._may_be_private(url.host):
            private = [address for address in addresses if not is_public(address)]
            if private:
                raise Refused(
                    f"{_origin(url)}: {url.host} is the private address {private[0]}, which is refused; "
                    "if it is meant, set allow_private = true in the file of the source or webhook, or in [fetch]"
                )
        return addresses[:TRIED]

    async def aclose(self) -> None:
        for transport in self._by_host.values():
            await transport.aclose()


def _origin(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii', 'replace')}"


def _ascii_host(url: httpx.URL) -> str:
    """The name as it is asked for and certified: httpx encodes it by IDNA 2008, Python's own codec by 2003."""
    return url.raw_host.decode("ascii")


def _to_address(request: httpx.Request, address: str) -> httpx.Request:
    """The same request to an address: the Host header is already the name's, TLS is checked against the name."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": _ascii_host(request.url)},
    )
