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
    url: str = ""  #: where it has one already; else it gets the one that its title and day make


def invent(language: str, count: int, seed: str, *, gaps: tuple[int, ...] = (0, 1, 2, 2, 3, 5)) -> list[Record]:
    """`count` records; between neighbours lie as many days as `gaps` has."""
    voice, rng = VOICES[language], Random(seed)
    told = titles(language, rng)
    day, first, found = NEWEST, rng.randrange(1200, 4800), []
    for nth in range(count):
        found.append(
            Record(
                number=first + 7 * (count - nth),
                title=told[nth % len(told)],
                lead=rng.choice(voice.leads),
                topic=rng.choice(voice.topics),
                day=day,
            )
        )
        day -= timedelta(days=rng.choice(gaps))
    return found


def titles(language: str, rng: Random) -> list[str]:
    """Every headline with every place, in the order of chance."""
    voice = VOICES[language]
    told = [headline.format(p=place) for headline, place in product(voice.headlines, voice.places)]
    rng.shuffle(told)
    return [title[0].upper() + title[1:] for title in told]
