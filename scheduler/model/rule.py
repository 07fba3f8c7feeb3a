"""The days that a rule of recurrence names: every second week, each last Friday, the 29th of February. Pure, dates only.

Hours and zones are no part of it, so that no clock change can touch it. The parts are those of RFC 5545 (section 3.3.10,
https://www.rfc-editor.org/rfc/rfc5545#section-3.3.10, read 2026-11-22); `rrule` reads them from its text.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

ONE = timedelta(days=1)
LAST = date(9999, 12, 24)
"""Beyond it there is no whole week."""


class Every(StrEnum):
    """The period of a rule."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Which days of every `interval`-th period. Parts that are empty ask nothing; negative numbers count from the end."""

    every: Every
    interval: int = 1
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    """Numbered as ISO does, but that they begin on `week_start`."""
    weekdays: tuple[int, ...] = ()
    """Monday 0."""
    nth: tuple[tuple[int, int], ...] = ()
    """(2, 1): the second Tuesday of the month; of the year where the period is one and `months` names none."""
    dates: tuple[tuple[int, int], ...] = ()
    """Of a year: (month, day)."""
    positions: tuple[int, ...] = ()
    """Which of a period's days, once all else has chosen."""
    week_start: int = 0


def numbered(rule: Rule, first: date, *, begin: date, until: date) -> Iterator[tuple[int, date]]:
    """The days of `rule` from `begin` to `until`, each with its number, counted from `first`, the day on which the rule begins.

    What lies before `begin` is skipped in one step where the rule is one of plain days or weeks, else counted period by period.
    """
    whole = completed(rule, first)
    until = min(until, LAST)
    if whole.every is Every.DAY and not _asks(whole):
        yield from _of_days(whole, first, max(begin, first), until)
    elif whole.every is Every.WEEK and whole.weekdays and not _asks(whole):
        yield from _of_weeks(whole, first, max(begin, first), until)
    else:
        yield from _of_periods(whole, first, begin, until)


def completed(rule: Rule, first: date) -> Rule:
    """`rule` with what it takes from its first day where it does not say it: the weekday, the day of the month, the month."""
    if rule.weeks or rule.year_days or rule.month_days or rule.weekdays or rule.nth or rule.dates:
        if rule.every is Every.DAY and rule.interval == 1 and rule.weekdays and not _asks(rule):
            return replace(rule, every=Every.WEEK)  # the same days, and they can be counted at once
        return rule
    if rule.every is Every.YEAR:
        return replace(rule, months=rule.months or (first.month,), month_days=(first.day,))
    if rule.every is Every.MONTH:
        return replace(rule, month_days=(first.day,))
    return replace(rule, weekdays=(first.weekday(),)) if rule.every is Every.WEEK else rule


def _asks(rule: Rule) -> bool:
    """Whether it asks more than an interval and weekdays."""
    asked = (rule.months, rule.month_days, rule.year_days, rule.weeks, rule.nth, rule.dates, rule.positions)
    return any(asked) or (rule.every is Every.DAY and rule.interval > 1 and bool(rule.weekdays))


