"""Outside text in cells: harmless, and of one width in every terminal."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.tui.cells import cells, fit, paragraphs, width, wrapped

HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")


@given(st.text(), st.integers(1, 40))
def test_a_cut_text_has_exactly_its_width(text: str, most: int) -> None:
    assert width(fit(cells(text), most)) == most


@given(st.text(), st.integers(4, 40), st.integers(0, 4))
def test_a_wrapped_text_stays_within_its_lines(text: str, most: int, lines: int) -> None:
    made = wrapped(cells(text), most, lines)
    assert all(width(one) <= most for one in made)
    assert not lines or len(made) <= lines


@given(st.text())
def test_nothing_hidden_passes(text: str) -> None:
    assert not HIDDEN.search(cells(text))
    assert not HIDDEN.search("".join(paragraphs(text, 30)))


@pytest.mark.parametrize(
    ("text", "seen"),
    [("👩‍🎨 peint", "👩 peint"), ("❤️", "❤"), ("👍🏽", "👍"), ("🇫🇷", "FR"), ("a\nb\tc", "a b c"), ("\x1b[2J", "␛[2J")],
)
def test_what_terminals_disagree_on_is_reduced(text: str, seen: str) -> None:
    assert cells(text) == seen


def test_a_text_without_loss_is_wrapped_between_words() -> None:
    assert wrapped("un deux trois quatre", 9) == ["un deux", "trois", "quatre"]
    assert wrapped("un deux trois quatre", 9, 2) == ["un deux", "trois qu…"]
    assert paragraphs("a\n\nb", 10) == ["a", "", "b"]
