"""Logistic regression in plain Python: by Newton's method, the weights drawn towards nought; sites left out in turn."""

import math
import random
from collections.abc import Iterable, Sequence

FOLDS, STEPS = 5, 12

Example = tuple[Sequence[float], float, float]  #: features, what is true of them (0 or 1), and how much it counts


def chance(weights: Sequence[float], features: Sequence[float]) -> float:
    rating = sum(weight * feature for weight, feature in zip(weights, features, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, rating))))


def fitted(examples: Sequence[Example], *, prior: float, free: int = 0) -> list[float]:
    """The weights of the features; the first `free` of them are not drawn anywhere."""
    size, total = len(examples[0][0]), sum(counts for *_, counts in examples)
    places = [(i, j) for i in range(size) for j in range(i + 1)]
    drawn = [0.0 if place < free else prior * total for place in range(size)]
    weights = [0.0] * size
    for _ in range(STEPS):
        slope = [-pull * weight for pull, weight in zip(drawn, weights, strict=True)]
        curve = [[drawn[i] if i == j else 0.0 for j in range(size)] for i in range(size)]
        for features, truth, counts in examples:
            likely = chance(weights, features)
            miss, bend = (truth - likely) * counts, likely * (1 - likely) * counts
            for place, feature in enumerate(features):
                slope[place] += miss * feature
            for i, j in places:
                curve[i][j] += bend * features[i] * features[j]
        weights = [weight + step for weight, step in zip(weights, _solved(curve, slope), strict=True)]
    return weights


def _solved(lower: list[list[float]], right: list[float]) -> list[float]:
    """By elimination; of the symmetric matrix the lower half is given."""
    size = len(right)
    rows = [[*(lower[max(i, j)][min(i, j)] + 1e-9 * (i == j) for j in range(size)), right[i]] for i in range(size)]
    for place, pivot in enumerate(rows):
        for other in rows[:place] + rows[place + 1 :]:
            factor = other[place] / pivot[place]
            other[:] = [value - factor * mine for value, mine in zip(other, pivot, strict=True)]
    return [row[-1] / row[place] for place, row in enumerate(rows)]


def folds(sites: Iterable[str]) -> dict[str, int]:
    names = sorted(set(sites))
    random.Random(7).shuffle(names)
    return {site: number % FOLDS for number, site in enumerate(names)}
