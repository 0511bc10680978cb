"""What one look means: what is new, what is to be opened, what is gone, and when nothing is believed to be gone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from feeder.decide import plan
from feeder.decide.plan import Sighting
from feeder.model import Entry, Moment, Page

NOW = datetime(2024, 5, 3, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


def files(*names, stamp="1"):
    return [Sighting(key=name, url=name, stamp=stamp) for name in names]


def numbered(count):
    return [f"{number:03}.txt" for number in range(count)]


class Source:
    """A source that is looked at again and again, as the ledger does it."""

    def __init__(self, *, is_folder=True):
        self.is_folder = is_folder
        self.pages = {}

    def look(self, *found, now=NOW, initial=False, reread=False, may_hold=True):
        found = [files(one)[0] if isinstance(one, str) else one for one in found]
        again = [one.key for one in found] if reread else ()
        made = plan.look(
            found, self.pages, now=now, initial=initial, reread=again, is_folder=self.is_folder, may_hold=may_hold
        )
        self.pages |= {page.key: page for page in made.pages}
        return made

    def read_all(self):
        """Every page was opened well."""
        self.pages = {
            key: replace(page, reads=page.reads + 1, next_read=None, etag='"e"', last_modified="m", body_hash="h")
            for key, page in self.pages.items()
        }
        return self

    def gone(self, *found, **told):
        """What is withdrawn after a later look, whose pages were all read."""
        self.look(*found, **{"now": LATER} | told)
        gone = plan.gone(self.pages.values())
        self.pages |= {page.key: plan.withdrawn(page) for page in gone}
        return [page.key for page in gone]

    def due(self, now=NOW):
        return [page.key for page in plan.due(self.pages.values(), now, is_folder=self.is_folder)]


@pytest.fixture(params=[True, False], ids=["folder", "page"])
def source(request):
    return Source(is_folder=request.param)


class TestWhatIsThere:
    def test_what_is_new_is_opened_in_the_order_of_the_list(self, source):
        source.look("b", "a", "c", initial=True)
        assert source.due() == ["b", "a", "c"]
        assert all(page.initial for page in source.pages.values())

    def test_what_comes_later_is_news_and_newer(self, source):
        source.look("a", "b", initial=True)
        source.look("new", "a", "b", now=LATER)
        assert source.due(LATER) == ["new", "a", "b"]
        assert source.pages["new"].initial is False

    def test_first_seen_is_never_in_the_future_and_keeps_the_order(self, source):
        source.look(*numbered(1000))
        seen = [page.first_seen for page in source.pages.values()]
        assert seen == sorted(seen, reverse=True)
        assert len(set(seen)) == 1000
        assert max(seen) <= NOW

    def test_what_fell_off_its_list_before_it_was_opened_is_opened_still(self):
        page = Source(is_folder=False)
        page.look("a", "b")
        page.look("new", now=LATER)
        assert page.due(LATER) == ["new", "a", "b"]

    def test_a_file_that_is_gone_before_it_was_opened_cannot_be(self):
        folder = Source()
        folder.look("a", "b")
        folder.look("a", now=LATER)
        assert folder.due(LATER) == ["a"]

    def test_what_is_unchanged_is_neither_stored_nor_opened_again(self, source):
        source.look("a", "b")
        source.read_all()
        assert source.look("a", "b", now=LATER) == plan.Plan()
        assert source.due(LATER) == []

    def test_what_changed_is_opened_without_asking_whether_it_did(self, source):
        source.look("a", "b")
        source.read_all()
        (page,) = source.look(*files("a", stamp="2"), "b", now=LATER).pages
        assert (page.key, page.stamp, page.etag, page.last_modified) == ("a", "2", None, None)
        assert page.body_hash == "h"  # the same bytes are still nothing new
        assert page.first_seen == NOW
        assert source.due(LATER) == ["a"]

    def test_another_way_of_reading_opens_everything_again(self, source):
        source.look("a", "b")
        source.read_all()
        source.look("a", "b", now=LATER, reread=True)
        assert source.due(LATER) == ["a", "b"]
        assert {page.etag for page in source.pages.values()} == {None}

    def test_a_moved_address_is_followed_quietly(self, source):
        source.look(Sighting(key="a", url="http://a", stamp="1"))
        source.read_all()
        source.look(Sighting(key="a", url="https://a", stamp="1"))
        assert source.pages["a"].url == "https://a"
        assert source.due() == []

    def test_a_look_at_nothing_plans_nothing(self, source):
        assert source.look() == plan.Plan()


class TestPagesOffTheirList:
    def test_gone_from_the_list_by_age_is_nothing(self):
        source = Source(is_folder=False)
        source.look(*numbered(20))
        source.read_all()
        made = source.look("000.txt", now=LATER)
        assert (plan.gone(made.pages), made.held, len(made.pages)) == ([], None, 19)
        assert {page.listed for page in made.pages} == {False}
        assert source.look("000.txt", now=LATER) == plan.Plan()

    def test_one_that_was_read_is_still_read_again(self):
        source = Source(is_folder=False)
        source.look("a", "b")
        source.read_all()
        source.pages["a"] = replace(source.pages["a"], next_read=LATER)
        source.look(now=LATER)
        assert source.due(LATER) == ["a"]

    @pytest.mark.parametrize(
        ("listed", "missing", "expected"), [(False, 1, False), (False, 2, True), (True, 2, False), (True, 9, False)]
    )
    def test_it_is_withdrawn_when_it_is_off_its_list_and_gone_twice(self, listed, missing, expected):
        page = Page(key="a", url="a", first_seen=NOW, stamp="1", listed=listed, missing=missing)
        assert plan.is_withdrawn(page) is expected


class TestFilesThatAreGone:
    @pytest.fixture
    def folder(self):
        folder = Source()
        folder.look("a", "b", "c")
        return folder.read_all()

    def test_missing_once_is_only_doubtful(self, folder):
        made = folder.look("a", "b")
        assert (plan.gone(made.pages), made.held) == ([], None)
        assert plan.is_doubtful(folder.pages.values())

    def test_missing_twice_is_withdrawn_once(self, folder):
        folder.look("a", "b")
        assert folder.gone("a", "b") == ["c"]
        assert not plan.is_doubtful(folder.pages.values())
        assert folder.look("a", "b") == plan.Plan()

    def test_two_looks_at_once_count_as_one(self, folder):
        for _ in range(3):
            assert folder.gone("a", "b", now=NOW) == []
        assert folder.gone("a", "b", now=NOW + plan.APART) == ["c"]

    def test_back_in_time_nothing_happened(self, folder):
        folder.look("a", "b")
        folder.look("a", "b", "c")
        assert folder.due() == []
        assert not plan.is_doubtful(folder.pages.values())
        assert folder.gone("a", "b") == []

    def test_restored_after_that_it_is_read_again_and_even_the_same_bytes_are_news(self, folder):
        folder.look("a", "b")
        folder.gone("a", "b")
        folder.look("a", "b", "c", now=LATER)
        assert folder.due(LATER) == ["c"]
        page = folder.pages["c"]
        assert (page.listed, page.missing, page.body_hash) == (True, 0, None)
        assert page.first_seen == NOW - timedelta(microseconds=2)

    def test_the_last_of_a_few_can_be_deleted(self, folder):
        folder.look()
        assert len(folder.gone()) == 3


class TestHolding:
    """A disk that is not mounted, a sync that broke off: a folder of ten or more that lost more than 30 % is held."""

    @pytest.mark.parametrize(
        ("count", "left", "is_held"),
        [(9, 0, False), (10, 7, False), (10, 6, True), (10, 0, True), (100, 70, False), (100, 69, True)],
    )
    def test_it_depends_on_how_many_are_gone(self, count, left, is_held):
        folder = Source()
        folder.look(*numbered(count))
        made = folder.look(*numbered(left))
        assert bool(made.held) is is_held
        assert plan.gone(made.pages) == []

    def test_it_says_how_many_in_one_line(self):
        folder = Source()
        folder.look(*numbered(10))
        assert folder.look().held.startswith("10 of 10 documents are gone at once; nothing is withdrawn")

    def test_nothing_is_withdrawn_however_often_it_is_seen(self):
        folder = Source()
        folder.look(*numbered(10))
        for _ in range(5):
            made = folder.look("000.txt")
            assert made.held
            assert plan.gone(folder.pages.values()) == []

    def test_what_is_new_in_it_is_published_all_the_same(self):
        folder = Source()
        folder.look(*numbered(10))
        folder.read_all()
        made = folder.look("new.txt", now=LATER)
        assert made.held
        assert folder.due(LATER) == ["new.txt"]

    def test_when_they_are_back_nothing_happened(self):
        folder = Source()
        folder.look(*numbered(10))
        folder.read_all()
        before = dict(folder.pages)
        folder.look()
        folder.look(*numbered(10), now=LATER)
        assert folder.pages == before
        assert folder.due(LATER) == []

    def test_what_the_operator_means_is_withdrawn_by_the_next_look(self):
        folder = Source()
        folder.look(*numbered(10))
        assert folder.look("000.txt").held
        made = folder.look("000.txt", may_hold=False)
        assert made.held is None
        assert len(plan.gone(made.pages)) == 9
        assert folder.look("000.txt") == plan.Plan()

    def test_what_was_withdrawn_long_ago_does_not_count(self):
        folder = Source()
        folder.look(*numbered(13))
        folder.read_all()
        for number, left in enumerate((10, 10, 7)):
            made = folder.look(*numbered(left), now=NOW + number * plan.APART)
        assert made.held is None


class TestRows:
    def test_each_is_known_by_its_address(self):
        rows = [Entry(url="https://www.example.org/a/", title="A"), Entry(url="https://example.org/b?utm_source=x")]
        assert [one.key for one in plan.sightings(rows)] == ["example.org/a", "example.org/b"]
        assert [one.url for one in plan.sightings(rows)] == [row.url for row in rows]

    def test_of_one_address_the_first_row_counts(self):
        rows = [Entry(url="https://example.org/a", title="Title"), Entry(url="http://example.org/a/", title="more …")]
        (one,) = plan.sightings(rows)
        assert one.row.title == "Title"

    def test_without_an_address_it_is_known_by_its_title(self):
        rows = [Entry(title="  One\nthing "), Entry(summary="Another"), Entry(title="One thing")]
        keys = [one.key for one in plan.sightings(rows)]
        assert len(keys) == 2
        assert keys == [one.key for one in plan.sightings([Entry(title="One thing"), Entry(title="Another")])]

    def test_a_key_does_not_tell_the_title(self):
        (one,) = plan.sightings([Entry(title="Zinnober")])
        assert "zinnober" not in one.key.casefold()

    def test_an_endless_title_is_a_short_key(self):
        assert len(plan.sightings([Entry(title="x" * 1_000_000)])[0].key) < 400

    ROW = Entry(
        url="https://example.org/a", title="A", summary="S", published=Moment(at=NOW), content="<p>T</p>", text="T"
    )

    @pytest.mark.parametrize(
        "said",
        [{"title": "B"}, {"summary": "Z"}, {"published": Moment(at=LATER)}, {"updated": Moment(at=LATER)}, {"text": "U"},
         {"url": "https://example.org/b"}],
        ids=lambda said: next(iter(said)),
    )  # fmt: skip
    def test_a_row_that_says_something_new_has_another_stamp(self, said):
        assert plan.stamp(replace(self.ROW, **said)) != plan.stamp(self.ROW)

    @pytest.mark.parametrize(
        "said",
        [{"url": "http://www.example.org/a/?utm_source=x"}, {"content": "<div>T</div>"}],
        ids=["tracking", "markup"],
    )
    def test_circumstances_leave_the_stamp_alone(self, said):
        assert plan.stamp(replace(self.ROW, **said)) == plan.stamp(self.ROW)

    def test_half_a_character_can_be_stamped(self):
        assert plan.stamp(Entry(title="\ud800")) != plan.stamp(Entry(title="\ud801"))


class TestRowsThatShareALink:
    """A feed whose items all link to one page; a page that holds all of its releases."""

    def known(self, rows, before=plan.NOTHING):
        return {one.key: one.stamp for one in plan.sightings(rows, before, follow=False)}

    def test_they_are_told_apart_by_their_titles(self):
        rows = [Entry(url="https://a.example/news", title=title) for title in ("One", "Two", "Three")]
        assert len(self.known(rows)) == 3
        assert len({one.key for one in plan.sightings([replace(row, content="<p>T</p>") for row in rows])}) == 3

    def test_rows_that_only_lead_to_one_page_are_one(self):
        rows = [Entry(url="https://a.example/news", title=title) for title in ("One", "Two", "Three")]
        assert [one.row.title for one in plan.sightings(rows)] == ["One"]

    def test_the_same_said_twice_is_one(self):
        row = Entry(url="https://a.example/news", title="One")
        assert len(plan.sightings([row, row])) == 1

    @pytest.mark.parametrize("urls", [("#a", "#b"), ("", "")], ids=["by fragment", "by title"])
    def test_one_that_was_alone_keeps_its_key_when_another_joins_and_when_it_leaves(self, urls):
        first = Entry(url=f"https://a.example/news{urls[0]}", title="First")
        second = Entry(url=f"https://a.example/news{urls[1]}", title="Second")
        alone = self.known([first])
        both = self.known([second, first], alone)
        assert both.keys() > alone.keys()
        assert len(both) == 2
        assert self.known([second], both).keys() < both.keys()
        assert self.known([second], both).keys() != alone.keys()
