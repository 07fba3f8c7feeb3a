"""One verdict for any weekly number: engagements, newcomers, followers gained, site visits. For those who add a figure.

    >>> judged(310, [126, 122, 84, 173, 104, 115, 89, 131], spread=Spread.TOTAL).verdict
    <Verdict.MORE: 'more'>

The week is the unit: the range is where one more ordinary week would fall 19 times in 20. `p` belongs to the same range, so
that `p < 0.05` and «outside the range» are one statement.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from statistics import fmean, stdev

from scheduler.flow.evaluate.intervals import LEVEL, incomplete_beta, student
from scheduler.model.figure import Figure, Metric, Range, Verdict

FEWEST_WEEKS = 6
"""Baseline weeks that have the number, below which there is no verdict."""
CLOSE = 1e-9
"""Two numbers that differ by less, relatively, are the same: a range that went through logarithms is not exact."""


class Spread(Enum):
    """How a weekly number varies, and so on which scale its range is built."""

    RATE = "rate"
    """Above 0 and multiplied by circumstances: something per post, a delay. Weeks at 0 are left out."""
    TOTAL = "total"
    """A count that may be 0: engagements, persons, visits. Judged on ln(1 + x)."""
    SHARE = "share"
    """A part of 1, 0 and 1 included: newcomers among the engaged. Judged on the arcsine of its root."""
    CHANGE = "change"
    """A difference that may be negative: followers gained. Judged as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A verdict and what it rests on. Without a verdict there is a `reason`, and neither range nor p."""

    ordinary: Range | None
    verdict: Verdict
    reason: str = ""
    p: float | None = None
    """How often an ordinary week falls as far from the middle as this one, on either side."""


def judged(value: float | None, past: Sequence[float | None], *, spread: Spread = Spread.RATE) -> Judged:
    """Judge `value` by the same number of the baseline weeks, in any order; None among them is a week that has none.

    Never raises for scarce data: the reason then says what is lacking.
    """
    known = [one for one in past if one is not None]
    usable = [one for one in known if spread is not Spread.RATE or one > 0]
    if value is None:
        return _refused("report-why-no-count")
    if len(known) >= FEWEST_WEEKS and spread is not Spread.CHANGE and not any(known):
        return _refused("report-why-zero-baseline")
    if len(usable) < FEWEST_WEEKS:
        return _refused("report-why-few-weeks")
    ordinary = around(usable, spread)
    return Judged(ordinary=ordinary, verdict=judge(value, ordinary), p=probability(value, usable, spread))


def figure(
    metric: Metric,
    value: float | None,
    past: Sequence[float | None],
    *,
    spread: Spread,
    reason: str = "",
    posts: int = 0,
    networks: tuple[str, ...] = (),
) -> Figure:
    """A key figure from weekly numbers: `reason`, where given, is why it cannot be judged, whatever the numbers.

    Its mean is the arithmetic mean of the weeks, its ratio the value over that mean (None where the mean is not above 0, or
    where differences are compared: a gain of 40 is no multiple of a loss).
    """
    known = [one for one in past if one is not None]
    mean = fmean(known) if known else None
    found = _refused(reason) if reason else judged(value, past, spread=spread)
    comparable = not reason and spread is not Spread.CHANGE
    return Figure(
        metric=metric,
        value=value,
        mean=mean,
        ratio=value / mean if comparable and value is not None and mean is not None and mean > 0 else None,
        ordinary=found.ordinary,
        verdict=found.verdict,
        reason=found.reason,
        posts=posts,
        networks=networks,
        p=found.p,
    )


def judge(value: float, ordinary: Range) -> Verdict:
    """Inside the range, above or below it. A value at its very edge is inside."""
    if math.isclose(value, ordinary.high, rel_tol=CLOSE) or math.isclose(value, ordinary.low, rel_tol=CLOSE):
        return Verdict.ORDINARY
    if value > ordinary.high:
        return Verdict.MORE
    return Verdict.LESS if value < ordinary.low else Verdict.ORDINARY


def around(past: Sequence[float], spread: Spread) -> Range:
    """Where one more week would fall 19 times in 20; at least two weeks, above 0 for a rate."""
    there, back = _SCALES[spread]
    values = [there(one) for one in past]
    middle, k = fmean(values), len(values)
    reach = student(LEVEL, k - 1) * stdev(values) * math.sqrt(1 + 1 / k)
    return Range(low=back(middle - reach), middle=back(middle), high=back(middle + reach), weeks=k)


def probability(value: float, past: Sequence[float], spread: Spread) -> float:
    """How often one more ordinary week falls at least as far from the middle as `value`, on either side."""
    there, _ = _SCALES[spread]
    if spread is Spread.RATE and value <= 0:
        return 0.0
    values = [there(one) for one in past if spread is not Spread.RATE or one > 0]
    k, off = len(values), abs(there(value) - fmean(values))
    width = stdev(values) * math.sqrt(1 + 1 / k)
    if width < CLOSE:
        return float(off < CLOSE * max(1.0, abs(there(value))))
    return beyond(off / width, k - 1)


def beyond(t: float, degrees: int) -> float:
    """The two-sided p of Student's t."""
    return incomplete_beta(degrees / 2, 0.5, degrees / (degrees + t * t))


def _refused(reason: str) -> Judged:
    return Judged(ordinary=None, verdict=Verdict.TOO_LITTLE, reason=reason)


def _from_share(angle: float) -> float:
    return math.sin(min(max(angle, 0.0), math.pi / 2)) ** 2


_SCALES: dict[Spread, tuple[Callable[[float], float], Callable[[float], float]]] = {
    Spread.RATE: (math.log, math.exp),
    Spread.TOTAL: (math.log1p, lambda y: max(math.expm1(y), 0.0)),
    Spread.SHARE: (lambda share: math.asin(math.sqrt(share)), _from_share),
    Spread.CHANGE: (float, float),
}
