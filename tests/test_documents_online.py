"""Releases that a press room puts on the web as documents: its list links them, and they are read as pages are."""
# ruff: noqa: F811 - fixtures are arguments

import io

import docx
import pytest
from newsroom.server import Answer, Call, Loopback
from papers import TITLE, Pdf
from test_pipeline import Office, office, source  # noqa: F401

from feeder.model import ListRule

TEXT = (
    "Berlin, 3. Juni 2024 – Der Lotse führt sein Logbuch seit dem Herbst, und was darin steht, kann nun jeder lesen. "
    * 3
)
PDF = Pdf().flow(("Das Logbuch des Lotsen", TITLE), TEXT).bytes()
SCAN = Pdf().picture().bytes()
LIST = """<!doctype html><html lang="de"><body><h1>Presse</h1><ul>
<li><a href="/a.pdf">Das Logbuch des Lotsen (PDF, 2 MB)</a> 3.6.2024</li>
<li><a href="/download?id=7">Der Kran am Kai</a> 2.6.2024</li>
<li><a href="/scan.pdf">Die alte Mole</a> 1.6.2024</li></ul></body></html>"""


def word() -> bytes:
    document, body = docx.Document(), io.BytesIO()
    document.add_heading("Der Kran am Kai", 1)
    document.add_paragraph(TEXT)
    document.save(body)
    return body.getvalue()


PAGES = {
    "/": Answer(headers={"Content-Type": "text/html"}, body=LIST.encode()),
    "/a.pdf": Answer(headers={"Content-Type": "application/pdf"}, body=PDF),
    "/download": Answer(headers={"Content-Type": "application/octet-stream"}, body=word()),
    "/scan.pdf": Answer(headers={"Content-Type": "application/pdf"}, body=SCAN),
}


FEED = """<rss version="2.0"><channel><title>Hafen</title><item><title>Der Kran am Kai</title><link>{0}/page</link>
<enclosure url="{0}/a.pdf" type="application/pdf" length="9"/><enclosure url="{0}/a.jpg" type="image/jpeg" length="9"/></item></channel></rss>"""
PAGE = f"<!doctype html><html lang=de><body><article><h1>Der Kran am Kai</h1><p>{TEXT}</p></article></body></html>"


def answer(call: Call) -> Answer:
    return PAGES.get(call.path.partition("?")[0], Answer(status=404))


@pytest.mark.parametrize("rule", [ListRule(items="li")])
def test_what_a_list_links_is_read_whatever_it_is_and_what_cannot_be_read_is_told(
    office: Office, rule: ListRule
) -> None:
    with Loopback(answer) as server:
        told = office.visit(source(f"{server.url}/", rule=rule))
        entries = {entry.title: entry for entry in office.entries}
    assert set(entries) == {"Das Logbuch des Lotsen", "Der Kran am Kai"}
    assert all(entry.text == TEXT.strip() for entry in entries.values())
    assert str(entries["Das Logbuch des Lotsen"].published) == "2024-06-03"
    (problem,) = told.errors
    assert problem.endswith(
        "/scan.pdf: its page is an image and feeder reads no scans; save it with its text (OCR), or put the text beside it"
    )


def test_a_document_that_only_the_list_names_is_attached_to_the_page(office: Office) -> None:
    def answered(call: Call) -> Answer:
        if call.path == "/page":
            return Answer(headers={"Content-Type": "text/html; charset=utf-8"}, body=PAGE.encode())
        feed = FEED.format(server.url).encode()
        return Answer(headers={"Content-Type": "application/rss+xml"}, body=feed)

    with Loopback(answered) as server:
        office.visit(source(f"{server.url}/feed", shape="feed"))
    (one,) = office.entries
    assert [each.url for each in one.attachments] == [f"{server.url}/a.pdf"]
