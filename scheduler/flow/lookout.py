"""When to look for what is unknown: not before its request is certainly over, by both clocks, and never at once again."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from scheduler.clock import Clock
from scheduler.flow.reconcile import Reconciler
from scheduler.flow.voices import SILENCE, Voices
from scheduler.model.delivery import Delivery, State


class Lookout:
    """Remembers, for one dispatcher, when each unknown delivery is looked for next. Only its thread calls it."""

    def __init__(self, reconciler: Reconciler, voices: Voices, clock: Clock) -> None:
        self._reconciler = reconciler
        self._voices = voices
        self._clock = clock
        self._looks: dict[int, datetime | None] = {}
        self._unknown_since: dict[tuple[int, int], float] = {}

    @property
    def next(self) -> datetime | None:
        """The next look; None: there is none by itself."""
        return min((one for one in self._looks.values() if one is not None), default=None)

    def due(self, unknown: Sequence[Delivery], *, patient: bool) -> Iterator[Delivery]:
        """Those of `unknown` (all there are) to be looked for now, who has waited longest first.

        One that is looked for in vain again and again keeps nobody waiting. `patient`: by a daemon, which sees time pass itself.
        """
        now = self._clock.now()
        # What a person has settled meanwhile is looked for no more, and nobody wakes for it.
        self._looks = {one.id: self._looks[one.id] for one in unknown if one.id in self._looks}
        waiting: list[tuple[datetime, int, Delivery]] = []
        for lost in unknown:
            if lost.id not in self._looks:
                self._looks[lost.id] = self._reconciler.due(lost, self._voices.life(lost.account))
            due = self._looks[lost.id]
            if due is not None and due <= now and self._waited(lost, patient=patient):
                waiting.append((due, lost.id, lost))
        yield from (lost for _, _, lost in sorted(waiting, key=lambda one: one[:2]))

    def _waited(self, lost: Delivery, *, patient: bool) -> bool:
        """Whether a request's life has passed by the clock that nobody can set since this daemon first saw it unknown.

        A wall clock that jumped ahead would have us look while the request is still on its way. A pass for cron has no such
        memory and goes by the wall clock.
        """
        now = self._clock.monotonic()
        first = self._unknown_since.setdefault((lost.id, lost.token), now)
        return not patient or now - first >= self._voices.life(lost.account).total_seconds()

    def after(self, delivery: Delivery) -> None:
        """A job has ended: forget its look, or set the next one; never at once, whatever the store says."""
        self._looks.pop(delivery.id, None)
        if delivery.state is State.UNKNOWN:
            now, due = self._clock.now(), self._reconciler.due(delivery, self._voices.life(delivery.account))
            self._looks[delivery.id] = due if due is None or due > now else now + SILENCE

    def rest(self, delivery: Delivery) -> None:
        """A look has broken off: not again for a while."""
        self._looks[delivery.id] = self._clock.now() + SILENCE
