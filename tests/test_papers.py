"""Whole documents as press offices hand them out, and what a careful editor makes of each: golden/papers/*.json.

After `pytest tests/test_papers.py --refresh-golden`, read the difference as that editor would.
"""

import io
import json
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import docx
import pytest
from papers import BOLD, HEADING, JAPANESE, LOGO, TEXT, TITLE, Pdf, japanese, mail, odt

from feeder import extract

GOLDEN = Path(__file__).parent / "golden" / "papers"
PAPERS: dict[str, Callable[[], bytes]] = {}


def paper(write: Callable[[], bytes]) -> Callable[[], bytes]:
    """`de_two_pages_pdf` is written as de-two-pages.pdf."""
    name, _, ending = write.__name__.rpartition("_")
    PAPERS[f"{name.replace('_', '-')}.{ending}"] = write
    return write


def saved(document: docx.document.Document) -> bytes:
    body = io.BytesIO()
    document.save(body)
    return body.getvalue()


# PDF ----------------------------------------------------------------------------------------------------------------


@paper
def de_letterhead_two_pages_pdf() -> bytes:
    def framed(made: Pdf, number: int) -> Pdf:
        made.line("Wasserverband Oberaue · Am Wehr 3 · 31999 Steinbrück", 60, 810, 7)
        return made.line(f"Seite {number} von 2", 480, 825, 7)

    lead = "Der Wasserverband Oberaue hat am Dienstag mit dem Umbau des Wehrs in Steinbrück begonnen. Fische sollen die Staustufe ab dem nächsten Frühjahr in beiden Richtungen überwinden können."
    first = framed(Pdf(title="Vorlage_PM_neu.dotx"), 1).flow(
        ("Wasserverband Oberaue", LOGO), ("Pressemitteilung Nr. 7/2025", BOLD), "Steinbrück, 14. Oktober 2025", ("Das Wehr in Steinbrück wird für Fische durchlässig", TITLE),
        (lead, BOLD), "Die Arbeiten kosten 2,4 Millionen Euro und dauern bis März. Der Fluss wird dafür über einen Graben geleitet, den eine Firma aus der Region im September ausgehoben hat.",
        ("Bauen bei Niedrigwasser", HEADING), "„Wir nutzen die Wochen, in denen die Aue am wenigsten Wasser führt“, sagte Verbandsvorsteherin Clara Beispiel. Der Radweg am Ufer bleibt offen.", top=60,
    ).page()  # fmt: skip
    return framed(first, 2).flow(
        "Im Sommer hatte der Verband die Pläne an drei Abenden vorgestellt. Rund 200 Menschen kamen.",
        "Pressekontakt<br/>Emil Muster<br/>Telefon 05099 1234-5<br/>presse@oberaue.example",
        ("Über den Wasserverband Oberaue", HEADING), "Der Wasserverband Oberaue pflegt 120 Kilometer Fluss und 14 Wehre. Ihm gehören neun Gemeinden an.",
    ).bytes()  # fmt: skip


@paper
def fr_two_columns_pdf() -> bytes:
    left = [
        "Le musée des Phares de Kerlanec rouvre ses portes samedi après deux ans de travaux. La grande lanterne de 1874, démontée pièce par pièce, a retrouvé sa place au sommet de l'escalier.",
        "L'atelier de Brest a nettoyé chacun des 412 prismes de verre. « Elle éclaire comme au premier soir », se réjouit la conservatrice, Anne Exemple.",
    ]
    right = [
        "L'entrée est gratuite le premier week-end. Les visites ont lieu toutes les heures entre dix heures et dix-huit heures, sans réservation.",
        "Une exposition raconte la vie des gardiens de phare, du premier feu de bois à la dernière relève.",
    ]
    made = Pdf().flow(
        ("COMMUNIQUÉ DE PRESSE", BOLD),
        "Kerlanec, le 4 avril 2025",
        ("Le musée des Phares rallume sa lanterne", TITLE),
        height=110,
    )
    made.flow(*left, left=60, top=180, width=215, height=300).flow(*right, left=315, top=180, width=215, height=300)
    return made.flow(
        ("Contact presse<br/>Luc Modèle<br/>Tél. : 02 99 00 00 00<br/>presse@phares.example", TEXT), top=420, height=100
    ).bytes()


