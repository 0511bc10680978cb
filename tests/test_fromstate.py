"""A release of a page that shows nothing, from the state that its own program would draw it from."""

import json

import pytest

from feeder import extract
from feeder.model import Extraction

TITLE = "Der Kran am Nordkai hebt wieder Schiffe aus dem Dock"
LINES = [
    "Der Kran hebt seit dem Morgen Rümpfe aus dem Dock, und viele Gäste sehen ihm am Kai dabei zu, obwohl es regnet.",
    "Am Mittag lag das erste Schiff im Wasser; die Mannschaft hatte den Haken seit dem Winter nicht mehr gesehen.",
    "Die Werft rechnet damit, dass bis zum Sommer vier weitere Schiffe folgen, das größte davon aus dem Norden.",
    "Wer zusehen will, findet den besten Platz an der Mauer beim alten Speicher, gleich hinter der Haltestelle.",
]
TEXT = "".join(f"<p>{line}</p>" for line in LINES)
BLOCKS = [{"type": "p", "children": [{"text": line[:30], "bold": True}, {"text": line[30:]}]} for line in LINES]


def page(*scripts: str, title: str = f"{TITLE} | Werft", body: str = '<div id="root"></div>') -> Extraction:
    head = f'<title>{title}</title><meta property="og:title" content="{title}">'
    document = f'<html lang="de"><head>{head}</head><body>{body}{"".join(scripts)}</body></html>'
    return extract(document.encode(), "https://werft.example/presse/kran", media_type="text/html", shape="article")


def state(record: object) -> str:
    held = {"props": {"pageProps": {"menu": [{"title": "Start", "url": "/"}], "release": record}}}
    return f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(held)}</script>'


def streamed(record: object, text: str) -> str:
    """As Next.js streams it: the long text is a row of its own."""
    rows = f"1:{json.dumps(record)}\n2a:T{len(text.encode()):x},{text}"
    return f"<script>self.__next_f.push({json.dumps([1, rows])})</script>"


@pytest.mark.parametrize(
    "script",
    [
        state({"title": TITLE, "body": TEXT, "publishedAt": "2024-03-05T10:30:00+01:00"}),
        state({"headline": TITLE, "contentHtml": TEXT, "pubDate": "2024-03-05T10:30:00+01:00"}),
        state({"title": TITLE, "content": BLOCKS, "date": "2024-03-05T10:30:00+01:00"}),
        state({"title": TITLE, "text": "\n\n".join(LINES), "published": "2024-03-05T10:30:00+01:00"}),
        streamed({"title": TITLE, "content": "$2a", "publishedAt": "2024-03-05T10:30:00+01:00"}, TEXT),
    ],
)
def test_what_the_program_would_draw_is_read(script: str) -> None:
    found = page(script)
    (entry,) = found.entries
    assert (entry.title, str(entry.published), entry.language) == (TITLE, "2024-03-05T10:30:00+01:00", "de")
    assert (entry.text or "").split() == " ".join(LINES).split()
    assert (entry.content or "").count("<p>") == 4
    assert "read from the state of the page, as it shows nothing of it" in found.reasons


@pytest.mark.parametrize(
    "script",
    [
        state({"title": "Ein anderer Kran steht am Südkai und wartet", "body": TEXT}),  # another release
        state({"title": TITLE, "body": "<p>Kurz.</p>"}),  # a teaser
        state({"title": TITLE, "url": "/presse/kran"}),
        '<script type="application/json">{"title": </script>',
        "",
    ],
)
def test_what_is_not_this_release_is_not_taken_for_it(script: str) -> None:
    found = page(script)
    assert found.confidence < 0.3
    assert not found.entries[0].text


def test_what_a_page_shows_counts_before_its_state() -> None:
    shown = f"<main><article><h1>{TITLE}</h1><p>5. März 2024</p>{TEXT.replace('Kran', 'Bagger')}</article></main>"
    found = page(state({"title": TITLE, "body": TEXT}), body=shown)
    assert "Bagger" in (found.entries[0].text or "")


