"""The placebo rank: the operation's ratio to the weeks before it, among the same ratio of every past week.

It supposes nothing of how weeks are distributed. A place is a description; the verdict stays the range's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from scheduler.flow.evaluate.ages import Measured
from scheduler.flow.evaluate.weeks import COUNTED, Study
from scheduler.model.report import Metric, Rank

FEWEST = 19
"""Past weeks below which no place is given: first of less than twenty would say nothing at 5 %."""
ALL = 1_000
"""More weeks than any account has."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A week's posts and their sum."""

    posts: int
    total: float


def lift(week: Tally, before: Sequence[Tally], metric: Metric) -> float | None:
    """`week` over the weeks before it: of posts and totals over their mean week, of rates over their ratio of sums."""
    posts, total = sum(one.posts for one in before), sum(one.total for one in before)
    if metric is Metric.POSTS:
        return week.posts * len(before) / posts if posts else None
    if not total:
        return None
    if metric is Metric.TOTAL:
        return week.total / fmean(one.total for one in before)
    return (week.total / week.posts) / (total / posts) if week.posts else None


def lifts(weeks: Sequence[Tally], length: int, metric: Metric) -> list[float | None]:
    """The lift of every week but the first `length`, each over the `length` weeks before it, oldest first."""
    return [lift(weeks[i], weeks[i - length : i], metric) for i in range(length, len(weeks))]


def place(value: float, past: Sequence[float | None]) -> tuple[int, int]:
    """(the place of `value`, 1 the highest, ties counted against it; among how many, itself counted)."""
    known = [one for one in past if one is not None]
    return 1 + sum(one >= value * (1 - 1e-12) for one in known), 1 + len(known)


def rank(study: Study, metric: Metric, ratio: float | None) -> Rank | None:
    """The place of the operation's `ratio` among all past weeks; None where too few can be compared."""
    counted = metric if metric in COUNTED else Metric.ENGAGEMENT
    weeks = study.baseline(ALL)
    length = study.question.weeks
    if ratio is None or len(weeks) < length + FEWEST:
        return None
    tallies = [_tally(study, week.posts, metric, counted) for week in weeks]
    known = [(week, one) for week, one in zip(weeks, tallies, strict=True) if one.posts]
    past = lifts([one for _, one in known], length, metric)
    higher, of = place(ratio, past)
    return Rank(place=higher, of=of, since=known[length][0].first) if of > FEWEST else None


def _tally(study: Study, posts: Sequence[Measured], metric: Metric, counted: Metric) -> Tally:
    if metric is Metric.POSTS:
        return Tally(len(posts), 0.0)
    return Tally(*study.tally(posts, counted))
