"""What a visit learns of a list, the next one reads it by; what does not fit any more is learned anew, and its end is told."""
# ruff: noqa: F811 - fixtures are arguments

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from newsroom.server import Answer, Call, Loopback
from test_finding import FRAME, LEAD, MENU, ROWS, cards, table
from test_pipeline import HOUR, Office, office, source  # noqa: F401

from feeder.errors import ParseError
from feeder.ledger import PROVEN
from feeder.model import Extraction, Learned, ListRule
from feeder.store import rules
from feeder.store.rules import Known


class Quay:
    """A list in a layout of its own, and the pages that it leads to."""

    def __init__(self) -> None:
        self.layout = cards
        self.rows = list(ROWS)
        self.url = ""
        self.numbers = count()

    def publish(self, title: str, day: str = "1. April 2031") -> None:
        self.rows.insert(0, (100 + len(self.rows), title, day))

    def __call__(self, call: Call) -> Answer:
        if call.path == "/":
            page = FRAME.format(language="de", menu=MENU, body=self.layout(self.rows))
        else:
            title = next((title for n, title, _ in self.rows if call.path == f"/m{n}.html"), "Hafen")
            page = (
                f"<main><h1>{title}</h1><p>{title}. {LEAD * 3}</p><input type=hidden value={next(self.numbers)}></main>"
            )
        return Answer(headers={"Content-Type": "text/html; charset=utf-8"}, body=page.encode())


@pytest.fixture
def quay(office: Office) -> Iterator[Quay]:
    quay, office.now = Quay(), datetime(2031, 4, 10, tzinfo=UTC)
    with Loopback(quay) as server:
        quay.url = f"{server.url}/"
        yield quay


@pytest.fixture
def lists(office: Office) -> list[tuple[Any, Extraction]]:
    """Every list that was read: the rule that was known then, and what it gave."""
    seen: list[tuple[Any, Extraction]] = []
    before = office.parse

    async def parse(*words: Any, **told: Any) -> Extraction:
        found = await before(*words, **told)
        if found.shape == "listing":
            seen.append((told["learned"], found))
        return found

    office.parse = parse
    return seen


def kept(office: Office, quay: Quay) -> list[Known]:
    with office.store.read() as tx:
        return list(tx.rules.of(source(quay.url).uid))


def test_the_next_visit_reads_a_list_by_what_the_first_one_learned(office: Office, quay: Quay, lists: Any) -> None:
    office.visit(source(quay.url))
    (known,) = kept(office, quay)
    assert (known.since, known.proven, known.retired) == (office.now, office.now, None)
    quay.publish("Neue Brücke über die Hafeneinfahrt")
    told = office.visit(source(quay.url), after=HOUR)
    assert (told.created, told.updated, told.skipped) == (1, 0, [])
    assert [one for one, _ in lists] == [None, known.learned]
    assert lists[1][1].reasons == ("6 entries read by the rule that was learned here",)
    assert kept(office, quay) == [known]


def test_an_unchanged_list_is_neither_read_nor_learned_again(office: Office, quay: Quay, lists: Any) -> None:
    office.visit(source(quay.url))
    office.visit(source(quay.url), after=HOUR)
    assert len(lists) == 1


def test_a_list_that_was_made_anew_is_searched_in_the_same_visit(office: Office, quay: Quay) -> None:
    office.visit(source(quay.url))
    quay.layout = table
    quay.publish("Neue Brücke über die Hafeneinfahrt")
    told = office.visit(source(quay.url), after=HOUR)
    assert (told.created, told.is_well) == (1, True)
    assert told.skipped == ["searched anew: the rule of the list gives 0 entries, and gave 5"]
    now, before = kept(office, quay)
    assert (now.learned.rule.items, now.retired) == ("table tr", None)
    assert (before.retired, before.why) == (office.now, "gives 0 entries, and gave 5")


def test_another_version_of_the_parser_searches_once_and_tells_nobody(office: Office, quay: Quay, lists: Any) -> None:
    office.visit(source(quay.url))
    office.parser = "2"
    told = office.visit(source(quay.url), after=HOUR)
    assert (told.created, told.updated, told.skipped) == (0, 0, [])
    (known,) = kept(office, quay)
    assert (known.parser, known.proven, known.since) == ("2", office.now, office.now - HOUR)
    quay.publish("Neue Brücke über die Hafeneinfahrt")
    office.visit(source(quay.url), after=HOUR)
    assert [one and one.rule for one, _ in lists] == [None, None, known.learned.rule]


