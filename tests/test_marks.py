"""Corrections and withdrawals, told from headlines that speak of them."""

import pytest

from feeder.parse.anatomy import marks

CORRECTIONS = [
    ("CORRECTING and REPLACING Acme opens a yard", "CORRECTING and REPLACING", None),
    ("/C O R R E C T I O N -- Acme/", "CORRECTION", None),
    ("CORRECTION - Acme opens a yard", "CORRECTION", None),
    ("Corrected: Acme opens a yard", "Corrected", None),
    ("Acme opens a yard (corrected)", "corrected", None),
    ("Correction to press release No 045", "Correction", "045"),
    ("*** KORREKTUR ***", "KORREKTUR", None),
    ("Korrektur: Die Fähre fährt öfter", "Korrektur", None),
    ("Achtung, Korrektur: Die Fähre fährt öfter", "Korrektur", None),
    ("Korrektur zur Pressemitteilung Nr. 12/2026", "Korrektur", "12/2026"),
    ("Korrektur zu Nr. 12/2026: Die Fähre fährt öfter", "Korrektur", "12/2026"),
    ("Berichtigung der Medienmitteilung vom 3. Mai", "Berichtigung", None),
    ("Rectificatif : le tramway roule la nuit", "Rectificatif", None),
    ("Rettifica: il porto riapre", "Rettifica", None),
    ("Errata corrige - Il porto riapre", "Errata corrige", None),
    ("Corrección: el cometa se aleja", "Corrección", None),
    ("Sprostowanie do komunikatu nr 12/2026", "Sprostowanie", "12/2026"),
    ("Rectificatie: de sluis gaat dicht", "Rectificatie", None),
    ("Rättelse: hamnen öppnar", "Rättelse", None),
    ("Oikaisu: satama avataan", "Oikaisu", None),
    ("Oprava: přístav se otevírá", "Oprava", None),
    ("Διόρθωση: το λιμάνι ανοίγει", "Διόρθωση", None),
    ("Исправление: порт открыт", "Исправление", None),
    ("訂正：港が開く", "訂正", None),
    ("更正：港口开放", "更正", None),
    ("【訂正】港が開く", "訂正", None),
    ("（訂正）港が開く", "訂正", None),
    ("〔訂正〕港が開く", "訂正", None),
    ("［訂正版］港が開く", "訂正版", None),
    ("港が開く（訂正）", "訂正", None),
    ("（訂正・数値データ訂正）決算短信", "訂正", None),
    ("【お詫びと訂正】港が開く", "お詫びと訂正", None),
    ("【更正】港口开放", "更正", None),
    ("〈정정〉 항구 개장", "정정", None),
    ("[정정] 항구 개장", "정정", None),
]

WITHDRAWALS = [
    "STORY WITHDRAWN",
    "MANDATORY KILL: Acme opens a yard",
    "KILL: Acme opens a yard",
    "WITHDRAWN: Acme opens a yard",
    "[Withdrawn] Acme opens a yard",
    "[Zurückgezogen] Die Fähre fährt öfter",
    "RETIRÉ : le tramway roule la nuit",
    "【撤回】港が開く",
    "〔取り下げ〕港が開く",
    "[철회] 항구 개장",
]


@pytest.mark.parametrize(("line", "kind", "corrects"), CORRECTIONS)
def test_a_correction_says_so_and_what_it_corrects(line, kind, corrects):
    assert marks.of_line(line) == marks.Mark(kind=kind, kind_code="correction", corrects=corrects)


@pytest.mark.parametrize("line", WITHDRAWALS)
def test_a_release_is_taken_back(line):
    found = marks.of_line(line)
    assert found
    assert found.kind_code == "withdrawal"


@pytest.mark.parametrize(
    "line",
    [
        "Offer for the yard at Hull (withdrawn)",
        "Angebot für die Werft (zurückgezogen)",
        "Corrections officer honoured in Hull",
        "Correction of the river begins",
        "Correction fluid recalled",
        "Correctional facility: a new wing",
        "Die Korrektur der Elbe",
        "Korrektur der Elbe: was es kostet",
        "Korrekturen am Haushalt",
        "Bessere Fahrpläne (Korrektur der Takte)",
        "Rectificatif budgétaire adopté",
        "Kill: the musical opens in Hull",
        "Skills: kill the noise",
        "Withdrawal: how the army left",
        "Zurückgezogen: Minister lässt Gesetz fallen",
        "Ingetrokken vergunning: wat nu?",
        "Meldung: Die Fähre fährt öfter",
        "Die Fähre fährt öfter",
        "",
    ],
)
def test_a_headline_that_speaks_of_one_is_none(line):
    assert marks.of_line(line) is None


@pytest.mark.parametrize(
    ("note", "code", "corrects"),
    [
        ("In an earlier version of this press release, the sum was wrong.", "correction", None),
        ("This release has been corrected: the yard opens in June.", "correction", None),
        ("Diese Pressemitteilung ersetzt die Fassung Nr. 12/2026 vom 3. Mai.", "correction", "12/2026"),
        ("In einer früheren Fassung dieser Mitteilung stand eine falsche Zahl.", "correction", None),
        ("Ce communiqué annule et remplace le précédent.", "correction", None),
        ("Este comunicado sustituye al enviado ayer.", "correction", None),
        ("Il presente comunicato sostituisce il precedente.", "correction", None),
        ("Dit persbericht vervangt het vorige.", "correction", None),
        ("This press release has been withdrawn.", "withdrawal", None),
        ("Diese Pressemitteilung wurde vom Absender zurückgezogen.", "withdrawal", None),
        ("Ten komunikat został wycofany.", "withdrawal", None),
    ],
)
def test_a_note_says_what_became_of_an_earlier_version(note, code, corrects):
    found = marks.of_notes(["Der Kran steht.", note])
    assert found
    assert (found.kind_code, found.corrects) == (code, corrects)


@pytest.mark.parametrize(
    "note",
    [
        "The court corrected an earlier statement of the witness.",
        "An earlier version of this ferry had two decks.",
        "Die Stadt ersetzt die Brücke; in einer früheren Fassung war sie aus Holz.",
        "The minister has withdrawn the bill.",
        "Das Embargo wurde zurückgezogen.",
    ],
)
def test_a_sentence_about_something_else_is_no_note(note):
    assert marks.of_notes([note]) is None


@pytest.mark.parametrize(
    "piece", ["C ", "a", "(", ": ", "*", "Korrektur ", "Korrektur zu ", "earlier version of this ", "– ", "/", "[a"]
)
def test_no_line_takes_long_to_be_read(piece):
    for end in ("", "!", ")"):
        text = piece * (100_000 // len(piece)) + end
        marks.of_line(text)
        marks.of_notes([text])
