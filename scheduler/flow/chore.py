"""What else the daemon does at its hours, beside publishing; and that none of it can stop publishing."""

import logging
from datetime import datetime, timedelta
from typing import Protocol

from scheduler.clock import Clock
from scheduler.errors import SchedulerError
from scheduler.plain import redact
from scheduler.store import accounts
from scheduler.store.database import Database

log = logging.getLogger(__name__)

PAUSE = timedelta(minutes=10)
"""A chore that broke is tried again so much later."""
_FACT = "broken "
"""Under what it is kept, with the chore's name, that it is broken."""


class Chore(Protocol):
    """Something else that the daemon does at its hours (reading counts back). It uses connectors of its own."""

    def due(self, now: datetime) -> datetime | None:
        """The next instant at which there is something to do; None: nothing is known."""

    def run(self, now: datetime) -> None:
        """Do what is due at `now`."""


class Careful:
    """A chore that never raises: where `chore` breaks, it is logged once, kept for the doctor, and tried again after PAUSE."""

    def __init__(self, chore: Chore, database: Database, clock: Clock) -> None:
        self._chore = chore
        self._database = database
        self._clock = clock
        self._name = type(chore).__name__
        self._rests_until: datetime | None = None
        self._said: str | None = None

    def due(self, now: datetime) -> datetime | None:
        """As the chore says; not before its pause is over."""
        if self._rests_until is not None and now < self._rests_until:
            return self._rests_until
        try:
            return self._chore.due(now)
        except Exception as fault:  # noqa: BLE001 - whatever it is, posts go out
            self._broke(fault)
            return self._rests_until

    def run(self, now: datetime) -> None:
        """Do what is due."""
        try:
            self._chore.run(now)
        except Exception as fault:  # noqa: BLE001 - as above
            self._broke(fault)
        else:
            self._well()

    def _broke(self, fault: Exception) -> None:
        self._rests_until = self._clock.now() + PAUSE
        said = redact(f"{type(fault).__name__}: {fault}")
        if said != self._said:
            self._said = said
            log.error("chore-broke %s", self._name, exc_info=fault)
            self._keep(said)

    def _well(self) -> None:
        self._rests_until = None
        before = self._kept() if self._said is None else self._said  # at first, that of a daemon that has ended
        self._said = ""
        if before:
            self._keep("")

    def _kept(self) -> str:
        try:
            return broken(self._database).get(self._name, "")
        except SchedulerError as problem:
            log.debug("%s: %s", self._name, problem)
            return ""

    def _keep(self, said: str) -> None:
        try:
            accounts.remember(self._database, "", {_FACT + self._name: said}, at=self._clock.now())
        except SchedulerError as problem:  # the log has it
            log.debug("%s: %s", self._name, problem)


def broken(database: Database) -> dict[str, str]:
    """The chores that are broken, by name, with the fault that each met last."""
    kept = accounts.remembered(database, "")
    return {
        name.removeprefix(_FACT): str(one.value) for name, one in kept.items() if name.startswith(_FACT) and one.value
    }
