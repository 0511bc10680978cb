"""Plain-text releases, read as a careful editor would. Whole documents stand in golden/documents/."""

import pytest

from feeder import extract
from feeder.errors import ParseError

BODY = "Die Fähre legt künftig alle zehn Minuten ab, sagte die Kreisverwaltung am Morgen in Winsemund."


def read(text, **settings):
    data = text if isinstance(text, bytes) else text.encode()
    (entry,) = extract(data, "release.txt", timezone="Europe/Berlin", **settings).entries
    return entry


def headed(*lines, **settings):
    """An entry with these lines above its only paragraph; "" is a blank line."""
    return read("\n".join((*lines, "", BODY)), **settings)


# The head -----------------------------------------------------------------------------------------------------------

HEADS = [
    pytest.param(["Meldung"], ("Meldung", None, None), id="kind"),
    pytest.param(["16.11.2020", "Meldung"], ("Meldung", None, "2020-11-16"), id="date above kind"),
    pytest.param(["Pressemitteilung", "", "Nr. 12/2025", "", "3. Mai 2025"], ("Pressemitteilung", "12/2025", "2025-05-03"), id="apart"),
    pytest.param(["Pressemitteilung Nr. 12/2025 vom 3. Mai 2025"], ("Pressemitteilung", "12/2025", "2025-05-03"), id="together"),
    pytest.param(["Pressemitteilung vom 3. Mai 2025"], ("Pressemitteilung", None, "2025-05-03"), id="a day is no number"),
    pytest.param(["Pressemitteilung 12/2025 | 3. Mai 2025"], ("Pressemitteilung", "12/2025", "2025-05-03"), id="parted by a bar"),
    pytest.param(["3. Mai 2025 | Meldung"], ("Meldung", None, "2025-05-03"), id="date first"),
    pytest.param(["Brakesund, den 3. Mai 2025"], (None, None, "2025-05-03"), id="place"),
    pytest.param(["3. Mai 2025, Brakesund"], (None, None, "2025-05-03"), id="place after the date"),
    pytest.param(["Brakesund | 03.05.2025"], (None, None, "2025-05-03"), id="place and bar"),
    pytest.param(["Erscheinungsdatum: 3. Mai 2025"], (None, None, "2025-05-03"), id="label"),
    pytest.param(["3. Mai 2025, 10:30 Uhr"], (None, None, "2025-05-03T10:30:00+02:00"), id="time in the source's zone"),
    pytest.param(["Meldung", "32.13.2025"], ("Meldung", None, None), id="digits that are no day are no headline"),
    pytest.param(["Meldung", "16.11.2020", "17.11.2020"], ("Meldung", None, "2020-11-16"), id="the first date counts"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), HEADS)
def test_the_lines_above_the_headline_say_kind_number_and_date(lines, expected):
    entry = headed(*lines, "", "Die Fähre fährt öfter")
    assert (entry.kind, entry.number, entry.published and str(entry.published)) == expected
    assert entry.title == "Die Fähre fährt öfter"


@pytest.mark.parametrize(
    "lines",
    [
        ["Die Fähre fährt öfter", "3. Mai 2025"],
        ["Die Fähre fährt öfter", "", "3. Mai 2025"],
        ["Die Fähre fährt öfter", "", "Meldung", "Brakesund, 3. Mai 2025"],
        ["Die Fähre fährt öfter", "", "Alle zehn Minuten geht es ab", "", "3. Mai 2025"],
    ],
)
def test_the_date_may_stand_below_the_headline(lines):
    entry = headed(*lines)
    assert (entry.title, str(entry.published)) == ("Die Fähre fährt öfter", "2025-05-03")
    assert entry.content == f"<p>{BODY}</p>"


@pytest.mark.parametrize(
    "title",
    [
        "Hafenfest am 5. Juli 2025",  # names a day
        "Report of 3 May 2025 on hedgehogs",  # begins like a kind
        "Bericht über die Fähre",
        "Statement des Landrats zum Unfall vom 3. Mai 2025",
        "Meldungen aus der Nacht",
        "Embargo gegen Waffen verlängert",
        "Was kostet die Fähre?",
        "Die Fähre fährt!",
        "Zu viel? Zu wenig! Der Streit um die Fähre",
        "„Wer ablegt, legt auch an“",
        "DIE FÄHRE FÄHRT ÖFTER",
        "3/4 der Gäste kommen zu Fuß",
        "1. Preis für die Fähre",
        "Nr. 1 der Fähren",
    ],
)
def test_a_headline_is_not_taken_for_a_mark(title):
    assert headed(title).title == title


