"""Editions compared: a week of this year with a week of last year says mostly how the account has grown.

So each edition is held against its own ordinary weeks first; then these ratios are compared (the ratio of ratios), with the
range that weeks give it, and all editions are judged together. Pure functions of Questions.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from scheduler.flow.evaluate import intervals, verdicts
from scheduler.flow.evaluate.ages import take
from scheduler.flow.evaluate.findings import ratio
from scheduler.flow.evaluate.question import Question
from scheduler.flow.evaluate.weeks import Study, Week
from scheduler.model.comparison import Comparison, Edition, Pooled, Step
from scheduler.model.report import Argument, Finding, Kind, Metric, Quantity

NORMAL = 1.96
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def edition(question: Question) -> Edition:
    """One operation against the weeks before it; never raises for scarce data."""
    own = [post for post in question.posts if not question.accounts or post.account in question.accounts]
    taken = take(own, question.snapshots, ages={question.age}, now=question.now)
    return of(Study(question, question.age, taken.measured[question.age]), taken.simulated)


def beside(study: Study, simulated: frozenset[str]) -> Comparison | None:
    """The operation beside its earlier editions; None where there is none."""
    earlier = study.question.earlier
    return compare([*earlier, of(study, simulated)]) if earlier else None


def of(study: Study, simulated: frozenset[str]) -> Edition:
    """The edition that `study` is of; `simulated` names the accounts with invented counts."""
    question = study.question
    baseline = study.baseline(question.weeks)
    each, total = (verdicts.figure(study, metric, baseline) for metric in (Metric.ENGAGEMENT, Metric.TOTAL))
    spread = between(study, baseline)
    posts, engagement = study.tally(study.operation.posts, Metric.ENGAGEMENT)
    parts = None if each.reason else verdicts.decompose(study, baseline)
    networks = sorted({one.post.network for one in study.operation.posts})
    return Edition(
        campaign=question.campaign,
        title=question.title,
        first=question.first,
        last=question.last,
        accounts=tuple(sorted({one.post.account for one in study.operation.posts})),
        networks=tuple(networks),
        components=tuple(sorted({name for network in networks for name in study.components.get(network, ())})),
        posts=posts,
        engagement=engagement if posts else None,
        per_post=engagement / posts if posts else None,
        parts=parts,
        ordinary=each.ordinary,
        verdict=each.verdict,
        total_verdict=total.verdict,
        ratio=spread.ratio if spread else None,
        error=spread.error if spread else None,
        weeks=len(baseline),
        spread=_spread(study, baseline),
        simulated=bool(simulated & {one.post.account for one in study.operation.posts}),
        age=question.age,
        reason=each.reason or ("" if parts else "report-why-unripe"),
    )


def between(study: Study, baseline: Sequence[Week]) -> intervals.Between | None:
    """The ratio per post with the error that is pooled; None where no verdict may be given."""
    if verdicts.effect(study, baseline) is None:
        return None
    during = study.values(study.operation.posts, Metric.ENGAGEMENT)
    before = study.values((one for week in baseline for one in week.posts), Metric.ENGAGEMENT)
    phi = intervals.dispersion(during, before)
    tallies = [study.tally(week.posts, Metric.ENGAGEMENT) for week in baseline]
    weeks = [(n, one) for n, one in tallies if n and one]
    return intervals.between_weeks(during=(len(during), sum(during)), weeks=weeks, phi=phi) if phi else None


def _spread(study: Study, baseline: Sequence[Week]) -> float | None:
    logs = [math.log(value) for value in verdicts.past_values(study, Metric.ENGAGEMENT, baseline) if value > 0]
    if len(logs) < 2:
        return None
    mean = math.fsum(logs) / len(logs)
    return math.sqrt(math.fsum((one - mean) ** 2 for one in logs) / (len(logs) - 1))


def earlier(slug: str, first: date, others: Mapping[str, tuple[date, date]]) -> list[str]:
    """The campaigns among `others` (their first and last days) that are earlier editions of `slug`: of its name but the year."""
    mine = stem(slug)
    found = [name for name, days in others.items() if name != slug and stem(name) == mine and days[1] < first]
    return sorted(found, key=lambda name: others[name])


def stem(slug: str) -> str:
    """`museumweek` of `museumweek-2027`; the slug itself where it names no year."""
    return _YEAR.sub("", slug).strip("-") or slug


def compare(editions: Iterable[Edition]) -> Comparison:
    """At least two editions, in any order; what keeps two from being compared is the reason of their step."""
    known = tuple(sorted(editions, key=lambda one: (one.first, one.campaign)))
    steps = tuple(step(one, other) for one, other in pairwise(known))
    found = pooled(known)
    return Comparison(editions=known, steps=steps, pooled=found, findings=tuple(_said(known, steps, found)))


def step(earlier: Edition, later: Edition) -> Step:
    """The later edition beside the earlier one. The net ratio per post is that of ratios of sums; its range is of weeks."""
    reason = _apart(earlier, later)
    one, other = (None, None) if reason else (earlier.parts, later.parts)
    net = other.per_post / one.per_post if one and other else None
    margin = _margin(earlier, later) if net else None
    return Step(
        earlier=earlier.campaign,
        later=later.campaign,
        total=None if reason else _over(later.engagement, earlier.engagement),
        per_post=None if reason else _over(later.per_post, earlier.per_post),
        net_total=other.total / one.total if one and other else None,
        net_volume=other.volume / one.volume if one and other else None,
        net=net,
        low=net / margin if net and margin else None,
        high=net * margin if net and margin else None,
        reason=reason or (earlier.reason or later.reason if net is None else ""),
    )


def _apart(one: Edition, other: Edition) -> str:
    if one.age != other.age:
        return "compare-why-ages"
    # One of which nothing was counted is not of another kind: its own reason says what it lacks.
    counted = one.components and other.components
    return "compare-why-components" if counted and set(one.components) != set(other.components) else ""


def _over(value: float | None, base: float | None) -> float | None:
    return value / base if value is not None and base else None


def _margin(one: Edition, other: Edition) -> float | None:
    """What the net ratio may be multiplied or divided by: each edition is one week among weeks that differ by themselves.

    Each week's logarithm varies by s, its baseline's mean by s / sqrt(k); degrees of freedom by Welch and Satterthwaite.
    """
    if not one.spread or not other.spread:
        return None
    # The weeks that have a logarithm: one without any engagement has none.
    weeks = [each.ordinary.weeks if each.ordinary else each.weeks for each in (one, other)]
    variances = [each.spread**2 * (1 + 1 / k) for each, k in zip((one, other), weeks, strict=True) if each.spread]
    freedom = sum(variances) ** 2 / sum(v * v / (k - 1) for v, k in zip(variances, weeks, strict=True))
    return math.exp(intervals.student(0.975, max(1, int(freedom))) * math.sqrt(sum(variances)))


def pooled(editions: Sequence[Edition]) -> Pooled | None:
    """All whole editions with a ratio, judged together; None for fewer than two, or where their counts are not of one kind."""
    known = [(one, one.ratio, one.error) for one in editions if one.parts and one.ratio and one.error]
    if len(known) < 2 or any(_apart(known[0][0], one) for one, _, _ in known[1:]):
        return None
    values, variances = [math.log(ratio) for _, ratio, _ in known], [error * error for _, _, error in known]
    mean, error, tau2 = intervals.pooled(values, variances)
    spread, _ = intervals.heterogeneity(values, variances)
    return Pooled(
        ratio=math.exp(mean),
        low=math.exp(mean - NORMAL * error),
        high=math.exp(mean + NORMAL * error),
        heterogeneity=spread,
        tau2=tau2,
        editions=len(known),
    )


def _said(editions: Sequence[Edition], steps: Sequence[Step], found: Pooled | None) -> Iterable[Finding]:
    titles = {one.campaign: one.title for one in editions}
    for one in steps:
        names: dict[str, Argument] = {"earlier": titles[one.earlier], "later": titles[one.later]}
        if one.net is None or one.per_post is None:
            yield Finding(
                code="compare-open", arguments=names, labels={"reason": (one.reason or "report-why-no-baseline",)}
            )
            continue
        yield Finding(
            code="compare-raw", arguments=names | {"total": _times(one.total), "per_post": ratio(one.per_post)}
        )
        known: dict[str, Argument] = names | {"net": ratio(one.net)}
        if one.low is None or one.high is None:
            yield Finding(code="compare-net-alone", arguments=known)
        else:
            side = "more" if one.low > 1 else "less" if one.high < 1 else "even"
            known |= {"low": ratio(one.low), "high": ratio(one.high)}
            yield Finding(code=f"compare-net-{side}", arguments=known)
    if found:
        values: dict[str, Argument] = {
            "ratio": ratio(found.ratio),
            "low": ratio(found.low),
            "high": ratio(found.high),
            "n": found.editions,
        }
        yield Finding(
            code="compare-pooled-out" if found.low > 1 or found.high < 1 else "compare-pooled", arguments=values
        )
    accounts = [set(one.accounts) for one in editions if one.accounts]
    if any(one != accounts[0] for one in accounts[1:]):
        missing = tuple(sorted(set[str]().union(*accounts) - accounts[0].intersection(*accounts)))
        yield Finding(code="compare-accounts", arguments={"accounts": missing, "n": len(missing)})
    if any(one.simulated for one in editions):
        yield Finding(
            code="compare-simulated", arguments={"titles": tuple(one.title for one in editions if one.simulated)}
        )


def _times(value: float | None) -> Quantity | None:
    return None if value is None else Quantity(value, Kind.RATIO)
