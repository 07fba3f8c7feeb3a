"""What goes ahead of a post: its account is met, and what stands there already is looked at, so that no post waits for either."""

from datetime import timedelta
from functools import partial

from scheduler.clock import Clock
from scheduler.flow.crew import Crew
from scheduler.flow.strangers import Strangers
from scheduler.flow.voices import Voices
from scheduler.store import deliveries
from scheduler.store.database import Database

AHEAD = timedelta(seconds=30)
"""So long before a post is due its account is met: its connector is loaded, and the network asked who it is."""


class Vanguard:
    """Begins jobs in a dispatcher's crew; only its thread calls it. `patient`: a daemon, which has time to go ahead."""

    def __init__(self, database: Database, voices: Voices, strangers: Strangers, clock: Clock) -> None:
        self._database = database
        self._voices = voices
        self._strangers = strangers
        self._clock = clock

    def meet(self, crew: Crew, *, patient: bool) -> None:
        """Have the accounts met for which something falls due soon, where there is time for it."""
        if not patient:
            return
        now = self._clock.now()
        for name in sorted(deliveries.soon(self._database, now, now + AHEAD)):
            if crew.free and name not in crew.busy and not (self._voices.met(name) and self._strangers.met(name)):
                crew.begin(name, None, partial(self._strangers.meet, name))

    def scan(self, crew: Crew, *, patient: bool) -> None:
        """After a start, and a sleep, have what stands on an account looked at before anything goes out there."""
        for name in sorted(self._strangers.unscanned(patient=patient) - crew.busy):
            if crew.free:
                crew.begin(name, None, self._strangers.scanning(name))
