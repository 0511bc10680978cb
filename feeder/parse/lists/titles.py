"""The title of each record of a list, without what is none of it: a label that all share, the record's own date."""

import re
from collections.abc import Sequence
from datetime import tzinfo

from feeder.model import Moment
from feeder.parse.dates import find_dates
from feeder.parse.lists.outline import Outline
from feeder.parse.lists.richness import Scored

_EDGE = " \t-–—|:;,.·•/()[]"
_MOST = 0.8  #: of the titles, for what stands at their edge to be no part of them
_LABEL = re.compile(r"[^:]{2,30}:\s")
_FEW = 2  #: titles that may share their beginning by chance


def read(
    page: Outline, best: Scored, moments: Sequence[Moment | None], *, zone: tzinfo, language: str | None
) -> list[str | None]:
    return shorn([stated(page, best, n) for n in range(best.sheet.size)], moments, zone=zone, language=language)


def shorn(
    titles: Sequence[str | None], moments: Sequence[Moment | None], *, zone: tzinfo, language: str | None
) -> list[str | None]:
    """The titles without a label that all share, and without their records' dates where most of those that are dated
    begin or end with them."""
    texts = _without_label(titles)
    dated = {number: moment for number, moment in enumerate(moments) if moment and texts[number]}
    cut, left = dict[int, str](), (1 - _MOST) * len(dated)
    for number, moment in dated.items():
        if text := _cut(texts[number] or "", moment, zone=zone, language=language):
            cut[number] = text
        elif (left := left - 1) < 0:
            return texts
    return [cut.get(number, text) for number, text in enumerate(texts)]


def stated(page: Outline, best: Scored, number: int) -> str | None:
    """The title of a record as it stands there."""
    piece = best.title.values.get(number) or best.link.values.get(number)
    return (piece.text or _said_of_picture(page, piece.node)) if piece else None


def _said_of_picture(page: Outline, node: int) -> str | None:
    link = page.elements[node]
    told = [link.get("title"), link.get("aria-label"), *(image.get("alt") for image in link.iter("img"))]
    return next((" ".join(text.split()) for text in told if text and text.strip()), None)


def _without_label(texts: Sequence[str | None]) -> list[str | None]:
    """Where every record says "Caption: Smith v. Jones", "Caption" is no part of the title."""
    given = [text for text in texts if text]
    label = _LABEL.match(_shared(min(given), max(given))) if len(given) > _FEW else None
    return [text[label.end() :] if text else text for text in texts] if label else list(texts)


def _shared(low: str, high: str) -> str:
    """What two texts begin with; between the least and the greatest stand all others."""
    size = next((place for place, pair in enumerate(zip(low, high, strict=False)) if pair[0] != pair[1]), len(low))
    return low[:size]


def _cut(text: str, moment: Moment, *, zone: tzinfo, language: str | None) -> str | None:
    """The text without the record's date, where it begins or ends with that."""
    for day_first in (None, True, False):
        for found in find_dates(text, zone=zone, language=language, day_first=day_first):
            before, after = text[: found.start].strip(_EDGE), text[found.end :].strip(_EDGE)
            if found.moment.at.date() == moment.at.date() and bool(before) != bool(after):
                return before or after
    return None
