"""Series from outside, a source each: site visits, goals, admissions. Side by side, compared by weeks, never added.

A day without a number is not known: then neither its week nor the operation has one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from scheduler.flow.evaluate.judging import Spread, figure
from scheduler.flow.evaluate.objectives import Target, target
from scheduler.flow.evaluate.surroundings import LIVED
from scheduler.flow.evaluate.weeks import Study
from scheduler.model import report
from scheduler.model.campaign import Objective
from scheduler.model.report import Figure, Metric, Reached, Verdict
from scheduler.model.surroundings import GOAL, VISITS, Gap, Observed, Outside, VisitRow, Visits

TAGGED = "visits-campaign"
"""The metric of an objective that counts the visits by the campaign's own links: they have no ordinary week."""
DAY = timedelta(days=1)
Days = Mapping[date, float]


def visits(study: Study) -> tuple[Visits, ...]:
    """Site visits as each source has them, in order of source."""
    by_source: dict[str, list[Observed]] = {}
    for one in study.question.observed:
        if one.series == VISITS or one.series.startswith(GOAL):
            by_source.setdefault(one.source, []).append(one)
    return tuple(_visits(study, source, by_source[source]) for source in sorted(by_source))


def series(study: Study) -> tuple[Outside, ...]:
    """All other series, in order of name and source."""
    by_name: dict[tuple[str, str], list[Observed]] = {}
    for one in study.question.observed:
        if one.series != VISITS and not one.series.startswith(GOAL):
            by_name.setdefault((one.series, one.source), []).append(one)
    days = {key: _days(found) for key, found in by_name.items()}
    return tuple(
        Outside(
            name=name,
            source=source,
            method=by_name[name, source][-1].method,
            collected=max(one.collected for one in by_name[name, source]),
            figure=_judged(study, mine, Metric.OUTSIDE),
            days=tuple((day, mine.get(day)) for day in _window(study)),
            measured=sum(day in mine for day in _window(study)),
            of=len(_window(study)),
            gap=_gap(study, mine),
            disagrees=_disagree(name, source, days),
        )
        for (name, source), mine in sorted(days.items())
    )


def goal(objective: Objective, study: Study) -> report.Objective | None:
    """What came of an objective about site visits; None for another. Where sources differ, the first that has a number tells."""
    if objective.metric not in {VISITS, TAGGED}:
        return None
    found = visits(study)
    one = next((one for one in found if _value(objective, one) is not None), found[0] if found else None)
    known = one.site if one and objective.metric == VISITS else None
    value, wanted = (_value(objective, one) if one else None), target(objective.target)
    aim = _aim(wanted, known)
    reached, later = Reached.UNKNOWN, study.today <= study.question.last
    if value is not None and aim is not None and wanted is not None and not later:
        reached = Reached.YES if (value <= aim if wanted.lower else value >= aim) else Reached.NO
    reason = known.reason if known else "report-why-no-baseline"
    if value is None:
        reason = "visits-why-unmeasured" if found else "visits-why-no-source"
    return report.Objective(
        name=objective.name,
        metric=objective.metric,
        target=objective.target,
        age=objective.age,
        aim=aim,
        value=None if later else value,
        ratio=known.ratio if known and not later else None,
        ordinary=known.ordinary if known and not later else None,
        reached=reached,
        verdict=known.verdict if known and not later else Verdict.TOO_LITTLE,
        reason="report-why-unknown-target" if wanted is None else "report-why-not-yet" if later else reason,
        on=study.question.last + DAY if later else None,
        p=known.p if known and not later else None,
    )


def _aim(wanted: Target | None, known: Figure | None) -> float | None:
    if wanted is None or wanted.ratio is None:
        return wanted.value if wanted else None
    return known.mean * wanted.ratio if known and known.mean else None


def _value(objective: Objective, one: Visits) -> float | None:
    return one.site.value if objective.metric == VISITS else one.tagged


