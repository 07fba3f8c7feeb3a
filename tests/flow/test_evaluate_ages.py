"""A post's counts at a fixed age: read between two snapshots, never beyond them, and missing is not zero."""

import math
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.flow.evaluate.ages import Standing, at_age, measure
from scheduler.model.engagement import Counts, Snapshot
from tests.flow.evaluation_data import NOW, post, reading

DAY = timedelta(days=1)
WEEK = 7 * DAY


def test_between_two_readings_the_count_is_linear_in_the_logarithm_of_the_age() -> None:
    share = (math.log1p(168) - math.log1p(72)) / (math.log1p(200) - math.log1p(72))
    assert at_age([(200.0, 30.0), (72.0, 10.0)], 168) == pytest.approx(10 + 20 * share)


def test_a_reading_at_the_age_is_the_count() -> None:
    assert at_age([(72.0, 10.0), (168.0, 17.0), (300.0, 99.0)], 168) == 17


def test_nothing_is_extrapolated() -> None:
    assert at_age([(24.0, 5.0), (72.0, 10.0)], 168) is None
    assert at_age([(300.0, 10.0)], 168) is None
    assert at_age([], 168) is None


def test_a_lone_reading_a_little_late_stands_for_the_age() -> None:
    assert at_age([(170.0, 10.0)], 168) == 10
    assert at_age([(168 * 1.05 + 0.1, 10.0)], 168) is None


def test_counts_that_fall_are_kept() -> None:
    found = at_age([(72.0, 20.0), (200.0, 10.0)], 168)
    assert found is not None
    assert 10 < found < 20


@given(st.lists(st.tuples(st.floats(1, 1000), st.floats(0, 1e6)), min_size=2, max_size=8, unique_by=lambda r: r[0]))
def test_a_count_lies_between_the_readings_around_it(readings: list[tuple[float, float]]) -> None:
    found = at_age(readings, 168)
    if found is not None:
        values = [count for _, count in readings]
        assert min(values) - 1e-6 <= found <= max(values) + 1e-6


def test_young_posts_and_posts_without_readings_are_told_apart() -> None:
    young, silent = post(NOW.date() - 2 * DAY), post(date(2027, 6, 1))
    found = measure([young, silent], [reading(young, DAY, Counts(reactions=3))], age=WEEK, now=NOW)
    assert {one.post.tag: one.standing for one in found} == {young.tag: Standing.YOUNG, silent.tag: Standing.MISSING}


def test_a_count_that_was_not_given_stays_missing() -> None:
    one = post(date(2027, 6, 1))
    (found,) = measure([one], [reading(one, WEEK, Counts(reactions=3, replies=0))], age=WEEK, now=NOW)
    assert (found.reactions, found.replies, found.shares) == (3, 0, None)


def test_a_post_that_is_gone_has_no_count_but_not_zero() -> None:
    one = post(date(2027, 6, 1))
    before = reading(one, DAY, Counts(reactions=3, replies=0, shares=0))
    (found,) = measure([one], [before, reading(one, WEEK, Counts())], age=WEEK, now=NOW)
    assert found.standing is Standing.MISSING


def test_a_thread_is_the_sum_of_its_parts_and_missing_where_one_is() -> None:
    one = post(date(2027, 6, 1), parts=2, own_replies=1)
    counts = Counts(reactions=3, replies=2, shares=1)
    first, second = reading(one, WEEK, counts), reading(one, WEEK, counts, part=2)
    (whole,) = measure([one], [first, second], age=WEEK, now=NOW)
    (half,) = measure([one], [first], age=WEEK, now=NOW)
    assert (whole.reactions, whole.replies, whole.shares) == (6, 3, 2)
    assert half.standing is Standing.MISSING


def test_our_own_replies_are_taken_off_but_not_from_a_simulated_audience() -> None:
    one = post(date(2027, 6, 1), own_replies=2)
    counts = Counts(reactions=3, replies=5, shares=1)
    real = reading(one, WEEK, counts)
    invented = Snapshot(tag=one.tag, part=1, age=WEEK, taken=one.at + WEEK, counts=counts, simulated=True)
    assert measure([one], [real], age=WEEK, now=NOW)[0].replies == 3
    assert measure([one], [invented], age=WEEK, now=NOW)[0].replies == 5


def test_readings_of_the_future_are_not_known_yet() -> None:
    one = post(date(2027, 6, 1))
    (found,) = measure([one], [reading(one, 60 * DAY, Counts(reactions=3))], age=WEEK, now=one.at + 8 * DAY)
    assert found.standing is Standing.MISSING
