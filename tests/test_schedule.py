"""When next: after success, after failure, again, and never never."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder import schedule
from feeder.config import RETRY

NOW = datetime(2024, 5, 3, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
DURATIONS = st.timedeltas(min_value=timedelta(0))
ASKED = st.none() | st.datetimes(max_value=datetime(9000, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - made aware


def wait(failures, *, every=15 * MINUTE, longest=6 * HOUR, asked=None, chance=None):
    due = schedule.after_failure(NOW, every, longest, failures, retry_after=asked, chance=chance or Random(1))
    return due - NOW


class TestVisits:
    def test_after_success_the_interval(self):
        assert schedule.after_success(NOW, 15 * MINUTE) == NOW + 15 * MINUTE

    def test_after_a_doubtful_look_soon_but_never_later_than_the_interval(self):
        assert schedule.after_success(NOW, HOUR, is_doubtful=True) == NOW + schedule.SECOND_LOOK
        second = timedelta(seconds=1)
        assert schedule.after_success(NOW, second, is_doubtful=True) == NOW + second

    @pytest.mark.parametrize(("failures", "minutes"), [(1, 15), (2, 30), (3, 60), (4, 120), (5, 240)])
    def test_each_failure_doubles_the_wait(self, failures, minutes):
        assert minutes * MINUTE <= wait(failures) <= minutes * MINUTE * 1.1

    @pytest.mark.parametrize("failures", [6, 7, 100, 10**9])
    def test_it_never_exceeds_the_longest_and_never_gives_up(self, failures):
        assert wait(failures) == 6 * HOUR

    def test_what_fails_is_not_visited_more_often_than_what_is_well(self):
        assert wait(1, every=DAY, longest=HOUR) == DAY

    def test_sources_that_failed_together_do_not_come_back_together(self):
        chance = Random(7)
        assert len({wait(1, chance=chance) for _ in range(50)}) == 50

    def test_retry_after_counts_where_it_is_later(self):
        assert wait(1, asked=NOW + DAY) == DAY
        assert wait(5, asked=NOW + MINUTE) >= 240 * MINUTE
        assert wait(1, asked=NOW - DAY) >= 15 * MINUTE

    @given(DURATIONS, DURATIONS, st.integers(0, 10**12), ASKED, st.randoms(use_true_random=False))
    def test_no_setting_however_absurd_overflows(self, every, longest, failures, asked, chance):
        assert schedule.after_success(NOW, every) >= NOW
        assert schedule.after_failure(NOW, every, longest, failures, retry_after=asked, chance=chance) >= NOW


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
