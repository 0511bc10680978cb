"""Addresses on the web: which of them we ask."""

import base64
from functools import lru_cache

import httpx

from feeder.errors import Refused
from feeder.fetch.address import ascii_host
from feeder.secrecy import shown

__all__ = ["login", "redirected", "shown", "web_url"]

LAST_PORT = 65535


@lru_cache(256)  # a visit asks for the same few times over, and parsing one is a tenth of what a request costs us
def web_url(url: str) -> httpx.URL:
    """The address to ask, without name and password, and without the root's dot, which would make two of one host: each
    with a turn, a robots.txt and cookies of its own."""
    try:
        address = httpx.URL(url)
        address = address.copy_with(userinfo=b"") if address.userinfo else address  # which takes as long as to parse it
        address = address.copy_with(host=ascii_host(address)[:-1]) if address.raw_host.endswith(b".") else address
        # Asking for the host decodes it, which fails where it is none.
        is_ours = address.scheme in {"http", "https"} and address.host and (address.port or 0) <= LAST_PORT
    except (httpx.InvalidURL, ValueError):
        is_ours = False
    if not is_ours:
        raise Refused(f"{shown(url)}: is no web address; only http and https are fetched")
    return address


def login(url: str) -> dict[str, str]:
    address = httpx.URL(url) if "@" in url else None
    if address is None or not address.userinfo:
        return {}
    pair = base64.b64encode(f"{address.username}:{address.password}".encode()).decode()
    return {"Authorization": f"Basic {pair}"}


def redirected(url: httpx.URL, location: str) -> httpx.URL:
    try:
        return web_url(str(url.join(location)))
    except (httpx.InvalidURL, ValueError, Refused):
        raise Refused(
            f"{shown(url)}: redirects to {shown(location)}, which is no web address; check it in a browser"
        ) from None
