"""Key figures: the operation's value, the ordinary range of weeks, and one of four words. A refusal gives a reason."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from statistics import fmean, median

from scheduler.flow.evaluate import intervals
from scheduler.flow.evaluate.ages import Measured
from scheduler.flow.evaluate.judging import FEWEST_WEEKS, Spread, judge, probability
from scheduler.flow.evaluate.weeks import COUNTED, Study, Week
from scheduler.model.report import (
    Aftermath,
    Decomposition,
    Effect,
    Figure,
    Metric,
    Newcomers,
    Range,
    Role,
    Top,
    Verdict,
)

FEWEST_POSTS, FEWEST = 5, 20
"""Below these no verdict is given: posts of the operation, engagements of the operation."""
HOLES = 0.1
"""The share of posts without a reading from which a sum of the others is no total."""
UNREAD = "judged-why-unread"
UNSOUND = {
    "report-why-mixed",
    "report-why-no-post",
    "report-why-no-count",
    "report-why-unripe",
    "judged-why-overlap",
    UNREAD,
}
"""Reasons for which not even a ratio is given."""
SPREADS = {Metric.TOTAL: Spread.TOTAL}
"""The rest are rates."""


def figure(study: Study, metric: Metric, weeks: Sequence[Week] | None = None) -> Figure:
    """The key figure of `metric` over the operation, judged by `weeks` (those of the question unless given)."""
    baseline = study.baseline(study.question.weeks) if weeks is None else weeks
    now = study.operation
    posts, _ = study.tally(now.posts, _counted(metric))
    value, past, ordinary = _values(study, metric, baseline)
    mean = mean_week(study, metric, baseline)
    reason = refusal(study, metric, baseline)
    sound = reason not in UNSOUND
    p = None
    verdict = Verdict.TOO_LITTLE
    if not reason and value is not None and ordinary is not None:
        verdict = judge(value, ordinary)
        p = probability(value, past, SPREADS.get(metric, Spread.RATE))
    return Figure(
        metric=metric,
        value=value if (posts or metric is Metric.POSTS) and reason != "report-why-no-count" else None,
        mean=mean if past else None,
        ratio=value / mean if sound and value is not None and mean else None,
        ordinary=ordinary if not reason else None,
        verdict=verdict,
        reason=reason,
        posts=posts,
        networks=tuple(
            sorted({one.post.network for one in now.posts if study.value(one, _counted(metric)) is not None})
        ),
        p=p,
    )


def as_counted(found: Figure, scale: float) -> Figure:
    """A figure of an operation that is not seven days long: its totals as they were counted, their ordinary range brought to
    its own days. What was published in a day is never shown as seven times as much.
    """
    return found.times(1 / scale) if found.metric in {Metric.POSTS, Metric.TOTAL} else found


def refusal(study: Study, metric: Metric, baseline: Sequence[Week]) -> str:
    """The code of the reason why there is no verdict, or "" where there may be one."""
    now = study.operation
    posts, total = study.tally(now.posts, _counted(metric))
    tallies = [study.tally(week.posts, _counted(metric)) for week in baseline]
    if not now.posts:
        return "report-why-no-post"
    if metric is not Metric.POSTS and overlapping(study):
        return "judged-why-overlap"
    if _unripe(study, metric):
        return "report-why-unripe"
    if metric is not Metric.POSTS and not posts:
        return "report-why-no-count"
    if _mixed(study, metric, baseline):
        return "report-why-mixed"
    if metric is Metric.TOTAL and (holed(study, now.posts) or holed(study, [one for w in baseline for one in w.posts])):
        return UNREAD
    if sum(bool(n) for n, _ in tallies) < FEWEST_WEEKS:
        return "report-why-few-weeks"
    if metric is Metric.POSTS:
        return ""
    if not sum(one for _, one in tallies):
        return "report-why-zero-baseline"
    if metric is not Metric.TOTAL and sum(bool(one) for _, one in tallies) < FEWEST_WEEKS:
        return "report-why-few-weeks"
    if posts < FEWEST_POSTS:
        return "report-why-few-posts"
    return "report-why-few-counts" if total < FEWEST else ""


def overlapping(study: Study) -> bool:
    """Whether another operation touches these days: what came of which nobody could tell."""
    first, last = study.question.first, study.question.last
    return any(one.first <= last and one.last >= first for one in study.question.others)


def _unripe(study: Study, metric: Metric) -> bool:
    """Whether days of the operation are still to come, or (for the total) to be measured: a part is no week."""
    if metric is Metric.POSTS:
        return study.today <= study.question.last
    return metric is Metric.TOTAL and study.today < study.ripe


def counted_on(study: Study, posts: Iterable[Measured]) -> int:
    """The posts on networks that give counts: of each of them a reading is expected."""
    return sum(one.post.network in study.components for one in posts)


def holed(study: Study, posts: Sequence[Measured]) -> bool:
    """Whether so many of `posts` lack a reading that the sum of the others says little of all: missing is not zero."""
    expected = counted_on(study, posts)
    return expected - study.tally(posts, Metric.ENGAGEMENT)[0] > HOLES * expected


def _counted(metric: Metric) -> Metric:
    return metric if metric in COUNTED else Metric.ENGAGEMENT


def _mixed(study: Study, metric: Metric, baseline: Sequence[Week]) -> bool:
    """Whether a network gave other components in the operation than before: the two can not be compared."""
    before = study.given(one for week in baseline for one in week.posts)
    during = study.given(study.operation.posts)
    wanted = {COUNTED[metric]} if metric in COUNTED else {"reactions", "replies", "shares"}
    return any(before[name] & wanted != during[name] & wanted for name in before.keys() & during.keys())


def _values(study: Study, metric: Metric, baseline: Sequence[Week]) -> tuple[float | None, list[float], Range | None]:
    """The operation's value, those of the baseline weeks, and the range where a new ordinary week would fall."""
    now = study.operation
    posts, total = study.tally(now.posts, _counted(metric))
    past = past_values(study, metric, baseline)
    if metric is Metric.POSTS:
        return len(now.posts) * now.scale, past, intervals.prediction(past)
    if metric is Metric.TOTAL:
        return total * now.scale, past, intervals.prediction(past, plus=1.0)
    return (total / posts if posts else None), past, intervals.prediction(past)


