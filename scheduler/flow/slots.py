"""Which slot each post takes that names no hour. Pure: wishes, grids and what stands already in, slots out.

By priority; then who names a day before who names a last one, and these before the others; then in the order of the files.
What lies in the queue keeps what it has; what is added takes what is free then. So nothing moves because of a newcomer, and a
slot that becomes free is not filled by moving others.
"""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduler.model.slot import Grid, Passed, Taken, Wish
from scheduler.model.zone import resolve

FARTHEST = timedelta(days=366)
"""How far ahead a free slot is looked for where the post names no last day."""
NAMED = 3
"""How many of the slots that it did not get are kept with a slot."""
ONE = timedelta(days=1)
SAME = timedelta(minutes=1)
"""Two posts nearer than that stand in one slot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A delivery that wants a slot. `place` is that of its post in the files, `zone` its campaign's, by which its days count."""

    tag: str
    account: str
    wish: Wish
    place: tuple[int, ...]
    zone: str
    shut: Callable[[datetime], bool] | None = None
    """Whether the editorial line keeps an hour free, by that zone's clock; of a post that names its day it is not asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Without:
    """No slot was left. `none`: the account has none at all on those days; else `passed` are those that others have."""

    none: bool
    passed: tuple[Passed, ...] = ()
    more: int = 0


def allotted(
    asked: Iterable[Asked],
    grids: Mapping[str, Grid],
    standing: Mapping[str, Iterable[tuple[datetime, str]]],
    now: datetime,
    least: timedelta = timedelta(0),
) -> Mapping[str, Taken | Without]:
    """A slot for each of `asked`, by tag.

    `standing` are the other posts of each account with their tags: dated ones, and what has its slot already. `least` is the
    time that the editorial line wants between two posts; an account's own distance counts where it is longer.
    """
    weeks = {name: _Account(grid, standing.get(name, ()), least) for name, grid in grids.items()}
    in_turn = sorted(asked, key=lambda one: (one.wish.priority, _room(one.wish), one.place, one.tag))
    return {one.tag: weeks[one.account].give(one, now) for one in in_turn}


def within(wish: Wish, at: datetime, zone: str) -> bool:
    """Whether a post that has the hour `at` may keep it: its file has not asked for other days since."""
    first, last = _days(wish)
    if wish.after is not None and at < wish.after:
        return False
    return (first is None or first <= at.astimezone(ZoneInfo(zone)).date()) and (
        last is None or at.astimezone(ZoneInfo(zone)).date() <= last
    )


def _room(wish: Wish) -> int:
    """How much choice it leaves: who wants one day goes before who takes any, or it would find its day full."""
    return 0 if wish.day else 1 if wish.last else 2


def _days(wish: Wish) -> tuple[date | None, date | None]:
    return (wish.day, wish.day) if wish.day is not None else (wish.first, wish.last)


@dataclass(slots=True)
class _Search:
    """What was met on the way to a slot."""

    passed: list[Passed] = field(default_factory=list)
    more: int = 0
    any: bool = False


class _Account:
    """The weeks of one account, and what stands in them so far."""

    def __init__(self, grid: Grid, standing: Iterable[tuple[datetime, str]], least: timedelta) -> None:
        self._grid = grid
        self._apart = max(grid.distance, least, SAME)
        self._standing: list[tuple[datetime, str]] = sorted(standing)
        self._days: dict[date, Sequence[datetime]] = {}
        self._full: dict[datetime, tuple[datetime, str]] = {}

    def give(self, one: Asked, now: datetime) -> Taken | Without:
        """The first free slot within the wish; it is taken from then on."""
        search, zone = _Search(), ZoneInfo(one.zone)
        for at in self._within(one, now):
            search.any = True
            found = self._near(at)
            if found is None and (one.shut is None or not one.shut(at.astimezone(zone))):
                insort(self._standing, (at, one.tag))
                return Taken(at=at.astimezone(zone), passed=tuple(search.passed), more=search.more)
            if len(search.passed) == NAMED:
                search.more += 1
            elif found is None:
                search.passed.append(Passed(at=at.astimezone(zone), shut=True))
            else:
                near = abs(found[0] - at) >= SAME
                search.passed.append(Passed(at=at.astimezone(zone), by=found[1], near=near))
        return Without(none=not search.any, passed=tuple(search.passed), more=search.more)

    def _within(self, one: Asked, now: datetime) -> Iterator[datetime]:
        """The slots of the wished days that are still to come, in their order."""
        first, last = _days(one.wish)
        begin = max(_midnight(first, one.zone), now) if first else now
        begin = max(begin, one.wish.after or begin)
        end = _midnight(last + ONE, one.zone) if last else begin + FARTHEST
        day = begin.astimezone(ZoneInfo(self._grid.zone)).date()
        final = end.astimezone(ZoneInfo(self._grid.zone)).date()
        while day <= final and self._grid.slots:
            yield from (at for at in self._of(day) if begin <= at < end and at > now)
            day += ONE

    def _of(self, day: date) -> Sequence[datetime]:
        """The slots of a day of the grid's own clock, as instants; what a clock change skips goes out after it, as everywhere."""
        if day not in self._days:
            hours = [one.hour for one in self._grid.slots if one.weekday == day.weekday()]
            at = {resolve(datetime.combine(day, hour), self._grid.zone).instant for hour in hours}
            self._days[day] = sorted(at)
        return self._days[day]

    def _near(self, at: datetime) -> tuple[datetime, str] | None:
        """The nearest post that stood too close to `at` when it was first looked at: what stands there stays."""
        if at in self._full:
            return self._full[at]
        here = bisect_left(self._standing, (at, ""))
        around = self._standing[max(0, here - 1) : here + 1]
        near = [one for one in around if abs(one[0] - at) < self._apart]
        if not near:
            return None
        self._full[at] = min(near, key=lambda one: abs(one[0] - at))
        return self._full[at]


def _midnight(day: date, zone: str) -> datetime:
    return resolve(datetime.combine(day, time()), zone).instant.astimezone(UTC)
