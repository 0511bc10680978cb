"""Cookies of one visit: what its sites set, and what the source's file gives for its own (RFC 6265)."""

from http.cookiejar import Cookie, CookieJar, DefaultCookiePolicy
from typing import Any
from urllib.request import Request

import httpx

from feeder.fetch.sites import is_public_suffix

MOST, LONGEST = 50, 4096  #: cookies of a visit, characters of one (RFC 6265 6.1)


class Jar:
    """What one visit was given. Nothing of it outlives the visit."""

    def __init__(self) -> None:
        self.refused = 0
        self._jar = CookieJar(policy=_Policy())
        self._cookies = httpx.Cookies(self._jar)

    def take(self, url: httpx.URL, response: httpx.Response) -> None:
        """What an answer sets, as far as it may."""
        for line in response.headers.get_list("set-cookie"):
            before = len(self._jar)
            if len(line) <= LONGEST and before < MOST and line.isascii():
                one = httpx.Response(200, headers=[("Set-Cookie", line)], request=httpx.Request("GET", url))
                self._cookies.extract_cookies(one)
            else:
                self.refused += 1

    def header(self, url: httpx.URL, given: str | None) -> str | None:
        """The Cookie header for an address: what was set, before what the source's file gives by the same name."""
        if not len(self._jar):
            return given
        request = httpx.Request("GET", url)
        self._cookies.set_cookie_header(request)
        pairs = {**_pairs(given), **_pairs(request.headers.get("cookie"))}
        return "; ".join(f"{name}={value}" if name else value for name, value in pairs.items()) or None


def _pairs(header: str | None) -> dict[str, str]:
    split = (one.strip().partition("=") for one in (header or "").split(";"))
    return {name if is_named else "": value if is_named else name for name, is_named, value in split if name or value}


class _Policy(DefaultCookiePolicy):
    def set_ok_domain(self, cookie: Cookie, request: Request) -> Any:
        """Nobody sets cookies for all names under "co.uk" (RFC 6265 5.3, step 5)."""
        if cookie.domain_specified and is_public_suffix(cookie.domain):
            return False
        return super().set_ok_domain(cookie, request)
