"""Several looks at one week: the public judge, places among past weeks, corrections, last year, like with like, themes."""

import math
import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from scheduler.flow.evaluate import Operation, Question, evaluate, intervals, looks
from scheduler.flow.evaluate.judging import Judged, Spread, figure, judged
from scheduler.flow.evaluate.sensitivity import year_before
from scheduler.model.engagement import Counts, Snapshot
from scheduler.model.report import Figure, Group, Metric, Reached, Report, Together, Verdict
from tests.flow.evaluation_data import FIRST, flat, museum_week, post, reading
from tests.flow.test_evaluate_bristol import report as bristol
from tests.flow.test_evaluate_properties import weekly

WEEK = timedelta(days=7)
TOTALS = [126.0, 122.0, 84.0, 173.0, 104.0, 115.0, 89.0, 131.0]
RATES = [total / n for total, n in zip(TOTALS, (21, 18, 20, 10, 11, 10, 9, 10), strict=True)]


# --- the judge of any weekly number --------------------------------------------------------------------------------------


def test_the_judge_says_what_the_report_says() -> None:
    found = bristol(2017)
    for metric, value, past, spread in (
        (Metric.TOTAL, 310.0, TOTALS, Spread.TOTAL),
        (Metric.ENGAGEMENT, 12.4, RATES, Spread.RATE),
    ):
        mine, its = judged(value, past, spread=spread), found.figure(metric)
        assert mine.verdict is its.verdict
        assert mine.p == pytest.approx(its.p)
        assert mine.ordinary is not None
        assert its.ordinary is not None
        assert mine.ordinary.high == pytest.approx(its.ordinary.high)
    assert judged(310, TOTALS, spread=Spread.TOTAL).verdict is Verdict.MORE


@pytest.mark.parametrize("spread", list(Spread))
def test_outside_the_range_and_under_one_in_twenty_are_one_statement(spread: Spread) -> None:
    rng = random.Random(3)
    past = [rng.uniform(0.2, 0.6) for _ in range(8)]
    seen = set()
    for value in (0.01, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.95, 0.999):
        found = judged(value, past, spread=spread)
        assert found.p is not None
        assert (found.verdict is Verdict.ORDINARY) == (found.p >= 0.05)
        seen.add(found.verdict)
    assert Verdict.ORDINARY in seen
    assert len(seen) > 1


def test_the_edge_of_a_range_is_inside_and_weeks_that_never_vary_have_one() -> None:
    for value in (3.0, 7.3, 12.0, 41.0):
        assert judged(value, [value] * 8).verdict is Verdict.ORDINARY
        assert judged(value, [value] * 8).p == 1.0
        assert judged(value * 1.01, [value] * 8).verdict is Verdict.MORE
        assert judged(value * 0.99, [value] * 8).p == 0.0


@pytest.mark.parametrize(
    ("value", "past", "spread", "reason"),
    [
        (None, [1.0] * 8, Spread.RATE, "report-why-no-count"),
        (4.0, [1.0] * 5, Spread.RATE, "report-why-few-weeks"),
        (4.0, [1.0] * 5 + [None] * 3, Spread.TOTAL, "report-why-few-weeks"),
        (4.0, [1.0] * 5 + [0.0] * 3, Spread.RATE, "report-why-few-weeks"),
        (4.0, [0.0] * 8, Spread.TOTAL, "report-why-zero-baseline"),
        (4.0, [], Spread.CHANGE, "report-why-few-weeks"),
    ],
)
def test_a_refusal_is_a_reason_and_never_a_number(
    value: float | None, past: list[float | None], spread: Spread, reason: str
) -> None:
    found = judged(value, past, spread=spread)
    assert found == Judged(ordinary=None, verdict=Verdict.TOO_LITTLE, reason=reason, p=None)


def test_followers_lost_are_judged_on_their_own_scale_and_have_no_ratio() -> None:
    past = [12.0, -3.0, 8.0, 0.0, 15.0, 4.0, 9.0, -1.0]
    found = figure(Metric.POSTS, -60.0, past, spread=Spread.CHANGE)
    assert (found.verdict, found.ratio) == (Verdict.LESS, None)
    assert found.ordinary is not None
    assert found.ordinary.low < 0 < found.ordinary.high
    assert judged(0.0, [0.0] * 8, spread=Spread.CHANGE).verdict is Verdict.ORDINARY


