"""The nouns of feeder: frozen, keyword-only, one shape per noun.

An `Entry` is what a press office published; a `Source` is where; a `Document` is the bytes; an `Extraction` is what
one document holds; a `Change` is what became of an entry; an `Event` is how everybody hears of it; a `Feed` is what
readers subscribe to. Unknown is None, never a guess.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from hashlib import sha256
from typing import Any, Literal, get_args

Precision = Literal["day", "minute", "second"]
Shape = Literal["auto", "listing", "article", "feed", "sitemap", "folder", "mailbox"]
Status = Literal["live", "corrected", "withdrawn", "sealed", "held", "hidden"]
ChangeKind = Literal["created", "updated", "withdrawn"]
Significance = Literal["minor", "substantial"]
DeliveryState = Literal["waiting", "delivered", "dead"]
Verdict = Literal["release", "discard"]  #: of the operator, on what was held
#: A page says that there is none; an error, login, challenge or banner stands there; its own program is to draw it.
Instead = Literal["missing", "wall", "program"]
Standing = Literal["open", "sealed", "held", "released", "discarded", "passed", "part"]
Every = timedelta | Literal["auto"]  #: "auto": by the source's own rhythm

SHAPES: tuple[str, ...] = get_args(Shape)


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """An instant with the offset it was printed with, and how exactly it was printed.

    "16.11.2020" in Berlin is `Moment(at=2020-11-16T00:00+01:00, precision="day")` and stays the 16th everywhere.
    """

    at: datetime  #: aware; local midnight where only the day is known
    precision: Precision = "second"

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError(f"a moment needs a zone: {self.at.isoformat()}")

    @classmethod
    def of_day(cls, day: date, zone: tzinfo) -> "Moment":
        return cls(at=datetime.combine(day, time(), zone), precision="day")

    @property
    def instant(self) -> datetime:
        """The same moment in UTC, for ordering."""
        return self.at.astimezone(UTC)

    def __str__(self) -> str:
        """`YYYY-MM-DD` where only the day is known, else RFC 3339 with the original offset."""
        return self.at.date().isoformat() if self.precision == "day" else rfc3339(self.at)


def rfc3339(at: datetime) -> str:
    """RFC 3339 to the second, with the offset the value carries ("Z" for UTC)."""
    return at.replace(microsecond=0).isoformat().replace("+00:00", "Z")


@dataclass(frozen=True, kw_only=True, slots=True)
class Image:
    """The lead picture. `url` is None where a text only names the picture's caption and credit."""

    url: str | None = None
    caption: str | None = None
    credit: str | None = None
    license: str | None = None
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Attachment:
    """A document or recording beside the text. `url` is None where it came in a mail, or lies in a folder."""

    url: str | None = None
    type: str | None = None  #: media type
    title: str | None = None
    size: int | None = None  #: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Contact:
    name: str | None = None
    role: str | None = None
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One press release, normalised. Without `content` it is only linked: its own page is still to be read.

    `id`, `source`, `first_seen` and `story` are given by the store's side (`decide`), so a parser leaves them None.
    """

    id: str | None = None  #: urn:uuid:…, never changes, never reused
    source: str | None = None  #: slug
    url: str | None = None  #: absolute
    title: str | None = None  #: one line of plain text
    kicker: str | None = None
    kind: str | None = None  #: as printed: "Meldung"
    kind_code: str | None = None  #: press_release, news, statement, speech, correction …
    number: str | None = None
    dateline: str | None = None
    published: Moment | None = None
    updated: Moment | None = None
    first_seen: datetime | None = None
    language: str | None = None  #: BCP 47
    authors: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    summary: str | None = None  #: plain text
    content: str | None = None  #: sanitised HTML, links absolute
    text: str | None = None  #: the content as plain text
    boilerplate: str | None = None
    tags: tuple[str, ...] = ()
    image: Image | None = None
    attachments: tuple[Attachment, ...] = ()
    embargo: Moment | None = None
    status: Status = "live"
    corrects: str | None = None
    story: str | None = None

    @property
    def is_complete(self) -> bool:
        """Whether the release itself was read, not only a link to it."""
        return self.content is not None

    def to_dict(self) -> dict[str, Any]:
        """The entry in the words of the contract (DESIGN: ENTRY); the same in API, events and command line."""
        return {
            "id": self.id,
            "source": self.source,
            "url": self.url,
            "title": self.title,
            "kicker": self.kicker,
            "kind": self.kind,
            "kind_code": self.kind_code,
            "number": self.number,
            "dateline": self.dateline,
            "published": _text(self.published),
            "updated": _text(self.updated),
            "first_seen": rfc3339(self.first_seen) if self.first_seen else None,
            "language": self.language,
            "authors": list(self.authors),
            "contacts": [asdict(contact) for contact in self.contacts],
            "summary": self.summary,
            "content_html": self.content,
            "content_text": self.text,
            "boilerplate": self.boilerplate,
            "tags": list(self.tags),
            "image": asdict(self.image) if self.image else None,
            "attachments": [asdict(attachment) for attachment in self.attachments],
            "embargo": _text(self.embargo),
            "status": self.status,
            "corrects": self.corrects,
            "story": self.story,
        }


def _text(moment: Moment | None) -> str | None:
    return str(moment) if moment else None


@dataclass(frozen=True, kw_only=True, slots=True)
class ListRule:
    """How a listing page is read. Each path is CSS, or XPath where it starts with "/", "./", ".//" or "(".

    `items` selects the records of the page; the others select inside one record. What a person leaves out is found, or
    has a default (see `parse.rules`).
    """

    items: str | None = None
    link: str | None = None
    title: str | None = None
    date: str | None = None
    summary: str | None = None
    image: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Learned:
    """A rule that was found on a page, and what it gave there: a later page shows by that whether it still fits."""

    rule: ListRule
    confidence: float  #: how sure it was that these are the entries
    reasons: tuple[str, ...] = ()
    entries: int
    wholeness: float  #: of them, 0 to 1
    beside: int = 0  #: elements that stood among them, like them, and were none
    is_completed: bool = False  #: what the page states to machines said more of them


@dataclass(frozen=True, kw_only=True, slots=True)
class Template:
    """How the release pages of one site are laid out, as full readings of them found it. Its paths are CSS, each
    step of which gives one element; what is left out of the text, or kept, is told as "div.share"."""

    host: str
    body: str  #: the element that holds the text
    title: str  #: the headline
    date: str | None = None  #: the line with the day of publication, where that stands elsewhere
    is_dated: bool = False  #: each of its pages says when it was published
    left_out: tuple[str, ...] = ()  #: what stands in the body on its pages and is none of the text
    kept: tuple[str, ...] = ()  #: what is; of anything else a page is to be read in full
    silent: tuple[str, ...] = ()  #: lines that stood around headline and body, and told nothing of a release
    language: str | None = None  #: that of all its pages
    words: tuple[str, ...] = ()  #: short ones that all of them have, by which that is known
    outside: int = 0  #: large paragraphs that stood outside the body, at most
    proof: tuple[str, ...] = ()  #: addresses of the pages that agreed, as many as it takes
    pages: int = 1  #: different pages that agreed
    used: int = 0  #: times that it was applied since a full reading proved it
    misfits: int = 0  #: full readings in a row that found something else


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """The bytes of one fetched page or file."""

    url: str
    body: bytes
    media_type: str | None = None  #: as the server said it, parameters included
    fetched_at: datetime
    etag: str | None = None
    last_modified: str | None = None
    beside: tuple[Attachment, ...] = ()  #: the same in other formats, as it lies next to it
    hash: str = field(init=False, compare=False, repr=False)  #: of all that; taken once, as 10 MB take milliseconds

    def __post_init__(self) -> None:
        told = sha256(self.body)
        if self.beside:
            told.update(repr(self.beside).encode())
        object.__setattr__(self, "hash", told.hexdigest())


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """Another document that one names: a feed that a page offers, the posts of its WordPress, a sitemap of an index."""

    url: str  #: absolute
    kind: Literal["feed", "posts", "sitemap"]
    title: str | None = None
    changed: Moment | None = None  #: when it says that that document changed


#: How likely a list that was found without a rule has to be right before it is followed: what the search takes for one
#: may be a menu, and a person is to look at it first.
SURE = 0.5


@dataclass(frozen=True, kw_only=True, slots=True)
class Extraction:
    """What one document holds."""

    shape: Shape
    entries: tuple[Entry, ...] = ()
    rule: ListRule | None = None
    confidence: float = 0.0  #: 0 to 1
    reasons: tuple[str, ...] = ()
    learned: Learned | None = None  #: what `rule` gives on this page, where it was found there or still fits
    unfit: str | None = None  #: why the rule or the templates that were learned before were not used
    template: Template | None = None  #: how a release page was read; of a full reading: how others like it can be
    by_template: bool = False  #: it was read by that, and not in full
    refuted: tuple[Template, ...] = ()  #: those which this full reading proved wrong
    unused: tuple[str, ...] = ()  #: keys of the given rule that give nothing here
    title: str | None = None  #: what the page or feed calls itself
    instead: Instead | None = None  #: what the document shows instead of what was asked for
    links: tuple[Link, ...] = ()  #: other documents to look at, best first
    next_page: str | None = None  #: where the list goes on, if that was asked for
    unseen: str | None = None  #: what was not looked at for that

    def to_dict(self) -> dict[str, Any]:
        return {
            "shape": self.shape,
            "confidence": self.confidence,
            "reasons": list(self.reasons),
            "rule": asdict(self.rule) if self.rule else None,
            "entries": [entry.to_dict() for entry in self.entries],
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A place where press releases appear, as its file in `sources/` and the store describe it."""

    uid: str  #: UUID of its first canonical location; never changes
    slug: str
    location: str  #: http(s) URL, the folder's path, or an IMAP URL
    homepage: str | None = None  #: what the world is told of a location that holds secrets
    secrets: tuple[str, ...] = field(default=(), repr=False)  #: those of its location, which nobody is shown
    shape: Shape = "auto"
    title: str | None = None
    every: Every
    cron: str | None = None  #: five fields, in `timezone`; counts instead of `every`
    timezone: str = "UTC"  #: IANA name, for dates without a zone
    language: str | None = None
    follow: bool = True  #: open each entry's own page
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    content: Literal["full", "summary"] = "full"
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    rule: ListRule | None = None
    allow_private: bool = False
    proxy: str | None = field(default=None, repr=False)  #: its address, with its password
    robots: bool = True  #: what its site's robots.txt disallows is not fetched
    browser: bool | Literal["list"] = False  #: drawn by Chromium: its list and pages, or its list alone
    paused: bool = False
    senders: tuple[str, ...] = ()  #: addresses or domains whose mails count in a mailbox; none: everybody's
    loose: bool = False  #: a folder of which only the documents in itself count, not those below

    @property
    def is_folder(self) -> bool:
        return self.shape == "folder"

    @property
    def is_mailbox(self) -> bool:
        return self.shape == "mailbox"

    @property
    def is_web(self) -> bool:
        """Whether it is looked at over HTTP; what a folder or a mailbox has was put there, and has no list."""
        return not (self.is_folder or self.is_mailbox)

    @property
    def reading(self) -> str:
        """A hash of every setting that changes what is read from the same bytes."""
        settings = (self.location, self.shape, self.timezone, self.language, self.follow, self.include, self.exclude)
        drawn = (self.browser,) if self.browser else ()
        return sha256(repr((settings, self.rule, *drawn)).encode()).hexdigest()


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """Where a source's server says that it is for good (301, 308); only `fetch.moved` says what that means."""

    to: str
    since: datetime  #: when it said so first
    visits: int = 1  #: in a row at which it did


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a look at a source came to. `document` is None where the server says that it is unchanged."""

    document: Document | None
    url: str  #: who answered, after all redirects
    move: Move | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RobotsFile:
    """What the robots.txt of an origin (scheme, host, port) said to us when it was had last (RFC 9309)."""

    origin: str
    again: datetime  #: it is asked for again then
    had: datetime | None = None  #: when it was had last; None: it never was
    rules: str = ""  #: the lines that are meant for us: the number of each, a space, and the line
    delay: float | None = None  #: seconds that it wants between two requests
    error: str | None = None  #: why it could not be had when it was asked for last
    since: datetime | None = None  #: since when it cannot


@dataclass(frozen=True, kw_only=True, slots=True)
class Hold:
    """A host wants to be left alone (Retry-After)."""

    until: datetime
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Checkpoint:
    """What the last visit to a source left behind."""

    etag: str | None = None
    last_modified: str | None = None
    validates: str | None = None  #: the address that gave these two; None: the source's own
    had: datetime | None = None  #: when the list was last sent whole
    move: Move | None = None
    body_hash: str | None = None
    reading: str | None = None  #: `Source.reading` of that visit
    parser: str | None = None  #: what read the list
    title: str | None = None  #: what the source calls itself
    failures: int = 0  #: visits in a row that failed
    error: str | None = None
    held: str | None = None  #: why what was found last is not published
    mistake: str | None = None  #: what its file says that does not do, by the last look
    verdict: Verdict | None = None  #: what the operator said of it; the next look heeds it
    most_new: int = 0  #: the most that one look found new, the first and those held left out
    last_visit: datetime | None = None
    last_success: datetime | None = None
    next_due: datetime | None = None
    not_before: datetime | None = None  #: the server asked to be left alone until then (Retry-After)
    asked: datetime | None = None  #: for when somebody wanted a visit, since the last one began
    first_done: bool = False  #: the first visit was finished; what comes now is news


@dataclass(frozen=True, kw_only=True, slots=True)
class Lease:
    """The right to visit a source, for a while. `token` is a fencing token: it grows with each lease, so that whoever
    stood still until his lapsed and another took it can keep nothing any more."""

    uid: str
    token: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """What is known of one document of a source: an article linked from a listing, or a file in a folder."""

    key: str  #: canonical URL, or the path within the folder
    url: str  #: where to fetch it: URL or file path
    first_seen: datetime
    stamp: str  #: changes when the listing's row or the file's size and time change
    initial: bool = False  #: found by its source's first visit: backlog, not news
    listed: bool = True  #: the last look found it
    #: What the listing says of it; stored only with what was told, else the list is read again.
    row: Entry | None = None
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    reads: int = 0
    failures: int = 0
    error: str | None = None
    next_read: datetime | None = None  #: when to open it next; None: not until its stamp changes
    missing: int = 0  #: times in a row that it was gone: looks for a file, re-reads for a page off its list
    standing: Standing = "open"  #: whether what it says may be told; while it may not, nothing of it is kept here
    until: datetime | None = None  #: when it is sealed no more
    reason: str | None = None  #: why it is held, without a word of what it says
    judged: str | None = None  #: the fingerprint of what is held or was discarded; None: of whatever its row led to
    reading: str | None = None  #: the settings and the parser that `body_hash` was read with
    is_stirred: bool = False  #: its list says something new of it since it was read

    @property
    def is_withheld(self) -> bool:
        return self.standing in ("sealed", "held")


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """What became of an entry. `before` is None where it was created."""

    kind: ChangeKind
    entry: Entry
    before: Entry | None = None
    fields: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)  #: name in ENTRY → (from, to)
    significance: Significance = "substantial"


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """One line of the log that everything downstream reads."""

    seq: int
    id: str
    type: str
    time: datetime
    data: Mapping[str, Any]
    source: str | None = None  #: slug
    initial: bool = False  #: brought along by its source's first visit


@dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """What readers subscribe to: one per source by itself, more in config.toml. Empty filters let everything in."""

    slug: str
    title: str
    sources: tuple[str, ...]
    homepage: str | None = None
    language: str | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    limit: int = 50
    content: Literal["full", "summary"] = "full"


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """An entry as a feed shows it."""

    entry: Entry
    date: datetime  #: the feed's date: aware, never in the future, set once (DESIGN: Dates)
    changed: datetime  #: aware; when this version became visible


@dataclass(frozen=True, kw_only=True, slots=True)
class Headline:
    """An entry in one line, as its feed shows it."""

    title: str
    url: str | None = None
    published: str  #: RFC 3339, with its own offset
    language: str | None = None  #: BCP 47


@dataclass(frozen=True, kw_only=True, slots=True)
class Glance:
    """A feed at a glance: what the list of all feeds says of it."""

    slug: str
    title: str
    language: str | None = None
    homepage: str | None = None
    entries: int = 0
    newest: Headline | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Endpoint:
    """Who is told of events, with filters; empty filters let everything through."""

    slug: str
    url: str
    secret: bytes = field(repr=False)  #: the key itself, 24 to 64 bytes
    events: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    payload: Literal["full", "thin"] = "full"
    backlog: int | None = 10  #: how many of a new source's newest entries it hears of; None: all
    retry: tuple[timedelta, ...] = ()
    allow_private: bool = False
    alerts: bool = False  #: hears of every `source.*` and `endpoint.*`, whatever its filters say


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """One event on its way to one endpoint."""

    id: int
    endpoint: str
    event: Event
    state: DeliveryState = "waiting"
    attempts: int = 0
    status: int | None = None  #: HTTP status of the last attempt
    next_try: datetime | None = None
    leased: datetime | None = None  #: until when whoever took it is waited for
    error: str | None = None
