"""Lists that a page states to machines: read in whatever way it states them, from pages that show nothing else."""

import json
from base64 import b64encode
from collections.abc import Callable
from types import ModuleType
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from feeder import extract
from feeder.model import Extraction
from feeder.parse.embedded import devalue as embedded_devalue
from feeder.parse.embedded import embedded
from feeder.parse.embedded import flight as embedded_flight
from feeder.parse.embedded import lists as embedded_lists
from feeder.parse.embedded import records as embedded_records
from feeder.parse.embedded import scripts as embedded_scripts

URL = "https://hafen.example/presse/"
TITLES = ("Neue Fähre nimmt den Betrieb auf", "Hafen meldet „Rekord“ beim Umschlag", "Kaimauer wird bis Herbst saniert")
DAYS = ("2031-03-14", "2031-03-05", "2031-02-27")
URLS = tuple(f"{URL}m{n}" for n in range(3))
MENU = [{"title": name, "url": f"/{name.lower()}/"} for name in ("Start", "Hafen", "Schiffe", "Karriere", "Kontakt")]


def page(markup: str, body: str = '<div id="root"></div>') -> bytes:
    return (
        f'<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Presse</title>{markup}</head>'
        f"<body>{body}</body></html>"
    ).encode()


def script(value: object, attributes: str = 'type="application/ld+json"') -> str:
    return f"<script {attributes}>{json.dumps(value)}</script>"


def read(markup: str, body: str = '<div id="root"></div>') -> Extraction:
    return extract(page(markup, body), URL, shape="listing", timezone="Europe/Berlin")


def told(found: Extraction) -> list[tuple[str | None, str | None, str]]:
    return [(entry.url, entry.title, str(entry.published)[:10]) for entry in found.entries]


EXPECTED = list(zip(URLS, TITLES, DAYS, strict=True))


# JSON-LD ------------------------------------------------------------------------------------------------------------


def article(number: int, **more: object) -> dict[str, Any]:
    named = {"headline": TITLES[number], "url": URLS[number], "datePublished": f"{DAYS[number]}T09:30:00+01:00"}
    return {"@type": "NewsArticle", **named, **more}


def every(make: Callable[[int], Any] = article) -> list[Any]:
    return [make(number) for number in range(3)]


def list_item(number: int, **more: object) -> dict[str, Any]:
    return {"@type": "ListItem", "position": number + 1, **more}


