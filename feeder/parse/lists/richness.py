"""Which of the candidate lists of a page is its main one: by how rich its records are, not by how many links it has.

candidates ─ first guess ─▶ a few, scored by a sample ─▶ the best ─ with what is of its kind ─▶ read in full
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from heapq import heapify, heappop, heappush
from math import inf, log2
from operator import attrgetter, mul

from feeder.parse.lists import leads, strangers, worth
from feeder.parse.lists.fields import Part, Piece, Sheet
from feeder.parse.lists.outline import Outline
from feeder.parse.lists.records import FEWEST, Candidate, Record, kinds_of_links, levels, records_of, roots_of
from feeder.parse.lists.survey import Survey

_LOOKED_AT = 6  #: candidates that are scored
_HOPELESS = 2.0  #: how far behind the best guess none is looked at
_SAMPLE = 10  #: records that tell what a list is like
_COMMON = 0.25  #: of the records, for what a part of them says to matter
_TITLE, _PROSE = 28, 200  #: characters that make a title, and a record rich in text
_DATES = 3  #: in one record, before it is taken for a list itself
_HALF, _MOSTLY = 0.5, 0.8
_TITLED = 0.7  #: the quality of a text that is surely a title
_GROUPED = 0.5  #: of the score, that the day above a group of records may count beside all of them
#: The best that links may tell of a list.
_BEST = {"slug": 1.0, "abroad": 0.0, "size": 1.0, "again": 0.0}
_FIRST = attrgetter("first")
_LOSS = 0.1  #: of the score, that more records of the same kind may cost

#: What each feature of a list counts: set by hand near what bench/_list_weights.py learns, which tells how both do.
WEIGHTS = {
    "dated": 1.03,
    "several": -0.68,
    "prose": 0.65,
    "chrome": -1.17,
    "size": 0.44,
    "share": 0.88,
    "slug": 1.74,
    "image": 0.66,
    "again": -0.5,
    "abroad": -1.5,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Scored:
    records: tuple[Record, ...]
    links: frozenset[int]  #: by which the records were found
    sheet: Sheet  #: of all the records, or of a sample of them
    link: Part
    title: Part
    features: dict[str, float]

    @property
    def score(self) -> float:
        return _sum(self.features)


def ranked(page: Outline, *, every: bool = False) -> list[Scored]:
    """The lists of a page, best first; the first is read in full, the others may be its sections or a sample. Those
    that cannot be the best are left out unless they may be sections of it, or `every` one is asked for."""
    survey = Survey(page)
    likely = _likely(survey, every=every)
    scored: dict[int, Scored] = {}
    hopeless: dict[int, _Weighed] = {}
    most, grouped = -inf, tuple[int, ...]()
    for place, each in enumerate(likely):
        one = _weigh(survey, each.records, each.links)
        if not every and one.most < most - _GROUPED and each.links != grouped:
            hopeless[place] = one
        elif found := _score(survey, one, sample=_SAMPLE):
            scored[place] = found
            if found.score > most:
                most, grouped = found.score, each.links if found.features["again"] >= _HALF else ()
    if not scored:
        return []
    in_order = [scored[place] for place in _order(scored)]
    best = _parted(survey, whole(survey, _ungrouped(in_order)))
    joined = _joined(survey, best, scored, {n: one for n, one in hopeless.items() if one.may_be_like(page, best)})
    if joined is not best and hopeless:  # it may be like others now
        joined = _joined(survey, best, scored, hopeless)
    return [_filled(survey, _without_strangers(survey, _extended(survey, joined))), *in_order]


def _likely(survey: Survey, *, every: bool) -> list[Candidate]:
    """The candidates that are as good as the best at a glance. Links that lead to none such are not followed."""
    page, most, seen = survey.page, -inf, set[tuple[int, ...]]()
    kinds = list(kinds_of_links(page))
    heap = [(-_promise(survey, links, _BEST), place, False) for place, links in enumerate(kinds)]
    heapify(heap)
    led: dict[int, Mapping[str, float]] = {}  # looked at where the best that a kind's links may be is good enough
    guesses: list[tuple[float, Candidate]] = []
    while heap and (every or -heap[0][0] > most - _HOPELESS):
        _, place, is_led = heappop(heap)
        links = kinds[place]
        if not is_led:
            led[place] = _led(survey, links)
            heappush(heap, (-_promise(survey, links, led[place]), place, True))
            continue
        found = [(_sum(_guess(survey, one.records, led[place])), one) for one in levels(page, links, seen)]
        guesses += found
        most = max([most, *(guess for guess, _ in found)])
    guesses.reverse()
    guesses.sort(key=lambda told: (-told[0], told[1].links))
    return [one for guess, one in guesses[:_LOOKED_AT] if guess > most - _HOPELESS]


def _order(scored: Mapping[int, Scored]) -> list[int]:
    """Their places, best first."""
    return sorted(scored, key=lambda place: (-scored[place].score, place))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Weighed:
    """The records of a list, and what of its features sums tell, without reading any."""

    records: tuple[Record, ...]
    links: frozenset[int]
    features: dict[str, float]

    @property
    def most(self) -> float:
        """Its score with the best links and titles there are."""
        size = log2(len(self.records)) * (WEIGHTS["size"] > 0)
        return _sum({**self.features, "slug": float(WEIGHTS["slug"] > 0), "size": size, "again": 0.0, "abroad": 0.0})

    def may_be_like(self, page: Outline, best: Scored) -> bool:
        return page.tags[self.records[0].root] == page.tags[best.records[0].root] and _goes_with(
            best.features, self.features
        )


def _weigh(survey: Survey, records: Sequence[Record], links: Iterable[int]) -> _Weighed:
    records = _content(survey, _once(survey.page, records, sorted(links)))
    features = {**_weighed(survey, records), "share": survey.shares(records)}
    return _Weighed(records=tuple(records), links=frozenset(links), features=features)


def listed(page: Outline, records: tuple[Record, ...]) -> Scored | None:
    """A list whose records are known, with all of their links to choose from; None where they are too few."""
    spans = ((bisect_left(page.anchors, one.first), bisect_left(page.anchors, one.end)) for one in records)
    links = frozenset(link for first, end in spans for link in page.anchors[first:end])
    survey = Survey(page)
    return _score(survey, _weigh(survey, records, links)) if records else None


def glance(survey: Survey, candidate: Candidate) -> dict[str, float]:
    """A candidate's features as far as sums and a few of its records tell, without reading any."""
    return _guess(survey, candidate.records, _led(survey, candidate.links))


