"""What may be asked of the store, and told to it, within one transaction."""

from datetime import datetime

from sqlalchemy import Connection

from feeder.model import Verdict
from feeder.store import dialect
from feeder.store.deliveries import Deliveries
from feeder.store.endpoints import Endpoints
from feeder.store.entries import Entries
from feeder.store.feeds import Feeds
from feeder.store.hosts import Hosts
from feeder.store.log import Log
from feeder.store.pages import Pages
from feeder.store.raws import Raws
from feeder.store.rules import Rules
from feeder.store.sources import Sources
from feeder.store.templates import Templates


class Transaction:
    """Reads and writes of one transaction, by what they are about; `Store.write` and `Store.read` make it."""

    def __init__(self, connection: Connection, *, quiet: bool = False) -> None:
        self._db = connection
        self._quiet = quiet
        self.sources = Sources(connection)
        self.pages = Pages(connection)
        self.raws = Raws(connection)
        self.rules = Rules(connection)
        self.templates = Templates(connection)
        self.entries = Entries(connection)
        self.log = Log(connection)
        self.endpoints = Endpoints(connection, self.log)
        self.deliveries = Deliveries(connection)
        self.feeds = Feeds(connection)
        self.hosts = Hosts(connection)

    def judge(self, uid: str, verdict: Verdict, now: datetime) -> bool:
        """Whether anything of a source was held; its next visit, which is now, does as the operator says."""
        self.sources.lock(uid)
        held = [self.sources.judge(uid, verdict), self.pages.judge(uid, verdict, now)]
        if any(held):
            self.sources.make_due(uid, now)
        return any(held)

    def finish(self) -> None:
        """Writes last, and in this order, what all writers share: so they wait for each other briefly, and never in a
        circle (a source's rows → an endpoint's → feeds by slug → the log)."""
        if not (self.feeds.has_news or self.log.has_news):
            dialect.untold(self._db)
            return
        if self._quiet:
            raise RuntimeError("a quiet transaction has something to tell; open it with quiet=False")
        self.feeds.flush()
        self.log.flush()
