"""Editions beside each other: the three MuseumWeeks of the worked example, to the printed digits, and what cannot be compared."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from scheduler.flow.evaluate.editions import compare, edition, pooled, step
from scheduler.model.comparison import Edition
from scheduler.model.report import Verdict
from tests.flow.test_evaluate_bristol import question


@pytest.fixture(scope="module")
def editions() -> dict[int, Edition]:
    return {year: edition(question(year, campaign=f"museumweek-{year}")) for year in (2016, 2017, 2018)}


def test_year_on_year_net_of_ordinary_weeks(editions: dict[int, Edition]) -> None:
    found = step(editions[2016], editions[2017])
    assert (round(found.total or 0, 2), round(found.per_post or 0, 2), round(found.net or 0, 2)) == (4.84, 1.94, 1.27)
    assert found.net_total == pytest.approx((found.net_volume or 0) * (found.net or 0), rel=1e-12)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 1 < found.high, "nothing says that one took better than the other"


def test_three_editions_together(editions: dict[int, Edition]) -> None:
    # The printed ratios and errors: they rest on how single posts scatter, which weekly sums do not say.
    printed = {2016: (1.1198, 0.4709), 2017: (1.3496, 0.4307), 2018: (1.5687, 0.3066)}
    found = pooled([replace(editions[year], ratio=ratio, error=error) for year, (ratio, error) in printed.items()])
    assert found is not None
    assert [round(one, 3) for one in (found.ratio, found.low, found.high, found.heterogeneity)] == [
        1.4,
        0.909,
        2.158,
        0.37,
    ]
    assert found.tau2 == 0.0, "never below"


def test_weeks_without_any_engagement_are_no_weeks_of_the_range(editions: dict[int, Edition]) -> None:
    """The spread is of logarithms: where two of eight weeks have none, the range is that of six."""
    one = editions[2017]
    assert one.ordinary is not None
    six = replace(one, ordinary=replace(one.ordinary, weeks=6))
    assert (step(editions[2016], six).high or 0) > (step(editions[2016], one).high or 0)


def test_an_operation_that_still_runs_says_so_and_is_judged_with_none(editions: dict[int, Edition]) -> None:
    asked = question(2017, campaign="museumweek-2017")
    still = edition(replace(asked, now=datetime.combine(asked.last + timedelta(days=6), time(22), UTC)))
    assert still.posts > 4
    assert (still.parts, still.reason) == (None, "report-why-unripe")
    found = compare([editions[2016], still])
    assert (found.steps[0].net, found.steps[0].reason, found.pooled) == (None, "report-why-unripe", None)


def test_what_is_said_of_them(editions: dict[int, Edition]) -> None:
    found = compare(reversed(editions.values()))
    assert [one.campaign for one in found.editions] == ["museumweek-2016", "museumweek-2017", "museumweek-2018"]
    assert [one.verdict for one in found.editions] == [Verdict.ORDINARY] * 3
    assert [one.total_verdict for one in found.editions] == [Verdict.ORDINARY, Verdict.MORE, Verdict.ORDINARY]
    assert [one.code for one in found.findings] == ["compare-raw", "compare-net-even"] * 2 + ["compare-pooled"]


def test_a_step_backwards_is_the_inverse(editions: dict[int, Edition]) -> None:
    there, back = step(editions[2016], editions[2018]), step(editions[2018], editions[2016])
    for name in ("total", "per_post", "net_total", "net_volume", "net"):
        assert getattr(there, name) * getattr(back, name) == pytest.approx(1, rel=1e-12)
    assert (there.low or 0) * (back.high or 0) == pytest.approx(1, rel=1e-12)


def test_all_counts_of_one_edition_times_three_change_no_net_ratio(editions: dict[int, Edition]) -> None:
    one = question(2017, campaign="museumweek-2017")
    tripled = [
        replace(
            each, counts=replace(each.counts, **{name: getattr(each.counts, name) * 3 for name in each.counts.given})
        )
        for each in one.snapshots
    ]
    larger = step(editions[2016], edition(replace(one, snapshots=tripled)))
    assert larger.net == pytest.approx(step(editions[2016], editions[2017]).net, rel=1e-12)
    assert larger.total == pytest.approx(3 * 310 / 64)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"components": ("reactions", "views")}, "compare-why-components"),
        ({"age": timedelta(days=1)}, "compare-why-ages"),
    ],
)
def test_what_is_not_of_one_kind_is_not_compared(
    editions: dict[int, Edition], other: dict[str, object], reason: str
) -> None:
    changed = replace(editions[2017], **other)  # type: ignore[arg-type]
    found = step(editions[2016], changed)
    assert (found.total, found.per_post, found.net, found.reason) == (None, None, None, reason)
    assert pooled([editions[2016], changed]) is None
    assert [one.code for one in compare([editions[2016], changed]).findings] == ["compare-open"]


def test_too_little_data_gives_a_reason_and_no_number() -> None:
    scarce = edition(question(2017, campaign="museumweek-2017", weeks=3))
    assert scarce.reason
    assert (scarce.parts, scarce.ratio, scarce.ordinary) == (None, None, None)
    found = step(scarce, edition(question(2018, campaign="museumweek-2018")))
    assert found.net is None
    assert found.reason == scarce.reason
    assert found.total is not None, "what was counted may still be said"


def test_an_edition_of_which_nothing_went_out_is_of_no_other_kind(editions: dict[int, Edition]) -> None:
    asked = question(2018, campaign="museumweek-2018")
    days = [one for one in asked.posts if not asked.first <= one.at.date() <= asked.last]
    none = edition(replace(asked, posts=days))
    assert (none.posts, none.engagement, none.components) == (0, None, ())
    found = compare([editions[2016], editions[2017], none])
    assert [one.reason for one in found.steps] == ["", "report-why-no-post"]
    assert "compare-accounts" not in {one.code for one in found.findings}


def test_other_accounts_and_invented_counts_are_said(editions: dict[int, Edition]) -> None:
    other = replace(editions[2017], accounts=("bristol", "bristol-two"), simulated=True)
    codes = [one.code for one in compare([editions[2016], other]).findings]
    assert codes[-2:] == ["compare-accounts", "compare-simulated"]