def _of_days(rule: Rule, first: date, begin: date, until: date) -> Iterator[tuple[int, date]]:
    skipped = -(-(begin - first).days // rule.interval)
    for number in range(skipped, (until - first).days // rule.interval + 1):
        yield number + 1, first + timedelta(days=number * rule.interval)


def _of_weeks(rule: Rule, first: date, begin: date, until: date) -> Iterator[tuple[int, date]]:
    places = sorted({(day - rule.week_start) % 7 for day in rule.weekdays})
    place = (first.weekday() - rule.week_start) % 7
    lost = sum(1 for one in places if one < place)
    step = 7 * rule.interval
    week = (begin - first).days + place
    start = first.toordinal() - place
    for turn in range(week // step, (until - first).days + 8):
        for number, one in enumerate(places, start=turn * len(places) - lost + 1):
            ordinal = start + turn * step + one
            if ordinal > until.toordinal():
                return
            if ordinal >= begin.toordinal():
                yield number, date.fromordinal(ordinal)


def _of_periods(rule: Rule, first: date, begin: date, until: date) -> Iterator[tuple[int, date]]:
    number = 0
    for days in _periods(rule, first, until):
        for day in _placed(sorted(set(days)), rule.positions):
            if first <= day <= until:
                number += 1
                if day >= begin:
                    yield number, day


def _placed(days: list[date], positions: tuple[int, ...]) -> list[date]:
    if not positions:
        return days
    wanted = {place - 1 if place > 0 else len(days) + place for place in positions}
    return [day for number, day in enumerate(days) if number in wanted]


def _periods(rule: Rule, first: date, until: date) -> Iterator[Iterable[date]]:
    """The days that `rule` chooses in each of its periods, from that of `first` on."""
    if rule.every in {Every.DAY, Every.WEEK}:
        week = rule.every is Every.WEEK
        start = first - timedelta(days=(first.weekday() - rule.week_start) % 7) if week else first
        for ordinal in range(start.toordinal(), until.toordinal() + 1, rule.interval * (7 if week else 1)):
            days = range(ordinal, min(ordinal + (7 if week else 1), LAST.toordinal() + 1))
            yield [day for one in days if _chosen(day := date.fromordinal(one), rule)]
        return
    for year, months in _years(rule, first, until):
        found = _of_year(rule, year) if rule.every is Every.YEAR else None
        yield found if found is not None else [day for month in months for day in _of_month(rule, year, month)]


def _years(rule: Rule, first: date, until: date) -> Iterator[tuple[int, Iterable[int]]]:
    """The year of each period, and its months."""
    if rule.every is Every.YEAR:
        for year in range(first.year, until.year + 1, rule.interval):
            yield year, rule.months or range(1, 13)
        return
    for month in range(first.year * 12 + first.month - 1, until.year * 12 + until.month, rule.interval):
        if not rule.months or month % 12 + 1 in rule.months:
            yield month // 12, (month % 12 + 1,)


def _of_year(rule: Rule, year: int) -> Iterable[date] | None:
    """The days of a year that are not chosen month by month; None where they are."""
    if rule.dates:
        given = (_day(year, month, day) for month, day in rule.dates)
        return [day for day in given if day and _chosen(day, rule)]
    if rule.nth and not rule.months:
        january, december = date(year, 1, 1), date(year, 12, 31)
        return [day for day in _by_weekday(rule, january, december) if _chosen(day, rule)]
    return None


def _of_month(rule: Rule, year: int, month: int) -> Iterator[date]:
    first = date(year, month, 1)
    length = month_length(year, month)
    days: Iterable[date]
    if rule.nth:
        days = _by_weekday(rule, first, first.replace(day=length))
    elif rule.month_days:
        days = (first.replace(day=one) for one in {*_from_end(rule.month_days, length)} if 0 < one <= length)
    else:
        days = (first.replace(day=one) for one in range(1, length + 1))
    yield from (day for day in days if _chosen(day, rule))


def _by_weekday(rule: Rule, first: date, last: date) -> Iterator[date]:
    """The days of `nth` from `first` to `last`, and those of the plain weekdays that stand beside them."""
    for place, weekday in rule.nth:
        if place > 0:
            day = first.toordinal() + (weekday - first.weekday()) % 7 + 7 * (place - 1)
        else:
            day = last.toordinal() - (last.weekday() - weekday) % 7 + 7 * (place + 1)
        if first.toordinal() <= day <= last.toordinal():
            yield date.fromordinal(day)
    if rule.weekdays:
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        yield from (day for day in days if day.weekday() in rule.weekdays)


def _chosen(day: date, rule: Rule) -> bool:
    """Whether each part of `rule` that looks at a single day takes `day`."""
    if rule.months and day.month not in rule.months:
        return False
    if rule.weekdays and not rule.nth and day.weekday() not in rule.weekdays:
        return False
    if rule.month_days and day.day not in _from_end(rule.month_days, month_length(day.year, day.month)):
        return False
    if rule.year_days:
        length = 366 if month_length(day.year, 2) == 29 else 365
        if day.timetuple().tm_yday not in _from_end(rule.year_days, length):
            return False
    return not rule.weeks or _in_weeks(day, rule)


def _in_weeks(day: date, rule: Rule) -> bool:
    """Whether the week of `day` is one of `rule.weeks`: the first of a year is the one that holds its 4th of January."""
    own = next(year for year in (day.year + 1, day.year, day.year - 1) if _first_week(year, rule.week_start) <= day)
    start = _first_week(own, rule.week_start)
    weeks = (_first_week(own + 1, rule.week_start) - start).days // 7
    return (day - start).days // 7 + 1 in _from_end(rule.weeks, weeks)


def _first_week(year: int, week_start: int) -> date:
    fourth = date(year, 1, 4)
    return fourth - timedelta(days=(fourth.weekday() - week_start) % 7)


def _from_end(numbers: tuple[int, ...], length: int) -> list[int]:
    """`numbers` counted from the beginning, where there are `length` of them."""
    return [one if one > 0 else length + one + 1 for one in numbers]


def month_length(year: int, month: int) -> int:
    """How many days a month has."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in {4, 6, 9, 11} else 31


def _day(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if day <= month_length(year, month) else None
