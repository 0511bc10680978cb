"""What random histories are made of: a process that dies at any commit, two sites and a folder, and what is done there."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import cast

from newsroom import Newsroom, Release, Site
from newsroom.feed import FeedSite
from newsroom.ministry import Ministry
from newsroom.page import Page

from feeder.store import Store, Transaction

START = datetime(2040, 1, 2, 8, tzinfo=UTC)  #: in the future: files are synced by the real clock, which is behind then
PRESS, WIRE, NOTES = "press", "wire", "notes"  #: a list of pages, a feed with whole releases, a folder
WEB, ALL = (PRESS, WIRE), (PRESS, WIRE, NOTES)
PLACES = ("Hafen", "Kran", "Steg")  #: what headlines are about, and filters ask for
WORDS = "Boje Lotse Anker Netz Ebbe Flut Deich Kutter Segel Ruder Tau Welle Wind Leine Bug".split()  # noqa: SIM905
DECORATIONS = ("", "utm_source=brief", "sid=0123456789abcdef0123")
MOST = 9  #: there at once: of ten, a few are enough to hold a source (see test_withheld.py)
GONE = (404, 410)

Death = tuple[int, bool]  #: at which commit from now, and whether just after it: else it is undone
Said = tuple[str, tuple[str, ...]]  #: a title and the marks of its text


class Died(BaseException):
    """The process is no more; nothing of it catches that."""


class Mortal(Store):
    """A store whose process dies at one of its next commits."""

    def __init__(self, url: str) -> None:
        self.death: Death | None = None
        self._is_dead = False
        super().__init__(url)

    @contextmanager
    def write(self, *, quiet: bool = False) -> Iterator[Transaction]:
        self._die(when=self._is_dead)
        with super().write(quiet=quiet) as tx:
            yield tx
            left, is_after = self.death or (0, False)
            self.death = (left - 1, is_after) if left else None
            self._die(when=self.death == (0, False))
        self._die(when=self.death == (0, True))

    def _die(self, *, when: bool) -> None:
        if when:
            self._is_dead = True
            raise Died


class Moody(Site):
    """A site that shows its list in any order and decorates its links, and whose list may lack what is there still."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.order: int | None = None
        self.decoration = ""
        self.unlisted: set[int] = set()
        self.asked: list[Release | None] = []  #: None: the list

    def listed(self) -> list[Release]:
        standing = [one for one in self.releases if one.number not in self.unlisted]
        newest_first = sorted(standing, key=lambda release: (release.at, release.number), reverse=True)
        return newest_first if self.order is None else Random(self.order).sample(newest_first, len(newest_first))

    def page(self, path: str) -> Page:
        plain = path.partition("?")[0]
        self.asked.append(next((one for one in self.releases if one.path == plain), None))
        return super().page(plain)

    def overview(self, path: str) -> Page | None:
        page = super().overview(path)
        if page is None or not self.decoration:
            return page
        body = page.body
        for link in (f'{one.url.removeprefix(self.root)}"' for one in self.releases):
            body = body.replace(link.encode(), f'{link[:-1]}?{self.decoration}"'.encode())
        return replace(page, body=body)

    def change(self) -> None:
        """What is seen of it is another now."""
        self.clock = self._later()


class Press(Moody, Ministry): ...


class Wire(Moody, FeedSite): ...


@dataclass(kw_only=True)
class Known:
    """What may be known of a piece. Visits that were cut off leave a doubt: they may have kept what they had or not."""

    told: Said | None = None
    version: int = 0  #: that was told last
    status: str | None = None
    published: str | None = None
    shown: Said | None = None  #: what it said when it was asked for last
    name: str | None = None  #: what it was called when that visit was finished
    answered: bool = True  #: it was there then
    is_of_list: bool = False  #: its page was never had, and all that is known is what its list said
    is_listed: bool = False
    is_in_doubt: bool = False
    was_unwanted: bool = False
    least_gone: int = 0  #: times in a row that it was gone and off its list
    most_gone: int = 0


