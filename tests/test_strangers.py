"""What is made like the releases of a page and is none of them, and what is one of them but dressed otherwise."""

import pytest

from feeder import extract

URL = "https://hafen.example/presse/"
TITLES = (
    "Neue Fähre nimmt den Betrieb auf",
    "Hafen meldet Rekord beim Umschlag",
    "Kaimauer wird bis Herbst saniert",
    "Lotsen bilden wieder junge Leute aus",
    "Sturm beschädigt den Nordkai schwer",
    "Schleuse bleibt am Wochenende zu",
)
RELEASES = [f"https://hafen.example/presse/{n}-hafen" for n in range(101, 107)]


def rows(titles=TITLES, folder="presse", days=True, start=101):
    return "".join(
        f"<li>{f'<b>{28 - n}.02.2031</b> ' if days else ''}<a href=/{folder}/{start + n}-hafen>{title}</a></li>"
        for n, title in enumerate(titles)
    )


def links(body):
    found = extract(f"<title>Presse</title><body>{body}".encode(), URL, shape="listing")
    return [entry.url for entry in found.entries]


EVENTS = [f"Führung durch den alten Speicher am {day}" for day in ("Montag", "Dienstag", "Mittwoch")]
OLDER = [f"Chronik des Hafens in Bildern, Teil {part}" for part in ("eins", "zwei", "drei")]


@pytest.mark.parametrize(
    "beside",
    [
        pytest.param(f"<h2>Kultur</h2><ul>{rows(EVENTS, 'fuehrung')}</ul>", id="a heading and addresses of its own"),
        pytest.param(f"<h2>Termine</h2><ul>{rows(EVENTS, start=301)}</ul>", id="a heading that says events"),
        pytest.param(f"<div>Meistgelesen</div><ul>{rows(OLDER, start=301)}</ul>", id="a line that says most read"),
        pytest.param(f"<div hidden><ul>{rows(OLDER, start=301)}</ul></div>", id="a tab that is hidden"),
        pytest.param(f"<div style='Display: none'><ul>{rows(OLDER, start=301)}</ul></div>", id="not displayed"),
        pytest.param(
            "<h2>Bilder</h2><ul>"
            + "".join(
                f"<li>12.02.2031 <a href=/presse/{n}-kran.jpg>Der große Kran {n} im Hafen</a></li>" for n in (1, 2)
            )
            + "</ul>",
            id="pictures",
        ),
    ],
)
@pytest.mark.parametrize("is_above", [True, False])
def test_section_of_something_else_is_no_part_of_the_list(beside, is_above):
    own = f"<h2>Meldungen</h2><ul>{rows()}</ul>"
    assert links(beside + own if is_above else own + beside) == RELEASES


def test_menu_in_the_plain_list_of_a_plain_page_is_no_part_of_the_list():
    menu = "".join(
        f"<li><a href=/{name}>{name.title()}</a></li>" for name in ("start", "schiffe", "karriere", "kontakt")
    )
    assert links(f"<ul>{menu}</ul><h2>Presse</h2><ul>{rows(days=False)}</ul>") == RELEASES


@pytest.mark.parametrize(
    "titled",
    [
        pytest.param(("<h2>März 2031</h2>", "<h2>Februar 2031</h2>"), id="months"),
        pytest.param(("<h2>Umwelt</h2>", "<h2>Verkehr</h2>"), id="topics"),
        pytest.param(("", ""), id="no headings"),
    ],
)
def test_sections_of_one_list_stay_together(titled):
    first, second = titled
    halves = f"{first}<ul>{rows(TITLES[:3])}</ul>{second}<ul>{rows(TITLES[3:], start=104)}</ul>"
    assert links(halves) == RELEASES


def test_every_section_with_a_folder_of_its_own_is_part_of_the_list():
    topics = ("umwelt", "verkehr", "kultur", "sport")
    body = "".join(f"<h2>{one}</h2><ul>{rows(TITLES[n : n + 3], one)}</ul>" for n, one in enumerate(topics))
    assert len(links(body)) == 12


LEAD = "https://hafen.example/presse/107-leuchtturm"