def test_a_login_is_not_gone_around() -> None:
    wall = '<main><h1>Anmelden</h1><form><input type="password"></form><p>Bitte melden Sie sich an.</p></main>'
    found = page(state({"title": "Anmelden", "body": TEXT}), title="Anmelden", body=wall)
    assert (found.instead, found.entries[0].text) == ("wall", None)


def test_markup_of_the_state_is_cleaned_as_any() -> None:
    found = page(state({"title": TITLE, "body": f"<script>alert(1)</script>{TEXT}<p onclick='x()'>Ende.</p>"}))
    assert "alert" not in str(found.entries[0].content)
    assert "onclick" not in str(found.entries[0].content)


def test_state_without_end_is_read_so_far() -> None:
    deep: object = {"title": TITLE, "body": TEXT}
    for _ in range(200):
        deep = {"text": [deep]}
    assert page(state({"title": TITLE, "content": deep})).entries


def test_state_that_holds_one_text_many_times_gives_it_once() -> None:
    """Nuxt numbers what it keeps: each level here holds the one below twice."""
    levels = 5
    held = [{"title": 1, "content": 2}, TITLE, *([n + 1, n + 1] for n in range(2, 2 + levels))]
    first = len(held) + 1
    held += [list(range(first, first + len(LINES))), *(f"<p>{line}</p>" for line in LINES)]
    script = f'<script type="application/json" id="__NUXT_DATA__">{json.dumps(held)}</script>'
    text = page(script).entries[0].text or ""
    assert [text.count(line) for line in LINES] == [1] * len(LINES)


@pytest.mark.parametrize("body", [[f"<p>{LINES[0]}</p>"] * 25_000, [LINES] * 6_000, "<p>Der Kran hebt.</p>" * 120_000])
def test_of_a_text_without_end_no_part_is_taken_for_the_release(body: object) -> None:
    found = page(state({"title": TITLE, "body": body}))
    assert (found.entries[0].text, found.instead) == (None, "program")


@pytest.mark.parametrize("odd", ["\ud800", "\x00", "\x1b", "\ufffe"])
def test_letters_that_no_text_has_harm_nothing(odd: str) -> None:
    found = page(state({"title": TITLE, "body": TEXT.replace("Kai", f"Kai{odd}"), "publishedAt": odd}))
    assert "Speicher" in (found.entries[0].text or "")
    (found.entries[0].content or "").encode()


def test_markup_of_the_state_has_the_depth_of_any_page() -> None:
    found = page(state({"title": TITLE, "body": "<div>" * 5000 + TEXT}))
    assert (found.entries[0].text, found.instead) == (None, "program")


WANTED = "<noscript>You need to enable JavaScript to run this app.</noscript>"
IN_MARKUP = "<noscript><p><strong>You need to enable JavaScript to run this app.</strong></p></noscript>"
MOUNT = '<div id="root"></div><script src="/app.js"></script>'


@pytest.mark.parametrize("notice", [WANTED, IN_MARKUP])
def test_a_frame_that_waits_for_its_program_says_so(notice: str) -> None:
    found = page(body=MOUNT + notice)
    assert (found.instead, found.confidence) == ("program", 0.1)
    assert "drawn by JavaScript" in found.reasons[0]
    assert found.entries[0].text is None


@pytest.mark.parametrize("notice", [WANTED, IN_MARKUP])
def test_that_javascript_is_wanted_does_not_hide_the_state(notice: str) -> None:
    found = page(state({"title": TITLE, "body": TEXT}), body=MOUNT + notice)
    assert "Speicher" in (found.entries[0].text or "")


def test_a_short_page_without_program_is_not_said_to_be_drawn() -> None:
    assert page(body=f"<main><h1>{TITLE}</h1><p>{LINES[0]} {LINES[1]}</p></main>").instead is None
