"""Whether the page behind a link is another one than the list meant: what a site shows at each address that it does
not know any more, with status 200.

    led_away    it redirects to its front page, or to the list itself
    twins       several addresses that give the same bytes; where a session or a clock is in them, its words must tell
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from feeder.decide.identity import canonical_url

SEVERAL = 3  #: addresses; a release may be linked at two
#: The path of a front page: none, that of a language, or a name that servers give it.
_FRONT = re.compile(
    r"/?|/(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|home|default|start(?:seite)?|homepage|welcome)(?:\.\w{2,5})?/?)?",
    re.IGNORECASE,
)


def led_away(asked: str, came: str, *, lists: Iterable[str]) -> str | None:
    """Why the page at `came` is not the one that was asked for, in words; None where it may be. `lists` are the
    addresses of the source's list."""
    if canonical_url(asked) == canonical_url(came):
        return None
    if canonical_url(came) in {canonical_url(one) for one in lists}:
        return "it leads back to the list"
    there = urlsplit(came)
    if _FRONT.fullmatch(there.path) and not there.query and not _FRONT.fullmatch(urlsplit(asked).path):
        return "it leads to the front page"
    return None


def twins(seen: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """How many addresses gave the same bytes, by address, where they are several. `seen` has the addresses by the hash
    of what they gave; those that differ in their fragment alone are one."""
    found: dict[str, int] = {}
    for urls in seen.values():
        pages = defaultdict(list)
        for url in urls:
            pages[url.partition("#")[0]].append(url)
        if len(pages) >= SEVERAL:
            found |= {url: len(pages) for several in pages.values() for url in several}
    return found
