"""Hours: what was never tried stays unknown, one loud post makes no hour, and a true effect is found."""

import math
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from scheduler.flow.evaluate.ages import Measured, Standing
from scheduler.flow.evaluate.hourly import hourly
from scheduler.flow.evaluate.question import Published
from scheduler.model.hourly import Days, Hourly, Known

ZONE = "Europe/Paris"
PARIS = ZoneInfo(ZONE)
AGE = timedelta(days=7)
MONDAY = date(2027, 3, 22)


def measured(day: date, hour: int, value: float, network: str = "mastodon", **other: float | None) -> Measured:
    at = datetime.combine(day, time(hour), tzinfo=PARIS)
    post = Published(tag=f"{at}", campaign="c", post="p", network=network, account=f"musee-{network}", at=at)
    counts = {"reactions": value, "replies": 0.0, "shares": 0.0} | other
    return Measured(post=post, standing=Standing.MEASURED, **counts)


def year(level: Callable[[date, int], float], *, weeks: int = 20, seed: int = 1) -> list[Measured]:
    dice = random.Random(seed)
    return [
        measured(day, hour, round(level(day, hour) * dice.lognormvariate(0, 0.6)))
        for number in range(weeks * 7)
        for day in [MONDAY + timedelta(days=number)]
        for hour in (9, 12, 18)
    ]


def judged(posts: list[Measured]) -> Hourly:
    return hourly(posts, zone=ZONE, age=AGE, simulated=False)


def test_where_hours_are_alike_it_says_so_and_every_box_is_near_one() -> None:
    found = judged(year(lambda _day, _hour: 20))
    assert [one.code for one in found.findings] == ["hours-alike", "hours-untried", "hours-selection"]
    tried = [one for one in found.cells if one.known is Known.TRIED]
    assert len(tried) == 9
    assert all(one.usual is not None and 0.9 < one.usual < 1.1 for one in tried)
    assert {one.known for one in found.cells} == {Known.TRIED, Known.NEVER}
    assert all(one.usual is None for one in found.cells if one.known is Known.NEVER), "unknown, not bad"


def test_a_true_hour_is_found_and_a_true_day_is_not_taken_for_it() -> None:
    by_hour = judged(year(lambda _day, hour: 40 if hour == 18 else 20))
    assert by_hour.findings[0].code == "hours-counts"
    usual = {(one.days, one.hour): one.usual or 0 for one in by_hour.cells}
    assert usual[Days.WEEKDAYS, 18] / usual[Days.WEEKDAYS, 9] == pytest.approx(2, rel=0.2)
    by_day = judged(year(lambda day, _hour: 40 if day.weekday() == 6 else 20))
    usual = {(one.days, one.hour): one.usual or 0 for one in by_day.cells}
    assert usual[Days.SUNDAY, 9] / usual[Days.WEEKDAYS, 9] > 1.5
    assert usual[Days.SUNDAY, 18] / usual[Days.SUNDAY, 9] == pytest.approx(1, rel=0.1)


def test_one_loud_post_makes_no_hour() -> None:
    posts = [
        *year(lambda _day, _hour: 20),
        measured(MONDAY, 5, 6334),
        *(measured(MONDAY + timedelta(days=n), 5, 20) for n in range(1, 5)),
    ]
    found = judged(posts)
    (box,) = [one for one in found.cells if (one.days, one.hour) == (Days.WEEKDAYS, 3)]
    assert (box.posts, box.known, box.usual) == (5, Known.FEW, None)
    assert found.findings[0].code == "hours-alike"


def test_a_loud_network_is_no_good_hour() -> None:
    quiet = year(lambda _day, _hour: 5)
    loud = [measured(one.post.at.astimezone(PARIS).date(), 21, (one.reactions or 0) * 50, "x") for one in quiet[::3]]
    usual = {(one.days, one.hour): one.usual for one in judged([*quiet, *loud]).cells}
    assert usual[Days.WEEKDAYS, 21] == pytest.approx(1, abs=0.12)


def test_a_loud_account_is_no_good_hour() -> None:
    """Two accounts of one network, the larger in the evening: what it has more of are followers."""
    small = year(lambda _day, _hour: 5)
    large = [
        replace(
            loud := measured(one.post.at.astimezone(PARIS).date(), 21, (one.reactions or 0) * 50),
            post=replace(loud.post, account="musee-grand", tag=f"grand {loud.post.at}"),
        )
        for one in small[::3]
    ]
    usual = {(one.days, one.hour): one.usual for one in judged([*small, *large]).cells}
    assert usual[Days.WEEKDAYS, 21] == pytest.approx(1, abs=0.12)


def test_the_wall_clock_counts_on_both_sides_of_a_clock_change() -> None:
    found = judged(year(lambda _day, _hour: 20, weeks=4))  # 28 March 2027 is among them
    assert {one.hour for one in found.cells if one.posts} == {9, 12, 18}


@pytest.mark.parametrize(
    ("posts", "reason"),
    [([], "hours-why-few"), (year(lambda *_: 20, weeks=2), "hours-why-few"), ("one hour", "hours-why-one")],
)
def test_too_little_gives_a_reason_and_no_number(posts: list[Measured] | str, reason: str) -> None:
    if isinstance(posts, str):
        posts = [measured(MONDAY + timedelta(days=n), 9, 3) for n in range(60)]
    found = judged(posts)
    assert (found.reason, found.cells, found.p, found.explained, found.findings) == (reason, (), None, None, ())


def test_a_post_that_lacks_a_count_which_its_network_gives_is_left_out() -> None:
    posts = year(lambda _day, _hour: 20)
    assert judged([*posts, measured(MONDAY, 9, 500, replies=None)]).posts == len(posts)


def test_neither_order_nor_scale_changes_what_is_said() -> None:
    posts = year(lambda _day, hour: 100 if hour == 18 else 50)
    again = judged(random.Random(3).sample(posts, len(posts)))
    assert [one.usual for one in again.cells] == pytest.approx([one.usual for one in judged(posts).cells], nan_ok=True)
    assert math.isclose(again.p or 0, judged(posts).p or 0)
