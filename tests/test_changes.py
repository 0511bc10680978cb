"""What a reader would call a change, and what is none: circumstances, markup, dates that a site moves."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.decide.changes import change, fingerprint, settled, withdrawal
from feeder.model import Attachment, Contact, Entry, Image, Moment

NOW = datetime(2024, 5, 3, 12, tzinfo=UTC)
EARLIER = NOW - timedelta(days=2)
BERLIN = timezone(timedelta(hours=2))
TEXT = " ".join(f"The harbour board will rebuild quay {number} and the old warehouse beside it." for number in range(9))


def moment(at, precision="second"):
    return Moment(at=at, precision=precision)


STORED = Entry(
    id="urn:uuid:d96accfc-4962-5622-836c-948bf39586b6",
    source="harbour",
    first_seen=EARLIER,
    url="https://harbour.example.org/quays",
    title="Harbour rebuilds its quays",
    kicker="Building",
    number="12/2024",
    published=moment(EARLIER),
    summary="The quays are rebuilt.",
    content=f"<p>{TEXT}</p>",
    text=TEXT,
    attachments=(Attachment(url="https://harbour.example.org/plan.pdf"),),
)
#: The same release as the next visit finds it: without what only the store knows.
FOUND = replace(STORED, id=None, source=None, first_seen=None)


def made_of(**found):
    """What a release that is found like this makes of the stored one."""
    return change(STORED, replace(FOUND, **found), now=NOW)


NO_CHANGE = [
    ({}, "nothing at all"),
    ({"url": "https://harbour.example.org/news/quays"}, "it moved"),
    ({"published": moment(NOW)}, "the site dated it anew"),
    ({"published": None}, "the date was taken away"),
    ({"updated": moment(NOW)}, "the site says that it was touched"),
    ({"content": f'<div class="new"><p>{TEXT}</p></div>'}, "markup"),
    ({"text": TEXT.replace(". ", ".\n\n  ")}, "white space"),
    ({"text": TEXT.replace(" ", "\u00a0")}, "spaces that do not break"),
    ({"text": TEXT.replace("harbour", "har\u00adbour")}, "soft hyphens"),
    ({"title": "\ufeffHarbour  rebuilds its quays "}, "marks and spaces in the title"),
    ({"summary": "Quays."}, "a teaser, where the text is known"),
    ({"tags": ("harbour",), "language": "en", "authors": ("A. Smith",)}, "what describes it"),
    ({"image": Image(url="https://harbour.example.org/crop-2.jpg")}, "another picture"),
    ({"contacts": (Contact(name="A. Smith"),)}, "who answers questions"),
    ({"dateline": "Hull, 1 May", "boilerplate": "About the harbour", "kind": "Correction"}, "what is read of the text"),
    ({"attachments": (Attachment(url="https://harbour.example.org/plan.pdf?v=7"),)}, "a cache's mark"),
    ({"content": None, "text": None, "title": "Quays …"}, "only the link to it was found"),
]

CHANGES = [
    ({"title": "Harbour rebuilds two quays"}, {"title"}),
    ({"kicker": "Traffic"}, {"kicker"}),
    ({"number": "13/2024"}, {"number"}),
    ({"text": TEXT + " It costs more."}, {"content_text"}),
    ({"attachments": ()}, {"attachments"}),
    ({"attachments": (*STORED.attachments, Attachment(url="https://harbour.example.org/map.pdf"))}, {"attachments"}),
    ({"embargo": moment(NOW + timedelta(days=1))}, {"embargo"}),
    ({"status": "corrected"}, {"status"}),
]


NOTICE = {
    "title": "KILL: Harbour rebuilds its quays",
    "kind": "KILL",
    "kind_code": "withdrawal",
    "text": "Sent in error.",
}


class TestChanges:
    def test_what_is_seen_for_the_first_time_is_created(self):
        made = change(None, FOUND, now=NOW)
        assert (made.kind, made.entry, made.before, made.fields) == ("created", FOUND, None, {})

    @pytest.mark.parametrize("found", [found for found, _ in NO_CHANGE], ids=[why for _, why in NO_CHANGE])
    def test_circumstances_are_no_change(self, found):
        assert made_of(**found) is None

    @pytest.mark.parametrize(("found", "fields"), CHANGES, ids=[" ".join(fields) for _, fields in CHANGES])
    def test_what_a_reader_would_see_is_an_update(self, found, fields):
        made = made_of(**found)
        assert (made.kind, made.before) == ("updated", STORED)
        assert set(made.fields) == fields

    def test_the_diff_says_from_and_to_in_the_words_of_the_contract(self):
        made = made_of(title="Harbour rebuilds two quays", status="corrected", tags=("quay",))
        assert made.fields == {
            "title": ("Harbour rebuilds its quays", "Harbour rebuilds two quays"),
            "status": ("live", "corrected"),
            "tags": ([], ["quay"]),
        }

    def test_a_notice_of_withdrawal_where_a_release_stood_withdraws_it(self):
        made = made_of(**NOTICE)
        assert (made.kind, made.entry.status, made.entry.title) == ("withdrawn", "withdrawn", STORED.title)
        assert change(made.entry, replace(FOUND, **NOTICE), now=NOW) is None
        assert settled(made.entry, replace(FOUND, **NOTICE)) == made.entry

    def test_a_notice_that_was_published_as_one_stays(self):
        notice = replace(STORED, **NOTICE)
        assert change(notice, replace(FOUND, **NOTICE), now=NOW) is None
        assert change(notice, replace(FOUND, **NOTICE | {"text": "Sent too early."}), now=NOW).kind == "updated"

    def test_what_another_parser_takes_for_a_notice_is_settled_as_one(self):
        entry = settled(STORED, replace(FOUND, **NOTICE))
        assert (entry.id, entry.kind_code, entry.status) == (STORED.id, "withdrawal", "live")

    def test_a_title_of_composed_letters_is_the_same_as_one_of_decomposed(self):
        stored = replace(STORED, title="Größe")
        assert change(stored, replace(FOUND, title="Gro\u0308ße"), now=NOW) is None

    def test_of_what_was_only_linked_the_teaser_is_read(self):
        linked = replace(STORED, content=None, text=None)
        assert change(linked, replace(linked, id=None, summary="Something else."), now=NOW).kind == "updated"

    def test_a_text_that_becomes_known_is_an_update(self):
        assert change(replace(STORED, content=None, text=None), FOUND, now=NOW).kind == "updated"

    @given(st.text(st.characters(), max_size=50), st.text(st.characters(), max_size=50))
    def test_any_texts_can_be_held_against_each_other(self, one, other):
        before = replace(STORED, title=one, text=other)
        assert change(before, replace(before, id=None), now=NOW) is None
        assert len(fingerprint(before)) == 64
        made = change(before, replace(before, text=f"{other} and more"), now=NOW)
        assert (made.kind, made.entry.title) == ("updated", one)


class TestWhatIsDecidedOnce:
    @pytest.mark.parametrize("found", [moment(NOW), moment(EARLIER - timedelta(days=400)), None])
    def test_published_stays_where_it_was(self, found):
        assert made_of(title="Another", published=found).entry.published == moment(EARLIER)

    def test_id_source_and_first_seen_stay(self):
        entry = made_of(title="Another").entry
        assert (entry.id, entry.source, entry.first_seen) == (STORED.id, "harbour", EARLIER)

    def test_an_unknown_date_becomes_known_quietly(self):
        stored = replace(STORED, published=None)
        assert change(stored, FOUND, now=NOW) is None
        assert settled(stored, FOUND).published == moment(EARLIER)

    DAY = moment(datetime(2024, 5, 1, tzinfo=BERLIN), "day")

    @pytest.mark.parametrize(
        ("found", "expected"),
        [
            (moment(datetime(2024, 5, 1, 10, 30, tzinfo=BERLIN), "minute"), moment(datetime(2024, 5, 1, 10, 30, tzinfo=BERLIN), "minute")),
            (moment(datetime(2024, 5, 2, 10, 30, tzinfo=BERLIN), "minute"), DAY),
            (moment(datetime(2024, 5, 1, tzinfo=UTC), "day"), DAY),
            (None, DAY),
        ],
        ids=["the minute of the day", "a minute of another day", "the same day elsewhere", "nothing"],
    )  # fmt: skip
    def test_a_day_becomes_exact_quietly_and_never_another_day(self, found, expected):
        stored = replace(STORED, published=self.DAY)
        assert change(stored, replace(FOUND, published=found), now=NOW) is None
        assert settled(stored, replace(FOUND, published=found)).published == expected

    def test_an_exact_date_does_not_become_a_day(self):
        found = replace(FOUND, published=moment(EARLIER.replace(hour=0), "day"))
        assert settled(STORED, found).published == STORED.published

    def test_a_link_does_not_take_away_what_was_read(self):
        link = Entry(url="https://harbour.example.org/moved", title="Quays")
        assert settled(STORED, link) == STORED

    def test_a_moved_address_is_kept_quietly(self):
        assert settled(STORED, replace(FOUND, url="https://harbour.example.org/new")).url.endswith("/new")


class TestUpdated:
    @pytest.mark.parametrize(
        ("before", "said", "expected"),
        [
            (None, None, NOW),  # the site does not say
            (None, NOW - timedelta(hours=1), NOW - timedelta(hours=1)),  # it does
            (None, NOW + timedelta(hours=1), NOW),  # it cannot be in the future
            (None, EARLIER, NOW),  # no later than it was published: a template's date
            (NOW - timedelta(hours=2), NOW - timedelta(hours=2), NOW),  # what it said the last time already
            (NOW - timedelta(hours=2), NOW - timedelta(hours=1), NOW - timedelta(hours=1)),
        ],
    )
    def test_it_is_what_the_site_says_if_that_is_news(self, before, said, expected):
        stored = replace(STORED, updated=before and moment(before))
        found = replace(FOUND, title="Another", updated=said and moment(said))
        assert change(stored, found, now=NOW).entry.updated == moment(expected)

    def test_it_keeps_the_offset_that_was_printed(self):
        said = moment(datetime(2024, 5, 3, 13, 30, tzinfo=BERLIN))
        assert str(made_of(title="Another", updated=said).entry.updated) == "2024-05-03T13:30:00+02:00"

    def test_it_is_no_field_of_the_diff(self):
        assert set(made_of(title="Another", updated=moment(NOW)).fields) == {"title"}


class TestSignificance:
    @pytest.mark.parametrize(
        ("found", "expected"),
        [
            ({"text": TEXT.replace("old warehouse", "old warehose", 1)}, "minor"),  # a slip of the pen
            ({"text": TEXT.replace("quay 3", "quay 33", 1)}, "substantial"),  # a figure
            ({"text": TEXT.replace("quay 3 and", "quay and", 1)}, "substantial"),  # a figure that went
            ({"title": "Harbour rebuilds its quay"}, "substantial"),  # even one letter of the title
            ({"number": "13/2024"}, "substantial"),
            ({"status": "corrected"}, "substantial"),
            ({"embargo": moment(NOW)}, "substantial"),
            ({"text": " ".join(reversed(TEXT.split()))}, "substantial"),  # the same words in another order
            ({"text": TEXT[: len(TEXT) // 2]}, "substantial"),
            ({"text": ""}, "substantial"),
            ({"text": "Closed."}, "substantial"),
            ({"kicker": "Traffic"}, "minor"),
        ],
    )
    def test_minor_is_a_slip_of_the_pen(self, found, expected):
        assert made_of(**found).significance == expected

    def test_another_teaser_of_what_was_only_linked_is_substantial(self):
        linked = replace(STORED, content=None, text=None)
        assert change(linked, replace(linked, summary="Quite another story."), now=NOW).significance == "substantial"

    @pytest.mark.parametrize("word", ["a ", "a b ", "wort "], ids=["one letter", "two letters", "one word"])
    def test_a_text_made_to_cost_time_costs_none(self, word):
        """A megabyte of one word is minutes of work to a quadratic comparison, and then this test would not end."""
        text = word * (1_000_000 // len(word))
        made = change(
            replace(STORED, text=text), replace(FOUND, text=f"{text[:500_000]} slip {text[500_000:]}"), now=NOW
        )
        assert made.significance == "minor"


class TestWithdrawal:
    def test_what_is_gone_is_withdrawn_now(self):
        made = withdrawal(STORED, now=NOW)
        assert (made.kind, made.before) == ("withdrawn", STORED)
        assert (made.entry.status, made.entry.updated) == ("withdrawn", moment(NOW))
        assert made.fields == {"status": ("live", "withdrawn")}

    def test_what_is_withdrawn_is_not_withdrawn_again(self):
        assert withdrawal(replace(STORED, status="withdrawn"), now=NOW) is None

    def test_what_comes_back_is_an_update_with_its_id_and_date(self):
        gone = withdrawal(STORED, now=NOW - timedelta(hours=1)).entry
        back = change(gone, FOUND, now=NOW)
        assert (back.kind, back.entry.status, back.significance) == ("updated", "live", "substantial")
        assert (back.entry.id, back.entry.published) == (STORED.id, STORED.published)
        assert back.fields == {"status": ("withdrawn", "live")}

    def test_a_link_to_it_alone_does_not_bring_it_back(self):
        gone = withdrawal(STORED, now=EARLIER).entry
        assert change(gone, Entry(url=STORED.url, title=STORED.title), now=NOW) is None
