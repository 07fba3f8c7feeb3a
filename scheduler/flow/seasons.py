"""Whether a series is laid out on a day: its exceptions, the campaigns that it leaves alone, its conditions of the day."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from scheduler.flow.line import days
from scheduler.model.campaign import Campaign, Post
from scheduler.model.line import Line
from scheduler.model.notice import Notice, error, warning
from scheduler.model.series import Daily, Kind, Repeat
from scheduler.model.spelling import nearest

Runs = Mapping[str, tuple[date, date]]
"""The first and the last day of each campaign."""


def named(campaigns: Iterable[Campaign]) -> set[str]:
    """The campaigns that the series of `campaigns` leave alone, or run with."""
    rules = [post.repeat for one in campaigns for post in one.posts if post.repeat]
    days = (each.name for one in rules for each in (*one.only_when, *one.not_when) if each.kind is Kind.CAMPAIGN)
    return {*days, *(name for one in rules for name in one.not_during)}


def kept(repeat: Repeat, runs: Runs, line: Line | None) -> Callable[[date], bool]:
    """What says whether `repeat` is laid out on a day, by the campaigns' runs and the editorial line."""
    closed = [*repeat.excepted, *(runs[slug] for slug in repeat.not_during if slug in runs)]

    def on(day: date) -> bool:
        if any(first <= day <= last for first, last in closed):
            return False
        if any(holds(one, day, runs, line) for one in repeat.not_when):
            return False
        return not repeat.only_when or any(holds(one, day, runs, line) for one in repeat.only_when)

    return on


def holds(one: Daily, day: date, runs: Runs, line: Line | None) -> bool:
    """Whether the condition `one` holds on `day`."""
    match one.kind:
        case Kind.WEEKDAYS:
            return day.weekday() in one.weekdays
        case Kind.RANGE:
            return one.first is not None and one.last is not None and one.first <= day <= one.last
        case Kind.YEARLY:
            return one.yearly is not None and _yearly(day, *one.yearly)
        case Kind.CAMPAIGN:
            return one.name in runs and runs[one.name][0] <= day <= runs[one.name][1]
        case Kind.CLOSED:
            return line is not None and any(rule.hold(day) for rule in line.closed_days)
        case Kind.SENSITIVE:
            return line is not None and any(rule.hold(day) for rule in line.sensitive_dates)
        case Kind.HOLIDAYS:
            return any(day in days.holidays(country, part, day.year) for country, part in countries(one, line))


def countries(one: Daily, line: Line | None) -> list[tuple[str, str]]:
    """Whose public holidays are meant: those that the condition names, else those of the editorial line."""
    if one.name:
        code, _, part = one.name.partition("-")
        return [(code, part)]
    return [(country.code, country.part) for country in line.holidays] if line else []


def _yearly(day: date, first: tuple[int, int], last: tuple[int, int]) -> bool:
    here = (day.month, day.day)
    return first <= here <= last if first <= last else here >= first or here <= last


def judged(post: Post, line: Line | None) -> Iterator[Notice]:
    """What there is to say of the conditions of a series: those that never hold, and names that nothing bears."""
    repeat = post.repeat
    if repeat is None:
        return
    subject = f'post "{post.id}"'
    for one in (*repeat.only_when, *repeat.not_when):
        where = one.where or repeat.where
        if one.kind is Kind.HOLIDAYS:
            known = countries(one, line)
            if not known:
                yield error("condition-country-none", where, subject)
            for code, part in known if one.name else ():
                parts = days.parts(code)
                if parts is None or (part and part not in parts):
                    yield error("condition-country-unknown", where, subject, name=one.name)
        elif one.kind is Kind.CLOSED and not (line and line.closed_days):
            yield warning("condition-without-days", where, subject, name="closing-days", rule="closed_days")
        elif one.kind is Kind.SENSITIVE and not (line and line.sensitive_dates):
            yield warning("condition-without-days", where, subject, name="quiet-periods", rule="sensitive_dates")


def unknown(post: Post, runs: Mapping[str, tuple[date, date] | None]) -> Iterator[Notice]:
    """Conditions that name a campaign which is not among those of `runs`, or which has no day of its own."""
    for one in (*post.repeat.only_when, *post.repeat.not_when) if post.repeat else ():
        if one.kind is Kind.CAMPAIGN and runs.get(one.name) is None:
            where, subject = one.where or post.where, f'post "{post.id}"'
            if one.name in runs:
                yield warning("condition-campaign-dateless", where, subject, name=one.name)
            elif meant := nearest(one.name, runs):
                yield warning("condition-campaign-meant", where, subject, name=one.name, meant=meant)
            else:
                words = ("public-holidays", "closing-days", "quiet-periods")
                yield warning("condition-campaign-unknown", where, subject, name=one.name, known=words)
