"""The fields that the text of a release tells of itself, whatever it came as."""

from zoneinfo import ZoneInfo

import pytest

from feeder import extract
from feeder.model import Contact, Entry
from feeder.parse.anatomy import anatomy, sections

BERLIN = ZoneInfo("Europe/Berlin")
LEAD = "Tideway Ropes will train twelve splicers a year in a former sail loft on the east quay. The course lasts nine months."
BODY = "We have orders for three years and hands for one, the managing director told the harbour board on Tuesday morning. "
MORE = (
    BODY
    + "So the company stopped advertising and started teaching, which costs less and lasts longer than any campaign."
)
ABOUT = (
    "About Tideway Ropes",
    "Tideway Ropes has made mooring lines since 1902. It employs 140 people in Hull and Leith.",
)
CONTACT = "Media contact", "Una Threlkeld", "Head of Communications", "+44 1632 960 222", "press@tideway-ropes.example"
UNA = Contact(
    name="Una Threlkeld", role="Head of Communications", email="press@tideway-ropes.example", phone="+44 1632 960 222"
)


def written(*blocks):
    return "\n\n".join("\n".join(block) if isinstance(block, tuple) else block for block in blocks)


def spaced(*blocks):
    """Each line a paragraph: Markdown joins lines that follow each other."""
    return "\n\n".join("\n\n".join(block) if isinstance(block, tuple) else block for block in blocks)


def marked_up(*blocks):
    inner = ("<br>".join(block) if isinstance(block, tuple) else block for block in blocks)
    return "".join(f"<p>{one}</p>" for one in inner)


def read(text, **told):
    return anatomy.read(Entry(text=text, **told), zone=BERLIN, language="en")


PARTS = (f"HULL, May 3, 2025 – {LEAD}", MORE, "###", CONTACT, ABOUT)
FORMATS = [
    pytest.param("a.txt", f"PRESS RELEASE No 045\n\nA school for splicers\n\n{written(*PARTS)}\n", id="text"),
    pytest.param("a.md", f"---\ntitle: A school for splicers\nkind: Press release\nnumber: '045'\n---\n\n{spaced(*PARTS)}", id="markdown"),
    pytest.param("https://ropes.example/a.html", f"<!doctype html><title>A school for splicers</title><main><p>PRESS RELEASE No 045</p><h1>A school for splicers</h1>{marked_up(*PARTS)}</main>", id="page"),
    pytest.param("https://ropes.example/b.html", f"<!doctype html><title>A school for splicers</title><main><p>Press release</p><h1>A school for splicers</h1><p>No 045</p>{marked_up(*PARTS[:3], ABOUT)}</main><aside><h3>Media contact</h3><p>Una Threlkeld</p><p>Head of Communications</p><p>+44 1632 960 222</p><p><a href='mailto:press@tideway-ropes.example'>press@tideway-ropes.example</a></p></aside>", id="page with a box"),
]  # fmt: skip


@pytest.mark.parametrize(("url", "document"), FORMATS)
def test_whatever_a_release_comes_as_its_fields_are_the_same(url, document):
    shape = "article" if url.startswith("https") else "auto"
    (entry,) = extract(document.encode(), url, shape=shape, timezone="Europe/London").entries
    assert (entry.title, entry.kind_code, entry.number) == ("A school for splicers", "press_release", "045")
    assert (entry.dateline, str(entry.published)) == ("HULL, May 3, 2025", "2025-05-03")
    assert (entry.contacts, entry.boilerplate.split()) == ((UNA,), " ".join(ABOUT).split())
    assert entry.summary == LEAD
    assert f"HULL, May 3, 2025 – {LEAD}" in entry.text  # the text stays whole
    assert ABOUT[1] in entry.text


FEED = "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>T</title><item><title>Correction: A school</title><link>https://a.example/1</link>{}</item></channel></rss>"


def test_the_text_of_a_feed_tells_too():
    feed = FEED.format(f"<content:encoded><![CDATA[{marked_up(*PARTS)}]]></content:encoded>")
    (entry,) = extract(feed.encode(), "https://a.example/feed", timezone="Europe/London").entries
    assert (entry.dateline, entry.contacts, entry.status) == ("HULL, May 3, 2025", (UNA,), "corrected")


def test_what_a_feed_tells_of_a_release_begins_with_its_dateline_too():
    feed = FEED.format(f"<description>HULL, May 3, 2025 – {LEAD}</description>")
    (entry,) = extract(feed.encode(), "https://a.example/feed", timezone="Europe/London").entries
    assert (entry.dateline, entry.summary, entry.published) == ("HULL, May 3, 2025", LEAD, None)


def test_what_is_stated_in_fields_of_its_own_goes_before_the_text():
    stated = {"dateline": "Hull", "contacts": (Contact(name="Ada"),), "boilerplate": "Ropes.", "summary": "A school."}
    entry = read(written(*PARTS), **stated)
    assert {name: getattr(entry, name) for name in stated} == stated


