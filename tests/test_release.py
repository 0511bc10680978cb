"""The marks by which a press office says what a document is, in the languages of the press."""

from itertools import product
from zoneinfo import ZoneInfo

import pytest

from feeder.parse import release

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Meldung", ("Meldung", "news")),
        ("PRESSEMITTEILUNG", ("PRESSEMITTEILUNG", "press_release")),
        ("Pressemitteilung Nr. 12/2025", ("Pressemitteilung", "press_release")),
        ("*** PRESS RELEASE ***", ("PRESS RELEASE", "press_release")),
        ("Communiqué de presse :", ("Communiqué de presse", "press_release")),
        ("Korrektur", ("Korrektur", "correction")),
        ("Rede", ("Rede", "speech")),
        ("Meldungen", None),  # a menu
        ("Meldung der Feuerwehr", None),  # a headline
        ("Redezeit", None),
        ("", None),
        ("Meldung " * 40, None),
    ],
)
def test_a_kind_is_a_line_of_nothing_else(line, kind):
    assert release.kind_of(line) == kind


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("Nr. 12/2025 vom 3. Mai 2025", "12/2025", "vom 3. Mai 2025"),
        ("No 7", "7", ""),
        ("n. 7/2025", "7/2025", ""),
        ("n° 2025-14", "2025-14", ""),
        ("#44.", "44", ""),
        ("12 / 25", "12/25", ""),
        ("vom 3. Mai 2025", None, "vom 3. Mai 2025"),  # a day is no number
        ("3/5/2025", None, "3/5/2025"),
        ("03.05.2025", None, "03.05.2025"),
        ("2025/05/03", None, "2025/05/03"),
        ("turno 3", None, "turno 3"),  # "no 3" inside a word
    ],
)
def test_a_number_is_taken_from_beside_a_kind_and_not_from_a_date(text, number, rest):
    assert release.split_number(text) == (number, rest)


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


@pytest.mark.parametrize(
    ("text", "dateline", "day"),
    [
        ("BERLIN, May 3, 2025 – The crane stands.", "BERLIN, May 3, 2025", "2025-05-03"),
        ("Berlin, 3. Mai 2025 - Der Kran steht.", "Berlin, 3. Mai 2025", "2025-05-03"),
        ("Altamedia, 9 de marzo de 2025.- La grúa", "Altamedia, 9 de marzo de 2025", "2025-03-09"),
        ("Lyon, le 12 juin 2025. La grue", "Lyon, le 12 juin 2025", "2025-06-12"),
        ("HULL, May 3, 2025 /Coastwire/ -- The crane", "HULL, May 3, 2025", "2025-05-03"),
        ("Brakesund, 3. Mai 2025 (hw) – Der Kran", "Brakesund, 3. Mai 2025", "2025-05-03"),
    ],
)
def test_a_dateline_opens_the_text(text, dateline, day):
    found = release.dateline_of(text, zone=BERLIN, language=None)
    assert found
    assert (found[0], str(found[1])) == (dateline, day)


@pytest.mark.parametrize(
    "text",
    [
        "Die Stadt feiert am 3. Mai 2025 – und alle sind eingeladen.",
        "Der Kran – er steht seit 1911 – wird gestrichen.",
        "Berlin – Der Kran steht.",
        "",
    ],
)
def test_a_sentence_that_names_a_day_has_no_dateline(text):
    assert release.dateline_of(text, zone=BERLIN, language="de") is None


def test_a_headline_and_its_repetition_are_the_same_whatever_their_marks():
    assert release.folded("„Der Kran“ –  steht!") == release.folded('"der kran": STEHT')


HOSTILE = ("a", "1", " ", ".", "-", "–", "#", "*", "(", ")", "[", "/", "©", ":", "Foto ", "copyright ", "nr.", "1/", "n°", "+1 ", "@", "tel ", "embargo ", "3. Mai 2025 – ")  # fmt: skip
READERS = (
    release.kind_of,
    release.leading_kind,
    release.split_number,
    release.is_end_mark,
    release.is_embargo,
    release.is_address,
    release.is_contact_heading,
    release.is_notice,
    release.line_credit,
    release.split_credit,
    release.folded,
    lambda text: release.dateline_of(text, zone=BERLIN, language="de"),
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_mark_takes_long_to_be_read(piece):
    # 100 kB each: what backtracks would take minutes, and the test run would end
    for reader, last in product(READERS, ("", "!", "\x00")):
        reader(piece * (100_000 // len(piece)) + last)
