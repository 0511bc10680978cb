"""List pages as press rooms of many kinds print them, and what is true about each.

voices.py    what invented bodies say, in thirty languages, with voice.py and voices_further.py
records.py   the invented releases of one page
room.py      PressRoom: a page as its system prints it, from records to markup, and its truth
government.py  systems.py  companies.py  courts.py  plain.py  irregular.py  everyday.py  apps.py
offices.py  builders.py  calendars.py  rolls.py  crowded.py   the pages, by kind of house
scoring.py   F1 of the links, titles, days; whether a page is solved

The pages are made after how such systems print, never after what feeder can read. One that is read wrongly stays
as it is; a new kind of page is a new `PressRoom`, and the table of `bench/press_rooms.py` says how it fares.
"""

from itertools import chain

from . import (
    apps,
    builders,
    calendars,
    companies,
    courts,
    crowded,
    everyday,
    government,
    irregular,
    offices,
    plain,
    rolls,
    systems,
)
from .room import PressRoom, Truth
from .scoring import Score, score

ROOMS: dict[str, PressRoom] = {
    room.name: room
    for room in chain.from_iterable(
        kind.ROOMS
        for kind in (
            government,
            systems,
            companies,
            courts,
            plain,
            irregular,
            everyday,
            apps,
            offices,
            builders,
            calendars,
            rolls,
            crowded,
        )
    )
}

__all__ = ["ROOMS", "PressRoom", "Score", "Truth", "score"]
