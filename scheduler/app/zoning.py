"""The chore of holding the queue against the rules of its time zones, which change with every other `tzdata`."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.app.ground import Ground
from scheduler.flow.rezone import moved
from scheduler.notify import News
from scheduler.store import accounts, changes, zones

EVERY = timedelta(days=1)
FACT = "zones"
BY = "zones"
"""Who moves, in the journal."""


class ZoneRules:
    """Once a day, and by a daemon (`eager`) at its start: what has not been sent goes to its hour by the rules of today.

    An instant that is earlier than what was approved asks for the yes again; `tell` is told of everything that moved.
    """

    def __init__(self, ground: Ground, tell: Callable[[Sequence[News]], None], *, eager: bool = True) -> None:
        self._ground = ground
        self._tell = tell
        self._last: datetime | None = None
        self._eager = eager

    def due(self, now: datetime) -> datetime | None:
        """A day after the last time, of whatever process."""
        if self._last is None and self._eager:
            return now
        if self._last is None:
            fact = accounts.remembered(self._ground.database, "").get(FACT)
            self._last = datetime.fromisoformat(str(fact.value)) if fact else now - EVERY
        return self._last + EVERY

    def run(self, now: datetime) -> None:
        """Move what is to be moved."""
        self._last, self._eager = now, False
        ZoneInfo.clear_cache()  # the data may have been replaced while this process ran
        found = list(moved(zones.unsent(self._ground.database), now))
        if found:
            steps = [step for _, step in found]
            changes.apply(self._ground.database, steps, by=BY, at=now, campaigns={})
            self._tell([_news(one, step) for one, step in found])
        accounts.remember(self._ground.database, "", {FACT: now.isoformat()}, at=now)


def _news(one: zones.Hours, step: changes.Move) -> News:
    return News(subject=one.tag, state="rezoned", account=one.account, network=one.network, hour=step.local)
