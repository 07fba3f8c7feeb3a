"""The chore that lets go of who engaged in time, reads on where a pass was broken off, and what the doctor says of it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from scheduler.app.connectors import Connectors
from scheduler.app.ground import Ground
from scheduler.app.publics import People
from scheduler.model.notice import Notice, error
from scheduler.store import accounts, engagers

_BROKEN_OFF = "publics pass broken off"
"""Under what it is kept when a pass ended with something left."""
EVERY = timedelta(hours=6)
"""Between two looks at whether a pass was broken off, or something has expired: the passes over counts gather, too."""


class Letting:
    """The chore beside the readings: what a pass left is read on, weeks are counted, and what has expired goes."""

    def __init__(self, ground: Ground, connectors: Connectors) -> None:
        self._ground = ground
        self._connectors = connectors
        self._people = People(ground, connectors)
        self._next: datetime | None = None
        self._day: date | None = None
        self._week: tuple[int, int] | None = None

    def due(self, now: datetime) -> datetime | None:
        """At once, then some times a day; sooner while something is left to be read."""
        return self._next or now

    def run(self, now: datetime) -> None:
        """Read on; once a day, count and let go."""
        self._next = now + EVERY
        database = self._ground.database
        if database.doubt is not None or database.foreign:
            return
        if engagers.due(database, now):
            self._read_on(now)
        if self._day != now.date() and engagers.bound(database):
            week = now.isocalendar()[:2]
            if self._week != week:  # a week is counted when the next one is old enough
                self._people.fold()
                self._week = week
            self._people.purge()
            self._day = now.date()

    def _read_on(self, now: datetime) -> None:
        """Go on, unless a pass was broken off a moment ago: whoever is begun anew each minute asks no sooner."""
        from scheduler.flow.engagers import PAUSE  # noqa: PLC0415 - few hours have any

        before = accounts.remembered(self._ground.database, "").get(_BROKEN_OFF)
        if before is not None and now < before.read_at + PAUSE:
            self._next = before.read_at + PAUSE
        elif self._people.gather(apps=self._connectors.apps()).left:
            accounts.remember(self._ground.database, "", {_BROKEN_OFF: True}, at=now)
            self._next = now + PAUSE


def findings(ground: Ground) -> Iterator[Notice]:
    """That the key is gone, or is another: nothing can be collected, and nobody can be forgotten."""
    if engagers.bound(ground.database) and People(ground).key_state() in {"lost", "other"}:
        yield error("doctor-publics-key", None, "publics")
