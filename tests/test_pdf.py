"""PDF releases, read as whoever holds the paper reads them. Whole documents stand in golden/papers/."""

import pytest
from papers import BOLD, HEADING, HEIGHT, LOGO, TEXT, TITLE, WIDTH, Pdf

from feeder import extract
from feeder.errors import ParseError
from feeder.parse.documents import hyphens, pdflayout, pdfpages
from feeder.parse.documents.pdfpages import Run

FERRY = "Die Fähre legt künftig alle zehn Minuten ab, sagte die Kreisverwaltung am Morgen in Winsemund. "
CRANE = "The crane was lifted ashore before noon, and the harbour master thanked the crew of the barge. "
NAME = "Die Fähre fährt öfter"


def read(paper, name="release.pdf", **told):
    body = paper if isinstance(paper, bytes) else paper.bytes()
    return extract(body, name, timezone="Europe/Berlin", **told)


def entry(paper, **told):
    (one,) = read(paper, **told).entries
    return one


def headed(*above, title=(NAME, TITLE), **told):
    return entry(Pdf(**told).flow(*above, title, FERRY * 4, FERRY * 3))


# The headline -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        pytest.param([], (None, None, None), id="nothing above"),
        pytest.param([("PRESSEMITTEILUNG", BOLD)], ("PRESSEMITTEILUNG", None, None), id="kind"),
        pytest.param([("Pressemitteilung", LOGO)], ("Pressemitteilung", None, None), id="a kind in the largest type"),
        pytest.param(["Pressemitteilung Nr. 12/2025", "3. Mai 2025"], ("Pressemitteilung", "12/2025", "2025-05-03"), id="number, date"),
        pytest.param([("HAFENWERK", LOGO), "Meldung", "Winsemund, 3. Mai 2025"], ("Meldung", None, "2025-05-03"), id="letterhead above the marks"),
        pytest.param([("Kreisverwaltung", LOGO)], (None, None, None), id="letterhead that the text names"),
        pytest.param([("Kreis Winsemund<br/>Kaiweg 1<br/>Telefon 040 123456", TEXT), "3. Mai 2025"], (None, None, "2025-05-03"), id="address"),
        pytest.param([("Sperrfrist: 3. Mai 2094, 10 Uhr", HEADING)], (None, None, None), id="embargo"),
    ],
)  # fmt: skip
def test_what_is_set_largest_is_the_headline_but_for_marks_and_letterheads(above, expected):
    one = headed(*above)
    assert one.title == NAME
    assert (one.kind, one.number, one.published and str(one.published)) == expected
    assert one.summary.startswith("Die Fähre legt künftig")


def test_a_headline_of_several_lines_is_one():
    long = "Neue Fähre nach Winsemund geht früher als geplant in Dienst und fährt dort ohne Abgase"
    assert headed(title=(long, TITLE)).title == long


def test_bold_type_of_the_same_size_is_a_headline():
    assert headed("Meldung", title=(NAME, BOLD)).title == NAME


def test_without_a_headline_the_first_line_counts_that_is_no_mark():
    assert headed("3. Mai 2025", title=(NAME, TEXT)).title == NAME


def test_a_short_line_above_the_headline_is_its_kicker():
    assert headed(("Neues von der Küste", BOLD)).kicker == "Neues von der Küste"


def test_a_bold_line_below_the_headline_is_its_kicker_too():
    one = entry(Pdf().flow((NAME, TITLE), ("Alle zehn Minuten geht es ab", BOLD), FERRY * 4))
    assert (one.title, one.kicker) == (NAME, "Alle zehn Minuten geht es ab")


def test_what_the_program_calls_the_file_is_no_headline_where_there_is_one():
    assert headed(title=(NAME, TITLE)).title == NAME
    said = entry(Pdf(title="Vorlage 2019").flow((NAME, TITLE), FERRY * 3))
    assert said.title == NAME


def test_the_date_of_the_file_is_not_that_of_the_release():
    assert b"/CreationDate" in Pdf().flow(FERRY).bytes()
    assert headed().published is None


# The text -----------------------------------------------------------------------------------------------------------


def test_lines_are_joined_and_paragraphs_stay_apart():
    assert headed().content == f"<p>{(FERRY * 4).strip()}</p><p>{(FERRY * 3).strip()}</p>"


def test_paragraphs_may_be_told_by_their_first_lines_alone():
    lines = [
        "   The crane was lifted ashore before noon, and the harbour master thanked",
        "the crew of the barge for what they had done in the night.",
        "   The barge left for the yard in the afternoon with the tide, as it was said",
        "by those who had seen it leave.",
    ]
    paper = Pdf()
    for number, line in enumerate(lines):
        paper.line(line.strip(), 60 + 12 * line.startswith(" "), 100 + 13 * number)
    assert entry(paper.line("A crane comes ashore", 60, 70, 16)).content.count("<p>") == 2


