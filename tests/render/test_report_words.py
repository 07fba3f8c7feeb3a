"""Numbers and typography of both languages."""

from datetime import UTC, date, datetime, timedelta

import pytest

from scheduler.model.report import Kind
from scheduler.render.charts import Log, nice, ratio_axis
from scheduler.render.report_words import Words

FR, EN = Words("fr"), Words("en")


@pytest.mark.parametrize(
    ("value", "kind", "french", "english"),
    [
        (1234567.4, Kind.COUNT, "1\u202f234\u202f567", "1,234,567"),
        (-12.0, Kind.COUNT, "\u221212", "\u221212"),
        (13.94, Kind.RATE, "13,9", "13.9"),
        (2.185, Kind.FINE, "2,19", "2.19"),
        (3.6249, Kind.RATIO, "3,62", "3.62"),
        (0.155, Kind.SHARE, "16\u00a0%", "16%"),
        (0.64, Kind.CHANGE, "+64\u00a0%", "+64%"),
        (-0.3, Kind.CHANGE, "\u221230\u00a0%", "\u221230%"),
        (630, Kind.HOURS, "10\u00a0h\u00a030", "10\u00a0h 30"),
        (12345.6, Kind.RATE, "12\u202f345,6", "12,345.6"),
    ],
)
def test_numbers(value: float, kind: Kind, french: str, english: str) -> None:
    assert (FR.number(value, kind), EN.number(value, kind)) == (french, english)


def test_missing_is_not_zero() -> None:
    assert (FR.optional(None), EN.optional(None), FR.optional(0.0)) == ("n.\u00a0d.", "n/a", "0")


@pytest.mark.parametrize(
    ("plain", "set_"),
    [
        ("l'écart ; ici : 3 % !", "l’écart\u202f; ici\u00a0: 3\u00a0%\u202f!"),
        ("« sans effet »", "«\u00a0sans effet\u00a0»"),
        ("× 4,38", "×\u202f4,38"),
        ("le mardi 1 juin 2027", "le mardi 1er\u00a0juin 2027"),
        ("lundi 7 juin", "lundi 7\u00a0juin"),
        ("n. d.", "n.\u00a0d."),
    ],
)
def test_french_typography(plain: str, set_: str) -> None:
    assert FR.typeset(plain) == set_


def test_english_typography() -> None:
    assert EN.typeset("it's «no effect», × 2") == "it’s “no effect”, ×\u202f2"


def test_days_and_ages() -> None:
    day = date(2027, 6, 7)
    assert (FR.day(day), EN.day(day)) == ("lundi 7\u00a0juin 2027", "Monday 7 June 2027")
    assert (FR.weekday(day), EN.weekday(day)) == ("lundi 7", "Monday 7")
    assert (FR.age(timedelta(days=7)), FR.age(timedelta(hours=24)), EN.age(timedelta(days=1))) == (
        "7\u00a0jours",
        "24 heures",
        "24 hours",
    )
    at = datetime(2027, 6, 7, 9, 30, tzinfo=UTC)
    assert FR.moment(at) == "lundi 7\u00a0juin, 9\u00a0h\u00a030"
    assert FR.moment(at.replace(minute=0)) == "lundi 7\u00a0juin, 9\u00a0h"
    assert EN.moment(at) == "Monday 7 June, 09:30"


@pytest.mark.parametrize("values", [(4.4, 6.2), (0.41, 0.46), (1.0,), (0.02, 40.0), (1.1,), (0.9,), (1000.0,)])
def test_a_ratio_axis_holds_its_values_and_one(values: tuple[float, ...]) -> None:
    axis = ratio_axis(values, around=True)
    assert axis.low < 1 < axis.high
    assert 1 in axis.ticks()
    assert 2 <= len(axis.ticks()) <= 6
    for value in values:
        assert axis.start <= axis(value) <= axis.end


def test_a_logarithmic_axis_keeps_ratios() -> None:
    axis = Log(0.25, 4.0)
    assert axis(2) - axis(1) == pytest.approx(axis(1) - axis(0.5))


@pytest.mark.parametrize(("value", "top"), [(1001, 1500), (14.3, 15), (0.3, 0.3), (0, 1), (9999, 10000), (4.1, 5)])
def test_linear_axes_end_on_round_numbers(value: float, top: float) -> None:
    found, step = nice(value)
    assert found == pytest.approx(top)
    assert found >= value
    assert 1 <= round(found / step) <= 5
