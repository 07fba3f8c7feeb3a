"""Themes and categories: one test of all before any is called better, and typical posts drawn towards the week's."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import fmean

from scheduler.flow.evaluate import shrinkage
from scheduler.flow.evaluate.ages import Measured
from scheduler.flow.evaluate.weeks import Study
from scheduler.model.report import Group, Metric, Together

APART = ("", "*")
"""Groups that are no theme: posts without one, and those of everyday life."""
LEVEL = 0.05


def shrunk(groups: Sequence[Group]) -> tuple[Group, ...]:
    """The same groups, each of five posts or more with its typical post drawn towards that of all.

    Networks' own levels are taken off first. A group under five posts lends its posts to the whole, and gets no number.
    """
    mine = [one for one in groups if one.key not in APART]
    levels = iter(shrinkage.levelled([value for one in mine for value in one.values]))
    logs = [[next(levels) for _ in one.values] for one in mine]
    found = shrinkage.prior(logs)
    if found is None:
        return tuple(groups)
    typical = {
        (one.key, one.day): math.expm1(found.shrink(fmean(own), len(own)))
        for one, own in zip(mine, logs, strict=True)
        if own and not one.few
    }
    return tuple(replace(one, shrunk=typical.get((one.key, one.day))) for one in groups)


def together(study: Study) -> tuple[Together, ...]:
    """Whether themes differ, and whether categories do, the content being the unit. Nothing where no draw is asked for."""
    if not study.question.draws:
        return ()
    own = [
        one
        for one in study.operation.posts
        if one.post.campaign == study.question.campaign and study.value(one, Metric.ENGAGEMENT) is not None
    ]
    found = (
        _test(study, "themes", own, lambda one: one.post.theme),
        _test(study, "categories", own, lambda one: one.post.category),
    )
    return tuple(one for one in found if one is not None)


def _test(study: Study, of: str, posts: Sequence[Measured], group: Callable[[Measured], str]) -> Together | None:
    mine = [one for one in posts if group(one)]
    if len({group(one) for one in mine}) < 2:
        return None
    values = [(one.post.network, study.value(one, Metric.ENGAGEMENT) or 0.0) for one in mine]
    contents: dict[tuple[str, str], list[float]] = {}
    for one, log in zip(mine, shrinkage.levelled(values), strict=True):
        contents.setdefault((group(one), one.post.post), []).append(log)
    groups: dict[str, list[float]] = {}
    for (key, _), logs in contents.items():
        groups.setdefault(key, []).append(fmean(logs))
    found = shrinkage.omnibus(groups, draws=min(study.question.draws, shrinkage.DRAWS))
    return Together(
        of=of,
        groups=len(groups),
        contents=len(contents),
        p=found.p if found else None,
        explained=found.explained if found else None,
        reason="" if found else "judged-why-one-content",
    )