@dataclass(kw_only=True, eq=False, repr=False)
class Piece:
    """A release or a document as its author thinks of it."""

    number: int
    home: str
    name: str  #: of its file
    day: date
    place: str
    lead: int = 0
    body: int = 0
    release: Release | None = None
    is_there: bool = True  #: on its list, in its folder
    is_first: bool = True  #: nothing had its name before, nor it another one
    drafts: list[tuple[str, int, int]] = field(default_factory=list)
    versions: list[Said] = field(default_factory=list)  #: everything it ever said, in order
    days: set[str] = field(default_factory=set)  #: those it was ever dated
    id: str | None = None
    known: Known = field(default_factory=Known)

    @property
    def title(self) -> str:
        return f"Das Logbuch {self.number} vom {self.place}"

    @property
    def paragraphs(self) -> list[str]:
        words = " ".join(f"{WORDS[(self.number * 7 + at * (self.number + 3)) % 15]}{self.number}" for at in range(100))
        return [f"Am Morgen wurde es gelesen, in der Lesart{self.lead} von gestern.", f"{words} Nachtrag{self.body}."]

    @property
    def text(self) -> str:
        return "\n\n".join((self.title, f"{self.day:%d.%m.%Y}", *self.paragraphs))

    @property
    def said(self) -> Said:
        return self.title, marks("".join(self.paragraphs))

    @property
    def answers(self) -> bool:
        return self.release is None or self.release.gone is None

    @property
    def is_read(self) -> bool:
        """Whether what feeder knows of its title is what that is now, or nothing."""
        known = self.known
        if known.shown is None:
            return not known.is_of_list
        return known.shown[0] == self.title and not known.is_in_doubt

    @property
    def is_gone(self) -> bool:
        """For good: so its server says."""
        return self.release is not None and self.release.gone in GONE

    def lose(self) -> None:
        """The store is lost, and with it the first name of what was renamed: its next id comes from another one."""
        self.known = Known()
        self.id = self.id if self.is_first else None


def marks(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"(?:Lesart|Nachtrag)\d+", text))


def listed(said: Said) -> Said:
    """What a list shows of it."""
    return said[0], said[1][:1]


