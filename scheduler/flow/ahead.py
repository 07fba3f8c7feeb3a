"""What comes next: the instant at which a dispatcher wakes, and what it says of it to whoever looks on."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial

from scheduler.clock import Clock
from scheduler.flow.chore import Careful
from scheduler.flow.claiming import next_claim
from scheduler.flow.crew import Crew
from scheduler.flow.lookout import Lookout
from scheduler.flow.pace import Pace
from scheduler.store import deliveries
from scheduler.store.database import Database

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
        known = (next_claim(due, now) if due else None, crew.awaited, look, *later)
        return min(filter(None, known), default=None)
