"""What has hurt others, tried on us: script in what we show. Each test is named after the wound."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from html import escape
from html.parser import HTMLParser

import pytest
from lxml import etree

from feeder import extract
from feeder.errors import ParseError
from feeder.model import Attachment, Contact, Entry, Feed, Image, Listed
from feeder.parse import clean
from feeder.render import channel, feed_page, formats, glance, index, opml, pages

SCRIPT = "<script>alert(1)</script>"
BREAKOUT = f"\"'><img src=x onerror=alert(1)>{SCRIPT}]]>"


class Seen(HTMLParser):
    """What an independent parser sees in a fragment."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def unknown_decl(self, data: str) -> None:
        self.tags.add("!")


DANGEROUS = frozenset(
    [
        "script",
        "style",
        "base",
        "meta",
        "link",
        "svg",
        "math",
        "iframe",
        "frame",
        "frameset",
        "object",
        "embed",
        "applet",
        "form",
        "input",
        "button",
        "textarea",
        "select",
        "template",
        "noscript",
        "noembed",
        "noframes",
        "xmp",
        "plaintext",
        "listing",
        "title",
        "head",
        "body",
        "html",
        "portal",
        "slot",
        "marquee",
    ]
)
MARKUP = (
    "<base href='//evil.example/'><a href='x'>x</a>",
    "<base target='_top' href=javascript:alert(1)//>",
    "<style>@import '//evil.example/x.css';</style>x",
    "<style>@import url(//evil.example)</style><p style='@import url(x);behavior:url(x)'>x</p>",
    "<p style=\"background:url('javascript:alert(1)')\">x</p>",
    "<link rel=stylesheet href=//evil.example/x.css>x",
    "<svg onload=alert(1)><animate onbegin=alert(1) attributeName=x></svg>x",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>x",
    "<svg><script>alert(1)</script></svg>x",
    "<svg><style><img src=x onerror=alert(1)></style></svg>x",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>x",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>x",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>x",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>x",
    "<template><img src=x onerror=alert(1)></template>x",
    "<textarea><img src=x onerror=alert(1)></textarea>x",
    "<xmp><img src=x onerror=alert(1)></xmp>x",
    "<plaintext><img src=x onerror=alert(1)>x",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>x",
    "<object data='data:text/html,<script>alert(1)</script>'></object>x",
    "<embed src=javascript:alert(1)>x",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>x",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='&#x6a;avascript:alert(1)'>x</a>",
    "<a href=' jav&#x09;ascript:alert(1)'>x</a>",
    "<a href='\x01javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt&colon;alert(1)'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a><a href='data:text/html,<script>alert(1)</script>'>y</a>",
    "<a href='//evil.example' target=_blank onclick=alert(1) style=x ping=//evil.example>x</a>",
    "<img src=x onerror=alert(1)>x",
    "<img src='javascript:alert(1)' srcset='javascript:alert(1) 2x' lowsrc=javascript:alert(1)>x",
    '<img src="https://a.example/x.png" alt=\'"><script>alert(1)</script>\'>x',
    "<video poster=javascript:alert(1) onerror=alert(1)><source onerror=alert(1) src=javascript:alert(1)></video>x",
    "<audio src=x onloadstart=alert(1)></audio>x",
    "<details open ontoggle=alert(1)>x</details>",
    "<body onload=alert(1)>x",
    "<p><!--><script>alert(1)</script>--></p>x",
    "<![CDATA[<script>alert(1)</script>]]>x",
    "<?php system('id') ?><%= 1 %>x",
    "<scr<script>ipt>alert(1)</scr</script>ipt>x",
    "<p/onclick=alert(1)//>x",
    "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>x",
    "<custom-tag onclick=alert(1) style='color:expression(alert(1))'>x</custom-tag>",
    "<blockquote cite='javascript:alert(1)'>x</blockquote><q cite='data:x'>y</q>",
    "<p id=location class=x name=body>x</p><a name=body id=cookie href=/x>y</a>",
    "<table background=javascript:alert(1)><tr><td background=javascript:alert(1)>x</table>",
)
WOUND_MARKUP = "GHSA-xvp8 -hw26 -5jfw"


@pytest.mark.parametrize("markup", MARKUP, ids=lambda markup: f"{WOUND_MARKUP} {markup!r}")
def test_no_gap_in_the_sanitiser(markup: str) -> None:
    safe = clean.sanitise(markup, "https://press.example/")
    assert_is_harmless(safe)
    assert "x" in clean.plain_text(safe) or not safe, "what is said is kept"


