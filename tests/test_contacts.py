"""Whom to ask: people and offices of contact blocks, and the numbers beside them that are no telephones."""

import pytest

from feeder.model import Contact
from feeder.parse.anatomy import contacts


def told(*lines):
    return [(one.name, one.role, one.email, one.phone) for one in contacts.read(lines)]


BLOCKS = [
    pytest.param(
        ["Media contact", "Una Threlkeld", "Tideway Ropes", "+44 1632 960 222", "press@tideway-ropes.example"],
        [("Una Threlkeld", None, "press@tideway-ropes.example", "+44 1632 960 222")],
        id="the house has the address",
    ),
    pytest.param(
        ["Pressekontakt", "Landkreis Winsemund", "Ole Marquart", "Telefon: 05199 5550-12", "presse@winsemund.example"],
        [("Ole Marquart", None, "presse@winsemund.example", "05199 5550-12")],
        id="a county is no person",
    ),
    pytest.param(
        ["Pressekontakt: Hafenwerk AG, Jonte Ahlers, Am Kai 5, 12345 Brakesund, Tel. 040 123456, Fax 040 123457, presse@hafenwerk.example"],
        [("Jonte Ahlers", None, "presse@hafenwerk.example", "040 123456")],
        id="on one line, with street, post code and fax",
    ),
    pytest.param(
        ["Kontakt", "Jonte Ahlers (Pressesprecher) | T: +49 40 669690 | jonte.ahlers@x.example", "Ada Muster, Referentin, +49 40 669691"],
        [("Jonte Ahlers", "Pressesprecher", "jonte.ahlers@x.example", "+49 40 669690"), ("Ada Muster", "Referentin", None, "+49 40 669691")],
        id="two people",
    ),
    pytest.param(
        ["Dr. Tim Löppe", "Pressesprecher Hafenwerk AG", "Tel.: 0211 77900 363", "Tim.Loeppe@hafenwerk.example"],
        [("Dr. Tim Löppe", "Pressesprecher Hafenwerk AG", "Tim.Loeppe@hafenwerk.example", "0211 77900 363")],
        id="title, role and umlaut",
    ),
    pytest.param(["Medienkontakt", "Pressestelle", "presse(at)hafenwerk.example"], [(None, "Pressestelle", "presse@hafenwerk.example", None)], id="an office"),
    pytest.param(["Más información", "Gabinete de prensa", "Teléfono: 900 000 123"], [(None, "Gabinete de prensa", None, "900 000 123")], id="es"),
    pytest.param(["Contact presse :", "Théo Lambrecq", "04 99 00 11 22"], [("Théo Lambrecq", None, None, "04 99 00 11 22")], id="fr"),
    pytest.param(["Ufficio stampa", "Ada Verdi", "Tel. 06 555 0101"], [("Ada Verdi", "Ufficio stampa", None, "06 555 0101")], id="it"),
    pytest.param(["Assessoria de imprensa", "Rui Valadares", "imprensa@porto-novo.example"], [("Rui Valadares", "Assessoria de imprensa", "imprensa@porto-novo.example", None)], id="pt"),
    pytest.param(["Kontakt dla mediów", "Dorota Więcek", "tel. 32 555 01 02"], [("Dorota Więcek", None, None, "32 555 01 02")], id="pl"),
    pytest.param(["Perscontact", "Joris van der Meulen", "woordvoerder", "tel. 020 555 0101"], [("Joris van der Meulen", "woordvoerder", None, "020 555 0101")], id="nl"),
    pytest.param(["Presskontakt", "Frida Ängslid, presschef", "070-555 01 01"], [("Frida Ängslid", "presschef", None, "070-555 01 01")], id="sv"),
    pytest.param(["Lisätietoja", "Aino Virta, viestintäpäällikkö, puh. 040 555 0101"], [("Aino Virta", "viestintäpäällikkö", None, "040 555 0101")], id="fi"),
    pytest.param(["Kontakt pro média", "Jana Dvorská, tisková mluvčí", "tel.: +420 555 010 101"], [("Jana Dvorská", "tisková mluvčí", None, "+420 555 010 101")], id="cs"),
    pytest.param(["Γραφείο Τύπου", "Κατερίνα Παπά", "τηλ. 210 1234567"], [("Κατερίνα Παπά", "Γραφείο Τύπου", None, "210 1234567")], id="el"),
    pytest.param(["Контакты для СМИ", "Анна Портова, пресс-секретарь", "тел.: +7 495 555-01-01"], [("Анна Портова", "пресс-секретарь", None, "+7 495 555-01-01")], id="ru"),
    pytest.param(["お問い合わせ先", "広報部", "担当：山田太郎", "TEL：03-1234-5678"], [("山田太郎", "広報部", None, "03-1234-5678")], id="ja"),
    pytest.param(["Jonte Ahlers", "Ada Muster", "presse@hafenwerk.example"], [(None, None, "presse@hafenwerk.example", None)], id="whose address it is, nobody knows"),
    pytest.param(["Jonte Ahlers", "Ada Muster", "ada.muster@hafenwerk.example"], [("Ada Muster", None, "ada.muster@hafenwerk.example", None)], id="the mail tells"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "people"), BLOCKS)
