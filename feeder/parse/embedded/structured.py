"""What a page says of itself to machines: JSON-LD, microdata, OpenGraph, Dublin Core, <link>, <title>.

Nothing is judged here, only read: dates stay as they are written, and whether a page tells the truth is for `article`.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any, NamedTuple

from lxml import etree, html

from feeder.parse.characters import one_line
from feeder.parse.urls import absolute

Node = Mapping[str, Any]

_MAX_SCRIPTS, _MAX_SCRIPT, _MAX_NODES, _MAX_VALUES, _MAX_TEXT = 50, 1_000_000, 500, 50, 5000
# https://schema.org/Article and what is used like it; PressRelease is no type there, but pages use it.
_ARTICLE = re.compile(
    r"(?:.*[/#:])?(?:\w{0,30}Article|(?:Live)?BlogPosting|SocialMediaPosting|Report|PressRelease|\w{0,20}NewsItem)"
)
_BODIES = frozenset({"Organization", "NewsMediaOrganization", "Corporation", "GovernmentOrganization", "NGO"})
_ACCOUNT = re.compile(r"/schema/person/")  # as content systems number the people who may log in
_COMMENT = re.compile(r"<!--|-->|/?/?\s?<!\[CDATA\[|/?/?\s?\]\]>|/\*\*/")
_COMMENTING = ("<!", "-->", "]]>", "/**/")
_TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")

# One step down from the root: "//" makes a list of every element first.
_LD_JSON = etree.XPath(
    "descendant::script[string-length(@type) > 18]"
    '[starts-with(translate(@type, "LDJSON", "ldjson"), "application/ld+json")]'
)
_SCOPES = etree.XPath("descendant-or-self::*/@itemtype/parent::*[@itemscope]")  # twice as fast as by two conditions
_CANONICAL = etree.XPath(
    'descendant::link[string-length(@rel) = 9][translate(@rel, "CANONIL", "canonil")="canonical"]/@href'
)
_PROPERTIES = frozenset({"headline", "name", "description", "datePublished", "dateModified", "author", "creator"})
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "title")
_DESCRIPTIONS = ("og:description", "description", "twitter:description", "dc.description", "dcterms.abstract")
_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "article:published", "og:published_time"),
    *("datepublished", "dcterms.issued", "dc.date.issued", "dcterms.created", "dc.date.created", "dcterms.date"),
    *("dc.date", "date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date"),
    *("parsely-pub-date", "sailthru.date", "article.published", "citation_publication_date", "citation_date"),
    *("published", "publication-date", "release-date", "releasedate"),
)
_MODIFIED = (
    *("article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified"),
    *("dcterms.modified", "dc.date.modified", "last-modified", "article.updated"),
)
_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author")
_IMAGES = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")


@dataclass(frozen=True, kw_only=True, slots=True)
class Stated:
    """What a page states, each field as written; what it does not state is None or empty."""

    headline: str | None = None  #: of the article, from JSON-LD or microdata
    shared_title: str | None = None  #: og:title and its kin
    page_title: str | None = None  #: <title>
    site_name: str | None = None
    description: str | None = None
    published: str | None = None  #: of the article, from JSON-LD or microdata
    modified: str | None = None
    meta_published: str | None = None
    meta_modified: str | None = None
    authors: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()  #: those of the authors that are accounts of the page's content system
    bodies: tuple[str, ...] = ()  #: those that are organizations
    meta_authors: tuple[str, ...] = ()
    language: str | None = None
    images: tuple[str, ...] = ()  #: absolute
    tags: tuple[str, ...] = ()
    kind: str | None = None  #: schema.org type
    url: str | None = None  #: canonical, absolute
    is_article: bool = False


def read(root: html.HtmlElement, base: str) -> Stated:
    """What a page states of itself; its addresses are relative to `base`."""
    nodes = tuple(_nodes(root))
    article = _article(nodes) or _microdata(root)
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and "name" in node}
    authors = list(_authors(article.get("author") or article.get("creator"), by_id))
    metas = _metas(root)
    return Stated(
        headline=_text(article.get("headline")) or _text(article.get("name")),
        shared_title=_text(_first(metas, _TITLES)),
        page_title=_page_title(root),
        site_name=_first(metas, ("og:site_name", "application-name")) or _site_name(nodes),
        description=_text(article.get("description")) or _first(metas, _DESCRIPTIONS),
        published=_text(article.get("datePublished")),
        modified=_text(article.get("dateModified")),
        meta_published=_first(metas, _PUBLISHED),
        meta_modified=_first(metas, _MODIFIED),
        authors=tuple(name for author in authors for name in author.names),
        accounts=tuple(name for author in authors if author.is_account for name in author.names),
        bodies=tuple(name for author in authors if author.is_body for name in author.names),
        meta_authors=tuple(name for key in _AUTHORS for name in metas.get(key, ())),
        language=_text(article.get("inLanguage")) or _declared_language(root, metas),
        images=_images(article, metas, base),
        tags=tuple(_tags(article, metas)),
        kind=next((_local(name) for name in _types(article) if _ARTICLE.fullmatch(name)), None),
        url=_canonical(root, metas, base),
        is_article=bool(article) or _first(metas, ("og:type",)) == "article",
    )


# -------------------------------------------------------------------------------------------------------- JSON-LD


def _nodes(root: html.HtmlElement) -> Iterator[Node]:
    """The nodes that stand for themselves: top level, @graph, mainEntity; not what a list or a relation names."""
    scripts = _LD_JSON(root)
    waiting: list[Any] = [json_in(script.text or "", _MAX_SCRIPT) for script in scripts[:_MAX_SCRIPTS]]
    for _ in range(_MAX_NODES):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting[:0] = value[:_MAX_NODES]
        elif isinstance(value, dict):
            yield value
            waiting[:0] = [value[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in value]


def json_in(text: str, most: int) -> Any:
    """JSON as pages have it: in comments, with line breaks in strings, trailing commas, or escaped as HTML."""
    if len(text) > most:
        return None
    is_commented = any(mark in text for mark in _COMMENTING)  # soon told, where the search takes longer than all else
    plain = (_COMMENT.sub("", text) if is_commented else text).strip().rstrip(";")
    for attempt in (plain, _TRAILING_COMMA.sub("", plain), _TRAILING_COMMA.sub("", unescape(plain))):
        try:
            return json.JSONDecoder(strict=False).raw_decode(attempt.lstrip())[0]
        except (ValueError, RecursionError):
            continue
    return None


def _article(nodes: Iterable[Node]) -> Node:
    """The node that describes the page's article: the first, if it has anything to say of it."""
    articles = (node for node in nodes if any(_ARTICLE.fullmatch(name) for name in _types(node)))
    return next((node for node in articles if node.get("headline") or node.get("datePublished")), {})


