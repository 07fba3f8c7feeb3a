"""The statistics of the verdict, in the standard library: prediction intervals, quasi-Poisson effects, Student's quantile.

The week is the unit of the verdict, not the post: tests that take posts as independent call far too many ordinary weeks
extraordinary (docs/evaluation.md has the measurements). Everything here is a pure function of numbers.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from statistics import fmean, stdev

from scheduler.model.report import Range

LEVEL = 0.975
NORMAL = 1.959963984540054
"""The standard normal quantile of LEVEL."""
POWER = 0.84
"""The normal quantile of a power of four in five, as the notes round it; with 1.96 it gives 2.80."""


def _continued(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz's method."""
    tiny = 1e-300
    c, d = 1.0, 1.0 - (a + b) * x / (a + 1)
    d = 1.0 / (d if abs(d) > tiny else tiny)
    result = d
    for m in range(1, 400):
        for numerator in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1.0 + numerator * d
            d = 1.0 / (d if abs(d) > tiny else tiny)
            c = 1.0 + numerator / c
            c = c if abs(c) > tiny else tiny
            result *= c * d
        if abs(c * d - 1.0) < 1e-15:
            break
    return result


def incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function I_x(a, b), for 0 <= x <= 1."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _continued(a, b, x) / a
    return 1.0 - front * _continued(b, a, 1.0 - x) / b


@cache
def student(probability: float, degrees: int) -> float:
    """The quantile of Student's t: the value that `probability` of the distribution lies below."""
    if not 0 < probability < 1 or degrees < 1:
        raise ValueError(f"no quantile for probability {probability} with {degrees} degrees of freedom")
    if probability < 0.5:
        return -student(1 - probability, degrees)
    # P(|T| > t) = I_x(df/2, 1/2) with x = df / (df + t^2): bisect x, which lies between 0 and 1.
    wanted, low, high = 2 * (1 - probability), 0.0, 1.0
    for _ in range(200):
        x = (low + high) / 2
        low, high = (x, high) if incomplete_beta(degrees / 2, 0.5, x) < wanted else (low, x)
    return math.sqrt(degrees * (1 - high) / high)


def prediction(values: Sequence[float], *, plus: float = 0.0) -> Range | None:
    """Where one more value would fall 19 times in 20, judged on the logarithm; None for fewer than two positive values.

    `plus` is added before the logarithm and taken off after (1 for totals, which may be 0).
    """
    logs = [math.log(value + plus) for value in values if value + plus > 0]
    if len(logs) < 2:
        return None
    middle, k = fmean(logs), len(logs)
    reach = student(LEVEL, k - 1) * stdev(logs) * math.sqrt(1 + 1 / k)
    return Range(
        low=max(math.exp(middle - reach) - plus, 0.0),
        middle=math.exp(middle) - plus,
        high=math.exp(middle + reach) - plus,
        weeks=k,
    )


def dispersion(during: Sequence[float], before: Sequence[float]) -> float | None:
    """Pearson's chi-square over its degrees of freedom, of posts around the mean of their own period.

    None where it cannot be had: a period without posts or without engagement, or a single post in each.
    """
    free = len(during) + len(before) - 2
    if not during or not before or free < 1 or not sum(during) or not sum(before):
        return None
    chi = 0.0
    for group in (during, before):
        mean = fmean(group)
        chi += sum((value - mean) ** 2 for value in group) / mean
    return chi / free


def quasi_poisson(during: tuple[int, float], before: tuple[int, float], phi: float) -> tuple[float, float, float]:
    """The ratio of two rates (posts, engagement) with its 95 % interval, posts taken as independent but scattered by `phi`.

    `phi` 1 is Poisson's: too narrow for any real account. Between weeks even `phi` does not suffice: see `between_weeks`.
    """
    ratio = (during[1] / during[0]) / (before[1] / before[0])
    reach = NORMAL * math.sqrt(phi * (1 / during[1] + 1 / before[1]))
    return ratio, ratio * math.exp(-reach), ratio * math.exp(reach)


def two_groups(one: Sequence[float], other: Sequence[float]) -> tuple[float, float, float]:
    """The ratio of the means of two groups of posts of the same days, with its interval; both with a sum above 0."""
    phi = dispersion(one, other) or 1.0
    return quasi_poisson((len(one), sum(one)), (len(other), sum(other)), phi)


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """A ratio per post by random effects: `tau2` is the variance between weeks, `error` the standard error of ln ratio."""

    ratio: float
    tau2: float
    error: float


def between_weeks(*, during: tuple[int, float], weeks: Sequence[tuple[int, float]], phi: float) -> Between:
    """The per-post ratio with the variance between baseline weeks added, DerSimonian and Laird's.

    `weeks` are (posts, engagement) with engagement above 0, at least two of them.
    """
    logs = [math.log(engagement / posts) for posts, engagement in weeks]
    within = [phi / engagement for _, engagement in weeks]
    mean, error, tau2 = pooled(logs, within)
    ratio = math.exp(math.log(during[1] / during[0]) - mean)
    return Between(ratio=ratio, tau2=tau2, error=math.sqrt(phi / during[1] + tau2 + error * error))


def pooled(values: Sequence[float], variances: Sequence[float]) -> tuple[float, float, float]:
    """(mean, its standard error, tau2) of at least two estimates by random effects. tau2 is never below 0.

    Libraries that leave it untruncated print negative weights where estimates agree more than their errors promise.
    """
    weights = [1 / one for one in variances]
    total = sum(weights)
    spread, _ = heterogeneity(values, variances)
    scale = total - sum(w * w for w in weights) / total
    tau2 = max(0.0, (spread - (len(values) - 1)) / scale)
    weights = [1 / (one + tau2) for one in variances]
    mean = sum(w * y for w, y in zip(weights, values, strict=True)) / sum(weights)
    return mean, 1 / math.sqrt(sum(weights)), tau2


def heterogeneity(values: Sequence[float], variances: Sequence[float]) -> tuple[float, float]:
    """(Cochran's Q, the raw tau2 that may be below 0) of estimates around their fixed-effect mean."""
    weights = [1 / one for one in variances]
    total = sum(weights)
    mean = sum(w * y for w, y in zip(weights, values, strict=True)) / total
    spread = sum(w * (y - mean) ** 2 for w, y in zip(weights, values, strict=True))
    return spread, (spread - (len(values) - 1)) / (total - sum(w * w for w in weights) / total)


def detectable(error: float) -> float:
    """The ratio that four chances in five would show, for a standard error of ln ratio."""
    return math.exp((1.96 + POWER) * error)


def leaves(ordinary: Range) -> float:
    """The ratio to the middle week that leaves the ordinary range four times in five."""
    reach = math.log(ordinary.high / ordinary.middle)
    return math.exp(reach + POWER * reach / student(LEVEL, ordinary.weeks - 1))
