"""Posts drawn again, and posts beside their like: other ways to the ratio per post, none of them the verdict."""

import math
import random
from collections.abc import Sequence
from datetime import datetime
from statistics import fmean

from scheduler.flow.evaluate import intervals
from scheduler.flow.evaluate.ages import Measured
from scheduler.flow.evaluate.verdicts import FEWEST_POSTS, refusal
from scheduler.flow.evaluate.weeks import Study, Week
from scheduler.model.report import Apart, Matched, Metric, Resampled

SEED = 12_345
DRAWS = 9_999
"""What a report draws."""
EACH = 3
"""Ordinary posts beside each of the operation's."""
BAND = 3
"""Hours that count as the same part of the day."""
WEEKEND = 5


def bootstrap(
    during: Sequence[float], weeks: Sequence[tuple[int, float]], *, draws: int, seed: int = SEED
) -> tuple[float, float]:
    """The middle 95 % of the ratio per post: weeks (posts, engagement) are drawn whole, the operation's posts one by one.

    Deterministic for a seed, and the same for any order. A draw without any engagement in its weeks is drawn again.
    """
    posts, past = sorted(during), sorted(weeks)
    lot, found = random.Random(seed), list[float]()  # noqa: S311 - a lottery, not a secret
    while len(found) < draws:
        drawn = lot.choices(past, k=len(past))
        n, total = sum(one for one, _ in drawn), sum(one for _, one in drawn)
        if total > 0:
            found.append(fmean(lot.choices(posts, k=len(posts))) / (total / n))
    found.sort()
    return _quantile(found, 0.025), _quantile(found, 0.975)


def _quantile(ordered: Sequence[float], share: float) -> float:
    at = share * (len(ordered) - 1)
    low = math.floor(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (at - low)


def resampled(study: Study, baseline: Sequence[Week]) -> Resampled | None:
    """The bootstrap of the operation's ratio per post; None where no verdict may be given, or no draw is asked for."""
    draws = study.question.draws
    if not draws or refusal(study, Metric.ENGAGEMENT, baseline):
        return None
    during = study.values(study.operation.posts, Metric.ENGAGEMENT)
    weeks = [tally for tally in (study.tally(week.posts, Metric.ENGAGEMENT) for week in baseline) if tally[0]]
    low, high = bootstrap(during, weeks, draws=draws)
    return Resampled(low=low, high=high, draws=draws, seed=SEED)


def matched(study: Study, baseline: Sequence[Week]) -> Matched | None:
    """Each of the operation's posts beside the nearest ordinary ones of its network, group of weekdays and part of the day.

    None under five matched posts.
    """
    past: dict[tuple[str, bool], list[tuple[datetime, str, float]]] = {}
    for one, value in _valued(study, [one for week in baseline for one in week.posts]):
        past.setdefault(_kind(study, one), []).append((study.local(one.post.at), one.post.tag, math.log1p(value)))
    gaps, alone = [], 0
    for one, value in _valued(study, study.operation.posts):
        like = _like(study.local(one.post.at), past.get(_kind(study, one), []))
        if like:
            gaps.append(math.log1p(value) - fmean(like))
        else:
            alone += 1
    if len(gaps) < FEWEST_POSTS or refusal(study, Metric.ENGAGEMENT, baseline):
        return None
    return Matched(ratio=math.exp(fmean(gaps)), posts=len(gaps), unmatched=alone, each=EACH)


def _valued(study: Study, posts: Sequence[Measured]) -> list[tuple[Measured, float]]:
    return [(one, value) for one in posts if (value := study.value(one, Metric.ENGAGEMENT)) is not None]


def _kind(study: Study, one: Measured) -> tuple[str, bool]:
    return one.post.network, study.day(one).weekday() >= WEEKEND


def _like(at: datetime, past: Sequence[tuple[datetime, str, float]]) -> list[float]:
    """The values of the nearest posts by hour of the day, then by date; none farther than the band of hours."""

    def apart(then: datetime) -> float:
        return abs((then.hour + then.minute / 60) - (at.hour + at.minute / 60))

    near = sorted((apart(then), abs((at - then).total_seconds()), tag, value) for then, tag, value in past)
    return [value for hours, _, _, value in near[:EACH] if hours <= BAND]


def apart(study: Study, baseline: Sequence[Week]) -> Apart | None:
    """The campaign's posts over the other posts of the same days, each brought to its network's ordinary mean.

    None where the operation has no other post; a reason where they are too few.
    """
    before: dict[str, list[float]] = {}
    for one, value in _valued(study, [one for week in baseline for one in week.posts]):
        before.setdefault(one.post.network, []).append(value)
    means = {network: mean for network, values in before.items() if (mean := fmean(values)) > 0}
    own: list[float] = []
    rest: list[float] = []
    for one, value in _valued(study, study.operation.posts):
        if one.post.network in means:
            side = own if one.post.campaign == study.question.campaign else rest
            side.append(value / means[one.post.network])
    if not rest:
        return None
    if min(len(own), len(rest)) < FEWEST_POSTS or not sum(own) or not sum(rest):
        return Apart(ratio=None, low=None, high=None, posts=len(own), others=len(rest), reason="report-why-few-posts")
    ratio, low, high = intervals.two_groups(own, rest)
    return Apart(ratio=ratio, low=low, high=high, posts=len(own), others=len(rest))