# The summary --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("blocks", "summary"),
    [
        pytest.param([f"HULL, May 3, 2025 – {LEAD}"], LEAD, id="without the dateline"),
        pytest.param(["HULL, May 3, 2025", LEAD], LEAD, id="dateline on a line of its own"),
        pytest.param([f"/PRNewswire/ -- {LEAD}"], LEAD, id="without the wire"),
        pytest.param([CONTACT, LEAD], LEAD, id="below the contact"),
        pytest.param(["Embargoed until 3 May 2025, 10:00", LEAD], LEAD, id="below an embargo"),
        pytest.param(["Press release", LEAD], LEAD, id="below the kind"),
        pytest.param(["Photo: Corwin Bexhill", LEAD], LEAD, id="below a credit"),
        pytest.param(["“We have orders for three years and hands for one,” said Philippa Garrowby.", LEAD], LEAD, id="below a quotation"),
        pytest.param(["“We have orders for three years and hands for one,” said Philippa Garrowby."], "“We have orders for three years and hands for one,” said Philippa Garrowby.", id="of a quotation alone"),
        pytest.param(["A school", "for splicers", LEAD], LEAD, id="below headings"),
        pytest.param([CONTACT], None, id="of a contact alone"),
    ],
)  # fmt: skip
def test_the_summary_is_of_the_lead(blocks, summary):
    assert read(written(*blocks)).summary == summary


@pytest.mark.parametrize(
    ("given", "summary"),
    [
        ("A loft becomes a school.", "A loft becomes a school."),
        ("HULL, May 3, 2025 – A loft becomes a school.", "A loft becomes a school."),
        ("Media contact Una Threlkeld Head of Communications +44 1632 960 222 press@tideway-ropes.example", LEAD),
        ("About Tideway Ropes Tideway Ropes has made mooring lines since 1902. It employs 140 people in Hull.", LEAD),
        ("Press release", LEAD),
    ],
)
def test_a_summary_that_is_made_of_something_else_is_not_taken(given, summary):
    assert read(written(LEAD, MORE, CONTACT, ABOUT), summary=given).summary == summary


# The sections -------------------------------------------------------------------------------------------------------


def kinds(*blocks):
    return [block.kind for block in sections.read(written(*blocks)).blocks]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        pytest.param([LEAD, "ENDS", ABOUT, CONTACT], ["text", "end", "boilerplate", "contact"], id="end mark"),
        pytest.param([LEAD, ABOUT[0], ABOUT[1], MORE.replace("We", "They"), CONTACT], ["text", "boilerplate", "boilerplate", "boilerplate", "contact"], id="two paragraphs"),
        pytest.param([LEAD, *ABOUT, "Notes to editors", MORE], ["text", "boilerplate", "boilerplate", "notes", "notes"], id="notes"),
        pytest.param([LEAD, "Note aux rédactions", MORE, ABOUT], ["text", "notes", "notes", "boilerplate"], id="fr"),
        pytest.param([LEAD, "Hinweis an die Redaktionen:", MORE], ["text", "notes", "notes"], id="de"),
        pytest.param([LEAD, "編集者への注", MORE], ["text", "notes", "notes"], id="ja"),
        pytest.param([LEAD, "Media contact", "Una Threlkeld", "Tideway Ropes", "press@tideway-ropes.example", "Hull"], ["text", "contact", "contact", "contact", "contact", "text"], id="a contact of lines"),
        pytest.param([LEAD, *ABOUT, "What it costs", MORE], ["text"] * 5, id="the text goes on"),
        pytest.param([LEAD, "Media contact", MORE], ["text", "text", "text"], id="nobody can be asked"),
        pytest.param([LEAD, "About Acme", MORE], ["text", "text", "text"], id="of somebody else"),
        pytest.param([ABOUT], ["text"], id="nothing else"),
        pytest.param([], [], id="nothing"),
    ],
)  # fmt: skip
def test_what_stands_below_a_text_is_known_by_its_headings(blocks, expected):
    assert kinds(*blocks) == expected


# Corrections and withdrawals ----------------------------------------------------------------------------------------


def test_a_correction_keeps_the_kind_it_prints():
    entry = read(LEAD, title="Correction: A school", kind="Press release", kind_code="press_release")
    assert (entry.kind, entry.kind_code, entry.status) == ("Press release", "press_release", "corrected")


def test_a_correction_without_a_kind_is_of_its_own():
    entry = read(LEAD, title="Correction to press release No 045")
    assert (entry.kind, entry.kind_code, entry.status, entry.corrects) == (
        "Correction",
        "correction",
        "corrected",
        "045",
    )


def test_a_note_in_the_text_says_that_it_was_corrected():
    note = "In an earlier version of this press release (No 044) the number of places was wrong."
    entry = read(written(LEAD, MORE, note), title="A school")
    assert (entry.status, entry.kind_code, entry.corrects) == ("corrected", "correction", "044")


def test_a_release_that_is_taken_back_is_a_notice():
    entry = read(
        "This press release has been withdrawn.", title="A school", kind="Press release", kind_code="press_release"
    )
    assert (entry.kind_code, entry.status) == ("withdrawal", "live")


def test_a_long_text_that_speaks_of_a_withdrawal_is_none():
    assert read(written("This statement was withdrawn.", *[MORE] * 4), title="A school").kind_code is None


def test_what_is_held_stays_held():
    assert read(LEAD, title="Correction: A school", status="held").status == "held"


@pytest.mark.parametrize(
    "unit",
    ["About Acme\n\n", f"About Acme\nAcme is {'a' * 50}.\n\n", "Media contact\n\n", "a@b.example\n\n", "Ada Muster\n\n", "ENDS\n\n", "Notes to editors\n\n", "word ", "1 ", "„", "A\n"],
    ids=repr,
)  # fmt: skip
def test_no_text_takes_long_to_be_read(unit):
    entry = read("Ein Absatz.\n\n" + unit * (200_000 // len(unit)))
    assert entry.text
