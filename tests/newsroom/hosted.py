"""Any press room of tests/press_rooms as a site: its list as it stands there, and a plain page for each release.

Their traps are those of their systems; a release's page has a menu, a day, other releases and a contact around its text.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from random import Random
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from babel.dates import format_date
from press_rooms import PressRoom
from press_rooms.markup import Html, fill, join
from press_rooms.records import Record, titles
from press_rooms.voices import VOICES

from .page import Page
from .site import Release, Site

ARTICLE = """<!DOCTYPE html>
<html lang="$lang" dir="$dir"><head><meta charset="utf-8"><title>$title | $body</title></head><body>
<header><a href="$root">$body</a><nav><ul><li><a href="${root}about">$about</a></li><li><a href="${root}topics">$topics</a></li><li><a href="$here">$press</a></li></ul></nav></header>
<main><article><h1>$title</h1><p class="date"><time datetime="$iso">$day</time></p>
<div class="text">
$paragraphs
</div></article>
<section class="others"><h2>$popular</h2><ul>
$others
</ul></section></main>
<footer><a href="${root}contact">$contact</a> <a href="${root}imprint">$imprint</a> <a href="${root}privacy">$privacy</a></footer>
</body></html>"""

OTHER = """<li><a href="$url">$title</a></li>"""


class Hosted(Site):
    zone = ZoneInfo("Europe/Berlin")
    prints: ClassVar[frozenset[str]] = frozenset()
    layout: ClassVar[PressRoom]

    @cached_property
    def press_room(self) -> PressRoom:
        return self.layout.below(self.root)

    def path_of(self, number: int, at: datetime, title: str) -> str:
        record = Record(number=number, title=title, lead="", topic="", day=at.date())
        return self.press_room.url_of(record).removeprefix(self.root)

    def overview(self, path: str) -> Page | None:
        if path != self.entrance:
            return None
        return self.html(self.press_room.page([_record(release) for release in self.listed()]), self.clock)

    def article(self, release: Release) -> Page:
        others = [other for other in self.listed() if other is not release][:3]
        text = fill(
            ARTICLE,
            **self.press_room.words,
            title=release.title,
            iso=release.date,
            day=format_date(release.at, "long", locale=self.language),
            paragraphs=join(fill("<p>$text</p>", text=text) for text in release.paragraphs),
            others=join(fill(OTHER, url=other.url, title=other.title) for other in others),
        )
        return self.html(Html(text), release.changed)

    def invent(self, number: int, rng: Random) -> Mapping[str, Any]:
        told = titles(self.language, Random(f"{self.seed} {self.name}"))
        leads = VOICES[self.language].leads
        said = [rng.choice(told) for _ in range(4)]
        return {"title": told[number % len(told)], "paragraphs": [" ".join((lead, *said)) for lead in leads]}


def hosted(room: PressRoom) -> type[Site]:
    """The kind of site that has this press room."""
    at = room.below("")
    return type(
        room.name, (Hosted,), {"layout": room, "language": room.language, "charset": room.charset, "entrance": at.url}
    )


def _record(release: Release) -> Record:
    topics = ("A", "B", "C")
    return Record(
        number=release.number,
        url=release.url,
        title=release.title,
        lead=release.paragraphs[0].split(".")[0],
        topic=topics[release.number % 3],
        day=release.at.date(),
    )
