"""The numbers that go into a formula of the registry, each computed from the posts and weeks of its scope."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from statistics import fmean, stdev

from scheduler.flow.evaluate import intervals
from scheduler.flow.evaluate.scopes import Scope
from scheduler.flow.evaluate.verdicts import mean_week, past_values
from scheduler.flow.evaluate.weeks import COUNTED
from scheduler.model.report import Metric, Report

Number = int | float
_NAME = re.compile(r"\b[a-z_][a-z_0-9]*")
FUNCTIONS = ("exp", "sqrt", "max")


def named(formula: str) -> list[str]:
    """The terms of a formula, in order, each once."""
    return [name for name in dict.fromkeys(_NAME.findall(formula)) if name not in FUNCTIONS]


def terms(
    formula: str, scope: Scope | None, report: Report, beside: Mapping[str, Number | None]
) -> dict[str, Number | None]:
    """A value for each term of `formula`. `beside` are the numbers of the same line of the report, by their fields."""
    return {name: _term(name, scope, report, beside) for name in named(formula)}


def _term(name: str, scope: Scope | None, report: Report, beside: Mapping[str, Number | None]) -> Number | None:
    if scope is not None and name in _OF_POSTS:
        return _OF_POSTS[name](scope)
    if name.startswith("range_"):
        each = report.figure(Metric.ENGAGEMENT)
        return each.value if each.ordinary is None else getattr(each.ordinary, name.removeprefix("range_"))
    if name in beside:
        return beside[name]
    if name == "value":
        return report.figure(Metric.ENGAGEMENT).value
    if name == "days":
        return (report.last - report.first).days + 1
    return None


def _sum(scope: Scope, metric: Metric) -> float | None:
    values = scope.study.values(scope.posts, metric)
    return sum(values) if values else None


def _posts(scope: Scope) -> int:
    if scope.metric is Metric.POSTS:
        return len(scope.posts)
    return len(scope.study.values(scope.posts, _counted(scope.metric)))


def _counted(metric: Metric) -> Metric:
    return metric if metric in COUNTED else Metric.ENGAGEMENT


def _tallies(scope: Scope) -> list[tuple[int, float]]:
    """(posts, sum) of each baseline week that has any."""
    found = (scope.study.tally(week.posts, _counted(scope.metric)) for week in scope.baseline)
    return [(n, total) for n, total in found if n]


def _baseline_posts(scope: Scope) -> int:
    if scope.metric is Metric.POSTS:
        return sum(len(week.posts) for week in scope.baseline)
    return sum(n for n, _ in _tallies(scope))


def _logs(scope: Scope) -> list[float]:
    plus = _plus(scope)
    past = past_values(scope.study, scope.metric, scope.baseline)
    return [math.log(value + plus) for value in past if value + plus > 0]


def _plus(scope: Scope) -> float:
    return 1.0 if scope.metric is Metric.TOTAL else 0.0


def _weeks(scope: Scope) -> int:
    return len(scope.baseline) if scope.metric is Metric.POSTS else len(_tallies(scope))


def _mean(scope: Scope) -> float | None:
    found = mean_week(scope.study, scope.metric, scope.baseline)
    return None if found is None else found / scope.scale


def _views(scope: Scope) -> float | None:
    known = [one.views for one in scope.posts if one.views is not None]
    return sum(known) if known else None


def _values(scope: Scope) -> tuple[Sequence[float], Sequence[float]]:
    past = [one for week in scope.baseline for one in week.posts]
    return scope.study.values(scope.posts, Metric.ENGAGEMENT), scope.study.values(past, Metric.ENGAGEMENT)


def _chi(scope: Scope) -> float:
    during, before = _values(scope)
    return (intervals.dispersion(during, before) or 0.0) * _free(scope)


def _free(scope: Scope) -> int:
    return sum(map(len, _values(scope))) - 2


def _weight(scope: Scope) -> float:
    """What the mean of the baseline weeks weighs: the inverse of its squared standard error."""
    phi = _chi(scope) / _free(scope)
    weeks = [(n, total) for n, total in _tallies(scope) if total]
    _, error, _ = intervals.pooled([math.log(total / n) for n, total in weeks], [phi / total for _, total in weeks])
    return 1 / error**2


_OF_POSTS: Mapping[str, Callable[[Scope], Number | None]] = {
    "posts": _posts,
    "engagement": lambda scope: _sum(scope, Metric.ENGAGEMENT),
    "replies": lambda scope: _sum(scope, Metric.CONVERSATION),
    "shares": lambda scope: _sum(scope, Metric.AMPLIFICATION),
    "reactions": lambda scope: _sum(scope, Metric.APPLAUSE),
    "views": _views,
    "most": lambda scope: max(scope.study.values(scope.posts, Metric.ENGAGEMENT), default=None),
    "scale": lambda scope: scope.scale,
    "weeks": _weeks,
    "baseline_posts": _baseline_posts,
    "baseline_engagement": lambda scope: sum(total for _, total in _tallies(scope)),
    "baseline_replies": lambda scope: sum(total for _, total in _tallies(scope)),
    "baseline_shares": lambda scope: sum(total for _, total in _tallies(scope)),
    "baseline_reactions": lambda scope: sum(total for _, total in _tallies(scope)),
    "mean": _mean,
    "k": lambda scope: len(_logs(scope)),
    "log_mean": lambda scope: fmean(_logs(scope)),
    "log_sd": lambda scope: stdev(_logs(scope)),
    "t": lambda scope: intervals.student(intervals.LEVEL, len(_logs(scope)) - 1),
    "plus": _plus,
    "chi": _chi,
    "free": _free,
    "weight": _weight,
}