def _types(node: Node) -> list[str]:
    return [name for name in _list(node.get("@type")) if isinstance(name, str)]


def _local(name: str) -> str:
    return re.split(r"[/#:]", name)[-1]


def _site_name(nodes: Iterable[Node]) -> str | None:
    sites = (node for node in nodes if {"WebSite", "Organization", "NewsMediaOrganization"} & set(_types(node)))
    return next((name for site in sites if (name := _text(site.get("name")))), None)


class _Author(NamedTuple):
    names: tuple[str, ...]
    is_account: bool = False
    is_body: bool = False


def _authors(value: Any, by_id: Mapping[str, Node]) -> Iterator[_Author]:
    """Who wrote the article; where its node only points to a person's, that is whoever was logged in and posted it."""
    for said in _list(value):
        node = by_id.get(said.get("@id", ""), said) if isinstance(said, dict) else {"name": said}
        names = tuple(text for name in _list(node.get("name")) if (text := _text(name)))
        is_account = (isinstance(said, dict) and node is not said) or bool(_ACCOUNT.search(str(node.get("@id", ""))))
        yield _Author(names, is_account=is_account, is_body=any(name in _BODIES for name in _types(node)))


def _list(value: Any) -> list[Any]:
    values = value if isinstance(value, list) else [] if value is None else [value]
    return values[:_MAX_VALUES]


