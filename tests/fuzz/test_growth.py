"""No shape of document costs more than it is long: what Python does for twice as much is twice as much.

Lines of Python are counted, which are the same on every machine; seconds and memory at full size are measured by
bench/hostile.py, which has the same shapes.
"""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from fuzz.shapes import DRAWN, FEEDS, LISTS, MAILS, MARKDOWN, SITEMAPS, WORDS

from feeder import extract
from feeder.errors import ParseError

URL = "https://port.example/news/pier.html"
SIZE = 20_000  #: bytes
STEEP = 2.35  #: 2 is linear, 4 quadratic, and a page has a beginning and an end

LIST = {"media_type": "text/html", "shape": "listing"}
RULED = {**LIST, "rule": {"items": "li, tr, p, div", "date": "b"}}
EML, PDF = {"media_type": "message/rfc822"}, {"media_type": "application/pdf"}
ZIP = {"media_type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
XML, MD = {"media_type": "text/xml"}, {"media_type": "text/markdown"}
CASES = [
    *((LISTS, name, SIZE, LIST) for name in (
        "links of one page each three", "classes of three links", "classes of three links with a line between", "classes in a row", "turning tags",
        "rows in rows", "three that each lie deep", "table of one row", "lines with two br", "one record and siblings", "sections", "lists of three",
        "boxes of dates", "boxes in one record", "pictures in one record",
    )),
    (LISTS, "boxes of dates", SIZE // 2, RULED),
    (LISTS, "rows in rows", SIZE * 3 // 2, RULED),  # those that hold no other are read, which begin at the 256th level
    *((SITEMAPS, name, SIZE, XML) for name in ("pages", "news", "one page again")),
    *((FEEDS, name, SIZE // 4, XML) for name in ("items", "links", "prefixes undeclared")),
    *((MAILS, name, SIZE // 2, EML) for name in MAILS),
    *((DRAWN, name, SIZE, PDF) for name in DRAWN),
    *((WORDS, name, SIZE, ZIP) for name in WORDS),
    *((MARKDOWN, name, SIZE // 10, MD) for name in ("table", "uses of references")),
]  # fmt: skip


def lines_run(body: bytes, told: dict[str, Any]) -> int:
    count = 0

    def counted(_: FrameType, __: str, ___: object) -> Callable[..., Any]:
        nonlocal count
        count += 1
        return counted

    before = sys.gettrace()
    sys.settrace(counted)
    try:
        extract(body, URL, **told)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(("shapes", "name", "size", "told"), CASES, ids=[name for _, name, _, _ in CASES])
def test_twice_as_much_takes_twice_as_long(
    shapes: dict[str, Callable[[int], str]], name: str, size: int, told: dict[str, Any]
) -> None:
    first, *others = (shapes[name](long).encode("utf-8", "surrogateescape") for long in (size // 5, size, 2 * size))
    extract(first, URL, **told)  # what is loaded or remembered once
    once, twice = (lines_run(body, told) for body in others)
    assert twice < STEEP * once


@pytest.mark.parametrize(
    ("body", "said"),
    [
        pytest.param(LISTS["links"](9_000_000), "more than 100,000 elements", id="100,000 links and more"),
        pytest.param("<div>" * 3000 + "<a href=/a>Pier</a>", "more than 2,000 deep", id="3,000 levels"),
    ],
)
def test_a_page_beyond_the_limits_is_refused_with_the_figure_and_what_to_do(body: str, said: str) -> None:
    with pytest.raises(ParseError, match=f"{said}.*; it is left out; split it, or give a smaller page"):
        extract(f"<html><body>{body}</body>".encode(), URL)
