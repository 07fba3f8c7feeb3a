"""What a report may tell to partners: ratios to one's own ordinary weeks, rounded, and words; never a count.

An index says how a week compares with the weeks before it, and nothing of how large an account is. Of the effect neither the
dispersion nor more than two decimals are told: with them a count could be worked out. A line under five posts is not told at all.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.model.figure import Metric, Reached, Role, Verdict
from scheduler.model.report import Figure, Report

BASE = 100
FEWEST = 20
"""Under so many engagements in the operation nothing is told: ratios of a few are counts in disguise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureIndex:
    """A key figure: its ratio to the mean ordinary week, and the verdict."""

    metric: Metric
    ratio: float | None
    verdict: Verdict
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekIndex:
    """A week against the mean baseline week, which is 100; whole numbers."""

    label: str
    role: Role
    engagement: int | None
    per_post: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkIndex:
    """A network against its own ordinary weeks, per post."""

    network: str
    ratio: float | None
    verdict: Verdict
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveIndex:
    """An objective: what was wanted, and what came of it as a ratio."""

    name: str
    metric: str
    target: str
    ratio: float | None
    reached: Reached
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class SensitivityIndex:
    """The ratios by another baseline."""

    by: str
    weeks: int
    per_post: float
    total: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterIndex:
    """Weeks after the operation, per post."""

    first: int
    last: int
    per_post: float | None
    verdict: Verdict
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indices:
    """The whole that partners are told. `reason` says why nothing is, where too little was engaged."""

    campaign: str
    title: str
    first: date
    last: date
    age: timedelta
    version: str
    simulated: bool
    networks: tuple[str, ...]
    volume: float | None
    per_post: float | None
    total: float | None
    effect: float | None
    low: float | None
    high: float | None
    detectable: float | None
    figures: tuple[FigureIndex, ...]
    weeks: tuple[WeekIndex, ...]
    per_network: tuple[NetworkIndex, ...]
    objectives: tuple[ObjectiveIndex, ...]
    sensitivity: tuple[SensitivityIndex, ...]
    aftermath: tuple[AfterIndex, ...]
    reason: str = ""


def indices(report: Report) -> Indices:
    """What of `report` may be told to partners."""
    told = (report.figure(Metric.TOTAL).value or 0) >= FEWEST
    parts, effect = (report.decomposition, report.effect) if told else (None, None)
    return Indices(
        campaign=report.campaign,
        title=report.title,
        first=report.first,
        last=report.last,
        age=report.age,
        version=report.version,
        simulated=report.simulated,
        networks=report.networks,
        volume=_two(parts.volume if parts else None),
        per_post=_two(parts.per_post if parts else None),
        total=_two(parts.total if parts else None),
        effect=_two(effect.ratio if effect else None),
        low=_two(effect.low if effect else None),
        high=_two(effect.high if effect else None),
        detectable=_two(effect.detectable if effect else None),
        figures=tuple(_figure(one) for one in report.figures) if told else (),
        weeks=tuple(_weeks(report)) if told else (),
        per_network=tuple(_networks(report)) if told else (),
        objectives=tuple(_objectives(report, told=told)),
        sensitivity=tuple(
            SensitivityIndex(by=one.by, weeks=one.weeks, per_post=round(one.per_post, 2), total=_two(one.total))
            for one in report.sensitivity
            if told
        ),
        aftermath=tuple(
            AfterIndex(first=one.first, last=one.last, per_post=_two(one.per_post), verdict=one.verdict, on=one.on)
            for one in report.aftermath
            if told
        ),
        reason="" if told else "report-why-few-counts",
    )


def _two(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _figure(one: Figure) -> FigureIndex:
    return FigureIndex(metric=one.metric, ratio=_two(one.ratio), verdict=one.verdict, reason=one.reason)


def _weeks(report: Report) -> Iterable[WeekIndex]:
    base = [row for row in report.weeks if row.role is Role.BASELINE]
    totals = [row.engagement for row in base if row.engagement is not None]
    rate = report.figure(Metric.ENGAGEMENT).mean
    for row in report.weeks:
        if row.role is Role.OTHER:
            continue
        yield WeekIndex(
            label=row.label,
            role=row.role,
            engagement=_index(row.engagement, sum(totals) / len(totals) if totals else None),
            per_post=_index(row.per_post, rate),
        )


def _index(value: float | None, base: float | None) -> int | None:
    return round(BASE * value / base) if value is not None and base else None


def _networks(report: Report) -> Iterable[NetworkIndex]:
    for row in report.per_network:
        small = row.figure.posts < 5 or (row.engagement or 0) < FEWEST
        yield NetworkIndex(
            network=row.network,
            ratio=None if small else _two(row.figure.ratio),
            verdict=row.figure.verdict,
            reason=row.figure.reason or ("report-why-few-counts" if small else ""),
        )


def _objectives(report: Report, *, told: bool) -> Iterable[ObjectiveIndex]:
    for one in report.objectives:
        yield ObjectiveIndex(
            name=one.name,
            metric=one.metric,
            # A bare number would be a count: only a change may be told.
            target=one.target if one.target.strip()[:1] in "+-−x×*" else "",
            ratio=_two(one.ratio) if told else None,
            reached=one.reached,
            verdict=one.verdict,
        )
