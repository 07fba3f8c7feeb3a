"""What a report teaches the next edition: pure, from the report and the posts behind it.

A week says little of one content: the least followed are marked only where there are enough to compare, each against its own
network, and nothing is taken out of the file.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean, median

from scheduler.flow.evaluate.objectives import target as read_target
from scheduler.model.evidence import Evidence, PostEvidence
from scheduler.model.figure import Argument, Finding, Kind, Quantity, Role
from scheduler.model.lessons import Aim, Lessons
from scheduler.model.report import Objective, Report

ENOUGH = 8
"""Contents below which none is called the least followed."""
LOW, HIGH = 0.5, 1.5
"""Against the median of its network: at most this, a content is little followed; at least that, much."""
MOST_LEFT = 0.25
"""At most this share of the contents is marked as least followed."""
STEP = 0.05


def lessons(report: Report, behind: Evidence) -> Lessons:
    """The lessons of an edition."""
    mine = [one for one in behind.posts if one.campaign == report.campaign and one.role is Role.OPERATION]
    ratios = contents(mine, behind.posts)
    least = _least(ratios)
    return Lessons(
        campaign=report.campaign,
        first=report.first,
        head=tuple(_head(report, mine, least)),
        objectives={one.name: _aim(one) for one in report.objectives},
        days={
            group.day: (
                Finding(
                    code="lesson-day-few" if group.few or group.engagement is None else "lesson-day",
                    arguments={
                        "n": group.posts,
                        "engagement": Quantity(group.engagement or 0.0, Kind.COUNT),
                    },
                ),
            )
            for group in report.days
            if group.day is not None
        },
        contents={name: _content(name, ratio, mine, least) for name, ratio in ratios.items()},
        least=least,
    )


def contents(mine: Sequence[PostEvidence], during: Iterable[PostEvidence]) -> Mapping[str, float | None]:
    """Each content's engagement over the median of its network in the operation, the geometric mean over its networks.

    None where no network of it could be compared. Ones are added, so that a post without any engagement has a place.
    """
    by_network: dict[str, list[float]] = {}
    for one in during:
        if one.role is Role.OPERATION and one.counted and one.engagement is not None:
            by_network.setdefault(one.network, []).append(one.engagement)
    middle = {name: median(values) for name, values in by_network.items()}
    found: dict[str, list[float]] = {one.post: [] for one in mine}
    for one in mine:
        if one.counted and one.engagement is not None:
            found[one.post].append(math.log((one.engagement + 1) / (middle[one.network] + 1)))
    return {name: math.exp(fmean(logs)) if logs else None for name, logs in found.items()}


def _least(ratios: Mapping[str, float | None]) -> tuple[str, ...]:
    known = sorted((ratio, name) for name, ratio in ratios.items() if ratio is not None)
    if len(known) < ENOUGH:
        return ()
    return tuple(name for ratio, name in known[: int(len(known) * MOST_LEFT)] if ratio <= LOW)


def _head(report: Report, mine: Sequence[PostEvidence], least: Sequence[str]) -> Iterable[Finding]:
    named: dict[str, Argument] = {"campaign": report.campaign, "first": report.first, "last": report.last}
    yield Finding(code="lesson-from", arguments={**named, "made": report.made.date()})
    if report.simulated:
        yield Finding(code="lesson-simulated")
    yield from report.brief
    yield from _fewer(mine, least)
    if report.effect is not None:
        yield Finding(code="lesson-detectable", arguments={"ratio": Quantity(report.effect.detectable, Kind.RATIO)})
    yield Finding(code="lesson-caution")
    yield Finding(code="lesson-fill")


def _fewer(mine: Sequence[PostEvidence], least: Sequence[str]) -> Iterable[Finding]:
    """«7 contents instead of 12»: what the least followed took and brought, where there are any."""
    names = {one.post for one in mine}
    if not least:
        if names:
            yield Finding(code="lesson-contents", arguments={"n": len(names)})
        return
    counted = [one for one in mine if one.engagement is not None]
    whole = sum(one.engagement or 0 for one in counted)
    share = sum(one.engagement or 0 for one in counted if one.post in least) / whole if whole else 0.0
    given: dict[str, Argument] = {"left": len(names) - len(least), "all": len(names), "n": len(least)}
    minutes = {one.post: one.minutes for one in mine if one.post in least}
    spent = sum(value for value in minutes.values() if value is not None)
    code = "lesson-fewer-minutes" if spent and None not in minutes.values() else "lesson-fewer"
    found: dict[str, Argument] = {**given, "share": Quantity(share, Kind.SHARE)}
    if code == "lesson-fewer-minutes":
        found["time"] = Quantity(spent, Kind.HOURS)
    yield Finding(code=code, arguments=found)


def _content(name: str, ratio: float | None, mine: Sequence[PostEvidence], least: Sequence[str]) -> tuple[Finding, ...]:
    title = next((one.title for one in mine if one.post == name and one.title), name)
    if ratio is None:
        return (Finding(code="lesson-content-unread", arguments={"title": title}),)
    code = "lesson-content-least" if name in least else "lesson-content-much" if ratio >= HIGH else "lesson-content"
    networks = len({one.network for one in mine if one.post == name and one.counted})
    return (Finding(code=code, arguments={"title": title, "ratio": Quantity(ratio, Kind.RATIO), "n": networks}),)


def plain(value: float) -> str:
    """A target to two digits, as a file may hold it: never with an exponent."""
    rounded = float(f"{value:.2g}")
    return f"{rounded:.0f}" if rounded.is_integer() else f"{rounded:.10f}".rstrip("0")


def _aim(one: Objective) -> Aim:
    """The change that was observed, to five in a hundred; the old target where none came of it, or nothing is known."""
    if one.value is None:
        return Aim(target="", said=(Finding(code="lesson-aim-unknown", arguments={"target": one.target}),))
    known = {"target": one.target}
    labels = {"verdict": (f"report-verdict-{one.verdict.value}",), "reached": (f"report-reached-{one.reached.value}",)}
    wanted = read_target(one.target)
    if wanted is not None and wanted.ratio is None:
        said = Finding(
            code="lesson-aim-value", arguments={**known, "value": Quantity(one.value, Kind.RATE)}, labels=labels
        )
        return Aim(target=plain(one.value), said=(said,))
    change = (one.ratio or 1.0) - 1
    said = Finding(code="lesson-aim", arguments={**known, "change": Quantity(change, Kind.CHANGE)}, labels=labels)
    steps = round(change / STEP)
    return Aim(target=f"+{steps * 5}%" if steps > 0 else "", said=(said,))
