"""From a question to what may be shared of it: one entry a network, few counts refused, all rounded."""

import math
from collections.abc import Mapping

from scheduler.flow.evaluate import editions, exported, verdicts
from scheduler.flow.evaluate.ages import take
from scheduler.flow.evaluate.question import Question
from scheduler.flow.evaluate.weeks import Study
from scheduler.model.report import Metric
from scheduler.model.sharing import FEWEST_COUNTS, FEWEST_POSTS, Contribution, Entry, Refused, size_of

DECIMALS = 2
VOLUME_DECIMALS = 1
"""Publications are few and whole numbers: 1.61 is five over one in a hundred ways, and 1.6 anything over anything."""
LEAST_ERROR = 0.01
"""An error that is rounded to nothing would weigh without bounds where many are pooled."""


def contribution(question: Question, *, operation: str) -> Contribution:
    """What may be shared of the campaign, named `operation`. Never raises for scarce data: it is refused with a reason."""
    own = [post for post in question.posts if not question.accounts or post.account in question.accounts]
    taken = take(own, question.snapshots, ages={question.age}, now=question.now)
    study = Study(question, question.age, taken.measured[question.age])
    shared: list[Entry] = []
    refused: list[Refused] = []
    for network in sorted({one.post.network for one in study.operation.posts}):
        found = _entry(study, network)
        if isinstance(found, Entry):
            shared.append(found)
        else:
            refused.append(found)
    accounts = {one.post.account for one in study.operation.posts}
    return Contribution(
        operation=operation,
        week=study.operation.label,
        days=(question.last - question.first).days + 1,
        age=None if any(one.post.at_export for one in taken.measured[question.age]) else question.age,
        entries=tuple(shared),
        refused=tuple(refused),
        simulated=bool(taken.simulated & accounts),
        titles=question.titles,
    )


def _entry(study: Study, network: str) -> Entry | Refused:
    part = study.only(lambda one: one.post.network == network)
    baseline = part.baseline(part.question.weeks)
    posts, engagement = part.tally(part.operation.posts, Metric.ENGAGEMENT)
    leans = exported.lean(part, part.question.weeks).unsafe is not None
    reason = exported.REASON if leans else verdicts.figure(part, Metric.ENGAGEMENT, baseline).reason
    few = posts < FEWEST_POSTS or engagement < FEWEST_COUNTS
    between, parts = editions.between(part, baseline), verdicts.decompose(part, baseline)
    if reason or few:
        return Refused(network=network, reason=reason or "report-why-few-counts")
    if between is None or parts is None:
        return Refused(network=network, reason="contribute-why-no-spread" if parts else "report-why-unripe")
    return Entry(
        network=network,
        metric=Metric.ENGAGEMENT.value,
        components=tuple(sorted(study.components.get(network, ()))),
        weeks=len(baseline),
        log_ratio=_rounded(math.log(between.ratio)),
        se=max(_rounded(between.error), LEAST_ERROR),
        log_volume=_rounded(math.log(parts.volume), VOLUME_DECIMALS),
        log_per_post=_rounded(math.log(parts.per_post)),
        size=size_of(_followers(study).get(network)),
    )


def _rounded(value: float, decimals: int = DECIMALS) -> float:
    return round(value, decimals) + 0.0  # no minus before a nought


def _followers(study: Study) -> Mapping[str, int]:
    """By network, its accounts' followers together around the first day; none where one of them is not known, or invented."""
    accounts = {one.post.account: one.post.network for one in study.operation.posts}
    nearest: dict[str, tuple[int, int]] = {}
    for one in study.question.followers:
        away = abs((study.local(one.taken).date() - study.question.first).days)
        if one.account in accounts and not one.simulated and away < nearest.get(one.account, (400, 0))[0]:
            nearest[one.account] = (away, one.count)
    found: dict[str, int] = {}
    for account, network in accounts.items():
        if account in nearest:
            found[network] = found.get(network, 0) + nearest[account][1]
    return {name: n for name, n in found.items() if all(a in nearest for a, of in accounts.items() if of == name)}