@pytest.mark.parametrize(
    ("lines", "title", "kicker"),
    [
        pytest.param(["Titel hier", "", "Zeile darunter"], "Titel hier", "Zeile darunter", id="below"),
        pytest.param(["Titel hier", "Zeile darunter"], "Titel hier", "Zeile darunter", id="right below"),
        pytest.param(["Neuer Fahrplan:", "", "Titel hier"], "Titel hier", "Neuer Fahrplan", id="above with colon"),
        pytest.param(["Neuer Fahrplan:", "Titel hier"], "Titel hier", "Neuer Fahrplan", id="right above with colon"),
        pytest.param(
            ["Titel hier", "", "Dr. Muster übernimmt"], "Titel hier", "Dr. Muster übernimmt", id="abbreviation"
        ),
        pytest.param(["Titel", "=====", "", "Zeile darunter"], "Titel", "Zeile darunter", id="underlined title"),
        pytest.param(["=====", "Titel", "====="], "Titel", None, id="title between rules"),
        pytest.param(
            [
                "Die Fähre über die Aller legt künftig alle zehn Minuten",
                "Ab Juni auch an den Sonntagen ohne Unterbrechung",
            ],
            "Die Fähre über die Aller legt künftig alle zehn Minuten Ab Juni auch an den Sonntagen ohne Unterbrechung",
            None,
            id="wrapped headline",
        ),
        pytest.param(["THE FERRY RUNS", "EVERY TEN MINUTES"], "THE FERRY RUNS EVERY TEN MINUTES", None, id="capitals"),
    ],
)
def test_a_short_line_by_the_headline_is_its_kicker(lines, title, kicker):
    entry = headed(*lines)
    assert (entry.title, entry.kicker) == (title, kicker)
    assert entry.content == f"<p>{BODY}</p>"


def test_a_line_above_the_headline_is_its_kicker_where_the_text_repeats_the_headline():
    entry = read(
        f"Stadtwerke\n\nDas Freibad öffnet\n\n{BODY}\n\nDas Freibad öffnet\nDie Rutsche\n© Änne Größl\n\n{BODY}"
    )
    assert (entry.title, entry.kicker) == ("Das Freibad öffnet", "Stadtwerke")
    assert "Freibad" not in entry.text


def test_a_text_without_a_headline_has_none():
    entry = read(f"{BODY} Bisher waren es zwanzig.\n\nMehr folgt.")
    assert entry.title is None
    assert entry.summary == f"{BODY} Bisher waren es zwanzig."


def test_a_table_of_dates_is_no_head():
    assert "01.02.2025" in read("\n".join(["01.02.2025"] * 40)).text


@pytest.mark.parametrize(
    ("line", "embargo"),
    [
        ("Sperrfrist: 3. Mai 2025, 10:00 Uhr", "2025-05-03T10:00:00+02:00"),
        ("Gesperrt bis 3. Mai 2025", "2025-05-03"),
        ("Sperrfrist: Redebeginn", "None"),
        (
            "Sperrfrist: 3. Mai 2025, nach dem 2. Glockenschlag",
            "None",
        ),  # an hour that is not understood is not midnight
    ],
)
def test_an_embargo_is_kept_in_the_text_and_out_of_title_and_date(line, embargo):
    entry = headed("Meldung", line, "1. Mai 2025", "", "Die Fähre fährt öfter")
    assert (entry.title, str(entry.published), str(entry.embargo)) == ("Die Fähre fährt öfter", "2025-05-01", embargo)
    assert entry.content.startswith(f"<p>{line}</p>")


def test_a_dateline_dates_a_text_that_prints_no_other_date():
    entry = read("The ferry\n\nHULL, May 3, 2025 – The ferry leaves every ten minutes.")
    assert (entry.dateline, str(entry.published)) == ("HULL, May 3, 2025", "2025-05-03")


