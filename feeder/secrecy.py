"""What is secret in the address of a source, and how people are told an address: the one place that masks.

hidden_in(url, revealed)   what nobody is to be shown of a source's address
keeping(secrets)           whose source is at work: within, `shown` masks these too, wherever they turn up
shown(url)                 an address as messages have it
masking(secrets)           within, what goes wrong is told without these, whatever a document says
masked(value, secrets)     a text, or whatever texts are in, as the world is told it
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar
from urllib.parse import parse_qsl, unquote, unquote_plus, urlsplit

from feeder.errors import FeederError

T = TypeVar("T")

MASK = "***"
LONGEST = 200  #: characters of an address in a message
SHORT = 4  #: characters; what is shorter is no secret but a part of many words
LONG = 8  #: characters; what is shorter may be a word that an address has by chance
LOGIN = re.compile(r"//[^/?#]*@")
#: Parameters that let somebody in, by their names; a mere "key" by the length of its value: it may be that of a page.
LETS_IN = (
    r"[\w.-]*token|(?:[\w.-]*[_.-])?"
    r"(?:secret|password|passwd|passphrase|pwd|pass|api[_-]?key|access[_-]?key|auth|signature|sig|jwt|credentials?)"
)
NAMED = re.compile(rf"(?P<name>[?&;](?:(?:{LETS_IN})=|key=(?=[^&#\s]{{16}})))(?P<value>[^&#\s]+)", re.IGNORECASE)
#: A part of a path that people would not write: letters and digits by turns.
RANDOM = re.compile(r"(?=.{12})(?:.*?(?:[A-Za-z]\d|\d[A-Za-z])){3}")

_kept: ContextVar[tuple[str, ...]] = ContextVar("secrets", default=())


@contextmanager
def masking(secrets: Sequence[str]) -> Iterator[None]:
    """Within, no error says any of these."""
    try:
        yield
    except FeederError as problem:
        problem.args = masked(problem.args, secrets)
        raise


@contextmanager
def keeping(secrets: tuple[str, ...]) -> Iterator[None]:
    token = _kept.set(secrets)
    try:
        yield
    finally:
        _kept.reset(token)


def shown(url: object) -> str:
    """An address as messages show it: one short line, without name and password, and without what lets somebody in."""
    text = NAMED.sub(rf"\g<name>{MASK}", LOGIN.sub("//", str(url), count=1))
    text = _masked(text, _kept.get())
    return "".join(character if character.isprintable() else "?" for character in text[:LONGEST])


def hidden_in(url: str, revealed: Iterable[str] = ()) -> tuple[str, ...]:
    """What of an address is secret wherever else it turns up: parts of it that stand elsewhere (`revealed`), and what
    its parameters let in by. Name and password are not: no address that is shown has them."""
    address = urlsplit(url)
    rest = unquote(address._replace(scheme="", netloc="").geturl())
    found = [value for named in NAMED.finditer(url) if len(value := unquote_plus(named["value"])) >= LONG]
    for one in map(unquote, revealed):
        if "://" in one:  # the whole of it
            values = [value for _, value in parse_qsl(address.query) if len(value) >= LONG]
            found += [rest, *values, *filter(RANDOM.match, unquote(address.path).split("/"))]
        elif one in rest:
            found.append(one)
    return tuple(sorted({one for one in found if len(one) >= SHORT}, key=lambda one: (-len(one), one)))


def masked(value: T, secrets: Sequence[str]) -> T:
    """The same without the secrets of an address, in each text that it holds; but for those that may stand there by
    chance, or are the path of a site's pages too."""
    sure = tuple(one for one in secrets if len(one) >= LONG and not one.startswith("/"))
    return _without(value, sure) if sure else value


def _without(value: Any, secrets: tuple[str, ...]) -> Any:
    if isinstance(value, str):
        return _masked(value, secrets)
    if isinstance(value, tuple):
        return tuple(_without(one, secrets) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _without(getattr(value, one.name), secrets) for one in fields(value)})
    return value


def _masked(text: str, secrets: tuple[str, ...]) -> str:
    return _pattern(secrets).sub(MASK, text) if secrets else text


@lru_cache(256)
def _pattern(secrets: tuple[str, ...]) -> re.Pattern[str]:
    """These in whatever way an address may write them; a short one by itself only."""
    return re.compile("|".join(map(_spelled, secrets)))


def _spelled(secret: str) -> str:
    """Each character as it is or percent-encoded (RFC 3986 2.1), over and over in an address that stands in another
    one; a space in a query as a plus."""
    text = "".join(
        f"(?:{re.escape(one)}|(?i:{''.join(f'%(?:25)*{byte:02X}' for byte in one.encode('utf-8', 'replace'))}))"
        for one in secret
    ).replace(r"(?:\ |", r"(?:\ |\+|")
    return text if len(secret) >= LONG else rf"(?<![A-Za-z0-9]){text}(?![A-Za-z0-9])"
