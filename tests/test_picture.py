"""The lead picture: the one that the page shows above its text, else the one that it states."""

from zoneinfo import ZoneInfo

import pytest

from feeder.model import Image
from feeder.parse import webpage
from feeder.parse.articles import picture

URL = "https://www.port.example/news/crane"
TEXT = f"<p>{'The port of Musterhafen has opened its new crane. ' * 10}</p>" * 2
SHARED = '<meta property="og:image" content="https://cdn.example/share/crane-1200x630.jpg">'
CRANE = "https://www.port.example/crane.jpg"


def lead(markup, head=""):
    page = (
        f"<html><head>{head}</head><body><header><img src=/port.jpg></header><article>{markup}</article></body></html>"
    )
    web = webpage.read(page.encode(), URL, media_type="text/html", language=None, zone=ZoneInfo("UTC"))
    return picture.lead(web.root, web.stated, web.base, web.root.find(".//h1"))


@pytest.mark.parametrize(
    ("markup", "url"),
    [
        pytest.param("<h1>Crane</h1><figure><img src=/crane.jpg></figure>" + TEXT, CRANE, id="below the headline"),
        pytest.param("<figure><img src=/crane.jpg></figure><h1>Crane</h1>" + TEXT, CRANE, id="above the headline"),
        pytest.param("<h1>Crane</h1><p>It lifts.</p><img src=/crane.jpg>" + TEXT, CRANE, id="below the lead"),
        pytest.param('<h1>Crane</h1><a href="/crane-large.jpg"><img src=/crane.jpg></a>' + TEXT, CRANE, id="linked to itself"),
        pytest.param('<h1>Crane</h1><img src=/s.jpg srcset="/s.jpg 200w, /crane.jpg 1600w">' + TEXT, CRANE, id="the largest of several"),
        pytest.param('<h1>Crane</h1><img src=data:, data-src="/crane.jpg 940w, /s.jpg 200w">' + TEXT, CRANE, id="several in a lazy attribute"),
        pytest.param("<h1>Crane</h1>" + TEXT + "<figure><img src=/crane.jpg></figure>", "shared", id="far below"),
        pytest.param("<h1>Crane</h1><a href=/other><img src=/other.jpg></a>" + TEXT, "shared", id="a teaser's"),
        pytest.param("<h1>Crane</h1><img class=avatar src=/ada.jpg>" + TEXT, "shared", id="the author's"),
        pytest.param("<h1>Crane</h1><img src=/ada-150x150.jpg>" + TEXT, "shared", id="a thumbnail by its name"),
        pytest.param("<h1>Crane</h1><img width=100 src=/ada.jpg>" + TEXT, "shared", id="a thumbnail by its width"),
        pytest.param("<h1>Crane</h1><img src=/logo.png>" + TEXT, "shared", id="a logo"),
        pytest.param("<h1>Crane</h1><aside><img src=/ad.jpg></aside>" + TEXT, "shared", id="beside"),
    ],
)  # fmt: skip
def test_what_the_page_shows_above_its_text_goes_before_what_it_shares(markup, url):
    shared = "https://cdn.example/share/crane-1200x630.jpg"
    assert lead(markup, SHARED).url == (shared if url == "shared" else url)


@pytest.mark.parametrize(
    ("head", "markup", "image"),
    [
        ("", "<h1>Crane</h1>" + TEXT, None),
        ("", "<h1>Crane</h1>" + TEXT + "<figure><img src=/crane.jpg></figure>", Image(url=CRANE)),
        ('<meta property="og:image" content="/logo.png">', "<h1>Crane</h1>" + TEXT, None),
        (
            '<meta property="og:image" content="https://cdn.example/l/crane.jpg">',
            "<h1>Crane</h1><figure><img src=/s/crane.jpg><figcaption>The crane at noon © B. Beispiel</figcaption></figure>",
            Image(url="https://cdn.example/l/crane.jpg", caption="The crane at noon", credit="B. Beispiel"),
        ),
        (
            '<meta property="og:image" content="/crane.jpg">',
            "<h1>Crane</h1>" + TEXT + "<figure><img src=/ship.jpg><figcaption>The ship</figcaption></figure>",
            Image(url=CRANE),  # the caption is another picture's
        ),
    ],
)
def test_a_picture_comes_with_its_own_caption(head, markup, image):
    assert lead(markup, head) == image


@pytest.mark.parametrize(
    ("inside", "caption", "credit", "licence"),
    [
        ("<figcaption>The crane</figcaption>", "The crane", None, None),
        ("<figcaption>The crane. Foto: Ada Muster</figcaption>", "The crane.", "Ada Muster", None),
        ("<figcaption>The crane <span class=copyright>© Ada Muster</span></figcaption>", "The crane", "Ada Muster", None),
        ("<div class=photo-credit>Ada Muster</div><figcaption>The crane</figcaption>", "The crane", "Ada Muster", None),
        (
            '<figcaption>The crane © Ada Muster, <a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY</a></figcaption>',
            "The crane",
            "Ada Muster, CC BY",
            "https://creativecommons.org/licenses/by/4.0/",
        ),
    ],
)  # fmt: skip
def test_caption_credit_and_licence_are_told_apart(inside, caption, credit, licence):
    found = lead(f"<h1>Crane</h1><figure><img src=/crane.jpg>{inside}</figure>{TEXT}")
    assert (found.caption, found.credit, found.license) == (caption, credit, licence)
