"""The only module that asks the time. Everything else is handed a clock, so that a year can pass in a test."""

import os
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class Clock(Protocol):
    """What a clock promises: `now` is aware and in UTC; `monotonic` never runs backwards (seconds, no epoch); `elapsed`
    neither, and goes on while the machine sleeps, where the system can tell.
    """

    def now(self) -> datetime: ...

    def monotonic(self) -> float: ...

    def elapsed(self) -> float: ...


_THROUGH_SLEEP: int | None = getattr(time, "CLOCK_BOOTTIME", None)
"""Linux's clock that counts sleep, https://man7.org/linux/man-pages/man2/clock_gettime.2.html, read 2026-11-22."""
if sys.platform == "darwin":  # there CLOCK_MONOTONIC counts it, and Python's own does not
    _THROUGH_SLEEP = time.CLOCK_MONOTONIC


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    def elapsed(self) -> float:
        return time.monotonic() if _THROUGH_SLEEP is None else time.clock_gettime(_THROUGH_SLEEP)


class SimulatedClock:
    """A clock that moves only when told: tests and `scheduler demo` live by it."""

    def __init__(self, start: datetime) -> None:
        self._now = aware(start).astimezone(UTC)
        self._monotonic = 0.0
        self._elapsed = 0.0

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._monotonic

    def elapsed(self) -> float:
        return self._elapsed

    def advance(self, by: timedelta) -> None:
        """Move all clocks forward; a negative step is refused with ValueError."""
        if by < timedelta(0):
            raise ValueError("a clock that is advanced does not go back: use `jump`")
        self.sleep(by)
        self._monotonic += by.total_seconds()

    def advance_to(self, instant: datetime) -> None:
        """Move forward to `instant`; an instant already past changes nothing."""
        self.advance(max(aware(instant) - self._now, timedelta(0)))

    def sleep(self, by: timedelta) -> None:
        """Close the lid for so long: on Linux the monotonic clock stands still meanwhile."""
        self._now += by
        self._elapsed += by.total_seconds()

    def jump(self, by: timedelta) -> None:
        """Move the wall clock alone, either way, as a wrong time server or an operator would."""
        self._now += by


def machine_zone(at: datetime) -> tuple[str, timedelta]:
    """What this machine takes for its zone (`TZ`, else its settings), and its offset then: for telling, no hour depends on it."""
    local = at.astimezone()
    named = os.environ.get("TZ", "").lstrip(":")
    return named or local.tzname() or "?", local.utcoffset() or timedelta(0)


def machine_zone_name(link: Path = Path("/etc/localtime")) -> str:
    """The IANA name of this machine's zone (`TZ`, else what `link` points to), where it has one and it is a place's."""
    named = os.environ.get("TZ", "").lstrip(":")
    with suppress(OSError):
        named = named or str(link.readlink()).rpartition("zoneinfo/")[2]
    if "/" not in named or named.startswith("Etc/"):
        return ""
    with suppress(ValueError, OSError, ZoneInfoNotFoundError):
        return ZoneInfo(named).key
    return ""


def aware(instant: datetime) -> datetime:
    """Return `instant`, or raise ValueError where it carries no zone: a naive time is refused, never guessed."""
    if instant.tzinfo is None or instant.utcoffset() is None:
        raise ValueError(f"naive datetime {instant.isoformat()}")
    return instant