@paper
def en_table_pdf() -> bytes:
    made = Pdf().flow(
        "NEWS RELEASE", "Contact: Bo Sample<br/>Phone: +44 20 7946 0000<br/>bo@canals.example", ("Canal freight grows for a third year", TITLE),
        "LOCKTON, 6 February 2026 - Barges carried more freight on the Lockton canals in 2025 than in any year since 1971, the Canal Board said.", "Timber and gravel made up most of it.", height=220,
    )  # fmt: skip
    for number, row in enumerate([("Cargo", "2024", "2025"), ("Timber", "41,000 t", "52,000 t"), ("Gravel", "120,000 t", "131,000 t"), ("Grain", "9,000 t", "8,500 t")]):  # fmt: skip
        made.line(row[0], 60, 300 + 15 * number).line(row[1], 200, 300 + 15 * number).line(
            row[2], 300, 300 + 15 * number
        )
    return made.flow(("About the Lockton Canal Board", HEADING), "The Canal Board looks after 340 kilometres of waterway and 96 locks.", "###", top=380, height=120).bytes()  # fmt: skip


@paper
def it_embargo_pdf() -> bytes:
    return Pdf().flow(
        ("COMUNICATO STAMPA", BOLD), ("EMBARGO fino al 12 marzo 2094, ore 11:00", BOLD), ("Scoperta una cisterna romana sotto il mercato di Trevessa", TITLE),
        "Trevessa, 10 marzo 2094 - Gli operai che rifanno il mercato coperto hanno trovato una cisterna romana lunga diciotto metri, in ottimo stato di conservazione.", "Sarà visitabile dall'estate, ha detto il sindaco.",
    ).bytes()  # fmt: skip


@paper
def ja_pdf() -> bytes:
    font = japanese()
    made = Pdf().line("プレスリリース", 60, 60, 10, font).line("2025年5月12日", 60, 80, 10, font)
    made.line("海辺の町に新しい図書館が開館します", 60, 115, 18, font)
    text = [
        "潮見町は来月一日、港の古い倉庫を改修した図書館を開館すると発表しました。蔵書は六万冊で、子ども",
        "向けの読書室と海の見える閲覧席を備えます。開館時間は午前九時から午後八時までで、月曜日は休館です。",
    ]
    return made.lines(text, 60, 150, leading=16, font=JAPANESE).bytes()


# Word ---------------------------------------------------------------------------------------------------------------


@paper
def de_lists_docx() -> bytes:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Stadtwerke Querbach\tMedieninformation"
    document.core_properties.title = "Vorlage Medieninfo"
    document.add_paragraph("Querbach, den 2. September 2025")
    document.add_paragraph("Nahwärme für die Altstadt", "Title")
    document.add_paragraph(
        "Die Stadtwerke Querbach versorgen ab Herbst 2026 rund 300 Häuser der Altstadt mit Wärme aus dem Fluss. Der Stadtrat stimmte dem Vorhaben am Montag zu."
    )
    document.add_heading("Was sich ändert", 2)
    for item in (
        "Die Leitungen kommen mit dem neuen Pflaster.",
        "Der Anschluss ist freiwillig.",
        "Wer anschließt, zahlt zehn Jahre lang denselben Preis.",
    ):
        document.add_paragraph(item, "List Bullet")
    table = document.add_table(2, 2)
    for cell, said in zip(
        (cell for row in table.rows for cell in row.cells), ("Haushalte", "300", "Leitungen", "4,2 km"), strict=True
    ):
        cell.text = said
    document.add_paragraph("Pressekontakt:\nFrieda Muster\nTelefon 09199 4711\npresse@stadtwerke.example")
    return saved(document)