def test_shares_stay_between_nothing_and_all() -> None:
    past = [0.0, 0.05, 0.02, 0.1, 0.0, 0.04, 0.08, 0.03]
    found = judged(0.0, past, spread=Spread.SHARE)
    assert found.ordinary is not None
    assert 0 <= found.ordinary.low <= found.ordinary.middle <= found.ordinary.high <= 1
    assert judged(0.9, past, spread=Spread.SHARE).verdict is Verdict.MORE


def test_a_figure_that_was_refused_by_its_owner_keeps_its_value_and_gets_no_verdict() -> None:
    found = figure(Metric.TOTAL, 40.0, TOTALS, spread=Spread.TOTAL, reason="report-why-mixed")
    assert (found.value, found.verdict, found.reason, found.ratio, found.p) == (
        40.0,
        Verdict.TOO_LITTLE,
        "report-why-mixed",
        None,
        None,
    )


# --- effects and their interval ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", [2016, 2017, 2018])
def test_the_interval_holds_one_where_the_week_is_ordinary(year: int) -> None:
    found = bristol(year)
    effect, each = found.effect, found.figure(Metric.ENGAGEMENT)
    assert effect is not None
    assert each.ordinary is not None
    assert effect.low < 1 < effect.high
    assert effect.ratio == pytest.approx((each.value or 0) / each.ordinary.middle)
    assert effect.low * effect.high == pytest.approx(effect.ratio**2)
    assert effect.detectable > 1 / effect.low * effect.ratio


def test_what_posts_alone_would_say_is_kept_beside() -> None:
    effect = bristol(2017).effect
    assert effect is not None
    # The posts of a week are shared out evenly here, so that they scatter less than the real ones.
    assert effect.alone_low > effect.low
    assert effect.alone_high < effect.high
    assert intervals.quasi_poisson((25, 310.0), (109, 944.0), 10.704573)[1:] == pytest.approx(
        (0.9410, 2.1786), abs=1e-4
    )


def test_swapping_before_and_during_turns_the_ratio_round() -> None:
    once = intervals.quasi_poisson((25, 310.0), (109, 944.0), 4.0)
    back = intervals.quasi_poisson((109, 944.0), (25, 310.0), 4.0)
    assert back == pytest.approx((1 / once[0], 1 / once[2], 1 / once[1]))


# --- places and corrections ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def long() -> Report:
    """A year and a half of weeks, a MuseumWeek, and draws."""
    return evaluate(museum_week(weeks=80, draws=199))


def test_each_figure_has_its_place_among_past_weeks(long: Report) -> None:
    total = long.figure(Metric.TOTAL).rank
    assert total is not None
    assert (total.place, total.of) == (1, 73)
    assert total.since == FIRST - timedelta(weeks=72)
    assert total.share == pytest.approx(1 / 73)
    each = long.figure(Metric.ENGAGEMENT).rank
    assert each is not None
    assert 1 < each.place < each.of


def test_under_twenty_weeks_there_is_no_place() -> None:
    assert evaluate(museum_week(weeks=26)).figure(Metric.TOTAL).rank is None
    found = evaluate(museum_week(weeks=27)).figure(Metric.TOTAL).rank
    assert found is not None
    assert found.of == 20


def test_key_figures_objectives_and_networks_are_corrected_for_their_number(long: Report) -> None:
    looked = [one for one in long.figures if one.adjusted is not None]
    assert {one.metric for one in looked} == set(Metric) & {one.metric for one in long.figures} - {Metric.POSTS}
    for one in looked:
        assert one.p is not None
        assert one.adjusted is not None
        assert one.p <= one.adjusted <= min(1.0, len(looked) * one.p)
    networks = [row.figure for row in long.per_network]
    assert all((one.adjusted or 0) >= (one.p or 0) for one in networks)
    assert min(one.adjusted or 1 for one in networks) == pytest.approx(
        min(1.0, 4 * min(one.p or 1 for one in networks))
    )
    goals = [one for one in long.objectives if one.p is not None]
    assert min(one.adjusted or 1 for one in goals) == pytest.approx(
        min(1.0, len(goals) * min(one.p or 1 for one in goals))
    )


def of(metric: Metric, verdict: Verdict, adjusted: float) -> Figure:
    return Figure(
        metric=metric, value=1, mean=1, ratio=1, ordinary=None, verdict=verdict, p=adjusted / 2, adjusted=adjusted
    )