def past_values(study: Study, metric: Metric, weeks: Sequence[Week]) -> list[float]:
    """The number of each of `weeks` that has it, oldest first."""
    if metric is Metric.POSTS:
        return [float(len(week.posts)) for week in weeks]
    tallies = [study.tally(week.posts, _counted(metric)) for week in weeks]
    if metric is Metric.TOTAL:
        return [one for n, one in tallies if n]
    return [one / n for n, one in tallies if n]


def mean_week(study: Study, metric: Metric, baseline: Sequence[Week]) -> float | None:
    """The mean week: of totals the arithmetic mean, of rates the ratio of sums."""
    tallies = [(n, one) for n, one in (study.tally(week.posts, _counted(metric)) for week in baseline) if n]
    if not tallies:
        return None
    if metric is Metric.POSTS:
        return fmean(len(week.posts) for week in baseline)
    if metric is Metric.TOTAL:
        return fmean(one for _, one in tallies)
    return sum(one for _, one in tallies) / sum(n for n, _ in tallies)


def decompose(study: Study, baseline: Sequence[Week]) -> Decomposition | None:
    """How many more posts, and how much better each was followed: their product is the whole, exactly.

    A post that could not be read went out all the same: it is among the number, and what each got is said of those read. None
    where there is nothing to compare, or where the operation is not yet ripe.
    """
    n, total = study.tally(study.operation.posts, Metric.ENGAGEMENT)
    read = [week for week in baseline if study.tally(week.posts, Metric.ENGAGEMENT)[0]]
    counts = [counted_on(study, week.posts) for week in read]
    posts, rate = (fmean(counts) if counts else 0.0), mean_week(study, Metric.ENGAGEMENT, baseline)
    apart = _unripe(study, Metric.TOTAL) or overlapping(study) or _mixed(study, Metric.ENGAGEMENT, baseline)
    if not n or not total or not posts or not rate or apart:
        return None
    volume, per_post = counted_on(study, study.operation.posts) * study.operation.scale / posts, total / n / rate
    return Decomposition(volume=volume, per_post=per_post, total=volume * per_post, posts=posts, rate=rate)


