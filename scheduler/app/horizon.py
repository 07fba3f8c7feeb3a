"""The chore of laying out series further, from the campaigns as they were applied."""

from collections.abc import Callable
from datetime import datetime, timedelta

from scheduler.app.ground import Ground
from scheduler.store import accounts

EVERY = timedelta(days=1)
FACT = "horizon"


class Horizon:
    """Once a day, and by a daemon (`eager`) at its start: what the horizon now shows of the series goes into the queue.

    Single passes count the day from the last time of whatever process; the first pass of all only starts it, since whoever
    applied the files has just laid them out.
    """

    def __init__(self, ground: Ground, lay_out: Callable[[], object], *, eager: bool = True) -> None:
        self._ground = ground
        self._lay_out = lay_out
        self._eager = eager
        self._last: datetime | None = None
        self._new = False

    def due(self, now: datetime) -> datetime | None:
        """A day after the last time."""
        if self._last is None and self._eager:
            return now
        if self._last is None:
            fact = accounts.remembered(self._ground.database, "").get(FACT)
            self._new = fact is None
            self._last = datetime.fromisoformat(str(fact.value)) if fact else now - EVERY
        return self._last + EVERY

    def run(self, now: datetime) -> None:
        """Lay out what the horizon now shows."""
        if not self._new:
            self._lay_out()
        self._last, self._new = now, False
        accounts.remember(self._ground.database, "", {FACT: now.isoformat()}, at=now)
