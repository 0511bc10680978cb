"""A document keeps its entry through edits, new names and time away; whatever is done to its folder."""
# ruff: noqa: F811 - fixtures are arguments

import os
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from test_pipeline import HOUR, Office, documents, folder, office  # noqa: F401

WORDS = "Hafen Kran Steg Mole Fähre Boje Lotse Anker Netz Ebbe Flut Deich Kutter Segel Ruder Tau Welle Wind Leine Bug".split()  # noqa: SIM905


def text_of(number: int, edits: int = 0) -> str:
    """A text of its own; an edit changes one word in fifty."""
    words = [f"{WORDS[(number * 7 + place * (number + 3)) % len(WORDS)]}{number}" for place in range(120)]
    words[5 + edits % 100] = f"Änderung{edits}" if edits else words[5]
    return f"Das Logbuch {number} des Lotsen\n\nBerlin, 3. Juni 2024 – {' '.join(words)}."


def put(folder: Path, name: str, text: str) -> Path:
    """As an editor saves: beside it, then over it."""
    aside = folder / f".{name}.tmp"
    aside.write_text(text, encoding="utf-8")
    aside.replace(folder / name)
    return folder / name


def test_a_renamed_document_keeps_its_entry_and_nobody_is_told(office: Office, folder: Path) -> None:
    path = put(folder, "eins.txt", text_of(1))
    office.visit(documents(folder))
    before = office.entries
    path.rename(folder / "zwei.txt")
    for _ in range(3):
        told = office.visit(documents(folder), after=HOUR)
        assert (told.created, told.updated, told.withdrawn) == (0, 0, 0)
    assert office.entries == before
    assert len(office.events) == 1


def test_moved_away_over_a_look_and_back_under_another_name_it_keeps_its_entry(
    office: Office, folder: Path, tmp_path: Path
) -> None:
    path = put(folder, "eins.txt", text_of(1))
    office.visit(documents(folder))
    away = path.rename(tmp_path / "away.txt")
    office.visit(documents(folder), after=HOUR)
    away.rename(folder / "zwei.txt")
    told = [office.visit(documents(folder), after=HOUR) for _ in range(2)]
    assert [(one.created, one.updated, one.withdrawn) for one in told] == [(0, 0, 0)] * 2
    assert len(office.events) == 1


def test_renamed_and_edited_it_is_an_update(office: Office, folder: Path) -> None:
    path = put(folder, "eins.txt", text_of(1))
    office.visit(documents(folder))
    (before,) = office.entries
    path.unlink()
    put(folder, "zwei.txt", text_of(1, edits=1))
    told = [office.visit(documents(folder), after=HOUR) for _ in range(3)]
    assert [(one.created, one.updated, one.withdrawn) for one in told] == [(0, 1, 0), (0, 0, 0), (0, 0, 0)]
    assert [one.id for one in office.entries] == [before.id]


def test_another_document_in_its_place_is_another_entry(office: Office, folder: Path) -> None:
    put(folder, "eins.txt", text_of(1))
    office.visit(documents(folder))
    (folder / "eins.txt").unlink()
    put(folder, "zwei.txt", text_of(2))
    told = [office.visit(documents(folder), after=HOUR) for _ in range(2)]
    assert [(one.created, one.withdrawn) for one in told] == [(1, 0), (0, 1)]
    assert len({one.id for one in office.entries}) == 2


def test_the_name_of_a_renamed_document_can_be_given_again(office: Office, folder: Path) -> None:
    path = put(folder, "eins.txt", text_of(1))
    office.visit(documents(folder))
    path.rename(folder / "zwei.txt")
    office.visit(documents(folder), after=HOUR)
    put(folder, "eins.txt", text_of(2))
    assert office.visit(documents(folder), after=HOUR).created == 1
    assert len({one.id for one in office.entries}) == 2
    assert [office.visit(documents(folder), after=HOUR).read for _ in range(2)] == [0, 0]


def test_a_folder_of_which_every_document_is_renamed_is_not_held(office: Office, folder: Path) -> None:
    paths = [put(folder, f"{number}.txt", text_of(number)) for number in range(12)]
    office.visit(documents(folder))
    before = {one.id for one in office.entries}
    for path in paths:
        path.rename(path.with_name(f"2024-{path.name}"))
    for _ in range(3):
        told = office.visit(documents(folder), after=HOUR)
        assert (told.held, told.created, told.updated, told.withdrawn) == (None, 0, 0, 0)
    assert {one.id for one in office.entries} == before