def test_a_rule_is_held_against_the_search_once_a_week(office: Office, quay: Quay, lists: Any) -> None:
    office.visit(source(quay.url))
    quay.publish("Neue Brücke über die Hafeneinfahrt")
    office.visit(source(quay.url), after=PROVEN)
    (known,) = kept(office, quay)
    assert (known.since, known.proven, known.learned.entries) == (office.now - PROVEN, office.now, 6)
    assert [one for one, _ in lists] == [None, None]


# Read otherwise, it is no news --------------------------------------------------------------------------------------


def two_headings(rows: list[tuple[int, str, str]]) -> str:
    """A list of which either heading may be the title."""
    told = "".join(
        f"<li><time>{day}</time><h3>{title}</h3><h4>Blatt {n} aus dem Hafenamt</h4><p>{LEAD}</p>"
        f"<a href=m{n}.html>mehr</a></li>"
        for n, title, day in rows
    )
    return f"<ul>{told}</ul>"


def search_finds(office: Office, at: str = "", **paths: str | None) -> None:
    """From now on whoever searches a page `at` which this stands finds a rule with these paths."""
    before = office.parse

    async def parse(body: bytes, *words: Any, learned: Learned | None = None, **told: Any) -> Extraction:
        found = await before(body, *words, learned=learned, **told)
        if found.learned is None or found.learned == learned or at.encode() not in body:
            return found
        other = replace(found.learned, rule=replace(found.learned.rule, **paths))
        return replace(await before(body, *words, learned=other, **told), unfit=found.unfit)

    office.parse = parse


def titles_told_anew(office: Office) -> list[str]:
    return [event["entry"]["title"] for event in office.told("entry.updated")]


@pytest.mark.parametrize("follow", [True, False])
@pytest.mark.parametrize(("pause", "new"), [(PROVEN, 1), (HOUR, 11)], ids=["its week is over", "it fits no more"])
def test_what_a_rule_that_was_learned_anew_reads_otherwise_is_told_to_nobody(
    office: Office, quay: Quay, pause: timedelta, new: int, follow: bool
) -> None:
    quay.layout, one = two_headings, source(quay.url, follow=follow)
    office.visit(one)
    search_finds(office, at="Brücke", title="h4", summary=None)
    for number in range(new):
        quay.publish(f"Neue Brücke {number} über die Hafeneinfahrt")
    told = office.visit(one, after=pause)
    assert [known.learned.rule.title for known in kept(office, quay)] == ["h4", "h3"]
    assert (told.created, told.updated) == (new, 0)
    for hours in (1, 6, 24, 72):
        quay.publish(f"Neue Mole nach {hours} Stunden")
        assert office.visit(one, after=hours * HOUR).created == 1
    assert titles_told_anew(office) == []
    assert {entry.title for entry in office.entries} == {f"Blatt {n} aus dem Hafenamt" for n, _, _ in quay.rows}


def rename(quay: Quay, number: int, title: str) -> None:
    quay.rows = [(n, title if n == number else was, day) for n, was, day in quay.rows]


@pytest.mark.parametrize("follow", [True, False])
def test_what_the_list_changed_beside_a_rule_learned_anew_is_told_alone(
    office: Office, quay: Quay, follow: bool
) -> None:
    quay.layout, one = two_headings, source(quay.url, follow=follow)
    search_finds(office, title="h4")
    office.visit(one)
    search_finds(office, at="Nun doch", title="h3")
    rename(quay, 2, "Nun doch keine Lotsen")
    assert office.visit(one, after=PROVEN).updated == 1
    (event,) = office.told("entry.updated")
    assert event["changes"]["title"] == {"from": "Hafen meldet Rekord beim Umschlag", "to": "Nun doch keine Lotsen"}


def test_what_was_not_due_when_a_rule_was_learned_anew_is_no_news_later(office: Office, quay: Quay) -> None:
    quay.layout, one = two_headings, source(quay.url)
    office.visit(one)
    search_finds(office, at="Brücke", title="h4")
    for number in range(11):
        quay.publish(f"Neue Brücke {number} über die Hafeneinfahrt")
    assert office.visit(one, after=HOUR / 4).read == 11
    assert office.visit(one, after=HOUR).read == len(quay.rows)
    quay.publish("Neue Mole")
    assert office.visit(one, after=6 * HOUR).created == 1
    assert titles_told_anew(office) == []


