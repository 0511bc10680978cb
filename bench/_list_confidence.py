"""How the confidence of `feeder.parse.finding` was learned: `python bench/_list_confidence.py LISTS ARTICLES`.

Each folder holds pages.jsonl (name, url, site; a list's items with url, title, date), pages/NAME.html. A list
is right where the links are (F1 of at least .95), the titles (.95) and the dates (.9); an article
never is. Printed are the bins of sites that were left out, and the model learned from all.
"""

import argparse
import json
import math
import pathlib
import random
import re
from collections.abc import Iterator
from itertools import pairwise
from zoneinfo import ZoneInfo

from feeder.parse import clean, finding
from feeder.parse.urls import absolute

FOLDS, ROUNDS, RATE, PRIOR = 5, 3000, 0.5, 0.002
ARTICLES = 1.0  #: what all articles together weigh beside all lists
BINS = (0, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 1.01)
F1, TITLES, DATES = 0.95, 0.95, 0.9


def pages(folder: pathlib.Path) -> Iterator[tuple[dict, finding.Found]]:
    for line in (folder / "pages.jsonl").read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        root = clean.parse_html((folder / "pages" / f"{told['name']}.html").read_bytes(), None)
        if found := finding.find(root, told["url"], zone=ZoneInfo("UTC"), language=root.get("lang")):
            yield told, found


def plain(url: str | None) -> str:
    return (url or "").partition("://")[2].removeprefix("www.").partition("#")[0].rstrip("/").lower()


def words(text: str | None) -> list[str]:
    return sorted(set(re.findall(r"\w+", (text or "").lower())))


def is_right(told: dict, found: finding.Found) -> bool:
    truth = {
        plain(absolute(url, told["url"])): item
        for item in told["items"]
        for url in (item["url"], *item.get("alt_urls", ()))
    }
    hits = [(entry, truth[plain(entry.url)]) for entry in found.entries if plain(entry.url) in truth]
    titled = [words(entry.title) == words(item["title"]) for entry, item in hits if item["title"]]
    dated = [str(entry.published)[:10] == item["date"] for entry, item in hits if item["date"]]
    return (
        2 * len(hits) >= F1 * (len(found.entries) + len(told["items"]))
        and sum(titled) >= TITLES * len(titled)
        and sum(dated) >= DATES * len(dated)
    )


def chance(model: dict[str, float], evidence: dict[str, float]) -> float:
    return 1 / (1 + math.exp(-sum(weight * evidence[name] for name, weight in model.items())))


def learned(examples) -> dict[str, float]:
    model = dict.fromkeys(("bias", *finding.CONFIDENCE), 0.0)
    total = sum(weight for *_, weight in examples)
    for _ in range(ROUNDS):
        misses = [((right - chance(model, evidence)) * weight, evidence) for _, evidence, right, weight in examples]
        model = {
            name: old
            + RATE * (sum(miss * evidence[name] for miss, evidence in misses) / total - PRIOR * old * (name != "bias"))
            for name, old in model.items()
        }
    return model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lists", type=pathlib.Path)
    parser.add_argument("articles", type=pathlib.Path)
    arg = parser.parse_args()
    lists = [
        (told["site"], {"bias": 1.0, **found.evidence}, is_right(told, found), 1.0) for told, found in pages(arg.lists)
    ]
    others = [(told["name"], {"bias": 1.0, **found.evidence}, False, 0.0) for told, found in pages(arg.articles)]
    share = ARTICLES * len(lists) / len(others)
    examples = lists + [(site, evidence, right, share) for site, evidence, right, _ in others]
    sites = sorted({site for site, *_ in examples})
    random.Random(7).shuffle(sites)
    fold_of = {site: number % FOLDS for number, site in enumerate(sites)}
    models = [learned([one for one in examples if fold_of[one[0]] != fold]) for fold in range(FOLDS)]
    judged = [(chance(models[fold_of[one[0]]], one[1]), one) for one in examples]
    for low, high in pairwise(BINS):
        inside = [one for sure, one in judged if low <= sure < high]
        own = [right for *_, right, weight in inside if weight == 1]
        print(f"{low:.1f}-{high:.1f}: {len(own)} lists, {sum(own)} right; {len(inside) - len(own)} articles")
    print({name: round(weight, 2) for name, weight in learned(examples).items()})


if __name__ == "__main__":
    main()
