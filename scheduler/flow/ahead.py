"""What comes next: the instant at which a dispatcher wakes, and what it says of it to whoever looks on."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial

from scheduler.clock import Clock
from scheduler.flow.chore import Careful
from scheduler.flow.crew import Crew
from scheduler.flow.lookout import Lookout
from scheduler.flow.pace import Pace
from scheduler.store import deliveries
from scheduler.store.database import Database

EARLY = timedelta(seconds=1)
"""So long before its hour a daemon claims what its threads will have to do: when the hour strikes, they can begin at once."""
LAST = timedelta(seconds=0.4)
"""So long before it, it claims what is left: other workers have had the time to take their share."""

Coming = Callable[[datetime | None, datetime | None], None]


class Ahead:
    """One dispatcher's; only its thread calls it. `coming` is told the next due instant and look, when they are others."""

    def __init__(self, database: Database, lookout: Lookout, pace: Pace, clock: Clock, coming: Coming) -> None:
        self._database = database
        self._lookout = lookout
        self._pace = pace
        self._clock = clock
        self._coming = coming
        self._announced: tuple[datetime | None, datetime | None] | None = None

    def next(self, chores: Iterable[Careful], crew: Crew) -> datetime | None:
        """The next instant at which something may be due; where nothing is under way, it is said when it is another one."""
        now, busy = self._clock.now(), crew.works
        due = self._pace.coming(now, partial(deliveries.next_due, self._database), busy=busy)
        look = self._lookout.next
        first = crew.awaited or due  # what is kept for its hour is due no later than what is not
        # To the minute: many that were lost together are looked for one after the other.
        coming = (first, look.replace(second=0, microsecond=0) if look else None)
        if not busy and self._announced != coming:
            self._announced = coming
            self._coming(first, look)
        later = () if self._pace.eases(busy=busy) else (one.due(now) for one in chores)
        known = (claims(due, now) if due else None, crew.awaited, look, *later)
        return min(filter(None, known), default=None)


def claims(due: datetime, now: datetime) -> datetime:
    """The next instant after `now` at which a daemon claims what is `due` then."""
    return next((due - early for early in (EARLY, LAST) if due - early > now), due)
