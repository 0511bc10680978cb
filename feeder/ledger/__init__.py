"""What is kept of each step of a visit: one transaction, whole or not at all.

looked      the checkpoint, the pages it leads to, and the entries that need no page of their own
split       a message that is several releases
backfilled  what a later page of the list shows and nobody knew
parts_read  the sitemaps of an index that could not be had, and those that could be again
read        one page's entry, with its event
unread      one page that could not be had or understood
succeeded, failed       when the source is due again

What is sealed or held leaves nothing here but its page's key and stamp, and when to read it again.
"""

from feeder.ledger.ends import Ends
from feeder.ledger.looks import Looks
from feeder.ledger.pages import Pages
from feeder.ledger.recall import PROVEN, Parts, learned_more, way_of

__all__ = ["PROVEN", "Ledger", "Parts", "learned_more", "way_of"]


class Ledger(Looks, Pages, Ends):
    """All that is known of one source, and all that may be kept of a visit to it, in one transaction."""
