"""A young press room has one release or two: they are found where the page's own words make them sure."""

import pytest

from feeder import extract

URL = "https://werft.example/presse/"
MENU = "<nav><ul>" + "".join(f"<li><a href=/{name}>{name}</a></li>" for name in ("werft", "boote", "kontakt", "jobs")) + "</ul></nav>"  # fmt: skip
FOOT = "<footer><a href=/impressum>Impressum</a> <a href=/datenschutz>Datenschutz</a></footer>"
LINK = "<a href=/presse/2031-stapellauf>Das größte Boot der Werft läuft vom Stapel</a>"
OTHER = "<a href=/presse/2030-gruendung>Die Werft am alten Hafen ist gegründet worden</a>"
EVENT = "<a href=/feste/2031-sommerfest-am-kai>Das Sommerfest der Werft am alten Kai</a>"


def page(body, title="Werft am Hafen", url=URL, **told):
    markup = f"<!doctype html><html lang=de><title>{title}</title><body>{MENU}<main>{body}</main>{FOOT}"
    return extract(markup.encode(), url, **told)


@pytest.mark.parametrize("shape", ["listing", "auto"])
@pytest.mark.parametrize(
    ("body", "days"),
    [
        pytest.param(f"<h1>Pressemitteilungen</h1><div><p>12. März 2031</p><h2>{LINK}</h2></div>", ["2031-03-12"], id="one"),
        pytest.param(f"<h2>Press releases</h2><ul><li>12.03.2031 {LINK}</li><li>1.02.2030 {OTHER}</li></ul>", ["2031-03-12", "2030-02-01"], id="two"),
        pytest.param(f"<h1>Presse</h1><div>12.03.2031 {LINK}</div><h2>Beliebt</h2><ul><li>{OTHER}</li><li>{EVENT}</li></ul>", ["2031-03-12"], id="beside what is read most"),
        pytest.param(f"<h2>Aktuelles</h2><article>{LINK}</article>", [None], id="no day, but an address below the page's"),
        pytest.param(f"<h1>Presse</h1><div><time datetime=2031-03-12>vor kurzem</time>{LINK}<a href=/presse/2031-stapellauf>mehr</a></div>", ["2031-03-12"], id="two links to it"),
    ],
)  # fmt: skip
def test_one_release_or_two_below_a_heading_that_says_so(body, days, shape):
    found = page(body, shape=shape)
    assert (found.shape, [str(entry.published) if entry.published else None for entry in found.entries]) == (
        "listing",
        days,
    )
    assert found.entries[0].title == "Das größte Boot der Werft läuft vom Stapel"
    assert found.entries[0].url == "https://werft.example/presse/2031-stapellauf"
    assert found.confidence >= 0.5
    assert "too few to tell by their structure" in found.reasons[0]


@pytest.mark.parametrize(
    ("body", "title", "url"),
    [
        pytest.param(f"<div>12.03.2031 {LINK}</div>", "Presse | Werft", "https://werft.example/p", id="title"),
        pytest.param(f"<div>12.03.2031 {LINK}</div>", "Werft", URL, id="address"),
    ],
)
def test_title_or_address_of_the_page_may_say_so_too(body, title, url):
    assert len(page(body, title, url, shape="listing").entries) == 1


@pytest.mark.parametrize(
    ("body", "url"),
    [
        pytest.param(f"<div>12.03.2031 {LINK}</div>", "https://werft.example/ueber-uns", id="nothing says so"),
        pytest.param(f"<h2>Veranstaltungen</h2><div>12.03.2031 {EVENT}</div>", URL, id="a heading says events"),
        pytest.param(f"<h1>Presse</h1><div>{EVENT}</div>", URL, id="no day, and elsewhere"),
        pytest.param(f"<h1>Presse</h1><aside>12.03.2031 {LINK}</aside>", URL, id="beside the content"),
        pytest.param("<h1>Presse</h1><div>12.03.2031 <a href=https://zeitung.example/2031/stapellauf>Großes Boot läuft bald vom Stapel</a></div>", URL, id="what others write"),
        pytest.param("<h1>Presse</h1><p>Noch gibt es keine Mitteilungen, schauen Sie bald wieder herein.</p>", URL, id="nothing yet"),
    ],
)  # fmt: skip
def test_what_nothing_makes_sure_is_not_published(body, url):
    found = page(body, url=url, shape="listing")
    assert found.entries == ()
    assert found.reasons
