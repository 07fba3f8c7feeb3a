"""Good hours without fooling anybody: what is known of an hour is what was tried, and one loud post makes no hour.

Everything is on ln(1 + engagement). Each account's own level is taken off first, then the groups of days and the bands of hours
are judged together (two-way, additive), each drawn towards the whole by empirical Bayes. An hour at which nobody ever posted
stays unknown. That good contents may have been given to certain hours cannot be seen in any of this, and is said.
"""

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import timedelta
from statistics import fmean
from typing import TypeVar
from zoneinfo import ZoneInfo

from scheduler.flow.evaluate.ages import Measured, Standing
from scheduler.flow.evaluate.shrinkage import levelled, omnibus, prior
from scheduler.model.hourly import Cell, Days, Hourly, Known
from scheduler.model.report import Argument, Finding, Kind, Quantity

K = TypeVar("K", bound=Hashable)

BAND = 3
"""Hours."""
FEW = 10
"""Posts below which a cell's own number is not shown."""
FEWEST = 50
"""Posts below which nothing is said of hours at all."""
LEVEL = 0.05
LITTLE = 0.05
"""A share of the variation below which the hour counts for little, however sure it is that it counts."""
ROUNDS = 20


def hourly(posts: Sequence[Measured], *, zone: str, age: timedelta, simulated: bool) -> Hourly:
    """What hours and days explain of `posts`, all that were ever measured at `age`. Never raises for scarce data."""
    known = engaged(posts)
    place = ZoneInfo(zone)
    values = levelled([(one.post.account, value) for one, value in known])
    cells = [_cell(one, place) for one, _ in known]
    bands = _grouped([hour for _, hour in cells], values)
    test = omnibus({str(hour): group for hour, group in bands.items()}) if len(known) >= FEWEST else None
    reason = "" if test else "hours-why-few" if len(known) < FEWEST else "hours-why-one"
    found = _cells(cells, values) if test else ()
    return Hourly(
        zone=zone,
        age=age,
        posts=len(known),
        networks=tuple(sorted({one.post.network for one, _ in known})),
        accounts=tuple(sorted({one.post.account for one, _ in known})),
        cells=found,
        p=test.p if test else None,
        explained=test.explained if test else None,
        simulated=simulated,
        findings=_findings(found, len(known), test.p if test else None, test.explained if test else None),
        reason=reason,
    )


def engaged(posts: Iterable[Measured]) -> list[tuple[Measured, float]]:
    """Each measured post with its engagement. Left out: one that lacks a component which its network gives elsewhere, and one
    of the past whose hour nobody knows.
    """
    known = [one for one in posts if one.standing is Standing.MEASURED and one.given and not one.post.day_only]
    components: dict[str, frozenset[str]] = {}
    for one in known:
        components[one.post.network] = components.get(one.post.network, frozenset()) | one.given
    return [
        (one, sum(getattr(one, name) for name in one.given))
        for one in known
        if one.given == components[one.post.network]
    ]


def _cell(one: Measured, place: ZoneInfo) -> tuple[Days, int]:
    at = one.post.at.astimezone(place)
    days = {5: Days.SATURDAY, 6: Days.SUNDAY}.get(at.weekday(), Days.WEEKDAYS)
    return days, at.hour // BAND * BAND


def _grouped(keys: Sequence[K], values: Sequence[float]) -> dict[K, list[float]]:
    found: dict[K, list[float]] = {}
    for key, value in zip(keys, values, strict=True):
        found.setdefault(key, []).append(value)
    return found


def _cells(cells: Sequence[tuple[Days, int]], values: Sequence[float]) -> tuple[Cell, ...]:
    days, hours = _effects([day for day, _ in cells], [hour for _, hour in cells], values)
    tried = _grouped(cells, values)
    found = []
    for group in Days:
        for hour in range(0, 24, BAND):
            n = len(tried.get((group, hour), ()))
            known = Known.NEVER if not n else Known.FEW if n < FEW else Known.TRIED
            usual = math.exp(days[group] + hours[hour]) if known is Known.TRIED else None
            found.append(Cell(days=group, hour=hour, posts=n, known=known, usual=usual))
    return tuple(found)


def _effects(
    days: Sequence[Days], hours: Sequence[int], values: Sequence[float]
) -> tuple[Mapping[Days, float], Mapping[int, float]]:
    """The two additive effects around the mean, each shrunk in turn on what the other leaves, until neither moves."""
    mean = fmean(values)
    by_day: dict[Days, float] = dict.fromkeys(days, 0.0)
    by_hour: dict[int, float] = dict.fromkeys(hours, 0.0)
    for _ in range(ROUNDS):
        by_hour = _shrunk(hours, [v - mean - by_day[day] for v, day in zip(values, days, strict=True)])
        by_day = _shrunk(days, [v - mean - by_hour[hour] for v, hour in zip(values, hours, strict=True)])
    return by_day, by_hour


def _shrunk(keys: Sequence[K], rest: Sequence[float]) -> dict[K, float]:
    groups = _grouped(keys, rest)
    common = prior(list(groups.values()))
    if common is None:
        return dict.fromkeys(groups, 0.0)
    return {key: common.weight(len(group)) * (fmean(group) - common.mean) for key, group in groups.items()}


def _findings(cells: Sequence[Cell], posts: int, p: float | None, explained: float | None) -> tuple[Finding, ...]:
    if p is None or explained is None:
        return ()
    share = Quantity(explained, Kind.SHARE)
    numbers: dict[str, Argument] = {"n": posts, "share": share, "p": Quantity(p, Kind.CHANCE)}
    little = "alike" if p >= LEVEL else "little" if explained < LITTLE else "counts"
    found = [Finding(code=f"hours-{little}", arguments=numbers)]
    never = sum(one.known is Known.NEVER for one in cells)
    few = sum(one.known is Known.FEW for one in cells)
    found.append(Finding(code="hours-untried", arguments={"n": never, "few": few, "of": len(cells)}))
    found.append(Finding(code="hours-selection"))
    return tuple(found)