def effect(study: Study, baseline: Sequence[Week]) -> Effect | None:
    """The per-post effect with the interval that weeks give it; None where no verdict may be given, or nothing ever varies."""
    found = figure(study, Metric.ENGAGEMENT, baseline)
    during = study.values(study.operation.posts, Metric.ENGAGEMENT)
    before = study.values((one for week in baseline for one in week.posts), Metric.ENGAGEMENT)
    phi = intervals.dispersion(during, before)
    ordinary = found.ordinary
    if not phi or not ordinary or not found.value or ordinary.high <= ordinary.low:
        return None
    tallies = [study.tally(week.posts, Metric.ENGAGEMENT) for week in baseline]
    weeks = [(n, one) for n, one in tallies if n and one]
    posts = (len(during), sum(during))
    between = intervals.between_weeks(during=posts, weeks=weeks, phi=phi)
    _, low, high = intervals.quasi_poisson(posts, (len(before), sum(before)), phi)
    return Effect(
        ratio=found.value / ordinary.middle,
        low=found.value / ordinary.high,
        high=found.value / ordinary.low,
        detectable=intervals.leaves(ordinary),
        phi=phi,
        tau2=between.tau2,
        error=between.error,
        alone_low=low,
        alone_high=high,
    )


def past_median(study: Study, baseline: Sequence[Week]) -> float | None:
    """The median engagement of the baseline's posts."""
    before = study.values((one for week in baseline for one in week.posts), Metric.ENGAGEMENT)
    return median(before) if before else None


def top(study: Study) -> Top | None:
    """What the most followed post weighs, and what remains without it."""
    counted = [
        (value, one) for one in study.operation.posts if (value := study.value(one, Metric.ENGAGEMENT)) is not None
    ]
    total = sum(value for value, _ in counted)
    if len(counted) < 2 or not total:
        return None
    most, best = max(counted, key=lambda pair: (pair[0], pair[1].post.tag))
    parts, changes = _rest(study, study.only(lambda one: one.post.tag != best.post.tag))
    return Top(
        share=most / total,
        per_post=parts.per_post if parts else None,
        total=parts.total if parts else None,
        changes=changes,
    )


def newcomers(study: Study) -> Newcomers | None:
    """The networks that the baseline does not know, what they weigh, and what remains without them."""
    _, total = study.tally(study.operation.posts, Metric.ENGAGEMENT)
    known = {one.post.network for week in study.baseline(study.question.weeks) for one in week.posts}
    fresh = {one.post.network for one in study.operation.posts} - known
    if not known or not fresh or not total:
        return None
    mine = [one for one in study.operation.posts if one.post.network in fresh]
    parts, changes = _rest(study, study.only(lambda one: one.post.network not in fresh))
    return Newcomers(
        networks=tuple(sorted(fresh)),
        share=study.tally(mine, Metric.ENGAGEMENT)[1] / total,
        per_post=parts.per_post if parts else None,
        total=parts.total if parts else None,
        changes=changes,
    )


def _rest(study: Study, rest: Study) -> tuple[Decomposition | None, bool]:
    """What is left, and whether a verdict on engagement changes by it."""
    changes = any(
        figure(study, metric).verdict is not figure(rest, metric).verdict
        for metric in (Metric.TOTAL, Metric.ENGAGEMENT)
    )
    return decompose(rest, rest.baseline(rest.question.weeks)), changes


def aftermath(study: Study, first: int, last: int) -> Aftermath:
    """Weeks `first` to `last` after the operation, per post, against the same baseline; judged as one by its range."""
    weeks = study.after(first, last)
    ready = weeks[-1].last + study.age
    posts = [one for week in weeks if week.role is Role.AFTER for one in week.posts]
    n, total = study.tally(posts, Metric.ENGAGEMENT)
    if ready >= study.today:
        return Aftermath(first=first, last=last, posts=len(posts), per_post=None, on=ready + timedelta(days=1))
    baseline = study.baseline(study.question.weeks)
    rate = mean_week(study, Metric.ENGAGEMENT, baseline)
    if not n or not rate:
        return Aftermath(first=first, last=last, posts=n, per_post=None)
    _, past, ordinary = _values(study, Metric.ENGAGEMENT, baseline)
    sound = ordinary and len(past) >= FEWEST_WEEKS and n >= FEWEST_POSTS and total >= FEWEST
    verdict = judge(total / n, ordinary) if sound and ordinary else Verdict.TOO_LITTLE
    return Aftermath(first=first, last=last, posts=n, per_post=total / n / rate, verdict=verdict)
