"""Whether a page writes 16/11 or 11/16, settled by all of its dates together: one of them proves it for the others."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

#: Groups 1, 3 and 4 are its numbers, in the order in which they stand.
_NUMERIC = re.compile(r"(\d(?<![\d/-].)\d?)\s?([/-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d/-])")
_MONTHS = 12
SEQUENCE = 3  #: dates whose order says something


def day_first_in(rows: Iterable[Iterable[str]]) -> bool | None:
    """Whether the day comes first, where a date in the texts of a record proves it; None where some prove this and some
    that. Where none does: whether only one order makes a sequence of the first date of each record."""
    dates = [[match for text in texts for match in _numeric(text)] for texts in rows]
    numbers = [(int(match[1]), int(match[3])) for row in dates for match in row]
    proofs = {first > _MONTHS for first, second in numbers if (first > _MONTHS) != (second > _MONTHS)}
    if proofs:
        return proofs.pop() if len(proofs) == 1 else None
    return _by_sequence([row[0] for row in dates if row])


def _numeric(text: str) -> Iterable[re.Match[str]]:
    return _NUMERIC.finditer(text) if text.count("/") > 1 or text.count("-") > 1 else ()


def _by_sequence(dates: Sequence[re.Match[str]]) -> bool | None:
    """Lists are sorted: the order of day and month in which their dates are."""
    if len(dates) < SEQUENCE:
        return None
    day_first = breaks((match[4], int(match[3]), int(match[1])) for match in dates)
    month_first = breaks((match[4], int(match[1]), int(match[3])) for match in dates)
    return None if day_first == month_first else day_first < month_first


def breaks(days: Iterable[Any]) -> int:
    """How often they are out of order, newest first or oldest first, whichever they rather are."""
    pairs = list(pairwise(days))
    return min(sum(bool(one < other) for one, other in pairs), sum(bool(one > other) for one, other in pairs))
