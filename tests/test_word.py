"""Word and OpenDocument texts, read as their word processors show them."""

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from papers import odt, zipped

from feeder import extract
from feeder.errors import ParseError
from feeder.parse.documents import zipped as packages

FERRY = "Die Fähre legt künftig alle zehn Minuten ab, sagte die Kreisverwaltung am Morgen in Winsemund. "
NAME = "Die Fähre fährt öfter"


def saved(document):
    body = io.BytesIO()
    document.save(body)
    return body.getvalue()


def read(body, name="release.docx", **told):
    return extract(body, name, timezone="Europe/Berlin", **told)


def entry(body, **told):
    (one,) = read(body, **told).entries
    return one


def written(*said, style=None):
    """A Word document of these paragraphs, each a text or (text, style)."""
    document = docx.Document()
    for one in said:
        text, named = one if isinstance(one, tuple) else (one, style)
        document.add_paragraph(text, named)
    return document


# The headline and what stands above it ------------------------------------------------------------------------------


def sized(text, size, *, bold=False):
    def add(document):
        run = document.add_paragraph().add_run(text)
        run.font.size, run.bold = Pt(size), bold

    return add


HEADLINES = {
    "the title's style": lambda document: document.add_paragraph(NAME, "Title"),
    "a heading of the first level": lambda document: document.add_heading(NAME, 1),
    "larger type": sized(NAME, 18),
    "bold type": sized(NAME, 11, bold=True),
    "nothing but its place": sized(NAME, 11),
}


@pytest.mark.parametrize("write", HEADLINES.values(), ids=HEADLINES)
def test_the_headline_is_what_is_set_as_one(write):
    document = written("Pressemitteilung Nr. 12/2025", "3. Mai 2025")
    write(document)
    document.add_paragraph(FERRY * 3)
    document.add_paragraph(FERRY * 2)
    one = entry(saved(document))
    assert (one.title, one.kind, one.number, str(one.published)) == (NAME, "Pressemitteilung", "12/2025", "2025-05-03")
    assert one.content == f"<p>{(FERRY * 3).strip()}</p><p>{(FERRY * 2).strip()}</p>"


def test_a_letterhead_in_larger_type_is_not_the_headline():
    document = docx.Document()
    sized("Kreisverwaltung", 28)(document)
    sized(NAME, 16, bold=True)(document)
    document.add_paragraph(FERRY * 3)
    assert entry(saved(document)).title == NAME


def test_the_head_of_the_pages_says_kind_and_date_and_nothing_else():
    document = written((NAME, "Title"), FERRY * 3)
    head = document.sections[0].header.paragraphs[0]
    head.text = "Kreis Winsemund\nMedienmitteilung\n3. Mai 2025"
    one = entry(saved(document))
    assert (one.kind, str(one.published), one.text) == ("Medienmitteilung", "2025-05-03", (FERRY * 3).strip())


def test_what_the_properties_say_counts_only_without_a_headline():
    document = written((NAME, "Title"), FERRY)
    document.core_properties.title = "Vorlage"
    assert entry(saved(document)).title == NAME
    document = written(f"{FERRY * 3}Und mehr. {FERRY * 2}")
    document.core_properties.title = "Neues von der Fähre"
    found = read(saved(document))
    assert found.entries[0].title == "Neues von der Fähre"
    assert found.entries[0].published is None
    assert "title as the properties of the document have it" in found.reasons


# The text -----------------------------------------------------------------------------------------------------------


def body_of(*said):
    return entry(saved(written((NAME, "Title"), FERRY, *said))).content.removeprefix(f"<p>{FERRY.strip()}</p>")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param([("Was es kostet", "Heading 2"), FERRY], f"<h2>Was es kostet</h2><p>{FERRY.strip()}</p>", id="heading"),
        pytest.param([("eins", "List Bullet"), ("zwei", "List Bullet"), FERRY], f"<ul><li>eins</li><li>zwei</li></ul><p>{FERRY.strip()}</p>", id="list"),
        pytest.param([("eins", "List Number"), ("zwei", "List Number")], "<ol><li>eins</li><li>zwei</li></ol>", id="numbered list"),
        pytest.param(["Zeile eins\nZeile zwei"], "<p>Zeile eins<br>Zeile zwei</p>", id="lines"),
        pytest.param(["", "  ", "###"], "", id="nothing, and an end mark"),
        pytest.param(["<b>& so</b>"], "<p>&lt;b&gt;&amp; so&lt;/b&gt;</p>", id="markup is text"),
    ],
)  # fmt: skip
def test_paragraphs_are_what_their_styles_say(said, expected):
    assert body_of(*said) == expected


