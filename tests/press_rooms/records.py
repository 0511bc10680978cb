"""The invented releases of one page, newest first, reproducible from a seed."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from random import Random

from .voices import VOICES

NEWEST = date(2024, 11, 19)


@dataclass(frozen=True, kw_only=True)
class Record:
    number: int  #: unique on its site, higher for the newer
    title: str
    lead: str
    topic: str
    day: date


def invent(language: str, count: int, seed: str, *, gaps: tuple[int, ...] = (0, 1, 2, 2, 3, 5)) -> list[Record]:
    """`count` records; between neighbours lie as many days as `gaps` has."""
    voice, rng = VOICES[language], Random(seed)
    ideas = list(product(voice.headlines, voice.places))
    rng.shuffle(ideas)
    day, first, found = NEWEST, rng.randrange(1200, 4800), []
    for nth in range(count):
        headline, place = ideas[nth % len(ideas)]
        title = headline.format(p=place)
        found.append(
            Record(
                number=first + 7 * (count - nth),
                title=title[0].upper() + title[1:],
                lead=rng.choice(voice.leads),
                topic=rng.choice(voice.topics),
                day=day,
            )
        )
        day -= timedelta(days=rng.choice(gaps))
    return found
