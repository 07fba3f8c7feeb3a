"""From counts to an honest report: `evaluate` is a pure function of a `Question`.

Posts are compared at one fixed age, the operation with the complete weeks before it, and each verdict is one of four words.
docs/evaluation.md says how and why.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from functools import cache

from scheduler.flow.evaluate import (
    accumulation,
    conversations,
    editions,
    effort,
    evidence,
    exported,
    findings,
    lessons,
    looks,
    objectives,
    outside,
    publics,
    resampling,
    sensitivity,
    surroundings,
    tables,
    themes,
    unsaid,
    verdicts,
)
from scheduler.flow.evaluate.ages import Standing, Taken, take
from scheduler.flow.evaluate.publics_goal import goal
from scheduler.flow.evaluate.question import Followers, Operation, Published, Question, operation, published, window
from scheduler.flow.evaluate.weeks import SEARCHED, WEEK, Study
from scheduler.model.publics import Publics
from scheduler.model.report import (
    Aftermath,
    Coverage,
    Decomposition,
    Effect,
    Figure,
    Finding,
    Group,
    Matched,
    Metric,
    NetworkRow,
    Newcomers,
    Objective,
    Report,
    Sensitivity,
    Together,
    WeekRow,
)

DAY = timedelta(days=1)
__all__ = ["Followers", "Operation", "Published", "Question", "evaluate", "operation", "published", "window"]


def evaluate(question: Question) -> Report:
    """The report that answers `question`. Never raises for scarce data: what cannot be had is None with a reason."""
    own = [post for post in question.posts if not question.accounts or post.account in question.accounts]
    ages = {question.age, *(one.age for one in question.objectives)}
    # A day more on each side: the zone decides later which posts are the operation's.
    near = {
        post.tag for post in own if question.first <= (post.at + DAY).date() and (post.at - DAY).date() <= question.last
    }
    # What an objective at another age looks at: its own baseline, however far back that may reach.
    reach = datetime.combine(question.first, time(), UTC) - WEEK * (SEARCHED * question.weeks + 2)
    since = dict.fromkeys(ages - {question.age}, reach)
    taken = take(own, question.snapshots, ages=ages, now=question.now, curve=near, since=since)

    @cache
    def study(age: timedelta) -> Study:
        return Study(question, age, taken.measured.get(age))

    found = _report(study(question.age), study, taken)
    return replace(found, lessons=lessons.lessons(found, evidence.during(study(question.age))))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """What several parts of the report rest on."""

    figures: tuple[Figure, ...]
    parts: Decomposition | None
    effect: Effect | None
    coverage: Coverage
    after: tuple[Aftermath, ...]
    sensitivity: tuple[Sensitivity, ...]
    weeks: tuple[WeekRow, ...]
    days: tuple[Group, ...]
    networks: tuple[NetworkRow, ...]
    titles: Mapping[str, str]
    newcomers: Newcomers | None
    matched: Matched | None
    together: tuple[Together, ...]
    simulated: frozenset[str]
    """The accounts whose counts were simulated."""

    @property
    def each(self) -> Figure:
        """Engagement per post."""
        return next(one for one in self.figures if one.metric is Metric.ENGAGEMENT)


def _judged(study: Study, taken: Taken) -> _Judged:
    question, baseline = study.question, study.baseline(study.question.weeks)
    networks = looks.corrected_networks(tables.networks(study, tables.gained(study)))
    like = resampling.matched(study, baseline)
    return _Judged(
        figures=exported.guarded(looks.figures(study, baseline), exported.lean(study, question.weeks)),
        parts=verdicts.decompose(study, baseline),
        effect=verdicts.effect(study, baseline),
        coverage=_coverage(study),
        after=(verdicts.aftermath(study, 1, 4), verdicts.aftermath(study, 5, 8)),
        sensitivity=sensitivity.sensitivity(study, like),
        weeks=tables.week_rows(study),
        days=themes.shrunk(tables.days(study)),
        networks=networks,
        titles={row.network: question.titles.get(row.network, row.network.capitalize()) for row in networks},
        newcomers=verdicts.newcomers(study),
        matched=like,
        together=themes.together(study),
        simulated=_simulated(study, taken),
    )


def _simulated(study: Study, taken: Taken) -> frozenset[str]:
    known = {one.post.account for one in study.measured}
    return taken.simulated | {one.account for one in study.question.followers if one.simulated} & known


def _cannot(found: _Judged) -> tuple[Finding, ...]:
    return unsaid.cannot(
        simulated=bool(found.simulated),
        titles=found.titles,
        coverage=found.coverage,
        effect=found.effect,
        each=found.each,
        networks=found.networks,
        days=found.days,
        weeks=found.weeks,
        after=found.after,
        sensitivity=found.sensitivity,
    )


def _report(study: Study, at: Callable[[timedelta], Study], taken: Taken) -> Report:
    question, found = study.question, _judged(study, taken)
    accounts = tuple(sorted({one.post.account for one in study.operation.posts}))
    most, least = tables.standouts(study)
    people = publics.publics(study, question.crowd)
    lean = exported.lean(study, question.weeks)
    goals = exported.judged(_goals(study, at, people), lean)
    made = Report(
        campaign=question.campaign,
        title=question.title,
        zone=question.zone,
        first=question.first,
        last=question.last,
        scale=study.operation.scale,
        age=question.age,
        made=study.local(question.now),
        version=question.version,
        simulated=bool(found.simulated),
        simulated_accounts=tuple(sorted(found.simulated)) if set(accounts) - found.simulated else (),
        accounts=accounts,
        networks=tuple(row.network for row in found.networks),
        titles=found.titles,
        coverage=found.coverage,
        brief=findings.brief(found.figures, found.parts, found.coverage, _span(study)),
        reservations=(*exported.findings(study, lean), *_reservations(found, goals, question.age)),
        objectives=goals,
        figures=tuple(verdicts.as_counted(one, study.operation.scale) for one in found.figures),
        decomposition=found.parts,
        effect=found.effect,
        sensitivity=found.sensitivity,
        weeks=found.weeks,
        aftermath=found.after,
        days=found.days,
        past_median=verdicts.past_median(study, study.baseline(question.weeks)),
        per_network=found.networks,
        categories=themes.shrunk(tables.categories(study)),
        most=most,
        least=least,
        top=verdicts.top(study),
        newcomers=found.newcomers,
        effort=effort.effort(study, people),
        cannot=(*_cannot(found), *conversations.unsaid(study, found.titles), *(people.cannot if people else ())),
        read_from=taken.first and study.local(taken.first),
        read_until=taken.last and study.local(taken.last),
    )
    return _more(made, study, found, taken, people)


def _goals(study: Study, at: Callable[[timedelta], Study], people: Publics | None) -> tuple[Objective, ...]:
    asked = study.question.objectives
    return looks.corrected_objectives(
        [goal(one, people) or outside.goal(one, study) or objectives.judge(one, at) for one in asked]
    )


def _reservations(found: _Judged, goals: Sequence[Objective], age: timedelta) -> tuple[Finding, ...]:
    return (
        *findings.fresh(found.newcomers, found.titles),
        *findings.reservations(found.each, found.parts, found.after, found.coverage, age),
        *looks.reservations(found.figures, goals, found.together, found.parts.posts if found.parts else None),
    )


def _more(made: Report, study: Study, found: _Judged, taken: Taken, people: Publics | None) -> Report:
    """The report with all that stands beside its figures, where there is any of it."""
    baseline = study.baseline(study.question.weeks)
    elsewhere = outside.series(study)
    return replace(
        made,
        cannot=unsaid.beside(made.cannot) if elsewhere else made.cannot,
        together=found.together,
        accumulation=accumulation.accumulation(study, taken.curves),
        resampled=resampling.resampled(study, baseline),
        matched=found.matched,
        apart=resampling.apart(study, baseline),
        publics=people,
        conversations=conversations.conversations(study),
        contributions=conversations.contributions(study),
        verbatims=conversations.verbatims(study),
        comparison=editions.beside(study, found.simulated),
        per_network=surroundings.with_gaps(study, made.per_network),
        notes=surroundings.notes(study),
        growth=surroundings.growth(study),
        visits=outside.visits(study),
        outside=elsewhere,
    )


def _span(study: Study) -> findings.Span:
    days = (study.question.last - study.question.first).days + 1
    _, total = study.tally(study.operation.posts, Metric.ENGAGEMENT)
    first = study.question.first
    return findings.Span(days=days, total=total, ripe=study.ripe, ahead=first if study.today < first else None)


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
        withdrawn=study.question.withdrawn,
    )
