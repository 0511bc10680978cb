"""Markdown releases: front matter in the words people use, the text as safe HTML."""

import pytest

from feeder import extract
from feeder.errors import ParseError


def read(text, **settings):
    (entry,) = extract(text.encode(), "release.md", timezone="Europe/Berlin", **settings).entries
    return entry


def yaml(*lines):
    return read("\n".join(("---", *lines, "---", "", "The crane stands.")))


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("title: The crane", "title", "The crane"),
        ("Titel: Der Kran", "title", "Der Kran"),
        ("title: 1984", "title", "1984"),
        ("title: 2025-05-03", "title", "2025-05-03"),
        ("title: Yes", "title", "Yes"),  # YAML 1.1 says true
        ('title: "Crane: up"', "title", "Crane: up"),
        ("title:", "title", None),
        ("title: null", "title", None),
        ("title: [a, b]", "title", None),
        ("kicker: <b>It</b> is back", "kicker", "<b>It</b> is back"),  # plain text, not markup
        ("kind: Meldung", "kind_code", "news"),
        ("kind: Hafenfunk", "kind", "Hafenfunk"),
        ("type: Press release", "kind_code", "press_release"),
        ("type: post", "kind", None),  # what many site generators call a page
        ("number: 0042", "number", "0042"),  # YAML 1.1 says 34
        ("number: 12:30", "number", "12:30"),  # YAML 1.1 says 750
        ("language: no", "language", "no"),  # YAML 1.1 says false
        ("lang: en_GB", "language", "en-GB"),
        ("language: English", "language", None),
        ("author: Una Threlkeld, Amos Tull", "authors", ("Una Threlkeld", "Amos Tull")),
        ("authors: [{name: Una Threlkeld}, Una Threlkeld]", "authors", ("Una Threlkeld",)),
        ("tags: [port, 2025]", "tags", ("port", "2025")),
        ("category: port", "tags", ("port",)),
        ("contact: {}", "contacts", ()),
        ("url: javascript:alert(1)", "url", None),
        ("url: https://port.example/crane", "url", "https://port.example/crane"),
        ("title: !!python/object/apply:os.system [id]", "title", None),
        ("title: !!python/name:os.system", "title", None),
    ],
)
def test_a_line_of_front_matter_says(line, field, value):
    assert getattr(yaml(line), field) == value


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("date: 2025-05-03", "2025-05-03"),
        ("Datum: 3. Mai 2025", "2025-05-03"),
        ("date: 2025-05-03T10:30:00+02:00", "2025-05-03T10:30:00+02:00"),
        ("date: 2025-05-03 10:30", "2025-05-03T10:30:00+02:00"),  # the source's zone
        ("date: 2025-05-03T08:30:00Z", "2025-05-03T08:30:00Z"),
        ("date: soon", "None"),
        ("date: 0001-01-01", "None"),
        ("date: [2025-05-03]", "None"),
        ("date: 2025-02-30", "None"),
    ],
)
def test_a_date_is_read_in_the_zone_it_states_or_that_of_the_source(line, published):
    assert str(yaml(line).published) == published


def test_toml_dates_are_dates_too():
    entry = read("+++\ndate = 2025-05-03T10:30:00\nupdated = 2025-05-04\nversion = 0001-01-01\n+++\nText.")
    assert (str(entry.published), str(entry.updated)) == ("2025-05-03T10:30:00+02:00", "2025-05-04")


@pytest.mark.parametrize(
    ("written", "name", "email"),
    [
        ("Una Threlkeld <press@port.example>", "Una Threlkeld", "press@port.example"),
        ("press@port.example", None, "press@port.example"),
        ("Una Threlkeld", "Una Threlkeld", None),
    ],
)
def test_a_contact_in_one_line_is_name_and_address(written, name, email):
    (contact,) = yaml(f"contact: {written}").contacts
    assert (contact.name, contact.email) == (name, email)


def test_front_matter_with_windows_line_ends_is_read():
    entry = read("---\r\ntitle: The crane\r\n---\r\nIt stands.\r\n")
    assert (entry.title, entry.content) == ("The crane", "<p>It stands.</p>")


def test_the_title_is_not_repeated_in_the_text():
    assert read("---\ntitle: The Crane!\n---\n# the crane\n\nIt stands.").content == "<p>It stands.</p>"
    assert read('---\ntitle: The crane\n---\n<h1 id="x">The crane</h1>\n\nIt stands.').content == "<p>It stands.</p>"


