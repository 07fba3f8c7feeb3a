"""The words of evaluation: verdicts, metrics, quantities, findings, and the key figures that a report is made of."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum


class Verdict(StrEnum):
    """The four words; there is no fifth. ORDINARY does not mean «without effect»."""

    MORE = "more"
    ORDINARY = "ordinary"
    LESS = "less"
    TOO_LITTLE = "too-little"


class Reached(StrEnum):
    """Whether a target was reached: apart from the verdict, since an ordinary week can reach a target."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Metric(StrEnum):
    """What is measured. The words are those of `objectives` in a campaign file."""

    POSTS = "posts"
    TOTAL = "engagement-total"
    ENGAGEMENT = "engagement"
    CONVERSATION = "conversation"
    AMPLIFICATION = "amplification"
    APPLAUSE = "applause"
    VISITS = "visits"
    """Visits of the site: no count of posts, so only where a source of visits stands beside them."""
    OUTSIDE = "outside"
    """A series from outside, by its own name."""


class Kind(StrEnum):
    """How a number is to be written."""

    COUNT = "count"
    RATE = "rate"
    FINE = "fine"
    """A rate with two decimals."""
    RATIO = "ratio"
    SHARE = "share"
    CHANGE = "change"
    HOURS = "hours"
    CHANCE = "chance"
    """A p, with three decimals."""


class Role(StrEnum):
    """What a week is to the operation."""

    BASELINE = "baseline"
    OPERATION = "operation"
    AFTER = "after"
    OTHER = "other"
    """Another operation's week: not a reference."""
    EMPTY = "empty"
    """Nothing was published: not a reference."""
    EARLIER = "earlier"


COUNTED_ON_POSTS = (
    Metric.POSTS,
    Metric.TOTAL,
    Metric.ENGAGEMENT,
    Metric.CONVERSATION,
    Metric.AMPLIFICATION,
    Metric.APPLAUSE,
)
"""The metrics that every report has: those of posts."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and how it is written."""

    value: float
    kind: Kind


Argument = Quantity | str | int | date | timedelta | tuple["Argument", ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to say: the code of a sentence and its arguments; words of ours among them stand as codes in `labels`."""

    code: str
    arguments: Mapping[str, Argument] = field(default_factory=dict)
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Arguments that name codes of other sentences (metrics, verdicts), to be said in the reader's language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Where a new ordinary week would fall, 19 times in 20, judged by `weeks` past ones; `middle` is the mean of logarithms."""

    low: float
    middle: float
    high: float
    weeks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """The placebo rank: the operation's ratio to the weeks before it, among the same ratio of every past week.

    `place` 1 is the highest of `of` weeks, the operation's own counted; `since` is the first week that could be compared.
    """

    place: int
    of: int
    since: date

    @property
    def share(self) -> float:
        """The share of weeks at least as high: what would pass for a p, had the week been drawn by lot."""
        return self.place / self.of


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """The ratio per post to the middle ordinary week, with its 95 % interval: the value over the ordinary range, turned round.

    It holds 1 exactly where the week is within the ordinary. `detectable` is the ratio that leaves the range four times in five.
    """

    ratio: float
    low: float
    high: float
    detectable: float
    phi: float
    """How much more posts scatter than by Poisson's law."""
    tau2: float
    """The variance between weeks on the logarithm, beyond what posts explain (DerSimonian and Laird)."""
    error: float
    """The standard error of ln ratio with that variance: what pooling takes, never what a verdict rests on."""
    alone_low: float
    alone_high: float
    """The interval if posts were independent of their week (quasi-Poisson): too narrow, shown where it alone would say yes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One key figure. `mean` is the arithmetic mean of the baseline weeks (of their posts, for a rate)."""

    metric: Metric
    value: float | None
    mean: float | None
    ratio: float | None
    ordinary: Range | None
    verdict: Verdict
    reason: str = ""
    """Why there is no verdict, or no number."""
    posts: int = 0
    """The posts that the value rests on."""
    networks: tuple[str, ...] = ()
    """The networks that give it."""
    p: float | None = None
    """How often an ordinary week lies as far from the middle: below 0.05 exactly where the value is out of the range."""
    adjusted: float | None = None
    """The same p, corrected (Holm) for all the figures that were looked at together."""
    rank: "Rank | None" = None
    """Its place among all past weeks."""

    def times(self, factor: float) -> "Figure":
        """The same figure of a span so many times as long: ratio and verdict stay."""
        around = self.ordinary
        return replace(
            self,
            value=None if self.value is None else self.value * factor,
            mean=None if self.mean is None else self.mean * factor,
            ordinary=around
            and replace(around, low=around.low * factor, middle=around.middle * factor, high=around.high * factor),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Decomposition:
    """total = volume x per_post, exactly."""

    volume: float
    per_post: float
    total: float
    posts: float
    """Posts in a mean baseline week; `rate` their engagement per post."""
    rate: float

    @property
    def share(self) -> float | None:
        """The share of the way from x1 to the total that the number of posts goes.

        0 or 1 where number and reception pull apart and one wins; None where there is no way to go.
        """
        if min(self.volume, self.per_post) <= 0 or self.total == 1:
            return None
        number, reception = math.log(self.volume), math.log(self.per_post)
        if number * reception < 0:
            return 1.0 if abs(number) > abs(reception) else 0.0
        return number / (number + reception)
