"""A press room with one release, or two: nothing repeats, so its own words must say what they are.

A heading, the title of the page or its address says that releases stand here; below it a link is made for one story,
has a title, and a day beside it or an address below that of the page.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import islice

from feeder.model import Entry, Moment
from feeder.parse import presswords
from feeder.parse.characters import one_line
from feeder.parse.dates import find_dates, parse_date
from feeder.parse.lists import worth
from feeder.parse.lists.asidewords import ASIDE
from feeder.parse.lists.outline import Outline
from feeder.parse.lists.records import FEWEST, Record
from feeder.parse.lists.strangers import folder
from feeder.parse.lists.survey import Survey

_CLIMBS = 6  #: steps from a link to what holds its title and its day
_TITLED = 0.7  #: the quality of a text that is surely a title
_SHORT = 60  #: characters of a heading
_LINKS = 6  #: to one address, of which one may be a title
_CALLED, _DATED, _BELOW = 0.4, 0.2, 0.1  #: what it counts that a page is called so, a day, an address below its own


@dataclass(frozen=True, slots=True)
class _Release:
    link: int
    title: str
    moment: Moment | None
    record: Record


@dataclass(frozen=True, kw_only=True, slots=True)
class Few:
    entries: tuple[Entry, ...]
    confidence: float
    reasons: tuple[str, ...]


def find(page: Outline, url: str, *, zone: tzinfo, language: str | None, now: datetime | None = None) -> Few | None:
    """The one or two releases of a page at `url` that is surely a press room."""
    found = list(islice(_releases(Survey(page), url, zone, language), FEWEST))
    if not 0 < len(found) < FEWEST or (now and any(one.moment and one.moment.instant > now for one in found)):
        return None
    called = _called(page, found[0].record, url)
    if called is None:
        return None
    dated = all(one.moment for one in found)
    below = all(_is_below(page.url(one.link), url) for one in found)
    if not (dated or (below and called[0])):
        return None
    entries = tuple(Entry(url=page.url(one.link), title=one.title, published=one.moment) for one in found)
    how = "a title and a day" if dated else "a title, and an address below that of the page"
    return Few(
        entries=entries,
        confidence=round(_CALLED * (1 + 0.5 * called[0]) + _DATED * dated + _BELOW * below, 2),
        reasons=(f'found {len(entries)} below "{called[1]}", with {how}; too few to tell by their structure',),
    )


def _releases(survey: Survey, url: str, zone: tzinfo, language: str | None) -> Iterator[_Release]:
    """Each link of the content that is likely one to a story, with its title and its day."""
    page, seen = survey.page, {url.partition("#")[0].rstrip("/")}
    own = [node for node in page.anchors if not survey.chrome[node] and worth.is_slug(page.hrefs[node])]
    own = [node for node in own if not worth.is_auxiliary(page.hrefs[node]) and not worth.abroad(page, [node])]
    labels = [node for node in page.headings if not _holds_link(page, node)]  # no titles of stories
    stories = [node for node in own if not ASIDE.match(_label(page, labels, node))]
    tries: Counter[str] = Counter()
    for node in stories:
        address = (page.url(node) or "").rstrip("/")
        tries[address] += 1
        is_open = address and address not in seen and tries[address] <= _LINKS
        release = _release(survey, node, stories, zone, language) if is_open else None
        if release:
            seen.add(address)
            yield release


def _label(page: Outline, labels: Sequence[int], node: int) -> str:
    """The heading above an element."""
    place = bisect_left(labels, node)
    return page.text(labels[place - 1]) if place else ""


def _holds_link(page: Outline, node: int) -> bool:
    place = bisect_left(page.anchors, node)
    return page.linked[node] >= 0 or (place < len(page.anchors) and page.anchors[place] < page.ends[node])


def _release(survey: Survey, link: int, stories: Sequence[int], zone: tzinfo, language: str | None) -> _Release | None:
    page, root, best = survey.page, link, None
    for _ in range(_CLIMBS):
        around = Record(root, root, page.ends[root], page.text_from[root], page.text_to[root])
        inside = range(*_between(stories, root, around.end))
        if any(page.hrefs[stories[place]] != page.hrefs[link] for place in inside):
            break
        title = _title(page, around, link)
        moment = _moment(page, around, zone, language)
        if title:
            best = _Release(link, title, moment, around)
            if moment:
                break
        root = page.parents[root]
        if root < 0 or page.tags[root] in ("body", "main"):
            break
    return best


def _between(nodes: Sequence[int], first: int, end: int) -> tuple[int, int]:
    """Where in a sorted sequence those from `first` to before `end` are."""
    return bisect_left(nodes, first), bisect_left(nodes, end)


def _title(page: Outline, record: Record, link: int) -> str | None:
    first, end = _between(page.headings, record.first, record.end)
    texts = [page.text(node) for node in (*page.headings[first : min(end, first + 1)], link)]
    return next((one_line(text) for text in texts if worth.quality(text) >= _TITLED), None)


def _moment(page: Outline, record: Record, zone: tzinfo, language: str | None) -> Moment | None:
    for place in range(*_between(page.times, record.first, record.end)):
        stated = page.elements[page.times[place]].get("datetime")
        if stated and (moment := parse_date(stated, zone=zone)):
            return moment
    for text in range(record.text_from, record.text_to):
        if found := find_dates(page.texts[text].strip(), zone=zone, language=language):
            return found[0].moment
    return None


def _called(page: Outline, record: Record, url: str) -> tuple[bool, str] | None:
    """What says that releases stand here, and whether that is the nearest heading; None where nothing does, or where
    it says something else."""
    before = [page.text(node) for node in page.headings if node < record.first and page.ends[node] <= record.first]
    nearest = next((text for text in reversed(before) if len(text) <= _SHORT), "")
    if ASIDE.match(nearest):
        return None
    if nearest and presswords.HEADING.fullmatch(nearest.strip()):
        return True, nearest
    if named := presswords.named(page, record.first):
        return False, named
    address = presswords.FOLDER.search(url.partition("://")[2].partition("/")[2].join(("/", "")))
    return (False, address[0]) if address else None


def _is_below(link: str | None, url: str) -> bool:
    """Whether an address is below that of the page, or its folder is called so."""
    place = url.partition("?")[0].rstrip("/")
    path = (link or "").partition("://")[2].partition("/")[2]
    return (link or "").startswith(f"{place}/") or bool(presswords.FOLDER.search(f"/{folder(path)}/"))