def edited(change: Callable[[docx.document.Document], None]) -> str:
    document = written((NAME, "Title"), FERRY)
    change(document)
    return entry(saved(document)).content.removeprefix(f"<p>{FERRY.strip()}</p>")


def linked(document):
    paragraph = document.add_paragraph("Mehr ")
    target = document.part.relate_to("https://kreis.example/a?b=1&c", docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, is_external=True)  # fmt: skip
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), target)
    link.append(paragraph.add_run("dort")._r)
    paragraph._p.append(link)


def scripted(document):
    paragraph = document.add_paragraph("Mehr ")
    target = document.part.relate_to(
        "javascript:alert(1)", docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), target)
    link.append(paragraph.add_run("dort")._r)
    paragraph._p.append(link)


def tabled(document):
    table = document.add_table(2, 2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells), ("Jahr", "Gäste", "2024", "120"), strict=True
    ):
        cell.text = text


def framed(document):
    """A table of one column lays out what is in it."""
    document.add_table(1, 1).rows[0].cells[0].text = "Im Rahmen."


def tracked(document):
    paragraph = document.add_paragraph()
    for name, text, tag in (("w:del", "alt", "w:delText"), ("w:ins", "neu", "w:t")):
        change, run, said = OxmlElement(name), OxmlElement("w:r"), OxmlElement(tag)
        said.text = text
        run.append(said)
        change.append(run)
        paragraph._p.append(change)


def hidden(document):
    document.add_paragraph("Zu sehen").add_run(" nicht zu sehen").font.hidden = True


def broken(document):
    paragraph = document.add_paragraph("Seite eins")
    paragraph.add_run().add_break(WD_BREAK.PAGE)
    paragraph.add_run(" geht weiter")


def stressed(document):
    paragraph = document.add_paragraph("Ganz ")
    paragraph.add_run("wich").bold = True
    paragraph.add_run("tig").bold = True
    paragraph.add_run(" und ")
    paragraph.add_run("schräg").italic = True
    paragraph.add_run("2").font.superscript = True


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (linked, '<p>Mehr <a href="https://kreis.example/a?b=1&amp;c">dort</a></p>'),
        (scripted, "<p>Mehr dort</p>"),
        (tabled, "<table><tbody><tr><td>Jahr</td><td>Gäste</td></tr><tr><td>2024</td><td>120</td></tr></tbody></table>"),
        (framed, "<p>Im Rahmen.</p>"),
        (tracked, "<p>neu</p>"),
        (hidden, "<p>Zu sehen</p>"),
        (broken, "<p>Seite eins geht weiter</p>"),
        (stressed, "<p>Ganz <strong>wichtig</strong> und <em>schräg</em><sup>2</sup></p>"),
    ],
)  # fmt: skip
def test_the_text_is_what_a_reader_sees(change, expected):
    assert edited(change) == expected


def test_a_list_within_a_list_is_nested():
    assert body_of(("eins", "List Bullet"), ("darunter", "List Bullet 2"), ("zwei", "List Bullet")).count("<li>") == 3


def test_pictures_are_left_out_and_counted():
    document = written((NAME, "Title"), FERRY)
    document.add_picture(io.BytesIO(PNG))
    found = read(saved(document))
    assert found.entries[0].content == f"<p>{FERRY.strip()}</p>"
    assert "1 pictures left out" in found.reasons


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)

# OpenDocument -------------------------------------------------------------------------------------------------------

P = f"<text:p>{FERRY}</text:p>"


@pytest.mark.parametrize(
    "headline",
    [
        f'<text:p text:style-name="Title">{NAME}</text:p>',
        f'<text:h text:outline-level="1">{NAME}</text:h>',
        f'<text:p text:style-name="P1">{NAME}</text:p>',
        f'<text:p><text:span text:style-name="T1">{NAME}</text:span></text:p>',
        f"<text:p>{NAME}</text:p>",
    ],
)
def test_an_opendocument_text_is_read_as_a_word_document(headline):
    one = entry(odt(f"<text:p>Meldung</text:p>{headline}{P}", head="<text:p>3. Mai 2025</text:p>"), name="release.odt")
    assert (one.title, one.kind, str(one.published), one.content) == (
        NAME,
        "Meldung",
        "2025-05-03",
        f"<p>{FERRY.strip()}</p>",
    )


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param("<text:p>eins<text:line-break/>zwei<text:s text:c='99999999'/>drei</text:p>", "<p>eins<br>zwei drei</p>", id="breaks"),
        pytest.param("<text:list text:style-name='L1'><text:list-item><text:p>eins</text:p></text:list-item><text:list-item><text:p>zwei</text:p></text:list-item></text:list>", "<ol><li>eins</li><li>zwei</li></ol>", id="numbered"),
        pytest.param("<text:list text:style-name='L2'><text:list-item><text:p>eins</text:p></text:list-item></text:list>", "<ul><li>eins</li></ul>", id="list"),
        pytest.param("<text:p>Mehr <text:a xlink:href='https://kreis.example/'>dort</text:a>.</text:p>", '<p>Mehr <a href="https://kreis.example/">dort</a>.</p>', id="link"),
        pytest.param("<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>c</text:p></table:table-cell><table:table-cell/></table:table-row></table:table>", "<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td><td></td></tr></tbody></table>", id="table"),
        pytest.param("<text:tracked-changes><text:p>weg</text:p></text:tracked-changes><text:p>da<office:annotation><text:p>Notiz</text:p></office:annotation></text:p>", "<p>da</p>", id="no text"),
    ],
)  # fmt: skip
def test_the_text_of_an_opendocument_is_what_a_reader_sees(said, expected):
    content = entry(odt(f'<text:p text:style-name="Title">{NAME}</text:p>{P}{said}'), name="release.odt").content
    assert content == f"<p>{FERRY.strip()}</p>{expected}"


