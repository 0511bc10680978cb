"""Pure: Document → Extraction. What a page, feed or file holds, whatever its format.

    extract(body, url)  ─▶  format by media type and first bytes  ─▶  PARSERS[format]  ─▶  Extraction

    feeds      feeds and sitemaps of others        documents  text, Markdown, PDF, Word, OpenDocument, mail
    lists      pages that list releases            articles   pages of one release, and the templates of their sites
    embedded   what a page states to machines      anatomy    what a release is made of
    dates      all reading of dates

What stands beside these floors is used by several of them. No network, no store, no clock: the same bytes give the same
entries.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo

from feeder.errors import ConfigError, ParseError
from feeder.model import SHAPES, Entry, Extraction, Learned, ListRule, Shape, Template

Format = Literal["text", "markdown", "html", "feed", "sitemap", "pdf", "word", "mail"]

#: Later than this after `now`, a printed date is an event's or a slip, not that of a publication.
FUTURE = timedelta(days=366)
#: The most that a list of what is to come is given as confidence.
CALENDAR = 0.4


@dataclass(frozen=True, kw_only=True)
class Request:
    """What a parser is told besides the bytes."""

    body: bytes
    url: str
    media_type: str | None
    shape: Shape
    language: str | None
    zone: tzinfo
    rule: ListRule | None
    learned: Learned | None
    templates: Sequence[Template] | None
    now: datetime | None
    paging: bool


def extract(
    body: bytes,
    url: str,
    *,
    media_type: str | None = None,
    shape: str = "auto",
    language: str | None = None,
    timezone: str | None = None,
    rule: ListRule | Mapping[str, str] | None = None,
    learned: Learned | None = None,
    templates: Sequence[Template] | None = None,
    now: datetime | None = None,
    paging: bool = False,
) -> Extraction:
    """The entries that one document holds.

    `url` is where it was found (relative links are resolved against it), `media_type` the Content-Type if known,
    `shape` one of auto, listing, article, feed, sitemap; `timezone` an IANA name for dates without a zone (default
    UTC), `rule` how a listing is read, `learned` what an earlier extraction of it learned, `templates` what is
    known of how the release pages of its site are laid out (None: nobody wants to know); `now` (aware) lets dates
    that lie far ahead be doubted, with `paging` the result says where the list goes on.

    Raises ParseError where the bytes are not what they should be, ConfigError for a shape, zone or rule that is none.
    """
    request = Request(
        body=body,
        url=url,
        media_type=media_type,
        shape=_shape(shape),
        language=language,
        zone=_zone(timezone),
        rule=_rule(rule),
        learned=learned,
        templates=templates,
        now=now,
        paging=paging,
    )
    if not body.strip():
        raise ParseError(_told("the document is empty", url))
    try:
        found = _marked(_dissected(PARSERS[_format(request)](request), request), request)
        found = _paged(found, request) if paging else found
    except ParseError as problem:
        raise ParseError(_told(str(problem).removeprefix(f"{url}: "), url)) from problem
    return _doubt_future(_doubt_calendar(found, request, now), now) if now else found


def _told(problem: str, url: str) -> str:
    """What is wrong, and what to do where the message does not say."""
    named = problem if url in problem else f"{url}: {problem}"
    if "; " in problem:
        return named
    return f"{named}; {'check it in a browser' if '://' in url else 'look at the file, mend it or take it away'}"


def _shape(name: str) -> Shape:
    if name not in SHAPES:
        raise ConfigError(f'shape = "{name}": expected one of {", ".join(SHAPES)}')
    return name  # type: ignore[return-value]


def _zone(name: str | None) -> tzinfo:
    try:
        return ZoneInfo(name or "UTC")
    except (KeyError, ValueError, OSError):
        raise ConfigError(
            f'timezone = "{name}": there is no such time zone; write one such as "Europe/Berlin"'
        ) from None


def _rule(rule: ListRule | Mapping[str, str] | None) -> ListRule | None:
    if rule is None or isinstance(rule, ListRule):
        return rule
    try:
        return ListRule(**rule) if rule else None
    except TypeError as problem:
        raise ConfigError(f"[rule]: {problem}; a rule has items, link, title, date, summary, image") from None


def _format(request: Request) -> Format:
    from feeder.parse.feeds import feed, sitemap

    if held := _by_mark(request.body):
        return held
    if request.shape == "sitemap" or (request.shape == "auto" and sitemap.looks_like_sitemap(request.body)):
        return "sitemap"
    if request.shape == "feed" or (request.shape == "auto" and feed.looks_like_feed(request.body, request.media_type)):
        return "feed"
    named = (request.media_type or "").partition(";")[0].strip().lower()
    known = FORMATS.get(named) or _by_ending(request.url)
    if known is None and feed.is_json(request.body) and named.endswith("json"):
        raise ParseError(f"{request.url}: this JSON is no feed; give the address of a feed, or of a page")
    if known is None and named and not named.startswith("text/") and named not in VAGUE:
        raise ParseError(f"{request.url}: {named} cannot be read; known: {', '.join(FORMATS)} and feeds")
    return known or _by_bytes(request)


def _by_ending(url: str) -> Format | None:
    ending = re.search(r"\.([a-z]{2,8})$", url.partition("?")[0].lower())
    return ENDINGS.get(ending[1]) if ending else None


def _by_mark(body: bytes) -> Format | None:
    """What its first bytes say, whatever it is called: servers name a PDF anything."""
    starts = (held for mark, held in STARTS.items() if body.startswith(mark))
    return next(starts, None) or next((held for mark, held in MARKS.items() if mark in body[:MARKED]), None)


def _by_bytes(request: Request) -> Format:
    start = request.body[:4096].lower()
    if re.search(rb"<(?:!doctype html|html|head|body|div|p|table|article)\b", start) or _OPENS_PAGE.match(start):
        return "html"
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
        raise ParseError(
            f"{request.url}: this XML is neither a feed nor a page; give the address of the feed, or of a page"
        )
    return "text"


#: https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type
_OPENS_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:!--|(?:script|iframe|h1|font|a|style|title|b|br|main|section|header|meta|ul)[ >])"
)
#: Bytes at the beginning within which a PDF says that it is one (ISO 32000-1, annex H 3.4.1).
MARKED = 1024
MARKS: dict[bytes, Format] = {b"%PDF-": "pdf"}
#: Its very first: of a ZIP file, as Word and OpenDocument write it, and of old Word files.
STARTS: dict[bytes, Format] = {b"PK\x03\x04": "word", b"\xd0\xcf\x11\xe0": "word"}
#: Media types that servers give to anything.
VAGUE = frozenset({"application/octet-stream", "binary/octet-stream", "application/xml", "application/unknown"})
FORMATS: dict[str, Format] = {
    "text/plain": "text",
    "text/markdown": "markdown",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "word",
    "application/vnd.oasis.opendocument.text": "word",
    "message/rfc822": "mail",
}
ENDINGS: dict[str, Format] = {
    "txt": "text",
    "text": "text",
    "md": "markdown",
    "markdown": "markdown",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "pdf": "pdf",
    "docx": "word",
    "docm": "word",
    "odt": "word",
    "eml": "mail",
}


def _text(request: Request) -> Extraction:
    from feeder.parse.documents import text

    return text.parse(
        request.body, request.url, media_type=request.media_type, language=request.language, zone=request.zone
    )


def _markdown(request: Request) -> Extraction:
    from feeder.parse.documents import markdown

    return markdown.parse(
        request.body, request.url, media_type=request.media_type, language=request.language, zone=request.zone
    )


def _html(request: Request) -> Extraction:
    from feeder.parse import webpage
    from feeder.parse.articles import article
    from feeder.parse.documents import whole
    from feeder.parse.lists import listing, offers, pagekind

    if whole.is_cut(request.body):
        raise ParseError("the page ends in the middle, before its </body>: it was cut off; try again later")
    page = webpage.read(
        request.body,
        request.url,
        media_type=request.media_type,
        language=request.language,
        zone=request.zone,
        now=request.now,
    )
    if request.shape == "article":
        return article.parse(page, request.templates)
    if request.shape == "listing" or request.rule:
        return listing.parse(page, request.rule, request.learned)
    if read := article.by_template(page, request.templates):
        return read
    again = listing.read_again(page, request.learned)
    if isinstance(again, Extraction):
        return again
    links = offers.offered(page.root, request.url)  # first: an article is taken to pieces
    found = listing.parse(page, None)
    is_list = pagekind.is_list(page, found)
    if not (is_list and found.entries):
        one = article.parse(page, request.templates)
        found = one if one.confidence >= (article.SURE if is_list else article.LEAST) else found
    return replace(listing.searched(found, again), links=links)


def _feed(request: Request) -> Extraction:
    from feeder.parse.documents import whole
    from feeder.parse.feeds import feed

    found = feed.parse(
        request.body, request.url, media_type=request.media_type, language=request.language, zone=request.zone
    )
    if found.entries and whole.ends_in_an_entry(request.body):
        cut = "the feed is cut off in its last entry, which is left out"
        return replace(found, entries=found.entries[:-1], reasons=(*found.reasons, cut))
    return found


def _sitemap(request: Request) -> Extraction:
    from feeder.parse.feeds import sitemap

    return sitemap.parse(
        request.body,
        request.url,
        media_type=request.media_type,
        language=request.language,
        zone=request.zone,
        rule=request.rule if request.rule and request.rule.items else None,
        now=request.now,
    )


def _pdf(request: Request) -> Extraction:
    from feeder.parse.documents import pdf

    return pdf.parse(request.body, request.url, language=request.language, zone=request.zone)


def _word(request: Request) -> Extraction:
    from feeder.parse.documents import word

    return word.parse(request.body, request.url, language=request.language, zone=request.zone)


def _mail(request: Request) -> Extraction:
    from feeder.parse.documents import mail, newsletter

    if request.shape in ("auto", "listing"):
        several = newsletter.parse(request.body, request.url, language=request.language, zone=request.zone)
        if several.entries or request.shape == "listing":
            return several
    return mail.parse(request.body, request.url, language=request.language, zone=request.zone)


PARSERS: dict[Format, Callable[[Request], Extraction]] = {
    "text": _text,
    "markdown": _markdown,
    "html": _html,
    "feed": _feed,
    "sitemap": _sitemap,
    "pdf": _pdf,
    "word": _word,
    "mail": _mail,
}


def _dissected(found: Extraction, request: Request) -> Extraction:
    """Whatever the format, the fields that a text tells of itself are read alike."""
    from feeder.parse.anatomy import anatomy

    entries = tuple(
        anatomy.read(entry, zone=request.zone, language=entry.language or request.language) for entry in found.entries
    )
    return replace(found, entries=entries)


def _marked(found: Extraction, request: Request) -> Extraction:
    """Whatever the format, an embargo is heeded wherever it is printed."""
    from feeder.parse.anatomy import embargo

    def read(entry: Entry) -> Entry:
        return embargo.marked(entry, zone=request.zone, language=entry.language or request.language)

    if not embargo.may_be_marked(found.entries):
        return found
    entries = tuple(read(entry) for entry in found.entries)
    unread = sum(entry.status == "held" for entry in entries)
    reasons = (f"{unread} of {len(entries)} under an embargo that names no time",) if unread else ()
    return replace(found, entries=entries, reasons=(*found.reasons, *reasons))


def _paged(found: Extraction, request: Request) -> Extraction:
    from feeder.parse.lists import paging

    read = paging.READERS.get(found.shape)
    return replace(found, **read(request.body, request.url, request.media_type)._asdict()) if read else found


def _doubt_calendar(found: Extraction, request: Request, now: datetime) -> Extraction:
    """Where a press room is empty, the events beside it are the only list; a person's rule may mean just these."""
    from feeder.parse.lists import listrule

    if (
        found.shape != "listing"
        or (request.rule and request.rule.items)
        or not listrule.is_calendar(found.entries, now)
    ):
        return found
    return replace(
        found,
        confidence=min(found.confidence, CALENDAR),
        reasons=(*found.reasons, "all of its days are still to come, as those of events"),
        learned=None,
    )


def _doubt_future(found: Extraction, now: datetime) -> Extraction:
    late = [one.published for one in found.entries if one.published and one.published.instant > now + FUTURE]
    if not late:
        return found
    entries = tuple(replace(one, published=None) if one.published in late else one for one in found.entries)
    told = (
        f"the date {late[0]} lies more than a year ahead and is not taken as that of publication"
        if len(late) == 1
        else f"{len(late)} dates, as {late[0]}, lie more than a year ahead and are not taken as those of publication"
    )
    return replace(found, entries=entries, reasons=(*found.reasons, told))