def test_columns_are_read_one_after_the_other():
    numbered = [f"{CRANE}Paragraph {number}." for number in range(8)]
    paper = Pdf().flow(("A crane comes ashore", TITLE), top=60, height=60)
    paper.flow(*numbered[:4], left=60, top=130, width=220, height=500)
    paper.flow(*numbered[4:], left=310, top=130, width=220, height=500)
    assert [line[-2] for line in entry(paper).text.split("\n\n")] == list("01234567")


def test_a_paragraph_that_goes_on_in_the_next_column_or_on_the_next_page_is_one():
    first, second = "The crane was lifted ashore before noon, and the", "harbour master thanked the crew of the barge."
    paper = Pdf().flow(("A crane comes ashore", TITLE), CRANE * 2).line(CRANE.strip() + " Then", 60, 760)
    paper.line(first, 60, 773).page().line(second, 60, 60).line("It was the last crane of the port.", 60, 110)
    assert f"{first} {second}" in entry(paper).text


def test_what_stands_beside_the_text_is_read_after_it():
    paper = Pdf().flow(("A crane comes ashore", TITLE), CRANE * 3, CRANE * 3, width=330)
    paper.lines(
        ["Port of Ellis", "Press office", "Ada Muster", "+44 20 1234567", "ada@port.example"],
        420,
        80,
        size=8,
        leading=10,
    )
    said = entry(paper).text
    assert said.startswith(CRANE)
    assert said.endswith("Port of Ellis\nPress office\nAda Muster\n+44 20 1234567\nada@port.example")


def test_a_table_is_read_row_by_row():
    rows = [("Cargo", "2024", "2025"), ("Containers", "1,200", "1,400"), ("Bulk", "300", "280"), ("Cars", "90", "110")]
    paper = Pdf().flow(("A crane comes ashore", TITLE), CRANE * 3)
    for number, row in enumerate(rows):
        for cell, left in zip(row, (60, 200, 300), strict=True):
            paper.line(cell, left, 200 + 14 * number)
    assert "<tr><td>Containers</td><td>1,200</td><td>1,400</td></tr>" in entry(paper).content


def test_items_are_a_list_and_go_on_in_their_next_line():
    paper = Pdf().flow(("A crane comes ashore", TITLE), CRANE * 2)
    paper.lines(
        ["•  its height of forty metres, which is more than any other crane of this coast has had so", "•  its age"],
        70,
        200,
        leading=26,
    )
    paper.line("far, and", 82, 213)
    content = entry(paper).content
    assert content.endswith("<ul><li>its height of forty metres, which is more than any other crane of this coast has had so far, and</li><li>its age</li></ul>")  # fmt: skip


def test_a_larger_or_bold_line_within_the_text_is_a_heading():
    content = entry(Pdf().flow((NAME, TITLE), FERRY * 3, ("Was es kostet", HEADING), FERRY * 3)).content
    assert "<h2>Was es kostet</h2><p>Die Fähre" in content


def test_lines_of_an_address_stay_lines():
    contact = "Pressekontakt<br/>Ada Muster<br/>Telefon +49 40 123456<br/>presse@kreis.example"
    content = entry(Pdf().flow((NAME, TITLE), FERRY * 3, contact)).content
    assert content.endswith("<p>Pressekontakt<br>Ada Muster<br>Telefon +49 40 123456<br>presse@kreis.example</p>")


def test_letters_that_are_set_apart_are_words():
    one = headed()
    paper = Pdf().flow((NAME, TITLE), FERRY * 3, top=120)
    paper.canvas.drawString(60, HEIGHT - 80, "MEDIEN MITTEILUNG", charSpace=6)
    assert (one.kind, entry(paper).kicker) == (None, "MEDIEN MITTEILUNG")


# What is on every page ----------------------------------------------------------------------------------------------


PARTS = ("", "Am Anfang:", "In der Mitte:", "Am Ende:")


def paged(number, pages):
    paper = Pdf()
    for page in range(1, pages + 1):
        paper.line("Kreis Winsemund – Presse", 60, 40, 8).line("Kaiweg 1 · 26000 Winsemund · Konto 123", 60, 800, 8)
        paper.line(number.format(page, pages), 300, 815, 8)
        paper.flow(*([(NAME, TITLE)] if page == 1 else []), f"{PARTS[page]} {FERRY * 3}")
        if page < pages:
            paper.page()
    return entry(paper)


@pytest.mark.parametrize(
    "number", ["Seite {} von {}", "– {} –", "{}", "{}/{}", "Page {} of {}", "{} | {}", "str. {} z {}"]
)
def test_headers_footers_and_page_numbers_are_no_text(number):
    assert paged(number, 3).content == "".join(f"<p>{part} {(FERRY * 3).strip()}</p>" for part in PARTS[1:])


