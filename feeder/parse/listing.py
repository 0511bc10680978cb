"""A page that lists releases: the source's `[rule]` says where they are, else they are found."""

from typing import Any

from feeder.model import Entry, Extraction, ListRule
from feeder.parse import agreement, article, clean, embedded, finding, listrule, rules, walls
from feeder.parse.lines import lines
from feeder.parse.webpage import WebPage

#: Below it nothing that was found is given as entries; a page that reads as an article has to be a surer list.
BAR, BAR_OF_ARTICLES = 0.1, 0.25
#: Below it a page that says it is something else (a login, an error, a check for robots) is that.
BAR_OF_WALLS = 0.5
TRY = 'add a [rule] with items = "…", the CSS or XPath of one entry, or give the address of the page that lists them'
NO_TEXT = "this page shows hardly any text: it may be made by JavaScript, which feeder does not run"
LEAST = 60  #: characters of the text of a page
MOST_OF_A_TITLE = 80  #: characters
#: What each field says of a record that was read; they add up to 1.
_WORTH = {"url": 0.4, "title": 0.4, "published": 0.2}


def parse(page: WebPage, rule: ListRule | None) -> Extraction:
    """The linked entries of a listing, shape "listing"; confidence is how complete their records are, 0 without any.

    Without a rule the entries are found, and confidence is how likely they are all right; below `BAR` there are none.
    Raises ParseError where a path of the rule is wrong.
    """
    root = page.root
    title = clean.one_line(root.findtext(".//title"))
    language = page.language or root.get("lang")
    if rule is None:
        return _found(page, title, language)
    found = rules.apply(rule, root, base=page.url, zone=page.zone, language=language)
    wall = None if found.entries else _wall(root)
    told = (*found.reasons, *_missed(rule, found)) if found.matched else (_nothing(rule, root, title),)
    stated = embedded.read(page, language)
    entries, completed = agreement.complete(found.entries, stated)
    return Extraction(
        shape="listing",
        title=title,
        rule=rule,
        entries=entries,
        confidence=_confidence(found),
        reasons=(wall.reason, *told) if wall else (*told, *completed),
        instead=wall.instead if wall else None,
    )


def _found(page: WebPage, title: str | None, language: str | None) -> Extraction:
    root, url, zone = page.root, page.url, page.zone
    found = finding.find(root, url, zone=zone, language=language)
    stated = embedded.read(page, language)
    agreed = agreement.settle(found, stated)
    sure = agreed.confidence
    wall = _wall(root) if sure < BAR_OF_WALLS or not agreed.is_found else None
    is_list = sure >= BAR_OF_ARTICLES or (sure >= BAR and not article.looks_like_article(page))
    if not agreed.entries or wall or not is_list:
        return Extraction(
            shape="listing",
            title=title,
            confidence=sure,
            reasons=(wall.reason,) if wall else (*_doubts(root, found), *stated.reasons),
            instead=wall.instead if wall else None,
        )
    return Extraction(
        shape="listing",
        title=title,
        entries=agreed.entries,
        rule=listrule.of(found, root, url=url, zone=zone, language=language) if found and agreed.is_found else None,
        confidence=sure,
        reasons=(*(found.reasons if found and agreed.is_found else ()), *agreed.reasons),
    )


def _doubts(root: Any, found: finding.Found | None) -> tuple[str, ...]:
    if found is None or not found.entries:
        return (_no_text(root) or f"no list of links on this page; {TRY}",)
    return (f"not sure enough that this is a list of releases: {'; '.join(found.reasons)}", TRY)


def _wall(root: Any) -> walls.Wall | None:
    """What stands there instead of a list."""
    return walls.judge(walls.page(root, lines(root), text="", is_dated=False, is_stated=False))


def _no_text(root: Any) -> str | None:
    shown = root.xpath("//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]")
    is_empty = len(" ".join("".join(shown).split())) < LEAST and not root.xpath("//body//a[@href]")
    return NO_TEXT if is_empty else None


def _confidence(found: rules.Applied) -> float:
    return round(sum(map(_completeness, found.entries)) / found.matched, 2) if found.matched else 0.0


def _completeness(entry: Entry) -> float:
    return sum(worth for field, worth in _WORTH.items() if getattr(entry, field) is not None)


def _missed(rule: ListRule, found: rules.Applied) -> list[str]:
    """Paths of the rule that gave some entries nothing."""
    told = {
        "title": (rule.title, "title"),
        "date": (rule.date, "published"),
        "summary": (rule.summary, "summary"),
        "image": (rule.image, "image"),
    }
    missing = {key: sum(getattr(entry, field) is None for entry in found.entries) for key, (_, field) in told.items()}
    return [
        f"{key} '{path}' gave nothing that can be read in {missing[key]} of {len(found.entries)} items"
        for key, (path, _) in told.items()
        if path and missing[key]
    ]


def _nothing(rule: ListRule, root: Any, title: str | None) -> str:
    """With the page's title: where it is a login or an error, that says so."""
    named = f', "{title[:MOST_OF_A_TITLE]}"' if title else ""
    return f"items '{rule.items}' matched nothing on this page of {int(root.xpath('count(//*)'))} elements{named}"
