"""Release pages read by the template of their site: the same as in full, or in full."""

import re
from dataclasses import replace

import pytest
from lxml import html

from feeder import extract
from feeder.model import Extraction, Template
from feeder.parse.articles import article, layout, template, templates
from feeder.parse.lines import Line

SENTENCE = "Der Kran {n} hebt seit dem Morgen Rumpf {m} aus dem Dock, und viele Gäste sehen ihm dabei zu. "
SHARE = '<div class="share"><a href="https://netz.example/">Teilen</a> <a href="/mail">Weitersagen</a></div>'
ASIDE = '<div class="teasers"><p><a href="/presse/1">Das alte Dock liegt noch immer voller Schiffe</a></p></div>'
#: Headline, day and text, as sites set them.
LAYOUTS = {
    "marked up": '<main><article class="release"><h1>{title}</h1><time datetime="{iso}">{day}</time>'
    '<div class="text">{text}</div>{share}</article></main>{aside}',
    "by id": '<div id="content"><p class="date">{day}</p><h1>{title}</h1><div class="body">{text}{share}</div></div>'
    "<div id=side>{aside}</div>",
    "in rows": '<div class="row"><h2 class="title">{title}</h2><span class="meta">Veröffentlicht am {day}</span></div>'
    '<div class="row-text"><div class="copy">{share}{text}</div></div>{aside}',
    "flat": '<div class="news"><h1>{title}</h1><p class="when">{day}</p>{share}{text}</div>{aside}',
    "with its lead apart": '<div class="story"><h1>{title}</h1><p class="lead">'
    + SENTENCE.format(n=1, m=2) * 2
    + "</p>"
    '<div class="date">{day}</div><div class="copy">{text}</div>{share}</div>{aside}',
}


def url(n, host="werft"):
    return f"https://{host}.example/presse/meldung-{n}"


def page(layout="marked up", n=1, change=lambda markup: markup):
    title, text = f"Kran {n} hebt Schiff {n + 7} aus dem Dock", (SENTENCE.format(n=n, m=m) * 3 for m in range(n, n + 6))
    told = {"title": title, "day": f"{n + 1}. März 2024", "iso": f"2024-03-{n + 1:02}", "share": SHARE, "aside": ASIDE}
    main = LAYOUTS[layout].format(text="".join(f"<p>{one}</p>" for one in text), **told)
    menu = "".join(
        f'<li class="nav__item"><a href="/bereich/{number}">Bereich {number}</a></li>' for number in range(9)
    )
    head = f'<!doctype html><html lang="de"><head><meta charset="utf-8"><title>{title} | Werft</title></head>'
    body = f"<body><nav><ul>{menu}</ul></nav>{main}<footer><p>Werft am Kai</p></footer></body></html>"
    return (head + change(body)).encode()


def read(body, n, known=None, shape="article"):
    return extract(body, url(n), shape=shape, templates=known)


def said(found):
    """The entry, but for white space between the elements of its content."""
    (entry,) = found.entries
    return replace(entry, content=re.sub(r"\s*(<[^>]+>)\s*", r"\1", entry.content or ""))


def learned(layout="marked up", pages=3):
    known = ()
    for n in range(pages):
        known = templates.settled(known, read(page(layout, n), n, known))
    return known


@pytest.mark.parametrize("layout", LAYOUTS)
def test_after_three_pages_the_next_is_read_by_their_template_and_says_the_same(layout):
    again = read(page(layout, 9), 9, learned(layout))
    assert again.by_template
    assert again.unfit is None
    assert said(again) == said(read(page(layout, 9), 9))


def test_a_paragraph_that_is_set_otherwise_is_still_of_the_text():
    body = page(n=9, change=lambda markup: markup.replace("<p>", '<p class="boxed">', 1))
    assert read(body, 9, learned()).by_template
    assert said(read(body, 9, learned())) == said(read(body, 9))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_page_that_a_template_was_learned_of_says_the_same_by_it(layout):
    again = read(page(layout, 1), 1, learned(layout))
    assert again.by_template
    assert said(again) == said(read(page(layout, 1), 1))


def test_a_page_of_which_nobody_said_that_it_is_a_release_is_read_by_template_too():
    assert read(page(n=9), 9, learned(), shape="auto").by_template


def test_two_pages_are_no_proof():
    assert not read(page(n=9), 9, learned(pages=2)).by_template


def test_one_page_seen_three_times_is_no_proof():
    known = ()
    for _ in range(3):
        known = templates.settled(known, read(page(), 1, known))
    assert not read(page(n=9), 9, known).by_template


def test_nothing_is_learned_where_nobody_keeps_it():
    assert read(page(), 1).template is None


