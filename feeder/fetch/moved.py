"""Lists that have moved for good (301, 308), as far as that is believed.

A redirect is followed each time. Where it was the same at several visits over a day, and stays with whoever has the
domain, the new address is asked at once: the old one may be switched off one day. That is kept beside the checkpoint
and changes neither the source nor its entries; it is held against the old address once a day, and after a failure.
"""

from dataclasses import replace
from datetime import datetime, timedelta

import httpx

from feeder.fetch.sites import site_of
from feeder.fetch.weburl import shown
from feeder.model import Checkpoint, Move

VISITS, WHILE = 3, timedelta(days=1)  #: how often, and for how long, a move must have been seen
DAY = timedelta(days=1)


def addresses(location: str, last: Checkpoint, now: datetime) -> tuple[str, ...]:
    """Where to ask for a list, one after the other until one answers."""
    move = last.move
    if move is None or not (_is_proven(move, now) and is_same_site(location, move.to)):
        return (location,)
    is_doubted = last.failures > 0 or last.had is None or now - last.had >= DAY
    return (location, move.to) if is_doubted else (move.to, location)


def seen(last: Move | None, *, asked: str, to: str | None, now: datetime) -> Move | None:
    """What is known after `asked` has answered, or has led for good to another address."""
    if last and asked == last.to:
        return Move(to=to, since=now, visits=1) if to else last
    if to is None:
        return None
    if last and last.to == to:
        return replace(last, visits=last.visits + 1)
    return Move(to=to, since=now, visits=1)


def advice(location: str, move: Move | None, now: datetime) -> str | None:
    """What the operator is told of a move that only he can make."""
    if move is None or not _is_proven(move, now) or is_same_site(location, move.to):
        return None
    return (
        f"{shown(location)}: has moved for good, the server says, to another site; if that is right,"
        f' write url = "{shown(move.to)}" into the source\'s file'
    )


def _is_proven(move: Move, now: datetime) -> bool:
    return move.visits >= VISITS and now - move.since >= WHILE


def is_same_site(old: str, new: str) -> bool:
    """Whether an address leads to whoever has the domain of the other one, and is as safe."""
    here, there = httpx.URL(old), httpx.URL(new)
    is_weaker = here.scheme == "https" and there.scheme != "https"
    return not is_weaker and site_of(here.host) == site_of(there.host)
