"""The alarm clock: APScheduler holds one date job at the next due instant and a tick as a safety net, never an editorial rule.

It is given UTC instants only. Its job store is memory: what is due stands in the database, and a lost alarm costs one tick.
"""

import gc
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from queue import Empty, SimpleQueue
from typing import Any, Protocol

from scheduler.clock import SimulatedClock

TICK = timedelta(seconds=2)
"""Finds what no alarm announces: a jumped clock, a resumed laptop, rows written by another process."""

PATIENCE = 5
"""Ticks after which the waiter wakes by itself: a wall clock set back by an hour puts APScheduler to sleep for that hour."""


class Alarm(Protocol):
    """What the dispatcher waits on."""

    def set(self, instant: datetime | None) -> None:
        """Wake at `instant` (aware); None: nothing is known to come. Replaces what was set before."""

    def ring(self) -> None:
        """Wake the waiter now. Any thread and any signal handler may call it; a ring before `wait` is not lost."""

    def wait(self, *, busy: bool) -> bool:
        """Return when it rings, at the instant, or after a tick. `busy`: work is in flight and will ring when done.

        False means that no more will ever come: the end of a simulation, or a closed alarm.
        """

    def close(self) -> None:
        """Let go of threads."""


class _Bell:
    """A bell that may be rung from a signal handler: `SimpleQueue.put` is reentrant, `Event.set` is not."""

    def __init__(self) -> None:
        self._rung: SimpleQueue[None] = SimpleQueue()

    def ring(self) -> None:
        self._rung.put(None)

    def wait(self, timeout: float | None = None) -> None:
        """Wait for at least one ring, at most `timeout` seconds of the monotonic clock, and take all there are."""
        with suppress(Empty):
            self._rung.get(timeout=timeout)
        self.taken()

    def taken(self) -> bool:
        """Take all rings without waiting; tell whether there were any."""
        any_rung = False
        while True:
            try:
                self._rung.get_nowait()
            except Empty:
                return any_rung
            any_rung = True


def settled() -> None:
    """Say that what is loaded by now stays: a daemon's threads need not stand still while all of it is searched for garbage.

    That takes 30 ms and more, and falls due when there is much that is new: as many posts are claimed at one moment.
    """
    gc.collect()
    gc.freeze()


class ClockAlarm:
    """The real alarm, an APScheduler of its own. Instants are those of the machine's clock."""

    def __init__(self, tick: timedelta = TICK) -> None:
        from apscheduler.executors.debug import DebugExecutor  # noqa: PLC0415 - only the daemon needs it
        from apscheduler.schedulers.background import BackgroundScheduler  # noqa: PLC0415

        self._bell = _Bell()
        self._set: datetime | None = None
        self._closed = False
        self._patience = tick.total_seconds() * PATIENCE
        # A ring takes microseconds, so the clock's own thread does it: no pool, and no run is ever dropped as a misfire.
        self._scheduler: Any = BackgroundScheduler(
            timezone=UTC,
            executors={"default": DebugExecutor()},
            job_defaults={"misfire_grace_time": None, "coalesce": True},
        )
        self._scheduler.add_job(self._bell.ring, "interval", seconds=tick.total_seconds(), id="tick")
        self._scheduler.start()

    def set(self, instant: datetime | None) -> None:
        if instant is not None and instant == self._set:
            return
        self._set = instant
        if instant is not None:
            self._scheduler.add_job(self._due, "date", run_date=instant, id="due", replace_existing=True)
        elif self._scheduler.get_job("due"):
            self._scheduler.remove_job("due")

    def _due(self) -> None:
        self._set = None
        self._bell.ring()

    def ring(self) -> None:
        self._bell.ring()

    def wait(self, *, busy: bool) -> bool:
        self._bell.wait(self._patience)
        return not self._closed

    def close(self) -> None:
        if not self._closed:
            self._closed = True
            self._scheduler.shutdown(wait=False)
            self._bell.ring()


class SimulatedAlarm:
    """The alarm of `scheduler demo` and of tests: waiting moves `clock` to the next instant, and ends at `until`.

    While work is in flight the clock stands still, so a send takes no simulated time but what its connector advances.
    """

    def __init__(self, clock: SimulatedClock, *, until: datetime, tick: timedelta = timedelta(minutes=1)) -> None:
        self._clock = clock
        self._until = until
        self._tick = tick
        self._next: datetime | None = None
        self._bell = _Bell()
        self._closed = False

    def set(self, instant: datetime | None) -> None:
        self._next = instant

    def ring(self) -> None:
        self._bell.ring()

    def wait(self, *, busy: bool) -> bool:
        if busy:
            self._bell.wait()
            return not self._closed
        if self._closed or self._bell.taken():
            return not self._closed
        now = self._clock.now()
        if now >= self._until:
            return False
        # What is due and yet stays (the brake is on, its account is blocked) is looked at again a tick later.
        following = self._until if self._next is None else max(self._next, now + self._tick * (self._next <= now))
        self._clock.advance_to(min(following, self._until))
        return True

    def close(self) -> None:
        self._closed = True
        self._bell.ring()