def test_the_page_number_of_a_single_page_goes_too():
    assert entry(Pdf().flow((NAME, TITLE), FERRY * 3).line("Seite 1 von 1", 500, 815, 8)).text == (FERRY * 3).strip()


@pytest.mark.parametrize("last", ["Seite 7", "2025", "Preis: 1 Euro", "10"])
def test_a_last_line_that_is_no_page_number_stays(last):
    assert entry(Pdf().flow((NAME, TITLE), FERRY * 3).line(last, 60, 815)).text.endswith(last)


def test_a_page_that_is_there_twice_is_read_once():
    paper = Pdf()
    for _ in range(2):
        paper.flow((NAME, TITLE), FERRY * 3).page()
    assert entry(paper).content == f"<p>{(FERRY * 3).strip()}</p>"


def test_a_stamp_across_the_page_is_no_text():
    paper = Pdf().flow((NAME, TITLE), FERRY * 3)
    paper.canvas.rotate(45)
    assert "ENTWURF" not in entry(paper.line("ENTWURF", 300, 700, 60)).content


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_drawn_lying_is_read_as_it_is_shown(turn):
    paper = Pdf()
    paper.canvas.translate(WIDTH / 2, HEIGHT / 2)
    paper.canvas.rotate(turn)
    paper.canvas.translate(-WIDTH / 2, -HEIGHT / 2)
    paper.canvas.setPageRotation(turn)
    one = entry(paper.flow((NAME, TITLE), FERRY * 3, top=200, height=500))
    assert (one.title, one.text) == (NAME, (FERRY * 3).strip())


# Words that were broken ---------------------------------------------------------------------------------------------

BROKEN = [
    pytest.param(["die Fähr-", "schiffe"], "die Fährschiffe", id="made by the break"),
    pytest.param(["die Nord-", "Ostsee-Bahn"], "die Nord-Ostsee-Bahn", id="there before, as what follows is a name"),
    pytest.param(["Hafen-", "und Werftanlagen"], "Hafen- und Werftanlagen", id="stands for the end of the next word"),
    pytest.param(["in- en", "uitvoer"], "in- en uitvoer", id="within a line"),
    pytest.param(["die EU-", "weite Regel"], "die EU-weite Regel", id="behind an acronym"),
    pytest.param(["a self-", "propelled barge"], "a self-propelled barge", id="behind a word that keeps it"),
    pytest.param(["peut-", "être"], "peut-être", id="before a word that keeps it"),
    pytest.param(["a wind-", "power plant", "the wind-power plant is new"], "a wind-power plant the wind-power plant is new", id="as elsewhere"),
    pytest.param(["NEUE FÄHR-", "SCHIFFE"], "NEUE FÄHRSCHIFFE", id="capitals"),
    pytest.param(["2024-", "2025"], "2024-2025", id="figures"),
    pytest.param(["der Hafen –", "er ist neu"], "der Hafen – er ist neu", id="a dash is no hyphen"),
    pytest.param(["港湾局は", "発表した"], "港湾局は発表した", id="no spaces in Japanese"),
    pytest.param(["one", "two"], "one two", id="words"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), BROKEN)
def test_broken_words_are_put_together(lines, expected):
    assert hyphens.joined(lines, hyphens.words_of(lines)) == expected


def test_words_of_a_pdf_are_put_together():
    paper = Pdf().line("A crane comes ashore", 60, 70, 16)
    lines = [
        "The crane was lifted ashore before noon, and the harbour master thanked the bar-",
        "ge men who had done it in the night.",
    ]
    assert "the barge men" in entry(paper.lines(lines, 60, 100)).text


# What cannot be read ------------------------------------------------------------------------------------------------


