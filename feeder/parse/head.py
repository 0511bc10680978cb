"""What stands above the text of a plain document.

kind, number, date, embargo     on lines of their own or together, above the headline or right below it
headline                        one block of at most 300 characters
kicker                          a short line below it; or above it, ending in ":", or where the text repeats the other
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import tzinfo

from feeder.model import Moment
from feeder.parse import dates
from feeder.parse.anatomy import dateline, kinds, release
from feeder.parse.blocks import LETTER, WRAPPED, Block, is_contact, is_heading, is_item, joined

HEADLINE = 300  #: characters
MOST = 12  #: lines; a longer run of dates is a table
BESIDE = 4  #: words that may stand beside the date of a date line, if a comma or the like sets them apart
DIGITS = re.compile(r"\d\D?\d\D?\d")
SENTENCES = re.compile(r"[^\W\d_]{3}[.!?][“”\"»’']?\s+\S")


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """What the head, or one line of it, says."""

    kind: str | None = None
    kind_code: str | None = None
    number: str | None = None
    dateline: str | None = None
    published: Moment | None = None
    embargoed: tuple[str, ...] = ()  #: the marks of embargoes as printed
    title: str | None = None
    kicker: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Tongue:
    """How dates are read."""

    language: str | None
    zone: tzinfo


def read(
    blocks: list[Block],
    *,
    language: str | None,
    zone: tzinfo,
    place: int | None = None,
    letterhead: Sequence[str] = (),
) -> tuple[Head, list[Block]]:
    """The head, and the blocks of the text below it. `place` is that of the headline, where the layout tells it."""
    tongue = Tongue(language=language, zone=zone)
    printed = _merged(*filter(None, (_mark(line, tongue) for line in letterhead[:MOST])))
    top, rest = _read(blocks, tongue, place)
    return replace(_merged(top, printed), title=top.title, kicker=top.kicker), rest


def _read(blocks: list[Block], tongue: Tongue, place: int | None) -> tuple[Head, list[Block]]:
    if place is None:
        head, rest = _above(blocks, tongue)
        rest, contacts = _without_contacts(rest)
    else:
        (head, rest), contacts = _over(blocks, place, tongue), _contacts(blocks[:place])
    return _headed(head, [*rest, *contacts], tongue, is_known=place is not None)


def _headed(head: Head, rest: list[Block], tongue: Tongue, *, is_known: bool) -> tuple[Head, list[Block]]:
    if not rest or (not is_known and not _is_headline(rest[0])):
        return head, rest
    block, *rest = _parted(rest[0], tongue) + rest[1:]
    said = Counter(release.folded(line) for block in rest for line in block if len(line) <= HEADLINE)
    title, kicker = _headline(block, said)
    kicker = kicker or head.kicker
    below, rest = _below(rest, tongue)
    further, text = _below(rest[1:], tongue)
    if kicker is None and _is_kicker(rest, text):
        title, kicker = _ordered(title, joined(rest[0]), said)
        below, rest = _merged(below, further), text
    title, kicker = (kicker, title[:-1].rstrip()) if kicker and title.endswith(":") else (title, kicker)
    return replace(_merged(head, below), title=title, kicker=kicker), rest


def _merged(*heads: Head) -> Head:
    """What is said first counts; but every embargo does."""
    names = [one.name for one in fields(Head) if one.name != "embargoed"]
    told = {name: next(filter(None, (getattr(head, name) for head in heads)), None) for name in names}
    return Head(**told, embargoed=tuple(line for head in heads for line in head.embargoed))


# Marks ------------------------------------------------------------------------------------------------------------


def _above(blocks: list[Block], tongue: Tongue) -> tuple[Head, list[Block]]:
    marks: list[Head] = []
    while blocks and len(marks) < MOST:
        taken = list(_leading_marks(blocks[0], tongue))
        marks += taken
        left = blocks[0][len(taken) :]
        if left:
            blocks = [left, *blocks[1:]]
            break
        blocks = blocks[1:]
    return _merged(*marks), blocks


def _over(blocks: list[Block], place: int, tongue: Tongue) -> tuple[Head, list[Block]]:
    """Above a headline that is known stand marks, a letterhead and at most one kicker: the line next to it that the
    text does not say, as it does the name in a letterhead."""
    lines = [line for block in blocks[:place] for line in block]
    marks = {line: mark for line in lines[-MOST:] + lines[:MOST] if (mark := _mark(line, tongue))}
    said = release.folded(" ".join(line for block in blocks[place + 1 :] for line in block))
    over = [line for block in blocks[max(place - 1, 0) : place] if is_heading(block) for line in block]
    kicker = over[0] if len(over) == 1 and over[0] not in marks and release.folded(over[0]) not in said else None
    prose = [block for block in blocks[:place] if len(joined(block)) > kinds.LONGEST and not is_contact(block)]
    head = _merged(*(marks[line] for line in lines if line in marks), Head(kicker=kicker))
    return head, [blocks[place], *prose, *blocks[place + 1 :]]


def _contacts(blocks: list[Block]) -> list[Block]:
    return [block for block in blocks if release.is_contact_heading(block[0])]


def _without_contacts(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """American releases say above the headline whom to ask; that is put where others say it, below the text."""
    count = next((at for at, block in enumerate(blocks[:BESIDE]) if not release.is_contact_heading(block[0])), 0)
    return (blocks[count:], blocks[:count]) if count and is_heading(blocks[count]) else (blocks, [])


def _leading_marks(block: Block, tongue: Tongue) -> Iterator[Head]:
    for line in block[:MOST]:
        mark = _mark(line, tongue)
        if mark is None:
            return
        yield mark


def _below(blocks: list[Block], tongue: Tongue) -> tuple[Head, list[Block]]:
    """Below the headline a kind alone may be a heading, so a whole block of marks with a date is asked for."""
    if not blocks or len(blocks[0]) > MOST:
        return Head(), blocks
    marks = [mark for line in blocks[0] if (mark := _mark(line, tongue))]
    dated = len(marks) == len(blocks[0]) and any(mark.published or mark.embargoed for mark in marks)
    return (_merged(*marks), blocks[1:]) if dated else (Head(), blocks)


def _parted(block: Block, tongue: Tongue) -> list[Block]:
    """A headline with a date line right below it, as two blocks, or three."""
    for place, line in enumerate(block[1:MOST], start=1):
        mark = _mark(line, tongue)
        if mark and mark.published:
            return [part for part in (block[:place], [line], block[place + 1 :]) if part]
    return [block]


def _mark(line: str, tongue: Tongue) -> Head | None:
    """What a line says if it is nothing but a mark: "Pressemitteilung Nr. 12/2025 vom 3. Mai 2025"."""
    if len(line) > kinds.LONGEST:
        return None
    if release.is_embargo(line):
        return Head(embargoed=(line,))
    details = [_detail(piece, tongue) for piece in kinds.SEPARATOR.split(line)]
    known = [detail for detail in details if detail]
    return _merged(*known) if len(known) == len(details) else _detail(line, tongue)


def _detail(text: str, tongue: Tongue) -> Head | None:
    number, rest = kinds.split_number(text)
    kind = kinds.leading_kind(rest)
    rest = kind[2] if kind else rest
    published = _date(rest, tongue)
    # Digits that say no day are still no headline.
    if not (published or kind or number or DIGITS.search(rest)) or (not published and LETTER.search(rest)):
        return None
    spot = dateline.whole(rest, zone=tongue.zone, language=tongue.language) if published else None
    return Head(
        kind=kind and kind[0],
        kind_code=kind and kind[1],
        number=number,
        dateline=spot.text if spot else None,
        published=published,
    )


def _date(text: str, tongue: Tongue) -> Moment | None:
    """The date of a date line; nothing from a headline that names a day ("Hafenfest am 5. Juli 2025")."""
    moment = dates.parse_date(text, zone=tongue.zone, language=tongue.language)
    if moment is None or dates.is_date_line(text, language=tongue.language):
        return moment
    found = dates.find_dates(text, zone=tongue.zone, language=tongue.language)
    before, after = text[: found[0].start].rstrip(), text[found[-1].end :].lstrip()
    apart = (not before or before[-1] in ",|:/·(") and (not after or after[0] in ",|/·)")
    return moment if apart and len(f"{before} {after}".split()) <= BESIDE else None


# Headline ---------------------------------------------------------------------------------------------------------


def _is_headline(block: Block) -> bool:
    text = joined(block)
    if len(text) > HEADLINE or is_contact(block) or is_item(block[0]):
        return False
    return not (text.endswith(".") and SENTENCES.search(text))


def _headline(block: Block, said: Counter[str]) -> tuple[str, str | None]:
    """One block as (title, kicker): several lines are a wrapped headline, unless the text repeats the first alone."""
    first, rest, text = block[0], block[1:], joined(block)
    if first == text or text.isupper():
        return text, None
    apart = len(rest) == 1 and len(first) < WRAPPED and not rest[0][0].islower()
    return (first, " ".join(rest)) if apart or said[release.folded(first)] else (text, None)


def _is_kicker(blocks: list[Block], text: list[Block]) -> bool:
    """Whether a short line stands between the headline and the text."""
    return bool(text) and is_heading(blocks[0]) and not is_heading(text[0])


def _ordered(first: str, second: str, said: Counter[str]) -> tuple[str, str]:
    """(title, kicker): the text repeats the title, not the kicker."""
    once = 1  # `second` itself stands in the text below `first`
    swapped = said[release.folded(second)] > once and not said[release.folded(first)]
    return (second, first) if swapped else (first, second)
