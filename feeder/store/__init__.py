"""Edge: everything that is remembered, in SQLite or PostgreSQL by SQLAlchemy Core. All SQL of feeder is in this room.

    Store          opens the database, brings its schema up to date, hands out transactions
    Transaction    what one visit, renderer or deliverer reads and writes, whole or not at all

Calls are synchronous and short, and made from worker threads; no transaction is open while anything is fetched.
"""

from feeder.store.database import Store
from feeder.store.transaction import Transaction

__all__ = ["Store", "Transaction"]
