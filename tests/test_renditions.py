"""One release in several formats is one entry, whatever comes first and whatever goes."""
# ruff: noqa: F811 - fixtures are arguments

import os
from dataclasses import replace
from pathlib import Path

import pytest
from papers import TITLE, Pdf, mail, odt
from test_pipeline import HOUR, Office, documents, folder, office  # noqa: F401

from feeder.decide import plan
from feeder.fetch import folder as folders
from feeder.model import Attachment, Document, Page

NAME = "Das Logbuch des Lotsen"
TEXT = (
    "Berlin, 3. Juni 2024 – Der Lotse führt sein Logbuch seit dem Herbst, und was darin steht, kann nun jeder lesen. "
    * 3
)
PDF = Pdf().flow((NAME, TITLE), TEXT).bytes()
FILES = {
    "log.txt": f"{NAME}\n\n{TEXT}".encode(),
    "log.md": f"# {NAME}\n\n{TEXT}".encode(),
    "log.html": f"<!doctype html><html><body><h1>{NAME}</h1><p>{TEXT}</p></body></html>".encode(),
    "log.eml": mail(TEXT, Subject=NAME),
    "log.odt": odt(f'<text:p text:style-name="Title">{NAME}</text:p><text:p>{TEXT}</text:p>'),
    "log.pdf": PDF,
}


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).write_bytes(FILES[name])


def told(office: Office) -> list[tuple[str, list[str]]]:
    return [(one.title, [each.title for each in one.attachments]) for one in office.entries]


@pytest.mark.parametrize("name", FILES)
def test_every_format_is_a_document(office: Office, folder: Path, name: str) -> None:
    put(folder, name)
    office.visit(documents(folder))
    assert told(office) == [(NAME, [])]


@pytest.mark.parametrize("text", ["log.txt", "log.md", "log.html", "log.eml", "log.odt"])
def test_a_text_and_its_pdf_are_one_entry(office: Office, folder: Path, text: str) -> None:
    put(folder, text, "log.pdf")
    office.visit(documents(folder))
    assert told(office) == [(NAME, ["log.pdf"])]
    assert [(each.type, each.size, each.url) for each in office.entries[0].attachments] == [
        ("application/pdf", len(PDF), None)
    ]


@pytest.mark.parametrize("first", ["log.txt", "log.pdf"])
@pytest.mark.parametrize("gone", ["log.txt", "log.pdf"])
def test_what_comes_later_is_attached_or_read_and_what_goes_takes_nothing_along(
    office: Office, folder: Path, first: str, gone: str
) -> None:
    put(folder, first)
    office.visit(documents(folder))
    (one,) = office.entries
    put(folder, "log.txt", "log.pdf")
    after = office.visit(documents(folder), after=HOUR)
    assert (after.created, after.withdrawn) == (0, 0)
    assert [(each.id, [part.title for part in each.attachments]) for each in office.entries] == [(one.id, ["log.pdf"])]
    (folder / gone).unlink()
    for _ in range(3):
        after = office.visit(documents(folder), after=HOUR)
        assert (after.created, after.withdrawn) == (0, 0)
    assert [(each.id, list(each.attachments)) for each in office.entries] == [(one.id, [])]
    put(folder, "log.txt", "log.pdf")
    office.visit(documents(folder), after=HOUR)
    assert [(each.id, each.title) for each in office.entries] == [(one.id, NAME)]


def test_when_both_go_the_entry_is_withdrawn_once(office: Office, folder: Path) -> None:
    put(folder, "log.txt", "log.pdf")
    office.visit(documents(folder))
    for name in ("log.txt", "log.pdf"):
        (folder / name).unlink()
    assert sum(office.visit(documents(folder), after=HOUR).withdrawn for _ in range(4)) == 1


def test_a_pdf_that_is_attached_is_an_update_and_one_that_is_touched_is_none(office: Office, folder: Path) -> None:
    put(folder, "log.txt")
    office.visit(documents(folder))
    put(folder, "log.pdf")
    assert office.visit(documents(folder), after=HOUR).updated == 1
    os.utime(folder / "log.pdf", (1, 1))
    assert office.visit(documents(folder), after=HOUR).updated == 0


