"""What reading a page costs, in things counted rather than in time."""

import pytest

from feeder import extract
from feeder.model import ListRule
from feeder.parse import tree

URL = "https://werft.example/presse/"
SENTENCE = "Der neue Kran hebt doppelt so viel wie sein Vorgänger und braucht dafür weniger Strom. "
RULE = ListRule(items="li", link="a")


def page(body):
    menu = "".join(f"<a href=/bereich/{number}>Bereich {number}</a> " for number in range(9))
    return f"<!doctype html><html lang=de><head><title>Werft</title></head><body><nav>{menu}</nav>{body}</body></html>"


def listing(records=30):
    rows = (
        f"<li><time datetime=2024-03-{day % 28 + 1:02}>{day % 28 + 1}.3.2024</time> "
        f"<h3><a href=/presse/{day}>Kran {day} hebt doppelt so viel</a></h3></li>"
        for day in range(records)
    )
    return page(f"<main><ul>{''.join(rows)}</ul></main>")


def article():
    return page(f"<article><h1>Neuer Kran hebt doppelt so viel</h1>{f'<p>{SENTENCE * 3}</p>' * 6}</article>")


@pytest.mark.parametrize(
    ("markup", "shape", "told"),
    [
        pytest.param(listing(), "listing", {}, id="a list that is searched"),
        pytest.param(listing(), "listing", {"rule": RULE}, id="a list by its rule"),
        pytest.param(listing(), "listing", {"shape": "listing"}, id="a list that is said to be one"),
        pytest.param(article(), "article", {}, id="an article"),
        pytest.param(article(), "article", {"shape": "article"}, id="an article that is said to be one"),
    ],
)
def test_a_page_is_parsed_once_whoever_judges_it(monkeypatch, markup, shape, told):
    parsed = []
    build = tree._built
    monkeypatch.setattr(tree, "_built", lambda markup, **how: parsed.append(markup) or build(markup, **how))
    monkeypatch.setattr(tree, "_Census", None)  # its bytes show that it is small
    assert extract(markup.encode(), URL, **told).shape == shape
    assert len([one for one in parsed if b"<title>" in one]) == 1