def test_the_date_line_goes_before_the_dateline():
    entry = read("4 May 2025\n\nThe ferry\n\nHULL, May 3, 2025 – The ferry leaves every ten minutes.")
    assert (entry.dateline, str(entry.published)) == ("HULL, May 3, 2025", "2025-05-04")


def test_a_day_in_the_first_sentence_is_no_date_of_publication():
    assert read("The ferry\n\nIt will be named on 3 May 2025 – all are welcome.").published is None


# The language -------------------------------------------------------------------------------------------------------


def test_the_operators_language_wins_over_what_the_text_looks_like():
    assert headed("Die Fähre").language == "de"
    assert headed("Die Fähre", language="nds").language == "nds"


def test_the_operators_language_says_how_dates_are_read():
    assert str(headed("05/11/2025", "", "Ferry", language="en-GB").published) == "2025-11-05"
    assert str(headed("05/11/2025", "", "Ferry", language="en-US").published) == "2025-05-11"


def test_a_date_that_can_be_read_two_ways_is_unknown_and_no_headline():
    entry = read(
        "Press release 05/11/2025\n\nThe ferry\n\nThe ferry will leave the quay every ten minutes from June, the county says."
    )
    assert (entry.title, entry.published, entry.number) == ("The ferry", None, None)


# The body -----------------------------------------------------------------------------------------------------------

LONG = "Der Landkreis verdoppelt vom ersten Juni an das Angebot der Fähre"
BODIES = [
    pytest.param("Was sich ändert\n\nViel.", "<h2>Was sich ändert</h2><p>Viel.</p>", id="heading"),
    pytest.param("Was sich ändert?\n\nViel.", "<h2>Was sich ändert?</h2><p>Viel.</p>", id="a question is a heading"),
    pytest.param("1. Was sich ändert\n\nViel.\n\n2. Was bleibt\n\nWenig.", "<h2>1. Was sich ändert</h2><p>Viel.</p><h2>2. Was bleibt</h2><p>Wenig.</p>", id="numbered headings"),
    pytest.param("Bericht\n\nViel.", "<h2>Bericht</h2><p>Viel.</p>", id="the word for a kind, as a heading"),
    pytest.param("„Viel mehr“\n\nViel.", "<h2>„Viel mehr“</h2><p>Viel.</p>", id="quotation as heading"),
    pytest.param("„Viel mehr.“\n\nViel.", "<p>„Viel mehr.“</p><p>Viel.</p>", id="a sentence that is quoted"),
    pytest.param("Es ist viel.\n\nViel.", "<p>Es ist viel.</p><p>Viel.</p>", id="a short sentence"),
    pytest.param("Was sich ändert\n---\nViel.", "<h2>Was sich ändert</h2><p>Viel.</p>", id="underlined right above its text"),
    pytest.param("Viel.\n\n-----\n\nMehr.", "<p>Viel.</p><p>Mehr.</p>", id="a rule parts"),
    pytest.param("Viel.\n\nDas ist alles", "<p>Viel.</p><p>Das ist alles</p>", id="the last line is no heading"),
    pytest.param(f"{LONG},\nund mehr.", f"<p>{LONG}, und mehr.</p>", id="wrapped lines"),
    pytest.param("Am Kai 5\nBrakesund\nkeine Post", "<p>Am Kai 5<br>Brakesund<br>keine Post</p>", id="line ends of an address"),
    pytest.param(f"Über uns\n{LONG}\nund mehr.", f"<p>Über uns<br>{LONG} und mehr.</p>", id="a short line above wrapped text"),
    pytest.param("Drei:\n- eins\n- zwei\n  und zwei", "<p>Drei:</p><ul><li>eins</li><li>zwei und zwei</li></ul>", id="list"),
    pytest.param("• eins\n\n• zwei\n\n• drei", "<ul><li>eins</li><li>zwei</li><li>drei</li></ul>", id="list with blank lines"),
    pytest.param("1. eins\n2. zwei", "<ol><li>eins</li><li>zwei</li></ol>", id="numbered list"),
    pytest.param("3) drei\n4) vier", '<ol start="3"><li>drei</li><li>vier</li></ol>', id="numbers go on"),
    pytest.param("– Ja.\n\n– Nein.", "<p>– Ja.</p><p>– Nein.</p>", id="dashes open speech"),
    pytest.param("> Ja.\n> Nein.", "<blockquote><p>Ja.<br>Nein.</p></blockquote>", id="quotation of a mail"),
    pytest.param("Viel.\n\n– Ende –\n\nNachsatz.", "<p>Viel.</p><p>Nachsatz.</p>", id="end mark"),
    pytest.param("a < b & <script>c</script>", "<p>a &lt; b &amp; &lt;script&gt;c&lt;/script&gt;</p>", id="markup is text"),
    pytest.param("Pressekontakt\n\nJonte Ahlers\n\nTelefon: +49 40 669690\n\npresse@x.example", "<h2>Pressekontakt</h2><p>Jonte Ahlers</p><p>Telefon: +49 40 669690</p><p>presse@x.example</p>", id="contact in lines of their own"),
    pytest.param("Kontakt: a@x.example\n\nViel.", "<p>Kontakt: a@x.example</p><p>Viel.</p>", id="an address is no heading"),
    pytest.param("Mehr: www.x.example\n\nViel.", "<p>Mehr: www.x.example</p><p>Viel.</p>", id="nor is a link"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "content"), BODIES)
