"""Counts that came with an export: one reading, taken long after the post, in place of one at the compared age.

Half of what a post gathers comes within a day on most networks, so that such a count is nearly what the post had at a week; but
it is never less, and the older the post the more it has had time for. Compared with its like that does no harm, and the report
says so. Compared with counts at the age it leans one way: what would be called «less» (an old reference) or «more» (old
counts of the days themselves) could come from that alone, and is not called so.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from scheduler.flow.evaluate.ages import Measured, Standing
from scheduler.flow.evaluate.weeks import Study
from scheduler.model.report import Figure, Finding, Metric, Objective, Verdict

REASON = "at-export-why"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lean:
    """Measured posts of the days and of their reference, and how many of each were counted by an export."""

    days: int
    days_exported: int
    past: int
    past_exported: int

    @property
    def unsafe(self) -> Verdict | None:
        """The verdict that could come from this alone; None where like is compared with like."""
        days, past = self.days_exported * self.past, self.past_exported * self.days
        if days == past:  # the same share on both sides
            return None
        return Verdict.LESS if past > days else Verdict.MORE


def lean(study: Study, weeks: int) -> Lean:
    """How the counts of the operation and of its `weeks` baseline weeks came."""
    days = [*_measured(study.operation.posts)]
    past = [*_measured(one for week in study.baseline(weeks) for one in week.posts)]
    return Lean(
        days=len(days),
        days_exported=sum(one.post.at_export for one in days),
        past=len(past),
        past_exported=sum(one.post.at_export for one in past),
    )


def _measured(posts: Iterable[Measured]) -> Iterator[Measured]:
    return (one for one in posts if one.standing is Standing.MEASURED)


def guarded(figures: Sequence[Figure], found: Lean) -> tuple[Figure, ...]:
    """`figures` without the verdict that the exports alone could have made; how many posts went out, they do not touch."""
    return tuple(
        replace(one, verdict=Verdict.TOO_LITTLE, reason=REASON)
        if one.verdict is found.unsafe and one.metric is not Metric.POSTS
        else one
        for one in figures
    )


def judged(goals: Sequence[Objective], found: Lean) -> tuple[Objective, ...]:
    """As `guarded`, of objectives."""
    return tuple(
        replace(one, verdict=Verdict.TOO_LITTLE, reason=REASON)
        if one.verdict is found.unsafe and one.metric != Metric.POSTS.value
        else one
        for one in goals
    )


def findings(study: Study, found: Lean) -> Iterator[Finding]:
    """What is to be known of counts from exports, where there are any."""
    arguments = {"age": study.age}
    if found.unsafe is Verdict.LESS:
        yield Finding(code="at-export-reference", arguments={**arguments, "n": found.past_exported})
    elif found.unsafe is Verdict.MORE:
        yield Finding(code="at-export-days", arguments={**arguments, "n": found.days_exported})
    elif found.days_exported or found.past_exported:
        yield Finding(code="at-export-all", arguments=arguments)