def whole():
    return Pdf().flow((NAME, TITLE), FERRY * 3).bytes()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        pytest.param(Pdf().picture().page().picture().bytes(), "its 2 pages are images and feeder reads no scans; save it with its text (OCR), or put the text beside it", id="scan"),
        pytest.param(Pdf().picture().bytes(), "its page is an image and feeder reads no scans; ", id="scan of one page"),
        pytest.param(Pdf().bytes(), "the PDF holds no text; look at the file", id="empty page"),
        pytest.param(Pdf(password="geheim").flow(FERRY).bytes(), "the PDF is encrypted; save it without a password", id="encrypted"),
        pytest.param(b"%PDF-1.7\n" + b"garbage " * 99, "the PDF is broken; open it in a PDF reader and save it anew", id="corrupt"),
        pytest.param(whole()[:400], "the PDF is broken; ", id="cut off"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_in_one_line_with_what_to_do(body, said):
    with pytest.raises(ParseError) as told:
        read(body)
    assert str(told.value).startswith(f"release.pdf: {said}")
    assert "\n" not in str(told.value)


def test_a_scanned_page_among_others_is_told():
    found = read(Pdf().flow((NAME, TITLE), FERRY * 3).page().picture())
    assert "1 of 2 pages are images and not read" in found.reasons


def test_a_book_is_refused_with_figures():
    paper = Pdf()
    for _ in range(200):
        paper.page()
    with pytest.raises(ParseError, match="the PDF has 201 pages, 200 are read; split it"):
        read(paper)


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("https://port.example/download?id=7", None), ("https://port.example/a", "application/octet-stream"), ("https://port.example/a.html", "text/html"), ("a.txt", "text/plain"), ("https://port.example/a", "application/pdf")],
)  # fmt: skip
@pytest.mark.parametrize("shape", ["auto", "article"])
def test_a_pdf_is_one_whatever_it_is_called(name, media_type, shape):
    found = extract(whole(), name, media_type=media_type, shape=shape)
    assert (found.shape, found.entries[0].title) == ("article", NAME)


def test_a_page_that_is_called_pdf_is_a_page():
    page = b"<!doctype html><html><body><h1>Not found</h1><p>There is no such document here.</p></body></html>"
    assert extract(page, "https://port.example/a.pdf", media_type="text/html", shape="article").entries[0].title


def test_whom_to_ask_above_the_headline_is_kept_and_a_text_there_is_not_lost():
    one = headed("Contact: Bo Sample<br/>Phone: +1 202 555 0100<br/>bo@port.example")
    assert [contact.email for contact in one.contacts] == ["bo@port.example"]
    assert headed(CRANE * 3).text.startswith(CRANE)


# Other scripts, and what fonts do -----------------------------------------------------------------------------------


def run(text, left, width, top=100.0, height=10.0):
    return Run(text=text, left=left, right=left + width, top=top, bottom=top + height)


def test_both_letters_of_a_ligature_stand_where_it_does():
    here = run("f", 100, 5)
    assert pdfpages._goes_on(here, (100, 100, 105, 110), (100, 105), is_backward=False)
    assert not pdfpages._goes_on(here, (60, 100, 65, 110), (100, 105), is_backward=False)


def test_hebrew_goes_on_to_the_left_and_what_stands_right_is_read_first():
    assert pdfpages._goes_on(run("ש", 100, 5), (95, 100, 100, 110), (100, 105), is_backward=True)
    (region,) = pdflayout.regions([run("עולם", 100, 40), run("שלום", 300, 40)], 0)
    assert region.lines[0].text == "שלום עולם"
    columns = [run(f"{side} שורה של טקסט {row}", left, 180, 100 + 13 * row) for row in range(6) for side, left in (("שמאל", 50), ("ימין", 300))]  # fmt: skip
    assert pdflayout.regions(columns, 0)[0].lines[0].text.startswith("ימין")


def test_the_mark_of_an_item_belongs_to_the_text_beside_it():
    paper = Pdf().flow((NAME, TITLE), FERRY * 2)
    for row, text in enumerate(("der neue Anleger", "die alte Mole", "der Kran")):
        paper.line("•", 70, 200 + 20 * row).line(text, 90, 200 + 20 * row)
    assert entry(paper).content.endswith("<ul><li>der neue Anleger</li><li>die alte Mole</li><li>der Kran</li></ul>")


def test_a_page_number_may_be_off_by_as_much_on_each_page():
    paper = Pdf()
    for number in range(3):
        paper.flow(*([(NAME, TITLE)] if not number else []), f"{PARTS[number + 1]} {FERRY * 3}").line(
            str(number + 57), 300, 815, 8
        )
        paper.page()
    text = entry(paper).text
    assert not any(str(number) in text for number in (57, 58, 59))


BOX = b"/MediaBox [ 0 0 595 842 ]"


@pytest.mark.parametrize(
    ("page", "pages"),
    [
        pytest.param(b"", BOX, id="inherited from all pages"),
        pytest.param(b"", b"/MediaBox [ 0 0 1190 842 ]", id="inherited and larger than a letter"),
        pytest.param(b"/MediaBox [ 595 842 0 0 ]", b"", id="its corners the other way round"),
    ],
)
def test_all_that_is_shown_of_a_page_is_read_however_its_size_is_told(page, pages):
    paper = Pdf().line("A ferry for Winsemund", 60, 30, 20).flow(FERRY, top=60).bytes()
    assert BOX in paper
    paper = paper.replace(BOX, page).replace(b"/Type /Pages", b"/Type /Pages " + pages)
    assert entry(paper).title == "A ferry for Winsemund"
    assert entry(paper).text == FERRY.strip()
