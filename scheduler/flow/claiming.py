"""What falls due, from the queue to the crew: claimed for as many as its threads will soon have hands for."""

from datetime import datetime, timedelta

from scheduler.clock import Clock
from scheduler.flow.beginning import LEASE, Sending
from scheduler.flow.brake import Brake
from scheduler.flow.crew import Crew
from scheduler.flow.strangers import Strangers
from scheduler.flow.voices import Voices
from scheduler.store import deliveries
from scheduler.store.database import Database
from scheduler.store.seat import Seat

EARLY = timedelta(seconds=1)
"""So long before its hour a daemon claims what its threads will have to do: when the hour strikes, they can begin at once."""
LAST = timedelta(seconds=0.4)
"""So long before it, it claims what is left: other workers have had the time to take their share."""


class Claiming:
    """One dispatcher's; only its thread calls it."""

    def __init__(self, database: Database, voices: Voices, strangers: Strangers, brake: Brake, clock: Clock) -> None:
        self._database = database
        self._voices = voices
        self._strangers = strangers
        self._brake = brake
        self._clock = clock

    def __call__(self, crew: Crew, seat: Seat, *, patient: bool) -> bool:
        """Begin what is due and free, and, `patient`, keep what soon will be; whether there was anything."""
        busy = len(crew.busy)
        going_on = True
        while going_on and (most := crew.next):
            # Fewer than asked for were all: of each account that has more, one is under way now.
            going_on = self._claim(crew, most, seat, EARLY if patient else None) == most
        going_on = patient and bool(crew.awaited)
        while going_on and not crew.free and (most := crew.more):
            going_on = self._claim(crew, most, seat, LAST) == most
        return len(crew.busy) > busy

    def _claim(self, crew: Crew, most: int, seat: Seat, early: timedelta | None) -> int:
        """How many there were of `most`. `early` before their hour; None: those that are due, for who will not wait."""
        claimed = self._clock.monotonic()
        stopped, without = self._brake.partly()
        busy = crew.busy | stopped | self._strangers.unscanned(patient=early is not None)
        now = self._clock.now()
        until = now + (early or timedelta())
        mine = deliveries.claim(
            self._database, now=now, until=until, lease=LEASE, most=most, busy=busy, without=without, worker=seat.worker
        )
        if mine:
            self._voices.expect([one.account for one in mine])
        for one in mine:
            sending = Sending(one, claimed)
            (crew.keep if sending.hour and sending.hour > now else crew.entrust)(sending)
        return len(mine)


def next_claim(due: datetime, now: datetime) -> datetime:
    """The next instant after `now` at which a daemon claims what is `due` then."""
    return next((due - early for early in (EARLY, LAST) if due - early > now), due)