def _guess(survey: Survey, every: Sequence[Record], led: Mapping[str, float]) -> dict[str, float]:
    return {
        **led,
        **_weighed(survey, every[:: max(1, len(every) // _SAMPLE)]),
        "share": survey.share(every[0].text_from, every[-1].text_to),
        "size": log2(len(every)) * led["size"],
    }


def _led(survey: Survey, links: Sequence[int]) -> dict[str, float]:
    """What a few links tell of the lists that they lead to."""
    page, links = survey.page, links[:: max(1, len(links) // _SAMPLE)]
    told = sum([min(_TITLE, survey.chars(page.text_from[n], page.text_to[n])) for n in links]) / _TITLE / len(links)
    slug, abroad = worth.slugs([page.hrefs[n] for n in links]), worth.abroad(page, links)
    return {"slug": slug, "abroad": abroad, "size": min(1.0, told + 0.3), "again": 0.0}


def _promise(survey: Survey, links: Sequence[int], led: Mapping[str, float]) -> float:
    """The most that a guess may be: where each record has all that there is around the links."""
    page = survey.page
    root = page.around(page.parents[links[0]], links[-1])
    around = Record(root, root, page.ends[root], page.text_from[root], page.text_to[root])
    return _sum(_guess(survey, [around], led) | {"several": 0.0, "size": log2(len(links)) * led["size"]})


def _sum(features: Mapping[str, float]) -> float:
    return sum(map(mul, WEIGHTS.values(), map(features.__getitem__, WEIGHTS)), 0.0)


def _weighed(survey: Survey, records: Sequence[Record]) -> dict[str, float]:
    count = len(records)
    dates, chrome = survey.dates(records), survey.chrome
    return {
        "dated": (count - dates.count(0)) / count,
        "several": sum([many > _DATES for many in dates]) / count,
        "prose": sum([min(chars, _PROSE) for chars in survey.prose(records)]) / _PROSE / count,
        "chrome": sum([chrome[root] for root, _, _, _, _ in records]) / count,
        "image": survey.images(records) / count,
    }


# ------------------------------------------------------------------------------------------------------------ scoring


def _score(
    survey: Survey,
    list_: _Weighed,
    *,
    titles: frozenset[int] | None = None,
    sample: int | None = None,
    like: Scored | None = None,
) -> Scored | None:
    """How rich a list is, None where it is none.

    Its links led to it; with `titles` both are its own. Its parts are chosen by a `sample` of the records, for they are
    many and the candidates too, or taken as in the list that it is `like`.
    """
    page, records, links = survey.page, list_.records, list_.links
    if len(records) < FEWEST:
        return None
    sheet = Sheet(survey.reader, records[:: max(1, len(records) // sample)] if sample else records)
    seeds = sheet.made_of(links, "link")
    if not seeds.values:
        return None
    common = [part for part in sheet.parts if _COMMON * sheet.size <= len(part.values)]
    if like:
        common = [part for part in common if part.is_like(like.link) or part.is_like(like.title)]
    others = (part for part in common if part.kind == "link" and part.values != seeds.values)
    link = worth.likeliest_link(page, [seeds] if titles else [seeds, *others], sheet.size)
    named = [sheet.made_of(titles)] if titles else common or [link]
    title, worth_of_title = worth.likeliest_title(page, named, sheet.size, link)
    features = {
        **list_.features,
        "slug": worth.slugs([page.hrefs[piece.node] for piece in link.values.values()]),
        "abroad": worth.abroad(page, [piece.node for piece in link.values.values()]),
        "title": min(worth_of_title, 2.5),
        "again": min(3.0, title.many / sheet.size),
        "size": log2(len(records)) * min(1.0, worth_of_title),
    }
    return Scored(records=records, links=links, sheet=sheet, link=link, title=title, features=features)


def _content(survey: Survey, records: Sequence[Record]) -> Sequence[Record]:
    """Without those that stand beside the content, where most do not: a side list of the same markup."""
    chrome, parents = survey.chrome, survey.page.parents
    kept = [one for one in records if not chrome[max(0, parents[one.root])]]
    return kept if _HALF * len(records) < len(kept) < len(records) else records


def _once(page: Outline, records: Sequence[Record], links: Sequence[int]) -> Sequence[Record]:
    """The records of which each leads elsewhere: a page shows the same story here and there."""
    starts = [record.first for record in records]
    hrefs: dict[int, str] = {}  # by the record's place, where its first link leads
    for link in reversed(links):
        place = bisect_right(starts, link) - 1
        if place >= 0 and link < records[place].end:
            hrefs[place] = page.hrefs[link]
    distinct = len(set(hrefs.values()))
    if distinct == len(hrefs) or distinct < _HALF * len(hrefs):
        return records
    first: dict[str | None, int] = {href: place for place, href in sorted(hrefs.items(), reverse=True)}
    return [record for place, record in enumerate(records) if first.get(hrefs.get(place), place) == place]


# ------------------------------------------------------------------------------------------------------------ joining


def _joined(survey: Survey, best: Scored, scored: Mapping[int, Scored], others: Mapping[int, _Weighed]) -> Scored:
    """The best list with what stands apart but is of its kind: odd and even rows, sections, the lead story."""
    page = survey.page
    added = {place: one for place, other in others.items() if (one := _score(survey, other, sample=_SAMPLE))}
    every = {**scored, **added}
    for place in _order(every)[1:]:
        other = every[place]
        if _alike(page, best, other) and len(roots_of(page, sorted(best.links | other.links))) > len(best.records):
            full = whole(survey, other)
            best = _with(survey, best, full.link.nodes, full.title.nodes)
    return best


def _ungrouped(scored: Sequence[Scored]) -> Scored:
    """The best list, or one nearly as good with a record for each link of which it takes the first of each day."""
    best = scored[0]
    finer = [one for one in scored[1:] if one.links == best.links and len(one.records) == len(one.links)]
    alike = (one for one in finer if _end(one.link) == _end(best.link) and _are_titled_alike(best, one))
    return next((one for one in alike if one.score + _above(best, one) > best.score - _GROUPED), best)


def _above(best: Scored, finer: Scored) -> float:
    """What the days count that stand above groups of records, where most groups have several titles."""
    if best.features["again"] < _HALF:
        return 0.0
    return WEIGHTS["dated"] * max(0.0, best.features["dated"] - finer.features["dated"])


def _extended(survey: Survey, best: Scored) -> Scored:
    """The best list with what is no record of it but like one: the lead story, the first in a row."""
    found = (*_of_its_class(survey, best), *_among_them(survey, best))
    is_dated = best.features["dated"] > _MOSTLY
    found = found or tuple(leads.above(survey, best.records, best.link.nodes, is_dated=is_dated))
    return _with(survey, best, {link for link, _ in found}, {title for _, title in found}) if found else best


def _of_its_class(survey: Survey, best: Scored) -> Iterator[tuple[int, int]]:
    """The link and the title of what has the records' own class but stands elsewhere."""
    page, roots = survey.page, {record.root for record in best.records}
    key, count = Counter(page.keys[root] for root in roots).most_common(1)[0]
    if "." not in key or count < _HALF * len(roots):
        return
    alike = [node for node, name in enumerate(page.keys) if name == key and node not in roots]
    if free := [node for node in alike if _is_free(survey, node, best.records)]:
        link, title = _name(page, best.link), _name(page, best.title)
        leading = [node for node in page.anchors if page.keys[node] == link]
        named = [node for node, name in enumerate(page.keys) if name == title]
        for node in free:
            inside = range(node, page.ends[node])
            for anchor in _first(leading, inside):
                yield anchor, next(iter(_first(named, inside)), anchor)


def _among_them(survey: Survey, best: Scored) -> Iterator[tuple[int, int]]:
    """The link and the title of what stands among the records but is dressed otherwise."""
    page, tag, titled = survey.page, survey.page.tags[best.records[0].root], _Titled(survey, best)
    around, count = Counter(page.parents[record.root] for record in best.records).most_common(1)[0]
    if count <= _HALF * len(best.records) or any(page.ends[one.root] != one.end for one in best.records):
        return
    for node in page.children(around):
        if page.tags[node] == tag and _is_free(survey, node, best.records):
            inside = range(node, page.ends[node])
            record = Record(node, node, inside.stop, page.text_from[node], page.text_to[node])
            if (link := titled.link(record)) is not None:
                yield link, next((inner for inner in inside if page.headed[inner] == inner), link)


def _is_free(survey: Survey, node: int, taken: Sequence[Record]) -> bool:
    """Whether an element is in no record, holds none, and does not stand beside the content."""
    place = bisect_right(taken, node, key=_FIRST) - 1
    if survey.chrome[node] or (place >= 0 and node < taken[place].end):
        return False
    return place + 1 == len(taken) or taken[place + 1].first >= survey.page.ends[node]


class _Titled:
    """What leads where the links of a list lead, and is as surely like a title."""

    def __init__(self, survey: Survey, best: Scored) -> None:
        self._survey, self._page, self._best = survey, survey.page, best
        self._links = best.link.nodes

    @cached_property
    def _hosts(self) -> set[str]:
        return set(map(self._host, self._links))

    @cached_property
    def _runs(self) -> set[str | None]:
        return {worth.serial(self._page.hrefs[link]) for link in self._links} - {None}

    def link(self, record: Record) -> int | None:
        """The link of a record that is such, if the record is as rich as those of the list."""
        page, best = self._page, self._best
        if best.features["dated"] > _MOSTLY and not any(self._survey.dates([record])):
            return None
        alike = page.anchors[bisect_left(page.anchors, record.first) : bisect_left(page.anchors, record.end)]
        if best.features["slug"] >= _MOSTLY:
            alike = [node for node in alike if self._is_made_for_one(page.hrefs[node])]
        likely = [
            node for node in alike if not worth.is_auxiliary(page.hrefs[node]) and self._host(node) in self._hosts
        ]
        rating, place = max(((worth.quality(page.text(node)), -node) for node in likely), default=(0.0, 0))
        return -place if rating >= _TITLED else None

    def _is_made_for_one(self, href: str) -> bool:
        return worth.is_slug(href) or worth.serial(href) in self._runs

    def _host(self, link: int) -> str:
        return (self._page.url(link) or "").partition("://")[2].partition("/")[0]


def _without_strangers(survey: Survey, best: Scored) -> Scored:
    """The best list without the sections that are made alike and are none of it."""
    strange = strangers.among(survey.page, best.records, best.link, survey.dates)
    kept = tuple(record for number, record in enumerate(best.records) if number not in strange)
    if not strange or len(kept) < FEWEST:
        return best
    rest = _weigh(survey, kept, best.link.nodes)
    return _score(survey, rest, titles=frozenset(best.title.nodes)) or best


def _filled(survey: Survey, best: Scored) -> Scored:
    """The best list, where few of its records lack the link in its usual place, with another of theirs."""
    given, titled = best.link.values, _Titled(survey, best)
    if len(given) == best.sheet.size or len(given) < _MOSTLY * best.sheet.size:
        return best
    found = {
        number: Piece("", survey.page.text(node), node)
        for number, record in enumerate(best.records)
        if number not in given and (node := titled.link(record)) is not None
    }
    return replace(best, link=replace(best.link, values=given | found)) if found else best


def _first(nodes: Sequence[int], inside: range) -> Sequence[int]:
    place = bisect_left(nodes, inside.start)
    return [node for node in nodes[place : place + 1] if node in inside]


def _name(page: Outline, part: Part) -> str:
    return Counter(page.keys[node] for node in part.nodes).most_common(1)[0][0]


def whole(survey: Survey, one: Scored) -> Scored:
    """The list read in full, where a sample was scored."""
    if one.sheet.size == len(one.records):
        return one
    weighed = _Weighed(records=one.records, links=one.links, features=one.features)
    return _score(survey, weighed, like=one) or one


def _parted(survey: Survey, best: Scored) -> Scored:
    """The best list, each of its records cut where it holds two of a kind."""
    twins = [part for part in best.sheet.parts if _is_twin(survey.page, part, best)]
    if not twins:
        return best
    links = set[int]().union(*(part.nodes for part in twins))
    named = (p for p in best.sheet.parts if p.kind == best.title.kind and _end(p) == _end(best.title))
    return _with(survey, best, links, set[int]().union(*(part.nodes for part in named)))


def _is_twin(page: Outline, part: Part, best: Scored) -> bool:
    link, size = best.link, best.sheet.size
    return (
        part.kind == "link"
        and 2 * len(part.values) > size
        and _end(part) == _end(link)
        and not part.nodes <= link.nodes
        and worth.of_link(page, part, size) > 0.6 * worth.of_link(page, link, size)
    )


def _end(part: Part) -> list[str]:
    return part.slot.split("/")[-2:]


def _alike(page: Outline, one: Scored, other: Scored) -> bool:
    """Whether two lists are of one kind: their links stand in the same place of the same sort of record."""
    return (
        page.tags[one.records[0].root] == page.tags[other.records[0].root]
        and one.link.slot.split("/")[1:] == other.link.slot.split("/")[1:]
        and _are_titled_alike(one, other)
        and _goes_with(one.features, other.features)
    )


def _are_titled_alike(one: Scored, other: Scored) -> bool:
    return one.title.kind == other.title.kind and other.features["title"] >= 0.85 * one.features["title"]


def _goes_with(one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    return abs(one["dated"] - other["dated"]) < _HALF and other["chrome"] <= one["chrome"]


def _with(survey: Survey, best: Scored, links: set[int], titles: set[int]) -> Scored:
    """The best list with these links too, if that is a better one."""
    page, links = survey.page, links | best.link.nodes
    roots = roots_of(page, sorted(links))
    if len(roots) <= len(best.records):
        return best
    both = _score(survey, _weigh(survey, records_of(page, roots), links), titles=frozenset(titles | best.title.nodes))
    return both if both and both.score > best.score - _LOSS else best
