"""What weights for `feeder.parse.lists.richness` are learned: `python bench/_list_weights.py CORPUS_FOLDER`.

Those in use are set by hand near them, for what is learned loses a page of the corpus, and no sign differs.
The folder is as bench/_perturbed.py says. Of the candidate lists of a page, each pair of a right and a wrong one is an
example, as first guessed and as scored; a linear model is fitted to their differences. Printed are the weights learned
from all pages, and what is found on sites that were left out, beside what is found with the weights in use.
"""

import argparse
import pathlib
from collections import defaultdict
from typing import Any

from _logistic import FOLDS, Example, fitted, folds
from _perturbed import OF_LISTS, Told, pages, plain, truth

from feeder.parse.lists import richness
from feeder.parse.lists.outline import Outline, outline
from feeder.parse.lists.records import candidates
from feeder.parse.lists.survey import Survey
from feeder.parse.urls import base_of

PRIOR = 0.01
RIGHT, CLOSE = 0.9, 0.05  #: of the best F1 a page allows; how much worse a wrong one is
MOST = 8  #: right and wrong lists of a page, those of the highest score
NAMES = tuple(richness.WEIGHTS)

Lists = list[tuple[dict[str, float], float]]  #: the features of each candidate list of a page and its F1


def read(root: Any, told: Told) -> tuple[Outline, list[Lists]]:
    """A page, its lists as guessed, and the likely ones as scored."""
    page = outline(root, base_of(root, told["url"]))
    survey, every = Survey(page), list(candidates(page))
    wanted = truth(told)
    scored = [richness.whole(survey, one) for one in richness.ranked(page, every=True)[1:]]
    return page, [
        [(richness.glance(survey, one), f1(page, one.links, wanted)) for one in every],
        [(one.features, f1(page, one.link.nodes, wanted)) for one in scored],
    ]


def f1(page: Outline, links: Any, wanted: dict[str, int]) -> float:
    urls = {plain(page.url(link)) for link in links}
    hits = len({wanted[url] for url in urls if url in wanted})
    return 2 * hits / (len(urls) + len(set(wanted.values()))) if hits else 0.0


def rating(features: dict[str, float]) -> float:
    return sum(weight * features[name] for name, weight in richness.WEIGHTS.items())


def pairs(lists: Lists) -> list[Example]:
    best = max((score for _, score in lists), default=0.0)
    ranked = sorted(lists, key=lambda one: -rating(one[0]))
    good = [features for features, score in ranked if best and score >= RIGHT * best][:MOST]
    bad = [features for features, score in ranked if score < RIGHT * best - CLOSE][:MOST]
    counts = 1 / max(1, len(good) * len(bad))
    return [([one[name] - other[name] for name in NAMES], 1.0, counts) for one in good for other in bad]


def learned(examples: list[Example]) -> dict[str, float]:
    return dict(zip(NAMES, fitted(examples, prior=PRIOR), strict=True))


def found(page: Outline, told: Told, weights: dict[str, float]) -> float:
    before = dict(richness.WEIGHTS)
    richness.WEIGHTS.update(weights)
    lists = richness.ranked(page)
    richness.WEIGHTS.update(before)
    return f1(page, lists[0].link.nodes, truth(told)) if lists else 0.0


def said(scores: list[float]) -> str:
    return f"F1 {sum(scores) / len(scores):.3f}, {sum(one >= 0.95 for one in scores)} of {len(scores)} pages at .95"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=pathlib.Path)
    seen, examples = [], defaultdict(list)
    for name, root, told in pages(parser.parse_args().corpus, OF_LISTS):
        page, kinds = read(root, told)
        seen.append((name, page, told))
        examples[told["site"]] += [pair for lists in kinds for pair in pairs(lists)]
    fold_of = folds(examples)
    others = [[own for site, own in examples.items() if fold_of[site] != fold] for fold in range(FOLDS)]
    models = [learned([one for own in each for one in own]) for each in others]
    in_use, left_out = defaultdict(list), defaultdict(list)
    for name, page, told in seen:
        in_use[name].append(found(page, told, richness.WEIGHTS))
        left_out[name].append(found(page, told, models[fold_of[told["site"]]]))
    for name in in_use:
        print(f"{name:22} in use {said(in_use[name])}; sites left out {said(left_out[name])}")
    weights = learned([one for own in examples.values() for one in own])
    print({name: round(weight, 2) for name, weight in weights.items()})


if __name__ == "__main__":
    main()
