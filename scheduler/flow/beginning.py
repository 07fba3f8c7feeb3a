"""Between a claim and its call: a part is made ready, and its attempt written; for many at once where nobody need be asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from scheduler.clock import Clock
from scheduler.connector.base import Connector, Outgoing
from scheduler.errors import Fault
from scheduler.flow import hand
from scheduler.flow.parts import begun, missing
from scheduler.flow.readying import Readying
from scheduler.flow.voices import Mute, Voices
from scheduler.model.delivery import Delivery
from scheduler.store import attempts
from scheduler.store.attempts import Attempt, Intent
from scheduler.store.database import Database

WINDOW = timedelta(seconds=60)
"""A send begins so soon after its claim, or not at all: a process that slept must not act on what it knew before."""
LEASE = WINDOW + timedelta(seconds=150)
"""Longer than the window to send, the longest request of any network and a margin together: when it ends, the request has, too.
Where one process dispatches, its lock proves a death, and nobody waits for this."""


class NotMine(Exception):
    """Another process has the delivery now: whatever we meant to do, we do not."""


@dataclass(frozen=True, slots=True)
class Begun:
    """An attempt that is written down, and what is to be sent for it before the monotonic `deadline`.

    `asked` is since when, at the earliest, the brake must have been seen; `opened` when a person's retry began this round.
    """

    delivery: Delivery
    connector: Connector
    parts: tuple[Outgoing, ...]
    attempt: Attempt
    deadline: float
    asked: float
    opened: datetime | None


@dataclass(slots=True, eq=False)
class Sending:
    """A claimed delivery on its way: `claimed` is the monotonic time of its claim (None: now).

    `begun` gives its first attempt, or raises what went wrong with that, where it was written ahead of the call.
    """

    delivery: Delivery
    claimed: float | None = None
    begun: Callable[[], Begun] | None = None

    @property
    def hour(self) -> datetime | None:
        """Before which it must not begin; None: at any time."""
        return self.delivery.due


@dataclass(frozen=True, slots=True)
class _Ready:
    connector: Connector
    parts: tuple[Outgoing, ...]
    deadline: float
    asked: float
    opened: datetime | None
    intent: Intent

    def begun(self, attempt: Attempt | BaseException | None) -> Begun:
        """As `Beginnings.one`, once it is known what became of the writing."""
        if attempt is None:
            raise NotMine(self.intent.delivery.tag)
        if isinstance(attempt, BaseException):
            raise attempt
        # The same instant for this attempt and all that follow: some networks are told it.
        parts = tuple(one if one.since else begun(one, attempt.started) for one in self.parts)
        return Begun(self.intent.delivery, self.connector, parts, attempt, self.deadline, self.asked, self.opened)


class Beginnings:
    """Threads may share it. `asked` is as for `Publisher`."""

    def __init__(
        self,
        database: Database,
        voices: Voices,
        readying: Readying,
        clock: Clock,
        *,
        by: str,
        asked: Callable[[], float],
    ) -> None:
        self._database = database
        self._voices = voices
        self._readying = readying
        self._clock = clock
        self._by = by
        self._asked = asked
        self._lease = attempts.leased(database, LEASE)

    def one(self, delivery: Delivery, claimed: float, opened: datetime | None) -> Begun:
        """The attempt at what is missing first of `delivery`, claimed at that monotonic time.

        Raises `Mute` and `Fault` as `Readying`, `NotMine`, and `Problem` where it could not be written: nothing may be sent.
        """
        ready = self._ready(delivery, claimed, opened)
        (attempt,) = attempts.begin_all(self._database, [ready.intent])
        return ready.begun(attempt)

    def ahead(self, given: Sequence[Sending]) -> None:
        """Begin at once those of `given` for which nobody need be asked; the others are begun by whoever sends them."""
        ready = [(one, found) for one in given if (found := self._at_once(one))]
        written = attempts.begin_all(self._database, [found.intent for _, found in ready]) if ready else []
        for (one, found), attempt in zip(ready, written, strict=True):
            one.begun = partial(found.begun, attempt)

    def _at_once(self, one: Sending) -> _Ready | None:
        """None where somebody must be asked, or something speaks against it: whoever sends it finds that, and says so."""
        if not self._readying.asks_nobody(one.delivery):
            return None
        try:
            claimed = self._clock.monotonic() if one.claimed is None else one.claimed
            return self._ready(one.delivery, claimed, round_of(one.delivery, self._clock))
        except (Mute, Fault):
            return None

    def _ready(self, delivery: Delivery, claimed: float, opened: datetime | None) -> _Ready:
        number = missing(delivery)
        if number is None:
            raise Fault("delivery-without-parts", where=delivery.tag)
        # The window is laid on the wall clock before anything is judged by it: a machine that sleeps afterwards, its
        # monotonic clock standing still, must find the window over, not a new one.
        deadline = claimed + WINDOW.total_seconds()
        until = self._clock.now() + timedelta(seconds=deadline - self._clock.monotonic())
        connector, parts = self._readying(delivery, number, deadline, opened)
        asked = self._asked()
        intent = Intent(
            delivery=delivery,
            part=number,
            key=attempts.BY_HAND if hand.by_hand(connector) else parts[0].key,
            at=self._clock.now(),
            deadline=until,
            by=self._by,
            identity=self._voices.identity(delivery.account),
            lease=self._lease,
        )
        return _Ready(connector, parts, deadline, asked, opened, intent)


def round_of(delivery: Delivery, clock: Clock) -> datetime | None:
    """When this round of attempts began, where it does now: it is the first, or a person's retry has opened a new one."""
    return None if delivery.attempts else clock.now()