def test_of_a_list_that_was_made_anew_the_rows_that_were_there_are_no_news(office: Office, quay: Quay) -> None:
    one = source(quay.url, follow=False)
    office.visit(one)
    quay.layout = two_headings
    search_finds(office, title="h4")
    quay.publish("Neue Brücke über die Hafeneinfahrt")
    told = office.visit(one, after=HOUR)
    assert (told.created, told.updated) == (1, 0)
    assert {entry.title for entry in office.entries} == {f"Blatt {n} aus dem Hafenamt" for n, _, _ in quay.rows}


@pytest.mark.parametrize("follow", [True, False])
@pytest.mark.parametrize("rules", [(None, "h4"), ("h4", None)], ids=["a rule is found", "no rule is found"])
def test_a_rule_that_comes_or_goes_tells_nobody(
    office: Office, quay: Quay, rules: tuple[str | None, str | None], follow: bool
) -> None:
    quay.layout, one, before = two_headings, source(quay.url, follow=follow), office.parse
    for title in rules:
        office.parse = before
        search_finds(office, title=title) if title else search_finds_no_rule(office)
        quay.publish("Neue Brücke über die Hafeneinfahrt")
        office.visit(one, after=PROVEN)
    assert [known.retired is None for known in kept(office, quay)] == [bool(rules[1])]
    assert titles_told_anew(office) == []


def search_finds_no_rule(office: Office) -> None:
    before = office.parse

    async def parse(*words: Any, learned: Learned | None = None, **told: Any) -> Extraction:
        found = await before(*words, learned=learned, **told)
        return found if found.learned == learned else replace(found, learned=None)

    office.parse = parse


@pytest.mark.parametrize("follow", [True, False])
@pytest.mark.parametrize(
    ("was", "now"),
    [
        (None, ListRule(items="#content li", link="a", title="h4", date="time")),
        (None, ListRule(title="h4")),
        (ListRule(items="#content li", link="a", title="h4", date="time"), None),
        (ListRule(title="h4"), ListRule(items="#content li")),
        (ListRule(items="#content li", title="h3"), ListRule(items="#content li", title="h4", summary="h3")),
    ],
    ids=["appears", "appears in part", "goes", "names other keys", "names other paths"],
)
def test_a_rule_that_a_person_wrote_or_edited_is_no_news(
    office: Office, quay: Quay, was: ListRule | None, now: ListRule | None, follow: bool
) -> None:
    quay.layout = two_headings
    office.visit(source(quay.url, follow=follow, rule=was))
    quay.publish("Neue Brücke über die Hafeneinfahrt")
    told = office.visit(source(quay.url, follow=follow, rule=now), after=HOUR)
    assert (told.created, told.updated) == (1, 0)
    for hours in (1, 6, 24):
        quay.publish(f"Neue Mole nach {hours} Stunden")
        office.visit(source(quay.url, follow=follow, rule=now), after=hours * HOUR)
    assert titles_told_anew(office) == []
    assert len({entry.title and entry.title.startswith("Blatt") for entry in office.entries}) == 1


def test_other_settings_learn_anew(office: Office, quay: Quay) -> None:
    office.visit(source(quay.url))
    office.visit(source(quay.url, rule=ListRule(title="a.more")), after=HOUR)
    now, before = kept(office, quay)
    assert now.learned.rule.title == "a.more"
    assert before.why == "the settings of the source were changed"


def test_where_a_person_says_all_nothing_is_learned(office: Office, quay: Quay) -> None:
    office.visit(source(quay.url, rule=ListRule(items="article.card", link="h3 a", title="h3", date="p.meta")))
    assert kept(office, quay) == []


def test_a_person_who_says_a_part_has_the_rest_learned(office: Office, quay: Quay, lists: Any) -> None:
    mine = source(quay.url, rule=ListRule(items="article.card"))
    office.visit(mine)
    assert [str(one.published) for one in office.entries][:1] == ["2031-03-14"]
    quay.publish("Neue Brücke über die Hafeneinfahrt")
    assert office.visit(mine, after=HOUR).created == 1
    assert lists[1][0].rule == ListRule(
        items="article.card", link="h3 a", title="h3", date="p.meta", summary="p:not([class])", image="img"
    )


# What of a person's rule does not do --------------------------------------------------------------------------------

