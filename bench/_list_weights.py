"""How the weights of `feeder.parse.richness` were learned: `python bench/_list_weights.py CORPUS_FOLDER`.

The folder holds pages.jsonl (name, url, site, items with their url) and pages/NAME.html. Of the candidate lists of a
page, each pair of a right and a wrong one is an example, as first guessed and as scored; a linear model is fitted to
their differences. Printed are the weights learned from all pages, and how often the best list was chosen on sites that
were left out.
"""

import argparse
import json
import math
import pathlib
import random
from collections import defaultdict

from feeder.parse import clean, richness
from feeder.parse.outline import outline
from feeder.parse.records import candidates
from feeder.parse.survey import Survey
from feeder.parse.urls import absolute, base_of

FOLDS, ROUNDS, RATE, PRIOR = 5, 400, 0.7, 0.01
RIGHT, CLOSE = 0.9, 0.05  #: of the best F1 a page allows; how much worse a wrong one is
MOST = 40  #: wrong lists of a page, those of the highest score


Lists = list[tuple[dict[str, float], float]]  #: the features of each candidate list of a page and its F1


def examples(folder: pathlib.Path) -> dict[str, tuple[Lists, Lists]]:
    """By page: all of its lists as guessed, the likely ones as scored."""
    found = {}
    for line in (folder / "pages.jsonl").read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        root = clean.parse_html((folder / "pages" / f"{told['name']}.html").read_bytes(), None)
        page = outline(root, base_of(root, told["url"]))
        truth = [
            {plain(absolute(url, told["url"])) for url in (item["url"], *item.get("alt_urls", ()))}
            for item in told["items"]
        ]
        survey, every = Survey(page), list(candidates(page))
        scored = [richness.whole(survey, one) for one in richness.ranked(page, every, every=True)]
        found[f"{told.get('site', told['name'])} {told['name']}"] = (
            [(richness.glance(survey, one), f1(page, one.links, truth)) for one in every],
            [(one.features, f1(page, [piece.node for piece in one.link.values.values()], truth)) for one in scored],
        )
    return found


def plain(url: str | None) -> str:
    return (url or "").partition("://")[2].removeprefix("www.").partition("#")[0].rstrip("/").lower()


def f1(page, links, truth: list[set[str]]) -> float:
    urls = {plain(page.url(link)) for link in links}
    hits = sum(bool(urls & one) for one in truth)
    return 2 * hits / (len(urls) + len(truth)) if hits else 0.0


def pairs(lists):
    best = max((score for _, score in lists), default=0)
    good = [features for features, score in lists if best and score >= RIGHT * best]
    bad = [features for features, score in lists if score < RIGHT * best - CLOSE]
    bad = sorted(bad, key=lambda features: -rating(richness.WEIGHTS, features))[:MOST]
    return [(one, other, 1 / (len(good) * len(bad))) for one in good for other in bad]


def rating(weights, features) -> float:
    return sum(weight * features[name] for name, weight in weights.items())


def learned(pages) -> dict[str, float]:
    """Logistic regression on the differences, drawn towards nought."""
    weights = dict.fromkeys(richness.WEIGHTS, 0.0)
    told = [pair for both in pages for lists in both for pair in pairs(lists)]
    for _ in range(ROUNDS):
        gradient = defaultdict(float)
        for good, bad, share in told:
            pull = share / (1 + math.exp(min(rating(weights, good) - rating(weights, bad), 50)))
            for name in weights:
                gradient[name] += pull * (good[name] - bad[name])
        weights = {
            name: weight + RATE * (gradient[name] / len(pages) / 2 - PRIOR * weight) for name, weight in weights.items()
        }
    return weights


def chosen(weights, both) -> float:
    """The F1 of the list that these weights choose of the likely ones, as a share of the best there is."""
    *_, lists = both
    best = max((score for _, score in lists), default=0)
    return max(lists, key=lambda one: rating(weights, one[0]))[1] / best if best else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=pathlib.Path)
    told = examples(parser.parse_args().corpus)
    names = sorted(told)
    random.Random(7).shuffle(names)
    sites = sorted({name.split()[0] for name in names})
    random.Random(7).shuffle(sites)
    fold_of = {site: number % FOLDS for number, site in enumerate(sites)}
    held_out = []
    for fold in range(FOLDS):
        weights = learned([told[name] for name in names if fold_of[name.split()[0]] != fold])
        held_out += [(chosen(weights, told[name]), name) for name in names if fold_of[name.split()[0]] == fold]
    in_use = [chosen(richness.WEIGHTS, told[name]) for name in names]
    print(f"weights in use: {sum(in_use) / len(in_use):.4f} of the best F1, {sum(f > RIGHT for f in in_use)} pages")
    print(
        f"left-out sites: {sum(f for f, _ in held_out) / len(held_out):.4f}, {sum(f > 0.9 for f, _ in held_out)} pages"
    )
    print("missed:", [(round(f, 2), name) for f, name in held_out if f < 0.9])
    print({name: round(weight, 2) for name, weight in learned([told[name] for name in names]).items()})


if __name__ == "__main__":
    main()
