"""How values are written in a sentence."""

from datetime import date, datetime

import pytest

from scheduler.sentences.words import written


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (date(2027, 6, 1), "mardi 1er juin 2027", "Tuesday 1 June 2027"),
        (date(2027, 6, 11), "vendredi 11 juin 2027", "Friday 11 June 2027"),
        (datetime(2027, 6, 1, 9, 30), "mardi 1er juin 2027 à 09:30", "Tuesday 1 June 2027 at 09:30"),  # noqa: DTZ001 - wall time
        (1.5, "1,5", "1.5"),
        (12345, "12\u202f345", "12,345"),
        (None, "n. d.", "n/a"),
        (("a", "b"), "a, b", "a, b"),
    ],
)
def test_each_language_writes_its_own_way(value: object, french: str, english: str) -> None:
    assert written(value, "fr") == french
    assert written(value, "en") == english