@pytest.mark.parametrize("markup", MARKUP, ids=lambda markup: f"{WOUND_MARKUP} {markup!r}")
def test_no_gap_in_any_feed(markup: str) -> None:
    """A feed gives markup as text; what its readers unpack is harmless."""
    body = f"<html><body><main><article><h1>A title</h1><p>3 May 2026</p><p>The harbour is open again.</p>{markup}</article></main>"
    try:
        entries = extract(body.encode(), "https://press.example/a", shape="article").entries
    except ParseError:
        return
    for entry in entries:
        assert_is_harmless(entry.content or "")
        assert not Seen(entry.summary or "").tags & DANGEROUS


def assert_is_harmless(safe: str) -> None:
    seen = Seen(safe)
    assert not seen.tags & (DANGEROUS | {"!"})
    for name, value in seen.attributes:
        assert not name.startswith("on")
        assert name not in {
            "style",
            "id",
            "class",
            "name",
            "srcset",
            "srcdoc",
            "background",
            "target",
            "poster",
            "ping",
        }
        if name in {"href", "src", "cite"}:
            assert re.match(r"(?:https?://|mailto:|tel:)", value), value


# What a site calls things -------------------------------------------------------------------------------------------

NAMES = (
    BREAKOUT,
    f"]]>{SCRIPT}<![CDATA[",
    f"--><!--{SCRIPT}",
    f"&lt;script&gt;alert(1)&lt;/script&gt;{SCRIPT}",
    "red;background:url(javascript:alert(1))",
    '" onmouseover="alert(1)" x="',
    "{{7*7}}${7*7}<%=7*7%>",
    "\u202e\u2066gnp.exe\x00\x1b]0;x\x07",
    "de\ud800",
)
NOT_OURS = {"script", "img", "svg", "style", "iframe", "base", "object"}


@pytest.mark.parametrize("name", NAMES, ids=repr)
def test_tag_names_colours_and_all_other_names_are_text_wherever_they_stand(name: str) -> None:
    now = datetime(2026, 5, 3, tzinfo=UTC)
    hostile = f"https://press.example/?q={name}"
    entry = Entry(
        id="urn:uuid:6b1a8f63-9a3c-4d86-a1a5-5f8bfa5c3f3e", source="acme", url=hostile, title=name, kicker=name, kind=name,
        number=name, dateline=name, language=name, authors=(name,), summary=name, text=name, tags=(name, "kind"),
        image=Image(url=hostile, caption=name, credit=name, license=name),
        attachments=(Attachment(url=hostile, type=name, title=name),), contacts=(Contact(name=name, role=name, email=name),),
    )  # fmt: skip
    feed = Feed(slug="acme", title=name, sources=("acme",), homepage=hostile, language=name)
    listed = [Listed(entry=entry, date=now, changed=now)]
    content = channel(feed, listed, base="https://feeds.example", updated=now)
    made = formats(content)
    for document in (made["rss"], made["atom"], opml(name, [glance(feed, listed)], base="https://feeds.example")):
        tree = etree.fromstring(document, etree.XMLParser(resolve_entities=False, no_network=True))
        assert not {etree.QName(one).localname for one in tree.iter("*")} & NOT_OURS
        assert not [key for one in tree.iter("*") for key in one.attrib if key.startswith("on")]
        for markup in tree.iterfind(".//{http://purl.org/rss/1.0/modules/content/}encoded"):
            assert_is_harmless(markup.text or "")
    page = Seen(index(name, [glance(feed, listed)]).decode())
    assert page.tags <= Seen(index("Acme", [glance(replace(feed, title="Acme"), listed)]).decode()).tags
    assert "script" not in page.tags
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert all(re.match(r"https://|[a-z./-]*$", value) for name, value in page.attributes if name in {"href", "src"})
    assert json.loads(made["json"])["items"][0]["id"] == entry.id
    for written in (feed_page(content), *pages(content).values()):
        shown = Seen(written.decode())
        assert "script" not in shown.tags
        assert not [name for name, _ in shown.attributes if name.startswith("on")]
        assert all(
            re.match(r"https://|\.\./|[a-z./-]*$", value) for name, value in shown.attributes if name in {"href", "src"}
        )


@pytest.mark.parametrize("name", NAMES, ids=repr)
def test_tag_names_and_colours_of_a_feed_are_text(name: str) -> None:
    told = escape(name.translate({0: None, 7: None, 0x1B: None}), quote=True)
    styled = escape(f'<p style="color:{name}">x</p>').translate({0: None, 7: None, 0x1B: None})
    body = (
        f'<rss version="2.0"><channel><title>{told}</title><item><title>{told}</title><link>https://press.example/1</link>'
        f"<category>{told}</category><author>{told}</author><description>{styled}</description>"
        "</item></channel></rss>"
    )
    (entry,) = extract(body.encode("utf-8", "replace"), "https://press.example/feed").entries
    assert_is_harmless(entry.content or "")
