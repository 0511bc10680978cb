"""Which lines of a robots.txt are meant for us, and what they say of an address (RFC 9309 2.2).

Whom a line is meant for is found here, by the product token as a whole (2.2.1: protego would take "feed" for us too);
what it matches is protego's to say.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from urllib.parse import quote

import httpx
from protego import Protego

from feeder.model import RobotsFile

TOKEN = "feeder"  # noqa: S105 - RFC 9309 2.2.1: the product token
NAMED = 500  #: rules that are tried, to name the one that refuses
EOL = re.compile(rb"\r\n|\r|\n")
GROUP = re.compile(rb"user[- ]?agent", re.IGNORECASE)
RULE = re.compile(rb"(?P<disallow>diss?all?ow)|(?P<allow>allow)|(?P<delay>crawl[- ]delay)", re.IGNORECASE)
FIELDS = {"disallow": "Disallow", "allow": "Allow", "delay": "Crawl-delay"}
NAME = re.compile(rb"[A-Za-z_-]+|\*")
PRINTABLE = "".join(map(chr, range(0x21, 0x7F)))


def rules_for_us(body: bytes) -> str:
    """The rules of all groups that name us; where none does, of those for everybody (2.2.1). A line each."""
    found: dict[str, list[str]] = {}
    agents: set[str] = set()
    is_open = False  # more agents may be named
    for number, field, value in _records(body):
        if GROUP.fullmatch(field):
            agents = agents if is_open else set()
            is_open = True
            if (agent := _product(value)) in {TOKEN, "*"}:
                agents.add(agent)
                found.setdefault(agent, [])
        elif rule := RULE.fullmatch(field):  # any other record interferes with nothing (2.2.4)
            is_open = False
            for agent in agents:
                found[agent].append(f"{number} {FIELDS[str(rule.lastgroup)]}: {value}")
    return "\n".join(found.get(TOKEN, found.get("*", ())))


def _records(body: bytes) -> Iterator[tuple[int, bytes, str]]:
    """Number, field and value of each line; bytes that are no printable ASCII are percent-encoded (2.2.2)."""
    for number, line in enumerate(EOL.split(body.removeprefix(b"\xef\xbb\xbf")), 1):
        field, colon, value = line.partition(b"#")[0].partition(b":")
        if colon:
            yield number, field.strip(), quote(value.strip(), safe=PRINTABLE)


def _product(value: str) -> str:
    """The token that a group names: "Feeder/2.0 (+https://…)" means "feeder"."""
    named = NAME.match(value.encode())
    return named.group().decode().lower() if named else ""


class Rules:
    def __init__(self, file: RobotsFile) -> None:
        self.size = len(file.rules) + 1000  # the least that one takes
        self._lines = [line.partition(" ") for line in file.rules.splitlines()]
        self._parsed = _protego(line for _, _, line in self._lines)

    @property
    def delay(self) -> float | None:
        return self._parsed.crawl_delay(TOKEN)

    def judge(self, url: httpx.URL) -> tuple[bool, str | None]:
        """Whether an address may be fetched; where not, the line that says so, for people."""
        if self._parsed.can_fetch(str(url), TOKEN):
            return True, None
        refusing = (one for one in self._longest if not _protego([one[1]]).can_fetch(str(url), TOKEN))
        return False, next((f'line {number}, "{line[:80]}"' for number, line in refusing), None)

    @cached_property
    def _longest(self) -> list[tuple[str, str]]:
        refusing = [(number, line) for number, _, line in self._lines if line.startswith("Disallow")]
        return sorted(refusing, key=lambda one: -len(one[1]))[:NAMED]


def _protego(lines: Iterable[str]) -> Protego:
    return Protego.parse("\n".join([f"User-agent: {TOKEN}", *lines]))