CARD = "article.card"
GIVES = "gives nothing that can be read in any of 5 entries; correct the path, or take it out"
GIVE = "give nothing that can be read in any of 5 entries; correct these paths, or take them out"


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ({"items": CARD}, None),
        ({"items": CARD, "link": "h3 a", "title": "h3", "date": "p.meta"}, None),
        ({"title": "a.more"}, None),
        (
            {"items": CARD, "link": "h3 a", "title": "h3", "date": "p.wann"},
            f'[rule] date = "p.wann" {GIVES}',
        ),
        (  # of which the rest is learned
            {"items": CARD, "date": "p.wann", "image": "picture"},
            f'[rule] date = "p.wann", image = "picture" {GIVE}',
        ),
        (
            {"date": "p.wann"},
            f'[rule] date = "p.wann" {GIVES}',
        ),
    ],
)
def test_a_path_that_finds_nothing_is_told_with_its_key_and_file(
    office: Office, quay: Quay, rule: dict[str, str], says: str | None
) -> None:
    mine = source(quay.url, rule=ListRule(**rule))
    told = office.visit(mine)
    assert (told.created, told.skipped) == (5, [f"sources/acme.toml: {says}"] if says else [])
    quay.publish("Neue Brücke über die Hafeneinfahrt")
    office.visit(mine, after=HOUR)
    mistake = office.checkpoint(mine).mistake
    assert mistake == (f"sources/acme.toml: {says}".replace("5 entries", "6 entries") if says else None)


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        (
            {"items": "li.meldung"},
            r"no entries found: items 'li\.meldung' matched nothing on this page of \d+ elements, \"Presse\"",
        ),
        ({"items": CARD, "link": "h9 a"}, "no entries found: 5 of 5 items skipped: it has no link"),
    ],
)
def test_a_path_without_which_there_are_no_entries_is_told_as_the_error(
    office: Office, quay: Quay, rule: dict[str, str], says: str
) -> None:
    error = office.visit(source(quay.url, rule=ListRule(**rule))).error
    remedy = "`feeder preview acme` shows what is there; mend the [rule] in sources/acme.toml, or the address"
    assert re.fullmatch(rf"{re.escape(quay.url)}: {says}; {re.escape(remedy)}", error or "")


def stated_alone(rows: list[tuple[int, str, str]]) -> str:
    """What scripts make a list of, in a browser."""
    told = [
        {"@type": "NewsArticle", "url": f"/m{n}.html", "headline": title, "datePublished": f"2031-03-{n:02}"}
        for n, title, _ in rows
    ]
    listed = json.dumps({"@context": "https://schema.org", "@type": "ItemList", "itemListElement": told})
    return f'<script type="application/ld+json">{listed}</script>'


def test_a_rule_that_names_no_items_where_no_path_says_them_is_told(office: Office, quay: Quay) -> None:
    quay.layout, mine = stated_alone, source(quay.url, rule=ListRule(title="b"))
    assert office.visit(mine).created == 5
    assert office.checkpoint(mine).mistake == (
        "sources/acme.toml: [rule] is not used: no path says which entries are meant; add items to it, the CSS or "
        "XPath of one"
    )


def test_what_fails_leaves_the_rule_as_it_is(office: Office, quay: Quay) -> None:
    office.visit(source(quay.url))
    before, parse = kept(office, quay), office.parse

    async def fail(*_: Any, **__: Any) -> Extraction:
        raise ParseError("this page took too long to read")

    office.parse = fail
    quay.publish("Neue Brücke über die Hafeneinfahrt")
    assert office.visit(source(quay.url), after=HOUR).error
    office.parse = parse
    assert kept(office, quay) == before


def test_a_list_that_is_held_teaches_nothing(office: Office, quay: Quay) -> None:
    office.visit(source(quay.url))
    before = kept(office, quay)
    quay.rows = [(500 + n, f"Meldung Nummer {n} vom Hafen am Nordkai", "1. April 2031") for n in range(200)]
    assert office.visit(source(quay.url), after=HOUR).held
    assert kept(office, quay) == before


def test_of_what_is_sealed_nothing_is_kept_with_a_rule(office: Office, quay: Quay) -> None:
    quay.publish("Sperrfrist: 1. April 2099, 10 Uhr - Hafen wird verkauft")
    office.visit(source(quay.url))
    (known,) = kept(office, quay)
    assert "verkauft" not in repr(known)


def test_as_many_rules_as_matter_are_kept(office: Office, quay: Quay) -> None:
    office.visit(source(quay.url))
    (first,) = kept(office, quay)
    uid = source(quay.url).uid
    with office.store.write() as tx:
        for number in range(rules.KEPT + 5):
            tx.rules.retire(uid, str(number), office.now + timedelta(seconds=number))
            tx.rules.learn(uid, first.learned, reading="r", parser="p", now=office.now)
    found = kept(office, quay)
    assert (len(found), found[1].why) == (rules.KEPT, str(rules.KEPT + 4))
