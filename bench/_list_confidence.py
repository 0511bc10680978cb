"""How the confidence of `feeder.parse.lists.finding` was learned: `python bench/_list_confidence.py LISTS ARTICLES`.

Each folder is as bench/_perturbed.py says. A list is right where the links are (F1 of at least .95), the titles (.95)
and the dates (.9); what is found on an article, or on a page whose list was taken away, never is. Printed are the bins
of sites that were left out, what the bar lets pass, and the model learned from all.
"""

import argparse
import pathlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from zoneinfo import ZoneInfo

from _logistic import FOLDS, chance, fitted, folds
from _perturbed import CHANGES, OF_LISTS, Told, pages, plain, truth

from feeder.model import SURE
from feeder.parse.lists import finding

PRIOR = 0.001
NONE = 0.6  #: what all pages without a list together weigh beside all lists
BINS = (0, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 1.01)
F1, TITLES, DATES = 0.95, 0.95, 0.9
NAMES = tuple(finding.CONFIDENCE)


@dataclass(frozen=True)
class Case:
    change: str
    site: str
    evidence: tuple[float, ...]
    is_right: bool

    @property
    def is_list(self) -> bool:
        return self.change in OF_LISTS


def cases(folder: pathlib.Path, names: tuple[str, ...], *, change: str | None = None) -> list[Case]:
    found = []
    for name, root, told in pages(folder, names):
        one = finding.find(root, told["url"], zone=ZoneInfo("UTC"), language=root.get("lang"))
        if one and one.entries:
            evidence = (1.0, *(one.evidence[key] for key in NAMES))
            found.append(Case(change or name, told["site"], evidence, bool(told["items"]) and is_right(told, one)))
    return found


def words(text: str | None) -> list[str]:
    return sorted(set(re.findall(r"\w+", (text or "").lower())))


def is_right(told: Told, found: finding.Found) -> bool:
    wanted = truth(told)
    hits = [(entry, told["items"][wanted[plain(entry.url)]]) for entry in found.entries if plain(entry.url) in wanted]
    titled = [words(entry.title) == words(item["title"]) for entry, item in hits if item["title"]]
    dated = [str(entry.published)[:10] == item["date"] for entry, item in hits if item["date"]]
    return (
        2 * len(hits) >= F1 * (len(found.entries) + len(told["items"]))
        and sum(titled) >= TITLES * len(titled)
        and sum(dated) >= DATES * len(dated)
    )


def learned(every: Sequence[Case]) -> list[float]:
    share = NONE * sum(one.is_list for one in every) / sum(not one.is_list for one in every)
    examples = [(one.evidence, float(one.is_right), 1.0 if one.is_list else share) for one in every]
    return fitted(examples, prior=PRIOR, free=1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lists", type=pathlib.Path)
    parser.add_argument("articles", type=pathlib.Path)
    arg = parser.parse_args()
    every = [*cases(arg.lists, tuple(CHANGES)), *cases(arg.articles, ("plain",), change="article")]
    fold_of = folds(one.site for one in every)
    models = [learned([one for one in every if fold_of[one.site] != fold]) for fold in range(FOLDS)]
    judged = [(chance(models[fold_of[one.site]], one.evidence), one) for one in every]
    for low, high in pairwise(BINS):
        inside = [one for sure, one in judged if low <= sure < high]
        parts = {
            "plain": [one for one in inside if one.change == "plain"],
            "changed": [one for one in inside if one.is_list and one.change != "plain"],
        }
        told = "; ".join(f"{name} {len(own)}, {sum(one.is_right for one in own)} right" for name, own in parts.items())
        print(f"{low:.1f}-{high:.1f}: {told}; no list {sum(not one.is_list for one in inside)}")
    print(f"\nat the bar of {SURE}, on sites left out:")
    for name in (*CHANGES, "article"):
        own = [(sure, one.is_right) for sure, one in judged if one.change == name]
        lost = sum(sure < SURE for sure, right in own if right)
        taken = sum(sure >= SURE for sure, right in own if not right)
        print(f"{name:22} {sum(right for _, right in own)} of {len(own)} right: {lost} below; {taken} wrong ones above")
    print(dict(zip(("bias", *NAMES), (round(weight, 2) for weight in learned(every)), strict=True)))


if __name__ == "__main__":
    main()