def test_a_template_of_another_host_is_not_tried():
    known = [replace(one, host="hafen.example") for one in learned()]
    again = read(page(n=9), 9, known)
    assert not again.by_template
    assert again.unfit is None


#: What may happen to one page of a layout; by template or in full, it says what it says in full.
CHANGES = {
    "more classes": lambda body: body.replace("<p>", '<p class="para wide">').replace('class="', 'class="x1 extra '),
    "an advertisement in the text": lambda body: body.replace(
        "</p><p>",
        '</p><div class="werbung"><p>Jetzt neue Taue kaufen, solange der Vorrat im Lager reicht</p></div><p>',
        1,
    ),
    "what was below stands above": lambda body: body.replace(ASIDE, "").replace("<nav>", ASIDE + "<nav>"),
    "a second box to share": lambda body: body.replace(SHARE, SHARE * 2),
    "an author": lambda body: body.replace("</h1>", "</h1><p>Von Ada Muster</p>").replace(
        "</h2>", "</h2><p>Von Ada Muster</p>"
    ),
    "two authors": lambda body: body.replace(
        "</h1>", "</h1><p class=author>Von Ada Muster und Jonte Ahlers</p>"
    ).replace("</h2>", "</h2><p class=author>Von Ada Muster und Jonte Ahlers</p>"),
    "its kind and number": lambda body: re.sub("<(h[12])", r"<p>Pressemitteilung Nr. 12/2024</p><\1", body, count=1),
    "another way to write its day": lambda body: body.replace("10. März 2024", "10.03.2024, 8:30 Uhr"),
    "a file": lambda body: body.replace("</p><p>", '</p><p>Mehr im <a href="/plan.PDF">Plan des Docks</a>.</p><p>', 1),
    "no box to share": lambda body: body.replace(SHARE, ""),
    "a menu more": lambda body: body.replace("<nav>", "<nav><p>Weitere Bereiche</p></nav><nav>"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_page_that_was_changed_says_what_it_says_in_full(layout, change):
    body = page(layout, 9, change)
    assert said(read(body, 9, learned(layout))) == said(read(body, 9))


#: What more one page may say beside its text.
FACTS = {
    "a picture with a caption": lambda body: body.replace(
        "<p>Der Kran",
        "<figure><img src=/kran.jpg><figcaption>Der Kran am Kai. Foto: Ada Muster</figcaption></figure><p>Der Kran",
        1,
    ),
    "whom to ask": lambda body: body.replace(
        ASIDE, "<div><p>Pressekontakt</p><p>Ada Muster</p><p>presse@werft.example</p></div>" + ASIDE
    ),
    "an embargo": lambda body: re.sub("<(h[12])", r"<p>Sperrfrist: 12. März 2024, 10 Uhr</p><\1", body, count=1),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("change", FACTS.values(), ids=FACTS)
def test_what_a_page_says_beside_its_text_is_heard_by_template_as_in_full(layout, change):
    body = page(layout, 9, change)
    quick, full = read(body, 9, learned(layout)).entries[0], read(body, 9).entries[0]
    assert replace(quick, content=None, text=None) == replace(full, content=None, text=None)


def test_a_page_in_another_language_is_told_as_that():
    sentence = (
        "The crane has been lifting hull {n} out of the dock since the morning, and many guests are watching it. "
    )
    english = "".join(f"<p>{sentence.format(n=n) * 3}</p>" for n in range(6))
    body = re.sub("<p>Der Kran.*</p>(?=</div>)", english, page(n=9).decode())
    again = read(body.encode(), 9, learned())
    assert again.by_template
    assert again.entries[0].language == "en"


def test_lines_that_told_nothing_are_known_again_but_not_those_with_a_figure_nor_what_fields_have():
    known = ()
    for n in range(3):
        body = page("flat", n, lambda markup: markup.replace("</h1>", "</h1><p>Von Ada Muster</p><p>Aus dem Hafen</p>"))
        known = templates.settled(known, read(body, n, known))
    (one,) = known
    assert "Aus dem Hafen" in one.silent
    assert not [line for line in one.silent if "Muster" in line or re.search(r"\d", line)]


def test_a_line_that_tells_something_on_a_later_page_is_silent_no_more():
    (one,) = learned("flat")
    body = page("flat", 9, lambda markup: markup.replace("</h1>", "</h1><p>Von Ada Muster</p>"))
    wrong = replace(one, silent=(*one.silent, "Von Ada Muster"), used=templates.TRUST)
    assert read(body, 9, [replace(wrong, used=0)]).entries[0].authors == ()
    again = read(body, 9, [wrong])
    assert again.entries[0].authors == ("Ada Muster",)
    assert "Von Ada Muster" not in templates.settled([wrong], again)[0].silent


def test_a_site_that_dates_nothing_has_a_template_too():
    undated = '<meta property="og:type" content="article"></head>'

    def body(n, day=""):
        markup = re.sub(r'<time datetime="[^"]*">[^<]*</time>', day, page(n=n).decode())
        return markup.replace("</head>", undated).encode()

    known = ()
    for n in range(3):
        known = templates.settled(known, read(body(n), n, known))
    assert [one.is_dated for one in known] == [False]
    again = read(body(9), 9, known)
    assert again.by_template
    assert again.entries[0].published is None
    dated = read(body(9, "<p>5. März 2024</p>"), 9, known)
    assert said(dated) == said(read(body(9, "<p>5. März 2024</p>"), 9))


#: What a template must not read, and why not.
DRIFTS = [
    pytest.param(
        lambda body: body.replace("release", "story").replace('class="text"', 'class="copy"'),
        '"div.text" of "div.text" is not there',
        id="a redesign",
    ),
    pytest.param(
        lambda body: body.replace('class="text"', 'class="text"></div><div class="text"'),
        '"div.text" of "div.text" is there more than once',
        id="a body in two parts",
    ),
    pytest.param(
        lambda body: body.replace("</article>", f"<p>{SENTENCE.format(n=1, m=2) * 4}</p>" * 3 + "</article>"),
        "there is more text outside the body than there was",
        id="text that stands elsewhere",
    ),
    pytest.param(
        lambda body: body.replace("Kran 9 hebt Schiff 16 aus dem Dock", "Frische Brötchen für alle Gäste"),
        "the headline is not what the page states as its title",
        id="a headline that nothing agrees with",
    ),
    pytest.param(
        lambda body: body.replace("10. März 2024", "").replace("2024-03-10", ""),
        "the date is not where it was",
        id="a page without its date",
    ),
    pytest.param(
        lambda body: body.replace("<p>", '<div class="hint">Nur für Gäste</div><p>', 1),
        '"div.hint" stands in the text, and did on no page before',
        id="something new in the text",
    ),
    pytest.param(
        lambda body: re.sub("<p>(Der Kran.*?)</p>", r'<p><a href="/presse">\1</a></p>', body),
        "the text is mostly links",
        id="a list of teasers",
    ),
    pytest.param(
        lambda body: body[: body.index("</p><p>") + 4] + "</div></article></main></body></html>",
        "the text is short",
        id="a teaser before a wall",
    ),
]


@pytest.mark.parametrize(("change", "why"), DRIFTS)
def test_what_is_not_as_before_is_read_in_full_and_told(change, why):
    again = read(page(n=9, change=change), 9, learned())
    assert not again.by_template
    assert again.unfit == f"the template of div.text does not fit: {why}"


def test_a_login_wall_at_the_address_of_a_release_is_told_as_that():
    wall = (
        "<html><head><title>Anmelden | Werft</title></head><body><main><article class=release><h1>Anmelden</h1>"
        "<div class=text><form><p>Bitte melden Sie sich an, um diesen Inhalt zu sehen.</p><input type=password></form>"
        "</div></article></main></body></html>"
    )
    again = read(wall.encode(), 9, learned())
    assert not again.by_template
    assert again.instead == "wall"
    assert again.unfit


def test_a_site_of_two_layouts_has_a_template_for_each():
    known = ()
    for n in range(3):
        for name in ("marked up", "flat"):
            told = extract(page(name, n), url(f"{name}-{n}"), shape="article", templates=known)
            known = templates.settled(known, told)
    assert len(known) == 2
    assert all(read(page(name, 9), 9, known).by_template for name in ("marked up", "flat"))


# --------------------------------------------------------------------------------------------------------- trust


def some(body="div.text", **told):
    return Template(**{"host": "werft.example", "body": body, "title": "h1", "proof": (url(body),), **told})


def seen(one=None, **told):
    return Extraction(shape="article", template=one, **told)


def test_each_use_counts_and_after_twenty_a_page_is_read_in_full():
    known = learned()
    for n in range(templates.TRUST):
        again = read(page(n=n), n, known)
        assert again.by_template
        known = templates.settled(known, again)
    again = read(page(n=25), 25, known)
    assert not again.by_template
    assert templates.settled(known, again)[0].used == 0


def test_a_template_that_a_full_reading_proves_wrong_goes():
    (one,) = learned()
    wrong = replace(one, kept=(), left_out=("p.extra",), used=templates.TRUST)
    more = SENTENCE.format(n=4, m=5) * 5
    body = page(n=9, change=lambda markup: markup.replace("</p></div>", f'</p><p class="extra">{more}</p></div>'))
    again = read(body, 9, [wrong])
    assert again.refuted == (wrong,)
    assert wrong.left_out not in [one.left_out for one in templates.settled([wrong], again)]


def test_what_was_kept_and_left_out_on_different_pages_stays_in_doubt_for_none():
    """It is kept: a page that has it as something else is found out by the next full reading."""
    place = html.fragment_fromstring('<div><p class="note">Ein Hinweis</p></div>')
    assert not template._is_left_out(place[0], frozenset({"p.note"}), frozenset({"p.note"}))


def test_no_more_than_four_layouts_of_a_host_are_known():
    known = ()
    for name in "abcdef":
        known = templates.settled(known, seen(some(f"div.{name}")))
    assert [one.body for one in known] == ["div.f", *(one.body for one in known[1:])]
    assert len(known) == templates.MOST


def test_a_layout_that_no_page_has_any_more_goes():
    known = (some("div.old", pages=50),)
    for n in range(10):
        known = templates.settled(known, seen(some("div.new", proof=(url(n),))))
    assert [one.body for one in known] == ["div.new"]


def test_what_is_known_of_other_hosts_stays():
    other = some(host="hafen.example")
    assert templates.settled([other], seen(some("div.a"))) == (some("div.a"), other)


def test_a_page_that_teaches_nothing_changes_nothing():
    assert templates.settled([some()], seen()) == (some(),)


# --------------------------------------------------------------------------------------------------------- paths


@pytest.mark.parametrize(
    ("markup", "path"),
    [
        ('<div class="text">@</div>', "div.text"),
        ('<div id="content">@</div>', "div#content"),
        ('<article id="post-4711" class="post-4711 release">@</article>', "article.release"),
        ('<div class="css-1x8b"><section>@</section></div>', "section"),
        ('<div class="text">a</div><main><div class="text">@</div></main>', "main div.text"),
        ('<div class="text">a</div><div id="a9"><div class="text">@</div></div>', None),
        ('<div class="is-active">@</div><div></div>', None),
        ('<h1 class="heading big">@</h1>', "h1"),
        ('<h1>a</h1><h1 class="heading">@</h1>', "h1.heading"),
    ],
)
def test_a_path_is_of_what_lasts(markup, path):
    root = html.document_fromstring(f"<html><body>{markup}</body></html>")
    element = next(one for one in root.iter() if (one.text or "") == "@")
    assert layout.path_of(element, root) == path
    if path:
        assert layout.found_by(path, root) is element


def test_a_path_asks_each_element_of_a_page_once_for_each_of_its_steps(monkeypatch):
    """100,000 elements of one class are looked through no further than to the second."""
    root = html.document_fromstring("<html><body>" + '<div class="text"><p>a</p></div>' * 40_000 + "</body></html>")
    asked = []
    matching = layout._matching
    monkeypatch.setattr(layout, "_matching", lambda step, element: asked.append(step) or matching(step, element))
    assert layout.found_by("div.text p", root) == '"div.text" of "div.text p" is there more than once'
    assert asked == ["div.text"]


def test_a_page_of_elements_that_are_all_alike_has_no_path_and_is_asked_little(monkeypatch):
    markup = "<html><body>" + '<div class="text"><p class="a b c">a</p></div>' * 40_000 + "</body></html>"
    root = html.document_fromstring(markup)
    asked = []
    matching = layout._matching
    monkeypatch.setattr(layout, "_matching", lambda step, element: asked.append(step) or matching(step, element))
    assert layout.path_of(root[0][20_000][0], root) is None
    assert len(asked) < 20


def test_of_an_element_of_very_many_classes_few_are_looked_at():
    names = " ".join("a" * size for size in range(5, 500))
    assert len(layout.marks(html.fragment_fromstring(f'<div class="{names}"></div>'))) == layout._CLASSES


def test_of_a_page_of_very_many_lines_nothing_is_learned():
    body = page(change=lambda markup: markup.replace("<footer>", "<footer>" + "<p>Kai</p>" * 6_000))
    assert read(body, 1, ()).entries == read(body, 1).entries
    assert read(body, 1, ()).template is None


def test_the_headline_of_a_page_without_one_teaches_nothing():
    root = html.document_fromstring("<html><body><p>a</p></body></html>")
    assert template.Page.of(root, [Line("a", root[0][0])], None) is None


def test_a_wall_is_no_release_however_its_page_is_laid_out():
    assert read(b"<html><body><h1>Anmelden</h1><input type=password></body></html>", 1).confidence < article.LEAST
