"""A page that lists releases: the source's `[rule]` says where they are."""

from datetime import tzinfo
from typing import Any

from feeder.model import Entry, Extraction, ListRule
from feeder.parse import clean, rules, walls
from feeder.parse.lines import lines

NO_RULE = 'no [rule] says where the entries of this page are; add one with items = "…", the CSS or XPath of one entry'
NO_TEXT = "this page shows hardly any text: it may be made by JavaScript, which feeder does not run"
LEAST = 60  #: characters of the text of a page
MOST_OF_A_TITLE = 80  #: characters
#: What each field says of a record that was read; they add up to 1.
_WORTH = {"url": 0.4, "title": 0.4, "published": 0.2}


def parse(
    body: bytes, url: str, *, media_type: str | None, language: str | None, zone: tzinfo, rule: ListRule | None
) -> Extraction:
    """The linked entries of a listing, shape "listing"; confidence is how complete their records are, 0 without any.

    Raises ParseError where `body` is no page, or a path of the rule is wrong.
    """
    root = clean.parse_html(body, media_type)
    title = clean.one_line(root.findtext(".//title"))
    if rule is None:
        wall = _wall(root)
        return Extraction(
            shape="listing",
            title=title,
            reasons=(wall.reason if wall else _no_text(root) or NO_RULE,),
            instead=wall.instead if wall else None,
        )
    found = rules.apply(rule, root, base=url, zone=zone, language=language or root.get("lang"))
    wall = None if found.entries else _wall(root)
    told = (*found.reasons, *_missed(rule, found)) if found.matched else (_nothing(rule, root, title),)
    return Extraction(
        shape="listing",
        title=title,
        rule=rule,
        entries=found.entries,
        confidence=_confidence(found),
        reasons=(wall.reason, *told) if wall else told,
        instead=wall.instead if wall else None,
    )


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
