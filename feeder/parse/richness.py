"""Which of the candidate lists of a page is its main one: by how rich its records are, not by how many links it has.

candidates ─ first guess ─▶ a few, scored by a sample ─▶ the best ─ with what is of its kind ─▶ read in full
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from math import log2

from feeder.parse import worth
from feeder.parse.fields import Part, Sheet
from feeder.parse.outline import Outline
from feeder.parse.records import FEWEST, Candidate, Record, records_of, roots_of
from feeder.parse.survey import Survey

_LOOKED_AT = 6  #: candidates that are scored
_HOPELESS = 2.0  #: how far behind the best guess none is looked at
_JOINED = 6  #: of these, that are tried beside the best
_SAMPLE = 10  #: records that tell what a list is like
_COMMON = 0.25  #: of the records, for what a part of them says to matter
_TITLE, _PROSE = 28, 200  #: characters that make a title, and a record rich in text
_DATES = 3  #: in one record, before it is taken for a list itself
_FEW = 6  #: links that tell where all lead
_HALF = 0.5

#: What each feature of a list counts; learned and cross-validated by bench/_list_weights.py.
WEIGHTS = {
    "title": 0.9,
    "link": 0.75,
    "dated": 1.0,
    "several": -0.55,
    "prose": 0.7,
    "again": -0.55,
    "under": 0.35,
    "size": 0.4,
    "chrome": -1.25,
    "share": 1.35,
    "doubled": -1.0,
    "links": -0.4,
    "auxiliary": -2.0,
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
        return sum(weight * self.features[name] for name, weight in WEIGHTS.items())


def ranked(page: Outline, candidates: Iterable[Candidate]) -> list[Scored]:
    """The lists of a page, best first; the first is read in full, the others may be its sections or a sample."""
    survey = Survey(page)
    once = {one.records: one for one in reversed(list(candidates))}
    guesses = sorted(
        ((_guess(page, survey, one), one) for one in once.values()), key=lambda told: (-told[0], told[1].links)
    )
    likely = [one for guess, one in guesses[:_LOOKED_AT] if guess > guesses[0][0] - _HOPELESS]
    found = (_score(survey, each.records, frozenset(each.links), sample=_SAMPLE) for each in likely)
    scored = sorted((one for one in found if one), key=lambda one: -one.score)
    return [_joined(survey, scored), *scored] if scored else []


def listed(page: Outline, records: tuple[Record, ...]) -> Scored | None:
    """A list whose records are known, with all of their links to choose from; None where they are too few."""
    spans = ((bisect_left(page.anchors, one.first), bisect_left(page.anchors, one.end)) for one in records)
    links = frozenset(link for first, end in spans for link in page.anchors[first:end])
    return _score(Survey(page), records, links) if records else None


def _guess(page: Outline, survey: Survey, candidate: Candidate) -> float:
    """A candidate's score as far as sums and a few of its records tell, without reading any."""
    every = candidate.records
    records = every[:: max(1, len(every) // _SAMPLE)]
    links = candidate.links[:: max(1, len(candidate.links) // _SAMPLE)]
    told = sum(min(1.0, survey.chars(page.text_from[n], page.text_to[n]) / _TITLE) for n in links) / len(links)
    headed = sum(page.headed[n] >= 0 for n in links) / len(links)
    features = {
        **_weighed(survey, records),
        "share": survey.share(every[0].text_from, every[-1].text_to),
        "size": log2(len(every)) * min(1.0, told + 0.3),
    }
    crowded = max(0.0, len(candidate.links) / len(every) - 1.5)
    return sum(WEIGHTS[name] * value for name, value in features.items()) + (1.5 + headed) * told - 0.5 * crowded


def _weighed(survey: Survey, records: Sequence[Record]) -> dict[str, float]:
    count = len(records)
    return {
        "dated": sum(survey.dates(record) > 0 for record in records) / count,
        "several": sum(survey.dates(record) > _DATES for record in records) / count,
        "prose": sum(min(survey.prose(record), _PROSE) for record in records) / _PROSE / count,
        "chrome": sum(survey.chrome[record.root] for record in records) / count,
    }


# ------------------------------------------------------------------------------------------------------------ scoring


def _score(
    survey: Survey,
    records: tuple[Record, ...],
    links: frozenset[int],
    *,
    titles: frozenset[int] | None = None,
    sample: int | None = None,
    like: Scored | None = None,
) -> Scored | None:
    """How rich a list is, None where it is none.

    `links` led to it; with `titles` both are its own. Its parts are chosen by a `sample` of the records, for they are
    many and the candidates too, or taken as in the list that it is `like`.
    """
    page, records = survey.page, _content(survey, _once(survey.page, records, links))
    sheet = Sheet(page, records[:: max(1, len(records) // sample)] if sample else records)
    seeds = sheet.made_of(set(links), "link")
    if len(records) < FEWEST or not seeds.values:
        return None
    common = [part for part in sheet.parts if _COMMON * sheet.size <= len(part.values)]
    if like:
        common = [part for part in common if part.is_like(like.link) or part.is_like(like.title)]
    options = [seeds] if titles else [seeds, *(part for part in common if part.kind == "link")]
    link, worth_of_link = _best(options, lambda part: worth.of_link(page, part, sheet.size))
    named = [sheet.made_of(set(titles))] if titles else common or [link]
    title, worth_of_title = _best(named, lambda part: worth.of_title(page, part, sheet.size, link))
    hrefs = {page.hrefs[piece.node] for piece in link.values.values()}
    features = {
        **_weighed(survey, records),
        "title": min(worth_of_title, 2.5),
        "link": worth_of_link,
        "again": min(3.0, title.many / sheet.size),
        "under": _under(page, link),
        "size": log2(len(records)) * min(1.0, worth_of_title),
        "share": sum(survey.share(record.text_from, record.text_to) for record in records),
        "auxiliary": sum(map(worth.is_auxiliary, hrefs)) / max(1, len(hrefs)),
        "doubled": 1 - min(1.0, len(hrefs) / sheet.size),
        "links": min(5.0, sum(part.many for part in options) / sheet.size),
    }
    return Scored(records=records, links=links, sheet=sheet, link=link, title=title, features=features)


def _best(parts: Sequence[Part], worth_of: Callable[[Part], float]) -> tuple[Part, float]:
    worths = [worth_of(part) for part in parts]
    most = max(worths)
    return parts[worths.index(most)], most


def _content(survey: Survey, records: tuple[Record, ...]) -> tuple[Record, ...]:
    """Without those that stand beside the content, where most do not: a side list of the same markup."""
    kept = tuple(one for one in records if not survey.chrome[max(0, survey.page.parents[one.root])])
    return kept if len(kept) > _HALF * len(records) else records


def _once(page: Outline, records: tuple[Record, ...], links: Iterable[int]) -> tuple[Record, ...]:
    """The records of which each leads elsewhere: a page shows the same story here and there."""
    by_record: dict[int, str] = {}
    starts = [record.first for record in records]
    for link in sorted(links):
        place = bisect_right(starts, link) - 1
        if place >= 0 and link < records[place].end:
            by_record.setdefault(place, page.hrefs[link])
    if len(set(by_record.values())) < _HALF * len(by_record):
        return records
    seen: set[str] = set()
    kept = []
    for place, record in enumerate(records):
        href = by_record.get(place)
        if href is None or href not in seen:
            kept.append(record)
            seen.update([href] if href else [])
    return tuple(kept)


def _under(page: Outline, link: Part) -> float:
    """The share of these links that lead below the page's own address; a few tell."""
    within = _directory(page.base)
    if within.count("/") <= len("://"):
        return 0.0
    urls = [page.url(piece.node) for piece in islice(link.values.values(), _FEW)]
    return sum((url or "").startswith(within) for url in urls) / max(1, len(urls))


def _directory(url: str) -> str:
    """What the addresses below a page begin with, the ending of its own name aside."""
    path = url.partition("?")[0].partition("#")[0]
    return path.removesuffix("/").removesuffix(".html").removesuffix(".htm").removesuffix("/index")


# ------------------------------------------------------------------------------------------------------------ joining


def _joined(survey: Survey, scored: Sequence[Scored]) -> Scored:
    """The best list with what stands apart but is of its kind: odd and even rows, sections, the lead story."""
    page = survey.page
    best = _parted(survey, whole(survey, scored[0]))
    for other in scored[1:_JOINED]:
        if _alike(page, best, other) and len(roots_of(page, sorted(best.links | other.links))) > len(best.records):
            full = whole(survey, other)
            best = _with(survey, best, full.link.nodes, full.title.nodes)
    return _extended(survey, best)


def _extended(survey: Survey, best: Scored) -> Scored:
    """The best list with what has its records' own class but stands elsewhere: the lead story, the first in a row."""
    page = survey.page
    key, count = Counter(page.keys[record.root] for record in best.records).most_common(1)[0]
    if "." not in key or count < _HALF * len(best.records):
        return best
    taken = [range(record.first, record.end) for record in best.records]
    starts = [one.start for one in taken]
    link, title = _name(page, best.link), _name(page, best.title)
    leading = [node for node in page.anchors if page.keys[node] == link]
    named = [node for node, name in enumerate(page.keys) if name == title]
    links, titles = set[int](), set[int]()
    for node, name in enumerate(page.keys):
        place = bisect_right(starts, node) - 1
        if name != key or survey.chrome[node] or (place >= 0 and node < taken[place].stop):
            continue
        inside = range(node, page.ends[node])
        if not any(start in inside for start in starts[place + 1 : place + 2]):
            links.update(_first(leading, inside))
            titles.update(_first(named, inside))
    return _with(survey, best, links, titles) if links else best


def _first(nodes: Sequence[int], inside: range) -> Sequence[int]:
    place = bisect_left(nodes, inside.start)
    return [node for node in nodes[place : place + 1] if node in inside]


def _name(page: Outline, part: Part) -> str:
    return Counter(page.keys[node] for node in part.nodes).most_common(1)[0][0]


def whole(survey: Survey, one: Scored) -> Scored:
    """The list read in full, where a sample was scored."""
    if one.sheet.size == len(one.records):
        return one
    return _score(survey, one.records, one.links, like=one) or one


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
        and _end(part) == _end(link)
        and not part.nodes <= link.nodes
        and 2 * len(part.values) > size
        and worth.of_link(page, part, size) > 0.6 * worth.of_link(page, link, size)
    )


def _end(part: Part) -> list[str]:
    return part.slot.split("/")[-2:]


def _alike(page: Outline, one: Scored, other: Scored) -> bool:
    """Whether two lists are of one kind: their links stand in the same place of the same sort of record."""
    return (
        page.tags[one.records[0].root] == page.tags[other.records[0].root]
        and one.link.slot.split("/")[1:] == other.link.slot.split("/")[1:]
        and one.title.kind == other.title.kind
        and other.features["title"] >= 0.85 * one.features["title"]
        and abs(one.features["dated"] - other.features["dated"]) < _HALF
        and other.features["chrome"] <= one.features["chrome"]
    )


def _with(survey: Survey, best: Scored, links: set[int], titles: set[int]) -> Scored:
    """The best list with these links too, if that is a better one."""
    page, links = survey.page, links | best.link.nodes
    roots = roots_of(page, sorted(links))
    if len(roots) <= len(best.records):
        return best
    both = _score(survey, records_of(page, roots), frozenset(links), titles=frozenset(titles | best.title.nodes))
    return both if both and both.score > best.score else best
