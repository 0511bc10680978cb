"""Whose an address is: the name under which a host was registered, by the public suffix list."""

from functools import cache
from ipaddress import ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tldextract import TLDExtract


@cache
def _known() -> "TLDExtract":
    """The list in the package, nothing from the network; private suffixes too: a.github.io is not b.github.io."""
    import tldextract  # takes 100 ms, and most visits need none of it

    return tldextract.TLDExtract(cache_dir=None, suffix_list_urls=(), include_psl_private_domains=True)


@cache
def site_of(host: str) -> str:
    """The registrable domain of a host ("press.acme.co.uk" → "acme.co.uk"); an IP address and a public suffix stand for
    themselves. Under a name that the list does not know, it is one label more (the list's own rule "*")."""
    name = host.rstrip(".").lower()
    if ":" in name or _is_ip(name):  # no name has a colon; the library would take what follows for a port
        return name
    found = _known()(name)
    if found.suffix:
        return found.top_domain_under_public_suffix or name
    return ".".join(name.split(".")[-2:])


def is_public_suffix(name: str) -> bool:
    """Whether anybody can have a name below it."""
    bare = name.strip(".").lower()
    found = _known()(bare)
    return not found.domain if found.suffix else "." not in bare


def _is_ip(name: str) -> bool:
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
