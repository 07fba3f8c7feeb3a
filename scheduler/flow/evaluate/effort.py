"""What the operation cost in hours and rights, and what came of an hour: compared with the institution's own weeks only."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from decimal import Decimal
from statistics import median
from typing import TypeVar

from scheduler.flow.evaluate.weeks import Study, Week
from scheduler.model.effort import Clearance, Effort, Logged, Person, Rights, Spent
from scheduler.model.publics import Circle, Publics
from scheduler.model.report import Metric

K = TypeVar("K", bound=Hashable)

DEAREST = 3
ENOUGH = 5
"""Contents with a known time below which none is named as dear: two of three would always be."""


def effort(study: Study, people: Publics | None = None) -> Effort | None:
    """The hours and rights of the operation; None where neither was written down."""
    question = study.question
    own = [one for one in study.operation.posts if one.post.campaign == question.campaign]
    mine = [one for one in question.logged if one.campaign == question.campaign]
    timed = _by_content(study, mine)
    whole = sum(one.minutes for one in mine if not one.post)
    spent, rights = sum(timed.values()) + whole, _rights(question.clearances)
    contents = {one.post.post for one in own}
    if spent <= 0:
        return _only(rights, contents=len(contents)) if rights and rights.amounts else None
    counted = own if whole else [one for one in own if one.post.post in timed]
    # What was given to contents that are not among these posts bought none of their engagement.
    paid = spent if whole else sum(minutes for name, minutes in timed.items() if name in contents)
    n, engagement = study.tally(counted, Metric.ENGAGEMENT)
    usual, usual_per_hour, weeks = _usual(study, study.baseline(question.weeks))
    new = people.row(Circle.NEW) if people else None
    return Effort(
        minutes=spent,
        contents=len(contents & timed.keys()),
        of=len(contents),
        per_hour=engagement * 60 / paid if paid and n == len(counted) else None,
        posts_per_hour=len(counted) * 60 / paid if paid else 0.0,
        people=_people(mine, spent),
        usual=usual,
        usual_per_hour=usual_per_hour,
        weeks=weeks,
        new_per_hour=new.people * 60 / spent if new and new.people is not None else None,
        rights=rights,
        dearest=_dearest(study, timed),
    )


def _only(rights: Rights, *, contents: int) -> Effort:
    return Effort(minutes=0, contents=0, of=contents, per_hour=None, posts_per_hour=None, rights=rights)


def _by_content(study: Study, mine: Sequence[Logged]) -> dict[str, int]:
    """Minutes by content of the operation: those written down, else those that the file declares."""
    posts = [one.post for one in study.operation.posts if one.post.campaign == study.question.campaign]
    found = {post.post: post.minutes for post in posts if post.minutes is not None}
    written = _written([one for one in mine if one.post], lambda one: one.post)
    return {post: minutes for post, minutes in (found | written).items() if minutes > 0}


def _written(rows: Sequence[Logged], key: Callable[[Logged], K]) -> dict[K, int]:
    """The minutes by `key`, without those that were all taken back."""
    found: dict[K, int] = {}
    for one in rows:
        found[key(one)] = found.get(key(one), 0) + one.minutes
    return {name: minutes for name, minutes in found.items() if minutes > 0}


def _people(mine: Sequence[Logged], spent: int) -> tuple[Person, ...]:
    named = _written(mine, lambda one: one.by)
    if not named:
        return ()
    rest = spent - sum(named.values())
    everybody = named | ({"": rest} if rest > 0 else {})
    return tuple(Person(name=name, minutes=every) for name, every in sorted(everybody.items(), key=lambda one: -one[1]))


def _usual(study: Study, baseline: Sequence[Week]) -> tuple[float | None, float | None, int]:
    """(minutes of a mean baseline week, engagement by hour, weeks of which minutes are known)."""
    known: list[tuple[int, float]] = []
    for week in baseline:
        minutes = _of_week(study, week)
        n, engagement = study.tally(week.posts, Metric.ENGAGEMENT)
        if minutes > 0 and n == len(week.posts):
            known.append((minutes, engagement))
    if not known:
        return None, None, 0
    spent = sum(minutes for minutes, _ in known)
    return spent / len(known), sum(one for _, one in known) * 60 / spent, len(known)


def _of_week(study: Study, week: Week) -> int:
    # The operation is prepared in these very weeks: its own hours are no part of an ordinary one.
    others = [one for one in study.question.logged if one.campaign != study.question.campaign]
    logged = [one for one in others if week.first <= one.day <= week.last]
    apart = _written([one for one in others if one.post], lambda one: (one.campaign, one.post))
    declared: Mapping[tuple[str, str], int] = {
        (one.post.campaign, one.post.post): one.post.minutes for one in week.posts if one.post.minutes is not None
    }
    return sum(one.minutes for one in logged) + sum(v for key, v in declared.items() if key not in apart)


def _rights(pictures: Sequence[Clearance]) -> Rights | None:
    if not pictures:
        return None
    paid = [one for one in pictures if one.amount]
    amounts: dict[str, Decimal] = {}
    for one in paid:
        amounts[one.currency] = amounts.get(one.currency, Decimal(0)) + (one.amount or 0)
    days = sorted(one.days for one in pictures if one.days is not None)
    return Rights(
        pictures=len(pictures),
        paid=len(paid),
        amounts=tuple((currency, str(amount)) for currency, amount in sorted(amounts.items())),
        answered=len(days),
        median=median(days) if days else None,
        least=days[0] if days else None,
        most=days[-1] if days else None,
    )


def _dearest(study: Study, timed: Mapping[str, int]) -> tuple[Spent, ...]:
    """Contents all of whose posts are measured, by what an hour of theirs got."""
    found = []
    for name, minutes in timed.items():
        posts = [
            one
            for one in study.operation.posts
            if one.post.post == name and one.post.campaign == study.question.campaign
        ]
        n, engagement = study.tally(posts, Metric.ENGAGEMENT)
        if posts and n == len(posts):
            title = posts[0].post.title or name
            found.append(Spent(post=name, title=title, minutes=minutes, posts=n, engagement=engagement))
    if len(found) < ENOUGH:
        return ()
    return tuple(sorted(found, key=lambda one: (one.engagement / one.minutes, one.post))[:DEAREST])
