"""Which posts and weeks a number of the report is made of, told from its address."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from scheduler.flow.evaluate.ages import Measured
from scheduler.flow.evaluate.objectives import NAMES
from scheduler.flow.evaluate.weeks import Study, Week
from scheduler.model.addresses import keyed, word
from scheduler.model.figure import COUNTED_ON_POSTS
from scheduler.model.report import Metric, Report, Role

COUNTED = frozenset({Metric.POSTS, Metric.TOTAL})
"""Those whose ranges are brought to the operation's own days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The posts that a number is made of, and the weeks that it is compared with (none where it is compared with none)."""

    study: Study
    posts: tuple[Measured, ...]
    baseline: tuple[Week, ...] = ()
    looked: tuple[Week, ...] = ()
    """The weeks that were looked at for a baseline: those that are no reference, too."""
    metric: Metric = Metric.ENGAGEMENT
    scale: float = 1.0
    """What its totals were brought to seven days by, and its range brought back by."""


def scope(report: Report, address: str, study: Callable[[timedelta], Study]) -> Scope | None:
    """The scope of the number at `address`; None where it is not made of posts."""
    table, _, rest = address.partition("/")
    line, _, field = rest.partition("/")
    whole = study(report.age)
    if table in _LINES:
        return _LINES[table](whole, line, field)
    if table == "objectives":
        found = next((one for name, one in keyed(report.objectives) if name == line), None)
        at = study(getattr(found, "age", report.age))
        metric = NAMES.get(str(getattr(found, "metric", "")))
        return _compared(at, metric) if metric in COUNTED_ON_POSTS else None
    if table == "figures":
        return _compared(whole, Metric(line)) if line in COUNTED_ON_POSTS else None
    if table in {"most", "least"}:
        tag = rest.rpartition("/")[0]
        return Scope(study=whole, posts=tuple(one for one in whole.operation.posts if one.post.tag == tag))
    if table in {
        "decomposition",
        "effect",
        "sensitivity",
        "newcomers",
        "top",
        "resampled",
        "matched",
        "apart",
        "past_median",
    }:
        return _compared(whole, Metric.ENGAGEMENT, scale=whole.operation.scale)
    return (
        Scope(study=whole, posts=whole.operation.posts) if table in {"coverage", "together", "accumulation"} else None
    )


def _compared(study: Study, metric: Metric, *, scale: float | None = None) -> Scope:
    weeks = study.question.weeks
    counted = study.operation.scale if metric in COUNTED else 1.0
    return Scope(
        study=study,
        posts=study.operation.posts,
        baseline=study.baseline(weeks),
        looked=study.before(weeks),
        metric=metric,
        scale=counted if scale is None else scale,
    )


def _week(study: Study, line: str, field: str) -> Scope | None:
    weeks = (study.operation, *study.before(study.question.weeks), *study.after(1, 8))
    found = next((week for week in weeks if week.label == line), None)
    metric = Metric.POSTS if field == "posts" else Metric.ENGAGEMENT
    return None if found is None else Scope(study=study, posts=found.posts, metric=metric, scale=found.scale)


def _day(study: Study, line: str, field: str) -> Scope:  # noqa: ARG001 - one of a family
    mine, question = study.question.campaign, study.question
    themed = {day.isoformat(): theme for day, theme in question.days.items()}

    def within(one: Measured) -> bool:
        if line == "everyday":
            return one.post.campaign != mine
        day = study.day(one).isoformat()
        loose = themed.get(day) != one.post.theme or day not in themed
        return one.post.campaign == mine and (loose if line == "none" else not loose and day == line)

    return Scope(study=study, posts=tuple(one for one in study.operation.posts if within(one)))


def _category(study: Study, line: str, field: str) -> Scope:  # noqa: ARG001 - one of a family
    mine = study.question.campaign
    posts = [one for one in study.operation.posts if one.post.campaign == mine]
    return Scope(study=study, posts=tuple(one for one in posts if word(one.post.category) == line))


def _network(study: Study, line: str, field: str) -> Scope:
    part = study.only(lambda one: one.post.network == line)
    if field.startswith("figure"):
        return _compared(part, Metric.ENGAGEMENT)
    return Scope(study=part, posts=part.operation.posts)


def _after(study: Study, line: str, field: str) -> Scope:  # noqa: ARG001 - one of a family
    first, last = (int(one) for one in line.split("-"))
    posts = tuple(one for week in study.after(first, last) if week.role is Role.AFTER for one in week.posts)
    whole = _compared(study, Metric.ENGAGEMENT)
    return Scope(study=study, posts=posts, baseline=whole.baseline, looked=whole.looked)


def _effort(study: Study, line: str, field: str) -> Scope:  # noqa: ARG001 - one of a family
    own = [one for one in study.operation.posts if one.post.campaign == study.question.campaign]
    logged = [one for one in study.question.logged if one.campaign == study.question.campaign]
    if any(not one.post for one in logged):  # minutes for the campaign as a whole: every post of it stands against them
        return Scope(study=study, posts=tuple(own))
    timed = {one.post.post for one in own if one.post.minutes is not None} | {one.post for one in logged}
    return Scope(study=study, posts=tuple(one for one in own if one.post.post in timed))


_LINES: dict[str, Callable[[Study, str, str], Scope | None]] = {
    "weeks": _week,
    "days": _day,
    "categories": _category,
    "per_network": _network,
    "rates": _network,
    "aftermath": _after,
    "effort": _effort,
}
