"""A pool: contents of a series that come back, each after a rest, chosen when an occurrence is laid out."""

from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.model.notice import Where

REST = timedelta(days=60)
LOW_REST = timedelta(days=180)
MonthDay = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """A content whose last publication had less than `under` of `metric` at `age` rests for `rest` instead."""

    metric: str
    under: float
    age: timedelta = timedelta(days=7)
    rest: timedelta = LOW_REST


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One content of a pool: what the series says is the content of the same place in `Post.rotate`.

    `season` are the days of any year between which it fits, both included, over the new year where the last is the smaller.
    """

    id: str
    where: Where
    weight: int = 1
    season: tuple[MonthDay, MonthDay] | None = None
    until: date | None = None

    def fits(self, day: date) -> bool:
        """Whether its season and its expiry allow `day`."""
        if self.until is not None and day > self.until:
            return False
        if self.season is None:
            return True
        first, last = self.season
        here = (day.month, day.day)
        return first <= here <= last if first <= last else here >= first or here <= last


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """The contents, and how often they come back: `rest` between two publications of one content on one account,
    at most `a_week` publications of the pool on an account in a calendar week.
    """

    entries: tuple[Entry, ...]
    where: Where
    rest: timedelta = REST
    a_week: int | None = None
    floor: Floor | None = None