def test_what_chance_among_many_looks_could_give_is_said() -> None:
    some = [
        of(Metric.TOTAL, Verdict.MORE, 0.004),
        of(Metric.CONVERSATION, Verdict.MORE, 0.16),
        of(Metric.APPLAUSE, Verdict.ORDINARY, 0.4),
    ]
    (said,) = looks.reservations(some, (), ())
    assert (said.code, said.arguments["n"], said.labels["metrics"]) == (
        "judged-looks",
        3,
        ("report-metric-conversation",),
    )
    assert not list(looks.reservations(some[::2], (), ()))


def test_few_posts_beside_full_weeks_are_said_to_leave_the_ordinary_too_easily() -> None:
    found = replace(of(Metric.ENGAGEMENT, Verdict.MORE, 0.004), posts=6)
    (said,) = looks.reservations([found], (), (), usual=15.0)
    assert (said.code, said.arguments["n"]) == ("judged-thin", 6)
    assert not list(looks.reservations([replace(found, posts=8)], (), (), usual=15.0))
    assert not list(looks.reservations([replace(found, verdict=Verdict.ORDINARY)], (), (), usual=15.0))


def test_objectives_that_hold_after_correction_and_those_that_do_not_are_named(long: Report) -> None:
    base = replace(long.objectives[0], verdict=Verdict.MORE, reached=Reached.YES, p=0.005, adjusted=0.016)
    other = replace(long.objectives[1], verdict=Verdict.ORDINARY, p=0.4, adjusted=0.8)
    (kept,) = looks.reservations((), (base, other), ())
    assert (kept.code, kept.arguments["names"], kept.arguments["n"]) == ("judged-goals-kept", ("Conversations",), 2)
    (lost,) = looks.reservations((), (replace(base, p=0.03, adjusted=0.06), other), ())
    assert (lost.code, lost.arguments["names"]) == ("judged-goals-lost", ("Conversations",))


def test_unknown_p_values_stay_unknown_and_do_not_count() -> None:
    assert looks.corrected([0.02, None, 0.04]) == [0.04, None, 0.04]


# --- other baselines -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "then"),
    [
        (date(2027, 6, 7), date(2026, 6, 1)),
        (date(2021, 1, 4), date(2019, 12, 30)),
        (date(2020, 12, 28), date(2019, 12, 23)),
        (date(2017, 6, 19), date(2016, 6, 20)),
    ],
)
def test_last_year_is_the_same_weekday_of_the_same_iso_week(day: date, then: date) -> None:
    assert day - year_before(day) == then
    assert (day - then).days % 7 == 0


def two_years(*, growth: float = 1.0, lift: float = 1.0) -> Question:
    """Ordinary weeks around the same ISO week of two years: an account `growth` times as large, and a week `lift` times."""
    posts, snapshots = [], list[Snapshot]()
    then = FIRST - year_before(FIRST)
    for monday, level in ((then, 20.0), (FIRST, 20.0 * growth)):
        for number in range(-8, 1):
            count = round(level * (lift if monday == FIRST and number == 0 else 1.0))
            made = [post(monday + number * WEEK + timedelta(days=n), n) for n in range(6)]
            posts += made
            snapshots += [reading(one, WEEK, Counts(reactions=count, replies=0, shares=0)) for one in made]
    return replace(museum_week(), posts=posts, snapshots=snapshots, now=datetime(2027, 8, 30, tzinfo=UTC))


def test_year_on_year_is_a_ratio_of_ratios_because_the_account_itself_grew() -> None:
    found = {one.by: one for one in evaluate(two_years(growth=2.0, lift=1.5)).sensitivity}
    assert found["weeks"].per_post == pytest.approx(1.5)
    assert found["last-year"].per_post == pytest.approx(3.0), "alone it says growth and week in one"
    assert found["last-year"].total == pytest.approx(3.0)
    assert found["year-on-year"].per_post == pytest.approx(1.5)
    assert found["year-on-year"].total == pytest.approx(1.5)


def test_a_week_of_last_year_that_was_an_operation_is_no_ordinary_one() -> None:
    then = FIRST - year_before(FIRST)
    other = Operation(title="Une autre", first=then, last=then)
    found = {one.by for one in evaluate(replace(two_years(), others=(other,))).sensitivity}
    assert not found & {"last-year", "year-on-year"}


