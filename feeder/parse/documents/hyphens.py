"""Lines that were broken for their width, put together again.

"Fähr-" + "schiff"      Fährschiff            the hyphen was made where the line broke
"Nord-" + "Ostsee"      Nord-Ostsee           it was there before
"Hafen-" + "und Werft"  Hafen- und Werft      it stands for what follows
"""

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

LONGEST = 80  #: characters of a word
_BROKEN = re.compile(r"([^\W\d_]+(?:['’-][^\W\d_]+)*)[-\u2010]$")
_NEXT = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+|[^\W\d_]+")
#: "Hafen- und Werftbetrieb": the words that part what shares an end.
_AND = frozenset({
    "und", "oder", "sowie", "bzw", "beziehungsweise", "bis", "noch", "statt", "and", "or", "to", "en", "of", "och",
    "eller", "og", "et", "ou", "y", "o", "e", "i", "oraz", "lub", "a", "nebo", "ja", "tai",
})  # fmt: skip
#: What keeps its hyphen before a small letter, and what behind one.
_BEFORE = frozenset({
    "self", "well", "ex", "non", "vice", "quasi", "pseudo", "cross", "far", "long", "short", "high", "low", "anti",
    "sous", "peut",
})  # fmt: skip
_AFTER = frozenset({
    "il", "elle", "on", "ils", "elles", "je", "tu", "nous", "vous", "là", "ci", "même", "mêmes", "être",
})  # fmt: skip


def words_of(lines: Iterable[str]) -> AbstractSet[str]:
    """The words that stand within lines: those that a broken one may be. A word at an end may itself be broken."""
    inner = (line.split()[1:-1] for line in lines)
    return {word.casefold() for words in inner for text in words for word in _WORD.findall(text)}


def joined(lines: Iterable[str], known: AbstractSet[str] = frozenset()) -> str:
    """Lines as one. `known` are words of the document: they tell what a broken one is."""
    said: list[str] = []
    for line in lines:
        if said:
            said[-1] = _before(said[-1], line, known)
        said.append(line)
    return "".join(said)


def is_broken(line: str) -> bool:
    return bool(_BROKEN.search(line[-LONGEST:]))


def _before(text: str, line: str, known: AbstractSet[str]) -> str:
    """A line as it stands before the next."""
    broken, following = _BROKEN.search(text[-LONGEST:]), _NEXT.match(line)
    if _is_unspaced(text[-1], line[0]):
        return text
    if not broken or not following:
        return text if text[-1] in "-\u2010/" and line[0].isdigit() and text[-2:-1].isdigit() else f"{text} "
    first, second = broken[1], following[0]
    if second.casefold() in _AND:
        return f"{text} "
    return text if _keeps(first, second, known) else text[:-1]


def _keeps(first: str, second: str, known: AbstractSet[str]) -> bool:
    last = first.rpartition("-")[2]
    if f"{first}-{second}".casefold() in known or f"{last}-{second}".casefold() in known:
        return True
    if f"{last}{second}".casefold() in known:
        return False
    if second[0].isupper():
        return not (last.isupper() and second.isupper())  # HAFEN-WERK in a headline
    is_acronym = len(last) > 1 and last.isupper()
    return is_acronym or last.casefold() in _BEFORE or second.casefold() in _AFTER


def _is_unspaced(last: str, first: str) -> bool:
    """Chinese and Japanese are written without spaces."""
    return is_ideographic(last) and is_ideographic(first)


def is_ideographic(character: str) -> bool:
    return "\u3000" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"
