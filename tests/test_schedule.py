"""When next: after success, after failure, again, and never never."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder import schedule
from feeder.config import RETRY
from feeder.model import Moment, Source
from feeder.schedule import Limits

NOW = datetime(2024, 5, 3, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
DURATIONS = st.timedeltas(min_value=timedelta(0))
ASKED = st.none() | st.datetimes(max_value=datetime(9000, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - made aware
INSTANTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
LIMITS = Limits(shortest=5 * MINUTE, longest=6 * HOUR)
BERLIN = ZoneInfo("Europe/Berlin")
UIDS = [str(uuid5(NAMESPACE_URL, f"https://{number}.example")) for number in range(500)]


def source(every=15 * MINUTE, *, uid=UIDS[0], **told):
    return Source(uid=uid, slug="acme", location="https://acme.example", every=every, **told)


def published(*times, precision="second"):
    return [Moment(at=at, precision=precision) for at in times]


class TestAfterSuccess:
    @pytest.mark.parametrize("every", [timedelta(seconds=1), 15 * MINUTE, DAY])
    def test_never_earlier_than_asked_and_hardly_later(self, every):
        waits = [schedule.after_success(source(every, uid=uid), NOW, LIMITS) - NOW for uid in UIDS]
        assert every <= min(waits)
        assert max(waits) <= every + min(0.1 * every, 15 * MINUTE)

    def test_sources_registered_together_spread_over_the_interval_after_their_first_visit(self):
        waits = [schedule.after_success(source(uid=uid), NOW, LIMITS, is_first=True) - NOW for uid in UIDS]
        counts = Counter((wait - 15 * MINUTE) // MINUTE for wait in waits)
        assert set(counts) == set(range(15))
        assert max(counts.values()) < 3 * len(UIDS) / 15

    def test_a_source_keeps_its_phase(self):
        assert schedule.after_success(source(), NOW, LIMITS) == schedule.after_success(source(), NOW, LIMITS)

    def test_after_a_doubtful_look_soon_but_never_later_than_the_interval(self):
        assert schedule.after_success(source(HOUR), NOW, LIMITS, is_doubtful=True) == NOW + schedule.SECOND_LOOK
        second = timedelta(seconds=1)
        assert schedule.after_success(source(second), NOW, LIMITS, is_doubtful=True) <= NOW + 1.1 * second

    @given(DURATIONS, DURATIONS, DURATIONS, st.booleans(), st.booleans())
    def test_no_setting_however_absurd_overflows(self, every, shortest, longest, is_first, is_doubtful):
        limits = Limits(shortest=shortest, longest=longest)
        for one in (source(every), source("auto")):
            assert schedule.after_success(one, NOW, limits, is_first=is_first, is_doubtful=is_doubtful) >= NOW
            assert schedule.at_latest(one, NOW, limits) >= NOW


class TestAChangedSchedule:
    def test_what_is_wanted_sooner_does_not_wait_for_the_end_of_the_old_interval(self):
        assert schedule.at_latest(source(HOUR), NOW, LIMITS) <= NOW + 1.25 * HOUR
        assert schedule.at_latest(source("auto"), NOW, LIMITS) == NOW + 6 * HOUR
        assert schedule.at_latest(source(DAY, cron="* * * * *"), NOW, LIMITS) <= NOW + 2 * MINUTE

    @pytest.mark.parametrize("every", [MINUTE, 3 * DAY, "auto"])
    @pytest.mark.parametrize("failures", [1, 3, 20])
    def test_one_that_fails_waits_no_longer_than_the_longest_of_now_and_stays_as_planned_otherwise(
        self, every, failures
    ):
        due = schedule.after_failure(source(every), NOW, LIMITS, failures, retry_after=None, chance=Random(1))
        assert schedule.at_latest(source(every), NOW, LIMITS, fails=True) >= due
        shorter = replace(LIMITS, longest=HOUR)
        assert schedule.at_latest(source(every), NOW, shorter, fails=True) == NOW + (
            3 * DAY if every == 3 * DAY else HOUR
        )

    @pytest.mark.parametrize("is_first", [True, False])
    @pytest.mark.parametrize("told", [{}, {"every": "auto"}, {"cron": "0 8 * * *"}])
    def test_what_was_planned_by_it_stays(self, told, is_first):
        for uid in UIDS[:50]:
            one = source(**{"every": HOUR, "uid": uid, **told})
            due = schedule.after_success(one, NOW, LIMITS, is_first=is_first)
            assert schedule.at_latest(one, NOW, LIMITS) >= due


class TestCron:
    def due(self, cron, now, zone="Europe/Berlin", uid=UIDS[0]):
        """When it is due, in its own zone, to the minute."""
        due = schedule.after_success(source(cron=cron, timezone=zone, uid=uid), now, LIMITS)
        return due.astimezone(ZoneInfo(zone)).strftime("%a %d.%m. %H:%M %Z")

    @pytest.mark.parametrize(
        ("cron", "now", "due"),
        [
            ("0 8 * * mon-fri", datetime(2024, 5, 3, 12, tzinfo=UTC), "Mon 06.05. 08:00 CEST"),  # a Friday's noon
            ("0 8 * * 1-5", datetime(2024, 5, 5, 12, tzinfo=UTC), "Mon 06.05. 08:00 CEST"),  # 1 is Monday, as in crontab
            ("0 8 * * 0", datetime(2024, 5, 3, 12, tzinfo=UTC), "Sun 05.05. 08:00 CEST"),
            ("*/20 9-17 * * *", datetime(2024, 5, 3, 12, 1, tzinfo=UTC), "Fri 03.05. 14:20 CEST"),
            ("0 8 29 feb *", datetime(2024, 5, 3, 12, tzinfo=UTC), "Tue 29.02. 08:00 CET"),
            ("30 2 * * *", datetime(2024, 3, 30, 12, tzinfo=UTC), "Sun 31.03. 03:00 CEST"),  # 2:30 is left out
            ("30 2 * * *", datetime(2024, 10, 26, 12, tzinfo=UTC), "Sun 27.10. 02:30 CEST"),  # the first of two
            ("30 2 * * *", datetime(2024, 10, 27, 1, 10, tzinfo=UTC), "Mon 28.10. 02:30 CET"),  # between the two
            ("0 * * * *", datetime(2024, 10, 27, 0, 30, tzinfo=UTC), "Sun 27.10. 02:00 CET"),  # every hour, that one too
        ],
    )  # fmt: skip
    def test_it_names_times_in_the_source_s_own_zone(self, cron, now, due):
        assert self.due(cron, now) == due

    @given(
        INSTANTS,
        st.sampled_from(["0 8 * * mon-fri", "30 2 * * *", "* * * * *", "59 23 31 12 *", "0 0 29 2 *", "*/7 */5 1,15 * 3"]),
        st.sampled_from(["UTC", "Europe/Berlin", "Asia/Kolkata", "America/New_York", "Australia/Lord_Howe"]),
        st.sampled_from(UIDS),
    )  # fmt: skip
    def test_the_next_time_is_ahead_and_none_is_left_out(self, now, cron, zone, uid):
        one = source(cron=cron, timezone=zone, uid=uid)
        due = schedule.after_success(one, now, LIMITS)
        assert due > now
        shortly_before = now + (due - now) * 0.999
        assert schedule.after_success(one, shortly_before, LIMITS) == due

    def test_sources_that_share_a_time_spread_over_its_minute(self):
        waits = {schedule.after_success(source(cron="0 8 * * *", uid=uid), NOW, LIMITS).second for uid in UIDS}
        assert len(waits) > 50


class TestAfterFailure:
    def wait(self, failures, *, every=15 * MINUTE, longest=6 * HOUR, asked=None, chance=None, **told):
        limits = Limits(shortest=5 * MINUTE, longest=longest)
        one, chance = source(every, **told), chance or Random(1)
        return schedule.after_failure(one, NOW, limits, failures, retry_after=asked, chance=chance) - NOW

    @pytest.mark.parametrize(("failures", "minutes"), [(1, 15), (2, 30), (3, 60), (4, 120), (5, 240)])
    def test_each_failure_doubles_the_wait(self, failures, minutes):
        assert minutes * MINUTE <= self.wait(failures) <= minutes * MINUTE * 1.1

    @pytest.mark.parametrize("failures", [6, 7, 100, 10**9])
    def test_it_never_exceeds_the_longest_and_never_gives_up(self, failures):
        assert self.wait(failures) == 6 * HOUR

    def test_what_fails_is_not_visited_more_often_than_what_is_well(self):
        assert self.wait(1, every=DAY, longest=HOUR) == DAY

    def test_sources_that_failed_together_do_not_come_back_together(self):
        chance = Random(7)
        assert len({self.wait(1, chance=chance) for _ in range(50)}) == 50

    def test_retry_after_counts_where_it_is_later(self):
        assert self.wait(1, asked=NOW + DAY) == DAY
        assert self.wait(5, asked=NOW + MINUTE) >= 240 * MINUTE
        assert self.wait(1, asked=NOW - DAY) >= 15 * MINUTE

    @pytest.mark.parametrize(("failures", "minutes"), [(1, 5), (2, 10), (7, 320)])
    def test_what_a_cron_time_did_not_bring_is_tried_again_before_the_next(self, failures, minutes):
        assert minutes * MINUTE <= self.wait(failures, cron="0 8 * * mon") <= minutes * MINUTE * 1.1

    @pytest.mark.parametrize(("cron", "days"), [("0 0 * * mon", 3), ("* * * * *", 0.25)])
    def test_and_when_that_was_in_vain_at_its_own_times_only(self, cron, days):
        wait = self.wait(8, cron=cron)
        assert abs(wait - days * DAY) < 12.1 * HOUR
        assert wait >= 6 * HOUR

    @given(DURATIONS, DURATIONS, st.integers(0, 10**12), ASKED, st.randoms(use_true_random=False))
    def test_no_setting_however_absurd_overflows(self, every, longest, failures, asked, chance):
        limits = Limits(shortest=every, longest=longest)
        for one in (source(every), source("auto"), source(cron="0 8 * * *")):
            due = schedule.after_failure(one, NOW, limits, failures, retry_after=asked, chance=chance)
            assert due >= NOW


MOMENTS = st.lists(
    st.builds(
        Moment,
        at=st.datetimes(timezones=st.sampled_from([UTC, BERLIN]), min_value=datetime(2, 1, 1)),  # noqa: DTZ001
        precision=st.sampled_from(["day", "minute", "second"]),
    ),
    max_size=60,
)


class TestRhythm:
    """`every = "auto"`."""

    def wait(self, releases, now=NOW, limits=LIMITS, zone=BERLIN):
        return schedule.rhythm(now, releases, zone, limits)

    @pytest.mark.parametrize(
        ("gap", "wait"),
        [
            (10 * MINUTE, 5 * MINUTE),  # a ticker: the shortest
            (HOUR, 6 * MINUTE),  # a release is seen within a tenth of the usual gap
            (DAY, 2.4 * HOUR),
            (30 * DAY, 6 * HOUR),  # a monthly one: the longest
        ],
    )
    def test_ten_visits_are_made_in_the_usual_gap(self, gap, wait):
        assert self.wait(published(*(NOW - number * gap for number in range(1, 11)))) == wait

    def test_a_source_that_falls_silent_is_visited_ever_more_rarely(self):
        releases = published(*(NOW - number * HOUR for number in range(20)))
        waits = [self.wait(releases, now=NOW + silence) for silence in (HOUR, 10 * HOUR, 3 * DAY, 90 * DAY)]
        assert waits == sorted(waits)
        assert waits[-1] == 6 * HOUR

    def test_one_that_shows_no_rhythm_yet_is_visited_every_quarter_of_an_hour(self):
        assert self.wait([]) == self.wait(published(NOW + DAY)) == 15 * MINUTE
        assert self.wait([], limits=Limits(shortest=HOUR, longest=DAY)) == HOUR

    OFFICE = published(*(datetime(2024, 4, day, hour, 20, tzinfo=BERLIN)
                         for day in (22, 23, 24, 25, 26, 29, 30) for hour in (8, 9, 10, 11, 14, 16)))  # fmt: skip

    @pytest.mark.parametrize(
        ("now", "due"),
        [
            (datetime(2024, 4, 30, 16, 30, tzinfo=BERLIN), "16:48"),  # in its hours: often
            (datetime(2024, 4, 30, 17, 55, tzinfo=BERLIN), "23:55"),  # at night: as rarely as is allowed
            (datetime(2024, 5, 1, 5, 55, tzinfo=BERLIN), "07:00"),  # but it is awake when the office is
            (datetime(2024, 4, 27, 10, 0, tzinfo=BERLIN), "16:00"),  # on a Saturday
        ],
    )
    def test_in_hours_and_on_weekdays_that_never_bring_anything_it_rests(self, now, due):
        releases = [one for one in self.OFFICE if one.at <= now]
        assert (now + self.wait(releases, now=now)).astimezone(BERLIN).strftime("%H:%M") == due

    def test_midnight_is_the_form_of_a_date_and_no_habit(self):
        releases = published(*(datetime(2024, 4, day, tzinfo=UTC) for day in range(1, 31)))
        assert self.wait(releases, now=datetime(2024, 4, 30, 10, tzinfo=UTC)) < 3 * HOUR

    def test_a_date_without_an_hour_says_nothing_of_hours(self):
        releases = published(*(one.at for one in self.OFFICE), precision="day")
        assert self.wait(releases, now=datetime(2024, 4, 30, 18, tzinfo=BERLIN)) < HOUR

    @given(MOMENTS, INSTANTS, DURATIONS, DURATIONS)
    def test_it_always_keeps_to_its_limits(self, releases, now, one, other):
        shortest, longest = sorted((min(one, 3660 * DAY), min(other, 3660 * DAY)))
        wait = self.wait(releases, now, Limits(shortest=shortest, longest=longest))
        assert shortest <= wait <= longest

    @given(st.lists(st.integers(0, 10**7), min_size=1, max_size=19), st.integers(1, 50))
    def test_who_publishes_more_rarely_is_not_visited_more_often(self, ages, factor):
        often = published(*(NOW - timedelta(seconds=age) for age in ages))
        rarely = published(*(NOW - timedelta(seconds=age * factor) for age in ages))
        assert self.wait(often) <= self.wait(rarely)

    @given(MOMENTS.flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
    def test_the_order_of_the_releases_means_nothing(self, both):
        one, other = both
        assert self.wait(one) == self.wait(other)

    def test_an_interval_by_rhythm_is_never_put_off_beyond_the_longest(self):
        monthly = published(*(NOW - number * 30 * DAY for number in range(1, 11)))
        dues = [schedule.after_success(source("auto", uid=uid), NOW, LIMITS, monthly, is_first=True) for uid in UIDS]
        assert set(dues) == {NOW + 6 * HOUR}


class TestArticles:
    def test_one_is_read_again_ever_more_rarely_and_then_rests(self):
        waits = [schedule.next_reread(NOW, reads) for reads in range(1, 7)]
        assert waits == [NOW + HOUR, NOW + 6 * HOUR, NOW + DAY, NOW + 3 * DAY, NOW + 7 * DAY, None]

    @pytest.mark.parametrize("reads", [-1, 0, 6, 10**9])
    def test_outside_of_that_it_rests(self, reads):
        assert schedule.next_reread(NOW, reads) is None

    def test_one_that_fails_is_tried_soon_then_rarely_and_never_given_up(self):
        waits = [
            schedule.next_retry(NOW, failures, retry_after=None) - NOW for failures in (1, 2, 3, 4, 5, 6, 7, 8, 10**9)
        ]
        assert waits == [MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, DAY, 3 * DAY, 7 * DAY, 7 * DAY, 7 * DAY]

    def test_retry_after_counts_where_it_is_later(self):
        assert schedule.next_retry(NOW, 1, retry_after=NOW + HOUR) == NOW + HOUR
        assert schedule.next_retry(NOW, 3, retry_after=NOW + MINUTE) == NOW + HOUR

    @pytest.mark.parametrize(("failures", "expected"), [(0, False), (1, False), (2, False), (3, True), (99, True)])
    def test_after_three_failures_it_is_published_from_its_listing(self, failures, expected):
        assert schedule.is_hopeless(failures) is expected


class TestDeliveries:
    def next(self, attempts, retry=RETRY, asked=None, chance=None):
        return schedule.next_delivery(NOW, attempts, retry, retry_after=asked, chance=chance or Random(1))

    @pytest.mark.parametrize(("attempts", "planned"), list(enumerate(RETRY, 1)))
    def test_each_attempt_follows_its_schedule_within_a_fifth(self, attempts, planned):
        chance = Random(3)
        waits = [self.next(attempts, chance=chance) - NOW for _ in range(200)]
        assert 0.8 * planned <= min(waits) < 0.9 * planned
        assert 1.1 * planned < max(waits) <= 1.2 * planned

    def test_the_same_chance_gives_the_same_time(self):
        assert self.next(1, chance=Random(5)) == self.next(1, chance=Random(5))

    def test_after_the_last_it_is_over(self):
        assert self.next(len(RETRY)) is not None
        assert self.next(len(RETRY) + 1) is None
        assert self.next(1, retry=()) is None

    def test_retry_after_counts_where_it_is_later(self):
        assert self.next(1, asked=NOW + HOUR) == NOW + HOUR
        assert self.next(3, asked=NOW + MINUTE) - NOW >= 0.8 * RETRY[2]

    @given(st.integers(1, 20), st.lists(DURATIONS, max_size=5), ASKED, st.randoms(use_true_random=False))
    def test_no_setting_however_absurd_overflows(self, attempts, retry, asked, chance):
        again = schedule.next_delivery(NOW, attempts, tuple(retry), retry_after=asked, chance=chance)
        assert again is None or again >= NOW
