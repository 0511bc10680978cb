"""An article is told from a list of several, whatever its page says, and a list from an article with lists beside it."""

import pytest

from feeder import extract

LIST, STORY = "https://hafen.example/news/", "https://hafen.example/news/4711-crane-was-opened"
TYPED = """<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Crane was opened"}</script>"""
TOP = "<h1>The great crane was opened by the mayor</h1><p>12 March 2031</p>"
TEXT = f"<p>{'It lifts forty tonnes from ship to shore. ' * 6}</p>" * 5
RELATED = "".join(
    f"<li><b>{n} March 2031</b> <a href=/news/{n}00-port>Port reports record number {n}</a></li>" for n in range(1, 6)
)


def teasers(text, *, of=8):
    return "".join(text.format(n=n, says="It lifts. " * 20) for n in range(1, of))


def shape(body, url, head=""):
    markup = f"<!doctype html><title>Port</title>{head}<body>{body}"
    return extract(markup.encode(), url).shape


@pytest.mark.parametrize(
    ("body", "url", "head"),
    [
        pytest.param(TOP + TEXT, STORY, "", id="one title and running text"),
        pytest.param(TOP + TEXT, LIST, "", id="at an address that is no story's"),
        pytest.param(TEXT, STORY, TYPED, id="schema.org says so"),
        pytest.param(TEXT, LIST, "<meta property=og:type content=article>", id="OpenGraph says so"),
        pytest.param(f"{TOP}{TEXT}<div><h2>Latest</h2><ul>{RELATED}</ul></div>", STORY, TYPED, id="further releases below"),
        pytest.param(f"<div><ul>{RELATED}</ul></div>{TOP}{TEXT}", STORY, "", id="further releases above"),
    ],
)  # fmt: skip
def test_article_is_none_of_a_list(body, url, head):
    assert shape(body, url, head) == "article"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(teasers("<div><h2><a href=/news/{n}00-crane>Crane number {n} was opened</a></h2><p>{says}</p></div>"), id="boxes"),
        pytest.param(teasers("<h2><a href=/news/{n}00-crane>Crane number {n} was opened</a></h2><p>{says}</p>"), id="below headings"),
        pytest.param(teasers("<p><a href=/news/{n}00-crane>Crane number {n} was opened</a> {says}</p>"), id="begin with links"),
        pytest.param(teasers("<p>{n} March 2031: {says} <a href=/news/{n}00-crane>Crane number {n} was opened</a></p>"), id="end with links"),
        pytest.param(teasers("<div><h2><a href=/news/{n}00-crane>Crane number {n} was opened</a></h2><p>{n} March 2031</p>" + TEXT + "</div>"), id="whole texts"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("head", ["", "<meta property=og:type content=article>"])
def test_list_is_none_of_an_article(body, head):
    assert shape(f"<h1>News</h1>{body}", LIST, head) == "listing"
