"""What holds of whatever was read, however hostile it was."""

import json
import re
import string
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from feeder.model import Entry, Extraction, Moment
from feeder.parse.characters import one_line, xml_safe
from feeder.parse.clean import sanitise
from feeder.parse.urls import MAX_URL

TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9_-]{1,30}(?:\.[\w-]{1,20})?)?")
SHOWN = frozenset(string.ascii_letters + string.digits + "-._~:/?#[]@!$&'()*+,;=%")  # RFC 3986 2
ACTIVE = frozenset(
    [
        "script",
        "style",
        "iframe",
        "object",
        "embed",
        "form",
        "input",
        "button",
        "svg",
        "math",
        "base",
        "link",
        "meta",
        "template",
        "noscript",
    ]
)
ADDRESSES = frozenset({"href", "src", "cite"})
PLAIN = ADDRESSES | {
    "lang", "title", "alt", "width", "height", "controls", "value", "start", "reversed", "type", "colspan", "rowspan", "scope", "datetime",
}  # fmt: skip
#: Characters of an answer for each byte of a document, and for any. A link grows by the address it is relative to.
GROWTH, ANYWAY = 250, 100_000


def check(found: Extraction, body: bytes) -> None:
    written = json.dumps(found.to_dict(), ensure_ascii=False, allow_nan=False)
    assert len(written) <= GROWTH * len(body) + ANYWAY
    written.encode()
    assert 0 <= found.confidence <= 1
    assert all(reason.strip() for reason in found.reasons)
    assert found.title is None or found.title == one_line(found.title)
    for entry in found.entries:
        check_entry(entry)


def check_entry(entry: Entry) -> None:
    assert (entry.id, entry.source, entry.first_seen, entry.story) == (None,) * 4
    assert entry.status in ("live", "corrected", "held")
    for line in (entry.title, entry.kicker, entry.kind, entry.number, entry.dateline, *entry.authors, *entry.tags):
        assert line is None or (line and line == one_line(line)), line
    for text in (entry.summary, entry.text, entry.content):
        assert text is None or text == xml_safe(text), text
    assert entry.summary is None or entry.summary.strip()
    assert entry.content is None or entry.content or entry.title  # a headline may be all there is
    assert bool(entry.content) >= bool(entry.text)
    for moment in (entry.published, entry.updated, entry.embargo):
        check_moment(moment)
    assert entry.language is None or TAG.fullmatch(entry.language), entry.language
    for url in (entry.url, entry.image and entry.image.url, *(one.url for one in entry.attachments)):
        check_url(url)
    assert all(one.size is None or one.size > 0 for one in entry.attachments)
    for contact in entry.contacts:
        assert any((contact.name, contact.role, contact.email, contact.phone))
    if entry.content:
        check_content(entry.content)


def check_url(url: str | None) -> None:
    if url is None:
        return
    parts = urlsplit(url)
    assert parts.scheme in ("http", "https"), url
    assert parts.hostname, url
    assert parts.username is None, url
    assert set(url) <= SHOWN, url
    assert len(url) <= MAX_URL


def check_moment(moment: Moment | None) -> None:
    if moment is None:
        return
    assert moment.at.tzinfo is not None
    assert datetime(1800, 1, 1, tzinfo=UTC) < moment.instant < datetime(2102, 1, 1, tzinfo=UTC), moment
    assert re.match(r"\d{4}-\d\d-\d\d", str(moment))


def check_content(content: str) -> None:
    assert sanitise(content, None) == content
    seen = Seen(convert_charrefs=True)
    seen.feed(content)
    seen.close()
    assert not seen.elements & ACTIVE, seen.elements
    for name, value in seen.attributes:
        assert name in PLAIN, name
        scheme = value.partition(":")[0]
        assert name not in ADDRESSES or scheme in ("http", "https", "mailto", "tel"), value


class Seen(HTMLParser):
    """What another parser than ours sees in some HTML."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.elements: set[str] = set()
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
