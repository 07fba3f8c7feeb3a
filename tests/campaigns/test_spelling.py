"""How people write hours, dates, lengths of time and names; and which word was meant."""

import contextlib
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.model import spelling
from scheduler.model.spelling import Misspelt


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9h", time(9)),
        ("9h30", time(9, 30)),
        ("09:30", time(9, 30)),
        ("9 h 30", time(9, 30)),
        ("9\u202fh\u202f30", time(9, 30)),
        ("0h", time(0)),
        ("23h59", time(23, 59)),
        ("9H05", time(9, 5)),
        ("09:30:00", time(9, 30)),
        (" 9h ", time(9)),
    ],
)
def test_hours(text: str, expected: time) -> None:
    assert spelling.hour(text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("24:00", "hour-midnight"),
        ("24h", "hour-midnight"),
        ("25h", "hour-out-of-range"),
        ("9h60", "hour-out-of-range"),
        ("9", "hour-bare"),
        ("neuf heures", "hour-unreadable"),
        ("", "hour-unreadable"),
        ("9h3", "hour-unreadable"),
        ("9am", "hour-unreadable"),
    ],
)
def test_what_is_no_hour(text: str, code: str) -> None:
    with pytest.raises(Misspelt) as caught:
        spelling.hour(text)
    assert caught.value.code == code


def test_dates_and_moments() -> None:
    assert spelling.day("2027-06-07") == date(2027, 6, 7)
    assert spelling.day("2028-2-29") == date(2028, 2, 29)
    told = {
        "2027-06-01 12h": "2027-06-01T12:00:00",
        "2027-06-01T12:30": "2027-06-01T12:30:00",
        "2027-06-01": "2027-06-01T00:00:00",
    }
    assert {text: spelling.moment(text).isoformat() for text in told} == told
    assert all(spelling.moment(text).tzinfo is None for text in told)
    assert spelling.days("2027-08-01..2027-08-31") == (date(2027, 8, 1), date(2027, 8, 31))
    assert spelling.days("2027-08-01") == (date(2027, 8, 1), date(2027, 8, 1))


@pytest.mark.parametrize(
    ("text", "code", "arguments"),
    [
        ("2027-06-31", "date-beyond-month", {"last": "2027-06-30"}),
        ("2027-02-29", "date-beyond-month", {"last": "2027-02-28"}),
        ("07/06/2027", "date-slashes", {"meant": "2027-06-07"}),
        ("7.6.2027", "date-slashes", {"meant": "2027-06-07"}),
        ("2027-13-01", "date-impossible", {}),
        ("2027-00-01", "date-impossible", {}),
        ("demain", "date-unreadable", {}),
    ],
)
def test_dates_that_do_not_exist(text: str, code: str, arguments: dict[str, str]) -> None:
    with pytest.raises(Misspelt) as caught:
        spelling.day(text)
    assert caught.value.code == code
    assert arguments.items() <= caught.value.arguments.items()


def test_lengths_of_time() -> None:
    told = {"30min": 30, "2h": 120, "1h30": 90, "2 h": 120, "7d": 10080, "7j": 10080, "2w": 20160, "90 min": 90}
    assert {text: spelling.span(text) for text in told} == {text: timedelta(minutes=n) for text, n in told.items()}
    for text in ("0h", "", "h", "2x", "7d30", "-2h", "99999d"):
        with pytest.raises(Misspelt):
            spelling.span(text)


@given(st.text(max_size=30))
def test_nothing_else_is_ever_raised(text: str) -> None:
    for read in (spelling.hour, spelling.day, spelling.moment, spelling.span, spelling.days, spelling.slug):
        with contextlib.suppress(Misspelt):
            read(text)


@given(st.text(max_size=60))
def test_a_slug_made_of_anything_is_one(text: str) -> None:
    made = spelling.slugged(text)
    assert made == "" or spelling.slug(made) == made


def test_the_nearest_word() -> None:
    keys = ("title", "text", "hashtags", "if_too_long")
    assert spelling.nearest("titel", keys) == "title"
    assert spelling.nearest("TITLE", keys) == "title"
    assert spelling.nearest("if-too-long", keys) == "if_too_long"
    assert spelling.nearest("légende", ("alt", "file"), {"légende": "alt"}) == "alt"
    assert spelling.nearest("legendes", ("alt", "file"), {"légende": "alt"}) == "alt"
    assert spelling.nearest("zzzz", keys) == ""