def test_the_spread_of_baselines_reaches_as_far_as_the_data(long: Report) -> None:
    assert [one.weeks for one in long.sensitivity if one.by == "weeks"] == [4, 8, 12, 26, 52]


# --- like with like, posts apart, draws ------------------------------------------------------------------------------------


def test_posts_are_compared_with_their_like() -> None:
    asked = weekly(8)
    found = evaluate(asked).matched
    assert found is not None
    assert (found.posts, found.unmatched, found.each) == (8, 0, 3)
    assert found.ratio == pytest.approx((1 + 16) / (1 + 12))
    moved = [replace(one, at=one.at + timedelta(hours=9)) if one.campaign != "daily" else one for one in asked.posts]
    late = [replace(one, taken=one.taken + timedelta(hours=9)) for one in asked.snapshots]
    assert evaluate(replace(asked, posts=moved, snapshots=late)).matched is None, "in the evening nothing is like it"


def test_the_gap_to_posts_outside_the_theme_takes_off_what_the_week_does_to_both() -> None:
    asked = weekly(8)
    rest = [post(FIRST + timedelta(days=1), n, hour=11) for n in range(6)]
    with_rest = replace(asked, posts=[*asked.posts, *rest], snapshots=[*asked.snapshots, *flat(rest, 6, 1, 1)])
    found = evaluate(with_rest).apart
    assert found is not None
    assert found.ratio == pytest.approx(16 / 8)
    assert (found.posts, found.others, found.reason) == (8, 6, "")
    assert found.low is not None
    assert found.high is not None
    assert found.low <= (found.ratio or 0) <= found.high
    few = replace(with_rest, posts=[one for one in with_rest.posts if one not in rest[4:]])
    short = evaluate(few).apart
    assert short is not None
    assert (short.ratio, short.reason) == (None, "report-why-few-posts")
    assert evaluate(asked).apart is None


def test_draws_are_made_where_they_are_asked_for_and_the_same_every_time(long: Report) -> None:
    assert evaluate(museum_week()).resampled is None
    found = long.resampled
    assert found is not None
    assert (found.draws, found.low < (long.decomposition.per_post if long.decomposition else 0) < found.high) == (
        199,
        True,
    )
    again = replace(museum_week(), draws=49)
    assert evaluate(again).resampled == evaluate(again).resampled


# --- themes --------------------------------------------------------------------------------------------------------------


def test_themes_are_tested_together_with_the_content_as_the_unit(long: Report) -> None:
    themes, categories = long.together
    assert (themes.of, themes.groups, themes.contents) == ("themes", 7, 21)
    assert (categories.of, categories.groups, categories.contents) == ("categories", 4, 21)
    assert all(one.p is not None and one.p > 0.05 for one in long.together), "all are drawn from one law"
    codes = [one.code for one in long.reservations]
    assert codes.count("judged-themes-alike") == codes.count("judged-categories-alike") == 1


def test_one_content_a_theme_cannot_be_told_from_the_theme() -> None:
    themes = ("Coulisses", "Quizz", "Love")
    mine = [
        post(FIRST + timedelta(days=n), network=network, campaign="museumweek-2027", theme=theme)
        for n, theme in enumerate(themes)
        for network in ("x", "mastodon")
    ]
    asked = weekly(8, during=0)
    found = evaluate(
        replace(asked, posts=[*asked.posts, *mine], snapshots=[*asked.snapshots, *flat(mine, 9, 1, 1)], draws=99)
    )
    (test,) = found.together
    assert test == Together(of="themes", groups=3, contents=3, p=None, explained=None, reason="judged-why-one-content")
    assert "judged-themes-one" in [one.code for one in found.reservations]


def themed(levels: dict[str, int], *, draws: int = 0) -> Report:
    """Each theme with six contents of about its level."""
    mine, counted = [], list[Snapshot]()
    for number, (theme, level) in enumerate(levels.items()):
        for n in range(6):
            one = post(FIRST + timedelta(days=number), n, campaign="museumweek-2027", theme=theme)
            mine.append(one)
            counted += flat([one], level + 2 * n, 1, 1)
    asked = weekly(8, during=0)
    days = {FIRST + timedelta(days=number): theme for number, theme in enumerate(levels)}
    return evaluate(
        replace(asked, posts=[*asked.posts, *mine], snapshots=[*asked.snapshots, *counted], days=days, draws=draws)
    )


