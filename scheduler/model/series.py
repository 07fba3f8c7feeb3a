"""A series as its author wrote it: the rule of its days, its hour or window, what it leaves out, in which order it speaks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from functools import lru_cache

from scheduler.model.notice import Where
from scheduler.model.rrule import rrule
from scheduler.model.rule import Every, Rule, numbered

EPOCH = date(2024, 1, 1)
"""A Monday: what a series without a first day is counted from, so that its rotation does not depend on today."""


class Order(StrEnum):
    """In which order the contents of a rotation come."""

    TURN = "in-turn"
    SHUFFLED = "shuffled"
    """In another order each round: none twice in a round, nor at the seam of two."""


class Kind(StrEnum):
    """What a condition of the day asks."""

    HOLIDAYS = "public-holidays"
    CLOSED = "closing-days"
    SENSITIVE = "sensitive-dates"
    """Those of the editorial line, also called quiet periods."""
    CAMPAIGN = "campaign"
    WEEKDAYS = "weekdays"
    RANGE = "range"
    YEARLY = "yearly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Daily:
    """A condition of the day: a public holiday, a closing day, the run of a campaign, some weekdays, a range of days."""

    kind: Kind
    name: str = ""
    """A country (`FR`, `FR-57`; none: those of the editorial line), or a campaign."""
    weekdays: tuple[int, ...] = ()
    first: date | None = None
    last: date | None = None
    yearly: tuple[tuple[int, int], tuple[int, int]] | None = None
    """The first and the last (month, day), both included; over the new year where the last is the smaller."""
    where: Where | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """The rule of a series. Its days are those of `rrule` where that is written, else of `every` with what stands beside it."""

    every: str
    hour: time
    """Nominal: where there is a window, it begins here."""
    days: tuple[int, ...] = ()
    """Weekdays, Monday 0; empty for every day."""
    first: date | None = None
    last: date | None = None
    count: int | None = None
    excepted: tuple[tuple[date, date], ...] = ()
    """Inclusive ranges of days on which nothing is laid out."""
    not_during: tuple[str, ...] = ()
    """Campaigns whose days it leaves alone."""
    slot: bool = False
    """Whether each occurrence takes a slot of its day; `hour` then says nothing, and its key is the day alone."""
    interval: int = 1
    month_days: tuple[int, ...] = ()
    """Of a month; -1 is the last one."""
    nth: tuple[tuple[int, int], ...] = ()
    """Of a month: (2, 1) is the second Tuesday, (-1, 4) the last Friday."""
    dates: tuple[tuple[int, int], ...] = ()
    """Of a year: (month, day)."""
    rrule: str = ""
    closes: time | None = None
    """Where there is a window, it ends here; the minute is drawn, and stays for its date."""
    order: Order = Order.TURN
    only_when: tuple[Daily, ...] = ()
    """Of these conditions one must hold on its day, where there are any."""
    not_when: tuple[Daily, ...] = ()
    """Of these conditions none may hold on its day."""
    where: Where

    @property
    def begins(self) -> date:
        """The day from which it is counted."""
        return self.first or EPOCH

    @property
    def choosy(self) -> bool:
        """Whether its days depend on what else the day is."""
        return bool(self.only_when or self.not_when)


def nominal(repeat: Repeat, *, begin: date, until: date) -> Iterator[tuple[int, date]]:
    """The nominal days of a series from `begin` to `until`, each with its number from 1.

    What it leaves out (exceptions, conditions) is among them and keeps its number, so that no later exception moves a content.
    """
    last = min(repeat.last or until, until)
    for number, day in numbered(rule_of(repeat), repeat.begins, begin=begin, until=last):
        if repeat.count is not None and number > repeat.count:
            return
        yield number, day


@lru_cache(maxsize=256)
def rule_of(repeat: Repeat) -> Rule:
    """The rule of its days."""
    if repeat.rrule:
        return rrule(repeat.rrule).rule
    return Rule(
        every=Every(repeat.every),
        interval=repeat.interval,
        weekdays=repeat.days,
        month_days=repeat.month_days,
        nth=repeat.nth,
        dates=repeat.dates,
    )
