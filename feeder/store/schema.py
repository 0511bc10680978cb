"""The tables. Instants are UTC microseconds since the epoch: they order and compare alike on every database.

source ─┬─ page            what is known of each of its documents
        ├─ raw             the bytes that were read last, zstd, for a while
        ├─ rule            how its list is read: the rule in use, and those before it
        ├─ template        how the release pages of the sites that it leads to are read
        └─ entry ─┬─ body  the long texts, zstd, apart: a feed's list is read without them
                  └─ version
event                      the log, one sequence over all sources
endpoint ─┬─ delivery      who is told, with a cursor over the log
          └─ backlog       … and what of before it
host                       which want to be left alone
robots                     what each origin's robots.txt said, zstd
feed                       wanted and written revision; closed ones stay, to be told as gone or moved
"""

from sqlalchemy import BigInteger as Big
from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
)
from sqlalchemy.engine import Dialect


class Line(TypeDecorator[str]):
    """Text from anywhere. PostgreSQL keeps no NUL, neither database a lone surrogate: what is no text is dropped."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return value if value is None else value.replace("\0", "").encode("utf-8", "replace").decode()


#: SQLite numbers rows by INTEGER alone; everywhere else the sequences are 64 bits wide.
Sequence = Big().with_variant(Integer, "sqlite")

metadata = MetaData()

#: One row: the version of this schema. A store from a newer feeder is refused.
schema_version = Table("schema_version", metadata, Column("version", Integer, nullable=False))

source = Table(
    "source",
    metadata,
    Column("uid", String(36), primary_key=True),
    Column("slug", String(240), nullable=False, unique=True),
    Column("location", Line, nullable=False),
    Column("created", Big, nullable=False),
    Column("active", Boolean, nullable=False),  # False: its file is gone
    Column("paused", Boolean, nullable=False),
    Column("etag", Line),
    Column("last_modified", Line),
    Column("body_hash", String(64)),
    Column("reading", String(64)),
    Column("title", Line),
    Column("failures", Integer, nullable=False),
    Column("error", Line),
    Column("held", Line),
    Column("verdict", String(10)),
    Column("most_new", Integer, nullable=False),
    Column("last_visit", Big),
    Column("last_success", Big),
    Column("next_due", Big),
    Column("not_before", Big),
    Column("first_done", Boolean, nullable=False),
    Column("parser", String(64)),
    Column("asked", Big),  # for when somebody wanted a visit, since the last one began
    Column("token", Big, nullable=False, server_default="0"),  # fencing: grows with every lease
    Column("leased", Big),  # until when a visit is under way
    Column("holder", Line),  # whose
    Column("validates", Line),  # the address that gave etag and last_modified
    Column("had", Big),  # when the list was last sent whole
    Column("moved_to", Line),  # where the server says that it is for good
    Column("moved_since", Big),
    Column("moved_visits", Integer, nullable=False, server_default="0"),
    Column("mistake", Line),  # of its file, as the last look showed
    Index("source_due", "active", "paused", "next_due"),
)

page = Table(
    "page",
    metadata,
    Column("source", ForeignKey("source.uid", ondelete="CASCADE"), primary_key=True),
    Column("digest", LargeBinary(32), primary_key=True),  # of the key
    Column("key", Line, nullable=False),
    Column("url", Line, nullable=False),
    Column("first_seen", Big, nullable=False),
    Column("stamp", Line, nullable=False),
    Column("initial", Boolean, nullable=False),
    Column("listed", Boolean, nullable=False),
    Column("row", LargeBinary),  # JSON: what the listing says of it
    Column("etag", Line),
    Column("last_modified", Line),
    Column("body_hash", String(64)),
    Column("reads", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("error", Line),
    Column("next_read", Big),
    Column("missing", Integer, nullable=False),
    Column("standing", String(10), nullable=False),
    Column("until", Big),
    Column("reason", Line),
    Column("judged", String(64)),
    Column("reading", String(64)),
    Column("is_stirred", Boolean, nullable=False, server_default=false()),
)
Index("page_ready", page.c.source, page.c.next_read)
Index(
    "page_withheld", page.c.source, sqlite_where=page.c.standing != "open", postgresql_where=page.c.standing != "open"
)

raw = Table(
    "raw",
    metadata,
    Column("source", ForeignKey("source.uid", ondelete="CASCADE"), primary_key=True),
    Column("digest", LargeBinary(32), primary_key=True),  # of the page's key; of "" for the list
    Column("hash", String(64), nullable=False),
    Column("url", Line, nullable=False),
    Column("media_type", Line),
    Column("fetched", Big, nullable=False),
    Column("body", LargeBinary, nullable=False),  # zstd
    Index("raw_fetched", "fetched"),
)

rule = Table(
    "rule",
    metadata,
    Column("source", ForeignKey("source.uid", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),  # in the order in which they were learned
    Column("learned", LargeBinary, nullable=False),  # JSON: its paths, and what it gave when it was proven last
    Column("reading", String(64), nullable=False),  # the settings of the source by which it was
    Column("parser", String(64), nullable=False),
    Column("since", Big, nullable=False),
    Column("proven", Big, nullable=False),  # when the search last found the same
    Column("retired", Big),
    Column("why", Line),
)

template = Table(
    "template",
    metadata,
    Column("source", ForeignKey("source.uid", ondelete="CASCADE"), primary_key=True),
    Column("host", String(300), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),  # the one that was found last first
    Column("layout", LargeBinary, nullable=False),  # JSON: its paths, and what proved it
    Column("pages", Integer, nullable=False),  # that agreed on it
    Column("reading", String(64), nullable=False),  # the settings of the source by which it was found
    Column("parser", String(64), nullable=False),
    Column("seen", Big, nullable=False),  # when a page of the host was read last
)

entry = Table(
    "entry",
    metadata,
    Column("id", String(45), primary_key=True),
    Column("source", ForeignKey("source.uid", ondelete="CASCADE"), nullable=False),
    Column("digest", LargeBinary(32), nullable=False),  # of the key
    Column("key", Line, nullable=False),
    Column("first_seen", Big, nullable=False),
    Column("date", Big, nullable=False),  # the feed's date: set once
    Column("changed", Big, nullable=False),  # when this version became visible
    Column("status", String(16), nullable=False),
    Column("version", Integer, nullable=False),
    Column("fields", LargeBinary, nullable=False),  # JSON: the whole entry without its long texts
    UniqueConstraint("source", "digest"),
    Index("entry_by_date", "source", "date", "first_seen"),
)

body = Table(
    "body",
    metadata,
    Column("entry", ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True),
    Column("content", LargeBinary),
    Column("text", LargeBinary),
)

version = Table(
    "version",
    metadata,
    Column("entry", ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("replaced", Big, nullable=False),
    Column("fields", LargeBinary, nullable=False),
    Column("content", LargeBinary),
    Column("text", LargeBinary),
    Index("version_replaced", "replaced"),
)

event = Table(
    "event",
    metadata,
    Column("seq", Sequence, primary_key=True, autoincrement=False),  # given by the log, without gaps
    Column("id", String(40), nullable=False, unique=True),
    Column("type", String(40), nullable=False),
    Column("time", Big, nullable=False),
    Column("source", String(36)),
    Column("slug", String(200)),
    Column("entry", String(45)),
    Column("initial", Boolean, nullable=False),
    Column("data", LargeBinary, nullable=False),  # zstd JSON: the body that every attempt sends
    Index("event_by_source", "source", "initial", "seq"),
)

endpoint = Table(
    "endpoint",
    metadata,
    Column("slug", String(200), primary_key=True),
    Column("cursor", Big, nullable=False),  # the last seq that was dispatched to it
    Column("disabled", Line),  # why it is told no more
)

#: The sources whose backlog an endpoint is still to be given, when their first visit is done.
backlog = Table(
    "backlog",
    metadata,
    Column("endpoint", ForeignKey("endpoint.slug", ondelete="CASCADE"), primary_key=True),
    Column("source", ForeignKey("source.uid", ondelete="CASCADE"), primary_key=True),
    Index("backlog_by_source", "source"),
)

delivery = Table(
    "delivery",
    metadata,
    Column("id", Sequence, primary_key=True, autoincrement=True),
    Column("endpoint", ForeignKey("endpoint.slug", ondelete="CASCADE"), nullable=False),
    Column("seq", Big, nullable=False),
    Column("entry", String(45)),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("status", Integer),
    Column("next_try", Big),
    Column("leased", Big),  # until when whoever took it is waited for
    Column("holder", Line),  # who that is
    Column("error", Line),
    UniqueConstraint("endpoint", "seq"),
    Index("delivery_due", "state", "next_try"),
)

feed = Table(
    "feed",
    metadata,
    Column("slug", String(200), primary_key=True),
    Column("created", Big, nullable=False),
    Column("settings", String(64), nullable=False),  # a hash: other settings, another rendering
    Column("wanted", Big, nullable=False),
    Column("written", Big, nullable=False),
    Column("source", String(36)),  # whose own feed it is, so that an old address finds the new; None: of several
    Column("closed", Boolean, nullable=False, server_default=false()),  # nothing asks for it any more
    Column("glance", LargeBinary),  # JSON: what the list of all feeds says of it, as it was written last
)

host = Table(
    "host",
    metadata,
    Column("name", String(300), primary_key=True),  # with its port, where that is not the scheme's own
    Column("until", Big, nullable=False),
    Column("reason", Line, nullable=False),
)

robots = Table(
    "robots",
    metadata,
    Column("origin", String(300), primary_key=True),
    Column("again", Big, nullable=False),  # when it is asked for again
    Column("had", Big),
    Column("rules", LargeBinary, nullable=False),  # zstd: the lines that are meant for us
    Column("delay", Float(53)),
    Column("error", Line),
    Column("since", Big),
    Index("robots_again", "again"),
)
