"""How the release pages of a source are read: the templates of each host that it leads to, as they are known now."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, or_, select

from feeder.model import Template
from feeder.store import codec
from feeder.store.codec import micros
from feeder.store.schema import template

HOSTS = 50  #: of a source; a list that leads to a thousand sites learns those again that it leads to once


class Templates:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def of(self, uid: str, *, reading: str, parser: str) -> tuple[Template, ...]:
        """Those of a source that were found by these settings and this parser."""
        query = select(template.c.layout).where(
            template.c.source == uid, template.c.reading == reading, template.c.parser == parser
        )
        rows = self._db.scalars(query.order_by(template.c.host, template.c.number))
        return tuple(codec.load_template(row) for row in rows)

    def hosts(self, *, pages: int, parser: str) -> dict[tuple[str, str], int]:
        """Of how many hosts this parser knows a template on which so many pages agreed: by source and its settings."""
        query = select(template.c.source, template.c.reading, func.count(template.c.host.distinct())).where(
            template.c.pages >= pages, template.c.parser == parser
        )
        rows = self._db.execute(query.group_by(template.c.source, template.c.reading))
        return {(uid, reading): count for uid, reading, count in rows}

    def put(self, uid: str, host: str, known: Sequence[Template], *, reading: str, parser: str, now: datetime) -> None:
        """What is known of a host from now on; what other settings or another parser found of any host goes."""
        of_source = template.c.source == uid
        is_old = or_(template.c.host == host, template.c.reading != reading, template.c.parser != parser)
        self._db.execute(delete(template).where(of_source, is_old))
        how = {"source": uid, "host": host, "reading": reading, "parser": parser, "seen": micros(now)}
        rows = [
            {**how, "number": number, "layout": codec.dump_template(one), "pages": one.pages}
            for number, one in enumerate(known)
        ]
        if rows:
            self._db.execute(insert(template), rows)
            self._forget(uid)

    def _forget(self, uid: str) -> None:
        """The hosts that were not seen for longest."""
        seen = func.max(template.c.seen).desc()
        hosts = select(template.c.host).where(template.c.source == uid).group_by(template.c.host)
        for host in self._db.scalars(hosts.order_by(seen, template.c.host).offset(HOSTS)).all():
            self._db.execute(delete(template).where(template.c.source == uid, template.c.host == host))
