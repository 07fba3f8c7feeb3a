"""Objectives fixed before the week: reached or not, and apart from it what the weeks say."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from scheduler.flow.evaluate.verdicts import UNREAD, as_counted, figure
from scheduler.flow.evaluate.weeks import Study
from scheduler.model import report
from scheduler.model.campaign import Objective
from scheduler.model.figure import COUNTED_ON_POSTS
from scheduler.model.report import Figure, Metric, Reached, Verdict

NAMES = {metric.value: metric for metric in COUNTED_ON_POSTS} | {
    "engagement-per-post": Metric.ENGAGEMENT,
    "replies": Metric.CONVERSATION,
    "shares": Metric.AMPLIFICATION,
    "reactions": Metric.APPLAUSE,
}
"""What `metric:` may say; the rest of the names are the report's own."""
_AMBIGUOUS = re.compile(r"\s*[1-9]\d{0,2}[.,]\d{3}\s*")
_WRITTEN = re.compile(r"([+\-−]|[x×*])?(\d+(?:[.,]\d+)?)(%)?")


@dataclass(frozen=True, slots=True)
class Target:
    """A target as written: a change of the baseline (`ratio`) or a value to reach."""

    ratio: float | None
    value: float | None
    lower: bool = False
    """Whether less is wanted: «-10%»."""


def target(text: str) -> Target | None:
    """Read `+30%`, `-10 %`, `x2` or `1200`; None for anything else. Thin spaces and the decimal comma are understood.

    `1,200` is a thousand for some and hardly more than one for others: it is not guessed at.
    """
    found = _WRITTEN.fullmatch(re.sub(r"\s", "", text))
    if not found or _AMBIGUOUS.fullmatch(text):
        return None
    sign, number, percent = found.groups()
    value = float(number.replace(",", "."))
    if percent and sign in {"+", "-", "−"}:
        change = value / 100 if sign == "+" else -value / 100
        return Target(ratio=1 + change, value=None, lower=change < 0)
    if sign in {"x", "×", "*"} and not percent:
        return Target(ratio=value, value=None, lower=value < 1)
    return None if sign or percent else Target(ratio=None, value=value)


def judge(objective: Objective, study: Callable[[timedelta], Study]) -> report.Objective:
    """What came of one objective, at the post age that it names."""
    metric, wanted = NAMES.get(objective.metric), target(objective.target)
    if metric is None or wanted is None:
        why = "report-why-unknown-metric" if metric is None else "report-why-unknown-target"
        return _result(objective, None, None, Reached.UNKNOWN, why)
    at = study(objective.age)
    found = as_counted(figure(at, metric), at.operation.scale)
    if at.ripe > at.today:
        return _result(objective, found, None, Reached.UNKNOWN, "report-why-not-yet", at)
    aim = wanted.value if wanted.ratio is None else (found.mean * wanted.ratio if found.mean else None)
    if found.value is None or aim is None or (wanted.ratio is not None and found.ratio is None):
        return _result(objective, found, None, Reached.UNKNOWN, found.reason or "report-why-no-baseline")
    if found.reason == UNREAD and found.value < aim:  # the posts without a reading may have brought the rest
        return _result(objective, found, aim, Reached.UNKNOWN, found.reason)
    enough = found.value <= aim if wanted.lower else found.value >= aim
    return _result(objective, found, aim, Reached.YES if enough else Reached.NO, found.reason)


def _result(
    objective: Objective,
    found: Figure | None,
    aim: float | None,
    reached: Reached,
    reason: str,
    later: Study | None = None,
) -> report.Objective:
    known = found if later is None else None
    return report.Objective(
        name=objective.name,
        metric=objective.metric,
        target=objective.target,
        age=objective.age,
        aim=aim,
        value=known.value if known else None,
        ratio=known.ratio if known else None,
        ordinary=known.ordinary if known else None,
        reached=reached,
        verdict=known.verdict if known else Verdict.TOO_LITTLE,
        reason=reason,
        on=later.ripe if later else None,
        p=known.p if known else None,
    )