def _text(value: Any) -> str | None:
    """The text of a JSON-LD value: a string, the first of several, or {"@value": …}. Entities in it are common."""
    first = next(iter(_list(value)), None)
    if isinstance(first, dict):
        first = first.get("@value")
    return _line(unescape(first[:_MAX_TEXT])) if isinstance(first, str) else None


def _line(text: str | None) -> str | None:
    return one_line((text or "")[:_MAX_TEXT])


# ------------------------------------------------------------------------------------------------------ microdata


def _microdata(root: html.HtmlElement) -> Node:
    """The properties of the page's one article in microdata; where there are several, they are a list of others."""
    scopes = [scope for scope in _SCOPES(root) if _ARTICLE.fullmatch(scope.get("itemtype"))]
    if len(scopes) != 1:
        return {}
    node: dict[str, Any] = {"@type": scopes[0].get("itemtype")}
    for element in scopes[0].xpath(".//*[@itemprop]"):
        if element.xpath("ancestor::*[@itemscope][1]")[0] is scopes[0]:
            for name in _PROPERTIES.intersection(element.get("itemprop").split()):
                node.setdefault(name, _property(element))
    return node


def _property(element: html.HtmlElement) -> str | None:
    inner = element.xpath('.//*[@itemprop="name"]') if element.get("itemscope") is not None else []
    element = inner[0] if inner else element
    for attribute in ("content", "datetime", "src"):
        if element.get(attribute):
            return str(element.get(attribute))
    return _line(element.text_content())


# ----------------------------------------------------------------------------------------------- <meta> and <link>


def _metas(root: html.HtmlElement) -> dict[str, list[str]]:
    metas: dict[str, dict[str, None]] = {}  # each in the order of the page, and once
    for meta in root.iter("meta"):
        content = _line(meta.get("content"))
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = (meta.get(attribute) or "").strip().lower()
            if key and content:
                metas.setdefault(key, {})[content] = None
    return {key: list(contents) for key, contents in metas.items()}


def _first(metas: Mapping[str, list[str]], names: Iterable[str]) -> str | None:
    return next((metas[name][0] for name in names if metas.get(name)), None)


def _page_title(root: html.HtmlElement) -> str | None:
    titles = root.xpath("/html/head/title") or root.xpath("//title[not(ancestor::svg)]")
    return _text(titles[0].text_content()) if titles else None


def _declared_language(root: html.HtmlElement, metas: Mapping[str, list[str]]) -> str | None:
    declared = one_line(
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    )
    return declared or _first(metas, ("content-language", "dc.language", "dcterms.language", "og:locale", "language"))


def _images(article: Node, metas: Mapping[str, list[str]], base: str) -> tuple[str, ...]:
    named = [
        image.get("url") or image.get("contentUrl") if isinstance(image, dict) else image
        for image in _list(article.get("image"))
    ]
    shared = [url for key in _IMAGES for url in metas.get(key, ())]
    found = (absolute(url, base) for url in (*shared, *named) if isinstance(url, str))
    return tuple(dict.fromkeys(url for url in found if url))


def _tags(article: Node, metas: Mapping[str, list[str]]) -> Iterator[str]:
    keywords = _list(article.get("keywords"))
    texts = [text for text in (*keywords, *metas.get("news_keywords", ())) if isinstance(text, str)]
    separate = [part for text in texts for part in text.split(",")]
    yield from dict.fromkeys(
        tag for text in (*separate, *metas.get("article:tag", ())) if (tag := one_line(unescape(text)))
    )


def _canonical(root: html.HtmlElement, metas: Mapping[str, list[str]], base: str) -> str | None:
    links = _CANONICAL(root)
    return next((url for link in (*links, *metas.get("og:url", ())) if (url := absolute(link, base))), None)
