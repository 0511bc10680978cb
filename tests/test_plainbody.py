"""A plain body read in one walk: what `body.cut` makes of it, or nothing."""

import re
from copy import deepcopy

import pytest
from lxml import html

from feeder.parse.anatomy import kinds
from feeder.parse.articles import body, plainblocks, plainbody
from feeder.parse.articles.headline import Headline
from feeder.parse.embedded.structured import Stated

BASE = "https://werft.example/presse/1"
TEXT = "Der Kran hebt seit dem Morgen Rumpf sieben aus dem Dock, und viele Gäste sehen ihm am Kai dabei zu. " * 2
HEAD = Headline(title="Kran hebt Schiff", kicker="Hafen")
MARKS = kinds.Told("Pressemitteilung", "press_release", None)
AUTHORS = ("Ada Muster",)


def told():
    titles = body.titles(HEAD, Stated())
    return plainblocks.Told(titles=titles, authors=AUTHORS, head=(HEAD.kicker, HEAD.title, MARKS.kind), marks=MARKS)


def plain(markup):
    part = html.fragment_fromstring(f"<div>{markup}</div>")
    return plainbody.read(part, BASE, told(), lambda element: element.tag in ("form", "script"))


def cut(markup):
    part = html.document_fromstring(f"<html><body><div>{markup}</div></body></html>").find("body")
    for one in part.xpath(".//form | .//script"):
        one.drop_tree()
    return body.cut(deepcopy(part), BASE, HEAD, MARKS, Stated(), AUTHORS)


def even(markup):
    """But for white space between elements."""
    return re.sub(r"\s*(<[^>]+>)\s*", r"\1", markup)


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>{TEXT}</p>\n<p>Zweitens &amp; <b>drittens</b>: 3 &lt; 4.</p>",
        f"<h1>Am Kai</h1><p>{TEXT}</p><h3>Danach</h3><p>{TEXT}</p>",
        f"{TEXT}<p>{TEXT}</p>Und dann <em>noch</em> mehr.<section>{TEXT}</section>",
        f"<div><div><p>{TEXT}</p></div>  <div>{TEXT}<br>Am Kai<br><br><br><br>Am Dock</div></div>",
        f"<p>{TEXT}<a href='/dock' title='Zum Dock' class=x onclick='x()'>Dock</a> <a name=x>Anker</a></p>",
        f"<p>{TEXT}<a href='javascript:x()'>Klick</a> <i></i> <strong> </strong></p>",
        f"<p><font color=red>{TEXT}</font><span>Kai</span><x-word>Dock</x-word></p>",
        f"<p>{TEXT}</p><ul><li>Taue, neu</li><li><b>Anker</b>, alt<br>und rostig</li><li></li></ul>",
        f"<p>{TEXT}</p><ul><li><p>Taue, neu</p></li><li><div>Anker, alt</div></li></ul>",
        f"<blockquote><p>{TEXT}</p><p>Sagte er.</p></blockquote><blockquote>Ohne Absatz</blockquote><p>{TEXT}</p>",
        f"<p>{TEXT}</p><hr><p>Ende <time datetime='2026-03-05'>am Abend</time>.</p>",
        f"<p><img src='/a.jpg' width=600 alt='Kran &amp; Kai'>{TEXT}</p><div><img data-src='b.jpg'></div>",
        f"<p>{TEXT}</p><p><img src='x.gif' width=1 height=1></p><p><img alt=Kran></p>",
        f"<figure><img src=a.jpg><figcaption>Der Kran am Kai</figcaption></figure><p>{TEXT}</p>",
        f"<p>{TEXT}</p><form><p>Suche</p></form>nach<script>x()</script> und vor<p>{TEXT}</p>",
        f"<p>{TEXT}&#173;&nbsp;&#8203;</p><p>&nbsp;</p><p>\u00a0</p>",
        # what is trimmed
        f"<p>Hafen</p><h2>Kran hebt Schiff</h2><p>Von Ada Muster</p><p>5. März 2026</p><p>{TEXT}</p>",
        f"<p>{TEXT}</p><p><a href=/2>Lesen Sie auch: Das alte Dock wird nicht mehr gebraucht</a></p><p>{TEXT}</p>",
        f"<p>{TEXT}</p><p>Mehr lesen</p><p>Teilen</p><p>Foto: Ada Muster</p><p>{TEXT}</p>",
        f"<p>{TEXT}</p><ul><li><a href=/1>Das erste Dock ist voll</a></li><li><a href=/2>Das zweite ist leer</a></li></ul>",
        f"<p>{TEXT}</p><ul><li><a href=/1.pdf>Das erste Dock (PDF)</a></li><li><a href=/2.pdf>Das zweite</a></li></ul>",
        f"<p>{TEXT}</p><h3>Weitere Meldungen</h3><h4>Am Kai</h4>",
        f"<p>Pressemitteilung</p><p>{TEXT}</p>",
    ],
)
def test_it_is_read_as_any_body(markup):
    one, other = plain(markup), cut(markup)
    assert one is not None
    assert one.text == other.text
    assert even(one.content) == even(other.content)


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>{TEXT}</p><table><tr><td>Kai</td></tr></table>",
        f"<p>{TEXT}</p><ul><li>Taue<ul><li>neu</li></ul></li></ul>",
        f"<p>{TEXT}</p><ol start=3><li>Taue</li></ol>",
        f"<p>{TEXT}</p><video src=a.mp4></video>",
        f"<p>{TEXT}</p><pre>{TEXT}</pre>",
        f"<span>{TEXT}<div>Block</div></span>",
        f"<figure><img src=a.jpg>Der Kran</figure><p>{TEXT}</p>",
        f"<p>{TEXT}</p><p class=caption>Der Kran am Kai</p>",
        f"<p>{TEXT}&#1;</p>",
        "<div>" * 40 + TEXT + "</div>" * 40,
    ],
)
def test_what_takes_more_thought_is_left_to_that(markup):
    assert plain(markup) is None


def test_nothing_in_the_tree_is_changed():
    part = html.fragment_fromstring(f"<div><h1>Kai</h1>{TEXT}<p>{TEXT}<a href=/x>Dock</a></p><img src=a.jpg></div>")
    before = html.tostring(part)
    assert plainbody.read(part, BASE, told(), lambda _: False)
    assert html.tostring(part) == before


@pytest.mark.parametrize(
    "markup", ["<img src=x onerror=alert(1)>", "<a href=' javascript:alert(1)'>x</a>", "<b onclick=x>y</b>"]
)
def test_nothing_of_it_does_harm(markup):
    read = plain(f"<p>{TEXT}{markup}</p>")
    assert read is not None
    assert not re.search("onerror|onclick|javascript", read.content)


def test_the_share_of_its_links_is_told():
    read = plain(f"<p><a href=/1>{TEXT}</a></p><p>{TEXT}</p>")
    assert read is not None
    assert 0.45 < read.linked < 0.55
