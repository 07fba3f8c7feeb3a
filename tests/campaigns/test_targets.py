"""Targets as people write them: what may be a thousand or hardly more than one is asked about, never guessed."""

import pytest

from scheduler.campaigns import words
from scheduler.model.spelling import Misspelt


@pytest.mark.parametrize("text", ["1,200", "1.200", "20.000", "999,000"])
def test_a_thousand_with_a_point_or_a_comma_is_not_guessed_at(text: str) -> None:
    with pytest.raises(Misspelt):
        words.target(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [("1200", "1200"), ("1,2", "1.2"), ("0,125", "0.125"), ("+12,125 %", "+12.125%"), ("x1,25", "x1.25")],
)
def test_decimals_are_read(text: str, read: str) -> None:
    assert words.target(text) == read
