"""Which paragraph is the headline, by the type it is set in: the largest that is no mark and no letterhead."""

from collections.abc import Sequence
from dataclasses import dataclass

from feeder.parse.anatomy import kinds, release
from feeder.parse.blocks import HEADING, LETTER, is_contact

LARGER = 1.08  #: times the height of the text, that a headline has at least
SAME = 0.97  #: times the height of the text, as which bold type of its size may be measured
BOLDER = 1.04  #: what bold type counts more
OPENING = 16  #: paragraphs among which a headline is sought
NAME = 3  #: words of a letterhead, at most
LINES = 4  #: of a headline


@dataclass(frozen=True, kw_only=True, slots=True)
class Typed:
    """A paragraph and the type it is set in."""

    lines: tuple[str, ...]
    text: str  #: the lines as one
    height: float
    is_bold: bool
    is_table: bool = False

    @property
    def weight(self) -> float:
        return self.height * (BOLDER if self.is_bold else 1.0)


def headline(opening: Sequence[Typed], rest: Sequence[str], height: float) -> int | None:
    """The place of the headline among the first paragraphs. `rest` is what else the document says, `height` that of its
    text."""
    likely = [place for place, one in enumerate(opening[:OPENING]) if _may_be(one, height)]
    said = [release.folded(one.text) for one in opening]
    others = " ".join(map(release.folded, rest))
    while likely:
        best = max(likely, key=lambda place: (round(opening[place].weight, 1), -place))
        later = [place for place in likely if place > best]
        if not later or not _is_letterhead(best, later[0], opening, said, others):
            return best
        likely.remove(best)
    return None


def _may_be(one: Typed, height: float) -> bool:
    if one.is_table or len(one.lines) > LINES or len(one.text) > 2 * HEADING or not LETTER.search(one.text):
        return False
    if one.weight < LARGER * height and not (one.is_bold and one.height >= SAME * height):
        return False
    return not is_mark(one.text) and not is_contact(list(one.lines)) and not one.text.endswith(":")


def is_mark(text: str) -> bool:
    """Whether a text says what the document is and nothing else: "Pressemitteilung Nr. 7", an embargo."""
    kind = kinds.leading_kind(text)
    return bool(kind and not LETTER.search(kinds.split_number(kind[2])[1])) or release.is_embargo(text)


def _is_letterhead(place: int, following: int, opening: Sequence[Typed], said: Sequence[str], others: str) -> bool:
    """Whether something large and short is the name of who writes: it stands elsewhere too, or above the marks."""
    if len(said[place].split()) > NAME:
        return False
    elsewhere = " ".join([*said[:place], *said[place + 1 :], others])
    return said[place] in elsewhere or any(kinds.leading_kind(one.text) for one in opening[place + 1 : following])
