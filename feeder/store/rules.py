"""How the list of a source is read: the rule that was learned of it last, and those before it, with why they ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, insert, select, update

from feeder.model import Learned
from feeder.store import codec
from feeder.store.codec import instant, instant_or_none, micros
from feeder.store.schema import rule

KEPT = 20  #: of a source; a page that is another one at each visit fills no disk


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """A rule, and when it held."""

    learned: Learned
    reading: str  #: the settings of the source by which it was learned
    parser: str
    since: datetime
    proven: datetime  #: when the search last found the same
    retired: datetime | None = None
    why: str | None = None


class Rules:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def of(self, uid: str) -> Sequence[Known]:
        """Those of a source, the newest first."""
        query = select(rule).where(rule.c.source == uid).order_by(rule.c.number.desc())
        return [_known(row) for row in self._db.execute(query)]

    def current(self, uid: str) -> Known | None:
        row = self._db.execute(select(rule).where(_is_current(uid))).one_or_none()
        return _known(row) if row else None

    def learn(self, uid: str, learned: Learned, *, reading: str, parser: str, now: datetime) -> None:
        """The rule of a source from now on; the one before was retired."""
        numbers = select(rule.c.number).where(rule.c.source == uid).order_by(rule.c.number.desc())
        number = (self._db.scalars(numbers.limit(1)).one_or_none() or 0) + 1
        at = micros(now)
        row = {"learned": codec.dump_learned(learned), "reading": reading, "parser": parser, "since": at, "proven": at}
        self._db.execute(insert(rule), {"source": uid, "number": number, **row})
        self._db.execute(delete(rule).where(rule.c.source == uid, rule.c.number <= number - KEPT))

    def prove(self, uid: str, learned: Learned, *, reading: str, parser: str, now: datetime) -> None:
        """The search found the same rule again."""
        row = {"learned": codec.dump_learned(learned), "reading": reading, "parser": parser, "proven": micros(now)}
        self._db.execute(update(rule).where(_is_current(uid)).values(row))

    def retire(self, uid: str, why: str, now: datetime) -> None:
        self._db.execute(update(rule).where(_is_current(uid)).values(retired=micros(now), why=why))


def _is_current(uid: str) -> ColumnElement[bool]:
    return and_(rule.c.source == uid, rule.c.retired.is_(None))


def _known(row: Row[Any]) -> Known:
    return Known(
        learned=codec.load_learned(row.learned),
        reading=row.reading,
        parser=row.parser,
        since=instant(row.since),
        proven=instant(row.proven),
        retired=instant_or_none(row.retired),
        why=row.why,
    )
