"""The lead story of a list, where it stands above the list in clothes of its own."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from feeder.parse.lists import worth
from feeder.parse.lists.records import Record
from feeder.parse.lists.strangers import folder
from feeder.parse.lists.survey import Survey

_UNIFORM = 4  #: records for each folder, in a list whose addresses tell what belongs to it
_LEADS, _CLIMBS = 2, 6  #: stories that may lead a list; steps from a link to what holds its title and its day
_TITLED = 0.7  #: the quality of a text that is surely a title


def above(survey: Survey, records: Sequence[Record], links: Iterable[int], *, is_dated: bool) -> list[tuple[int, int]]:
    """The link and the title of what stands above the records and leads where their links lead: one story, or two."""
    page, first = survey.page, records[0].first
    known = {page.hrefs[node] for node in links}
    before = page.anchors[: bisect_left(page.anchors, first)]
    likely = [node for node in before if not survey.chrome[node] and worth.is_slug(page.hrefs[node])]
    likely = [node for node in likely if page.hrefs[node] not in known]
    folders = {folder(page.url(node)) for node in links} if likely else set()
    if len(folders) * _UNIFORM > len(records):
        return []
    own = [node for node in likely if folder(page.url(node)) in folders]
    if len({page.hrefs[node] for node in own}) > _LEADS:
        return []
    titled = {page.hrefs[node]: (node, _title(survey, node, first, is_dated=is_dated)) for node in reversed(own)}
    return [(node, title) for node, title in titled.values() if title is not None]


def _title(survey: Survey, link: int, end: int, *, is_dated: bool) -> int | None:
    """The title of what a link leads to; None where it has none, or no day among what has days."""
    page, root = survey.page, link
    for _ in range(_CLIMBS):
        around = Record(root, root, page.ends[root], page.text_from[root], page.text_to[root])
        title = _likeliest(survey, around)
        if title is not None and (not is_dated or any(survey.dates([around]))):
            return title
        root = page.parents[root]
        if root < 0 or page.ends[root] > end:
            break
    return None


def _likeliest(survey: Survey, record: Record) -> int | None:
    """A heading, or what has the best text."""
    page = survey.page
    place = bisect_left(page.headings, record.first)
    if place < len(page.headings) and page.headings[place] < record.end:
        node = page.headings[place]
    elif record.text_from < record.text_to:
        texts = range(record.text_from, record.text_to)
        node = page.holders[max(texts, key=lambda text: worth.quality(page.texts[text].strip()))]
    else:
        return None
    return node if worth.quality(page.text(node)) >= _TITLED else None
