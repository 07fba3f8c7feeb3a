"""The statistics against published and recomputed values (numpy, scipy and statsmodels printed them; none is needed here)."""

import math

import pytest

from scheduler.flow.evaluate import intervals

BRISTOL = {
    # year: baseline weeks (posts, engagement), the operation, phi
    2016: (((38, 132), (24, 127), (27, 145), (35, 209), (36, 202), (22, 235), (5, 30), (9, 34)), (10, 64), 7.958517),
    2017: (((21, 126), (18, 122), (20, 84), (10, 173), (11, 104), (10, 115), (9, 89), (10, 131)), (25, 310), 10.704573),
    2018: (((12, 125), (18, 212), (12, 162), (12, 133), (19, 377), (9, 217), (4, 88), (8, 85)), (13, 319), 24.426349),
}


@pytest.mark.parametrize(
    ("probability", "degrees", "quantile"),
    [
        (0.975, 1, 12.706204736174698),
        (0.975, 2, 4.302652729749464),
        (0.975, 7, 2.3646242515927844),
        (0.975, 25, 2.059538552753294),
        (0.995, 7, 3.4994832973505026),
        (0.9, 3, 1.6377443536962095),
        (0.025, 7, -2.3646242515927844),
    ],
)
def test_student_quantiles_are_those_of_tables(probability: float, degrees: int, quantile: float) -> None:
    assert intervals.student(probability, degrees) == pytest.approx(quantile, rel=1e-11)


def test_student_tends_to_the_normal_law_and_refuses_nonsense() -> None:
    assert intervals.student(0.975, 10_000_000) == pytest.approx(intervals.NORMAL, abs=1e-6)
    for probability, degrees in ((0.0, 7), (1.0, 7), (0.9, 0)):
        with pytest.raises(ValueError, match="no quantile"):
            intervals.student(probability, degrees)


@pytest.mark.parametrize(("a", "b", "x"), [(0.5, 0.5, 0.3), (3.5, 0.5, 0.9), (2.0, 5.0, 0.2), (8.0, 3.0, 0.999)])
def test_the_incomplete_beta_function_is_symmetric(a: float, b: float, x: float) -> None:
    assert intervals.incomplete_beta(a, b, x) + intervals.incomplete_beta(b, a, 1 - x) == pytest.approx(1, abs=1e-13)


def test_the_incomplete_beta_function_has_its_closed_forms() -> None:
    assert intervals.incomplete_beta(1, 1, 0.37) == pytest.approx(0.37)
    assert intervals.incomplete_beta(2, 1, 0.37) == pytest.approx(0.37**2)
    assert intervals.incomplete_beta(0.5, 0.5, 0.25) == pytest.approx(2 / math.pi * math.asin(0.5))
    assert (intervals.incomplete_beta(2, 3, 0.0), intervals.incomplete_beta(2, 3, 1.0)) == (0.0, 1.0)


@pytest.mark.parametrize(("year", "low", "high"), [(2016, 2.331, 12.833), (2017, 2.845, 28.229), (2018, 6.066, 35.090)])
def test_prediction_ranges_per_post(year: int, low: float, high: float) -> None:
    weeks, (posts, engagement), _ = BRISTOL[year]
    found = intervals.prediction([total / n for n, total in weeks])
    assert found is not None
    assert (round(found.low, 3), round(found.high, 3), found.weeks) == (low, high, 8)
    assert found.low < engagement / posts < found.high


def test_the_total_of_2017_is_out_of_the_ordinary() -> None:
    weeks, (_, engagement), _ = BRISTOL[2017]
    found = intervals.prediction([float(total) for _, total in weeks], plus=1)
    assert found is not None
    assert engagement > found.high


def test_a_range_needs_two_values_and_never_falls_below_zero() -> None:
    assert intervals.prediction([3.0]) is None
    assert intervals.prediction([0.0, 0.0, 5.0]) is None
    found = intervals.prediction([0.0, 0.0, 1.0, 9.0], plus=1)
    assert found is not None
    assert found.low == 0


@pytest.mark.parametrize(
    ("year", "tau2", "ratio", "error", "detectable"),
    [
        (2016, 0.0788, 1.1198, 0.4709, 3.74),
        (2017, 0.1238, 1.3496, 0.4307, 3.34),
        (2018, 0.0, 1.5687, 0.3066, 2.36),
    ],
)
def test_the_variance_between_weeks_widens_the_effect(
    year: int, tau2: float, ratio: float, error: float, detectable: float
) -> None:
    weeks, during, phi = BRISTOL[year]
    found = intervals.between_weeks(during=during, weeks=weeks, phi=phi)
    assert (round(found.tau2, 4), round(found.ratio, 4), round(found.error, 4)) == (tau2, ratio, error)
    assert round(intervals.detectable(found.error), 2) == detectable


def test_dispersion_is_pearson_chi_square_over_its_degrees_of_freedom() -> None:
    during, before = [2.0, 4.0, 6.0], [1.0, 1.0, 4.0]
    by_hand = ((4 + 0 + 4) / 4 + (1 + 1 + 4) / 2) / 4
    assert intervals.dispersion(during, before) == pytest.approx(by_hand)


@pytest.mark.parametrize(("during", "before"), [([], [1.0]), ([1.0], [1.0]), ([0.0, 0.0], [1.0, 2.0])])
def test_no_dispersion_without_enough_to_disperse(during: list[float], before: list[float]) -> None:
    assert intervals.dispersion(during, before) is None


def test_dispersion_grows_with_the_scale_and_the_ratio_does_not() -> None:
    during, before = [3.0, 9.0, 4.0, 8.0], [2.0, 5.0, 1.0, 4.0, 3.0]
    once, twice = (
        intervals.dispersion(during, before),
        intervals.dispersion([2 * v for v in during], [2 * v for v in before]),
    )
    assert once is not None
    assert twice == pytest.approx(2 * once)
