"""What work cost, in words: a median of half days is no whole number, and one answer has no range."""

import pytest

from scheduler.model.effort import Effort, Rights
from scheduler.render.report_effort import cost
from scheduler.render.report_words import Words


def said(language: str, median: float, least: int, most: int, answered: int) -> str:
    rights = Rights(pictures=4, paid=0, amounts=(), answered=answered, median=median, least=least, most=most)
    (line,) = cost(
        Words(language), Effort(minutes=0, contents=0, of=4, per_hour=None, posts_per_hour=None, rights=rights)
    )
    return " ".join(line.split())


@pytest.mark.parametrize(
    ("language", "several", "one"),
    [
        ("en", "from 1 to 4, 2.5 in the middle (median of 2).", "Days until the answer: 1."),
        ("fr", "de 1 à 4, 2,5 au milieu (médiane de 2).", "Jours jusqu’à la réponse : 1."),
    ],
)
def test_days_until_rights_were_answered(language: str, several: str, one: str) -> None:
    assert several in said(language, 2.5, 1, 4, 2)
    assert one in said(language, 1, 1, 1, 1)
