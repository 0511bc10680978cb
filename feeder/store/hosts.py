"""What hosts ask of us: to be left alone for a while, and what their robots.txt says."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, or_, select

from feeder.model import Hold, RobotsFile
from feeder.store import codec, dialect
from feeder.store.codec import instant, instant_or_none, micros, micros_or_none
from feeder.store.schema import host, robots


class Hosts:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def hold(self, name: str, hold: Hold) -> None:
        """The later time counts: another process may have been told one."""
        row = {"until": micros(hold.until), "reason": hold.reason}
        statement = dialect.upsert(self._db, host)
        is_later = host.c.until < statement.excluded.until
        statement = statement.on_conflict_do_update(index_elements=["name"], set_=row, where=is_later)
        self._db.execute(statement, {"name": name, **row})

    def holds(self, now: datetime) -> dict[str, Hold]:
        """The hosts that are left alone at `now`, those that are so longest first."""
        query = select(host).where(host.c.until > micros(now)).order_by(host.c.until.desc(), host.c.name)
        return {row.name: Hold(until=instant(row.until), reason=row.reason) for row in self._db.execute(query)}

    def robots(self, origin: str) -> RobotsFile | None:
        row = self._db.execute(select(robots).where(robots.c.origin == origin)).one_or_none()
        return _file(row) if row else None

    def put_robots(self, file: RobotsFile) -> None:
        row = {
            "again": micros(file.again),
            "had": micros_or_none(file.had),
            "rules": codec.pack(file.rules.encode()),
            "delay": file.delay,
            "error": file.error,
            "since": micros_or_none(file.since),
        }
        statement = dialect.upsert(self._db, robots).on_conflict_do_update(index_elements=["origin"], set_=row)
        self._db.execute(statement, {"origin": file.origin, **row})

    def notable(self, delay: timedelta, *, limit: int) -> Sequence[RobotsFile]:
        """The robots.txt that cannot be had, or that want more than `delay` between two requests."""
        is_notable = or_(robots.c.error.is_not(None), robots.c.delay > delay.total_seconds())
        query = select(robots).where(is_notable).order_by(robots.c.origin).limit(limit)
        return [_file(row) for row in self._db.execute(query)]

    def delays(self, *, longer: timedelta) -> dict[str, float]:
        """The seconds between two requests that robots.txt want, by origin, where they are more than ours."""
        query = select(robots.c.origin, robots.c.delay).where(robots.c.delay > longer.total_seconds())
        return {row.origin: row.delay for row in self._db.execute(query)}

    def trim(self, before: datetime, *, limit: int) -> int:
        """Drops what nobody has asked for since an instant; gives how many."""
        old_robots = select(robots.c.origin).where(robots.c.again < micros(before)).limit(limit)
        old_hosts = select(host.c.name).where(host.c.until < micros(before)).limit(limit)
        dropped = [
            self._db.execute(delete(robots).where(robots.c.origin.in_(old_robots))).rowcount,
            self._db.execute(delete(host).where(host.c.name.in_(old_hosts))).rowcount,
        ]
        return sum(dropped)


def _file(row: Row[Any]) -> RobotsFile:
    return RobotsFile(
        origin=row.origin,
        again=instant(row.again),
        had=instant_or_none(row.had),
        rules=codec.unpack(row.rules).decode(),
        delay=row.delay,
        error=row.error,
        since=instant_or_none(row.since),
    )
