"""What goes first in a daemon: posts, before all that can wait, right after its start and while many are due."""

from collections.abc import Callable
from datetime import datetime

from scheduler.clock import Clock

PACE = 0.25
"""Seconds between two full passes while jobs end one after the other: between them what is due is claimed, no more."""
TRUST = 3.0
"""Seconds for which a full pass speaks for the next: what falls due within them goes out first. More than a tick."""
EASE = 5.0
"""Seconds after its start in which a daemon does nothing beside what is under way: posts may be late already."""

HEARTBEAT = 15.0
"""Seconds between two heartbeats; readers call one stale after a few of them."""


class Pace:
    """One dispatcher's. `busy` in its questions: whether anything is under way."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._began = self._passed = self._asked = self._beaten = float("-inf")
        self._coming: datetime | None = None

    def begin(self) -> None:
        """It has started."""
        self._began = self._clock.monotonic()

    def passed(self) -> None:
        """A full pass is done, and all was well."""
        self._passed = self._clock.monotonic()

    def beats(self) -> bool:
        """Whether it is time for a heartbeat."""
        return self._clock.monotonic() - self._beaten >= HEARTBEAT

    def beaten(self) -> None:
        """It was given."""
        self._beaten = self._clock.monotonic()

    def trusts(self, *, busy: bool) -> bool:
        """Whether the last full pass was so short a time ago that what is due may be claimed without another."""
        return self._clock.monotonic() - self._passed < (PACE if busy else TRUST)

    def eases(self, *, busy: bool) -> bool:
        """Whether what is no post waits until nothing is under way."""
        return busy and self._clock.monotonic() - self._began < EASE

    def coming(self, now: datetime, ask: Callable[[datetime], datetime | None], *, busy: bool) -> datetime | None:
        """The next instant after `now` by `ask`; while jobs end one after the other, what it said a moment ago."""
        past = self._coming is not None and self._coming <= now
        moment = self._clock.monotonic()
        if not busy or past or moment - self._asked >= PACE:
            self._coming, self._asked = ask(now), moment
        return self._coming
