"""A press office at work, and what must be told of it: the small model that long and rough tests hold feeder against.

It publishes and corrects releases on its site, and writes, amends, renames and removes notes in a folder. It does no more
at once than one would do between two visits: what falls off the list before it was seen is gone, and a folder that loses
much at once is held, as it should be. So it heeds what was asked of its site and what was told of its notes.
"""

from collections.abc import Callable, Collection
from pathlib import Path
from random import Random

from newsroom import Newsroom, Release, Site

AHEAD = 7  #: releases that nobody has read yet; the list shows ten, and what is corrected may be the second of them
ABOUT_TO_GO = 2  #: notes that were removed and of which that was not told yet
KEPT = 12  #: notes that are always there
AMENDED = 5  #: of them, those that are amended
WORDS = (
    "Anleger",
    "Boje",
    "Deich",
    "Fähre",
    "Flut",
    "Hafen",
    "Insel",
    "Kai",
    "Kutter",
    "Lotse",
    "Mole",
    "Netz",
    "Pegel",
)


class Note:
    """A document of the folder; `amended` counts how often it was."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.amended = 0
        chance = Random(f"note {number}")
        self._text = " ".join(" ".join(chance.choices(WORDS, k=8)) + "." for _ in range(12))

    @property
    def title(self) -> str:
        return f"Notiz {self.number} vom Pegel"

    @property
    def text(self) -> str:
        return f"{self._text} Stand {self.amended}."

    @property
    def document(self) -> str:
        return f"Meldung\n16.11.2020\n\n{self.title}\n\n{self.text}\n"


class Office:
    def __init__(
        self, folder: Path, room: Newsroom, site: Site, heard: Callable[[str], Collection[str]], chance: Random
    ) -> None:
        """`heard` gives the titles of what events of a kind told."""
        self.site = site
        self.notes: dict[str, Note] = {}  #: what stands in the folder, by path
        self.removed: list[Note] = []
        self.renamed: set[int] = set()  #: numbers of notes that have another name than their first
        self._folder = folder
        self._room = room
        self._heard = heard
        self._chance = chance
        for _ in range(KEPT):
            self.write()
        for _ in range(3):
            self.publish()

    def work(self) -> None:
        """One thing of all that an office does; not always one that is possible just now."""
        self._chance.choice(
            (self.publish, self.correct, self.write, self.amend, self.amend, self.rename, self.remove)
        )()

    def publish(self) -> None:
        if sum(not self._room.requests_to(release.url) for release in self.site.releases) < AHEAD:
            self.site.publish()

    def correct(self) -> None:
        release: Release = self._chance.choice(self.site.listed()[:2])
        lead, *rest = release.paragraphs
        self.site.edit(release, paragraphs=[f"{lead} Stand {self.site.clock:%d.%m.%Y %H:%M}.", *rest])

    def write(self) -> None:
        number = len(self.notes) + len(self.removed)
        self._save(f"{number}.txt", Note(number))

    def amend(self) -> None:
        path = self._chance.choice([path for path, note in self.notes.items() if note.number < AMENDED])
        self.notes[path].amended += 1
        self._save(path, self.notes[path])

    def rename(self) -> None:
        path = self._chance.choice(list(self.notes))
        note = self.notes.pop(path)
        to = f"{self._chance.choice(('', 'a/', 'z/'))}{note.number}-{self._chance.randrange(10**6)}.txt"
        (self._folder / to).parent.mkdir(exist_ok=True)
        (self._folder / path).rename(self._folder / to)
        self.notes[to] = note
        self.renamed.add(note.number)

    def remove(self) -> None:
        known = self._heard("entry.created")  # one that goes before it was seen is nobody's
        late = [path for path, note in self.notes.items() if note.number >= KEPT and note.title in known]
        if late and len(self.removed) - len(self._heard("entry.withdrawn")) < ABOUT_TO_GO:
            path = self._chance.choice(late)
            (self._folder / path).unlink()
            self.removed.append(self.notes.pop(path))

    def _save(self, path: str, note: Note) -> None:
        """As editors do: whole, in the place of what was there."""
        self._folder.mkdir(parents=True, exist_ok=True)
        unfinished = self._folder / ".saving"
        unfinished.write_text(note.document, encoding="utf-8")
        unfinished.replace(self._folder / path)
        self.notes[path] = note
