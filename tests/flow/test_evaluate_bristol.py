"""Three MuseumWeeks of a real museum, week by week: what a whole evaluation says of them, to the printed digits.

Facts (posts, replies, reposts, likes of each week) of the public account of a British museum; no post, no handle.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest

from scheduler.flow.evaluate import Published, Question, evaluate
from scheduler.model.engagement import Counts, Snapshot
from scheduler.model.report import Metric, Quantity, Report, Verdict

MONDAYS = {2016: date(2016, 3, 28), 2017: date(2017, 6, 19), 2018: date(2018, 4, 23)}
ROWS = {
    2016: "38,3,63,66 24,3,64,60 27,5,62,78 35,8,104,97 36,8,104,90 22,14,106,115 5,2,13,15 9,8,8,18 10,1,26,37 "
    "9,2,36,29 6,1,10,7 12,2,20,22 11,1,22,24",
    2017: "21,1,56,69 18,1,67,54 20,5,38,41 10,0,73,100 11,1,49,54 10,3,60,52 9,2,47,40 10,0,66,65 25,6,122,182 "
    "15,1,43,31 11,0,17,34 6,1,15,46 16,1,39,49",
    2018: "12,1,58,66 18,5,77,130 12,5,67,90 12,2,44,87 19,10,111,256 9,4,102,111 4,2,30,56 8,3,28,54 13,3,113,203 "
    "6,5,34,56 9,0,28,63 27,9,90,189 2,0,6,20",
}
AGE = timedelta(days=7)


def shared(total: int, posts: int) -> list[int]:
    return [total // posts + (number < total % posts) for number in range(posts)]


def week(monday: date, row: Sequence[int]) -> tuple[list[Published], list[Snapshot]]:
    count, *sums = row
    posts, snapshots = [], []
    for number, (replies, shares, reactions) in enumerate(zip(*(shared(one, count) for one in sums), strict=True)):
        at = datetime(monday.year, monday.month, monday.day, 8, tzinfo=UTC) + timedelta(days=number % 7, minutes=number)
        name = f"{monday}-{number}"
        posts.append(Published(tag=name, campaign="daily", post=name, network="x", account="bristol", at=at))
        counts = Counts(replies=replies, shares=shares, reactions=reactions)
        snapshots.append(Snapshot(tag=name, part=1, age=AGE, taken=at + AGE, counts=counts))
    return posts, snapshots


def question(year: int, **other: object) -> Question:
    posts: list[Published] = []
    snapshots: list[Snapshot] = []
    for number, text in enumerate(ROWS[year].split()):
        found = week(MONDAYS[year] + timedelta(weeks=number - 8), [int(one) for one in text.split(",")])
        posts += found[0]
        snapshots += found[1]
    values: dict[str, object] = {
        "campaign": "museumweek",
        "title": "MuseumWeek",
        "zone": "Europe/London",
        "first": MONDAYS[year],
        "last": MONDAYS[year] + timedelta(days=6),
        "now": datetime(year, 12, 1, tzinfo=UTC),
        "posts": posts,
        "snapshots": snapshots,
    }
    return Question(**(values | other))  # type: ignore[arg-type]


@cache
def report(year: int) -> Report:
    return evaluate(question(year))


@pytest.mark.parametrize(
    ("year", "volume", "per_post", "total"),
    [(2016, 0.4082, 1.1260, 0.4596), (2017, 1.8349, 1.4318, 2.6271), (2018, 1.1064, 1.6488, 1.8242)],
)
def test_decomposition(year: int, volume: float, per_post: float, total: float) -> None:
    found = report(year).decomposition
    assert found is not None
    assert (round(found.volume, 4), round(found.per_post, 4), round(found.total, 4)) == (volume, per_post, total)
    assert found.volume * found.per_post == pytest.approx(found.total, rel=1e-12)


@pytest.mark.parametrize(("year", "posts", "engagement"), [(2016, 196, 1114), (2017, 109, 944), (2018, 94, 1399)])
def test_baselines_are_the_eight_complete_weeks_before(year: int, posts: int, engagement: int) -> None:
    rows = [row for row in report(year).weeks if row.role == "baseline"]
    assert len(rows) == 8
    assert rows[-1].last == MONDAYS[year] - timedelta(days=1)
    assert (sum(row.posts for row in rows), sum(row.engagement or 0 for row in rows)) == (posts, engagement)


@pytest.mark.parametrize(
    ("year", "value", "low", "high"),
    [(2016, 6.40, 2.331, 12.833), (2017, 12.40, 2.845, 28.229), (2018, 24.54, 6.066, 35.090)],
)
def test_each_edition_is_ordinary_per_post(year: int, value: float, low: float, high: float) -> None:
    found = report(year).figure(Metric.ENGAGEMENT)
    assert found.ordinary is not None
    assert found.value == pytest.approx(value, abs=0.005)
    assert (round(found.ordinary.low, 3), round(found.ordinary.high, 3)) == (low, high)
    assert found.verdict is Verdict.ORDINARY


def test_only_the_total_of_2017_leaves_the_ordinary_and_by_volume() -> None:
    verdicts = {year: report(year).figure(Metric.TOTAL).verdict for year in MONDAYS}
    assert verdicts == {2016: Verdict.ORDINARY, 2017: Verdict.MORE, 2018: Verdict.ORDINARY}
    assert report(2017).brief[1].code == "report-brief-volume-ordinary"


@pytest.mark.parametrize(("year", "ratio"), [(2016, 0.8149), (2017, 0.6663), (2018, 0.7635)])
def test_the_four_weeks_after(year: int, ratio: float) -> None:
    after = report(year).aftermath[0]
    assert after.per_post is not None
    assert (round(after.per_post, 4), after.on) == (ratio, None)


def test_sensitivity_to_the_baseline_of_2017() -> None:
    found = {one.weeks: one for one in report(2017).sensitivity if one.by == "weeks"}
    assert set(found) == {4, 8}
    assert (round(found[4].per_post, 3), round(found[4].total or 0, 3)) == (1.130, 2.825)
    assert (round(found[8].per_post, 3), round(found[8].total or 0, 3)) == (1.432, 2.627)
    assert found[8].chosen


def test_what_it_took_to_leave_the_ordinary_is_said() -> None:
    (power,) = [one for one in report(2017).reservations if one.code == "report-power"]
    numbers = {name: one.value for name, one in power.arguments.items() if isinstance(one, Quantity)}
    assert {name: round(value, 2) for name, value in numbers.items()} == {
        "high": 28.23,
        "change": 2.26,
    }


def test_edition_on_edition_is_a_ratio_of_ratios() -> None:
    before, after = report(2016).decomposition, report(2017).decomposition
    assert before is not None
    assert after is not None
    assert round(after.per_post / before.per_post, 2) == 1.27


def test_days_are_those_of_the_zone_when_the_clock_changes() -> None:
    """Posts of 23:30 UTC on the Sunday before belong to Monday in summer time, and so to the operation."""
    base = question(2017)
    at = datetime(2017, 6, 18, 23, 30, tzinfo=UTC)
    late = Published(tag="late", campaign="daily", post="late", network="x", account="bristol", at=at)
    counts = Counts(replies=1, shares=1, reactions=1)
    read = Snapshot(tag="late", part=1, age=AGE, taken=at + AGE, counts=counts)
    found = evaluate(question(2017, posts=[*base.posts, late], snapshots=[*base.snapshots, read]))
    assert found.figure(Metric.POSTS).value == 26
    assert evaluate(base).figure(Metric.POSTS).value == 25
