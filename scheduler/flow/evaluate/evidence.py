"""What a report rests on, post by post: the same study that the report is made of, laid open."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from scheduler.flow.evaluate import ages
from scheduler.flow.evaluate.question import Question
from scheduler.flow.evaluate.weeks import Study, Week
from scheduler.model.engagement import Readings, Snapshot
from scheduler.model.evidence import Evidence, PostEvidence, Reading, Source, Standing
from scheduler.model.figure import Metric, Role
from scheduler.model.past import IMPORTED
from scheduler.model.rates import Rates

HOUR = timedelta(hours=1)


def evidence(question: Question, study: Study | None = None) -> Evidence:
    """Every post that the report on `question` looked at, with its readings."""
    found = study or Study(question, question.age)
    weeks = [*found.before(question.weeks), found.operation, *found.after(1, 8)]
    placed: list[tuple[ages.Measured, str, Role | None]] = [
        (one, week.label, week.role) for week in weeks for one in week.posts
    ]
    placed += [(one, _week(found, one), None) for one in found.outside]
    readings = _readings(question, {one.post.tag for one, _, _ in placed})
    posts = [_post(found, one, label, role, readings.get(one.post.tag, ())) for one, label, role in placed]
    ordered = tuple(sorted(posts, key=lambda one: (one.at, one.tag)))
    return Evidence(age=found.age, zone=question.zone, posts=ordered, rates=rates(ordered))


def during(study: Study) -> Evidence:
    """The posts of the operation's days alone, without their readings: what its lessons are drawn from."""
    week = study.operation
    posts = [_post(study, one, week.label, week.role, ()) for one in week.posts]
    return Evidence(age=study.age, zone=study.question.zone, posts=tuple(posts))


def rates(posts: Sequence[PostEvidence]) -> tuple[Rates, ...]:
    """Of each network whose posts of the operation say what was seen, its engagement rates."""
    during = [one for one in posts if one.role is Role.OPERATION and one.counted]
    names = sorted({one.network for one in during})
    found = (Rates.of(name, [one for one in during if one.network == name]) for name in names)
    return tuple(one for one in found if one.any)


def _week(study: Study, one: ages.Measured) -> str:
    day = study.day(one)
    return Week(first=day, last=day, posts=(), role=Role.OTHER).label


def _readings(question: Question, tags: set[str]) -> Mapping[str, list[Snapshot]]:
    found: dict[str, list[Snapshot]] = {}
    given = question.snapshots
    for one in given.of(tags) if isinstance(given, Readings) else given:
        if one.tag in tags and one.taken <= question.now:
            found.setdefault(one.tag, []).append(one)
    return found


def _post(
    study: Study, one: ages.Measured, week: str, role: Role | None, snapshots: Sequence[Snapshot]
) -> PostEvidence:
    post = one.post
    return PostEvidence(
        tag=post.tag,
        campaign=post.campaign,
        post=post.post,
        network=post.network,
        account=post.account,
        at=study.local(post.at),
        week=week,
        role=role or Role.OTHER,
        standing=_standing(study, one, role),
        title=post.title,
        theme=post.theme,
        category=post.category,
        minutes=post.minutes,
        url=post.url,
        engagement=study.value(one, Metric.ENGAGEMENT),
        reactions=one.reactions,
        replies=one.replies,
        shares=one.shares,
        views=one.views,
        reach=_reach(study, one, snapshots),
        followers=_followers(study, one),
        own_replies=post.own_replies,
        readings=tuple(_reading(study, one, each, snapshots) for each in _in_order(snapshots)),
    )


def _reach(study: Study, one: ages.Measured, snapshots: Sequence[Snapshot]) -> float | None:
    """The reach of a whole post at the age; that of a thread's parts is not added up: they reach the same people."""
    if one.standing is not ages.Standing.MEASURED or one.post.parts > 1:
        return None
    known = [((each.taken - one.post.at) / HOUR, each.counts.reach) for each in snapshots]
    given = ((hours, float(count)) for hours, count in known if count is not None)
    return ages.at_age(given, study.age / HOUR, late=one.post.at_export)


def _followers(study: Study, one: ages.Measured) -> int | None:
    before = [
        each
        for each in study.question.followers
        if each.account == one.post.account and timedelta(0) <= one.post.at - each.taken <= timedelta(days=7)
    ]
    return max(before, key=lambda each: each.taken).count if before else None


def _in_order(snapshots: Iterable[Snapshot]) -> list[Snapshot]:
    return sorted(snapshots, key=lambda one: (one.part, one.taken, one.age))


def _standing(study: Study, one: ages.Measured, role: Role | None) -> Standing:
    if role is None:
        return Standing.OUTSIDE
    if one.standing is ages.Standing.YOUNG:
        return Standing.YOUNG
    if one.standing is ages.Standing.MISSING:
        return Standing.MISSING
    if study.value(one, Metric.ENGAGEMENT) is None:
        return Standing.INCOMPLETE
    return Standing.NO_REFERENCE if role is Role.OTHER else Standing.MEASURED


def _source(each: Snapshot) -> Source:
    if each.simulated:
        return Source.SIMULATED
    if each.by.startswith(IMPORTED):
        return Source.IMPORT
    return Source.PERSON if each.by else Source.NETWORK


def _reading(study: Study, one: ages.Measured, each: Snapshot, all_of: Iterable[Snapshot]) -> Reading:
    return Reading(
        part=each.part,
        age=each.age,
        taken=study.local(each.taken),
        hours=(each.taken - one.post.at) / HOUR,
        counts=each.counts,
        source=_source(each),
        used=one.standing is ages.Standing.MEASURED and each.taken in _around(study, one, each.part, all_of),
    )


def _around(study: Study, one: ages.Measured, part: int, snapshots: Iterable[Snapshot]) -> set[object]:
    """When the readings of a part were taken that stand around the age: the last before it and the first after it."""
    at = one.post.at + study.age
    taken = sorted(each.taken for each in snapshots if each.part == part)
    before, after = [each for each in taken if each <= at], [each for each in taken if each >= at]
    if before and before[-1] == at:
        return {at}
    return {*before[-1:], *after[:1]}
