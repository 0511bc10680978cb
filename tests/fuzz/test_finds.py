"""What fuzzing and hostile shapes have found, as short as it gets; each was wrong once."""

import json
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
import trafilatura
from fuzz.targets import TARGETS, quietly
from lxml import html

from feeder import extract
from feeder.errors import ParseError
from feeder.parse import clean
from feeder.parse.articles import body as bodies
from feeder.parse.embedded import embedded
from feeder.parse.embedded import marked as embedded_marked
from feeder.parse.embedded import records as embedded_records

URL = "https://port.example/news/pier.html"


@pytest.mark.parametrize(
    ("name", "body"),
    [
        pytest.param("clean", b"&#2", id="a reference to a control character in plain text"),
        pytest.param("clean", b"a&#1;b", id="one that stands for a bullet within"),
        pytest.param("feed", b"<rss><channel><item><description>&amp;#2;a</description>", id="the same in the summary of a feed"),
        pytest.param("rules", b"(\x1b\n<p>a", id="a path with a control character"),
        pytest.param("sitemap", b"<urlset><url><loc>/a</loc><news><language>a language</language></news></url></urlset>", id="a language that is none"),
        pytest.param("found", b"<html><ul>" + b"".join(b"<li><a href=/%d>Pier number %d is open</a><s:>%d.11.2020</s:>" % (n, n, n) for n in range(1, 5)) + b"</ul></body>", id="an element whose name no path can say"),
        pytest.param("body", b"\1\x1f\x8b", id="a body that ends in its head"),
    ],
)  # fmt: skip
def test_a_find_is_mended(name: str, body: bytes) -> None:
    quietly(TARGETS[name].run, body)


def test_a_cell_that_spans_millions_of_others_is_one_cell() -> None:
    table = "<tr><td colspan=1000 rowspan=65534>Pier</td></tr>" * 200
    entry = extract(f"<html><h1>Piers</h1><table>{table}</table>".encode(), URL, shape="article").entries[0]
    assert (entry.content or "").count("<td>") <= 200


def test_a_paragraph_full_of_ampersands_is_refused_before_it_takes_a_day() -> None:
    with pytest.raises(ParseError, match="a paragraph of 1,000,000 characters has too many special ones"):
        clean.sanitise("&" * 1_000_000, None)
    assert clean.sanitise("a" * 1_000_000 + "&", None).endswith("a&amp;")


PARAGRAPHS = [
    f"<p>Pier {n} that was closed for so long is open, said the harbour master on Tuesday.</p>" for n in range(300)
]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("".join(PARAGRAPHS), "elements", id="paragraphs"),
        pytest.param("<ul><li>" + "<li>".join(PARAGRAPHS) + "</ul>", "elements", id="a list"),
        pytest.param(f"<p>{'<span>Piers are open, all of them.</span> ' * 400}</p>", "elements", id="spans"),
        pytest.param(f"<p>{'Piers are open, all of them. ' * 800}</p>", "characters", id="one long text"),
    ],
)  # fmt: skip
def test_a_page_too_large_for_trafilatura_is_read_without_it(
    monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    monkeypatch.setattr(bodies, "_MOST_ELEMENTS", 200)
    monkeypatch.setattr(bodies, "_LONGEST", 20_000)
    monkeypatch.setattr(trafilatura, "extract", None)
    rows = "".join(f"<li><a href=/{n}>Pier number {n}</a></li>" for n in range(40))
    menu = "<nav>Menu</nav><script>x</script><div class=newsletter>Letters</div>"
    body = f"<html><ul>{rows}</ul><main><h1>Open again</h1>{text}{menu}</main>"
    found = extract(body.encode(), URL, shape="article")
    reason = rf"a page of [0-9,]+ {said}: the part that holds most of its running text was taken whole"
    assert [one for one in found.reasons if re.fullmatch(reason, one)]
    told = found.entries[0].text or ""
    assert told.count("open,") == text.count("open,")
    assert not [word for word in ("Menu", "Letters", "Pier number") if word in told]


def test_what_state_names_again_and_again_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """State that is written with places (devalue) may name one text, or one story, as often as it has bytes."""
    read: Counter[str] = Counter()
    for name in ("_item", "_decoded"):
        monkeypatch.setattr(embedded_records, name, _counting(name, getattr(embedded_records, name), read))
    text = json.dumps(json.dumps([{"title": "Pier", "url": "/a"}]))
    lists = f"[{'1,' * 500}{','.join(map(str, range(2, 502)))}],{text},{'[502,503,504],' * 500}"
    stories = ",".join(json.dumps({"title": f"Pier {n}", "url": f"/{n}"}) for n in range(3))
    extract(
        f'<script id="__NUXT_DATA__" type="application/json">[{lists}{stories}]</script><a href=/a>Pier</a>'.encode(),
        URL,
        media_type="text/html",
        shape="listing",
    )
    assert read["_decoded"] == 1
    assert 100 < read["_item"] <= 110  # one of each list that is read, to see what it is, and each of them


def _counting(name: str, function: Callable[..., Any], read: Counter[str]) -> Callable[..., Any]:
    def counted(value: Any) -> Any:
        read[name] += 1
        return function(value)

    return counted


def test_lists_beyond_those_that_are_read_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "MOST_TYPED", 2)
    stated = [{"@type": "ItemList", "itemListElement": [f"/{n}/{m}" for m in range(3)]} for n in range(3)]
    body = f'<script type="application/ld+json">{json.dumps(stated)}</script><p>{"Pier " * 20}'
    found = extract(body.encode(), URL, media_type="text/html", shape="listing")
    assert "of the lists that it states only the first 2 were read" in found.reasons