def test_themes_that_differ_are_said_to_and_none_is_crowned() -> None:
    found = themed({"Coulisses": 10, "Love": 12, "Archi": 90}, draws=199)
    (test,) = [one for one in found.together if one.of == "themes"]
    assert test.p is not None
    assert test.p < 0.05
    assert test.explained is not None
    assert test.explained > 0.4
    (said,) = [one for one in found.reservations if one.code == "judged-themes-differ"]
    assert set(said.arguments) == {"n", "p", "share"}, "no theme is named"


def test_a_theme_is_drawn_towards_the_week_and_few_posts_get_no_number() -> None:
    def middle(group: Group) -> float:
        logs = [math.log1p(value) for _, value in group.values]
        return math.expm1(sum(logs) / len(logs))

    found = [group for group in themed({"Coulisses": 10, "Love": 14, "Archi": 20}).days if group.key]
    whole = math.expm1(sum(math.log1p(value) for group in found for _, value in group.values) / 18)
    for group in found:
        assert group.shrunk is not None
        assert min(whole, middle(group)) < group.shrunk < max(whole, middle(group))
    few = evaluate(museum_week())
    assert all((group.shrunk is None) == group.few for group in few.days if group.key not in {"", "*"})


# --- refusals ------------------------------------------------------------------------------------------------------------


def test_two_operations_at_once_cannot_be_told_apart() -> None:
    other = Operation(title="Nuit des musées", first=FIRST + timedelta(days=5), last=FIRST + timedelta(days=9))
    found = evaluate(replace(museum_week(), others=(other,)))
    for one in found.figures:
        if one.metric is not Metric.POSTS:
            assert (one.verdict, one.reason, one.ordinary, one.ratio, one.p, one.rank) == (
                Verdict.TOO_LITTLE,
                "judged-why-overlap",
                None,
                None,
                None,
                None,
            )
    assert (found.decomposition, found.effect, found.sensitivity) == (None, None, ())
    assert all(goal.p is None and goal.reason == "judged-why-overlap" for goal in found.objectives[:2])


def test_posts_still_to_come_are_in_no_number() -> None:
    base = museum_week()
    coming = [post((base.now + timedelta(days=n)).date(), n, hour=20) for n in range(1, 4)]
    asked = replace(base, posts=[*base.posts, *coming], snapshots=[*base.snapshots, *flat(coming, 9_999)])
    assert evaluate(asked).figures == evaluate(base).figures


def test_posts_that_change_places_inside_their_week_change_no_verdict() -> None:
    asked = museum_week()
    moved = [
        replace(one, at=one.at + timedelta(days=1)) if one.campaign == "daily" and one.at.weekday() < 4 else one
        for one in asked.posts
    ]
    shifted = {one.tag for one, then in zip(moved, asked.posts, strict=True) if one != then}
    snapshots = [
        replace(one, taken=one.taken + timedelta(days=1)) if one.tag in shifted else one for one in asked.snapshots
    ]
    found, before = evaluate(replace(asked, posts=moved, snapshots=snapshots)), evaluate(asked)
    assert [one.verdict for one in found.figures] == [one.verdict for one in before.figures]
    assert found.figure(Metric.TOTAL).p == pytest.approx(before.figure(Metric.TOTAL).p)


@pytest.mark.parametrize(
    ("first", "inside", "outside"),
    [
        # Summer time begins on the operation's last day: its midnight is 23:00 UTC.
        (date(2015, 3, 23), ("2015-03-23T00:30", "2015-03-29T00:30", "2015-03-29T22:30"), "2015-03-29T23:30"),
        (date(2017, 3, 20), ("2017-03-20T00:30", "2017-03-26T01:30", "2017-03-26T22:59"), "2017-03-26T23:01"),
    ],
)
def test_posts_keep_their_local_day_in_the_week_when_the_clock_changes(
    first: date, inside: tuple[str, ...], outside: str
) -> None:
    posts = [
        replace(post(first, n), at=datetime.fromisoformat(at).replace(tzinfo=UTC))
        for n, at in enumerate((*inside, outside))
    ]
    asked = replace(
        museum_week(),
        zone="Europe/London",
        first=first,
        last=first + timedelta(days=6),
        posts=posts,
        snapshots=flat(posts, 9),
        days={},
        objectives=(),
    )
    assert evaluate(asked).figure(Metric.POSTS).value == 3
