"""What may be asked of the store, and told to it, within one transaction."""

from datetime import datetime

from sqlalchemy import Connection

from feeder.model import Verdict
from feeder.store.deliveries import Deliveries
from feeder.store.endpoints import Endpoints
from feeder.store.entries import Entries
from feeder.store.feeds import Feeds
from feeder.store.log import Log
from feeder.store.pages import Pages
from feeder.store.sources import Sources


class Transaction:
    """Reads and writes of one transaction, by what they are about; `Store.write` and `Store.read` make it."""

    def __init__(self, connection: Connection) -> None:
        self.sources = Sources(connection)
        self.pages = Pages(connection)
        self.entries = Entries(connection)
        self.log = Log(connection)
        self.endpoints = Endpoints(connection)
        self.deliveries = Deliveries(connection)
        self.feeds = Feeds(connection)

    def judge(self, uid: str, verdict: Verdict, now: datetime) -> bool:
        """Whether anything of a source was held; its next visit, which is now, does as the operator says."""
        held = [self.sources.judge(uid, verdict), self.pages.judge(uid, verdict, now)]
        if any(held):
            self.sources.make_due(uid, now)
        return any(held)