@paper
def en_plain_docx() -> bytes:
    document = docx.Document()
    for said in ("For immediate release", "3 May 2025"):
        document.add_paragraph(said)
    document.add_paragraph().add_run("Allotment society plants its thousandth tree").bold = True
    document.add_paragraph(
        "WENHAM, 3 May 2025 - Members of the Marram Road allotment society planted their thousandth fruit tree on Saturday, a quince."
    )
    said = document.add_paragraph("“It took us ")
    said.add_run("twenty-six").italic = True
    said.add_run(" years,” said chair Lee Example, “and one very patient council.”")
    document.add_paragraph("ENDS")
    document.add_paragraph("Notes to editors: the society was founded in 1999.")
    return saved(document)


@paper
def pl_odt() -> bytes:
    return odt(
        '<text:p>Komunikat prasowy nr 4/2025</text:p><text:p>Orlin, 18 czerwca 2025 r.</text:p><text:p text:style-name="Title">Stara elewatornia stanie się domem kultury</text:p>'
        "<text:p>Rada miasta Orlin zdecydowała w środę, że dawna elewatornia przy nabrzeżu zostanie przebudowana na dom kultury. Prace ruszą wiosną i potrwają dwa lata.</text:p>"
        '<text:h text:outline-level="2">Co powstanie</text:h><text:list text:style-name="L1"><text:list-item><text:p>sala koncertowa na 400 miejsc</text:p></text:list-item><text:list-item><text:p>biblioteka i pracownie</text:p></text:list-item></text:list>'
        '<text:p>Więcej na <text:a xlink:href="https://orlin.example/elewatornia">stronie miasta</text:a>.</text:p>'
    )  # fmt: skip


@paper
def es_letterhead_odt() -> bytes:
    return odt(
        "<text:p>Valdemora, 21 de noviembre de 2025.- El Ayuntamiento de Valdemora estrenará en enero un autobús nocturno que unirá la estación con los barrios del norte cada media hora.</text:p><text:p>El billete costará lo mismo que de día, explicó la alcaldesa.</text:p>".replace("<text:p>", '<text:p text:style-name="P1">Un autobús cruzará Valdemora toda la noche</text:p><text:p>', 1),
        head="<text:p>Ayuntamiento de Valdemora</text:p><text:p>Nota de prensa</text:p>",
    )  # fmt: skip


# Mail ---------------------------------------------------------------------------------------------------------------


@paper
def nl_plain_eml() -> bytes:
    text = (
        "Beste redactie,\n\nGroenedijk, 9 maart 2026 - De provincie opent in april een fietspad over de oude spoordijk tussen\nGroenedijk en Maasveen. Het pad is twaalf kilometer lang en 's nachts verlicht.\n\n"
        "Schoolkinderen mogen er op 1 april als eersten overheen.\n\nNoot voor de redactie:\nInformatie bij Jan Voorbeeld, telefoon 010 000 00 00\n\n-- \nPersdienst provincie\nDit bericht is automatisch verstuurd\n"
    )  # fmt: skip
    return mail(
        text,
        Subject="Persbericht: Fietspad over de spoordijk opent in april",
        From="Persdienst <pers@provincie.example>",
        Date="Mon, 09 Mar 2026 08:30:00 +0100",
    )


