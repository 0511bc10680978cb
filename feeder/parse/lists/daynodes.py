"""The element that states each record's day, by the record's number: where a rule is to read it."""

from datetime import tzinfo

from feeder.model import Moment
from feeder.parse.dates import is_datelike, parse_date
from feeder.parse.lists.days import ADDRESSES, APART, ATTRIBUTE, HEADINGS, PART
from feeder.parse.lists.finding import Found

_BOXES = (2, 3, 4)  #: a day, a month and a year may stand in, each of its own
_BOX = 12  #: characters in one


def of(found: Found, *, zone: tzinfo, language: str | None) -> dict[int, int]:
    days = found.days
    if days.how in (PART, HEADINGS, ATTRIBUTE, APART, ADDRESSES):
        return {number: node for number, node in enumerate(days.nodes) if node is not None}
    stated = ((number, _within(found, number, at, zone, language)) for number, at in enumerate(days.moments) if at)
    return {number: node for number, node in stated if node is not None}


def _within(found: Found, number: int, at: Moment, zone: tzinfo, language: str | None) -> int | None:
    pieces = found.best.sheet.pieces[number]
    for piece in pieces:
        if is_datelike(piece.text) and _says(piece.text, at, zone, language):
            return piece.node
    for start in range(len(pieces)):
        for size in _BOXES:
            boxes = pieces[start : start + size]
            is_short = len(boxes) == size and all(len(box.text) <= _BOX for box in boxes)
            if is_short and _says(" ".join(box.text for box in boxes), at, zone, language):
                return found.page.around(boxes[0].node, boxes[-1].node)
    return None


def _says(text: str, at: Moment, zone: tzinfo, language: str | None) -> bool:
    readings = (parse_date(text, zone=zone, language=language, day_first=order) for order in (None, True, False))
    return any(read is not None and read.at.date() == at.at.date() for read in readings)
