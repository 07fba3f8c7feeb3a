"""What keeps the store from taking anything for now: borne and told once, until it is over; and what is not to be borne."""

import logging
from pathlib import Path

from scheduler.errors import Fault, SchedulerError
from scheduler.sentences.stored import stored
from scheduler.store.place import LEAST_FREE, free

log = logging.getLogger(__name__)

PASSING = frozenset({"database-busy", "disk-full", "database-away", "database-standby", "database-refused"})
"""Another program holds the file, there is no room, a server is away: that is over some day, and nothing was begun meanwhile."""
BROKEN = "database-disk-error"
"""What the disk did with the last writes is not known any more: only a new process may read what is really there."""


class Troubles:
    """Each is told when it begins and when it is over, not at every pass between. Only the dispatcher's thread calls it."""

    def __init__(self) -> None:
        self._told: set[str] = set()

    def __bool__(self) -> bool:
        """Whether there is one now."""
        return bool(self._told)

    def bears(self, problem: SchedulerError) -> bool:
        """Whether the daemon lives on through `problem`, and tries again later."""
        if problem.code not in PASSING:
            return False
        if problem.code not in self._told:
            self._told.add(problem.code)
            log.warning("store-rests %s", problem.where, extra={"why": problem.code})
        return True

    def over(self) -> None:
        """The store took everything."""
        if self._told & PASSING:
            log.info("store-is-back")
        self._told -= PASSING

    def cramped(self, folder: Path) -> bool:
        """Whether so little room is left that a receipt might find none: then nothing is claimed."""
        left = free(folder)
        if left is None or left >= LEAST_FREE:
            self._told.discard("disk-low")
            return False
        if "disk-low" not in self._told:
            self._told.add("disk-low")
            log.error("disk-low %s", folder)
        return True

    def owing(self, error: Exception) -> None:
        """Answers wait in memory because of `error`. Raises what lies under it where only a new process can go on."""
        under = error if isinstance(error, SchedulerError) else error.__cause__
        if isinstance(under, SchedulerError) and under.code == BROKEN:
            raise under from error
        if "owed" not in self._told:
            self._told.add("owed")
            log.error("answers-owed", exc_info=error)

    def paid(self) -> None:
        """Nothing waits any more."""
        self._told.discard("owed")


def held_for(fault: Exception) -> str:
    """The reason to hold a delivery over `fault`; "" where only the store failed, and it may simply be tried again."""
    if isinstance(fault, SchedulerError) and not isinstance(fault, Fault):
        return ""
    return stored("held-fault", fault=f"{type(fault).__name__}: {fault}")
