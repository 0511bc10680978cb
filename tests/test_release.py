"""The lines by which a press office marks parts of a document, in the languages of the press."""

from itertools import product

import pytest

from feeder.parse.anatomy import release


@pytest.mark.parametrize(
    ("line", "split"),
    [
        ("© Hafenwerk", (None, "Hafenwerk")),
        ("Der Kran © Hafenwerk / Tjarksen", ("Der Kran", "Hafenwerk / Tjarksen")),
        ("Foto: Änne Größl", (None, "Änne Größl")),
        ("Der Kran. Foto: privat", ("Der Kran.", "privat")),
        ("Der Kran (Foto: Hafenwerk)", ("Der Kran", "Hafenwerk")),
        ("Photo credit: Corwin Bexhill", (None, "Corwin Bexhill")),
        ("Crédit photo : Anselme Dorvaux", (None, "Anselme Dorvaux")),
        ("Fot. Dorota Więcek", (None, "Dorota Więcek")),
        ("Beeld: Waterschap Groenedijk", (None, "Waterschap Groenedijk")),
        # running text
        ("Foto und Film sind erlaubt: Nur auf die Brücke darf niemand.", None),
        ("Foto: mehr braucht es nicht.", None),
        ("Quelle des Ärgers ist eine undichte Stelle.", None),
        ("Ihr Vorbild: die Fährleute von Brakesund", None),  # "bild:" inside a word
        ("Auf dem Foto: drei Fährleute", None),
        ("Das Copyright liegt bei der Stadt", None),
        ("Copyright reform passes second reading", None),
        ("Das Zeichen © steht seit langem für das Recht am Werk.", None),
        ("Foto:", None),
        (f"Foto: {'x' * 200}", None),
    ],
)
def test_a_credit_is_told_from_running_text(line, split):
    assert release.line_credit(line) == split


@pytest.mark.parametrize("line", ["###", "# # #", "***", "* * *", "-30-", "– 30 –", "– Ende –", "-- EINDE --", "ENDS", "(Fin)", "[Ende]", "*koniec*"])  # fmt: skip
def test_an_end_mark(line):
    assert release.is_end_mark(line)


@pytest.mark.parametrize("line", ["#1", "30", "Endlich", "Das Ende", "Finale", "Ende gut, alles gut", "*"])
def test_no_end_mark(line):
    assert not release.is_end_mark(line)


@pytest.mark.parametrize(
    "line",
    [
        "Sperrfrist: 3. Mai 2025, 10 Uhr",
        "SPERRFRIST: Redebeginn",
        "Achtung! Sperrfrist bis Montag",
        "EMBARGOED UNTIL 3 May 2025",
        "Strictly embargoed until noon",
        "Under embargo until 3 May",
        "Embargo: 3 May 2025",
        "Sous embargo jusqu'au 12 juin 2025",
        "Bajo embargo hasta el lunes",
        "Onder embargo tot maandag",
        "Not for release before 3 May",
        "Gesperrt bis 3. Mai 2025, 10 Uhr",
        "Embargo",
    ],
)
def test_an_embargo(line):
    assert release.is_embargo(line)


@pytest.mark.parametrize(
    "line",
    ["Embargo gegen Waffen verlängert", "Gesperrt bis Freitag: die Elbbrücke", "Sperrfristen werden abgeschafft"],
)
def test_a_headline_about_an_embargo_is_none(line):
    assert not release.is_embargo(line)


def test_a_headline_and_its_repetition_are_the_same_whatever_their_marks():
    assert release.folded("„Der Kran“ –  steht!") == release.folded('"der kran": STEHT')


HOSTILE = ("a", "1", " ", ".", "-", "–", "#", "*", "(", ")", "[", "/", "©", ":", "Foto ", "copyright ", "nr.", "1/", "n°", "+1 ", "@", "tel ", "embargo ", "3. Mai 2025 – ")  # fmt: skip
READERS = (
    release.is_end_mark,
    release.is_embargo,
    release.is_address,
    release.is_contact_heading,
    release.is_notice,
    release.line_credit,
    release.split_credit,
    release.folded,
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_mark_takes_long_to_be_read(piece):
    # 100 kB each: what backtracks would take minutes, and the test run would end
    for reader, last in product(READERS, ("", "!", "\x00")):
        reader(piece * (100_000 // len(piece)) + last)