def test_an_element_around_all_of_a_page_says_no_more_than_one() -> None:
    around = "<div itemprop='articleSection'>" * 50
    page = html.document_fromstring(
        "".join(
            f"<div itemscope itemtype=https://schema.org/NewsArticle><a itemprop=url href=/{n}>a</a>{around}Port{'</div>' * 51}"
            for n in range(3)
        )
    )
    (told,) = embedded_marked.lists(page, b"")
    assert [len(item.tags) for item in told.items] == [20, 20, 20]


@pytest.mark.parametrize(
    ("body", "media_type", "said"),
    [
        pytest.param("a\n" * 100_001, "text/plain", "more than 100,000 elements", id="lines of a text"),
        pytest.param("a " * 250_001, "text/markdown", "500,000 are read", id="Markdown"),
        pytest.param("+++\n" + ".".join("a" * 15_000) + " = 1\n+++\na", "text/markdown", "longer than 20,000", id="front matter"),
        pytest.param("<rss><channel>" + "<item/>" * 100_001, "text/xml", "more than 100,000 elements", id="elements of a feed"),
        pytest.param("<rss " + "".join(f"a{n}='' " for n in range(2_001)) + "/>", "text/xml", "more than 2,000 attributes", id="attributes"),
        pytest.param("<rss>" + "".join(f"<a xmlns='b{n}'/>" for n in range(101)), "text/xml", "more than 100 namespaces", id="namespaces"),
        pytest.param('{"version": "https://jsonfeed.org/version/1", "items": [' + "{}," * 100_001 + "{}]}", None, "more than 100,000", id="items"),
    ],
)  # fmt: skip
def test_more_than_can_be_read_in_time_is_refused_with_the_figure(body: str, media_type: str | None, said: str) -> None:
    with pytest.raises(ParseError, match=said):
        extract(body.encode(), URL, media_type=media_type)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<rss version='2.0'><channel><item><title>Deep</title><description>%s</description></item><item><title>Pier</title></item></channel></rss>" % ("&lt;div&gt;" * 2_001), id="RSS"),
        pytest.param('{"version": "https://jsonfeed.org/version/1", "items": [{"title": "Deep", "content_html": "%s"}, {"title": "Pier"}]}' % ("<div>" * 2_001), id="JSON"),
    ],
)  # fmt: skip
def test_an_entry_beyond_the_limits_is_left_out_alone(body: str) -> None:
    found = extract(body.encode(), URL)
    assert found.entries[-1].title == "Pier"
    if len(found.entries) == 1:
        assert any('"Deep" is not read: its elements lie more than 2,000 deep' in reason for reason in found.reasons)