def test_a_heading_that_is_not_the_title_stays():
    assert read("---\ntitle: The crane\n---\n# Foreword\n\nIt stands.").content.startswith("<h2>Foreword</h2>")


def test_a_rule_at_the_top_is_no_front_matter():
    entry = read("---\n\nThe crane stands.\n\n---\n\nStill.")
    assert entry.text == "The crane stands.\n\nStill."


def test_place_and_date_may_open_the_text_instead():
    entry = read(
        "# The crane\n\n*Brakesund, 3 May 2025* – The crane stands where it stood in 1911, and will for years."
    )
    assert (entry.dateline, str(entry.published)) == ("Brakesund, 3 May 2025", "2025-05-03")


def test_a_day_named_in_the_first_sentence_is_no_date_of_publication():
    assert (
        read("# The crane\n\nThe crane was lit on 3 May 2025 – and nobody saw it, for it was noon in town.").published
        is None
    )


def test_a_draft_is_not_published():
    with pytest.raises(ParseError, match="draft"):
        yaml("title: The crane", "draft: true")
    assert yaml("title: The crane", "draft: false").title == "The crane"


def test_markup_in_the_text_can_do_no_harm():
    entry = read(
        'Look <script>alert(1)</script><img src="x" onerror="y()"><a href="data:x">here</a> [there](javascript:z)'
    )
    assert entry.content == "<p>Look here [there](javascript:z)</p>"


BOMB = ["a0: &a0 [lol]", *(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]" for level in range(1, 12))]
MERGED = [
    "a0: &a0 {x: y}",
    *(f"a{level}: &a{level} {{<<: [{', '.join([f'*a{level - 1}'] * 9)}]}}" for level in range(1, 12)),
]


@pytest.mark.parametrize("bomb", [BOMB, MERGED], ids=["aliases", "merged keys"])
def test_aliases_are_not_multiplied(bomb):
    assert yaml("title: The crane", *bomb).title == "The crane"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("---\ntitle: The crane\n\nIt stands.\n", id="YAML without end"),
        pytest.param('+++\ntitle = "The crane"\n\nIt stands.\n', id="TOML without end"),
        pytest.param("---\ntitle: The crane: up\n---\nIt stands.\n", id="colon without quotes"),
        pytest.param("+++\ntitle = The crane\n+++\nIt stands.\n", id="TOML without quotes"),
        pytest.param("---\na: &a [*a]\n---\nText\n", id="a list that holds itself"),
        pytest.param("---\n? [a]\n: b\n---\nText\n", id="a list for a key"),
        pytest.param("---\na: *b\n---\nText\n", id="unknown alias"),
        pytest.param(f"---\na: {'[' * 30_000}\n---\nText\n", id="YAML too deep"),
        pytest.param(f"+++\na = {'[' * 30_000}\n+++\nText\n", id="TOML too deep"),
        pytest.param(f"---\na: {'b' * 70_000}\n---\nText\n", id="too long"),
        pytest.param("---\nkey: 1\n---\n", id="nothing but a key"),
    ],
)
def test_what_is_not_front_matter_is_a_parse_error_that_names_the_document(text):
    with pytest.raises(ParseError, match=r"release\.md: "):
        read(text)


def lists(levels):
    return "\n".join(f"{'  ' * level}- word {level + 1}" for level in range(levels)).encode()


def test_nine_lists_in_each_other_keep_their_words():
    found = extract(lists(9), "release.md")
    assert "word 9" in found.entries[0].text
    assert not any("deeply" in reason for reason in found.reasons)


def test_of_a_hundred_lists_in_each_other_it_is_said_that_the_deepest_are_not_read():
    found = extract(lists(100), "release.md")
    assert "word 9" in found.entries[0].text
    assert "lists or quotations nested too deeply are not read" in found.reasons


@pytest.mark.parametrize("piece", ["[", "![", "*a_", "<a ", "&#", "|-", "> ", "- ", "[a]: b\n", "`a``", "<!--"])
def test_a_long_run_of_one_mark_is_read(piece):
    assert (
        extract(("word\n\n" + piece * (30_000 // len(piece))).encode(), "release.md").entries[0].text.startswith("word")
    )


def test_keys_that_are_not_read_are_named():
    found = extract(b"---\ntitle: x\nlayout: post\n---\nText", "release.md")
    assert 'front matter key "layout" is not read' in found.reasons
