"""A body is the article's text: its standfirst is restored, what is beside it is taken out."""

from zoneinfo import ZoneInfo

import pytest

from feeder.parse import webpage
from feeder.parse.articles import article, standfirst, trimming
from feeder.parse.charset import tree_of
from feeder.parse.clean import plain_text
from feeder.parse.lines import lines

PROSE = "<p>The port has opened its new crane, and it lifts a hundred tonnes.</p>"


def trimmed(markup, captions=frozenset()):
    return trimming.trim(markup, titles=["New crane", "New crane | Port"], authors=["Ada Muster"], captions=captions)


@pytest.mark.parametrize(
    "beside",
    [
        pytest.param("<p>Lesen Sie auch:</p>", id="German"),
        pytest.param("<h3>Related articles</h3>", id="English"),
        pytest.param("<p>À lire aussi</p>", id="French"),
        pytest.param("<p>Lea también:</p>", id="Spanish"),
        pytest.param("<p>Leggi anche</p>", id="Italian"),
        pytest.param("<p>Czytaj też:</p>", id="Polish"),
        pytest.param("<p>Lees ook</p>", id="Dutch"),
        pytest.param("<p>Läs också</p>", id="Swedish"),
        pytest.param("<p>Comments (12)</p>", id="with a count"),
        pytest.param("<p>Sign up for our weekly letter</p>", id="a call to subscribe"),
        pytest.param("<p><a href=/other>Old crane sold to another port</a></p>", id="a line that is another article's title"),
        pytest.param("<ul><li><a href=/a>Old crane sold</a></li><li><a href=/b>Quay closed</a></li></ul>", id="a list of links"),
        pytest.param("<p>(Foto: Ada Muster / Port)</p>", id="a credit alone"),
        pytest.param("<p>Zum Artikel: <a href=/a>Alter Kran verkauft</a></p>", id="a call with its link"),
        pytest.param("<ul><li>Lire aussi : <a href=/a>L'ancienne grue</a></li></ul>", id="a call with its link in a list"),
        pytest.param("<p>Retour en haut</p>", id="a way back"),
        pytest.param("<p>Compartir</p>", id="a word of Spanish to share by"),
        pytest.param("<p>Abonnez-vous pour tout savoir de nos grues</p>", id="a call to subscribe in French"),
        pytest.param("<h2>Najczęściej czytane</h2>", id="what is read most in Polish"),
    ],
)  # fmt: skip
def test_what_is_beside_the_text_is_taken_out(beside):
    assert plain_text(trimmed(PROSE + beside + PROSE)) == plain_text(PROSE + PROSE)


@pytest.mark.parametrize(
    "kept",
    [
        pytest.param("<p>Related work was done at the quay.</p>", id="a sentence"),
        pytest.param("<p><a href=/study>Zur Studie</a></p>", id="what to do"),
        pytest.param("<p><a href=/crane.pdf>Data sheet of the new crane</a></p>", id="a file"),
        pytest.param("<p>See <a href=/map>the map of all quays of the port</a>.</p>", id="a link in a sentence"),
        pytest.param("<ul><li>Steel: <a href=/a>six</a> million</li><li>Works: five million</li></ul>", id="a list with links"),
        pytest.param("<ul><li><a href=/a.pdf>Plan</a></li><li><a href=/b.pdf>Map</a></li></ul>", id="a list of files"),
        pytest.param("<p>Contact: <a href=/ada>Ada Muster</a></p>", id="another label with its link"),
        pytest.param("<p>Zum Thema: Der Kran hebt <a href=/a>hundert Tonnen</a> und mehr.</p>", id="a sentence after a label"),
        pytest.param("<ul><li>Drucken</li><li>Teilen</li></ul>", id="the same words as items of a list"),
        pytest.param("<p>The photo shows the crane at noon.</p>", id="a sentence about a photo"),
    ],
)  # fmt: skip
def test_what_is_of_the_text_stays(kept):
    assert plain_text(trimmed(PROSE + kept + PROSE)) == plain_text(PROSE + kept + PROSE)


