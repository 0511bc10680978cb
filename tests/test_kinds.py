"""What a press office calls a document, and its number, in the languages of the press."""

import pytest

from feeder.parse.anatomy import kinds


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
        ("COMMUNIQUE DE PRESSE", ("COMMUNIQUE DE PRESSE", "press_release")),  # capitals without accents
        ("ΔΕΛΤΙΟ ΤΥΠΟΥ", ("ΔΕΛΤΙΟ ΤΥΠΟΥ", "press_release")),
        ("Nota à imprensa", ("Nota à imprensa", "press_release")),
        ("Pressmeddelande", ("Pressmeddelande", "press_release")),
        ("Lehdistötiedote", ("Lehdistötiedote", "press_release")),
        ("Tisková zpráva č. 12", ("Tisková zpráva", "press_release")),
        ("Пресс-релиз", ("Пресс-релиз", "press_release")),
        ("Basın Bülteni", ("Basın Bülteni", "press_release")),
        ("【プレスリリース】", ("プレスリリース", "press_release")),
        ("新闻稿", ("新闻稿", "press_release")),
        ("보도자료", ("보도자료", "press_release")),
        ("بيان صحفي", ("بيان صحفي", "press_release")),
        ("Media advisory", ("Media advisory", "advisory")),
        ("MANDATORY KILL", ("MANDATORY KILL", "withdrawal")),
        ("Meldungen", None),  # a menu
        ("Meldung der Feuerwehr", None),  # a headline
        ("Redezeit", None),
        ("", None),
        ("Meldung " * 40, None),
    ],
)
def test_a_kind_is_a_line_of_nothing_else(line, kind):
    assert kinds.kind_of(line) == kind


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("Nr. 12/2025 vom 3. Mai 2025", "12/2025", "vom 3. Mai 2025"),
        ("No 7", "7", ""),
        ("n. 7/2025", "7/2025", ""),
        ("n° 2025-14", "2025-14", ""),
        ("#44.", "44", ""),
        ("12 / 25", "12/25", ""),
        ("Ref.: IP/26/1234", "IP/26/1234", ""),
        ("n.º 12/2026", "12/2026", ""),
        ("№ 45", "45", ""),
        ("č. 12", "12", ""),
        ("第12号", "12", ""),
        ("제2026-12호", "2026-12", ""),
        ("Ref: annual", None, "Ref: annual"),  # no digit
        ("vom 3. Mai 2025", None, "vom 3. Mai 2025"),  # a day is no number
        ("3/5/2025", None, "3/5/2025"),
        ("03.05.2025", None, "03.05.2025"),
        ("2025/05/03", None, "2025/05/03"),
        ("turno 3", None, "turno 3"),  # "no 3" inside a word
    ],
)
def test_a_number_is_taken_from_beside_a_kind_and_not_from_a_date(text, number, rest):
    assert kinds.split_number(text) == (number, rest)


@pytest.mark.parametrize(
    ("kicker", "lines", "told"),
    [
        (None, ["Pressemitteilung Nr. 12/2026"], ("Pressemitteilung", "press_release", "12/2026")),
        (None, ["Presse", "Pressemitteilung vom 3. Mai 2026"], ("Pressemitteilung", "press_release", None)),
        (None, ["24.01.2026 - Meldung - Energie im Hafen"], ("Meldung", "news", None)),
        (None, ["Meldung | 01.01.1601"], ("Meldung", "news", None)),  # no day that anybody believes
        (None, ["Meldung | Sport"], (None, None, None)),  # topics
        (None, ["Press release", "Ref.: IP/26/1234"], ("Press release", "press_release", "IP/26/1234")),
        ("Medienmitteilung der Hafendirektion", [], ("Medienmitteilung", "press_release", None)),
        ("Rede des Ministers", [], (None, None, None)),  # a headline
        (None, ["Home / News / Hafen"], (None, None, None)),  # where the page stands
        (None, ["Pressemitteilung", "3/12"], ("Pressemitteilung", "press_release", None)),  # pictures
        (None, ["No 045"], (None, None, None)),  # of what?
        (None, [], (None, None, None)),
    ],
)
def test_the_lines_by_a_headline_say_kind_and_number(kicker, lines, told):
    assert kinds.at_headline(kicker, lines) == told


HOSTILE = ("a", "1", " ", "/", "nr.", "1/", "n°", "ref", "ref: ", "Pressemitteilung ", "第", "№ ", "-")
READERS = (kinds.kind_of, kinds.leading_kind, kinds.kind_of_office, kinds.split_number, kinds.labelled_number)


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_line_takes_long_to_be_read(piece):
    for reader in READERS:
        for end in ("", "!", "\x00"):
            reader(piece * (100_000 // len(piece)) + end)
