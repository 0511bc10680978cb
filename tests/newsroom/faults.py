"""What broken, overloaded, walled and hostile hosts play, from the socket up to the text. `hosts.py` has the hosts."""

import asyncio
import gzip
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from .hosts import Exchange, Fault, head
from .server import Answer

MEGABYTE = 2**20
HTML, ATOM = "text/html; charset=utf-8", "application/atom+xml"
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"


def answers(status: int = 200, body: str | bytes = b"", media_type: str = HTML, **headers: str) -> Fault:
    """Another answer, in proper HTTP; "{self}" in a header is the address that was asked for."""
    told = {"Content-Type": media_type} | {name.replace("_", "-"): value for name, value in headers.items()}

    async def play(exchange: Exchange) -> None:
        placed = {name: value.replace("{self}", exchange.url) for name, value in told.items()}
        await exchange.answer(Answer(status=status, headers=placed, body=_bytes(body)))

    return Fault(plays=play)


def shows(change: Callable[[bytes], bytes], media_type: str | None = None, **headers: str) -> Fault:
    """The page, with something else in the place of its body."""
    told = {name.replace("_", "-"): value for name, value in headers.items()}

    async def play(exchange: Exchange) -> None:
        kind = media_type or exchange.page.headers.get("Content-Type", HTML)
        await exchange.answer(Answer(headers={"Content-Type": kind} | told, body=change(exchange.page.body)))

    return Fault(plays=play)


def sends(change: Callable[[bytes], bytes]) -> Fault:
    """Bytes made of the page's body, and the end of the connection: HTTP, or what looks like it."""

    async def play(exchange: Exchange) -> None:
        await exchange.send(change(exchange.page.body))

    return Fault(plays=play)


def goes_on(start: bytes, more: bytes, *, pause: float = 0.0) -> Fault:
    """For as long as anybody listens."""

    async def play(exchange: Exchange) -> None:
        await exchange.send(start)
        while True:
            await exchange.send(more)
            await asyncio.sleep(pause)

    return Fault(plays=play)


def redirects(to: str) -> Fault:
    return answers(302, Location=to)


def _bytes(body: str | bytes) -> bytes:
    return body.encode() if isinstance(body, str) else body


# The connection ----------------------------------------------------------------------------------------------------


async def _silence(exchange: Exchange) -> None:
    await exchange.wait()


