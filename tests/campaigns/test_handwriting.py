"""Dates and hours as people type them into spreadsheets."""

from datetime import date, datetime, time

import pytest

from scheduler.campaigns.handwriting import Order, clock, moment, status, switch, window
from scheduler.model.spelling import Misspelt

MONDAY = date(2027, 6, 7)


@pytest.mark.parametrize(
    "typed",
    [
        "7/6/2027", "07/06/2027", "07.06.27", "7-6-2027", "2027-06-07", "2027/6/7", "7 juin 2027", "lundi 7 juin 2027",
        "Lun. 7 juin 2027", "lundi, 7 juin 2027", "LUNDI 07 JUIN 2027", "June 7, 2027", "Monday, June 7th, 2027", "7th June 2027",
        "Mon 7 Jun 2027", "7 June 2027", "7\u00a0juin\u00a02027", MONDAY, datetime(2027, 6, 7),  # noqa: DTZ001
    ],
)  # fmt: skip
def test_one_day_in_many_hands(typed: object) -> None:
    assert moment(typed, Order.DAY) == (MONDAY, None)


@pytest.mark.parametrize(
    "typed",
    [
        "7/6/2027 9h30", "07/06/2027 09:30", "2027-06-07 9:30", "2027-06-07T09:30:00",
        "lundi 7 juin 2027 à 9h30", "7/6/27, 9:30 AM",
        "June 7, 2027 at 9:30 am", datetime(2027, 6, 7, 9, 30),  # noqa: DTZ001
    ],
)  # fmt: skip
def test_a_day_with_its_hour(typed: object) -> None:
    assert moment(typed, Order.DAY) == (MONDAY, time(9, 30))


def test_a_first_of_the_month_and_numbers_that_one_order_alone_allows() -> None:
    assert moment("1er août 2027", None)[0] == date(2027, 8, 1)
    assert moment("25/12/2027", None)[0] == moment("12/25/2027", None)[0] == date(2027, 12, 25)
    assert moment("07/07/2027", None)[0] == date(2027, 7, 7)
    assert moment("6/7/2027", Order.MONTH)[0] == MONDAY


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("6/7/2027", "cell-date-two-ways"), ("31/02/2027", "cell-date-unreadable"), ("7 juin", "cell-date-without-year"),
        ("mardi 7 juin 2027", "cell-weekday-differs"), ("bientôt", "cell-date-unreadable"), ("46545", "cell-date-unreadable"),
        ("25/6/2027 25h", "hour-out-of-range"), ("13/13/2027", "cell-date-unreadable"), ("٧/٦/٢٠٢٧", "cell-date-two-ways"),
    ],
)  # fmt: skip
def test_what_is_no_day_is_told_apart(typed: str, code: str) -> None:
    with pytest.raises(Misspelt) as wrong:
        moment(typed, None)
    assert wrong.value.code == code


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        ("9h", time(9)), ("9h30", time(9, 30)), ("9 h 30", time(9, 30)), ("9h30min", time(9, 30)), ("09:30", time(9, 30)),
        ("9.30", time(9, 30)), ("9", time(9)), (9, time(9)), (0.375, time(9)), (18.0, time(18)), ("midi", time(12)),
        ("12 PM", time(12)), ("12:05 am", time(0, 5)), ("9:30 p.m.", time(21, 30)), (time(9, 30, 7), time(9, 30)),
        ("à la main", None), ("manuel", None),
    ],
)  # fmt: skip
def test_one_hour_in_many_hands(typed: object, hour: time | None) -> None:
    assert clock(typed) == hour


@pytest.mark.parametrize("typed", ["25h", "9h75", "tôt", 24, -1, 9.41, "", "²", True])
def test_what_is_no_hour_is_refused(typed: object) -> None:
    with pytest.raises(Misspelt):
        clock(typed)


def test_a_window_a_yes_and_a_right() -> None:
    for typed in ("14h-16h", "entre 14h et 16h", "de 14h à 16h", "between 14:00 and 16:00", "14:00-16:00", "14h – 16h"):
        assert window(typed) == (time(14), time(16)), typed
    for other in ("9h30", "à la main", "", "09:30", 9):
        assert window(other) is None, other
    with pytest.raises(Misspelt):
        window("16h-14h")
    assert [switch(one) for one in ("Oui", "x", "non", "", True)] == [True, True, False, False, True]
    assert [status(one) for one in ("Acquis", "demandé", "en attente", "REFUSÉ", "expired")] == [
        "cleared", "asked", "asked", "refused", "expired",
    ]  # fmt: skip
    for wrong, reading in (("peut-être", switch), ("peut-être", status)):
        with pytest.raises(Misspelt):
            reading(wrong)