class World:
    """Two sites and a folder, and what happens to the pieces there (`HAPPENINGS`); not all of it can at any time."""

    def __init__(self, room: Newsroom) -> None:
        self.room = room
        self.now = START
        self.pieces: list[Piece] = []
        self.folder = Path()  #: that of NOTES
        self.edits = 0
        self.names: list[str] = []  #: of documents, ever
        self.vacant: list[str] = []  #: those that are known to be nobody's now
        self.failing: set[str] = set()  #: sites whose list cannot be had
        layouts = {PRESS: Press, WIRE: Wire}
        self.sites = {slot: cast("Moody", room.site(slot, layout)) for slot, layout in layouts.items()}

    def happen(self, what: str, one: Piece) -> None:
        self.edits += 1
        getattr(self, what)(one)

    def of(self, slot: str) -> list[Piece]:
        return [one for one in self.pieces if one.home == slot]

    def there(self, slot: str) -> list[Piece]:
        return [one for one in self.of(slot) if one.is_there]

    def named(self, title: str | None) -> Piece:
        return self.pieces[int(re.findall(r"\d+", title or "")[0]) - 1]

    def publish(self, slot: str, name: str | None = None) -> None:
        number = len(self.pieces) + 1
        place, day = PLACES[number % 3], self.now.date()
        one = Piece(number=number, home=slot, name=name or f"{number}.txt", day=day, place=place, is_first=name is None)
        if slot in self.sites:
            printed = {"kicker": "Küste"} if slot == PRESS else {}
            one.release = self.sites[slot].publish(at=self.now, title=one.title, paragraphs=one.paragraphs, **printed)
        self.pieces.append(one)
        self._save(one)

    # Anywhere -------------------------------------------------------------------------------------------------------

    def publish_another(self, one: Piece) -> None:
        if len(self.there(one.home)) < MOST:
            self.publish(one.home)

    def retitle(self, one: Piece) -> None:
        """Where its list shows it, which has the say."""
        if one.is_there:
            one.place = PLACES[(PLACES.index(one.place) + 1 + self.edits % 2) % 3]
            self._save(one)

    def rewrite_lead(self, one: Piece) -> None:
        one.lead = self.edits
        self._save(one)

    def rewrite(self, one: Piece) -> None:
        """Where no list shows it."""
        one.body = self.edits
        self._save(one)

    def revert(self, one: Piece) -> None:
        if one.is_there:
            one.place, one.lead, one.body = one.drafts[self.edits % len(one.drafts)]
            self._save(one)

    def redate(self, one: Piece) -> None:
        one.day = (self.now - timedelta(days=self.edits % 2)).date()
        self._save(one)

    def take_away(self, one: Piece) -> None:
        """A document is deleted, under a name that was seen: it is to come back as the one it was. A release is off its
        list, which shows one at least, when its title was read there; its page may stand."""
        if one.release is None and one.is_there and one.known.name == one.name:
            (self.folder / one.name).unlink()
            one.is_there = False
        elif one.release is not None and len(self.there(one.home)) > 1 and one.is_read:
            self.sites[one.home].unlisted.add(one.release.number)
            self.sites[one.home].change()
            one.is_there = False

    def bring_back(self, one: Piece) -> None:
        if one.is_there or len(self.there(one.home)) == MOST:
            return
        one.is_there = True
        if one.release is not None:
            one.release.gone = None
            self.sites[one.home].unlisted.discard(one.release.number)
        self._save(one)

    def _save(self, one: Piece) -> None:
        """A release can be edited when it is off its list too."""
        if one.versions[-1:] != [one.said]:
            one.versions.append(one.said)
            one.drafts.append((one.place, one.lead, one.body))
        one.days.add(one.day.isoformat())
        if one.release is not None:
            at = one.release.at.replace(year=one.day.year, month=one.day.month, day=one.day.day)
            self.sites[one.home].edit(one.release, at=at, title=one.title, paragraphs=one.paragraphs)
        elif one.is_there:
            self._write(one)

    def _write(self, one: Piece) -> None:
        """As an editor saves: beside it, then over it. Two saves may fall into one tick of the file system."""
        self.edits += 1
        self.names += [one.name] if one.name not in self.names else []
        aside = self.folder / f".{one.name}.tmp"
        aside.write_text(one.text, encoding="utf-8")
        os.utime(aside, ns=(self.edits * 10**9,) * 2)
        aside.replace(self.folder / one.name)

    # On a site ------------------------------------------------------------------------------------------------------

    def lose_page(self, one: Piece) -> None:
        cast("Release", one.release).gone = (404, 410, 500)[self.edits % 3]

    def mend_page(self, one: Piece) -> None:
        cast("Release", one.release).gone = None
        self._save(one)

    def shuffle(self, one: Piece) -> None:
        self.sites[one.home].order = self.edits % 5 or None
        self.sites[one.home].change()

    def decorate(self, one: Piece) -> None:
        self.sites[one.home].decoration = DECORATIONS[self.edits % 3]
        self.sites[one.home].change()

    def fail(self, one: Piece) -> None:
        self.room.fail(self.sites[one.home].url, status=503)
        self.failing.add(one.home)

    def heal(self, one: Piece) -> None:
        if one.home in self.failing:
            self.room.heal(self.sites[one.home].url)
            self.failing.remove(one.home)

    # In a folder ----------------------------------------------------------------------------------------------------

    def save_as_it_was(self, one: Piece) -> None:
        if one.is_there:
            self._write(one)

    def rename(self, one: Piece) -> None:
        """One that nobody missed under its old name: it is to be known again under the new."""
        if one.is_there and not one.known.most_gone:
            old, one.name = self.folder / one.name, f"{one.number}-{self.edits}.txt"
            old.rename(self.folder / one.name)
            one.is_first = False
            one.id = one.id if one.known.told else None  # it comes from the name it is seen under first

    def rename_and_edit(self, one: Piece) -> None:
        self.rename(one)
        self.rewrite(one)

    def publish_under_an_old_name(self, one: Piece) -> None:
        if self.vacant and len(self.there(one.home)) < MOST:
            self.publish(one.home, self.vacant.pop())

    def vacate(self) -> None:
        """What is called otherwise now has left its old names, and everybody knows."""
        taken = {one.name for one in self.pieces}
        self.vacant = [name for name in self.names if name not in taken]


ANYWHERE = ("publish_another", "retitle", "rewrite_lead", "rewrite", "revert", "redate", "take_away", "bring_back")
ON_A_SITE = ("shuffle", "decorate", "fail", "heal")
HAPPENINGS = {
    PRESS: (*ANYWHERE, *ON_A_SITE, "lose_page", "mend_page"),
    WIRE: (*ANYWHERE, *ON_A_SITE),
    NOTES: (*ANYWHERE, "save_as_it_was", "rename", "rename_and_edit", "publish_under_an_old_name"),
}
