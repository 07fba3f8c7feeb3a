"""The brake: files that stop all sending while they exist, read before each send, also while the database is locked."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from scheduler.clock import SystemClock
from scheduler.errors import SchedulerError
from scheduler.model.delivery import Delivery
from scheduler.model.pause import Pause, Scope
from scheduler.sentences.stored import stored
from scheduler.store import pauses

STOP = "STOP"
"""In the calendar's folder or in the state folder, made by anybody with any tool: an empty file, or one that says why."""

SHARED = 0.05
"""Seconds for which one look at the files may be shared by those who send at one moment: a brake works within a second."""
MOMENT = 0.5
"""Seconds between two looks into the database: another machine's pause stops this one within a second."""


class Brake:
    """Asked before each send: a stored reason not to, or "".

    `files` stop everything while they exist; `folder` is the state folder, in which pauses lie as files; `kept` reads those that
    the database has, and is asked by `look` alone, once a pass. Threads may ask it.
    """

    def __init__(
        self, files: Sequence[Path], *, folder: Path | None = None, kept: Callable[[], Sequence[Pause]] = tuple
    ) -> None:
        self._files = tuple(files)
        self._folder = folder
        self._kept = kept
        self._known: Sequence[Pause] = ()
        self._clock = SystemClock()
        self._looked = float("-inf")
        self._last: tuple[float, str | Sequence[Pause]] = (float("-inf"), "")

    def __call__(self, delivery: Delivery | None = None) -> str:
        """Why nothing goes out, or not `delivery`. Never raises, and asks no database."""
        return _why(self._looked_at(), delivery)

    def asked(self) -> float:
        """This instant, for `shared`: by the machine's own clock, as the files are real ones."""
        return self._clock.monotonic()

    def shared(self, delivery: Delivery | None, since: float = float("-inf")) -> str:
        """As when called, where many ask at one moment: one look, begun after `since` and at most SHARED ago, serves them all."""
        now = self._clock.monotonic()
        begun, found = self._last
        if not since < begun or now - begun > SHARED:
            found = self._looked_at()
            self._last = now, found
        return _why(found, delivery)

    def _looked_at(self) -> str | Sequence[Pause]:
        for file in self._files:
            # A link to nowhere stops as well. What cannot be looked at (its folder cannot be read) does not stop what was
            # approved, nor the other files from being looked at: this never raises.
            if os.path.lexists(file):
                return stored("braked", file=str(file))
        return self.pauses()

    def pauses(self) -> list[Pause]:
        """What people have paused, as far as is known without asking the database."""
        lying = pauses.files(self._folder) if self._folder else ()
        return pauses.together(lying, self._known) if lying or self._known else []

    def partly(self) -> tuple[frozenset[str], frozenset[str]]:
        """The accounts and the campaigns that are paused."""
        found = self.pauses()
        accounts = frozenset(one.name for one in found if one.scope is Scope.ACCOUNT)
        return accounts, frozenset(one.name for one in found if one.scope is Scope.CAMPAIGN)

    def look(self, now: float) -> None:
        """Read what the database has, if not a moment before the monotonic instant `now`; unread, what it had holds on."""
        if now - self._looked < MOMENT:
            return
        self._looked = now
        try:
            self._known = tuple(self._kept())
        except SchedulerError:
            return


def _why(found: str | Sequence[Pause], delivery: Delivery | None) -> str:
    if isinstance(found, str):
        return found
    wanted = {(Scope.ALL, "")}
    if delivery is not None:
        wanted |= {(Scope.ACCOUNT, delivery.account), (Scope.CAMPAIGN, delivery.campaign)}
    return next((told(one) for one in found if one.key in wanted), "")


def told(one: Pause) -> str:
    """A pause as a stored reason."""
    if one.file and one.scope is Scope.ALL and not one.by:
        return stored("braked", file=one.file)
    return stored(f"paused-{one.scope}", name=one.name, by=one.by or "?", why=one.reason or "-")