JSON_LD: dict[str, object] = {
    "an ItemList of articles": {"@type": "ItemList", "itemListElement": every()},
    "an ItemList of ListItems": {
        "@type": "ItemList",
        "itemListElement": every(lambda n: list_item(n, item=article(n))),
    },
    "a ListItem that says where, and an item that says what": {
        "@type": "ItemList",
        "itemListElement": every(lambda n: list_item(n, url=URLS[n], item=article(n, url=None))),
    },
    "items that are named, and described in the graph": {
        "@graph": [
            {"@type": "ItemList", "itemListElement": every(lambda n: list_item(n, item={"@id": f"#a{n}"}))},
            *every(lambda n: article(n, **{"@id": f"#a{n}"})),
        ]
    },
    "the list of a CollectionPage": {
        "@type": "CollectionPage",
        "mainEntity": {"@type": "ItemList", "itemListElement": every()},
    },
    "the parts of a page": {"@type": ["WebPage", "CollectionPage"], "hasPart": every()},
    "the posts of a Blog": {"@type": "Blog", "blogPost": every(lambda n: article(n, **{"@type": "BlogPosting"}))},
    "a graph of articles": {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Hafen"}, *every()]},
    "a plain list of them": every(),
    "press releases, which schema.org does not know": every(lambda n: article(n, **{"@type": "schema:PressRelease"})),
    "addresses as the page that they are the main entity of": every(
        lambda n: article(n, url=None, mainEntityOfPage={"@type": "WebPage", "@id": URLS[n]})
    ),
    "addresses as identities": every(lambda n: article(n, url=None, **{"@id": URLS[n]})),
    "relative addresses": every(lambda n: article(n, url=f"m{n}")),
    "values as objects": every(lambda n: article(n, headline={"@language": "de", "@value": TITLES[n]})),
    "entities and tags in titles": every(
        lambda n: article(n, headline=f"<b>{TITLES[n]}</b>".replace("ä", "&auml;").replace("„", "&#8222;"))
    ),
    "several addresses": every(lambda n: article(n, url=[URLS[n], "/en"])),
    "the same twice": [*every(), *every()],
}  # fmt: skip


@pytest.mark.parametrize("value", JSON_LD.values(), ids=JSON_LD)
def test_a_list_in_json_ld_is_read(value: object) -> None:
    found = read(script(value))
    assert told(found) == EXPECTED
    assert "3 entries stated by the page's JSON-LD, of which the page itself shows none" in found.reasons


def test_cards_with_a_script_each_are_one_list() -> None:
    assert told(read("".join(script(article(n)) for n in range(3)))) == EXPECTED


def test_events_are_dated_by_when_they_begin() -> None:
    events = every(lambda n: {"@type": "BusinessEvent", "name": TITLES[n], "url": URLS[n], "startDate": DAYS[n]})
    assert told(read(script(events))) == EXPECTED


def test_what_else_is_stated_of_an_entry_is_kept() -> None:
    more = {
        "description": "Sie fährt <i>täglich</i>.",
        "image": [{"@type": "ImageObject", "url": "/bild.jpg"}],
        "articleSection": ["Presse", "Fähre &amp; Kai"],
    }
    entry = read(script(every(lambda n: article(n, **more)))).entries[0]
    assert entry.summary == "Sie fährt täglich."
    assert entry.image is not None
    assert entry.image.url == "https://hafen.example/bild.jpg"
    assert entry.tags == ("Presse", "Fähre & Kai")
    assert str(entry.published) == "2031-03-14T09:30:00+01:00"


OTHER: dict[str, object] = {
    "a trail of breadcrumbs": {
        "@type": "BreadcrumbList",
        "itemListElement": every(lambda n: list_item(n, name=TITLES[n], item=URLS[n])),
    },
    "products": {
        "@type": "ItemList",
        "itemListElement": every(lambda n: list_item(n, item={"@type": "Product", "name": TITLES[n], "url": URLS[n]})),
    },
    "a menu": {"@graph": every(lambda n: {"@type": "SiteNavigationElement", "name": TITLES[n], "url": URLS[n]})},
    "the updates of one article": {
        "@type": "LiveBlogPosting",
        "liveBlogUpdate": every(lambda n: article(n, **{"@type": "BlogPosting"})),
    },
    "two": [article(0), article(1)],
    "what leads to the page itself": every(lambda n: article(n, url=f"{URL}#{n}")),
    "all of one name": every(lambda n: article(n, headline="Termin")),
    "nothing with an address": every(lambda n: article(n, url=None)),
    "addresses that are none": every(lambda n: article(n, url=f"javascript:m({n})")),
}


@pytest.mark.parametrize("value", OTHER.values(), ids=OTHER)
def test_what_lists_something_else_is_no_list(value: object) -> None:
    assert read(script(value)).entries == ()


# Elements -----------------------------------------------------------------------------------------------------------

MARKED = {
    "microdata": """<div itemscope itemtype="https://schema.org/NewsArticle"><meta itemprop="mainEntityOfPage" content="true">
        <span itemprop="author" itemscope itemtype="https://schema.org/Person"><a itemprop="url" href="/ina">
        <b itemprop="name">Ina Kai</b></a></span>
        <a itemprop="url" href="{url}"><h2 itemprop="headline">{title}</h2></a>
        <time itemprop="datePublished" datetime="{day}T08:00">neulich</time></div>""",
    "microdata whose link stands in its headline": """<article itemscope itemtype="http://schema.org/BlogPosting">
        <h2 itemprop="name headline"><a href="{url}">{title}</a></h2><meta itemprop="datePublished" content="{day}"></article>""",
    "RDFa": """<article vocab="https://schema.org/" typeof="Article" resource="{url}"><h2 property="headline">{title}</h2>
        <span property="datePublished" content="{day}T08:00">neulich</span></article>""",
    "RDFa with prefixes": """<div about="{url}" typeof="sioc:Item foaf:Document"><h2 property="dc:title">{title}</h2>
        <span property="dc:date dc:created" content="{day}T08:00:00+01:00">neulich</span></div>""",
    "h-entry": """<article class="h-entry"><h2 class="p-name"><a class="u-url" href="{url}">{title}</a></h2>
        <a class="p-author h-card" href="/ina"><span class="p-name">Ina Kai</span></a>
        <time class="dt-published" datetime="{day}">neulich</time></article>""",
    "hentry": """<div class="post hentry"><h2 class="entry-title"><a href="{url}" rel="bookmark">{title}</a></h2>
        <abbr class="published" title="{day}T08:00:00+01:00">neulich</abbr><span class="vcard">Ina</span></div>""",
}  # fmt: skip


@pytest.mark.parametrize("markup", MARKED.values(), ids=MARKED)
def test_entries_that_are_marked_in_the_page_are_dated_by_that(markup: str) -> None:
    records = (markup.format(url=url, title=title, day=day) for url, title, day in EXPECTED)
    found = read("", f"<main>{''.join(records)}</main>")
    assert told(found) == EXPECTED
    assert any("3 entries stated by the page's " in reason for reason in found.reasons)


# State --------------------------------------------------------------------------------------------------------------


def post(number: int, **more: object) -> dict[str, Any]:
    return {"id": number, "title": TITLES[number], "url": f"/presse/m{number}", "publishedAt": DAYS[number], **more}


def folded(value: object) -> list[Any]:
    """As devalue does it."""
    made: list[Any] = []

    def add(one: object) -> int:
        place = len(made)
        made.append(None)
        if isinstance(one, dict):
            made[place] = {key: add(inner) for key, inner in one.items()}
        else:
            made[place] = [add(inner) for inner in one] if isinstance(one, list) else one
        return place

    add(value)
    return made


def reactive(value: object) -> list[Any]:
    """A list that begins with what kind of value it holds: what it names stands one further on."""
    further: list[Any] = [["Reactive", 1]]
    for one in folded(value):
        if isinstance(one, dict):
            further.append({key: place + 1 for key, place in one.items()})
        else:
            further.append([place + 1 for place in one] if isinstance(one, list) else one)
    return further


STATE = {"menu": MENU, "page": {"posts": every(post), "total": 3}}
PLAIN = json.dumps(STATE)
LITERAL = PLAIN.replace("\\", "\\\\").replace("'", "\\'")
FLIGHT = f'1:"$Sreact.fragment"\n2:I[7,[],"default"]\n:HL["/a.css"]\n3:Te,äääääa:\n[4:["$","$L2",null,{PLAIN}]\n'
WAYS = {
    "Next.js": script(STATE, 'id="__NEXT_DATA__" type="application/json"'),
    "Nuxt 3": script(folded(STATE), 'id="__NUXT_DATA__" type="application/json"'),
    "Nuxt 3, reactive": script(reactive(STATE), 'type="application/json" data-nuxt-data="app"'),
    "Next.js, streamed": "".join(
        f"<script>self.__next_f.push([1,{json.dumps(FLIGHT[place : place + 40])}])</script>"
        for place in range(0, len(FLIGHT), 40)
    ),
    "Redux": f"<script>window.__PRELOADED_STATE__ = {PLAIN};\nrender()</script>",
    "an index of window": f'<script>window["__INITIAL_STATE__"]={PLAIN}</script>',
    "a variable, indented": f"<script>var app = 1;\nconst newsItems = {json.dumps(every(post), indent=8)};</script>",
    "undefined values": f'<script>window.__STATE__={PLAIN[:-1]},"user":undefined}};</script>',
    "JSON in a string": f"<script>window.__STATE__ = JSON.parse({json.dumps(PLAIN)});</script>",
    "JSON in a string of one quote": f"<script>window.__STATE__ = JSON.parse('{LITERAL}');</script>",
    "JSON in hexadecimal escapes": "<script>window.__STATE__='{}'</script>".format(LITERAL.replace('"', "\\x22")),
    "JSON as part of an address": f'<script>window.__STATE__=JSON.parse(decodeURIComponent("{quote(PLAIN)}"))</script>',
    "Base64": f'<script>window.__APOLLO_STATE__="{b64encode(PLAIN.encode()).decode()}"</script>',
    "SvelteKit": script({"status": 200, "body": PLAIN}, 'type="application/json" data-sveltekit-fetched'),
    "Angular": f'<script id="app-state" type="application/json">{PLAIN.replace(chr(34), "&q;")}</script>',
    "an attribute": "<press-list data-page='{}'></press-list>".format(PLAIN.replace("'", "&#39;")),
    "an attribute, escaped": '<div data-page="{}"></div>'.format(PLAIN.replace('"', "&quot;")),
}  # fmt: skip


@pytest.mark.parametrize("markup", WAYS.values(), ids=WAYS)
def test_the_list_in_the_state_of_a_page_is_read_and_not_its_menu(markup: str) -> None:
    found = read("", markup + '<div id="root"></div>')
    assert told(found) == EXPECTED
    assert found.rule is None
    assert 0.5 <= found.confidence < 0.9


SHAPES: dict[str, object] = {
    "wrapped in nodes": {"edges": every(lambda n: {"node": post(n)})},
    "wrapped in attributes": {"data": every(lambda n: {"id": n, "type": "news", "attributes": post(n)})},
    "a cache of Apollo": {
        **{f"MenuItem:{n}": {"__typename": "MenuItem", **one} for n, one in enumerate(MENU)},
        **{f"News:{n}": {"__typename": "News", **post(n)} for n in range(3)},
    },
    "objects by number": {"byId": {str(n): post(n) for n in range(3)}},
    "titles and addresses as objects": every(
        lambda n: post(n, title={"rendered": TITLES[n]}, url=None, link={"url": f"/presse/m{n}", "target": ""})
    ),
    "seconds since 1970": every(lambda n: post(n, publishedAt=(1931247000, 1930469400, 1929951000)[n])),
    "milliseconds since 1970": every(lambda n: post(n, publishedAt=(1931247000, 1930469400, 1929951000)[n] * 1000)),
    "other names": every(lambda n: {"Headline": TITLES[n], "detail_url": f"/presse/m{n}", "release_date": DAYS[n]}),
    "a date that was changed after": every(lambda n: post(n, updatedAt="2031-06-01", modified="2031-06-01")),
    "elements of React": every(lambda n: ["$", "$L7", str(n), {"post": post(n)}]),
    "an address below the page's own": every(lambda n: post(n, url=None, fullSlug=f"presse/m{n}")),
}


@pytest.mark.parametrize("value", SHAPES.values(), ids=SHAPES)
def test_a_record_is_known_whatever_it_is_called(value: object) -> None:
    assert told(read(script({"a": value}, 'type="application/json"'))) == EXPECTED


def test_a_slug_is_completed_by_the_links_that_the_page_shows() -> None:
    posts = every(lambda n: post(n, url=None, slug=f"m{n}"))
    links = '<p><a href="/archiv/2031/m0">Fähre</a> und <a href="/archiv/2031/m1">Umschlag</a></p>'
    found = read(script(posts, 'type="application/json"'), links)
    assert [entry.url for entry in found.entries] == [f"https://hafen.example/archiv/2031/m{n}" for n in range(3)]


@pytest.mark.parametrize(
    "links",
    ['<a href="/archiv/m0">Eine</a>', "".join(f'<a href="/{tongue}/m{n}">{n}</a> ' for tongue in ("de", "en") for n in range(3))],
    ids=["one that may be the only one", "two that end alike"],
)  # fmt: skip
def test_a_slug_is_not_completed_by_a_guess(links: str) -> None:
    posts = every(lambda n: post(n, url=None, slug=f"m{n}"))
    found = read(script(posts, 'type="application/json"'), f"<p>{links}</p>")
    assert not {"https://hafen.example/archiv/m1", "https://hafen.example/archiv/m2"} & {
        one.url for one in found.entries
    }
    assert all(entry.published is None for entry in found.entries)


def test_an_address_below_another_part_of_the_site_may_be_below_this_page_as_well() -> None:
    assert read(script(every(lambda n: post(n, url=f"archiv/m{n}")), 'type="application/json"')).entries == ()


def test_the_page_itself_is_no_entry() -> None:
    assert told(read(script([{"@type": "Article", "headline": "Presse", "url": "/presse"}, *every()]))) == EXPECTED


def test_a_slug_alone_is_no_address() -> None:
    posts = every(lambda n: post(n, url=None, slug=f"m{n}"))
    found = read(script(posts, 'type="application/json"'))
    assert found.entries == ()
    assert "3 entries are stated by the page, but the address of none of them can be told" in found.reasons


@pytest.mark.parametrize(
    "value",
    [
        every(lambda n: post(n, price=12)),
        every(lambda n: post(n, url=None)),
        every(lambda n: post(n, title=None)),
        every(post)[:2],
        every(lambda n: post(n, url="/presse/alle")),
    ],
    ids=["wares", "no addresses", "no titles", "two", "one address"],
)
def test_what_only_looks_like_records_is_no_list(value: object) -> None:
    assert read(script(value, 'type="application/json"')).entries == ()


def test_program_code_is_not_run() -> None:
    nuxt = f"<script>window.__NUXT__=(function(a){{return {PLAIN}}}(1))</script>"
    assert read(nuxt).entries == ()


def test_of_two_lists_in_the_state_that_of_the_page_is_taken() -> None:
    """The one with days, and the longer one."""
    others = [{"title": f"Beliebte Meldung Nummer {n} von allen", "url": f"/beliebt/{n}"} for n in range(5)]
    assert told(read(script({"popular": others, "posts": every(post)}, 'type="application/json"'))) == EXPECTED


# Hostile ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        [[61], *[[n, n] for n in range(2, 62)]],  # each value twice in the next: 2^60 in all
        [[0, 0, 0]],
        [{"a": 0, "b": 1}, [0, 1, -1, 99, "x", None, True]],
        [],
        {"a": 1},
        "text",
        ["Reactive", -5],
    ],
)
def test_a_knot_or_a_bomb_in_nuxts_state_costs_nothing(value: object) -> None:
    assert read(script(value, 'id="__NUXT_DATA__" type="application/json" data-pad="' + "x" * 200 + '"')).entries == ()
    embedded_devalue.unfolded(value)