@pytest.mark.parametrize(
    ("above", "is_lead"),
    [
        pytest.param("<div><p>1.03.2031</p><h2><a href=/presse/107-leuchtturm>Der Leuchtturm leuchtet wieder</a></h2></div>", True, id="heading"),
        pytest.param("<a href=/presse/107-leuchtturm><i>1.03.2031</i><div>Der Leuchtturm leuchtet wieder</div></a>", True, id="card"),
        pytest.param("<h2><a href=/presse/107-leuchtturm>Der Leuchtturm leuchtet wieder</a></h2>", False, id="no day"),
        pytest.param("<div>1.03.2031 <a href=/reise/107-leuchtturm>Der Leuchtturm leuchtet wieder</a></div>", False, id="elsewhere"),
        pytest.param(
            "".join(f"<p>{n}.03.2031 <a href=/presse/{106 + n}-leuchtturm>Der Leuchtturm leuchtet {n}</a></p>" for n in (1, 2, 3)),
            False,
            id="too many",
        ),
        pytest.param("<nav>1.03.2031 <a href=/presse/107-leuchtturm>Der Leuchtturm leuchtet wieder</a></nav>", False, id="menu"),
    ],
)  # fmt: skip
def test_lead_story_in_other_clothes_is_the_first_of_the_list(above, is_lead):
    found = links(f"<h1>Presse</h1>{above}<ul>{rows()}</ul>")
    assert found == ([LEAD, *RELEASES] if is_lead else RELEASES)


def test_day_above_several_titles_serves_all_of_them():
    days = (("3. März 2031", TITLES[:2]), ("1. März 2031", TITLES[2:4]), ("27. Februar 2031", TITLES[4:]))
    body, start = "", 101
    for day, titles in days:
        body += (
            f"<div class=day><p>{day}</p><img src=/b.jpg><table>{rows(titles, days=False, start=start)}</table></div>"
        )
        start += len(titles)
    body = body.replace("<li>", "<tr><td>").replace("</li>", "</td></tr>")
    assert links(body) == RELEASES


def test_what_others_write_is_not_preferred_for_being_more():
    own = "".join(
        f"<div><h3><a href=/presse/{101 + n}-hafen>{title}</a></h3><p>Das Hafenamt teilt mit, was sich am Kai ändert.</p></div>"
        for n, title in enumerate(TITLES[:3])
    )
    told = "".join(
        f"<li><a href=https://blatt{n}.example/{n}00-hafen>{title} {n}</a></li>" for n, title in enumerate(TITLES * 3)
    )
    assert links(f"<h2>Meldungen</h2>{own}<h2>Stimmen</h2><ul>{told}</ul>") == RELEASES[:3]


def test_pictures_are_not_preferred_for_being_richer():
    shown = "".join(
        f"<figure><a href=/bilder/{n}00.jpg><img src=/b/{n}.jpg></a><figcaption>{title}, 12.3.2030</figcaption></figure>"
        for n, title in enumerate(TITLES * 3)
    )
    assert links(f"<h2>Meldungen</h2><ul>{rows()}</ul><h2>Fotos</h2>{shown}") == RELEASES


def test_list_that_is_itself_beside_the_point_is_doubted():
    body = f"<title>Presse</title><body><p>Der Hafen</p><h2>Meistgelesen</h2><ul>{rows()}</ul>"
    found = extract(body.encode(), URL, shape="listing")
    assert found.confidence <= 0.4
    assert 'they stand below "Meistgelesen"' in found.reasons


def test_two_releases_above_a_list_of_events_in_their_clothes_are_two_releases():
    body = f"<h2>Meldungen</h2><ul>{rows(TITLES[:2])}</ul><h2>Termine</h2><ul>{rows(EVENTS, start=301)}</ul>"
    found = extract(f"<title>Presse</title><body>{body}".encode(), URL, shape="listing")
    assert found.confidence > 0.4
    assert [entry.url for entry in found.entries] == RELEASES[:2]


def test_list_that_a_script_is_to_show_is_none_the_less_sure():
    assert links(f"<div style='display:none'><ul>{rows()}</ul></div>") == RELEASES
