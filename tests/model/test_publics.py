"""Pseudonyms as the notes publish them, cells that tell of nobody, and months counted back."""

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.model.publics import disclosed, key_id, months_before, pseudonym

KEY = b"0" * 32


def test_the_published_vector_of_the_pseudonym() -> None:
    assert pseudonym(KEY, "mastodon", "alice@example.org") == "76f268b10eca02a0c2ed018b76c47e32"


def test_the_same_handle_is_another_on_another_network_and_under_another_key_but_not_in_capitals() -> None:
    assert pseudonym(KEY, "mastodon", "Alice@Example.ORG") == pseudonym(KEY, "mastodon", "alice@example.org")
    found = {
        pseudonym(key, network, "alice@example.org") for key in (KEY, b"1" * 32) for network in ("mastodon", "bluesky")
    }
    assert len(found) == 4
    assert all(len(one) == 32 and set(one) <= set(string.hexdigits) for one in found)


def test_a_network_and_a_name_cannot_be_shifted_into_each_other() -> None:
    assert pseudonym(KEY, "x", "ab") != pseudonym(KEY, "xa", "b")


def test_the_id_of_a_key_says_which_and_no_more() -> None:
    assert key_id(KEY) != key_id(b"1" * 32)
    assert key_id(KEY) not in KEY.hex()


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        ([33, 46, 69], (33, 46, 69)),
        ([4, 46, 69], (None, None, 69)),  # else 46 and 69 of 119 would tell the 4
        ([4, 3, 69], (None, None, 69)),
        ([0, 46, 69], (None, None, 69)),
        ([4], (None,)),
        ([5], (5,)),
        ([40, 3], (None, None)),
        ([], ()),
    ],
)
def test_no_cell_under_five_is_shown_nor_what_would_tell_it(cells: list[int], shown: tuple[int | None, ...]) -> None:
    assert disclosed(cells) == shown


@given(st.lists(st.integers(0, 40), min_size=2, max_size=5))
def test_what_is_hidden_cannot_be_reckoned_from_the_whole(cells: list[int]) -> None:
    shown = disclosed(cells)
    assert all(one is None or one >= 5 for one in shown)
    assert shown.count(None) != 1


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2027, 6, 7), 25, date(2025, 5, 7)),
        (date(2027, 3, 31), 1, date(2027, 2, 28)),
        (date(2028, 3, 31), 1, date(2028, 2, 29)),
        (date(2027, 1, 15), 1, date(2026, 12, 15)),
    ],
)
def test_months_are_counted_back(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before