def _visits(study: Study, source: str, found: Sequence[Observed]) -> Visits:
    slug = study.question.campaign
    whole = _days(one for one in found if one.series == VISITS and not one.campaign)
    mine = [one for one in found if one.campaign == slug]
    tagged = _days(one for one in mine if one.series == VISITS and not one.content)
    named = {one.series.removeprefix(GOAL) for one in mine if one.series.startswith(GOAL)}
    site, counted = _judged(study, whole, Metric.VISITS), _sum(study, tagged)
    goals = {
        name: number
        for name in sorted(named)
        if (number := _known(study, [one for one in mine if one.series == GOAL + name and not one.content])) is not None
    }
    return Visits(
        source=source,
        method=found[-1].method,
        collected=max(one.collected for one in found),
        site=site,
        tagged=counted,
        share=counted / site.value if counted is not None and site.value else None,
        goals=goals,
        rows=_rows(study, mine),
        measured=sum(day in whole for day in _window(study)),
        of=len(_window(study)),
        gap=_gap(study, whole),
        tagged_gap=_gap(study, tagged),
    )


def _rows(study: Study, mine: Sequence[Observed]) -> tuple[VisitRow, ...]:
    """By content, most visited first: of the days that are known, and none where a content has none."""
    posts = {_content(one.post.tag): one.post for one in study.operation.posts + study.outside}
    by_content: dict[str, list[Observed]] = {}
    for one in mine:
        if one.content:
            by_content.setdefault(one.content, []).append(one)
    rows = []
    for content, found in by_content.items():
        goals = {one.series.removeprefix(GOAL) for one in found if one.series.startswith(GOAL)}
        sums = {name: _known(study, [one for one in found if one.series == GOAL + name]) for name in sorted(goals)}
        post = posts.get(content)
        rows.append(
            VisitRow(
                content=content,
                visits=_known(study, [one for one in found if one.series == VISITS]),
                goals={name: number for name, number in sums.items() if number is not None},
                title=(post.title or post.post) if post else "",
                account=post.account if post else "",
            )
        )
    return tuple(sorted(rows, key=lambda row: (-(row.visits or 0), row.content)))


def _content(tag: str) -> str:
    """The `utm_content` of a delivery: its tag without the campaign, with points between."""
    return ".".join(tag.split("/")[1:])


def _window(study: Study) -> list[date]:
    first, last = study.question.first, study.question.last
    return [first + DAY * number for number in range((last - first).days + 1)]


def _days(found: Iterable[Observed]) -> Days:
    """By day; of several numbers of one source the last that was collected."""
    return {one.day: one.value for one in sorted(found, key=lambda one: one.collected)}


def _sum(study: Study, days: Days) -> float | None:
    """Over the operation, where each of its days is known."""
    window = _window(study)
    return sum(days[day] for day in window) if all(day in days for day in window) else None


def _known(study: Study, found: Sequence[Observed]) -> float | None:
    days = _days(found)
    inside = [days[day] for day in _window(study) if day in days]
    return sum(inside) if inside else None


def _gap(study: Study, days: Days) -> Gap | None:
    missing = [day for day in _window(study) if day not in days]
    if not missing:
        return None
    return Gap.NOT_YET if all(day >= study.today for day in missing) else Gap.MISSING


def _judged(study: Study, days: Days, metric: Metric) -> Figure:
    """The operation's sum by the sums of its ordinary weeks, both whole: brought to seven days for that, and shown as counted."""
    scale = study.operation.scale
    value = _sum(study, days)
    past = [
        sum(days[day] for day in week) if all(day in days for day in week) else None
        for week in (
            [one.first + DAY * number for number in range(7)]
            for one in study.before(study.question.weeks)
            if one.role in LIVED
        )
    ]
    reason = "" if value is not None else "visits-why-unmeasured"
    found = figure(metric, None if value is None else value * scale, past, spread=Spread.TOTAL, reason=reason)
    return replace(found.times(1 / scale), value=value)


def _disagree(name: str, source: str, days: Mapping[tuple[str, str], Days]) -> tuple[str, ...]:
    mine = days[name, source]
    return tuple(
        other
        for (series_name, other), theirs in sorted(days.items())
        if series_name == name
        and other != source
        and any(mine[day] != theirs[day] for day in mine.keys() & theirs.keys())
    )