def test_the_text_keeps_its_form(body, content):
    assert read(f"Titel\n\nEin Absatz.\n\n{body}").content == f"<p>Ein Absatz.</p>{content}"


@pytest.mark.parametrize(
    ("block", "caption", "credit"),
    [
        pytest.param("Der Kran\n© Änne Größl", "Der Kran", "Änne Größl", id="two lines"),
        pytest.param("Der Kran © Änne Größl", "Der Kran", "Änne Größl", id="one line"),
        pytest.param("Der Kran\n\nFoto: Änne Größl", "Der Kran", "Änne Größl", id="a blank line between"),
        pytest.param("Foto: Änne Größl\nDer Kran", "Der Kran", "Änne Größl", id="credit first"),
        pytest.param("© Änne Größl", None, "Änne Größl", id="no caption"),
        pytest.param("Titel\nDer Kran\n© Änne Größl\nTitel", "Der Kran", "Änne Größl", id="between headlines"),
        pytest.param("Der Kran (Photo credit: Änne Größl)", "Der Kran", "Änne Größl", id="in brackets"),
    ],
)
def test_a_caption_and_its_credit_are_a_picture(block, caption, credit):
    entry = read(f"Titel\n\nEin Absatz.\n\n{block}\n\nNoch ein Absatz.")
    assert (entry.image.caption, entry.image.credit) == (caption, credit)
    assert entry.content.count("<figure>") == 1
    assert entry.summary == "Ein Absatz."


@pytest.mark.parametrize(
    "block",
    [
        "Foto und Film sind erlaubt. Nur auf die Brücke darf niemand.",
        "Quelle: Hafenwerk",  # of the text
        "Fuente: Observatorio",
        "© 2025 Hafenwerk AG. Alle Rechte vorbehalten.",
        "Copyright 2025 Hafenwerk AG",
        "Pressekontakt\nFoto: auf Anfrage\npresse@x.example",
    ],
)
def test_what_only_speaks_of_photos_or_rights_is_no_picture(block):
    entry = read(f"Titel\n\nEin Absatz.\n\n{block}\n\nNoch ein Absatz.")
    assert entry.image is None
    assert "<h2>" not in entry.content


def test_two_credits_in_a_row_are_two_pictures():
    entry = read("Titel\n\nEin Absatz.\n\n© Änne Größl\n\n© Jörg Päßler\n\nNoch ein Absatz.")
    assert entry.image.credit == "Änne Größl"
    assert entry.content.count("<figure>") == 2


# The summary --------------------------------------------------------------------------------------------------------


def test_the_summary_is_the_first_paragraph_to_the_end_of_a_sentence():
    entry = read("Titel\n\n" + "Ein Satz von einiger Länge steht hier. " * 20)
    assert entry.summary.endswith("hier.")
    assert 200 < len(entry.summary) <= 300