async def _half(exchange: Exchange) -> None:
    await exchange.send(head(exchange.page) + exchange.page.body[: len(exchange.page.body) // 2])


async def _reset(exchange: Exchange) -> None:
    await _half(exchange)
    exchange.reset()


REFUSED = Fault(listens=False)
HANGS_UP = sends(lambda _: b"")
RESET = Fault(plays=_reset)
SILENT = Fault(plays=_silence)
BANNER = Fault(speaks_first=b"220 mail.example ESMTP ready\r\n", plays=_silence)
EXPIRED, UNKNOWN_CA, ANOTHER_NAME = (Fault(certificate=kind) for kind in ("expired", "unknown", "another"))

# HTTP --------------------------------------------------------------------------------------------------------------

SLOW_HEAD = goes_on(b"HTTP/1.1 200 OK\r\nX-Slow: ", b"x", pause=0.05)
ENDLESS_HEAD = goes_on(b"HTTP/1.1 200 OK\r\n", b"X-More: " + b"x" * 8000 + b"\r\n")
ENDLESS_LINE = goes_on(b"HTTP/1.1 200 OK\r\nX-Long: ", b"x" * 64_000)
COOKIE_FLOOD = sends(
    lambda _: OK + b"".join(b"Set-Cookie: c%d=%s\r\n" % (n, b"x" * 4000) for n in range(500)) + b"\r\n"
)
ENDLESS_CONTINUE = goes_on(b"", b"HTTP/1.1 100 Continue\r\n\r\n")
SWITCHES = sends(
    lambda _: b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n\x81\x05hello"
)
HTTP_09 = sends(lambda body: body)
ENDLESS_BODY = goes_on(OK + b"\r\n", b"<p>more</p>" * 50_000)
SLOW_BODY = goes_on(OK + b"\r\n", b"<", pause=0.05)
TOO_LARGE = sends(lambda _: OK + b"Content-Length: %d\r\n\r\n" % (64 * MEGABYTE) + b"<p>large</p>" * 300_000)
TOO_LARGE_UNSAID = sends(lambda _: OK + b"\r\n" + b"<p>large</p>" * 300_000)
LENGTH_TOO_LONG = Fault(plays=_half)
LENGTH_TOO_SHORT = sends(lambda body: OK + b"Content-Length: %d\r\n\r\n" % (len(body) // 2) + body)
TWO_LENGTHS = sends(lambda body: OK + b"Content-Length: 10\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
CHUNKED_GARBAGE = sends(lambda body: CHUNKED + b"zz\r\n" + body)
CHUNKED_CUT = sends(lambda body: CHUNKED + b"%x\r\n" % len(body) + body + b"\r\n")
CHUNKED_SLOW = goes_on(CHUNKED, b"1\r\n<\r\n", pause=0.05)
NEVER_NEW = answers(304)
NO_CONTENT = answers(204)

# What packs a body -------------------------------------------------------------------------------------------------


@cache
def bomb() -> bytes:
    """A quarter of a gigabyte in a megabyte."""
    return gzip.compress(bytes(256 * MEGABYTE), compresslevel=6)


GZIP_BOMB = shows(lambda _: bomb(), Content_Encoding="gzip")
GZIP_CUT = shows(lambda body: gzip.compress(body)[:-20], Content_Encoding="gzip")
GZIP_LIE = shows(lambda body: body, Content_Encoding="gzip")
GZIP_THRICE = shows(lambda _: gzip.compress(gzip.compress(bomb())), Content_Encoding="gzip, gzip, gzip")
UNKNOWN_PACKING = shows(lambda body: body[::-1], Content_Encoding="compress")

# Addresses ---------------------------------------------------------------------------------------------------------

REDIRECT_LOOP = redirects("{self}")
REDIRECT_TO_FILE = redirects("file:///etc/passwd")
REDIRECT_TO_PRIVATE = redirects("http://127.0.0.1/")
REDIRECT_TO_PORT = redirects("http://127.0.0.1:22/")
REDIRECT_TO_SCRIPT = redirects("javascript:alert(1)")
REDIRECT_NOWHERE = answers(302)
REDIRECT_TO_NOBODY = redirects("http://press.invalid/")

# Refusals ----------------------------------------------------------------------------------------------------------

SORRY = "<html><head><title>{0}</title></head><body><h1>{0}</h1><p>Please try again later.</p></body></html>"
UNAVAILABLE = answers(503, SORRY.format("Service unavailable"))
ASKS_TO_WAIT = answers(503, SORRY.format("Maintenance"), Retry_After="1")
TOO_MANY = answers(429, SORRY.format("Too many requests"), Retry_After="1")
BOT_CHECK = answers(403, SORRY.format("Just a moment..."))

# Pages that are something else -------------------------------------------------------------------------------------


def page(title: str, body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


LINKS = "".join(f'<li><a href="/{name}">{name.title()}</a></li>' for name in ("home", "contact", "imprint", "privacy"))
NAVIGATION = f"<nav><ul>{LINKS}</ul></nav>"
SOFT_404 = answers(200, page("Page not found", f"{NAVIGATION}<h1>404</h1><p>Sorry, we could not find that page.</p>"))
LOGIN_WALL = answers(
    200, page("Sign in", f'{NAVIGATION}<form action="/login"><input name=user><input type=password></form>')
)
COOKIE_WALL = answers(
    200,
    page("We value your privacy", f"{NAVIGATION}<p>We and our 842 partners store cookies.</p><button>Accept</button>"),
)
CHALLENGE = answers(200, page("Just a moment...", "<noscript>Enable JavaScript and cookies to continue</noscript>"))
REFRESHES = answers(200, page("Moved", "<p>Moved", '<meta http-equiv="refresh" content="0; url=">'), Refresh="0")
EMPTY = answers(200, b"")
NULS = answers(200, bytes(100_000))
NOISE = answers(200, bytes(range(256)) * 400)
PDF = answers(200, b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n" + bytes(range(256)) * 100 + b"\n%%EOF\n")
JSON_ERROR = answers(200, '{"error": "rate limit exceeded"}', "application/json")
NESTED = answers(200, "<div>" * 100_000 + "<a href='/x'>deep</a>")
CUT_IN_A_TAG = shows(lambda body: body[: body.index(b"<main") + 5])
CUT_IN_A_TEXT = shows(lambda body: body[: body.rindex(b"</p>") - 9])

# XML ---------------------------------------------------------------------------------------------------------------

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
LAUGHTER = f'<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY l0 "ha">{LAUGHS}]><feed xmlns="http://www.w3.org/2005/Atom"><title>&l11;</title></feed>'
ENTITY_BOMB = answers(200, LAUGHTER, ATOM)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
EXTERNAL_ENTITY = shows(
    lambda body: (OUTSIDE + body.partition(b"?>")[2]).replace(b"<updated>", b"<rights>&x;</rights><updated>", 1)
)
BAD_BYTE = shows(lambda body: body.replace(b"</feed>", b"<!-- \xff\x00\x1b --></feed>"))
FEED_CUT = shows(lambda body: body[: body.rindex(b"</content>") - 40])
NO_FEED = answers(200, page("Feeds", f"{NAVIGATION}<p>Our feeds have moved."))
EMPTY_ENTRIES = shows(lambda body: body.replace(b"</feed>", b"<entry/>" * 3000 + b"</feed>"))

# Lists that say something else -------------------------------------------------------------------------------------


def listing(rows: Iterable[tuple[str, str, str]]) -> bytes:
    """In the ministry's markup, so that its rule finds them: address, title and day."""
    items = "".join(
        f'<li class="c-teaser"><span class="c-teaser__date">{day}</span><h3><a href="{url}">{title}</a></h3></li>'
        for url, title, day in rows
    )
    return page("Presse", f'<ul class="c-teaser-list c-teaser-list--press">{items}</ul>').encode()


def _spam(number: int) -> Iterator[tuple[str, str, str]]:
    return ((f"/ministry/win-{n}", f"Win at casino number {n}", "03.05.2021") for n in range(number))


def _elsewhere(number: int) -> Iterator[tuple[str, str, str]]:
    return ((f"http://press.invalid/{n}", f"Elsewhere, number {n}", "03.05.2021") for n in range(number))


EMPTIED = answers(200, page("Presse", '<ul class="c-teaser-list c-teaser-list--press"></ul><p>Keine Treffer'))
HACKED = answers(200, listing(_spam(40)))
MILLION = answers(200, listing(_elsewhere(10_000)))
SELF_LINKED = answers(200, listing((f"presse_node.html#{n}", f"Presse {n}", "03.05.2021") for n in range(30)))
LINKS_NOWHERE = answers(200, listing([("", "Presse", "03.05.2021"), ("javascript:void(0)", "Mehr", "")] * 15))
REDESIGNED = shows(lambda body: body.replace(b"c-teaser", b"card"))
WRONG_CHARSET = shows(lambda body: body, "text/html; charset=utf-16")
DAY = re.compile(rb"\d\d\.\d\d\.20\d\d")
FAR_AHEAD, LONG_PAST = (shows(lambda body, day=day: DAY.sub(day, body)) for day in (b"01.01.2099", b"01.01.1601"))
