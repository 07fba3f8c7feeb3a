"""Objectives about people: how many engaged, and what part of them was new."""

import re

from scheduler.flow.evaluate.objectives import target
from scheduler.model import report
from scheduler.model.campaign import Objective
from scheduler.model.publics import Circle, PublicRow, Publics
from scheduler.model.report import Reached, Verdict

PEOPLE, NEW_SHARE, NEW_PEOPLE = "people", "new-share", "new_engagers"
_CIRCLES = {PEOPLE: Circle.EVERYBODY, NEW_SHARE: Circle.NEW, NEW_PEOPLE: Circle.NEW}


def goal(objective: Objective, found: Publics | None) -> report.Objective | None:
    """What came of an objective about people; None for another. A part of one is a number from 0 to 1."""
    if objective.metric not in _CIRCLES:
        return None
    row = found.row(_CIRCLES[objective.metric]) if found else None
    if row is None:
        row = PublicRow(circle=Circle.EVERYBODY, reason="publics-why-nobody")
    value = row.share if objective.metric == NEW_SHARE else row.people
    mean = None if objective.metric == NEW_PEOPLE else row.mean
    aim, lower = _aim(objective, mean)
    reached = Reached.UNKNOWN
    if value is not None and aim is not None:
        reached = Reached.YES if (value <= aim if lower else value >= aim) else Reached.NO
    return report.Objective(
        name=objective.name,
        metric=objective.metric,
        target=objective.target,
        age=found.age if found else objective.age,
        aim=aim,
        value=value,
        ratio=value / mean if value is not None and mean else None,
        ordinary=row.ordinary if objective.metric != NEW_PEOPLE else None,
        reached=reached,
        verdict=row.verdict if objective.metric != NEW_PEOPLE else Verdict.TOO_LITTLE,
        reason=row.reason if value is None or aim is not None else row.reason or "report-why-no-baseline",
        on=row.on,
        p=row.p if objective.metric != NEW_PEOPLE else None,
    )


def _aim(objective: Objective, mean: float | None) -> tuple[float | None, bool]:
    """(what is to be reached, whether less is wanted): «50 %» of a part is a half, «+10 %» a tenth more than ordinary weeks."""
    plain = re.fullmatch(r"(\d+(?:[.,]\d+)?)%", re.sub(r"\s", "", objective.target))
    if plain and objective.metric == NEW_SHARE:
        return float(plain[1].replace(",", ".")) / 100, False
    wanted = target(objective.target)
    if wanted is None:
        return None, False
    if wanted.ratio is None:
        return wanted.value, wanted.lower
    return (mean * wanted.ratio if mean else None), wanted.lower
