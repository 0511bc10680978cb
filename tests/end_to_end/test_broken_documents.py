"""A folder of good and of broken documents: the good ones are published, and each broken one has a line of its own."""

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from driving import Desk
from papers import TITLE, Pdf, mail, odt, zipped

SAID = "The ferry leaves every ten minutes from Monday on, said the district of Winsemund this morning. " * 3
PDF = Pdf().flow(("A ferry as a PDF", TITLE), SAID).bytes()
HEAD = b"From: press@district.example\r\nSubject: A ferry in a mail\r\nMIME-Version: 1.0\r\n"


def word() -> bytes:
    document, body = docx.Document(), io.BytesIO()
    document.add_paragraph("A ferry in Word", "Title")
    document.add_paragraph(SAID)
    document.save(body)
    return body.getvalue()


def bomb() -> bytes:
    """A Word document of 30 kilobytes that unpacks to 40 megabytes."""
    relation = '<Relationship Id="1" Type="http://district.example/officeDocument" Target="document.xml"/>'
    main = f"<document><body><p><r><t>{'a' * 40_000_000}</t></r></p></body></document>"
    return zipped({"_rels/.rels": f"<Relationships>{relation}</Relationships>", "document.xml": main})


GOOD = {
    "plain.txt": f"A ferry in a text\n\n{SAID}".encode(),
    "windows.txt": f"Größer als je: eine Fähre für Winsemund\n\n{SAID}".encode("cp1252"),
    "marked.md": f"# A ferry in Markdown\n\n{SAID}".encode(),
    "page.html": f"<html><body><article><h1>A ferry on a page</h1><p>{SAID}</p></article></body></html>".encode(),
    "printed.pdf": PDF,
    "written.docx": word(),
    "open.odt": odt(f'<text:p text:style-name="Title">A ferry in OpenDocument</text:p><text:p>{SAID}</text:p>'),
    "sent.eml": mail(SAID, Subject="A ferry by mail"),
    "klingon.eml": HEAD.replace(b"in a mail", b"in Klingon") + b"Content-Type: text/plain; charset=klingon\r\n\r\n" + f"Größe: {SAID}".encode("cp1252"),
}  # fmt: skip
TITLES = {
    "A ferry in a text", "Größer als je: eine Fähre für Winsemund", "A ferry in Markdown", "A ferry on a page", "A ferry as a PDF",
    "A ferry in Word", "A ferry in OpenDocument", "A ferry by mail", "A ferry in Klingon",
}  # fmt: skip
#: Document → (its bytes, what is told of it).
BROKEN: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty-pdf.pdf": (lambda: b"", "the document is empty; look at the file, mend it or take it away"),
    "empty-word.docx": (lambda: b"", "the document is empty; look at the file, mend it or take it away"),
    "blank.txt": (lambda: b" \r\n", "the document is empty; look at the file, mend it or take it away"),
    "locked.pdf": (lambda: Pdf(password="geheim").line("A ferry", 60, 60).bytes(), "the PDF is encrypted; save it without a password"),
    "torn.pdf": (lambda: PDF[: len(PDF) // 3], "the PDF is broken; open it in a PDF reader and save it anew, or ask for another copy"),
    "scanned.pdf": (lambda: Pdf().picture().bytes(), "its page is an image and feeder reads no scans; save it with its text (OCR), or put the text beside it"),
    "cut.docx": (lambda: word()[:900], "the document is broken; open it in its program and save it anew, or ask for another copy"),
    "bomb.docx": (bomb, "the document unpacks to more than 33,554,432 bytes; split it"),
    "old.docx": (lambda: b"\xd0\xcf\x11\xe0" + b"x" * 900, "this is an old Word file, or one with a password; save it as .docx, without a password"),
    "parts.eml": (
        lambda: HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nPart\r\n" * 500,
        "the mail has more than 200 parts; it is left out; send it anew with less",
    ),
}  # fmt: skip
LARGE, TOO_LARGE = 100 * 2**20, "104,857,600 bytes are more than 10,000,000; raise [fetch] max_bytes if it is meant"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_broken_documents_are_a_line_each_and_leave_the_others_alone(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "sources" / "district"
    folder.mkdir(parents=True, exist_ok=True)
    for name, body in GOOD.items():
        (folder / name).write_bytes(body)
    for name, (write, _) in BROKEN.items():
        (folder / f"no-{name}").write_bytes(write())
    with (folder / "large.txt").open("wb") as large:
        large.truncate(LARGE)
    told = {f"district: no-{name}: {why}" for name, (_, why) in BROKEN.items()} | {f"district: large.txt: {TOO_LARGE}"}
    shown = desk.feeder("once", expect=1).splitlines()
    assert {line for line in shown if line.startswith("district: ")} == told
    assert {entry["title"] for entry in desk.entries("district")} == TITLES
