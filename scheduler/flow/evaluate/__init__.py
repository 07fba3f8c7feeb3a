"""From counts to an honest report: `evaluate` is a pure function of a `Question`.

Posts are compared at one fixed age, the operation with the complete weeks before it, and each verdict is one of four words.
docs/evaluation.md says how and why.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import cache

from scheduler.flow.evaluate import findings, objectives, tables, verdicts
from scheduler.flow.evaluate.ages import Standing
from scheduler.flow.evaluate.question import Followers, Operation, Published, Question, operation, published, window
from scheduler.flow.evaluate.weeks import Study
from scheduler.model.report import Coverage, Metric, Report

__all__ = ["Followers", "Operation", "Published", "Question", "evaluate", "operation", "published", "window"]


def evaluate(question: Question) -> Report:
    """The report that answers `question`. Never raises for scarce data: what cannot be had is None with a reason."""

    @cache
    def study(age: timedelta) -> Study:
        return Study(question, age)

    return _report(study(question.age), study)


def _report(study: Study, at: Callable[[timedelta], Study]) -> Report:
    question = study.question
    baseline = study.baseline(question.weeks)
    figures = tuple(verdicts.figure(study, metric, baseline) for metric in Metric)
    each = figures[list(Metric).index(Metric.ENGAGEMENT)]
    parts = verdicts.decompose(study, baseline)
    effect = verdicts.effect(study, baseline)
    coverage, after = _coverage(study), (verdicts.aftermath(study, 1, 4), verdicts.aftermath(study, 5, 8))
    weeks, days = tables.week_rows(study), tables.days(study)
    networks = tables.networks(study, tables.gained(study))
    titles = {row.network: question.titles.get(row.network, row.network.capitalize()) for row in networks}
    spread = verdicts.sensitivity(study)
    most, least = tables.standouts(study)
    taken = sorted(one.taken for one in question.snapshots if one.taken <= question.now)
    simulated = any(one.simulated for one in question.snapshots) or any(one.simulated for one in question.followers)
    return Report(
        campaign=question.campaign,
        title=question.title,
        zone=question.zone,
        first=question.first,
        last=question.last,
        scale=study.operation.scale,
        age=question.age,
        made=study.local(question.now),
        version=question.version,
        simulated=simulated,
        accounts=tuple(sorted({one.post.account for one in study.operation.posts})),
        networks=tuple(row.network for row in networks),
        titles=titles,
        coverage=coverage,
        brief=findings.brief(figures, parts, coverage, _span(study)),
        reservations=findings.reservations(each, parts, after, coverage, question.age),
        objectives=tuple(objectives.judge(one, at) for one in question.objectives),
        figures=figures,
        decomposition=parts,
        effect=effect,
        sensitivity=spread,
        weeks=weeks,
        aftermath=after,
        days=days,
        past_median=verdicts.past_median(study, baseline),
        per_network=networks,
        categories=tables.categories(study),
        most=most,
        least=least,
        top=verdicts.top(study),
        effort=tables.effort(study),
        cannot=findings.cannot(
            simulated=simulated,
            titles=titles,
            coverage=coverage,
            effect=effect,
            each=each,
            networks=networks,
            days=days,
            weeks=weeks,
            after=after,
            sensitivity=spread,
        ),
        read_from=study.local(taken[0]) if taken else None,
        read_until=study.local(taken[-1]) if taken else None,
    )


def _span(study: Study) -> findings.Span:
    days = (study.question.last - study.question.first).days + 1
    _, total = study.tally(study.operation.posts, Metric.ENGAGEMENT)
    return findings.Span(days=days, total=total, ripe=study.ripe)


def _coverage(study: Study) -> Coverage:
    posts = study.operation.posts
    measured = len(study.values(posts, Metric.ENGAGEMENT))
    young = sum(one.standing is Standing.YOUNG for one in posts)
    past = [one for week in study.baseline(study.question.weeks) for one in week.posts]
    return Coverage(
        published=len(posts),
        measured=measured,
        young=young,
        missing=len(posts) - measured - young,
        baseline_missing=len(past) - len(study.values(past, Metric.ENGAGEMENT)),
        outside=len(study.outside),
        unsent=dict(study.question.unsent),
    )