def test_a_broken_document_is_told_and_leaves_the_others_alone(office: Office, folder: Path) -> None:
    put(folder, "log.txt")
    (folder / "a.pdf").write_bytes(b"%PDF-1.7 garbage")
    (folder / "b.docx").write_bytes(b"PK\x03\x04 garbage")
    (folder / "c.eml").write_bytes(b"garbage")
    after = office.visit(documents(folder))
    assert told(office) == [(NAME, [])]
    assert sorted(problem.partition(";")[0] for problem in after.errors) == [
        "a.pdf: the PDF is broken",
        "b.docx: the document is broken",
        "c.eml: this is no mail: it has none of the headers of one",
    ]


# Which files are one ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["a.txt", "a.pdf"], {"a.txt": ["a.pdf"]}),
        (["a.pdf", "a.html", "a.docx"], {"a.html": ["a.docx", "a.pdf"]}),
        (["a.PDF", "a.Docx"], {"a.Docx": ["a.PDF"]}),
        (["a.txt", "a.html", "a.pdf"], {"a.txt": [], "a.html": ["a.pdf"]}),
        (["a.txt", "b.pdf"], {"a.txt": [], "b.pdf": []}),
        (["a.txt", "x/a.pdf"], {"a.txt": [], "x/a.pdf": []}),
        (["a.de.txt", "a.en.pdf"], {"a.de.txt": [], "a.en.pdf": []}),
    ],
)
def test_files_of_one_name_are_one_where_one_of_them_is_a_print(
    tmp_path: Path, names: list[str], expected: dict[str, list[str]]
) -> None:
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("a")
    assert {file.key: [one.key for one in file.beside] for file in folders.scan(tmp_path).files} == expected


def page(key: str, url: str | None = None, missing: int = 0) -> Page:
    from datetime import UTC, datetime

    return Page(key=key, url=url or key, first_seen=datetime(2024, 5, 3, tzinfo=UTC), stamp="1", missing=missing)


@pytest.mark.parametrize(
    ("paths", "known", "expected"),
    [
        pytest.param({"a.txt": ["a.pdf"]}, [], {"a.txt": "a.txt"}, id="new"),
        pytest.param({"a.txt": ["a.pdf"]}, [page("a.pdf")], {"a.txt": "a.pdf"}, id="the PDF was first"),
        pytest.param({"a.txt": []}, [page("a.pdf", "a.txt")], {"a.txt": "a.pdf"}, id="the PDF went"),
        pytest.param({"a.pdf": []}, [page("a.txt")], {"a.pdf": "a.txt"}, id="the text went"),
        pytest.param({"a.pdf": []}, [page("a.txt", missing=3)], {"a.pdf": "a.pdf"}, id="withdrawn long ago"),
        pytest.param({"a.md": []}, [page("a.txt")], {"a.md": "a.md"}, id="texts are compared by what they say"),
        pytest.param({"a.txt": [], "a.pdf": []}, [page("a.txt"), page("a.pdf")], {"a.txt": "a.txt", "a.pdf": "a.pdf"}, id="two that were"),
        pytest.param({"a.txt": ["a.pdf", "a.docx"]}, [page("a.pdf"), page("a.docx")], {"a.txt": "a.pdf"}, id="of two one"),
    ],
)  # fmt: skip
def test_a_release_keeps_the_key_it_is_known_by(
    paths: dict[str, list[str]], known: list[Page], expected: dict[str, str]
) -> None:
    assert plan.keys_of_documents(paths, {one.key: one for one in known}) == expected


def test_what_lies_beside_a_document_is_part_of_it() -> None:
    """Else an upgrade of feeder at the same time would hide that it came."""
    from datetime import UTC, datetime

    alone = Document(url="a.txt", body=b"a", fetched_at=datetime(2024, 5, 3, tzinfo=UTC))
    assert replace(alone, beside=(Attachment(title="a.pdf", size=1),)).hash != alone.hash
    assert replace(alone, url="b.txt").hash == alone.hash
