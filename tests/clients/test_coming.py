"""When one person cannot be in two places."""

from datetime import UTC, datetime, timedelta

import pytest

from scheduler.app.coming import _both

TWO = datetime(2027, 6, 9, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("one", "other", "fits"),
    [
        ((0, 15), (0, 15), False),
        ((0, 15), (15, 30), True),
        ((0, 15), (14, 29), False),
        ((0, 120), (30, 45), True),
        ((0, 29), (0, 29), False),
        ((0, 30), (0, 30), True),
        ((20, 44), (30, 45), False),
        ((0, 480), (0, 480), True),
    ],
)
def test_two_posts_by_hand_are_named_only_where_one_person_cannot_do_both(
    one: tuple[int, int], other: tuple[int, int], fits: bool
) -> None:
    first, second = ((TWO + timedelta(minutes=begin), TWO + timedelta(minutes=end)) for begin, end in (one, other))
    assert _both(first, second) is _both(second, first) is fits