def test_what_appears_does_not_hide_what_is_lost(office: Office, folder: Path) -> None:
    paths = [put(folder, f"{number}.txt", text_of(number)) for number in range(12)]
    office.visit(documents(folder))
    for number, path in enumerate(paths):
        path.unlink()
        put(folder, f"new-{number}.txt", text_of(number + 100))
    told = [office.visit(documents(folder), after=HOUR) for _ in range(3)]
    assert [bool(one.held) for one in told] == [False, True, True]
    assert office.told("entry.withdrawn") == []


@dataclass(kw_only=True)
class Written:
    """A document as its author thinks of it."""

    number: int
    name: str
    edits: int = 0
    is_there: bool = True
    missed: int = 0  #: looks without it
    id: str | None = None

    @property
    def title(self) -> str:
        return f"Das Logbuch {self.number} des Lotsen"


class Folder(RuleBasedStateMachine):
    """Random histories of a folder. Each rule is something a person does; then feeder looks, as it does at once."""

    def __init__(self) -> None:
        super().__init__()
        self.place = TemporaryDirectory()
        self.root = Path(self.place.name)
        self.folder = self.root / "acme"
        self.folder.mkdir()
        self.office = Office(self.root)
        self.documents: list[Written] = []
        self.saves = 0

    def teardown(self) -> None:
        self.office.store.close()
        self.place.cleanup()

    @property
    def there(self) -> list[Written]:
        return [one for one in self.documents if one.is_there]

    @property
    def away(self) -> list[Written]:
        return [one for one in self.documents if not one.is_there]

    def save(self, one: Written) -> None:
        self.saves += 1
        path = put(self.folder, one.name, text_of(one.number, one.edits))
        os.utime(path, ns=(self.saves * 10**9,) * 2)  # two saves may fall into one tick of the file system

    def look(self) -> None:
        told = self.office.visit(documents(self.folder), after=timedelta(minutes=15))
        assert told.is_well, told
        for one in self.away:
            one.missed += 1
        found = {entry.title: entry.id for entry in self.office.entries}
        for one in self.there:
            one.id = one.id or found[one.title]

    @rule()
    def publish(self) -> None:
        number = len(self.documents) + 1
        self.documents.append(Written(number=number, name=f"{number}.txt"))
        self.save(self.documents[-1])
        self.look()

    @precondition(lambda self: self.there)
    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        one = data.draw(st.sampled_from(self.there))
        one.edits += 1
        self.save(one)
        self.look()

    @precondition(lambda self: self.there)
    @rule(data=st.data(), is_edited=st.booleans())
    def rename(self, data: st.DataObject, *, is_edited: bool) -> None:
        one = data.draw(st.sampled_from(self.there))
        (self.folder / one.name).unlink()
        one.name, one.edits = f"{self.saves}-{one.number}.txt", one.edits + is_edited
        self.save(one)
        self.look()

    @precondition(lambda self: self.there)
    @rule(data=st.data(), looks=st.integers(1, 2))
    def delete(self, data: st.DataObject, looks: int) -> None:
        one = data.draw(st.sampled_from(self.there))
        (self.folder / one.name).unlink()
        one.is_there, one.missed = False, 0
        for _ in range(looks):
            self.look()

    @precondition(lambda self: self.there)
    @rule(data=st.data())
    def replace(self, data: st.DataObject) -> None:
        """One goes and another comes, between two looks."""
        one = data.draw(st.sampled_from(self.there))
        (self.folder / one.name).unlink()
        one.is_there, one.missed = False, 0
        self.publish()

    @precondition(lambda self: self.away)
    @rule(data=st.data())
    def restore(self, data: st.DataObject) -> None:
        one = data.draw(st.sampled_from(self.away))
        one.is_there, one.missed = True, 0
        self.save(one)
        self.look()

    @rule()
    def restart(self) -> None:
        now = self.office.now
        self.office.store.close()
        self.office = Office(self.root)
        self.office.now = now

    @invariant()
    def every_document_is_one_entry(self) -> None:
        found = {entry.id: entry for entry in self.office.entries}
        assert set(found) == {one.id for one in self.documents}
        assert len(found) == len(self.documents)
        for one in self.documents:
            entry = found[one.id]
            assert (entry.title, entry.status) == (one.title, "withdrawn" if one.missed > 1 else "live")
            if one.is_there:
                assert (f"Änderung{one.edits}" in (entry.text or "")) is bool(one.edits)


TestFolder = Folder.TestCase
TestFolder.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)
