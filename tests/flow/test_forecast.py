"""Before the week: what could be told from chance, and what cannot be said yet."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest

from benchmarks.calibration import broken, counted
from benchmarks.weeks import SETTINGS, Setting, share
from scheduler.flow.evaluate import Question
from scheduler.flow.evaluate.forecast import forecast, relative, seen_ratio
from scheduler.model.campaign import Objective
from scheduler.model.forecast import Aim, Forecast
from scheduler.model.notice import Where
from scheduler.model.report import Metric
from tests.flow.evaluation_data import museum_week
from tests.flow.test_evaluate_bristol import question as bristol

BEFORE = datetime(2027, 6, 3, 8, tzinfo=UTC)
WEEK = timedelta(days=7)


@cache
def asked(*, now: datetime = BEFORE, weeks: int = 30, simulated: bool = False) -> Question:
    return museum_week(now=now, weeks=weeks, simulated=simulated)


@pytest.fixture(scope="module")
def early() -> Forecast:
    return forecast(asked(), planned=70, drafts=2)


def goal(metric: str, target: str) -> Objective:
    return Objective(name="goal", metric=metric, target=target, age=WEEK, where=Where(file="a.yaml", line=1, column=1))


def aim(metric: str, target: str, *, planned: int = 70) -> Aim:
    (found,) = forecast(replace(asked(), objectives=[goal(metric, target)]), planned=planned).aims
    return found


def test_only_weeks_whose_posts_have_come_to_the_age_are_compared_with(early: Forecast) -> None:
    assert (early.weeks, early.until_week) == (8, "2027-W20")
    far = forecast(asked(now=BEFORE - timedelta(days=60)), planned=70)
    assert far.until_week == "2027-W11", "the week is months away: what is known is what came last"


def test_the_ordinary_range_is_the_one_that_the_report_will_judge_by() -> None:
    """Asked when the last week before the operation has come to the age, as an operation of a month later would be."""
    later = replace(bristol(2017), now=datetime(2017, 6, 28, tzinfo=UTC))
    found = {one.metric: one for one in forecast(later, planned=25).figures}
    each = found[Metric.ENGAGEMENT]
    assert each.ordinary is not None
    assert (round(each.ordinary.low, 3), round(each.ordinary.high, 3)) == (2.845, 28.229)
    assert each.seen is not None
    assert each.seen > each.ordinary.high
    assert each.ratio == pytest.approx(each.seen / (944 / 109))


def test_the_plan_is_said_beside_an_ordinary_week(early: Forecast) -> None:
    assert (early.posts, early.drafts) == (70, 2)
    assert early.volume == pytest.approx(70 / 15.5, rel=0.15)
    codes = [one.code for one in early.said]
    assert codes == ["forecast-volume", "forecast-total-by-number", "forecast-seen", "forecast-ordinary"]


def test_an_objective_inside_the_ordinary_proves_nothing() -> None:
    found = aim("engagement", "+5%")
    assert (found.outside, found.surely) == (False, False)
    assert 0 < found.met < found.of
    assert found.of > 20
    assert found.ratio == pytest.approx(1.05)


def test_an_objective_far_out_would_be_seen_and_no_week_ever_reached_it() -> None:
    found = aim("engagement", "x4")
    assert (found.outside, found.surely, found.met) == (True, True, 0)


def test_an_objective_just_outside_would_be_seen_less_than_four_times_in_five(early: Forecast) -> None:
    each = next(one for one in early.figures if one.metric is Metric.ENGAGEMENT)
    assert each.ordinary is not None
    assert each.mean is not None
    assert each.ratio is not None
    between = (each.ordinary.high / each.mean + each.ratio) / 2
    found = aim("engagement", f"x{between:.3f}")
    assert (found.outside, found.surely) == (True, False)


def test_less_is_an_aim_too() -> None:
    assert aim("applause", "-5%").outside is False
    found = aim("applause", "-90%")
    assert (found.outside, found.surely, found.met) == (True, True, 0)


def test_a_total_is_brought_back_to_the_posts_that_are_planned() -> None:
    found = aim("engagement-total", "x9")
    assert found.each == pytest.approx(2.0, rel=0.15), "nine times the total with 4.5 times the posts"
    assert aim("posts", "140").each == pytest.approx(2.0)
    assert aim("engagement", "x2").each is None


@pytest.mark.parametrize(
    ("metric", "target", "reason"),
    [("visits", "+30%", "forecast-why-elsewhere"), ("engagement", "plenty", "report-why-unknown-target")],
)
def test_what_cannot_be_read_has_a_reason(metric: str, target: str, reason: str) -> None:
    found = aim(metric, target)
    assert (found.reason, found.ratio, found.ordinary) == (reason, None, None)


def test_without_weeks_behind_nothing_is_promised() -> None:
    found = forecast(replace(asked(), posts=[], snapshots=[]), planned=3)
    assert (found.weeks, found.volume, found.remedies) == (0, None, ())
    assert all((one.ordinary, one.seen, one.ratio) == (None, None, None) for one in found.figures)
    assert {one.reason for one in found.figures} == {"report-why-no-baseline"}
    assert [one.code for one in found.said] == ["forecast-few-posts", "forecast-planned", "forecast-blind"]
    assert all(one.reason == "report-why-no-baseline" for one in found.aims)
    few = forecast(asked(weeks=6), planned=20)
    assert {one.reason for one in few.figures} == {"report-why-few-weeks"}


def test_longer_baselines_more_posts_and_more_editions_show_smaller_changes(early: Forecast) -> None:
    by = {one.by: one for one in early.remedies}
    assert list(by) == ["now", "weeks", "posts", "editions"]
    assert (by["now"].n, by["weeks"].n, by["posts"].n, by["editions"].n) == (70, 26, 140, 3)
    assert 1 < by["editions"].ratio < by["weeks"].ratio < by["now"].ratio
    assert by["posts"].ratio <= by["now"].ratio
    assert "weeks" not in {one.by for one in forecast(replace(asked(), weeks=26), planned=70).remedies}


def test_a_week_without_a_planned_post_is_said_once_and_is_no_multiple() -> None:
    codes = [one.code for one in forecast(asked(), planned=0).said]
    assert codes[0] == "forecast-few-posts"
    assert not {"forecast-volume", "forecast-planned"} & set(codes)


def test_posts_scatter_around_their_own_week() -> None:
    assert relative([[1.0, 3.0], [10.0, 30.0]]) == pytest.approx(0.5)
    assert relative([[4.0], [0.0, 0.0]]) == 0.0


def test_the_ratio_seen_falls_with_posts_and_weeks_down_to_what_weeks_differ_by() -> None:
    many = seen_ratio(between=0.09, within=1.0, usual=1e9, posts=1e9, weeks=8)
    assert many == pytest.approx(seen_ratio(between=0.09, within=0.0, usual=15, posts=1, weeks=8))
    rng = random.Random(4)
    for _ in range(20):
        between, within = rng.uniform(0, 0.3), rng.uniform(0.1, 3)
        ratios = [
            seen_ratio(between=between, within=within, usual=usual, posts=posts, weeks=weeks)
            for usual, posts, weeks in ((8, 8, 8), (8, 16, 8), (16, 16, 8), (16, 16, 26))
        ]
        assert ratios == sorted(ratios, reverse=True)


def test_simulated_weeks_are_called_so() -> None:
    assert not forecast(asked(), planned=70).simulated
    assert forecast(asked(simulated=True), planned=70).simulated


# --- the verdict and the forecast keep their word -------------------------------------------------------------------------


def test_triplings_are_found_and_ordinary_weeks_let_be() -> None:
    for spread, least in ((0.15, 0.90), (0.3, 0.60)):
        found = counted(Setting(spread, 30), runs=200, seed=11)
        assert share(found.found[3.0]) >= least
        assert 0.01 <= share(found.alarms) <= 0.10


@pytest.mark.long
@pytest.mark.parametrize("setting", SETTINGS, ids=str)
def test_every_promise_is_kept_in_every_kind_of_account(setting: Setting) -> None:
    assert not list(broken(setting, counted(setting, runs=1_000, seed=5), 1_000))


def test_a_verdict_that_breaks_its_word_is_noticed() -> None:
    setting = SETTINGS[0]
    found = counted(setting, runs=200, seed=3)
    found.alarms = [True] * 60 + [False] * 140
    found.found[3.0] = [False] * 200
    found.held[2.0] = [True] * 120 + [False] * 80
    found.seen = [False] * 200
    assert len(list(broken(setting, found, 200))) == 4
