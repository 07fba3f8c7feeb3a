"""The same ratios by other baselines: other lengths, last year, without the most followed post, like with like, medians."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from statistics import median

from scheduler.flow.evaluate.verdicts import FEWEST_POSTS, decompose, newcomers, past_median, top
from scheduler.flow.evaluate.weeks import Study, Week
from scheduler.model.report import Matched, Metric, Role, Sensitivity

LENGTHS = (4, 8, 12, 26, 52)
MATCHED = 2 / 3
"""The share of posts that must have their like for the whole to be read by it."""


def sensitivity(study: Study, like: Matched | None) -> tuple[Sensitivity, ...]:
    """The ratios by every baseline that the data reach; none where the chosen one gives none."""
    found = [*_by_length(study), *_by_year(study)]
    baseline = study.baseline(study.question.weeks)
    for by, without in (("without-new", newcomers(study)), ("without-top", top(study))):
        if found and without and without.per_post:
            found.append(Sensitivity(by=by, weeks=len(baseline), per_post=without.per_post, total=without.total))
    if found and like and like.posts >= MATCHED * (like.posts + like.unmatched):
        found.append(Sensitivity(by="matched", weeks=len(baseline), per_post=like.ratio, total=None))
    during, before = study.values(study.operation.posts, Metric.ENGAGEMENT), past_median(study, baseline)
    if found and during and before and median(during):
        ratio = median(during) / before
        found.append(Sensitivity(by="medians", weeks=len(baseline), per_post=ratio, total=None))
    return tuple(found)


def _by_length(study: Study) -> Iterator[Sensitivity]:
    for length in sorted({*LENGTHS, study.question.weeks}):
        baseline = study.baseline(length)
        if len(baseline) == length and (parts := decompose(study, baseline)):
            chosen = length == study.question.weeks
            yield Sensitivity(by="weeks", weeks=length, per_post=parts.per_post, total=parts.total, chosen=chosen)


def year_before(day: date) -> timedelta:
    """How far back the same weekday of the same ISO week lies, a year before: 364 or 371 days.

    A 53rd week, which most years lack, is compared with the 52nd.
    """
    year, week, weekday = day.isocalendar()
    return day - date.fromisocalendar(year - 1, min(week, 52), weekday)


def _by_year(study: Study) -> Iterator[Sensitivity]:
    """The same days last year alone, and the ratio of this year's ratio to that year's: the account itself has grown."""
    question = study.question
    back = year_before(question.first)
    first, last = question.first - back, question.last - back
    posts = study.span(first, last)
    another = any(one.first <= last and one.last >= first for one in question.others)
    if another or len(study.values(posts, Metric.ENGAGEMENT)) < FEWEST_POSTS:
        return
    alone = decompose(study, [Week(first=first, last=last, posts=posts, role=Role.BASELINE)])
    if alone:
        total = alone.total / study.operation.scale
        yield Sensitivity(by="last-year", weeks=1, per_post=alone.per_post, total=total)
    asked = replace(question, first=first, last=last)
    then = Study(asked, study.age, components=study.components, part=(study, lambda _: True))
    before, now = then.baseline(question.weeks), study.baseline(question.weeks)
    if len(before) < question.weeks or len(now) < question.weeks:
        return
    past, parts = decompose(then, before), decompose(study, now)
    if past and parts:
        per_post, total = parts.per_post / past.per_post, parts.total / past.total
        yield Sensitivity(by="year-on-year", weeks=len(before), per_post=per_post, total=total)