@paper
def de_html_newsletter_eml() -> bytes:
    page = (
        '<html><body><div style="display:none">Der Zoo hat wieder Biber</div><table width="600"><tr><td><a href="https://zoo.example/online">Im Browser ansehen</a></td></tr><tr><td><img src="cid:logo"></td></tr>'
        "<tr><td><p>PRESSEINFORMATION</p><h1>Der Zoo Hainfeld hat wieder Biber</h1><p>Hainfeld, 5. August 2025 – Zwei junge Biber sind am Montag in die neue Anlage am Bach gezogen. Sie kamen aus einer Auffangstation.</p>"
        "<ul><li>Fütterung täglich um 15 Uhr</li><li>Eintritt wie bisher</li></ul><p>Zoodirektorin Ines Beispiel: „Nach acht Jahren Pause nagt es wieder.“</p></td></tr>"
        '<tr><td><p>Diese E-Mail ist vertraulich und nur für den Empfänger bestimmt.</p><p><a href="https://zoo.example/ab">Newsletter abbestellen</a></p><img src="https://zoo.example/p.gif" width="1" height="1"></td></tr></table></body></html>'
    )  # fmt: skip
    return mail(
        "Nur Text",
        page,
        Subject="[Presse-Verteiler] Der Zoo Hainfeld hat wieder Biber",
        From="Zoo Hainfeld Presse <presse@zoo.example>",
        Date="Tue, 05 Aug 2025 11:02:00 +0200",
    )


@paper
def sv_see_attached_eml() -> bytes:
    made = Pdf().flow(
        ("PRESSMEDDELANDE", BOLD), "20 januari 2026", ("Isvägen till Storön öppnar tidigare än någonsin", TITLE),
        "Trafikkontoret öppnade på tisdagen isvägen till Storön. Isen är fyrtio centimeter tjock, och bilar på upp till två ton får köra.", "I fjol öppnade vägen först den 11 februari. Färjan ligger kvar vid kaj till våren, säger kontorets chef Olle Exempel.", "Isvägen är nio kilometer lång.",
    )  # fmt: skip
    return mail(
        "Hej!\n\nSe bifogad fil.\n",
        None,
        ("isvagen.pdf", "application/pdf", made.bytes()),
        Subject="Pressmeddelande",
        From="Trafikkontoret <press@storon.example>",
        Date="Tue, 20 Jan 2026 09:00:00 +0100",
    )


@paper
def en_forwarded_correction_eml() -> bytes:
    text = (
        "FYI\n\n---------- Forwarded message ----------\nFrom: Harbour Trust <press@harbour.example>\nDate: Fri, 7 Nov 2025 14:05:00 +0000\nSubject: Correction: Lighthouse tours\nTo: desk@paper.example\n\n"
        "Correction: the lighthouse tours announced on 5 November begin on 1 December, not on 1 November.\n\nThe Harbour Trust opens the lighthouse at Skerry Point to visitors for the first time. Tickets cost four pounds.\n"
    )  # fmt: skip
    return mail(
        text,
        Subject="Fwd: Correction: Lighthouse tours start in December",
        From="Desk <desk@paper.example>",
        Date="Sat, 08 Nov 2025 09:00:00 +0000",
    )


@pytest.mark.parametrize("name", PAPERS)
def test_a_document_is_read_as_a_careful_editor_would(name: str, refresh: bool) -> None:
    expected, made = GOLDEN / f"{name}.json", PAPERS[name]()
    found = extract(made, name, timezone="Europe/Berlin").to_dict()
    told = [one.pop("size") for entry in found["entries"] for one in entry["attachments"]]
    assert told == sizes_of_attached(made)  # of what another reportlab makes otherwise
    if refresh:
        GOLDEN.mkdir(exist_ok=True)
        expected.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert found == json.loads(expected.read_text(encoding="utf-8"))


def sizes_of_attached(made: bytes) -> list[int]:
    """In bytes, as the standard library has them; no other document of ours has any."""
    if made.startswith((b"%PDF", b"PK")):
        return []
    attached = message_from_bytes(made, policy=default).iter_attachments()
    return [len(one.get_payload(decode=True)) for one in attached]


def test_every_golden_entry_has_its_document() -> None:
    assert {path.name.removesuffix(".json") for path in GOLDEN.glob("*.json")} == set(PAPERS)
