"""The only module that asks the time. Everything else is handed a clock, so that a year can pass in a test."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What a clock promises: `now` is aware and in UTC; `monotonic` never runs backwards (seconds, no epoch)."""

    def now(self) -> datetime: ...

    def monotonic(self) -> float: ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()


class SimulatedClock:
    """A clock that moves only when told: tests and `scheduler demo` live by it."""

    def __init__(self, start: datetime) -> None:
        self._now = aware(start).astimezone(UTC)
        self._elapsed = 0.0

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._elapsed

    def advance(self, by: timedelta) -> None:
        """Move both clocks forward; a negative step is refused with ValueError."""
        if by < timedelta(0):
            raise ValueError("a clock that is advanced does not go back: use `jump`")
        self._now += by
        self._elapsed += by.total_seconds()

    def advance_to(self, instant: datetime) -> None:
        """Move forward to `instant`; an instant already past changes nothing."""
        self.advance(max(aware(instant) - self._now, timedelta(0)))

    def jump(self, by: timedelta) -> None:
        """Move the wall clock alone, either way, as a wrong time server or an operator would."""
        self._now += by


def aware(instant: datetime) -> datetime:
    """Return `instant`, or raise ValueError where it carries no zone: a naive time is refused, never guessed."""
    if instant.tzinfo is None or instant.utcoffset() is None:
        raise ValueError(f"naive datetime {instant.isoformat()}")
    return instant
