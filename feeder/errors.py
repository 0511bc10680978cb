"""What can go wrong, named by what the operator can do about it.

    FeederError
    ├── ConfigError        a setting is wrong: fix the file and key it names         (exit 2, or that source fails)
    ├── UsageError         the command was called wrongly: call it again              (exit 2)
    ├── StoreError         the store cannot be used: newer version, locked, corrupt   (exit 2)
    ├── Overtaken          another feeder visits the source now: it goes on where this one stood still
    ├── CursorError        a reader wants events that retention has dropped: begin at `oldest` (HTTP 410)
    ├── FetchError         a document could not be had: often passes by itself
    │   ├── Refused        we do not want it: private address, too large, wrong scheme
    │   ├── Disallowed     its site's robots.txt does not want it fetched
    │   ├── Waits          its host is to be left alone for now: nothing was asked of it
    │   └── Gone           the server says that it exists no more (404, 410), or the page itself does
    └── ParseError         a document could not be understood: look at it, mend the rule

A message is one line: what (slug, URL or file and key), the cause, the remedy. Expected trouble is recorded and
shown by `feeder status`; anything that is not a FeederError is a bug and is logged with its traceback.
"""

from datetime import datetime


class FeederError(Exception):
    """Expected trouble, told in one line."""


class ConfigError(FeederError):
    """One or more mistakes in settings; each line of the message names file, key and remedy."""

    def __init__(self, *mistakes: str) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


class UsageError(FeederError):
    """The command line asks for something that is not there."""


class StoreError(FeederError):
    """The store cannot be opened or written."""


class Overtaken(FeederError):  # noqa: N818 - it is what happened
    """A visit has lost the right to its source: nothing of it is kept any more."""


class CursorError(FeederError):
    """The events after a cursor are asked for, and the next is dropped already. `oldest` is the first seq there is."""

    def __init__(self, message: str, *, oldest: int) -> None:
        super().__init__(message)
        self.oldest = oldest


class FetchError(FeederError):
    """A document could not be fetched. `retry_after` is when the server asked us to come back (RFC 9110 10.2.3)."""

    def __init__(self, message: str, *, status: int | None = None, retry_after: datetime | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


class Refused(FetchError):  # noqa: N818 - it is what happened, in the operator's words
    """We do not take this document: its address, scheme or size is not allowed."""


class Disallowed(FetchError):  # noqa: N818
    """The robots.txt of its site says that we are not to fetch it (RFC 9309)."""


class Waits(FetchError):  # noqa: N818
    """Its host is not to be asked before `until`: neither the document nor its source is to blame."""

    def __init__(self, message: str, *, until: datetime) -> None:
        super().__init__(message, retry_after=until)
        self.until = until


class Gone(FetchError):  # noqa: N818
    """The server says that there is no such document (404 or 410), or shows what it shows for such."""


class ParseError(FeederError):
    """A document was had but not understood."""
