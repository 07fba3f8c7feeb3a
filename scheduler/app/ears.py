"""The daemon's ears: what others write is listened for, once a person has begun it."""

from datetime import datetime, timedelta

from scheduler.app.connectors import Connectors
from scheduler.app.ground import Ground
from scheduler.store import listening

EVERY = timedelta(minutes=15)
ASLEEP = timedelta(hours=1)
"""Between two looks at whether somebody has begun it."""


class Ears:
    """The chore of listening, a quarter of an hour apart. Nothing is listened for until a person has once asked for it."""

    def __init__(self, ground: Ground, connectors: Connectors) -> None:
        self._ground = ground
        self._connectors = connectors
        self._next: datetime | None = None

    def due(self, now: datetime) -> datetime | None:
        """At once, then every quarter of an hour; hourly while nobody has begun it."""
        return self._next or now

    def run(self, now: datetime) -> None:
        """One pass, where somebody has begun it."""
        begun = listening.begun(self._ground.database)
        self._next = now + (EVERY if begun else ASLEEP)
        if begun:
            from scheduler.app.listening import collect  # noqa: PLC0415 - a daemon that need not listen does without

            collect(self._ground, self._connectors, apps=self._connectors.apps(), asked=False)