def test_a_value_of_nuxts_that_has_a_type_is_what_it_holds() -> None:
    assert embedded_devalue.unfolded([{"at": 1, "by": 2}, ["Date", "2031-03-14"], ["Ref", 3], "Ina"]) == {
        "at": ["2031-03-14"],
        "by": ["Ina"],
    }


HOSTILE = {
    "JSON that nests too deeply": f'<script type="application/json">{"[" * 200_000}</script>',
    "JSON-LD that nests too deeply": '<script type="application/ld+json">' + '{"mainEntity":' * 50_000 + "</script>",
    "values that are none, one after the other": "<script>" + '__state__={"' * 100_000 + "</script>",
    "undefined again and again": "<script>" + 'window.__STATE__={"a":undefined,"b":bad};' * 20_000 + "</script>",
    "a string without an end": "<script>__A_STATE__=JSON.parse('{" + '\\"' * 200_000 + "</script>",
    "rows of no length": '<script>self.__next_f.push([1,"' + "a:T0," * 100_000 + '"])</script>',
    "rows that are broken": '<script>self.__next_f.push([1,"' + "1:[\\n" * 100_000 + '"])</script>',
    "pushes that are broken": "<script>" + "self.__next_f.push([" * 50_000 + "</script>",
    "names made of parts of names": script([{"publi" + "shedat" * 5000: 1, "title": "x", "url": "/x"}] * 50, 'type="application/json"'),
    "a type made of slashes": script([{"@type": "/" * 200_000, "url": "/x"}] * 3),
    "a number that Python does not read": "<script>__A_STATE__=" + '{"a":%s}' % ("9" * 5000) + " " * 200 + "</script>",
    "a date beyond all floats": script([{"title": "x", "url": f"/x{n}", "date": 10**400} for n in range(3)], 'type="application/json"'),
    "a type that holds itself": script(
        [{"a": 1, "b": 1, "c": 1}, {"__typename": 2}, *([n + 1] for n in range(2, 4000)), [2]],
        'type="application/json" id="__NUXT_DATA__"',
    ),
    "a type as long as the page, of each": script(
        [{f"k{n}": 2 + n for n in range(20_000)}, [1] * 20_000, *({"__typename": 1} for _ in range(20_000))],
        'type="application/json" id="__NUXT_DATA__"',
    ),
    "linked data that holds itself": script([{"@graph": 0, "@id": 1}, "x" * 200], 'type="application/ld+json" id="__NUXT_DATA__"'),
    "a value that lies in each of its lines": "<script>self.__next_f.push([1,"
    + json.dumps("0:[" + '{"a"\n:[' * 400 + "1," * 200_000 + "1" + "]}" * 400 + "]")
    + "])</script>",
    "a long text that many lists name": script(
        [{"@id": "/a", "@type": "NewsArticle", "headline": "&amp;<b>" * 600}]
        + [{"@type": "ItemList", "itemListElement": [{"@id": "/a"}] * 1000}] * 30
    ),
    "commas": '<script type="application/ld+json">{' + ", " * 200_000 + "</script>",
}  # fmt: skip


