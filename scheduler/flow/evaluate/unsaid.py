"""What the figures of a report do not carry, each as one sentence: said as plainly as what they do."""

from collections.abc import Iterator, Mapping, Sequence

from scheduler.flow.evaluate.ages import CORE
from scheduler.flow.evaluate.findings import ratio
from scheduler.model.report import (
    Aftermath,
    Coverage,
    Effect,
    Figure,
    Finding,
    Group,
    NetworkRow,
    Role,
    Sensitivity,
    Verdict,
    WeekRow,
)


def cannot(
    *,
    simulated: bool,
    titles: Mapping[str, str],
    coverage: Coverage,
    effect: Effect | None,
    each: Figure,
    networks: Sequence[NetworkRow],
    days: Sequence[Group],
    weeks: Sequence[WeekRow],
    after: Sequence[Aftermath],
    sensitivity: Sequence[Sensitivity],
) -> tuple[Finding, ...]:
    """What the figures do not carry, each as one sentence."""
    return (
        *([Finding(code="report-cannot-real")] if simulated else ()),
        Finding(code="report-cannot-visitors"),
        *_cause(effect, each),
        *_best_day(days),
        *_components(networks, titles),
        *_other_weeks(weeks),
        *_left_out(coverage),
        *_one_ratio(sensitivity),
        *_afterwards(after),
    )


def beside(said: Sequence[Finding]) -> tuple[Finding, ...]:
    """`said` of a report that shows other series: that they were not compared would be untrue, that they are no cause is not."""
    named = "report-cannot-visitors"
    return tuple(Finding(code=f"{named}-beside") if one.code == named else one for one in said)


def _cause(effect: Effect | None, each: Figure) -> Iterator[Finding]:
    """An ordinary week proves neither that nothing changed nor, where posts alone would say so, that something did."""
    if effect and each.verdict is Verdict.ORDINARY:
        if effect.alone_low <= 1 <= effect.alone_high:
            arguments = {"low": ratio(effect.low), "high": ratio(effect.high)}
            yield Finding(code="report-cannot-nothing", arguments={**arguments, "detectable": ratio(effect.detectable)})
        else:
            arguments = {"low": ratio(effect.alone_low), "high": ratio(effect.alone_high)}
            yield Finding(code="report-cannot-suggestive", arguments=arguments)
    if each.verdict is Verdict.TOO_LITTLE and each.reason:
        yield Finding(code="report-cannot-judge", labels={"reason": (each.reason,)})


def _best_day(days: Sequence[Group]) -> Iterator[Finding]:
    posts = [day.posts for day in days if day.day and day.posts]
    if len(posts) > 1:
        same = "-same" if min(posts) == max(posts) else ""
        yield Finding(code=f"report-cannot-best-day{same}", arguments={"fewest": min(posts), "most": max(posts)})


def _components(networks: Sequence[NetworkRow], titles: Mapping[str, str]) -> Iterator[Finding]:
    for name in CORE:
        without = tuple(titles[one.network] for one in networks if one.posts and name not in one.components)
        if without:
            labels = {"component": (f"report-component-{name}",)}
            yield Finding(code="report-cannot-component", arguments={"networks": without}, labels=labels)
    unseen = tuple(titles[one.network] for one in networks if one.posts and one.views is None)
    if unseen:
        yield Finding(code="report-cannot-readers", arguments={"networks": unseen})
    elif sum(one.views is not None for one in networks) > 1:
        yield Finding(code="report-cannot-add-views")


def _other_weeks(weeks: Sequence[WeekRow]) -> Iterator[Finding]:
    others = [week.title for week in weeks if week.role is Role.OTHER]
    if others:
        named = tuple(sorted(set(others)))
        yield Finding(code="report-cannot-other-weeks", arguments={"n": len(others), "titles": named})


def _left_out(coverage: Coverage) -> Iterator[Finding]:
    for code, number in (
        ("baseline-missing", coverage.baseline_missing),
        ("outside", coverage.outside),
        ("unsent", sum(coverage.unsent.values())),
        ("withdrawn", coverage.withdrawn),
    ):
        if number:
            yield Finding(code=f"report-cannot-{code}", arguments={"n": number})


def _one_ratio(sensitivity: Sequence[Sensitivity]) -> Iterator[Finding]:
    spread = [one.per_post for one in sensitivity if one.by == "weeks"]
    if len(spread) > 1:
        yield Finding(code="report-cannot-one-ratio", arguments={"low": ratio(min(spread)), "high": ratio(max(spread))})


def _afterwards(after: Sequence[Aftermath]) -> Iterator[Finding]:
    later = [one.on for one in after if one.on]
    if later:
        yield Finding(code="report-cannot-after", arguments={"on": later[-1]})