def test_a_block_tells_whom_to_ask(lines, people):
    assert told(*lines) == people


@pytest.mark.parametrize(
    "line",
    [
        "Spendenkonto: IBAN DE10 4405 0199 0212 1545 63",
        "Konto 4405 0199 021",
        "HRB 123456",
        "ISIN DE0001234567",
        "USt-IdNr. DE 123 456 789",
        "Fax: 040 123457",
        "Budget: 1.200.000 Euro",
        "0.120.000 €",
        "01 200 000 Euro",
        "1 200 000 tonnes",
        "2026-03-03",
        "Am 03.03.2026",
        "03.03.2026",
        "12345 Brakesund",
        "Postfach 10 20 30",
        "© 2024 2025",
        "Nr. 12/2026",
        "www.hafenwerk.example",
        "jonte@kai",
    ],
)
def test_a_number_of_another_kind_is_no_telephone(line):
    assert told(line) == []
    assert not contacts.has_address(line)


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("Pressekontakt", ""),
        ("Pressekontakt:", ""),
        ("### Media contacts", ""),
        ("For more information, please contact:", ""),
        ("Kontakt: a@x.example", "a@x.example"),
        ("Pressekontakt Hafenwerk AG", "Hafenwerk AG"),
        ("Kontakt dla mediów", ""),
        ("Lisätietoja antaa:", ""),
        ("お問い合わせ先", ""),
        ("Contact lenses for all", None),
        ("Contact with the harbour is lost.", None),
        ("Contacts in the City", None),
        ("Kontaktlinsen", None),
        ("Kontakt zum Mond", None),
        ("Press office opens in Leith", None),
        ("Rückfragen beantwortet Ole Marquart.", None),
        ("Die Ansprechpartner", None),
        ("", None),
    ],
)
def test_a_heading_announces_a_contact(line, rest):
    assert contacts.heading(line) == rest


def test_a_block_has_ten_contacts_at_most():
    assert len(contacts.read(f"a{one}@x.example" for one in range(1000))) == contacts.MOST


def test_the_same_contact_is_told_once():
    assert contacts.read(["a@x.example", "a@x.example"]) == (Contact(email="a@x.example"),)


@pytest.mark.parametrize(
    "piece", ["a", "1", "1 ", "+1", "(", "a@", "@a", "a.", "Tel ", "tel. 0", "A B ", ", ", "Kontakt ", "| ", "0 - "]
)
def test_no_line_takes_long_to_be_read(piece):
    for end in ("", "!", "@"):
        text = piece * (100_000 // len(piece)) + end
        contacts.read([text] * contacts.MOST_LINES)
        contacts.heading(text)
