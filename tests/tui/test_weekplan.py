"""Where posts stand in the week's grid."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.app.agenda import Entry
from scheduler.app.reviewing import day_meant
from scheduler.tui.weekplan import beside, columns, plan

MONDAY = date(2027, 6, 7)
PARIS = ZoneInfo("Europe/Paris")


def entry(day: int, hour: str, name: str = "") -> Entry:
    on = MONDAY + timedelta(days=day)
    at = datetime.fromisoformat(f"{on} {hour}").replace(tzinfo=PARIS)
    return Entry(campaign="c", post=name or f"{day}-{hour}", occurrence="once", day=on, hour=at, deliveries=())


def rows(found: list[Entry], **size: int) -> list[str]:
    made = plan(found, MONDAY, "14:23", MONDAY + timedelta(days=2), **{"width": 120, "height": 40, **size})
    return [f"{row.label}{'=' if row.now else '-' if row.rule else ''}" for row in made.rows]


def test_a_light_week_has_a_row_for_each_hour_and_the_line_of_now_between() -> None:
    found = [entry(0, "09:00"), entry(1, "09:00"), entry(2, "18:00")]
    assert rows(found) == ["09:00", "", "", "", "14:23=", "18:00", "", "", ""]
    assert rows(found, height=8) == ["09:00", "", "", "14:23=", "18:00", "", ""]


def test_a_full_week_is_laid_out_by_parts_of_the_day() -> None:
    found = [entry(1, f"{hour:02}:00") for hour in range(9, 21)]
    made = plan(found, MONDAY, "14:23", MONDAY + timedelta(days=2), width=120, height=26)
    assert made.style == "parts"
    assert [row.label for row in made.rows if row.label] == ["morning", "noon", "afternoon", "evening"]
    assert len(made.rows) <= 26


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 23), st.integers(0, 59)), max_size=60, unique=True),
    st.sampled_from([80, 100, 120, 200]),
    st.integers(8, 60),
)
def test_every_post_stands_in_the_grid_whole_and_on_its_own_day(
    given_: list[tuple[int, int, int]], width: int, height: int
) -> None:
    found = sorted((entry(d, f"{h:02}:{m:02}") for d, h, m in given_), key=lambda one: (one.day, one.hour))
    made = plan(found, MONDAY, "14:23", MONDAY + timedelta(days=2), width=width, height=height)
    seen: dict[str, list[tuple[int, int, int]]] = {}
    for row in made.rows:
        for day, spot in enumerate(row.spots):
            if spot is not None and spot.entry is not None:
                seen.setdefault(spot.entry.post, []).append((day, spot.line, spot.of))
    assert set(seen) == {one.post for one in found}
    for one in found:
        lines = seen[one.post]
        assert [line for _, line, _ in lines] == list(range(lines[0][2]))
        assert {day for day, _, _ in lines} == {(one.day - MONDAY).days}
    fullest = max((sum(1 for one in found if one.day == day) for day in {one.day for one in found}), default=0)
    if fullest * 2 + 5 <= height and width < 112:
        assert len(made.rows) <= height, "the week fits where it can"


@pytest.mark.parametrize("width", [80, 111, 112, 120, 200])
def test_the_columns_fill_the_width(width: int) -> None:
    gutter, each = columns(width)
    assert gutter + sum(each) == width
    assert max(each) - min(each) <= 1


def test_left_and_right_keep_the_nearest_hour() -> None:
    found = [entry(0, "09:00"), entry(0, "18:00"), entry(2, "10:00"), entry(2, "17:00")]

    def to(key: str, **step: int) -> str:
        there = beside(found, f"c/{key}/once", MONDAY, **step)
        assert there is not None
        return there.post

    assert to("0-18:00", days=1) == "2-17:00"
    assert to("2-10:00", days=-1) == "0-09:00"
    assert to("0-09:00", days=-1) == "0-09:00"
    assert to("0-09:00", posts=1) == "0-18:00"
    assert to("0-18:00", posts=1) == "0-18:00"


MEANT: Mapping[str, date | None] = {
    "2027-06-11": date(2027, 6, 11),
    "11/06/2027": date(2027, 6, 11),
    "11/6": date(2027, 6, 11),
    "11.6.": date(2027, 6, 11),
    "2/1": date(2027, 1, 2),
    "31/02": None,
    "9QM2": None,
}


@pytest.mark.parametrize(("text", "day"), MEANT.items())
def test_days_are_meant_as_people_write_them(text: str, day: date | None) -> None:
    assert day_meant(text, date(2027, 6, 9)) == day


def test_a_day_without_a_year_is_the_nearest_one() -> None:
    assert day_meant("2/1", date(2027, 12, 20)) == date(2028, 1, 2)
    assert day_meant("20/12", date(2028, 1, 3)) == date(2027, 12, 20)
    assert day_meant("29/2", date(2027, 6, 9)) == date(2028, 2, 29)
