"""Whether this machine's clock can be believed: held against what the networks say, and against the clock that nobody sets.

A wrong clock breaks an embargo, or misses a whole week in one pass (security B3). While it is not believed nothing is claimed and
nothing becomes missed; it is believed again by itself as soon as it agrees.
"""

from datetime import datetime, timedelta
from threading import Lock

from scheduler.clock import Clock
from scheduler.plain import one_line
from scheduler.sentences.stored import stored

OFF = timedelta(seconds=60)
"""Further from what is known than this, a clock is wrong; servers' dates are whole seconds, and answers take their time."""
REMEMBERED = timedelta(hours=24).total_seconds()
"""So long a network's word holds, carried on by the clock that nobody sets."""
AGAIN = timedelta(minutes=1)
"""While in doubt, the networks are asked so often."""


class Timekeeper:
    """What is known of the time. `hear` may be called by any thread, the rest by the dispatcher's.

    `able`: there are networks to ask. Where there is none, nothing can be sent to any either, and the clock is believed.
    """

    def __init__(self, clock: Clock, *, able: bool = False) -> None:
        self._clock = clock
        self._able = able
        self._lock = Lock()
        self._heard: dict[str, tuple[datetime, float]] = {}
        self._last = (clock.now(), clock.elapsed())
        self._unsure = ""
        self._wanted = False
        self._asked = not able
        self._asking: float | None = None

    # -- what others say

    def hear(self, origin: str, at: datetime) -> None:
        """A network has told its time."""
        with self._lock:
            self._heard[origin] = (at, self._clock.elapsed())
            self._unsure = ""

    def begin(self, known: datetime | None) -> None:
        """Start with the last instant that was written down: a clock that is before it went back while nobody looked."""
        if known is not None and self._able and known - self._clock.now() > OFF:
            self._unsure = stored("clock-behind", known=known.isoformat(timespec="seconds"))

    def look(self) -> None:
        """Notice a jump. Call it at every turn; sleep is none, where the system counts it."""
        now, elapsed = self._clock.now(), self._clock.elapsed()
        (before, then), self._last = self._last, (now, elapsed)
        jump = (now - before) - timedelta(seconds=elapsed - then)
        if abs(jump) > OFF and self._able and not self._known():
            self._unsure = stored("clock-jumped", seconds=round(jump.total_seconds()))

    # -- what follows

    @property
    def why(self) -> str:
        """A stored reason to trust no hour now; "" where the clock is believed."""
        off = self._known()
        if not off:
            return self._unsure
        if any(abs(difference) <= OFF for difference in off.values()):
            return ""
        origin, least = min(off.items(), key=lambda one: abs(one[1]))
        return stored("clock-off", seconds=round(least.total_seconds()), origin=one_line(origin))

    def may_miss(self) -> bool:
        """Whether posts that seem too late may be called missed: not before a network was asked, once, what time it is."""
        if self.why:
            return False
        self._wanted = not (self._asked or self._known())
        return not self._wanted

    @property
    def asks(self) -> datetime | None:
        """When a network should be asked next; None: there is no need."""
        if not self._able or not (self._wanted or self.why):
            return None
        if self._asking is None:
            return self._clock.now()
        return self._clock.now() + max(timedelta(0), AGAIN - timedelta(seconds=self._clock.elapsed() - self._asking))

    def asked(self) -> None:
        """The networks were asked, whether or not any answered."""
        self._asked, self._wanted, self._asking = True, False, self._clock.elapsed()

    def _known(self) -> dict[str, timedelta]:
        """How far ahead of us each network's clock is now, of those that were heard within a day."""
        now, elapsed = self._clock.now(), self._clock.elapsed()
        with self._lock:
            return {
                origin: at + timedelta(seconds=elapsed - then) - now
                for origin, (at, then) in self._heard.items()
                if elapsed - then < REMEMBERED
            }