def test_a_heading_that_nothing_follows_any_more_goes_too():
    markup = (
        PROSE + "<h2>Elsewhere in the port</h2><ul><li><a href=/a>Old crane</a></li><li><a href=/b>Quay</a></li></ul>"
    )
    assert plain_text(trimmed(markup)) == plain_text(PROSE)


@pytest.mark.parametrize(
    "above",
    ["<h1>New crane</h1>", "<p>5 March 2026</p>", "<p>By Ada Muster</p>", "<p>Ada Muster</p>", "<p>4 min read</p>", "<p>https://www.port.example/crane</p>"],
)  # fmt: skip
def test_what_has_a_field_of_its_own_is_not_above_the_text(above):
    assert plain_text(trimmed(above + PROSE)) == plain_text(PROSE)
    assert plain_text(trimmed(PROSE + above + PROSE)).count("\n\n") == 2  # in the midst it is the text's


def test_a_caption_is_that_of_its_picture():
    markup = trimmed(f"{PROSE}<img src=/crane.jpg><p>The crane at noon</p>{PROSE}", frozenset(["the crane at noon"]))
    assert '<figure><img src="/crane.jpg"><figcaption>The crane at noon</figcaption></figure>' in markup


def test_each_line_of_a_caption_is_of_it():
    root = tree_of(
        b"<figure><img src=/c.jpg><figcaption><p>The crane at noon</p><p>In front: the harbour master</p></figcaption></figure>"
    )
    found = trimming.captions(root)
    assert {"the crane at noon", "in front the harbour master"} < found
    markup = f"{PROSE}<p>In front: the harbour master</p>{PROSE}"
    assert "<figcaption>In front: the harbour master</figcaption>" in trimmed(markup, found)


LEAD = "It lifts a hundred tonnes, twice as much as the one that it replaces."


@pytest.mark.parametrize(
    ("above", "lead"),
    [
        (f"<div class=teaser>{LEAD}</div>", LEAD),
        (f"<div class=teaser>{LEAD}</div><p>By Ada Muster</p>", LEAD),
        (f"<figure><figcaption>{LEAD}</figcaption></figure>", ""),
        (f"<div class=newsletter>{LEAD}</div>", ""),
        (f"<a href=/other>{LEAD}</a>", ""),
        ("<p>The port has opened its new crane, and it lifts a hundred tonnes.</p>", ""),  # it is in the body already
        ("<p>Cranes and quays</p>", ""),
    ],
)
def test_a_standfirst_that_was_lost_is_restored(above, lead):
    markup = f"<html><body><main><h1>New crane</h1>{above}<div>{PROSE}</div></main></body></html>"
    page = webpage.read(markup.encode(), "https://p.example/", media_type=None, language=None, zone=ZoneInfo("UTC"))
    found = standfirst.restored(PROSE, lines(page.root), page.root.find(".//h1"))
    assert found == (f"<p>{lead}</p>{PROSE}" if lead else PROSE)


def test_captions_are_in_the_content_and_not_in_the_text():
    text = "".join(PROSE.replace("its new crane", f"crane {number} on the northern quay") for number in range(6))
    figure = (
        "<figure><img src=/c.jpg><figcaption><p>The crane at noon, seen from the lighthouse</p></figcaption></figure>"
    )
    markup = f"<html><head><title>New crane</title></head><body><article><h1>New crane</h1>{text}{figure}{text}</article></body></html>"
    web = webpage.read(markup.encode(), "https://p.example/a", media_type=None, language=None, zone=ZoneInfo("UTC"))
    one = article.parse(web).entries[0]
    assert "<figcaption>The crane at noon, seen from the lighthouse</figcaption>" in one.content
    assert "lighthouse" not in one.text
