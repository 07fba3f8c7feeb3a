"""Many looks at one week: p values corrected for their number, places among past weeks, and what must be said of it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from scheduler.flow.evaluate import placebo, verdicts
from scheduler.flow.evaluate.several import holm
from scheduler.flow.evaluate.weeks import Study, Week
from scheduler.model.figure import COUNTED_ON_POSTS, Kind
from scheduler.model.report import Argument, Figure, Finding, Metric, NetworkRow, Objective, Quantity, Together, Verdict

LEVEL = 0.05
THIN = 0.5
"""Under this part of an ordinary week's posts, a mean per post is called extraordinary too often (docs/calibration.md)."""
OUT = (Verdict.MORE, Verdict.LESS)


def figures(study: Study, baseline: Sequence[Week]) -> tuple[Figure, ...]:
    """The key figures, each with its place among past weeks, and its p corrected for all of them.

    The number of posts is a choice, not a result: it is not among the looks.
    """
    found = [verdicts.figure(study, metric, baseline) for metric in COUNTED_ON_POSTS]
    ranked = [replace(one, rank=placebo.rank(study, one.metric, one.ratio)) for one in found]
    p = corrected([None if one.metric is Metric.POSTS else one.p for one in ranked])
    return tuple(replace(one, adjusted=value) for one, value in zip(ranked, p, strict=True))


def corrected(values: Sequence[float | None]) -> list[float | None]:
    """Holm's correction of those that are known; the rest stay unknown and do not count."""
    known = iter(holm([one for one in values if one is not None]))
    return [None if one is None else next(known) for one in values]


def corrected_networks(rows: Sequence[NetworkRow]) -> tuple[NetworkRow, ...]:
    """Each network's p corrected for the number of networks."""
    values = corrected([row.figure.p for row in rows])
    return tuple(
        replace(row, figure=replace(row.figure, adjusted=value)) for row, value in zip(rows, values, strict=True)
    )


def corrected_objectives(goals: Sequence[Objective]) -> tuple[Objective, ...]:
    """Each objective's p corrected for the number of those that could be judged. A number of posts is no claim."""
    values = corrected([None if one.metric == Metric.POSTS else one.p for one in goals])
    return tuple(replace(one, adjusted=value) for one, value in zip(goals, values, strict=True))


def reservations(
    figures: Sequence[Figure],
    goals: Sequence[Objective],
    together: Sequence[Together],
    usual: float | None = None,
) -> Iterator[Finding]:
    """What several looks at once make of single findings: those that chance among so many could give.

    `usual` is the posts of a mean ordinary week: far fewer of them scatter more than the weeks that judge them.
    """
    yield from _thin(figures, usual)
    looked = [one for one in figures if one.adjusted is not None]
    weak = [one.metric for one in looked if one.verdict in OUT and not _holds(one.adjusted)]
    if weak:
        labels = {"metrics": tuple(f"report-metric-{metric.value}" for metric in weak)}
        yield Finding(code="judged-looks", arguments={"n": len(looked)}, labels=labels)
    tried = [one for one in goals if one.adjusted is not None]
    out = [one for one in tried if one.verdict in OUT]
    lost = tuple(one.name for one in out if not _holds(one.adjusted))
    if lost:
        yield Finding(code="judged-goals-lost", arguments={"n": len(tried), "names": lost})
    elif out and len(tried) > 1:
        kept = tuple(one.name for one in out)
        yield Finding(code="judged-goals-kept", arguments={"n": len(tried), "names": kept})
    for test in together:
        yield from _apart(test)


def _thin(figures: Sequence[Figure], usual: float | None) -> Iterator[Finding]:
    out = [one for one in figures if one.verdict in OUT and one.metric not in {Metric.POSTS, Metric.TOTAL}]
    posts = min((one.posts for one in out), default=0)
    if usual and posts and posts < THIN * usual:
        yield Finding(code="judged-thin", arguments={"n": posts, "usual": Quantity(usual, Kind.RATE)})


def _apart(test: Together) -> Iterator[Finding]:
    if test.p is None:
        yield Finding(code=f"judged-{test.of}-one", arguments={"n": test.contents})
        return
    differ = test.p < LEVEL
    arguments: dict[str, Argument] = {
        "n": test.contents,
        "p": Quantity(test.p, Kind.CHANCE if differ else Kind.SHARE),
        "share": Quantity(test.explained or 0.0, Kind.SHARE),
    }
    yield Finding(code=f"judged-{test.of}-{'differ' if differ else 'alike'}", arguments=arguments)


def _holds(p: float | None) -> bool:
    return p is not None and p < LEVEL
