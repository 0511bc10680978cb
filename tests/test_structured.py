"""What a page states to machines is read as written, however it is broken."""

import json

import pytest

from feeder.parse.charset import parse_html
from feeder.parse.embedded import structured

URL = "https://port.example/news/crane"
CRANE = {"@type": "NewsArticle", "headline": "New crane", "datePublished": "2026-03-05T09:00:00+01:00"}


def stated(head, body="<p>Text"):
    return structured.read(parse_html(f"<html><head>{head}</head><body>{body}".encode(), None), URL)


def ld(value):
    return f'<script type="application/ld+json">{value if isinstance(value, str) else json.dumps(value)}</script>'


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param(ld(CRANE), id="plain"),
        pytest.param(ld([{"@type": "WebSite", "name": "Port"}, CRANE]), id="array"),
        pytest.param(ld({"@graph": [{"@type": "WebPage"}, CRANE]}), id="graph"),
        pytest.param(ld({"@type": "WebPage", "mainEntity": CRANE}), id="main entity"),
        pytest.param(ld({"@type": "BreadcrumbList"}) + ld(CRANE), id="second script"),
        pytest.param(ld({**CRANE, "@type": ["Thing", "https://schema.org/NewsArticle"]}), id="several types, as URL"),
        pytest.param(ld(json.dumps(CRANE)[:-1] + ",}"), id="trailing comma"),
        pytest.param(ld(json.dumps(CRANE)[:-1] + ', "description": "two\nlines"}'), id="line break in a string"),
        pytest.param(ld("<!-- " + json.dumps(CRANE) + " -->"), id="in a comment"),
        pytest.param(ld("//<![CDATA[\n" + json.dumps(CRANE) + "\n//]]>"), id="in CDATA"),
        pytest.param(ld(json.dumps(CRANE) + ";"), id="semicolon"),
        pytest.param(ld(json.dumps(CRANE).replace('"', "&quot;")), id="escaped"),
        pytest.param(ld("{ broken") + ld(CRANE), id="beside a broken script"),
    ],
)
def test_json_ld_is_found_wherever_and_however_it_stands(markup):
    page = stated(markup)
    assert (page.headline, page.published, page.kind) == ("New crane", CRANE["datePublished"], "NewsArticle")
    assert page.is_article


@pytest.mark.parametrize(
    "value",
    [
        {"@type": "ItemList", "itemListElement": [CRANE]},
        {"@type": "WebPage", "hasPart": CRANE},
        {"@type": "Product", "name": "New crane"},
        {"@type": "NewsArticle"},
        "[" * 100_000,
        '{"a":' * 100_000,
        "",
        "null",
        "9" * 10_000,
    ],
)
def test_what_is_not_the_pages_article_is_not_taken_for_it(value):
    assert stated(ld(value)).headline is None


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Ada Muster", ("Ada Muster",)),
        ({"@type": "Person", "name": "Ada Muster"}, ("Ada Muster",)),
        ([{"name": "Ada Muster"}, "Bo Beispiel"], ("Ada Muster", "Bo Beispiel")),
        ({"name": ["Ada Muster", "Bo Beispiel"]}, ("Ada Muster", "Bo Beispiel")),
        ({"@id": "#ada"}, ("Ada Muster",)),  # refers to another node
        ({"@id": "#nobody"}, ()),
        (7, ()),
        (None, ()),
    ],
)
def test_authors_in_every_form(author, names):
    graph = [{**CRANE, "author": author}, {"@type": "Person", "@id": "#ada", "name": "Ada Muster"}]
    assert stated(ld({"@graph": graph})).authors == names


def test_entities_in_json_ld_are_decoded():
    assert stated(ld({**CRANE, "headline": "Ships &amp; cranes"})).headline == "Ships & cranes"


def test_microdata_of_the_one_article_is_read_without_that_of_others_in_it():
    body = """<div itemscope itemtype="http://schema.org/Article">
      <span itemprop="author" itemscope itemtype="http://schema.org/Person"><b itemprop="name">Ada Muster</b></span>
      <h1 itemprop="headline">New crane</h1><time itemprop="datePublished" datetime="2026-03-05">yesterday</time>
      <div itemprop="comment" itemscope><time itemprop="dateModified" datetime="2026-04-01"></time></div></div>"""
    page = stated("", body)
    assert (page.headline, page.published, page.modified) == ("New crane", "2026-03-05", None)
    assert page.authors == ("Ada Muster",)


def test_microdata_of_several_articles_is_that_of_a_list():
    one = '<div itemscope itemtype="http://schema.org/Article"><b itemprop="headline">A</b></div>'
    assert stated("", one + one).headline is None


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ('<meta property="og:title" content="New crane">', "shared_title", "New crane"),
        ('<META NAME="DC.Title" CONTENT="New crane">', "shared_title", "New crane"),
        ("<title> New\n crane – Port </title>", "page_title", "New crane – Port"),
        ('<meta property="og:site_name" content="Port">', "site_name", "Port"),
        (ld({"@type": "WebSite", "name": "Port"}), "site_name", "Port"),
        ('<meta name="description" content="It lifts.">', "description", "It lifts."),
        ('<meta property="article:published_time" content="2026-03-05">', "meta_published", "2026-03-05"),
        ('<meta name="date" content="2026-03-05">', "meta_published", "2026-03-05"),
        ('<meta itemprop="datePublished" content="2026-03-05">', "meta_published", "2026-03-05"),
        ('<meta property="article:modified_time" content="2026-03-06">', "meta_modified", "2026-03-06"),
        ('<meta name="author" content="Ada Muster">', "meta_authors", ("Ada Muster",)),
        ('<meta http-equiv="content-language" content="de">', "language", "de"),
        ('<meta property="og:locale" content="de_AT">', "language", "de_AT"),
        ('<meta property="og:image" content="/crane.jpg">', "images", ("https://port.example/crane.jpg",)),
        (ld({**CRANE, "image": [{"url": "/crane.jpg"}, "/ship.jpg", "data:x"]}), "images", ("https://port.example/crane.jpg", "https://port.example/ship.jpg")),
        ('<meta property="article:tag" content="Ports"><meta property="article:tag" content="Ports">', "tags", ("Ports",)),
        (ld({**CRANE, "keywords": "Ports, Cranes"}), "tags", ("Ports", "Cranes")),
        ('<link rel="canonical" href="/news/crane/">', "url", "https://port.example/news/crane/"),
        ('<meta property="og:type" content="article">', "is_article", True),
        ('<meta property="og:type" content="website">', "is_article", False),
        ('<meta property="og:title">', "shared_title", None),
    ],
)  # fmt: skip
def test_each_statement_in_the_head_is_read(head, field, value):
    assert getattr(stated(head), field) == value


def test_the_language_of_the_document_is_that_of_its_root():
    assert structured.read(parse_html(b'<html lang="pl"><body><p>x', None), URL).language == "pl"


def test_a_page_that_states_nothing():
    assert stated("") == structured.Stated()
