"""One press room's list page: from records to markup, and what a reader of it would write down."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import groupby
from urllib.parse import urljoin, urlsplit

from babel.dates import format_date

from .markup import Html, fill, join, slug
from .records import NEWEST, Record, invent
from .voices import VOICES

NOW = datetime(2024, 11, 21, 9, 30, tzinfo=UTC)  #: when the pages were fetched
NAV = '<li><a href="/$slug/">$word</a></li>'
MENU = ("home", "about", "topics", "news", "events", "careers", "contact")
LEGAL = ("contact", "imprint", "privacy")
RIGHT_TO_LEFT = ("ar", "he")

Form = str | Callable[[date], str]  #: a pattern of Unicode's date fields (UTS 35), or whatever a system does


@dataclass(frozen=True, kw_only=True)
class Truth:
    url: str
    titles: tuple[str, ...]  #: the title first; the others are no mistake either
    day: date | None  #: None where the page does not say it


def own_title(record: Record) -> tuple[str, ...]:
    return (record.title,)


def nothing_more(_record: Record) -> dict[str, str]:
    return {}


@dataclass(frozen=True, kw_only=True)
class PressRoom:
    """Templates with $names. A row knows its record, the frame what stands around; both know the words of the language."""

    name: str
    manner: str  #: the system or kind of site after whose manner it is printed
    language: str
    url: str
    address: str  #: of a record, relative to the page: {number} {slug} {year} {month} {day} {iso}
    frame: str
    row: str
    day: Form = "d MMMM y"
    hero: str = ""  #: the first record's row, where it is another; stands at $hero
    group: str = ""  #: around the rows of one $label, where the list has sections
    by: Form = "MMMM y"  #: the label of a section
    side: str = ""  #: four older records at $side; no reader would count them to the list
    event: str = ""  #: three events to come at $coming; no releases either
    nav: str = NAV
    menu: str = ""  #: like `nav`, for the forty entries of a $mega menu
    count: int = 12
    gaps: tuple[int, ...] = (0, 1, 2, 2, 3, 5)
    says_day: bool = True
    charset: str = "utf-8"
    draw: int = 0  #: which of all the lists that might stand there
    root: str = ""  #: where the site begins, if not with its host
    more: Callable[[Record], dict[str, str]] = nothing_more  #: what else a row prints
    titles: Callable[[Record], tuple[str, ...]] = own_title
    sheet: dict[str, str] = field(default_factory=dict)  #: what else the frame prints

    @cached_property
    def records(self) -> list[Record]:
        seed = f"{self.name} {self.draw}" if self.draw else self.name
        return invent(self.language, self.count, seed, gaps=self.gaps)

    @property
    def truth(self) -> list[Truth]:
        return [
            Truth(url=self.url_of(record), titles=self.titles(record), day=record.day if self.says_day else None)
            for record in self.records
        ]

    @property
    def body(self) -> bytes:
        return self.page(self.records).encode(self.charset, "xmlcharrefreplace")

    def page(self, records: Sequence[Record]) -> Html:
        """The list of whatever records there are."""
        heroes, rest = (records[:1], records[1:]) if self.hero else ((), records)
        older = invent(self.language, 4, f"{self.name} side", gaps=(40, 90, 200))
        coming = invent(self.language, 3, f"{self.name} events", gaps=(3, 6))
        return fill(
            self.frame,
            **self.words,
            **{name: Html(text) for name, text in self.sheet.items()},
            hero=self._all(self.hero, heroes),
            rows=self._sections(rest) if self.group else self._all(self.row, rest),
            side=self._all(self.side, older),
            coming=self._all(self.event, coming),
            nav=self._links(self.nav, MENU),
            legal=self._links(self.nav, LEGAL),
            mega=self._mega,
            newest=self._said(self.day, NEWEST),
        )

    def below(self, root: str) -> "PressRoom":
        """The same press room, its whole site moved to another place."""
        path = self.url.removeprefix(urljoin(self.url, "/"))
        return replace(self, url=root + path, root=root, address=re.sub("^(https?://[^/]+)?/", root, self.address))

    def url_of(self, record: Record) -> str:
        return record.url or urljoin(self.url, self._address(record))

    def _address(self, record: Record) -> str:
        return self.address.format(
            number=record.number,
            slug=slug(record.title) or f"n{record.number}",
            year=record.day.year,
            month=f"{record.day:%m}",
            day=f"{record.day:%d}",
            iso=record.day.isoformat(),
        )

    def _sections(self, records: Sequence[Record]) -> Html:
        labelled = [(label, list(rows)) for label, rows in groupby(records, lambda one: self._said(self.by, one.day))]
        return join(
            fill(self.group, **self.words, label=label, size=str(len(rows)), rows=self._all(self.row, rows))
            for label, rows in labelled
        )

    def _all(self, template: str, records: Sequence[Record]) -> Html:
        if not template:
            return Html()
        return join(fill(template, **self._values(record, nth)) for nth, record in enumerate(records))

    def _values(self, record: Record, nth: int) -> dict[str, str]:
        return {
            **self.words,
            "n": str(nth),
            "odd": "even" if nth % 2 else "odd",
            "next_tr": Html("<tr>" if nth else ""),  # the first of a section stands in the row of its rowspan cell
            "number": str(record.number),
            "url": self.url_of(record),
            "path": urlsplit(self.url_of(record)).path,
            "href": record.url or self._address(record),
            "title": record.title,
            "lead": record.lead,
            "topic": record.topic,
            "iso": record.day.isoformat(),
            "dayed": self._said(self.day, record.day),
            "d": str(record.day.day),
            "dd": f"{record.day:%d}",
            "mm": f"{record.day:%m}",
            "mon": format_date(record.day, "MMM", locale=self.language),
            "month": format_date(record.day, "MMMM", locale=self.language),
            "yyyy": str(record.day.year),
            "size": str(80 + record.number * 37 % 900),
            **{name: Html(text) for name, text in self.more(record).items()},
        }

    def _said(self, form: Form, day: date) -> str:
        return form(day) if callable(form) else format_date(day, form, locale=self.language)

    @cached_property
    def words(self) -> dict[str, str]:
        voice = VOICES[self.language]
        return {
            **voice.words,
            "body": voice.body,
            "lang": self.language,
            "dir": "rtl" if self.language in RIGHT_TO_LEFT else "ltr",
            "root": self.root or urljoin(self.url, "/"),
            "here": self.url,
        }

    def _links(self, template: str, names: Sequence[str]) -> Html:
        return join(fill(template, slug=name, word=self.words[name], n=str(n)) for n, name in enumerate(names))

    @cached_property
    def _mega(self) -> Html:
        voice = VOICES[self.language]
        return join(
            fill(self.menu, slug=f"t{n}", word=f"{topic}: {place}", n=str(n))
            for n, (topic, place) in enumerate((topic, place) for topic in voice.topics for place in voice.places)
        )
