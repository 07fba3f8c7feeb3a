"""What surrounds the counts: why a number is missing, what platforms did, and how accounts grew beyond their own trend."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from statistics import fmean

from scheduler.flow.evaluate.ages import Standing
from scheduler.flow.evaluate.judging import Spread, judged
from scheduler.flow.evaluate.weeks import Study, Week
from scheduler.model.report import NetworkRow, Role
from scheduler.model.surroundings import Gap, Growth, PlatformNote, Sort

DAY = timedelta(days=1)
LIVED = frozenset({Role.BASELINE, Role.EMPTY})
"""Weeks that say how an account moves by itself: those without a post, too."""


def with_gaps(study: Study, rows: Sequence[NetworkRow]) -> tuple[NetworkRow, ...]:
    """`rows`, each with why a number of it is missing."""
    return tuple(replace(row, gaps=dict(_gaps(study, row))) for row in rows)


def _gaps(study: Study, row: NetworkRow) -> Iterator[tuple[str, Gap]]:
    posts = [one for one in study.operation.posts if one.post.network == row.network]
    young = all(one.standing is Standing.YOUNG for one in posts)
    ever = (
        {"views"} if any(one.views is not None for one in study.measured if one.post.network == row.network) else set()
    )
    given = {"engagement", *study.components.get(row.network, ()), *ever}
    for name in ("engagement", "replies", "shares", "reactions", "views"):
        if getattr(row, name) is None:
            known = not study.components.get(row.network) or name in given
            yield name, Gap.NOT_YET if young else Gap.MISSING if known else Gap.NOT_GIVEN
    if row.gained is None:
        yield "gained", Gap.NOT_YET if study.today <= study.question.last else Gap.MISSING


def notes(study: Study) -> tuple[PlatformNote, ...]:
    """Those that touch the weeks which the report looks at, and an account or network of it, in order of time."""
    question = study.question
    weeks = study.before(question.weeks)
    first = weeks[0].first if weeks else question.first
    last = max(question.last, min(study.today, question.last + timedelta(weeks=8)))
    mine = [(one.post.account, one.post.network) for one in study.measured]
    here = dict.fromkeys(mine)
    found = [
        one for one in question.notes if one.touches(first, last) and any(one.concerns(*account) for account in here)
    ]
    return tuple(sorted(found, key=lambda one: (one.first, one.name)))


def growth(study: Study) -> tuple[Growth, ...]:
    """Each account whose followers were ever counted, in order of name."""
    question = study.question
    networks = {one.post.account: one.post.network for one in study.measured}
    counted: dict[str, dict[date, int]] = {}
    for one in sorted(question.followers, key=lambda one: one.taken):
        counted.setdefault(one.account, {})[study.local(one.taken).date()] = one.count
    invented = {one.account for one in question.followers if one.simulated}
    return tuple(
        replace(_growth(study, name, networks.get(name, ""), counted[name]), simulated=name in invented)
        for name in sorted(counted)
    )


def _growth(study: Study, account: str, network: str, counts: Mapping[date, int]) -> Growth:
    first, last = study.question.first, study.question.last
    weeks = [week for week in study.before(study.question.weeks) if week.role in LIVED]
    purged = tuple(week.label for week in weeks if _purged(study, account, network, week.first, week.last))
    past = [_rate(counts, week) for week in weeks if week.label not in purged]
    known = [one for one in past if one is not None]
    start, end = _at(counts, first), _at(counts, last + DAY)
    share = 1 / study.operation.scale
    trend = fmean(known) * share if known else None
    found = Growth(
        account=account,
        network=network,
        start=start,
        end=end,
        trend=trend,
        weeks=len(known),
        purged=purged,
        others=_others(study, account),
    )
    if start is None or end is None:
        return replace(found, gap=Gap.NOT_YET if study.today <= last else Gap.MISSING, reason="growth-why-unread")
    rate = (end - start) / start if start else None
    found = replace(found, gained=end - start, rate=rate)
    if rate is None:
        return replace(found, reason="growth-why-none")
    if _purged(study, account, network, first, last):
        return replace(found, reason="growth-why-purge")
    # Weeks are judged as weeks: a shorter or longer operation is brought to seven days, and its range back to its own.
    found = replace(found, net=rate - trend if trend is not None else None)
    verdict = judged(rate / share, known, spread=Spread.CHANGE)
    ordinary = verdict.ordinary
    return replace(
        found,
        low=ordinary.low * share if ordinary else None,
        high=ordinary.high * share if ordinary else None,
        verdict=verdict.verdict,
        reason=verdict.reason,
        p=verdict.p,
    )


def _rate(counts: Mapping[date, int], week: Week) -> float | None:
    start, end = _at(counts, week.first), _at(counts, week.last + DAY)
    return (end - start) / start if start and end is not None else None


def _at(counts: Mapping[date, int], day: date) -> int | None:
    """The count at the beginning of `day`: read on it, or on the day before."""
    return counts.get(day, counts.get(day - DAY))


def _purged(study: Study, account: str, network: str, first: date, last: date) -> bool:
    return any(
        one.sort is Sort.PURGE and one.touches(first, last) and one.concerns(account, network)
        for one in study.question.notes
    )


def _others(study: Study, account: str) -> Mapping[str, int]:
    last = study.question.last + DAY
    found: dict[str, int] = {}
    for one in sorted(study.question.account_figures, key=lambda one: one.taken):
        if one.account == account and study.question.first <= study.local(one.taken).date() <= last:
            found[one.name] = one.value
    return found
