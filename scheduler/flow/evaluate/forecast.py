"""Before the week: what its planned posts and the weeks behind could tell from chance, and whether targets are within reach.

A pure function of the same question that the report answers after it, asked early. docs/calibration.md shows that the ratio
said to be seen four times in five is.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from statistics import fmean, stdev

from scheduler.flow.evaluate import placebo
from scheduler.flow.evaluate.ages import take
from scheduler.flow.evaluate.intervals import LEVEL, POWER, student
from scheduler.flow.evaluate.judging import FEWEST_WEEKS, Spread, around
from scheduler.flow.evaluate.objectives import NAMES, target
from scheduler.flow.evaluate.question import Question
from scheduler.flow.evaluate.verdicts import FEWEST_POSTS, SPREADS, mean_week, past_values
from scheduler.flow.evaluate.weeks import Study, Week
from scheduler.model.campaign import Objective
from scheduler.model.figure import COUNTED_ON_POSTS, Finding, Kind, Metric, Quantity
from scheduler.model.forecast import Aim, Forecast, Foreseen, Remedy

WEEK = timedelta(days=7)
LONGER = 26
EDITIONS = 3


def forecast(question: Question, *, planned: int, drafts: int = 0) -> Forecast:
    """What could be detected with `planned` publications. Never raises for scarce data: what lacks is None with a reason.

    The baseline is the last complete weeks whose posts have come to the age: those right before the operation, or before today
    where it is still far away.
    """
    own = [post for post in question.posts if not question.accounts or post.account in question.accounts]
    ages = {question.age, *(one.age for one in question.objectives)}
    taken = take(own, question.snapshots, ages=ages, now=question.now)

    @cache
    def at(age: timedelta) -> Study:
        return Study(_asked(replace(question, age=age)), age, taken.measured[age])

    study = at(question.age)
    baseline, history = study.baseline(question.weeks), study.baseline(placebo.ALL)
    days = (question.last - question.first).days + 1
    figures = tuple(_foreseen(study, metric, baseline) for metric in COUNTED_ON_POSTS if metric is not Metric.POSTS)
    usual = mean_week(study, Metric.POSTS, baseline)
    each = next(one for one in figures if one.metric is Metric.ENGAGEMENT)
    remedies = tuple(_remedies(study, baseline, planned, each))
    aims = tuple(_aim(one, at(one.age), question, planned) for one in question.objectives)
    volume = planned / usual * 7 / days if usual else None
    return Forecast(
        campaign=question.campaign,
        title=question.title,
        zone=question.zone,
        first=question.first,
        last=question.last,
        made=study.local(question.now),
        age=question.age,
        posts=planned,
        drafts=drafts,
        weeks=len(baseline),
        history=len(history),
        from_week=baseline[0].label if baseline else "",
        until_week=baseline[-1].label if baseline else "",
        volume=volume,
        figures=figures,
        aims=aims,
        remedies=remedies,
        said=tuple(_said(figures, planned, volume)),
        simulated=bool(taken.simulated),
    )


def _asked(question: Question) -> Question:
    """The question moved to where its baseline can be read: no week of it may hold posts younger than the age."""
    today = Study(question, question.age, []).today
    ripe = today - question.age
    monday = ripe - timedelta(days=ripe.weekday())
    first = min(question.first, monday)
    return replace(question, first=first, last=max(question.last, first))


def _foreseen(study: Study, metric: Metric, baseline: Sequence[Week]) -> Foreseen:
    past, spread = past_values(study, metric, baseline), SPREADS.get(metric, Spread.RATE)
    mean = mean_week(study, metric, baseline)
    usable = [one for one in past if spread is not Spread.RATE or one > 0]
    reason = ""
    if len(past) < FEWEST_WEEKS:
        reason = "report-why-few-weeks" if past else "report-why-no-baseline"
    elif not mean:
        reason = "report-why-zero-baseline"
    elif len(usable) < FEWEST_WEEKS:
        reason = "report-why-few-weeks"
    if reason or not mean:
        return Foreseen(metric=metric, mean=mean if past else None, ordinary=None, seen=None, ratio=None, reason=reason)
    ordinary = around(usable, spread)
    plus = 1.0 if spread is Spread.TOTAL else 0.0
    reach = math.log((ordinary.high + plus) / (ordinary.middle + plus))
    seen = math.exp(reach * (1 + POWER / student(LEVEL, ordinary.weeks - 1))) * (ordinary.middle + plus) - plus
    return Foreseen(metric=metric, mean=mean, ordinary=ordinary, seen=seen, ratio=seen / mean)


def _aim(objective: Objective, study: Study, question: Question, planned: int) -> Aim:
    metric, wanted = NAMES.get(objective.metric), target(objective.target)
    if metric is None or wanted is None:
        return _unknown(objective, "forecast-why-elsewhere" if metric is None else "report-why-unknown-target")
    baseline = study.baseline(question.weeks)
    history = past_values(study, metric, study.baseline(placebo.ALL))
    scale = ((question.last - question.first).days + 1) / 7 if metric in {Metric.TOTAL, Metric.POSTS} else 1.0
    mean = (mean_week(study, metric, baseline) or 0.0) * scale
    value = wanted.value if wanted.ratio is None else mean * wanted.ratio
    if not value or not mean:
        return _unknown(objective, "report-why-no-baseline", value)
    found = _foreseen(study, metric, baseline)
    met = [one * scale <= value if wanted.lower else one * scale >= value for one in history]
    range_, seen = found.ordinary, found.seen
    outside = range_ is not None and (value < range_.low * scale if wanted.lower else value > range_.high * scale)
    surely = outside and seen is not None and range_ is not None
    if surely and range_ is not None and seen is not None:
        surely = value <= range_.middle**2 / seen * scale if wanted.lower else value >= seen * scale
    return Aim(
        name=objective.name,
        metric=objective.metric,
        target=objective.target,
        age=objective.age,
        value=value,
        ratio=value / mean,
        ordinary=range_
        and replace(range_, low=range_.low * scale, middle=range_.middle * scale, high=range_.high * scale),
        met=sum(met),
        of=len(met),
        outside=outside,
        surely=surely,
        each=_each(study, metric, baseline, value, planned),
        reason=found.reason,
    )


def _each(study: Study, metric: Metric, baseline: Sequence[Week], value: float, planned: int) -> float | None:
    """By how much each planned post must do better than an ordinary one for a total to reach `value`; of posts, how many more."""
    if not planned or metric not in {Metric.TOTAL, Metric.POSTS}:
        return None
    if metric is Metric.POSTS:
        return value / planned
    rate = mean_week(study, Metric.ENGAGEMENT, baseline)
    return value / planned / rate if rate else None


def _unknown(objective: Objective, reason: str, value: float | None = None) -> Aim:
    return Aim(
        name=objective.name,
        metric=objective.metric,
        target=objective.target,
        age=objective.age,
        value=value or None,
        ratio=None,
        ordinary=None,
        met=0,
        of=0,
        outside=False,
        surely=False,
        each=None,
        reason=reason,
    )


def relative(groups: Sequence[Sequence[float]]) -> float:
    """The squared coefficient of variation of posts around their own week's mean, pooled over weeks."""
    known = [group for group in groups if len(group) > 1 and sum(group) > 0]
    free = sum(len(group) - 1 for group in known)
    squares = sum((one / fmean(group) - 1) ** 2 for group in known for one in group)
    return squares / free if free else 0.0