def test_the_summary_is_never_the_contact_block():
    assert read("Titel\n\nPressekontakt\nJonte Ahlers\npresse@x.example").summary is None
    assert read("Titel\n\nJonte Ahlers\nTelefon +49 40 669690\n\nEin Absatz.").summary == "Ein Absatz."


# Bytes --------------------------------------------------------------------------------------------------------------

GERMAN = f"Die Fähre\n\n{BODY} „Öfter“ – für 2 €.\n"


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        pytest.param(GERMAN.encode(), None, id="UTF-8"),
        pytest.param(GERMAN.encode("utf-8-sig"), None, id="UTF-8 with byte order mark"),
        pytest.param(GERMAN.encode("utf-16"), None, id="UTF-16"),
        pytest.param(b"\xfe\xff" + GERMAN.encode("utf-16-be"), None, id="UTF-16 BE"),
        pytest.param(GERMAN.encode("cp1252"), None, id="Windows-1252"),
        pytest.param(GERMAN.encode("cp1252"), "text/plain; charset=iso-8859-1", id="Windows-1252 declared as Latin-1"),
        pytest.param(GERMAN.encode(), "text/plain; charset=iso-8859-1", id="UTF-8 declared as Latin-1"),
        pytest.param(GERMAN.encode("mac-roman"), "text/plain; charset=macintosh", id="declared"),
        pytest.param(GERMAN.encode(), "text/plain; charset=klingon", id="unknown charset"),
        pytest.param(GERMAN.replace("\n", "\r\n").encode(), None, id="Windows line ends"),
        pytest.param(GERMAN.replace("\n", "\r").encode(), None, id="old Macintosh line ends"),
        pytest.param(GERMAN.replace(" ", "\xa0").encode(), None, id="no-break spaces"),
        pytest.param(GERMAN.replace("Fähre", "F\u202eä\x00h\u200bre", 1).encode(), None, id="invisible characters"),
    ],
)
def test_every_charset_gives_the_same_text(body, media_type):
    entry = read(body, media_type=media_type)
    assert entry.title == "Die Fähre"
    assert entry.text == f"{BODY} „Öfter“ – für 2 €."


# Nothing, and too much ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title"), [("Die Fähre fährt nicht.", "Die Fähre fährt nicht."), ("Titel\n=====\n", "Titel")]
)
def test_a_document_of_one_line_is_a_title(text, title):
    entry = read(text)
    assert (entry.title, entry.text, entry.summary) == (title, "", None)


@pytest.mark.parametrize("text", ["Meldung", "16.11.2020\n", "###", "-----\n\n=====", "Meldung\n\n- Ende -"])
def test_marks_alone_are_no_release(text):
    with pytest.raises(ParseError, match="no text"):
        read(text)


@pytest.mark.parametrize(
    "unit",
    ["ab\n", "ab\n\n", "16.11.2020\n", "16.11.2020\n\n", "Meldung\n\n", "Embargo: 3 May\n", "© ab\n\n", "- ab\n\n", "ab\n---\n", "<b>\n", "Titel\n\n", "word "],
    ids=repr,
)  # fmt: skip
def test_a_document_of_many_lines_is_read_whole(unit):
    # in proportion to its length: were it by the square, the test run would end first
    many = 10_000
    entry = read("Titel\n\nEin Absatz.\n\n" + unit * many + "\nZuletzt.")
    assert entry.title == "Titel"
    assert entry.text.endswith("Zuletzt.")


def test_a_megabyte_without_a_line_end_is_one_paragraph():
    entry = read("x" * 1_000_000)
    assert (entry.title, len(entry.text)) == (None, 1_000_000)


def test_whom_to_ask_above_the_headline_is_none_of_it():
    entry = read(f"NEWS RELEASE\n\nContact: Bo Sample\nPhone: +1 202 555 0100\n\nThe ferry runs more often\n\n{BODY}\n")
    assert (entry.title, entry.kind) == ("The ferry runs more often", "NEWS RELEASE")
    assert entry.text.startswith(BODY)
    assert [contact.name for contact in entry.contacts] == ["Bo Sample"]