@pytest.mark.parametrize("markup", HOSTILE.values(), ids=HOSTILE)
def test_what_is_broken_on_purpose_ends_in_no_time(markup: str) -> None:
    assert read(markup).entries == ()


def test_of_a_very_long_list_it_is_said_what_was_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (embedded_lists, embedded_records):
        monkeypatch.setattr(module, "MOST_ITEMS", 50)
    posts = [{"title": f"Meldung Nummer {n} des Hafens", "url": f"/m/{n}", "date": "2031-01-02"} for n in range(60)]
    found = read(script(posts, 'type="application/json"'))
    assert len(found.entries) == 50
    assert "10 beyond those that are read" in found.reasons[0]


def test_of_lists_that_name_the_same_again_and_again_it_is_said_what_was_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(embedded, "MOST_ENTRIES", 7)
    found = read("".join(script({"@type": "ItemList", "itemListElement": every()}) for _ in range(3)))
    assert told(found) == EXPECTED
    assert "of the lists that it states only the first were read, of 7 entries" in found.reasons


def test_of_very_long_scripts_it_is_said_that_they_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded_scripts, "MOST", 2_000)
    found = read(script("x" * 3_000, 'type="application/json"') + script(every()))
    assert "of its scripts only the first 2,000 characters were read" in found.reasons