# What cannot be read ------------------------------------------------------------------------------------------------


def packed(**changed):
    """A Word document some of whose parts are others."""
    parts = zipfile.ZipFile(io.BytesIO(saved(written((NAME, "Title"), FERRY))))
    told = {name: parts.read(name) for name in parts.namelist()}
    return zipped({**told, **{name.replace("__", "/").replace("_xml", ".xml"): body for name, body in changed.items()}})


WORD = "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>{}</w:body></w:document>"
ENTITIES = "<!DOCTYPE a [<!ENTITY b 'x'>]>" + WORD.format("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>")
DEEP = WORD.format("<w:p>" + "<w:ins>" * 3000)


def encrypted():
    """The flag of the first part, in its own header and in the directory (APPNOTE.TXT 4.4.4)."""
    body = bytearray(zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        body[body.find(mark) + place] |= 1
    return bytes(body)


MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'


@pytest.mark.parametrize(
    ("body", "said"),
    [
        pytest.param(packed()[:900], "the document is broken; open it in its program", id="cut off"),
        pytest.param(b"PK\x03\x04" + b"garbage" * 99, "the document is broken; ", id="corrupt"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 99, "this is an old Word file, or one with a password; save it as .docx", id="old, or encrypted"),
        pytest.param(zipped({"a.txt": "a"}), "this ZIP file is neither a Word nor an OpenDocument text; give a .docx", id="any ZIP"),
        pytest.param(packed(word__document_xml="<w:document"), "the document is broken; ", id="no XML"),
        pytest.param(packed(word__document_xml=ENTITIES), "the document declares a document type", id="entities"),
        pytest.param(packed(word__document_xml=DEEP), "the document is broken; ", id="deep"),
        pytest.param(packed(word__document_xml=WORD.format("<w:p/>")), "the document holds no text", id="empty"),
        pytest.param(packed(word__document_xml=b" " * 40_000_000), "the document unpacks to more than 33,554,432 bytes; split it", id="bomb"),
        pytest.param(packed(word__document_xml=WORD.format("<w:p/>" * 600_000)), "it has more than 500,000 elements", id="many elements"),
        pytest.param(packed(word__document_xml=WORD.format(f"<w:p><w:r><w:t>{'a ' * 300_000}</w:t></w:r></w:p>")), "the document has 600,000 characters, 500,000 are read; split it", id="a book"),
        pytest.param(encrypted(), "the document is encrypted; save it without a password", id="encrypted part"),
        pytest.param(odt(P, **{"META-INF/manifest.xml": MANIFEST}), "the document is encrypted; ", id="encrypted text"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_in_one_line_with_what_to_do(body, said):
    with pytest.raises(ParseError) as told:
        read(body)
    assert str(told.value).startswith(f"release.docx: {said}")
    assert "\n" not in str(told.value)


def test_a_package_of_too_many_parts_is_not_opened(monkeypatch):
    monkeypatch.setattr(packages, "MOST_MEMBERS", 5)
    with pytest.raises(ParseError, match=r"the document has more than 5 parts; save it anew"):
        read(packed())


def test_pictures_are_never_unpacked(monkeypatch):
    """A bomb in a part that holds no text costs nothing."""
    monkeypatch.setattr(packages, "LARGEST", 2_000_000)
    assert entry(packed(**{"word/media/image1.png": b" " * 10_000_000})).title == NAME


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("https://port.example/download?id=7", None), ("https://port.example/a", "application/octet-stream"), ("a.txt", "text/plain"), ("https://port.example/a", "application/zip")],
)  # fmt: skip
def test_a_word_document_is_one_whatever_it_is_called(name, media_type):
    assert extract(packed(), name, media_type=media_type).entries[0].title == NAME