def seen_ratio(*, between: float, within: float, usual: float, posts: float, weeks: int) -> float:
    """The ratio seen four times in five: `between` is the variance of weeks, `within` that of one post (both relative),
    `usual` the posts of an ordinary week, `posts` those of the operation, `weeks` those of the baseline.
    """
    week = between + within / usual
    range_ = student(LEVEL, weeks - 1) * math.sqrt(week * (1 + 1 / weeks))
    return math.exp(range_ + POWER * math.sqrt(between + within / posts + week / weeks))


def _remedies(study: Study, baseline: Sequence[Week], planned: int, each: Foreseen) -> Iterator[Remedy]:
    """A longer baseline, twice the posts, editions judged together: what each would make visible, per post."""
    if each.ordinary is None or each.ratio is None or not planned:
        return
    groups = [study.values(week.posts, Metric.ENGAGEMENT) for week in baseline]
    sizes = [len(group) for group in groups if group]
    logs = [math.log(fmean(group)) for group in groups if group and sum(group)]
    within, k, usual = relative(groups), each.ordinary.weeks, fmean(sizes)
    between = max(0.0, stdev(logs) ** 2 - fmean(within / size for size in sizes))
    now = seen_ratio(between=between, within=within, usual=usual, posts=planned, weeks=k)

    def ratio(*, posts: int, weeks: int) -> float:
        return found * seen_ratio(between=between, within=within, usual=usual, posts=posts, weeks=weeks) / now

    found = each.ratio
    yield Remedy(by="now", n=planned, ratio=found)
    if k < LONGER:
        yield Remedy(by="weeks", n=LONGER, ratio=ratio(posts=planned, weeks=LONGER))
    yield Remedy(by="posts", n=2 * planned, ratio=ratio(posts=2 * planned, weeks=k))
    error = math.sqrt(between + within / planned + (between + within / usual) / k)
    pooled = math.exp((student(LEVEL, EDITIONS * (k - 1)) + POWER) * error / math.sqrt(EDITIONS))
    yield Remedy(by="editions", n=EDITIONS, ratio=found * pooled / now)


def _said(figures: Sequence[Foreseen], planned: int, volume: float | None) -> Iterator[Finding]:
    by = {one.metric: one for one in figures}
    each, whole = by[Metric.ENGAGEMENT], by[Metric.TOTAL]
    if planned < FEWEST_POSTS:
        yield Finding(code="forecast-few-posts", arguments={"n": planned, "least": FEWEST_POSTS})
    if planned and volume is None:
        yield Finding(code="forecast-planned", arguments={"n": planned})
    elif planned and volume is not None:
        yield Finding(code="forecast-volume", arguments={"n": planned, "ratio": Quantity(volume, Kind.RATIO)})
    if whole.ordinary and whole.mean and volume and volume * whole.mean > whole.ordinary.high:
        yield Finding(code="forecast-total-by-number", arguments={"ratio": Quantity(volume, Kind.RATIO)})
    if each.ordinary is None or each.ratio is None or each.mean is None:
        yield Finding(code="forecast-blind", labels={"reason": (each.reason,)})
        return
    yield Finding(
        code="forecast-seen",
        arguments={
            "low": Quantity(each.ordinary.low, Kind.RATE),
            "high": Quantity(each.ordinary.high, Kind.RATE),
            "ratio": Quantity(each.ratio, Kind.RATIO),
        },
    )
    yield Finding(code="forecast-ordinary", arguments={"ratio": Quantity(each.ratio, Kind.RATIO)})