@pytest.mark.parametrize(
    ("module", "limit", "most", "said"),
    [
        (embedded, "MOST_LISTS", 1, "of the lists that its state holds only the first 1 were read"),
        (embedded, "MOST_LINKS", 2, "what it states is held against its first 2 links only"),
        (embedded_records, "MOST_VALUES", 9, "of what its state holds only the first 9 objects and lists were looked at"),
    ],
)  # fmt: skip
def test_of_a_very_long_state_it_is_said_what_was_not_read(
    monkeypatch: pytest.MonkeyPatch, module: ModuleType, limit: str, most: int, said: str
) -> None:
    posts = [{"title": f"Meldung Nummer {n} des Hafens", "url": f"/m/{n}", "date": "2031-01-02"} for n in range(4)]
    links = "".join(f"<p><a href=/x/{n}>Seite {n}</a></p>" for n in range(3))
    state = script({"a": posts, "b": [{**one, "url": f"/b{one['url']}"} for one in posts]}, 'type="application/json"')
    assert said not in read(state + links).reasons
    monkeypatch.setattr(module, limit, most)
    assert said in read(state + links).reasons


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20) | st.sampled_from(URLS),
    lambda inner: st.lists(inner, max_size=5)
    | st.dictionaries(
        st.sampled_from(["@type", "@id", "@graph", "itemListElement", "item", "url", "title", "headline", "datePublished"])
        | st.sampled_from(["name", "image", "link", "slug", "date", "node", "tags", "description", "mainEntity", "__typename"]),
        inner | st.sampled_from(["NewsArticle", "ItemList", "ListItem", "2031-01-02", 1931337000, "m1", [], {}]),
        max_size=6,
    ),
    max_leaves=40,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(JSON)
@example([{"title": "x", "url": {"url": {"url": {"url": "/x"}}}}] * 3)
@example([{"@type": {"@type": 1}, "url": [[]], "headline": [[]], "datePublished": {"@value": {}}}] * 3)
def test_no_value_of_a_wrong_type_can_break_anything(value: object) -> None:
    for attributes in ("ld+json", "json", 'json" id="__NUXT_DATA__'):
        text = json.dumps(value).replace("</", "<\\/") + " " * 200
        for entry in read(f'<script type="application/{attributes}">{text}</script>').entries:
            assert entry.url
            assert entry.url.startswith(("https://", "http://"))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='1a:T[]{}",\n\\ö', max_size=80))
def test_no_stream_can_break_anything(stream: str) -> None:
    assert all(isinstance(value, list | dict) for value in embedded_flight.values(stream, {}))
