"""State as Next.js streams it (React's flight format): rows of JSON in strings that scripts push, one by one."""

import json
import re
from collections.abc import Iterator
from typing import Any

_PUSHED = re.compile(r"__next_f\s?\.push\(\s?(?=\[)")
_DECODER = json.JSONDecoder(strict=False)
#: A row is "id:", a letter for what it is, unless it is a value, and the value up to the end of the line.
_ROW = re.compile(r"(?P<id>[0-9a-fA-F]{0,12}):(?:(?P<text>T)(?P<size>[0-9a-fA-F]{1,8}),|(?P<value>[\[{])|)")
_TEXT_CHUNK = 1
#: Values that turn out to be none, before a script is given up: to say where one is broken takes json time for all that
#: stands before it.
FAILURES = 100


def pushed(script: str) -> Iterator[str]:
    """The text that one script adds: `self.__next_f.push([1, "…"])`."""
    failures = 0
    for push in _PUSHED.finditer(script):
        try:
            told = _DECODER.raw_decode(script, push.end())[0]
        except (ValueError, RecursionError):
            failures += 1
            if failures == FAILURES:
                return
            continue
        if len(told) > 1 and told[0] == _TEXT_CHUNK and isinstance(told[1], str):
            yield told[1]


def values(stream: str, texts: dict[str, str]) -> Iterator[Any]:
    """The values of the rows, without those that name programs, styles and fonts. Long texts stand in rows of their
    own, and are put into `texts` by what refers to them: "$1f"."""
    place, failures = 0, 0
    while place < len(stream) and failures < FAILURES:
        row = _ROW.match(stream, place)
        if row and row["text"]:
            place = _after_text(stream, row.end(), int(row["size"], 16))
            texts[f"${row['id']}"] = stream[row.end() : place]
            continue
        end = stream.find("\n", place)
        place = len(stream) if end < 0 else end + 1
        if row and row["value"]:
            try:
                # A value ends with its line: one that could go on is read again from each line within.
                yield _DECODER.raw_decode(stream[row.end() - 1 : place])[0]
            except (ValueError, RecursionError):
                failures += 1


def _after_text(stream: str, start: int, size: int) -> int:
    """The place after a text of `size` bytes in UTF-8: no line end ends it."""
    text = stream[start : start + size]
    if text.isascii():
        return start + len(text)
    return start + len(text.encode("utf-8", "surrogatepass")[:size].decode("utf-8", "ignore"))
