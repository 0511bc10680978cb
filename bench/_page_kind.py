"""How `feeder.parse.lists.pagekind` was learned: `python bench/_page_kind.py LISTS ARTICLES`.

Each folder is as bench/_perturbed.py says; the press rooms of tests/press_rooms are lists too. Printed are the pages
taken for the other kind while their site was left out, and the model learned from all.
"""

import argparse
import json
import pathlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "tests"))

from _logistic import FOLDS, chance, fitted, folds
from press_rooms import ROOMS

from feeder.parse import webpage
from feeder.parse.lists import listing, pagekind

PRIOR = 0.001
LISTS = 3.0  #: what a list counts beside an article: a press room that is not followed is the worse mistake
NAMES = tuple(pagekind.WEIGHTS)


@dataclass(frozen=True)
class Case:
    name: str
    site: str
    is_list: bool
    is_plain: bool  #: by its address and the confidence of its list alone
    evidence: tuple[float, ...]

    @property
    def counts(self) -> float:
        return LISTS if self.is_list else 1.0


def case(name: str, url: str, body: bytes, *, is_list: bool) -> Case:
    page = webpage.read(body, url, media_type=None, language=None, zone=ZoneInfo("UTC"))
    found = listing.parse(page, None)
    told = pagekind.evidence(page, found)
    evidence = (1.0, *(told[key] for key in NAMES))
    site = (urlsplit(url).hostname or "").removeprefix("www.")
    return Case(name, site, is_list, pagekind.is_plainly_a_list(page, found), evidence)


def cases(folder: pathlib.Path, *, is_list: bool) -> Iterator[Case]:
    for line in (folder / "pages.jsonl").read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        body = (folder / "pages" / f"{told['name']}.html").read_bytes()
        yield case(told["name"], told["url"], body, is_list=is_list)


def learned(every: list[Case]) -> list[float]:
    return fitted([(one.evidence, float(one.is_list), one.counts) for one in every], prior=PRIOR, free=1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lists", type=pathlib.Path)
    parser.add_argument("articles", type=pathlib.Path)
    arg = parser.parse_args()
    rooms = [case(room.name, room.url, room.body, is_list=True) for room in ROOMS.values()]
    every = [*rooms, *cases(arg.lists, is_list=True), *cases(arg.articles, is_list=False)]
    fold_of = folds(one.site for one in every)
    models = [learned([one for one in every if fold_of[one.site] != fold]) for fold in range(FOLDS)]
    judged = [(1.0 if one.is_plain else chance(models[fold_of[one.site]], one.evidence), one) for one in every]
    for kind, is_list in (("lists taken for articles", True), ("articles taken for lists", False)):
        wrong = [
            f"{one.name} {sure:.2f}"
            for sure, one in judged
            if one.is_list is is_list and (sure >= pagekind.LIKELY) != is_list
        ]
        print(f"{kind}, of sites left out: {len(wrong)} of {sum(one.is_list is is_list for one in every)}")
        print(*wrong, sep="\n")
    print(dict(zip(("bias", *NAMES), (round(weight, 2) for weight in learned(every)), strict=True)))


if __name__ == "__main__":
    main()
